"""What a number is said of: by headings, openings, clauses, tables, and of which year and body."""

from decimal import Decimal

import pytest

from cppcc_cli.dataset import Dataset, Figure, sources
from cppcc_cli.dataset.reading import load
from cppcc_cli.documents.text import text_document
from cppcc_cli.messages import Text
from cppcc_cli.text.checking import Proof, proof

BUNDLED = load(sources.bundled())
SUBMITTED = BUNDLED.figures["proposals.submitted"]
BEFORE = BUNDLED._replace(
    id="lishui-2022",
    year=2022,
    title=Text("丽水市政协2022年履职数据", ""),
    figures={SUBMITTED.id: SUBMITTED._replace(value=Decimal(396), printed="396件")},
)
PROVINCE = BUNDLED._replace(
    id="zhejiang-2023",
    body=Text("中国人民政治协商会议浙江省委员会", ""),
    title=None,
    figures={SUBMITTED.id: SUBMITTED._replace(value=Decimal(812), printed="812件")},
)


def held(text: str, dataset: Dataset = BUNDLED, *others: Dataset) -> Proof:
    """Return what is found in a text, and against what it was held."""
    return proof(text_document("text", text), dataset, others)


def verdicts(text: str, dataset: Dataset = BUNDLED, *others: Dataset) -> list[str]:
    """Return the verdict on each number of a text that may speak of a figure, with its figure."""
    return [
        f"{one.verdict} {one.figure or '-'} {one.mention.printed}"
        for one in held(text, dataset, *others).findings
        if one.code == "figure" and one.mention is not None
    ]


def with_figures(*figures: tuple[str, str, str, str]) -> Dataset:
    """Return the bundled dataset with more figures: name, printed form, value, unit."""
    more: dict[str, Figure] = {}
    for number, (name, printed, value, unit) in enumerate(figures):
        id = f"proposals.more-{number}"
        more[id] = SUBMITTED._replace(
            id=id, name=Text(name, ""), value=Decimal(value), unit=unit, printed=printed, terms=()
        )
    return BUNDLED._replace(figures={**BUNDLED.figures, **more})


