"""Names -> figures. A name is a category, the id of a figure, or the last part of one."""

from collections.abc import Sequence

from cppcc_cli import messages
from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.errors import AskedWrongly
from cppcc_cli.language import Message, Text

_NEAR = 3


def choose(dataset: Dataset, names: Sequence[str]) -> list[Figure]:
    """Return the figures that `names` stand for, each once, in the order named; all for no name.

    Raises AskedWrongly for a name that stands for nothing, or for several figures.
    """
    if not names:
        return list(dataset.figures.values())
    chosen: dict[str, Figure] = {}
    for name in names:
        if name in dataset.categories:
            found = [figure for figure in dataset.figures.values() if figure.category == name]
        else:
            found = [_one(dataset, name, messages.CATEGORY_OR_FIGURE, list(dataset.categories))]
        chosen.update((figure.id, figure) for figure in found)
    return list(chosen.values())


def choose_one(dataset: Dataset, name: str) -> Figure:
    """Return the figure that `name` stands for.

    Raises AskedWrongly for a name that stands for no figure, for several, or for a category.
    """
    if name in dataset.categories and not any(
        figure.short_id == name for figure in dataset.figures.values()
    ):
        ids = [figure.id for figure in dataset.figures.values() if figure.category == name]
        raise AskedWrongly(messages.NOT_ONE_FIGURE.about(name=name, figures=ids))
    return _one(dataset, name, messages.FIGURE, [])


def _one(dataset: Dataset, name: str, what: Text, others: list[str]) -> Figure:
    if name in dataset.figures:
        return dataset.figures[name]
    found = [figure for figure in dataset.figures.values() if figure.short_id == name]
    if len(found) == 1:
        return found[0]
    if found:
        candidates = [figure.id for figure in found]
        raise AskedWrongly(messages.AMBIGUOUS_NAME.about(name=name, candidates=candidates))
    raise AskedWrongly(_unknown(dataset, name, what, others))


def _unknown(dataset: Dataset, name: str, what: Text, others: list[str]) -> Message:
    """Return the sentence for a name that stands for nothing, with up to three near ones."""
    from difflib import get_close_matches

    listing = "cppcc stats" if what is messages.FIGURE else "cppcc categories"
    short_ids = {figure.short_id: figure.id for figure in dataset.figures.values()}
    known = [*others, *dataset.figures, *short_ids]
    near = dict.fromkeys(
        short_ids.get(match, match)
        for match in get_close_matches(name[:100], known, 2 * _NEAR, 0.5)
    )
    if not near:
        return messages.UNKNOWN_NAME.about(name=name, what=what, list=listing)
    nearest = list(near)[:_NEAR]
    return messages.UNKNOWN_NAME_NEAR.about(name=name, what=what, near=nearest, list=listing)
