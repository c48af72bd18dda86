"""Marks in a workbook: a copy with a note at the cell of each number.

Notes of ours from an earlier time are replaced, those of others kept. A cell has one note: where
another's is there, and for what stands in no cell, what is said is listed in the first of the
sheet.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import NamedTuple

from cppcc_cli.documents.document import Document
from cppcc_cli.documents.marks import AUTHOR, Mark, apart, locate, quoted
from cppcc_cli.documents.markup import (
    Element,
    attribute_in_space,
    child,
    inner,
    local,
    new_child,
    new_element,
    parsed,
)
from cppcc_cli.documents.office_copy import OfficeCopy, remove
from cppcc_cli.documents.workbook import USUAL, read_marked_workbook, sheet_parts
from cppcc_cli.errors import InputError, OutputError
from cppcc_cli.messages import marking as messages

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# In a sheet, what stands behind the reference to the drawing of its notes.
_BEHIND = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls"),
    *("webPublishItems", "tableParts", "extLst"),
)
_V, _X = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:excel}"
_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPES = (
    f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{{}}"/>'
    "</o:shapelayout></xml>"
)
_BOX = (
    f'<xml {_SPACES}><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_NOTE = (
    f'<xml {_SPACES}><v:shape id="_x0000_s{{id}}" type="#_x0000_t202" '
    'style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape></xml>"
)
# How many letters stand in a line of a note that is four columns wide, and the lines it may have.
_WIDTH, _FEWEST, _MOST = 20, 4, 20


class _Cell(NamedTuple):
    """A cell by its row and column, from 1."""

    row: int
    column: int

    @property
    def name(self) -> str:
        letters, rest = "", self.column
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(65 + letter) + letters
        return f"{letters}{self.row}"


def mark_sheets(raw: bytes, document: Document, marks: Sequence[Mark], when: datetime) -> bytes:
    """Return the workbook in `raw`, as read, with a note at the cell of each mark.

    Notes have no date. Raises OutputError for a workbook that is signed, or a sheet of which is
    protected against notes.
    """
    runs = read_marked_workbook(raw, document.path).runs
    copy = OfficeCopy(raw, document.path, USUAL)
    copy.require_unsigned()
    said: dict[str, list[tuple[_Cell | None, Mark]]] = {}
    for mark in apart(marks):
        block, anchor = locate(document, runs, mark.start, mark.end)
        row = block.place.row
        cell = None if anchor is None or row is None else _Cell(row, anchor.first)
        said.setdefault(block.place.sheet or "", []).append((cell, mark))
    for name, target in sheet_parts(copy.archive).items():
        if target:
            _remove_ours(copy, target)
            if name in said:
                _write(copy, document, target, said[name])
    return copy.packed()


def _write(
    copy: OfficeCopy, document: Document, sheet: str, said: Sequence[tuple[_Cell | None, Mark]]
) -> None:
    protection = child(copy.seen(sheet), "sheetProtection")
    if protection is not None and {"1", "true"} & {protection.get("objects")}:
        raise OutputError(messages.PROTECTED.about(path=copy.path))
    comments, shapes = _comments(copy, sheet), _shapes(copy, sheet)
    taken = {one.get("ref") for one in inner(comments, "comment")}
    notes: dict[_Cell, list[str]] = {}
    listed = []
    for cell, mark in said:
        if cell is not None and cell.name not in taken:
            notes.setdefault(cell, []).append(quoted(document, mark))
        else:
            listed.append(quoted(document, mark, messages.NO_PLACE))
    if listed:
        free = (_Cell(1, column) for column in count(1))
        first = next(iter(notes), next(cell for cell in free if cell.name not in taken))
        notes.setdefault(first, []).extend(listed)
    for cell, texts in notes.items():
        _note(comments, shapes, cell, "\n".join(texts))


def _note(comments: Element, shapes: Element, cell: _Cell, text: str) -> None:
    author = [one.text for one in inner(comments, "author")].index(AUTHOR)
    holder = child(comments, "commentList")
    comment = new_child(holder, "comment")
    comment.set("ref", cell.name)
    comment.set("authorId", str(author))
    new_child(new_child(new_child(comment, "text"), "r"), "t").text = text
    high = sum(1 + len(line) // _WIDTH for line in text.split("\n"))
    high = min(max(high, _FEWEST), _MOST)
    top = max(cell.row - 2, 0)
    anchor = f"{cell.column}, 15, {top}, 10, {cell.column + 4}, 15, {top + high}, 4"
    id = max(_numbers(shapes), default=1024) + 1
    made = _NOTE.format(id=id, anchor=anchor, row=cell.row - 1, column=cell.column - 1)
    shapes.append(parsed(made.encode(), "")[0])


def _numbers(shapes: Element) -> Iterator[int]:
    """Yield the numbers of the shapes, and the last below those that are free for the drawing."""
    for shape in shapes.iter(f"{_V}shape"):
        if number := re.fullmatch("_x0000_s([0-9]{1,9})", shape.get("id", "")):
            yield int(number[1])
    for one in inner(shapes, "idmap"):
        first = re.match("[0-9]{1,5}", one.get("data", ""))
        yield 1024 * int(first[0]) if first else 1024


def _comments(copy: OfficeCopy, sheet: str) -> Element:
    """Return the notes of a sheet, which are made where there are none, with us as an author."""
    names = copy.parts("comments", of=sheet)
    root = copy.tree(names[0]) if names else new_element(copy.named("comments"))
    for at, kind in enumerate(("authors", "commentList")):
        if child(root, kind) is None:
            root.insert(at, new_child(root, kind))
    if not names:
        copy.add(copy.free("xl/comments{}.xml"), root, "comments", _COMMENTS, of=sheet)
    if AUTHOR not in [one.text for one in inner(root, "author")]:
        new_child(child(root, "authors"), "author").text = AUTHOR
    return root


def _shapes(copy: OfficeCopy, sheet: str) -> Element:
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
        root = parsed(_SHAPES.format(number).encode(), "")
        id = copy.add(name, root, "vmlDrawing", _DRAWING, of=sheet)
        tree = copy.tree(sheet)
        for dangling in tree.iterchildren(copy.named("legacyDrawing")):
            remove(dangling)
        drawing = new_element(copy.named("legacyDrawing"))
        drawing.set(f"{{{copy.relationships}}}id", id)
        behind = next((one for one in tree.iterchildren("*") if local(one) in _BEHIND), None)
        if behind is None:
            tree.append(drawing)
        else:
            behind.addprevious(drawing)
    if all(one.get("id") != "_x0000_t202" for one in root.iter(f"{_V}shapetype")):
        root.append(parsed(_BOX.encode(), "")[0])
    return root


def _drawing(copy: OfficeCopy, sheet: str) -> str | None:
    drawing = child(copy.seen(sheet), "legacyDrawing")
    if drawing is None:
        return None
    _, target = copy.references(sheet).get(attribute_in_space(drawing, "id"), ("", ""))
    return target if target in copy.archive else None


def _remove_ours(copy: OfficeCopy, sheet: str) -> None:
    """Remove the notes that this program wrote before, with their boxes."""
    for name in copy.parts("comments", of=sheet):
        authors = [one.text for one in inner(copy.seen(name), "author")]
        ours = {str(at) for at, author in enumerate(authors) if author == AUTHOR}
        cells = {
            one.get("ref")
            for one in inner(copy.seen(name), "comment")
            if one.get("authorId") in ours
        }
        if not cells:
            continue
        for one in list(inner(copy.tree(name), "comment")):
            if one.get("ref") in cells:
                remove(one)
        drawing = _drawing(copy, sheet)
        for shape in list(copy.tree(drawing).iter(f"{_V}shape")) if drawing else ():
            if _cell_of(shape) in cells:
                remove(shape)


def _cell_of(shape: Element) -> str | None:
    """Return the cell to which the box of a note belongs."""
    numbers = [
        int(one.text)
        for key in ("Row", "Column")
        for one in shape.iter(f"{_X}{key}")
        if re.fullmatch("[0-9]{1,7}", one.text or "")
    ]
    return _Cell(numbers[0] + 1, numbers[1] + 1).name if len(numbers) == 2 else None
