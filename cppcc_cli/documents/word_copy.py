"""A copy of a Word document that is written to: its parts as trees, its runs cut where needed.

Letters, their formatting and what stands around them stay as they are; only runs are cut. Parts
that are not written to are copied byte for byte.
"""

import io
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import count
from typing import NamedTuple

from cppcc_cli.documents.archive import Archive
from cppcc_cli.documents.blocks import Run
from cppcc_cli.documents.document import Block, Document
from cppcc_cli.documents.markup import (
    Element,
    child,
    local,
    new_element,
    parsed,
    parsed_whole,
    references,
    referred,
    to_bytes,
)
from cppcc_cli.documents.word import main_part, text_nodes
from cppcc_cli.errors import OutputError
from cppcc_cli.messages import marking as messages

AUTHOR = "cppcc"
_PRESERVED = "{http://www.w3.org/XML/1998/namespace}space"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
# The parts in which text stands beside the main one.
TEXTS = ("footnotes", "endnotes", "header", "footer")
# Between runs, these stand for no text.
_BETWEEN = frozenset(("proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart"))
# What a protected document still lets everyone do.
_OPEN = frozenset(("comments", "trackedChanges"))
_CHANGES = ("ins", "del", "moveTo", "moveFrom")


class Anchor(NamedTuple):
    """The first and the last character of a passage: a text node of a part, and its index there."""

    part: str
    first: int
    first_index: int
    last: int
    last_index: int


def locate(
    document: Document, runs: Sequence[Sequence[Run]], start: int, end: int
) -> tuple[Block, Anchor | None]:
    """Return the block in which characters of a document's text stand, and where in the file.

    `runs` are those of each block; None where the characters come from no text node, as those of
    an equation.
    """
    starts = [block.pieces[0][1] for block in document.blocks]
    number = max(bisect_right(starts, start) - 1, 0)
    start, end = start - starts[number], end - starts[number]
    found = []
    for run in runs[number]:
        first, last = max(run.start, start), min(run.start + run.length, end)
        if first < last:
            offset = run.offset + first - run.start
            found.append(run._replace(start=first, length=last - first, offset=offset))
    if not found:
        return document.blocks[number], None
    first_run, last_run = found[0], found[-1]
    anchor = Anchor(
        first_run.part,
        first_run.node,
        first_run.offset,
        last_run.node,
        last_run.offset + last_run.length,
    )
    return document.blocks[number], anchor


