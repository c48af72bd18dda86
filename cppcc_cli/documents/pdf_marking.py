"""Marks in a PDF: a copy with a highlight, and a note, at numbers of its text.

A number is looked for among the letters of its page with the words around it, since paragraphs were
joined out of lines. What is not found there is listed in the first note. The only door to pypdf.
"""

import io
import logging
from collections.abc import Sequence
from datetime import datetime, timezone
from itertools import groupby
from typing import NamedTuple

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Highlight, MarkupAnnotation, Text
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

from cppcc_cli.documents.document import Document
from cppcc_cli.documents.marks import AUTHOR, Mark, apart, quoted
from cppcc_cli.documents.pdf import pages_of
from cppcc_cli.documents.placed import Letter, Page, PlacedLine
from cppcc_cli.errors import InputError, OutputError
from cppcc_cli.messages import documents as messages

# What it says of a damaged file is no sentence of ours.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

# What comes of a damaged file, or of one that is encrypted in a way that needs another library.
_CANNOT = (
    *(PyPdfError, DependencyError, ValueError, LookupError, TypeError, AttributeError),
    RecursionError,
)
_COLOUR = "ffb3b3"
# How many characters before and behind a number are looked for with it, the most first.
_AROUND = ((12, 6), (6, 3), (3, 1), (0, 0))
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹｜", "0123456789|")


class _Placed(NamedTuple):
    """A character of a page, and the box of its letter."""

    page: int
    box: Letter


def mark_pdf(raw: bytes, document: Document, marks: Sequence[Mark], when: datetime) -> bytes:
    """Return the PDF in `raw`, read as `document`, with a highlight at each mark, dated `when`.

    Raises InputError for a PDF that cannot be read, and OutputError for one that is signed or
    protected, or that cannot be written again.
    """
    path = document.path
    pages = pages_of(raw, path)
    try:
        reader = PdfReader(io.BytesIO(raw))
        if b"/ByteRange" in raw:
            raise OutputError(messages.SIGNED.about(path=path))
        if reader.is_encrypted:
            raise OutputError(messages.PROTECTED.about(path=path))
        writer = PdfWriter(clone_from=reader)
        _remove_ours(writer)
        letters = _Letters(pages)
        listed = []
        date = when.astimezone(timezone.utc).strftime("D:%Y%m%d%H%M%SZ")
        for mark in apart(marks):
            found = letters.find(document, mark)
            if found:
                _highlight(writer, found, mark.comment, date)
            else:
                listed.append(quoted(document, mark, messages.NO_PLACE))
        if listed and writer.pages:
            _note(writer, "\n".join(listed), date)
        written = io.BytesIO()
        writer.write(written)
    except _CANNOT:
        raise OutputError(messages.CANNOT_MARK.about(path=path)) from None
    marked = written.getvalue()
    if not _has_letters_of(pages, marked, path):
        raise OutputError(messages.CANNOT_MARK.about(path=path))
    return marked


def _remove_ours(writer: PdfWriter) -> None:
    """Remove what this program noted before, and nothing of others."""
    for page in writer.pages:
        if page.annotations is not None:
            kept = [one for one in page.annotations if one.get_object().get("/T") != AUTHOR]
            page.annotations = ArrayObject(kept)


def _has_letters_of(pages: Sequence[Page], marked: bytes, path: str) -> bool:
    """Tell whether a copy shows what was read: of a damaged file each library mends other parts."""
    try:
        copied = pages_of(marked, path)
    except InputError:
        return False
    return [len(page.letters) for page in copied] == [len(page.letters) for page in pages]


class _Letters:
    """The letters of all pages without spaces, as one text, and which are taken by a mark."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.placed = [
            (char, _Placed(number, letter))
            for number, page in enumerate(pages)
            for letter in page.letters
            for char in letter.text.translate(_RAISED)
            if not char.isspace()
        ]
        self.text = "".join(char for char, _ in self.placed)
        self.starts: dict[int, int] = {}
        for at, (_, one) in enumerate(self.placed):
            self.starts.setdefault(one.page, at)
        self.taken: set[int] = set()

    def find(self, document: Document, mark: Mark) -> list[_Placed]:
        """Return where the characters of a mark stand; nothing where they are not found."""
        block = document.blocks[document.block_at(mark.start)]
        start = mark.start - block.pieces[0][1]
        end = mark.end - block.pieces[0][1]
        before, words, behind = (
            _bare(part) for part in (block.text[:start], block.text[start:end], block.text[end:])
        )
        page = (block.place.page or 1) - 1
        first = self.starts.get(page, 0)
        for left, right in _AROUND:
            context = before[len(before) - left :] if left else ""
            wanted = f"{context}{words}{behind[:right]}"
            at = self.text.find(wanted, first)
            while at >= 0 and at + len(context) in self.taken:
                at = self.text.find(wanted, at + 1)
            if at >= 0:
                at += len(context)
                self.taken.add(at)
                return [one for _, one in self.placed[at : at + len(words)]]
        return []


def _bare(text: str) -> str:
    return "".join(text.translate(_RAISED).replace("|", "").split())


def _highlight(writer: PdfWriter, found: Sequence[_Placed], comment: str, date: str) -> None:
    for (page, _), some in groupby(found, lambda one: (one.page, round(one.box.bottom))):
        box = PlacedLine(tuple(one.box for one in some), page)
        size = writer.pages[page].cropbox
        high = float(size.width if writer.pages[page].rotation % 180 else size.height)
        top, bottom = high - box.top, high - box.bottom
        corners = (box.left, top, box.right, top, box.left, bottom, box.right, bottom)
        highlight = Highlight(
            rect=(box.left, bottom, box.right, top),
            quad_points=ArrayObject(map(FloatObject, corners)),
            highlight_color=_COLOUR,
        )
        highlight[NameObject("/Contents")] = TextStringObject(comment)
        _sign(highlight, date)
        writer.add_annotation(page, highlight)


def _note(writer: PdfWriter, comment: str, date: str) -> None:
    size = writer.pages[0].cropbox
    top = float(size.top)
    note = Text(
        rect=(float(size.left) + 18, top - 42, float(size.left) + 42, top - 18), text=comment
    )
    _sign(note, date)
    writer.add_annotation(0, note)


def _sign(annotation: MarkupAnnotation, date: str) -> None:
    annotation[NameObject("/T")] = TextStringObject(AUTHOR)
    annotation[NameObject("/M")] = TextStringObject(date)
