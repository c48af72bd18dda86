"""One thing given twice in a text with different numbers.

A thing is named by the words beside its number, without those that change nothing: 走访企业312家
and 共走访企业321家 are one. Told are numbers that are plainly slips of one another, and any of a
thing with a long name; where words make one of them another (in March, in a county), none is.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cppcc_cli.dataset.model import Dataset
from cppcc_cli.quantity import Quantity, agreement
from cppcc_cli.query.slips import resembles
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.relating.doubts import is_of_its_own
from cppcc_cli.text.relating.markers import NEUTRAL, PUNCTUATION
from cppcc_cli.text.scanning.rows import row_of
from cppcc_cli.text.scanning.surroundings import surroundings

_SHORTEST_NAME = 4
_LONG_NAME = 6


class Repetition(NamedTuple):
    """A mention that gives another number than one before it for the same thing."""

    mention: Mention
    first: Mention


def repetitions(
    text: str, found: Sequence[Mention], indices: Sequence[int], dataset: Dataset
) -> Iterator[Repetition]:
    """Yield what is given twice among the mentions at `indices` of those `found` in `text`."""
    firsts: dict[tuple[str, str, str], tuple[Mention, Quantity]] = {}
    for index in indices:
        mention = found[index]
        if mention.quantity is None or row_of(text, mention) is not None:
            continue
        around = surroundings(text, found, index)
        thing = _core(around.head) + _core(around.tail)
        if len(thing) < _SHORTEST_NAME or is_of_its_own(dataset, around):
            continue
        key = (thing, mention.kind, mention.unit)
        first, given = firsts.setdefault(key, (mention, mention.quantity))
        if _differ(mention.quantity, given) and (
            len(thing) >= _LONG_NAME or resembles(mention.quantity, given)
        ):
            yield Repetition(mention, first)


def _differ(one: Quantity, other: Quantity) -> bool:
    """Tell whether neither number can be a vaguer form of the other."""
    return agreement(one, other) == agreement(other, one) == "contradicts"


def _core(words: str) -> str:
    """Return words without marks, and without neutral words before and behind them."""
    words = PUNCTUATION.sub("", words)
    while words and (neutral := NEUTRAL.match(words)):
        words = words[neutral.end() :]
    while words and (ends := [n for n in range(1, 5) if NEUTRAL.fullmatch(words[-n:])]):
        words = words[: -ends[-1]]
    return words
