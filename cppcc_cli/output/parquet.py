"""Table -> Parquet, for DuckDB, Spark and Trino. The only door to pyarrow.

The columns of a record have the same types in every file, so that files can be read as one table.
"""

import io
from decimal import Decimal
from typing import Any

import pyarrow
from pyarrow import parquet

from cppcc_cli import messages
from cppcc_cli.errors import OutputError
from cppcc_cli.output.table import Column, Raw, Table
from cppcc_cli.quantity import plain

# So many that differences and quotients of two values stay exact in Spark and Trino.
_DIGITS, _DECIMALS = 30, 9
_TYPES = {
    "text": pyarrow.string(),
    "integer": pyarrow.int64(),
    "decimal": pyarrow.decimal128(_DIGITS, _DECIMALS),
    "double": pyarrow.float64(),
}


def to_parquet_bytes(table: Table[Any], header: bool) -> bytes:
    """Return the bytes of a Parquet file with the rows of `table`.

    Raises OutputError for a number with more digits than a decimal of Parquet has.
    """
    columns = zip(*table.records, strict=True) if table.rows else [()] * len(table.columns)
    arrays = [_array(column, cells) for column, cells in zip(table.columns, columns, strict=True)]
    file = io.BytesIO()
    keys = [column.key for column in table.columns]
    parquet.write_table(pyarrow.table(arrays, keys), file, compression="zstd")
    return file.getvalue()


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
