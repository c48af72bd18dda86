"""A printed number -> Quantity: 1.7万余人次 is more than 17000 人次, 九成以上 is at least 90 %.

A printed form is a qualifier before the number, the number, a qualifier, the unit, and a qualifier
behind it; all but the number and the unit may be missing. A number is digits with an optional
fraction (full-width or not, grouped by threes or not) or Chinese numerals, each with 万 and 亿,
which are multiplied into the value. 百分之 and % are a value with the unit %, 成 is ten of them,
一半 fifty. What is not wholly understood is not read at all.
"""

from decimal import Decimal, Inexact, localcontext

from cppcc_cli.quantities import Qualifier, Quantity

_BEFORE: dict[str, Qualifier] = {
    "不少于": "at_least",
    "不低于": "at_least",
    "不超过": "at_most",
    "不足": "under",
    "不到": "under",
    "超过": "over",
    "超": "over",
    "逾": "over",
    "近": "nearly",
    "约": "about",
}
_INSIDE: dict[str, Qualifier] = {"余": "over", "多": "over", "馀": "over", "餘": "over"}
_BEHIND: dict[str, Qualifier] = {
    "左右": "about",
    "以上": "at_least",
    "以下": "at_most",
}
_NEUTRAL = ("共", "达")
_OF = "分之"
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "兩": 2,
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 4, "萬": 4, "亿": 8, "億": 8}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_SPACES = " \t\u3000\u00a0"
# More digits than any figure has; a Decimal of more would be rounded when 万 is multiplied in.
_MOST_DIGITS = 24


def read(printed: str) -> Quantity | None:
    """Return the quantity that `printed` states, or None unless all of it is understood."""
    text = printed.translate(_FULL_WIDTH).strip(_SPACES)
    found: list[Qualifier] = []
    text = _take_before(text, found)
    whole, per_cent, part = text.partition(_OF)
    if per_cent:
        number, text = _number(part, found)
        number = None if number is None else _share(number, _whole(whole))
    elif text.startswith("一半"):
        number, text = Decimal(50), "%" + text.removeprefix("一半")
    else:
        number, text = _number(text, found)
    if number is None:
        return None
    text = _take_behind(text, found)
    unit = "".join(char for char in text if char not in _SPACES)
    if per_cent:
        unit = "" if unit else "%"
    elif unit == "成":
        number, unit = number * 10, "%"
    if len(set(found)) > 1 or not _is_unit(unit):
        return None
    return Quantity(number, found[0] if found else "exact", unit)


def qualifier_word(printed: str) -> str:
    """Return the word of `printed` that qualifies its number, as the 余 of 60余期; else nothing."""
    for words in (_BEFORE, _INSIDE, _BEHIND):
        for word in words:
            if word in printed:
                return word
    return ""


def bare(printed: str) -> str:
    """Return a printed number without what changes nothing: width, spaces, 共 or 达 before it."""
    text = "".join(char for char in printed.translate(_FULL_WIDTH) if char not in _SPACES)
    for word in _NEUTRAL:
        text = text.removeprefix(word)
    return text


def complete(stated: str, unit: str) -> str:
    """Return a number stated without its unit as it is printed with it: 400以上 is 400件以上."""
    behind = next((word for word in _BEHIND if stated.endswith(word)), "")
    return f"{stated.removesuffix(behind)}{unit}{behind}"


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


def _take_before(text: str, found: list[Qualifier]) -> str:
    for word in _NEUTRAL:
        text = text.removeprefix(word).lstrip(_SPACES)
    for word, qualifier in _BEFORE.items():
        if text.startswith(word):
            found.append(qualifier)
            return text.removeprefix(word).lstrip(_SPACES)
    return text


def _take_inside(text: str, found: list[Qualifier]) -> str:
    if text[:1] in _INSIDE:
        found.append(_INSIDE[text[0]])
        text = text[1:]
    return text.lstrip(_SPACES)


def _take_behind(text: str, found: list[Qualifier]) -> str:
    for word, qualifier in _BEHIND.items():
        if text.endswith(word):
            found.append(qualifier)
            return text.removesuffix(word)
    return text


