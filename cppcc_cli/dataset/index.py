"""The index of a folder of datasets: each file parsed once, and kept in an SQLite file.

The mtimes of the folders tell whether files came or went. A file is known by its size, mtime and
inode: in a collection of ordinary size every file is looked at before an answer, in a larger one
those that answer. What was read in this run goes before what is kept; so an index that cannot be
written serves, too. Where there is no use of it at all, IndexUnusable is raised, and whoever asked
must read the files.
"""

import os
import sqlite3
from collections.abc import Collection as Several
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from zlib import crc32

from cppcc_cli.dataset import library
from cppcc_cli.dataset.collection import Body, Known, Watch, known_of
from cppcc_cli.dataset.folders import index_place
from cppcc_cli.dataset.model import Category, Dataset, Figure, Ratio, Source, Topic
from cppcc_cli.dataset.parsing import NOWHERE, Row, Stamp, is_young, seal_of, stamp
from cppcc_cli.dataset.walking import walk
from cppcc_cli.dataset.workers import read_rows
from cppcc_cli.errors import IndexUnusable, InputError
from cppcc_cli.language import Text

# Another number for every change of what is kept: of the layout here, or of the records.
_RECORDS = (Row, Dataset, Source, Category, Figure, Ratio, Topic)
_FORMAT = crc32(repr((2, [record._fields for record in _RECORDS])).encode()) >> 1
_SCHEMA = (
    "CREATE TABLE root (path TEXT, files INTEGER)",
    "CREATE TABLE folder (path TEXT PRIMARY KEY, mtime_ns INTEGER) WITHOUT ROWID",
    "CREATE TABLE file (path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, inode INTEGER,"
    " id TEXT, stem TEXT, year INTEGER, body_zh TEXT, body_en TEXT, figures INTEGER,"
    " seal INTEGER, record BLOB)",
    "CREATE INDEX by_body ON file (body_zh, body_en, stem, year) WHERE id IS NOT NULL",
    "CREATE INDEX by_year ON file (year) WHERE id IS NOT NULL",
    "CREATE INDEX faulty ON file (path) WHERE id IS NULL",
    f"PRAGMA user_version = {_FORMAT}",
)
# How SQLite tells damage; its own sentence about it may be damaged, too.
_DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
# So often may the files of an answer change while it is put together.
_MOST_ROUNDS = 20
# Seconds to wait for another process that is reading the collection.
_PATIENCE = 120
# Up to so many files, each is looked at before any answer.
_ALL_LOOKED_AT = 4_096
# More names are not handed to SQLite, but looked through here.
_MOST_NAMES = 500


