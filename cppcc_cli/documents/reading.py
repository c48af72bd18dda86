"""Files -> documents: texts, and what the rooms of other kinds read.

A text is UTF-8, UTF-16 with its mark, or GB18030; `-` is standard input. Of a file of another kind,
each paragraph and each row of a table is a line. A paragraph is a line that is not empty; they are
counted from 1.
"""

import re
import sys
from itertools import islice
from pathlib import Path

from cppcc_cli import messages
from cppcc_cli.documents.document import Document
from cppcc_cli.documents.kinds import read_kind, wide_charset
from cppcc_cli.documents.text import text_document, with_headings
from cppcc_cli.errors import InputError, UsageError
from cppcc_cli.files import MEBIBYTE, read_regular_file
from cppcc_cli.language import Message
from cppcc_cli.messages import documents as said

# In MiB: the largest file, and the largest text whose numbers are held against figures; that is a
# hundred years of reports.
LARGEST, LARGEST_HELD = 64, 8
# With more numbers the answer would take longer than anyone waits; a report has hundreds.
MOST_LISTED, MOST_HELD = 100_000, 10_000
MOST_LINES = 250_000
# One with more digits counts for several.
_NUMBER = re.compile("[0-9０-９]{1,20}|[〇零一二三四五六七八九十百千万亿两兩]{1,20}")
_MARKDOWN = (".md", ".markdown", ".mkd")


def read_document(path: str, listed: bool = False, stdin_name: str | None = None) -> Document:
    """Return the text in the file `path`, or of standard input for `-`, there called `stdin_name`.

    What kind it is, its content tells. Raises InputError for what holds no text or is of a kind
    that is not read, for a folder, a pipe by name, or more than 64 MiB; and for a text too large,
    or with too many numbers, for these to be `listed`, or held against figures. Raises MissingExtra
    where the libraries that read documents are not there.
    """
    if not path.strip():
        raise UsageError(messages.EMPTY_DOCUMENT.about())
    raw = _standard_input() if path == "-" else read_regular_file(path, LARGEST)
    path = stdin_name if path == "-" and stdin_name else path
    document = _read(raw, path)
    if not listed and len(document.text) > LARGEST_HELD * MEBIBYTE:
        raise InputError(messages.TOO_LARGE.about(path=path, limit=LARGEST_HELD))
    if not listed and document.text.count("\n") > MOST_LINES:
        raise InputError(messages.TOO_MANY_LINES.about(path=path, most=MOST_LINES))
    most = MOST_LISTED if listed else MOST_HELD
    if next(islice(_NUMBER.finditer(document.text), most, None), None) is not None:
        raise InputError(messages.TOO_MANY_NUMBERS.about(path=path, most=most))
    if not document.blocks:
        raise InputError(said.NO_TEXT.about(path=path, kind=said.TEXT))
    return document


def _read(raw: bytes, path: str) -> Document:
    document = read_kind(raw, path)
    if document is None:
        text, notes = decoded(raw, path)
        markdown = Path(path).suffix.lower() in _MARKDOWN
        document = text_document(path, text, len(raw), markdown=markdown, notes=notes)
    else:
        document = document._replace(blocks=tuple(with_headings(document.blocks)))
    return document._replace(notes=(*document.notes, *_unread(document)))


def _unread(document: Document) -> tuple[Message, ...]:
    """Return the sentence on what of a file was not read, where there is anything."""
    parts = [
        said.UNREAD_PARTS[one.what].about(number=one.number)
        for one in sorted(document.unread, key=lambda one: list(said.UNREAD_PARTS).index(one.what))
    ]
    return (said.UNREAD.about(path=document.path, parts=parts),) if parts else ()


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


def decoded(raw: bytes, path: str) -> tuple[str, tuple[Message, ...]]:
    """Return the text of a file in UTF-8, UTF-16 or GB18030, and what is to be said of that.

    Raises InputError for what is none of these.
    """
    charset = wide_charset(raw)
    if b"\0" in raw and not charset:
        raise InputError(messages.BINARY.about(path=path))
    try:
        return raw.decode(charset or "utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("gb18030"), (messages.READ_AS_GB18030.about(path=path),)
    except UnicodeDecodeError:
        raise InputError(messages.BINARY.about(path=path)) from None
