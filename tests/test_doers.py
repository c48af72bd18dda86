"""Whose a number is: what a title, the sentence before and the first number of a sentence tell."""

import pytest

from cppcc_cli.documents.text import text_document
from cppcc_cli.messages import Text
from cppcc_cli.text.checking import proof
from tests.test_likely_figures import BUNDLED, verdicts, with_figures

LIST = "提出提案36件，立案29件；建成民生议事堂17家。"


def said(text: str) -> set[str]:
    """Return the verdicts on the numbers of a text."""
    return {one.split()[0] for one in verdicts(text, BUNDLED)}


@pytest.mark.parametrize(
    "title",
    [
        "市水利局2023年建议提案办理情况",
        "民进丽水市委会2023年参政工作小结",
        "科技界别活动组年度小结",
        "丽水市政协文史委2023年工作小结",
        "丽水市政协科技界别2023年小结",
        "政协第二委员小组2023年小结",
        "山城区建筑业商会2023年年报",
        "丽水市第三人民医院2023年工作总结",
        "清溪街道政协委员联络站2023年工作总结",
    ],
)
def test_a_title_tells_whose_all_numbers_are(title: str) -> None:
    assert "contradicts" not in said(f"{title}\n一年来，{LIST}\n")


@pytest.mark.parametrize("title", ["丽水市政协2023年工作综述", "丽水市政协各专委会2023年工作综述"])
def test_a_title_of_the_committee_leaves_its_slips_slips(title: str) -> None:
    text = f"{title}\n一年来，提出提案481件，立案363件；建成民生议事堂177家。\n"
    assert "contradicts proposals.submitted 481件" in verdicts(text, BUNDLED)


@pytest.mark.parametrize(
    "doer",
    [
        "我局",
        "本委",
        "新任委员",
        "每位委员",
        "科技界别",
        "统战成员",
        "陈小禾是市政协委员，先后",
        "连任三届政协委员的陈小禾，先后",
        "陈小禾委员连续三年",
        "目标是",
        "九年前，",
    ],
)
def test_what_is_not_sure_of_the_first_number_is_not_of_the_others(doer: str) -> None:
    assert "contradicts" not in said(f"丽水市政协2023年工作综述\n\n{doer}{LIST}\n")


@pytest.mark.parametrize("behind", ["他建成委员工作室17家", "每位委员建成民生议事堂17家"])
def test_who_did_what_is_told_behind_a_number_leaves_it_a_slip(behind: str) -> None:
    text = f"丽水市政协2023年工作综述\n提出提案481件，{behind}。"
    assert verdicts(text, BUNDLED)[0] == "contradicts proposals.submitted 481件"


@pytest.mark.parametrize(
    "before",
    [
        "5月8日下午，市政协召开民主协商会。",
        "上半年，开展调研6次。",
        "市教育局办理提案36件。",
    ],
)
def test_what_a_sentence_before_tells_of_may_go_on(before: str) -> None:
    """It is asked, up to a time that is said anew; and what is right is told."""
    assert verdicts(f"{before}提出提案481件。", BUNDLED)[-1].startswith("unknown")
    assert verdicts(f"{before}提出提案418件。", BUNDLED)[-1].startswith("agrees")
    assert verdicts(f"{before}全年提出提案481件。", BUNDLED)[-1].startswith("contradicts")


def test_what_is_reported_in_a_meeting_is_not_done_there() -> None:
    text = "丽水市政协2023年工作综述\n会上，提案委主任通报，提出提案481件。"
    assert verdicts(text, BUNDLED)[-1].startswith("contradicts")


@pytest.mark.parametrize(
    "text",
    [
        "议事怎样常态化？临溪区的做法是：建章立制。全年建成民生议事堂17家。",
        "◆临溪县政协：建成民生议事堂17家。",
        "截至发稿时，大会秘书处收到提案136件。",
        "会上，委员们提出提案14件。",
        "清溪市农业局网站2023年建成栏目9个；建成民生议事堂17家。",
        "议事堂自2021年推开以来，累计完成协商58次，建成民生议事堂319家。",
    ],
)
def test_what_is_of_a_place_an_event_or_several_years_contradicts_nothing(text: str) -> None:
    assert "contradicts" not in said(text)


@pytest.mark.parametrize(
    "place",
    ["日照市", "从江县", "成都市", "桐乡市", "房山区", "盐城市", "云和县", "赵县", "呼和浩特市"],
)
def test_a_known_place_is_one_whatever_it_is_written_with(place: str) -> None:
    """Its characters are those of words elsewhere: 日 of days, 从 of what stands before, 山区."""
    for opening in (f"据悉，{place}政协", f"在{place}，委员"):
        text = f"丽水市政协2023年工作综述\n{opening}提出提案481件。"
        assert verdicts(text, BUNDLED)[0].startswith("other")


