"""What is written into a copy of a document's file: marks at its numbers, links to figures."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from cppcc_cli.documents.blocks import Run
from cppcc_cli.documents.document import Block, Document
from cppcc_cli.language import Text
from cppcc_cli.messages import documents as messages

# Whose comments, highlights and changes those of this program are.
AUTHOR = "cppcc"


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


def apart(marks: Sequence[Mark]) -> list[Mark]:
    """Return marks in order, those that overlap as one."""
    separate: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (one.start, one.end)):
        last = separate[-1] if separate else None
        if last is None or mark.start >= last.end:
            separate.append(mark)
            continue
        same = (mark.start, mark.end) == (last.start, last.end)
        comment = last.comment
        if mark.comment not in comment:
            comment = f"{comment}\n{mark.comment}"
        replacement = last.replacement if last.replacement is not None else mark.replacement
        separate[-1] = Mark(
            last.start,
            max(last.end, mark.end),
            comment,
            replacement if same else None,
            last.otherwise or mark.otherwise,
        )
    return separate


def quoted(document: Document, mark: Mark, where: Text = messages.QUOTED) -> str:
    """Return what is said of a number behind its words, with `where` it is said."""
    words = document.text[mark.start : mark.end]
    return f"{where.about(printed=words).say()}{mark.comment}"


class Anchor(NamedTuple):
    """The first and the last character of a passage: as a run has them, and its index there."""

    part: str
    first: int
    first_index: int
    last: int
    last_index: int


def locate(
    document: Document, runs: Sequence[Sequence[Run]], start: int, end: int
) -> tuple[Block, Anchor | None]:
    """Return the block in which characters of a document's text stand, and where in the file.

    `runs` are those of each block; None where the characters come from no text node, as those of
    an equation.
    """
    number = document.block_at(start)
    first_of_block = document.blocks[number].pieces[0][1]
    start, end = start - first_of_block, end - first_of_block
    found = []
    for run in runs[number]:
        first, last = max(run.start, start), min(run.start + run.length, end)
        if first < last:
            offset = run.offset + first - run.start
            found.append(run._replace(start=first, length=last - first, offset=offset))
    if not found:
        return document.blocks[number], None
    first_run, last_run = found[0], found[-1]
    anchor = Anchor(
        first_run.part,
        first_run.node,
        first_run.offset,
        last_run.node,
        last_run.offset + last_run.length,
    )
    return document.blocks[number], anchor


# What became of a linked number when it was written anew; and of one when it was linked.
RefreshOutcome = Literal["changed", "same", "edited", "no_figure", "no_form", "out_of_reach"]
LinkOutcome = RefreshOutcome | Literal["linked", "coarser", "other_year", "comparison"]


class Link(NamedTuple):
    """A number of a document's text, from `start` to `end`, and the id of its figure."""

    start: int
    end: int
    figure: str
    # Whether it says less than the figure, as 400余 of 418, and whether it has a unit of its own.
    coarser: bool = False
    own_unit: bool = False


class LinkedNumber(NamedTuple):
    """A number: its figure, what is printed, what is written now, and what became of it."""

    figure: str | None
    printed: str
    written: str | None
    outcome: LinkOutcome
    clause: str | None = None
