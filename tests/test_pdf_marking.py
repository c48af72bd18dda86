"""PDF manuscripts with highlights: at the letters of each number, with its note."""

import io
import re
from collections.abc import Iterator
from datetime import datetime, timezone

import pypdf
import pytest
from pypdf.annotations import Text

from cppcc_cli.documents.copies import Mark
from cppcc_cli.documents.pdf import mark_pdf, read_pdf
from cppcc_cli.errors import OutputError

WHEN = datetime(2024, 3, 1, 8, 30, tzinfo=timezone.utc)


def pdf(*pages: list[tuple[float, float, str]]) -> bytes:
    """Return a PDF whose pages hold Latin texts at places, from the lower left, in points."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects.append(font)
    kids = []
    for page in pages:
        drawn = "".join(f"BT /F1 12 Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in page)
        stream = drawn.encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    written, places = io.BytesIO(b"%PDF-1.4\n"), []
    written.seek(0, io.SEEK_END)
    for number, one in enumerate(objects, 1):
        places.append(written.tell())
        written.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    start = written.tell()
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    written.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, table))
    written.write(b"trailer << /Size %d /Root 1 0 R >>\n" % (len(places) + 1))
    written.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return written.getvalue()


def notes(raw: bytes) -> Iterator[tuple[int, str, list[float]]]:
    """Yield the page, the note and the box of each annotation."""
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(raw)).pages):
        for one in page.get("/Annots", ()):
            annotation = one.get_object()
            yield number, annotation["/Contents"], [float(edge) for edge in annotation["/Rect"]]


def test_highlights_lie_on_the_letters() -> None:
    """Of two numbers that are alike, each has its own; the text of the copy is that of the file."""
    first = [(72.0, 700.0, "Rooms were 40% of all, and 30% of rooms were halls.")]
    raw = pdf(first, [(100.0, 500.0, "Rooms were 40% once more.")])
    document = read_pdf(raw, "a.pdf").document()
    marks = [
        Mark(found.start(), found.end(), f"No. {number}")
        for number, found in enumerate(re.finditer("[34]0%", document.text))
    ]
    marked = mark_pdf(raw, document, marks, WHEN)
    found = list(notes(marked))
    assert [(page, said) for page, said, _ in found] == [(0, "No. 0"), (0, "No. 1"), (1, "No. 2")]
    assert [
        (left < right, bottom < base < top)
        for (_, _, (left, bottom, right, top)), base in zip(found, (704, 704, 504), strict=True)
    ] == [(True, True)] * 3
    assert found[0][2][2] < found[1][2][0]
    # One that is set in letters of two heights, or over two lines, has one note as well.
    for place in ((89.5, 701.0, "5%"), (72.0, 686.0, "5%")):
        parted = pdf([(72.0, 700.0, "40."), place])
        read = read_pdf(parted, "a.pdf").document()
        mark = Mark(read.text.index("40"), read.text.index("%") + 1, "No. 3")
        ((_, said, box),) = notes(mark_pdf(parted, read, [mark], WHEN))
        assert (said, box[1] < min(700, place[1]) < max(700, place[1]) < box[3]) == ("No. 3", True)
    assert read_pdf(marked, "a.pdf").document().text == document.text


def test_what_is_not_found_is_listed_in_a_note() -> None:
    """On the first page, with its words."""
    raw = pdf([(72.0, 700.0, "Rooms were 40% of all.")])
    document = read_pdf(raw, "a.pdf").document()
    strange = document._replace(
        text="50%", blocks=(document.blocks[0]._replace(text="50%", pieces=((0, 0),)),)
    )
    ((page, said, _),) = notes(mark_pdf(raw, strange, [Mark(0, 3, "wrong")], WHEN))
    assert (page, "50%" in said, "wrong" in said) == (0, True, True)


def test_a_copy_that_would_lose_letters_is_refused() -> None:
    """What one library mends of a damaged file, the other does not."""
    raw = pdf([(72.0, 700.0, "Rooms were 40% of all.")]).replace(b" /Contents ", b")/Contents ")
    document = read_pdf(raw, "a.pdf").document()
    assert "40%" in document.text
    with pytest.raises(OutputError) as refused:
        mark_pdf(raw, document, [Mark(11, 14, "50%")], WHEN)
    assert "--marked" in refused.value.lines("en")[0]


def test_marking_again_replaces_our_notes() -> None:
    """Those of others are kept."""
    raw = pdf([(72.0, 700.0, "Rooms were 40% of all.")])
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(raw))
    writer.add_annotation(0, Text(rect=(9, 9, 20, 20), text="mine", title_bar="Zhang"))
    written = io.BytesIO()
    writer.write(written)
    once = mark_pdf(
        written.getvalue(), read_pdf(raw, "a.pdf").document(), [Mark(11, 14, "first")], WHEN
    )
    twice = mark_pdf(once, read_pdf(once, "a.pdf").document(), [Mark(11, 14, "second")], WHEN)
    assert [said for _, said, _ in notes(twice)] == ["mine", "second"]


@pytest.mark.parametrize("algorithm", ["RC4-128", "signed"])
def test_a_protected_or_signed_file_is_refused(algorithm: str) -> None:
    """The copy would be neither."""
    raw = pdf([(72.0, 700.0, "Rooms were 40% of all.")])
    if algorithm == "signed":
        spoiled = raw.replace(b"/Type /Catalog", b"/Type /Catalog /ByteRange [0 1]")
    else:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(raw))
        writer.encrypt(user_password="", owner_password="owner", algorithm=algorithm)
        written = io.BytesIO()
        writer.write(written)
        spoiled = written.getvalue()
    document = read_pdf(spoiled, "a.pdf").document()
    with pytest.raises(OutputError) as refused:
        mark_pdf(spoiled, document, [Mark(11, 14, "50%")], WHEN)
    assert ("signed" in refused.value.lines("en")[0]) == (algorithm == "signed")
