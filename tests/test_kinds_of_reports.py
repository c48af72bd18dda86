"""What reports say in many ways, and how a clerk would type it: a sentence or two for each kind."""

import pytest
from bench.texts import Text, texts
from drafts import KNOWN, UNNAMED, drafted

from cppcc_cli.dataset.reading import read_dataset
from cppcc_cli.dataset.toml import to_toml
from cppcc_cli.documents.text import text_document
from cppcc_cli.text.auditing import audit
from cppcc_cli.text.drafting import Overrides, draft

# Text, each figure of its draft with its whole (* has the id of all that is received), and what is
# remarked.
KINDS = [
    (
        "不予立案13件，立案率为90.2%。在经济建设上，提出来信58封，占26.1%。",
        ["不予立案 13件", "立案率 90.2%", "经济建设来信 58封", "经济建设来信占比 26.1%"],
    ),
    (
        "来自集体的来信12封。共帮扶村庄81个。",
        ["来自集体的来信 12封", "帮扶村庄 81个"],
    ),
    # What was done with some is not all that was received; a number in a name is none.
    (
        "该区政协办理协商18件提案，开展“3+N”协商90余次，31个社区驿站全覆盖。",
        [
            "办理协商提案 18件",
            "开展“3+N”协商 90余次",
            "社区驿站 31个",
        ],
    ),
    (
        "先后对各乡镇养老情况进行现场视察6次。到结对的37户困难户家中进行走访9次，召开4次会议。",
        ["现场视察 6次", "困难户 37户", "走访 9次", "召开会议 4次"],
    ),
    (
        "在发展方面，组织委员围绕片区开展调研，提出建议26条。共征集到来信12封，另有13封。",
        ["发展方面建议 26条", "征集到来信 12封", "另有来信 13封"],
    ),
    (
        "表彰5名委员，来信几十封、数百封。",
        ["受表彰委员 5名", "第 1 行：几十 没有确数，未收录", "第 1 行：数百 没有确数，未收录"],
    ),
    # A plan, another year and several years are told by the name, and other committees in doubt.
    (
        "2033年，计划举办座谈30场以上，提交来信45封。2030年提交来信39封。五年来，提交来信198封。"
        "上半年提交来信26封。",
        [
            "2033年计划举办座谈 30场以上",
            "2033年计划提交来信 45封",
            "2030年提交来信 39封",
            "五年来提交来信 198封",
            "上半年提交来信 26封",
            "请核对：“计划”：是计划数",
            "请核对：“2033年”：不是本年度",
            "请核对：“计划”：是计划数",
            "请核对：“2033年”：不是本年度",
            "请核对：“2030年”：不是本年度",
            "请核对：“五年来”：不止一年",
            "请核对：“上半年”：不是全年",
        ],
    ),
    (
        "他准备提交来信3封。潮东市政协提交来信5封，制定修订制度15项。",
        [
            "制定修订制度 15项",
            "提交来信 3封",
            "潮东市政协提交来信 5封",
            "请核对：“他”：不是本政协",
        ],
    ),
    # Between two numbers stands who did it, and what was done.
    (
        "3家企业认捐图书款人民币12万元、港币27万元。12名代表为每名学徒颁发奖学金3000元。",
        [
            "企业 3家",
            "认捐图书款 12万元",
            "认捐图书款（港币） 27万元",
            "代表 12名",
            "每名学徒颁发奖学金 3000元",
        ],
    ),
    # Both numbers are of what was done; the whole of the third is told once more.
    (
        "开展13批214名委员考察。收到12件提案 96.4%的提案已答复。答复处理了5件来信。",
        [
            "* 提案 12件",
            "提案答复占比 96.4%",
            "答复处理来信 5件",
            "委员考察 13批",
            "委员考察 214名",
        ],
    ),
    # The session tells two numbers of one name apart, and a rate is of what stands before it.
    (
        "五届二次会议受理来信95封；五届三次会议受理来信83封，本会采用47封，采用率为56.6%。",
        [
            "本会采用 47封 < 五届三次会议受理来信",
            "本会采用率 56.6%",
            "五届二次会议受理来信 95封",
            "五届三次会议受理来信 83封",
        ],
    ),
    # The first of many subjects stands for all of them.
    (
        "围绕健全基层治理体系、促进社会治安综合治理、推动文旅融合、加快民宿发展等提交来信41封。",
        ["围绕健全基层治理体系等提交来信 41封"],
    ),
    # A qualifier of two words is none the less one, and the clause before tells of what a share is.
    (
        "收到来信93封，其中民生方面来信数量最多，占将近四成。募集的款项超过了100万元。",
        ["收到来信 93封", "民生方面来信占比 将近四成", "募集的款项 超过了100万元"],
    ),
    # The day on which it was told is not the day of what is told, nor is who handed it in.
    (
        "1月3日，记者获悉，五届四次会议以来，共收到来自委员和各界的提案38件，立案36件。",
        ["* 收到提案 38件", "立案 36件 < 收到提案"],
    ),
    # 提案 alone is what is told of already.
    ("收到提案98件，立案93件。93件提案已全部办复。", ["* 收到提案 98件", "立案 93件 < 收到提案"]),
    # What no dataset may hold is left out, with the reason.
    (
        "提案9999999999999999999件，来信3封。",
        [
            "来信 3封",
            "9999999999999999999件 未收录：数值超出范围：须小于 10 的 15 次方，小数不超过 9 位",
        ],
    ),
    (
        "四届政协共收到提案336件，经审查立案259件。立案提案中，委员提案195件，集体提案64件。",
        [
            "* 收到提案 336件",
            "立案 259件 < 收到提案",
            "委员提案 195件 < 立案",
            "集体提案 64件 < 立案",
        ],
    ),
    # Their age tells who they are, and the least that they gave.
    (
        "委员40名，其中45岁以下10名，占委员总数的25%。捐款66万元，其中捐款2万元以上的9人。",
        [
            "委员 40名",
            "45岁以下 10名 < 委员",
            "45岁以下占比 25%",
            "捐款 66万元",
            "捐款 2万元以上",
            "捐款2万元以上 9人",
        ],
    ),
    ("立案87件，其中九三学社提案12件。", ["立案 87件", "九三学社提案 12件 < 立案"]),
    (
        "截至3月5日20时，共收到提案58件，经审查，立案50件。立案提案中，委员提案45件。",
        ["* 收到提案 58件", "立案 50件 < 收到提案", "委员提案 45件 < 立案"],
    ),
    ("政協六屆四次會議共收到提案53件。", ["* 收到提案 53件"]),
    ("贯彻市委六届四次、五次全会精神，召开推进会7次。", ["召开推进会 7次"]),
    ("贯彻市五次党代会精神，优化三次产业。图1：2011-2015年来信数", []),
    (
        "并案、撤案19件，涉及文化、卫生、体育方面的提案35件。",
        ["涉及文化、卫生、体育方面的提案 35件", "并案、撤案 19件"],
    ),
    ("省外政协采用42期，市委主要领导阅批8期。", ["省外政协采用 42期", "市委主要领导阅批 8期"]),
    ("截至2032年底，来信全部回复，回复率为100%。", ["回复率 100%"]),
    (
        "已解决的14件；列入计划逐步解决的36件；留作参考的12件，占来信总数的19%。",
        ["解决 14件", "列入计划逐步解决 36件", "留作参考 12件", "留作参考占比 19%"],
    ),
    (
        "涉及社会保障和社会治理类来信11封；涉及城镇化来信29封；涉及科技创新的来信14封。",
        ["涉及社会保障和社会治理类来信 11封", "涉及城镇化来信 29封", "涉及科技创新的来信 14封"],
    ),
    (
        "集体来信44封，其中党派来信36封、界别来信6封，有2个小组来信2封。",
        [
            "集体来信 44封",
            "党派来信 36封 < 集体来信",
            "界别来信 6封 < 集体来信",
            "小组 2个",
            "小组来信 2封 < 集体来信",
        ],
    ),
    ("总人口100人，其中男51人、女49人。", ["总人口 100人", "男 51人 < 总人口", "女 49人 < 总人口"]),
    ("出生率9.1‰，下降0.31个千分点。", ["出生率 9.1‰", "第 1 行：0.31个千分点 是增减数，未收录"]),
    (
        "差不多40名委员参加，逾百宗投诉，过百家企业。",
        ["参加的委员 差不多40名", "投诉 逾百宗", "企业 过百家"],
    ),
    (
        "货运16,652公吨，300余农户受益，编印五百多册，发电370亿度，参与者300余。",
        [
            "货运 16,652公吨",
            "受益的农户 300余农户",
            "编印 五百多册",
            "发电 370亿度",
            "第 1 行：300余 所指不明，未收录",
        ],
    ),
    # Who made what the next number counts names it, and it is not all that was received.
    (
        "9个专委会提出提案2件，八个党派和商会提案13件，7家单位信息被采用15条。",
        [
            "专委会提出提案 2件",
            "党派和商会 八个",
            "党派和商会提案 13件",
            "单位信息 7家",
            "采用 15条",
            "专委会 9个",
        ],
    ),
    # How often something was done is called by it.
    (
        "市领导12次听取汇报，各部门36人次对来信作出批示。",
        ["市领导听取汇报 12次", "各部门对来信作出批示 36人次"],
    ),
    # A share that stands alone is of what is said behind it.
    (
        "立案60件，98.5%已经办复。共有90%的来信已答复。",
        ["立案 60件", "办复占比 98.5%", "来信答复占比 90%"],
    ),
    # Of two numbers of one name the second is told by its topic.
    (
        "提出来信40封；围绕民生改善等，提出来信12封。",
        ["提出来信 40封", "围绕民生改善等提出来信 12封"],
    ),
    (
        "会议期间，共提交提案41件。截至12月20日，立案36件。",
        ["* 提交提案 41件", "立案 36件 < 提交提案"],
    ),
    (
        "收到提案115件，其中会议期间收到114件（主办件112件），闭会期间收到1件。",
        [
            "* 收到提案 115件",
            "会议期间收到提案 114件 < 收到提案",
            "主办件 112件 < 会议期间收到提案",
            "闭会期间收到提案 1件 < 收到提案",
        ],
    ),
    (
        "民生方面来信最多，有40封，其次是交通方面来信12封。",
        ["民生方面来信 40封", "交通方面来信 12封"],
    ),
    ("委员、党派和专委会提交二次会议提案88件。", ["* 提交提案 88件"]),
    (
        "提案委员会收到提案18件，在政协第二届委员会委员37人中作了调查。",
        ["* 收到提案 18件", "政协第二届委员会委员 37人"],
    ),
    ("线上活动30+场，参与1.2万+人次。", ["线上活动 30+场", "参与线上活动 1.2万+人次"]),
    (
        "回复率由85.3%提升至91.2%，价格上涨2.1%。",
        [
            "回复率 85.3%",
            "回复率 91.2%",
            "第 1 行：2.1% 是增减数，未收录",
            "请核对：“由85.3%”：是变化前的数",
        ],
    ),
    ("全年提交提案59件，收到社情民意信息86篇。", ["* 提交提案 59件", "收到社情民意信息 86篇"]),
    ("收到提案2 12件。", ["第 1 行：2 12件 所指不明，未收录"]),
    ("设二处岗亭，帮扶两乡贫困村。", ["岗亭 二处", "贫困村 两乡"]),
    ("回复率不低于98%。", ["回复率 不低于98%", "请核对：“不低于”：是计划数"]),
    ("市政协有委员98人。", ["委员 98人"]),
    ("力争回复率达到98%。", ["计划回复率 98%", "请核对：“力争”：是计划数"]),
    ("政协第六届青县委员会收到来信97封。", ["收到来信 97封"]),
    ("九三学社社员30人，提交来信9封。", ["九三学社社员 30人", "提交来信 9封"]),
    # The mark of a note; what the first of a row is of; who was to come; 其中 behind a semicolon.
    (
        "甲校招生[12]90人，在校生270人。乙校招生80人，在校生240人。书稿用纸总量[13]6吨。政协第五届海安市"
        "委员会第六次会议应出席委员293人，实到252人。",
        [
            "甲校招生 90人",
            "甲校在校生 270人",
            "乙校招生 80人",
            "乙校在校生 240人",
            "书稿用纸总量 6吨",
            "应出席委员 293人",
            "实到委员 252人 < 应出席委员",
        ],
    ),
    # What makes 30 up by chance stands on both sides of 立案的提案中.
    (
        "委员提案30件。经审查，立案33件，并案5件。立案的提案中，经济类9件；文化类16件；社会类8件。",
        [
            "委员提案 30件",
            "立案 33件",
            "并案 5件 < 立案",
            "经济类提案 9件 < 立案",
            "文化类提案 16件 < 立案",
            "社会类提案 8件 < 立案",
        ],
    ),
    # What a line announces for the next year.
    (
        "收到来信30封。\n2033年要抓好以下工作：\n1.举办恳谈6次。\n2.培训医生30人次。\n全年恳谈5次。",
        [
            "收到来信 30封",
            "2033年举办恳谈 6次",
            "2033年培训医生 30人次",
            "恳谈 5次",
            "请核对：“2033年”：不是本年度",
            "请核对：“2033年”：不是本年度",
        ],
    ),
    # Rhetoric; what was compared; whose a number of a list of places is.
    (
        "30名医生就是30面旗帜、30颗种子。书屋由2030年末的52家增加到2032年末的73家。书稿33篇，比上年的29篇多4篇。"
        "恳谈468场，甲市62场、乙市36场。",
        [
            "医生 30名",
            "2030年书屋 52家",
            "书屋 73家",
            "书稿 33篇",
            "2031年书稿 29篇",
            "恳谈 468场",
            "甲市恳谈 62场",
            "乙市恳谈 36场",
            "第 1 行：4篇 是增减数，未收录",
            "请核对：“2030年”：不是本年度",
            "请核对：“上年”：不是本年度",
        ],
    ),
    (
        "举办读书活动38场，其中线上15场、线下23场。推动整改率和委员满意率均达98%。",
        [
            "举办读书活动 38场",
            "线上活动 15场 < 举办读书活动",
            "线下活动 23场 < 举办读书活动",
            "整改率 98%",
            "委员满意率 98%",
        ],
    ),
    (
        "游客65.5万人次。其中，城里游客50.0万人次，增长14%；乡下游客15.3万人次。",
        [
            "游客 65.5万人次",
            "城里游客 50.0万人次 < 游客",
            "乡下游客 15.3万人次 < 游客",
            "第 1 行：14% 是增减数，未收录",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), KINDS, ids=[text for text, _ in KINDS])
def test_a_kind_of_sentence_is_drafted_as_a_clerk_would(text: str, expected: list[str]) -> None:
    """Every name, whole, id and doubt of it, and no other."""
    dataset, remarks = drafted(text)
    told = []
    for id, figure in dataset.figures.items():
        mark = "* " if id == "proposals.received" else ""
        whole = f" < {dataset.figures[figure.part_of].name.zh}" if figure.part_of else ""
        told.append(f"{mark}{figure.name.zh} {figure.printed}{whole}")
    ids = tuple(dataset.figures)
    doubts = [one.split(" ", 1)[1] if ids and one.startswith(ids) else one for one in remarks]
    assert told + [one for one in doubts if "标题待定" not in one] == expected


TEXTS = texts()


@pytest.mark.parametrize("text", TEXTS, ids=[one.name for one in TEXTS])
def test_a_fresh_draft_is_clean_against_its_own_report(text: Text) -> None:
    """Nothing is missed, otherwise printed or uncovered; nor does a report that adds up not."""
    document = text_document(text.name, text.content)
    made = draft([document], KNOWN, None, Overrides(year=2032, body="某市政协"))
    toml = to_toml(made.dataset, {}).replace('zh = ""', f'zh = "{UNNAMED}"')
    dataset = read_dataset(toml.replace('title = ""', 'title = "报告"').encode(), text.name)
    faulty = [one for one in audit(document, dataset) if one.severity != "info"]
    assert [(one.code, one.message.say("zh")) for one in faulty] == []
