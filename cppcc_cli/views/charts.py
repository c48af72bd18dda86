"""Comparisons as charts: what is drawn, in words and values; how it is drawn is the chart's own."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.errors import UsageError
from cppcc_cli.language import Language, Text
from cppcc_cli.messages import report as words
from cppcc_cli.output.svg import Chart, Group, Mark
from cppcc_cli.output.table import Table
from cppcc_cli.query.compare import ComparedFigure
from cppcc_cli.views.comparison import WideRow
from cppcc_cli.views.figures import figure_notes
from cppcc_cli.views.wording import (
    on_one_line,
    quantity_in_words,
    short_body,
    source_notes,
    title_of,
)

# With fewer years, bars tell more than a line.
_FEWEST_OF_A_LINE = 3


def comparison_chart(
    datasets: Sequence[Dataset], table: Table, by: str | None, language: Language
) -> Chart:
    """Return the comparison that a table shows: over three years and more as lines, else as bars.

    Raises UsageError where the figures have more than one unit, or one changed its own.
    """
    _require_one_unit(row.figure for row in table.rows)
    if table.beside is None:
        bars = [
            Group(
                on_one_line(row.figure.name, language),
                [mark("", row.dataset, row.figure, language)],
            )
            for row in table.rows
        ]
        return _charted(datasets, table, bars, language)
    rows: Sequence[WideRow] = table.beside
    years = sorted({dataset.year for dataset in datasets})
    if by != "body" and len(years) >= _FEWEST_OF_A_LINE:
        span = range(years[0], years[-1] + 1)
        lines = [Group(_heading(row, language), _marks(row.cells, span, language)) for row in rows]
        return _charted(datasets, table, lines, language)._replace(years=span)
    keys: Sequence[int | str] = years
    if by == "body":
        keys = list(dict.fromkeys(dataset.body.zh for dataset in datasets))
    if len(keys) == 1:
        return _charted(datasets, table, _by_figure(rows, keys[0], language), language)
    bars = []
    for row in rows:
        there = [(key, row.cells[key]) for key in keys if key in row.cells]
        marks = [
            _mark(_label(one, by, language), one, language)._replace(
                faint=by != "body" and key != keys[-1]
            )
            for key, one in there
        ]
        bars.append(Group(_heading(row, language), marks))
    return _charted(datasets, table, bars, language)


def mark(label: str, dataset: Dataset, figure: Figure, language: Language) -> Mark:
    """Return a figure as a mark, its value said with qualifier and unit."""
    value, qualifier, _ = figure.quantity
    return Mark(label, value, quantity_in_words(dataset, figure, language), qualifier)


def over_years(
    name: Text,
    datasets: Sequence[Dataset],
    placed: Mapping[int, ComparedFigure],
    language: Language,
) -> Chart:
    """Return one figure over all years of `datasets`, by those in which it is the same figure."""
    years = [dataset.year for dataset in datasets]
    if len(years) < _FEWEST_OF_A_LINE:
        marks: list[Mark | None] = [
            _mark(str(year), placed[year], language)._replace(faint=year != years[-1])
            for year in years
            if year in placed
        ]
        return Chart(name.say(language), [Group("", marks)])
    span = range(years[0], years[-1] + 1)
    return Chart(name.say(language), [Group("", _marks(placed, span, language))], years=span)


def _by_figure(rows: Sequence[WideRow], key: int | str, language: Language) -> list[Group]:
    """Return one year of several committees, or one committee: a group a figure."""
    groups: dict[Text, list[Mark]] = {}
    for row in rows:
        if key in row.cells:
            label = "" if row.name == row.figure else row.name.say(language)
            marks = groups.setdefault(row.figure, [])
            marks.append(_mark(label, row.cells[key], language))
    return [Group(on_one_line(name, language), marks) for name, marks in groups.items()]


def _marks(
    placed: Mapping[Any, ComparedFigure], years: Iterable[int], language: Language
) -> list[Mark | None]:
    return [_mark(str(year), placed[year], language) if year in placed else None for year in years]


def _mark(label: str, one: ComparedFigure, language: Language) -> Mark:
    return mark(label, one.dataset, one.figure, language)


def _label(one: ComparedFigure, by: str | None, language: Language) -> str:
    if by == "body":
        return short_body(one.dataset).say(language)
    return str(one.dataset.year)


def _heading(row: WideRow, language: Language) -> str:
    """Return the figure, and the committee or year where the row is only one of several of it."""
    figure = on_one_line(row.figure, language)
    return figure if row.name == row.figure else f"{figure} · {row.name.say(language)}"


def _charted(
    datasets: Sequence[Dataset], table: Table, groups: Sequence[Group], language: Language
) -> Chart:
    title = (title_of(datasets) or words.COMPARISON).say(language)
    notes = [*figure_notes([row.figure for row in table.rows]), *source_notes(datasets)]
    return Chart(title, groups, [note.say(language) for note in notes])


def _require_one_unit(figures: Iterable[Figure]) -> None:
    """Raise UsageError where figures have several units, and name those of each."""
    units: dict[str, dict[str, None]] = {}
    for figure in figures:
        units.setdefault(figure.quantity.unit, {})[figure.id] = None
    if len(units) > 1:
        of_each = [words.OF_UNIT.about(unit=unit, figures=list(ids)) for unit, ids in units.items()]
        raise UsageError(words.SEVERAL_UNITS.about(units=of_each))
