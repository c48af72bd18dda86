"""How long the worst input takes, and how much memory: 50 MB of each kind, and as much as is read.

Times are seconds of the processor, so that what else runs on the machine counts for nothing.

Run by hand: `python -m tests.bench.limits [WORD]`, with a word for the kinds whose name holds it.
Every run must be over in time, within memory, without a traceback and with an exit code of ours.
"""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench import inputs
from tests.bench.bars import Bar, report

SECONDS_BAR, MEMORY_BAR = 10, 500
_MEBIBYTE = 1024 * 1024
# What is sent; the most that is looked into; and of that, what is cut to be within all bounds.
SENT, READ, WITHIN = 50_000_000, 8 * _MEBIBYTE - 4, 700_000


# Another version of a text, where a question is of two.
BESIDE = "before.txt"


class Trial(NamedTuple):
    """A question about an input: its name, the file, its content, and the words of the command."""

    name: str
    file: str
    content: Callable[[int], bytes]
    words: tuple[str, ...]


READERS: tuple[tuple[str, ...], ...] = (
    ("numbers",),
    ("numbers", "-f", "table"),
    ("proofread",),
    ("check", "lishui-2023", "--source"),
    ("draft", "--id", "x", "--year", "2030", "--body", "政协某市委员会"),
)


def trials() -> Iterator[Trial]:
    """Yield every question about every kind of input."""
    for name, content in inputs.DATASETS.items():
        for words in (("stats",), ("stats", "-f", "table"), ("show", "nothing"), ("check",)):
            yield Trial(f"dataset, {name}", "a.toml", content, (*words, "--data", "a.toml"))
    for kind, suffix, contents in (
        ("text", "txt", inputs.TEXTS),
        ("page", "html", inputs.PAGES),
        ("Word", "docx", inputs.WORDS),
        *((f".{suffix}", suffix, contents) for suffix, contents in inputs.OTHERS.items()),
    ):
        for name, content in contents.items():
            for words in READERS:
                yield Trial(f"{kind}, {name}", f"a.{suffix}", content, (*words, f"a.{suffix}"))
    for name, content in inputs.TEXTS.items():
        for words in (("diff",), ("proofread", "--together"), ("draft", *READERS[-1][1:])):
            yield Trial(f"two texts, {name}", "a.txt", content, (*words, BESIDE, "a.txt"))
    for suffix in ("xlsx", "docx", "html", "md", "parquet", "sqlite"):
        for name in ("numbers", "numerals", "years", "figures"):
            words = ("numbers", "a.txt", "--force", "-o", f"out.{suffix}")
            yield Trial(f"file, {name}", "a.txt", inputs.TEXTS[name], words)
    long = ("提" * 40_000,) * 15
    for words in (("show",), ("stats",), ("search",), ("compare",), ("verify", "proposals")):
        yield Trial("arguments, long", "a.txt", inputs.filled("1"), (*words, *long))
    many = tuple(str(number) for number in range(100_000))
    known = ("proposals",) * 100_000
    for words in (("stats", *many), ("search", *many), ("compare", *known), ("stats", *known)):
        yield Trial("arguments, many", "a.txt", inputs.filled("1"), words)
    for option, value in (
        ("--year", "1000-2999," * 13_000 + "2023"),
        ("--columns", "id," * 40_000 + "id"),
        ("--body", "丽" * 40_000),
    ):
        yield Trial(f"arguments, {option}", "a.txt", inputs.filled("1"), ("stats", option, value))


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
    resource.prlimit(process.pid, resource.RLIMIT_CPU, (3 * SECONDS_BAR, 3 * SECONDS_BAR))
    # One that waits for something takes no time of the processor.
    signal.signal(signal.SIGALRM, lambda *_: process.kill())
    signal.alarm(90 * SECONDS_BAR)
    _, status, used = os.wait4(process.pid, 0)
    signal.alarm(0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024,
        process.returncode,
        (folder / "said").read_text("utf-8", "replace"),
    )


def measure(*words: str) -> Iterator[Bar]:
    """Yield the most that the trials of each kind take, and how many end as none may.

    With words, only trials that hold all of them, each on a line of its own before the bars.
    """
    worst: dict[str, tuple[float, float]] = {}
    count = bad = 0
    with TemporaryDirectory() as place:
        for trial in trials():
            if not all(word in f"{trial.name} {' '.join(trial.words)[:200]}" for word in words):
                continue
            for size in (SENT, READ, WITHIN):
                # Held no longer: what this process holds counts for those that it begins.
                size = _write(trial, size, Path(place))
                done = run(trial.words, Path(place))
                count += 1
                kind = trial.name.partition(",")[0]
                seconds, memory = worst.get(kind, (0.0, 0.0))
                worst[kind] = max(seconds, done.seconds), max(memory, done.memory)
                wrong = done.code not in (0, 1, 2, 3) or "Traceback" in done.said
                bad += wrong
                beyond = done.seconds > SECONDS_BAR or done.memory > MEMORY_BAR
                if wrong or beyond or len(words) > 1:
                    asked = " ".join(trial.words)[:40]
                    sys.stdout.write(
                        f"{trial.name:28} {size / 1e6:4.1f} MB  {asked:40} {done.seconds:5.1f} s"
                        f" {done.memory:5.0f} MiB  exit {done.code} {done.said.strip()[:100]}\n"
                    )
                    sys.stdout.flush()
    for kind, (seconds, memory) in worst.items():
        yield Bar(f"{kind}: time of the worst", seconds, "s", SECONDS_BAR)
        yield Bar(f"{kind}: memory of the worst", memory, "MiB", MEMORY_BAR)
    yield Bar(f"of {count:,} runs, with a traceback or a false exit code", bad, "", 0)


def _write(trial: Trial, size: int, folder: Path) -> int:
    """Write the input of a trial in one of its sizes, and return how large it is."""
    raw = _input(trial, size)
    if BESIDE in trial.words:
        (folder / BESIDE).write_bytes(raw.replace(b"1", b"2"))
    return (folder / trial.file).write_bytes(raw)


def _input(trial: Trial, size: int) -> bytes:
    """Return the input of a trial in one of its sizes."""
    is_text = trial.file.endswith((".toml", ".txt", ".html"))
    raw = trial.content(max(size, READ) if is_text else size)
    if size != WITHIN or not is_text:
        return raw
    if trial.file == "a.toml":
        return inputs.first_lines(raw)
    return inputs.within_bounds(raw, trial.words[0] == "numbers")


if __name__ == "__main__":
    sys.exit(report(measure(*sys.argv[1:])))
