"""Tables in texts: the row in which a number fills a cell, and what the row says of it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli import numerals
from cppcc_cli.text.kinds import FIGURE_KINDS
from cppcc_cli.text.mentions import Mention

_NUMBER_CELL = re.compile(r"[^\u4e00-\u9fff]*\d[^\u4e00-\u9fff]*[余多万亿]*|[-:—–\s]*")
_UNIT_IN_LABEL = re.compile(r"[（(/／]([^（）()/／]{1,4})[）)]?$")
_LONGEST_UNIT = 4
# So much is looked at, so that no text makes it slow.
_ROWS_ABOVE = 60
_LONGEST_ROW = 1_000


class Row(NamedTuple):
    """The row of a table in which a number fills a cell: its label, and the words that go with it.

    `column` is the head of its column, `others` the cells behind it that are no numbers.
    """

    label: str
    cell: str
    column: str
    others: tuple[str, ...]

    @property
    def name(self) -> str:
        """The label without the unit that stands in it."""
        return _UNIT_IN_LABEL.sub("", self.label)

    @property
    def unit(self) -> str:
        """The unit that stands in the label, in the head of the column or in a cell of its own."""
        named = _UNIT_IN_LABEL.search(self.label) or _UNIT_IN_LABEL.search(self.column)
        if named is not None:
            return named.group(1)
        return next((cell for cell in self.others if len(cell) <= _LONGEST_UNIT), "")

    def printed(self, unit: str) -> str:
        """Return the number as it would be printed with `unit`, where its cell has none."""
        return self.cell if numerals.read(self.cell) else numerals.complete(self.cell, unit)


def row_of(text: str, mention: Mention) -> Row | None:
    """Return the row in which `mention` fills a cell; None where it stands in running text."""
    line = text.rfind("\n", max(0, mention.start - _LONGEST_ROW), mention.start) + 1
    if not line and mention.start > _LONGEST_ROW:
        return None
    cells = _cells(_line_of(text, line))
    position = mention.start - line
    inside = (start <= position < start + len(cell) for start, cell in cells)
    at = next((number for number, holds in enumerate(inside) if holds), 0)
    labels = [cell for _, cell in cells[:at] if not _NUMBER_CELL.fullmatch(cell)]
    if not labels or not _fills(cells[at][1], mention):
        return None
    header = _cells(_line_of(text, _table_start(text, line)))
    column = header[at][1] if at < len(header) and header != cells else ""
    others = [cell for _, cell in cells[at + 1 :] if not _NUMBER_CELL.fullmatch(cell)]
    return Row(labels[0], cells[at][1], column, tuple(others))


def printed_with_unit(text: str, mention: Mention) -> str | None:
    """Return a number as a dataset prints it, with the unit that its list or table names elsewhere.

    None for what is no figure. A range or a ratio is returned, too, though no dataset holds one.
    """
    if mention.kind in FIGURE_KINDS:
        apart = mention.quantity not in (None, numerals.read(mention.printed))
        return numerals.complete(mention.printed, mention.unit) if apart else mention.printed
    row = row_of(text, mention) if mention.kind in ("other", "unclear") else None
    return row.printed(row.unit) if row is not None and row.unit else None


def row_lines(cells: Sequence[Sequence[str]]) -> list[str]:
    """Return the row of a table as lines of text; each cell is given as its own lines.

    Cells of one line each stand on one line, between bars; a table that only arranges a page, with
    several lines in a cell, is no more than these lines.
    """
    if len(cells) > 1 and all(len(lines) < 2 for lines in cells):
        texts = [" ".join(lines).replace("|", "｜").replace("\t", " ") for lines in cells]
        return [f"| {' | '.join(texts)} |"] if any(texts) else []
    return [line for lines in cells for line in lines]


def _fills(cell: str, mention: Mention) -> bool:
    """Tell whether a number fills a cell: at most a unit or a qualifier stands beside it."""
    return len(cell) <= len(mention.printed) + 4


def _table_start(text: str, line: int) -> int:
    """Return where the first line of the table stands that has a row at `line`."""
    for _ in range(_ROWS_ABOVE):
        above = text.rfind("\n", 0, max(line - 1, 0)) + 1
        if not line or not re.search(r"[|\t]", _line_of(text, above)):
            break
        line = above
    return line


def _cells(row: str) -> list[tuple[int, str]]:
    """Return the cells of a row with their places; one for a line that is no row."""
    ends = [mark.start() for mark in re.finditer(r"[|\t]|$", row)]
    starts = [0, *(end + 1 for end in ends)]
    cells = []
    for start, end in zip(starts, ends, strict=False):
        cell = row[start:end]
        cells.append((start + len(cell) - len(cell.lstrip()), cell.strip()))
    return cells


def _line_of(text: str, start: int) -> str:
    end = text.find("\n", start, start + 2 * _LONGEST_ROW)
    return text[start : start + 2 * _LONGEST_ROW if end < 0 else end]
