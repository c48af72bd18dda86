"""Every console block of the README and every transcript, run on a terminal and compared whole."""

import os
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import COMMAND, PROJECT, TESTS, environment, inside
from terminal import run_on_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal and shell")

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A console block of a file: commands behind `$ `, each followed by what it shows."""

    file: Path
    start: int
    text: str


def _blocks() -> Iterator[Block]:
    for file in (PROJECT / "README.md", *sorted((TESTS / "transcripts").glob("*.md"))):
        for found in _BLOCK.finditer(file.read_text("utf-8")):
            yield Block(file, found.start(1), found.group(1))


# Variables and words that no shell would change, and standard error that is shown or thrown away.
_PLAIN = re.compile(
    r"""(?P<variables>(?:[A-Z_]+=[\w./:-]*\ )*)cppcc\b
    (?P<words>(?:\ +(?:'[^']*'|[^\s'"`$&|;<>(){}*?~\\#!]+))*)(?P<silent>\ 2>\ ?/dev/null)?""",
    re.VERBOSE,
)


def _said_after(command: str, folder: Path) -> str:
    """Return a command with what it shows on a terminal: in this process, or through a shell."""
    environ = {"NO_COLOR": "1", "HOME": str(folder)}
    if plain := _PLAIN.fullmatch(command):
        environ.update(one.split("=", 1) for one in plain["variables"].split())
        words = shlex.split(plain["words"])
        silent = plain["silent"] is not None
        done = inside(*words, environ=environ, folder=folder, columns=80, silent=silent)
        shown, code = done.out, done.code
    else:
        path = f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}"
        environ = environment(PATH=path, **environ)
        shown, code = run_on_terminal(["bash", "-c", command], folder, environ)
    return f"$ {command}\n{shown}" + (f"[exit {code}]\n" if code else "")


def _played(block: Block, folder: Path) -> str:
    """Return the block as it comes out: each command again, with what it shows now."""
    commands = [line[2:] for line in block.text.splitlines() if line.startswith("$ ")]
    if block.file.name == "README.md":
        (folder / "tests").symlink_to(TESTS)
    else:
        (folder / "data").symlink_to(PROJECT / "data")
        (folder / "samples").symlink_to(TESTS / "samples")
    return "".join(_said_after(command, folder) for command in commands)


BLOCKS = list(_blocks())


@pytest.mark.parametrize(
    "index", range(len(BLOCKS)), ids=[f"{b.file.stem}-{i}" for i, b in enumerate(BLOCKS)]
)
def test_block_shows_what_it_says(
    index: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A command shows on a terminal of 80 columns, letter for letter, what stands below it."""
    block = BLOCKS[index]
    played = _played(block, tmp_path)
    if request.config.getoption("--rewrite") and played != block.text:
        text = block.file.read_text("utf-8")
        assert text.count(block.text) == 1
        block.file.write_text(text.replace(block.text, played), "utf-8")
        return
    assert played == block.text
