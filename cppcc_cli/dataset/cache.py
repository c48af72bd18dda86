"""What was read before: each dataset of a folder as a record, in an SQLite file of the user's own.

A file is known by its size, mtime and inode: in a collection of ordinary size every file is looked
at before an answer, in a larger one those that answer, while the mtimes of folders tell whether
files came or went. Where an index is of no use, IndexUnusable is raised, and whoever asked must
read the files: an answer is always that of these.
"""

import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Collection as Several, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from typing import Any
from zlib import crc32

from cppcc_cli.dataset import Body, Entry
from cppcc_cli.dataset.workers import (
    NOWHERE,
    VERSION,
    Row,
    Stamp,
    Watch,
    is_young,
    read_rows,
    stamp_of,
)
from cppcc_cli.errors import IndexUnusable, InputError
from cppcc_cli.files import walk
from cppcc_cli.messages import Message, Text

# So often may files change while an answer is put together.
_MOST_ROUNDS = 5
# Seconds to wait for another process that is reading the collection.
_PATIENCE = 1
# Up to so many files, each is looked at before any answer.
_ALL_LOOKED_AT = 4_096
_MOST_NAMES = 500
_SCHEMA = (
    "CREATE TABLE root (path TEXT, files INTEGER, seal INTEGER)",
    "CREATE TABLE folder (path TEXT PRIMARY KEY, mtime_ns INTEGER)",
    "CREATE TABLE file (path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, inode INTEGER,"
    " id TEXT, stem TEXT, year INTEGER, body_zh TEXT, body_en TEXT, figures INTEGER, record BLOB)",
    "CREATE INDEX by_body ON file (body_zh, body_en, stem, year) WHERE id IS NOT NULL",
    "CREATE INDEX by_year ON file (year) WHERE id IS NOT NULL",
    "CREATE INDEX faulty ON file (path) WHERE id IS NULL",
)


