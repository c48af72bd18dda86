"""Word documents as Word shows them: what is read of them, what is not, and where it stands."""

import zipfile
from pathlib import Path

import pytest
from conftest import Run
from reports import write_word
from word_parts import cell, paragraph, run as run_of, table, write_markup

pytest.importorskip("lxml", reason="needs the extra publish")

from cppcc_cli.documents import place_words
from cppcc_cli.documents.reading import read_document
from cppcc_cli.documents.word import read_parts
from cppcc_cli.documents.xml import Office


def read(path: Path) -> list[str]:
    """Return the blocks of a document."""
    return [block.text for block in read_document(str(path)).blocks]


def unread(path: Path) -> dict[str, int]:
    """Return what of a document was not read."""
    return {**read_document(str(path)).unread}


def within(tags: str, content: str) -> str:
    """Return content within elements, the outermost first."""
    for tag in reversed(tags.split()):
        content = f"<{tag}>{content}</{tag}>"
    return content


def field(asked: list[str], result: str = "") -> str:
    """Return a field: what it asks for, text or other fields, and what it shows."""
    step = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    words = (one if one[0] == "<" else within("w:r w:instrText", one) for one in asked)
    shown = step("separate") + run_of(result) if result else ""
    return f"{step('begin')}{''.join(words)}{shown}{step('end')}"


_SYMBOL = '<w:sym w:font="Symbol" w:char="'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph("提案", run_of("418", "<w:vanish/>"), "362件"), "提案362件"),
        (paragraph("提案", run_of("481", "<w:strike/>"), "418件"), "提案418件"),
        (paragraph("提案", run_of("481", "<w:dstrike/>"), "418件"), "提案418件"),
        (paragraph("提案", run_of("418", '<w:vanish w:val="0"/>'), "件"), "提案418件"),
        (paragraph("提案", within("w:del w:r w:delText", "4")), "提案"),
        (paragraph(within("w:moveFrom", run_of("旧")), "提案418件"), "提案418件"),
        (paragraph(within("w:ins", run_of("418")), "件"), "418件"),
        # Letters that a damaged file has in no run.
        ("<w:p><w:r/><w:t>提案418件</w:t></w:p>", "提案418件"),
        (
            paragraph(
                within(
                    "w:r w:ruby", within("w:rt", run_of("tí")) + within("w:rubyBase", run_of("提"))
                ),
                "案481件",
            ),
            "提案481件",
        ),
        (paragraph("418", run_of("1", '<w:vertAlign w:val="superscript"/>'), "件"), "418¹件"),
        (paragraph("10", run_of("4", '<w:vertAlign w:val="superscript"/>'), "亩"), "10⁴亩"),
        (paragraph("CO", run_of("2", '<w:vertAlign w:val="subscript"/>')), "CO₂"),
        (paragraph("增长", within("w:r", f'{_SYMBOL}F02D"/>'), "3.5%"), "增长−3.5%"),
        (paragraph(within("w:r", f'{_SYMBOL}F0B3"/>'), "95%"), "≥95%"),
        (paragraph("共", within("m:oMath m:r m:t", "481"), "件"), "共481件"),
        (
            paragraph(
                within("m:oMath m:sSup", within("m:e m:r m:t", "10") + within("m:sup m:r m:t", "4"))
            ),
            "10⁴",
        ),
        (paragraph(within("w:hyperlink", run_of("提案418件"))), "提案418件"),
        (within("w:sdt w:sdtContent", paragraph("提案418件")), "提案418件"),
        (within("w:customXml", paragraph(within("w:smartTag", run_of("418件")))), "418件"),
        (paragraph(field(["DOCPROPERTY n"], "418"), "件"), "418件"),
        (paragraph(field(["IF ", field(["REF n"], "77"), ' > 5 "418" "1"'], "418"), "件"), "418件"),
        (paragraph(field([r"EQ \o\ac(○,1)"]), "2023年"), "①2023年"),
        (paragraph(within("w:r v:shape", '<v:textpath string="石江市政协"/>')), "石江市政协"),
        (paragraph("40", "<w:r><w:noBreakHyphen/></w:r>", "50件"), "40-50件"),
    ],
)
def test_a_paragraph_is_read_as_it_is_seen(body: str, text: str, tmp_path: Path) -> None:
    """Hidden, struck out, deleted and moved text is not there; wrappers change nothing."""
    assert read(write_markup(tmp_path / "a.docx", body)) == [text]


