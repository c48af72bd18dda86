"""TOML bytes -> Dataset, or every fault at once.

Three passes, each over what the one before left sound: the text (encoding, syntax), the keys and
their types (by the records of model.py), the rules (how values hang together). Faults of the last
two are collected and raised together, each with its line and its key path.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from cppcc_cli import numerals
from cppcc_cli.dataset import model
from cppcc_cli.dataset.model import (
    Category,
    Dataset,
    Figure,
    Key,
    Ratio,
    Source,
    Topic,
    Word,
    keys,
    table_of,
)
from cppcc_cli.dataset.toml import KeyPath, decode, index_lines, parse
from cppcc_cli.errors import Fault, FaultyDataset
from cppcc_cli.files import read_regular_file
from cppcc_cli.language import Message, Text
from cppcc_cli.messages import findings
from cppcc_cli.quantity import plain
from cppcc_cli.screen import code_point, escaped, first_unprintable

# Of this many misspelt keys the near miss is looked for; a file with more is not a dataset.
_NEAR_MISSES = 25
# Among more names, looking takes longer than reading them all did.
_NEAR_AMONG = 1_000
# A file with more faults than this is something else than a dataset.
_MOST_FAULTS = 1_000


class _TooManyFaults(Exception):
    """So much is wrong that the rest is not looked at."""


class _Notes:
    """The faults noted so far: code, key path and sentence of each."""

    def __init__(self) -> None:
        self.faults: list[tuple[str, KeyPath, Message]] = []
        self._misspelt = 0

    def add(self, code: str, path: KeyPath, message: Message) -> None:
        """Note a fault; raise _TooManyFaults where it is one too many."""
        if len(self.faults) == _MOST_FAULTS:
            raise _TooManyFaults
        self.faults.append((code, path, message))

    def expected(self, path: KeyPath, expected: Text | Message, found: object) -> None:
        """Note that something else than `found` must stand at `path`."""
        message = findings.MUST_BE.about(expected=expected, found=_shown(found))
        self.add("type", path, message)

    def expected_number(self, path: KeyPath, expected: Text, found: object) -> None:
        """Note that a number must stand at `path`, and without quotes where it has some."""
        quoted = isinstance(found, str)
        self.expected(
            path, findings.UNQUOTED.about(expected=expected) if quoted else expected, found
        )

    def missing(self, path: KeyPath, name: str) -> None:
        """Note that the required key `name` is missing from the table at `path`."""
        self.add("missing", (*path, name), findings.MISSING_KEY.about(name=name))

    def check_keys(self, path: KeyPath, table: dict[str, Any], known: Sequence[str]) -> None:
        """Note every key of `table` that is not known, with the nearest that is."""
        for key in table:
            if key not in known and self.is_fit((*path, key), key):
                near = self.near(key, known)
                said = findings.MISSPELT_KEY if near else findings.UNKNOWN_KEY
                self.add("unknown-key", (*path, key), said.about(near=near, known=known))

    def near(self, name: str, known: Sequence[str]) -> str | None:
        """Return the known name nearest to a misspelt one."""
        from difflib import get_close_matches

        self._misspelt += 1
        if self._misspelt > _NEAR_MISSES or len(name) > 100 or len(known) > _NEAR_AMONG:
            return None
        return next(iter(get_close_matches(name, known, 1)), None)

    def is_fit(self, path: KeyPath, text: str) -> bool:
        """Tell whether `text` holds only characters that may be shown; note it if not."""
        char = first_unprintable(text)
        if char is None:
            return True
        self.add("character", path, findings.UNFIT_CHARACTER.about(code=code_point(char)))
        return False

    def is_text(self, path: KeyPath, value: object) -> bool:
        """Tell whether `value` is a text that says something; note it if not."""
        if not isinstance(value, str):
            self.expected(path, findings.A_TEXT, value)
            return False
        if not value.strip():
            self.add("empty", path, findings.EMPTY.about())
            return False
        return self.is_fit(path, value)

    def is_id(self, path: KeyPath, text: str) -> bool:
        """Tell whether `text` can be an id; note it if not."""
        if text and not text.strip(model.ID_CHARACTERS):
            return True
        self.expected(path, findings.AN_ID, text)
        return False


@lru_cache(maxsize=32)
def read_dataset(raw: bytes, path: str) -> Dataset:
    """Return the dataset that `raw`, the content of the file `path`, states.

    Raises FaultyDataset with every fault of the file, in the order of its lines; where there are
    more than a thousand, with the first thousand met.
    """
    text = decode(raw, path)
    document = parse(text, path)
    notes = _Notes()
    try:
        dataset = _build(document, path, notes)
        _check_rules(dataset, document, notes)
    except _TooManyFaults:
        rest = Fault("more", None, "", findings.MORE_FAULTS.about(most=_MOST_FAULTS))
        raise FaultyDataset(path, [*_located(notes, text), rest]) from None
    if notes.faults:
        raise FaultyDataset(path, _located(notes, text))
    return dataset


def load(path: str) -> Dataset:
    """Return the dataset in the file `path`.

    Raises InputError where the file cannot be read, and FaultyDataset where it is at fault.
    """
    return read_dataset(read_regular_file(path, model.LARGEST), path)


def _located(notes: _Notes, text: str) -> list[Fault]:
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


def _build(document: dict[str, Any], path: str, notes: _Notes) -> Dataset:
    """Return the records of all tables that are sound; note the faults of the others."""
    notes.check_keys((), document, model.TOP_LEVEL)
    _check_version(document, notes)
    head = _read_table(("dataset",), document.get("dataset"), keys(Dataset), notes) or {}
    source = _read_table(("source",), document.get("source"), keys(Source), notes) or {}
    return Dataset(
        **{"id": "", "year": 0, "body": Text("", ""), **head},
        source=Source(**{"title": "", **source}),
        units=_units(document, notes),
        categories={id: Category(id, **of) for id, of in _read_tables("category", document, notes)},
        figures={id: Figure(id, **of) for id, of in _read_tables("figure", document, notes)},
        ratios={
            id: Ratio(id, **{"name": Text(id, id), **of})
            for id, of in _read_tables("ratio", document, notes)
        },
        topics=tuple(Topic(**of) for of in _read_list("topic", document, notes)),
        words=tuple(Word(**of) for of in _read_list("word", document, notes)),
        path=path,
    )


def _check_version(document: dict[str, Any], notes: _Notes) -> None:
    if "schema" not in document:
        notes.missing((), "schema")
    elif document["schema"] != model.SCHEMA_VERSION or type(document["schema"]) is not int:
        version = findings.THE_VERSION.about(version=model.SCHEMA_VERSION)
        notes.expected(("schema",), version, document["schema"])


def _units(document: dict[str, Any], notes: _Notes) -> dict[str, str]:
    table = document.get("units", {})
    if not isinstance(table, dict):
        notes.expected(("units",), findings.A_TABLE, table)
        return {}
    sound = {}
    for unit, name in table.items():
        if notes.is_fit(("units", unit), unit) and notes.is_text(("units", unit), name):
            sound[unit] = name
    return sound


def _read_list(name: str, document: dict[str, Any], notes: _Notes) -> Iterator[dict[str, Any]]:
    """Yield the values of the sound tables of a list."""
    tables = document.get(name, [])
    if not isinstance(tables, list):
        notes.expected((name,), findings.A_LIST_OF_TABLES, tables)
        return
    for number, table in enumerate(tables):
        values = _read_table((name, number), table, table_of(name).keys, notes)
        if values is not None:
            yield values


def _shown(value: object) -> str:
    """Return a value as it may stand in a sentence: short, and as TOML writes it."""
    if isinstance(value, (dict, list)):
        return "{ … }" if isinstance(value, dict) else "[ … ]"
    # Python does not write out an integer of more than 4,300 digits.
    if isinstance(value, int) and value.bit_length() > 256:
        return "…"
    shown = f'"{value}"' if isinstance(value, str) else str(value).lower()
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


def _read_table(
    path: KeyPath, table: object, known: Mapping[str, Key], notes: _Notes
) -> dict[str, Any] | None:
    """Return the sound values of a table by name, or None if a required one is not sound."""
    if table is None:
        notes.add("missing", path, findings.MISSING_KEY.about(name=path[-1]))
        return None
    if not isinstance(table, dict):
        notes.expected(path, findings.A_TABLE, table)
        return None
    values: dict[str, Any] = {}
    whole = True
    seen = 0
    for name, key in known.items():
        if name in table:
            seen += 1
            value = _READERS[key.kind]((*path, name), table[name], key, notes)
            if value is not None:
                values[name] = value
        elif key.required:
            notes.missing(path, name)
        if key.required and name not in values:
            whole = False
    if seen < len(table):
        notes.check_keys(path, table, list(known))
    return values if whole else None


def _read_tables(
    name: str, document: dict[str, Any], notes: _Notes
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield id and values of the sound tables of a name, which has ids below it."""
    tables = document.get(name, {})
    if not isinstance(tables, dict):
        notes.expected((name,), findings.A_TABLE, tables)
        return
    for path, table in _descend((name,), tables, table_of(name).ids or 0, notes):
        if all([notes.is_id(path, str(part)) for part in path[1:]]):
            values = _read_table(path, table, table_of(name).keys, notes)
            if values is not None:
                yield ".".join(str(part) for part in path[1:]), values


