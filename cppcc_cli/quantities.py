"""Quantities: an exact value, what is claimed of it, and its unit.

Values are Decimals and never negative. What a quantity may stand for is told by ranges.py.
"""

from decimal import Decimal
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


def plain(value: Decimal) -> str:
    """Return the digits of `value` without exponent: 1E+3 is 1000, 17.50 stays 17.50."""
    return f"{value:f}"


def grouped(value: Decimal) -> str:
    """Return the digits of `value` with thousands separators: 1,431."""
    return f"{value:,f}"
