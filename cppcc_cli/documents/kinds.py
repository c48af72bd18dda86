"""Kinds of files, told by content: which room reads each, or why none does and what to do."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from cppcc_cli import messages as ours
from cppcc_cli.documents.document import Document
from cppcc_cli.errors import InputError, import_needing
from cppcc_cli.language import Text
from cppcc_cli.messages import documents as messages


class Kind(NamedTuple):
    """A kind that is read: what it is called, the function that reads it, the extra it needs."""

    name: Text
    module: str
    function: str
    extra: str = "publish"


class Refused(NamedTuple):
    """A kind that is not read: what it is called, and the way out."""

    name: Text
    way: Text


KINDS = {
    "word": Kind(messages.WORD, "word", "read_word"),
    "page": Kind(messages.PAGE, "page", "read_page"),
    "mail": Kind(messages.MAIL_PAGE, "page", "read_mail"),
    "odt": Kind(messages.ODT, "opendocument", "read_opendocument"),
    "pptx": Kind(messages.PPTX, "slides", "read_slides"),
    "doc": Kind(messages.DOC, "doc", "read_doc"),
    "rtf": Kind(messages.RTF, "rtf", "read_rtf"),
    "ppt": Kind(messages.PPT, "ppt", "read_ppt"),
    "pdf": Kind(messages.PDF, "pdf", "read_pdf", "pdf"),
    "ofd": Kind(messages.OFD, "ofd", "read_ofd"),
    "xlsx": Kind(messages.XLSX, "workbook", "read_workbook"),
    "xls": Kind(messages.XLS, "xls", "read_xls"),
}

_DOCUMENT = messages.SAVE_AS_DOCUMENT
# What stands at which place of a file of a kind that is not read.
_REFUSED = (
    (0, (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"), "picture"),
    (8, (b"WEBP", b"heic", b"heix", b"mif1"), "picture"),
    (0, (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"), "archive"),
    (0, (b"CAJ", b"HN\0", b"KDH "), "caj"),
)
_OTHERS = {
    "picture": Refused(messages.PICTURE, messages.USE_OCR),
    "archive": Refused(messages.ARCHIVE, messages.UNPACK),
    "caj": Refused(messages.CAJ, messages.SAVE_AS_PDF),
    "epub": Refused(messages.EPUB, _DOCUMENT),
    "xlsb": Refused(messages.XLSB, messages.SAVE_AS_XLSX),
    "drawing": Refused(messages.DRAWING, _DOCUMENT),
    "office": Refused(messages.OTHER_OFFICE, _DOCUMENT),
    "word-xml": Refused(messages.WORD_XML, messages.SAVE_AS_DOCX),
    "xml": Refused(messages.OTHER_XML, _DOCUMENT),
    "binary": Refused(messages.OTHER_BINARY, _DOCUMENT),
}
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".shtm")
# What may stand before the first element of a page.
_BEFORE = rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?.*?\?>)*"
_PAGE = _BEFORE + rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|h1)\b"
_MAIL = rb"\s*(?:[A-Za-z][A-Za-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*MIME-Version:"
_WRITTEN = "[\t\r\n -~\xa0\xb7\u2010-\u2030\u3000-\u303f\u4e00-\u9fff\uff00-\uffee]+"
_LOOKED_INTO = 4096


def read_kind(raw: bytes, path: str) -> Document | None:
    """Return the document in a file of a kind that has a room of its own; None for a text.

    Raises InputError for a kind that is not read, for what is damaged and for what holds no text;
    MissingExtra where the library is missing that reads the kind.
    """
    name = kind_of(raw, path)
    if name is None:
        return None
    if name in _OTHERS:
        other = _OTHERS[name]
        raise InputError(messages.NOT_READ.about(path=path, kind=other.name, way=other.way))
    kind = KINDS[name]
    document: Document = _reader(kind, path)(raw, path)
    if not document.blocks:
        raise InputError(_no_text(document, kind.name))
    return document


def _reader(kind: Kind, path: str) -> Callable[..., Any]:
    room = import_needing(kind.extra, f"documents.{kind.module}", path, ours.NEEDS_EXTRA)
    function: Callable[..., Any] = getattr(room, kind.function)
    return function


def _no_text(document: Document, kind: Text) -> Any:
    unread = {one.what: one.number for one in document.unread}
    if unread.get("page"):
        return messages.SCAN.about(path=document.path, pages=unread["page"])
    said = messages.ONLY_PICTURES if unread.get("picture") else messages.NO_TEXT
    return said.about(path=document.path, kind=kind)


def kind_of(raw: bytes, path: str) -> str | None:
    """Return the name of the kind of a file, None for a text; told by content.

    By its suffix is told only what may begin in any way: a page, and a file of which nothing else
    says what it should be.
    """
    suffix = Path(path).suffix.lower()
    start = raw[:_LOOKED_INTO]
    if raw.startswith(_ZIP):
        return _archive_kind(raw, path)
    if raw.startswith(_OLE):
        return _compound_kind(raw, path)
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
    if suffix in (".mht", ".mhtml") or (
        b"mime-version:" in start.lower() and re.match(_MAIL, start, re.IGNORECASE)
    ):
        return "mail"
    if start.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml"):
        return _markup_kind(start)
    return "binary" if b"\0" in start else None


def wide_charset(raw: bytes) -> str | None:
    """Return in which set of two bytes a character a text is, with its mark or without; else None.

    Without one it is, where all that it begins with is what is written in Chinese and in ASCII.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = raw[:_LOOKED_INTO]
    if b"\0" not in start or len(raw) % 2:
        return None
    for charset in ("utf-16-le", "utf-16-be"):
        if re.fullmatch(_WRITTEN, start.decode(charset, "replace")):
            return charset
    return None