def _descend(
    path: KeyPath, tables: dict[str, Any], depth: int, notes: _Notes
) -> Iterator[tuple[KeyPath, object]]:
    for name, table in tables.items():
        if depth == 1:
            yield (*path, name), table
        elif isinstance(table, dict):
            yield from _descend((*path, name), table, depth - 1, notes)
        else:
            notes.expected((*path, name), findings.A_TABLE, table)


def _read_text(path: KeyPath, value: object, key: Key, notes: _Notes) -> str | None:
    return str(value) if notes.is_text(path, value) else None


def _read_label(path: KeyPath, value: object, key: Key, notes: _Notes) -> Text | None:
    if not isinstance(value, dict):
        notes.expected(path, findings.A_LABEL, value)
        return None
    names = _read_table(path, value, keys(Text), notes)
    return Text(names["zh"], names.get("en", "")) if names else None


def _read_year(path: KeyPath, value: object, key: Key, notes: _Notes) -> int | None:
    if type(value) is int and 1000 <= value <= 9999:
        return value
    notes.expected_number(path, findings.A_YEAR, value)
    return None


def _read_count(path: KeyPath, value: object, key: Key, notes: _Notes) -> int | None:
    if type(value) is int and 1 <= value <= model.LARGEST_COUNT:
        return value
    notes.expected_number(path, findings.A_COUNT, value)
    return None


