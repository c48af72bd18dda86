"""Which files are meant by a name: a file, the files of a folder, those that fit a pattern."""

import os
import sys
from collections.abc import Iterator
from glob import glob
from pathlib import Path

from cppcc_cli import messages
from cppcc_cli.errors import InputError
from cppcc_cli.files import is_folder
from cppcc_cli.messages import documents as said

# What a folder is looked through for. A file that is named is told by its content.
SUFFIXES = frozenset(
    (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml", ".docx")
) | frozenset(
    (".docm", ".dotx", ".dotm", ".doc", ".wps", ".rtf", ".odt", ".fodt", ".odp", ".ods", ".pptx")
)
SUFFIXES |= {".pptm", ".ppsx", ".ppt", ".dps", ".xlsx", ".xlsm", ".xls", ".et", ".pdf", ".ofd"}
# How the names of hidden files begin, and those that Word and WPS keep of what is open; and how the
# names of our own marked copies end.
_LEFT_OUT, MARKED = (".", "~$"), ("-marked", "-批注")
_MOST = 10_000


def files_of(path: str, platform: str = sys.platform) -> list[str]:
    """Return the files that a name stands for; `-` and what there is none of as it is.

    A folder stands for the files in it, at whatever depth and by name, that are of a kind that is
    read. On Windows, where no shell does it, a pattern as 讲话*.docx stands for what fits it.
    Raises InputError for a folder without any file to read.
    """
    fitting = [path]
    if platform == "win32" and any(mark in path for mark in "*?[") and not os.path.lexists(path):
        fitting = sorted(glob(path)) or [path]  # noqa: PTH207 - it may be absolute
    files: list[str] = []
    for one in fitting:
        # A blank name is no folder, though it would stand for the one that we are in.
        if one == "-" or not one.strip() or not is_folder(one):
            files.append(one)
            continue
        within = list(_below(one))
        if not within:
            raise InputError(said.EMPTY_FOLDER.about(path=one))
        files += within
    return files


def _below(folder: str) -> Iterator[str]:
    count = 0
    for place, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(_LEFT_OUT))
        for path in (Path(place, name) for name in sorted(names)):
            is_meant = path.suffix.lower() in SUFFIXES and not path.stem.endswith(MARKED)
            if not is_meant or path.name.startswith(_LEFT_OUT):
                continue
            count += 1
            if count > _MOST:
                raise InputError(said.TOO_MANY_FILES.about(path=folder, most=_MOST))
            yield str(path)


def _refuse(error: OSError) -> None:
    reason = messages.reason(error)
    raise InputError(messages.CANNOT_OPEN.about(path=error.filename, reason=reason))
