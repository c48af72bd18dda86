"""What kind a file is, its content tells; what cannot be read is refused by its name."""

import io
import lzma
import struct
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from bench.seeds import DOCUMENTS, document_seeds, zipped
from conftest import Run

pytest.importorskip("lxml", reason="needs the extra publish")

from cppcc_cli.documents import Place, slides
from cppcc_cli.documents.blocks import Blocks
from cppcc_cli.documents.reading import kind_of, read_document
from cppcc_cli.documents.xml import OfficeCopy, parsed
from cppcc_cli.errors import InputError

KINDS = {
    "docx": "word",
    "odt": "odt",
    "ods": "odt",
    "pptx": "pptx",
    "xlsx": "xlsx",
    "rtf": "rtf",
    "pdf": "pdf",
    "ofd": "ofd",
    "doc": "doc",
    "xls": "xls",
    "ppt": "ppt",
    "mht": "mail",
    "html": "page",
}


REFUSED = {
    b"\x89PNG\r\n\x1a\n" + bytes(50): "图片",
    b"\xff\xd8\xff\xe0" + bytes(50): "图片",
    b"7z\xbc\xaf\x27\x1c" + bytes(50): "压缩包",
    b"Rar!\x1a\x07\x01\x00": "压缩包",
    zipped({"a.txt": b"1"}): "压缩包",
    zipped({"mimetype": b"application/epub+zip"}): "电子书（EPUB）",
    zipped({"mimetype": b"application/vnd.oasis.opendocument.graphics"}): "绘图文档",
    zipped({"xl/workbook.bin": b""}): "二进制工作簿（.xlsb）",
    zipped({"_rels/.rels": b"", "visio/document.xml": b""}): "Office 的其他文件",
    b"CAJ" + bytes(50): "CAJ 文件",
    b"SQLite format 3\0": "不认识的二进制文件",
    b"<?xml version='1.0'?><w:wordDocument/>": "Word XML 文档",
    b"<?xml version='1.0'?><data>418</data>": "XML 数据文件",
    b"418\0\1\2": "不认识的二进制文件",
}


@pytest.mark.parametrize("suffix", KINDS)
def test_a_kind_is_told_whatever_the_file_is_called(suffix: str, tmp_path: Path) -> None:
    """A .doc may be RTF, a page in one file, or the newer Word: it is read as what it is."""
    for raw in document_seeds(suffix):
        assert kind_of(raw, "a.doc") == KINDS[suffix]
    path = tmp_path / "a.doc"
    path.write_bytes(document_seeds(suffix)[0])
    assert read_document(str(path)).blocks


def test_every_kind_that_is_spoiled_is_told() -> None:
    """The seeds of the bench are all kinds that are read."""
    assert set(DOCUMENTS) - {"txt", "md"} == set(KINDS)


@pytest.mark.parametrize(("raw", "kind"), REFUSED.items(), ids=REFUSED.values())
def test_a_refusal_names_the_kind_and_the_way_out(raw: bytes, kind: str, tmp_path: Path) -> None:
    """Whatever it is called, also where its suffix is of a kind that is read."""
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    with pytest.raises(InputError) as refused:
        read_document(str(path))
    (said,) = refused.value.lines("zh")
    assert said.startswith(f"{path} 是{kind}，不能读取：请")


def test_a_dataset_is_no_manuscript(tmp_path: Path) -> None:
    """It is drafted from nothing, and proofread by nobody."""
    path = tmp_path / "a.toml"
    path.write_text("schema = 1\n", "utf-8")
    with pytest.raises(InputError) as refused:
        read_document(str(path))
    assert "数据集" in refused.value.lines("zh")[0]


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["提案418件。\r\n", "<html><p>提案<b>418</b>件。"])
def test_a_text_of_two_bytes_a_character(charset: str, text: str, tmp_path: Path) -> None:
    """With its mark or without, as a page, too, whatever the file is called."""
    path = tmp_path / "a.doc"
    path.write_bytes(text.encode(charset))
    assert [block.text for block in read_document(str(path)).blocks] == ["提案418件。"]


def test_a_text_of_comments_alone_holds_none(run: Run, tmp_path: Path) -> None:
    """Nothing that a person reads: it is not passed over as clean."""
    (tmp_path / "a.md").write_text("<!-- 提案418件 -->\n", "utf-8")
    done = run("proofread", "a.md", "--lang", "zh")
    said = "cppcc: a.md（文本）里没有文字：请确认没有选错文件\n"
    assert (done.out, done.err, done.code) == ("", said, 3)


def test_a_tape_archive_is_no_text(tmp_path: Path) -> None:
    """Its name stands at its start, as of a text."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"), io.BytesIO())
    (tmp_path / "a.txt").write_bytes(made.getvalue())
    with pytest.raises(InputError):
        read_document(str(tmp_path / "a.txt"))


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_that_unpacks_to_too_much_is_refused(method: int, tmp_path: Path) -> None:
    """Counted while it is unpacked, whatever the archive says of its size."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method, compresslevel=1) as archive:
        archive.writestr("word/document.xml", b"<w>" + b" " * (17 << 20))
    size = ((17 << 20) + 3).to_bytes(4, "little")
    assert size in made.getvalue()
    for raw in (made.getvalue(), made.getvalue().replace(size, b"\xff\xff\0\0")):
        path = tmp_path / "a.docx"
        path.write_bytes(raw)
        with pytest.raises(InputError) as refused:
            read_document(str(path))
        assert str(path) in refused.value.lines("en")[0]


