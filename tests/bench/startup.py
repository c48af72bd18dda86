"""How long the start takes, as a ratio to the smallest program that could do the same.

Run by hand: `python -m tests.bench.startup`. Programs run in turn, many times: the smallest Typer
program, piped queries, the smallest Typer program that draws a Rich table, a query on a terminal
(through a pty), and a TAB of each. The medians are compared; times alone say nothing.
"""

import os
import pty
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ROUNDS = 60
PIPED_BAR = 1.25
TERMINAL_BAR = 1.3

# How a shell asks the smallest program for completions of an option.
_TAB_OF_TYPER = {"_TAB.PY_COMPLETE": "complete_bash", "COMP_WORDS": "tab.py --n", "COMP_CWORD": "1"}

TYPER = """
import typer
app = typer.Typer(add_completion=False)
@app.command()
def main(name: str = "x") -> None:
    print("418")
app()
"""
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


def _piped(*command: str | Path, **variables: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, env={**os.environ, **variables})
    return time.perf_counter() - start


def _on_terminal(*command: str | Path) -> float:
    ours, theirs = pty.openpty()
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=theirs)
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


def main() -> int:
    """Measure, print the medians and ratios, and return 1 if a bar is missed."""
    cppcc = Path(sys.executable).with_name("cppcc")
    with TemporaryDirectory() as folder:
        floor, table, tab = (Path(folder, name) for name in ("floor.py", "table.py", "tab.py"))
        floor.write_text(TYPER)
        table.write_text(TYPER_AND_RICH)
        tab.write_text(TYPER.replace("add_completion=False", ""))
        runs: dict[str, Callable[[], float]] = {
            "smallest Typer program": lambda: _piped(sys.executable, floor),
            "cppcc stats, piped": lambda: _piped(cppcc, "stats"),
            "cppcc show submitted -f value": lambda: _piped(
                cppcc, "show", "submitted", "-f", "value"
            ),
            "smallest Typer and Rich table": lambda: _on_terminal(sys.executable, table),
            "cppcc show tian, by pinyin": lambda: _piped(cppcc, "show", "tian", "-f", "value"),
            "TAB of a Typer program": lambda: _piped(sys.executable, tab, **_TAB_OF_TYPER),
            "TAB of cppcc show mem": lambda: _piped(cppcc, "show", "mem", _CPPCC_COMPLETE="1"),
            "cppcc stats, on a terminal": lambda: _on_terminal(cppcc, "stats"),
        }
        times: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(ROUNDS):
            for name, run in runs.items():
                times[name].append(run())
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    floors = {name: "smallest Typer program" for name in runs}
    floors["cppcc stats, on a terminal"] = "smallest Typer and Rich table"
    floors["TAB of cppcc show mem"] = "TAB of a Typer program"
    ratios = {name: medians[name] / medians[floors[name]] for name in runs}
    for name, median in medians.items():
        sys.stdout.write(f"{name:32}{median * 1000:8.1f} ms{ratios[name]:7.2f}\n")
    bars = {name: PIPED_BAR for name in runs if "cppcc" in name}
    bars["cppcc stats, on a terminal"] = TERMINAL_BAR
    missed = [name for name, bar in bars.items() if ratios[name] > bar]
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
