"""Quantities printed in the form of another number."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from cppcc_cli.numerals import read
from cppcc_cli.printing import chinese_numeral, reprinted
from cppcc_cli.quantity import QUALIFIERS, Qualifier, Quantity, agreement


def quantity(value: str, unit: str = "件", qualifier: Qualifier = "exact") -> Quantity:
    """Return a quantity in few words."""
    return Quantity(Decimal(value), qualifier, unit)


EXACT = (
    ("418件", "523件"),
    ("418 件", "523 件"),
    ("共418件", "共523件"),
    ("418", "523"),
    ("４１８件", "５２３件"),
    ("四百一十八件", "五百二十三件"),
    ("418個", "523個"),
)
COARSER = (
    ("400余件", "500余件"),
    ("四百多件", "五百多件"),
    ("400餘件", "500餘件"),
    ("逾400件", "逾500件"),
    ("约420件", "约520件"),
    ("近420件", "近530件"),
    ("400件以上", "500件以上"),
    ("不足500件", "不足600件"),
)


@pytest.mark.parametrize(("printed", "expected"), EXACT)
def test_a_form_is_kept(printed: str, expected: str) -> None:
    """Digits, width, marks, script and the missing unit stay."""
    assert reprinted(printed, quantity("523"), own_unit=True) == expected


@pytest.mark.parametrize(("printed", "expected"), COARSER)
def test_a_coarse_number_stays_coarse(printed: str, expected: str) -> None:
    """What said less than the figure says as little of the new one, in the same words."""
    assert reprinted(printed, quantity("523"), coarser=True) == expected


@pytest.mark.parametrize(
    ("printed", "now", "expected"),
    [
        ("1.7万余人次", quantity("23000", "人次", "over"), "2.3万余人次"),
        ("一万七千余人次", quantity("23000", "人次", "over"), "两万三千余人次"),
        ("1.7万余人次", quantity("23456", "人次"), "2.3456万人次"),
        ("1.7萬餘人次", quantity("9800", "人次", "over"), "9800餘人次"),
        ("1,431条次", quantity("2022", "条次"), "2,022条次"),
        ("98.5%", quantity("99", "%"), "99%"),
        ("百分之九十八点五", quantity("99.2", "%"), "百分之九十九点二"),
        ("百分之九十八点五", quantity("100", "%"), "百分之百"),
        ("418件", quantity("420", qualifier="over"), "420余件"),
        ("10家", quantity("12", "个"), "12个"),
        ("十二件", quantity("2"), "两件"),
    ],
)
def test_what_changes_with_the_quantity(printed: str, now: Quantity, expected: str) -> None:
    """The qualifier and the unit become those of the new quantity; 万 goes where it is too much."""
    assert reprinted(printed, now) == expected


@pytest.mark.parametrize(
    ("printed", "now"),
    [("400余件", "500"), ("近420件", "500"), ("400余件", "95"), ("两次百件", "523"), ("件", "523")],
)
def test_a_form_that_no_longer_holds(printed: str, now: str) -> None:
    """500 is not 500余, and there is no coarse form of what is less than its step."""
    assert reprinted(printed, quantity(now), coarser=True) is None


@given(st.integers(1, 10**12 - 1))
def test_chinese_numerals_are_read_back(number: int) -> None:
    """What is written in Chinese numerals is the number again."""
    assert read(f"{chinese_numeral(number)}件") == quantity(str(number))


@given(
    st.sampled_from((*EXACT[:-1], *COARSER)),
    st.integers(1, 10**7),
    st.sampled_from(QUALIFIERS),
    st.booleans(),
)
def test_what_is_printed_is_true(
    form: tuple[str, str], value: int, qualifier: Qualifier, coarser: bool
) -> None:
    """Whatever the form, the number printed agrees with the quantity, or is coarser than it."""
    now = quantity(str(value), qualifier=qualifier)
    text = reprinted(form[0], now, coarser)
    if text is not None:
        stated = read(text if "件" in text else f"{text}件")
        assert stated is not None
        assert agreement(stated, now) != "contradicts"
