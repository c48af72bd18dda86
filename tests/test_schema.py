"""The JSON Schema: a real validator and our reader judge the same files alike."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import tomli
from conftest import PROJECT, TESTS, Run
from jsonschema import Draft202012Validator

from cppcc_cli.dataset.model import TOP_LEVEL, Figure, keys
from cppcc_cli.dataset.reading import read_dataset
from cppcc_cli.dataset.schema import json_schema
from cppcc_cli.errors import FaultyDataset

# What no schema can say: how values hang together.
RULES = {"printed", "part-of", "unknown-unit", "unknown-category", "unknown-figure"}
VALIDATOR = Draft202012Validator(json_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def as_json(value: object) -> object:
    """Return a TOML value as an editor hands it to a validator: JSON knows no date and no nan."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value) if value.is_finite() else None
    return value


def codes(raw: bytes) -> set[str]:
    """Return the kinds of faults that our reader finds."""
    try:
        read_dataset(raw, "x.toml")
    except FaultyDataset as faulty:
        return {fault.code for fault in faulty.faults}
    return set()


def test_schema_is_one() -> None:
    """The schema follows the rules of JSON Schema 2020-12, and describes every key."""
    Draft202012Validator.check_schema(json_schema())
    tables = json_schema()["properties"]
    figure = tables["figure"]["additionalProperties"]["additionalProperties"]
    assert list(figure["properties"]) == list(keys(Figure))
    assert all(value["description"] for value in figure["properties"].values())
    assert set(tables) == set(TOP_LEVEL)


FILES = [
    PROJECT / "data" / "lishui-2023.toml",
    TESTS / "samples" / "hillside-2031.toml",
    *sorted((TESTS / "faults").glob("*.toml")),
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_validator_and_reader_judge_alike(file: Path) -> None:
    """A file is valid by the schema exactly if the reader finds no fault beyond the rules."""
    raw = file.read_bytes()
    found = codes(raw)
    if found & {"syntax", "encoding"}:
        return
    document = as_json(tomli.loads(raw.decode(), parse_float=Decimal))
    assert VALIDATOR.is_valid(document) == (found <= RULES), list(VALIDATOR.iter_errors(document))


def test_command_prints_the_schema(run: Run) -> None:
    """`schema` prints it as JSON, the same in both languages, in ASCII for any terminal."""
    printed = run("schema")
    assert json.loads(printed.out) == json_schema()
    assert printed.out.isascii()
    assert printed == run("schema", "--lang", "zh")
    assert run("schema", "--lang", "fr").code == 2
