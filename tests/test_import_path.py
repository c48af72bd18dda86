"""Nothing of the working folder, of a data folder or of PYTHONPATH is run; none need be written."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bench.synthetic import write_collection
from conftest import COMMAND, PROJECT, Run, environment, modules_of, run_prepared
from thirty import ASKED, cache_of

from cppcc_cli import __version__


def before_any_program(folder: Path) -> set[str]:
    """Return what is imported before our program has a say: by Python, and by the script of pip."""
    Path(folder, "started.py").write_text("import re, sys; print(*sys.modules)", "utf-8")
    command = [sys.executable, "-m", "started"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def markers(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of all modules that a command or a worker may import of elsewhere."""
    imported = {name.partition(".")[0] for name in modules_of("stats", "--no-cache")}
    before = before_any_program(tmp_path_factory.mktemp("before"))
    return {*sys.stdlib_module_names, *imported} - before - {"cppcc_cli"}


@pytest.mark.parametrize("leftover", [None, ".", ":", "{cwd}"])
@pytest.mark.parametrize("start", [[str(COMMAND)], [sys.executable, "-m", "cppcc_cli"]])
def test_no_module_that_lies_about_is_run(
    tmp_path: Path, markers: set[str], leftover: str | None, start: list[str]
) -> None:
    """260 files are read, some by workers, where modules called as all of theirs lie."""
    folder = tmp_path / "all"
    assert len(list(write_collection(folder, 65, 4))) == 260
    for place in (tmp_path, folder):
        for name in markers:
            marker = f"open({str(tmp_path / 'RUN')!r}, 'a').write({name + ' '!r})\n"
            Path(place, f"{name}.py").write_text(marker, "utf-8")
    changes = cache_of(tmp_path)
    if leftover is not None:
        changes["PYTHONPATH"] = leftover.format(cwd=tmp_path)
    done = subprocess.run(
        [*start, *ASKED], cwd=tmp_path, env=environment(**changes), capture_output=True, text=True
    )
    run = tmp_path / "RUN"
    assert not run.exists(), run.read_text("utf-8")
    assert (done.returncode, done.stdout.count("\n")) == (0, 260), done.stderr


@pytest.mark.parametrize(
    "asked",
    [
        ["stats", "--data", "all"],
        ["verify", "submitted", "481"],
        ["proofread", "speech.txt"],
    ],
)
def test_the_program_may_lie_where_nobody_writes(
    run: Run, tmp_path: Path, asked: list[str]
) -> None:
    """It answers as elsewhere, by workers, too, and leaves nothing beside itself."""
    program = tmp_path / "program"
    for name in ("cppcc_cli", "data"):
        shutil.copytree(PROJECT / name, program / name, ignore=shutil.ignore_patterns("__pyc*"))
    # Where a file of its name lies, not even the superuser makes the folder.
    for folder in {path.parent for path in program.rglob("*.*")}:
        (folder / "__pycache__").write_text("")
    before = {*program.rglob("*")}
    assert len([*write_collection(tmp_path / "all", 65, 4)]) == 260
    (tmp_path / "speech.txt").write_text("全年提出提案481件。", "utf-8")
    elsewhere = (
        f"import sys; sys.dont_write_bytecode = False; sys.path.insert(0, {str(program)!r})\n"
        f"import cppcc_cli; assert cppcc_cli.__file__.startswith({str(program)!r})"
    )
    done = run_prepared(elsewhere, *asked, folder=tmp_path, PYTHONDONTWRITEBYTECODE="")
    assert done == run(*asked, folder=tmp_path)
    assert {*program.rglob("*")} == before


def test_imports_are_lazy_where_python_can(tmp_path: Path) -> None:
    """From Python 3.15 on; it is asked before the commands are imported."""
    program = (
        "import sys\n"
        "sys.set_lazy_imports = lambda what: print(what, 'typer' in sys.modules)\n"
        "sys.argv[1:] = ['--version']\n"
        "from cppcc_cli.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert done.stdout == f"all False\ncppcc {__version__}\n"
