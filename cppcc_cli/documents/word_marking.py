"""Copies of Word documents that are written to, and marks in them: comments and tracked changes.

Letters, their formatting and what stands around them stay as they are; only runs are cut. Comments
of ours from an earlier time are replaced, those of others kept. Word takes no comments in headers
and footers: these are listed in the first comment. A mark in a text box stands at the run that
holds the box, one in a note where the text refers to the note; LibreOffice opens no file with a
comment within a note.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import datetime, timezone
from itertools import count, takewhile
from typing import NamedTuple

from cppcc_cli.documents.document import AUTHOR, Anchor, Document, Mark, Run, apart, locate, quoted
from cppcc_cli.documents.office_marking import OfficeCopy, remove
from cppcc_cli.documents.package import Element, child, local, new_element
from cppcc_cli.documents.word import USUAL, read_marked, text_nodes
from cppcc_cli.errors import OutputError
from cppcc_cli.messages import documents as messages

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


_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MARKS = frozenset(("commentRangeStart", "commentRangeEnd", "commentReference"))
_MARGINS = frozenset(("header", "footer"))


def mark_word(raw: bytes, document: Document, marks: Sequence[Mark], when: datetime) -> bytes:
    """Return the Word document in `raw`, as read, with a comment at each mark, dated `when`.

    Marks that overlap share a comment. Raises InputError for what is no Word document, and
    OutputError for one that is signed, or protected against what is written.
    """
    runs = read_marked(raw, document.path).runs
    copy = WordCopy(raw, document.path)
    copy.require_open(any(mark.replacement is not None for mark in marks))
    _remove_ours(copy)
    anchored: list[tuple[Anchor, Mark]] = []
    listed: list[str] = []
    for mark in apart(marks):
        mark = _narrowed(mark, document.text)
        block, anchor = locate(document, runs, mark.start, mark.end)
        in_margin = block.place.part in _MARGINS
        if anchor is not None and not in_margin and _has_place(copy, anchor):
            anchored.append((anchor, mark))
        else:
            listed.append(quoted(document, mark, messages.NO_PLACE))
    if listed:
        _list_first(document, runs, anchored, listed)
    if anchored:
        _write(copy, anchored, when.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return copy.packed()


def _narrowed(mark: Mark, text: str) -> Mark:
    """Return a mark whose replacement is the number alone, where the words beside it stay."""
    if mark.replacement is None:
        return mark
    printed, new = text[mark.start : mark.end], mark.replacement
    before = _same_words(printed, new)
    behind = _same_words(printed[before:][::-1], new[before:][::-1])
    start, end = mark.start + before, mark.end - behind
    if start == end:
        return mark
    return mark._replace(start=start, end=end, replacement=new[before : len(new) - behind])


def _same_words(one: str, other: str) -> int:
    """Return how many characters both begin with that are none of a number's own."""
    pairs = zip(one, other, strict=False)
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1] and not _counts(pair[0]), pairs)
    )


def _counts(char: str) -> bool:
    """Tell whether a character is one of a number's own: no part of it is left standing."""
    return char.isnumeric() or char in ".,，．万亿萬億"


def _list_first(
    document: Document,
    runs: Sequence[Sequence[Run]],
    anchored: list[tuple[Anchor, Mark]],
    listed: Sequence[str],
) -> None:
    """Add what has no place of its own to the first comment; where there is none, make one."""
    said = "\n".join(listed)
    if anchored:
        anchor, mark = anchored[0]
        anchored[0] = anchor, mark._replace(comment=f"{mark.comment}\n{said}")
        return
    for block in document.blocks:
        start = block.pieces[0][1]
        _, first = locate(document, runs, start, start + len(block.text))
        if first is not None and block.place.part == "body":
            anchored.append((first, Mark(start, start, said)))
            return


def _remove_ours(copy: WordCopy) -> None:
    """Remove the comments that this program wrote before, with what refers to them."""
    author, number = copy.named("author"), copy.named("id")
    for name in copy.parts("comments"):
        ours = [one for one in copy.seen(name).iterchildren("*") if one.get(author) == AUTHOR]
        if not ours:
            continue
        ids = {one.get(number) for one in ours}
        paragraphs = {
            value
            for one in ours
            for below in one.iter("*")
            for key, value in below.attrib.items()
            if key.endswith("}paraId")
        }
        remove(one for one in copy.tree(name).iterchildren("*") if one.get(author) == AUTHOR)
        _remove_references(copy, ids)
        for extension in copy.parts("commentsExtended", "commentsIds"):
            told = copy.tree(extension).iterchildren("*")
            remove(one for one in told if paragraphs & {*one.attrib.values()})


