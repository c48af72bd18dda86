"""Archives (.zip, as Word, WPS, OpenDocument and OFD files are): parts by name, bytes counted."""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property

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

# What unpacking raises where an archive is damaged: a method of packing that there is none of, an
# encrypted part, a check sum that is off, packed bytes that are none, a name that cannot be read.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    UnicodeError,
    LookupError,
    ValueError,
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
