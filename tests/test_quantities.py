"""Quantities: what is derived from bounds holds for every number they may stand for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_cli.quantities import (
    QUALIFIERS,
    Derived,
    Qualifier,
    Quantity,
    divide,
    grouped,
    plain,
    rounded,
)


def quantity(value: str, qualifier: Qualifier = "exact", unit: str = "件") -> Quantity:
    """Return a quantity out of its digits."""
    return Quantity(Decimal(value), qualifier, unit)


DIVIDED = [
    ("445", "exact", "177", "exact", Derived(Decimal("2.5"), "exact")),
    ("60", "over", "364", "exact", Derived(Decimal("0.1"), "over")),
    ("60", "exact", "364", "over", Derived(Decimal("0.2"), "under")),
    ("60", "at_least", "364", "exact", Derived(Decimal("0.1"), "at_least")),
    ("60", "at_least", "364", "at_most", Derived(Decimal("0.1"), "at_least")),
    ("60", "over", "364", "at_most", Derived(Decimal("0.1"), "over")),
    ("60", "nearly", "364", "exact", Derived(Decimal("0.2"), "under")),
    ("60", "under", "364", "at_least", Derived(Decimal("0.2"), "under")),
    ("60", "over", "364", "over", "both_bounds"),
    ("60", "nearly", "364", "under", "both_bounds"),
    ("60", "about", "364", "exact", "approximate"),
    ("60", "exact", "364", "about", "approximate"),
    ("60", "exact", "0", "exact", "zero"),
    ("0", "exact", "364", "over", Derived(Decimal("0.0"), "exact")),
]


@pytest.mark.parametrize(("above", "of_above", "below", "of_below", "expected"), DIVIDED)
def test_ratio_keeps_what_is_known(
    above: str, of_above: Qualifier, below: str, of_below: Qualifier, expected: object
) -> None:
    """Over by exact is over, exact by over is under, two bounds of a side leave it open."""
    derived = divide(quantity(above, of_above), quantity(below, of_below))
    if isinstance(derived, Derived):
        derived = derived._replace(value=rounded(derived, 1))
    assert derived == expected


def samples(given: Quantity, fractions: tuple[Decimal, ...]) -> list[Decimal]:
    """Return numbers that `given` may stand for, near its bound and far from it."""
    step = Decimal(1).scaleb(given.value.normalize().as_tuple().exponent)  # type: ignore[arg-type]
    signs = {"exact": 0, "over": 1, "at_least": 1, "nearly": -1, "under": -1, "at_most": -1}
    numbers = [given.value + signs[given.qualifier] * fraction * step for fraction in fractions]
    if given.qualifier in ("exact", "at_least", "at_most"):
        numbers.append(given.value)
    return [number for number in numbers if number > 0]


CLAIMS = {
    "exact": lambda number, bound: number == bound,
    "over": lambda number, bound: number > bound,
    "at_least": lambda number, bound: number >= bound,
    "under": lambda number, bound: number < bound,
    "at_most": lambda number, bound: number <= bound,
}
VALUES = st.integers(1, 10**9).map(Decimal) | st.decimals("0.01", "999", places=2)
QUALIFIED = st.builds(
    Quantity,
    VALUES,
    st.sampled_from([name for name in QUALIFIERS if name != "about"]),
    st.just("件"),
)
FRACTIONS = st.tuples(*[st.decimals("0.01", "0.99", places=2)] * 3)


@given(QUALIFIED, QUALIFIED, FRACTIONS)
def test_bound_holds_for_all_that_the_operands_stand_for(
    above: Quantity, below: Quantity, fractions: tuple[Decimal, ...]
) -> None:
    """No ratio is sharper than its operands: whatever they are, the claim is true."""
    derived = divide(above, below)
    if isinstance(derived, str):
        assert derived == "both_bounds"
        return
    if derived.qualifier == "exact":
        assert (above.qualifier, below.qualifier) == ("exact", "exact")
        return
    for numerator in samples(above, fractions):
        for denominator in samples(below, fractions):
            assert CLAIMS[derived.qualifier](numerator / denominator, derived.value)
            bound = rounded(derived, 1)
            assert CLAIMS[derived.qualifier](numerator / denominator, bound)


def test_digits_are_written_out() -> None:
    """No exponent, no lost zero, and separators where people read."""
    assert [plain(Decimal(digits)) for digits in ("1E+3", "17.50", "0")] == ["1000", "17.50", "0"]
    assert [grouped(Decimal(digits)) for digits in ("1431", "1E+6", "0.50")] == [
        "1,431",
        "1,000,000",
        "0.50",
    ]
