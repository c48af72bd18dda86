"""Workbooks -> blocks: the rows of each sheet, its cells as displayed.

Those of Office Open XML (.xlsx .xlsm .xltx), then those of Excel 97-2003 and of WPS (.xls .et).
Hidden sheets, rows and columns, struck out text and comments are not read; text boxes and the
headers of printed pages are. A copy has a note at the cell of each number. A cell has one note:
where another's is there, and for what stands in no cell, what is said is listed in the first of the
sheet. What this program said before is replaced, what others said is kept.
"""

import io
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import count, pairwise
from pathlib import Path
from typing import Any

from cppcc_cli.documents import Document, Part, Place, What, xml
from cppcc_cli.documents.blocks import Blocks, raised
from cppcc_cli.documents.copies import AUTHOR, Mark, joined, locate, quoted
from cppcc_cli.documents.sheets import BUILT_IN, Area, Rows, add_margin, add_sheet, number_of, shown
from cppcc_cli.documents.slides import read_diagrams, read_shapes
from cppcc_cli.errors import InputError, OutputError
from cppcc_cli.messages import documents as messages

_MOST_COLUMNS = 16_384
# What XML cannot hold, as the return before a line feed; an underscore that begins none of these.
_ESCAPED = re.compile("_x00(?:([01][0-9A-Fa-f])|5[Ff])_")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def read_xlsx(raw: bytes, path: str) -> Blocks:
    """Return the blocks of a workbook with the column of each character that is in a cell.

    Raises InputError where it is damaged.
    """
    archive = xml.Office(raw, path)
    book = _Book(archive)
    blocks = Blocks(path)
    for name, target in sheet_parts(archive).items():
        if target:
            _read_sheet(book, blocks, name, target)
        else:
            blocks.unread["hidden"] += 1
    return blocks


def sheet_parts(archive: xml.Office) -> dict[str, str]:
    """Return the parts of the sheets by their names; nothing for one that is hidden."""
    root, found = archive.required(archive.main), archive.references(archive.main)
    parts = {}
    for sheet in xml.inner(root, "sheet"):
        target = xml.target_of(sheet, found)
        if sheet.get("state") in ("hidden", "veryHidden"):
            parts[sheet.get("name") or ""] = ""
        elif target in archive:
            parts[sheet.get("name") or ""] = target
    return parts


class _Book:
    """What the sheets of a workbook share: its texts, and the formats of cells."""

    def __init__(self, archive: xml.Office) -> None:
        self.archive = archive
        properties = xml.child(archive.required(archive.main), "workbookPr")
        self.since_1904 = xml.is_true(properties, "date1904")
        strings, styles = (next(archive.roots(kind), None) for kind in ("sharedStrings", "styles"))
        self.texts = [_text(one) for one in xml.children(strings, "si")]
        self.formats = list(_formats(styles))


def _formats(styles: xml.Element | None) -> Iterator[str | None]:
    """Yield the number format of each format of cells; None where its font is struck out."""
    fonts = xml.children(xml.child(styles, "fonts"), "font")
    struck = [xml.is_on(xml.child(one, "strike")) for one in fonts]
    coded = xml.inner(styles, "numFmt")
    codes = {one.get("numFmtId"): one.get("formatCode") or "" for one in coded}
    for one in xml.children(xml.child(styles, "cellXfs"), "xf"):
        id, font = one.get("numFmtId") or "0", xml.integer(one.get("fontId"), -1)
        is_struck = font >= 0 and struck[font : font + 1] == [True]
        yield None if is_struck else codes.get(id) or BUILT_IN.get(xml.integer(id, -1), "")


def _text(element: xml.Element | None) -> str:
    """Return a text with its runs, without what is struck out and how it is pronounced."""
    made = ""
    for one in xml.children(element, "t", "r"):
        properties = xml.child(one, "rPr")
        if not xml.is_on(xml.child(properties, "strike")):
            text = one.findtext("{*}t", one.text or "")
            made += raised(text, xml.value(properties, "vertAlign") or "")
    return _ESCAPED.sub(lambda one: " " if one[1] else "_", made) if "_x00" in made else made


def _read_sheet(book: _Book, blocks: Blocks, name: str, target: str) -> None:
    root = book.archive.root(target)
    # The columns that are not shown.
    hidden: set[int] = set()
    for one in xml.inner(root, "col"):
        if xml.is_true(one, "hidden"):
            last = xml.integer(one.get("max"), 0, _MOST_COLUMNS)
            hidden.update(range(xml.integer(one.get("min"), last + 1), last + 1))
    merged = [area for one in xml.inner(root, "mergeCell") if (area := _area(one.get("ref") or ""))]
    add_sheet(blocks, name, _rows(book, blocks, root), merged, hidden)
    for drawing in book.archive.parts("drawing", of=target):
        read_shapes(blocks, Place(0, "box", sheet=name), book.archive.root(drawing))
        read_diagrams(blocks, Place(0, "box", sheet=name), book.archive, drawing)
    for notes in book.archive.roots("comments", of=target):
        blocks.unread["comment"] += sum(1 for _ in xml.inner(notes, "comment"))
    for one in xml.inner(root, "oddHeader", "oddFooter"):
        margin: Part = "header" if xml.local(one) == "oddHeader" else "footer"
        add_margin(blocks, name, margin, one.text or "")


