"""Dataset files -> their rows, as an index keeps them."""

import os
import time
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cppcc_cli.dataset import library
from cppcc_cli.dataset.collection import Known, stem_of
from cppcc_cli.dataset.record import encode
from cppcc_cli.errors import InputError
from cppcc_cli.language import Text

# A file as young as this may change again without another mtime.
_YOUNG_NS = 2_000_000_000
# SQLite keeps no larger integer; some file systems number their files with all 64 bits.
_LARGEST_KEPT = 2**63 - 1


class Stamp(NamedTuple):
    """What tells that a file is the one that was read."""

    size: int
    mtime_ns: int
    inode: int


# A link that leads to nothing.
NOWHERE = Stamp(0, 0, 0)


class Row(NamedTuple):
    """A file as an index keeps it; a faulty one has no id."""

    path: str
    size: int
    mtime_ns: int
    inode: int
    id: str | None = None
    stem: str | None = None
    year: int | None = None
    body_zh: str | None = None
    body_en: str | None = None
    figures: int | None = None
    seal: int | None = None
    record: bytes | None = None

    def known(self, folder: str) -> Known:
        """Return the sound dataset that the file below a folder holds."""
        return Known(
            self.id or "",
            self.year or 0,
            Text(self.body_zh or "", self.body_en or ""),
            self.figures or 0,
            folder + self.path,
            self.record or b"",
        )

    def sealed(self) -> "Row":
        """Return the row with the seal that tells whether it was damaged since."""
        return self._replace(seal=seal_of(self))

    @property
    def stamp(self) -> Stamp:
        """What the file was when it was read."""
        return Stamp(*self[1:4])


def seal_of(row: Sequence[object]) -> int:
    """Return the checksum of a row's columns before its seal; a record tells damage by itself."""
    return zlib.crc32(repr(tuple(row[: Row._fields.index("seal")])).encode())


def stamp(path: str) -> Stamp | None:
    """Return what tells a file from another of its name; None where there is none."""
    try:
        there = os.stat(path)
    except OSError:
        return None
    return Stamp(there.st_size, there.st_mtime_ns, there.st_ino & _LARGEST_KEPT)


def is_young(mtime_ns: int) -> bool:
    """Tell whether something changed so lately that its mtime does not tell what comes next."""
    return mtime_ns > time.time_ns() - _YOUNG_NS


def rows_of(folder: str, paths: Iterable[str]) -> list[Row]:
    """Return the rows of files below a folder, without those that are gone."""
    rows = (_row(folder, path) for path in paths)
    return [row for row in rows if row is not None]


def _row(folder: str, path: str) -> Row | None:
    """Return the row of a file below a folder; None where it is gone.

    What is young or changes meanwhile has a stamp that never fits.
    """
    before = stamp(folder + path)
    if before is None:
        return Row(path, *NOWHERE) if os.path.islink(folder + path) else None
    try:
        dataset = library.load(folder + path)
    except InputError:
        return Row(path, *before)
    if stamp(folder + path) != before or is_young(before.mtime_ns):
        before = before._replace(mtime_ns=-1)
    return Row(
        path,
        *before,
        dataset.id,
        stem_of(dataset.id),
        dataset.year,
        dataset.body.zh,
        dataset.body.en,
        len(dataset.figures),
        record=encode(dataset),
    )
