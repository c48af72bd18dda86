"""Plain text and Markdown as blocks: headings, joined lines, tables, and what is not read."""

import pytest
from hypothesis import given, strategies as st

from cppcc_cli.documents import Block, Document, Place
from cppcc_cli.documents.text import heading_level, text_document, with_headings


def document(text: str, markdown: bool = False) -> Document:
    """Return `text` as a document."""
    return text_document("a", text, markdown=markdown)


def outline(text: str, markdown: bool = False) -> list[str]:
    """Return the blocks of `text`, each after its level or its first letter."""
    return [
        f"{block.level if block.kind == 'heading' else block.kind[0]} {block.text}"
        for block in document(text, markdown).blocks
    ]


REPORT = """政协海安市第九届委员会常务委员会
工作报告
——在政协海安市第九届委员会第三次会议上
（2032年1月10日）
张 三
各位委员：
现在，我代表常务委员会报告工作。
一、2031年工作回顾
（一）围绕中心，协商议政
全年提出提案212件。
加强提案督办
全年办理。
二、2032年工作安排
1.征集提案450件
（2）组织调研。
"""


def test_outline_of_a_report() -> None:
    """A title of several lines is one; a date, a name, an address and an item are no headings."""
    assert outline(REPORT) == [
        "0 政协海安市第九届委员会常务委员会工作报告——在政协海安市第九届委员会第三次会议上",
        "p （2032年1月10日）",
        "p 张 三",
        "p 各位委员：",
        "p 现在，我代表常务委员会报告工作。",
        "2 一、2031年工作回顾",
        "3 （一）围绕中心，协商议政",
        "p 全年提出提案212件。",
        "7 加强提案督办",
        "p 全年办理。",
        "2 二、2032年工作安排",
        "p 1.征集提案450件",
        "p （2）组织调研。",
    ]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("第一章 总则", 1),
        ("第二部分 提案工作", 1),
        ("一、工作回顾", 2),
        ("第三节 督办", 2),
        ("（一）围绕中心，协商议政。", 3),
        ("1.提案工作", 4),
        ("1.2 提案工作", 4),
        ("(3)督办", 5),
        ("①督办", 6),
        ("一、提出提案212件；", None),
        ("（一）提出提案212件。", None),
        ("1.提出提案212件", None),
        ("3.5万件提案", None),
        ("2031.1.10", None),
        ("提案工作", None),
        ("一批提案", None),
    ],
)
def test_level_of_a_numbered_line(line: str, level: int | None) -> None:
    """The number says the level; a sentence or a line that states a figure heads nothing."""
    assert heading_level(line) == level


BROKEN = [
    (
        "2031年，市政协共提出提\n案212件，全市177家民生议\n事堂共举办协商活动4\n45场次。",
        ["p 2031年，市政协共提出提案212件，全市177家民生议事堂共举办协商活动445场次。"],
    ),
    (
        "全年开展监督性调研十二次，形成调研报告和建议共五份，推动解决\r\n"
        "30个，各方面反映良好。\r\n\r\n办好工作室。",
        [
            "p 全年开展监督性调研十二次，形成调研报告和建议共五份，推动解决30个，各方面反映良好。",
            "p 办好工作室。",
        ],
    ),
    ("（1）提出提案212件，\n2、举办活动28场。", ["p （1）提出提案212件，", "p 2、举办活动28场。"]),
    ("提出提案212件。\n举办活动28场。", ["p 提出提案212件。", "p 举办活动28场。"]),
    ("加强民主监督\n全年开展监督性调研12次，形成报告5份。", None),
    ("提案212件\n信息364期\n报告21份", ["p 提案212件", "p 信息364期", "p 报告21份"]),
    ("　　提案工作得到加强，\n　　信息364期。", ["p 提案工作得到加强，信息364期。"]),
    ("提案工作得到加强，\n　　信息364期。", ["p 提案工作得到加强，", "p 信息364期。"]),
    ("共提出提案212\n件，办结200件。", ["p 共提出提案212件，办结200件。"]),
    ("they met and read\nall 12 items,\nand left.", None),
]


@pytest.mark.parametrize(("text", "blocks"), BROKEN)
def test_lines_broken_for_width(text: str, blocks: list[str] | None) -> None:
    """What was one line is one again; an item, a heading and an ended sentence stay apart."""
    if blocks is None:
        lines = text.split("\n")
        assert [found[2:] for found in outline(text)] in (lines, [lines[0], "".join(lines[1:])])
    else:
        assert outline(text) == blocks


