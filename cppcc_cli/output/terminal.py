"""Table -> the text of a screen, as wide as the screen. The only door to Rich.

No vertical lines; a header over an ASCII rule; labels fold, numbers never do, nothing is cut. Below
60 columns, and where a table does not fit, a row becomes a block of labelled lines. All text enters
as Text, never as markup.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from rich.box import Box
from rich.console import Console, Group
from rich.table import Table as RichTable
from rich.text import Text

from cppcc_cli import messages
from cppcc_cli.errors import OutputError
from cppcc_cli.messages import labels
from cppcc_cli.output import Layout, Table, fitted_widths, natural_widths
from cppcc_cli.screen import escaped, has_room, width, wrap

NARROW = 60
# Narrower than this no line can hold a wide character with its indent.
NARROWEST = 16
# A column that must fold keeps this many cells, or a bar gives way; columns stand this far apart.
_LEAST = 10
_LEAST_BESIDE_BAR = 22
_GAP = 2
_LONGEST_BAR = 30
_HEIGHT = 25
# Drawing more takes longer than anyone waits, and nobody reads it.
_MOST_ROWS, _MOST_CHARACTERS = 5_000, 1_000_000
_RULE = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)


def to_screen(table: Table[Any], header: bool, columns: int, colour: bool) -> str:
    """Return `table` drawn for a screen of `columns` cells, with or without colour.

    Raises OutputError for more than anyone would look at.
    """
    if len(table.rows) > _MOST_ROWS:
        raise OutputError(messages.TOO_LONG_FOR_A_SCREEN.about())
    laid = Layout(table, header, "screen")
    text = io.StringIO()
    console = Console(
        file=text,
        # Both given, so that Rich reads no COLUMNS and no LINES, which may be no numbers.
        width=max(columns, NARROWEST),
        height=_HEIGHT,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    for number, part in enumerate(_parts(laid, console.width)):
        if number:
            console.print()
        console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


@contextmanager
def progress_bar(what: str, total: int | None, columns: int) -> Iterator[Callable[[int], None]]:
    """Show a progress bar of `columns` cells on standard error.

    What is yielded takes how far it has come; without a total, the bar only moves.
    """
    from rich.progress import Progress

    console = Console(stderr=True, markup=False, width=columns, height=_HEIGHT)
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(escaped(what), total=total)
        yield lambda done: bar.update(task, completed=done)


def _parts(laid: Layout, columns: int) -> Iterator[Any]:
    """Yield what stands below one another, a blank line apart."""
    if laid.title:
        yield _folded(laid.title, columns, "bold")
    if laid.are_cards:
        yield from (_card(group.texts, columns) for group in laid.groups)
    elif laid.groups:
        yield from _rows(laid, columns)
    if laid.said:
        yield Text("\n").join(_folded(note, columns, "dim") for note in laid.said)


def _folded(text: str, cells: int, style: str = "") -> Text:
    return Text("\n".join(wrap(text, cells)), style)


def _rows(laid: Layout, columns: int) -> Iterator[Any]:
    heads = laid.labels
    groups = [(group.heading, group.texts) for group in laid.groups]
    every = [cells for _, rows in groups for cells in rows]
    if sum(len(cell) for cells in every for cell in cells) > _MOST_CHARACTERS:
        raise OutputError(messages.TOO_LONG_FOR_A_SCREEN.about())
    natural = natural_widths([heads, *every])
    bars, widths = laid.bars, None
    if bars:
        beside = columns - _LEAST - _GAP
        widths = fitted_widths(laid.heads, natural, beside, _GAP, _LEAST_BESIDE_BAR)
    if widths is None:
        bars, widths = [], fitted_widths(laid.heads, natural, columns, _GAP, _LEAST)
    if widths is None or columns < NARROW or not all(all(map(has_room, c, widths)) for c in every):
        yield from _blocks(laid, columns)
        return
    aligned = [head.align for head in laid.heads]
    if bars:
        longest = min(columns - sum(widths) - _GAP * len(widths), _LONGEST_BAR)
        aligned, widths, heads = [*aligned, "left"], [*widths, longest], [*heads, ""]
        drawn = iter("#" * round(longest * height) for height in bars)
    head = _grid(aligned, widths, heads) if laid.header else None
    for number, (heading, rows) in enumerate(groups):
        grid = _grid(aligned, widths)
        for cells in rows:
            row = [*cells, next(drawn)] if bars else cells
            grid.add_row(*(_folded(cell, fit) for cell, fit in zip(row, widths, strict=True)))
        above = [head] if head is not None and not number else []
        named = [_folded(heading, columns, "cyan")] if heading else []
        yield Group(*above, *named, grid)


def _grid(
    aligned: Sequence[Literal["left", "right"]],
    widths: Sequence[int],
    heads: Sequence[str] | None = None,
) -> RichTable:
    """Return a table without rows: with a header over its rule, or without header."""
    grid = RichTable(
        box=_RULE,  # its blank between two columns is the last cell of the gap
        show_edge=False,
        show_header=heads is not None,
        pad_edge=False,
        padding=(0, _GAP - 1, 0, 0),
        header_style="bold",
    )
    for index, (align, cells) in enumerate(zip(aligned, widths, strict=True)):
        label = _folded(heads[index], cells) if heads is not None else ""
        grid.add_column(label, justify=align, width=cells, overflow="fold")
    return grid


def _blocks(laid: Layout, columns: int) -> Iterator[Any]:
    """Draw each row as a block: its first cell, and below it the others with their labels.

    A number says nothing by itself, and has its label where it is the first cell, too.
    """
    labelled = labels.LABELLED.say().format
    label, *below = laid.labels
    for group in laid.groups:
        if group.heading:
            yield _folded(group.heading, columns, "cyan")
        for first, *others in group.texts:
            named = labelled(label, first) if laid.heads[0].align == "right" else first
            lines = [_folded(named, columns, "bold")]
            for head, text in zip(below, others, strict=True):
                said = wrap(labelled(head, text), columns - 2) if text else []
                lines += [Text(f"  {line}") for line in said]
            yield Text("\n").join(lines)


def _card(pairs: Sequence[Sequence[str]], columns: int) -> Text:
    """Draw labels and texts side by side; on a narrow screen the texts below their labels."""
    first = max(width(label) for label, _ in pairs) + _GAP
    lines = []
    for label, text in pairs:
        if columns < NARROW:
            lines += [_folded(label, columns, "dim")]
            lines += [Text(f"  {line}") for line in wrap(text, columns - 2)]
            continue
        for number, line in enumerate(wrap(text, columns - first)):
            head = label if not number else ""
            lines.append(Text.assemble((head, "dim"), " " * (first - width(head)), line))
    return Text("\n").join(lines)
