"""Files -> text, with its lines and paragraphs.

A text is UTF-8, with or without byte order mark, or GB18030; `-` is standard input. Of a Word
document or a page, each paragraph and each row of a table is a line. A paragraph is a line that is
not empty; paragraphs are counted from 1.
"""

import re
import sys
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from cppcc_cli import messages
from cppcc_cli.documents.document import Document
from cppcc_cli.documents.text import text_document
from cppcc_cli.errors import InputError, MissingExtra, UsageError
from cppcc_cli.files import MEBIBYTE, read_regular_file
from cppcc_cli.language import Message

# In MiB: the largest file, and the largest text whose numbers are held against figures; that is a
# hundred years of reports.
LARGEST, LARGEST_HELD = 64, 8
# With more numbers the answer would take longer than anyone waits; a report has hundreds.
MOST_LISTED, MOST_HELD = 100_000, 10_000
MOST_LINES = 250_000
# One with more digits counts for several.
_NUMBER = re.compile("[0-9０-９]{1,20}|[〇零一二三四五六七八九十百千万亿两兩]{1,20}")
# How an archive, and an encrypted or old Word document, begin; and a page.
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKDOWN = (".md", ".markdown", ".mkd")
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def read_document(path: str, listed: bool = False) -> Document:
    """Return the text in the file `path`, or of standard input for `-`.

    A Word document and a page are told by how they begin, a page also by its suffix. Raises
    InputError for what is no text: a folder, a pipe by name, a binary, or more than 64 MiB; and for
    a text too large, or with too many numbers, for these to be `listed`, or held against figures.
    Raises MissingExtra where the libraries that read documents are not there.
    """
    if not path.strip():
        raise UsageError(messages.EMPTY_DOCUMENT.about())
    document = _read(path)
    if not listed and len(document.text) > LARGEST_HELD * MEBIBYTE:
        raise InputError(messages.TOO_LARGE.about(path=path, limit=LARGEST_HELD))
    if not listed and document.text.count("\n") > MOST_LINES:
        raise InputError(messages.TOO_MANY_LINES.about(path=path, most=MOST_LINES))
    most = MOST_LISTED if listed else MOST_HELD
    if next(islice(_NUMBER.finditer(document.text), most, None), None) is not None:
        raise InputError(messages.TOO_MANY_NUMBERS.about(path=path, most=most))
    return document


def _read(path: str) -> Document:
    raw = _standard_input() if path == "-" else read_regular_file(path, LARGEST)
    suffix = Path(path).suffix.lower()
    if raw.startswith(_OLE):
        raise InputError(messages.LOCKED_OR_OLD.about(path=path))
    if raw.startswith(_ZIP) or suffix == ".docx":
        lines = _reader("word", path).word_lines(raw, path)
        return text_document(path, "\n".join(lines), len(raw), wrapped=False)
    if b"\0" in raw:
        raise InputError(messages.BINARY.about(path=path))
    text, notes = _decode(raw, path)
    if suffix in (".html", ".htm") or _PAGE.match(raw):
        lines = _reader("html", path).html_lines(text, path)
        return text_document(path, "\n".join(lines), len(raw), wrapped=False, notes=notes)
    return text_document(path, text, len(raw), markdown=suffix in _MARKDOWN, notes=notes)


def _reader(name: str, path: str) -> Any:
    """Return the room that reads documents of a kind, the library of which may be missing."""
    try:
        return import_module(f"cppcc_cli.documents.{name}")
    except ImportError:
        raise MissingExtra(messages.NEEDS_EXTRA, path, "publish") from None


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise InputError(messages.NO_INPUT.about())
    try:
        # None where it does not block and nothing is there yet.
        raw = sys.stdin.buffer.read(LARGEST * MEBIBYTE + 1) or b""
    except OSError as error:
        said = messages.CANNOT_OPEN.about(
            path=messages.STANDARD_INPUT, reason=messages.reason(error)
        )
        raise InputError(said) from None
    if len(raw) > LARGEST * MEBIBYTE:
        raise InputError(messages.TOO_LARGE.about(path="-", limit=LARGEST))
    return raw


def _decode(raw: bytes, path: str) -> tuple[str, tuple[Message, ...]]:
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("gb18030"), (messages.READ_AS_GB18030.about(path=path),)
    except UnicodeDecodeError:
        raise InputError(messages.BINARY.about(path=path)) from None
