"""The chart of a table whose numbers can be drawn beside one another."""

from collections.abc import Sequence
from typing import Any

from cppcc_cli.output.table import Table
from cppcc_cli.output.workbook.sheet import Sheet

# More bars than these nobody tells apart.
_MOST_BARS = 60
_BAR, _FRAME, _WIDTH, _HEIGHT = 44, 130, 720, 360


def add_chart(sheet: Sheet, table: Table, rows: Sequence[Any]) -> None:
    """Draw the series of `table` below its rows, which stand from the second row of the sheet on.

    One series lies, several stand side by side. What a bar only bounds is written at it.
    """
    series, language = table.series, sheet.language
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
    title = "" if table.title is None else table.title.say(language).replace("\n", " ")
    chart.set_title({"name": _text(title), "none": not title, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"} if several else {"none": True})
    values = {
        "name": _text(series.unit.say(language)),
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


def _labels(sheet: Sheet, key: str, rows: Sequence[Any]) -> list[dict[str, object] | None]:
    """Return what is written at the bars: of a qualified number its words, else the value."""
    said: list[dict[str, object] | None] = []
    for row in rows:
        number = sheet.number_at(key, row)
        qualified = number is not None and (number.before or number.after)
        shown = sheet.layout[sheet.places[key]].show(row, sheet.language)
        said.append({"value": shown} if qualified else None)
    return said
