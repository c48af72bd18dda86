"""The columns of a table that sets datasets beside one another: values, changes, ranks, shares.

A row holds a figure of several datasets; a column shows one of them, or how it stands to another.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from cppcc_cli.derived import Derived
from cppcc_cli.language import Language, Text
from cppcc_cli.output import labels
from cppcc_cli.output.table import Column, Computed, Number, Raw
from cppcc_cli.output.views.comparison import in_words, number
from cppcc_cli.output.views.wording import (
    EN_DASH,
    derived_as_number,
    qualified,
    seen_of,
    value_as_number,
    value_in_words,
)
from cppcc_cli.quantities import grouped
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
    def shown(row: WideRow, language: Language) -> str:
        one = row.cells.get(key)
        return _change_in_words(one, language) if one else EN_DASH

    def change(row: WideRow, language: Language) -> Number | None:
        one = row.cells.get(key)
        return _change_as_number(one, language) if one else None

    def growth(row: WideRow, language: Language) -> Number | None:
        one = row.cells.get(key)
        return _growth_as_number(one, language) if one else None

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


def _change_as_number(one: Placed, language: Language) -> Number | None:
    if not isinstance(one.change, Derived) or one.base is None:
        return None
    points = labels.POINTS if one.figure.quantity.unit == "%" else labels.QUALIFIED["exact"]
    number = Number(
        one.change.value,
        after=points.say(language).partition("{}")[2],
        signed=True,
        computed=Computed("difference", f"value_{one.dataset.year}", f"value_{one.base.year}"),
    )
    return qualified(number, one.change.qualifier, language)


def _growth_as_number(one: Placed, language: Language) -> Number | None:
    number = derived_as_number(one.growth, language, "percent") if one.growth else None
    if number is None or not isinstance(one.growth, Derived) or one.base is None:
        return None
    # A bound is rounded to its safe side, which no program does by itself.
    exact = one.growth.qualifier == "exact"
    computed = Computed("growth", f"value_{one.dataset.year}", f"value_{one.base.year}")
    return number._replace(signed=True, computed=computed if exact else None)


def _change_in_words(one: Placed, language: Language) -> str:
    """Return a change with its sign and its per cent: +12 (+3.4%); per cents in points."""
    if not isinstance(one.change, Derived):
        return EN_DASH if one.change else ""
    points = one.figure.quantity.unit == "%"
    said = _signed(one.change.value)
    if points:
        said = labels.POINTS.say(language).format(said)
    if isinstance(one.growth, Derived):
        said += f" ({_signed(seen_of(one.growth, 'percent'))}%)"
    return labels.QUALIFIED[one.change.qualifier].say(language).format(said)


def _signed(value: Decimal) -> str:
    return f"+{grouped(value)}" if value > 0 else grouped(value)


def among_bodies() -> list[Column]:
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