# Text, and what its numbers are held against.
FRAMES = [
    (
        "二、2024年主要任务\n聚焦中心大局。举办协商议政活动30场。\n征集提案450件。",
        ["other consultation.activities 30场", "other proposals.submitted 450件"],
    ),
    ("2022年工作回顾\n全年提出提案396件。", ["other proposals.submitted 396件"]),
    (
        "2022年，云川区政协各项工作取得新成效。\n12家民生议事堂组织议事活动。",
        ["other livelihood-halls.halls 12家"],
    ),
    ("（二）云川县政协\n建成民生议事堂32家。", ["other livelihood-halls.halls 32家"]),
    (
        "我们赴云川市政协考察。云川市建有民生议事堂212家，服务群众2.6万人次。",
        ["other livelihood-halls.halls 212家", "other member-outreach.attendances 2.6万人次"],
    ),
    (
        "围绕民生福祉，提出提案95件；围绕文化建设，提出提案100件。",
        ["other proposals.submitted 95件", "other proposals.submitted 100件"],
    ),
    (
        "418件提案中，委员提案355件，集体提案63件。",
        [
            "agrees proposals.submitted 418件",
            "other proposals.submitted 355件",
            "other proposals.submitted 63件",
        ],
    ),
    ("圆满完成年度协商计划，举办协商议政活动82场。", ["contradicts consultation.activities 82场"]),
    ("全年向全国政协、省政协报送社情民意信息346期。", ["contradicts public-opinion.issues 346期"]),
    (
        "活动数量创2019年以来新高，民生议事堂举办协商活动454场次。",
        ["contradicts livelihood-halls.sessions 454场次"],
    ),
    ("计劃提交提案481件。", ["other proposals.submitted 481件"]),
    ("省政協提案481件。", ["other proposals.submitted 481件"]),
    ("二〇二二年提案481件。", ["other proposals.submitted 481件"]),
    ("任期内，共提出提案1260件。", ["other proposals.submitted 1260件"]),
    ("龙泉提案481件。", ["unknown proposals.submitted 481件"]),
    ("经济委提案48件。", ["unknown proposals.submitted 48件"]),
    ("提案同比上升48件。", ["other proposals.submitted 48件"]),
    (
        "市政协委员工作室18家，界别委员工作室34家。",
        ["other member-outreach.studios 18家", "other member-outreach.studios 34家"],
    ),
    (
        "形成调研报告15份、协商纪要6份。",
        ["other consultation.reports 15份", "other consultation.reports 6份"],
    ),
    (
        "| 提出提案（件） | 民生议事堂（家） |\n|---|---|\n| 481 | 717 |",
        ["contradicts proposals.submitted 481", "contradicts livelihood-halls.halls 717"],
    ),
    ("全市建有民生议事堂717个。", ["contradicts livelihood-halls.halls 717个"]),
    ("全年举办协商活动454场。", ["unknown - 454场"]),
    ("全年举办协商活动28场。", ["agrees consultation.activities 28场"]),
    # A heading reaches as far as the next of its level.
    (
        "丽水市政协2023年工作总结\n一、2024年主要任务\n提出提案450件。\n二、提案工作情况\n提出提案481件。",
        ["other proposals.submitted 450件", "contradicts proposals.submitted 481件"],
    ),
    # What is said of a number and parts it from no figure leaves it open.
    ("近年来，建成民生议事堂171家。", ["unknown livelihood-halls.halls 171家"]),
    ("7月12日，民生议事堂171家。", ["unknown livelihood-halls.halls 171家"]),
    ("议事堂171家。", ["unknown livelihood-halls.halls 171家"]),
    ("481件提案被省政协转办。", ["unknown proposals.submitted 481件"]),
    # A part of it that looks like a slip is asked of where it is alone.
    ("2023年，立案提案481件。", ["unknown proposals.submitted 481件"]),
    ("2023年，立案提案386件。", ["other proposals.submitted 386件"]),
    (
        "一年来，大家提出提案418件，立案提案481件。",
        ["agrees proposals.submitted 418件", "other proposals.submitted 481件"],
    ),
    ("服务群众超过1.7人次。", ["contradicts member-outreach.attendances 超过1.7人次"]),
    ("市政协五届二次会议以来，共提出提案481件。", ["contradicts proposals.submitted 481件"]),
    ("常委会会议通报，丽水市提案481件。", ["contradicts proposals.submitted 481件"]),
    ("他说，大家提出提案481件。", ["contradicts proposals.submitted 481件"]),
    (
        "省政协采用信息数篇，市政协上报社情民意信息346期。",
        ["contradicts public-opinion.issues 346期"],
    ),
    (
        "二、2024年工作打算\n2023年，大家提出提案481件。\n提出提案450件。",
        ["contradicts proposals.submitted 481件", "other proposals.submitted 450件"],
    ),
    ("2023年，民生议事堂服务群众，参与的委员达2300余人次。", []),
    (
        "2023年，丽水市政协经济建设方面，围绕产业，提出提案15件；社会建设方面，围绕民生，提出提案20件。",
        ["other proposals.submitted 15件", "other proposals.submitted 20件"],
    ),
    (
        "提案工作方面，提出提案481件；大会发言方面，作大会发言15篇。",
        ["contradicts proposals.submitted 481件", "contradicts plenary-speeches.speeches 15篇"],
    ),
    # What stands right before a number goes before what fits its unit.
    (
        "委员工作室191家，服务群众1.7万余家。",
        ["agrees member-outreach.studios 191家", "unknown member-outreach.attendances 1.7万余家"],
    ),
    # Named by its noun alone, or by its unit alone.
    ("受益群众1.7万余人次。", ["agrees member-outreach.attendances 1.7万余人次"]),
    ("受益群众7.1万余人次。", ["unknown member-outreach.attendances 7.1万余人次"]),
    (
        "本级481件，全市3200件。",
        ["unknown proposals.submitted 481件", "other proposals.submitted 3200件"],
    ),
    ("市传媒联办的《委员视点》播出42期。", ["contradicts public-opinion.broadcasts 42期"]),
    ("问：提案有多少？\n答：有变化。今年到了418件。", ["agrees proposals.submitted 418件"]),
    ("2023年，市政协“提出提案481件”。", ["contradicts proposals.submitted 481件"]),
    ("建成平台378家，其中民生议事堂171家。", ["contradicts livelihood-halls.halls 171家"]),
    (
        "经济建设方面，围绕实体经济、科技创新，提出提案152件；文化建设方面，围绕古城保护、公共文化，提出提案100件。",
        ["other proposals.submitted 152件", "other proposals.submitted 100件"],
    ),
    ("提案共418份。", ["unknown proposals.submitted 418份"]),
    (
        "同心协力 为“十五五”开好局起好步\n过去一年，提交提案481件。",
        ["contradicts proposals.submitted 481件"],
    ),
    ("2024年工作安排\n提交提案481件。", ["other proposals.submitted 481件"]),
    (
        "全年设立省政协委员联系点12个，举办协商议政活动82场。",
        ["contradicts consultation.activities 82场"],
    ),
    (
        "主席说，围绕促进产业发展，提出提案153件；围绕改善民生，提出提案120件。",
        ["other proposals.submitted 153件", "other proposals.submitted 120件"],
    ),
    ("议政热情高涨 质量提升 市政协共收到提案481件", ["contradicts proposals.submitted 481件"]),
    ("大会提案审查委员会共收到提案481件。", ["contradicts proposals.submitted 481件"]),
    ("截至开幕当天，大会秘书处已收到提案136件。", ["unknown proposals.submitted 136件"]),
    ("1. 提出提案481件，编印成册。", ["contradicts proposals.submitted 481件"]),
    # Marks of ASCII, as web pages have them, part clauses like those of Chinese.
    (
        "围绕促进产业发展,提出提案153件;围绕改善民生,提出提案120件.",
        ["other proposals.submitted 153件", "other proposals.submitted 120件"],
    ),
    # No place: what is done, and areas of a kind.
    (
        "2023年，推动大湾区建设，试点城市协商，提出提案481件。",
        ["contradicts proposals.submitted 481件"],
    ),
    ("云湖县提出提案481件。", ["other proposals.submitted 481件"]),
    ("在协商活动中，提出提案481件。", ["contradicts proposals.submitted 481件"]),
    # Where a figure's own number stands beside it, another is perhaps of another stage.
    (
        "征集提案481件，经审查提交提案418件。",
        ["unknown proposals.submitted 481件", "agrees proposals.submitted 418件"],
    ),
    ("全市共建成委员工作室119家。", ["contradicts member-outreach.studios 119家"]),
    ("委员论坛28万场协商议政活动。", ["contradicts consultation.activities 28万场"]),
    ("提案分别由全体委员提出，共481件。", ["contradicts proposals.submitted 481件"]),
    # A part that is like the figure of two digits is asked of where the text is its own.
    (
        "市政协提案418件。立案后，举办重点协商议政活动29场。",
        ["agrees proposals.submitted 418件", "unknown consultation.activities 29场"],
    ),
    ("立案后，举办重点协商议政活动29场。", ["other consultation.activities 29场"]),
    (
        "| 指标 | 2022年 | 2023年 | 单位 |\n|--|--|--|--|\n| 服务群众 | 1.5 | 1.8 | 万人次 |",
        ["other member-outreach.attendances 1.5", "contradicts member-outreach.attendances 1.8"],
    ),
    # What it was before is no number of the year, and its year reaches no further.
    (
        "委员工作室由180家增加到近200家。",
        ["other member-outreach.studios 180家", "consistent member-outreach.studios 近200家"],
    ),
    (
        "2023年，民生议事堂从最初的12家发展到117家。",
        ["other livelihood-halls.halls 12家", "contradicts livelihood-halls.halls 117家"],
    ),
    (
        "2023年12月31日\n提案由2018年的300件增加到481件。",
        ["other proposals.submitted 300件", "contradicts proposals.submitted 481件"],
    ),
    # As on slides: numbers first, in their line or in a line of their own.
    (
        "418件 提案\n\n177家 民生议事堂 | 1413条次 意见建议",
        [
            "agrees proposals.submitted 418件",
            "agrees livelihood-halls.halls 177家",
            "contradicts livelihood-halls.suggestions 1413条次",
        ],
    ),
    (
        "市政协履职答卷\n\n177家\n\n民生议事堂\n\n119家\n\n委员工作室",
        ["agrees livelihood-halls.halls 177家", "contradicts member-outreach.studios 119家"],
    ),
    (
        "市政协履职答卷\n\n民生议事堂\n\n177家\n\n委员工作室\n\n119家",
        ["agrees livelihood-halls.halls 177家", "contradicts member-outreach.studios 119家"],
    ),
    ("答卷\n\n我们的成绩\n\n177家\n\n民生议事堂\n\n191家\n\n委员工作室", []),
    # A text of 我市 only tells of 省政协; one that names no other level may be of it.
    (
        "2023年，大家提出提案481件。省政协主席来我市视察。",
        ["contradicts proposals.submitted 481件"],
    ),
    ("2023年，大家提出提案481件。省政协主席视察企业。", ["unknown proposals.submitted 481件"]),
]


