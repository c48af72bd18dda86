"""What needs a package that is not installed says how to get it, and does all that it can."""

from pathlib import Path

import pytest
from conftest import run_prepared

# What is asked, the package that is missing, and what is said of which extra.
MISSING = [
    (["numbers", "a.docx"], "docx", "a.docx needs an extra to be read", "publish"),
    (["numbers", "a.html"], "lxml", "a.html needs an extra to be read", "publish"),
    (["stats", "-o", "b.docx"], "docx", "b.docx needs an extra to be written", "publish"),
    (["stats", "-o", "b.xlsx"], "xlsxwriter", "b.xlsx needs an extra to be written", "publish"),
    (["stats", "-o", "b.html"], "jinja2", "b.html needs an extra to be written", "publish"),
    (["stats", "-o", "b.parquet"], "pyarrow", "b.parquet needs an extra to be written", "lake"),
    (["report", "-o", "b.html"], "jinja2", "b.html needs an extra to be written", "publish"),
    (["report"], "jinja2", "the page needs an extra to be written", "publish"),
]


@pytest.mark.parametrize(("arguments", "package", "said", "extra"), MISSING)
def test_missing_package_is_named(
    arguments: list[str], package: str, said: str, extra: str, tmp_path: Path
) -> None:
    """One sentence with the command that installs it, exit code 1, and no file."""
    # Neither is looked into before the package is missed.
    for name in ("a.docx", "a.html"):
        (tmp_path / name).write_bytes(b"PK\x03\x04")
    blocked = f"import sys; sys.modules[{package!r}] = None"
    done = run_prepared(blocked, *arguments, folder=tmp_path)
    assert done == ("", f"cppcc: {said}: pip install 'cppcc-cli[{extra}]'\n", 1)
    assert {path.name for path in tmp_path.iterdir()} == {"a.docx", "a.html"}
