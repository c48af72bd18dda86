"""What stands in a workbook, and how a spreadsheet shows it."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook


def sheets_of(path: Path, data_only: bool = False) -> list[list[list[Any]]]:
    """Return the cells of each sheet, row by row."""
    book = load_workbook(path, data_only=data_only)
    return [[list(row) for row in sheet.iter_rows()] for sheet in book.worksheets]


def shown_in(cell: Any) -> str:
    """Return a number as a spreadsheet shows it in the format of its cell."""
    if not isinstance(cell.value, (int, float)):
        return str(cell.value or "")
    value = Decimal(repr(cell.value))
    parts = re.findall(r'"([^"]*)"|(\\.)|([^"\\]+)', _section(cell.number_format, value))
    said = ""
    for literal, escape, code in parts:
        digits = re.search(r"(#,##)?0(\.0+)?", code)
        if digits is None:
            said += literal or escape[1:] or code
            continue
        places = len(digits[2] or ".") - 1
        number = abs(value) * (100 if "%" in code else 1)
        text = f"{number:,.{places}f}" if digits[1] else f"{number:.{places}f}"
        said += code.replace(digits[0], text)
    return said


def _section(code: str, value: Decimal) -> str:
    sections = re.findall(r'(?:"[^"]*"|\\.|[^;])+', code)
    return str(sections[0 if value > 0 or len(sections) == 1 else 1 if value < 0 else 2])
