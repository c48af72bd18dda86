"""Text -> Mentions: every number expression of a text, with what kind of thing it is.

One pass from left to right: each number is read once, looked at with some twenty characters on
either side, and given a kind. Six kinds are figures: count, share, growth, difference, amount and
ratio. The rest look like figures and are none. What is not wholly understood is `unclear` and has
no value. What is printed is read by numerals.py, as the printed forms of a dataset are.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cppcc_cli import numerals
from cppcc_cli.quantities import Quantity
from cppcc_cli.text.kinds import FIGURE_KINDS, Kind, figure_kind, kind_of_rest, ratio_or_time
from cppcc_cli.text.measures import measure_at

_NUMERALS = "〇零一二三四五六七八九十百千万亿两兩萬億"
_START = re.compile(
    r"[0-9０-９]|[〇零一二三四五六七八九十百千两兩]|[万亿萬億](?=[余多餘])|[“”‘’《》「」『』。\n]"
)
_FRACTION = re.compile(rf"[{_NUMERALS}]{{1,6}}分之")
_ARABIC = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9０-９]+(?:[.．][0-9０-９]+)?"
)
_BEFORE = re.compile(
    r"(?:不少于|不低于|不超过|不足|不到|超过|(?<![高])超|逾|(?<![最附靠临贴邻亲就远])近"
    r"|(?<![节条签预契公合履违相制])约)\s?$"
)
_BEHIND = re.compile(r"\s?(?:左右|以上|以下)(?![简几各述级])")
_RANGE = re.compile(r"\s?(?:[—–~～-]{1,2}|至|到)\s?(?=[0-9０-９一二三四五六七八九十])")
_NEXT_OF_LIST = re.compile(r"\s?(?:、|和|与|及)\s?(?=[0-9０-９])")
_RATIO = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[:：∶][0-9]+(?:\.[0-9]+)?)+")
_CLAUSE_END = re.compile(r"[，。；：！？,;!?\n]")
_QUOTES = {"“": "”", "‘": "’", "《": "》", "「": "」", "『": "』"}
# How far is looked on either side; so that no text makes the scan slow.
_NEAR = 24
_WIDEST_CLAUSE = 100
_LONGEST_LIST = 8


class Mention(NamedTuple):
    """A number expression: where it stands, what is printed, what it states, and its clause.

    A range or a ratio is a figure without a single value, and has only a unit.
    """

    start: int
    end: int
    printed: str
    quantity: Quantity | None
    unit: str
    kind: Kind
    clause: str
    # How many characters of the clause stand before it.
    depth: int


class _Number(NamedTuple):
    """The core of a number expression: its end, and how it is written."""

    end: int
    chinese: bool
    per_cent: bool


def mentions(text: str) -> Iterator[Mention]:
    """Yield every number expression of `text`, in order."""
    quotes: list[tuple[str, int]] = []
    last: Mention | None = None
    position = 0
    while found := _START.search(text, position):
        start = found.start()
        char = text[start]
        position = found.end()
        if char in "。\n":
            quotes.clear()
        elif char in _QUOTES:
            quotes = [*quotes[-3:], (_QUOTES[char], start)]
        elif quotes and char == quotes[-1][0]:
            quotes.pop()
        elif char.isalnum():
            mention = _mention(text, start, quotes[-1] if quotes else None)
            if last is not None and _is_listed(text, last, mention):
                mention = mention._replace(kind=last.kind)
            yield mention
            last = mention
            position = max(mention.end, position)


def _is_listed(text: str, last: Mention, mention: Mention) -> bool:
    """Tell whether a figure goes on with a list: what is said of the first is said of all."""
    between = text[last.end : mention.start] if mention.start - last.end < 3 else None
    figures = last.kind in FIGURE_KINDS and mention.kind in FIGURE_KINDS
    return figures and last.unit == mention.unit and between in ("、", "和", "与", "及", "，")


def _mention(text: str, start: int, quote: tuple[str, int] | None) -> Mention:
    if ratio := _RATIO.match(text, start, start + _NEAR):
        kind = ratio_or_time(text, start, ratio.end())
        return _made(text, start, ratio.end(), start, None, "", kind)
    number = _core(text, start)
    rest = kind_of_rest(text, start, number.end, number.chinese, quote)
    if rest is not None:
        return _made(text, start, number.end, start, None, "", rest)
    if between := _RANGE.match(text, number.end):
        last = _core(text, between.end())
        end = _unit_end(text, last)
        if end > last.end or last.per_cent:
            unit = text[last.end : end].strip() or "%"
            return _figure(text, start, end, None, unit)
    end = _unit_end(text, number)
    if end == number.end and not number.per_cent:
        return _without_unit(text, start, number)
    return _figure(text, start, end, text[start:end], "")


def _core(text: str, start: int) -> _Number:
    """Return the number that begins at `start`: digits or numerals, 万 and 亿, 余 or 多."""
    if text.startswith("一半", start):
        return _Number(start + 2, True, True)
    fraction = _FRACTION.match(text, start)
    per_cent = fraction is not None
    begin = fraction.end() if fraction else start
    arabic = _ARABIC.match(text, begin)
    if arabic is None:
        return _Number(_chinese_end(text, begin), True, per_cent)
    end = arabic.end()
    for _ in range(2):
        scale = end + (text[end : end + 1] == " ")
        if numerals.scale_at(text, scale) is not None:
            end = _inside(text, scale + 1)
        else:
            end = _inside(text, end)
    return _Number(end, False, per_cent)


def _chinese_end(text: str, start: int) -> int:
    end = start
    while end < start + _NEAR and text[end : end + 1] and text[end] in _NUMERALS:
        end += 1
    if text[end : end + 1] == "点" and text[end + 1 : end + 2] in tuple(_NUMERALS[:11]):
        end += 1
        while end < start + _NEAR and text[end : end + 1] and text[end] in _NUMERALS[:11]:
            end += 1
    return _inside(text, end)


def _inside(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] and text[end] in "余多馀餘" else end


def _unit_end(text: str, number: _Number) -> int:
    """Return the end of the unit behind a number, or the number's own where there is none."""
    if text[number.end : number.end + 1] == "成" and text[number.end + 1 : number.end + 2] not in (
        *"员功立果为就绩本长效",
    ):
        return number.end + 1
    begin = number.end + (text[number.end : number.end + 1] in (" ", "\u3000", "\u00a0"))
    end = measure_at(text, begin, number.chinese)
    return end if end > begin else number.end


