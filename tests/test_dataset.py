"""The bundled dataset states the 23 figures of the 2023 source, and nothing else."""

import json
import marshal
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import PROJECT, TESTS, Run
from samples import Sample, write_sample, write_year

from cppcc_cli.dataset import Source, sources
from cppcc_cli.dataset.reading import load, read_dataset
from cppcc_cli.errors import InputError
from cppcc_cli.quantity import plain

# id, value, unit, qualifier, printed, scope, paragraph: read out of the source, twice.
FIGURES = [
    ("theory-study.onsite-teaching", "5", "次", "exact", "5次", "committee", 13),
    ("theory-study.outreach-talks", "22", "次", "exact", "22次", "committee", 13),
    ("theory-study.problems-rectified", "47", "个", "exact", "47个", "committee", 13),
    ("theory-study.group-study", "1038", "场次", "exact", "1038场次", "city", 13),
    ("theory-study.online-study", "41", "次", "exact", "41次", "city", 13),
    ("theory-study.broadcasts", "24", "期", "exact", "24期", "city", 13),
    ("consultation.activities", "28", "场", "exact", "28场", "committee", 21),
    ("consultation.reports", "21", "份", "exact", "21份", "committee", 21),
    ("supervision.activities", "12", "次", "exact", "12次", "committee", 21),
    ("proposals.submitted", "418", "件", "exact", "418件", "committee", 21),
    ("plenary-speeches.speeches", "50", "篇", "exact", "50篇", "committee", 21),
    ("livelihood-halls.halls", "177", "家", "exact", "177家", "city", 25),
    ("livelihood-halls.sessions", "445", "场次", "exact", "445场次", "city", 25),
    ("livelihood-halls.suggestions", "1431", "条次", "exact", "1431条次", "city", 25),
    ("livelihood-halls.model-cases", "10", "个", "exact", "10个", "city", 25),
    ("member-outreach.reception-rooms", "10", "家", "exact", "10家", "city", 26),
    ("member-outreach.studios", "191", "家", "exact", "191家", "city", 26),
    ("member-outreach.activities", "625", "场", "exact", "625场", "city", 26),
    ("member-outreach.attendances", "17000", "人次", "over", "1.7万余人次", "city", 26),
    ("public-opinion.issues", "364", "期", "exact", "364期", "committee", 27),
    ("public-opinion.broadcasts", "24", "期", "exact", "24期", "committee", 27),
    ("public-opinion.adopted", "60", "期", "over", "60余期", "committee", 27),
    ("rules.issued", "19", "个", "exact", "19个", "committee", 35),
]
KINDS = {
    "consultation": 8,
    "supervision": 5,
    "inspection": 5,
    "research": 1,
    "rule": 4,
    "platform": 8,
    "brand": 2,
    "programme": 5,
    "publication": 3,
    "study": 4,
    "institution": 1,
    "advocated": 2,
}


def test_stats_as_json_are_the_figures_of_the_source(run: Run) -> None:
    """`stats -f json` is an array of 23 records with exactly the facts of the source."""
    records = json.loads(run("stats", "-f", "json").out, parse_int=str)
    keys = ("id", "value", "unit", "qualifier", "printed", "scope", "paragraph")
    assert [tuple(record[key] for key in keys) for record in records] == [
        (*facts[:-1], str(facts[-1])) for facts in FIGURES
    ]


def test_records_have_the_keys_of_the_contract_in_order(run: Run) -> None:
    """A figure record has fourteen keys, the source named by publisher and date."""
    (record,) = json.loads(run("show", "submitted", "-f", "json").out)
    assert list(record.items()) == [
        ("id", "proposals.submitted"),
        ("category", "proposals"),
        ("name_zh", "提出提案"),
        ("name_en", "Proposals submitted"),
        ("value", 418),
        ("qualifier", "exact"),
        ("unit", "件"),
        ("unit_en", "items"),
        ("printed", "418件"),
        ("scope", "committee"),
        ("year", 2023),
        ("dataset", "lishui-2023"),
        ("paragraph", 21),
        ("source", "丽水日报, 2024-02-21"),
        ("body", "中国人民政治协商会议丽水市委员会"),
        ("low", 418),
        ("high", 418),
        ("low_open", False),
        ("high_open", False),
    ]


