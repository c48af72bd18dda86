"""A manuscript -> findings: each of its numbers against the figures it speaks of.

Every figure-like number gets one: agrees, consistent, contradicts, or unknown with the reason.
Then what contradicts itself: one thing given twice with different numbers, and arithmetic.
"""

from collections.abc import Sequence

from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.documents.document import Document, Position, positions
from cppcc_cli.language import Message
from cppcc_cli.messages import findings
from cppcc_cli.quantity import agreement
from cppcc_cli.query.slips import Slip, in_words, slips
from cppcc_cli.text.finding import Finding
from cppcc_cli.text.kinds import FIGURE_KINDS
from cppcc_cli.text.numbers import Mention, scan
from cppcc_cli.text.relating.arithmetic import miscalculations
from cppcc_cli.text.relating.attribution import Attribution, Attributor
from cppcc_cli.text.relating.repetition import repetitions


def proofread(
    document: Document, dataset: Dataset, others: Sequence[Dataset] = ()
) -> list[Finding]:
    """Return what is found in a manuscript, in the order of its numbers.

    `others` are datasets of other years, whose values a slip may have taken.
    """
    found = list(scan(document.text))
    located = list(positions(document.text, (mention.start for mention in found)))
    attributor = Attributor(dataset, document.text)
    result = []
    unnamed = []
    for index, (mention, place) in enumerate(zip(found, located, strict=True)):
        attribution = attributor.attribute(found, index)
        if mention.kind in FIGURE_KINDS or attribution.figure is not None:
            result.append(judge(document, dataset, others, mention, place, attribution))
            if attribution.figure is None:
                unnamed.append(index)
    places_of = dict(zip((mention.start for mention in found), located, strict=True))
    for off in miscalculations(document.text, found):
        result.append(_question(document, off.code, off.mention, places_of, off.message))
    for twice in repetitions(document.text, found, unnamed, dataset):
        line = places_of[twice.first.start].line
        said = findings.GIVEN_TWICE.about(line=line, printed=twice.first.printed)
        result.append(_question(document, "twice", twice.mention, places_of, said))
    return sorted(result, key=lambda one: one.mention.start if one.mention else 0)


def _question(
    document: Document, code: str, mention: Mention, places_of: dict[int, Position], said: Message
) -> Finding:
    place = places_of[mention.start]
    return Finding(code, "error", document.path, said, place, mention, verdict="contradicts")


def judge(
    document: Document,
    dataset: Dataset,
    others: Sequence[Dataset],
    mention: Mention,
    place: Position,
    attribution: Attribution,
) -> Finding:
    """Return the verdict on one number.

    Its code is `figure` where it may speak of one, and else `number`.
    """
    figure, quantity = attribution.figure, attribution.quantity
    why = attribution.why or findings.NOT_KNOWN.about()
    unknown = Finding(
        "number" if why.text in (findings.NOT_KNOWN, findings.A_CHANGE) else "figure",
        "info",
        document.path,
        why,
        place,
        mention,
        verdict="unknown",
    )
    if figure is None or quantity is None:
        return unknown
    unknown = unknown._replace(code="figure", figure=figure.id, expected=figure.printed)
    verdict = agreement(quantity, figure.quantity)
    doubt = attribution.doubt
    if doubt is not None and not (doubt.mild and verdict != "contradicts"):
        return unknown._replace(message=doubt.reason)
    known = unknown._replace(verdict=verdict)
    if verdict == "agrees":
        return known._replace(message=findings.AGREES.about(figure=figure.name))
    if verdict == "consistent":
        said = findings.CONSISTENT.about(figure=figure.name, printed=figure.printed)
        return known._replace(message=said)
    made = slips(quantity, figure, dataset, others)
    if not attribution.sure and not any(slip.telling for slip in made):
        return unknown._replace(message=findings.NOT_SURE.about(figure=figure.name))
    return known._replace(severity="error", message=contradiction(figure, made))


def contradiction(figure: Figure, made: Sequence[Slip]) -> Message:
    """Return the sentence on a number that contradicts `figure`, with the slips it may be."""
    if made:
        return findings.CONTRADICTS_AND_SLIP.about(
            figure=figure.name, printed=figure.printed, slip=in_words(made)
        )
    return findings.CONTRADICTS.about(figure=figure.name, printed=figure.printed)
