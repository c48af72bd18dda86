"""Text placed on pages -> blocks: paragraphs, rows of tables, notes, running heads and feet."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, groupby, pairwise
from statistics import median
from typing import NamedTuple

from cppcc_cli.documents.blocks import Blocks, superscript
from cppcc_cli.documents.document import Place
from cppcc_cli.documents.placed import (
    Letter,
    Margins,
    Page,
    PlacedLine,
    level,
    lines_of,
    linked,
    not_struck,
    pieces,
)
from cppcc_cli.documents.tables import merged, rows, ruled_rows, table_end
from cppcc_cli.script import Pattern

# In heights of a letter: a line that ends so near to the margin is full; one that begins so far
# from it is indented.
_FULL, _INDENT = 2.5, 1.2
# Lines further apart than this many usual distances are of two paragraphs.
_APART = 1.45
_NOTE_SIZE, _NOTE_GAP = 0.93, 1.3
# Digits of another font may be that much smaller than the Chinese characters of a line.
_SAME_SIZE = 0.86
# One letter in so many of a page that its font does not tell: a mark of a list is no more.
_GARBLED = 20
# How many letters the pieces of a page have that is set in columns; so many times fewer stand
# between and across them than in them; and in none stand so many times fewer than in another.
_LONG, _BARE, _FEWER = 12, 3, 5
# A line of more pieces than that is of a table.
_MANY, _MOST_STEPS = 6, 2_000
_PAGE_NUMBER = Pattern(
    r"[-—–·\s]*\d{1,4}(?:\s*/\s*\d{1,4})?[-—–·\s]*|第\s*\d+\s*页(?:[\s,，/]*共\s*\d+\s*页)?"
)
_ITEM = Pattern(r"[•●○■□◆◇▪·*–—-]|[(（]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）.．、]|[①-⑳]")
_NOTE_MARK = Pattern(r"[\[［(（【]?([0-9①-⑳¹²³⁰⁴-⁹]{1,3})[\]］)）】.、]?\s*")
_OWN_DIGITS = {chr(0x2460 + number): str(number + 1) for number in range(20)}
_OWN_DIGITS |= {superscript(str(digit)): str(digit) for digit in range(10)}


def add_pages(blocks: Blocks, pages: Sequence[Page]) -> None:
    """Add the text of pages: body first, then notes, headers and footers, each of these once."""
    lines: list[PlacedLine] = []
    for number, page in enumerate((page.upright() if page.turned else page for page in pages), 1):
        unread = Counter(page.unread)
        # All that stands askew is one watermark.
        unread["askew"] = min(unread["askew"], 1)
        unnamed = sum("\ue000" <= one.text <= "\uf8ff" for one in page.letters)
        unread["garbled"] = _GARBLED * (unread["garbled"] + unnamed) > len(page.letters)
        if unread["picture"] and not page.letters:
            unread["picture"], unread["page"] = 0, 1
        blocks.unread.update(unread)
        letters = not_struck(page.letters, page.rulings)
        blocks.unread["struck"] += len(letters) < len(page.letters)
        lines += _lines(page._replace(letters=letters), number)
    of_pages = [list(some) for _, some in groupby(lines, lambda line: line.page)]
    heads, feet = _take_running(of_pages, len(pages))
    sizes: Counter[float] = Counter()
    for line in chain(*of_pages):
        sizes[round(line.size, 1)] += len(line.text)
    notes: list[tuple[str, int]] = []
    for of_page in of_pages:
        first = _first_note(of_page, max(sizes, key=lambda size: sizes[size]))
        notes += _notes(of_page[first:])
        del of_page[first:]
    _add_lines(blocks, [*chain(*of_pages)])
    for number, (text, at_page) in enumerate(notes, 1):
        mark = _NOTE_MARK.match(text)
        named = "".join(_OWN_DIGITS.get(char, char) for char in mark[1]) if mark else ""
        at = int(named) if named.isascii() and named.isdecimal() else number
        text = text[mark.end() :] if mark else text
        blocks.add(text, Place(0, "footnote", at, at_page))
    for text in heads:
        blocks.add(text, Place(0, "header"))
    for text in feet:
        blocks.add(text, Place(0, "footer"))


class _Column(NamedTuple):
    """A column of a page: from where to where it reaches, and where its lines begin and end."""

    left: float
    right: float
    margins: Margins | None = None

    def holds(self, one: Letter | PlacedLine) -> bool:
        """Tell whether a piece or a row lies in it."""
        return self.left <= one.left and one.right <= self.right


_PAGE = _Column(float("-inf"), float("inf"))


def _lines(page: Page, number: int) -> list[PlacedLine]:
    """Return the lines of a page in the order in which they are read.

    What stands across the columns is read before what is below it in any of them.
    """
    of_tables, letters = ruled_rows(
        [one for one in page.letters if one.size > 0], page.rulings, number
    )
    prose: list[Letter] = []
    others = list(of_tables)
    for row in level(pieces(letters)):
        if len(pieces(row)) > _MANY:
            others.append(PlacedLine(tuple(row), number))
        else:
            prose += row
    columns = _columns(prose)
    across = [] if len(columns) < 2 else _across(columns, [*prose, *others])
    read: list[PlacedLine] = []
    above = float("-inf")
    for top, bottom in [*across, (float("inf"), float("inf"))]:
        for first, end, within in ((above, top, columns), (top, bottom, [_PAGE])):
            there = [one for one in letters if first <= one.middle < end]
            rows_there = [one for one in of_tables if first <= one.middle < end]
            for column in within:
                some = [one for one in there if column.left <= one.left < column.right]
                lines = merged([_item(line) for line in lines_of(some, number)])
                lines = [line._replace(margins=column.margins) for line in lines]
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
    return line._replace(cells=(whole,), hang=words.left)


def _columns(found: Sequence[Letter]) -> list[_Column]:
    """Return the columns of prose that the pieces of a page are set in, else the page as one."""
    edges = [_PAGE.left, *_gutters(found), _PAGE.right]
    while len(edges) > 2:
        columns = [_Column(left, right) for left, right in pairwise(edges)]
        sides = [[one for one in found if column.holds(one)] for column in columns]
        counts = [len(side) for side in sides]
        if _FEWER * min(counts) > max(counts):
            is_prose = all(
                len(side) > 7 and sum(len(one.text) for one in side) > _LONG * len(side)
                for side in sides
            )
            if is_prose and _BARE * (len(found) - sum(counts)) <= len(found):
                return [
                    column._replace(margins=_margins(side))
                    for column, side in zip(columns, sides, strict=True)
                ]
            break
        # What stands at the edge of a column, as the numbers of lines do, is none.
        del edges[max(1, counts.index(min(counts)))]
    return [_PAGE]


def _across(
    columns: Sequence[_Column], found: Sequence[Letter | PlacedLine]
) -> list[tuple[float, float]]:
    """Return from which height to which something stands across the columns, from above."""
    wide = [
        (one.top, one.bottom) for one in found if not any(column.holds(one) for column in columns)
    ]
    spans: list[tuple[float, float]] = []
    for top, bottom in sorted(wide):
        if spans and top < spans[-1][1]:
            spans[-1] = spans[-1][0], max(bottom, spans[-1][1])
        else:
            spans.append((top, bottom))
    return spans


def _gutters(found: Sequence[Letter]) -> list[float]:
    """Return where hardly any of the pieces of a page stands, while they do on both sides."""
    if not found:
        return []
    first, last = min(one.left for one in found), max(one.right for one in found)
    step = max(median(one.size for one in found) / 2, (last - first) / _MOST_STEPS)
    changes: Counter[int] = Counter()
    for one in found:
        changes[int((one.left - first) / step) + 1] += 1
        changes[int((one.right - first) / step)] -= 1
    covered = list(accumulate(changes[at] for at in range(max(changes) + 1)))
    most = max(covered)
    gutters = []
    for is_bare, places in groupby(range(len(covered)), lambda at: _BARE * covered[at] <= most):
        run = list(places)
        if is_bare and run[0] > 1 and run[-1] < len(covered) - 1:
            # The next column begins at its left margin, while lines end anywhere.
            at = min(reversed(run), key=lambda place: covered[place])
            gutters.append(first + at * step)
    return gutters or [(first + last) / 2]


def _take_running(of_pages: Sequence[list[PlacedLine]], pages: int) -> tuple[list[str], list[str]]:
    """Take out of the lines of pages what heads and what ends many of them, and return it.

    The numbers of pages are taken out, too, and are nowhere.
    """
    for lines in of_pages:
        while len(lines) > 1 and _PAGE_NUMBER.fullmatch(lines[-1].text.strip()):
            lines.pop()
        while len(lines) > 1 and _PAGE_NUMBER.fullmatch(lines[0].text.strip()):
            lines.pop(0)
    running: tuple[list[str], list[str]] = [], []
    for taken, end in zip(running, (0, -1), strict=True):
        counts = Counter(_masked(lines[end]) for lines in of_pages)
        for lines in of_pages:
            count = counts[_masked(lines[end])]
            # A third of the pages, as of facing ones.
            if count > 1 and 3 * count >= pages and len(lines) > 1:
                taken.append(lines.pop(end).text)
    return list(dict.fromkeys(running[0])), list(dict.fromkeys(running[1]))


def _masked(line: PlacedLine) -> str:
    return f"{re.sub('[0-9]+', '#', line.text)}@{line.left:.0f}"


def _first_note(lines: Sequence[PlacedLine], body: float) -> int:
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


def _notes(lines: Sequence[PlacedLine]) -> Iterator[tuple[str, int]]:
    """Yield the notes that lines at the foot of a page are, and the page."""
    text = ""
    for line in lines:
        if text and _NOTE_MARK.match(line.text):
            yield text, line.page
            text = ""
        text = linked(text, line.text)
    if text:
        yield text, lines[-1].page


def _add_lines(blocks: Blocks, lines: Sequence[PlacedLine]) -> None:
    """Add the lines of a body as paragraphs and tables."""
    gaps = [
        below.top - above.top
        for above, below in pairwise(lines)
        if above.page == below.page and below.top > above.top
    ]
    usual = median(gaps) if gaps else 0.0
    margins = _margins([line for line in lines if len(line.cells) == 1 and line.margins is None])
    text, begun = "", None
    last: PlacedLine | None = None
    at = 0
    while at < len(lines):
        line = lines[at]
        end = table_end(lines, at)
        goes_on = last is not None and _goes_on(last, line, margins, usual)
        if text and begun is not None and (end > at or not goes_on):
            blocks.add(text, Place(0, page=begun.page))
            text = ""
        if end > at:
            blocks.add_table(rows(lines[at:end]), Place(0, page=line.page))
            last, at = None, end
            continue
        if text and last is not None:
            line = line._replace(hang=last.hang)
        else:
            begun = line
        text, last, at = linked(text, line.text), line, at + 1
    if text and begun is not None:
        blocks.add(text, Place(0, page=begun.page))


def _margins(lines: Sequence[Letter | PlacedLine]) -> Margins:
    """Return the margins at which most lines begin and end: the outermost of several."""
    if not lines:
        return 0.0, 0.0
    number = len(lines) // 20
    left = sorted(line.left for line in lines)[number]
    return left, sorted((line.right for line in lines), reverse=True)[number]


def _goes_on(last: PlacedLine, line: PlacedLine, margins: Margins, usual: float) -> bool:
    """Tell whether a line is the rest of a paragraph that the one before it belongs to."""
    size = max(last.size, line.size)
    if len(last.cells) > 1 or min(last.size, line.size) < _SAME_SIZE * size:
        return False
    if last.page == line.page and line.top - last.top > max(_APART * usual, size):
        return False
    left, right = (line.margins or margins)[0], (last.margins or margins)[1]
    hangs = last.hang is not None and abs(line.left - last.hang) < size / 2
    return right - last.right < _FULL * size and (line.left - left < _INDENT * size or hangs)
