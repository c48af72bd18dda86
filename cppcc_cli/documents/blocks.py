"""The blocks of a file that is read piece by piece: what each reader but that of texts gives."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import accumulate, chain, pairwise, repeat, takewhile
from typing import Any, Literal, NamedTuple

from cppcc_cli.documents import Block, Cell, Document, Place, What, column_heads
from cppcc_cli.documents.copies import Run, clipped
from cppcc_cli.errors import InputError
from cppcc_cli.messages import Message, documents as messages
from cppcc_cli.screen import width
from cppcc_cli.script import unified

# Of a cell that is more than one line, and still of a table of figures; its width in columns.
_MOST_LINES, _WIDEST_CELL = 3, 120

# What the font Symbol shows for these; letters and digits stand where ASCII has them.
_SYMBOLS = str.maketrans("-£¤¥°±³´¸¹º»¼×", "−≤/∞°±≥×÷≠≡≈…·")
# What stands for a character that we have no name for.
_UNKNOWN = "□"
# Blocks and cells of tables; a document of a thousand pages has some ten thousand.
MOST = 200_000
# Of all the text, and of the cells of sheets, many of which may show one text.
_MOST_LETTERS = 20_000_000
# Somewhere in the body of a file that has no pages.
HERE = Place(0)
# One place for each: what ends a line anywhere is a space in a block.
_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"), " ")
_ROW_SPACES = {**_SPACES, ord("|"): "｜"}
# How many styles are made of one another.
_MOST_BASES = 20
# Edges of cells that are nearer to each other, in twentieths of a point, are one.
_NEAR = 60
# How Word before 2000 and WPS keep the pronunciation of a word: EQ \\o\\ad(\\s\\up 9(tí),提).
_LONGEST_EQUATION = 250
_OVER_ONE_ANOTHER = r"\s*EQ\s.*\\o\b.*,([^,()]*)\)\s*"
_COUNTING = [["PAGE"], ["NUMPAGES"], ["SECTIONPAGES"], ["PAGEREF"]]
_RAISED = {
    "sup": str.maketrans("0123456789+-−=()[]", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾⁽⁾"),
    "sub": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}


def symbol(font: str, code: str) -> str:
    """Return the character that a symbol shows: of a font, by its code in hexadecimal."""
    try:
        number = int(code, 16)
    except ValueError:
        return _UNKNOWN
    if font.lower() == "symbol":
        return symbol_font(number)
    is_own = 0xF000 <= number <= 0xF0FF or "dings" in font.lower()
    is_known = 0x20 <= number < 0xD800 or 0xE000 <= number < 0x110000
    return chr(number) if is_known and not is_own else _UNKNOWN


def symbol_font(code: int) -> str:
    """Return the character that a code of the font Symbol shows, which may begin at U+F000."""
    code -= 0xF000 if 0xF000 <= code <= 0xF0FF else 0
    is_known = code in _SYMBOLS or 0x20 <= code < 0x7F
    return chr(code).translate(_SYMBOLS) if is_known else _UNKNOWN


def without_private(text: str) -> str:
    """Return text with what was typed in the font Symbol as characters, place for place."""
    if text.isascii():
        return text
    return re.sub("[\uf020-\uf0ff]", lambda found: symbol_font(ord(found[0])), text)


def raised(text: str, how: str = "sup") -> str:
    """Return text that stands as `how` says, place for place: its digits apart from the line's.

    What begins with sup is raised, with sub lowered, all else as it is.
    """
    table = _RAISED.get(how[:3])
    return text.translate(table) if table else text


def counts_pages(instruction: str) -> bool:
    """Tell whether a field of a document counts its pages; what it shows says nothing."""
    return instruction.upper().split()[:1] in _COUNTING


def under_others(instruction: str) -> str:
    """Return the letters that a field shows under others, as under their pronunciation."""
    if len(instruction) > _LONGEST_EQUATION:
        return ""
    found = re.fullmatch(_OVER_ONE_ANOTHER, instruction, re.IGNORECASE | re.DOTALL)
    under = found[1] if found else ""
    number = int(under) if "○" in instruction and under.isdecimal() else 0
    # In a ring: from ① to ⑳.
    return chr(0x245F + number) if 0 < number <= 20 else under


class Fields:
    """The fields of a text that lie open, one in another."""

    def __init__(self) -> None:
        # Of each its instruction, until its result begins.
        self._open: list[list[str] | None] = []
        self._hiding = 0

    @property
    def hide(self) -> bool:
        """Whether what comes is not seen here: numbers of pages, shapes, what a field asks."""
        return self._hiding > 0 or any(one is not None for one in self._open[:-1])

    def begin(self) -> str:
        """Open a field, of which nothing shows yet."""
        self._open.append([])
        return ""

    def instruct(self, text: str) -> bool:
        """Take text that belongs to an instruction; tell whether it does."""
        if not self._open or self._open[-1] is None:
            return False
        self._open[-1].append(text)
        return True

    def separate(self) -> str:
        """Begin the result of the last field, of which nothing shows before."""
        if self._open:
            words = "".join(self._open[-1] or ())
            if counts_pages(words) or words.split()[:1] == ["SHAPE"]:
                self._hiding = self._hiding or len(self._open)
            self._open[-1] = None
        return ""

    def end(self) -> str:
        """Close the last field; return what shows of one that has no result."""
        words = "".join(self._open[-1] or ()) if self._open else ""
        self._hiding = 0 if self._hiding == len(self._open) else self._hiding
        del self._open[-1:]
        return under_others(words)


class Style(NamedTuple):
    """What a style, or a paragraph or a run itself, says of a text; None for what it does not."""

    # Hidden or struck out; raised or lowered, as sup or sub begins how.
    unseen: bool | None = None
    raised: str | None = None
    # Of a heading; and the id of the list, and the level in it.
    level: int | None = None
    list: str | None = None
    list_level: int | None = None

    def over(self, below: "Style") -> "Style":
        """Return this where it says something, else what is below it."""
        return Style._make(b if a is None else a for a, b in zip(self, below, strict=True))


def inherited(
    styles: Mapping[str | None, Any], own: Callable[[Any], tuple[Style, str | None]]
) -> Callable[[str | None], Style]:
    """Return what gives the style of a name with all that it inherits; an empty one for none.

    Of each of the `styles`, `own` tells what it says itself, and the name of its base.
    """

    @cache
    def style(name: str | None, deep: int = 0) -> Style:
        if name not in styles or deep > _MOST_BASES:
            return Style()
        said, base = own(styles[name])
        return said.over(style(base, deep + 1))

    return style


def style_level(name: str) -> int | None:
    """Return the level that the name of a built-in style stands for: title is that of the whole."""
    word, _, number = name.strip().lower().partition(" ")
    if word == "title" and not number:
        return 0
    is_heading = word == "heading" and number.isdecimal() and len(number) == 1
    return int(number) if is_heading else None


def distinct(places: Iterable[float], near: float) -> list[float]:
    """Return places in order, of those that are near to each other the first."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > near:
            kept.append(place)
    return kept


