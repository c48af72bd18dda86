"""Figures across datasets: how they changed over the years, and how committees stand to each other.

A change is against the first year of the same committee, or in steps against the year before it. A
figure whose unit or scope is another than it was is not compared: it is another figure.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.language import Text
from cppcc_cli.quantity import Derived, Reason, change, growth, ranks, shares
from cppcc_cli.query.comparison import ratio_to, shares_of

Maybe = Derived | Reason | None


class Placed(NamedTuple):
    """A figure of a dataset with what it is among the others; None for what was not asked of it."""

    dataset: Dataset
    figure: Figure
    # Of the first figure named, in the same dataset.
    ratio: Maybe
    # Of all committees in the same year, or of the figures named where there is one committee.
    share: Maybe
    rank: int | Reason | None
    # The dataset that it is held against, with the change and the growth since then.
    base: Dataset | None
    change: Maybe
    growth: Maybe

    @property
    def unit(self) -> Text:
        """The unit in both languages."""
        return self.dataset.unit(self.figure)


def place(datasets: Sequence[Dataset], ids: Sequence[str], steps: bool = False) -> list[Placed]:
    """Return the figures of these ids, each in every dataset that has it, figure after figure.

    `datasets` are in the order of their committees and years. With `steps`, changes are against the
    year before, else against the first.
    """
    bases = _bases(datasets, steps)
    one_body = len({dataset.body.zh for dataset in datasets}) < 2
    placed = []
    for id in ids:
        groups: dict[int, list[Dataset]] = {}
        for dataset in datasets:
            if id in dataset.figures:
                groups.setdefault(dataset.year, []).append(dataset)
        among: dict[str, tuple[Maybe, int | Reason | None]] = {}
        if not one_body:
            for group in groups.values():
                among |= _among(group, id)
        for dataset in datasets:
            if id in dataset.figures:
                share, rank = among.get(dataset.path, (_share_here(dataset, id, ids), None))
                placed.append(_placed(dataset, id, ids[0], bases[dataset.path], share, rank))
    return placed


def _bases(datasets: Sequence[Dataset], steps: bool) -> dict[str, Dataset | Reason | None]:
    """Return what each dataset is held against: the first year of its committee, or the one before.

    The year before is the one before it of all that are here.
    """
    years = sorted({dataset.year for dataset in datasets})
    there = {(dataset.body.zh, dataset.year): dataset for dataset in datasets}
    first: dict[str, Dataset] = {}
    bases: dict[str, Dataset | Reason | None] = {}
    for dataset in datasets:
        opening = first.setdefault(dataset.body.zh, dataset)
        at = years.index(dataset.year)
        if not steps:
            bases[dataset.path] = None if opening is dataset else opening
        elif at:
            bases[dataset.path] = there.get((dataset.body.zh, years[at - 1]), "missing")
        else:
            bases[dataset.path] = None
    return bases


def _placed(
    dataset: Dataset,
    id: str,
    first: str,
    base: Dataset | Reason | None,
    share: Maybe,
    rank: int | Reason | None,
) -> Placed:
    figure = dataset.figures[id]
    changed, grown = _change(figure, base)
    ratio: Maybe = None
    if id != first:
        beside = dataset.figures.get(first)
        ratio = "missing" if beside is None else ratio_to(figure, beside)
    held = None if isinstance(base, str) else base
    return Placed(dataset, figure, ratio, share, rank, held, changed, grown)


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


def _share_here(dataset: Dataset, id: str, ids: Sequence[str]) -> Maybe:
    """Return the share of a figure of the figures named, in its own dataset."""
    figures = [dataset.figures[one] for one in ids if one in dataset.figures]
    return shares_of(dataset, figures)[id] if len(figures) > 1 else None


def _among(group: Sequence[Dataset], id: str) -> dict[str, tuple[Maybe, int | Reason | None]]:
    """Return the share and the rank of a figure among the committees that have it in one year."""
    figures = [dataset.figures[id] for dataset in group]
    if len(group) < 2:
        return {dataset.path: (None, None) for dataset in group}
    if len({figure.quantity.unit for figure in figures}) > 1:
        return {dataset.path: ("units", "units") for dataset in group}
    if len({figure.scope for figure in figures}) > 1:
        return {dataset.path: ("scope", "scope") for dataset in group}
    quantities = [figure.quantity for figure in figures]
    return {
        dataset.path: (one, rank)
        for dataset, one, rank in zip(group, shares(quantities), ranks(quantities), strict=True)
    }
