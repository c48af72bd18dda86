"""The JSON Schema: a real validator and our reader judge the same files alike."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import tomli
from conftest import PROJECT, TESTS, Run
from jsonschema import Draft202012Validator

from cppcc_cli import dataset as model
from cppcc_cli.dataset import TOP_LEVEL, Figure, keys, table_of
from cppcc_cli.dataset.reading import read_dataset
from cppcc_cli.dataset.toml import json_schema
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


@pytest.mark.parametrize("name", [name for name in TOP_LEVEL if name not in ("schema", "units")])
def test_every_key_is_told_in_both_languages_with_an_example_that_reads(name: str) -> None:
    """A label and a sentence each; the example is a value that the schema takes, alone."""
    properties = json_schema()["properties"][name]
    while "properties" not in properties:
        properties = properties.get("additionalProperties") or properties["items"]
    definitions = {"$defs": json_schema()["$defs"]}
    fields = getattr(model, name.title())._fields
    assert [*properties["properties"]] == [key for key in fields if key in table_of(name).keys]
    assert {*properties["properties"]} == {*table_of(name).keys}
    for key, told in table_of(name).keys.items():
        assert all(text.strip() for text in (*told.label, *told.meaning)), key
        value = as_json(tomli.loads(f"x = {told.example}", parse_float=Decimal)["x"])
        Draft202012Validator({**properties["properties"][key], **definitions}).validate(value)


@pytest.mark.parametrize(
    ("url", "sound"),
    [
        ("https://town.example/2030?a=b#c", True),
        ("HTTP://政协.example", True),
        ("javascript:alert(1)", False),
        ("http://:80", False),
        ("http://@/a", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//town.example", False),
        ("report.html", False),
        ("https://", False),
        ("https:///path", False),
        ("https://town.example/a b", False),
        (" https://town.example", False),
    ],
)
def test_an_address_is_one_of_the_net(url: str, sound: bool) -> None:
    """Only http and https with a host: no page will ever follow anything else."""
    text = (TESTS / "faults" / "source-url.toml").read_text("utf-8")
    text = text.replace("JaVaScRiPt:alert(1)", url)
    assert (codes(text.encode()) == set()) == sound
    assert VALIDATOR.is_valid(as_json(tomli.loads(text, parse_float=Decimal))) == sound
