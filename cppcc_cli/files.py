"""Files: read where they are regular and small enough, written whole or not at all; the streams.

What is made of a data file of the program is kept as Python keeps what it makes of a module: in
`__pycache__` beside the data, written and read by Python's own machinery; where this writes no
bytecode, it is made anew each time. A checksum tells whether the data are the same.
"""

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.machinery import SourceFileLoader
from itertools import islice
from pathlib import Path
from shutil import rmtree
from types import CodeType
from typing import Any
from zlib import crc32

from cppcc_cli import messages
from cppcc_cli.errors import InputError, MissingFile, OutputError, UsageError

MEBIBYTE = 1024 * 1024
# Below what a user names there are fewer; what has more is the root of a disk, named by mistake.
MOST_FOLDERS = 100_000
MOST_FILES = 100_000
_MOST_NAMES = 400_000


def user_data(environment: Mapping[str, str], platform: str = sys.platform) -> str | None:
    r"""Return the folder of the user's own datasets, %APPDATA%\cppcc and the like, if any."""
    usual = {"win32": "AppData/Roaming", "darwin": "Library/Application Support"}
    named = {"win32": "APPDATA", "darwin": ""}.get(platform, "XDG_DATA_HOME")
    return _ours(environment.get(named, ""), usual.get(platform, ".local/share"))


def user_cache(environment: Mapping[str, str], platform: str = sys.platform) -> str | None:
    """Return the folder of what can be made anew, if any."""
    usual = {"win32": "AppData/Local", "darwin": "Library/Caches"}
    named = {"win32": "LOCALAPPDATA", "darwin": ""}.get(platform, "XDG_CACHE_HOME")
    folder = _ours(environment.get(named, ""), usual.get(platform, ".cache"))
    return f"{folder}/Cache" if folder and platform == "win32" else folder


def _ours(named: str, usual: str) -> str | None:
    """Return our folder in the one named, where its path is absolute, else in one of the home.

    Without a home there is none.
    """
    home = os.path.expanduser("~")
    if os.path.isabs(named):
        return str(Path(named) / "cppcc")
    # The superuser of a system without names may have the root of the disk for a home.
    return str(Path(home) / usual / "cppcc") if os.path.isabs(home) and home != "/" else None


def is_folder(path: str) -> bool:
    """Tell whether there is a folder of this name; a name that no folder can have is none."""
    return os.path.isdir(path)


