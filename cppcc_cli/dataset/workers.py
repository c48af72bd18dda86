"""Many dataset files -> rows: read by processes, one for each core.

A worker is a process of this Python that imports only what this one trusts. It is given all its
work at once and answers in order, pickled, since both ends are this program.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import IO, Any, NamedTuple, TypeVar, cast

from cppcc_cli import messages
from cppcc_cli.dataset import Dataset, Entry, entry_of, stem_of
from cppcc_cli.dataset.reading import load
from cppcc_cli.dataset.record import encode
from cppcc_cli.errors import InputError, MissingFile
from cppcc_cli.import_path import trusted_path
from cppcc_cli.language import Message, Text

# Fewer files are read before other processes would have started.
_WORTH_SHARING = 200
_AT_A_TIME = 50
# A file as young as this may change again without another mtime.
_YOUNG_NS = 2_000_000_000
# Seconds in which a worker must have done one piece of its work.
PATIENCE = 20
_PROGRAM = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer);"
    "from cppcc_cli.dataset.workers import serve; serve()"
)
Piece = TypeVar("Piece")
Done = TypeVar("Done")


class Stamp(NamedTuple):
    """What tells that a file is the one that was read."""

    size: int
    mtime_ns: int
    inode: int


class Row(NamedTuple):
    """A file as an index keeps it; a faulty one has no id."""

    path: str
    size: int
    mtime_ns: int
    inode: int
    id: str | None = None
    stem: str | None = None
    year: int | None = None
    body_zh: str | None = None
    body_en: str | None = None
    figures: int | None = None
    record: bytes | Dataset | None = None

    @property
    def stamp(self) -> Stamp:
        """What the file was when it was read."""
        return Stamp(*self[1:4])

    def entry(self, folder: str) -> Entry | InputError | None:
        """Return the dataset that the file below a folder holds, or what is wrong with it now."""
        path = folder + self.path
        if self.id is not None:
            body = Text(self.body_zh or "", self.body_en or "")
            content = self.record or b""
            return Entry(self.id, self.year or 0, body, self.figures or 0, path, content)
        try:
            return entry_of(load(path))
        except InputError as error:
            # What is gone by now is no fault.
            gone = isinstance(error, MissingFile) and not os.path.islink(path)
            return None if gone else error


# A link that leads to nothing.
NOWHERE = Stamp(0, 0, 0)
# How a long reading is watched: from the number of files to what takes how many are done.
Watch = Callable[[int], AbstractContextManager[Callable[[int], None]]]
Below = tuple[str, Sequence[str]]


def read_rows(
    folder: str,
    paths: Sequence[str],
    watch: Watch | None,
    notes: list[Message],
    is_kept: bool = True,
) -> Iterator[list[Row]]:
    """Yield the rows of files below a folder, some at a time, without those that are gone.

    Many are read on every core; what must be said of that is added to `notes`. The rows of few hold
    datasets instead of records where they are not to be kept.
    """
    chunks = [(folder, paths[at : at + _AT_A_TIME]) for at in range(0, len(paths), _AT_A_TIME)]
    if len(paths) < _WORTH_SHARING:
        yield from (rows_of(chunk, is_kept) for chunk in chunks)
        return
    with watch(len(paths)) if watch is not None else nullcontext(lambda done: None) as advance:
        for number, done in enumerate(share(rows_of, chunks)):
            rows = rows_of(done.piece) if isinstance(done, Lost) else done
            if isinstance(done, Lost) and (said := messages.READ_HERE.about()) not in notes:
                notes.append(said)
            advance(min((number + 1) * _AT_A_TIME, len(paths)))
            yield rows


def rows_of(below: Below, is_kept: bool = True) -> list[Row]:
    """Return the rows of files below a folder, without those that are gone."""
    folder, paths = below
    rows = (_row(folder, path, is_kept) for path in paths)
    return [row for row in rows if row is not None]


def _row(folder: str, path: str, is_kept: bool) -> Row | None:
    """Return the row of a file below a folder; None where it is gone.

    What is young or changes meanwhile has a stamp that never fits.
    """
    before = stamp_of(folder + path)
    if before is None:
        return Row(path, *NOWHERE) if os.path.islink(folder + path) else None
    try:
        dataset = load(folder + path)
    except MissingFile:
        return None
    except InputError:
        return Row(path, *before)
    if stamp_of(folder + path) != before or is_young(before.mtime_ns):
        before = before._replace(mtime_ns=-1)
    return Row(
        path,
        *before,
        dataset.id,
        stem_of(dataset.id),
        dataset.year,
        dataset.body.zh,
        dataset.body.en,
        len(dataset.figures),
        encode(dataset) if is_kept else dataset,
    )


def stamp_of(path: str) -> Stamp | None:
    """Return what tells a file from another of its name; None where there is none."""
    try:
        there = os.stat(path)
    except OSError:
        return None
    # SQLite keeps no larger integer; some file systems number their files with all 64 bits.
    return Stamp(there.st_size, there.st_mtime_ns, there.st_ino & 2**63 - 1)


def is_young(mtime_ns: int) -> bool:
    """Tell whether something changed so lately that its mtime does not tell what comes next."""
    return mtime_ns > time.time_ns() - _YOUNG_NS


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
                _watched(self.process),
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
                with _watched(self.process):
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


@contextmanager
def _watched(process: Any) -> Iterator[None]:
    """Kill a process that takes longer than PATIENCE; it is no longer waited for then."""
    from threading import Timer

    timer = Timer(PATIENCE, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


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
