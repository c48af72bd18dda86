"""Numbers as they are printed -> Quantity: 1.7万余人次 is more than 17000, 九成以上 at least 90 %.

A number is digits with an optional fraction, grouped by threes or not, or Chinese numerals, each
with 万 and 亿, and 兆 of money, which are multiplied into the value, and with 余, 多 or 来 in it.
百分之 begins a share in per cent, 一半 is fifty. What is not wholly understood has an end, so that
no rest of it is taken for a number, and no value.

A printed form is a qualifier before the number, the number, a qualifier, the unit, and a qualifier
behind it; all but the number and the unit may be missing. A per cent sign and 百分之 are a value
with the unit %, 成 is ten of them and may have a digit behind it, as in 六成五 for 65 %. Both
scripts and both widths are read alike; the unit is given as written.
"""

import re
from decimal import Decimal, Inexact, localcontext
from functools import lru_cache
from typing import Literal, NamedTuple

from cppcc_cli.quantity import CLAIMS, SCALES, Qualifier, Quantity
from cppcc_cli.script import Pattern, plain, run_end

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
# As on a cheque, and the old short forms of twenty and thirty.
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_SHORT_TENS = {"廿": "二十", "卅": "三十"}
_IN_FORMAL = Pattern("[零〇一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,24}")
_IN_SHORT_TENS = Pattern("[廿卅][一二三四五六七八九]?")
NUMERALS = "".join((*_DIGITS, *_TENS, *SCALES))
# One to ten, in patterns.
NUMERAL = "[一二三四五六七八九十]"
FORMAL_STARTS = "壹贰叁肆伍陆柒捌玖拾廿卅"


def _words(place: Literal["before", "inside", "behind"]) -> dict[str, Qualifier]:
    """Return the words of qualifiers that stand at a place; one that begins another comes after."""
    found = {word: name for name, claim in CLAIMS.items() for word in getattr(claim, place)}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


BEFORE, INSIDE, BEHIND = _words("before"), _words("inside"), _words("behind")
_BEGIN_QUALIFIERS = frozenset(word[0] for word in (*BEFORE, *INSIDE, *BEHIND))
SPACES = " \u3000\u00a0\u2002\u2003\u2009\u202f"
_SPACES = frozenset(SPACES)
# More digits than any figure has; a Decimal of more would be rounded when 万 is multiplied in.
MOST_DIGITS = 24

