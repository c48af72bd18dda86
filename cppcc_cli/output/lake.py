"""Tables -> files that other programs query: SQLite, Parquet, a Data Package (version 2).

A database has one table, for Datasette and the like. Of Parquet, for DuckDB, Spark and Trino, the
columns of a record have the same types in every file, so that files can be read as one table, and
each committee's rows lie in one row group, so that a query of one reads no other. A package has a
CSV file a table, keys for a header, and the descriptor that explains them, datapackage.json: name,
title, sources, units; of each file its sha256, fields and keys. What a dataset does not state is an
empty cell.
"""

import errno
import hashlib
import io
import json
import os
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cppcc_cli import messages
from cppcc_cli.dataset import SCOPES, Category, Dataset, Figure, Ratio, Source, Topic, keys, stem_of
from cppcc_cli.errors import OutputError
from cppcc_cli.messages import Text, labels
from cppcc_cli.output import Column, Raw, Table
from cppcc_cli.output.formats import to_csv
from cppcc_cli.quantity import QUALIFIERS, plain

# How the cells of a column are called in SQLite, Parquet and a package. A decimal of SQLite has no
# type, which would turn its digits into a real; that of Parquet has its own.
_TYPES = {
    "text": ("TEXT", "string", "string"),
    "integer": ("INTEGER", "int64", "integer"),
    "decimal": ("", "", "number"),
    "double": ("REAL", "double", "number"),
    "boolean": ("BOOLEAN", "bool", "boolean"),
}
_LARGEST_INTEGER = 2**63 - 1


def to_sqlite_bytes(table: Table[Any], header: bool) -> bytes:
    """Return the bytes of a database whose one table, `records`, holds the rows of `table`.

    A decimal is stored as an integer or a real where that is exact, else as its digits: SQLite has
    no decimals. Raises OSError where there is no room for it.
    """
    columns = ", ".join(f'"{column.key}" {_TYPES[column.type][0]}' for column in table.columns)
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


# So many digits that differences and quotients of two values stay exact in Spark and Trino.
_DIGITS, _DECIMALS = 30, 9
# By this column rows are sorted, and grouped: more groups than these cost more than they spare.
_GROUPED_BY = "body"
_MOST_GROUPS = 1_000


def to_parquet_bytes(table: Table[Any], header: bool) -> bytes:
    """Return the bytes of a Parquet file with the rows of `table`.

    Raises OutputError for a number with more digits than a decimal of Parquet has.
    """
    # It says on standard error that it has no memory for a thread, and needs none.
    os.environ.setdefault("JE_ARROW_MALLOC_CONF", "background_thread:false")
    import pyarrow
    from pyarrow import parquet

    def array(column: Column[Any], cells: Sequence[Raw]) -> Any:
        if column.type == "decimal":
            return pyarrow.array(map(_fitting, cells), pyarrow.decimal128(_DIGITS, _DECIMALS))
        doubles = column.type == "double"
        held = [float(cell) if doubles and cell is not None else cell for cell in cells]
        return pyarrow.array(held, _TYPES[column.type][1])

    keys = [column.key for column in table.columns]
    by = keys.index(_GROUPED_BY) if _GROUPED_BY in keys else None
    records = table.records if by is None else sorted(table.records, key=lambda row: str(row[by]))
    columns = zip(*records, strict=True) if records else [()] * len(keys)
    arrays = [array(column, cells) for column, cells in zip(table.columns, columns, strict=True)]
    whole, file = pyarrow.table(arrays, keys), io.BytesIO()
    order = None if by is None else [parquet.SortingColumn(by)]
    with parquet.ParquetWriter(
        file, whole.schema, compression="zstd", sorting_columns=order
    ) as writer:
        for start, end in pairwise(_bounds([None if by is None else row[by] for row in records])):
            writer.write_table(whole.slice(start, end - start))
    return file.getvalue()


def _bounds(sorted_by: Sequence[Raw]) -> list[int]:
    """Return where row groups begin, and where the last one ends."""
    bounds, least = [0], len(sorted_by) // _MOST_GROUPS
    for at, (before, here) in enumerate(pairwise(sorted_by), 1):
        if here != before and at - bounds[-1] >= least:
            bounds.append(at)
    return [*bounds, len(sorted_by)]


