"""How long a name takes to find its figure, among the bundled 23 and among 5,000.

Run by hand: `python -m tests.bench.lookup`. The names are found by the id, by pinyin, by a part and
not at all. Times are compared with the smallest Typer program; what a whole query costs, the start
included, is measured by startup.py.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from cppcc_cli.dataset import Dataset, sources
from cppcc_cli.dataset.reading import load
from cppcc_cli.errors import UsageError
from cppcc_cli.query import choose_one
from tests.bench.bars import TYPER, Bar, medians, report

NAMES = ("proposals.submitted", "tian", "视点", "propsals")
ROUNDS = 5
SIZE = 5_000
BAR = 6


def _grown(dataset: Dataset, size: int) -> Dataset:
    """Return the dataset with its figures repeated under other ids until there are `size`."""
    known = list(dataset.figures.values())
    figures = dict(dataset.figures)
    while len(figures) < size:
        number = len(figures)
        figure = known[number % len(known)]
        copy = figure._replace(id=f"{figure.id}-{number}", pinyin=(*figure.pinyin, f"x {number}"))
        figures[copy.id] = copy
    return dataset._replace(figures=figures)


def _seconds(dataset: Dataset, name: str) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        with suppress(UsageError):
            choose_one(dataset, name)
        taken.append(time.perf_counter() - start)
    return min(taken)


def measure() -> Iterator[Bar]:
    """Yield for each name what it takes among the bundled figures and among many, in floors."""
    with TemporaryDirectory() as folder:
        program = Path(folder, "floor.py")
        program.write_text(TYPER)
        (floor,) = medians([sys.executable, program])
    bundled = load(sources.bundled())
    for dataset in (bundled, _grown(bundled, SIZE)):
        for name in NAMES:
            what = f"“{name}” among {len(dataset.figures):,} figures"
            yield Bar(what, _seconds(dataset, name) / floor, "×", BAR)


if __name__ == "__main__":
    sys.exit(report(measure()))
