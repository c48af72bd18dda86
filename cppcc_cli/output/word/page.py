"""The page that holds a table, and how wide the columns are on it.

Lengths are in twentieths of a point, as in the markup of Word; A4 with the margins of GB/T 9704.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from cppcc_cli.output.fitting import fitted_widths, natural_widths
from cppcc_cli.output.table import Column

# Left and right of a text in its cell.
PADDING = 110
_MILLIMETRE = 1440 / 25.4
# A cell more than the letters ask for: not all of Times New Roman are half as wide as high.
_SLACK = 1


class Margins(NamedTuple):
    """The space around what is printed."""

    top: int
    right: int
    bottom: int
    left: int


class Page(NamedTuple):
    """A page, upright or turned, and the size of its letters in half points."""

    turned: bool
    size: int

    @property
    def width(self) -> int:
        """How wide the paper is."""
        return round((297 if self.turned else 210) * _MILLIMETRE)

    @property
    def height(self) -> int:
        """How high the paper is."""
        return round((210 if self.turned else 297) * _MILLIMETRE)

    @property
    def margins(self) -> Margins:
        """The margins, which turn with the page: the binding is then above it."""
        top, right, bottom, left = (round(one * _MILLIMETRE) for one in (37, 26, 35, 28))
        return (
            Margins(left, top, right, bottom) if self.turned else Margins(top, right, bottom, left)
        )

    @property
    def text_width(self) -> int:
        """How wide the page is between its margins."""
        return self.width - self.margins.left - self.margins.right

    @property
    def cell(self) -> int:
        """How wide a digit is: half of the height of the letters."""
        return self.size * 5

    def column(self, cells: int) -> int:
        """Return how wide a column for so many terminal cells is, with the space beside them."""
        return cells * self.cell + 2 * PADDING

    def cells(self, column: int) -> int:
        """Return how many terminal cells a column holds."""
        return (column - 2 * PADDING) // self.cell - _SLACK


UPRIGHT = Page(False, 24)
# The first that holds a table is taken, with the cells that a folded text must keep there.
_TRIED = ((UPRIGHT, 28), (Page(False, 21), 22), (Page(True, 21), 18), (Page(True, 18), 12))


def fit(layout: Sequence[Column], lines: Sequence[Sequence[str]]) -> tuple[Page, list[int]]:
    """Return the page for a table with these lines of texts, and the widths of its columns.

    Together they are as wide as the text of the page, if need be narrower than what they hold.
    """
    natural = [cells + _SLACK for cells in natural_widths(lines)]
    for page, least in _TRIED:
        gap = -(-2 * PADDING // page.cell)
        room = page.text_width // page.cell - gap
        widths = fitted_widths(layout, natural, room, gap, least)
        if widths is not None:
            break
    else:
        widths = natural
    return page, _filling(page, [page.column(cells) for cells in widths])


def fit_pairs(labels: Sequence[str]) -> tuple[Page, list[int]]:
    """Return the page for a card, and the widths of its two columns."""
    (cells,) = natural_widths([[label] for label in labels])
    label = min(UPRIGHT.column(cells + 2 * _SLACK), UPRIGHT.text_width // 2)
    return UPRIGHT, [label, UPRIGHT.text_width - label]


def _filling(page: Page, widths: Sequence[int]) -> list[int]:
    """Return the widths stretched, or pressed, to fill the page to the last twentieth."""
    total = sum(widths)
    edges = [page.text_width * upto // total for upto in accumulate(widths, initial=0)]
    return [right - left for left, right in pairwise(edges)]