@pytest.mark.parametrize(
    ("look", "what"), [("vanish", "hidden"), ("strike", "struck"), ("dstrike", "struck")]
)
def test_what_is_not_seen_is_counted(look: str, what: str, tmp_path: Path) -> None:
    body = paragraph("提案", run_of("481", f"<w:{look}/>"), "418件")
    assert unread(write_markup(tmp_path / "a.docx", body)) == {what: 1}


def test_a_deleted_paragraph_mark_joins(tmp_path: Path) -> None:
    """Two paragraphs of which the first mark was deleted are one, as Word counts them."""
    deleted = "<w:rPr><w:del/></w:rPr>"
    body = paragraph("提案", properties=deleted) + paragraph("418件。") + paragraph("完。")
    document = read_document(str(write_markup(tmp_path / "a.docx", body)))
    assert [(one.place.paragraph, one.text) for one in document.blocks] == [
        (1, "提案418件。"),
        (2, "完。"),
    ]


def test_notes_headers_and_boxes_have_their_places(tmp_path: Path) -> None:
    """Notes are numbered as the text refers to them; a header is read once, a box where it is."""
    box = f"<w:txbxContent>{paragraph('框内50篇')}</w:txbxContent>"
    body = (
        paragraph("提案", '<w:r><w:footnoteReference w:id="7"/></w:r>', "418件")
        + paragraph(
            "<w:r><mc:AlternateContent><mc:Choice><wps:txbx>"
            f"{box}</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r>",
            "图示",
        )
        + paragraph("另", '<w:r><w:footnoteReference w:id="3"/></w:r>')
        + paragraph("末", '<w:r><w:endnoteReference w:id="2"/></w:r>')
        + '<w:sectPr><w:headerReference r:id="header"/><w:footerReference r:id="footer"/>'
        + "</w:sectPr>"
        + '<w:sectPr><w:headerReference r:id="header"/></w:sectPr>'
    )
    parts = {
        "footnotes": f'<w:footnote w:id="3">{paragraph("二60件")}</w:footnote>'
        f'<w:footnote w:id="7">{paragraph("一70件")}</w:footnote>'
        f'<w:footnote w:id="9">{paragraph("无人提到")}</w:footnote>',
        "endnotes": f'<w:endnote w:id="2">{paragraph("尾80件")}</w:endnote>',
        "header": paragraph("简报第12期"),
        "footer": paragraph("第", field(["PAGE"], "3"), "页"),
    }
    document = read_document(str(write_markup(tmp_path / "a.docx", body, parts)))
    assert [(place_words(one.place).say("zh"), one.text) for one in document.blocks] == [
        ("第1段", "提案418件"),
        ("第2段", "图示"),
        ("文本框", "框内50篇"),
        ("第4段", "另"),
        ("第5段", "末"),
        ("脚注1", "一70件"),
        ("脚注2", "二60件"),
        ("尾注1", "尾80件"),
        ("页眉", "简报第12期"),
        ("页脚", "第页"),
    ]


@pytest.mark.parametrize(("kind", "section"), [("first", "<w:titlePg/>"), ("even", "")])
def test_a_header_that_is_not_in_force_is_not_read(kind: str, section: str, tmp_path: Path) -> None:
    """That of first pages, or of even ones, is kept in a file that has none of its own for them."""
    header = f'<w:headerReference r:id="header" w:type="{kind}"/>'
    parts = {"header": paragraph("旧稿"), "settings": "<w:evenAndOddHeaders/>"}
    body = paragraph("提案418件") + f"<w:sectPr>{header}{{}}</w:sectPr>"
    path = write_markup(tmp_path / "a.docx", body.format(section), parts)
    assert read(path) == ["提案418件", "旧稿"]
    parts["settings"] = '<w:evenAndOddHeaders w:val="0"/>'
    assert read(write_markup(path, body.format(""), parts)) == ["提案418件"]


