"""Numbers that a program counts itself and shows before paragraphs: 一、 （二） 1.2 ① -> text.

A format is named by its first number; how Word names it in a .docx and counts it in a .doc, and how
OpenDocument names it, lead to that.
"""

import re
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from cppcc_cli.printing import chinese_numeral

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
# And those that show none.
_FIRST = dict.fromkeys(("bullet", "none", "23", "255"), "")
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
_CLOSED = "、）．】」"


class Level(NamedTuple):
    """How a level of a list is numbered: by its first number, words where %1 is that of level 1."""

    first: str = "1"
    words: str = ""
    start: int = 1
    # Whether the levels above are shown in digits, whatever their own format.
    legal: bool = False


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
        return chinese_numeral(number).translate(_FORMAL if first == "壹" else {})
    if first in ("i", "I") and 0 < number < _MOST_ROMAN:
        made = ""
        for sign, value in _ROMAN:
            made += sign * (number // value)
            number %= value
        return made if first == "i" else made.upper()
    return f"{number:0{len(first)}}" if first else ""


class Numbering:
    """Counts the numbered paragraphs of a document, those of each list by themselves."""

    def __init__(self) -> None:
        self._counts: dict[Hashable, list[int | None]] = {}

    def start(self, key: Hashable, level: int, number: int) -> None:
        """Let the next paragraph of a level have a number."""
        counts = self._counts.setdefault(key, [None] * LEVELS)
        counts[level:] = [number - 1] + [None] * (LEVELS - 1 - level)

    def label(self, key: Hashable, levels: Sequence[Level], level: int) -> str:
        """Return what stands before the next paragraph of a level of the list called `key`.

        With the space behind it; nothing where that is no number, as before items with bullets.
        """
        if not 0 <= level < len(levels):
            return ""
        counts = self._counts.setdefault(key, [None] * LEVELS)
        last = counts[level]
        counts[level:] = [levels[level].start if last is None else min(last + 1, _MOST)]
        counts += [None] * (LEVELS - len(counts))

        def number(found: re.Match[str]) -> str:
            at = min(int(found[1]), level + 1, len(levels)) - 1
            count, first = counts[at], levels[at].first
            if levels[level].legal and first != "01":
                first = "1"
            return numeral(first, levels[at].start if count is None else count)

        text = re.sub(r"%([1-9])", number, levels[level].words).strip()
        if not levels[level].first or not any(map(str.isalnum, text)):
            return ""
        return text if text[-1] in _CLOSED else f"{text} "
