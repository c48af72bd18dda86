"""Table -> an Excel workbook (.xlsx): one sheet, with its title above and what is said of it below.

The rows are those that people see, under their labels, but typed: a number is a number, unrounded,
and its format shows it with its qualifier. What a format would lose when the value is copied, the
printed form beside it keeps. No cell is a formula but a change that follows from two others. The
same table gives the same bytes.
"""

import datetime
import io
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from cppcc_cli import messages
from cppcc_cli.errors import OutputError
from cppcc_cli.messages import current, labels
from cppcc_cli.output import Cell, Column, Layout, Number, Table, require_room
from cppcc_cli.output.formats import would_run
from cppcc_cli.screen import escaped, width

MOST_ROWS, MOST_COLUMNS, LONGEST_TEXT = 1_048_576, 16_384, 32_767
# What Excel keeps of a number, and what it takes for a format.
_DIGITS, _MOST_DECIMALS, _LONGEST_FORMAT = 15, 30, 255
_FONTS = {"zh": "宋体", "en": "Calibri"}
# A workbook must say when it was made; this is the first day that a zip archive can tell.
_FIRST_DAY = datetime.datetime(1980, 1, 1)
_A4 = 9
_ACCENT, _FAINT, _HEAD, _GROUP, _QUIET = "#9D1F21", "#E7CFCB", "#F3E7E3", "#FAF4F2", "#6A625B"
# Of several series, told apart in grey, too.
_SERIES = ("#9D1F21", "#D3A5A0", "#5B6B7A", "#C9A227", "#7A8F6A", "#B0B7BE")
# In digits: a text wider than this folds, unless an upright page has room for it; what a number may
# take, and the button of a filter; what notes and an upright page hold. A line is so many points
# high, a row at most so many.
WIDEST, _NUMBER, _BUTTON, _NOTES, _UPRIGHT = 48, 16, 3, 80, 90
_LINE, _HIGHEST = 16, 409
_QUOTED = 30
# More bars than these nobody tells apart.
_MOST_BARS = 60
_BAR, _FRAME, _CHART_WIDTH, _CHART_HEIGHT = 44, 130, 720, 360
# How wide a character of a cell is; how many a table holds at least; how many points high they are.
_PIXELS, _NARROWEST, _SIZE = 8, 50, 11


def to_xlsx_bytes(table: Table[Any], header: bool) -> bytes:
    """Return the bytes of a workbook with `table`; without header, of its rows alone.

    Raises OutputError for what a sheet cannot hold.
    """
    laid = Layout(table, header, "sheet")
    around = len(laid.groups) + len(laid.said) + 4 if header else 0
    columns = len(laid.heads)
    require_room("Excel", len(laid.rows), MOST_ROWS - around, columns, MOST_COLUMNS)
    file = io.BytesIO()
    look = {"font_name": _FONTS[current()], "font_size": _SIZE}
    book = Workbook(file, {"in_memory": True, "default_format_properties": look})
    book.set_properties({"created": _FIRST_DAY, "title": escaped(laid.title)[:_LONGEST_FORMAT]})
    sheet = Sheet(book, labels.TABLE_SHEET.say(), laid)
    sheet.write()
    book.close()
    return file.getvalue()


