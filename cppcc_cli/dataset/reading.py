"""TOML bytes -> Dataset, or every fault at once.

Three passes, each over what the one before left sound: the text (encoding, syntax), the keys and
their types (by the records of the room), the rules (how values hang together). Faults of the last
two are collected and raised together, each with its line and its key path.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from cppcc_cli import numerals
from cppcc_cli.dataset import (
    ID,
    LARGEST,
    RANGES,
    SCHEMA_VERSION,
    TOP_LEVEL,
    URL,
    Category,
    Dataset,
    Figure,
    Key,
    Kind,
    Ratio,
    Source,
    Topic,
    Word,
    is_in_range,
    keys,
    table_of,
)
from cppcc_cli.dataset.toml import KeyPath, decode, index_lines, parse
from cppcc_cli.errors import Fault, FaultyDataset
from cppcc_cli.files import read_regular_file
from cppcc_cli.messages import Message, Text, findings
from cppcc_cli.quantity import plain
from cppcc_cli.screen import escaped, first_unprintable

# Of this many misspelt keys the near miss is looked for; a file with more is not a dataset.
_NEAR_MISSES = 25
# Among more names, looking takes longer than reading them all did.
_NEAR_AMONG = 1_000
# A file with more faults than this is something else than a dataset.
_MOST_FAULTS = 1_000


class _TooManyFaults(Exception):
    """So much is wrong that the rest is not looked at."""


class _Reader:
    """The tables of a document made records, and what is wrong: code, key path and sentence."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.faults: list[tuple[str, KeyPath, Message]] = []
        # The tables that are meant by misspelt ones.
        self.meant: set[str | None] = set()
        self._misspelt = 0

    def add(self, code: str, path: KeyPath, said: Text, /, **values: object) -> None:
        """Note a fault; raise _TooManyFaults where it is one too many."""
        if len(self.faults) == _MOST_FAULTS:
            raise _TooManyFaults
        self.faults.append((code, path, said.about(**values)))

    def expected(self, path: KeyPath, must: Text, found: object, /, **values: object) -> None:
        """Note that something else than `found` must stand at `path`."""
        said = must.about(**values) if values else must
        self.add("type", path, findings.MUST_BE, expected=said, found=_shown(found))

    def missing(self, path: KeyPath, name: str, example: str) -> None:
        """Note that the required key `name` is missing from the table at `path`."""
        self.add("missing", (*path, name), findings.MISSING_KEY, name=name, example=example)

    def check_keys(
        self, path: KeyPath, table: dict[str, Any], known: Mapping[str, str]
    ) -> set[str | None]:
        """Note every key of `table` that is not known, with the one so called, or the nearest.

        Return those that are meant: none of them is missing.
        """
        meant: set[str | None] = set()
        for key in table:
            if key not in known.values() and self.is_fit((*path, key), key):
                names = [*known.values()]
                near = known.get(key) or self.near(key, names)
                self.add("unknown-key", (*path, key), findings.UNKNOWN_KEY, near=near, known=names)
                meant.add(near)
        return meant

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
        if char is not None:
            self.add("character", path, findings.UNFIT_CHARACTER, code=f"U+{ord(char):04X}")
        return char is None

    def is_text(self, path: KeyPath, value: object) -> bool:
        """Tell whether `value` is a text that says something; note it if not."""
        if not isinstance(value, str):
            self.expected(path, findings.A_TEXT, value)
        elif not value.strip():
            self.add("empty", path, findings.EMPTY)
        else:
            return self.is_fit(path, value)
        return False

    def is_id(self, path: KeyPath, text: str) -> bool:
        """Tell whether `text` can be an id; note it if not."""
        if re.fullmatch(ID, text):
            return True
        self.expected(path, findings.AN_ID, text)
        return False

    def dataset(self, path: str) -> Dataset:
        """Return the records of all tables that are sound; note the faults of the others."""
        self.meant = self.check_keys((), self.document, {name: name for name in TOP_LEVEL})
        version = self.document.get("schema")
        if "schema" not in self.document:
            if "schema" not in self.meant:
                self.missing((), "schema", str(SCHEMA_VERSION))
        elif version != SCHEMA_VERSION or type(version) is not int:
            self.expected(("schema",), findings.THE_VERSION, version, version=SCHEMA_VERSION)
        head = self.table(("dataset",), self.document.get("dataset"), keys(Dataset)) or {}
        source = self.table(("source",), self.document.get("source"), keys(Source)) or {}
        return Dataset(
            **{"id": "", "year": 0, "body": Text("", ""), **head},
            source=Source(**{"title": "", **source}),
            units=self.units(),
            categories={id: Category(id, **of) for id, of in self.tables("category")},
            figures={id: Figure(id, **of) for id, of in self.tables("figure")},
            ratios={
                id: Ratio(id, **{"name": Text(id, id), **of}) for id, of in self.tables("ratio")
            },
            topics=tuple(Topic(**of) for _, of in self.tables("topic")),
            words=tuple(Word(**of) for _, of in self.tables("word")),
            path=path,
        )

    def units(self) -> dict[str, str]:
        """Return the units whose names are sound."""
        table = self.document.get("units", {})
        if not isinstance(table, dict):
            self.expected(("units",), findings.A_TABLE, table)
            return {}
        return {
            unit: name
            for unit, name in table.items()
            if self.is_fit(("units", unit), unit) and self.is_text(("units", unit), name)
        }

    def tables(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield id and values of the sound tables of a name, below ids or in a list."""
        of = table_of(name)
        for path, table in self.each((name,), self.document.get(name), of.ids):
            if of.ids is None or all([self.is_id(path, str(part)) for part in path[1:]]):
                values = self.table(path, table, of.keys)
                if values is not None:
                    yield ".".join(str(part) for part in path[1:]), values

    def each(
        self, path: KeyPath, found: object, depth: int | None
    ) -> Iterator[tuple[KeyPath, object]]:
        """Yield what stands so many ids below a path, or for None in the list there."""
        if depth == 0:
            yield path, found
        elif depth is None and isinstance(found, list):
            yield from (((*path, number), one) for number, one in enumerate(found))
        elif depth and isinstance(found, dict):
            if depth == 1 and not all(isinstance(inner, dict) for inner in found.values()):
                example = ".".join(("work", "filed")[: len(path)])
                self.add("type", path, findings.NO_ID, example=f"{path[0]}.{example}")
                return
            for name, inner in found.items():
                yield from self.each((*path, name), inner, depth - 1)
        elif found is not None:
            must = findings.A_TABLE if depth else findings.A_LIST_OF_TABLES
            self.expected(path, must, found)

    def table(
        self, path: KeyPath, table: object, known: Mapping[str, Key]
    ) -> dict[str, Any] | None:
        """Return the sound values of a table by name, or None if a required one is not sound."""
        if table is None:
            if path[0] not in self.meant:
                self.add("missing", path, findings.MISSING_TABLE, name=path[-1])
            return None
        if not isinstance(table, dict):
            self.expected(path, findings.A_TABLE, table)
            return None
        values: dict[str, Any] = {}
        whole = True
        meant: set[str | None] = set()
        if not table.keys() <= known.keys():
            called = {key.label.zh: name for name, key in known.items()}
            meant = self.check_keys(path, table, called)
        for name, key in known.items():
            if name in table:
                value = self.value((*path, name), table[name], key)
                if value is not None:
                    values[name] = value
            elif key.required and name not in meant:
                self.missing(path, name, key.example)
            if key.required and name not in values:
                whole = False
        return values if whole else None

    def value(self, path: KeyPath, found: Any, key: Key) -> object:
        """Return the value found for a key, or None where it is not sound, which is noted."""
        kind = key.kind
        if kind in ("text", "reference", "url"):
            if not self.is_text(path, found):
                # What is still to be given holds up nothing else.
                return "" if found == "" and kind == "text" else None
            if kind == "reference":
                return found if all([self.is_id(path, id) for id in found.split(".")]) else None
            if kind == "text" or re.match(URL, found):
                return found
        elif kind == "texts" and isinstance(found, list):
            sound = [self.is_text((*path, number), item) for number, item in enumerate(found)]
            return tuple(found) if all(sound) else None
        elif kind == "label" and isinstance(found, dict):
            names = self.table(path, found, keys(Text))
            return Text(names["zh"], names.get("en", "")) if names else None
        elif kind == "number":
            number = Decimal(found) if type(found) is int else found
            if isinstance(number, Decimal) and number.is_finite() and not number.is_signed():
                if is_in_range(number):
                    return number
                self.add("range", path, findings.OUT_OF_RANGE)
                return None
        elif kind in RANGES:
            low, high = RANGES[kind]
            if type(found) is int and low <= found <= high:
                return found
        elif kind == "date":
            if type(found) is date:
                return found
            if isinstance(found, str) and len(found) == len("2024-02-21"):
                with suppress(ValueError):
                    return date.fromisoformat(found)
        elif kind == "choice" and found in key.choices:
            return found
        must = _MUST_BE[kind]
        if isinstance(found, str) and kind in ("number", *RANGES):
            self.expected(path, findings.UNQUOTED, found, expected=must)
        elif kind == "choice":
            self.expected(path, must, found, choices=key.choices)
        elif kind == "label":
            self.expected(path, must, found, name=found if isinstance(found, str) else "…")
        else:
            self.expected(path, must, found)
        return None

    def check(self, dataset: Dataset) -> None:
        """Note every breach of a rule. The document tells which tables are there, sound or not."""
        tables, units = self.document.get("figure"), self.document.get("units")
        # The ids of all figures that stand in the file.
        figures = {
            f"{category}.{name}": None
            for category, inner in (tables.items() if isinstance(tables, dict) else ())
            if isinstance(inner, dict) and all(isinstance(one, dict) for one in inner.values())
            for name in inner
        }
        circular = _circular(dataset)
        categories = self.document.get("category")
        for figure in dataset.figures.values():
            path: KeyPath = ("figure", figure.category, figure.short_id)
            if isinstance(units, dict) and figure.unit not in units:
                self.add("unknown-unit", (*path, "unit"), findings.UNKNOWN_UNIT, unit=figure.unit)
            self.check_printed(figure, (*path, "printed"))
            whole, place = figure.part_of, (*path, "part_of")
            if whole is not None and self.is_figure(whole, figures, place):
                if figure.id in circular:
                    self.add("part-of", place, findings.PART_OF_ITSELF)
                elif whole in dataset.figures:
                    self.check_part(figure, dataset.figures[whole], place)
        for category in dict.fromkeys(id.partition(".")[0] for id in figures):
            known = isinstance(categories, dict) and category in categories
            if not known and "category" not in self.meant:
                place = ("figure", category)
                self.add("unknown-category", place, findings.UNKNOWN_CATEGORY, name=category)
        for ratio in dataset.ratios.values():
            for end in ("numerator", "denominator"):
                place = ("ratio", *ratio.id.split("."), end)
                self.is_figure(getattr(ratio, end), figures, place)

    def is_figure(self, name: str, figures: Mapping[str, None], path: KeyPath) -> bool:
        """Tell whether there is a figure of a name; note it if not."""
        if name in figures:
            return True
        near = self.near(name, list(figures))
        self.add("unknown-figure", path, findings.NO_SUCH_FIGURE, name=name, near=near)
        return False

    def check_printed(self, figure: Figure, path: KeyPath) -> None:
        """Note where the printed form says something else than value, qualifier and unit."""
        printed = figure.printed
        read = numerals.read(printed)
        if read is None:
            self.add("printed", path, findings.UNREADABLE_PRINTED, printed=printed)
            return
        for said, found, stated in zip(_PRINTED, read, figure.quantity, strict=True):
            if found != stated:
                # 1E+3 is written 1000.
                told = (f"{one:f}" if isinstance(one, Decimal) else one for one in (found, stated))
                values = dict(zip(("read", "stated"), told, strict=True))
                self.add("printed", path, said, printed=printed, **values)

    def check_part(self, part: Figure, whole: Figure, path: KeyPath) -> None:
        """Note where a part does not fit into its whole: another unit, a larger value."""
        if whole.unit != part.unit:
            values = {"unit": part.unit, "whole": whole.id, "whole_unit": whole.unit}
            self.add("part-of", path, findings.PART_UNIT, **values)
        elif whole.value < part.value:
            values = {"value": plain(part.value), "whole_value": plain(whole.value)}
            self.add("part-of", path, findings.PART_LARGER, whole=whole.id, **values)


@lru_cache(maxsize=32)
def read_dataset(raw: bytes, path: str) -> Dataset:
    """Return the dataset that `raw`, the content of the file `path`, states.

    Raises FaultyDataset with every fault of the file, in the order of its lines; where there are
    more than a thousand, with the first thousand met.
    """
    text = decode(raw, path)
    reader = _Reader(parse(text, path))
    try:
        dataset = reader.dataset(path)
        reader.check(dataset)
    except _TooManyFaults:
        rest = Fault("more", None, "", findings.MORE_FAULTS.about(most=_MOST_FAULTS))
        raise FaultyDataset(path, [*_located(reader, text), rest]) from None
    if reader.faults:
        faults = _located(reader, text)
        draft = dataset if all(fault.code == "empty" for fault in faults) else None
        raise FaultyDataset(path, faults, draft)
    return dataset


def load(path: str) -> Dataset:
    """Return the dataset in the file `path`.

    Raises InputError where the file cannot be read, and FaultyDataset where it is at fault.
    """
    return read_dataset(read_regular_file(path, LARGEST), path)


def _located(reader: _Reader, text: str) -> list[Fault]:
    """Return the faults with their lines: of the key, or of the nearest table that holds it."""
    lines = index_lines(text)
    located = []
    for code, key, message in reader.faults:
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


def _shown(value: object) -> str:
    """Return a value as it may stand in a sentence: short, and as TOML writes it."""
    if isinstance(value, (dict, list)):
        return "{ … }" if isinstance(value, dict) else "[ … ]"
    # Python does not write out an integer of more than 4,300 digits.
    if isinstance(value, int) and value.bit_length() > 256:
        return "…"
    # As TOML writes them: true, inf.
    plain = str(value).lower().replace("infinity", "inf")
    shown = f'"{value}"' if isinstance(value, str) else plain
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


# What must stand where a value is none of its kind; a text that says something is held to more.
_MUST_BE: dict[Kind, Text] = {
    "label": findings.A_LABEL,
    "texts": findings.A_LIST_OF_TEXTS,
    "number": findings.A_NUMBER,
    "year": findings.A_YEAR,
    "count": findings.A_COUNT,
    "date": findings.A_DATE,
    "choice": findings.ONE_OF,
    "url": findings.A_URL,
}


_PRINTED = (findings.PRINTED_VALUE, findings.PRINTED_QUALIFIER, findings.PRINTED_UNIT)


def doubts(dataset: Dataset) -> Iterator[Message]:
    """Yield what may be wrong in a dataset without faults: its year, one name of two figures."""
    year, others = dataset.year, []
    for text in (dataset.id, dataset.source.title, str(dataset.source.published or "")):
        years = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text))
        # A report is given, and may be called, in the next year.
        if years and years.isdisjoint((str(year), str(year + 1))):
            others.append(f"“{text}”")
    if others:
        yield findings.YEAR_DOUBTED.about(path=dataset.path, year=year, found=others)
    alike: dict[tuple[str, str, str], list[str]] = {}
    for id, one in dataset.figures.items():
        alike.setdefault((one.name.zh.strip(), one.category, one.unit), []).append(id)
    for (name, *_), ids in alike.items():
        if len(ids) > 1 and name:
            yield findings.SAME_NAME.about(path=dataset.path, ids=ids, name=name)


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
