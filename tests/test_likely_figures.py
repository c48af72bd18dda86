"""Which figure a number is of in whole reports: in rows, beside others of one noun, and far off."""

import pytest

from cppcc_cli.documents.text import text_document
from cppcc_cli.text.checking import proof
from tests.test_statements import BUNDLED, verdicts, with_figures


def test_a_row_is_of_whom_its_first_column_names() -> None:
    """单位 there is no unit; a figure may be named by its row and its column together."""
    held_against = with_figures(
        ("滨湖区政协报送", "41篇", "41", "篇"), ("滨湖区政协省政协采用", "7篇", "7", "篇")
    )
    rows = "单位\t报送(篇)\t省政协采用(篇)\n滨湖区政协\t{}\t7\n云岭县政协\t35\t3"
    for printed, verdict in (("41", "agrees"), ("14", "contradicts")):
        found = verdicts(rows.format(printed), held_against)
        assert found[:2] == [
            f"{verdict} proposals.more-0 {printed}",
            "agrees proposals.more-1 7",
        ]


def test_what_is_of_two_bodies_or_tells_which_is_of_no_figure_of_one() -> None:
    """Nor is a rate by which some are told the rate of all; a part is no more than its whole."""
    taken = with_figures(
        ("信息被全国政协采用", "17条", "17", "条"),
        ("办复率", "99%", "99", "%"),
        ("党员提案", "30件", "30", "件"),
    )
    for text in ("信息被全国政协、省政协采用110条。", "提案办复率100%的单位有12家。"):
        assert "contradicts" not in "".join(verdicts(text, taken))
    assert "contradicts proposals.more-0 18条" in verdicts("信息被全国政协采用18条。", taken)
    text = "提交联名提案9件，其中5件入选重点提案；会员提交党员提案{}件。"
    assert verdicts(text.format(30), taken)[-1] == "agrees proposals.more-2 30件"
    assert verdicts(text.format(33), taken)[-1] == "unknown proposals.more-2 33件"


def test_a_year_that_is_a_line_of_the_head_is_that_of_the_text() -> None:
    """Then what says no year is of it, too, and contradicts no figure of another."""
    head = "活动总结\n{}\n丽水市政协活动总结\n砥砺奋进，履职担当\n一、协商"
    text = f"{head}\n{{}}年，调研宣讲9次。\n提交提案481件。"
    for year, verdict in (("2024", "other"), ("2023", "contradicts")):
        found = verdicts(text.format(year, year))
        assert found[-1] == f"{verdict} proposals.submitted 481件"


def test_a_title_of_the_past_and_of_what_is_to_come_makes_no_plan_of_all() -> None:
    """Of 2023年工作总结和2024年工作计划 the numbers are those of the report."""
    title = "丽水市政协提案委员会2023年工作总结和2024年工作计划"
    assert verdicts(f"{title}\n一年来，提交提案418件。") == ["agrees proposals.submitted 418件"]


