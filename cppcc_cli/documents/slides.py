"""Presentations -> blocks, slide by slide, each with what the speaker noted.

Those of Office Open XML (.pptx .pptm .ppsx), then those of PowerPoint 97-2003 and of WPS (.ppt
.dps), after [MS-PPT]: of these only what the last saving left, since a table tells where the parts
of the file lie, and what it does not name is of an older state. Hidden slides and shapes, numbers
and dates of slides, and struck out text are not read. A copy of the first has a comment on the
slide of each number, its words quoted; what a speaker noted is marked there, too. What this program
said before is replaced, what others said is kept.
"""

import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timezone
from itertools import count

from cppcc_cli.documents import Document, Place, xml
from cppcc_cli.documents.blocks import Blocks, Line, TableCell, TableRow, raised
from cppcc_cli.documents.copies import AUTHOR, Mark, joined, quoted
from cppcc_cli.errors import InputError, OutputError
from cppcc_cli.messages import documents as messages

# What a slide repeats from its master: its number, and the date.
_REPEATED = ("sldNum", "dt")
_TITLES = {"ctrTitle": 0, "title": 1}
_MOST_COLUMNS = 1_000


def read_pptx(raw: bytes, path: str) -> Blocks:
    """Return the blocks of a presentation; raise InputError where it is damaged."""
    archive = xml.Office(raw, path)
    blocks = Blocks(path)
    for number, target in slide_parts(archive):
        slide = archive.root(target)
        if slide is None or slide.get("show") in ("0", "false"):
            blocks.unread["hidden"] += slide is not None
            continue
        read_shapes(blocks, Place(0, slide=number), xml.child(slide, "cSld"))
        read_diagrams(blocks, Place(0, slide=number), archive, target)
        for notes in archive.roots("notesSlide", of=target):
            read_shapes(blocks, Place(0, "notes", slide=number), xml.child(notes, "cSld"))
        for comments in archive.roots("comments", of=target):
            blocks.unread["comment"] += sum(1 for _ in xml.inner(comments, "cm"))
    return blocks


def slide_parts(archive: xml.Office) -> Iterator[tuple[int, str]]:
    """Yield the number of each slide, from 1, and the name of its part.

    Raises InputError where the presentation is damaged.
    """
    root, found = archive.required(archive.main), archive.references(archive.main)
    targets = (xml.target_of(one, found) for one in xml.inner(root, "sldId"))
    yield from enumerate((target for target in targets if target in archive), 1)


def read_shapes(blocks: Blocks, place: Place, element: xml.Element | None) -> None:
    """Add the shapes in an element, in their order."""
    for one in xml.children(element):
        name = xml.local(one)
        if name in ("sp", "pic", "graphicFrame", "grpSp", "cxnSp"):
            _read_shape(blocks, place, one, name)
        elif name == "tbl":
            blocks.add_table(list(_rows(blocks, one)), place)
        elif name in ("chart", "relIds", "oleObj"):
            blocks.unread["object"] += 1
        elif name not in ("bg", "txBody"):
            read_shapes(blocks, place, xml.chosen(one))


def read_diagrams(blocks: Blocks, place: Place, archive: xml.Office, part: str) -> None:
    """Add the shapes of the diagrams (SmartArt) of a part, in which each was counted as unread.

    One that was not counted is deleted there, or in nothing that is seen.
    """
    for drawing in archive.roots("diagramDrawing", of=part):
        if blocks.unread["object"] > 0:
            blocks.unread["object"] -= 1
            read_shapes(blocks, place, drawing)


