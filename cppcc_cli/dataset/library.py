"""Where datasets lie, and their bytes."""

import os
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path

from cppcc_cli import messages
from cppcc_cli.characters import unfit
from cppcc_cli.dataset.model import Dataset
from cppcc_cli.dataset.reading import read_dataset
from cppcc_cli.errors import AskedWrongly, CannotRead

LARGEST = 8
_MEBIBYTE = 1024 * 1024
BUNDLED = "lishui-2023.toml"


def places(asked: Sequence[str], environment: Mapping[str, str]) -> list[str]:
    """Return the files and folders to answer from: those of `--data`, or else of CPPCC_DATA.

    Nothing where neither names any. Raises AskedWrongly for a path that is empty or holds control
    characters.
    """
    named = list(asked) or environment.get("CPPCC_DATA", "").split(os.pathsep)
    for path in named:
        if asked and not path.strip():
            raise AskedWrongly(messages.EMPTY_PATH.about(option="--data"))
        if unfit(path):
            raise AskedWrongly(messages.UNFIT_ARGUMENT.about(value=path))
    return [path for path in named if path]


def bundled() -> str:
    """Return the path of the bundled dataset: inside the package, or beside it in a checkout.

    Raises CannotRead where the installation has lost it.
    """
    package = Path(__file__).parents[1]
    for folder in (package, package.parent):
        path = folder / "data" / BUNDLED
        if path.exists():
            return str(path)
    raise CannotRead(messages.NO_BUNDLED_DATASET.about())


def is_path(name: str) -> bool:
    """Tell whether a DATASET argument is a path: it has a slash or ends in .toml."""
    return "/" in name or os.sep in name or name.endswith(".toml")


def load(path: str) -> Dataset:
    """Return the dataset in the file `path`.

    Raises CannotRead where the file cannot be read, and FaultyDataset where it is at fault.
    """
    return read_dataset(read_regular_file(path, LARGEST), path)


def read_regular_file(path: str, largest: int) -> bytes:
    """Return the content of a regular file of at most `largest` MiB; raise CannotRead for else."""
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags)
        try:
            _require_regular(path, os.fstat(descriptor).st_mode)
        except CannotRead:
            os.close(descriptor)
            raise
        with os.fdopen(descriptor, "rb") as file:
            # None of a file without end that has nothing more for now, as a log of the system.
            raw = file.read(largest * _MEBIBYTE + 1) or b""
    except OSError as error:
        raise CannotRead(
            messages.CANNOT_OPEN.about(path=path, reason=messages.reason(error))
        ) from None
    if len(raw) > largest * _MEBIBYTE:
        raise CannotRead(messages.TOO_LARGE.about(path=path, limit=largest))
    return raw


def _require_regular(path: str, mode: int) -> None:
    if not stat.S_ISREG(mode):
        what = messages.A_FOLDER if stat.S_ISDIR(mode) else messages.A_DEVICE
        raise CannotRead(messages.NOT_A_FILE.about(path=path, what=what))
