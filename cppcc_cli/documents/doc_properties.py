"""Properties in a binary Word document: which characters and paragraphs have which.

They stand in pages of 512 bytes, each for some places of the file, as lists of single properties
(sprm): a number that tells what it is and how long, and its value. After [MS-DOC].
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

_PAGE = 512
# How long a value is, by the highest three bits of the number of its property; 6 says it itself.
_LENGTHS = (1, 1, 2, 4, 2, 2, 0, 3)
_TABLE_OF_CELLS = 0xD608
_ON = (0x01, 0x81)

# Of characters.
DELETED, STRUCK, STRUCK_TWICE, VANISHED = 0x0800, 0x0837, 0x2A53, 0x083C
_RAISED, _SPECIAL, _SYMBOL = 0x2A48, 0x0855, 0x6A09
UNSEEN, SUPERSCRIPT, SUBSCRIPT, SPECIAL = 1, 2, 4, 8
# Of paragraphs.
_IN_TABLE, _ROW_END, _DEPTH, _INNER_CELL, _INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_OUTLINE, _HEAD_ROW = 0x2640, 0x3404
_HEADINGS = range(1, 10)


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
        elif kind == _SYMBOL and len(value) == 4:
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
        size = _LENGTHS[kind >> 13]
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
