"""What is written into a copy of a file: marks at its numbers, and links to figures."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from cppcc_cli.documents import Block, Document, place_at
from cppcc_cli.messages import Text, documents as messages, labels

# Whose comments, highlights and changes those of this program are.
AUTHOR = "cppcc"


class Run(NamedTuple):
    """Characters of a block that stand together in one text node of the file.

    `length` characters from `start` on in the text are those from `offset` on in `node`, an element
    of `part`; in a sheet, in its column of this number, from 1.
    """

    start: int
    length: int
    part: str
    node: Any
    offset: int = 0


def clipped(runs: Iterable[Run], start: int, end: int) -> list[Run]:
    """Return what of runs lies from `start` to `end`, in the text that these count in."""
    spans = ((run, max(run.start, start), min(run.start + run.length, end)) for run in runs)
    return [
        Run(first, last - first, run.part, run.node, run.offset + first - run.start)
        for run, first, last in spans
        if first < last
    ]


class Mark(NamedTuple):
    """What is said of the characters from `start` to `end` of a document's text.

    With a `replacement`, these are suggested to be replaced; where that cannot be done, `otherwise`
    is said, too.
    """

    start: int
    end: int
    comment: str
    replacement: str | None = None
    otherwise: str = ""


def joined(marks: Sequence[Mark]) -> list[Mark]:
    """Return marks in order, those that overlap as one."""
    separate: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (one.start, one.end)):
        if separate and mark.start < separate[-1].end:
            last = separate.pop()
            is_same = (mark.start, mark.end) == (last.start, last.end)
            replacement = mark.replacement if last.replacement is None else last.replacement
            is_said = mark.comment in last.comment
            mark = Mark(
                last.start,
                max(last.end, mark.end),
                last.comment if is_said else f"{last.comment}\n{mark.comment}",
                replacement if is_same else None,
                last.otherwise or mark.otherwise,
            )
        separate.append(mark)
    return separate


def quoted(document: Document, mark: Mark, where: Text = messages.QUOTED) -> str:
    """Return what is said of a number behind its words, with `where` it is said."""
    told = {"printed": document.text[mark.start : mark.end]}
    told["place"] = place.say() if (place := place_at(document, mark.start)) else ""
    return labels.LABELLED.say().format(where.about(**told).say(), mark.comment)


def locate(
    document: Document, runs: Sequence[Sequence[Run]], start: int, end: int
) -> tuple[Block, list[Run]]:
    """Return the block in which characters of a document's text stand, and where in the file.

    `runs` are those of each block; none is found where the characters come from no text node, as
    those of an equation.
    """
    number = document.block_at(start)
    block = document.blocks[number]
    before = block.pieces[0][1]
    return block, clipped(runs[number], start - before, end - before)


# What became of a linked number when it was written anew; and of one when it was linked.
RefreshOutcome = Literal["changed", "same", "edited", "no_figure", "no_form", "out_of_reach"]
LinkOutcome = (
    RefreshOutcome | Literal["linked", "coarser", "other_year", "contradicts", "comparison"]
)


class Link(NamedTuple):
    """A number of a document's text, from `start` to `end`, and the id of its figure."""

    start: int
    end: int
    figure: str
    # Whether it says less than the figure, as 400余 of 418, and whether it has a unit of its own;
    # how many places the head of its column raises it.
    coarser: bool = False
    own_unit: bool = False
    places: int = 0


class LinkedNumber(NamedTuple):
    """A number: its figure, what is printed, what is written now, and what became of it."""

    figure: str | None
    printed: str
    written: str | None
    outcome: LinkOutcome
    clause: str | None = None
