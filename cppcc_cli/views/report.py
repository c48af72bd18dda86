"""What is published: the page of a year or of several, charts, the tables of a Data Package.

A figure is told by its newest value; of several years also by its change since the first and a
chart over all. What cannot be computed is an en dash with its reason.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from cppcc_cli import messages, views
from cppcc_cli.dataset import Category, Dataset, Figure, Ratio, Source, keys
from cppcc_cli.errors import UsageError
from cppcc_cli.messages import Text, labels
from cppcc_cli.output import Column, Raw, Table
from cppcc_cli.output.svg import Chart, Group, Mark
from cppcc_cli.quantity import divide
from cppcc_cli.query import Placed, aligned
from cppcc_cli.query.compare import ComparedFigure, compare_over_time
from cppcc_cli.views.comparison import WideRow, change_of, other_figure
from cppcc_cli.views.figures import (
    CATEGORY_COLUMNS,
    FIGURE_COLUMNS,
    TOPIC_COLUMNS,
    CategoryRow,
    OfFigure,
    TopicRow,
    figure_notes,
    scope_in_a_word,
)

# With fewer years, bars tell more than a line.
_FEWEST_OF_A_LINE = 3
# So many figures stand above all others, where there are more categories than so many.
MOST_IN_HEADLINE, _FEWEST_BELOW_HEADLINE = 4, 2


class Card(NamedTuple):
    """A figure as it is told: its newest value, and what stands beside it."""

    name: Text
    # The value in words: what stands before its digits, these, what stands behind them, the unit.
    value: tuple[str, str, str, str]
    # The year of the value, where that is not the newest.
    year: str
    remarks: Sequence[str]
    note: str
    # Since the first year, with why it is not computed; nothing where there is one year.
    change: str
    reason: str
    chart: Chart | None


class Section(NamedTuple):
    """A category with its figures, the charts of those that are alike, and its ratios.

    Of a ratio its name, what it comes to and what it is made of.
    """

    category: Category
    cards: Sequence[Card]
    charts: Sequence[Chart]
    ratios: Sequence[tuple[Text, str, str]]


def report(
    catalogue: Dataset,
    datasets: Sequence[Dataset],
    chosen: Sequence[str],
    title: str | None,
    headline: Sequence[str] = (),
    dark: bool = False,
) -> dict[str, object]:
    """Return what the page tells of `datasets`, which are of one committee, the oldest first.

    `catalogue` holds every category and figure in their order; `chosen` are the ids of the only
    categories to tell of, none for all, and then of the named work, too. `headline` are the ids of
    the figures that stand above all; none for one each of the categories that count most, where
    there are several. What is returned goes by the names that it has in the template of the page.
    """
    figures = [one for one in catalogue.figures.values() if not chosen or one.category in chosen]
    datasets = aligned(datasets, figures)
    placed: dict[str, list[ComparedFigure]] = {figure.id: [] for figure in figures}
    for one in compare_over_time(datasets, figures):
        placed[one.figure.id].append(one)
    newest = datasets[-1]
    sections = [
        _section(catalogue.categories[id], datasets, [placed[one.id] for one in of])
        for id in chosen or catalogue.categories
        if (of := [figure for figure in figures if figure.category == id])
    ]
    work: dict[str, list[Text]] = {}
    for topic in () if chosen else newest.topics:
        kind = views.word(labels["KINDS"], topic.kind) or topic.kind
        work.setdefault(kind, []).append(topic.name)
    every = [one for several in placed.values() for one in several]
    # Of few figures or categories, a headline would only say again what stands right below it.
    several = len(figures) > MOST_IN_HEADLINE and len(sections) > _FEWEST_BELOW_HEADLINE
    told = headline or (_leading(placed, sections) if several else [])
    return {
        "title": title or _title(datasets),
        "body": newest.body,
        "dark": dark,
        "headline": [_card(datasets, placed[id])._replace(chart=None) for id in told],
        "of_years": len(datasets) > 1,
        "sections": sections,
        "work": work,
        "work_heading": labels.NAMED_WORK.about(year=newest.year).say(),
        "references": [
            (one.year, views.reference_in_words(one).say(), one.source.url) for one in datasets
        ],
        "stated": [(one.figure, one.dataset.year, scope_in_a_word(one)) for one in every],
        "notes": _notes(every, sections),
    }


def _leading(
    placed: Mapping[str, Sequence[ComparedFigure]], sections: Sequence[Section]
) -> list[str]:
    """Return the ids of the largest figure of each of the categories that count most.

    Those of most years come first. No rate and no sum of money is one: neither says how much was
    done.
    """

    def weight(one: Figure) -> tuple[int, Decimal]:
        return len(placed[one.id]), one.value

    largest: dict[str, Figure] = {}
    for section in sections:
        figures = [several[-1].figure for several in placed.values()]
        counts = [one for one in figures if one.unit != "%" and not one.unit.endswith("元")]
        within = [one for one in counts if one.category == section.category.id]
        if within:
            largest[section.category.id] = max(within, key=weight)
    chosen = sorted(largest.values(), key=weight, reverse=True)[:MOST_IN_HEADLINE]
    return [one.id for one in largest.values() if one in chosen]


def _notes(every: Sequence[ComparedFigure], sections: Sequence[Section]) -> list[str]:
    """Return what explains the page: only of what stands on it."""
    charts = [chart for section in sections for chart in section.charts]
    charts += [card.chart for section in sections for card in section.cards if card.chart]
    bounds = any(mark.qualifier != "exact" for chart in charts for mark in chart.marks)
    paragraphs = any(one.figure.paragraph for one in every)
    return [
        *(note.said.say() for note in figure_notes(every)),
        *([labels.BOUNDS.say()] if bounds else []),
        *([labels.PARAGRAPHS_COUNTED.say()] if paragraphs else []),
    ]


def _title(datasets: Sequence[Dataset]) -> str:
    first, newest = datasets[0], datasets[-1]
    if first is newest:
        return views.title_of(datasets)
    span = labels.SPAN_OF_YEARS.say().format(first.year, newest.year)
    return labels.FIGURES_OF_YEAR.about(body=views.short_body(newest), years=span).say()


def _section(
    category: Category, datasets: Sequence[Dataset], placed: Sequence[Sequence[ComparedFigure]]
) -> Section:
    newest = datasets[-1]
    figures = [one[-1].figure for one in placed]
    cards = [_card(datasets, several) for several in placed]
    ratios = []
    for ratio in newest.ratios.values():
        if newest.figures[ratio.numerator].category == category.id:
            number, above, below = views.ratio_parts(newest, ratio)
            ratios.append((ratio.name, number, labels.MADE_OF.say().format(above, below)))
    charts = _comparisons(newest, figures) if len(datasets) == 1 else []
    return Section(category, cards, charts, ratios)


def _card(datasets: Sequence[Dataset], placed: Sequence[ComparedFigure]) -> Card:
    newest, one = datasets[-1], placed[-1]
    figure = one.figure
    current = one.dataset is newest
    city = labels.CITY.about(area=views.area(one.dataset)).say() if figure.scope == "city" else ""
    change, reason, chart = "", "", None
    if len(datasets) > 1:
        gone = views.EN_DASH, labels.GONE.about(year=newest.year).say()
        change, reason = _change(one, datasets[0]) if current else gone
        alike = {
            p.dataset.year: p
            for p in placed
            if (p.figure.scope, p.figure.unit) == (figure.scope, figure.unit)
        }
        years = [dataset.year for dataset in datasets]
        if len(alike) > 1:
            groups = [Group("", _marks(alike, years))]
            chart = Chart(figure.name.say(), groups, over_years=bool(_span(years)))
    return Card(
        figure.name,
        _spoken(one.dataset, figure),
        "" if current else labels.OF_YEAR.say().format(one.dataset.year),
        list(filter(None, [city, _part(one.dataset, figure)])),
        views.said(figure.note),
        change,
        reason,
        chart,
    )


def _change(one: ComparedFigure, first: Dataset) -> tuple[str, str]:
    """Return the change since the first year in words, and why it, or its per cent, is missing."""
    other, change = other_figure(one), str(change_of(one))
    reason = one.change if isinstance(one.change, str) else one.growth
    why = other.say() if other else ""
    if not why and isinstance(reason, str) and views.EN_DASH in change:
        why = labels["REASONS"][reason].say()
    return f"{labels.AGAINST.filled(first.year).say()} {change}", why


def _part(dataset: Dataset, figure: Figure) -> str:
    whole = dataset.figures.get(figure.part_of or "")
    if whole is None:
        return ""
    share = views.derived_in_words(divide(figure.quantity, whole.quantity), "percent")
    return labels.PART.about(whole=whole.name, share=share).say()


def _comparisons(dataset: Dataset, figures: Sequence[Figure]) -> list[Chart]:
    """Return each whole with its parts: what has nothing in common is not set side by side."""
    charts = []
    parts: dict[str | None, list[Figure]] = {}
    for one in figures:
        parts.setdefault(one.part_of, []).append(one)
    for whole in figures:
        several = [whole, *parts.get(whole.id, ())]
        if len(several) > 1 and len({one.unit for one in several}) == 1:
            title = labels.COUNTED_IN.about(unit=dataset.unit(whole)).say()
            bars = [Group(one.name.say(), [mark("", Placed(dataset, one))]) for one in several]
            charts.append(Chart(title, bars))
    return charts


def _spoken(dataset: Dataset, figure: Figure) -> tuple[str, str, str, str]:
    """Return the value with its unit in parts: more than 60 issues, 1.7 万余 人次."""
    value = str(views.value_of(figure))
    found = re.search("[0-9][0-9.,]*", value)
    at, end = found.span() if found else (0, len(value))
    unit = dataset.unit(figure).say()
    return value[:at].strip(), value[at:end], value[end:].strip(), unit


def comparison_chart(datasets: Sequence[Dataset], table: Table[Any], by: str | None) -> Chart:
    """Return the comparison that a table shows: over three years and more as lines, else as bars.

    Raises UsageError where the figures have more than one unit, or one changed its own.
    """
    compared: Sequence[OfFigure] = table.rows
    units: dict[str, dict[str, None]] = {}
    for row in compared:
        units.setdefault(row.figure.quantity.unit, {})[row.figure.id] = None
    if len(units) > 1:
        of_each = [messages.OF_UNIT.about(unit=one, figures=[*ids]) for one, ids in units.items()]
        raise UsageError(messages.SEVERAL_UNITS.about(units=of_each))
    below = [note.said for note in figure_notes(compared)]
    notes = [note.say() for note in (*below, *views.source_notes(datasets))]
    years = sorted({dataset.year for dataset in datasets})
    groups = _groups(datasets, table, years, by == "body")
    return Chart(table.title, groups, notes, by != "body" and bool(_span(years)))


def _groups(
    datasets: Sequence[Dataset], table: Table[Any], years: Sequence[int], by_body: bool
) -> list[Group]:
    """Return what is drawn of a comparison."""
    if table.seen is table.rows:
        single: Sequence[OfFigure] = table.rows
        return [Group(views.on_one_line(row.figure.name), [mark("", row)]) for row in single]
    rows: Sequence[WideRow] = table.seen
    if not by_body and len(years) > 1:
        return [Group(_heading(row), _marks(row.cells, years)) for row in rows]
    if by_body and len({dataset.body.zh for dataset in datasets}) > 1:
        each = [(_heading(row), row.cells.values()) for row in rows]
        body = {dataset.path: views.short_body(dataset).say() for dataset in datasets}
        return [Group(name, [mark(body[one.dataset.path], one) for one in of]) for name, of in each]
    # One year of several committees, or one committee: a group a figure.
    groups: dict[Text, list[Mark]] = {}
    for row in rows:
        label = "" if row.name == row.figure else row.name.say()
        groups.setdefault(row.figure, []).extend(mark(label, one) for one in row.cells.values())
    return [Group(views.on_one_line(name), marks) for name, marks in groups.items()]


def mark(label: str, row: OfFigure, faint: bool = False) -> Mark:
    """Return a figure as a mark, its value said with qualifier and unit."""
    said = views.with_unit(row.dataset, row.figure)
    return Mark(label, row.figure.value, said, row.figure.qualifier, faint)


def _span(years: Sequence[int]) -> Sequence[int]:
    """Return the years of lines, from the first to the last; none of so few that bars tell more."""
    return range(years[0], years[-1] + 1) if len(years) >= _FEWEST_OF_A_LINE else ()


def _marks(placed: Mapping[Any, ComparedFigure], years: Sequence[int]) -> list[Mark]:
    """Return one figure over years: of a line a mark for each, of bars for those that have it."""
    span = _span(years)
    faint = () if span else years[:-1]
    marks = {year: mark(str(year), one, year in faint) for year, one in placed.items()}
    return [marks.get(year, Mark(str(year), None, views.EN_DASH)) for year in span or sorted(marks)]


def _heading(row: WideRow) -> str:
    """Return the figure, and the committee or year where the row is only one of several of it."""
    figure = views.on_one_line(row.figure)
    return figure if row.name == row.figure else f"{figure} · {row.name.say()}"


def tables(datasets: Sequence[Dataset]) -> dict[str, Table[Any]]:
    """Return the tables of a Data Package by name: all that datasets state, each thing once."""
    categories = [CategoryRow(one, it, 0) for one in datasets for it in one.categories.values()]
    figures = [Placed(one, each) for one in datasets for each in one.figures.values()]
    ratios = [(one, each) for one in datasets for each in one.ratios.values()]
    work = [TopicRow(one, each) for one in datasets for each in one.topics]
    there = {"name", "pinyin", *(column.key for column in FIGURE_COLUMNS)}
    others = [name for name in keys(Figure) if name not in there]
    of_datasets = [
        *_stated(Dataset, ("id", "year", "body"), lambda row: row),
        Column("source_title", lambda row: row.source.title, label=labels["COLUMNS"]["source"]),
        *_stated(Source, list(keys(Source))[1:], lambda row: row.source),
    ]
    of_categories = [
        *CATEGORY_COLUMNS[:3],
        *_stated(Category, ("function",), lambda row: row.category),
        CATEGORY_COLUMNS[-1],
    ]
    of_ratios: list[Column[tuple[Dataset, Ratio]]] = [
        Column("id", lambda row: row[1].id),
        *_stated(Ratio, keys(Ratio), lambda row: row[1]),
        Column("ratio", lambda row: views.number(views.ratio_of(*row))),
        Column("qualifier", lambda row: views.qualifier(views.ratio_of(*row))),
        Column("dataset", lambda row: row[0].id),
    ]
    return {
        "datasets": Table(of_datasets, datasets, ()),
        "categories": Table(of_categories, categories, ()),
        "figures": Table(
            (*FIGURE_COLUMNS, *_stated(Figure, others, lambda row: row.figure)), figures, ()
        ),
        "ratios": Table(of_ratios, ratios, ()),
        "topics": Table(TOPIC_COLUMNS[:-1], work, ()),
    }


def _stated(record: Any, names: Iterable[str], of: Callable[[Any], Any]) -> Iterator[Column[Any]]:
    """Yield the columns of keys of a record, as a dataset states them; of a name, two."""
    for name in names:
        key = keys(record)[name]
        for language in ("_zh", "_en") if key.kind == "label" else ("",):
            head = labels["COLUMNS"].get(f"{name}{language}", key.label)
            yield Column(f"{name}{language}", partial(_raw, of, name, language[1:]), label=head)


def _raw(of: Callable[[Any], Any], name: str, language: str, row: Any) -> Raw:
    stated = getattr(of(row), name)
    if isinstance(stated, Text):
        return getattr(stated, language) or None
    if isinstance(stated, tuple):
        return ";".join(stated) or None
    return stated if isinstance(stated, (int, Decimal)) else stated and str(stated)
