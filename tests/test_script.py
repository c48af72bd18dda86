"""Both scripts and both widths as one, place for place."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cppcc_cli
from cppcc_cli.script import HAN, NO_HAN, Pattern, one_of, plain, simplified


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


def test_one_of_several_characters() -> None:
    """It is a pattern of any of them and of nothing else, also where they mean something to it."""
    assert re.findall(one_of("一二三.*"), "第一、第三.五*六") == ["一", "三", ".", "*"]
    assert re.findall(f"(?<!{one_of('不未无')})立案", "不立案，立案") == ["立案"]


def _patterns(value: object) -> Iterator[Pattern]:
    if isinstance(value, Pattern):
        yield value
    for one in value if isinstance(value, tuple) else ():
        yield from _patterns(one)


NEEDING = {
    f"{module.name}.{name}": pattern
    for module in pkgutil.walk_packages(cppcc_cli.__path__, "cppcc_cli.")
    if not module.name.endswith("__main__")
    for name, value in vars(importlib.import_module(module.name)).items()
    for pattern in _patterns(value)
    if pattern.needs
}


@pytest.mark.parametrize("name", NEEDING)
def test_a_pattern_needs_what_it_matches(name: str) -> None:
    """One of the words that it needs stands in whatever it matches."""
    pattern = NEEDING[name]

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(pattern.compiled))
    def check(text: str) -> None:
        assert any(word in text for word in pattern.needs)

    check()


def test_a_pattern_without_what_it_needs_matches_nothing() -> None:
    """Whichever way it is asked, and whether it was compiled before or not."""
    for text, found in (("提案418件", False), ("五届三次", True)):
        assert bool(Pattern("五届", "届").search(text)) is found
        assert bool(Pattern("五届", "届").match(text)) is found
        assert bool(Pattern("五届三次", "届").fullmatch(text)) is found
        assert len([*Pattern("五届", "届").finditer(text)]) == found
        assert len(Pattern("五届", "届").split(text)) == 1 + found
        assert (Pattern("五届", "届").sub("", text) != text) is found
    again = Pattern("案", "案")
    assert [bool(again.search(text)) for text in ("提案", "信息", "案")] == [True, False, True]
