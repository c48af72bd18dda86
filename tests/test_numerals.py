"""Printed numbers: what they state, and what is refused rather than guessed."""

from decimal import Decimal

import pytest
from hypothesis import example, given, strategies as st

from cppcc_cli.numerals import read
from cppcc_cli.quantity import Qualifier, Quantity, plain

READ: list[tuple[str, str, Qualifier, str]] = [
    ("418件", "418", "exact", "件"),
    ("1038场次", "1038", "exact", "场次"),
    ("5 件", "5", "exact", "件"),
    ("1,431条次", "1431", "exact", "条次"),
    ("1 431条次", "1431", "exact", "条次"),
    ("1\u2009234\u2009567件", "1234567", "exact", "件"),
    ("五百五件", "550", "exact", "件"),
    ("一万七人次", "17000", "exact", "人次"),
    ("三百二十五件", "325", "exact", "件"),
    ("12件", "12", "exact", "件"),
    ("17.25%", "17.25", "exact", "%"),
    ("96.5%左右", "96.5", "about", "%"),
    ("百分之96.5", "96.5", "exact", "%"),
    ("60余期", "60", "over", "期"),
    ("1300多名", "1300", "over", "名"),
    ("1.7万余人次", "17000", "over", "人次"),
    ("1.2个亿元", "120000000", "exact", "元"),
    ("3个多亿元", "300000000", "over", "元"),
    ("三个亿元", "300000000", "exact", "元"),
    ("10个", "10", "exact", "个"),
    ("10余万人次", "100000", "over", "人次"),
    ("4.6万人次", "46000", "exact", "人次"),
    ("5038.56万元", "50385600", "exact", "元"),
    ("逾3亿元", "300000000", "over", "元"),
    ("超过200件", "200", "over", "件"),
    ("近200件", "200", "nearly", "件"),
    ("约30个", "30", "about", "个"),
    ("不少于8次", "8", "at_least", "次"),
    ("90%以上", "90", "at_least", "%"),
    ("3个以下", "3", "at_most", "个"),
    ("不超过5天", "5", "at_most", "天"),
    ("不足40家", "40", "under", "家"),
    ("达418件", "418", "exact", "件"),
    ("82项(条)", "82", "exact", "项(条)"),
    ("82项\uff08条\uff09", "82", "exact", "项\uff08条\uff09"),
    ("\uff14\uff11\uff18件", "418", "exact", "件"),
    ("1\uff0c431条次", "1431", "exact", "条次"),
    ("17\uff0e25\uff05", "17.25", "exact", "%"),
    ("2.1个百分点", "2.1", "exact", "个百分点"),
    ("1.2万亿元", "1200000000000", "exact", "元"),
    ("三千零二十件", "3020", "exact", "件"),
    ("两百零四件", "204", "exact", "件"),
    ("九个", "9", "exact", "个"),
    ("十二次", "12", "exact", "次"),
    ("二十余场", "20", "over", "场"),
    ("一百一十项", "110", "exact", "项"),
    ("两万三千人次", "23000", "exact", "人次"),
    ("三亿元", "300000000", "exact", "元"),
    ("近三百份", "300", "nearly", "份"),
    ("百分之九十六点五", "96.5", "exact", "%"),
    ("百分之五以上", "5", "at_least", "%"),
    ("九成以上", "90", "at_least", "%"),
    ("六成", "60", "exact", "%"),
    ("一半以上", "50", "at_least", "%"),
    ("1千余家", "1000", "over", "家"),
    ("5百多人", "500", "over", "人"),
    ("3千瓦", "3", "exact", "千瓦"),
    ("四分之三", "75", "exact", "%"),
    ("百余条", "100", "over", "条"),
    ("近千人次", "1000", "nearly", "人次"),
    ("万余人", "10000", "over", "人"),
    ("约20%左右", "20", "about", "%"),
    ("\uff11\uff12,\uff13\uff14\uff15人次", "12345", "exact", "人次"),
    ("\uff11\uff12\uff0c\uff13\uff14\uff15人次", "12345", "exact", "人次"),
    ("3亿5000万元", "350000000", "exact", "元"),
    # As Taiwan counts money; 20兆 of a line is no such number.
    ("2兆445億元", "2044500000000", "exact", "元"),
    ("1兆6,882億元", "1688200000000", "exact", "元"),
    ("1兆餘元", "1000000000000", "over", "元"),
    ("2.3兆美元", "2300000000000", "exact", "美元"),
    ("20兆瓦", "20", "exact", "兆瓦"),
    ("3亿5千万元", "350000000", "exact", "元"),
    ("1万2千件", "12000", "exact", "件"),
    ("12亿3456万7890元", "1234567890", "exact", "元"),
    ("两千余万元", "20000000", "over", "元"),
    ("十余万人次", "100000", "over", "人次"),
    ("三百多万元", "3000000", "over", "元"),
    ("三点五万元", "35000", "exact", "元"),
    ("近万人次", "10000", "nearly", "人次"),
    ("1300来条", "1300", "about", "条"),
    ("十来个", "10", "about", "个"),
    ("二〇〇件", "200", "exact", "件"),
    ("二○○件", "200", "exact", "件"),
    ("一零五件", "105", "exact", "件"),
    ("八成多", "80", "over", "%"),
    ("六成五", "65", "exact", "%"),
    ("七成半以上", "75", "at_least", "%"),
    ("80%多", "80", "over", "%"),
    ("一半多", "50", "over", "%"),
    ("两倍多", "2", "over", "倍"),
    ("500件有余", "500", "over", "件"),
    ("至少300人", "300", "at_least", "人"),
    ("最少300人", "300", "at_least", "人"),
    ("至多20次", "20", "at_most", "次"),
    ("最多20次", "20", "at_most", "次"),
    ("不多于20次", "20", "at_most", "次"),
    ("少于20次", "20", "under", "次"),
    ("多于20次", "20", "over", "次"),
    ("突破500件", "500", "over", "件"),
    ("5%以内", "5", "at_most", "%"),
    # Traditional characters; the unit stays as written.
    ("百分之九十九點三", "99.3", "exact", "%"),
    ("2.1個百分點", "2.1", "exact", "個百分點"),
    ("約2300人次", "2300", "about", "人次"),
    ("超過三千件", "3000", "over", "件"),
    ("不少於五十次", "50", "at_least", "次"),
    ("不超過三萬人次", "30000", "at_most", "人次"),
    ("達1.8萬餘個", "18000", "over", "個"),
    ("兩億元", "200000000", "exact", "元"),
]
REFUSED = [
    ("", "nothing"),
    ("418", "no unit"),
    ("件", "no number"),
    ("12,34件", "groups are of three"),
    ("1,2345件", "groups are of three"),
    (",123件", "a group is missing"),
    ("1.件", "no digit behind the point"),
    ("1.2.3件", "two points"),
    ("12件5条", "two numbers"),
    ("近60余件", "two qualifiers"),
    ("3-5次", "a range has no single value"),
    ("若干件", "no number"),
    ("百分之5件", "a share has no unit of its own"),
    ("-5件", "no figure is negative"),
    ("12件。", "more than a number and its unit"),
    ("二〇二三件", "digits side by side are a year"),
    ("三五件", "digits side by side are an estimate"),
    ("十百件", "tens grow"),
    ("三分之一", "a third has no last digit"),
    ("万件", "a scale without a number"),
    ("三点件", "no digit behind the point"),
    ("1234567890123456789012345万件", "more digits than a figure has"),
    ("三万5件", "two ways of writing in one number"),
    ("3千二百件", "digits and numerals in one number"),
    ("二0件", "a digit among numerals"),
    ("3十件", "a numeral behind a digit"),
    ("1 2345件", "a space parts groups of three"),
    ("0 234件", "and no group is only a zero"),
    ("1'234件", "an apostrophe is no thousands mark"),
    ("1万2件", "2 or 2000 behind the 万"),
    ("1万2万件", "a second part that is not smaller"),
    ("1.5万2千件", "a fraction before a second part"),
    ("12点5个", "a point in words among digits"),
    ("十几个", "how many is left open"),
    ("四一八件", "digits in a row without a zero"),
    ("〇五〇件", "a row that begins with a zero"),
    ("五来件", "来 behind a digit"),
    ("三成五家", "two numbers in numerals"),
    ("12件多", "多 behind what is not divided"),
    ("近8件左右", "two qualifiers around a number"),
]


