"""What a text says of itself: its title, its committee, the year it is of, and its imprint.

As a manuscript it is held against datasets: of whose committee it is, and of which years it may be.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cppcc_cli.documents import Document
from cppcc_cli.numerals import NUMERAL
from cppcc_cli.screen import without_unprintable
from cppcc_cli.script import HAN, Pattern, compiled, plain
from cppcc_cli.text.committees import (
    LEVELS,
    bodies_marked,
    committees_by_place,
    committees_in_full,
    committees_shortly,
    is_of_others,
    lesser_body,
    levels_called,
    place_at_end,
    reporter,
)
from cppcc_cli.text.frames import Slot
from cppcc_cli.text.lexicon import Lexicon, lexicon
from cppcc_cli.text.years import (
    DAY_AT_END,
    HEAD,
    LAST_MONTH_OF_REPORTS,
    LONGEST_TITLE,
    Line,
    dates_named,
    in_digits,
    lines_of,
    reported_to,
    says,
    years_of,
)

_SHORTEST_TITLE = 4
# 原标题：, 【】 around it, and ——在第五次会议上 behind it.
_ABOUT_TITLE = (
    r"^原?[标標][题題]\s?[:：]\s?|^【([^【】]*)】$|[—–-]{1,2}.{0,14}在.{2,60}[会會][议議]?上$"
)
# What the first part of a text begins with, or one behind it.
_FIRST_PARTS = ("（一）", "第一部分", *(f"{one}、" for one in "一二三四五六七八九"))
_ENDS_OF_DAYS = tuple("0123456789日)）")
_BAR = Pattern(r"^[^|｜]{2,8}[|｜](?=.{8})", *"|｜")
# What is longer is a sentence, and no imprint.
_LONGEST_IMPRINT = 160
# Who speaks for a committee opens the sentence, others come from elsewhere.
_OPENING = Pattern(r"(?:^|[。！？；])\s*(?:[^。]{0,30}[日午晚天讯电)）上据])?[，,]?\s*$")
_OF_THESE = Pattern("提案(?!委)|委员(?!会)", "提案", "委员")
# A text that names so many committees and calls none its own is about them.
_MANY = 3
# So long are most names of places, with their level.
_LONGEST_NAME = 5
# Who is visited, takes part or is reached.
_WITH = tuple("邀请 会同 联合 配合 协助 得到 来自 出席 列席 陪同 接待 赴 访 自".split())
# 江苏省 around 海安市, and the city around a county: a district is called with its city.
_AROUND = "^(?:.{2,7}(?:省|自治区)(?=..))?(?:.{2,6}?[市州盟](?=.{1,6}[县旗]$))?"
# So far is looked back from a committee, so that no text makes it slow.
_FAR = 60
_LISTED = "(?:(?:全国|[省市县区])(?:政协)?[、和与及])*$"
_TITLE = Pattern("《[^《》]*》", "《")
_RULES = Pattern("条例|规则|办法|细则|章程|规定")
_DATE_LINE = Pattern(
    rf"(?:[\s-]|[（(—–])*(?:[0-9〇]|{NUMERAL}){{2,4}}[年./-](?:[0-9]|{NUMERAL}){{1,3}}[月./-]?.{{0,24}}",
    *"年./-",
)
_PUBLISHER = Pattern(r"来源\s?[:：]\s*(?P<publisher>[^\s|\]）):：]{2,30})(?![:：\w])", "来源")


class Committee(NamedTuple):
    """The committee that a text is of."""

    # Its place with its level, in simplified script: 海安市, 全国.
    place: str
    # Its name in full, in the script of the text.
    name: str
    # The words that it was taken from.
    words: str


class Metadata(NamedTuple):
    """What a text says of itself; each empty or None where it does not say so."""

    # In the script of the text, and with what stands under it behind a dash.
    title: str = ""
    headline: str = ""
    committee: Committee | None = None
    # The years that it may be of, the likeliest first.
    years: tuple[int, ...] = ()
    # The words that the year was taken from, and whether these are only the day it was given on.
    dated: str = ""
    weak: bool = False
    publisher: str | None = None
    published: date | None = None
    # The name of the body whose it is, where that is no committee.
    other: str = ""


class _Named(NamedTuple):
    """A committee that a line names."""

    line: int
    at: int
    place: str
    words: str
    # Whether only the rules are named that its members go by.
    in_rules: bool
    # Whether it may be none: it is not named in full, and no such place is known.
    is_doubtful: bool
    # Whether it is one of several, or only one who holds an office in it is told of.
    is_beside: bool

    @property
    def is_headline(self) -> bool:
        """Whether it stands in the title and is as short as names of places are."""
        place = compiled("^.{2,4}省(?=..)").sub("", self.place)
        return self.line < 2 and len(place) <= _LONGEST_NAME


def metadata(document: Document) -> Metadata:
    """Return what a document says of itself, from its head, its first paragraphs and its foot."""
    lines = list(lines_of(document))
    head = list(_head(lines))
    title, headline = _title(head)
    committee = _committee(headline, lines)
    other = ""
    if committee is None or plain(committee.words) not in plain(headline):
        other = reporter(headline, "\n".join(line.plain for line in lines))
        committee = None if other else committee
    is_national = committee is not None and committee.place == "全国"
    years, dated, weak = years_of(headline, head, lines, is_national)
    if not years:
        # A table of one year, or of several, the last of which it is.
        heads = {plain(head) for block in document.blocks for head in block.heads}
        told = sorted(head for head in heads if compiled("20[0-9]{2}年").fullmatch(head))
        if told:
            years, dated, weak = (int(told[-1][:4]),), told[-1], len(told) > 1
    imprint = _imprint(lines[:HEAD])
    return Metadata(_fit(title), _fit(headline), committee, years, dated, weak, *imprint, other)


def _head(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines above the first paragraph."""
    for line in lines[:HEAD]:
        text = line.plain
        is_sentence = text.count(",") > 2 or text.count("，") > 1 or len(text) > LONGEST_TITLE
        is_sentence = is_sentence or any(mark in text for mark in "。；！？")
        if is_sentence and not says("no_title", text):
            return
        yield line


