"""Every command in every format: each parses, and all state the same."""

import csv
import io
import json
import sqlite3
import subprocess
from contextlib import closing
from decimal import Decimal, InvalidOperation
from pathlib import Path

import duckdb
import pytest
from commands import COMMANDS, HARBOUR, SPEECH
from conftest import Run, posix
from hypothesis import given, strategies as st
from pyarrow import parquet
from records import is_seen
from samples import write_sample

from cppcc_cli.cli import COMMANDS as COMMAND_NAMES
from cppcc_cli.cli.help import TOPICS
from cppcc_cli.messages import Text
from cppcc_cli.output import Column, Table
from cppcc_cli.output.formats import (
    FORMATS,
    OF_FINDINGS,
    STREAMED,
    SUFFIXES,
    harmless,
    to_csv,
    to_json,
    to_markdown,
    to_tsv,
)

KEYS_SEEN = {
    "stats": "printed",
    "check": "message",
    "topics": "name_zh",
    "search": "name_zh",
    "numbers": "printed",
    "verify": "figure",
    "diff": "new",
    "proofread": "message",
}
VALUES = {"stats", "show", "compare", "numbers", "verify"}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_machine_formats_state_the_same(command: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    """json, jsonl, csv and tsv parse to the same records, on stdout and in a file."""
    write_sample(tmp_path, "broken", '[ratio.a]\nb = "="\n')
    records = json.loads(run(*command, "-f", "json").out, parse_float=str, parse_int=str)
    as_text = [{key: _in_tsv(value) for key, value in record.items()} for record in records]
    lines = run(*command, "-f", "jsonl").out.splitlines()
    assert [json.loads(line, parse_float=str, parse_int=str) for line in lines] == records
    by_commas = run(*command, "-f", "csv").out
    assert list(csv.DictReader(io.StringIO(by_commas))) == as_text
    plain = run(*command)
    by_tabs = plain.out
    assert run(*command, "-f", "tsv") == plain
    header, *rows = csv.reader(io.StringIO(by_tabs), delimiter="\t")
    assert len(by_tabs.splitlines()) == 1 + len(rows)
    assert [dict(zip(header, row, strict=True)) for row in rows] == as_text
    assert run(*command, "-f", "tsv", "--no-header").out == by_tabs.partition("\n")[2]
    assert run(*command, "-f", "csv", "--no-header").out == by_commas.partition("\n")[2]
    for format, suffix in [
        ("json", "json"),
        ("jsonl", "jsonl"),
        ("tsv", "tsv"),
        ("markdown", "md"),
    ]:
        written = run(*command, "-o", f"out.{suffix}")
        assert (written.out, written.err) == ("", plain.err)
        said = run(*command, "-f", format).out
        assert (tmp_path / f"out.{suffix}").read_bytes().decode() == said
    run(*command, "-o", "out.csv")
    raw = (tmp_path / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n") == len(records) + 1
    assert raw.decode("utf-8-sig").replace("\r\n", "\n") == by_commas
    for suffix, read in (("sqlite", _read_sqlite), ("parquet", _read_parquet)):
        assert run(*command, "-o", f"out.{suffix}").out == ""
        assert read(tmp_path / f"out.{suffix}") == [
            {key: _number_or_text(value) for key, value in record.items()} for record in records
        ]


@pytest.mark.parametrize("options", [*(f"-f {name}" for name in STREAMED), *SUFFIXES])
def test_installed_command_gives_the_same(
    options: str, run: Run, installed: Run, tmp_path: Path
) -> None:
    """In a process of its own, each format and each kind of file comes out as in this one."""
    of_findings = {*OF_FINDINGS, *(FORMATS[name].suffix[1:] for name in OF_FINDINGS)}
    words = ["check" if options.split()[-1].strip(".") in of_findings else "stats", "--lang", "zh"]
    if options.startswith("."):
        assert run(*words, "-o", f"here{options}") == installed(*words, "-o", f"there{options}")
        raw = [(tmp_path / f"{name}{options}").read_bytes() for name in ("here", "there")]
        assert raw[0] == raw[1]
    else:
        assert run(*words, *options.split()) == installed(*words, *options.split())


def _in_tsv(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value or "")


def _number_or_text(value: str | None) -> Decimal | str | None:
    """Return a cell so that 418 and 418.000 are the same, and true is 1 as in SQLite."""
    try:
        known = {"True": "1", "False": "0"}.get(str(value), value)
        return None if known is None else Decimal(known).normalize()
    except InvalidOperation:
        return value


def _read_sqlite(path: Path) -> list[dict[str, object]]:
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        rows = database.execute("SELECT * FROM records").fetchall()
    return [{key: _number_or_text(_text(cell)) for key, cell in dict(row).items()} for row in rows]


def _read_parquet(path: Path) -> list[dict[str, object]]:
    rows = parquet.read_table(path).to_pylist()
    return [{key: _number_or_text(_text(cell)) for key, cell in row.items()} for row in rows]


def _text(cell: object) -> str | None:
    return None if cell is None else str(cell)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_value_lists_bare_values_or_refuses(
    command: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    """A figure has a value to list; other records have none, which exits 2."""
    write_sample(tmp_path, "broken", '[ratio.a]\nb = "="\n')
    listed = run(*command, "-f", "value")
    if command[0] in VALUES:
        records = json.loads(run(*command, "-f", "json").out, parse_float=str)
        values = ["" if record["value"] is None else str(record["value"]) for record in records]
        assert listed.out.split("\n")[:-1] == values
        assert listed.code == 0
    else:
        assert (listed.out, listed.code) == ("", 2)
        assert listed.err.count("\n") == 1


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_people_see_every_row(
    command: tuple[str, ...], language: str, run: Run, tmp_path: Path
) -> None:
    """A table shows each record, whole, at every width, but for those that are only counted."""
    write_sample(tmp_path, "broken", '[ratio.a]\nb = "="\n')
    said = json.loads(run(*command, "-f", "json", "--lang", language).out)
    records = [record for record in said if is_seen(record)]
    key = KEYS_SEEN.get(command[0], "id")
    for width in ("1", "40", "60", "80", "200"):
        options = ("-f", "table", "--lang", language, "--columns", key)
        shown = run(*command, *options, environ={"COLUMNS": width})
        joined = "".join(shown.out.split())
        cells = [record[key] or "" for record in records]
        assert [cell for cell in cells if "".join(cell.split()) not in joined] == []


def test_no_line_is_wider_than_the_screen(run: Run) -> None:
    """Tables, cards, blocks and help keep within the width, in both languages."""
    from rich.cells import cell_len

    for columns in (16, 40, 59, 60, 80, 200):
        for language in ("zh", "en"):
            for command in (
                ["stats"],
                ["show", "issues"],
                ["categories"],
                ["check"],
                ["proofread", SPEECH],
            ):
                asked = [*command, "-f", "table", "--lang", language]
                out = run(*asked, environ={"COLUMNS": str(columns)}).out
                assert max(map(cell_len, out.splitlines())) <= columns
            pages = [["--help"], *([name, "--help"] for name in COMMAND_NAMES)]
            for page in (*pages, *(["help", topic] for topic in TOPICS)):
                out = run(*page, "--lang", language, environ={"COLUMNS": str(columns)}).out
                if columns >= 40:
                    assert max(map(cell_len, out.splitlines())) <= min(columns, 100)
                assert "…" not in out
                assert "..." not in out


def test_lines_lead_an_editor_to_each_finding(run: Run, tmp_path: Path) -> None:
    """A line for each error and warning: file, line, column, message; other tables have none."""
    write_sample(tmp_path, "broken", '[ratio.a]\nb = "="\n')
    for command in (*COMMANDS, ("check", HARBOUR, "--source", SPEECH)):
        listed = run(*command, "-f", "lines")
        if command[0] not in ("check", "proofread"):
            assert (listed.out, listed.code) == ("", 2)
            continue
        records = json.loads(run(*command, "-f", "json").out)
        assert listed.out.splitlines() == [
            f"{r['file']}:{r['line'] or 1}:{r['column'] or 1}: {r['message']}"
            for r in records
            if r["severity"] != "info"
        ]
        assert listed.code == (1 if listed.out else 0)


def _table(*rows: tuple[str, Decimal]) -> Table:
    text = Column("text", lambda row: row[0], label=Text("文字", "Text"))
    number = Column("value", lambda row: row[1], "right", label=Text("数", "Number"))
    return Table((text, number), rows, (text, number))


@given(
    st.text(st.characters(blacklist_categories=["C", "Z"]), min_size=1),
    st.decimals(0, 10**14, allow_nan=False, places=3),
)
def test_no_digit_and_no_character_is_lost(text: str, value: Decimal) -> None:
    """Whatever a cell holds, json, csv and tsv give it back exactly."""
    table = _table((text, value))
    (record,) = json.loads(to_json(table, True), parse_float=str, parse_int=str)
    assert record == {"text": text, "value": f"{value:f}"}
    (row,) = csv.reader(io.StringIO(to_csv(table, False)))
    assert row == [text, f"{value:f}"]
    line = to_tsv(table, False)
    (row,) = csv.reader(io.StringIO(line), delimiter="\t")
    assert row == [text, f"{value:f}"]
    assert line == f"{text}\t{value:f}\n" or '"' in text


QUOTED = [
    '"',
    '""',
    '"a',
    'a"',
    'a"b"c',
    '"a"',
    ' "x" ',
    '他说"好"',
    "it's",
    "",
    "#",
    "\\",
    "a,b",
    "NA",
]


@posix
def test_tabs_are_read_alike_by_all(tmp_path: Path) -> None:
    """Quotes and all: DuckDB, told or guessing, and csv the same text; awk and cut each record."""
    path = tmp_path / "a.tsv"
    rows = [(text, Decimal(number)) for number, text in enumerate(QUOTED)]
    path.write_text(to_tsv(_table(*rows), True), "utf-8")
    for source in (f"'{path}'", f"read_csv('{path}', delim='\t', header=true, all_varchar=true)"):
        read = duckdb.sql(f"select * from {source}").fetchall()
        assert [(text or "", str(number)) for text, number in read] == [
            (text, str(number)) for text, number in rows
        ]
    for program in (["awk", "-F\t", "{print $2}"], ["cut", "-f2"]):
        done = subprocess.run([*program, path], capture_output=True, text=True, check=True)
        assert done.stdout.split() == ["value", *(str(number) for _, number in rows)]


def test_every_suffix_is_told_of(run: Run) -> None:
    """The help of --output and the page on formats name every suffix."""
    for language in ("zh", "en"):
        for page in (["help", "formats"], ["check", "--help"]):
            said = run(*page, "--lang", language).out
            assert [suffix for suffix in SUFFIXES if suffix not in said] == []


def test_spreadsheet_runs_no_cell(tmp_path: Path) -> None:
    """A text that a spreadsheet would take for a formula gets an apostrophe; a number does not."""
    cells = ["=1+1", "+86", "-2", "-2+3", "@sum", "418", "提案", "-1.5", "--1", "+"]
    assert [harmless(cell) for cell in cells] == [
        "'=1+1",
        "+86",
        "-2",
        "'-2+3",
        "'@sum",
        "418",
        "提案",
        "-1.5",
        "'--1",
        "'+",
    ]
    written = FORMATS["csv"].to_bytes(
        _table(("=x", Decimal(1431)), ("b\n=c", Decimal(1))), True, ""
    )
    assert written == '\ufefftext,value\r\n\'=x,1431\r\n"b\n=c",1\r\n'.encode()


def test_markdown_acts_on_no_character() -> None:
    """What Markdown would act on stands escaped in a cell."""
    shown = to_markdown(_table(("a|b*c_d`<e>[f]\\", Decimal(1431))), True)
    assert shown == (
        "| Text | Number |\n| --- | ---: |\n| a\\|b\\*c\\_d\\`\\<e\\>\\[f\\]\\\\ | 1,431 |\n"
    )


@pytest.mark.parametrize(
    ("columns", "format", "told"),
    [
        ("id,value", "tsv", True),
        ("id,value,qualifier", "tsv", False),
        ("id,value,printed", "csv", False),
        ("id,unit", "json", False),
        ("id,value", "markdown", False),
    ],
)
def test_no_number_is_silently_exact(columns: str, format: str, told: bool, run: Run) -> None:
    """Where bounds are written without a column that says so, that is said once, beside them."""
    said = run("stats", "--columns", columns, "-f", format).err
    wanted = "2 numbers are not exact, which no column here says: add qualifier, printed\n"
    assert said == (f"cppcc: {wanted}" if told else "")


def test_bare_values_are_not_silently_exact(run: Run) -> None:
    """The value of 1.7万余 is 17000, and one line beside it says that it is more; 418 is 418."""
    bound, exact = run("show", "attendances", "-f", "value"), run("show", "418件", "-f", "value")
    assert (bound.out, bound.err.count("not exact")) == ("17000\n", 1)
    assert "not exact" not in exact.err
    assert "not exact" in run("compare", "issues", "adopted", "--columns", "id,ratio").err


def test_columns_are_named_as_people_see_them(run: Run) -> None:
    """A label in either language is as good as a key."""
    asked = run("stats", "halls", "--columns", "指标,数值,As printed", "-f", "csv").out
    assert asked == run("stats", "halls", "--columns", "name_zh,value,printed", "-f", "csv").out
    both = run("stats", "--columns", "数值,value", "-f", "csv")
    assert (both.out, both.code) == ("", 2)


def test_title_is_the_one_asked_for(run: Run, tmp_path: Path) -> None:
    """--title stands over tables, charts and pages; blanks are no title."""
    run("compare", "halls", "studios", "--title", "家数", "-o", "a.xlsx", "--chart", "a.svg")
    assert ">家数<" in (tmp_path / "a.svg").read_text("utf-8")
    shown = run("stats", "halls", "--title", "议事堂", "-f", "markdown").out
    assert shown.startswith("## 议事堂\n")
    assert run("stats", "--title", "  ").code == 2


def test_a_cell_longer_than_a_reader_of_csv_takes_is_written(tmp_path: Path) -> None:
    """A field of more than 131,072 characters is written into a .csv as any other."""
    text = "长" * 140_000
    raw = FORMATS["csv"].to_bytes(_table((text, Decimal(1))), False, "")
    assert raw.decode("utf-8-sig") == f"{text},1\r\n"


def test_decimals_of_parquet_leave_room_for_quotients(tmp_path: Path) -> None:
    """Values have 30 digits, 9 of them decimals, of which Spark computes without rounding."""
    raw = FORMATS["parquet"].to_bytes(_table(("a", Decimal("17000.5"))), True, "")
    table = parquet.read_table(io.BytesIO(raw))
    assert str(table.schema.field("value").type) == "decimal128(30, 9)"
    assert table.column("value").to_pylist() == [Decimal("17000.5")]
