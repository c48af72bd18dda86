"""A draft -> a draft that reads: without the relations and the figures that no dataset may hold."""

from decimal import Decimal
from typing import NamedTuple

from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.dataset.reading import read_dataset
from cppcc_cli.dataset.toml import to_toml
from cppcc_cli.errors import FaultyDataset
from cppcc_cli.language import Message
from cppcc_cli.messages import drafts
from cppcc_cli.quantity import range_of


class Draft(NamedTuple):
    """A drafted dataset, with remarks by the id of a figure; those under "" on the whole."""

    dataset: Dataset
    remarks: dict[str, list[Message]]


def sound(drafted: Draft) -> Draft:
    """Return the draft without figures that no dataset may hold, each named in a remark."""
    dataset, remarks = drafted
    try:
        read_dataset(to_toml(dataset, {}).encode(), dataset.path)
        return drafted
    except FaultyDataset as faulty:
        bad = {fault.figure: fault.message for fault in faulty.faults if fault.figure}
        if not bad:
            raise
    for id, reason in bad.items():
        figure = dataset.figures[id]
        said = drafts.LEFT_OUT.about(printed=figure.printed, reason=reason)
        remarks[""] = [*remarks[""], said]
    kept = {id: figure for id, figure in dataset.figures.items() if id not in bad}
    used = {figure.category for figure in kept.values()}
    ratios = {
        id: ratio
        for id, ratio in dataset.ratios.items()
        if {ratio.numerator, ratio.denominator} <= kept.keys()
    }
    categories = {id: one for id, one in dataset.categories.items() if id in used}
    figures = with_sound_parts(kept)
    return sound(
        Draft(dataset._replace(figures=figures, categories=categories, ratios=ratios), remarks)
    )


def with_sound_parts(figures: dict[str, Figure]) -> dict[str, Figure]:
    """Return the figures without relations that do not hold: the whole is not there, or less."""
    sound = {}
    for id, figure in figures.items():
        whole = figures.get(figure.part_of or "")
        holds = (
            whole is not None
            and id not in _above(figures, whole)
            and whole.quantity.unit == figure.quantity.unit
            and figure.quantity.value <= whole.quantity.value
        )
        sound[id] = figure if holds else figure._replace(part_of=None)
    parts: dict[str, list[Figure]] = {}
    for figure in sound.values():
        if figure.part_of:
            parts.setdefault(figure.part_of, []).append(figure)
    for id, several in parts.items():
        most, total = range_of(figures[id].quantity).high, Decimal(0)
        for part in several:
            least = range_of(part.quantity).low
            if most is None or total + least <= most:
                total += least
            else:
                # Parts that overlap do not add up: the later is left without its whole.
                sound[part.id] = part._replace(part_of=None)
    return sound


def _above(figures: dict[str, Figure], figure: Figure) -> set[str]:
    """Return the id of a figure, and those of the figures it is part of, directly or not."""
    ids: set[str] = set()
    above: Figure | None = figure
    while above is not None and above.id not in ids:
        ids.add(above.id)
        above = figures.get(above.part_of or "")
    return ids
