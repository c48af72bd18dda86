"""Each system call of a write fails once, and each is a moment to be interrupted or killed.

strace makes a call fail, or sends a signal at it, so that every moment is met exactly.
"""

import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from compileall import compile_dir
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import COMMAND, PROJECT, environment, needs

pytestmark = needs("strace")

# The calls by which a file comes into being; fchmod and the like keep the mode of an old one.
CALLS = "openat,write,fsync,/^link,/^rename,/^mkdir,/chmod"
ERRORS = {"openat": "EACCES", "write": "ENOSPC", "fsync": "EIO"}
OLD = b"the file that was there\n"


class Call(NamedTuple):
    """A system call of a run: its name, and which of this name it is, from 1."""

    name: str
    number: int


class Place(NamedTuple):
    """A folder to write in: what is there before, and the words of the command."""

    words: tuple[str, ...]
    before: dict[str, bytes]


PLACES = {
    "new file": Place(("stats", "-o", "out/a.json"), {}),
    "old file": Place(("stats", "-o", "out/a.json", "--force"), {"a.json": OLD}),
    "new folder": Place(("export", "out/new"), {}),
    "old folder": Place(("export", "out", "--force"), {"figures.csv": OLD, "mine": OLD}),
}


def write(
    place: Place, folder: Path, *options: str, within: str = "."
) -> subprocess.CompletedProcess[bytes]:
    """Run the command under strace in a folder that is as it was before."""
    shutil.rmtree(folder / "out", ignore_errors=True)
    (folder / "out").mkdir()
    for name, content in place.before.items():
        (folder / "out" / name).write_bytes(content)
    environ = environment(PYTHONDONTWRITEBYTECODE="1", PYTHONHASHSEED="0")
    return subprocess.run(
        ["strace", "-qq", "-o", folder / "trace", *options, COMMAND, *place.words],
        cwd=folder / within,
        env=environ,
        capture_output=True,
        check=False,
    )


def calls_of(trace: str) -> Iterator[Call]:
    """Yield the calls from the first that makes something in the folder to the last."""
    count: dict[str, int] = {}
    met = []
    for line in trace.splitlines():
        if found := re.match(r"(\w+)\((.*)", line):
            name, rest = found.groups()
            count[name] = count.get(name, 0) + 1
            met.append((Call(name, count[name]), ".tmp" in rest))
    first = next(at for at, (_, made) in enumerate(met) if made)
    last = max(at for at, (_, made) in enumerate(met) if made)
    yield from (call for call, _ in met[first : last + 1])


def found(folder: Path) -> dict[str, bytes]:
    """Return the files below the folder by their names."""
    return {
        str(path.relative_to(folder / "out")): path.read_bytes()
        for path in sorted((folder / "out").rglob("*"))
        if path.is_file()
    }


def hidden(folder: Path) -> list[Path]:
    """Return what is hidden in the folder: what a run writes before it is named."""
    return [path for path in (folder / "out").iterdir() if path.name.startswith(".")]


def is_untold(place: Place, there: dict[str, bytes]) -> bool:
    """Tell whether a folder that was there has files of the package without what tells of them."""
    before = place is PLACES["old folder"] and "datapackage.json" not in there
    return before and there["mine"] == OLD


class Traced(NamedTuple):
    """A place, the calls of a whole run there, and the files that it leaves."""

    place: Place
    folder: Path
    calls: list[Call]
    whole: dict[str, bytes]


