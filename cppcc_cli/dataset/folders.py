"""The folders of the user on this system: of their own datasets, and of what can be made anew."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_NAME = "cppcc"


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
