"""Whose a text is: which committees it calls its own, or a party, a government, an association.

A draft is called by these, where a title says so, or an association calls itself 本会.
"""

import re
from collections import Counter

from cppcc_cli.script import HAN, Pattern, compiled, is_han, plain
from cppcc_cli.text.lexicon import LEVELS, PLACE_LEVELS, Lexicon, lexicon, place_at_end

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
    rf"(?:(?P<central>中央)|(?P<place>{HAN}{{2,10}}?[省市县区州])委)",
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
    before = before[4:].removeprefix("年").removeprefix("度") if before[:4].isdecimal() else before
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


def called(text: str) -> tuple[set[str], set[str], bool, bool]:
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
    nationals = sum(1 for _ in _NATIONAL.finditer(text))
    return levels, set(opening), bool(own), not levels and 0 < nationals >= others


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
