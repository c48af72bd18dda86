"""Two versions of a manuscript: which numbers are changed, added, dropped, moved, and where."""

import json
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given, strategies as st
from word_manuscripts import document, paragraph

from cppcc_cli.documents.text import text_document
from cppcc_cli.text.numbers import mentions
from cppcc_cli.text.revision import Revision, revise

TITLE = "丽水市政协2023年工作总结\n\n"


def revised(old: str, new: str) -> Revision:
    """Return what became of the numbers of a text."""
    return revise(*(mentions(text_document("a", text)) for text in (old, new)))


def told(old: str, new: str) -> list[str]:
    """Return the changes as words."""
    return [
        " ".join(
            [
                one.outcome,
                one.old.printed if one.old else "-",
                one.new.printed if one.new else "-",
            ]
        )
        for one in revised(old, new).changes
    ]


CHANGES = [
    ("提案418件。", "提案418件。", []),
    ("提案418件。", "提案481件。", ["changed 418件 481件"]),
    ("提案418件。", "提案四百一十八件。", []),
    ("服务1.7万余人次。", "服务17000余人次。", []),
    ("服务1.7万余人次。", "服务1.7万人次。", ["changed 1.7万余人次 1.7万人次"]),
    ("提案418件。", "提案４１８件。", []),
    ("提案418件。", "共收到提案418件。", []),
    ("收到提案418件。", "共收到提案481件。", ["changed 418件 481件"]),
    ("提案418件。", "提案418件，立案384件。", ["added - 384件"]),
    ("提案418件，立案384件。", "立案384件。", ["dropped 418件 -"]),
    # Within a clause that was reworded, what is the same stays.
    ("走访企业12家农户35户", "走访各企业13家农户35户", ["changed 12家 13家"]),
    ("走访企业12家农户35户", "走访企业12家", ["dropped 35户 -"]),
    ("走访企业12家", "走访企业12家学校3所", ["added - 3所"]),
    # What stands in another order has moved; the fewest do.
    (
        "提案418件。\n走访企业12家。\n座谈会5次。",
        "座谈会5次。\n提案418件。\n走访企业12家。",
        ["moved 5次 5次"],
    ),
    (
        "提案418件。\n走访企业12家。\n座谈会5次。\n来信7封。",
        "座谈会6次。\n提案418件。\n走访企业12家。\n来信7封。",
        ["changed 5次 6次"],
    ),
    # The same clause several times: each has its own.
    (
        "提案5件。\n来信3封。\n提案5件。",
        "提案5件。\n来信3封。\n提案5件。\n提案5件。",
        ["added - 5件"],
    ),
    ("提案5件，提案6件，提案7件。", "提案5件，提案8件，提案7件。", ["changed 6件 8件"]),
    ("各2件。\n甲1件。\n各2件。", "甲1件。\n各2件。\n各2件。", ["moved 2件 2件"]),
    # Another thing with the same number is another number.
    ("委员提案20件。", "外事接待来宾二十批。", ["added - 二十批", "dropped 20件 -"]),
    ("提案418件。", "", ["dropped 418件 -"]),
    ("2023年3月5日召开。", "2023年3月6日召开。", ["changed 5 6"]),
]


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES)
def test_what_became_of_numbers(old: str, new: str, expected: list[str]) -> None:
    """By clause; and in the other direction the same, turned round."""
    assert sorted(told(old, new)) == expected
    turned = {"added": "dropped", "dropped": "added"}
    back = []
    for one in expected:
        outcome, was, now = one.split()
        back.append(f"{turned.get(outcome, outcome)} {now} {was}")
    assert sorted(told(new, old)) == sorted(back)


LINES = st.lists(
    st.sampled_from(["提案418件。", "提案481件。", "来信7封，走访12家。", "座谈会5次。", "无数。"]),
    max_size=12,
)


@given(LINES, LINES)
def test_every_number_is_accounted_for_once(old: list[str], new: list[str]) -> None:
    """Kept, changed or moved in both; dropped from the old, or added to the new."""
    before, after = "\n".join(old), "\n".join(new)
    found = revised(before, after)
    for text, side in ((before, 0), (after, 1)):
        ends = [(one.old, one.new)[side] for one in found.changes]
        offsets = [one.offset for one in ends if one is not None]
        there = [one.offset for one in mentions(text_document("a", text))]
        assert len(offsets) == len(set(offsets)) <= len(there)
        assert len(offsets) + found.kept == len(there)
    assert not revised(before, before).changes


