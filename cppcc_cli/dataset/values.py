"""Tables of a TOML document, read by their fields: sound values come out, faults are noted."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from cppcc_cli.dataset.fields import (
    ID_CHARACTERS,
    LABEL,
    LARGEST_COUNT,
    LARGEST_EXPONENT,
    MOST_DECIMALS,
    Field,
)
from cppcc_cli.dataset.lines import KeyPath
from cppcc_cli.language import Message, Text
from cppcc_cli.messages import faults
from cppcc_cli.screen import code_point, first_unprintable

# Of this many misspelt keys the near miss is looked for; a file with more is not a dataset.
_NEAR_MISSES = 25
# Among more names, looking takes longer than reading them all did.
_NEAR_AMONG = 1_000


# A file with more faults than this is something else than a dataset.
MOST_FAULTS = 1_000


class TooManyFaults(Exception):
    """So much is wrong that the rest is not looked at."""


class Notes:
    """The faults noted so far: code, key path and sentence of each."""

    def __init__(self) -> None:
        self.faults: list[tuple[str, KeyPath, Message]] = []
        self._misspelt = 0

    def add(self, code: str, path: KeyPath, message: Message) -> None:
        """Note a fault; raise TooManyFaults where it is one too many."""
        if len(self.faults) == MOST_FAULTS:
            raise TooManyFaults
        self.faults.append((code, path, message))

    def expected(self, path: KeyPath, expected: Text | Message, found: object) -> None:
        """Note that something else than `found` must stand at `path`."""
        message = faults.EXPECTED.about(expected=expected, found=_shown(found))
        self.add("type", path, message)

    def expected_number(self, path: KeyPath, expected: Text, found: object) -> None:
        """Note that a number must stand at `path`, and without quotes where it has some."""
        quoted = isinstance(found, str)
        self.expected(path, faults.UNQUOTED.about(expected=expected) if quoted else expected, found)

    def missing(self, path: KeyPath, name: str) -> None:
        """Note that the required key `name` is missing from the table at `path`."""
        self.add("missing", (*path, name), faults.MISSING_KEY.about(name=name))

    def check_keys(self, path: KeyPath, table: dict[str, Any], known: Sequence[str]) -> None:
        """Note every key of `table` that is not known, with the nearest that is."""
        for key in table:
            if key not in known and self.is_fit((*path, key), key):
                near = self.near(key, known)
                message = (
                    faults.MISSPELT_KEY.about(near=near)
                    if near
                    else faults.UNKNOWN_KEY.about(known=known)
                )
                self.add("unknown-key", (*path, key), message)

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
        self.add("character", path, faults.UNFIT_CHARACTER.about(code=code_point(char)))
        return False

    def is_text(self, path: KeyPath, value: object) -> bool:
        """Tell whether `value` is a text that says something; note it if not."""
        if not isinstance(value, str):
            self.expected(path, faults.A_TEXT, value)
            return False
        if not value.strip():
            self.add("empty", path, faults.EMPTY.about())
            return False
        return self.is_fit(path, value)

    def is_id(self, path: KeyPath, text: str) -> bool:
        """Tell whether `text` can be an id; note it if not."""
        if text and not text.strip(ID_CHARACTERS):
            return True
        self.expected(path, faults.AN_ID, text)
        return False


def _shown(value: object) -> str:
    """Return a value as it may stand in a sentence: short, and as TOML writes it."""
    if isinstance(value, (dict, list)):
        return "{ … }" if isinstance(value, dict) else "[ … ]"
    shown = f'"{value}"' if isinstance(value, str) else str(value).lower()
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


def read_table(
    path: KeyPath, table: object, fields: Sequence[Field], notes: Notes
) -> dict[str, Any] | None:
    """Return the sound values of a table by name, or None if a required one is not sound."""
    if table is None:
        notes.add("missing", path, faults.MISSING_KEY.about(name=path[-1]))
        return None
    if not isinstance(table, dict):
        notes.expected(path, faults.A_TABLE, table)
        return None
    values: dict[str, Any] = {}
    whole = True
    seen = 0
    for field in fields:
        name = field.name
        if name in table:
            seen += 1
            value = _READERS[field.kind]((*path, name), table[name], field, notes)
            if value is not None:
                values[name] = value
        elif field.required:
            notes.missing(path, name)
        if field.required and name not in values:
            whole = False
    if seen < len(table):
        notes.check_keys(path, table, [field.name for field in fields])
    return values if whole else None


def read_tables(
    path: KeyPath, document: dict[str, Any], fields: Sequence[Field], depth: int, notes: Notes
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield id and values of the sound tables below `path`, whose ids have `depth` parts."""
    tables = document.get(str(path[0]), {})
    if not isinstance(tables, dict):
        notes.expected(path, faults.A_TABLE, tables)
        return
    for key_path, table in _descend(path, tables, depth, notes):
        if all([notes.is_id(key_path, str(part)) for part in key_path[1:]]):
            values = read_table(key_path, table, fields, notes)
            if values is not None:
                yield ".".join(str(part) for part in key_path[1:]), values


