"""Table -> an Excel workbook (.xlsx): a sheet of rows, and a sheet of what is said of them.

The rows are those that people see, under their labels, but typed: a number is a number. What its
format would lose when the value is copied, the printed form beside it keeps. No cell is a formula
but a change that follows from two others. The same table gives the same bytes.
"""

import datetime
import io
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from cppcc_cli.errors import OutputError
from cppcc_cli.language import current
from cppcc_cli.messages import office
from cppcc_cli.output.formats import would_run
from cppcc_cli.output.layout import Head, Layout, lay_out, text_of
from cppcc_cli.output.table import Cell, Number, Table
from cppcc_cli.quantity import grouped, plain
from cppcc_cli.screen import escaped, width

# What Excel keeps of a number, and what it takes for a format.
_DIGITS, _MOST_DECIMALS, _LONGEST_FORMAT = 15, 30, 255


def decimals(value: Decimal) -> int:
    """Return how many decimals a value has."""
    return max(0, -int(value.as_tuple().exponent))


def number_format(number: Number) -> str | None:
    """Return the format that shows every digit of a number, and the words around it.

    As in `"more than "#,##0` or, of a change, `+0.0%;-0.0%;0.0%`. None for a number that a cell
    does not hold exactly, or that no format shows whole: it has to be a text.
    """
    held = Decimal(f"{float(number.value):.{_DIGITS}g}") == number.value
    if not held or decimals(number.value) > _MOST_DECIMALS:
        return None
    code = _format(number)
    return code if len(code) <= _LONGEST_FORMAT else None


def _format(number: Number) -> str:
    places = decimals(number.value)
    percent = number.form == "percent"
    places = max(0, places - 2) if percent else places
    digits = "0" if number.form == "plain" or percent else "#,##0"
    digits += f".{'0' * places}" if places else ""
    digits += "%" if percent else ""
    before, after = _literal(number.before), _literal(number.after)
    if not number.signed:
        return f"{before}{digits}{after}"
    return ";".join(f"{before}{sign}{digits}{after}" for sign in ("+", "-", ""))


def cells_shown(number: Number) -> int:
    """Return how many terminal cells the number takes as it is shown."""
    shown = plain(number.value) if number.form == "plain" else grouped(number.value)
    return width(number.before) + len(shown) + width(number.after) + 2 * (number.form == "percent")


def _literal(text: str) -> str:
    """Return text as it stands in a format; a quotation mark cannot stand between two others."""
    return '"\\""'.join(f'"{part}"' if part else "" for part in text.split('"'))


LONGEST_TEXT = 32_767
# In digits: a text wider than this folds. A line is so many points high, a row at most so many.
WIDEST = 48
_LINE, _HIGHEST = 15, 409
_QUOTED = 30


