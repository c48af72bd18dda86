"""Charts: what is drawn is as long as it is much, every word is there, and nothing overlaps."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import Run
from hypothesis import given, strategies as st
from samples import HOSTILE, write_hostile, write_sample
from years import write_years

from cppcc_cli.output.svg import Chart, Group, Mark, svg_element, to_svg
from cppcc_cli.quantity import QUALIFIERS
from cppcc_cli.screen import width

_SVG = "{http://www.w3.org/2000/svg}"


def elements(svg: str, kind: str, named: str = "") -> list[ElementTree.Element]:
    """Return the elements of a chart by kind, and by their class."""
    found = ElementTree.fromstring(svg).iter(_SVG + kind)
    return [one for one in found if named in one.get("class", "").split() or not named]


def texts(svg: str) -> str:
    """Return all that is written in a chart, lines joined."""
    return "".join(one.text or "" for one in elements(svg, "text"))


def number(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name, "0"))


def boxes(svg: str) -> Iterator[tuple[float, float, float, float]]:
    """Yield where each text stands: left, top, right, bottom, by the widths of its characters."""
    for one in elements(svg, "text"):
        size = number(one, "font-size")
        wide = width(one.text or "") * size / 2
        x, y = number(one, "x"), number(one, "y")
        left = x - wide / 2 if one.get("text-anchor") == "middle" else x
        yield left, y - size * 0.85, left + wide, y + size * 0.2


def fits(svg: str, margin: float = 0) -> bool:
    """Tell whether all that is drawn lies within the canvas."""
    root = ElementTree.fromstring(svg)
    across, below = (float(side) - margin for side in root.get("viewBox", "").split()[2:])
    rectangles = [
        (number(one, "x"), number(one, "y"), number(one, "width"), number(one, "height"))
        for one in elements(svg, "rect")
        if one.get("fill") != "#ffffff"
    ]
    drawn = [*boxes(svg), *((x, y, x + wide, y + high) for x, y, wide, high in rectangles)]
    return all(
        left >= 0 and top >= 0 and right <= across + 0.01 and bottom <= below + 0.01
        for left, top, right, bottom in drawn
    )


def overlapping(svg: str) -> list[tuple[int, int]]:
    """Return the pairs of texts that stand over one another."""
    every = list(boxes(svg))
    return [
        (one, other)
        for one, (left, top, right, bottom) in enumerate(every)
        for other, (x, y, to, foot) in enumerate(every[:one])
        if left < to and x < right and top < foot and y < bottom
    ]


def test_bars_are_as_long_as_their_values(run: Run, tmp_path: Path) -> None:
    """Every bar begins at the baseline and is as long as its value; names and values stand by."""
    assert run("compare", "public-opinion", "--chart", "a.svg", "--lang", "zh").code == 0
    svg = (tmp_path / "a.svg").read_text("utf-8")
    bars = elements(svg, "rect", "bar")
    long = [number(bar, "width") for bar in bars]
    assert [round(one / long[0], 3) for one in long] == [1, 0.066, 0.165]
    assert {number(bar, "x") for bar in bars} == {0}
    for words in ("上报社情民意信息", "播出《委员视点》", "被全国政协、省政协采用"):
        assert words in texts(svg)
    for words in ("364期", "24期", "60余期", "对比：2023年", "丽水日报"):
        assert words in texts(svg)
    assert len(elements(svg, "rect", "bound")) == 3
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert [root[0].tag, root[1].tag] == [_SVG + "title", _SVG + "desc"]
    assert (root[0].text or "").startswith("丽水市政协上报社情民意信息、播出《委员视点》与")
    assert "被全国政协、省政协采用 60余期" in (root[1].text or "")
    assert not re.search(r"var\(|<style|foreignObject|href|url\(", svg)


def test_english_says_qualifier_and_unit(run: Run, tmp_path: Path) -> None:
    """In English a value is said with its qualifier and its unit."""
    run("compare", "public-opinion", "--chart", "a.svg", "--lang", "en")
    svg = (tmp_path / "a.svg").read_text("utf-8")
    assert "more than 60 issues" in texts(svg)
    assert "Issues adopted by the national and provincial committees" in texts(svg)


def test_years_are_lines_with_gaps(run: Run, tmp_path: Path) -> None:
    """Three years and more are a line a figure; where a year has no value, the line is broken."""
    data = write_years(tmp_path)
    done = run("compare", "filed", "joint", "--data", str(data), "--chart", "a.svg", "--lang", "zh")
    assert done.code == 0
    assert done.out
    svg = (tmp_path / "a.svg").read_text("utf-8")
    assert len(elements(svg, "circle")) == 5
    # Only 2030 and 2031 of one figure follow one another.
    (stroke,) = elements(svg, "line", "stroke")
    assert stroke.get("stroke-dasharray")
    assert len(elements(svg, "circle", "open")) == 2
    foot = [number(axis, "y") for axis in elements(svg, "rect", "axis")]
    points = elements(svg, "circle")
    heights = [foot[0 if at < 3 else 1] - number(one, "cy") for at, one in enumerate(points)]
    assert [round(20 * one / heights[2], 1) for one in heights] == [12, 15, 20, 3, 4]
    for words in ("2030", "2032", "12件", "约15件", "近20件", "3件", "4件", "–"):
        assert words in [one.text for one in elements(svg, "text")]


def test_two_years_are_bars_beside_one_another(run: Run, tmp_path: Path) -> None:
    """Two years are a bar each, the year gone by in a lighter colour."""
    data = write_years(tmp_path)
    asked = ["compare", "filed", "joint", "--data", str(data), "--year", "2030,2033"]
    run(*asked, "--chart", "a.svg", "--lang", "zh")
    svg = (tmp_path / "a.svg").read_text("utf-8")
    assert [one.text for one in elements(svg, "text", "label")] == ["2030", "2033"] * 2
    assert [one.text for one in elements(svg, "text", "said")] == ["12件", "近20件", "3件", "4件"]
    assert len(elements(svg, "g", "faint")) == 2


@pytest.mark.parametrize("by", [[], ["--by", "body"]])
def test_committees_are_bars_beside_one_another(by: list[str], run: Run, tmp_path: Path) -> None:
    """Of several committees each is a bar, named by its committee."""
    data = write_years(tmp_path)
    other = (data / "town-2033.toml").read_text("utf-8").replace("河湾市", "石桥市")
    (data / "bridge-2033.toml").write_text(other.replace("town-", "bridge-"), "utf-8")
    done = run(
        *("compare", "filed", "--data", str(data), "--year", "2033", "--chart", "a.svg"),
        *(*by, "--lang", "zh"),
    )
    assert done.code == 0
    labels = elements((tmp_path / "a.svg").read_text("utf-8"), "text", "label")
    assert {one.text for one in labels} == {"石桥市政协", "河湾市政协"}


def test_several_units_are_refused_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    """Values of several units are not drawn together; the sentence names the figures of each."""
    assert run("compare", "livelihood-halls.halls", "consultation.reports", "--chart", "a.svg") == (
        "",
        "cppcc: --chart draws figures of one unit together; those named have several: "
        "家 (livelihood-halls.halls), 份 (consultation.reports)\n",
        2,
    )
    data = write_years(tmp_path)
    changed = run("compare", "work.visits", "--data", str(data), "--chart", "a.svg")
    assert (changed.out, changed.code) == ("", 2)
    assert "次 (work.visits), 个 (work.visits)" in changed.err
    assert not (tmp_path / "a.svg").exists()


def test_chart_is_written_like_any_file(run: Run, tmp_path: Path) -> None:
    """Only an .svg, not over what exists, and with the answer or not at all."""
    asked = ["compare", "public-opinion", "--chart"]
    assert run(*asked, "a.png") == ("", "cppcc: --chart writes a .svg file, not a.png\n", 2)
    (tmp_path / "a.svg").write_text("mine")
    refused = run(*asked, "a.svg")
    assert (refused.out, refused.code) == ("", 1)
    assert (tmp_path / "a.svg").read_text() == "mine"
    assert run(*asked, "a.svg", "--force").code == 0
    assert run(*asked, "b.svg", "-o", "a.csv").code == 0
    assert run(*asked, "c.svg", "-o", "a.csv").code == 1
    assert not (tmp_path / "c.svg").exists()
    assert run(*asked, "d.svg", "-f", "lines").code == 2
    assert not (tmp_path / "d.svg").exists()


def test_chart_is_no_dataset_that_is_read(run: Run, tmp_path: Path) -> None:
    """A chart is never written over a dataset, whatever name leads to it."""
    path = write_sample(tmp_path)
    (tmp_path / "a.svg").symlink_to(path)
    more = path.read_text("utf-8") + '[figure.proposals.b]\nname = { zh = "b" }\nvalue = 1\n'
    path.write_text(more + 'unit = "件"\nprinted = "1件"\n', "utf-8")
    before = path.read_bytes()
    done = run("compare", "proposals", "--data", path.name, "--chart", "a.svg", "--force")
    assert (done.out, done.code) == ("", 1)
    assert path.read_bytes() == before


def test_hostile_labels_stay_text(run: Run, tmp_path: Path) -> None:
    """What looks like markup is text."""
    write_hostile(tmp_path)
    run("compare", "proposals", "--data", "hostile.toml", "--chart", "a.svg", "--lang", "zh")
    svg = (tmp_path / "a.svg").read_text("utf-8")
    drawn = texts(svg).replace(" ", "")
    for label in HOSTILE:
        assert label.replace(" ", "") in drawn
    kinds = {one.tag.removeprefix(_SVG) for one in ElementTree.fromstring(svg).iter()}
    assert kinds == {"svg", "title", "desc", "rect", "g", "text"}


values = st.decimals(0, 10**12, allow_nan=False, places=2)
marks = st.tuples(
    st.text("某a 长W", max_size=40),
    values,
    st.text("1件some", min_size=1, max_size=40),
    st.sampled_from(QUALIFIERS),
).map(lambda fields: Mark(*fields))
headings = st.text("指标figure 名W", max_size=120)
bars = st.lists(
    st.tuples(headings, st.lists(marks, min_size=1, max_size=3)).map(lambda pair: Group(*pair)),
    min_size=1,
    max_size=4,
)


def _of_years(heading: str, marks: list[Mark | None]) -> Group:
    years = [str(2000 + at) for at in range(len(marks))]
    each = zip(years, marks, strict=True)
    return Group(
        heading,
        [one._replace(label=year) if one else Mark(year, None, "–") for year, one in each],
    )


lines = st.integers(1, 12).flatmap(
    lambda years: st.builds(
        lambda groups: Chart("t", groups, over_years=True),
        st.lists(
            st.builds(
                _of_years, headings, st.lists(st.none() | marks, min_size=years, max_size=years)
            ),
            min_size=1,
            max_size=3,
        ),
    )
)


@given(bars.map(lambda groups: Chart("t", groups, ["note"])) | lines)
def test_nothing_leaves_the_canvas_and_no_text_another(chart: Chart) -> None:
    """However long the words and however large the numbers, all has room, on a page and alone."""
    assert fits(svg_element(chart, "a"))
    assert overlapping(svg_element(chart, "a")) == []
    assert fits(to_svg(chart), margin=48)
    assert overlapping(to_svg(chart)) == []


@given(st.lists(values, min_size=1, max_size=5))
def test_lengths_are_in_proportion(values: list[Decimal]) -> None:
    """Whatever the values, a bar is as long as its value is of the largest."""
    svg = svg_element(Chart("t", [Group("", [Mark("", one, "1")]) for one in values]), "a")
    long = [number(bar, "width") for bar in elements(svg, "rect", "bar")]
    most = max(values)
    for one, value in zip(long, values, strict=True):
        assert one == pytest.approx(float(value / most) * max(long) if most else 0, abs=0.011)


def test_a_bound_shows_on_its_side() -> None:
    """The end of a bar is open beyond the value of a lower bound, short of that of an upper one."""
    hundred = Decimal(100)
    sides = {
        "exact": (0, 0),
        "over": (0, 3),
        "at_least": (0, 3),
        "nearly": (3, 0),
        "under": (3, 0),
        "at_most": (3, 0),
        "about": (3, 3),
    }
    for qualifier in QUALIFIERS:
        svg = svg_element(Chart("t", [Group("", [Mark("", hundred, "1", qualifier)])]), "a")
        exact = svg_element(Chart("t", [Group("", [Mark("", hundred, "1")])]), "a")
        (full,) = elements(exact, "rect", "bar")
        ends = [number(one, "x") for one in elements(svg, "rect", "bound")]
        end = number(full, "width")
        sided = (sum(x < end for x in ends), sum(x >= end for x in ends))
        assert sided == sides[qualifier]
