"""Tables on pages: those that lines rule, and those whose columns only gaps set apart."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from cppcc_cli.documents.blocks import Line, TableCell, TableRow, apart
from cppcc_cli.documents.placed import Box, Letter, PlacedLine, lines_of, linked
from cppcc_cli.script import Pattern

# Drawn lines nearer to each other than this, in heights of a letter, are one.
_ONE = 0.3
# Lines of text nearer than this, in heights of a letter, are of one row, as where a cell of two
# stands beside one of a line; and so many of them at most.
_BESIDE, _MOST_BESIDE = 0.85, 7
# A cell goes on in the next line where this one ends so near to its column's edge, in heights of
# a letter; Latin words are broken earlier. A narrow column holds one word a line.
_FULL, _FULL_LATIN, _NARROW = 1.5, 5.0, 5.0
# In heights of a letter, how far apart the lines of a cell are at most; and how many times as far
# as these are rows from each other that have space around them.
_SPACED, _APART = 1.9, 1.25
_VALUE = Pattern(
    r"[△▲+＋\-−－—¥￥$(（]*[0-9][0-9.,，\s]*[%％)）]?\s*[\u4e00-\u9fff]{0,2}|[-—－―/]{1,2}"
)
_NUMBERED = Pattern(
    r"[(（]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:[)）、．]|\.(?![0-9]))|[①-⑳]"
)
# In heights of a letter, how far a piece may reach into a column that it is not of.
_TOUCHES = 0.2
# So many lines before one tell in which columns it stands.
_LOOKED_BACK = 50

# In the cells of the tables of a page.
_MOST_CELLS = 20_000

Columns = Sequence[tuple[float, float]]


class Band(NamedTuple):
    """A row of a ruled table: the height that it takes, and its cells from left to right.

    A cell that reaches over several rows is one of the first of them.
    """

    top: float
    bottom: float
    cells: tuple[Box, ...]


def bands(rulings: Sequence[Box], size: float) -> list[Band]:
    """Return the rows of the tables that lines rule, from above; letters have a `size`.

    A row lies between two level lines, and upright ones part at least two cells in it; at its
    sides it may be open.
    """
    level = [one for one in rulings if one.is_level and one.right - one.left > size]
    upright = [one for one in rulings if not one.is_level and one.bottom - one.top > size]
    edges = apart([one.middle for one in level], _ONE * size)
    lines: list[list[Box]] = [[] for _ in edges]
    for one in level:
        lines[bisect_right(edges, one.middle) - 1].append(one)
    sides = []
    for top, bottom in pairwise(edges):
        crossing = [one.left for one in upright if one.top <= (top + bottom) / 2 <= one.bottom]
        sides.append(apart(crossing, _ONE * size))
    if sum(map(len, sides)) > _MOST_CELLS:
        return []
    rows: list[Band] = []
    for parted, numbers in groupby(range(len(sides)), lambda number: bool(sides[number])):
        if parted:
            rows += _bands_of([*numbers], edges, lines, sides, size)
    return rows


def _bands_of(
    numbers: Sequence[int],
    edges: Sequence[float],
    lines: Sequence[Sequence[Box]],
    sides: Sequence[Sequence[float]],
    size: float,
) -> Iterator[Band]:
    """Yield the rows of a table between edges of these numbers."""
    places = [place for number in numbers for place in sides[number]]
    first, last = min(places), max(places)
    across = [
        one
        for number in (*numbers, numbers[-1] + 1)
        for one in lines[number]
        if one.left <= last and one.right >= first
    ]
    left = min((one.left for one in across), default=first)
    right = max((one.right for one in across), default=last)
    begun = False
    for number in numbers:
        inner = sides[number]
        outer = [left] if left < inner[0] - size else []
        places = [*outer, *inner, *([right] if right > inner[-1] + size else [])]
        if len(places) < 3:
            begun = False
            continue
        cells = []
        for start, end in pairwise(places):
            below = number + 1
            if inner[0] <= start and end <= inner[-1]:
                centre = (start + end) / 2
                if begun and not _covers(lines[number], centre):
                    # Of a cell that begins in a row above.
                    continue
                while below < len(edges) - 1 and not _covers(lines[below], centre):
                    below += 1
            cells.append(Box(start, edges[number], end, edges[below]))
        begun = True
        yield Band(edges[number], edges[number + 1], tuple(cells))


def _covers(lines: Sequence[Box], place: float) -> bool:
    """Tell whether one of the lines along an edge runs at a place across."""
    return any(one.left <= place <= one.right for one in lines)


def ruled_rows(
    letters: Sequence[Letter], rulings: Sequence[Box], page: int
) -> tuple[list[PlacedLine], Sequence[Letter]]:
    """Return the rows of the tables that are ruled on a page, and the letters beside them.

    The paragraphs of a cell are the lines of its text.
    """
    if not rulings or not letters:
        return [], letters
    order = sorted(range(len(letters)), key=lambda at: letters[at].middle)
    middles = [letters[at].middle for at in order]
    rows: list[PlacedLine] = []
    taken: set[int] = set()
    for band in bands(rulings, median(one.size for one in letters)):
        cells = []
        for cell in band.cells:
            near = order[bisect_left(middles, cell.top) : bisect_left(middles, cell.bottom)]
            within = {at for at in near if cell.left <= letters[at].centre < cell.right} - taken
            taken |= within
            # It may hold nothing but spaces.
            if lines := list(lines_of([letters[at] for at in sorted(within)], page)):
                cells.append((cell, lines))
        if any(sum(_is_value(line.text) for line in lines) > 1 for _, lines in cells):
            rows += _rows_within([line for _, lines in cells for line in lines])
        elif cells:
            bottoms = [band.top + max(line.size for line in lines) for _, lines in cells]
            made = [
                Letter(_paragraphs(lines), cell.left, band.top, cell.right, bottom)
                for (cell, lines), bottom in zip(cells, bottoms, strict=True)
            ]
            rows.append(PlacedLine(tuple(made), page, ruled=True))
    return rows, [one for at, one in enumerate(letters) if at not in taken]


def _paragraphs(lines: Sequence[PlacedLine]) -> str:
    """Return the lines of a cell, joined where one was broken for width: it is full, and no end."""
    right = max(line.right for line in lines)
    text = lines[0].text
    for last, line in pairwise(lines):
        full = right - last.right < _FULL * last.size and last.text[-1] not in "。；！？"
        text = linked(text, line.text) if full else f"{text}\n{line.text}"
    return text


def _rows_within(lines: Sequence[PlacedLine]) -> Iterator[PlacedLine]:
    """Yield the rows that stand between two lines drawn, without any between themselves."""
    made: list[PlacedLine] = []
    for line in sorted(lines, key=lambda one: one.middle):
        if made and line.middle - made[-1].middle < line.size / 2:
            cells = sorted((*made[-1].cells, *line.cells), key=lambda one: one.left)
            made[-1] = made[-1]._replace(cells=tuple(cells))
        else:
            made.append(line._replace(ruled=True))
    columns = _columns(made)
    for group in _grouped(made, columns):
        yield _as_one(group, columns)


def merged(lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """Return lines, with those as one that stand beside each other, half a line higher or lower."""
    groups: list[list[PlacedLine]] = []
    for line in lines:
        group = groups[-1] if groups else []
        if (
            0 < len(group) < _MOST_BESIDE
            and line.page == group[-1].page
            and not line.ruled
            and 0 <= line.middle - group[-1].middle < _BESIDE * line.size
            and not any(_over(cell, _columns(group[-1:])) for cell in line.cells)
        ):
            group.append(line)
        else:
            groups.append([line])
    made: list[PlacedLine] = []
    for group in groups:
        if len(group) == 1 or all(len(line.cells) == 1 for line in group):
            made += group
        else:
            made.append(_as_one(group, _columns(group)))
    return made


def table_end(lines: Sequence[PlacedLine], at: int) -> int:
    """Return the end of the table whose first row is the line at `at`; `at` where none begins."""
    end = at
    while end < len(lines) and lines[end].ruled == lines[at].ruled:
        if len(lines[end].cells) < 2 and not lines[end].ruled and not _is_part(lines, at, end):
            break
        end += 1
    # As many lines as no cell has are several rows.
    some = lines[at : min(end, at + _LOOKED_BACK)]
    is_table = lines[at].ruled or (len(some) > 1 and len(_grouped(some)) > 1)
    return end if is_table else at


def _is_part(lines: Sequence[PlacedLine], at: int, number: int) -> bool:
    """Tell whether a line of one piece is a line of a cell, of the row before or behind it."""
    line = lines[number]
    columns = _columns(lines[max(at, number - _LOOKED_BACK) : number + 2])
    if number == at or _goes_on([lines[number - 1]], line, columns):
        return number > at
    behind = lines[number + 1 : number + 2]
    return bool(behind) and len(behind[0].cells) > 1 and _leads(line, behind[0], columns)


def rows(lines: Sequence[PlacedLine]) -> list[TableRow]:
    """Return lines as the rows of a table, each piece in the column that it stands in."""
    columns = _columns(lines)
    if not lines[0].ruled:
        lines = [_as_one(group, columns) for group in _grouped(lines, columns)]
    made = []
    for number, line in enumerate(lines, 1):
        row: list[TableCell] = []
        for cell in line.cells:
            over = _over(cell, columns)
            column = row[-1].column + row[-1].span if row else 1
            row += [TableCell([], empty) for empty in range(column, over[0] + 1)]
            texts = [Line(text) for text in cell.text.split("\n")]
            row.append(TableCell(texts, over[0] + 1, len(over)))
        made.append(TableRow(number, row))
    return made


def _columns(lines: Sequence[PlacedLine]) -> Columns:
    """Return where the columns begin and end in which the pieces of lines stand."""
    columns: list[tuple[float, float]] = []
    cells = [cell for line in lines for cell in line.cells]
    for cell in sorted(cells, key=lambda one: one.right - one.left):
        over = _over(cell, columns)
        if not over:
            columns.append((cell.left, cell.right))
        elif len(over) == 1:
            left, right = columns[over[0]]
            columns[over[0]] = min(left, cell.left), max(right, cell.right)
    return sorted(columns)


def _over(cell: Letter, columns: Columns) -> list[int]:
    """Return the numbers of the columns that a piece stands in, and not only touches."""
    near = min(_TOUCHES * cell.size, (cell.right - cell.left) / 3)
    return [
        at
        for at, (left, right) in enumerate(columns)
        if cell.left < right - near and left + near < cell.right
    ]


def _grouped(lines: Sequence[PlacedLine], columns: Columns | None = None) -> list[list[PlacedLine]]:
    """Return lines of a table as those of each row: by the space around rows, or line by line."""
    columns = columns or _columns(lines)
    steps = [below.middle - above.middle for above, below in pairwise(lines)]
    ordered = sorted(steps)
    wider = [b for a, b in pairwise(ordered) if b > _APART * a > 0]
    if wider and ordered[0] < _SPACED * lines[0].size:
        groups = [[lines[0]]]
        for step, line in zip(steps, lines[1:], strict=True):
            if step < wider[0]:
                groups[-1].append(line)
            else:
                groups.append([line])
        if all(_is_row(group, columns) for group in groups):
            return groups
    groups = [[lines[0]]]
    for line in lines[1:]:
        lead = len(groups[-1]) == 1 and _leads(groups[-1][0], line, columns)
        if lead or _goes_on(groups[-1], line, columns):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_row(lines: Sequence[PlacedLine], columns: Columns) -> bool:
    """Tell whether lines between which there is less space are one row: some cells are broken."""
    cells = [_by_column(line, columns) for line in lines]
    for column in {column for line in cells for column in line}:
        of_column = [line[column] for line in cells if column in line]
        if not all(_wraps(a, b, columns[column]) for a, b in pairwise(of_column)):
            return False
    return len(lines) == 1 or any(
        sum(column in line for line in cells) == 1 for column in range(len(columns))
    )


def _goes_on(row: Sequence[PlacedLine], line: PlacedLine, columns: Columns) -> bool:
    """Tell whether a line goes on with some of the cells of a row, and with these alone."""
    fewer = len(line.cells) < sum(len(one.cells) for one in row) and line.page == row[-1].page
    if not fewer or line.middle - row[-1].middle > _SPACED * line.size:
        return False
    above: dict[int, Letter] = {}
    for one in row:
        above |= _by_column(one, columns)
    below = _by_column(line, columns)
    return below.keys() < above.keys() and all(
        _wraps(above[at], cell, columns[at]) for at, cell in below.items()
    )


def _leads(line: PlacedLine, row: PlacedLine, columns: Columns) -> bool:
    """Tell whether a line begins cells of the next, which stands at the middle of its row.

    The first column may as well have a heading there, which says what the rows below are of.
    """
    fewer = len(line.cells) < len(row.cells) and line.page == row.page
    if not fewer or not 0 < row.middle - line.middle <= _SPACED * line.size:
        return False
    above, below = _by_column(line, columns), _by_column(row, columns)
    return above.keys() < below.keys() and all(
        at > 0 and _wraps(cell, below[at], columns[at]) for at, cell in above.items()
    )


def _by_column(line: PlacedLine, columns: Columns) -> dict[int, Letter]:
    return {_over(cell, columns)[0]: cell for cell in line.cells}


def _wraps(above: Letter, below: Letter, column: tuple[float, float]) -> bool:
    """Tell whether a piece was broken for width from the one above it in its column."""
    left, right = column
    size = above.size
    full = _FULL_LATIN if above.text[-1:].isascii() else _FULL
    return (
        right - left > _NARROW * size
        and right - above.right < full * size
        and not (_is_value(above.text) and _is_value(below.text))
        and not _NUMBERED.match(below.text)
    )


def _is_value(text: str) -> bool:
    return _VALUE.fullmatch(text.strip()) is not None


def _as_one(lines: Sequence[PlacedLine], columns: Columns) -> PlacedLine:
    """Return lines of one row as one, the pieces of each column as one."""
    if len(lines) == 1:
        return lines[0]
    cells: dict[int, Letter] = {}
    for line in lines:
        for cell in line.cells:
            at = _over(cell, columns)[0]
            before = cells.get(at)
            cells[at] = (
                cell
                if before is None
                else before._replace(
                    text=linked(before.text, cell.text),
                    left=min(before.left, cell.left),
                    right=max(before.right, cell.right),
                )
            )
    return lines[0]._replace(cells=tuple(cells[at] for at in sorted(cells)))
