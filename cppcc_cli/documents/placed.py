"""What stands on a page: letters, the pieces and lines of text that they make, lines drawn.

Places are in points, from the upper left corner; they grow to the right and downwards.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cppcc_cli.documents.blocks import superscript
from cppcc_cli.documents.document import What

# All in heights of a letter: what is further apart than this stands in cells of its own, and two
# numbers already where they are less so; a space.
_CELL, _NUMBERS, _SPACE, _LATIN_SPACE = 1.2, 0.6, 0.5, 0.2
# How far the letters of a line may differ; how small and high a raised one is; how far apart two
# are that were set one over the other to be bold.
_SAME_LINE, _OVERLAP, _SMALL, _HIGHER, _TWICE = 0.5, 0.4, 0.75, 0.22, 0.3
# So many letters of one piece are of no line that anyone reads.
_LONGEST = 2_000
# So many characters before tell whether a text is Chinese.
_NEAR = 20
# Of a line that is drawn, in points: how far it may leave the level, and how short it may be; and
# how many of one page are still of tables.
_THIN, _SHORTEST, MOST_RULINGS = 0.5, 3.0, 5_000
# Of a line that strikes letters out: how near their middle it runs, in heights; how much of one it
# may leave out, in widths, less than its own strokes do where they are drawn; how much of it must
# run over letters: a grid line behind a label reaches further.
_MIDDLE, _LEFT_OUT, _OVER = 0.25, 0.03, 0.6

Point = tuple[float, float]
# Where lines begin and end.
Margins = tuple[float, float]


class Box(NamedTuple):
    """Where something lies on a page: its edges."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_level(self) -> bool:
        """Whether it is wider than high."""
        return self.right - self.left > self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


class Letter(NamedTuple):
    """A letter, or several that stand together, and the box that it fills."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

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


class Page(NamedTuple):
    """The letters of a page in the order of its file, and the straight lines drawn on it."""

    letters: Sequence[Letter]
    rulings: Sequence[Box] = ()
    # How many pictures, comments, letters askew and hidden texts it has beside.
    unread: Mapping[What, int] = {}
    # How many quarters to the left its letters are turned, as those of a wide table may be.
    turned: int = 0

    def upright(self) -> "Page":
        """Return the page as a reader turns it."""
        return self._replace(
            letters=[Letter(one.text, *_upright(one[1:], self.turned)) for one in self.letters],
            rulings=[Box(*_upright(one, self.turned)) for one in self.rulings],
            turned=0,
        )


def _upright(
    box: tuple[float, float, float, float], turned: int
) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    for _ in range(turned):
        left, top, right, bottom = -bottom, left, -top, right
    return left, top, right, bottom


class PlacedLine(NamedTuple):
    """A line of a page: the pieces of text in it that stand apart."""

    cells: tuple[Letter, ...]
    page: int
    # Whether lines are drawn round its cells: a row of a table, each cell with all its text.
    ruled: bool = False
    # Where the lines of its column begin and end, on a page of several columns.
    margins: Margins | None = None
    # Behind the mark or the number of an item, where its text begins.
    hang: float | None = None

    @property
    def text(self) -> str:
        """All its pieces."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def left(self) -> float:
        """Where the first begins."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where the last ends."""
        return self.cells[-1].right

    @property
    def top(self) -> float:
        """The upper edge of the highest."""
        return min(cell.top for cell in self.cells)

    @property
    def bottom(self) -> float:
        """The lower edge of the lowest."""
        return max(cell.bottom for cell in self.cells)

    @property
    def size(self) -> float:
        """The height of the highest."""
        return max(cell.size for cell in self.cells)

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


