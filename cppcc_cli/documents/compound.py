"""Compound files (OLE), as those of Word, Excel and PowerPoint 97 and of WPS are -> streams."""

import io
import struct

import olefile

from cppcc_cli.errors import InputError
from cppcc_cli.messages import documents as messages

_DAMAGED = (OSError, struct.error, ValueError, LookupError, TypeError, MemoryError, RecursionError)


def stream_names(raw: bytes, path: str) -> set[str]:
    """Return the names of the streams at the top of a compound file, in small letters."""
    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as file:
            return {entry[0].lower() for entry in file.listdir() if len(entry) == 1}
    except _DAMAGED:
        raise InputError(messages.DAMAGED_ARCHIVE.about(path=path)) from None


def streams(raw: bytes, path: str, *names: str) -> list[bytes]:
    """Return the bytes of streams, nothing for one that is not there."""
    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as file:
            return [file.openstream(name).read() if file.exists(name) else b"" for name in names]
    except _DAMAGED:
        raise InputError(messages.DAMAGED_ARCHIVE.about(path=path)) from None
