"""Word documents (.docx .docm .dotx, Strict too) -> blocks.

The body first, text boxes behind the paragraph that they hang on; then footnotes and endnotes in
the order in which the text refers to them, headers and footers. A part that is referred to and is
not there is passed over, as Word does.

What Word shows in the final state of the text is read; what was deleted, moved away, hidden or
struck out is not. Of the two forms that Word keeps of a drawing, one is read. Both namespaces, the
ordinary and that of Strict Open XML, are known by the names of their elements.
"""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from cppcc_cli.documents import Document, Part, Place, What, blocks, xml
from cppcc_cli.documents.blocks import Blocks, Fields, Line, Style, TableCell, TableRow
from cppcc_cli.documents.copies import Run
from cppcc_cli.documents.numbering import Lists, numbered
from cppcc_cli.documents.reading import kind_of, read_kind
from cppcc_cli.documents.slides import read_diagrams
from cppcc_cli.errors import InputError

# What may be inserted beside Word documents themselves.
_INSERTED = ("page", "mail", "rtf")
_UNSEEN: dict[str, What] = {"vanish": "hidden", "strike": "struck", "dstrike": "struck"}
_NOTES: tuple[tuple[Part, str], ...] = (("footnote", "footnotes"), ("endnote", "endnotes"))
_MARGINS: tuple[Part, ...] = ("header", "footer")
# The properties of anything, and what is not there in the final state.
_LEFT_OUT = frozenset(
    "w:pPr w:rPr w:tblPr w:tblGrid w:trPr w:tcPr w:sdtPr w:sdtEndPr w:sectPr w:rubyPr w:rt w:del"
    " w:customXmlPr w:smartTagPr w:commentReference w:delText w:moveFrom w:delInstrText".split()
)
_SPOKEN = {"w:tab": " ", "w:br": " ", "w:cr": " ", "w:ptab": " ", "w:noBreakHyphen": "-"}
_DRAWN: dict[str, What] = dict.fromkeys((":pic", ":imagedata"), "picture")
_DRAWN |= dict.fromkeys((":chart", ":relIds", ":OLEObject", ":lockedCanvas", "w:object"), "object")
_STEPS = {"begin": Fields.begin, "separate": Fields.separate, "end": Fields.end}
# What stands before and behind parts of an equation.
_AROUND = {"m:den": ("/", ""), "m:lim": (" ", ""), "m:d": ("(", ")")}


def read_word(raw: bytes, path: str) -> Blocks:
    """Return the blocks of a Word file; raise InputError for what is none or too large."""
    return read_parts(xml.Office(raw, path))


def read_parts(archive: xml.Office, noted: bool = False, within: bool = False) -> Blocks:
    """Return the blocks of an open file, where it is `noted` with the node of each character.

    Of a file that lies `within` another, nothing is read that lies in it. Raises InputError for
    what is no Word file.
    """
    root = archive.required(archive.main)
    body = xml.child(root, "body")
    if body is None:
        raise xml.damaged(archive.path)
    reader = _Reader(archive, noted, within)
    _PartReader(reader, archive.main, Place(0)).read(body)
    read_diagrams(reader.blocks, Place(0, "box"), archive, archive.main)
    reader.read_notes()
    reader.read_margins(body)
    for comments in archive.roots("comments"):
        reader.blocks.unread["comment"] += sum(1 for _ in xml.inner(comments, "comment"))
    return reader.blocks


def look_of(properties: xml.Element | None) -> Style:
    """Return what the properties of a run say of how it looks."""
    unseen, raised = None, None
    for one in xml.children(properties):
        name = xml.local(one)
        if name in _UNSEEN:
            unseen = unseen or xml.is_on(one)
        elif name in ("del", "moveFrom"):
            unseen = True
        elif name == "vertAlign":
            said = xml.attribute(one, "val")
            raised = said if said in ("superscript", "subscript") else ""
    return Style(unseen, raised)


def outline_level(properties: xml.Element | None) -> int | None:
    """Return the level of a heading that the properties of a paragraph name, from 1."""
    said = xml.value(properties, "outlineLvl")
    return None if said is None or said not in "012345678" else int(said) + 1


def _own(style: xml.Element) -> tuple[Style, str | None]:
    """Return what a style itself says, and the id of that which it is made of."""
    paragraph = xml.child(style, "pPr")
    level = blocks.style_level(xml.value(style, "name") or "")
    level = outline_level(paragraph) if level is None else level
    look = look_of(xml.child(style, "rPr"))
    said = Style(look.unseen, look.raised, level, *numbered(paragraph))
    return said, xml.value(style, "basedOn")