def pieces(letters: Iterable[Letter]) -> list[Letter]:
    """Return letters as pieces of text: those that follow one another closely are one."""
    made: list[Letter] = []
    spaced = False
    before: Letter | None = None
    # How far apart the last two digits stand, which followed one another.
    step: float | None = None
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
            spaced, step = False, None
            continue
        text, written = letter.text, last.text
        gap = (letter.left - last.right) / max(last.size, letter.size)
        widest = _SPACE
        if written[-1:].isdecimal() and text[:1].isdecimal():
            # Digits may be set as wide apart as Chinese characters are, but all of a number alike.
            widest = _SPACE if step is None else min(_SPACE, step + _LATIN_SPACE)
            step = gap
        elif _is_latin(written[-1:]) and _is_latin(text[:1]):
            widest, step = _LATIN_SPACE, None
        else:
            step = None
        space = " " if spaced or gap > widest else ""
        raised = letter.size < _SMALL * last.size
        if raised and not space and last.bottom - letter.bottom > _HIGHER * last.size:
            text = superscript(text)
        elif last.size < _SMALL * letter.size and written.isdecimal():
            written = superscript(written)
        spaced = False
        tall = last if last.size >= letter.size else letter
        made[-1] = Letter(
            f"{written}{space}{text}",
            last.left,
            tall.top,
            max(last.right, letter.right),
            tall.bottom,
        )
    return made


def _is_twice(before: Letter, letter: Letter) -> bool:
    """Tell whether a letter was set a second time over the first, to be bold.

    Two Latin letters at one place are of a ligature.
    """
    return (
        (letter.text.isdecimal() or not letter.text.isascii())
        and before.text == letter.text
        and abs(before.left - letter.left) < (letter.right - letter.left) / 2
        and abs(before.middle - letter.middle) < _TWICE * letter.size
    )


def _follows(last: Letter, letter: Letter) -> bool:
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


def level(letters: Sequence[Letter]) -> list[list[Letter]]:
    """Return letters as those that stand on one level each, from above and from the left."""
    rows: list[list[Letter]] = []
    tallest: list[Letter] = []
    for letter in sorted(letters, key=lambda one: one.middle):
        size = max(letter.size, tallest[-1].size) if rows else 0.0
        if rows and abs(letter.middle - tallest[-1].middle) < _SAME_LINE * size:
            rows[-1].append(letter)
            tallest[-1] = max(letter, tallest[-1], key=lambda one: one.size)
        else:
            rows.append([letter])
            tallest.append(letter)
    return [sorted(row, key=lambda one: one.left) for row in rows]


def lines_of(letters: Sequence[Letter], page: int) -> Iterator[PlacedLine]:
    """Yield the lines of a column of a page: a file may hold their letters in any order."""
    for row in level(letters):
        if cells := pieces(row):
            yield PlacedLine(tuple(cells), page)


def ruling(start: Point, end: Point) -> list[Box]:
    """Return the line from one point of a page to another, where it is level or upright; no dot."""
    (left, right), (top, bottom) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    if min(right - left, bottom - top) > _THIN or max(right - left, bottom - top) < _SHORTEST:
        return []
    return [Box(left, top, right, bottom)]


def not_struck(letters: Sequence[Letter], rulings: Sequence[Box]) -> list[Letter]:
    """Return the letters that no level line strikes out."""
    order = sorted(range(len(letters)), key=lambda at: letters[at].middle)
    middles = [letters[at].middle for at in order]
    high = max((one.size for one in letters), default=0.0)
    struck: set[int] = set()
    for one in rulings:
        if one.is_level:
            first = bisect_left(middles, one.middle - high)
            end = bisect_right(middles, one.middle + high)
            crossed = [at for at in order[first:end] if _crosses(one, letters[at])]
            wide = sum(letters[at].right - letters[at].left for at in crossed)
            if wide > _OVER * (one.right - one.left):
                struck.update(crossed)
    return [one for at, one in enumerate(letters) if at not in struck]


def _crosses(line: Box, letter: Letter) -> bool:
    spare = _LEFT_OUT * (letter.right - letter.left)
    across = line.left - spare <= letter.left and letter.right <= line.right + spare
    return across and abs(line.middle - letter.middle) < _MIDDLE * letter.size