@pytest.mark.parametrize(
    "opening",
    ["日前，本市政协", "在市区，委员", "在新城区，委员", "今年和市政协", "组织市政协委员"],
)
def test_what_only_seems_to_be_another_place_is_none(opening: str) -> None:
    assert said(f"丽水市政协2023年工作综述\n{opening}提出提案481件。") == {"contradicts"}


def test_what_a_chronicle_tells_of_each_session_is_of_its_year() -> None:
    held_against = with_figures(
        ("出席四届一次会议委员", "160人", "160", "人"), ("委员", "171人", "171", "人")
    )
    text = (
        "三届一次会议于2017年4月14～20日召开。委员168人，出席会议的163人。\n"
        "三届三次会议于2019年3月24～29日召开。\n"
        "四届一次会议于2023年3月15～19日召开。委员171人，出席会议的{}人。"
    )
    told = [one.split()[0] for one in verdicts(text.format(166), held_against)]
    assert told == ["other", "other", "agrees", "contradicts"]


def test_a_committee_of_the_party_is_no_part_of_this_one() -> None:
    found = proof(text_document("a.txt", "提案送市委后提出提案481件。"), BUNDLED).findings
    assert "所指不明" in next(one for one in found if one.figure).message.say("zh")


def test_a_bound_with_a_slip_states_a_figure() -> None:
    """It is no duty of each; and what lies beyond a bound is not all meant by it."""
    told = verdicts("民主监督和调研视察不少于15次，服务群众至少1.7人次。", BUNDLED)
    assert [one.split()[0] for one in told] == ["contradicts"] * 2


def test_a_duty_of_each_states_no_figure() -> None:
    assert "consistent" not in said("每个界别提出提案不少于5件，建成民生议事堂不少于1家。")


def test_a_number_of_another_stage_is_a_slip_where_its_own_stands_beside() -> None:
    held_against = with_figures(("提案立案", "363件", "363", "件"))
    text = "丽水市政协2023年工作综述\n共提出提案418件，立案{}件。"
    assert verdicts(text.format(363), held_against)[-1] == "agrees proposals.more-0 363件"
    assert verdicts(text.format(418), held_against)[-1] == "contradicts proposals.more-0 418件"


def test_what_another_figure_of_such_a_name_stands_for_roughly_is_asked() -> None:
    received = ("接待群众", "9,300人次", "9300", "人次")
    text = "丽水市政协2023年工作综述\n开展义诊活动，接待群众近7000人次。"
    for other, verdict in (("义诊群众", "unknown"), ("线上学习", "contradicts")):
        held_against = with_figures(received, (other, "6,800人次", "6800", "人次"))
        assert verdicts(text, held_against)[-1].startswith(verdict)


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        ("300万+", "consistent"),
        ("328万", "agrees"),
        ("500万+", "contradicts"),
        ("238万", "contradicts"),
    ],
)
def test_a_count_of_readers_may_lack_its_measure_word(printed: str, verdict: str) -> None:
    held_against = with_figures(("阅读量", "328万次", "3280000", "次"))
    text = f"丽水市政协2023年工作综述\n全年阅读量{printed}，提出提案418件。"
    assert f"{verdict} proposals.more-0 {printed}" in verdicts(text, held_against)


@pytest.mark.parametrize("unit", ["㎡", "m²", "平米", "平方米"])
def test_an_area_may_be_written_in_each_of_its_forms(unit: str) -> None:
    held_against = with_figures(("展陈面积", "1,260平方米", "1260", "平方米"))
    text = "丽水市政协2023年工作综述\n展陈面积{}，提出提案418件。"
    for number, verdict in (("1260", "agrees"), ("1620", "contradicts")):
        found = verdicts(text.format(number + unit), held_against)
        assert f"{verdict} proposals.more-0 {number}{unit}" in found


@pytest.mark.parametrize(
    ("name", "unit", "other"),
    [
        ("双周座谈会", "期", "次"),
        ("调研课题", "项", "个"),
        ("老照片", "幅", "张"),
        ("采用信息", "条", "篇"),
    ],
)
def test_the_same_things_may_be_counted_in_another_measure_word(
    name: str, unit: str, other: str
) -> None:
    held_against = with_figures((name, f"29{unit}", "29", unit))
    text = "丽水市政协2023年工作综述\n{}29{}，提出提案418件。"
    found = verdicts(text.format(name, other), held_against)
    assert found[0].split()[:2] in (
        ["agrees", "proposals.more-0"],
        ["consistent", "proposals.more-0"],
    )


