"""Table: an answer before it has a format.

The columns are the keys of the record, in their order, and serve machines. The layout is what
people see unless they name columns: fewer, in their language, with the qualifier in words. A row is
a record of any kind; a column knows how to take its cell out of it.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from cppcc_cli import messages
from cppcc_cli.errors import AskedWrongly
from cppcc_cli.language import Language, Message, Text
from cppcc_cli.quantities import grouped, plain

Pairs = list[tuple[str, str]]
Raw = str | int | Decimal | None
# What a cell holds where it holds anything: a decimal is exact, a double was rounded to few digits.
Type = Literal["text", "integer", "decimal", "double"]
_TYPES: dict[str, Type] = {
    **dict.fromkeys(("year", "paragraph", "figures", "rank"), "integer"),
    **dict.fromkeys(("line", "column", "offset"), "integer"),
    **dict.fromkeys(("value", "change"), "decimal"),
    **dict.fromkeys(("ratio", "share", "change_percent"), "double"),
}


class Column(NamedTuple):
    """A key with its label, and how to take its cell out of a row: raw, and shown to people."""

    key: str
    label: Text
    raw: Callable[[Any], Raw]
    align: Literal["left", "right"] = "left"
    shown: Callable[[Any, Language], str] | None = None
    # For a bar, drawn on screens only: how high it stands, 0 to 1.
    height: Callable[[Any], Decimal | None] | None = None

    @property
    def type(self) -> Type:
        """What the raw cells are: a key means the same in every record."""
        return _TYPES.get(self.key, "text")

    def show(self, row: object, language: Language) -> str:
        """Return the cell of `row` as people read it."""
        if self.shown is not None:
            return self.shown(row, language)
        raw = self.raw(row)
        if self.align == "right" and isinstance(raw, (int, Decimal)):
            return grouped(Decimal(raw))
        return as_text(raw)


class Table(NamedTuple):
    """Rows with the columns of their record, and how people see them."""

    columns: Sequence[Column]
    rows: Sequence[Any]
    layout: Sequence[Column]
    title: Text | None = None
    notes: Sequence[Message] = ()
    # The heading of the group a row belongs to.
    heading: Callable[[Any, Language], str] | None = None
    # In place of a table: each record told whole, as pairs of label and text.
    cards: Callable[[Language], list[Pairs]] | None = None
    # Said to people where there are no rows.
    empty: Message | None = None
    # Which rows people see; the others are counted in the notes. Machines get all.
    told: Callable[[Any], bool] | None = None
    # What people see in place of the rows: the same records, several beside one another.
    beside: Sequence[Any] | None = None

    @property
    def records(self) -> list[list[Raw]]:
        """The raw cells of every row."""
        return [[column.raw(row) for column in self.columns] for row in self.rows]

    @property
    def seen(self) -> list[Any]:
        """The rows that people see."""
        rows = self.rows if self.beside is None else self.beside
        return [row for row in rows if self.told is None or self.told(row)]

    @property
    def cells_layout(self) -> list[Column]:
        """The columns that people see as text: all but the bars."""
        return [column for column in self.layout if column.height is None]

    def bars(self) -> list[Decimal]:
        """Return how high the bar of each row stands, 0 to 1; nothing for a table without bars."""
        columns = [column.height for column in self.layout if column.height is not None]
        heights = [height(row) for height in columns for row in self.seen]
        return [height or Decimal(0) for height in heights] if any(heights) else []

    def groups(self, language: Language) -> list[tuple[str, list[Any]]]:
        """Return the rows that people see by their heading; without headings, one group."""
        if self.heading is None:
            return [("", self.seen)]
        groups: dict[str, list[Any]] = {}
        for row in self.seen:
            groups.setdefault(self.heading(row, language), []).append(row)
        return list(groups.items())

    def select(self, keys: Sequence[str]) -> "Table":
        """Return the table with only the columns named, in that order, for machines and people.

        Raises AskedWrongly for a name that is no column, and for one given twice.
        """
        by_key = {column.key: column for column in self.columns}
        for index, key in enumerate(keys):
            if key not in by_key:
                raise AskedWrongly(messages.WRONG_COLUMN.about(name=key, known=list(by_key)))
            if key in keys[:index]:
                raise AskedWrongly(messages.COLUMN_TWICE.about(name=key))
        chosen = [by_key[key] for key in keys]
        return self._replace(columns=chosen, layout=chosen, heading=None, cards=None, beside=None)


def as_text(raw: Raw) -> str:
    """Return a raw cell as text without separators; nothing for None."""
    if raw is None:
        return ""
    return plain(raw) if isinstance(raw, Decimal) else str(raw)
