"""Faulty dataset files: each with the exact messages beside it; and on which line a key stands."""

import csv
from pathlib import Path

import pytest
import tomli
from conftest import TESTS, Run

from cppcc_cli.dataset.toml import index_lines, parse
from cppcc_cli.errors import FaultyDataset
from cppcc_cli.messages import findings

FAULTS = sorted((TESTS / "faults").glob("*.toml"))


@pytest.mark.parametrize("file", FAULTS, ids=lambda file: file.stem)
def test_faults_are_told_with_line_and_key(
    file: Path, run: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """`check` lists every fault and exits 1; `stats` says the same on stderr and exits 3."""
    (tmp_path / file.name).write_bytes(file.read_bytes())
    said = ""
    for language in ("en", "zh"):
        asked = run("stats", "--data", file.name, "--lang", language)
        assert (asked.out, asked.code) == ("", 3)
        said += asked.err
        checked = run(
            "check",
            f"./{file.name}",
            "--lang",
            language,
            "--columns",
            "line,column,key,message",
            "--no-header",
        )
        assert checked.code == 1
        assert checked.err == ""
        rows = csv.reader(checked.out.splitlines(), delimiter="\t")
        assert asked.err.splitlines() == [
            "cppcc: "
            + ": ".join(filter(None, (":".join(filter(None, (file.name, *at))), key, message)))
            for *at, key, message in rows
        ]
    expected = file.with_suffix(".txt")
    if request.config.getoption("--rewrite"):
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")


BAD_TABLE = "表名应如 [figure.work.filed]：只用小写字母、数字和连字符，用英文句点隔开，括号成对"
# What is written, where it ends to be TOML, and the likely cause.
CAUSES = [
    ("id = “lishui-2023”", 6, '中文引号 “ 应改为英文引号 "'),
    ('id = "lishui-2023”', 19, '中文引号 ” 应改为英文引号 "'),
    ("id = 「a」", 6, '中文引号 「 应改为英文引号 "'),
    ('id ＝ "a"', 4, "“＝”应改为半角的“=”"),
    ("value：236", 6, "“：”应改为半角的“=”"),
    ("value: 236", 6, "“:”应改为半角的“=”"),
    ("value = 236 ＃ 全年", 13, "“＃”应改为半角的“#”"),
    ("value\u00a0= 236", 6, "这里的空格是全角或不可见的，应改为半角空格"),
    ("[figure。work。filed]\nvalue = 1", 8, "“。”应改为半角的“.”"),
    ("[figure.work.收到提案]", 14, BAD_TABLE),
    ("[figure.work.filed all]", 20, BAD_TABLE),
    ('name = { zh = "提案"，en = "P" }', 19, "“，”应改为半角的“,”"),
    ("【source】", 1, "“【”应改为半角的“[”"),
    ("value = ４１８", 9, "“４”应改为半角的“4”"),
    ("value = 1\u3000# 件", 10, "这里的空格是全角或不可见的，应改为半角空格"),
    ('id = "a', 8, "引号没有配对：行末缺一个引号"),
    ('note = """', 1, "引号没有配对：行末缺一个引号"),
    ("id = lishui", 6, '文字要用英文引号括起，如 "提案"；数只写数字'),
    ("id =", 5, "“=”的后面没有内容"),
    ('id "a"', 4, "键的后面缺少“=”"),
    ("year = 2023年", 12, "year 只写数字，不写单位和逗号，如 year = 2023"),
    ("value = 1,431", 10, "value 只写数字，不写单位和逗号，如 value = 1431"),
    ("value = 1.7万", 12, "value 只写数字，不写单位和逗号，如 value = 17000"),
    ("printed = 418件", 14, '文字要用英文引号括起，如 "提案"；数只写数字'),
    ("date = 2024年2月21日", 12, "没有这个日期或时间，或写法不对，应如 2024-02-21"),
    ("date = 2024-2-21", 12, "没有这个日期或时间，或写法不对，应如 2024-02-21"),
    ('note = "他说"好""', 12, '这里多了“好""”'),
    ('名称 = "a"', 1, findings.NO_STATEMENT.zh),
    ("[source", 8, BAD_TABLE),
    ('terms = ["a" "b"]', 14, "括号没有配对，或各项之间缺少逗号"),
    ("[source]\n[source]", 8, "[source] 在第 1 行已经写过"),
    ("value = 1\nunit = 2\nvalue = 3", 10, "value 在第 1 行已经写过"),
    (r'note = "C:\ab"', 13, r"引号里的反斜杠要写成 \\，或改用单引号"),
    ('note = "a\x01"', 10, "这里不能有控制字符"),
]


def test_a_manuscript_is_no_dataset() -> None:
    """Its text is no slip of TOML; where it begins is not told as one."""
    with pytest.raises(FaultyDataset) as raised:
        parse("一年来，提交提案418件。\n", "a.txt")
    said = "这是文稿，不是数据集：请先用 cppcc draft 起草数据集"
    assert [fault.message.say("zh") for fault in raised.value.faults] == [said]


@pytest.mark.parametrize(("text", "column", "cause"), CAUSES, ids=[text for text, _, _ in CAUSES])
def test_what_is_no_toml_is_told_with_its_cause(text: str, column: int, cause: str) -> None:
    """Line, column, and what was likely meant, in the language; no words of a parser."""
    with pytest.raises(FaultyDataset) as raised:
        parse(f"{text}\n", "a.toml")
    (fault,) = raised.value.faults
    assert fault.message.say("zh") == f"不是有效的 TOML：{cause}"
    assert fault.message.say("en").startswith("not valid TOML: ")
    assert fault.column == column


def test_every_line_that_is_no_toml_is_told_at_once() -> None:
    """So long as the others can be read without it; and each once."""
    text = "a = “甲”\nb = 1\nb：2\nc = [\n“乙”\n]\nd = 丁\n"
    with pytest.raises(FaultyDataset) as raised:
        parse(text, "a.toml")
    assert [fault.line for fault in raised.value.faults] == [1, 3, 5]
    with pytest.raises(FaultyDataset) as raised:
        parse("".join(f"k{at} = “甲”\n" for at in range(190)), "a.toml")
    assert [fault.line for fault in raised.value.faults] == [*range(1, 101), None]


def test_the_column_stands_in_every_format(run: Run, tmp_path: Path) -> None:
    """On a screen, in records and for editors."""
    (tmp_path / "a.toml").write_text("id = “a”\n", "utf-8")
    table = run("check", "./a.toml", "-f", "markdown", "--lang", "zh").out
    assert "行 | 列 |" in table
    assert run("check", "./a.toml", "-f", "lines").out.startswith("./a.toml:1:6: ")
    assert ",line=1,col=6," in run("check", "./a.toml", "-f", "github").out
    assert '"line": 1, "column": 6' in run("check", "./a.toml", "-f", "jsonl").out


TEXT = '''\
schema = 1  # with a comment = sign
[dataset] # and here
id = "a # b"
title = { zh = "x", en = """
two lines""" }

[ figure . "a b".'c.d' ]
terms = [
  "[", # ] "
  'it"s', "\\"", """a""b\\"""",
]
name.zh = """
[not.a.table]
value = 3
"""
value = 5
[[topic]]
kind = 'a'
[[topic]]
kind = \'\'\'
b\'\'\'
  [topic.name]
  zh = "z"
last = 1'''


def test_every_key_stands_on_its_line() -> None:
    """Strings, comments, arrays and dotted or quoted keys do not lead the count astray."""
    tomli.loads(TEXT)
    assert index_lines(TEXT) == {
        ("schema",): 1,
        ("dataset",): 2,
        ("dataset", "id"): 3,
        ("dataset", "title"): 4,
        ("figure",): 7,
        ("figure", "a b"): 7,
        ("figure", "a b", "c.d"): 7,
        ("figure", "a b", "c.d", "terms"): 8,
        ("figure", "a b", "c.d", "name"): 12,
        ("figure", "a b", "c.d", "name", "zh"): 12,
        ("figure", "a b", "c.d", "value"): 16,
        ("topic",): 17,
        ("topic", 0): 17,
        ("topic", 0, "kind"): 18,
        ("topic", 1): 19,
        ("topic", 1, "kind"): 20,
        ("topic", 1, "name"): 22,
        ("topic", 1, "name", "zh"): 23,
        ("topic", 1, "name", "last"): 24,
    }


def test_what_a_person_may_look_at_is_told_and_no_fault(run: Run, tmp_path: Path) -> None:
    """A year that the id and the title do not have, and two figures of one name and unit."""
    text = (TESTS / "samples" / "collection" / "harbour-2024.toml").read_text("utf-8")
    wrong = text.replace("year = 2024", "year = 2042").replace("协商座谈", "走访") + (
        '[figure.work.visits]\nname = { zh = "走访" }\nvalue = 3\nunit = "次"\nprinted = "3次"\n'
    )
    (tmp_path / "a.toml").write_text(wrong, "utf-8")
    for command in ("check", "add"):
        done = run(command, "a.toml", "--lang", "zh", environ={"XDG_DATA_HOME": str(tmp_path)})
        told = done.err.splitlines()[:2]
        assert (done.code, told) == (
            0,
            [
                "cppcc: a.toml：year 是 2042，而编号、标题或发布日期是“harbour-2024”、"
                "“港湾市政协2024年工作综述”：请核对年度",
                "cppcc: a.toml：work.consultations、work.visits 同名，都叫“走访”：请核对，"
                "或改名以便区分",
            ],
        )
    (tmp_path / "a.toml").write_text(text.replace("year = 2024", "year = 2023"), "utf-8")
    assert run("check", "a.toml").err == ""


def test_windows_line_ends_count_the_same() -> None:
    """CRLF makes no difference."""
    assert index_lines(TEXT.replace("\n", "\r\n")) == index_lines(TEXT)
