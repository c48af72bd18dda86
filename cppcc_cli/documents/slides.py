"""Presentations (.pptx .pptm .ppsx) -> blocks, slide by slide, each with what the speaker noted.

Hidden slides and shapes, numbers and dates of slides, and struck out text are not read.
"""

from collections.abc import Iterator

from cppcc_cli.documents.archive import Archive
from cppcc_cli.documents.blocks import Blocks, Line, TableCell, TableRow, raised
from cppcc_cli.documents.document import Document, Place
from cppcc_cli.documents.markup import (
    Element,
    attribute,
    attribute_in_space,
    child,
    inner,
    local,
    main_root,
    part,
    parts_of,
    references,
)

USUAL = "ppt/presentation.xml"
# What a slide repeats from its master: its number, and the date.
_REPEATED = ("sldNum", "dt")
_TITLES = {"ctrTitle": 0, "title": 1}
_DEEPEST = 100
_MOST_COLUMNS = 1_000


def read_slides(raw: bytes, path: str) -> Document:
    """Return the document of a presentation; raise InputError where it is damaged."""
    archive = Archive(raw, path)
    blocks = Blocks(path)
    for number, target in slide_parts(archive):
        slide = part(archive, target)
        if slide is None:
            continue
        if slide.get("show") in ("0", "false"):
            blocks.unread["hidden"] += 1
            continue
        _Slide(blocks, Place(0, slide=number)).read(child(slide, "cSld"))
        _read_beside(archive, target, blocks, number)
    return blocks.document(len(raw))


def slide_parts(archive: Archive) -> Iterator[tuple[int, str]]:
    """Yield the number of each slide, from 1, and the name of its part.

    Raises InputError where the presentation is damaged.
    """
    name, root = main_root(archive, USUAL)
    found = references(archive, name)
    # The attribute without a namespace is another number.
    named = (attribute_in_space(one, "id") for one in inner(root, "sldId"))
    targets = (found.get(id, ("", ""))[1] for id in named)
    yield from enumerate((target for target in targets if target in archive), 1)


def _read_beside(archive: Archive, slide: str, blocks: Blocks, number: int) -> None:
    """Add what the speaker has noted on a slide, and count the comments."""
    found = references(archive, slide)
    for _, notes in parts_of(archive, found, "notesSlide"):
        _Slide(blocks, Place(0, "notes", slide=number)).read(child(notes, "cSld"))
    for _, comments in parts_of(archive, found, "comments"):
        blocks.unread["comment"] += sum(1 for _ in inner(comments, "cm"))


class _Slide:
    def __init__(self, blocks: Blocks, place: Place) -> None:
        self.blocks, self.place = blocks, place
        self.deep = 0

    def read(self, element: Element | None) -> None:
        """Add the shapes in an element, in their order."""
        if element is None or self.deep > _DEEPEST:
            return
        self.deep += 1
        for one in element.iterchildren("*"):
            name = local(one)
            if name == "AlternateContent":
                self.read(child(one, "Choice") if child(one, "Choice") is not None else one)
            elif name in ("sp", "pic", "graphicFrame", "grpSp", "cxnSp"):
                self._shape(one, name)
            elif name == "Fallback" and child(element, "Choice") is not None:
                continue
            elif name == "tbl":
                self.blocks.add_table(list(_rows(self.blocks, one)), self.place)
            elif name in ("chart", "relIds", "oleObj"):
                self.blocks.unread["object"] += 1
            elif name not in ("bg", "txBody"):
                self.read(one)
        self.deep -= 1

    def _shape(self, shape: Element, name: str) -> None:
        properties = next(inner(shape, "cNvPr"), None)
        if properties is not None and properties.get("hidden") in ("1", "true"):
            self.blocks.unread["hidden"] += 1
            return
        if name == "pic":
            self.blocks.unread["picture"] += 1
            return
        if name != "sp":
            self.read(shape)
            return
        holder = next(inner(shape, "ph"), None)
        kind = "" if holder is None else holder.get("type") or "body"
        # On a page of notes stands the slide itself, and what is repeated from page to page.
        if kind in _REPEATED or (self.place.part == "notes" and kind not in ("body", "")):
            return
        level = _TITLES.get(kind)
        for body in inner(shape, "txBody"):
            lines = [line for line in (_line(one) for one in inner(body, "p")) if line.text]
            if level is not None and lines:
                self.blocks.add(" ".join(line.text for line in lines), self.place, level)
            else:
                for line in lines:
                    self.blocks.add(line, self.place)
            self.blocks.unread["equation"] += sum(1 for _ in inner(body, "oMath"))


def _line(paragraph: Element) -> Line:
    texts: list[str] = []
    _take(paragraph, texts)
    return Line("".join(texts)).stripped()


def _take(element: Element, texts: list[str]) -> None:
    """Take the text of a paragraph: its runs, without those that are struck out."""
    for one in element.iterchildren("*"):
        name = local(one)
        if name == "br":
            texts.append(" ")
        elif name == "r" or (name == "fld" and one.get("type") != "slidenum"):
            properties, text = child(one, "rPr"), child(one, "t")
            if text is not None:
                texts.append(_looking(text.text or "", properties))
        elif name == "AlternateContent":
            chosen = child(one, "Choice")
            _take(one if chosen is None else chosen, texts)
        elif name in ("Fallback", "m"):
            _take(one, texts)


def _looking(text: str, properties: Element | None) -> str:
    if properties is None:
        return text
    if properties.get("strike") in ("sngStrike", "dblStrike"):
        return ""
    baseline = properties.get("baseline") or "0"
    return raised(text, "sub" if baseline[0] == "-" else "sup" if baseline.strip("0%") else "")


def _rows(blocks: Blocks, table: Element) -> Iterator[TableRow]:
    properties = child(table, "tblPr")
    headed = properties is not None and properties.get("firstRow") in ("1", "true")
    for number, row in enumerate(inner(table, "tr"), 1):
        cells = []
        for column, cell in enumerate(row.iterchildren("{*}tc"), 1):
            if cell.get("hMerge") in ("1", "true"):
                continue
            span = attribute(cell, "gridSpan") or "1"
            wide = min(int(span), _MOST_COLUMNS) if span.isascii() and span.isdecimal() else 1
            blocks.take()
            lines = [line for line in (_line(one) for one in inner(cell, "p")) if line.text]
            cells.append(TableCell(lines, column, max(1, wide)))
        yield TableRow(number, cells, headed and number == 1)
