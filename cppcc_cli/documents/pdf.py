"""PDF -> blocks, by pages; read in a process of its own that has bounds of time and memory.

What reads a PDF is native code, and a file may keep it busy without end. That process speaks JSON
with the one that began it.
"""

import ctypes
import json
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pypdfium2
from pypdfium2 import raw

from cppcc_cli.documents.blocks import Blocks
from cppcc_cli.documents.document import Document, What
from cppcc_cli.documents.layout import add_pages
from cppcc_cli.documents.placed import MOST_RULINGS, Box, Letter, Page, Point, ruling
from cppcc_cli.errors import InputError
from cppcc_cli.files import MEBIBYTE
from cppcc_cli.import_path import trusted_path
from cppcc_cli.messages import documents as messages

# In seconds of the processor, seconds of the clock, and MiB.
LONGEST, LONGEST_WAITED, LARGEST = 8, 60, 450
_ERRORS = {
    "locked": messages.LOCKED_PDF,
    "damaged": messages.DAMAGED_PDF,
    "large": messages.TOO_INTRICATE,
}
_PROGRAM = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer);"
    "from cppcc_cli.documents.pdf import serve; serve()"
)
_SPACE, _LAST = 0x20, 0x10FFFF
# Of a document of some five hundred pages.
MOST_LETTERS = 500_000
# A picture that takes less of its page is an ornament.
_SMALLEST = 0.01
# A line that leaves the level by more than this, of its length, is of a watermark.
_ASKEW = 0.05
# Hidden, and not viewed; fields that hold a choice or a text; the height of one line in points.
_UNSEEN, _FILLED_IN, _HIGHEST = (
    2 | 32,
    (raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_TEXTFIELD),
    14,
)
_LONGEST = 20_000


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


def serve() -> None:
    """Read a PDF from standard input, and write its pages as JSON."""
    sys.stdout.write(json.dumps(pages(sys.stdin.buffer.read())))


