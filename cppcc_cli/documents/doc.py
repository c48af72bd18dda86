"""Documents of Word 97-2003 and of WPS Writer (.doc .wps) -> blocks.

All text stands in one row: body, footnotes, headers and footers, comments, endnotes, text boxes. A
table of pieces tells where in the file which part of it lies. After [MS-DOC].
"""

import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cppcc_cli.documents.blocks import (
    Blocks,
    Line,
    TableCell,
    TableRow,
    apart,
    counts_pages,
    raised,
    symbol_font,
    without_private,
)
from cppcc_cli.documents.compound import streams
from cppcc_cli.documents.document import Document, Place
from cppcc_cli.errors import InputError
from cppcc_cli.files import MEBIBYTE
from cppcc_cli.messages import documents as messages

_PAGE = 512
# How long a value is, by the highest three bits of the number of its property; 6 says it itself.
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_TABLE_OF_CELLS = 0xD608
_ON = (0x01, 0x81)

# Of characters.
DELETED, STRUCK, STRUCK_TWICE, VANISHED = 0x0800, 0x0837, 0x2A53, 0x083C
_RAISED, _SPECIAL, _SHOWN = 0x2A48, 0x0855, 0x6A09
UNSEEN, SUPERSCRIPT, SUBSCRIPT, SPECIAL = 1, 2, 4, 8
# Of paragraphs.
_IN_TABLE, _ROW_END, _DEPTH, _INNER_CELL, _INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_OUTLINE, _HEAD_ROW = 0x2640, 0x3404
_HEADINGS = range(1, 10)
# In MiB: the stream of the text; pictures stand elsewhere.
LARGEST = 16
_WORD, _FIRST_OF_97 = 0xA5EC, 0xC1
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
# Where in the head of the file the lengths of the parts stand, and the places of the tables.
_LENGTHS, _TABLES = 0x4C, 0x9A
_NOTE_TEXTS, _COMMENTS, _HEADERS, _CHARACTERS, _PARAGRAPHS = 3, 4, 11, 12, 13
_PIECES, _ANCHORS, _ENDNOTE_TEXTS, _BOXES = 33, 40, 47, 56
# What single characters stand for.
_CELL, _PARAGRAPH, _BEGIN, _SEPARATE, _END = "\x07", "\r", "\x13", "\x14", "\x15"
_PICTURE, _DRAWN, _SYMBOL = "\x01", "\x08", "("
_SPOKEN = {"\x1e": "-", "\t": " ", "\x0b": " ", "\x0c": " ", "\x0e": " ", "\xa0": " "}
# Fields that count pages, and the picture of a box whose text stands elsewhere.
# Edges of cells that are nearer to each other, in twentieths of a point, are one.
_NEAR = 60
# So many fields lie in one another at most.
_DEEPEST = 100
# Of six headers of a section, which are footers.
_FOOTERS = (2, 3, 5)


class Characters(NamedTuple):
    """What characters from a place to another have: marks, and the symbol that they show."""

    start: int
    end: int
    marks: int
    symbol: tuple[int, int] | None


class Paragraph(NamedTuple):
    """What a paragraph has; of one that ends a row, the edges of its cells."""

    level: int | None = None
    depth: int = 0
    ends_row: bool = False
    ends_inner_cell: bool = False
    ends_inner_row: bool = False
    is_head: bool = False
    edges: tuple[int, ...] = ()
    # Which cells of the row go on with the one before.
    merged: tuple[bool, ...] = ()


def characters(document: bytes, pages: bytes) -> list[Characters]:
    """Return what characters have, in order; those that have nothing are left out."""
    found = []
    for page in _pages(document, pages):
        count = page[_PAGE - 1]
        places = struct.unpack_from(f"<{count + 1}I", page)
        for number in range(count):
            at = page[4 * (count + 1) + number] * 2
            if at:
                marks, symbol = _look(page[at + 1 : at + 1 + page[at]])
                if marks or symbol:
                    found.append(Characters(places[number], places[number + 1], marks, symbol))
    return sorted(found, key=lambda one: one.start)


