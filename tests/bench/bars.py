"""What a bench measured, and the bar it is held to."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from cppcc_cli.screen import width

# The smallest Typer program, to which starts are compared: an absolute time says nothing.
TYPER = """
import typer
app = typer.Typer(add_completion=False)
@app.command()
def main(name: str = "x") -> None:
    print("418")
app()
"""
CPPCC = Path(sys.executable).with_name("cppcc")


class Bar(NamedTuple):
    """A measurement with its unit, and the most or the least that it may be; None for neither."""

    what: str
    measured: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def missed(self) -> bool:
        """Whether it is more than the most, or less than the least."""
        over = self.most is not None and self.measured > self.most
        return over or (self.least is not None and self.measured < self.least)

    def line(self) -> str:
        """Return what was measured, and the bar beside it."""
        bound = "" if self.most is None else f"at most {self.most:g}"
        bound = bound if self.least is None else f"at least {self.least:g}"
        digits = 0 if isinstance(self.measured, int) or self.measured >= 1000 else 2
        what = self.what + " " * (58 - width(self.what))
        measured = f"{what}{self.measured:9,.{digits}f} {self.unit:5}"
        return f"{measured}{bound}{'  MISSED' if self.missed else ''}".rstrip()


def report(bars: Iterable[Bar]) -> int:
    """Write a line for each measurement as it is made; return 1 if a bar is missed, else 0."""
    missed = False
    for bar in bars:
        sys.stdout.write(f"{bar.line()}\n")
        sys.stdout.flush()
        missed = missed or bar.missed
    return int(missed)


def environment(**variables: str) -> dict[str, str]:
    """Return the environment of a program that is measured: it keeps its bytecode."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **variables}


def seconds(*command: str | Path, **variables: str) -> float:
    """Return how long a program takes, its output piped; it must succeed."""
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, env=environment(**variables))
    return time.perf_counter() - start


def medians(*commands: Sequence[str | Path], rounds: int = 7) -> list[float]:
    """Return the median of what each of several programs takes, in seconds.

    They run in turn, so that all of them meet the same moments of the machine; the first run of
    each does not count.
    """
    times = [[seconds(*command) for command in commands] for _ in range(rounds + 1)][1:]
    return [statistics.median(taken) for taken in zip(*times, strict=True)]
