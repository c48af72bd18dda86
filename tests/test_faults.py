"""Faulty dataset files: each with the exact messages beside it, in both languages."""

import csv
from pathlib import Path

import pytest
from conftest import TESTS, Run

FAULTS = sorted((TESTS / "faults").glob("*.toml"))


@pytest.mark.parametrize("file", FAULTS, ids=lambda file: file.stem)
def test_faults_are_told_with_line_and_key(
    file: Path, run: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """`check` lists every fault and exits 1; `stats` says the same on stderr and exits 3."""
    (tmp_path / file.name).write_bytes(file.read_bytes())
    said = ""
    for language in ("en", "zh"):
        asked = run("stats", "--data", file.name, "--lang", language)
        assert (asked.out, asked.code) == ("", 3)
        said += asked.err
        checked = run(
            "check",
            f"./{file.name}",
            "--lang",
            language,
            "--columns",
            "line,key,message",
            "--no-header",
        )
        assert checked.code == 1
        assert checked.err == ""
        rows = csv.reader(checked.out.splitlines(), delimiter="\t")
        assert asked.err.splitlines() == [
            f"cppcc: {file.name}:{line}: {key}: {message}".replace(": : ", ": ")
            for line, key, message in rows
        ]
    expected = file.with_suffix(".txt")
    if request.config.getoption("--rewrite"):
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")
