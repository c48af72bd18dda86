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

from cppcc_cli.quantity import CLAIMS, Qualifier
from cppcc_cli.screen import width, wrap

ACCENT, FAINT, INK, QUIET, PAPER = "#9d1f21", "#d3a5a0", "#1f1b18", "#6a625b", "#ffffff"
SIZE = 13
LEADING = 18
# A terminal cell is half a wide character; Latin letters need a little more on the average.
_CELL = 0.58


class Canvas:
    """What is drawn so far, and how far down it reaches."""

    def __init__(self, across: int) -> None:
        self.across = across
        self.below = 0.0
        self.elements: list[str] = []

    def lines(self, text: str, size: int, fill: str, kind: str, bold: bool = False) -> None:
        """Write text below what is there, in lines that fit."""
        for line in wrap(text, cells(self.across, size)):
            self.below += size * LEADING / SIZE
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
        """Write one line of text with its foot at y."""
        anchored = f' text-anchor="{anchor}"' if anchor != "start" else ""
        weight = ' font-weight="600"' if bold else ""
        self.elements.append(
            f'<text class="{kind}" x="{px(x)}" y="{px(y)}" font-size="{size}" fill="{fill}"'
            f"{anchored}{weight}>{escape(text)}</text>"
        )

    def rectangle(self, x: float, y: float, wide: float, high: float, fill: str, kind: str) -> None:
        """Draw a rectangle with its left upper corner at x and y."""
        self.elements.append(
            f'<rect class="{kind}" x="{px(x)}" y="{px(y)}" width="{px(wide)}" '
            f'height="{px(high)}" fill="{fill}"/>'
        )

    def stroke(self, ends: Sequence[tuple[float, float]], dashed: bool) -> None:
        """Draw a stroke from one point to another."""
        (x1, y1), (x2, y2) = ends
        dashes = ' stroke-dasharray="3 3"' if dashed else ""
        self.elements.append(
            f'<line class="stroke" x1="{px(x1)}" y1="{px(y1)}" x2="{px(x2)}" y2="{px(y2)}" '
            f'stroke="{ACCENT}" stroke-width="2"{dashes}/>'
        )

    def point(self, x: float, y: float, open: bool) -> None:
        """Draw a point, filled or open."""
        kind, fill = ("point open", PAPER) if open else ("point", ACCENT)
        self.elements.append(
            f'<circle class="{kind}" cx="{px(x)}" cy="{px(y)}" r="3.5" '
            f'fill="{fill}" stroke="{ACCENT}" stroke-width="2"/>'
        )


def length(text: str) -> float:
    """Return about how many pixels a text of the usual size takes."""
    return width(text) * SIZE * _CELL


def cells(across: float, size: int) -> int:
    """Return how many cells of text of a size stand in `across` pixels; at least one character."""
    return max(int(across / (size * _CELL) + 0.01), 2)


