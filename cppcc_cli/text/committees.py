"""Committees, other bodies and places: where a text names them, and whose it is.

A committee is named by its level or its place; the places of China are known. A text calls some
its own, or is that of a party, a government or an association: a draft is called by these, where a
title says so, or an association calls itself 本会. What is named as that whose numbers these are,
and not as who receives them, is marked.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from cppcc_cli.dataset import Dataset
from cppcc_cli.files import prepared
from cppcc_cli.script import HAN, NO_HAN, Pattern, compiled, is_han, plain, run_end, simplified
from cppcc_cli.text.lexicon import Hit, Lexicon, lexicon

# What a committee is called by, and what makes another word of it.
LEVELS = ("全国", "自治区", *"省市县区州盟旗")
_NO_LEVELS = {"区": tuple("港澳社园街小"), "市": ("城",)}
_LIVING = Pattern(f"[住驻]{HAN}{{1,2}}$", *"住驻")
# What a place is by its level; one that ends with another goes before it.
PLACE_LEVELS = ("特别行政区", *(f"自治{one}" for one in "区州县旗"), *"省市县区州盟旗")
_LAST_OF_PLACES = frozenset("国省市县区州盟旗")
_LONGEST_PLACE = 16
# Characters that no name of a place has, though some known ones do.
_NO_PLACE = frozenset(
    "是就由为从在向对与及还并将被让请各我们本该此全两跨至已据受获的了年月日届次期前后等"
)
# Provinces of the level of cities.
_CITIES = ("北京", "天津", "上海", "重庆")
# So many characters stand at most before the level of a place, and of one that lies in it.
_LONGEST_BEFORE, _LONGEST_INSIDE = 8, 6
# So far reach a place and what must not stand behind 政协.
_WIDEST_NAME = 24
_NUMERALS = frozenset("一二三四五六七八九十")
_OF_TERM = _NUMERALS | frozenset("0123456789")
# Behind these a name may begin, as behind marks; behind those the place is none of the text's own.
_BEFORE_NAME = _NO_PLACE.union("讯电午今昨")
_NOT_BEFORE_NAME = frozenset("向被给赴访")
_TIMES = ("年来", "以来", *(f"年{one}" for one in "度底末初"))
# Who holds an office, behind 政协.
_OFFICE = Pattern("特邀|[^，。]{0,6}(?:室|办公室|处)(?:副?主任|副?处长)", "特邀", "主任", "处长")


@cache
def _places() -> tuple[set[str], set[str]]:
    """Return the provinces, and all places, without their level."""
    made: tuple[set[str], set[str]] = prepared(str(Path(__file__).with_name("places.txt")), _listed)
    return made


def _listed(raw: bytes) -> tuple[set[str], set[str]]:
    lines = raw.decode().splitlines()
    listed = [line.split() for line in lines if line[0] != "#"]
    provinces = {province for province, *_ in listed}
    return provinces, provinces.union(*listed)


def place_at_end(words: str) -> str:
    """Return the known place, with its level, that `words` end with: 海安市 of 召集人海安市.

    Where another one contains it, that stands before it: 江苏省海安市. Nothing where none is known.
    """
    inner = last_place(words)
    return place_at_end(words[: len(words) - len(inner)]) + inner if inner else ""


def last_place(words: str) -> str:
    """Return the known place, with its level, that `words` end with, alone; else nothing."""
    if words[-1:] in _LAST_OF_PLACES:
        first = max(0, len(words) - _LONGEST_PLACE)
        for start in range(_begin_of_run(words, first, len(words)), len(words) - 1):
            if _is_known(words[start:]):
                return words[start:]
    return ""


def _begin_of_run(text: str, first: int, stop: int) -> int:
    """Return where the Chinese characters before a place begin: no name goes over a mark."""
    before = compiled(f"(?s:.*){NO_HAN}").match(text, first, stop)
    return before.end() if before else first


def _is_known(place: str) -> bool:
    """Tell whether a place is listed, with such a level; a province has none but its own."""
    provinces, names = _places()
    if names.isdisjoint((place[:-1], place[:-3], place[:-5])):
        # One character is a name with its level only: 沁县, and no 沁县市; 杭州 has none.
        return len(place) == 2 and place[-1] in "县区市" and place in names
    level = next((one for one in PLACE_LEVELS if place.endswith(one)), "")
    name = place.removesuffix(level)
    is_short = len(name) == 2 and name.endswith(PLACE_LEVELS)
    return name in (provinces if level == "省" else names) and not is_short


_SHORTLY = Pattern("政协", "政协")
_BODY = Pattern("中国人民政治协商会议|政协", "中国人民政治协商会议", "政协")
_BUREAU = f"(?:中共)?((?:{HAN}{{2,9}}?[省市县区州盟旗](?![市县区]))+)(?={HAN})"

# Where a name and its place begin and end: begin, begin of the place, its end, end.
Span = tuple[int, int, int, int]


def is_committee(body: str) -> bool:
    """Tell whether a body, as it is called in either script, is a committee."""
    return any(one in simplified(body) for one in ("政协", "协商会议"))


def place_of(dataset: Dataset) -> str:
    """Return the place of the committee, or of the bureau, whose a dataset is; else nothing."""
    body = simplified(dataset.body.zh)
    begin = min((at + 2 for name in ("会议", "政协") if (at := body.find(name)) >= 0), default=0)
    place, committee, _ = body[behind_term(body, begin) :].partition("委员会")
    if place.endswith("届"):
        place = place[:-1].rstrip("一二三四五六七八九十").removesuffix("第")
    # Any place that a dataset names is one, 某市 of an example, too.
    if begin and committee and len(place) > 1 and is_han(place):
        return place
    for _, start, end, _ in committees_by_place(body):
        return body[start:end]
    bureau = compiled(_BUREAU).match(body)
    return bureau[1] if bureau else ""


def committees(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where committees are named by their level or in full, and this level or their place."""
    by_level = set()
    for found in compiled("政协(?!委员会议厅)").finditer(text):
        at, end = found.span()
        stop = at - text.startswith("级", at - 1) if at else at
        level = next((one for one in LEVELS if text.endswith(one, 0, stop)), "")
        start = stop - len(level)
        is_none = text[start - 1 : start] in _NO_LEVELS.get(level, ()) if start else False
        # 盐城市, 海港区: with a name before it.
        is_none = is_none and not last_place(text[max(0, stop - _LONGEST_PLACE) : stop])
        # 住云全国政协委员 are members who live there.
        is_none = is_none or (level == "全国" and _LIVING.search(text, 0, start) is not None)
        if level and not is_none:
            yield start, end, level
            by_level.add(at)
    for start, at, stop, end in committees_in_full(text):
        if start not in by_level and text.endswith("委员会", 0, end):
            yield start, end, text[at:stop]


