"""Figures as a table, grouped by category."""

from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli import messages
from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.language import Language, Message, Text
from cppcc_cli.output import labels
from cppcc_cli.output.table import Column, Table
from cppcc_cli.output.views.wording import (
    both_names,
    placing_columns,
    source_notes,
    title_of,
    value_as_number,
    value_in_words,
    word,
)


class FigureRow(NamedTuple):
    """A figure in its dataset, with its unit in both languages."""

    dataset: Dataset
    figure: Figure
    unit: Text


_ID = Column("id", labels.ID, lambda row: row.figure.id)
printed_column = Column("printed", labels.PRINTED, lambda row: row.figure.printed)
value_column = Column(
    "value",
    labels.VALUE,
    lambda row: row.figure.quantity.value,
    "right",
    lambda row, language: value_in_words(row.figure, language),
    number=lambda row, language: value_as_number(row.figure, language),
    alongside=(printed_column,),
)
unit_column = Column(
    "unit",
    labels.UNIT,
    lambda row: row.figure.quantity.unit,
    shown=lambda row, language: row.unit.say(language),
)
_SCOPE = Column(
    "scope",
    labels.SCOPE,
    lambda row: row.figure.scope,
    shown=lambda row, language: word(labels.SCOPES, row.figure.scope, language),
)

FIGURE_COLUMNS = (
    _ID,
    Column("category", labels.CATEGORY, lambda row: row.figure.category),
    Column("name_zh", labels.NAME_ZH, lambda row: row.figure.name.zh),
    Column("name_en", labels.NAME_EN, lambda row: row.figure.name.en),
    value_column,
    Column("qualifier", labels.QUALIFIER, lambda row: row.figure.quantity.qualifier),
    Column("unit", labels.UNIT, lambda row: row.figure.quantity.unit),
    Column("unit_en", labels.UNIT_EN, lambda row: row.unit.en or None),
    printed_column,
    _SCOPE,
    Column("year", labels.YEAR, lambda row: row.dataset.year),
    Column("dataset", labels.DATASET, lambda row: row.dataset.id),
    Column("paragraph", labels.PARAGRAPH, lambda row: row.figure.paragraph),
    Column("source", labels.SOURCE, lambda row: row.dataset.source.reference),
)
name_column = Column(
    "name",
    labels.NAME,
    lambda row: row.figure.name.zh,
    shown=lambda row, language: both_names(row.figure.name, language),
)
city_column = _SCOPE._replace(
    shown=lambda row, language: _SCOPE.show(row, language) if row.figure.scope == "city" else ""
)
_SHORT_ID = Column("id", labels.ID, lambda row: row.figure.short_id, handle=True)


def figures(datasets: Sequence[Dataset], chosen: Sequence[tuple[Dataset, Figure]]) -> Table:
    """Return figures of datasets, by category, with the sources and what the qualifiers mean."""
    rows = [FigureRow(dataset, figure, dataset.unit(figure)) for dataset, figure in chosen]
    several = [figure for _, figure in chosen]
    scope = (city_column,) if has_city(several) else ()
    placing = placing_columns(datasets)
    return Table(
        FIGURE_COLUMNS,
        rows,
        (name_column, *placing, value_column, unit_column, *scope, _SHORT_ID),
        title_of(datasets),
        [*figure_notes(several), *source_notes(datasets)],
        heading=Column(
            "category",
            labels.CATEGORY,
            lambda row: row.figure.category,
            shown=_category_heading,
            documented=_category_name,
        ),
        empty=messages.NO_FIGURES.about(),
    )


def figure_notes(chosen: Sequence[Figure]) -> list[Message]:
    """Return what must be said below figures: what their qualifiers and their scope mean."""
    used = {figure.quantity.qualifier for figure in chosen}
    notes = [note.about() for name, note in messages.QUALIFIER_NOTES.items() if name in used]
    return [*notes, messages.CITY_NOTE.about()] if has_city(chosen) else notes


def has_city(chosen: Sequence[Figure]) -> bool:
    """Tell whether any of some figures is of the whole city, which must be said beside it."""
    return any(figure.scope == "city" for figure in chosen)


def _category_heading(row: FigureRow, language: Language) -> str:
    return f"{_category_name(row, language)} · {row.figure.category}"


def _category_name(row: FigureRow, language: Language) -> str:
    return both_names(row.dataset.categories[row.figure.category].name, language)
