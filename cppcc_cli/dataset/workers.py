"""Many dataset files -> rows with a record of each: read by processes, one for each core.

A record is compressed text, which tells damage by itself. Its first line is what only this dataset
states; its second, units, categories and ratios; each line after that is a figure: the id, what is
the same each year and what is not, apart by tabs. What many datasets have in common is parsed once.

A worker is a process of this Python that imports only what this one trusts. It is given all its
work at once and answers in order, pickled, since both ends are this program.
"""

import os
import signal
import subprocess
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from datetime import date
from decimal import Decimal
from functools import cache, partial
from json import JSONEncoder, loads
from threading import Timer
from typing import IO, Any, NamedTuple, TypeVar, cast

from cppcc_cli import messages
from cppcc_cli.dataset import (
    LARGEST,
    RECORDS,
    Category,
    Dataset,
    Entry,
    Figure,
    Kind,
    Ratio,
    Source,
    Topic,
    Word,
    entry_of,
    keys,
    stem_of,
)
from cppcc_cli.dataset.reading import load
from cppcc_cli.errors import InputError, MissingFile
from cppcc_cli.files import MEBIBYTE
from cppcc_cli.import_path import trusted_path
from cppcc_cli.messages import Message, Text

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
    with watch(len(paths)) if watch else nullcontext(lambda done: None) as advance:
        for number, rows in enumerate(share(rows_of, chunks)):
            if rows is None and (said := messages.READ_HERE.about()) not in notes:
                notes.append(said)
            advance(min((number + 1) * _AT_A_TIME, len(paths)))
            yield rows_of(chunks[number]) if rows is None else rows


def rows_of(below: tuple[str, Sequence[str]], is_kept: bool = True) -> list[Row]:
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
    id, year, body, figures = dataset.id, dataset.year, dataset.body, len(dataset.figures)
    record = encode(dataset) if is_kept else dataset
    return Row(path, *before, id, stem_of(id), year, *body, figures, record)


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


def share(function: Callable[[Piece], Done], work: Sequence[Piece]) -> Iterator[Done | None]:
    """Yield what `function`, of a module, returns for each piece of `work`, in order.

    None for one whose worker ended early, or came to a halt: it is left to whoever asked.
    """
    import pickle

    count = min(os.cpu_count() or 1, len(work))
    with ExitStack() as opened:
        workers = [opened.enter_context(_worker(function, work[at::count])) for at in range(count)]
        for number in range(len(work)):
            worker, done = workers[number % count], None
            if worker is not None:
                timer = Timer(PATIENCE, worker.kill)
                timer.daemon = True
                timer.start()
                try:
                    done = pickle.load(worker.stdout)
                except (EOFError, OSError, pickle.UnpicklingError):
                    workers[number % count] = None
                finally:
                    timer.cancel()
            yield done