class Line(NamedTuple):
    """The text of a paragraph, and where its characters come from, as far as that is noted."""

    text: str
    runs: tuple[Run, ...] = ()

    def stripped(self) -> "Line":
        """Return the line without the spaces around it."""
        text, first = self.text.strip(), len(self.text) - len(self.text.lstrip())
        return Line(text, moved(clipped(self.runs, first, first + len(text)), -first))


class TableCell(NamedTuple):
    """A cell: its paragraphs, the column it begins in, from 1, and how many columns it spans."""

    lines: Sequence[Line]
    column: int
    span: int = 1

    @property
    def text(self) -> str:
        """Its paragraphs, one behind the other."""
        return " ".join(line.text for line in self.lines)

    @property
    def is_short(self) -> bool:
        """Whether its lines, where there are several, are a label or a number that was broken."""
        is_marked = any(mark in self.text for mark in "。！？|；")
        is_narrow = sum(width(line.text) for line in self.lines) <= _WIDEST_CELL
        is_small = is_narrow and len(self.lines) <= _MOST_LINES
        return len(self.lines) < 2 or (is_small and not is_marked)


class TableRow(NamedTuple):
    """A row: its number in the table, from 1, its cells, and whether the file calls it a head."""

    number: int
    cells: Sequence[TableCell]
    head: bool = False

    @property
    def is_one_line(self) -> bool:
        """Whether it stands on one line, not as in a table that only arranges sentences."""
        has_text = any(cell.lines for cell in self.cells)
        return len(self.cells) > 1 and has_text and all(cell.is_short for cell in self.cells)


