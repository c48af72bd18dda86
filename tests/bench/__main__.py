"""All benches: what was measured, and the bars beside it; 1 where one is missed.

Run by hand: `python -m tests.bench`, or with names of some: `python -m tests.bench start peers`.
"""

import sys
from collections.abc import Callable, Iterator

from tests.bench import (
    collection,
    fuzz,
    limits,
    lookup,
    mutants,
    peers,
    scanner,
    shared,
    startup,
    texts,
)
from tests.bench.bars import Bar, report

BENCHES: dict[str, Callable[[], Iterator[Bar]]] = {
    "start": startup.measure,
    "lookup": lookup.measure,
    "scanner": scanner.measure,
    "texts": texts.measure,
    "collections": collection.measure,
    "peers": peers.measure,
    "shared": shared.measure,
    "limits": limits.measure,
    "fuzz": fuzz.measure,
    "mutants": mutants.measure,
}


def main(*names: str) -> int:
    """Run the benches named, or every one; return 1 if any bar is missed."""
    missed = 0
    for name, measure in BENCHES.items():
        if names and name not in names:
            continue
        sys.stdout.write(f"== {name}\n")
        missed |= report(measure())
    return missed


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
