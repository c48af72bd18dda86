"""Document -> Mentions: every number expression of a text, with what kind of thing it is.

One pass from left to right: each number is read once, looked at with some twenty characters on
either side, and given a kind. Six kinds are figures: count, share, growth, difference, amount and
ratio. The rest look like figures and are none. What is not wholly understood is `unclear` and has
no value. Numbers are looked for in plain script, and given as written. What is printed is read by
numerals.py, as the printed forms of a dataset are.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from cppcc_cli import numerals
from cppcc_cli.documents import Block, Document
from cppcc_cli.numerals import BEFORE, FORMAL_STARTS, NUMERAL, NUMERALS, SPACES, Number, number_at
from cppcc_cli.quantity import Quantity
from cppcc_cli.script import Pattern, places_of, plain
from cppcc_cli.text.kinds import (
    FIGURE_KINDS,
    SEVERAL,
    Kind,
    end_behind,
    figure_kind,
    is_caption,
    kind_of_rest,
    measure_at,
    own_units,
    ratio_or_time,
    sign_before,
    start_before,
)
from cppcc_cli.text.lexicon import lexicon

_QUOTES = {"“": "”", "‘": "’", "《": "》", "「": "」", "『": "』"}
_STARTS = frozenset(f"0123456789{NUMERALS}{FORMAL_STARTS}“”‘’《》「」『』")
# 万 counts alone where 余 or 多 is behind it, or one of these before.
_BEFORE_SCALE = frozenset("近超逾约上数几过破")
# The numbers that need no closer look: years, and digits with a common unit, between words that
# say no more.
_SIMPLE = Pattern(
    r"(?P<year>(?:19|20)[0-9]{2})(?=年(?!级))|(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,6})?"
)
_COMMON_UNITS = frozenset("件名家场条篇份位项元%个人期次")
_WITH_TIMES = frozenset("人场条件")
# What makes another word of a unit, and what says more of a number behind it.
_NO_UNITS = {
    "个": tuple("月小工百千亿多余"),
    "人": tuple("民大均"),
    "期": ("间",),
    "次": tuple("会全主常党代、和"),
}
_SAYS_MORE = frozenset("次庭多余左以上下有出(（/—–～~至到-")
_NEVER_SIMPLE_BEHIND = frozenset("第前年月时届点差负从由过上") | {word[-1] for word in BEFORE}
_SAFE_MARKS = frozenset("，。；：、（")
_SPACE = f"[{SPACES}]?"
_RANGE = Pattern(f"{_SPACE}(?:[—–~～-]{{1,2}}|至|到){_SPACE}(?=[0-9]|{NUMERAL}|百分之)")
_RANGE_MARKS = frozenset("—–~～-至到")
_NEXT_OF_LIST = Pattern(f"{_SPACE}[、和与及]{_SPACE}(?=[0-9])")
_LINKS = frozenset("、和与及")
_RATIO = Pattern(r"(?P<first>[0-9]+)(?:\.[0-9]+)?(?:[:：∶][0-9]+(?:\.[0-9]+)?)+")
_COLONS = frozenset(":：∶")
_YEAR_BEHIND = Pattern(r"[0-9]{1,2}[:：](?=(?:19|20)[0-9]{2}(?:年|[-—–]))")
# 3O1期, l13件: a letter that was read or typed for a digit.
_LETTERS = frozenset("OoIl")
# 1/3 of the members: a share, or a day.
_SLASHED = Pattern(r"(?<!/)[0-9]{1,3}/[0-9]{1,3}(?![0-9/])")
# The number of a footnote, raised, between a number and its unit; behind 10 it is a power.
_NOTE = Pattern("⁽?[¹²³⁰⁴-⁹]{1,3}⁾?")
_NOTE_STARTS = frozenset("⁽¹²³⁰⁴⁵⁶⁷⁸⁹")
_CLAUSE_ENDS = frozenset("，。；：！？,;!?\n")
_LARGE = frozenset("十百千万亿")
# 服务人次达3.2万: what is made with 次 may stand before its number; 投入资金1.3亿 is money, and
# 阅读量近96万 so many times.
_UNIT_BEFORE = Pattern(
    "(?:(?P<unit>人次|场次|条次|件次)|(?P<元>(?:[资奖]|助学|慰问|[补资救]助)金|投资|捐[款资]|[善贷]款|经费)|"
    "(?P<人>人[群口数]|群众|粉丝)|"
    "(?P<次>阅读|浏览|点[赞击]|播放|观看|转发|访问|曝光))[总数量]*(?:达到|超过|突破|[达为共有已超近逾约：:])*$",
    *"人场条件金资款费众丝读览点放看转访曝",
)
# How far is looked on either side; so that no text makes the scan slow.
_NEAR = 24
_WIDEST_CLAUSE = 100
_LONGEST_LIST = 8
# Between a number and its unit.
_WIDEST_GAP = 3
_GAPS = frozenset(SPACES)


class Mention(NamedTuple):
    """A number expression: where it stands, what is printed, what it states, and its clause.

    `start` and `end` are places in the text of its block. A range or a ratio is a figure without a
    single value, and has only a unit. A noun behind a number that counts, as in 300余农户, is no
    unit; its quantity has none.
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

    @property
    def is_exact(self) -> bool:
        """Whether it states a value, and neither more nor less, nor about so much."""
        return self.quantity is not None and self.quantity.qualifier == "exact"