def walk(
    root: str, suffix: str, most: int = MOST_FOLDERS
) -> Iterator[tuple[str, int, list[os.DirEntry[str]]]]:
    """Yield `root` and every folder below it: path, mtime, and files by their names.

    Files are those whose names end in `suffix`; what is hidden or begins with ~ is passed over, and
    so are links to folders. The mtime is that of before the folder was read. Raises OSError for
    `root` only; a folder that is closed stands among the files, as what cannot be read, and the
    mtime of that around it is 0. Raises InputError for the root of a disk, and where there are more
    than `most` folders, or more files or names than can be meant.
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
                        if not entry.is_dir(follow_symlinks=False):
                            files += [entry] if entry.name.endswith(suffix) else []
                        elif os.access(entry.path, os.R_OK):
                            inner.append(entry.path)
                        else:
                            mtime = 0
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


def _called_nearly(path: str) -> str | None:
    """Return what lies in the folder of a path and is called nearly as its file."""
    from difflib import get_close_matches

    folder, name = os.path.split(path)
    stems: dict[str, str] = {}
    with suppress(OSError), os.scandir(folder or ".") as entries:
        # Whatever stands behind the first full stop, a system may have hidden it.
        listed = (one.name for one in islice(entries, 1_000) if one.name != name)
        stems = {one: one.partition(".")[0] for one in listed}
    alike = get_close_matches(name.partition(".")[0] or name, stems.values(), 1, 0.65)
    near = get_close_matches(name, (one for one, stem in stems.items() if stem in alike), 1, 0)
    return os.path.join(folder, near[0]) if near else None


def _open_at_once(path: str, flags: int) -> int:
    """Open a file, also a pipe that nobody writes to, which would be waited for otherwise."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_regular_file(path: str, largest: int) -> bytes:
    """Return the content of a regular file of at most `largest` MiB.

    Raises MissingFile where there is none, and InputError for anything else.
    """
    try:
        with open(path, "rb", opener=_open_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise InputError(messages.NOT_A_FILE.about(path=path, what=messages.A_DEVICE))
            # None of a file without end that has nothing more for now, as a log of the system.
            raw = file.read(largest * MEBIBYTE + 1) or b""
    except IsADirectoryError:
        raise InputError(messages.NOT_A_FILE.about(path=path, what=messages.A_FOLDER)) from None
    except OSError as error:
        is_gone, reason = isinstance(error, FileNotFoundError), messages.reason(error)
        near = _called_nearly(path) if is_gone else None
        said = messages.CANNOT_OPEN.about(path=path, reason=reason, near=near)
        raise (MissingFile if is_gone else InputError)(said) from None
    except ValueError:
        # No system has a file with such a name, as one with a NUL in it.
        reason = messages.reason(FileNotFoundError(errno.ENOENT, ""))
        raise MissingFile(messages.CANNOT_OPEN.about(path=path, reason=reason)) from None
    if len(raw) > largest * MEBIBYTE:
        raise InputError(messages.TOO_LARGE.about(path=path, limit=largest))
    return raw


def write_output(data: bytes) -> None:
    """Write `data` to standard output and flush it; raise OutputError if it does not get there."""
    reason = messages.OUTPUT_CLOSED
    if sys.stdout is not None:
        try:
            return _write_whole(data)
        except OSError as error:
            # Nothing more: what is left in its buffer must not fail a second time.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)
            if isinstance(error, BrokenPipeError):
                # The reader has what it wanted.
                return None
            reason = messages.reason(error)
    raise OutputError(messages.CANNOT_WRITE.about(path=messages.STANDARD_OUTPUT, reason=reason))


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


def output_encoding() -> str:
    """Return the encoding that the reader of standard output expects."""
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def write_files(files: Sequence[tuple[str, bytes]], force: bool, inputs: Iterable[str]) -> None:
    """Write files by their paths, each whole or not at all; none where one cannot be written.

    A file that exists is replaced only with `force`, one of `inputs` never, and nothing but a
    regular file ever. A link is followed: the file it leads to is replaced. Raises OutputError, and
    UsageError where two are the same file.
    """
    kept, targets = list(inputs), set()
    for path, _ in files:
        with sayable(path):
            _check_target(Path(path), path, force, kept)
            target = os.path.normcase(os.path.realpath(path))
        if target in targets:
            raise UsageError(messages.WRITTEN_TWICE.about(path=path))
        targets.add(target)
    _replace(files, force)


@contextmanager
def sayable(path: object) -> Iterator[None]:
    """Raise what a system says against writing to `path` as OutputError."""
    try:
        yield
    except OSError as error:
        reason = messages.reason(error)
        raise OutputError(messages.CANNOT_WRITE.about(path=path, reason=reason)) from None
    except MemoryError:
        said = messages.CANNOT_WRITE.about(path=path, reason=messages.NO_MEMORY)
        raise OutputError(said) from None


@contextmanager
def made_folder(path: str) -> Iterator[None]:
    """Make a folder where there is none; it goes again where nothing comes to stand in it."""
    with sayable(path):
        there = Path(path).exists()
        Path(path).mkdir(exist_ok=True)
    try:
        yield
    finally:
        if not there:
            with suppress(OSError):
                Path(path).rmdir()


def write_folder(path: str, files: Mapping[str, bytes], force: bool, inputs: Iterable[str]) -> None:
    """Write `files`, by name, into the folder `path`: a new one is there whole or not at all.

    One that holds something is written into with `force` only, and what else is there stays. The
    last of the files, which tells of the others, is not there while these are replaced. Raises
    OutputError.
    """
    with sayable(path):
        target = Path(os.path.realpath(path))
        there = target.exists()
        if there and any(target.iterdir()) and not force:
            raise OutputError(messages.FOLDER_NOT_EMPTY.about(path=path))
        for name in files:
            _check_target(target / name, str(Path(path) / name), force, inputs)
        if not there:
            _make_folder(target, files)
        else:
            each = [(str(Path(path, name)), data) for name, data in files.items()]
            _replace(each, force, each[-1][0])


def _make_folder(target: Path, files: Mapping[str, bytes]) -> None:
    beside = _beside(target)
    try:
        beside.mkdir()
        for name, data in files.items():
            _write_new(beside / name, data)
        beside.rename(target)
    finally:
        rmtree(beside, ignore_errors=True)


def _check_target(target: Path, path: str, force: bool, inputs: Iterable[str]) -> None:
    try:
        there = target.stat()
    except FileNotFoundError:
        return
    for name in inputs:
        if name != "-" and os.path.exists(name) and os.path.samestat(there, os.stat(name)):
            raise OutputError(messages.FILE_IS_READ.about(path=path))
    if not stat.S_ISREG(there.st_mode):
        raise OutputError(messages.NOT_REPLACEABLE.about(path=path))
    if not force:
        raise OutputError(messages.FILE_EXISTS.about(path=path))


def _replace(files: Sequence[tuple[str, bytes]], force: bool, first: str | None = None) -> None:
    """Write all beside their targets and rename: a reader sees an old file or a new one.

    Without `force` one that another run has made meanwhile is not replaced. `first` is one of them
    that goes before any is replaced.
    """
    written: dict[str, tuple[Path, Path]] = {}
    new: list[Path] = []
    try:
        for path, data in files:
            with sayable(path):
                target = Path(os.path.realpath(path))
                written[path] = beside, _ = _beside(target), target
                there = target.exists()
                _write_new(beside, data, 0o600 if there else 0o666)
                if there:
                    beside.chmod(stat.S_IMODE(target.stat().st_mode))
        if first is not None and force:
            with sayable(first):
                written[first][1].unlink(missing_ok=True)
        for path, (beside, target) in written.items():
            with sayable(path):
                if not force:
                    _name(beside, target, path)
                    new.append(target)
                    continue
                if not target.exists():
                    new.append(target)
                beside.replace(target)
    except BaseException:
        # What was replaced cannot be had back; what was not there is not there again.
        for left in (*(beside for beside, _ in written.values()), *new):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        raise


def _name(beside: Path, target: Path, path: str) -> None:
    """Give a file its name; raise OutputError where another run was faster."""
    try:
        if sys.platform == "win32":
            beside.rename(target)
            return
        try:
            os.link(beside, target)
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK):
                raise
            # A file system without links.
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
            beside.replace(target)
            return
    except FileExistsError:
        raise OutputError(messages.FILE_EXISTS.about(path=path)) from None
    with suppress(OSError):
        beside.unlink()


