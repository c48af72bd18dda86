"""Copies of Office Open XML files that are written to, and marks in workbooks and presentations.

A workbook has a note at the cell of each number. A cell has one note: where another's is there, and
for what stands in no cell, what is said is listed in the first of the sheet. A presentation has a
comment on the slide of each number, its words quoted; what a speaker noted is marked there, too.
What this program said at an earlier time is replaced, what others said is kept, and parts that are
not written to are copied byte for byte.
"""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from itertools import count
from typing import NamedTuple

from cppcc_cli.documents.document import AUTHOR, Document, Mark, apart, locate, quoted
from cppcc_cli.documents.package import (
    Archive,
    Element,
    References,
    attribute_in_space,
    child,
    inner,
    local,
    main_part,
    new_child,
    new_element,
    parsed,
    references_in,
    references_of,
    referred,
    to_bytes,
)
from cppcc_cli.documents.slides import USUAL as PRESENTATION
from cppcc_cli.documents.slides import slide_parts
from cppcc_cli.documents.workbook import USUAL as WORKBOOK
from cppcc_cli.documents.workbook import read_marked_workbook, sheet_parts
from cppcc_cli.errors import InputError, OutputError
from cppcc_cli.messages import documents as messages
from cppcc_cli.messages.documents import DAMAGED_ARCHIVE

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "[Content_Types].xml"


class OfficeCopy:
    """A file whose parts can be changed, and which is packed again."""

    def __init__(self, raw: bytes, path: str, usual: str) -> None:
        """Open a file; its main part is called as `usual` where it does not say."""
        self.path = path
        self.archive = Archive(raw, path)
        self.main = main_part(self.archive, usual)
        self._trees: dict[str, Element] = {}
        self._seen: dict[str, Element] = {}
        # The namespace in which the elements of the main part are.
        self.space = self.seen(self.main).tag.rpartition("}")[0] + "}"

    def tree(self, name: str) -> Element:
        """Return the tree of a part that is going to be changed; raise InputError without one."""
        if name not in self._trees:
            if name not in self.archive:
                raise InputError(DAMAGED_ARCHIVE.about(path=self.path))
            self._trees[name] = parsed(self.archive.read(name), self.path, whole=True)
        return self._trees[name]

    def seen(self, name: str) -> Element:
        """Return the tree of a part to look at; it is written only where it was changed before."""
        if name in self._trees:
            return self._trees[name]
        if name not in self._seen:
            self._seen[name] = parsed(self.archive.read(name), self.path)
        return self._seen[name]

    def parts(self, *kinds: str, of: str | None = None) -> list[str]:
        """Return the names of the parts of these kinds that the main one, or one, refers to."""
        found = self.references(of or self.main)
        names = (name for kind in kinds for name in referred(found, kind))
        return [one for one in dict.fromkeys(names) if one in self._trees or one in self.archive]

    def references(self, name: str) -> References:
        """Return what a part refers to, with what was added."""
        listed = references_of(name)
        there = listed in self._trees or listed in self.archive
        return references_in(self.seen(listed) if there else None, name)

    def named(self, name: str) -> str:
        """Return the full name of an element of the main part, as it is here."""
        return f"{self.space}{name}"

    def require_unsigned(self) -> None:
        """Raise OutputError where the file is signed."""
        if any(name.startswith("_xmlsignatures/") for name in self.archive.names):
            raise OutputError(messages.SIGNED.about(path=self.path))

    def free(self, pattern: str) -> str:
        """Return the first name of a numbered part that is not taken."""
        names = (pattern.format(number) for number in count(1))
        return next(one for one in names if one not in self.archive and one not in self._trees)

    def add(
        self, name: str, root: Element, kind: str, content_type: str, of: str | None = None
    ) -> str:
        """Add a part, to which the main one, or one, refers; return the id of the reference."""
        self._trees[name] = root
        self._declare(name, content_type)
        source = of or self.main
        listed = references_of(source)
        space = f"{_PACKAGE}/relationships"
        if listed not in self.archive:
            self._trees.setdefault(listed, new_element(f"{{{space}}}Relationships"))
        relations = self.tree(listed)
        known = {one.get("Id") for one in relations.iterchildren("*")}
        relation = new_element(f"{{{space}}}Relationship")
        relations.append(relation)
        id = next(f"rId{n}" for n in count(1) if f"rId{n}" not in known)
        relation.set("Id", id)
        relation.set("Type", f"{self.relationships}/{kind}")
        relation.set("Target", posixpath.relpath(name, posixpath.dirname(source) or "."))
        return id

    def made(
        self,
        kind: str,
        root: str,
        name: str,
        content_type: str,
        prefix: str | None = None,
        of: str | None = None,
    ) -> Element:
        """Return the part of a kind to which the main one, or one, refers; an empty one is made."""
        for there in self.parts(kind, of=of):
            return self.tree(there)
        tree = new_element(self.named(root), prefix)
        self.add(name, tree, kind, content_type, of)
        return tree

    def _declare(self, name: str, content_type: str) -> None:
        """Say of what type a part is: as Office does, of all that is no XML by its suffix."""
        types, suffix = self.tree(_TYPES), name.rpartition(".")[2]
        kind, key, value = "Override", "PartName", f"/{name}"
        if suffix != "xml":
            kind, key, value = "Default", "Extension", suffix
        if all(one.get(key) != value for one in types.iterchildren("*")):
            declared = new_element(f"{{{_PACKAGE}/content-types}}{kind}")
            types.insert(0 if kind == "Default" else len(types), declared)
            declared.set(key, value)
            declared.set("ContentType", content_type)

    @property
    def relationships(self) -> str:
        """The namespace of references: of a Strict file, another."""
        strict = "purl.oclc.org" in self.space
        return (
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
            if strict
            else "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        )

    def packed(self) -> bytes:
        """Return the bytes of the file, its parts in their order, new ones behind them."""
        changed = {
            name: to_bytes(tree, declared=not name.endswith(".vml"))
            for name, tree in self._trees.items()
        }
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
            for entry, content in self.archive.members():
                name = entry.filename.replace("\\", "/").lstrip("/")
                copy.writestr(entry, changed.pop(name, content))
            for name, content in changed.items():
                copy.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
        return written.getvalue()


def remove(elements: Iterable[Element]) -> None:
    """Remove elements of markup from where they stand."""
    for one in list(elements):
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)


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
    copy = OfficeCopy(raw, document.path, WORKBOOK)
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
                _write_notes(copy, document, target, said[name])
    return copy.packed()


