"""What stands on a page: letters, the pieces and lines of text that they make, the columns of
these, lines drawn and the rows that they rule.

Places are in points, from the upper left corner; they grow to the right and downwards.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, groupby, pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from cppcc_cli.documents import What
from cppcc_cli.documents.blocks import distinct, raised

# All in heights of a letter: what is further apart than this stands in cells of its own, and two
# numbers already where they are less so; a space.
_CELL, _NUMBERS, _SPACE, _LATIN_SPACE = 1.2, 0.6, 0.5, 0.2
# How far the letters of a line may differ; how small and high a raised one is; how far apart two
# are that were set one over the other to be bold.
_SAME_LINE, _OVERLAP, _SMALL, _HIGHER, _TWICE = 0.5, 0.4, 0.75, 0.22, 0.3
# So many letters of one piece are of no line that anyone reads.
_LONGEST = 2_000
# Chinese characters come behind it, and quotation marks, which Latin fonts have as well, before.
_LATIN = "\u2fff"
# So many characters before tell whether a text is Chinese.
_NEAR = 20
# Of a line that is drawn, in points: how far it may leave the level, and how short it may be; and
# how many of one page are still of tables.
_THIN, _SHORTEST, MOST_RULINGS = 0.5, 3.0, 5_000
# Of a line that strikes letters out: how near their middle it runs, in heights; how much of one it
# may leave out, in widths, less than its own strokes do where they are drawn; how much of it must
# run over letters: a grid line behind a label reaches further.
_MIDDLE, _LEFT_OUT, _OVER = 0.25, 0.03, 0.6

# Drawn lines nearer to each other than this, in heights of a letter, are one.
_ONE = 0.3
# In the cells of the tables of a page.
_MOST_CELLS = 20_000
# How many letters the pieces of a page have that is set in columns; so many times fewer stand
# between and across them than in them; and in none stand so many times fewer than in another.
_LONG, _BARE, _FEWER = 12, 3, 5
_MOST_STEPS = 2_000

Point = tuple[float, float]
# A step of a path: how it goes on, and to which point.
Step = tuple[str, Point]
# Where lines begin and end.
Margins = tuple[float, float]


class Box(NamedTuple):
    """Where something lies on a page: a line that is drawn, a cell, a letter, a piece of text."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    @property
    def is_level(self) -> bool:
        """Whether it is wider than high."""
        return self.right - self.left > self.bottom - self.top

    @property
    def size(self) -> float:
        """Its height."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """The middle of its width."""
        return (self.left + self.right) / 2


middle_of = attrgetter("middle")
# The cells of a row that lines rule; an edge of one: its height, and the lines along it.
_Row = list[Box]
_Edge = tuple[float, list[Box]]


class Page:
    """The letters of a page in the order of its file, and the straight lines drawn on it."""

    def __init__(
        self,
        letters: Iterable[Box] = (),
        rulings: Iterable[Box] = (),
        unread: Mapping[What, int] = {},
        turned: int = 0,
    ) -> None:
        self.letters, self.rulings = list(letters), list(rulings)
        # How many pictures, comments, letters askew and hidden texts it has beside.
        self.unread = Counter(unread)
        # How many quarters to the left its letters are turned, as those of a wide table may be.
        self.turned = turned
        # Whether anything but letters is drawn on it.
        self.drawn = False

    def add(self, other: "Page") -> None:
        """Add what stands on another, which lies under it."""
        self.letters += other.letters
        self.rulings += other.rulings
        self.unread += other.unread
        self.drawn |= other.drawn

    def turn(self) -> None:
        """Turn it as a reader does."""
        for _ in range(self.turned):
            self.letters, self.rulings = _turned(self.letters), _turned(self.rulings)


def _turned(boxes: Iterable[Box]) -> list[Box]:
    return [Box(-one.bottom, one.left, -one.top, one.right, one.text) for one in boxes]


class PlacedLine:
    """A line of a page, of the pieces of text in it that stand apart, and the box that it fills."""

    # Where the lines of its column begin and end, on a page of several columns.
    margins: Margins | None = None
    # Behind the mark or the number of an item, where its text begins.
    hang: float | None = None

    def __init__(self, cells: Sequence[Box], page: int, ruled: bool = False) -> None:
        self.cells, self.page = cells, page
        # Whether lines are drawn round its cells: a row of a table, each cell with all its text.
        self.ruled = ruled
        self.text = " ".join(cell.text for cell in cells)
        self.left, self.right = cells[0].left, cells[-1].right
        self.top, self.bottom = min(one.top for one in cells), max(one.bottom for one in cells)
        self.middle = (self.top + self.bottom) / 2
        # The height of the highest.
        self.size = max(cell.size for cell in cells)


def pieces(letters: Iterable[Box]) -> list[Box]:
    """Return letters as pieces of text: those that follow one another closely are one."""
    made: list[Box] = []
    spaced = False
    before: Box | None = None
    # How far apart the last two letters stand, where both are digits.
    step = _SPACE
    for letter in letters:
        if not letter.text.strip():
            spaced = True
            continue
        if before is not None and _is_twice(before, letter):
            continue
        before = letter
        last = made[-1] if made else None
        if last is None or len(last.text) > _LONGEST or not _follows(last, letter):
            made.append(letter)
            spaced, step = False, _SPACE
            continue
        text, written = letter.text, last.text
        gap = (letter.left - last.right) / max(last.size, letter.size)
        widest = _LATIN_SPACE if _is_latin(written[-1:]) and _is_latin(text[:1]) else _SPACE
        are_digits = written[-1:].isdecimal() and text[:1].isdecimal()
        if are_digits:
            # They may be set as wide apart as Chinese characters are, but all of a number alike.
            widest = min(_SPACE, step + _LATIN_SPACE)
        step = gap if are_digits else _SPACE
        space = " " if spaced or gap > widest else ""
        is_high = last.bottom - letter.bottom > _HIGHER * last.size
        if letter.size < _SMALL * last.size and not space and is_high:
            text = raised(text)
        elif last.size < _SMALL * letter.size and written.isdecimal():
            written = raised(written)
        spaced = False
        # Digits of another font may be higher than the Chinese characters of a line.
        tall = last
        if letter.size != last.size:
            tall = max(last, letter, key=lambda one: (max(one.text) > _LATIN, one.size))
        edges = last.left, tall.top, max(last.right, letter.right), tall.bottom
        made[-1] = Box(*edges, f"{written}{space}{text}")
    return made


def _is_twice(before: Box, letter: Box) -> bool:
    """Tell whether a letter was set a second time over the first, to be bold.

    Two Latin letters at one place are of a ligature.
    """
    is_ligature = letter.text.isascii() and not letter.text.isdecimal()
    across, down = abs(before.left - letter.left), abs(before.middle - letter.middle)
    is_near = across < (letter.right - letter.left) / 2 and down < _TWICE * letter.size
    return before.text == letter.text and is_near and not is_ligature


def _follows(last: Box, letter: Box) -> bool:
    size = max(last.size, letter.size)
    overlap = min(last.bottom, letter.bottom) - max(last.top, letter.top)
    both = last.text[-1:].isdecimal() and letter.text[:1].isdecimal()
    near = -size < letter.left - last.right < (_NUMBERS if both else _CELL) * size
    return near and overlap > _OVERLAP * min(last.size, letter.size)


def _is_latin(text: str) -> bool:
    return text.isascii() and (text.isalnum() or text in ",.;:!?)")


def linked(text: str, more: str) -> str:
    """Return a line with the one that goes on: words of Latin letters have a space between them.

    In a Chinese text, digits at the end of a line are of one number with those that follow.
    """
    latin = bool(text) and _is_latin(text[-1]) and _is_latin(more[:1])
    if latin and text[-1].isdecimal() and more[0].isdecimal():
        latin = not any("\u4e00" <= char <= "\u9fff" for char in text[-_NEAR:])
    return f"{text}{' ' if latin else ''}{more}"


def level(letters: Sequence[Box]) -> list[list[Box]]:
    """Return letters as those that stand on one level each, from above and from the left."""
    rows: list[list[Box]] = []
    tallest: list[Box] = []
    for letter in sorted(letters, key=middle_of):
        size = max(letter.size, tallest[-1].size) if rows else 0.0
        if rows and abs(letter.middle - tallest[-1].middle) < _SAME_LINE * size:
            rows[-1].append(letter)
            tallest[-1] = max(letter, tallest[-1], key=lambda one: one.size)
        else:
            rows.append([letter])
            tallest.append(letter)
    return [sorted(one, key=lambda one: one.left) for row in rows for one in _lines_beside(row)]


def _lines_beside(row: list[Box]) -> list[list[Box]]:
    """Return the letters of one level, those of several small lines beside a large one apart.

    Where the small ones are fewer, they are raised or lowered.
    """
    high = max(one.size for one in row) * _SMALL
    small = [one for one in row if one.size < high]
    lines = level(small) if len(row) < 2 * len(small) < 2 * len(row) else []
    spans = sorted((line[0].left, line[-1].right) for line in lines)
    is_apart = any(after < end for (_, end), (after, _) in pairwise(spans))
    return [[one for one in row if one.size >= high], *lines] if is_apart else [row]


def lines_of(letters: Sequence[Box], page: int) -> Iterator[PlacedLine]:
    """Yield the lines of a column of a page: a file may hold their letters in any order."""
    for row in level(letters):
        if cells := pieces(row):
            yield PlacedLine(cells, page)


def rulings_of(path: Iterable[Step]) -> Iterator[Box]:
    """Yield the level and upright lines of a path, no dots.

    It moves (M) or draws a line (L) to a point, or one to where it began (C), or draws otherwise.
    """
    begun = last = (0.0, 0.0)
    for kind, point in path:
        point = begun if kind == "C" else point
        begun = point if kind == "M" else begun
        (left, right), (top, bottom) = map(sorted, zip(last, point, strict=True))
        short, long = sorted((right - left, bottom - top))
        if kind in ("L", "C") and short <= _THIN and long >= _SHORTEST:
            yield Box(left, top, right, bottom)
        last = point


def between(ordered: Sequence[Box], top: float, bottom: float) -> Sequence[Box]:
    """Return of letters in the order of their middles those with theirs between two heights."""
    first = bisect_left(ordered, top, key=middle_of)
    return ordered[first : bisect_left(ordered, bottom, key=middle_of)]


def not_struck(letters: Sequence[Box], rulings: Sequence[Box]) -> list[Box]:
    """Return the letters that no level line strikes out."""
    ordered = sorted(letters, key=middle_of)
    high = max((one.size for one in letters), default=0.0)
    struck: set[Box] = set()
    for line in (one for one in rulings if one.is_level):
        near = between(ordered, line.middle - high, line.middle + high)
        crossed = [one for one in near if _crosses(line, one)]
        if sum(one.right - one.left for one in crossed) > _OVER * (line.right - line.left):
            struck.update(crossed)
    return [one for one in letters if one not in struck]


def _crosses(line: Box, letter: Box) -> bool:
    spare = _LEFT_OUT * (letter.right - letter.left)
    across = line.left - spare <= letter.left and letter.right <= line.right + spare
    return across and abs(line.middle - letter.middle) < _MIDDLE * letter.size


def bands(rulings: Sequence[Box], size: float) -> list[_Row]:
    """Return the rows of the tables that lines rule, from above; letters have a `size`.

    A row lies between two level lines, and upright ones part at least two cells in it; at its
    sides it may be open. Its cells are given from left to right, one that reaches over several rows
    in the first of them.
    """
    tables = (_bands_within(table, size) for table in _tables(rulings, size))
    return sorted(chain(*tables), key=lambda row: row[0].top)


def _tables(rulings: Sequence[Box], size: float) -> list[list[Box]]:
    """Return drawn lines as those of each table: of tables in columns beside each other.

    What lies near a line belongs to it; so does what lies beside it and is as high, which is the
    other half of one table.
    """
    open_: list[tuple[Box, list[Box]]] = []
    done: list[tuple[Box, list[Box]]] = []
    for one in sorted(rulings, key=lambda one: one.top):
        group, left = [one], []
        reach = one
        for box, lines in open_:
            if box.bottom < one.top - size:
                done.append((box, lines))
            elif box.left - _ONE * size <= reach.right and reach.left <= box.right + _ONE * size:
                group += lines
                edges = *map(min, reach[:2], box[:2]), *map(max, reach[2:4], box[2:4])
                reach = Box._make((*edges, ""))
            else:
                left.append((box, lines))
        open_ = [*left, (reach, group)]
    tables: dict[tuple[int, int], list[Box]] = {}
    for box, lines in [*done, *open_]:
        edges = round(box.top / size), round(box.bottom / size)
        tables.setdefault(edges, []).extend(lines)
    return [*tables.values()]


def _bands_within(rulings: Sequence[Box], size: float) -> list[_Row]:
    """Return the rows of the tables of some lines, none of which stand beside each other."""
    level = [one for one in rulings if one.is_level and one.right - one.left > size]
    upright = [one for one in rulings if not one.is_level and one.bottom - one.top > size]
    heights = distinct([one.middle for one in level], _ONE * size)
    edges: list[_Edge] = [(height, []) for height in heights]
    for one in level:
        edges[bisect_right(heights, one.middle) - 1][1].append(one)
    sides = []
    for top, bottom in pairwise(heights):
        crossing = [one.left for one in upright if one.top <= (top + bottom) / 2 <= one.bottom]
        sides.append(distinct(crossing, _ONE * size))
    if sum(map(len, sides)) > _MOST_CELLS:
        return []
    rows: list[_Row] = []
    for parted, numbers in groupby(range(len(sides)), lambda number: bool(sides[number])):
        if parted:
            first, *others = numbers
            end = first + 1 + len(others)
            rows += _bands_of(edges[first : end + 1], sides[first:end], size)
    return rows


def _bands_of(edges: Sequence[_Edge], sides: Sequence[list[float]], size: float) -> Iterator[_Row]:
    """Yield the rows of a table between its edges, in each of which upright lines stand so."""
    first, last = min(chain(*sides)), max(chain(*sides))
    across = [one for _, lines in edges for one in lines if one.left <= last and one.right >= first]
    left = min((one.left for one in across), default=first)
    right = max((one.right for one in across), default=last)
    begun = False
    for number, inner in enumerate(sides):
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
                if begun and not _covers(edges[number], centre):
                    # Of a cell that begins in a row above.
                    continue
                while below < len(sides) and not _covers(edges[below], centre):
                    below += 1
            cells.append(Box(start, edges[number][0], end, edges[below][0]))
        begun = True
        if cells:
            yield cells


def _covers(edge: _Edge, place: float) -> bool:
    return any(one.left <= place <= one.right for one in edge[1])


_Placed = Box | PlacedLine


class Column(NamedTuple):
    """A column of a page: from where to where it reaches, and where its lines begin and end."""

    left: float
    right: float
    margins: Margins | None = None

    def holds(self, one: _Placed) -> bool:
        """Tell whether a piece or a row lies in it."""
        return self.left <= one.left and one.right <= self.right


WHOLE = Column(float("-inf"), float("inf"))


def columns_of(found: Sequence[Box]) -> list[Column]:
    """Return the columns of prose that the pieces of a page are set in, else the page as one."""
    edges = [WHOLE.left, *_gutters(found), WHOLE.right]
    while len(edges) > 2:
        columns = [Column(left, right) for left, right in pairwise(edges)]
        sides = [[one for one in found if column.holds(one)] for column in columns]
        counts = [len(side) for side in sides]
        if _FEWER * min(counts) > max(counts):
            letters = [sum(len(one.text) for one in side) for side in sides]
            told = list(zip(columns, sides, counts, letters, strict=True))
            is_prose = all(count > 7 and many > _LONG * count for _, _, count, many in told)
            if is_prose and _BARE * (len(found) - sum(counts)) <= len(found):
                return [one._replace(margins=margins_of(side)) for one, side, _, _ in told]
            break
        # What stands at the edge of a column, as the numbers of lines do, is none.
        del edges[max(1, counts.index(min(counts)))]
    return [WHOLE]


def across(columns: Sequence[Column], found: Sequence[_Placed]) -> list[tuple[float, float]]:
    """Return from which height to which something stands across the columns, from above."""
    wide = (one for one in found if not any(column.holds(one) for column in columns))
    spans: list[tuple[float, float]] = []
    for top, bottom in sorted((one.top, one.bottom) for one in wide):
        if spans and top < spans[-1][1]:
            spans[-1] = spans[-1][0], max(bottom, spans[-1][1])
        else:
            spans.append((top, bottom))
    return spans


def _gutters(found: Sequence[Box]) -> list[float]:
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


def margins_of(lines: Sequence[_Placed]) -> Margins:
    """Return the margins at which most lines begin and end: the outermost of several."""
    if not lines:
        return 0.0, 0.0
    number = len(lines) // 20
    left = sorted(line.left for line in lines)[number]
    return left, sorted((line.right for line in lines), reverse=True)[number]
