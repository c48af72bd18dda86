"""What to call a number of a report: a name out of its clause, the words for it, its heading."""

import re
from collections.abc import Iterable

from cppcc_cli.screen import without_unprintable
from cppcc_cli.text.scanning.surroundings import Surroundings

# Before the thing that is counted, these say who, when and that it is counted.
_BEFORE = re.compile(
    r"(?:[\s：:|·•*#>—–.．、)）\-①-⑳]|(?:这|过去|近|最近)?一年(?:来(?![信访电函自])|里|间)?|年(?:来(?![信访电函自])|里|间)?|[0-9]{4}年|全年|今年|"
    "全市政协|全[市县区州省国镇乡]|我[市县区]|市政协|各级政协|政协委员|向|市委|市政府|党委|政府|和|先后|累计|总共|一共|"
    "共计|共有|共|还|又|并|已|均|其中|包括|各类|各种|各项|组织|积极|大力|认真|扎实|持续|深入)+"
)
_LAST_BREAK = re.compile(".*(?:先后|累计|总共|一共|共计|共|已|全年|其中|更是|更)")
_BEHIND = re.compile(
    r"(?:达到|达|共|为|了|已|超过|超|有|到|共计|合计|总计|约|近|逾|等|的|由|从|:|：|\s)+$"
)
_TAIL_END = re.compile(
    "共|累计|已|均|更|全年|被|获|先后|在|将|为|向|与|对|把|接待|举办|开展|召开|提出|形成|落地|建成|投入|参加|参与|覆盖|遍布|"
    "[你我他她]|[0-9]"
)
# What has been done to the things, and is all that is said of them: 其中96条被采纳.
_PASSIVE = re.compile("(?:被|获|得到|转化为?|已)[^，。；,;|0-9]{2,20}")
_VERBS = re.compile(
    "提出|提交|递交|收到|征集|收集|上报|报送|编报|编发|播出|推出|刊发|举办|举行|召开|开展|组织|完成|形成|撰写|制定或修订|"
    "制定|修订|出台|建成|建立|设立|打造|(?<![工合协写创动操运制])作(?![室品用风家者业坊])|被"
)
_DONE = re.compile(f"{_VERBS.pattern}|接待|服务|惠及|解决|化解|办理|推动|落实")
# Verbs alone name nothing, where the thing stands behind the number.
_BARE = re.compile(f"(?:{_DONE.pattern}|参加|参与|来自|邀请|吸引|覆盖|走访|慰问|评选|选出|其中)+")
_QUOTED = re.compile(
    "[《“](?P<inside>[^《》“”]{2,})[》”](?:播出|栏目|专栏|节目|活动|论坛|讲堂|课堂|品牌)?$"
)
# Long quotations before a thing say what it was about.
_FOR_EXAMPLE = re.compile(r"(?:《[^《》]*》、?|“[^“”]*”、?)+等|“[^“”]{11,}”(?=[\u4e00-\u9fff])")
# What no name begins or ends with; quotation marks and brackets are of the name.
_EDGES = " |·•，。；：、,;:.．！？!?—–-~～=＝*#<>①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PAIRS = (("（", "）"), ("(", ")"), ("【", "】"), ("[", "]"), ("《", "》"), ("“", "”"), ("‘", "’"))
_SHORTEST, _LONGEST = 2, 30
_LONGEST_HEADING = 30
# Headings of what is to come, and of what has been.
_PLANS = re.compile("安排|计划|打算|展望|思路|部署|下一步|今后|明年|来年|目标任务|主要任务")
_PAST = re.compile("回顾|总结|情况|成效|报告|综述|一年的?工作")
_NO_PERIOD = re.compile("[。；，|]|,|;")
_NUMBERED = re.compile("^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])")
_NO_HEADING = re.compile("[。；，|0-9]|,|:|：")