def test_the_head_of_a_row_may_count_in_ten_thousands() -> None:
    held_against = with_figures(("点赞", "5.42万次", "54200", "次"))
    text = "2023年数据\n指标\t2022年\t2023年\n推送（篇）\t489\t516\n点赞（万次）\t4.9\t{}\n"
    assert "agrees proposals.more-0 5.42" in verdicts(text.format("5.42"), held_against)
    assert "contradicts proposals.more-0 5.24" in verdicts(text.format("5.24"), held_against)


def test_two_volumes_are_a_number_behind_a_title() -> None:
    held_against = with_figures(("编印《丽水文史》", "2辑", "2", "辑"))
    text = "丽水市政协2023年工作综述\n编印《丽水文史》两辑，提出提案418件。"
    assert "agrees proposals.more-0 两辑" in verdicts(text, held_against)


@pytest.mark.parametrize(
    "text",
    [
        "2023年，我市政协提出提案481件，编印成册。",
        "各位同志：2023年，提出提案481件。",
        "明年换届，今年是收官之年。2023年提出提案481件。",
        "我这里有一组数字想和大家分享：提出提案481件。",
        "| 提案 | 提出481件，编印成册 |",
    ],
)
def test_how_a_committee_speaks_of_itself_leaves_a_slip_a_slip(text: str) -> None:
    assert verdicts(f"丽水市政协2023年工作综述\n{text}", BUNDLED)[-1].startswith("contradicts")


@pytest.mark.parametrize(
    "text", ["立案提案336件，提出提案418件。", "立案336件提案，提出提案418件。"]
)
def test_a_name_may_be_turned(text: str) -> None:
    held_against = with_figures(("提案立案", "363件", "363", "件"))
    found = verdicts(f"丽水市政协2023年工作综述\n{text}", held_against)
    assert found[0] == "contradicts proposals.more-0 336件"


def test_the_words_that_are_not_explained_are_told_as_they_stand() -> None:
    found = proof(text_document("a.txt", "青年委员共提出提案36件。"), BUNDLED).findings
    assert next(one for one in found if one.figure).message.say("zh").startswith("“青年委员”")


@pytest.mark.parametrize(
    "text",
    [
        # Of the year that was named before, in a heading, a row or at the opening.
        "# 一、2022年工作回顾\n2022年意义非凡。一年来，提出提案406件，建成民生议事堂163家。",
        "1998年，三届政协成立。全年提出提案196件。",
        "年份\t提出提案\t民生议事堂\n2022年\t406件\t163家",
        # Of a session, of a part of the committee, of another's activity.
        "会议期间，讨论政府工作报告。大会收到提案312件。",
        "会议应到委员242名，实到231名，提出提案298件。",
        "云港市政协有委员306名。提出提案523件。",
        "参加市政协协商议政活动3场。",
        # One of fewer than the figure; what comes of the figure itself.
        "涉及公路的有36件，其中提出提案31件。",
        "协商议政活动从28场增加到40场以上。",
        "另有提案36件。",
        "举办讲座2场、服务群众260人次。",
        "我市2022年提出提案396件，建成民生议事堂163家。",
        "在“六进社区”活动中，委员提出提案36件。",
        # Of a day of a chronicle, of a meeting's agenda, of where something took place.
        "# 4月\n26日，召开座谈会，提出提案36件。",
        "截至1月9日17时大会提案截止时间，共收到提案498件。",
        "会议共安排协商议政活动3场。",
        "在大港镇云岭村议事室，墙上挂着一张表：全年提出提案36件。",
        "丽水市政协2023年工作综述\n在云岭村，人人议事。村里今年提出提案36件。",
        # Of so many as no figure has; done with what was named first, too.
        "市政府系统办理提案298件。298件中，立案31件。",
        "办理人大代表建议312件、政协提案398件。",
        # Of the year, or of the committee, behind which it stands in brackets.
        "与2022年（提出提案396件、立案363件）相比有进步。",
        "与省政协（提出提案963件）相比有差距。",
        # Of another committee that a heading in brackets names, or of its level.
        "【云港市政协】2023年，提出提案523件，召开协商议政活动36场。",
        "【清溪县政协】县政协提出提案523件。",
    ],
)
def test_what_is_of_another_year_or_doer_contradicts_nothing(text: str) -> None:
    assert "contradicts" not in said(f"{text}\n")


