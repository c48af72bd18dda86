"""Parts and wholes: which number of a text is a part of which, and what does not add up."""

from collections.abc import Sequence

import pytest

from cppcc_cli.documents.text import text_document
from cppcc_cli.text.arithmetic import questions
from cppcc_cli.text.finding import Finding
from cppcc_cli.text.numbers import Mention, mentions, scan
from cppcc_cli.text.parts import Parts, parts_and_shares
from cppcc_cli.text.statements import read


def asked(text: str) -> list[Finding]:
    """Return the questions that a text raises."""
    document = text_document("a.md" if "|" in text else "a", text)
    return list(questions(read(document, list(mentions(document)))))


# Text, its parts with their wholes, and the questions it raises.
TEXTS = [
    # The nearest number of the unit is the whole, be there a share or a full stop between.
    ("来信300封，其中表扬信120封。", ["120封 < 300封"], []),
    ("来信200封。其中，表扬信14封，建议信186封。", ["14封 < 200封", "186封 < 200封"], []),
    (
        "来信352封，回复率为88.9%，其中表扬信275封、建议信77封。",
        ["275封 < 352封", "77封 < 352封"],
        [],
    ),
    ("来信200封，内容涉及各个方面，其中表扬信14封。", ["14封 < 200封"], []),
    ("来信200封。走访其中最远的村庄14个。", [], []),
    # One that can hold the parts is taken before one that cannot.
    ("发简报402期，播节目24期，其中被转发70余期。", ["70余期 < 402期"], []),
    ("发简报40期，播节目24期，其中被转发70余期。", [], ["70余期大于总数24期，请核对"]),
    ("收来信96封，回信50封，其中表扬信60封、建议信36封。", ["60封 < 96封", "36封 < 96封"], []),
    # 其中 begins anew, and ends with its sentence, its bracket, or a stage of the whole.
    (
        "来信100封，其中表扬信30封，其中匿名10封。",
        ["30封 < 100封", "10封 < 30封"],
        [],
    ),
    ("来信100封，其中表扬信30封；办结98封。", ["30封 < 100封"], []),
    ("来信100封，其中表扬信30封；建议信70封。", ["30封 < 100封", "70封 < 100封"], []),
    ("全村16个小组（含散户）共有水塘218个。", [], []),
    ("走访48户（老户30户，新户18户），帮扶9户。", ["30户 < 48户", "18户 < 48户"], []),
    ("走访48户（老户30户，新户28户）。", [], ["30户 + 28户 = 58，而总数为48户，请核对"]),
    (
        "来信254封，其中表扬信181封，建议信70封。",
        ["181封 < 254封", "70封 < 254封"],
        ["181封 + 70封 = 251，而总数为254封，请核对"],
    ),
    # 分别 alone makes no parts.
    ("召开会议21次，例会、碰头会分别为5次、16次。", [], []),
    # A share finds its base before its part, in its sentence or the one before.
    (
        "组员300名，其中党员120名，占40%，女组员90名，占30%。",
        ["120名 < 300名", "90名 < 300名"],
        [],
    ),
    (
        "来信363封。其余不计，甲类信219封，占60.3%；乙类信102封，占28.1%；丙类信42封，占11.6%。",
        ["219封 < 363封", "102封 < 363封", "42封 < 363封"],
        [],
    ),
    ("甲类信219封，占60.3%；乙类信102封，占28.1%。", [], []),
    ("来信321封，回信254封，占总数的97.1%。", [], ["254封 / 321封 = 79.1%，而写作97.1%，请核对"]),
    ("来信321封，回信381封，占来信总数的87.8%。", [], ["381封大于总数321封，请核对"]),
    ("贺信3封，回信254封，占来信总数的79.1%。", [], []),
    ("来信96封，甲类30封、乙类18封，合计占50%。", ["30封 < 96封", "18封 < 96封"], []),
    # Shares in a list are those of the parts in a list.
    (
        "来信363封，其中甲类142封、乙类221封，分别占39.1%、60.9%。",
        ["142封 < 363封", "221封 < 363封"],
        [],
    ),
    (
        "来信363封，甲类、乙类分别为142封、221封，占来信总数的39.1%、60.9%。",
        ["142封 < 363封", "221封 < 363封"],
        [],
    ),
    (
        "来信363封，其中甲类142封、乙类221封，分别占39.1%、69.0%。",
        ["142封 < 363封", "221封 < 363封"],
        ["221封 / 363封 = 60.9%，而写作69.0%，请核对"],
    ),
    ("来信363封，回信100封，占39.1%、60.9%。", [], []),
]


