"""Pages: a year told in full, and any table, in one file that asks nothing of a network."""

import json
import re
import shutil
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Run, posix
from pages import Element, read_page, read_page_of
from samples import HOSTILE, Sample, write_hostile, write_sample, write_year
from years import write_years

columns = pytest.importorskip("cppcc_cli.output.pages", reason="needs the extra publish").columns

SAID = {
    "exact": "{}",
    "over": "more than {}",
    "about": "about {}",
    "nearly": "nearly {}",
    "at_least": "at least {}",
    "at_most": "at most {}",
    "under": "under {}",
}


def report(run: Run, *arguments: str) -> Element:
    """Return the page that `cppcc report` writes to standard output."""
    done = run("report", *arguments)
    assert done.code == 0, done.err
    return read_page(done.out)


def in_words(record: dict[str, object], language: str) -> str:
    """Return the value of a record as people read it: in Chinese as printed, but in groups."""
    value = f"{record['value']:,}"
    if language == "zh":
        return f"{value}{record['unit']}" if record["qualifier"] == "exact" else record["printed"]
    said = SAID[record["qualifier"]].format(value)
    return f"{said} {record['unit_en'] or record['unit']}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_figure_is_told_as_json_gives_it(language: str, run: Run) -> None:
    """All figures stand on cards and in the list of sources, in order, and say the same."""
    records = json.loads(run("stats", "-f", "json").out)
    page = report(run, "--lang", language)
    told = [
        (
            card.one("h3").text,
            card.one("p", "value").text,
            [one.text for row in card.find("p", "remarks") for one in row.find("span")],
        )
        for card in page.find("li", "card")
    ]
    paragraph = {"zh": "第{}段", "en": "paragraph {}"}[language]
    city = {"zh": "全市", "en": "whole city"}[language]
    for (name, value, remarks), record in zip(told, records, strict=True):
        assert name in (record["name_zh"], f"{record['name_en']} {record['name_zh']}")
        assert value == in_words(record, language)
        assert not any(paragraph.format(record["paragraph"]) in one for one in remarks)
        assert (city in remarks) == (record["scope"] == "city")
    for row, record in zip(page.one("ul", "stated").find("li"), records, strict=True):
        assert record["name_zh"] in row.text
        assert row.one("span", "printed").text == record["printed"]
        assert row.one("span", "paragraph").text == paragraph.format(record["paragraph"])


