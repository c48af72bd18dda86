"""How a collection answers: of 100, 3,200 and 64,000 datasets, the country for twenty years.

Run by hand: `python -m tests.bench.collection`. Each collection is indexed cold, then asked for one
committee's twenty years, and for one figure of all committees in a year; times are compared with
the smallest Typer program in the same run. Memory is the largest of any process.
"""

import os
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.startup import TYPER
from tests.bench.synthetic import FIGURES, write_collection

YEARS = 20
BODIES = (5, 160, 3_200)
ROUNDS = 7
BODY_BAR, FIGURE_BAR = 6, 10
MEMORY_BAR = 300
# Indexing is linear when a dataset of the largest collection takes at most so much more time.
LINEAR_BAR = 1.3


class Run(NamedTuple):
    """What a run took: seconds, seconds of all cores, MiB."""

    seconds: float
    busy: float
    memory: float


def _run(*command: str | Path, cache: Path) -> Run:
    start = time.perf_counter()
    process = os.posix_spawn(
        command[0],
        [str(word) for word in command],
        {**os.environ, "XDG_CACHE_HOME": str(cache)},
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
    )
    _, status, used = os.wait4(process, 0)
    if status:
        sys.exit(f"{' '.join(map(str, command))}: exit {os.waitstatus_to_exitcode(status)}")
    seconds = time.perf_counter() - start
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _median(command: Sequence[str | Path], cache: Path) -> Run:
    runs = [_run(*command, cache=cache) for _ in range(ROUNDS)]
    return Run(*(statistics.median(values) for values in zip(*runs, strict=True)))


def main() -> int:
    """Measure, print times, ratios and memory, and return 1 if a bar is missed."""
    cppcc = Path(sys.executable).with_name("cppcc")
    missed, each = [], []
    with TemporaryDirectory() as place:
        floor_program, cache = Path(place, "floor.py"), Path(place, "cache")
        floor_program.write_text(TYPER)
        floor = _median((sys.executable, floor_program), cache).seconds
        sys.stdout.write(f"smallest Typer program {floor * 1000:.0f} ms\n")
        for bodies in BODIES:
            folder = Path(place, str(bodies))
            files = sum(1 for _ in write_collection(folder, bodies, YEARS))
            # So that no file is young any more, which would be read again.
            time.sleep(2.1)
            asked = (cppcc, "stats", "f7", "--data", folder)
            cold = _run(*asked, "--body", "example0003", cache=cache)
            _run(*asked, "--body", "example0003", cache=cache)
            body = _median((*asked, "--body", "example0003"), cache)
            figure = _median((*asked, "--year", "2010"), cache)
            each.append(cold.seconds / files)
            memory = max(cold.memory, body.memory, figure.memory)
            sys.stdout.write(
                f"{files:6,} datasets, {files * FIGURES:9,} figures: indexed in"
                f" {cold.seconds:.1f} s ({files / cold.seconds:,.0f}/s,"
                f" {cold.busy / cold.seconds:.1f} cores);"
                f" one committee's {YEARS} years {body.seconds / floor:.2f} x;"
                f" one figure of {bodies:,} committees {figure.seconds / floor:.2f} x;"
                f" {memory:.0f} MiB\n"
            )
            missed += [body.seconds / floor > BODY_BAR, figure.seconds / floor > FIGURE_BAR]
            missed.append(memory > MEMORY_BAR)
    sys.stdout.write(f"time per dataset, largest to middle collection: {each[2] / each[1]:.2f}\n")
    missed.append(each[2] / each[1] > LINEAR_BAR)
    return 1 if any(missed) else 0


if __name__ == "__main__":
    sys.exit(main())
