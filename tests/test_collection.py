"""Several datasets: where they are looked for, which are chosen, and what they are together."""

import json
from itertools import product
from pathlib import Path

import pytest
from bench.synthetic import write_collection
from conftest import TESTS, Run, posix
from samples import Sample, write_sample, write_year

from cppcc_cli.cli import years_of
from cppcc_cli.dataset import sources
from cppcc_cli.dataset.sources import Filter
from cppcc_cli.errors import InputError, UsageError
from cppcc_cli.files import user_cache, user_data, walk
from cppcc_cli.messages import Text

COLLECTION = TESTS / "samples" / "collection"
BODIES = [
    (Text("中国人民政治协商会议港湾市委员会", "Harbour Committee"), "harbour"),
    (Text("中国人民政治协商会议港湾市东区委员会", "Harbour East Committee"), "harbour-east"),
    (Text("中国人民政治协商会议山麓市委员会", ""), "hillside"),
]
HARBOUR, EAST, HILLSIDE = (body[0].zh for body in BODIES)


@pytest.mark.parametrize(
    ("asked", "years"),
    [
        ("2023", (2023,)),
        ("2023,2021", (2023, 2021)),
        ("2019-2021", (2019, 2020, 2021)),
        (" 2021 - 2022 , 2022, 2024", (2021, 2022, 2024)),
        ("２０２１、2023年，2024", (2021, 2023, 2024)),
        ("2019——2020年", (2019, 2020)),
    ],
)
def test_years_are_one_several_or_a_span(asked: str, years: tuple[int, ...]) -> None:
    """Each once, in the order given."""
    assert tuple(years_of(asked)) == years


@pytest.mark.parametrize(
    "asked", ["", "23", "2023-", "2023-2021", "2021,,2023", "二〇二三", "-2023"]
)
def test_what_names_no_year_is_refused(asked: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(UsageError):
        years_of(asked)


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        ([], None),
        (["harbour"], {HARBOUR}),
        (["Harbour"], {HARBOUR}),
        (["港湾市"], {HARBOUR, EAST}),
        (["港湾市东区"], {EAST}),
        ([HARBOUR], {HARBOUR}),
        (["harbour east committee"], {EAST}),
        (["hill", "harbour-east"], {HILLSIDE, EAST}),
        (["committee"], {HARBOUR, EAST}),
    ],
)
def test_a_body_is_named_whole_or_in_part(asked: list[str], chosen: set[str] | None) -> None:
    """A whole name or id goes before a part of one; case and spaces do not count."""
    assert Filter(bodies=tuple(asked)).choose(BODIES) == chosen


@pytest.mark.parametrize("asked", ["nowhere", "", " "])
def test_a_body_that_is_none_is_refused(asked: str) -> None:
    """The committees there are are named."""
    with pytest.raises(UsageError) as refused:
        Filter(bodies=(asked,)).choose(BODIES)
    assert HARBOUR in refused.value.lines("zh")[0]


def test_folders_of_the_user_are_those_of_the_system(tmp_path: Path) -> None:
    """A variable counts only as an absolute path; else the usual folder below the home."""
    home = str(Path.home())
    named = str(tmp_path)
    given = {"APPDATA": named, "LOCALAPPDATA": named, "XDG_DATA_HOME": named}
    assert user_data(given, "linux") == user_data(given, "win32") == f"{named}/cppcc"
    assert user_data({"XDG_DATA_HOME": "here"}, "linux") == f"{home}/.local/share/cppcc"
    assert user_data(given, "darwin") == f"{home}/Library/Application Support/cppcc"
    assert user_data({}, "win32") == f"{home}/AppData/Roaming/cppcc"
    assert user_cache({}, "linux") == f"{home}/.cache/cppcc"
    assert user_cache({}, "darwin") == f"{home}/Library/Caches/cppcc"
    assert user_cache(given, "win32") == f"{named}/cppcc/Cache"


