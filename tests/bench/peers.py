"""The same questions put to other tools, in one run, out of the same data.

Run by hand: `python -m tests.bench.peers`. Each Python tool is installed into an environment of its
own; jq and Miller are used where they are found. All get the records that cppcc writes: CSV, JSON,
SQLite or Parquet, whichever they read fastest. The questions: one figure's value; the 23 figures of
a year as TSV; one figure of one committee over twenty years, out of the 80,000 figures of 3,200
datasets. A bar is held by every Python tool: it takes at least twice as long.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.bars import CPPCC, Bar, medians, report
from tests.bench.synthetic import write_collection

BAR = 2
YEARS, BODIES = 20, 160
_FIGURE = "proposals.submitted"
_WORK, _DATASET = "work.f7", "example0003-"
_DUCKDB = (
    "import duckdb, sys; duckdb.sql(sys.argv[1]).write_csv('/dev/stdout', sep='\\t', header=True)"
)


class Peer(NamedTuple):
    """A tool, the package it comes in, and its command for each question."""

    name: str
    package: str | None
    value: list[str]
    year: list[str]
    years: list[str]


def _sql(table: str, columns: str, where: str = "true") -> str:
    return f"select {columns} from {table} where {where}"


def peers(small: Path, large: Path) -> list[Peer]:
    """Return the peers with their commands on the records in two folders."""
    one = f"id = '{_FIGURE}'"
    years = f"id = '{_WORK}' and dataset like '{_DATASET}%'"
    return [
        Peer(
            "sqlite-utils",
            "sqlite-utils",
            ["sqlite-utils", f"{small}/f.sqlite", _sql("records", "value", one), "--tsv"],
            ["sqlite-utils", f"{small}/f.sqlite", _sql("records", "*"), "--tsv"],
            ["sqlite-utils", f"{large}/f.sqlite", _sql("records", "*", years), "--tsv"],
        ),
        Peer(
            "csvkit",
            "csvkit",
            ["csvgrep", "-c", "id", "-m", _FIGURE, f"{small}/f.csv"],
            ["csvformat", "-T", f"{small}/f.csv"],
            ["csvgrep", "-c", "dataset", "-r", f"^{_DATASET}", f"{large}/f.csv"],
        ),
        Peer(
            "DuckDB",
            "duckdb",
            ["python", "-c", _DUCKDB, _sql(f"'{small}/f.parquet'", "value", one)],
            ["python", "-c", _DUCKDB, _sql(f"'{small}/f.parquet'", "*")],
            ["python", "-c", _DUCKDB, _sql(f"'{large}/f.parquet'", "*", years)],
        ),
        Peer(
            "Miller",
            None,
            ["mlr", "--icsv", "--ojson", "filter", f'$id == "{_FIGURE}"', f"{small}/f.csv"],
            ["mlr", "--icsv", "--otsv", "cat", f"{small}/f.csv"],
            [
                "mlr",
                "--icsv",
                "--otsv",
                "filter",
                f'$id == "{_WORK}" && $dataset =~ "^{_DATASET}"',
                f"{large}/f.csv",
            ],
        ),
        Peer(
            "jq",
            None,
            ["jq", f'.[] | select(.id == "{_FIGURE}") | .value', f"{small}/f.json"],
            ["jq", "-r", ".[] | [.[]] | @tsv", f"{small}/f.json"],
            [
                "jq",
                "-r",
                f'.[] | select(.id == "{_WORK}" and (.dataset | startswith("{_DATASET}")))'
                " | [.[]] | @tsv",
                f"{large}/f.json",
            ],
        ),
    ]


def _installed(peer: Peer, folder: Path) -> Path | None:
    """Return the folder of the commands of a peer; None where it is not to be had."""
    if peer.package is None:
        found = shutil.which(peer.value[0])
        return Path(found).parent if found else None
    environment = folder / peer.package
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    pip = [environment / "bin" / "python", "-m", "pip", "install", "--quiet", peer.package]
    if subprocess.run(pip, check=False, capture_output=True).returncode:
        return None
    return environment / "bin"


def _write_records(folder: Path, *data: str | Path) -> None:
    folder.mkdir()
    for suffix in ("csv", "json", "sqlite", "parquet"):
        subprocess.run([CPPCC, "stats", *data, "-o", folder / f"f.{suffix}"], check=True)


def measure() -> Iterator[Bar]:
    """Yield the milliseconds of cppcc for each question, and the ratio of each peer to them."""
    with TemporaryDirectory() as place:
        small, large, collection = (Path(place, name) for name in ("small", "large", "all"))
        for _ in write_collection(collection, BODIES, YEARS):
            pass
        _write_records(small)
        _write_records(large, "--data", collection)
        work = ["--data", str(collection), "--body", _DATASET.rstrip("-")]
        ours = {
            "a value": [CPPCC, "show", _FIGURE, "-f", "value"],
            "23 figures": [CPPCC, "stats"],
            "20 of 80,000": [CPPCC, "stats", _WORK, *work],
        }
        for what, taken in zip(ours, medians(*ours.values()), strict=True):
            yield Bar(f"{what}: cppcc", taken * 1000, "ms")
        for peer in peers(small, large):
            commands = _installed(peer, Path(place))
            if commands is None:
                sys.stdout.write(f"{peer.name} is not to be had here\n")
                continue
            asked = (peer.value, peer.year, peer.years)
            for (what, our), (command, *words) in zip(ours.items(), asked, strict=True):
                taken, theirs = medians(our, [commands / command, *words])
                bar = BAR if peer.package else None
                yield Bar(f"{what}: {peer.name}", theirs / taken, "×", least=bar)


if __name__ == "__main__":
    sys.exit(report(measure()))
