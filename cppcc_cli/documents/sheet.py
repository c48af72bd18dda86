"""A sheet of a workbook, cell by cell -> tables: what stands together is one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cppcc_cli.documents.blocks import Blocks, Line, TableCell, TableRow
from cppcc_cli.documents.document import Place

_WIDEST = 1_000


class Area(NamedTuple):
    """Cells that are merged to one: its rows and columns, from 1."""

    top: int
    left: int
    bottom: int
    right: int


def add_sheet(
    blocks: Blocks,
    name: str,
    rows: Iterable[tuple[int, Mapping[int, str]]],
    merged: Sequence[Area] = (),
) -> None:
    """Add the rows of a sheet, each with its number and the texts of its columns, from 1.

    A row without anything ends a table.
    """
    place = Place(0, sheet=name)
    spans = {(area.top, area.left): area.right - area.left + 1 for area in merged}
    covered = _covered(merged)
    table: list[TableRow] = []
    for number, texts in rows:
        texts = {column: text for column, text in texts.items() if text.strip()}
        if table and (not texts or number > table[-1].number + 1):
            blocks.add_table(table, place)
            table = []
        if texts:
            table.append(TableRow(number, _cells(number, texts, spans, covered)))
    blocks.add_table(table, place)


def _covered(merged: Sequence[Area]) -> set[tuple[int, int]]:
    """Return the cells that a cell to their left reaches over."""
    return {
        (row, column)
        for area in merged
        for row in range(area.top, min(area.bottom, area.top + _WIDEST) + 1)
        for column in range(area.left + 1, min(area.right, area.left + _WIDEST) + 1)
    }


def _cells(
    number: int,
    texts: Mapping[int, str],
    spans: Mapping[tuple[int, int], int],
    covered: set[tuple[int, int]],
) -> list[TableCell]:
    first, last = min(texts), max(texts)
    # What stands far to the right stands by itself.
    columns = range(1, last + 1) if last <= _WIDEST else sorted({1, first, *texts})
    return [
        TableCell(
            [Line(line.strip()) for line in texts.get(column, "").splitlines() if line.strip()],
            column,
            spans.get((number, column), 1),
        )
        for column in columns
        if (number, column) not in covered
    ]
