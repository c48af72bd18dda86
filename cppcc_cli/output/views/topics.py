"""The named work of a year, grouped by kind."""

from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli import messages
from cppcc_cli.dataset.model import Dataset, Topic
from cppcc_cli.language import Language
from cppcc_cli.output import labels
from cppcc_cli.output.table import Column, Table
from cppcc_cli.output.views.wording import both_names, placing_columns, source_notes, title_of, word


class TopicRow(NamedTuple):
    """A piece of named work in its dataset."""

    dataset: Dataset
    topic: Topic


_PARAGRAPH = Column("paragraph", labels.PARAGRAPH, lambda row: row.topic.paragraph, "right")


def topics(datasets: Sequence[Dataset], chosen: Sequence[tuple[Dataset, Topic]]) -> Table:
    """Return topics of datasets, by kind."""
    return Table(
        (
            Column("kind", labels.KIND, lambda row: row.topic.kind),
            Column("name_zh", labels.NAME_ZH, lambda row: row.topic.name.zh),
            Column("name_en", labels.NAME_EN, lambda row: row.topic.name.en),
            _PARAGRAPH,
            Column("year", labels.YEAR, lambda row: row.dataset.year),
            Column("dataset", labels.DATASET, lambda row: row.dataset.id),
            Column("source", labels.SOURCE, lambda row: row.dataset.source.reference),
        ),
        [TopicRow(dataset, topic) for dataset, topic in chosen],
        (
            Column(
                "name",
                labels.TOPIC,
                lambda row: row.topic.name.zh,
                shown=lambda row, language: both_names(row.topic.name, language),
            ),
            *placing_columns(datasets),
            _PARAGRAPH,
        ),
        title_of(datasets),
        source_notes(datasets),
        heading=Column(
            "kind",
            labels.KIND,
            lambda row: row.topic.kind,
            shown=_kind_heading,
            documented=_kind_name,
        ),
        empty=messages.NO_TOPICS.about(),
    )


def _kind_heading(row: TopicRow, language: Language) -> str:
    name = _kind_name(row, language)
    return f"{name} · {row.topic.kind}" if name != row.topic.kind and language == "zh" else name


def _kind_name(row: TopicRow, language: Language) -> str:
    return word(labels.KINDS, row.topic.kind, language) or row.topic.kind
