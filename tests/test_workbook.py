"""Workbooks, read with another library: what they say, what their numbers show, what runs."""

import datetime
import json
import re
import zipfile
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest
from commands import COMMANDS
from conftest import Run
from openpyxl import load_workbook
from records import SHOWN, cells_of, comparable, is_in_order, records_of
from samples import write_sample, write_two_committees, write_two_years
from sheets import sheets_of, shown_in


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_sheet_holds_the_records(command: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    """Each record is a row, typed, in the order of the records within its group."""
    write_sample(tmp_path, "broken", '[ratio.a]\nb = "="\n')
    records = records_of(run, *command)
    assert run(*command, "--lang", "zh", "-o", "out.xlsx").out == ""
    (head, *rows), notes = sheets_of(tmp_path / "out.xlsx")
    labels = [cell.value for cell in head]
    keys = SHOWN[command[0]]
    found = [
        tuple(comparable(row[labels.index(label)].value) for label in keys)
        for row in rows
        if records
    ]
    expected = [cells_of(record, list(keys.values())) for record in records]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
    grouped_rows = labels[0] not in keys and len(rows) > 1
    for _, several in groupby(
        zip(rows, found, strict=True) if records else [],
        key=lambda pair: pair[0][0].value if grouped_rows else None,
    ):
        assert is_in_order([cells for _, cells in several], expected)
    for row, record in zip(rows, records, strict=False):
        if record.get("value") is not None:
            assert isinstance(row[labels.index("数值")].value, (int, float))
    shown = run(*command, "-f", "markdown", "--lang", "zh").out
    said = [cell.value for row in notes for cell in row if cell.value]
    plain = re.sub(r"\\(.)", r"\1", shown)
    assert [text for text in said if text.replace("\n", " ") not in plain] == []
    if rows and command[0] in ("stats", "compare", "show"):
        assert any(text.startswith("来源：") for text in said)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_qualifier_stands_around_the_number(language: str, run: Run, tmp_path: Path) -> None:
    """The cell shows the qualifier, the value in it is the number; beside it stands the print."""
    run("stats", "--lang", language, "-o", "out.xlsx")
    head, *rows = sheets_of(tmp_path / "out.xlsx")[0]
    labels = [cell.value for cell in head]
    value = labels.index("Value" if language == "en" else "数值")
    shown = {row[value + 1].value: (row[value].value, shown_in(row[value])) for row in rows}
    # 1.7 is no 17,000: there the words of the source do not fit the number.
    over = "more than 17,000" if language == "en" else "超过17,000"
    assert shown["1.7万余人次"] == (17000, over)
    assert shown["60余期"] == (60, "more than 60" if language == "en" else "60余")
    assert shown["1431条次"] == (1431, "1,431")


def test_derived_numbers_are_what_people_see(run: Run, tmp_path: Path) -> None:
    """Shares and multiples are numbers, rounded to the safe side, with their qualifiers."""
    run("compare", "issues", "adopted", "--lang", "en", "-o", "out.xlsx")
    head, *rows = sheets_of(tmp_path / "out.xlsx")[0]
    labels = [cell.value for cell in head]
    ratio, share = labels.index("Ratio to first"), labels.index("Share")
    assert [(row[ratio].value, shown_in(row[ratio])) for row in rows] == [
        (1, "1.0×"),
        (0.1, "more than 0.1×"),
    ]
    assert [row[share].value for row in rows] == ["–", "–"]
    run("compare", "halls", "studios", "--lang", "en", "-o", "share.xlsx")
    head, *rows = sheets_of(tmp_path / "share.xlsx")[0]
    share = [cell.value for cell in head].index("Share")
    assert [(row[share].value, shown_in(row[share])) for row in rows] == [
        (0.481, "48.1%"),
        (0.519, "51.9%"),
    ]


def test_changes_are_formulas_with_their_values(run: Run, tmp_path: Path) -> None:
    """A change is later - first, its per cent later / first - 1; an en dash where there is none."""
    folder = tmp_path / "years"
    folder.mkdir()
    write_two_years(folder)
    command = ("compare", "work", "--data", "years", "--lang", "en")
    run(*command, "-o", "out.xlsx")
    head, *rows = sheets_of(tmp_path / "out.xlsx")[0]
    cached = sheets_of(tmp_path / "out.xlsx", data_only=True)[0][1:]
    labels = [cell.value for cell in head]
    assert labels == [
        "Figure",
        "2030",
        "2030 (as printed)",
        "2031",
        "2031 (as printed)",
        "Unit",
        "vs 2030",
        "vs 2030 (%)",
    ]
    name, change, percent = 0, 6, 7
    said = {
        str(row[name].value).split("\n")[0]: [
            (row[at].value, values[at].value, shown_in(values[at])) for at in (change, percent)
        ]
        for row, values in zip(rows, cached, strict=True)
    }
    dash = ("–", "–", "–")
    assert said == {
        "Filed": [("=D2-B2", 15, "+15"), ("=ROUND(D2/B2-1,3)", 0.125, "+12.5%")],
        "Rate": [("=ROUND(D3-B3,1)", 0.3, "+0.3 pp"), (None, None, "")],
        "Visits": [("=D4-B4", -225, "-225"), ("=ROUND(D4/B4-1,3)", -0.15, "-15.0%")],
        "Guests": [dash, dash],
        "Adopted": [("=D6-B6", 12, "under +12"), (0.2, 0.2, "under +20.0%")],
        "Halls": [dash, dash],
        "Mail": [dash, dash],
    }
    by_id = {
        record["id"]: record
        for record in json.loads(run(*command, "-f", "json").out)
        if record["year"] == 2031
    }
    for row in cached:
        record = by_id.get(f"work.{str(row[name].value).split(chr(10))[0].lower()}")
        if record is not None and record["change"] is not None:
            assert Decimal(repr(row[change].value)) == Decimal(str(record["change"]))
            first, last = row[1].value, row[3].value
            assert row[change].value == pytest.approx(last - first)
    # One unit is not the other: what is not of one unit is not drawn.
    assert "xl/charts/chart1.xml" not in zipfile.ZipFile(tmp_path / "out.xlsx").namelist()


def test_no_other_cell_is_a_formula(run: Run, tmp_path: Path) -> None:
    """Committees, single years and every other command: not one formula."""
    write_sample(tmp_path, "broken", '[ratio.a]\nb = "="\n')
    (tmp_path / "two").mkdir()
    write_two_committees(tmp_path / "two")
    for command in (*COMMANDS, ("compare", "adopted", "--data", "two")):
        run(*command, "-o", "out.xlsx", "--force")
        book = zipfile.ZipFile(tmp_path / "out.xlsx")
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 2
        assert all(b"<f>" not in book.read(name) for name in sheets)


def test_two_committees_beside_one_another(run: Run, tmp_path: Path) -> None:
    """Rank and share are numbers with their qualifiers, or a dash; one unit has a chart."""
    write_two_committees(tmp_path)
    run("compare", "adopted", "--data", ".", "--lang", "en", "-o", "out.xlsx")
    head, *rows = sheets_of(tmp_path / "out.xlsx")[0]
    assert [[shown_in(cell) for cell in row] for row in (head, *rows)] == [
        ["Figure", "Committee", "2031", "2031 (as printed)", "Unit", "Rank", "Share"],
        ["Adopted\n被采用", "海城市政协", "more than 45", "45余期", "期", "2", "–"],
        ["Adopted\n被采用", "溪城市政协", "more than 60", "60余期", "期", "1", "–"],
    ]
    book = zipfile.ZipFile(tmp_path / "out.xlsx")
    chart = book.read("xl/charts/chart1.xml").decode()
    assert "'Table'!$C$2:$C$3" in chart or "Table!$C$2:$C$3" in chart
    # What a bar only bounds says so.
    assert "more than 45" in chart
    assert "more than 60" in chart


def test_pages_and_heads(run: Run, tmp_path: Path) -> None:
    """A4, as wide as the page, the head frozen and on each page; columns as wide as their texts."""
    run("stats", "--lang", "zh", "-o", "out.xlsx")
    book = load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["数据", "说明"]
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # 《播出“主题教育·委员说”》 takes two digits a character.
    assert sheet.column_dimensions["B"].width > 2 * len("播出主题教育委员说")
    assert sheet["B2"].alignment.wrap_text
    assert book.properties.creator in (None, "")
    assert book.properties.title is None
    assert book.properties.created == datetime.datetime(1980, 1, 1)


def test_without_header_only_rows(run: Run, tmp_path: Path) -> None:
    """--no-header leaves one sheet of rows; --columns are the columns, in their order."""
    columns = ("--columns", "value,name_zh")
    run("stats", "proposals", *columns, "-o", "out.xlsx", "--lang", "zh", "--no-header")
    assert [
        [[cell.value for cell in row] for row in rows] for rows in sheets_of(tmp_path / "out.xlsx")
    ] == [[[418, "提出提案"]]]
    run("stats", "proposals", *columns, "-o", "head.xlsx", "--lang", "zh")
    assert [cell.value for cell in sheets_of(tmp_path / "head.xlsx")[0][0]] == ["数值", "中文名称"]


def test_same_question_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    """Two runs, one file; what exists is kept without --force."""
    run("compare", "halls", "studios", "-o", "one.xlsx")
    run("compare", "halls", "studios", "-o", "two.xlsx")
    one = (tmp_path / "one.xlsx").read_bytes()
    assert one == (tmp_path / "two.xlsx").read_bytes()
    refused = run("stats", "-o", "one.xlsx")
    assert (refused.code, "one.xlsx exists" in refused.err) == (1, True)
    assert (tmp_path / "one.xlsx").read_bytes() == one
