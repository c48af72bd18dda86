"""What needs a package that is not installed says how to get it, and does all that it can."""

import sys
import zipfile
from pathlib import Path

import pytest
from conftest import run_prepared

# What is asked, the package that is missing, and what is said of which extra.
MISSING = [
    (["numbers", "a.docx"], "lxml", "reading a.docx", "publish"),
    (["numbers", "a.html"], "lxml", "reading a.html", "publish"),
    (["link", "a.docx", "-o", "b.docx"], "lxml", "reading a.docx", "publish"),
    (["refresh", "a.docx", "-o", "b.docx"], "lxml", "reading a.docx", "publish"),
    (["numbers", "a.doc"], "olefile", "reading a.doc", "publish"),
    (["numbers", "a.pdf"], "pypdfium2", "reading a.pdf", "pdf"),
    (["stats", "-o", "b.docx"], "jinja2", "writing b.docx", "publish"),
    (["stats", "-o", "b.xlsx"], "xlsxwriter", "writing b.xlsx", "publish"),
    (["stats", "-o", "b.html"], "jinja2", "writing b.html", "publish"),
    (["stats", "-o", "b.parquet"], "pyarrow", "writing b.parquet", "lake"),
    (["report", "-o", "b.html"], "jinja2", "writing b.html", "publish"),
    (["report"], "jinja2", "writing the page", "publish"),
]


@pytest.mark.parametrize(("arguments", "package", "said", "extra"), MISSING)
def test_missing_package_is_named(
    arguments: list[str], package: str, said: str, extra: str, tmp_path: Path
) -> None:
    """One sentence with the command that installs it, exit code 1, and no file."""
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    (tmp_path / "a.html").write_bytes(b"<html>")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    blocked = f"import sys; sys.modules[{package!r}] = None"
    command = f"{sys.executable} -m pip install 'cppcc-cli[{extra}]'"
    done = run_prepared(blocked, *arguments, folder=tmp_path)
    assert done == ("", f"cppcc: {said} needs an extra: {command}\n", 1)
    assert {path.name for path in tmp_path.iterdir()} == {"a.docx", "a.html", "a.doc", "a.pdf"}


@pytest.mark.parametrize("words", [["stats", "-o", "a.xlsx"], ["numbers", "a.docx"]])
def test_a_library_that_does_not_load_is_not_called_missing(
    words: list[str], tmp_path: Path
) -> None:
    """As where there is no memory for it: to install it again would not help."""
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    libraries = tmp_path / "libraries"
    libraries.mkdir()
    for package in ("xlsxwriter", "lxml"):
        (libraries / f"{package}.py").write_text("raise ImportError('cannot allocate memory')")
    done = run_prepared(
        f"import sys; sys.path.insert(0, {str(libraries)!r})", *words, folder=tmp_path
    )
    said = f"cppcc: the extra that {words[-1]} needs is installed, but cannot be loaded: "
    assert done == ("", f"{said}cannot allocate memory\n", 1)
