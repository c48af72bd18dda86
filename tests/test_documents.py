"""Word documents and pages read as text: what is read, in which order, and what is refused."""

import io
import time
import zipfile
from pathlib import Path

import pytest
from conftest import TESTS, Run
from reports import write_page, write_word

from cppcc_cli.documents.reading import read_document
from cppcc_cli.errors import InputError

docx = pytest.importorskip("docx", reason="needs the extra publish")

HARBOUR = TESTS / "samples" / "harbour-2031.toml"
REPORT = (TESTS / "samples" / "harbour-2031.txt").read_text("utf-8")


def with_part(path: Path, name: str, old: str, new: str) -> None:
    """Replace text in a part of a Word document."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    assert parts[name].count(old.encode()) == 1
    parts[name] = parts[name].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for part, raw in parts.items():
            archive.writestr(part, raw)


def test_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    """A table stands where it stands in the document, a row a line; tabs and breaks are spaces."""
    document = docx.Document()
    document.add_heading("港湾市政协工作", 1)
    paragraph = document.add_paragraph("共收到")
    paragraph.add_run("提案").bold = True
    paragraph.add_run("362件\t立案\n318件。")
    table = document.add_table(2, 3)
    for row, cells in enumerate([("指标", "数量", "单位"), ("提案|立案", "362", "件")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    merged = document.add_table(1, 3)
    merged.cell(0, 0).merge(merged.cell(0, 1)).text = "合计"
    merged.cell(0, 2).text = "680件"
    layout = document.add_table(1, 2)
    layout.cell(0, 0).text = "第一段。\n"
    layout.cell(0, 0).add_paragraph("第二段。")
    layout.cell(0, 1).text = "边栏"
    document.add_paragraph("完。")
    document.save(str(tmp_path / "a.docx"))
    assert read_document(str(tmp_path / "a.docx")).text.split("\n") == [
        "港湾市政协工作",
        "共收到提案362件 立案 318件。",
        "| 指标 | 数量 | 单位 |",
        "| 提案｜立案 | 362 | 件 |",
        "| 合计 | 680件 |",
        "第一段。",
        "第二段。",
        "边栏",
        "完。",
    ]


def test_changes_and_text_boxes_of_a_word_document(tmp_path: Path) -> None:
    """What was inserted is read, what was deleted is not; a box follows its paragraph, once."""
    path = tmp_path / "a.docx"
    write_word(path, "提案MARK件。")
    box = "<w:txbxContent><w:p><w:r><w:t>框内50篇</w:t></w:r></w:p></w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    changed = (
        "提案</w:t></w:r>"
        "<w:ins><w:r><w:t>418</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>481</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>999</w:t></w:r></w:moveFrom>"
        f'<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>件。"
    )
    with_part(path, "word/document.xml", "提案MARK件。", changed)
    assert read_document(str(path)).text == "提案418件。\n框内50篇"


def test_lines_of_a_page(tmp_path: Path) -> None:
    """A block is a line, a row of a table too; scripts, styles and the head are left out."""
    (tmp_path / "a.html").write_text(
        "<!DOCTYPE html><html><head><title>不读 1件</title><style>p{width:12px}</style></head>"
        "<body><h1>港湾市政协</h1>\n<p>共收到<b>提案</b>362\n件，其中<span>集体提案</span>46件。"
        "<script>var a = '13件';</script></p><!-- 14件 -->"
        "<table><tr><th>指标<th>数量<th>单位<tr><td>提案<td>418<td>件</table>"
        "<table><tr><td><p>第一段。</p><p>第二段。</p></td><td>边栏</td></tr></table>"
        "<div>甲<br>乙 &amp; 丙&nbsp;</div><td>丁",
        "utf-8",
    )
    assert read_document(str(tmp_path / "a.html")).text.split("\n") == [
        "港湾市政协",
        "共收到提案362 件，其中集体提案46件。",
        "| 指标 | 数量 | 单位 |",
        "| 提案 | 418 | 件 |",
        "第一段。",
        "第二段。",
        "边栏",
        "甲",
        "乙 & 丙",
        "丁",
    ]


@pytest.mark.parametrize("suffix", ["txt", "docx", "html"])
def test_a_report_is_audited_alike_in_every_form(suffix: str, run: Run, tmp_path: Path) -> None:
    """The same report as text, Word document and page is clean, and not clean when changed."""
    writers = {"docx": write_word, "html": write_page}
    path = tmp_path / f"a.{suffix}"
    write = writers.get(suffix, lambda path, text: path.write_text(text, "utf-8"))
    write(path, REPORT)
    clean = run("check", str(HARBOUR), "--source", path.name)
    assert (clean.out.count("\nprinted\t"), clean.code) == (13, 0)
    write(path, REPORT.replace("31份", "13份"))
    done = run("check", str(HARBOUR), "--source", path.name, "--columns", "paragraph,printed,code")
    assert (done.out.splitlines()[1], done.code) == ("3\t13份\tnot-found", 1)


def test_what_begins_as_a_page_or_an_archive_needs_no_suffix(run: Run, tmp_path: Path) -> None:
    """Standard input is told by how it begins."""
    write_word(tmp_path / "a.docx", "大会发言15篇。")
    write_page(tmp_path / "a.html", "大会发言15篇。")
    for name in ("a.docx", "a.html"):
        raw = (tmp_path / name).read_bytes()
        assert run("proofread", "-", "--columns", "printed", input=raw).out == "printed\n15篇\n"
    gbk = '<html><meta charset="gbk"><p>大会发言15篇。'.encode("gb18030")
    assert run("proofread", "-", "--columns", "printed", input=gbk).out == "printed\n15篇\n"


@pytest.mark.parametrize("end", ["\r", "\u2028", "\u2029"])
def test_what_else_ends_a_line_ends_it(end: str, tmp_path: Path) -> None:
    """As in texts of the first Macintoshes, and where Unicode says so."""
    (tmp_path / "a.txt").write_bytes(f"工作{end}提案418件".encode())
    assert read_document(str(tmp_path / "a.txt")).text == "工作\n提案418件"


def test_what_an_older_text_is_written_in_is_told(run: Run) -> None:
    """Big5 is what has its commas; what is in no set is refused with the line where that shows."""
    text = "民生議事堂177家，\n大會發言15篇。\n"
    asked = ("numbers", "-", "--lang", "en", "--columns", "clause", "--no-header")
    for charset, called in (("big5hkscs", "Big5"), ("gb18030", "GB18030")):
        done = run(*asked, input=text.encode(charset))
        assert done.out.split() == ["民生議事堂177家", "大會發言15篇"]
        assert done.err == f"cppcc: - is not UTF-8 and was read as {called}\n"
    done = run(*asked, input=text.encode() + "大會發言15篇。".encode("gb18030"))
    assert (done.out, done.code) == ("", 3)
    assert "cppcc: - has characters on line 3 that are in no known encoding" in done.err


def refusals(folder: Path) -> dict[str, bytes]:
    """Return documents that must be refused, by their names."""
    word = folder / "good.docx"
    write_word(word, "提案418件。")
    good = word.read_bytes()
    bomb, lying, other = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (200 << 20))
    with zipfile.ZipFile(lying, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image.bin", b" " * (200 << 20))
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "提案418件。")
    nested = folder / "nested.docx"
    write_word(nested, "MARK")
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    with zipfile.ZipFile(nested) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts["word/document.xml"] = (
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a0 "aaaaaaaaaa">{entities}]><w>&a9;</w>'
    ).encode()
    with zipfile.ZipFile(nested, "w") as archive:
        for part, raw in parts.items():
            archive.writestr(part, raw)
    encrypted = bytearray(good)
    encrypted[6] |= 1
    encrypted[good.rindex(b"PK\x01\x02") + 8] |= 1
    return {
        "bomb.docx": bomb.getvalue(),
        "image.docx": lying.getvalue(),
        "other.docx": other.getvalue(),
        "entities.docx": nested.read_bytes(),
        "text.docx": b"\0\1\2",
        "empty.docx": b"",
        "cut.docx": good[: len(good) // 2],
        "locked.docx": bytes(encrypted),
        "old.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        "large.html": b"<p>x</p>" * (50 * 131_072),
        "binary.html": b"<html>\0",
    }


def test_what_is_no_document_is_refused_with_a_reason(tmp_path: Path) -> None:
    """In seconds, with the file named and one sentence: a bomb, a cut file, one with a password."""
    for name, raw in refusals(tmp_path).items():
        (tmp_path / name).write_bytes(raw)
        began = time.monotonic()
        with pytest.raises(InputError) as refused:
            read_document(str(tmp_path / name))
        assert time.monotonic() - began < 5
        (said,) = refused.value.lines("en")
        assert name in said


def test_an_archive_of_too_many_parts_is_no_document(run: Run, tmp_path: Path) -> None:
    """It is refused before each of its entries is looked at."""
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        for number in range(20_001):
            archive.writestr(f"word/{number}", b"")
    done = run("numbers", "a.docx")
    assert (done.out, done.code) == ("", 3)
    assert done.err.startswith("cppcc: a.docx is damaged or incomplete: open it in Word")


def test_a_damaged_word_document_is_read_or_refused(run: Run, tmp_path: Path) -> None:
    """Whatever byte is another, the text is given or a sentence; no fault of a library shows."""
    path = tmp_path / "a.docx"
    write_word(path, "提案418件。")
    good = path.read_bytes()
    refused = 0
    for at in range(0, len(good), 211):
        for mask in (0xFF, 0x01):
            damaged = bytearray(good)
            damaged[at] ^= mask
            path.write_bytes(damaged)
            try:
                read_document(str(path))
            except InputError as error:
                (said,) = error.lines("en")
                assert str(path) in said
                refused += 1
    assert refused > 20
    packed = bytearray(good)
    packed[good.find(b"word/document.xml") + 300] ^= 0xFF
    path.write_bytes(packed)
    for command in ("draft", "numbers", "proofread"):
        done = run(command, "a.docx", "--lang", "en")
        assert (done.out, done.err, done.code) == (
            "",
            "cppcc: a.docx is damaged or incomplete: open it in Word or WPS and save it anew\n",
            3,
        )