def _write_notes(
    copy: OfficeCopy, document: Document, sheet: str, said: Sequence[tuple[_Cell | None, Mark]]
) -> None:
    protection = child(copy.seen(sheet), "sheetProtection")
    if protection is not None and {"1", "true"} & {protection.get("objects")}:
        raise OutputError(messages.PROTECTED.about(path=copy.path))
    comments, shapes = _notes(copy, sheet), _shapes(copy, sheet)
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
    comment = new_child(holder, "comment", ref=cell.name, authorId=str(author))
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


def _notes(copy: OfficeCopy, sheet: str) -> Element:
    """Return the notes of a sheet, which are made where there are none, with us as an author."""
    name = copy.free("xl/comments{}.xml")
    root = copy.made("comments", "comments", name, _COMMENTS, of=sheet)
    for at, kind in enumerate(("authors", "commentList")):
        if child(root, kind) is None:
            root.insert(at, new_child(root, kind))
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
        remove(tree.iterchildren(copy.named("legacyDrawing")))
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
        remove(one for one in inner(copy.tree(name), "comment") if one.get("ref") in cells)
        if drawing := _drawing(copy, sheet):
            shapes = copy.tree(drawing).iter(f"{_V}shape")
            remove(one for one in shapes if _cell_of(one) in cells)


def _cell_of(shape: Element) -> str | None:
    """Return the cell to which the box of a note belongs."""
    numbers = [
        int(one.text)
        for key in ("Row", "Column")
        for one in shape.iter(f"{_X}{key}")
        if re.fullmatch("[0-9]{1,7}", one.text or "")
    ]
    return _Cell(numbers[0] + 1, numbers[1] + 1).name if len(numbers) == 2 else None


_ON_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.{}+xml"
# Where comments stand on a slide, one below the other; in 576ths of an inch.
_BETWEEN, _LOWEST = 180, 4000


def mark_slides(raw: bytes, document: Document, marks: Sequence[Mark], when: datetime) -> bytes:
    """Return the presentation in `raw`, as read, with a comment for each mark, dated `when`.

    Marks that overlap share a comment. Raises OutputError for one that is signed or protected, or
    has comments of the kind that answer one another, beside which those of slides cannot stand.
    """
    copy = OfficeCopy(raw, document.path, PRESENTATION)
    copy.require_unsigned()
    if child(copy.seen(copy.main), "modifyVerifier") is not None:
        raise OutputError(messages.PROTECTED.about(path=document.path))
    slides = dict(slide_parts(copy.archive))
    known = {
        one.get("id")
        for name in copy.parts("commentAuthors")
        for one in copy.seen(name).iterchildren("*")
        if one.get("name") == AUTHOR
    }
    for slide in slides.values():
        for name in copy.parts("comments", of=slide):
            if copy.seen(name).tag != copy.named("cmLst"):
                raise OutputError(messages.THREADED.about(path=document.path))
            if any(one.get("authorId") in known for one in copy.seen(name).iterchildren("*")):
                comments = copy.tree(name).iterchildren("*")
                remove(one for one in comments if one.get("authorId") in known)
    if marks:
        _write_comments(copy, document, apart(marks), slides, when)
    return copy.packed()


def _write_comments(
    copy: OfficeCopy,
    document: Document,
    marks: Sequence[Mark],
    slides: Mapping[int, str],
    when: datetime,
) -> None:
    author, date = _author(copy), when.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000")
    author.set("lastIdx", str(len(marks)))
    on_slide: Counter[int] = Counter()
    for number, mark in enumerate(marks, 1):
        slide = document.blocks[document.block_at(mark.start)].place.slide or 1
        name, type = copy.free("ppt/comments/comment{}.xml"), _ON_SLIDES.format("comments")
        comments = copy.made("comments", "cmLst", name, type, "p", slides[slide])
        comment = new_child(comments, "cm", authorId=author.get("id"), dt=date, idx=str(number))
        new_child(comment, "pos", x="10", y=str(10 + on_slide[slide] * _BETWEEN % _LOWEST))
        new_child(comment, "text").text = quoted(document, mark)
        on_slide[slide] += 1


def _author(copy: OfficeCopy) -> Element:
    """Return the entry of this program among the authors, which is made where there is none."""
    kind = "commentAuthors"
    name, type = f"ppt/{kind}.xml", _ON_SLIDES.format(kind)
    authors = copy.made(kind, "cmAuthorLst", name, type, "p")
    there = list(authors.iterchildren(copy.named("cmAuthor")))
    for one in there:
        if one.get("name") == AUTHOR and one.get("id"):
            return one
    taken = {one.get("id") for one in there}
    id = next(str(number) for number in count() if str(number) not in taken)
    return new_child(authors, "cmAuthor", id=id, name=AUTHOR, initials=AUTHOR[0], clrIdx=id)
