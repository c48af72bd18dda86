"""What a text says of itself: its title, its committee, its year, its imprint."""

from datetime import date
from decimal import Decimal

import pytest

from cppcc_cli.dataset import sources
from cppcc_cli.dataset.reading import load
from cppcc_cli.documents.text import text_document
from cppcc_cli.text.checking import proof
from cppcc_cli.text.metadata import Metadata, metadata

HARBOUR = "中国人民政治协商会议港湾市委员会"
TRADITIONAL = "中國人民政治協商會議港灣市委員會"


def of(text: str) -> Metadata:
    return metadata(text_document("report", text))


# Each with a sentence behind it, so that the last line of a head is one.
YEARS = [
    ("【图解】海安市政协2032“成绩单”\n委员｜218名\n2031年对比：提交提案396件。", 2032),
    ("一图读懂 | 政协海安市委员会工作报告（2032年）\n全体会议 1次\n2033年，开展协商6次。", 2032),
    # Since when there were not as many is no year of what is told.
    ("海安市政协提案数量创2029年以来新高\n2032年，收到提案481件。", 2032),
    ("二〇三二年港湾市政协工作总结", 2032),
    ("２０３２年港湾市政协工作总结", 2032),
    ("同舟共济——港湾市政协2032年工作综述", 2032),
    ("港湾市政协2032年工作亮点综述\n2033-01-11  来源：港湾市政协", 2032),
    # A report is given in the first months of the year after.
    ("港湾市政协工作报告\n——2033年1月8日\n过去的2032年，协商9次。", 2032),
    ("港湾市政协2033年工作报告\n（2033年1月8日）\n一年来，协商9次。", 2032),
    ("港湾市政协2032年工作报告\n（2033年1月8日）\n一年来，协商9次。", 2032),
    ("港湾市政协工作报告\n（2033年1月8日）\n各位委员：\n一年来，协商9次。", 2032),
    ("港湾市政协开会\n2033/11/5 来源：港湾日报\n今年，协商9次。", 2033),
    ("同舟共济\n2032年，港湾市政协协商9次。", 2032),
    ("同舟共济\n2032年，港湾市政协将助学列为重点。一年来，协商9次。", 2032),
    ("去年港湾市政协协商9次\n2033年3月2日 来源：港湾网\n2032年人民政协要协商9次，已办成。", 2032),
    ("政协五届四次会议开幕，拉开2033年“两会”帷幕。过去一年，协商9次。", 2032),
    ("港湾市政协打造工作室\n2032年05月06日 18:47 | 来源：港湾网\n近年来，建成工作室9个。", 2032),
    ("港湾市政协开会\n来源：港湾晚报发布时间：2032-12-25\n12月7日，协商9次。", 2032),
    ("2032年人大建议、政协提案办理工作\n2032年11月5日", 2032),
    ("港湾市政协提案办复\n来源：港湾网 2033-01-05\n截至2032年10月，提案全部办复。", 2032),
    ("情况\n一年来，协商9次。\n三、2033年工作安排\n2033年，将协商12次。", 2032),
    # A report of five years is of the last of them.
    (
        "港湾市政协工作报告\n（2032年12月21日在政协港湾市六届一次会议上）\n五年工作回顾\n2028年，协商9次。",
        2032,
    ),
    ("港湾市政协工作报告\n（2033年1月8日）\n五年来，协商90次。\n2029年，调研9次。", 2032),
    # A heading tells of which year the work is; what stands under one of plans is none.
    (
        "港湾市政协工作报告\n——2033年1月8日在政协港湾市五届三次会议上\n一、2032年工作回顾\n全年协商9次。"
        "\n二、2033年工作任务\n（一）协商\n2033年，协商12次。2033年，调研9次。",
        2032,
    ),
    # What a session took in is of the year in which it is held.
    ("关于政协五届三次会议提案审查情况的报告\n（2033年1月9日通过）\n收到提案9件。", 2033),
    ("港湾市政协提案复审有序开展\n日期：2033-01-15\n截至目前，来信9封。", 2033),
    ("截至2033年2月4日18时，港湾市政协会议共收到来信9封。", 2033),
    ("港湾市政协主席说，在回顾2032年主要工作时，来信9封；2033年要办好来信。", 2032),
    ("港湾市政协五届三次会议召开。\n2033年，政协将致力发展。\n会议期间，收到提案9件。", 2033),
    ("港湾市政协工作总结\n2033年1月8日\n协商9次。", 2032),
    ("关于五届三次会议以来提案工作的报告\n（2033年1月8日）\n三次会议期间收到提案9件。", 2032),
    ("提案报告\n（2033年1月8日五届四次会议）\n一年来，五届三次会议期间收到提案9件。", 2032),
    # The national committee meets each spring.
    ("全国政协八届二次会议以来，来信9封。\n1995-05-21", 1994),
    ("全国政协八届三次会议开幕，审查了截至3月2日20时的来信9封。", 1995),
    ("全国政协八届三次会议开幕。1995年的会上来信9封。", 1995),
    ("工作情况\n2031年2032年2032年", 2032),
    # What a year is tells of no work yet.
    (
        "港湾市政协三次会议开幕\n发布时间：2033-01-16\n报告指出，2032年是开局之年，一年来协商9次。"
        "报告强调，2033年是关键一年，要协商9次。",
        2032,
    ),
    ("港湾市政协开会\n主席说，2032年，协商9次。主席表示，2033年是开局之年。", 2032),
    # 近年来, 去年11月 and 今年以来 are told in passing.
    ("港湾市政协打造工作室\n2033年03月06日 来源：港湾网\n近年来，建成工作室9个。", 2033),
    ("港湾市政协调研\n2033年03月06日 来源：港湾网\n去年11月开工，今年以来走访9家。", 2033),
    # Given in a month, which stands in a line of its own; what it announces is still to be done.
    ("港湾市政协来信报告\n（2033年1月）\n一年来，来信9封。", 2032),
    ("港湾市政协来信报告\n——2033年2月在九届三次会议上\n一年来，来信9封。", 2032),
    ("港湾市政协总结\n来信9封。\n港湾市政协办公室\n2032年12月", 2032),
    ("来信情况\n2033年2月\n一、来信\n来信9封。\n二、2033年工作\n抓好来信。", 2032),
    # What is told in January is most often of the year before.
    ("港湾市政协打造工作室\n2033年01月09日 来源：港湾网\n建成工作室9个。", 2032),
    ("过去一年，来信3封。", None),
    # A government's report is called by the year in which it is given.
    ("2033年港湾市政府工作报告\n一年来，修路9条。", 2032),
    ("【一图读懂】2032，港湾市政协的答卷", 2032),
    # A line of its own under the title, a passing look back at five years.
    ("工作计划\n2033\n港湾市政协工作计划", 2033),
    (
        "港湾市政协展览\n2033-04-05\n4月5日开展。\n" + "展品很多。" * 60 + "\n五年来，来客9人。",
        2033,
    ),
    # What is told at a session is not of the year that is to come.
    (
        "全国政协八届三次会议开幕。过去一年，来信9封。1994年是大年。1995年是开局之年。1995年是重要一年。",
        1994,
    ),
    # Sums of several years, the number of an issue, a history of a term, and a year in passing.
    ("港湾市政协盘点\n据介绍，2028年—2032年，协商90次。", None),
    ("关于修路的建议\n来信2032年第9期\n2031年以来，道路不通。", None),
    ("政协港湾市第七届委员会\n二、主要工作\n1990年，调研9次。", None),
    ("港湾市政协界别介绍\n" + "界别很多。" * 80 + "\n2031年调研9次。2032年调研3次。", None),
    # A speech at the close is of the year before, what tells of the close of a session of its own.
    (
        "在海安市政协会议闭幕会上的讲话\n（2032年1月9日）\n会议期间收到来信9封。过去一年，来信30封。",
        2031,
    ),
    ("海安市政协六次会议胜利闭幕 张三讲话\n2032-02-27\n实到委员252人。", 2032),
    ("在会议闭幕时的讲话\n（2032年2月9日）\n回望2031年，来信30封。", 2031),
    ("国务院会议\n来源：晚报 2032年02月15日\n去年采纳建议9件。2032年免收茶园税。", 2031),
    # A history is of no year, but where it tells of one; nor is what was founded in it.
    ("海安协会史\n1984年5月19日开会。\n1985年3月9日开会。\n1986年3月9日开会。", None),
    ("政协海安市第一届委员会\n第一次会议于1956年2月23日召开，列席9人。", 1956),
    ("政协海安市第五届委员会主要工作\n1982年，视察9次。", None),
    ("海安市政协工作情况\n指标\t2031年\t2032年\n来信（封）\t9\t12", 2032),
    ("关于海安联谊会\n联谊会于2006 年9月6日成立。", None),
]


