"""Where modules are imported from: the installation, and nothing that lies about by chance.

Python itself looks first in the working folder (`python -m`, `python -c`) and in the folders of
PYTHONPATH. A `selectors.py` of somebody else lying there would be run. Imports nothing itself that
Python has not imported before.
"""

import os
import sys


def trusted_path() -> list[str]:
    """Return `sys.path` without the working folder and the folders of PYTHONPATH.

    The folder that holds this package comes last where it is one of these, so that nothing beside
    the package goes before the standard library.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    strange = {""}
    if sys.path[:1] == [_working_folder()]:
        strange.add(sys.path[0])
    named = os.environ.get("PYTHONPATH", "")
    if named and not sys.flags.ignore_environment:
        # An empty entry is the working folder.
        strange.update(os.path.abspath(entry) for entry in named.split(os.pathsep))
    strange -= _installed()
    kept = [entry for entry in sys.path if entry not in strange and os.path.isabs(entry)]
    return kept if package in kept else [*kept, package]


def _working_folder() -> str:
    try:
        return os.getcwd()
    except OSError:
        return ""


def _installed() -> set[str]:
    """Return the folders of the standard library and of what is installed beside it."""
    folders = {os.path.dirname(os.__file__)}
    site = sys.modules.get("site")
    if site is not None:
        folders.update(site.getsitepackages())
        folders.add(site.getusersitepackages())
    return folders
