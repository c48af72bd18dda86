"""Document: a file as a reader sees it, block after block, each with its place in the file.

The text of a document is what its offsets, lines and columns count in: of a text file the decoded
file itself, of every other kind its blocks, one a line. The text of a block is what a person reads
there: without marks of Markdown, with lines joined that were only broken for width. Its `pieces`
lead back: (index in the block's text, offset in the document's text) at the start of each run.

What the cells of a table are, and what the column of each is called, from the head rows, is told
here, too.
"""

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, reduce
from itertools import chain, pairwise, takewhile
from typing import Literal, NamedTuple

from cppcc_cli.messages import Message, documents as messages
from cppcc_cli.script import HAN, NO_HAN, Pattern, compiled

BlockKind = Literal["heading", "paragraph", "row"]
# The part of a file that a block stands in.
Part = Literal["body", "header", "footer", "footnote", "endnote", "box", "notes"]


class Place(NamedTuple):
    """Where a block stands, as a person finds it there; None for what its file does not have."""

    # Lines of the document's text that are not empty, counted from 1; of a block of several lines,
    # the first.
    paragraph: int
    part: Part = "body"
    # Of a footnote or an endnote, its number.
    note: int | None = None
    page: int | None = None
    slide: int | None = None
    sheet: str | None = None
    # Its row in the table of this number, both from 1; in a sheet, the row of the sheet.
    table: int | None = None
    row: int | None = None


class Cell(NamedTuple):
    """A cell of a row: where its text begins and ends in the row's, and its column."""

    start: int
    end: int
    # From 1, in the grid of the table, cells above and beside it that span columns counted.
    column: int


class Block(NamedTuple):
    """A heading, a paragraph or a row of a table."""

    kind: BlockKind
    text: str
    place: Place
    pieces: tuple[tuple[int, int], ...]
    # Of a heading: 0 is the title of the whole, 1 its chapters, and so on.
    level: int = 0
    # Of a row: its cells, and for each of them what its column is called, from the head rows.
    cells: tuple[Cell, ...] = ()
    heads: tuple[str, ...] = ()

    def offset(self, index: int) -> int:
        """Return where the character at `index` of this block stands in the document's text."""
        at, offset = self.pieces[bisect_right(self.pieces, (index, sys.maxsize)) - 1]
        return offset + index - at


# What of a file may not be read: what is no text, and text that nobody is to read or can.
What = (
    Literal["picture", "equation", "object", "part", "page", "code", "formula"]
    | Literal["hidden", "struck", "comment", "attachment", "askew", "garbled"]
)


class Document(NamedTuple):
    """A file as it was read: where from, its text, its blocks, and what is to be said of it."""

    path: str
    text: str
    blocks: tuple[Block, ...]
    # What of it was not read: pictures, a part of another format; and how many there are.
    unread: Mapping[What, int] = {}
    notes: tuple[Message, ...] = ()
    # Whether the lines of the text are lines of the file, and no more than its blocks.
    has_lines: bool = True

    @property
    def words(self) -> str:
        """What its blocks say, a line for each: what only marks them up is not in it."""
        return "\n".join(block.text for block in self.blocks)

    def block_at(self, offset: int) -> int:
        """Return the index of the block in which a character of the text stands."""
        found = bisect_right(self.blocks, offset, key=lambda block: block.pieces[0][1])
        return max(found - 1, 0)

    def paragraphs(self) -> list[str]:
        """Return the lines that are not empty, without the spaces around them."""
        return [line.strip() for line in self.text.split("\n") if line.strip()]


class Position(NamedTuple):
    """Where a character of a text stands: line, column, and paragraph; all from 1."""

    line: int
    column: int
    paragraph: int


def positions(text: str, offsets: Iterable[int]) -> Iterator[Position]:
    """Yield the position of each character of `text` at rising `offsets`, counted from 0."""
    line, start, paragraph = 1, 0, 0
    end = text.find("\n")
    for offset in offsets:
        while 0 <= end < offset:
            paragraph += bool(text[start:end].strip())
            line, start = line + 1, end + 1
            end = text.find("\n", start)
        yield Position(line, offset - start + 1, paragraph + 1)


def place_words(place: Place) -> Message:
    """Return a place in words: 第7页表2第4行, 脚注1, 第3张幻灯片备注, 第3段."""
    words, numbered = messages["IN"], place._asdict()
    named = [name for name in ("page", "slide", "sheet") if numbered[name] is not None]
    if place.part != "body":
        named.append(place.part)
    if place.row is not None:
        named.append("row" if place.table is None else "table")
    first, *others = (words[name].about(**numbered) for name in named or ["paragraph"])
    return reduce(lambda said, word: messages.WITHIN.about(place=said, inner=word), others, first)


def line_or_place(document: Document, offset: int) -> Message:
    """Return where a character of a document stands: its line, or its place where it has none."""
    place = place_at(document, offset)
    line = document.text.count("\n", 0, offset) + 1
    return place or messages["IN"]["line"].about(line=line)


def place_at(document: Document, offset: int) -> Message | None:
    """Return the place of what stands at an offset; None in a file of lines, which are its own."""
    if document.has_lines:
        return None
    return place_words(document.blocks[document.block_at(offset)].place)


