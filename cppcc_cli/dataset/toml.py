"""TOML text <-> tables: what stands in a file, and on which line; a dataset written as a file; and
the layout of one as JSON Schema (2020-12), made from the keys of its records.

The only door to tomli. TOML readers tell lines for broken texts only; so the lines of the keys of a
valid text are looked up here. A key inside an inline table or an array is not looked for: its table
or array stands on the line of its own key.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from cppcc_cli.dataset import (
    ID,
    LARGEST_EXPONENT,
    RANGES,
    SCHEMA_VERSION,
    TOP_LEVEL,
    URL,
    Dataset,
    Key,
    Source,
    Table,
    keys,
    table_of,
)
from cppcc_cli.errors import Fault, FaultyDataset
from cppcc_cli.messages import Message, Text, findings
from cppcc_cli.numerals import number_at
from cppcc_cli.quantity import plain

KeyPath = tuple[str | int, ...]
Remarks = Mapping[str, Sequence[str]]

# As many as ten thousand figures take; reading more would take seconds, and memory to match.
MOST_LINES = 100_000
# No number of a dataset has as many digits; tomli takes a hundred bytes for each.
_MOST_DIGITS = 10_000
# A text in quotes, a comment, a word, a mark, the end of a line.
_TOKEN = (
    r"""\"{3}.*?"{3,5}|'{3}.*?'{3,5}|"[^"]*"|'[^']*'|\#[^\n]*|[^\s"'#=.,\[\]{}]+|[=.\[\]{}\n]"""
)
# figure, category, name, key and zh or en: no key of a dataset lies deeper.
_DEEPEST = 5
# What is typed with a Chinese keyboard, and what TOML wants in its place.
_WIDE = dict(
    zip("＝：:，、．。＃【】［］｛｝０１２３４５６７８９", "===,,..#[][]{}0123456789", strict=True)
)
_WIDE_QUOTES = "“”„‘’「」『』＂＇"
# What tomli says, by its beginning.
_CAUSES = {
    "Expected '='": findings.NO_EQUALS,
    "Expected ']": findings.BAD_TABLE,
    "Unclosed": findings.NO_BRACKET,
    "Unescaped": findings.BACKSLASH,
    "Invalid hex": findings.BACKSLASH,
    "Escaped": findings.BACKSLASH,
    "Illegal character": findings.UNFIT,
    "Found invalid character": findings.UNFIT,
    "Unterminated": findings.UNCLOSED_TEXT,
    "Expected": findings.UNCLOSED_TEXT,
    "Invalid date": findings.NO_DATE,
    "Invalid": findings.NO_STATEMENT,
}

# What a schema holds texts to.
_UNFIT = (
    "[\\u0000-\\u001f\\u007f-\\u009f\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]"
)
# So many lines that are no TOML are told, of so long a text.
_MOST_BROKEN, _LONGEST_REREAD = 100, 200_000
# What office documents and PDF files begin with.
_DOCUMENTS = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF")


def decode(raw: bytes, path: str) -> str:
    """Return the text of a file, which must be UTF-8; raise FaultyDataset with the line if not."""
    raw = raw.removeprefix(BOM_UTF8)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        said = findings.NO_DATASET if raw.startswith(_DOCUMENTS) else findings.NOT_UTF8
        raise _broken(path, line, "encoding", said.about()) from None


def parse(text: str, path: str) -> dict[str, Any]:
    """Return the tables of a TOML text, every number with a fraction as a Decimal.

    Raises FaultyDataset with the lines that are none of TOML, or one with too much to be read.
    """
    if text.count("\n") > MOST_LINES:
        raise _broken(path, MOST_LINES + 1, "lines", findings.TOO_MANY_LINES.about(most=MOST_LINES))
    # Looked for where digits begin only: at each of them would take the square of the time.
    long = f"(?<![0-9_])[0-9_]{{{_MOST_DIGITS}}}|0x[0-9A-Fa-f_]{{{_MOST_DIGITS}}}"
    for number, content in enumerate(text.split("\n"), 1):
        if len(content) >= _MOST_DIGITS and re.search(long, content):
            raise _broken(path, number, "syntax", findings.TOO_MANY_DIGITS.about())
    # Loaded here, for what only writes.
    import tomli

    faults: list[Fault] = []
    rest = text.split("\n")
    try:
        while True:
            try:
                tables = tomli.loads("\n".join(rest), parse_float=Decimal)
                break
            except tomli.TOMLDecodeError as error:
                is_prose = "。" in text and "=" not in text
                said = findings.NO_DATASET if is_prose else findings.SYNTAX
                message = said.about(detail=_cause(error))
                faults.append(Fault("syntax", error.lineno, "", message, error.colno))
                if len(text) > _LONGEST_REREAD or not _is_key_alone(rest[error.lineno - 1]):
                    break
                if len(faults) == _MOST_BROKEN:
                    more = findings.MORE_FAULTS.about(most=_MOST_BROKEN)
                    faults.append(Fault("more", None, "", more))
                    break
                # Without it the other lines are read.
                rest[error.lineno - 1] = ""
        if faults:
            raise FaultyDataset(path, faults)
        return tables
    except RecursionError:
        line = _busiest_line(text, r"[\[{.]")
        raise _broken(path, line, "syntax", findings.TOO_DEEP.about()) from None
    except (ValueError, InvalidOperation):
        # Python reads no integer of more than 4,300 digits, nor an exponent of more than 18.
        line = _busiest_line(text, "[0-9_]+")
        raise _broken(path, line, "syntax", findings.TOO_MANY_DIGITS.about()) from None