class Blocks:
    """Takes the paragraphs and tables of a file in their order, and makes a document of them."""

    def __init__(self, path: str) -> None:
        self.path = path
        # How many blocks and cells may still come.
        self._left, self._letters_left = MOST, _MOST_LETTERS
        self.blocks: list[Block] = []
        # Of each block, where its characters come from.
        self.runs: list[tuple[Run, ...]] = []
        self.tables = 0
        self.unread: Counter[What] = Counter()
        # What is to be said of the file.
        self.notes: tuple[Message, ...] = ()
        # Of the cells that lie open, one in another, the lines that came.
        self.cells: list[list[Line]] = []

    def take(self, count: int = 1, letters: int = 0) -> None:
        """Count blocks or cells that a reader has come upon, and letters of those that may repeat.

        Raises InputError for too many.
        """
        self._left -= count
        self._letters_left -= letters
        if self._left < 0 or self._letters_left < 0:
            raise InputError(messages.TOO_INTRICATE.about(path=self.path))

    @contextmanager
    def cell(self) -> Iterator[list[Line]]:
        """Give the list of the lines that are added meanwhile, those of a cell and no blocks."""
        self.cells.append([])
        yield self.cells[-1]
        self.cells.pop()

    def add(
        self, line: Line | str, place: Place = HERE, level: int | None = None, label: str = ""
    ) -> None:
        """Add a paragraph, or the heading of a level, at a place that lacks only its number.

        It stands behind a label, which is nowhere in the file. An empty one is left out.
        """
        line = (Line(line) if isinstance(line, str) else line).stripped()
        if line.text and label:
            line = Line(label + line.text, moved(line.runs, len(label)))
        if line.text and self.cells:
            self.cells[-1].append(line)
        elif line.text:
            text = line.text.translate(_SPACES)
            kind: Literal["paragraph", "heading"] = "paragraph" if level is None else "heading"
            self.append(Block(kind, text, place, (), level or 0), line.runs)

    def add_table(self, rows: Sequence[TableRow], place: Place = HERE) -> None:
        """Add a table, a block a row; a row that only arranges the page is its paragraphs.

        Of a table in a cell, all are lines of that.
        """
        lines = [line for row in rows for cell in row.cells for line in cell.lines]
        if self.cells:
            self.cells[-1] += lines
        if self.cells or not lines:
            return
        self.tables += 1
        heads = column_heads(
            [[(cell.column, cell.span, cell.text) for cell in row.cells] for row in rows],
            sum(1 for _ in takewhile(lambda row: row.head, rows)),
        )
        for row, names in zip(rows, heads, strict=True):
            table = self.tables if place.sheet is None else None
            there = place._replace(table=table, row=row.number)
            if row.is_one_line:
                self._add_row(row.cells, names, there)
            else:
                for line in (line for cell in row.cells for line in cell.lines):
                    self.add(line, there)

    @contextmanager
    def once(self) -> Iterator[None]:
        """Keep of the blocks that are added meanwhile those whose text does not stand there before.

        Of a file with several sections, most have the same headers.
        """
        first = len(self.blocks)
        yield
        said = {(one.place.part, one.text) for one in self.blocks[:first]}
        for at in reversed(range(first, len(self.blocks))):
            if (self.blocks[at].place.part, self.blocks[at].text) in said:
                del self.blocks[at], self.runs[at]

    def document(self) -> Document:
        """Return the document of all that was added."""
        text = "\n".join(block.text for block in self.blocks)
        starts = accumulate((len(block.text) + 1 for block in self.blocks), initial=0)
        blocks = tuple(
            block._replace(place=block.place._replace(paragraph=number), pieces=((0, start),))
            for number, (block, start) in enumerate(zip(self.blocks, starts, strict=False), 1)
        )
        return Document(self.path, text, blocks, +self.unread, self.notes, has_lines=False)

    def append(self, block: Block, runs: tuple[Run, ...] = ()) -> None:
        """Add a block that is whole, and where its characters come from."""
        self.take(1, len(block.text))
        heads = tuple(map(unified, block.heads))
        self.blocks.append(block._replace(text=unified(block.text), heads=heads))
        self.runs.append(runs)

    def _add_row(self, cells: Sequence[TableCell], heads: Sequence[str], place: Place) -> None:
        text, made, runs = "|", [], []  # type: str, list[Cell], list[Run]
        for cell in cells:
            text += " "
            start = len(text)
            for line in cell.lines:
                text += " " if len(text) > start else ""
                runs += moved(line.runs, len(text))
                text += line.text.translate(_ROW_SPACES)
            made.append(Cell(start, len(text), cell.column))
            text += " |"
        block = Block("row", text, place, (), cells=tuple(made), heads=tuple(heads))
        self.append(block, tuple(runs))