@pytest.mark.parametrize(("printed", "value", "qualifier", "unit"), READ)
def test_printed_number_is_read(printed: str, value: str, qualifier: Qualifier, unit: str) -> None:
    """Value with 万 and 亿 multiplied in, qualifier, and the unit without them."""
    quantity = read(printed)
    assert quantity == Quantity(Decimal(value), qualifier, unit)
    assert quantity is not None
    assert plain(quantity.value) == value


@pytest.mark.parametrize(("printed", "why"), REFUSED, ids=[why for _, why in REFUSED])
def test_what_is_not_understood_is_refused(printed: str, why: str) -> None:
    """Better no number than a wrong one."""
    assert read(printed) is None


FORMS: dict[Qualifier, tuple[str, ...]] = {
    "exact": ("{}件", "共{}件", "达{}件"),
    "over": ("{}余件", "{}多件", "超{}件", "逾{}件", "超过{}件"),
    "about": ("约{}件", "{}件左右"),
    "nearly": ("近{}件",),
    "at_least": ("{}件以上", "不少于{}件"),
    "at_most": ("{}件以下", "不超过{}件"),
    "under": ("不足{}件", "不到{}件"),
}


@given(
    st.decimals(0, 10**9, places=2) | st.integers(0, 10**12).map(Decimal),
    st.sampled_from([(name, form) for name, forms in FORMS.items() for form in forms]),
    st.sampled_from(["{:f}", "{:,f}"]),
)
def test_written_number_reads_back(
    value: Decimal, form: tuple[Qualifier, str], digits: str
) -> None:
    """Any number with any qualifier, with separators or without, reads back the same."""
    assert read(form[1].format(digits.format(value))) == Quantity(value, form[0], "件")


@given(st.integers(0, 99_999_999), st.sampled_from(["件", "余件"]))
def test_chinese_numerals_read_back(value: int, behind: str) -> None:
    """Any number written in Chinese numerals reads back the same."""
    quantity = read(in_chinese(value) + behind)
    assert quantity == Quantity(Decimal(value), "over" if behind == "余件" else "exact", "件")


def in_chinese(value: int) -> str:
    """Return a number below 亿 as it is written in Chinese."""
    if value >= 10_000:
        rest = value % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return in_chinese(value // 10_000) + "万" + (gap + in_chinese(rest) if rest else "")
    written, pending = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            written += ("零" if pending and written else "") + "零一二三四五六七八九"[digit] + name
        pending = not digit
    return written or "零"


@given(st.text("0123456789.,万亿余多近约件百分之%一二三十百千点零成半 ", max_size=20))
@example("0分之0")
def test_reading_never_fails(text: str) -> None:
    """Whatever stands there, the answer is a finite number or none."""
    quantity = read(text)
    assert quantity is None or quantity.value.is_finite()