@pytest.mark.parametrize(("text", "expected"), FRAMES, ids=[text for text, _ in FRAMES])
def test_a_number_is_held_against_what_it_is_said_of(text: str, expected: list[str]) -> None:
    """Of another year, body, place, plan or part it is other; what is not explained is open."""
    assert verdicts(text) == expected


def test_each_number_is_held_against_its_year() -> None:
    """The year before against its own dataset; the change and its per cent against both."""
    text = "去年提出提案369件，今年提出提案418件，增加23件，增长5.6%。"
    assert verdicts(text, BUNDLED, BEFORE) == [
        "contradicts proposals.submitted 369件",
        "agrees proposals.submitted 418件",
        "contradicts proposals.submitted 23件",
        "agrees proposals.submitted 5.6%",
    ]
    assert verdicts("今年提出提案418件，回落5.6%。", BUNDLED, BEFORE) == [
        "agrees proposals.submitted 418件",
        "contradicts proposals.submitted 5.6%",
    ]


def test_of_another_body_it_is_told_so_and_not_of_another_year() -> None:
    """A year that has a dataset is not said to have none."""
    text = "2024年3月1日\n去年提出提案418件。云川县政协去年提出提案96件。"
    notes = held(text, BUNDLED._replace(year=2024), BUNDLED).notes
    assert [note.say("zh") for note in notes][1:] == [
        "“云川县政协”：1 个数没有对照；如有相应数据集，请用 --data 指明"
    ]


