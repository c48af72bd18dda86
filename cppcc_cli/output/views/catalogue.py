"""What there is to ask for: the categories of a dataset, and the datasets known."""

from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli.dataset.model import Category, Dataset
from cppcc_cli.output import labels
from cppcc_cli.output.table import Column, Raw, Table
from cppcc_cli.output.views.wording import both_names, source_note


def categories(dataset: Dataset) -> Table:
    """Return the categories, each with its number of figures."""
    counts = dict.fromkeys(dataset.categories, 0)
    for figure in dataset.figures.values():
        counts[figure.category] += 1

    def function(row: Category) -> Raw:
        return row.function.zh if row.function else None

    id_column = Column("id", labels.ID, lambda row: row.id)
    count = Column("figures", labels.FIGURES, lambda row: counts[row.id], "right")
    return Table(
        (
            id_column,
            Column("name_zh", labels.NAME_ZH, lambda row: row.name.zh),
            Column("name_en", labels.NAME_EN, lambda row: row.name.en),
            Column("function", labels.FUNCTION, function),
            count,
            Column("dataset", labels.DATASET, lambda row: dataset.id),
        ),
        list(dataset.categories.values()),
        (
            Column(
                "name",
                labels.CATEGORY,
                lambda row: row.name.zh,
                shown=lambda row, language: both_names(row.name, language),
            ),
            Column(
                "function",
                labels.FUNCTION,
                function,
                shown=lambda row, language: row.function.say(language) if row.function else "",
            ),
            count,
            id_column,
        ),
        dataset.title,
        [source_note(dataset)],
    )


class KnownDataset(NamedTuple):
    """A dataset file that is known: read, or found faulty."""

    path: str
    dataset: Dataset | None


def datasets(known: Sequence[KnownDataset]) -> Table:
    """Return the datasets known, with their state and path."""

    def of(name: str, row: KnownDataset) -> Raw:
        if row.dataset is None:
            return None
        values: dict[str, Raw] = {
            "id": row.dataset.id,
            "year": row.dataset.year,
            "body_zh": row.dataset.body.zh,
            "body_en": row.dataset.body.en,
            "figures": len(row.dataset.figures),
        }
        return values[name]

    def state(row: KnownDataset) -> str:
        return "faulty" if row.dataset is None else "ok"

    id_column = Column("id", labels.ID, lambda row: of("id", row))
    year = Column("year", labels.YEAR, lambda row: of("year", row))
    count = Column("figures", labels.FIGURES, lambda row: of("figures", row), "right")
    path = Column("path", labels.PATH, lambda row: row.path)
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
        known,
        (
            id_column,
            year,
            Column(
                "body",
                labels.BODY,
                lambda row: of("body_zh", row),
                shown=lambda row, language: row.dataset.body.say(language) if row.dataset else "",
            ),
            count,
            state_column,
            path,
        ),
    )
