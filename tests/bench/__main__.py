"""All benches: what was measured, and the bars beside it; 1 where one is missed.

Run by hand: `python -m tests.bench`. Each can be run by itself: `python -m tests.bench.startup`.
"""

import sys
from collections.abc import Callable, Iterator

from tests.bench import collection, lookup, peers, scanner, startup
from tests.bench.bars import Bar, report

BENCHES: dict[str, Callable[[], Iterator[Bar]]] = {
    "start": startup.measure,
    "lookup": lookup.measure,
    "scanner": scanner.measure,
    "collections": collection.measure,
    "peers": peers.measure,
}


def main() -> int:
    """Run every bench; return 1 if any bar is missed."""
    missed = 0
    for name, measure in BENCHES.items():
        sys.stdout.write(f"== {name}\n")
        missed |= report(measure())
    return missed


if __name__ == "__main__":
    sys.exit(main())
