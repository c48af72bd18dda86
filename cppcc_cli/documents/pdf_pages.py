"""The pages of a PDF as placed letters: what runs in a process of its own.

What reads a PDF is native code, and a file may keep it busy without end: so it is given bounds of
time and memory, and speaks JSON with the process that began it.
"""

import ctypes
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pypdfium2
from pypdfium2 import raw

_PATH, _PICTURE, _FORM, _SPACE, _LAST = 2, 3, 5, 0x20, 0x10FFFF
_LINE, _MOVE = 0, 2
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
# In points: how far a line may leave the level, and how short it may be.
_THIN, _SHORTEST = 0.5, 3.0
_MOST_RULINGS = 5_000
_Point = tuple[float, float]
_Ruling = tuple[float, float, float, float]
_Letter = tuple[str, float, float, float, float]


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
            letters, turned, askew = _letters(page)
            fields, comments = _annotations(page, document.formenv)
            letters += fields
            left -= len(letters)
            if left < 0:
                return {"error": "large"}
            drawn = not letters and raw.FPDFPage_CountObjects(page) > 0
            pictures = max(_pictures(page), drawn)
            rulings = _rulings(page) if letters else []
            unread = {"picture": pictures, "askew": askew, "comment": comments}
            read.append([letters, rulings, unread, turned])
            page.close()
        except pypdfium2.PdfiumError:
            read.append([[], [], {"picture": 1}, 0])
    return {"pages": read}


def _letters(page: Any) -> tuple[list[_Letter], int, int]:
    """Return the letters of a page in the order of the file, which way they stand, how many others.

    They stand upright, 0, or turned so many quarters to the left; those that stand otherwise than
    most are not read.
    """
    high = page.get_height()
    text = page.get_textpage()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    there, placed = ctypes.byref(box), ctypes.byref(matrix)
    ways: list[list[_Letter]] = [[], [], [], []]
    askew = 0
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        if not _SPACE <= code <= _LAST or raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        way = 0
        if raw.FPDFText_GetMatrix(text, at, placed):
            way = _way(matrix.a, matrix.b)
        if way < 0:
            askew += 1
        elif raw.FPDFText_GetLooseCharBox(text, at, there):
            letter = (_char(code), box.left, high - box.top, box.right, high - box.bottom)
            ways[way].append(letter)
    text.close()
    most = max(range(4), key=lambda way: len(ways[way]))
    return ways[most], most, askew + sum(map(len, ways)) - len(ways[most])


def _annotations(page: Any, form: Any) -> tuple[list[_Letter], int]:
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
            texts.append((value, box.left, top, box.right, bottom))
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


def _objects(page: Any, kind: int) -> Iterator[tuple[Any, Callable[[float, float], _Point]]]:
    """Yield the objects of a kind on a page, each with what puts its points on the page.

    Those of a form are placed in the form.
    """
    place = unplaced = pypdfium2.PdfMatrix().on_point
    for one in page.get_objects(filter=(kind, _FORM), max_depth=2):
        if one.level == 0:
            place = unplaced if one.type == kind else one.get_matrix().on_point
        if one.type == kind:
            yield one, place


def _rulings(page: Any) -> list[_Ruling]:
    """Return the level and upright lines that are drawn on a page, the edges of boxes, too.

    A line is [left, top, right, bottom] in points. None where they are more than any table has.
    """
    high = page.get_height()
    x, y = ctypes.c_float(), ctypes.c_float()
    rulings: list[_Ruling] = []
    for one, place_of in _objects(page, _PATH):
        count = raw.FPDFPath_CountSegments(one.raw)
        if len(rulings) + count > _MOST_RULINGS:
            return []
        matrix = one.get_matrix()
        begun: tuple[float, float] | None = None
        last = (0.0, 0.0)
        for number in range(count):
            segment = raw.FPDFPath_GetPathSegment(one.raw, number)
            raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            kind = raw.FPDFPathSegment_GetType(segment)
            place = place_of(*matrix.on_point(x.value, y.value))
            if kind == _MOVE:
                begun = place
            elif kind == _LINE:
                rulings += _ruling(last, place, high)
            if begun is not None and raw.FPDFPathSegment_GetClose(segment):
                rulings += _ruling(place, begun, high)
            last = place
    return rulings


def _ruling(start: tuple[float, float], end: tuple[float, float], high: float) -> list[_Ruling]:
    """Return the line from one point to another, where it is level or upright and no dot."""
    (left, right), (low, up) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    if min(right - left, up - low) > _THIN or max(right - left, up - low) < _SHORTEST:
        return []
    return [(left, high - up, right, high - low)]


def _pictures(page: Any) -> int:
    size = page.get_width() * page.get_height()
    count = 0
    for one, place_of in _objects(page, _PICTURE):
        left, bottom, right, top = one.get_bounds()
        (left, bottom), (right, top) = place_of(left, bottom), place_of(right, top)
        count += abs((right - left) * (top - bottom)) > _SMALLEST * size
    return count
