"""Table -> an Excel workbook (.xlsx): a sheet of rows, and a sheet of what is said of them.

The rows are those that people see, under their labels, but typed: a number is a number. What its
format would lose when the value is copied, the printed form beside it keeps. No cell is a formula
but a change that follows from two others. The same table gives the same bytes.
"""

import datetime
import io
from typing import Any

from xlsxwriter import Workbook

from cppcc_cli.errors import OutputError
from cppcc_cli.language import Language
from cppcc_cli.messages import office
from cppcc_cli.output.table import Table
from cppcc_cli.output.workbook.chart import add_chart
from cppcc_cli.output.workbook.sheet import WIDEST, Sheet

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


def written(table: Table, language: Language, header: bool) -> bytes:
    """Return the bytes of a workbook with `table`; without header, of its rows alone.

    Raises OutputError for what a sheet cannot hold.
    """
    layout = table.typed_layout
    rows = [row for _, group in table.groups(language) for row in group]
    _require_room(len(rows) + header, len(layout))
    file = io.BytesIO()
    look = {"font_name": _FONTS[language], "font_size": 11}
    book = Workbook(file, {**_OPTIONS, "default_format_properties": look})
    book.set_properties({"created": _FIRST_DAY})
    sheet = Sheet(book, office.TABLE_SHEET.say(language), layout, language)
    if header:
        sheet.write_head()
    for at, row in enumerate(rows, int(header)):
        sheet.write_row(at, row)
    if header:
        if not rows and table.empty is not None:
            sheet.sheet.write_string(1, 0, table.empty.say(language))
        sheet.sheet.freeze_panes(1, 0)
        sheet.sheet.autofilter(0, 0, max(len(rows), 1), len(layout) - 1)
        add_chart(sheet, table, rows)
        _write_notes(book, table, language)
    _set_print(sheet, table, header)
    book.close()
    return file.getvalue()


def _require_room(rows: int, columns: int) -> None:
    if rows > MOST_ROWS:
        raise OutputError(office.TOO_MANY_ROWS.about(count=rows, most=MOST_ROWS, format="Excel"))
    if columns > MOST_COLUMNS:
        said = office.TOO_MANY_COLUMNS.about(count=columns, most=MOST_COLUMNS, format="Excel")
        raise OutputError(said)


def _set_print(sheet: Sheet, table: Table, header: bool) -> None:
    """Set the widths of the columns, and A4 pages as wide as they are, the head on each."""
    widths = [min(used + _BUTTON * header, WIDEST + 1) for used in sheet.widths]
    for index, cells in enumerate(widths):
        sheet.sheet.set_column(index, index, cells + 1)
    _set_pages(sheet.sheet, sum(widths) > _UPRIGHT)
    if header:
        sheet.sheet.repeat_rows(0)
        title = "" if table.title is None else table.title.say(sheet.language)
        head = "&C" + title.replace("&", "&&")
        if title and len(head) <= _LONGEST_HEAD:
            sheet.sheet.set_header(head)


def _set_pages(sheet: Any, turned: bool) -> None:
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    if turned:
        sheet.set_landscape()


def _write_notes(book: Any, table: Table, language: Language) -> None:
    """Write the title, the cards and the notes, among them the sources, on a sheet of their own."""
    sheet = Sheet(book, office.NOTES_SHEET.say(language), (), language, _NOTES_WIDTH)
    sheet.sheet.set_column(0, 0, _LABELS_WIDTH)
    sheet.sheet.set_column(1, 1, _NOTES_WIDTH + 1)
    at = 0
    if table.title is not None:
        sheet.write_text(at, 1, table.title.say(language), bold=True)
        at += 2
    for pairs in [] if table.cards is None else table.cards(language):
        for label, text in pairs:
            sheet.write_text(at, 0, label, bold=True)
            sheet.make_high(at, sheet.write_text(at, 1, text))
            at += 1
        at += 1
    notes = [] if table.seen or table.empty is None else [table.empty]
    for note in (*notes, *table.notes):
        sheet.make_high(at, sheet.write_text(at, 1, note.say(language)))
        at += 1
    _set_pages(sheet.sheet, False)
    if table.cards is not None:
        # A person looks at the card first; the record is for sorting and for other sheets.
        sheet.sheet.activate()
