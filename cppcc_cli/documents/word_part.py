"""A part of a Word document (its body, a header, the notes) -> paragraphs and tables.

What Word shows in the final state of the text is read; what was deleted, moved away, hidden or
struck out is not. Of the two forms that Word keeps of a drawing, one is read. Both namespaces, the
ordinary and that of Strict Open XML, are known by the names of their elements.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from cppcc_cli.documents.blocks import (
    Blocks,
    Line,
    Run,
    TableCell,
    TableRow,
    counts_pages,
    raised,
    style_level,
    symbol,
    without_private,
)
from cppcc_cli.documents.document import Place
from cppcc_cli.documents.markup import Element, attribute, child, local
from cppcc_cli.documents.numbering import LEVELS, Level, Numbering, first_number

Raised = Literal["", "superscript", "subscript"]
_OFF = ("0", "false", "off", "none")
_LEVELS = 9
_MOST_DEEP = 20
# The properties of anything, and what is not there in the final state.
_LEFT_OUT = frozenset(
    "w:pPr w:rPr w:tblPr w:tblGrid w:trPr w:tcPr w:sdtPr w:sdtEndPr w:sectPr w:rubyPr w:customXmlPr"
    " w:smartTagPr w:commentReference w:delText w:del w:moveFrom w:rt w:instrText w:delInstrText"
    "".split()
)
_SPACES = frozenset(("w:tab", "w:br", "w:cr", "w:ptab"))
# Fields that count pages; their results say nothing.
_PICTURES = frozenset(("pic:pic", "v:imagedata"))
_OBJECTS = frozenset(("c:chart", "cx:chart", "dgm:relIds", "o:OLEObject"))
_EQUATION_MARKS = {"m:den": "/", "m:deg": "", "m:lim": " "}
_SPACE_NAMES = {
    "wordprocessingml/main": "w",
    "officeDocument/math": "m",
    "officeDocument/2006/math": "m",
    "markup-compatibility/2006": "mc",
    "drawingml/picture": "pic",
    "drawingml/2006/picture": "pic",
    "drawingml/chart": "c",
    "drawingml/2006/chart": "c",
    "drawing/2014/chartex": "cx",
    "drawingml/diagram": "dgm",
    "drawingml/2006/diagram": "dgm",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "wordprocessingml/2006/main": "w",
}
# Each level of a table in a table is a level of ours, too.
_DEEPEST = 200


class Look(NamedTuple):
    """How text looks, as far as it matters for reading; None for what is not said."""

    # Hidden or struck out.
    unseen: bool | None = None
    raised: Raised | None = None

    def over(self, below: "Look") -> "Look":
        """Return this look where it says something, else the one below it."""
        return Look(
            below.unseen if self.unseen is None else self.unseen,
            below.raised if self.raised is None else self.raised,
        )


class Style(NamedTuple):
    """A style: its look, the level of the headings that have it, and how they are numbered."""

    look: Look = Look()
    level: int | None = None
    # The id of the list, and its level; None for what is not said.
    list: str | None = None
    list_level: int | None = None


def is_on(element: Element | None) -> bool | None:
    """Return whether a property that stands there is on; None where it does not stand there."""
    if element is None:
        return None
    return (attribute(element, "val") or "true").lower() not in _OFF


def look_of(properties: Element | None) -> Look:
    """Return what the properties of a run say of its look."""
    unseen, raised = None, None
    for one in () if properties is None else properties.iterchildren("*"):
        name = local(one)
        if name in ("vanish", "strike", "dstrike"):
            unseen = bool(unseen) or is_on(one)
        elif name in ("del", "moveFrom"):
            unseen = True
        elif name == "vertAlign":
            value = attribute(one, "val")
            raised = value if value in ("superscript", "subscript") else ""
    return Look(unseen, raised)  # type: ignore[arg-type]


def outline_level(properties: Element | None) -> int | None:
    """Return the level of a heading that the properties of a paragraph name, from 1."""
    value = _value(properties, "outlineLvl")
    if value is None or not value.isdecimal() or int(value) >= _LEVELS:
        return None
    return int(value) + 1


class Styles:
    """The styles of a document by their ids, each with all that it inherits."""

    def __init__(self, root: Element | None = None) -> None:
        listed = () if root is None else root.iterchildren("{*}style")
        self._elements = {attribute(one, "styleId"): one for one in listed}
        self._made: dict[str | None, Style] = {}

    def of(self, id: str | None, deep: int = 0) -> Style:
        """Return the style of an id; one that says nothing where there is none."""
        element = self._elements.get(id)
        if element is None or deep > _MOST_DEEP:
            return Style()
        if id not in self._made:
            below = self.of(_value(element, "basedOn"), deep + 1)
            level = style_level(_value(element, "name") or "")
            if level is None:
                level = outline_level(child(element, "pPr"))
            look = look_of(child(element, "rPr")).over(below.look)
            listed, list_level = numbered(child(element, "pPr"))
            self._made[id] = Style(
                look,
                below.level if level is None else level,
                below.list if listed is None else listed,
                below.list_level if list_level is None else list_level,
            )
        return self._made[id]


def numbered(properties: Element | None) -> tuple[str | None, int | None]:
    """Return the id of the list that the properties of a paragraph name, and the level in it."""
    said = child(properties, "numPr")
    return _value(said, "numId"), None if child(said, "ilvl") is None else _count(said, "ilvl", 0)


class Lists:
    """The lists of a document by their ids."""

    def __init__(self, root: Element | None = None) -> None:
        listed = [] if root is None else list(root.iterchildren("*"))
        kinds = {attribute(one, "abstractNumId"): one for one in listed}
        styles = {_value(one, "styleLink"): key for key, one in kinds.items()}
        self.numbering = Numbering()
        # Which level of a list a style has.
        self._styled: dict[tuple[str | None, str | None], int] = {}
        for one in listed:
            if local(one) == "num":
                kind = _value(one, "abstractNumId")
                linked = _value(kinds.get(kind), "numStyleLink")
                kind = styles.get(linked, kind) if linked else kind
                self._add(attribute(one, "numId"), kind, kinds.get(kind), one)

    def _add(
        self, key: str | None, kind: str | None, element: Element | None, own: Element
    ) -> None:
        levels, starts = [Level("")] * LEVELS, {}
        overrides = list(own.iterchildren("{*}lvlOverride"))
        for place in overrides if element is None else [element, *overrides]:
            for one in place.iterchildren("{*}lvl"):
                at = _digit(attribute(one, "ilvl"))
                levels[at] = Level(
                    first_number(_value(one, "numFmt") or "decimal"),
                    _value(one, "lvlText") or "",
                    _count(one, "start", 1),
                    is_on(child(one, "isLgl")) or False,
                    _count(one, "lvlRestart", LEVELS),
                )
                if styled := _value(one, "pStyle"):
                    self._styled[key, styled] = at
            if child(place, "startOverride") is not None:
                starts[_digit(attribute(place, "ilvl"))] = _count(place, "startOverride", 1)
        self.numbering.add(key, kind, levels, starts)

    def label(self, properties: Element | None, named: str | None, style: Style) -> str:
        """Return the number that is shown before a paragraph; nothing where it has none."""
        key, level = numbered(properties)
        if key is None:
            key = style.list
            level = self._styled.get((key, named)) if level is None else level
        return self.numbering.label(key, (style.list_level or 0) if level is None else level)


def _digit(value: str | None) -> int:
    return int(value) if value and value in "012345678" else 0


@cache
def _name(tag: str) -> str:
    """Return the name of an element with the usual prefix of its namespace."""
    space, _, name = tag.rpartition("}")
    for end, prefix in _SPACE_NAMES.items():
        if space.endswith(end):
            return f"{prefix}:{name}"
    return name if space.endswith("}") or not space else f"?:{name}"


class Around(NamedTuple):
    """What a part is read with: its name, the styles, and what is done with what it refers to."""

    part: str
    styles: Styles
    lists: Lists
    # Takes the id of a reference to content of another format.
    insert: Callable[[str], None]
    # Takes the kind of a note and its id, where the text refers to it.
    note: Callable[[str, str], None]
    # The number of each text node, where it is wanted which characters come from which.
    nodes: Mapping[Element, int] | None = None


class PartReader:
    """Reads a part into blocks, at a place that lacks what a block adds to it."""

    def __init__(self, blocks: Blocks, around: Around, place: Place) -> None:
        self.blocks, self.around, self.place = blocks, around, place
        # Where paragraphs go while a cell is read: they are its lines.
        self.cell: list[Line] | None = None
        # The paragraph that goes on behind a deleted mark, and the number before it.
        self.label = ""
        self.text, self.length, self.runs = [], 0, []  # type: list[str], int, list[Run]
        self.boxes: list[Element] = []
        # Of each field that lies open, its instruction, and whether its result is passed over.
        self.fields: list[list[str]] = []
        self.counting = 0
        self.deep = 0

    def read(self, element: Element) -> None:
        """Add what lies in an element that holds paragraphs and tables."""
        if self.deep > _DEEPEST:
            return
        self.deep += 1
        for one in element.iterchildren("*"):
            name = _name(one.tag)
            if name == "w:p":
                self._paragraph(one)
            elif name == "w:tbl":
                self._table(one)
            elif name == "w:altChunk":
                self.around.insert(attribute(one, "id") or "")
            elif name == "mc:AlternateContent":
                self.read(_chosen(one))
            elif name not in _LEFT_OUT:
                self.read(one)
        self.deep -= 1

    def end(self) -> None:
        """Add the paragraph that nothing came behind."""
        if self.text:
            self._end_paragraph(None)

    def _paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        named = _value(properties, "pStyle")
        style = self.around.styles.of(named)
        self._inline(element, style.look)
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            return
        self.label = self.around.lists.label(properties, named, style)
        level = outline_level(properties)
        self._end_paragraph(style.level if level is None else level)

    def _end_paragraph(self, level: int | None) -> None:
        line = Line("".join(self.text), tuple(self.runs)).stripped().behind(self.label)
        self.label = ""
        self.text, self.length, self.runs = [], 0, []
        if line.text and self.cell is not None:
            self.cell.append(line)
        elif line.text:
            self.blocks.add_at(line, self.place, level)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self._box(box)

    def _box(self, box: Element) -> None:
        """Add a text box, which stands by itself whatever it hangs on."""
        reader = PartReader(self.blocks, self.around, self.place._replace(part="box"))
        reader.cell = self.cell
        reader.deep = self.deep
        reader.read(box)
        reader.end()

    def _inline(self, element: Element, look: Look) -> None:
        """Take the text of a paragraph, or of what lies in one."""
        if self.deep > _DEEPEST:
            return
        self.deep += 1
        for one in element.iterchildren("*"):
            name = _name(one.tag)
            if name == "w:r":
                self._run(one, look)
            elif name == "w:fldSimple":
                if not counts_pages(attribute(one, "instr") or ""):
                    self._inline(one, look)
            elif name in ("m:sup", "m:sub"):
                raised = "superscript" if name == "m:sup" else "subscript"
                self._inline(one, Look(look.unseen, raised))  # type: ignore[arg-type]
            elif name == "m:t":
                self._take(one.text or "", None, look)
            elif name == "m:d":
                self._take("(", None, look)
                self._inline(one, look)
                self._take(")", None, look)
            elif not self._other(one, name, look):
                self._take(_EQUATION_MARKS.get(name, ""), None, look)
                self._inline(one, look)
        self.deep -= 1

    def _run(self, run: Element, look: Look) -> None:
        properties = child(run, "rPr")
        if properties is not None:
            of_style = self.around.styles.of(_value(properties, "rStyle")).look
            look = look_of(properties).over(of_style).over(look)
            if is_on(child(properties, "vanish")) and child(run, "t") is not None:
                self.blocks.unread["hidden"] += 1
        for one in run.iterchildren("*"):
            name = _name(one.tag)
            if name == "w:t":
                self._take(one.text or "", one, look)
            elif name in _SPACES:
                self._take(" ", None, look)
            elif name == "w:noBreakHyphen":
                self._take("-", None, look)
            elif name == "w:sym":
                font, code = attribute(one, "font") or "", attribute(one, "char") or ""
                self._take(symbol(font, code), None, look)
            elif name == "w:fldChar":
                self._field(attribute(one, "fldCharType") or "")
            elif name == "w:instrText" and self.fields:
                self.fields[-1].append(one.text or "")
            elif name in ("w:footnoteReference", "w:endnoteReference") and not look.unseen:
                self.around.note(name[2:-9], attribute(one, "id") or "")
            elif not self._other(one, name, look):
                self._inline(one, look)

    def _other(self, one: Element, name: str, look: Look) -> bool:
        """Take what may stand in a run as well as beside one; tell whether it was such."""
        if name == "mc:AlternateContent":
            self._inline(_chosen(one), look)
        elif name == "w:txbxContent":
            self.boxes.append(one)
        elif name in _PICTURES:
            self.blocks.unread["picture"] += 1
        elif name in _OBJECTS or name == "w:object":
            self.blocks.unread["object"] += 1
        elif name == "w:altChunk":
            self.around.insert(attribute(one, "id") or "")
        elif name not in _LEFT_OUT:
            return False
        return True

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append([])
        elif kind == "separate" and self.fields:
            if counts_pages("".join(self.fields[-1])):
                self.counting = self.counting or len(self.fields)
        elif kind == "end" and self.fields:
            if self.counting == len(self.fields):
                self.counting = 0
            self.fields.pop()

    def _take(self, text: str, node: Element | None, look: Look) -> None:
        if look.unseen or self.counting or not text:
            return
        text = raised(text, look.raised or "")
        text = without_private(text)
        number = (self.around.nodes or {}).get(node) if node is not None else None
        if number is not None:
            self.runs.append(Run(self.length, len(text), self.around.part, number))
        self.text.append(text)
        self.length += len(text)

    def _table(self, table: Element) -> None:
        if self.cell is not None:
            # Of a table in a cell, the rows are lines of it.
            for row in self._rows(table):
                for cell in row.cells:
                    self.cell += cell.lines
        else:
            self.blocks.add_table(list(self._rows(table)), self.place)

    def _rows(self, table: Element) -> Iterator[TableRow]:
        number = 0
        for row in _wrapped(table, "w:tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None or is_on(child(properties, "hidden")):
                continue
            number += 1
            cells, column = [], 1 + _count(properties, "gridBefore", 0)
            for cell in _wrapped(row, "w:tc"):
                self.blocks.take()
                of_cell = child(cell, "tcPr")
                span = max(1, _count(of_cell, "gridSpan", 1))
                if child(of_cell, "cellDel") is None:
                    cells.append(TableCell(self._lines(cell), column, span))
                column += span
            yield TableRow(number, cells, is_on(child(properties, "tblHeader")) or False)

    def _lines(self, cell: Element) -> Sequence[Line]:
        outer, self.cell = self.cell, []
        self.read(cell)
        self.end()
        lines, self.cell = self.cell, outer
        return lines


def _wrapped(element: Element, wanted: str) -> Iterator[Element]:
    """Yield the rows or cells of an element, whatever is wrapped round them."""
    for one in element.iterchildren("*"):
        name = _name(one.tag)
        if name == wanted:
            yield one
        elif name == "mc:AlternateContent":
            yield from _wrapped(_chosen(one), wanted)
        elif name not in _LEFT_OUT and name not in ("w:p", "w:tbl"):
            yield from _wrapped(one, wanted)


def _chosen(element: Element) -> Element:
    """Return the form of a drawing that is read: the newer one, where there is one."""
    forms = {local(one): one for one in reversed(list(element.iterchildren("*")))}
    return forms.get("Choice", forms.get("Fallback", element))


def _value(properties: Element | None, name: str) -> str | None:
    """Return the value of a property; None where it does not stand there."""
    one = child(properties, name)
    return None if one is None else attribute(one, "val")


def _count(properties: Element | None, name: str, default: int) -> int:
    value = _value(properties, name) or ""
    return min(int(value), 1_000) if value.isdecimal() and value.isascii() else default
