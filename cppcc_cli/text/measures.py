"""What stands beside a number in running text: its unit, and the words that qualify it.

A unit is looked for directly behind a number, in plain script (`script.plain`). It is a word of the
dataset's own, else the longest known measure word; 人次, 场次 and their like are made of a measure
word and 次. Brackets or a slash may add a second one, as in 项(条). Units are an open class: a
single character of no list is one where a mark follows it, as in 12眼。
"""

import re
from collections.abc import Iterable

from cppcc_cli.numerals import BEFORE, BEHIND, MORE, SPACES
from cppcc_cli.script import Pattern, plain

_LONG = (
    "个百分点 个千分点 百分点 千分点 平方公里 平方千米 平方米 平方 立方米 立方 公里 千米 厘米 毫米 "
    "海里 公斤 千克 毫克 千瓦时 千瓦 兆瓦 公顷 公吨 公亩 km² km kg m² m³ ㎡ 美元 欧元 港元 港币 "
    "日元 英镑 学时 课时 标准箱 人次"
)
_SHORT = (
    "件个名位人次条项家场期份篇只支枝张部台辆套座间户亩吨斤克米里升元块棵株头匹羽尾艘架门节课堂讲类种组队所处批轮"
    "幅首集册本卷枚面盏根颗粒封页版字款宗起对双箱包袋瓶盒桶车船班栋幢层辑眼口笔道趟顿盆捆剂尊幕村镇乡县市省倍"
    "例席分片度具束朵串滴床栏桌餐票%‰"
)
# By their first characters, so that most places are done with at once.
_STARTS: dict[str, list[str]] = {}
for _word in _LONG.split():
    _STARTS.setdefault(_word[0], []).append(_word)
# What a clause ends with, and no measure word is.
_NO_MEASURES = frozenset("后前内中时余多年月日等的了者号级岁届万亿成半分秒点度")
_MARKS = frozenset("，。；、）)！？：,;\n|") | {""}
# With these, 次 makes a unit of its own.
_WITH_TIMES = frozenset("人件场条家项户台车班批架辆篇期份名个位剂例轮站课")
# Behind a small number in Chinese numerals only words that count, not those of 一起, 两面, 三国 and
# the like; behind a large one nearly all.
_AFTER_CHINESE = frozenset(
    "件个名位人次条项家场期份篇支张部台辆户所处批轮类种幅座%‰倍亩元宗册艘栋篇"
)
_AFTER_TWO = frozenset("乡县村镇省市")
_NOT_AFTER_LARGE = frozenset("面道起对度里分级头口节堂层片")
# What a short measure word begins even behind a number, and is then no measure: 3部门, 100家庭.
_WORDS = {
    "人": "民大均",
    "分": "别之布",
    "家": "庭",
    "部": "门分委",
    "处": "理于",
    "所": "有以",
    "本": "级市县区",
    "面": "向对",
    "对": "接",
    "班": "子",
    "县": "委政级",
    "市": "委政民场级直属局长区",
    "省": "委政级直属",
    "村": "民级委",
    "层": "面级",
    "度": "假过电水",
    "片": "区",
}


def measure_at(text: str, position: int, numerals: str = "", own: Pattern | None = None) -> int:
    """Return where the measure word ends that begins at `position`, or `position` if none does.

    `numerals` are the Chinese numerals before it, after which fewer words are taken for measures;
    `own` is a pattern of units that the dataset names.
    """
    if own and (word := own.match(text, position)):
        return word.end()
    char = text[position : position + 1]
    for long in _STARTS.get(char, ()):
        if text.startswith(long, position):
            return _second(text, position + len(long))
    if not char or not (char in _SHORT if not numerals else _counts(char, numerals)):
        return position if numerals else _unknown(text, position)
    end = position + 1
    behind = text[end : end + 1]
    if behind == "次" and char in _WITH_TIMES and text[end + 1 : end + 2] not in ("会", "全"):
        end += 1
    elif behind and behind in _WORDS.get(char, ""):
        return position
    return _second(text, end) if text[end : end + 1] in ("(", "（", "/") else end


def own_units(units: Iterable[str]) -> Pattern | None:
    """Return the pattern of units that a dataset names and that none knows, the longest first."""
    named = filter(None, map(plain, units))
    new = [unit for unit in named if measure_at(f"{unit}的", 0) < len(unit)]
    return Pattern("|".join(sorted(map(re.escape, new), key=len, reverse=True))) if new else None


