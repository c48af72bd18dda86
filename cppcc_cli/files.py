"""Files -> their bytes: regular files only, and none that is too large."""

import os
import stat

from cppcc_cli import messages
from cppcc_cli.errors import InputError

MEBIBYTE = 1024 * 1024


def read_regular_file(path: str, largest: int) -> bytes:
    """Return the content of a regular file of at most `largest` MiB; raise InputError for else."""
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags)
        try:
            _require_regular(path, os.fstat(descriptor).st_mode)
        except InputError:
            os.close(descriptor)
            raise
        with os.fdopen(descriptor, "rb") as file:
            # None of a file without end that has nothing more for now, as a log of the system.
            raw = file.read(largest * MEBIBYTE + 1) or b""
    except OSError as error:
        raise InputError(
            messages.CANNOT_OPEN.about(path=path, reason=messages.reason(error))
        ) from None
    if len(raw) > largest * MEBIBYTE:
        raise InputError(messages.TOO_LARGE.about(path=path, limit=largest))
    return raw


def _require_regular(path: str, mode: int) -> None:
    if not stat.S_ISREG(mode):
        what = messages.A_FOLDER if stat.S_ISDIR(mode) else messages.A_DEVICE
        raise InputError(messages.NOT_A_FILE.about(path=path, what=what))
