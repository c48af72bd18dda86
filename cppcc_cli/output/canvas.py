"""What is drawn of an SVG so far: text, rectangles and strokes, in plain attributes.

Sizes are in pixels. How wide a text stands is estimated from the cells of its characters.
"""

from collections.abc import Sequence
from html import escape

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
