"""The command that serves an assistant: each of its calls is a command, run in this process."""

import io
import sys
from collections.abc import Sequence
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Annotated

from cppcc_cli import messages
from cppcc_cli.cli.commands import SharedOptions, command
from cppcc_cli.cli.options import Option
from cppcc_cli.errors import InputError, OutputError
from cppcc_cli.language import current
from cppcc_cli.mcp import Answer, serve

# fmt: off
Root = Annotated[str, Option("--root", metavar="FOLDER",
    zh="只读取这个文件夹之内的文稿；不写则为当前文件夹。",
    en="Read manuscripts in this folder only; by default, in the working folder.")]
# fmt: on


@command("data", "year", "body", "no_cache", "lang")
def mcp(asked: SharedOptions, root: Root = ".") -> None:
    """Serve an assistant by the Model Context Protocol, over standard input and output."""
    if sys.stdin is None:
        raise InputError(messages.NO_INPUT.about())
    if sys.stdout is None:
        closed = messages.OUTPUT_CLOSED
        raise OutputError(messages.CANNOT_WRITE.about(path=messages.STANDARD_OUTPUT, reason=closed))
    if not Path(root).is_dir():
        raise InputError(messages.CANNOT_OPEN.about(path=root, reason=messages.NO_SUCH_FOLDER))
    asked.gather()
    shared = ["--lang", current()]
    for option, given in (("--data", asked.data), ("--body", asked.body)):
        shared += [f"{option}={word}" for word in given or ()]
    if asked.year:
        shared.append(f"--year={','.join(map(str, asked.year.wanted))}")
    if asked.no_cache:
        shared.append("--no-cache")
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer, _run, Path(root), shared)
    except BrokenPipeError:
        # The assistant has gone.
        return
    except OSError as error:
        place, reason = messages.STANDARD_OUTPUT, messages.reason(error)
        raise OutputError(messages.CANNOT_WRITE.about(path=place, reason=reason)) from None


def _run(words: Sequence[str], text: bytes) -> Answer:
    """Run a command in this process, with a text for its standard input."""
    from cppcc_cli.cli.app import app

    out, notes = io.BytesIO(), io.BytesIO()
    with ExitStack() as stack:
        stdout = io.TextIOWrapper(out, "utf-8", write_through=True)
        stderr = io.TextIOWrapper(notes, "utf-8", "backslashreplace", write_through=True)
        stack.enter_context(redirect_stdout(stdout))
        stack.enter_context(redirect_stderr(stderr))
        stack.callback(setattr, sys, "stdin", sys.stdin)
        sys.stdin = io.TextIOWrapper(io.BytesIO(text), "utf-8")
        code = app(list(words), standalone_mode=False) or 0
        return Answer(code, out.getvalue().decode(), notes.getvalue().decode())
