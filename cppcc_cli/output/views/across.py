"""Figures across datasets as a table: years or committees in columns, with change, rank and share.

Machines get a record a figure and dataset. People see the same records beside one another: a row a
figure or a committee and a column a year, or a column a committee.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from cppcc_cli import messages
from cppcc_cli.dataset.model import Dataset
from cppcc_cli.derived import Derived, Reason, rounded, significant
from cppcc_cli.language import Language, Message, Text
from cppcc_cli.messages import collections
from cppcc_cli.output import labels
from cppcc_cli.output.table import Column, Raw, Table
from cppcc_cli.output.views.comparison import in_words, number, qualifier
from cppcc_cli.output.views.figures import FIGURE_COLUMNS, figure_notes
from cppcc_cli.output.views.wording import (
    EN_DASH,
    both_names,
    short_body,
    source_notes,
    title_of,
    value_in_words,
)
from cppcc_cli.quantities import grouped
from cppcc_cli.query.across import Maybe, Placed


class WideRow(NamedTuple):
    """What stands in one line: a figure or a committee or a year, and its value in each column."""

    name: Text
    figure: Text
    cells: dict[int | str, Placed]
    # The one in the last column, if it is there, and the last that is there at all.
    last: Placed | None
    newest: Placed
    height: Decimal | None


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
    Column("change_percent", labels.CHANGE_PERCENT, lambda row: _percent(row.growth), "right"),
    Column("change_qualifier", labels.CHANGE_QUALIFIER, lambda row: qualifier(row.change)),
)


def across(
    datasets: Sequence[Dataset],
    placed: Sequence[Placed],
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
        layout.append(_value(key, names.get(str(key)) or Text(str(key), str(key))))
        if steps and at and not by_body:
            layout.append(_change(labels.against(keys[at - 1]), key))
    layout.append(Column("unit", labels.UNIT, _unit, shown=lambda row, _: row.newest.unit.say(_)))
    if not by_body and len(years) > 1 and not steps:
        bases = {row.last.base.year for row in rows if row.last and row.last.base}
        label = labels.against(*bases) if len(bases) == 1 else labels.CHANGE
        layout.append(_change(label, years[-1]))
    if not by_body and len(bodies) > 1 and len(years) == 1:
        layout += _among_bodies()
    note = Column("note", labels.NOTE, lambda row: _why(row, language))
    heading = (lambda row, language: both_names(row.figure, language)) if grouped_rows else None
    return Table(
        (*_COLUMNS, note, _RANK),
        placed,
        layout,
        title_of(datasets),
        _notes(datasets, placed, rows, keys),
        heading=heading,
        beside=rows,
    )


def _wide(
    placed: Sequence[Placed], by_body: bool, grouped_rows: bool, keys: Sequence[int | str]
) -> list[WideRow]:
    lines: dict[tuple[str, object], list[Placed]] = {}
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
        cells: dict[int | str, Placed] = {
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


def _value(key: int | str, label: Text) -> Column:
    def raw(row: WideRow) -> Raw:
        return row.cells[key].figure.quantity.value if key in row.cells else None

    def shown(row: WideRow, language: Language) -> str:
        if key not in row.cells:
            return EN_DASH
        one = row.cells[key]
        value = value_in_words(one.figure, language)
        same = one.figure.quantity.unit == row.newest.figure.quantity.unit
        return value if same else f"{value} {one.unit.say(language)}"

    return Column(f"value_{key}", label, raw, "right", shown)


def _unit(row: WideRow) -> Raw:
    return row.newest.figure.quantity.unit


def _change(label: Text, key: int | str) -> Column:
    def shown(row: WideRow, language: Language) -> str:
        one = row.cells.get(key)
        return change_in_words(one, language) if one else EN_DASH

    return Column(f"change_{key}", label, lambda row: None, "right", shown)


def change_in_words(one: Placed, language: Language) -> str:
    """Return a change with its sign and its per cent: +12 (+3.4%); per cents in points."""
    if not isinstance(one.change, Derived):
        return EN_DASH if one.change else ""
    points = one.figure.quantity.unit == "%"
    said = _signed(one.change.value)
    if points:
        said = labels.POINTS.say(language).format(said)
    if isinstance(one.growth, Derived):
        percent = one.growth._replace(value=one.growth.value * 100)
        said += f" ({_signed(rounded(percent, 1) or significant(percent, 1))}%)"
    return labels.QUALIFIED[one.change.qualifier].say(language).format(said)


def _signed(value: Decimal) -> str:
    return f"+{grouped(value)}" if value > 0 else grouped(value)


def _percent(growth: Maybe) -> Raw:
    if not isinstance(growth, Derived):
        return None
    return significant(growth._replace(value=growth.value * 100), 4)


def _among_bodies() -> list[Column]:
    return [
        Column(
            "rank",
            labels.RANK,
            lambda row: row.newest.rank,
            "right",
            lambda row, language: _rank_in_words(row.newest),
        ),
        Column(
            "share",
            labels.SHARE,
            lambda row: number(row.newest.share),
            "right",
            lambda row, language: in_words(row.newest.share, language, "percent"),
        ),
        Column("bar", labels.BAR, lambda row: None, height=lambda row: row.height),
    ]


def _rank_in_words(one: Placed) -> str:
    return str(one.rank) if isinstance(one.rank, int) else EN_DASH if one.rank else ""


def _why(one: Placed, language: Language) -> str | None:
    """Return what could not be computed of a figure, and why."""
    missing = [
        labels.MISSING.say(language).format(
            what=what.say(language), why=messages.REASONS[derived].say(language)
        )
        for what, derived in (
            (labels.RATIO, one.ratio),
            (labels.SHARE, one.share),
            (labels.RANK, one.rank),
            (labels.CHANGE, one.change),
            (labels.CHANGE_PERCENT, one.growth if one.growth != one.change else None),
        )
        if isinstance(derived, str)
    ]
    return labels.SEMICOLON.say(language).join(missing) or None


def _notes(
    datasets: Sequence[Dataset],
    placed: Sequence[Placed],
    rows: Sequence[WideRow],
    keys: Sequence[int | str],
) -> list[Message]:
    """Return what people must know: what is missing, what was not compared, and the sources."""
    notes = []
    if any(len(row.cells) < len(keys) for row in rows):
        notes.append(collections.NO_FIGURE_THERE.about())
    changed = [other_figure(one) for one in placed]
    notes += [
        said for at, said in enumerate(changed) if said is not None and said not in changed[:at]
    ]
    reasons: dict[Reason, None] = {}
    for one in placed:
        of_change = one.change if other_figure(one) is None else None
        seen = (one.share, one.rank, of_change, one.growth if of_change else None)
        reasons.update((why, None) for why in seen if isinstance(why, str))
    reasons.pop("missing", None)
    notes += [messages.NOT_COMPUTED.about(reason=messages.REASONS[why]) for why in reasons]
    return [*notes, *figure_notes([one.figure for one in placed]), *source_notes(datasets)]


def other_figure(one: Placed) -> Message | None:
    """Return the sentence that a figure is another than it was: of another unit or scope."""
    then = one.base.figures.get(one.figure.id) if one.base else None
    if then is None or one.base is None:
        return None
    years = {"figure": one.figure.name, "then": one.base.year, "now": one.dataset.year}
    if then.quantity.unit != one.figure.quantity.unit:
        units = {"one": one.base.unit(then), "other": one.unit}
        return collections.CHANGED_UNIT.about(**years, **units)
    return collections.CHANGED_SCOPE.about(**years) if then.scope != one.figure.scope else None
