"""How long the start takes, as a ratio to the smallest program that could do the same.

Run by hand: `python -m tests.bench.startup`. Programs run many times, in random order: the smallest
Typer program, queries of a pipe, the smallest Typer program that draws a Rich table, a query on a
terminal (through a pty), a TAB of each. The medians are compared; times alone say nothing. Where
there is valgrind, the instructions of each program are counted, too, which every run repeats to a
few thousandths, also of what reads a speech of a page.
"""

import io
import os
import pty
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.bars import CPPCC, TYPER, Bar, environment, report
from tests.bench.texts import texts

ROUNDS = 60
MILLION = 1_000_000
# How a shell asks the smallest program for completions of an option.
_TAB_OF_TYPER = {"_TAB.PY_COMPLETE": "complete_bash", "COMP_WORDS": "tab.py --n", "COMP_CWORD": "1"}
TYPER_AND_RICH = """
import typer
from rich.console import Console
from rich.table import Table
app = typer.Typer(add_completion=False)
@app.command()
def main(name: str = "x") -> None:
    table = Table("Figure", "Value")
    table.add_row("Proposals", "418")
    Console().print(table)
app()
"""


class Program(NamedTuple):
    """A program, and to which other one it is compared: at most so many times as long.

    `time` and `instructions` are these bars; of a program without a bar in time, only its
    instructions are counted.
    """

    what: str
    command: Sequence[str | Path]
    floor: str = ""
    time: float | None = None
    instructions: float | None = None
    variables: Mapping[str, str] = {}
    on_terminal: bool = False


def programs(folder: Path) -> list[Program]:
    """Return the programs, the smallest first; what they read is written into a folder."""
    for name, text in (
        ("floor.py", TYPER),
        ("table.py", TYPER_AND_RICH),
        ("tab.py", TYPER.replace("add_completion=False", "")),
    ):
        (folder / name).write_text(text)
    written = {text.name: text.content for text in texts()}
    speech, review = written["speech"], written["year-review"]
    (folder / "speech.txt").write_text(speech, "utf-8")
    (folder / "speech.docx").write_bytes(_word(speech))
    (folder / "long.txt").write_text((review * 30)[:20_000], "utf-8")
    typer, table, tab = "smallest Typer program", "smallest Typer and Rich table", "TAB of it"
    python = sys.executable
    return [
        Program(typer, (python, folder / "floor.py")),
        Program(table, (python, folder / "table.py"), on_terminal=True),
        Program(tab, (python, folder / "tab.py"), variables=_TAB_OF_TYPER),
        Program("stats, piped", (CPPCC, "stats"), typer, 1.15, 1.1),
        Program(
            "show submitted -f value",
            (CPPCC, "show", "submitted", "-f", "value"),
            typer,
            1.15,
            1.1,
        ),
        Program("show tian, by pinyin", (CPPCC, "show", "tian", "-f", "value"), typer, 1.15, 1.1),
        Program(
            "TAB of show mem", (CPPCC, "show", "mem"), tab, 1.25, 1.1, {"_CPPCC_COMPLETE": "1"}
        ),
        Program("stats, on a terminal", (CPPCC, "stats"), table, 1.3, 1.3, on_terminal=True),
        Program(
            "verify submitted 418件", (CPPCC, "verify", "submitted", "418件"), typer, None, 1.2
        ),
        Program("proofread, .txt", (CPPCC, "proofread", folder / "speech.txt"), typer, None, 1.4),
        Program("proofread, .docx", (CPPCC, "proofread", folder / "speech.docx"), typer, None, 1.6),
        Program("draft", (CPPCC, "draft", folder / "speech.txt"), typer, None, 4),
        Program(
            "proofread, 20,000 characters", (CPPCC, "proofread", folder / "long.txt"), typer, 4
        ),
        Program("draft, 20,000 characters", (CPPCC, "draft", folder / "long.txt"), typer, 5),
    ]


def _word(text: str) -> bytes:
    from docx import Document

    document, file = Document(), io.BytesIO()
    for line in filter(None, text.split("\n")):
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


def run(program: Program, *before: str, **variables: str) -> float:
    """Return the seconds that a program takes, run by what stands `before` it."""
    command = [*before, *program.command]
    given = environment(**program.variables, **variables)
    start = time.perf_counter()
    if program.on_terminal:
        ours, theirs = pty.openpty()
        process = subprocess.Popen(command, stdout=theirs, env=given)
        os.close(theirs)
        while _read(ours):
            pass
        os.close(ours)
        code = process.wait()
    else:
        code = subprocess.run(command, capture_output=True, check=False, env=given).returncode
    if code:
        sys.exit(f"{' '.join(map(str, program.command))}: exit {code}")
    return time.perf_counter() - start


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def counted(program: Program, log: Path) -> int:
    """Return the instructions that a program executes, as valgrind counts them."""
    run(
        program,
        "valgrind",
        "--tool=cachegrind",
        "--cache-sim=no",
        "--cachegrind-out-file=/dev/null",
        f"--log-file={log}",
        # The order of sets is another in every run.
        PYTHONHASHSEED="0",
    )
    count = re.search(r"I +refs: +([0-9,]+)", log.read_text())
    if count is None:
        sys.exit(f"no count in what valgrind says:\n{log.read_text()}")
    return int(count[1].replace(",", ""))


def measure() -> Iterator[Bar]:
    """Yield medians of the smallest programs and ratios of ours to them, then the same counted."""
    with TemporaryDirectory() as place:
        measured = programs(Path(place))
        # The first run compiles what is imported.
        for program in measured:
            run(program)
        timed = [program for program in measured if program.time or not program.floor]
        times: dict[str, list[float]] = {program.what: [] for program in timed}
        for turn in range(ROUNDS):
            # In another order each time: a program may leave the machine slower for the next.
            Random(turn).shuffle(timed)
            for program in timed:
                times[program.what].append(run(program))
        medians = {what: statistics.median(taken) for what, taken in times.items()}
        for program in measured:
            if not program.floor:
                yield Bar(program.what, medians[program.what] * 1000, "ms")
            elif program.time:
                ratio = medians[program.what] / medians[program.floor]
                yield Bar(program.what, ratio, "×", program.time)
        yield from instructions(measured, Path(place, "log"))


def instructions(measured: Sequence[Program], log: Path) -> Iterator[Bar]:
    """Yield the instructions of each program, or their ratio to those of its floor."""
    if shutil.which("valgrind") is None:
        sys.stdout.write("instructions are not counted: there is no valgrind here\n")
        return
    counts: dict[str, int] = {}
    for program in measured:
        counts[program.what] = counted(program, log)
        what = f"instructions: {program.what}"
        if program.floor:
            ratio = counts[program.what] / counts[program.floor]
            yield Bar(what, ratio, "×", program.instructions)
        else:
            yield Bar(what, counts[program.what] / MILLION, "M")


if __name__ == "__main__":
    sys.exit(report(measure()))
