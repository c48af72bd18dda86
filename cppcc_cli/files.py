"""Files: read where they are regular and small enough, written whole or not at all; the streams."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from cppcc_cli import messages
from cppcc_cli.errors import InputError, MissingFile, OutputError

MEBIBYTE = 1024 * 1024
# Below what a user names there are fewer; what has more is the root of a disk, named by mistake.
MOST_FOLDERS = 100_000
MOST_FILES = 100_000
_MOST_NAMES = 400_000


def user_data(environment: Mapping[str, str], platform: str = sys.platform) -> str:
    r"""Return the folder of the user's own datasets: %APPDATA%\cppcc and the like."""
    if platform == "win32":
        return _ours(environment.get("APPDATA"), "AppData/Roaming")
    if platform == "darwin":
        return _ours(None, "Library/Application Support")
    return _ours(environment.get("XDG_DATA_HOME"), ".local/share")


def user_cache(environment: Mapping[str, str], platform: str = sys.platform) -> str:
    """Return the folder of what can be made anew."""
    if platform == "win32":
        return _ours(environment.get("LOCALAPPDATA"), "AppData/Local") + "/Cache"
    if platform == "darwin":
        return _ours(None, "Library/Caches")
    return _ours(environment.get("XDG_CACHE_HOME"), ".cache")


def _ours(named: str | None, usual: str) -> str:
    """Return our folder in the one a variable names, which counts only as an absolute path."""
    base = named if named and Path(named).is_absolute() else os.path.expanduser(f"~/{usual}")
    return str(Path(base) / "cppcc")


def walk(
    root: str, suffix: str, most: int = MOST_FOLDERS
) -> Iterator[tuple[str, int, list[os.DirEntry[str]]]]:
    """Yield `root` and every folder below it: path, mtime, and files by their names.

    Files are those whose names end in `suffix`; what is hidden or begins with ~ is passed over, and
    so are links to folders. The mtime is that of before the folder was read. Raises OSError for
    `root` only; a folder that cannot be read holds nothing. Raises InputError for the root of a
    disk, and where there are more than `most` folders, or more files or names than can be meant.
    """
    if os.path.dirname(os.path.realpath(root)) == os.path.realpath(root):
        raise InputError(messages.ROOT_OF_DISK.about(path=root))
    waiting, folders, names, found = [root], 0, 0, 0
    while waiting:
        path = waiting.pop()
        folders += 1
        try:
            mtime = os.stat(path).st_mtime_ns
            inner, files = [], []
            with os.scandir(path) as entries:
                for entry in islice(entries, _MOST_NAMES + 1):
                    names += 1
                    if entry.name[0] not in ".~":
                        if entry.is_dir(follow_symlinks=False):
                            inner.append(entry.path)
                        elif entry.name.endswith(suffix):
                            files.append(entry)
        except OSError:
            if path == root:
                raise
            continue
        found += len(files)
        for count, limit, said in (
            (folders, most, messages.TOO_MANY_FOLDERS),
            (found, MOST_FILES, messages.TOO_MANY_FILES),
            (names, _MOST_NAMES, messages.TOO_MANY_NAMES),
        ):
            if count > limit:
                raise InputError(said.about(path=root, most=limit))
        yield path, mtime, sorted(files, key=lambda entry: entry.name)
        waiting += sorted(inner, reverse=True)


def read_regular_file(path: str, largest: int) -> bytes:
    """Return the content of a regular file of at most `largest` MiB.

    Raises MissingFile where there is none, and InputError for anything else.
    """
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags)
        try:
            _require_regular(path, os.fstat(descriptor).st_mode)
        except InputError:
            os.close(descriptor)
            raise
        with os.fdopen(descriptor, "rb") as file:
            # None of a file without end that has nothing more for now, as a log of the system.
            raw = file.read(largest * MEBIBYTE + 1) or b""
    except OSError as error:
        kind = MissingFile if isinstance(error, FileNotFoundError) else InputError
        said = messages.CANNOT_OPEN.about(path=path, reason=messages.reason(error))
        raise kind(said) from None
    if len(raw) > largest * MEBIBYTE:
        raise InputError(messages.TOO_LARGE.about(path=path, limit=largest))
    return raw


def _require_regular(path: str, mode: int) -> None:
    if not stat.S_ISREG(mode):
        what = messages.A_FOLDER if stat.S_ISDIR(mode) else messages.A_DEVICE
        raise InputError(messages.NOT_A_FILE.about(path=path, what=what))


def write_output(data: bytes) -> None:
    """Write `data` to standard output and flush it; raise OutputError if it does not get there."""
    place = messages.STANDARD_OUTPUT
    if sys.stdout is None:
        raise OutputError(messages.CANNOT_WRITE.about(path=place, reason=messages.OUTPUT_CLOSED))
    try:
        _write_whole(data)
    except BrokenPipeError:
        # The reader has what it wanted.
        _discard_output()
    except OSError as error:
        _discard_output()
        reason = messages.reason(error)
        raise OutputError(messages.CANNOT_WRITE.about(path=place, reason=reason)) from None


