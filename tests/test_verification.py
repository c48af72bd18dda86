"""Verification: one number held against a figure, and the slip it may be."""

import json
from pathlib import Path

import pytest
from conftest import Run
from samples import Sample, write_two_years, write_year

from cppcc_cli.dataset import sources
from cppcc_cli.dataset.reading import load
from cppcc_cli.query.verify import verify

BUNDLED = load(sources.bundled())
SUBMITTED = "proposals.submitted"
ATTENDANCES = "member-outreach.attendances"
ADOPTED = "public-opinion.adopted"
HALLS = "livelihood-halls.halls"

# Figure, number given, verdict, reason.
GIVEN = [
    (SUBMITTED, "418", "agrees", None),
    (SUBMITTED, "418件", "agrees", None),
    (SUBMITTED, " 418 件 ", "agrees", None),
    (SUBMITTED, "４１８", "agrees", None),
    (SUBMITTED, "四百一十八", "agrees", None),
    (SUBMITTED, "400余", "consistent", "比“418件”宽泛，不矛盾"),
    (SUBMITTED, "400余件", "consistent", "比“418件”宽泛，不矛盾"),
    (SUBMITTED, "400件以上", "consistent", "比“418件”宽泛，不矛盾"),
    (SUBMITTED, "近420", "consistent", "比“418件”宽泛，不矛盾"),
    (SUBMITTED, "约420", "consistent", "比“418件”宽泛，不矛盾"),
    (SUBMITTED, "不足500", "consistent", "比“418件”宽泛，不矛盾"),
    (SUBMITTED, "481", "contradicts", "应为“418件”，疑为数字颠倒"),
    (SUBMITTED, "417", "contradicts", "应为“418件”，疑为错了一位数字"),
    (
        SUBMITTED,
        "41",
        "contradicts",
        "应为“418件”，疑为少了一位数字",
    ),
    (SUBMITTED, "4118", "contradicts", "应为“418件”，疑为多了一位数字"),
    (SUBMITTED, "418件提案", "agrees", None),
    (SUBMITTED, "418 items", "agrees", None),
    (SUBMITTED, "481 Proposals", "contradicts", "应为“418件”，疑为数字颠倒"),
    (ATTENDANCES, "more than 17,000 attendances", "agrees", None),
    (ATTENDANCES, "17,000 attendances", "contradicts", "应为“1.7万余人次”，疑为漏了“余”"),
    (SUBMITTED, "over 400 proposals", "consistent", "比“418件”宽泛，不矛盾"),
    (ATTENDANCES, "almost 18,000", "consistent", "比“1.7万余人次”宽泛，不矛盾"),
    (SUBMITTED, "fewer than 400", "contradicts", "应为“418件”"),
    (SUBMITTED, "418 yuan", "unknown", "应为“418件”，疑为单位写错，应为“件”"),
    (SUBMITTED, "418条", "consistent", "该指标以“件”计"),
    (SUBMITTED, "400余条", "consistent", "该指标以“件”计"),
    (SUBMITTED, "481条", "unknown", "该指标以“件”计"),
    (SUBMITTED, "418元", "unknown", "应为“418件”，疑为单位写错，应为“件”"),
    (SUBMITTED, "481元", "unknown", "该指标以“件”计"),
    (HALLS, "177个", "agrees", "该指标以“家”计"),
    (HALLS, "178个", "contradicts", "应为“177家”，疑为错了一位数字"),
    (SUBMITTED, "418余", "contradicts", "应为“418件”，疑为多了约数表述"),
    (SUBMITTED, "418万", "contradicts", "应为“418件”，疑为多了“万”"),
    (SUBMITTED, "300余", "contradicts", "应为“418件”"),
    (ATTENDANCES, "17万余人次", "contradicts", "应为“1.7万余人次”，疑为小数点错位"),
    (ATTENDANCES, "1.7亿余人次", "contradicts", "应为“1.7万余人次”，疑为“万”误作“亿”"),
    (ATTENDANCES, "1.7余人次", "contradicts", "应为“1.7万余人次”，疑为漏了“万”"),
    (SUBMITTED, "超过300", "consistent", "比“418件”宽泛，不矛盾"),
    (SUBMITTED, "300+", "consistent", "比“418件”宽泛，不矛盾"),
    (SUBMITTED, ">400件", "consistent", "比“418件”宽泛，不矛盾"),
    (SUBMITTED, "上百件", "consistent", "比“418件”宽泛，不矛盾"),
    (SUBMITTED, "近千", "contradicts", "应为“418件”"),
    (
        SUBMITTED,
        "50",
        "contradicts",
        "应为“418件”",
    ),
    (ATTENDANCES, "1.7万余", "agrees", None),
    (ATTENDANCES, "17000余人次", "agrees", None),
    (ATTENDANCES, "1.7万", "contradicts", "应为“1.7万余人次”，疑为漏了“余”"),
    (ATTENDANCES, "17000", "contradicts", "应为“1.7万余人次”，疑为漏了“余”"),
    (ATTENDANCES, "1.7余", "contradicts", "应为“1.7万余人次”，疑为漏了“万”"),
    (ATTENDANCES, "1万余", "consistent", "比“1.7万余人次”宽泛，不矛盾"),
    (ATTENDANCES, "近1.8万", "consistent", "比“1.7万余人次”宽泛，不矛盾"),
    (
        ATTENDANCES,
        "1.7万人",
        "unknown",
        "应为“1.7万余人次”，疑为漏了“余”、单位写错，应为“人次”",
    ),
    (ADOPTED, "67余", "contradicts", "应为“60余期”，疑为错了一位数字"),
    (ADOPTED, "60多期", "agrees", None),
    (ADOPTED, "60以上", "consistent", "比“60余期”宽泛，不矛盾"),
    (ADOPTED, "近60", "contradicts", "应为“60余期”，疑为“余”被改写"),
]


