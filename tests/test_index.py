"""The index of a collection: it answers as the files do, whatever happens to it or to them."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from bench.synthetic import FIRST_YEAR, dataset, value_of, write_collection
from conftest import Run, environment, posix
from thirty import (
    ASKED,
    BODIES,
    YEARS,
    age,
    answer,
    cache_of,
    expected_answer,
    index_of,
    write_thirty,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A collection of thirty datasets."""
    return write_thirty(tmp_path)


@pytest.fixture
def ask(run: Run, tmp_path: Path) -> Callable[..., str]:
    """Ask for a figure of every dataset."""
    return partial(answer, run, tmp_path)


Ask = Callable[..., str]


def test_the_index_answers_as_the_files_do(ask: Ask, folder: Path, tmp_path: Path) -> None:
    """The first answer, the second and one without the index are the same; choices narrow it."""
    assert ask() == ask() == ask("--no-cache") == expected_answer()
    assert index_of(tmp_path).exists()
    lines = expected_answer().splitlines(keepends=True)
    assert ask("--body", "example0003") == "".join(line for line in lines if "0003-" in line)
    assert ask("--year", "2005") == "".join(line for line in lines if "-2005" in line)


def test_no_cache_leaves_no_index(run: Run, ask: Ask, folder: Path, tmp_path: Path) -> None:
    """Neither a run without the cache, nor a single file, nor a few files make one."""
    ask("--no-cache")
    for path in [*folder.rglob("*.toml")][8:]:
        path.unlink()
    ask()
    one = str(next(folder.rglob("*.toml")))
    assert run("stats", "--data", one, environ=cache_of(tmp_path)).code == 0
    assert not (tmp_path / "cache").exists()


def test_every_change_of_a_file_is_seen(ask: Ask, folder: Path) -> None:
    """Changed in place or replaced, of the same size and mtime; new, gone, moved, renamed."""
    ask()
    file = folder / "00" / "example0003-2005.toml"
    value = str(value_of(1, 3, 2005, 7))
    other = "1" * len(value) if value[0] != "1" else "2" * len(value)
    changed = file.read_text("utf-8").replace(f"value = {value}\n", f"value = {other}\n")
    changed = changed.replace(f'printed = "{value}', f'printed = "{other}')
    expected = expected_answer().replace(f"example0003-2005\t{value}", f"example0003-2005\t{other}")
    # In place, seen by its mtime.
    file.write_text(changed, "utf-8")
    assert ask() == expected
    # Replaced by one of the same size and mtime, seen by its inode.
    file.write_text(dataset(1, 3, 2005), "utf-8")
    age(file)
    assert ask() == expected_answer()
    beside = file.with_suffix(".new")
    beside.write_text(changed, "utf-8")
    age(beside)
    beside.replace(file)
    assert ask() == expected
    # New, in a folder that is new; then moved, then gone.
    (folder / "new").mkdir()
    new = folder / "new" / "more.toml"
    new.write_text(dataset(1, 10, 2004), "utf-8")
    more = expected + f"example0010-2004\t{value_of(1, 10, 2004, 7)}\n"
    assert ask() == more
    new.rename(folder / "moved.toml")
    assert ask() == more
    (folder / "moved.toml").unlink()
    assert ask() == expected
    shutil.rmtree(folder / "new")
    assert ask() == expected


def test_two_changes_within_a_tick_are_both_seen(ask: Ask, folder: Path) -> None:
    """A file that was young when it was indexed is read again, whatever its mtime says."""
    file = folder / "00" / "example0000-2004.toml"
    value = value_of(1, 0, 2004, 7)
    now = file.stat().st_mtime_ns
    for other in (value + 1000, value + 2000, value + 3000):
        text = dataset(1, 0, 2004).replace(f"value = {value}\n", f"value = {other}\n")
        file.write_text(text.replace(f'printed = "{value}', f'printed = "{other}'), "utf-8")
        # As if the clock of the file system had not moved since.
        now = time.time_ns() if other == value + 1000 else now
        os.utime(file, ns=(now, now))
        assert ask().startswith(f"example0000-2004\t{other}\n")


def test_a_file_that_becomes_of_another_year_answers_there(ask: Ask, folder: Path) -> None:
    """Edited in place it is no answer for its old year any more, and one for the new."""
    assert ask("--year", "2004").count("\n") == BODIES
    file = folder / "00" / "example0003-2004.toml"
    file.write_text(dataset(1, 3, 2030), "utf-8")
    assert ask("--year", "2030") == f"example0003-2030\t{value_of(1, 3, 2030, 7)}\n"
    assert ask("--year", "2004").count("\n") == BODIES - 1


def test_two_new_files_within_a_tick_are_both_seen(ask: Ask, folder: Path) -> None:
    """A folder that was young when it was indexed is looked through again, whatever its mtime."""
    now = time.time_ns()
    for body in (10, 11):
        (folder / "00" / f"{body}.toml").write_text(dataset(1, body, 2004), "utf-8")
        os.utime(folder / "00", ns=(now, now))
        assert ask().endswith(f"example{body:04}-2004\t{value_of(1, body, 2004, 7)}\n")


