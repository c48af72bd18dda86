"""Workbooks of Excel 97-2003 and of WPS (.xls .et) -> blocks: sheets, their cells as displayed.

Hidden sheets, rows and columns are not read.
"""

import io
import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import xlrd

from cppcc_cli.documents.blocks import Blocks, raised
from cppcc_cli.documents.compound import streams
from cppcc_cli.documents.document import Document, Part, Place, What
from cppcc_cli.documents.sheets import BUILT_IN, Area, add_margin, add_sheet, number_of, shown
from cppcc_cli.errors import InputError
from cppcc_cli.files import MEBIBYTE
from cppcc_cli.messages import documents as messages

# In MiB; a sheet takes twenty times its size in memory.
LARGEST = 16
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!"}
# Names, formulas of other files, notes and conditional formats: a fault in them spoils no cell.
_PASSED_OVER = frozenset((0x17, 0x18, 0x1C, 0x23, 0x1AE, 0x1B0, 0x1B1, 0x1B6, 0x1B8, 0x5D, 0x800))
_UNKNOWN = 0xFFFF
_EMPTY = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
# Records of the stream of a workbook, and what an object on a sheet may be.
_END, _CONTINUED, _OBJECT, _SHEET_HEAD, _TEXT = 0x0A, 0x3C, 0x5D, 0x85, 0x1B6
_COMMENT = 0x19
_MARGINS: dict[int, Part] = {0x14: "header", 0x15: "footer"}
_DRAWN: dict[int, What] = {0x05: "object", 0x08: "picture", _COMMENT: "comment"}
# What reading raises where a file is damaged.
_DAMAGED = (
    xlrd.XLRDError,
    struct.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    OverflowError,
    MemoryError,
    RecursionError,
    EOFError,
    OSError,
)


def read_xls(raw: bytes, path: str) -> Document:
    """Return the document of a workbook; raise InputError where it is damaged or locked."""
    if len(raw) > LARGEST * MEBIBYTE:
        raise InputError(messages.LARGER.about(path=path, limit=LARGEST))
    stream = next(filter(None, streams(raw, path, "Workbook", "Book")), b"")
    blocks = Blocks(path)
    try:
        book = xlrd.open_workbook(
            file_contents=_cells_alone(stream),
            formatting_info=True,
            logfile=io.StringIO(),
            on_demand=True,
            ragged_rows=True,
        )
        formats = list(_formats(book))
        shown_sheets = {}
        for number in range(book.nsheets):
            sheet = book.sheet_by_index(number)
            if sheet.visibility:
                blocks.unread["hidden"] += 1
                continue
            shown_sheets[number] = sheet.name
            merged = [
                Area(top + 1, left + 1, bottom, right)
                for top, bottom, left, right in sheet.merged_cells
            ]
            add_sheet(blocks, sheet.name, _rows(book, sheet, formats, blocks), merged)
            book.unload_sheet(number)
        _add_beside(blocks, shown_sheets, stream)
    except _DAMAGED as error:
        said = messages.LOCKED if "encrypt" in str(error) else messages.DAMAGED_ARCHIVE
        raise InputError(said.about(path=path)) from None
    return blocks.document(len(raw))


def _cells_alone(stream: bytes) -> bytes:
    """Return the stream of a workbook with other numbers for the records that are passed over."""
    kept = bytearray(stream)
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind in _PASSED_OVER:
            struct.pack_into("<H", kept, at, _UNKNOWN)
        at += 4 + size
    return bytes(kept)


def _formats(book: Any) -> Iterator[str | None]:
    """Yield the number format of each format of cells; None where its font is struck out."""
    fonts = book.font_list
    for look in book.xf_list:
        own = book.format_map.get(look.format_key)
        is_known = own is None or look.format_key in BUILT_IN
        code = BUILT_IN.get(look.format_key, "") if is_known else own.format_str
        is_struck = look.font_index < len(fonts) and fonts[look.font_index].struck_out
        yield None if is_struck else code


def _rows(
    book: Any, sheet: Any, formats: Sequence[str | None], blocks: Blocks
) -> Iterator[tuple[int, dict[int, str]]]:
    hidden = {column for column, info in sheet.colinfo_map.items() if info.hidden}
    for row in range(sheet.nrows):
        info = sheet.rowinfo_map.get(row)
        if info is not None and info.hidden:
            blocks.unread["hidden"] += 1
            continue
        yield (
            row + 1,
            {
                column + 1: _shown(book, sheet, formats, row, column)
                for column, kind in enumerate(sheet.row_types(row))
                if kind not in _EMPTY and column not in hidden
            },
        )


def _add_beside(blocks: Blocks, sheets: Mapping[int, str], stream: bytes) -> None:
    """Add text boxes, headers and footers of sheets by number, and count what else lies there."""
    starts = [
        int.from_bytes(content[:4], "little")
        for kind, content in _records(stream, 0)
        if kind == _SHEET_HEAD
    ]
    for number, start in enumerate(starts):
        if number not in sheets:
            continue
        place = Place(0, "box", sheet=sheets[number])
        drawn, awaited = 0, 0
        for kind, content in _records(stream, start):
            if kind == _OBJECT and len(content) > 6:
                drawn = content[4]
                if what := _DRAWN.get(drawn):
                    blocks.unread[what] += 1
            elif kind in _MARGINS and len(content) > 3:
                said = _decoded(content[2:], int.from_bytes(content[:2], "little"))
                add_margin(blocks, sheets[number], _MARGINS[kind], said)
            elif kind == _TEXT and len(content) > 12 and drawn != _COMMENT:
                awaited = int.from_bytes(content[10:12], "little")
            elif kind == _CONTINUED and awaited and content:
                for line in _decoded(content, awaited).replace("\r", "\n").split("\n"):
                    blocks.add(line, place)
                awaited = 0


def _decoded(content: bytes, length: int) -> str:
    """Return a text of so many characters, behind a byte that tells how wide they are."""
    charset = "utf-16-le" if content[0] & 1 else "latin-1"
    return content[1:].decode(charset, "replace")[:length]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a stream from a place on, to the end of what begins there."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        if kind == _END:
            return
        at += 4 + size


def _shown(book: Any, sheet: Any, formats: Sequence[str | None], row: int, column: int) -> str:
    cell = sheet.cell(row, column)
    code = formats[cell.xf_index] if cell.xf_index < len(formats) else ""
    if code is None:
        return ""
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        number = number_of(repr(cell.value))
        return str(cell.value) if number is None else shown(number, code, bool(book.datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return _ERRORS.get(cell.value, "#N/A")
    return _looking(book, str(cell.value), sheet.rich_text_runlist_map.get((row, column), ()))


def _looking(book: Any, text: str, runs: Sequence[tuple[int, int]]) -> str:
    """Return a text, whose fonts change at places, without what is struck out in it."""
    made, fonts = text[: runs[0][0]] if runs else text, book.font_list
    for (start, number), (end, _) in pairwise([*runs, (len(text), 0)]):
        if number >= len(fonts):
            made += text[start:end]
            continue
        look = {1: "sup", 2: "sub"}.get(fonts[number].escapement, "")
        made += "" if fonts[number].struck_out else raised(text[start:end], look)
    return made
