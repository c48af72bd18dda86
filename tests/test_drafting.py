"""Drafting: a dataset out of a report, and out of the dataset of another year."""

import re
from pathlib import Path

import pytest
from conftest import Run, run_prepared
from drafts import KNOWN, LAST, SAMPLES, THIS, UNNAMED, WORDS, stated, written
from hypothesis import example, given, strategies as st
from reports import Write, in_every_form

from cppcc_cli.dataset import Dataset, sources
from cppcc_cli.dataset.reading import load, read_dataset
from cppcc_cli.dataset.toml import to_toml
from cppcc_cli.documents.reading import read_document
from cppcc_cli.documents.text import text_document
from cppcc_cli.script import plain
from cppcc_cli.text.auditing import audit
from cppcc_cli.text.finding import Finding


@pytest.mark.parametrize("path", [LAST, Path(sources.bundled())], ids=["harbour", "bundled"])
def test_a_dataset_is_laid_out_as_the_bundled_one(path: Path) -> None:
    """What is written reads back as it was, line for line but for comments and blank lines."""
    dataset = load(str(path))
    text = to_toml(dataset, {"": ["a remark"], "proposals.received": ["another"]})
    assert read_dataset(text.encode(), dataset.path) == dataset
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    kept = path.read_text("utf-8").splitlines()
    assert [line for line in kept if line not in lines and line and line[0] != "#"] == []


def test_figures_of_a_report_of_the_next_year() -> None:
    """Known figures keep their ids, names of their own stand for the rest, parts have wholes."""
    assert stated(written(THIS.read_text("utf-8"))) == [
        "proposals.received 收到提案 402 exact 件 2 -",
        "proposals.joint 集体提案 56 exact 件 2 proposals.received",
        "proposals.filed 立案 353 exact 件 2 proposals.received",
        "proposals.filing-rate 立案占比 87.8 exact % 2 -",
        "work.consultations 举办协商座谈 30 nearly 场 3 -",
        "work.inspections 开展专题视察 24 exact 次 3 -",
        "work.information 报送信息 1500 over 条 3 -",
        "work.adopted 信息被上级采用 80 over 条 3 work.information",
        "work.stations 委员驿站 96 exact 家 4 -",
        "work.visitors 接待群众 26000 over 人次 4 -",
        "work.solved 化解难题 540 exact 个 4 -",
        "work.rules 修订制度 9 exact 项 5 -",
        "work.p5-1 开展“港湾夜话” 12 exact 期 5 -",
    ]


def test_like_keeps_names_and_says_what_is_new_and_gone(run: Run, tmp_path: Path) -> None:
    """Ids, names, English and terms are last year's; on standard error stands what differs."""
    asked = ("draft", str(THIS), "--like", str(LAST), "-o", "a.toml", "--lang", "en")
    done = run(*asked)
    assert (done.out, done.code) == ("", 0)
    assert done.err.splitlines() == [
        "cppcc: year 2032, from “港湾市政协2032年工作综述”",
        "cppcc: 1 new figure, noted in the file: work.p5-1 (开展“港湾夜话” 12期)",
        "cppcc: 1 figure gone, listed at the head of the file: work.reports (调研报告 31份)",
    ]
    drafted = load(str(tmp_path / "a.toml"))
    assert (drafted.id, drafted.year, drafted.body) == ("harbour-2032", 2032, KNOWN.body)
    for id in ("proposals.received", "work.visitors"):
        last, this = KNOWN.figures[id], drafted.figures[id]
        assert (last.name, last.terms, last.scope) == (this.name, this.terms, this.scope)
    assert drafted.figures["work.adopted"].part_of == "work.information"
    assert run("check", "./a.toml", "--source", str(THIS)).code == 0
    again = run(*asked)
    assert again.code == 1
    assert "--force" in again.err


def test_many_new_figures_are_counted_and_noted_in_the_file(run: Run) -> None:
    """On standard error stand the first eight of them, also one without a name."""
    said = "".join(f"建成{one}码头{n}0座。" for n, one in enumerate("甲乙丙丁戊己庚辛壬", 1))
    report = f"港湾市政协2032年工作综述\n12件。{said}"
    done = run("draft", "-", "--like", str(LAST), "--lang", "zh", input=report.encode())
    [new] = [line for line in done.err.splitlines() if "新增" in line]
    assert new.startswith("cppcc: 新增 10 项，文件中注有“新增”：other.p2-1（未命名 12件）、")
    assert new.endswith("（建成庚码头 70座）、…")
    assert [done.out.count(said) for said in ("\n# 新增\n", "\n# 减少：")] == [10, 13]


