"""Numbers that a program counts itself and shows before paragraphs: 一、 （二） 1.2 ① -> text.

A format is named by its first number; how Word names it in a .docx and counts it in a .doc, and how
OpenDocument names it, lead to that. The lists of a .docx and of a .doc are read here, too.
"""

import re
import struct
from collections.abc import Hashable, Sequence
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from cppcc_cli.documents import xml

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
# The characters of the formats that show a single one.
_SERIES = {"甲": "甲乙丙丁戊己庚辛壬癸", "子": "子丑寅卯辰巳午未申酉戌亥"}
_SERIES |= {"A": ascii_uppercase, "a": ascii_lowercase, "㊀": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"}
_SERIES |= {"①": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "⑴": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"}
_SERIES |= {"⒈": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"}
_DIGITS = {"〇": "〇一二三四五六七八九", "１": "０１２３４５６７８９"}
_FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = (("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
_MOST_ROMAN, _MOST = 100, 100_000
# What no space is shown behind.
_CLOSED = "、）．】」：，。"

_Id = str | None


class Level(NamedTuple):
    """How a level of a list is numbered: by its first number, words where %1 is that of level 1."""

    first: str = "1"
    words: str = ""
    start: int = 1
    # Whether the levels above are shown in digits, whatever their own format.
    legal: bool = False
    # Only behind levels above that of this number it begins anew; behind any where none is given.
    restart: int = LEVELS


def numeral(first: str, number: int) -> str:
    """Return a number in the format whose first one is `first`; nothing for that of no numbers."""
    if 0 < number <= len(_SERIES.get(first, "")):
        return _SERIES[first][number - 1]
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
        self._starts: dict[Hashable, dict[int, int]] = {}
        self._counts: dict[Hashable, list[int | None]] = {}

    def add(
        self, key: Hashable, counted_as: Hashable, levels: Sequence[Level], *starts: tuple[int, int]
    ) -> None:
        """Add the list that `key` names; all `counted_as` one are counted together.

        At a level that is first used it starts with the number that is given for it.
        """
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


class Lists:
    """The lists of a .docx by their ids."""

    def __init__(self, root: xml.Element | None = None) -> None:
        listed = xml.children(root, "abstractNum")
        kinds = {xml.attribute(one, "abstractNumId"): one for one in listed}
        styles = {xml.value(one, "styleLink"): key for key, one in kinds.items()}
        self.numbering = Numbering()
        # Which level of a list a style has.
        self._styled: dict[tuple[_Id, _Id], int] = {}
        for one in xml.children(root, "num"):
            kind = xml.value(one, "abstractNumId")
            linked = xml.value(kinds.get(kind), "numStyleLink")
            kind = styles.get(linked, kind) if linked else kind
            self._add(xml.attribute(one, "numId"), kind, kinds.get(kind), one)

    def _add(self, key: _Id, kind: _Id, element: xml.Element | None, own: xml.Element) -> None:
        levels, starts = [Level("")] * LEVELS, {}
        overrides = xml.children(own, "lvlOverride")
        for place in overrides if element is None else [element, *overrides]:
            for one in xml.children(place, "lvl"):
                at = xml.integer(xml.attribute(one, "ilvl"), 0, LEVELS - 1)
                levels[at] = Level(
                    _FIRST.get(xml.value(one, "numFmt") or "decimal", "1"),
                    xml.value(one, "lvlText") or "",
                    xml.count_of(one, "start", 1),
                    xml.is_on(xml.child(one, "isLgl")),
                    xml.count_of(one, "lvlRestart", LEVELS),
                )
                if styled := xml.value(one, "pStyle"):
                    self._styled[key, styled] = at
            if xml.child(place, "startOverride") is not None:
                at = xml.integer(xml.attribute(place, "ilvl"), 0, LEVELS - 1)
                starts[at] = xml.count_of(place, "startOverride", 1)
        self.numbering.add(key, kind, levels, *starts.items())

    def label(self, properties: xml.Element, style: _Id, list: _Id, level: int | None) -> str:
        """Return the number that is shown before a paragraph; nothing where it has none.

        The `style` that it names is of a level of a list.
        """
        key, own = numbered(properties)
        if key is None:
            key = list
            own = self._styled.get((key, style)) if own is None else own
        return self.numbering.label(key, (level or 0) if own is None else own)


def numbered(properties: xml.Element | None) -> tuple[_Id, int | None]:
    """Return the id of the list that the properties of a paragraph name, and the level in it."""
    said = xml.child(properties, "numPr")
    level = None if xml.child(said, "ilvl") is None else xml.count_of(said, "ilvl", 0)
    return xml.value(said, "numId"), level


def unsigned(raw: bytes) -> int:
    """Return the number that bytes are, the lowest first."""
    return int.from_bytes(raw, "little")


def numbering(table: bytes, lists: int, size: int, used: bytes) -> Numbering:
    """Return the lists of a .doc by the numbers by which paragraphs name them.

    What they are stands in the `table` from `lists` on, and how they are `used` in another.
    """
    made = Numbering()
    count = unsigned(table[lists : lists + 2]) if size > 1 else 0
    at = lists + size
    levels: dict[int, list[Level]] = {}
    for number in range(count):
        place = lists + 2 + 28 * number
        levels[unsigned(table[place : place + 4])] = listed = []
        for _ in range(1 if table[place + 26] & 1 else LEVELS):
            level, at = _level(table, at)
            listed.append(level)
    count = min(unsigned(used[:4]), len(used) // 16)
    at = 4 + 16 * count
    for number in range(count):
        key, _, _, many = struct.unpack_from("<IIIB", used, 4 + 16 * number)
        own, starts = list(levels.get(key, [])), {}
        at += 4
        for _ in range(many):
            start, said = struct.unpack_from("<iI", used, at)
            at += 8
            place = said & 15
            if said & 0x20:
                level, at = _level(used, at)
                if place < len(own):
                    own[place] = level
            elif said & 0x10:
                starts[place] = start
        made.add(number + 1, key, own, *starts.items())
    return made


def _level(table: bytes, at: int) -> tuple[Level, int]:
    """Return the level of a list that is told from a place on, and where that ends."""
    start, kind, flags = struct.unpack_from("<iBB", table, at)
    restart = table[at + 26] if flags & 8 else LEVELS
    at += 28 + table[at + 24] + table[at + 25]
    size = unsigned(table[at : at + 2])
    raw = table[at + 2 : at + 2 + 2 * size].decode("utf-16-le", "replace")
    words = "".join(f"%{ord(char) + 1}" if char < "\t" else char for char in raw)
    level = Level(_FIRST.get(str(kind), "1"), words, start, bool(flags & 4), restart)
    return level, at + 2 + 2 * size