def test_a_number_of_a_figure_with_a_word_of_its_name_is_no_slip_of_another() -> None:
    """It is that figure's where nothing else is named, else it is open which of two is meant."""
    held_against = with_figures(
        ("重点项目", "15个", "15", "个"), ("妇联界集体提案", "58件", "58", "件")
    )
    assert verdicts("年底15个项目中有12个开工。", held_against) == ["agrees proposals.more-0 15个"]
    found = verdicts("妇联界积极建言，发言46人次，提交提案58件。", held_against)
    assert found == ["unknown - 58件"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What ends an opening clause is said of the next; 去年 beside 今年 is the year before it.
        ("丽水市政协开局两年来，累计提出提案481件。", ["other proposals.submitted 481件"]),
        (
            "丽水市政协2023年工作\n2024年1月4日\n去年提出提案481件；今年提出提案418件。",
            ["other proposals.submitted 481件", "agrees proposals.submitted 418件"],
        ),
        # Beside the figure's own number none of quite another size is asked of.
        ("提出提案418件。其后提交提案1900件。", ["agrees proposals.submitted 418件"]),
        (
            "提出提案418件。全年提交提案390件。",
            ["agrees proposals.submitted 418件", "unknown proposals.submitted 390件"],
        ),
    ],
)
def test_a_number_of_another_time_or_size_is_of_no_figure(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


def test_a_noun_alone_hides_no_slip_of_another_figure() -> None:
    """来宾 names one figure and is in the name of another, of which the number may be a slip."""
    held_against = with_figures(
        ("来宾", "8万人次", "80000", "人次"), ("委员进站接待来宾", "2.3万人次", "23000", "人次")
    )
    text = "提出提案418件，接待来宾3.2万人次。"
    assert verdicts(text, held_against)[1] == "unknown proposals.more-1 3.2万人次"


def test_an_excerpt_that_names_another_session_need_not_be_of_these_figures() -> None:
    """Which city's 五次会议 it is, nothing says."""
    text = "五届六次会议期间，委员们提交提案639件。"
    assert verdicts(text) == ["unknown proposals.submitted 639件"]


def test_a_number_that_nothing_names_is_told_in_an_own_text() -> None:
    """A slip of a figure, or its value in another unit, is told where a word of its name stands."""
    held_against = with_figures(
        ("院士专家考察行专家", "14名", "14", "名"), ("立案提案", "711件", "711", "件")
    )
    own = "提交提案418件，建成民生议事堂177家。科技界举办考察行（专家{}，对接项目）。"
    assert "unknown proposals.more-0 14场" in verdicts(own.format("14场"), held_against)
    assert "unknown proposals.more-0 41名" in verdicts(own.format("41名"), held_against)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("专家考察行请来41名。", "unknown proposals.more-0 41名"),
        ("考察行请来14余名。", "unknown proposals.more-0 14余名"),
        # No word of its name, no likeness, its own number elsewhere; and what is to come.
        ("请来41名乡贤。", None),
        ("考察行请来96名。", None),
        ("专家14名。考察行请来41名。", "agrees proposals.more-0 14名"),
        ("明年，专家考察行请来41名。", None),
    ],
)
def test_a_slip_of_a_figure_that_a_text_does_not_give(more: str, expected: str | None) -> None:
    """Digits and words together must speak for it more than other pairs of both do against it."""
    held_against = with_figures(("院士专家考察行专家", "14名", "14", "名"))
    found = verdicts(f"提交提案418件，建成民生议事堂177家。{more}", held_against)
    assert found[2:] == ([expected] if expected else [])


def test_a_row_of_others_asks_of_no_number_that_it_is_unlike() -> None:
    rows = "单位\t采用（篇）\n民革市委会\t38\n民盟市委会\t41"
    assert not any(one.startswith("unknown") for one in verdicts(rows))
    assert verdicts("单位\t采用（期）\n民革市委会\t60") == ["unknown public-opinion.adopted 60"]


def test_members_are_no_committee_and_before_is_no_place() -> None:
    """委员 in 委员会 names no member; 会前市政协 is the committee before its session."""
    assert verdicts("会前市政协征集提案418件。") == ["agrees proposals.submitted 418件"]
    held_against = with_figures(("培训委员", "412人次", "412", "人次"))
    assert verdicts("各专门委员会214人次。", held_against) == []


def test_days_with_a_decimal_are_counted() -> None:
    """平均办理时间30.15天 is a figure, 历时30天 tells a time."""
    held_against = with_figures(("平均办理时间", "30.15天", "30.15", "天"))
    found = verdicts("平均办理时间30.15天，历时30天。", held_against)
    assert found == ["agrees proposals.more-0 30.15天"]


