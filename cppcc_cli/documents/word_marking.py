"""Marks in a Word document: a copy with a comment, or a tracked change, at numbers of its text.

Comments of ours from an earlier time are replaced, those of others kept. Word takes no comments in
headers and footers: these are listed in the first comment. A mark in a text box stands at the run
that holds the box, one in a note where the text refers to the note; LibreOffice opens no file with
a comment within a note.
"""

from collections.abc import Sequence
from datetime import datetime, timezone
from itertools import takewhile

from cppcc_cli.documents.blocks import Run
from cppcc_cli.documents.document import Document
from cppcc_cli.documents.marks import AUTHOR, Anchor, Mark, apart, locate, quoted
from cppcc_cli.documents.markup import Element, local, new_element
from cppcc_cli.documents.office_copy import remove
from cppcc_cli.documents.word import read_marked
from cppcc_cli.documents.word_copy import WordCopy
from cppcc_cli.messages import marking as messages

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
        for one in list(copy.tree(name).iterchildren("*")):
            if one.get(author) == AUTHOR:
                remove(one)
        _remove_references(copy, ids)
        for extension in copy.parts("commentsExtended", "commentsIds"):
            for one in list(copy.tree(extension).iterchildren("*")):
                if any(value in paragraphs for value in one.attrib.values()):
                    remove(one)


def _remove_references(copy: WordCopy, ids: set[str | None]) -> None:
    for one in list(copy.tree(copy.main).iter("*")):
        kind = local(one)
        if kind in _MARKS and one.get(copy.named("id")) in ids:
            run = one.getparent()
            alone = all(local(other) in ("rPr", kind) for other in run.iterchildren("*"))
            remove(run if local(run) == "r" and alone else one)


def _write(copy: WordCopy, anchored: Sequence[tuple[Anchor, Mark]], date: str) -> None:
    comments = _comments(copy)
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


def _comments(copy: WordCopy) -> Element:
    """Return the tree of the comments, which is made where there is none."""
    for name in copy.parts("comments"):
        return copy.tree(name)
    root = new_element(copy.named("comments"), "w")
    name = f"{copy.main.rpartition('/')[0]}/comments.xml".lstrip("/")
    copy.add(name, root, "comments", _COMMENTS)
    return root


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