class Index:
    """The datasets below a folder, looked up in its index and in the files that changed."""

    def __init__(self, root: str, cache: str, watch: Watch | None) -> None:
        """Open the index of `root`, made where there is none, and bring it up to date.

        Raises IndexUnusable, and OSError where the folder cannot be read.
        """
        self.root, self.prefix = root, os.path.join(root, "")
        self.file, self.watch = index_place(root, cache), watch
        self.opened = ExitStack()
        # Where rows were all looked at, they are not looked up by what may have lost some.
        self.table = "file"
        # What was read in this run and is not kept, by path; None for a file that is gone.
        self.read: dict[str, Row | None] = {}
        try:
            try:
                self._open()
                self._refresh()
            except _DAMAGE as error:
                self._replace(error)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the index; what was taken from it stays."""
        self.opened.close()

    def bodies(self) -> set[Body]:
        """Return the committees that have a dataset here. Raises IndexUnusable."""
        kept = self._rows(
            "SELECT DISTINCT body_zh, body_en, stem FROM file WHERE id IS NOT NULL", ()
        )
        read = [(row.body_zh, row.body_en, row.stem) for row in self.read.values() if row]
        return {Body(Text(zh, en), stem) for zh, en, stem in (*kept, *read) if stem}

    def take(
        self, years: Several[int] | None, bodies: Several[str] | None
    ) -> tuple[list[Known], list[InputError]]:
        """Return the datasets of these years and committees, None for all, and what is faulty.

        Raises IndexUnusable.
        """
        rows = list(self._kept(years, bodies))
        rounds = 0
        while changed := [
            row.path
            for row in rows
            if self._stamp(row.path) != row.stamp or row.seal != seal_of(row)
        ]:
            rounds += 1
            if rounds > _MOST_ROUNDS:
                raise IndexUnusable("it does not keep what is written")
            try:
                self._renew(changed)
            except _DAMAGE as error:
                raise IndexUnusable(str(error)) from None
            rows = list(self._kept(years, bodies))
        rows += [row for row in self.read.values() if row and row.id]
        known = [row.known(self.prefix) for row in rows]
        unreadable = []
        for path in self._faulty():
            try:
                known.append(known_of(library.load(self.prefix + path)))
            except InputError as error:
                # What is gone by now is no fault.
                if os.path.lexists(self.prefix + path):
                    unreadable.append(error)
        return [one for one in known if one.fits(years, bodies)], unreadable

    def _kept(self, years: Several[int] | None, bodies: Several[str] | None) -> Iterator[Row]:
        """Yield the rows that answer, of the files that were not read in this run."""
        wanted: list[str] = ["id IS NOT NULL"]
        values: list[object] = []
        for column, chosen in (("year", years), ("body_zh", bodies)):
            if chosen is not None and len(chosen) <= _MOST_NAMES:
                wanted.append(f"{column} IN ({', '.join('?' * len(chosen))})")
                values += chosen
        for found in self._rows(f"SELECT * FROM {self.table} WHERE {' AND '.join(wanted)}", values):
            if not isinstance(found[0], str):
                raise IndexUnusable("a file without a name")
            if found[0] not in self.read:
                yield Row(*found)

    def _faulty(self) -> list[str]:
        kept = self._rows(f"SELECT path FROM {self.table} WHERE id IS NULL", ())
        read = [path for path, row in self.read.items() if row and row.id is None]
        return sorted({path for (path,) in kept if path not in self.read}.union(read))

    def _rows(self, statement: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        try:
            return self.database.execute(statement, values).fetchall()
        except _DAMAGE as error:
            raise IndexUnusable(str(error)) from None

    def _stamp(self, path: str) -> Stamp | None:
        return stamp(self.prefix + path)

    def _open(self) -> None:
        """Connect to the index, and lay it out where it is new."""
        root = os.path.realpath(self.root)
        _require_text(root)
        try:
            self.file.parent.mkdir(0o700, parents=True, exist_ok=True)
            self.database = sqlite3.connect(self.file, timeout=_PATIENCE, isolation_level=None)
            self.opened.callback(self.database.close)
        except (OSError, sqlite3.OperationalError) as error:
            raise IndexUnusable(str(error)) from None
        self.database.execute("PRAGMA synchronous = OFF")
        if self._format() != _FORMAT:
            self.database.execute("BEGIN IMMEDIATE")
            if self._format() == 0:
                for statement in _SCHEMA:
                    self.database.execute(statement)
                self.database.execute("INSERT INTO root VALUES (?, 0)", (root,))
            self.database.execute("COMMIT")
        kept = self.database.execute("SELECT path FROM root").fetchone()
        if self._format() != _FORMAT or kept != (root,):
            raise sqlite3.DatabaseError("the index of something else")
        self.inode = self.file.stat().st_ino

    def _format(self) -> int:
        return int(self.database.execute("PRAGMA user_version").fetchone()[0])

    def _replace(self, error: Exception) -> None:
        """Make a new index in place of a damaged one, unless another process only keeps it busy."""
        if "locked" in str(error) or "readonly" in str(error):
            raise IndexUnusable(str(error)) from None
        try:
            self.database.close()
            self.file.unlink(missing_ok=True)
            Path(f"{self.file}-journal").unlink(missing_ok=True)
            self._open()
            self._refresh()
        except (OSError, *_DAMAGE) as error:
            raise IndexUnusable(str(error)) from None

    def _refresh(self) -> None:
        """Read the files that are new or changed, as far as folders and stamps tell."""
        kept = self.database.execute("SELECT path, mtime_ns FROM folder").fetchall()
        if kept and all(self._mtime(path) == mtime for path, mtime in kept):
            (count,) = self.database.execute("SELECT count(*) FROM file").fetchone()
            stamps = {}
            if count <= _ALL_LOOKED_AT:
                stamps, self.table = dict(self._stamps()), "file NOT INDEXED"
            now = {path: self._stamp(path) for path in stamps}
            # Gone from a folder that did not change: a damaged index has lost what it stood for.
            (files,) = self.database.execute("SELECT files FROM root").fetchone()
            if files == count and None not in now.values():
                self._renew([path for path, was in stamps.items() if now[path] != was])
                return
        folders, files = [], {}
        for folder, entries in walk(self.root):
            mtime = -1 if is_young(folder.mtime_ns) else folder.mtime_ns
            folders.append((folder.path[len(self.prefix) :], mtime))
            _require_text(folder.path)
            for path in (entry.path[len(self.prefix) :] for entry in entries):
                _require_text(path)
                files[path] = self._stamp(path) or NOWHERE
        writing = self._begin()
        # Another process may have done it while this one waited.
        was = dict(self._stamps())
        changed = [path for path, now in files.items() if was.get(path) != now]
        self._renew(changed, [path for path in was if path not in files], folders, writing)

    def _stamps(self) -> Iterator[tuple[str, Stamp]]:
        columns = ", ".join(Row._fields[:-1])
        for row in self.database.execute(f"SELECT {columns} FROM file"):
            if row[-1] != seal_of(row):
                # Which file it stood for is not known any more.
                raise sqlite3.DatabaseError("a damaged row")
            yield row[0], Row(*row).stamp

    def _mtime(self, folder: str) -> int | None:
        try:
            return os.stat(self.prefix + folder).st_mtime_ns
        except (OSError, TypeError):
            # Gone, or damaged to be no name at all.
            return None

    def _begin(self) -> bool:
        """Begin to write, when no other process does; return whether the index can be written."""
        try:
            self.database.execute("BEGIN IMMEDIATE")
            if self.file.stat().st_ino == self.inode:
                return True
            self.database.execute("ROLLBACK")
        except (OSError, sqlite3.OperationalError):
            pass
        return False

    def _renew(
        self,
        changed: Sequence[str],
        gone: Sequence[str] = (),
        folders: Sequence[tuple[str, int]] = (),
        writing: bool | None = None,
    ) -> None:
        """Read files, and keep what they hold: in the index, or for this run if it is read-only."""
        if not (changed or gone or folders):
            return
        writing = self._begin() if writing is None else writing
        left = {*changed, *gone}
        for rows in read_rows(self.prefix, changed, self.watch):
            if writing:
                self._write(rows)
            left.difference_update(row.path for row in rows)
            # What is young is not kept for long: the next run reads it again.
            self.read.update((row.path, row) for row in rows if not writing or row.mtime_ns < 0)
        if not writing:
            self.read.update(dict.fromkeys(left))
            return
        self.database.executemany("DELETE FROM file WHERE path = ?", ((path,) for path in left))
        if folders:
            self.database.execute("DELETE FROM folder")
            self.database.executemany("INSERT INTO folder VALUES (?, ?)", folders)
        self.database.execute("UPDATE root SET files = (SELECT count(*) FROM file)")
        self.database.execute("COMMIT")

    def _write(self, rows: Sequence[Row]) -> None:
        self.database.executemany(
            f"INSERT OR REPLACE INTO file VALUES ({', '.join('?' * len(Row._fields))})",
            (row.sealed() for row in rows),
        )


def _require_text(path: str) -> None:
    """Raise IndexUnusable for a name that is no text, which SQLite does not keep."""
    try:
        path.encode()
    except UnicodeEncodeError as error:
        raise IndexUnusable(str(error)) from None
