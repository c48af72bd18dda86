"""The ids of a draft: those of last year's dataset, and fresh ones."""

import pytest
from drafts import WORDS, stated, written
from hypothesis import example, given, settings, strategies as st

from cppcc_cli.dataset.reading import load
from cppcc_cli.dataset.sources import bundled
from cppcc_cli.documents.text import text_document
from cppcc_cli.text.drafting import Overrides, draft
from tests.test_statements import with_figures

MORE = st.sampled_from(
    ["占", "分别占", "。其中", "、", "类", "的", "被采纳", "提高到", "三级", "12、9和4件", "300"]
)


@settings(deadline=None)
@given(st.lists(WORDS | MORE | st.characters(), max_size=40))
@example(["提案402件，增长87.8%，立案402件"])
@example(["十"])
@example(["12、9和4件提案提案12、9和4件提案"])
@example(["12、9和4件提案12、9和4件12、9和4件件|"])
def test_a_report_drafted_like_its_own_draft_is_the_same(words: list[str]) -> None:
    """Nothing is new, nothing is gone, and each figure keeps its id."""
    text = "".join(words)
    first = written(text)
    assert sorted(stated(written(text, like=first))) == sorted(stated(first))


# Two reports that follow one another, and what the second states under the ids of the first.
FOLLOWING = [
    (
        "开展义诊12次，送戏7次。",
        "开展义诊15次，民主评议3场。",
        ["other.p1-1 开展义诊 15 exact 次 1 -", "other.p1-3 民主评议 3 exact 场 1 -"],
    ),
    (
        "委员培训3期，开展义诊12次。",
        "民主评议3场，开展义诊15次。",
        ["other.p1-2 开展义诊 15 exact 次 1 -", "other.p1-3 民主评议 3 exact 场 1 -"],
    ),
    (
        "编报社情民意信息20篇，被全国政协采用8篇、省政协采用6篇。",
        "编报社情民意信息30篇，被全国政协采用9篇、省政协采用7篇。",
        [
            "work.p1-1 编报社情民意信息 30 exact 篇 1 -",
            "work.p1-2 社情民意信息被全国政协采用 9 exact 篇 1 work.p1-1",
            "work.p1-3 省政协采用 7 exact 篇 1 work.p1-1",
        ],
    ),
    # The very name, whatever others share a word with it.
    (
        "服务群众2千人次，接待群众3千人次。",
        "对民生实事，服务群众4千人次，接待群众5千人次。",
        [
            "work.p1-1 服务群众 4000 exact 人次 1 -",
            "work.visitors 接待群众 5000 exact 人次 1 -",
        ],
    ),
]


@pytest.mark.parametrize(("last", "this", "expected"), FOLLOWING)
def test_a_new_figure_never_takes_the_id_of_another(
    last: str, this: str, expected: list[str]
) -> None:
    """A known figure is found by its words, and stands first; a fresh id is none of last year's."""
    like = written(last)._replace(year=2031)
    assert stated(written(this, like)) == expected


