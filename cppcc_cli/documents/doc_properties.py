"""What the characters and paragraphs of a .doc have: single properties, styles, lists.

Each is a list of single properties, of which the last of a kind holds: those of the style, then of
the paragraph or the characters themselves, then of the piece that they lie in. After [MS-DOC].
"""

import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cppcc_cli.documents.numbering import LEVELS, Level, Numbering, first_number

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
_PAGE, _NO_STYLE, _MOST_BASES, _MOST_DEEP = 512, 0xFFF, 20, 100


class Paragraph(NamedTuple):
    """What a paragraph has; of one that ends a row, the edges of its cells."""

    level: int | None = None
    depth: int = 0
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
        self._looks: dict[tuple[bytes, int], tuple[int, int | None]] = {}
        self._paragraphs: dict[bytes, Paragraph] = {}

    def look(self, properties: bytes, marks: int) -> tuple[int, int | None]:
        """Return the marks of characters that had `marks`, and the code of a symbol they show."""
        known = self._looks.get((properties, marks))
        if known is None:
            known = self._looks[properties, marks] = self._look(properties, marks)
        return known

    def _look(self, properties: bytes, marks: int, deep: int = 0) -> tuple[int, int | None]:
        single, symbol = list(self.single(properties)), None
        for kind, value in single:
            if kind == _CHARACTER_STYLE and deep < _MOST_BASES:
                for style in self._bases(_number(value)):
                    marks, _ = self._look(style.of_characters, marks, deep + 1)
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
                symbol = _number(value[2:])
        return marks, symbol

    def styled(self, properties: bytes) -> int:
        """Return the marks that the style of a paragraph gives its characters."""
        marks = 0
        for style in self._bases(_number(properties[:2])):
            marks, _ = self.look(style.of_characters, marks)
        return marks

    def paragraph(self, properties: bytes) -> Paragraph:
        """Return what a paragraph has whose style and single properties these are."""
        known = self._paragraphs.get(properties)
        if known is None:
            known = self._paragraphs[properties] = self._paragraph(properties)
        return known

    def _paragraph(self, properties: bytes) -> Paragraph:
        own = list(self.single(properties[2:]))
        style = _number(next((v for kind, v in own[::-1] if kind == _STYLE), properties[:2]))
        bases = self._bases(style)
        found = {kind: value for one in bases for kind, value in self.single(one.of_paragraphs)}
        found.update(own)
        level = style if style in _HEADINGS and not self._styles else None
        for one in bases:
            level = {_TITLE: 0}.get(one.known, one.known if one.known in _HEADINGS else level)
        if outline := found.get(_OUTLINE):
            level = outline[0] + 1 if outline[0] < len(_HEADINGS) else 0 if level == 0 else None
        edges, merged = _cells(found.get(_TABLE_OF_CELLS, b""))
        return Paragraph(
            level,
            max(min(_number(found.get(_DEPTH, b"")), _MOST_DEEP), found.get(_IN_TABLE) == b"\1"),
            found.get(_ROW_END) == b"\1",
            found.get(_HEAD_ROW) == b"\1",
            edges,
            merged,
            _number(found.get(_LIST, b"")),
            _number(found.get(_LIST_LEVEL, b"")),
        )

    def single(self, properties: bytes, deep: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield the single properties of a list, each with its value."""
        at = 0
        while at + 2 <= len(properties):
            kind = _number(properties[at : at + 2])
            at += 2
            size = _SIZES[kind >> 13]
            if kind == _TABLE_OF_CELLS:
                size = _number(properties[at : at + 2]) - 1
                at += 2
            elif not size:
                size = properties[at] if at < len(properties) else 0
                at += 1
            if size < 0:
                return
            value = properties[at : at + size]
            at += size
            if kind in _MORE and deep < _MOST_BASES:
                place = _number(value)
                size = _number(self._more[place : place + 2])
                yield from self.single(self._more[place + 2 : place + 2 + size], deep + 1)
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


def _number(value: bytes) -> int:
    return int.from_bytes(value, "little")


def short(number: int, value: int) -> bytes:
    """Return the single property that is given short; nothing for one that says nothing here."""
    return struct.pack("<HB", _SHORT[number], value) if number in _SHORT else b""


def placed(table: bytes, size: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield the records of a table, each of a size, with the places between which it holds."""
    count = max(0, (len(table) - 4) // (4 + size))
    places = struct.unpack_from(f"<{count + 1}I", table) if count else ()
    for number, (first, last) in enumerate(pairwise(places)):
        at = 4 * (count + 1) + size * number
        yield first, last, table[at : at + size]


def ranges(document: bytes, table: bytes, of_paragraphs: bool) -> list[tuple[int, int, bytes]]:
    """Return which properties what lies from a place to another has, in the order of places.

    Those of paragraphs begin with the number of their style.
    """
    found = []
    for _, _, place in placed(table, 4):
        start = (_number(place) & 0x3FFFFF) * _PAGE
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
    """Yield the styles of a document in the order of their numbers."""
    if len(raw) < 6:
        return
    at = 2 + _number(raw[:2])
    count, head = struct.unpack_from("<HH", raw, 2)
    for _ in range(count):
        size = _number(raw[at : at + 2])
        style = raw[at + 2 : at + 2 + size]
        at += 2 + size + size % 2
        if len(style) < head + 2:
            yield _Style(0, 0, _NO_STYLE, b"", b"")
            continue
        known, based, last = struct.unpack_from("<HHH", style)
        place = head + 2 * (_number(style[head : head + 2]) + 2)
        parts = []
        for _ in range(last & 15):
            wide = _number(style[place : place + 2])
            parts.append(style[place + 2 : place + 2 + wide])
            place += 2 + wide + wide % 2
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
    merged = tuple(
        bool(value[first + 20 * number] & 2) if first + 20 * number < len(value) else False
        for number in range(count)
    )
    return edges, merged


def numbering(table: bytes, lists: int, size: int, used: bytes) -> Numbering:
    """Return the lists of a document by the numbers by which paragraphs name them.

    What they are stands in the `table` from `lists` on, and how they are `used` in another.
    """
    made = Numbering()
    count = _number(table[lists : lists + 2]) if size > 1 else 0
    at = lists + size
    levels: dict[int, list[Level]] = {}
    for number in range(count):
        place = lists + 2 + 28 * number
        levels[_number(table[place : place + 4])] = listed = []
        for _ in range(1 if table[place + 26] & 1 else LEVELS):
            level, at = _level(table, at)
            listed.append(level)
    count = min(_number(used[:4]), len(used) // 16)
    at = 4 + 16 * count
    for number in range(count):
        key, _, _, many = struct.unpack_from("<IIIB", used, 4 + 16 * number)
        own, starts = list(levels.get(key, [])), {}
        at += 4
        for _ in range(many):
            start, said = struct.unpack_from("<iI", used, at)
            at += 8
            place = said & 15
            if said & 0x20:
                level, at = _level(used, at)
                if place < len(own):
                    own[place] = level
            elif said & 0x10:
                starts[place] = start
        made.add(number + 1, key, own, starts)
    return made


def _level(table: bytes, at: int) -> tuple[Level, int]:
    """Return the level of a list that is told from a place on, and where that ends."""
    start, kind, flags = struct.unpack_from("<iBB", table, at)
    restart = table[at + 26] if flags & 8 else LEVELS
    at += 28 + table[at + 24] + table[at + 25]
    size = _number(table[at : at + 2])
    raw = table[at + 2 : at + 2 + 2 * size].decode("utf-16-le", "replace")
    words = "".join(f"%{ord(char) + 1}" if char < "\t" else char for char in raw)
    level = Level(first_number(str(kind)), words, start, bool(flags & 4), restart)
    return level, at + 2 + 2 * size