def _broken(path: str, line: int, code: str, message: Message) -> FaultyDataset:
    return FaultyDataset(path, [Fault(code, line, "", message)])


def _is_key_alone(line: str) -> bool:
    """Tell whether a line is a key with all of its value."""
    is_whole = all(line.count(one) == line.count(other) for one, other in ("[]", "{}"))
    goes_on = '"""' in line or "'''" in line
    return is_whole and not goes_on and bool(re.match(r"\s*[^\s\[=＝：:][^=＝：:]*[=＝：:]", line))


def _cause(error: Any) -> Message | Text | str:
    """Return the likely reason why a text is no TOML, from what stands where it ends to be one."""
    line = error.doc.split("\n")[error.lineno - 1]
    begun, rest = line[: error.colno - 1], line[error.colno - 1 :]
    char = rest[:1]
    if char in _WIDE:
        return findings.FULL_WIDTH.about(char=char, ascii=_WIDE[char])
    if char not in " \t\r" and char.isspace():
        return findings.WIDE_SPACE
    unclosed = not rest and error.msg.startswith("Illegal character")
    # A Chinese mark should have ended the text that runs to the end of the line.
    if quote := re.search(f"[{_WIDE_QUOTES}]", begun if unclosed else char):
        return findings.CHINESE_QUOTE.about(char=quote.group())
    if unclosed:
        return findings.UNCLOSED_TEXT
    if re.match(r"[^=]*=\s*[0-9]{4}[-/年.][0-9]", line):
        return findings.NO_DATE
    number = re.match(
        r"\s*(?P<key>[\w-]+)\s*=\s*(?=[0-9.]+[^0-9.\s#_eExob])(?P<digits>[0-9.,]+)", line
    )
    if number and number["key"] in ("schema", "year", "value", "paragraph"):
        # 1.7万 is 17000.
        read = number_at(line, number.start("digits"))
        value = plain(read.value) if read and read.value is not None else number["digits"]
        return findings.BARE_NUMBER.about(key=number["key"], number=value)
    if number or error.msg == "Invalid value":
        return findings.NO_QUOTES if rest.strip() else findings.NO_VALUE
    if error.msg.startswith("Expected newline"):
        return findings.TOO_MUCH.about(rest=rest)
    if error.msg.startswith(("Cannot", "Duplicate")):
        name = line.split("=")[0].strip()
        before = error.doc.split("\n")[: error.lineno - 1]
        first = [at for at, one in enumerate(before, 1) if one.split("=")[0].strip() == name]
        return (
            findings.TWICE.about(name=name, line=first[-1]) if first else findings.TWICE_SOMEWHERE
        )
    if line.lstrip().startswith("[") and error.msg.startswith("Invalid initial"):
        return findings.BAD_TABLE
    known = (said for begins, said in _CAUSES.items() if error.msg.startswith(begins))
    return next(known, error.msg)


def _busiest_line(text: str, pattern: str) -> int:
    """Return the line where a pattern is found most; one long run of it counts for many short."""
    counts = [sum(len(run) ** 2 for run in re.findall(pattern, line)) for line in text.split("\n")]
    return counts.index(max(counts)) + 1


def index_lines(text: str) -> dict[KeyPath, int]:
    """Return the line, counted from 1, of every table and key: ("figure", "rules", "issued") -> 9.

    The items of an array of tables are numbered from 0: ("topic", 3, "kind").
    """
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    names: list[str] = []
    # How many brackets a header has opened; whether a key or a header has ended, and how many are
    # open behind it.
    header, ended, depth = 0, False, 0
    line = 1

    def note(base: KeyPath, path: KeyPath) -> None:
        for size in range(1, min(len(path), _DEEPEST) + 1):
            lines.setdefault((*base, *path[:size]), line)

    # No quote that ends no text; all stands where it stood.
    unescaped = re.sub(r'\\[\\"]', "__", text)
    for found in re.finditer(_TOKEN, unescaped, re.DOTALL):
        token = text[found.start() : found.end()]
        if ended:
            depth += (token in ("[", "{")) - (token in ("]", "}"))
            ended = depth > 0 or token != "\n"
        elif token == "[":
            header += 1
        elif token in ("]", "="):
            if token == "=":
                note(table, tuple(names))
            else:
                table = _resolved(tuple(names), counts)
                if header > 1:
                    counts[table] = counts.get(table, -1) + 1
                    table = (*table, counts[table])
                note((), table)
                depth = header - 1
            names, header, ended = [], 0, True
        elif token[0] not in ".#\n":
            names.append(token[1:-1] if token[0] in "\"'" else token)
        line += token.count("\n")
    return lines


