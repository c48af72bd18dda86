"""The reports of two years, drafted like the dataset of a third, and compared with one another."""

import json
from pathlib import Path

import pytest
from conftest import TESTS, Run, inside
from drafts import written
from reports import Write, in_every_form

COLLECTION = TESTS / "samples" / "collection"
LAST = COLLECTION / "harbour-2021.toml"
# Of the others the unit or the scope is another in 2024: there a draft takes them for new ones.
ALIKE = ("proposals.received", "proposals.filing-rate", "work.information", "work.visitors")
KEYS = ("id", "year", "value", "qualifier", "unit", "printed", "paragraph", "change", "note")


@in_every_form
def test_two_reports_become_two_years(suffix: str, write: Write, run: Run, tmp_path: Path) -> None:
    """Each draft is clean, and compared they are as the datasets made by hand."""
    for year in (2022, 2024):
        report = f"report-{year}.{suffix}"
        write(tmp_path / report, (COLLECTION / f"harbour-{year}.txt").read_text("utf-8"))
        drafted = run("draft", report, "--like", str(LAST), "-o", f"harbour-{year}.toml")
        assert (drafted.out, drafted.code) == ("", 0)
        assert run("check", f"./harbour-{year}.toml", "--source", report).code == 0
    asked = ("compare", *ALIKE, "-f", "json", "--columns", ",".join(KEYS))
    ours = run(*asked, "--data", ".")
    by_hand = run(*asked, "--data", str(COLLECTION), "--body", "harbour", "--year", "2022,2024")
    assert (ours.code, by_hand.code) == (0, 0)
    assert json.loads(ours.out, parse_float=str) == json.loads(by_hand.out, parse_float=str)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # A review of the year in its title, and a text of none, tell of it as 去年.
        ("海安市政协2032年履职综述\n去年，收到来信41封。", "收到来信"),
        ("海安市政协履职综述\n去年，收到来信41封。", "收到来信"),
        # Not where both years are counted.
        ("海安市政协2032年履职综述\n去年，收到来信41封。今年收到来信52封。", "2031年收到来信"),
        ("海安市政协2032年工作报告\n去年，收到来信41封。", "2031年收到来信"),
    ],
)
def test_last_year_of_a_review_is_its_own(text: str, name: str) -> None:
    assert next(iter(written(text).figures.values())).name.zh == name


def test_a_draft_is_called_as_its_file_where_its_committee_is_known(tmp_path: Path) -> None:
    """The year that is known already, too."""
    known = {"CPPCC_DATA": str(COLLECTION / "harbour-2024.toml")}
    asked = ("draft", str(COLLECTION / "harbour-2024.txt"), "-o", "harbour-2024.toml")
    assert inside(*asked, environ=known, folder=tmp_path).code == 0
    assert '\nid = "harbour-2024"\n' in (tmp_path / "harbour-2024.toml").read_text("utf-8")