@pytest.mark.parametrize(("text", "year"), YEARS, ids=[text for text, _ in YEARS])
def test_the_year_a_text_is_of(text: str, year: int | None) -> None:
    """That of its title or of its sentences; else by the day it was given on."""
    found = of(f"{text}\n来信3封，件件有回音。")
    assert next(iter(found.years), None) == year
    assert bool(found.dated) == (year is not None)


def test_a_year_that_is_only_known_by_a_day_is_weak() -> None:
    """And the words it was taken from are told."""
    found = of("港湾市政协工作报告\n（2033年1月8日）\n一年来，来信3封，件件有回音。")
    assert (found.years, found.dated, found.weak) == ((2032, 2033), "（2033年1月8日）", True)
    assert not of("港湾市政协2032年工作报告\n来信3封。").weak
    given = of("港湾市政协工作报告\n——2033年1月8日在政协港湾市五届三次会议上\n一年来，来信3封。")
    assert given.published == date(2033, 1, 8)
    assert not of("港湾市政协工作报告\n——2033年1月8日\n过去的2032年，协商9次。").weak


COMMITTEES = [
    # A party's text tells of the committee, unless its title names this.
    ("民进港湾市委会2031年反映信息受到表扬\n近日，港湾市政协发布通报。", None),
    ("民建港湾市委提案列为港湾市政协重点提案\n港湾市政协举行表彰大会。", HARBOUR),
    # What opens a text and is told of most is its own, whoever takes part; a county needs no city.
    (
        "港湾市政协发挥优势。赴潮东县政协学习，接待滩海县政协，信息经省政协转报。港湾市政协修好会。",
        HARBOUR,
    ),
    ("潮州市房县政协工作综述", "中国人民政治协商会议房县委员会"),
    ("会议召开，讨论市政协提案审查情况的报告。", None),
    # One city, called with its province and without, which another guides.
    (
        "小协商\n江海省港湾市政协主席 张三\n港湾市政协在江海省政协指导下协商。港湾市政协来信3封。",
        HARBOUR,
    ),
    (
        "履职尽责\n2000多名全国政协委员来信3封。经推荐产生的全国政协委员很忙。",
        "中国人民政治协商会议全国委员会",
    ),
    ("关于州政府系统办理州政协提案情况的通报\n州政府系统共办理州政协提案90件。", None),
    # A place of two characters, which no words before it belong to.
    ("召集人房县政协2032年工作总结", "中国人民政治协商会议房县委员会"),
    # A title that is set wide.
    ("港 湾 市 政 协 工 作 总 结", HARBOUR),
    ("中国人民政治协商会议 港 湾 市 委员会\n常务委员会工作报告", HARBOUR),
    ("中国人民政治协商会议\n港湾市第九届委员会第一次会议\n来信审查的报告", HARBOUR),
    ("港湾市政协2032年工作综述", HARBOUR),
    ("2032年，港湾市政协收到来信3封。", HARBOUR),
    ("同舟共济——港湾市政协工作综述", HARBOUR),
    ("我代表政协港湾市第九届委员会常务委员会，向大会报告工作。", HARBOUR),
    ("政协第九届港湾市委员会收到来信3封。", HARBOUR),
    ("政协港湾市九届三次会议收到来信3封。", HARBOUR),
    ("中国人民政治协商会议\n港湾市第六届委员会常务委员会\n工 作 报 告", HARBOUR),
    ("九届港湾市政协委员共提交提案9件。", HARBOUR),
    ("江海省港湾市政协收到来信3封。", HARBOUR),
    ("广西港湾市政协收到来信3封。", HARBOUR),
    ("記者從港灣市政協獲悉，來信3封。", TRADITIONAL),
    (f"{TRADITIONAL}2032年履職情況", TRADITIONAL),
    ("政协滩县第十届委员会收到来信3封。", "中国人民政治协商会议滩县委员会"),
    ("全国政协十四届四次会议收到来信3封。", "中国人民政治协商会议全国委员会"),
    ("当前位置: 港湾政协->会议要闻\n市政协召开会议，收到来信3封。", HARBOUR),
    # By its own rules.
    ("依据《政协港湾市委员会提案工作条例》，收到来信3封。", HARBOUR),
    # Those of its own level are its own; a county, a province or a paper's owner is none.
    (
        "潮东区政协收到来信3封。区政协已回复。\n政协港湾市委员会主办",
        "中国人民政治协商会议潮东区委员会",
    ),
    ("五年来港湾市政协协商9次。", HARBOUR),
    ("由驻街道的一位区政协委员召集。", None),
    ("聚焦江海省政协的要求协商9次。", None),
    ("了解民意 反映社情 港市政协走进社区", None),
    # What a text most often calls its own decides, and who takes part is not who reports.
    (
        "在政协江海省第九届委员会会议上，省政协作了表彰。市政协获奖，市政协编报信息9篇。",
        None,
    ),
    ("我市潮东区政协联络组的做法值得推广。", None),
    ("市政协协助省、港湾市政协开展调研。", None),
    ("会上，潮东市政协特邀信息员张三授课。\n市政协聘请信息员9名。", None),
    ("聚焦江海省政协要求，市政协协商9次。", None),
    # Words before a level are no place, and those before a known one no part of it.
    ("收到来信3封。\n一个个数字背后，见证着市政协的担当。", None),
    ("各民主党派、人民团体和市政协收到来信3封。", None),
    ("收到来信3封。\n召集人海宁市政协委员张三说。", "中国人民政治协商会议海宁市委员会"),
    ("会议还就市政协工作作了部署。", None),
    ("由县政协副主席带队，收到来信3封。", None),
    ("图为自治区政协会议现场。", None),
    ("荣获市政协优秀组织奖，其中全国政协采用信息4条。", None),
    ("学习贯彻省政协会议精神，收到来信3封。", None),
    ("根据《中国人民政治协商会议全国委员会提案工作条例》，收到来信3封。", None),
    ("12名全国政协委员走进社区。", None),
    ("2032年，市政协收到来信3封，全市政协也是。", None),
    # One who holds an office in it comes from elsewhere, unless he opens the sentence.
    ("1月8日，港湾市政协主席李四作工作报告。", HARBOUR),
    ("列席的有省委统战部部长张三以及港湾市政协主席李四。", None),
    ("张三从港湾市政协主席任上退休，曾任潮东市政协副主席。", None),
    ("第一组的省、潮东市、港湾市政协委员参加9次。", None),
    # A text that names many and calls none its own is about them.
    (
        "潮东市政协换届。港湾市政协换届，港湾市政协主席由李四担任。滩海市政协换届。",
        None,
    ),
    ("全国31省区市政协主席已确定。", None),
    # A government's text, a party's, and one of members who live there; their titles may name it.
    ("2032年港湾市政协提案办理情况\n市政府系统共办理政协提案58件。", None),
    ("港湾县交通局2032年人大代表建议、政协提案办理情况\n收到政协港湾县五届三次会议提案。", None),
    ("县政府承办代表建议和县政协提案58件，其中人大代表建议和县政协五届三次会议提案28件。", None),
    ("民建港湾市委会提出提案9件，民建港湾市委会获评先进。港湾市政协五届三次会议闭幕。", None),
    ("农工党界别港湾市政协委员履职\n农工党港湾市委会开会。农工党港湾市委会获评先进。", None),
    ("政协港湾市五届三次会议召开\n市政府承办的政协提案58件。", HARBOUR),
    ("驻苏全国政协委员提出提案9件。\n江苏省政协副主席李四迎接驻苏全国政协委员。", None),
    # A district has its city where it is named in full.
    (
        "北京丰台区政协开幕\n政协北京市丰台区第八届委员会第五次会议开幕。",
        "中国人民政治协商会议北京市丰台区委员会",
    ),
    (
        "政协岭东省第九届委员会提案委员会报告\n民革岭东省委会提案9件。民革岭东省委会来信3封。",
        "中国人民政治协商会议岭东省委员会",
    ),
    ("政协岭东省第九届委员会常务委员会工作报告", "中国人民政治协商会议岭东省委员会"),
    ("我们县政协来信3封。\n我们县政协走访9次。", None),
    ("总结\n县政府和县政协联合走访9次。", None),
    ("和县政协总结\n和县政协走访9次。", "中国人民政治协商会议和县委员会"),
    ("各区之声|海宁区政协举办活动，件件有回音\n来信3封。", "中国人民政治协商会议海宁区委员会"),
    # With it, and no place; a place called in full has all its characters.
    ("收到来信3封。\n件件回复。\n其他来信，会同市政协确定承办单位。", None),
    ("政协港陵市委员会收到来信3封。", "中国人民政治协商会议港陵市委员会"),
    # A known place without its level, where the text tells this elsewhere, and no other is so.
    ("省政协收到来信3封。\n数字见证了海南政协的作为。", "中国人民政治协商会议海南省委员会"),
    ("市政协收到来信3封。\n海宁政协走进社区。", "中国人民政治协商会议海宁市委员会"),
    ("市政协收到来信3封。\n赴海宁政协学习。", None),
    ("市政协收到来信3封。\n江苏政协、浙江政协来信。", None),
    ("现在请予审议，并请全国政协各位委员提出意见。", None),
    # A known place is one, though it is written as words before a name are.
    ("来信件件回复\n记者从日照市政协获悉，来信3封。", "中国人民政治协商会议日照市委员会"),
    ("本溪政协一年间\n市政协收到来信3封。", "中国人民政治协商会议本溪市委员会"),
    ("从江县政协收到来信3封。", "中国人民政治协商会议从江县委员会"),
    ("记者从化州市政协获悉，来信3封。", "中国人民政治协商会议化州市委员会"),
    ("1月12日照常开会，市政协收到来信3封。", None),
    ("江苏盐城盐都区政协走进社区\n来信3封。", "中国人民政治协商会议盐都区委员会"),
    ("浙江杭州西湖区政协走进社区\n来信3封。", "中国人民政治协商会议西湖区委员会"),
]


