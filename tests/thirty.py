"""A collection of thirty synthetic datasets, and one question about all of them."""

import os
from pathlib import Path

from bench.synthetic import FIRST_YEAR, value_of, write_collection
from conftest import Run

BODIES, YEARS = 10, 3
ASKED = ("stats", "f7", "--data", "all", "--columns", "dataset,value", "--no-header")


def write_thirty(tmp_path: Path) -> Path:
    """Write the collection, as if long since written, and return its folder."""
    folder = tmp_path / "all"
    for path in write_collection(folder, BODIES, YEARS):
        age(path)
    for below in (folder, *folder.iterdir()):
        age(below)
    return folder


def age(path: Path) -> None:
    """Give a file the same old mtime as every other."""
    os.utime(path, (1_000_000_000, 1_000_000_000))


def cache_of(tmp_path: Path) -> dict[str, str]:
    """Return the variables by which the cache lies in `tmp_path`."""
    return {"XDG_CACHE_HOME": str(tmp_path / "cache"), "LOCALAPPDATA": str(tmp_path / "cache")}


def index_of(tmp_path: Path) -> Path:
    """Return the one index in that cache."""
    (file,) = (tmp_path / "cache" / "cppcc").glob("*.sqlite")
    return file


def expected_answer(bodies: int = BODIES) -> str:
    """Return what ASKED is answered with."""
    return "".join(
        f"example{body:04}-{year}\t{value_of(1, body, year, 7)}\n"
        for body in range(bodies)
        for year in range(FIRST_YEAR, FIRST_YEAR + YEARS)
    )


def answer(run: Run, tmp_path: Path, *more: str) -> str:
    """Return the answer to ASKED with what is asked `more`; nothing may go wrong."""
    done = run(*ASKED, *more, environ=cache_of(tmp_path))
    # What the name was taken for is said; nothing else is.
    assert (done.err.count("\n"), done.code) == (1, 0), done.err
    return done.out
