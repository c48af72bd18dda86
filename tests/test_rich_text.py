"""RTF: the numbers that a program put before paragraphs, and the sets of characters of fonts."""

from pathlib import Path

from cppcc_cli.documents.reading import read_document


def read(folder: Path, body: bytes) -> list[str]:
    """Return the blocks of a document with a body."""
    head = (
        rb"{\rtf1\ansi\ansicpg936\uc1{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset2 Wingdings;}"
        rb"{\f2\fcharset238 Arial;}{\f3\fcharset0 Arial;}}"
    )
    (folder / "a.rtf").write_bytes(head + body + b"}")
    return [block.text for block in read_document(str(folder / "a.rtf")).blocks]


def test_numbers_of_lists_are_read_and_bullets_are_not(tmp_path: Path) -> None:
    """Each before its paragraph, apart from the figures of that."""
    one, item = "一、".encode("gb18030"), "提案".encode("gb18030")
    body = (
        rb"{\listtext\pard\plain\f0 " + one + rb"\tab}\pard " + item + rb"\par"
        rb"{\listtext\f3 1.\tab}418\u20214 ?\par{\listtext\f1 l\tab}" + item + rb"\par"
        rb"{\pntext\f3\'b7\tab}" + item + rb"\par{\listtext 2.\tab}\par"
    )
    assert read(tmp_path, body) == ["一、提案", "1. 418件", "提案", "提案"]


def test_letters_are_read_in_the_set_of_their_font(tmp_path: Path) -> None:
    """That of the document, where the font names none."""
    body = rb"\f2 \'c8l\'e1nek\f3  " + "件".encode("gb18030")
    assert read(tmp_path, body + rb"\par") == ["Článek 件"]


def test_letters_under_their_pronunciation_are_read(tmp_path: Path) -> None:
    """Whose field has no result; of one that has, the result alone."""
    guide = rb"{\field{\*\fldinst{EQ \\o\\ad(\\s\\up 9(t\'a8\'aa),\'cc\'e1)}}{\fldrslt }}"
    other = rb"{\field{\*\fldinst{ SEQ a }}{\fldrslt 418}}"
    assert read(tmp_path, guide + rb"\'b0\'b8" + other + rb"\par") == ["提案418"]


def test_boxes_in_boxes_are_read_however_deep(tmp_path: Path) -> None:
    """Each behind the one that it lies in, and all behind the paragraph that the first hangs on."""
    deep = 400
    boxes = b"".join(rb"{\shptxt %d" % number for number in range(deep)) + rb"\par}" * deep
    expected = ["418", *(str(number) for number in range(deep)), "28"]
    assert read(tmp_path, b"418" + boxes + rb"\par 28\par") == expected


def test_the_header_of_first_pages_is_read_where_they_have_one(tmp_path: Path) -> None:
    """It is kept in a file whose pages are all alike."""
    body = rb"{\headerf 481\par}{\header 9\par}418\par"
    assert read(tmp_path, body) == ["418", "9"]
    assert read(tmp_path, rb"\titlepg" + body) == ["418", "481", "9"]
