"""PDF -> blocks, by pages; and a copy of one with a highlight, and a note, at numbers of its text.

What reads a PDF is native code, and a file may keep it busy without end: it runs in a process of
its own that has bounds of time and memory, and speaks JSON with the one that began it. A number is
looked for among the letters of its page with the words around it, since paragraphs were joined out
of lines. What is not found there is listed in the first note.
"""

import ctypes
import io
import json
import logging
import pickle
import subprocess
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timezone
from functools import partial
from itertools import groupby
from math import atan2, pi
from tempfile import TemporaryFile
from typing import Any

import pypdfium2
from pypdfium2 import raw

from cppcc_cli.documents import Document, What
from cppcc_cli.documents.blocks import Blocks
from cppcc_cli.documents.copies import AUTHOR, Mark, joined, quoted
from cppcc_cli.documents.layout import add_pages
from cppcc_cli.documents.placed import MOST_RULINGS, Box, Page, PlacedLine, Step, rulings_of
from cppcc_cli.errors import InputError, OutputError
from cppcc_cli.files import MEBIBYTE
from cppcc_cli.import_path import trusted_path
from cppcc_cli.messages import documents as messages
from cppcc_cli.script import unified

# In seconds of the processor, seconds of the clock, and MiB.
LONGEST, LONGEST_WAITED, LARGEST = 8, 60, 450
_ERRORS = {"locked": messages.LOCKED_PDF, "damaged": messages.DAMAGED_PDF}
_ERRORS |= {"large": messages.TOO_INTRICATE}
_PROGRAM = (
    "import json, pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer);"
    "from cppcc_cli.documents.pdf import pages;"
    "sys.stdout.write(json.dumps(pages(sys.stdin.buffer.read())))"
)
_SPACE, _LAST = 0x20, 0x10FFFF
# Of a document of some five hundred pages.
MOST_LETTERS = 500_000
# A picture that takes less of its page is an ornament.
_SMALLEST = 0.01
# A line that is turned by more of a quarter than this from the level is of a watermark.
_ASKEW = 0.0318
# Hidden, and not viewed; fields that hold a choice or a text; the height of one line in points.
_UNSEEN, _HIGHEST = 2 | 32, 14
_FILLED_IN = (raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_TEXTFIELD)
_LONGEST = 20_000
# What is written into a copy: the colour of a highlight; and how many characters before and behind
# a number are looked for with it, the most first.
_COLOUR = "ffb3b3"
_AROUND = ((12, 6), (6, 3), (3, 1), (0, 0))
_BARE = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "|｜")
# Puts a point of an object on the page.
_Placing = Callable[[float, float], tuple[float, float]]
# What pypdf says of a damaged file is no sentence of ours.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def read_pdf(raw: bytes, path: str) -> Blocks:
    """Return the blocks of a PDF; raise InputError where it is locked, damaged or too much."""
    blocks = Blocks(path)
    add_pages(blocks, pages_of(raw, path))
    return blocks


