"""What parts add up to, and what share of a whole they are: held against what is printed."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from cppcc_cli import quantity
from cppcc_cli.quantity import Derived, Quantity, divide, range_of
from cppcc_cli.text.numbers import Mention

# Stages that one thing goes through, one after the other: they overlap.
_STAGE = re.compile(
    r"立案|并案|办结|办复|办理|答复|采纳|采用|录用|批示|落实|解决|完成|重点|优秀|获|评|转|督办|领办|已"
)


class Parts(NamedTuple):
    """Numbers said to be parts, and the numbers that may be their whole, the nearest first."""

    wholes: tuple[Mention, ...]
    parts: tuple[Mention, ...]
    # Whether they make up all of it.
    full: bool = False

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


def decimals(share: Quantity) -> int:
    """Return how many decimals a share is given with."""
    return max(0, -int(share.value.as_tuple().exponent))


def exceed(parts: Sequence[Mention], whole: Mention) -> bool:
    """Tell whether parts are surely more than their whole."""
    stated = [part.quantity for part in parts if part.quantity is not None]
    return whole.quantity is not None and quantity.exceed(stated, whole.quantity)


def is_stage(mention: Mention) -> bool:
    """Tell whether a number is of a stage that things go through, as 办结 or 采纳."""
    return _STAGE.search(lead_of(mention)) is not None


def _sum(parts: Sequence[Mention]) -> Quantity | None:
    """Return the sum of exact numbers of one unit."""
    quantities = [part.quantity for part in parts if part.quantity is not None]
    if len(quantities) < len(parts) or any(one.qualifier != "exact" for one in quantities):
        return None
    total = sum((one.value for one in quantities), Decimal(0))
    return quantities[0]._replace(value=total) if quantities else None


def lead_of(mention: Mention) -> str:
    """Return the words before a number, back to the mark before them."""
    return re.split("[，。；、：,;（(]", mention.clause[: mention.depth][-20:])[-1]
