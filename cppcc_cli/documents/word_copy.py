"""A copy of a Word document that is written to: its runs cut where needed.

Letters, their formatting and what stands around them stay as they are; only runs are cut.
"""

from collections.abc import Iterator
from copy import deepcopy
from itertools import count
from typing import NamedTuple

from cppcc_cli.documents.marks import AUTHOR, Anchor
from cppcc_cli.documents.markup import Element, child, local, new_element
from cppcc_cli.documents.office_copy import OfficeCopy
from cppcc_cli.documents.word import USUAL, text_nodes
from cppcc_cli.errors import OutputError
from cppcc_cli.messages import marking as messages

_PRESERVED = "{http://www.w3.org/XML/1998/namespace}space"
# The parts in which text stands beside the main one.
TEXTS = ("footnotes", "endnotes", "header", "footer")
# Between runs, these stand for no text.
_BETWEEN = frozenset(("proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart"))
# What a protected document still lets everyone do.
_OPEN = frozenset(("comments", "trackedChanges"))
# In these, nothing is suggested: they are another's changes, or the result of a field.
_CHANGED = ("ins", "del", "moveTo", "moveFrom", "fldSimple")
# Fields whose results are texts with links.
_LINKS = ("HYPERLINK", "TOC")


class _Field(NamedTuple):
    """A field: what it is to show, and the runs in which it begins and ends."""

    instruction: str
    first: Element
    last: Element

    @property
    def is_text(self) -> bool:
        return self.instruction.strip().upper().startswith(_LINKS)


class WordCopy(OfficeCopy):
    """A Word document whose parts can be changed, and which is packed again."""

    def __init__(self, raw: bytes, path: str) -> None:
        """Open a document. Raises InputError for what is none."""
        super().__init__(raw, path, USUAL)
        self._nodes: dict[str, list[Element]] = {}

    def element(self, kind: str, /, **attributes: str) -> Element:
        """Return a new element of WordprocessingML."""
        made = new_element(self.named(kind), "w")
        for key, value in attributes.items():
            made.set(self.named(key), value)
        return made

    def require_open(self, changes_text: bool) -> None:
        """Raise OutputError where the document is signed, or protected against what is written."""
        self.require_unsigned()
        for name in self.parts("settings"):
            protection = child(self.seen(name), "documentProtection")
            if protection is None or protection.get(self.named("enforcement")) not in ("1", "true"):
                continue
            if changes_text or protection.get(self.named("edit")) not in _OPEN:
                raise OutputError(messages.PROTECTED.about(path=self.path))

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

    def twin(self, anchor: Anchor) -> Anchor | None:
        """Return a passage of a text box in the other form of the box, which older programs show.

        None where there is none, or it says something else.
        """
        nodes = self.nodes(anchor.part)
        chosen = next(nodes[anchor.first].iterancestors("{*}Choice"), None)
        fallback = None if chosen is None else child(chosen.getparent(), "Fallback")
        if fallback is None:
            return None
        ours, others = (
            [at for at, node in enumerate(nodes) if form in node.iterancestors()]
            for form in (chosen, fallback)
        )
        if [nodes[at].text for at in ours] != [nodes[at].text for at in others]:
            return None
        apart = others[0] - ours[0]
        return anchor._replace(first=anchor.first + apart, last=anchor.last + apart)

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
        changes = [self.named(name) for name in _CHANGED]
        if any(one.tag in changes for one in first.iterancestors()) or self._field(first):
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

    def around_fields(self, first: Element, last: Element) -> tuple[Element, Element]:
        """Return the first and the last run of a passage, and of a field into which it reaches.

        A program that writes the result of a field again would lose what stands within; but that of
        a link or a table of contents is text like any other.
        """
        begun, ended = self._field(first), self._field(last)
        if begun is not None and not begun.is_text:
            first = begun.first
        if ended is not None and not ended.is_text:
            last = ended.last
        return first, last

    def _field(self, run: Element) -> "_Field | None":
        """Return the outermost field of a paragraph in whose result a run stands."""
        paragraph = next(one for one in run.iterancestors() if one.tag == self.named("p"))
        depth, begun, instruction, within = 0, run, "", False
        for one in paragraph.iter(*map(self.named, ("fldChar", "instrText", "r"))):
            kind = one.get(self.named("fldCharType"))
            if one is run:
                within = depth > 0
                if not within:
                    return None
            elif kind == "begin":
                if depth == 0:
                    begun, instruction = one.getparent(), ""
                depth += 1
            elif kind == "end" and depth:
                depth -= 1
                if within and depth == 0:
                    return _Field(instruction, begun, one.getparent())
            elif local(one) == "instrText":
                instruction += one.text or ""
        return _Field(instruction, begun, run)
