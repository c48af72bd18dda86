"""The cells of a workbook: what stays a text, what is a number, what a sheet cannot hold."""

import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sheets import sheets_of, shown_in

from cppcc_cli.errors import OutputError
from cppcc_cli.messages import Text
from cppcc_cli.output import Column, Number, Series, Table, workbook as file
from cppcc_cli.output.workbook import number_format
from cppcc_cli.quantity import grouped

HOSTILE = [
    "=cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "+1+1",
    "-2+3",
    "{=1+1}",
    "<b>bold</b>",
    "[bold]x[/]",
    "{{x}}",
    "&amp; &",
    "_x0041_",
    "https://example.org/a",
    "1e5",
    "007",
    "长" * 32_767,
]


def _table(texts: list[str]) -> Table:
    column = Column("text", lambda row: row, label=Text("文字", "Text"))
    return Table((column,), texts, (column,))


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    """A text is a string cell, character for character, and stays one when it is edited."""
    path = tmp_path / "out.xlsx"
    path.write_bytes(file.to_xlsx_bytes(_table(HOSTILE), True))
    _, *rows = sheets_of(path)[0]
    assert [(row[0].value, row[0].data_type) for row in rows] == [(text, "s") for text in HOSTILE]
    assert [row[0].quotePrefix for row in rows[:5]] == [True, True, True, True, False]
    assert [row[0].hyperlink for row in rows if row[0].hyperlink] == []


@pytest.mark.parametrize(("columns", "height"), [(1, None), (3, 32.25)])
def test_a_long_text_folds_where_the_page_has_no_room(
    columns: int, height: float | None, tmp_path: Path
) -> None:
    """Alone it stands on one line of an upright page; among others it takes two."""
    text = [Column(f"n{at}", lambda row: row, label=Text("文字", "Text")) for at in range(columns)]
    path = tmp_path / "out.xlsx"
    path.write_bytes(file.to_xlsx_bytes(Table(text, ["长" * 40], text), True))
    sheet = load_workbook(path).active
    assert (sheet.row_dimensions[2].height, sheet.page_setup.orientation == "landscape") == (
        height,
        columns > 1,
    )


def test_a_chart_refers_to_nothing_but_its_columns(tmp_path: Path) -> None:
    """Title and unit are texts, whatever they look like; without texts on its left it has none."""
    name = Column("name", lambda row: f"={row}", label=Text("名", "Name"))
    value = Column("value", lambda row: row, "right", label=Text("=C1", "=C1"))
    unit, path = Text("=A1", "=A1"), tmp_path / "out.xlsx"
    for layout, ranges in (
        ((name, value), ["Table!$B$2", "Table!$A$3:$A$4", "Table!$B$3:$B$4"]),
        ((value, name), ["Table!$A$2", "Table!$A$3:$A$4"]),
    ):
        table = Table(layout, [2, 3], layout, "=B2", series=Series(["value"], unit))
        path.write_bytes(file.to_xlsx_bytes(table, True))
        with zipfile.ZipFile(path) as book:
            chart = book.read("xl/charts/chart1.xml").decode()
        assert re.findall("<c:f>(.*?)</c:f>", chart) == ranges
        assert re.findall("<a:t>(.*?)</a:t>", chart) == [" =B2", " =A1"]


def test_what_a_sheet_cannot_hold_is_refused() -> None:
    """A longer text, more rows, more columns: a sentence each, and no file."""
    with pytest.raises(OutputError) as refused:
        file.to_xlsx_bytes(_table(["长" * 32_768]), True)
    assert refused.value.lines("en") == [
        f"“{'长' * 30}…” has 32768 characters, and a cell holds at most 32767: write .csv or .json "
        "instead"
    ]
    column = Column("n", lambda row: row, "right", label=Text("数", "Number"))
    with pytest.raises(OutputError) as refused:
        file.to_xlsx_bytes(Table((column,), range(file.MOST_ROWS), (column,)), True)
    assert refused.value.lines("zh") == [
        "1048576 行超过 Excel 表格所能容纳的 1048571 行：请改存 .csv、.parquet 等"
    ]
    many = [
        Column(f"n{at}", lambda row: row, "right", label=Text("数", "Number"))
        for at in range(file.MOST_COLUMNS + 1)
    ]
    with pytest.raises(OutputError) as refused:
        file.to_xlsx_bytes(Table(many, [1], many), True)
    assert (
        "16385 columns are more than the 16384 that a table in Excel holds"
        in refused.value.lines("en")[0]
    )


NUMBERS = [
    ("0", True),
    ("418", True),
    ("17.50", True),
    ("0.1", True),
    ("123456789012345", True),
    ("1234567890123456", False),
    ("0.1234567890123456", False),
    ("1E+20", True),
    ("1E-31", False),
]


@pytest.mark.parametrize(("digits", "held"), NUMBERS)
def test_number_is_exact_or_a_text(digits: str, held: bool, tmp_path: Path) -> None:
    """A number that a double does not hold in fifteen digits is written as its digits."""
    value = Decimal(digits)
    assert (number_format(Number(value)) is not None) is held
    column = Column("value", lambda row: row, "right", label=Text("数", "Number"))
    path = tmp_path / "out.xlsx"
    path.write_bytes(file.to_xlsx_bytes(Table((column,), [value], (column,)), True))
    cell = sheets_of(path)[0][1][0]
    assert cell.data_type == ("n" if held else "s")
    assert shown_in(cell) == grouped(value)


FORMATS = [
    (Number(Decimal(60), "more than "), '"more than "#,##0'),
    (Number(Decimal(60), after="余"), '#,##0"余"'),
    (Number(Decimal("17.50")), "#,##0.00"),
    (Number(Decimal(2031), form="plain"), "0"),
    (Number(Decimal("0.164"), form="percent"), "0.0%"),
    (Number(Decimal("0.5"), form="percent"), "0%"),
    (Number(Decimal(12), signed=True), "+#,##0;-#,##0;#,##0"),
    (Number(Decimal(1), 'a"b'), '"a""\\"""b"#,##0'),
]


@pytest.mark.parametrize(("number", "code"), FORMATS, ids=[code for _, code in FORMATS])
def test_number_formats(number: Number, code: str) -> None:
    """The format has every decimal of the number, and its words as literals."""
    assert number_format(number) == code