@pytest.mark.parametrize(
    ("figures", "text", "numbers", "slipped"),
    [
        # That it is a count, whose and of which year: 督办重点提案 of 重点提案督办数.
        (
            [
                ("重点提案督办数", "17", "件"),
                ("2023年市政协专题协商会总数", "26", "场"),
                ("丽水市政协结对困难户数量", "130", "户"),
            ],
            "督办重点提案{}件。召开专题协商会{}场。结对困难户{}户。",
            (17, 26, 130),
            (71, 62, 103),
        ),
        # Filed alone, and a rate alone, are of the proposals that the name says it of.
        (
            [
                ("丽水市政协委员人数", "368", "名"),
                ("提案立案数", "397", "件"),
                ("提案办复率", "97", "%"),
            ],
            "市政协委员达{}名。提案工作：立案{}件，办复率{}%。",
            (368, 397, 97),
            (386, 379, 79),
        ),
    ],
)
def test_a_name_typed_by_hand_says_more_than_a_text_does(
    figures: list[tuple[str, str, str]],
    text: str,
    numbers: tuple[int, ...],
    slipped: tuple[int, ...],
) -> None:
    held_against = with_figures(
        *((name, f"{value}{unit}", value, unit) for name, value, unit in figures)
    )
    for verdict, given in (("agrees", numbers), ("contradicts", slipped)):
        found = verdicts(text.format(*given), held_against)
        assert [one.split()[:2] for one in found] == [
            [verdict, f"proposals.more-{at}"] for at in range(3)
        ]


@pytest.mark.parametrize("name", ["集体提案占比", "集体提案所占比例", "集体提案占提案总数的比重"])
def test_a_share_may_be_called_in_several_ways(name: str) -> None:
    held_against = with_figures((name, "22.9%", "22.9", "%"))
    text = "提出提案418件，其中集体提案96件，占{}。"
    assert verdicts(text.format("22.9%"), held_against)[-1] == "agrees proposals.more-0 22.9%"
    found = verdicts(text.format("29.2%"), held_against)[-1]
    assert found == "contradicts proposals.more-0 29.2%"


@pytest.mark.parametrize("body", ["丽水市政协", "政协丽水市委员会", "丽水市人民政府"])
def test_what_another_committee_did_is_held_against_nobody_however_shortly_ones_own_is_called(
    body: str,
) -> None:
    held_against = BUNDLED._replace(body=BUNDLED.body._replace(zh=body))
    found = verdicts("2023年，临溪市政协提出提案481件。丽水市政协提出提案418件。", held_against)
    assert found == ["other proposals.submitted 481件", "agrees proposals.submitted 418件"]


def test_who_takes_information_up_beside_others_is_not_whose_the_next_number_is() -> None:
    held_against = with_figures(("省委办公厅采用", "19条", "19", "条"))
    text = "丽水市政协信息被采用情况：全国政协、中央统战部共采用10条；省委办公厅采用{}条。"
    for printed, verdict in (("19", "agrees"), ("91", "contradicts")):
        found = verdicts(text.format(printed), held_against)
        assert found[-1] == f"{verdict} proposals.more-0 {printed}条"


def test_a_bureau_tells_what_it_did_with_what_the_committee_above_handed_it() -> None:
    """The province's committee is none whose figures these are; another city's is."""
    held_against = BUNDLED._replace(body=BUNDLED.body._replace(zh="丽水市教育局"))
    text = "2023年，{}政协提出提案418件。"
    assert verdicts(text.format("省"), held_against) == ["agrees proposals.submitted 418件"]
    assert verdicts(text.format("临溪市"), held_against) == ["other proposals.submitted 418件"]


def test_what_was_done_is_no_figure_of_what_was_not() -> None:
    held_against = with_figures(("未立案提案", "55件", "55", "件"))
    text = "2023年，提出提案418件。其中立案的363件，未立案的提案{}件。"
    assert verdicts(text.format(55), held_against)[1:] == [
        "other proposals.submitted 363件",
        "agrees proposals.more-0 55件",
    ]
    assert verdicts(text.format(58), held_against)[-1] == "contradicts proposals.more-0 58件"


@pytest.mark.parametrize(
    "sentence",
    [
        "民建市委会提交提案36件，上报社情民意信息91期。",
        "市人大常委会办理提案36件，上报社情民意信息91期。",
        "市直第三界别组提交提案36件，上报社情民意信息91期。",
        "城东街道委员工作室提交提案36件，上报社情民意信息91期。",
        "市政协经济委提交提案36件，上报社情民意信息91期。",
        "市县两级政协共收到提案3620件，上报社情民意信息9105期。",
        "各县（市、区）政协共收到提案3620件，上报社情民意信息9105期。",
        "张小山委员今年提交提案36件，上报社情民意信息91期。",
        "清溪区委员小组提交提案36件，上报社情民意信息91期。",
        "主席会议成员提交提案36件，上报社情民意信息91期。",
        "每名委员每年至少提交提案36件，上报社情民意信息91期。",
    ],
)
def test_what_a_body_did_is_its_own_to_the_end_of_its_sentence(sentence: str) -> None:
    """Nobody is named again before the second number, and the third is of the committee."""
    judged = verdicts(f"{sentence}全年提出提案481件。", BUNDLED)
    assert [one.split()[0] for one in judged] == ["other", "other", "contradicts"]


