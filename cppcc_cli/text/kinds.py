"""What kind of thing a number expression is, its unit, and what qualifies it, by what is around it.

Each rule looks at a few characters before the number and behind it, in plain script. The order of
the rules matters: a number that is an ordinal, a date or part of a name is no figure, whatever
follows it.

A unit is looked for directly behind a number. It is a word of the dataset's own, else the longest
known measure word; 人次, 场次 and their like are made of a measure word and 次. Brackets or a slash
may add a second one, as in 项(条). Units are an open class: a single character of no list is one
where a mark follows it, as in 12眼。
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Literal, get_args

from cppcc_cli.numerals import BEFORE, BEFORE_TENS, BEHIND, CURRENCY, MORE, NUMERAL, SPACES
from cppcc_cli.script import HAN, Pattern, plain, run_end
from cppcc_cli.text.lexicon import lexicon

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
# By how much something changed, and no figure of the year.
CHANGES: tuple[Kind, ...] = ("growth", "difference")

# Verbs and nouns of change. What 增长到 or 提升至 reaches is none; what 增幅为 or 增长达 gives is.
_VERBS = (
    "增长|上升|提高|提升|增加|下降|降低|减少|回落|上涨|下跌|回升|攀升|递增|递减|扩大|缩小|收窄|压减|压降|上浮|下浮|"
    "高出|多出|超出|走高|走低"
)
_NOUNS = "增幅|降幅|增速|涨幅|跌幅|增长率|下降率|同比|环比|翻"
_GROWTH = Pattern(
    rf"(?:(?:{_VERBS}|[增降升涨跌])(?:分别)?(?:了|达到?|分别为)?|(?:{_NOUNS})[^，。；：]{{0,4}}|"
    rf"(?:{_VERBS})(?:的?(?:幅度|比例|率|目标)[^，。；]{{0,3}}|[^，。；到至为]{{1,4}})|"
    r"[比较][^，。；]{1,14}[高低多少快慢增减](?:了|出)?)$"
)
_OF_GROWTH = frozenset("增升高加降低减少落涨跌幅速比翻出浮窄快慢多递率大小缩")
_DIFFERENCE = Pattern(
    r"(?:[比较][^。；]{1,14}|同比|环比)(?:增加|减少|增长|下降|净增|上升|增|减|多|少)[了出]?$",
    "比",
    "较",
)
_CHANGED_BY = Pattern("(?<!新)(?:增[加长]|减少|下降|净增|上涨|[多少]收)了?$", *"增减降涨收")
# A change may have a sign: 同比+8%, (+8%), 增长-3%. Between words a hyphen parts them: 提案-418件.
_CHANGE = (
    r"(?:增长|上升|提高|增加|下降|降低|减少|回落|增幅|降幅|增速|同比|环比|[比较][^。；，]{1,8})"
    r"[了为：:]?\s?"
)
# A minus in all its forms; hyphens and dashes may stand for it, and two of these part words.
_MINUSES = "−‐‑‒–—﹣-"
_SIGNS = frozenset(f"{_MINUSES}+负")
_SIGN_MARK = rf"[+{_MINUSES}](?<!——)"
_SIGN = Pattern(rf"(?<![0-9A-Za-z%)）+-])(?P<sign>{_SIGN_MARK}|(?<![抱自肩欺辜])负)$")
_SIGN_OF_CHANGE = Pattern(rf"{_CHANGE}(?P<sign>{_SIGN_MARK}|负)$")
_OF_CHANGE = Pattern(r"\s?(?:%|‰|倍|个?[百千]分点)")
_MONEY = frozenset(("元", "美元", "欧元", "港元", "港币", "日元", "英镑"))
_RATIO_WORDS = Pattern(r"比|结构|占")
_CLOCK = Pattern(r"(?:[01]?[0-9]|2[0-3])[:：][0-5][0-9](?:[:：][0-5][0-9])?$")
# 图1:2011年, 附件2：2031年: the number of a picture, and a year.
_CAPTION = Pattern(r"(?:图表?|表|附件|附表|附图|专栏|问题|案例|议题|专题|话题)\s?$")
_LINE_START = Pattern(r"(?:^|[\n。；：！？;:])\s*[(（]?$")


def figure_kind(text: str, start: int, unit: str) -> Kind:
    """Return which of the six kinds a figure is, whose printed form begins at `start`."""
    if unit.endswith("分点"):
        return "growth"
    is_share = unit in ("%", "‰", "倍")
    changes = not _OF_GROWTH.isdisjoint(text[start - 20 if start > 20 else 0 : start])
    signed = text[start - 1 : start] == "+"
    # Most numbers have no word of change before them.
    if not (changes or signed):
        return "amount" if unit in _MONEY else "share" if is_share and unit != "倍" else "count"
    before = _before(text, start, 20)
    if is_share:
        grown = signed or _GROWTH.search(before)
        return "growth" if grown else "count" if unit == "倍" else "share"
    changed = _CHANGED_BY.search(before)
    if unit in _MONEY:
        return "difference" if changed else "amount"
    changed = changed or _DIFFERENCE.search(before)
    return "difference" if signed or changed else "count"


def sign_before(text: str, start: int, end: int) -> str:
    """Return the sign of the number from `start` to `end`, + or - or 负; nothing where none is."""
    if text[start - 1 : start] not in _SIGNS:
        return ""
    before = _before(text, start, 16)
    is_change = _OF_CHANGE.match(text, end) or text.startswith("百分之", start)
    found = _SIGN.search(before) if is_change else None
    found = found or _SIGN_OF_CHANGE.search(before)
    return found["sign"] if found else ""


def _before(text: str, start: int, characters: int) -> str:
    """Return at most so many characters before `start`, none of another sentence."""
    return text[start - characters if start > characters else 0 : start].rpartition("。")[2]


def is_caption(text: str, start: int) -> bool:
    """Tell whether a number is that of a picture, a table or an annex: 图1, 附件2."""
    return _CAPTION.search(_before(text, start, 4)) is not None


def ratio_or_time(text: str, start: int, end: int) -> Kind:
    """Tell 7:3 from 9:30."""
    before = _before(text, start, 10)
    clock = _CLOCK.match(text[start:end])
    return "date" if clock and not _RATIO_WORDS.search(before) else "ratio"


def kind_of_rest(
    text: str, start: int, end: int, chinese: bool, quote: tuple[str, int] | None
) -> Kind | None:
    """Return the kind of a number that is no figure, or None where it may be one.

    `quote` is the mark that closes the quotation it stands in, and where that begins.
    """
    before, behind = _before(text, start, 12), text[end : end + 12]
    written = text[start:end]
    before = before.removesuffix(sign_before(text, start, end))
    kind = _named(before, behind) or _dated(written, before, behind)
    if kind or (kind := _ordered(written, before, behind)):
        return kind
    # 00期 of a journal, 007, 087.8.
    if written[0] == "0" and written[1:2].isdecimal():
        return "other"
    if quote is not None and _is_name_in(quote, text, start, end, chinese):
        return "name"
    if behind[:1] in _OF_SPEECH and lexicon()["likened"].is_in(_before(text, start, 30)):
        return "idiom"
    return _chinese_words(text, start, end) if chinese else None


_OF_SPEECH = frozenset("面颗盏束粒")
# What stands right behind a number, and before it, that is no figure: letters, brackets of years.
_NAMING = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+＋")
_FIRST_OF_NAMED, _LAST_OF_NAMED = _NAMING.union("〕]号"), _NAMING.union("〔[")
_METRIC = Pattern(r"(?:km|kg|m)(?![A-Za-z])")


def _named(before: str, behind: str) -> Kind | None:
    """A number with letters beside it, or one that names a document."""
    if behind[:1] not in _FIRST_OF_NAMED and before[-1:] not in _LAST_OF_NAMED:
        return None
    if before.endswith(("〔", "[")) or behind.startswith(("〕", "]")):
        return "document"
    if behind.startswith("号") and before.removesuffix("第").endswith(("〕", "]")):
        return "document"
    is_named = before[-1:] in _NAMING or (behind[:1] in _NAMING and not _METRIC.match(behind))
    return "name" if is_named else None


_DATE_WORDS = tuple("世纪 点半 点整 点钟 载 小时 个小时 分钟 秒 天 个月 个工作日 工作日".split())
# Words of time, and what makes other words of them.
_NO_DATE: dict[str, str | tuple[str, ...]] = {"年": "级", "月": "度目", "日": "常"}
_NO_DATE |= {"时": ("代", "间", "期"), "周": ("年", "岁", "边")}
_DATE_BEHIND = Pattern(r"[—–~-][0-9]{4}年|[-/.][0-9]{1,2}[-/.]|[-/][0-9]{1,2}月", *"—–~-/.")
_MINUTES = frozenset("0123456789一二三四五六七八九十")
_FIRST_OF_DATE = frozenset((*_NO_DATE, *(word[0] for word in _DATE_WORDS), *"—–~-/."))
_DAY = Pattern(r"(?:19|20)[0-9]{2}[.][0-9]{1,2}[.][0-9]{1,2}")
_DATE_BEFORE = Pattern(
    r"[0-9]{4}[-/.](?:[0-9]{1,2}[-/.])?$|[0-9〇零一二三四五六七八九十][年月]$|[0-9]时$"
)
_PARTS_OF_DATE = frozenset("年月时-/.")
_MEASURES_OF_MONTHS = frozenset("件个名次家场期条篇项人位份")


def _dated(written: str, before: str, behind: str) -> Kind | None:
    """A number of years, months, days or hours, an age or an anniversary."""
    if written.count(".") == 2 and _DAY.fullmatch(written):
        return "date"
    if behind.startswith(("周年", "周岁", "岁")):
        return "other"
    first = behind[:1]
    is_measured = first == "天" and "." in written
    if first in _FIRST_OF_DATE and not is_measured and _is_of_date(first, behind):
        return "date"
    last = before[-1:]
    # 由2009年1000万元: no month, and no day.
    is_short = len(written) < (3 if written.isascii() else 4) and _MINUTES.issuperset(written)
    goes_on = is_short and last in _PARTS_OF_DATE and first not in _MEASURES_OF_MONTHS
    is_minute = behind.startswith("分") and last in ("时", "点")
    return "date" if is_minute or (goes_on and _DATE_BEFORE.search(before)) else None


def _is_of_date(first: str, behind: str) -> bool:
    """Tell whether a word of time stands behind a number, or what goes on with a date."""
    if first in _NO_DATE:
        return not behind.startswith(_NO_DATE[first], 1)
    if first == "点" and behind.startswith("分", max(2, run_end(behind, 1, _MINUTES))):
        return True
    return behind.startswith(_DATE_WORDS) or _DATE_BEHIND.match(behind) is not None


_ENUMERATOR = Pattern(r"[、.．)）]|是(?!否)|要(?!求)|来(?!自)")
_DOING = "召开|举行|举办|组织|开展|主持|参加|列席|共|主办|承办"
_MEETS = Pattern(_DOING)
# 四次、五次全会; 三次主席会议; 十二次常委会会议; 四次党代会.
_MEETING = Pattern(
    rf"次(?:[、和]{NUMERAL}{{1,3}}次){{0,5}}"
    rf"(?:{HAN}{{0,4}}?(?:会议|全会|常委会|全委会)|党代会|代表大会|代会)",
    "会",
)
_OF_TERM = Pattern(rf"届(?:(?!{_DOING})[^，。；])*$")
_OF_MEETINGS = ("次全会", "次党代会", "次代表大会", "次党代表大会")
_LEVEL = Pattern(r"星?级|等[奖功级次]")
# 第5批, 第1—6期; 前10名 is a rank too.
_ORDINAL_BEFORE = Pattern(rf"第(?:[0-9]|{NUMERAL}){{1,4}}\s?[—–~～至、-]{{1,2}}$", "第")
_LAST_OF_ORDERED = frozenset("第前—–~～至、-")
_FIRST_OF_ORDERED = frozenset("届中次星级等号、.．)）是要来")


def _ordered(written: str, before: str, behind: str) -> Kind | None:
    """A number that counts off: the first of several, a session, a level, a place in a list."""
    if behind[:1] not in _FIRST_OF_ORDERED and before[-1:] not in _LAST_OF_ORDERED:
        return None
    is_place = before.endswith("前") and behind[:1] in ("位", "名")
    if is_place or before.endswith("第") or _ORDINAL_BEFORE.search(before):
        return "ordinal"
    if behind.startswith(("届", "中全会")):
        return "session"
    if behind.startswith("次") and _is_meeting(before, behind):
        return "session"
    if behind[:1] in ("星", "级", "等") and _LEVEL.match(behind):
        return "level"
    if behind.startswith("号"):
        return "ordinal"
    if len(written) <= 2 and behind[:1] in _FIRST_OF_ENUMERATOR:
        opens = _LINE_START.search(before)
        return "enumerator" if opens and _ENUMERATOR.match(behind) else None
    return None


_FIRST_OF_ENUMERATOR = frozenset("、.．)）是要来")


def _is_meeting(before: str, behind: str) -> bool:
    """Tell whether a number before 次 tells which meeting of a term it was, not how many."""
    # 从十届一次的4%上升至十届五次的16%.
    if before.endswith("届"):
        return True
    if not _MEETING.match(behind):
        return False
    if "届" in before and _OF_TERM.search(before):
        return True
    counted = _MEETS.search(before[-6:])
    return not counted and behind.startswith(_OF_MEETINGS)


def _is_name_in(quote: tuple[str, int], text: str, start: int, end: int, chinese: bool) -> bool:
    """Tell whether a number in quotation marks is part of a name: a short quotation, or a title."""
    closing, opened = quote
    if closing in "》」』":
        return True
    closed = text.find(closing, end, end + 40)
    # “提出提案481件” says what was done.
    said = text[opened + 1 : opened + 25]
    while words := next((one for one in ("全年", "共", "累计") if said.startswith(one)), ""):
        said = said.removeprefix(words)
    # “下达320亿元” says how much; “300亿元”项目 is called so.
    is_amount = text.startswith("元", end) and start > opened + 1
    if closed < 0 or is_amount or said.startswith(_SAID_TO_BE_DONE):
        return False
    return chinese or closed == end or closed - opened <= 12


_SAID_TO_BE_DONE = tuple(
    "提出 提交 收到 征集 立案 办结 办复 采纳 报送 上报 编发 播出 举办 召开 开展 完成 形成 建成"
    " 服务".split()
)
_SLOGAN = Pattern(
    r"[个项条](?:确立|维护|意识|自信|一流|方面|先行|务必|坚持|全面|结合|层面|环节|转变|统一|关系|着力|"
    r"必须|代表|导向|规定|挺进|行动计划|季度|星期|阶段|年度|一百)|个?大?字|位一体|[大化有无](?!会)|样|学社|"
    r"条(?:底线|战线|主线|红线|路线|防线|生命线|腿走路)|个(?:文明|一[”’」\x22])|次(?:产业|分配|创业|革命|供水|污染|函数|元)"
)
_FIRST_OF_SLOGAN = frozenset("学个项条位大化有无字样次")
_NO_DIGIT = frozenset("十百千万亿")
_A_TENTH = Pattern(r"成(?:以上|以下|左右|[多余半一二三四五六七八九])", "成")
# 数十次, 成百家: how many is left open.
SEVERAL = ("数", "几", "成")
# Behind 二 only these count; 二期 and 二等 are the second of several.
_AFTER_SECOND = frozenset("件个家处宗座艘")


def _chinese_words(text: str, start: int, end: int) -> Kind | None:
    """A number in Chinese numerals that is part of a word or a name, or that has no value."""
    written = text[start:end]
    before, behind = _before(text, start, 12), text[end : end + 12]
    number = written.rstrip("余多来")
    if number in ("一", "〇", "零") and written != "一半" and not _A_TENTH.match(behind):
        return "idiom"
    # 百, 千 and 万 alone are words; near 千, or more than 百, they count.
    if _NO_DIGIT.issuperset(number):
        several = before[-1:] in (SEVERAL[:2] if number[:1] == "十" else SEVERAL)
        qualified = number != written or start_before(text, start) < start
        if several or not (qualified or number[:1] == "十"):
            unit_end = measure_at(text, end, f"数{written}" if several else written)
            counts = (several or len(number) > 1) and unit_end > end
            # 千万吨级 is the name of a class.
            return "unclear" if counts and text[unit_end : unit_end + 1] != "级" else "idiom"
    if number in ("十八", "十九", "二十") and behind.startswith("大"):
        return "session"
    is_long = number.endswith("万") and behind.startswith("字")
    if behind[:1] in _FIRST_OF_SLOGAN and _SLOGAN.match(behind) and not is_long:
        return "name"
    if number == "二" and behind[:1] not in _AFTER_SECOND:
        return "ordinal"
    if behind.startswith(("次会议", "次全体会议")) and not _MEETS.search(before):
        return "session"
    return None


_MARKS = frozenset("，。；、）)！？：,;\n|") | {""}


@cache
def _measures() -> Mapping[str, Any]:
    """Return the measure words of the lexicon; the long ones by their first characters."""
    measures = lexicon().table("measure")
    begun: dict[str, list[str]] = {}
    for word in measures["long"]:
        begun.setdefault(word[0], []).append(word)
    return {**measures, "long": begun}


def measure_at(text: str, position: int, numerals: str = "", own: Pattern | None = None) -> int:
    """Return where the measure word ends that begins at `position`, or `position` if none does.

    `numerals` are the Chinese numerals before it, after which fewer words are taken for measures;
    `own` is a pattern of units that the dataset names.
    """
    if own and (word := own.match(text, position)):
        return word.end()
    char, known = text[position : position + 1], _measures()
    for long in known["long"].get(char, ()):
        if text.startswith(long, position):
            return _second(text, position + len(long))
    if not char or not (char in known["short"] if not numerals else _counts(char, numerals)):
        return position if numerals else _unknown(text, position)
    end = position + 1
    behind = text[end : end + 1]
    is_times = behind == "次" and text[end + 1 : end + 2] not in ("会", "全")
    if is_times and char in known["with_times"]:
        end += 1
    elif behind and behind in known["no_measure_before"].get(char, ""):
        return position
    return _second(text, end) if text[end : end + 1] in ("(", "（", "/") else end


def own_units(units: Iterable[str]) -> Pattern | None:
    """Return the pattern of units that a dataset names and that none knows, the longest first."""
    named = filter(None, map(plain, units))
    new = [unit for unit in named if measure_at(f"{unit}的", 0) < len(unit)]
    return Pattern("|".join(sorted(map(re.escape, new), key=len, reverse=True))) if new else None


def _counts(char: str, numerals: str) -> bool:
    """Tell whether a measure word may follow Chinese numerals."""
    known = _measures()
    if char in known["after_numerals"] or (numerals == "两" and char in known["after_two"]):
        return True
    is_large = len(numerals) > 1 and any(ten in numerals for ten in "十百千万亿")
    return is_large and char in known["short"] and char not in known["not_after_large"]


def _unknown(text: str, position: int) -> int:
    """Return the end of a measure word of no list: one character before a mark, as in 12眼。"""
    char, behind = text[position : position + 1], text[position + 1 : position + 2]
    is_word = "\u4e00" <= char <= "\u9fff" and char not in _measures()["none"]
    return position + 1 if is_word and behind in _MARKS else position


def _second(text: str, end: int) -> int:
    """Return the end of a second measure word in brackets or behind a slash, else `end`."""
    for before, behind in (("(", ")"), ("（", "）"), ("/", "")):
        if text[end : end + 1] == before:
            inner = end + 1
            while inner < end + 3 and text[inner : inner + 1] in (*_measures()["short"], "次"):
                inner += 1
            if inner > end + 1 and text.startswith(behind, inner):
                return inner + len(behind)
    return end


_SPACES = frozenset(SPACES)
_ANGLES = frozenset("><＞＜")
_LAST = frozenset(word[-1] for word in (*BEFORE, *BEFORE_TENS))
_FIRST = frozenset((*SPACES, "多", "余", *(word[0] for word in BEHIND)))
_BEHIND = Pattern(f"[{SPACES}]?(?:{'|'.join(BEHIND)})(?![简几各述级联一齐游午功班贯])")
# 12家多为, 30%多数: there it is the most of them.
_MORE = Pattern(f"{MORE}(?![为数是于半亏少么达次样方种元项年])")


def start_before(text: str, start: int) -> int:
    """Return where the word begins that qualifies the number at `start`; `start` without one."""
    stop = start - len(CURRENCY) * text.endswith(CURRENCY, 0, start)
    end = stop - (text[stop - 1 : stop] in _SPACES)
    last = text[end - 1 : end]
    if last not in _LAST:
        return start
    # A bracket qualifies digits alone; between words it points from one to the next.
    if last in _ANGLES and (end < start or not _is_comparing(text, start)):
        return start
    is_tens = end == start and text[start : start + 1] in ("百", "千", "万", "亿")
    longer = lexicon().table("no_qualifier_behind")
    for word in (*BEFORE, *BEFORE_TENS) if is_tens else BEFORE:
        begin = end - len(word)
        is_there = begin >= 0 and text.startswith(word, begin)
        # 最近5次: there it ends a longer word.
        if is_there and not (begin and text[begin - 1] in longer.get(word, "")):
            return begin
    return start


def _is_comparing(text: str, start: int) -> bool:
    """Tell whether an angle before `start` compares: before digits, and closing no bracket."""
    _, opened, inside = text[max(0, start - 20) : start - 1].rpartition("<")
    # <30件 compares, too, and no bracket reaches over the end of a sentence.
    closes = opened and not inside[:1].isdecimal() and "。" not in inside
    return text[start : start + 1].isdecimal() and not (closes and text[start - 1] == ">")


def end_behind(text: str, end: int) -> int:
    """Return where the word ends that qualifies the number whose unit ends at `end`, or `end`."""
    # Most numbers have nothing of the kind behind them.
    if text[end : end + 1] not in _FIRST:
        return end
    found = _BEHIND.match(text, end) or _MORE.match(text, end)
    return found.end() if found else end
