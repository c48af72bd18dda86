"""Rows of tables: their cells, and what the column of each is called, from the head rows."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from cppcc_cli.documents import Cell
from cppcc_cli.script import HAN, NO_HAN, Pattern

# A cell that begins with a number is no head, unless that is a year or a session: 2023年, 五届.
_VALUE = Pattern(
    rf"(?:(?![A-Za-z]){NO_HAN})*\d(?![\d.,]*\s*(?:年|届|季度|月))[\d.,，]*\s*(?:{HAN}|[%％]){{0,4}}"
)
_YEAR = r"(?:19|20)\d\d(?:[（(].*[）)])?"
_MOST_HEADS = 3
# A cell as (its first column from 1, how many columns it spans, its text).
GridCell = tuple[int, int, str]
BARS, CORNERS = "|│┃", "┌├└"
ROW = Pattern(rf"[{BARS}\t]")
SEPARATOR = Pattern(rf"[\s{BARS}:+=—─━┄┌┬┐├┼┤└┴┘-]+")
# What parts the cells of a row that is set with spaces alone; what none of them holds.
GAP = Pattern("(?![ \u3000]+计(?:\\s|$))(?:[ \u00a0\u2002\u2003]{2,}|[ \u00a0]?\u3000[ \u3000]*)")
_WIDEST_ROW = 120
_NO_CELL, _WIDEST_CELL = Pattern("[。；！？]|[，、]$"), 60
_VALUE_CELL = Pattern(r"[0-9０-９][0-9０-９,.]*[余多]?[万亿]?\S{0,3}|[-—–－/／无]{1,2}")


def column_heads(rows: Sequence[Sequence[GridCell]], named: int = 0) -> list[tuple[str, ...]]:
    """Return for each row what the column of each of its cells is called; nothing for head rows.

    The first `named` rows are called heads by their file; else the first row is one that has no
    value beside its first cell, and the next one where that has cells over several columns. A row
    with one cell above all columns is the title of the table; where heads stand below such a row
    again, another table begins.
    """
    starts, has_values = [0], False
    for at, (row, below) in enumerate(pairwise(rows)):
        has_values = has_values or _holds_value(row)
        words = [text for _, _, text in below if text]
        is_apart = has_values and sum(1 for cell in row if cell[2]) < 2 <= len(words)
        is_head = all(re.search(HAN, text) for text in words) and not _holds_value(below)
        if is_apart and is_head:
            starts.append(at)
            has_values = False
    found: list[tuple[str, ...]] = []
    for start, end in pairwise((*starts, len(rows))):
        found += _heads_of_one(rows[start:end], 0 if start else named)
    return found


def _heads_of_one(rows: Sequence[Sequence[GridCell]], named: int) -> list[tuple[str, ...]]:
    columns = max((column + span - 1 for row in rows for column, span, _ in row), default=0)
    # The title of the table, and empty rows above it.
    titles = takewhile(lambda row: sum(text != "" for _, _, text in row) < 2, rows[:-1])
    first = sum(1 for _ in titles) if columns > 1 else 0
    heads: list[Sequence[GridCell]] = []
    for at, row in enumerate(rows[first:-1], first):
        # The head goes on below a cell above several columns.
        goes_on = any(span > 1 and text for above in heads[-1:] for _, span, text in above)
        is_called = at < max(named, first + 1) or goes_on
        is_full = len(heads) == _MOST_HEADS
        if is_full or not is_called or (at >= named and _holds_value(row)):
            break
        heads.append(row)
    behind = first + len(heads)
    names = {}
    for column in range(1, min(columns, 16_384) + 1):
        over = ([t for at, span, t in row if at <= column < at + span] for row in heads)
        names[column] = "".join(dict.fromkeys(texts[0] for texts in over if texts))
    return [
        tuple(names.get(column, "") if at >= behind else "" for column, _, _ in row)
        for at, row in enumerate(rows)
    ]


def _holds_value(row: Sequence[GridCell]) -> bool:
    values = [text for _, _, text in row[1:] if _VALUE.match(text)]
    # A row of years alone says what the columns are of.
    years = {text[:4] for text in values if re.fullmatch(_YEAR, text)}
    return bool(values) and (len(years) < 2 or not all(text[:4] in years for text in values))


def spaced_rows(lines: Iterable[str]) -> int:
    """Return how many of the first lines are rows whose cells stand apart by spaces alone.

    They have one number of cells, and values below a head; 0 where they are no table.
    """
    rows = count = values = 0
    for line in lines:
        cells = GAP.split(line) if len(line) <= _WIDEST_ROW else []
        if len(cells) < 2 or count not in (0, len(cells)):
            break
        if any(len(cell) > _WIDEST_CELL or _NO_CELL.search(cell) for cell in cells):
            break
        is_of_values = any(map(_VALUE_CELL.fullmatch, cells[1:]))
        if values and not is_of_values:
            break
        rows, count, values = rows + 1, len(cells), values + is_of_values
    # Two words side by side may as well be a name and an office.
    return rows if values > (count < 3) and rows > 1 else 0


def cells_of(text: str, mark: Pattern, before: int = 0) -> list[Cell]:
    """Return the cells of a row, without the spaces around them; bars at the margins part none.

    So many empty ones stand before the first.
    """
    cells = [Cell(0, 0, column + 1) for column in range(before)]
    start = 1 if text[0] in BARS else 0
    stop = len(text) - (1 if text[-1] in BARS and len(text) > 1 else 0)
    for found in (*mark.finditer(text, start, stop), None):
        end = found.start() if found else stop
        cell = text[start:end]
        begin = start + len(cell) - len(cell.lstrip())
        cells.append(Cell(begin, begin + len(cell.strip()), len(cells) + 1))
        start = found.end() if found else end
    return cells


def aligned(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return rows without empty cells, where these only bring the tabs of all rows in line."""
    filled = [[cell for cell in row if cell.end > cell.start] for row in rows]
    if len({*map(len, rows)}) < 2 or len({*map(len, filled)}) > 1:
        return rows
    return [[cell._replace(column=at) for at, cell in enumerate(row, 1)] for row in filled]


def spanned(grid: list[list[GridCell]]) -> list[list[GridCell]]:
    """Return rows in which a cell above several of the next row spans these, where none has it.

    Behind it nothing stands: as when merged cells are pasted into a text.
    """
    made = list(grid)
    for at, (row, below) in enumerate(pairwise(grid)):
        under = {column for column, _, text in below if text}
        texts = {column: text for column, _, text in row if text}
        last = max(under, default=0)
        ends = {
            column: next((one for one in range(column + 1, last + 2) if one in texts), last + 1)
            for column in texts
        }
        spans = {
            column: end - column
            for column, end in ends.items()
            if end - column > 1 and under.issuperset(range(column, end))
        }
        if spans and not (_holds_value(row) or _holds_value(below)):
            made[at] = [
                (column, spans.get(column, 1) if text else 1, text) for column, _, text in row
            ]
    return made