class Sheet:
    """A worksheet on which a layout is written from above to below."""

    def __init__(self, book: Any, name: str, laid: Layout) -> None:
        self.book = book
        self.sheet = book.add_worksheet(name)
        self.laid = laid
        self.heads = laid.heads
        self.labelled = laid.header and not laid.are_cards
        self.places = {head.key: index for index, head in enumerate(self.heads)}
        self.widths = [0] * len(self.heads)
        texts = sum(head.align == "left" for head in self.heads)
        room = _UPRIGHT - _NUMBER * (len(self.heads) - texts)
        self.widest = _NOTES if laid.are_cards else max(WIDEST, room // max(texts, 1))
        # The row that is written next, that of the labels, and the first of the cells.
        self.at = self.head = self.first = 0
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def write(self) -> None:
        """Write the title, the labels, the groups or cards, and what is said below."""
        self.at = self.head = int(bool(self.laid.title))
        if self.labelled:
            self._write_labels()
        self.first = self.at
        for group in self.laid.groups:
            if self.laid.are_cards:
                self.at += 1
            if group.heading and self.laid.header:
                look = self._format(bold=True, bg_color=_GROUP, font_color=_ACCENT)
                heading = escaped(group.heading.replace("\n", " "))
                self.sheet.write_string(self.at, 0, heading, look)
                # Blank cells let the name of the group run over them.
                for index in range(1, len(self.heads)):
                    self.sheet.write_blank(self.at, index, None, look)
                self.at += 1
            for row in group.rows:
                self._write_row(row)
        self._set_page()
        # How wide the columns are tells how many lines a text over all of them takes.
        if self.laid.title:
            look = {"bold": True, "font_color": _ACCENT, "align": "left"}
            self._write_across(0, self.laid.title, 14, look)
        for note in self.laid.said:
            self.at += 1
            self._write_across(self.at, note, 10, {"font_color": _QUIET})
        self._add_chart()

    def _write_labels(self) -> None:
        for index, head in enumerate(self.heads):
            look = {"bold": True, "bg_color": _HEAD, "bottom": 2, "bottom_color": _ACCENT}
            self._write_text(index, head.label.say(), **look, **_aligned(head))
        self.at += 1
        self.sheet.freeze_panes(self.at, 0)
        if len(self.laid.groups) == 1 and not self.laid.groups[0].heading:
            last = self.at + len(self.laid.rows) - 1
            self.sheet.autofilter(self.head, 0, last, len(self.heads) - 1)

    def _write_row(self, row: Sequence[Cell]) -> None:
        """Write the cells of a row; raise OutputError for a text that no cell holds."""
        lines = 0
        for index, (head, cell) in enumerate(zip(self.heads, row, strict=True)):
            line: dict[str, Any] = {"bottom": 1, "bottom_color": _FAINT} if self.laid.header else {}
            look = {**line, **_aligned(head)}
            if self.laid.are_cards and not index:
                look = {**look, "bold": True}
            code = number_format(cell) if isinstance(cell, Number) else None
            if code is None or isinstance(cell, str):
                lines = max(lines, self._write_text(index, str(cell), **look))
                continue
            shown = self._format(num_format=code, **look)
            formula = self._formula(row, cell)
            if formula is None:
                self.sheet.write_number(self.at, index, float(cell.value), shown)
            else:
                self.sheet.write_formula(self.at, index, formula, shown, float(cell.value))
            self.widths[index] = max(self.widths[index], width(str(cell._replace(printed=""))))
        # LibreOffice would not find out by itself how high a row is.
        if lines > 1:
            self.sheet.set_row(self.at, min(lines * _LINE, _HIGHEST))
        self.at += 1

    def _write_text(self, index: int, text: str, **look: Any) -> int:
        """Write a text that stays one whatever it looks like, also when the cell is edited.

        Return how many lines it takes where it folds.
        """
        if not text:
            self.sheet.write_blank(self.at, index, None, self._format(**look))
            return 0
        text, widest, lines = _laid(text, self.widest)
        if len(text) > LONGEST_TEXT:
            quoted = f"{text[:_QUOTED]}…"
            said = messages.TEXT_TOO_LONG.about(text=quoted, length=len(text), most=LONGEST_TEXT)
            raise OutputError(said)
        self.sheet.write_string(self.at, index, text, self._format(text, text_wrap=True, **look))
        self.widths[index] = max(self.widths[index], widest)
        return lines

    def _write_across(self, row: int, text: str, size: int, look: dict[str, Any]) -> None:
        """Write a text of so many points over all columns, high enough for the lines it takes."""
        text = escaped(text.replace("\n", " "))
        room = (sum(self.widths) + len(self.widths)) * _SIZE // size
        lines = max(1, -(-width(text) // room))
        look = {"font_size": size, **look}
        if len(self.heads) > 1 and len(text) <= LONGEST_TEXT:
            shown = self._format(text, text_wrap=lines > 1, **look)
            self.sheet.merge_range(row, 0, row, len(self.heads) - 1, "", shown)
            self.sheet.write_string(row, 0, text, shown)
        else:
            self.sheet.write_string(row, 0, text[:LONGEST_TEXT], self._format(text, **look))
        self.sheet.set_row(row, min(lines * size * 1.7, _HIGHEST))

    def _format(self, text: str = "", **properties: object) -> Any:
        """Return the format with these properties, for a text; the same for the same properties."""
        if would_run(text):
            properties["quote_prefix"] = True
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"valign": "vcenter", **properties})
        return self._formats[key]

    def _number_at(self, key: str, row: Sequence[Cell]) -> Number | None:
        """Return the number that stands in a column of a row; None where there is none."""
        cell = row[self.places[key]] if key in self.places else ""
        return cell if isinstance(cell, Number) and number_format(cell) is not None else None

    def _formula(self, row: Sequence[Cell], number: Number) -> str | None:
        """Return the formula of a number that follows from two others of its row, if they do."""
        how = number.computed
        if how is None or not (
            self._number_at(how.later, row) and self._number_at(how.earlier, row)
        ):
            return None
        columns = self.places[how.later], self.places[how.earlier]
        later, earlier = (xl_rowcol_to_cell(self.at, column) for column in columns)
        if how.operation == "growth":
            return f"={later}/{earlier}-1"
        # 88.1 - 87.8 is not 0.3 in doubles.
        places = decimals(number)
        return f"=ROUND({later}-{earlier},{places})" if places else f"={later}-{earlier}"

    def _set_page(self) -> None:
        """Set the widths of columns, and A4 pages as wide as these are, with the labels on each."""
        button = _BUTTON if self.labelled else 0
        widths = [min(used + button, self.widest + 1) for used in self.widths]
        widths[0] += max(0, _NARROWEST - sum(widths))
        self.widths = [self.widths[0] + 2, _NOTES] if self.laid.are_cards else widths
        for index, cells in enumerate(self.widths):
            self.sheet.set_column(index, index, cells + 1)
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&C&P / &N")
        self.sheet.center_horizontally()
        if sum(self.widths) > _UPRIGHT and not self.laid.are_cards:
            self.sheet.set_landscape()
        if self.labelled:
            self.sheet.repeat_rows(self.head)

    def _add_chart(self) -> None:
        """Draw the series below all else: one lies, several stand side by side.

        What a bar only bounds is written at it.
        """
        series, rows = self.laid.series, self.laid.rows
        drawn = self.laid.header and series is not None
        if series is None or not drawn or not 1 < len(rows) * len(series.keys) <= _MOST_BARS:
            return
        several = len(series.keys) > 1
        chart = self.book.add_chart({"type": "column" if several else "bar"})
        first = min(self.places[key] for key in series.keys)
        headings = sum(bool(group.heading) for group in self.laid.groups)
        last = self.first + len(rows) + headings - 1
        # Among several groups the heading of one parts its bars from others; of one it is no bar.
        above = self.first + (headings == len(self.laid.groups) == 1)
        name = self.sheet.get_name()
        # The newest stands out where all else is what it was.
        colours = _SERIES if len(series.keys) > 2 else _SERIES[1::-1] if several else _SERIES
        for key, colour in zip(series.keys, colours * len(rows), strict=False):
            column = self.places[key]
            one = {
                "name": [name, self.head, column],
                "values": [name, above, column, last, column],
                "data_labels": {"value": True, "custom": self._labels(key)[above - self.first :]},
                "fill": {"color": colour},
                "gap": 60,
            }
            if first:
                one["categories"] = [name, above, 0, last, first - 1]
            chart.add_series(one)
        title = escaped(self.laid.title.replace("\n", " "))
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
        height = _CHART_HEIGHT if several else _FRAME + _BAR * len(rows)
        # No wider than the table, or what is printed a page wide would be small.
        wide = min(_PIXELS * sum(self.widths), _CHART_WIDTH)
        chart.set_size({"width": wide, "height": height})
        self.sheet.insert_chart(self.at + 2, 0, chart)
        # Else a page might end within it.
        self.sheet.fit_to_pages(1, 1)

    def _labels(self, key: str) -> list[dict[str, object] | None]:
        """Return what is written at the bars: of a qualified number its words, else the value."""
        said: list[dict[str, object] | None] = []
        for group in self.laid.groups:
            said += [None] if group.heading else []
            for row in group.rows:
                number = self._number_at(key, row)
                qualified = number is not None and (number.before or number.after)
                said.append({"value": str(number)} if number is not None and qualified else None)
        return said


def decimals(number: Number) -> int:
    """Return how many decimals of a number are shown; of a per cent, those of its hundredfold."""
    if number.places is not None:
        return number.places
    held = max(0, -int(number.value.as_tuple().exponent))
    return max(0, held - 2) if number.form == "percent" else held


def number_format(number: Number) -> str | None:
    """Return the format that shows a number with its decimals, and the words around it.

    As in `"more than "#,##0` or, of a change, `+0.0%;-0.0%;0.0%`. None for a number that a cell
    does not hold exactly, or that no format shows whole: it has to be a text.
    """
    places, percent = decimals(number), number.form == "percent"
    held = Decimal(f"{float(number.value):.{_DIGITS}g}") == number.value
    if not (held or number.places is not None) or places > _MOST_DECIMALS:
        return None
    digits = "0" if number.form == "plain" or percent else "#,##0"
    digits += f".{'0' * places}" if places else ""
    digits += "%" if percent else ""
    before, after = _literal(number.before), _literal(number.after)
    signs = ("+", "-", "") if number.signed else ("",)
    code = ";".join(f"{before}{sign}{digits}{after}" for sign in signs)
    return code if len(code) <= _LONGEST_FORMAT else None


def _literal(text: str) -> str:
    """Return text as it stands in a format; a quotation mark cannot stand between two others."""
    return '"\\""'.join(f'"{part}"' if part else "" for part in text.split('"'))


def _text(text: str) -> str:
    """Return a text that is not taken for the address of a cell."""
    return f" {text}" if text.startswith("=") else text


@lru_cache(maxsize=65_536)
def _laid(text: str, room: int) -> tuple[str, int, int]:
    """Return a text fit to be shown, how wide its widest line is, and the lines it folds into."""
    lines = [escaped(line) for line in text.split("\n")]
    widths = [width(line) for line in lines]
    return "\n".join(lines), max(widths), sum(max(1, -(-cells // room)) for cells in widths)


def _aligned(head: Column[Any]) -> dict[str, Any]:
    """Return how the cells of a column stand; numbers keep away from the text on their right."""
    return {"align": "right", "indent": 1} if head.align == "right" else {"align": "left"}
