"""Tables -> a Data Package (version 2): a CSV file each, and the descriptor that explains them.

    datapackage.json   name, title, sources, units; of each file its sha256, fields and keys
    figures.csv        a record a line, keys for a header, UTF-8

What a dataset does not state is an empty cell.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from cppcc_cli.dataset.model import SCOPES, Dataset, stem_of
from cppcc_cli.language import Language, Text
from cppcc_cli.messages import exchange
from cppcc_cli.output import formats
from cppcc_cli.output.spreadsheet import harmless_csv
from cppcc_cli.output.table import Column, Table
from cppcc_cli.quantity import QUALIFIERS

DESCRIPTOR = "datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {"text": "string", "integer": "integer", "decimal": "number", "double": "number"}
_KEYS = {
    "datasets": ("id",),
    "categories": ("dataset", "id"),
    "figures": ("dataset", "id"),
    "ratios": ("dataset", "id"),
}
_Fields = tuple[str, ...]
# The fields of a table that must be found in another one, and there in which fields.
_REFERENCES: dict[str, list[tuple[_Fields, str, _Fields]]] = {
    "categories": [(("dataset",), "datasets", ("id",))],
    "figures": [
        (("dataset",), "datasets", ("id",)),
        (("dataset", "category"), "categories", ("dataset", "id")),
    ],
    "ratios": [
        (("dataset", "numerator"), "figures", ("dataset", "id")),
        (("dataset", "denominator"), "figures", ("dataset", "id")),
    ],
    "topics": [(("dataset",), "datasets", ("id",))],
}
_CHOICES = {"qualifier": QUALIFIERS, "scope": SCOPES}
_REQUIRED = ("id", "dataset", "year", "value", "unit", "printed", "name_zh", "kind")


def package(
    title: Text, datasets: Sequence[Dataset], tables: Mapping[str, Table], language: Language
) -> dict[str, bytes]:
    """Return the files of the package by name, the descriptor last."""
    files = {
        f"{table}.csv": harmless_csv(formats.csv(rows, language, True)).encode()
        for table, rows in tables.items()
    }
    descriptor = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": _name(datasets),
        "title": title.say(language),
        "description": exchange.PACKAGE.say(language),
        "sources": _sources(datasets),
        "units": {unit: name for one in reversed(datasets) for unit, name in one.units.items()},
        "resources": [
            _resource(table, rows, files[f"{table}.csv"], language)
            for table, rows in tables.items()
        ],
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=2)
    return {**files, DESCRIPTOR: f"{text}\n".encode()}


def _name(datasets: Sequence[Dataset]) -> str:
    """Return the id of the only dataset, that of the only committee, or ours."""
    if len(datasets) == 1:
        return datasets[0].id
    stems = {stem_of(dataset.id) for dataset in datasets}
    return stems.pop() if len(stems) == 1 else "cppcc"


def _sources(datasets: Sequence[Dataset]) -> list[dict[str, str]]:
    """Return the documents that the figures come from, each once."""
    documents = dict.fromkeys((one.source.title, one.source.url) for one in datasets)
    return [{"title": title, "path": url} if url else {"title": title} for title, url in documents]


def _resource(name: str, table: Table, raw: bytes, language: Language) -> dict[str, Any]:
    fields = [_field(column, language) for column in table.columns]
    schema: dict[str, Any] = {"$schema": f"{_PROFILES}/tableschema.json", "fields": fields}
    if name in _KEYS:
        schema["primaryKey"] = list(_KEYS[name])
    schema["foreignKeys"] = [
        {"fields": list(here), "reference": {"resource": there, "fields": list(fields)}}
        for here, there, fields in _REFERENCES.get(name, [])
    ]
    return {
        "name": name,
        "type": "table",
        "description": exchange.RESOURCES[name].say(language),
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        "schema": schema,
    }


def _field(column: Column, language: Language) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.key,
        "type": _TYPES[column.type],
        "title": column.label.say(language),
    }
    if column.key in exchange.FIELDS:
        field["description"] = exchange.FIELDS[column.key].say(language)
    constraints: dict[str, Any] = {}
    if column.key in _REQUIRED:
        constraints["required"] = True
    if column.key in _CHOICES:
        constraints["enum"] = list(_CHOICES[column.key])
    return {**field, "constraints": constraints} if constraints else field
