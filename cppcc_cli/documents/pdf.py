"""PDF -> blocks, by pages; read in a process of its own that has bounds of time and memory."""

import json
import pickle
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

from cppcc_cli.documents.blocks import Blocks
from cppcc_cli.documents.document import Document
from cppcc_cli.documents.layout import add_pages
from cppcc_cli.documents.placed import Box, Letter, Page
from cppcc_cli.errors import InputError
from cppcc_cli.files import MEBIBYTE
from cppcc_cli.import_path import trusted_path
from cppcc_cli.messages import documents as messages

if find_spec("pypdfium2") is None:
    # The other process imports it.
    raise ModuleNotFoundError("pypdfium2")

# In seconds of the processor, seconds of the clock, and MiB.
LONGEST, LONGEST_WAITED, LARGEST = 8, 60, 450
_ERRORS = {
    "locked": messages.LOCKED_PDF,
    "damaged": messages.DAMAGED_PDF,
    "large": messages.TOO_INTRICATE,
}
_PROGRAM = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer);"
    "from cppcc_cli.documents.pdf_pages import serve; serve()"
)


def read_pdf(raw: bytes, path: str) -> Document:
    """Return the document of a PDF; raise InputError where it is locked, damaged or too much."""
    blocks = Blocks(path)
    add_pages(blocks, pages_of(raw, path))
    return blocks.document(len(raw))


def pages_of(raw: bytes, path: str) -> list[Page]:
    """Return the pages of a PDF with their letters; raise InputError as `read_pdf` does."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _PROGRAM],
            input=pickle.dumps(trusted_path()) + raw,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST_WAITED,
            check=False,
            **_bounds(),
        )
    except subprocess.TimeoutExpired:
        raise InputError(messages.TOO_MUCH_WORK.about(path=path, limit=LONGEST)) from None
    except OSError as error:
        raise InputError(messages.NO_PROCESS.about(path=path, reason=str(error))) from None
    if done.returncode:
        raise InputError(messages.TOO_MUCH_WORK.about(path=path, limit=LONGEST))
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise InputError(_ERRORS[answer["error"]].about(path=path))
    return [
        Page([Letter(*one) for one in letters], [Box(*one) for one in rulings], unread, turned)
        for letters, rulings, unread, turned in answer["pages"]
    ]


def _bounds() -> dict[str, Any]:
    """Return what bounds a process, where the system can: Windows ends it by the clock alone."""
    if sys.platform == "win32":
        return {}
    import resource

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
        resource.setrlimit(resource.RLIMIT_AS, (LARGEST * MEBIBYTE, LARGEST * MEBIBYTE))

    return {"preexec_fn": bound}
