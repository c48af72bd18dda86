"""The faults of a file as findings."""

from cppcc_cli import messages
from cppcc_cli.dataset.model import Dataset
from cppcc_cli.errors import FaultyDataset
from cppcc_cli.language import Language
from cppcc_cli.output import labels
from cppcc_cli.output.table import Column, Raw, Table


def _nothing(row: object) -> Raw:
    return None


def findings(checked: Dataset | FaultyDataset, language: Language) -> Table:
    """Return what a check found, in the order of the file's lines; for a clean file nothing."""
    faults = checked.faults if isinstance(checked, FaultyDataset) else []
    line = Column("line", labels.LINE, lambda fault: fault.line, "right")
    key = Column("key", labels.KEY, lambda fault: fault.key or None)
    message = Column("message", labels.MESSAGE, lambda fault: fault.message.say(language))
    return Table(
        (
            Column("code", labels.CODE, lambda fault: fault.code),
            Column(
                "severity",
                labels.SEVERITY,
                lambda fault: "error",
                shown=lambda fault, language: labels.SEVERITIES["error"].say(language),
            ),
            Column("file", labels.FILE, lambda fault: checked.path),
            line,
            Column("column", labels.COLUMN, _nothing),
            key,
            Column("figure", labels.FIGURE, lambda fault: fault.figure),
            Column("paragraph", labels.PARAGRAPH, _nothing),
            Column("printed", labels.PRINTED, _nothing),
            Column("verdict", labels.VERDICT, _nothing),
            Column("expected", labels.EXPECTED, _nothing),
            message,
        ),
        faults,
        (line, key, message),
        notes=[messages.FAULT_COUNT.about(count=len(faults), path=checked.path)] if faults else [],
        empty=None
        if isinstance(checked, FaultyDataset)
        else messages.CLEAN.about(
            dataset=checked.id,
            figures=len(checked.figures),
            categories=len(checked.categories),
            topics=len(checked.topics),
        ),
    )
