"""Documents of Word 97-2003 and of WPS Writer (.doc .wps) -> blocks.

All text stands in one row: body, footnotes, headers and footers, comments, endnotes, text boxes. A
table of pieces tells where in the file which part of it lies. After [MS-DOC].
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cppcc_cli.documents.blocks import (
    Blocks,
    EdgedRow,
    Fields,
    Line,
    raised,
    rows_by_edges,
    symbol_font,
    without_private,
)
from cppcc_cli.documents.doc_properties import (
    JOINING,
    SPECIAL,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNSEEN,
    Paragraph,
    Properties,
    numbering,
    placed,
    ranges,
    short,
)
from cppcc_cli.documents.document import Document, Part, Place
from cppcc_cli.documents.numbering import Numbering
from cppcc_cli.documents.package import streams
from cppcc_cli.errors import InputError
from cppcc_cli.files import MEBIBYTE
from cppcc_cli.messages import documents as messages

# In MiB: the stream of the text; pictures stand elsewhere.
LARGEST = 16
_WORD, _FIRST_OF_97 = 0xA5EC, 0xC1
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
# Where in the head of the file the lengths of the parts stand, and the places of the tables.
_LENGTHS, _TABLES = 0x4C, 0x9A
_STYLES, _LISTS, _USED_LISTS = 1, 73, 74
_NOTE_TEXTS, _COMMENTS, _HEADERS, _CHARACTERS, _PARAGRAPHS = 3, 4, 11, 12, 13
_PIECES, _ANCHORS, _ENDNOTE_TEXTS, _BOXES = 33, 40, 47, 56
# What single characters stand for.
_CELL, _PARAGRAPH, _BEGIN, _SEPARATE, _END = "\x07", "\r", "\x13", "\x14", "\x15"
_PICTURE, _DRAWN, _SYMBOL = "\x01", "\x08", "("
_SPOKEN = {"\x1e": "-", "\t": " ", "\x0b": " ", "\x0c": " ", "\x0e": " ", "\xa0": " "}
# Edges of cells that are nearer to each other, in twentieths of a point, are one.
_NEAR = 60
_SEVEN_BITS = bytes(range(128)) * 2
# Of six headers of a section, which are footers.
_FOOTERS = (2, 3, 5)


def read_doc(raw: bytes, path: str) -> Document:
    """Return the document of a binary Word file; raise InputError where it is damaged or locked."""
    head, more, *tables = streams(raw, path, "WordDocument", "Data", "0Table", "1Table")
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
        reader = _Reader(head, tables[bool(flags & _SECOND_TABLE)], more, path)
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
    # What they have beside what stands at their place.
    properties: bytes


class _Reader:
    def __init__(self, head: bytes, table: bytes, more: bytes, path: str) -> None:
        self.head, self.table = head, table
        self.blocks = Blocks(path)
        self.properties = Properties(self._listed(_STYLES), more)
        try:
            self.numbering = numbering(table, *self._place(_LISTS), self._listed(_USED_LISTS))
        except (struct.error, LookupError):
            # Without its numbers a text is still one.
            self.numbering = Numbering()
        self.pieces = list(self._pieces())
        self.starts = [piece.start for piece in self.pieces]
        self.text = "".join(self._decoded(piece) for piece in self.pieces)
        self.paragraphs = ranges(head, self._listed(_PARAGRAPHS), True)
        self.paragraph_starts = [start for start, _, _ in self.paragraphs]
        self.marks = bytearray(len(self.text))
        self.symbols: dict[int, str] = {}
        self._mark()
        self.boxes = self._anchored()

    def read(self) -> None:
        """Add the body, the notes, the headers and footers, and the boxes that hang on nothing."""
        body, notes, margins, macros, comments, endnotes, *_ = self._lengths()
        self._story(0, body, Place(0))
        self._notes("footnote", _NOTE_TEXTS, body, notes)
        start = body + notes
        self._notes("endnote", _ENDNOTE_TEXTS, start + margins + macros + comments, endnotes)
        said = len(self.blocks.blocks)
        for number, (first, last) in enumerate(self._stories(_HEADERS, start, margins)):
            if number >= 6:
                part: Part = "footer" if number % 6 in _FOOTERS else "header"
                self._story(first, last, Place(0, part))
        self.blocks.keep_new(said)
        for place in sorted(self.boxes):
            for first, last in self.boxes[place]:
                self._story(first, last, Place(0, "box"))
        self.blocks.unread["comment"] += sum(1 for _ in placed(self._listed(_COMMENTS), 30))

    def _notes(self, part: Part, table: int, start: int, size: int) -> None:
        for number, (first, last) in enumerate(self._stories(table, start, size), 1):
            self._story(first, last, Place(0, part, number))

    def _lengths(self) -> tuple[int, ...]:
        """Return how many characters each part of the text has."""
        return struct.unpack_from("<8i", self.head, _LENGTHS)

    def _place(self, number: int) -> tuple[int, int]:
        """Return where the table of a number begins, and its size."""
        place, size = struct.unpack_from("<II", self.head, _TABLES + 8 * number)
        return place, size

    def _listed(self, number: int) -> bytes:
        """Return the table of a number."""
        place, size = self._place(number)
        return self.table[place : place + size]

    def _pieces(self) -> Iterator[_Piece]:
        listed = self._listed(_PIECES)
        at, shared = 0, []
        while listed[at] == 1:
            size = struct.unpack_from("<H", listed, at + 1)[0]
            shared.append(listed[at + 3 : at + 3 + size])
            at += 3 + size
        size = struct.unpack_from("<I", listed, at + 1)[0]
        pieces = listed[at + 5 : at + 5 + size]
        for first, last, piece in placed(pieces, 8):
            place, had = struct.unpack_from("<IH", piece, 2)
            if had & 1:
                properties = shared[had >> 1] if had >> 1 < len(shared) else b""
            else:
                properties = short(had >> 1 & 0x7F, had >> 8)
            wide = 1 if place & 0x40000000 else 2
            if not first <= last <= len(self.head):
                raise ValueError
            yield _Piece(first, last, (place & 0x3FFFFFFF) // (3 - wide), wide, properties)

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
        for begin, end, properties in self._within(self.paragraphs):
            if marks := self.properties.styled(properties):
                self.marks[begin:end] = bytes([marks]) * (end - begin)
        found = ranges(self.head, self._listed(_CHARACTERS), False)
        for begin, end, properties in self._within(found):
            self._look(begin, end, properties)
        for piece in self.pieces:
            if piece.properties:
                self._look(piece.start, piece.end, piece.properties)

    def _look(self, begin: int, end: int, properties: bytes) -> None:
        """Note what characters have by some properties over what they had."""
        styled = self.marks[begin:end]
        for had in set(styled):
            marks, symbol = self.properties.look(properties, had)
            styled = styled.replace(bytes([had]), bytes([marks | 0x80]))
            if symbol is not None:
                shown = symbol_font(symbol - 0xF000 if symbol >= 0xF000 else symbol)
                self.symbols.update(dict.fromkeys(range(begin, end), shown))
        self.marks[begin:end] = styled.translate(_SEVEN_BITS)

    def _within(self, found: Sequence[tuple[int, int, bytes]]) -> Iterator[tuple[int, int, bytes]]:
        """Yield of what has properties the characters in each piece: from which to which."""
        ends = [end for _, end, _ in found]
        for piece in self.pieces:
            last = piece.place + (piece.end - piece.start) * piece.wide
            for number in range(bisect_right(ends, piece.place), len(found)):
                first, stop, properties = found[number]
                if first >= last:
                    break
                begin = piece.start + max(0, first - piece.place) // piece.wide
                end = piece.start + (min(stop, last) - piece.place) // piece.wide
                yield begin, end, properties

    def _paragraph_at(self, at: int) -> Paragraph:
        """Return what the paragraph has that ends at a character."""
        piece = self.pieces[max(0, bisect_right(self.starts, at) - 1)]
        place = piece.place + (at - piece.start) * piece.wide
        index = bisect_right(self.paragraph_starts, place) - 1
        own = b""
        if index >= 0 and place < self.paragraphs[index][1]:
            own = self.paragraphs[index][2]
        return self.properties.paragraph(own.ljust(2, b"\0") + piece.properties)

    def _stories(self, table: int, start: int, size: int) -> Iterator[tuple[int, int]]:
        """Yield where the texts of a part begin and end that itself begins at `start`."""
        for first, last, _ in placed(self._listed(table), 0) if size > 0 else ():
            if first <= last <= size:
                yield start + first, start + last

    def _anchored(self) -> dict[int, list[tuple[int, int]]]:
        """Return where the texts of boxes begin and end, by the character that these hang on."""
        lengths = self._lengths()
        start = sum(lengths[:6])
        hung = {shape[:4]: at for at, _, shape in placed(self._listed(_ANCHORS), 26)}
        boxes: dict[int, list[tuple[int, int]]] = {}
        for first, last, box in placed(self._listed(_BOXES), 22):
            if first < last <= lengths[6]:
                at = hung.get(box[14:18], len(self.text))
                boxes.setdefault(at, []).append((start + first, start + last))
        return boxes

    def _story(self, first: int, last: int, place: Place) -> None:
        """Add the paragraphs and tables of a text."""
        lines: list[Line] = []
        row: list[list[Line]] = []
        rows: list[EdgedRow] = []
        for line, end in self._lines(first, last):
            found = self._paragraph_at(end)
            if not found.ends_row:
                line = line.behind(self.numbering.label(found.list, found.list_level))
            if found.depth:
                lines += [line] if line.text else []
                if found.ends_row:
                    rows.append(EdgedRow(row, found.edges, found.merged, found.is_head))
                    row, lines = [], []
                elif self.text[end] == _CELL:
                    row.append(lines)
                    lines = []
            else:
                self.blocks.add_table(rows_by_edges(rows, _NEAR), place)
                rows = []
                self.blocks.add(line, place, found.level)
            self._add_boxes(end, place)
        if row or lines:
            rows.append(EdgedRow([*row, lines], ()))
        self.blocks.add_table(rows_by_edges(rows, _NEAR), place)

    def _add_boxes(self, end: int, place: Place) -> None:
        """Add the boxes that hang on a paragraph that ends here."""
        if place.part == "body":
            for at in sorted(at for at in self.boxes if at <= end):
                for first, last in self.boxes.pop(at):
                    self._story(first, last, Place(0, "box"))

    def _lines(self, first: int, last: int) -> Iterator[tuple[Line, int]]:
        """Yield the paragraphs of a text as they are seen, each with the mark that ends it."""
        out: list[str] = []
        fields = Fields()
        for at in range(first, min(last, len(self.text))):
            char, marks = self.text[at], self.marks[at]
            if char == _BEGIN:
                fields.begin()
            elif char == _SEPARATE:
                fields.separate()
            elif char == _END:
                shown = fields.end()
                out.append("" if marks & UNSEEN or fields.hide else shown)
            elif fields.instruct(char):
                continue
            elif char == _CELL or (char == _PARAGRAPH and not marks & JOINING):
                yield Line(without_private("".join(out))).stripped(), at
                out.clear()
            elif not (marks & UNSEEN or fields.hide):
                out.append(self._shown(at, char, marks))
        if out:
            yield Line(without_private("".join(out))).stripped(), min(last, len(self.text)) - 1

    def _shown(self, at: int, char: str, marks: int) -> str:
        if char in _SPOKEN:
            return _SPOKEN[char]
        if marks & SPECIAL or at in self.symbols:
            if char == _PICTURE:
                self.blocks.unread["picture"] += 1
            return self.symbols.get(at, "") if char == _SYMBOL else ""
        if char < " ":
            return ""
        return raised(char, "sup" if marks & SUPERSCRIPT else "sub" if marks & SUBSCRIPT else "")
