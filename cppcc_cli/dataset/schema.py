"""The layout of a dataset file as JSON Schema (2020-12), made from the keys of its records.

What a schema cannot say stays with the reader: that a printed form agrees with its value, that
units and references exist, that a part fits into its whole.
"""

from collections.abc import Mapping
from typing import Any

from cppcc_cli.dataset import model
from cppcc_cli.dataset.model import LABEL, TABLES, Key, Table, keys

_ID = "^[a-z0-9-]+$"
_REFERENCE = "^[a-z0-9-]+(\\.[a-z0-9-]+)*$"
_UNFIT = (
    "[\\u0000-\\u001f\\u007f-\\u009f\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]"
)


def json_schema() -> dict[str, Any]:
    """Return the schema of a dataset file, with descriptions in English."""
    described = {
        "schema": {"description": "Version of this layout.", "const": model.SCHEMA_VERSION},
        "units": {
            "description": "Every unit used, with an English word that follows a number.",
            "type": "object",
            "additionalProperties": {"$ref": "#/$defs/text"},
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "cppcc dataset",
        "description": "The yearly figures of a political consultative committee.",
        "type": "object",
        "required": ["schema", "dataset", "source"],
        "additionalProperties": False,
        "properties": {
            name: described.get(name) or _nested(TABLES[name]) for name in model.TOP_LEVEL
        },
        "$defs": {
            "text": {"type": "string", "pattern": "\\S", "not": {"pattern": _UNFIT}},
            "label": _table(LABEL, "A name in both languages."),
        },
    }


def _nested(table: Table) -> dict[str, Any]:
    """Return the schema of a table, below its ids or in its list."""
    inner = _table(keys(table.record), table.meaning.en)
    if table.ids is None:
        return {"type": "array", "items": inner}
    for _ in range(table.ids):
        inner = _by_id(inner)
    return inner


def _by_id(inner: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "propertyNames": {"pattern": _ID},
        "additionalProperties": inner,
    }


def _table(known: Mapping[str, Key], description: str) -> dict[str, Any]:
    return {
        "description": description,
        "type": "object",
        "required": [name for name, key in known.items() if key.required],
        "additionalProperties": False,
        "properties": {
            name: {"description": key.meaning.en, **_value(key)} for name, key in known.items()
        },
    }


def _value(key: Key) -> dict[str, Any]:
    """Return what a value of a key must be, as the reader demands it."""
    texts = {"type": "array", "items": {"$ref": "#/$defs/text"}}
    values: dict[str, dict[str, Any]] = {
        "text": {"$ref": "#/$defs/text"},
        "label": {"$ref": "#/$defs/label"},
        "year": {"type": "integer", "minimum": 1000, "maximum": 9999},
        "count": {"type": "integer", "minimum": 1, "maximum": model.LARGEST_COUNT},
        "number": {
            "type": "number",
            "minimum": 0,
            "exclusiveMaximum": 10**model.LARGEST_EXPONENT,
        },
        "date": {"type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"},
        "texts": texts,
        "pinyin": texts,
        "url": {"type": "string", "pattern": model.URL},
        "choice": {"enum": list(key.choices)},
        "reference": {"type": "string", "pattern": _REFERENCE},
    }
    return values[key.kind]
