"""A manuscript with the verdicts on its numbers: comments for its writer, and a page to read."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.documents.document import Block, Document
from cppcc_cli.documents.marks import Mark
from cppcc_cli.language import Message
from cppcc_cli.messages import labels
from cppcc_cli.messages import marking as messages
from cppcc_cli.messages.findings import HELD
from cppcc_cli.numerals import read
from cppcc_cli.printing import reprinted
from cppcc_cli.screen import escaped
from cppcc_cli.text.accepted import is_open
from cppcc_cli.text.finding import VERDICTS, Finding
from cppcc_cli.text.numbers import Mention
from cppcc_cli.views.wording import short_body


class Piece(NamedTuple):
    """A part of a text: with the verdict on it and the number of its note, or without."""

    text: str
    verdict: str = ""
    note: int = 0


class Passage(NamedTuple):
    """A heading, a paragraph, or a row with its cells, in pieces."""

    kind: str
    level: int
    cells: tuple[tuple[Piece, ...], ...]


class Note(NamedTuple):
    """What is said of a number: its verdict, the number as printed, and the sentences."""

    number: int
    verdict: str
    printed: str
    said: str


class Review(NamedTuple):
    """A manuscript as a page: its passages, rows of one table together, and its notes."""

    title: str
    # What it was held against.
    against: Message
    # How many numbers there are of each verdict that there is.
    counts: Mapping[str, int]
    passages: Sequence[tuple[bool, Sequence[Passage]]]
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


def _figure(finding: Finding) -> tuple[Dataset, Figure] | None:
    """Return the figure that a finding names, with the dataset that has it."""
    dataset = finding.dataset
    figure = dataset.figures.get(finding.figure or "") if dataset else None
    return (dataset, figure) if dataset and figure else None


def _replacement(finding: Finding) -> str | None:
    """Return what a number that contradicts must be, in the form in which it stands."""
    found = _figure(finding)
    if finding.verdict != "contradicts" or found is None or finding.mention is None:
        return None
    printed, stated, quantity = finding.mention.printed, finding.mention.quantity, found[1].quantity
    if finding.expected != found[1].printed:
        # How much it changed since another year.
        change = read(finding.expected or "")
        return None if change is None or change.value < 0 else reprinted(printed, change)
    coarser = stated is not None and stated.qualifier != quantity.qualifier != "over"
    forms = (reprinted(printed, quantity, coarser), reprinted(printed, quantity))
    return next((form for form in forms if form is not None), None)


def _comment(finding: Finding) -> str:
    agrees = finding.verdict == "agrees"
    lines = [(messages.RIGHT.about(figure=finding.message) if agrees else finding.message).say()]
    found = _figure(finding)
    if found is not None:
        dataset, stated = found
        said = messages.STATED if stated.paragraph else messages.STATED_SOMEWHERE
        lines.append(
            said.about(
                body=short_body(dataset),
                year=dataset.year,
                figure=stated.name,
                printed=stated.printed,
                title=dataset.source_of(stated).title,
                paragraph=stated.paragraph,
            ).say()
        )
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
    passages = [_passage(block, at.get(number, ())) for number, block in enumerate(document.blocks)]
    grouped = [
        (is_row, list(some)) for is_row, some in groupby(passages, lambda one: one.kind == "row")
    ]
    kinds = [note.verdict for note in notes]
    counts = {one: kinds.count(one) for one in (*VERDICTS, "question", "usage") if one in kinds}
    known = {one.dataset.id: one.dataset.called for one in judged if one.dataset is not None}
    against = HELD.about(datasets=list(known.values()) or [dataset.called])
    return Review(escaped(document.path), against, counts, grouped, notes)


def _passage(block: Block, found: Sequence[tuple[Mention, str, int]]) -> Passage:
    spans = [(cell.start, cell.end) for cell in block.cells] or [(0, len(block.text))]
    cells = tuple(tuple(_pieces(block.text, start, end, found)) for start, end in spans)
    return Passage(block.kind, block.level, cells)


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