def _look(properties: bytes) -> tuple[int, tuple[int, int] | None]:
    marks, symbol = 0, None
    for kind, value in _single(properties):
        if kind in (DELETED, STRUCK, STRUCK_TWICE, VANISHED):
            marks |= UNSEEN if value[:1] and value[0] in _ON else 0
        elif kind == _RAISED and value[:1]:
            marks |= {1: SUPERSCRIPT, 2: SUBSCRIPT}.get(value[0], 0)
        elif kind == _SPECIAL and value[:1] == b"\1":
            marks |= SPECIAL
        elif kind == _SHOWN and len(value) == 4:
            font, code = struct.unpack("<HH", value)
            symbol = (font, code)
    return marks, symbol


class Paragraphs:
    """The properties of paragraphs by where in the file these end."""

    def __init__(self, document: bytes, pages: bytes) -> None:
        listed: list[tuple[int, int, bytes]] = []
        for page in _pages(document, pages):
            count = page[_PAGE - 1]
            places = struct.unpack_from(f"<{count + 1}I", page)
            for number in range(count):
                at = page[4 * (count + 1) + 13 * number] * 2
                if at:
                    first, size = at + 1, 2 * page[at] - 1
                    if not page[at]:
                        first, size = at + 2, 2 * page[at + 1]
                    listed.append((places[number], places[number + 1], page[first : first + size]))
        listed.sort(key=lambda one: one[0])
        self._listed = listed
        self._starts = [start for start, _, _ in listed]

    def at(self, place: int) -> Paragraph:
        """Return the properties of the paragraph at a place of the file."""
        index = bisect_right(self._starts, place) - 1
        if index < 0 or place >= self._listed[index][1]:
            return Paragraph()
        return _paragraph(self._listed[index][2])


def _paragraph(properties: bytes) -> Paragraph:
    if len(properties) < 2:
        return Paragraph()
    style = int.from_bytes(properties[:2], "little")
    level = style if style in _HEADINGS else None
    depth, in_table = 0, False
    flags = {_ROW_END: False, _INNER_CELL: False, _INNER_ROW: False, _HEAD_ROW: False}
    edges: tuple[int, ...] = ()
    merged: tuple[bool, ...] = ()
    for kind, value in _single(properties[2:]):
        if kind == _IN_TABLE:
            in_table = value[:1] == b"\1"
        elif kind == _DEPTH:
            depth = min(int.from_bytes(value, "little"), 100)
        elif kind == _OUTLINE and value[:1]:
            level = value[0] + 1 if value[0] < len(_HEADINGS) else None
        elif kind in flags:
            flags[kind] = value[:1] == b"\1"
        elif kind == _TABLE_OF_CELLS:
            edges, merged = _cells(value)
    return Paragraph(
        level,
        max(depth, int(in_table)),
        flags[_ROW_END],
        flags[_INNER_CELL],
        flags[_INNER_ROW],
        flags[_HEAD_ROW],
        edges,
        merged,
    )


def _cells(value: bytes) -> tuple[tuple[int, ...], tuple[bool, ...]]:
    """Return the edges of the cells of a row, in twentieths of a point, and which are merged."""
    count = value[0] if value else 0
    if len(value) < 1 + 2 * (count + 1):
        return (), ()
    edges = struct.unpack_from(f"<{count + 1}h", value, 1)
    first = 1 + 2 * (count + 1)
    merged = tuple(
        bool(value[first + 20 * number] & 2) if first + 20 * number < len(value) else False
        for number in range(count)
    )
    return edges, merged


