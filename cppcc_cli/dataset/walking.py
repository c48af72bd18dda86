"""The dataset files below a folder."""

import os
from collections.abc import Iterator
from typing import NamedTuple

from cppcc_cli.errors import InputError
from cppcc_cli.messages import collections

# Enough for one a committee and year; what has more is the root of a disk, named by mistake.
_MOST_FOLDERS = 100_000


class Folder(NamedTuple):
    """A folder with what tells whether files came or went: its path, its mtime when it was read."""

    path: str
    mtime_ns: int


def walk(root: str, most: int = _MOST_FOLDERS) -> Iterator[tuple[Folder, list[os.DirEntry[str]]]]:
    """Yield `root` and every folder below it with its dataset files, both in order of their names.

    Files are those that end in .toml; what is hidden or begins with ~ is passed over, and so are
    links to folders. Raises OSError for `root` only; a folder that cannot be read holds nothing.
    Raises InputError where there are more than `most` folders.
    """
    waiting, seen = [root], 0
    while waiting:
        path = waiting.pop()
        seen += 1
        if seen > most:
            raise InputError(collections.TOO_MANY_FOLDERS.about(path=root, most=most))
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
