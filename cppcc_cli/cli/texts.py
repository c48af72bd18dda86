"""The commands that read texts, and hold numbers against figures."""

import os
from collections.abc import Iterator
from typing import Annotated

import typer

from cppcc_cli.cli.asked import SharedOptions, shares_options
from cppcc_cli.cli.options import FigureName, require_choice
from cppcc_cli.documents.document import Document, positions
from cppcc_cli.documents.reading import read_document
from cppcc_cli.errors import InputError
from cppcc_cli.files import is_watched
from cppcc_cli.output.emit import terminal_width
from cppcc_cli.text.kinds import FIGURE_KINDS, KINDS
from cppcc_cli.text.numbers import Mention, mentions

GivenValue = Annotated[str, typer.Argument(metavar="VALUE")]
DocumentPath = Annotated[str, typer.Argument(metavar="DOCUMENT")]
Manuscripts = Annotated[list[str], typer.Argument(metavar="MANUSCRIPTS")]
NumberKind = Annotated[str | None, typer.Option("--kind", metavar="KIND")]

# A text of more bytes takes seconds, and whoever waits sees how far it is.
_LONG = 5_000_000


@shares_options
def numbers(asked: SharedOptions, document: DocumentPath, number_kind: NumberKind = None) -> None:
    """List every number expression of a text."""
    from cppcc_cli.views.findings import NumberRow, numbers

    require_choice("--kind", number_kind, ("figure", *KINDS))
    wanted = {"figure": FIGURE_KINDS, None: KINDS}.get(number_kind, (number_kind,))
    read = read_document(document, listed=True)
    asked.say(*read.notes)
    found = [mention for mention in _scanned(read, asked) if mention.kind in wanted]
    located = positions(read.text, (mention.offset for mention in found))
    rows = [
        NumberRow(document, place, mention) for place, mention in zip(located, found, strict=True)
    ]
    asked.emit(numbers(rows), document)


def _scanned(document: Document, asked: SharedOptions) -> Iterator[Mention]:
    """Yield the mentions of a document, with a progress bar where it is long and someone waits."""
    if document.size < _LONG or not is_watched():
        yield from mentions(document)
        return
    from cppcc_cli.output.terminal import progress

    with progress(document.path, len(document.text), terminal_width(os.environ)) as advance:
        for mention in mentions(document):
            yield mention
            advance(mention.offset)


@shares_options
def proofread(asked: SharedOptions, manuscripts: Manuscripts) -> None:
    """Hold the numbers of manuscripts against the figures; exit 1 where any contradicts."""
    from cppcc_cli.text import proofreading
    from cppcc_cli.views import findings

    dataset = asked.dataset()
    others = asked.other_years(dataset)
    found, unreadable = [], []
    for path in manuscripts:
        try:
            document = read_document(path)
        except InputError as error:
            unreadable.append(error)
            continue
        asked.say(*document.notes)
        found += proofreading.proofread(document, dataset, others)
    if len(unreadable) < len(manuscripts):
        table = findings.proofread(found, len(manuscripts) > 1, asked.language)
        asked.emit(table, dataset.path, *manuscripts)
    if unreadable:
        raise InputError(*(said for error in unreadable for said in error.messages))
    if any(finding.verdict == "contradicts" for finding in found):
        raise typer.Exit(1)


@shares_options
def verify(asked: SharedOptions, figure: FigureName, value: GivenValue) -> None:
    """Tell whether a number agrees with a figure; exit 1 where it contradicts it."""
    from cppcc_cli.query import verify as verification
    from cppcc_cli.views.findings import verdict

    dataset = asked.dataset()
    chosen = asked.one_figure(dataset, figure)
    verified = verification.verify(dataset, chosen, value, asked.other_years(dataset))
    asked.emit(verdict(dataset, verified, asked.language), dataset.path)
    if verified.verdict == "contradicts":
        raise typer.Exit(1)
