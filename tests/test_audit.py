"""The audit of a dataset against its source: an invented report, unchanged and changed."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import TESTS, Run

from cppcc_cli.dataset import Dataset, sources
from cppcc_cli.dataset.reading import load
from cppcc_cli.documents.text import text_document
from cppcc_cli.text.auditing import audit, source_among
from cppcc_cli.text.finding import Finding

DATASET = TESTS / "samples" / "harbour-2031.toml"
REPORT = TESTS / "samples" / "harbour-2031.txt"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """Return the dataset of the invented report."""
    return load(str(DATASET))


def audited(dataset: Dataset, text: str) -> list[Finding]:
    """Return all that an audit finds in a text."""
    return audit(text_document("report", text), dataset)


def told(dataset: Dataset, text: str) -> list[str]:
    """Return the errors and warnings of an audit: code, line and sentence."""
    return [
        f"{one.code} {one.place.line if one.place else '-'} {one.message.say('zh')}"
        for one in audited(dataset, text)
        if one.severity != "info"
    ]


def test_unchanged_report_is_clean(dataset: Dataset) -> None:
    """Every figure is found as printed, whatever the width of digits; the rest are no figures."""
    found = audited(dataset, REPORT.read_text("utf-8"))
    printed = [one for one in found if one.code == "printed"]
    assert [one.figure for one in printed] == list(dataset.figures)
    assert {one.verdict for one in printed} == {"agrees"}
    assert [one.mention.printed for one in found if one.code == "number" and one.mention] == [
        "2031",
        "2031",
        "六",
        "二",
        "一",
    ]
    assert len(found) == 18


# What is changed in the report, and what is then found.
CHANGES = [
    (
        "提案362件",
        "提案326件",
        [
            "not-found 3 收到提案：数据集作“362件”，文中作“326件”，疑为数字颠倒",
            "share 3 318件 / 326件 = 97.5%，而写作87.8%，请核对",
        ],
    ),
    (
        "提案362件",
        "提案三百六十二件",
        ["not-found 3 收到提案：数据集作“362件”，文中作“三百六十二件”"],
    ),
    (
        "46件",
        "56件",
        ["not-found 3 集体提案：数据集作“46件”，文中作“56件”，疑为错了一位数字"],
    ),
    (
        "24次",
        "24个",
        ["not-found 5 专题视察：数据集作“24次”，文中作“24个”，疑为单位写错，应为“次”"],
    ),
    ("31份", "约31份", ["not-found 5 调研报告：数据集作“31份”，文中作“约31份”"]),
    (
        "80余条",
        "80条",
        ["not-found 5 被上级采用：数据集作“80余条”，文中作“80条”，疑为漏了“余”"],
    ),
    (
        "2.3万余",
        "2.3余",
        ["not-found 7 接待群众：数据集作“2.3万余人次”，文中作“2.3余人次”，疑为漏了“万”"],
    ),
    ("7项", "9项", ["not-found 9 修订制度：数据集作“7项”，文中作“9项”，疑为错了一位数字"]),
    (
        "24场，",
        "42场。文艺演出24场。",
        [
            "not-found 5 协商座谈：数据集作“24场”，文中作“42场”，疑为数字颠倒",
            "uncovered 5 24场：没有对应的指标（数量）",
        ],
    ),
    ("96家", "", ["not-found 7 委员驿站：第4段没有“96家”"]),
    ("等制度7项", "", ["not-found - 修订制度：全文没有“7项”"]),
    (
        "，形成调研报告31份",
        "",
        ["not-found 5 调研报告：第3段没有“31份”"],
    ),
    (
        "7项。",
        "7项，形成调研报告31份。",
        [],
    ),
    (
        "化解难题540个",
        "化解难题540个，走访企业120家，同比增长8.1%",
        [
            "uncovered 7 120家：没有对应的指标（数量）",
        ],
    ),
    ("7项。", "7项。提案362件，立案300余件。", []),
    ("7项。", "7项。提案326件。", ["repeated 9 收到提案：应为“362件”，疑为数字颠倒"]),
    ("提案362件", "提案共 362 件", []),
    ("46件", "４６件", []),
]


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES, ids=[new for _, new, _ in CHANGES])
def test_a_change_of_the_report_is_found(
    old: str, new: str, expected: list[str], dataset: Dataset
) -> None:
    """A figure that stands otherwise, elsewhere or nowhere; a number more; a sum that is off."""
    text = REPORT.read_text("utf-8")
    assert text.count(old) == 1
    assert told(dataset, text.replace(old, new)) == expected


def test_a_figure_in_another_paragraph_is_said_to_be_there(dataset: Dataset) -> None:
    """A sentence that was moved is found where it is now."""
    text = REPORT.read_text("utf-8").replace("，形成调研报告31份", "")
    assert told(dataset, f"{text}\n还形成了调研报告31份。\n") == [
        "elsewhere 11 调研报告：“31份”不在第3段，而在第6段"
    ]


def test_a_text_that_is_too_short_is_said_to_be(dataset: Dataset) -> None:
    """A paragraph that does not exist is named, with how many there are."""
    first = "\n".join(REPORT.read_text("utf-8").split("\n")[:4])
    assert told(dataset, first)[:2] == [
        "not-found - 协商座谈：没有第3段，全文只有2段",
        "not-found - 专题视察：没有第3段，全文只有2段",
    ]


def test_a_number_stands_for_one_figure_only(dataset: Dataset) -> None:
    """Two figures of one value and unit need two numbers; each takes the one at its words."""
    inspections = dataset.figures["work.inspections"]
    hearings = inspections._replace(id="work.hearings", terms=("听证",))
    both = dataset._replace(figures={**dataset.figures, hearings.id: hearings})
    text = REPORT.read_text("utf-8")
    assert told(both, text) == ["not-found 5 专题视察：第3段没有“24次”"]
    places = [one.place for one in audited(both, text) if one.code == "printed"]
    assert len(places) == len(set(places)) == 13
    alone = {one.id: one._replace(paragraph=None) for one in (inspections, hearings)}
    words = f"先有24次。\n{inspections.terms[0]}共24次，听证24次。"
    found = audited(both._replace(figures=alone), words)
    assert [one.code for one in found] == ["uncovered", "printed", "printed"]
    twice = text.replace("24次", "24次、听证24次")
    taken = {
        one.figure: one.mention.depth
        for one in audited(both, twice)
        if one.code == "printed" and one.mention is not None
    }
    assert taken["work.inspections"] < taken["work.hearings"]


def test_a_figure_given_again_by_its_thing_is_covered(dataset: Dataset) -> None:
    """318件提案 are those that were filed; 318 of another thing are no figure of the dataset."""
    text = REPORT.read_text("utf-8").replace("87.8%。", "87.8%。318件提案都已交办。")
    again = [one for one in audited(dataset, text) if one.code == "repeated"]
    assert [(one.figure, one.mention.printed) for one in again if one.mention] == [
        ("proposals.filed", "318件")
    ]
    other = text.replace("318件提案都", "318件信访都")
    assert [
        one.code for one in audited(dataset, other) if one.code in ("repeated", "uncovered")
    ] == ["uncovered"]


def test_a_plan_need_not_be_in_the_dataset(run: Run, dataset: Dataset, tmp_path: Path) -> None:
    """Nor a number of another year: they are counted, and no fault; one of the year is."""
    text = REPORT.read_text("utf-8") + "2030年培训委员210人次。\n二、2032年主要任务\n"
    text += "开展协商座谈30场以上，举办委员讲堂12期。\n"
    found = [one for one in audited(dataset, text) if one.code == "uncovered"]
    assert [(one.severity, one.message.say("zh")) for one in found] == [
        ("info", "“2030年”：不是本年度"),
        ("info", "“二、2032年主要任务”：是计划数"),
        ("info", "“二、2032年主要任务”：是计划数"),
    ]
    (tmp_path / "a.txt").write_text(text, "utf-8")
    asked = ("check", str(DATASET), "--source", "a.txt", "-f", "table", "--lang", "zh")
    done = run(*asked)
    assert done.code == 0
    assert "没有对应指标的数：0\n没有对应指标的计划数、其他年度的数：3，不必收录\n" in done.out
    (tmp_path / "a.txt").write_text(text.replace("2030年培训", "培训"), "utf-8")
    assert run(*asked).code == 1


def test_numbers_in_a_table_have_their_unit_beside_them(dataset: Dataset) -> None:
    """In a table a figure may stand without its unit, where the row has that."""
    reports = dataset.figures["work.reports"]._replace(paragraph=3)
    only = dataset._replace(figures={reports.id: reports})
    head = "| 指标 | 数量 | 单位 |\n|---|---|---|\n"
    assert told(only, f"{head}| 调研报告 | 31 | 份 |\n") == []
    assert told(only, f"{head}| 调研报告 | 13 | 份 |\n| 简报 | 52 | 期 |\n") == [
        "not-found 3 调研报告：数据集作“31份”，文中作“13”，疑为数字颠倒",
        "uncovered 4 52：没有对应的指标（数量）",
    ]


def test_parts_of_the_dataset_are_held_against_their_whole(dataset: Dataset) -> None:
    """Parts that are more than their whole, each less than it, are asked about."""
    joint = dataset.figures["proposals.joint"]
    more = joint._replace(
        id="proposals.single",
        value=joint.value * 7,
        printed="322件",
        paragraph=None,
    )
    figures = {**dataset.figures, more.id: more}
    text = REPORT.read_text("utf-8") + "\n个人提案322件。\n"
    assert told(dataset._replace(figures=figures), text) == [
        "sum - 46件 + 322件 = 368，而总数为362件，请核对"
    ]
    # Beside them stands another breakdown, in which all is well.
    for id, value in (("proposals.first", 200), ("proposals.second", 162)):
        figures[id] = more._replace(id=id, value=Decimal(value), printed=f"{value}件")
    assert "sum - 46件 + 322件 = 368，而总数为362件，请核对" in told(
        dataset._replace(figures=figures), text
    )


def test_bundled_dataset_has_no_doubtful_arithmetic() -> None:
    """No part of the bundled figures is more than its whole, even where nothing is found."""
    found = audit(text_document("empty", ""), load(sources.bundled()))
    assert {one.code for one in found} == {"not-found"}
    assert len(found) == 23


def test_check_with_source_is_a_command(run: Run) -> None:
    """Clean: exit 0, and machines get every number; a source that cannot be read: exit 3."""
    done = run("check", str(DATASET), "--source", str(REPORT), "-f", "json")
    records = json.loads(done.out)
    assert (len(records), done.err, done.code) == (18, "", 0)
    assert records[0]["key"] == "figure.proposals.received"
    assert run("check", str(DATASET), "--source", "none.txt").code == 3
    assert run("check", str(DATASET), "--source", "none.txt").out == ""


def test_two_datasets_of_one_report_are_each_held_against_it_once(run: Run, tmp_path: Path) -> None:
    """As it is where each is asked of alone."""
    second = DATASET.read_text("utf-8").replace('"harbour-2031"', '"port-2031"')
    (tmp_path / "port.toml").write_text(second, "utf-8")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_bytes(REPORT.read_bytes())
    asked = ("--source", "reports", "--no-header", "--columns", "printed")
    one = run("check", str(DATASET), *asked).out.splitlines()
    both = run("check", str(DATASET), "./port.toml", *asked).out.splitlines()
    assert one and sorted(both) == sorted(one * 2)


def test_a_faulty_dataset_is_not_audited(run: Run, tmp_path: Path) -> None:
    """The faults of the file are the answer; its source is not looked at."""
    faulty = DATASET.read_text("utf-8").replace("362件", "326件")
    (tmp_path / "faulty.toml").write_text(faulty, "utf-8")
    done = run("check", "./faulty.toml", "--source", str(REPORT), "--columns", "code,key")
    assert (done.out, done.code) == ("code\tkey\nprinted\tfigure.proposals.received.printed\n", 1)


SOURCES = {
    # By its name, its title, its year and committee; of two that fit none is taken.
    "harbour-2031.txt": ("随笔", True),
    "a/harbour-2031.md": ("随笔", True),
    "report.txt": ("港湾市政协2031年 工作综述", True),
    "speech.txt": ("在政协港湾市六届三次会议上\n\n2031年，港湾市政协收到提案362件。", True),
    "other.txt": ("2031年，山麓市政协收到提案362件。", False),
    "last.txt": ("2030年，港湾市政协收到提案362件。", False),
}


@pytest.mark.parametrize("name", SOURCES)
def test_a_dataset_finds_its_source(name: str, dataset: Dataset) -> None:
    """Among texts of other years and committees; two that fit alike are not chosen from."""
    text, found = SOURCES[name]
    document = text_document(name, text)
    others = [text_document(one, text) for one, text in (("x.txt", "随笔"), ("y", "2031"))]
    assert source_among([*others, document], dataset) == ([document] if found else [])
    assert source_among([document, document], dataset) == []
