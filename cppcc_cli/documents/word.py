"""Word documents (.docx) -> lines of text: paragraphs and table rows, in their order.

Deleted text, headers, footers and notes are left out; a text box follows the paragraph that it
hangs on.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from cppcc_cli import messages
from cppcc_cli.documents.text import row_lines
from cppcc_cli.errors import InputError
from cppcc_cli.files import MEBIBYTE

# In MiB. What is marked up takes ten times its size in memory.
LARGEST = 64
LARGEST_MARKUP = 16
# How an entry of the directory of an archive begins; a document has some dozens.
_ENTRY, _MOST_ENTRIES = b"PK\x01\x02", 20_000
_PARAGRAPH, _TABLE, _BOX = qn("w:p"), qn("w:tbl"), qn("w:txbxContent")
_ROW, _CELL, _TEXT = qn("w:tr"), qn("w:tc"), qn("w:t")
_SPACES = {qn("w:tab"), qn("w:br"), qn("w:cr")}
_HYPHEN = qn("w:noBreakHyphen")
_LEFT_OUT = {
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}

# What unpacking raises where an archive is damaged: a method of packing that there is none of, an
# encrypted part, a check sum that is off, packed bytes that are none, a name that cannot be read.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
)
# What reading raises where the parts are whole and of no Word document.
_NO_TEXT = (OpcError, LookupError, ValueError, TypeError, SyntaxError, AttributeError)


def word_lines(raw: bytes, path: str) -> list[str]:
    """Return the lines of a Word document; raise InputError for what is none or too large."""
    _require_harmless(raw, path)
    try:
        return list(_lines(Document(io.BytesIO(raw)).element.body))
    except _DAMAGED:
        raise InputError(messages.NOT_WORD.about(path=path, reason=messages.NO_ZIP)) from None
    except _NO_TEXT:
        raise InputError(messages.NOT_WORD.about(path=path, reason=messages.NO_WORD_PART)) from None


def _require_harmless(raw: bytes, path: str) -> None:
    """Raise InputError for what is no archive, is encrypted or would unpack to too much."""
    if raw.count(_ENTRY) > _MOST_ENTRIES:
        raise InputError(messages.NOT_WORD.about(path=path, reason=messages.NO_ZIP))
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            _require_small(parts, path)
            for part in parts:
                # What is damaged shows here, and not somewhere in the reader.
                archive.read(part)
    except (*_DAMAGED, LookupError, ValueError):
        raise InputError(messages.NOT_WORD.about(path=path, reason=messages.NO_ZIP)) from None


def _require_small(parts: Sequence[zipfile.ZipInfo], path: str) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise InputError(messages.LOCKED_OR_OLD.about(path=path))
    markup = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    for size, limit in (
        (markup, LARGEST_MARKUP),
        (sum(part.file_size for part in parts), LARGEST),
    ):
        if size > limit * MEBIBYTE:
            raise InputError(messages.UNPACKS_TOO_LARGE.about(path=path, limit=limit))


def _lines(element: Any) -> Iterator[str]:
    """Yield the lines of all that lies in an element."""
    for child in element.iterchildren("*"):
        if child.tag == _PARAGRAPH:
            boxes: list[Any] = []
            yield "".join(_characters(child, boxes))
            for box in boxes:
                yield from _lines(box)
        elif child.tag == _TABLE:
            for row in child.iterchildren(_ROW):
                cells = [
                    [line for line in map(str.strip, _lines(cell)) if line]
                    for cell in row.iterchildren(_CELL)
                ]
                yield from row_lines(cells)
        elif child.tag not in _LEFT_OUT:
            yield from _lines(child)


def _characters(element: Any, boxes: list[Any]) -> Iterator[str]:
    """Yield the text of a paragraph, and add the text boxes in it to `boxes`."""
    for child in element.iterchildren("*"):
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _SPACES:
            yield " "
        elif child.tag == _HYPHEN:
            yield "-"
        elif child.tag == _BOX:
            boxes.append(child)
        elif child.tag not in _LEFT_OUT:
            yield from _characters(child, boxes)