def _beside(target: Path) -> Path:
    """Return a name that no other run takes, nor one that was killed has left."""
    return target.with_name(f".{target.name[:60]}.{os.urandom(4).hex()}.tmp")


def _write_new(path: Path, data: bytes, mode: int = 0o666) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, mode), "wb") as file:
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


class _Data(SourceFileLoader):
    """A loader of a file that holds data, of which `make` makes something."""

    def __init__(self, path: str, make: Callable[[bytes], object], version: int) -> None:
        # Under another name, since the bytecode of lexicon.toml would be that of lexicon.py.
        super().__init__("data", f"{path}.py")
        self.of, self.make, self.version = path, make, version

    def get_data(self, path: str) -> bytes:
        """Return the content of the file of data, or of bytecode."""
        return super().get_data(self.of if path == self.path else path)

    def path_stats(self, path: Any) -> dict[str, int]:
        """Return what tells that the file is the one of which the constants were made."""
        raw = self.get_data(path)
        return {"mtime": crc32(raw, self.version), "size": len(raw)}

    def source_to_code(  # type: ignore[override]
        self, data: Any, path: Any, *rest: Any, **options: Any
    ) -> CodeType:
        """Return code that gives what is made of the data."""
        return compile(f"made = {self.make(data)!r}", path, "exec")


def prepared(
    path: str,
    make: Callable[[bytes], object],
    version: int = 0,
    known: Mapping[str, object] | None = None,
) -> Any:
    """Return what `make` makes of the content of a file: what reads as it is written by `repr`.

    `known` are the names that are written in it. `version` is another for every change of what is
    made. Raises what `make` raises, OSError, and what comes of names that are others now.
    """
    loader = _Data(path, make, version)
    if sys.dont_write_bytecode:
        return make(loader.get_data(loader.path))
    try:
        code = loader.get_code("data")
    except (EOFError, ValueError, TypeError):
        # Damaged, or of another program.
        code = loader.source_to_code(loader.get_data(loader.path), path)
    names: dict[str, Any] = {**(known or {})}
    exec(code or "", names)
    return names["made"]
