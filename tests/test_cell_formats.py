"""Number formats of cells: the text that Excel and WPS show for a value."""

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from cppcc_cli.documents.reading import read_document
from cppcc_cli.documents.sheets import number_of, shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("418", "", "418"),
        ("418", "General", "418"),
        ("418", 'G/通用格式"件"', "418件"),
        ("0.14399999999999999", "General", "0.144"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("0.144", "0.0%", "14.4%"),
        ("-0.031", "+0.0%;-0.0%;0.0%", "-3.1%"),
        ("17000", '"超过"#,##0', "超过17,000"),
        ("17000", '#,##0"余人次"', "17,000余人次"),
        ("17000", '0!.0,"万"', "1.7万"),
        ("170000000", '0!.00,,"亿"', "1.70亿"),
        ("17000", '[>=10000]0!.0,"万";General', "1.7万"),
        ("90", '[>=10000]0!.0,"万";General', "90"),
        ("12345678", "#,##0,", "12,346"),
        ("-1234.5", "#,##0.00_);[Red](#,##0.00)", "(1,234.50)"),
        ("0", "0;-0;;@", ""),
        ("12", "0000", "0012"),
        ("1.70", "0.0#", "1.7"),
        ("3", "0.##", "3"),
        ("12.5", ".00", "12.50"),
        ("418", "[Red]General", "418"),
        ("418", "GENERAL", "418"),
        ("45291", "YYYY-MM-DD", "2023-12-31"),
        ("418", "[DBNum1][$-804]General", "418"),
        ("59", '[<60]"不及格";0', "不及格"),
        ("17000", "[$¥-804]#,##0.00", "¥17,000.00"),
        ("0.5", "[h]:mm", "0.5"),
        ("0.5", ".00", ".50"),
        ("0.5", "# ?/?", "0.5"),
        ("123456789", "0.00E+00", "123456789"),
        ("45291", 'yyyy"年"m"月"d"日"', "2023年12月31日"),
        ("45291", "[$-804]aaaa", "星期日"),
        ("45291.75", "yyyy-mm-dd hh:mm", "2023-12-31 18:00"),
        ("0.5", "h:mm AM/PM", "12:00 PM"),
    ],
)
def test_a_value_is_shown_as_its_format_says(value: str, code: str, text: str) -> None:
    """With its unit, its qualifier and its scale; no digit is lost that is shown."""
    number = number_of(value)
    assert number is not None
    assert shown(number, code) == text


def test_dates_may_count_from_1904() -> None:
    """As those of older workbooks of the Macintosh do."""
    assert shown(Decimal(43829), "yyyy-m-d", since_1904=True) == "2023-12-31"


@pytest.mark.parametrize("text", ["nan", "inf", "1e99", "十", ""])
def test_what_is_no_number_is_none(text: str) -> None:
    """A cell that holds it shows it as it is."""
    assert number_of(text) is None


def test_text_boxes_of_a_sheet_are_read_as_those_of_a_slide(tmp_path: Path) -> None:
    """Without those that are hidden, and what is struck out; a formula without a result is told."""
    made, path = io.BytesIO(), tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.write_formula(0, 0, "=1+1", value="")
        sheet.write_string(1, 0, "办\r\n复_x000D_")
        for row, text in enumerate(("提案418件", "提案481件", "提案99件")):
            sheet.insert_textbox(10 * row, 2, text)
    looks = '<a:rPr lang="en-US" sz="1100"/><a:t>提案481'
    with zipfile.ZipFile(made) as packed, zipfile.ZipFile(path, "w") as archive:
        for name in packed.namelist():
            content = packed.read(name).decode()
            content = content.replace(looks, looks.replace("/>", ' strike="sngStrike"/>'))
            archive.writestr(name, content.replace('"TextBox 3"', '"TextBox 3" hidden="1"'))
    document = read_document(str(path))
    assert [one.text for one in document.blocks] == ["办", "复_x000D_", "提案418件"]
    assert document.blocks[2].place.part == "box"
    assert document.unread == {"hidden": 1, "formula": 1}
