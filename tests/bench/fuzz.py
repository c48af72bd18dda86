"""What is read, spoiled in every way: it is answered, or refused with a sentence.

Run by hand: `python -m tests.bench fuzz`; `python -m tests.bench.fuzz TARGET NUMBER` makes one
mutation again, by the number that it is told by, and keeps its input in the file `spoiled`.

Every reader is reached through the command, in processes of some hundred mutations each, so that
one which ends or hangs is found with its number. A failure is an exception, an exit code that is
none of ours, output that acts on a terminal or beside an error, a changed input, a warning of a
library, a mutation of more than ten seconds of the processor, a process of more than 500 MiB.
"""

import io
import json
import os
import re
import subprocess
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, redirect_stderr, redirect_stdout, suppress
from copy import deepcopy
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

from cppcc_cli import messages
from cppcc_cli.cli.app import app
from cppcc_cli.dataset.reading import read_dataset
from cppcc_cli.errors import FaultyDataset
from cppcc_cli.screen import first_unprintable

from .bars import Bar, report
from .seeds import (
    ACCEPTED,
    COMMANDS,
    DOCUMENTS,
    ENVIRONMENTS,
    SPEECH,
    dataset_seeds,
    document_seeds,
)
from .synthetic import write_collection

MUTATIONS, AT_ONCE = 10_000, 200
SECONDS, MEBIBYTES, MINUTES = 10, 500, 15
# After so long without another mutation a process hangs.
HANGS = 120
# What breaks readers: ends of strings and of tables, controls, what is no UTF-8, markup, numbers.
PIECES = tuple(
    piece if isinstance(piece, bytes) else piece.encode()
    for piece in (
        *("\0", "\x1b[2J", b"\xff", "\ufeff", "\u202e", b"\xc2\x9b", "\r", "\n", "\t", "\u200b"),
        *('"', "'", '"""', "\\", "\\u202e", "#", "=", ".", "[", "]", "{", "}", "[[", ",", "%"),
        *("[bold]", "[/]", "<", "</td>", "<table>", "&#27;", "&#x202e;", "<!--", "]]>", "&a;"),
        *("-", "1e400", "nan", "9" * 30, "１．", "分之", "万亿余", "《“", "一百〇", "2023-02-30"),
        *(b"PK\x05\x06", b"\x00\x00\xff\xff", b"\xff\xff\xff\x7f", b"\x00" * 64, "4294967296"),
    )
)


class Done(NamedTuple):
    """How a run of the command ended: what it wrote, what it said, its exit code."""

    out: str
    err: str
    code: int


def run(words: Sequence[str], folder: Path, changes: Mapping[str, str] = {}) -> Done:
    """Run the command in this process and in `folder`, its output piped and its input empty."""
    here, out, err = Path.cwd(), io.BytesIO(), io.BytesIO()
    with ExitStack() as stack:
        stack.callback(os.chdir, here)
        stack.callback(messages.use, messages.current())
        stack.enter_context(patch.dict(os.environ, _home(folder) | changes, clear=True))
        os.chdir(folder)
        stdout = io.TextIOWrapper(out, "utf-8", "surrogateescape", write_through=True)
        stderr = io.TextIOWrapper(err, "utf-8", "backslashreplace", write_through=True)
        stack.enter_context(redirect_stdout(stdout))
        stack.enter_context(redirect_stderr(stderr))
        stack.callback(setattr, sys, "stdin", sys.stdin)
        sys.stdin = io.TextIOWrapper(io.BytesIO())
        code = app(list(words), standalone_mode=False) or 0
        return Done(out.getvalue().decode("utf-8", "replace"), err.getvalue().decode(), code)


def _home(folder: Path) -> dict[str, str]:
    names = ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA")
    return {name: str(folder / "home") for name in names} | {"PATH": "", "LANG": "zh_CN.UTF-8"}


