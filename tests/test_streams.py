"""Standard input, output and error in every state that a shell or another program hands them on."""

import itertools
import os
import signal
import subprocess
from pathlib import Path

import pytest
from conftest import COMMAND, Run, environment, posix
from terminal import run_on_terminal

fcntl = pytest.importorskip("fcntl", reason="needs POSIX files and signals")
pytestmark = posix
LONG = ["stats", "-f", "json"]


def narrow(pipe: int) -> None:
    """Make a pipe take less than an answer at a time, where the system lets us."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 4096)


def whole(words: list[str]) -> bytes:
    """Return what the command prints where nothing stands in its way."""
    return subprocess.run([COMMAND, *words], env=environment(), capture_output=True).stdout


def test_input_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """Closed, opened to be written, or with nothing there yet: a sentence."""
    with (tmp_path / "written").open("wb") as written:
        done = subprocess.run(
            [COMMAND, "numbers", "-"], stdin=written, env=environment(), capture_output=True
        )
    said = b"cppcc: cannot open standard input: Bad file descriptor\n"
    assert (done.stdout, done.stderr, done.returncode) == (b"", said, 3)
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    done = subprocess.run(
        [COMMAND, "numbers", "-", "-f", "json"],
        stdin=reading,
        env=environment(),
        capture_output=True,
    )
    os.close(reading)
    os.close(writing)
    assert (done.stdout, done.returncode) == (b"", 3)
    assert b"holds no text" in done.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_that_does_not_block_gets_all(unbuffered: str) -> None:
    """A pipe that takes no more for now is waited for, and no byte is lost."""
    expected = whole(LONG)
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    narrow(writing)
    assert len(expected) > 4096
    with subprocess.Popen(
        [COMMAND, *LONG], stdout=writing, env=environment(PYTHONUNBUFFERED=unbuffered)
    ) as process:
        os.close(writing)
        got = b"".join(iter(lambda: os.read(reading, 512), b""))
    os.close(reading)
    assert (got, process.returncode) == (expected, 0)


@pytest.mark.parametrize("words", [LONG, ["stats", "-f", "table"], ["--help"], ["numbers", "-"]])
def test_reader_that_leaves_after_any_byte_ends_the_run_silently(words: list[str]) -> None:
    """After each of the first bytes of an answer larger than the pipe, or none of them."""
    text = "共收到提案418件。\n".encode() * 400
    for read in (0, 1, 2, 255, 256, 1023, 2048, 4095, 4096):
        process = subprocess.Popen(
            [COMMAND, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        )
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        narrow(process.stdout.fileno())
        if words[-1] == "-":
            process.stdin.write(text)
        process.stdin.close()
        os.read(process.stdout.fileno(), read)
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait() in (0, -signal.SIGPIPE)


@pytest.mark.parametrize(
    "closed", [some for size in (1, 2, 3) for some in itertools.combinations((0, 1, 2), size)]
)
def test_closed_streams_in_any_combination(closed: tuple[int, ...], tmp_path: Path) -> None:
    """What needs no closed stream is done; what does exits 1, or 3 for its input."""
    text = "提案418件。\n".encode()
    shut = " ".join(f"{number}{'<' if not number else '>'}&-" for number in closed)
    for words, code in (
        ("stats", 1 if 1 in closed else 0),
        ("stats -o a.csv --force", 0),
        ("nothing", 2),
        ("numbers -", 3 if 0 in closed else 1 if 1 in closed else 0),
        ("--help", 1 if 1 in closed else 0),
    ):
        done = subprocess.run(
            ["sh", "-c", f'"$0" {words} {shut}', COMMAND],
            input=text,
            capture_output=True,
            cwd=tmp_path,
            env=environment(),
        )
        assert done.returncode == code, words
        assert b"Traceback" not in done.stderr
        assert bool(done.stderr) == (code > 0 and 2 not in closed)
        assert (tmp_path / "a.csv").exists() == (words != "stats")


def test_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    """In a folder that was deleted, what needs no file answers, and the rest is a sentence."""
    program = 'mkdir gone && cd gone && rmdir ../gone && "$0" "$@"'
    for words, code in (
        (["stats", "proposals"], 0),
        (["stats", "-o", "a.csv"], 1),
        (["export", "a"], 1),
        (["numbers", "a.txt"], 3),
        (["stats", "--data", "."], 3),
        (["check", "./a.toml"], 3),
    ):
        done = subprocess.run(
            ["sh", "-c", program, COMMAND, *words],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
        )
        assert done.returncode == code, words
        assert b"Traceback" not in done.stderr
        assert bool(done.stderr) == (code > 0)


@pytest.mark.parametrize("value", ["²", "9" * 5000, "0", "-1", "", "x", "999999999"])
def test_sizes_that_are_none_change_nothing(value: str, run: Run) -> None:
    """COLUMNS and LINES may hold anything; a screen is then as wide as it is, or 80 cells."""
    plain = run("stats", "-f", "table")
    assert run("stats", "-f", "table", environ={"LINES": value}) == plain
    if not value.strip().startswith("9"):
        assert run("stats", "-f", "table", environ={"COLUMNS": value}) == plain
    assert run("stats", "-f", "table", environ={"COLUMNS": value}).code == 0


def test_progress_is_shown_whatever_the_size(tmp_path: Path) -> None:
    """A bar over a long text, on a terminal whose size variables are no numbers."""
    (tmp_path / "a.txt").write_bytes(b"a" * 6_000_000)
    environ = environment(LINES="²", COLUMNS="²")
    shown, code = run_on_terminal([COMMAND, "numbers", "a.txt"], tmp_path, environ)
    assert ("Traceback" in shown, code) == (False, 0)


def test_file_without_an_end_that_has_nothing_is_read_as_empty(run: Run) -> None:
    """A log of the system counts as a regular file, and may have nothing for now."""
    log = Path("/proc/kmsg")
    if not os.access(log, os.R_OK):
        # Where there is no such file, any other that is empty.
        log = Path(os.devnull)
    done = run("stats", "--data", str(log))
    assert (done.out, done.code) == ("", 3)
    assert "Traceback" not in done.err
