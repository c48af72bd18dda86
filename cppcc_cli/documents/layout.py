"""Text placed on pages -> blocks: paragraphs, rows of tables, notes, running heads and feet.

Of tables there are those that lines rule, and those whose columns only gaps set apart.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import reduce
from itertools import chain, pairwise
from statistics import median
from unicodedata import numeric

from cppcc_cli.documents import VALUE, Part, Place, placed
from cppcc_cli.documents.blocks import Blocks, Line, TableCell, TableRow, raised
from cppcc_cli.documents.placed import Box, Margins, Page, PlacedLine
from cppcc_cli.documents.text import number_of
from cppcc_cli.messages import documents as messages
from cppcc_cli.script import Pattern

# In heights of a letter: a line that ends so near to the margin is full; one that begins so far
# from it is indented.
_FULL, _INDENT = 2.5, 1.2
# A number or a Latin word, and how wide a letter of it is; what ends a sentence.
_WORD, _OF_LATIN, _ENDS = Pattern("[0-9A-Za-z.,%]{1,16}"), 0.6, frozenset("。；！？：")
_NEVER_FIRST = frozenset("，。；！？）》”")
# Lines further apart than this many usual distances are of two paragraphs.
_APART = 1.45
_NOTE_SIZE, _NOTE_GAP = 0.93, 1.3
# Digits of another font may be that much smaller than the Chinese characters of a line.
_SAME_SIZE = 0.86
# One letter in so many of a page that its font does not tell: a mark of a list is no more.
_GARBLED = 20
# A line of more pieces than that is of a table.
_MANY = 6
_PAGE_NUMBER = Pattern(
    r"[-—–·\s]*\d{1,4}(?:\s*/\s*\d{1,4})?[-—–·\s]*|第\s*\d+\s*页(?:[\s,，/]*共\s*\d+\s*页)?"
)
_ITEM = Pattern(r"[•●○■□◆◇▪·*–—-]|[(（]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）.．、]|[①-⑳]")
_NOTE_MARK = Pattern(r"[\[［(（【]?([0-9①-⑳¹²³⁰⁴-⁹]{1,3})[\]］)）】.、]?\s*")
# Lines of text nearer than this, in heights of a letter, are of one row, as where a cell of two
# stands beside one of a line; and so many of them at most.
_BESIDE, _MOST_BESIDE = 0.85, 7
# A cell goes on in the next line where this one ends so near to its column's edge, in heights of
# a letter; Latin words are broken earlier. A narrow column holds one word a line.
_FULL_CELL, _FULL_LATIN, _NARROW = 1.5, 5.0, 5.0
# In heights of a letter, how far apart the lines of a cell are at most.
_SPACED = 1.9
# In heights of a letter, how far a piece may reach into a column that it is not of.
_TOUCHES = 0.2
# So many lines before one tell in which columns it stands.
_LOOKED_BACK = 50
# So many pages without text are named.
_MOST_TOLD = 20

Columns = Sequence[tuple[float, float]]
Lines = Sequence[PlacedLine]


def add_pages(blocks: Blocks, pages: Sequence[Page]) -> None:
    """Add the text of pages: body first, then notes, headers and footers, each of these once."""
    of_pages: list[list[PlacedLine]] = []
    blank: list[int] = []
    for number, page in enumerate(pages, 1):
        page.turn()
        unread = page.unread
        # All that stands askew is one watermark.
        unread["askew"] = min(unread["askew"], 1)
        unnamed = sum("\ue000" <= one.text <= "\uf8ff" for one in page.letters)
        unread["garbled"] = int(_GARBLED * (unread["garbled"] + unnamed) > len(page.letters))
        if (unread["picture"] or page.drawn) and not page.letters:
            # Letters may be drawn, too: then the page is a picture.
            unread["picture"], unread["page"] = 0, 1
            blank.append(number)
        blocks.unread.update(unread)
        letters = placed.not_struck(page.letters, page.rulings)
        blocks.unread["struck"] += len(letters) < len(page.letters)
        if lines := _lines(letters, page.rulings, number):
            of_pages.append(lines)
    if blank:
        told = {"path": blocks.path, "count": len(blank), "pages": blank[:_MOST_TOLD]}
        blocks.notes = (*blocks.notes, messages.BLANK_PAGES.about(**told))
    running = _take_running(of_pages, len(pages))
    sizes: Counter[float] = Counter()
    for line in chain(*of_pages):
        sizes[round(line.size, 1)] += len(line.text)
    notes: list[tuple[str, int]] = []
    for of_page in of_pages:
        first = _first_note(of_page, max(sizes, key=lambda size: sizes[size]))
        for note in _split(of_page[first:], lambda _, line: not _NOTE_MARK.match(line.text)):
            notes.append((reduce(placed.linked, (line.text for line in note)), note[0].page))
        del of_page[first:]
    _add_lines(blocks, [*chain(*of_pages)])
    for number, (text, at_page) in enumerate(notes, 1):
        if mark := _NOTE_MARK.match(text):
            number = int("".join(str(int(numeric(char))) for char in mark[1]))
            text = text[mark.end() :]
        blocks.add(text, Place(0, "footnote", number, at_page))
    for part, text in running:
        blocks.add(text, Place(0, part))


def _lines(letters: Sequence[Box], rulings: Sequence[Box], number: int) -> list[PlacedLine]:
    """Return the lines of a page in the order in which they are read.

    What stands across the columns is read before what is below it in any of them.
    """
    of_tables, letters = ruled_rows([one for one in letters if one.size > 0], rulings, number)
    prose: list[Box] = []
    others = list(of_tables)
    for row in placed.level(placed.pieces(letters)):
        if len(placed.pieces(row)) > _MANY:
            others.append(PlacedLine(row, number))
        else:
            prose += row
    columns = placed.columns_of(prose)
    wide = [] if len(columns) < 2 else placed.across(columns, [*prose, *others])
    read: list[PlacedLine] = []
    above = float("-inf")
    for top, bottom in [*wide, (float("inf"), float("inf"))]:
        for first, end, within in ((above, top, columns), (top, bottom, [placed.WHOLE])):
            there = [one for one in letters if first <= one.middle < end]
            rows_there = [one for one in of_tables if first <= one.middle < end]
            for column in within:
                some = [one for one in there if column.left <= one.left < column.right]
                lines = merged([_item(line) for line in placed.lines_of(some, number)])
                for line in lines:
                    line.margins = column.margins
                lines += [one for one in rows_there if column.holds(one)]
                read += sorted(lines, key=lambda line: line.top)
        above = bottom
    return read


def _item(line: PlacedLine) -> PlacedLine:
    """Return a line; one of a list, whose mark stands apart from its text, as one piece."""
    if len(line.cells) != 2 or not _ITEM.fullmatch(line.cells[0].text):
        return line
    mark, words = line.cells
    whole = words._replace(text=f"{mark.text} {words.text}", left=mark.left)
    made = PlacedLine([whole], line.page)
    made.hang = words.left
    return made


def _take_running(of_pages: Sequence[list[PlacedLine]], pages: int) -> list[tuple[Part, str]]:
    """Take out of the lines of pages what heads and what ends many of them, and return it.

    The numbers of pages are taken out, too, and are nowhere.
    """
    running: dict[tuple[Part, str], None] = {}
    ends: tuple[tuple[Part, int], ...] = (("header", 0), ("footer", -1))
    for part, end in ends:
        for lines in of_pages:
            while len(lines) > 1 and _PAGE_NUMBER.fullmatch(lines[end].text):
                lines.pop(end)
        counts = Counter(_masked(lines[end]) for lines in of_pages)
        for lines in of_pages:
            count = counts[_masked(lines[end])]
            # A third of the pages, as of facing ones.
            if count > 1 and 3 * count >= pages and len(lines) > 1:
                running[part, lines.pop(end).text] = None
    return list(running)


def _masked(line: PlacedLine) -> str:
    return f"{re.sub('[0-9]+', '#', line.text)}@{line.left:.0f}"


def _first_note(lines: Lines, body: float) -> int:
    """Return the number of the first line of the notes at the foot of a page.

    It begins with a mark that stands raised, or in a circle, in the lines above, and it is smaller
    than these or further from them than they are from one another.
    """
    usual = median([b.top - a.top for a, b in pairwise(lines)] or [0.0])
    for at in range(1, len(lines)):
        mark = _NOTE_MARK.match(lines[at].text)
        high = raised(mark[1]) if mark else "0"
        is_referred_to = not high.isdecimal() and any(high in line.text for line in lines[:at])
        is_apart = lines[at].top - lines[at - 1].top > _NOTE_GAP * usual
        if is_referred_to and (is_apart or lines[at].size < _NOTE_SIZE * body):
            return at
    return len(lines)


def _add_lines(blocks: Blocks, lines: Lines) -> None:
    gaps = [gap for above, below in pairwise(lines) if (gap := below.top - above.top) > 0]
    usual = median(gaps or [0.0])
    alone = [line for line in lines if len(line.cells) == 1 and line.margins is None]
    margins = placed.margins_of(alone)
    at = 0
    while at < len(lines):
        first, end = lines[at], table_end(lines, at)
        if end > at:
            blocks.add_table(rows(lines[at:end]), Place(0, page=first.page))
            at = end
            continue
        text, at = first.text, at + 1
        while at < len(lines) and _is_rest(lines[at - 1], lines[at], margins, usual):
            if table_end(lines, at) > at:
                break
            lines[at].hang = lines[at - 1].hang
            text, at = placed.linked(text, lines[at].text), at + 1
        blocks.add(text, Place(0, page=first.page))


def _is_rest(last: PlacedLine, line: PlacedLine, margins: Margins, usual: float) -> bool:
    """Tell whether a line is the rest of a paragraph that the one before it belongs to."""
    size = max(last.size, line.size)
    if len(last.cells) > 1 or min(last.size, line.size) < _SAME_SIZE * size:
        return False
    if last.page == line.page and line.top - last.top > max(_APART * usual, size):
        return False
    left, right = (line.margins or margins)[0], (last.margins or margins)[1]
    hangs = last.hang is not None and abs(line.left - last.hang) < size / 2
    # A number is not broken, and a mark that may not begin a line takes what is before it along.
    word = None if last.text[-1:] in _ENDS else _WORD.match(line.text)
    length = len(word[0]) if word else 1
    full = _FULL + _OF_LATIN * (length - 1) + (line.text[length : length + 1] in _NEVER_FIRST)
    return right - last.right < full * size and (line.left - left < _INDENT * size or hangs)


def ruled_rows(
    letters: Sequence[Box], rulings: Sequence[Box], page: int
) -> tuple[list[PlacedLine], Sequence[Box]]:
    """Return the rows of the tables that are ruled on a page, and the letters beside them.

    The paragraphs of a cell are the lines of its text.
    """
    if not rulings or not letters:
        return [], letters
    ordered = sorted(letters, key=placed.middle_of)
    rows: list[PlacedLine] = []
    taken: set[Box] = set()
    for band in placed.bands(rulings, median(one.size for one in letters)):
        cells = []
        for cell in band:
            near = placed.between(ordered, cell.top, cell.bottom)
            there = (one for one in near if cell.left <= one.centre < cell.right)
            within = [one for one in there if one not in taken]
            taken.update(within)
            # It may hold nothing but spaces.
            if lines := list(placed.lines_of(within, page)):
                cells.append((cell, lines))
        values = ([line for line in lines if VALUE.fullmatch(line.text)] for _, lines in cells)
        if any(len(some) > 1 for some in values):
            rows += _rows_within([line for _, lines in cells for line in lines])
        elif cells:
            made = []
            for cell, lines in cells:
                bottom = cell.top + max(line.size for line in lines)
                made.append(cell._replace(bottom=bottom, text=_paragraphs(lines)))
            rows.append(PlacedLine(made, page, ruled=True))
    return rows, [one for one in letters if one not in taken]


def _paragraphs(lines: Lines) -> str:
    """Return the lines of a cell, joined where one was broken for width: it is full, and no end."""
    right = max(line.right for line in lines)
    text = lines[0].text
    for last, line in pairwise(lines):
        full = right - last.right < _FULL_CELL * last.size and last.text[-1] not in "。；！？"
        text = placed.linked(text, line.text) if full else f"{text}\n{line.text}"
    return text


def _rows_within(lines: Lines) -> list[PlacedLine]:
    """Return the rows that stand between two lines drawn, without any between themselves."""
    cells = [cell for line in lines for cell in line.cells]
    made = [PlacedLine(row, lines[0].page, ruled=True) for row in placed.level(cells)]
    return _joined(made, _columns(made))


def merged(lines: Lines) -> list[PlacedLine]:
    """Return lines of a page that none are drawn round, as one those that stand beside each other.

    They may stand half a line higher or lower.
    """

    def joins(group: Lines, line: PlacedLine) -> bool:
        is_beside = 0 <= line.middle - group[-1].middle < _BESIDE * line.size
        columns = _columns(group[-1:])
        free = len(group) < _MOST_BESIDE and not any(_over(cell, columns) for cell in line.cells)
        return is_beside and free

    made: list[PlacedLine] = []
    for group in _split(lines, joins):
        is_one = any(len(line.cells) > 1 for line in group)
        made += [_as_one(group, _columns(group))] if is_one else group
    return made


def table_end(lines: Lines, at: int) -> int:
    """Return the end of the table whose first row is the line at `at`; `at` where none begins."""
    end = at
    while end < len(lines) and lines[end].ruled == lines[at].ruled:
        if len(lines[end].cells) < 2 and not lines[end].ruled and not _is_part(lines, at, end):
            break
        end += 1
    # As many lines as no cell has are several rows.
    some = lines[at : min(end, at + _LOOKED_BACK)]
    return end if lines[at].ruled or len(_joined(some, _columns(some))) > 1 else at


def _is_part(lines: Lines, at: int, number: int) -> bool:
    """Tell whether a line of one piece is a line of a cell, of the row before or behind it."""
    line, behind = lines[number], lines[number + 1 : number + 2]
    columns = _columns(lines[max(at, number - _LOOKED_BACK) : number + 2])
    if number == at or _goes_on([lines[number - 1]], line, columns):
        return number > at
    return any(len(b.cells) > 1 and _goes_on([line], b, columns, leads=True) for b in behind)


def rows(lines: Lines) -> list[TableRow]:
    """Return lines as the rows of a table, each piece in the column that it stands in."""
    columns = _columns(lines)
    made = []
    for number, line in enumerate(lines if lines[0].ruled else _joined(lines, columns), 1):
        row: list[TableCell] = []
        for cell in line.cells:
            over = _over(cell, columns)
            column = row[-1].column + row[-1].span if row else 1
            row += [TableCell([], empty) for empty in range(column, over[0] + 1)]
            texts = [Line(text) for text in cell.text.split("\n")]
            row.append(TableCell(texts, over[0] + 1, len(over)))
        made.append(TableRow(number, row))
    return made


def _columns(lines: Lines) -> Columns:
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


def _over(cell: Box, columns: Columns) -> list[int]:
    """Return the numbers of the columns that a piece stands in, and not only touches."""
    near = min(_TOUCHES * cell.size, (cell.right - cell.left) / 3)
    first, last = cell.left + near, cell.right - near
    return [at for at, (left, right) in enumerate(columns) if first <= right and left <= last]


def _joined(lines: Lines, columns: Columns) -> list[PlacedLine]:
    """Return lines of a table as its rows, some of which have cells that go on in the next line."""

    def joins(row: Lines, line: PlacedLine) -> bool:
        leads = len(row) == 1 and _goes_on(row, line, columns, leads=True)
        return leads or _goes_on(row, line, columns)

    return [_as_one(row, columns) for row in _split(lines, joins)]


def _split(lines: Lines, joins: Callable[[Lines, PlacedLine], bool]) -> list[list[PlacedLine]]:
    """Return lines as groups: one that does not join the group before it begins another."""
    groups: list[list[PlacedLine]] = []
    for line in lines:
        if groups and joins(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(row: Lines, line: PlacedLine, columns: Columns, leads: bool = False) -> bool:
    """Tell whether a line goes on with some of the cells of a row, and with these alone.

    Or whether a row of one line `leads`: it begins cells of the line, which stands at the middle of
    its row. In the first column that may as well be a heading, which says what is below it.
    """
    above = {at: cell for one in row for at, cell in _by_column(one, columns).items()}
    below = _by_column(line, columns)
    fewer, more = (above, below) if leads else (below, above)
    apart, size = line.middle - row[-1].middle, (row[-1] if leads else line).size
    is_near = line.page == row[-1].page and apart <= _SPACED * size
    is_other = not fewer.keys() < more.keys() or (leads and (0 in fewer or apart <= 0))
    wraps = (_wraps(above[at], below[at], columns[at]) for at in fewer)
    return is_near and not is_other and all(wraps)


def _by_column(line: PlacedLine, columns: Columns) -> dict[int, Box]:
    return {_over(cell, columns)[0]: cell for cell in line.cells}


def _wraps(above: Box, below: Box, column: tuple[float, float]) -> bool:
    """Tell whether a piece was broken for width from the one above it in its column."""
    (left, right), size = column, above.size
    full = _FULL_LATIN if above.text[-1:].isascii() else _FULL_CELL
    is_full = right - left > _NARROW * size and right - above.right < full * size
    are_values = VALUE.fullmatch(above.text) and VALUE.fullmatch(below.text)
    return is_full and not are_values and not number_of(below.text)[0]


def _as_one(lines: Lines, columns: Columns) -> PlacedLine:
    """Return lines of one row as one, the pieces of each column as one."""
    if len(lines) == 1:
        return lines[0]
    cells: dict[int, Box] = {}
    for line in lines:
        for cell in line.cells:
            at = _over(cell, columns)[0]
            if before := cells.get(at):
                left, right = min(before.left, cell.left), max(before.right, cell.right)
                text = placed.linked(before.text, cell.text)
                cell = before._replace(text=text, left=left, right=right)
            cells[at] = cell
    row = [cells[at] for at in sorted(cells)]
    return PlacedLine(row, lines[0].page, lines[0].ruled)