MARKS = [
    "提案**212**件",
    "提案*212*件",
    "提案`212`件",
    "提案[212](https://a.example/b?c=1)件",
    "提案<b>212</b>件",
    "提案[212][1]件",
    "提案==212==件",
    '提案<span class="x">212</span>件',
    "提案~~396件~~212件",
    "提案<del>396</del><ins>212</ins>件",
    "提案212<sup>3</sup>件",
    "提案212²件",
    "提案212[^1]件",
    "提案2\u200b12件\ufeff",
    "提案212<!-- 396 -->件",
    "> 提案212件",
    r"提案212\*件".replace(r"\*", ""),
]


@pytest.mark.parametrize("text", MARKS)
def test_marks_inside_a_sentence(text: str) -> None:
    """A reader sees the words alone, and each leads back to its place."""
    (block,) = document(text).blocks
    assert block.text == "提案212件"
    assert [text[block.offset(index)] for index in range(6)] == list("提案212件")


@pytest.mark.parametrize(
    "text", ["5*3*2", "a_b_c提案", "见[附件](3)", "面积5km²", "4 * 5 * 6", "[甲][乙]a==b"]
)
def test_what_is_no_mark(text: str) -> None:
    """Signs of sums, names and brackets stay."""
    assert [block.text for block in document(text).blocks] == [text]


def test_markdown() -> None:
    """Marked headings have their levels; fenced and indented code and comments are not read."""
    text = (
        "# 报告\n\n前言。\n\n```\n提案12件\n```\n\n    提案13件\n\n<!-- 提案\n14件 -->\n"
        "## 回顾 ##\n- 提案15件\n"
    )
    assert outline(text, markdown=True) == ["0 报告", "p 前言。", "1 回顾", "p - 提案15件"]
    assert document(text, markdown=True).unread == {"comment": 1, "code": 1}
    assert [block.place.paragraph for block in document(text, markdown=True).blocks] == [
        1,
        2,
        9,
        10,
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "| 指标 | 数量（件） |\n|---|--:|\n| 提案 | **212** |",
            [[("指标", ""), ("数量（件）", "")], [("提案", "指标"), ("212", "数量（件）")]],
        ),
        (
            "类别\t2030年\t2031年\n提案\t200件\t212件",
            [
                [("类别", ""), ("2030年", ""), ("2031年", "")],
                [("提案", "类别"), ("200件", "2030年"), ("212件", "2031年")],
            ],
        ),
        ("提案\t212件", [[("提案", ""), ("212件", "")]]),
        ("1.\t提案212件。", []),
    ],
)
def test_rows(text: str, rows: list[list[tuple[str, str]]]) -> None:
    """Each cell knows the head of its column; the rule below the head is no row."""
    found = [block for block in document(text).blocks if block.kind == "row"]
    assert [
        [
            (block.text[cell.start : cell.end], head)
            for cell, head in zip(block.cells, block.heads, strict=True)
        ]
        for block in found
    ] == rows


@given(
    st.text("提案一、（）12.件。，#*_`~<>[]()|\t\r\n &\\\u200b\u3000abc-", max_size=120),
    st.booleans(),
)
def test_every_character_leads_back(text: str, markdown: bool) -> None:
    """Whatever stands there, what is read stands at its place in the text, in order."""
    last = -1
    for block in document(text, markdown).blocks:
        assert block.text == block.text.strip() != ""
        for index, char in enumerate(block.text):
            offset = block.offset(index)
            assert last < offset < len(text)
            assert text[offset] == char or char == " "
            last = offset


def test_headings_among_the_blocks_of_another_kind_of_file() -> None:
    """A paragraph of the body may be a heading by its words; a footnote and a row are none."""
    given_blocks = [
        Block("heading", "海安市政协工作报告", Place(1), ((0, 0),), 0),
        Block("paragraph", "一、工作回顾", Place(2), ((0, 10),)),
        Block("paragraph", "全年提出提案212件。", Place(3), ((0, 20),)),
        Block("row", "二、工作安排", Place(4), ((0, 30),)),
        Block("paragraph", "三、工作建议", Place(5, "footnote"), ((0, 40),)),
    ]
    kinds = [(block.kind, block.level) for block in with_headings(given_blocks)]
    expected = [("heading", 0), ("heading", 2), ("paragraph", 0), ("row", 0), ("paragraph", 0)]
    assert kinds == expected