# A number expression before its clause is known: start and end, kind, quantity and unit.
_Read = tuple[int, int, Kind, Quantity | None, str]


class _Text(NamedTuple):
    """A text as it is written, and in plain script, place by place; and units of its own."""

    written: str
    plain: str
    own: Pattern | None = None


def mentions(document: Document, units: Iterable[str] = ()) -> Iterator[Mention]:
    """Yield every number expression of a document, block after block, each in order.

    `units` are measure words of a dataset's own.
    """
    own = own_units(units)
    for number, block in enumerate(document.blocks):
        yield from _scan(block.text, own, number, block.pieces)


def scan(text: str) -> Iterator[Mention]:
    """Yield every number expression of `text`, in order."""
    return _scan(text, None, 0, ((0, 0),))


def _scan(
    text: str, own: Pattern | None, block: int, pieces: Sequence[tuple[int, int]]
) -> Iterator[Mention]:
    """Yield the number expressions of a block whose characters lie in `pieces` of the document."""
    both = _Text(text, plain(text), own)
    marks: list[int] | None = None
    quotes: list[tuple[str, int]] = []
    last: Mention | None = None
    position = opened = last_end = 0
    for begin in places_of(_STARTS, both.plain):
        if begin < position:
            continue
        char = both.plain[begin]
        # What ends a sentence ends a quotation, too.
        if quotes and any(both.plain.find(end, position, begin) >= 0 for end in "。\n"):
            quotes.clear()
        position = begin + 1
        if char in _QUOTES:
            quotes = [*quotes[-3:], (_QUOTES[char], begin)]
            continue
        if not char.isalnum():
            if quotes and char == quotes[-1][0]:
                quotes.pop()
            continue
        if char in _ALONE and not _begins_number(both.plain, begin):
            continue
        read: _Read | None = None
        if not quotes and char.isdecimal():
            read = _simple(both, begin)
        elif not quotes and char == "一" and _is_word(both.plain, begin):
            read = begin, position, "idiom", None, ""
        if read is None:
            read = _read(both, begin, quotes[-1] if quotes else None)
        start, end, kind, quantity, unit = read
        if last is not None and start - last_end < 3 and _is_listed(text, last, read):
            kind = last.kind
        # The 上 of 以上 belongs to the number before it.
        if start < last_end:
            start = last_end
        if marks is None:
            marks = places_of(_CLAUSE_ENDS, text)
        before = bisect_left(marks, start) - 1
        if before >= 0 and marks[before] >= last_end:
            opened = marks[before] + 1
        clause, depth = _clause(text, start, end, opened, marks)
        at, offset = pieces[0] if len(pieces) == 1 else _piece(pieces, start)
        last = Mention(
            start,
            end,
            text[start:end],
            quantity,
            unit,
            kind,
            clause,
            depth,
            block,
            offset + start - at,
        )
        yield last
        last_end = end
        if position < end:
            position = end


