"""Table -> what is shown of it, once for all formats that people read; they only paint it.

A screen shows the ids that one types to ask on; a document and a sheet are without them. The cells
of a sheet have types, so that what stands in one cell elsewhere may stand in several there.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from cppcc_cli import messages
from cppcc_cli.errors import OutputError
from cppcc_cli.output import Align, Cell, Column, Number, Series, Table
from cppcc_cli.screen import width

Medium = Literal["screen", "document", "sheet"]


class Head(NamedTuple):
    """A column: its key, its label, and how its cells stand."""

    key: str
    label: str
    align: Align


class Group(NamedTuple):
    """Rows of cells under a heading; how high the bars beside them stand, 0 to 1."""

    heading: str
    rows: list[list[Cell]]
    bars: list[Decimal]

    @property
    def texts(self) -> list[list[str]]:
        """The rows with each cell as a text."""
        return [[text_of(cell) for cell in row] for row in self.rows]


class Layout(NamedTuple):
    """What is shown, from above to below: the title, groups of rows, what is said below.

    Without header there are neither title nor labels nor what is said below. Groups that are cards
    each tell a record whole, in rows of a label and a text.
    """

    header: bool
    title: str
    heads: list[Head]
    groups: list[Group]
    are_cards: bool
    # Said where there are no rows.
    empty: str
    notes: list[str]
    series: Series | None

    @property
    def said(self) -> list[str]:
        """All that stands below, first what is said where there is nothing above."""
        return [self.empty, *self.notes] if self.empty else self.notes

    @property
    def labels(self) -> list[str]:
        """The labels of the columns."""
        return [head.label for head in self.heads]

    @property
    def rows(self) -> list[list[Cell]]:
        """The rows of all groups."""
        return [row for group in self.groups for row in group.rows]

    @property
    def bars(self) -> list[Decimal]:
        """The bars of all groups; nothing for a table without any."""
        return [bar for group in self.groups for bar in group.bars]


def text_of(cell: Cell) -> str:
    """Return a cell as a text."""
    return cell.text if isinstance(cell, Number) else cell


def lay_out(table: Table[Any], header: bool, medium: Medium) -> Layout:
    """Return what is shown of `table` in a medium, in the language of the process."""
    table = table.wide or table
    rows = [row for row in table.rows if table.visible is None or table.visible(row)]
    if table.cards is None:
        columns = _columns(table, medium)
        heads = [Head(column.key, column.label.say(), column.align) for column in columns]
        groups = _groups(table, columns, rows, medium)
    else:
        heads = [Head("label", "", "left"), Head("text", "", "left")]
        every = medium == "screen"
        groups = [
            Group("", [[one, said] for one, said, handle in card if every or not handle], [])
            for card in table.cards
        ]
    title = table.title or ("" if medium == "screen" else table.subject)
    return Layout(
        header,
        title if header else "",
        heads,
        groups,
        table.cards is not None,
        table.empty.say() if header and table.empty and not rows else "",
        [note.said.say() for note in table.notes] if header else [],
        table.series,
    )


def _columns(table: Table[Any], medium: Medium) -> Sequence[Column[Any]]:
    if medium == "screen":
        return table.layout
    columns = [column for column in table.layout if not column.handle]
    if medium == "document":
        return columns
    known = {column.key for column in columns}
    return [
        each
        for column in columns
        for each in (column, *(one for one in column.alongside if one.key not in known))
    ]


def _groups(
    table: Table[Any], columns: Sequence[Column[Any]], rows: Sequence[Any], medium: Medium
) -> list[Group]:
    """Return the rows by their heading, in the order in which the headings come up."""
    heights = [table.height(row) or Decimal(0) for row in rows] if table.height else []
    drawn = any(heights)
    groups: dict[str, Group] = {}
    for at, row in enumerate(rows):
        heading = text_of(_cell(table.heading, row, medium)) if table.heading else ""
        group = groups.setdefault(heading, Group(heading, [], []))
        group.rows.append([_cell(column, row, medium) for column in columns])
        if drawn:
            group.bars.append(heights[at])
    return list(groups.values())


def _cell(column: Column[Any], row: Any, medium: Medium) -> Cell:
    if medium != "screen" and column.documented is not None:
        return column.documented(row)
    return column.cell(row)


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
    return [
        max(width(cell.replace("\n", " ")) for cell in cells) for cells in zip(*lines, strict=True)
    ]


def fitted_widths(
    heads: Sequence[Head], natural: Sequence[int], columns: int, gap: int, least: int
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
