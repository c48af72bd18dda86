"""The formats, and the one decision: which an answer has, and which place it goes to.

The format is the one asked for, else that of the file's suffix, else a table on a terminal and TSV
in a pipe. Everything is put together in memory before the first byte is written.

tsv, csv, json, jsonl and value carry raw cells and keys: no separators, no colour, nothing cut.
markdown is for people: labels in their language, the qualifier in the value, the notes below. lines
are for editors: where each finding is, and what; github, junit and sarif for machines that check
texts, where a finding of severity info fails nothing. Other formats of files have their own rooms.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

from cppcc_cli import messages
from cppcc_cli.errors import OutputError, UsageError, needing
from cppcc_cli.files import is_watched, output_encoding, sayable, write_files, write_output
from cppcc_cli.messages import Message, labels
from cppcc_cli.output import Layout, Raw, Table, as_text
from cppcc_cli.quantity import plain

Writer = Callable[[Table[Any], bool], str]
# A text that begins with one of these is a formula to a spreadsheet program.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_tsv(table: Table[Any], header: bool) -> str:
    """Return a line a row, cells apart by tabs, quoted as in CSV where they have a quotation mark.

    No cell of ours holds a tab or a line break.
    """
    lines = ["\t".join(column.key for column in table.columns)] if header else []
    for row in table.records:
        line = "\t".join(map(as_text, row))
        lines.append("\t".join(map(_quoted, line.split("\t"))) if '"' in line else line)
    return "".join(f"{line}\n" for line in lines)


def _quoted(cell: str) -> str:
    """Return a cell with quotation marks around it where it has any: readers of CSV expect that."""
    return '"{}"'.format(cell.replace('"', '""')) if '"' in cell else cell


def to_csv(table: Table[Any], header: bool, safe: bool = False) -> str:
    """Return comma-separated values by RFC 4180, with line feeds.

    Those that are `safe` have CRLF, and no cell of which a spreadsheet runs.
    """
    import csv
    import io

    text, kept = io.StringIO(newline=""), harmless if safe else str
    writer = csv.writer(text, lineterminator="\r\n" if safe else "\n")
    if header:
        writer.writerow([column.key for column in table.columns])
    writer.writerows([kept(as_text(cell)) for cell in row] for row in table.records)
    return text.getvalue()


def harmless(cell: str) -> str:
    """Return a cell with an apostrophe before what would be run; a number is none of that."""
    return f"'{cell}" if would_run(cell) else cell


def would_run(cell: str) -> bool:
    """Tell whether a spreadsheet takes a text for a formula once it is typed in."""
    digits = cell.lstrip("+-")
    number = len(cell) - len(digits) <= 1 and digits.replace(".", "", 1).isdigit()
    return cell.startswith(_FORMULA) and not number


def to_json(table: Table[Any], header: bool) -> str:
    """Return an array of records, one a line; `[]` where there are none."""
    records = _records(table)
    return "[\n" + ",\n".join(records) + "\n]\n" if records else "[]\n"


def to_json_lines(table: Table[Any], header: bool) -> str:
    """Return a record a line."""
    return "".join(f"{record}\n" for record in _records(table))


def _records(table: Table[Any]) -> list[str]:
    from json import dumps

    def encoded(cell: Raw) -> str:
        # The json module knows no Decimal; through a float, digits would be lost.
        return plain(cell) if isinstance(cell, Decimal) else dumps(cell, ensure_ascii=False)

    keys = [dumps(column.key) for column in table.columns]
    return [
        "{"
        + ", ".join(f"{key}: {encoded(cell)}" for key, cell in zip(keys, row, strict=True))
        + "}"
        for row in table.records
    ]


def to_values(table: Table[Any], header: bool) -> str:
    """Return the bare values, a line each: of the column `value`, or of the one column chosen.

    Raises UsageError for a record that has no values, and for several columns.
    """
    columns = table.columns
    chosen = [column for column in columns if column.key == "value"] or list(columns)
    if len(chosen) > 1:
        raise UsageError(messages.NO_VALUES.about())
    return "".join(f"{as_text(chosen[0].raw(row))}\n" for row in table.rows)


def to_lines(table: Table[Any], header: bool) -> str:
    """Return `file:line:column: message` for each error and warning, by which editors jump.

    Raises UsageError for a record that has no messages with a place, as all formats of findings do.
    """
    return "".join(
        f"{one['file']}:{one['line']}:{one['column']}: {one['message']}\n"
        for one in _findings(table)
        if one["severity"] != "info"
    )


def _has_places(table: Table[Any]) -> bool:
    keys = {column.key for column in table.columns}
    return {"file", "line", "column", "code", "severity", "message"} <= keys


def _findings(table: Table[Any]) -> list[dict[str, Any]]:
    """Return records by their keys, places counted from 1, columns in characters.

    Where a document has no lines that a person sees, the message says the place.
    """
    keys = [column.key for column in table.columns]
    if not _has_places(table):
        raise UsageError(messages.NO_PLACES.about())
    records = [dict(zip(keys, row, strict=True)) for row in table.records]
    for one in records:
        one["line"], one["column"] = one["line"] or 1, one["column"] or 1
        if place := one.get("place"):
            one["message"] = labels.LABELLED.say().format(place, one["message"])
    return records


def to_github(table: Table[Any], header: bool) -> str:
    """Return a workflow command for each error and warning, a line each."""

    def data(text: object) -> str:
        return str(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def named(text: object) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    return "".join(
        f"::{one['severity']} file={named(one['file'])},line={one['line']},"
        f"col={one['column']},title=cppcc {named(one['code'])}::{data(one['message'])}\n"
        for one in _findings(table)
        if one["severity"] != "info"
    )


def to_junit(table: Table[Any], header: bool) -> str:
    """Return a test suite: a case for each finding, which failed unless it is one of info."""
    from xml.sax.saxutils import escape, quoteattr

    findings = _findings(table)
    failed = sum(one["severity"] != "info" for one in findings)
    counts = f'tests="{len(findings)}" failures="{failed}"'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuite name="cppcc" {counts}>']
    for one in findings:
        place, said = f"{one['line']}:{one['column']}", str(one["message"])
        name = quoteattr(" ".join(filter(None, (place, one["code"], one.get("printed")))))
        result = f'<failure type="{one["severity"]}" message={quoteattr(said)}/>'
        if one["severity"] == "info":
            result = f"<system-out>{escape(said)}</system-out>"
        case = f"<testcase classname={quoteattr(str(one['file']))} name={name}>"
        lines.append(f"  {case}{result}</testcase>")
    return "".join(f"{line}\n" for line in [*lines, "</testsuite>"])


def to_sarif(table: Table[Any], header: bool) -> str:
    """Return a log (SARIF 2.1.0) of one run, with a rule for each code; info has no level."""
    from json import dumps
    from urllib.parse import quote

    from cppcc_cli import __version__

    def result(one: Mapping[str, Any]) -> dict[str, object]:
        region = {"startLine": one["line"], "startColumn": one["column"]}
        if printed := one.get("printed"):
            region["endColumn"] = one["column"] + len(str(printed))
        place = {"artifactLocation": {"uri": quote(str(one["file"]).replace("\\", "/"))}}
        fails = one["severity"] != "info"
        return {
            "ruleId": one["code"],
            "level": one["severity"] if fails else "none",
            "kind": "fail" if fails else "informational",
            "message": {"text": one["message"]},
            "locations": [{"physicalLocation": {**place, "region": region}}],
        }

    findings = _findings(table)
    codes = sorted({str(one["code"]) for one in findings})
    driver = {"name": "cppcc", "version": __version__, "rules": [{"id": code} for code in codes]}
    results = [result(one) for one in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    log = {"$schema": schema, "version": "2.1.0", "runs": [run]}
    return dumps(log, ensure_ascii=False, indent=1) + "\n"


def to_markdown(table: Table[Any], header: bool) -> str:
    """Return GitHub-flavoured tables, one a group, with title and notes around them.

    Without header only the rows remain, to be added to a table that is there.
    """
    laid = Layout(table, header, "screen")
    blocks = []
    rules = ["---:" if head.align == "right" else "---" for head in laid.heads]
    for group in laid.groups:
        if group.heading and header:
            blocks.append(f"### {_as_markdown(group.heading)}\n")
        lines = [laid.labels, rules, *group.texts] if header else group.texts
        blocks.append("".join(f"| {' | '.join(map(_as_markdown, cells))} |\n" for cells in lines))
    if not header:
        return "".join(blocks)
    title = [f"## {_as_markdown(laid.title)}\n"] if laid.title else []
    return "\n".join([*title, *blocks, *(f"{_as_markdown(note)}\n" for note in laid.said)])


def _as_markdown(text: str) -> str:
    """Return `text` on one line, with every character that Markdown would act on escaped."""
    text = text.replace("\n", " ")
    return "".join(f"\\{char}" if char in "\\`*_[]<>|~&#" else char for char in text)


class Format:
    """A format. One that is no text is written by `to_NAME_bytes` of its room in output/."""

    def __init__(
        self, name: str, suffix: str, to_text: Writer | None, room: str = "", extra: str = ""
    ) -> None:
        """Make one with the suffix of its files, nothing where it is for streams only.

        Without the `extra`, the room cannot be entered.
        """
        self.name, self.suffix, self.to_text = name, suffix, to_text
        self.room, self.extra = room, extra

    def enter(self, path: object) -> Any:
        """Return the room of the format; raise MissingExtra where its library is missing."""
        with needing(self.extra, path, messages.WRITING_NEEDS_EXTRA):
            return import_module(f"cppcc_cli.output.{self.room}")

    def to_bytes(self, table: Table[Any], header: bool, path: object) -> bytes:
        """Return the content of a file in this format."""
        if self.name == "csv":
            # With a byte order mark, by which spreadsheets know that it is UTF-8.
            return to_csv(table, header, safe=True).encode("utf-8-sig")
        if self.to_text is not None:
            return self.to_text(table, header).encode()
        with needing(self.extra, path, messages.WRITING_NEEDS_EXTRA):
            written: bytes = getattr(self.enter(path), f"to_{self.name}_bytes")(table, header)
        return written


FORMATS = {
    row.name: row
    for row in (
        Format("table", "", None, "terminal"),
        Format("tsv", ".tsv", to_tsv),
        Format("csv", ".csv", to_csv),
        Format("json", ".json", to_json),
        Format("jsonl", ".jsonl", to_json_lines),
        Format("markdown", ".md", to_markdown),
        Format("value", "", to_values),
        Format("lines", "", to_lines),
        Format("github", "", to_github),
        Format("junit", "", to_junit),
        Format("sarif", ".sarif", to_sarif),
        Format("sqlite", ".sqlite", None, "lake"),
        Format("parquet", ".parquet", None, "lake", "lake"),
        Format("docx", ".docx", None, "pages", "publish"),
        Format("xlsx", ".xlsx", None, "workbook", "publish"),
        Format("html", ".html", None, "pages", "publish"),
    )
}
# Those of findings only.
OF_FINDINGS = ("lines", "github", "junit", "sarif")
# Those that show what people read: a number with the words of its qualifier.
_WORDED = ("table", "markdown", "docx", "xlsx", "html")
# Those that a stream may have.
STREAMED = tuple(name for name, row in FORMATS.items() if row.to_text or row.room == "terminal")
SUFFIXES = {row.suffix: name for name, row in FORMATS.items() if row.suffix}

# With more rows, writing a file that is no text takes so long that a person wonders.
MANY_ROWS = 5_000
# Numbers, and the columns that say whether they are exact.
_TELLING = (
    (("value",), ("qualifier", "printed")),
    (("ratio",), ("ratio_qualifier",)),
    (("share",), ("share_qualifier",)),
    (("change", "change_percent"), ("change_qualifier",)),
)
COLOURS = ("auto", "always", "never")
# In cells.
_USUAL_WIDTH, _WIDEST = 80, 999_999


def emit(
    table: Table[Any],
    *,
    format: str | None = None,
    output: str | None = None,
    force: bool = False,
    columns: str | None = None,
    no_header: bool = False,
    title: str | None = None,
    color: str = "auto",
    inputs: Iterable[str] = (),
    beside: Sequence[tuple[str, bytes]] = (),
) -> list[Message]:
    """Write `table` as asked for; return what must be said beside it.

    `inputs` are the files that were read, which are never overwritten; `beside` are files that are
    written with the answer, all or none. Raises UsageError where what is asked for contradicts
    itself, and OutputError where the answer does not get to its place.
    """
    whole = table
    if columns is not None:
        table = table.select([key.strip() for key in columns.split(",")])
    if title is not None:
        table.title = title
    path = None if output == "-" else output
    name = _format(format, path, whole)
    wanted = FORMATS[name]
    said = [] if name in _WORDED else _never_silently_exact(whole, table, name)
    if path is not None:
        is_long = wanted.to_text is None and len(table.rows) >= MANY_ROWS
        with progress(messages.WRITING.about(path=path).say(), None, is_long), sayable(path):
            data = wanted.to_bytes(table, not no_header, path)
        write_files([*beside, (path, data)], force, inputs)
        return said
    if wanted.to_text is not None:
        text = wanted.to_text(table, not no_header)
    else:
        from cppcc_cli.output.terminal import to_screen

        text = to_screen(table, not no_header, terminal_width(), wants_colour(color))
    write_files(beside, force, inputs)
    return [*said, *emit_text(text, name)]


def _never_silently_exact(whole: Table[Any], chosen: Table[Any], format: str) -> list[Message]:
    """Return that values are bounds, where no column that is written says so of a record."""
    columns = {column.key: column for column in whole.columns}
    kept = {"value"} if format == "value" else {column.key for column in chosen.columns}
    for keys, telling in _TELLING:
        qualifier = columns.get(telling[0])
        if qualifier is None or not kept & set(keys) or kept & set(telling):
            continue
        bounds = sum(qualifier.raw(row) not in (None, "exact") for row in whole.rows)
        if bounds:
            return [messages.NOT_EXACT.about(count=bounds, columns=list(telling))]
    return []


def emit_page(page: str) -> None:
    """Write an HTML page; where the reader expects no UTF-8, in ASCII with character references."""
    known = output_encoding().lower().replace("-", "") == "utf8"
    write_output(page.encode("utf-8" if known else "ascii", "xmlcharrefreplace"))


def is_terminal() -> bool:
    """Tell whether a person looks at standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


