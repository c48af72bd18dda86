"""Datasets as the tables of a package for exchange: all that they state, each thing once."""

from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli.dataset.model import Category, Dataset, Figure, Ratio, Topic
from cppcc_cli.messages import labels
from cppcc_cli.output.table import Column, Raw, Table
from cppcc_cli.quantity import Derived, Reason, divide
from cppcc_cli.views.figures import FIGURE_COLUMNS, FigureRow
from cppcc_cli.views.wording import (
    number,
    qualifier,
)


class Row(NamedTuple):
    """A category or topic in its dataset."""

    dataset: Dataset
    of: Category | Topic


class RatioRow(NamedTuple):
    """A declared ratio in its dataset, and what it comes to."""

    dataset: Dataset
    of: Ratio
    derived: Derived | Reason


_DATASET = Column("dataset", labels.DATASET, lambda row: row.dataset.id)
_YEAR = Column("year", labels.YEAR, lambda row: row.dataset.year)
_ITS_ID = Column("id", labels.ID, lambda row: row.of.id)
_NAMES = (
    Column("name_zh", labels.NAME_ZH, lambda row: row.of.name.zh),
    Column("name_en", labels.NAME_EN, lambda row: row.of.name.en or None),
)


def tables(datasets: Sequence[Dataset]) -> dict[str, Table]:
    """Return the tables of a package by name: datasets, categories, figures and so on."""
    return {
        "datasets": _table(_DATASET_COLUMNS, datasets),
        "categories": _table(
            _CATEGORY_COLUMNS,
            [Row(one, each) for one in datasets for each in one.categories.values()],
        ),
        "figures": _table(
            _FIGURE_COLUMNS,
            [
                FigureRow(one, figure, one.unit(figure))
                for one in datasets
                for figure in one.figures.values()
            ],
        ),
        "ratios": _table(
            _RATIO_COLUMNS,
            [
                RatioRow(one, ratio, _divided(one, ratio))
                for one in datasets
                for ratio in one.ratios.values()
            ],
        ),
        "topics": _table(
            _TOPIC_COLUMNS, [Row(one, topic) for one in datasets for topic in one.topics]
        ),
    }


def _table(columns: Sequence[Column], rows: Sequence[object]) -> Table:
    return Table(columns, rows, columns)


def _divided(dataset: Dataset, ratio: Ratio) -> Derived | Reason:
    above, below = dataset.figures[ratio.numerator], dataset.figures[ratio.denominator]
    return divide(above.quantity, below.quantity)


def _note(figure: Figure, language: int) -> Raw:
    return figure.note[language] or None if figure.note else None


_DATASET_COLUMNS = (
    Column("id", labels.ID, lambda row: row.id),
    Column("year", labels.YEAR, lambda row: row.year),
    Column("body_zh", labels.BODY_ZH, lambda row: row.body.zh),
    Column("body_en", labels.BODY_EN, lambda row: row.body.en or None),
    Column("source_title", labels.SOURCE, lambda row: row.source.title),
    Column("author", labels.AUTHOR, lambda row: row.source.author),
    Column("publisher", labels.PUBLISHER, lambda row: row.source.publisher),
    Column("published", labels.PUBLISHED, lambda row: _day(row.source.published)),
    Column("page", labels.PAGE, lambda row: row.source.page),
    Column("url", labels.URL, lambda row: row.source.url),
    Column("accessed", labels.ACCESSED, lambda row: _day(row.source.accessed)),
)
_CATEGORY_COLUMNS = (
    _ITS_ID,
    *_NAMES,
    Column("function_zh", labels.FUNCTION, lambda row: row.of.function and row.of.function.zh),
    Column("function_en", labels.FUNCTION, lambda row: row.of.function and row.of.function.en),
    _DATASET,
)
_FIGURE_COLUMNS = (
    *FIGURE_COLUMNS,
    Column("part_of", labels.PART_OF, lambda row: row.figure.part_of),
    Column("terms", labels.TERMS, lambda row: ";".join(row.figure.terms) or None),
    Column("note_zh", labels.NOTE, lambda row: _note(row.figure, 0)),
    Column("note_en", labels.NOTE, lambda row: _note(row.figure, 1)),
)
_RATIO_COLUMNS = (
    _ITS_ID,
    *_NAMES,
    Column("numerator", labels.NUMERATOR, lambda row: row.of.numerator),
    Column("denominator", labels.DENOMINATOR, lambda row: row.of.denominator),
    Column("ratio", labels.RATIO, lambda row: number(row.derived)),
    Column("qualifier", labels.QUALIFIER, lambda row: qualifier(row.derived)),
    _DATASET,
)
_TOPIC_COLUMNS = (
    Column("kind", labels.KIND, lambda row: row.of.kind),
    *_NAMES,
    Column("paragraph", labels.PARAGRAPH, lambda row: row.of.paragraph),
    _YEAR,
    _DATASET,
)


def _day(day: object) -> Raw:
    return str(day) if day else None