def name_of(around: Surroundings) -> str:
    """Return a name for a number from the words around it; nothing where there are none."""
    head = re.split("[：:]", around.head.rstrip("：: "))[-1]
    if around.follows:
        head = _LAST_BREAK.sub("", head)
        verbs = [verb.start() for verb in _DONE.finditer(head)]
        head = head[verbs[-1] :] if verbs else head
    # 5个小区的20多位居民代表: what stands before is of the thing, and not the thing.
    is_thing = not head.endswith("的") and not _BARE.fullmatch(_without_adverbs(head))
    passive = _PASSIVE.match(around.after)
    clauses = [clause for clause in re.split("[，；：:,;]", around.before) if clause.strip()]
    before = clauses[-1] if clauses and not re.search("[0-9]", clauses[-1]) else ""
    words = (
        head if is_thing else "",
        _TAIL_END.split(around.tail)[0],
        passive.group() if passive else "",
        head,
        before,
        # A line of nothing but the number, below its name.
        "" if _NO_HEADING.search(around.above) else around.above[:_LONGEST_HEADING],
    )
    return next(filter(None, map(_name, words)), "")


def name_of_share(part: str, lead: str, listed: bool) -> str:
    """Return the name of a share that `lead` stands before: of a part of that name.

    Nothing where the lead is a name of its own: 占提案总数. In a list, each has that of its part.
    """
    if not part or "占" not in lead:
        return ""
    base = _BEHIND.sub("", lead[lead.index("占") + 1 :])
    if base in ("", "比", "其", "总数", "全部", "全体", "总量"):
        return f"{part}占比"[-_LONGEST:]
    return f"{part}占{base}"[-_LONGEST:] if listed else ""


def _without_adverbs(words: str) -> str:
    """Return words without who, when and how, and without what joins them to a number."""
    short = _BEFORE.sub("", words, count=1) if _BEFORE.match(words) else words
    return _BEHIND.sub("", short)


def _name(words: str) -> str:
    """Return the name in `words`; nothing where none is left."""
    short = _without_adverbs(words)
    # 政协委员300人 counts the members themselves.
    short = short or ("政协委员" if words.endswith("政协委员") else "")
    short = without_unprintable(_FOR_EXAMPLE.sub("", short)).strip(_EDGES)[-_LONGEST:]
    for opening, closing in _PAIRS:
        if short.count(opening) != short.count(closing):
            short = short.replace(opening, " ").replace(closing, " ")
    short = " ".join(short.split()).strip(_EDGES)
    return short if len(re.findall(r"[\u4e00-\u9fff]", short)) >= _SHORTEST else ""


def terms_of(name: str) -> tuple[str, ...]:
    """Return the words that a text uses for what is called `name`: the thing without its verb."""
    thing = _VERBS.sub("", name, count=1) if _VERBS.match(name) else name
    quoted = _QUOTED.search(thing)
    thing = quoted.group("inside") if quoted else thing
    thing = re.sub("^(?:各类|各种|各项)", "", thing)
    return (thing,) if len(thing) >= _SHORTEST else (name,)


def headings(lines: Iterable[str]) -> list[tuple[int, str]]:
    """Return the heading that each line stands under, with its line number; (0, "") for none.

    A heading that stands there twice has the number of the first.
    """
    under, above = [], (0, "")
    first: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        under.append(above)
        words = without_unprintable(line).strip(" \t\u3000#*")
        is_row = "\t" in line.strip()
        if words.startswith("—"):
            # The second line of a headline: the first was no heading of a section.
            above = (0, "")
            continue
        words = _NUMBERED.sub("", words)
        if words and len(words) <= _LONGEST_HEADING and not (is_row or _NO_HEADING.search(words)):
            above = first.setdefault(words, number), words
    return under


def plans(lines: Iterable[str]) -> list[str]:
    """Return the heading of plans that each line stands under; nothing where it is under none."""
    under, above = [], ""
    for line in lines:
        under.append(above)
        words = without_unprintable(line).strip(" \t\u3000#*")
        if words and len(words) <= _LONGEST_HEADING and not _NO_PERIOD.search(words):
            above = words if _PLANS.search(words) else "" if _PAST.search(words) else above
    return under
