"""Text files -> text, with its lines and paragraphs.

A text is UTF-8, with or without byte order mark, or GB18030; `-` is standard input. A paragraph is
a line that is not empty; paragraphs are counted from 1.
"""

import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cppcc_cli import messages
from cppcc_cli.dataset.library import read_regular_file
from cppcc_cli.errors import AskedWrongly, CannotRead
from cppcc_cli.language import Message

LARGEST = 64
_MEBIBYTE = 1024 * 1024


class Document(NamedTuple):
    """A text as it was read: where from, the text itself, and what is to be said of the reading."""

    path: str
    text: str
    # In bytes, as it was read.
    size: int
    notes: tuple[Message, ...] = ()

    def paragraphs(self) -> list[str]:
        """Return the lines that are not empty, without the spaces around them."""
        return [line.strip() for line in self.text.split("\n") if line.strip()]


class Place(NamedTuple):
    """Where a character stands: its line, its column in it, and the paragraph; all from 1."""

    line: int
    column: int
    paragraph: int


def places(text: str, offsets: Iterable[int]) -> Iterator[Place]:
    """Yield the place of each character of `text` at rising `offsets`, counted from 0."""
    line, start, paragraph = 1, 0, 0
    end = text.find("\n")
    for offset in offsets:
        while 0 <= end < offset:
            paragraph += bool(text[start:end].strip())
            line, start = line + 1, end + 1
            end = text.find("\n", start)
        yield Place(line, offset - start + 1, paragraph + 1)


def read_document(path: str) -> Document:
    """Return the text in the file `path`, or of standard input for `-`.

    Raises CannotRead for what is no text: a folder, a pipe by name, a binary, or more than 64 MiB.
    """
    if not path.strip():
        raise AskedWrongly(messages.EMPTY_DOCUMENT.about())
    raw = _standard_input() if path == "-" else read_regular_file(path, LARGEST)
    if b"\0" in raw:
        raise CannotRead(messages.BINARY.about(path=path))
    text, notes = _decode(raw, path)
    return Document(path, text, len(raw), notes)


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise CannotRead(messages.NO_INPUT.about())
    raw = sys.stdin.buffer.read(LARGEST * _MEBIBYTE + 1)
    if len(raw) > LARGEST * _MEBIBYTE:
        raise CannotRead(messages.TOO_LARGE.about(path="-", limit=LARGEST))
    return raw


def _decode(raw: bytes, path: str) -> tuple[str, tuple[Message, ...]]:
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("gb18030"), (messages.READ_AS_GB18030.about(path=path),)
    except UnicodeDecodeError:
        raise CannotRead(messages.BINARY.about(path=path)) from None
