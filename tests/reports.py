"""Reports in every form in which one may come."""

from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[[Path, str], object]


def write_word(path: Path, text: str) -> None:
    """Write a Word document with a paragraph for each line of `text`."""
    from docx import Document

    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path))


def write_page(path: Path, text: str) -> None:
    """Write a page with a paragraph for each line of `text`."""
    body = "".join(f"<p>{line}</p>\n" for line in text.splitlines())
    path.write_text(f"<!doctype html><title>418件</title><body>{body}", "utf-8")


def write_text(path: Path, text: str) -> None:
    """Write the text as it is."""
    path.write_text(text, "utf-8")


in_every_form = pytest.mark.parametrize(
    ("suffix", "write"),
    [("txt", write_text), ("docx", write_word), ("html", write_page)],
    ids=["txt", "docx", "html"],
)
