"""Sheets of workbooks: cells as displayed, by their number formats, and what of them is a table.

Known of formats is what Excel, WPS and LibreOffice write: sections with conditions, literals, per
cents, scaling by commas, 万 by a literal among the digits (0!.0,), dates and times. What has no
meaning for text, as fractions and exponents, shows the plain value.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import cache
from itertools import islice
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple

from cppcc_cli.documents import Part, Place
from cppcc_cli.documents.blocks import Blocks, Line, TableCell, TableRow
from cppcc_cli.documents.copies import Run

_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
# The formats that have a number and no text of their own; the rest shows the value as it is.
BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy-m-d"}
BUILT_IN |= {15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM"}
BUILT_IN |= {20: "h:mm", 21: "h:mm:ss", 22: "yyyy-m-d h:mm", 30: "m-d-yy"}
BUILT_IN |= {31: f'yyyy"年"{_MONTH_DAY}', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"'}
BUILT_IN |= {37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00"}
_HALVES = '上午/下午h"时"mm"分"'
BUILT_IN |= {34: _HALVES, 35: f'{_HALVES}ss"秒"', 55: _HALVES, 56: f'{_HALVES}ss"秒"'}
BUILT_IN |= {45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss"}
BUILT_IN |= dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH)
BUILT_IN |= dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY)
_DIGITS = 15
# How many a cell shows of a value without a format.
_SHOWN = 11
_LONGEST = 255
_TOKEN = (
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>general|G/通用格式)|(?P<digits>[0#?])|(?P<half>[ap]m?/[ap]m?|上午/下午)"
    r"|(?P<exponent>e[+-]0+)|(?P<date>yyyy|yy|y|e|m{1,5}|d{1,4}|aaaa|aaa|h{1,2}|s{1,2})"
    r"|(?P<mark>[.,%@/]|.)"
)
_CONDITION = r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]*)?)"
_ELAPSED = "[hH]+|[mM]+|[sS]+"
_SIGNS = {"=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
_WEEKDAYS = "一二三四五六日"
_FEW = 30
# So many rows of a merged cell, and of all, are looked at; more are beyond all use.
_MOST_ROWS, _MOST_COVERED = 1_000, 100_000
# In the header of a page: fonts, sizes, and what is different on each page.
_MARGIN_CODES = r"&(?:\"[^\"]*\"|[0-9]{1,3}|K[0-9A-Fa-f]{6}|[A-Z])"


class _Token(NamedTuple):
    kind: str
    text: str


# On which condition a section is taken, and what it shows.
_Condition = tuple[str, Decimal] | None
_Section = tuple[_Condition, list[_Token]]


def shown(value: Decimal, code: str, since_1904: bool = False) -> str:
    """Return a number as a cell with a format shows it."""
    if not code or len(code) > _LONGEST:
        return general(value)
    chosen, value = _chosen(_sections(code), value)
    if not chosen:
        return ""
    kinds = {token.kind for token in chosen}
    if kinds & {"exponent", "elapsed"} or ("digits" in kinds and _Token("mark", "/") in chosen):
        return general(value)
    if kinds & {"date", "half"}:
        return _date(chosen, value, since_1904)
    if "digits" not in kinds:
        return "".join(
            general(value) if kind == "general" or (text == "@" and kind == "mark") else text
            for kind, text in chosen
        )
    return _number(chosen, value)


def general(value: Decimal) -> str:
    """Return a number as a cell without a format shows it."""
    if not value:
        return "0"
    kept = value if abs(value) >= 10**_SHOWN else Context(_SHOWN).plus(value)
    return f"{Context(_DIGITS).plus(kept).normalize():f}"


def number_of(text: str) -> Decimal | None:
    """Return the number that a file gives for a cell; None for what is none."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    is_usual = value.is_finite() and abs(value.adjusted()) < 40
    return Context(_DIGITS).plus(value) if is_usual else None


