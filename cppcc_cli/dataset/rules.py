"""How the values of a dataset must hang together, beyond the type of each.

Only sound values are judged: a figure whose table is faulty is not missing, so what refers to it is
not a second fault.
"""

from collections.abc import Iterable
from typing import Any

from cppcc_cli import numerals
from cppcc_cli.dataset.lines import KeyPath
from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.dataset.values import Notes
from cppcc_cli.messages import faults
from cppcc_cli.quantity import plain


def check_rules(dataset: Dataset, document: dict[str, Any], notes: Notes) -> None:
    """Note every breach of a rule. `document` tells which tables are there, sound or not."""
    figures = _ids(document.get("figure"))
    circular = _circular(dataset)
    categories = document.get("category")
    for figure in dataset.figures.values():
        path: KeyPath = ("figure", figure.category, figure.short_id)
        if "units" in document and figure.quantity.unit not in document["units"]:
            unit = faults.UNKNOWN_UNIT.about(unit=figure.quantity.unit)
            notes.add("unknown-unit", (*path, "unit"), unit)
        _check_printed(figure, notes)
        if figure.part_of is not None and _check_reference(
            figure.part_of, figures, (*path, "part_of"), notes
        ):
            _check_part(figure, dataset, figure.id in circular, notes)
    for category in dict.fromkeys(id.partition(".")[0] for id in figures):
        if not isinstance(categories, dict) or category not in categories:
            unknown = faults.UNKNOWN_CATEGORY.about(name=category)
            notes.add("unknown-category", ("figure", category), unknown)
    for ratio in dataset.ratios.values():
        for end in ("numerator", "denominator"):
            place: KeyPath = ("ratio", *ratio.id.split("."), end)
            _check_reference(getattr(ratio, end), figures, place, notes)


def _ids(tables: object) -> dict[str, None]:
    """Return the ids of all figures that stand in the file, sound or not."""
    if not isinstance(tables, dict):
        return {}
    return {
        f"{category}.{name}": None
        for category, inner in tables.items()
        if isinstance(inner, dict)
        for name in inner
    }


def _check_reference(name: str, figures: Iterable[str], path: KeyPath, notes: Notes) -> bool:
    if name in figures:
        return True
    near = notes.near(name, list(figures))
    message = (
        faults.NO_SUCH_FIGURE_NEAR.about(name=name, near=near)
        if near
        else faults.NO_SUCH_FIGURE.about(name=name)
    )
    notes.add("unknown-figure", path, message)
    return False


def _check_printed(figure: Figure, notes: Notes) -> None:
    """Note where the printed form says something else than value, qualifier and unit."""
    path = ("figure", figure.category, figure.short_id, "printed")
    printed = figure.printed
    value, qualifier, unit = figure.quantity
    read = numerals.read(printed)
    if read is None:
        notes.add("printed", path, faults.UNREADABLE_PRINTED.about(printed=printed))
        return
    if read.value != value:
        said = faults.PRINTED_VALUE.about(
            printed=printed, read=plain(read.value), value=plain(value)
        )
        notes.add("printed", path, said)
    if read.qualifier != qualifier:
        said = faults.PRINTED_QUALIFIER.about(
            printed=printed, read=read.qualifier, qualifier=qualifier
        )
        notes.add("printed", path, said)
    if read.unit != unit:
        said = faults.PRINTED_UNIT.about(printed=printed, read=read.unit, unit=unit)
        notes.add("printed", path, said)


def _circular(dataset: Dataset) -> set[str]:
    """Return the ids of the figures that are a part of themselves, directly or through others."""
    circular: set[str] = set()
    # Each figure is climbed from once: what was met on an earlier way up leads to nothing new.
    met: dict[str, str] = {}
    for first in dataset.figures:
        above: str | None = first
        while above in dataset.figures and above not in met:
            met[above] = first
            above = dataset.figures[above].part_of
        start = above
        while above is not None and met.get(above) == first and above not in circular:
            circular.add(above)
            above = dataset.figures[above].part_of
            if above == start:
                break
    return circular


def _check_part(part: Figure, dataset: Dataset, circular: bool, notes: Notes) -> None:
    """Note where a part does not fit into its whole: another unit, a larger value, a circle."""
    path = ("figure", part.category, part.short_id, "part_of")
    if circular:
        notes.add("part-of", path, faults.PART_OF_ITSELF.about())
        return
    whole = dataset.figures.get(part.part_of or "")
    if whole is None:
        return
    if whole.quantity.unit != part.quantity.unit:
        said = faults.PART_UNIT.about(
            unit=part.quantity.unit, whole=whole.id, whole_unit=whole.quantity.unit
        )
        notes.add("part-of", path, said)
    elif whole.quantity.value < part.quantity.value:
        said = faults.PART_LARGER.about(
            value=plain(part.quantity.value),
            whole=whole.id,
            whole_value=plain(whole.quantity.value),
        )
        notes.add("part-of", path, said)
