"""How long the worst input takes, and how much memory: 50 MB of each kind, and as much as is read.

Times are seconds of the processor, so that what else runs on the machine counts for nothing.

Run by hand: `python -m tests.bench.limits [WORD]`, with a word for the kinds whose name holds it.
Every run must be over in time, within memory, without a traceback and with an exit code of ours.
"""

import io
import os
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from cppcc_cli.dataset.reading import MOST_LINES
from cppcc_cli.text.documents import MOST_LINES as MOST_TEXT_LINES
from cppcc_cli.text.documents import MOST_NUMBERS

SECONDS_BAR, MEMORY_BAR = 10, 500
_MEBIBYTE = 1024 * 1024
# What is sent; the most that is looked into; and of that, what is cut to be within all bounds.
SENT, READ, WITHIN = 50_000_000, 8 * _MEBIBYTE - 4, 700_000
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


class Trial(NamedTuple):
    """A question about an input: its name, the file, its content, and the words of the command."""

    name: str
    file: str
    content: Callable[[int], bytes]
    words: tuple[str, ...]


def _filled(piece: str, head: str = "", tail: str = "") -> Callable[[int], bytes]:
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


def _lines(raw: bytes) -> bytes:
    """Return the start of a dataset that has no more lines than are read."""
    return b"".join(raw.splitlines(keepends=True)[: MOST_LINES - 10])


def _cut(raw: bytes) -> bytes:
    """Return the start of a text that holds no more numbers and lines than are read."""
    text = b"".join(raw.splitlines(keepends=True)[:MOST_TEXT_LINES]).decode("utf-8", "ignore")
    last = next(islice(re.finditer(r"\d{1,20}|[一百]{1,20}", text), MOST_NUMBERS - 1, None), None)
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