@cache
def _sections(code: str) -> list[_Section]:
    """Return the sections of a format: of positive numbers, negative ones, zero, text."""
    sections: list[_Section] = [(None, [])]
    for found in re.finditer(_TOKEN, code, re.DOTALL | re.IGNORECASE):
        kind, text = found.lastgroup, found[found.lastgroup or 0]
        tokens = sections[-1][1]
        if kind == "mark" and text == ";":
            sections.append((None, []))
        elif kind in ("quoted", "escaped") or (kind == "mark" and text not in ".,%@/"):
            tokens.append(_Token("literal", text))
        elif kind == "bracket":
            # A colour and the like show nothing.
            if said := re.fullmatch(_CONDITION, text):
                sections[-1] = (said[1], Decimal(said[2])), tokens
            elif text.startswith("$"):
                tokens.append(_Token("literal", text[1:].partition("-")[0]))
            elif re.fullmatch(_ELAPSED, text):
                tokens.append(_Token("elapsed", text))
        elif kind is not None:
            tokens.append(_Token(kind, text.lower() if kind == "date" else text))
    return sections[:4]


def _chosen(sections: list[_Section], value: Decimal) -> tuple[list[_Token], Decimal]:
    """Return what the section shows that a value is shown by, and the value as that shows it."""
    tokens = [tokens for _, tokens in sections]
    conditions = [condition for condition, _ in sections[:2]]
    if len(sections) > 1 and not any(conditions):
        conditions = [(">=" if len(sections) == 2 else ">", Decimal(0)), ("<", Decimal(0))]
    told = list(zip(tokens, conditions, strict=False))
    for section, condition in told:
        if condition is not None and _SIGNS[condition[0]](value, condition[1]):
            return section, abs(value) if len(sections) > 1 else value
    rest = next((section for section, condition in told if condition is None), tokens[-1])
    return tokens[2] if len(sections) > 2 else rest, value


def _number(tokens: list[_Token], value: Decimal) -> str:
    """Return a value in the places for digits of a section, with the literals among them."""
    places = [at for at, token in enumerate(tokens) if token.kind == "digits"]
    marks = [text if kind == "mark" else "" for kind, text in tokens]
    points, commas = ([at for at, mark in enumerate(marks) if mark == one] for one in ".,")
    point = next((at for at in points if at > places[0] - 2), len(tokens))
    whole, decimals = [at for at in places if at < point], [at for at in places if at > point]
    # Before a point without a place before it, the whole number stands all the same.
    first, last = (whole[0], whole[-1]) if whole else (point, point)
    # Commas behind the last digit, or before the point, each stand for a thousand.
    scale = sum(at > places[-1] or last < at < point for at in commas)
    value = value.scaleb(2 * tokens.count(_Token("mark", "%")) - 3 * scale)
    rounded = abs(value).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, Context(80))
    before, _, after = f"{rounded:f}".partition(".")
    needed = [number for number, at in enumerate(decimals, 1) if tokens[at].text == "0"]
    kept = max(needed, default=0)
    after = after[:kept] + after[kept:].rstrip("0")
    least = sum(tokens[at].text == "0" for at in whole)
    digits = before.lstrip("0").rjust(least, "0")
    if digits and any(first < at < last for at in commas):
        filled = {last: f"{int(digits):,}".rjust(least, "0")}
    else:
        # From the right, and in the first place all that is left.
        spread = digits.rjust(len(whole))
        rest = len(spread) - len(whole[1:])
        pieces = zip([first, *whole[1:]], [spread[:rest], *spread[rest:]], strict=True)
        filled = {at: text.strip() for at, text in pieces}
    filled |= zip(decimals, after, strict=False)
    sides = ["", ""]
    for at, (kind, text) in enumerate(tokens):
        # A literal among places that no digit has come to is not shown.
        is_idle = first < at < last and not any(filled.get(place) for place in whole if place < at)
        is_hidden = kind == "digits" or (kind == "mark" and text in ".,")
        sides[at > point] += filled.get(at) or ("" if is_hidden or is_idle else text)
    sign = "-" if value < 0 and rounded else ""
    return sign + sides[0] + ("." if sides[1][:1].isdecimal() else "") + sides[1]


