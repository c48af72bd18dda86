"""Number expressions of a text: what must be found, and what must stay no figure.

All sentences are invented. The table of what is no figure is the important half.
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_cli.quantities import Qualifier, Quantity, plain
from cppcc_cli.text.documents import places
from cppcc_cli.text.mentions import FIGURE_KINDS, mentions

# Sentence, and its figures: printed, value, qualifier, unit, kind.
FOUND = [
    ("全年立案212件。", ["212件 212 exact 件 count"]),
    ("收到信息905条，编发专报48期。", ["905条 905 exact 条 count", "48期 48 exact 期 count"]),
    ("31家工作室接待群众。", ["31家 31 exact 家 count"]),
    ("建成208个驿站。", ["208个 208 exact 个 count"]),
    ("走访12个案例点。", ["12个 12 exact 个 count"]),
    ("办复率100%。", ["100% 100 exact % share"]),
    ("占总数的31.4%。", ["31.4% 31.4 exact % share"]),
    ("满意率达百分之九十六点五。", ["百分之九十六点五 96.5 exact % share"]),
    ("满意率为17.25％。", ["17.25％ 17.25 exact % share"]),
    ("共收到提案321件。", ["321件 321 exact 件 count"]),
    ("其中（主办54件，协办6件）。", ["54件 54 exact 件 count", "6件 6 exact 件 count"]),
    ("其中集体提案14件。", ["14件 14 exact 件 count"]),
    ("提出三千零二十件建议。", ["三千零二十件 3020 exact 件 count"]),
    ("办结两百零四件。", ["两百零四件 204 exact 件 count"]),
    ("九个专委会各有安排。", ["九个 9 exact 个 count"]),
    ("形成报告两件。", ["两件 2 exact 件 count"]),
    ("培训干部2.6万个岗位。", ["2.6万个 26000 exact 个 count"]),
    ("带动投资逾3亿元。", ["逾3亿元 300000000 over 元 amount"]),
    ("争取资金5038.56万元。", ["5038.56万元 50385600 exact 元 amount"]),
    ("捐款捐物1.2亿余元。", ["1.2亿余元 120000000 over 元 amount"]),
    ("服务群众4.6万人次。", ["4.6万人次 46000 exact 人次 count"]),
    ("走访120余次。", ["120余次 120 over 次 count"]),
    ("培训1300多名委员。", ["1300多名 1300 over 名 count"]),
    ("征集近200件。", ["近200件 200 nearly 件 count"]),
    ("办复率96%左右。", ["96%左右 96 about % share"]),
    ("超过300人参加。", ["超过300人 300 over 人 count"]),
    ("约30个点位。", ["约30个 30 about 个 count"]),
    ("大约30个点位。", ["约30个 30 about 个 count"]),
    ("不少于8次调研。", ["不少于8次 8 at_least 次 count"]),
    ("不足40家。", ["不足40家 40 under 家 count"]),
    ("达到90%以上。", ["90%以上 90 at_least % share"]),
    ("3个以下。", ["3个以下 3 at_most 个 count"]),
    ("约20%左右的提案。", ["约20%左右 20 about % share"]),
    ("九成以上委员参加。", ["九成以上 90 at_least % share"]),
    ("一半以上的提案来自界别。", ["一半以上 50 at_least % share"]),
    (
        "分别为12件、9件和4件。",
        ["12件 12 exact 件 count", "9件 9 exact 件 count", "4件 4 exact 件 count"],
    ),
    ("分别为12、9和4件。", ["12 12 exact 件 count", "9 9 exact 件 count", "4件 4 exact 件 count"]),
    (
        "参与1500人次，86场次，912条次，30件次。",
        [
            "1500人次 1500 exact 人次 count",
            "86场次 86 exact 场次 count",
            "912条次 912 exact 条次 count",
            "30件次 30 exact 件次 count",
        ],
    ),
    ("同比增长8.4%。", ["8.4% 8.4 exact % growth"]),
    ("较上年下降12%。", ["12% 12 exact % growth"]),
    ("提高2.1个百分点。", ["2.1个百分点 2.1 exact 个百分点 growth"]),
    ("比上年增加43件。", ["43件 43 exact 件 difference"]),
    ("较去年多5次。", ["5次 5 exact 次 difference"]),
    ("新增43件。", ["43件 43 exact 件 count"]),
    ("提案 5 件。", ["5 件 5 exact 件 count"]),
    ("编发4期15条。", ["4期 4 exact 期 count", "15条 15 exact 条 count"]),
    ("确定82项(条)任务。", ["82项(条) 82 exact 项(条) count"]),
    ("信息905篇（条）。", ["905篇（条） 905 exact 篇（条） count"]),
    ("共1,431条次。", ["1,431条次 1431 exact 条次 count"]),
    ("１２件提案。", ["１２件 12 exact 件 count"]),
    ("编发24期,播出30期。", ["24期 24 exact 期 count", "30期 30 exact 期 count"]),
    ("新建個案12個。", ["12個 12 exact 個 count"]),
    ("举办“议事日”活动36场。", ["36场 36 exact 场 count"]),
    ("召开四次常委会会议。", ["四次 4 exact 次 count"]),
    ("举行主席会议12次。", ["12次 12 exact 次 count"]),
    ("十二个界别小组。", ["十二个 12 exact 个 count"]),
    ("两万三千人次参加。", ["两万三千人次 23000 exact 人次 count"]),
    ("二十余场协商。", ["二十余场 20 over 场 count"]),
    ("撰写材料15万字。", ["15万字 150000 exact 字 count"]),
    ("植树3万株、面积200亩。", ["3万株 30000 exact 株 count", "200亩 200 exact 亩 count"]),
    ("委员236名，其中党员95名。", ["236名 236 exact 名 count", "95名 95 exact 名 count"]),
    ("2023年立案310件。", ["310件 310 exact 件 count"]),
    ("3月视察5次。", ["5次 5 exact 次 count"]),
    (
        "分别增长25%、18.8%和11.6%。",
        [
            "25% 25 exact % growth",
            "18.8% 18.8 exact % growth",
            "11.6% 11.6 exact % growth",
        ],
    ),
    ("与去年相比，提案减少12件。", ["12件 12 exact 件 difference"]),
    ("打井12眼、修渠3km。", ["12眼 12 exact 眼 count", "3km 3 exact km count"]),
    ("打井12眼。", ["12眼 12 exact 眼 count"]),
    ("确定82项/条任务。", ["82项/条 82 exact 项/条 count"]),
    ("种植果蔬30畦、苗木5丛。", ["30畦 30 exact 畦 count", "5丛 5 exact 丛 count"]),
    ("编印文史资料3辑。", ["3辑 3 exact 辑 count"]),
    ("到8省15市考察。", ["8省 8 exact 省 count", "15市 15 exact 市 count"]),
    ("接待近千人次。", ["近千人次 1000 nearly 人次 count"]),
    ("收到百余条建议。", ["百余条 100 over 条 count"]),
    ("惠及万余人。", ["万余人 10000 over 人 count"]),
    ("四分之三以上委员到会。", ["四分之三以上 75 at_least % share"]),
    ("五届三次会议以来提交提案120件。", ["120件 120 exact 件 count"]),
]
# Sentence, and why its numbers are no figures.
NOT_FOUND = [
    ("2023年的工作。", "a year"),
    ("二〇二三年的工作。", "a year in Chinese"),
    ("3月5日召开。", "a day"),
    ("2024-02-21 09:16发布。", "date and time"),
    ("2024/2/21发布。", "a date with slashes"),
    ("2024.2.21发布。", "a date with points"),
    ("上午9时30分开始。", "a time"),
    ("下午3点半开始。", "a time"),
    ("2019-2023年期间。", "years from and to"),
    ("20世纪90年代。", "century and decade"),
    ("近五年来。", "a span of years"),
    ("一年来。", "a span of years"),
    ("历时3个月。", "a span of months"),
    ("办理时限缩短到30天。", "a span of days"),
    ("五届三次会议以来。", "a session"),
    ("十三届全国人大五次会议。", "a session"),
    ("党的二十大精神。", "a congress"),
    ("二十届三中全会。", "a plenum"),
    ("第五批名单。", "an ordinal"),
    ("第3次调研。", "an ordinal"),
    ("位列全省第1。", "a rank"),
    ("二期工程。", "an ordinal without its sign"),
    ("一等奖。", "a prize class"),
    ("推广“345”工作法。", "a name in quotes"),
    ("实行“1+N”制度。", "a name with letters"),
    ("5G基站。", "a name with a letter"),
    ("G20峰会。", "a name with a letter"),
    ("4A级景区。", "a grade with a letter"),
    ("“十四五”规划。", "a name in quotes"),
    ("“千村工程”。", "a name in quotes"),
    ("按照“三个一流”要求。", "a slogan"),
    ("两会期间。", "a name"),
    ("“五型机关”建设。", "a name"),
    ("“两个确立”。", "a slogan"),
    ("做到两个维护。", "a slogan without quotes"),
    ("增强四个意识。", "a slogan without quotes"),
    ("五位一体总体布局。", "a slogan"),
    ("中央八项规定精神。", "a name"),
    ("三农工作。", "a name"),
    ("五水共治。", "a name"),
    ("一带一路建设。", "a name"),
    ("一府两院。", "a name"),
    ("九三学社。", "a name"),
    ("百花齐放。", "an idiom"),
    ("万众一心。", "an idiom"),
    ("千方百计。", "an idiom"),
    ("一批项目落地。", "一 in a word"),
    ("一切为了群众。", "一 in a word"),
    ("进一步推动。", "一 in a word"),
    ("一道出题。", "一 in a word"),
    ("统一思想。", "一 in a word"),
    ("一系列举措。", "一 in a word"),
    ("第一时间响应。", "一 in a word"),
    ("零距离服务。", "an idiom"),
    ("数据总数上升。", "no number at all"),
    ("一是加强学习。", "an enumerator"),
    ("二是深入调研。", "an enumerator"),
    ("（一）坚持党的领导。", "an enumerator"),
    ("一、工作回顾", "an enumerator"),
    ("1.工作回顾", "an enumerator"),
    ("2、下步打算", "an enumerator"),
    ("三级政协联动。", "a level"),
    ("省市县三级。", "a level"),
    ("成立75周年。", "an anniversary"),
    ("年满60周岁。", "an age"),
    ("浙协办〔2023〕7号文件。", "a document"),
    ("电话0578-2091234。", "a telephone number"),
    ("几个部门。", "no value"),
    ("若干意见。", "no value"),
    ("从三个方面着手。", "a phrase"),
    ("三个环节。", "a phrase"),
    ("《八个一工程》。", "a title"),
    ("“12345”热线。", "a name"),
    ("365天不打烊。", "days"),
    ("重任千钧。", "an idiom"),
    ("五湖四海。", "an idiom"),
    ("一心一意。", "an idiom"),
    ("十分重要。", "an idiom"),
    ("百姓满意。", "a word"),
    ("万家灯火。", "a word"),
    ("四大班子。", "a name"),
    ("八八战略。", "a name"),
    ("双一流高校。", "a name"),
    ("最近两年。", "years"),
    ("三言两语。", "an idiom"),
    ("三分之一的委员。", "a share without last digit"),
    ("上百个项目。", "no known qualifier"),
    ("GDP突破千亿。", "no unit"),
    ("男女比例为7:3。", "a ratio has no single value"),
    ("完成时间为2030后。", "a word that is no measure"),
    ("编发第1—6期。", "ordinals from and to"),
    ("排名前10位。", "a rank"),
    ("数十次协商。", "no value"),
    ("上百家企业。", "no known qualifier"),
    ("四个季度。", "quarters"),
    ("两个一百年目标。", "a slogan"),
    ("每月3—5次。", "a range has no single value"),
]


def figures(text: str) -> list[str]:
    """Return the figures of a text, each in one line."""
    return [
        f"{mention.printed} {plain(mention.quantity.value)} {mention.quantity.qualifier} "
        f"{mention.quantity.unit} {mention.kind}"
        for mention in mentions(text)
        if mention.kind in FIGURE_KINDS and mention.quantity is not None
    ]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_figure_is_found(text: str, expected: list[str]) -> None:
    """With printed form, exact value, qualifier, unit and kind; and nothing else is one."""
    assert figures(text) == expected


@pytest.mark.parametrize(("text", "why"), NOT_FOUND, ids=[text for text, _ in NOT_FOUND])
def test_no_figure_is_seen_where_none_is(text: str, why: str) -> None:
    """What only looks like a figure is none."""
    assert figures(text) == []


VALUES = st.integers(1, 10**9).map(Decimal) | st.decimals("0.01", "9999", places=2)
FORMS: list[tuple[Qualifier, str]] = [
    ("exact", "{}件"),
    ("over", "{}余件"),
    ("over", "逾{}件"),
    ("about", "约{}件"),
    ("about", "{}件左右"),
    ("nearly", "近{}件"),
    ("at_least", "{}件以上"),
    ("at_most", "不超过{}件"),
    ("under", "不足{}件"),
]


@given(VALUES, st.sampled_from(FORMS), st.sampled_from(["{:f}", "{:,f}"]))
def test_any_number_in_any_form_is_found(
    value: Decimal, form: tuple[Qualifier, str], digits: str
) -> None:
    """In a sentence, a number in any form is found whole, with value and qualifier."""
    printed = form[1].format(digits.format(value))
    (found,) = mentions(f"会议期间收到{printed}，随后办理。")
    assert found.printed == printed
    assert found.quantity == Quantity(value, form[0], "件")
    assert found.clause == f"会议期间收到{printed}"


@given(st.text("委员履职提案民生议事堂，。；：“”（）、调研视察 abc", max_size=60))
def test_text_without_numbers_has_none(text: str) -> None:
    """Where no numeral stands, nothing is found."""
    assert list(mentions(text)) == []


SENTENCES = st.lists(st.sampled_from([text for text, _ in FOUND + NOT_FOUND]), max_size=4)


@given(SENTENCES, SENTENCES)
def test_two_texts_have_the_numbers_of_both(one: list[str], other: list[str]) -> None:
    """Put together with a full stop, two texts have the numbers of the one and of the other."""
    first, second = "".join(one), "".join(other)
    together = [(m.printed, m.quantity, m.kind) for m in mentions(f"{first}。{second}")]
    apart = [(m.printed, m.quantity, m.kind) for m in (*mentions(first), *mentions(second))]
    assert together == apart


@given(
    st.text("1234567890一二三百千万亿余多近约件个次%.,、：:—“”《》（）第届年月至 \n", max_size=80)
)
def test_no_text_breaks_the_scan(text: str) -> None:
    """Whatever stands there, mentions are in order and apart, and say what stands there."""
    last = 0
    for mention in mentions(text):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.printed
        start = mention.depth
        assert mention.clause[start : start + len(mention.printed)] == mention.printed.strip()[:99]
        last = mention.end


def test_place_of_each_character() -> None:
    """Lines, columns and paragraphs are counted from 1; empty lines are no paragraphs."""
    text = "一\n\n  二三\n \n四"
    offsets = [text.index(char) for char in "一二三四"]
    assert list(places(text, offsets)) == [(1, 1, 1), (3, 3, 2), (3, 4, 2), (5, 1, 3)]
