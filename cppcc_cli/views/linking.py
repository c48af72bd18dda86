"""The numbers of a manuscript that are tied to figures, and what became of them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cppcc_cli.dataset.model import Dataset
from cppcc_cli.documents.document import Document
from cppcc_cli.documents.linking import Link, Refreshed
from cppcc_cli.language import Text
from cppcc_cli.messages import labels
from cppcc_cli.messages import marking as messages
from cppcc_cli.output.table import Column, Table
from cppcc_cli.screen import escaped
from cppcc_cli.script import plain
from cppcc_cli.text.finding import Finding
from cppcc_cli.text.numbers import Mention
from cppcc_cli.views.review import span


class Row(NamedTuple):
    """A number: what became of it, its figure, what is printed, and what is written now."""

    outcome: str
    figure: str | None
    printed: str
    written: str | None
    clause: str | None = None


def links(document: Document, findings: Iterable[Finding], dataset: Dataset) -> list[Link]:
    """Return the numbers of a manuscript that agree with a figure of `dataset`, or are coarser."""
    found = []
    for one in findings:
        figure = dataset.figures.get(one.figure or "")
        if one.verdict not in ("agrees", "consistent") or figure is None or one.mention is None:
            continue
        unit = plain(one.mention.unit)
        start, end = span(document, one.mention)
        coarser = one.verdict == "consistent"
        found.append(Link(start, end, figure.id, coarser, unit not in ("", plain(figure.unit))))
    return found


def linked(document: Document, links: Sequence[Link], left: Sequence[Link]) -> Table[Row]:
    """Return the numbers of a manuscript that were tied to figures, and those that could not be."""
    rows = []
    for link in links:
        outcome = "out_of_reach" if link in left else "coarser" if link.coarser else "linked"
        rows.append(Row(outcome, link.figure, document.text[link.start : link.end], None))
    return _table(rows, messages.NOTHING_LINKED)


def refreshed(numbers: Iterable[Refreshed], changes: Iterable[Mention]) -> Table[Row]:
    """Return what became of the linked numbers, and the comparisons that a person must look at."""
    rows = [Row(one.outcome, one.figure, one.printed, one.written) for one in numbers]
    rows += [Row("comparison", None, one.printed, None, one.clause) for one in changes]
    return _table(rows, messages.NOTHING_TIED)


def _table(rows: Sequence[Row], empty: Text) -> Table[Row]:
    columns: tuple[Column[Row], ...] = (
        Column(
            "outcome",
            labels.OUTCOME,
            lambda row: row.outcome,
            shown=lambda row: messages.OUTCOMES[row.outcome].say(),
        ),
        Column("figure", labels.FIGURE, lambda row: row.figure),
        Column("printed", labels.PRINTED, lambda row: escaped(row.printed)),
        Column("written", labels.WRITTEN, lambda row: row.written and escaped(row.written)),
        Column("clause", labels.CLAUSE, lambda row: row.clause and escaped(row.clause)),
    )
    counts = [
        labels.COUNTED.about(what=said, count=sum(row.outcome == outcome for row in rows))
        for outcome, said in messages.OUTCOMES.items()
        if any(row.outcome == outcome for row in rows)
    ]
    shown = [one for one in columns if any(one.raw(row) is not None for row in rows)] or columns
    notes = [messages.LINK_COUNTS.about(counts=counts)] if counts else []
    return Table(columns, rows, shown, notes=notes, empty=empty.about())