def wants_colour(asked: str) -> bool:
    """Tell whether to colour.

    The order is the option, NO_COLOR, CLICOLOR_FORCE or FORCE_COLOR, CLICOLOR, the terminal.
    """
    if asked != "auto":
        return asked == "always"
    if os.environ.get("NO_COLOR"):
        return False
    for name in ("CLICOLOR_FORCE", "FORCE_COLOR"):
        if os.environ.get(name, "0") not in ("0", ""):
            return True
    if os.environ.get("CLICOLOR") == "0" or os.environ.get("TERM") == "dumb":
        return False
    return is_terminal()


def terminal_width() -> int:
    """Return the width of the screen: COLUMNS if it is a number above 0, the terminal's, 80."""
    from shutil import get_terminal_size

    return min(get_terminal_size().columns or _USUAL_WIDTH, _WIDEST)


def _format(asked: str | None, path: str | None, table: Table[Any]) -> str:
    if path is None:
        return asked or ("table" if is_terminal() else "tsv")
    if not path.strip():
        raise UsageError(messages.EMPTY_PATH.about(option="--output"))
    format = SUFFIXES.get(Path(path).suffix.lower())
    if format is None:
        left = () if _has_places(table) else OF_FINDINGS
        known = [suffix for suffix, name in SUFFIXES.items() if name not in left]
        raise UsageError(messages.UNKNOWN_SUFFIX.about(path=path, known=known))
    if asked not in (None, format):
        raise UsageError(messages.SUFFIX_AND_FORMAT.about(format=asked, path=path))
    return format


