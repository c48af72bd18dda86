"""Pages in a real browser: nothing leaves the screen or the file, and all of it can be read.

It takes Node.js with the packages playwright-core and axe-core (found through NODE_PATH), and
Chromium; `.ci/run` installs them, and without them these tests are skipped.
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import TESTS, Run
from samples import HOSTILE, write_hostile
from years import write_years

pytest.importorskip("jinja2", reason="needs the extra publish")

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
NODE = shutil.which("node")
COLLECTION = str(TESTS / "samples" / "collection")
_ASKED = "require('playwright-core'); require('axe-core')"


def _is_there() -> bool:
    """Tell whether there are a browser, Node.js, and the packages that drive and examine it."""
    if BROWSER is None or NODE is None:
        return False
    done = subprocess.run([NODE, "-e", _ASKED], capture_output=True, check=False)
    return done.returncode == 0


pytestmark = pytest.mark.skipif(
    not _is_there(), reason="needs Chromium and Node.js with playwright-core and axe-core"
)


@pytest.fixture
def look(run: Run, tmp_path: Path) -> Any:
    """Write the pages of commands and look at each in the browser; return what was seen."""

    def look(*commands: tuple[str, ...]) -> list[list[dict[str, Any]]]:
        files = []
        for at, command in enumerate(commands):
            files.append(str(tmp_path / f"{at}.html"))
            assert run(*command, "-o", files[-1]).code == 0
        asked = [NODE, str(TESTS / "browser.cjs"), BROWSER, *files]
        done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        return [found[file] for file in files]

    return look


def _assert_sound(views: list[dict[str, Any]]) -> None:
    assert [(one["width"], one["scheme"]) for one in views] == [
        (width, scheme) for width in (390, 820, 1440) for scheme in ("light", "dark")
    ]
    for one in views:
        place = f"{one['width']} {one['scheme']}"
        assert one["overflow"] == 0, place
        assert one["cut"] == one["broken"] == [], place
        assert one["messages"] == one["requests"] == one["faults"] == [], place
    # Whoever prefers it dark has to ask: what is handed on looks the same for all.
    assert len({one["paper"] for one in views}) == 1


def test_report_in_both_languages(look: Any, run: Run) -> None:
    """Every figure can be seen, on a phone, a tablet and a desk, on a light and a dark ground."""
    chinese, english, dark = look(
        ("report", "--lang", "zh"), ("report", "--lang", "en"), ("report", "--dark")
    )
    _assert_sound(dark)
    assert dark[0]["paper"] != english[0]["paper"]
    records = json.loads(run("stats", "-f", "json").out)
    for views, name in ((chinese, "name_zh"), (english, "name_en")):
        _assert_sound(views)
        for view in views:
            missing = [one[name] for one in records if one[name] not in view["text"]]
            assert missing == []
            assert [one["id"] for one in records if one["printed"] not in view["text"]] == []


def test_years_and_hostile_names(look: Any, tmp_path: Path) -> None:
    """Charts of years fit; names that look like markup, or have no end, stay in their place."""
    hostile = write_hostile(tmp_path)
    long = "长" * 120 + "W" * 120
    text = hostile.read_text("utf-8").replace('zh = "立案"', f'zh = "{long}"')
    hostile.write_text(text, "utf-8")
    years, other = look(
        ("report", "--data", str(write_years(tmp_path)), "--lang", "en"),
        ("report", "--data", str(hostile), "--lang", "zh", "--title", long),
    )
    _assert_sound(years)
    _assert_sound(other)
    assert "more than 80" in years[0]["text"]
    assert all(label.split()[0] in other[0]["text"] for label in HOSTILE)


def test_tables(look: Any) -> None:
    """The page of a table, of a card and of a comparison is sound as well."""
    for views in look(
        ("stats", "--lang", "en"),
        ("show", "adopted", "--lang", "zh"),
        ("compare", "public-opinion", "--lang", "en"),
        ("topics", "--lang", "zh"),
        ("compare", "received", "--steps", "--data", COLLECTION, "--lang", "zh"),
        ("numbers", str(TESTS / "samples" / "speech.txt"), "--lang", "zh"),
    ):
        _assert_sound(views)