def test_rows_and_cells_whatever_is_wrapped_round_them(tmp_path: Path) -> None:
    """Content controls round a row and a cell swallow neither; merged cells stand once.

    What a cell that goes on with the one above still holds is not seen, but where none is above.
    """
    wrapped = within("w:sdt w:sdtContent", cell("418"))
    row = within("w:sdt w:sdtContent w:tr", cell("立案") + cell("318"))
    body = table(("指标", cell("数量", '<w:gridSpan w:val="2"/>')), ("", "2022年", "2023年"))
    body = body.replace(
        "</w:tbl>", f"<w:tr>{cell('提案')}{wrapped}{cell('362')}</w:tr>{row}</w:tbl>"
    )
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('旧')}{cell('1')}</w:tr>"
    begun, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    for first, second in ((cell("办复", begun), cell("9", on)), (cell("旧", on), cell("8"))):
        deleted += f"<w:tr>{first}{second}</w:tr>"
    body = body.replace("</w:tbl>", f"{deleted}</w:tbl>")
    document = read_document(str(write_markup(tmp_path / "a.docx", body)))
    assert [one.text for one in document.blocks] == [
        "| 指标 | 数量 |",
        "|  | 2022年 | 2023年 |",
        "| 提案 | 418 | 362 |",
        "| 立案 | 318 |",
        "| 办复 | 9 |",
        "|  | 8 |",
    ]
    third = document.blocks[2]
    assert [cell.column for cell in third.cells] == [1, 2, 3]
    assert [third.text[cell.start : cell.end] for cell in third.cells] == ["提案", "418", "362"]
    assert third.heads == ("指标", "数量2022年", "数量2023年")
    assert place_words(third.place).say("zh") == "表1第3行"


def test_headings_have_their_levels(tmp_path: Path) -> None:
    """By the name of the style or its outline level, its own or that of the style below it."""
    styles = (
        '<w:style w:styleId="a"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="b"><w:name w:val="公文标题"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="c"><w:name w:val="小标题"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>'
        "</w:style>"
        '<w:style w:styleId="h"><w:name w:val="隐藏"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = "".join(
        paragraph(text, properties=f'<w:pStyle w:val="{style}"/>')
        for text, style in (("总", "a"), ("一", "1"), ("又", "b"), ("小", "c"), ("藏", "h"))
    )
    path = write_markup(
        tmp_path / "a.docx", body + paragraph("正文，提案418件。"), {"styles": styles}
    )
    blocks = read_document(str(path)).blocks
    assert [(one.kind, one.level, one.text) for one in blocks] == [
        ("heading", 0, "总"),
        ("heading", 1, "一"),
        ("heading", 1, "又"),
        ("heading", 3, "小"),
        ("paragraph", 0, "正文，提案418件。"),
    ]


def test_what_word_opens_is_read(tmp_path: Path) -> None:
    """Strict files, templates, other names of parts, backslashes, references into nothing."""
    body = paragraph("提案418件。")
    nowhere = {"image": "../NULL", "thumbnail": "docProps/none.jpeg", "footnotes": "none.xml"}
    made = [
        write_markup(tmp_path / "strict.docx", body, strict=True),
        write_markup(tmp_path / "macros.docm", body, name="word/document2.xml"),
        write_markup(tmp_path / "template.dotx", body, separator="\\"),
        write_markup(tmp_path / "nowhere.docx", body, referred=nowhere),
        write_markup(tmp_path / "named.doc", body),
    ]
    assert [read(path) for path in made] == [["提案418件。"]] * len(made)