def test_walk_finds_what_is_no_secret_and_no_backup(tmp_path: Path) -> None:
    """Every .toml below, in order; not what is hidden or begins with ~, nor through a link."""
    for name in ("b.toml", "a.toml", ".hidden.toml", "~$a.toml", "notes.txt", "sub/c.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "d.toml").write_text("")
    (tmp_path / "sub" / "circle").symlink_to(tmp_path)
    (tmp_path / "sub" / "folder.toml").mkdir()
    found = [entry.path for _, _, entries in walk(str(tmp_path), ".toml") for entry in entries]
    names = ("a.toml", "b.toml", "sub/c.toml")
    assert found == [str(tmp_path / name) for name in names]
    with pytest.raises(InputError):
        list(walk(str(tmp_path), ".toml", most=2))


def test_one_file_named_twice_is_one_dataset(run: Run, tmp_path: Path) -> None:
    """By another path, through a link or below a folder that is named too."""
    write_sample(tmp_path)
    (tmp_path / "link.toml").symlink_to("town-2030.toml")
    asked = ("stats", "-f", "value")
    for data in (("town-2030.toml", "./town-2030.toml"), ("link.toml", "."), (".", "./")):
        done = run(*asked, *(word for path in data for word in ("--data", path)))
        assert (done.out, done.err, done.code) == ("12\n", "", 0)


def test_a_known_dataset_is_named_by_its_id(run: Run, tmp_path: Path) -> None:
    """Beside files, where no file has that name; an id that is not known is no file, either."""
    write_sample(tmp_path)
    both = run("datasets", "--data", "lishui-2023", "--data", "town-2030.toml", "-f", "tsv")
    ids = [line.split("\t")[0] for line in both.out.splitlines()]
    assert (ids, both.code) == (["id", "lishui-2023", "town-2030"], 0)
    unknown = run("stats", "--data", "lishui-1999")
    said = "cppcc: cannot open lishui-1999: there is no such file or folder\n"
    assert unknown == ("", said, 3)


@posix
def test_a_name_is_looked_up_without_the_cache_where_none_is_wanted(
    run: Run, tmp_path: Path
) -> None:
    """An id among many of the user's own: an index is made for it, but with --no-cache."""
    for _ in write_collection(tmp_path / "data" / "cppcc", 5, 2):
        pass
    cache = tmp_path / "cache"
    environ = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CACHE_HOME": str(cache)}
    asked = ("stats", "f7", "--data", "example0003-2004", "-f", "value")
    done = run(*asked, "--no-cache", environ=environ)
    assert (done.code, cache.exists()) == (0, False)
    assert run(*asked, environ=environ).out == done.out
    assert cache.exists()


def test_users_file_that_is_faulty_hides_no_bundled_one(run: Run, tmp_path: Path) -> None:
    """The bundled dataset answers, the file is named, and the exit code tells."""
    mine = tmp_path / "cppcc"
    mine.mkdir()
    (mine / "broken.toml").write_text("schema = ")
    done = run("show", "submitted", "-f", "value", environ={"XDG_DATA_HOME": str(tmp_path)})
    assert (done.out, done.code) == ("418\n", 3)
    assert str(mine / "broken.toml") in done.err


def test_what_cannot_be_read_hides_no_fault_of_another(run: Run, tmp_path: Path) -> None:
    """Every fault of a folder is listed, and what is no dataset, or one twice, told beside."""
    figure = Sample("filed", "立案", "12", "件", "12件")
    path = write_year(tmp_path, "溪城市", 2031, figure)
    (tmp_path / "broken.toml").write_text("schema = ")
    (tmp_path / "gone.toml").symlink_to("nowhere")
    done = run("check", ".", "-f", "json")
    assert [one["file"] for one in json.loads(done.out)] == ["./broken.toml"]
    assert ("./gone.toml" in done.err, done.code) == (True, 3)
    for copy in "ab":
        (tmp_path / f"{copy}.toml").write_text(path.read_text("utf-8"), "utf-8")
    done = run("check", ".", "-f", "json")
    assert [one["file"] for one in json.loads(done.out)] == ["./broken.toml"]
    assert [line.count("./a.toml and") for line in done.err.splitlines()] == [1, 1, 0]
    assert run("check", path.name, "gone.toml", "-f", "json").out == "[]\n"


@pytest.mark.parametrize("years", [2, 12])
def test_a_folder_that_is_closed_is_told_until_it_is_open(
    years: int, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below one that is named, with few datasets or with an index; the others answer."""
    (tmp_path / "all" / "closed").mkdir(parents=True)
    for year in range(2030, 2030 + years):
        folder = tmp_path / "all" / ("closed" if year == 2030 else "")
        write_year(folder, "溪城市", year, Sample("filed", "立案", "12", "件", "12件"))

    def ask() -> tuple[int, bool, int]:
        environ = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
        done = run("stats", "--data", "all", "-f", "value", environ=environ)
        return done.out.count("12"), "all/closed" in done.err, done.code

    with monkeypatch.context() as closed:
        closed.setattr("os.access", lambda path, mode: "closed" not in str(path))
        assert [ask(), ask()] == [(years - 1, True, 3)] * 2
    assert ask() == (years, False, 0)


def test_a_committee_under_two_names_is_told(run: Run, tmp_path: Path) -> None:
    """Its years are not compared, which nothing else would say."""
    figure = Sample("filed", "立案", "12", "件", "12件")
    path = write_year(tmp_path, "溪城市", 2031, figure)
    write_year(tmp_path, "溪城市", 2032, figure)
    write_year(tmp_path, "山城市", 2032, figure)
    asked = ("stats", "--data", ".", "--lang", "zh")
    assert run(*asked).err == ""
    for name in ("溪城市政协", "政協溪城市委員會"):
        text = path.read_text("utf-8")
        full = "中国人民政治协商会议溪城市委员会"
        (tmp_path / path.name).write_text(text.replace(full, name), "utf-8")
        assert "可能是同一政协：各数据集的 dataset.body 写得一样" in run(*asked).err
        path.write_text(text, "utf-8")


def test_the_bundled_committee_is_silent_beside_ones_own(run: Run, tmp_path: Path) -> None:
    """Where one's own datasets are of another, until it is named; it is listed all the same."""
    (tmp_path / "cppcc").mkdir()
    for year in (2031, 2032):
        own = Sample("filed", "立案", str(year - 1900), "件", f"{year - 1900}件")
        write_year(tmp_path / "cppcc", "溪城市", year, own)
    home = {"XDG_DATA_HOME": str(tmp_path)}
    bodies = ("--columns", "dataset", "--no-header")
    assert len(set(run("stats", *bodies, environ=home).out.split())) == 2
    assert run("verify", "立案", "132", environ=home).code == 0
    assert run("verify", "132", "立案", environ=home).code == 0
    assert run("report", "-o", "page.html", environ=home).code == 0
    assert run("stats", "--year", "2023", environ=home).code == 2
    for asked in (["--body", "lishui"], ["--data", "lishui-2023"]):
        assert set(run("stats", *asked, *bodies, environ=home).out.split()) == {"lishui-2023"}
    assert run("check", "lishui-2023", environ=home).code == 0
    assert run("datasets", "--columns", "id", environ=home).out.count("\n") == 4


def test_a_figure_is_found_by_what_any_year_calls_it(run: Run, tmp_path: Path) -> None:
    """A name that only last year's dataset has finds the figure in both."""
    text = write_sample(tmp_path).read_text("utf-8")
    other = text.replace("2030", "2029").replace("立案", "立案件数").replace("12", "11")
    (tmp_path / "town-2029.toml").write_text(other, "utf-8")
    done = run("compare", "立案件数", "--data", ".", "--columns", "year,value")
    assert (done.out, done.code) == ("year\tvalue\n2029\t11\n2030\t12\n", 0)


def test_which_year_a_text_without_one_is_held_against_is_said_in_a_pipe(run: Run) -> None:
    """Where several are known and none is asked for."""
    asked = ("proofread", "-", "--data", str(TESTS / "samples" / "collection"), "--body", "harbour")
    said = "cppcc: harbour-2024 is used, of 2024; --year chooses another year\n"
    for text, years, err in (
        ("收到提案362件。", (), said),
        ("收到提案362件。", ("--year", "2024"), ""),
        ("2024年，收到提案362件。", (), ""),
    ):
        done = run(*asked, *years, "--lang", "en", input=text.encode())
        assert (done.err, done.code) == (err, 0)


def test_the_bundled_year_answers_beside_another_that_is_named(run: Run, tmp_path: Path) -> None:
    """For a text that names it; help tells so."""
    bundled = Path(sources.bundled()).read_text("utf-8")
    next_year = bundled.replace("2023", "2024").replace("418", "428")
    (tmp_path / "lishui-2024.toml").write_text(next_year, "utf-8")
    text = "2023年，丽水市政协提交提案418件；2024年提交提案418件。"
    done = run(
        "proofread", "-", "--data", ".", "--sort", "place", "-f", "json", input=text.encode()
    )
    assert [one["verdict"] for one in json.loads(done.out)] == ["agrees", "contradicts"]
    assert "2023 年仍用自带的" in " ".join(run("help", "collections", "--lang", "zh").out.split())


def test_a_path_is_broken_between_its_names_only(run: Run, tmp_path: Path) -> None:
    """Where a column has no room for one of them, what is known of a file is told line by line."""
    path = write_sample(tmp_path, "the-figures-of-the-town-in-2030")
    for folder in (".", str(tmp_path)):
        for columns in (40, 80, 200):
            width = {"COLUMNS": str(columns)}
            done = run("datasets", "--data", folder, columns=columns, environ=width)
            assert path.name in done.out


def test_many_sources_are_counted(run: Run, tmp_path: Path) -> None:
    """Below a table of more than six datasets stands how many they are."""
    text = write_sample(tmp_path).read_text("utf-8")
    for year in range(2022, 2030):
        (tmp_path / f"town-{year}.toml").write_text(text.replace("2030", str(year)), "utf-8")
    shown = run("stats", "--data", ".", "-f", "table", "--lang", "zh").out
    assert shown.startswith("政协某镇委员会：2022—2030年\n")
    assert shown.endswith("\n\n出自 9 个数据集\n")


def test_why_nothing_is_computed_has_a_code(run: Run) -> None:
    """By column, equal in both languages, where the note says it in words."""
    rows = {
        language: json.loads(
            run("compare", "halls", "adopted", "issues", "-f", "json", "--lang", language).out
        )
        for language in ("zh", "en")
    }
    codes = [[one["missing"] for one in some] for some in rows.values()]
    assert codes == [["share:units", "ratio:units share:units", "ratio:units share:units"]] * 2
    assert rows["zh"][1]["note"] == "比率：单位不同；占比：单位不同"
    several = ("compare", "visitors", "--data", str(COLLECTION), "--body", "港湾", "-f", "json")
    changes = json.loads(run(*several, "--year", "2021-2022").out)
    assert [one["missing"] for one in changes] == [None, "change:both_bounds"]
    assert json.loads(run("compare", "halls", "studios", "-f", "json").out)[1]["missing"] is None


def test_what_each_committee_is_compared_with_is_said(run: Run, tmp_path: Path) -> None:
    """Their first years may differ; and one without the figure has no row, which is told."""
    for place, years in (("溪城市", (2031, 2033)), ("海城市", (2032, 2033)), ("山城市", (2033,))):
        for year in years:
            id = "filed" if place != "山城市" else "heard"
            write_year(tmp_path, place, year, Sample(id, "立案", str(year), "件", f"{year}件"))
    asked = ("compare", "filed", "--data", ".", "--lang", "zh", "-f", "markdown")
    told = run(*asked).out
    assert "| 2033 | 单位 | 较各自首年 |" in told
    assert "立案：1 个政协没有这一指标：山城市政协" in told
    told = run(*asked, "--body", "溪城").out
    assert "| 较2031年 |" in told
    assert "没有这一指标" not in told


def test_a_dataset_is_added_where_that_of_its_year_is(run: Run, tmp_path: Path) -> None:
    """Under its id, or in the place of the one of its year and committee, whatever that is called.

    What cannot be added leaves the folder as it was.
    """
    own = tmp_path / "home" / "cppcc"
    environ = {"XDG_DATA_HOME": str(own.parent)}
    text = (COLLECTION / "harbour-2024.toml").read_text("utf-8")
    (tmp_path / "new.toml").write_text(text, "utf-8")
    assert run("add", "new.toml", environ=environ).code == 0
    assert [path.name for path in own.iterdir()] == ["harbour-2024.toml"]
    (own / "harbour-2024.toml").rename(own / "mine.toml")
    (tmp_path / "new.toml").write_text(f"{text}\n# changed\n", "utf-8")
    refused = run("add", "new.toml", environ=environ)
    assert (refused.code, str(own / "mine.toml") in refused.err) == (1, True)
    assert (own / "mine.toml").read_text("utf-8") == text
    assert run("add", "new.toml", "--force", environ=environ).code == 0
    assert (own / "mine.toml").read_text("utf-8").endswith("# changed\n")
    (tmp_path / "new.toml").write_text(
        f'{text}\n[[word]]\nkind = "plan"\nwords = ["的"]\n', "utf-8"
    )
    for faulty in ("new.toml", "none.toml", str(COLLECTION / "harbour-2024.txt")):
        assert run("add", faulty, "--force", environ=environ).code == 3
    assert run("add", str(own / "mine.toml"), "--force", environ=environ).code == 1
    assert (own / "mine.toml").read_text("utf-8").endswith("# changed\n")
    assert [path.name for path in own.iterdir()] == ["mine.toml"]
    # Another committee's of the same id is replaced by nothing.
    (own / "mine.toml").rename(own / "harbour-2024.toml")
    (tmp_path / "new.toml").write_text(text.replace("港湾", "海湾"), "utf-8")
    for force in ([], ["--force"]):
        refused = run("add", "new.toml", *force, "--lang", "zh", environ=environ)
        assert "是另一个政协或年度的数据集：请先改 dataset.id" in refused.err
    assert "港湾" in (own / "harbour-2024.toml").read_text("utf-8")


@posix
def test_without_a_home_there_is_no_own_folder(run: Run) -> None:
    """That is said, and how to have one."""
    environ = {"HOME": "/", "XDG_DATA_HOME": ""}
    done = run("add", str(COLLECTION / "harbour-2024.toml"), environ=environ)
    assert (done.code, "XDG_DATA_HOME" in done.err) == (1, True)


def test_a_figure_that_was_renamed_is_one(run: Run, tmp_path: Path) -> None:
    """A title counts it once, by its newest name."""
    for year, name in ((2030, "广大委员捐款"), (2031, "捐款")):
        figures = (
            Sample("gifts", name, "9", "笔", "9笔"),
            Sample("mail", "来信", "8", "封", "8封"),
        )
        write_year(tmp_path, "溪城市", year, *figures)
    known = ("--data", str(tmp_path), "-f", "table", "--lang", "zh")
    done = run("compare", "gifts", "mail", *known)
    assert done.out.splitlines()[0] == "溪城市政协捐款与来信对比：2030、2031年"


def test_ids_of_drafts_are_of_one_thing_among_several(run: Run, tmp_path: Path) -> None:
    """In each command a figure has the id of the newest of its name, or one that tells its year."""
    old = write_year(
        tmp_path,
        "溪城市",
        2031,
        Sample("p3-1", "走访企业", "415", "家", "415家"),
        Sample("p3-2", "文艺演出", "9", "场", "9场"),
    )
    old.write_text(old.read_text("utf-8").replace("履职", "旧章").replace(".work", ".old"), "utf-8")
    walks = Sample("p3-2", "走访企业", "447", "家", "447家")
    write_year(tmp_path, "溪城市", 2032, Sample("p3-1", "慰问群众", "530", "家", "530家"), walks)
    write_year(tmp_path, "海城市", 2032, Sample("p3-2", "文艺演出", "6", "场", "6场"))
    shown = ("--data", ".", "--lang", "zh", "--no-header")
    columns, own = ("--columns", "id,year,printed"), f"{'溪城市'.encode().hex()}-2032"
    assert run("stats", *shown, *columns).out.splitlines() == [
        "work.p3-2\t2032\t6场",
        "work.p3-2\t2031\t9场",
        "work.p3-1\t2032\t530家",
        f"work.p3-2-{own}\t2031\t415家",
        f"work.p3-2-{own}\t2032\t447家",
    ]
    assert "走访企业  2031   415  家" in run("stats", *shown, "-f", "table", "--body", "溪城").out
    for name, printed in (("走访企业", "415家 447家"), ("文艺演出", "9场 6场")):
        for command in ("compare", "show", "stats"):
            told = run(command, name, *shown, "--columns", "printed").out
            assert sorted(told.split()) == sorted(printed.split()), command
        assert all(one in run("cite", name, *shown[:4]).out for one in printed.split())
    assert run("report", *shown[:4], "--body", "溪城").code == 0
    assert run("export", "package", *shown[:4]).code == 0


def test_what_cannot_be_computed_is_a_dash_that_is_told(run: Run, tmp_path: Path) -> None:
    """Sums change in the scale of their source; from zero there is no growth, of rates no share."""
    values = {2031: ("1200", "0", "0", "97.3"), 2032: ("7200", "0", "3", "98.8")}
    for place, (year, (money, open_, late, rate)) in product(
        ("临溪市", "長河地区工作"), values.items()
    ):
        figures = (
            Sample("money", "资金", f"{money}0000", "元", f"{money}万元"),
            Sample("open", "未办", open_, "件", f"{open_}件"),
            Sample("late", "逾期", late, "件", f"{late}件"),
            Sample("rate", "办复率", rate, "%", f"{rate}%"),
        )
        write_year(tmp_path, place, year, *figures)
    shown = ("--data", ".", "-f", "table", "--lang", "zh")
    assert run("compare", "work", *shown, "--body", "长河").out.split("\n")[:11] == [
        "長河地区政协工委资金、未办、逾期等4项指标对比：2031、2032年",
        "",
        "指标      2031    2032  单位           较2031年",
        "-----------------------------------------------",
        "资金    1200万  7200万  元    +6000万 (+500.0%)",
        "未办         0       0  件                 持平",
        "逾期         0       3  件               +3 (–)",
        "办复率    97.3    98.8  %          +1.5个百分点",
        "",
        "–：除数为零。",
        "2031年長河地区政协工委：《長河地区工作政协2031年工作报告》",
    ]
    assert "未办" in run("compare", "open", *shown, "--body", "临溪").out
    assert "除数为零" not in run("compare", "open", *shown, "--body", "临溪").out
    both = run("compare", "rate", *shown, "--year", "2032").out
    assert "98.8  %        1     –" in both
    assert "–：百分比不能相加。" in both
