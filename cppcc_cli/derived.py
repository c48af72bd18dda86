"""What follows from quantities: ratios, shares, ranks and changes, approximate where these are.

What is derived from bounds is a bound again, or nothing: more than 60 out of 364 is more than
16.48 %, and more than 60 out of about 360 is not computed. Divisions give 28 digits; all that is
rounded goes half up, a lower bound down, an upper bound up.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from typing import Literal, NamedTuple

from cppcc_cli.quantities import Qualifier, Quantity
from cppcc_cli.ranges import range_of


class Derived(NamedTuple):
    """A number computed from quantities, with what is known of it."""

    value: Decimal
    qualifier: Qualifier


# Why a number cannot be computed.
Reason = Literal["approximate", "both_bounds", "zero", "units", "part", "scope", "missing", "rank"]

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


def shares(parts: Sequence[Quantity]) -> list[Derived | Reason]:
    """Return the share of each of `parts` in the sum of all, 0 to 1.

    All must have one unit, and none may be part of another. The sum of nothing has no shares.
    """
    if any(part.qualifier == "about" for part in parts):
        return ["approximate"] * len(parts)
    value = sum((part.value for part in parts), Decimal(0))
    sides = Counter(_SIDE[part.qualifier] for part in parts)
    opened = sum(part.qualifier not in _CLOSED for part in parts)
    found = []
    for part in parts:
        side, is_open = _SIDE[part.qualifier], part.qualifier not in _CLOSED
        up, down = sides[1] - (side == 1), sides[-1] - (side == -1)
        rest: Derived | Reason = "both_bounds"
        if not (up and down):
            bound = _bound(bool(up) - bool(down), opened == is_open)
            rest = Derived(value - part.value, bound)
        found.append(_share(part, rest))
    return found


def _share(part: Quantity, rest: Derived | Reason) -> Derived | Reason:
    if isinstance(rest, str):
        return rest
    if part.qualifier == "about":
        return "approximate"
    if part.value + rest.value == 0:
        return "zero"
    if rest == Derived(Decimal(0), "exact"):
        return Derived(Decimal(1), "exact")
    if part.value == 0 and part.qualifier in ("exact", "at_most"):
        return Derived(Decimal(0), "exact")
    qualifier = _opposed(part.qualifier, rest.qualifier)
    if qualifier is None:
        return "both_bounds"
    context = Context(rounding=_rounding(qualifier))
    return Derived(context.divide(part.value, part.value + rest.value), qualifier)


def ranks(quantities: Sequence[Quantity]) -> list[int | Reason]:
    """Return the rank of each of `quantities` of one unit, the largest first; equals share one.

    Where what a quantity may stand for reaches beyond another, neither has a rank.
    """
    spans = [range_of(one) for one in quantities]
    # An open end lies just inside of its number.
    lows = [(span.low, 0 if span.low_belongs else 1) for span in spans]
    highs = [
        (Decimal("Infinity") if span.high is None else span.high, 0 if span.high_belongs else -1)
        for span in spans
    ]
    sorted_lows, sorted_highs = sorted(lows), sorted(highs)
    equal = Counter(one.value for one in quantities if one.qualifier == "exact")
    found: list[int | Reason] = []
    for one, low, high in zip(quantities, lows, highs, strict=True):
        above = len(quantities) - bisect_right(sorted_lows, high)
        below = bisect_left(sorted_highs, low)
        alike = equal[one.value] if one.qualifier == "exact" else 1
        found.append(above + 1 if above + alike + below == len(quantities) else "rank")
    return found


def change(now: Quantity, then: Quantity) -> Derived | Reason:
    """Return now - then, in their unit; for a unit of per cent, in percentage points."""
    if now.unit != then.unit:
        return "units"
    if "about" in (now.qualifier, then.qualifier):
        return "approximate"
    qualifier = _opposed(now.qualifier, then.qualifier)
    return "both_bounds" if qualifier is None else Derived(now.value - then.value, qualifier)


def growth(now: Quantity, then: Quantity) -> Derived | Reason:
    """Return (now - then) / then: 0.25 is a quarter more."""
    if now.unit != then.unit:
        return "units"
    ratio = divide(now, then)
    return ratio if isinstance(ratio, str) else ratio._replace(value=ratio.value - 1)


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
    return _bound(up + down, rising in _CLOSED and falling in _CLOSED)


def _bound(side: int, closed: bool) -> Qualifier:
    """Return the qualifier of a number that lies on a side of its value, or is the value."""
    if side == 0:
        return "exact"
    if side > 0:
        return "at_least" if closed else "over"
    return "at_most" if closed else "under"


def rounded(derived: Derived, places: int) -> Decimal:
    """Return the value to `places` decimals, half up; a lower bound down, an upper bound up."""
    return derived.value.quantize(Decimal(1).scaleb(-places), _rounding(derived.qualifier))


def significant(derived: Derived, digits: int) -> Decimal:
    """Return the value to `digits` significant digits, rounded as `rounded` does."""
    context = Context(digits, _rounding(derived.qualifier))
    return context.plus(derived.value)


def _rounding(qualifier: Qualifier) -> str:
    side = _SIDE[qualifier]
    return ROUND_FLOOR if side > 0 else ROUND_CEILING if side < 0 else ROUND_HALF_UP
