"""Where datasets lie, and their bytes."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from cppcc_cli import messages
from cppcc_cli.dataset.reading import load as load
from cppcc_cli.errors import InputError, UsageError
from cppcc_cli.screen import first_unprintable

BUNDLED = "lishui-2023.toml"


def places(asked: Sequence[str], environment: Mapping[str, str]) -> list[str]:
    """Return the files and folders to answer from: those of `--data`, or else of CPPCC_DATA.

    Nothing where neither names any. Raises UsageError for a path that is empty or holds control
    characters.
    """
    named = list(asked) or environment.get("CPPCC_DATA", "").split(os.pathsep)
    for path in named:
        if asked and not path.strip():
            raise UsageError(messages.EMPTY_PATH.about(option="--data"))
        if first_unprintable(path):
            raise UsageError(messages.UNPRINTABLE_ARGUMENT.about(value=path))
    return [path for path in named if path]


def bundled() -> str:
    """Return the path of the bundled dataset: inside the package, or beside it in a checkout.

    Raises InputError where the installation has lost it.
    """
    package = Path(__file__).parents[1]
    for folder in (package, package.parent):
        path = folder / "data" / BUNDLED
        if path.exists():
            return str(path)
    raise InputError(messages.NO_BUNDLED_DATASET.about())


def is_path(name: str) -> bool:
    """Tell whether a DATASET argument is a path: it has a slash or ends in .toml."""
    return "/" in name or os.sep in name or name.endswith(".toml")
