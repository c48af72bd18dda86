"""Documents of Word 97-2003 and of WPS Writer (.doc .wps) -> blocks.

All text stands in one row: body, footnotes, headers and footers, comments, endnotes, text boxes. A
table of pieces tells where in the file which part of it lies. What characters and paragraphs have
is a list of single properties, of which the last of a kind holds: those of the style, then of the
paragraph or the characters themselves, then of the piece that they lie in. After [MS-DOC].
"""

import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cppcc_cli.documents import Part, Place
from cppcc_cli.documents.blocks import Blocks, Fields, Story, raised, symbol_font, without_private
from cppcc_cli.documents.numbering import Numbering, numbering, unsigned
from cppcc_cli.documents.xml import refused, streams
from cppcc_cli.errors import InputError
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
_CELL, _PARAGRAPH = "\x07", "\r"
_FIELDS = {"\x13": Fields.begin, "\x14": Fields.separate, "\x15": Fields.end}
_PICTURE, _SYMBOL = "\x01", "("
_SPOKEN = {"\x1e": "-", "\t": " ", "\x0b": " ", "\x0c": " ", "\x0e": " ", "\xa0": " "}
_SEVEN_BITS = bytes(range(128)) * 2
# Of six headers of a section, which are footers.
_FOOTERS = (2, 3, 5)
# How long a value is, by the highest three bits of the number of its property; 6 says it itself.
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_TABLE_OF_CELLS = 0xD608
# Whose value is where in another stream more of them lie.
_MORE = (0x6646, 0x646B)
# Of characters: those that make it unseen, each with its mark; what else they have.
_UNSEEN = {0x0800: 1, 0x0837: 2, 0x2A53: 4, 0x083C: 8}
UNSEEN, SUPERSCRIPT, SUBSCRIPT, SPECIAL = 15, 16, 32, 64
# A mark of a paragraph that was deleted or is hidden, and ends none.
JOINING = 1 | 8
_RAISED, _SPECIAL, _SHOWN, _CHARACTER_STYLE = 0x2A48, 0x0855, 0x6A09, 0x4A30
# Of paragraphs.
_STYLE, _LIST_LEVEL, _LIST = 0x4600, 0x260A, 0x460B
_IN_TABLE, _ROW_END, _DEPTH, _OUTLINE, _HEAD_ROW = 0x2416, 0x2417, 0x6649, 0x2640, 0x3404
_HEADINGS, _TITLE = range(1, 10), 62
# The numbers of single properties, where they are given short.
_SHORT = {0x41: 0x0800, 0x57: 0x0837, 0x73: 0x2A53, 0x5C: 0x083C, 0x68: _RAISED, 0x75: _SPECIAL}
_SHORT |= {0x0C: _LIST_LEVEL, 0x18: _IN_TABLE, 0x19: _ROW_END, 0x78: _OUTLINE}
_OF_PARAGRAPHS = 1
# From which place to which something holds, and what.
Span = tuple[int, int, bytes]
_PAGE, _NO_STYLE, _MOST_BASES = 512, 0xFFF, 20


def read_doc(raw: bytes, path: str) -> Blocks:
    """Return the blocks of a binary Word file; raise InputError where it is damaged or locked."""
    head, more, *tables = streams(raw, path, LARGEST, "WordDocument", "Data", "0Table", "1Table")
    with refused(path):
        kind, version = struct.unpack_from("<HH", head)
        flags = struct.unpack_from("<H", head, 0x0A)[0]
        if kind != _WORD or version < _FIRST_OF_97:
            kind, way = messages["KINDS"]["old-word"], messages["WAYS"]["word-xml"]
            raise InputError(messages.NOT_READ.about(path=path, kind=kind, way=way))
        if flags & _ENCRYPTED:
            raise InputError(messages.LOCKED.about(path=path))
        reader = _Reader(head, tables[bool(flags & _SECOND_TABLE)], more, path)
        reader.read()
    return reader.blocks