# A cell that begins with a number is no head, unless that is a year or a session: 2023年, 五届.
_VALUE = Pattern(
    rf"(?:(?![A-Za-z]){NO_HAN})*\d(?![\d.,]*\s*(?:年|届|季度|月))[\d.,，]*\s*(?:{HAN}|[%％]){{0,4}}"
)
_YEAR = r"(?:19|20)\d\d(?:[（(].*[）)])?"
_MOST_HEADS = 3
# A cell as (its first column from 1, how many columns it spans, its text).
GridCell = tuple[int, int, str]
BARS = "|│┃"
ROW = Pattern(rf"[{BARS}\t]", *BARS, "\t")
SEPARATOR = Pattern(rf"[\s{BARS}:+=—─━┄┌┬┐├┼┤└┴┘-]+")
# What parts the cells of a row that is set with spaces alone; what none of them holds.
GAP = Pattern(
    "(?![ \u3000]+计(?:\\s|$))(?:[ \u00a0\u2002\u2003]{2,}|[ \u00a0]?\u3000[ \u3000]*)",
    *("  ", "\u00a0", "\u2002", "\u2003", "\u3000"),
)
SPACE = Pattern(" ", " ")
_LISTED = Pattern(r"[^\s0-9。；：！？]{2,24} [0-9][0-9,.]*[余多+]?[万亿]?[余多]?[%％]?", " ")
_HEAD_OF_LISTED = Pattern(r"[^\s0-9。；：！？]{1,16} [^\s0-9。；：！？]{0,15}[)）数率量额值]", " ")
_FEWEST_LISTED = 3
# 50 委员工作室: what is counted stands behind, and the year or the place in a list is none.
_COUNTED_FIRST = Pattern(rf"(?!(?:19|20)[0-9]{{2}} )([1-9][0-9,.]*)[余多+]? {HAN}{{2,16}}", " ")
_WIDEST_ROW = 120
_NO_CELL, _WIDEST_CELL = Pattern("[。；！？]|[，、]$"), 60
# A cell that holds a number and its unit, or says that there is none.
VALUE = Pattern(
    r"[△▲+＋\-−－—¥￥$(（]*[0-9０-９][0-9０-９.,，\s]*[余多]?[万亿]?[%％)）]?\s*\S{0,3}|[-—–－―/／无]{1,2}"
)


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
        is_head = all(compiled(HAN).search(text) for text in words) and not _holds_value(below)
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
    for at, row in enumerate(rows[first:-1][:_MOST_HEADS], first):
        # The head goes on below a cell above several columns.
        goes_on = any(span > 1 and text for above in heads[-1:] for _, span, text in above)
        is_called = at < max(named, first + 1) or goes_on
        if not is_called or (at >= named and _holds_value(row)):
            break
        heads.append(row)
    behind = first + len(heads)

    @cache
    def name(column: int) -> str:
        over = ([t for at, span, t in row if at <= column < at + span] for row in heads)
        return "".join(dict.fromkeys(texts[0] for texts in over if texts))

    named_cells = [tuple(name(column) for column, _, _ in row) for row in rows[behind:]]
    return [*(("",) * len(row) for row in rows[:behind]), *named_cells]


def _holds_value(row: Sequence[GridCell]) -> bool:
    # Of a number and what it counts the first is the value.
    values = [text for _, _, text in row[len(row) > 2 :] if _VALUE.match(text)]
    # A row of years alone says what the columns are of.
    years = {text[:4] for text in values if compiled(_YEAR).fullmatch(text)}
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
        is_text = any(len(cell) > _WIDEST_CELL or _NO_CELL.search(cell) for cell in cells)
        is_of_values = any(map(VALUE.fullmatch, cells[1:]))
        if is_text or (values and not is_of_values):
            break
        rows, count, values = rows + 1, len(cells), values + is_of_values
    # Two words side by side may as well be a name and an office.
    return rows if values > (count < 3) and rows > 1 else 0


def listed_rows(lines: Iterable[str]) -> int:
    """Return how many of the first lines are a head and, below it, names with their numbers.

    One space parts them, as copied from a page: 中共界别 21 below 界别 委员数（名）. It is 0 where
    they are no table: without such a head numbers that never become less may be those of pages.
    Those that stand first, before what they count, need none: 50 委员工作室.
    """
    below = iter(lines)
    first = next(below, "")
    if first[:1].isdecimal():
        counted = takewhile(bool, map(_COUNTED_FIRST.fullmatch, chain((first,), below)))
        numbers = [float(one[1].replace(",", "").rstrip(".")) for one in counted if one]
        is_numbered = any(after - one == 1 for one, after in pairwise(numbers))
        return 0 if is_numbered or len(numbers) < 2 else len(numbers)
    if " " not in first:
        return 0
    has_head = _HEAD_OF_LISTED.fullmatch(first) is not None
    listed = below if has_head else chain((first,), below)
    values = [line.split(" ")[1] for line in takewhile(_LISTED.fullmatch, listed)]
    # One of fewer digits is less.
    is_counted = has_head or any(len(one) > len(after) for one, after in pairwise(values))
    return len(values) + has_head if len(values) >= _FEWEST_LISTED and is_counted else 0


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
    made = []
    for row, below in pairwise([*grid, []]):
        under = {column for column, _, text in below if text}
        end = max(under, default=0) + 1
        filled = [column for column, _, text in row if text]
        spans: dict[int, int] = {}
        if not (_holds_value(row) or _holds_value(below)):
            for column, following in pairwise([*filled, end]):
                if under.issuperset(range(column, min(following, end))):
                    spans[column] = max(1, min(following, end) - column)
        made.append([(column, spans.get(column, 1), text) for column, _, text in row])
    return made
