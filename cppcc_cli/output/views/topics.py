"""The named work of a year, grouped by kind."""

from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli import messages
from cppcc_cli.dataset.model import Dataset, Topic
from cppcc_cli.language import Language
from cppcc_cli.output import labels
from cppcc_cli.output.table import Column, Table
from cppcc_cli.output.views.wording import both_names, source_note, word


class TopicRow(NamedTuple):
    """A piece of named work in its dataset."""

    dataset: Dataset
    topic: Topic


_PARAGRAPH = Column("paragraph", labels.PARAGRAPH, lambda row: row.topic.paragraph, "right")


def topics(dataset: Dataset, chosen: Sequence[Topic]) -> Table:
    """Return the topics chosen."""
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
        [TopicRow(dataset, topic) for topic in chosen],
        (
            Column(
                "name",
                labels.TOPIC,
                lambda row: row.topic.name.zh,
                shown=lambda row, language: both_names(row.topic.name, language),
            ),
            _PARAGRAPH,
        ),
        dataset.title,
        [source_note(dataset)],
        heading=_kind_heading,
        empty=messages.NO_TOPICS.about(),
    )


def _kind_heading(row: TopicRow, language: Language) -> str:
    kind = row.topic.kind
    named = word(labels.KINDS, kind, language)
    return f"{named} · {kind}" if named and language == "zh" else kind
