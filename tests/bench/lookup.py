"""How long a name takes to find its figure, among the bundled 23 and among 5,000.

Run by hand: `python -m tests.bench.lookup`. The names are found by the id, by pinyin, by a part and
not at all. What a whole query costs, the start included, is measured by startup.py.
"""

import sys
import time
from contextlib import suppress

from cppcc_cli.dataset import library
from cppcc_cli.dataset.model import Dataset
from cppcc_cli.errors import AskedWrongly
from cppcc_cli.query.lookup import choose_one

NAMES = ("proposals.submitted", "tian", "视点", "propsals")
ROUNDS = 5


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


def _milliseconds(dataset: Dataset, name: str) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        with suppress(AskedWrongly):
            choose_one(dataset, name)
        taken.append(time.perf_counter() - start)
    return min(taken) * 1000


def main() -> None:
    """Measure and print the milliseconds for each name and size."""
    bundled = library.load(library.bundled())
    datasets = [bundled, _grown(bundled, 5000)]
    sizes = "".join(f"{len(dataset.figures):>12,}" for dataset in datasets)
    sys.stdout.write(f"{'figures':24}{sizes}\n")
    for name in NAMES:
        times = "".join(f"{_milliseconds(dataset, name):9.2f} ms" for dataset in datasets)
        sys.stdout.write(f"{name:24}{times}\n")


if __name__ == "__main__":
    main()