@in_every_form
@pytest.mark.parametrize("year", ["2031", "2032"])
def test_a_draft_is_clean_whatever_the_report_is_written_in(
    suffix: str, write: Write, year: str, run: Run, tmp_path: Path
) -> None:
    """Drafted, checked against its report, and compared with the year before."""
    report = tmp_path / f"report.{suffix}"
    write(report, (SAMPLES / f"harbour-{year}.txt").read_text("utf-8"))
    assert run("draft", report.name, "-o", "a.toml", "--lang", "zh").code == 0
    done = run("check", "./a.toml", "--source", report.name)
    assert (done.out.count("\nprinted\t"), done.code) == (13, 0)
    found = run("verify", "--data", "./a.toml", "化解难题", "540")
    assert found.code == 0


def test_a_draft_survives_an_edit_by_hand(run: Run, tmp_path: Path) -> None:
    """A name and a body given by hand are read, and the draft stays clean."""
    run("draft", str(THIS), "-o", "a.toml", "--body", "政协某市委员会", "--id", "mine-2032")
    path = tmp_path / "a.toml"
    edited = path.read_text("utf-8").replace("开展“港湾夜话”", "港湾夜话播出期数")
    path.write_text(edited, "utf-8")
    dataset = load(str(path))
    assert (dataset.id, dataset.body.zh) == ("mine-2032", "政协某市委员会")
    assert "港湾夜话播出期数" in [figure.name.zh for figure in dataset.figures.values()]
    assert run("check", "./a.toml", "--source", str(THIS)).code == 0


def test_a_draft_like_that_of_another_is_not_called_as_it(run: Run, tmp_path: Path) -> None:
    """It takes figures from it, and neither its id nor its title; its file may give it an id."""
    report = "政协云川县委员会2032年工作报告\n收到提案402件。\n"
    drafted = run("draft", "-", "--like", str(LAST), "--lang", "zh", input=report.encode())
    assert "政协名称从报告" in drafted.err
    assert "[figure.proposals.received]\n" in drafted.out
    assert '\nid = "draft-2032"\n' in drafted.out and "港湾" not in drafted.out
    for name, id in (("cloud-2032", "cloud-2032"), ("harbour-2032", "draft-2032")):
        run("draft", "-", "--like", str(LAST), "-o", f"{name}.toml", input=report.encode())
        assert f'id = "{id}"' in (tmp_path / f"{name}.toml").read_text("utf-8")


def test_what_is_unclear_stands_in_comments(run: Run) -> None:
    """A range and a change are left out with their line; what is still to be named is noted."""
    report = "2032年工作报告\n提案402件，比上年增加40件。每月活动3—5次。\n12件。\n"
    drafted = run("draft", "-", "--lang", "en", input=report.encode()).out
    comments = re.findall("^# (.*)$", drafted, re.MULTILINE)
    assert comments == [
        "drafted from -: check every figure, then: cppcc check THIS-FILE --source -",
        "line 2: 40件 is a change, and is left out",
        "line 2: 3—5次 has no single value and is left out",
        "the committee is still to be named: fill in dataset.body, or give --body",
        "a name is still to be given",
    ]


def test_year_comes_of_the_report_or_of_the_option(run: Run) -> None:
    """The year named most often; without one, the option is asked for."""
    report = "提案402件。"
    done = run("draft", "-", input=report.encode())
    assert (done.out, done.code) == ("", 2)
    assert "--year" in done.err
    assert "year = 2032\n" in run("draft", "-", "--year", "2032", input=report.encode()).out
    assert run("draft", "-", "--year", "32", input=report.encode()).code == 2
    assert run("draft", "-", "--year", "2032", "-o", "a.csv", input=report.encode()).code == 2


EMPTY = [
    ("--body", "", "cppcc: --body needs the name of a committee\n"),
    ("--body", " \u3000", "cppcc: --body needs the name of a committee\n"),
    ("-o", "", "cppcc: --output needs a path\n"),
    ("-o", " ", "cppcc: --output needs a path\n"),
]


@pytest.mark.parametrize(("option", "value", "said"), EMPTY)
def test_an_option_without_words_is_named(option: str, value: str, said: str, run: Run) -> None:
    """What is empty is the option, not a line of the report."""
    done = run("draft", str(THIS), option, value)
    assert (done.out, done.err, done.code) == ("", said, 2)


