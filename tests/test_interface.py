"""The Python interface: its examples, what it gives, and that it prints and imports nothing."""

import doctest
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import PROJECT, TESTS, environment

import cppcc_cli as cppcc

COLLECTION = TESTS / "samples" / "collection"


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundled dataset alone is known, and English is spoken."""
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("CPPCC_DATA", raising=False)


def test_examples_give_what_they_say() -> None:
    """Those in the docstrings."""
    tried = doctest.testmod(cppcc)
    assert (tried.failed, tried.attempted > 10) == (0, True)


def test_readme_shows_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    """The lines in README run, and what they show stands behind them."""
    (block,) = re.findall(
        r"^```python\n(.*?)^```$", (PROJECT / "README.md").read_text("utf-8"), re.M | re.S
    )
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out.splitlines() == re.findall(r"# (.*)$", block, re.M)


def test_every_name_is_there() -> None:
    """Functions and records, and no other name."""
    assert [name for name in cppcc.__all__ if getattr(cppcc, name).__doc__ is None] == []
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = cppcc.nothing_of_the_kind


def test_importing_it_imports_nothing_of_it() -> None:
    """Not until something is asked, and never a library of the command line."""
    program = (
        "import sys, cppcc_cli; print([m for m in sys.modules if m.startswith('cppcc_cli.')]); "
        "cppcc_cli.proofread('提案418件'); print({'typer', 'rich', 'lxml'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=environment(),
        check=True,
    )
    assert done.stdout == "[]\nset()\n"


def test_a_dataset_is_named_by_path_or_id() -> None:
    """What is not there, or at fault, or not known, is an error of ours."""
    assert cppcc.load("lishui-2023") == cppcc.load()
    harbour = cppcc.load(TESTS / "samples" / "harbour-2031.toml")
    assert cppcc.figure("visitors", harbour).quantity == cppcc.read_number("2.3万余人次")
    with pytest.raises(cppcc.UsageError, match="lishui-2024"):
        cppcc.load("lishui-2024")
    with pytest.raises(cppcc.InputError):
        cppcc.load("nothing.toml")
    with pytest.raises(cppcc.UsageError):
        cppcc.figure("nothing of the kind")
    for load in (cppcc.load, cppcc.numbers, cppcc.proofread):
        for path in (Path("a\0b.toml"), Path("x" * 5_000), Path("-"), TESTS):
            with pytest.raises(cppcc.InputError):
                load(path)
    with pytest.raises(cppcc.UsageError):
        cppcc.verify(cppcc.figure("tian"), "")
    assert cppcc.verify("tian", "418件") == cppcc.verify(cppcc.figure("tian"), "418件")
    with pytest.raises(cppcc.UsageError, match=r"^no figure is called “zzz”"):
        cppcc.verify("zzz", "418件")
    with pytest.raises(cppcc.UsageError, match=r"^no figure is called “zzz”"):
        cppcc.figure("zzz")
    assert cppcc.read_number("") is None
    assert cppcc.numbers("") == []
    assert issubclass(cppcc.FaultyDataset, cppcc.InputError)
    assert issubclass(cppcc.InputError, cppcc.CppccError)


def test_a_text_is_given_or_lies_in_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both are read alike, and nothing is printed."""
    text = (TESTS / "samples" / "speech.txt").read_text("utf-8")
    file = tmp_path / "speech.txt"
    file.write_text(text, "utf-8")
    assert cppcc.numbers(text) == cppcc.numbers(file)
    found = cppcc.proofread(file)
    assert [one._replace(file="-") for one in found] == cppcc.proofread(text)
    assert {one.verdict for one in found} >= {"agrees", "contradicts"}
    with pytest.raises(cppcc.InputError):
        cppcc.proofread(tmp_path / "nothing.txt")
    for read in (cppcc.numbers, cppcc.proofread):
        with pytest.raises(cppcc.UsageError, match=r"is a file: write Path\("):
            read(str(file))
    assert capsys.readouterr() == ("", "")


def test_figures_are_compared_over_years() -> None:
    """Of several datasets each figure is compared with its first year."""
    years = [cppcc.load(path) for path in sorted(COLLECTION.rglob("harbour-*.toml"))]
    compared = cppcc.compare("received", years)
    assert compared == cppcc.compare(["received"], years)
    assert [(one.dataset.year, one.figure.value) for one in compared] == [
        (2021, Decimal(302)),
        (2022, Decimal(318)),
        (2024, Decimal(362)),
    ]
