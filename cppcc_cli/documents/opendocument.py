"""OpenDocument files (.odt .odp .ods, flat ones too) -> blocks.

Of a text: its body, then notes, headers and footers. Of a presentation: slide by slide, with the
speaker notes. Of a spreadsheet: its cells as they are displayed. What is hidden, struck out or
deleted is not read.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, count, islice, repeat

from cppcc_cli.documents import Part, Place, What, xml
from cppcc_cli.documents.blocks import Blocks, Style, TableCell, TableRow, inherited, raised
from cppcc_cli.documents.numbering import LEVELS, Level, Numbering
from cppcc_cli.documents.sheets import Area, add_sheet
from cppcc_cli.errors import InputError
from cppcc_cli.messages import documents as messages

_ZIP = b"PK\x03\x04"
_DRAWN: dict[str, What] = {"image": "picture", "object": "object", "object-ole": "object"}
_SPACES = frozenset(("tab", "line-break", "soft-page-break"))
_LEFT_OUT = frozenset(
    "tracked-changes ruby-text note-citation page-number page-count forms desc title change"
    " page-variable-get date-string sequence-decls variable-decls".split()
)
# So many rows and columns at most that repeat what one says.
_MOST_REPEATED = 1_000
_MOST_COLUMNS, _MOST_ROWS = 16_384, 1_048_576
# The list that headings make, whatever it is called.
_OUTLINE = ""


def read_odt(raw: bytes, path: str) -> Blocks:
    """Return the blocks of an OpenDocument file; raise InputError where it is damaged."""
    if raw.startswith(_ZIP):
        archive = xml.Archive(raw, path)
        if [*xml.inner(archive.root("META-INF/manifest.xml"), "encryption-data")]:
            raise InputError(messages.LOCKED.about(path=path))
        roots = [archive.root("content.xml"), archive.root("styles.xml")]
    else:
        roots = [xml.parsed(raw, path), None]
    body = next(xml.children(xml.child(roots[0], "body")), None)
    if body is None:
        raise xml.damaged(path)
    reader = _Reader(roots, path)
    if xml.local(body) == "presentation":
        reader.read_slides(body)
    elif xml.local(body) == "spreadsheet":
        reader.read_sheets(body)
    else:
        reader.read(body, Place(0))
        reader.read_notes()
        reader.read_margins()
    return reader.blocks


class _Reader:
    def __init__(self, roots: list[xml.Element | None], path: str) -> None:
        self.roots = roots
        self.blocks = Blocks(path)
        # Each part of a file has styles of its own beside those of all.
        self.style = _styles(reversed(roots))
        self.levels = {name: levels for root in roots for name, levels in _list_styles(root)}
        self.numbering = Numbering()
        self.numbering.add(_OUTLINE, _OUTLINE, self.levels.get(_OUTLINE, ()))
        # The names of the lists that lie open, what numbers the next paragraph, and by the ids of
        # lists and by their styles, by which number they are counted.
        self.lists: list[str] = []
        self.item: tuple[object, int] | None = None
        self.counted: dict[str | None, int] = {}
        self.list, self.numbers = 0, count(1)
        self.notes: list[tuple[Part, xml.Element]] = []
        self.boxes: list[xml.Element] = []
        # The changes that delete what stands between their marks, and those whose marks lie open.
        deletions = (one for root in roots for one in xml.inner(root, "deletion"))
        self.deletions = {xml.attribute(one.getparent(), "id") for one in deletions}
        self.deleting: set[str | None] = set()

    def read(self, element: xml.Element, place: Place) -> None:
        """Add what lies in an element that holds paragraphs and tables."""
        if not self._is_unseen(element):
            self._read(xml.children(element), place)

    def _read(self, elements: Iterable[xml.Element], place: Place) -> None:
        for one in elements:
            name = xml.local(one)
            if name in ("p", "h"):
                self._paragraph(one, place)
            elif name == "table":
                self.blocks.add_table(list(self._rows(one, place)), place)
            elif name == "list":
                self._list(one, place)
            elif name == "annotation":
                self.blocks.unread["comment"] += 1
            elif name in _DRAWN:
                self.blocks.unread[_DRAWN[name]] += 1
            elif name == "notes":
                self.read(one, place._replace(part="notes"))
            elif name == "frame":
                # One form of what it holds; the others are pictures of it.
                forms = [form for form in xml.children(one) if xml.local(form) not in _LEFT_OUT]
                is_drawn = bool(forms) and xml.local(forms[0]) in _DRAWN
                others = (form for form in forms if xml.local(form) not in _DRAWN)
                self._read(forms[:1] if is_drawn else others, place)
            elif name not in _LEFT_OUT:
                self.read(one, place)

    def read_notes(self) -> None:
        """Add the notes that the text refers to, with their numbers."""
        counts: Counter[Part] = Counter()
        for kind, element in self.notes:
            counts[kind] += 1
            self.read(element, Place(0, kind, counts[kind]))

    def read_margins(self) -> None:
        """Add the headers and footers of all pages, what several have once."""
        self.style = _styles(self.roots)
        margins: tuple[Part, ...] = ("header", "footer")
        for kind in margins:
            names = kind, f"{kind}-left", f"{kind}-first"
            for element in (one for root in self.roots for one in xml.inner(root, *names)):
                with self.blocks.once():
                    self.read(element, Place(0, kind))

    def read_slides(self, body: xml.Element) -> None:
        """Add the slides that are shown, each with what the speaker has noted."""
        for number, slide in enumerate(xml.inner(body, "page"), 1):
            if self._is_unseen(slide):
                self.blocks.unread["hidden"] += 1
            else:
                self.read(slide, Place(0, slide=number))

    def read_sheets(self, body: xml.Element) -> None:
        for sheet in xml.children(body, "table"):
            if self._is_unseen(sheet):
                self.blocks.unread["hidden"] += 1
            else:
                name = xml.attribute(sheet, "name") or ""
                # Before they are looked at, they are counted: a row may stand for many.
                rows = list(self._rows(sheet, Place(0, sheet=name)))
                wide = ((row.number, one) for row in rows for one in row.cells if one.span > 1)
                merged = [Area(at, one.column, at, one.column + one.span - 1) for at, one in wide]
                add_sheet(self.blocks, name, map(_texts, rows), merged, _hidden_columns(sheet))
                for shapes in xml.inner(sheet, "shapes"):
                    self.read(shapes, Place(0, "box", sheet=name))

    def _is_unseen(self, element: xml.Element) -> bool:
        hidden = xml.attribute(element, "display") in ("none", "condition", "false")
        return hidden or bool(self.style(xml.attribute(element, "style-name")).unseen)

    def _list(self, element: xml.Element, place: Place) -> None:
        style = xml.attribute(element, "style-name") or (self.lists[-1] if self.lists else "")
        own = xml.attribute(element, "id") or ""
        if not self.lists:
            goes_on = xml.attribute(element, "continue-numbering") == "true"
            before = xml.attribute(element, "continue-list") or (style if goes_on else None)
            self.list = self.counted.get(before) or next(self.numbers)
            self.counted[own] = self.counted[style] = self.list
        key, level = (self.list, style), len(self.lists)
        levels = self.levels.get(style, ())
        self.numbering.add(key, self.list, levels)
        self.lists.append(style)
        for one in xml.children(element):
            if (start := xml.integer(xml.attribute(one, "start-value"), -1, 99_999)) >= 0:
                self.numbering.add(key, self.list, levels, (level, start))
            self.item = (key, level) if xml.local(one) == "list-item" else None
            self.read(one, place)
        self.item = None
        self.lists.pop()

    def _paragraph(self, element: xml.Element, place: Place) -> None:
        texts: list[str] = []
        level = None
        if xml.local(element) == "h":
            level = min(_count(element, "outline-level"), LEVELS)
            if not self.lists and xml.attribute(element, "is-list-header") != "true":
                self.item = (_OUTLINE, level - 1)
        label = self.numbering.label(*self.item) if self.item else ""
        self.item = None
        self._inline(element, "", texts)
        if level is None:
            level = self.style(xml.attribute(element, "style-name")).level
        self.blocks.add("".join(texts), place, level, label)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            within = place if place.slide else place._replace(part="box")
            self._read([box], within)

    def _inline(self, element: xml.Element, raised: str, texts: list[str]) -> None:
        style = self.style(xml.attribute(element, "style-name"))
        if style.unseen:
            return
        raised = style.raised or raised
        texts.append(self._seen(element.text, raised))
        for one in xml.children(element):
            name = xml.local(one)
            if name == "s":
                texts.append(" " * min(_count(one, "c"), _MOST_REPEATED))
            elif name in _SPACES:
                texts.append(" ")
            elif name == "change-start" and xml.attribute(one, "change-id") in self.deletions:
                self.deleting.add(xml.attribute(one, "change-id"))
            elif name == "change-end":
                self.deleting.discard(xml.attribute(one, "change-id"))
            elif name == "note":
                is_end = xml.attribute(one, "note-class") == "endnote"
                for body in xml.children(one, "note-body"):
                    self.notes.append(("endnote" if is_end else "footnote", body))
            elif name == "annotation":
                self.blocks.unread["comment"] += 1
            elif ":drawing:" in one.tag:
                self.boxes.append(one)
            elif name not in _LEFT_OUT and xml.attribute(one, "is-hidden") != "true":
                self._inline(one, raised, texts)
            texts.append(self._seen(one.tail, raised))

    def _seen(self, text: str | None, how: str) -> str:
        if self.deleting or not text:
            return ""
        # What stands for one space, however long it is.
        is_laid_out = "\n" in text or "\t" in text
        return raised(text, how) if how else " ".join(text.split()) if is_laid_out else text

    def _rows(self, table: xml.Element, place: Place) -> Iterator[TableRow]:
        number = 0
        for element, is_head in _rows_below(table, False):
            repeated = _count(element, "number-rows-repeated")
            if unseen := _is_collapsed(element):
                self.blocks.unread["hidden"] += any(text.strip() for text in element.itertext())
            cells = [] if unseen else self._cells(element, place)
            if any(cell.lines for cell in cells) or (not unseen and repeated == 1):
                for again in range(min(repeated, _MOST_REPEATED)):
                    self.blocks.take()
                    yield TableRow(number + again + 1, cells, is_head)
            number = min(number + repeated, _MOST_ROWS)

    def _cells(self, row: xml.Element, place: Place) -> list[TableCell]:
        cells: list[TableCell] = []
        # The next column, and that behind the last cell of the row.
        column = reach = 1
        for one in xml.children(row):
            repeated = _count(one, "number-columns-repeated")
            many = min(repeated, _MOST_REPEATED)
            if xml.local(one) == "table-cell":
                with self.blocks.cell() as lines:
                    self.read(one, place)
                span = min(_count(one, "number-columns-spanned"), _MOST_COLUMNS)
                if lines or repeated <= _MOST_REPEATED // 10:
                    self.blocks.take(many)
                    cells += [TableCell(lines, column + again, span) for again in range(many)]
            elif xml.local(one) == "covered-table-cell" and reach <= column:
                # Covered by a cell of a row above, and none of this one.
                cells += [TableCell([], column + again) for again in range(min(repeated, 100))]
            reach = cells[-1].column + cells[-1].span if cells else 1
            column = min(column + repeated, _MOST_COLUMNS)
        return cells


def _texts(row: TableRow) -> tuple[int, dict[int, str]]:
    """Return the number of a row and the texts of its columns."""
    texts = {cell.column: "\n".join(line.text for line in cell.lines) for cell in row.cells}
    return row.number, texts


def _is_collapsed(element: xml.Element) -> bool:
    """Tell whether a row or a column is hidden, by hand or by a filter."""
    return xml.attribute(element, "visibility") in ("collapse", "filter")


def _hidden_columns(table: xml.Element) -> set[int]:
    """Return the columns of a table that are not shown."""
    told = xml.inner(table, "table-column")
    each = (repeat(_is_collapsed(one), _count(one, "number-columns-repeated")) for one in told)
    columns = enumerate(islice(chain.from_iterable(each), _MOST_COLUMNS), 1)
    return {column for column, is_hidden in columns if is_hidden}


def _rows_below(table: xml.Element, is_head: bool) -> Iterator[tuple[xml.Element, bool]]:
    """Yield the rows of a table, whatever groups them, and whether it calls them its head."""
    for one in xml.children(table):
        name = xml.local(one)
        if name == "table-row":
            yield one, is_head
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows_below(one, name == "table-header-rows")


def _count(element: xml.Element, name: str) -> int:
    return max(1, xml.integer(xml.attribute(element, name), 1))


def _list_styles(root: xml.Element | None) -> Iterator[tuple[str, list[Level]]]:
    """Yield the styles of lists by their names, with how each level is numbered."""
    for style in xml.inner(root, "list-style", "outline-style"):
        levels = [Level("")] * LEVELS
        for one in xml.children(style):
            at = _count(one, "level")
            first = (xml.attribute(one, "num-format") or "").partition(",")[0]
            if at > LEVELS or not first:
                continue
            words = re.sub("(%[1-9])%", r"\1", xml.attribute(one, "num-list-format") or "")
            if not words:
                shown = range(max(1, at + 1 - _count(one, "display-levels")), at + 1)
                words = ".".join(f"%{number}" for number in shown)
                words = (xml.attribute(one, "num-prefix") or "") + words
                words += xml.attribute(one, "num-suffix") or ""
            levels[at - 1] = Level(first, words, _count(one, "start-value"))
        is_outline = xml.local(style) == "outline-style"
        yield _OUTLINE if is_outline else xml.attribute(style, "name") or "?", levels


def _styles(roots: Iterable[xml.Element | None]) -> Callable[[str | None], Style]:
    styles = (one for root in roots for one in xml.inner(root, "style"))
    return inherited({xml.attribute(one, "name"): one for one in styles}, _own)


def _own(style: xml.Element) -> tuple[Style, str | None]:
    """Return what a style itself says, and the name of that which it is made of."""
    attributes = (item for one in xml.children(style) for item in one.attrib.items())
    said = {name.rpartition("}")[2]: value for name, value in attributes}
    struck = said.get("text-line-through-style") or said.get("text-line-through-type") or "none"
    is_hidden = said.get("display") in ("none", "false") or said.get("visibility") == "hidden"
    unseen, raised = struck != "none" or is_hidden, ""
    position = said.get("text-position", "").partition(" ")[0]
    if position.strip("-%0."):
        raised = "sub" if position.startswith(("sub", "-")) else "super"
    named = xml.attribute(style, "name"), xml.attribute(style, "family")
    level = 0 if named in (("Title", "paragraph"), ("标题", "paragraph")) else None
    return Style(unseen or None, raised or None, level), xml.attribute(style, "parent-style-name")
