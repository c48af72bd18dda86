"""Of which time a number is: what sets it, how far that goes, and what ends it."""

import pytest

from cppcc_cli.dataset import sources
from cppcc_cli.dataset.reading import load
from cppcc_cli.documents.text import text_document
from cppcc_cli.text.checking import proof
from cppcc_cli.text.lexicon import lexicon_of
from cppcc_cli.text.numbers import mentions
from cppcc_cli.text.slots import Slots
from cppcc_cli.text.statements import read
from cppcc_cli.text.terms import Terms

BUNDLED = load(sources.bundled())


def of_time(text: str, year: int) -> str:
    """Return how the number in brackets stands to a year: own; other, if surely; else open."""
    at = text.index("[")
    document = text_document("text", text.replace("[", "").replace("]", ""))
    dataset = BUNDLED._replace(year=year)
    words = lexicon_of(dataset)
    said = read(document, list(mentions(document)), words)
    statement = next(one for one in said.statements if one.mention.offset >= at)
    frame = statement.frame
    slots = Slots(dataset, (year,), dataset, words)
    differs = slots.time(said.manuscript, frame.time)
    if frame.aspect is not None and frame.aspect.value == "plan":
        figure, terms = next(iter(dataset.figures.values())), Terms(dataset, words, "")
        differs = slots.difference(said.manuscript, statement, figure, terms)
    if differs is None:
        return "own"
    return "open" if differs.open or differs.mild else "other"


ANNALS = (
    "云川县政协志\n1993年3月，一届一次会议召开，到会委员{}。1995年1月，二次会议召开，到会委员{}。"
)
REPORT = "2033年工作总结\n"
PRESS = "县政协开展助学活动\n2034年8月20日\n"

