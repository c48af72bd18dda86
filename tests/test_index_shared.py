"""The index of a collection while others use it: killed half way, and twenty processes at once."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from bench import shared
from bench.synthetic import write_collection
from conftest import COMMAND, Run, environment, posix
from terminal import run_on_terminal
from thirty import ASKED, BODIES, YEARS, age, answer, cache_of, expected_answer, write_thirty

from cppcc_cli.dataset.cache import Index
from cppcc_cli.dataset.sources import read_file


@posix
def test_a_kill_half_way_costs_no_answer(run: Run, tmp_path: Path) -> None:
    """Killed at any moment while it reads, it leaves nothing that stands in the way."""
    folder = tmp_path / "all"
    for path in write_collection(folder, 100, YEARS):
        age(path)
    for moment in range(1, 9):
        shutil.rmtree(tmp_path / "cache", ignore_errors=True)
        process = subprocess.Popen(
            [COMMAND, *ASKED],
            cwd=tmp_path,
            env=environment(**cache_of(tmp_path)),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.wait(moment / 8)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert answer(run, tmp_path, "--year", "2004").count("\n") == 100
    assert answer(run, tmp_path) == expected_answer(100)


@posix
def test_twenty_processes_never_give_a_stale_answer() -> None:
    """While files change, come and go, every answer lies between what was and what is."""
    *_, figures, wrong = shared.measure(3)
    assert figures.measured > 0
    assert (wrong.what, wrong.measured) == ("stale, mixed or failed answers", 0)


def test_a_faulty_file_that_goes_meanwhile_is_no_fault(tmp_path: Path) -> None:
    """What was found in a folder and is gone by the time of the answer was never there."""
    folder = write_thirty(tmp_path)
    faulty = folder / "00" / "faulty.toml"
    faulty.write_text("=")
    index = Index(str(folder), tmp_path / "cache" / "one.sqlite", None)
    assert len(index.select(None, None)[1]) == 1
    faulty.unlink()
    known, unreadable = index.select(None, None)
    index.close()
    assert (len(known), unreadable) == (30, [])
    assert len(read_file(str(faulty)).unreadable) == 1


@posix
def test_a_long_reading_is_watched_on_a_terminal_only(run: Run, tmp_path: Path) -> None:
    """A progress bar goes to a terminal on standard error, and leaves nothing in a pipe."""
    for path in write_collection(tmp_path / "all", 70, YEARS):
        age(path)
    environ = environment(**cache_of(tmp_path))
    shown, code = run_on_terminal([COMMAND, *ASKED, "-f", "tsv"], tmp_path, environ)
    assert ("reading datasets" in shown, code) == (True, 0)
    shutil.rmtree(tmp_path / "cache")
    assert "reading" not in run(*ASKED, environ=cache_of(tmp_path)).err


RENAMING = """
import os, sys
files, number = sys.argv[1:], 0
while True:
    for path in files:
        os.rename(path + ".toml" if number % 2 == 0 else path + "-new.toml",
                  path + "-new.toml" if number % 2 == 0 else path + ".toml")
    number += 1
"""


@posix
@pytest.mark.parametrize("options", [(), ("--no-cache",)], ids=["index", "no index"])
@pytest.mark.parametrize("bodies", [2, BODIES, 70])
def test_what_is_renamed_meanwhile_answers(
    bodies: int, options: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    """A file that has one name before and another after is there all the time."""
    folder = tmp_path / "all"
    files = [str(path.with_suffix("")) for path in write_collection(folder, bodies, YEARS)]
    renaming = subprocess.Popen([sys.executable, "-c", RENAMING, *files[::3]])
    try:
        for _ in range(3):
            assert answer(run, tmp_path, *options) == expected_answer(bodies)
    finally:
        renaming.kill()
        renaming.wait()