def mention_of(block: Block, number: int, start: int, end: int, kind: Kind) -> Mention:
    """Return words of a block as a mention that states nothing; `number` is the block's."""
    text = block.text
    marks = places_of(_CLAUSE_ENDS, text)
    before = bisect_left(marks, start) - 1
    clause, depth = _clause(text, start, end, marks[before] + 1 if before >= 0 else 0, marks)
    offset = block.offset(start)
    return Mention(start, end, text[start:end], None, "", kind, clause, depth, number, offset)


def _clause(text: str, start: int, end: int, opened: int, marks: Sequence[int]) -> tuple[str, int]:
    """Return the clause of what stands there, bounded on both sides, and how far in it stands.

    `opened` is where the clause begins, `marks` are all that end one.
    """
    first = opened if opened > start - _WIDEST_CLAUSE else start - _WIDEST_CLAUSE
    behind = bisect_left(marks, end)
    closed = end + _WIDEST_CLAUSE
    if behind < len(marks) and marks[behind] < closed:
        closed = marks[behind]
    clause = text[first:closed]
    bare = clause.lstrip()
    return bare.rstrip(), start - first - len(clause) + len(bare)


# What begins a number only beside certain words.
_ALONE = frozenset(f"万亿{FORMAL_STARTS}")


def _begins_number(text: str, start: int) -> bool:
    """Tell whether a scale, or a numeral as on a cheque, begins a number there."""
    char, behind = text[start], text[start + 1 : start + 2]
    if char in "万亿":
        return behind in ("余", "多") or text[start - 1 : start] in _BEFORE_SCALE
    return char in "廿卅" or behind in ("拾", "佰", "仟")


# What 一 may begin beside a plain word: a date, an ordinal, a list, a longer number, a share.
_NO_WORD = frozenset(
    f"{NUMERALS}年月日时点天分秒周岁世载届中号星级等是要来个小工半成次至到余多几以左上下有"
)


def _is_word(text: str, start: int) -> bool:
    """Tell whether 一 is that of a word like 一批 or 进一步, by the characters on either side."""
    before, behind = text[start - 1 : start], text[start + 1 : start + 2]
    begins = not before or ("\u4e00" <= before <= "\u9fff" and before not in "第前年月时")
    return begins and "\u4e00" <= behind <= "\u9fff" and behind not in _NO_WORD


def _piece(pieces: Sequence[tuple[int, int]], start: int) -> tuple[int, int]:
    return pieces[bisect_right(pieces, start, key=lambda piece: piece[0]) - 1]


def _simple(both: _Text, start: int) -> _Read | None:
    """Return a number that needs no closer look; None for every other."""
    text = both.plain
    found = _SIMPLE.match(text, start)
    if found is None:
        return None
    before = text[start - 1 : start]
    is_word = "\u4e00" <= before <= "\u9fff" and before not in _NEVER_SIMPLE_BEHIND
    if before and not is_word and before not in _SAFE_MARKS:
        return None
    at = found.end()
    if found["year"]:
        return start, at, "date", None, ""
    unit, behind, end = text[at : at + 1], text[at + 1 : at + 2], at + 1
    if unit not in _COMMON_UNITS:
        return None
    if behind == "次" and unit in _WITH_TIMES:
        unit, behind, end = unit + behind, text[at + 2 : at + 3], at + 2
    if behind in _SAYS_MORE or behind in _NO_UNITS.get(unit, ()) or behind.isspace():
        return None
    if both.own and both.own.match(text, at):
        return None
    kind = figure_kind(text, start, unit)
    unit = both.written[at:end].replace("％", "%")
    return start, end, kind, Quantity(Decimal(found.group()), "exact", unit), unit