def test_bundled_dataset_is_whole() -> None:
    """Nine categories, 23 figures, four ratios and 48 topics, all with an English name."""
    dataset = load(sources.bundled())
    assert list(dataset.categories) == [
        "theory-study",
        "consultation",
        "supervision",
        "proposals",
        "plenary-speeches",
        "livelihood-halls",
        "member-outreach",
        "public-opinion",
        "rules",
    ]
    assert len(dataset.figures) == 23
    assert list(dataset.ratios) == [
        "livelihood-halls.sessions-per-hall",
        "livelihood-halls.suggestions-per-session",
        "member-outreach.attendances-per-activity",
        "public-opinion.adoption-rate",
    ]
    kinds = [topic.kind for topic in dataset.topics]
    assert {kind: kinds.count(kind) for kind in kinds} == KINDS
    named = (*dataset.categories.values(), *dataset.figures.values(), *dataset.topics)
    assert [item for item in named if not item.name.en] == []
    assert [unit for unit, name in dataset.units.items() if not name] == []


def test_figures_carry_what_helps_to_find_and_to_use_them() -> None:
    """Each has terms and pinyin of its name and terms; joint counts say so; the part its whole."""
    figures = load(sources.bundled()).figures
    assert [figure.id for figure in figures.values() if not figure.terms] == []
    assert figures["consultation.reports"].terms == ("调研报告", "协商纪要")
    assert figures["consultation.reports"].pinyin == (
        "diao yan bao gao he xie shang ji yao",
        "diao yan bao gao",
        "xie shang ji yao",
    )
    assert [figure.id for figure in figures.values() if figure.note] == [
        "consultation.reports",
        "supervision.activities",
        "livelihood-halls.model-cases",
        "member-outreach.attendances",
        "public-opinion.adopted",
    ]
    assert {figure.id: figure.part_of for figure in figures.values() if figure.part_of} == {
        "public-opinion.adopted": "public-opinion.issues"
    }
    assert figures["member-outreach.attendances"].quantity.value == Decimal(17000)


def test_bundled_file_is_pleasant_to_copy() -> None:
    """One `key = value` a line, single spaces, comments on lines of their own, a table a figure."""
    lines = Path(PROJECT, "data", "lishui-2023.toml").read_text("utf-8").splitlines()
    for line in lines:
        assert line == line.strip()
        if line and not line.startswith(("#", "[")):
            key, equals, value = line.partition(" = ")
            assert equals
            assert key == key.strip()
            assert value == value.strip()
            assert " # " not in value
    assert sum(line.startswith("[figure.") for line in lines) == 23
    assert sum(line.startswith("#") for line in lines) >= 20


@pytest.mark.parametrize("command", ["stats", "categories", "datasets", "check"])
def test_data_option_and_variable_replace_the_bundled_dataset(
    command: str, run: Run, tmp_path: Path
) -> None:
    """`--data` wins over CPPCC_DATA, and that over the bundled file, on every command."""
    one, other = write_sample(tmp_path, "one-2030"), write_sample(tmp_path, "other-2030")
    options = ("-f", "table", "--lang", "zh")
    assert "other-2030" not in run(command, *options).out
    by_variable = run(command, *options, environ={"CPPCC_DATA": str(one)})
    assert by_variable.code == 0
    assert by_variable == run(command, *options, "--data", str(one))
    both = run(command, *options, "--data", str(other), environ={"CPPCC_DATA": str(one)})
    assert both == run(command, *options, "--data", str(other))
    assert run(command, *options, environ={"CPPCC_DATA": ""}) == run(command, *options)


@pytest.mark.parametrize("key", ["schema", "year", "value", "paragraph", "terms", "unit"])
@pytest.mark.parametrize(
    "number", ["0x" + "f" * 5000, "0x" + "f" * 500_000, "0b" + "1" * 20_000, "0o" + "7" * 5000]
)
def test_an_integer_of_any_length_is_a_fault_of_its_file(
    key: str, number: str, run: Run, tmp_path: Path
) -> None:
    """Hexadecimal, octal, binary: it is told with its line, at whatever key it stands."""
    text = Path(sources.bundled()).read_text("utf-8")
    changed = re.sub(rf"^{key} *= .*$", f"{key} = {number}", text, count=1, flags=re.MULTILINE)
    assert changed != text
    line = changed[: changed.index(f"{key} = {number}")].count("\n") + 1
    (tmp_path / "a.toml").write_text(changed, "utf-8")
    done = run("stats", "--data", "a.toml")
    assert done.code == 3
    assert done.err.startswith(f"cppcc: a.toml:{line}: ")
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "words",
    [("check", "{}.toml"), ("check", "./{}"), ("stats", "--data", "{}"), ("proofread", "{}.txt")],
)
@pytest.mark.parametrize("name", ["n" * 300, "n/" * 3000])
def test_a_name_that_no_file_can_have_is_told(words: tuple[str, ...], name: str, run: Run) -> None:
    """It cannot be opened, and is no traceback."""
    done = run(*(word.format(name) for word in words))
    assert (done.out, done.code) == ("", 3)
    assert "the name is too long" in done.err


