"""OFD files (GB/T 33190) -> blocks, by pages: letters and lines are placed, as those of a PDF are.

What is not visible and what stands askew, as watermarks do, is counted and not read.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from cppcc_cli.documents import What, xml
from cppcc_cli.documents.blocks import Blocks
from cppcc_cli.documents.layout import add_pages
from cppcc_cli.documents.placed import MOST_RULINGS, Box, Page, Point, Step, rulings_of

_ROOT = "OFD.xml"
_ASKEW = 0.1
# How much of a letter's height stands above the line that it stands on.
_ABOVE = 0.85
_MOST_PAGES, _MOST_REPEATED = 5_000, 100_000
# A letter with its place counts for so many of a text.
_WEIGHT = 40
# A composite object may hold others; none of a producer has as many in one another.
_DEEPEST = 5
_OBJECTS = ("TextObject", "ImageObject", "PathObject", "CompositeObject")
# How many numbers follow a letter of a path; the last two are the point that it leads to.
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


class _Matrix(NamedTuple):
    """Where the points of an object lie: (ax + cy + e, bx + dy + f)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> Point:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def within(self, outer: "_Matrix") -> "_Matrix":
        """Return the matrix of what has this one in an object that has the outer one."""
        a, b, c, d = outer[:4]
        across = self.a * a + self.b * c, self.a * b + self.b * d
        down = self.c * a + self.d * c, self.c * b + self.d * d
        return _Matrix(*across, *down, *outer.point(self.e, self.f))


# A page is measured in millimetres; here, as in a PDF, in points. It may be turned, too.
_POINT = 72 / 25.4
_POINTS = _Matrix(_POINT, 0, 0, _POINT, 0, 0)
_TURNED = [_Matrix(a, -b, b, a, 0, 0) for a, b in ((0, _POINT), (0, -_POINT), (-_POINT, 0))]


def read_ofd(raw: bytes, path: str) -> Blocks:
    """Return the blocks of an OFD file; raise InputError where it is damaged."""
    archive, blocks = xml.Archive(raw, path), Blocks(path)
    documents = xml.inner(archive.required(_ROOT), "DocRoot")
    names = (xml.resolved(xml.text_of(one), _ROOT) for one in documents)
    add_pages(blocks, [page for name in names for page in _Reader(archive, name, blocks).pages()])
    return blocks


class _Reader:
    """Reads the pages of one of the documents of a file, with what they take from elsewhere."""

    def __init__(self, archive: xml.Archive, name: str, blocks: Blocks) -> None:
        self.archive, self.name, self.blocks = archive, name, blocks
        self.units: dict[str, xml.Element] = {}
        self.templates: dict[str, Page] = {}

    def pages(self) -> Iterator[Page]:
        document = self.archive.root(self.name)
        self._take_units(document, "PublicRes", "DocumentRes")
        for listed in xml.inner(document, "TemplatePage"):
            drawn = self._named(listed.get("BaseLoc"))
            self.templates[listed.get("ID") or ""] = self._placed(drawn, Counter(), _POINTS)
        notes = self._annotations(document)
        for listed in islice(xml.inner(document, "Page"), _MOST_PAGES):
            page = self._named(listed.get("BaseLoc"))
            if page is not None:
                yield self._page(page, notes.get(listed.get("ID") or "", Counter()))

    def _named(self, name: str | None) -> xml.Element | None:
        return self.archive.root(xml.resolved((name or "").strip(), self.name))

    def _take_units(self, element: xml.Element | None, *names: str) -> None:
        """Take composite objects, which pages only refer to, from parts that are named so."""
        for listed in xml.inner(element, *names):
            for unit in xml.inner(self._named(xml.text_of(listed)), "CompositeGraphicUnit"):
                self.units[unit.get("ID") or ""] = unit

    def _annotations(self, document: xml.Element | None) -> dict[str, Counter[What]]:
        """Return how many annotations with text the pages have, by their id: none is read."""
        found: dict[str, Counter[What]] = {}
        for listed in xml.inner(document, "Annotations"):
            name = xml.resolved(xml.text_of(listed), self.name)
            for page in xml.inner(self.archive.root(name), "Page"):
                place = xml.resolved(xml.text_of(xml.child(page, "FileLoc")), name)
                counted = found.setdefault(page.get("PageID") or "", Counter())
                for note in xml.inner(self.archive.root(place), "Annot"):
                    if note.get("Visible") != "false" and [*xml.inner(note, "TextCode")]:
                        counted["askew" if note.get("Type") == "Watermark" else "comment"] += 1
        return found

    def _page(self, page: xml.Element, unread: Counter[What]) -> Page:
        """Return what stands on a page, which is turned for most of it, and on its templates."""
        self._take_units(page, "PageRes")
        placed = self._placed(page, unread, _POINTS)
        if placed.unread["askew"] >= max(1, len(placed.letters)):
            others = [self._placed(page, unread, outer) for outer in _TURNED]
            placed = max(placed, *others, key=lambda one: len(one.letters))
        for used in xml.inner(page, "Template"):
            if (template := self.templates.get(used.get("TemplateID") or "")) is not None:
                self._take(len(template.letters))
                placed.add(template)
        if len(placed.rulings) > MOST_RULINGS:
            placed.rulings.clear()
        return placed

    def _placed(self, page: xml.Element | None, unread: Counter[What], outer: _Matrix) -> Page:
        placed = Page(unread=unread)
        self._place(page, outer, placed, 0)
        return placed

    def _place(self, page: xml.Element | None, outer: _Matrix, placed: Page, deep: int) -> None:
        """Take the objects of a page, or of a composite object, where a matrix puts them."""
        for one in xml.inner(page, *_OBJECTS):
            kind = xml.local(one)
            self._take(deep)
            if any(map(_is_hidden, (one, *one.iterancestors()))):
                placed.unread["hidden"] += kind == "TextObject"
                continue
            matrix = _matrix(one).within(outer)
            if kind == "TextObject":
                self._take(sum(len(code.text or "") for code in xml.inner(one, "TextCode")))
                if abs(matrix.b) > _ASKEW * matrix.a:
                    placed.unread["askew"] += 1
                else:
                    placed.letters += _letters(one, matrix)
            elif kind == "CompositeObject":
                unit = self.units.get(one.get("ResourceID") or "")
                if unit is not None and deep < _DEEPEST:
                    self._place(unit, matrix, placed, deep + 1)
            else:
                placed.unread["picture"] += kind == "ImageObject"
                placed.drawn = True
                text = xml.text_of(xml.child(one, "AbbreviatedData"))
                # One of another object may stand on the page many times.
                self._take(deep * len(text))
                if len(placed.rulings) + len(text) // 8 <= MOST_RULINGS:
                    placed.rulings += rulings_of(_path(text, matrix))

    def _take(self, count: int) -> None:
        """Count letters before there is an object for each of them, and what may repeat."""
        self.blocks.take(0, _WEIGHT * count)


