"""Many dataset files -> their rows, read on every core.

A worker is a process of this Python that imports only what this one trusts. It is given all its
work at once and answers in order, pickled, since both ends are this program.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import IO, Any, NamedTuple, cast

from cppcc_cli.dataset.collection import Watch
from cppcc_cli.dataset.parsing import Row, rows_of
from cppcc_cli.import_path import trusted_path

# Fewer files are read before other processes would have started.
_WORTH_SHARING = 200
_AT_A_TIME = 50
_PROGRAM = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer);"
    "from cppcc_cli.dataset.workers import serve; serve()"
)


class _Chunk(NamedTuple):
    folder: str
    paths: Sequence[str]


def read_rows(folder: str, paths: Sequence[str], watch: Watch | None) -> Iterator[list[Row]]:
    """Yield the rows of files below a folder, some at a time."""
    chunks = [
        _Chunk(folder, paths[at : at + _AT_A_TIME]) for at in range(0, len(paths), _AT_A_TIME)
    ]
    if len(paths) < _WORTH_SHARING:
        for chunk in chunks:
            yield rows_of(*chunk)
        return
    with watch(len(paths)) if watch is not None else nullcontext(_unwatched) as advance:
        done = 0
        for rows in _shared(chunks):
            done += len(rows)
            advance(done)
            yield rows


def _unwatched(done: int) -> None:
    pass


def _shared(chunks: Sequence[_Chunk]) -> Iterator[list[Row]]:
    """Read in a process for each core; in this one what is left where one cannot or ends early."""
    workers = [_Worker() for _ in range(min(os.cpu_count() or 1, len(chunks)))]
    try:
        for number, worker in enumerate(workers):
            worker.start(chunks[number :: len(workers)])
        for number, chunk in enumerate(chunks):
            rows = workers[number % len(workers)].receive()
            yield rows_of(*chunk) if rows is None else rows
    finally:
        for worker in workers:
            worker.stop()


class _Worker:
    """A process that reads chunks of files."""

    def __init__(self) -> None:
        self.process: Any = None

    def start(self, chunks: Sequence[_Chunk]) -> None:
        """Start the process and hand it its work; one that cannot be started has no answers."""
        import pickle
        import subprocess

        # Isolated: without the working folder, PYTHONPATH and the like.
        options = ["-I", *(["-X", "utf8"] if sys.flags.utf8_mode else [])]
        try:
            self.process = subprocess.Popen(
                [sys.executable, *options, "-c", _PROGRAM],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            with cast(IO[bytes], self.process.stdin) as work:
                pickle.dump(trusted_path(), work)
                pickle.dump([(chunk.folder, list(chunk.paths)) for chunk in chunks], work)
        except OSError:
            self.stop()

    def receive(self) -> list[Row] | None:
        """Return the rows of the next chunk; None where the process has ended."""
        if self.process is None:
            return None
        import pickle

        try:
            rows: list[Row] = pickle.load(self.process.stdout)
            return rows
        except (EOFError, OSError, pickle.UnpicklingError):
            self.stop()
            return None

    def stop(self) -> None:
        """End the process."""
        if self.process is not None:
            process, self.process = self.process, None
            process.kill()
            process.stdout.close()
            process.wait()


def serve() -> None:
    """Read the chunks on standard input, and write the rows of each to standard output."""
    import pickle
    import signal

    # An interrupt is for the process that started this one; where that one ends, so does this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for folder, paths in pickle.load(sys.stdin.buffer):
        pickle.dump(rows_of(folder, paths), sys.stdout.buffer)
        sys.stdout.buffer.flush()
