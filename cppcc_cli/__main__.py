"""The start: what may be imported and signals are settled, then the command line takes over."""

# The part of `signal` that is within Python itself: nothing that lies about is imported for it.
import _signal
import os
import sys


def _leave(number: int, frame: object) -> None:
    """End at once: while all is still imported there is nothing to be cleared away."""
    os._exit(128 + number)


for _number in (_signal.SIGINT, _signal.SIGTERM):
    _signal.signal(_number, _leave)

from cppcc_cli.import_path import trusted_path  # noqa: E402

# Before anything else is imported.
sys.path[:] = trusted_path()

import gc  # noqa: E402
import signal  # noqa: E402


def _stop(number: int, frame: object) -> None:
    raise SystemExit(128 + number)


def main() -> None:
    """Run `cppcc`. Interrupted, it exits with 128 plus the signal's number and leaves nothing."""
    # Imports make many objects and hardly any garbage: looking for it costs a twentieth of a start.
    gc.set_threshold(100_000)
    if sys.platform != "win32":
        # A reader that closes the pipe early ends us silently, as it ends every other filter.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)

    # From 3.15 on, what a module imports and does not use is not loaded.
    getattr(sys, "set_lazy_imports", str)("all")

    from cppcc_cli.cli.app import app

    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    try:
        app()
    finally:
        # All is freed by the system; searching it for garbage at exit costs a sixth of a run.
        gc.freeze()


if __name__ == "__main__":
    main()