def _number(text: str, found: list[Qualifier]) -> tuple[Decimal | None, str]:
    """Read the number that begins `text`, with the qualifiers inside it; return it and the rest."""
    arabic, rest = _arabic(text)
    if arabic is None:
        return _chinese(text, found)
    number, rest = arabic, _take_inside(rest.lstrip(_SPACES), found)
    # 万 and 亿 may both stand there, as in 1.2万亿.
    for _ in range(2):
        scale = scale_at(rest, 0)
        if scale is not None:
            number = number.scaleb(scale)
            rest = _take_inside(rest[1:].lstrip(_SPACES), found)
    return number, rest


def scale_at(text: str, position: int) -> int | None:
    """Return by how many places the character there moves digits: 万 by four, 千 by three.

    None where it does not; the 千 of 千瓦 and the 百 of 百分点 are of the unit.
    """
    char, behind = text[position : position + 1], text[position + 1 : position + 2]
    if char == "千":
        return None if behind in tuple("瓦克米") else 3
    if char == "百":
        return None if behind == "分" else 2
    return _SCALES.get(char)


def _arabic(text: str) -> tuple[Decimal | None, str]:
    """Read digits with their grouping commas and fraction from the start of `text`."""
    end = 0
    while end < len(text) and text[end] in "0123456789,.":
        end += 1
    digits = text[:end]
    whole, point, fraction = digits.partition(".")
    first, *groups = whole.split(",")
    if (
        not first
        or (groups and len(first) > 3)
        or any(len(group) != 3 for group in groups)
        or (point and not fraction.isdigit())
        or len(digits) > _MOST_DIGITS
    ):
        return None, text
    return Decimal(digits.replace(",", "")), text[end:]


def _chinese(text: str, found: list[Qualifier]) -> tuple[Decimal | None, str]:
    """Read Chinese numerals, as in 三千零二十, 两百零四 or 九十六点五, from the start of `text`."""
    end = 0
    while end < len(text) and (text[end] in _DIGITS or text[end] in _TENS or text[end] in _SCALES):
        end += 1
    value = _whole(text[:end])
    if text[:end] in _SCALES and text[end : end + 1] in _INSIDE:
        value = 10 ** _SCALES[text[:end]]
    if value is None:
        return None, text
    number, rest = Decimal(value), text[end:]
    if rest[:1] == "点":
        places = len(rest) - len(rest[1:].lstrip("".join(_DIGITS))) - 1
        if not 0 < places <= _MOST_DIGITS:
            return None, text
        digits = "".join(str(_DIGITS[char]) for char in rest[1 : places + 1])
        number, rest = Decimal(f"{value}.{digits}"), rest[places + 1 :]
    return number, _take_inside(rest, found)


def _whole(numerals: str) -> int | None:
    """Return the value of Chinese numerals without fraction, or None where they are no number."""
    if not 0 < len(numerals) <= _MOST_DIGITS:
        return None
    total = section = 0
    digit: int | None = None
    last_ten, last_scale = 10_000, 10**9
    for char in numerals:
        if char in _DIGITS:
            # Two digits side by side are a year or a name, save a zero between them.
            if digit:
                return None
            digit = _DIGITS[char]
        elif char in _TENS:
            ten = _TENS[char]
            if ten >= last_ten or (digit == 0 and ten != 10):
                return None
            section += (digit or 1) * ten
            digit, last_ten = None, ten
        elif char not in _SCALES:
            return None
        else:
            scale = 10 ** _SCALES[char]
            section += digit or 0
            if scale >= last_scale or not section:
                return None
            total += section * scale
            section, digit, last_ten, last_scale = 0, None, 10_000, scale
    return total + section + (digit or 0)


def _is_unit(unit: str) -> bool:
    """Tell whether `unit` can be a measure word: letters, and the brackets and slash of 项(条)."""
    # 一些 is no number of 些; 百分点, 千瓦 and their like are the units that a numeral begins.
    if unit in ("", "些"):
        return False
    rest = unit.removesuffix("百分点")
    rest = rest[1:] if rest.startswith("千") else rest
    if any(char in _DIGITS or char in _TENS or char in _SCALES for char in rest):
        return False
    return unit == "%" or all(char.isalpha() or char in "()（）/" for char in unit)