@pytest.mark.parametrize(
    "sentence",
    [
        "民盟的提案被列为一号提案，全年提出提案481件。",
        "民建市委会提交提案36件；全年提出提案481件。",
        "市人大代表和政协委员积极建言，全年提出提案481件。",
        "任职委员今年积极建言，全年提出提案481件。",
        "高校委员提出良策，全年提出提案481件。",
        "市委办、市政府办联合督办，全年提出提案481件。",
    ],
)
def test_what_is_said_of_a_body_that_did_nothing_ends_with_its_clause(sentence: str) -> None:
    assert verdicts(sentence, BUNDLED)[-1] == "contradicts proposals.submitted 481件"


@pytest.mark.parametrize(
    "visit",
    [
        "省政协调研组来我市调研。",
        "近日，省政协副主席一行来我市视察。",
    ],
)
def test_who_comes_from_another_committee_is_not_whom_a_paragraph_tells_of(visit: str) -> None:
    assert verdicts(f"{visit}全年提出提案481件。", BUNDLED) == [
        "contradicts proposals.submitted 481件"
    ]
    assert verdicts(f"{visit.rstrip('。')}，全年提出提案481件。", BUNDLED)[0].startswith("other")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A figure that the text tells again, and a slip of it there.
        ("立案提案711件全部办复。", "agrees proposals.more-0 711件"),
        # What it counts stands far behind it.
        ("为甲同学等82名勤奋好学、家在山区的大学生送去问候。", "unknown proposals.more-1 82名"),
    ],
)
def test_a_figure_that_a_text_tells_again_may_slip_there(text: str, expected: str) -> None:
    held_against = with_figures(("立案提案", "711件", "711", "件"), ("大学生", "28名", "28", "名"))
    own = "提出提案418件，立案提案711件。建成民生议事堂177家。看望大学生28名。\n"
    assert expected in verdicts(own + text, held_against)


def test_no_sentence_gives_a_figure_twice() -> None:
    held_against = with_figures(("行业专家", "28名", "28", "名"))
    for text, count in (("请来行业专家28名，专业人士28名。", 1), ("行业专家28名。专家28名。", 2)):
        found = verdicts(f"提出提案418件，{text}", held_against)
        assert found.count("agrees proposals.more-0 28名") == count


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("1037件民生实事得到解决。", "agrees proposals.more-0 1037件"),
        ("1073件民生实事得到解决。", "contradicts proposals.more-0 1073件"),
        ("专报编了198期。", "agrees proposals.more-1 198期"),
        ("“回头看”提案45件。", "agrees proposals.more-2 45件"),
        ("现有驻县委员382名。", "contradicts proposals.more-3 382名"),
        ("茶叶销售额2.54亿元。", "contradicts proposals.more-4 2.54亿元"),
        ("山歌队和茶艺社共101支。", "other proposals.more-5 101支"),
    ],
)
def test_a_name_is_known_in_everyday_words(sentence: str, expected: str) -> None:
    """Light verbs, 编 for 编发, the end of a name, and what is there change nothing; a sum does."""
    held_against = with_figures(
        ("解决民生实事", "1037件", "1037", "件"),
        ("编发专报", "198期", "198", "期"),
        ("跟踪督办“回头看”提案", "45件", "45", "件"),
        ("驻县委员", "328名", "328", "名"),
        ("茶叶销售", "2.45亿元", "245000000", "元"),
        ("山歌队", "71支", "71", "支"),
        ("茶艺社", "31支", "31", "支"),
    )
    assert verdicts(sentence, held_against) == [expected]


