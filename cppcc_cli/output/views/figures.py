"""Figures as a table, grouped by category."""

from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli import messages
from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.language import Language, Message, Text
from cppcc_cli.output import labels
from cppcc_cli.output.table import Column, Table
from cppcc_cli.output.views.wording import both_names, source_note, value_in_words, word


class FigureRow(NamedTuple):
    """A figure in its dataset."""

    dataset: Dataset
    figure: Figure

    @property
    def unit(self) -> Text:
        """The unit with its English name."""
        return self.dataset.unit(self.figure)


_ID = Column("id", labels.ID, lambda row: row.figure.id)
_VALUE = Column(
    "value",
    labels.VALUE,
    lambda row: row.figure.quantity.value,
    "right",
    lambda row, language: value_in_words(row.figure, language),
)
_UNIT = Column(
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
    _VALUE,
    Column("qualifier", labels.QUALIFIER, lambda row: row.figure.quantity.qualifier),
    Column("unit", labels.UNIT, lambda row: row.figure.quantity.unit),
    Column("unit_en", labels.UNIT_EN, lambda row: row.unit.en or None),
    Column("printed", labels.PRINTED, lambda row: row.figure.printed),
    _SCOPE,
    Column("year", labels.YEAR, lambda row: row.dataset.year),
    Column("dataset", labels.DATASET, lambda row: row.dataset.id),
    Column("paragraph", labels.PARAGRAPH, lambda row: row.figure.paragraph),
    Column("source", labels.SOURCE, lambda row: row.dataset.source.reference),
)
_FIGURE_NAME = Column(
    "name",
    labels.NAME,
    lambda row: row.figure.name.zh,
    shown=lambda row, language: both_names(row.figure.name, language),
)
_CITY = _SCOPE._replace(
    shown=lambda row, language: _SCOPE.show(row, language) if row.figure.scope == "city" else ""
)
_SHORT_ID = Column("id", labels.ID, lambda row: row.figure.short_id)


def figures(dataset: Dataset, chosen: Sequence[Figure]) -> Table:
    """Return the figures chosen, by category, with the source and what the qualifiers mean."""
    rows = [FigureRow(dataset, figure) for figure in chosen]
    city = any(figure.scope == "city" for figure in chosen)
    scope = (_CITY,) if city else ()
    return Table(
        FIGURE_COLUMNS,
        rows,
        (_FIGURE_NAME, _VALUE, _UNIT, *scope, _SHORT_ID),
        dataset.title,
        [
            *_qualifier_notes(chosen),
            *([messages.CITY_NOTE.about()] if city else []),
            source_note(dataset),
        ],
        heading=_category_heading,
    )


def _category_heading(row: FigureRow, language: Language) -> str:
    category = row.dataset.categories[row.figure.category]
    return f"{both_names(category.name, language)} · {category.id}"


def _qualifier_notes(chosen: Sequence[Figure]) -> list[Message]:
    used = {figure.quantity.qualifier for figure in chosen}
    return [note.about() for name, note in messages.QUALIFIER_NOTES.items() if name in used]