def test_a_part_of_a_committee_is_no_other_by_what_it_compares_itself_with() -> None:
    text = "丽水市政协文史委2023年工作小结\n协商3场，占全市政协全年28场的九分之一。提出提案36件。"
    assert verdicts(text, BUNDLED)[-1].startswith("unknown")


@pytest.mark.parametrize(
    "text",
    [
        "走近2023年度丽水市政协委员\n全年提出提案481件。",
        "截至2023年底丽水市政协提出提案481件。",
        "全市委员会客厅36家，提出提案481件。",
        "# 一、2023年工作回顾\n一年来，提出提案481件。",
    ],
)
def test_words_beside_a_name_are_no_part_of_it(text: str) -> None:
    assert verdicts(text, BUNDLED)[-1] == "contradicts proposals.submitted 481件"


def test_what_names_no_committee_is_held_against_that_of_its_year() -> None:
    """Or, where a title names its part or its place, against that of the place."""
    body = BUNDLED.body._replace(zh="中国人民政治协商会议云港市委员会")
    other = BUNDLED._replace(id="other", year=2021, body=body)
    for text in ("2021年提出提案481件。", "云港市政协文史委2021年总结\n市政协提出提案481件。"):
        found = proof(text_document("a.txt", text), BUNDLED, [other]).findings
        assert [(one.verdict, one.dataset and one.dataset.id) for one in found] == [
            ("contradicts", "other")
        ]


def test_what_is_counted_may_be_a_part_of_the_number_before() -> None:
    found = verdicts("提出提案418件，解决了203件，占提案数的48.6%。", BUNDLED)
    assert not any(one.startswith("contradicts") for one in found)


@pytest.mark.parametrize("who", ["各民主党派和专门委员会", "各专委会、各界别提交"])
def test_all_who_make_collective_proposals_are_no_other_body(who: str) -> None:
    held_against = with_figures(("集体提案", "67件", "67", "件"))
    text = f"丽水市政协2023年工作综述\n{who}集体提案94件，提出提案418件。"
    assert "contradicts proposals.more-0 94件" in verdicts(text, held_against)


def test_what_came_of_reports_that_no_figure_tells_of_is_asked() -> None:
    held_against = with_figures(
        ("市领导批示", "27件次", "27", "件次"), ("报送建议案", "6件", "6", "件")
    )
    title = "丽水市政协2023年工作综述\n"
    found = verdicts(f"{title}形成监督报告8份，市领导批示9件次。", held_against)
    assert found[-1] == "unknown proposals.more-0 9件次"
    found = verdicts(f"{title}报送建议案6件，市领导批示72件次。", held_against)
    assert found[-1] == "contradicts proposals.more-0 72件次"


def test_a_number_of_one_stage_beside_the_name_of_another_is_of_either() -> None:
    held_against = with_figures(("提案立案", "481件", "481", "件"))
    found = verdicts("丽水市政协2023年提案工作\n提案办理：全年提案立案418件。", held_against)
    assert found == ["unknown - 418件"]


@pytest.mark.parametrize(
    "text",
    [
        "全省提出提案12480件，我市418件。",
        "采纳市政协意见建议168条；提出提案418件。",
        "【丽水市政协】2023年，全年提出提案418件。",
        "研究室　2024年3月\n提出提案418件。",
        "提出提案：418",
        "〖丽水市政协〗2023年，全年提出提案418件。",
        "# 二、2024年工作安排\n提出提案500件。\n（附：2023年完成情况）\n全年提出提案418件。",
    ],
)
def test_what_is_ours_again_is_of_the_figures(text: str) -> None:
    found = verdicts(f"丽水市政协2023年工作综述\n\n{text}", BUNDLED)
    assert found[-1].startswith("agrees proposals.submitted 418")


def test_a_text_of_one_committee_is_held_against_no_other() -> None:
    """A year that only the dataset of another committee is of is that year of its own."""
    body = BUNDLED.body._replace(zh="中国人民政治协商会议云港市委员会")
    other = BUNDLED._replace(id="other", year=2022, body=body)
    text = "政协丽水市五届三次会议上的讲话\n丽水市政协主席　陈小禾\n2022年我们提出提案481件。"
    found = proof(text_document("a.txt", text), BUNDLED, [other]).findings
    assert {one.verdict for one in found} <= {"other", None}


def test_an_empty_line_ends_a_list_of_names_and_numbers() -> None:
    text = "市政协履职答卷\n\n民生议事堂\n177家\n委员工作室\n119家\n\n下一步\n提案办好"
    found = ["agrees livelihood-halls.halls 177家", "contradicts member-outreach.studios 119家"]
    assert verdicts(text, BUNDLED) == found


