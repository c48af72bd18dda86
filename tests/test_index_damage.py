"""The index of a collection with columns that are others than were written."""

from functools import partial
from pathlib import Path

import pytest
from conftest import Run, posix
from thirty import ASKED, cache_of, expected_answer, index_of, write_thirty

pytestmark = posix


@pytest.fixture
def ask(run: Run, tmp_path: Path) -> Run:
    """Ask with a cache of our own."""
    return partial(run, *ASKED, environ=cache_of(tmp_path))


@pytest.fixture
def index(ask: Run, tmp_path: Path) -> Path:
    """The index of thirty datasets."""
    write_thirty(tmp_path)
    assert ask().out == expected_answer()
    return index_of(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE file SET year = 2010 WHERE year = 2005",
        "UPDATE file SET year = 'x', figures = NULL WHERE year = 2005",
        "UPDATE file SET body_zh = 'x' WHERE year = 2005",
        "UPDATE file SET id = NULL WHERE year = 2005",
        "UPDATE file SET path = 'x' || path WHERE year = 2005",
        "UPDATE file SET path = NULL WHERE id = 'example0003-2005'",
        "UPDATE folder SET path = NULL",
        "UPDATE file SET record = 'x' WHERE year = 2005",
        "UPDATE file SET record = 7 WHERE year = 2005",
        "DELETE FROM folder",
        "UPDATE root SET path = NULL",
    ],
)
def test_changed_columns_give_no_wrong_answer(change: str, ask: Run, index: Path) -> None:
    """A year, a name, a path that is another, for all questions and those of one year."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(index)) as database, database:
        try:
            database.execute(change)
        except sqlite3.IntegrityError:
            database.execute("DELETE FROM folder")
    expected = expected_answer().splitlines(keepends=True)
    of_2005 = "".join(line for line in expected if "-2005" in line)
    assert ask("--year", "2005").out == of_2005
    assert ask().out == expected_answer()
