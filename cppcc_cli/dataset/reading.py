"""TOML bytes -> Dataset, or every fault at once. The only door to tomli.

Three passes, each over what the one before left sound: the text (encoding, syntax), the fields
(keys and types, by the tables of fields.py), the rules (how values hang together, in rules.py).
Faults of the last two are collected and raised together, each with its line and its key path.
"""

import re
from codecs import BOM_UTF8
from typing import Any

import tomli

from cppcc_cli.dataset import fields
from cppcc_cli.dataset.lines import KeyPath, index_lines
from cppcc_cli.dataset.model import Category, Dataset, Figure, Ratio, Source, Topic
from cppcc_cli.dataset.rules import check_rules
from cppcc_cli.dataset.values import MOST_FAULTS, Notes, TooManyFaults, read_table, read_tables
from cppcc_cli.errors import Fault, FaultyDataset
from cppcc_cli.language import Message, Text
from cppcc_cli.messages import faults
from cppcc_cli.quantity import Quantity
from cppcc_cli.screen import escaped

# As many as ten thousand figures take; reading more would take seconds, and memory to match.
MOST_LINES = 100_000
# No number of a dataset has as many digits; tomli takes a hundred bytes for each.
_MOST_DIGITS = 10_000


def read_dataset(raw: bytes, path: str) -> Dataset:
    """Return the dataset that `raw`, the content of the file `path`, states.

    Raises FaultyDataset with every fault of the file, in the order of its lines; where there are
    more than a thousand, with the first thousand met.
    """
    text = _decode(raw, path)
    document = _parse(text, path)
    notes = Notes()
    try:
        dataset = _build(document, path, notes)
        check_rules(dataset, document, notes)
    except TooManyFaults:
        rest = Fault("more", None, "", faults.MORE_FAULTS.about(most=MOST_FAULTS))
        raise FaultyDataset(path, [*_located(notes, text), rest]) from None
    if notes.faults:
        raise FaultyDataset(path, _located(notes, text))
    return dataset


def _decode(raw: bytes, path: str) -> str:
    raw = raw.removeprefix(BOM_UTF8)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _broken(path, line, "encoding", faults.NOT_UTF8.about()) from None


def _parse(text: str, path: str) -> dict[str, Any]:
    from decimal import Decimal

    if text.count("\n") > MOST_LINES:
        raise _broken(path, MOST_LINES + 1, "lines", faults.TOO_MANY_LINES.about(most=MOST_LINES))
    for number, content in enumerate(text.split("\n"), 1):
        if len(content) >= _MOST_DIGITS and re.search(f"[0-9_]{{{_MOST_DIGITS}}}", content):
            raise _broken(path, number, "syntax", faults.TOO_MANY_DIGITS.about())
    try:
        return tomli.loads(text, parse_float=Decimal)
    except tomli.TOMLDecodeError as error:
        broken = "".join(text.split("\n")[error.lineno - 1 : error.lineno])
        # 181家 or 1,431.
        with_more = re.match(r"\s*value\s*=\s*[0-9.]+[^0-9.\s#_eExob]", broken)
        said = faults.SYNTAX_OF_VALUE if with_more else faults.SYNTAX
        detail = said.about(column=error.colno, detail=error.msg)
        raise _broken(path, error.lineno, "syntax", detail) from None
    except RecursionError:
        line = _busiest_line(text, "[{.")
        raise _broken(path, line, "syntax", faults.TOO_DEEP.about()) from None
    except ValueError:
        # Python refuses to read an integer of more than 4,300 digits.
        line = _busiest_line(text, "0123456789")
        raise _broken(path, line, "syntax", faults.TOO_MANY_DIGITS.about()) from None


def _broken(path: str, line: int, code: str, message: Message) -> FaultyDataset:
    return FaultyDataset(path, [Fault(code, line, "", message)])


def _busiest_line(text: str, characters: str) -> int:
    counts = [sum(line.count(char) for char in characters) for line in text.split("\n")]
    return counts.index(max(counts)) + 1


def _located(notes: Notes, text: str) -> list[Fault]:
    """Return the faults with their lines: of the key, or of the nearest table that holds it."""
    lines = index_lines(text)
    located = []
    for code, key, message in notes.faults:
        place: KeyPath = key
        while place and place not in lines:
            place = place[:-1]
        located.append(Fault(code, lines.get(place, 1), _spelt(key), message))
    return sorted(located, key=lambda fault: fault.line or 0)


def _spelt(key: KeyPath) -> str:
    """Return a key path as a person writes it: topic[3].kind, the items counted from 1."""
    spelt = ""
    for part in key:
        spelt += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if spelt else part
    return escaped(spelt)


def _build(document: dict[str, Any], path: str, notes: Notes) -> Dataset:
    """Return the records of all tables that are sound; note the faults of the others."""
    notes.check_keys((), document, fields.TOP_LEVEL)
    _check_version(document, notes)
    head = read_table(("dataset",), document.get("dataset"), fields.DATASET, notes) or {}
    source = read_table(("source",), document.get("source"), fields.SOURCE, notes) or {}
    units = _units(document, notes)
    categories = {
        id: Category(id, values["name"], values.get("function"), values.get("pinyin", ()))
        for id, values in read_tables(("category",), document, fields.CATEGORY, 1, notes)
    }
    figures = {
        id: _figure(id, values)
        for id, values in read_tables(("figure",), document, fields.FIGURE, 2, notes)
    }
    ratios = {
        id: Ratio(id, values.get("name", Text(id, id)), values["numerator"], values["denominator"])
        for id, values in read_tables(("ratio",), document, fields.RATIO, 2, notes)
    }
    return Dataset(
        head.get("id", ""),
        head.get("year", 0),
        head.get("body", Text("", "")),
        head.get("title"),
        Source(source.get("title", ""), *(source.get(field.name) for field in fields.SOURCE[1:])),
        units,
        categories,
        figures,
        ratios,
        tuple(_topics(document, notes)),
        path,
    )


def _figure(id: str, values: dict[str, Any]) -> Figure:
    return Figure(
        id,
        values["name"],
        Quantity(values["value"], values.get("qualifier", "exact"), values["unit"]),
        values["printed"],
        values.get("scope"),
        values.get("paragraph"),
        values.get("part_of"),
        values.get("terms", ()),
        values.get("pinyin", ()),
        values.get("note"),
    )


def _check_version(document: dict[str, Any], notes: Notes) -> None:
    if "schema" not in document:
        notes.missing((), "schema")
    elif document["schema"] != fields.SCHEMA_VERSION or type(document["schema"]) is not int:
        version = faults.THE_VERSION.about(version=fields.SCHEMA_VERSION)
        notes.expected(("schema",), version, document["schema"])


def _units(document: dict[str, Any], notes: Notes) -> dict[str, str]:
    table = document.get("units", {})
    if not isinstance(table, dict):
        notes.expected(("units",), faults.A_TABLE, table)
        return {}
    sound = {}
    for unit, name in table.items():
        if notes.is_fit(("units", unit), unit) and notes.is_text(("units", unit), name):
            sound[unit] = name
    return sound


def _topics(document: dict[str, Any], notes: Notes) -> list[Topic]:
    tables = document.get("topic", [])
    if not isinstance(tables, list):
        notes.expected(("topic",), faults.A_LIST_OF_TABLES, tables)
        return []
    topics = []
    for number, table in enumerate(tables):
        values = read_table(("topic", number), table, fields.TOPIC, notes)
        if values is not None:
            paragraph, pinyin = values.get("paragraph"), values.get("pinyin", ())
            topics.append(Topic(values["name"], values["kind"], paragraph, pinyin))
    return topics
