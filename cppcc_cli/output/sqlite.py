"""Table -> an SQLite database with one table, to be opened by Datasette and the like.

Columns are the keys of the record. A decimal is stored as an integer or a real where that is exact,
else as its digits: SQLite itself has no decimals.
"""

import errno
import sqlite3
import sys
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cppcc_cli.output.table import Raw, Table
from cppcc_cli.quantity import plain

# A decimal has no type: SQLite would turn its digits into a real.
_TYPES = {
    "text": "TEXT",
    "integer": "INTEGER",
    "decimal": "",
    "double": "REAL",
    "boolean": "BOOLEAN",
}
_LARGEST_INTEGER = 2**63 - 1


def to_sqlite_bytes(table: Table[Any], header: bool) -> bytes:
    """Return the bytes of a database whose one table, `records`, holds the rows of `table`.

    Raises OSError where there is no room for it.
    """
    columns = ", ".join(f'"{column.key}" {_TYPES[column.type]}' for column in table.columns)
    marks = ", ".join("?" * len(table.columns))
    with ExitStack() as opened:
        try:
            path = ":memory:"
            if sys.version_info < (3, 11):
                # There a database in memory cannot be had as bytes.
                path = f"{opened.enter_context(TemporaryDirectory())}/records.sqlite"
            database = sqlite3.connect(path, isolation_level=None)
            opened.callback(database.close)
            database.execute("PRAGMA synchronous = OFF")
            database.execute("PRAGMA journal_mode = OFF")
            database.execute(f"CREATE TABLE records ({columns})")
            database.execute("BEGIN")
            rows = ([_stored(cell) for cell in row] for row in table.records)
            database.executemany(f"INSERT INTO records VALUES ({marks})", rows)
            database.execute("COMMIT")
            if sys.version_info < (3, 11):
                database.close()
                return Path(path).read_bytes()
            return database.serialize()
        except sqlite3.OperationalError as error:
            raise OSError(errno.EIO, str(error)) from None


def _stored(cell: Raw) -> str | int | float | None:
    if not isinstance(cell, Decimal):
        return cell
    if cell == cell.to_integral_value() and abs(cell) <= _LARGEST_INTEGER:
        return int(cell)
    return float(cell) if Decimal(repr(float(cell))) == cell else plain(cell)
