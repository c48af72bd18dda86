"""What is told of manuscripts: marks for their writers, pages to read, numbers tied to figures,
what became of numbers in the next version.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cppcc_cli.dataset import Dataset, Figure
from cppcc_cli.documents import Document
from cppcc_cli.documents.copies import Link, LinkedNumber, LinkOutcome, Mark
from cppcc_cli.messages import VERDICT_COUNTS, documents as messages, findings as words, labels
from cppcc_cli.numerals import read
from cppcc_cli.output import Column, Table
from cppcc_cli.printing import reprinted
from cppcc_cli.screen import escaped
from cppcc_cli.script import plain
from cppcc_cli.text.finding import VERDICTS, Finding, is_open
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.tables import with_units_of_tables
from cppcc_cli.views import on_one_line, short_body
from cppcc_cli.views.findings import NUMBER_COLUMNS, Selection, counted, numbered, of_files

if TYPE_CHECKING:
    from cppcc_cli.text.checking import Proof
    from cppcc_cli.text.revision import Outcome, Revision

# Numbers that compare with another year, and follow from both.
COMPARISONS = ("growth", "difference")
# A part of a text, with the verdict on it and the number of its note, or without.
Piece = tuple[str, str, int]


def marks(
    document: Document, findings: Sequence[Finding], selection: Selection, suggested: bool = False
) -> list[Mark]:
    """Return what is said in a copy of a manuscript, worded for its writer.

    That is what contradicts, does not add up, or may speak of a figure; where all is selected,
    also what agrees; where some verdicts are, only what has one of them. Where it is `suggested`,
    what contradicts is replaced by what is expected.
    """
    found, verdicts = [], selection.verdicts
    places = _places(document, findings) if suggested else {}
    for finding in findings:
        wanted = is_open(finding) or (finding.figure and (selection.everything or verdicts))
        left_out = verdicts and finding.verdict not in verdicts
        if finding.mention is None or not wanted or left_out:
            continue
        start, end = span(document, finding.mention)
        replacement = _replacement(finding, places.get(start, 0)) if suggested else None
        otherwise = messages.NOT_SUGGESTED.about(expected=finding.expected or "").say()
        found.append(Mark(start, end, _comment(finding), replacement, otherwise))
    return found


def span(document: Document, mention: Mention) -> tuple[int, int]:
    """Return where the characters of a number begin and end in the text of its document."""
    block = document.blocks[mention.block]
    return mention.offset, block.offset(mention.end - 1) + 1


def _replacement(finding: Finding, places: int) -> str | None:
    """Return what a number that contradicts must be, in the form in which it stands."""
    figure, mention = finding.stated, finding.mention
    if finding.verdict != "contradicts" or figure is None or mention is None:
        return None
    said, quantity = mention.quantity, figure.quantity
    form = partial(reprinted, mention.printed, places=places)
    if finding.expected != figure.printed:
        # How much it changed since another year.
        change = read(finding.expected or "")
        return None if change is None or change.value < 0 else form(change)
    coarser = said is not None and said.qualifier != quantity.qualifier != "over"
    forms = (form(quantity, coarser), form(quantity))
    return next((form for form in forms if form is not None), None)


def _places(document: Document, findings: Iterable[Finding]) -> dict[int, int]:
    """Return by how many places the heads of their columns raise numbers: 万元 by four."""
    found = {}
    told = with_units_of_tables(document, (one.mention for one in findings if one.mention))
    for mention in told:
        stands = read(mention.printed, unitless=True)
        if stands and mention.quantity and stands.value:
            found[mention.offset] = int((mention.quantity.value / stands.value).log10())
    return found


def _comment(finding: Finding) -> str:
    agrees = finding.verdict == "agrees"
    lines = [(messages.RIGHT.about(figure=finding.message) if agrees else finding.message).say()]
    if (stated := finding.stated) and (dataset := finding.dataset):
        place = {"title": dataset.source_of(stated).title, "paragraph": stated.paragraph}
        known = {"body": short_body(dataset), "year": dataset.year, "figure": stated.name}
        lines.append(messages.STATED.about(**known, **place, printed=stated.printed).say())
    return "\n".join(lines)


def review(document: Document, findings: Sequence[Finding], dataset: Dataset) -> dict[str, object]:
    """Return what a page tells of a manuscript: the verdict on each number that has one.

    `dataset` is what it was held against where none of its numbers is of a figure. What is returned
    goes by the names that it has in the template of the page.
    """
    judged = [
        (one.mention, one.verdict or ("usage" if one.code == "usage" else "question"), one)
        for one in findings
        if one.mention is not None and (one.figure or is_open(one))
    ]
    # Of a number that agrees and does not add up, the question is marked.
    judged.sort(key=lambda one: (one[0].offset, not is_open(one[2])))
    at: dict[int, list[tuple[Mention, str, int]]] = {}
    for number, (mention, verdict, _) in enumerate(judged, 1):
        at.setdefault(mention.block, []).append((mention, verdict, number))
    passages = []
    for number, block in enumerate(document.blocks):
        spans = [(cell.start, cell.end) for cell in block.cells] or [(0, len(block.text))]
        cells = [list(_pieces(block.text, *span, at.get(number, ()))) for span in spans]
        passages.append((block, cells))
    verdicts = [verdict for _, verdict, _ in judged]
    known = [one.dataset for _, _, one in judged if one.dataset is not None] or [dataset]
    called = {one.id: one.called for one in known}
    return {
        "path": escaped(document.path),
        "against": words.HELD.about(datasets=list(called.values())).say(),
        # How many numbers there are of each verdict that there is.
        "counts": {
            one: (
                labels["PROOFREAD"]["at_odds" if one == "question" else one].say(),
                verdicts.count(one),
            )
            for one in (*VERDICTS, "question", "usage")
            if one in verdicts
        },
        # Rows of one table are together, told apart from what is none.
        "passages": [
            (is_row, list(some))
            for is_row, some in groupby(passages, lambda one: one[0].kind == "row")
        ],
        "notes": [
            (verdict, escaped(mention.printed), _comment(one)) for mention, verdict, one in judged
        ],
        "heading": messages.NOTES.say(),
    }


def _pieces(
    text: str, start: int, end: int, found: Sequence[tuple[Mention, str, int]]
) -> Iterator[Piece]:
    """Yield the pieces of a text between two places; of marks that overlap, the first."""
    for mention, verdict, note in found:
        if start <= mention.start and mention.end <= end:
            yield escaped(text[start : mention.start]), "", 0
            yield escaped(text[mention.start : mention.end]), verdict, note
            start = mention.end
    yield escaped(text[start:end]), "", 0


class Links(NamedTuple):
    """The numbers that are to be tied to figures, those of other years, those that contradict."""

    tied: list[Link]
    others: list[Link]
    wrong: list[Link]


def links(document: Document, findings: Sequence[Finding]) -> Links:
    """Return the numbers of a manuscript that agree with a figure, or are coarser.

    To be tied are those of one dataset: that of which there are most, since a number of another
    year does not change with the year of the manuscript. A change since another year, which both
    their figures bear out, is tied to neither.
    """
    found: dict[str, list[Link]] = {}
    wrong, places = [], _places(document, findings)
    for one in findings:
        figure, mention, dataset = one.stated, one.mention, one.dataset
        if one.verdict == "contradicts" and one.figure and mention:
            wrong.append(Link(*span(document, mention), one.figure))
        if one.verdict in ("agrees", "consistent") and figure and mention and dataset:
            if mention.kind in COMPARISONS:
                continue
            own_unit = plain(mention.unit) not in ("", plain(figure.unit))
            coarser = one.verdict == "consistent"
            raised = places.get(mention.offset, 0)
            link = Link(*span(document, mention), figure.id, coarser, own_unit, raised)
            found.setdefault(dataset.id, []).append(link)
    tied, *others = sorted(found.values(), key=len, reverse=True) or [[]]
    return Links(tied, [link for several in others for link in several], wrong)


def linked(
    document: Document, links: Links, left: Sequence[Link], findings: Iterable[Finding]
) -> Table[LinkedNumber]:
    """Return the numbers of a manuscript that were tied to figures, and those that were not."""
    figures = {one.figure: one.stated for one in findings if one.figure and one.stated}

    def outcome(link: Link) -> LinkOutcome:
        if link in links.others:
            return "other_year"
        if link in links.wrong:
            return "contradicts"
        if link in left:
            return "out_of_reach"
        return "coarser" if link.coarser else "linked"

    told = [
        LinkedNumber(link.figure, document.text[link.start : link.end], None, outcome(link))
        for link in sorted(links.tied + links.others + links.wrong)
    ]
    return refreshed(told, figures)


def refreshed(
    numbers: Iterable[LinkedNumber], figures: Mapping[str, Figure], changes: Iterable[Mention] = ()
) -> Table[LinkedNumber]:
    """Return what became of the linked numbers, and the comparisons that a person must look at.

    People see the names of `figures` for their ids.
    """

    def name(row: LinkedNumber) -> str:
        figure = figures.get(row.figure or "")
        return on_one_line(figure.name) if figure else row.figure or ""

    rows = [*numbers]
    rows += [LinkedNumber(None, one.printed, None, "comparison", one.clause) for one in changes]
    named = Column[LinkedNumber]("figure", lambda row: row.figure, shown=name)
    columns = [named if one.key == "figure" else one for one in LINKED_COLUMNS]
    there = [one for one in columns if any(one.raw(row) is not None for row in rows)]
    notes = counted(VERDICT_COUNTS, [row.outcome for row in rows], messages["OUTCOMES"])
    empty = messages.NOTHING_LINKED.about()
    return Table(LINKED_COLUMNS, rows, there or columns, notes=notes, empty=empty)


LINKED_COLUMNS: tuple[Column[LinkedNumber], ...] = (
    Column("outcome", lambda row: row.outcome, words=messages["OUTCOMES"]),
    Column("figure", lambda row: row.figure),
    Column("printed", lambda row: escaped(row.printed)),
    Column("written", lambda row: row.written and escaped(row.written)),
    Column("clause", lambda row: row.clause and escaped(row.clause)),
)


class ChangeRow(NamedTuple):
    """What became of a number: as it was and as it is, with what is found of it."""

    outcome: "Outcome"
    old: Finding | None
    new: Finding | None

    @property
    def known(self) -> Finding | None:
        """What is found of it as a figure, of the last of these."""
        last = self.new or self.old
        return last if last and last.code == "figure" else None


def revised(revision: "Revision", old: "Proof", new: "Proof") -> Table[ChangeRow]:
    """Return what became of the numbers of an old version, by what became of them."""
    olds = _found(old, [one.old for one in revision.changes if one.old])
    news = _found(new, [one.new for one in revision.changes if one.new])
    rows = [
        ChangeRow(one.outcome, one.old and olds[one.old.offset], one.new and news[one.new.offset])
        for one in revision.changes
    ]
    said = words.SAME_NUMBERS.about(count=revision.kept)
    return Table(
        REVISION_COLUMNS,
        rows,
        _REVISION_LAYOUT,
        notes=[
            *new.notes,
            *counted(VERDICT_COUNTS, [row.outcome for row in rows], words["OUTCOMES"]),
            *([said] if rows else []),
        ],
        heading=REVISION_COLUMNS[0],
        empty=said,
        subject=of_files(words.REVISION, [proof.text.document.path for proof in (old, new)]),
    )


def _found(proof: "Proof", mentions: Iterable[Mention]) -> dict[int, Finding]:
    """Return numbers of a version by their offsets, as figures where they are found to be some."""
    found = numbered(proof.text.document, sorted(mentions, key=lambda one: one.offset))
    found += [one for one in proof.findings if one.code == "figure"]
    return {one.mention.offset: one for one in found if one.mention}


def _said(row: ChangeRow) -> str:
    """Return what people read of a figure: the verdict, and the sentence."""
    if row.known is None or row.known.verdict is None:
        return ""
    verdict = labels["VERDICTS"][row.known.verdict].say()
    return labels.LABELLED.say().format(verdict, row.known.message.say())


def _became(row: ChangeRow) -> str:
    both = [one.mention for one in (row.old, row.new) if one and one.mention]
    numbers = [escaped(one.printed) for one in both]
    return " → ".join(numbers[-1:] if row.outcome == "moved" else numbers)


_NUMBERS = {column.key: column for column in NUMBER_COLUMNS}
REVISION_COLUMNS: tuple[Column[ChangeRow], ...] = (
    Column("outcome", lambda row: row.outcome, words=words["OUTCOMES"]),
    _NUMBERS["printed"].of(lambda row: row.old, "old", words.OLD),
    _NUMBERS["printed"].of(lambda row: row.new, "new", words.NEW),
    Column("figure", lambda row: row.known and row.known.figure),
    Column("verdict", lambda row: row.known and row.known.verdict),
    Column("expected", lambda row: row.known and row.known.expected),
    _NUMBERS["line"].of(lambda row: row.old, "old_line", labels["COLUMNS"]["line"]),
    _NUMBERS["place"].of(lambda row: row.old, "old_place", words.OLD_PLACE),
    _NUMBERS["clause"].of(lambda row: row.old, "old_clause", words.OLD_CLAUSE),
    _NUMBERS["line"].of(lambda row: row.new, "line"),
    _NUMBERS["place"].of(lambda row: row.new, "place", words.NEW_PLACE),
    _NUMBERS["clause"].of(lambda row: row.new, "clause", words.NEW_CLAUSE),
    Column(
        "message", lambda row: row.known and row.known.message.say(), label=words.KNOWN, shown=_said
    ),
)
# People see both numbers in one cell, and the clause as it is.
_REVISION_LAYOUT = (
    Column[ChangeRow]("new", REVISION_COLUMNS[2].raw, label=words.NUMBER, shown=_became),
    *("old_place", "place"),
    _NUMBERS["clause"].of(lambda row: row.new or row.old, "clause"),
    "message",
)