def _date(tokens: list[_Token], value: Decimal, since_1904: bool) -> str:
    """Return the moment that a value counts the days to, as a section shows it."""
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    if not 0 <= value < 2_958_466:
        return general(value)
    seconds = int((value * 86_400).to_integral_value(ROUND_HALF_UP))
    moment = first + timedelta(seconds=seconds)
    halves = any(token.kind == "half" for token in tokens)
    letters = [text[0] for kind, text in tokens if kind == "date"]
    # An m stands for minutes beside hours or seconds.
    beside = zip(["", *letters], [*letters[1:], ""], strict=False)
    minutes = iter([before == "h" or after == "s" for before, after in beside])
    out = []
    for kind, text in tokens:
        if kind == "date":
            out.append(_of_date(text, moment, next(minutes), halves))
        elif kind == "half":
            out.append((("上午", "下午") if "午" in text else ("AM", "PM"))[moment.hour > 11])
        elif kind != "digits":
            out.append(text)
    return "".join(out)


def _of_date(code: str, moment: datetime, is_minute: bool, halves: bool) -> str:
    letter, wide = code[0], len(code)
    if letter == "a":
        return ("星期" if wide == 4 else "") + _WEEKDAYS[moment.weekday()]
    if letter == "d" and wide > 2:
        return ""
    hour = (moment.hour - 1) % 12 + 1 if halves else moment.hour
    month = moment.minute if is_minute and wide < 3 else moment.month
    year = moment.year % 100 if wide == 2 else moment.year
    number = {"h": hour, "m": month, "s": moment.second, "d": moment.day}.get(letter, year)
    return f"{number:02}" if wide == 2 else str(number)


class Area(NamedTuple):
    """Cells that are merged to one: its rows and columns, from 1."""

    top: int
    left: int
    bottom: int
    right: int


# The numbers of rows, each with the texts of its columns, from 1.
Rows = Iterable[tuple[int, Mapping[int, str]]]


def add_sheet(
    blocks: Blocks, name: str, rows: Rows, merged: Sequence[Area], hidden: Set[int]
) -> None:
    """Add the rows of a sheet without its hidden columns; one without anything ends a table."""
    place = Place(0, sheet=name)
    over = ((row, one) for one in merged for row in range(one.top, one.bottom + 1)[:_MOST_ROWS])
    few = islice(over, _MOST_COVERED)
    spans = {(row, area.left): area.right - area.left + 1 for row, area in few}
    table: list[TableRow] = []
    unseen: set[int] = set()
    for number, texts in rows:
        texts = {column: text for column, text in texts.items() if text.strip()}
        unseen |= hidden & texts.keys()
        texts = {column: text for column, text in texts.items() if column not in hidden}
        if table and (not texts or number > table[-1].number + 1):
            blocks.add_table(table, place)
            table = []
        if texts:
            blocks.take(len(texts), sum(map(len, texts.values())))
            table.append(TableRow(number, list(_cells(name, number, texts, spans))))
    blocks.add_table(table, place)
    blocks.unread["hidden"] += len(unseen)


def _cells(
    name: str, row: int, texts: Mapping[int, str], spans: Mapping[tuple[int, int], int]
) -> Iterator[TableCell]:
    """Yield the cells of a row, the empty ones among them, too, but none that another covers."""
    last, reach = max(texts), 1
    # Where little stands far to the right, what is empty before it says nothing.
    is_full = last <= _FEW or last <= 4 * len(texts)
    for column in range(1, last + 1) if is_full else sorted({1, *texts}):
        if column >= reach:
            span = spans.get((row, column), 1)
            reach = column + span
            lines = filter(None, map(str.strip, texts.get(column, "").splitlines()))
            told = [Line(line, (Run(0, len(line), name, column),)) for line in lines]
            yield TableCell(told, column, span)


def add_margin(blocks: Blocks, name: str, part: Part, text: str) -> None:
    """Add the header or footer of the printed pages of a sheet, without its codes."""
    for line in re.split("&[LCR]", text):
        said = re.sub(_MARGIN_CODES, "", line).strip()
        if re.search(r"\w", said):
            blocks.add(said, Place(0, part, sheet=name))