class _Reader:
    def __init__(self, archive: xml.Office, noted: bool, within: bool) -> None:
        self.archive, self.noted, self.within = archive, noted, within
        self.blocks = Blocks(archive.path)
        styles = xml.children(next(archive.roots("styles"), None), "style")
        self.style = blocks.inherited({xml.attribute(one, "styleId"): one for one in styles}, _own)
        self.lists = Lists(next(archive.roots("numbering"), None))
        # The ids of the notes of a kind in the order of the text.
        self.notes: dict[str, list[str]] = {kind: [] for kind, _ in _NOTES}

    def read_notes(self) -> None:
        """Add the notes that the text refers to, with their numbers."""
        for kind, parts in _NOTES:
            for target in self.archive.parts(parts)[:1]:
                root = self.archive.root(target)
                notes = {xml.attribute(note, "id"): note for note in xml.inner(root, kind)}
                for number, id in enumerate(dict.fromkeys(self.notes[kind]), 1):
                    if id in notes:
                        _PartReader(self, target, Place(0, kind, number)).read(notes[id])

    def read_margins(self, body: xml.Element) -> None:
        """Add the headers and footers of the sections that are in force, what several have once."""
        found = self.archive.references(self.archive.main)
        settings = next(self.archive.roots("settings"), None)
        in_force = {"first": any(map(xml.is_on, xml.inner(body, "titlePg")))}
        in_force["even"] = xml.is_on(xml.child(settings, "evenAndOddHeaders"))
        for kind in _MARGINS:
            every = xml.inner(body, f"{kind}Reference")
            shown = (one for one in every if in_force.get(xml.attribute(one, "type") or "", True))
            for target in dict.fromkeys(xml.target_of(one, found) for one in shown):
                with self.blocks.once():
                    _PartReader(self, target, Place(0, kind)).read(self.archive.root(target))

    def insert(self, element: xml.Element, name: str) -> None:
        """Add content of another format, which Word takes in when the file is opened."""
        target = xml.target_of(element, self.archive.references(name))
        document: Document | None = None
        if target in self.archive and not self.within:
            raw = self.archive.read(target)
            with suppress(InputError):
                if (kind := kind_of(raw, target)) == "word":
                    document = read_parts(xml.Office(raw, target), within=True).document()
                elif kind in _INSERTED:
                    document = read_kind(raw, target)
        for block in document.blocks if document else ():
            self.blocks.append(block)
        self.blocks.unread.update(document.unread if document else {"part": 1})


@cache
def _name(tag: str) -> str:
    """Return the name of an element: w: that of a text, m: of an equation, : of anything else."""
    space, _, name = tag.rpartition("}")
    prefix = "w" if "/wordprocessingml" in space else "m" if space.endswith("/math") else ""
    return f"{prefix}:{name}"


