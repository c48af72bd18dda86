"""The benches: what was measured, and the bars beside it; 1 where one is missed.

Run by hand: `python -m tests.bench` for those that take a quarter of an hour together, else with
names of some: `python -m tests.bench limits`.
"""

import sys
import time
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
}
# Each takes as long alone as all the others.
LONG: dict[str, Callable[[], Iterator[Bar]]] = {
    "limits": limits.measure,
    "fuzz": fuzz.measure,
    "mutants": mutants.measure,
}


def main(*names: str) -> int:
    """Run the benches named, or all that are not long; return 1 if any bar is missed."""
    missed = 0
    for name in names or BENCHES:
        began = time.monotonic()
        sys.stdout.write(f"== {name}\n")
        missed |= report({**BENCHES, **LONG}[name]())
        sys.stdout.write(f"   {time.monotonic() - began:.0f} s\n")
    return missed


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