@pytest.mark.parametrize(("figure", "given", "verdict", "reason"), GIVEN)
def test_verdict_and_reason(figure: str, given: str, verdict: str, reason: str | None) -> None:
    """A text may be vaguer than the figure, never sharper; a contradiction names its slips."""
    verified = verify(BUNDLED, BUNDLED.figures[figure], given)
    said = verified.reason.say("zh") if verified.reason is not None else None
    assert (verified.verdict, said) == (verdict, reason)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("418", 0),
        ("418件。", 0),
        ("400余", 0),
        ("481", 1),
        ("many", 2),
        ("。", 2),
        ("", 2),
        ("12-15", 2),
    ],
)
def test_exit_code(given: str, code: int, run: Run) -> None:
    """0 for agrees and consistent, 1 for contradicts, 2 for what is no number."""
    done = run("verify", "submitted", given)
    assert done.code == code
    assert (done.out == "") == (code == 2)
    assert done.err.startswith("cppcc: ")


def test_what_is_too_long_for_a_number_is_told_so(run: Run) -> None:
    """Not that it is none, as is said of words."""
    for given in ("9" * 25, "9" * 25 + "件", "九" * 25):
        done = run("verify", "submitted", given, "--lang", "zh")
        assert (done.err.splitlines()[-1], done.code) == (
            f"cppcc: “{given}”太长：一个数最多 24 位",
            2,
        )


def test_record(run: Run) -> None:
    """A record has the keys of the contract, with the value of the figure and what was given."""
    done = run("verify", SUBMITTED, "481", "-f", "json", "--lang", "zh")
    assert [list(record.items()) for record in json.loads(done.out)] == [
        [
            ("figure", SUBMITTED),
            ("value", 418),
            ("given", "481"),
            ("verdict", "contradicts"),
            ("reason", "应为“418件”，疑为数字颠倒"),
            ("expected", "418件"),
            ("slip", "transposed"),
        ]
    ]
    (agreeing,) = json.loads(run("verify", SUBMITTED, "418", "-f", "json").out)
    assert agreeing["reason"] is None


def test_a_change_is_told_in_the_words_of_reports(run: Run, tmp_path: Path) -> None:
    """What was expected behind the word that stands there; it is negative where that is wrong."""
    write_two_years(tmp_path)
    (tmp_path / "a.txt").write_text(
        "溪城市政协2031年工作综述\n立案135件，比上年增加13件。走访1275次，比上年减少252次。\n"
        "走访1275次，比上年下降12.5%。走访1275次，比上年增加225次。立案135件，增长15.2%。\n"
        "立案135件，走访1275次，同比分别增长15.5%和20.0%。\n"
        "立案135件，其中重点9件，走访1275次，分别比上年增长15.5%和20.0%。\n"
        "立案135件，比2030年度增长15.6%。走访1275次，比2029年减少252次，下降16.5%。\n",
        "utf-8",
    )
    known = ("--data", str(tmp_path), "--lang", "zh", "-f", "json")
    found = json.loads(run("proofread", "a.txt", *known).out)
    told = [(one["expected"], one["message"]) for one in found if one["verdict"] == "contradicts"]
    assert told == [
        ("15件", "立案：较2030年增加15件"),
        ("225次", "走访：较2030年减少225次"),
        ("15.0%", "走访：较2030年下降15.0%"),
        ("-225次", "走访：较2030年减少225次"),
        ("12.5%", "立案：较2030年增长12.5%"),
        # Of changes told in turn, each is of its own; where there are more numbers, of none.
        ("12.5%", "立案：较2030年增长12.5%"),
        ("-15.0%", "走访：较2030年下降15.0%"),
        # Where a year is named, it is of that one; of the second no dataset is there.
        ("12.5%", "立案：较2030年增长12.5%"),
    ]


def test_a_slip_of_scale_names_both_words(run: Run, tmp_path: Path) -> None:
    """万 for 亿 is neither missing nor added."""
    figure = Sample("money", "总投资", "7350000000", "元", "73.5亿元")
    data = str(write_year(tmp_path, "溪城市", 2031, figure))
    done = run("verify", "money", "73.5万元", "--data", data, "--lang", "zh", "-f", "json")
    [told] = json.loads(done.out)
    assert told["reason"] == "应为“73.5亿元”，疑为“亿”误作“万”"


def test_a_row_of_another_thing_is_of_no_figure(run: Run, tmp_path: Path) -> None:
    """A county is not told of what the city chose; the total is named as its row and column are."""
    model = Sample("model", "评选示范议事厅", "20", "家", "20家")
    solved = Sample("solved", "解决群众身边问题", "870", "个", "870余个", "over")
    sessions = Sample("sessions", "举办协商活动", "396", "场次", "396场次")
    data = str(write_year(tmp_path, "溪城市", 2031, model, solved, sessions))
    head = "县（市、区）|议事厅（家）|协商活动（场次）|解决问题（个）"
    rows = [head, "---|---|---|---", "石塘县|26|45|440", "南渡县|23|53|432", "合计|49|98|872"]
    own = "举办协商活动396场次，评选示范议事厅20家。"
    lines = ["政协溪城市委员会2031年工作报告", "", own, "", *(f"|{row}|" for row in rows)]
    (tmp_path / "a.md").write_text("\n".join(lines), "utf-8")
    found = json.loads(run("proofread", "a.md", "--data", data, "--lang", "zh", "-f", "json").out)
    open_ones = [one for one in found if one["verdict"] == "unknown" and one["figure"]]
    assert [one["printed"] for one in open_ones] == ["872"]
    assert "|" not in open_ones[0]["message"]
