"""The number expressions of a text as a table: where each stands, what it states, its clause."""

from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli import messages
from cppcc_cli.language import Language
from cppcc_cli.messages.findings import NUMBER_KINDS
from cppcc_cli.output import labels
from cppcc_cli.output.table import Column, Table
from cppcc_cli.output.views.wording import quantity_as_number, word
from cppcc_cli.quantity import grouped
from cppcc_cli.screen import escaped
from cppcc_cli.text.documents import Place
from cppcc_cli.text.scanning.mentions import Mention


class NumberRow(NamedTuple):
    """A mention with its file and its place there."""

    file: str
    place: Place
    mention: Mention


def marked(mention: Mention) -> str:
    """Return the clause with the number in it between brackets."""
    clause, printed, start = mention.clause, mention.printed, mention.depth
    return escaped(f"{clause[:start]}【{printed}】{clause[start + len(printed) :]}")


def _kind(row: NumberRow, language: Language) -> str:
    return word(NUMBER_KINDS, row.mention.kind, language)


def _value(row: NumberRow, language: Language) -> str:
    quantity = row.mention.quantity
    if quantity is None:
        return ""
    return labels.QUALIFIED[quantity.qualifier].say(language).format(grouped(quantity.value))


def numbers(rows: Sequence[NumberRow]) -> Table:
    """Return the numbers of a text, in their order."""
    line = Column("line", labels.LINE, lambda row: row.place.line, "right")
    kind = Column("kind", labels.KIND, lambda row: row.mention.kind, shown=_kind)
    printed = Column("printed", labels.PRINTED, lambda row: escaped(row.mention.printed))
    value = Column(
        "value",
        labels.VALUE,
        lambda row: row.mention.quantity.value if row.mention.quantity else None,
        "right",
        _value,
        number=lambda row, language: (
            quantity_as_number(row.mention.quantity, language) if row.mention.quantity else None
        ),
        alongside=(printed,),
    )
    unit = Column("unit", labels.UNIT, lambda row: row.mention.unit or None)
    clause = Column(
        "clause",
        labels.CLAUSE,
        lambda row: escaped(row.mention.clause),
        shown=lambda row, language: marked(row.mention),
    )
    return Table(
        (
            Column("file", labels.FILE, lambda row: escaped(row.file)),
            line,
            Column("column", labels.COLUMN, lambda row: row.place.column, "right"),
            Column("paragraph", labels.PARAGRAPH, lambda row: row.place.paragraph, "right"),
            Column("offset", labels.OFFSET, lambda row: row.mention.start, "right"),
            printed,
            value,
            Column(
                "qualifier",
                labels.QUALIFIER,
                lambda row: row.mention.quantity.qualifier if row.mention.quantity else None,
            ),
            unit,
            kind,
            clause,
        ),
        rows,
        (line, kind, value, unit, clause),
        empty=messages.NO_NUMBERS.about(),
    )
