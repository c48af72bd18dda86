"""Marks in a presentation: a copy with a comment on the slide of each number, its words quoted.

Comments of ours from an earlier time are replaced, those of others kept. What a speaker noted is
marked on the slide.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from itertools import count

from cppcc_cli.documents.document import Document
from cppcc_cli.documents.marks import AUTHOR, Mark, apart, quoted
from cppcc_cli.documents.markup import Element, child, new_child, new_element
from cppcc_cli.documents.office_copy import OfficeCopy, remove
from cppcc_cli.documents.slides import USUAL, slide_parts
from cppcc_cli.errors import OutputError
from cppcc_cli.messages import marking as messages

_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.{}+xml"
# Where comments stand on a slide, one below the other; in 576ths of an inch.
_BETWEEN, _LOWEST = 180, 4000


def mark_slides(raw: bytes, document: Document, marks: Sequence[Mark], when: datetime) -> bytes:
    """Return the presentation in `raw`, as read, with a comment for each mark, dated `when`.

    Marks that overlap share a comment. Raises OutputError for one that is signed or protected, or
    has comments of the kind that answer one another, beside which those of slides cannot stand.
    """
    copy = OfficeCopy(raw, document.path, USUAL)
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
                _remove(copy.tree(name), known)
    if marks:
        _write(copy, document, apart(marks), slides, when)
    return copy.packed()


def _remove(comments: Element, authors: set[str | None]) -> None:
    for one in list(comments.iterchildren("*")):
        if one.get("authorId") in authors:
            remove(one)


def _write(
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
        comment = new_child(_comments(copy, slides[slide]), "cm")
        comment.set("authorId", author.get("id"))
        comment.set("dt", date)
        comment.set("idx", str(number))
        place = new_child(comment, "pos")
        place.set("x", "10")
        place.set("y", str(10 + on_slide[slide] * _BETWEEN % _LOWEST))
        new_child(comment, "text").text = quoted(document, mark)
        on_slide[slide] += 1


def _author(copy: OfficeCopy) -> Element:
    """Return the entry of this program among the authors, which is made where there is none."""
    names = copy.parts("commentAuthors")
    authors = copy.tree(names[0]) if names else new_element(copy.named("cmAuthorLst"), "p")
    if not names:
        copy.add(
            "ppt/commentAuthors.xml", authors, "commentAuthors", _TYPE.format("commentAuthors")
        )
    there = list(authors.iterchildren(copy.named("cmAuthor")))
    for one in there:
        if one.get("name") == AUTHOR and one.get("id"):
            return one
    taken = {one.get("id") for one in there}
    id = next(str(number) for number in count() if str(number) not in taken)
    author = new_child(authors, "cmAuthor")
    for key, value in (("id", id), ("name", AUTHOR), ("initials", AUTHOR[0]), ("clrIdx", id)):
        author.set(key, value)
    return author


def _comments(copy: OfficeCopy, slide: str) -> Element:
    """Return the comments of a slide, which are made where there are none."""
    for name in copy.parts("comments", of=slide):
        return copy.tree(name)
    root = new_element(copy.named("cmLst"), "p")
    name = copy.free("ppt/comments/comment{}.xml")
    copy.add(name, root, "comments", _TYPE.format("comments"), of=slide)
    return root
