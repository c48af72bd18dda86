"""Which numbers of a text are parts of others: after 其中, in brackets, after 分别, and by shares.

What 其中 governs reaches to the end of its sentence; its whole may be any number of the same unit
before it, most likely the nearest: 立案352件，立案率为88.9%，其中委员提案275件. Parts in brackets
make up the number before them. 分别 alone makes no parts, unless they add up to what stands before.
A share follows its part, and a list of shares a list of parts, in order; its base is often
unstated, and may be any number before the part.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.relating.sums import Parts, Share, is_stage, lead_of

_SENTENCE_END = re.compile(r"[。！？!?](?!\s*(?:其中|包括))")
_OPENS_PARTS = re.compile(
    r"(?:^[\u4e00-\u9fff]{0,8}[，,。；;：:、（(]?|^[^。\n]{0,24}[，,；;])\s*(?:其中|包括)"
)
_BRACKET = re.compile(r"[\u4e00-\u9fff]{0,8}[（(]")
_SOME_IN_BRACKET = re.compile(r"[（(](?:其中|包括|含)")
_RESPECTIVELY = re.compile(r"分别(?:是|为|有|达到?|占)?$")
_LINK = re.compile(r"\s*(?:、|，|,|和|与|及|以及)?\s*")
_SHARE_OF_ALL = re.compile(
    r"(?:占|约占)(?:比|总数|全部|全体|总量|其|[\u4e00-\u9fff]{0,6}总数)?(?:的|达|为|到)*$"
)
_RATE = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2})率(?:达|为|到|是)*$")
# So many numbers are looked back to, so that no text makes it slow.
_FAR = 40


def parts_and_shares(text: str, found: Sequence[Mention]) -> Iterator[Parts | Share]:
    """Yield what the mentions of `text` are parts and shares of, in order."""
    for line in _runs(text, found, re.compile("\n")):
        before: list[Mention] = []
        for sentence in _runs(text, line, _SENTENCE_END):
            named: dict[Mention, Mention] = {}
            for group in _groups(text, sentence):
                yield group
                if (whole := group.whole) is not None:
                    named |= dict.fromkeys(group.parts, whole)
            yield from _shares(text, sentence, before[-_FAR:], named)
            before += sentence


def relations(text: str, found: Sequence[Mention]) -> dict[Mention, Mention]:
    """Return the whole of each mention that is a part of another."""
    wholes: dict[Mention, Mention] = {}
    for one in parts_and_shares(text, found):
        if isinstance(one, Parts):
            whole = one.whole
            if whole is not None:
                wholes |= {part: whole for part in one.parts if part not in wholes}
        elif (base := one.base) is not None:
            # The share says surely what the words leave open.
            wholes |= dict.fromkeys(*base)
    return wholes


def named_parts(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions of `text` that words, and not shares, call parts of others."""
    for one in parts_and_shares(text, found):
        if isinstance(one, Parts) and one.whole is not None:
            yield from one.parts


def shares(text: str, found: Sequence[Mention]) -> dict[Mention, Share]:
    """Return what each share of `text` that follows its part is said of."""
    found_there = parts_and_shares(text, found)
    return {one.share: one for one in found_there if isinstance(one, Share)}


def _runs(text: str, found: Sequence[Mention], end: re.Pattern[str]) -> Iterator[list[Mention]]:
    """Yield the mentions between one end and the next: those of each line, or of each sentence."""
    run: list[Mention] = []
    for mention in found:
        if run and end.search(text, run[-1].end, mention.start):
            yield run
            run = []
        run.append(mention)
    if run:
        yield run


def _groups(text: str, sentence: Sequence[Mention]) -> Iterator[Parts]:
    """Yield the parts that a sentence names, each group with its possible wholes."""
    for index in range(1, len(sentence)):
        last, first = sentence[index - 1], sentence[index]
        between = text[last.end : first.start]
        bracketed = _BRACKET.match(between) is not None
        some = _OPENS_PARTS.match(between) or _SOME_IN_BRACKET.search(between)
        if some or bracketed:
            run = sentence[index : index + _FAR + 1]
            parts = tuple(_following(text, run, last.end, bracketed))
            behind = sentence[index - 1 : index] if bracketed else _behind(sentence, index)
            wholes = tuple(one for one in reversed(behind) if _is_alike(one, first))
            # Of a list that runs on no longer it is not known where it ends.
            if parts and wholes and (len(run) <= _FAR or parts[-1] is not run[-1]):
                yield Parts(wholes, parts, full=not some)
        elif _RESPECTIVELY.search(between):
            listed = tuple(_listed(text, sentence[index : index + _FAR]))
            behind = _behind(sentence, index)
            group = Parts(tuple(one for one in reversed(behind) if _is_alike(one, first)), listed)
            wholes = tuple(one for one in group.wholes if group.add_up(one))
            if len(listed) > 1 and wholes:
                yield group._replace(wholes=wholes)