def _read_shape(blocks: Blocks, place: Place, shape: xml.Element, name: str) -> None:
    if xml.is_true(next(xml.inner(shape, "cNvPr"), None), "hidden"):
        blocks.unread["hidden"] += 1
    elif name == "pic":
        blocks.unread["picture"] += 1
    elif name != "sp":
        read_shapes(blocks, place, shape)
    else:
        holder = next(xml.inner(shape, "ph"), None)
        kind = "" if holder is None else holder.get("type") or "body"
        # On a page of notes stands the slide itself, and what is repeated from page to page.
        if kind in _REPEATED or (place.part == "notes" and kind not in ("body", "")):
            return
        for body in xml.inner(shape, "txBody"):
            lines = [_line(one) for one in xml.inner(body, "p")]
            _add_text(blocks, lines, place, _TITLES.get(kind))
            blocks.unread["equation"] += sum(1 for _ in xml.inner(body, "oMath"))


def _add_text(blocks: Blocks, lines: Sequence[Line], place: Place, level: int | None) -> None:
    """Add the paragraphs of a shape; those of a title, which has a level, as one."""
    if level is not None:
        blocks.add(" ".join(line.text for line in lines if line.text), place, level)
    else:
        for line in lines:
            blocks.add(line, place)


def _line(paragraph: xml.Element) -> Line:
    return Line("".join(_texts(paragraph))).stripped()


def _texts(element: xml.Element) -> Iterator[str]:
    """Yield the text of a paragraph: its runs, without those that are struck out."""
    for one in xml.children(element):
        name = xml.local(one)
        if name == "br":
            yield " "
        elif name == "r" or (name == "fld" and one.get("type") != "slidenum"):
            yield _looking(one.findtext("{*}t", ""), xml.child(one, "rPr"))
        elif name in ("AlternateContent", "Fallback", "m"):
            yield from _texts(xml.chosen(one))


def _looking(text: str, properties: xml.Element | None) -> str:
    if properties is None:
        return text
    if properties.get("strike") in ("sngStrike", "dblStrike"):
        return ""
    baseline = properties.get("baseline") or "0"
    return raised(text, "sub" if baseline[0] == "-" else "sup" if baseline.strip("0%") else "")


def _rows(blocks: Blocks, table: xml.Element) -> Iterator[TableRow]:
    headed = xml.is_true(xml.child(table, "tblPr"), "firstRow")
    for number, row in enumerate(xml.inner(table, "tr"), 1):
        cells = []
        for column, cell in enumerate(xml.children(row, "tc"), 1):
            if not xml.is_true(cell, "hMerge"):
                blocks.take()
                seen = () if xml.is_true(cell, "vMerge") else xml.inner(cell, "p")
                lines = [line for line in map(_line, seen) if line.text]
                span = max(1, xml.integer(cell.get("gridSpan"), 1, _MOST_COLUMNS))
                cells.append(TableCell(lines, column, span))
        yield TableRow(number, cells, headed and number == 1)


# Where comments stand on a slide, one below the other; in 576ths of an inch.
_BETWEEN, _LOWEST = 180, 4000


def mark_pptx(raw: bytes, document: Document, marks: Sequence[Mark], when: datetime) -> bytes:
    """Return the presentation in `raw`, as read, with a comment for each mark, dated `when`.

    Marks that overlap share a comment. Raises OutputError for one that is signed or protected, or
    has comments of the kind that answer one another, beside which those of slides cannot stand.
    """
    copy = xml.OfficeCopy(raw, document.path)
    if xml.child(copy.required(copy.main), "modifyVerifier") is not None:
        raise OutputError(messages.PROTECTED.about(path=document.path))
    slides = dict(slide_parts(copy))
    listed = map(copy.required, copy.parts("commentAuthors"))
    authors = (one for root in listed for one in xml.children(root))
    known = {one.get("id") for one in authors if one.get("name") == AUTHOR}
    for slide in slides.values():
        for name in copy.parts("comments", of=slide):
            if copy.required(name).tag != copy.named("cmLst"):
                raise OutputError(messages.THREADED.about(path=document.path))
            comments = xml.children(copy.required(name))
            copy.remove(name, (one for one in comments if one.get("authorId") in known))
    if not marks:
        return copy.packed()
    author, date = _author(copy), when.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000")
    separate = joined(marks)
    author.set("lastIdx", str(len(separate)))
    on_slide: Counter[int] = Counter()
    for number, mark in enumerate(separate, 1):
        shown = document.blocks[document.block_at(mark.start)].place.slide or 1
        comments = copy.made("comments", "cmLst", "ppt/comments/comment{}.xml", slides[shown])
        comment = xml.new_child(comments, "cm", authorId=author.get("id"), dt=date, idx=str(number))
        xml.new_child(comment, "pos", x="10", y=str(10 + on_slide[shown] * _BETWEEN % _LOWEST))
        xml.new_child(comment, "text").text = quoted(document, mark)
        on_slide[shown] += 1
    return copy.packed()


