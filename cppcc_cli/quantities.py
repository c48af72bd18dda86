"""Quantities: an exact value, what is claimed of it, and its unit; and what follows from them.

A qualifier makes a value stand for a range. With s one unit of the last non-zero digit (400: 100,
17000: 1000, 67: 1), a number n stands for

    exact     x = n                 at_least  x >= n
    over      n < x < n + s         at_most   x <= n
    nearly    n - s < x < n         under     x < n
    about     |x - n| <= s / 2

Values are Decimals and never negative; nothing here rounds unless its name says so. What is
derived from bounds is a bound again, or nothing: more than 60 out of 364 is more than 16.48 %, and
more than 60 out of about 360 is not computed.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from typing import Literal, NamedTuple

Qualifier = Literal["exact", "over", "about", "nearly", "at_least", "at_most", "under"]
QUALIFIERS: tuple[Qualifier, ...] = (
    "exact",
    "over",
    "about",
    "nearly",
    "at_least",
    "at_most",
    "under",
)


class Quantity(NamedTuple):
    """A value with its qualifier and its unit, as in more than 17000 人次."""

    value: Decimal
    qualifier: Qualifier
    unit: str


class Derived(NamedTuple):
    """A number computed from quantities, with what is known of it."""

    value: Decimal
    qualifier: Qualifier


# Why a number cannot be computed.
Reason = Literal["approximate", "both_bounds", "zero", "units", "part"]

# On which side of the value the true number lies; "about" is on both and gives no bound.
_SIDE: dict[Qualifier, int] = {
    "exact": 0,
    "over": 1,
    "at_least": 1,
    "under": -1,
    "at_most": -1,
    "nearly": -1,
}
_CLOSED: tuple[Qualifier, ...] = ("exact", "at_least", "at_most")


def divide(numerator: Quantity, denominator: Quantity) -> Derived | Reason:
    """Return numerator / denominator, whatever their units, or why there is none.

    A numerator of exactly zero gives exactly zero. 28 digits, rounded as `rounded` does.
    """
    if denominator.value == 0:
        return "zero"
    if numerator.value == 0 and numerator.qualifier in ("exact", "at_most"):
        return Derived(Decimal(0), "exact")
    if "about" in (numerator.qualifier, denominator.qualifier):
        return "approximate"
    qualifier = _opposed(numerator.qualifier, denominator.qualifier)
    if qualifier is None:
        return "both_bounds"
    context = Context(rounding=_rounding(qualifier))
    return Derived(context.divide(numerator.value, denominator.value), qualifier)


def _opposed(rising: Qualifier, falling: Qualifier) -> Qualifier | None:
    """Return what is known of a number that grows with one operand and shrinks with the other."""
    up, down = _SIDE[rising], -_SIDE[falling]
    if up * down < 0:
        return None
    closed = rising in _CLOSED and falling in _CLOSED
    if up + down > 0:
        return "at_least" if closed else "over"
    if up + down < 0:
        return "at_most" if closed else "under"
    return "exact"


def rounded(derived: Derived, places: int) -> Decimal:
    """Return the value to `places` decimals, half up; a lower bound down, an upper bound up."""
    return derived.value.quantize(Decimal(1).scaleb(-places), _rounding(derived.qualifier))


def _rounding(qualifier: Qualifier) -> str:
    side = _SIDE[qualifier]
    return ROUND_FLOOR if side > 0 else ROUND_CEILING if side < 0 else ROUND_HALF_UP


def plain(value: Decimal) -> str:
    """Return the digits of `value` without exponent: 1E+3 is 1000, 17.50 stays 17.50."""
    return f"{value:f}"


def grouped(value: Decimal) -> str:
    """Return the digits of `value` with thousands separators: 1,431."""
    return f"{value:,f}"
