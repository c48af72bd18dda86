"""What a report says of itself: its year and its committee."""

import pytest

from cppcc_cli.documents.text import text_document
from cppcc_cli.errors import UsageError
from cppcc_cli.messages import drafts
from cppcc_cli.text.drafting.front import Wishes, head_of, year_of

NOBODY = drafts.BODY_TO_BE_GIVEN.zh
HARBOUR = "中国人民政治协商会议港湾市委员会"
TRADITIONAL = "中國人民政治協商會議港湾市委員會"
REPORTS = [
    ("二〇三二年港湾市政协工作总结\n来信3封。", 2032, HARBOUR),
    ("２０３２年港湾市政协工作总结\n来信3封。", 2032, HARBOUR),
    ("同舟共济——港湾市政协2032年工作综述\n来信3封。", 2032, HARBOUR),
    ("同舟共济\n2032年，港湾市政协收到来信3封。", 2032, HARBOUR),
    ("港湾市政協2032年工作報告\n來信3封。", 2032, TRADITIONAL),
    (f"{TRADITIONAL}2032年履職情況\n來信3封。", 2032, TRADITIONAL),
    ("中国人民政治协商会议港湾市第六届委员会工作报告\n2032年，来信3封。", 2032, HARBOUR),
    # A full date says when a report was given; the title counts most, then what is named most.
    ("港湾市政协工作报告\n——2033年1月8日\n过去的2032年，来信3封。", 2032, HARBOUR),
    ("港湾市政协工作报告\n（2033年1月8日）\n# 2032年工作回顾\n2033年、2033年", 2032, HARBOUR),
    ("工作情况\n2031年2032年2032年", 2032, NOBODY),
    ("港湾市政协：2033年1月8日，来信3封。", 2033, HARBOUR),
    # A committee called only by its level is none.
    ("2032年，市政协收到来信3封，全市政协也是。", 2032, NOBODY),
]


@pytest.mark.parametrize(("text", "year", "body"), REPORTS, ids=[text for text, *_ in REPORTS])
def test_year_and_committee_of_a_report(text: str, year: int, body: str) -> None:
    """As the title has them, or as the text does."""
    found = year_of(text)
    head = head_of(text_document("report", text, 0), None, Wishes(), found)
    assert (head.year, head.body.zh) == (year, body)


TITLES = [
    ("踔厉奋发\n——港湾市政协2032年工作综述\n来信3封。", "踔厉奋发——港湾市政协2032年工作综述"),
    ("港湾市政协工作报告\n——2033年1月8日\n来信3封。", "港湾市政协工作报告"),
    ("来信3封。\n——港湾市政协2032年工作综述", "港湾市政协2032年工作综述"),
]


@pytest.mark.parametrize(("text", "title"), TITLES, ids=[title for _, title in TITLES])
def test_a_headline_is_taken_whole(text: str, title: str) -> None:
    """Its second line begins with a dash; a date below it is none."""
    assert head_of(text_document("report", text, 0), None, Wishes(), 2032).source.title == title


def test_a_report_without_year_is_asked_for_it() -> None:
    """A year is not guessed."""
    with pytest.raises(UsageError, match="year"):
        year_of("过去一年，来信3封。")