def _read_number(path: KeyPath, value: object, key: Key, notes: _Notes) -> Decimal | None:
    number = Decimal(value) if type(value) is int else value
    if not isinstance(number, Decimal) or not number.is_finite() or number.is_signed():
        notes.expected_number(path, findings.A_NUMBER, value)
        return None
    exponent = number.as_tuple().exponent
    if number.adjusted() >= model.LARGEST_EXPONENT or (
        isinstance(exponent, int) and exponent < -model.MOST_DECIMALS
    ):
        notes.add("range", path, findings.OUT_OF_RANGE.about())
        return None
    return number


def _read_date(path: KeyPath, value: object, key: Key, notes: _Notes) -> date | None:
    if type(value) is date:
        return value
    if isinstance(value, str) and len(value) == len("2024-02-21"):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    notes.expected(path, findings.A_DATE, value)
    return None


def _read_texts(path: KeyPath, value: object, key: Key, notes: _Notes) -> tuple[str, ...] | None:
    if not isinstance(value, list):
        notes.expected(path, findings.A_LIST_OF_TEXTS, value)
        return None
    sound = [notes.is_text((*path, number), item) for number, item in enumerate(value)]
    return tuple(value) if all(sound) else None


def _read_choice(path: KeyPath, value: object, key: Key, notes: _Notes) -> str | None:
    if isinstance(value, str) and value in key.choices:
        return value
    notes.expected(path, findings.ONE_OF.about(choices=key.choices), value)
    return None


def _read_reference(path: KeyPath, value: object, key: Key, notes: _Notes) -> str | None:
    if not notes.is_text(path, value):
        return None
    return str(value) if all([notes.is_id(path, part) for part in str(value).split(".")]) else None


def _read_url(path: KeyPath, value: object, key: Key, notes: _Notes) -> str | None:
    if not notes.is_text(path, value):
        return None
    if re.match(model.URL, str(value)):
        return str(value)
    notes.expected(path, findings.A_URL, value)
    return None


_READERS: dict[str, Callable[[KeyPath, object, Key, _Notes], Any]] = {
    "text": _read_text,
    "label": _read_label,
    "year": _read_year,
    "count": _read_count,
    "number": _read_number,
    "date": _read_date,
    "texts": _read_texts,
    "pinyin": _read_texts,
    "choice": _read_choice,
    "reference": _read_reference,
    "url": _read_url,
}


