"""Chart -> SVG: bars from a baseline of zero, or a line a group over years from the same baseline.

Text is text, attributes are plain, so that a chart opens in Word, WPS and a browser alike; the
classes let a page give it other colours. Every mark has its value in words beside it. Where a value
is a bound, its bar ends in thinning stripes: beyond the value where the true number is larger,
short of it where that is smaller, on both sides where it is about so much. On a line such a value
is a hollow point, and the strokes that lead to it are dashed.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape
from itertools import pairwise
from typing import NamedTuple

from cppcc_cli.quantity import CLAIMS, Qualifier
from cppcc_cli.screen import width, wrap

# Of Windows, macOS, Linux and HarmonyOS; the first that is there is taken.
_FONTS = (
    "Microsoft YaHei, PingFang SC, HarmonyOS Sans SC, Noto Sans CJK SC, Source Han Sans SC, "
    "WenQuanYi Micro Hei, Segoe UI, Arial, sans-serif"
)
_ACCENT, _FAINT, _INK, _QUIET, _PAPER = "#9d1f21", "#d3a5a0", "#1f1b18", "#6a625b", "#ffffff"
# Sizes in pixels of the canvas.
_SIZE, _LEADING = 13, 18
_BAR, _GAP, _BETWEEN, _MARGIN = 14, 8, 20, 24
_PLOT = Decimal(72)
_ACROSS = 720
# A terminal cell is half a wide character; Latin letters need a little more on the average.
_CELL = 0.58
# Texts: the class, the size, the colour, the weight.
_TITLE = ("title", 18, _INK, 600)
_HEADING = ("heading", _SIZE, _INK, None)
_LABEL, _YEAR = ("label", _SIZE, _QUIET, None), ("label", 11, _QUIET, None)
_SAID, _MISSING = ("said", _SIZE, _INK, 600), ("said", _SIZE, _INK, None)
_NOTE = ("note", 11, _QUIET, None)
_Style = tuple[str, int, str, int | None]
# Below a point of a line, a value of more cells stands on several lines.
_CELLS_OF_TICK = 16
# The stripes at the end of a bound: how far from the end each begins, and how wide it is.
_BEYOND = ((2, 3), (7, 2), (11, 1))
_STUB = 12
_SHORT_OF = ((1, 1), (4, 2), (8, 3))


class Mark(NamedTuple):
    """A value to draw: what it is called, how much it is, and how that is said, with its unit.

    Of a year without a value, it is None.
    """

    label: str
    value: Decimal | None
    said: str
    qualifier: Qualifier = "exact"
    # Drawn lighter, as a year gone by is beside the newest.
    faint: bool = False


class Group(NamedTuple):
    """Marks under one heading."""

    heading: str
    marks: Sequence[Mark]


class Chart(NamedTuple):
    """Groups of marks in one unit: bars, or a line a group, each over the same years."""

    title: str
    groups: Sequence[Group]
    notes: Sequence[str] = ()
    over_years: bool = False

    @property
    def marks(self) -> list[Mark]:
        """The marks of all groups."""
        return [mark for group in self.groups for mark in group.marks]

    @property
    def description(self) -> str:
        """The chart in words, for whoever does not see it."""
        told = (
            (group.heading, ", ".join(f"{mark.label} {mark.said}".strip() for mark in group.marks))
            for group in self.groups
        )
        return "; ".join(" ".join(filter(None, both)) for both in told)


def svg_element(chart: Chart, id: str, across: int = 340) -> str:
    """Return the chart as an element of a page, `across` pixels wide; `id` is its own there."""
    drawn = _Drawing(chart, across)
    drawn.draw(ends_only=True)
    return _svg(chart, id, across, drawn.below, drawn.elements)


def to_svg(chart: Chart) -> str:
    """Return the chart as a file of its own, with its title above and its notes below.

    It is wider than usual where the years would not stand beside one another.
    """
    across = _ACROSS
    if chart.over_years:
        years = len(chart.groups[0].marks)
        across = max(across, 2 * _MARGIN + years * (_tick(chart, across) + _GAP))
    drawn = _Drawing(chart, across - 2 * _MARGIN)
    drawn.write(chart.title, _TITLE)
    drawn.below += _BETWEEN
    drawn.draw(ends_only=False)
    drawn.below += _BETWEEN
    for note in chart.notes:
        drawn.write(note, _NOTE)
    height = drawn.below + 2 * _MARGIN
    paper = f'<rect width="{across}" height="{_px(height)}" fill="{_PAPER}"/>'
    inner = [paper, f'<g transform="translate({_MARGIN} {_MARGIN})">', *drawn.elements, "</g>"]
    return _svg(chart, "chart", across, height, inner) + "\n"


class _Drawing:
    """What is drawn of a chart so far, and how far down it reaches."""

    def __init__(self, chart: Chart, across: int) -> None:
        self.chart, self.across = chart, across
        self.below = 0.0
        self.elements: list[str] = []
        self.largest = max((mark.value or Decimal(0) for mark in chart.marks), default=Decimal(0))
        # Room for the labels before bars, the values behind them, a year and its value on a line.
        self.label = min(max((_length(mark.label) for mark in chart.marks), default=0), across // 3)
        self.said = min(max((_length(mark.said) for mark in chart.marks), default=0), across * 0.45)
        self.tick = _tick(chart, across) if chart.over_years else 0

    def add(self, name: str, attributes: Mapping[str, object], content: str | None = None) -> None:
        """Draw an element, without the attributes that are None."""
        written = "".join(
            f' {key}="{_px(one) if isinstance(one, (int, float)) else one}"'
            for key, one in attributes.items()
            if one is not None
        )
        end = "/>" if content is None else f">{escape(content)}</{name}>"
        self.elements.append(f"<{name}{written}{end}")

    def text(self, text: str, x: float, y: float, style: _Style, anchor: str | None = None) -> None:
        """Write one line of text with its foot at y."""
        kind, size, fill, weight = style
        place = {"class": kind, "x": x, "y": y, "font-size": size, "fill": fill}
        self.add("text", {**place, "text-anchor": anchor, "font-weight": weight}, text)

    def write(self, text: str, style: _Style) -> None:
        """Write text below what is there, in lines that fit."""
        size = style[1]
        for line in wrap(text, _cells(self.across, size)):
            self.below += size * _LEADING / _SIZE
            self.text(line, 0, self.below - 4, style)

    def rectangle(self, x: float, y: float, wide: float, high: float, fill: str, kind: str) -> None:
        """Draw a rectangle with its left upper corner at x and y."""
        self.add(
            "rect", {"class": kind, "x": x, "y": y, "width": wide, "height": high, "fill": fill}
        )

    def scaled(self, value: Decimal | None, full: Decimal) -> float:
        """Return how long or high a value is drawn, where the largest is `full`."""
        return float(full * value / self.largest) if value and self.largest else 0.0

    def draw(self, ends_only: bool) -> None:
        """Draw the groups below one another.

        With `ends_only`, of years that do not fit only the first and the last have labels.
        """
        for number, group in enumerate(self.chart.groups):
            self.below += _BETWEEN * 0.7 if number else 0
            if group.heading:
                self.write(group.heading, _HEADING)
            self.below += 4
            if self.chart.over_years:
                self._line(group, ends_only)
            else:
                self._bars(group)

    def _bars(self, group: Group) -> None:
        """Draw a bar a mark, all from one baseline, each with its value behind it."""
        start = self.label + _GAP if self.label else 0.0
        longest = Decimal(int(self.across - start - self.said - _GAP - _STUB))
        top = self.below
        for mark in group.marks:
            label = wrap(mark.label, _cells(self.label, _SIZE)) if mark.label else []
            said = wrap(mark.said, _cells(self.said, _SIZE))
            long = self.scaled(mark.value, longest)
            self.elements.append(f'<g class="{"mark faint" if mark.faint else "mark"}">')
            ends = self._bar(start, self.below + 2, long, mark) + _GAP
            for at, line in enumerate(label):
                self.text(line, 0, self.below + at * _LEADING + 13, _LABEL)
            for at, line in enumerate(said):
                self.text(line, ends, self.below + at * _LEADING + 13, _SAID)
            self.elements.append("</g>")
            self.below += max(len(label), len(said), 1) * _LEADING + 2
        self.rectangle(start, top, 1, self.below - top, _QUIET, "axis")

    def _bar(self, x: float, y: float, long: float, mark: Mark) -> float:
        """Draw a bar as long as its value, with stripes where that is a bound; return its end."""
        side = CLAIMS[mark.qualifier].side
        may_be_more, may_be_less = side in (1, None), side in (-1, None)
        fill = _FAINT if mark.faint else _ACCENT
        whole = max(long - _STUB, 0) if may_be_less else long
        self.rectangle(x, y, whole, _BAR, fill, "bar")
        short_of = [
            (long - back - wide + 1, wide) for back, wide in _SHORT_OF if back + wide <= long
        ]
        beyond = [(long + on, wide) for on, wide in _BEYOND]
        for on, wide in short_of * may_be_less + beyond * may_be_more:
            self.rectangle(x + on, y, wide, _BAR, fill, "bound")
        return x + long + (_STUB if may_be_more else 0)

    def _line(self, group: Group, ends_only: bool) -> None:
        """Draw the marks of the years as points, joined where no year is missing between them."""
        step = (self.across - self.tick) / max(len(group.marks) - 1, 1)
        foot = self.below + float(_PLOT) + 6
        years = [(self.tick / 2 + at * step, mark) for at, mark in enumerate(group.marks)]
        points = [
            (x, foot - self.scaled(mark.value, _PLOT), mark.qualifier != "exact")
            if mark.value is not None
            else None
            for x, mark in years
        ]
        self.rectangle(0, foot, self.across, 1, _QUIET, "axis")
        stroke = {"stroke": _ACCENT, "stroke-width": 2}
        for one, other in pairwise(points):
            if one and other:
                ends = {"x1": one[0], "y1": one[1], "x2": other[0], "y2": other[1]}
                dashes = {"stroke-dasharray": "3 3" if one[2] or other[2] else None}
                self.add("line", {"class": "stroke", **ends, **stroke, **dashes})
        for x, y, bound in filter(None, points):
            fill, kind = (_PAPER, "point open") if bound else (_ACCENT, "point")
            self.add("circle", {"class": kind, "cx": x, "cy": y, "r": 3.5, "fill": fill, **stroke})
        if ends_only and step < self.tick + _GAP:
            years = years[:: max(len(years) - 1, 1)]
        self.below = foot
        for x, mark in years:
            self.text(mark.label, x, foot + 16, _YEAR, "middle")
            style = _MISSING if mark.value is None else _SAID
            for number, line in enumerate(wrap(mark.said, _cells(self.tick, _SIZE))):
                y = foot + 33 + number * _LEADING
                self.text(line, x, y, style, "middle")
                self.below = max(self.below, y + 7)


def _tick(chart: Chart, across: int) -> int:
    """Return the room that a year and its value need, of which at least two fit `across`."""
    most = min(_CELLS_OF_TICK, _cells(across / 2 - _GAP, _SIZE))
    lines = [line for mark in chart.marks for line in (*wrap(mark.said, most), mark.label)]
    return int(max(map(_length, lines))) + 8


def _length(text: str) -> float:
    """Return about how many pixels a text of the usual size takes."""
    return width(text) * _SIZE * _CELL


def _cells(across: float, size: int) -> int:
    """Return how many cells of text of a size stand in `across` pixels; at least one character."""
    return max(int(across / (size * _CELL) + 0.01), 2)


def _px(number: float) -> str:
    """Return a number of pixels to two decimals, without those that say nothing."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _svg(chart: Chart, id: str, across: float, below: float, elements: Sequence[str]) -> str:
    wide, high = _px(across), _px(below)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}" role="img" aria-labelledby="{id}-title {id}-desc" '
        f'font-family="{_FONTS}">'
    )
    title = f'<title id="{id}-title">{escape(chart.title)}</title>'
    description = f'<desc id="{id}-desc">{escape(chart.description)}</desc>'
    return "\n".join([head, title, description, *elements, "</svg>"])
