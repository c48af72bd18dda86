"""Workbooks of Excel 97-2003 and of WPS (.xls .et) -> blocks: sheets, their cells as displayed.

Hidden sheets, rows and columns are not read.
"""

import io
import struct
from collections.abc import Iterator
from typing import Any

import xlrd

from cppcc_cli.documents.blocks import Blocks
from cppcc_cli.documents.compound import streams
from cppcc_cli.documents.document import Document, Place, What
from cppcc_cli.documents.sheets import BUILT_IN, Area, add_sheet, number_of, shown
from cppcc_cli.errors import InputError
from cppcc_cli.files import MEBIBYTE
from cppcc_cli.messages import documents as messages

# In MiB; a sheet takes twenty times its size in memory.
LARGEST = 16
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!"}
_EMPTY = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
# Records of the stream of a workbook, and what an object on a sheet may be.
_END, _CONTINUED, _OBJECT, _SHEET_HEAD, _TEXT = 0x0A, 0x3C, 0x5D, 0x85, 0x1B6
_COMMENT = 0x19
_DRAWN: dict[int, What] = {0x05: "object", 0x08: "picture", _COMMENT: "comment"}
# What reading raises where a file is damaged.
_DAMAGED = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    xlrd.formula.FormulaError,
    struct.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    OverflowError,
    MemoryError,
    RecursionError,
    UnicodeError,
    EOFError,
    OSError,
)


def read_xls(raw: bytes, path: str) -> Document:
    """Return the document of a workbook; raise InputError where it is damaged or locked."""
    if len(raw) > LARGEST * MEBIBYTE:
        raise InputError(messages.LARGER.about(path=path, limit=LARGEST))
    blocks = Blocks(path)
    try:
        book = xlrd.open_workbook(
            file_contents=raw,
            formatting_info=True,
            logfile=io.StringIO(),
            on_demand=True,
            ragged_rows=True,
        )
        for number in range(book.nsheets):
            sheet = book.sheet_by_index(number)
            if sheet.visibility:
                blocks.unread["hidden"] += 1
                continue
            merged = [
                Area(top + 1, left + 1, bottom, right)
                for top, bottom, left, right in sheet.merged_cells
            ]
            add_sheet(blocks, sheet.name, _rows(book, sheet, blocks), merged)
            book.unload_sheet(number)
        _add_drawings(blocks, book, raw, path)
    except xlrd.XLRDError as error:
        locked = "encrypt" in str(error)
        said = messages.LOCKED if locked else messages.DAMAGED_ARCHIVE
        raise InputError(said.about(path=path)) from None
    except _DAMAGED:
        raise InputError(messages.DAMAGED_ARCHIVE.about(path=path)) from None
    return blocks.document(len(raw))


def _rows(book: Any, sheet: Any, blocks: Blocks) -> Iterator[tuple[int, dict[int, str]]]:
    hidden = {column for column, info in sheet.colinfo_map.items() if info.hidden}
    for row in range(sheet.nrows):
        info = sheet.rowinfo_map.get(row)
        if info is not None and info.hidden:
            blocks.unread["hidden"] += 1
            continue
        yield (
            row + 1,
            {
                column + 1: _shown(book, sheet.cell(row, column))
                for column, kind in enumerate(sheet.row_types(row))
                if kind not in _EMPTY and column not in hidden
            },
        )


def _add_drawings(blocks: Blocks, book: Any, raw: bytes, path: str) -> None:
    """Add the text boxes of the sheets that are shown, and count what else lies on them."""
    stream = next(filter(None, streams(raw, path, "Workbook", "Book")), b"")
    starts = [
        int.from_bytes(content[:4], "little")
        for kind, content in _records(stream, 0)
        if kind == _SHEET_HEAD
    ]
    for number, start in enumerate(starts[: book.nsheets]):
        if book.sheet_by_index(number).visibility:
            continue
        place = Place(0, "box", sheet=book.sheet_names()[number])
        drawn, awaited = 0, 0
        for kind, content in _records(stream, start):
            if kind == _OBJECT and len(content) > 6:
                drawn = content[4]
                if what := _DRAWN.get(drawn):
                    blocks.unread[what] += 1
            elif kind == _TEXT and len(content) > 12 and drawn != _COMMENT:
                awaited = int.from_bytes(content[10:12], "little")
            elif kind == _CONTINUED and awaited and content:
                wide = content[0] & 1
                text = content[1:].decode("utf-16-le" if wide else "latin-1", "replace")
                for line in text[:awaited].replace("\r", "\n").split("\n"):
                    blocks.add_at(line, place)
                awaited = 0


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a stream from a place on, to the end of what begins there."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        if kind == _END:
            return
        at += 4 + size


def _shown(book: Any, cell: Any) -> str:
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        number = number_of(repr(cell.value))
        if number is None:
            return str(cell.value)
        key = book.xf_list[cell.xf_index].format_key
        own = book.format_map.get(key)
        code = BUILT_IN.get(key, "") if own is None or key in BUILT_IN else own.format_str
        return shown(number, code, bool(book.datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return _ERRORS.get(cell.value, "#N/A")
    return str(cell.value)
