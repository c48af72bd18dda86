"""What a report says of itself: its year, its committee, its title and where it was published."""

import re
from collections import Counter
from datetime import date
from typing import NamedTuple

from cppcc_cli.dataset.model import Dataset, Source, stem_of
from cppcc_cli.documents.document import Document
from cppcc_cli.errors import UsageError
from cppcc_cli.language import Text
from cppcc_cli.messages import drafts
from cppcc_cli.screen import without_unprintable

_YEAR = re.compile(r"(20\d\d)\s?年")
_DAY = re.compile(r"(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})")
# A year as numerals spell it out, digit by digit: 二〇二四年.
_SPELT = re.compile("二[〇零○Ｏ0][〇零○Ｏ0一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
# A full date says when a report was given or printed, which is the year after.
_FULL_DATE = re.compile(r"20\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日")
_PUBLISHER = re.compile(r"来源\s?[:：]\s*([^\s|]{2,30})")
_BODY = re.compile(
    r"(?:中国人民政治协商会议|中國人民政治協商會議)[\u4e00-\u9fff]{2,12}?(?:委员会|委員會)"
    r"|政[协協][\u4e00-\u9fff]{2,8}?[市县縣区區州盟旗](?:委员会|委員會)"
)
# 甲市政协 where a line, a part of a title or a clause begins, behind the year or before it.
_CALLED = re.compile(
    r"(?:^|[—–，。：:、\s])[#*\s]*(?:[20０-９0-9〇零二一三四五六七八九]{4}年，?)?"
    r"(?P<place>(?![全我本各该该此])[\u4e00-\u9fff]{1,4}?[市县縣区區州盟旗])政[协協]",
    re.MULTILINE,
)
# 第六届委员会 is the committee in its sixth term.
_TERM = re.compile("第[一二三四五六七八九十0-9]{1,3}[届屆](?=委)")
_TITLE = re.compile("报告|综述|总结|汇报|概况|纪实|答卷|工作")
_HEAD = 8
_FAR = 500


class Wishes(NamedTuple):
    """What the user says of the dataset to be drafted; None where the report is to tell."""

    id: str | None = None
    year: int | None = None
    body: str | None = None


def head_of(document: Document, like: Dataset | None, wishes: Wishes, year: int) -> Dataset:
    """Return a dataset without figures: what stands above them."""
    paragraphs = document.paragraphs()[:_HEAD]
    stem = stem_of(like.id) if like else "draft"
    return Dataset(
        id=wishes.id or f"{stem}-{year}",
        year=year,
        body=Text(wishes.body, "") if wishes.body else like.body if like else _body(document.text),
        title=retitled(like, year),
        source=_source(paragraphs),
        units={},
        categories={},
        figures={},
        ratios={},
        topics=(),
        path=document.path,
    )


def _body(text: str) -> Text:
    """Return the committee that a report names in full, or calls 甲市政协 where a line begins."""
    if named := _BODY.search(text):
        return Text(_TERM.sub("", named.group()), "")
    if called := _CALLED.search(text[:_FAR]):
        full = "中国人民政治协商会议{}委员会", "中國人民政治協商會議{}委員會"
        return Text(full["協" in called.group()].format(called["place"]), "")
    return drafts.BODY_TO_BE_GIVEN


def retitled(like: Dataset | None, year: int) -> Text | None:
    """Return the title of the dataset to be like, with the year of this one."""
    if like is None or like.title is None:
        return None
    return Text(*(re.sub(r"20\d\d", str(year), said) for said in like.title))


def _source(paragraphs: list[str]) -> Source:
    paragraphs = _with_whole_headlines(paragraphs)
    titles = [one for one in paragraphs if _TITLE.search(one) and not re.search("[。；]", one)]
    title = fit(next(iter([*titles, *paragraphs]), "")).lstrip("# —")
    head = "\n".join(paragraphs)
    day, publisher = _DAY.search(head), _PUBLISHER.search(head)
    return Source(
        title or "?",
        publisher=fit(publisher.group(1)) if publisher else None,
        published=_date(day) if day else None,
    )


def _with_whole_headlines(paragraphs: list[str]) -> list[str]:
    """Return paragraphs, a second line of a headline joined to the first: ——甲市政协工作综述."""
    whole: list[str] = []
    for paragraph in paragraphs:
        is_title = paragraph.startswith("—") and _TITLE.search(paragraph)
        if whole and is_title and not re.search("[。；]", whole[-1]):
            whole[-1] += paragraph
        else:
            whole.append(paragraph)
    return whole


def _date(day: re.Match[str]) -> date | None:
    try:
        return date(*map(int, day.groups()))
    except ValueError:
        return None


def year_of(text: str) -> int:
    """Return the year of a report: that of its title, or else the one it names most often.

    Raises UsageError where it names none.
    """
    text = _SPELT.sub(lambda year: year.group().translate(_DIGITS), text.translate(_FULL_WIDTH))
    paragraphs = [line.strip() for line in text[:_FAR].split("\n") if line.strip()][:_HEAD]
    titles = [one for one in paragraphs if _TITLE.search(one) and not re.search("[。；]", one)]
    for said in (*titles, text):
        if years := Counter(_YEAR.findall(_FULL_DATE.sub("", said))):
            return int(years.most_common(1)[0][0])
    if years := Counter(_YEAR.findall(text)):
        return int(years.most_common(1)[0][0])
    raise UsageError(drafts.NO_YEAR.about())


def fit(words: str) -> str:
    """Return words without the characters that no dataset holds."""
    return without_unprintable(words).strip()[:200]