class WordCopy:
    """A Word document whose parts can be changed, and which is packed again."""

    def __init__(self, raw: bytes, path: str) -> None:
        """Open a document. Raises InputError for what is none."""
        self.raw, self.path = raw, path
        self.archive = Archive(raw, path)
        self.main = main_part(self.archive)
        self.found = references(self.archive, self.main)
        self._trees: dict[str, Element] = {}
        self._seen: dict[str, Element] = {}
        self._nodes: dict[str, list[Element]] = {}
        self.space = self.seen(self.main).tag.rpartition("}")[0] + "}"

    def tree(self, name: str) -> Element:
        """Return the tree of a part that is going to be changed."""
        if name not in self._trees:
            self._trees[name] = parsed_whole(self.archive.read(name))
        return self._trees[name]

    def seen(self, name: str) -> Element:
        """Return the tree of a part to look at; it is written only where it was changed before."""
        if name in self._trees:
            return self._trees[name]
        if name not in self._seen:
            self._seen[name] = parsed(self.archive.read(name), self.path)
        return self._seen[name]

    def add(self, name: str, root: Element) -> None:
        """Add a part."""
        self._trees[name] = root

    def parts(self, *kinds: str) -> list[str]:
        """Return the names of the parts of these kinds that there are."""
        names = (name for kind in kinds for name in referred(self.found, kind))
        return [name for name in dict.fromkeys(names) if name in self.archive]

    def named(self, name: str) -> str:
        """Return the full name of an element or attribute of WordprocessingML, as it is here."""
        return f"{self.space}{name}"

    def element(self, kind: str, /, **attributes: str) -> Element:
        """Return a new element of WordprocessingML."""
        made = new_element(self.named(kind), "w")
        for key, value in attributes.items():
            made.set(self.named(key), value)
        return made

    def require_open(self, changes_text: bool) -> None:
        """Raise OutputError where the document is signed, or protected against what is written."""
        if any(name.startswith("_xmlsignatures/") for name in self.archive.names):
            raise OutputError(messages.SIGNED.about(path=self.path))
        for name in self.parts("settings"):
            protection = child(self.seen(name), "documentProtection")
            if protection is None or protection.get(self.named("enforcement")) not in ("1", "true"):
                continue
            if changes_text or protection.get(self.named("edit")) not in _OPEN:
                raise OutputError(messages.PROTECTED.about(path=self.path))

    def declare(self, name: str, kind: str, content_type: str) -> None:
        """Name a new part where the parts are listed, and refer to it from the main one."""
        override = new_element(f"{{{_PACKAGE}/content-types}}Override")
        self.tree("[Content_Types].xml").append(override)
        override.set("PartName", f"/{name}")
        override.set("ContentType", content_type)
        folder, _, file = self.main.rpartition("/")
        listed = f"{folder}/_rels/{file}.rels".lstrip("/")
        space = f"{_PACKAGE}/relationships"
        if listed not in self.archive:
            self.add(listed, new_element(f"{{{space}}}Relationships"))
        relations = self.tree(listed)
        known = {one.get("Id") for one in relations.iterchildren("*")}
        strict = "purl.oclc.org" in self.space
        types = (
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
            if strict
            else "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        )
        relation = new_element(f"{{{space}}}Relationship")
        relations.append(relation)
        relation.set("Id", next(f"rId{n}" for n in count(1) if f"rId{n}" not in known))
        relation.set("Type", f"{types}/{kind}")
        relation.set("Target", name.rpartition("/")[2])

    def new_ids(self) -> Iterator[str]:
        """Return ids above each that an element of the document has."""
        highest = self._highest(self.seen(self.main))
        for name in self.parts(*TEXTS, "comments"):
            highest = max(highest, self._highest(self.seen(name)))
        return map(str, count(highest + 1))

    def _highest(self, root: Element) -> int:
        values = (one.get(self.named("id"), "") for one in root.iter("*"))
        return max((int(one) for one in values if one.isascii() and one.isdigit()), default=0)

    def nodes(self, name: str) -> list[Element]:
        """Return the text nodes of a part as they were numbered before anything was cut."""
        if name not in self._nodes:
            self._nodes[name] = text_nodes(self.tree(name))
        return self._nodes[name]

    def cut(self, anchor: Anchor) -> tuple[Element, Element]:
        """Return the first and the last run of a passage, cut out of those that go on beyond it.

        Passages are cut from the last to the first, so that those before stay where they are.
        """
        first, last = (self.nodes(anchor.part)[at] for at in (anchor.first, anchor.last))
        if anchor.last_index < len(last.text) or last.getnext() is not None:
            self._split(last, anchor.last_index)
        start = self._split(first, anchor.first_index)
        run = start.getparent()
        return run, run if first is last else last.getparent()

    def _split(self, node: Element, index: int) -> Element:
        """Cut a run before a character of a text node; return the node that begins with it."""
        run = node.getparent()
        properties = child(run, "rPr")
        before = [one for one in node.itersiblings(preceding=True) if one is not properties]
        if index == 0 and not before:
            return node
        behind = self.element("r")
        behind.attrib.update(run.attrib)
        if properties is not None:
            behind.append(deepcopy(properties))
        rest = self.element("t")
        behind.append(rest)
        for following in list(node.itersiblings()):
            behind.append(following)
        node.text, rest.text = node.text[:index], node.text[index:]
        for one in (node, rest):
            if one.text != one.text.strip():
                one.set(_PRESERVED, "preserve")
        if not node.text:
            run.remove(node)
        run.addnext(behind)
        return rest

    def suggest(
        self, first: Element, last: Element, text: str, ids: Iterator[str], date: str
    ) -> tuple[Element, Element] | None:
        """Track runs as deleted and `text` as inserted; return the two changes.

        None where the runs are of several parents, changed by somebody, or hold more than letters.
        """
        runs = self._plain_runs(first, last)
        if runs is None:
            return None
        deleted, inserted = (
            self.element(name, id=next(ids), author=AUTHOR, date=date) for name in ("del", "ins")
        )
        first.addprevious(deleted)
        new = self.element("r")
        inserted.append(new)
        properties = child(first, "rPr")
        if properties is not None:
            new.append(deepcopy(properties))
        letters = self.element("t")
        letters.text = text
        new.append(letters)
        for one in runs:
            deleted.append(one)
            for old in one.iterchildren(self.named("t")):
                old.tag = self.named("delText")
        deleted.addnext(inserted)
        return deleted, inserted

    def _plain_runs(self, first: Element, last: Element) -> list[Element] | None:
        """Return the elements from run to run, where these are of one parent and only letters.

        The result of a field is no place for them: it is written again when the field is.
        """
        changes = [self.named(name) for name in _CHANGES]
        if any(one.tag in changes for one in first.iterancestors()) or self._in_field(first):
            return None
        between = [first]
        while between[-1] is not last:
            following = between[-1].getnext()
            if following is None or local(following) not in ("r", *_BETWEEN):
                return None
            between.append(following)
        runs = [one for one in between if one.tag == first.tag]
        only_letters = all(
            local(one) in ("t", "rPr") for run in runs for one in run.iterchildren("*")
        )
        return between if only_letters else None

    def _in_field(self, run: Element) -> bool:
        paragraph = next(one for one in run.iterancestors() if one.tag == self.named("p"))
        depth = 0
        for one in paragraph.iter(self.named("fldChar"), run.tag):
            if one is run:
                break
            kind = one.get(self.named("fldCharType"))
            depth += (kind == "begin") - (kind == "end")
        return depth > 0

    def packed(self) -> bytes:
        """Return the bytes of the document, its parts in their order, new ones behind them."""
        changed = {name: to_bytes(tree) for name, tree in self._trees.items()}
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
            for entry, content in self.archive.members():
                name = entry.filename.replace("\\", "/").lstrip("/")
                copy.writestr(entry, changed.pop(name, content))
            for name, content in changed.items():
                copy.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
        return written.getvalue()


def remove(element: Element) -> None:
    """Remove an element of markup from where it stands."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
