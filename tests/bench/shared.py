"""Twenty processes ask one collection for a minute while its files change.

Run by hand: `python -m tests.bench.shared [SECONDS]`. Each file states one number everywhere, and
files are replaced with a larger one all the time: an answer is stale where it lies below what stood
there before it was asked for, and mixed where a file shows two numbers. Files come and go, and one
is renamed all the time: it is always there, under one name or the other, and must always answer.
"""

import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.bench.bars import Bar, report
from tests.bench.synthetic import FIRST_YEAR, value_of

PROCESSES, SECONDS = 20, 60
BODIES, YEARS = 15, 2
FIGURES = ("f7", "f8")


def stating(body: int, year: int, number: int) -> str:
    """Return a synthetic dataset both of whose asked figures have one value."""
    from tests.bench.synthetic import dataset

    text = dataset(1, body, year)
    for name in FIGURES:
        value, head = value_of(1, body, year, int(name[1:])), f"[figure.work.{name}]"
        before, found, after = text.partition(head)
        after = after.replace(f"value = {value}\n", f"value = {number}\n", 1)
        text = before + found + after.replace(f'printed = "{value}', f'printed = "{number}', 1)
    return text


class Collection:
    """Files that change, and of each the number that surely stands there, and the next one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.years = range(FIRST_YEAR, FIRST_YEAR + YEARS)
        self.stands = {(body, year): 0 for body in range(BODIES) for year in self.years}
        self.next = dict(self.stands)
        self.changes = 0
        self.stop = threading.Event()
        folder.mkdir()
        for body, year in self.stands:
            self.write(body, year)

    def path(self, body: int, year: int) -> Path:
        """Return where a dataset lies at first."""
        return self.folder / f"example{body:04}-{year}.toml"

    def write(self, body: int, year: int) -> None:
        """Replace a file by one with the next number."""
        number = self.next[body, year] = self.next[body, year] + 1
        path = self.path(body, year)
        beside = path.with_suffix(".new")
        beside.write_text(stating(body, year, number), "utf-8")
        beside.replace(path)
        self.stands[body, year] = number

    def change(self) -> None:
        """Replace files, and let another one come and go, until told to stop."""
        random, extra = Random(1), self.folder / "extra.toml"
        here, there = self.path(0, FIRST_YEAR), self.folder / "renamed.toml"
        while not self.stop.wait(0.01):
            self.write(*random.choice(list(self.stands)[1:]))
            self.changes += 1
            here.rename(there)
            here, there = there, here
            if self.changes % 10 == 0:
                beside = extra.with_suffix(".new")
                beside.write_text(stating(BODIES, FIRST_YEAR, 1), "utf-8")
                beside.replace(extra)
            elif self.changes % 10 == 5:
                extra.unlink(missing_ok=True)


def wrong_in(collection: Collection, done: "subprocess.CompletedProcess[str]") -> str | None:
    """Return what is wrong with how a question ended, but for the numbers."""
    if done.returncode:
        return f"exit {done.returncode}: {done.stderr[-300:]}"
    noise = [line for line in done.stderr.splitlines() if "is taken as" not in line]
    return f"said: {noise[0]}" if noise else None


def ask(collection: Collection, cache: Path, counts: Counter[str], wrong: list[str]) -> None:
    """Ask again and again, and note every answer that was never true."""
    command = Path(sys.executable).with_name("cppcc")
    random = Random()
    while not collection.stop.is_set():
        year = random.choice([*collection.years, None])
        chosen = [] if year is None else ["--year", str(year)]
        before = dict(collection.stands)
        asked = ["--data", collection.folder, "--columns", "dataset,year,value", "--no-header"]
        done = subprocess.run(
            [command, "stats", *FIGURES, *asked, *chosen],
            env={"PATH": "", "XDG_CACHE_HOME": str(cache), "LANG": "en_US.UTF-8"},
            capture_output=True,
            text=True,
        )
        after = dict(collection.next)
        counts["questions"] += 1
        if failed := wrong_in(collection, done):
            wrong.append(failed)
            continue
        given: dict[tuple[int, int], list[int]] = {}
        for line in done.stdout.splitlines():
            id, of_year, value = line.split("\t")
            given.setdefault((int(id[7:11]), int(of_year)), []).append(int(value))
        for (body, of_year), numbers in given.items():
            counts["figures"] += len(numbers)
            if (body, of_year) in before and not (
                len(numbers) == len(FIGURES)
                and len(set(numbers)) == 1
                and before[body, of_year] <= numbers[0] <= after[body, of_year]
            ):
                known = before[body, of_year], after[body, of_year]
                wrong.append(f"{body} {of_year}: {numbers} is not between {known}")
        expected = {key for key in before if year in (None, key[1])}
        if missing := expected - given.keys():
            wrong.append(f"missing: {sorted(missing)}")


def measure(seconds: float = SECONDS) -> Iterator[Bar]:
    """Ask and change for so many seconds; yield how often, and how many answers were wrong."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    with TemporaryDirectory() as place:
        collection = Collection(Path(place, "all"))
        changing = threading.Thread(target=collection.change)
        asking = [
            threading.Thread(target=ask, args=(collection, Path(place, "cache"), counts, wrong))
            for _ in range(PROCESSES)
        ]
        for thread in (changing, *asking):
            thread.start()
        time.sleep(seconds)
        collection.stop.set()
        for thread in (changing, *asking):
            thread.join()
    sys.stdout.writelines(f"{one}\n" for one in wrong[:20])
    yield Bar(f"questions of {PROCESSES} processes in {seconds:.0f} s", counts["questions"], "")
    yield Bar("files changed meanwhile", collection.changes, "")
    yield Bar("figures answered", counts["figures"], "")
    yield Bar("stale, mixed or failed answers", len(wrong), "", 0)


if __name__ == "__main__":
    sys.exit(report(measure(*map(float, sys.argv[1:]))))
