"""Text placed on pages -> blocks: lines joined to paragraphs, rows of tables, notes, running heads.

Lengths are those of the page, whatever its unit is; only their proportions count. They grow to the
right and downwards.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from cppcc_cli.documents.blocks import Blocks, Line, TableCell, TableRow, superscript
from cppcc_cli.documents.document import Place
from cppcc_cli.documents.rulings import Box, bands, struck

# All in heights of a letter: what is further apart than this stands in cells of its own; a space;
# a line that ends so near to the margin is full; one that begins so far from it is indented.
_CELL, _SPACE, _FULL, _INDENT = 1.2, 0.5, 2.5, 1.2
_LATIN_SPACE = 0.2
# Of the height of a letter: how far those of a line may differ; how small and high a raised one is.
_SAME_LINE, _OVERLAP, _SMALL, _HIGHER = 0.5, 0.4, 0.75, 0.22
# Lines further apart than this many usual distances are of two paragraphs.
_APART = 1.45
_NOTE_SIZE, _NOTE_GAP = 0.93, 1.3
_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*\d{1,4}(?:\s*/\s*\d{1,4})?[-—–·\s]*|第\s*\d+\s*页(?:[\s,，/]*共\s*\d+\s*页)?"
)
_NOTE_MARK = re.compile(r"[\[［(（【]?([0-9①-⑳¹²³⁰⁴-⁹]{1,3})[\]］)）】.、]?\s*")
_OWN_DIGITS = {chr(0x2460 + number): str(number + 1) for number in range(20)}
_OWN_DIGITS |= {superscript(str(digit)): str(digit) for digit in range(10)}
# So many letters of one piece are of no line that anyone reads.
_LONGEST = 2_000
_LONG = 12
# So many characters before tell whether a text is Chinese.
_NEAR = 20


class Letter(NamedTuple):
    """A letter, or several that stand together, and the box that it fills."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def box(self) -> Box:
        """Where it stands."""
        return Box(self.left, self.top, self.right, self.bottom)

    @property
    def size(self) -> float:
        """Its height."""
        return self.bottom - self.top


class Page(NamedTuple):
    """The letters of a page in the order of its file, and how many pictures it has."""

    letters: Sequence[Letter]
    pictures: int = 0
    # How many more letters stand askew, as those of a watermark.
    askew: int = 0
    # The straight lines that are drawn on it.
    rulings: Sequence[Box] = ()
    comments: int = 0


class _Line(NamedTuple):
    """A line of a page: the pieces of text in it that stand apart."""

    cells: tuple[Letter, ...]
    page: int
    # Whether lines are drawn round its cells: a row of a table, each cell with all its text.
    ruled: bool = False

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)

    @property
    def left(self) -> float:
        return self.cells[0].left

    @property
    def right(self) -> float:
        return self.cells[-1].right

    @property
    def top(self) -> float:
        return min(cell.top for cell in self.cells)

    @property
    def bottom(self) -> float:
        return max(cell.bottom for cell in self.cells)

    @property
    def size(self) -> float:
        return max(cell.size for cell in self.cells)


def pieces(letters: Iterable[Letter]) -> list[Letter]:
    """Return letters as pieces of text: those that follow one another closely are one."""
    made: list[Letter] = []
    spaced = False
    # How far apart the last two digits stand, which followed one another.
    step: float | None = None
    for letter in letters:
        if not letter.text.strip():
            spaced = True
            continue
        last = made[-1] if made else None
        if last is None or len(last.text) > _LONGEST or not _follows(last, letter):
            made.append(letter)
            spaced, step = False, None
            continue
        text, before = letter.text, last.text
        raised = letter.size < _SMALL * last.size
        if raised and last.bottom - letter.bottom > _HIGHER * last.size:
            text = superscript(text)
        elif last.size < _SMALL * letter.size and before.isdecimal():
            before = superscript(before)
        gap = (letter.left - last.right) / max(last.size, letter.size)
        widest = _SPACE
        if before[-1:].isdecimal() and text[:1].isdecimal():
            # Digits may be set as wide apart as Chinese characters are, but all of a number alike.
            widest = _SPACE if step is None else min(_SPACE, step + _LATIN_SPACE)
            step = gap
        elif _is_latin(before[-1:]) and _is_latin(text[:1]):
            widest, step = _LATIN_SPACE, None
        else:
            step = None
        space = " " if spaced or gap > widest else ""
        spaced = False
        tall = last if last.size >= letter.size else letter
        made[-1] = Letter(
            f"{before}{space}{text}",
            last.left,
            tall.top,
            max(last.right, letter.right),
            tall.bottom,
        )
    return made


