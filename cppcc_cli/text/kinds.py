"""What kind of thing a number expression is, by what stands around it.

Each rule looks at a few characters before the number and behind it, in plain script. The order of
the rules matters: a number that is an ordinal, a date or part of a name is no figure, whatever
follows it.
"""

import re
from typing import Literal, get_args

from cppcc_cli.text.measures import measure_at, start_before

Kind = Literal[
    "count",
    "share",
    "growth",
    "difference",
    "amount",
    "ratio",
    "date",
    "ordinal",
    "session",
    "name",
    "idiom",
    "enumerator",
    "level",
    "document",
    "other",
    "unclear",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
FIGURE_KINDS: tuple[Kind, ...] = ("count", "share", "growth", "difference", "amount", "ratio")

_GROWTH = re.compile(
    r"(?:增长|上升|提高|提升|增加|下降|降低|减少|回落|增幅|降幅|增速|同比|环比|翻)(?:了|到|达|为)?[^，。；]{0,4}$"
)
_DIFFERENCE = re.compile(
    r"(?:[比较][^。；]{1,14}|同比|环比)(?:增加|减少|增长|下降|净增|增|减|多|少)(?:了)?$"
)
# A change may have a sign: 同比+8%, (+8%), 增长-3%. Between words a hyphen parts them: 提案-418件.
_CHANGE = (
    r"(?:增长|上升|提高|增加|下降|降低|减少|回落|增幅|降幅|增速|同比|环比|[比较][^。；，]{1,8})"
    r"[了为：:]?\s?"
)
_SIGN = re.compile(r"(?<![0-9A-Za-z%)）+-])(?P<sign>[+−-]|(?<![抱自肩欺辜])负)$")
_SIGN_OF_CHANGE = re.compile(rf"{_CHANGE}(?P<sign>[+−-]|负)$")
_OF_CHANGE = re.compile(r"\s?(?:%|倍|个?百分点)")
_MONEY = frozenset(("元", "美元", "欧元", "港元", "日元", "英镑"))
_RATIO_WORDS = re.compile(r"比|结构|占")
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-3])[:：][0-5][0-9](?:[:：][0-5][0-9])?$")
_LINE_START = re.compile(r"(?:^|[\n。；：！？;:])\s*[(（]?$")


def figure_kind(text: str, start: int, unit: str) -> Kind:
    """Return which of the six kinds a figure is, whose printed form begins at `start`."""
    before = _before(text, start, 20)
    signed = before.endswith("+")
    if unit.endswith("百分点"):
        return "growth"
    if unit == "%" or unit == "倍":
        grown = signed or _GROWTH.search(before)
        return "growth" if grown else "share" if unit == "%" else "count"
    if unit in _MONEY:
        return "amount"
    return "difference" if signed or _DIFFERENCE.search(before) else "count"


def sign_before(text: str, start: int, end: int) -> str:
    """Return the sign of the number from `start` to `end`, + or - or 负; nothing where none is."""
    if text[start - 1 : start] not in ("+", "-", "−", "负"):
        return ""
    before = _before(text, start, 16)
    is_change = _OF_CHANGE.match(text, end) or text.startswith("百分之", start)
    found = (_SIGN.search(before) if is_change else None) or _SIGN_OF_CHANGE.search(before)
    return found["sign"] if found else ""


def _before(text: str, start: int, characters: int) -> str:
    """Return at most so many characters before `start`, none of another sentence."""
    return text[max(0, start - characters) : start].rpartition("。")[2]


def ratio_or_time(text: str, start: int, end: int) -> Kind:
    """Tell 7:3 from 9:30."""
    before = _before(text, start, 10)
    clock = _CLOCK.match(text[start:end]) and not _RATIO_WORDS.search(before)
    return "date" if clock else "ratio"


def kind_of_rest(
    text: str,
    start: int,
    end: int,
    chinese: bool,
    quote: tuple[str, int] | None,
) -> Kind | None:
    """Return the kind of a number that is no figure, or None where it may be one.

    `quote` is the mark that closes the quotation it stands in, and where that begins.
    """
    before, behind = _before(text, start, 10), text[end : end + 10]
    written = text[start:end]
    signed = sign_before(text, start, end)
    for rule in (_named, _dated, _ordered):
        kind = rule(written, before.removesuffix(signed), behind)
        if kind is not None:
            return kind
    if quote is not None and _is_name_in(quote, text, start, end, chinese):
        return "name"
    return _chinese_words(text, start, end) if chinese else None


_METRIC = re.compile(r"(?:km|kg|m)(?![A-Za-z])")
_LETTER = re.compile(r"[A-Za-z+＋]")


def _named(written: str, before: str, behind: str) -> Kind | None:
    """A number with letters beside it, or one that names a document."""
    if before.endswith(("〔", "[")) or behind.startswith(("〕", "]")):
        return "document"
    if behind.startswith("号") and before.removesuffix("第").endswith(("〕", "]")):
        return "document"
    if (_LETTER.match(behind) and not _METRIC.match(behind)) or _LETTER.match(before[-1:]):
        return "name"
    return None