def _fitting(cell: Raw) -> Raw:
    """Return a number that a decimal of Parquet holds; raise OutputError for another."""
    if isinstance(cell, Decimal):
        exponent = int(cell.normalize().as_tuple().exponent)
        if cell.adjusted() >= _DIGITS - _DECIMALS or exponent < -_DECIMALS:
            said = messages.TOO_MANY_DIGITS.about(value=plain(cell), format="Parquet")
            raise OutputError(said)
    return cell


_PROFILES = "https://datapackage.org/profiles/2.0"
# Of each table the records that it tells of, its own key, and its keys in other tables.
_OF_DATASET = ("dataset", "datasets", "id")
_OF_CATEGORY = ("dataset category", "categories", "dataset id")
_OF_FIGURES = [(f"dataset {end}", "figures", "dataset id") for end in ("numerator", "denominator")]
_RESOURCES: dict[str, tuple[Sequence[Any], str, Sequence[tuple[str, str, str]]]] = {
    "datasets": ((Source, Dataset), "id", ()),
    "categories": ((Category,), "dataset id", (_OF_DATASET,)),
    "figures": ((Dataset, Figure), "dataset id", (_OF_DATASET, _OF_CATEGORY)),
    "ratios": ((Figure, Ratio), "dataset id", _OF_FIGURES),
    "topics": ((Dataset, Topic), "", (_OF_DATASET,)),
}
_CHOICES = {"qualifier": QUALIFIERS, "scope": SCOPES}
_REQUIRED = ("id", "dataset", "year", "value", "unit", "printed", "name_zh", "kind")


def package(
    title: str, datasets: Sequence[Dataset], tables: Mapping[str, Table[Any]]
) -> dict[str, bytes]:
    """Return the files of the package by name, the descriptor last."""
    texts = {table: to_csv(rows, True, safe=True) for table, rows in tables.items()}
    files = {f"{table}.csv": text.encode() for table, text in texts.items()}
    documents = dict.fromkeys((one.title, one.url) for each in datasets for one in each.sources)
    descriptor = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": _name(datasets),
        "title": title,
        "description": labels.PACKAGE.say(),
        "sources": [
            {"title": title, "path": url} if url else {"title": title} for title, url in documents
        ],
        "units": {unit: name for one in reversed(datasets) for unit, name in one.units.items()},
        "resources": [
            _resource(table, rows, files[f"{table}.csv"]) for table, rows in tables.items()
        ],
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=2)
    return {**files, "datapackage.json": f"{text}\n".encode()}


def _name(datasets: Sequence[Dataset]) -> str:
    """Return the id of the only dataset, that of the only committee, or ours."""
    if len(datasets) == 1:
        return datasets[0].id
    stems = {stem_of(dataset.id) for dataset in datasets}
    return stems.pop() if len(stems) == 1 else "cppcc"


def _resource(name: str, table: Table[Any], raw: bytes) -> dict[str, Any]:
    records, own, others = _RESOURCES[name]
    # What the fields mean: those that are keys of a dataset, what these say.
    meanings = {key: one.meaning for record in records for key, one in keys(record).items()} | {
        "id": labels.RECORD_ID,
        "dataset": labels.DATASET_ID,
        "category": labels.CATEGORY_ID,
    }
    fields = [_field(column, meanings) for column in table.columns]
    schema: dict[str, Any] = {"$schema": f"{_PROFILES}/tableschema.json", "fields": fields}
    if own:
        schema["primaryKey"] = own.split()
    schema["foreignKeys"] = [
        {"fields": here.split(), "reference": {"resource": there, "fields": fields.split()}}
        for here, there, fields in others
    ]
    return {
        "name": name,
        "type": "table",
        "description": labels["RESOURCES"][name].say(),
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        "schema": schema,
    }


def _field(column: Column[Any], meanings: Mapping[str, Text]) -> dict[str, Any]:
    kind, title = _TYPES[column.type][2], column.label.say()
    field: dict[str, Any] = {"name": column.key, "type": kind, "title": title}
    key = column.key.removesuffix("_zh").removesuffix("_en")
    if key in meanings:
        field["description"] = meanings[key].say()
    constraints: dict[str, Any] = {}
    if column.key in _REQUIRED:
        constraints["required"] = True
    if column.key in _CHOICES:
        constraints["enum"] = list(_CHOICES[column.key])
    return {**field, "constraints": constraints} if constraints else field
