"""Number expressions without a single value, and those that are no figures: their kinds.

All sentences are invented.
"""

import pytest

from cppcc_cli.documents.text import text_document
from cppcc_cli.text.numbers import mentions, scan

# Sentence, and what is printed of numbers that are not wholly understood or have no single value.
UNCLEAR = [
    ("编发信息3O1期，帮扶l13家，接访30I人", ["3O1期", "l13家", "30I人"]),
    ("收到1，234件。", ["1，234件"]),
    ("收到5，234件立案。", ["5，234件"]),
    ("位列第1，234件提案获奖。", ["1，234件"]),
    ("收到 28 445 件。", ["28 445 件"]),
    ("收到1'234件。", ["1'234件"]),
    ("收到12,34件。", ["12,34件"]),
    ("收到1,2345件。", ["1,2345件"]),
    ("收到1.2.3件。", ["1.2.3件"]),
    ("收到二0件。", ["二0件"]),
    ("收到3千二百件。", ["3千二百件"]),
    ("收到近300余件。", ["近300余件"]),
    ("收到1万2件。", ["1万2件"]),
    ("提高12点5个百分点。", ["12点5个百分点"]),
    ("下降-3%。", ["3%"]),
    ("增速为−3%。", ["3%"]),
    ("增速负3%。", ["3%"]),
    ("增长–3.5%。", ["3.5%"]),
    ("增长\u20113.5%，下降﹣2.1%。", ["3.5%", "2.1%"]),
    ("三分之二以上委员到会。", ["三分之二以上"]),
    ("约占1/3。", ["1/3"]),
    ("近1/3的委员。", ["近1/3"]),
    ("种植10⁴亩。", ["10⁴亩"]),
    ("收到提案2 12件。", ["2 12件"]),
    ("投入百万元。", ["百万元"]),
    ("数十次协商，几十家企业，成百个项目。", ["数十次", "几十家", "百个"]),
    ("走访十几个村，收到七八十件。", ["十几个", "七八十件"]),
    ("GDP突破千亿。", ["突破千亿"]),
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
    (
        "从六届二次的9件到六届五次的12件",
        ["session", "session", "count", "session", "session", "count"],
    ),
    ("党的十八大、十九大和二十大", ["session", "session", "session"]),
    ("开展三大行动", ["name"]),
    ('推动两个文明，开展"三个一"活动，捐赠三轮车', ["name", "name", "idiom", "name"]),
    ("五星级酒店", ["level"]),
    ("三级联络员", ["level"]),
    ("百名委员", ["idiom"]),
    ("一线协商", ["idiom"]),
    ("5）协商", ["enumerator"]),
    ("（二）来信", ["enumerator"]),
    ("2024.2.21发布", ["date"]),
    ("3月5日至8日", ["date", "date", "date"]),
    ("图1：2011年", ["other", "date"]),
    ("十余载", ["date"]),
    ("“数字服务大家用心办事418”", ["name"]),
    ("写下“民生”这两个字，写下四个大字", ["name", "name"]),
    ("全书八十万字", ["count"]),
    ("百万吨级", ["idiom"]),
    ("2023-01-05发布", ["date", "date", "date"]),
]


@pytest.mark.parametrize(("text", "expected"), UNCLEAR, ids=[text for text, _ in UNCLEAR])
def test_what_has_no_single_value_is_unclear(text: str, expected: list[str]) -> None:
    """It is told whole, without a value, and no rest of it is taken for a number."""
    assert [(one.printed, one.kind, one.quantity) for one in scan(text)] == [
        (printed, "unclear", None) for printed in expected
    ]


@pytest.mark.parametrize(("text", "expected"), RANGES, ids=[text for text, _ in RANGES])
def test_a_range_is_one_figure_without_a_value(text: str, expected: list[str]) -> None:
    """Its unit stands behind the second number, or behind both."""
    found = list(scan(text))
    assert [f"{one.printed} {one.unit} {one.kind}" for one in found] == expected
    assert {one.quantity for one in found} == {None}


@pytest.mark.parametrize(("text", "expected"), OTHER_KINDS, ids=[text for text, _ in OTHER_KINDS])
def test_what_is_no_figure_has_its_kind(text: str, expected: list[str]) -> None:
    """A name, a level, an idiom, an enumerator, a date."""
    assert [one.kind for one in scan(text)] == expected


def test_units_of_a_dataset() -> None:
    """A measure word that only the dataset names is one, behind digits and behind numerals."""
    document = text_document("a", "全年办案12案并全部办结，复查两案卷。")
    found = [(one.printed, one.unit) for one in mentions(document, ["案", "案卷"])]
    assert found == [("12案", "案"), ("两案卷", "案卷")]
    assert [one.kind for one in mentions(document)] == ["unclear", "name"]


def test_numbers_know_their_block_and_their_place_in_the_file() -> None:
    """Marks and broken lines part no number, and its offset is where it stands in the file."""
    text = "# 报告\n\n提案**212**件，全年接待群众、委员、企业和来访代表共计三千人，走访\n36家。\n"
    found = list(mentions(text_document("a", text, markdown=True)))
    assert [(one.printed, one.block, one.start, text[one.offset :][:2]) for one in found] == [
        ("212件", 1, 2, "21"),
        ("三千人", 1, 26, "三千"),
        ("36家", 1, 32, "36"),
    ]
    assert found[2].clause == "走访36家"
