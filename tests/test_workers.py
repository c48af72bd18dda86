"""Work shared among processes: what one of them does not do is left to this one."""

import os
import pickle
import shutil
import signal
import sys
from pathlib import Path

import pytest
from bench.synthetic import write_collection
from conftest import Run, posix
from thirty import ASKED, YEARS, expected_answer

from cppcc_cli.dataset import workers
from cppcc_cli.dataset.workers import share

pytestmark = posix


def test_work_is_done_in_order() -> None:
    """What comes of each piece stands in its place."""
    assert list(share(abs, range(-9, 9))) == [abs(number) for number in range(-9, 9)]
    assert list(share(abs, [])) == []


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM])
def test_what_a_worker_that_ends_or_halts_was_to_do_is_left(
    number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended or stopped at its first piece, it leaves all of its work; nobody waits for it."""
    monkeypatch.setattr(workers, "PATIENCE", 0.5)
    work = [number] * 3
    assert list(share(signal.raise_signal, work)) == [None] * 3


@pytest.mark.parametrize("program", ["false", "true", "nothing of the kind"])
def test_files_are_read_here_where_workers_end_at_once(
    program: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer is the same, and that it was read without them is said once."""
    list(write_collection(tmp_path / "all", 70, YEARS))
    monkeypatch.setattr(sys, "executable", shutil.which(program) or f"/{program}")
    done = run(*ASKED, "--no-cache")
    assert (done.out, done.code) == (expected_answer(70), 0)
    assert done.err.count("a helper process ended early; its files were read without it") == 1


def test_a_worker_that_ended_does_not_end_this_process(run: Run, tmp_path: Path) -> None:
    """More work than a pipe holds, written to a process that is gone, is an error and no end."""
    before = signal.getsignal(signal.SIGPIPE)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        found = list(share(os._exit, [1] * 100_000))
    finally:
        signal.signal(signal.SIGPIPE, before)
    assert found == [None] * 100_000


def test_work_that_cannot_be_handed_over_leaves_no_process() -> None:
    """A function that is of no module is an error; the worker that waited for it is ended."""
    with pytest.raises((AttributeError, pickle.PicklingError)):
        list(share(lambda piece: piece, [1]))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
