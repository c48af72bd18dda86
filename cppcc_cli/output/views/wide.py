"""The columns of a table that sets datasets beside one another: values, changes, ranks, shares.

A row holds a figure of several datasets; a column shows one of them, or how it stands to another.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from cppcc_cli.language import Language, Text
from cppcc_cli.output import labels
from cppcc_cli.output.table import Column, Number, Raw
from cppcc_cli.output.views.changes import change_as_number, change_in_words, growth_as_number
from cppcc_cli.output.views.comparison import in_words, number
from cppcc_cli.output.views.derivation import derived_as_number
from cppcc_cli.output.views.wording import EN_DASH, value_as_number, value_in_words
from cppcc_cli.query.across import Placed


class WideRow(NamedTuple):
    """What stands in one line: a figure or a committee or a year, and its value in each column."""

    name: Text
    figure: Text
    cells: dict[int | str, Placed]
    # The one in the last column, if it is there, and the last that is there at all.
    last: Placed | None
    newest: Placed
    height: Decimal | None


def value_of(key: int | str, label: Text, rows: Sequence[WideRow]) -> Column:
    """Return the column of the values of a year or a committee."""

    def raw(row: WideRow) -> Raw:
        return row.cells[key].figure.quantity.value if key in row.cells else None

    def shown(row: WideRow, language: Language) -> str:
        if key not in row.cells:
            return EN_DASH
        one = row.cells[key]
        value = value_in_words(one.figure, language)
        same = one.figure.quantity.unit == row.newest.figure.quantity.unit
        return value if same else f"{value} {one.unit.say(language)}"

    def value(row: WideRow, language: Language) -> Number | None:
        if key not in row.cells:
            return None
        one = row.cells[key]
        found = value_as_number(one.figure, language)
        same = one.figure.quantity.unit == row.newest.figure.quantity.unit
        return found if same else found._replace(after=f"{found.after} {one.unit.say(language)}")

    printed = Column(
        f"printed_{key}",
        Text(labels.PRINTED_OF.zh.format(label.zh), labels.PRINTED_OF.en.format(label.say("en"))),
        lambda row: row.cells[key].figure.printed if key in row.cells else None,
    )
    # Of exact values the printed form tells nothing that value and unit do not.
    exact = all(
        row.cells[key].figure.quantity.qualifier == "exact" for row in rows if key in row.cells
    )
    return Column(
        f"value_{key}",
        label,
        raw,
        "right",
        shown,
        number=value,
        alongside=() if exact else (printed,),
    )


def change_to(label: Text, key: int | str) -> Column:
    """Return the column of the changes since the year that `label` names."""

    def shown(row: WideRow, language: Language) -> str:
        one = row.cells.get(key)
        return change_in_words(one, language) if one else EN_DASH

    def change(row: WideRow, language: Language) -> Number | None:
        one = row.cells.get(key)
        return change_as_number(one, language) if one else None

    def growth(row: WideRow, language: Language) -> Number | None:
        one = row.cells.get(key)
        return growth_as_number(one, language) if one else None

    def percent_shown(row: WideRow, language: Language) -> str:
        one = row.cells.get(key)
        missing = one is None or isinstance(one.growth, str)
        return EN_DASH if missing else ""

    percent = Column(
        f"change_percent_{key}",
        Text(labels.PERCENT_OF.zh.format(label.zh), labels.PERCENT_OF.en.format(label.say("en"))),
        lambda row: None,
        "right",
        percent_shown,
        number=growth,
    )
    return Column(
        f"change_{key}",
        label,
        lambda row: None,
        "right",
        shown,
        number=change,
        alongside=(percent,),
    )


def among_bodies() -> list[Column]:
    """Return the columns that say how a committee stands among the others: rank, share, bar."""
    return [
        Column(
            "rank",
            labels.RANK,
            lambda row: row.newest.rank,
            "right",
            lambda row, language: _rank_in_words(row.newest),
            number=lambda row, language: _rank_as_number(row.newest),
        ),
        Column(
            "share",
            labels.SHARE,
            lambda row: number(row.newest.share),
            "right",
            lambda row, language: in_words(row.newest.share, language, "percent"),
            number=lambda row, language: derived_as_number(row.newest.share, language, "percent"),
        ),
        Column("bar", labels.BAR, lambda row: None, height=lambda row: row.height),
    ]


def _rank_in_words(one: Placed) -> str:
    return str(one.rank) if isinstance(one.rank, int) else EN_DASH if one.rank else ""


def _rank_as_number(one: Placed) -> Number | None:
    return Number(Decimal(one.rank)) if isinstance(one.rank, int) else None