class _PartReader:
    """Reads a part into blocks, at a place that lacks what a block adds to it."""

    def __init__(self, whole: _Reader, name: str, place: Place) -> None:
        self.whole, self.blocks, self.name, self.place = whole, whole.blocks, name, place
        # The paragraph that goes on behind a deleted mark, and the number before it.
        self.label = ""
        self.text, self.length, self.runs = [], 0, []  # type: list[str], int, list[Run]
        self.boxes: list[xml.Element] = []
        self.fields = Fields()

    def read(self, element: xml.Element | None) -> None:
        """Add what lies in an element that holds paragraphs and tables."""
        for one in _wrapped(element, "w:p", "w:tbl", "w:altChunk"):
            name = _name(one.tag)
            if name == "w:p":
                self._paragraph(one)
            elif name == "w:tbl":
                self.blocks.add_table(list(self._rows(one)), self.place)
            else:
                self.whole.insert(one, self.name)
        # Nothing came behind the deleted mark of the last paragraph.
        if self.text:
            self._end_paragraph(None)

    def _paragraph(self, element: xml.Element) -> None:
        properties = xml.child(element, "pPr")
        named = xml.value(properties, "pStyle")
        style = self.whole.style(named)
        self._inline(element, style)
        mark = xml.child(properties, "rPr")
        if xml.child(mark, "del") is not None or xml.child(mark, "moveFrom") is not None:
            return
        self.label = self.whole.lists.label(properties, named, style.list, style.list_level)
        level = outline_level(properties)
        self._end_paragraph(style.level if level is None else level)

    def _end_paragraph(self, level: int | None) -> None:
        line = Line("".join(self.text), tuple(self.runs))
        self.blocks.add(line, self.place, level, self.label)
        self.label, self.text, self.length, self.runs = "", [], 0, []
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            # It stands by itself, whatever it hangs on.
            _PartReader(self.whole, self.name, self.place._replace(part="box")).read(box)

    def _inline(self, element: xml.Element, look: Style) -> None:
        for one in xml.children(element):
            name = _name(one.tag)
            if name == "w:r":
                self._inline(one, self._look(one, look))
            elif name in ("w:t", "m:t"):
                self._take(one.text or "", look, one)
            elif name in _SPOKEN:
                self._take(_SPOKEN[name], look)
            elif name == "w:sym":
                font, code = xml.attribute(one, "font") or "", xml.attribute(one, "char") or ""
                self._take(blocks.symbol(font, code), look)
            elif name == "w:fldChar":
                step = _STEPS.get(xml.attribute(one, "fldCharType") or "")
                self._take(step(self.fields) if step else "", look)
            elif name == "w:instrText":
                self.fields.instruct(one.text or "")
            elif name in ("w:footnoteReference", "w:endnoteReference"):
                if not look.unseen:
                    self.whole.notes[name[2:-9]].append(xml.attribute(one, "id") or "")
            elif name == "w:txbxContent":
                self.boxes.append(one)
            elif name == ":textpath":
                self._take(f" {xml.attribute(one, 'string') or ''} ", look)
            elif name in _DRAWN:
                self.blocks.unread[_DRAWN[name]] += 1
            elif name == "w:altChunk":
                self.whole.insert(one, self.name)
            elif name in ("m:sup", "m:sub"):
                self._inline(one, look._replace(raised=name[2:]))
            elif name == "w:fldSimple" and blocks.counts_pages(xml.attribute(one, "instr") or ""):
                continue
            elif name not in _LEFT_OUT:
                before, behind = _AROUND.get(name, ("", ""))
                self._take(before, look)
                self._inline(xml.chosen(one), look)
                self._take(behind, look)

    def _look(self, run: xml.Element, look: Style) -> Style:
        """Return how a run looks in what looks so; count what is hidden or struck out by itself."""
        properties = xml.child(run, "rPr")
        if properties is None:
            return look
        for name, what in _UNSEEN.items() if xml.child(run, "t") is not None else ():
            self.blocks.unread[what] += xml.is_on(xml.child(properties, name))
        of_style = self.whole.style(xml.value(properties, "rStyle"))
        return look_of(properties).over(of_style).over(look)

    def _take(self, text: str, look: Style, node: xml.Element | None = None) -> None:
        if look.unseen or self.fields.hide or not text:
            return
        text = blocks.without_private(blocks.raised(text, look.raised or ""))
        if self.whole.noted and node is not None:
            # Letters of an equation, or of a damaged file, cannot be cut out.
            is_run = _name(node.getparent().tag) == "w:r"
            if is_run and next(node.iterancestors("{*}p"), None) is not None:
                self.runs.append(Run(self.length, len(text), self.name, node))
        self.text.append(text)
        self.length += len(text)

    def _rows(self, table: xml.Element) -> Iterator[TableRow]:
        # Of each column, the last row in which a cell is merged with others below or above.
        number, merged = 0, dict[int, int]()
        for row in _wrapped(table, "w:tr"):
            properties = xml.child(row, "trPr")
            is_deleted = xml.child(properties, "del") is not None
            if is_deleted or xml.is_on(xml.child(properties, "hidden")):
                continue
            number += 1
            cells, column = [], 1 + xml.count_of(properties, "gridBefore", 0)
            for cell in _wrapped(row, "w:tc"):
                self.blocks.take()
                of_cell = xml.child(cell, "tcPr")
                span = max(1, xml.count_of(of_cell, "gridSpan", 1))
                merge = xml.child(of_cell, "vMerge")
                is_first = merge is None or xml.attribute(merge, "val") == "restart"
                # What still stands in a cell that goes on with the one above is not seen.
                is_seen = is_first or merged.get(column) != number - 1
                merged |= {} if merge is None else {column: number}
                if xml.child(of_cell, "cellDel") is None:
                    with self.blocks.cell() as lines:
                        self.read(cell if is_seen else None)
                    cells.append(TableCell(lines, column, span))
                column += span
            yield TableRow(number, cells, xml.is_on(xml.child(properties, "tblHeader")))


def _wrapped(element: xml.Element | None, *wanted: str) -> Iterator[xml.Element]:
    """Yield the elements of some names that lie in one, whatever is wrapped round them."""
    for one in xml.children(element):
        name = _name(one.tag)
        if name in wanted:
            yield one
        elif name not in _LEFT_OUT and name not in ("w:p", "w:tbl"):
            yield from _wrapped(xml.chosen(one), *wanted)
