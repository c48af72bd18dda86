"""Which numbers of a text are parts of others: after 其中, in brackets, and by shares.

What 其中 governs reaches to the end of its sentence, or to where the parts make up the whole; its
whole may be any number of the same unit before it, most likely the nearest: 立案352件，立案率为
88.9%，其中委员提案275件. Parts in brackets make up the number before them. A share follows its
part, and a list of shares a list of parts, in order; its base is often unstated, and may be any
number before the part.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise, zip_longest
from typing import NamedTuple

from cppcc_cli import quantity
from cppcc_cli.dataset import Figure
from cppcc_cli.quantity import SCALES, Derived, Quantity, divide, range_of
from cppcc_cli.script import HAN, Pattern, compiled, plain
from cppcc_cli.text.lexicon import lexicon
from cppcc_cli.text.numbers import Mention


class Parts(NamedTuple):
    """Numbers said to be parts, and the numbers that may be their whole, the nearest first."""

    wholes: tuple[Mention, ...]
    parts: tuple[Mention, ...]
    # Whether they make up all of it.
    full: bool = False
    # The words between the number before them and the first of them.
    opened: str = ""
    # Whether the last of them has parts of its own behind it, and others may follow these.
    cut: bool = False

    @property
    def overlap(self) -> bool:
        """Tell whether the parts may overlap, so that their sum says nothing."""
        return not self.full and any(is_stage(part) for part in self.parts)

    @property
    def whole(self) -> Mention | None:
        """The nearest number that can hold the parts; None where none can."""
        return next((whole for whole in self.wholes if self.fit(whole)), None)

    def fit(self, whole: Mention) -> bool:
        """Tell whether none of the parts, nor all of them, are surely more than `whole`."""
        if any(exceed([part], whole) for part in self.parts):
            return False
        return self.overlap or not exceed(self.parts, whole)

    def missing(self, whole: Mention) -> Decimal | None:
        """Return how much the parts are less than `whole`; None unless all of them are exact."""
        total = _sum(self.parts)
        if total is None or whole.quantity is None or whole.quantity.qualifier != "exact":
            return None
        return whole.quantity.value - total.value

    def add_up(self, whole: Mention) -> bool:
        """Tell whether the parts, each exact, are as much as `whole`."""
        return self.missing(whole) == 0


class Share(NamedTuple):
    """A share with what it may be a share of, and the numbers that may be its base."""

    share: Mention
    # The words before it, and before the list that it stands in.
    lead: str
    # The number it follows, and where that ends a list, the whole list.
    parts: tuple[tuple[Mention, ...], ...]
    # Those before the part in its sentence that stand above it, the likeliest last.
    likely: tuple[Mention, ...]
    wholes: tuple[Mention, ...]
    # Whether the base stands in its words: 占全市73家的35.6%.
    stated: bool = False

    @property
    def base(self) -> tuple[tuple[Mention, ...], Mention] | None:
        """The parts and the number that give the share; None where none do."""
        fitting = (
            (parts, whole)
            for whole in reversed(self.wholes)
            for parts in self.parts
            if (given := percent(parts, whole)) and is_near(given, self.share.quantity)
        )
        return next(fitting, None)


def percent(parts: Sequence[Mention], whole: Mention) -> Derived | None:
    """Return how many per cent parts are of a whole; None where it is not exactly known."""
    part = _sum(parts) if len(parts) > 1 else parts[0].quantity
    if part is None or whole.quantity is None or part.unit != whole.quantity.unit:
        return None
    derived = divide(part, whole.quantity)
    if isinstance(derived, str) or derived.qualifier != "exact" or derived.value > 1:
        return None
    return derived._replace(value=derived.value * 100)


def is_near(given: Derived, share: Quantity | None) -> bool:
    """Tell whether a share is given right, within one unit of its last decimal."""
    if share is None:
        return False
    unit = Decimal(1).scaleb(-decimals(share))
    stated = range_of(share)
    is_high = stated.high is not None and given.value > stated.high + unit
    return stated.low - unit <= given.value and not is_high


def share_fit(part: Decimal, whole: Decimal, share: Quantity) -> int:
    """Return how a share fits: 0 rounded, 1 cut off behind its last decimal, 2 nearly, 3 not."""
    step = Decimal(1).scaleb(-decimals(share))
    off = abs(part * 100 / whole - share.value)
    if off <= step / 2 + step / 100:
        return 0
    return 1 if off <= step < 1 else 2 if off < _FAR_OFF else 3


def value_of(mention: Mention) -> Decimal:
    """Return the value of a number that has one, and 0 of any other."""
    return mention.quantity.value if mention.quantity else Decimal(0)


def outermost(parts: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return parts without those that make up one before them: 医院38个，公立12个、民营26个."""
    kept, at = [], 0
    while at < len(parts):
        kept.append(parts[at])
        inside = [*accumulate(map(value_of, parts[at + 1 :]))]
        is_split = value_of(parts[at]) in inside[1:]
        at += 1 + (inside.index(value_of(parts[at])) + 1 if is_split else 0)
    return tuple(kept)


