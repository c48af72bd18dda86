"""Workbooks, read with another library: what they say, what their numbers show, what runs."""

import datetime
import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from commands import COMMANDS
from conftest import Run
from openpyxl import load_workbook
from records import SHOWN, cells_of, comparable, is_in_order, records_of
from samples import write_sample, write_two_committees, write_two_years
from sheets import sheets_of, shown_in, table_of


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_sheet_holds_the_records(command: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    """Each record is a row, typed, in the order of the records within its group; notes below."""
    write_sample(tmp_path, "broken", '[ratio.a]\nb = "="\n')
    records = records_of(run, *command)
    assert run(*command, "--lang", "zh", "-o", "out.xlsx").out == ""
    shown = re.sub(r"\\(.)", r"\1", run(*command, "-f", "markdown", "--lang", "zh").out)
    if command[0] in ("show", "verify"):
        (rows,) = sheets_of(tmp_path / "out.xlsx")
        told = {row[0].value: row[1].value for row in rows if row[1].value}
        assert [label for label in told if label not in shown or told[label] not in shown] == []
        assert "编号" not in told
        return
    sheet = table_of(tmp_path / "out.xlsx")
    assert sheet.title
    assert f"## {sheet.title}" in shown or not shown.startswith("## ")
    keys = {label: key for label, key in SHOWN[command[0]].items() if label in sheet.labels}
    at = [sheet.labels.index(label) for label in keys]
    found = [
        [tuple(comparable(row[index].value) for index in at) for row in rows]
        for _, rows in sheet.groups
    ]
    expected = [cells_of(record, list(keys.values())) for record in records]
    every = [cells for group in found for cells in group]
    assert sorted(map(repr, every)) == sorted(map(repr, expected))
    assert all(is_in_order(group, expected) for group in found)
    for row, record in zip(sheet.rows, records, strict=False):
        if record.get("value") is not None:
            assert isinstance(row[sheet.labels.index("数值")].value, (int, float))
    assert [text for text in sheet.below if text.replace("\n", " ") not in shown] == []
    if command[0] in ("stats", "compare"):
        assert any(text.startswith("来源：") for text in sheet.below)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_qualifier_stands_around_the_number(language: str, run: Run, tmp_path: Path) -> None:
    """The cell shows the qualifier, the value in it is the number; beside it stands the print."""
    run("stats", "--lang", language, "-o", "out.xlsx")
    sheet = table_of(tmp_path / "out.xlsx")
    value = sheet.labels.index("Value" if language == "en" else "数值")
    shown = {row[value + 1].value: (row[value].value, shown_in(row[value])) for row in sheet.rows}
    # 1.7 is no 17,000: the words of the source do not fit the number, and all are in ours.
    over = "more than 17,000" if language == "en" else "超过17,000"
    assert shown["1.7万余人次"] == (17000, over)
    assert shown["60余期"] == (60, "more than 60" if language == "en" else "超过60")
    assert shown["1431条次"] == (1431, "1,431")
    # Of exact values alone the printed form would tell nothing.
    run("stats", "proposals", "--lang", language, "-o", "exact.xlsx")
    assert len(table_of(tmp_path / "exact.xlsx").labels) == 3


def test_a_sheet_reads_as_a_table_of_an_office(run: Run, tmp_path: Path) -> None:
    """Title, labels, groups as rows, scopes written out; no ids, and in Chinese no English."""
    run("stats", "public-opinion", "halls", "--lang", "zh", "-o", "out.xlsx")
    sheet = table_of(tmp_path / "out.xlsx")
    assert sheet.title == "丽水市政协2023年履职数据"
    assert sheet.labels == ["指标", "数值", "原文写法", "单位", "口径"]
    assert [name for name, _ in sheet.groups] == ["社情民意信息", "民生议事堂"]
    assert {row[4].value for row in sheet.rows} == {"本级", "全市"}
    texts = [str(cell.value) for row in sheets_of(tmp_path / "out.xlsx")[0] for cell in row]
    assert not re.search("[a-z]", "".join(texts).replace("None", ""))
    run("stats", "halls", "--lang", "zh", "-o", "ids.xlsx", "--columns", "编号,数值")
    assert table_of(tmp_path / "ids.xlsx").labels == ["编号", "数值"]


def test_derived_numbers_are_unrounded_and_shown_rounded(run: Run, tmp_path: Path) -> None:
    """What follows exactly is kept with all its digits; a bound is rounded to its safe side."""
    run("compare", "issues", "adopted", "--lang", "en", "-o", "out.xlsx")
    sheet = table_of(tmp_path / "out.xlsx")
    ratio, share = sheet.labels.index("Ratio to first"), sheet.labels.index("Share")
    assert [(row[ratio].value, shown_in(row[ratio])) for row in sheet.rows] == [
        (1, "1.0×"),
        (0.164, "more than 16.4%"),
    ]
    assert [row[share].value for row in sheet.rows] == ["–", "–"]
    run("compare", "studios", "reception-rooms", "--lang", "en", "-o", "share.xlsx")
    sheet = table_of(tmp_path / "share.xlsx")
    ratio, share = sheet.labels.index("Ratio to first"), sheet.labels.index("Share")
    assert sheet.rows[1][ratio].value == 10 / 191
    assert shown_in(sheet.rows[1][ratio]) == "5.2%"
    assert sheet.rows[0][share].value == 191 / 201
    assert shown_in(sheet.rows[0][share]) == "95.0%"


def test_changes_are_formulas_with_their_values(run: Run, tmp_path: Path) -> None:
    """A change is later - first, its per cent later / first - 1; an en dash where there is none."""
    folder = tmp_path / "years"
    folder.mkdir()
    write_two_years(folder)
    command = ("compare", "work", "--data", "years", "--lang", "en")
    run(*command, "-o", "out.xlsx")
    sheet = table_of(tmp_path / "out.xlsx")
    rows, cached = sheet.rows, table_of(tmp_path / "out.xlsx", data_only=True).rows
    assert sheet.title == "Filed, Rate, Visits and others, 7 figures: 溪城市政协, 2030, 2031"
    assert sheet.labels == [
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
        "Filed": [("=D3-B3", 15, "+15"), ("=D3/B3-1", 0.125, "+12.5%")],
        "Rate": [("=ROUND(D4-B4,1)", 0.3, "+0.3 pp"), (None, None, "")],
        "Visits": [("=D5-B5", -225, "-225"), ("=D5/B5-1", -0.15, "-15.0%")],
        "Guests": [dash, dash],
        "Adopted": [("=D7-B7", 12, "under +12"), (0.2, 0.2, "under +20.0%")],
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
        assert len(sheets) == 1
        assert all(b"<f>" not in book.read(name) for name in sheets)


def test_two_committees_beside_one_another(run: Run, tmp_path: Path) -> None:
    """Rank and share are numbers with their qualifiers, or a dash; one unit has a chart."""
    write_two_committees(tmp_path)
    run("compare", "adopted", "--data", ".", "--lang", "en", "-o", "out.xlsx")
    sheet = table_of(tmp_path / "out.xlsx")
    assert sheet.labels == ["Committee", "2031", "2031 (as printed)", "Unit", "Rank", "Share"]
    ((figure, rows),) = sheet.groups
    assert figure == "Adopted 被采用"
    assert [[shown_in(cell) for cell in row] for row in rows] == [
        ["海城市政协", "more than 45", "45余期", "期", "2", "–"],
        ["溪城市政协", "more than 60", "60余期", "期", "1", "–"],
    ]
    book = zipfile.ZipFile(tmp_path / "out.xlsx")
    chart = book.read("xl/charts/chart1.xml").decode()
    # The name of the figure, above them all, is no bar; and all is on one page, as if unsaid.
    assert re.findall(r"Table!\$[AB]\$\d+:\$[AB]\$\d+", chart) == [
        "Table!$A$4:$A$5",
        "Table!$B$4:$B$5",
    ]
    (ours,) = load_workbook(tmp_path / "out.xlsx").worksheets
    assert ours.page_setup.fitToHeight is None
    # What a bar only bounds says so.
    assert "more than 45" in chart
    assert "more than 60" in chart


def test_pages_and_heads(run: Run, tmp_path: Path) -> None:
    """A4, as wide as the page, the head frozen and on each page; columns as wide as their texts."""
    run("stats", "--lang", "zh", "-o", "out.xlsx")
    book = load_workbook(tmp_path / "out.xlsx")
    (sheet,) = book.worksheets
    assert sheet.title == "数据"
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$2:$2"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # 《播出“主题教育·委员说”》 takes two digits a character.
    assert sheet.column_dimensions["A"].width > 2 * len("播出主题教育委员说")
    assert sheet["A4"].alignment.wrap_text
    assert book.properties.creator in (None, "")
    assert book.properties.title == "丽水市政协2023年履职数据"
    assert book.properties.created == datetime.datetime(1980, 1, 1)


def test_what_stands_over_all_columns_is_whole(run: Run, tmp_path: Path) -> None:
    """A title or note wider than a small table folds, and its row is as high as its lines."""
    title = "市政协全会期间委员所提提案按界别分类统计情况" * 3
    run("stats", "proposals", "--lang", "zh", "--title", title, "-o", "out.xlsx")
    (sheet,) = load_workbook(tmp_path / "out.xlsx").worksheets
    wide = sum(sheet.column_dimensions[name].width for name in "ABC")
    assert {"A1:C1", "A6:C6"} == {str(one) for one in sheet.merged_cells.ranges}
    for cell, points in ((sheet["A1"], 14), (sheet["A6"], 10)):
        assert cell.alignment.wrap_text
        lines = 2 * len(cell.value) * points / 11 / wide
        assert sheet.row_dimensions[cell.row].height > lines * points * 1.2


def test_without_header_only_rows(run: Run, tmp_path: Path) -> None:
    """--no-header leaves one sheet of rows; --columns are the columns, in their order."""
    columns = ("--columns", "value,name_zh")
    run("stats", "proposals", *columns, "-o", "out.xlsx", "--lang", "zh", "--no-header")
    assert [
        [[cell.value for cell in row] for row in rows] for rows in sheets_of(tmp_path / "out.xlsx")
    ] == [[[418, "提出提案"]]]
    run("stats", "proposals", *columns, "-o", "head.xlsx", "--lang", "zh")
    assert table_of(tmp_path / "head.xlsx").labels == ["数值", "中文名称"]


def test_same_question_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    """Two runs, one file; what exists is kept without --force."""
    run("compare", "halls", "studios", "-o", "one.xlsx")
    run("compare", "halls", "studios", "-o", "two.xlsx")
    one = (tmp_path / "one.xlsx").read_bytes()
    assert one == (tmp_path / "two.xlsx").read_bytes()
    refused = run("stats", "-o", "one.xlsx")
    assert (refused.code, "one.xlsx exists" in refused.err) == (1, True)
    assert (tmp_path / "one.xlsx").read_bytes() == one