def _remove_references(copy: WordCopy, ids: set[str | None]) -> None:
    for one in list(copy.tree(copy.main).iter("*")):
        kind = local(one)
        if kind in _MARKS and one.get(copy.named("id")) in ids:
            run = one.getparent()
            alone = all(local(other) in ("rPr", kind) for other in run.iterchildren("*"))
            remove([run if local(run) == "r" and alone else one])


def _write(copy: WordCopy, anchored: Sequence[tuple[Anchor, Mark]], date: str) -> None:
    name = f"{copy.main.rpartition('/')[0]}/comments.xml".lstrip("/")
    comments = copy.made("comments", "comments", name, _COMMENTS, "w")
    ids = copy.new_ids()
    numbers = [next(ids) for _ in anchored]
    made = []
    for (anchor, mark), number in zip(reversed(anchored), reversed(numbers), strict=True):
        whole = _whole_run(copy, anchor)
        first, last = copy.cut(anchor) if whole is None else (whole, whole)
        comment = mark.comment
        if mark.replacement is not None:
            changed = (
                copy.suggest(first, last, mark.replacement, ids, date) if whole is None else None
            )
            if changed is None:
                comment = f"{comment}\n{mark.otherwise}".strip()
            else:
                first, last = changed
        _refer(copy, *copy.around_fields(first, last), number)
        made.append(_comment(copy, comment, number, date))
    comments.extend(reversed(made))


def _whole_run(copy: WordCopy, anchor: Anchor) -> Element | None:
    """Return the run at which a mark stands that lies within it, or in a note to which it refers.

    None where the mark's own runs are those of a paragraph of the text.
    """
    if anchor.part != copy.main:
        return _reference(copy, anchor)
    node = copy.nodes(anchor.part)[anchor.first]
    runs = [one for one in node.iterancestors() if one.tag == copy.named("r")]
    return runs[-1] if len(runs) > 1 else None


def _has_place(copy: WordCopy, anchor: Anchor) -> bool:
    """Tell whether a comment can stand at a mark: in a damaged file its run may be anywhere."""
    node = copy.nodes(anchor.part)[anchor.first]
    run = _whole_run(copy, anchor)
    if run is None and anchor.part == copy.main:
        run = node.getparent()
    return run is not None and next(run.iterancestors(copy.named("p")), None) is not None


def _reference(copy: WordCopy, anchor: Anchor) -> Element | None:
    """Return the run that refers to the note in which a mark stands; None where none does."""
    node = copy.nodes(anchor.part)[anchor.first]
    note = next(node.iterancestors("{*}footnote", "{*}endnote"), None)
    if note is None:
        return None
    references = copy.tree(copy.main).iter(copy.named(f"{local(note)}Reference"))
    id = copy.named("id")
    return next((one.getparent() for one in references if one.get(id) == note.get(id)), None)


def _refer(copy: WordCopy, first: Element, last: Element, number: str) -> None:
    """Lay the range of a comment around runs, and refer to it behind them.

    The reference stands in the paragraph itself, and in no change or link that may be undone.
    """
    end = copy.element("commentRangeEnd", id=number)
    first.addprevious(copy.element("commentRangeStart", id=number))
    last.addnext(end)
    run = copy.element("r")
    run.append(copy.element("commentReference", id=number))
    holder = end
    while holder.getparent().tag != copy.named("p"):
        holder = holder.getparent()
    holder.addnext(run)


def _comment(copy: WordCopy, text: str, number: str, date: str) -> Element:
    comment = copy.element("comment", id=number, author=AUTHOR, date=date, initials=AUTHOR[0])
    for line in text.split("\n"):
        paragraph, run, letters = (copy.element(name) for name in ("p", "r", "t"))
        letters.text = line
        run.append(letters)
        paragraph.append(run)
        comment.append(paragraph)
    return comment
