"""What words were found in, as a table."""

from collections.abc import Sequence

from cppcc_cli.dataset.model import Dataset
from cppcc_cli.language import Language, Message
from cppcc_cli.output import labels
from cppcc_cli.output.table import Column, Table
from cppcc_cli.output.views.wording import both_names, source_notes, word
from cppcc_cli.query.search import Found


def _kind(row: Found, language: Language) -> str:
    return word(labels.FOUND_KINDS, row.kind, language)


def found(datasets: Sequence[Dataset], rows: Sequence[Found], empty: Message) -> Table:
    """Return what was found, the best match first; `empty` is said where nothing was."""
    kind = Column("kind", labels.KIND, lambda row: row.kind, shown=_kind)
    id_column = Column("id", labels.ID, lambda row: row.id)
    matched = Column("matched", labels.MATCHED, lambda row: row.matched)
    return Table(
        (
            kind,
            id_column,
            Column("name_zh", labels.NAME_ZH, lambda row: row.name.zh),
            Column("name_en", labels.NAME_EN, lambda row: row.name.en),
            matched,
            Column(
                "by",
                labels.BY,
                lambda row: row.by,
                shown=lambda row, language: word(labels.MATCHES, row.by, language),
            ),
        ),
        rows,
        (
            Column(
                "name",
                labels.FOUND_NAME,
                lambda row: row.name.zh,
                shown=lambda row, language: both_names(row.name, language),
            ),
            kind,
            matched,
            id_column,
        ),
        notes=source_notes(datasets) if rows else [],
        empty=empty,
    )
