"""Which words are the name of a place: the provinces, cities, counties and districts of China."""

from functools import cache
from pathlib import Path

from cppcc_cli.script import Pattern, one_of

LEVEL = f"(?:特别行政区|自治{one_of('区州县旗')}|{one_of('省市县区州盟旗')})"
_LEVEL_AT_END = Pattern(f"{LEVEL}$")
_LONGEST = 16


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Return the provinces, and all places, without their level."""
    lines = Path(__file__).with_name("places.txt").read_text("utf-8").splitlines()
    listed = [line.split() for line in lines if line[0] != "#"]
    provinces = frozenset(province for province, *_ in listed)
    return provinces, provinces.union(*listed)


def place_at_end(words: str) -> str:
    """Return the known place, with its level, that `words` end with: 海安市 of 召集人海安市.

    Where another one contains it, that stands before it: 江苏省海安市. Nothing where none is known.
    """
    for start in range(max(0, len(words) - _LONGEST), len(words) - 1):
        if _is_known(words[start:]):
            return place_at_end(words[:start]) + words[start:]
    return ""


def _is_known(place: str) -> bool:
    provinces, names = _names()
    name = _LEVEL_AT_END.sub("", place)
    if place.endswith("省"):
        return name in provinces
    # One character is a name with its level only: 沁县.
    return name != place and (name in names or place in names)
