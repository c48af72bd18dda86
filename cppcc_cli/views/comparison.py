"""Figures side by side as a table: of one dataset, or over years and committees.

Machines get a record a figure and dataset. People see the records of several datasets beside one
another: a row a figure or a committee and a column a year, or a column a committee.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from cppcc_cli import messages
from cppcc_cli.dataset.model import Dataset, Figure, Ratio
from cppcc_cli.language import Language, Message, Text
from cppcc_cli.messages import collections, labels
from cppcc_cli.output.table import Column, Computed, Number, Raw, Series, Table
from cppcc_cli.quantity import CLAIMS, Derived, grouped, significant
from cppcc_cli.query.compare import ComparedFigure, Maybe
from cppcc_cli.views.figures import (
    FIGURE_COLUMNS,
    city_column,
    figure_notes,
    has_city,
    name_column,
    unit_column,
    value_column,
)
from cppcc_cli.views.wording import (
    EN_DASH,
    both_names,
    derived_as_number,
    in_words,
    missing,
    not_computed,
    number,
    qualified,
    qualifier,
    ratio_in_words,
    seen_of,
    short_body,
    source_note,
    source_notes,
    title_of,
    value_as_number,
    value_in_words,
)


def change_as_number(one: ComparedFigure, language: Language) -> Number | None:
    """Return a change as a number that is the difference of two values of its row."""
    if not isinstance(one.change, Derived) or one.base is None:
        return None
    points = labels.POINTS if one.figure.quantity.unit == "%" else CLAIMS["exact"].said
    number = Number(
        one.change.value,
        after=points.say(language).partition("{}")[2],
        signed=True,
        computed=Computed("difference", f"value_{one.dataset.year}", f"value_{one.base.year}"),
    )
    return qualified(number, one.change.qualifier, language)


def growth_as_number(one: ComparedFigure, language: Language) -> Number | None:
    """Return a growth in per cent as a number that follows from two values of its row."""
    number = derived_as_number(one.growth, language, "percent") if one.growth else None
    if number is None or not isinstance(one.growth, Derived) or one.base is None:
        return None
    # A bound is rounded to its safe side, which no program does by itself.
    exact = one.growth.qualifier == "exact"
    computed = Computed("growth", f"value_{one.dataset.year}", f"value_{one.base.year}")
    return number._replace(signed=True, computed=computed if exact else None)


def change_in_words(one: ComparedFigure, language: Language) -> str:
    """Return a change with its sign and its per cent: +12 (+3.4%); per cents in points."""
    if not isinstance(one.change, Derived):
        return EN_DASH if one.change else ""
    points = one.figure.quantity.unit == "%"
    said = _signed(one.change.value)
    if points:
        said = labels.POINTS.say(language).format(said)
    if isinstance(one.growth, Derived):
        said += f" ({_signed(seen_of(one.growth, 'percent'))}%)"
    return CLAIMS[one.change.qualifier].said.say(language).format(said)


def _signed(value: Decimal) -> str:
    return f"+{grouped(value)}" if value > 0 else grouped(value)


def percent(growth: Maybe) -> Raw:
    """Return a growth in per cent as machines get it."""
    if not isinstance(growth, Derived):
        return None
    return significant(growth._replace(value=growth.value * 100), 4)


def changes_missing(placed: Sequence[ComparedFigure]) -> list[Message]:
    """Return which figures were not compared with what they were, and why."""
    others = [other_figure(one) for one in placed]
    alike = [one for one, other in zip(placed, others, strict=True) if other is None]
    said: list[Message] = []
    for other in others:
        if other is not None and other not in said:
            said.append(other)
    return [*said, *not_computed(why for one in alike for why in (one.change, one.growth))]


def other_figure(one: ComparedFigure) -> Message | None:
    """Return that a figure is another than it was: of another unit, or another scope."""
    then = one.base.figures.get(one.figure.id) if one.base else None
    if then is None or one.base is None:
        return None
    years = {"figure": one.figure.name, "then": one.base.year, "now": one.dataset.year}
    if then.quantity.unit != one.figure.quantity.unit:
        units = {"one": one.base.unit(then), "other": one.unit}
        return collections.CHANGED_UNIT.about(**years, **units)
    return collections.CHANGED_SCOPE.about(**years) if then.scope != one.figure.scope else None


class WideRow(NamedTuple):
    """What stands in one line: a figure or a committee or a year, and its value in each column."""

    name: Text
    figure: Text
    cells: dict[int | str, ComparedFigure]
    # The one in the last column, if it is there, and the last that is there at all.
    last: ComparedFigure | None
    newest: ComparedFigure
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


def _rank_in_words(one: ComparedFigure) -> str:
    return str(one.rank) if isinstance(one.rank, int) else EN_DASH if one.rank else ""


def _rank_as_number(one: ComparedFigure) -> Number | None:
    return Number(Decimal(one.rank)) if isinstance(one.rank, int) else None


class ComparedRow(NamedTuple):
    """A figure in its dataset, as it compares with the others."""

    dataset: Dataset
    figure: Figure
    unit: Text
    compared: ComparedFigure


def _nothing(row: object) -> Raw:
    return None


def compared(
    dataset: Dataset, figures: Sequence[ComparedFigure], ratios: Sequence[Ratio], language: Language
) -> Table:
    """Return the figures compared; below them why something is missing, and declared ratios."""
    ratio = Column(
        "ratio",
        labels.TIMES_FIRST,
        lambda row: number(row.compared.ratio),
        "right",
        lambda row, language: in_words(row.compared.ratio, language, "times"),
        number=lambda row, language: derived_as_number(row.compared.ratio, language, "times"),
    )
    share = Column(
        "share",
        labels.SHARE,
        lambda row: number(row.compared.share),
        "right",
        lambda row, language: in_words(row.compared.share, language, "percent"),
        number=lambda row, language: derived_as_number(row.compared.share, language, "percent"),
    )
    bar = Column("bar", labels.BAR, _nothing, height=lambda row: row.compared.height)
    scope = (city_column,) if has_city([one.figure for one in figures]) else ()
    rows = [ComparedRow(dataset, one.figure, dataset.unit(one.figure), one) for one in figures]
    return Table(
        (
            *FIGURE_COLUMNS,
            ratio,
            Column(
                "ratio_qualifier",
                labels.RATIO_QUALIFIER,
                lambda row: qualifier(row.compared.ratio),
            ),
            share,
            Column(
                "share_qualifier",
                labels.SHARE_QUALIFIER,
                lambda row: qualifier(row.compared.share),
            ),
            Column("change", labels.CHANGE, _nothing, "right"),
            Column("change_percent", labels.CHANGE_PERCENT, _nothing, "right"),
            Column("change_qualifier", labels.CHANGE_QUALIFIER, _nothing),
            Column("note", labels.NOTE, lambda row: missing(_derived_here(row.compared), language)),
        ),
        rows,
        (name_column, value_column, unit_column, *scope, ratio, share, bar),
        dataset.title,
        [
            *not_computed(why for one in figures for why in (one.ratio, one.share)),
            *(
                messages.DERIVED_RATIO.about(
                    ratio=Text(
                        ratio_in_words(dataset, ratio, "zh"), ratio_in_words(dataset, ratio, "en")
                    )
                )
                for ratio in ratios
            ),
            *figure_notes([one.figure for one in figures]),
            source_note(dataset),
        ],
        series=series_of(["value"], {row.unit for row in rows}),
    )


def _derived_here(compared: ComparedFigure) -> list[tuple[Text, object]]:
    """Return what was to be computed of a figure, with its labels."""
    return [(labels.RATIO, compared.ratio), (labels.SHARE, compared.share)]


def series_of(keys: Sequence[str], units: set[Text]) -> Series | None:
    """Return the columns as a series where all that stands in them has one unit."""
    return Series(keys, *units) if len(units) == 1 else None


_RANK = Column(
    "rank",
    labels.RANK,
    lambda row: row.rank if isinstance(row.rank, int) else None,
    "right",
)
_COLUMNS = (
    *FIGURE_COLUMNS,
    Column("ratio", labels.TIMES_FIRST, lambda row: number(row.ratio), "right"),
    Column("ratio_qualifier", labels.RATIO_QUALIFIER, lambda row: qualifier(row.ratio)),
    Column("share", labels.SHARE, lambda row: number(row.share), "right"),
    Column("share_qualifier", labels.SHARE_QUALIFIER, lambda row: qualifier(row.share)),
    Column(
        "change",
        labels.CHANGE,
        lambda row: row.change.value if isinstance(row.change, Derived) else None,
        "right",
    ),
    Column("change_percent", labels.CHANGE_PERCENT, lambda row: percent(row.growth), "right"),
    Column("change_qualifier", labels.CHANGE_QUALIFIER, lambda row: qualifier(row.change)),
)


def across(
    datasets: Sequence[Dataset],
    placed: Sequence[ComparedFigure],
    by: str | None,
    steps: bool,
    sort: str | None,
    language: Language,
) -> Table:
    """Return figures over years and committees.

    Years are columns, or committees with `by` "body"; rows are figures, in groups where there are
    several committees or years. With `steps`, every year has its change beside it.
    """
    years = sorted({dataset.year for dataset in datasets})
    bodies = list(dict.fromkeys(dataset.body.zh for dataset in datasets))
    by_body = by == "body"
    keys: Sequence[int | str] = bodies if by_body else years
    grouped_rows = len(years) > 1 if by_body else len(bodies) > 1
    with_change = not by_body and len(years) > 1
    with_rank = not by_body and len(bodies) > 1 and len(years) == 1
    rows = _wide(placed, by_body, grouped_rows, keys)
    if sort is not None:
        rows = _sorted(rows, sort, language)
    names = {dataset.body.zh: short_body(dataset) for dataset in datasets}
    named = labels.NAME if not grouped_rows else labels.YEAR if by_body else labels.BODY
    layout = [
        Column(
            "name",
            named,
            lambda row: row.name.zh,
            shown=lambda row, language: both_names(row.name, language),
        )
    ]
    for at, key in enumerate(keys):
        label = names.get(str(key)) or Text(str(key), str(key))
        layout.append(value_of(key, label, rows))
        if with_change and steps and at:
            layout.append(change_to(labels.against(keys[at - 1]), key))
    layout.append(Column("unit", labels.UNIT, _unit, shown=lambda row, _: row.newest.unit.say(_)))
    if with_change and not steps:
        bases = {row.last.base.year for row in rows if row.last and row.last.base}
        label = labels.against(*bases) if len(bases) == 1 else labels.CHANGE
        layout.append(change_to(label, years[-1]))
    if with_rank:
        layout += among_bodies()
    note = Column("note", labels.NOTE, lambda row: missing(_derived(row), language))
    heading = Column(
        "figure",
        labels.NAME,
        lambda row: row.figure.zh,
        shown=lambda row, language: both_names(row.figure, language),
    )
    value_keys = [f"value_{key}" for key in keys]
    changes = placed if steps else [row.last for row in rows if row.last]
    notes = [
        *([collections.NO_FIGURE_THERE.about()] if _has_gap(rows, keys) else []),
        *(changes_missing(changes) if with_change else []),
        *(not_computed(one for row in placed for one in (row.share, row.rank) if with_rank)),
        *figure_notes([one.figure for one in placed]),
        *source_notes(datasets),
    ]
    return Table(
        (*_COLUMNS, note, _RANK),
        placed,
        layout,
        title_of(datasets),
        notes,
        heading=heading if grouped_rows else None,
        beside=rows,
        series=series_of(value_keys, {one.unit for one in placed}),
    )


def _wide(
    placed: Sequence[ComparedFigure], by_body: bool, grouped_rows: bool, keys: Sequence[int | str]
) -> list[WideRow]:
    lines: dict[tuple[str, object], list[ComparedFigure]] = {}
    for one in placed:
        other = one.dataset.year if by_body else one.dataset.body.zh
        lines.setdefault((one.figure.id, other), []).append(one)
    largest: dict[tuple[str, str], Decimal] = {}
    for one in placed:
        of = one.figure.id, one.figure.quantity.unit
        largest[of] = max(largest.get(of, Decimal(0)), one.figure.quantity.value)
    rows = []
    for several in lines.values():
        newest = several[-1]
        cells: dict[int | str, ComparedFigure] = {
            one.dataset.body.zh if by_body else one.dataset.year: one for one in several
        }
        name = newest.figure.name
        if grouped_rows:
            year = str(newest.dataset.year)
            name = Text(year, year) if by_body else short_body(newest.dataset)
        most = largest[newest.figure.id, newest.figure.quantity.unit]
        height = newest.figure.quantity.value / most if most else None
        rows.append(WideRow(name, newest.figure.name, cells, cells.get(keys[-1]), newest, height))
    return rows


def _sorted(rows: Sequence[WideRow], by: str, language: Language) -> list[WideRow]:
    """Return the rows by value (the largest first), by name or by id; groups stay together."""
    order = {row.figure: at for at, row in reversed(list(enumerate(rows)))}
    together = len(order) < len(rows)

    def key(row: WideRow) -> tuple[object, ...]:
        group = order[row.figure] if together else 0
        if by == "value":
            value = row.last.figure.quantity.value if row.last else Decimal(-1)
            return group, -value
        if by == "name":
            pinyin = row.newest.figure.pinyin[:1] if not together else ()
            return group, row.name.say("en").casefold() if language == "en" else (pinyin, row.name)
        return group, row.newest.dataset.id if together else row.newest.figure.id

    return sorted(rows, key=key)


def _unit(row: WideRow) -> Raw:
    return row.newest.figure.quantity.unit


def _derived(one: ComparedFigure) -> list[tuple[Text, object]]:
    """Return what was to be computed of a figure, with its labels."""
    return [
        (labels.RATIO, one.ratio),
        (labels.SHARE, one.share),
        (labels.RANK, one.rank),
        (labels.CHANGE, one.change),
        (labels.CHANGE_PERCENT, one.growth if one.growth != one.change else None),
    ]


def _has_gap(rows: Sequence[WideRow], keys: Sequence[int | str]) -> bool:
    return any(len(row.cells) < len(keys) for row in rows)