def _single(properties: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the single properties of a list, each with its value."""
    at = 0
    while at + 2 <= len(properties):
        kind = int.from_bytes(properties[at : at + 2], "little")
        at += 2
        size = _SIZES[kind >> 13]
        if kind == _TABLE_OF_CELLS:
            size = int.from_bytes(properties[at : at + 2], "little") - 1
            at += 2
        elif not size:
            size = properties[at] if at < len(properties) else 0
            at += 1
        if size < 0:
            return
        yield kind, properties[at : at + size]
        at += size


def _pages(document: bytes, table: bytes) -> Iterator[bytes]:
    """Yield the pages of properties that a table lists."""
    count = max(0, (len(table) - 4) // 8)
    for number in struct.unpack_from(f"<{count}I", table, 4 * (count + 1)) if count else ():
        start = (number & 0x3FFFFF) * _PAGE
        page = document[start : start + _PAGE]
        if len(page) == _PAGE:
            yield page


def read_doc(raw: bytes, path: str) -> Document:
    """Return the document of a binary Word file; raise InputError where it is damaged or locked."""
    head, *tables = streams(raw, path, "WordDocument", "0Table", "1Table")
    if len(head) > LARGEST * MEBIBYTE:
        raise InputError(messages.LARGER.about(path=path, limit=LARGEST))
    try:
        kind, version = struct.unpack_from("<HH", head)
        flags = struct.unpack_from("<H", head, 0x0A)[0]
        if kind != _WORD or version < _FIRST_OF_97:
            old = messages.NOT_READ.about(
                path=path, kind=messages.OLD_WORD, way=messages.SAVE_AS_DOCX
            )
            raise InputError(old)
        if flags & _ENCRYPTED:
            raise InputError(messages.LOCKED.about(path=path))
        reader = _Reader(head, tables[bool(flags & _SECOND_TABLE)], path)
        reader.read()
    except (struct.error, LookupError, ValueError, OverflowError):
        raise InputError(messages.DAMAGED_ARCHIVE.about(path=path)) from None
    return reader.blocks.document(len(raw))


class _Piece(NamedTuple):
    """Some characters: which of all, where they lie in the file, and how wide each is there."""

    start: int
    end: int
    place: int
    wide: int


class _Reader:
    def __init__(self, head: bytes, table: bytes, path: str) -> None:
        self.head, self.table = head, table
        self.blocks = Blocks(path)
        self.pieces = list(self._pieces())
        self.starts = [piece.start for piece in self.pieces]
        self.text = "".join(self._decoded(piece) for piece in self.pieces)
        self.paragraphs = Paragraphs(head, self._listed(_PARAGRAPHS))
        self.marks = bytearray(len(self.text))
        self.symbols: dict[int, str] = {}
        self._mark()
        self.boxes = self._anchored()

    def read(self) -> None:
        """Add the body, the notes, the headers and footers, and the boxes that hang on nothing."""
        body, notes, margins, macros, comments, endnotes, _, _ = struct.unpack_from(
            "<8i", self.head, _LENGTHS
        )
        self._story(0, body, Place(0))
        start = body
        for number, (first, last) in enumerate(self._stories(_NOTE_TEXTS, notes, 0), 1):
            self._story(start + first, start + last, Place(0, "footnote", number))
        start += notes + margins + macros + comments
        for number, (first, last) in enumerate(self._stories(_ENDNOTE_TEXTS, endnotes, 0), 1):
            self._story(start + first, start + last, Place(0, "endnote", number))
        start = body + notes
        said = len(self.blocks.blocks)
        for number, (first, last) in enumerate(self._stories(_HEADERS, margins, 0)):
            if number >= 6:
                part = "footer" if number % 6 in _FOOTERS else "header"
                self._story(start + first, start + last, Place(0, part))  # type: ignore[arg-type]
        self.blocks.keep_new(said)
        for place in sorted(self.boxes):
            for first, last in self.boxes[place]:
                self._story(first, last, Place(0, "box"))
        count = max(0, (len(self._listed(_COMMENTS)) - 4) // 34)
        self.blocks.unread["comment"] += count

    def _listed(self, number: int) -> bytes:
        """Return the table of a number."""
        place, size = struct.unpack_from("<II", self.head, _TABLES + 8 * number)
        return self.table[place : place + size]

    def _pieces(self) -> Iterator[_Piece]:
        listed = self._listed(_PIECES)
        at = 0
        while listed[at] == 1:
            at += 3 + struct.unpack_from("<H", listed, at + 1)[0]
        size = struct.unpack_from("<I", listed, at + 1)[0]
        pieces = listed[at + 5 : at + 5 + size]
        count = (len(pieces) - 4) // 12
        ends = struct.unpack_from(f"<{count + 1}I", pieces)
        for number in range(count):
            place = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * number + 2)[0]
            narrow = bool(place & 0x40000000)
            place = (place & 0x3FFFFFFF) // (2 if narrow else 1)
            if not ends[number] <= ends[number + 1] <= len(self.head):
                raise ValueError
            yield _Piece(ends[number], ends[number + 1], place, 1 if narrow else 2)

    def _decoded(self, piece: _Piece) -> str:
        size = piece.end - piece.start
        raw = self.head[piece.place : piece.place + size * piece.wide]
        text = raw.decode("cp1252" if piece.wide == 1 else "utf-16-le", "replace")
        if len(text) < size and piece.wide == 2:
            # A character of two units counts twice.
            text = "".join(char if char < "\U00010000" else f"{char}\x1f" for char in text)
        return text[:size].ljust(size, "\x1f")

    def _mark(self) -> None:
        """Note for each character how it is to be read."""
        found = characters(self.head, self._listed(_CHARACTERS))
        ends = [one.end for one in found]
        for piece in self.pieces:
            last = piece.place + (piece.end - piece.start) * piece.wide
            for number in range(bisect_right(ends, piece.place), len(found)):
                one = found[number]
                if one.start >= last:
                    break
                begin = piece.start + max(0, one.start - piece.place) // piece.wide
                end = piece.start + (min(one.end, last) - piece.place) // piece.wide
                self.marks[begin:end] = bytes([one.marks]) * (end - begin)
                if one.symbol is not None:
                    _, code = one.symbol
                    for at in range(begin, end):
                        self.symbols[at] = symbol_font(code - 0xF000 if code >= 0xF000 else code)

    def _place_of(self, at: int) -> int:
        """Return where in the file a character lies."""
        piece = self.pieces[max(0, bisect_right(self.starts, at) - 1)]
        return piece.place + (at - piece.start) * piece.wide

    def _stories(self, table: int, size: int, extra: int) -> Iterator[tuple[int, int]]:
        """Yield where the texts of a part begin and end, counted from where that begins."""
        listed = self._listed(table)
        count = (len(listed) + extra) // (4 + extra) if size > 0 else 0
        places = struct.unpack_from(f"<{count}i", listed) if count else ()
        for first, last in pairwise(places):
            if 0 <= first <= last <= size:
                yield first, last

    def _anchored(self) -> dict[int, list[tuple[int, int]]]:
        """Return where the texts of boxes begin and end, by the character that these hang on."""
        lengths = struct.unpack_from("<8i", self.head, _LENGTHS)
        start = sum(lengths[:6])
        listed, anchors = self._listed(_BOXES), self._listed(_ANCHORS)
        hung = {}
        count = max(0, (len(anchors) - 4) // 30)
        for number in range(count):
            at = struct.unpack_from("<i", anchors, 4 * number)[0]
            shape = struct.unpack_from("<i", anchors, 4 * (count + 1) + 26 * number)[0]
            hung[shape] = at
        boxes: dict[int, list[tuple[int, int]]] = {}
        count = max(0, (len(listed) - 4) // 26)
        for number in range(count):
            first, last = struct.unpack_from("<ii", listed, 4 * number)
            shape = struct.unpack_from("<i", listed, 4 * (count + 1) + 22 * number + 14)[0]
            if 0 <= first < last <= lengths[6]:
                at = hung.get(shape, len(self.text))
                boxes.setdefault(at, []).append((start + first, start + last))
        return boxes

    def _story(self, first: int, last: int, place: Place) -> None:
        """Add the paragraphs and tables of a text."""
        lines: list[Line] = []
        row: list[list[Line]] = []
        rows: list[tuple[list[list[Line]], Paragraph]] = []
        for line, end in self._lines(first, last):
            found = self.paragraphs.at(self._place_of(end))
            if found.depth:
                lines += [line] if line.text else []
                if found.ends_row:
                    rows.append((row, found))
                    row, lines = [], []
                elif self.text[end] == _CELL:
                    row.append(lines)
                    lines = []
            else:
                self._add_rows(rows, place)
                rows = []
                self.blocks.add_at(line, place, found.level)
            self._add_boxes(end, place)
        if row or lines:
            rows.append(([*row, lines], Paragraph()))
        self._add_rows(rows, place)

    def _add_boxes(self, end: int, place: Place) -> None:
        """Add the boxes that hang on a paragraph that ends here."""
        if place.part == "body":
            for at in sorted(at for at in self.boxes if at <= end):
                for first, last in self.boxes.pop(at):
                    self._story(first, last, Place(0, "box"))

    def _lines(self, first: int, last: int) -> Iterator[tuple[Line, int]]:
        """Yield the paragraphs of a text as they are seen, each with the mark that ends it."""
        out: list[str] = []
        # Of each field that lies open, its instruction; None once its result has begun.
        fields: list[list[str] | None] = []
        counting = 0
        for at in range(first, min(last, len(self.text))):
            char, marks = self.text[at], self.marks[at]
            if char == _BEGIN:
                if len(fields) > _DEEPEST:
                    raise ValueError
                fields.append([])
            elif char == _SEPARATE and fields:
                words = "".join(fields[-1] or ())
                # The text of a shape stands elsewhere.
                if counts_pages(words) or words.split()[:1] == ["SHAPE"]:
                    counting = counting or len(fields)
                fields[-1] = None
            elif char == _END and fields:
                counting = 0 if counting == len(fields) else counting
                fields.pop()
            elif fields and fields[-1] is not None:
                fields[-1].append(char)
            elif char in (_PARAGRAPH, _CELL) and not (marks & UNSEEN and char == _PARAGRAPH):
                yield Line(without_private("".join(out))).stripped(), at
                out.clear()
            elif not (marks & UNSEEN or counting):
                out.append(self._shown(at, char, marks))
        if out:
            yield Line(without_private("".join(out))).stripped(), min(last, len(self.text)) - 1

    def _shown(self, at: int, char: str, marks: int) -> str:
        if char in _SPOKEN:
            return _SPOKEN[char]
        if marks & SPECIAL:
            if char == _PICTURE:
                self.blocks.unread["picture"] += 1
            return self.symbols.get(at, "") if char == _SYMBOL else ""
        if char < " ":
            return ""
        return raised(char, {SUPERSCRIPT: "sup", SUBSCRIPT: "sub"}.get(marks, ""))

    def _add_rows(self, rows: Sequence[tuple[list[list[Line]], Paragraph]], place: Place) -> None:
        edges = apart({edge for _, found in rows for edge in found.edges}, _NEAR)
        made = []
        for number, (cells, found) in enumerate(rows, 1):
            known = len(found.edges) == len(cells) + 1
            row = []
            for index, lines in enumerate(cells):
                column, span = index + 1, 1
                if known and edges:
                    column = bisect_left(edges, found.edges[index] - _NEAR) + 1
                    span = bisect_left(edges, found.edges[index + 1] - _NEAR) + 1 - column
                if not (found.merged[index : index + 1] == (True,) and not lines):
                    row.append(TableCell(lines, column, max(1, span)))
            made.append(TableRow(number, row, found.is_head))
        self.blocks.add_table(made, place)
