"""What the program writes is proofread with its own figures: all agree, and nothing contradicts."""

from pathlib import Path

import pytest
from conftest import Run
from years import write_years

pytest.importorskip("lxml", reason="needs the extra publish")
pytest.importorskip("xlsxwriter", reason="needs the extra publish")

KINDS = ("xlsx", "docx", "html", "md", "csv", "tsv", "json", "jsonl")


def verdicts(run: Run, path: str, *words: str) -> dict[str, set[str]]:
    """Return the verdicts on the numbers of a file, by the figure that each speaks of."""
    columns = ("--columns", "figure,verdict", "--no-header", "--all")
    found: dict[str, set[str]] = {}
    for line in run("proofread", path, *columns, *words).out.splitlines():
        figure, verdict = line.split("\t")
        found.setdefault(verdict, set()).add(figure)
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_figures_agree_in_every_kind_of_file(kind: str, language: str, run: Run) -> None:
    """Each of them, with its qualifier in the words of either language."""
    assert run("stats", "-o", f"a.{kind}", "--lang", language).code == 0
    ids = run("stats", "--columns", "id", "--no-header").out.split()
    assert verdicts(run, f"a.{kind}") == {"agrees": set(ids)}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_comparison_of_years_agrees_with_each_of_them(
    kind: str, language: str, run: Run, tmp_path: Path
) -> None:
    """A column is of the year that it is called by, and what changed is no figure."""
    data = ("--data", str(write_years(tmp_path)))
    figures = ("proposals.filed", "proposals.joint", "work.talks")
    assert run("compare", *figures, *data, "-o", f"a.{kind}", "--lang", language).code == 0
    found = verdicts(run, f"a.{kind}", *data)
    assert found["agrees"] >= set(figures)
    assert "contradicts" not in found
    assert run("report", *data, "-o", "report.html", "--lang", language).code == 0
    assert "contradicts" not in verdicts(run, "report.html", *data)