def test_what_only_another_year_has_is_no_figure_of_this_one() -> None:
    """And no dataset is asked for: that of its year is there."""
    text = "市政协2023年工作综述\n提出提案418件，民生议事堂177家。"
    only = BUNDLED._replace(figures={SUBMITTED.id: SUBMITTED})
    proved = held(text, BUNDLED._replace(year=2024), only)
    assert [one.verdict for one in proved.findings] == ["agrees", "unknown"]
    assert [one.figure for one in proved.findings] == [SUBMITTED.id, None]
    assert len(proved.notes) == 1


def test_a_body_that_is_named_has_its_own_figures() -> None:
    """What another body did is held against its dataset, where there is one."""
    text = "丽水市政协通报：浙江省政协提案821件，市政协提案418件。"
    assert verdicts(text, BUNDLED, PROVINCE) == [
        "contradicts proposals.submitted 821件",
        "agrees proposals.submitted 418件",
    ]


def test_what_was_held_against_is_said_once() -> None:
    """A year without a dataset is named, with how many numbers are of it and what to give."""
    notes = held("2024年工作综述\n举办协商议政活动31场，提出提案436件。").notes
    assert [note.say("zh") for note in notes] == [
        "“2024年工作综述”：2 个数没有对照；如有相应数据集，请用 --data 指明"
    ]
    (note,) = held("提出提案418件。").notes
    assert note.say("zh") == "对照：丽水市政协2023年履职数据（文稿未写明年度）"


def test_a_session_is_of_the_year_that_is_reported_to_it() -> None:
    """What was done since a session is reported to the next."""
    dataset = BUNDLED._replace(session="五届三次会议")
    text = "市政协五届{}次会议以来工作综述\n提出提案481件。"
    assert verdicts(text.format("二"), dataset) == ["contradicts proposals.submitted 481件"]
    assert verdicts(text.format("三"), dataset) == ["other proposals.submitted 481件"]


def test_an_own_figure_that_agrees_wins() -> None:
    """A sentence that names the figure of 6 has it, whatever stands nearer."""
    dataset = with_figures(("请你来协商", "6场", "6", "场"))
    text = "搭建“请你来协商”平台，围绕人才招引等议题举办6场协商活动。"
    assert verdicts(text, dataset) == ["agrees proposals.more-0 6场"]


def test_a_topic_names_what_stands_beside_a_number() -> None:
    """A figure of one topic has its number, and what is like it is told to be perhaps its slip."""
    dataset = with_figures(("改善民生提案", "120件", "120", "件"))
    text = "围绕促进产业发展，提出提案153件；围绕改善民生、保障就业，提出提案{}。"
    assert verdicts(text.format("120件"), dataset)[1] == "agrees proposals.more-0 120件"
    assert verdicts(text.format("210件"), dataset)[1] == "unknown proposals.more-0 210件"
    assert verdicts(text.format("316件"), dataset)[1] == "other proposals.submitted 316件"