def _is_hidden(one: xml.Element) -> bool:
    """Tell whether nobody sees an object: it is said to be hidden, or has no colour."""
    unpainted = one.get("Fill") == "false" and one.get("Stroke") != "true"
    unseen = one.get("Visible") == "false" or one.get("Alpha") == "0"
    return unseen or (unpainted and xml.local(one) == "TextObject")


def _letters(text: xml.Element, matrix: _Matrix) -> Iterator[Box]:
    size = (_numbers(text.get("Size")) or [0.0])[0]
    if size <= 0 or not matrix.a or len(_numbers(text.get("Boundary"))) != 4:
        return
    scale = (_numbers(text.get("HScale")) or [1.0])[0]
    high, wide = size * abs(matrix.d), size * abs(matrix.a) * scale
    for code in xml.inner(text, "TextCode"):
        x, y = (_numbers(xml.attribute(code, name)) or [0.0] for name in ("X", "Y"))
        across, down = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
        right, below = x[0], y[0]
        for at, char in enumerate(code.text or ""):
            left, line = matrix.point(right, below)
            # What Chinese fonts have as wide as a character, others have not: the step tells.
            own = wide if unicodedata.east_asian_width(char) in "WFA" else wide / 2
            # The last step is that of all letters behind it.
            step = across[min(at, len(across) - 1)] * matrix.a if across else 0.0
            own = min(own, step) if step > 0 else own
            yield Box(left, line - high * _ABOVE, left + own, line + high * (1 - _ABOVE), char)
            right += own / matrix.a if not across and not down else step / matrix.a
            below += down[min(at, len(down) - 1)] if down else 0.0


def _path(text: str, matrix: _Matrix) -> Iterator[Step]:
    words = iter(text.split())
    for kind in words:
        numbers = _numbers(" ".join(islice(words, _OPERANDS.get(kind, 0))))
        if len(numbers) != _OPERANDS.get(kind):
            return
        yield "M" if kind == "S" else kind, matrix.point(*(numbers[-2:] or (0, 0)))


def _matrix(one: xml.Element) -> _Matrix:
    """Return where an object puts its points in what it lies in: by its box and its matrix."""
    left, top = [*_numbers(one.get("Boundary")), 0.0, 0.0][:2]
    turned = _numbers(one.get("CTM"))
    a, b, c, d, e, f = turned if len(turned) == 6 else _Matrix(1, 0, 0, 1, 0, 0)
    return _Matrix(a, b, c, d, e + left, f + top)


def _numbers(text: str | None) -> Sequence[float]:
    """Return the numbers of a list; none where one of them is none."""
    try:
        numbers = [float(word) for word in (text or "").split()[:100]]
        # None is larger than any page; of larger ones, and of nan, no place is to be had.
        return numbers if all(abs(one) < 1e6 for one in numbers) else []
    except ValueError:
        return []


def _steps(text: str | None) -> list[float]:
    """Return the steps from letter to letter; `g 3 2.5` stands for three of 2.5."""
    words, steps = iter((text or "").split()), []  # type: Iterator[str], list[float]
    with suppress(ValueError, StopIteration):
        while len(steps) < _MOST_REPEATED:
            word, repeated = next(words), 1
            if word == "g":
                repeated, word = min(int(next(words)), _MOST_REPEATED), next(words)
            steps += [float(word)] * repeated
    return steps