def test_pinyin_is_noted_where_it_is_asked_for(run: Run) -> None:
    """The draft is the same but for the lines of pinyin, which need the extra."""
    asked, plain = run("draft", str(THIS), "--pinyin").out, run("draft", str(THIS)).out
    assert re.sub(r"pinyin = .*\n", "", asked) == re.sub(r"pinyin = .*\n", "", plain)
    assert ['"hua jie nan ti"' in draft for draft in (asked, plain)] == [True, False]
    missing = "import sys; sys.modules['pypinyin'] = None"
    done = run_prepared(missing, "draft", str(THIS), "--pinyin", "--lang", "en")
    assert (done.out, done.code) == ("", 1)
    assert done.err.startswith("cppcc: writing pinyin needs an extra: ")
    assert run_prepared(missing, "draft", str(THIS)).out == plain


@pytest.mark.parametrize(
    ("name", "doubted"),
    [("长效机制", "长"), ("总行走访", "行"), ("县乡长座谈", "长"), ("行业重点提案增长", "")],
)
def test_a_character_of_two_readings_is_to_be_looked_at(name: str, doubted: str, run: Run) -> None:
    """The dictionary has a wrong reading of some; of common words it has the right one."""
    words = ("--id", "town-2030", "--year", "2030", "--body", "政协某市委员会", "--lang", "zh")
    drafted = run("draft", "-", "--pinyin", *words, input=f"一年来，{name}12项。".encode()).out
    assert re.findall("# 请核对：“(.)”的拼音", drafted) == list(doubted)


def test_init_leaves_the_values_to_be_filled(run: Run, tmp_path: Path) -> None:
    """The same figures without values: check lists each, and no other fault but the title."""
    assert run("init", "2032", "--like", str(LAST), "-o", "a.toml").code == 0
    checked = run("check", "./a.toml", "--columns", "code,key")
    keys = [line.split("\t")[1] for line in checked.out.splitlines()[1:]]
    assert keys == [
        "source.title",
        *(f"figure.{id}.{key}" for id in KNOWN.figures for key in ("value", "printed")),
    ]
    text = (tmp_path / "a.toml").read_text("utf-8")
    assert "# 2031: 362件\n[figure.proposals.received]\n" in text
    filled = text.replace('title = ""', 'title = "报告"', 1)
    for figure in KNOWN.figures.values():
        filled = filled.replace("# value =", f"value = {figure.quantity.value}", 1)
        line = f'printed = "{figure.printed}"\nqualifier = "{figure.quantity.qualifier}"'
        filled = filled.replace("# printed =", line, 1)
    (tmp_path / "a.toml").write_text(filled, "utf-8")
    assert run("check", "./a.toml").code == 0
    assert load(str(tmp_path / "a.toml")).id == "harbour-2032"


@given(st.lists(WORDS | st.characters(), max_size=40))
@example(["（提案|提案0"])
@example(["提案、信息分别为418、320件"])
@example(["提案", "\n", "87.8%", "87.8%"])
@example(["增长", "87.8%", "87.8%"])
@example(['"', "“", "件|", "87.8%", "87.8%"])
def test_every_draft_reads_and_covers_its_report(words: list[str]) -> None:
    """Whatever is written, the draft is without fault, and every figure of the text is in it."""
    text = "".join(words)
    dataset = written(text)
    document = text_document("report", text)
    found = audit(document, dataset)
    # What nothing names is still to be named, before it can be held against its source.
    unnamed = {one.id for one in dataset.figures.values() if one.name.zh == UNNAMED}
    # One thing said twice is drafted once; beside the second its noun stands again.
    lines = [block.text for block in document.blocks]
    again = [
        one for one in found if one.code == "uncovered" and _is_given_again(one, dataset, lines)
    ]
    faulty = [one for one in found if one.severity != "info" and one not in again]
    codes = {one.code for one in faulty if one.figure not in unnamed}
    assert codes <= {"sum", "share"}


def _last_of(name: str) -> str:
    return re.sub(r"\W|[A-Za-z]", "", name.removesuffix("占比"))[-2:]


def _is_given_again(found: Finding, dataset: Dataset, lines: list[str]) -> bool:
    """Tell whether the noun of a figure of the very quantity stands in its line, or right above.

    One that is still to be named may be any of those that are alike.
    """
    mention = found.mention
    if mention is None:
        return False
    near = plain("".join(lines[max(0, mention.block - 1) : mention.block + 1]))
    return any(
        figure.quantity == mention.quantity
        and (figure.name.zh == UNNAMED or set(_last_of(figure.name.zh)) <= set(near))
        for figure in dataset.figures.values()
    )


