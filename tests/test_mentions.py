"""Number expressions of a text: what must be found, and what must stay no figure.

All sentences are invented. The table of what is no figure is the important half.
"""

import pytest

from cppcc_cli.quantities import plain
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
    ("走访1千余家、5 百多人。", ["1千余家 1000 over 家 count", "5 百多人 500 over 人 count"]),
    ("超过一半的委员。", ["超过一半 50 over % share"]),
    ("近三成提案、三成左右建议。", ["近三成 30 nearly % share", "三成左右 30 about % share"]),
    ("服务 2.6 万 人次。", ["2.6 万 人次 26000 exact 人次 count"]),
    ("慰问500人（次）以上。", ["500人（次）以上 500 at_least 人（次） count"]),
    ("打井12眼、修渠3km。", ["12眼 12 exact 眼 count", "3km 3 exact km count"]),
    ("意见建议1413条次", ["1413条次 1413 exact 条次 count"]),
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
    ("收到逾１,２３４件。", ["逾１,２３４件 1234 over 件 count"]),
    ("服务１２,３４５人次。", ["１２,３４５人次 12345 exact 人次 count"]),
    ("服务１２，３４５人次，", ["１２，３４５人次 12345 exact 人次 count"]),
    ("位列全省第1，23件提案获奖。", ["23件 23 exact 件 count"]),
    ("投资3亿5千万元。", ["3亿5千万元 350000000 exact 元 amount"]),
    ("投资3亿5000万元。", ["3亿5000万元 350000000 exact 元 amount"]),
    ("辦復率達百分之九十九點三。", ["百分之九十九點三 99.3 exact % share"]),
    ("同比提高2.1個百分點。", ["2.1個百分點 2.1 exact 個百分點 growth"]),
    ("服務群眾約2300人次。", ["約2300人次 2300 about 人次 count"]),
    ("總計超過三千件。", ["超過三千件 3000 over 件 count"]),
    ("調研不少於五十次。", ["不少於五十次 50 at_least 次 count"]),
    ("接待不超過三萬人次。", ["不超過三萬人次 30000 at_most 人次 count"]),
    ("接待1.8萬餘人次。", ["1.8萬餘人次 18000 over 人次 count"]),
    ("比上年增長8.4%。", ["8.4% 8.4 exact % growth"]),
    ("民生提案占八成多。", ["八成多 80 over % share"]),
    ("民生提案占六成五。", ["六成五 65 exact % share"]),
    ("三成五家企业参加。", ["三成 30 exact % share", "五家 5 exact 家 count"]),
    ("一成以上来自基层。", ["一成以上 10 at_least % share"]),
    ("增长30%多。", ["30%多 30 over % growth"]),
    ("提案30%多为民生类。", ["30% 30 exact % share"]),
    ("提案12件多与民生有关。", ["12件 12 exact 件 count"]),
    ("至少300人参加。", ["至少300人 300 at_least 人 count"]),
    ("至多20次。", ["至多20次 20 at_most 次 count"]),
    ("甚至少5件。", ["5件 5 exact 件 count"]),
    ("满意率≥90%。", ["≥90% 90 at_least % share"]),
    ("从28家到36家。", ["28家 28 exact 家 count", "36家 36 exact 家 count"]),
    ("28场协商—12次监督。", ["28场 28 exact 场 count", "12次 12 exact 次 count"]),
    ("同比+8%。", ["8% 8 exact % growth"]),
    ("同比+百分之八。", ["百分之八 8 exact % growth"]),
    ("提案418件（+12件）。", ["418件 418 exact 件 count"]),
    ("同比+12件。", ["12件 12 exact 件 difference"]),
    ("提案418件（+8%）。", ["418件 418 exact 件 count", "8% 8 exact % growth"]),
    ("提案-418件。", ["418件 418 exact 件 count"]),
    ("办复率——98%。", ["98% 98 exact % share"]),
    ("收到提案二〇〇件。", ["二〇〇件 200 exact 件 count"]),
    ("收到提案二○○件。", ["二○○件 200 exact 件 count"]),
    ("○提案5件", ["5件 5 exact 件 count"]),
    ("信息1300来条。", ["1300来条 1300 about 条 count"]),
    ("其中30家来自乡镇。", ["30家 30 exact 家 count"]),
    ("投入两千余万元。", ["两千余万元 20000000 over 元 amount"]),
    ("惠及十余万人次。", ["十余万人次 100000 over 人次 count"]),
    ("投入三点五万元。", ["三点五万元 35000 exact 元 amount"]),
    ("点击量突破5000次。", ["突破5000次 5000 over 次 count"]),
    ("接待近万人次、逾万名。", ["近万人次 10000 nearly 人次 count", "逾万名 10000 over 名 count"]),
    ("会上三名委员发言。", ["三名 3 exact 名 count"]),
    ("完成十件实事，人数三百人。", ["十件 10 exact 件 count", "三百人 300 exact 人 count"]),
    ("90%以上百姓满意。", ["90%以上 90 at_least % share"]),
    ("提案5件\n- 信息约\n8件", ["5件 5 exact 件 count", "8件 8 exact 件 count"]),
    ("提案5件\n- 8件", ["5件 5 exact 件 count", "8件 8 exact 件 count"]),
    ("到会30人—5名请假。", ["30人 30 exact 人 count", "5名 5 exact 名 count"]),
    ("全省唯一1家。", ["1家 1 exact 家 count"]),
    ("5）协商3场", ["3场 3 exact 场 count"]),
    ("①视察2次", ["2次 2 exact 次 count"]),
    ("2. 立案28件", ["28件 28 exact 件 count"]),
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
    ("互联网+8个平台。", "a name with a sign"),
    ("1+8%。", "a sum, not a sign"),
    ("百名委员进百村。", "an idiom"),
    ("五星级酒店。", "a level"),
    ("三级联络员。", "a level"),
    ("一线协商。", "an idiom"),
    ("成百上千的群众。", "an idiom"),
    ("三来一补企业。", "an idiom"),
    ("上午9点5分开会。", "a time"),
]

