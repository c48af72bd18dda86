"""Arithmetic within a text: parts against their whole, and printed shares against part / whole.

A whole is followed by its parts: after 其中 or 分别, or in brackets. Parts in brackets or after
分别 make up the whole; those after 其中 may, and are asked about where little is missing. A share
follows its part: 立案254件，占总数的79.1%. It should be part / whole within one unit of its last
decimal. What fails is a question to a person: which of the numbers is wrong stays open.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from cppcc_cli.derived import Derived, divide, rounded
from cppcc_cli.language import Message, Text
from cppcc_cli.messages import findings
from cppcc_cli.quantities import Quantity, grouped, range_of
from cppcc_cli.text.mentions import Mention

_SENTENCE = re.compile(r"[。！？!?\n]")
_OPENS_PARTS = re.compile(r"[\u4e00-\u9fff]{0,8}[，,；;：:、]?\s*(?:其中|包括)[：:，]?")
_BRACKET = re.compile(r"[\u4e00-\u9fff]{0,8}[（(]")
_SOME_IN_BRACKET = re.compile(r"[（(](?:其中|包括|含)")
_CLOSED = re.compile("[)）]")
_RESPECTIVELY = re.compile(r"[^。]{0,12}分别(?:是|为|有)?$")
# Stages that one thing goes through, one after the other: they overlap.
_STAGE = re.compile(
    r"立案|并案|办结|办复|办理|答复|采纳|采用|录用|批示|落实|解决|完成|重点|优秀|获|评|转|督办|领办|已"
)
_SHARE_OF_ALL = re.compile(
    r"(?:占|约占)(?:比|总数|全部|全体|总量|其|[\u4e00-\u9fff]{0,6}总数)?(?:的|达|为|到)*$"
)
_RATE = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2})率(?:达|为|到|是)*$")
# Of parts that may make up a whole: less than one in so many is missing.
_LITTLE = 20
# A sentence that runs on no longer says which of its numbers hang together: parts and wholes are
# looked for no further than so many numbers away. So no text makes this slow.
_FURTHEST = 40


class Miscalculation(NamedTuple):
    """A number that does not fit those it hangs together with, and the question it raises."""

    code: str
    mention: Mention
    message: Message


def miscalculations(text: str, found: Sequence[Mention]) -> Iterator[Miscalculation]:
    """Yield what does not add up among the mentions of `text`, in order."""
    for sentence in _sentences(text, found):
        for index in range(len(sentence)):
            yield from _parts(text, sentence, index)
            yield from _share(text, sentence, index)


def _sentences(text: str, found: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Yield the mentions of each sentence."""
    sentence: list[Mention] = []
    for mention in found:
        if sentence and _SENTENCE.search(text, sentence[-1].end, mention.start):
            yield sentence
            sentence = []
        sentence.append(mention)
    if sentence:
        yield sentence


def _parts(text: str, sentence: Sequence[Mention], index: int) -> Iterator[Miscalculation]:
    """Yield the whole at `index` of a sentence, where the parts behind it do not fit it."""
    whole = sentence[index]
    parts, full = _named_parts(text, sentence, index)
    if whole.quantity is None:
        return
    quantities = [part.quantity for part in parts if part.quantity is not None]
    for part in parts:
        if part.quantity is not None and _exceeds([part.quantity], whole.quantity):
            yield Miscalculation("sum", part, _said(findings.PART_EXCEEDS, [part], whole))
            return
    if len(parts) < 2 or any(_STAGE.search(_lead(text, part)) for part in parts):
        return
    exact = all(quantity.qualifier == "exact" for quantity in (*quantities, whole.quantity))
    total = sum((quantity.value for quantity in quantities), Decimal(0))
    missing = whole.quantity.value - total
    off = exact and missing and (full or 0 < missing * _LITTLE < whole.quantity.value)
    if off or _exceeds(quantities, whole.quantity):
        yield Miscalculation("sum", whole, _said(findings.SUM_OFF, parts, whole))


