"""The pinyin of names, for a draft in which it is asked for: pypinyin takes long to load."""

import re

from pypinyin import lazy_pinyin

from cppcc_cli.script import HAN

# Characters of two common readings, and words in which the dictionary has the right one; it has a
# wrong one of 总行 and 乡长座谈.
_POLYPHONES = frozenset("长行重乐朝单")
_KNOWN = re.compile(
    "[市省县区校会]长(?!座)|增长|重[点大要视复新]|行[业政动]|[举进执运银]行(?!长)|单位|[快音]乐"
)


def syllables(name: str) -> str:
    """Return the syllables of a name without tones, ü as v, all but Chinese dropped."""
    return " ".join(lazy_pinyin("".join(re.findall(f"{HAN}+", name))))


def polyphones(name: str) -> list[str]:
    """Return the characters of a name of which the syllables may be those of another reading."""
    return [one for one in _KNOWN.sub("", name) if one in _POLYPHONES]