def _write_whole(data: bytes) -> None:
    """Write all of `data` past any buffer, which would keep what a full pipe does not take."""
    sys.stdout.flush()
    raw = getattr(sys.stdout.buffer, "raw", sys.stdout.buffer)
    rest = memoryview(data)
    while rest:
        # A disk that is nearly full takes a part; a pipe that does not block may take nothing yet.
        written = raw.write(rest)
        if written is None:
            from select import select

            select([], [raw], [])
        else:
            rest = rest[written:]


def _discard_output() -> None:
    """Lead standard output to nowhere, so that what is left in its buffer fails no second time."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def output_encoding() -> str:
    """Return the encoding that the reader of standard output expects."""
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def write_file(path: str, data: bytes, force: bool, inputs: Iterable[str]) -> None:
    """Write `data` to the file `path`, whole or not at all, as `write_files` does."""
    write_files({path: data}, force, inputs)


def write_files(files: Mapping[str, bytes], force: bool, inputs: Iterable[str]) -> None:
    """Write files, each whole or not at all; none of them where one may not be written.

    A file that exists is replaced only with `force`, one of `inputs` never, and nothing but a
    regular file ever. A link is followed: the file it leads to is replaced. Raises OutputError.
    """
    kept = list(inputs)
    for path in files:
        with _sayable(path):
            _check_target(Path(path), path, force, kept)
    for path, data in files.items():
        with _sayable(path):
            _replace({Path(os.path.realpath(path)): data})


@contextmanager
def _sayable(path: str) -> Iterator[None]:
    """Raise what a system says against writing to `path` as OutputError."""
    try:
        yield
    except OSError as error:
        reason = messages.reason(error)
        raise OutputError(messages.CANNOT_WRITE.about(path=path, reason=reason)) from None


def make_folder(path: str) -> None:
    """Make a folder where there is none; raise OutputError where it cannot be."""
    with _sayable(path):
        Path(path).mkdir(exist_ok=True)


def write_folder(path: str, files: Mapping[str, bytes], force: bool, inputs: Iterable[str]) -> None:
    """Write `files`, by name, into the folder `path`, which appears whole or not at all.

    Into a folder that is there they are put when all of them are written; where it holds something,
    with `force` only, and what else is there stays. Raises OutputError.
    """
    target = Path(path)
    try:
        if target.exists():
            if any(target.iterdir()) and not force:
                raise OutputError(messages.FOLDER_NOT_EMPTY.about(path=path))
            for name in files:
                _check_target(target / name, str(target / name), force, inputs)
            _replace({Path(os.path.realpath(target / name)): files[name] for name in files})
            return
        beside = _beside(Path(os.path.realpath(target)))
        try:
            beside.mkdir()
            for name, data in files.items():
                _write_new(beside / name, data)
            beside.rename(os.path.realpath(target))
        except BaseException:
            for name in files:
                (beside / name).unlink(missing_ok=True)
            if beside.exists():
                beside.rmdir()
            raise
    except OSError as error:
        reason = messages.reason(error)
        raise OutputError(messages.CANNOT_WRITE.about(path=path, reason=reason)) from None


def _check_target(target: Path, path: str, force: bool, inputs: Iterable[str]) -> None:
    try:
        there = target.stat()
    except FileNotFoundError:
        return
    for name in inputs:
        if name != "-" and os.path.samestat(there, Path(name).stat()):
            raise OutputError(messages.FILE_IS_READ.about(path=path))
    if not stat.S_ISREG(there.st_mode):
        raise OutputError(messages.NOT_REPLACEABLE.about(path=path))
    if not force:
        raise OutputError(messages.FILE_EXISTS.about(path=path))


def _replace(files: Mapping[Path, bytes]) -> None:
    """Write all beside their targets and rename: a reader sees an old file or a new one."""
    written: dict[Path, Path] = {}
    new: list[Path] = []
    try:
        for target, data in files.items():
            written[target] = beside = _beside(target)
            _write_new(beside, data)
            if target.exists():
                beside.chmod(stat.S_IMODE(target.stat().st_mode))
        for target, beside in written.items():
            if not target.exists():
                new.append(target)
            beside.replace(target)
    except BaseException:
        # What was replaced cannot be had back; what was not there is not there again.
        for path in (*written.values(), *new):
            path.unlink(missing_ok=True)
        raise


def _beside(target: Path) -> Path:
    """Return a name that no other run takes, nor one that was killed has left."""
    return target.with_name(f".{target.name[:60]}.{os.urandom(4).hex()}.tmp")


def _write_new(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def is_watched() -> bool:
    """Tell whether a person looks at standard error."""
    return sys.stderr is not None and sys.stderr.isatty()


def write_notes(notes: Iterable[str]) -> None:
    """Write lines to standard error, if anyone listens there."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write("".join(f"{note}\n" for note in notes))
        sys.stderr.flush()
    except OSError:
        # There is no place left to say that it could not be said.
        sys.stderr = None