def committees_in_full(text: str) -> Iterator[Span]:
    """Yield the committees in full, in their term or not.

    政协海安市第九届委员会, 政协第九届海安市委员会, 政协海安市九届三次会议,
    中国人民政治协商会议海安市委员会.
    """
    last = 0
    for found in _BODY.finditer(text):
        at = behind_term(text, found.end())
        run = compiled(f"{HAN}{{2,{_WIDEST_NAME}}}").match(text, at)
        for stop in range(at + 2, run.end() + 1 if run else 0):
            end = _behind_body(text, stop) if text[stop - 1] in _LAST_OF_PLACES else 0
            if end and found.start() >= last and _is_place(text[at:stop]):
                yield found.start(), at, stop, end
                last = end
                break


def behind_term(text: str, at: int) -> int:
    """Return where a term ends that begins there, a space aside: 第九届."""
    at += text[at : at + 1].isspace()
    begin = at + text.startswith("第", at)
    end = run_end(text, begin, _OF_TERM, 4)
    return end + 1 if begin < end and text.startswith("届", end) else at


def _behind_body(text: str, at: int) -> int:
    """Return where what names a committee behind its place ends; 0 where nothing does."""
    end = behind_term(text, at)
    for body in ("委员会", "常务委员会"):
        if text.startswith(body, end):
            return end + len(body)
    session = run_end(text, end, _NUMERALS)
    is_session = text[end - 1] == "届" and session > end and text.startswith("次", session)
    return session + 1 if is_session else 0


