"""What the numbers of a report are called."""

import re

import pytest
from drafts import WORDS, written
from hypothesis import given
from hypothesis import strategies as st

from cppcc_cli.text.drafting.naming import terms_of

# Text, and each of its figures as it is called and printed.
NAMES = [
    # Some of the things are told by what was done with them, or by which they are.
    ("现场处理了9件提案，处理来信5封。", ["现场处理提案 9件", "处理来信 5封"]),
    ("对内容相近的15件提案作了说明。", ["内容相近的提案 15件"]),
    ("大家提交了402件提案。", ["提案 402件"]),
    ("在座的各位提出了402件提案。", ["提案 402件"]),
    ("民盟提交了12件提案。", ["民盟提交提案 12件"]),
    ("编辑出版文史资料4辑。", ["编辑出版文史资料 4辑"]),
    ("本次大会应到委员40名，其中有效票37张。", ["应到委员 40名", "有效票 37张"]),
    (
        "集体提案比重从三届二次的5.26%上升至三届五次的17.41%。",
        ["集体提案比重 5.26%", "集体提案比重 17.41%"],
    ),
    ("政治方面来信7封﹔文化方面来信8封。", ["政治方面来信 7封", "文化方面来信 8封"]),
    # A share is called after its part, whether what it is a share of is said or not.
    (
        "全会205名，其中新任82名，占40%；连任123名，占60%。",
        ["全会 205名", "新任 82名", "新任占比 40%", "连任 123名", "连任占比 60%"],
    ),
    # Dots end what is said of a number.
    ("播出“湖畔·听你说”24期……一个个数字背后，是大家的努力。", ["播出“湖畔·听你说” 24期"]),
    ("来信40封，回信30封，占来信总数的75%。", ["来信 40封", "回信 30封", "回信占比 75%"]),
    (
        "甲类、乙类信件分别为30封、10封，占来信总数的75%、25%。",
        [
            "甲类信件 30封",
            "乙类信件 10封",
            "甲类信件占比 75%",
            "乙类信件占比 25%",
        ],
    ),
    ("刊登文章28篇，其中9篇被市报转载。", ["刊登文章 28篇", "文章被市报转载 9篇"]),
    # What stands before the clause of a list is of none of it.
    ("春季来访，信件和电话分别为30封、10封。", ["信件 30封", "电话 10封"]),
    (
        "来信40封。甲类、乙类信件分别占75%及25%。",
        ["来信 40封", "甲类信件占比 75%", "乙类信件占比 25%"],
    ),
    # Of several verbs the last are kept.
    ("举办开展培训宣讲5场。", ["培训宣讲 5场"]),
    # Of a pair of which one half is there, the half goes.
    ("开展一线）恳谈5场。", ["开展一线恳谈 5场"]),
    # Numerals within words do not cut them.
    ("有五星级书屋15家。", ["有五星级书屋 15家"]),
    ("聘请三级联络员45人。", ["聘请三级联络员 45人"]),
    ("召开两会期间记者会2场。", ["召开两会期间记者会 2场"]),
    ("百名学员培训30次。", ["百名学员培训 30次"]),
    ("开展一线恳谈5场。", ["开展一线恳谈 5场"]),
    ("开放委员工作室15家。", ["开放委员工作室 15家"]),
    # What counts off the lines is no part of a name.
    ("5）恳谈3场", ["恳谈 3场"]),
    ("2. 回信28封", ["回信 28封"]),
    ("①走访2次", ["走访 2次"]),
    # A quoted name tells more than what stands around it.
    ("“港湾讲堂”播出24期。", ["“港湾讲堂”播出 24期"]),
    ("开展“送书下乡”活动45场次。", ["开展“送书下乡”活动 45场次"]),
    ("举办“同舟”论坛3次。", ["举办“同舟”论坛 3次"]),
    ("修订《请假办法》《值班办法》等制度9项。", ["修订制度 9项"]),
    # A list of a few subjects stays whole.
    (
        "开展“委员科技行”“送医下乡”等活动30场次。",
        ["开展“委员科技行”“送医下乡”等活动 30场次"],
    ),
    # What tells too little has what its sentence, its paragraph or its heading is about.
    ("围绕茶产业，提出提案9件。", ["围绕茶产业提出提案 9件"]),
    ("农村公路方面，7件提案催生了行动。", ["农村公路方面提案 7件"]),
    ("开设“来信追踪”栏目，播出8期。", ["“来信追踪”栏目播出 8期"]),
    ("提案呢，收了62件，立了41件。", ["收到提案 62件", "立案 41件"]),
    ("（二）社情民意信息。报送54条。", ["报送社情民意信息 54条"]),
    # Of some of those that were counted: what is said of them.
    (
        "在册委员314名，30名委员中有27名没有提交来信。",
        ["在册委员 314名", "委员 30名", "委员没有提交来信 27名"],
    ),
    ("委员中有11人受到表彰。", ["委员受到表彰 11人"]),
    ("为62家企业查找风险点143个。", ["企业 62家", "查找风险点 143个"]),
    ("15个项目中有12个赶上了进度。", ["项目 15个", "项目赶上了进度 12个"]),
    ("市委系统11家单位承办38件。", ["市委系统单位 11家", "单位承办 38件"]),
    ("医卫界19名委员坚守一线。", ["医卫界委员坚守一线 19名"]),
    ("挂联7个乡镇31个村。", ["乡镇 7个", "村 31个"]),
    # Brackets: what stands before them is of the number in them, and goes on behind them.
    ("表扬先进个人（20名）和优秀来信（30篇）。", ["表扬先进个人 20名", "优秀来信 30篇"]),
    (
        "回信65封，占来信总数（318封）的20.4%。",
        ["回信 65封", "来信总数 318封", "回信占比 20.4%"],
    ),
    ("满意率，届初是94.7%。", ["满意率 94.7%"]),
    ("收到来信30封，会后又收到10封，合计40封。", ["收到来信 30封", "会后又收到 10封", "来信 40封"]),
    # The thing may stand behind its number.
    ("全县16个乡镇。", ["乡镇 16个"]),
    ("来自5个小区的20多位居民代表你一言我一语。", ["小区 5个", "居民代表 20多位"]),
    ("参加4场恳谈活动，提出32条建议。", ["恳谈活动 4场", "建议 32条"]),
    ("政协委员300人。", ["政协委员 300人"]),
    ("接待考察团85批1200余人次。", ["接待考察团 85批", "接待考察团 1200余人次"]),
    ("走访\n12次\n", ["走访 12次"]),
    ("12次。", ["无名 12次"]),
    ("<直播>18场", ["直播 18场"]),
    # Two things with one verb have a name each.
    ("开展107项视察和40次恳谈活动，154人参加。", ["视察 107项", "恳谈活动 40次", "参加 154人"]),
    ("举办57次早餐会和16次夜谈会。", ["早餐会 57次", "夜谈会 16次"]),
    (
        "对6件重点提案和11篇调研报告作出批示，与13个村和16个社区结对。",
        ["重点提案 6件", "调研报告 11篇", "村 13个", "社区 16个"],
    ),
    # A list of subjects stays whole.
    (
        "涉及科技、教育、文化、卫生方面的来信35封；合并、撤回9封。",
        ["涉及科技、教育、文化、卫生方面的来信 35封", "合并、撤回 9封"],
    ),
    (
        "经济方面来信80封，占来信总数的40%；社会方面来信120封，占总数的60%。",
        ["经济方面来信 80封", "经济方面来信占比 40%", "社会方面来信 120封", "社会方面来信占比 60%"],
    ),
    (
        "其中对工作满意的431份，办理工作满意率和办理结果满意率分别达到97.7%和96.2%。",
        ["工作满意 431份", "办理工作满意率 97.7%", "办理结果满意率 96.2%"],
    ),
    ("办复率、满意率均达到98%。", ["办复率、满意率 98%"]),
    ("来信人满意或基本满意达99%以上。", ["来信人满意或基本满意占比 99%以上"]),
    # What became of things, and to whom it was given.
    ("收到来信30封，被转办12封。", ["收到来信 30封", "来信被转办 12封"]),
    ("9封来信被列为重点督办来信。", ["重点督办来信 9封"]),
    ("立案的129件提案全部办结。", ["立案 129件"]),
    ("表彰5名委员和3个单位。", ["受表彰委员 5名", "单位 3个"]),
    ("吸引1万人次的市民参加。", ["参加的市民 1万人次"]),
    ("合作建立了4个书屋。", ["书屋 4个"]),
    ("对不予立案的11件提案作了说明。", ["不予立案的提案 11件"]),
    ("12件提案得到采纳。", ["提案得到采纳 12件"]),
    ("47件提案所提问题已经解决。", ["解决 47件"]),
    ("完成130件提案的办理工作。", ["提案的办理工作 130件"]),
    ("在立案的40件提案中，来信转来的9件。", ["立案 40件", "来信转来 9件"]),
    ("听取了三项由委员提交的议案。", ["听取委员提交的议案 三项"]),
    ("交由31个单位具体承办。", ["单位 31个"]),
    ("应到委员87人，实到80人。", ["应到委员 87人", "实到委员 80人"]),
    ("来信100%得到答复。", ["来信得到答复占比 100%"]),
    ("委员82名参加，占委员总数的67%。", ["委员 82名", "委员占比 67%"]),
    ("审查立案156件提案。", ["立案 156件"]),
    ("对83件提案立案60件。", ["提案 83件", "立案 60件"]),
    (
        "立案60件。其中经济建设类36件，文化方面的24件。",
        ["立案 60件", "经济建设类提案 36件", "文化方面提案 24件"],
    ),
    ("近9成得到解决。", ["得到解决占比 近9成"]),
    ("28件提案未被采纳。", ["提案未被采纳 28件"]),
    ("市政府共承办市政协六届一次会议提案147件。", ["承办提案 147件"]),
    # What stands in brackets, at the head of a sentence or behind a space.
    ("B类（准备采纳的）26件。", ["B类（准备采纳的） 26件"]),
    ("采用97件（109件次）。", ["采用 97件", "采用 109件次"]),
    (
        "经济建设方面，围绕产业、金融等，提出提案15件；文化建设方面，围绕旅游等，提出提案20件。",
        ["经济建设方面提案 15件", "文化建设方面提案 20件"],
    ),
    (
        "立案84件 社会方面提案最多占近4成",
        ["立案 84件", "社会方面提案占比 近4成"],
    ),
    ("近九成委员交提案共87件。", ["委员交提案占比 近九成", "委员交提案 87件"]),
    ("A、B类来信占比首次超过90%、高达93%。", ["A、B类来信占比 超过90%", "A、B类来信占比 93%"]),
    # A name ends with no mark, whatever stood between.
    ("来信40封的、提案87.8%", ["来信 40封", "提案占比 87.8%"]),
    # A verb alone is of what was named before it.
    (
        "收到来信76封，编发7期23条，直接向有关部门报送18封。",
        ["收到来信 76封", "编发 7期", "编发 23条", "报送来信 18封"],
    ),
    # Whose it is stays on; who did it, and how often it is said, goes.
    (
        "全国政协采用42期、省政协采用137期。九三学社3名，市委主要领导阅批8期。",
        ["全国政协采用 42期", "省政协采用 137期", "九三学社 3名", "市委主要领导阅批 8期"],
    ),
    ("大会共收到来信184封。", ["收到来信 184封"]),
    ("委员们一共提交了提案57件。", ["提交提案 57件"]),
    ("全体委员、各参加单位和各专委会共提交提案57件。", ["提交提案 57件"]),
    ("主席会议共举行9次。", ["主席会议 9次"]),
    ("合并处理来信11封（其中两封并为一封）。", ["合并处理来信 11封"]),
    # In traditional script as in simplified.
    (
        "經濟方面來信80封，佔40%。辦復率為100%，滿意率達99%。",
        ["經濟方面來信 80封", "經濟方面來信佔比 40%", "辦復率 100%", "滿意率 99%"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMES, ids=[text for text, _ in NAMES])
def test_names_of_numbers(text: str, expected: list[str]) -> None:
    """A name is whole words, and tells what is counted."""
    figures = written(text).figures.values()
    assert [f"{one.name.zh} {one.printed}" for one in figures] == expected


@given(st.lists(WORDS | st.sampled_from(["占", "、", "被采纳", "的", "5）", "①"]), max_size=30))
def test_no_name_holds_another_number(words: list[str]) -> None:
    """Nor does it begin or end with a mark, but for paired quotes and brackets."""
    for figure in written("".join(words)).figures.values():
        # Those of a table are what its cells say.
        if "|" not in words and "件|" not in words:
            assert not re.search("[0-9０-９]", figure.name.zh)
            assert not re.search("^[，。、；：.|#=]|[，。、；：.|#=]$", figure.name.zh)
            for opening, closing in ("“”", "《》", "（）"):
                assert figure.name.zh.count(opening) == figure.name.zh.count(closing)


TERMS = [
    ("开展“送书下乡”活动", ("送书下乡",)),
    ("“港湾讲堂”播出", ("港湾讲堂",)),
    ("播出《委员谈》", ("委员谈",)),
    ("收到来信", ("来信",)),
    ("合作单位", ("合作单位",)),
    ("作大会发言", ("大会发言",)),
]


@pytest.mark.parametrize(("name", "terms"), TERMS)
def test_words_for_what_is_called_so(name: str, terms: tuple[str, ...]) -> None:
    """The thing without its verb, or what stands in quotation marks."""
    assert terms_of(name) == terms


def test_a_section_is_called_by_its_heading() -> None:
    """Without its number; a headline is no heading, and whom a speech greets opens no section."""
    drafted = written("同舟共济\n——港湾市政协工作综述\n义诊33次。\n三、公益\n送戏6场。")
    assert {one.category: one.name.zh for one in drafted.figures.values()} == {
        "other": "义诊",
        "section-4": "送戏",
    }
    assert drafted.categories["section-4"].name.zh == "公益"
    greeted = written("港湾市政协报告\n# 各位委员：\n来信30封。\n# 2031年1月\n来电9次。")
    assert {one.category for one in greeted.figures.values()} == {"other"}
