"""A printed number -> Quantity: 1.7万余人次 is more than 17000 人次, 96%左右 is about 96 %.

A printed form is a qualifier before the number, digits with an optional fraction, 万 or 亿, a
qualifier, the unit, and a qualifier behind it; all but the digits may be missing. 万 and 亿 are
multiplied into the value, 百分之 and % are a value with the unit %. Digits may be full-width, and
grouped by threes with commas. What is not wholly understood is not read at all.
"""

from decimal import Decimal

from cppcc_cli.quantities import Qualifier, Quantity

_BEFORE: dict[str, Qualifier] = {
    "不少于": "at_least",
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
_NEUTRAL = ("达", "共")
_SCALES = {"万": 4, "萬": 4, "亿": 8, "億": 8}
_PER_CENT = "百分之"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_SPACES = " \t\u3000\u00a0"


def read(printed: str) -> Quantity | None:
    """Return the quantity that `printed` states, or None unless all of it is understood."""
    text = printed.translate(_FULL_WIDTH).strip(_SPACES)
    found: list[Qualifier] = []
    text = _take_before(text, found)
    per_cent = text.startswith(_PER_CENT)
    text = text.removeprefix(_PER_CENT)
    number, text = _number(text)
    if number is None:
        return None
    text = _take_inside(text, found)
    for _ in range(2):
        if text[:1] in _SCALES:
            number = number.scaleb(_SCALES[text[0]])
            text = _take_inside(text[1:].lstrip(_SPACES), found)
    for word, qualifier in _BEHIND.items():
        if text.endswith(word):
            found.append(qualifier)
            text = text.removesuffix(word)
    unit = "".join(char for char in text if char not in _SPACES)
    if per_cent:
        if unit:
            return None
        unit = "%"
    if not unit or len(found) > 1 or not _is_unit(unit):
        return None
    return Quantity(number + 0, found[0] if found else "exact", unit)


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
        return text[1:].lstrip(_SPACES)
    return text


def _number(text: str) -> tuple[Decimal | None, str]:
    """Read digits with their grouping commas and fraction from the start of `text`."""
    end = 0
    while end < len(text) and text[end] in "0123456789,.":
        end += 1
    digits, rest = text[:end], text[end:].lstrip(_SPACES)
    whole, point, fraction = digits.partition(".")
    groups = whole.split(",")
    grouped = len(groups) > 1
    if (
        not all(groups)
        or (grouped and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])))
        or (point and not fraction.isdigit())
    ):
        return None, text
    return Decimal(digits.replace(",", "")), rest


def _is_unit(unit: str) -> bool:
    """Tell whether `unit` can be a measure word: letters, and the brackets and slash of 项(条)."""
    return unit == "%" or all(char.isalpha() or char in "()（）/" for char in unit)
