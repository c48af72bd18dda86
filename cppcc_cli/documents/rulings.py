"""Straight lines drawn on a page: which letters they strike out, and which tables they rule."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cppcc_cli.documents.blocks import apart

# In heights of a letter: how near its middle a line strikes it out, and how far a line may reach
# beyond what it strikes out; a grid line behind a label reaches further.
_MIDDLE, _BEYOND = 0.25, 0.6
# Lines nearer to each other than this, in heights of a letter, are one.
_ONE = 0.3


class Box(NamedTuple):
    """Where something lies on a page: its edges; they grow to the right and downwards."""

    left: float
    top: float
    right: float
    bottom: float


class Band(NamedTuple):
    """A row of a ruled table: the height that it takes, and its cells from left to right.

    A cell that reaches over several rows is one of the first of them.
    """

    top: float
    bottom: float
    cells: tuple[Box, ...]


def struck(letters: Sequence[Box], rulings: Sequence[Box]) -> set[int]:
    """Return the numbers of the letters that level lines strike out."""
    order = sorted(range(len(letters)), key=lambda at: _middle(letters[at]))
    middles = [_middle(letters[at]) for at in order]
    high = max((one.bottom - one.top for one in letters), default=0.0)
    found: set[int] = set()
    for ruling in rulings:
        if not _is_level(ruling):
            continue
        level = _middle(ruling)
        near = order[bisect_left(middles, level - high) : bisect_right(middles, level + high)]
        crossed = [at for at in near if _crosses(ruling, letters[at])]
        wide = sum(letters[at].right - letters[at].left for at in crossed)
        if wide > _BEYOND * (ruling.right - ruling.left):
            found.update(crossed)
    return found


def _crosses(ruling: Box, letter: Box) -> bool:
    size = letter.bottom - letter.top
    across = ruling.left <= (letter.left + letter.right) / 2 <= ruling.right
    return across and abs(_middle(ruling) - _middle(letter)) < _MIDDLE * size


def bands(rulings: Sequence[Box], size: float) -> list[Band]:
    """Return the rows of the tables that lines rule, from above; letters have a `size`.

    A row lies between two level lines, and upright ones part at least two cells in it.
    """
    level = [one for one in rulings if _is_level(one) and one.right - one.left > size]
    upright = [one for one in rulings if not _is_level(one) and one.bottom - one.top > size]
    edges = apart([_middle(one) for one in level], _ONE * size)
    rows: list[Band] = []
    for number, (top, bottom) in enumerate(pairwise(edges)):
        middle = (top + bottom) / 2
        crossing = [one for one in upright if one.top <= middle <= one.bottom]
        sides = apart([(one.left + one.right) / 2 for one in crossing], _ONE * size)
        if len(sides) < 3:
            continue
        cells = []
        for left, right in pairwise(sides):
            centre, below = (left + right) / 2, number + 1
            if not _is_covered(level, top, centre, size) and rows and rows[-1].bottom == top:
                # Of a cell that begins in a row above.
                continue
            while below + 1 < len(edges) and not _is_covered(level, edges[below], centre, size):
                below += 1
            cells.append(Box(left, top, right, edges[below]))
        rows.append(Band(top, bottom, tuple(cells)))
    return rows


def _is_level(ruling: Box) -> bool:
    return ruling.right - ruling.left > ruling.bottom - ruling.top


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _is_covered(level: Sequence[Box], edge: float, place: float, size: float) -> bool:
    """Tell whether a line runs along an edge at a place across."""
    return any(
        one.left <= place <= one.right and abs(_middle(one) - edge) <= _ONE * size for one in level
    )