def test_an_open_slip_says_what_it_would_be() -> None:
    """A person sees at once whether a number that is only asked is a slip."""
    found = proof(text_document("", "在龙泉一带提案481件。"), BUNDLED).findings
    (one,) = (one for one in found if one.slip)
    assert one.message.say("zh") == (
        "“龙泉一带”所指不明，不能确定说的是“提出提案”（418件），若是则疑为数字颠倒"
    )
    assert one.message.say("en").endswith("(418件); if it does, likely slip: digits transposed")
    # Where the unit is what does not fit, that alone is said.
    found = proof(text_document("", "服务群众1.7万。"), BUNDLED).findings
    assert [one.message.say("zh") for one in found] == ["“服务群众”的单位是“人次”"]


SESSION = with_figures(
    ("出席会议委员", "101人", "101", "人"),
    ("列席会议人员", "21人", "21", "人"),
    ("围绕经济建设开展协商", "39场次", "39", "场次"),
    ("围绕政治建设开展协商", "15场次", "15", "场次"),
)


@pytest.mark.parametrize(
    ("said", "right", "wrong", "verdict"),
    [
        ("列席会议{}人", 21, 38, "unknown proposals.more-1"),
        ("围绕经济建设{}场次、围绕政治建设15场次", 39, 15, "unknown proposals.more-2"),
        ("围绕经济建设39场次、围绕政治建设{}场次", 15, 39, "unknown proposals.more-3"),
    ],
)
def test_a_number_with_the_words_of_a_figure_that_stands_nowhere_is_asked(
    said: str, right: int, wrong: int, verdict: str
) -> None:
    """Also where it is the very number of another, which the text tells elsewhere."""
    text = f"丽水市政协2023年工作综述\n提出提案418件。{said}。"
    found = [verdicts(text.format(one), SESSION) for one in (right, wrong)]
    assert [one for one in found[0] if one.startswith("agrees")] == found[0]
    assert any(one.startswith(verdict) for one in found[1])


@pytest.mark.parametrize(
    "title",
    ["丽水市统计局2023年统计公报", "一、2023年工作回顾和“十四五”时期发展成就"],
)
def test_a_text_that_gives_many_figures_is_of_these(title: str) -> None:
    """Whatever its title seems to say: then a slip is one, and with few of them it is none."""
    halls = "民生议事堂177家，举办协商活动445场次，提出意见建议1431条次；委员工作室191家"
    found = verdicts(f"{title}\n{halls}，主题活动625场。\n提出提案481件。", BUNDLED)
    assert found[-1] == "contradicts proposals.submitted 481件"


def test_a_text_of_others_that_gives_few_figures_is_theirs() -> None:
    found = verdicts("丽水市统计局2023年统计公报\n民生议事堂177家。提出提案481件。", BUNDLED)
    assert not found[-1].startswith("contradicts")


@pytest.mark.parametrize("number", [481, 419])
def test_a_slip_makes_nothing_sure_that_is_open(number: int) -> None:
    text = f"丽水市政协2023年工作综述\n民生议事堂177家。各方人士提出提案{number}件。"
    assert verdicts(text, BUNDLED)[-1] == f"unknown proposals.submitted {number}件"


def test_a_heading_may_tell_what_was_done_for_important_tasks() -> None:
    text = "丽水市政协2023年工作综述\n# 一、聚焦重点任务\n提出提案481件。"
    assert verdicts(text, BUNDLED)[-1].startswith("contradicts")


def test_a_column_of_another_year_is_of_the_figure_that_is_called_by_it() -> None:
    """So a draft of a table is found again in it."""
    held_against = with_figures(("2022年来信", "56封", "56", "封"), ("来信", "65封", "65", "封"))
    rows = "指标\t2022年\t2023年\n来信（封）\t{}\t65\n来电（次）\t7\t9"
    for printed, verdict in (("56", "agrees"), ("57", "contradicts")):
        found = verdicts(rows.format(printed), held_against)
        assert f"{verdict} proposals.more-0 {printed}" in found


def test_marks_inside_a_title_end_no_clause() -> None:
    text = "丽水市政协2023年工作综述\n编写《茶乡记，山中事》，提出《爱茶，护茶》等提案{}件。"
    found = verdicts(text.format(481), BUNDLED)
    assert found[-1] == "contradicts proposals.submitted 481件"
