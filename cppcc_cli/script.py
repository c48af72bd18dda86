"""Both scripts and both widths as one: each character in its simplified, narrow form.

Every change is of one character for one other, so that places stay. The table of characters is
OpenCC's; it is loaded when a text has characters that simplified script has not.
"""

import re
from functools import cache
from pathlib import Path

# Zero-width and bidirectional marks, and the soft hyphen: nothing of them is seen.
NO_WIDTH = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad"

# A Chinese character, and what is none, as a regular expression has them: letters beyond Latin-1,
# but for Ⅳ and ④. A range of all of them takes `re` fifty times as long to compile.
HAN = r"[^\W\x00-\xffⅠ-⓿]"
NO_HAN = r"[\W\x00-\xffⅠ-⓿]"

# Traditional characters that stand in the character set of simplified script.
_IN_BOTH = frozenset("於後徵夥甯菸摺捱麴醣薹榘吒麽乾")
# Variants that no table of traditional script has.
_VARIANTS = {"馀": "余", "囯": "国"}
_WIDE = "０１２３４５６７８９．％＋－ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
_WIDE += "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"
_WIDE_ONES = frozenset(_WIDE)
_NARROW = str.maketrans({char: chr(ord(char) - 0xFEE0) for char in _WIDE})
# A comma as wide as the digits on either side, and a circle for a zero among numerals.
_WIDE_COMMA = "(?<=[０-９])，(?=[０-９]{3}(?![０-９]))"
_CIRCLE = "(?<=[〇○一二三四五六七八九十百千万亿])○"


def simplified(text: str) -> str:
    """Return `text` with each traditional character as its simplified one."""
    return text.translate(_table()) if _may_be_traditional(text) else text


def plain(text: str) -> str:
    """Return `text` as number expressions are read: simplified, with narrow digits and letters.

    A comma between full-width digits that groups them by three is one of them: １２，３４５ is
    12,345, while in 5，234 it may end a clause.
    """
    if text.isascii():
        return text
    if "，" in text:
        text = re.sub(_WIDE_COMMA, ",", text)
    if "○" in text:
        text = re.sub(_CIRCLE, "〇", text)
    text = simplified(text)
    return text if _WIDE_ONES.isdisjoint(text) else text.translate(_NARROW)


def _may_be_traditional(text: str) -> bool:
    """Tell whether a text has a character that simplified script has not."""
    if text.isascii():
        return False
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return not _IN_BOTH.isdisjoint(text)


@cache
def _table() -> dict[int, str]:
    """Return what each traditional character is in simplified script."""
    lines = Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines()
    return str.maketrans(_VARIANTS | {line[0]: line[1] for line in lines if line[0] != "#"})
