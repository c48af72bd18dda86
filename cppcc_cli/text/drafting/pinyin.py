"""The pinyin of names, for a draft in which it is asked for: pypinyin takes long to load."""

import re

from pypinyin import lazy_pinyin

from cppcc_cli.script import HAN


def syllables(name: str) -> str:
    """Return the syllables of a name without tones, ü as v, all but Chinese dropped."""
    return " ".join(lazy_pinyin("".join(re.findall(f"{HAN}+", name))))