# A text, the year that it is held against, and how its number stands to it.
TIMES = [
    # In annals the date nearest before a number is its own.
    (ANNALS.format("140人", "[157人]"), 1995, "open"),
    (ANNALS.format("140人", "[157人]"), 1993, "other"),
    (ANNALS.format("[140人]", "157人"), 1995, "other"),
    (ANNALS.format("[140人]", "157人"), 1993, "open"),
    ("云川县政协志\n1987年2月，选举主席1人。1988年，组织视察[7次]。1989年，视察9次。", 1988, "own"),
    # A newer time ends an older one, in the sentence and in the paragraph.
    (f"{REPORT}2031年捐款90万元；2033年6月认捐50万元，衣物价值[30多万元]。", 2033, "open"),
    (f"{REPORT}2031年捐款[90万元]；2033年6月认捐50万元，衣物价值30多万元。", 2033, "other"),
    (f"{REPORT}2031年建成议事厅20家，2032年建成[30家]，今年新建12家。", 2033, "other"),
    (f"{REPORT}2031年建成议事厅20家，2032年建成30家，今年新建[12家]。", 2033, "own"),
    (f"{REPORT}去年收到提案110件，今年收到[120件]。", 2033, "own"),
    (f"{REPORT}收到提案120件，去年同期为110件，增长9.1%；立案[100件]。", 2033, "own"),
    (f"{REPORT}收到提案120件（去年110件），立案[100件]。", 2033, "own"),
    (f"{REPORT}前年只有9个联络站，去年16个，今年到了[24个]。", 2033, "own"),
    ("爱心捐赠\n2031年捐款90万元；2032年6月认捐50万元，衣物价值[30万元]。", 2032, "open"),
    # What dates an event or a thing dates no number, but for a sum since then.
    (f"{REPORT}去年省里发起助学行动以来，我县迅速响应。[230名]委员全员参与。", 2033, "own"),
    (f"{REPORT}2029年省里发起助学行动以来，我县迅速响应，今年帮扶[83户]。", 2033, "own"),
    (f"{REPORT}2029年启动助学行动以来，累计资助学生[430名]。", 2033, "other"),
    (f"{REPORT}自2031年工作室成立以来，共接待群众[4300人次]。", 2033, "other"),
    (f"{REPORT}2030年建成的委员之家，接待群众[320人次]。", 2033, "open"),
    (f"{REPORT}2029年以来持续开展的“春雨行动”，惠及群众[5200人]。", 2033, "open"),
    (f"{REPORT}根据2032年全会部署，组织视察[8次]。", 2033, "own"),
    (f"{REPORT}落实2032年12月印发的意见，建立联络站[18个]。", 2033, "own"),
    # A year behind a number is that of the item alone.
    (f"{REPORT}查看了50件2026年A类提案及[30件]来信。", 2033, "own"),
    (f"{REPORT}抽查2031年度提案[40件]、今年提案60件。", 2033, "other"),
    # Years of a term end with a session, or with what there is today.
    (f"{REPORT}五年来，共提建议[90条]。", 2033, "other"),
    (f"{REPORT}五年来，共提建议90条，组织视察[31次]。", 2033, "other"),
    (f"{REPORT}五年来，共提建议90条。八届四次会议以来，收到提案[120件]。", 2033, "own"),
    (f"{REPORT}五年来，我们围绕中心建言。编印《文史》第三辑，收录文章[46篇]。", 2033, "open"),
    (f"{REPORT}（一）五年来的情况\n八届四次会议以来，收到提案[120件]。", 2033, "own"),
    (f"{REPORT}“十三五”期间，建成联络站40个。目前，全县已有[63个]。", 2033, "own"),
    (f"{REPORT}近三年来，我们坚持学习。一年来，组织学习[12次]。", 2033, "own"),
    (f"{REPORT}两年内让[160名]骨干学习一轮。", 2033, "other"),
    ("2033年工作通报\n2033年以来，组织调研[11次]。", 2033, "own"),
    # Beyond the sentence in which it is told, a year is perhaps that of a number.
    (f"{REPORT}2032年，收到提案110件，立案[90件]。", 2033, "other"),
    (f"{REPORT}2032年，收到提案110件。其中，立案[90件]。", 2033, "open"),
    (f"{REPORT}2032年，县政协创办讲堂。讲堂听众[1600人次]。", 2033, "open"),
    (f"{REPORT}2032年，县政协创办讲堂。2033年的讲堂，听众800人次。现有场地[3处]。", 2033, "own"),
    (f"{REPORT}去年那38件提案，我记得很清楚。一件一件翻，真正落实的[24件]。", 2033, "own"),
    # What stands under a heading of plans is no plan where nobody is to do it.
    ("工作报告\n今后五年工作的建议\n第十届委员[251名]，平均年龄46岁。", 2033, "open"),
    (f"{REPORT}三、2034年打算\n对[35件]B类提案回访。", 2033, "open"),
    (f"{REPORT}2031年至2033年立案分别为95件、98件和[100件]。", 2033, "open"),
    (f"{REPORT}三、2034年打算\n举办培训[3期]。", 2033, "other"),
    (f"{REPORT}三、2034年打算\n目前，委员[230名]，队伍年轻。", 2033, "own"),
    (f"{REPORT}年初拟制定制度15项，已完成[12项]。", 2033, "own"),
    (f"{REPORT}年初拟建制度15项，组织学习[12次]。", 2033, "other"),
    (f"{REPORT}年度协商计划共列议题[12个]，实际完成11个。", 2033, "own"),
    # A month or a day of the year, and what is counted up to it, may be a part of it.
    ("工作通报\n2033年10月，开展服务活动[32场]。", 2033, "open"),
    ("工作通报\n国庆期间，开展服务活动[18场]。", 2033, "open"),
    ("工作通报\n六届四次会议期间，共收到提案[455件]。", 2033, "open"),
    ("工作通报\n活动当天，服务群众600人，办实事[15件]。", 2033, "open"),
    ("2033年工作通报\n六届四次会议期间，共收到提案[455件]。", 2034, "other"),
    ("2033年工作通报\n2032年六届三次会议期间，共收到提案[441件]。", 2033, "other"),
    ("2033年工作通报\n2032年六届三次会议期间，共收到提案[441件]。", 2032, "open"),
    ("2033年工作通报\n海安市六届四次会议期间，共收到提案[441件]。", 2033, "open"),
    ("2033年工作通报\n截至2033年6月底，收到提案[60件]。", 2033, "open"),
    ("2033年工作通报\n截至2033年12月底，收到提案[120件]。", 2033, "own"),
    ("2033年工作通报\n上半年，收到提案60件；全年，收到提案[120件]。", 2033, "own"),
    ("上年同期，收到提案[441件]。", 2033, "open"),
    ("去年，我们总结近10年的经验，收到提案[12件]。", 2033, "open"),
    # In the press the year of the paper is not that of a story.
    (f"{PRESS}该活动始于2024年，十年间共捐款[210万元]。", 2034, "other"),
    (f"{PRESS}活动始于2024年。今年，有[86名]委员参加。", 2034, "own"),
    ("县政协持续助学\n近日，县政协捐款[1400元]。1996年年底，基金随之成立。", 2034, "own"),
    ("县政协持续助学\n2027年至2034年，开展助学活动。今年，资助学生[28名]。", 2034, "own"),
    ("县政协持续助学\n委员连续10年共捐资[100余万元]。", 2034, "other"),
    ("县政协总结\n今年七届一次会议以来，共收到提案[458件]。", 2034, "own"),
    (f"{PRESS}1996年，县政协设立基金。当天，14名党员捐款[1400元]。", 2034, "open"),
]


@pytest.mark.parametrize(("text", "year", "expected"), TIMES, ids=[one for one, *_ in TIMES])
def test_a_number_is_of_the_time_told_nearest(text: str, year: int, expected: str) -> None:
    """An older time ends where a newer one is told; what is carried over is not sure."""
    assert of_time(text, year) == expected


@pytest.mark.parametrize(
    "since",
    [
        "自2022年开展结对帮扶以来，累计走访企业38家。",
        "2022年委员们开展结对帮扶以来，累计走访企业38家。",
        "从2022年起，累计走访企业38家。",
    ],
)
def test_a_text_is_not_of_the_year_in_which_something_began(since: str) -> None:
    assert of_time(f"近日，政协云川县委员会的委员提交提案[481件]。\n{since}", 2033) == "own"


def test_what_several_years_make_together_is_no_slip_of_one() -> None:
    """The time goes on from the sentence before; a number as that of one year is asked about."""
    text = "丽水市政协2023年工作综述\n五年来，社情民意信息工作走在前列。上报社情民意信息{}期。"
    for number, verdict in ((1364, "other"), (634, "unknown")):
        proved = proof(text_document("text", text.format(number)), BUNDLED)
        assert [one.verdict for one in proved.findings] == [verdict]
