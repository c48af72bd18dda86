"""The numbers of a manuscript that are tied to figures, and what became of them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cppcc_cli.documents.document import Document
from cppcc_cli.documents.linking import Link, Refreshed
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
        if one.verdict not in ("agrees", "consistent") or one.mention is None:
            continue
        figure = one.dataset.figures.get(one.figure or "") if one.dataset else None
        if one.dataset is None or figure is None:
            continue
        unit = plain(one.mention.unit)
        start, end = span(document, one.mention)
        coarser, own_unit = one.verdict == "consistent", unit not in ("", plain(figure.unit))
        link = Link(start, end, figure.id, coarser, own_unit)
        found.setdefault(one.dataset.id, []).append(link)
    tied, *others = sorted(found.values(), key=len, reverse=True) or [[]]
    return Links(tied, [link for several in others for link in several])


def linked(document: Document, links: Links, left: Sequence[Link]) -> Table[Row]:
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
        rows.append(Row(outcome, link.figure, document.text[link.start : link.end], None))
    return _table(rows)


def refreshed(numbers: Iterable[Refreshed], changes: Iterable[Mention]) -> Table[Row]:
    """Return what became of the linked numbers, and the comparisons that a person must look at."""
    rows = [Row(one.outcome, one.figure, one.printed, one.written) for one in numbers]
    rows += [Row("comparison", None, one.printed, None, one.clause) for one in changes]
    return _table(rows)


def _table(rows: Sequence[Row]) -> Table[Row]:
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
    return Table(columns, rows, shown, notes=notes, empty=messages.NOTHING_LINKED.about())
