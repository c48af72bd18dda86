"""Both scripts and both widths as one, place for place."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import HealthCheck, given, settings, strategies as st
from reports import write_text, write_word

import cppcc_cli
from cppcc_cli.script import HAN, NO_HAN, Pattern, compiled, plain, quick, simplified, unified


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


@pytest.mark.parametrize("write", [write_text, write_word])
def test_radicals_are_the_characters_that_they_look_like(
    write: Callable[[Path, str], None], run: Run, tmp_path: Path
) -> None:
    """PDF files have them, from which they are copied; and characters that Unicode has twice."""
    write(tmp_path / "a", "\uf98e初，政协五届⼆次会议以来，⼈⺠来信⽴案⼆百件，服务1.7万余⼈次。")
    done = run("numbers", "a", "--kind", "figure", "--columns", "printed,value,unit")
    assert done.out == "printed\tvalue\tunit\n二百件\t200\t件\n1.7万余人次\t17000\t人次\n"
    assert unified("\uf98e⺠⼈a") == "年民人a"


@given(st.text(), st.text())
def test_places_stay(one: str, other: str) -> None:
    """Each character becomes one, whatever stands beside it."""
    assert len(plain(one + other)) == len(unified(one + other)) == len(one + other)
    assert simplified(one + other) == simplified(one) + simplified(other)


def test_characters_of_the_language_and_others() -> None:
    """A pattern tells Chinese characters from digits, other letters, marks and signs of a list."""
    text = "Ⅲ类水质，①视察é4次²“二〇二三”〖㙟镇〗A股"
    assert re.findall(f"{HAN}+", text) == ["类水质", "视察", "次", "二〇二三", "㙟镇", "股"]
    assert "".join(re.findall(NO_HAN, text)) == "Ⅲ，①é4²“”〖〗A"


@pytest.mark.parametrize(
    "pattern",
    [
        "[一二三.*]",
        "[^一二三.*]",
        "[^一二三]",
        "(?<![不未无])立案",
        "(?<=[^不未无])立案",
        "[一二三]+",
        "[^不未无]{1,2}立",
        "[—–~～至-]{2}",
        r"[\s、。，五-六]",
        r"\[一二三]",
        r"[\]一二三]",
    ],
)
def test_sets_as_alternatives(pattern: str) -> None:
    """A set of several Chinese characters written as alternatives matches what it matches."""
    text = "第一、第三.五*六[一二三]，不立案 未立案，立案]至～\n"
    assert compiled(pattern).findall(text) == re.findall(pattern, text) != []
    assert quick(quick(pattern)) == quick(pattern)


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