def test_inserted_content_is_read_or_said(run: Run, tmp_path: Path) -> None:
    """A page in an altChunk is read where it stands; what is of no kind that is read is said."""
    body = paragraph("前") + '<w:altChunk r:id="aFChunk"/>' + paragraph("后")
    page = "<html><p>提案418件</p></html>"
    for name, content, read_of_it in (("x.html", page, ["提案418件"]), ("x.bin", "\0\1", [])):
        path = write_markup(tmp_path / "a.docx", body, referred={"aFChunk": name})
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(f"word/{name}", content)
        assert read(path) == ["前", *read_of_it, "后"]
    assert unread(path) == {"part": 1}
    done = run("numbers", "a.docx", "--lang", "zh")
    assert done.err == "cppcc: a.docx：未读取其他格式的内容1处\n"


def test_the_text_of_a_diagram_is_read(tmp_path: Path) -> None:
    """Behind the text that it stands in, as those of boxes are; that of a deleted one is not."""
    for tags, expected in (("w:r", ["前", "提案418件"]), ("w:del w:r", ["前"])):
        body = paragraph("前", within(tags, "<v:relIds/>"))
        path = write_markup(tmp_path / "a.docx", body, referred={"diagramDrawing": "d.xml"})
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("word/d.xml", within("d sp txBody p r t", "提案418件"))
        assert (read(path), unread(path)) == (expected, {})


def test_pictures_comments_and_hidden_text_are_said(run: Run, tmp_path: Path) -> None:
    """In one line on standard error, also in a pipe; a file of pictures alone is refused."""
    picture = "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"
    body = paragraph("提案418件", picture, picture, run_of("藏", "<w:vanish/>"))
    comments = f'<w:comment w:id="1">{paragraph("请核")}</w:comment>'
    write_markup(tmp_path / "a.docx", body, {"comments": comments})
    done = run("numbers", "a.docx", "--lang", "zh", "--columns", "printed")
    assert (done.out, done.err) == (
        "printed\n418件\n",
        "cppcc: a.docx：未读取图片2张、隐藏内容1处、批注1条\n",
    )
    for drawn, said in (
        (picture, "里只有图片，没有文字：请先用文字识别（OCR）软件转换\n"),
        (within("w:r v:chart", ""), "里只有图表或嵌入对象，没有文字：请另附一份有文字的\n"),
    ):
        write_markup(tmp_path / "b.docx", paragraph(drawn))
        done = run("proofread", "b.docx", "--lang", "zh")
        assert (done.out, done.err, done.code) == ("", f"cppcc: b.docx（Word 文档）{said}", 3)


