"""What stands around a number: its segment and its sentence, or its row of a table.

A segment runs from one mark to the next, a sentence to its full stop or the end of the line. The
head of a number is what its segment has before it, back to the number before; its tail is what
follows, up to the next number.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli.text.mentions import Mention

_SEGMENT_END = re.compile(r"[，。；！？、,;!?\n]")
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_NUMBER_CELL = re.compile(r"[^\u4e00-\u9fff]*\d[^\u4e00-\u9fff]*[余多万亿]*|[-:—–\s]*")
# So much is looked at on either side, so that no text makes it slow.
_BEFORE = 240
_AFTER = 80
_ROWS_ABOVE = 60
_LONGEST_ROW = 1_000


class Surroundings(NamedTuple):
    """The words around a number, from far before it to behind it."""

    # The paragraph before its sentence; its sentence before the head; the head.
    earlier: str
    before: str
    head: str
    # The tail, and the sentence behind the number, the tail included.
    tail: str
    after: str
    # The line above, where the sentence is the first of its line.
    above: str
    # Whether a number stands before it in the segment.
    follows: bool


class Row(NamedTuple):
    """The row of a table in which a number fills a cell: its label, and the words that go with it.

    `column` is the head of its column, `others` the cells behind it that are no numbers.
    """

    label: str
    cell: str
    column: str
    others: tuple[str, ...]


def surroundings(text: str, found: Sequence[Mention], index: int) -> Surroundings:
    """Return what stands around the mention at `index` of those `found` in `text`."""
    mention = found[index]
    line = text.rfind("\n", max(0, mention.start - 2 * _BEFORE), mention.start) + 1
    line = max(line, mention.start - 2 * _BEFORE)
    opened = _last_end(_SENTENCE_END, text, max(line, mention.start - _BEFORE), mention.start)
    start = _last_end(_SEGMENT_END, text, opened, mention.start)
    follows = index > 0 and start < found[index - 1].end <= mention.start
    start = found[index - 1].end if follows else start
    closed = _first(_SENTENCE_END, text, mention.end, mention.end + _AFTER)
    end = _first(_SEGMENT_END, text, mention.end, closed)
    if index + 1 < len(found):
        end = min(end, max(found[index + 1].start, mention.end))
    return Surroundings(
        text[line:opened],
        text[opened:start],
        text[start : mention.start],
        text[mention.end : end],
        text[mention.end : closed],
        _line_above(text, line) if opened == line else "",
        follows,
    )


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


def _line_above(text: str, line: int) -> str:
    """Return the last line before `line` that is not empty; nothing where it is far away."""
    return text[max(0, line - _AFTER) : line].rstrip().rpartition("\n")[2].strip()


def _fills(cell: str, mention: Mention) -> bool:
    """Tell whether a number fills a cell: at most a unit or a qualifier stands beside it."""
    return len(cell) <= len(mention.printed) + 4


def _table_start(text: str, line: int) -> int:
    """Return where the first line of the table stands that has a row at `line`."""
    for _ in range(_ROWS_ABOVE):
        above = text.rfind("\n", 0, max(line - 1, 0)) + 1
        if not line or len(_cells(_line_of(text, above))) < 2:
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


def _last_end(ends: re.Pattern[str], text: str, start: int, stop: int) -> int:
    for mark in ends.finditer(text, start, stop):
        start = mark.end()
    return start


def _first(ends: re.Pattern[str], text: str, start: int, stop: int) -> int:
    mark = ends.search(text, start, stop)
    return mark.start() if mark else min(stop, len(text))