class Index:
    """The datasets below a folder, looked up in its index and in the files that changed."""

    def __init__(self, root: str, file: Path, watch: Watch | None) -> None:
        """Open the index of `root` in a file, made where there is none, and bring it up to date.

        Raises IndexUnusable, and InputError where too much lies below the folder.
        """
        self.root, self.prefix, self.watch = root, os.path.join(root, ""), watch
        self.file = file
        self.notes: list[Message] = []
        # Read in this run, whatever became of them since.
        self.fresh: set[str] = set()
        # Where rows were all looked at, they are not looked up by what may have lost some.
        self.table = "file"
        self.opened = ExitStack()
        with self.opened:
            with self._used():
                self._open()
                self._refresh()
            self.opened = self.opened.pop_all()

    def close(self) -> None:
        """Let go of the index; what was selected from it stays."""
        self.opened.close()

    def committees(self) -> set[Body]:
        """Return the committees that have a dataset here. Raises IndexUnusable."""
        with self._used():
            kept = self._all(
                "SELECT DISTINCT body_zh, body_en, stem FROM file WHERE id IS NOT NULL"
            )
        return {(Text(zh, en), stem) for zh, en, stem in kept}

    def select(
        self, years: Several[int] | None, bodies: Several[str] | None
    ) -> tuple[list[Entry], list[InputError]]:
        """Return the datasets of these years and committees, None for all, and what is faulty.

        Raises IndexUnusable.
        """
        with self._used():
            rows = self._up_to_date(years, bodies)
            faulty = self._all(f"SELECT path FROM {self.table} WHERE id IS NULL ORDER BY path")
        rows += [Row(path, *NOWHERE) for (path,) in faulty]
        read = [row.entry(self.prefix) for row in rows]
        entries = [one for one in read if isinstance(one, Entry) and one.fits(years, bodies)]
        return entries, [one for one in read if isinstance(one, InputError)]

    def _up_to_date(self, years: Several[int] | None, bodies: Several[str] | None) -> list[Row]:
        """Return the rows that answer, each of the file as it is or was in this run."""
        for _ in range(_MOST_ROUNDS):
            rows = self._matching(years, bodies)
            if not self._renewed(rows):
                return rows
        raise IndexUnusable("files change faster than they are read")

    def _matching(self, years: Several[int] | None, bodies: Several[str] | None) -> list[Row]:
        wanted: list[str] = ["id IS NOT NULL"]
        values: list[object] = []
        for column, chosen in (("year", years), ("body_zh", bodies)):
            # More names are not handed to SQLite, but looked through afterwards.
            if chosen is not None and len(chosen) <= _MOST_NAMES:
                wanted.append(f"{column} IN ({', '.join('?' * len(chosen))})")
                values += chosen
        found = self._all(f"SELECT * FROM {self.table} WHERE {' AND '.join(wanted)}", values)
        return [Row(*row) for row in found]

    def _all(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self.database.execute(statement, values).fetchall()

    @contextmanager
    def _used(self) -> Iterator[None]:
        """Raise IndexUnusable for what is wrong with the index; one that is damaged is removed."""
        try:
            yield
        except (sqlite3.OperationalError, OSError) as error:
            raise IndexUnusable(str(error)) from None
        except (sqlite3.DatabaseError, UnicodeError, TypeError) as error:
            self.close()
            with suppress(OSError):
                self.file.unlink(missing_ok=True)
                Path(f"{self.file}-journal").unlink(missing_ok=True)
            raise IndexUnusable(str(error)) from None

    def _open(self) -> None:
        """Connect to the index, and lay it out where it is new."""
        root = os.path.realpath(self.root)
        _require_text(root)
        self.inode = _own_file(self.file)
        self.database = sqlite3.connect(self.file, timeout=_PATIENCE, isolation_level=None)
        self.opened.callback(self.database.close)
        self.database.execute("PRAGMA synchronous = OFF")
        if not self._layout():
            self.database.execute("BEGIN IMMEDIATE")
            if not self._layout():
                for statement in _SCHEMA:
                    self.database.execute(statement)
                self.database.execute(f"PRAGMA user_version = {VERSION}")
                self.database.execute("INSERT INTO root VALUES (?, 0, 0)", (root,))
            self.database.execute("COMMIT")
        kept = self._all("PRAGMA user_version"), self._layout(), self._all("SELECT path FROM root")
        if kept != ([(VERSION,)], [*_SCHEMA], [(root,)]):
            raise sqlite3.DatabaseError("the index of something else")

    def _layout(self) -> list[str]:
        return [sql for (sql,) in self._all("SELECT sql FROM sqlite_master") if sql]

    def _refresh(self) -> None:
        """Read the files that are new or changed, as far as folders and stamps tell."""
        folders = self._all("SELECT path, mtime_ns FROM folder")
        ((files, seal),) = self._all("SELECT files, seal FROM root")
        if not folders or any(self._mtime(path) != mtime for path, mtime in folders):
            self._look_through()
        elif files <= _ALL_LOOKED_AT:
            self.table = "file NOT INDEXED"
            kept = self._contents()
            if len(kept) != files or _seal(kept) != seal:
                raise sqlite3.DatabaseError("a damaged row")
            self._renewed(kept)

    def _renewed(self, rows: Sequence[Row]) -> bool:
        """Read the files of rows that changed since, and tell whether any did.

        Of one that is gone, or goes meanwhile, there may be another name.
        """
        read_before = (row for row in rows if row.path not in self.fresh)
        now = ((row, stamp_of(self.prefix + row.path)) for row in read_before)
        changed = {row.path: stamp for row, stamp in now if stamp != row.stamp}
        if None in changed.values():
            self._look_through()
        elif changed:
            self._begin()
            if not self._store([*changed]):
                self._look_through()
        return bool(changed)

    def _look_through(self) -> None:
        """Read what came, and let go of what went, until nothing does while it is read."""
        before: dict[str, Stamp] = {}
        for _ in range(_MOST_ROUNDS):
            folders: list[tuple[str, int]] = []
            files: dict[str, Stamp] = {}
            for path, mtime, entries in walk(self.root, ".toml"):
                folders.append((path[len(self.prefix) :], -1 if is_young(mtime) else mtime))
                _require_text(path)
                for entry in entries:
                    _require_text(entry.path)
                    files[entry.path[len(self.prefix) :]] = stamp_of(entry.path) or NOWHERE
            self._begin()
            was = {row.path: row.stamp for row in self._contents()}
            changed = [path for path, now in files.items() if was.get(path) != now]
            all_there = self._store(changed, [path for path in was if path not in files], folders)
            quiet = all(self._mtime(path) == mtime for path, mtime in folders)
            if all_there and (quiet or files.keys() == before.keys()):
                return
            before = files
        raise IndexUnusable("files come and go faster than they are read")

    def _contents(self) -> list[Row]:
        """Return the rows without their records."""
        columns = ", ".join(Row._fields[:-1])
        return [Row(*row) for row in self._all(f"SELECT {columns} FROM file NOT INDEXED")]

    def _mtime(self, folder: str) -> int | None:
        there = stamp_of(self.prefix + folder)
        return None if there is None else there.mtime_ns

    def _begin(self) -> None:
        """Begin to write; raise IndexUnusable where another process does, or has removed it."""
        self.database.execute("BEGIN IMMEDIATE")
        if os.stat(self.file).st_ino != self.inode:
            raise IndexUnusable("it is another file now")

    def _store(
        self,
        changed: Sequence[str],
        gone: Sequence[str] = (),
        folders: Sequence[tuple[str, int]] = (),
    ) -> bool:
        """Read files and keep what they hold; return whether all of them were there."""
        left = {*changed, *gone}
        marks = ", ".join("?" * len(Row._fields))
        for rows in read_rows(self.prefix, changed, self.watch, self.notes):
            self.database.executemany(f"INSERT OR REPLACE INTO file VALUES ({marks})", rows)
            self.fresh.update(row.path for row in rows)
            left.difference_update(row.path for row in rows)
        self.database.executemany("DELETE FROM file WHERE path = ?", ((path,) for path in left))
        if folders:
            self.database.execute("DELETE FROM folder")
            self.database.executemany("INSERT INTO folder VALUES (?, ?)", folders)
        kept = self._contents()
        self.database.execute("UPDATE root SET files = ?, seal = ?", (len(kept), _seal(kept)))
        self.database.execute("COMMIT")
        return left <= {*gone}


def _own_file(path: Path) -> int:
    """Return the inode of a file that only this user can have made, made where there is none.

    Raises IndexUnusable for one that is a link, or of somebody else, or lies in a folder that is.
    """
    missing = [*takewhile(lambda folder: not folder.exists(), path.parents)]
    for folder in reversed(missing):
        folder.mkdir(0o700, exist_ok=True)
    _require_ours(path.parent.lstat(), stat.S_ISDIR)
    if stat.S_IMODE(path.parent.lstat().st_mode) & 0o077:
        path.parent.chmod(0o700)
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        there = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    _require_ours(there, stat.S_ISREG)
    if there.st_nlink > 1:
        raise IndexUnusable("it has another name, too")
    return there.st_ino


def _require_ours(there: os.stat_result, is_kind: Callable[[int], bool]) -> None:
    if not is_kind(there.st_mode):
        raise IndexUnusable("something else lies there")
    if sys.platform != "win32" and there.st_uid != os.geteuid():
        raise IndexUnusable("it is of somebody else")


def _seal(rows: Sequence[Row]) -> int:
    """Return the checksum of rows without their records, which tell damage by themselves."""
    return crc32(repr(rows).encode()) if len(rows) <= _ALL_LOOKED_AT else 0


def _require_text(path: str) -> None:
    """Raise UnicodeEncodeError for a name that is no text, which SQLite does not keep."""
    path.encode()