def _check_rules(dataset: Dataset, document: dict[str, Any], notes: _Notes) -> None:
    """Note every breach of a rule. `document` tells which tables are there, sound or not."""
    figures = _ids(document.get("figure"))
    circular = _circular(dataset)
    categories = document.get("category")
    for figure in dataset.figures.values():
        path: KeyPath = ("figure", figure.category, figure.short_id)
        if "units" in document and figure.quantity.unit not in document["units"]:
            unit = findings.UNKNOWN_UNIT.about(unit=figure.quantity.unit)
            notes.add("unknown-unit", (*path, "unit"), unit)
        _check_printed(figure, notes)
        if figure.part_of is not None and _check_reference(
            figure.part_of, figures, (*path, "part_of"), notes
        ):
            _check_part(figure, dataset, figure.id in circular, notes)
    for category in dict.fromkeys(id.partition(".")[0] for id in figures):
        if not isinstance(categories, dict) or category not in categories:
            unknown = findings.UNKNOWN_CATEGORY.about(name=category)
            notes.add("unknown-category", ("figure", category), unknown)
    for ratio in dataset.ratios.values():
        for end in ("numerator", "denominator"):
            place: KeyPath = ("ratio", *ratio.id.split("."), end)
            _check_reference(getattr(ratio, end), figures, place, notes)


def _ids(tables: object) -> dict[str, None]:
    """Return the ids of all figures that stand in the file, sound or not."""
    if not isinstance(tables, dict):
        return {}
    return {
        f"{category}.{name}": None
        for category, inner in tables.items()
        if isinstance(inner, dict)
        for name in inner
    }


def _check_reference(name: str, figures: Iterable[str], path: KeyPath, notes: _Notes) -> bool:
    if name in figures:
        return True
    near = notes.near(name, list(figures))
    said = findings.NO_SUCH_FIGURE_NEAR if near else findings.NO_SUCH_FIGURE
    notes.add("unknown-figure", path, said.about(name=name, near=near))
    return False


def _check_printed(figure: Figure, notes: _Notes) -> None:
    """Note where the printed form says something else than value, qualifier and unit."""
    path = ("figure", figure.category, figure.short_id, "printed")
    printed = figure.printed
    value, qualifier, unit = figure.quantity
    read = numerals.read(printed)
    if read is None:
        notes.add("printed", path, findings.UNREADABLE_PRINTED.about(printed=printed))
        return
    for said, form, found, stated in (
        (findings.PRINTED_VALUE, "f", read.value, value),
        (findings.PRINTED_QUALIFIER, "", read.qualifier, qualifier),
        (findings.PRINTED_UNIT, "", read.unit, unit),
    ):
        if found != stated:
            # 1E+3 is written 1000.
            told = {"read": f"{found:{form}}", "stated": f"{stated:{form}}"}
            notes.add("printed", path, said.about(printed=printed, **told))


def _circular(dataset: Dataset) -> set[str]:
    """Return the ids of the figures that are a part of themselves, directly or through others."""
    circular: set[str] = set()
    # Each figure is climbed from once: what was met on an earlier way up leads to nothing new.
    met: dict[str, str] = {}
    for first in dataset.figures:
        above: str | None = first
        while above in dataset.figures and above not in met:
            met[above] = first
            above = dataset.figures[above].part_of
        start = above
        while above is not None and met.get(above) == first and above not in circular:
            circular.add(above)
            above = dataset.figures[above].part_of
            if above == start:
                break
    return circular


def _check_part(part: Figure, dataset: Dataset, circular: bool, notes: _Notes) -> None:
    """Note where a part does not fit into its whole: another unit, a larger value, a circle."""
    path = ("figure", part.category, part.short_id, "part_of")
    if circular:
        notes.add("part-of", path, findings.PART_OF_ITSELF.about())
        return
    whole = dataset.figures.get(part.part_of or "")
    if whole is None:
        return
    if whole.quantity.unit != part.quantity.unit:
        said = findings.PART_UNIT.about(
            unit=part.quantity.unit, whole=whole.id, whole_unit=whole.quantity.unit
        )
        notes.add("part-of", path, said)
    elif whole.quantity.value < part.quantity.value:
        said = findings.PART_LARGER.about(
            value=plain(part.quantity.value),
            whole=whole.id,
            whole_value=plain(whole.quantity.value),
        )
        notes.add("part-of", path, said)