def _counts(char: str, numerals: str) -> bool:
    """Tell whether a measure word may follow Chinese numerals."""
    if char in _AFTER_CHINESE or (numerals == "两" and char in _AFTER_TWO):
        return True
    is_large = len(numerals) > 1 and any(ten in numerals for ten in "十百千万亿")
    return is_large and char in _SHORT and char not in _NOT_AFTER_LARGE


def _unknown(text: str, position: int) -> int:
    """Return the end of a measure word of no list: one character before a mark, as in 12眼。"""
    char, behind = text[position : position + 1], text[position + 1 : position + 2]
    is_word = "\u4e00" <= char <= "\u9fff" and char not in _NO_MEASURES
    return position + 1 if is_word and behind in _MARKS else position


def _second(text: str, end: int) -> int:
    """Return the end of a second measure word in brackets or behind a slash, else `end`."""
    for before, behind in (("(", ")"), ("（", "）"), ("/", "")):
        if text[end : end + 1] == before:
            inner = end + 1
            if text.startswith(("系列", "批次"), inner):
                inner += 2
            while inner < end + 3 and text[inner : inner + 1] in (*_SHORT, "次"):
                inner += 1
            if inner > end + 1 and text.startswith(behind, inner):
                return inner + len(behind)
    return end


# Words that end or begin another word, and are then no qualifiers: 最近5次, 节约5件, 上下联动.
_NOT_BEHIND = {
    "超": "高",
    "近": "最附靠临贴邻亲就远",
    "约": "节条签预契公合履违相制",
    "约合": "节条签预契公",
    "至少": "甚以乃",
    "至多": "以乃",
    "不下": "放拿装住坐容",
    "不到": "想看听得料找做见收",
    "大于": "远不",
    "小于": "不",
    ">": "->",
    "<": "-<",
    # Behind a number it stands between two of a range.
    **dict.fromkeys(
        "~～", "0123456789%％〇一二三四五六七八九十百千万亿余多个件家名人次场期篇条份项元年月日时号"
    ),
}
_SPACES = frozenset(SPACES)
_LAST = frozenset(word[-1] for word in BEFORE) | {"过", "上"}
_FIRST = frozenset((*SPACES, "多", "余", *(word[0] for word in BEHIND)))
_BEHIND = Pattern(f"[{SPACES}]?(?:{'|'.join(BEHIND)})(?![简几各述级联一齐游午功班贯])")
# 12家多为, 30%多数: there it is the most of them.
_MORE = Pattern(f"{MORE}(?![为数是于半亏少么达次样方种元项年])")


def start_before(text: str, start: int) -> int:
    """Return where the word begins that qualifies the number at `start`; `start` without one."""
    last = text[start - 1 : start]
    if last in _SPACES:
        last = text[start - 2 : start - 1]
        if last in tuple("><＞＜"):
            return start
    if last not in _LAST:
        return start
    # A bracket qualifies digits alone; between words it points from one to the next.
    if last in tuple("><＞＜") and not _is_comparing(text, start):
        return start
    end = start - (text[start - 1 : start] in _SPACES)
    for word in BEFORE:
        begin = end - len(word)
        is_there = begin >= 0 and text.startswith(word, begin)
        # 最近5次: there it ends a longer word.
        if is_there and not (begin and text[begin - 1] in _NOT_BEHIND.get(word, "")):
            return begin
    return _before_tens(text, start, last) if last in ("过", "上") else start


def _is_comparing(text: str, start: int) -> bool:
    """Tell whether an angle before `start` compares: before digits, and closing no bracket."""
    _, opened, inside = text[max(0, start - 20) : start - 1].rpartition("<")
    # <30件 compares, too, and no bracket reaches over the end of a sentence.
    closes = opened and not inside[:1].isdecimal() and "。" not in inside
    return text[start : start + 1].isdecimal() and not (closes and text[start - 1] == ">")


def _before_tens(text: str, start: int, last: str) -> int:
    """Return where 过 or 上 stands that qualifies 百, 千 or 万, as in 过百家; else `start`."""
    if text[start : start + 1] not in ("百", "千", "万", "亿") or text[start - 1] != last:
        return start
    ends_word = text[start - 2 : start - 1] in tuple(
        "通经超不胜度路" if last == "过" else "以之马晚早百成"
    )
    return start if ends_word else start - 1


def end_behind(text: str, end: int) -> int:
    """Return where the word ends that qualifies the number whose unit ends at `end`, or `end`."""
    # Most numbers have nothing of the kind behind them.
    if text[end : end + 1] not in _FIRST:
        return end
    found = _BEHIND.match(text, end) or _MORE.match(text, end)
    return found.end() if found else end
