"""Table -> a Word document (.docx) that can be laid into a Chinese official report.

The page is A4 with the margins of GB/T 9704, the table has three rules and no vertical lines, its
head stands on every page. Below it are the notes in smaller type. The same table gives the same
bytes, which tell of no program, user or day. The parts of the file are templates.
"""

import io
import zipfile
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from cppcc_cli.output import Table
from cppcc_cli.output.html import WHOLE, render
from cppcc_cli.output.layout import (
    Head,
    Layout,
    fitted_widths,
    lay_out,
    natural_widths,
    require_room,
)
from cppcc_cli.screen import escaped, width

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
    # Above and below a text in its cell.
    leading: int = 35
    # Of the text, so far apart.
    columns: int = 1

    @property
    def paper(self) -> tuple[int, int]:
        """How wide and how high the paper is."""
        short, long = round(210 * _MILLIMETRE), round(297 * _MILLIMETRE)
        return (long, short) if self.turned else (short, long)

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
        return self.paper[0] - self.margins.left - self.margins.right

    @property
    def column_width(self) -> int:
        """How wide a column of the text is."""
        return (self.text_width + _APART) // self.columns - _APART

    @property
    def rows(self) -> int:
        """How many rows of one line the page holds, with what stands above and below them."""
        height = self.paper[1] - self.margins.top - self.margins.bottom - _AROUND
        # A line is about a third higher than its letters.
        return height // (self.size * 13 + 2 * self.leading) * self.columns

    @property
    def note_size(self) -> int:
        """The size of the letters of a note."""
        return max(self.size - 3, 18)

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
# What holds upright a table that would else just run over a page.
_CLOSE = Page(False, 21, 12)
# A table of so few columns that is longer than a page stands on it in two columns.
_NARROW = 2
_TWO_COLUMNS = _CLOSE._replace(columns=2)
# For the title and for what is said below a table; and between two columns of text.
_AROUND, _APART = 1_900, 420


def fit(
    heads: Sequence[Head], lines: Sequence[Sequence[str]], count: int = 0
) -> tuple[Page, list[int]]:
    """Return the page for a table with these lines of texts, and the widths of its columns.

    Together they are as wide as the text of the page, if need be narrower than what they hold.
    `count` rows that do not stand on one page are set closer where they then do, or in two columns.
    """
    # A Latin font in the place of ours may be wider, and break the only word of a column.
    words = [
        [cell.ljust(len(cell) * 5 // 4 * cell.isascii() * cell.isalpha()) for cell in cells]
        for cells in lines
    ]
    natural = [cells + _SLACK for cells in natural_widths(words)]
    closer = [_CLOSE, *([_TWO_COLUMNS] if len(heads) == _NARROW else [])]
    holding = [] if count <= UPRIGHT.rows else [(one, 28) for one in closer if count <= one.rows]
    for page, least in (*holding[:1], *_TRIED):
        gap = -(-2 * PADDING // page.cell)
        room = page.column_width // page.cell - gap
        widths = fitted_widths(heads, natural, room, gap, least)
        if widths is not None:
            break
    else:
        widths = natural
    return page, _filling(page, [page.column(cells) for cells in widths])


def _filling(page: Page, widths: Sequence[int]) -> list[int]:
    """Return the widths stretched, or pressed, to fill the page to the last twentieth."""
    total = sum(widths)
    edges = [page.column_width * upto // total for upto in accumulate(widths, initial=0)]
    return [right - left for left, right in pairwise(edges)]


# Word opens no table with more columns.
MOST_COLUMNS = 63
# Hundreds of pages; each takes 20 KB of memory.
MOST_ROWS = 5_000
_LONGEST_PROPERTY = 255
# In half points, as the template of the styles has it.
_TITLE_SIZE = 32
# The parts of the package, and the first day that a zip archive can tell.
_PARTS = (
    *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml"),
    *("word/_rels/document.xml.rels", "word/styles.xml", "word/settings.xml", "word/footer1.xml"),
)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
# Rows of texts under a heading.
_Groups = list[tuple[str, list[list[str]]]]


def to_docx_bytes(table: Table[Any], header: bool) -> bytes:
    """Return the bytes of a document with `table` as people read it: without ids.

    Without header, only the rows remain, to be moved into a table that is there. Raises OutputError
    for more columns than a table of Word has, and for more rows than it can be expected to open.
    """
    laid = lay_out(table, header, "document")
    require_room("Word", len(table.rows), MOST_ROWS, len(laid.heads), MOST_COLUMNS)
    page, widths, tables = _cards(laid) if laid.are_cards else _rows(laid)
    given = {
        "laid": laid,
        "title": _title(laid.title, page),
        "notes": [_whole_dates(note, page) for note in laid.notes],
        "name": escaped(laid.title or table.title)[:_LONGEST_PROPERTY],
        "page": page,
        "widths": widths,
        "tables": tables,
        "padding": PADDING,
        "apart": _APART,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name in _PARTS:
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            target.writestr(part, render(f"docx/{name}", **given), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _title(title: str, page: Page) -> str:
    """Return a title that does not stand on one line broken before its years, not within them."""
    start, colon, years = title.rpartition("：")
    # Another font than ours may be a tenth wider.
    fits = width(title) * 11 <= page.text_width // (_TITLE_SIZE * 5) * 10
    return title if fits or not colon or not start else f"{start}{colon}\n{years}"


def _whole_dates(note: str, page: Page) -> str:
    """Return a note with a new line before each date that a line may end within."""
    room, kept, start = page.text_width // (page.note_size * 5), "", 0
    for found in WHOLE.finditer(note):
        used = width(note[start : found.start()]) % room
        # Another font, and what Word puts between scripts, take up to a tenth more.
        if used and (used + width(found[0])) * 11 > room * 10:
            kept += note[start : found.start()].rstrip(" ") + "\n"
            start = found.start()
    return kept + note[start:]


def _rows(laid: Layout) -> tuple[Page, list[int], list[_Groups]]:
    """Return the page, the widths of columns, and one table or none."""
    if not laid.groups:
        return UPRIGHT, [], []
    lines = [cells for group in laid.groups for cells in group.texts]
    count = len(lines) + len(laid.groups) + 1 if laid.header else 0
    page, widths = fit(laid.heads, [laid.labels, *lines] if laid.header else lines, count)
    groups = [
        (
            _broken(group.heading, sum(widths), page),
            [
                [_broken(cell, one, page) for cell, one in zip(cells, widths, strict=True)]
                for cells in group.texts
            ],
        )
        for group in laid.groups
    ]
    return page, widths, [groups]


def _cards(laid: Layout) -> tuple[Page, list[int], list[_Groups]]:
    """Return the page, the widths of labels and texts, and a table a card."""
    cells = max(width(label) for group in laid.groups for label, _ in group.texts)
    label = min(UPRIGHT.column(cells + 2 * _SLACK), UPRIGHT.text_width // 2)
    return UPRIGHT, [label, UPRIGHT.text_width - label], [[("", one.texts)] for one in laid.groups]


def _broken(text: str, column: int, page: Page) -> str:
    """Return `text` on one line where the column holds that, else broken where it says."""
    whole = text.replace("\n", " ")
    return whole if width(whole) <= page.cells(column) else text