# Sentence, and what is printed of numbers that are not wholly understood or have no single value.
UNCLEAR = [
    ("收到1，234件。", ["1，234件"]),
    ("收到5，234件立案。", ["5，234件"]),
    ("位列第1，234件提案获奖。", ["1，234件"]),
    ("收到1 234件。", ["1 234件"]),
    ("收到1\u00a0234\u00a0567件。", ["1\u00a0234\u00a0567件"]),
    ("收到1'234件。", ["1'234件"]),
    ("收到12,34件。", ["12,34件"]),
    ("收到1,2345件。", ["1,2345件"]),
    ("收到1.2.3件。", ["1.2.3件"]),
    ("收到二0件。", ["二0件"]),
    ("收到3千二百件。", ["3千二百件"]),
    ("收到1万2件。", ["1万2件"]),
    ("提高12点5个百分点。", ["12点5个百分点"]),
    ("下降-3%。", ["3%"]),
    ("增速为−3%。", ["3%"]),
    ("增速负3%。", ["3%"]),
    ("三分之二以上委员到会。", ["三分之二以上"]),
    ("约占1/3。", ["1/3"]),
    ("近1/3的委员。", ["近1/3"]),
    ("投入上百万元。", ["上百万元"]),
    ("投入百万元。", ["百万元"]),
    ("上百个项目，数十次协商，几十家企业。", ["上百个", "数十次", "几十家"]),
    ("走访十几个村，收到七八十件。", ["十几个", "七八十件"]),
    ("阅读量突破100万，惠及人口约12.3万。", ["突破100万", "约12.3万"]),
    ("GDP突破千亿。", ["突破千亿"]),
    ("突破30个瓶颈。", ["突破30个"]),
    ("近60余件。", ["近60余件"]),
]
# Sentence, and its ranges: printed, unit and kind.
RANGES = [
    ("每月3—5次。", ["3—5次 次 count"]),
    ("满意率达95%-98%。", ["95%-98% % share"]),
    ("满意率达95%—98%。", ["95%—98% % share"]),
    ("满意率达95%至98%。", ["95%至98% % share"]),
    ("满意率达百分之九十五至百分之九十八。", ["百分之九十五至百分之九十八 % share"]),
    ("满意率达百分之95至98。", ["百分之95至98 % share"]),
    ("每月约3次至5次。", ["约3次至5次 次 count"]),
    ("每組3個到5個。", ["3個到5個 個 count"]),
    ("走访20余家至30余家。", ["20余家至30余家 家 count"]),
]
# Sentence, and the kinds of its numbers that are none.
OTHER_KINDS = [
    ("两会期间", ["name"]),
    ("五星级酒店", ["level"]),
    ("三级联络员", ["level"]),
    ("百名委员", ["idiom"]),
    ("一线协商", ["idiom"]),
    ("5）协商", ["enumerator"]),
    ("（二）来信", ["enumerator"]),
    ("2024.2.21发布", ["date"]),
    ("3月5日至8日", ["date", "date", "date"]),
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


@pytest.mark.parametrize(("text", "expected"), UNCLEAR, ids=[text for text, _ in UNCLEAR])
def test_what_has_no_single_value_is_unclear(text: str, expected: list[str]) -> None:
    """It is told whole, without a value, and no rest of it is taken for a number."""
    assert [(one.printed, one.kind, one.quantity) for one in mentions(text)] == [
        (printed, "unclear", None) for printed in expected
    ]


@pytest.mark.parametrize(("text", "expected"), RANGES, ids=[text for text, _ in RANGES])
def test_a_range_is_one_figure_without_a_value(text: str, expected: list[str]) -> None:
    """Its unit stands behind the second number, or behind both."""
    found = list(mentions(text))
    assert [f"{one.printed} {one.unit} {one.kind}" for one in found] == expected
    assert {one.quantity for one in found} == {None}


@pytest.mark.parametrize(("text", "expected"), OTHER_KINDS, ids=[text for text, _ in OTHER_KINDS])
def test_what_is_no_figure_has_its_kind(text: str, expected: list[str]) -> None:
    """A name, a level, an idiom, an enumerator, a date."""
    assert [one.kind for one in mentions(text)] == expected
