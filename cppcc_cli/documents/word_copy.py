"""Copies of Word documents: with comments, and with numbers that are tied to figures.

Letters, their formatting and what stands around them stay as they are; only runs are cut.

What is said of a number is a comment, or a tracked change. Word takes no comments in headers and
footers: these are listed in the first comment. A mark in a text box stands at the run that holds
the box, one in a note where the text refers to the note; LibreOffice opens no file with a comment
within a note. What this program said at an earlier time is replaced, what others said is kept.

A number is tied to its figure by a bookmark, which Word, WPS and LibreOffice keep when they save,
and written anew for another year. The name of the bookmark holds what is needed for that, in at
most forty letters:

    cppcc_9f0a21c3_e_0b1c44d2_7

a check sum of the figure's id, the form (e exact, c coarser than the figure, in capitals where its
unit is another measure word than the figure's; e4 where the head of its column counts in 万), a
check sum of the number as it was printed, by which it is seen whether somebody edited it since, and
a running number.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import datetime, timezone
from itertools import count, islice, takewhile
from typing import NamedTuple, TypeAlias
from zlib import crc32

from cppcc_cli.documents import Document, copies, xml
from cppcc_cli.documents.copies import AUTHOR, Link, LinkedNumber, Mark, Run, locate, quoted
from cppcc_cli.documents.word import read_parts
from cppcc_cli.errors import OutputError
from cppcc_cli.messages import documents as messages
from cppcc_cli.printing import reprinted
from cppcc_cli.quantity import Quantity
from cppcc_cli.script import unified

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
# How a bookmark is called.
_NAME = r"cppcc_(?P<figure>[0-9a-f]{8})_(?P<form>[ecEC]\d?)_(?P<printed>[0-9a-f]{8})_\d+"
# What a comment has in the text; and the parts that take none.
_OF_COMMENTS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_MARGINS = ("header", "footer")
# The first and the last element of several that stand beside each other.
_Ends: TypeAlias = tuple[xml.Element, xml.Element]


class WordCopy(xml.OfficeCopy):
    """A Word document whose parts can be changed, and which is packed again."""

    def element(self, kind: str, /, *within: xml.Element, **attributes: str) -> xml.Element:
        """Return a new element of WordprocessingML, with others within it."""
        made = xml.new_element(self.named(kind), "w")
        made.extend(within)
        for key, value in attributes.items():
            made.set(self.named(key), value)
        return made

    def run(self, text: str, properties: xml.Element | None = None) -> xml.Element:
        """Return a new run of letters, with the properties of another."""
        letters = self.element("t")
        letters.text = text
        if text != text.strip():
            letters.set(_PRESERVED, "preserve")
        return self.element("r", *([] if properties is None else [deepcopy(properties)]), letters)

    def require_open(self, changes_text: bool) -> None:
        """Raise OutputError where the document is protected against what is written."""
        for name in self.parts("settings"):
            for protection in xml.children(self.required(name), "documentProtection"):
                is_enforced = protection.get(self.named("enforcement")) in ("1", "true")
                is_open = protection.get(self.named("edit")) in _OPEN and not changes_text
                if is_enforced and not is_open:
                    raise OutputError(messages.PROTECTED.about(path=self.path))

    def new_ids(self) -> Iterator[str]:
        """Return ids above each that an element of the document has."""
        roots = map(self.required, (self.main, *self.parts(*TEXTS, "comments")))
        values = (one.get(self.named("id"), "") for root in roots for one in root.iter("*"))
        numbers = (int(one) for one in values if one.isascii() and one.isdigit())
        return map(str, count(max(numbers, default=0) + 1))

    def twin(self, passage: Sequence[Run]) -> list[Run]:
        """Return a passage of a text box in the other form of the box, which older programs show.

        Nothing where there is none, or it says something else.
        """
        chosen = next(passage[0].node.iterancestors("{*}Choice"), None)
        fallback = None if chosen is None else xml.child(chosen.getparent(), "Fallback")
        if chosen is None or fallback is None:
            return []
        ours, others = (list(form.iter(self.named("t"))) for form in (chosen, fallback))
        if [node.text for node in ours] != [node.text for node in others]:
            return []
        return [run._replace(node=others[ours.index(run.node)]) for run in passage]

    def cut(self, passage: Sequence[Run]) -> _Ends:
        """Return the first and the last run of a passage, cut out of those that go on beyond it.

        Passages are cut from the last to the first, so that those before stay where they are.
        """
        self.tree(passage[0].part)
        first, last = passage[0].node, passage[-1].node
        end = passage[-1].offset + passage[-1].length
        if end < len(last.text) or last.getnext() is not None:
            self._split(last, end)
        run = self._split(first, passage[0].offset).getparent()
        return run, run if first is last else last.getparent()

    def _split(self, node: xml.Element, index: int) -> xml.Element:
        """Cut a run before a character of a text node; return the node that begins with it."""
        run = node.getparent()
        properties = xml.child(run, "rPr")
        before = [one for one in node.itersiblings(preceding=True) if one is not properties]
        if index == 0 and not before:
            return node
        behind = self.run(node.text[index:], properties)
        behind.attrib.update(run.attrib)
        rest = behind[-1]
        behind.extend(list(node.itersiblings()))
        node.text = node.text[:index]
        if node.text != node.text.strip():
            node.set(_PRESERVED, "preserve")
        if not node.text:
            run.remove(node)
        run.addnext(behind)
        return rest

    def suggest(
        self, first: xml.Element, last: xml.Element, text: str, ids: Iterator[str], date: str
    ) -> _Ends | None:
        """Track runs as deleted and `text` as inserted; return the two changes.

        None where the runs are of several parents, changed by somebody, or hold more than letters.
        """
        runs = self._plain_runs(first, last)
        if runs is None:
            return None
        deleted = self.element("del", id=next(ids), author=AUTHOR, date=date)
        new = self.run(text, xml.child(first, "rPr"))
        inserted = self.element("ins", new, id=next(ids), author=AUTHOR, date=date)
        first.addprevious(deleted)
        for one in runs:
            deleted.append(one)
            for old in one.iterchildren(self.named("t")):
                old.tag = self.named("delText")
        deleted.addnext(inserted)
        return deleted, inserted

    def _plain_runs(self, first: xml.Element, last: xml.Element) -> list[xml.Element] | None:
        """Return the elements from run to run, where these are of one parent and only letters.

        The result of a field is no place for them: it is written again when the field is.
        """
        changes = [self.named(name) for name in _CHANGED]
        is_changed = any(one.tag in changes for one in first.iterancestors())
        if is_changed or self._field(first) or first.getparent() is not last.getparent():
            return None
        before = takewhile(lambda one: one is not last, (first, *first.itersiblings()))
        between = [*before, last]
        parts = (part for one in between if one.tag == first.tag for part in xml.children(one))
        are_letters = all(xml.local(part) in ("t", "rPr") for part in parts)
        is_plain = all(xml.local(one) in ("r", *_BETWEEN) for one in between)
        return between if are_letters and is_plain else None

    def around_fields(self, first: xml.Element, last: xml.Element) -> _Ends:
        """Return the first and the last run of a passage, and of a field into which it reaches.

        A program that writes the result of a field again would lose what stands within; but that of
        a link or a table of contents is text like any other.
        """
        begun, ended = self._field(first, _LINKS), self._field(last, _LINKS)
        return begun[0] if begun else first, ended[1] if ended else last

    def _field(self, run: xml.Element, no_fields: tuple[str, ...] = ()) -> _Ends | None:
        """Return the ends of the outermost field of a paragraph in whose result a run stands.

        None where it stands in none, or in one that is called as one of `no_fields`.
        """
        paragraph = next(run.iterancestors(self.named("p")))
        depth, begun, instruction, is_met = 0, run, "", False
        for one in paragraph.iter(*map(self.named, ("fldChar", "instrText", "r"))):
            kind = one.get(self.named("fldCharType"))
            if one is run:
                is_met = True
                if not depth or instruction.strip().upper().startswith(no_fields):
                    return None
            elif kind == "begin":
                if depth == 0:
                    begun, instruction = one.getparent(), ""
                depth += 1
            elif kind == "end" and depth:
                depth -= 1
                if is_met and depth == 0:
                    return begun, one.getparent()
            elif xml.local(one) == "instrText":
                instruction += one.text or ""
        # Its end stands in a later paragraph; what is no run, as a change, stands in no result.
        return (begun, run) if is_met else None


def mark_word(raw: bytes, document: Document, marks: Sequence[Mark], when: datetime) -> bytes:
    """Return the Word document in `raw`, as read, with a comment at each mark, dated `when`.

    Marks that overlap share a comment. Raises InputError for what is no Word document, and
    OutputError for one that is signed, or protected against what is written.
    """
    copy = WordCopy(raw, document.path)
    copy.require_open(any(mark.replacement is not None for mark in marks))
    runs = read_parts(copy, noted=True).runs
    _remove_ours(copy)

    def passage_of(start: int, end: int) -> list[Run]:
        """Return where characters stand in the file; nothing where no comment can stand there."""
        block, passage = locate(document, runs, start, end)
        is_open = passage and block.place.part not in _MARGINS
        return passage if is_open and _run_at(copy, passage) is not None else []

    found = [_narrowed(mark, document.text) for mark in copies.joined(marks)]
    placed = [(passage_of(mark.start, mark.end), mark) for mark in found]
    anchored = [(passage, mark) for passage, mark in placed if passage]
    listed = [quoted(document, mark, messages.NO_PLACE) for passage, mark in placed if not passage]
    if listed and not anchored:
        starts = ((block.pieces[0][1], len(block.text)) for block in document.blocks)
        words = filter(None, (passage_of(start, start + length) for start, length in starts))
        anchored = [(passage, Mark(0, 0, "")) for passage in islice(words, 1)]
    if anchored:
        passage, mark = anchored[0]
        said = "\n".join(filter(None, (mark.comment, *listed)))
        anchored[0] = passage, mark._replace(comment=said)
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
    narrowed = mark._replace(start=start, end=end, replacement=new[before : len(new) - behind])
    return mark if start == end else narrowed


def _same_words(one: str, other: str) -> int:
    """Return how many characters both begin with that are none of a number's own.

    No part of a number is left standing.
    """
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    own = ".,，．万亿萬億"
    return sum(1 for _ in takewhile(lambda pair: not (pair[0].isnumeric() or pair[0] in own), same))


def _remove_ours(copy: WordCopy) -> None:
    """Remove the comments that this program wrote before, with what refers to them."""
    author, number = copy.named("author"), copy.named("id")
    for name in copy.parts("comments"):
        ours = [one for one in xml.children(copy.required(name)) if one.get(author) == AUTHOR]
        copy.remove(name, ours)
        ids = {one.get(number) for one in ours}
        for mark in list(copy.required(copy.main).iter(*map(copy.named, _OF_COMMENTS))):
            if mark.get(number) in ids:
                run = mark.getparent()
                alone = {*map(xml.local, xml.children(run))} <= {"rPr", xml.local(mark)}
                copy.remove(copy.main, [run if xml.local(run) == "r" and alone else mark])
        paragraphs = {xml.attribute(one, "paraId") for top in ours for one in top.iter("*")}
        for extension in copy.parts("commentsExtended", "commentsIds"):
            told = xml.children(copy.required(extension))
            copy.remove(extension, (one for one in told if paragraphs & {*one.attrib.values()}))


def _write(copy: WordCopy, anchored: Sequence[tuple[list[Run], Mark]], date: str) -> None:
    name = f"{copy.main.rpartition('/')[0]}/comments.xml".lstrip("/")
    comments = copy.made("comments", "comments", name)
    ids = copy.new_ids()
    numbers = [next(ids) for _ in anchored]
    made = []
    for (passage, mark), number in zip(reversed(anchored), reversed(numbers), strict=True):
        run, comment = _run_at(copy, passage), mark.comment
        is_own = run is passage[0].node.getparent()
        first, last = copy.cut(passage) if is_own else (run, run)
        if mark.replacement is not None:
            changed = copy.suggest(first, last, mark.replacement, ids, date) if is_own else None
            first, last = changed or (first, last)
            comment = comment if changed else f"{comment}\n{mark.otherwise}".strip()
        _refer(copy, *copy.around_fields(first, last), number)
        paragraphs = (copy.element("p", copy.run(line)) for line in comment.split("\n"))
        told = {"author": AUTHOR, "date": date, "initials": AUTHOR[0]}
        made.append(copy.element("comment", *paragraphs, id=number, **told))
    comments.extend(reversed(made))


def _run_at(copy: WordCopy, passage: Sequence[Run]) -> xml.Element | None:
    """Return the run at which a comment stands: the outermost, or that which refers to a note.

    None where none can stand: in a damaged file a run may be anywhere.
    """
    node = passage[0].node
    run = [node.getparent(), *node.iterancestors(copy.named("r"))][-1]
    if passage[0].part != copy.main:
        note = next(node.iterancestors("{*}footnote", "{*}endnote"), node)
        referring = copy.tree(copy.main).iter(copy.named(f"{xml.local(note)}Reference"))
        id = copy.named("id")
        run = next((one.getparent() for one in referring if one.get(id) == note.get(id)), None)
    is_placed = run is not None and next(run.iterancestors(copy.named("p")), None) is not None
    return run if is_placed else None


def _refer(copy: WordCopy, first: xml.Element, last: xml.Element, number: str) -> None:
    """Lay the range of a comment around runs, and refer to it behind them.

    The reference stands in the paragraph itself, and in no change or link that may be undone; of
    the only one in a control in the next, since LibreOffice drops what stands before it in that.
    """
    end = copy.element("commentRangeEnd", id=number)
    first.addprevious(copy.element("commentRangeStart", id=number))
    last.addnext(end)
    spaces = {"w": copy.space[1:-1]}
    holder = end.xpath("ancestor-or-self::*[parent::w:p][1]", namespaces=spaces)[0]
    referring = copy.element("r", copy.element("commentReference", id=number))
    alone_in = "ancestor::w:sdt[1][count(.//w:p) = 1]"
    if found := holder.xpath(f"{alone_in}/following::w:p[1]", namespaces=spaces):
        found[0].insert(int(xml.child(found[0], "pPr") is not None), referring)
    else:
        holder.addnext(referring)


class _Linked(NamedTuple):
    """A bookmark of ours: its name, where it begins, and the text nodes that it covers."""

    name: re.Match[str]
    start: xml.Element
    nodes: list[xml.Element]


def link_word(raw: bytes, path: str, links: Sequence[Link]) -> tuple[bytes, list[Link]]:
    """Return the Word document in `raw` with numbers tied to figures, and those that could not be.

    What was tied before is tied anew. Raises InputError for what is no Word document, and
    OutputError for one that is signed or protected.
    """
    copy = WordCopy(raw, path)
    copy.require_open(changes_text=False)
    read = read_parts(copy, noted=True)
    document = read.document()
    start, end, id, name = map(copy.named, ("bookmarkStart", "bookmarkEnd", "id", "name"))
    for part in _tied(copy):
        marks = [*copy.required(part).iter(start, end)]
        ours = {one.get(id) for one in marks if one.get(name, "").startswith("cppcc_")}
        copy.remove(part, (one for one in marks if one.get(id) in ours))
    ids, numbers = copy.new_ids(), count(1)
    left = []
    for link in sorted(links, reverse=True):
        _, passage = locate(document, read.runs, link.start, link.end)
        if not passage:
            left.append(link)
            continue
        printed = document.text[link.start : link.end]
        # The later one first, so that the earlier stays where it is.
        for form in filter(None, (copy.twin(passage), passage)):
            first, last = copy.cut(form)
            written_as = "c" if link.coarser else "e"
            written_as = written_as.upper() if link.own_unit else written_as
            written_as += str(link.places or "")
            called = _name(link.figure, printed, written_as, next(numbers))
            number = next(ids)
            first.addprevious(copy.element("bookmarkStart", id=number, name=called))
            last.addnext(copy.element("bookmarkEnd", id=number))
    return copy.packed(), left[::-1]


def refresh_word(
    raw: bytes,
    path: str,
    figures: Mapping[str, Quantity | None],
    when: datetime,
    tracked: bool = True,
) -> tuple[bytes, list[LinkedNumber]]:
    """Return the Word document in `raw` with its linked numbers as `figures` have them, by id.

    None is a figure of another year that this one has no more.

    Each is written in the form in which it stood, as a tracked change dated `when` unless not
    `tracked`. What somebody edited since, what has no figure, and what no longer has its form is
    left as it is. Raises InputError for what is no Word document, and OutputError for one that is
    signed or protected.
    """
    copy = WordCopy(raw, path)
    copy.require_open(changes_text=True)
    date = when.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    known = {_check(id): id for id in figures}
    ids, numbers = copy.new_ids(), count(1)
    refreshed = []
    for part in _tied(copy):
        for linked in _linked(copy, copy.tree(part)):
            printed = unified("".join(node.text or "" for node in linked.nodes))
            id = known.get(linked.name["figure"])
            outcome, written = _outcome(linked, printed, figures.get(id or ""))
            if outcome == "changed" and not _rewrite(copy, linked, written, ids, date, tracked):
                outcome, written = "out_of_reach", printed
            if outcome in ("changed", "same") and id is not None:
                name = _name(id, written, linked.name["form"], next(numbers))
                linked.start.set(copy.named("name"), name)
            fallback = next(linked.start.iterancestors("{*}Fallback"), None)
            if fallback is None or xml.child(fallback.getparent(), "Choice") is None:
                clause = None if outcome in ("changed", "same") else _clause(linked, printed)
                refreshed.append(LinkedNumber(id, printed, written, outcome, clause))
    return copy.packed(), refreshed


def _outcome(
    linked: _Linked, printed: str, now: Quantity | None
) -> tuple[copies.RefreshOutcome, str]:
    if _check(printed) != linked.name["printed"]:
        return "edited", printed
    if now is None:
        return "no_figure", printed
    form, places = linked.name["form"][0], linked.name["form"][1:]
    text = reprinted(printed, now, form in "cC", form.isupper(), int(places or 0))
    if text is None:
        return "no_form", printed
    return ("same" if text == printed else "changed"), text


def _clause(linked: _Linked, printed: str) -> str:
    """Return what stands before a number in its clause, and the number."""
    paragraph = next(linked.start.iterancestors("{*}p"), linked.start.getparent())
    before = takewhile(lambda one: one is not linked.start, paragraph.iter("*"))
    told = "".join(one.text or "" for one in before if xml.local(one) == "t")
    told = re.split("[，。；：！？]", told)[-1] + printed
    cell = next(linked.start.iterancestors("{*}tc"), None)
    cells = [] if cell is None else [*cell.itersiblings(preceding=True)][::-1]
    texts = ("".join(node.text or "" for node in one.iter("{*}t")) for one in cells)
    return " | ".join((*filter(None, texts), told))


def _tied(copy: WordCopy) -> Iterator[str]:
    """Yield the parts in which a number is tied."""
    name = copy.named("name")
    for part in (copy.main, *copy.parts(*TEXTS)):
        if any(one.get(name, "").startswith("cppcc_") for one in copy.required(part).iter("*")):
            yield part


def _linked(copy: WordCopy, root: xml.Element) -> list[_Linked]:
    """Return the numbers that are tied in a part, with the letters that are there in the end."""
    opened: dict[str | None, _Linked] = {}
    found: list[_Linked] = []
    for one in root.iter("*"):
        kind = xml.local(one)
        if kind == "bookmarkStart":
            name = re.fullmatch(_NAME, one.get(copy.named("name"), ""))
            if name is not None:
                found.append(_Linked(name, one, []))
                opened[one.get(copy.named("id"))] = found[-1]
        elif kind == "bookmarkEnd":
            opened.pop(one.get(copy.named("id")), None)
        elif kind == "t" and one.tag == copy.named("t"):
            for linked in opened.values():
                linked.nodes.append(one)
    return found


def _rewrite(
    copy: WordCopy, linked: _Linked, text: str, ids: Iterator[str], date: str, tracked: bool
) -> bool:
    """Write `text` in place of what is linked; tell whether that could be done."""
    if not linked.nodes:
        return False
    first, last = linked.nodes[0].getparent(), linked.nodes[-1].getparent()
    if tracked:
        return copy.suggest(first, last, text, ids, date) is not None
    linked.nodes[0].text = text
    for node in linked.nodes[1:]:
        node.text = ""
    return True


def _name(figure: str, printed: str, form: str, number: int) -> str:
    return f"cppcc_{_check(figure)}_{form}_{_check(printed)}_{number}"


def _check(text: str) -> str:
    return f"{crc32(text.encode()):08x}"
