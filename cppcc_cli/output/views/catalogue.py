"""What there is to ask for: the categories of a dataset, and the datasets known."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli.dataset.collection import Known
from cppcc_cli.dataset.model import Category, Dataset
from cppcc_cli.output import labels
from cppcc_cli.output.table import Column, Raw, Table
from cppcc_cli.output.views.wording import both_names, placing_columns, source_notes, title_of
from cppcc_cli.screen import escaped


class CategoryRow(NamedTuple):
    """A category in its dataset, with its number of figures."""

    dataset: Dataset
    category: Category
    figures: int


def categories(datasets: Sequence[Dataset]) -> Table:
    """Return the categories of each dataset with their numbers of figures."""

    def function(row: CategoryRow) -> Raw:
        return row.category.function.zh if row.category.function else None

    rows = []
    for dataset in datasets:
        counts = Counter(figure.category for figure in dataset.figures.values())
        rows += [CategoryRow(dataset, one, counts[one.id]) for one in dataset.categories.values()]
    id_column = Column("id", labels.ID, lambda row: row.category.id, handle=True)
    count = Column("figures", labels.FIGURES, lambda row: row.figures, "right")
    return Table(
        (
            id_column,
            Column("name_zh", labels.NAME_ZH, lambda row: row.category.name.zh),
            Column("name_en", labels.NAME_EN, lambda row: row.category.name.en),
            Column("function", labels.FUNCTION, function),
            count,
            Column("dataset", labels.DATASET, lambda row: row.dataset.id),
        ),
        rows,
        (
            Column(
                "name",
                labels.CATEGORY,
                lambda row: row.category.name.zh,
                shown=lambda row, language: both_names(row.category.name, language),
            ),
            *placing_columns(datasets),
            Column(
                "function",
                labels.FUNCTION,
                function,
                shown=lambda row, language: (
                    row.category.function.say(language) if row.category.function else ""
                ),
            ),
            count,
            id_column,
        ),
        title_of(datasets),
        source_notes(datasets),
    )


class KnownDataset(NamedTuple):
    """A dataset file that is known: what it is of, or nothing where it is at fault."""

    path: str
    known: Known | None


def datasets(listed: Sequence[KnownDataset]) -> Table:
    """Return the datasets known, with their state and path."""

    def of(name: str, row: KnownDataset) -> Raw:
        if row.known is None:
            return None
        values: dict[str, Raw] = {
            "id": row.known.id,
            "year": row.known.year,
            "body_zh": row.known.body.zh,
            "body_en": row.known.body.en,
            "figures": row.known.figures,
        }
        return values[name]

    def state(row: KnownDataset) -> str:
        return "faulty" if row.known is None else "ok"

    id_column = Column("id", labels.ID, lambda row: of("id", row))
    year = Column("year", labels.YEAR, lambda row: of("year", row))
    count = Column("figures", labels.FIGURES, lambda row: of("figures", row), "right")
    path = Column("path", labels.PATH, lambda row: escaped(row.path))
    state_column = Column(
        "state",
        labels.STATE,
        state,
        shown=lambda row, language: labels.STATES[state(row)].say(language),
    )
    return Table(
        (
            id_column,
            year,
            Column("body_zh", labels.BODY_ZH, lambda row: of("body_zh", row)),
            Column("body_en", labels.BODY_EN, lambda row: of("body_en", row)),
            count,
            state_column,
            path,
        ),
        listed,
        (
            id_column,
            year,
            Column(
                "body",
                labels.BODY,
                lambda row: of("body_zh", row),
                shown=lambda row, language: row.known.body.say(language) if row.known else "",
            ),
            count,
            state_column,
            path,
        ),
    )
