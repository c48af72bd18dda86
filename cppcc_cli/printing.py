"""A quantity -> how it is printed, in the form in which another number stands.

    `reprinted("1.7万余人次", more than 23000 人次)` is 2.3万余人次; for the exact 523 件, 418件 is
    523件, 四百一十八件 is 五百二十三件, ４１８ is ５２３, and the coarser 400余件 is 500余件.

A form is what a writer chose: digits or Chinese numerals, their width and their thousands marks, 万
or 亿, the words of the qualifier, spaces, and whether the unit stands there at all.
"""

import re
from decimal import Decimal
from operator import add

from cppcc_cli.numerals import BEFORE, BEHIND, INSIDE, read
from cppcc_cli.quantity import CLAIMS, SCALES, Qualifier, Quantity, agreement, last_place, range_of
from cppcc_cli.script import plain

_WORDS_BEFORE = "|".join(sorted(BEFORE, key=len, reverse=True))
_WORDS_BEHIND = "|".join(sorted(BEHIND, key=len, reverse=True))
_INSIDE = "".join(INSIDE)
_FORM = (
    rf"(?P<neutral>[共达\s]*)(?P<before>{_WORDS_BEFORE}|)(?P<gap>\s*)"
    r"(?P<per_cent>百分之|)"
    r"(?P<number>[0-9][0-9,.]*|[〇零一二三四五六七八九十百千两点]+"
    r"(?:[万亿][〇零一二三四五六七八九十百千两]+)*)"
    rf"(?P<scale>\s*[万亿]{{1,2}}|)(?P<inside>[{_INSIDE}]|)(?P<scale_behind>[万亿]|)"
    rf"(?P<unit>.*?)(?P<behind>{_WORDS_BEHIND}|)"
)
_CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")
# Behind each digit of a number of twelve.
_PLACES = [*"千百十亿千百十万千百十", ""]
_FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
_TRADITIONAL = str.maketrans("万亿两余约", "萬億兩餘約")


# The parts of a printed number by the names that they have in _FORM, in plain script.
_Form = dict[str, str]


def reprinted(
    printed: str, now: Quantity, coarser: bool = False, own_unit: bool = False, places: int = 0
) -> str | None:
    """Return `now` in the form of `printed`; None where the form has none for it.

    `printed` may lack the unit, which is then that of `now`. A `coarser` number stays as coarse:
    more than 400 of 418 is more than 500 of 523; all else becomes as exact as `now`. A number with
    its `own_unit` keeps it: 个 where the figure has 家. One that the head of its column raises by
    some `places`, as 万元 by four, is written without them. What is returned agrees or is
    consistent with `now`.
    """
    if places:
        now = now._replace(value=now.value.scaleb(-places).normalize())
    found = re.fullmatch(_FORM, plain(printed))
    if found is None:
        return None
    # The unit is kept in the script in which it stands.
    form = found.groupdict() | {"unit": printed[slice(*found.span("unit"))]}
    unit = form["unit"].strip()
    has_unit = bool(unit or form["per_cent"])
    stated = read(printed if has_unit else printed + now.unit)
    wanted = _as_coarse(stated, now) if coarser and stated is not None else now
    if stated is None or wanted is None:
        return None
    if unit and not own_unit and plain(unit) != plain(now.unit):
        form["unit"] = form["unit"].replace(unit, now.unit)
    number, behind = _written(form, wanted, stated.qualifier)
    if any(char in "萬億兩餘約" for char in printed):
        number, behind = number.translate(_TRADITIONAL), behind.translate(_TRADITIONAL)
    if any("０" <= char <= "９" for char in printed[slice(*found.span("number"))]):
        number = number.translate(_FULL_WIDTH)
    text = f"{form['neutral']}{number}{form['unit']}{behind}"
    again = read(text if has_unit else text + now.unit)
    if again is None:
        return None
    again = again._replace(unit=now.unit)
    fits = agreement(again, now) != "contradicts" if coarser else again[:2] == now[:2]
    return text if fits else None


def _as_coarse(stated: Quantity, now: Quantity) -> Quantity | None:
    """Return `now` rounded to the last digit that `stated` has, with its qualifier."""
    claim = CLAIMS[stated.qualifier]
    if claim.side == 0 or stated.value == 0:
        return None
    step = last_place(stated.value)
    spread = range_of(now)
    value = now.value if claim.side == 1 else spread.high or now.value
    value = (value / step).to_integral_value(claim.rounding) * step
    return Quantity(value, stated.qualifier, now.unit) if value > 0 else None


def _written(form: _Form, now: Quantity, qualifier: Qualifier) -> tuple[str, str]:
    """Return the number with what stands before and in it, and what stands behind its unit."""
    before, inside, behind = form["before"], form["inside"], form["behind"]
    if now.qualifier != qualifier:
        # The form has no word for this one.
        claim = CLAIMS[now.qualifier]
        before, inside, behind = (
            claim.written if claim.written in words else ""
            for words in (claim.before, claim.inside, claim.behind)
        )
    gap = form["gap"] if before or not form["before"] else ""
    return f"{before}{gap}{form['per_cent']}{_number(form, now.value)}{inside}", behind


def _number(form: _Form, value: Decimal) -> str:
    """Return the number with its 万 or 亿, which goes where the value is less than one."""
    scale = form["scale"] + form["scale_behind"]
    places = sum(SCALES[word] for word in scale.strip())
    scaled = value.scaleb(-places)
    if places and scaled < 1:
        scaled, scale = value, ""
    digits = form["number"]
    if not digits[0].isdigit():
        whole = int(scaled)
        if whole >= 10**12:
            return f"{scaled:f}{scale}"
        if scaled == 2 and (form["unit"].strip() or scale):
            return f"两{scale}"
        if scaled == 100 and form["per_cent"]:
            return "百"
        fraction = f"{scaled - whole:f}".partition(".")[2].rstrip("0")
        point = "点" if fraction else ""
        return f"{chinese_numeral(whole)}{point}{fraction.translate(_CHINESE)}{scale}"
    if places:
        scaled = scaled.normalize()
    return f"{scaled:,f}{scale}" if "," in digits else f"{scaled:f}{scale}"


def chinese_numeral(number: int) -> str:
    """Return a whole number of less than 10^12 in Chinese numerals, as in 一千零二十 for 1020."""
    digits = str(number).translate(_CHINESE)
    said = "".join(map(add, digits, _PLACES[-len(digits) :]))
    for zeros, instead in (("(零[十百千]?)+", "零"), ("零(?=[万亿]|$)", ""), ("亿万", "亿")):
        said = re.sub(zeros, instead, said)
    if said.startswith("一十"):
        return said[1:]
    return f"两{said[1:]}" if said[:2] in ("二千", "二万", "二亿") else said or "零"