def hold(done: Done, words: Sequence[str], colours: bool = False) -> None:
    """Raise AssertionError where a run ended otherwise than it may, with `colours` or without."""
    assert done.code in (0, 1, 2, 3), f"exit code {done.code}: {words}"
    assert done.err or done.code < 2, f"exit code {done.code} without a sentence: {words}"
    assert done.code != 2 or not done.out, f"a wrong question is answered: {words}"
    for line in done.err.splitlines():
        assert line.startswith("cppcc: "), f"{line!r} is said: {words}"
    for written in (done.out, done.err):
        hold_harmless(re.sub(r"\x1b\[[0-9;]*m", "", written) if colours else written)
        assert "Traceback" not in written, f"a traceback is written: {words}"


def hold_harmless(*texts: str) -> None:
    """Raise AssertionError where a character acts on a terminal, but for line feeds and tabs."""
    for text in texts:
        bad = first_unprintable(text.replace("\n", "").replace("\t", ""))
        assert bad is None, f"{bad!r} is written: {text!r}"


def spoil(random: Random, seeds: Sequence[bytes]) -> bytes:
    """Return one of the seeds spoiled; of an archive, mostly a member of it."""
    raw = random.choice(seeds)
    if raw.startswith(b"PK\x03\x04") and random.random() < 0.8:
        return _spoiled_member(random, raw)
    return _spoiled(random, raw, seeds)


def _spoiled(random: Random, seed: bytes, seeds: Sequence[bytes]) -> bytes:
    """Return content cut, flipped, added to, doubled or spliced with another seed.

    Mostly between characters: what is no text any more is soon refused.
    """
    raw = _pieces(random, seed)
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(raw) + 1)
        to = min(len(raw), at + random.randint(0, 30))
        match random.randrange(7):
            case 0:
                del raw[at:to]
            case 1 if random.random() < 0.2:
                del raw[at:]
            case 2 if at < len(raw) and len(raw[at]) == 1:
                raw[at] = bytes([raw[at][0] ^ 1 << random.randrange(8)])
            case 3:
                raw[at:at] = [random.choice(PIECES)]
            case 4:
                raw[at:at] = raw[at:to] * random.randint(1, 3)
            case 5 if at < len(raw):
                raw[at] = random.choice(raw)
            case _:
                other = _pieces(random, random.choice(seeds))
                start = random.randrange(len(other) + 1)
                raw[at:to] = other[start : start + random.randint(0, 60)]
    return b"".join(raw)


def _pieces(random: Random, raw: bytes) -> list[bytes]:
    """Return content character by character, or, now and then and where it is none, by byte."""
    if random.random() < 0.9:
        for encoding in ("utf-8", "gb18030"):
            with suppress(UnicodeDecodeError):
                return [char.encode(encoding) for char in raw.decode(encoding)]
    return [bytes([byte]) for byte in raw]