def _without_unit(text: str, start: int, number: _Number) -> Mention:
    """Return a number that has no unit of its own: of a list with one unit, or of no known kind."""
    end = number.end
    for _ in range(_LONGEST_LIST):
        following = _NEXT_OF_LIST.match(text, end)
        if following is None or number.chinese:
            break
        last = _core(text, following.end())
        end = last.end
        unit = text[last.end : _unit_end(text, last)].strip()
        if unit:
            printed = text[start : number.end]
            return _figure(text, start, number.end, printed + unit, unit)
    behind = text[number.end : number.end + 1]
    unclear = not number.chinese and "\u4e00" <= behind <= "\u9fff"
    return _made(text, start, number.end, start, None, "", "unclear" if unclear else "other")


def _figure(text: str, start: int, end: int, stated: str | None, unit: str) -> Mention:
    """Return a figure with the qualifiers beside it; unclear where it cannot be read."""
    begin = start
    if before := _BEFORE.search(text, max(0, start - 5), start):
        begin = before.start()
    behind = _BEHIND.match(text, end)
    if behind is not None and stated is not None:
        end = behind.end()
    if stated is None:
        return _made(text, begin, end, start, None, unit, figure_kind(text, begin, unit))
    quantity = numerals.read(text[begin:start] + stated + (behind.group() if behind else ""))
    if quantity is None:
        return _made(text, start, end, start, None, "", "unclear")
    kind = figure_kind(text, begin, quantity.unit)
    return _made(text, begin, end, start, quantity, quantity.unit, kind)


def _made(
    text: str, start: int, end: int, number: int, quantity: Quantity | None, unit: str, kind: Kind
) -> Mention:
    """Return a mention with its clause, which is bounded on both sides."""
    opened = max(0, number - _WIDEST_CLAUSE)
    for mark in _CLAUSE_END.finditer(text, opened, start):
        opened = mark.end()
    closing = _CLAUSE_END.search(text, end, end + _WIDEST_CLAUSE)
    closed = closing.start() if closing else min(len(text), end + _WIDEST_CLAUSE)
    clause = text[opened:closed]
    depth = start - opened - (len(clause) - len(clause.lstrip()))
    return Mention(start, end, text[start:end], quantity, unit, kind, clause.strip(), depth)


__all__ = ["FIGURE_KINDS", "Mention", "mentions"]
