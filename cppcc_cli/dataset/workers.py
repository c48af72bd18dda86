"""Many dataset files -> rows with a record of each: read by processes, one for each core.

A record is compressed text, which tells damage by itself. Its first line is what only this dataset
states; its second, units, categories and ratios; each line after that is a figure: the id, what is
the same each year and what is not, apart by tabs. What many datasets have in common is parsed once.

A worker is a process of this Python that imports only what this one trusts. It is given all its
work at once and answers in order, pickled, since both ends are this program.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from datetime import date
from decimal import Decimal
from functools import cache, partial
from operator import itemgetter
from typing import IO, Any, NamedTuple, TypeVar, cast
from zlib import crc32

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
    with watch(len(paths)) if watch else nullcontext(lambda done: None) as advance:
        for number, rows in enumerate(share(rows_of, chunks)):
            if rows is None and (said := messages.READ_HERE.about()) not in notes:
                notes.append(said)
            advance(min((number + 1) * _AT_A_TIME, len(paths)))
            yield rows_of(chunks[number]) if rows is None else rows


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
                try:
                    with _watched(worker):
                        done = pickle.load(worker.stdout)
                except (EOFError, OSError, pickle.UnpicklingError):
                    workers[number % count] = None
            yield done


@contextmanager
def _worker(function: Callable[[Any], Any], work: Sequence[Any]) -> Iterator[Any]:
    """Start a process that has all its work, and end it; None where it cannot be started."""
    import pickle
    import subprocess

    # Isolated: without the working folder, PYTHONPATH and the like.
    options = ["-I", *(["-X", "utf8"] if sys.flags.utf8_mode else [])]
    call, pipe = [sys.executable, *options, "-c", _PROGRAM], subprocess.PIPE
    process = None
    try:
        with suppress(OSError):
            process = subprocess.Popen(call, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
            with _told_of_ends(), _watched(process), cast(IO[bytes], process.stdin) as given:
                pickle.dump(trusted_path(), given)
                pickle.dump((function, list(work)), given)
        yield process
    finally:
        if process is not None:
            process.kill()
            cast(IO[bytes], process.stdout).close()
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


_KEYS = [(name, key.kind, key.yearly) for one in RECORDS for name, key in keys(one).items()]
# Another number for every change of what records hold.
VERSION = crc32(repr([[one._fields for one in RECORDS], _KEYS]).encode()) >> 1
# Text that stands for the same thing in every record -> the thing.
Shared = dict[str, Any]
Restore = Callable[[Any], Any]


def encode(dataset: Dataset) -> bytes:
    """Return the record of a dataset; its path is no part of it."""
    import zlib

    own = [*_values(dataset, keys(Dataset)), dataset.source, dataset.topics, dataset.words]
    common = [dataset.units, *(list(of.values()) for of in (dataset.categories, dataset.ratios))]
    figures = (
        f"{one.id}\t{_json(_values(one, _LASTING))}\t{_json(_values(one, _YEARLY))}"
        for one in dataset.figures.values()
    )
    return zlib.compress("\n".join([_json(own), _json(common), *figures]).encode(), 1)


def decode(
    record: bytes, path: str, shared: Shared, wanted: Container[str] | None = None
) -> Dataset:
    """Return the dataset of a record, with only the figures wanted; None for all.

    Raises ValueError for what is no record, or more than a dataset file may hold.
    """
    import json

    try:
        own, common, *lines = _lines(record)
        figures = {}
        for line in lines:
            id, lasting, yearly = line.split("\t")
            if wanted is None or id in wanted:
                known = _known(shared, lasting, partial(_restored, _RESTORE_LASTING))
                restored = _restored(_RESTORE_YEARLY, json.loads(yearly))
                figures[id] = Figure._make(_in_order((id, *known, *restored)))
        *head, source, topics, words = json.loads(own)
        units, categories, ratios = _known(shared, common, _common)
        return Dataset(
            **dict(zip(keys(Dataset), _restored(_RESTORE_HEAD, head), strict=True)),
            source=_source(source),
            units=units,
            categories=categories,
            figures=figures,
            ratios=ratios,
            topics=tuple(map(_topic, topics)),
            words=tuple(map(_word, words)),
            path=path,
        )
    except (TypeError, AttributeError, ArithmeticError, RecursionError) as error:
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
        {one.id: one for one in map(_category, categories)},
        {one.id: one for one in map(_ratio, ratios)},
    )


def _values(record: Any, names: Iterable[str]) -> list[Any]:
    return [getattr(record, name) for name in names]


def _json(value: object) -> str:
    written: str = _encoder().encode(value)
    return written


@cache
def _encoder() -> Any:
    from json import JSONEncoder

    # Numbers and days are kept as texts.
    return JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)


def _lines(record: bytes) -> list[str]:
    import zlib

    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(record, LARGEST * MEBIBYTE)
    except zlib.error as error:
        raise ValueError(*error.args) from None
    if not unpacking.eof:
        raise ValueError("cut off, or larger than a dataset can be")
    return text.decode().split("\n")


def _known(shared: Shared, text: str, make: Callable[..., Any]) -> Any:
    if text not in shared:
        import json

        shared[text] = make(json.loads(text))
    return shared[text]


def _restored(restore: tuple[Restore, ...], values: Any) -> list[Any]:
    return [make(value) for make, value in zip(restore, values, strict=True)]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise ValueError("no number")
    return value


# How the values of each kind are had back from JSON.
_RESTORE: dict[Kind, Restore] = {
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


def _restoring(record: Any, names: Iterable[str]) -> tuple[Restore, ...]:
    """Return what restores the values under `names`; an id is a text."""

    def of(name: str) -> Restore:
        key = keys(record).get(name)
        restore = _text if key is None else _RESTORE[key.kind]
        needed = key is None or record._field_defaults.get(name, "") is not None
        return restore if needed else lambda value: None if value is None else restore(value)

    return tuple(map(of, names))


def _making(record: Any) -> Callable[[Any], Any]:
    """Return what makes a record of the values of all its fields."""
    restore = _restoring(record, record._fields)
    return lambda values: record._make(_restored(restore, values))


_YEARLY = tuple(name for name, key in keys(Figure).items() if key.yearly)
_LASTING = tuple(name for name in keys(Figure) if name not in _YEARLY)
_in_order = itemgetter(*(("id", *_LASTING, *_YEARLY).index(name) for name in Figure._fields))
_RESTORE_YEARLY, _RESTORE_LASTING = _restoring(Figure, _YEARLY), _restoring(Figure, _LASTING)
_RESTORE_HEAD = _restoring(Dataset, keys(Dataset))
_source, _category, _ratio, _topic, _word = map(_making, (Source, Category, Ratio, Topic, Word))