def _spoiled_member(random: Random, raw: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, zipfile.ZipFile(made, "w") as other:
        names = archive.namelist()
        parts = [archive.read(name) for name in names]
        spoiled = random.randrange(len(names))
        for place, (name, part) in enumerate(zip(names, parts, strict=True)):
            content = part
            if place == spoiled:
                content = _spoiled_tree(random, part) or _spoiled(random, part, parts)
            other.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _spoiled_tree(random: Random, part: bytes) -> bytes | None:
    """Return a part of markup with an element gone, doubled, moved or changed; now and then None.

    So it is well formed still, and what is wrong with it is met further inside.
    """
    from lxml import etree

    try:
        root = etree.fromstring(part)
    except etree.XMLSyntaxError:
        return None
    elements = [one for one in root.iter() if isinstance(one.tag, str) and one is not root]
    if not elements or random.random() < 0.3:
        return None
    for _ in range(random.randint(1, 3)):
        one, other = random.choice(elements), random.choice(elements)
        parent, at = one.getparent(), random.randrange(4)
        match random.randrange(6):
            case 0 if parent is not None:
                parent.remove(one)
            case 1 if parent is not None:
                parent.extend([deepcopy(one) for _ in range(random.choice((1, 2, 50)))])
            case 2:
                other.insert(at, deepcopy(one))
            case 3:
                one.tag = other.tag
            case 4 if one.attrib:
                value = random.choice(
                    ("", "-1", "0", "9" * 20, "1e400", "../../x", "A1048577", "x")
                )
                one.attrib[random.choice(sorted(one.attrib))] = value
            case _:
                one.text = random.choice(("", "9" * 30, "\u200b1万", "-", "nan", "1\u202e2件"))
    return etree.tostring(root)


ASKED_OF_TEXTS: tuple[tuple[str, ...], ...] = (
    ("numbers", "-f", "jsonl"),
    ("proofread", "-f", "table"),
    ("proofread", "-f", "jsonl"),
    ("check", "lishui-2023", "-f", "lines", "--source"),
    ("draft", "--id", "town-2030", "--year", "2030", "--body", "政协某镇委员会"),
    # Beside a text that is sound.
    ("proofread", "speech.txt", "--together", "--sort", "place", "-f", "lines"),
    ("diff", "speech.txt", "-f", "markdown"),
    ("draft", "speech.txt", "--like", "lishui-2023"),
)
# What writes a copy of a manuscript, by its kind.
COPIED: dict[str, tuple[tuple[str, ...], ...]] = {
    "docx": (
        ("proofread", "--suggest", "--force", "--marked", "copy.docx"),
        ("link", "--partial", "--force", "-o", "copy.docx"),
    ),
    **{
        kind: (("proofread", "--all", "--force", "--marked", f"copy.{kind}"),)
        for kind in ("pdf", "pptx", "xlsx")
    },
}
ASKED_OF_DATASETS: tuple[tuple[str, ...], ...] = (
    *(("check",), ("stats", "-f", "table"), ("stats", "-f", "json"), ("topics",), ("categories",)),
    *(("search", "提"), ("cite", "filed"), ("compare", "-f", "markdown"), ("show", "filed")),
    *(("report", "--force", "-o", "page.html"), ("export", "package", "--force")),
    ("add", "--force"),
)


def _document(kind: str, random: Random, folder: Path) -> None:
    """Read a spoiled document by a command that reads texts, or by one that writes a copy of it."""
    raw = spoil(random, document_seeds(kind))
    copied = COPIED.get(kind, ())
    words = random.choice((*ASKED_OF_TEXTS, *copied))
    path, copy = folder / f"a.{kind}", folder / f"copy.{kind}"
    path.write_bytes(raw)
    (folder / "speech.txt").write_text(SPEECH, "utf-8")
    copy.unlink(missing_ok=True)
    done = run([*words, path.name], folder)
    hold(done, words)
    if done.code == 3:
        assert not done.out or "speech.txt" in words, "what cannot be read is answered"
        assert path.name in done.err, "what cannot be read is not named"
    if words[-1] == "jsonl":
        for line in done.out.splitlines():
            json.loads(line)
    if words[0] == "draft" and done.code == 0:
        _hold_sound(done.out)
    assert path.read_bytes() == raw, "the file has changed"
    if copy.exists():
        before, again = (
            run(["numbers", name, "-f", "tsv", "--columns", "printed"], folder)
            for name in (path.name, copy.name)
        )
        assert not again.code, f"the copy cannot be read: {again.err}"
        is_same = again.out == before.out or "--suggest" in words
        assert is_same, f"other numbers in the copy: {before.out!r} {again.out!r}"


def _hold_sound(draft: str) -> None:
    """Raise AssertionError where a draft lacks more than words."""
    try:
        read_dataset(draft.encode(), "draft.toml")
    except FaultyDataset as faulty:
        assert faulty.draft is not None, "a draft is no sound dataset"


def _accepted(random: Random, folder: Path) -> None:
    """Heed a spoiled file of accepted findings, and write it anew."""
    (folder / "speech.txt").write_text(SPEECH, "utf-8")
    (folder / "accepted.tsv").write_bytes(spoil(random, [ACCEPTED.encode()]))
    words = ["proofread", "speech.txt", "--accept", "accepted.tsv", "-f", "lines"]
    done = run([*words, "--write-accepted", "accepted.tsv", "--force"], folder)
    hold(done, words)
    if done.code == 3:
        return
    again = run(words, folder)
    hold(again, words)
    assert not (again.out or again.code), f"what is accepted is listed: {again.out}"


def _dataset(random: Random, folder: Path) -> None:
    """Read a spoiled dataset, alone or among others."""
    raw = spoil(random, dataset_seeds())
    path = folder / "a.toml"
    path.write_bytes(raw)
    words = random.choice(ASKED_OF_DATASETS)
    data = ["--data", random.choice((path.name, ".", "lishui-2023"))]
    words = (*words, path.name) if words[0] in ("check", "add") else (*words, *data)
    done = run(words, folder)
    hold(done, words)
    if done.code == 3:
        assert not done.out, "what cannot be read is answered"
        assert all(path.name in line for line in done.err.splitlines()), done.err
    assert path.read_bytes() == raw, "the file has changed"


def _index(random: Random, folder: Path) -> None:
    """Spoil the index of a collection; what is answered is what the files say."""
    asked = ("stats", "f7", "--data", "all", "--columns", "dataset,value", "--no-header")
    places = (folder / "home" / "cppcc").glob("*.sqlite")
    if not (folder / "all").is_dir():
        for path in [*write_collection(folder / "all", 5, 3), *(folder / "all").iterdir()]:
            os.utime(path, (1_000_000_000, 1_000_000_000))
        os.utime(folder / "all", (1_000_000_000, 1_000_000_000))
        expected = run([*asked, "--no-cache"], folder)
        (folder / "expected").write_text(expected.out, "utf-8")
        run(asked, folder)
        for place in places:
            (folder / "index").write_bytes(place.read_bytes())
            (folder / "name").write_text(str(place), "utf-8")
    expected_out = (folder / "expected").read_text("utf-8")
    place, good = Path((folder / "name").read_text("utf-8")), (folder / "index").read_bytes()
    place.write_bytes(spoil(random, [good]))
    for _ in range(2):
        done = run(asked, folder)
        hold(done, asked)
        said = f"exit code {done.code}: {done.out!r} {done.err!r}"
        assert (done.out, done.code) == (expected_out, 0), said


def _environment(random: Random, folder: Path) -> None:
    """Run the command in a spoiled environment; now and then in a process of its own."""
    raw = spoil(random, ENVIRONMENTS).replace(b"\0", b"").decode("utf-8", "surrogateescape")
    changes = dict(line.split("=", 1) for line in raw.splitlines() if line.find("=") > 0)
    # What is written to stays in the folder; what the interpreter refuses is none of ours.
    changes = {
        name: value
        for name, value in changes.items()
        if "HOME" not in name and "APPDATA" not in name and not name.startswith("PYTHON")
    }
    words = random.choice((("stats",), ("stats", "-f", "table"), ("datasets",), ("nothing",)))
    if random.random() < 0.9:
        hold(run(words, folder, changes), words, colours=True)
        return
    safe = ["-P"] if sys.version_info >= (3, 11) else []
    started = subprocess.run(
        [sys.executable, *safe, "-m", "cppcc_cli", *words],
        env={**_home(folder), **changes},
        cwd=folder,
        capture_output=True,
    )
    out, err = started.stdout.decode("utf-8", "replace"), started.stderr.decode("utf-8", "replace")
    hold(Done(out, err, started.returncode), words, colours=True)


def _options(random: Random, folder: Path) -> None:
    """Run a spoiled command line, which may write in its folder only."""
    words = random.choice(COMMANDS).split()
    for _ in range(random.randint(1, 3)):
        at, other = random.randrange(len(words) + 1), random.choice(COMMANDS).split()
        match random.randrange(4):
            case 0:
                words[at : at + random.randint(1, 2)] = []
            case 1 if at < len(words):
                raw = _spoiled(random, words[at].encode(), [" ".join(other).encode()])
                words[at] = raw.replace(b"\0", b"").decode("utf-8", "ignore")
            case 2 if other[2:]:
                words += other[2:4]
            case _:
                words[at:at] = [random.choice(other)]
    words = [word for word in words if "/" not in word and ".." not in word]
    text = folder / "speech.txt"
    if not text.exists():
        text.write_text(SPEECH, "utf-8")
        (folder / "accepted.tsv").write_text(ACCEPTED, "utf-8")
        (folder / "a.toml").write_bytes(dataset_seeds()[0])
        (folder / "a.docx").write_bytes(document_seeds("docx")[0])
    hold(run(words, folder), words, colours=True)


TARGETS: dict[str, Callable[[Random, Path], None]] = {
    **{kind: partial(_document, kind) for kind in DOCUMENTS},
    "accepted": _accepted,
    "dataset": _dataset,
    "index": _index,
    "environment": _environment,
    "options": _options,
}


def mutate(target: str, number: int, folder: Path) -> str | None:
    """Make one mutation of a target; return what is wrong, or None."""
    began = time.process_time()
    try:
        TARGETS[target](Random(f"{target} {number}"), folder)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if "cppcc_cli" in frame.filename]
        where = f" ({Path(ours[-1].filename).name}:{ours[-1].lineno})" if ours else ""
        return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}{where}"
    taken = time.process_time() - began
    return f"{taken:.0f} seconds" if taken > SECONDS else None


