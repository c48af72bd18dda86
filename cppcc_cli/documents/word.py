"""Word documents (.docx .docm .dotx, Strict too) -> blocks.

The body first, text boxes behind the paragraph that they hang on; then footnotes and endnotes in
the order in which the text refers to them, headers and footers. A part that is referred to and is
not there is passed over, as Word does.
"""

from cppcc_cli.documents.archive import Archive
from cppcc_cli.documents.blocks import Blocks, Marked
from cppcc_cli.documents.document import Document, Part, Place
from cppcc_cli.documents.kinds import kind_of, read_kind
from cppcc_cli.documents.markup import (
    Element,
    References,
    attribute,
    child,
    inner,
    local,
    main_part,
    part,
    references,
    referred,
)
from cppcc_cli.documents.word_part import Around, Lists, PartReader, Styles
from cppcc_cli.errors import InputError
from cppcc_cli.messages import documents as messages

# What may be inserted beside Word documents themselves.
_INSERTED = ("page", "mail", "rtf")
USUAL = "word/document.xml"
_NOTES: tuple[tuple[Part, str], ...] = (("footnote", "footnotes"), ("endnote", "endnotes"))
_MARGINS: tuple[Part, ...] = ("header", "footer")


def read_word(raw: bytes, path: str) -> Document:
    """Return the document in a Word file; raise InputError for what is none or too large."""
    return _read(raw, path).document


def read_marked(raw: bytes, path: str) -> Marked:
    """Return the document in a Word file with the text node of each character.

    Nodes are the w:t elements of a part, counted from 0 in the order of its markup.
    """
    return _read(raw, path, noted=True)


def _read(raw: bytes, path: str, noted: bool = False, inner: bool = False) -> Marked:
    archive = Archive(raw, path)
    name = main_part(archive, USUAL)
    root = part(archive, name)
    body = child(root, "body")
    if root is None or body is None:
        raise InputError(messages.DAMAGED_ARCHIVE.about(path=path))
    reader = _Reader(archive, name, noted, inner)
    reader.read_body(root, body)
    reader.read_notes()
    reader.read_margins(body)
    reader.count_comments()
    return Marked(reader.blocks.document(len(raw)), reader.blocks.runs)


def text_nodes(root: Element) -> list[Element]:
    """Return the elements that hold letters, in the order of the markup; `Run.node` counts them.

    In a damaged file letters may stand in no run, or that in no paragraph: there nothing is marked.
    """
    return [
        one
        for one in root.iter("*")
        if local(one) == "t" and "wordproc" in one.tag and _is_in_place(one)
    ]


def _is_in_place(node: Element) -> bool:
    run = node.getparent()
    if run is None or local(run) != "r":
        return False
    return next(run.iterancestors("{*}p"), None) is not None


class _Reader:
    def __init__(self, archive: Archive, name: str, noted: bool, inner: bool) -> None:
        self.archive, self.name, self.noted, self.inner = archive, name, noted, inner
        self.blocks = Blocks(archive.path)
        self.found = references(archive, name)
        self.styles = Styles(self._named("styles"))
        self.lists = Lists(self._named("numbering"))
        # The ids of the notes of a kind in the order of the text.
        self.notes: dict[str, list[str]] = {kind: [] for kind, _ in _NOTES}

    def _named(self, kind: str) -> Element | None:
        """Return the root of the part that is referred to as of a kind; None where none is."""
        targets = referred(self.found, kind)
        return part(self.archive, targets[-1]) if targets else None

    def read_body(self, root: Element, body: Element) -> None:
        self._read_part(root, body, self.name, Place(0))

    def read_notes(self) -> None:
        """Add the notes that the text refers to, with their numbers."""
        for kind, parts in _NOTES:
            for target in referred(self.found, parts)[:1]:
                root = part(self.archive, target)
                notes = (
                    {} if root is None else {attribute(one, "id"): one for one in inner(root, kind)}
                )
                for number, id in enumerate(dict.fromkeys(self.notes[kind]), 1):
                    if id in notes:
                        self._read_part(root, notes[id], target, Place(0, kind, number))

    def read_margins(self, body: Element) -> None:
        """Add the headers and footers of the sections, what several have once."""
        said = set()
        for kind in _MARGINS:
            for one in inner(body, f"{kind}Reference"):
                _, target = self.found.get(attribute(one, "id") or "", ("", ""))
                if target in said:
                    continue
                said.add(target)
                root = part(self.archive, target)
                if root is not None:
                    first = len(self.blocks.blocks)
                    self._read_part(root, root, target, Place(0, kind))
                    self.blocks.keep_new(first)

    def count_comments(self) -> None:
        for target in referred(self.found, "comments"):
            root = part(self.archive, target)
            if root is not None:
                self.blocks.unread["comment"] += sum(1 for _ in inner(root, "comment"))

    def _read_part(self, root: Element, element: Element, name: str, place: Place) -> None:
        nodes = None
        if self.noted:
            nodes = {one: number for number, one in enumerate(text_nodes(root))}
        found = self.found if name == self.name else references(self.archive, name)

        def insert(id: str) -> None:
            self._insert(found, id)

        around = Around(name, self.styles, self.lists, insert, self._note, nodes)
        reader = PartReader(self.blocks, around, place)
        reader.read(element)
        reader.end()

    def _note(self, kind: str, id: str) -> None:
        self.notes[kind].append(id)

    def _insert(self, found: References, id: str) -> None:
        """Add content of another format, which Word takes in when the file is opened."""
        _, target = found.get(id, ("", ""))
        document = None if self.inner else self._inserted(target)
        if document is None:
            self.blocks.unread["part"] += 1
        else:
            self.blocks.add_document(document)

    def _inserted(self, target: str) -> Document | None:
        """Return the document in a part; None where it is of no kind that may lie in another."""
        if target not in self.archive:
            return None
        raw = self.archive.read(target)
        try:
            kind = kind_of(raw, target)
            if kind == "word":
                return _read(raw, target, inner=True).document
            return read_kind(raw, target) if kind in _INSERTED else None
        except InputError:
            return None