def committees_by_place(text: str) -> Iterator[Span]:
    """Yield the committees called by their places, where these begin beside a mark: 海安市政协."""
    end = 0
    for found in _SHORTLY.finditer(text):
        first, stop, end = max(end, found.start() - _WIDEST_NAME), *found.span()
        is_place = text[stop - 1] in _LAST_OF_PLACES
        if not is_place or _OFFICE.match(text[end : end + _WIDEST_NAME]):
            continue
        for at in range(_begin_of_run(text, first, stop), stop - 1):
            if _begins(text, at) and _is_place(text[at:stop]):
                yield at, at, stop, end
                break


def committees_shortly(text: str, level: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the committees called by places without their level: 海安政协.

    It is where the place begins and ends, and whether nothing stands beside it. A province is
    called so where `level` is its own, and a place of two or three characters.
    """
    provinces, names = _places()
    for found in _SHORTLY.finditer(text):
        stop, end = found.span()
        for at in range(max(0, stop - 3), stop - 1):
            place, before = text[at:stop], text[at - 1 : at]
            is_province = place in provinces and place not in _CITIES
            is_level = any(one in place for one in (*PLACE_LEVELS, "全国", "人民"))
            if is_level or not (place in names or (is_han(place) and _NO_PLACE.isdisjoint(place))):
                continue
            is_apart = (not before or before in "：:、— \u3000") and not is_han(text[end : end + 1])
            is_known = place in names and _begins(text, at)
            if (is_apart or is_known) and is_province == (level == "省"):
                yield at, stop, is_apart
                break


def _is_place(words: str) -> bool:
    """Tell whether words may be the place of a committee, or such a one and one inside it."""
    if words == "全国" or not words.endswith(PLACE_LEVELS):
        return words == "全国"
    is_plain = _NO_PLACE.isdisjoint(words) and is_han(words)
    # 日照市, 从江县: what is known is one, whatever it is written with.
    if not is_plain or words.startswith(PLACE_LEVELS[1:5]):
        return _is_known(words)
    parts = ((words[:at], words[at:]) for at in range(2, len(words) - 1))
    return (
        _is_name(words, _LONGEST_BEFORE)
        or any(_is_name(a, _LONGEST_BEFORE) and _is_name(b, _LONGEST_INSIDE) for a, b in parts)
        or _is_known(words)
    )


def _is_name(words: str, longest: int) -> bool:
    """Tell whether words may be a name with its level, so many characters before that at most."""
    levels = (one for one in PLACE_LEVELS if words.endswith(one))
    return words[1:] == "县" or any(2 <= len(words) - len(one) <= longest for one in levels)


def _begins(text: str, at: int) -> bool:
    """Tell whether a name may begin at a place: not within a word, nor in what came since."""
    before = text[at - 1 : at]
    if before in _NOT_BEFORE_NAME or text[at - 1 : at + 1] in _TIMES:
        return False
    return not is_han(before) or before in _BEFORE_NAME or text[at - 2 : at] in _TIMES


_PARTIES = dict(
    one.split("=")
    for one in (
        "民革=中国国民党革命委员会 民盟=中国民主同盟 民建=中国民主建国会 民进=中国民主促进会 "
        "农工党=中国农工民主党 致公党=中国致公党 九三学社=九三学社 台盟=台湾民主自治同盟"
    ).split()
)
# 广西区委: what stands before 自治区 in full.
_REGIONS = {"广西": "壮族", "宁夏": "回族", "新疆": "维吾尔", "内蒙古": "", "西藏": ""}
_PARTY = Pattern(
    f"(?P<party>{'|'.join((*_PARTIES, *_PARTIES.values()))})"
    rf"(?:(?P<central>中央)|(?P<place>{HAN}{{2,10}}?[省市县区州])(?:委|第[一二三四五六七八九十]+[次届]))",
    *_PARTIES,
    *_PARTIES.values(),
)
_CONGRESS = Pattern(f"(?P<place>{HAN}{{2,12}})第[一二三四五六七八九十]+届人民代表大会", "届人民")
# A text calls its own by a level where that opens a clause, or else stands behind these.
_OPENS_CLAUSE = frozenset("，,。；：“”（(")
_ON_LEVEL = frozenset("、和及与向对由据让就了到为在把是")
_NATIONAL = Pattern(
    "全国政协(?!各?位?委员|常委|副?主席)|第?[^，。]{0,4}届全国委员会"
    "|(?:(?<=[0-9]名)|(?<=[余多]名)|(?<=名全国人大代表、))全国政协委员",
    "全国",
)
# So much may stand before the body that a title opens with; and what no title is of, alone.
_NEAR = 6
_OF_MANY = frozenset(
    "民主党派 各民主党派 党派团体 专委会 各专委会 专门委员会 活动组 联络组 人大 人大代表".split()
)
# Whose a text is shows in so much of it.
_BEGUN = 2_000


def reporter(title: str, text: str) -> str:
    """Return the full name of the body that is no committee and whose a text is; else nothing.

    `title` is as written, `text` in plain script.
    """
    told = plain(title)
    if party := _PARTY.search(told):
        name = _PARTIES.get(party["party"], party["party"])
        return f"{name}{'中央' if party['central'] else _in_full(party['place'])}委员会"
    words, begin = lexicon(), 5 if compiled("20[0-9]{2}年").match(told) else 0
    if (report := told.find("政府工作报告")) >= 0:
        given = _CONGRESS.search(text, 0, _BEGUN)
        places = told[:report].removesuffix("人民"), given["place"] if given else ""
        return next((f"{one}人民政府" for one in map(place_at_end, places) if one), "")
    # 总理主持召开国务院常务会议.
    begin = told.find("国务院常务会议") if "召开国务院常务会议" in told else begin
    if found := words["state_council"].match(told, begin):
        return found.group()
    found = words["bureau"].match(told, begin)
    if found and not _is_of_place(found.group()):
        found = None
    found = found or (words["of_itself"].is_in(text) and words["association"].search(told)) or None
    return title[slice(*found.span())] if found else ""


def lesser_body(title: str, called: str, words: Lexicon) -> str:
    """Return the bureau, the party or the part of a committee whose text a title says it is.

    It opens the title (教育界别活动组年度小结), behind what the committee is `called` where that is
    named there; else nothing.
    """
    title = title.partition(called)[2] if called and called in title else title
    found = words["other_body"].search(title)
    before = title[: found.start()] if found else ""
    if found is None or len(before) > _NEAR or not is_han(before or "市"):
        return ""
    # 各专委会 are all of them, 教育界别活动组 is one.
    return found.group() if before or found.group() not in _OF_MANY else ""


def _in_full(place: str) -> str:
    """Return the place of a party's committee in full: 广西壮族自治区 of 广西区."""
    region = place.removesuffix("区")
    return f"{region}{_REGIONS[region]}自治区" if region in _REGIONS else place


def _is_of_place(name: str) -> bool:
    """Tell whether a name begins with a known place: 海安市教育局, and no 城管局."""
    ends = (at for at in range(3, len(name)) if name[at - 1] in LEVELS)
    return any(place_at_end(name[:at]) == name[:at] for at in ends)


def levels_called(text: str) -> tuple[set[str], set[str], bool, bool]:
    """Return by which levels a text most often calls committees its own, and by which it opens.

    And whether it calls any its own, or speaks most of the national one.
    """
    # Where committees are called by their level, and no members of these.
    named = [(one.start(), one[1]) for one in re.finditer("政协(委员[^会])?", text)]
    leveled = [at for at, of_members in named if at and not of_members and text[at - 1] in LEVELS]
    calls = ((at, one) for at in leveled for one in PLACE_LEVELS)
    starts = [(at - len(one), one[-1]) for at, one in calls if text.endswith(one, 0, at)]
    named_by = [(text[at - 1 : at] if at else "，", level) for at, level in starts]
    opening = [one for before, one in named_by if before in _OPENS_CLAUSE or before.isspace()]
    ours = {one: text.count(f"我{one}") - text.count(f"我{one}们") for one in "省市县区州"}
    own = Counter(opening) + Counter(ours)
    levels = {level for level, times in own.items() if times == max(own.values())} or {
        level for before, level in named_by if before in _ON_LEVEL
    }
    others = sum(at > 0 and text[at - 1] in LEVELS for at, _ in named)
    # 全国政协委员 is a person, of whichever place.
    nationals = 0 if levels else sum(1 for _ in _NATIONAL.finditer(text))
    return levels, set(opening), bool(own), 0 < nationals >= others


def is_of_others(title: str, text: str) -> bool:
    """Tell whether a text is a party's, a government's, or that of members elsewhere.

    It handles what the committee sends, and tells of nothing that this does; or of one party only.
    """
    words, begun = lexicon(), text[:_BEGUN]
    acts = words["committee_acts"].search(text)
    handles = not acts and words["handles"].is_in(begun)
    parties = [one.group()[:2] for one in words["party"].finditer(text)]
    is_of_one = len(parties) > 1 == len({*parties})
    resident = [*words["resident"].finditer(begun)]
    return bool(handles or is_of_one or resident[1:] or words["other_reporter"].is_in(title))


SlotName = Literal["time", "body", "place", "scope", "aspect"]
_PLACE = Pattern(
    rf"(?:^|(?<=[在和及、，。；：:？！仅像中如]))(?!在)(?P<place>{HAN}{{1,9}}?"
    rf"(?P<level>县|区|[镇乡](?![市县区])|街道|市(?![市区])|省(?!{HAN})))"
    r"(?![、和及或级委化直（(域别分块场民政属里内长])",
    *"县区镇乡市省",
    "街道",
)
_THAT_PLACE = Pattern("该[省市县区州盟旗](?!委|直|级)", "该")
_HAS = Pattern(
    r"\s?(?:[0-9]|有|共|政协|累计|(?:民生)?议事[堂厅室]|委员(?:工作|联络)[室站]|的(?:做法|经验|探索|实践))"
)
_OPENS_PLACE = Pattern("(?:^|[在和及、，。；：:？！仅像]|其中|比如|例如)$")
_AT = Pattern("[^，。；：0-9]{0,14}(?<![下后时中])，", "，")
# So far is looked back for what 该县 stands for, so that no text makes it slow.
_FAR_BEFORE = 400


class Mark(NamedTuple):
    """Words that set a slot, where they stand in a block."""

    slot: SlotName
    value: str
    start: int
    end: int
    words: str
    # Whether it reaches beyond its clause where it opens it.
    carries: bool = True


def places_marked(text: str, lexicon: Lexicon) -> Iterator[Mark]:
    """Yield the places where something was or that did something, and what stands for one: 该县."""
    for found in _PLACE.finditer(text):
        (start, end), place = found.span("place"), found["place"]
        known = last_place(place)
        begin = end - len(known)
        if known and _OPENS_PLACE.search(text[max(0, begin - 2) : begin]):
            start, place = begin, known
        is_known = place == known and not lexicon["common_area"].search(place)
        # A name that no place is known to have is short.
        is_short = 1 < len(place) - len(found["level"]) < 4
        if not is_known and (not is_short or lexicon["no_area"].search(place)):
            continue
        # It is one where it has or does something.
        is_at = text.endswith("在", 0, start) and _AT.match(text, end)
        is_place = place == known or _HAS.match(text, end) or is_at
        if is_place or lexicon["doing"].match(text, end):
            carries = lexicon["from_there"].match(text, end) is None
            yield Mark("place", place, start, end, place, carries)
    for found in _THAT_PLACE.finditer(text):
        yield Mark(
            "place", _named_before(text, found.end() - 1, lexicon), *found.span(), found.group()
        )


def bodies_marked(text: str, lexicon: Lexicon) -> Iterator[Mark]:
    """Yield the committees named as those whose numbers these are, not as who receives them."""
    agent, readers = lexicon["agent"], lexicon["readers"]
    for start, end, value in committees(text):
        if text.startswith(value, start):
            lead = text[max(0, start - 8) : start]
            known = last_place(lead + value)[: -len(value)]
            lead = _name_at_end(lead)
            is_name = len(known) > 1 or known == lead != ""
            if is_name and _may_be_place(known, value, lexicon):
                value, start = known + value, start - len(known)
            elif text[start - 1 : start] == "该":
                value, start = _named_before(text, start, lexicon), start - 1
            elif lead.endswith(("我", "本")):
                start -= 1
            elif 2 <= len(lead) <= 3 and is_han(lead[-2:]) and _may_be_place(lead, value, lexicon):
                value, start = lead + value, start - len(lead)
        # 与市政协（立案318件）相比: in brackets stands what is of it.
        is_agent = agent.at_end(text[max(0, start - 6) : start]) is not None
        is_agent = is_agent or readers.is_in(text[:start])
        if not is_agent or text[end : end + 1] == "（":
            carries = not is_agent and lexicon["takes"].match(text, end) is None
            yield Mark("body", value, start, end, text[start:end], carries)


def _name_at_end(words: str) -> str:
    """Return the last characters that may be of a name: 清溪 of 【清溪, and of 云港和清溪."""
    ends = (
        at
        for at in range(len(words), 0, -1)
        if words[at - 1] in "和及与" or not is_han(words[at - 1])
    )
    return words[next(ends, 0) :]


def others_marked(
    text: str, named: Iterable[re.Match[str] | Hit], lexicon: Lexicon
) -> Iterator[Mark]:
    """Yield the bodies that are no committee, as these are named."""
    agent = lexicon["agent"]
    for found in named:
        if not agent.at_end(text[max(0, found.start() - 6) : found.start()]):
            takes = lexicon["takes"].match(text, found.end()) is not None
            carries = not takes and lexicon["subject"].match(text, found.end()) is not None
            # 在临江街道，…: where it was.
            is_at = text.endswith("在", 0, found.start()) and _AT.match(text, found.end())
            carries = carries or bool(is_at)
            yield Mark("body", found.group(), *found.span(), found.group(), carries)


def _named_before(text: str, at: int, lexicon: Lexicon) -> str:
    """Return the place that 该县 stands for, whose level stands at `at`: the last one of its level.

    It is the level alone where none is named before.
    """
    level, first, end = text[at], max(2, at - _FAR_BEFORE), at
    while (end := text.rfind(level, first, end)) >= 0:
        place = text[end - 2 : end + 1]
        if not any(lexicon[name].search(place) for name in ("no_area", "no_place_name")):
            return place
    return level


def _may_be_place(words: str, level: str, lexicon: Lexicon) -> bool:
    """Tell whether words may name a place of a level."""
    if lexicon["doing"].fullmatch(words):
        return False
    if last_place(words + level) == words + level:
        return not lexicon["no_place"].fullmatch(words)
    return not any(lexicon[name].search(words) for name in ("no_place", "no_place_name"))