def _work(target: str, first: int, count: int, progress: Path) -> None:
    """Make mutations in this process; write each number before, each failure as a line."""
    import resource

    with TemporaryDirectory() as folder:
        for number in range(first, first + count):
            progress.write_text(str(number), "ascii")
            if wrong := mutate(target, number, Path(folder)):
                sys.stdout.write(f"{target} {number}: {wrong}\n")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if memory > MEBIBYTES:
        sys.stdout.write(f"{target} {first} to {first + count - 1}: {memory} MiB\n")


def _chunk(target: str, first: int, count: int) -> list[str]:
    """Make mutations in processes of their own; return what went wrong."""
    wrong: list[str] = []
    last = first + count
    with TemporaryDirectory() as folder:
        progress = Path(folder, "progress")
        while first < last:
            words = (target, str(first), str(last - first), str(progress))
            progress.write_text(str(first), "ascii")
            with subprocess.Popen(
                [sys.executable, "-W", "error", "-m", "tests.bench.fuzz", *words],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=Path(__file__).parents[2],
                text=True,
                encoding="utf-8",
            ) as process:
                out, err = _ended(process, progress)
            wrong += out.splitlines()
            if process.returncode == 0:
                break
            first = int(progress.read_text("ascii"))
            said = err.strip().splitlines()[-1:] or [""]
            wrong.append(f"{target} {first}: the process ended, {process.returncode}: {said[0]}")
            first += 1
    return wrong