def _entries(size: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(size // 100):
            archive.writestr(f"word/{number}", b"")
    return made.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OPEN, _CLOSE = f'<w:document xmlns:w="{_W}"><w:body>', "</w:body></w:document>"
_DATASETS = {
    "brackets": _filled("[", "x = "),
    "inline tables": _filled("{a=", "x = "),
    "dots": _filled("a.", "[", "a]"),
    "dotted key": _filled("a.", "", "a = 1"),
    "one string": _filled("字", 'x = "', '"'),
    "digits": _filled("9", "x = "),
    "fraction": _filled("9", "x = 0."),
    "comments": _filled("#\n"),
    "keys": _numbered("k{0} = 1\n"),
    "inline keys": _numbered("[figure.c.f{0}]\nname = {{ zz = 1 }}\n", _HEAD),
    "tables": _numbered("[t{0}]\n"),
    "table arrays": _numbered("[[topic]]\n", _HEAD),
    "figures": _numbered(_FIGURE, _HEAD),
    "chain of parts": _numbered(_FIGURE + 'part_of = "c.f{1}"\n', _HEAD),
    "unknown parts": _numbered(_FIGURE + 'part_of = "c.g{1}"\n', _HEAD),
    "array": _numbered("{0}, ", "x = ["),
    "escapes": _filled("\\u0041", 'x = "', '"'),
    "quotes": _filled("'", "x = "),
    "lines": _filled("\r\n"),
}
_TEXTS = {
    "one line": _filled("提案"),
    "numbers": _filled("1件"),
    "digits": _filled("9"),
    "numerals": _filled("一"),
    "hundreds": _filled("百"),
    "groups": _filled("1,234,"),
    "ratios": _filled("1:"),
    "shares": _filled("百分之"),
    "quotes": _filled("“1件"),
    "list": _filled("1、"),
    "ranges": _filled("1-"),
    "figures": _filled("共收到提案418件，其中立案60余件，占14.4%。\n"),
    "years": _filled("2023年"),
    "lines": _filled("\n"),
    "spaces": _filled(" "),
    "full width": _filled("１．"),
    "clauses": _filled("近约超1"),
    "table rows": _filled("|提案|418|件|\n"),
}
_PAGES = {
    "nested": _filled("<div>"),
    "nested tables": _filled("<table><tr><td>1件"),
    "paragraphs": _filled("<p>提案418件"),
    "cells": _filled("<td>1"),
    "rows": _filled("<tr><td>提案<td>1件"),
    "attributes": _numbered(" a{0}=1", "<p"),
    "entities": _filled("&#49;"),
    "comment": _filled("-", "<!--"),
    "brackets": _filled("<"),
    "inline": _filled("<b>1</b>"),
    "spaces": _filled("<p> </p>"),
}
_WORDS = {
    "paragraphs": _document(_filled("<w:p><w:r><w:t>1件</w:t></w:r></w:p>"), _OPEN, _CLOSE),
    "runs": _document(_filled("<w:r><w:t>1</w:t></w:r>"), f"{_OPEN}<w:p>", f"</w:p>{_CLOSE}"),
    "one run": _document(_filled("1件"), f"{_OPEN}<w:p><w:r><w:t>", f"</w:t></w:r></w:p>{_CLOSE}"),
    "cells": _document(
        _filled("<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"),
        f"{_OPEN}<w:tbl><w:tr>",
        f"</w:tr></w:tbl>{_CLOSE}",
    ),
    "nested": _document(_filled("<w:tbl><w:tr><w:tc>"), _OPEN, ""),
    "bomb": _document(lambda size: b" " * 600_000_000, "", ""),
    "entries": _entries,
    "no archive": _filled("PK\x03\x04"),
}
READERS: tuple[tuple[str, ...], ...] = (
    ("numbers",),
    ("numbers", "-f", "table"),
    ("proofread",),
    ("check", "lishui-2023", "--source"),
    ("draft", "--id", "x", "--year", "2030", "--body", "政协某市委员会"),
)


def trials() -> Iterator[Trial]:
    """Yield every question about every kind of input."""
    for name, content in _DATASETS.items():
        for words in (("stats",), ("stats", "-f", "table"), ("show", "nothing"), ("check",)):
            yield Trial(f"dataset, {name}", "a.toml", content, (*words, "--data", "a.toml"))
    for kind, suffix, inputs in (
        ("text", "txt", _TEXTS),
        ("page", "html", _PAGES),
        ("Word", "docx", _WORDS),
    ):
        for name, content in inputs.items():
            for words in READERS:
                yield Trial(f"{kind}, {name}", f"a.{suffix}", content, (*words, f"a.{suffix}"))
    long = ("提" * 40_000,) * 15
    for words in (("show",), ("stats",), ("search",), ("compare",), ("verify", "proposals")):
        yield Trial("arguments, long", "a.txt", _filled("1"), (*words, *long))
    many = tuple(str(number) for number in range(100_000))
    known = ("proposals",) * 100_000
    for words in (("stats", *many), ("search", *many), ("compare", *known), ("stats", *known)):
        yield Trial("arguments, many", "a.txt", _filled("1"), words)
    for option, value in (
        ("--year", "1000-2999," * 13_000 + "2023"),
        ("--columns", "id," * 40_000 + "id"),
        ("--body", "丽" * 40_000),
    ):
        yield Trial(f"arguments, {option}", "a.txt", _filled("1"), ("stats", option, value))


class Run(NamedTuple):
    """What a run took, in seconds and MiB, and how it ended."""

    seconds: float
    memory: float
    code: int
    said: str


def run(words: tuple[str, ...], folder: Path) -> Run:
    """Run the installed command in a folder, and end it where it takes far too long."""
    command = Path(sys.executable).with_name("cppcc")
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            [command, *words],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            env={**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CACHE_HOME": str(folder)},
        )
    signal.signal(signal.SIGALRM, lambda *_: process.kill())
    signal.alarm(9 * SECONDS_BAR)
    _, status, used = os.wait4(process.pid, 0)
    signal.alarm(0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024,
        process.returncode,
        (folder / "said").read_text("utf-8", "replace"),
    )


def main(words: list[str]) -> int:
    """Run every trial, print what exceeds a bar and the worst of each kind; return 1 for any."""
    missed, count, worst = 0, 0, {}
    with TemporaryDirectory() as place:
        folder = Path(place)
        for trial in trials():
            if not all(word in f"{trial.name} {' '.join(trial.words)[:200]}" for word in words):
                continue
            for size in (SENT, READ, WITHIN):
                raw = trial.content(max(size, READ if trial.file != "a.docx" else size))
                if size == WITHIN and trial.file != "a.docx":
                    raw = _cut(raw) if trial.file != "a.toml" else _lines(raw)
                (folder / trial.file).write_bytes(raw)
                done = run(trial.words, folder)
                count += 1
                kind = trial.name.partition(",")[0]
                was = worst.get(kind, (0.0, 0.0))
                worst[kind] = (max(was[0], done.seconds), max(was[1], done.memory))
                bad = (
                    done.seconds > SECONDS_BAR
                    or done.memory > MEMORY_BAR
                    or done.code not in (0, 1, 2, 3)
                    or "Traceback" in done.said
                )
                missed += bad
                if bad or words:
                    asked, size = " ".join(trial.words)[:40], len(raw) / 1e6
                    sys.stdout.write(
                        f"{trial.name:28} {size:4.1f} MB  {asked:40} {done.seconds:5.1f} s"
                        f" {done.memory:5.0f} MiB  exit {done.code} {done.said.strip()[:100]}\n"
                    )
                    sys.stdout.flush()
    for kind, (seconds, memory) in worst.items():
        sys.stdout.write(f"{kind}: at most {seconds:.1f} s, {memory:.0f} MiB\n")
    sys.stdout.write(f"{count} runs, {missed} beyond a bar\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