def _rows(book: _Book, blocks: Blocks, root: xml.Element | None) -> Rows:
    number = 0
    for row in xml.inner(root, "row"):
        number = xml.integer(row.get("r"), number + 1)
        if xml.is_true(row, "hidden"):
            blocks.unread["hidden"] += 1
            continue
        texts: dict[int, str] = {}
        column = 0
        for cell in xml.children(row, "c"):
            place = _REFERENCE.match(cell.get("r") or "")
            column = _column(place[1]) if place else column + 1
            if column <= _MOST_COLUMNS:
                texts[column] = _shown(book, cell)
                if not texts[column] and cell.get("t") != "str" and not cell.findtext("{*}v"):
                    blocks.unread["formula"] += xml.child(cell, "f") is not None
        yield number, texts


def _shown(book: _Book, cell: xml.Element) -> str:
    at = xml.integer(cell.get("s"))
    code = book.formats[at] if at < len(book.formats) else ""
    if code is None:
        return ""
    kind, value = cell.get("t") or "n", cell.findtext("{*}v", "")
    if kind == "inlineStr":
        return _text(xml.child(cell, "is"))
    if kind == "s":
        return "".join(book.texts[at : at + 1]) if (at := xml.integer(value, -1)) >= 0 else ""
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(value, "")
    number = number_of(value) if kind == "n" else None
    return value if number is None else shown(number, code, book.since_1904)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _area(reference: str) -> Area | None:
    found = re.fullmatch(f"{_REFERENCE.pattern}:{_REFERENCE.pattern}", reference)
    if found is None:
        return None
    left, top, right, bottom = found.groups()
    return Area(int(top), _column(left), int(bottom), _column(right))


# In a sheet, what stands behind the reference to the drawing of its notes.
_BEHIND = "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst"
_V, _X = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:excel}"
# How many letters stand in a line of a note that is four columns wide, and the lines it may have.
_WIDTH, _FEWEST, _MOST = 20, 4, 20
# The row and the column of a cell, from 1.
_Cell = tuple[int, int]


