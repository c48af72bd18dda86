"""What stands beside a number in running text: its unit, and the words that qualify it.

A unit is looked for directly behind a number, in plain script (`script.plain`). It is the
longest known measure word there; 人次, 场次 and their like are made of a measure word and 次.
Brackets or a slash may add a second one, as in 项(条).
"""

import re

from cppcc_cli.numerals import BEFORE, BEHIND, MORE, SPACES

_LONG = re.compile(
    "个百分点|百分点|平方公里|平方米|立方米|公里|千米|厘米|毫米|公斤|千克|千瓦时|千瓦|兆瓦|公顷|km²|km|kg|m²|㎡|"
    "美元|欧元|港元|日元|英镑|学时|课时|标准箱|人次"
)
_SHORT = (
    "件个個名位人次条條项項家场場期份篇只隻支枝张張部台臺辆輛套座间間户戶亩畝吨噸斤克米里升元块棵株头匹羽尾艘架"
    "门門节節课堂讲講类類种種组組队隊所处處批轮輪幅首集册冊本卷枚面盏根颗粒封页頁版字款宗起对對双雙副箱包袋瓶"
    "盒桶车船班栋幢层層辑眼口笔道趟顿盆捆剂尊幕村镇乡县縣市省倍例席分%％"
)
# What may follow a number and its clause end with, and is no measure word.
_NO_MEASURES = frozenset("后前内中时余多年月日等的了者号级岁届万亿成半分秒点度")
_MARKS = frozenset("，。；、）)！？：,;\n")
# With these, 次 makes a unit of its own.
_WITH_TIMES = "人件场場条條家项項户戶台车班批架辆篇期份名个位"
# Behind Chinese numerals only words that count, not those of 一起, 两面, 三国 and the like.
_AFTER_CHINESE = frozenset(
    "件个個名位人次条條项項家场場期份篇支张張部台辆户戶所处處批轮类類种種幅座%％倍亩元"
)

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
}


def measure_at(text: str, position: int, chinese: bool = False) -> int:
    """Return where the measure word ends that begins at `position`, or `position` if none does.

    After Chinese numerals fewer words are taken for measures.
    """
    if long := _LONG.match(text, position):
        return long.end()
    char = text[position : position + 1]
    if not char or char not in (_AFTER_CHINESE if chinese else _SHORT):
        return position if chinese else _unknown(text, position)
    end = position + 1
    if (
        char in _WITH_TIMES
        and text[end : end + 1] == "次"
        and text[end + 1 : end + 2] not in ("会", "全")
    ):
        end += 1
    elif text[end : end + 1] and text[end] in _WORDS.get(char, ""):
        return position
    return _second(text, end)


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
            while inner < end + 3 and text[inner : inner + 1] in tuple(_SHORT):
                inner += 1
            if inner > end + 1 and text.startswith(behind, inner):
                return inner + len(behind)
    return end


_NOT_BEHIND = {
    "超": "高",
    "近": "最附靠临贴邻亲就远",
    "约": "节条签预契公合履违相制",
    "至少": "甚以乃",
    "至多": "以乃",
    "不下": "放拿装住坐容",
    "不到": "想看听得料找做见收",
}
_BEFORE = re.compile(
    "(?:"
    + "|".join(
        f"(?<![{_NOT_BEHIND[word]}]){word}" if word in _NOT_BEHIND else word for word in BEFORE
    )
    + f")[{SPACES}]?$"
)
_LAST = frozenset(word[-1] for word in BEFORE)
_FIRST = frozenset((*SPACES, "多", "余", *(word[0] for word in BEHIND)))
_LONGEST = max(map(len, BEFORE)) + 1
_BEHIND = re.compile(f"[{SPACES}]?(?:{'|'.join(BEHIND)})(?![简几各述级])")
# 12家多为, 30%多数: there it is the most of them.
_MORE = re.compile(f"{MORE}(?![为数是于半亏少么达次样方种元项年])")


def start_before(text: str, start: int) -> int:
    """Return where the word begins that qualifies the number at `start`; `start` without one."""
    last = text[start - 1 : start]
    if last not in _LAST and not (last in tuple(SPACES) and text[start - 2 : start - 1] in _LAST):
        return start
    found = _BEFORE.search(text, max(0, start - _LONGEST), start)
    return found.start() if found else start


def end_behind(text: str, end: int) -> int:
    """Return where the word ends that qualifies the number whose unit ends at `end`, or `end`."""
    # Most numbers have nothing of the kind behind them.
    if text[end : end + 1] not in _FIRST:
        return end
    found = _BEHIND.match(text, end) or _MORE.match(text, end)
    return found.end() if found else end