def _following(
    text: str, behind: Sequence[Mention], opened: int, bracketed: bool
) -> Iterator[Mention]:
    """Yield the parts that begin `behind`: the counts of one unit, to the end of the bracket.

    What makes parts of them stands from `opened` on.
    """
    first = behind[0]
    if first.quantity is None or first.kind == "share":
        return
    for mention in behind:
        between, opened = text[opened : mention.start], mention.end
        if bracketed and re.search("[)）]", between):
            return
        if mention is not first and _OPENS_PARTS.match(between):
            return
        if mention.kind == "share":
            continue
        # 其中集体提案46件；立案318件: the second is a stage of the whole.
        if not _is_alike(mention, first) or (
            mention is not first
            and re.search("[；;]", between)
            and is_stage(mention)
            and not is_stage(first)
        ):
            return
        yield mention


def _listed(text: str, behind: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the first mention and those that follow it in a list of one kind and unit."""
    for last, mention in zip((behind[0], *behind), behind, strict=False):
        between = text[last.end : mention.start]
        if mention is not last and not (
            _LINK.fullmatch(between) and (last.kind, last.unit) == (mention.kind, mention.unit)
        ):
            return
        yield mention


def _shares(
    text: str,
    sentence: Sequence[Mention],
    earlier: Sequence[Mention],
    named: Mapping[Mention, Mention],
) -> Iterator[Share]:
    """Yield the shares of a sentence that follow their parts; `earlier` stands before it."""
    index = 1
    while index < len(sentence):
        listed = (
            list(_listed(text, sentence[index : index + _FAR]))
            if sentence[index].kind == "share"
            else []
        )
        if listed:
            yield from _shares_of(text, sentence, index, listed, earlier, named)
        index += len(listed) or 1


def _shares_of(
    text: str,
    sentence: Sequence[Mention],
    index: int,
    listed: Sequence[Mention],
    earlier: Sequence[Mention],
    named: Mapping[Mention, Mention],
) -> Iterator[Share]:
    """Yield each share of those `listed` from `index` on, with the part in the same place."""
    parts = list(sentence[max(0, index - len(listed)) : index])
    if len(parts) < len(listed) or not all(_is_count_like(part, parts[-1]) for part in parts):
        return
    lead = lead_of(listed[0])
    rate = _RATE.search(lead)
    of_all = _SHARE_OF_ALL.search(lead)
    if not of_all and not (rate and len(parts) == 1 and rate["stem"] in lead_of(parts[0])):
        return
    begin = index - len(listed)
    inside = _behind(sentence, begin)
    counts = tuple(one for one in (*earlier, *inside) if _is_count_like(one, parts[-1]))
    # What is a part or has a share of its own is beside the part, not above it.
    follower = dict(pairwise((*inside, parts[0])))
    likely = tuple(
        one
        for one in inside
        if _is_count_like(one, parts[-1])
        and one not in named
        and not _has_share(text, one, follower[one])
    )
    for share, part in zip(listed, parts, strict=True):
        before = tuple(_list_ending(text, _behind(sentence, index))) if len(parts) == 1 else ()
        ways = ((part,), before) if len(before) > 1 else ((part,),)
        best = (named[part],) if part in named else ()
        yield Share(share, lead, ways, (*likely, *best), counts)


def _behind(sentence: Sequence[Mention], index: int) -> Sequence[Mention]:
    """Return the last mentions before `index`."""
    return sentence[max(0, index - _FAR) : index]


def _list_ending(text: str, before: Sequence[Mention]) -> list[Mention]:
    """Return the counts that end `before` as a list within one clause."""
    counts = [before[-1]]
    for one in reversed(before[:-1]):
        between = text[one.end : counts[0].start]
        if not _is_count_like(one, counts[0]) or re.search("[，,。；;]", between):
            break
        counts.insert(0, one)
    return counts


def _has_share(text: str, mention: Mention, following: Mention) -> bool:
    """Tell whether the share of a count follows it."""
    lead = text[mention.end : following.start]
    return following.kind == "share" and _SHARE_OF_ALL.search(lead) is not None


def _is_alike(one: Mention, other: Mention) -> bool:
    return one.quantity is not None and (one.unit, one.kind) == (other.unit, other.kind)


def _is_count_like(one: Mention, other: Mention) -> bool:
    return one.kind == "count" and _is_alike(one, other)
