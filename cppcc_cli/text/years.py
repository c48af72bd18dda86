"""The year that a text is of, and the days that are written in it.

A report is the work of a year, given in the first months of the next: the day that stands on it is
not its year, and what it was taken from is said.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, pairwise
from typing import NamedTuple

from cppcc_cli.documents import Document
from cppcc_cli.numerals import NUMERAL, whole_number
from cppcc_cli.script import Pattern, compiled, plain
from cppcc_cli.text.lexicon import lexicon

# So many blocks may stand above the first paragraph of a text.
HEAD = 10
LONGEST_TITLE = 70
# A report of the year before is given until then.
LAST_MONTH_OF_REPORTS = 4

_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_DIGIT = "[〇○零0一二三四五六七八九]"
_SPELT = Pattern(f"[二一][〇零○九]{_DIGIT}{{2}}(?=年)", *(a + b for a in "二一" for b in "〇零○九"))
_OF_YEAR = (
    rf"(?<![0-9].{{4}})(?<!{_DIGIT}.{{4}})"
    rf"(?:\s?年?\s?[—–~～至到-]{{1,2}}\s?(?P<to>(?:19|20)?[0-9]{{2}})\s?年"
    r"|\s?年\s?(?P<month>[0-9]{1,2})月(?:[0-9]{1,2}日)?|\s?年度?(?![代级]))"
)
_NAMED = (
    Pattern(rf"(?P<year>(?:19|20)[0-9]{{2}}){_OF_YEAR}", "年"),
    Pattern(
        rf"(?P<year>[一二]{_DIGIT}{{3}}){_OF_YEAR}",
        *(first + second for first in "一二" for second in "〇○零0一二三四五六七八九"),
    ),
)
_AS_OF = Pattern("截[至止]到?$", "截")
_DAY = (
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})\s?[-./年]\s?(?P<month>[0-9]{1,2})\s?[-./月]\s?"
    r"(?P<day>[0-9]{1,2})(?![0-9])"
)
_DAYS = (
    Pattern(_DAY, "19", "20"),
    Pattern(
        r"(?<![0-9])(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>20[0-9]{2})(?![0-9])",
        ".20",
    ),
)
# （2033年1月）, ——2033年2月在九届三次会议上: the month in which a text was given.
_MONTH_OF_ITS_OWN = Pattern(
    r"[—–\s（(-]*(?P<year>(?:19|20)[0-9]{2})\s?年\s?(?P<month>0?[1-9]|1[0-2])\s?月(?:在[^，。]{2,40}上)?[)）\s]*",
    "月",
)
DAY_AT_END = Pattern(rf"[—–\s（(]*{_DAY}\s?日?[)）]?$", "19", "20")
_YEAR = rf"(?<![0-9])(?P<year>(?:19|20)[0-9]{{2}})\s?年度?(?!\s?(?:[0-9]|代|级|{NUMERAL}))"
_YEARS = Pattern(_YEAR, "19", "20")
# 2032，海安市政协的答卷.
_YEAR_OPENS = Pattern(r"^(?:【[^【】]*】)?(?P<year>20[0-9]{2})(?=[，,：:|｜·])", "20")
# 海安市政协2032“成绩单”.
_YEAR_BESIDE = Pattern(r"政协(?P<year>20[0-9]{2})(?=[“「\s])", "政协20")
_WORK_OF_YEAR = Pattern(f"{_YEAR}(?:的|全年|主?要?)*(?:工作|履职|回顾)", "工作", "履职", "回顾")
_DEADLINE = Pattern(
    r"截[至止]到?(?<![0-9])(?P<year>20[0-9]{2})\s?年\s?(?P<month>[0-9]{1,2})\s?月", "截至", "截止"
)
_YEAR_OF_REPORT = Pattern("(?<![0-9])(?P<year>20[0-9]{2})(?=[^0-9]{2,20}报告)", "报告")
# 创2029年以来新高: no year of the text.
_SINCE = Pattern("[创自](?:19|20)[0-9]{2}年以来", "年以来")
# 2022年启动行动以来: behind a year, that something began in it.
_BEGAN = "[^，。；]{0,30}以来"
_YEAR_TO_YEAR = Pattern(
    rf"(?<![0-9])(?:19|20)[0-9]{{2}}\s?年?[—–~～至到-]{{1,2}}{_YEAR}",
    *(f"{mark}{begin}" for mark in "—–~～至到-" for begin in (19, 20)),
)
# 政协海安市第七届委员会: a history of its term, of no year.
_OF_TERM = Pattern("届[^，。次]{0,12}委员会(?:主要工作|工作概况|概况|简介)?$", "委员会")
# What a session was opened or closed with tells of it; a speech at its close of the year before.
_OF_MEETING = Pattern("会议(?:胜利|隆重|圆满|今日)*闭幕(?![会词式])", "闭幕")
_PAST = "一年来 过去一年 过去的一年 去年 全年".split()
_SPEECH = Pattern("的(?:讲话|致辞)|闭幕[词辞]", "讲话", "致辞", "闭幕")
# What tells of the days of so many years is a history.
_MANY_YEARS = 3
# In the head, in a line of its own.
_YEAR_ALONE = Pattern(r"\s*(?P<year>20[0-9]{2})年?度?\s*", "20")
# Whose a text is shows in so much of it.
_BEGUN = 300
_PAST_YEAR = Pattern(
    rf"(?:(?:刚刚?|即将)?过去的|回[顾望首]){_YEAR}", "过去的", "回顾", "回望", "回首"
)
# What counts what was handed in up to an hour is of the year of the session.
_TO_THE_HOUR = Pattern(
    r"截[至止]到?(?:20[0-9]{2}\s?年)?\s?[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?日"
    r"[^，。]{0,4}?[0-9]{1,2}\s?[时点:：]",
    *("截至", "截止"),
)
_SESSION = Pattern(
    f"(?P<term>{NUMERAL}{{1,3}})届(?:(?:全国)?委员会)?第?(?P<number>{NUMERAL})次(?:全体)?会议"
    "(?P<since>以来)?",
    "届",
)
_NUMERALS = "一二三四五六七八九十"
# The national committee meets in the spring of each year, the sixth for the first time in 1983.
_SIXTH, _SIXTH_MET, _YEARS_OF_TERM = 6, 1983, 5
# The year of a session, at which the work of the year before is told.
_YEAR_OF_SESSION = Pattern(
    r"(?<![0-9])(?P<year>20[0-9]{2})年[^，。；0-9]{0,8}(?:两会|会议|全会)", "会"
)


class Line(NamedTuple):
    """A block as written, and in plain script with years in digits; the level of a heading."""

    written: str
    plain: str
    level: int | None


def in_digits(text: str) -> str:
    """Return a text in plain script, its years in digits: 二〇二三年 -> 2023年."""
    return _SPELT.sub(lambda year: year.group().translate(_DIGITS), plain(text))


def years_named(text: str, until: int) -> Iterator[tuple[str, int, int]]:
    """Yield the years that words name, in digits, and where; an empty one for several.

    A month or a day is one of its year up to that `until`, or behind the months in which reports of
    that are given; what was counted up to one of the first or the last months is of no part of it.
    """
    for found in chain.from_iterable(pattern.finditer(text) for pattern in _NAMED):
        year = "" if found["to"] else found["year"].translate(_DIGITS)
        month = int(found["month"] or 0)
        counted = month in (1, 2, 3, 12) and _AS_OF.search(text, 0, found.start())
        is_later = month > 0 and (month <= LAST_MONTH_OF_REPORTS or not until) and int(year) > until
        if not (counted or is_later):
            yield year, *found.span()


def lines_of(document: Document) -> Iterator[Line]:
    """Yield lines of the body and imprints in tables; what a dash opens under a title is one."""
    for number, block in enumerate(document.blocks):
        if block.place.part != "body" or (
            block.kind == "row" and not (number < HEAD and says("imprint", plain(block.text)))
        ):
            continue
        level = block.level if block.kind == "heading" else None
        cuts = [at for at, _ in block.pieces[1:] if level == 0 and block.text[at] in "—–"]
        for start, end in pairwise((0, *cuts, len(block.text))):
            if text := block.text[start:end].strip():
                yield Line(text, in_digits(text), level)


def says(name: str, text: str) -> bool:
    """Tell whether words of a class are said in a text."""
    return lexicon()[name].is_in(text)


def dates_named(text: str) -> Iterator[date]:
    """Yield the days that a text names, kind by kind of writing; none that no calendar has."""
    for pattern in _DAYS:
        for found in pattern.finditer(text):
            try:
                yield date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                continue


def years_of(
    title: str, head: Sequence[Line], lines: Sequence[Line], is_national: bool
) -> tuple[tuple[int, ...], str, bool]:
    """Return the years that a text may be of, what they were taken from, and whether weakly so."""
    first = next(_given(head, lines), None)
    title = _YEAR_TO_YEAR.sub("", in_digits(title))
    opening = "\n".join(line.plain for line in lines[:HEAD])
    text = _YEAR_TO_YEAR.sub("", "\n".join(line.plain for line in lines))
    to_the_hour = _TO_THE_HOUR.search(opening)
    begun = f"{title}\n{opening[:_BEGUN]}"
    # What one session took in is told at the next, too, with all the work since then.
    sessions = {one["number"] for one in _SESSION.finditer(begun)}
    is_since = "会议以来" in title or len(sessions) > 1
    is_past = says("past_year", text)
    is_speech = _SPEECH.search(title) is not None
    is_told = not is_since and not (is_past and is_speech) and says("of_session", begun)
    is_closed = not (is_speech or any(one in text for one in _PAST)) and _OF_MEETING.search(title)
    of_session = to_the_hour or is_told or is_closed
    if year := _of_title(title, None if first is None or of_session else first[0]):
        return (year,), title, False
    if _OF_TERM.search(title):
        told = _years_told(lines)
        return (tuple(told), f"{min(told)}", True) if len(told) == 1 else ((), "", False)
    if found := _PAST_YEAR.search(text):
        return (int(found["year"]),), found.group(), False
    if is_national and (session := _SESSION.search(f"{title}\n{opening}")):
        if session["since"] or of_session:
            return (_held(session),), session.group(), False
    else:
        session = None
    if of_session and first:
        return (first[0].year,), first[1], False
    if first and says("of_term", begun):
        year = first[0].year - (first[0].month <= LAST_MONTH_OF_REPORTS)
        return (year,), first[1], True
    done = [*_without_plans(lines)]
    # Whose work a heading announces: 一、2023年工作回顾.
    headed = chain.from_iterable(_WORK_OF_YEAR.finditer(one.plain) for one in done if one.level)
    headings = {int(found["year"]) for found in headed}
    if len(headings) == 1 and (first is None or max(headings) <= first[0].year):
        # 四、2033年工作, told in spring of 2033, is still to be done.
        spring = first and (first[0].year, first[0].month <= LAST_MONTH_OF_REPORTS)
        is_to_come = spring == (max(headings), True)
        return (max(headings) - is_to_come,), f"{max(headings)}年", is_to_come
    named = [one for line in done for one in _of_sentences(line)]
    # 2032年是开局之年 tells of no work yet.
    stated = Counter(year for year, tells in named if tells) or Counter(year for year, _ in named)
    if first and is_past and not of_session and {*stated} == {first[0].year}:
        # What is told in spring of 去年, with a measure of the new year.
        stated.clear()
    if session and is_past:
        # What is told at a session is the work of the year before, and 2033年 is to come.
        stated = Counter({year: n for year, n in stated.items() if year < _held(session)}) or stated
    if first and is_past and first[0].month <= LAST_MONTH_OF_REPORTS:
        # 2033年是关键一年, told in spring of it behind the work of 2032.
        stated = Counter({year: n for year, n in stated.items() if year < first[0].year}) or stated
    if deadline := None if stated else _DEADLINE.search(text):
        stated[int(deadline["year"]) - (int(deadline["month"]) < 3)] += 1
    if stated:
        year = max(stated, key=lambda one: (stated[one], one))
        if first is None or year <= first[0].year:
            # 2031年, 2032年, each once and deep in a long text: of neither.
            often = Counter(int(one["year"]) for one in _YEARS.finditer(text)).most_common(2)
            is_even = len(often) > 1 and often[0][1] == often[1][1]
            if is_even and first is None and f"{year}年" not in text[:_BEGUN]:
                return (), "", False
            return (year,), f"{year}年", False
    planned = [year for line in lines for year in _of_plans(line)]
    if planned and (first is None or min(planned) >= first[0].year):
        # What a session took in is of the year in which it is held.
        return (min(planned) - (not of_session),), f"{min(planned)}年", False
    alone = (_YEAR_ALONE.fullmatch(one.plain) for one in lines[:HEAD])
    if found := next(filter(None, alone), None):
        return (int(found["year"]),), found.group(), True
    if len(_years_told(lines)) >= _MANY_YEARS:
        return (), "", False
    return _guessed(text, first)


def _held(session: re.Match[str]) -> int:
    """Return the year in which a session of the national committee was held."""
    term, number = whole_number(session["term"]) or 0, whole_number(session["number"]) or 0
    return _SIXTH_MET + _YEARS_OF_TERM * (term - _SIXTH) + number - 1


def _of_title(title: str, given: date | None) -> int | None:
    """Return the year of a title; of a report that was given early in it, the year before."""
    named = _SINCE.sub("", _DAYS[0].sub("", title))
    ways = (_YEARS, _YEAR_OF_REPORT, _YEAR_OPENS, _YEAR_BESIDE)
    found = next(filter(None, (one.search(named) for one in ways)), None)
    if found is None or says("to_come", named[found.end() :]):
        return None
    year = int(found["year"])
    is_report = "报告" in named[found.end() :] and "综述" not in named
    if "政府工作报告" in named:
        # It is always called by the year in which it is given.
        return year - 1
    early = given is not None and given.month <= LAST_MONTH_OF_REPORTS and given.year == year
    return year - (is_report and early)


def _guessed(text: str, first: tuple[date, str] | None) -> tuple[tuple[int, ...], str, bool]:
    """Return the year of a text by the day it was given on, or by the year it names most often."""
    if first is not None:
        day, words = first
        early = day.month <= LAST_MONTH_OF_REPORTS
        if day.month == 1 or (early and says("past_year", text)):
            return (day.year - 1, day.year), words, True
        return (day.year, day.year - 1) if early else (day.year,), words, True
    session = _YEAR_OF_SESSION.search(text)
    if session and says("past_year", text):
        return (int(session["year"]) - 1, int(session["year"])), session.group(), True
    named = compiled(f"(?<![0-9自从])20[0-9]{{2}}(?=年(?!{_BEGAN}|第[0-9]+期))")
    for words in (_DAYS[0].sub("", text), text):
        often = Counter(named.findall(words)).most_common()
        # A history tells of many years, and of none more than of the others.
        if often and [times for _, times in often].count(often[0][1]) < _MANY_YEARS:
            return (int(often[0][0]),), f"{often[0][0]}年", True
    return (), "", False


def _years_told(lines: Sequence[Line]) -> set[int]:
    """Return the years of the days that lines open with."""
    clauses = (compiled("[，,。]").split(line.plain)[0] for line in lines)
    return {day.year for clause in clauses for day in dates_named(clause)}


def _given(head: Sequence[Line], lines: Sequence[Line]) -> Iterator[tuple[date, str]]:
    """Yield the days on which a text was given or printed, each with its words."""
    for line in [*head, *lines[len(head) : len(head) + 2], *lines[-3:]]:
        told, words = line.plain, line.written[:40]
        if line not in head and len(told) > LONGEST_TITLE:
            told = compiled("[，,。]").split(told)[0]
            words = found.group() if (found := _DAYS[0].search(told)) else words
        # 本会于2006年9月6日成立.
        if (begun := _DAYS[0].search(told)) and says("founding", told[begun.end() :]):
            continue
        for day in dates_named(told):
            yield day, words
        if month := _MONTH_OF_ITS_OWN.fullmatch(told):
            yield date(int(month["year"]), int(month["month"]), 1), words


def _without_plans(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that stand under no heading of what is to come."""
    under: int | None = None
    for line in lines:
        if line.level is not None and (under is None or line.level <= under):
            under = line.level if says("to_come", line.plain) else None
        if under is None:
            yield line