def test_the_things_of_a_list_end_as_its_last() -> None:
    """甲类 is 甲类信件 where 乙类信件 stands behind it."""
    dataset = with_figures(("甲类信件", "30封", "30", "封"), ("乙类信件", "10封", "10", "封"))
    assert verdicts("甲类、乙类信件分别为31封、10封。", dataset) == [
        "contradicts proposals.more-0 31封",
        "agrees proposals.more-1 10封",
    ]


def test_a_share_is_of_what_stands_before_it() -> None:
    """Else it is of the thing of the number before."""
    dataset = with_figures(
        ("经济建设方面占比", "34.7%", "34.7", "%"), ("政治建设方面占比", "11.6%", "11.6", "%")
    )
    text = "立案的提案中，经济建设方面的占37.4%，政治建设方面的占16.1%。"
    assert verdicts(text, dataset) == [
        "contradicts proposals.more-0 37.4%",
        "contradicts proposals.more-1 16.1%",
    ]


def test_what_a_number_is_one_of_is_named_whole() -> None:
    """With its number, from its first digit on."""
    of_them = held("418件提案中，委员提案355件。").findings[1]
    assert of_them.message.say("zh") == "“418件提案中，”只是其中一部分"


def test_bodies_that_propose_together_make_collective_proposals() -> None:
    """One of them makes some of these only."""
    dataset = with_figures(("集体提案", "63件", "63", "件"))
    text = "各民主党派、总工会和专门委员会集体提案36件。"
    assert verdicts(text, dataset) == ["contradicts proposals.more-0 36件"]
    assert verdicts("民盟集体提案36件。", dataset) != ["contradicts proposals.more-0 36件"]


def test_last_year_may_be_the_year_of_the_report() -> None:
    """A note on a report of 2023 that calls its year the last one is not of 2022 for sure."""
    text = "《市政协2023年工作报告》指出，市政协去年提出提案{}。"
    assert verdicts(text.format("418件")) == ["agrees proposals.submitted 418件"]
    assert verdicts(text.format("481件")) == ["unknown proposals.submitted 481件"]


def test_the_very_digits_of_a_figure_are_no_other_number_by_chance() -> None:
    """Said otherwise they contradict it, whatever word is open; other digits leave it open."""
    text = "龙泉提案{}。"
    assert verdicts(text.format("418余件")) == ["contradicts proposals.submitted 418余件"]
    assert verdicts(text.format("418万件")) == ["contradicts proposals.submitted 418万件"]
    assert verdicts(text.format("481件")) == ["unknown proposals.submitted 481件"]
    assert verdicts("2023年，立案提案418余件。") == ["contradicts proposals.submitted 418余件"]
    assert verdicts("2023年，计划提案418余件。") == ["other proposals.submitted 418余件"]


def test_a_number_before_its_noun_is_of_the_figure_that_has_it() -> None:
    """386件提案全部办结 are those that were filed; who submits them says which they are."""
    filed = with_figures(("立案", "386件", "386", "件"))
    agrees, contradicts = "agrees proposals.more-0 386件", "contradicts proposals.submitted 386件"
    assert verdicts("386件提案全部办结。", filed) == [agrees]
    assert verdicts("市政协五届三次会议386件提案办复", filed) == [agrees]
    assert verdicts("全年提出386件提案。", filed) == [contradicts]
    assert verdicts("提案386件。", filed) == [contradicts]


