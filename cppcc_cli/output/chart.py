"""Chart -> SVG: bars from a baseline of zero, or a line a group over years from the same baseline.

Text is text, attributes are plain, so that a chart opens in Word, WPS and a browser alike; the
classes let a page give it other colours. Every mark has its value in words beside it. Where a value
is a bound, its bar ends in thinning stripes: beyond the value where the true number is larger,
short of it where that is smaller, on both sides where it is about so much. On a line such a value
is a hollow point, and the strokes that lead to it are dashed.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from itertools import pairwise
from typing import NamedTuple

from cppcc_cli.characters import width, wrap
from cppcc_cli.quantities import Qualifier

# Of Windows, macOS, Linux and HarmonyOS; the first that is there is taken.
FONTS = (
    "Microsoft YaHei, PingFang SC, HarmonyOS Sans SC, Noto Sans CJK SC, Source Han Sans SC, "
    "WenQuanYi Micro Hei, Segoe UI, Arial, sans-serif"
)
ACCENT, FAINT, INK, QUIET, PAPER = "#9d1f21", "#d3a5a0", "#1f1b18", "#6a625b", "#ffffff"

# Sizes in pixels of the canvas.
_SIZE = 13
_LEADING = 18
_BAR = 14
_GAP = 8
_BETWEEN = 20
_PLOT = 72
_POINT = 3.5
# Below a point of a line, a value of more cells stands on several lines.
_CELLS_OF_TICK = 16
# A terminal cell is half a wide character; Latin letters need a little more on the average.
_CELL = 0.58
# The stripes at the end of a bound: how far from the end each begins, and how wide it is.
_BEYOND = ((2, 3), (7, 2), (11, 1))
_STUB = 12
_SHORT_OF = ((1, 1), (4, 2), (8, 3))
_ENDS_ABOVE: tuple[Qualifier, ...] = ("over", "at_least", "about")
_ENDS_BELOW: tuple[Qualifier, ...] = ("nearly", "under", "at_most", "about")


class Mark(NamedTuple):
    """A value to draw: what it is called, how much it is, and how that is said, with its unit."""

    label: str
    value: Decimal
    said: str
    qualifier: Qualifier = "exact"
    # Drawn lighter, as a year gone by is beside the newest.
    faint: bool = False


class Group(NamedTuple):
    """Marks under one heading; over years, a mark or nothing for each."""

    heading: str
    marks: Sequence[Mark | None]

    @property
    def there(self) -> list[Mark]:
        """The marks that there are."""
        return [mark for mark in self.marks if mark is not None]


class Chart(NamedTuple):
    """Groups of marks in one unit: bars, or where `years` are given a line a group."""

    title: str
    groups: Sequence[Group]
    notes: Sequence[str] = ()
    years: Sequence[int] = ()
    # What stands where a year has no mark.
    missing: str = "–"

    @property
    def largest(self) -> Decimal:
        """The largest value, by which all are scaled."""
        return max((m.value for group in self.groups for m in group.there), default=Decimal(0))

    @property
    def description(self) -> str:
        """The chart in words, for whoever does not see it."""
        return "; ".join(
            " ".join(filter(None, (group.heading, ", ".join(self._told(group)))))
            for group in self.groups
        )

    def _told(self, group: Group) -> Iterator[str]:
        for at, mark in enumerate(group.marks):
            label = str(self.years[at]) if self.years else mark.label if mark else ""
            yield f"{label} {mark.said if mark else self.missing}".strip()


def figure(chart: Chart, id: str, across: int = 340) -> str:
    """Return the chart as an element of a page, `across` pixels wide; `id` is its own there."""
    drawn = _Drawing(across)
    _draw(drawn, chart, 1)
    return _svg(chart, id, drawn.across, drawn.below, drawn.elements)


def file(chart: Chart, across: int = 720) -> str:
    """Return the chart as a file of its own, with its title above and its notes below.

    It is wider than `across` pixels where the years would not stand beside one another.
    """
    margin = 24
    if chart.years:
        across = max(across, 2 * margin + len(chart.years) * (_tick(chart, across) + _GAP))
    drawn = _Drawing(across - 2 * margin)
    drawn.lines(chart.title, 18, INK, "title", bold=True)
    drawn.below += _BETWEEN
    _draw(drawn, chart, 0)
    drawn.below += _BETWEEN
    for note in chart.notes:
        drawn.lines(note, 11, QUIET, "note")
    height = drawn.below + 2 * margin
    paper = f'<rect width="{across}" height="{_px(height)}" fill="{PAPER}"/>'
    inner = [paper, f'<g transform="translate({margin} {margin})">', *drawn.elements, "</g>"]
    return _svg(chart, "chart", across, height, inner) + "\n"


class _Drawing:
    """What is drawn so far, and how far down it reaches."""

    def __init__(self, across: int) -> None:
        self.across = across
        self.below = 0.0
        self.elements: list[str] = []

    def lines(
        self, text: str, size: int, fill: str, kind: str, bold: bool = False, across: int = 0
    ) -> None:
        """Write text below what is there, in lines that fit."""
        for line in wrap(text, _cells(across or self.across, size)):
            self.below += size * _LEADING / _SIZE
            self.text(line, 0, self.below - 4, size, fill, kind, bold=bold)

    def text(
        self,
        text: str,
        x: float,
        y: float,
        size: int,
        fill: str,
        kind: str,
        anchor: str = "start",
        bold: bool = False,
    ) -> None:
        anchored = f' text-anchor="{anchor}"' if anchor != "start" else ""
        weight = ' font-weight="600"' if bold else ""
        self.elements.append(
            f'<text class="{kind}" x="{_px(x)}" y="{_px(y)}" font-size="{size}" fill="{fill}"'
            f"{anchored}{weight}>{escape(text)}</text>"
        )

    def rectangle(self, x: float, y: float, wide: float, high: float, fill: str, kind: str) -> None:
        self.elements.append(
            f'<rect class="{kind}" x="{_px(x)}" y="{_px(y)}" width="{_px(wide)}" '
            f'height="{_px(high)}" fill="{fill}"/>'
        )

    def stroke(self, ends: Sequence[tuple[float, float]], dashed: bool) -> None:
        (x1, y1), (x2, y2) = ends
        dashes = ' stroke-dasharray="3 3"' if dashed else ""
        self.elements.append(
            f'<line class="stroke" x1="{_px(x1)}" y1="{_px(y1)}" x2="{_px(x2)}" y2="{_px(y2)}" '
            f'stroke="{ACCENT}" stroke-width="2"{dashes}/>'
        )


def _draw(drawn: _Drawing, chart: Chart, fewest: int) -> None:
    """Draw the groups below one another; of years that do not fit, only the ends have labels."""
    labels = [mark.label for group in chart.groups for mark in group.there]
    beside = min(max(map(_wide, labels), default=0), drawn.across // 3)
    for number, group in enumerate(chart.groups):
        drawn.below += _BETWEEN * 0.7 if number else 0
        if group.heading:
            drawn.lines(group.heading, _SIZE, INK, "heading")
        drawn.below += 4
        if chart.years:
            _line(drawn, chart, group, bool(fewest))
        else:
            _bars(drawn, chart, group, beside)


def _bars(drawn: _Drawing, chart: Chart, group: Group, beside: float) -> None:
    """Draw a bar a mark, all from one baseline, each with its value behind it."""
    every = [mark.said for one in chart.groups for mark in one.there]
    room = min(max(map(_wide, every), default=0), drawn.across * 0.45)
    start = beside + _GAP if beside else 0.0
    longest = Decimal(int(drawn.across - start - room - _GAP - _STUB))
    top = drawn.below
    for mark in group.there:
        label = wrap(mark.label, _cells(beside, _SIZE)) if beside else []
        said = wrap(mark.said, _cells(room, _SIZE))
        high = max(len(label), len(said), 1) * _LEADING
        long = float(longest * mark.value / chart.largest) if chart.largest else 0.0
        drawn.elements.append(f'<g class="{"mark faint" if mark.faint else "mark"}">')
        _bar(drawn, start, drawn.below + 2, long, mark)
        for at, line in enumerate(label):
            y = drawn.below + at * _LEADING + 13
            drawn.text(line, 0, y, _SIZE, QUIET, "label")
        ends = start + long + _GAP + (_STUB if mark.qualifier in _ENDS_ABOVE else 0)
        for at, line in enumerate(said):
            y = drawn.below + at * _LEADING + 13
            drawn.text(line, ends, y, _SIZE, INK, "said", bold=True)
        drawn.elements.append("</g>")
        drawn.below += high + 2
    drawn.rectangle(start, top, 1, drawn.below - top, QUIET, "axis")


def _bar(drawn: _Drawing, x: float, y: float, long: float, mark: Mark) -> None:
    """Draw a bar as long as its value; where that is a bound, with an end of stripes."""
    fill = FAINT if mark.faint else ACCENT
    below = mark.qualifier in _ENDS_BELOW
    drawn.rectangle(x, y, max(long - _STUB, 0) if below else long, _BAR, fill, "bar")
    if below:
        for back, wide in _SHORT_OF:
            if back + wide <= long:
                drawn.rectangle(x + long - back - wide + 1, y, wide, _BAR, fill, "bound")
    if mark.qualifier in _ENDS_ABOVE:
        for on, wide in _BEYOND:
            drawn.rectangle(x + long + on, y, wide, _BAR, fill, "bound")


def _line(drawn: _Drawing, chart: Chart, group: Group, ends_only: bool) -> None:
    """Draw the marks of the years as points, joined where no year is missing between them."""
    wide = _tick(chart, drawn.across)
    step = (drawn.across - wide) / max(len(chart.years) - 1, 1)
    foot = drawn.below + _PLOT + 6
    points: list[tuple[float, float] | None] = []
    for at, mark in enumerate(group.marks):
        high = float(_PLOT * mark.value / chart.largest) if mark and chart.largest else 0.0
        points.append((wide / 2 + at * step, foot - high) if mark else None)
    drawn.rectangle(0, foot, drawn.across, 1, QUIET, "axis")
    for (start, one), (end, other) in pairwise(zip(points, group.marks, strict=True)):
        if start and end and one and other:
            bound = one.qualifier != "exact" or other.qualifier != "exact"
            drawn.stroke((start, end), bound)
    for point, mark in zip(points, group.marks, strict=True):
        if point and mark:
            fill = ACCENT if mark.qualifier == "exact" else PAPER
            kind = "point" if mark.qualifier == "exact" else "point open"
            drawn.elements.append(
                f'<circle class="{kind}" cx="{_px(point[0])}" cy="{_px(point[1])}" r="{_POINT}" '
                f'fill="{fill}" stroke="{ACCENT}" stroke-width="2"/>'
            )
    shown = range(len(group.marks))
    if ends_only and step < wide + _GAP:
        shown = range(0, len(group.marks), max(len(group.marks) - 1, 1))
    drawn.below = foot + max(_tick_lines(drawn, chart, group, at, step, foot) for at in shown)


def _tick_lines(
    drawn: _Drawing, chart: Chart, group: Group, at: int, step: float, foot: float
) -> float:
    """Write a year and its value below the axis; return how far down they reach."""
    wide = _tick(chart, drawn.across)
    x, mark = wide / 2 + at * step, group.marks[at]
    said = wrap(mark.said, _cells(wide, _SIZE)) if mark else [chart.missing]
    drawn.text(str(chart.years[at]), x, foot + 16, 11, QUIET, "label", "middle")
    for number, line in enumerate(said):
        y = foot + 33 + number * _LEADING
        drawn.text(line, x, y, _SIZE, INK, "said", "middle", bold=mark is not None)
    return 22 + len(said) * _LEADING


def _tick(chart: Chart, across: int) -> int:
    """Return the room that a year and its value need, of which at least two fit `across`."""
    most = min(_CELLS_OF_TICK, _cells(across / 2 - _GAP, _SIZE))
    every = [mark.said for group in chart.groups for mark in group.there]
    lines = [line for said in every for line in wrap(said, most)]
    return int(max(map(_wide, [*lines, chart.missing, str(chart.years[-1])]))) + 8


def _wide(text: str) -> float:
    return width(text) * _SIZE * _CELL


def _cells(across: float, size: int) -> int:
    return max(int(across / (size * _CELL) + 0.01), 2)


def _px(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _svg(chart: Chart, id: str, across: float, below: float, elements: Sequence[str]) -> str:
    size = f"{_px(across)} {_px(below)}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_px(across)}" height="{_px(below)}" '
            f'viewBox="0 0 {size}" role="img" aria-labelledby="{id}-title {id}-desc" '
            f'font-family="{FONTS}">',
            f'<title id="{id}-title">{escape(chart.title)}</title>',
            f'<desc id="{id}-desc">{escape(chart.description)}</desc>',
            *elements,
            "</svg>",
        ]
    )