def test_whole_page_in_both_languages(run: Run) -> None:
    """Language, title, landmarks, headings in order; comparisons, ratios, work and sources."""
    for language, tag, title, ratio in (
        ("zh", "zh-Hans", "丽水市政协2023年履职数据", "超过16.4%"),
        ("en", "en", "Lishui CPPCC: figures of 2023", "more than 16.4%"),
    ):
        page = report(run, "--lang", language)
        assert page.one("html").attributes["lang"] == tag
        assert [page.one("head").one("title").text, page.one("h1").text] == [title, title]
        for landmark in ("header", "main", "footer"):
            page.one(landmark)
        levels = [int(one.tag[1]) for one in page.walk() if re.fullmatch("h[1-6]", one.tag)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        ids = [one.attributes["id"] for one in page.walk() if "id" in one.attributes]
        assert len(ids) == len(set(ids))
        named = [one.attributes.get("aria-labelledby", "").split() for one in page.find("section")]
        assert all(names and set(names) <= set(ids) for names in named)
        assert ratio in [one.text for one in page.find("strong")]
        # Only a whole with its parts.
        (figure,) = page.find("figure")
        assert len(figure.find("g")) == 2
        assert len(page.one("div", "work").find("li")) == 48
        assert "丽水日报" in page.one("ul", "references").text
        assert all(cell.attributes.get("scope") for cell in page.find("th"))


def test_bounds_show_in_the_comparison(run: Run) -> None:
    """A chart on the page is told in words, and carries values with qualifier and unit."""
    page = report(run, "--only", "public-opinion", "--lang", "zh")
    chart = page.one("figure").one("svg")
    assert chart.attributes["role"] == "img"
    assert "被全国政协、省政协采用 60余期" in chart.one("desc").text
    assert [one.text for one in chart.find("text", "said")] == ["364期", "60余期"]
    assert page.find("li", "card")[0].one("h3").text == "上报社情民意信息"


def test_only_and_title(run: Run) -> None:
    """Only the categories named, in that order, without the named work; the title as given."""
    page = report(run, "--only", "rules", "--only", "提案", "--title", "二〇二三", "--lang", "zh")
    assert [one.text for one in page.find("h2")][:3] == ["制度建设", "提案", "出处"]
    assert page.one("h1").text == "二〇二三"
    assert page.find("div", "work") == []
    assert len(page.one("ul", "stated").find("li")) == 2
    refused = run("report", "--only", "proposels")
    assert (refused.out, refused.code) == ("", 2)
    assert refused.err == (
        "cppcc: no category is called “proposels”; closest matches: proposals; "
        "cppcc categories lists them all\n"
    )
    assert run("report", "--only", "adopted").code == 2
    assert run("report", "--title", " ") == ("", "cppcc: --title needs a title\n", 2)


def test_years_show_change_gaps_and_reasons(run: Run, tmp_path: Path) -> None:
    """Of several years a figure has its newest value, its change, and a chart of all years."""
    data = write_years(tmp_path)
    page = report(run, "--data", str(data), "--lang", "zh")
    assert page.one("h1").text == "河湾市政协2030—2033年履职数据"
    cards = {card.one("h3").text: card for card in page.find("li", "card")}
    told = {
        name: (card.one("p", "value").text, card.one("p", "change").text)
        for name, card in cards.items()
    }
    assert told == {
        "立案": ("近20件", "较2030年 增加不足8（增长不足66.7%）"),
        "联名提案": ("4件", "较2030年 +1 (+33.3%)"),
        "协商座谈": ("80余场", "较2030年 – 各数都只知上限或下限，结果不能确定"),
        "走访": ("7个", "较2030年 – 走访：2030年单位为次，2033年为个，不作比较"),
    }
    # A line is broken where a year is missing; what is counted otherwise is another figure.
    # Of one point nothing is drawn.
    points = {name: len(card.find("circle")) for name, card in cards.items()}
    assert points == {"立案": 3, "联名提案": 2, "协商座谈": 3, "走访": 0}
    assert [len(card.find("svg")) for card in cards.values()] == [1, 1, 1, 0]
    assert [len(card.find("line")) for card in cards.values()] == [1, 0, 1, 0]
    described = cards["联名提案"].one("desc").text
    assert described == "2030 3件, 2031 –, 2032 –, 2033 4件"
    records = json.loads(run("stats", "--data", str(data), "-f", "json").out)
    told_where = [
        [row.one("span", part).text for part in ("year", "printed", "paragraph")]
        for row in page.one("ul", "stated").find("li")
    ]
    assert told_where == [
        [str(one["year"]), one["printed"], f"第{one['paragraph']}段"] for one in records
    ]
    single = report(run, "--data", str(data), "--year", "2031")
    assert single.find("p", "change") == []


def test_figure_gone_is_told_with_its_year(run: Run, tmp_path: Path) -> None:
    """What the newest year no longer states is told as it was, with its year and no change."""
    data = write_years(tmp_path)
    newest = data / "town-2033.toml"
    newest.write_text(newest.read_text("utf-8").partition("[figure.work.visits]")[0], "utf-8")
    page = report(run, "--data", str(data), "--lang", "en")
    card = page.find("li", "card")[-1]
    assert card.one("h3").text == "Visits 走访"
    assert card.one("p", "value").text == "6 times 2031"
    assert card.one("p", "change").text == "– no such figure in 2033"


def test_several_committees_are_refused(run: Run, tmp_path: Path) -> None:
    """A page is of one committee; which one, --body says."""
    data = write_years(tmp_path)
    write_sample(data, "other-2030")
    refused = run("report", "--data", str(data))
    assert (refused.out, refused.code) == ("", 2)
    assert "there are datasets of 2 committees" in refused.err
    assert "--body" in refused.err
    assert run("report", "--data", str(data), "--body", "河湾").code == 0


def test_page_asks_nothing_of_a_network(run: Run, tmp_path: Path) -> None:
    """No address but the source's own, as a plain link; no script, nothing loaded."""
    data = write_years(tmp_path)
    for arguments in ([], ["--data", str(data)]):
        page = report(run, *arguments)
        links = [one.attributes for one in page.find("a")]
        assert [link["href"] for link in links] == (
            [f"https://example.org/{year}" for year in (2030, 2031, 2033)] if arguments else []
        )
        assert all(link["rel"] == "noopener noreferrer" for link in links)
        assert page.find("script") == page.find("img") == page.find("iframe") == []
        loading = [
            value
            for one in page.walk()
            for name, value in one.attributes.items()
            if name in ("src", "href", "srcset", "data") and one.tag != "a"
        ]
        assert loading == ["data:,"]
        style = page.one("style").text
        assert "url(" not in style
        assert "@import" not in style
        policies = [one.attributes.get("content", "") for one in page.find("meta")]
        assert any("default-src 'none'" in policy for policy in policies)


def test_hostile_names_stay_text(run: Run, tmp_path: Path) -> None:
    """Markup and template words in names are shown as they are, on a page and in a table."""
    path = str(write_hostile(tmp_path))
    for page in (
        report(run, "--data", path, "--title", HOSTILE[2], "--lang", "zh"),
        *(read_page_of(run, tmp_path, command, "--data", path) for command in ("stats", "topics")),
    ):
        assert page.find("script") == page.find("b") == []
        shown = page.text
        assert all(label in shown for label in HOSTILE)
        assert "49" not in page.one("main").text


def test_page_is_written_like_any_file(run: Run, tmp_path: Path) -> None:
    """Only pages and pictures; not over what exists, nor over a dataset; - is standard output."""
    assert run("report", "-o", "a.docx") == (
        "",
        "cppcc: --output writes a .html, .png, .pdf file, not a.docx\n",
        2,
    )
    assert run("report", "-o", "a.html") == ("", "", 0)
    assert run("report", "-o", "a.html").code == 1
    assert run("report", "-o", "a.html", "--force").code == 0
    assert (
        (tmp_path / "a.html").read_text("utf-8")
        == run("report").out
        == (run("report", "-o", "-").out)
    )
    path = write_sample(tmp_path)
    (tmp_path / "b.html").symlink_to(path)
    done = run("report", "--data", path.name, "-o", "b.html", "--force")
    assert (done.out, done.code) == ("", 1)


def test_a_reader_without_utf_8_gets_character_references(run: Run) -> None:
    """Where standard output is in another encoding, the page is ASCII and means the same."""
    done = run("report", "--lang", "zh", encoding="gbk")
    assert done.out.isascii()
    title = read_page(done.out).one("h1")
    assert (title.text, title.one("span").text) == ("丽水市政协2023年履职数据", "2023年")


def test_few_categories_stand_alone_in_a_row() -> None:
    """Rows are broken where the least is left of four columns, which those in the row share."""
    assert columns([6, 2, 1, 1, 1, 4, 4, 3, 1], 4) == [4, 2, 2, 2, 2, 4, 4, 3, 1]
    assert columns([1, 1, 1], 4) == [1, 1, 2]
    assert columns([], 4) == []


def test_headline_is_of_few_figures(run: Run) -> None:
    """Above all stand the largest of four categories, in their order, or those that are named."""

    def above(*arguments: str) -> list[tuple[str, str]]:
        page = report(run, "--lang", "zh", *arguments)
        return [
            (one.one("p", "value").text, one.one("p", "name").text)
            for lists in page.find("ul", "headline")
            for one in lists.find("li")
        ]

    assert above() == [
        ("1,038场次", "委员集体学习"),
        ("418件", "提出提案"),
        ("1,431条次", "提出意见建议"),
        ("1.7万余人次", "服务群众"),
    ]
    assert above("--headline", "adopted", "--headline", "halls") == [
        ("60余期", "被全国政协、省政协采用"),
        ("177家", "民生议事堂"),
    ]
    # Of so few figures none has to stand above the others.
    assert above("--only", "public-opinion") == []
    # Of two categories, each would say it again right below.
    assert above("--only", "livelihood-halls", "--only", "member-outreach") == []
    assert len(above("--only", "theory-study", "--only", "proposals", "--only", "rules")) == 3


def test_large_sums_are_written_short_and_head_no_page(run: Run, tmp_path: Path) -> None:
    """As the source writes them in Chinese, in full in English; a headline is of what was done."""
    more = ["other.fund 设立基金 2000000000 元 20亿元", "other.visits 走访 30 次 30次"]
    more += ["gifts.money 捐款 18600000 元 1860万元", "gifts.books 赠书 9 册 9册"]
    extra = "".join(
        f"[category.{name}]\nname = {{ zh = '{name}' }}\n" for name in ("other", "gifts")
    )
    for id, zh, value, unit, printed in map(str.split, more):
        extra += f"[figure.{id}]\nname = {{ zh = '{zh}' }}\nvalue = {value}\n"
        extra += f"unit = '{unit}'\nprinted = '{printed}'\n"
    data = str(write_sample(tmp_path, extra=extra))
    said = {"zh": ["20亿元", "1860万元"], "en": ["2,000,000,000 元", "18,600,000 元"]}
    for language, sums in said.items():
        page = report(run, "--data", data, "--lang", language)
        headline = [one.text for one in page.one("ul", "headline").find("p", "value")]
        values = [one.text for one in page.find("p", "value")][len(headline) :]
        assert [one for one in values if "元" in one] == sums
        assert [re.sub(" ?[件次册]", "", one) for one in headline] == ["12", "30", "9"]
    # What no other year can be compared with does not lead.
    calls = (
        "[figure.other.calls]\nname = { zh = '回访' }\nvalue = 90\nunit = '次'\nprinted = '90次'"
    )
    path = write_sample(tmp_path, "town-2031", f"{extra}{calls}\n")
    path.write_text(path.read_text("utf-8").replace("year = 2030", "year = 2031"), "utf-8")
    both = report(run, "--data", str(tmp_path), "--lang", "zh")
    assert both.one("ul", "headline").find("p", "value")[1].text == "30次"


def test_page_is_light_unless_asked(run: Run) -> None:
    """A page is to be printed and handed on: it is dark with --dark only."""
    assert "class" not in report(run).one("html").attributes
    dark = report(run, "--dark")
    assert dark.one("html").attributes["class"] == "dark"
    assert "prefers-color-scheme" not in dark.one("style").text


@pytest.mark.parametrize(
    "address",
    [
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org/a",
        "a/b",
        "https:",
        "http://[",
    ],
)
def test_only_an_address_of_the_web_is_a_link(address: str, run: Run, tmp_path: Path) -> None:
    """What is no http or https with a host is shown as text, or refused when it is read."""
    path = write_sample(tmp_path, "linked")
    text = path.read_text("utf-8").replace("[source]\n", f"[source]\nurl = {json.dumps(address)}\n")
    path.write_text(text, "utf-8")
    done = run("report", "--data", path.name)
    if done.code == 0:
        page = read_page(done.out)
        assert page.find("a") == []
        assert address in page.text
    else:
        assert (done.out, done.code) == ("", 3)


def test_every_page_has_a_policy(run: Run, tmp_path: Path) -> None:
    """A page of a table loads and runs nothing, either."""
    page = read_page_of(run, tmp_path, "stats")
    policies = [one.attributes.get("content", "") for one in page.find("meta")]
    assert any("default-src 'none'" in policy for policy in policies)


@posix
def test_a_browser_without_a_place_for_its_files_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no temporary folder can be made there is no picture, and the sentence names it."""
    (tmp_path / "chromium").symlink_to("/bin/true")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    done = run("report", "-o", "a.png", environ={"PATH": str(tmp_path)})
    assert done == ("", "cppcc: cannot write a.png: there is no such file or folder\n", 1)


def test_picture_and_document_are_made_by_a_browser(run: Run, tmp_path: Path) -> None:
    """A .png is as wide as a telephone, a .pdf A4; where there is no browser, that is said."""
    missing = run("report", "-o", "a.png", environ={"PATH": str(tmp_path)})
    assert (missing.code, "a browser (Chromium, Chrome or Edge)" in missing.err) == (1, True)
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        pytest.skip("needs chromium")
    assert run("report", "-o", "a.png") == ("", "", 0)
    raw = (tmp_path / "a.png").read_bytes()
    wide, high = (int.from_bytes(raw[at : at + 4], "big") for at in (16, 20))
    assert raw.startswith(b"\x89PNG")
    assert (wide, high > 2 * wide) == (1080, True)
    assert run("report", "--lang", "zh", "-o", "a.pdf") == ("", "", 0)
    pages = re.findall(rb"/Type */Page\b", (tmp_path / "a.pdf").read_bytes())
    assert len(pages) <= 2
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.pdf", "a.png"]


def test_a_page_explains_only_what_stands_on_it(run: Run, tmp_path: Path) -> None:
    """A dash has its reason, what did not change has none; without notes there is no heading."""
    for year, late in ((2031, "0"), (2032, "3")):
        unchanged = Sample("open", "未办", "0", "件", "0件")
        write_year(
            tmp_path, "溪城市", year, unchanged, Sample("late", "逾期", late, "件", f"{late}件")
        )
    page = report(run, "--data", ".", "--lang", "zh")
    changes = [one.text for one in page.find("p", "change")]
    assert changes == ["较2031年 持平", "较2031年 +3 (–) 除数为零"]
    assert page.find("footer") == []