# 4.35万: in what the last digit counts.
_IN_LARGE = Pattern(r"(?:\.(?P<decimals>[0-9]+))?(?P<large>[万亿]+)[^0-9万亿]*$", *"万亿")


def rounding_of(mentions: Sequence[Mention]) -> Decimal:
    """Return how far a sum may be off by rounding: half a unit of the last digit of each.

    52990亿元 and 10012亿元 of 63003亿元 are not at odds. What is in no 万 or 亿 is not rounded.
    """
    found = [_IN_LARGE.search(plain(one.printed)) for one in mentions]
    places = [
        sum(SCALES[large] for large in one["large"]) - len(one["decimals"] or "")
        for one in found
        if one is not None
    ]
    return Decimal(1).scaleb(min(places)) * len(mentions) / 2 if places else Decimal(0)


def opens_parts(words: str) -> bool:
    """Tell whether words before a number make it a part: 其中, and no end of a sentence behind it.

    （含附条件的） without a number opens nothing.
    """
    opened = list(lexicon()["opens_parts"].finditer(words))
    return bool(opened) and not compiled(_ENDED).search(words[opened[-1].end() :])


def decimals(share: Quantity) -> int:
    """Return how many decimals a share is given with."""
    return max(0, -int(share.value.as_tuple().exponent))


def exceed(parts: Sequence[Mention], whole: Mention) -> bool:
    """Tell whether parts are surely more than their whole."""
    stated = [part.quantity for part in parts if part.quantity is not None]
    return whole.quantity is not None and quantity.exceed(stated, whole.quantity)


def exceed_whole(parts: Sequence[Figure], whole: Figure) -> bool:
    """Tell whether figures are surely more than the whole that they are parts of.

    A stage, as what was filed or adopted, overlaps with others and with who submitted it, and is
    looked at alone. Those that make it up stand side by side in the text.
    """
    parts = sorted(parts, key=lambda one: one.paragraph or 0)
    stage = lexicon()["stage"]
    beside = [one.quantity for one in parts if not stage.search(plain(one.name.zh))]
    every = [one.quantity for one in parts]
    return quantity.exceed_breakdowns(every, whole.quantity) and (
        quantity.exceed_breakdowns(beside, whole.quantity)
        or any(quantity.exceed([one], whole.quantity) for one in every)
    )


def with_sound_parts(figures: dict[str, Figure]) -> dict[str, Figure]:
    """Return the figures without relations that do not hold: the whole is not there, or less."""
    sound = {}
    for id, figure in figures.items():
        whole = figures.get(figure.part_of or "")
        holds = (
            whole is not None
            and id not in _above(figures, whole)
            and whole.unit == figure.unit
            and figure.value <= whole.value
        )
        sound[id] = figure if holds else figure._replace(part_of=None)
    parts: dict[str, list[Figure]] = {}
    for figure in sound.values():
        if figure.part_of:
            parts.setdefault(figure.part_of, []).append(figure)
    for id, several in parts.items():
        # Parts that overlap do not add up: the last of them are left without their whole.
        whole = figures[id]
        while exceed_whole(several, whole):
            overlap = quantity.outside_breakdowns([one.quantity for one in several], whole.quantity)
            last = several.pop(overlap[-1] if overlap else -1)
            sound[last.id] = last._replace(part_of=None)
    return sound


