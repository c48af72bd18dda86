"""Two versions of a manuscript: which numbers are changed, added, dropped or moved, by clause.

Clauses are matched from the sure to the likely: those that stand once in either version, which
also tell what has moved; between them, those with the same words, those that differ by their
numbers, and those that are alike. What takes long is done within small gaps only, so that the time
grows with the length of the texts.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Literal, NamedTuple

from cppcc_cli.script import plain
from cppcc_cli.text.kinds import KINDS
from cppcc_cli.text.numbers import Mention

Outcome = Literal["changed", "added", "dropped", "moved"]
# Numbers of lists, idioms and names come and go with the words around them.
COMPARED = tuple(kind for kind in KINDS if kind not in ("enumerator", "idiom", "level", "name"))
OUTCOMES: tuple[Outcome, ...] = ("changed", "added", "dropped", "moved")

# So alike, by its words without numbers, is a clause that was reworded.
_ALIKE = 0.6
# In a gap with more pairs than that, none is looked for.
_MOST_PAIRS = 1_000
# Words that say so little do not tell which clause it was.
_SHORTEST = 4


class Clause(NamedTuple):
    """A clause with its numbers; its words, and these without the numbers, in plain script."""

    mentions: tuple[Mention, ...]
    words: str
    shape: str


_WORDS: Callable[[Clause], str] = attrgetter("words")
_SHAPE: Callable[[Clause], str] = attrgetter("shape")
# A clause with its number in its version; and the numbers of an old one and a new one.
Item = tuple[int, Clause]
Pair = tuple[int, int]


class Change(NamedTuple):
    """What became of a number: as it was, where it was there, and as it is."""

    outcome: Outcome
    old: Mention | None
    new: Mention | None


class Revision(NamedTuple):
    """The changes, in the order of the new version, and how many numbers are as they were."""

    changes: list[Change]
    kept: int


def revise(old: Iterable[Mention], new: Iterable[Mention]) -> Revision:
    """Return what became of the numbers of a document, each in its order.

    A number that is only written otherwise, as 一百 and 100, is the same.
    """
    before = list(enumerate(_clauses(old)))
    after = list(enumerate(_clauses(new)))
    pairs, moved = _matched(before, after)
    changes: list[Change] = []
    kept = 0
    for index, at in pairs:
        for one, other in _aligned(before[index][1], after[at][1]):
            if one is None or other is None:
                changes.append(Change("added" if one is None else "dropped", one, other))
            elif not _is_same(one, other):
                changes.append(Change("changed", one, other))
            elif (index, at) in moved:
                changes.append(Change("moved", one, other))
            else:
                kept += 1
    olds, news = _left(before, after, pairs)
    changes += [Change("dropped", one, None) for _, clause in olds for one in clause.mentions]
    changes += [Change("added", None, one) for _, clause in news for one in clause.mentions]
    return Revision(sorted(changes, key=_place), kept)


def _place(change: Change) -> tuple[int, int]:
    there = change.new or change.old
    return OUTCOMES.index(change.outcome), there.offset if there else 0


def _clauses(numbers: Iterable[Mention]) -> Iterator[Clause]:
    for _, group in groupby(numbers, lambda one: (one.block, one.start - one.depth, one.clause)):
        found = tuple(group)
        text = plain(found[0].clause)
        pieces, end = [], 0
        for one in found:
            pieces.append(text[end : one.depth])
            end = one.depth + len(one.printed)
        yield Clause(found, text, "\0".join([*pieces, text[end:]]))


def _matched(before: Sequence[Item], after: Sequence[Item]) -> tuple[list[Pair], set[Pair]]:
    """Return which clause became which, by their numbers, and those of them that have moved."""
    pairs = _same(before, after, _WORDS, once=True)
    fixed = _rising(pairs)
    moved = set(pairs) - set(fixed)
    for (index, at), (to, until) in pairwise([(-1, -1), *fixed, (len(before), len(after))]):
        pairs += _in_gap(*_left(before[index + 1 : to], after[at + 1 : until], moved))
    again = _same(*_left(before, after, pairs), _WORDS)
    moved |= set(again)
    pairs += again
    olds, news = (
        [one for one in some if len(one[1].shape) > _SHORTEST]
        for some in _left(before, after, pairs)
    )
    pairs += _same(olds, news, _SHAPE, once=True)
    return [*pairs, *_alike(*_left(before, after, pairs))], moved


def _left(
    before: Sequence[Item], after: Sequence[Item], pairs: Collection[Pair]
) -> tuple[list[Item], list[Item]]:
    """Return the clauses of both versions that are in none of the pairs."""
    olds, news = {index for index, _ in pairs}, {at for _, at in pairs}
    return [one for one in before if one[0] not in olds], [
        one for one in after if one[0] not in news
    ]


def _same(
    before: Sequence[Item], after: Sequence[Item], key: Callable[[Clause], str], once: bool = False
) -> list[Pair]:
    """Return pairs of one key, the first with the first and so on; or of those that stand once."""
    found: tuple[dict[str, list[int]], dict[str, list[int]]] = {}, {}
    for there, items in zip(found, (before, after), strict=True):
        for index, clause in items:
            there.setdefault(key(clause), []).append(index)
    olds, news = found
    return [
        pair
        for name, ones in olds.items()
        if not once or len(ones) == len(news.get(name, ())) == 1
        for pair in zip(ones, news.get(name, ()), strict=False)
    ]


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the longest run of pairs that rise in both versions."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, at) in enumerate(pairs):
        place = bisect_left(ends, at)
        ends[place : place + 1] = [at]
        last[place : place + 1] = [index]
        before.append(last[place - 1] if place else -1)
    run: list[Pair] = []
    index = last[-1] if last else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def _in_gap(before: Sequence[Item], after: Sequence[Item]) -> list[Pair]:
    """Return the pairs between two clauses that are matched: same words, same shape, alike."""
    pairs: list[Pair] = []
    for key in (_WORDS, _SHAPE):
        pairs += _same(*_left(before, after, pairs), key)
    return [*pairs, *_alike(*_left(before, after, pairs))]


def _alike(before: Sequence[Item], after: Sequence[Item]) -> list[Pair]:
    """Return the pairs that are alike, the likeliest first; of too many clauses none."""
    pairs: list[Pair] = []
    if len(before) * len(after) > _MOST_PAIRS:
        return pairs
    likely = [
        (-ratio, old, new)
        for new, clause in after
        for old, other in before
        if (ratio := _likeness(other.shape, clause.shape)) >= _ALIKE
    ]
    for _, old, new in sorted(likely):
        if all(old != index and new != at for index, at in pairs):
            pairs.append((old, new))
    return pairs


def _likeness(one: str, other: str) -> float:
    """Return how alike two clauses are, 0 to 1; 0 for those that are clearly not."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0
    return matcher.ratio()


def _aligned(before: Clause, after: Clause) -> Iterator[tuple[Mention | None, Mention | None]]:
    """Yield the numbers of a clause and of what became of it, side by side."""
    if before.shape == after.shape:
        yield from zip(before.mentions, after.mentions, strict=True)
        return
    left = [*before.mentions]
    alone = []
    for one in after.mentions:
        same = next((other for other in left if _is_same(other, one)), None)
        if same is None:
            alone.append(one)
        else:
            left.remove(same)
            yield same, one
    for one in alone:
        like = next((other for other in left if other.unit == one.unit), None)
        if like is not None:
            left.remove(like)
        yield like, one
    for other in left:
        yield other, None


def _is_same(one: Mention, other: Mention) -> bool:
    """Tell whether two numbers say the same, however they are written."""
    if one.quantity is not None and one.quantity == other.quantity:
        return True
    return "".join(plain(one.printed).split()) == "".join(plain(other.printed).split())
