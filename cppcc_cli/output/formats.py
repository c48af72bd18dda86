"""Table -> text, a function for each text format, one dict by name.

tsv, csv, json, jsonl and value carry raw cells and keys: no separators, no colour, nothing cut.
markdown is for people: labels in their language, the qualifier in the value, the notes below. lines
are for editors: where each finding is, and what.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from cppcc_cli import messages
from cppcc_cli.errors import UsageError
from cppcc_cli.language import Language
from cppcc_cli.output.table import Raw, Table, as_text
from cppcc_cli.quantity import plain


def tsv(table: Table, language: Language, header: bool) -> str:
    """Return a line a row, cells apart by tabs; no cell of ours holds a tab or a line break."""
    lines = ["\t".join(column.key for column in table.columns)] if header else []
    lines += ["\t".join(as_text(cell) for cell in row) for row in table.records]
    return "".join(f"{line}\n" for line in lines)


def csv(table: Table, language: Language, header: bool) -> str:
    """Return comma-separated values by RFC 4180, with line feeds."""
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if header:
        writer.writerow([column.key for column in table.columns])
    writer.writerows([as_text(cell) for cell in row] for row in table.records)
    return text.getvalue()


def json_array(table: Table, language: Language, header: bool) -> str:
    """Return an array of records, one a line; `[]` where there are none."""
    records = _records(table)
    return "[\n" + ",\n".join(records) + "\n]\n" if records else "[]\n"


def json_lines(table: Table, language: Language, header: bool) -> str:
    """Return a record a line."""
    return "".join(f"{record}\n" for record in _records(table))


def _records(table: Table) -> list[str]:
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


def value(table: Table, language: Language, header: bool) -> str:
    """Return the bare values, a line each: of the column `value`, or of the one column chosen.

    Raises UsageError for a record that has no values, and for several columns.
    """
    columns = table.columns
    chosen = [column for column in columns if column.key == "value"] or list(columns)
    if len(chosen) > 1:
        raise UsageError(messages.NO_VALUES.about())
    return "".join(f"{as_text(chosen[0].raw(row))}\n" for row in table.rows)


def lines(table: Table, language: Language, header: bool) -> str:
    """Return `file:line:column: message` for each error and warning, by which editors jump.

    Raises UsageError for a record that has no messages with a place.
    """
    columns = {column.key: column for column in table.columns}
    if not {"file", "line", "column", "severity", "message"} <= columns.keys():
        raise UsageError(messages.NO_PLACES.about())
    said = []
    for row in table.rows:
        cell = {key: column.raw(row) for key, column in columns.items()}
        if cell["severity"] != "info":
            line, column = cell["line"] or 1, cell["column"] or 1
            said.append(f"{cell['file']}:{line}:{column}: {cell['message']}\n")
    return "".join(said)


def markdown(table: Table, language: Language, header: bool) -> str:
    """Return GitHub-flavoured tables, one a group, with title and notes around them.

    Without header only the rows remain, to be added to a table that is there.
    """
    blocks: list[str] = []
    if table.cards is not None:
        for pairs in table.cards(language):
            blocks.append(_markdown_rows(["", ""], ["---", "---"], pairs, header))
    elif table.seen:
        heads = [column.label.say(language) for column in table.cells_layout]
        rules = ["---:" if column.align == "right" else "---" for column in table.cells_layout]
        for heading, rows in table.groups(language):
            if heading and header:
                blocks.append(f"### {_as_markdown(heading)}\n")
            cells = [[column.show(row, language) for column in table.cells_layout] for row in rows]
            blocks.append(_markdown_rows(heads, rules, cells, header))
    if not header:
        return "".join(blocks)
    title = [f"## {_as_markdown(table.title.say(language))}\n"] if table.title else []
    notes = [*([] if table.seen or not table.empty else [table.empty]), *table.notes]
    said = [_as_markdown(note.say(language)) + "\n" for note in notes]
    return "\n".join([*title, *blocks, *said])


def _markdown_rows(
    heads: list[str], rules: list[str], rows: Sequence[Sequence[str]], header: bool
) -> str:
    lines = [[_as_markdown(cell) for cell in row] for row in rows]
    if header:
        lines = [[_as_markdown(head) for head in heads], rules, *lines]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _as_markdown(text: str) -> str:
    """Return `text` on one line, with every character that Markdown would act on escaped."""
    text = text.replace("\n", " ")
    return "".join(f"\\{char}" if char in "\\`*_[]<>|~&#" else char for char in text)


FORMATS: dict[str, Callable[[Table, Language, bool], str]] = {
    "tsv": tsv,
    "csv": csv,
    "json": json_array,
    "jsonl": json_lines,
    "markdown": markdown,
    "value": value,
    "lines": lines,
}
