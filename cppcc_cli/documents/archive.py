"""What files are packed in -> their parts by name, bytes counted.

Archives (.zip), as Word, WPS, OpenDocument and OFD files are; compound files (OLE), as those of
Word, Excel and PowerPoint 97 and of WPS are.
"""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from cppcc_cli.errors import InputError
from cppcc_cli.files import MEBIBYTE
from cppcc_cli.messages import documents as messages

# In MiB: all parts together that are read of one file. What is marked up takes ten times its size.
LARGEST_MARKUP = 16
_MOST_COPIED = 128
# How an entry of the directory of an archive begins; a document has some dozens.
_ENTRY, _MOST_ENTRIES = b"PK\x01\x02", 20_000
_ENCRYPTED = 1
_AT_A_TIME = 1 << 16
# No office program packs otherwise, and other methods unpack far more than is asked of them.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

# What unpacking raises where a file is damaged: a method of packing that there is none of, an
# encrypted part, a check sum that is off, packed bytes that are none, a name that cannot be read.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(ArithmeticError, RuntimeError, LookupError, ValueError),
)


class Archive:
    """The parts of an archive by their names, of which all together may unpack to so much.

    Raises InputError for what is damaged, has a password, or unpacks to too much, as counted while
    it is unpacked.
    """

    def __init__(self, raw: bytes, path: str) -> None:
        self.path = path
        self._left = LARGEST_MARKUP * MEBIBYTE
        if raw.count(_ENTRY) > _MOST_ENTRIES:
            raise self._damaged()
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(raw))
        except _DAMAGED:
            raise self._damaged() from None
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._archive.infolist():
            if entry.flag_bits & _ENCRYPTED:
                raise InputError(messages.LOCKED.about(path=path))
            self._entries.setdefault(_plain(entry.filename).lower(), entry)

    def __contains__(self, name: str) -> bool:
        return _plain(name).lower() in self._entries

    @cached_property
    def names(self) -> list[str]:
        """The names of all parts, without a leading slash, with no backslash."""
        return [_plain(entry.filename) for entry in self._archive.infolist()]

    def read(self, name: str) -> bytes:
        """Return the bytes of a part; raise LookupError where there is none of this name."""
        return self._unpacked(self._entries[_plain(name).lower()], LARGEST_MARKUP)

    def members(self) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
        """Yield every member with its bytes, pictures and all, to be copied.

        Raises InputError where one is damaged, or where they are more than can be held.
        """
        self._left = _MOST_COPIED * MEBIBYTE
        for entry in self._archive.infolist():
            yield entry, self._unpacked(entry, _MOST_COPIED)

    def _unpacked(self, entry: zipfile.ZipInfo, most: int) -> bytes:
        if entry.compress_type not in _METHODS:
            raise self._damaged()
        try:
            return b"".join(self._pieces(entry, most))
        except _DAMAGED:
            raise self._damaged() from None

    def _pieces(self, entry: zipfile.ZipInfo, most: int) -> Iterator[bytes]:
        """Yield the bytes of a part, counted: what an archive says of its sizes may be a lie."""
        with self._archive.open(entry) as file:
            while piece := file.read(_AT_A_TIME):
                self._left -= len(piece)
                if self._left < 0:
                    raise InputError(messages.UNPACKS_TOO_LARGE.about(path=self.path, limit=most))
                yield piece

    def _damaged(self) -> InputError:
        return InputError(messages.DAMAGED_ARCHIVE.about(path=self.path))


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def resolved(target: str, part: str) -> str:
    """Return the name of the part that `target` names, as written in `part`."""
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target)).lstrip("/")


def stream_names(raw: bytes, path: str) -> set[str]:
    """Return the names of the streams at the top of a compound file, in small letters."""
    with _compound(raw, path) as file:
        return {entry[0].lower() for entry in file.listdir() if len(entry) == 1}


def streams(raw: bytes, path: str, *names: str) -> list[bytes]:
    """Return the bytes of streams, nothing for one that is not there."""
    with _compound(raw, path) as file:
        return [file.openstream(name).read() if file.exists(name) else b"" for name in names]


@contextmanager
def _compound(raw: bytes, path: str) -> Iterator[Any]:
    from olefile import OleFileIO

    try:
        with OleFileIO(io.BytesIO(raw)) as file:
            yield file
    except (*_DAMAGED, TypeError, MemoryError):
        raise InputError(messages.DAMAGED_ARCHIVE.about(path=path)) from None
