"""Whose a manuscript is, and of which years it may be, as far as it says so."""

from typing import NamedTuple

from cppcc_cli.documents import Document
from cppcc_cli.numerals import NUMERAL
from cppcc_cli.script import HAN, Pattern, one_of, plain
from cppcc_cli.text.frames import Slot, bodies
from cppcc_cli.text.lexicon import Lexicon
from cppcc_cli.text.metadata import metadata

_NOTHING_BEFORE = Pattern(rf"(?:^|{one_of('年来度')}|(?!{HAN}).)$")
LEVELS = ("全国", "省", "自治区", "市", "县", "区", "州", "盟", "旗")
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
_SESSION = Pattern(
    f"(?P<term>{NUMERAL}{{1,3}})届(?:委员会)?第?(?P<number>{NUMERAL})次(?:全体)?会议(?P<since>以来)?",
    "届",
)
_LAST_MONTH_OF_REPORTS = 4
_DAY = Pattern(
    "(?P<year>(?:19|20)[0-9]{2})\\s?[年./-]\\s?(?P<month>[0-9]{1,2})\\s?[月./-]", "19", "20"
)
_SINCE = Pattern("[创自](?:19|20)[0-9]{2}年以来", "年以来")
# What is longer is a text of its own.
_LONGEST_EXCERPT = 240
# A session is looked for in so many blocks, and so far into each.
_HEADS, _HEAD = 4, 80
# So many blocks may name whose a text is.
_MOST = 50


class Manuscript(NamedTuple):
    """Whose a document is, and of which years it may be, as far as it says so."""

    body: Slot | None = None
    # The likeliest first; none where it names none.
    years: tuple[int, ...] = ()
    # The words that the year was taken from.
    dated: str = ""
    # Whether that is only the day it was given on.
    weak: bool = False
    # The year in which it was given.
    given: int | None = None
    # The session to which its work is reported.
    session: str = ""
    # Whether its body is named in its title or in full.
    surely: bool = True
    # Whether a day says when it was given.
    is_dated: bool = False
    # Whether it is only an excerpt, which need not say whose it is.
    is_excerpt: bool = True
    # The one level of committees that it names, where it names none in full: 县 of 县政协.
    level: str = ""


def manuscript_of(document: Document, words: Lexicon) -> Manuscript:
    """Return whose a document is and of which years, as far as it says so."""
    said = metadata(document)
    title = plain(said.title)
    body = None
    if said.committee is not None:
        body = Slot(said.committee.place, said.committee.words, "document")
    elif (other := words["institution"].pattern.search(title)) is not None:
        body = Slot(other.group(), title, "document")
    given = said.published.year if said.published else None
    years = said.years
    if _SINCE.search("".join(plain(block.text[:_HEAD]) for block in document.blocks[:_HEADS])):
        # 创2019年以来新高: no year of the text.
        years = tuple(year for year in years if str(year) not in said.dated)
    day = _DAY.search(plain(said.dated))
    if day is not None and int(day["month"]) <= _LAST_MONTH_OF_REPORTS:
        # What is written in the first months may be of the year before.
        years = tuple(dict.fromkeys((int(day["year"]) - 1, *years)))
    if len(years) == 1 and given is None and "报告" in title and str(years[0]) in title:
        # A report is called by its year, or by the next, in which it is given.
        years = (years[0], years[0] - 1)
    heads = "\n".join(plain(block.text[:_HEAD]) for block in document.blocks[:_HEADS])
    # A year that stands in the title or where the text begins is the text's own.
    begins = plain("".join(block.text[:_HEAD] for block in document.blocks[:_HEADS]))
    weak = said.weak or day is not None or plain(said.dated) not in f"{title}\n{begins}"
    called = said.committee.words if said.committee is not None else ""
    surely = plain(called) in title or "委员会" in called
    is_excerpt = len(document.text) <= _LONGEST_EXCERPT
    is_dated = day is not None or given is not None
    session = reported_to(heads)
    level = "" if body is not None else _level(document, words)
    return Manuscript(
        body, years, said.dated, weak, given, session, surely, is_dated, is_excerpt, level
    )


def _level(document: Document, words: Lexicon) -> str:
    """Return the level of the committees that a document names, where they are of one only."""
    blocks = (plain(block.text) for block in document.blocks[:_MOST])
    levels = {
        mark.value
        for text in blocks
        for mark in (bodies(text, words) if "政协" in text else ())
        if mark.value in LEVELS and _NOTHING_BEFORE.search(text[: mark.start])
    }
    return levels.pop() if len(levels) == 1 else ""


def reported_to(words: str) -> str:
    """Return the session to which the work is reported that words speak of: 五届三次.

    What was done since a session is reported to the next. Nothing where none is named.
    """
    found = _SESSION.search(words)
    if found is None:
        return ""
    number = _NUMERALS.index(found["number"]) + bool(found["since"])
    return f"{found['term']}届{_NUMERALS[number]}次" if number < len(_NUMERALS) else ""