def test_clauses_that_are_all_alike_take_no_longer(run: Run, tmp_path: Path) -> None:
    """Thousands of one clause are matched in order, not each with each."""
    (tmp_path / "a.txt").write_text("意见5条。\n" * 3000, "utf-8")
    (tmp_path / "b.txt").write_text("意见6条。\n" * 3005, "utf-8")
    done = run("diff", "a.txt", "b.txt", "--columns", "outcome", "--no-header")
    assert done.out == "changed\n" * 3000 + "added\n" * 5


def test_record_of_a_change(run: Run, tmp_path: Path) -> None:
    """With both places, and what is found of the number as it is; exit 1."""
    body = paragraph("丽水市政协2023年讲话稿", style="Heading1"), paragraph("提出提案418件。")
    (tmp_path / "a.docx").write_bytes(document("".join(body)))
    (tmp_path / "b.txt").write_text(f"{TITLE}提出提案481件。\n", "utf-8")
    done = run("diff", "a.docx", "b.txt", "-f", "json", "--lang", "zh")
    assert done.code == 1
    (record,) = json.loads(done.out)
    assert list(record.items()) == [
        ("outcome", "changed"),
        ("old", "418件"),
        ("new", "481件"),
        ("figure", "proposals.submitted"),
        ("verdict", "contradicts"),
        ("expected", "418件"),
        ("old_line", 2),
        ("old_place", "第2段"),
        ("old_clause", "提出提案418件"),
        ("line", 3),
        ("place", None),
        ("clause", "提出提案481件"),
        ("message", "提出提案：应为“418件”，疑为数字颠倒"),
    ]


def test_the_same_numbers_are_no_difference(run: Run, tmp_path: Path) -> None:
    """Exit 0, and how many there are; what cannot be read is exit 3, a folder too."""
    (tmp_path / "a.txt").write_text(f"{TITLE}提案418件，来信7件。\n", "utf-8")
    done = run("diff", "a.txt", "-", "-f", "markdown", input=f"{TITLE}来信7件。提案418件".encode())
    assert "### Moved" in done.out
    done = run("diff", "a.txt", "-", input=f"{TITLE}提案418件，\n来信七件。".encode())
    assert (done.code, done.out.count("\n")) == (0, 1)
    shown = run("diff", "a.txt", "a.txt", "-f", "markdown", "--lang", "zh")
    assert (shown.code, shown.err) == (0, "")
    assert "两稿相同的数：3" in shown.out
    for words in (("a.txt", "nothing.txt"), (str(tmp_path), "a.txt")):
        assert run("diff", *words).code == 3
    assert run("diff", "a.txt").code == 2


def test_only_numbers_of_a_kind(run: Run, tmp_path: Path) -> None:
    """Numbers of lists come and go with them, and are compared where they are asked for."""
    (tmp_path / "a.txt").write_text("一、提案418件。\n二、来信7封，占3%。\n", "utf-8")
    (tmp_path / "b.txt").write_text("一、来信8封，占4%。\n", "utf-8")
    columns = ("--columns", "old,new", "--no-header")
    assert run("diff", "a.txt", "b.txt", *columns).out == "7封\t8封\n3%\t4%\n418件\t\n"
    assert run("diff", "a.txt", "b.txt", "--kind", "share", *columns).out == "3%\t4%\n"
    assert run("diff", "a.txt", "b.txt", "--kind", "enumerator", *columns).out == "二\t一\n一\t\n"


def test_what_is_not_read_is_told(run: Run, tmp_path: Path) -> None:
    """Of either version, with its name; every format takes the answer."""
    page = "<p>提出提案418件。</p><img src='a.png'>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    (tmp_path / "b.html").write_text(page.replace("418", "419"), "utf-8")
    done = run("diff", "a.html", "b.html")
    assert [line.split()[1] for line in done.err.splitlines()] == ["a.html:", "b.html:"]
    for name in ("c.csv", "c.json", "c.md", "c.docx", "c.xlsx", "c.html", "c.parquet", "c.sqlite"):
        assert run("diff", "a.html", "b.html", "-o", name).code == 1
        assert (tmp_path / name).stat().st_size > 0
    for format in ("lines", "github", "sarif", "junit"):
        assert run("diff", "a.html", "b.html", "-f", format).code == 2