def _author(copy: xml.OfficeCopy) -> xml.Element:
    """Return the entry of this program among the authors, which is made where there is none."""
    authors = copy.made("commentAuthors", "cmAuthorLst", "ppt/commentAuthors.xml")
    there = list(xml.children(authors, "cmAuthor"))
    for one in there:
        if one.get("name") == AUTHOR and one.get("id"):
            return one
    taken = {one.get("id") for one in there}
    id = next(str(number) for number in count() if str(number) not in taken)
    return xml.new_child(authors, "cmAuthor", id=id, name=AUTHOR, initials=AUTHOR[0], clrIdx=id)


# The bits of what is said of paragraphs, in its order; of characters, the last is how far they are
# raised; and how many bytes a value takes, where these are not two.
_TABS, _POSITION = 0x100000, 0x80000
_OF_PARAGRAPHS = (
    *(0xF, 0x80, 0x10, 0x40, 0x20, 0x800, 0x1000, 0x2000, 0x4000, 0x100, 0x400, 0x8000),
    *(_TABS, 0x10000, 0xE0000, 0x200000),
)
_OF_CHARACTERS = (0x3EFF, 0x10000, 0x200000, 0x400000, 0x800000, 0x20000, 0x40000, _POSITION)
_WIDE = {0x20: 4, 0x40000: 4}
# In MiB: the stream of the slides; pictures stand in another.
LARGEST = 32
_ENCRYPTED = 0xF3D1C4DF
# Kinds of records.
_DOCUMENT = 0x03E8
_SLIDE_ATOM, _SLIDE_INFO, _SLIDE_PLACE, _LISTED = 0x03EF, 0x03F9, 0x03F3, 0x0FF0
_EDIT, _PLACES = 0x0FF5, 0x1772
_TEXT_KIND, _TEXT, _BYTES, _STYLE, _OUTLINE = 0x0F9F, 0x0FA0, 0x0FA8, 0x0FA1, 0x0F9E
_SLIDE_NUMBER, _COMMENT, _OBJECT = 0x0FD8, 0x2EE0, 0x0BC1
_GROUP, _SHAPE, _TEXTBOX, _SHAPE_ATOM = 0xF003, 0xF004, 0xF00D, 0xF00A
_ANCHOR, _MORE_OPTIONS, _TABLE_FLAG = 0xF00F, 0xF122, 0x039F
_PICTURE_FRAME = 75
# The levels of texts whose kind is that of a title.
_LEVELS: dict[int | None, int] = {0: 1, 6: 0}
_HIDDEN = 0x0004
_DEEPEST, _MOST_EDITS = 60, 1_000
# Its lines, and its kind.
_Text = tuple[list[Line], int | None]


class _Record:
    """A record, which may hold others; a number tells those of a kind apart."""

    def __init__(self, content: memoryview, at: int) -> None:
        head, self.kind, size = struct.unpack_from("<HHI", content, at)
        self.instance, self.holds_records = head >> 4, head & 15 == 15
        self.content = content[at + 8 : at + 8 + size]

    def __iter__(self) -> Iterator["_Record"]:
        at = 0
        while at + 8 <= len(self.content):
            yield (one := _Record(self.content, at))
            at += 8 + len(one.content)

    def first(self, kind: int) -> "_Record | None":
        return next((one for one in self if one.kind == kind), None)

    def number(self, at: int = 0) -> int:
        return int(struct.unpack_from("<I", self.content, at)[0])