def test_what_is_quoted_was_done() -> None:
    held_against = with_figures(("提案立案", "363件", "363", "件"))
    found = verdicts("丽水市政协2023年工作综述\n屏幕上写着“立案336件”。", held_against)
    assert found == ["unknown proposals.more-0 336件"]


def test_what_speaks_of_a_whole_county_is_held_against_a_county() -> None:
    """It names no committee: of two datasets that of the level it speaks of is meant."""
    body = BUNDLED.body._replace(zh="政协清溪县委员会")
    county = BUNDLED._replace(id="county", year=2022, body=body)
    for whole, meant in (("全市", BUNDLED.id), ("全县", "county")):
        document = text_document("a.txt", f"年度数字\n{whole}提出提案418件。")
        found = proof(document, BUNDLED, [county]).findings
        assert [(one.verdict, one.dataset and one.dataset.id) for one in found] == [
            ("agrees", meant)
        ]


@pytest.mark.parametrize("readers", ["报：省政协。", "抄送：市委办公室、省政协办公厅。"])
def test_who_a_paper_is_sent_to_did_nothing(readers: str) -> None:
    assert "contradicts proposals.submitted 481件" in verdicts(f"{readers}提出提案481件。", BUNDLED)


def test_a_number_with_letters_is_counted() -> None:
    """It is of no figure that anybody can tell, and is not passed over in silence."""
    (found,) = proof(text_document("", "编发信息3O1期。"), BUNDLED).findings
    assert (found.code, found.verdict) == ("number", "unknown")
    assert found.message.say("zh") == "不能完全读懂的数"


def test_the_total_of_a_table_is_of_its_rows() -> None:
    """Of parts of a figure it is this figure; of districts or parties it is theirs."""
    filed = with_figures(
        ("立案提案", "168件", "168", "件"),
        ("甲类提案", "112件", "112", "件"),
        ("乙类提案", "56件", "56", "件"),
        ("走访企业", "447家", "447", "家"),
    )
    whole = "proposals.more-0"
    parts = [filed.figures[f"proposals.more-{at}"]._replace(part_of=whole) for at in (1, 2)]
    dataset = filed._replace(figures=filed.figures | {one.id: one for one in parts})

    def of_total(*rows: str) -> list[str]:
        return [one.split(" ")[0] for one in verdicts("\n".join(rows), dataset)][-1:]

    kinds = ("类别\t件数", "甲类\t112", "乙类\t56")
    assert of_total(*kinds, "合计\t168") == ["agrees"]
    assert of_total(*kinds, "合计\t186") == ["contradicts"]
    # With a row left out it is perhaps the sum of the others.
    third = parts[0]._replace(id="proposals.third", name=Text("丙类提案", ""))
    dataset = dataset._replace(figures=dataset.figures | {third.id: third})
    assert of_total(*kinds, "合计\t186") == ["unknown"]
    for some in ("东城区\t88", "西城区\t102"), ("民盟市委会\t88", "民建市委会\t102"):
        assert of_total("单位\t走访企业（家）", *some, "合计\t190") == ["other"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("95.7%", "96.5%", ["agrees", "agrees"]),
        ("96.5%", "96.5%", ["contradicts", "agrees"]),
        ("95.7%", "95.7%", ["agrees", "contradicts"]),
    ],
)
def test_shares_are_of_what_is_counted_in_turn(
    first: str, second: str, expected: list[str]
) -> None:
    shares = with_figures(
        ("代表建议占建议总数", "95.7%", "95.7", "%"), ("政协提案占提案总数", "96.5%", "96.5", "%")
    )
    text = f"代表建议855件、政协提案525件，分别占建议、提案总数的{first}、{second}。"
    found = [one.split()[0] for one in verdicts(text, shares) if "%" in one]
    assert found == expected


@pytest.mark.parametrize("who", ["县（区）政协", "县（市、区）政协", "各县区政协"])
def test_all_committees_below_are_others(who: str) -> None:
    text = f"政协丽水市2023年工作总结\n{who}共有委员2146人，提出提案1873件。"
    assert verdicts(text, BUNDLED) == ["other proposals.submitted 1873件"]


def test_a_number_before_a_colon_is_of_what_the_sentence_behind_it_tells() -> None:
    """As in 418件：全年提出提案418件, of a message for phones."""
    for first, second, expected in (
        ("418件", "418件", ["agrees proposals.submitted 418件"] * 2),
        (
            "481件",
            "418件",
            ["unknown proposals.submitted 481件", "agrees proposals.submitted 418件"],
        ),
    ):
        text = f"政协丽水市2023年成绩单\n\n{first}：全年提出提案{second}。"
        assert verdicts(text, BUNDLED) == expected
