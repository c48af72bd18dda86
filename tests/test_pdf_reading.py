"""What is drawn round the letters of a PDF, and what is filled in on it."""

import shutil
import signal
import sys
from pathlib import Path

import pytest
from bench.seeds import pdf_of
from conftest import Run, posix

pytest.importorskip("pypdfium2", reason="needs the extra pdf")

from cppcc_cli.documents import Document
from cppcc_cli.documents.pdf import read_pdf
from cppcc_cli.errors import InputError

# A table: its cells, and the lines round them; the first cell reaches over two rows, and what the
# last says is broken.
CELLS = {
    (60, 690): "Kind",
    (160, 690): "Name",
    (260, 690): "Number",
    (60, 655): "Filings",
    (160, 670): "Filed",
    (260, 670): "418",
    (160, 650): "Once",
    (160, 635): "more",
    (260, 650): "380",
}
LEVELS = ((50, 705, 350), (50, 685, 350), (150, 665, 350), (50, 625, 350))
UPRIGHTS = (50, 150, 250, 350)


def page(shown: str, *annotations: bytes, form: bytes = b"") -> Document:
    """Return the document of a page that shows something and has annotations."""
    content = shown.encode()
    listed = b" ".join(b"%d 0 R" % (6 + number) for number in range(len(annotations)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % form,
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Annots[%s]"
        b"/Resources<</Font<</F 5 0 R>>>>>>" % listed,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return read_pdf(pdf_of([*objects, *annotations]), "a.pdf").document()


def text(x: float, y: float, words: str) -> str:
    """Return what shows words at a place."""
    return f"BT /F 12 Tf {x} {y} Td ({words}) Tj ET "


def test_what_a_line_strikes_out_is_not_read() -> None:
    """A line below letters, and one that goes on far beyond them, strike nothing out."""
    shown = text(50, 700, "Filings") + text(95, 700, "481") + text(120, 700, "418")
    shown += text(50, 650, "Halls 177") + text(50, 600, "Talks 28")
    # Through 481, below 177, and of a chart.
    shown += "95 704 20 0.5 re f 82 648 m 102 648 l S 50 604 m 500 604 l S"
    document = page(shown)
    assert document.text.split() == ["Filings", "418", "Halls", "177", "Talks", "28"]
    assert document.unread == {"struck": 1}


def test_a_ruled_table_is_read_by_its_lines() -> None:
    """A cell with all its lines, whatever stands beside it, and once where it reaches down."""
    shown = "".join(text(x, y, words) for (x, y), words in CELLS.items())
    shown += "".join(f"{left} {y} m {right} {y} l S " for left, y, right in LEVELS)
    shown += "".join(f"{x} 625 m {x} 705 l S " for x in UPRIGHTS) + text(50, 590, "Below.")
    document = page(shown)
    assert [one.text for one in document.blocks] == [
        "| Kind | Name | Number |",
        "| Filings | Filed | 418 |",
        "|  | Once more | 380 |",
        "Below.",
    ]
    assert document.blocks[2].heads == ("Kind", "Name", "Number")


def test_filled_in_fields_are_read_and_comments_counted() -> None:
    """Text that was typed on the page, too; what is hidden is not."""
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a%d)/V(Filed: 418)/Rect[50 %d 200 %d]/F %d>>"
    document = page(
        text(50, 700, "Report"),
        field % (1, 600, 620, 4),
        field % (2, 500, 520, 2),
        b"<</Type/Annot/Subtype/FreeText/Contents(Halls: 177)/DA(/F 12 Tf)/Rect[50 550 200 570]>>",
        b"<</Type/Annot/Subtype/Text/Contents(Really 419?)/Rect[300 550 320 570]>>",
        form=b"/AcroForm<</Fields[6 0 R 7 0 R]>>",
    )
    assert document.text.split() == ["Report", "Filed:", "418", "Halls:", "177"]
    assert document.unread == {"comment": 1}


def test_what_was_struck_out_is_said(run: Run, tmp_path: Path) -> None:
    """In a line of its own, since lines can only be taken for what they look like."""
    content = (text(50, 700, "Filings 481") + "50 704 62 0.5 re f " + text(50, 600, "418")).encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    (tmp_path / "a.pdf").write_bytes(pdf_of(objects))
    done = run("numbers", "a.pdf", "--columns", "printed", "--no-header", "--lang", "zh")
    assert (done.out, done.err) == ("418\n", "cppcc: a.pdf：未读取划掉的文字1处\n")


@posix
def test_a_reader_that_ends_at_once_ends_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a pipe holds is written to a process that is gone: an error, and no end."""
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    before = signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        with pytest.raises(InputError):
            read_pdf(bytes(1_000_000), "a.pdf")
        assert signal.getsignal(signal.SIGPIPE) == signal.SIG_DFL
    finally:
        signal.signal(signal.SIGPIPE, before)