def _descend(
    path: KeyPath, tables: dict[str, Any], depth: int, notes: Notes
) -> Iterator[tuple[KeyPath, object]]:
    for name, table in tables.items():
        if depth == 1:
            yield (*path, name), table
        elif isinstance(table, dict):
            yield from _descend((*path, name), table, depth - 1, notes)
        else:
            notes.expected((*path, name), faults.A_TABLE, table)


def _read_text(path: KeyPath, value: object, field: Field, notes: Notes) -> str | None:
    return str(value) if notes.is_text(path, value) else None


def _read_label(path: KeyPath, value: object, field: Field, notes: Notes) -> Text | None:
    if not isinstance(value, dict):
        notes.expected(path, faults.A_LABEL, value)
        return None
    names = read_table(path, value, LABEL, notes)
    return Text(names["zh"], names.get("en", "")) if names else None


def _read_year(path: KeyPath, value: object, field: Field, notes: Notes) -> int | None:
    if type(value) is int and 1000 <= value <= 9999:
        return value
    notes.expected_number(path, faults.A_YEAR, value)
    return None


def _read_count(path: KeyPath, value: object, field: Field, notes: Notes) -> int | None:
    if type(value) is int and 1 <= value <= LARGEST_COUNT:
        return value
    notes.expected_number(path, faults.A_COUNT, value)
    return None


def _read_number(path: KeyPath, value: object, field: Field, notes: Notes) -> Decimal | None:
    number = Decimal(value) if type(value) is int else value
    if not isinstance(number, Decimal) or not number.is_finite() or number.is_signed():
        notes.expected_number(path, faults.A_NUMBER, value)
        return None
    exponent = number.as_tuple().exponent
    if number.adjusted() >= LARGEST_EXPONENT or (
        isinstance(exponent, int) and exponent < -MOST_DECIMALS
    ):
        notes.add("range", path, faults.OUT_OF_RANGE.about())
        return None
    return number


def _read_date(path: KeyPath, value: object, field: Field, notes: Notes) -> date | None:
    if type(value) is date:
        return value
    if isinstance(value, str) and len(value) == len("2024-02-21"):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    notes.expected(path, faults.A_DATE, value)
    return None


def _read_texts(path: KeyPath, value: object, field: Field, notes: Notes) -> tuple[str, ...] | None:
    if not isinstance(value, list):
        notes.expected(path, faults.A_LIST_OF_TEXTS, value)
        return None
    sound = [notes.is_text((*path, number), item) for number, item in enumerate(value)]
    return tuple(value) if all(sound) else None


def _read_choice(path: KeyPath, value: object, field: Field, notes: Notes) -> str | None:
    if isinstance(value, str) and value in field.choices:
        return value
    notes.expected(path, faults.ONE_OF.about(choices=field.choices), value)
    return None


def _read_reference(path: KeyPath, value: object, field: Field, notes: Notes) -> str | None:
    if not notes.is_text(path, value):
        return None
    return str(value) if all([notes.is_id(path, part) for part in str(value).split(".")]) else None


_READERS: dict[str, Callable[[KeyPath, object, Field, Notes], Any]] = {
    "text": _read_text,
    "label": _read_label,
    "year": _read_year,
    "count": _read_count,
    "number": _read_number,
    "date": _read_date,
    "texts": _read_texts,
    "choice": _read_choice,
    "reference": _read_reference,
}
