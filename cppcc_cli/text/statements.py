"""Statements: each number of a text with its frame, that is, with what it is said of."""

from typing import Literal, NamedTuple

Aspect = Literal["result", "plan", "change", "cumulative", "average", "rank", "quote"]
Reach = Literal["phrase", "clause", "sentence", "block", "section", "document"]


class Slot(NamedTuple):
    """What a frame says in one respect: its value, the words it came from, how far these reach."""

    value: str
    words: str
    reach: Reach
