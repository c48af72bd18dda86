"""Document -> Mentions: every number expression of a text, with what kind of thing it is.

One pass from left to right: each number is read once, looked at with some twenty characters on
either side, and given a kind. Six kinds are figures: count, share, growth, difference, amount and
ratio. The rest look like figures and are none. What is not wholly understood is `unclear` and has
no value. Numbers are looked for in plain script, and given as written. What is printed is read by
numerals.py, as the printed forms of a dataset are.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cppcc_cli import numerals
from cppcc_cli.documents.document import Document
from cppcc_cli.numerals import SPACES, Number, number_at
from cppcc_cli.quantity import Quantity
from cppcc_cli.script import plain
from cppcc_cli.text.kinds import (
    FIGURE_KINDS,
    SEVERAL,
    Kind,
    figure_kind,
    kind_of_rest,
    ratio_or_time,
    sign_before,
)
from cppcc_cli.text.measures import end_behind, measure_at, start_before

_NUMBER_OR_QUOTE = (
    "[0-9]|[〇零一二三四五六七八九十百千两]|[万亿](?=[余多])|(?<=[近超逾约上数几过破])[万亿]"
    "|[“”‘’《》「」『』]"
)
_START = re.compile(_NUMBER_OR_QUOTE)
# Within a quotation, what ends a sentence ends it, too.
_START_OR_END = re.compile(rf"{_NUMBER_OR_QUOTE}|[。\n]")
_SPACE = f"[{SPACES}]?"
_RANGE = re.compile(
    f"{_SPACE}(?:[—–~～-]{{1,2}}|至|到){_SPACE}(?=[0-9一二三四五六七八九十]|百分之)"
)
_NEXT_OF_LIST = re.compile(f"{_SPACE}[、和与及]{_SPACE}(?=[0-9])")
_RATIO = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[:：∶][0-9]+(?:\.[0-9]+)?)+")
# 1/3 of the members: a share, or a day.
_SLASHED = re.compile(r"(?<!/)[0-9]{1,3}/[0-9]{1,3}(?![0-9/])")
_CLAUSE_END = re.compile(r"[，。；：！？,;!?\n]")
_QUOTES = {"“": "”", "‘": "’", "《": "》", "「": "」", "『": "』"}
# What may be broken through itself: 突破30个瓶颈 is not surely more than thirty.
_OBSTACLES = frozenset("个项道条种类")
# How far is looked on either side; so that no text makes the scan slow.
_NEAR = 24
_WIDEST_CLAUSE = 100
_LONGEST_LIST = 8


class Mention(NamedTuple):
    """A number expression: where it stands, what is printed, what it states, and its clause.

    `start` and `end` are places in the text of its block.
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
    # The number of its block in the document, and its first character in the document's text.
    block: int = 0
    offset: int = 0


class _Read(NamedTuple):
    """A number expression as it is read, before its clause is known."""

    start: int
    end: int
    kind: Kind
    quantity: Quantity | None = None
    unit: str = ""


class _Text(NamedTuple):
    """A text as it is written, and in plain script, place by place."""

    written: str
    plain: str


def mentions(document: Document) -> Iterator[Mention]:
    """Yield every number expression of a document, block after block, each in order."""
    for number, block in enumerate(document.blocks):
        for found in scan(block.text):
            yield found._replace(block=number, offset=block.offset(found.start))


def scan(text: str) -> Iterator[Mention]:
    """Yield every number expression of `text`, in order."""
    both = _Text(text, plain(text))
    quotes: list[tuple[str, int]] = []
    last: Mention | None = None
    position = opened = 0
    while found := (_START_OR_END if quotes else _START).search(both.plain, position):
        start = found.start()
        char = both.plain[start]
        position = found.end()
        if char in "。\n":
            quotes.clear()
        elif char in _QUOTES:
            quotes = [*quotes[-3:], (_QUOTES[char], start)]
        elif quotes and char == quotes[-1][0]:
            quotes.pop()
        elif char.isalnum():
            read = _read(both, start, quotes[-1] if quotes else None)
            start, end, kind, quantity, unit = read
            # The 上 of 以上 belongs to the number before it.
            start = max(start, last.end if last else 0)
            for mark in _CLAUSE_END.finditer(text, last.end if last else 0, start):
                opened = mark.end()
            if last is not None and _is_listed(text, last, read):
                kind = last.kind
            clause, depth = _clause(text, start, end, opened)
            last = Mention(
                start, end, text[start:end], quantity, unit, kind, clause, depth, offset=start
            )
            yield last
            position = max(end, position)


def _is_listed(text: str, last: Mention, read: _Read) -> bool:
    """Tell whether a figure goes on with a list: what is said of the first is said of all."""
    between = text[last.end : read.start] if read.start - last.end < 3 else None
    figures = last.kind in FIGURE_KINDS and read.kind in FIGURE_KINDS
    return figures and last.unit == read.unit and between in ("、", "和", "与", "及", "，")


