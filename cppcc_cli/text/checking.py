"""A text held against figures: one walk from each number to its verdict."""

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.documents.document import Document, Position, positions
from cppcc_cli.language import Message
from cppcc_cli.messages import findings
from cppcc_cli.query.slips import Slip, in_words, slips
from cppcc_cli.text.finding import Finding, Severity, Verdict
from cppcc_cli.text.kinds import FIGURE_KINDS
from cppcc_cli.text.matching import Match, Matcher, rank
from cppcc_cli.text.numbers import Mention, mentions, scan
from cppcc_cli.text.relating.arithmetic import miscalculations
from cppcc_cli.text.relating.repetition import repetitions
from cppcc_cli.text.statements import Text, read

# Of the places where a figure may be named, those near enough to be sure: the clause of a number,
# or its sentence where the clause names nothing else.
SURE = 2


class Judgement(NamedTuple):
    """The verdict on a statement, the figure it may speak of, and why."""

    verdict: Verdict
    message: Message
    figure: Figure | None = None
    match: Match | None = None
    slips: tuple[Slip, ...] = ()

    @property
    def code(self) -> str:
        """The code of a finding: `figure` where a known one may be meant."""
        return "number" if self.match is None else "figure"


class Judge:
    """Datasets to hold statements against; the first is for those that name no year."""

    def __init__(self, dataset: Dataset, others: Sequence[Dataset] = ()) -> None:
        self.dataset, self.others = dataset, others
        years = [dataset.year, *(one.year for one in others)]
        self.matchers = [Matcher(one, years) for one in (dataset, *others)]

    def matches(self, text: Text, index: int) -> list[Match]:
        """Return the figures that a statement may speak of, the likeliest first."""
        found = (match for matcher in self.matchers for match in matcher.matches(text, index))
        return sorted(found, key=rank)

    def judge(self, text: Text, index: int) -> Judgement:
        """Return the verdict on a statement."""
        return self.verdict(self.matches(text, index))

    def verdict(self, found: Sequence[Match]) -> Judgement:
        """Return the verdict on a statement that may speak of the figures found."""
        unknown = Judgement("unknown", findings.NOT_KNOWN.about())
        if not found:
            return unknown
        best = found[0]
        figure, how = best.figure, best.agreement
        named = {"figure": figure.name, "printed": figure.printed}
        if how == "agrees" and (best.fit != "other" or best.mild):
            return Judgement("agrees", findings.AGREES.about(**named), figure, best)
        if best.fit == "other" and not (best.unit == "other" and best.mild):
            if best.unit == "other" or best.reason is None:
                return unknown
            return Judgement("other", best.reason, figure, best)
        rivals = [one for one in found[1:] if _rivals(best, one)]
        if rivals:
            names = [findings.NAMED.about(**_named(one.figure)) for one in (best, *rivals)]
            return Judgement("unknown", findings.TWO_FIT.about(figures=names), None, best)
        if best.quantity is None:
            return unknown
        made = tuple(slips(best.quantity, figure, best.dataset, self.others))
        doubtful = Judgement("unknown", findings.NOT_SURE.about(**named), figure, best, made)
        if best.unit == "other":
            same = best.quantity.value == figure.value
            if not same and (best.distance or best.fit != "same"):
                return unknown
            said = findings.OTHER_UNIT.about(figure=figure.name, unit=figure.unit)
            return doubtful._replace(message=said)
        if best.fit == "open":
            if best.distance > 1 or best.reason is None:
                return unknown
            said = findings.OPEN.about(**named, reason=best.reason)
            return doubtful._replace(message=said)
        if how == "consistent":
            return Judgement("consistent", findings.CONSISTENT.about(**named), figure, best)
        if how is None:
            return doubtful
        if best.distance <= SURE:
            return Judgement("contradicts", contradiction(figure, made), figure, best, made)
        return doubtful if any(slip.telling for slip in made) else unknown


def _named(figure: Figure) -> dict[str, object]:
    return {"figure": figure.name, "printed": figure.printed}


def _rivals(best: Match, other: Match) -> bool:
    """Tell whether two figures fit a statement alike, and neither is the whole of the other."""
    if other.figure.id in (best.figure.id, best.figure.part_of):
        return False
    return rank(other)[:-1] == rank(best)[:-1] and other.length >= best.length


def contradiction(figure: Figure, made: Sequence[Slip]) -> Message:
    """Return the sentence on a number that contradicts `figure`, with the slips it may be."""
    if made:
        return findings.CONTRADICTS_AND_SLIP.about(**_named(figure), slip=in_words(made))
    return findings.CONTRADICTS.about(**_named(figure))


def proofread(
    document: Document, dataset: Dataset, others: Sequence[Dataset] = ()
) -> list[Finding]:
    """Return what is found in a manuscript, in the order of its numbers.

    `dataset` is the one for what names no year, `others` those of other years: each number is held
    against that of the year it speaks of.
    """
    text = read(document, list(mentions(document)))
    judge = Judge(dataset, others)
    places = located(document, [statement.mention for statement in text.statements])
    found: list[Finding] = []
    unnamed = set()
    for index, statement in enumerate(text.statements):
        judged = judge.judge(text, index)
        if judged.match is None:
            unnamed.add(statement.mention.offset)
        if judged.match is None and statement.mention.kind not in FIGURE_KINDS:
            continue
        found.append(finding_on(document, statement.mention, places, judged))
    found += miscalculated(document)
    found += _repeated(document, unnamed, dataset)
    return sorted(found, key=lambda one: one.mention.offset if one.mention else 0)


def located(document: Document, found: Sequence[Mention]) -> dict[int, Position]:
    """Return the position of each mention by its offset."""
    offsets = [mention.offset for mention in found]
    return dict(zip(offsets, positions(document.text, offsets), strict=True))


def finding_on(
    document: Document, mention: Mention, places: dict[int, Position], judged: Judgement
) -> Finding:
    """Return the finding on a number that was judged."""
    severity: Severity = "error" if judged.verdict == "contradicts" else "info"
    figure = judged.figure
    return Finding(
        judged.code,
        severity,
        document.path,
        judged.message,
        places[mention.offset],
        mention,
        figure.id if figure else None,
        judged.verdict,
        figure.printed if figure else None,
        slip=judged.slips[0].code if judged.slips else None,
    )


def miscalculated(document: Document) -> Iterator[Finding]:
    """Yield the questions about what does not add up in a text."""
    found = list(scan(document.text))
    for off in miscalculations(document.text, found):
        yield _question(document, off.code, off.mention, off.message)


def _repeated(document: Document, unnamed: Container[int], dataset: Dataset) -> Iterator[Finding]:
    """Yield the questions about one thing that is given twice, of those that no figure names."""
    found = list(scan(document.text))
    indices = [index for index, mention in enumerate(found) if mention.start in unnamed]
    for twice in repetitions(document.text, found, indices, dataset):
        line = next(positions(document.text, [twice.first.start])).line
        said = findings.GIVEN_TWICE.about(line=line, printed=twice.first.printed)
        yield _question(document, "twice", twice.mention, said)


def _question(document: Document, code: str, mention: Mention, said: Message) -> Finding:
    place = next(positions(document.text, [mention.start]))
    mention = mention._replace(offset=mention.start)
    return Finding(code, "error", document.path, said, place, mention, verdict="contradicts")
