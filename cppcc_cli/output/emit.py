"""The one decision: which format an answer has, and which place it goes to.

The format is the one asked for, else that of the file's suffix, else a table on a terminal and TSV
in a pipe. Everything is put together in memory before the first byte is written.
"""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from cppcc_cli import messages
from cppcc_cli.errors import OutputError, UsageError
from cppcc_cli.files import is_watched, output_encoding, sayable, write_files, write_output
from cppcc_cli.language import Message
from cppcc_cli.output.formats import FORMATS, SUFFIXES
from cppcc_cli.output.table import Table

# With more rows, writing a file that is no text takes so long that a person wonders.
_MANY_ROWS = 5_000
# Numbers, and the columns that say whether they are exact.
_TELLING = (
    (("value",), ("qualifier", "printed")),
    (("ratio",), ("ratio_qualifier",)),
    (("share",), ("share_qualifier",)),
    (("change", "change_percent"), ("change_qualifier",)),
)
COLOURS = ("auto", "always", "never")
DEFAULT_WIDTH = 80


def emit(
    table: Table[Any],
    *,
    format: str | None = None,
    output: str | None = None,
    force: bool = False,
    columns: str | None = None,
    header: bool = True,
    title: str | None = None,
    colour: str = "auto",
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
        table.name(title)
    path = None if output == "-" else output
    name = _format(format, path)
    said = [] if FORMATS[name].worded else _never_silently_exact(whole, table, name)
    if path is not None:
        written = FORMATS[name]
        with nullcontext() if written.to_text else waiting(len(table.rows), path), sayable(path):
            data = written.to_bytes(table, header, path)
        write_files([*beside, (path, data)], force, inputs)
        return said
    text = _text(table, name, header, colour)
    write_files(beside, force, inputs)
    return [*said, *_write_text(text, name)]


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


def emit_text(text: str) -> list[Message]:
    """Write a text that is no table; return what must be said beside it. Raises OutputError."""
    return _write_text(text, "text")


def emit_page(page: str) -> None:
    """Write an HTML page; where the reader expects no UTF-8, in ASCII with character references."""
    known = output_encoding().lower().replace("-", "") == "utf8"
    write_output(page.encode("utf-8" if known else "ascii", "xmlcharrefreplace"))


def is_terminal() -> bool:
    """Tell whether a person looks at standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


def wants_colour(asked: str, environment: Mapping[str, str], terminal: bool) -> bool:
    """Tell whether to colour.

    The order is the option, NO_COLOR, CLICOLOR_FORCE or FORCE_COLOR, CLICOLOR, the terminal.
    """
    if asked != "auto":
        return asked == "always"
    if environment.get("NO_COLOR"):
        return False
    for name in ("CLICOLOR_FORCE", "FORCE_COLOR"):
        if environment.get(name, "0") not in ("0", ""):
            return True
    if environment.get("CLICOLOR") == "0" or environment.get("TERM") == "dumb":
        return False
    return terminal


def terminal_width(environment: Mapping[str, str]) -> int:
    """Return the width of the screen: COLUMNS if it is a number above 0, the terminal's, 80."""
    asked = environment.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and int(asked[:6]) > 0:
        return int(asked[:6])
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or DEFAULT_WIDTH
    except (OSError, ValueError, AttributeError):
        return DEFAULT_WIDTH


def _format(asked: str | None, path: str | None) -> str:
    if path is None:
        return asked or ("table" if is_terminal() else "tsv")
    if not path.strip():
        raise UsageError(messages.EMPTY_PATH.about(option="--output"))
    format = SUFFIXES.get(Path(path).suffix.lower())
    if format is None:
        raise UsageError(messages.UNKNOWN_SUFFIX.about(path=path, known=list(SUFFIXES)))
    if asked not in (None, format):
        raise UsageError(messages.SUFFIX_AND_FORMAT.about(format=asked, path=path))
    return format


def _text(table: Table[Any], format: str, header: bool, colour: str) -> str:
    to_text = FORMATS[format].to_text
    if to_text is not None:
        return to_text(table, header)
    from cppcc_cli.output.terminal import to_screen

    coloured = wants_colour(colour, os.environ, is_terminal())
    return to_screen(table, header, terminal_width(os.environ), coloured)


def waiting(rows: int, path: object) -> AbstractContextManager[object]:
    """Show a person who waits for a file of many rows that something is done.

    How far it has come, no library tells: half of the time goes into packing what was laid out.
    """
    if rows < _MANY_ROWS or not is_watched():
        return nullcontext()
    from cppcc_cli.output.terminal import progress

    return progress(messages.WRITING.about(path=path).say(), None, terminal_width(os.environ))


def _write_text(text: str, format: str) -> list[Message]:
    """Write to standard output in the encoding its reader expects, without losing a character."""
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
