"""Findings for machines: annotations of GitHub, JUnit and SARIF, and the hook of pre-commit."""

import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import COMMAND, PROJECT, TESTS, Run, environment, posix
from samples import write_sample

SPEECH = TESTS / "samples" / "speech.txt"


@pytest.fixture
def records(run: Run, tmp_path: Path) -> list[dict[str, object]]:
    """The findings of a manuscript whose name needs escapes."""
    (tmp_path / "讲话, a%b.txt").write_bytes(SPEECH.read_bytes())
    found: list[dict[str, object]] = json.loads(run("proofread", "讲话, a%b.txt", "-f", "json").out)
    assert {one["severity"] for one in found} >= {"error", "info"}
    return found


def test_github_is_told_of_errors_and_warnings(run: Run, records: list[dict[str, object]]) -> None:
    """A line each, its properties escaped; the exit code is that of the command."""
    told = run("proofread", "讲话, a%b.txt", "-f", "github")
    loud = [one for one in records if one["severity"] != "info"]
    assert told.code == 1
    assert told.out.splitlines() == [
        f"::{one['severity']} file=讲话%2C a%25b.txt,line={one['line']},col={one['column']},"
        f"title=cppcc {one['code']}::{one['message']}"
        for one in loud
    ]


def test_junit_has_a_case_for_each_finding(run: Run, records: list[dict[str, object]]) -> None:
    """Those of info passed."""
    suite = ElementTree.fromstring(run("proofread", "讲话, a%b.txt", "-f", "junit").out)
    cases = suite.findall("testcase")
    failed = [one["message"] for one in records if one["severity"] != "info"]
    assert suite.attrib == {
        "name": "cppcc",
        "tests": str(len(records)),
        "failures": str(len(failed)),
    }
    assert {case.get("classname") for case in cases} == {"讲话, a%b.txt"}
    assert [f.get("message") for case in cases for f in case.findall("failure")] == failed


def test_sarif_names_rules_and_places(
    run: Run, records: list[dict[str, object]], tmp_path: Path
) -> None:
    """The same on a stream and in a file; what is printed is the region."""
    told = run("proofread", "讲话, a%b.txt", "-f", "sarif").out
    run("proofread", "讲话, a%b.txt", "-o", "found.sarif")
    assert (tmp_path / "found.sarif").read_text("utf-8") == told
    (log,) = json.loads(told)["runs"]
    assert [rule["id"] for rule in log["tool"]["driver"]["rules"]] == sorted(
        {one["code"] for one in records}
    )
    assert len(log["results"]) == len(records)
    for result, one in zip(log["results"], records, strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "%E8%AE%B2%E8%AF%9D%2C%20a%25b.txt"
        region = place["region"]
        assert (region["startLine"], region["startColumn"]) == (one["line"], one["column"])
        assert region["endColumn"] - region["startColumn"] == len(str(one["printed"]))
        assert (result["level"] == "error") == (one["severity"] == "error")
        assert result["message"]["text"] == one["message"]


def test_a_finding_in_a_page_says_the_place_that_a_person_sees(run: Run, tmp_path: Path) -> None:
    """A page has no lines that one could go to."""
    pytest.importorskip("lxml", reason="needs the extra publish")
    (tmp_path / "a.html").write_text("<p>一</p><p>提出提案481件。</p>", "utf-8")
    for format in ("lines", "github", "junit", "sarif"):
        told = run("proofread", "a.html", "-f", format, "--lang", "zh").out
        assert "第2段：提出提案：应为“418件”" in told


def test_other_records_have_no_findings(run: Run, tmp_path: Path) -> None:
    """Such a format is refused, and none found is a file without any."""
    for format in ("lines", "github", "junit", "sarif"):
        refused = run("stats", "-f", format)
        assert (refused.out, refused.code) == ("", 2)
        assert format not in run("stats", "--help").out
        assert format in run("check", "--help").out
        assert run("check", "-f", format, "--columns", "file").code == 2
    assert run("check", "-f", "github").out == ""
    assert 'failures="0"' in run("check", "-f", "junit").out
    assert json.loads(run("check", "-f", "sarif").out)["runs"][0]["results"] == []


@posix
def test_the_hook_checks_every_file_that_it_is_given(tmp_path: Path) -> None:
    """As pre-commit runs it: the entry with the names of files behind it."""
    hooks = (PROJECT / ".pre-commit-hooks.yaml").read_text("utf-8")
    (entry,) = [line.partition(": ")[2] for line in hooks.splitlines() if "entry:" in line]
    good = write_sample(tmp_path)
    bad = write_sample(tmp_path, "broken", '[ratio.a]\nb = "="\n')
    for files, code in (([good], 0), ([good, bad], 1)):
        path = f"{COMMAND.parent}:/usr/bin:/bin"
        done = subprocess.run(
            [*entry.split(), *files], env=environment(PATH=path), capture_output=True, check=False
        )
        assert done.returncode == code
        assert done.stdout.decode().startswith(f"{bad}:" if code else "")
        assert bool(done.stdout) == bool(code)


def test_of_what_is_not_listed_nothing_is_denied(run: Run, tmp_path: Path) -> None:
    """That nothing is of a figure is said only where that is so."""
    for text, verdicts, said in (
        ("今天有雨。", "", "没有涉及已知指标的数。"),
        ("2022年，提出提案481件。", "", "没有发现问题。"),
        ("提出提案481件。", "unknown", "没有这一判定的数。"),
    ):
        (tmp_path / "a.txt").write_text(text, "utf-8")
        chosen = ("--verdict", verdicts) if verdicts else ()
        told = run("proofread", "a.txt", *chosen, "-f", "markdown", "--lang", "zh").out
        assert told.splitlines()[0] == said
