"""Table: an answer before it has a format.

The columns are the keys of the record, in their order, and serve machines. The layout is what
people see unless they name columns: fewer, in their language, with the qualifier in words. A row is
a record of any kind; a column knows how to take its cell out of it.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from cppcc_cli import messages
from cppcc_cli.errors import UsageError
from cppcc_cli.language import Language, Message, Text
from cppcc_cli.quantity import grouped, plain

Pairs = list[tuple[str, str]]
Form = Literal["number", "percent", "plain"]
Align = Literal["left", "right"]
Raw = str | int | Decimal | None
# What a cell holds where it holds anything: a decimal is exact, a double was rounded to few digits.
Type = Literal["text", "integer", "decimal", "double"]
_TYPES: dict[str, Type] = {
    **dict.fromkeys(("year", "paragraph", "figures", "rank"), "integer"),
    **dict.fromkeys(("line", "column", "offset"), "integer"),
    **dict.fromkeys(("value", "change"), "decimal"),
    **dict.fromkeys(("ratio", "share", "change_percent"), "double"),
}


class Computed(NamedTuple):
    """How a number follows from two others of its row, which are named by their columns' keys.

    A difference is later - earlier, a growth is later / earlier - 1.
    """

    operation: Literal["difference", "growth"]
    later: str
    earlier: str


class Number(NamedTuple):
    """The number that people read in a cell, and the words around it, which are its qualifier.

    A per cent is 0 to 1; a plain number has no thousands separators; a signed one has its plus.
    """

    value: Decimal
    before: str = ""
    after: str = ""
    form: Form = "number"
    signed: bool = False
    computed: Computed | None = None


class Series(NamedTuple):
    """The columns whose numbers can be drawn beside one another, all in one unit."""

    keys: Sequence[str]
    unit: Text


class Column(NamedTuple):
    """A key with its label, and how to take its cell out of a row: raw, and shown to people."""

    key: str
    label: Text
    raw: Callable[[Any], Raw]
    align: Align = "left"
    shown: Callable[[Any, Language], str] | None = None
    # For a bar, drawn on screens only: how high it stands, 0 to 1.
    height: Callable[[Any], Decimal | None] | None = None
    # The number in what is shown. Without it, a cell that is shown in words is a text.
    number: Callable[[Any, Language], Number | None] | None = None
    # What stands beside it where cells have types, and words and numbers do not mix.
    alongside: "Sequence[Column]" = ()
    # Whether it is what one types to ask for the row, which is no part of a document.
    handle: bool = False
    # How it reads in a document, where that is without what one types.
    documented: Callable[[Any, Language], str] | None = None

    @property
    def type(self) -> Type:
        """What the raw cells are."""
        return type_of(self.key)

    def show(self, row: object, language: Language) -> str:
        """Return the cell of `row` as people read it."""
        if self.shown is not None:
            return self.shown(row, language)
        raw = self.raw(row)
        if self.align == "right" and isinstance(raw, (int, Decimal)):
            return grouped(Decimal(raw))
        return as_text(raw)

    def number_in(self, row: object, language: Language) -> Number | None:
        """Return the number that the cell of `row` shows; None for a text."""
        if self.number is not None:
            return self.number(row, language)
        raw = None if self.shown is not None else self.raw(row)
        if not isinstance(raw, (int, Decimal)):
            return None
        return Number(Decimal(raw), form="number" if self.align == "right" else "plain")


class Table(NamedTuple):
    """Rows with the columns of their record, and how people see them."""

    columns: Sequence[Column]
    rows: Sequence[Any]
    layout: Sequence[Column]
    title: Text | None = None
    notes: Sequence[Message] = ()
    # What people see as the heading of a group of rows.
    heading: Column | None = None
    # In place of a table: each record told whole, as pairs of label and text.
    cards: Callable[[Language], list[Pairs]] | None = None
    # Said to people where there are no rows.
    empty: Message | None = None
    # Which rows people see; the others are counted in the notes. Machines get all.
    told: Callable[[Any], bool] | None = None
    # What people see in place of the rows: the same records, several beside one another.
    beside: Sequence[Any] | None = None
    series: Series | None = None

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

    @property
    def typed_layout(self) -> list[Column]:
        """The columns that people see where cells have types: the heading is one of them."""
        layout = self.cells_layout
        known = {column.key for column in layout}
        columns = [] if self.heading is None else [self.heading]
        for column in layout:
            beside = [one for one in column.alongside if one.key not in known]
            columns += [column, *beside]
        return columns

    def bars(self) -> list[Decimal]:
        """Return how high the bar of each row stands, 0 to 1; nothing for a table without bars."""
        columns = [column.height for column in self.layout if column.height is not None]
        heights = [height(row) for height in columns for row in self.seen]
        return [height or Decimal(0) for height in heights] if any(heights) else []

    def groups(self, language: Language, document: bool = False) -> list[tuple[str, list[Any]]]:
        """Return the rows that people see by their heading; without headings, one group."""
        if self.heading is None:
            return [("", self.seen)]
        show = (document and self.heading.documented) or self.heading.show
        groups: dict[str, list[Any]] = {}
        for row in self.seen:
            groups.setdefault(show(row, language), []).append(row)
        return list(groups.items())

    def select(self, keys: Sequence[str]) -> "Table":
        """Return the table with only the columns named, in that order, for machines and people.

        Raises UsageError for a name that is no column, and for one given twice.
        """
        by_key = {column.key: column for column in self.columns}
        for index, key in enumerate(keys):
            if key not in by_key:
                raise UsageError(messages.WRONG_COLUMN.about(name=key, known=list(by_key)))
            if key in keys[:index]:
                raise UsageError(messages.COLUMN_TWICE.about(name=key))
        chosen = [by_key[key]._replace(alongside=(), handle=False) for key in keys]
        series = self.series if self.series and set(self.series.keys) <= set(keys) else None
        return self._replace(
            columns=chosen, layout=chosen, heading=None, cards=None, beside=None, series=series
        )


def type_of(key: str) -> Type:
    """Return what the cells of a column are: a key means the same in every record."""
    return _TYPES.get(key, "text")


def as_text(raw: Raw) -> str:
    """Return a raw cell as text without separators; nothing for None."""
    if raw is None:
        return ""
    return plain(raw) if isinstance(raw, Decimal) else str(raw)
