"""Table: an answer before it has a format.

The columns are the keys of the record, in their order, and serve machines. The layout is what
people see unless they name columns: fewer, in their language, with the qualifier in words. A row is
a record of any kind; a column knows how to take its cell out of it.

What is shown of a table is laid out once for all formats that people read; they only paint it. A
screen shows the ids that one types to ask on; a document and a sheet are without them. The cells of
a sheet have types, so that what stands in one cell elsewhere may stand in several there.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from cppcc_cli import messages
from cppcc_cli.errors import OutputError, UsageError
from cppcc_cli.messages import Message, Text, labels
from cppcc_cli.quantity import grouped, plain
from cppcc_cli.screen import width

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


class Number(NamedTuple):
    """A number that people read, with the words around it, which are its qualifier.

    A per cent is 0 to 1; a plain number has no thousands separators; a signed one has its plus.
    With `places`, it is shown with so many decimals, half up, and else with all it has. `printed`
    is how it stands where cells are texts, if that is otherwise: 1.7万余, +12 (+3.4%).
    """

    value: Decimal
    before: str = ""
    after: str = ""
    form: Form = "number"
    signed: bool = False
    computed: Computed | None = None
    printed: str = ""
    places: int | None = None

    @property
    def digits(self) -> str:
        """The number without the words around it."""
        value = self.value.scaleb(2) if self.form == "percent" else self.value
        if self.places is not None:
            value = value.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        digits = plain(value) if self.form == "plain" else grouped(value)
        digits += "%" if self.form == "percent" else ""
        return f"+{digits}" if self.signed and self.value > 0 else digits

    def __str__(self) -> str:
        """Return the number with its words, as it stands where cells are texts."""
        return self.printed or f"{self.before}{self.digits}{self.after}"


# What people read in a cell; `str` of it is its text.
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
        raw: Callable[[Seen], Raw] | None,
        align: Align = "left",
        shown: Callable[[Seen], Cell] | None = None,
        *,
        label: Text | None = None,
        words: Mapping[str, Text] | None = None,
        alongside: "Sequence[Column[Seen]]" = (),
        handle: bool = False,
        documented: Callable[[Seen], str] | None = None,
    ) -> None:
        # One that only people see has nothing for machines.
        self.raw: Callable[[Seen], Raw] = raw or (lambda row: None)
        self.key, self.align, self.shown = key, align, shown
        self._label = label
        # What its keys are called, where they are not shown as they are.
        self.words = words
        # What stands beside it where cells have types, and words and numbers do not mix.
        self.alongside = alongside
        # Whether it is what one types to ask for the row, which is no part of a document.
        self.handle = handle
        # How it reads in a document, where that is without what one types.
        self.documented = documented

    @property
    def label(self) -> Text:
        """What heads it: that of its key, unless it has one of its own."""
        return self._label or labels["COLUMNS"][self.key]

    @property
    def type(self) -> Type:
        """What the raw cells are: a key means the same in every record."""
        return _TYPES.get(self.key, "text")

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
            alongside=[one.of(held) for one in self.alongside],
        )

    def alone(self, label: Text | None = None) -> "Column[Seen]":
        """Return the column as it stands where it was asked for, with nothing beside it."""
        alone = copy(self)
        alone._label, alone.alongside = label or self._label, ()
        alone.handle, alone.documented = False, None
        return alone


class Table(Generic[Row]):
    """Rows with the columns of their record, and how people see them."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        rows: Sequence[Row],
        layout: Sequence[Column[Any] | str],
        title: str = "",
        notes: Sequence[Message | Note] = (),
        *,
        heading: Column[Any] | None = None,
        card: Callable[[Row], Sequence[Pair]] | None = None,
        empty: Message | None = None,
        visible: Callable[[Row], bool] | None = None,
        height: Callable[[Any], Decimal | None] | None = None,
        seen: Sequence[Any] | None = None,
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
        self.card = card
        # Said to people where there are no rows.
        self.empty = empty
        # Which rows people see; the others are counted in the notes. Machines get all.
        self.visible = visible
        # How high the bar of a row stands, 0 to 1.
        self.height = height
        # The rows that people see in place of these, as several records beside one another; what of
        # them can be drawn.
        self.seen, self.series = rows if seen is None else seen, series
        # What it is called where it has a file of its own, and no title else.
        self.subject = subject

    @property
    def records(self) -> list[list[Raw]]:
        """The raw cells of every row."""
        return [[column.raw(row) for column in self.columns] for row in self.rows]

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
        table = copy(self)
        table.columns = table.layout = chosen
        table.notes = [one for one in self.notes if not one.keys or set(one.keys) & set(named)]
        table.heading = table.card = table.height = None
        table.seen = self.rows
        if self.series and not set(self.series.keys) <= set(named):
            table.series = None
        return table


def as_text(raw: Raw) -> str:
    """Return a raw cell as text without separators; nothing for None."""
    if isinstance(raw, str):
        return raw
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    return plain(raw) if isinstance(raw, Decimal) else str(raw)