def _named(row: int, column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


def mark_xlsx(raw: bytes, document: Document, marks: Sequence[Mark], when: datetime) -> bytes:
    """Return the workbook in `raw`, as read, with a note at the cell of each mark.

    Notes have no date. Raises OutputError for a workbook that is signed, or a sheet of which is
    protected against notes.
    """
    runs = read_xlsx(raw, document.path).runs
    copy = xml.OfficeCopy(raw, document.path)
    said: dict[str, list[tuple[_Cell | None, Mark]]] = {}
    for mark in joined(marks):
        block, passage = locate(document, runs, mark.start, mark.end)
        row = block.place.row
        cell = (row, passage[0].node) if passage and row is not None else None
        said.setdefault(block.place.sheet or "", []).append((cell, mark))
    for name, target in sheet_parts(copy).items():
        if target:
            _remove_notes(copy, target)
            if name in said:
                _write_notes(copy, document, target, said[name])
    return copy.packed()


def _write_notes(
    copy: xml.OfficeCopy, document: Document, sheet: str, said: Sequence[tuple[_Cell | None, Mark]]
) -> None:
    if xml.is_true(xml.child(copy.required(sheet), "sheetProtection"), "objects"):
        raise OutputError(messages.PROTECTED.about(path=copy.path))
    comments, shapes = _notes(copy, sheet), _shapes(copy, sheet)
    taken = {one.get("ref") for one in xml.inner(comments, "comment")}
    notes: dict[_Cell, list[str]] = {}
    listed = []
    for cell, mark in said:
        if cell is not None and _named(*cell) not in taken:
            notes.setdefault(cell, []).append(quoted(document, mark))
        else:
            listed.append(quoted(document, mark, messages.NO_PLACE))
    if listed:
        free = next((1, column) for column in count(1) if _named(1, column) not in taken)
        notes.setdefault(next(iter(notes), free), []).extend(listed)
    author = [one.text for one in xml.inner(comments, "author")].index(AUTHOR)
    holder = xml.child(comments, "commentList")
    for (row, column), texts in notes.items():
        comment = xml.new_child(holder, "comment", ref=_named(row, column), authorId=str(author))
        text = "\n".join(texts)
        xml.new_child(xml.new_child(xml.new_child(comment, "text"), "r"), "t").text = text
        lines = sum(1 + len(line) // _WIDTH for line in text.split("\n"))
        top = max(row - 2, 0)
        bottom = top + min(max(lines, _FEWEST), _MOST)
        anchor = f"{column}, 15, {top}, 10, {column + 4}, 15, {bottom}, 4"
        id = max(_numbers(shapes), default=1024) + 1
        *_, note = _drawn(id=id, anchor=anchor, row=row - 1, column=column - 1)
        shapes.append(note)


def _drawn(
    number: str = "", anchor: str = "", id: int = 0, row: int = 0, column: int = 0
) -> xml.Element:
    """Return a drawing of notes: its layout, the box that all have, and that of one."""
    drawing = Path(__file__).with_name("notes.vml").read_text("utf-8")
    told = drawing.format(number=number, anchor=anchor, id=id, row=row, column=column)
    return xml.parsed(told.encode(), "")


def _numbers(shapes: xml.Element) -> Iterator[int]:
    """Yield the numbers of the shapes, and the last below those that are free for the drawing."""
    for shape in shapes.iter(f"{_V}shape"):
        if number := re.fullmatch("_x0000_s([0-9]{1,9})", shape.get("id", "")):
            yield int(number[1])
    for one in xml.inner(shapes, "idmap"):
        first = re.match("[0-9]{1,5}", one.get("data", ""))
        yield 1024 * int(first[0]) if first else 1024


def _notes(copy: xml.OfficeCopy, sheet: str) -> xml.Element:
    """Return the notes of a sheet, which are made where there are none, with us as an author."""
    root = copy.made("comments", "comments", "xl/comments{}.xml", of=sheet)
    for at, kind in enumerate(("authors", "commentList")):
        if xml.child(root, kind) is None:
            root.insert(at, xml.new_child(root, kind))
    if AUTHOR not in [one.text for one in xml.inner(root, "author")]:
        xml.new_child(xml.child(root, "authors"), "author").text = AUTHOR
    return root


def _shapes(copy: xml.OfficeCopy, sheet: str) -> xml.Element:
    """Return the drawing of the notes of a sheet, which is made where there is none."""
    name = _drawing(copy, sheet)
    if name is not None:
        try:
            root = copy.tree(name)
        except InputError:
            # Some write into it what is no XML, as the line breaks of a page.
            raise OutputError(messages.CANNOT_MARK.about(path=copy.path)) from None
    else:
        name = copy.free("xl/drawings/vmlDrawing{}.vml")
        number = re.sub("[^0-9]", "", name)
        root = _drawn(number=number)
        del root[1:]
        id = copy.add(name, root, "vmlDrawing", of=sheet)
        tree = copy.tree(sheet)
        copy.remove(sheet, xml.children(tree, "legacyDrawing"))
        drawing = xml.new_element(copy.named("legacyDrawing"))
        drawing.set(f"{{{copy.relationships}}}id", id)
        behind = [*xml.children(tree, *_BEHIND.split())]
        tree.insert(tree.index(behind[0]) if behind else len(tree), drawing)
    if all(one.get("id") != "_x0000_t202" for one in root.iter(f"{_V}shapetype")):
        root.append(_drawn()[1])
    return root


def _drawing(copy: xml.OfficeCopy, sheet: str) -> str | None:
    drawing = xml.child(copy.required(sheet), "legacyDrawing")
    target = "" if drawing is None else xml.target_of(drawing, copy.references(sheet))
    return target if target in copy else None


def _remove_notes(copy: xml.OfficeCopy, sheet: str) -> None:
    """Remove the notes that this program wrote before, with their boxes."""
    for name in copy.parts("comments", of=sheet):
        authors = [one.text for one in xml.inner(copy.required(name), "author")]
        ours = {str(at) for at, author in enumerate(authors) if author == AUTHOR}
        notes = [*xml.inner(copy.required(name), "comment")]
        cells = {one.get("ref") for one in notes if one.get("authorId") in ours}
        copy.remove(name, (one for one in notes if one.get("ref") in cells))
        if cells and (drawing := _drawing(copy, sheet)):
            shapes = copy.required(drawing).iter(f"{_V}shape")
            copy.remove(drawing, (one for one in shapes if _cell_of(one) in cells))


def _cell_of(shape: xml.Element) -> str | None:
    """Return the cell to which the box of a note belongs."""
    told = (shape.findtext(f".//{_X}{key}") for key in ("Row", "Column"))
    row, column = (xml.integer(one, -1) for one in told)
    return _named(row + 1, column + 1)


# In MiB; a sheet takes twenty times its size in memory.
LARGEST = 16
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!"}
# Names, formulas of other files, notes and conditional formats: a fault in them spoils no cell.
_PASSED_OVER = frozenset((0x17, 0x18, 0x1C, 0x23, 0x1AE, 0x1B0, 0x1B1, 0x1B6, 0x1B8, 0x5D, 0x800))
_UNKNOWN = 0xFFFF
# What a cell holds, as xlrd says it.
_EMPTY, _NUMBERS, _BOOLEAN, _ERROR = (0, 6), (2, 3), 4, 5
# Records of the stream of a workbook, and what an object on a sheet may be.
_END, _CONTINUED, _OBJECT, _SHEET_HEAD, _TEXT = 0x0A, 0x3C, 0x5D, 0x85, 0x1B6
_OF_CELLS, _OF_CHART = b"\0", b"\0\2"
_COMMENT = 0x19
_MARGINS: dict[int, Part] = {0x14: "header", 0x15: "footer"}
_DRAWN: dict[int, What] = {0x05: "object", 0x08: "picture", _COMMENT: "comment"}


def read_xls(raw: bytes, path: str) -> Blocks:
    """Return the blocks of a workbook; raise InputError where it is damaged or locked."""
    from xlrd import XLRDError, open_workbook

    stream = next(filter(None, xml.streams(raw, path, LARGEST, "Workbook", "Book")), b"")
    blocks = Blocks(path)
    with xml.refused(path, XLRDError, TypeError, AttributeError, AssertionError, MemoryError):
        try:
            book = open_workbook(
                file_contents=_cells_alone(stream),
                formatting_info=True,
                logfile=io.StringIO(),
                on_demand=True,
                ragged_rows=True,
            )
        except XLRDError as error:
            said = messages.LOCKED if "encrypt" in str(error) else messages.DAMAGED_ARCHIVE
            raise InputError(said.about(path=path)) from None
        formats = list(_formats_97(book))
        shown_sheets = {}
        for number in range(book.nsheets):
            sheet = book.sheet_by_index(number)
            if sheet.visibility:
                blocks.unread["hidden"] += 1
                continue
            shown_sheets[number] = sheet.name
            merged = [Area(one[0] + 1, one[2] + 1, one[1], one[3]) for one in sheet.merged_cells]
            hidden = {at + 1 for at, info in sheet.colinfo_map.items() if info.hidden}
            add_sheet(blocks, sheet.name, _rows_97(book, sheet, formats, blocks), merged, hidden)
            book.unload_sheet(number)
        _add_beside(blocks, shown_sheets, stream)
    return blocks


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


def _formats_97(book: Any) -> Iterator[str | None]:
    """Yield the number format of each format of cells; None where its font is struck out."""
    fonts = book.font_list
    for look in book.xf_list:
        own = book.format_map.get(look.format_key)
        is_known = own is None or look.format_key in BUILT_IN
        code = BUILT_IN.get(look.format_key, "") if is_known else own.format_str
        is_struck = look.font_index < len(fonts) and fonts[look.font_index].struck_out
        yield None if is_struck else code


def _rows_97(book: Any, sheet: Any, formats: Sequence[str | None], blocks: Blocks) -> Rows:
    for row in range(sheet.nrows):
        info = sheet.rowinfo_map.get(row)
        if info is not None and info.hidden:
            blocks.unread["hidden"] += 1
            continue
        columns = [at for at, kind in enumerate(sheet.row_types(row)) if kind not in _EMPTY]
        yield row + 1, {at + 1: _shown_97(book, sheet, formats, row, at) for at in columns}


def _add_beside(blocks: Blocks, sheets: Mapping[int, str], stream: bytes) -> None:
    """Add text boxes, headers and footers of sheets by number, and count what else lies there."""
    heads = [content for kind, content in _records(stream, 0) if kind == _SHEET_HEAD]
    # A chart may take a sheet of its own, which has no cells.
    blocks.unread["object"] += sum(head[4:6] == _OF_CHART for head in heads)
    for number, head in enumerate(head for head in heads if head[5:6] == _OF_CELLS):
        if number not in sheets:
            continue
        place = Place(0, "box", sheet=sheets[number])
        drawn, awaited = 0, 0
        for kind, content in _records(stream, int.from_bytes(head[:4], "little")):
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


def _shown_97(book: Any, sheet: Any, formats: Sequence[str | None], row: int, column: int) -> str:
    cell = sheet.cell(row, column)
    code = formats[cell.xf_index] if cell.xf_index < len(formats) else ""
    if code is None:
        return ""
    if cell.ctype in _NUMBERS:
        number = number_of(repr(cell.value))
        return str(cell.value) if number is None else shown(number, code, bool(book.datemode))
    if cell.ctype == _BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == _ERROR:
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