def test_the_root_of_a_disk_is_not_walked_through(run: Run) -> None:
    """It is refused at once, with what to do."""
    done = run("stats", environ={"CPPCC_DATA": Path.cwd().anchor})
    assert (done.out, done.code) == ("", 3)
    assert "is a whole disk and is not read: name the folder that holds the datasets" in done.err


def test_a_chain_of_parts_is_climbed_once(run: Run, tmp_path: Path) -> None:
    """Three thousand figures, each part of the one before: all are read, compared and reported."""
    figures = (
        Sample(f"f{n}", f"n{n}", f"{3000 - n}", "件", f"{3000 - n}件").toml()
        + (f'part_of = "work.f{n - 1}"\n' if n else "")
        for n in range(3000)
    )
    with write_year(tmp_path, "溪城市", 2020).open("a", encoding="utf-8") as file:
        file.writelines(figures)
    assert run("compare", "work", "--data", ".").out.count("\n") == 3001
    assert run("report", "--data", ".", "-o", "a.html").code == 0


@pytest.mark.parametrize("value", ["17.5", "17.50", "17.500000000", "1.75e1"])
def test_a_value_is_what_it_is_worth(value: str, run: Run, tmp_path: Path) -> None:
    """However its digits are written, it is the one that is printed."""
    text = (TESTS / "faults" / "source-url.toml").read_text("utf-8").replace("JaVaScRiPt:alert", "")
    text = text.replace('url = "(1)"\n', "").replace("value = 12", f"value = {value}")
    text = text.replace('unit = "件"\nprinted = "12件"', 'unit = "%"\nprinted = "17.5%"')
    (tmp_path / "a.toml").write_text(text, "utf-8")
    assert run("check", "./a.toml").code == 0
    (tmp_path / "a.toml").write_text(text.replace("17.5%", "17.6%"), "utf-8")
    done = run("check", "./a.toml", "--columns", "message", "--no-header")
    assert (done.out.rstrip("\n"), done.code) == (
        f"“17.6%” reads as 17.6, but value is {plain(Decimal(value))}: correct one of them, as"
        " with value = 17.6",
        1,
    )


def test_the_bundled_dataset_is_kept_beside_it_and_a_change_is_seen(tmp_path: Path) -> None:
    """What is kept is what a fresh reading gives; it goes by the content, whatever the times."""
    path = tmp_path / "lishui-2023.toml"
    path.write_bytes(Path(sources.bundled()).read_bytes())
    with bytecode_written():
        for _ in range(2):
            assert sources.load_prepared(str(path)) == load(str(path))
        (file,) = (tmp_path / "__pycache__").iterdir()
        # The name of no module's bytecode, of which there may be one beside it.
        assert file.name.startswith("lishui-2023.toml.")
        times = path.stat()
        path.write_bytes(path.read_bytes().replace(b"418", b"419"))
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert sources.load_prepared(str(path)).figures["proposals.submitted"].value == 419
        # Cut off, or of something else, it is made anew; so is that of a program that kept more.
        head, gone = file.read_bytes()[:16], marshal.dumps(compile("made = Gone()", "", "exec"))
        for damage in (file.read_bytes()[:40], b"", head + b"x", head + gone):
            file.write_bytes(damage)
            assert sources.load_prepared(str(path)) == load(str(path))


def test_nothing_is_kept_where_python_keeps_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lishui-2023.toml"
    path.write_bytes(Path(sources.bundled()).read_bytes())
    with bytecode_written(False):
        assert sources.load_prepared(str(path)) == load(str(path))
    assert [*tmp_path.iterdir()] == [path]
    with pytest.raises(InputError):
        sources.load_prepared(str(tmp_path / "none.toml"))


def test_a_dataset_is_parsed_once_a_run(run: Run, tmp_path: Path) -> None:
    """Five files are named, and looked at again for other years, as is the bundled one."""
    text = Path(sources.bundled()).read_text("utf-8")
    for year in range(2019, 2024):
        changed = text.replace("lishui-2023", f"lishui-{year}").replace(
            "year = 2023", f"year = {year}"
        )
        (tmp_path / f"{year}.toml").write_text(changed, "utf-8")
    named = [arg for file in sorted(tmp_path.iterdir()) for arg in ("--data", str(file))]
    read_dataset.cache_clear()
    assert run("verify", "proposals.submitted", "418", *named, "--no-cache").code == 0
    assert read_dataset.cache_info().misses == 6