def _is_listed(text: str, last: Mention, read: _Read) -> bool:
    """Tell whether a figure goes on with a list: what is said of the first is said of all."""
    start, _, kind, _, unit = read
    figures = last.kind in FIGURE_KINDS and kind in FIGURE_KINDS and last.unit == unit
    return figures and text[last.end : start] in ("、", "和", "与", "及", "，")


def _read(both: _Text, start: int, quote: tuple[str, int] | None) -> _Read:
    """Return the number expression around the number that begins at `start`."""
    text = both.plain
    behind = text[start : start + _NEAR].lstrip("0123456789.")[:1]
    if behind in _COLONS and (ratio := _RATIO.match(text, start, start + _NEAR)):
        if is_caption(text, start) or _YEAR_BEHIND.match(text, start):
            return start, ratio.end("first"), "other", None, ""
        return start, ratio.end(), ratio_or_time(text, start, ratio.end()), None, ""
    number = number_at(text, start)
    if number is None:
        return start, start + 1, "other", None, ""
    is_behind = text[start - 1 : start] in _LETTERS
    is_beside = is_behind or behind in _LETTERS
    if is_beside and (misread := lexicon()["letter"].match(text, start - is_behind)):
        return _unclear(both, misread.start(), measure_at(text, misread.end()))
    if number.parted:
        return _unclear(both, start, _unit_end(both, start, number)[1])
    rest = kind_of_rest(text, start, number.end, number.chinese, quote)
    if rest == "unclear":
        several = text[start - 1 : start] in SEVERAL[:2]
        return _unclear(both, start - several, _unit_end(both, start, number)[1])
    if rest is not None:
        return start, number.end, rest, None, ""
    if "/" in text[start : start + 4] and (slashed := _SLASHED.match(text, start)):
        return _unclear(both, start, slashed.end())
    begin, end = _unit_end(both, start, number)
    if sign_before(text, start, number.end) not in ("", "+"):
        return _unclear(both, start, end)
    if text[number.end : number.end + 1] in _NOTE_STARTS:
        if begin == number.end:
            return _unclear(both, start, end)
    elif a_range := _range(both, start, number, end):
        return a_range
    if cut := _cut_end(both, start, number):
        return _unclear(both, start, cut)
    if end == number.end and not number.per_cent:
        return _without_unit(both, start, number)
    return _figure(both, start, end, both.written[start : number.end] + both.written[begin:end], "")


def _range(both: _Text, start: int, number: Number, end: int) -> _Read | None:
    """Return a range from the number at `start`, whose unit ends at `end`; None where none is.

    Both numbers have the unit, or the second alone: 95%—98%, 3至5次. 从3次到5次 is a change.
    """
    text = both.plain
    if _RANGE_MARKS.isdisjoint(text[end : end + 2]):
        return None
    between = _RANGE.match(text, end)
    last = number_at(text, between.end()) if between else None
    if between is None or last is None:
        return None
    last_end = _unit_end(both, between.end(), last)[1]
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


def _cut_end(both: _Text, start: int, number: Number) -> int | None:
    """Return where a number ends that a space has cut in two, as in 提案2 12件; else None."""
    text, at = both.plain, number.end
    if number.chinese or text[at : at + 1] not in _GAPS:
        return None
    if not (
        "0" <= text[at + 1 : at + 2] <= "9" and "\u4e00" <= text[start - 1 : start] <= "\u9fff"
    ):
        return None
    rest = number_at(text, at + 1)
    end = _unit_end(both, at + 1, rest)[1] if rest is not None else 0
    return end if rest is not None and end > rest.end else None