def pages(content: bytes) -> dict[str, Any]:
    """Return the pages of a PDF: letters, lines, how much of each kind is not read, turned or not.

    A letter is [text, left, top, right, bottom] in points. Of what cannot be read, `error` says
    whether it is locked, damaged or too large.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return {"error": "locked" if "password" in str(error).lower() else "damaged"}
    document.init_forms()
    read, left = [], MOST_LETTERS
    for number in range(len(document)):
        try:
            page = document[number]
            letters, turned, unread = _letters(page)
            fields, unread["comment"] = _annotations(page, document.formenv)
            letters += fields
            left -= len(letters)
            if left < 0:
                return {"error": "large"}
            drawn = not letters and raw.FPDFPage_CountObjects(page) > 0
            unread["picture"] = max(_pictures(page), drawn)
            rulings = _rulings(page) if letters else []
            read.append([letters, rulings, unread, turned])
            page.close()
        except pypdfium2.PdfiumError:
            read.append([[], [], {"picture": 1}, 0])
    return {"pages": read}


def _letters(page: Any) -> tuple[list[Letter], int, dict[What, int]]:
    """Return the letters of a page in the order of the file, which way they stand, and what else.

    They stand upright, 0, or turned so many quarters to the left; those that stand otherwise than
    most are not read. Of some, their font does not tell which they are.
    """
    high = page.get_height()
    text = page.get_textpage()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    there, placed = ctypes.byref(box), ctypes.byref(matrix)
    ways: list[list[Letter]] = [[], [], [], []]
    askew = garbled = 0
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        if not _SPACE <= code <= _LAST or raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        garbled += raw.FPDFText_HasUnicodeMapError(text, at) == 1
        way = 0
        if raw.FPDFText_GetMatrix(text, at, placed):
            way = _way(matrix.a, matrix.b)
        if way < 0:
            askew += 1
        elif raw.FPDFText_GetLooseCharBox(text, at, there):
            edges = box.left, high - box.top, box.right, high - box.bottom
            ways[way].append(Letter(_char(code), *edges))
    text.close()
    most = max(range(4), key=lambda way: len(ways[way]))
    askew += sum(map(len, ways)) - len(ways[most])
    return ways[most], most, {"askew": askew, "garbled": garbled}


def _annotations(page: Any, form: Any) -> tuple[list[Letter], int]:
    """Return what is filled in on a page, a letter each field, and how many comments it has."""
    high = page.get_height()
    texts, comments = [], 0
    for number in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        one = raw.FPDFPage_GetAnnot(page.raw, number)
        kind, box = raw.FPDFAnnot_GetSubtype(one), raw.FS_RECTF()
        is_shown = not raw.FPDFAnnot_GetFlags(one) & _UNSEEN
        raw.FPDFAnnot_GetRect(one, ctypes.byref(box))
        value = ""
        if kind == raw.FPDF_ANNOT_WIDGET and form is not None:
            if raw.FPDFAnnot_GetFormFieldType(form.raw, one) in _FILLED_IN:
                value = _said(partial(raw.FPDFAnnot_GetFormFieldValue, form.raw, one))
        elif kind not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_WIDGET):
            value = _said(partial(raw.FPDFAnnot_GetStringValue, one, b"Contents"))
            if kind != raw.FPDF_ANNOT_FREETEXT:
                comments += bool(value and is_shown)
                value = ""
        if value and is_shown:
            bottom = high - min(box.bottom, box.top)
            top = max(high - max(box.bottom, box.top), bottom - _HIGHEST)
            texts.append(Letter(value, box.left, top, box.right, bottom))
        raw.FPDFPage_CloseAnnot(one)
    return texts, comments


def _said(read: Callable[[Any, int], int]) -> str:
    """Return the text that a function writes into a buffer; it says how many bytes that needs."""
    size = min(read(None, 0), _LONGEST)
    buffer = ctypes.create_string_buffer(size + 2)
    read(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return " ".join(buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0").split())


def _way(across: float, up: float) -> int:
    """Return how many quarters to the left a line of letters is turned; -1 where it stands askew.

    Italics do not.
    """
    if min(abs(across), abs(up)) > _ASKEW * max(abs(across), abs(up)):
        return -1
    if abs(across) >= abs(up):
        return 0 if across >= 0 else 2
    return 1 if up > 0 else 3


def _char(code: int) -> str:
    # A unit of a pair is whole only with the other.
    return "□" if 0xD800 <= code < 0xE000 else chr(code)


def _objects(page: Any, kind: int) -> Iterator[tuple[Any, Callable[[float, float], Point]]]:
    """Yield the objects of a kind on a page, each with what puts its points on the page.

    Those of a form are placed in the form.
    """
    place = unplaced = pypdfium2.PdfMatrix().on_point
    for one in page.get_objects(filter=(kind, raw.FPDF_PAGEOBJ_FORM), max_depth=2):
        if one.level == 0:
            place = unplaced if one.type == kind else one.get_matrix().on_point
        if one.type == kind:
            yield one, place


def _rulings(page: Any) -> list[Box]:
    """Return the level and upright lines that are drawn on a page, the edges of boxes, too.

    None where they are more than any table has.
    """
    high = page.get_height()
    x, y = ctypes.c_float(), ctypes.c_float()
    rulings: list[Box] = []
    for one, place_of in _objects(page, raw.FPDF_PAGEOBJ_PATH):
        count = raw.FPDFPath_CountSegments(one.raw)
        if len(rulings) + count > MOST_RULINGS:
            return []
        matrix = one.get_matrix()
        begun = last = (0.0, 0.0)
        for number in range(count):
            segment = raw.FPDFPath_GetPathSegment(one.raw, number)
            raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            kind = raw.FPDFPathSegment_GetType(segment)
            across, up = place_of(*matrix.on_point(x.value, y.value))
            place = across, high - up
            if kind == raw.FPDF_SEGMENT_MOVETO:
                begun = place
            elif kind == raw.FPDF_SEGMENT_LINETO:
                rulings += ruling(last, place)
            if raw.FPDFPathSegment_GetClose(segment):
                rulings += ruling(place, begun)
            last = place
    return rulings


def _pictures(page: Any) -> int:
    size = page.get_width() * page.get_height()
    count = 0
    for one, place_of in _objects(page, raw.FPDF_PAGEOBJ_IMAGE):
        left, bottom, right, top = one.get_bounds()
        (left, bottom), (right, top) = place_of(left, bottom), place_of(right, top)
        count += abs((right - left) * (top - bottom)) > _SMALLEST * size
    return count
