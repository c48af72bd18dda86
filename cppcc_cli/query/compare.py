"""Figures side by side: against the first of them and their sum, over years and among committees.

A change is against the first year of the same committee, or in steps against the year before it. A
figure whose unit or scope is another than it was is not compared: it is another figure.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from cppcc_cli import messages
from cppcc_cli.dataset import Dataset, Figure, Ratio
from cppcc_cli.messages import Text
from cppcc_cli.quantity import Derived, Reason, change, divide, growth, ranks, shares
from cppcc_cli.query import aligned

Maybe = Derived | Reason | None
_year_of = attrgetter("year")


class ComparedFigure(NamedTuple):
    """A figure of a dataset with what it is among others; None for what was not asked of it."""

    dataset: Dataset
    figure: Figure
    # Of the first figure named, in the same dataset.
    ratio: Maybe
    # Of all committees in the same year, or of the figures named where there is one committee.
    share: Maybe
    rank: int | Reason | None = None
    # The dataset that it is held against, with the change and the growth since then.
    base: Dataset | None = None
    change: Maybe = None
    growth: Maybe = None
    # Of the largest value in the unit of the first; for drawing only, qualifiers aside.
    height: Decimal | None = None

    @property
    def unit(self) -> Text:
        """The unit in both languages."""
        return self.dataset.unit(self.figure)


def compare(dataset: Dataset, figures: Sequence[Figure]) -> list[ComparedFigure]:
    """Return the figures compared, in their order.

    The ratio is that to the first of them, where they have one unit. Shares are those of the sum,
    where all have one unit and none is part of another.
    """
    first = figures[0]
    alike = [figure for figure in figures if figure.quantity.unit == first.quantity.unit]
    largest = max(figure.value for figure in alike)
    drawable = len(alike) > 1 and largest > 0
    parts = _shares_of(dataset, figures)
    return [
        ComparedFigure(
            dataset,
            figure,
            _ratio_to(figure, first),
            parts[figure.id],
            height=figure.value / largest if figure in alike and drawable else None,
        )
        for figure in figures
    ]


def _ratio_to(figure: Figure, first: Figure) -> Derived | Reason:
    """Return what `figure` is of the first, or why that is not computed."""
    if figure.id == first.id and first.value:
        return Derived(Decimal(1), "exact")
    if figure.quantity.unit != first.quantity.unit:
        return "units"
    return divide(figure.quantity, first.quantity)


def _shares_of(dataset: Dataset, figures: Sequence[Figure]) -> dict[str, Derived | Reason]:
    """Return the share of each of some figures of a dataset in their sum, by id."""
    refusal = _no_shares(dataset, figures)
    if refusal:
        return {figure.id: refusal for figure in figures}
    found = shares([figure.quantity for figure in figures])
    return {figure.id: one for figure, one in zip(figures, found, strict=True)}


def _no_shares(dataset: Dataset, figures: Sequence[Figure]) -> Reason | None:
    if len({figure.quantity.unit for figure in figures}) > 1:
        return "units"
    named = {figure.id for figure in figures}
    climbed: set[str] = set()
    for figure in figures:
        above = figure.part_of
        while above is not None and above not in climbed:
            if above in named:
                return "part"
            climbed.add(above)
            whole = dataset.figures.get(above)
            above = whole.part_of if whole else None
    return None


def sort(compared: Sequence[ComparedFigure], by: str) -> list[ComparedFigure]:
    """Return the figures by value (the largest first), by name (Chinese by pinyin) or by id."""
    if by == "value":
        return sorted(compared, key=lambda row: row.figure.value, reverse=True)
    if by == "name":
        if messages.current() == "en":
            return sorted(compared, key=lambda row: row.figure.name.say().casefold())
        return sorted(compared, key=lambda row: (row.figure.pinyin[:1], row.figure.name.zh))
    return sorted(compared, key=lambda row: row.figure.id)


def declared_ratios(dataset: Dataset, figures: Sequence[Figure]) -> list[Ratio]:
    """Return the ratios of the dataset that both ends of are among `figures`."""
    named = {figure.id for figure in figures}
    return [one for one in dataset.ratios.values() if {one.numerator, one.denominator} <= named]


def compare_over_time(
    datasets: Sequence[Dataset], figures: Sequence[Figure], steps: bool = False
) -> list[ComparedFigure]:
    """Return figures of a catalogue, each in every dataset that has it, figure after figure.

    `datasets` are in the order of their committees and years. With `steps`, changes are against the
    year before, else against the first.
    """
    datasets, ids = aligned(datasets, figures), [one.id for one in figures]
    bases = _bases(datasets, steps)
    one_body = len({dataset.body.zh for dataset in datasets}) < 2
    named = ((one, [one.figures[id] for id in ids if id in one.figures]) for one in datasets)
    here = {one.path: _shares_of(one, several) if several[1:] else {} for one, several in named}
    compared = []
    for id in ids:
        holding = [one for one in datasets if id in one.figures]
        among: dict[str, tuple[Maybe, int | Reason | None]] = {}
        for _, group in groupby(() if one_body else sorted(holding, key=_year_of), _year_of):
            among |= _among([*group], id)
        for dataset in holding:
            share, rank = among.get(dataset.path, (here[dataset.path].get(id), None))
            compared.append(_compared(dataset, id, ids[0], bases[dataset.path], share, rank))
    return compared


def _bases(datasets: Sequence[Dataset], steps: bool) -> dict[str, Dataset | Reason | None]:
    """Return what each dataset is held against: the first year of its committee, or the one before.

    The year before is the one before it of all that are here.
    """
    years = sorted({dataset.year for dataset in datasets})
    there = {(dataset.body.zh, dataset.year): dataset for dataset in datasets}
    first: dict[str, Dataset] = {}
    bases: dict[str, Dataset | Reason | None] = {}
    for dataset in datasets:
        opening, at = first.setdefault(dataset.body.zh, dataset), years.index(dataset.year)
        base: Dataset | Reason | None = None if opening is dataset else opening
        if steps:
            base = there.get((dataset.body.zh, years[at - 1]), "missing") if at else None
        bases[dataset.path] = base
    return bases


def _compared(
    dataset: Dataset,
    id: str,
    first: str,
    base: Dataset | Reason | None,
    share: Maybe,
    rank: int | Reason | None,
) -> ComparedFigure:
    figure = dataset.figures[id]
    changed, grown = _change(figure, base)
    ratio: Maybe = None
    if id != first:
        beside = dataset.figures.get(first)
        ratio = "missing" if beside is None else _ratio_to(figure, beside)
    held = None if isinstance(base, str) else base
    return ComparedFigure(dataset, figure, ratio, share, rank, held, changed, grown)


def _change(figure: Figure, base: Dataset | Reason | None) -> tuple[Maybe, Maybe]:
    if base is None or isinstance(base, str):
        return base, base
    then = base.figures.get(figure.id)
    if then is None:
        return "missing", "missing"
    if then.scope != figure.scope:
        return "scope", "scope"
    changed = change(figure.quantity, then.quantity)
    # Per cents differ in percentage points, not in per cents of per cents.
    if isinstance(changed, str) or figure.quantity.unit == "%":
        return changed, None if not isinstance(changed, str) else changed
    return changed, growth(figure.quantity, then.quantity)


def _among(group: Sequence[Dataset], id: str) -> dict[str, tuple[Maybe, int | Reason | None]]:
    """Return the share and the rank of a figure among the committees that have it in one year."""
    figures = {dataset.path: dataset.figures[id] for dataset in group}
    quantities = [figure.quantity for figure in figures.values()]
    refusal: Reason | None = None
    if len({figure.scope for figure in figures.values()}) > 1:
        refusal = "scope"
    if len({one.unit for one in quantities}) > 1:
        refusal = "units"
    if refusal or len(group) < 2:
        return {path: (refusal, refusal) for path in figures}
    each = zip(shares(quantities), ranks(quantities), strict=True)
    return dict(zip(figures, each, strict=True))
