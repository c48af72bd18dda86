"""Tables as any file may hold them: what is a row of figures, and what its columns are called."""

import re
from collections.abc import Sequence
from functools import cache

from cppcc_cli.screen import width

# A cell that begins with a number is no head, unless that is a year or a session: 2023年, 五届.
_VALUE = (
    r"[^\u4e00-\u9fffA-Za-z]*\d(?![\d.,]*\s*(?:年|届|季度|月))[\d.,，]*\s*[\u4e00-\u9fff%％]{0,4}"
)
_YEAR = r"(?:19|20)\d\d(?:[（(].*[）)])?"
_MOST_HEADS = 3
# Of a cell that is more than one line, and still of a table of figures; its width in columns.
_MOST_LINES, _WIDEST_CELL = 3, 120

# A cell as (its first column from 1, how many columns it spans, its text).
GridCell = tuple[int, int, str]


def is_row(cells: Sequence[Sequence[str]]) -> bool:
    """Tell whether a row stands on one line, of cells given as their lines.

    A table that only arranges a page, with sentences in several lines of a cell, is no more than
    these lines.
    """
    return (
        len(cells) > 1 and any(cells) and all(len(lines) < 2 or _is_short(lines) for lines in cells)
    )


def _is_short(lines: Sequence[str]) -> bool:
    """Tell whether the lines of a cell are a label or a number that was broken into lines."""
    marked = any(mark in line for line in lines for mark in "。！？|；")
    return len(lines) <= _MOST_LINES and not marked and sum(map(width, lines)) <= _WIDEST_CELL


@cache
def _value() -> re.Pattern[str]:
    return re.compile(_VALUE)


def column_heads(rows: Sequence[Sequence[GridCell]], named: int = 0) -> list[tuple[str, ...]]:
    """Return for each row what the column of each of its cells is called; nothing for head rows.

    The first `named` rows are called heads by their file; else the first row is one that has no
    value beside its first cell, and the next one where that has cells over several columns. A row
    with one cell above all columns is the title of the table.
    """
    columns = max((column + span - 1 for row in rows for column, span, _ in row), default=0)
    heads: list[Sequence[GridCell]] = []
    first = 0
    for at, row in enumerate(rows[:-1]):
        filled = [cell for cell in row if cell[2]]
        if len(filled) < 2 and columns > 1 and not heads and at >= first:
            # The title of the table, or an empty row above it.
            first = at + 1
            continue
        if at >= max(named, first + 1) and not _goes_on(heads[-1:]):
            break
        if len(heads) == _MOST_HEADS or (at >= named and _holds_value(row)):
            break
        heads.append(row)
    behind = first + len(heads)
    names = {}
    for column in range(1, min(columns, 16_384) + 1):
        told = [_over(row, column) for row in heads]
        names[column] = "".join(dict.fromkeys(text for text in told if text))
    return [
        tuple(names.get(column, "") if at >= behind and heads else "" for column, _, _ in row)
        for at, row in enumerate(rows)
    ]


def _goes_on(last: Sequence[Sequence[GridCell]]) -> bool:
    """Tell whether the head goes on below its last row: a cell there is above several columns."""
    return any(span > 1 and text for row in last for _, span, text in row)


def _holds_value(row: Sequence[GridCell]) -> bool:
    values = [text for _, _, text in row[1:] if _value().match(text)]
    # A row of years alone says what the columns are of.
    years = {text[:4] for text in values if re.fullmatch(_YEAR, text)}
    return bool(values) and (len(years) < 2 or not all(text[:4] in years for text in values))


def _over(row: Sequence[GridCell], column: int) -> str:
    return next((text for first, span, text in row if first <= column < first + span), "")
