"""A sheet of a workbook, cell by cell -> tables: what stands together is one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cppcc_cli.documents.blocks import Blocks, Line, Run, TableCell, TableRow
from cppcc_cli.documents.document import Place

_WIDEST, _FEW = 1_000, 30
_MOST_COVERED = 100_000


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
            cells = _cells(name, number, texts, spans, covered)
            blocks.take(len(cells))
            table.append(TableRow(number, cells))
    blocks.add_table(table, place)


def _covered(merged: Sequence[Area]) -> set[tuple[int, int]]:
    """Return the cells that a cell to their left reaches over; of areas beyond all use, some."""
    covered: set[tuple[int, int]] = set()
    for area in merged:
        if len(covered) > _MOST_COVERED:
            break
        for row in range(area.top, min(area.bottom, area.top + _WIDEST) + 1):
            covered.update((row, at) for at in range(area.left + 1, min(area.right, _WIDEST) + 1))
    return covered


def _cells(
    name: str,
    number: int,
    texts: Mapping[int, str],
    spans: Mapping[tuple[int, int], int],
    covered: set[tuple[int, int]],
) -> list[TableCell]:
    last = max(texts)
    # Where little stands far to the right, what is empty before it says nothing.
    is_full = last <= _FEW or last <= 4 * len(texts)
    columns = range(1, last + 1) if is_full else sorted({1, *texts})
    return [
        TableCell(
            [
                Line(line, (Run(0, len(line), name, column),))
                for line in map(str.strip, texts.get(column, "").splitlines())
                if line
            ],
            column,
            spans.get((number, column), 1),
        )
        for column in columns
        if (number, column) not in covered
    ]
