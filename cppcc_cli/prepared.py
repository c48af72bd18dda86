"""What is made of a data file of the program, kept as Python keeps what it makes of a module.

It stands in `__pycache__` beside the data, written and read by Python's own machinery: where this
writes no bytecode, it is made anew each time. A checksum tells whether the data are the same.
"""

import sys
from collections.abc import Callable, Mapping
from importlib.machinery import SourceFileLoader
from types import CodeType
from typing import Any
from zlib import crc32


class _Data(SourceFileLoader):
    """A loader of a file that holds data, of which `make` makes something."""

    def __init__(self, path: str, make: Callable[[bytes], object], version: int) -> None:
        # Under another name, since the bytecode of lexicon.toml would be that of lexicon.py.
        super().__init__("data", f"{path}.py")
        self.of, self.make, self.version = path, make, version

    def get_data(self, path: str) -> bytes:
        """Return the content of the file of data, or of bytecode."""
        return super().get_data(self.of if path == self.path else path)

    def path_stats(self, path: Any) -> dict[str, int]:
        """Return what tells that the file is the one of which the constants were made."""
        raw = self.get_data(path)
        return {"mtime": crc32(raw, self.version), "size": len(raw)}

    def source_to_code(  # type: ignore[override]
        self, data: Any, path: Any, *rest: Any, **options: Any
    ) -> CodeType:
        """Return code that gives what is made of the data."""
        return compile(f"made = {self.make(data)!r}", path, "exec")


def prepared(
    path: str,
    make: Callable[[bytes], object],
    version: int = 0,
    known: Mapping[str, object] | None = None,
) -> Any:
    """Return what `make` makes of the content of a file: what reads as it is written by `repr`.

    `known` are the names that are written in it. `version` is another for every change of what is
    made. Raises what `make` raises, OSError, and what comes of names that are others now.
    """
    loader = _Data(path, make, version)
    if sys.dont_write_bytecode:
        return make(loader.get_data(loader.path))
    try:
        code = loader.get_code("data")
    except (EOFError, ValueError, TypeError):
        # Damaged, or of another program.
        code = loader.source_to_code(loader.get_data(loader.path), path)
    names: dict[str, Any] = {**(known or {})}
    exec(code or "", names)
    return names["made"]