def _markup_kind(start: bytes) -> str:
    if re.search(rb"<(?:\w+:)?html\b", start):
        return "page"
    if b"office:document" in start:
        return "odt"
    return "word-xml" if b"wordprocessingml" in start or b"w:wordDocument" in start else "xml"


def _archive_kind(raw: bytes, path: str) -> str:
    from cppcc_cli.documents.archive import Archive

    archive = Archive(raw, path)
    if "mimetype" in archive:
        named = archive.read("mimetype")[:200].decode("ascii", "replace").strip()
        if "opendocument" in named:
            return "drawing" if "graphics" in named else "odt"
        if "epub" in named:
            return "epub"
    for part, kind in (
        ("OFD.xml", "ofd"),
        ("word/document.xml", "word"),
        ("ppt/presentation.xml", "pptx"),
        ("xl/workbook.xml", "xlsx"),
        ("xl/workbook.bin", "xlsb"),
        ("content.xml", "odt"),
    ):
        if part in archive:
            return kind
    # The names of parts are free: what the first is called tells.
    if "_rels/.rels" in archive or "[Content_Types].xml" in archive:
        types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in archive else b""
        for word, kind in (
            (b"wordprocessingml", "word"),
            (b"presentationml", "pptx"),
            (b"spreadsheetml", "xlsx"),
        ):
            if word in types:
                return kind
        folders = {name.partition("/")[0] for name in archive.names}
        for folder, kind in (("word", "word"), ("ppt", "pptx"), ("xl", "xlsx")):
            if folder in folders:
                return kind
        return "office"
    return "archive"


def _compound_kind(raw: bytes, path: str) -> str:
    compound = import_needing("publish", "documents.compound", path, ours.NEEDS_EXTRA)
    names = compound.stream_names(raw, path)
    if "encryptedpackage" in names:
        raise InputError(messages.LOCKED.about(path=path))
    for stream, kind in (
        ("worddocument", "doc"),
        ("workbook", "xls"),
        ("book", "xls"),
        ("powerpoint document", "ppt"),
    ):
        if stream in names:
            return kind
    return "office"