def _title(head: Sequence[Line]) -> tuple[str, str]:
    """Return the title of a text, a headline in several lines joined; nothing where none is.

    It is returned without and with what stands under it behind a dash.
    """
    whole: list[tuple[str, str, str]] = []
    open_line = False
    for line in head:
        text = line.plain
        if says("no_title", text) or _DATE_LINE.fullmatch(text):
            open_line = False
            continue
        if text.startswith(_FIRST_PARTS):
            break
        written = line.written.lstrip("# —–") if not whole else line.written
        bare = compiled(r"\s").sub("", text)
        is_under = text[0] in "—–"
        # 概述: what is as short heads what follows.
        is_rest = open_line and 2 < len(bare.strip("·")) <= LONGEST_TITLE
        is_more = bool(whole) and (is_rest or is_under)
        title, headline, so_far = whole.pop() if is_more else ("", "", "")
        joined = compiled(r"\s").sub("", written) if is_more and not is_under else written
        title = title if is_more and is_under else title + joined
        whole.append((title, headline + joined, so_far + bare))
        # 中国人民政治协商会议 // 海安市第九届委员会常务委员会 // 工作报告
        last = whole[-1][2]
        open_line = last.endswith(("政治协商会议", "委员会", "：", ":"))
    named = [one for one in whole if len(one[2]) > _SHORTEST_TITLE and says("title", one[2])]
    # What is as short is the name of who speaks.
    others = [one for one in whole if len(one[2]) >= _SHORTEST_TITLE]
    return next(((title, headline) for title, headline, _ in [*named, *others]), ("", ""))