@contextmanager
def _worker(function: Callable[[Any], Any], work: Sequence[Any]) -> Iterator[Any]:
    """Start a process that has all its work, and end it; None where it cannot be started."""
    import pickle
    from tempfile import TemporaryFile

    # Isolated: without the working folder, PYTHONPATH and the like.
    options = ["-I", *(["-X", "utf8"] if sys.flags.utf8_mode else [])]
    call = [sys.executable, *options, "-c", _PROGRAM]
    process = None
    try:
        # Not through a pipe: writing to one whose reader has ended would end this process, too.
        with suppress(OSError), TemporaryFile() as given:
            pickle.dump(trusted_path(), given)
            pickle.dump((function, list(work)), given)
            given.seek(0)
            process = subprocess.Popen(
                call, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        yield process
    finally:
        if process is not None:
            process.kill()
            cast(IO[bytes], process.stdout).close()
            process.wait()


def serve() -> None:
    """Do the work on standard input, and write what comes of each piece to standard output."""
    import pickle

    # An interrupt is for the process that started this one; where that one ends, so does this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    function, work = pickle.load(sys.stdin.buffer)
    for piece in work:
        pickle.dump(function(piece), sys.stdout.buffer)
        sys.stdout.buffer.flush()


_KEYS = [(name, key.kind, key.yearly) for one in RECORDS for name, key in keys(one).items()]
# Another number for every change of what records hold, and of how.
VERSION = zlib.crc32(repr(["by key", [one._fields for one in RECORDS], _KEYS]).encode()) >> 1
_YEARLY = [name for name, key in keys(Figure).items() if key.yearly]
_LASTING = [name for name in keys(Figure) if name not in _YEARLY]
# Text that stands for the same thing in every record -> the thing.
Shared = dict[str, Any]


def encode(dataset: Dataset) -> bytes:
    """Return the record of a dataset; its path is no part of it."""
    lists = ([*map(_stated, several)] for several in (dataset.topics, dataset.words))
    tables = [
        {id: _stated(one) for id, one in of.items()} for of in (dataset.categories, dataset.ratios)
    ]
    figures = (
        f"{id}\t{_json(_stated(one, _LASTING))}\t{_json(_stated(one, _YEARLY))}"
        for id, one in dataset.figures.items()
    )
    own = [_stated(dataset), _stated(dataset.source), *lists]
    text = "\n".join([_json(own), _json([dataset.units, *tables]), *figures])
    return zlib.compress(text.encode(), 1)


def decode(
    record: bytes, path: str, shared: Shared, wanted: Container[str] | None = None
) -> Dataset:
    """Return the dataset of a record, with only the figures wanted; None for all.

    Raises ValueError for what is no record, or more than a dataset file may hold.
    """
    try:
        own, common, *lines = _lines(record)
        figures = {}
        for line in lines:
            id, lasting, yearly = line.split("\t")
            if wanted is None or id in wanted:
                known = _known(shared, lasting, partial(_restored, Figure))
                figures[id] = Figure(id, **known, **_restored(Figure, loads(yearly)))
        head, source, topics, words = loads(own)
        units, categories, ratios = _known(shared, common, _common)
        return Dataset(
            **_restored(Dataset, head),
            source=Source(**_restored(Source, source)),
            units=units,
            categories=categories,
            figures=figures,
            ratios=ratios,
            topics=tuple(Topic(**_restored(Topic, one)) for one in topics),
            words=tuple(Word(**_restored(Word, one)) for one in words),
            path=path,
        )
    except (TypeError, AttributeError, LookupError, ArithmeticError, RecursionError) as error:
        raise ValueError(*error.args) from None


def namings(record: bytes) -> Iterable[str]:
    """Return of each figure of a record the part that names it, as a text to compare.

    Raises ValueError as `decode` does.
    """
    return (line.rpartition("\t")[0] for line in _lines(record)[2:])


def counts(record: bytes) -> Counter[str]:
    """Return how many figures of each category a record has; ValueError as of `decode`."""
    return Counter(line.partition(".")[0] for line in _lines(record)[2:])


def _common(values: Any) -> tuple[Any, ...]:
    units, categories, ratios = values
    return (
        {_text(unit): _text(name) for unit, name in units.items()},
        {id: Category(id, **_restored(Category, one)) for id, one in categories.items()},
        {id: Ratio(id, **_restored(Ratio, one)) for id, one in ratios.items()},
    )


def _lines(record: bytes) -> list[str]:
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(record, LARGEST * MEBIBYTE)
    except zlib.error as error:
        raise ValueError(*error.args) from None
    if not unpacking.eof:
        raise ValueError("cut off, or larger than a dataset can be")
    return text.decode().split("\n")


def _known(shared: Shared, text: str, make: Callable[[Any], Any]) -> Any:
    if text not in shared:
        shared[text] = make(loads(text))
    return shared[text]


# Numbers and days are kept as texts.
_json = JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def _stated(record: Any, names: Sequence[str] = ()) -> dict[str, Any]:
    """Return what a record states of the keys of these names, or of all."""
    values = {name: getattr(record, name) for name in names or keys(type(record))}
    return {name: value for name, value in values.items() if value not in (None, ())}


def _restored(record: Any, stated: Any) -> dict[str, Any]:
    """Return what a record of a kind states, of the JSON of it."""
    restore = _restoring(record)
    return {name: restore[name](value) for name, value in stated.items()}


@cache
def _restoring(record: Any) -> dict[str, Callable[[Any], object]]:
    return {name: _RESTORE[key.kind] for name, key in keys(record).items()}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise ValueError("no number")
    return value


# How the values of each kind are had back from JSON.
_RESTORE: dict[Kind, Callable[[Any], object]] = {
    "text": _text,
    "reference": _text,
    "url": _text,
    "choice": _text,
    "label": lambda value: Text(*map(_text, value)),
    "year": _number,
    "count": _number,
    "number": Decimal,
    "date": date.fromisoformat,
    "texts": lambda value: tuple(map(_text, value)),
}