def _named_parts(text: str, sentence: Sequence[Mention], index: int) -> tuple[list[Mention], bool]:
    """Return the parts that follow the number at `index`, and whether they make up all of it."""
    whole = sentence[index]
    if index + 1 == len(sentence) or whole.quantity is None:
        return [], False
    between = text[whole.end : sentence[index + 1].start]
    bracketed = _BRACKET.match(between) is not None
    some = _OPENS_PARTS.match(between) or _SOME_IN_BRACKET.search(between)
    full = not some and (bracketed or _RESPECTIVELY.search(between) is not None)
    if not full and not some:
        return [], False
    closed = _CLOSED.search(text, whole.end) if bracketed else None
    parts: list[Mention] = []
    for mention in sentence[index + 1 : index + 1 + _FURTHEST]:
        if closed is not None and mention.start > closed.start():
            return parts, full
        if mention.kind == "share":
            continue
        if mention.unit != whole.unit or mention.quantity is None or mention.kind != whole.kind:
            return parts, full
        parts.append(mention)
    return (parts, full) if len(sentence) <= index + 1 + _FURTHEST else ([], False)


def relations(text: str, found: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield each part with its whole: what follows 其中, 分别 or a bracket, and what 占 a share."""
    for sentence in _sentences(text, found):
        for index, whole in enumerate(sentence):
            for part in _named_parts(text, sentence, index)[0]:
                yield part, whole
            part = sentence[index - 1] if index else whole
            if whole.kind == "share" and _SHARE_OF_ALL.search(_lead(text, whole)):
                wholes = (
                    one for one in _further_back(sentence, index) if _percent(part, one) is not None
                )
                base = next(wholes, None)
                if base is not None and part.kind == "count":
                    yield part, base


def _further_back(sentence: Sequence[Mention], index: int) -> Sequence[Mention]:
    """Return what may be the whole of the part before the share at `index`, the nearest first."""
    last = max(0, index - 1)
    return sentence[max(0, last - _FURTHEST) : last][::-1]


def _lead(text: str, mention: Mention) -> str:
    """Return the words before a number, back to the mark before them."""
    return re.split("[，。；、：,;（(]", text[max(0, mention.start - 20) : mention.start])[-1]


def _exceeds(parts: Sequence[Quantity], whole: Quantity) -> bool:
    """Tell whether parts are surely more than their whole."""
    most = range_of(whole).high
    return most is not None and sum((range_of(part).low for part in parts), Decimal(0)) > most


def _said(text: Text, parts: Sequence[Mention], whole: Mention) -> Message:
    total = sum((part.quantity.value for part in parts if part.quantity), Decimal(0))
    return text.about(
        parts=" + ".join(part.printed for part in parts), sum=grouped(total), whole=whole.printed
    )


def _share(text: str, sentence: Sequence[Mention], index: int) -> Iterator[Miscalculation]:
    """Yield the share at `index` of a sentence, where no whole before its part gives it."""
    share = sentence[index]
    part = sentence[index - 1] if index else share
    if share.kind != "share" or share.quantity is None or part.kind != "count":
        return
    lead = _lead(text, share)
    rate = _RATE.search(lead)
    if not _SHARE_OF_ALL.search(lead) and not (rate and rate["stem"] in _lead(text, part)):
        return
    wholes = []
    for whole in _further_back(sentence, index):
        derived = _percent(part, whole) if whole.kind == "count" else None
        if derived is not None and _is_near(derived, share.quantity):
            return
        wholes += [(whole, derived)] if derived is not None else []
    # Where there is more further back, the base may stand there.
    if not wholes or index - 1 > _FURTHEST:
        return
    whole, derived = wholes[0]
    percent = rounded(derived, _decimals(share.quantity))
    said = findings.SHARE_OFF.about(
        part=part.printed, whole=whole.printed, percent=grouped(percent), share=share.printed
    )
    yield Miscalculation("share", share, said)


def _percent(part: Mention, whole: Mention) -> Derived | None:
    """Return how many per cent a part is of a whole; None where it is not exactly known."""
    if part.quantity is None or whole.quantity is None or part.unit != whole.unit:
        return None
    derived = divide(part.quantity, whole.quantity)
    if isinstance(derived, str) or derived.qualifier != "exact" or derived.value > 1:
        return None
    return derived._replace(value=derived.value * 100)


def _decimals(share: Quantity) -> int:
    return max(0, -int(share.value.as_tuple().exponent))


def _is_near(percent: Derived, share: Quantity) -> bool:
    """Tell whether a share is given right, within one unit of its last decimal."""
    unit = Decimal(1).scaleb(-_decimals(share))
    given = range_of(share)
    is_high = given.high is not None and percent.value > given.high + unit
    return given.low - unit <= percent.value and not is_high