def _of_sentences(line: Line) -> Iterator[tuple[int, bool]]:
    """Yield the years that sentences open with, and whether what was done in each follows."""
    for sentence in compiled("[。；\n]").split(line.plain):
        opening = compiled(
            rf"[^，。：]{{0,12}}?(?:截[至止]到?|今天通报了|[，,】）]|^|在|是)\s*{_YEAR}(?!\s?[至到—–~-])"
        ).match(sentence)
        behind = sentence[opening.end() :] if opening else ""
        is_other = says("to_come", behind[:8]) or says("will", behind) or says("founding", behind)
        is_other = is_other or compiled(_BEGAN).match(behind) is not None
        if opening and not is_other:
            yield int(opening["year"]), not behind.startswith("是")


def _of_plans(line: Line) -> Iterator[int]:
    """Yield the years that a line plans for."""
    for found in _YEARS.finditer(line.plain):
        behind = line.plain[found.end() : found.end() + 12]
        if (line.level is not None and says("to_come", behind)) or says("will", behind):
            yield int(found["year"])


def reported_to(words: str) -> str:
    """Return the session to which the work is reported that words speak of: 五届三次.

    What was done since a session is reported to the next. Nothing where none is named.
    """
    found = _SESSION.search(words)
    number = _NUMERALS.index(found["number"]) + bool(found["since"]) if found else len(_NUMERALS)
    return f"{found['term']}届{_NUMERALS[number]}次" if found and number < len(_NUMERALS) else ""