def test_a_picture_that_unpacks_to_more_than_it_says_is_not_copied() -> None:
    """It is read by pieces, and no more of it than is said."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<document/>")
        archive.writestr("word/media/a.png", bytes(200 << 20))
    lying = made.getvalue().replace((200 << 20).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    tracemalloc.start()
    try:
        with pytest.raises(InputError):
            OfficeCopy(lying, "a.docx").packed()
        assert tracemalloc.get_traced_memory()[1] < 50 << 20
    finally:
        tracemalloc.stop()


def test_a_text_that_many_cells_show_is_no_bomb(tmp_path: Path) -> None:
    """A workbook holds it once: what its cells say together is counted."""
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        for row in range(2_000):
            sheet.write_column(row, 0, ["提案" * 10_000])
    with pytest.raises(InputError) as refused:
        read_document(str(tmp_path / "a.xlsx"))
    assert "太复杂" in refused.value.lines("zh")[0]


def test_a_file_of_pictures_is_said_to_be_a_scan(run: Run, tmp_path: Path) -> None:
    """An OFD of a picture alone: exit 3, and what to do."""
    parts = {
        "OFD.xml": b"<OFD><DocRoot>D.xml</DocRoot></OFD>",
        "D.xml": b'<D><Page BaseLoc="P.xml"/><Page BaseLoc="P.xml"/></D>',
        "P.xml": b"<P><ImageObject/></P>",
    }
    (tmp_path / "a.ofd").write_bytes(zipped(parts))
    done = run("proofread", "a.ofd", "--lang", "zh")
    said = "cppcc: a.ofd 是扫描件（共 2 页），没有文字：请先用文字识别（OCR）软件转换\n"
    assert (done.out, done.err, done.code) == ("", said, 3)


def test_what_is_no_cell_spoils_no_workbook(tmp_path: Path) -> None:
    """In names and in the fonts of what is nowhere, as in a directory of other bytes."""
    (raw,) = document_seeds("xls")
    (tmp_path / "a.xls").write_bytes(raw)
    text = read_document(str(tmp_path / "a.xls")).text
    style, name = b"\x93\x02\x04\x00", b"\x18\x00\x04\x00"
    assert raw.count(style) > 1
    spoiled = raw.replace(style, name).replace(b"\xfe\xff\x09\x00", b"\xff\xfe\x09\x00", 1)
    (tmp_path / "b.xls").write_bytes(spoiled)
    assert read_document(str(tmp_path / "b.xls")).text == text


def test_the_footer_of_a_chart_is_none_of_the_sheet_behind_it(tmp_path: Path) -> None:
    """A chart that takes a sheet of its own has printed pages of its own; it is told of."""
    raw = lzma.decompress((Path(__file__).parent / "office" / "xls.xz").read_bytes())
    first, second = b"\x91\x06\0\0\0\0\x02", b"\n\n\0\0\1\0\1"
    assert raw.count(first) == raw.count(second) == 1
    raw = raw.replace(first, first[:5] + b"\2" + first[6:]).replace(second, second[:4] + b"\0\0\1")
    before, _, behind = raw.rpartition(b"Page")
    (tmp_path / "a.xls").write_bytes(before + b"Seit" + behind)
    document = read_document(str(tmp_path / "a.xls"))
    assert (document.text, document.unread) == ("提出提案98件\nSeit", {"object": 1})


def test_a_title_without_text_takes_none_from_the_text_behind_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The shapes of a slide of PowerPoint 97 refer to the texts of its outline by their numbers."""

    def record(kind: int, *content: bytes, version: int = 15) -> bytes:
        return struct.pack("<HHI", version, kind, sum(map(len, content))) + b"".join(content)

    def atom(kind: int, *numbers: int) -> bytes:
        return record(kind, struct.pack(f"<{len(numbers)}I", *numbers), version=0)

    body = record(0x0FA0, "提案418件".encode("utf-16-le"), version=0)
    outline = atom(0x03F3, 2, 0, 0, 256, 0), atom(0x0F9F, 0), atom(0x0F9F, 1), body
    whole = record(0x03E8, record(0x0FF0, *outline))
    slide = record(0x03EE, record(0xF004, record(0xF00D, atom(0x0F9E, 1))))
    table = atom(0x1772, 2 << 20 | 1, 0, len(whole))
    at = len(whole + slide)
    stream = whole + slide + table + atom(0x0FF5, 0, 0, 0, at, 1)
    user = struct.pack("<5I", 0, 0, 0, 0, at + len(table))
    monkeypatch.setattr(slides.xml, "streams", lambda *_: [stream, user])
    assert slides.read_ppt(b"", "a.ppt").document().text == "提案418件"


def test_what_a_merged_cell_of_a_slide_still_holds_is_not_read() -> None:
    """It goes on with the one above, which stands once."""
    cells = "".join(
        f"<tc {more}><txBody><p><r><t>{text}</t></r></p></txBody></tc>"
        for text, more in (("旧", 'vMerge="1"'), ("提案418件", ""))
    )
    made = Blocks("a.pptx")
    slides.read_shapes(made, Place(0), parsed(f"<a><tbl><tr>{cells}</tr></tbl></a>".encode(), ""))
    assert made.document().text == "|  | 提案418件 |"


def test_markup_that_gives_an_id_twice_is_read(tmp_path: Path) -> None:
    """Others write it so, and read it."""
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    office = text.replace("text:1.0", "office:1.0")
    flat = (
        f'<office:document xmlns:office="{office}" xmlns:t="{text}"><office:body><office:text>'
        '<t:list xml:id="a"><t:list-item><t:p>提案418件。</t:p></t:list-item></t:list>'
        '<t:list xml:id="a"/></office:text>'
        "</office:body></office:document>"
    )
    (tmp_path / "a.fodt").write_text(f'<?xml version="1.0"?>{flat}', "utf-8")
    assert read_document(str(tmp_path / "a.fodt")).text == "提案418件。"