@pytest.mark.parametrize(("text", "name"), COMMITTEES, ids=[text for text, _ in COMMITTEES])
def test_the_committee_a_text_is_of(text: str, name: str | None) -> None:
    """In full, in the script of the text; none is made out of the words before a level."""
    found = of(f"{text}\n来信3封，件件有回音。").committee
    assert (found.name if found else None) == name


OTHERS = [
    ("民建中央2032年工作综述\n向全国政协提交来信9封。", "中国民主建国会中央委员会"),
    ("民进广西区委：履职丰收\n来信9封。", "中国民主促进会广西壮族自治区委员会"),
    ("2033年海口市政府工作报告\n修路9条。", "海口市人民政府"),
    ("政府工作报告\n——2033年1月8日在海口市第九届人民代表大会第三次会议上", "海口市人民政府"),
    ("2032年国务院部门采纳建议90条\n国务院新闻办公室举行会议。", "国务院"),
    ("海口市教育局2032年提案办理情况\n办理提案9件。", "海口市教育局"),
    ("同心——港灣政協青年聯會捐款\n本會捐款9元。", "港灣政協青年聯會"),
    # Of whom a text only tells, or who informs of it, it is none.
    ("港湾政协青年联会捐款\n港湾市政协收到捐款9元。", ""),
    ("国务院新闻办公室举行会议\n来信9封。", ""),
    ("民建海口市委提案列为海口市政协重点提案\n海口市政协举行表彰大会。", ""),
    ("履职尽责\n民建中央来信9封。", ""),
    ("中国民主同盟海安市第三次代表大会召开\n2032年1月6日", "中国民主同盟海安市委员会"),
    ("张三主持召开国务院常务会议\n2032年1月6日\n去年采纳建议9件。", "国务院"),
]