def progress(
    what: str, total: int | None, is_long: bool = True
) -> AbstractContextManager[Callable[[int], None]]:
    """Return what shows a person, where one waits for something long, that it is done.

    What it gives takes how far it has come; without a total, which no library tells of writing a
    file, it only moves.
    """
    if not (is_long and is_watched()):
        return nullcontext(lambda done: None)
    from cppcc_cli.output.terminal import progress_bar

    return progress_bar(what, total, terminal_width())


def emit_text(text: str, format: str = "text") -> list[Message]:
    """Write to standard output in the encoding its reader expects, without losing a character.

    Return what must be said beside it. Raises OutputError where a character would be lost.
    """
    encoding = output_encoding()
    try:
        write_output(text.encode(encoding))
        return []
    except UnicodeEncodeError as error:
        if format in ("json", "jsonl"):
            write_output(_ascii_json(text))
            return []
        if format == "table":
            write_output(text.encode(encoding, "backslashreplace"))
            return [messages.DEGRADED.about(encoding=encoding)]
        lost = text[error.start]
        raise OutputError(messages.LOSES_CHARACTERS.about(encoding=encoding, char=lost)) from None


def _ascii_json(text: str) -> bytes:
    """Return JSON with an escape for all that is not ASCII, which stands in strings only."""
    from json import dumps

    return "".join(char if char.isascii() else dumps(char)[1:-1] for char in text).encode("ascii")