_ARABIC = Pattern("[0-9]+(?:[,.][0-9]+)*")
_WELL_FORMED = Pattern(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
# Between groups of three digits: a thousands mark, or the end of a clause, or a column.
_MARKS = "，'’ \u00a0\u2009\u202f\u3000"
_THIN_SPACES = "\u00a0\u2009\u202f"
_PARTED = Pattern(f"(?:[{_MARKS}][0-9]{{3}})+(?![0-9])(?:[.][0-9]+)?")
_GOES_ON = frozenset(f"{_MARKS}点兆{NUMERALS}{''.join(INSIDE)}")
# 2兆445亿元 of Taiwan; 20兆 is the width of a line.
_TRILLIONS = Pattern(r"兆(?:[0-9][0-9,]*(?:\.[0-9]+)?亿|[余多]?[美港日欧]?元)", "兆")
# 投资1.2个亿, 3个多亿; 10个亿元村 are villages.
_COUNTED_SCALE = Pattern("个[多余]?亿元?(?=[，。；、：！？）)的]|$)")
_CHINESE = frozenset(NUMERALS)
# Of numerals before 分之.
_LONGEST_WHOLE = 6
# 12点5 is a fraction, 9点5分 a time.
_SPOKEN_POINT = Pattern("点[0-9]+(?![0-9]*分)")
# Digits and numerals may stand side by side, as in 3千二百.
_BOTH_SCRIPTS = _CHINESE.union("0123456789.,")
# 十几, 几百几十: how many is left open.
_SEVERAL = _CHINESE.union("几")
# 来 is about so many behind tens and before a measure word only: 十来个, and not 三来自.
_TENS_BEFORE = frozenset("0十百千万亿")
_ABOUT_SO_MANY = frozenset("万亿个件名位人次条项家场期份篇只张部台辆间户亩座所处批元册字")
# 400+件 is more than 400; 1+N and 5+2 are names.
_PLUS = frozenset("个件名位人次条项家场期份篇万亿元只部户亩字吨台，。；、！）") | {""}
# 过百家, 上千人: before tens alone, where a digit would make it another word.
BEFORE_TENS: dict[str, Qualifier] = {"过": "over", "上": "at_least"}


class Number(NamedTuple):
    """A number as it stands in a text; its value is None where it is not wholly understood."""

    end: int
    value: Decimal | None
    qualifier: Qualifier | None
    chinese: bool
    per_cent: bool = False
    # Whether the mark between its digits may as well part two numbers.
    parted: bool = False


def number_at(text: str, start: int) -> Number | None:
    """Return the number that begins at `start` of `text`, or None where none does."""
    if "0" <= text[start : start + 1] <= "9":
        return _arabic(text, start)
    if text.startswith("一半", start):
        return Number(start + 2, Decimal(50), None, True, per_cent=True)
    first = text[start : start + 1]
    if first not in NUMERALS:
        return _formal(text, start) if first in FORMAL_STARTS else None
    stop = text.find("分之", start, start + _LONGEST_WHOLE + 2)
    if stop < 0 or run_end(text, start, _CHINESE) < stop:
        return _chinese(text, start)
    begin = stop + len("分之")
    part = _arabic(text, begin) or _chinese(text, begin)
    if part is None:
        return Number(begin, None, None, True, per_cent=True)
    whole = whole_number(text[start:stop])
    value = None if part.value is None else _share(part.value, whole)
    return part._replace(value=value, chinese=True, per_cent=True)


def scale_at(text: str, position: int) -> int | None:
    """Return by how many places the character there moves digits: 万 by four, 千 by three.

    None where it does not; the 千 of 千瓦 and the 百 of 百分点 are of the unit.
    """
    char, behind = text[position : position + 1], text[position + 1 : position + 2]
    if char == "千":
        return None if behind in ("瓦", "克", "米") else 3
    if char == "百":
        return None if behind == "分" else 2
    if char == "兆":
        return 12 if _TRILLIONS.match(text, position) else None
    return SCALES.get(char)


def whole_number(numerals: str) -> int | None:
    """Return the value of Chinese numerals without fraction, or None where they are no number."""
    if not 0 < len(numerals) <= MOST_DIGITS:
        return None
    if len(numerals) > 1 and all(char in _DIGITS for char in numerals):
        return _in_a_row([_DIGITS[char] for char in numerals])
    total = section = 0
    digit: int | None = None
    last_ten, last_scale = 10_000, 10**9
    for char in numerals:
        if char in _DIGITS:
            # Two digits side by side are a guess, save a zero between them.
            if digit:
                return None
            digit = _DIGITS[char]
        elif char in _TENS:
            ten = _TENS[char]
            if ten >= last_ten or (digit == 0 and ten != 10):
                return None
            section += (digit or 1) * ten
            digit, last_ten = None, ten
        elif char not in SCALES:
            return None
        else:
            scale = 10 ** SCALES[char]
            section += digit or 0
            if scale >= last_scale or not section:
                return None
            total += section * scale
            section, digit, last_ten, last_scale = 0, None, 10_000, scale
    # 五百五 is five hundred and fifty: what follows counts the next lower place.
    if digit and numerals[-2:-1] not in ("", "零", "〇"):
        digit *= (last_ten if numerals[-2] in _TENS else last_scale) // 10
    return total + section + (digit or 0)


def _in_a_row(digits: list[int]) -> int | None:
    """Return the number of digits in a row: 二〇〇 is 200; 三五 is a guess, 二〇二三 a year."""
    number = int("".join(map(str, digits)))
    if digits[0] == 0:
        return number if number < 10 else None
    return number if 0 in digits and not 1900 <= number < 2100 else None


def _share(part: Decimal, whole: int | None) -> Decimal | None:
    """Return a part of a whole in per cent; None for a third, which has no last digit."""
    if not whole:
        return None
    with localcontext() as exactly:
        exactly.traps[Inexact] = True
        try:
            return part * 100 / whole
        except Inexact:
            return None


def _arabic(text: str, start: int) -> Number | None:
    """Read digits with 万 and 亿, which may follow one another: 3亿5000万."""
    run = _ARABIC.match(text, start)
    if run is None:
        return None
    # Most numbers end here.
    if text[run.end() : run.end() + 1] not in _GOES_ON and not _is_scale_counted(text, run.end()):
        return Number(run.end(), _amount(run.group(), 0), None, False)
    parted = _parted(text, run)
    if parted is not None:
        places, end, qualifier = _scaled(text, parted.end())
        groups = _in_spaced_groups(text, start, parted.end())
        value = None if groups is None else _amount(groups, places)
        return Number(end, value, qualifier, False, parted=groups is None)
    total: Decimal | None = Decimal(0)
    left = 0
    while run is not None:
        digits = run.group()
        places, end, qualifier = _scaled(text, run.end())
        amount = _amount(digits, places)
        follows = left and amount is not None
        # 1万2 leaves open whether 2 or 2000 is meant; 1万2345 does not.
        if follows and (amount >= 10**left or not (places or len(digits) == left)):
            amount = None
        total = None if total is None or amount is None else total + amount
        run = _ARABIC.match(text, end) if places and qualifier is None else None
        if run is not None and "." in digits:
            total = None
        left = places
    if text.startswith("点", end) and (spoken := _SPOKEN_POINT.match(text, end)):
        return Number(spoken.end(), None, None, False)
    if text[end : end + 1] == "十" or (places and text[end : end + 1] in _DIGITS):
        return Number(run_end(text, end, _BOTH_SCRIPTS), None, None, False)
    return Number(end, total, qualifier, False)


def _parted(text: str, run: re.Match[str]) -> re.Match[str] | None:
    """Return the groups of three digits behind a run that other marks than commas part from it."""
    digits = run.group()
    if text[run.end()] not in _MARKS or "." in digits or len(digits.rpartition(",")[2]) > 3:
        return None
    return _PARTED.match(text, run.end())


def _in_spaced_groups(text: str, start: int, end: int) -> str | None:
    """Return the digits of groups of three that spaces part, as GB/T 15835 has them, else None.

    A plain space does so only between words, where it parts no columns: 收案271 997件.
    """
    groups = text[start:end]
    (space, *others) = {*groups}.difference("0123456789.")
    if others or groups[0] == "0":
        return None
    # What is printed alone has nothing before it.
    beside = (text[start - 1 : start] if start else "共", text[end : end + 1])
    between = space == " " and all("\u4e00" <= char <= "\u9fff" for char in beside)
    return groups.replace(space, "") if between or space in _THIN_SPACES else None


def _amount(digits: str, places: int) -> Decimal | None:
    if len(digits) > MOST_DIGITS:
        return None
    # One point stands between digits; only groups, and more points, may be none.
    if ("," in digits or digits.count(".") > 1) and not _WELL_FORMED.fullmatch(digits):
        return None
    amount = Decimal(digits.replace(",", ""))
    return amount.scaleb(places) if places else amount


def _scaled(text: str, end: int) -> tuple[int, int, Qualifier | None]:
    """Return by how many places 万 and 亿 behind digits move them, where they end, and the 余."""
    places = 0
    end += _is_scale_counted(text, end)
    end, qualifier = _inside(text, end)
    # Both may stand there, as in 1.2万亿.
    for _ in range(2):
        at = end + (text[end : end + 1] in _SPACES)
        scale = scale_at(text, at)
        if scale is None:
            break
        places += scale
        end, again = _inside(text, at + 1)
        qualifier = qualifier or again
    return places, end, qualifier


def _is_scale_counted(text: str, at: int) -> bool:
    """Tell whether a 个 stands before 亿 there, as in 1.2个亿."""
    is_large = text.startswith("个", at) and "亿" in text[at : at + 3]
    return is_large and _COUNTED_SCALE.match(text, at) is not None


def _inside(text: str, end: int) -> tuple[int, Qualifier | None]:
    at = end + (text[end : end + 1] in _SPACES)
    char, behind = text[at : at + 1], text[at + 1 : at + 3].lstrip(SPACES)[:1]
    if char not in INSIDE or (at > end and behind not in _ABOUT_SO_MANY):
        return end, None
    if char == "来" and not (text[end - 1] in _TENS_BEFORE and behind in _ABOUT_SO_MANY):
        return end, None
    if char == "+" and behind not in _PLUS:
        return end, None
    return at + 1, INSIDE[char]


def _formal(text: str, start: int) -> Number | None:
    """Read numerals as on a cheque, as 贰佰伍拾, and 廿五 for 25."""
    if (short := _IN_SHORT_TENS.match(text, start)) is not None:
        written = short.group()
        return Number(short.end(), _whole(_SHORT_TENS[written[0]] + written[1:]), None, True)
    run = _IN_FORMAL.match(text, start)
    if run is None or not any(ten in run.group() for ten in "拾佰仟"):
        return None
    return Number(run.end(), _whole(run.group().translate(_FORMAL)), None, True)


def _whole(numerals: str) -> Decimal | None:
    number = whole_number(numerals)
    return None if number is None else Decimal(number)


def _chinese(text: str, start: int) -> Number | None:
    """Read Chinese numerals, as in 三千零二十, 两百零四, 两千余万, 二〇〇 or 九十六点五."""
    end = run_end(text, start, _CHINESE, MOST_DIGITS)
    if end == start:
        return None
    numerals = text[start:end]
    if text[end : end + 1] in ("拾", "佰", "仟"):
        return _formal(text, start)
    if text.startswith("几", end) and text[end - 1] in _TENS_BEFORE:
        return Number(run_end(text, end, _SEVERAL, len(text)), None, None, True)
    if "0" <= text[end : end + 1] <= "9" and numerals != "一":
        return Number(run_end(text, end, _BOTH_SCRIPTS), None, None, True)
    # 万 alone counts where a word beside it says so: 万余人, 近万人.
    whole = 10 ** SCALES[numerals] if numerals in SCALES else whole_number(numerals)
    value = None if whole is None else Decimal(whole)
    point = run_end(text, end + 1, _DIGITS, MOST_DIGITS) if text.startswith("点", end) else 0
    if point > end + 1:
        fraction = "".join(str(_DIGITS[char]) for char in text[end + 1 : point])
        value = None if value is None else Decimal(f"{value}.{fraction}")
        end = point
    elif _inside(text, end)[1] is None and not _is_scale_counted(text, end):
        return Number(end, value, None, True)
    places, end, qualifier = _scaled(text, end)
    return Number(end, None if value is None else value.scaleb(places), qualifier, True)


# What numbers a block, and what closes it.
_NUMBERED = (("一二三四五六七八九十", ("、",)), ("0123456789", (".", "、")))
_IN_BRACKETS = (("0123456789一二三四五六七八九十", (")", "）")),)


def enumerator_end(text: str) -> int:
    """Return where what numbers a block ends: （一）, 1.; 0 where nothing does."""
    bare = text.lstrip()
    opened = bare.startswith(("（", "("))
    for characters, closing in _IN_BRACKETS if opened else _NUMBERED:
        rest = bare[opened:].lstrip(characters)
        if len(rest) < len(bare) - opened and rest.startswith(closing):
            return len(text) - len(rest) + 1
    return 0


_NEUTRAL = ("共", "达")
# Between what qualifies an amount and its number.
CURRENCY = "人民币"
_BLANKS = (*SPACES, "\t")
# Behind a unit of something that can be divided, 多 is more than so many: 80%多, 八成多, 两倍多.
_DIVIDED = "成一二三四五六七八九半%倍元亩吨斤里米"
MORE = f"(?<=[{_DIVIDED}])[多余]"
_TENTH = _DIGITS | {"半": 5}
_TENTHS = "成(?P<digit>[一二三四五六七八九半](?![个件名位人次条项家场期]))?"


@lru_cache(maxsize=1024)
def read(printed: str, unitless: bool = False) -> Quantity | None:
    """Return the quantity that `printed` states, or None unless all of it is understood.

    A number without a unit is none, unless it may be `unitless`.
    """
    # In a printed form no comma ends a clause.
    text = plain(printed).replace("，", ",").rstrip(f"{SPACES}\t")
    start, before = _before(text)
    number = number_at(text, start)
    if number is None or number.value is None:
        return None
    value, end = number.value, number.end
    stop, behind = _behind(text, end)
    unit = "".join(char for char in printed[end:stop] if char not in SPACES).replace("％", "%")
    if number.per_cent:
        unit = "" if unit else "%"
    elif unit[:1] == "成" and (tenths := re.fullmatch(_TENTHS, text[end:stop].lstrip(SPACES))):
        value, unit = value * 10 + _TENTH.get(tenths["digit"], 0), "%"
    claims = {claim for claim in (before, number.qualifier, behind) if claim}
    # 万 alone is a word where nothing says that it counts.
    is_word = text[start:end] in ("万", "亿") and not claims
    # 约300余 and 300多件左右 are more than 300, and about so many more.
    if claims == {"about", "over"} and number.qualifier == "over":
        claims = {"over"}
    has_unit = _is_unit(unit) or (unitless and not unit)
    if is_word or len(claims) > 1 or not has_unit:
        return None
    return Quantity(value, claims.pop() if claims else "exact", unit)


def tenths_end(text: str, position: int) -> int:
    """Return where 成 ends that stands there in plain script, with the digit behind it."""
    found = re.compile(_TENTHS).match(text, position)
    return found.end() if found else position


def qualifier_word(printed: str) -> str:
    """Return the word of `printed` that qualifies its number, as the 余 of 60余期; else nothing."""
    text = plain(printed)
    if _BEGIN_QUALIFIERS.isdisjoint(text):
        return ""
    for words in (BEFORE, INSIDE, BEHIND):
        for word in words:
            if (at := text.find(word)) >= 0:
                return printed[at : at + len(word)]
    return ""


def is_one_sided(printed: str) -> bool:
    """Tell whether the word that qualifies a printed number bounds it on one side only."""
    word = plain(qualifier_word(printed))
    return any(word in claim.one_sided for claim in CLAIMS.values())


def bare(printed: str) -> str:
    """Return a printed number without what changes nothing: width, spaces, 共 or 达 before it.

    It is in plain script, whichever it was printed in.
    """
    text = "".join(char for char in plain(printed) if char not in f"{SPACES}\t")
    for word in _NEUTRAL:
        text = text.removeprefix(word)
    return text


def complete(stated: str, unit: str) -> str:
    """Return a number stated without its unit as it is printed with it: 400以上 is 400件以上."""
    behind = next((word for word in BEHIND if plain(stated).endswith(word)), "")
    number = stated[: len(stated) - len(behind)]
    return f"{number}{unit}{stated[len(number) :]}"


def _before(text: str) -> tuple[int, Qualifier | None]:
    """Return where the number begins, and what qualifies it before."""
    start = _past_spaces(text, 0)
    # Most begin with the number.
    if "0" <= text[start : start + 1] <= "9":
        return start, None
    for word in _NEUTRAL:
        if text.startswith(word, start):
            start = _past_spaces(text, start + len(word))
    for word, qualifier in BEFORE.items():
        if text.startswith(word, start):
            start = _past_spaces(text, start + len(word))
            return start + text.startswith(CURRENCY, start) * len(CURRENCY), qualifier
    word, behind = text[start : start + 1], text[start + 1 : start + 2]
    if word in BEFORE_TENS and behind in ("百", "千", "万", "亿"):
        return start + 1, BEFORE_TENS[word]
    return start, None


def _past_spaces(text: str, position: int) -> int:
    while text[position : position + 1] in _BLANKS:
        position += 1
    return position


def _behind(text: str, end: int) -> tuple[int, Qualifier | None]:
    """Return where the unit ends, and what qualifies the number behind it."""
    for word, qualifier in BEHIND.items():
        if text.endswith(word, end):
            return len(text) - len(word), qualifier
    if text.endswith(("多", "余"), end) and text[-2:-1] in tuple(_DIVIDED):
        return len(text) - 1, "over"
    return len(text), None


@lru_cache(1_000)
def _is_unit(unit: str) -> bool:
    """Tell whether `unit` can be a measure word: letters, and the brackets and slash of 项(条)."""
    # 一些 is no number of 些; 百分点, 千瓦 and their like are the units that a numeral begins.
    if unit in ("", "些"):
        return False
    if unit in ("%", "‰"):
        return True
    rest = plain(unit).removesuffix("百分点").removesuffix("千分点")
    rest = rest[1:] if rest.startswith("千") else rest
    # Of a number that was not read to its end: 三点件, 五来件, 12件多.
    if rest[:1] in ("点", *INSIDE) or rest[-1:] in INSIDE:
        return False
    if any(char in NUMERALS for char in rest):
        return False
    return all(char.isalpha() or char in "()（）/²³㎡" for char in unit)
