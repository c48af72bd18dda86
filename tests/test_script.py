"""Both scripts and both widths as one, place for place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_cli.script import HAN, NO_HAN, plain, simplified


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("委員視點", "委员视点"),
        ("不少於兩萬餘件", "不少于两万余件"),
        ("省政協黨組書記於會後強調", "省政协党组书记于会后强调"),
        ("羣眾諮詢", "群众咨询"),
        ("全市提案418件，约占六成。", "全市提案418件，约占六成。"),
        ("plain ASCII", "plain ASCII"),
    ],
)
def test_traditional_is_simplified(text: str, expected: str) -> None:
    """Every traditional character becomes its simplified one; simplified text stays as it is."""
    assert simplified(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("４１８件，９８．５％", "418件，98.5%"),
        ("１２，３４５件", "12,345件"),
        ("５，２３４５件", "5，2345件"),
        ("5，234件", "5，234件"),
        ("二○二三年○", "二〇二三年○"),
        ("５ｋｍ", "5km"),
        ("馀两項", "余两项"),
    ],
)
def test_plain_form_of_number_expressions(text: str, expected: str) -> None:
    """Digits, letters and per cent signs are narrow; a wide comma groups only wide digits."""
    assert plain(text) == expected


@given(st.text(), st.text())
def test_places_stay(one: str, other: str) -> None:
    """Each character becomes one, whatever stands beside it."""
    assert len(plain(one + other)) == len(one + other)
    assert simplified(one + other) == simplified(one) + simplified(other)


def test_characters_of_the_language_and_others() -> None:
    """A pattern tells Chinese characters from digits, other letters, marks and signs of a list."""
    text = "Ⅲ类水质，①视察é4次²“二〇二三”〖㙟镇〗A股"
    assert re.findall(f"{HAN}+", text) == ["类水质", "视察", "次", "二〇二三", "㙟镇", "股"]
    assert "".join(re.findall(NO_HAN, text)) == "Ⅲ，①é4²“”〖〗A"
