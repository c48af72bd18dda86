"""The chart of a table whose numbers can be drawn beside one another."""

from collections.abc import Sequence
from typing import Any

from cppcc_cli.output.table import Table
from cppcc_cli.output.workbook.sheet import Sheet

# More bars than these nobody tells apart.
_MOST_BARS = 60
_BAR, _FRAME, _WIDTH = 44, 130, 720


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
        chart.add_series(
            {
                "name": [name, 0, column],
                "categories": [name, 1, 0, len(rows), max(first - 1, 0)],
                "values": [name, 1, column, len(rows), column],
                "data_labels": {"value": True, "custom": _labels(sheet, key, rows)},
                "gap": 60,
            }
        )
    title = "" if table.title is None else table.title.say(language).replace("\n", " ")
    chart.set_title({"name": title, "none": not title, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"} if several else {"none": True})
    values = {
        "name": series.unit.say(language),
        "num_format": "#,##0",
        "min": 0,
        "major_gridlines": {"visible": False},
    }
    chart.set_x_axis({} if several else values)
    chart.set_y_axis(values if several else {"reverse": True})
    if not several:
        # Reversed, the first row is above, and so would be the axis of values.
        chart.set_y_axis({"reverse": True, "crossing": "max"})
    height = _FRAME + _BAR * len(rows) if not several else 360
    chart.set_size({"width": _WIDTH, "height": height})
    sheet.sheet.insert_chart(len(rows) + 2, 0, chart)


def _labels(sheet: Sheet, key: str, rows: Sequence[Any]) -> list[dict[str, object] | None]:
    """Return what is written at the bars: of a qualified number its words, else the value."""
    said: list[dict[str, object] | None] = []
    for row in rows:
        number = sheet.number_at(key, row)
        qualified = number is not None and (number.before or number.after)
        shown = sheet.layout[sheet.places[key]].show(row, sheet.language)
        said.append({"value": shown} if qualified else None)
    return said
