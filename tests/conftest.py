"""What the tests share: the command, run in this process or, installed, in one of its own."""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from threading import Thread
from typing import IO, NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import settings
from terminal import open_terminal, read_terminal

# How long an example takes is nothing that a test is about.
# What decides whether a change lands is not left to chance; whoever works tries new ones each time.
settings.register_profile("steady", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("steady")

TESTS = Path(__file__).parent
PROJECT = TESTS.parent
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX system")


def needs(program: str) -> pytest.MarkDecorator:
    """Skip where `program` is not installed; `.ci/run` installs what it knows the package of."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"needs {program}")


COMMAND = Path(sys.executable).with_name("cppcc.exe" if sys.platform == "win32" else "cppcc")


# A user without datasets and indexes of their own.
_NOBODY = tempfile.TemporaryDirectory()
_FOLDERS = {
    "XDG_DATA_HOME": f"{_NOBODY.name}/data",
    "XDG_CACHE_HOME": f"{_NOBODY.name}/cache",
    "APPDATA": f"{_NOBODY.name}/data",
    "LOCALAPPDATA": f"{_NOBODY.name}/cache",
}


class Result(NamedTuple):
    """What a run left: both streams as text, and the exit code."""

    out: str
    err: str
    code: int


def environment(**changes: str) -> dict[str, str]:
    """Return an environment without the variables that change answers, and with `changes`.

    What runs in it is not measured for coverage: what runs in this process is.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CPPCC_", "COVERAGE_", "LC_", "PYTHONIOENCODING", "CLICOLOR"))
        and name not in ("LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TERM")
    }
    ours = {"LANG": "en_US.UTF-8", "PYTHONUTF8": "1", "TERM": "xterm", **_FOLDERS}
    return {**kept, **ours, **changes}


def inside(
    *words: str,
    environ: Mapping[str, str] = {},
    folder: Path | None = None,
    input: bytes = b"",
    encoding: str = "utf-8",
    columns: int | None = None,
    silent: bool = False,
) -> Result:
    """Run the command in this process, which must leave by none but its own exit codes.

    Its output is piped. With `columns` it is a terminal that wide, where both streams meet, unless
    standard error is led to nowhere by `silent`.
    """
    from cppcc_cli import messages
    from cppcc_cli.cli.app import app

    out, err, shown = io.BytesIO(), io.BytesIO(), io.BytesIO()
    places: list[IO[bytes]] = [out, err]
    with ExitStack() as stack:
        stack.callback(os.chdir, Path.cwd())
        stack.enter_context(patch.dict(os.environ, environment(**environ), clear=True))
        os.chdir(folder or Path.cwd())
        stack.callback(messages.use, messages.current())
        if columns is not None:
            places = stack.enter_context(_terminal(columns, shown))
        if silent:
            places[1] = io.BytesIO()
        stdin = io.TextIOWrapper(io.BytesIO(input), encoding, "surrogateescape")
        stdout = io.TextIOWrapper(places[0], encoding, line_buffering=columns is not None)
        stderr = io.TextIOWrapper(places[1], encoding, "backslashreplace", line_buffering=True)
        for stream in (stdin, stdout, stderr):
            stack.enter_context(stream)
        stack.enter_context(redirect_stdout(stdout))
        stack.enter_context(redirect_stderr(stderr))
        stack.callback(setattr, sys, "stdin", sys.stdin)
        sys.stdin = stdin
        code = app(list(words), standalone_mode=False) or 0
        stdout.flush()
        said = [stream.getvalue().decode(encoding) for stream in (out, err)]
    if columns is not None:
        said[0] = shown.getvalue().decode(encoding).replace("\r\n", "\n")
    return Result(*said, code)


@contextmanager
def _terminal(columns: int, shown: IO[bytes]) -> Iterator[list[IO[bytes]]]:
    """Yield two streams to a terminal; what came out on it stands in `shown` afterwards."""
    ours, theirs = open_terminal(columns)
    reading = Thread(target=lambda: shown.write(read_terminal(ours)))
    reading.start()
    try:
        with os.fdopen(os.dup(theirs), "wb", 0) as out, os.fdopen(theirs, "wb", 0) as err:
            yield [out, err]
    finally:
        reading.join()
        os.close(ours)


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command in this process, in an empty folder, its output piped."""
    return partial(inside, folder=tmp_path)


@pytest.fixture
def installed(tmp_path: Path) -> Run:
    """Run the installed `cppcc` in an empty folder, its output piped."""

    def run(*arguments: str, environ: Mapping[str, str] = {}, **options: object) -> Result:
        done = subprocess.run(
            [COMMAND, *arguments],
            capture_output=True,
            cwd=tmp_path,
            env=environment(**environ),
            timeout=60,
            check=False,
            **options,  # type: ignore[call-overload]
        )
        return Result(done.stdout.decode(), done.stderr.decode(), done.returncode)

    return run


def run_prepared(
    preparation: str, *arguments: str, folder: Path | None = None, **environ: str
) -> Result:
    """Run `cppcc` in a Python that has run `preparation` before it."""
    program = (
        f"{preparation}\nimport sys\nsys.argv = ['cppcc', *{arguments!r}]\n"
        "from cppcc_cli.__main__ import main\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment(**environ),
        check=False,
    )
    return Result(done.stdout, done.stderr, done.returncode)


def modules_of(*arguments: str, **environ: str) -> set[str]:
    """Return what a run of `cppcc` imports: names of modules, and the words it says on stderr."""
    # What measures coverage has begun before; what it imported is no import of ours.
    told = run_prepared(
        "import atexit, sys; there = set(sys.modules); "
        "atexit.register(lambda: sys.stderr.write(' '.join(set(sys.modules) - there)))",
        *arguments,
        **environ,
    )
    assert "Traceback" not in told.err
    return set(told.err.split())


# They start many processes or try one thing in many ways; all others are quick.
_LONG = {
    "test_bench_of_starts",
    "test_browser",
    "test_completion",
    "test_documents",
    "test_extras",
    "test_failing_calls",
    "test_formats",
    "test_harmless_output",
    "test_house",
    "test_import_path",
    "test_index",
    "test_index_of_others",
    "test_index_shared",
    "test_office",
    "test_page",
    "test_pdf_marking",
    "test_spoiled_input",
    "test_streams",
    "test_transcripts",
    "test_workbook_cells",
    "test_workers",
    "test_writing",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `-m quick` chooses."""
    for item in items:
        if item.path.stem not in _LONG:
            item.add_marker(pytest.mark.quick)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Share all tests between two processes; run some files, or what rewrites files, in this one.

    A process that joins in costs a second.
    """
    alone = config.getoption("--rewrite") or config.args != config.getini("testpaths")
    return 0 if alone else min(2, os.cpu_count() or 1)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --rewrite, which writes what came out into the files that say what must come out."""
    parser.addoption("--rewrite", action="store_true", help="rewrite transcripts and messages")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where CPPCC_TEST_ALL is set, everything a test needs must be there: a skip fails."""
    report = yield
    if report.skipped and os.environ.get("CPPCC_TEST_ALL"):
        report.outcome = "failed"
    return report