class Sheet:
    """A worksheet, the place of each column on it, and how wide each has become."""

    def __init__(self, book: Any, name: str, heads: Sequence[Head], widest: int = WIDEST) -> None:
        self.book = book
        self.sheet = book.add_worksheet(name)
        self.heads = heads
        self.places = {head.key: index for index, head in enumerate(heads)}
        self.widths = [0] * len(heads)
        self.widest = widest
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def format(self, **properties: object) -> Any:
        """Return the format with these properties; one and the same for the same properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"valign": "vcenter", **properties})
        return self._formats[key]

    def write_head(self) -> None:
        """Write the labels of the columns into the first row."""
        for index, head in enumerate(self.heads):
            self.write_text(0, index, head.label, **{"bold": True, "bottom": 1, **_aligned(head)})

    def write_row(self, at: int, row: Sequence[Cell]) -> None:
        """Write the cells of a row; raise OutputError for a text that no cell holds."""
        lines = 0
        for index, (head, cell) in enumerate(zip(self.heads, row, strict=True)):
            code = number_format(cell) if isinstance(cell, Number) else None
            if code is None or isinstance(cell, str):
                lines = max(lines, self.write_text(at, index, text_of(cell), **_aligned(head)))
                continue
            shown = self.format(num_format=code, **_aligned(head))
            formula = self._formula(at, row, cell)
            if formula is None:
                self.sheet.write_number(at, index, float(cell.value), shown)
            else:
                self.sheet.write_formula(at, index, formula, shown, float(cell.value))
            self.widths[index] = max(self.widths[index], cells_shown(cell))
        self.make_high(at, lines)

    def make_high(self, at: int, lines: int) -> None:
        """Make a row high enough for so many lines: LibreOffice would not find it out by itself."""
        if lines > 1:
            self.sheet.set_row(at, min(lines * _LINE, _HIGHEST))

    def write_text(self, at: int, index: int, text: str, **look: object) -> int:
        """Write a text that stays one whatever it looks like, also when the cell is edited.

        Return how many lines it takes where it folds.
        """
        if not text:
            return 0
        text, widest, lines = _laid(text, self.widest)
        if len(text) > LONGEST_TEXT:
            said = office.TEXT_TOO_LONG.about(
                text=f"{text[:_QUOTED]}…", length=len(text), most=LONGEST_TEXT
            )
            raise OutputError(said)
        if would_run(text):
            look["quote_prefix"] = True
        self.sheet.write_string(at, index, text, self.format(text_wrap=True, **look))
        if index < len(self.widths):
            self.widths[index] = max(self.widths[index], widest)
        return lines

    def number_at(self, key: str, row: Sequence[Cell]) -> Number | None:
        """Return the number that stands in a column of a row; None where there is none."""
        cell = row[self.places[key]] if key in self.places else ""
        return cell if isinstance(cell, Number) and number_format(cell) is not None else None

    def _formula(self, at: int, row: Sequence[Cell], number: Number) -> str | None:
        """Return the formula of a number that follows from two others of its row, if they do."""
        how = number.computed
        if how is None or not (self.number_at(how.later, row) and self.number_at(how.earlier, row)):
            return None
        later, earlier = (
            xl_rowcol_to_cell(at, self.places[key]) for key in (how.later, how.earlier)
        )
        places = decimals(number.value)
        if how.operation == "growth":
            return f"=ROUND({later}/{earlier}-1,{places})"
        # 88.1 - 87.8 is not 0.3 in doubles.
        return f"=ROUND({later}-{earlier},{places})" if places else f"={later}-{earlier}"


@lru_cache(maxsize=65_536)
def _laid(text: str, room: int) -> tuple[str, int, int]:
    """Return a text fit to be shown, how wide its widest line is, and the lines it folds into."""
    lines = [escaped(line) for line in text.split("\n")]
    widths = [width(line) for line in lines]
    return "\n".join(lines), max(widths), sum(max(1, -(-cells // room)) for cells in widths)


def _aligned(head: Head) -> dict[str, object]:
    """Return how the cells of a column stand; numbers keep away from the text on their right."""
    return {"align": "right", "indent": 1} if head.align == "right" else {"align": "left"}


# More bars than these nobody tells apart.
_MOST_BARS = 60
_BAR, _FRAME, _WIDTH, _HEIGHT = 44, 130, 720, 360


def add_chart(sheet: Sheet, laid: Layout) -> None:
    """Draw the series of a layout below its rows, which stand from the second row of the sheet on.

    One series lies, several stand side by side. What a bar only bounds is written at it.
    """
    series, rows = laid.series, laid.rows
    if series is None or not 1 < len(rows) * len(series.keys) <= _MOST_BARS:
        return
    several = len(series.keys) > 1
    chart = sheet.book.add_chart({"type": "column" if several else "bar"})
    first = min(sheet.places[key] for key in series.keys)
    name = sheet.sheet.get_name()
    for key in series.keys:
        column = sheet.places[key]
        drawn = {
            "name": [name, 0, column],
            "values": [name, 1, column, len(rows), column],
            "data_labels": {"value": True, "custom": _labels(sheet, key, rows)},
            "gap": 60,
        }
        if first:
            drawn["categories"] = [name, 1, 0, len(rows), first - 1]
        chart.add_series(drawn)
    title = laid.title.replace("\n", " ")
    chart.set_title({"name": _text(title), "none": not title, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"} if several else {"none": True})
    values = {
        "name": _text(series.unit.say()),
        "num_format": "#,##0",
        "min": 0,
        "major_gridlines": {"visible": False},
    }
    if several:
        chart.set_y_axis(values)
    else:
        chart.set_x_axis(values)
        # Reversed, the first row is above, and so would be the axis of values.
        chart.set_y_axis({"reverse": True, "crossing": "max"})
    height = _HEIGHT if several else _FRAME + _BAR * len(rows)
    chart.set_size({"width": _WIDTH, "height": height})
    sheet.sheet.insert_chart(len(rows) + 2, 0, chart)


def _text(text: str) -> str:
    """Return a text that is not taken for the address of a cell."""
    return f" {text}" if text.startswith("=") else text


def _labels(
    sheet: Sheet, key: str, rows: Sequence[Sequence[Cell]]
) -> list[dict[str, object] | None]:
    """Return what is written at the bars: of a qualified number its words, else the value."""
    said: list[dict[str, object] | None] = []
    for row in rows:
        number = sheet.number_at(key, row)
        qualified = number is not None and (number.before or number.after)
        said.append({"value": number.text} if number is not None and qualified else None)
    return said


MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
_FONTS = {"zh": "宋体", "en": "Calibri"}
# A workbook must say when it was made; this is the first day that a zip archive can tell.
_FIRST_DAY = datetime.datetime(1980, 1, 1)
_A4 = 9
# In digits: what the button of a filter takes, and what an upright page holds.
_BUTTON, _UPRIGHT = 3, 90
_LABELS_WIDTH, _NOTES_WIDTH = 16, 80
_LONGEST_HEAD = 250


def to_xlsx_bytes(table: Table[Any], header: bool) -> bytes:
    """Return the bytes of a workbook with `table`; without header, of its rows alone.

    Raises OutputError for what a sheet cannot hold.
    """
    laid = lay_out(table, header, "sheet")
    rows = laid.rows
    _require_room(len(rows) + header, len(laid.heads))
    file = io.BytesIO()
    look = {"font_name": _FONTS[current()], "font_size": 11}
    book = Workbook(file, {**_OPTIONS, "default_format_properties": look})
    book.set_properties({"created": _FIRST_DAY})
    sheet = Sheet(book, office.TABLE_SHEET.say(), laid.heads)
    if header:
        sheet.write_head()
    for at, row in enumerate(rows, int(header)):
        sheet.write_row(at, row)
    if header:
        if laid.empty:
            sheet.sheet.write_string(1, 0, laid.empty)
        sheet.sheet.freeze_panes(1, 0)
        sheet.sheet.autofilter(0, 0, max(len(rows), 1), len(laid.heads) - 1)
        add_chart(sheet, laid)
        _write_notes(book, laid)
    _set_print(sheet, laid)
    book.close()
    return file.getvalue()


def _require_room(rows: int, columns: int) -> None:
    if rows > MOST_ROWS:
        raise OutputError(office.TOO_MANY_ROWS.about(count=rows, most=MOST_ROWS, format="Excel"))
    if columns > MOST_COLUMNS:
        said = office.TOO_MANY_COLUMNS.about(count=columns, most=MOST_COLUMNS, format="Excel")
        raise OutputError(said)


def _set_print(sheet: Sheet, laid: Layout) -> None:
    """Set the widths of the columns, and A4 pages as wide as they are, the head on each."""
    widths = [min(used + _BUTTON * laid.header, WIDEST + 1) for used in sheet.widths]
    for index, cells in enumerate(widths):
        sheet.sheet.set_column(index, index, cells + 1)
    _set_pages(sheet.sheet, sum(widths) > _UPRIGHT)
    if laid.header:
        sheet.sheet.repeat_rows(0)
        head = "&C" + laid.title.replace("&", "&&")
        if laid.title and len(head) <= _LONGEST_HEAD:
            sheet.sheet.set_header(head)


def _set_pages(sheet: Any, turned: bool) -> None:
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    if turned:
        sheet.set_landscape()


def _write_notes(book: Any, laid: Layout) -> None:
    """Write the title, the cards and the notes, among them the sources, on a sheet of their own."""
    sheet = Sheet(book, office.NOTES_SHEET.say(), (), _NOTES_WIDTH)
    sheet.sheet.set_column(0, 0, _LABELS_WIDTH)
    sheet.sheet.set_column(1, 1, _NOTES_WIDTH + 1)
    at = 0
    if laid.title:
        sheet.write_text(at, 1, laid.title, bold=True)
        at += 2
    for pairs in laid.cards:
        for label, text in pairs:
            sheet.write_text(at, 0, label, bold=True)
            sheet.make_high(at, sheet.write_text(at, 1, text))
            at += 1
        at += 1
    for note in laid.said:
        sheet.make_high(at, sheet.write_text(at, 1, note))
        at += 1
    _set_pages(sheet.sheet, False)
    if laid.cards:
        # A person looks at the card first; the record is for sorting and for other sheets.
        sheet.sheet.activate()