class Story:
    """A text that marks behind them end the cells and rows of, as in .doc and .rtf: adds it."""

    def __init__(self, blocks: Blocks, place: Place) -> None:
        self.blocks, self.place = blocks, place
        # The lines of the cell that lies open, and the cells of the row.
        self.lines: list[Line] = []
        self._cells: list[list[Line]] = []
        # Of each row its cells, their edges, one more than they are or none known, which go on with
        # the one before, and whether it is a head.
        self._rows: list[tuple[list[list[Line]], Sequence[int], Sequence[bool], bool]] = []

    def add(self, text: str, label: str, level: int | None, in_table: bool) -> None:
        """Add a paragraph, in units of UTF-16, behind its label; in no table, it ends one."""
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
        if in_table:
            self.lines += [Line(label + text)] if text else []
        else:
            self.end()
            self.blocks.add(text, self.place, level, label)

    def end_cell(self) -> None:
        """End a cell."""
        self._cells.append(self.lines)
        self.lines = []

    def end_row(
        self, edges: Sequence[int] = (), merged: Sequence[bool] = (), is_head: bool = False
    ) -> None:
        """End a row, whose cells have these edges and are merged so."""
        if self.lines:
            self.end_cell()
        self._rows.append((self._cells, edges, merged, is_head))
        self._cells = []

    def end(self) -> None:
        """End the table that lies open."""
        if self._cells or self.lines:
            self.end_row()
        known = distinct({edge for _, edges, _, _ in self._rows for edge in edges}, _NEAR)
        made = []
        for number, (row, edges, merged, is_head) in enumerate(self._rows, 1):
            columns = [bisect_left(known, edge - _NEAR) + 1 for edge in edges]
            if len(columns) != len(row) + 1 or any(a >= b for a, b in pairwise(edges)):
                columns = [*range(1, len(row) + 2)]
            told = zip(pairwise(columns), row, chain(merged, repeat(False)), strict=False)
            # One that goes on with the one before is left out where it is empty.
            seen = [one for one in told if one[1] or not one[2]]
            cells = [TableCell(lines, at, max(1, end - at)) for (at, end), lines, _ in seen]
            made.append(TableRow(number, cells, is_head))
        self.blocks.add_table(made, self.place)
        self._rows = []


def moved(runs: Iterable[Run], by: int) -> tuple[Run, ...]:
    """Return runs of a text that so many characters were put before."""
    return tuple(run._replace(start=run.start + by) for run in runs)
