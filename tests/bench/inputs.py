"""The worst inputs there are, of each kind that is read: what makes them, of a given size."""

import io
import re
import zipfile
from collections.abc import Callable
from itertools import islice

from cppcc_cli.dataset.toml import MOST_LINES
from cppcc_cli.documents.reading import MOST_HELD, MOST_LISTED
from cppcc_cli.documents.reading import MOST_LINES as MOST_TEXT_LINES

_MEBIBYTE = 1024 * 1024
_HEAD = """schema = 1
[dataset]
id = "town-2030"
year = 2030
body = { zh = "政协某镇委员会" }
[source]
title = "某镇政协工作报告"
[category.c]
name = { zh = "提案" }
"""
_FIGURE = '[figure.c.f{0}]\nname = {{ zh = "事项{0}" }}\nvalue = 1\nunit = "件"\nprinted = "1件"\n'


def filled(piece: str, head: str = "", tail: str = "") -> Callable[[int], bytes]:
    """Return what makes an input of a size out of one piece, again and again."""

    def content(size: int) -> bytes:
        raw = piece.encode()
        return (head.encode() + raw * (size // len(raw)))[: size - len(tail)] + tail.encode()

    return content


def _numbered(piece: str, head: str = "") -> Callable[[int], bytes]:
    """Return what makes an input of a size out of numbered pieces; {1} is the number before."""

    def content(size: int) -> bytes:
        raw, number = bytearray(head.encode()), 0
        while True:
            more = piece.format(number, max(number - 1, 0)).encode()
            if len(raw) + len(more) > size:
                return bytes(raw)
            raw += more
            number += 1

    return content


def first_lines(raw: bytes) -> bytes:
    """Return the start of a dataset that has no more lines than are read."""
    return b"".join(raw.splitlines(keepends=True)[: MOST_LINES - 10])


def within_bounds(raw: bytes, listed: bool) -> bytes:
    """Return the start of a text that has no more numbers and lines than are listed, or held."""
    text = b"".join(raw.splitlines(keepends=True)[:MOST_TEXT_LINES]).decode("utf-8", "ignore")
    most = MOST_LISTED if listed else MOST_HELD
    found = re.finditer(r"\d{1,20}|[一百]{1,20}", text)
    last = next(islice(found, most - 1, None), None)
    return text[: last.start() if last else None].encode()


def _document(markup: Callable[[int], bytes], head: str, tail: str) -> Callable[[int], bytes]:
    """Return what makes a Word document whose text is so much markup, at most 16 MiB."""
    from docx import Document

    def content(size: int) -> bytes:
        empty = io.BytesIO()
        Document().save(empty)
        made = io.BytesIO()
        with (
            zipfile.ZipFile(empty) as archive,
            zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as other,
        ):
            for name in archive.namelist():
                body = head.encode() + markup(min(size, 15 * _MEBIBYTE)) + tail.encode()
                other.writestr(name, body if name == "word/document.xml" else archive.read(name))
        return made.getvalue()

    return content


def _bomb(size: int) -> bytes:
    """Return an archive whose text would unpack to ten times as much."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(10):
            part.write(b" " * size)
    return made.getvalue()


def _entries(size: int) -> bytes:
    """Return an archive of many empty files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(size // 100):
            archive.writestr(f"word/{number}", b"")
    return made.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OPEN, _CLOSE = f'<w:document xmlns:w="{_W}"><w:body>', "</w:body></w:document>"
DATASETS = {
    "brackets": filled("[", "x = "),
    "inline tables": filled("{a=", "x = "),
    "dots": filled("a.", "[", "a]"),
    "dotted key": filled("a.", "", "a = 1"),
    "one string": filled("字", 'x = "', '"'),
    "digits": filled("9", "x = "),
    "fraction": filled("9", "x = 0."),
    "comments": filled("#\n"),
    "keys": _numbered("k{0} = 1\n"),
    "inline keys": _numbered("[figure.c.f{0}]\nname = {{ zz = 1 }}\n", _HEAD),
    "tables": _numbered("[t{0}]\n"),
    "table arrays": _numbered("[[topic]]\n", _HEAD),
    "figures": _numbered(_FIGURE, _HEAD),
    "chain of parts": _numbered(_FIGURE + 'part_of = "c.f{1}"\n', _HEAD),
    "unknown parts": _numbered(_FIGURE + 'part_of = "c.g{1}"\n', _HEAD),
    "array": _numbered("{0}, ", "x = ["),
    "escapes": filled("\\u0041", 'x = "', '"'),
    "quotes": filled("'", "x = "),
    "lines": filled("\r\n"),
}
TEXTS = {
    "one line": filled("提案"),
    "numbers": filled("1件"),
    "digits": filled("9"),
    "numerals": filled("一"),
    "hundreds": filled("百"),
    "groups": filled("1,234,"),
    "ratios": filled("1:"),
    "shares": filled("百分之"),
    "quotes": filled("“1件"),
    "list": filled("1、"),
    "ranges": filled("1-"),
    "figures": filled("共收到提案418件，其中立案60余件，占14.4%。\n"),
    "years": filled("2023年"),
    "lines": filled("\n"),
    "spaces": filled(" "),
    "full width": filled("１．"),
    "clauses": filled("近约超1"),
    "table rows": filled("|提案|418|件|\n"),
}
PAGES = {
    "nested": filled("<div>"),
    "nested tables": filled("<table><tr><td>1件"),
    "paragraphs": filled("<p>提案418件"),
    "cells": filled("<td>1"),
    "rows": filled("<tr><td>提案<td>1件"),
    "attributes": _numbered(" a{0}=1", "<p"),
    "entities": filled("&#49;"),
    "comment": filled("-", "<!--"),
    "brackets": filled("<"),
    "inline": filled("<b>1</b>"),
    "spaces": filled("<p> </p>"),
}
WORDS = {
    "paragraphs": _document(filled("<w:p><w:r><w:t>1件</w:t></w:r></w:p>"), _OPEN, _CLOSE),
    "runs": _document(filled("<w:r><w:t>1</w:t></w:r>"), f"{_OPEN}<w:p>", f"</w:p>{_CLOSE}"),
    "one run": _document(filled("1件"), f"{_OPEN}<w:p><w:r><w:t>", f"</w:t></w:r></w:p>{_CLOSE}"),
    "cells": _document(
        filled("<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"),
        f"{_OPEN}<w:tbl><w:tr>",
        f"</w:tr></w:tbl>{_CLOSE}",
    ),
    "nested": _document(filled("<w:tbl><w:tr><w:tc>"), _OPEN, ""),
    "bomb": _bomb,
    "entries": _entries,
    "no archive": filled("PK\x03\x04"),
}
