"""What is told of manuscripts: marks for their writers, pages to read, links, versions compared."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from cppcc_cli.dataset.model import Dataset
from cppcc_cli.documents.document import Block, Document, place_at, positions
from cppcc_cli.documents.marks import Link, Mark, Refreshed
from cppcc_cli.language import Message, Text
from cppcc_cli.messages import documents as messages
from cppcc_cli.messages import findings as words
from cppcc_cli.messages import labels
from cppcc_cli.numerals import read
from cppcc_cli.output.table import Column, Table
from cppcc_cli.printing import reprinted
from cppcc_cli.screen import escaped
from cppcc_cli.script import plain
from cppcc_cli.text.checking import Proof
from cppcc_cli.text.finding import VERDICTS, Finding, is_open
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.revision import Outcome, Revision
from cppcc_cli.views.findings import counted, marked, of_files
from cppcc_cli.views.wording import short_body, word


class Piece(NamedTuple):
    """A part of a text: with the verdict on it and the number of its note, or without."""

    text: str
    verdict: str = ""
    note: int = 0


class Note(NamedTuple):
    """What is said of a number: its verdict, the number as printed, and the sentences."""

    number: int
    verdict: str
    printed: str
    said: str


class Review(NamedTuple):
    """A manuscript as a page: its blocks with their cells in pieces, and its notes.

    Rows of one table are together, told apart from what is none.
    """

    title: str
    # What it was held against.
    against: Message
    # How many numbers there are of each verdict that there is.
    counts: Mapping[str, int]
    passages: Sequence[tuple[bool, Sequence[tuple[Block, Sequence[Sequence[Piece]]]]]]
    notes: Sequence[Note]


def marks(
    document: Document,
    findings: Sequence[Finding],
    verdicts: Collection[str] = (),
    everything: bool = False,
    suggested: bool = False,
) -> list[Mark]:
    """Return what is said in a copy of a manuscript, worded for its writer.

    That is what contradicts, does not add up, or may speak of a figure; `everything` adds what
    agrees; with `verdicts`, only what has one of them. Where it is `suggested`, what contradicts is
    replaced by what is expected.
    """
    found = []
    for finding in findings:
        wanted = is_open(finding) or (finding.figure and (everything or verdicts))
        left_out = verdicts and finding.verdict not in verdicts
        if finding.mention is None or not wanted or left_out:
            continue
        start, end = span(document, finding.mention)
        replacement = _replacement(finding) if suggested else None
        otherwise = messages.NOT_SUGGESTED.about(expected=finding.expected or "").say()
        found.append(Mark(start, end, _comment(finding), replacement, otherwise))
    return found


def span(document: Document, mention: Mention) -> tuple[int, int]:
    """Return where the characters of a number begin and end in the text of its document."""
    block = document.blocks[mention.block]
    return mention.offset, block.offset(mention.end - 1) + 1


def _replacement(finding: Finding) -> str | None:
    """Return what a number that contradicts must be, in the form in which it stands."""
    figure, mention = finding.stated, finding.mention
    if finding.verdict != "contradicts" or figure is None or mention is None:
        return None
    printed, said, quantity = mention.printed, mention.quantity, figure.quantity
    if finding.expected != figure.printed:
        # How much it changed since another year.
        change = read(finding.expected or "")
        return None if change is None or change.value < 0 else reprinted(printed, change)
    coarser = said is not None and said.qualifier != quantity.qualifier != "over"
    forms = (reprinted(printed, quantity, coarser), reprinted(printed, quantity))
    return next((form for form in forms if form is not None), None)


def _comment(finding: Finding) -> str:
    agrees = finding.verdict == "agrees"
    lines = [(messages.RIGHT.about(figure=finding.message) if agrees else finding.message).say()]
    if (stated := finding.stated) and (dataset := finding.dataset):
        place = {"title": dataset.source_of(stated).title, "paragraph": stated.paragraph}
        known = {"body": short_body(dataset), "year": dataset.year, "figure": stated.name}
        said = messages.STATED if stated.paragraph else messages.STATED_SOMEWHERE
        lines.append(said.about(**known, **place, printed=stated.printed).say())
    return "\n".join(lines)


def review(document: Document, findings: Sequence[Finding], dataset: Dataset) -> Review:
    """Return a manuscript as a page that shows the verdict on each number that has one.

    `dataset` is what it was held against where none of its numbers is of a figure.
    """
    judged = [one for one in findings if one.mention is not None and (one.figure or is_open(one))]
    judged.sort(key=lambda one: one.mention.offset if one.mention else 0)
    notes: list[Note] = []
    at: dict[int, list[tuple[Mention, str, int]]] = {}
    for number, finding in enumerate(judged, 1):
        if finding.mention is None:
            continue
        verdict = finding.verdict or ("usage" if finding.code == "usage" else "question")
        notes.append(Note(number, verdict, escaped(finding.mention.printed), _comment(finding)))
        at.setdefault(finding.mention.block, []).append((finding.mention, verdict, number))
    passages = [
        (block, _cells(block, at.get(number, ()))) for number, block in enumerate(document.blocks)
    ]
    rows = groupby(passages, lambda one: one[0].kind == "row")
    grouped = [(is_row, list(some)) for is_row, some in rows]
    kinds = [note.verdict for note in notes]
    counts = {one: kinds.count(one) for one in (*VERDICTS, "question", "usage") if one in kinds}
    known = {one.dataset.id: one.dataset.called for one in judged if one.dataset is not None}
    against = words.HELD.about(datasets=list(known.values()) or [dataset.called])
    return Review(escaped(document.path), against, counts, grouped, notes)


def _cells(block: Block, found: Sequence[tuple[Mention, str, int]]) -> list[list[Piece]]:
    spans = [(cell.start, cell.end) for cell in block.cells] or [(0, len(block.text))]
    return [list(_pieces(block.text, start, end, found)) for start, end in spans]


def _pieces(
    text: str, start: int, end: int, found: Sequence[tuple[Mention, str, int]]
) -> Iterator[Piece]:
    """Yield the pieces of a text between two places; of marks that overlap, the first."""
    for mention, verdict, number in found:
        if start <= mention.start and mention.end <= end:
            yield Piece(escaped(text[start : mention.start]))
            yield Piece(escaped(text[mention.start : mention.end]), verdict, number)
            start = mention.end
    yield Piece(escaped(text[start:end]))


def labelled(verdict: str) -> str:
    """Return what a verdict is called."""
    return labels.PROOFREAD["at_odds" if verdict == "question" else verdict].say()


class LinkedNumber(NamedTuple):
    """A number: what became of it, its figure, what is printed, and what is written now."""

    outcome: str
    figure: str | None
    printed: str
    written: str | None
    clause: str | None = None


class Links(NamedTuple):
    """The numbers of a manuscript that are to be tied to figures, and those of other years."""

    tied: list[Link]
    others: list[Link]


def links(document: Document, findings: Iterable[Finding]) -> Links:
    """Return the numbers of a manuscript that agree with a figure, or are coarser.

    To be tied are those of one dataset: that of which there are most, since a number of another
    year does not change with the year of the manuscript.
    """
    found: dict[str, list[Link]] = {}
    for one in findings:
        figure, mention, dataset = one.stated, one.mention, one.dataset
        if one.verdict in ("agrees", "consistent") and figure and mention and dataset:
            own_unit = plain(mention.unit) not in ("", plain(figure.unit))
            coarser = one.verdict == "consistent"
            link = Link(*span(document, mention), figure.id, coarser, own_unit)
            found.setdefault(dataset.id, []).append(link)
    tied, *others = sorted(found.values(), key=len, reverse=True) or [[]]
    return Links(tied, [link for several in others for link in several])


def linked(document: Document, links: Links, left: Sequence[Link]) -> Table[LinkedNumber]:
    """Return the numbers of a manuscript that were tied to figures, and those that were not."""
    rows = []
    for link in sorted(links.tied + links.others):
        outcome = (
            "other_year"
            if link in links.others
            else "out_of_reach"
            if link in left
            else "coarser"
            if link.coarser
            else "linked"
        )
        rows.append(LinkedNumber(outcome, link.figure, document.text[link.start : link.end], None))
    return _linked_table(rows)


def refreshed(numbers: Iterable[Refreshed], changes: Iterable[Mention]) -> Table[LinkedNumber]:
    """Return what became of the linked numbers, and the comparisons that a person must look at."""
    rows = [LinkedNumber(one.outcome, one.figure, one.printed, one.written) for one in numbers]
    rows += [LinkedNumber("comparison", None, one.printed, None, one.clause) for one in changes]
    return _linked_table(rows)


def _linked_table(rows: Sequence[LinkedNumber]) -> Table[LinkedNumber]:
    there = [one for one in LINKED_COLUMNS if any(one.raw(row) is not None for row in rows)]
    notes = counted(messages.LINK_COUNTS, [row.outcome for row in rows], messages.OUTCOMES)
    empty = messages.NOTHING_LINKED.about()
    return Table(LINKED_COLUMNS, rows, there or LINKED_COLUMNS, notes=notes, empty=empty)


LINKED_COLUMNS: tuple[Column[LinkedNumber], ...] = (
    Column("outcome", lambda row: row.outcome, words=messages.OUTCOMES),
    Column("figure", lambda row: row.figure),
    Column("printed", lambda row: escaped(row.printed)),
    Column("written", lambda row: row.written and escaped(row.written)),
    Column("clause", lambda row: row.clause and escaped(row.clause)),
)


class Side(NamedTuple):
    """A number in a version, its line, its place where that has no lines, and what is found."""

    mention: Mention
    line: int
    where: Message | None
    finding: Finding | None

    @property
    def printed(self) -> str:
        """The number as printed."""
        return escaped(self.mention.printed)

    @property
    def place(self) -> str | None:
        """Where it stands in a file that has no lines."""
        return self.where.say() if self.where else None


class Change(NamedTuple):
    """What became of a number: as it was, and as it is."""

    outcome: Outcome
    old: Side | None
    new: Side | None

    @property
    def last(self) -> Side | None:
        """The number as it is, or one that is gone as it was."""
        return self.new or self.old

    @property
    def finding(self) -> Finding | None:
        """What is found of it there."""
        return self.last.finding if self.last else None


def revised(revision: Revision, old: Proof, new: Proof) -> Table[Change]:
    """Return what became of the numbers of an old version, by what became of them."""
    olds = _sides(old, [one.old for one in revision.changes if one.old])
    news = _sides(new, [one.new for one in revision.changes if one.new])
    rows = [
        Change(
            one.outcome,
            olds[one.old.offset] if one.old else None,
            news[one.new.offset] if one.new else None,
        )
        for one in revision.changes
    ]
    said = words.SAME_NUMBERS.about(count=revision.kept)
    return Table(
        REVISION_COLUMNS,
        rows,
        _REVISION_LAYOUT,
        notes=[
            *new.notes,
            *counted(words.REVISED, [row.outcome for row in rows], words.OUTCOMES),
            *([said] if rows else []),
        ],
        heading=REVISION_COLUMNS[0],
        empty=said,
        subject=of_files(words.REVISION, [proof.text.document.path for proof in (old, new)]),
    )


def _sides(proof: Proof, mentions: Sequence[Mention]) -> dict[int, Side]:
    """Return the numbers of a version by their offsets."""
    document = proof.text.document
    found = {
        one.mention.offset: one for one in proof.findings if one.code == "figure" and one.mention
    }
    ordered = sorted(mentions, key=lambda one: one.offset)
    located = positions(document.text, [one.offset for one in ordered])
    return {
        one.offset: Side(one, place.line, place_at(document, one.offset), found.get(one.offset))
        for one, place in zip(ordered, located, strict=True)
    }


def _places(key: str, label: Text, side: Callable[[Change], Side | None]) -> Column[Change]:
    """Return the column of where a number stands in one version."""

    def shown(row: Change) -> str:
        one = side(row)
        return (one.place or str(one.line)) if one else ""

    return Column(key, lambda row: (one := side(row)) and one.place, label=label, shown=shown)


def _clauses(key: str, label: Text, side: Callable[[Change], Side | None]) -> Column[Change]:
    """Return the column of the clause of a number in one version."""
    return Column(
        key,
        lambda row: (one := side(row)) and escaped(one.mention.clause),
        label=label,
        shown=lambda row: marked(one.mention) if (one := side(row)) else "",
    )


def _said(row: Change) -> str:
    """Return what people read of a figure: the verdict, and the sentence."""
    found = row.finding
    if found is None or found.verdict is None:
        return ""
    return labels.LABELLED.say().format(word(labels.VERDICTS, found.verdict), found.message.say())


REVISION_COLUMNS: tuple[Column[Change], ...] = (
    Column("outcome", lambda row: row.outcome, words=words.OUTCOMES),
    Column("old", lambda row: row.old and row.old.printed, label=words.OLD),
    Column("new", lambda row: row.new and row.new.printed, label=words.NEW),
    Column("figure", lambda row: row.finding and row.finding.figure),
    Column("verdict", lambda row: row.finding and row.finding.verdict),
    Column("expected", lambda row: row.finding and row.finding.expected),
    Column("old_line", lambda row: row.old and row.old.line, "right", label=labels.LINE),
    _places("old_place", words.OLD_PLACE, lambda row: row.old),
    _clauses("old_clause", words.OLD_CLAUSE, lambda row: row.old),
    Column("line", lambda row: row.new and row.new.line, "right"),
    _places("place", words.NEW_PLACE, lambda row: row.new),
    _clauses("clause", words.NEW_CLAUSE, lambda row: row.new),
    Column(
        "message",
        lambda row: row.finding and row.finding.message.say(),
        label=words.KNOWN,
        shown=_said,
    ),
)


def _became(row: Change) -> str:
    numbers = [side.printed for side in (row.old, row.new) if side]
    return " → ".join(numbers[-1:] if row.outcome == "moved" else numbers)


# People see both numbers in one cell, and the clause as it is.
_REVISION_LAYOUT = (
    Column[Change](
        "new", lambda row: row.new and row.new.printed, label=words.NUMBER, shown=_became
    ),
    *("old_place", "place"),
    _clauses("clause", labels.CLAUSE, lambda row: row.last),
    "message",
)
