"""The suite of toml-test: what is no TOML is refused by its line, what is TOML is at least read.

CPPCC_TOML_TEST names the folder of the suite, which is no part of the project.
"""

import os
from pathlib import Path

import pytest

from cppcc_cli.dataset.reading import read_dataset
from cppcc_cli.errors import FaultyDataset

_NAMED = os.environ.get("CPPCC_TOML_TEST")
SUITE = Path(_NAMED or os.devnull)
LISTED = (
    [
        name
        for name in (SUITE / "files-toml-1.1.0").read_text("utf-8").splitlines()
        if name.endswith(".toml")
    ]
    if _NAMED
    else []
)
# What tells that a file is no TOML at all, and not that it is none of ours.
BROKEN = {"syntax", "encoding"}
pytestmark = pytest.mark.skipif(not _NAMED, reason="CPPCC_TOML_TEST names no copy of toml-test")


def faults_of(name: str) -> FaultyDataset:
    """Return how a file of the suite is refused; none of them is a dataset."""
    with pytest.raises(FaultyDataset) as refused:
        read_dataset((SUITE / name).read_bytes(), name)
    return refused.value


def test_what_is_no_toml_is_refused_by_its_line() -> None:
    """Each fault is on a line that the file has, with a sentence in both languages."""
    names = [name for name in LISTED if name.startswith("invalid/")]
    assert len(names) > 400
    for name in names:
        faulty = faults_of(name)
        assert faulty.faults
        lines = (SUITE / name).read_bytes().count(b"\n") + 1
        said = zip(faulty.faults, faulty.lines("zh"), faulty.lines("en"), strict=True)
        for fault, *both in said:
            assert fault.code in BROKEN, (name, fault)
            assert fault.line is not None
            assert 1 <= fault.line <= lines, (name, fault)
            column = f":{fault.column}" if fault.column else ""
            assert all(one.startswith(f"{name}:{fault.line}{column}: ") for one in both)


def test_what_is_toml_is_read() -> None:
    """It is no dataset, and is refused for what is missing, not for how it is written."""
    names = [name for name in LISTED if name.startswith("valid/")]
    assert len(names) > 200
    said = {}
    for name in names:
        faulty = faults_of(name)
        if BROKEN & {fault.code for fault in faulty.faults}:
            said[name] = faulty.lines("en")
        assert all(fault.line or fault.code == "more" for fault in faulty.faults)
    # Of TOML 1.1 only what the installed tomli knows is read.
    assert said == {}