def _unit_end(both: _Text, start: int, number: Number) -> tuple[int, int]:
    """Return where the unit behind a number begins and ends; twice the number's end for none."""
    text = both.plain
    if text[number.end : number.end + 1] == "成" and text[number.end + 1 : number.end + 2] not in (
        *"员功立果为就绩本长效都套品熟交片型",
    ):
        return number.end, numerals.tenths_end(text, number.end)
    begin = number.end
    if text[begin : begin + 1] in _NOTE_STARTS and (note := _NOTE.match(text, begin)):
        begin = note.end()
    gap = begin + _WIDEST_GAP
    while begin < gap and text[begin : begin + 1] in _GAPS:
        begin += 1
    end = measure_at(text, begin, text[start : number.end] if number.chinese else "", both.own)
    if end == begin:
        return number.end, number.end
    # 10⁴亩: a power, and no footnote.
    is_power = text[start : number.end] == "10" and text[number.end] in _NOTE_STARTS
    return number.end if is_power or begin == number.end else begin, end


def _without_unit(both: _Text, start: int, number: Number) -> _Read:
    """Return a number that has no unit of its own: of a list with one unit, or of no known kind."""
    text = both.plain
    end = number.end
    for _ in range(_LONGEST_LIST):
        if _LINKS.isdisjoint(text[end : end + 2]):
            break
        following = _NEXT_OF_LIST.match(text, end)
        last = number_at(text, following.end()) if following else None
        if following is None or last is None or number.chinese:
            break
        end = last.end
        unit = both.written[last.end : _unit_end(both, following.end(), last)[1]].strip()
        if unit:
            printed = both.written[start : number.end]
            return _figure(both, start, number.end, printed + unit, unit)
    # A word that qualifies it or a 万 says that it counts, and its unit is missing.
    begin = start_before(text, start)
    counts = begin < start or text[number.end - 1] in "万亿余多来+"
    behind = text[number.end : number.end + 1]
    is_word = "\u4e00" <= behind <= "\u9fff"
    if counts and is_word and (noun := _of_noun(both, begin, start, number, behind)):
        return noun
    if (
        counts
        and not is_word
        and (before := _UNIT_BEFORE.search(text, max(0, begin - _NEAR), begin))
    ):
        unit = before["unit"] or str(before.lastgroup)
        return _figure(both, start, number.end, both.written[start : number.end] + unit, unit)
    if counts or number.value is None:
        return _unclear(both, start, number.end)
    if is_word:
        kind: Kind = "name" if number.chinese else "unclear"
        return start, number.end, kind, None, ""
    return start, number.end, "other", None, ""


def _of_noun(both: _Text, begin: int, start: int, number: Number, behind: str) -> _Read | None:
    """Return a number that counts what the noun behind it names, as in 300余农户; else None."""
    text = both.plain
    if number.chinese and _LARGE.isdisjoint(text[start : number.end]):
        return None
    quantity = numerals.read(both.written[begin : number.end], unitless=True)
    if quantity is None or (number.chinese and quantity.qualifier == "exact"):
        return None
    return begin, number.end, figure_kind(text, begin, ""), quantity, ""


def _figure(both: _Text, start: int, end: int, stated: str | None, unit: str) -> _Read:
    """Return a figure with the qualifiers beside it; unclear where it cannot be read."""
    text = both.plain
    begin = start_before(text, start)
    if stated is None:
        return begin, end, figure_kind(text, begin, plain(unit)), None, unit
    behind = end_behind(text, end)
    printed = both.written[begin:start] + stated + both.written[end:behind]
    quantity = numerals.read(printed)
    if quantity is None:
        return _unclear(both, start, end)
    kind = figure_kind(text, begin, plain(quantity.unit))
    return begin, behind, kind, quantity, quantity.unit


def _unclear(both: _Text, start: int, end: int) -> _Read:
    """Return a number that is not wholly understood, with the words that qualify it."""
    begin = start_before(both.plain, start)
    return begin, end_behind(both.plain, end), "unclear", None, ""
