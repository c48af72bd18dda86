"""How wide the columns of a table are made, in terminal cells."""

from collections.abc import Sequence

from cppcc_cli.output.table import Column
from cppcc_cli.screen import width


def natural_widths(lines: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide each column is with every cell on one line; `lines` has a list a row."""
    return [
        max(width(cell.replace("\n", " ")) for cell in cells) for cells in zip(*lines, strict=True)
    ]


def fitted_widths(
    layout: Sequence[Column], natural: Sequence[int], columns: int, gap: int, least: int
) -> list[int] | None:
    """Return the widths with which a table fits into `columns` cells; None where it does not.

    Columns stand `gap` cells apart. Numbers keep their width; texts fold, the widest first, and
    keep at least `least` cells.
    """
    widths = list(natural)
    foldable = [index for index, column in enumerate(layout) if column.align == "left"]
    while (excess := sum(widths) + gap * (len(widths) - 1) - columns) > 0:
        widest = max(foldable, key=lambda index: widths[index], default=None)
        if widest is None or widths[widest] <= least:
            return None
        second = max((widths[index] for index in foldable if index != widest), default=0)
        widths[widest] -= min(excess, max(1, widths[widest] - max(second, least)))
    return widths