def _above(figures: dict[str, Figure], figure: Figure) -> set[str]:
    """Return the id of a figure, and those of the figures it is part of, directly or not."""
    ids: set[str] = set()
    above: Figure | None = figure
    while above is not None and above.id not in ids:
        ids.add(above.id)
        above = figures.get(above.part_of or "")
    return ids


def is_stage(mention: Mention) -> bool:
    """Tell whether a number is of a stage that things go through: 采纳12件, 327件立案交办."""
    behind = _MARK.split(plain(mention.clause[mention.depth + len(mention.printed) :][:8]))[0]
    stage = lexicon()["stage"]
    return stage.is_in(lead_of(mention)) or stage.match(behind) is not None


def _sum(parts: Sequence[Mention]) -> Quantity | None:
    """Return the sum of exact numbers of one unit."""
    quantities = [part.quantity for part in parts if part.quantity is not None]
    if len(quantities) < len(parts) or any(one.qualifier != "exact" for one in quantities):
        return None
    total = sum((one.value for one in quantities), Decimal(0))
    return quantities[0]._replace(value=total) if quantities else None


def lead_of(mention: Mention) -> str:
    """Return the words before a number, back to the mark before them."""
    return _MARK.split(plain(mention.clause[: mention.depth][-20:]))[-1]


_ENDED = r"^[^（(]*[)）]|。"
_MARK = Pattern("[，。；、：,;（(]")
_SENTENCE_END = Pattern(r"[。！？!?](?!\s*(?:其中|包括))")
_BRACKET = Pattern(rf"{HAN}{{0,8}}[（(]", *"（(")
_LINK = Pattern(r"\s*(?:、|，|,|和|与|及|以及)?\s*")
_SHARE_OF_ALL = Pattern(
    rf"(?:占|约占)(?:比|总数|全部|全体|总量|其|{HAN}{{0,6}}总?数)?(?:的|达|为|到)*$"
)
_OF_WHOLE = Pattern(r"^[^，,。；;：:]{0,6}[，,]?(?:大?约|仅|只)?占[^，,、。；;：:]{0,12}$")
RATE = Pattern(rf"(?P<stem>{HAN}{{2}})率(?:达|为|到|是)*$")
_AIMED = tuple(f"{of}{aim}" for aim in ("目标", "任务", "指标") for of in ("", "的"))
# A share that is slipped is no further from the right one, in per cent.
_FAR_OFF = 10
# In these are counted who made what the next number counts.
WHO = ("个", "家", "名", "位")
# So many numbers are looked back to, so that no text makes it slow.
_MOST_BEFORE = 40


def parts_and_shares(text: str, found: Sequence[Mention]) -> Iterator[Parts | Share]:
    """Yield what the mentions of a block are parts and shares of, in order.

    `text` is that of the block in plain script.
    """
    before: list[Mention] = []
    for sentence in _sentences(text, found):
        named: dict[Mention, Mention] = {}
        for group in _groups(text, sentence, before[-1].end if before else 0):
            yield group
            if (whole := group.whole) is not None:
                named |= dict.fromkeys(group.parts, whole)
        yield from _shares(text, sentence, before[-_MOST_BEFORE:], named)
        before += sentence


