"""Work shared among processes, one for each core.

A worker is a process of this Python that imports only what this one trusts. It is given all its
work at once and answers in order, pickled, since both ends are this program.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any, NamedTuple, TypeVar, cast

from cppcc_cli.import_path import trusted_path

# Seconds in which a worker must have done one piece of its work.
PATIENCE = 20
_PROGRAM = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer);"
    "from cppcc_cli.dataset.workers import serve; serve()"
)
Piece = TypeVar("Piece")
Done = TypeVar("Done")


class Lost(NamedTuple):
    """What a worker that ended early, or came to a halt, was to do."""

    piece: Any


def share(function: Callable[[Piece], Done], work: Sequence[Piece]) -> Iterator[Done | Lost]:
    """Yield what `function`, of a module, returns for each piece of `work`, in order.

    A piece whose worker ended is given back, to be done by whoever asked.
    """
    workers = [_Worker() for _ in range(min(os.cpu_count() or 1, len(work)))]
    try:
        for number, worker in enumerate(workers):
            worker.start(function, work[number :: len(workers)])
        for number, piece in enumerate(work):
            yield workers[number % len(workers)].receive(piece)
    finally:
        for worker in workers:
            worker.stop()


class _Worker:
    """A process that does pieces of work."""

    def __init__(self) -> None:
        self.process: Any = None

    def start(self, function: Callable[[Any], Any], work: Sequence[Any]) -> None:
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
            with (
                _told_of_ends(),
                _Watch(self.process),
                cast(IO[bytes], self.process.stdin) as given,
            ):
                pickle.dump(trusted_path(), given)
                pickle.dump((function, list(work)), given)
        except OSError:
            self.stop()

    def receive(self, piece: Any) -> Any:
        """Return what became of the next piece; Lost where the process has ended, or halts."""
        if self.process is not None:
            import pickle

            try:
                with _Watch(self.process):
                    return pickle.load(self.process.stdout)
            except (EOFError, OSError, pickle.UnpicklingError):
                self.stop()
        return Lost(piece)

    def stop(self) -> None:
        """End the process."""
        if self.process is not None:
            process, self.process = self.process, None
            process.kill()
            process.stdout.close()
            process.wait()


@contextmanager
def _told_of_ends() -> Iterator[None]:
    """Let writing to a process that has ended be an error, where it would end this one, too."""
    import signal

    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGPIPE, before)


class _Watch:
    """Kill a process that takes longer than PATIENCE; it is no longer waited for then."""

    def __init__(self, process: Any) -> None:
        from threading import Timer

        self.timer = Timer(PATIENCE, process.kill)
        self.timer.daemon = True

    def __enter__(self) -> None:
        self.timer.start()

    def __exit__(self, *raised: object) -> None:
        self.timer.cancel()


def serve() -> None:
    """Do the work on standard input, and write what comes of each piece to standard output."""
    import pickle
    import signal

    # An interrupt is for the process that started this one; where that one ends, so does this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    function, work = pickle.load(sys.stdin.buffer)
    for piece in work:
        pickle.dump(function(piece), sys.stdout.buffer)
        sys.stdout.buffer.flush()
