"""The verdict on one number: a card for people, its record for machines."""

from collections.abc import Sequence

from cppcc_cli.dataset.model import Dataset
from cppcc_cli.language import Language
from cppcc_cli.output import labels
from cppcc_cli.output.table import Column, Table
from cppcc_cli.output.views.figures import value_column
from cppcc_cli.output.views.wording import on_one_line, quantity_in_words, source_note, word
from cppcc_cli.query.verification import Verified


def columns(language: Language) -> Sequence[Column]:
    """Return the columns of the record."""
    return (
        Column("figure", labels.FIGURE, lambda row: row.figure.id),
        value_column,
        Column("given", labels.GIVEN, lambda row: row.given),
        Column("verdict", labels.VERDICT, lambda row: row.verdict),
        Column("reason", labels.REASON, lambda row: row.reason and row.reason.say(language)),
    )


def verdict(dataset: Dataset, verified: Verified, language: Language) -> Table:
    """Return what came of holding a number against a figure."""

    def pairs(language: Language) -> list[tuple[str, str]]:
        lines = (
            (labels.FIGURE, on_one_line(verified.figure.name, language)),
            (labels.VALUE, quantity_in_words(dataset, verified.figure, language)),
            (labels.GIVEN, verified.given),
            (labels.VERDICT, word(labels.VERDICTS, verified.verdict, language)),
            (labels.REASON, verified.reason.say(language) if verified.reason else ""),
            (labels.ID, verified.figure.id),
        )
        return [(label.say(language), text) for label, text in lines if text]

    fields = columns(language)
    return Table(
        fields,
        [verified],
        fields,
        notes=[source_note(dataset)],
        cards=lambda language: [pairs(language)],
    )