@pytest.mark.parametrize("damage", [b"", b"no index" * 2000, None, 5000])
def test_a_damaged_index_costs_no_answer(
    damage: bytes | int | None, ask: Ask, folder: Path, tmp_path: Path
) -> None:
    """Emptied, overwritten, with a folder in its place, cut: it is made anew."""
    ask()
    index = index_of(tmp_path)
    if damage is None:
        index.unlink()
        index.mkdir()
    else:
        index.write_bytes(index.read_bytes()[:damage] if isinstance(damage, int) else damage)
    assert ask() == expected_answer()
    assert ask() == expected_answer()


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
        "UPDATE root SET path = '/elsewhere'",
        "PRAGMA user_version = 999",
    ],
)
def test_changed_columns_give_no_wrong_answer(
    change: str, ask: Ask, folder: Path, tmp_path: Path
) -> None:
    """A year, a name, a path that is another, for all questions and those of one year."""
    ask()
    with closing(sqlite3.connect(index_of(tmp_path))) as database, database:
        database.execute(change)
    lines = expected_answer().splitlines(keepends=True)
    assert ask("--year", "2005") == "".join(line for line in lines if "-2005" in line)
    assert ask() == expected_answer()


def test_a_damaged_record_is_read_from_its_file(ask: Ask, folder: Path, tmp_path: Path) -> None:
    """A record that is cut, or that of another file, gives no wrong figure."""
    ask()
    with closing(sqlite3.connect(index_of(tmp_path))) as database, database:
        database.execute("UPDATE file SET record = substr(record, 1, 40) WHERE year = 2004")
        swapped = "SELECT record FROM file AS other WHERE other.id = 'example0001-2006'"
        database.execute(f"UPDATE file SET record = ({swapped}) WHERE year = 2005")
    assert ask() == expected_answer()


def test_categories_are_counted_out_of_records(run: Run, folder: Path, tmp_path: Path) -> None:
    """Each has as many figures as its file, also where a record is damaged."""
    asked = ("categories", "--data", str(folder), "--columns", "dataset,id,figures", "--no-header")
    counted = "".join(
        f"example{body:04}-{year}\twork\t25\n"
        for body in range(BODIES)
        for year in range(FIRST_YEAR, FIRST_YEAR + YEARS)
    )
    for _ in range(2):
        assert run(*asked, environ=cache_of(tmp_path)).out == counted
    with closing(sqlite3.connect(index_of(tmp_path))) as database, database:
        database.execute("UPDATE file SET record = x'00' WHERE year = ?", (FIRST_YEAR,))
    assert run(*asked, environ=cache_of(tmp_path)).out == counted
    assert run(*asked, "--no-cache").out == counted


@posix
def test_a_read_only_index_gives_no_stale_figure() -> None:
    """It is gone without, and left as it was.

    The superuser, who may write, becomes nobody for this, after a first question has imported all.
    """
    with tempfile.TemporaryDirectory() as place:
        open_to_all = Path(place)
        open_to_all.chmod(0o755)
        folder = open_to_all / "all"
        for path in write_collection(folder, BODIES, YEARS):
            age(path)
            path.chmod(0o644)
            path.parent.chmod(0o755)
        folder.chmod(0o755)
        environ = environment(**cache_of(open_to_all))
        program = (
            "import os, sys\n"
            "from cppcc_cli.cli.app import app\n"
            f"ask = lambda: app({[*ASKED]!r}, standalone_mode=False)\n"
            "ask()\n"
            "os.unlink('all/00/example0003-2005.toml')\n"
            "os.chmod('cache/cppcc', 0o555)\n"
            "if os.geteuid() == 0: os.seteuid(65534)\n"
            "sys.stdout.write('then:')\n"
            "ask()\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=open_to_all,
            env=environ,
            capture_output=True,
            text=True,
        )
        (open_to_all / "cache" / "cppcc").chmod(0o755)
        gone = f"example0003-2005\t{value_of(1, 3, 2005, 7)}\n"
        before, _, then = done.stdout.partition("then:")
        assert (before, then) == (expected_answer(), expected_answer().replace(gone, "")), (
            done.stderr
        )
        with closing(sqlite3.connect(index_of(open_to_all))) as database:
            kept = database.execute("SELECT count(*) FROM file").fetchone()
        assert kept == (BODIES * YEARS,)


def test_a_faulty_file_hides_no_other(run: Run, folder: Path, tmp_path: Path) -> None:
    """It is named at every answer until it is mended, and then it answers."""
    file = folder / "00" / "example0003-2005.toml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("schema = 1", "schema = 7"), "utf-8")
    age(file)
    lines = expected_answer().splitlines(keepends=True)
    for _ in range(2):
        done = run(*ASKED, environ=cache_of(tmp_path))
        assert done.out == "".join(line for line in lines if "example0003-2005" not in line)
        assert done.err.count("example0003-2005.toml") == 1
        assert done.code == 3
    file.write_text(text, "utf-8")
    done = run(*ASKED, environ=cache_of(tmp_path))
    assert (done.out, done.code) == (expected_answer(), 0)