def _read(both: _Text, start: int, quote: tuple[str, int] | None) -> _Read:
    """Return the number expression around the number that begins at `start`."""
    text = both.plain
    if ratio := _RATIO.match(text, start, start + _NEAR):
        kind = ratio_or_time(text, start, ratio.end())
        return _Read(start, ratio.end(), kind)
    number = number_at(text, start)
    if number is None:
        return _Read(start, start + 1, "other")
    if number.parted:
        return _unclear(both, start, _unit_end(text, number))
    rest = kind_of_rest(text, start, number.end, number.chinese, quote)
    if rest == "unclear":
        several = text[start - 1 : start] in SEVERAL[:3]
        return _unclear(both, start - several, _unit_end(text, number))
    if rest is not None:
        return _Read(start, number.end, rest)
    if slashed := _SLASHED.match(text, start):
        return _unclear(both, start, slashed.end())
    end = _unit_end(text, number)
    if sign_before(text, start, number.end) in ("-", "−", "负"):
        return _unclear(both, start, end)
    if a_range := _range(both, start, number, end):
        return a_range
    if end == number.end and not number.per_cent:
        return _without_unit(both, start, number)
    return _figure(both, start, end, both.written[start:end], "")


def _range(both: _Text, start: int, number: Number, end: int) -> _Read | None:
    """Return a range from the number at `start`, whose unit ends at `end`; None where none is.

    Both numbers have the unit, or the second alone: 95%—98%, 3至5次. 从3次到5次 is a change.
    """
    text = both.plain
    between = _RANGE.match(text, end)
    last = number_at(text, between.end()) if between else None
    if last is None:
        return None
    last_end = _unit_end(text, last)
    first_unit = "%" if number.per_cent else text[number.end : end].strip()
    unit = "%" if last.per_cent else text[last.end : last_end].strip()
    if number.per_cent and not unit:
        unit = "%"
    if not unit or first_unit not in ("", unit):
        return None
    if first_unit and text[start - 1 : start] in ("从", "由"):
        return None
    written = "%" if unit == "%" else both.written[last.end : last_end].strip()
    return _figure(both, start, last_end, None, written)


def _unit_end(text: str, number: Number) -> int:
    """Return the end of the unit behind a number, or the number's own where there is none."""
    if text[number.end : number.end + 1] == "成" and text[number.end + 1 : number.end + 2] not in (
        *"员功立果为就绩本长效都套品熟交片型",
    ):
        return numerals.tenths_end(text, number.end)
    begin = number.end + (text[number.end : number.end + 1] in tuple(SPACES))
    end = measure_at(text, begin, number.chinese)
    return end if end > begin else number.end


def _without_unit(both: _Text, start: int, number: Number) -> _Read:
    """Return a number that has no unit of its own: of a list with one unit, or of no known kind."""
    text = both.plain
    end = number.end
    for _ in range(_LONGEST_LIST):
        following = _NEXT_OF_LIST.match(text, end)
        last = number_at(text, following.end()) if following else None
        if last is None or number.chinese:
            break
        end = last.end
        unit = both.written[last.end : _unit_end(text, last)].strip()
        if unit:
            printed = both.written[start : number.end]
            return _figure(both, start, number.end, printed + unit, unit)
    # A word that qualifies it or a 万 says that it counts, and its unit is missing.
    counts = start_before(text, start) < start or text[number.end - 1] in "万亿余多来"
    if counts or number.value is None:
        return _unclear(both, start, number.end)
    behind = text[number.end : number.end + 1]
    if "\u4e00" <= behind <= "\u9fff":
        kind: Kind = "name" if number.chinese else "unclear"
        return _Read(start, number.end, kind)
    return _Read(start, number.end, "other")


def _figure(both: _Text, start: int, end: int, stated: str | None, unit: str) -> _Read:
    """Return a figure with the qualifiers beside it; unclear where it cannot be read."""
    text = both.plain
    begin = start_before(text, start)
    if stated is None:
        return _Read(begin, end, figure_kind(text, begin, plain(unit)), None, unit)
    behind = end_behind(text, end)
    printed = both.written[begin:start] + stated + both.written[end:behind]
    quantity = numerals.read(printed)
    if quantity is None:
        return _unclear(both, start, end)
    plain_unit = plain(quantity.unit)
    if text.startswith("突破", begin) and plain_unit in _OBSTACLES:
        return _unclear(both, start, end)
    kind = figure_kind(text, begin, plain_unit)
    return _Read(begin, behind, kind, quantity, quantity.unit)


def _unclear(both: _Text, start: int, end: int) -> _Read:
    """Return a number that is not wholly understood, with the words that qualify it."""
    begin = start_before(both.plain, start)
    return _Read(begin, end_behind(both.plain, end), "unclear")


def _clause(text: str, start: int, end: int, opened: int) -> tuple[str, int]:
    """Return the clause of a mention, bounded on both sides, and how far in it stands.

    `opened` is where the clause begins.
    """
    opened = max(opened, start - _WIDEST_CLAUSE)
    closing = _CLAUSE_END.search(text, end, end + _WIDEST_CLAUSE)
    closed = closing.start() if closing else min(len(text), end + _WIDEST_CLAUSE)
    clause = text[opened:closed]
    return clause.strip(), start - opened - (len(clause) - len(clause.lstrip()))
