"""Quantities: what a printed number stands for, when two agree, and what follows from bounds."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from cppcc_cli.quantity import (
    QUALIFIERS,
    Derived,
    Qualifier,
    Quantity,
    Range,
    Reason,
    agreement,
    change,
    divide,
    grouped,
    growth,
    plain,
    range_of,
    ranks,
    rounded,
    shares,
    significant,
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


def test_digits_are_written_out() -> None:
    """No exponent, no lost zero, and separators where people read."""
    assert [plain(Decimal(digits)) for digits in ("1E+3", "17.50", "0")] == ["1000", "17.50", "0"]
    assert [grouped(Decimal(digits)) for digits in ("1431", "1E+6", "0.50")] == [
        "1,431",
        "1,000,000",
        "0.50",
    ]


def share(part: Quantity, others: list[Quantity]) -> Derived | Reason:
    """Return the share of the first of several quantities."""
    return shares([part, *others])[0]


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
QUALIFIED = st.builds(
    Quantity,
    VALUES.filter(bool),
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


def test_shares_keep_what_is_known() -> None:
    """A share grows with its part and shrinks with the rest."""
    exact, over, about = quantity("60"), quantity("60", "over"), quantity("60", "about")
    rest = [quantity("40"), quantity("20")]
    assert share(exact, rest) == Derived(Decimal("0.5"), "exact")
    assert share(over, rest) == Derived(Decimal("0.5"), "over")
    assert share(exact, [quantity("40", "at_least"), quantity("20")]) == Derived(
        Decimal("0.5"), "at_most"
    )
    assert share(over, [quantity("60", "at_least")]) == "both_bounds"
    assert share(exact, [quantity("40", "over"), quantity("20", "under")]) == "both_bounds"
    assert share(about, rest) == share(exact, [about]) == "approximate"
    assert share(quantity("0"), [quantity("0")]) == "zero"
    assert share(quantity("0"), [over]) == Derived(Decimal(0), "exact")
    assert share(over, []) == Derived(Decimal(1), "exact")
    assert shares([exact, *rest])[1:] == [
        Derived(Decimal("0.3333333333333333333333333333"), "exact"),
        Derived(Decimal("0.1666666666666666666666666667"), "exact"),
    ]
    assert shares([]) == []


def test_changes_keep_what_is_known() -> None:
    """A change is a difference in the unit, and a growth by the older value."""
    then, now = quantity("40"), quantity("50", "over")
    assert change(now, then) == Derived(Decimal(10), "over")
    assert change(then, now) == Derived(Decimal(-10), "under")
    assert growth(now, then) == Derived(Decimal("0.25"), "over")
    assert change(now, now) == growth(now, now) == "both_bounds"
    assert (
        change(now, quantity("40", unit="次")) == growth(now, quantity("1", unit="次")) == "units"
    )
    assert change(quantity("1", "about"), then) == "approximate"
    assert growth(now, quantity("0")) == "zero"


def test_four_digits_for_machines() -> None:
    """Half up; a lower bound down, an upper bound up."""
    third = Decimal(2) / Decimal(3)
    assert significant(Derived(third, "exact"), 4) == Decimal("0.6667")
    assert significant(Derived(third, "over"), 4) == Decimal("0.6666")
    assert significant(Derived(Decimal("1234.1"), "under"), 4) == Decimal(1235)


@given(QUALIFIED, st.lists(QUALIFIED, max_size=3), FRACTIONS)
def test_share_holds_for_all_that_the_operands_stand_for(
    part: Quantity, others: list[Quantity], fractions: tuple[Decimal, ...]
) -> None:
    """No share is sharper than what it is made of."""
    derived = share(part, others)
    if isinstance(derived, str):
        assert derived == "both_bounds"
        return
    for number in samples(part, fractions):
        rests = [samples(other, fractions)[:1] for other in others]
        if not all(rests):
            return
        true = number / (number + sum(rest[0] for rest in rests))
        if derived.qualifier == "exact":
            assert not others or {q.qualifier for q in (part, *others)} == {"exact"}
        else:
            assert CLAIMS[derived.qualifier](true, derived.value)


@given(QUALIFIED, QUALIFIED, FRACTIONS)
def test_change_holds_for_all_that_the_operands_stand_for(
    one: Quantity, other: Quantity, fractions: tuple[Decimal, ...]
) -> None:
    """No difference is sharper than its operands."""
    derived = change(one, other)
    for number in samples(one, fractions):
        for older in samples(other, fractions):
            if isinstance(derived, Derived) and derived.qualifier != "exact":
                assert CLAIMS[derived.qualifier](number - older, derived.value)


def _order(one: Quantity, other: Quantity) -> int | None:
    """Return -1, 0 or 1 as one is less than, equal to or more than another; None where it may be.

    Nearly nothing is no number at all, and lies both below and above itself.
    """
    if one.qualifier == other.qualifier == "exact":
        return (one.value > other.value) - (one.value < other.value)
    first, second = range_of(one), range_of(other)
    below, above = first.end < second.start, second.end < first.start
    return None if below == above else -1 if below else 1


@given(st.lists(QUALIFIED, min_size=1, max_size=6))
def test_a_rank_is_certain(quantities: list[Quantity]) -> None:
    """It is given exactly where the order against every other is known, and counts those above."""
    for at, (one, rank) in enumerate(zip(quantities, ranks(quantities), strict=True)):
        others = [_order(one, other) for n, other in enumerate(quantities) if n != at]
        certain = all(side is not None for side in others)
        assert rank == (1 + others.count(-1) if certain else "rank")


def test_equal_numbers_share_a_rank() -> None:
    """Two of 96 are both first, and 61 is third; more than 80 may be either."""
    assert ranks([quantity("96"), quantity("61"), quantity("96")]) == [1, 3, 1]
    assert ranks([quantity("85"), quantity("80", "over"), quantity("95")]) == ["rank", "rank", 1]
    assert ranks([quantity("79"), quantity("80", "over"), quantity("95")]) == [3, 2, 1]
