"""What came of holding a number against a figure, as a table."""

from typing import NamedTuple

from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.language import Text
from cppcc_cli.messages import labels
from cppcc_cli.messages.findings import HELD
from cppcc_cli.output.table import Column, Pair, Table
from cppcc_cli.query.verify import Verified
from cppcc_cli.views.figures import value_column
from cppcc_cli.views.wording import on_one_line, source_note, with_unit, word


class VerdictRow(NamedTuple):
    """What came of holding a number against a figure of a dataset."""

    dataset: Dataset
    verified: Verified

    @property
    def figure(self) -> Figure:
        """The figure that it was held against."""
        return self.verified.figure

    @property
    def unit(self) -> Text:
        """The unit of the figure in both languages."""
        return self.dataset.unit(self.figure)


VERDICT_COLUMNS: tuple[Column[VerdictRow], ...] = (
    Column("figure", lambda row: row.figure.id),
    value_column,
    Column("given", lambda row: row.verified.given),
    Column("verdict", lambda row: row.verified.verdict),
    Column("reason", lambda row: _reason(row.verified) or None),
    Column("expected", lambda row: row.figure.printed),
    Column("slip", lambda row: row.verified.slip),
)


def verdict(dataset: Dataset, verified: Verified) -> Table[VerdictRow]:
    """Return what came of holding a number against a figure."""
    lines = (
        (labels.FIGURE, on_one_line(verified.figure.name)),
        (labels.VALUE, with_unit(dataset, verified.figure)),
        (labels.GIVEN, verified.given),
        (labels.VERDICT, word(labels.VERDICTS, verified.verdict)),
        (labels.REASON, _reason(verified)),
        (labels.ID, verified.figure.id),
    )
    return Table(
        VERDICT_COLUMNS,
        [VerdictRow(dataset, verified)],
        VERDICT_COLUMNS,
        notes=[HELD.about(datasets=[dataset.called]), source_note(dataset)],
        subject=labels.VERDICT_TABLE.say().format(on_one_line(verified.figure.name)),
        cards=[[Pair(label.say(), text, label is labels.ID) for label, text in lines if text]],
    )


def _reason(verified: Verified) -> str:
    return verified.reason.say() if verified.reason else ""
