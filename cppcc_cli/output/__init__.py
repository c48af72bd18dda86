"""Table: an answer before it has a format.

The columns are the keys of the record, in their order, and serve machines. The layout is what
people see unless they name columns: fewer, in their language, with the qualifier in words. A row is
a record of any kind; a column knows how to take its cell out of it.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Generic, Literal, TypeVar

from cppcc_cli import messages
from cppcc_cli.errors import UsageError
from cppcc_cli.language import Message, Text
from cppcc_cli.messages import labels
from cppcc_cli.quantity import grouped, plain

Row = TypeVar("Row")
# What can take a cell out of a record can take it out of one that tells more.
Seen = TypeVar("Seen", contravariant=True)
Form = Literal["number", "percent", "plain"]
Align = Literal["left", "right"]
Raw = str | int | Decimal | None
# What a cell holds where it holds anything: a decimal is exact, a double was rounded to few digits.
Type = Literal["text", "integer", "decimal", "double", "boolean"]
_TYPES: dict[str, Type] = {
    **dict.fromkeys(("year", "paragraph", "figures", "rank"), "integer"),
    **dict.fromkeys(("line", "old_line", "column", "offset"), "integer"),
    **dict.fromkeys(("value", "low", "high", "change"), "decimal"),
    **dict.fromkeys(("low_open", "high_open"), "boolean"),
    **dict.fromkeys(("ratio", "share", "change_percent"), "double"),
}


class Computed:
    """How a number follows from two others of its row, which are named by their columns' keys.

    A difference is later - earlier, a growth is later / earlier - 1.
    """

    def __init__(self, operation: Literal["difference", "growth"], later: str, earlier: str):
        self.operation, self.later, self.earlier = operation, later, earlier


class Number:
    """A number that people read, with the words around it, which are its qualifier.

    A per cent is 0 to 1; a plain number has no thousands separators; a signed one has its plus.
    With `places`, it is shown with so many decimals, half up, and else with all it has. `printed`
    is how it stands where cells are texts, if that is otherwise: 1.7万余, +12 (+3.4%).
    """

    def __init__(
        self,
        value: Decimal,
        before: str = "",
        after: str = "",
        form: Form = "number",
        signed: bool = False,
        computed: Computed | None = None,
        printed: str = "",
        places: int | None = None,
    ) -> None:
        self.value, self.before, self.after, self.form = value, before, after, form
        self.signed, self.computed, self.printed, self.places = signed, computed, printed, places

    def but(self, **changed: Any) -> "Number":
        """Return it with some of this changed."""
        return Number(**{**vars(self), **changed})

    @property
    def digits(self) -> str:
        """The number without the words around it."""
        if self.form == "plain":
            return plain(self.value)
        value = self.value.scaleb(2) if self.form == "percent" else self.value
        if self.places is not None:
            value = value.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        digits = grouped(value)
        digits += "%" if self.form == "percent" else ""
        return f"+{digits}" if self.signed and self.value > 0 else digits

    @property
    def text(self) -> str:
        """The number with its words, as it stands where cells are texts."""
        return self.printed or f"{self.before}{self.digits}{self.after}"


# What people read in a cell.
Cell = str | Number


# A line of a card: a label and a text, and whether this is what one types to ask for the record.
Pair = tuple[str, str, bool]


class Note:
    """What is said below a table, and the columns that it explains; none for the whole."""

    def __init__(self, said: Message, keys: Sequence[str] = ()) -> None:
        self.said, self.keys = said, keys


class Series:
    """The columns whose numbers can be drawn beside one another, all in one unit."""

    def __init__(self, keys: Sequence[str], unit: Text) -> None:
        self.keys, self.unit = keys, unit


class Column(Generic[Seen]):
    """A key with its label, and how to take its cell out of a row: raw, and as people read it."""

    def __init__(
        self,
        key: str,
        raw: Callable[[Seen], Raw],
        align: Align = "left",
        shown: Callable[[Seen], Cell] | None = None,
        *,
        label: Text | None = None,
        words: Mapping[str, Text] | None = None,
        alongside: "Sequence[Column[Seen]]" = (),
        handle: bool = False,
        documented: Callable[[Seen], str] | None = None,
    ) -> None:
        self.key, self.raw, self.align, self.shown = key, raw, align, shown
        # That of the key, unless it has one of its own.
        self.label = label or labels.COLUMNS[key]
        # What its keys are called, where they are not shown as they are.
        self.words = words
        # What stands beside it where cells have types, and words and numbers do not mix.
        self.alongside = alongside
        # Whether it is what one types to ask for the row, which is no part of a document.
        self.handle = handle
        # How it reads in a document, where that is without what one types.
        self.documented = documented

    @property
    def type(self) -> Type:
        """What the raw cells are."""
        return type_of(self.key)

    def cell(self, row: Seen) -> Cell:
        """Return the cell of `row` as people read it."""
        if self.shown is not None:
            return self.shown(row)
        raw = self.raw(row)
        if isinstance(raw, bool):
            return (labels.YES if raw else labels.NO).say()
        if self.words is not None:
            return self.words[str(raw)].say() if raw in self.words else ""
        if not isinstance(raw, (int, Decimal)):
            return raw or ""
        return Number(Decimal(raw), form="number" if self.align == "right" else "plain")

    def of(
        self,
        held: "Callable[[Any], Seen | None]",
        key: str | None = None,
        label: Text | None = None,
    ) -> "Column[Any]":
        """Return the column for rows that hold one of its own, or none: there, it is empty."""
        return Column(
            key or self.key,
            lambda row: None if (one := held(row)) is None else self.raw(one),
            self.align,
            lambda row: "" if (one := held(row)) is None else self.cell(one),
            label=label,
        )

    def alone(self, label: Text | None = None) -> "Column[Seen]":
        """Return the column as it stands where it was asked for, with nothing beside it."""
        return Column(
            self.key, self.raw, self.align, self.shown, label=label or self.label, words=self.words
        )


class Table(Generic[Row]):
    """Rows with the columns of their record, and how people see them."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        rows: Sequence[Row],
        layout: Sequence[Column[Row] | str],
        title: str = "",
        notes: Sequence[Message | Note] = (),
        *,
        heading: Column[Row] | None = None,
        cards: Sequence[Sequence[Pair]] | None = None,
        empty: Message | None = None,
        visible: Callable[[Row], bool] | None = None,
        height: Callable[[Row], Decimal | None] | None = None,
        wide: "Table[Any] | None" = None,
        series: Series | None = None,
        subject: str = "",
    ) -> None:
        self.columns, self.rows, self.title = columns, rows, title
        # What people see, of its columns by key.
        by_key = {column.key: column for column in columns}
        self.layout = [by_key[one] if isinstance(one, str) else one for one in layout]
        self.notes = [note if isinstance(note, Note) else Note(note) for note in notes]
        # What people see as the heading of a group of rows.
        self.heading = heading
        # In place of a table: each record told whole, as pairs of label and text.
        self.cards = cards
        # Said to people where there are no rows.
        self.empty = empty
        # Which rows people see; the others are counted in the notes. Machines get all.
        self.visible = visible
        # How high the bar of a row stands, 0 to 1.
        self.height = height
        # What people see in its place, the same records beside one another; what can be drawn.
        self.wide, self.series = wide, series
        # What it is called where it has a file of its own, and no title else.
        self.subject = subject

    @property
    def records(self) -> list[list[Raw]]:
        """The raw cells of every row."""
        return [[column.raw(row) for column in self.columns] for row in self.rows]

    def name(self, title: str) -> None:
        """Give the table a title of its own."""
        self.title = title
        if self.wide is not None:
            self.wide.title = title

    def select(self, keys: Sequence[str]) -> "Table[Row]":
        """Return the table with only the columns named, in that order, for machines and people.

        A column is named by its key, or by what heads it in either language.

        Raises UsageError for a name that is no column, and for one given twice.
        """
        by_key = {column.key: column for column in self.columns}
        called = {
            word: key
            for column in (*self.layout, *self.columns)
            for key, word in zip(
                (f"{column.key}_zh", f"{column.key}_en"), column.label, strict=True
            )
            if key in by_key
        }
        called |= {word: key for key, one in by_key.items() for word in reversed(one.label)}
        named = [name if name in by_key else called.get(name, name) for name in keys]
        for index, key in enumerate(named):
            if key not in by_key:
                raise UsageError(messages.WRONG_COLUMN.about(name=key, known=list(by_key)))
            if key in named[:index]:
                raise UsageError(messages.COLUMN_TWICE.about(name=key))
        # Whoever asks for 指标 is shown 指标 above it.
        chosen = [
            by_key[key].alone(None if name == key else Text(name, name))
            for name, key in zip(keys, named, strict=True)
        ]
        series = self.series if self.series and set(self.series.keys) <= set(named) else None
        notes = [one for one in self.notes if not one.keys or set(one.keys) & set(named)]
        return Table(
            chosen,
            self.rows,
            chosen,
            self.title,
            notes,
            empty=self.empty,
            visible=self.visible,
            series=series,
            subject=self.subject,
        )


def type_of(key: str) -> Type:
    """Return what the cells of a column are: a key means the same in every record."""
    return _TYPES.get(key, "text")


def as_text(raw: Raw) -> str:
    """Return a raw cell as text without separators; nothing for None."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    return plain(raw) if isinstance(raw, Decimal) else str(raw)