def px(number: float) -> str:
    """Return a number of pixels to two decimals, without those that say nothing."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


# Of Windows, macOS, Linux and HarmonyOS; the first that is there is taken.
FONTS = (
    "Microsoft YaHei, PingFang SC, HarmonyOS Sans SC, Noto Sans CJK SC, Source Han Sans SC, "
    "WenQuanYi Micro Hei, Segoe UI, Arial, sans-serif"
)


# Sizes in pixels of the canvas.
_BAR = 14
_GAP = 8
_BETWEEN = 20
_PLOT = Decimal(72)
# Below a point of a line, a value of more cells stands on several lines.
_CELLS_OF_TICK = 16
# The stripes at the end of a bound: how far from the end each begins, and how wide it is.
_BEYOND = ((2, 3), (7, 2), (11, 1))
_STUB = 12
_SHORT_OF = ((1, 1), (4, 2), (8, 3))


class Mark(NamedTuple):
    """A value to draw: what it is called, how much it is, and how that is said, with its unit."""

    label: str
    value: Decimal
    said: str
    qualifier: Qualifier = "exact"
    # Drawn lighter, as a year gone by is beside the newest.
    faint: bool = False

    @property
    def may_be_more(self) -> bool:
        """Whether the true value may lie beyond the one drawn."""
        return CLAIMS[self.qualifier].side in (1, None)

    @property
    def may_be_less(self) -> bool:
        """Whether the true value may lie short of the one drawn."""
        return CLAIMS[self.qualifier].side in (-1, None)


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


def svg_element(chart: Chart, id: str, across: int = 340) -> str:
    """Return the chart as an element of a page, `across` pixels wide; `id` is its own there."""
    drawn = Canvas(across)
    _draw(drawn, chart, ends_only=True)
    return _svg(chart, id, drawn.across, drawn.below, drawn.elements)


def to_svg(chart: Chart, across: int = 720) -> str:
    """Return the chart as a file of its own, with its title above and its notes below.

    It is wider than `across` pixels where the years would not stand beside one another.
    """
    margin = 24
    if chart.years:
        across = max(across, 2 * margin + len(chart.years) * (_tick(chart, across) + _GAP))
    drawn = Canvas(across - 2 * margin)
    drawn.lines(chart.title, 18, INK, "title", bold=True)
    drawn.below += _BETWEEN
    _draw(drawn, chart, ends_only=False)
    drawn.below += _BETWEEN
    for note in chart.notes:
        drawn.lines(note, 11, QUIET, "note")
    height = drawn.below + 2 * margin
    paper = f'<rect width="{across}" height="{px(height)}" fill="{PAPER}"/>'
    inner = [paper, f'<g transform="translate({margin} {margin})">', *drawn.elements, "</g>"]
    return _svg(chart, "chart", across, height, inner) + "\n"


class _Measures(NamedTuple):
    """What is the same for all groups of a chart: the largest value, and the room for words."""

    largest: Decimal
    # For the labels before bars, for the values behind them, for a year and its value below a line.
    label: float
    said: float
    tick: int

    def scaled(self, mark: Mark, full: Decimal) -> float:
        """Return how long or high a mark is, where the largest is `full`."""
        return float(full * mark.value / self.largest) if self.largest else 0.0


def _measures(chart: Chart, across: int) -> _Measures:
    every = [mark for group in chart.groups for mark in group.there]
    return _Measures(
        max((mark.value for mark in every), default=Decimal(0)),
        min(max((length(mark.label) for mark in every), default=0), across // 3),
        min(max((length(mark.said) for mark in every), default=0), across * 0.45),
        _tick(chart, across) if chart.years else 0,
    )


def _draw(drawn: Canvas, chart: Chart, ends_only: bool) -> None:
    """Draw the groups below one another; with `ends_only`, years that do not fit have no labels."""
    measures = _measures(chart, drawn.across)
    for number, group in enumerate(chart.groups):
        drawn.below += _BETWEEN * 0.7 if number else 0
        if group.heading:
            drawn.lines(group.heading, SIZE, INK, "heading")
        drawn.below += 4
        if chart.years:
            _line(drawn, chart, group, measures, ends_only)
        else:
            _bars(drawn, group, measures)


def _bars(drawn: Canvas, group: Group, measures: _Measures) -> None:
    """Draw a bar a mark, all from one baseline, each with its value behind it."""
    start = measures.label + _GAP if measures.label else 0.0
    longest = Decimal(int(drawn.across - start - measures.said - _GAP - _STUB))
    top = drawn.below
    for mark in group.there:
        label = wrap(mark.label, cells(measures.label, SIZE)) if mark.label else []
        said = wrap(mark.said, cells(measures.said, SIZE))
        high = max(len(label), len(said), 1) * LEADING
        long = measures.scaled(mark, longest)
        drawn.elements.append(f'<g class="{"mark faint" if mark.faint else "mark"}">')
        _bar(drawn, start, drawn.below + 2, long, mark)
        for at, line in enumerate(label):
            y = drawn.below + at * LEADING + 13
            drawn.text(line, 0, y, SIZE, QUIET, "label")
        ends = start + long + _GAP + (_STUB if mark.may_be_more else 0)
        for at, line in enumerate(said):
            y = drawn.below + at * LEADING + 13
            drawn.text(line, ends, y, SIZE, INK, "said", bold=True)
        drawn.elements.append("</g>")
        drawn.below += high + 2
    drawn.rectangle(start, top, 1, drawn.below - top, QUIET, "axis")


def _bar(drawn: Canvas, x: float, y: float, long: float, mark: Mark) -> None:
    """Draw a bar as long as its value; where that is a bound, with an end of stripes."""
    fill = FAINT if mark.faint else ACCENT
    below = mark.may_be_less
    drawn.rectangle(x, y, max(long - _STUB, 0) if below else long, _BAR, fill, "bar")
    if below:
        for back, wide in _SHORT_OF:
            if back + wide <= long:
                drawn.rectangle(x + long - back - wide + 1, y, wide, _BAR, fill, "bound")
    if mark.may_be_more:
        for on, wide in _BEYOND:
            drawn.rectangle(x + long + on, y, wide, _BAR, fill, "bound")


def _line(drawn: Canvas, chart: Chart, group: Group, measures: _Measures, ends_only: bool) -> None:
    """Draw the marks of the years as points, joined where no year is missing between them."""
    wide = measures.tick
    step = (drawn.across - wide) / max(len(chart.years) - 1, 1)
    places = [wide / 2 + at * step for at in range(len(chart.years))]
    foot = drawn.below + float(_PLOT) + 6
    points: list[tuple[float, float] | None] = []
    for x, mark in zip(places, group.marks, strict=True):
        points.append((x, foot - measures.scaled(mark, _PLOT)) if mark else None)
    drawn.rectangle(0, foot, drawn.across, 1, QUIET, "axis")
    for (start, one), (end, other) in pairwise(zip(points, group.marks, strict=True)):
        if start and end and one and other:
            bound = one.qualifier != "exact" or other.qualifier != "exact"
            drawn.stroke((start, end), bound)
    for point, mark in zip(points, group.marks, strict=True):
        if point and mark:
            drawn.point(*point, open=mark.qualifier != "exact")
    shown = list(zip(chart.years, places, group.marks, strict=True))
    if ends_only and step < wide + _GAP:
        shown = shown[:: max(len(shown) - 1, 1)]
    drawn.below = foot
    for year, x, mark in shown:
        drawn.text(str(year), x, foot + 16, 11, QUIET, "label", "middle")
        said = wrap(mark.said, cells(wide, SIZE)) if mark else [chart.missing]
        for number, line in enumerate(said):
            y = foot + 33 + number * LEADING
            drawn.text(line, x, y, SIZE, INK, "said", "middle", bold=mark is not None)
            drawn.below = max(drawn.below, y + 7)


def _tick(chart: Chart, across: int) -> int:
    """Return the room that a year and its value need, of which at least two fit `across`."""
    most = min(_CELLS_OF_TICK, cells(across / 2 - _GAP, SIZE))
    every = [mark.said for group in chart.groups for mark in group.there]
    lines = [line for said in every for line in wrap(said, most)]
    return int(max(map(length, [*lines, chart.missing, str(chart.years[-1])]))) + 8


def _svg(chart: Chart, id: str, across: float, below: float, elements: Sequence[str]) -> str:
    size = f"{px(across)} {px(below)}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{px(across)}" height="{px(below)}" '
            f'viewBox="0 0 {size}" role="img" aria-labelledby="{id}-title {id}-desc" '
            f'font-family="{FONTS}">',
            f'<title id="{id}-title">{escape(chart.title)}</title>',
            f'<desc id="{id}-desc">{escape(chart.description)}</desc>',
            *elements,
            "</svg>",
        ]
    )
