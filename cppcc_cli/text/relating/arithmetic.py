"""Arithmetic within a text: parts against their whole, and printed shares against part / whole.

Parts in brackets make up their whole; those after 其中 may, and are asked about where little is
missing. A share should be part / whole within one unit of its last decimal. Where several numbers
may be the whole, nothing is asked if one of them fits. What fails is a question to a person: which
of the numbers is wrong stays open.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from cppcc_cli.language import Message, Text
from cppcc_cli.messages import findings
from cppcc_cli.quantity import grouped, rounded
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.relating.sums import Parts, Share, decimals, exceed, lead_of, percent
from cppcc_cli.text.relating.wholes import parts_and_shares

# Of parts that may make up a whole: less than one in so many is missing.
_LITTLE = 20
_BASE = re.compile("占(?P<name>[\u4e00-\u9fff]{2,6}?)总[数量]")


class Miscalculation(NamedTuple):
    """A number that does not fit those it hangs together with, and the question it raises."""

    code: str
    mention: Mention
    message: Message


def miscalculations(text: str, found: Sequence[Mention]) -> Iterator[Miscalculation]:
    """Yield what does not add up among the mentions of `text`, in order."""
    for one in parts_and_shares(text, found):
        off = _parts(one) if isinstance(one, Parts) else _share(one)
        if off is not None:
            yield off


def _parts(group: Parts) -> Miscalculation | None:
    """Return the question about parts that do not fit any number before them."""
    whole = group.whole
    if whole is None:
        nearest = group.wholes[0]
        for part in group.parts:
            if exceed([part], nearest):
                said = _said(findings.PART_EXCEEDS, [part], nearest)
                return Miscalculation("sum", part, said)
        return Miscalculation("sum", nearest, _said(findings.SUM_OFF, group.parts, nearest))
    if len(group.parts) < 2 or any(map(group.add_up, group.wholes)):
        return None
    missing = group.missing(whole)
    if group.overlap or not missing or whole.quantity is None:
        return None
    if group.full or missing * _LITTLE < whole.quantity.value:
        return Miscalculation("sum", whole, _said(findings.SUM_OFF, group.parts, whole))
    return None


def _share(one: Share) -> Miscalculation | None:
    """Return the question about a share that no number before its part gives."""
    part, share = one.parts[0], one.share
    if one.base is not None or share.quantity is None:
        return None
    for whole in reversed(one.likely):
        if (derived := percent(part, whole)) is not None:
            said = findings.SHARE_OFF.about(
                part=part[0].printed,
                whole=whole.printed,
                percent=grouped(rounded(derived, decimals(share.quantity))),
                share=share.printed,
            )
            return Miscalculation("share", share, said)
        if exceed(part, whole) and _is_named(one.lead, whole):
            return Miscalculation("sum", part[0], _said(findings.PART_EXCEEDS, part, whole))
    return None


def _is_named(lead: str, whole: Mention) -> bool:
    """Tell whether the words before a share name its base: 占提案总数的 of 收到提案362件."""
    base = _BASE.search(lead)
    return base is not None and base["name"] in lead_of(whole)


def _said(text: Text, parts: Sequence[Mention], whole: Mention) -> Message:
    total = sum((part.quantity.value for part in parts if part.quantity), Decimal(0))
    return text.about(
        parts=" + ".join(part.printed for part in parts), sum=grouped(total), whole=whole.printed
    )