def test_each_character_leads_back_to_its_text_node(tmp_path: Path) -> None:
    """Of runs, cells and notes: the w:t, and the place in it."""
    body = (
        paragraph("  提案", "<w:del><w:r><w:t>x</w:t></w:r></w:del>", "4", "18件  ")
        + table(("指标", "数量"), ("提案", "481件"))
        + paragraph("注", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    )
    notes = f'<w:footnote w:id="1">{paragraph("另见50篇")}</w:footnote>'
    path = write_markup(tmp_path / "a.docx", body, {"footnotes": notes})
    marked = read_parts(Office(path.read_bytes(), str(path)), noted=True)
    assert marked.blocks[0].text == "提案418件"
    for block, runs in zip(marked.blocks, marked.runs, strict=True):
        covered = set()
        for one in runs:
            found = one.node.text[one.offset : one.offset + one.length]
            assert found == block.text[one.start : one.start + one.length]
            covered |= set(range(one.start, one.start + one.length))
        assert {block.text[at] for at in set(range(len(block.text))) - covered} <= {"|", " "}


def test_a_long_document_is_read_alike(tmp_path: Path) -> None:
    """What python-docx writes is read as it was written."""
    text = "\n".join(f"第{number}段，提案{number}件。" for number in range(1, 400))
    write_word(tmp_path / "a.docx", text)
    assert read_document(str(tmp_path / "a.docx")).text == text


def test_a_box_in_a_note_has_a_place(tmp_path: Path) -> None:
    """It is a box, whatever note it hangs on."""
    box = "<w:txbxContent>" + paragraph("提出提案481件。") + "</w:txbxContent>"
    note = f'<w:footnote w:id="1">{paragraph("见框。", f"<w:r>{box}</w:r>")}</w:footnote>'
    body = paragraph("一年来。", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    path = write_markup(tmp_path / "a.docx", body, {"footnotes": note})
    places = [place_words(one.place).say("zh") for one in read_document(str(path)).blocks]
    assert places == ["第1段", "脚注1", "文本框"]


def _level(number: int, kind: str, words: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{words}"/></w:lvl>'
    )


_NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    + _level(0, "chineseCountingThousand", "%1、", '<w:pStyle w:val="Chapter"/>')
    + _level(1, "chineseCounting", "（%2）")
    + _level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    + _level(3, "bullet", "l")
    + _level(4, "none", "附%4：")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Listed"/>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="9"><w:styleLink w:val="Listed"/>'
    + _level(0, "decimalEnclosedCircle", "%1")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="10">'
    + _level(0, "upperRoman", "%1.")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="5"><w:abstractNumId w:val="10"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="49"/></w:lvlOverride></w:num>'
)
_CHAPTER = (
    '<w:style w:type="paragraph" w:styleId="Chapter"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="Part"><w:basedOn w:val="Chapter"/>'
    "</w:style>"
)


def numbered(text: str, list: int, level: int, mark: str = "") -> str:
    """Return a paragraph of a list."""
    said = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>'
    return paragraph(text, properties=f"{said}<w:rPr>{mark}</w:rPr>")


def test_numbers_that_word_counts_are_read(tmp_path: Path) -> None:
    """As they are shown, and headings by them; they stand in no text node of the file."""
    body = (
        paragraph("2023年工作回顾", properties='<w:pStyle w:val="Chapter"/>')
        + numbered("提案工作", 1, 1)
        + numbered("提出提案418件。", 1, 2)
        + numbered("立案件数见附表。", 1, 3)
        + numbered("名单。", 1, 4)
        + numbered("", 1, 2)
        + numbered("办理191件。", 1, 2)
        + numbered("撤回的", 1, 2, "<w:del/>")
        + numbered("协商工作", 1, 1)
        + paragraph("2024年主要任务", properties='<w:pStyle w:val="Part"/>')
        + numbered("编报信息463期。", 2, 1)
        + numbered("播出44期。", 2, 1)
        + numbered("甲项。", 3, 0)
        + numbered("乙项。", 3, 0)
        + paragraph(
            "附注见后。",
            properties='<w:pStyle w:val="Part"/><w:numPr><w:numId w:val="0"/></w:numPr>',
        )
        + numbered("不在任何列表中。", 4, 0)
        + numbered("没有这一级。", 1, 8)
        + numbered("丙项。", 5, 0)
        + numbered("丁项。", 5, 0)
    )
    path = tmp_path / "a.docx"
    write_markup(path, body, {"numbering": _NUMBERING, "styles": _CHAPTER})
    marked = read_parts(Office(path.read_bytes(), "a.docx"), noted=True)
    assert [block.text for block in marked.blocks] == [
        "一、2023年工作回顾",
        "（一）提案工作",
        "1.1.1 提出提案418件。",
        "立案件数见附表。",
        "附：名单。",
        "1.1.3 办理191件。",
        "（二）撤回的协商工作",
        "二、2024年主要任务",
        "（五）编报信息463期。",
        "（六）播出44期。",
        "① 甲项。",
        "② 乙项。",
        "附注见后。",
        "不在任何列表中。",
        "没有这一级。",
        "XLIX. 丙项。",
        "L. 丁项。",
    ]
    assert marked.runs[5][0][:2] == (6, 7)
    headings = [one for one in read_document(str(path)).blocks if one.kind == "heading"]
    assert [(one.level, one.text[:2]) for one in headings] == [
        (2, "一、"),
        (3, "（一"),
        (3, "（二"),
        (2, "二、"),
    ]