def wholes(text: str, found: Sequence[Mention]) -> dict[Mention, Mention]:
    """Return the whole of each mention of a block that is a part of another."""
    known: dict[Mention, Mention] = {}
    for one in parts_and_shares(text, found):
        if isinstance(one, Parts):
            whole = one.whole
            if whole is not None:
                known |= {part: whole for part in one.parts if part not in known}
        elif (base := one.base) is not None:
            # The share says surely what the words leave open.
            known |= dict.fromkeys(*base)
    return known


@pytest.mark.parametrize(("text", "parts", "expected"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_parts_wholes_and_questions(text: str, parts: list[str], expected: list[str]) -> None:
    """A fault is asked about only where no reading adds up."""
    found = list(scan(text))
    named = [f"{part.printed} < {whole.printed}" for part, whole in wholes(text, found).items()]
    assert (named, [one.message.say("zh") for one in asked(text)]) == (parts, expected)


# Text, and its questions: code, loud or quiet, and what is said.
ASKED = [
    (
        "提案418件，比上年增加43件，增长8.4%。",
        ["growth loud 43件 / 375 = 11.5%，而写作8.4%，请核对"],
    ),
    (
        "提案418件，比2030年增加43件，增长8.4%。",
        ["growth loud 43件 / 375 = 11.5%，而写作8.4%，请核对"],
    ),
    ("提案418件，比上年增加43件，增长11.5%。", []),
    # Rounded numbers need not add up to their last digit; what is split again is counted once.
    ("接待游客15450万人次，其中外地3517万人次，本地11932万人次。", []),
    (
        "接待游客15450万人次，其中外地3517万人次，本地11832万人次。",
        ["sum loud 3517万人次 + 11832万人次 = 15,349万，而总数为15450万人次，请核对"],
    ),
    (
        "接待游客1500萬人次，其中外地490萬人次，本地1000萬人次。",
        ["sum loud 490萬人次 + 1000萬人次 = 1,490万，而总数为1500萬人次，请核对"],
    ),
    ("有机构110个，其中医院38个，医院中公立12个，民营26个；诊所72个。", []),
    (
        "有机构1110个，其中医院38个，公立12个，民营26个；诊所1055个，其中乡镇诊所331个。"
        "保健站17个。",
        [],
    ),
    # By chance two parts may make up another; and a split may stand in a list that is off.
    ("收到来信23封（经济10封、文化4封、社会6封、其他3封）。", []),
    (
        "收到来信180封，其中经济50封、文化24封、社会26封、其他81封。",
        ["sum loud 50封 + 24封 + 26封 + 81封 = 181，而总数为180封，请核对"],
    ),
    (
        "有机构111个，其中医院38个，医院中公立12个，民营26个；诊所72个。",
        ["sum loud 38个 + 72个 = 110，而总数为111个，请核对"],
    ),
    # Stages that stand behind their numbers overlap; an aim is no part of what was done.
    ("收到提案300件，其中280件立案交办，12件列为重点。", []),
    ("走访农户300户，超额完成年初确定的280户目标，完成率107.1%。", []),
    ("走访农户300户，超额完成280户的指标，完成率107.1%。", []),
    # Some of the members are not all whom the share is of, nor did one office what another did.
    ("写信4封以上的委员15名，没有写信的18名，占委员总数8.2%。", []),
    ("单篇采用47篇，综合采用22篇，采用率48.3%。", []),
    # Two together may have it.
    ("报送信息143篇，被单篇采用47篇，综合采用22篇，采用率48.3%。", []),
    (
        "报送信息143篇，被采用47篇，采用率38.4%。",
        ["share loud 47篇 / 143篇 = 32.9%，而写作38.4%，请核对"],
    ),
    # A share of all is none of those of one kind.
    ("现有港澳委员47名，其中香港33名、澳门14名，占委员总数的13.2%。", []),
    (
        "现有委员47名，其中香港33名、澳门14名，占委员总数的13.2%。",
        ["share loud 14名 / 47名 = 29.8%，而写作13.2%，请核对"],
    ),
    ("县政府领导牵头督办群众来信128封、县政协领导牵头督办群众来信182封。", []),
    (
        "提案375件，比上年减少43件，下降8.4%。",
        ["growth loud 43件 / 418 = 10.3%，而写作8.4%，请核对"],
    ),
    (
        "来信由375件增加到418件，增长8.4%。",
        ["growth loud 43 / 375件 = 11.5%，而写作8.4%，请核对"],
    ),
    ("来信由375件增加到418件，增长11.5%。", []),
    ("2031年举办28场，2030年为25场，增加3场，增长12.0%。", []),
    ("来信5件，来电近5件，占60%。", []),
    ("来信由375件增加到418件，年均增长3.7%。", []),
    ("去年提出提案396件，今年提出提案418件，增加22件，增长5.6%。", []),
    (
        "去年提出提案396件，今年提出提案418件，增加32件。",
        ["growth loud 418件与396件相差22，而写作32件，请核对"],
    ),
    (
        "收到提案254件，立案236件，立案率98.5%。",
        ["share loud 236件 / 254件 = 92.9%，而写作98.5%，请核对"],
    ),
    ("收到提案254件，立案236件，立案率92.9%。", []),
    (
        "收到提案418件。其中，委员提案355件，集体提案60件。",
        ["sum quiet 355件 + 60件 = 415，而总数为418件，请核对"],
    ),
    (
        "提案420余件（委员提案355件，集体提案80件）。",
        ["sum quiet 355件 + 80件 = 435，而总数为420余件，请核对"],
    ),
    (
        "走访企业和商户312家。\n共走访企业和商户321家。",
        ["twice quiet 第 1 行同一内容写作312家，请核对"],
    ),
    ("走访企业和商户312家。\n共走访企业和商户300余家。", []),
    ("上半年走访企业和商户312家。\n第四季度走访企业和商户321家。", []),
    # A base that stands in the words, whoever's it is; one that other shares beside it have.
    (
        "城东区有驿站26家，占全市73家的36.5%。",
        ["share loud 26家 / 73家 = 35.6%，而写作36.5%，请核对"],
    ),
    ("城东区有驿站26家，约占全市73家的35.6%。", []),
    ("经济类驿站15家、社会类驿站11家，占全市73家的35.6%。", []),
    (
        "收到来信468封，办理423封。甲类271封，占61.4%；乙类128封，占30.3%；丙类24封，占5.7%。",
        ["share quiet 271封 / 423封 = 64.1%，而写作61.4%，请核对"],
    ),
    (
        "收到来信356封，办理312封，办结203封，占办理数的56.1%。",
        ["share loud 203封 / 312封 = 65.1%，而写作56.1%，请核对"],
    ),
    # A total right behind its list, which may have begun anew.
    (
        "召开会前协商会28场、会中协商会36场、会后评议会11场，共85场。",
        ["sum loud 28场 + 36场 + 11场 = 75，而总数为85场，请核对"],
    ),
    ("召开会前协商会28场、会中协商会36场、会后评议会11场，共75场。", []),
    ("办学习班3场，会中协商会36场、会后评议会11场，共47场。", []),
    ("走访企业15家、乡镇12家，共85家。", []),
    ("走访企业15家、乡镇12家，共82家单位参加。", []),
    # Of another frame, or of another thing.
    ("提案总数增长5.6%，其中集体提案增长10.8%。", []),
    (
        "立案提案中，委员提案347件，占84.6%；集体提案63件，占15.4%。"
        "其中，经济建设方面137件，占33.4%。",
        [],
    ),
    ("全年办理案件136件，其中民事124件，行政12件；向法院提起诉讼7件。", []),
    (
        "一、2031年主要工作\n新增委员驿站12家，组织读书活动36场。\n"
        "二、2032年主要任务\n新增委员驿站20家，组织读书活动40场。",
        [],
    ),
    ("工业增长7.6%，高于全国1.7个百分点；服务业增长6.1%，高于全国0.7个百分点。", []),
    ("部门书面答复20余件。其中关注停车问题等450余件意见建议被采纳。", []),
    ("集体提案44件,其中党派提案36件、界别提案6件,有2个专委会提出提案2件。", []),
    ("总人口100人,其中男51人、女49人,城镇70人,乡村30人。", []),
    ("铁路里程19万公里，其中高速铁路9万公里；新增公路60万公里。", []),
    # Rates of what is negated, or only some of it.
    ("逮捕25人,不捕24人,不捕率为48.98%。", []),
    ("委员对办理结果满意350件，不满意5件，满意率98.6%。", []),
    ("委员对办理结果满意350件，基本满意5件，满意率98.6%。", []),
]


@pytest.mark.parametrize(("text", "expected"), ASKED, ids=[text for text, _ in ASKED])
def test_what_is_asked_and_how_loud(text: str, expected: list[str]) -> None:
    """Loud where all numbers are exact and stand in one sentence; nothing across frames."""
    found = asked(text)
    loud = {"warning": "loud", "info": "quiet"}
    said = [f"{one.code} {loud[one.severity]} {one.message.say('zh')}" for one in found]
    assert said == expected


def test_a_line_without_end_is_related_number_by_number() -> None:
    """Each number hangs together with a few near it, however long the sentence is."""
    for times in (100, 1_000):
        text = "收到来信5件，其中网上来信3件，占60%，来电5件（网上4件，其他1件），" * times
        found = list(scan(text))
        assert len(list(parts_and_shares(text, found))) < 40 * times


def test_parts_of_a_sentence_speak_of_their_own() -> None:
    """Behind a semicolon stands another part of it, and no second number for the same."""
    parts = "经济方面，围绕产业，报送信息专报115篇；社会方面，围绕民生，报送信息专报151篇。"
    assert asked(parts) == []
    assert [one.code for one in asked(parts.replace("；", "，"))] == ["twice"]


# The rows of a table, and what is asked of it.
COLUMNS = [
    (
        "东区 | 34\n西区 | 29\n北区 | 64\n合计 | 109",
        ["sum loud 34 + 29 + 64 = 127，而总数为109，请核对"],
    ),
    (
        "东区 | 134\n西区 | 129\n北区 | 31\n合计 | 291",
        ["sum quiet 134 + 129 + 31 = 294，而总数为291，请核对"],
    ),
    ("东区 | 34\n西区 | 29\n北区 | 46\n合计 | 109", []),
    # Parts of parts, a row without a number, rounded ones, and no total.
    ("市直 | 63\n甲局 | 34\n乙局 | 29\n北区 | 46\n合计 | 109", []),
    ("东区 | 34\n西区 | –\n北区 | 64\n合计 | 109", []),
    ("东区 | 3.4\n西区 | 2.9\n北区 | 4.6\n合计 | 11", []),
    ("东区 | 34\n西区 | 29\n北区 | 64\n南区 | 109", []),
]


@pytest.mark.parametrize(("rows", "expected"), COLUMNS)
def test_a_column_is_held_against_its_total(rows: str, expected: list[str]) -> None:
    """Loud where one slip explains what is missing."""
    lines = [f"| {row} |" for row in f"地区 | 议事厅（家）\n---|---\n{rows}".split("\n")]
    document = text_document("a.md", "\n".join(lines))
    assert [
        f"{one.code} {'quiet' if one.severity == 'info' else 'loud'} {one.message.say('zh')}"
        for one in questions(read(document, list(mentions(document))))
    ] == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "甲类 | 158 | 37.4%\n乙类 | 176 | 41.6%\n丙类 | 59 | 19.3%\n合计 | 423 | 100%",
            ["59 / 423 = 13.9%，而写作19.3%，请核对"],
        ),
        ("甲类 | 158 | 37.4%\n乙类 | 176 | 41.6%\n丙类 | 59 | 13.9%\n合计 | 423 | 100%", []),
        # Two rows of four are no rule that the others break.
        ("甲类 | 158 | 37.4%\n乙类 | 176 | 41.6%\n丙类 | 59 | 19.3%\n丁类 | 30 | 1.7%", []),
    ],
)
def test_a_share_in_a_column_is_of_what_the_others_are(rows: str, expected: list[str]) -> None:
    """One that is not of the total, as most are, is asked; so is a rate of two numbers of a row."""
    lines = [f"| {row} |" for row in f"类别 | 来信（封） | 占比\n---|---|---\n{rows}".split("\n")]
    assert [
        one.message.say("zh") for one in asked("\n".join(lines)) if one.code == "share"
    ] == expected


def test_a_rate_in_a_column_is_of_two_numbers_of_its_row() -> None:
    """The total has its rate, too."""
    rows = [
        "| 县 | 来信 | 办结 | 办结率 |",
        "|---|---|---|---|",
        "| 甲 | 328封 | 289封 | 88.1% |",
        "| 乙 | 97封 | 85封 | 87.6% |",
        "| 合计 | 425封 | 374封 | 80.0% |",
    ]
    (one,) = asked("\n".join(rows))
    assert one.message.say("zh") == "374封 / 425封 = 88.0%，而写作80.0%，请核对"