@pytest.mark.parametrize("day", ["2024-01-26", "2024年1月26日", "26.01.2024"])
def test_a_text_of_the_first_months_may_be_of_the_year_before(day: str) -> None:
    """However its day is written."""
    text = f"市政协提案工作\n{day}\n五届二次会议期间提出提案418件。\n一年来，提出提案481件。"
    assert verdicts(text)[1] == "contradicts proposals.submitted 481件"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政协青山州九届二次会议以来，共提出提案418件。", ["agrees proposals.submitted 418件"]),
        ("青山州政协共提出提案481件。", ["contradicts proposals.submitted 481件"]),
        ("记者获悉，该州政协共提出提案418件。", ["agrees proposals.submitted 418件"]),
        (
            "青山州政协履职尽责。该州政协共提出提案481件。",
            ["contradicts proposals.submitted 481件"],
        ),
        ("到黑水州学习，该州政协共提出提案481件。", ["other proposals.submitted 481件"]),
        ("青山县政协共提出提案481件。", ["other proposals.submitted 481件"]),
        (
            f"到黑水州。{'走访。' * 140}该州政协提案481件。",
            ["contradicts proposals.submitted 481件"],
        ),
        ("杭州市某集团捐款，委员提出提案418件。", ["agrees proposals.submitted 418件"]),
        ("杭州市某集团提出提案481件。", ["other proposals.submitted 481件"]),
        ("在省政协支持下，委员提出提案418件。", ["agrees proposals.submitted 418件"]),
    ],
)
def test_a_place_in_short_is_the_same_place(text: str, expected: list[str]) -> None:
    """青山州 is 青山彝族自治州, 该州 the last one named; where a firm is from binds its own."""
    body = Text("中国人民政治协商会议青山彝族自治州委员会", "")
    assert verdicts(text, BUNDLED._replace(body=body, title=None)) == expected


def test_a_text_of_another_level_is_of_another_body() -> None:
    """It names none in full, but calls its own a committee of a county."""
    text = NOBODYS.format(submitted="322件", more="县政协提出提案481件。")
    assert verdicts(text.replace("广大委员", "县政协委员", 1)) == [
        "other proposals.submitted 322件",
        "other proposals.submitted 481件",
    ]


def test_growth_and_points_are_held_against_figures_of_theirs() -> None:
    """A growth that the dataset has is no change only; points of per cent are another unit."""
    growth = with_figures(("提案同比增长", "8.4%", "8.4", "%"))
    assert verdicts("提案同比增长4.8%。", growth) == ["contradicts proposals.more-0 4.8%"]
    rate = with_figures(("办复率", "98.5%", "98.5", "%"))
    (found,) = held("提案办复率达98.5个百分点。", rate).findings
    assert (found.verdict, found.figure, found.slip) == ("unknown", "proposals.more-0", "unit")


# A whole text, which says neither whose it is nor of which year.
NOBODYS = (
    "广大委员和各参加单位坚持围绕中心、服务大局，积极建言献策，共提出提案{submitted}。这些提案"
    "反映了群众的期待，凝聚着委员的智慧和心血。主要领导多次作出批示，各承办单位把办理提案作为"
    "改进工作的重要措施，健全办理机制，加强沟通协商，推动了一批热点难点问题的解决，取得了良好的"
    "社会效果，得到了广大委员和社会各界的充分肯定。\n委员们还深入基层，倾听群众呼声，收集社情"
    "民意，为科学决策提供参考，一批意见建议得到采纳落实。广大委员还结合自身优势，积极参与公益"
    "事业，以实际行动展现了新时代委员的风采和担当。{more}\n"
)


def test_a_text_whose_numbers_are_others_is_of_nobody_unless_it_is_said() -> None:
    """It is held against nothing, which is said, before somebody says whose it is."""
    text = NOBODYS.format(submitted="322件", more="民生议事堂举办协商活动281场次。")
    document = text_document("text", text)
    found = proof(document, BUNDLED)
    assert {one.verdict for one in found.findings} == {"other"}
    assert "2 个数没有对照" in found.notes[-1].say("zh")
    said = proof(document, BUNDLED, is_own=True)
    assert {one.verdict for one in said.findings} == {"contradicts"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NOBODYS.format(submitted="322件", more=""), ["unknown proposals.submitted 322件"]),
        (NOBODYS.format(submitted="481件", more=""), ["contradicts proposals.submitted 481件"]),
        (
            NOBODYS.format(submitted="322件", more="民生议事堂举办协商活动445场次。"),
            ["contradicts proposals.submitted 322件", "agrees livelihood-halls.sessions 445场次"],
        ),
        (
            NOBODYS.format(submitted="481件", more="民生议事堂举办协商活动454场次。"),
            [
                "contradicts proposals.submitted 481件",
                "contradicts livelihood-halls.sessions 454场次",
            ],
        ),
        (
            "市政协十三届四次会议以来，" + NOBODYS.format(submitted="481件", more=""),
            ["unknown proposals.submitted 481件"],
        ),
    ],
    ids=["of nobody", "a slip", "shown to be its own", "of slips", "of another term"],
)
def test_a_text_that_does_not_say_whose_it_is(text: str, expected: list[str]) -> None:
    """It is not contradicted, but for a plain slip, before its numbers show whose it is."""
    assert verdicts(text) == expected
