"""OpenDocument texts: lists as they are numbered, styles of each part, changes in their end."""

from pathlib import Path

import pytest

pytest.importorskip("lxml", reason="needs the extra publish")

from bench.seeds import zipped

from cppcc_cli.documents.reading import read_document

_SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "style")
)


def opened(kind: str, styles: str, body: str) -> str:
    """Return a part of a document: its own styles, and its body or its pages."""
    within = f"<office:automatic-styles>{styles}</office:automatic-styles>{body}"
    return f"<office:document-{kind}{_SPACES}>{within}</office:document-{kind}>"


def read(folder: Path, body: str, styles: str = "", pages: str = "") -> list[str]:
    """Return the blocks of a text with a body, its styles, and the styles and pages beside it."""
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    path = folder / "a.odt"
    parts = {"content.xml": opened("content", styles, text), "styles.xml": pages or "<a/>"}
    path.write_bytes(zipped({"mimetype": "application/vnd.oasis.opendocument.text", **parts}))
    return [block.text for block in read_document(str(path)).blocks]


def level(number: int, format: str, more: str) -> str:
    """Return how a level of a list is numbered."""
    said = f'text:level="{number}" style:num-format="{format}" {more}'
    return f"<text:list-level-style-number {said}/>"


def items(style: str, *content: str, more: str = "") -> str:
    """Return a list; text without markup is an item with a paragraph."""
    named = f' text:style-name="{style}"' if style else ""
    inner = "".join(
        one if one[0] == "<" else f"<text:list-item><text:p>{one}</text:p></text:list-item>"
        for one in content
    )
    return f"<text:list{named} {more}>{inner}</text:list>"


STYLES = (
    '<text:list-style style:name="L">'
    + level(1, "一, 二, 三, ...", 'style:num-suffix="、"')
    + level(2, "1", 'text:display-levels="2" style:num-suffix="."')
    + '</text:list-style><text:list-style style:name="M"><text:list-level-style-bullet'
    ' text:level="1" text:bullet-char="•"/></text:list-style><text:list-style style:name="N">'
    + level(1, "①, ②, ③, ...", 'text:start-value="3" style:num-list-format="（%1%）"')
    + "</text:list-style><text:outline-style>"
    + '<text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
    + "</text:outline-style>"
)


def test_lists_are_numbered_as_they_are_shown(tmp_path: Path) -> None:
    """On from another list where they say so, and each item once."""
    inner = items("", "立案", "办理")
    body = (
        '<text:h text:outline-level="1">回顾</text:h>'
        + items("L", "提案", f"<text:list-item>{inner}</text:list-item>", "协商")
        + "<text:p>说明。</text:p>"
        + items("L", "信息", more='xml:id="a" text:continue-numbering="true"')
        + items("M", "会议")
        + items("L", "播出", more='text:continue-list="a"')
        + items(
            "N",
            "甲",
            '<text:list-item text:start-value="7"><text:p>乙</text:p><text:p>丙</text:p>'
            "</text:list-item>",
            "<text:list-header><text:p>丁</text:p></text:list-header>",
        )
        + items("L", "重来")
        + items("none", "无")
        + '<text:h text:outline-level="1" text:is-list-header="true">附</text:h>'
        '<text:h text:outline-level="1">展望</text:h>'
    )
    assert read(tmp_path, body, STYLES) == [
        *("I. 回顾", "一、提案", "一.1. 立案", "一.2. 办理", "二、协商", "说明。", "三、信息"),
        *("会议", "四、播出", "（③）甲", "（⑦）乙", "丙", "丁", "一、重来", "无", "附", "II. 展望"),
    ]


def test_each_part_has_styles_of_its_own(tmp_path: Path) -> None:
    """Those of the pages may have the names of those of the text; some pages have no header."""
    hidden = (
        '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    )
    plain = '<style:style style:name="T1"/>'
    header = '<office:master-styles><style:header><text:p>简报<text:span text:style-name="T1">甲'
    header += (
        '</text:span></text:p></style:header><style:header-left style:display="false"><text:p>旧稿'
    )
    header += "</text:p></style:header-left></office:master-styles>"
    body = '<text:p>提案<text:span text:style-name="T1">418件</text:span>。</text:p>'
    assert read(tmp_path, body, plain, opened("styles", hidden, header)) == ["提案418件。", "简报"]
    assert read(tmp_path, body, hidden, opened("styles", plain, header)) == ["提案。", "简报甲"]


def test_what_was_deleted_between_marks_is_not_read(tmp_path: Path) -> None:
    """Over a break of paragraphs, too; what was inserted is."""
    regions = "".join(
        f'<text:changed-region xml:id="{kind}"><text:{kind}/></text:changed-region>'
        for kind in ("deletion", "insertion")
    )
    body = (
        f"<text:tracked-changes>{regions}</text:tracked-changes>"
        '<text:p>提出提案<text:change-start text:change-id="deletion"/>481件</text:p>'
        '<text:p>多<text:change-end text:change-id="deletion"/>'
        '<text:change-start text:change-id="insertion"/>418件'
        '<text:change-end text:change-id="insertion"/>。</text:p>'
    )
    assert read(tmp_path, body) == ["提出提案", "418件。"]


def test_what_a_shape_says_stands_by_itself(tmp_path: Path) -> None:
    """Whatever its form, it is no part of the words that it is drawn at."""
    space = 'xmlns="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    shapes = "".join(
        f"<{name} {space}><text:p>{number}</text:p></{name}>"
        for number, name in enumerate(("ellipse", "line", "rect"), 1)
    )
    assert read(tmp_path, f"<text:p>提案41{shapes}8件</text:p>") == ["提案418件", "1", "2", "3"]
