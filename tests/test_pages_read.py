"""Pages of the web: what a person sees of them, in whatever set of characters they are written."""

from base64 import b64encode
from pathlib import Path

import pytest

pytest.importorskip("lxml", reason="needs the extra publish")

from cppcc_cli.documents.reading import read_document
from cppcc_cli.errors import InputError


def lines(path: Path, content: bytes) -> list[str]:
    """Return the lines of a page."""
    path.write_bytes(content)
    return read_document(str(path)).text.split("\n")


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ('<p>提案<span style="color:red; display : none">481</span>418件', "提案418件"),
        ("<p>提案<span hidden>481</span>418件", "提案418件"),
        ('<p>提案<i style="visibility:hidden">481</i>418件', "提案418件"),
        ("<p>提案<del>481</del><ins>418</ins>件", "提案418件"),
        ("<p>提案<s>481</s><strike>1</strike>418件", "提案418件"),
        ("<p><ruby>提案<rp>(</rp><rt>tí àn</rt><rp>)</rp></ruby>418件", "提案418件"),
        ('<p>提案<b style="text-decoration: underline line-through">481</b>418件', "提案418件"),
        ("<style>.no{display:none}</style><p>提案<i class='a NO'>481</i>418件", "提案418件"),
        ("<style>/* .x{} */ b, #no{ visibility : hidden }</style><b>1</b><p id=no>2</p>3", "3"),
        ("<style>i{display:none}i.on{display:inline}</style><p><i>1</i><i class=on>2</i>", "2"),
        ("<style>.on{display:none}</style><p class=on style='display:block'>418件", "418件"),
        ("<style>@media print{p{display:none}} p:hover, a p{display:none}</style><p>418", "418"),
        ("<style>@media print{.a{color:red}} .no{display:none}</style><p class=no>1</p>2", "2"),
        ("<p>418<sup>1</sup>件", "418¹件"),
        ("<p>提案<sdfield type=DOCINFO>418</sdfield>件<o:p></o:p>", "提案418件"),
        ("<p>418<sup>[1]</sup>件，CO<sub>2</sub>", "418⁽¹⁾件，CO₂"),
        ("<p>418<!-- 481 -->件", "418件"),
        ("<p>418件<template>1</template><noscript>2</noscript><svg><text>3</text></svg>", "418件"),
    ],
)
def test_what_nobody_sees_is_not_read(markup: str, seen: str, tmp_path: Path) -> None:
    """Hidden, deleted and struck out text, readings, comments; raised digits stand apart."""
    assert lines(tmp_path / "a.html", f"<html>{markup}".encode()) == [seen]


@pytest.mark.parametrize(
    ("declared", "encoded"),
    [
        ('<meta charset="big5">', "big5"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb18030"),
        ('<meta charset="utf-8">', "utf-8"),
        ("", "utf-16"),
        ("", "gb18030"),
        ('<meta charset="none">', "utf-8"),
        ('<meta charset="iso-8859-1">', "utf-8"),
    ],
)
def test_a_page_is_read_as_it_declares(declared: str, encoded: str, tmp_path: Path) -> None:
    """By its mark, as it says, or as texts are."""
    content = f"<html><head>{declared}</head><p>提案418件".encode(encoded)
    assert lines(tmp_path / "a.html", content) == ["提案418件"]


@pytest.mark.parametrize(
    "before",
    ['<?xml version="1.0" encoding="utf-8"?>', "<!-- 1件 -->\n", "\ufeff<!DOCTYPE html>", "  "],
)
def test_a_page_may_begin_otherwise(before: str, tmp_path: Path) -> None:
    """With a declaration, a comment, a mark; what is closed where it begins swallows nothing."""
    page = f'{before}<html><head><script src="a.js"/></head><p>提案418件</p></html>'
    if not before.startswith("<?xml"):
        page = page.replace("/></head>", "></script></head>")
    assert lines(tmp_path / "a.txt", page.encode()) == ["提案418件"]


def test_cells_stand_in_their_columns(tmp_path: Path) -> None:
    """Also where cells reach over columns and rows."""
    page = (
        "<table><tr><th rowspan=2>指标<th colspan=2>数量<tr><th>2022年<th>2023年"
        "<tr><td rowspan=2>提案<td>418<td>362<tr><td>60<td>46</table>"
    )
    (tmp_path / "a.html").write_text(page, "utf-8")
    blocks = read_document(str(tmp_path / "a.html")).blocks
    assert [one.text for one in blocks] == [
        "| 指标 | 数量 |",
        "|  | 2022年 | 2023年 |",
        "| 提案 | 418 | 362 |",
        "|  | 60 | 46 |",
    ]
    assert blocks[3].heads == ("指标", "数量2022年", "数量2023年")
    assert [cell.column for cell in blocks[3].cells] == [1, 2, 3]


def test_a_page_kept_in_one_file(tmp_path: Path) -> None:
    """The page in it is read in the set that its part names; pictures and attachments are said."""
    content = (
        b"From: <saved>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b'Content-Type: text/html; charset="gb2312"\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<p>=CC=E1=B0=B8418=BC=FE<img src=3Da.png></p>\r\n--b\r\n"
        b"Content-Type: image/png\r\n\r\nx\r\n--b\r\n"
        b"Content-Type: text/html\r\nContent-Disposition: attachment\r\n\r\n481\r\n--b--\r\n"
    )
    assert lines(tmp_path / "a.doc", content) == ["提案418件"]
    assert read_document(str(tmp_path / "a.doc")).unread == {"picture": 1, "attachment": 1}


def test_a_page_with_large_pictures_in_one_file(tmp_path: Path) -> None:
    """Only the page is unpacked, however deep it lies; one that is too large itself is refused."""
    head = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=r\n\n--r\n"
        b"Content-Type: multipart/alternative; boundary=a\n\n--a\n"
        b"Content-Type: text/plain\n\n481\n--a\nContent-Type: text/html\n"
        b"Content-Transfer-Encoding: base64\n\n"
    )
    page = b64encode("<p>提案418件".encode())
    picture = b"\n--a--\n--r\nContent-Type: image/png\n\n" + b"QUFB\n" * (40 << 18) + b"--r--\n"
    assert lines(tmp_path / "a.mht", head + page + picture) == ["提案418件"]
    plain = b"MIME-Version: 1.0\n\n418 < 481"
    assert lines(tmp_path / "a.mht", plain) == ["418 < 481"]
    for content in (head + page * (1 << 20), b"MIME-Version: 1.0\nContent-Type: image/png\n\nx"):
        with pytest.raises(InputError):
            lines(tmp_path / "a.mht", content)


def test_a_drawing_is_one_object_and_breaks_no_line(tmp_path: Path) -> None:
    """However many texts and shapes it has; one without text is an ornament."""
    drawing = b"<svg><text>1</text><text>2</text><path/></svg>"
    assert lines(tmp_path / "a.html", b"<p>418" + drawing + b"<svg><path/></svg>481") == ["418481"]
    assert read_document(str(tmp_path / "a.html")).unread == {"object": 1}


@pytest.mark.parametrize("markup", ["<div>" * 2_010 + "418", "<p>418</p>" * 500_001])
def test_a_page_of_too_many_elements_is_refused(markup: str, tmp_path: Path) -> None:
    """None is read in part: the parser leaves out what lies very deep."""
    with pytest.raises(InputError) as refused:
        lines(tmp_path / "a.html", markup.encode())
    assert "太复杂" in refused.value.lines("zh")[0]