Medium = Literal["screen", "document", "sheet"]


class Group:
    """Rows of cells under a heading; how high the bars beside them stand, 0 to 1."""

    def __init__(self, heading: str, rows: list[list[Cell]], bars: list[Decimal]) -> None:
        self.heading, self.rows, self.bars = heading, rows, bars

    @property
    def texts(self) -> list[list[str]]:
        """The rows with each cell as a text."""
        return [[str(cell) for cell in row] for row in self.rows]


class Layout:
    """What is shown of a table in a medium: the title, groups of rows, what is said below.

    It is in the language of the process. Without header there are neither title nor labels nor what
    is said below. Groups that are cards each tell a record whole, in rows of a label and a text.
    """

    def __init__(self, table: Table[Any], header: bool, medium: Medium) -> None:
        self.header, self.medium, self.series = header, medium, table.series
        rows = [row for row in table.seen if table.visible is None or table.visible(row)]
        title = table.title or ("" if medium == "screen" else table.subject)
        self.title = title if header else ""
        self.notes = [note.said.say() for note in table.notes] if header else []
        # Said where there are no rows.
        self.empty = table.empty.say() if header and table.empty and not rows else ""
        self.are_cards = table.card is not None
        self.heads: Sequence[Column[Any]]
        if table.card is None:
            self.heads = self._heads(table.layout)
            self.groups = self._grouped(table, rows)
        else:
            self.heads = [Column(key, str, label=Text("", "")) for key in ("label", "text")]
            every = medium == "screen"
            self.groups = [
                Group("", [[one, said] for one, said, handle in pairs if every or not handle], [])
                for pairs in map(table.card, rows)
            ]

    def _heads(self, layout: Sequence[Column[Any]]) -> Sequence[Column[Any]]:
        if self.medium == "screen":
            return layout
        columns = [column for column in layout if not column.handle]
        if self.medium == "document":
            return columns
        known = {column.key for column in columns}
        return [
            each
            for column in columns
            for each in (column, *(one for one in column.alongside if one.key not in known))
        ]

    def _grouped(self, table: Table[Any], rows: Sequence[Any]) -> list[Group]:
        """Return the rows by their heading, in the order in which the headings come up."""
        heights = [table.height(row) or Decimal(0) for row in rows] if table.height else []
        groups: dict[str, Group] = {}
        for at, row in enumerate(rows):
            heading = str(self._cell(table.heading, row)) if table.heading else ""
            group = groups.setdefault(heading, Group(heading, [], []))
            group.rows.append([self._cell(column, row) for column in self.heads])
            if any(heights):
                group.bars.append(heights[at])
        return list(groups.values())

    def _cell(self, column: Column[Any], row: Any) -> Cell:
        if self.medium != "screen" and column.documented is not None:
            return column.documented(row)
        return column.cell(row)

    @property
    def said(self) -> list[str]:
        """All that stands below, first what is said where there is nothing above."""
        return [self.empty, *self.notes] if self.empty else self.notes

    @property
    def labels(self) -> list[str]:
        """The labels of the columns."""
        return [head.label.say() for head in self.heads]

    @property
    def rows(self) -> list[list[Cell]]:
        """The rows of all groups."""
        return [row for group in self.groups for row in group.rows]

    @property
    def bars(self) -> list[Decimal]:
        """The bars of all groups; nothing for a table without any."""
        return [bar for group in self.groups for bar in group.bars]


def require_room(format: str, rows: int, most_rows: int, columns: int, most_columns: int) -> None:
    """Raise OutputError for more rows or columns than a table in a format can have."""
    for count, most, sentence in (
        (rows, most_rows, messages.TOO_MANY_ROWS),
        (columns, most_columns, messages.TOO_MANY_COLUMNS),
    ):
        if count > most:
            raise OutputError(sentence.about(count=count, most=most, format=format))


def natural_widths(lines: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide each column is with every cell on one line; `lines` has a list a row.

    Widths are in the cells of a terminal, two for a wide character.
    """
    columns = zip(*lines, strict=True)
    return [max(width(cell.replace("\n", " ")) for cell in column) for column in columns]


def fitted_widths(
    heads: Sequence[Column[Any]], natural: Sequence[int], columns: int, gap: int, least: int
) -> list[int] | None:
    """Return the widths with which a table fits into `columns` cells; None where it does not.

    Columns stand `gap` cells apart. Numbers keep their width; texts fold, the widest first, and
    keep at least `least` cells.
    """
    widths = list(natural)
    foldable = [index for index, head in enumerate(heads) if head.align == "left"]
    while (excess := sum(widths) + gap * (len(widths) - 1) - columns) > 0:
        widest = max(foldable, key=lambda index: widths[index], default=None)
        if widest is None or widths[widest] <= least:
            return None
        second = max((widths[index] for index in foldable if index != widest), default=0)
        widths[widest] -= min(excess, max(1, widths[widest] - max(second, least)))
    return widths
