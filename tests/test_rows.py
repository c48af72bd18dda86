"""Tables: what a row says of its numbers, and what is left out of a draft, with the reason."""

from pathlib import Path

import docx
import pytest
from drafts import drafted, stated

from cppcc_cli.documents.reading import read_document

# A table, its figures, and what is remarked.
TABLES = [
    (
        "| 指标 | 单位 | 2031年 | 2032年 |\n|--|--|--|--|\n"
        "| 义诊 | 次 | 33 | 34 |\n"
        "| 送戏 | 场 | 5 | 6 |",
        [
            "other.p3-1 2031年义诊 33 exact 次 3 -",
            "other.p3-2 义诊 34 exact 次 3 -",
            "other.p4-1 2031年送戏 5 exact 场 4 -",
            "other.p4-2 送戏 6 exact 场 4 -",
        ],
        [
            "other.p3-1 请核对：“2031年”：不是本年度",
            "other.p4-1 请核对：“2031年”：不是本年度",
        ],
    ),
    (
        "类别\t数量（件）\t占比（%）\n经济\t30\t60\n社会\t20\t40",
        [
            "other.p2-1 经济 30 exact 件 2 -",
            "other.p2-2 经济占比 60 exact % 2 -",
            "other.p3-1 社会 20 exact 件 3 -",
            "other.p3-2 社会占比 40 exact % 3 -",
        ],
        [],
    ),
    (
        "|类别|件数|占比|\n|经济|30|60%|",
        ["other.p2-1 经济件数 30 exact 件 2 -", "other.p2-2 经济占比 60 exact % 2 -"],
        [],
    ),
    ("| 类别 | 数量 |\n| 经济 | 30 |", [], ["第 2 行：30 没有单位，未收录"]),
    (
        "| 来信 | 61封 | 下降3.1% |",
        ["other.p1-1 来信 61 exact 封 1 -"],
        ["第 1 行：3.1% 是增减数，未收录"],
    ),
    (
        "| 项目 | 数量 | 同比 |\n| 来信 | 61封 | 3.1% |",
        ["other.p2-1 来信 61 exact 封 2 -"],
        ["第 2 行：3.1% 是增减数，未收录"],
    ),
    (
        "| 群众来信 | 办结 | 200封 |\n| | 未办结 | 10封 |",
        [
            "other.p1-1 群众来信办结 200 exact 封 1 -",
            "other.p2-1 群众来信未办结 10 exact 封 2 -",
        ],
        [],
    ),
    (
        "| 义诊 | 33 | 次 | 送戏 | 5 | 场 |",
        ["other.p1-1 义诊 33 exact 次 1 -", "other.p1-2 送戏 5 exact 场 1 -"],
        [],
    ),
    # In running text, too, nothing is left out in silence.
    (
        "来信总数为300，回信280。每月座谈3—5次，成立85周年，见第7页。电话2345678。",
        [],
        [
            "第 1 行：300 没有单位，未收录",
            "第 1 行：280 没有单位，未收录",
            "第 1 行：3—5次 没有单一数值，未收录",
        ],
    ),
]


def of_numbers(said: list[str]) -> list[str]:
    """Return what is said of numbers, and not of the title that is still to be given."""
    return [one for one in said if "source.title" not in one]


@pytest.mark.parametrize(("text", "figures", "remarks"), TABLES, ids=[text for text, *_ in TABLES])
def test_figures_of_tables_and_what_is_left_out(
    text: str, figures: list[str], remarks: list[str]
) -> None:
    """Units stand beside the number, in the head or in a column; what has none is named."""
    dataset, said = drafted(text)
    assert (stated(dataset), of_numbers(said)) == (figures, remarks)


def test_what_is_unclear_is_named(tmp_path: Path) -> None:
    """A number that the scanner does not understand stands in a comment with its line."""
    _, said = drafted("来信40封。\n编号为12丙的一间。")
    assert of_numbers(said) == ["第 2 行：12 所指不明，未收录"]


def test_a_cell_of_two_paragraphs_is_one_cell(tmp_path: Path) -> None:
    """A label that was broken into lines stands on the line of its row."""
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "群众来信"
    table.cell(0, 0).add_paragraph("（含网上）")
    table.cell(0, 1).text = "200封"
    document.save(str(tmp_path / "a.docx"))
    text = read_document(str(tmp_path / "a.docx")).text
    assert text == "| 群众来信 （含网上） | 200封 |"
    assert stated(drafted(text)[0]) == ["other.p1-1 群众来信（含网上） 200 exact 封 1 -"]
