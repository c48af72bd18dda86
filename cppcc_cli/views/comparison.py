"""Figures side by side as a table: of one dataset, or over years and committees; one and a number.

Machines get a record a figure and dataset. People see the records of several datasets beside one
another: a row a figure or a committee and a column a year, or a column a committee.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cppcc_cli import messages, views
from cppcc_cli.dataset import Dataset, Ratio
from cppcc_cli.dataset.sources import MOST_LISTED
from cppcc_cli.messages import Message, Text, current, findings, labels
from cppcc_cli.output import Cell, Column, Computed, Note, Number, Series, Table
from cppcc_cli.quantity import CLAIMS, Derived, Reason, range_of
from cppcc_cli.query.compare import ComparedFigure
from cppcc_cli.views import figures

if TYPE_CHECKING:
    from cppcc_cli.query.verify import Verified

_UNCHANGED = Derived(Decimal(0), "exact")


def change_of(one: ComparedFigure) -> Cell:
    """Return a change with its sign, and its per cent beside it: +12 (+3.4%); per cents in points.

    It is the difference of two values of its row; an en dash for what could not be computed.
    """
    if not isinstance(one.change, Derived) or one.base is None:
        return views.EN_DASH if one.change else ""
    points = labels.POINTS.say().partition("{}")[2] if one.figure.unit == "%" else ""
    computed = Computed("difference", f"value_{one.dataset.year}", f"value_{one.base.year}")
    change = Number(one.change.value, after=points, signed=True, computed=computed)
    growth = growth_of(one)
    if one.change == _UNCHANGED:
        return change._replace(printed=labels.UNCHANGED.say())
    if one.change.qualifier != "exact":
        said = _in_words(one, one.change, points)
        change = views.qualified(change, one.change.qualifier)._replace(printed=said)
        if said:
            return change
    text = str(views.scaled(change, one.figure))
    percent = growth.digits if isinstance(growth, Number) else growth
    return change._replace(printed=f"{text} ({percent})" if percent else text)


def _in_words(one: ComparedFigure, change: Derived, points: str) -> str:
    """Return a change of which a bound is known in words: 增加不足15（增长不足25%）.

    Nothing where it may have risen or fallen. Of a decrease the words are those of its size: more
    than -15 is less than 15 fewer.
    """
    then = one.base.figures.get(one.figure.id) if one.base else None
    if then is None:
        return ""
    now, before = range_of(one.figure.quantity), range_of(then.quantity)
    rises = before.high is not None and now.low >= before.high
    if not rises and (now.high is None or now.high > before.low):
        return ""
    claim = change.qualifier if rises else CLAIMS[change.qualifier].opposite
    if claim is None:
        return ""
    size = views.scaled(Number(abs(change.value), after=points), one.figure)
    size = views.qualified(size, claim)
    said = (labels.RISEN if rises else labels.FALLEN).say().format(size)
    growth = growth_of(one)
    if not isinstance(growth, Number):
        return said
    growth = growth._replace(value=abs(growth.value), before="", signed=False)
    per_cent = views.qualified(growth, claim)
    words = labels.GROWTH if rises else labels.DECLINE
    return labels.IN_BRACKETS.say().format(said, words.say().format(per_cent))


def growth_of(one: ComparedFigure) -> Cell:
    """Return a growth in per cent, which follows from two values of its row."""
    if not isinstance(one.growth, Derived) or one.base is None:
        return views.EN_DASH if one.growth and one.change != _UNCHANGED else ""
    # A bound is rounded to its safe side, which no program does by itself.
    computed = Computed("growth", f"value_{one.dataset.year}", f"value_{one.base.year}")
    growth = views.derived_of(one.growth, "percent")._replace(signed=True)
    return growth._replace(computed=computed) if one.growth.qualifier == "exact" else growth


def changes_missing(placed: Sequence[ComparedFigure]) -> list[Message]:
    """Return which figures were not compared with what they were, and why."""
    others = [other_figure(one) for one in placed]
    unknown = [
        why
        for one, other in zip(placed, others, strict=True)
        if other is None and one.change != _UNCHANGED
        for why in (one.change, one.growth)
    ]
    said = [one for at, one in enumerate(others) if one and one not in others[:at]]
    return [*said, *views.not_computed(unknown)]


def other_figure(one: ComparedFigure) -> Message | None:
    """Return that a figure is another than it was: of another unit, or another scope."""
    then = one.base.figures.get(one.figure.id) if one.base else None
    if then is None or one.base is None:
        return None
    years = {"figure": one.figure.name, "then": one.base.year, "now": one.dataset.year}
    if then.quantity.unit != one.figure.quantity.unit:
        units = {"one": one.base.unit(then), "other": one.unit}
        return messages.CHANGED_UNIT.about(**years, **units)
    return messages.CHANGED_SCOPE.about(**years) if then.scope != one.figure.scope else None


class WideRow(NamedTuple):
    """What stands in one line: a figure or a committee or a year, and its value in each column."""

    name: Text
    figure: Text
    cells: dict[int | str, ComparedFigure]
    # The one in the last column, if it is there, and the last that is there at all.
    last: ComparedFigure | None
    newest: ComparedFigure
    height: Decimal | None


WideColumn = Column[WideRow]


def value_in(key: int | str, label: Text, rows: Sequence[WideRow]) -> WideColumn:
    """Return the column of the values of a year or a committee."""

    def shown(row: WideRow) -> Cell:
        if key not in row.cells:
            return views.EN_DASH
        one = row.cells[key]
        found = views.value_of(one.figure)
        if one.figure.unit == row.newest.figure.unit:
            return found
        unit = f" {one.unit.say()}"
        printed = found.printed and f"{found.printed}{unit}"
        return found._replace(after=f"{found.after}{unit}", printed=printed)

    # Of exact values the printed form tells nothing that value and unit do not.
    there = [row.cells[key].figure for row in rows if key in row.cells]
    said = labels.PRINTED_OF.filled(label)
    printed = figures.printed_column.of(lambda row: row.cells.get(key), f"printed_{key}", said)
    bounds = any(one.qualifier != "exact" for one in there)
    beside = [printed] if bounds else []
    return WideColumn(f"value_{key}", None, "right", shown, label=label, alongside=beside)


def change_to(label: Text, key: int | str) -> WideColumn:
    """Return the column of the changes since the year that `label` names."""

    def shown(of: Callable[[ComparedFigure], Cell]) -> Callable[[WideRow], Cell]:
        return lambda row: of(row.cells[key]) if key in row.cells else views.EN_DASH

    head = labels.PERCENT_OF.filled(label)
    percent = f"change_percent_{key}"
    beside = [WideColumn(percent, None, "right", shown(growth_of), label=head)]
    change = shown(change_of)
    return WideColumn(f"change_{key}", None, "right", change, label=label, alongside=beside)


def _reasons(one: ComparedFigure) -> dict[str, Reason]:
    """Return what of a figure could not be computed, by its key, and why."""
    growth = None if one.growth == one.change else one.growth
    each = {"ratio": one.ratio, "share": one.share, "rank": one.rank, "change": one.change}
    each["change_percent"] = growth
    return {key: derived for key, derived in each.items() if isinstance(derived, str)}


def _note(one: ComparedFigure) -> str | None:
    told = labels.LABELLED.say().format
    each = [(labels["COLUMNS"][key], labels["REASONS"][why]) for key, why in _reasons(one).items()]
    return views.SEMICOLON.say().join(told(what.say(), why.say()) for what, why in each) or None


_RATIO = Column[ComparedFigure](
    "ratio",
    lambda row: views.number(row.ratio),
    "right",
    lambda row: views.derived_cell(row.ratio, "times"),
    label=labels.TIMES_FIRST,
)
_SHARE = Column[ComparedFigure](
    "share",
    lambda row: views.number(row.share),
    "right",
    lambda row: views.derived_cell(row.share, "percent"),
)
_RANK = Column[ComparedFigure](
    "rank",
    lambda row: row.rank if isinstance(row.rank, int) else None,
    "right",
    lambda row: (
        Number(Decimal(row.rank))
        if isinstance(row.rank, int)
        else views.derived_cell(row.rank, "number")
    ),
)
COMPARED_COLUMNS: tuple[Column[ComparedFigure], ...] = (
    *figures.FIGURE_COLUMNS,
    _RATIO,
    Column("ratio_qualifier", lambda row: views.qualifier(row.ratio)),
    _SHARE,
    Column("share_qualifier", lambda row: views.qualifier(row.share)),
    Column(
        "change", lambda row: row.change.value if isinstance(row.change, Derived) else None, "right"
    ),
    Column("change_percent", lambda row: views.number(row.growth, percent=True), "right"),
    Column("change_qualifier", lambda row: views.qualifier(row.change)),
    Column("note", _note),
    # The codes of a note, equal in every language: ratio:units share:units.
    Column(
        "missing",
        lambda row: " ".join(f"{key}:{why}" for key, why in _reasons(row).items()) or None,
    ),
)
# Over years and committees.
ACROSS_COLUMNS: tuple[Column[ComparedFigure], ...] = (*COMPARED_COLUMNS, _RANK)


def compared(
    dataset: Dataset, several: Sequence[ComparedFigure], ratios: Sequence[Ratio]
) -> Table[ComparedFigure]:
    """Return the figures compared; below them why something is missing, and declared ratios."""
    chosen = [one.figure for one in several]
    return Table(
        COMPARED_COLUMNS,
        several,
        (
            figures.name_column,
            figures.valued(chosen),
            figures.unit_column,
            *([figures.city_column] if figures.has_city(several) else []),
            _RATIO,
            _SHARE,
        ),
        views.title_of_compared([dataset], chosen),
        [
            *views.not_computed(why for one in several for why in (one.ratio, one.share)),
            *(
                messages.DERIVED_RATIO.about(ratio=views.ratio_in_words(dataset, one))
                for one in ratios
            ),
            *figures.figure_notes(several),
            *views.source_notes([dataset]),
        ],
        height=lambda row: row.height,
        series=series_of(["value"], {one.unit for one in several}),
    )


def series_of(keys: Sequence[str], units: set[Text]) -> Series | None:
    """Return the columns as a series where all that stands in them has one unit."""
    return Series(keys, *units) if len(units) == 1 else None


def across(
    datasets: Sequence[Dataset],
    placed: Sequence[ComparedFigure],
    by: str | None = None,
    steps: bool = False,
    sort: str | None = None,
) -> Table[ComparedFigure]:
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
    rows = _sorted(_wide_rows(placed, keys[-1], by_body, grouped_rows), sort)
    names = {dataset.body.zh: views.short_body(dataset) for dataset in datasets}
    head = labels["COLUMNS"]["name" if not grouped_rows else "year" if by_body else "body"]
    layout: list[WideColumn] = [views.named("name", lambda row: row.name, head)]
    for at, key in enumerate(keys):
        layout.append(value_in(key, names.get(str(key)) or Text(str(key), str(key)), rows))
        if with_change and steps and at:
            layout.append(change_to(labels.AGAINST.filled(keys[at - 1]), key))
    layout.append(figures.unit_column.of(lambda row: row.newest))
    if with_change and not steps:
        layout.append(_change_to_last(years[-1], rows))
    if with_rank:
        layout += [one.of(lambda row: row.newest) for one in (_RANK, _SHARE)]
    heading: WideColumn = views.named("figure", lambda row: row.figure)
    changes = placed if steps else [row.last for row in rows if row.last]
    gaps = any(len(row.cells) < len(keys) for row in rows)
    notes: list[Message | Note] = [
        *([messages.NO_FIGURE_THERE.about()] if gaps else []),
        *([] if by_body else _bodies_without(rows, list(names.values()))),
        *(changes_missing(changes) if with_change else []),
        *views.not_computed(one for row in placed for one in (row.share, row.rank) if with_rank),
        *figures.figure_notes(placed),
        *views.source_notes(datasets),
    ]
    return Table(
        ACROSS_COLUMNS,
        placed,
        layout,
        views.title_of_compared(datasets, [one.figure for one in placed]),
        notes,
        heading=heading if grouped_rows else None,
        height=(lambda row: row.height) if with_rank else None,
        series=series_of([f"value_{key}" for key in keys], {one.unit for one in placed}),
        seen=rows,
    )


def _bodies_without(rows: Sequence[WideRow], bodies: Sequence[Text]) -> Iterator[Message]:
    """Yield of which figures some committees have none, so that they have no row."""
    for figure, same in groupby(rows, lambda row: row.figure):
        there = {row.name.zh for row in same}
        if len(bodies) > 1 and (without := [one for one in bodies if one.zh not in there]):
            listed = {"count": len(without), "bodies": without[:MOST_LISTED]}
            yield messages.NOT_OF_BODIES.about(figure=figure, **listed)


def _change_to_last(year: int, rows: Sequence[WideRow]) -> WideColumn:
    """Return the column of the changes to the last year, called by the first where that is one."""
    bases = {row.last.base.year for row in rows if row.last and row.last.base}
    label = labels.AGAINST.filled(*bases) if len(bases) == 1 else labels.AGAINST_FIRST
    return change_to(label, year)


def _wide_rows(
    placed: Sequence[ComparedFigure], final: int | str, by_body: bool, grouped: bool
) -> list[WideRow]:
    """Return figures with their values side by side: over years, or `by_body` over committees.

    `final` is the last year or committee; rows that are `grouped` have the name of the other.
    """
    lines: dict[tuple[str, object], list[ComparedFigure]] = {}
    for one in placed:
        other = one.dataset.year if by_body else one.dataset.body.zh
        lines.setdefault((one.figure.id, other), []).append(one)
    largest: dict[tuple[str, str], Decimal] = {}
    for one in placed:
        of = one.figure.id, one.figure.unit
        largest[of] = max(largest.get(of, Decimal(0)), one.figure.value)
    rows = []
    for several in lines.values():
        newest = several[-1]
        cells: dict[int | str, ComparedFigure] = {
            one.dataset.body.zh if by_body else one.dataset.year: one for one in several
        }
        name = newest.figure.name
        if grouped:
            year = str(newest.dataset.year)
            name = Text(year, year) if by_body else views.short_body(newest.dataset)
        most = largest[newest.figure.id, newest.figure.unit]
        height = newest.figure.value / most if most else None
        rows.append(WideRow(name, newest.figure.name, cells, cells.get(final), newest, height))
    return rows


def _sorted(rows: list[WideRow], by: str | None) -> list[WideRow]:
    """Return the rows by value (the largest first), by name or by id; groups stay together."""
    if by is None:
        return rows
    order = {row.figure: at for at, row in reversed(list(enumerate(rows)))}
    together = len(order) < len(rows)

    def key(row: WideRow) -> tuple[object, ...]:
        group = order[row.figure] if together else 0
        if by == "value":
            return group, -(row.last.figure.value if row.last else Decimal(-1))
        if by == "name":
            pinyin = row.newest.figure.pinyin[:1] if not together else ()
            english = row.name.say("en").casefold()
            return group, english if current() == "en" else (pinyin, row.name)
        return group, row.newest.dataset.id if together else row.newest.figure.id

    return sorted(rows, key=key)


VERDICT_COLUMNS: "tuple[Column[Verified], ...]" = (
    Column("figure", lambda row: row.figure.id),
    figures.value_column,
    Column("given", lambda row: row.given),
    Column("verdict", lambda row: row.verdict),
    Column("reason", lambda row: row.reason and row.reason.say()),
    Column("expected", lambda row: row.figure.printed),
    Column("slip", lambda row: row.slip),
)


def verdict(dataset: Dataset, verified: "Verified") -> "Table[Verified]":
    """Return what came of holding a number against a figure."""
    lines = (
        ("figure", views.on_one_line(verified.figure.name)),
        ("value", views.with_unit(dataset, verified.figure)),
        ("given", verified.given),
        ("verdict", views.word(labels["VERDICTS"], verified.verdict)),
        ("reason", views.said(verified.reason)),
        ("id", verified.figure.id),
    )
    return Table(
        VERDICT_COLUMNS,
        [verified],
        VERDICT_COLUMNS,
        notes=[findings.HELD.about(datasets=[dataset.called]), *views.source_notes([dataset])],
        subject=labels.VERDICT_TABLE.say().format(views.on_one_line(verified.figure.name)),
        card=lambda row: figures.pairs(lines),
    )
