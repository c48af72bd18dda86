"""Figures side by side: each as a multiple of the first, and its share of all."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from cppcc_cli.dataset.model import Dataset, Figure, Ratio
from cppcc_cli.language import Language
from cppcc_cli.quantity import Derived, Reason, divide, shares

SORTS = ("value", "name", "id")


class Compared(NamedTuple):
    """A figure among others: what it is of the first, of all, and of the largest."""

    figure: Figure
    ratio: Derived | Reason
    share: Derived | Reason
    # Of the largest value in the unit of the first; for drawing only, qualifiers aside.
    height: Decimal | None


def compare(dataset: Dataset, figures: Sequence[Figure]) -> list[Compared]:
    """Return the figures compared, in their order.

    The ratio is that to the first of them, where they have one unit. Shares are those of the sum,
    where all have one unit and none is part of another.
    """
    first = figures[0]
    alike = [figure for figure in figures if figure.quantity.unit == first.quantity.unit]
    largest = max(figure.quantity.value for figure in alike)
    drawable = len(alike) > 1 and largest > 0
    parts = shares_of(dataset, figures)
    return [
        Compared(
            figure,
            ratio_to(figure, first),
            parts[figure.id],
            figure.quantity.value / largest if figure in alike and drawable else None,
        )
        for figure in figures
    ]


def ratio_to(figure: Figure, first: Figure) -> Derived | Reason:
    """Return what `figure` is of the first, or why that is not computed."""
    if figure.id == first.id:
        return Derived(Decimal(1), "exact")
    if figure.quantity.unit != first.quantity.unit:
        return "units"
    return divide(figure.quantity, first.quantity)


def shares_of(dataset: Dataset, figures: Sequence[Figure]) -> dict[str, Derived | Reason]:
    """Return the share of each of some figures of a dataset in their sum, by id."""
    refusal = _no_shares(dataset, figures)
    found = shares([figure.quantity for figure in figures]) if refusal is None else None
    return {
        figure.id: refusal or "units" if found is None else found[at]
        for at, figure in enumerate(figures)
    }


def _no_shares(dataset: Dataset, figures: Sequence[Figure]) -> Reason | None:
    if len({figure.quantity.unit for figure in figures}) > 1:
        return "units"
    named = {figure.id for figure in figures}
    for figure in figures:
        above = figure.part_of
        while above is not None:
            if above in named:
                return "part"
            whole = dataset.figures.get(above)
            above = whole.part_of if whole else None
    return None


def sort(compared: Sequence[Compared], by: str, language: Language) -> list[Compared]:
    """Return the figures by value (the largest first), by name (Chinese by pinyin) or by id."""
    if by == "value":
        return sorted(compared, key=lambda row: row.figure.quantity.value, reverse=True)
    if by == "name":
        if language == "en":
            return sorted(compared, key=lambda row: row.figure.name.say("en").casefold())
        return sorted(compared, key=lambda row: (row.figure.pinyin[:1], row.figure.name.zh))
    return sorted(compared, key=lambda row: row.figure.id)


def declared_ratios(dataset: Dataset, figures: Sequence[Figure]) -> list[Ratio]:
    """Return the ratios of the dataset that both ends of are among `figures`."""
    named = {figure.id for figure in figures}
    return [
        ratio for ratio in dataset.ratios.values() if {ratio.numerator, ratio.denominator} <= named
    ]