def pages_of(raw: bytes, path: str) -> list[Page]:
    """Return the pages of a PDF with their letters; raise InputError as `read_pdf` does."""
    try:
        # A pipe to a process that is gone would end us, too.
        with TemporaryFile() as given:
            given.write(pickle.dumps(trusted_path()) + raw)
            given.seek(0)
            done = subprocess.run(
                [sys.executable, "-I", "-c", _PROGRAM],
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=LONGEST_WAITED,
                check=True,
                **_bounds(),
            )
    except subprocess.SubprocessError:
        raise InputError(messages.TOO_MUCH_WORK.about(path=path, limit=LONGEST)) from None
    except OSError as error:
        raise InputError(messages.NO_PROCESS.about(path=path, reason=str(error))) from None
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise InputError(_ERRORS[answer["error"]].about(path=path))
    return [
        Page([Box(*one) for one in letters], [Box(*one) for one in rulings], unread, turned)
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


def pages(content: bytes) -> dict[str, Any]:
    """Return the pages of a PDF: letters, lines, how much of each kind is not read, turned or not.

    A letter is [left, top, right, bottom, text] in points. Of what cannot be read, `error` says
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
            read.append([letters, _rulings(page) if letters else [], unread, turned])
            page.close()
        except pypdfium2.PdfiumError:
            read.append([[], [], {"picture": 1}, 0])
    return {"pages": read}


def _letters(page: Any) -> tuple[list[Box], int, dict[What, int]]:
    """Return the letters of a page in the order of the file, which way they stand, and what else.

    They stand upright, 0, or turned so many quarters to the left; those that stand otherwise than
    most are not read. Of some, their font does not tell which they are.
    """
    high = page.get_height()
    text = page.get_textpage()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    there, placed = ctypes.byref(box), ctypes.byref(matrix)
    ways: list[list[Box]] = [[], [], [], []]
    askew = garbled = 0
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        if not _SPACE <= code <= _LAST or raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        garbled += raw.FPDFText_HasUnicodeMapError(text, at) == 1
        # Of italics, the line is level.
        is_placed = raw.FPDFText_GetMatrix(text, at, placed)
        turned = atan2(matrix.b, matrix.a) * 2 / pi if is_placed else 0.0
        way = round(turned)
        if abs(turned - way) > _ASKEW:
            askew += 1
        elif raw.FPDFText_GetLooseCharBox(text, at, there):
            edges = box.left, high - box.top, box.right, high - box.bottom
            # A unit of a pair is whole only with the other.
            char = "□" if 0xD800 <= code < 0xE000 else chr(code)
            ways[way % 4].append(Box(*edges, char))
    text.close()
    most = max(range(4), key=lambda way: len(ways[way]))
    askew += sum(map(len, ways)) - len(ways[most])
    return ways[most], most, {"askew": askew, "garbled": garbled}


def _annotations(page: Any, form: Any) -> tuple[list[Box], int]:
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
            texts.append(Box(box.left, top, box.right, bottom, value))
        raw.FPDFPage_CloseAnnot(one)
    return texts, comments


def _said(read: Callable[[Any, int], int]) -> str:
    """Return the text that a function writes into a buffer; it says how many bytes that needs."""
    size = min(read(None, 0), _LONGEST)
    buffer = ctypes.create_string_buffer(size + 2)
    read(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return " ".join(buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0").split())


def _objects(page: Any, kind: int) -> Iterator[tuple[Any, _Placing]]:
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
    rulings: list[Box] = []
    for one, place_of in _objects(page, raw.FPDF_PAGEOBJ_PATH):
        if len(rulings) + raw.FPDFPath_CountSegments(one.raw) > MOST_RULINGS:
            return []
        rulings += rulings_of(_path(one, place_of, page.get_height()))
    return rulings


def _path(one: Any, place_of: _Placing, high: float) -> Iterator[Step]:
    x, y = ctypes.c_float(), ctypes.c_float()
    kinds, matrix = {raw.FPDF_SEGMENT_MOVETO: "M", raw.FPDF_SEGMENT_LINETO: "L"}, one.get_matrix()
    for number in range(raw.FPDFPath_CountSegments(one.raw)):
        segment = raw.FPDFPath_GetPathSegment(one.raw, number)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        across, up = place_of(*matrix.on_point(x.value, y.value))
        yield kinds.get(raw.FPDFPathSegment_GetType(segment), ""), (across, high - up)
        if raw.FPDFPathSegment_GetClose(segment):
            yield "C", (across, high - up)


def _pictures(page: Any) -> int:
    size = page.get_width() * page.get_height()
    count = 0
    for one, place_of in _objects(page, raw.FPDF_PAGEOBJ_IMAGE):
        left, bottom, right, top = one.get_bounds()
        (left, bottom), (right, top) = place_of(left, bottom), place_of(right, top)
        count += abs((right - left) * (top - bottom)) > _SMALLEST * size
    return count


def mark_pdf(raw: bytes, document: Document, marks: Sequence[Mark], when: datetime) -> bytes:
    """Return the PDF in `raw`, read as `document`, with a highlight at each mark, dated `when`.

    Raises InputError for a PDF that cannot be read, and OutputError for one that is signed or
    protected, or that cannot be written again.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.annotations import Text
    from pypdf.errors import DependencyError, PyPdfError
    from pypdf.generic import ArrayObject

    path, pages = document.path, pages_of(raw, document.path)
    damaged = (PyPdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
    try:
        reader = PdfReader(io.BytesIO(raw))
        if b"/ByteRange" in raw:
            raise OutputError(messages.SIGNED.about(path=path))
        if reader.is_encrypted:
            raise OutputError(messages.PROTECTED.about(path=path))
        writer = PdfWriter(clone_from=reader)
        for page in writer.pages:
            # What this program noted before, and nothing of others.
            kept = [one for one in page.annotations or () if one.get_object().get("/T") != AUTHOR]
            if page.annotations is not None:
                page.annotations = ArrayObject(kept)
        letters, listed = _Letters(pages), []
        date = when.astimezone(timezone.utc).strftime("D:%Y%m%d%H%M%SZ")
        for mark in joined(marks):
            if found := letters.find(document, mark):
                _highlight(writer, found, mark.comment, date)
            else:
                listed.append(quoted(document, mark, messages.NO_PLACE))
        if listed and writer.pages:
            left, top = (float(edge) for edge in writer.pages[0].cropbox.upper_left)
            said = "\n".join(listed)
            note = Text(rect=(left + 18, top - 42, left + 42, top - 18), text=said)
            _annotate(writer, 0, note, said, date)
        written = io.BytesIO()
        writer.write(written)
    except (*damaged, DependencyError):
        # It may as well be encrypted in a way that needs another library.
        raise OutputError(messages.CANNOT_MARK.about(path=path)) from None
    marked, copied = written.getvalue(), []
    # Of a damaged file each library mends other parts: does it show what was read?
    with suppress(InputError):
        copied = [len(page.letters) for page in pages_of(marked, path)]
    if copied != [len(page.letters) for page in pages]:
        raise OutputError(messages.CANNOT_MARK.about(path=path))
    return marked


class _Letters:
    """The letters of all pages without spaces, as one text, and which are taken by a mark."""

    def __init__(self, pages: Sequence[Page]) -> None:
        bare = [(_bare(one.text), at, one) for at, page in enumerate(pages) for one in page.letters]
        self.text = "".join(text for text, _, _ in bare)
        # Of each character, the number of its page, and its letter.
        self.placed = [(at, letter) for text, at, letter in bare for _ in text]
        self.taken: set[int] = set()

    def find(self, document: Document, mark: Mark) -> list[tuple[int, Box]]:
        """Return where the characters of a mark stand; nothing where they are not found."""
        block = document.blocks[document.block_at(mark.start)]
        start, end = (at - block.pieces[0][1] for at in (mark.start, mark.end))
        parts = block.text[:start], block.text[start:end], block.text[end:]
        before, words, behind = map(_bare, parts)
        first = bisect_left(self.placed, (block.place.page or 1) - 1, key=lambda one: one[0])
        for left, right in _AROUND:
            context = before[len(before) - left :] if left else ""
            wanted = f"{context}{words}{behind[:right]}"
            at = self.text.find(wanted, first)
            while at >= 0 and at + len(context) in self.taken:
                at = self.text.find(wanted, at + 1)
            if at >= 0:
                at += len(context)
                self.taken.add(at)
                return self.placed[at : at + len(words)]
        return []


def _bare(text: str) -> str:
    return "".join(unified(text).translate(_BARE).split())


def _highlight(writer: Any, found: Sequence[tuple[int, Box]], comment: str, date: str) -> None:
    from pypdf.annotations import Highlight
    from pypdf.generic import ArrayObject, FloatObject

    for page, letters in groupby(found, lambda one: one[0]):
        size = writer.pages[page].cropbox
        high = float(size.width if writer.pages[page].rotation % 180 else size.height)
        # One comment, over as many lines as the number stands on.
        corners, boxes = [], []
        for _, some in groupby(letters, lambda one: round(one[1].bottom)):
            box = PlacedLine(tuple(letter for _, letter in some), page)
            left, top, right, bottom = box.left, high - box.top, box.right, high - box.bottom
            corners += [left, top, right, top, left, bottom, right, bottom]
            boxes.append((left, bottom, right, top))
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        area = min(lefts), min(bottoms), max(rights), max(tops)
        quads = ArrayObject(map(FloatObject, corners))
        highlight = Highlight(rect=area, quad_points=quads, highlight_color=_COLOUR)
        _annotate(writer, page, highlight, comment, date)


def _annotate(writer: Any, page: int, annotation: Any, comment: str, date: str) -> None:
    from pypdf.generic import NameObject, TextStringObject

    for key, value in (("/Contents", comment), ("/T", AUTHOR), ("/M", date)):
        annotation[NameObject(key)] = TextStringObject(value)
    writer.add_annotation(page, annotation)
