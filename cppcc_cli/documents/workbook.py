"""Workbooks (.xlsx .xlsm .xltx) -> blocks: the rows of each sheet, its cells as displayed.

Hidden sheets, rows and columns, struck out text and comments are not read; text boxes and the
headers of printed pages are.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from cppcc_cli.documents.archive import Archive
from cppcc_cli.documents.blocks import Blocks, Marked, raised
from cppcc_cli.documents.document import Document, Part, Place
from cppcc_cli.documents.markup import (
    Element,
    References,
    attribute_in_space,
    child,
    inner,
    local,
    main_root,
    part,
    parts_of,
    references,
)
from cppcc_cli.documents.sheets import BUILT_IN, Area, add_margin, add_sheet, number_of, shown

USUAL = "xl/workbook.xml"
_MOST_COLUMNS = 16_384
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def read_workbook(raw: bytes, path: str) -> Document:
    """Return the document of a workbook; raise InputError where it is damaged."""
    return read_marked_workbook(raw, path).document


def read_marked_workbook(raw: bytes, path: str) -> Marked:
    """Return the document of a workbook with the column of each character that is in a cell."""
    archive = Archive(raw, path)
    root, found = _workbook(archive)
    book = _Book(archive, root, found)
    blocks = Blocks(path)
    for name, target in sheet_parts(archive).items():
        if target:
            _read_sheet(book, blocks, name, target)
        else:
            blocks.unread["hidden"] += 1
    return Marked(blocks.document(len(raw)), blocks.runs)


def sheet_parts(archive: Archive) -> dict[str, str]:
    """Return the parts of the sheets by their names; nothing for one that is hidden."""
    root, found = _workbook(archive)
    parts = {}
    for sheet in inner(root, "sheet"):
        _, target = found.get(attribute_in_space(sheet, "id"), ("", ""))
        if sheet.get("state") in ("hidden", "veryHidden"):
            parts[sheet.get("name") or ""] = ""
        elif target in archive:
            parts[sheet.get("name") or ""] = target
    return parts


def _workbook(archive: Archive) -> tuple[Element, References]:
    name, root = main_root(archive, USUAL)
    return root, references(archive, name)


class _Book:
    """What the sheets of a workbook share: its texts, and the formats of cells."""

    def __init__(self, archive: Archive, root: Element, found: References) -> None:
        self.archive = archive
        properties = child(root, "workbookPr")
        self.since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self.texts: list[str] = []
        self.formats: list[str | None] = []
        for _, strings in islice(parts_of(archive, found, "sharedStrings"), 1):
            self.texts = [_text(one) for one in strings.iterchildren("{*}si")]
        for _, styles in islice(parts_of(archive, found, "styles"), 1):
            self.formats = list(_formats(styles))


def _formats(styles: Element) -> Iterator[str | None]:
    """Yield the number format of each format of cells; None where its font is struck out."""
    fonts = next(inner(styles, "fonts"), None)
    struck = [] if fonts is None else [_is_struck(one) for one in fonts.iterchildren("{*}font")]
    codes = {one.get("numFmtId"): one.get("formatCode") or "" for one in inner(styles, "numFmt")}
    cells = next(inner(styles, "cellXfs"), None)
    for one in () if cells is None else cells.iterchildren("{*}xf"):
        id, font = one.get("numFmtId") or "0", one.get("fontId") or ""
        if font.isdecimal() and struck[int(font[:9]) : int(font[:9]) + 1] == [True]:
            yield None
            continue
        yield codes.get(id) or (BUILT_IN.get(int(id), "") if id.isdecimal() else "")


def _text(element: Element) -> str:
    """Return a text with its runs, without what is struck out and how it is pronounced."""
    texts = []
    for one in element.iterchildren("*"):
        if local(one) == "t":
            texts.append(one.text or "")
        elif local(one) == "r":
            texts.append(_run(one))
    return "".join(texts)


def _is_struck(font: Element) -> bool:
    struck = child(font, "strike")
    return struck is not None and struck.get("val") not in ("0", "false")


def _run(run: Element) -> str:
    text, properties = child(run, "t"), child(run, "rPr")
    said = "" if text is None else text.text or ""
    if properties is None:
        return said
    if _is_struck(properties):
        return ""
    aligned = child(properties, "vertAlign")
    return said if aligned is None else raised(said, aligned.get("val") or "")


class _Sheet(NamedTuple):
    book: _Book
    blocks: Blocks
    # The columns that are not shown.
    hidden: set[int]


def _read_sheet(book: _Book, blocks: Blocks, name: str, target: str) -> None:
    root = part(book.archive, target)
    if root is None:
        return
    hidden: set[int] = set()
    for one in inner(root, "col"):
        if one.get("hidden") in ("1", "true"):
            first, last = one.get("min") or "", one.get("max") or ""
            if first.isdecimal() and last.isdecimal():
                hidden.update(range(int(first), min(int(last), _MOST_COLUMNS) + 1))
    sheet = _Sheet(book, blocks, hidden)
    merged = [area for one in inner(root, "mergeCell") if (area := _area(one.get("ref") or ""))]
    add_sheet(blocks, name, _rows(sheet, root), merged)
    found = references(book.archive, target)
    for _, drawing in parts_of(book.archive, found, "drawing"):
        _read_drawing(blocks, name, drawing)
    for _, notes in parts_of(book.archive, found, "comments"):
        blocks.unread["comment"] += sum(1 for _ in inner(notes, "comment"))
    for one in inner(root, "oddHeader", "oddFooter"):
        margin: Part = "header" if local(one) == "oddHeader" else "footer"
        add_margin(blocks, name, margin, one.text or "")


def _rows(sheet: _Sheet, root: Element) -> Iterator[tuple[int, dict[int, str]]]:
    number = 0
    for row in inner(root, "row"):
        given = row.get("r") or ""
        number = int(given) if given.isdecimal() and len(given) < 8 else number + 1
        if row.get("hidden") in ("1", "true"):
            sheet.blocks.unread["hidden"] += 1
            continue
        texts: dict[int, str] = {}
        column = 0
        for cell in row.iterchildren("{*}c"):
            place = _REFERENCE.match(cell.get("r") or "")
            column = _column(place[1]) if place else column + 1
            if column not in sheet.hidden and column <= _MOST_COLUMNS:
                texts[column] = _shown(sheet.book, cell)
        yield number, texts


def _shown(book: _Book, cell: Element) -> str:
    style = cell.get("s") or "0"
    at = int(style) if style.isdecimal() and len(style) < 9 else 0
    code = book.formats[at] if at < len(book.formats) else ""
    if code is None:
        return ""
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        inline = child(cell, "is")
        return "" if inline is None else _text(inline)
    given = child(cell, "v")
    value = "" if given is None else given.text or ""
    if kind == "s":
        at = int(value) if value.strip().isdecimal() and len(value) < 9 else -1
        return book.texts[at] if 0 <= at < len(book.texts) else ""
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
    ends = [_REFERENCE.fullmatch(end) for end in reference.split(":")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    (left, top), (right, bottom) = ends[0].groups(), ends[1].groups()
    return Area(int(top), _column(left), int(bottom), _column(right))


def _read_drawing(blocks: Blocks, name: str, root: Element) -> None:
    """Add the text boxes that lie on a sheet."""
    for one in inner(root, "sp", "pic", "chart", "relIds"):
        if local(one) == "sp":
            for paragraph in inner(one, "p"):
                text = "".join(run.text or "" for run in inner(paragraph, "t"))
                blocks.add(text, Place(0, "box", sheet=name))
        else:
            blocks.unread["picture" if local(one) == "pic" else "object"] += 1