def _fit(words: str) -> str:
    """Return a title without its day, where it was given, and what no dataset holds."""
    words = without_unprintable(words).strip()
    words = DAY_AT_END.sub("", words) if words.endswith(_ENDS_OF_DAYS) else words
    if words.startswith(("原", "标", "標", "【")) or words.endswith("上"):
        words = compiled(_ABOUT_TITLE).sub(r"\1", words)
    return _BAR.sub("", words)


def _imprint(lines: Sequence[Line]) -> tuple[str | None, date | None]:
    """Return who published a text, and when: from its imprint, not from its sentences."""
    publisher = published = None
    for line in lines:
        if len(line.plain) > _LONGEST_IMPRINT or any(mark in line.plain for mark in "。；"):
            continue
        if publisher is None and (found := _PUBLISHER.search(line.plain)):
            span = found.span("publisher")
            publisher = without_unprintable(line.written[slice(*span)]).strip()[:200] or None
        words, _, rest = line.plain.partition(" ")
        is_media = lexicon()["media"].at_end(words) and _DATE_LINE.fullmatch(rest)
        if publisher is None and is_media:
            publisher = line.written[: len(words)]
        is_dated = _DATE_LINE.fullmatch(line.plain)
        is_imprint = is_media or is_dated or says("imprint", line.plain)
        if published is None and is_imprint and "通过" not in line.plain:
            published = next(dates_named(line.plain), None)
    return publisher, published


def _committee(title: str, lines: Sequence[Line]) -> Committee | None:
    """Return the committee that a text names as its own; None where it names none.

    One that is named only by its level (市政协) is none. What a text most often calls its own by a
    level tells which of those it names is its own: the others receive, visit or take part.
    """
    text = "\n".join(line.plain for line in lines)
    levels, opening, has_own, is_national = levels_called(text)
    lines = [Line(title, in_digits(title), 0), *_whole_names(map(_without_spaces, lines))]
    found = [
        one
        for number, line in enumerate(lines)
        for one in _named(number, line.plain)
        if (one.place != "全国" or is_national)
        and not (one.is_doubtful and text.count(one.place) < 2 and not one.is_headline)
    ]
    if is_of_others(plain(title), text):
        # 海安市政协委员 and 海安市政协提案 are no committee.
        found = [
            one
            for one in found
            if one.line == 0 and not _OF_THESE.match(title, one.at + len(one.words))
        ]
    told = Counter(one.place for one in found)
    named = {
        one.place
        for one in found
        if not one.is_beside or one.place == "全国" or one.place[-1] in opening
    }
    found = [one for one in found if one.place in named]
    often = {one for one, times in told.items() if times == max(told.values()) > 1}
    # 经市政协报全国政协 tells of others, where none is called its own.
    mine = () if has_own else often
    own = [one for one in found if not levels or one.place[-1] in levels or one.place in mine]
    # What opens the text, and is told of most often, is as good as in the title.
    opens = [one for one in found if (one.line, one.at) == (1, 0) and one.place in often]
    in_title = [*(one for one in found if one.line == 0), *opens]
    # 江海省海安市 is 海安市.
    apart = [one for one in told if sum(map(one.endswith, told)) == 1]
    if not levels and len(apart) >= _MANY and not in_title:
        return None
    sure = sorted((one for one in own if not one.in_rules), key=lambda one: -told[one.place])
    rules = own if len({one.place for one in own}) == 1 else []
    for short in [*(one for one in in_title if one in sure), *in_title, *sure, *rules]:
        # 北京海安区政协 has its city where it is named in full.
        in_full = (one for one in sure if one.words.startswith(("政协", "中国")))
        one = next((one for one in in_full if one.place.endswith(short.place)), short)
        written = lines[one.line].written[one.at : one.at + len(one.words)]
        has_more = any(level in one.place for level in ("省", "自治区", "县", "旗"))
        place = compiled(_AROUND).sub("", one.place) if has_more else one.place
        place = lexicon()["province"].sub("", place)
        at = one.words.index(one.place) + len(one.place) - len(place)
        return _in_full(place, written[at : at + len(place)], written)
    return _with_level(levels, lines)


