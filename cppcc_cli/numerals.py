"""A printed number -> Quantity: 1.7万余人次 is more than 17000 人次, 九成以上 is at least 90 %.

A printed form is a qualifier before the number, the number, a qualifier, the unit, and a qualifier
behind it; all but the number and the unit may be missing. Numbers are read by digits.py. A per cent
sign and 百分之 are a value with the unit %, 成 is ten of them and may have a digit behind it, as in
六成五 for 65 %. Both scripts and both widths are read alike; the unit is given as written. What is
not wholly understood is not read at all.
"""

import re
from decimal import Decimal

from cppcc_cli.characters import plain
from cppcc_cli.digits import INSIDE, NUMERALS, SPACES, number_at
from cppcc_cli.quantities import Qualifier, Quantity

BEFORE: dict[str, Qualifier] = {
    "不少于": "at_least",
    "不低于": "at_least",
    "不下于": "at_least",
    "不下": "at_least",
    "至少": "at_least",
    "最少": "at_least",
    "≥": "at_least",
    "不超过": "at_most",
    "不多于": "at_most",
    "不高于": "at_most",
    "至多": "at_most",
    "最多": "at_most",
    "≤": "at_most",
    "不足": "under",
    "不到": "under",
    "少于": "under",
    "低于": "under",
    "超过": "over",
    "超": "over",
    "逾": "over",
    "多于": "over",
    "高于": "over",
    "不止": "over",
    "突破": "over",
    "近": "nearly",
    "约": "about",
}
BEHIND: dict[str, Qualifier] = {
    "左右": "about",
    "以上": "at_least",
    "以下": "at_most",
    "以内": "at_most",
    "有余": "over",
    "出头": "over",
}
_NEUTRAL = ("共", "达")
_BLANKS = (*SPACES, "\t")
# Behind a unit of something that can be divided, 多 is more than so many: 80%多, 八成多, 两倍多.
_DIVIDED = "成一二三四五六七八九半%倍元亩吨斤里米"
MORE = f"(?<=[{_DIVIDED}])[多余]"
_TENTHS = "成(?P<digit>[一二三四五六七八九半](?![个件名位人次条项家场期]))?"


def read(printed: str) -> Quantity | None:
    """Return the quantity that `printed` states, or None unless all of it is understood."""
    # In a printed form no comma ends a clause.
    text = plain(printed).replace("，", ",").rstrip(f"{SPACES}\t")
    found: list[Qualifier] = []
    start = _take_before(text, found)
    number = number_at(text, start)
    if number is None or number.value is None:
        return None
    value, end = number.value, number.end
    if number.qualifier is not None:
        found.append(number.qualifier)
    stop = _take_behind(text, end, found)
    unit = "".join(char for char in printed[end:stop] if char not in SPACES).replace("％", "%")
    if number.per_cent:
        unit = "" if unit else "%"
    elif unit[:1] == "成" and (tenths := re.fullmatch(_TENTHS, text[end:stop].lstrip(SPACES))):
        value, unit = value * 10 + _tenth(tenths["digit"]), "%"
    # 万 alone is a word where nothing says that it counts.
    is_word = text[start:end] in ("万", "亿") and not found
    if is_word or len(set(found)) > 1 or not _is_unit(unit):
        return None
    return Quantity(value, found[0] if found else "exact", unit)


def tenths_end(text: str, position: int) -> int:
    """Return where 成 ends that stands there in plain script, with the digit behind it."""
    found = re.compile(_TENTHS).match(text, position)
    return found.end() if found else position


def qualifier_word(printed: str) -> str:
    """Return the word of `printed` that qualifies its number, as the 余 of 60余期; else nothing."""
    text = plain(printed)
    for words in (BEFORE, INSIDE, BEHIND):
        for word in words:
            if (at := text.find(word)) >= 0:
                return printed[at : at + len(word)]
    return ""


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


def _take_before(text: str, found: list[Qualifier]) -> int:
    """Return where the number begins, and add to `found` what qualifies it before."""
    start = _past_spaces(text, 0)
    for word in _NEUTRAL:
        if text.startswith(word, start):
            start = _past_spaces(text, start + len(word))
    for word, qualifier in BEFORE.items():
        if text.startswith(word, start):
            found.append(qualifier)
            return _past_spaces(text, start + len(word))
    return start


def _past_spaces(text: str, position: int) -> int:
    while text[position : position + 1] in _BLANKS:
        position += 1
    return position


def _take_behind(text: str, end: int, found: list[Qualifier]) -> int:
    """Return where the unit ends, and add to `found` what qualifies the number behind it."""
    for word, qualifier in BEHIND.items():
        if text.endswith(word, end):
            found.append(qualifier)
            return len(text) - len(word)
    if text.endswith(("多", "余"), end) and text[-2:-1] in tuple(_DIVIDED):
        found.append("over")
        return len(text) - 1
    return len(text)


def _tenth(digit: str | None) -> Decimal:
    if digit is None:
        return Decimal(0)
    return Decimal(5 if digit == "半" else "一二三四五六七八九".index(digit) + 1)


def _is_unit(unit: str) -> bool:
    """Tell whether `unit` can be a measure word: letters, and the brackets and slash of 项(条)."""
    # 一些 is no number of 些; 百分点, 千瓦 and their like are the units that a numeral begins.
    if unit in ("", "些"):
        return False
    if unit == "%":
        return True
    rest = plain(unit).removesuffix("百分点")
    rest = rest[1:] if rest.startswith("千") else rest
    # Of a number that was not read to its end: 三点件, 五来件, 12件多.
    if rest[:1] in ("点", *INSIDE) or rest[-1:] in INSIDE:
        return False
    if any(char in NUMERALS for char in rest):
        return False
    return all(char.isalpha() or char in "()（）/" for char in unit)