def read_ppt(raw: bytes, path: str) -> Blocks:
    """Return the blocks of a binary presentation; raise InputError where damaged or locked."""
    slides, user = xml.streams(raw, path, LARGEST, "PowerPoint Document", "Current User")
    with xml.refused(path):
        token, last_edit = struct.unpack_from("<II", user, 12)
        if token == _ENCRYPTED:
            raise InputError(messages.LOCKED.about(path=path))
        reader = _Reader(memoryview(slides), last_edit, path)
        reader.read()
    return reader.blocks


class _Reader:
    def __init__(self, content: memoryview, last_edit: int, path: str) -> None:
        self.content = content
        self.blocks = Blocks(path)
        self.places, self.document = self._parts(last_edit)

    def read(self) -> None:
        """Add the slides in their order, each with its notes."""
        notes = {id: place for id, place, _ in self._listed(2)}
        for number, (_, place, texts) in enumerate(self._listed(0), 1):
            slide = self._at(place)
            if slide is None:
                continue
            atom, info = slide.first(_SLIDE_ATOM), slide.first(_SLIDE_INFO)
            if info is not None and info.content[10] & _HIDDEN:
                self.blocks.unread["hidden"] += 1
                continue
            self._shapes(slide, list(_texts_of(texts)), Place(0, slide=number), 0)
            page = self._at(notes.get(0 if atom is None else atom.number(16), -1))
            if page is not None:
                self._shapes(page, [], Place(0, "notes", slide=number), 0)

    def _parts(self, last_edit: int) -> tuple[dict[int, int], int]:
        """Return where the parts of the file lie by their numbers, and the number of the first."""
        places: dict[int, int] = {}
        document, at = 0, last_edit
        for _ in range(_MOST_EDITS):
            edit = _Record(self.content, at)
            at, listed, named = struct.unpack_from("<III", edit.content, 8)
            document = document or named
            table = _Record(self.content, listed)
            if edit.kind != _EDIT or table.kind != _PLACES:
                raise ValueError
            step = 0
            while step + 4 <= len(table.content):
                first, count = table.number(step) & 0xFFFFF, table.number(step) >> 20
                found = struct.unpack_from(f"<{count}I", table.content, step + 4)
                for number, place in enumerate(found, first):
                    # What a later saving wrote stands before it.
                    places.setdefault(number, place)
                step += 4 + 4 * count
            if not at:
                break
        return places, document

    def _at(self, number: int) -> _Record | None:
        place = self.places.get(number, len(self.content))
        return _Record(self.content, place) if place + 8 <= len(self.content) else None

    def _listed(self, instance: int) -> list[tuple[int, int, list[_Record]]]:
        """Return the slides or the notes: their ids, numbers of parts, and texts of the outline."""
        document = self._at(self.document)
        if document is None or document.kind != _DOCUMENT:
            raise ValueError
        slides: list[tuple[int, int, list[_Record]]] = []
        for one in document:
            for inside in one if (one.kind, one.instance) == (_LISTED, instance) else ():
                if inside.kind == _SLIDE_PLACE:
                    slides.append((inside.number(12), inside.number(), []))
                elif slides:
                    slides[-1][2].append(inside)
        return slides

    def _shapes(self, record: _Record, outline: list[_Text], place: Place, deep: int) -> None:
        """Add the texts of the shapes in a record."""
        if deep > _DEEPEST:
            return
        for one in record:
            if one.kind == _GROUP and _is_table(one):
                self.blocks.add_table(list(_rows_of(one, outline)), place)
            elif one.kind == _SHAPE:
                atom = one.first(_SHAPE_ATOM)
                if atom is not None and atom.instance == _PICTURE_FRAME:
                    self.blocks.unread["object" if _holds_object(one) else "picture"] += 1
                for lines, kind in _of_shape(one, outline):
                    _add_text(self.blocks, lines, place, _LEVELS.get(kind))
            elif one.kind == _COMMENT:
                self.blocks.unread["comment"] += 1
            elif one.holds_records:
                self._shapes(one, outline, place, deep + 1)


