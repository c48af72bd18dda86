"""What to call a number of a report: a name out of its clause, the words for it, its heading."""

import re
from collections.abc import Iterable

from cppcc_cli.characters import without_unfit
from cppcc_cli.text.surroundings import Surroundings

# Before the thing that is counted, these say who, when and that it is counted.
_BEFORE = re.compile(
    "(?:[\\s：:|·•*#>—–-]|(?:这|过去|近|最近)?一年(?:来|里|间)?|年(?:来|里|间)?|[0-9]{4}年|全年|今年|全市政协|全市|"
    "我市|市政协|各级政协|政协委员|向|市委|市政府|党委|政府|、|和|先后|累计|总共|一共|共计|共有|共|还|又|并|已|均|其中|"
    "包括|各类|各种|各项|组织|积极|大力|认真|扎实|持续|深入)+"
)
_LAST_BREAK = re.compile(".*(?:先后|累计|总共|一共|共计|共|已|全年|其中|更是|更)")
_BEHIND = re.compile(
    "(?:达到|达|共|为|了|已|超过|超|有|到|共计|合计|总计|约|近|逾|等|的|:|：|\\s)+$"
)
_TAIL_END = re.compile(
    "共|累计|已|均|更|全年|被|获|先后|在|将|为|向|与|对|把|接待|举办|开展|召开|提出|形成|落地|建成|投入|参加|参与|覆盖|遍布"
)
_VERBS = re.compile(
    "提出|提交|递交|收到|征集|收集|上报|报送|编报|编发|播出|推出|刊发|举办|举行|召开|开展|组织|完成|形成|撰写|制定或修订|"
    "制定|修订|出台|建成|建立|设立|打造|作|被"
)
_DONE = re.compile(f"{_VERBS.pattern}|接待|服务|惠及|解决|化解|办理|推动|落实")
_QUOTED = re.compile("[《“](?P<inside>[^《》“”]{2,})[》”]$")
_FOR_EXAMPLE = re.compile("(?:《[^《》]*》、?|“[^“”]*”、?)+等|“[^“”]*”(?=[\\u4e00-\\u9fff])")
_SHORTEST, _LONGEST = 2, 30
_LONGEST_HEADING = 30
_NO_HEADING = re.compile("[。；，|0-9]|,|:|：")


def name_of(around: Surroundings) -> str:
    """Return a name for a number from the words around it; nothing where there are none."""
    head = re.split("[：:]", around.head.rstrip("：: "))[-1]
    if around.follows:
        head = _LAST_BREAK.sub("", head)
        verbs = [verb.start() for verb in _DONE.finditer(head)]
        head = head[verbs[-1] :] if verbs else head
    last = re.split("[，；：:,;]", around.before)[-1] or around.before.rpartition("，")[0][-12:]
    for words in (head, _TAIL_END.split(around.tail)[0], last):
        words = _BEHIND.sub("", _BEFORE.sub("", words, count=1) if _BEFORE.match(words) else words)
        words = _FOR_EXAMPLE.sub("", words)
        words = without_unfit(words).strip(" |（(【[")
        if len(re.findall(r"[\u4e00-\u9fff]", words)) >= _SHORTEST:
            return words[-_LONGEST:]
    return ""


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
        words = without_unfit(line).strip(" \t\u3000#*")
        if words and len(words) <= _LONGEST_HEADING and not _NO_HEADING.search(words):
            above = first.setdefault(words, number), words
    return under