@pytest.mark.parametrize(("text", "name"), OTHERS, ids=[text for text, _ in OTHERS])
def test_the_body_a_text_is_of_that_is_no_committee(text: str, name: str) -> None:
    """As its title names it, in full; then the text is of no committee."""
    found = of(f"{text}\n来信3封，件件有回音。")
    assert found.other == name
    assert not (found.other and found.committee)


TITLES = [
    ("一、提案工作情况\n港湾市政协收到来信。", ""),
    ("原标题：港湾市政协工作报告\n——在政协第六届港湾市委员会第三次会议上", "港湾市政协工作报告"),
    ("【提案工作】\n收到来信。", "提案工作"),
    ("港湾市政协：\n来信封封有回音", "港湾市政协：来信封封有回音"),
    # What stands under it behind a dash is no part of it; on its own line it is.
    ("踔厉奋发\n——港湾市政协2032年工作综述", "踔厉奋发"),
    ("踔厉奋发——港湾市政协2032年工作综述", "踔厉奋发——港湾市政协2032年工作综述"),
    # What heads the text; an issue.
    ("政协港湾市委员会\n概述\n2032年，市政协工作扎实。", "政协港湾市委员会"),
    ("第3期\n港湾市政协工作简报", "港湾市政协工作简报"),
    (
        "市政协五届四次会议昨开幕\n李四作常委会工作报告 张三作提案工作报告",
        "市政协五届四次会议昨开幕",
    ),
    # Under it a day or who reports begins a line, however wide that is.
    (
        "港湾市政协主席会议听取履职汇报 还审议课题调研报告\n"
        "7月30日，市政协召开主席会议，听取汇报，李四主持。",
        "港湾市政协主席会议听取履职汇报 还审议课题调研报告",
    ),
    ("港湾市政协工作报告\n——2033年1月8日", "港湾市政协工作报告"),
    (
        "当前页面: 首页 > 专题专栏 > 重要报告\n港湾市政协工作报告\n来源：本站 时间：2033-01-08",
        "港湾市政协工作报告",
    ),
    (
        "中国人民政治协商会议\n港湾市第六届委员会常务委员会\n工 作 报 告",
        "中国人民政治协商会议港湾市第六届委员会常务委员会工作报告",
    ),
    ("制图：李四\n市政协收到来信三封\n2033-01-08", "市政协收到来信三封"),
    ("受权发布｜港湾市政协提案审查情况的报告", "港湾市政协提案审查情况的报告"),
    ("各位委员：\n我向大会报告工作，请予审议。", ""),
    ("1月8日，市政协召开会议，收到来信3封，件件有回音。", ""),
]


