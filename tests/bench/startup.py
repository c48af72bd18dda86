"""How long the start takes, as a ratio to the smallest program that could do the same.

Run by hand: `python -m tests.bench.startup`. Programs run many times, in random order: the smallest
Typer program, piped queries, the smallest Typer program that draws a Rich table, a query on a
terminal (through a pty), and a TAB of each. The medians are compared; times alone say nothing.
"""

import os
import pty
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.bench.bars import CPPCC, TYPER, Bar, environment, report, seconds

ROUNDS = 60
PIPED_BAR = 1.15
TERMINAL_BAR = 1.3
TAB_BAR = 1.25

# How a shell asks the smallest program for completions of an option.
_TAB_OF_TYPER = {"_TAB.PY_COMPLETE": "complete_bash", "COMP_WORDS": "tab.py --n", "COMP_CWORD": "1"}

TYPER_AND_RICH = """
import typer
from rich.console import Console
from rich.table import Table
app = typer.Typer(add_completion=False)
@app.command()
def main(name: str = "x") -> None:
    table = Table("Figure", "Value")
    table.add_row("Proposals", "418")
    Console().print(table)
app()
"""


def _on_terminal(*command: str | Path) -> float:
    ours, theirs = pty.openpty()
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=theirs, env=environment())
    os.close(theirs)
    while True:
        try:
            if not os.read(ours, 65536):
                break
        except OSError:
            break
    process.wait()
    taken = time.perf_counter() - start
    os.close(ours)
    return taken


def measure() -> Iterator[Bar]:
    """Yield the medians of the smallest programs, and the ratios of ours to them."""
    with TemporaryDirectory() as folder:
        floor, table, tab = (Path(folder, name) for name in ("floor.py", "table.py", "tab.py"))
        floor.write_text(TYPER)
        table.write_text(TYPER_AND_RICH)
        tab.write_text(TYPER.replace("add_completion=False", ""))
        floors: dict[str, Callable[[], float]] = {
            "smallest Typer program": lambda: seconds(sys.executable, floor),
            "smallest Typer and Rich table": lambda: _on_terminal(sys.executable, table),
            "TAB of a Typer program": lambda: seconds(sys.executable, tab, **_TAB_OF_TYPER),
        }
        small, rich, completing = floors
        ours: dict[str, tuple[Callable[[], float], str, float]] = {
            "cppcc stats, piped": (lambda: seconds(CPPCC, "stats"), small, PIPED_BAR),
            "cppcc show submitted -f value": (
                lambda: seconds(CPPCC, "show", "submitted", "-f", "value"),
                small,
                PIPED_BAR,
            ),
            "cppcc show tian, by pinyin": (
                lambda: seconds(CPPCC, "show", "tian", "-f", "value"),
                small,
                PIPED_BAR,
            ),
            "TAB of cppcc show mem": (
                lambda: seconds(CPPCC, "show", "mem", _CPPCC_COMPLETE="1"),
                completing,
                TAB_BAR,
            ),
            "cppcc stats, on a terminal": (
                lambda: _on_terminal(CPPCC, "stats"),
                rich,
                TERMINAL_BAR,
            ),
        }
        runs = {**floors, **{name: run for name, (run, _, _) in ours.items()}}
        times: dict[str, list[float]] = {name: [] for name in runs}
        order = list(runs)
        for turn in range(ROUNDS + 1):
            # In another order each time: a program may leave the machine slower for the next.
            Random(turn).shuffle(order)
            for name in order:
                taken = runs[name]()
                # The first run compiles what is imported.
                times[name] += [taken] if turn else []
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name in floors:
        yield Bar(name, medians[name] * 1000, "ms")
    for name, (_, compared, bar) in ours.items():
        yield Bar(name, medians[name] / medians[compared], "×", bar)


if __name__ == "__main__":
    sys.exit(report(measure()))
