"""Chinese names -> their syllables, where pypinyin is installed. The only door to it."""

import re
from collections.abc import Callable


def syllables() -> Callable[[str], str] | None:
    """Return what gives the syllables of a name without tones, ü as v; None without pypinyin."""
    try:
        from pypinyin import lazy_pinyin
    except ImportError:
        return None

    def of_name(name: str) -> str:
        return " ".join(lazy_pinyin("".join(re.findall(r"[\u4e00-\u9fff]+", name))))

    return of_name