# Reports with parts of what is known as 收到提案, and what stands under its id.
WITH_PARTS = [
    # What tells it again vaguely, or tells of several years, leaves it the id; a topic has none.
    (
        "收到提案437件。\n四百三十余件提案，件件有回音。",
        ["proposals.received 收到提案 437 exact 件 1 -"],
    ),
    (
        "近两千件提案，字字千钧。\n收到提案463件。",
        [
            "proposals.p1-1 提案 2000 nearly 件 1 -",
            "proposals.received 收到提案 463 exact 件 2 -",
        ],
    ),
    (
        "围绕民生，提出提案95件；围绕经济，提出提案61件。",
        [
            "proposals.p1-1 围绕民生提出提案 95 exact 件 1 -",
            "proposals.p1-2 围绕经济提出提案 61 exact 件 1 -",
        ],
    ),
    (
        "三次会议期间收到提案171件，闭会后又收到15件，合计186件。",
        [
            "proposals.p1-1 三次会议期间收到提案 171 exact 件 1 proposals.received",
            "proposals.p1-2 闭会后又收到提案 15 exact 件 1 proposals.received",
            "proposals.received 提案 186 exact 件 1 -",
        ],
    ),
    (
        "收到各党派、团体和政协委员提交提案624件。",
        ["proposals.received 收到各党派、团体和政协委员提交提案 624 exact 件 1 -"],
    ),
    (
        "经济类、社会类提案分别为12、9件。",
        ["proposals.p1-1 经济类提案 12 exact 件 1 -", "proposals.p1-2 社会类提案 9 exact 件 1 -"],
    ),
    (
        "收文352件，办理率为88.9%，其中委员提案275件、界别提案16件。",
        [
            "proposals.p1-1 委员提案 275 exact 件 1 other.p1-1",
            "proposals.p1-2 界别提案 16 exact 件 1 other.p1-1",
            "other.p1-1 收文 352 exact 件 1 -",
            "other.p1-2 办理率 88.9 exact % 1 -",
        ],
    ),
    (
        "收文363件。A类提案219件，占60.3%。",
        [
            "proposals.p1-1 A类提案 219 exact 件 1 other.p1-1",
            "proposals.p1-2 A类提案占比 60.3 exact % 1 -",
            "other.p1-1 收文 363 exact 件 1 -",
        ],
    ),
    (
        "收到提案363件，其中委员提案219件。各类提案件件有回音。",
        [
            "proposals.received 收到提案 363 exact 件 1 -",
            "proposals.p1-1 委员提案 219 exact 件 1 proposals.received",
        ],
    ),
    # What is left out is no part, nor what is a share of another number.
    (
        "收文352件（不含来信17件），提案275件。",
        [
            "proposals.received 提案 275 exact 件 1 -",
            "other.p1-1 收文 352 exact 件 1 -",
            "other.p1-2 来信 17 exact 件 1 -",
        ],
    ),
    (
        "全年成果352件，其中提案275件。",
        ["proposals.received 提案 275 exact 件 1 other.p1-1", "other.p1-1 成果 352 exact 件 1 -"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WITH_PARTS)
def test_a_part_has_not_the_id_of_its_whole(text: str, expected: list[str]) -> None:
    """Kinds, and what 其中 further back governs, are parts: only the whole keeps its id."""
    assert stated(written(text)) == expected


# How reports tell of all that was received, and how they tell of something else.
TOLD = [
    ("会议共收到大会提案41件，立案36件。", True),
    ("共提出案件提案41件，立案36件。其中，集体提案9件。", True),
    ("收到党派、团体及委员个人提案41件，立案36件。", True),
    ("收到委员、党派团体提案41件，立案36件。", True),
    ("共收到政协委员提案41件，其中个人提案30件、联名提案11件。", True),
    ("提案委员会对收到的41件提案进行了审查。", True),
    ("政协九届二次会议收到提案41件。", True),
    ("收到提案30件，会后又收到平时提案11件，两项合计41件。", True),
    ("2032年1月3日，据市政协通报，收到提案41件。", True),
    ("共收到大会提案41件、平时提案5件。", False),
    ("收到委员提案41件，党派提案5件。", False),
    ("五年来，收到提案41件。", False),
    ("截至6月底，收到提案41件。", False),
    ("各部门共承办建议88件、政协提案41件。", False),
]


@pytest.mark.parametrize(("text", "is_all"), TOLD, ids=[text for text, _ in TOLD])
def test_the_total_is_known_however_it_is_told(text: str, is_all: bool) -> None:
    """And nothing else has its id."""
    assert (figures := written(text).figures)
    assert ("proposals.received" in figures) is is_all


def test_a_name_typed_by_hand_is_that_of_what_a_report_says_otherwise() -> None:
    """Its 提案立案数 is 立案, its 社情民意信息报送数 报送社情民意信息."""
    known = with_figures(
        ("提案立案数", "397件", "397", "件"), ("社情民意信息报送数", "1287条", "1287", "条")
    )
    found = stated(written("立案433件。报送社情民意信息1300余条。", like=known))
    assert found == [
        "proposals.more-0 提案立案数 433 exact 件 1 -",
        "proposals.more-1 社情民意信息报送数 1300 over 条 1 -",
    ]


def test_what_a_dataset_tells_of_another_year_is_of_no_other() -> None:
    """A table of years in the next report, and last year's plan, are no figure of the year."""
    known = with_figures(("立案", "397件", "397", "件"), ("2032年立案", "381件", "381", "件"))
    assert stated(written("收到提案402件，立案381件。", like=known))[1:] == [
        "proposals.more-0 立案 381 exact 件 1 -"
    ]


def test_what_ends_with_a_known_name_is_asked() -> None:
    known = with_figures(("义诊咨询", "2万余人次", "20000", "人次"))
    text = text_document("report", "组织医卫界委员义诊咨询93人次。")
    made = draft([text], known, known, Overrides(year=2032, body="某市政协"))
    said = [one.say("zh") for id in made.dataset.figures for one in made.remarks[id]]
    assert said == ["请核对：可能是 义诊咨询（proposals.more-0）"]


def test_what_a_heading_serves_is_no_scope() -> None:
    text = "勤走访、出实招，服务全县中心工作\n收到来信52封。"
    assert [one.scope for one in written(f"2032年总结\n二、{text}").figures.values()] == [None]


# What is stated under an id of the figures of the program, by a report of another committee.
UNDER_IDS = [
    ("全年开展各类协商活动56场。", ["consultation.activities"]),
    ("深化50家委员工作室“三位一体”功能建设。", ["member-outreach.studios"]),
    ("委员工作室名单（50家）", ["member-outreach.studios"]),
    ("90件 年度提案总量", ["proposals.submitted"]),
    ("过去一年，2000多名全国政协委员提交提案90件。", ["proposals.submitted"]),
    # Of what others deal with, of several years, and of halls that nobody speaks of it is none.
    ("各部门共承办代表建议9件，全国政协提案80件。", []),
    ("5年共收到委员提案90件。", []),
    ("举办协商活动18场。", []),
    (
        "建成民生议事堂90家，举办协商活动18场。",
        ["livelihood-halls.halls", "livelihood-halls.sessions"],
    ),
    # Apart from its words; and what is a part's own.
    ("收到提案：156件\n立案：139件", ["proposals.submitted"]),
    ("海安市政协经济委员会2032年总结\n本委提交提案41件。", []),
]


@pytest.mark.parametrize(("text", "ids"), UNDER_IDS)
def test_the_ids_of_the_figures_of_the_program(text: str, ids: list[str]) -> None:
    """They are given only where nothing makes it another thing."""
    known = load(str(bundled()))
    made = draft([text_document("a", text)], known, None, Overrides(year=2032, body="某市政协"))
    assert [id for id in made.dataset.figures if id in known.figures] == ids


def test_what_another_body_than_a_committee_did_has_no_known_id() -> None:
    known, text = load(str(bundled())), "全年办结代表建议50件、政协提案45件。"
    for body, ids in (("某市人民政府", []), ("某市政协", ["proposals.submitted"])):
        given = Overrides(year=2032, body=body)
        made = draft([text_document("a", text)], known, None, given).dataset.figures
        assert [id for id in made if id in known.figures] == ids


def test_what_is_its_own_of_last_year_keeps_its_id_in_other_words() -> None:
    """In a report like it nothing differs, though more or less of the name is said."""
    last = written("收到信息90条，市领导批示7件。举办读书会12场。")._replace(year=2031)
    ids = list(written("收到各类信息80条，得到市领导批示6件。读书会15场。", last).figures)
    assert ids == list(last.figures)
