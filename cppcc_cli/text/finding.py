"""Findings: what is found in a file, with its place, for a person or an editor to look at."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from cppcc_cli.dataset import Dataset, Figure
from cppcc_cli.documents import Document, Position, place_at, place_words, positions
from cppcc_cli.messages import Message, findings as messages
from cppcc_cli.quantity import Agreement
from cppcc_cli.script import plain
from cppcc_cli.text.lexicon import lexicon
from cppcc_cli.text.numbers import Mention, mention_of

Severity = Literal["error", "warning", "info"]
Verdict = Agreement | Literal["unknown", "other"]
VERDICTS: tuple[Verdict, ...] = ("contradicts", "unknown", "consistent", "agrees", "other")
AT_ODDS = ("twice", "sum", "share", "growth")


# How findings may stand: those of a kind together, the gravest first; or else in one row.
SORTS = ("verdict", "place", "figure")


class Finding(NamedTuple):
    """What was found: its code and severity, where it is, and a sentence about it."""

    code: str
    severity: Severity
    file: str
    message: Message
    # Of a dataset file, 0 stands for a column that is not known, and for its paragraphs.
    place: Position | None = None
    mention: Mention | None = None
    figure: str | None = None
    verdict: Verdict | None = None
    # How the figure must be printed.
    expected: str | None = None
    # The key path in the dataset, where the finding is about it.
    key: str | None = None
    # The likeliest way in which the number may have come of the figure.
    slip: str | None = None
    # Where a person finds it in a file that has no lines, but pages, notes, tables.
    where: Message | None = None
    # The numbers that it is at odds with.
    beside: tuple[Mention, ...] = ()
    # The one that has the figure, of several that a text was held against.
    dataset: Dataset | None = None

    @property
    def is_inconsistent(self) -> bool:
        """Whether it is that a text is at odds with itself, whatever the figures are."""
        return self.code in AT_ODDS

    @property
    def stated(self) -> Figure | None:
        """The figure that it names, as its dataset states it."""
        return self.dataset.figures.get(self.figure or "") if self.dataset else None


def placed(findings: Iterable[Finding], document: Document) -> list[Finding]:
    """Return what was found in a document in the order of its text, each with where it is there."""
    every = list(findings)
    offsets = sorted({found.mention.offset for found in every if found.mention})
    places = dict(zip(offsets, positions(document.text, offsets), strict=True))
    for at, found in enumerate(every):
        if found.mention is not None:
            offset = found.mention.offset
            every[at] = found._replace(place=places[offset], where=place_at(document, offset))
        elif found.place is not None and not document.has_lines:
            number = found.place.paragraph
            there = document.blocks[number - 1 : number]
            every[at] = found._replace(where=place_words(there[0].place) if there else None)
    return sorted(every, key=lambda found: found.place or Position(0, 0, 0))


def misused(document: Document) -> list[Finding]:
    """Return the faults of number usage in a manuscript, in the order of their places."""
    found = (
        Finding(
            "usage",
            "warning",
            document.path,
            messages["USAGE"][rule].about(),
            mention=mention_of(block, number, start, end, "other"),
        )
        for number, block in enumerate(document.blocks)
        for start, end, rule in lexicon().misuses(plain(block.text))
    )
    return placed(found, document)


def is_open(finding: Finding) -> bool:
    """Tell whether a person must look at a finding, and may accept it."""
    loud = finding.severity != "info"
    return (
        loud or finding.is_inconsistent or (finding.code, finding.verdict) == ("figure", "unknown")
    )
