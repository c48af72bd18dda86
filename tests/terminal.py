"""A real terminal for the tests: a command's output as a person sees it."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


def open_terminal(columns: int) -> tuple[int, int]:
    """Return the descriptors of a new terminal `columns` wide: ours, and that of its user."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    return ours, theirs


def read_terminal(ours: int) -> bytes:
    """Return all that is shown until no one writes to the terminal any more."""
    shown = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:
            # Linux reports the end of a terminal as an error.
            return shown
        if not chunk:
            return shown
        shown += chunk


def run_on_terminal(
    command: Sequence[str | Path], folder: Path, environ: Mapping[str, str], columns: int = 80
) -> tuple[str, int]:
    """Return what `command` shows on a terminal `columns` wide, both streams, and its exit code."""
    ours, theirs = open_terminal(columns)
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=dict(environ)
    )
    os.close(theirs)
    shown = read_terminal(ours)
    os.close(ours)
    return shown.decode().replace("\r\n", "\n"), process.wait(60)
