"""The layout of a dataset file as JSON Schema (2020-12), made from the fields the reader uses.

What a schema cannot say stays with the reader: that a printed form agrees with its value, that
units and references exist, that a part fits into its whole.
"""

from collections.abc import Sequence
from typing import Any

from cppcc_cli.dataset import fields
from cppcc_cli.dataset.fields import Field

_ID = "^[a-z0-9-]+$"
_REFERENCE = "^[a-z0-9-]+(\\.[a-z0-9-]+)*$"
_UNFIT = (
    "[\\u0000-\\u001f\\u007f-\\u009f\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]"
)


def json_schema() -> dict[str, Any]:
    """Return the schema of a dataset file, with descriptions in English."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "cppcc dataset",
        "description": "The yearly figures of a political consultative committee.",
        "type": "object",
        "required": ["schema", "dataset", "source"],
        "additionalProperties": False,
        "properties": {
            "schema": {"description": "Version of this layout.", "const": fields.SCHEMA_VERSION},
            "dataset": _table(fields.DATASET, "Whose figures these are, and of which year."),
            "source": _table(fields.SOURCE, "The document that states the figures."),
            "units": {
                "description": "Every unit used, with an English word that follows a number.",
                "type": "object",
                "additionalProperties": {"$ref": "#/$defs/text"},
            },
            "category": _by_id(_table(fields.CATEGORY, "A category, by its id.")),
            "figure": _by_id(_by_id(_table(fields.FIGURE, "A figure, by category and name."))),
            "ratio": _by_id(_by_id(_table(fields.RATIO, "A ratio of two figures."))),
            "topic": {"type": "array", "items": _table(fields.TOPIC, "A piece of named work.")},
        },
        "$defs": {
            "text": {"type": "string", "pattern": "\\S", "not": {"pattern": _UNFIT}},
            "label": _table(fields.LABEL, "A name in both languages."),
        },
    }


def _by_id(inner: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "propertyNames": {"pattern": _ID},
        "additionalProperties": inner,
    }


def _table(table: Sequence[Field], description: str) -> dict[str, Any]:
    return {
        "description": description,
        "type": "object",
        "required": [field.name for field in table if field.required],
        "additionalProperties": False,
        "properties": {
            field.name: {"description": field.description, **_value(field)} for field in table
        },
    }


def _value(field: Field) -> dict[str, Any]:
    """Return what a value of a field must be, as the readers of values.py demand it."""
    values: dict[str, dict[str, Any]] = {
        "text": {"$ref": "#/$defs/text"},
        "label": {"$ref": "#/$defs/label"},
        "year": {"type": "integer", "minimum": 1000, "maximum": 9999},
        "count": {"type": "integer", "minimum": 1, "maximum": fields.LARGEST_COUNT},
        "number": {
            "type": "number",
            "minimum": 0,
            "exclusiveMaximum": 10**fields.LARGEST_EXPONENT,
        },
        "date": {"type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"},
        "texts": {"type": "array", "items": {"$ref": "#/$defs/text"}},
        "choice": {"enum": list(field.choices)},
        "reference": {"type": "string", "pattern": _REFERENCE},
    }
    return values[field.kind]