def _sentences(text: str, found: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Yield the mentions of each sentence; one that goes on with 其中 is no other."""
    run: list[Mention] = []
    for mention in found:
        if run and _SENTENCE_END.search(text, run[-1].end, mention.start):
            yield run
            run = []
        run.append(mention)
    if run:
        yield run


def _groups(text: str, sentence: Sequence[Mention], opened: int) -> Iterator[Parts]:
    """Yield the parts that a sentence names, each group with its possible wholes."""
    may_open = lexicon()["opens_parts"].may_be_in(text[opened : sentence[-1].start])
    for index, first in enumerate(sentence):
        begin = sentence[index - 1].end if index else opened
        between = text[begin : first.start]
        bracketed = bool(index) and _BRACKET.match(between) is not None
        some = may_open and opens_parts(between)
        if some or bracketed:
            run = sentence[index : index + _MOST_BEFORE + 1]
            parts = tuple(_following(text, run, begin, bracketed))
            behind = sentence[index - 1 : index] if bracketed else _behind(sentence, index)
            wholes = tuple(one for one in reversed(behind) if parts and _is_alike(one, parts[0]))
            # Of a list that runs on no longer it is not known where it ends.
            if parts and (len(run) <= _MOST_BEFORE or parts[-1] is not run[-1]):
                parts = _complete(parts, wholes) if some else parts
                after = next((one for one in run if one.start > parts[-1].start), None)
                cut = after is not None and opens_parts(text[parts[-1].end : after.start])
                yield Parts(wholes, parts, not some, between, cut)


def _following(
    text: str, behind: Sequence[Mention], opened: int, bracketed: bool
) -> Iterator[Mention]:
    """Yield the parts that begin `behind`: the counts of one unit, to the end of the bracket.

    What makes parts of them stands from `opened` on.
    """
    first: Mention | None = None
    inside = 0
    for mention, following in zip_longest(behind, behind[1:]):
        between, opened = text[opened : mention.start], mention.end
        if bracketed and any(mark in between for mark in ")）"):
            return
        # 其中八个党派的提案27件: those who made them are no part. Nor is what stands in brackets.
        inside = max(0, inside + sum(map(between.count, "(（")) - sum(map(between.count, ")）")))
        is_apart = first is not None and inside and not bracketed
        if is_apart or (following and _counts_who(text, mention, following)):
            continue
        if first is not None and opens_parts(between):
            return
        if mention.kind in ("share", "growth", "difference"):
            continue
        first = first or mention
        if mention.quantity is None or mention.kind not in ("count", "amount"):
            return
        # 其中集体提案46件；立案318件: the second is a stage of the whole.
        if not _is_alike(mention, first) or (
            mention is not first
            and any(mark in between for mark in "；;")
            and is_stage(mention)
            and not is_stage(first)
        ):
            return
        yield mention


def _counts_who(text: str, one: Mention, following: Mention) -> bool:
    """Tell whether a number counts those who made what the next one counts: 八个党派的提案27件."""
    between = text[one.end : following.start]
    is_next = compiled("[^，。；、,;（(]{1,16}").fullmatch(between) is not None
    return is_next and one.unit in WHO and following.unit not in ("%", *WHO)


def _complete(parts: Sequence[Mention], wholes: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return those of the parts that make up a whole; what follows them is said of something else.

    All of them, where none do.
    """
    sums = list(accumulate(part.quantity.value for part in parts if part.quantity is not None))
    for whole in wholes:
        if whole.quantity is not None and whole.quantity.value in sums[1:]:
            return tuple(parts[: sums.index(whole.quantity.value, 1) + 1])
    return tuple(parts)


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
            list(_listed(text, sentence[index : index + _MOST_BEFORE]))
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
    if (stated := _of_stated_base(text, sentence, index)) is not None:
        yield stated
        return
    parts = list(sentence[max(0, index - len(listed)) : index])
    if len(parts) < len(listed) or not all(_is_count_like(part, parts[-1]) for part in parts):
        return
    lead = lead_of(listed[0])
    rate = RATE.search(lead)
    of_all = _SHARE_OF_ALL.search(lead)
    # 完成500家目标，完成率107.6%: what was aimed at is no part of what was done.
    if rate and text.startswith(_AIMED, parts[-1].end):
        return
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


def _of_stated_base(text: str, sentence: Sequence[Mention], index: int) -> Share | None:
    """Return the share at `index` that is said to be of the number right before it."""
    if index < 2:
        return None
    part, whole, share = sentence[index - 2 : index + 1]
    is_of_it = text[whole.end : share.start] == "的" and _is_count_like(part, whole)
    if not is_of_it or not _OF_WHOLE.search(text[part.end : whole.start]):
        return None
    listed = tuple(_list_ending(text, _behind(sentence, index - 1)))
    return Share(share, "", ((part,), listed), (whole,), (whole,), stated=True)


def _behind(sentence: Sequence[Mention], index: int) -> Sequence[Mention]:
    """Return the last mentions before `index`."""
    return sentence[max(0, index - _MOST_BEFORE) : index]


def _list_ending(text: str, before: Sequence[Mention]) -> list[Mention]:
    """Return the counts that end `before` as a list within one clause."""
    counts = [before[-1]]
    for one in reversed(before[:-1]):
        between = text[one.end : counts[0].start]
        if not _is_count_like(one, counts[0]) or any(mark in between for mark in "，,。；;"):
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
