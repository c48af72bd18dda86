"""Folders: those of the user on this system, and the dataset files below a folder."""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from cppcc_cli.errors import CannotRead
from cppcc_cli.messages import collections

_NAME = "cppcc"
# Enough for one a committee and year; what has more is the root of a disk, named by mistake.
_MOST_FOLDERS = 100_000


class Folder(NamedTuple):
    """A folder with what tells whether files came or went: its path, its mtime when it was read."""

    path: str
    mtime_ns: int


def user_data(environment: Mapping[str, str], platform: str = sys.platform) -> str:
    r"""Return the folder of the user's own datasets: %APPDATA%\cppcc and the like."""
    if platform == "win32":
        return _below(environment.get("APPDATA"), "AppData/Roaming")
    if platform == "darwin":
        return _below(None, "Library/Application Support")
    return _below(environment.get("XDG_DATA_HOME"), ".local/share")


def user_cache(environment: Mapping[str, str], platform: str = sys.platform) -> str:
    """Return the folder of what can be made anew."""
    if platform == "win32":
        return _below(environment.get("LOCALAPPDATA"), "AppData/Local") + "/Cache"
    if platform == "darwin":
        return _below(None, "Library/Caches")
    return _below(environment.get("XDG_CACHE_HOME"), ".cache")


def _below(named: str | None, usual: str) -> str:
    """Return our folder in the one a variable names, which counts only as an absolute path."""
    base = named if named and Path(named).is_absolute() else os.path.expanduser(f"~/{usual}")
    return str(Path(base) / _NAME)


def index_place(root: str, cache: str) -> Path:
    """Return where the index of a folder lies in the cache folder."""
    import zlib

    return Path(cache) / f"{zlib.crc32(os.fsencode(os.path.realpath(root))):08x}.sqlite"


def walk(root: str, most: int = _MOST_FOLDERS) -> Iterator[tuple[Folder, list[os.DirEntry[str]]]]:
    """Yield `root` and every folder below it with its dataset files, both in order of their names.

    Files are those that end in .toml; what is hidden or begins with ~ is passed over, and so are
    links to folders. Raises OSError for `root` only; a folder that cannot be read holds nothing.
    Raises CannotRead where there are more than `most` folders.
    """
    waiting, seen = [root], 0
    while waiting:
        path = waiting.pop()
        seen += 1
        if seen > most:
            raise CannotRead(collections.TOO_MANY_FOLDERS.about(path=root, most=most))
        try:
            # Before the names: what comes after this moment makes the folder younger than told.
            mtime = os.stat(path).st_mtime_ns
            with os.scandir(path) as entries:
                shown = sorted(
                    (entry for entry in entries if entry.name[0] not in ".~"),
                    key=lambda entry: entry.name,
                )
        except OSError:
            if path == root:
                raise
            continue
        files = [entry for entry in shown if entry.name.endswith(".toml") and not _is_folder(entry)]
        yield Folder(path, mtime), files
        waiting += reversed([entry.path for entry in shown if _is_folder(entry)])


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)
