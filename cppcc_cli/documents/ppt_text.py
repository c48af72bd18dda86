"""Looks of a text in a binary presentation: which of its characters stand raised or lowered.

The looks of paragraphs come first, then those of characters, each as a number of characters, what
is said of them, and the values of it. After [MS-PPT].
"""

import struct
from collections.abc import Iterator

# Of paragraphs: the bits of what is said, and how many bytes its value takes, in their order.
_OF_PARAGRAPHS = (
    (0x0000000F, 2),
    (0x00000080, 2),
    (0x00000010, 2),
    (0x00000040, 2),
    (0x00000020, 4),
    (0x00000800, 2),
    (0x00001000, 2),
    (0x00002000, 2),
    (0x00004000, 2),
    (0x00000100, 2),
    (0x00000400, 2),
    (0x00008000, 2),
    (0x00100000, 0),
    (0x00010000, 2),
    (0x000E0000, 2),
    (0x00200000, 2),
)
_TABS = 0x00100000
# Of characters, as above; the last is how far they are raised.
_OF_CHARACTERS = (
    (0x00003EFF, 2),
    (0x00010000, 2),
    (0x00200000, 2),
    (0x00400000, 2),
    (0x00800000, 2),
    (0x00020000, 2),
    (0x00040000, 4),
    (0x00080000, 2),
)
_POSITION = 0x00080000


def raised_runs(style: bytes, length: int) -> Iterator[tuple[int, int, int]]:
    """Yield from where to where characters are raised, and how far; lowered ones below zero.

    Nothing where the looks cannot be read.
    """
    try:
        yield from list(_runs(style, length))
    except (struct.error, ValueError):
        return


def _runs(style: bytes, length: int) -> Iterator[tuple[int, int, int]]:
    at = start = 0
    # The mark behind the last paragraph counts as a character.
    while start < length + 1:
        count, _, said = struct.unpack_from("<IHI", style, at)
        at += 10
        for bits, size in _OF_PARAGRAPHS:
            if said & bits == 0:
                continue
            if bits == _TABS:
                size = 2 + 4 * struct.unpack_from("<H", style, at)[0]
            at += size
        start += count
        if not count:
            raise ValueError
    start = 0
    while start < length:
        count, said = struct.unpack_from("<II", style, at)
        at += 8
        for bits, size in _OF_CHARACTERS:
            if said & bits == 0:
                continue
            if bits == _POSITION and (raised := struct.unpack_from("<h", style, at)[0]):
                yield start, min(start + count, length), raised
            at += size
        start += count
        if not count:
            raise ValueError