def _texts_of(records: list[_Record]) -> Iterator[_Text]:
    """Yield the texts that records give, each with its kind."""
    kind: int | None = None
    for at, one in enumerate(records):
        if one.kind == _TEXT_KIND:
            kind = one.number()
            # One without a text counts, too, where texts are referred to by their numbers.
            if not any(other.kind in (_TEXT, _BYTES) for other in records[at + 1 : at + 2]):
                yield [], kind
        elif one.kind in (_TEXT, _BYTES):
            charset = "utf-16-le" if one.kind == _TEXT else "latin-1"
            text = bytes(one.content).decode(charset, "replace")
            for style in (other for other in records[at + 1 : at + 2] if other.kind == _STYLE):
                for start, end, high in _raised(style.content, len(text)):
                    how = "sup" if high > 0 else "sub" if high else ""
                    text = text[:start] + raised(text[start:end], how) + text[end:]
            lines = text.replace("\x0b", " ").split("\r")
            yield [Line(line).stripped() for line in lines], kind


def _holds_object(record: _Record) -> bool:
    return any(one.kind == _OBJECT or (one.holds_records and _holds_object(one)) for one in record)


def _of_shape(shape: _Record, outline: list[_Text]) -> Iterator[_Text]:
    """Yield the texts of a shape, its own and those of the outline."""
    for one in shape:
        records = list(one) if one.kind == _TEXTBOX else []
        if any(record.kind == _SLIDE_NUMBER for record in records):
            continue
        for record in records:
            if record.kind == _OUTLINE:
                yield from outline[record.number() :][:1]
        yield from _texts_of(records)


def _is_table(group: _Record) -> bool:
    """Tell whether a group of shapes is a table: its first shape says so."""
    first = group.first(_SHAPE)
    for one in first or ():
        if one.kind == _MORE_OPTIONS:
            for number in range(one.instance):
                option, value = struct.unpack_from("<HI", one.content, 6 * number)
                if option & 0x3FFF == _TABLE_FLAG:
                    return bool(value & 1)
    return False


def _rows_of(group: _Record, outline: list[_Text]) -> Iterator[TableRow]:
    """Yield the rows of a table: of its shapes, those that begin at one height."""
    found: dict[int, dict[int, list[Line]]] = {}
    for shape in (one for one in group if one.kind == _SHAPE):
        anchor = shape.first(_ANCHOR)
        lines = [line for text, _ in _of_shape(shape, outline) for line in text if line.text]
        if anchor is not None and (lines or shape.first(_TEXTBOX)):
            left, top = struct.unpack_from("<ii", anchor.content)
            found.setdefault(top, {}).setdefault(left, lines)
    columns = sorted({left for row in found.values() for left in row})
    for number, top in enumerate(sorted(found), 1):
        row = sorted(found[top].items())
        yield TableRow(number, [TableCell(one, columns.index(left) + 1) for left, one in row])


def _raised(style: memoryview, length: int) -> Iterator[tuple[int, int, int]]:
    """Yield from where to where characters are raised, and how far; lowered ones below zero."""
    at = 0
    # The mark behind the last paragraph counts as a character of that.
    looks = ("<IHI", _OF_PARAGRAPHS, length + 1), ("<II", _OF_CHARACTERS, length)
    for head, kinds, many in looks:
        start = 0
        # Looks that cannot be read to their end leave a text as it is.
        with suppress(struct.error):
            while start < many:
                count, *_, said = struct.unpack_from(head, style, at)
                at += struct.calcsize(head)
                for bits in filter(said.__and__, kinds):
                    if bits == _POSITION:
                        yield start, start + count, struct.unpack_from("<h", style, at)[0]
                    tabs = struct.unpack_from("<H", style, at)[0] if bits == _TABS else 0
                    at += _WIDE.get(bits, 2) + 4 * tabs
                start += count
