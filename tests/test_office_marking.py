"""Presentations and workbooks with comments: on the slide, at the cell, and all else as it was."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import Run
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table
from word_manuscripts import parts_of

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OURS = "丽水市政协2023年：提出提案418件"


def relations(**targets: str) -> str:
    """Return what a part refers to: kinds, with a number behind them, and targets."""
    each = "".join(
        f'<Relationship Id="{id}" Type="{_R}/{id.rstrip("0123456789")}" Target="{target}"/>'
        for id, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def slide(text: str, kind: str = "sld", show: str = "1") -> str:
    """Return a slide, or its notes, with one text."""
    shown = f' show="{show}"' if kind == "sld" else ""
    return (
        f'<p:{kind} xmlns:p="{P}" xmlns:a="{_A}"{shown}><p:cSld><p:spTree><p:sp><p:txBody><a:p>'
        f"<a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:{kind}>"
    )


def presentation(**changed: str) -> bytes:
    """Return three slides, the second hidden, the third with notes and a comment of somebody."""
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": relations(officeDocument="ppt/presentation.xml"),
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{P}" xmlns:r="{_R}"><p:sldIdLst>'
        + "".join(f'<p:sldId id="{255 + n}" r:id="slide{n}"/>' for n in (1, 2, 3))
        + "</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(
            commentAuthors="commentAuthors.xml",
            **{f"slide{n}": f"slides/slide{n}.xml" for n in (1, 2, 3)},
        ),
        "ppt/slides/slide1.xml": slide("丽水市政协2023年提出提案481件，开展协商议政活动28场。"),
        "ppt/slides/slide2.xml": slide("提出提案99件", show="0"),
        "ppt/slides/slide3.xml": slide("播出“主题教育·委员说”42期，提出提案481件"),
        "ppt/slides/_rels/slide3.xml.rels": relations(
            notesSlide="../notesSlides/notesSlide1.xml", comments="../comments/comment1.xml"
        ),
        "ppt/notesSlides/notesSlide1.xml": slide("举办协商活动454场次。", "notes"),
        "ppt/commentAuthors.xml": f'<p:cmAuthorLst xmlns:p="{P}"><p:cmAuthor id="0" name="张三" '
        'initials="张" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>',
        "ppt/comments/comment1.xml": f'<p:cmLst xmlns:p="{P}"><p:cm authorId="0" idx="1">'
        '<p:pos x="9" y="9"/><p:text>请核实</p:text></p:cm></p:cmLst>',
        "ppt/media/a.png": "picture",
    }
    members.update(changed)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return written.getvalue()


def on_slides(raw: bytes) -> dict[str, list[tuple[str, str]]]:
    """Return the author and the first line of each comment, by the part that has it."""
    parts = parts_of(raw)
    authors = {
        one.get("id"): str(one.get("name"))
        for one in etree.fromstring(parts["ppt/commentAuthors.xml"])
    }
    return {
        name.rpartition("/")[2]: [
            (authors[one.get("authorId")], str(one[-1].text).partition("\n")[0])
            for one in etree.fromstring(parts[name])
        ]
        for name in parts
        if name.startswith("ppt/comments/")
    }


def changed(before: bytes, after: bytes) -> set[str]:
    """Return the parts of an archive that are new or others than before; none may be lost."""
    old, new = parts_of(before), parts_of(after)
    assert list(new)[: len(old)] == list(old)
    return {name for name in new if old.get(name) != new[name]}


def test_slides_have_comments_that_quote_the_number(run: Run, tmp_path: Path) -> None:
    """On the slide, for its notes, too; hidden slides and all other parts stay as they are."""
    raw = presentation()
    (tmp_path / "a.pptx").write_bytes(raw)
    done = run("proofread", "a.pptx", "--marked", "m.pptx", "--lang", "zh")
    assert done.code == 1, done.err
    marked = (tmp_path / "m.pptx").read_bytes()
    assert changed(raw, marked) == {
        "[Content_Types].xml",
        "ppt/commentAuthors.xml",
        "ppt/comments/comment1.xml",
        "ppt/comments/comment2.xml",
        "ppt/slides/_rels/slide1.xml.rels",
    }
    said = on_slides(marked)
    assert [(author, text[:7]) for author, text in said["comment2.xml"]] == [("cppcc", "“481件”：")]
    assert [(author, text[:7]) for author, text in said["comment1.xml"]] == [
        ("张三", "请核实"),
        ("cppcc", "“42期”：播"),
        ("cppcc", "“481件”："),
        ("cppcc", "“454场次”"),
    ]
    assert _OURS in parts_of(marked)["ppt/comments/comment2.xml"].decode()
    run("proofread", "m.pptx", "--marked", "again.pptx", "--lang", "zh")
    assert on_slides((tmp_path / "again.pptx").read_bytes()) == said
    run("proofread", "m.pptx", "--marked", "none.pptx", "--verdict", "agrees", "--lang", "zh")
    assert on_slides((tmp_path / "none.pptx").read_bytes()) == {
        "comment2.xml": [("cppcc", "“28场”：一致：协商议政活动")],
        "comment1.xml": [("张三", "请核实")],
    }


def test_a_presentation_without_comments_gets_the_parts(run: Run, tmp_path: Path) -> None:
    """With an author, listed and referred to; one that has nothing to say of stays as it is."""
    nobody = {"ppt/_rels/presentation.xml.rels": relations(slide1="slides/slide1.xml")}
    (tmp_path / "a.pptx").write_bytes(presentation(**nobody))
    run("proofread", "a.pptx", "--marked", "m.pptx")
    parts = parts_of((tmp_path / "m.pptx").read_bytes())
    assert b"commentAuthors+xml" in parts["[Content_Types].xml"]
    assert b'Target="commentAuthors.xml"' in parts["ppt/_rels/presentation.xml.rels"]
    sound = {**nobody, "ppt/slides/slide1.xml": slide("提出提案418件")}
    (tmp_path / "b.pptx").write_bytes(presentation(**sound))
    assert run("proofread", "b.pptx", "--marked", "n.pptx").code == 0
    assert parts_of((tmp_path / "n.pptx").read_bytes()) == parts_of(presentation(**sound))


def test_a_part_is_known_by_its_name_in_any_case(run: Run, tmp_path: Path) -> None:
    """What is written to it stands there, and in no second part."""
    parts = parts_of(presentation())
    with zipfile.ZipFile(tmp_path / "a.pptx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("comment1", "Comment1"), content)
    run("proofread", "a.pptx", "--marked", "m.pptx", "--lang", "zh")
    said = on_slides((tmp_path / "m.pptx").read_bytes())
    assert {name: len(comments) for name, comments in said.items()} == {
        "Comment1.xml": 4,
        "comment2.xml": 1,
    }


_MODERN = '<a:cmLst xmlns:a="http://schemas.microsoft.com/office/powerpoint/2018/8/main"/>'
_VERIFIED = (
    f'<p:presentation xmlns:p="{P}" xmlns:r="{_R}"><p:sldIdLst><p:sldId r:id="slide1"/>'
    "</p:sldIdLst><p:modifyVerifier/></p:presentation>"
)


@pytest.mark.parametrize(
    ("parts", "part"),
    [
        ({"ppt/comments/comment1.xml": _MODERN}, "newer kind"),
        ({"_xmlsignatures/origin.sigs": ""}, "signed"),
        ({"ppt/commentAuthors.xml": "<p:"}, "damaged"),
        ({"ppt/presentation.xml": _VERIFIED}, "protected"),
    ],
)
def test_what_takes_no_comments_is_told(
    run: Run, tmp_path: Path, parts: Mapping[str, str], part: str
) -> None:
    """Exit 1 and no file; the page is to be had all the same."""
    (tmp_path / "a.pptx").write_bytes(presentation(**parts))
    done = run("proofread", "a.pptx", "--marked", "m.pptx")
    assert (done.code, part in done.err) == (3 if part == "damaged" else 1, True), done.err
    assert not (tmp_path / "m.pptx").exists()
    run("proofread", "a.pptx", "--marked", "m.html")
    assert "481件" in (tmp_path / "m.html").read_text("utf-8")


def workbook(noted: bool = True) -> bytes:
    """Return a sheet with a table, lines of text, and a note of somebody, and a hidden sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "数据"
    for row in (("指标", "数量"), ("提出提案（件）", 481), ("委员工作室（家）", 191)):
        sheet.append(row)
    sheet.add_table(Table(displayName="t", ref="A1:B3"))
    sheet["A5"] = "丽水市政协2023年举办协商活动454场次。"
    sheet["C6"] = "播出“主题教育·委员说”42期，编报社情民意信息436期。"
    sheet.oddHeader.center.text = "提出提案481件"
    if noted:
        sheet["A5"].comment = Comment("请核实", "张三")
        sheet["D1"].comment = Comment("已核实", "张三")
    hidden = book.create_sheet("底稿")
    hidden.append(("提出提案99件",))
    hidden.sheet_state = "hidden"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def noted(path: Path) -> dict[str, tuple[str, list[str]]]:
    """Return of each note, by its cell, the author and the first words of its lines."""
    return {
        cell.coordinate: (cell.comment.author, [line[:8] for line in cell.comment.text.split("\n")])
        for sheet in load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


def test_cells_have_notes(run: Run, tmp_path: Path) -> None:
    """Of a cell that has one, and of a header, it is in the first; what is hidden has none."""
    raw = workbook()
    (tmp_path / "a.xlsx").write_bytes(raw)
    done = run("proofread", "a.xlsx", "--marked", "m.xlsx", "--lang", "zh")
    assert done.code == 1, done.err
    assert changed(raw, (tmp_path / "m.xlsx").read_bytes()) == {
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
    }
    stated = "丽水市政协202"
    first = [*("“481”：提出", stated), *("工作表“数据”第", stated), *("工作表“数据”页", stated)]
    expected = {
        "B2": ("cppcc", first),
        "C6": ("cppcc", ["“42期”：播出", stated, "“436期”：上", stated]),
        "A5": ("张三", ["请核实"]),
        "D1": ("张三", ["已核实"]),
    }
    assert noted(tmp_path / "m.xlsx") == expected
    run("proofread", "m.xlsx", "--marked", "again.xlsx", "--lang", "zh")
    assert noted(tmp_path / "again.xlsx") == expected
    drawings = [
        parts_of((tmp_path / name).read_bytes())["xl/drawings/commentsDrawing1.vml"]
        for name in ("m.xlsx", "again.xlsx")
    ]
    assert [one.count(b'ObjectType="Note"') for one in drawings] == [4, 4]


def test_a_workbook_without_notes_gets_the_parts(run: Run, tmp_path: Path) -> None:
    """Their drawing is referred to where a sheet may refer to it: before its tables."""
    raw = workbook(noted=False)
    (tmp_path / "a.xlsx").write_bytes(raw)
    run("proofread", "a.xlsx", "--marked", "m.xlsx")
    marked = (tmp_path / "m.xlsx").read_bytes()
    assert changed(raw, marked) == {
        "[Content_Types].xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }
    sheet = etree.fromstring(parts_of(marked)["xl/worksheets/sheet1.xml"])
    tags = [etree.QName(one).localname for one in sheet]
    assert tags[-2:] == ["legacyDrawing", "tableParts"]
    assert set(noted(tmp_path / "m.xlsx")) == {"B2", "A5", "C6"}


def test_what_stands_in_no_cell_is_said_at_a_free_one(run: Run, tmp_path: Path) -> None:
    """Where the only finding of a sheet is in its header, or in a cell with a note of another."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "丽水市政协2023年提出提案481件"
    sheet["A1"].comment = Comment("请核实", "张三")
    book.save(tmp_path / "a.xlsx")
    run("proofread", "a.xlsx", "--marked", "m.xlsx", "--lang", "zh")
    assert noted(tmp_path / "m.xlsx")["B1"][1][0] == "工作表“Shee"


def test_a_protected_sheet_is_refused(run: Run, tmp_path: Path) -> None:
    """Where it forbids notes; where it forbids only cells it takes them."""
    for objects, code in ((True, False), (False, True)):
        book = load_workbook(io.BytesIO(workbook()))
        book["数据"].protection.sheet = True
        book["数据"].protection.objects = objects
        book.save(tmp_path / "a.xlsx")
        done = run("proofread", "a.xlsx", "--marked", f"{objects}.xlsx")
        assert (done.code, "protected" in done.err) == (1, objects)
        assert (tmp_path / f"{objects}.xlsx").exists() == code


def test_a_drawing_that_is_no_markup_is_left(run: Run, tmp_path: Path) -> None:
    """As some programs write it: the page is offered instead."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts_of(workbook()).items():
            spoiled = content.replace(b"</xml>", b"<br></xml>")
            archive.writestr(name, spoiled if name.endswith(".vml") else content)
    (tmp_path / "a.xlsx").write_bytes(written.getvalue())
    done = run("proofread", "a.xlsx", "--marked", "m.xlsx")
    assert (done.code, "NAME.html" in done.err) == (1, True), done.err


def test_what_a_workbook_lacks_is_made(run: Run, tmp_path: Path) -> None:
    """Lists of authors and notes that are not there; a reference that leads nowhere is dropped."""
    parts = parts_of(workbook())
    main = parts["xl/comments/comment1.xml"]
    parts["xl/comments/comment1.xml"] = main[: main.index(b">") + 1] + b"</comments>"
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b'r:id="anysvml"', b'r:id="none"')
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    (tmp_path / "a.xlsx").write_bytes(written.getvalue())
    done = run("proofread", "a.xlsx", "--marked", "m.xlsx")
    assert done.code == 1, done.err
    marked = parts_of((tmp_path / "m.xlsx").read_bytes())
    assert marked["xl/worksheets/sheet1.xml"].count(b"legacyDrawing") == 1
    assert set(noted(tmp_path / "m.xlsx")) == {"B2", "A5", "C6"}
