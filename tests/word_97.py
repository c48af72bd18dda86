"""Word 97-2003 documents made byte by byte, for what no program at hand writes."""

import struct
from collections.abc import Sequence
from itertools import accumulate, pairwise

from bench.inputs import compound

_TEXT_AT = 1024


def page(places: Sequence[int], properties: Sequence[bytes], of_paragraphs: bool) -> bytes:
    """Return a page of properties: those of what lies between two places, or none."""
    step = 13 if of_paragraphs else 1
    head = struct.pack(f"<{len(places)}I", *places)
    said, at = bytearray(step * len(properties)), 510
    made = bytearray(512)
    for number, one in enumerate(properties):
        if not one:
            continue
        padded = one if len(one) % 2 else one + b"\0"
        size = (len(padded) + 1) // 2 if of_paragraphs else len(one)
        at -= len(padded) + 1 + (len(padded) + 1) % 2
        said[step * number] = at // 2
        made[at : at + 1 + len(padded)] = bytes([size]) + padded
    made[: len(head) + len(said)] = head + said
    made[511] = len(properties)
    return bytes(made)


def style(known: int, type: int, base: int, *parts: bytes) -> bytes:
    """Return a style: what it is by number, of paragraphs (1) or characters (2), and its parts."""
    made = struct.pack("<5H", known, type | base << 4, len(parts), 0, 0) + struct.pack("<HH", 0, 0)
    for part in parts:
        made += struct.pack("<H", len(part)) + part + b"\0" * (len(part) % 2)
    return struct.pack("<H", len(made)) + made


def level(kind: int, words: str, flags: int = 0, start: int = 1, restart: int = 0) -> bytes:
    """Return a level of a list; \\0 in its words is the number of the first."""
    head = (
        struct.pack("<iBB", start, kind, flags) + bytes(18) + struct.pack("<4B", 0, 0, restart, 0)
    )
    return head + struct.pack("<H", len(words)) + words.encode("utf-16-le")


def document(
    pieces: Sequence[tuple[str, int | bytes]],
    looks: Sequence[tuple[int, bytes]] = (),
    paragraphs: Sequence[bytes] = (),
    styles: Sequence[bytes] = (),
    lists: tuple[bytes, bytes, bytes] = (b"", b"", b""),
    more: bytes = b"",
    margins: Sequence[str] = (),
) -> bytes:
    """Return a document of pieces: their text, and their short property or shared ones.

    `looks` are how many characters have some properties, `paragraphs` those of each paragraph;
    `lists` what they are, how their levels are numbered, and how they are used; `margins` the texts
    of headers and footers, six for what parts notes from the text and six for each section.
    """
    pieces = [*pieces, *((one, 0) for one in margins)]
    text = "".join(one for one, _ in pieces)
    ends = list(accumulate((len(one) for one, _ in pieces), initial=0))
    shared = [had for _, had in pieces if isinstance(had, bytes)]
    table = b"".join(b"\1" + struct.pack("<H", len(had)) + had for had in shared)
    said = b""
    for (start, _), (_, had) in zip(pairwise(ends), pieces, strict=True):
        number = shared.index(had) << 1 | 1 if isinstance(had, bytes) else had
        said += struct.pack("<HIH", 0, _TEXT_AT + 2 * start, number)
    said = struct.pack(f"<{len(ends)}I", *ends) + said
    table += b"\2" + struct.pack("<I", len(said)) + said
    raw = text.encode("utf-16-le")
    pages_at = -(-(_TEXT_AT + len(raw)) // 512)
    stops = [0, *accumulate(count for count, _ in looks)]
    if stops[-1] < len(text):
        stops.append(len(text))
    marks = [at + 1 for at, char in enumerate(text) if char in "\r\7"]
    own = [*(had for _, had in looks), b""][: len(stops) - 1]
    listed = [*paragraphs, *[b""] * len(marks)][: len(marks)]
    pages = page([_TEXT_AT + 2 * at for at in stops], own, False)
    pages += page([_TEXT_AT + 2 * at for at in (0, *marks)], listed, True)
    sheet = struct.pack("<9H", len(styles), 10, 1, 0, 15, 0, 0, 0, 0)
    parts = {
        1: struct.pack("<H", len(sheet)) + sheet + b"".join(styles),
        11: b"".join(struct.pack("<I", one) for one in accumulate(map(len, margins), initial=0)),
        12: struct.pack("<3I", 0, 1, pages_at),
        13: struct.pack("<3I", 0, 1, pages_at + 1),
        33: table,
        73: lists[0],
        74: lists[2],
    }
    head = bytearray(_TEXT_AT)
    struct.pack_into("<HH", head, 0, 0xA5EC, 0xC1)
    of_margins = sum(map(len, margins))
    struct.pack_into("<3i", head, 0x4C, len(text) - of_margins, 0, of_margins)
    stream = b""
    for number, part in parts.items():
        struct.pack_into("<II", head, 0x9A + 8 * number, len(stream), len(part))
        stream += part + (lists[1] if number == 73 else b"")
    body = (bytes(head) + raw).ljust(512 * pages_at, b"\0") + pages
    return compound({"WordDocument": body, "0Table": stream, "Data": more})
