"""The index is the user's own: what others made there, or made to look like it, is not believed."""

import json
import os
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from conftest import Run, posix
from thirty import age, answer, cache_of, expected_answer, index_of, write_thirty

from cppcc_cli.dataset.reading import load
from cppcc_cli.dataset.workers import decode, encode

pytestmark = posix
Ask = Callable[..., str]


@pytest.fixture
def ask(run: Run, tmp_path: Path) -> Ask:
    """Ask for a figure of every one of thirty datasets."""
    write_thirty(tmp_path)
    return partial(answer, run, tmp_path)


def mode(path: Path) -> int:
    """Return the permissions of a file or folder."""
    return path.stat().st_mode & 0o777


def test_what_is_made_is_for_the_user_alone(ask: Ask, tmp_path: Path) -> None:
    """Whatever the umask, folders are made of mode 700 and the index of 600; wider ones narrow."""
    before = os.umask(0)
    try:
        ask()
    finally:
        os.umask(before)
    index = index_of(tmp_path)
    assert [mode(one) for one in (index.parent.parent, index.parent, index)] == [
        0o700,
        0o700,
        0o600,
    ]
    index.parent.chmod(0o777)
    assert ask() == expected_answer()
    assert mode(index.parent) == 0o700


def forge(index: Path, value: str = "4711") -> None:
    """Let every record of an index state another value."""
    with closing(sqlite3.connect(index)) as database, database:
        for path, record in database.execute("SELECT path, record FROM file").fetchall():
            dataset = decode(record, path, {})
            figures = {
                id: figure._replace(value=type(figure.value)(value))
                for id, figure in dataset.figures.items()
            }
            forged = encode(dataset._replace(figures=figures))
            database.execute("UPDATE file SET record = ? WHERE path = ?", (forged, path))


@pytest.mark.parametrize("what", ["folder", "index"])
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs the superuser")
def test_what_somebody_else_made_is_not_believed(what: str, ask: Ask, tmp_path: Path) -> None:
    """An index of another owner, or in the folder of one, gives no answer and stays as it is."""
    ask()
    index = index_of(tmp_path)
    forge(index)
    assert "4711" in ask()
    os.chown(index if what == "index" else index.parent, 65534, 65534)
    forged = index.read_bytes()
    assert ask() == expected_answer()
    assert index.read_bytes() == forged


@pytest.mark.parametrize("what", ["folder", "index", "hard link", "nowhere"])
def test_no_link_is_followed(what: str, ask: Ask, tmp_path: Path) -> None:
    """Nothing is written to what a link in the cache leads to, and nothing is made there."""
    ask()
    index = index_of(tmp_path)
    theirs = tmp_path / "theirs"
    if what == "folder":
        index.parent.rename(theirs)
        index.parent.symlink_to(theirs)
    else:
        index.unlink()
        if what != "nowhere":
            theirs.write_bytes(b"")
        if what == "hard link":
            index.hardlink_to(theirs)
        else:
            index.symlink_to(theirs)
    before = {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert ask() == expected_answer()
    assert {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def packed(text: str) -> bytes:
    """Return a text as records are packed."""
    return zlib.compress(text.encode(), 9)


RECORDS = {
    "gigabytes": zlib.compress(b" " * 100_000_000, 9),
    "deep": packed("[" * 100_000 + "\n[]"),
    "other shape": packed('[1,2]\n{"a":[]}\nx'),
    "other types": packed(
        json.dumps([1, "x", None, 3, [1] * 7, [[2]]]) + "\n[{},[],[]]\nwork.f7\t[1]\t[2,3,4,5]"
    ),
    "cut": zlib.compress(b"[]\n[]", 9)[:-3],
    "nothing": b"",
}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_a_record_is_read_through_limits(record: bytes, ask: Ask, tmp_path: Path) -> None:
    """One that unpacks to gigabytes, nests deeply or has another shape is read from its file."""
    ask()
    with closing(sqlite3.connect(index_of(tmp_path))) as database, database:
        database.execute("UPDATE file SET record = ?", (record,))
    assert ask() == expected_answer()


def test_every_type_in_a_record_is_held_to_its_key(tmp_path: Path) -> None:
    """A value of another kind than its key's is no record, wherever it stands."""
    folder = write_thirty(tmp_path)
    text = zlib.decompress(encode(load(str(folder / "00" / "example0000-2004.toml")))).decode()
    assert decode(packed(text), "x", {}).figures
    for old, new in (
        ('"year":2004', '"year":"2004"'),
        ('"示例日报"', "[]"),
        ('{"件":"items"', '{"件":1'),
        ('["第1项工作","Work 1"]', '["第1项工作"]'),
        ('["第1项工作","Work 1"]', "null"),
        ('["第1项"]', '[["第1项"]]'),
        ('"value":"1518"', '"value":"many"'),
        ('"printed":"1518场次"', '"printed":null'),
        ('"paragraph":1}', '"paragraph":"1"}'),
        ('"paragraph":1}', '"page":1}'),
        ('"value":"1518",', ""),
    ):
        assert old in text
        with pytest.raises(ValueError):
            decode(packed(text.replace(old, new)), "x", {})


def test_a_view_in_the_place_of_a_table_is_never_asked(ask: Ask, tmp_path: Path) -> None:
    """An index that is laid out otherwise is made anew: a view might have rows without end."""
    ask()
    index = index_of(tmp_path)
    with closing(sqlite3.connect(index)) as database, database:
        database.execute("ALTER TABLE file RENAME TO kept")
        database.execute(
            "CREATE VIEW file AS WITH RECURSIVE more (n) AS"
            " (SELECT 1 UNION ALL SELECT n + 1 FROM more) SELECT n AS path FROM more"
        )
    assert ask() == ask() == expected_answer()
    with closing(sqlite3.connect(index)) as database:
        kinds = database.execute("SELECT type FROM sqlite_master WHERE name = 'file'").fetchall()
    assert kinds == [("table",)]


def test_a_lock_that_is_held_costs_a_second(ask: Ask, tmp_path: Path) -> None:
    """Where another process keeps the index to itself, the files are read."""
    ask()
    file = tmp_path / "all" / "00" / "example0003-2005.toml"
    text = file.read_text("utf-8")
    with closing(sqlite3.connect(index_of(tmp_path), isolation_level=None)) as database:
        for lock in ("BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"):
            database.execute(lock)
            # One that must be written, since a file is another than was kept.
            file.write_text(f"{text}\n# {lock}\n", "utf-8")
            age(file)
            assert ask() == expected_answer()
            database.execute("ROLLBACK")


@pytest.mark.parametrize("home", ["cache is a file", "cache is closed"])
def test_a_cache_that_cannot_be_used_never_hinders(
    home: str, run: Run, ask: Ask, tmp_path: Path
) -> None:
    """An answer is had where no index can be made, or nothing may be looked at there."""
    place = tmp_path / "cache"
    if home == "cache is a file":
        place.write_text("")
    else:
        place.mkdir()
        place.chmod(0)
    try:
        assert run("stats", "f7", "--data", "all", environ=cache_of(tmp_path)).code == 0
        assert ask() == expected_answer()
    finally:
        place.chmod(0o700)