def _follows(last: Letter, letter: Letter) -> bool:
    size = max(last.size, letter.size)
    overlap = min(last.bottom, letter.bottom) - max(last.top, letter.top)
    near = -size < letter.left - last.right < _CELL * size
    return near and overlap > _OVERLAP * min(last.size, letter.size)


def _is_latin(text: str) -> bool:
    return text.isascii() and (text.isalnum() or text in ",.;:!?)")


def add_pages(blocks: Blocks, pages: Sequence[Page]) -> None:
    """Add the text of pages: body first, then notes, headers and footers, each of these once."""
    lines: list[_Line] = []
    for number, page in enumerate(pages, 1):
        blocks.unread["picture"] += page.pictures if page.letters else 0
        blocks.unread["askew"] += page.askew > 0
        blocks.unread["comment"] += page.comments
        blocks.unread["page"] += bool(page.pictures and not page.letters)
        struck_out = struck([one.box for one in page.letters], page.rulings)
        blocks.unread["struck"] += bool(struck_out)
        kept = [one for at, one in enumerate(page.letters) if at not in struck_out]
        lines += _lines(page._replace(letters=kept), number)
    if not lines:
        return
    heads, feet, lines = _without_running(lines, len(pages))
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 1.0
    lines, notes = _without_notes(lines, body)
    _add_lines(blocks, lines)
    for number, note in enumerate(_joined_notes(notes), 1):
        mark = _NOTE_MARK.match(note.text)
        named = "".join(_OWN_DIGITS.get(char, char) for char in mark[1]) if mark else ""
        text = note.text[mark.end() :] if mark else note.text
        at = int(named) if named.isascii() and named.isdecimal() else number
        blocks.add(text, page=note.page, part="footnote", note=at)
    for text in heads:
        blocks.add(text, part="header")
    for text in feet:
        blocks.add(text, part="footer")


def _lines(page: Page, number: int) -> list[_Line]:
    """Return the lines of a page in the order in which they are read."""
    letters = [one for one in page.letters if one.size > 0]
    columns = _columns(letters)
    if len(columns) != 1 or not page.rulings:
        return [line for column in columns for line in _of_column(column, number)]
    usual = median(one.size for one in letters)
    rows = []
    for band in bands(page.rulings, usual):
        cells = []
        for cell in band.cells:
            within = [one for one in letters if _lies_in(one, cell)]
            taken = set(map(id, within))
            letters = [one for one in letters if id(one) not in taken]
            # A cell may hold nothing but spaces.
            text = reduce(_linked, (line.text for line in _of_column(within, number)), "")
            if text:
                high = max(one.size for one in within)
                cells.append(Letter(text, cell.left, band.top, cell.right, band.top + high))
        if cells:
            rows.append(_Line(tuple(cells), number, ruled=True))
    return sorted([*_of_column(letters, number), *rows], key=lambda line: line.top)


def _lies_in(letter: Letter, cell: Box) -> bool:
    across = cell.left <= (letter.left + letter.right) / 2 < cell.right
    return across and cell.top <= _middle(letter) < cell.bottom


def _of_column(letters: Sequence[Letter], number: int) -> Iterator[_Line]:
    """Yield the lines of a column: a file may hold their letters in any order."""
    rows: list[list[Letter]] = []
    tallest: list[Letter] = []
    for letter in sorted(letters, key=_middle):
        size = max(letter.size, tallest[-1].size) if rows else 0.0
        if rows and abs(_middle(letter) - _middle(tallest[-1])) < _SAME_LINE * size:
            rows[-1].append(letter)
            tallest[-1] = max(letter, tallest[-1], key=lambda one: one.size)
        else:
            rows.append([letter])
            tallest.append(letter)
    for row in rows:
        if cells := pieces(sorted(row, key=lambda one: one.left)):
            yield _Line(tuple(cells), number)


def _middle(letter: Letter) -> float:
    return (letter.top + letter.bottom) / 2


