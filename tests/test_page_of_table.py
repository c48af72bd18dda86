"""Any table as a page: the same cells, heads, headings and notes as in Markdown."""

import re
from pathlib import Path

import pytest
from commands import COMMANDS, as_documented
from conftest import TESTS, Run
from pages import read_page_of
from samples import write_sample

pytest.importorskip("jinja2", reason="needs the extra publish")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_table_is_a_page(command: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    """It holds its title, heads, headings, cells and notes, like Markdown but for ids."""
    write_sample(tmp_path, "broken", '[ratio.a]\nb = "="\n')
    page = read_page_of(run, tmp_path, *command)
    rows, said = [], []
    for line in as_documented(run(*command, "-f", "markdown").out, command):
        if line.startswith("| "):
            rows.append([_shown(cell) for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
        elif line:
            said.append(_shown(line.lstrip("# ")))
    cells = [
        [
            # A scope that is the usual one is written out.
            "" if cell.text == "committee" else cell.text
            for cell in row.walk()
            if cell.tag in ("th", "td")
        ]
        for row in page.find("tr")
        if "heading" not in row.attributes.get("class", "")
    ]
    expected = [row for row in rows if set(row) - {"---", "---:", ""}]
    # Markdown heads every group, and a card with blanks; a bar is for the eye.
    cells = [row[: len(expected[0])] for row in cells] if expected else []
    assert cells == [row for at, row in enumerate(expected) if row not in expected[:1] or not at]
    for line in said:
        assert line in page.text
    assert page.one("html").attributes["lang"] == "en"


def _shown(markdown: str) -> str:
    return " ".join(re.sub(r"\\(.)", r"\1", markdown).split())


def test_table_page_heeds_the_options(run: Run, tmp_path: Path) -> None:
    """Columns as named; without header, only the rows; in the language asked for."""
    page = read_page_of(
        run, tmp_path, "stats", "proposals", "--columns", "value,id", "--lang", "zh"
    )
    assert page.one("table").text == "数值 编号 418 proposals.submitted"
    assert page.one("html").attributes["lang"] == "zh-Hans"
    bare = read_page_of(run, tmp_path, "stats", "proposals", "--no-header")
    assert bare.find("thead") == bare.find("h1") == bare.find("p") == []
    assert "418" in bare.one("tbody").text
    bars = read_page_of(run, tmp_path, "compare", "halls", "studios").find("rect")
    assert [bar.attributes["width"] for bar in bars] == ["92.67%", "100.00%"]
    # A number is not parted from its unit.
    speech = read_page_of(run, tmp_path, "numbers", str(TESTS / "samples" / "speech.txt"))
    assert "1.7万人次" in [span.text for span in speech.find("span")]
