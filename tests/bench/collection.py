"""How a collection answers: of 100, 3,200 and 64,000 datasets, the country for twenty years.

Run by hand: `python -m tests.bench.collection`. Each collection is indexed cold, then asked for one
committee's twenty years, and for one figure of all committees in a year; times are compared with
the smallest Typer program in the same run. The middle one is checked, and of the largest all
categories are listed. Memory is the largest of any process.
"""

import os
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.bars import CPPCC, TYPER, Bar, environment, report
from tests.bench.synthetic import write_collection

YEARS = 20
BODIES = (5, 160, 3_200)
ROUNDS = 7
BODY_BAR, FIGURE_BAR = 6, 10
MEMORY_BAR = 300
# Indexing is linear when a dataset of the largest collection takes at most so much more time.
LINEAR_BAR = 1.3
# Of all cores that others leave free, that is at least so much.
CORES_BAR = 0.7


class Run(NamedTuple):
    """What a run took: seconds, of the processor, the part of free cores at work, MiB."""

    seconds: float
    busy: float
    cores: float
    memory: float


def _idle() -> float:
    """Return the seconds for which cores had nothing to do since the machine was started."""
    return float(Path("/proc/uptime").read_text("ascii").split()[1])


def _run(*command: str | Path, cache: Path) -> Run:
    start, idle = time.perf_counter(), _idle()
    process = os.posix_spawn(
        command[0],
        [str(word) for word in command],
        environment(XDG_CACHE_HOME=str(cache)),
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
    )
    _, status, used = os.wait4(process, 0)
    if status:
        sys.exit(f"{' '.join(map(str, command))}: exit {os.waitstatus_to_exitcode(status)}")
    seconds = time.perf_counter() - start
    busy = used.ru_utime + used.ru_stime
    # What other programs keep busy meanwhile is not to be had.
    return Run(seconds, busy, busy / (busy + _idle() - idle), used.ru_maxrss / 1024)


def _median(command: Sequence[str | Path], cache: Path) -> Run:
    runs = [_run(*command, cache=cache) for _ in range(ROUNDS)]
    return Run(*(statistics.median(values) for values in zip(*runs, strict=True)))


def measure() -> Iterator[Bar]:
    """Yield for each collection the speed of indexing, the queries in floors, and the memory."""
    each: dict[int, float] = {}
    with TemporaryDirectory() as place:
        program, cache = Path(place, "floor.py"), Path(place, "cache")
        program.write_text(TYPER)
        floor = _median((sys.executable, program), cache).seconds
        for bodies in BODIES:
            folder = Path(place, str(bodies))
            files = sum(1 for _ in write_collection(folder, bodies, YEARS))
            # So that no file is young any more, which would be read again.
            time.sleep(2.1)
            asked = (CPPCC, "stats", "f7", "--data", folder)
            cold = _run(*asked, "--body", "example0003", cache=cache)
            _run(*asked, "--body", "example0003", cache=cache)
            body = _median((*asked, "--body", "example0003"), cache)
            figure = _median((*asked, "--year", "2010"), cache)
            each[bodies] = cold.busy / files
            of = f"{files:,} datasets: "
            yield Bar(f"{of}indexed", files / cold.seconds, "/s")
            yield Bar(f"{of}processor time of one", each[bodies] * 1000, "ms")
            if bodies == BODIES[-1]:
                yield Bar(f"{of}part of free cores at work", cold.cores, "", least=CORES_BAR)
            yield Bar(f"{of}a committee's {YEARS} years", body.seconds / floor, "×", BODY_BAR)
            what = f"{of}a figure of {bodies:,} committees"
            yield Bar(what, figure.seconds / floor, "×", FIGURE_BAR)
            memory = max(cold.memory, body.memory, figure.memory)
            yield Bar(f"{of}memory", memory, "MiB", MEMORY_BAR)
            if bodies == BODIES[1]:
                checked = _run(CPPCC, "check", folder, cache=Path(place, "other"))
                yield Bar(f"{of}checked", files / checked.seconds, "/s")
                yield Bar(f"{of}part of free cores at work", checked.cores, "", least=CORES_BAR)
            if bodies == BODIES[-1]:
                listed = _run(CPPCC, "categories", "--data", folder, cache=cache)
                yield Bar(f"{of}memory of all categories", listed.memory, "MiB", MEMORY_BAR)
    middle, largest = BODIES[1:]
    yield Bar(
        f"processor time of one, {largest * YEARS:,} to {middle * YEARS:,} of them",
        each[largest] / each[middle],
        "×",
        LINEAR_BAR,
    )


if __name__ == "__main__":
    sys.exit(report(measure()))