def _columns(letters: Sequence[Letter]) -> list[Sequence[Letter]]:
    """Return the letters of a page column by column, where it is set in two; else all as one."""
    found = pieces(letters)
    if not found:
        return []
    middle = (min(one.left for one in found) + max(one.right for one in found)) / 2
    across = [one for one in found if one.left < middle < one.right]
    is_two = all(
        len(side) > 7 and sum(len(one.text) for one in side) > _LONG * len(side)
        for side in (
            [one for one in found if one.right <= middle],
            [one for one in found if one.left >= middle],
        )
    )
    if not is_two or 5 * len(across) > len(found):
        return [letters]
    columns: list[Sequence[Letter]] = []
    above = float("-inf")
    for band in [*sorted(across, key=lambda one: one.top), None]:
        below = float("inf") if band is None else band.top
        within = [one for one in letters if above <= _middle(one) < below]
        columns.append([one for one in within if one.left < middle])
        columns.append([one for one in within if one.left >= middle])
        if band is not None:
            above = band.bottom
            columns.append([one for one in letters if below <= _middle(one) < above])
    return [column for column in columns if column]


def _without_running(
    lines: Sequence[_Line], pages: int
) -> tuple[list[str], list[str], list[_Line]]:
    """Return what heads and what ends many pages, and the lines that are left.

    The numbers of pages are nowhere.
    """
    by_page: dict[int, list[_Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    tops = Counter(_masked(of_page[0]) for of_page in by_page.values())
    ends = Counter(_masked(_last(of_page)) for of_page in by_page.values())
    heads: dict[str, None] = {}
    feet: dict[str, None] = {}
    kept: list[_Line] = []
    for of_page in by_page.values():
        while len(of_page) > 1 and _PAGE_NUMBER.fullmatch(of_page[-1].text.strip()):
            of_page.pop()
        while len(of_page) > 1 and _PAGE_NUMBER.fullmatch(of_page[0].text.strip()):
            of_page.pop(0)
        if of_page and _repeats(tops[_masked(of_page[0])], pages) and len(of_page) > 1:
            heads[of_page.pop(0).text] = None
        if of_page and _repeats(ends[_masked(of_page[-1])], pages) and len(of_page) > 1:
            feet[of_page.pop().text] = None
        kept += of_page
    return list(heads), list(feet), kept


def _repeats(count: int, pages: int) -> bool:
    """Tell whether a line stands on so many pages that it is repeated: a third, of facing pages."""
    return count > 1 and 3 * count >= pages


def _masked(line: _Line) -> str:
    return f"{re.sub('[0-9]+', '#', line.text)}@{line.left:.0f}"


def _last(lines: Sequence[_Line]) -> _Line:
    """Return the last line that is no number of a page."""
    words = [line for line in lines if not _PAGE_NUMBER.fullmatch(line.text.strip())]
    return words[-1] if words else lines[-1]


def _without_notes(lines: Sequence[_Line], body: float) -> tuple[list[_Line], list[_Line]]:
    """Return the lines of the body and those of the notes at the feet of the pages."""
    kept: list[_Line] = []
    notes: list[_Line] = []
    by_page: dict[int, list[_Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    for of_page in by_page.values():
        first = _first_note(of_page, body)
        kept += of_page[:first]
        notes += of_page[first:]
    return kept, notes


def _first_note(lines: Sequence[_Line], body: float) -> int:
    """Return the number of the first line of the notes at the foot of a page.

    It begins with a mark that stands raised, or in a circle, in the lines above, and it is smaller
    than these or further from them than they are from one another.
    """
    usual = median([b.top - a.top for a, b in pairwise(lines)] or [0.0])
    for at in range(1, len(lines)):
        mark = _NOTE_MARK.match(lines[at].text)
        if mark is None:
            continue
        apart = lines[at].top - lines[at - 1].top > _NOTE_GAP * usual
        if not apart and lines[at].size >= _NOTE_SIZE * body:
            continue
        raised = superscript(mark[1])
        if not raised.isdecimal() and any(raised in line.text for line in lines[:at]):
            return at
    return len(lines)


class _Note(NamedTuple):
    text: str
    page: int


def _joined_notes(lines: Sequence[_Line]) -> Iterator[_Note]:
    text, page = "", 0
    for line in lines:
        if text and (line.page != page or _NOTE_MARK.match(line.text)):
            yield _Note(text, page)
            text = ""
        text, page = _linked(text, line.text), line.page
    if text:
        yield _Note(text, page)


def _add_lines(blocks: Blocks, lines: Sequence[_Line]) -> None:
    """Add the lines of a body as paragraphs and tables."""
    gaps = [
        below.top - above.top
        for above, below in pairwise(lines)
        if above.page == below.page and below.top > above.top
    ]
    usual = median(gaps) if gaps else 0.0
    right = _margin([line.right for line in lines if len(line.cells) == 1], last=True)
    left = _margin([line.left for line in lines if len(line.cells) == 1], last=False)
    text, begun = "", None
    last: _Line | None = None
    at = 0
    while at < len(lines):
        line = lines[at]
        end = _table_end(lines, at)
        goes_on = last is not None and _goes_on(last, line, (left, right), usual)
        if text and begun is not None and (end > at or not goes_on):
            blocks.add(text, page=begun.page)
            text = ""
        if end > at:
            blocks.add_table(_rows(lines[at:end]), Place(0, page=line.page))
            last, at = None, end
            continue
        begun = begun if text else line
        text, last, at = _linked(text, line.text), line, at + 1
    if text and begun is not None:
        blocks.add(text, page=begun.page)


def _margin(edges: Sequence[float], last: bool) -> float:
    """Return the margin at which most lines end, or begin: the outermost of several."""
    if not edges:
        return 0.0
    ordered = sorted(edges, reverse=last)
    return ordered[len(ordered) // 20]


def _goes_on(last: _Line, line: _Line, margins: tuple[float, float], usual: float) -> bool:
    """Tell whether a line is the rest of a paragraph that the one before it belongs to."""
    left, right = margins
    size = max(last.size, line.size)
    if len(last.cells) > 1 or min(last.size, line.size) < _NOTE_SIZE * size:
        return False
    if last.page == line.page and line.top - last.top > max(_APART * usual, size):
        return False
    return right - last.right < _FULL * size and line.left - left < _INDENT * size


def _linked(text: str, more: str) -> str:
    """Return a line with the one that goes on: words of Latin letters have a space between them.

    In a Chinese text, digits at the end of a line are of one number with those that follow.
    """
    latin = bool(text) and _is_latin(text[-1]) and _is_latin(more[:1])
    if latin and text[-1].isdecimal() and more[0].isdecimal():
        latin = not any("\u4e00" <= char <= "\u9fff" for char in text[-_NEAR:])
    return f"{text}{' ' if latin else ''}{more}"


def _table_end(lines: Sequence[_Line], at: int) -> int:
    """Return the end of the table whose first row is the line at `at`; `at` where none begins."""
    end = at
    while end < len(lines) and lines[end].ruled == lines[at].ruled:
        if len(lines[end].cells) < 2 and not lines[end].ruled:
            break
        end += 1
    return end if end - at > 1 else at


def _rows(lines: Sequence[_Line]) -> list[TableRow]:
    """Return lines as the rows of a table, each piece in the column that it stands in."""
    columns: list[tuple[float, float]] = []
    cells = [cell for line in lines for cell in line.cells]
    for cell in sorted(cells, key=lambda one: one.right - one.left):
        over = [
            at
            for at, (left, right) in enumerate(columns)
            if cell.left < right and left < cell.right
        ]
        if not over:
            columns.append((cell.left, cell.right))
        elif len(over) == 1:
            left, right = columns[over[0]]
            columns[over[0]] = min(left, cell.left), max(right, cell.right)
    columns.sort()
    rows = []
    for number, line in enumerate(lines, 1):
        row = []
        for cell in line.cells:
            over = [
                at
                for at, (left, right) in enumerate(columns)
                if cell.left < right and left < cell.right
            ]
            row.append(TableCell([Line(cell.text)], over[0] + 1, len(over)))
        rows.append(TableRow(number, _filled(row)))
    return rows


def _filled(row: Sequence[TableCell]) -> list[TableCell]:
    """Return the cells of a row with empty ones where it has none."""
    filled: list[TableCell] = []
    for cell in row:
        column = filled[-1].column + filled[-1].span if filled else 1
        filled += [TableCell([], empty) for empty in range(column, cell.column)]
        filled.append(cell)
    return filled
