"""What a quantity may stand for, and what follows: which agree, and which is larger.

A qualifier makes a value stand for a range. With s one unit of the last non-zero digit (400: 100,
17000: 1000, 67: 1), a number n stands for

    exact     x = n                 at_least  x >= n
    over      n < x < n + s         at_most   x <= n
    nearly    n - s < x < n         under     x < n
    about     |x - n| <= s / 2
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, NamedTuple

from cppcc_cli.quantities import Quantity


class Range(NamedTuple):
    """The numbers a quantity may stand for; a bound is None where there is none."""

    low: Decimal
    high: Decimal | None
    low_belongs: bool
    high_belongs: bool

    def lies_in(self, other: "Range") -> bool:
        """Tell whether every number of this range is one of the other."""
        low_fits = self.low > other.low or (
            self.low == other.low and (other.low_belongs or not self.low_belongs)
        )
        if other.high is None:
            return low_fits
        return (
            low_fits
            and self.high is not None
            and (
                self.high < other.high
                or (self.high == other.high and (other.high_belongs or not self.high_belongs))
            )
        )


def range_of(quantity: Quantity) -> Range:
    """Return the numbers that `quantity` may stand for, by the table at the head of this file."""
    number, qualifier, _ = quantity
    if qualifier == "exact":
        return Range(number, number, True, True)
    zero = Decimal(0)
    if qualifier == "at_least":
        return Range(number, None, True, False)
    if qualifier in ("at_most", "under"):
        return Range(zero, number, True, qualifier == "at_most")
    step = Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))
    if qualifier == "over":
        return Range(number, number + step, False, False)
    if qualifier == "nearly":
        return Range(max(number - step, zero), number, number < step, False)
    return Range(max(number - step / 2, zero), number + step / 2, True, True)


Agreement = Literal["agrees", "consistent", "contradicts"]


def agreement(text: Quantity, figure: Quantity) -> Agreement:
    """Return how a number of a text stands to the figure it speaks of.

    A text may be vaguer than the figure, never sharper: 400余 of 418 is consistent, 17000 of
    1.7万余 contradicts. Another unit is another thing and contradicts.
    """
    if text == figure:
        return "agrees"
    if text.unit == figure.unit and range_of(figure).lies_in(range_of(text)):
        return "consistent"
    return "contradicts"


def exceed(parts: Iterable[Quantity], whole: Quantity) -> bool:
    """Tell whether parts are surely more than their whole."""
    most = range_of(whole).high
    return most is not None and sum((range_of(part).low for part in parts), Decimal(0)) > most


def order(one: Quantity, other: Quantity) -> int | None:
    """Return -1, 0 or 1 as `one` is less than, equal to or more than `other`.

    None where their units differ, or where what they may stand for leaves it open.
    """
    if one.unit != other.unit:
        return None
    if one.qualifier == other.qualifier == "exact":
        return (one.value > other.value) - (one.value < other.value)
    below, above = (
        _is_below(range_of(one), range_of(other)),
        _is_below(range_of(other), range_of(one)),
    )
    # Nearly nothing is no number at all, and lies both below and above itself.
    return None if below == above else -1 if below else 1


def _is_below(one: Range, other: Range) -> bool:
    if one.high is None:
        return False
    apart = not (one.high_belongs and other.low_belongs)
    return one.high < other.low or (one.high == other.low and apart)
