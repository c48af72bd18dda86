"""Lists of things and lists of numbers: 甲、乙分别为1件、2件 says of each thing its own number."""

import re
from collections.abc import Sequence

from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.relating import markers
from cppcc_cli.text.scanning.surroundings import surroundings

_LINKS = ("、", "和", "与", "及", "，")
_KIND = re.compile(r"[^类]+类(?P<of>[\u4e00-\u9fff]{2,6})$")
_LONGEST = 12


def thing_of_list(text: str, found: Sequence[Mention], index: int) -> str:
    """Return the thing that a list names for the mention at `index`; nothing where there is none.

    `found` are the mentions of `text`, in order. No list is longer than a dozen.
    """
    first = last = index
    while index - first < _LONGEST and first and _goes_on(text, found, first - 1):
        first -= 1
    while last - first < _LONGEST and _goes_on(text, found, last):
        last += 1
    if not 0 < last - first < _LONGEST:
        return ""
    around = surroundings(text, found, first)
    named = markers.LIST.search(around.head)
    if named is None:
        return ""
    things = re.split("[、和与及]", around.before + around.head[: named.start()])
    things = things[-(last - first + 1) :]
    if len(things) != last - first + 1:
        return ""
    thing, last_thing = re.split("[，；：]", things[index - first])[-1], things[-1]
    # 经济类、社会类提案: both are of 提案.
    kind = _KIND.match(last_thing)
    return thing + kind["of"] if kind and thing.endswith("类") and thing != last_thing else thing


def _goes_on(text: str, found: Sequence[Mention], index: int) -> bool:
    """Tell whether a list goes on behind the mention at `index`."""
    following = found[index + 1 : index + 2]
    return bool(following) and text[found[index].end : following[0].start] in _LINKS
