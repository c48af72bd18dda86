"""Files -> documents: which files a name stands for, and by which room each kind is read.

What kind a file is, its content tells; of one that is not read it is told why, and what to do.

A text is UTF-8, UTF-16, GB18030 or Big5; `-` is standard input. Of a file of another kind, each
paragraph and each row of a table is a line. A paragraph is a line that is not empty; they are
counted from 1.
"""

import codecs
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from itertools import islice
from pathlib import Path

from cppcc_cli import messages
from cppcc_cli.documents import Document
from cppcc_cli.documents.text import text_document, with_headings
from cppcc_cli.errors import InputError, UsageError, needing
from cppcc_cli.files import MEBIBYTE, is_folder, read_regular_file
from cppcc_cli.messages import Message, documents as said
from cppcc_cli.script import Pattern, unified

# What a folder is looked through for. A file that is named is told by its content.
SUFFIXES = frozenset(
    ".txt .md .markdown .csv .html .htm .xhtml .shtml .mht .mhtml .eml .docx .docm .dotx .dotm"
    " .doc .dot .wps .wpt .rtf .odt .fodt .odp .ods .pptx .pptm .ppsx .ppt .pps .dps .xlsx .xlsm"
    " .xltx .xls .xlt .et .ett .pdf .ofd".split()
)
# How the names of hidden files begin, and those that Word and WPS keep of what is open; and how the
# names of our own marked copies end.
_LEFT_OUT, MARKED = (".", "~$"), ("-marked", "-批注")
_MOST = 10_000
# In MiB: the largest file, and the largest text whose numbers are held against figures; that is a
# hundred years of reports.
LARGEST, LARGEST_HELD = 64, 8
# With more numbers or lines, the answer would take longer than anyone waits; a report has hundreds.
MOST_LISTED, MOST_HELD = 100_000, 10_000
MOST_LINES = 100_000
# One with more digits counts for several.
_NUMERALS = "0123456789０１２３４５６７８９〇零一二三四五六七八九十百千万亿两兩"
_NUMBER = Pattern(f"[0-9０-９]{{1,20}}|[{_NUMERALS[20:]}]{{1,20}}")
_MARKDOWN = (".md", ".markdown", ".mkd")
# Where a room that reads a kind is called otherwise.
_ROOMS = {"mail": "page", "odt": "opendocument", "pptx": "slides", "ppt": "slides"}
_ROOMS |= {"xlsx": "workbook", "xls": "workbook"}
# What stands at which place of a file of a kind that is not read.
_REFUSED = (
    (0, (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"), "picture"),
    (8, (b"WEBP", b"heic", b"heix", b"mif1"), "picture"),
    (0, (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"), "archive"),
    (0, (b"CAJ", b"HN\0", b"KDH "), "caj"),
)
_UNREAD = {"picture", "archive", "caj", "epub", "xlsb", "drawing", "office", "word-xml", "xml"}
_UNREAD |= {"binary", "dataset"}
# What each kind has whatever else is in it: a part, a folder, a stream.
_PARTS = {"OFD.xml": "ofd", "word/document.xml": "word", "ppt/presentation.xml": "pptx"}
_PARTS |= {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb", "content.xml": "odt"}
_FOLDERS = {"word": "word", "ppt": "pptx", "xl": "xlsx"}
_STREAMS = {"worddocument": "doc", "workbook": "xls", "book": "xls", "powerpoint document": "ppt"}
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".shtm")
# What may stand before the first element of a page.
_BEFORE = rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?.*?\?>)*"
_PAGE = _BEFORE + rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|h1)\b"
_MAIL = rb"\s*(?:[A-Za-z][A-Za-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*MIME-Version:"
# A cell of comma-separated values within quotation marks.
_QUOTED = r'((?:\A|(?<=[,\n]))"(?:[^"]|"")*"(?=[,\r\n]|\Z))'
_WRITTEN = "[\t\r\n -~\xa0\xb7\u2010-\u2030\u3000-\u303f\u4e00-\u9fff\uff00-\uffee]+"
_LOOKED_INTO = 4096
# What texts are in that are not in Unicode, and what people call it.
_OLDER = {"gb18030": "GB18030", "big5hkscs": "Big5"}
_PRIVATE = Pattern("[\ue000-\uf8ff]")
# What declares an older set uses the characters of the newer one.
_NEWER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252"}


def files_of(path: str, platform: str = sys.platform) -> list[str]:
    """Return the files that a name stands for; `-` and what there is none of as it is.

    A folder stands for the files in it, at whatever depth and by name, that are of a kind that is
    read. On Windows, where no shell does it, a pattern as 讲话*.docx stands for what fits it.
    Raises InputError for a folder without any file to read.
    """
    fitting = [path]
    if platform == "win32" and any(mark in path for mark in "*?[") and not os.path.lexists(path):
        from glob import glob

        found = sorted(glob(path))  # noqa: PTH207 - it may be absolute
        fitting = [one for one in found if not Path(one).name.startswith(_LEFT_OUT)] or [path]
    files: list[str] = []
    for one in fitting:
        # A blank name is no folder, though it would stand for the one that we are in.
        is_one = one == "-" or not one.strip() or not is_folder(one)
        files += [one] if is_one else _below(one)
    return files


def _below(folder: str) -> Iterator[str]:
    count, locked = 0, list[str]()
    for place, folders, names in os.walk(folder, onerror=lambda one: locked.append(one.filename)):
        folders[:] = sorted(name for name in folders if not name.startswith(_LEFT_OUT))
        for path in (Path(place, name) for name in sorted(names)):
            # A second copy of one name is numbered.
            is_copy = path.stem.rstrip("-0123456789").endswith(MARKED)
            is_left_out = is_copy or path.name.startswith(_LEFT_OUT)
            if path.suffix.lower() in SUFFIXES and not is_left_out:
                count += 1
                if count > _MOST:
                    raise InputError(said.TOO_MANY_FILES.about(path=folder, most=_MOST))
                yield str(path)
    # Why a folder cannot be opened is told when it is to be read.
    yield from locked
    if not count and not locked:
        raise InputError(said.EMPTY_FOLDER.about(path=folder))


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
    document = read_kind(raw, path)
    if document is None:
        text, notes = decoded(raw, path)
        # What ends lines elsewhere, and ended them on the first Macintoshes.
        text = text.replace("\u2028", "\n").replace("\u2029", "\n")
        text = text if "\n" in text else text.replace("\r", "\n")
        # Before its lines and tables take memory.
        _require_bounds(text, path, listed)
        suffix = Path(path).suffix.lower()
        text = _tabbed(text) if suffix == ".csv" else text
        document = text_document(path, text, markdown=suffix in _MARKDOWN)
    else:
        _require_bounds(document.text, path, listed)
        notes = document.notes
        document = document._replace(blocks=tuple(with_headings(document.blocks)))
    if not document.blocks:
        raise InputError(said.NO_TEXT.about(path=path, kind=said["KINDS"]["text"]))
    unread, known = dict[str, int](document.unread.items()), said["UNREAD_PARTS"]
    parts = [text.about(number=unread[what]) for what, text in known.items() if unread.get(what)]
    left_out = (said.UNREAD.about(path=path, parts=parts),) if parts else ()
    return document._replace(notes=(*notes, *left_out))


def _tabbed(text: str) -> str:
    """Return comma-separated values as lines of cells between tabs; all stands where it stood.

    Of a cell that holds a text the lines stay lines.
    """
    from cppcc_cli.documents.blocks import Line, TableCell

    quoted = re.split(_QUOTED, text)
    quoted[::2] = (outside.replace(",", "\t") for outside in quoted[::2])
    for at, cell in enumerate(quoted[1::2]):
        if "\n" in cell and TableCell([*map(Line, cell.split("\n"))], 1).is_short:
            quoted[2 * at + 1] = cell.replace("\n", " ")
    # Of no width, as is nothing of a quotation mark.
    return "".join(quoted).replace('"', "\u200b")


def _require_bounds(text: str, path: str, listed: bool) -> None:
    """Raise InputError for a text that is too large, or has too much in it."""
    if not listed and len(text) > LARGEST_HELD * MEBIBYTE:
        raise InputError(messages.TOO_LARGE.about(path=path, limit=LARGEST_HELD))
    if text.count("\n") > MOST_LINES:
        raise InputError(messages.TOO_MANY_LINES.about(path=path, most=MOST_LINES))
    most = MOST_LISTED if listed else MOST_HELD
    # To count numerals is far quicker than to look for numbers, of which there are no more.
    may_be = len(text) > most and sum(map(text.count, _NUMERALS)) > most
    if may_be and next(islice(_NUMBER.finditer(text), most, None), None) is not None:
        raise InputError(messages.TOO_MANY_NUMBERS.about(path=path, most=most))


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise InputError(messages.NO_INPUT.about())
    try:
        # None where it does not block and nothing is there yet.
        raw = sys.stdin.buffer.read(LARGEST * MEBIBYTE + 1) or b""
    except OSError as error:
        place, reason = messages.STANDARD_INPUT, messages.reason(error)
        raise InputError(messages.CANNOT_OPEN.about(path=place, reason=reason)) from None
    if len(raw) > LARGEST * MEBIBYTE:
        raise InputError(messages.TOO_LARGE.about(path="-", limit=LARGEST))
    return raw


def decoded(
    raw: bytes, path: str, named: Iterable[str] = (), errors: str = "strict"
) -> tuple[str, tuple[Message, ...]]:
    """Return the text of a file, and what is to be said of its characters.

    It is in UTF-8 or UTF-16 where it is marked as such, with `errors` as for bytes.decode; else in
    the first of UTF-8, the sets `named`, GB18030 and Big5 that fits. Raises InputError for what is
    in none of these.
    """
    marked = "utf-8-sig" if raw.startswith(codecs.BOM_UTF8) else wide_charset(raw)
    # Whatever a page says that it is in: only by chance is another set valid UTF-8.
    sets = (*named, "utf-8") if raw.isascii() else ("utf-8", *named)
    tried = [(one, "strict") for one in (*sets, *_OLDER)]
    fits = 0
    for charset, how in [(marked, errors), *tried] if marked else tried:
        try:
            known = codecs.lookup(charset).name
            text = raw.decode(_NEWER.get(known, known), how)
        except (LookupError, UnicodeError, ValueError, TypeError) as error:
            # There is no such set, or it is not what the file is written in.
            fits = max(fits, error.start if isinstance(error, UnicodeDecodeError) else 0)
            continue
        if "\0" in text:
            break
        if charset not in _OLDER or charset in named:
            return unified(text), ()
        # The commas of Big5 are no characters in GB18030.
        if charset == "gb18030" and _PRIVATE.search(text):
            with suppress(UnicodeError):
                charset, text = "big5hkscs", raw.decode("big5hkscs")
        return unified(text), (messages.READ_AS.about(path=path, charset=_OLDER[charset]),)
    if b"\0" in raw:
        raise InputError(messages.BINARY.about(path=path))
    line = raw.count(b"\n", 0, fits) + 1
    raise InputError(messages.NOT_DECODED.about(path=path, line=line))


def read_kind(raw: bytes, path: str) -> Document | None:
    """Return the document in a file of a kind that has a room of its own; None for a text.

    Raises InputError for a kind that is not read, for what is damaged and for what holds no text;
    MissingExtra where the library is missing that reads the kind.
    """
    name = kind_of(raw, path)
    if name is None:
        return None
    kind = said["KINDS"][name]
    if name in _UNREAD:
        way = said["WAYS"].get(name, said.SAVE_AS_DOCUMENT)
        raise InputError(said.NOT_READ.about(path=path, kind=kind, way=way))
    with needing("pdf" if name == "pdf" else "publish", path, messages.NEEDS_EXTRA):
        room = import_module(f"cppcc_cli.documents.{_ROOMS.get(name, name)}")
        document: Document = getattr(room, f"read_{name}")(raw, path).document()
    if document.blocks:
        return document
    if pages := document.unread.get("page"):
        raise InputError(said.SCAN.about(path=path, pages=pages))
    words = said.ONLY_OBJECTS if document.unread.get("object") else said.NO_TEXT
    words = said.ONLY_PICTURES if document.unread.get("picture") else words
    raise InputError(words.about(path=path, kind=kind))


def kind_of(raw: bytes, path: str) -> str | None:
    """Return the name of the kind of a file, None for a text; told by content.

    By its suffix is told only what may begin in any way: a page, and a file of which nothing else
    says what it should be.
    """
    suffix = Path(path).suffix.lower()
    start = raw[:_LOOKED_INTO]
    for mark, kind in ((_ZIP, _archive_kind), (_OLE, _compound_kind)):
        if raw.startswith(mark):
            with needing("publish", path, messages.NEEDS_EXTRA):
                return kind(raw, path)
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        return "rtf"
    for at, marks, name in _REFUSED:
        if start.startswith(marks, at):
            return name
    if start.startswith(b"BM") and start.startswith(bytes(4), 6):
        return "picture"
    if charset := wide_charset(raw):
        start = start.decode(charset, "replace").encode()
    if suffix in _PAGE_SUFFIXES:
        return "page"
    # A text of a person seldom begins so: no pattern is made for one that does not.
    opening = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if opening == b"<" and re.match(_PAGE, start, re.DOTALL | re.IGNORECASE):
        return "page"
    is_headed = b"mime-version:" in start.lower() and re.match(_MAIL, start, re.IGNORECASE)
    if is_headed or suffix in (".mht", ".mhtml"):
        return "mail"
    if start.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml"):
        if re.search(rb"<(?:\w+:)?html\b", start):
            return "page"
        is_word = b"wordprocessingml" in start or b"w:wordDocument" in start
        return "odt" if b"office:document" in start else "word-xml" if is_word else "xml"
    return "binary" if b"\0" in start else "dataset" if suffix == ".toml" else None


def wide_charset(raw: bytes) -> str | None:
    """Return in which set of two bytes a character a text is, with its mark or without; else None.

    Without one it is, where all that it begins with is what is written in Chinese and in ASCII.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = raw[:_LOOKED_INTO]
    is_wide = b"\0" in start and not len(raw) % 2
    tried = ("utf-16-le", "utf-16-be") if is_wide else ()
    fitting = (one for one in tried if re.fullmatch(_WRITTEN, start.decode(one, "replace")))
    return next(fitting, None)


def _archive_kind(raw: bytes, path: str) -> str:
    from cppcc_cli.documents.xml import Archive

    archive = Archive(raw, path)
    named = archive.read("mimetype")[:200] if "mimetype" in archive else b""
    if b"opendocument" in named:
        return "drawing" if b"graphics" in named else "odt"
    if b"epub" in named:
        return "epub"
    for part, kind in _PARTS.items():
        if part in archive:
            return kind
    if not ("[Content_Types].xml" in archive or "_rels/.rels" in archive):
        return "archive"
    # The names of parts are free: those of their folders are as usual.
    folders = {name.partition("/")[0] for name in archive.entries}
    return next((kind for folder, kind in _FOLDERS.items() if folder in folders), "office")


def _compound_kind(raw: bytes, path: str) -> str:
    from cppcc_cli.documents.xml import compound

    with compound(raw, path) as file:
        names = {entry[0].lower() for entry in file.listdir() if len(entry) == 1}
    if "encryptedpackage" in names:
        raise InputError(said.LOCKED.about(path=path))
    return next((kind for stream, kind in _STREAMS.items() if stream in names), "office")