def _resolved(names: tuple[str, ...], counts: dict[KeyPath, int]) -> KeyPath:
    """Return the path of a header, each array of tables followed by the number of its last item."""
    path: KeyPath = ()
    for index, name in enumerate(names):
        path = (*path, name)
        if path in counts and index < len(names) - 1:
            path = (*path, counts[path])
    return path


def to_toml(
    dataset: Dataset, remarks: Remarks, values: bool = True, asked: Remarks | None = None
) -> str:
    """Return the file that states `dataset`; without `values`, with these left to be filled in.

    It is laid out as the bundled file: one `key = value` a line, a table a figure. `remarks` stand
    as comments before the figure whose id they are under; those under "" at the head of the file.
    What is `asked` of a figure stands as comments at the end of its table, where a line without its
    # is a key of the figure.
    """
    lines = [*_comments(remarks.get("", ())), f"schema = {SCHEMA_VERSION}"]
    lines += ["", "[dataset]", *_pairs(dataset, values)]
    lines += ["", "[source]", *_pairs(dataset.source, values)]
    if dataset.units:
        lines += ["", "[units]", *(f"{_value(k)} = {_value(v)}" for k, v in dataset.units.items())]
    each = ("category", dataset.categories), ("figure", dataset.figures), ("ratio", dataset.ratios)
    for name, records in each:
        for id, record in records.items():
            remarked = remarks.get(id, ()) if name == "figure" else ()
            inside = (asked or {}).get(id, ()) if name == "figure" else ()
            lines += ["", *_comments(remarked), f"[{name}.{id}]", *_pairs(record, values)]
            lines += _comments(inside)
    for name, several in (("topic", dataset.topics), ("word", dataset.words)):
        for one in several:
            lines += ["", f"[[{name}]]", *_pairs(one, values)]
    return "\n".join([*lines, ""])


def _comments(remarks: Sequence[str]) -> Iterator[str]:
    return (f"# {remark}".rstrip() for remark in remarks)


def _pairs(record: Any, values: bool) -> Iterator[str]:
    """Yield a line for each key that a record states; without `values`, for each that is yearly."""
    stated: Any = type(record)
    for name, key in keys(stated).items():
        value = getattr(record, name)
        if key.yearly and not values:
            # What the last year did not state is not asked for, but of the source itself.
            if value is not None or stated is Source:
                yield f"# {name} ="
        elif value not in (None, ()):
            yield f"{name} = {_value(value)}"


def _value(value: object) -> str:
    from json import dumps

    if isinstance(value, Text):
        english = f", en = {_value(value.en)}" if value.en else ""
        return f"{{ zh = {_value(value.zh)}{english} }}"
    if isinstance(value, tuple):
        return f"[{', '.join(_value(item) for item in value)}]"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, (int, date)):
        return str(value)
    # What JSON escapes in a string, TOML escapes alike.
    return dumps(str(value), ensure_ascii=False)


def json_schema() -> dict[str, Any]:
    """Return the schema of a dataset file, with descriptions in English.

    What a schema cannot say stays with the reader: that a printed form agrees with its value, that
    units and references exist, that a part fits into its whole.
    """
    described = {
        "schema": {"description": "Version of this layout.", "const": SCHEMA_VERSION},
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
            name: described.get(name) or _of_table(table_of(name)) for name in TOP_LEVEL
        },
        "$defs": {
            "text": {"type": "string", "pattern": "\\S", "not": {"pattern": _UNFIT}},
            "label": _of_table(table_of("text")),
        },
    }


def _of_table(table: Table) -> dict[str, Any]:
    """Return the schema of a table, below its ids or in its list."""
    schema: dict[str, Any] = {
        "description": table.meaning.en,
        "type": "object",
        "required": [name for name, key in table.keys.items() if key.required],
        "additionalProperties": False,
        "properties": {
            name: {"description": key.meaning.en, **_of_key(key)}
            for name, key in table.keys.items()
        },
    }
    if table.ids is None:
        return {"type": "array", "items": schema}
    for _ in range(table.ids):
        ids = {"pattern": f"^{ID}$"}
        schema = {"type": "object", "propertyNames": ids, "additionalProperties": schema}
    return schema


def _of_key(key: Key) -> dict[str, Any]:
    """Return what a value of a key must be, as the reader demands it."""
    most = 10**LARGEST_EXPONENT
    values: dict[str, dict[str, Any]] = {
        "text": {"$ref": "#/$defs/text"},
        "label": {"$ref": "#/$defs/label"},
        "number": {"type": "number", "minimum": 0, "exclusiveMaximum": most},
        "date": {"type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"},
        "texts": {"type": "array", "items": {"$ref": "#/$defs/text"}},
        "url": {"type": "string", "pattern": URL},
        "choice": {"enum": list(key.choices)},
        "reference": {"type": "string", "pattern": f"^{ID}(\\.{ID})*$"},
    }
    for kind, (low, high) in RANGES.items():
        values[kind] = {"type": "integer", "minimum": low, "maximum": high}
    return values[key.kind]
