"""Tables in texts: the row in which a number fills a cell, and what the row says of it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli import numerals
from cppcc_cli.text.kinds import FIGURE_KINDS
from cppcc_cli.text.measures import measure_at
from cppcc_cli.text.numbers import Mention

_NUMBER_CELL = re.compile(r"[^\u4e00-\u9fff]*\d[^\u4e00-\u9fff]*[余多万亿]*|[-:—–\s]*")
# A number with what may stand beside it in its cell: 61件, 下降3.1%.
_VALUE_CELL = re.compile(
    r"[\u4e00-\u9fff]{0,4}\s?[0-9０-９][0-9０-９.,，．]*\s?[余多]?[百千万亿]*[余多]?\s?[\u4e00-\u9fff%％（）()]{0,5}|[-:—–\s]+"
)
_UNIT_IN_LABEL = re.compile(r"[（(/／](?![含不其待见])([^（）()/／]{1,4})[）)]?$")
_COUNTED_IN = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?P<unit>人次|场次|条次|件次|[件个名人次家场期篇条份项])数$"
)
_UNIT_HEAD = re.compile(r"(?:计量|计数)?单位")
# So much is looked at, so that no text makes it slow.
_ROWS_ABOVE = 60
_LONGEST_ROW = 1_000
_MARKS = frozenset("，。；、）)！？,;\n") | {""}
_WORD = re.compile("[\u4e00-\u9fff]")
# From so many digits on, a number is one of a telephone or an account.
_PHONE = 7


class Row(NamedTuple):
    """The row of a table in which a number fills a cell: its label, and the words that go with it.

    `column` is the head of its column, `beside` the unit in a cell of its own, if there is one;
    `alone` tells whether no other cell holds a number with its unit.
    """

    label: str
    cell: str
    column: str
    beside: str
    alone: bool

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
        counted = _COUNTED_IN.fullmatch(self.column)
        return self.beside or (counted["unit"] if counted else "")

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
    if not _fills(cells[at][1], mention):
        return None
    start = _table_start(text, line)
    header = [cell for _, cell in _cells(_line_of(text, start))] if start < line else []
    row = [cell for _, cell in cells]
    units = [number for number, head in enumerate(header) if _UNIT_HEAD.fullmatch(head)]
    labels = _labels(row, at, units, _VALUE_CELL) or _labels(row, at, units, _NUMBER_CELL)
    if not labels:
        return None
    label = "".join(row[number] for number in labels)
    # A cell that reaches over several rows stands in the first of them; before a bar is no cell.
    if labels[0] > text.startswith("|", line) and not row[labels[0] - 1]:
        label = _above(text, line, start, labels[0] - 1) + label
    column = header[at] if at < len(header) else ""
    beside = next((row[number] for number in units if number < len(row)), "")
    behind = (cell for cell in row[at + 1 :] if _is_unit(cell))
    others = (cell for number, cell in enumerate(row) if number not in (at, *labels))
    alone = not any(map(_has_unit, others))
    return Row(label, row[at], column, beside or next(behind, ""), alone)


def _labels(
    row: Sequence[str], at: int, units: Sequence[int], number_cell: re.Pattern[str]
) -> list[int]:
    """Return which cells before the one at `at` name it: the last that do, one beside the other."""
    labels: list[int] = []
    for number in range(at - 1, -1, -1):
        is_word = bool(row[number]) and not number_cell.fullmatch(row[number])
        behind = number > 0 and row[number - 1] and number_cell.fullmatch(row[number - 1])
        is_unit = _is_unit(row[number]) and (behind or not labels)
        if is_word and number not in units and not is_unit:
            labels.insert(0, number)
        elif labels:
            break
    return labels


def _above(text: str, line: int, start: int, column: int) -> str:
    """Return what stands in a column of the nearest row above `line` that has words there.

    Nothing where that is the head of the table.
    """
    while line > start:
        line = text.rfind("\n", 0, line - 1) + 1
        row = [cell for _, cell in _cells(_line_of(text, line))]
        if column < len(row) and row[column]:
            numbers = any(cell and _VALUE_CELL.fullmatch(cell) for cell in row)
            return row[column] if numbers and not _VALUE_CELL.fullmatch(row[column]) else ""
    return ""


def _has_unit(cell: str) -> bool:
    """Tell whether a cell holds a number that does not stand alone."""
    return bool(re.search("[0-9０-９]", cell) and not _NUMBER_CELL.fullmatch(cell)) or (
        numerals.read(cell) is not None
    )


def _is_unit(cell: str) -> bool:
    """Tell whether a cell holds a unit and nothing else."""
    return bool(cell) and measure_at(f"{cell}。", 0) == len(cell)


def printed_with_unit(text: str, mention: Mention) -> str | None:
    """Return a number as a dataset prints it, with the unit that its list or table names elsewhere.

    None for what is no figure. A range or a ratio is returned, too, though no dataset holds one.
    """
    if mention.kind in FIGURE_KINDS:
        apart = mention.quantity not in (None, numerals.read(mention.printed))
        return numerals.complete(mention.printed, mention.unit) if apart else mention.printed
    row = row_of(text, mention) if mention.kind in ("other", "unclear") else None
    return row.printed(row.unit) if row is not None and row.unit else None


def is_bare_count(text: str, mention: Mention) -> bool:
    """Tell whether a number without a unit counts something: in a row, or between words and a mark.

    Not so 85 of 85周年, nor what follows no words, as the number of a page.
    """
    if not mention.printed[0].isdecimal():
        return False
    if row_of(text, mention) is not None:
        return True
    behind = text[mention.end : mention.end + 1]
    words = mention.clause[: mention.depth]
    return behind in _MARKS and len(mention.printed) < _PHONE and bool(_WORD.search(words))


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
