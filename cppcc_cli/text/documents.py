"""Text files -> paragraphs.

A text is UTF-8, with or without byte order mark, or GB18030; `-` is standard input. A paragraph is
a line that is not empty; paragraphs are counted from 1.
"""

import sys
from typing import NamedTuple

from cppcc_cli import messages
from cppcc_cli.dataset.library import read_regular_file
from cppcc_cli.errors import AskedWrongly, CannotRead
from cppcc_cli.language import Message

LARGEST = 64
_MEBIBYTE = 1024 * 1024


class Document(NamedTuple):
    """A text as it was read: where from, its paragraphs, and what is to be said of the reading."""

    path: str
    paragraphs: tuple[str, ...]
    notes: tuple[Message, ...] = ()

    def paragraph(self, number: int) -> str:
        """Return a paragraph by its number; nothing where the text ends before it."""
        return self.paragraphs[number - 1] if 0 < number <= len(self.paragraphs) else ""


def read_document(path: str) -> Document:
    """Return the text in the file `path`, or of standard input for `-`.

    Raises CannotRead for what is no text: a folder, a pipe by name, a binary, or more than 64 MiB.
    """
    if not path.strip():
        raise AskedWrongly(messages.EMPTY_PATH.about(option="--source"))
    raw = _standard_input() if path == "-" else read_regular_file(path, LARGEST)
    if b"\0" in raw:
        raise CannotRead(messages.BINARY.about(path=path))
    text, notes = _decode(raw, path)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Document(path, tuple(line.strip() for line in lines if line.strip()), notes)


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
