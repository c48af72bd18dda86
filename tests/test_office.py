"""The same manuscript in every kind that LibreOffice writes: the same findings in each."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import TESTS, Run

pytest.importorskip("lxml", reason="needs the extra publish")
OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
SOURCES = TESTS / "office"

# What stands in the manuscript, as printed, and what must come of it.
FINDINGS = {
    "481件 contradicts",
    "28场 agrees",
    "177家 agrees",
    "454场次 contradicts",
    "1.7万余人次 agrees",
    "481 contradicts",
    "191 agrees",
    "436期 contradicts",
    "42期 contradicts",
    "51篇 contradicts",
}
PLACES = {
    "481件": "第3段",
    "454场次": "第4段",
    "481": "表1第2行",
    "51篇": "脚注1",
    "42期": "文本框",
}
# A PDF has pages instead, and no text boxes.
OF_PDF = {
    "481件": "第1页",
    "454场次": "第1页",
    "481": "第1页表1第2行",
    "51篇": "第1页脚注1",
}

Convert = Callable[[str, str], Path]


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert a source to a kind, in a profile of its own."""
    folder = tmp_path_factory.mktemp("office")

    def convert(source: str, kind: str) -> Path:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [str(OFFICE), profile, "--headless", "--convert-to", kind, "--outdir"]
        subprocess.run(
            [*command, str(folder), str(SOURCES / source)], check=True, capture_output=True
        )
        made: Path = (folder / source).with_suffix(f".{kind}")
        return made

    return convert


def found(run: Run, path: Path) -> dict[str, tuple[str, str]]:
    """Return what was found of each number that speaks of a known figure: verdict and place."""
    columns = "printed,verdict,code,place"
    done = run("proofread", str(path), "--columns", columns, "--lang", "zh", "--no-header")
    assert done.code == 1
    rows = [line.split("\t") for line in done.out.splitlines()]
    return {
        printed: (verdict, place)
        for printed, verdict, code, place in rows
        if code == "figure" and verdict in ("agrees", "consistent", "contradicts")
    }


@pytest.mark.parametrize("kind", ["docx", "odt", "fodt", "doc", "rtf", "pdf", "html", "xhtml"])
def test_a_manuscript_has_the_same_findings(kind: str, converted: Convert, run: Run) -> None:
    """In every kind, at the place where a person finds it; what is hidden or struck is nowhere."""
    rows = found(run, converted("manuscript.fodt", kind))
    assert {f"{printed} {verdict}" for printed, (verdict, _) in rows.items()} == FINDINGS
    if "html" not in kind:
        places = OF_PDF if kind == "pdf" else PLACES
        assert {printed: rows[printed][1] for printed in places} == places


@pytest.mark.parametrize("kind", ["pptx", "ppt", "odp", "pdf"])
def test_slides_have_the_same_findings(kind: str, converted: Convert, run: Run) -> None:
    """In every kind, with the notes of the speaker, which a PDF of them has not."""
    rows = found(run, converted("slides.fodp", kind))
    expected = FINDINGS - {"436期 contradicts"} - ({"51篇 contradicts"} if kind == "pdf" else set())
    assert {f"{printed} {verdict}" for printed, (verdict, _) in rows.items()} == expected
    if kind != "pdf":
        assert rows["51篇"][1] == "第1张幻灯片备注"
        assert rows["481"][1] == "第2张幻灯片表1第2行"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_sheets_have_the_same_findings(kind: str, converted: Convert, run: Run) -> None:
    """In every kind: cells as displayed, without hidden rows and sheets."""
    rows = found(run, converted("sheets.fods", kind))
    assert {f"{printed} {verdict}" for printed, (verdict, _) in rows.items()} == {
        "481 contradicts",
        "191 agrees",
        "481件 contradicts",
        "28场 agrees",
        "177家 agrees",
        "454场次 contradicts",
        "超过17,000人次 agrees",
    }
    assert rows["481"][1] == "工作表“数据”第3行"
