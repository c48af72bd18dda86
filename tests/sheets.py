"""What stands in a workbook, and how a spreadsheet shows it."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import load_workbook


class Sheet(NamedTuple):
    """A sheet in its parts."""

    title: str
    labels: list[str]
    groups: list[tuple[str, list[list[Any]]]]
    below: list[str]

    @property
    def rows(self) -> list[list[Any]]:
        """The rows of all groups."""
        return [row for _, rows in self.groups for row in rows]


def sheets_of(path: Path, data_only: bool = False) -> list[list[list[Any]]]:
    """Return the cells of each sheet, row by row."""
    book = load_workbook(path, data_only=data_only)
    return [[list(row) for row in sheet.iter_rows()] for sheet in book.worksheets]


def table_of(path: Path, *, titled: bool = True, data_only: bool = False) -> Sheet:
    """Return the parts of the only sheet: its title, its labels, its groups, what stands below."""
    (rows,) = sheets_of(path, data_only)
    title = str(rows.pop(0)[0].value) if titled else ""
    head = [cell.value for cell in rows[0]]
    groups: list[tuple[str, list[list[Any]]]] = [("", [])]
    below: list[str] = []
    for at, row in enumerate(rows[1:], 1):
        if all(cell.value is None for cell in row):
            below = [str(cells[0].value) for cells in rows[at + 1 :]]
            break
        if len(row) > 1 and row[0].font.b and all(cell.value is None for cell in row[1:]):
            groups.append((row[0].value, []))
        else:
            groups[-1][1].append(row)
    return Sheet(title, head, [group for group in groups if group[1]], below)


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