@pytest.mark.parametrize(("text", "title"), TITLES, ids=[text for text, _ in TITLES])
def test_the_title_of_a_text(text: str, title: str) -> None:
    """Whole, where it stands on several lines; none rather than a path, a caption or a sentence."""
    assert of(f"{text}\n来信3封，件件有回音。").title == title


IMPRINTS = [
    ("港湾市政协工作报告\n来源：港湾日报 时间：2033-01-08", "港湾日报", date(2033, 1, 8)),
    ("港湾市政协工作报告\n2033年1月8日", None, date(2033, 1, 8)),
    ("港湾市政协工作报告\n（2033年2月30日）", None, None),
    # The last day for proposals, or the day of a vote, is no day of publication.
    ("截至2033年1月20日17时，共收到提案9件。", None, None),
    ("港湾市政协报告\n（2033年1月9日五届三次会议通过）", None, None),
]


@pytest.mark.parametrize(("text", "publisher", "day"), IMPRINTS, ids=[one for one, *_ in IMPRINTS])
def test_where_and_when_a_text_was_published(
    text: str, publisher: str | None, day: date | None
) -> None:
    """As its imprint says."""
    found = of(f"{text}\n来信3封，件件有回音。")
    assert (found.publisher, found.published) == (publisher, day)


def test_last_year_of_an_undated_text_may_be_the_newest() -> None:
    """What fits that year is no slip of the year before; beside 今年, it is the year before."""
    newest = load(sources.bundled())
    submitted = newest.figures["proposals.submitted"]
    last = submitted._replace(value=Decimal(396), printed="396件")
    before = newest._replace(id="lishui-2022", year=2022, figures={last.id: last})

    def told(text: str) -> list[tuple[str | None, str | None]]:
        found = proof(text_document("text", text), newest, [before]).findings
        return [(one.verdict, one.expected) for one in found]

    assert told("去年，市政协提出提案481件。") == [("contradicts", "418件")]
    assert told("去年，市政协提出提案396件。") == [("agrees", "396件")]
    assert told("去年提出提案481件。今年还要再提。") == [("contradicts", "396件")]


def test_a_row_is_of_the_year_in_its_first_cell() -> None:
    """Whatever its caption says; each is held against the figures of its year."""
    newest = load(sources.bundled())
    submitted = newest.figures["proposals.submitted"]
    last = submitted._replace(value=Decimal(396), printed="396件")
    before = newest._replace(id="lishui-2022", year=2022, figures={last.id: last})
    rows = "|---|---|\n| 2021年 | 375 |\n| 2022年 | 369 |\n| 2023年 | 481 |\n"
    text = f"丽水市政协2023年工作报告\n\n表1 近三年提案情况\n\n| 年度 | 提出提案（件） |\n{rows}"
    found = proof(text_document("report.md", text), newest, [before]).findings
    assert [(one.verdict, one.expected) for one in found if one.code == "figure"] == [
        ("other", "418件"),
        ("contradicts", "396件"),
        ("contradicts", "418件"),
    ]


def test_a_place_is_known_in_either_script() -> None:
    """Places are listed as texts are read, where 乾 is 干: 乾县 is one character with its level."""
    for county in ("乾县", "乾縣"):
        committee = of(f"{county}政协2032年工作总结\n全年协商9次。").committee
        assert committee is not None and committee.place == "干县"