@pytest.fixture(params=list(PLACES), scope="module")
def traced(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Traced:
    """Each of the places in turn; of the many calls of a folder each kind's first and last."""
    place, folder = PLACES[str(request.param)], tmp_path_factory.mktemp("traced")
    # What is not compiled yet would be so by another run, and the calls counted here would shift.
    compile_dir(PROJECT / "cppcc_cli", quiet=2)
    done = write(place, folder, "-e", f"trace={CALLS}")
    if done.returncode:
        pytest.skip(f"strace cannot trace here: {done.stderr.decode()}")
    every = list(calls_of((folder / "trace").read_text("utf-8", "replace")))
    kinds = {call.name for call in every}
    assert {"openat", "write", "fsync"} < kinds
    named = {kind: [call for call in every if call.name == kind] for kind in sorted(kinds)}
    calls = list(dict.fromkeys(call for some in named.values() for call in (some[0], some[-1])))
    return Traced(place, folder, calls, found(folder))


def test_a_call_that_fails_leaves_the_old_file_and_is_told(traced: Traced) -> None:
    """Nothing new is there, nothing is left over, and one sentence says why; exit code 1."""
    place, folder, calls, whole = traced
    for call in calls:
        failing = f"inject={call.name}:error={ERRORS.get(call.name, 'EROFS')}:when={call.number}"
        done = write(place, folder, "-e", f"trace={call.name}", "-e", failing)
        assert done.returncode == 1, (call, done)
        assert done.stdout == b""
        (said,) = done.stderr.decode().splitlines()
        assert said.startswith("cppcc: cannot write out"), call
        assert found(folder) == place.before or is_untold(place, found(folder)), call
        assert not (folder / "out" / "new").exists()
    assert write(place, folder, "-e", "trace=none").returncode == 0
    assert found(folder) == whole


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stopped_at_a_call_it_leaves_the_old_file_or_the_new_one(
    number: signal.Signals, traced: Traced
) -> None:
    """All is old or new, or its descriptor is not there; what is left over is in nobody's way."""
    place, folder, calls, whole = traced
    for call in calls:
        stopping = f"inject={call.name}:signal={number.name}:when={call.number}"
        done = write(place, folder, "-e", f"trace={call.name}", "-e", stopping)
        there = found(folder)
        if number is signal.SIGKILL:
            assert done.returncode == -number, (call, done)
            left = [name for name in there if name.startswith(".")]
            assert all(name.split("/")[0].endswith(".tmp") for name in left)
            there = {name: content for name, content in there.items() if name not in left}
            assert len(hidden(folder)) <= max(1, len(whole) - 1)
            assert_a_later_run_writes_all(place, whole, folder)
        else:
            assert (done.returncode, done.stderr) in ((128 + number, b""), (0, b"")), (call, done)
            assert hidden(folder) == []
        assert there in (place.before, whole) or is_untold(place, there), call


def test_killed_in_a_folder_that_is_there_it_leaves_no_package_of_two(tmp_path: Path) -> None:
    """What tells of the files goes before any of them is replaced, and comes last."""
    before = {"figures.csv": OLD, "datapackage.json": OLD}
    place = Place(("export", ".", "--force"), before)
    met = []
    for number in (1, 2, 5):
        killing = f"inject=/^rename:signal=SIGKILL:when={number}"
        done = write(place, tmp_path, "-e", "trace=/^rename", "-e", killing, within="out")
        if "inject" in done.stderr.decode():
            pytest.skip(f"strace cannot trace here: {done.stderr.decode()}")
        met.append(found(tmp_path).get("datapackage.json"))
    assert met == [None, None, None]
    assert write(place, tmp_path, "-e", "trace=none", within="out").returncode == 0
    assert found(tmp_path).keys() > before.keys()


def assert_a_later_run_writes_all(place: Place, whole: dict[str, bytes], folder: Path) -> None:
    """Assert that what a killed run has left is in nobody's way."""
    done = subprocess.run(
        [COMMAND, *place.words, *([] if "--force" in place.words else ["--force"])],
        cwd=folder,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert whole.items() <= found(folder).items()


def test_nobody_else_may_read_what_is_not_yet_there(tmp_path: Path) -> None:
    """What will replace a file of mode 600 is of that mode before it holds a byte."""
    (tmp_path / "a.json").write_bytes(OLD)
    (tmp_path / "a.json").chmod(0o600)
    words = ("stats", "-o", "a.json", "--force")
    done = subprocess.run(
        [*["strace", "-qq", "-e", "trace=openat", "-e", "signal=none"], COMMAND, *words],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if "openat(" not in done.stderr:
        pytest.skip(f"strace cannot trace here: {done.stderr}")
    (made,) = [line for line in done.stderr.splitlines() if ".a.json." in line]
    assert "O_EXCL" in made
    assert ", 0600) = " in made
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == 0o600