class _Piece(NamedTuple):
    """Some characters: which of all, where they lie in the file, and how wide each is there."""

    start: int
    end: int
    place: int
    wide: int
    # What they have beside what stands at their place.
    properties: bytes


class Paragraph(NamedTuple):
    """What a paragraph has; of one that ends a row, the edges of its cells."""

    level: int | None = None
    in_table: bool = False
    ends_row: bool = False
    is_head: bool = False
    edges: tuple[int, ...] = ()
    # Which cells of the row go on with the one before.
    merged: tuple[bool, ...] = ()
    # The number of its list, from 1, and the level there.
    list: int = 0
    list_level: int = 0


class _Style(NamedTuple):
    """A style: what it is by number, of what type, what it is made of, and its properties."""

    known: int
    type: int
    base: int
    of_paragraphs: bytes
    of_characters: bytes


class Properties:
    """Reads properties; `more` is the stream of those that have no place beside the text."""

    def __init__(self, styles: bytes, more: bytes) -> None:
        self._more = more
        self._styles = list(_styles(styles))
        # The marks of characters that had some marks, and the code of a symbol they show.
        self.look = cache(self._look)
        # What a paragraph has whose style and single properties these are.
        self.paragraph = cache(self._paragraph)

    def _look(self, properties: bytes, marks: int, deep: int = 0) -> tuple[int, int | None]:
        single, symbol = list(self.single(properties)), None
        for kind, value in single:
            if kind == _CHARACTER_STYLE:
                marks = self.styled(value, marks, deep + 1)
        styled = marks
        for kind, value in single:
            if (bit := _UNSEEN.get(kind)) and value:
                # As the style has it, or as it has not.
                on = bool(styled & bit) != bool(value[0] & 1) if value[0] & 0x80 else value[0] == 1
                marks = marks | bit if on else marks & ~bit
            elif kind == _RAISED and value:
                marks &= ~(SUPERSCRIPT | SUBSCRIPT)
                marks |= {1: SUPERSCRIPT, 2: SUBSCRIPT}.get(value[0], 0)
            elif kind == _SPECIAL and value:
                marks = marks | SPECIAL if value[0] == 1 else marks & ~SPECIAL
            elif kind == _SHOWN and len(value) == 4:
                symbol = unsigned(value[2:])
        return marks, symbol

    def styled(self, number: bytes, marks: int = 0, deep: int = 0) -> int:
        """Return the marks that characters have by a style over those that they had."""
        for style in self._bases(unsigned(number)) if deep <= _MOST_BASES else ():
            marks, _ = self.look(style.of_characters, marks, deep)
        return marks

    def _paragraph(self, properties: bytes) -> Paragraph:
        own = dict(self.single(properties[2:]))
        style = unsigned(own.get(_STYLE, properties[:2]))
        bases = self._bases(style)
        found = {kind: value for one in bases for kind, value in self.single(one.of_paragraphs)}
        found |= own
        level = style if style in _HEADINGS and not self._styles else None
        for one in bases:
            level = {_TITLE: 0}.get(one.known, one.known if one.known in _HEADINGS else level)
        if outline := found.get(_OUTLINE):
            level = outline[0] + 1 if outline[0] < len(_HEADINGS) else 0 if level == 0 else None
        kinds = _IN_TABLE, _ROW_END, _HEAD_ROW
        in_table, ends_row, is_head = (found.get(kind) == b"\1" for kind in kinds)
        edges, merged = _cells(found.get(_TABLE_OF_CELLS, b""))
        deep, list, at = (unsigned(found.get(kind, b"")) for kind in (_DEPTH, _LIST, _LIST_LEVEL))
        in_table = in_table or deep > 0
        return Paragraph(level, in_table, ends_row, is_head, edges, merged, list, at)

    def single(self, properties: bytes, deep: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield the single properties of a list, each with its value."""
        at = 0
        while at + 2 <= len(properties):
            kind = unsigned(properties[at : at + 2])
            at += 2
            size = _SIZES[kind >> 13]
            if kind == _TABLE_OF_CELLS:
                size = unsigned(properties[at : at + 2]) - 1
                at += 2
            elif not size:
                size = properties[at] if at < len(properties) else 0
                at += 1
            if size < 0:
                return
            value = properties[at : at + size]
            at += size
            if kind in _MORE and deep < _MOST_BASES:
                yield from self.single(counted(self._more, unsigned(value))[0], deep + 1)
            yield kind, value

    def _bases(self, number: int) -> list[_Style]:
        """Return a style and those that it is made of, itself last."""
        bases: list[_Style] = []
        while number < len(self._styles) and len(bases) < _MOST_BASES:
            style = self._styles[number]
            if bases and bases[0].type != style.type:
                break
            bases.insert(0, style)
            number = style.base
        return bases


def counted(raw: bytes, at: int) -> tuple[bytes, int]:
    """Return the bytes that stand at a place behind how many they are, and where they end."""
    end = at + 2 + unsigned(raw[at : at + 2])
    return raw[at + 2 : end], end


def plc_records(table: bytes, size: int) -> Iterator[Span]:
    """Yield the records of a table, each of a size, with the places between which it holds."""
    count = max(0, (len(table) - 4) // (4 + size))
    places = struct.unpack_from(f"<{count + 1}I", table) if count else ()
    for number, (first, last) in enumerate(pairwise(places)):
        at = 4 * (count + 1) + size * number
        yield first, last, table[at : at + size]


def formatting(document: bytes, table: bytes, of_paragraphs: bool) -> list[Span]:
    """Return which properties what lies from a place to another has, in the order of places.

    Those of paragraphs begin with the number of their style.
    """
    found = []
    for _, _, place in plc_records(table, 4):
        start = (unsigned(place) & 0x3FFFFF) * _PAGE
        page = document[start : start + _PAGE]
        if len(page) < _PAGE:
            continue
        many = page[-1]
        for number, (begin, end) in enumerate(pairwise(struct.unpack_from(f"<{many + 1}I", page))):
            at = page[4 * (many + 1) + (13 if of_paragraphs else 1) * number] * 2
            first, size = at + 1, page[at]
            if of_paragraphs:
                first, size = (at + 1, 2 * size - 1) if size else (at + 2, 2 * page[at + 1])
            if at:
                found.append((begin, end, page[first : first + size]))
    return sorted(found, key=lambda one: one[0])


def _styles(raw: bytes) -> Iterator[_Style]:
    if len(raw) < 6:
        return
    _, at = counted(raw, 0)
    count, head = struct.unpack_from("<HH", raw, 2)
    for _ in range(count):
        style, end = counted(raw, at)
        at = end + (end - at) % 2
        if len(style) < head + 2:
            yield _Style(0, 0, _NO_STYLE, b"", b"")
            continue
        known, based, last = struct.unpack_from("<HHH", style)
        place = head + 2 * (unsigned(style[head : head + 2]) + 2)
        parts = []
        for _ in range(last & 15):
            part, end = counted(style, place)
            parts.append(part)
            place = end + (end - place) % 2
        parts += [b"", b""]
        parts = [parts[0][2:], parts[1]] if based & 15 == _OF_PARAGRAPHS else [b"", parts[0]]
        yield _Style(known & 0xFFF, based & 15, based >> 4, *parts)


def _cells(value: bytes) -> tuple[tuple[int, ...], tuple[bool, ...]]:
    """Return the edges of the cells of a row, in twentieths of a point, and which are merged."""
    count = value[0] if value else 0
    if len(value) < 1 + 2 * (count + 1):
        return (), ()
    edges = struct.unpack_from(f"<{count + 1}h", value, 1)
    first = 1 + 2 * (count + 1)
    places = range(first, first + 20 * count, 20)
    merged = tuple(bool(unsigned(value[at : at + 1]) & 2) for at in places)
    return edges, merged


class _Reader:
    def __init__(self, head: bytes, table: bytes, more: bytes, path: str) -> None:
        self.head, self.table = head, table
        # How many characters each part of the text has.
        self.lengths = struct.unpack_from("<8i", head, _LENGTHS)
        self.blocks = Blocks(path)
        self.properties = Properties(self._listed(_STYLES), more)
        try:
            self.numbering = numbering(table, *self._place(_LISTS), self._listed(_USED_LISTS))
        except (struct.error, LookupError):
            # Without its numbers a text is still one.
            self.numbering = Numbering()
        self.pieces = list(self._pieces())
        self.text = "".join(self._decoded(piece) for piece in self.pieces)
        self.paragraphs = formatting(head, self._listed(_PARAGRAPHS), True)
        self.marks = bytearray(len(self.text))
        self.symbols: dict[int, str] = {}
        self._mark()
        self.boxes = self._anchored()

    def read(self) -> None:
        """Add the body, the notes, the headers and footers, and the boxes that hang on nothing."""
        body, notes, margins, _, _, endnotes, *_ = self.lengths
        self._story(0, body, Place(0))
        self._notes("footnote", _NOTE_TEXTS, body, notes)
        self._notes("endnote", _ENDNOTE_TEXTS, sum(self.lengths[:5]), endnotes)
        # The first six are what parts notes from the text.
        heads = [*self._stories(_HEADERS, body + notes, margins)][6:]
        for number, (first, last) in enumerate(heads):
            part: Part = "footer" if number % 6 in _FOOTERS else "header"
            with self.blocks.once():
                self._story(first, last, Place(0, part))
        self._add_boxes(max(self.boxes, default=0))
        self.blocks.unread["comment"] += sum(1 for _ in plc_records(self._listed(_COMMENTS), 30))

    def _notes(self, part: Part, table: int, start: int, size: int) -> None:
        for number, (first, last) in enumerate(self._stories(table, start, size), 1):
            self._story(first, last, Place(0, part, number))

    def _place(self, number: int) -> tuple[int, int]:
        """Return where the table of a number begins, and its size."""
        place, size = struct.unpack_from("<II", self.head, _TABLES + 8 * number)
        return place, size

    def _listed(self, number: int) -> bytes:
        place, size = self._place(number)
        return self.table[place : place + size]

    def _pieces(self) -> Iterator[_Piece]:
        listed = self._listed(_PIECES)
        at, shared = 0, []
        while listed[at] == 1:
            properties, at = counted(listed, at + 1)
            shared.append(properties)
        size = struct.unpack_from("<I", listed, at + 1)[0]
        pieces = listed[at + 5 : at + 5 + size]
        for first, last, piece in plc_records(pieces, 8):
            place, had = struct.unpack_from("<IH", piece, 2)
            properties = b""
            if had & 1:
                properties = b"".join(shared[had >> 1 : (had >> 1) + 1])
            elif number := _SHORT.get(had >> 1 & 0x7F):
                properties = struct.pack("<HB", number, had >> 8)
            wide = 1 if place & 0x40000000 else 2
            if not first <= last <= len(self.head):
                raise ValueError
            yield _Piece(first, last, (place & 0x3FFFFFFF) // (3 - wide), wide, properties)

    def _decoded(self, piece: _Piece) -> str:
        size = piece.end - piece.start
        raw = self.head[piece.place : piece.place + size * piece.wide]
        if piece.wide == 1:
            return raw.decode("cp1252", "replace").ljust(size, "\x1f")
        # A character of two units counts twice.
        units = struct.unpack(f"<{len(raw) // 2}H", raw[: len(raw) // 2 * 2])
        return "".join(map(chr, units)).ljust(size, "\x1f")

    def _mark(self) -> None:
        """Note for each character how it is to be read."""
        for begin, end, properties in self._within(self.paragraphs):
            if marks := self.properties.styled(properties[:2]):
                self.marks[begin:end] = bytes([marks]) * (end - begin)
        found = formatting(self.head, self._listed(_CHARACTERS), False)
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
                self.symbols |= dict.fromkeys(range(begin, end), symbol_font(symbol))
        self.marks[begin:end] = styled.translate(_SEVEN_BITS)

    def _within(self, found: Sequence[Span]) -> Iterator[Span]:
        """Yield of what has properties the characters in each piece: from which to which."""
        for piece in self.pieces:
            last = piece.place + (piece.end - piece.start) * piece.wide
            begun = bisect_right(found, piece.place, key=lambda one: one[1])
            end = bisect_left(found, last, key=lambda one: one[0])
            for first, stop, properties in found[begun:end]:
                begin = piece.start + max(0, first - piece.place) // piece.wide
                end = piece.start + (min(stop, last) - piece.place) // piece.wide
                yield begin, end, properties

    def _paragraph_at(self, at: int) -> Paragraph:
        """Return what the paragraph has that ends at a character."""
        index = bisect_right(self.pieces, at, key=lambda one: one.start) - 1
        piece = self.pieces[max(0, index)]
        place = piece.place + (at - piece.start) * piece.wide
        index = bisect_right(self.paragraphs, place, key=lambda one: one[0]) - 1
        is_told = index >= 0 and place < self.paragraphs[index][1]
        own = self.paragraphs[index][2] if is_told else b""
        return self.properties.paragraph(own.ljust(2, b"\0") + piece.properties)

    def _stories(self, table: int, start: int, size: int) -> Iterator[tuple[int, int]]:
        """Yield where the texts of a part begin and end that itself begins at `start`."""
        for first, last, _ in plc_records(self._listed(table), 0) if size > 0 else ():
            if first <= last <= size:
                yield start + first, start + last

    def _anchored(self) -> dict[int, list[tuple[int, int]]]:
        """Return where the texts of boxes begin and end, by the character that these hang on."""
        start = sum(self.lengths[:6])
        hung = {shape[:4]: at for at, _, shape in plc_records(self._listed(_ANCHORS), 26)}
        boxes: dict[int, list[tuple[int, int]]] = {}
        for first, last, box in plc_records(self._listed(_BOXES), 22):
            if first < last <= self.lengths[6]:
                at = hung.get(box[14:18], len(self.text))
                boxes.setdefault(at, []).append((start + first, start + last))
        return boxes

    def _story(self, first: int, last: int, place: Place) -> None:
        story = Story(self.blocks, place)
        for text, end in self._lines(first, last):
            found = self._paragraph_at(end)
            if found.in_table and found.ends_row:
                story.end_row(found.edges, found.merged, found.is_head)
            else:
                number = self.numbering.label(found.list, found.list_level)
                story.add(text, number, found.level, found.in_table)
                if found.in_table and self.text[end] == _CELL:
                    story.end_cell()
            if place.part == "body":
                self._add_boxes(end)
        story.end()

    def _add_boxes(self, end: int) -> None:
        """Add the boxes that hang on what stands up to a character."""
        for at in sorted(at for at in self.boxes if at <= end):
            for first, last in self.boxes.pop(at):
                self._story(first, last, Place(0, "box"))

    def _lines(self, first: int, last: int) -> Iterator[tuple[str, int]]:
        """Yield the paragraphs of a text as they are seen, each with the mark that ends it."""
        out: list[str] = []
        fields = Fields()
        for at in range(first, min(last, len(self.text))):
            char, marks = self.text[at], self.marks[at]
            if char in _FIELDS:
                shown = _FIELDS[char](fields)
                out.append("" if marks & UNSEEN or fields.hide else shown)
            elif fields.instruct(char):
                continue
            elif char == _CELL or (char == _PARAGRAPH and not marks & JOINING):
                yield without_private("".join(out)), at
                out.clear()
            elif not (marks & UNSEEN or fields.hide):
                out.append(self._shown(at, char, marks))
        if out:
            yield without_private("".join(out)), min(last, len(self.text)) - 1

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
