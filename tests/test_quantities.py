"""Quantities: what a printed number stands for, and when two of them agree."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_cli.quantity import (
    QUALIFIERS,
    Qualifier,
    Quantity,
    Range,
    agreement,
    grouped,
    order,
    plain,
    range_of,
)


def quantity(value: str, qualifier: Qualifier = "exact", unit: str = "件") -> Quantity:
    """Return a quantity out of its digits."""
    return Quantity(Decimal(value), qualifier, unit)


RANGES = [
    ("400", "over", ("400", "500", False, False)),
    ("17000", "over", ("17000", "18000", False, False)),
    ("67", "over", ("67", "68", False, False)),
    ("96.5", "over", ("96.5", "96.6", False, False)),
    ("200", "nearly", ("180", "200", True, False)),
    ("1000", "nearly", ("900", "1000", True, False)),
    ("420", "nearly", ("410", "420", True, False)),
    ("18000", "nearly", ("17000", "18000", True, False)),
    ("30", "about", ("25", "35", True, True)),
    ("8", "at_least", ("8", None, True, False)),
    ("5", "at_most", ("0", "5", True, True)),
    ("40", "under", ("0", "40", True, False)),
    ("418", "exact", ("418", "418", True, True)),
    ("0", "about", ("0", "0.5", True, True)),
]


@pytest.mark.parametrize(("value", "qualifier", "bounds"), RANGES)
def test_number_stands_for_a_range(
    value: str, qualifier: Qualifier, bounds: tuple[str, str | None, bool, bool]
) -> None:
    """The step is one unit of the last digit that is not zero."""
    low, high, *belongs = bounds
    expected = Range(Decimal(low), None if high is None else Decimal(high), *belongs)
    assert vars(range_of(quantity(value, qualifier))) == vars(expected)


AGREEMENTS = [
    (quantity("418"), quantity("418"), "agrees"),
    (quantity("60", "over"), quantity("60", "over"), "agrees"),
    (quantity("400", "over"), quantity("418"), "consistent"),
    (quantity("420", "nearly"), quantity("418"), "consistent"),
    (quantity("420", "about"), quantity("418"), "consistent"),
    (quantity("400", "at_least"), quantity("418"), "consistent"),
    (quantity("500", "at_most"), quantity("418"), "consistent"),
    (quantity("419", "under"), quantity("418"), "consistent"),
    (quantity("60", "at_least"), quantity("60", "over"), "consistent"),
    (quantity("10000", "over"), quantity("17000", "over"), "consistent"),
    (quantity("67", "over"), quantity("60", "over"), "contradicts"),
    (quantity("17000"), quantity("17000", "over"), "contradicts"),
    (quantity("300", "over"), quantity("418"), "contradicts"),
    (quantity("418", "over"), quantity("418"), "contradicts"),
    (quantity("418", "under"), quantity("418"), "contradicts"),
    (quantity("400", "about"), quantity("460"), "contradicts"),
    (quantity("70", "over"), quantity("60", "over"), "contradicts"),
    (quantity("65"), quantity("60", "over"), "contradicts"),
    (quantity("418", unit="条"), quantity("418"), "contradicts"),
    (quantity("1000", "nearly"), quantity("445"), "contradicts"),
    (quantity("1000", "nearly"), quantity("900"), "consistent"),
    (quantity("1000", "nearly"), quantity("899"), "contradicts"),
]


@pytest.mark.parametrize(("text", "figure", "expected"), AGREEMENTS)
def test_text_may_be_vaguer_never_sharper(text: Quantity, figure: Quantity, expected: str) -> None:
    """Agreement of a number in a text with the figure it speaks of."""
    assert agreement(text, figure) == expected


def test_a_one_sided_word_bounds_below_only() -> None:
    """超过300 of 418 is no contradiction; what the figure does not reach is one."""
    over = quantity("300", "over")
    assert agreement(over, quantity("418"), one_sided=True) == "consistent"
    assert agreement(over, quantity("300"), one_sided=True) == "contradicts"
    assert agreement(quantity("300"), quantity("418"), one_sided=True) == "contradicts"


VALUES = st.integers(0, 10**9).map(Decimal) | st.decimals("0.01", "999", places=2)
QUANTITIES = st.builds(Quantity, VALUES, st.sampled_from(QUALIFIERS), st.sampled_from(["件", "次"]))


@given(QUANTITIES, QUANTITIES, QUANTITIES)
def test_vagueness_is_passed_on(one: Quantity, two: Quantity, three: Quantity) -> None:
    """What agrees with itself; and vaguer than something vaguer is vaguer."""
    assert agreement(one, one) == "agrees"
    if agreement(one, two) != "contradicts" and agreement(two, three) != "contradicts":
        assert agreement(one, three) != "contradicts"


@given(QUANTITIES, QUANTITIES)
def test_order_is_certain_or_none(one: Quantity, other: Quantity) -> None:
    """Turned round, an order is turned round; equal are only exact numbers; units never mix."""
    ordered = order(one, other)
    turned = order(other, one)
    assert turned == (None if ordered is None else -ordered)
    if one.unit != other.unit:
        assert ordered is None
    if ordered == 0:
        assert one == other


def test_digits_are_written_out() -> None:
    """No exponent, no lost zero, and separators where people read."""
    assert [plain(Decimal(digits)) for digits in ("1E+3", "17.50", "0")] == ["1000", "17.50", "0"]
    assert [grouped(Decimal(digits)) for digits in ("1431", "1E+6", "0.50")] == [
        "1,431",
        "1,000,000",
        "0.50",
    ]
