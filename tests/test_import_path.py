"""Nothing of the working folder, of a data folder or of PYTHONPATH is ever run."""

import subprocess
import sys
from pathlib import Path

import pytest
from bench.synthetic import write_collection
from conftest import COMMAND, PROJECT, environment, modules_of
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