def _ended(process: "subprocess.Popen[str]", progress: Path) -> tuple[str, str]:
    """Return what a process wrote; it is killed where it does not come to another mutation."""
    while True:
        before = progress.read_text("ascii")
        try:
            return process.communicate(timeout=HANGS)
        except subprocess.TimeoutExpired:
            if progress.read_text("ascii") == before:
                process.kill()


def measure(mutations: int = MUTATIONS, *names: str) -> Iterator[Bar]:
    """Make so many mutations, of all targets alike; yield how many failed, and how long it took."""
    began = time.perf_counter()
    chosen = names or tuple(TARGETS)
    each = -(-mutations // len(chosen))
    work = [
        (target, first, min(AT_ONCE, each - first))
        for target in chosen
        for first in range(0, each, AT_ONCE)
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        wrong = [line for lines in pool.map(lambda one: _chunk(*one), work) for line in lines]
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    failed = Counter(line.split()[0] for line in wrong)
    for target in chosen:
        yield Bar(f"{target}, {each:,} mutations: failures", failed[target], "", most=0)
    yield Bar("mutations", each * len(chosen), "", least=mutations)
    yield Bar("minutes", (time.perf_counter() - began) / 60, "min", most=MINUTES)


def _again(target: str, number: int) -> int:
    """Make one mutation again and keep what it was made with; return 1 where it fails."""
    with TemporaryDirectory() as folder:
        wrong = mutate(target, number, Path(folder))
        for path in Path(folder).glob("a.*"):
            Path("spoiled").write_bytes(path.read_bytes())
    sys.stdout.write(f"{target} {number}: {wrong or 'as it should be'}\n")
    return int(wrong is not None)


if __name__ == "__main__":
    asked = sys.argv[1:]
    if len(asked) == 4:
        _work(asked[0], int(asked[1]), int(asked[2]), Path(asked[3]))
    elif len(asked) == 2 and asked[0] in TARGETS:
        sys.exit(_again(asked[0], int(asked[1])))
    else:
        sys.exit(report(measure(int(asked[0]) if asked else MUTATIONS, *asked[1:])))