@contextmanager
def bytecode_written(is_written: bool = True) -> Iterator[None]:
    """Let Python write bytecode, or not, whatever the environment of the tests says."""
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, not is_written
    try:
        yield
    finally:
        sys.dont_write_bytecode = before


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_dataset_that_help_shows_is_one(language: str, run: Run, tmp_path: Path) -> None:
    """Typed as it stands there, it is without fault."""
    shown = run("help", "dataset", "--lang", language).out
    typed = shown[shown.index("  schema = 1") : shown.index('"over"') + len('"over"')]
    (tmp_path / "linxi-2024.toml").write_text(typed, "utf-8")
    assert run("check", "./linxi-2024.toml").code == 0
    assert run("stats", "--data", "linxi-2024.toml", "-f", "value").out == "412\n17000\n"
    found = json.loads(run("stats", "--data", "linxi-2024.toml", "-f", "json").out)
    assert {(one["name_en"], one["paragraph"]) for one in found} == {(None, None)}


@pytest.mark.parametrize(
    ("publisher", "published", "named"),
    [
        ("某日报", "2031-01-09", "某日报, 2031-01-09"),
        ("某日报", None, "某日报"),
        (None, "2031-01-09", "工作报告, 2031-01-09"),
        (None, None, "工作报告"),
    ],
)
def test_a_source_is_named_by_what_is_known_of_it(
    publisher: str | None, published: str | None, named: str
) -> None:
    """A day alone names nothing."""
    day = date.fromisoformat(published) if published else None
    assert Source("工作报告", publisher=publisher, published=day).reference == named


@pytest.mark.parametrize(
    ("body", "rest", "noted"),
    [
        (
            "清溪县政协",
            'scope = "committee"\n',
            "口径“全县”：全县政协，含所辖各地；其余为政协本级。",
        ),
        ("政协清溪县委员会", "", "口径“全县”：全县政协，含所辖各地。"),
        ("中国人民政治协商会议临江市委员会", "", "口径“全市”：全市政协，含所辖各地。"),
    ],
)
def test_the_scope_of_a_county_is_no_city(
    body: str, rest: str, noted: str, run: Run, tmp_path: Path
) -> None:
    """What the others are is said only where they state it; an office is no newspaper."""
    talks = '[figure.proposals.talks]\nname = { zh = "协商" }\nvalue = 64\nunit = "场"\n'
    path = write_sample(tmp_path, extra=f'{rest}{talks}printed = "64场"\nscope = "city"\n')
    text = path.read_text("utf-8").replace("政协某镇委员会", body)
    path.write_text(text.replace("[category", f'publisher = "{body}办公室"\n[category', 1), "utf-8")
    shown = run("stats", "--data", str(path), "-f", "table", "--lang", "zh").out
    assert noted in shown.splitlines()
    cited = run("cite", "协商", "--data", str(path), "--lang", "zh").out
    assert f"（{noted[3:5]}）" in cited
    cited = run("cite", "协商", "--data", str(path), "--style", "gbt7714").out
    assert cited == f"某镇政协工作报告[Z]. {body}办公室.\n"


def test_figures_to_fill_in_for_another_committee_are_not_called_by_this_one(
    run: Run, tmp_path: Path
) -> None:
    """A file of another name has that for its id, and its committee is asked for."""
    done = run("init", "2024", "-o", "qingxi-2024.toml", "--lang", "zh")
    named = "lishui-2023（中国人民政治协商会议丽水市委员会）"
    assert done.err == f"cppcc: 指标照 {named}；政协名称待填：dataset.body\n"
    text = (tmp_path / "qingxi-2024.toml").read_text("utf-8")
    assert ('id = "qingxi-2024"' in text, "丽水市" in text.partition("[units]")[0]) == (True, False)
    assert "dataset.body.zh" in run("check", "./qingxi-2024.toml", "--columns", "key").out
    asked = ("init", "2024", "-o", "lishui-2024.toml", "--like", "lishui-2023")
    assert run(*asked).err == ""
    assert 'id = "lishui-2024"' in (tmp_path / "lishui-2024.toml").read_text("utf-8")
    assert named in run("init", "2024", "--lang", "zh").err
