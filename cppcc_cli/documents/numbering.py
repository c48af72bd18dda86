"""Numbers that a program counts itself and shows before paragraphs: 一、 （二） 1.2 ① -> text.

A format is named by its first number; how Word names it in a .docx and counts it in a .doc, and how
OpenDocument names it, lead to that.
"""

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

LEVELS = 9
# Of formats of Word: their numbers in a .doc, their names in a .docx, and their first numbers.
_FORMATS = (
    "1 upperRoman I 2 lowerRoman i 3 upperLetter A 4 lowerLetter a 10 ideographDigital 〇"
    " 11 japaneseCounting 一 14 decimalFullWidth １ 17 japaneseDigitalTenThousand 〇"
    " 18 decimalEnclosedCircle ① 19 decimalFullWidth2 １ 22 decimalZero 01"
    " 26 decimalEnclosedFullstop ⒈ 27 decimalEnclosedParen ⑴ 28 decimalEnclosedCircleChinese ①"
    " 29 ideographEnclosedCircle ㊀ 30 ideographTraditional 甲 31 ideographZodiac 子"
    " 33 taiwaneseCounting 一 35 taiwaneseCountingThousand 一 36 taiwaneseDigital 〇"
    " 37 chineseCounting 一 38 chineseLegalSimplified 壹 39 chineseCountingThousand 一"
).split()
# And those that show none: a bullet, or words alone.
_BULLET = "•"
_FIRST = {"bullet": _BULLET, "23": _BULLET, "none": "", "255": ""}
_FIRST |= dict(zip(_FORMATS[::3], _FORMATS[2::3], strict=True))
_FIRST |= dict(zip(_FORMATS[1::3], _FORMATS[2::3], strict=True))
_ROWS = (
    *("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "甲乙丙丁戊己庚辛壬癸"),
    *("子丑寅卯辰巳午未申酉戌亥", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    *("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
)
_DIGITS = {"〇": "〇一二三四五六七八九", "１": "０１２３４５６７８９"}
_FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
_MOST_ROMAN, _MOST = 100, 100_000
# What no space is shown behind.
_CLOSED = "、）．】」：，。"


class Level(NamedTuple):
    """How a level of a list is numbered: by its first number, words where %1 is that of level 1."""

    first: str = "1"
    words: str = ""
    start: int = 1
    # Whether the levels above are shown in digits, whatever their own format.
    legal: bool = False
    # Only behind levels above that of this number it begins anew; behind any where none is given.
    restart: int = LEVELS


def first_number(name: str) -> str:
    """Return the first number of a format of Word, by its name or its number in a .doc."""
    return _FIRST.get(name, "1")


def numeral(first: str, number: int) -> str:
    """Return a number in the format whose first one is `first`; nothing for that of no numbers."""
    row = next((row for row in _ROWS if row[0] == first), "")
    if 0 < number <= len(row):
        return row[number - 1]
    if first in _DIGITS:
        return "".join(_DIGITS[first][int(digit)] for digit in str(number))
    if first in ("一", "壹"):
        from cppcc_cli.printing import chinese_numeral

        return chinese_numeral(number).translate(_FORMAL if first == "壹" else {})
    if first in ("i", "I") and 0 < number < _MOST_ROMAN:
        made = ""
        for sign, value in _ROMAN:
            made += sign * (number // value)
            number %= value
        return made if first == "i" else made.upper()
    return f"{number:0{len(first)}}" if first and first != _BULLET else ""


def label(shown: str) -> str:
    """Return what is shown before a paragraph with the space behind it; nothing for a bullet."""
    text = shown.strip()
    if not any(map(str.isalnum, text)):
        return ""
    return text if text[-1] in _CLOSED else f"{text} "


class Numbering:
    """The lists of a document by what names them: how they are numbered, how far they have come."""

    def __init__(self) -> None:
        self._lists: dict[Hashable, tuple[Hashable, Sequence[Level]]] = {}
        # With which number a list sets out anew at a level that is first used.
        self._starts: dict[Hashable, dict[int, int]] = {}
        self._counts: dict[Hashable, list[int | None]] = {}

    def add(
        self,
        key: Hashable,
        counted_as: Hashable,
        levels: Sequence[Level],
        starts: Mapping[int, int] = {},
    ) -> None:
        """Add the list that `key` names; all `counted_as` one are counted together."""
        self._lists[key], self._starts[key] = (counted_as, levels), dict(starts)

    def label(self, key: Hashable, level: int) -> str:
        """Return what is shown before the next paragraph of a list and level, with a space behind.

        Nothing where that is no number, as before items with bullets, or where there is no list.
        """
        counted_as, levels = self._lists.get(key, (None, ()))
        if not 0 <= level < len(levels):
            return ""
        counts = self._counts.setdefault(counted_as, [None] * LEVELS)
        last, start = counts[level], self._starts[key].pop(level, None)
        if start is None:
            start = levels[level].start if last is None else min(last + 1, _MOST)
        for at, one in enumerate(levels):
            if at < level and counts[at] is None:
                counts[at] = one.start
            elif at > level and level < one.restart:
                counts[at] = None
        counts[level] = start

        def number(found: re.Match[str]) -> str:
            at = min(int(found[1]), level + 1, len(levels)) - 1
            first = levels[at].first
            return numeral("1" if levels[level].legal and first != "01" else first, counts[at] or 0)

        words = "" if levels[level].first == _BULLET else levels[level].words
        return label(re.sub(r"%([1-9])", number, words))
