"""Table -> Parquet, for DuckDB, Spark and Trino. The only door to pyarrow.

The columns of a record have the same types in every file, so that files can be read as one table.
Rows lie by committee, each committee's in one row group, so that a query of one reads no other.
"""

import io
import os
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from cppcc_cli import messages
from cppcc_cli.errors import OutputError
from cppcc_cli.output.table import Column, Raw, Table
from cppcc_cli.quantity import plain

# It says on standard error that it has no memory for a thread, and needs none.
os.environ.setdefault("JE_ARROW_MALLOC_CONF", "background_thread:false")

import pyarrow
from pyarrow import parquet

# So many that differences and quotients of two values stay exact in Spark and Trino.
_DIGITS, _DECIMALS = 30, 9
_TYPES = {
    "text": pyarrow.string(),
    "integer": pyarrow.int64(),
    "decimal": pyarrow.decimal128(_DIGITS, _DECIMALS),
    "double": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
}
# By this column rows are sorted, and grouped: more groups than these cost more than they spare.
_GROUPED_BY = "body"
_MOST_GROUPS = 1_000


def to_parquet_bytes(table: Table[Any], header: bool) -> bytes:
    """Return the bytes of a Parquet file with the rows of `table`.

    Raises OutputError for a number with more digits than a decimal of Parquet has.
    """
    keys = [column.key for column in table.columns]
    by = keys.index(_GROUPED_BY) if _GROUPED_BY in keys else None
    records = table.records if by is None else sorted(table.records, key=lambda row: str(row[by]))
    columns = zip(*records, strict=True) if records else [()] * len(keys)
    arrays = [_array(column, cells) for column, cells in zip(table.columns, columns, strict=True)]
    whole, file = pyarrow.table(arrays, keys), io.BytesIO()
    order = None if by is None else [parquet.SortingColumn(by)]
    with parquet.ParquetWriter(
        file, whole.schema, compression="zstd", sorting_columns=order
    ) as writer:
        for start, end in pairwise(_bounds([row[by or 0] for row in records], by is not None)):
            writer.write_table(whole.slice(start, end - start))
    return file.getvalue()


def _bounds(sorted_by: Sequence[Raw], is_grouped: bool) -> list[int]:
    """Return where row groups begin, and where the last one ends."""
    bounds, least = [0], len(sorted_by) // _MOST_GROUPS
    for at in range(1, len(sorted_by)) if is_grouped else ():
        if sorted_by[at] != sorted_by[at - 1] and at - bounds[-1] >= least:
            bounds.append(at)
    return [*bounds, len(sorted_by)]


def _array(column: Column[Any], cells: tuple[Raw, ...]) -> Any:
    if column.type == "decimal":
        for cell in cells:
            if isinstance(cell, Decimal) and not _fits(cell):
                said = messages.TOO_MANY_DIGITS.about(value=plain(cell), format="Parquet")
                raise OutputError(said)
    elif column.type == "double":
        return pyarrow.array(
            [None if cell is None else float(cell) for cell in cells], _TYPES["double"]
        )
    return pyarrow.array(cells, _TYPES[column.type])


def _fits(cell: Decimal) -> bool:
    exponent = cell.normalize().as_tuple().exponent
    return cell.adjusted() < _DIGITS - _DECIMALS and int(exponent) >= -_DECIMALS
