"""The pages of a PDF as placed letters: what runs in a process of its own.

What reads a PDF is native code, and a file may keep it busy without end: so it is given bounds of
time and memory, and speaks JSON with the process that began it.
"""

import ctypes
import json
import sys
from typing import Any

import pypdfium2
from pypdfium2 import raw

_PICTURE, _SPACE, _LAST = 3, 0x20, 0x10FFFF
# Of a document of some five hundred pages.
MOST_LETTERS = 500_000
# A picture that takes less of its page is an ornament.
_SMALLEST = 0.01
# A line that leaves the level by more than this, of its length, is of a watermark.
_ASKEW = 0.05
_Letter = tuple[str, float, float, float, float]


def serve() -> None:
    """Read a PDF from standard input, and write its pages as JSON."""
    sys.stdout.write(json.dumps(pages(sys.stdin.buffer.read())))


def pages(content: bytes) -> dict[str, Any]:
    """Return the pages of a PDF, each with its letters and the number of its pictures.

    A letter is [text, left, top, right, bottom] in points; of those that stand askew there is only
    the number. Of what cannot be read, `error` says whether it is locked, damaged or too
    large.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return {"error": "locked" if "password" in str(error).lower() else "damaged"}
    read, left = [], MOST_LETTERS
    for number in range(len(document)):
        try:
            page = document[number]
            letters, askew = _letters(page)
            left -= len(letters)
            if left < 0:
                return {"error": "large"}
            drawn = not letters and raw.FPDFPage_CountObjects(page) > 0
            pictures = max(_pictures(page), drawn)
            read.append({"letters": letters, "pictures": pictures, "askew": askew})
            page.close()
        except pypdfium2.PdfiumError:
            read.append({"letters": [], "pictures": 1, "askew": 0})
    return {"pages": read}


def _letters(page: Any) -> tuple[list[_Letter], int]:
    """Return the letters of a page in the order of the file, and how many more stand askew."""
    high = page.get_height()
    text = page.get_textpage()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    there, turned = ctypes.byref(box), ctypes.byref(matrix)
    letters, askew = [], 0
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        if not _SPACE <= code <= _LAST or raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        if raw.FPDFText_GetMatrix(text, at, turned) and _is_askew(matrix.a, matrix.b):
            askew += 1
            continue
        if raw.FPDFText_GetLooseCharBox(text, at, there):
            letters.append((_char(code), box.left, high - box.top, box.right, high - box.bottom))
    text.close()
    return letters, askew


def _is_askew(across: float, up: float) -> bool:
    """Tell whether letters stand on a line that is neither level nor upright; italics do not."""
    return min(abs(across), abs(up)) > _ASKEW * max(abs(across), abs(up))


def _char(code: int) -> str:
    # A unit of a pair is whole only with the other.
    return "□" if 0xD800 <= code < 0xE000 else chr(code)


def _pictures(page: Any) -> int:
    size = page.get_width() * page.get_height()
    count = 0
    for one in page.get_objects(filter=(_PICTURE,), max_depth=2):
        left, bottom, right, top = one.get_bounds()
        count += (right - left) * (top - bottom) > _SMALLEST * size
    return count
