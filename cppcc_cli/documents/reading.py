"""Files -> documents: which files a name stands for, texts, and what the rooms of kinds read.

A text is UTF-8, UTF-16, or GB18030; `-` is standard input. Of a file of another kind, each
paragraph and each row of a table is a line. A paragraph is a line that is not empty; they are
counted from 1.
"""

import os
import re
import sys
from collections.abc import Iterator
from glob import glob
from itertools import islice
from pathlib import Path

from cppcc_cli import messages
from cppcc_cli.documents.document import Document
from cppcc_cli.documents.kinds import read_kind, wide_charset
from cppcc_cli.documents.text import text_document, with_headings
from cppcc_cli.errors import InputError, UsageError
from cppcc_cli.files import MEBIBYTE, is_folder, read_regular_file
from cppcc_cli.language import Message
from cppcc_cli.messages import documents as said

# What a folder is looked through for. A file that is named is told by its content.
SUFFIXES = frozenset(
    ".txt .md .markdown .html .htm .xhtml .shtml .mht .mhtml .docx .docm .dotx .dotm .doc .dot .wps"
    " .wpt .rtf .odt .fodt .odp .ods .pptx .pptm .ppsx .ppt .pps .dps .xlsx .xlsm .xltx .xls .xlt"
    " .et .ett .pdf .ofd".split()
)
# How the names of hidden files begin, and those that Word and WPS keep of what is open; and how the
# names of our own marked copies end.
_LEFT_OUT, MARKED = (".", "~$"), ("-marked", "-批注")
_MOST = 10_000
# In MiB: the largest file, and the largest text whose numbers are held against figures; that is a
# hundred years of reports.
LARGEST, LARGEST_HELD = 64, 8
# With more numbers the answer would take longer than anyone waits; a report has hundreds. Of more
# lines each paragraph, and each row of a table, would take half a gigabyte together.
MOST_LISTED, MOST_HELD = 100_000, 10_000
MOST_LINES = 250_000
# One with more digits counts for several.
_NUMBER = re.compile("[0-9０-９]{1,20}|[〇零一二三四五六七八九十百千万亿两兩]{1,20}")
_MARKDOWN = (".md", ".markdown", ".mkd")


def files_of(path: str, platform: str = sys.platform) -> list[str]:
    """Return the files that a name stands for; `-` and what there is none of as it is.

    A folder stands for the files in it, at whatever depth and by name, that are of a kind that is
    read. On Windows, where no shell does it, a pattern as 讲话*.docx stands for what fits it.
    Raises InputError for a folder without any file to read.
    """
    fitting = [path]
    if platform == "win32" and any(mark in path for mark in "*?[") and not os.path.lexists(path):
        found = sorted(glob(path))  # noqa: PTH207 - it may be absolute
        fitting = [one for one in found if not Path(one).name.startswith(_LEFT_OUT)] or [path]
    files: list[str] = []
    for one in fitting:
        # A blank name is no folder, though it would stand for the one that we are in.
        if one == "-" or not one.strip() or not is_folder(one):
            files.append(one)
            continue
        within = list(_below(one))
        if not within:
            raise InputError(said.EMPTY_FOLDER.about(path=one))
        files += within
    return files


def _below(folder: str) -> Iterator[str]:
    count = 0
    for place, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(_LEFT_OUT))
        for path in (Path(place, name) for name in sorted(names)):
            is_meant = path.suffix.lower() in SUFFIXES and not path.stem.endswith(MARKED)
            if not is_meant or path.name.startswith(_LEFT_OUT):
                continue
            count += 1
            if count > _MOST:
                raise InputError(said.TOO_MANY_FILES.about(path=folder, most=_MOST))
            yield str(path)


def _refuse(error: OSError) -> None:
    reason = messages.reason(error)
    raise InputError(messages.CANNOT_OPEN.about(path=error.filename, reason=reason))


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
    document = _read(raw, path, listed)
    if not document.blocks:
        raise InputError(said.NO_TEXT.about(path=path, kind=said.TEXT))
    return document


def _require_bounds(text: str, path: str, listed: bool) -> None:
    """Raise InputError for a text that is too large, or has too much in it."""
    if not listed and len(text) > LARGEST_HELD * MEBIBYTE:
        raise InputError(messages.TOO_LARGE.about(path=path, limit=LARGEST_HELD))
    if text.count("\n") > MOST_LINES:
        raise InputError(messages.TOO_MANY_LINES.about(path=path, most=MOST_LINES))
    most = MOST_LISTED if listed else MOST_HELD
    if next(islice(_NUMBER.finditer(text), most, None), None) is not None:
        raise InputError(messages.TOO_MANY_NUMBERS.about(path=path, most=most))


def _read(raw: bytes, path: str, listed: bool) -> Document:
    document = read_kind(raw, path)
    if document is None:
        text, notes = decoded(raw, path)
        # Before its lines and tables take memory.
        _require_bounds(text, path, listed)
        markdown = Path(path).suffix.lower() in _MARKDOWN
        document = text_document(path, text, len(raw), markdown=markdown, notes=notes)
    else:
        _require_bounds(document.text, path, listed)
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