_DATE_BEHIND = re.compile(
    r"年代|世纪|年(?!级)|月(?!度目)|日(?!常)|时(?!代|间|期)|点(?:半|整|钟|[0-9一二三四五六七八九十]+分)|"
    r"个?小时|分钟|秒|天|个月|个工作日|工作日|周(?!年|岁|边)|[—–~-][0-9]{4}年|[-/.][0-9]{1,2}[-/.]|[-/][0-9]{1,2}月"
)
_DAY = re.compile(r"(?:19|20)[0-9]{2}[.][0-9]{1,2}[.][0-9]{1,2}")
_DATE_BEFORE = re.compile(
    r"[0-9]{4}[-/.](?:[0-9]{1,2}[-/.])?$|[0-9〇零一二三四五六七八九十][年月]$|[0-9]时$"
)


def _dated(written: str, before: str, behind: str) -> Kind | None:
    """A number of years, months, days or hours, an age or an anniversary."""
    if _DAY.fullmatch(written):
        return "date"
    if behind.startswith(("周年", "周岁", "岁")):
        return "other"
    if _DATE_BEHIND.match(behind):
        return "date"
    if _DATE_BEFORE.search(before) and behind[:1] not in tuple("件个名次家场期条篇项人位份"):
        return "date"
    if behind.startswith("分") and before.endswith(("时", "点")):
        return "date"
    return None


_ENUMERATOR = re.compile(r"[、.．)）]|是(?!否)|要(?!求)|来(?!自)")


_MEETING = re.compile("次(?:全体)?会议|次全会|次常委会")
_LEVEL = re.compile("星?级|等[奖功级次]")
# 第5批, 第1—6期; 前10名 is a rank too.
_ORDINAL_BEFORE = re.compile(r"第(?:[0-9一二三四五六七八九十]{1,4}\s?[—–~～至、-]{1,2}第?)?$")


def _ordered(written: str, before: str, behind: str) -> Kind | None:
    """A number that counts off: the first of several, a session, a level, a place in a list."""
    if _ORDINAL_BEFORE.search(before) or (before.endswith("前") and behind[:1] in ("位", "名")):
        return "ordinal"
    if behind.startswith(("届", "中全会")):
        return "session"
    if _MEETING.match(behind) and re.search(r"届[^，。；]{0,3}$", before):
        return "session"
    if _LEVEL.match(behind):
        return "level"
    if behind.startswith("号"):
        return "ordinal"
    if len(written) <= 2 and _LINE_START.search(before) and _ENUMERATOR.match(behind):
        return "enumerator"
    return None


def _is_name_in(quote: tuple[str, int], text: str, start: int, end: int, chinese: bool) -> bool:
    """Tell whether a number in quotation marks is part of a name: a short quotation, or a title."""
    closing, opened = quote
    if closing in "》」』":
        return True
    closed = text.find(closing, end, end + 40)
    if closed < 0:
        return False
    return chinese or closed == end or closed - opened <= 12


_SLOGAN = re.compile(
    r"[个项条](?:确立|维护|意识|自信|一流|方面|先行|务必|坚持|全面|结合|层面|环节|转变|统一|关系|着力|"
    r"必须|代表|导向|规定|挺进|行动计划|季度|星期|阶段|年度|一百)|[位]一体|[大化有无](?!会)|[字样]"
)
_NO_DIGIT = frozenset("十百千万亿")
_A_TENTH = re.compile("成(?:以上|以下|左右|[多余半一二三四五六七八九])")
_DOING = re.compile(r"召开|举行|举办|组织|开展|主持|参加|列席")
# 数十次, 上百家: how many is left open.
SEVERAL = ("数", "几", "上", "成")


def _chinese_words(text: str, start: int, end: int) -> Kind | None:
    """A number in Chinese numerals that is part of a word or a name, or that has no value."""
    written = text[start:end]
    before, behind = _before(text, start, 10), text[end : end + 10]
    number = written.rstrip("余多来")
    if number in ("一", "〇", "零") and not (written == "一半" or _A_TENTH.match(behind)):
        return "idiom"
    # 百, 千 and 万 alone are words; near 千, or more than 百, they count.
    if all(char in _NO_DIGIT for char in number):
        several = before[-1:] in (SEVERAL[:2] if number[:1] == "十" else SEVERAL)
        qualified = number != written or start_before(text, start) < start
        if several or not (qualified or number[:1] == "十"):
            counts = (several or len(number) > 1) and measure_at(text, end, chinese=True) > end
            return "unclear" if counts else "idiom"
    if re.match(r"十八|十九|二十", number) and behind.startswith("大"):
        return "session"
    if _SLOGAN.match(behind):
        return "name"
    if number == "二":
        return "ordinal"
    if re.match(r"次(?:全体)?会议", behind) and not _DOING.search(before):
        return "session"
    return None