def test_a_list_gives_each_thing_its_number() -> None:
    """甲、乙分别为1件、2件: the first has its unit from the end of the list."""
    assert stated(written("收到提案、社情民意分别为402、318件。")) == [
        "proposals.received 收到提案 402 exact 件 1 -",
        "proposals.p1-1 社情民意 318 exact 件 1 -",
    ]


def test_what_a_figure_is_called_where_it_is_given_again_is_a_term(
    run: Run, tmp_path: Path
) -> None:
    """Told twice in other words it is drafted once, and the report covers both."""
    report = tmp_path / "report.txt"
    text = "2032年来信工作报告\n各界委员提交网上来信536封。\n大家聚焦民生，提交网上来信536封。\n"
    report.write_text(text, "utf-8")
    assert run("draft", report.name, "-o", "a.toml", "--body", "政协某市委员会").code == 0
    (figure,) = load(str(tmp_path / "a.toml")).figures.values()
    assert figure.terms == ("各界委员提交网上来信", "提交网上来信")
    checked = run("check", "./a.toml", "--source", report.name, "--columns", "code,printed")
    assert checked.out == "code\tprinted\nrepeated\t536封\nprinted\t536封\nnumber\t2032\n"


def test_a_book_of_figures_is_no_report(run: Run, tmp_path: Path) -> None:
    """More figures than a year has are refused with a sentence, and nothing is written."""
    report = "2032年。" + "提案418件，" * 1001
    done = run("draft", "-", "-o", "a.toml", input=report.encode())
    assert (done.out, done.code) == ("", 3)
    assert (
        done.err
        == "cppcc: -: more than 1000 figures are too many for one year; draft it in parts\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_sample_reports_name_no_figure_twice() -> None:
    """A number given again is no second figure."""
    text = read_document(str(THIS)).text + "\n市政协收到提案402件，件件有着落。\n"
    assert len(written(text).figures) == 13


def test_what_is_still_to_be_named_is_asked_for(run: Run) -> None:
    """A draft that lacks a name is not clean, and check says which keys wait."""
    report = "2032年，共收到提案402件。\n12件。\n"
    assert run("draft", "-", "-o", "a.toml", input=report.encode()).code == 0
    done = run("check", "./a.toml", "--columns", "key,message", "--lang", "en")
    assert done.code == 1
    assert done.out.splitlines()[1:] == [
        "dataset.body.zh\tmust not be empty",
        "source.title\tmust not be empty",
        "figure.other.p2-1.name.zh\tmust not be empty",
    ]
    # What waits holds up no audit.
    columns = ["--columns", "figure,printed,severity", "--lang", "en"]
    done = run("check", "./a.toml", "--source", "-", *columns, input=report.encode())
    assert done.code == 1
    assert "proposals.submitted\t402件\tinfo" in done.out.splitlines()
    assert "figure.other.p2-1.name.zh" in done.err


def test_what_has_no_name_is_of_no_known_category(run: Run) -> None:
    """It stands with what is unsorted, whatever is told of beside it."""
    report = "共收到提案402件。12件。"
    done = run("draft", "-", "--like", "lishui-2023", "--year", "2032", input=report.encode())
    assert "[figure.proposals.submitted]" in done.out
    assert "[figure.other.p1-1]" in done.out


def test_what_names_no_platform_is_not_of_it(run: Run) -> None:
    """民生议事堂 is a thing of its own: the suggestions of another are none of its figures."""
    said = "开展专题视察12次，形成意见建议35条。\n民生议事堂提出意见建议14条次。\n"
    done = run("draft", "-", input=f"港湾市政协2032年工作综述\n{said}".encode())
    assert "[figure.supervision.p2-2]" in done.out
    assert "[figure.livelihood-halls.p3-1]" in done.out


def test_several_reports_make_one_dataset(run: Run, tmp_path: Path) -> None:
    """Each figure with the report that states it; what stands in both is taken once, and said."""
    head = "港湾市政协2032年工作报告\n"
    (tmp_path / "a.txt").write_text(f"{head}全年共收到提案402件，举办夜谈会16场。\n", "utf-8")
    other = "港湾市政协2032年提案报告\n全年共收到提案402件，慰问群众30户。\n"
    (tmp_path / "b.txt").write_text(other, "utf-8")
    # Without a title of its own, a report is called as its file.
    (tmp_path / "c.txt").write_text(f"{head}编印书刊7册。\n", "utf-8")
    done = run("draft", "a.txt", "b.txt", "c.txt", "-o", "d.toml", "--lang", "en")
    assert (done.out, done.code) == ("", 0)
    assert done.err.splitlines() == [
        "cppcc: year 2032, from “港湾市政协2032年工作报告”",
        "cppcc: b.txt: 402件 (收到提案) is in a.txt as well, and is taken once",
    ]
    drafted = load(str(tmp_path / "d.toml"))
    assert drafted.source.title == "港湾市政协2032年工作报告"
    assert [(one.id, one.source) for one in drafted.figures.values()] == [
        ("proposals.submitted", None),
        ("proposals.p2-1", None),
        ("proposals.p2-2", "港湾市政协2032年提案报告"),
        ("other.p2-1", "c"),
    ]


AUDITED = [
    ("a.txt", ["printed a.txt 402件", "printed a.txt 16场"]),
    ("b.txt", ["repeated b.txt 402件", "printed b.txt 30户"]),
    (
        ".",
        ["repeated b.txt 402件", "printed a.txt 402件", "printed a.txt 16场", "printed b.txt 30户"],
    ),
]


@pytest.mark.parametrize(("source", "expected"), AUDITED, ids=[one for one, _ in AUDITED])
def test_each_report_is_held_against_the_figures_that_it_states(
    source: str, expected: list[str], run: Run, tmp_path: Path
) -> None:
    """None of those of another report is missed, and what a report gives again is no new figure."""
    report = "港湾市政协2032年工作报告\n全年共收到提案402件，举办夜谈会16场。\n"
    (tmp_path / "a.txt").write_text(report, "utf-8")
    other = "港湾市政协2032年提案报告\n全年共收到提案402件，慰问群众30户。\n"
    (tmp_path / "b.txt").write_text(other, "utf-8")
    run("draft", "a.txt", "b.txt", "-o", "c.toml")
    done = run("check", "./c.toml", "--source", source, "--columns", "code,file,printed")
    found = [line.replace("\t", " ") for line in done.out.splitlines()[1:]]
    assert [line for line in found if not line.startswith("number")] == expected
    assert done.code == 0
    cited = run("cite", "慰问群众", "--data", "./c.toml", "--style", "gbt7714")
    assert cited.out == "港湾市政协2032年提案报告[Z].\n"
    shown = run("stats", "-f", "csv", "--data", "./c.toml", "--columns", "id,source")
    assert shown.out.splitlines()[-1] == "proposals.p2-2,港湾市政协2032年提案报告"


def test_reports_of_two_years_make_no_dataset(run: Run, tmp_path: Path) -> None:
    """They are drafted apart, unless the year is given."""
    for year in (2031, 2032):
        report = f"港湾市政协{year}年工作报告\n全年收到提案{year - 1630}件。\n"
        (tmp_path / f"{year}.txt").write_text(report, "utf-8")
    done = run("draft", "2031.txt", "2032.txt", "--lang", "en")
    assert (done.out, done.code) == ("", 2)
    assert done.err == (
        "cppcc: 2031.txt is of 2031, 2032.txt of 2032: draft them apart, or give --year\n"
    )
    assert run("draft", "2031.txt", "2032.txt", "--year", "2032").code == 0


def test_like_a_dataset_of_another_committee(run: Run) -> None:
    """It is said, and the committee is that of the report."""
    report = "潮东市政协2032年工作报告\n全年收到提案402件，举办协商座谈12场。\n"
    done = run("draft", "-", "--like", str(LAST), "--lang", "en", input=report.encode())
    assert 'body = { zh = "中国人民政治协商会议潮东市委员会" }' in done.out
    assert "is of" in done.err and "潮东市" in done.err
    assert "[figure.proposals.received]" in done.out


TABLES = [
    (
        "| 指标 | 捐款（万元） |\n|---|---|\n| 爱心基金 | 12 |",
        ["爱心基金捐款 12万元"],
    ),
    (
        "| 类别 | 数量（件） | 占比（%） |\n|---|---|---|\n| 经济建设 | 63 | 49.2 |",
        ["经济建设 63件", "经济建设占比 49.2%"],
    ),
]


@pytest.mark.parametrize(("table", "expected"), TABLES, ids=[one for one, _ in TABLES])
def test_a_table_is_drafted_as_it_is_checked(
    table: str, expected: list[str], run: Run, tmp_path: Path
) -> None:
    """A cell has its row, its column and the unit of its head; and check finds it there."""
    (tmp_path / "r.md").write_text(f"# 港湾市政协2032年统计情况\n\n{table}\n", "utf-8")
    assert run("draft", "r.md", "-o", "a.toml").code == 0
    figures = load(str(tmp_path / "a.toml")).figures.values()
    assert [f"{one.name.zh} {one.printed}" for one in figures] == expected
    assert run("check", "./a.toml", "--source", "r.md").code == 0


@pytest.mark.parametrize(
    "said", ["举办协商议政活动", "举办各类协商议政活动", "开展“湖畔夜话”协商议政活动"]
)
def test_what_is_of_all_kinds_or_has_a_title_keeps_its_id(said: str, run: Run) -> None:
    """各类 takes nothing away, nor does what the things are called."""
    done = run(
        "draft", "-", "--like", "lishui-2023", "--year", "2032", input=f"{said}31场。".encode()
    )
    assert "[figure.consultation.activities]" in done.out
    assert 'printed = "31场"' in done.out


def test_who_did_it_goes_where_it_is_the_committee_itself(run: Run, tmp_path: Path) -> None:
    """And is told to be another where it is not."""
    report = tmp_path / "a.txt"
    report.write_text(
        "海安市政协2031年工作综述\n海安日报 2032年2月18日\n"
        "海安政协提交来信12封，潮东市政协提交来信5封。",
        "utf-8",
    )
    made = run("draft", str(report), "--lang", "zh")
    assert made.code == 0
    text = made.out
    named = re.findall('zh = "(.*来信)"', text)
    assert named == ["提交来信", "潮东市政协提交来信"]
    assert "“潮东市政协”：不是本政协" in text
    assert 'publisher = "海安日报"' in text and "published = 2032-02-18" in text


def test_categories_are_those_of_the_headings_they_stand_under(run: Run) -> None:
    """Also of one with a year in it, and of one with its sentences behind it in its line."""
    report = (
        "2032年，来信402封。\n\n一、存在的不足\n\n回信晚了9封。\n\n二、2033年主要任务\n\n"
        "走访50家以上。\n\n（三）密切联系居民。夜谈12次。\n"
    )
    done = run("draft", "-", "--year", "2032", input=report.encode())
    named = re.findall('(?<=name = { zh = ").*?(?=")', done.out)
    assert named[:4] == ["其他", "存在的不足", "2033年主要任务", "密切联系居民"]


def test_a_verse_is_no_doubt_of_a_figure(run: Run) -> None:
    """Whatever it counts."""
    report = "2032年，来信402封。大鹏一日同风起，扶摇直上九万里。\n\n让我们前进九万里！\n"
    done = run("draft", "-", "--lang", "en", input=report.encode())
    assert re.findall("line [0-9]+: what 九万", done.out) == ["line 3: what 九万"]


def test_what_is_perhaps_a_part_is_asked_inside_its_table(run: Run, tmp_path: Path) -> None:
    """Nothing but the # has to go, and nothing is said of it before."""
    report = tmp_path / "r.txt"
    report.write_text(
        "海安市政协2032年履职情况\n全年共收到提案402件，经审查立案353件。\n"
        "年底表扬优秀提案12件。\n召开主席会议14次，专题协商3次、对口协商11次。\n",
        "utf-8",
    )
    asked = run("draft", "r.txt", "-o", "a.toml", "--id", "a-2032", "--lang", "zh")
    drafted = (tmp_path / "a.toml").read_text("utf-8")
    told = [line for line in drafted.splitlines() if line.startswith("# ")][1:]
    assert told == [
        "# 是否为“立案”（353件）的一部分？是的话，删去下一行开头的“# ”",
        '# part_of = "proposals.p2-1"',
        *(
            "# 是否为“召开主席会议”（14次）的一部分？是的话，删去下一行开头的“# ”",
            '# part_of = "other.p4-1"',
        )
        * 2,
    ]
    assert "3 项有疑问" in asked.err
    assert run("check", "./a.toml", "--source", "r.txt").code == 0
    (tmp_path / "a.toml").write_text(drafted.replace("# part_of", "part_of"), "utf-8")
    assert run("check", "./a.toml", "--source", "r.txt").code == 0
    parts = [one.part_of for one in load(str(tmp_path / "a.toml")).figures.values() if one.part_of]
    assert parts == ["proposals.submitted", "proposals.p2-1", "other.p4-1", "other.p4-1"]
