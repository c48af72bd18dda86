"""Figures across datasets as a table: years or committees in columns, with change, rank and share.

Machines get a record a figure and dataset. People see the same records beside one another: a row a
figure or a committee and a column a year, or a column a committee.
"""

from collections.abc import Sequence
from decimal import Decimal

from cppcc_cli.dataset.model import Dataset
from cppcc_cli.language import Language, Text
from cppcc_cli.messages import collections
from cppcc_cli.output import labels
from cppcc_cli.output.table import Column, Raw, Table
from cppcc_cli.output.views.changes import (
    changes_missing,
    percent,
)
from cppcc_cli.output.views.comparison import number, qualifier, series_of
from cppcc_cli.output.views.derivation import missing, not_computed
from cppcc_cli.output.views.figures import FIGURE_COLUMNS, figure_notes
from cppcc_cli.output.views.wide import WideRow, among_bodies, change_to, value_of
from cppcc_cli.output.views.wording import both_names, short_body, source_notes, title_of
from cppcc_cli.quantity import Derived
from cppcc_cli.query.across import Placed

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


def _unit(row: WideRow) -> Raw:
    return row.newest.figure.quantity.unit


def _derived(one: Placed) -> list[tuple[Text, object]]:
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
