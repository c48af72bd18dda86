"""Numbers of a Word document tied to figures by bookmarks, and written anew for another year.

A bookmark is kept by Word, WPS and LibreOffice when they save. Its name holds what is needed to
write the number again, in at most forty letters:

    cppcc_9f0a21c3_e_0b1c44d2_7

a check sum of the figure's id, the form (e exact, c coarser than the figure, in capitals where its
unit is another measure word than the figure's), a check sum of the number as it was printed, by
which it is seen whether somebody edited it since, and a running number.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timezone
from itertools import count
from typing import NamedTuple
from zlib import crc32

from cppcc_cli.documents.document import Link, LinkedNumber, RefreshOutcome, locate
from cppcc_cli.documents.office_marking import remove
from cppcc_cli.documents.package import Element, child, local
from cppcc_cli.documents.word import read_marked
from cppcc_cli.documents.word_marking import TEXTS, WordCopy
from cppcc_cli.printing import reprinted
from cppcc_cli.quantity import Quantity

_NAME = r"cppcc_(?P<figure>[0-9a-f]{8})_(?P<form>[ecEC])_(?P<printed>[0-9a-f]{8})_\d+"


def link_word(raw: bytes, path: str, links: Sequence[Link]) -> tuple[bytes, list[Link]]:
    """Return the Word document in `raw` with numbers tied to figures, and those that could not be.

    What was tied before is tied anew. Raises InputError for what is no Word document, and
    OutputError for one that is signed or protected.
    """
    document, runs = read_marked(raw, path)
    copy = WordCopy(raw, path)
    copy.require_open(changes_text=False)
    for part in (copy.main, *copy.parts(*TEXTS)):
        _unlink(copy, part)
    ids, numbers = copy.new_ids(), count(1)
    left = []
    for link in sorted(links, reverse=True):
        _, anchor = locate(document, runs, link.start, link.end)
        if anchor is None:
            left.append(link)
            continue
        printed = document.text[link.start : link.end]
        # The later one first, so that the earlier stays where it is.
        for form in filter(None, (copy.twin(anchor), anchor)):
            first, last = copy.cut(form)
            name = _name(link.figure, printed, link.coarser, link.own_unit, next(numbers))
            id = next(ids)
            first.addprevious(copy.element("bookmarkStart", id=id, name=name))
            last.addnext(copy.element("bookmarkEnd", id=id))
    return copy.packed(), left[::-1]


def refresh_word(
    raw: bytes,
    path: str,
    figures: Mapping[str, Quantity],
    when: datetime,
    tracked: bool = True,
) -> tuple[bytes, list[LinkedNumber]]:
    """Return the Word document in `raw` with its linked numbers as `figures` have them, by id.

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
    for part in (copy.main, *copy.parts(*TEXTS)):
        for linked in list(_linked(copy, part)):
            printed = "".join(node.text or "" for node in linked.nodes)
            id = known.get(linked.figure)
            quantity = None if id is None else figures[id]
            outcome, written = _outcome(linked, printed, quantity)
            if outcome == "changed" and not _rewrite(copy, linked, written, ids, date, tracked):
                outcome, written = "out_of_reach", printed
            if outcome in ("changed", "same") and id is not None:
                coarser, own_unit = linked.form in "cC", linked.form.isupper()
                name = _name(id, written, coarser, own_unit, next(numbers))
                linked.start.set(copy.named("name"), name)
            fallback = next(linked.start.iterancestors("{*}Fallback"), None)
            if fallback is None or child(fallback.getparent(), "Choice") is None:
                refreshed.append(LinkedNumber(id, printed, written, outcome))
    return copy.packed(), refreshed


def _outcome(
    linked: "_Linked", printed: str, quantity: Quantity | None
) -> tuple[RefreshOutcome, str]:
    if _check(printed) != linked.printed:
        return "edited", printed
    if quantity is None:
        return "no_figure", printed
    text = reprinted(printed, quantity, linked.form in "cC", linked.form.isupper())
    if text is None:
        return "no_form", printed
    return ("same" if text == printed else "changed"), text


class _Linked(NamedTuple):
    """A bookmark of ours: what its name holds, and the text nodes that it covers."""

    figure: str
    form: str
    printed: str
    start: Element
    nodes: list[Element]


def _linked(copy: WordCopy, part: str) -> Iterator[_Linked]:
    """Yield the numbers that are tied in a part, with the letters that are there in the end."""
    if not _has_links(copy, part):
        return
    opened: dict[str | None, _Linked] = {}
    found: list[_Linked] = []
    for one in copy.tree(part).iter("*"):
        kind = local(one)
        if kind == "bookmarkStart":
            name = re.fullmatch(_NAME, one.get(copy.named("name"), ""))
            if name is not None:
                linked = _Linked(name["figure"], name["form"], name["printed"], one, [])
                opened[one.get(copy.named("id"))] = linked
                found.append(linked)
        elif kind == "bookmarkEnd":
            opened.pop(one.get(copy.named("id")), None)
        elif kind == "t" and one.tag == copy.named("t"):
            for linked in opened.values():
                linked.nodes.append(one)
    yield from found


def _has_links(copy: WordCopy, part: str) -> bool:
    names = (one.get(copy.named("name"), "") for one in copy.seen(part).iter("*"))
    return any(name.startswith("cppcc_") for name in names)


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


def _unlink(copy: WordCopy, part: str) -> None:
    """Remove the bookmarks of ours from a part, where there are any."""
    if not _has_links(copy, part):
        return
    ours = set()
    for one in list(copy.tree(part).iter("*")):
        if local(one) == "bookmarkStart" and one.get(copy.named("name"), "").startswith("cppcc_"):
            ours.add(one.get(copy.named("id")))
            remove([one])
        elif local(one) == "bookmarkEnd" and one.get(copy.named("id")) in ours:
            remove([one])


def _name(figure: str, printed: str, coarser: bool, own_unit: bool, number: int) -> str:
    form = "c" if coarser else "e"
    return f"cppcc_{_check(figure)}_{form.upper() if own_unit else form}_{_check(printed)}_{number}"


def _check(text: str) -> str:
    return f"{crc32(text.encode()):08x}"