def _whole_names(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines of a head, with a name that goes on in the next line as one."""
    written = text = ""
    for line in lines:
        written, text = written + line.written, text + line.plain
        if not text.endswith("政治协商会议"):
            yield Line(written, text, line.level)
            written = text = ""


def _without_spaces(line: Line) -> Line:
    """Return a line of a head without the spaces that only set it wider."""
    if len(line.plain) > LONGEST_TITLE or ">" in line.plain:
        return line
    bare = compiled(r"\s").sub
    return Line(bare("", line.written), bare("", line.plain), line.level)


def _in_full(place: str, written: str, words: str) -> Committee:
    form = "中國人民政治協商會議{}委員會" if "協" in words else "中国人民政治协商会议{}委员会"
    return Committee(place, form.format(written), words)


def _named(number: int, text: str) -> Iterator[_Named]:
    """Yield each committee that a line names, those in full first."""
    if "政协" not in text and "政治协商会议" not in text:
        return
    titles = [found.span() for found in _TITLE.finditer(text)]
    seen = set()
    in_full = list(committees_in_full(text))
    for start, at, stop, end in (*in_full, *committees_by_place(text)):
        is_full = (start, at, stop, end) in in_full
        place = text[at:stop]
        known = place_at_end(place)
        # 代表建议和县政协: no 和县.
        if known == "和县" != place:
            continue
        if known and not is_full:
            at += len(place) - len(known)
            place = known
        is_none = not known and (
            (place.endswith("省") and not is_full) or lexicon()["no_place"].search(place)
        )
        if at in seen or is_none:
            continue
        seen.add(at)
        begin = start if is_full else at
        if _is_with(text[max(0, begin - _FAR) : begin]):
            continue
        inside = next((one for one in titles if one[0] < at < one[1]), None)
        in_rules = inside is not None and bool(_RULES.search(text[slice(*inside)]))
        # 会同市政协确定: with it, and a county elsewhere.
        # 海安市政协办公室: whose office stands under the title.
        is_imprint = begin == 0 and text.startswith("办公室", end)
        is_known = known and known[:-1] not in _WITH
        is_sure = is_full or place == "全国" or is_known or is_imprint
        person = lexicon()["officer"].match(text, stop) if not is_full else None
        is_beside = text[begin - 1 : begin] in tuple("、和与及") or (
            person is not None and not _OPENING.search(text, max(0, begin - _FAR), begin)
        )
        yield _Named(number, begin, place, text[begin:end], in_rules, not is_sure, is_beside)


def _is_with(before: str) -> bool:
    """Tell whether who is named behind words takes part or is reached, and does not report.

    So it is for 海安市 in 协助省、海安市政协, too.
    """
    if before.endswith(("、", "和", "与", "及")):
        before = compiled(_LISTED).sub("", before)
    return before.endswith(_WITH)


def _with_level(levels: Collection[str], lines: Sequence[Line]) -> Committee | None:
    """Return the committee of 海安政协 in a text that calls it 市政协 elsewhere.

    Behind and before words it is only of a known place, and where no other is called so.
    """
    level = "".join(levels) if len(levels) == 1 else ""
    called: dict[str, Committee] = {}
    for number, line in enumerate(lines if level else ()):
        for at, stop, is_apart in committees_shortly(line.plain, level):
            place = line.plain[at:stop]
            is_none = lexicon()["no_place"].search(place)
            if is_none or not ((is_apart and number < HEAD) or place_at_end(place + level)):
                continue
            if is_apart or not _is_with(line.plain[max(0, at - _FAR) : at]):
                written = line.written[at : stop + 2]
                is_old = level == "县" and "協" in written
                called[place] = _in_full(
                    place + level, written[:-2] + ("縣" if is_old else level), written
                )
    return next(iter(called.values())) if len(called) == 1 else None


_WHOLE = Pattern(r"[全我](?P<level>[省市县区州])", "全", "我")
_NOTHING_BEFORE = Pattern(rf"(?:^|[年来度]|(?!{HAN}).)$")
# What is longer is a text of its own.
_LONGEST_EXCERPT = 240
# A session is looked for in so many blocks, and so far into each; whose a text is, in more.
_HEADS, _HEAD, _MOST = 4, 80, 50
_LAST_YEAR = Pattern("(?<![比较與与同像])去年(?!同期|相比|以来)", "去年")


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
    # The month of this day, where no whole year is over then, nor yet reported.
    until: str = ""
    # Whether it is only an excerpt, which need not say whose it is.
    is_excerpt: bool = True
    # The one level of committees that it names, where it names none in full: 县 of 县政协.
    level: str = ""
    # The level of the place of which it speaks, where it names no committee: 县 of 全县.
    whole: str = ""
    # Whether it speaks of 今年, and so of a 去年 that is the year before.
    is_of_now: bool = False


def manuscript_of(document: Document, words: Lexicon) -> Manuscript:
    """Return whose a document is and of which years, as far as it says so."""
    said = metadata(document)
    title = plain(said.headline)
    called = said.committee.words if said.committee else ""
    body = None
    if said.committee is not None:
        body = Slot(said.committee.place, called, "document")
    elif (other := words["institution"].search(title)) is not None:
        body = Slot(other.group(), title, "document")
    if lesser := lesser_body(title, plain(called), words):
        body = Slot(lesser, title, "document")
    years, given = said.years, said.published.year if said.published else None
    heads = [plain(block.text[:_HEAD]) for block in document.blocks[:_HEADS]]
    dated = plain(said.dated)
    day = next(((one.year, one.month) for one in dates_named(dated)), None)
    if len(years) == 1 and given is None and str(years[0]) in title:
        if "报告" in title:
            # A report is called by its year, or by the next, in which it is given.
            years = (years[0], years[0] - 1)
        elif "今年" not in document.text and _LAST_YEAR.search(document.text):
            # A review that speaks of 去年, and of no 今年, is written in the next.
            given = years[0] + 1
    whole = _wholes(document) if body is None else set()
    until = day or ((given, said.published.month) if said.published else None)
    return Manuscript(
        body,
        years,
        said.dated,
        # A year that stands in the title or where the text begins is the text's own, and one that a
        # text given in it, or in the next, tells of.
        said.weak
        or day is not None
        or not (
            dated in f"{title}\n{''.join(heads)}"
            or dated.removesuffix("年") in heads
            or (given is not None and given - years[0] in (0, 1))
        ),
        given,
        reported_to("\n".join(heads)),
        surely=plain(called) in title or "委员会" in called,
        is_dated=day is not None or said.published is not None,
        until="{}年{}月".format(*until) if until and LAST_MONTH_OF_REPORTS < until[1] < 12 else "",
        is_of_now="今年" in document.text,
        is_excerpt=len(document.text) <= _LONGEST_EXCERPT,
        level="" if body is not None else _level(document, words, whole),
        whole="".join(whole) if len(whole) == 1 else "",
    )


def _wholes(document: Document) -> set[str]:
    """Return the levels of the whole places of which a document speaks: 全市, 我县."""
    blocks = (plain(block.text) for block in document.blocks[:_MOST])
    return {one["level"] for text in blocks for one in _WHOLE.finditer(text)}


def _level(document: Document, words: Lexicon, whole: set[str]) -> str:
    """Return the level of the committees that a document names, where they are of one only."""
    blocks = [plain(block.text) for block in document.blocks[:_MOST]]
    levels = {
        mark.value
        for text in blocks
        for mark in (bodies_marked(text, words) if "政协" in text else ())
        if mark.value in LEVELS and _NOTHING_BEFORE.search(text, max(0, mark.start - 2), mark.start)
    }
    # What speaks of 全市 or 我市 is no text of 省政协, which it only tells of.
    return "".join(levels) if len(levels) == 1 and (levels <= whole or not whole) else ""
