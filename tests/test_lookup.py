"""Names as people type them, and the figure each must find, or the refusal."""

from pathlib import Path

import pytest
from conftest import TESTS, Run
from samples import SAMPLE, write_sample

from cppcc_cli.dataset import sources
from cppcc_cli.dataset.reading import load
from cppcc_cli.errors import UsageError
from cppcc_cli.query import Spelling, choose, choose_one, half_width, search

DATASET = load(sources.bundled())

# What is typed, the figure it finds, and by what.
FOUND = [
    ("proposals.submitted", "proposals.submitted", "id"),
    ("Proposals.Submitted", "proposals.submitted", "id in another case"),
    ("proposals submitted", "proposals.submitted", "label in English"),
    ("ｐｒｏｐｏｓａｌｓ．ｓｕｂｍｉｔｔｅｄ", "proposals.submitted", "id in full width"),
    ("submitted", "proposals.submitted", "last part"),
    ("SUBMITTED", "proposals.submitted", "last part in another case"),
    ("studios", "member-outreach.studios", "last part"),
    ("reception rooms", "member-outreach.reception-rooms", "last part without hyphen"),
    ("reception_rooms", "member-outreach.reception-rooms", "last part with another mark"),
    ("adopted", "public-opinion.adopted", "last part"),
    ("issued", "rules.issued", "last part"),
    ("提出提案", "proposals.submitted", "label"),
    ("委员工作室", "member-outreach.studios", "label"),
    ("委員工作室", "member-outreach.studios", "label in traditional characters"),
    ("協商議政活動", "consultation.activities", "label in traditional characters"),
    ("線上學習", "theory-study.online-study", "label in traditional characters"),
    ("播出《委员视点》", "public-opinion.broadcasts", "label with its marks"),
    ("播出委员视点", "public-opinion.broadcasts", "label without its marks"),
    ("播出“主题教育·委员说”", "theory-study.broadcasts", "label with quotes"),
    ("播出主题教育委员说", "theory-study.broadcasts", "label without quotes"),
    ("被全国政协省政协采用", "public-opinion.adopted", "label without its comma"),
    ("Themed activities", "member-outreach.activities", "label in English"),
    ("activities themed", "member-outreach.activities", "label in another order"),
    ("themed ACTIVITIES", "member-outreach.activities", "label in another case"),
    ("rules formulated or revised", "rules.issued", "label in English"),
    ("revised or formulated rules", "rules.issued", "label in another order"),
    ("Members' studios", "member-outreach.studios", "label with another apostrophe"),
    ("提案", "proposals.submitted", "term"),
    ("现场教学", "theory-study.onsite-teaching", "term"),
    ("現場教學", "theory-study.onsite-teaching", "term in traditional characters"),
    ("调研报告", "consultation.reports", "first of two terms"),
    ("协商纪要", "consultation.reports", "second of two terms"),
    ("協商紀要", "consultation.reports", "second term in traditional characters"),
    ("民主监督", "supervision.activities", "term"),
    ("《委员视点》", "public-opinion.broadcasts", "term in its marks"),
    ("大会发言", "plenary-speeches.speeches", "term"),
    ("制度", "rules.issued", "term"),
    ("采用", "public-opinion.adopted", "term"),
    ("典型案例", "livelihood-halls.model-cases", "term"),
    ("tian", "proposals.submitted", "pinyin of a term"),
    ("ti an", "proposals.submitted", "pinyin of a term with a space"),
    ("TiAn", "proposals.submitted", "pinyin in another case"),
    ("ti'an", "proposals.submitted", "pinyin with an apostrophe"),
    ("minshengyishitang", "livelihood-halls.halls", "pinyin of a label"),
    ("min sheng yi shi tang", "livelihood-halls.halls", "pinyin of a label with spaces"),
    ("ｍｉｎｓｈｅｎｇｙｉｓｈｉｔａｎｇ", "livelihood-halls.halls", "pinyin in full width"),
    ("weiyuangongzuoshi", "member-outreach.studios", "pinyin of a label"),
    ("zhidu", "rules.issued", "pinyin of a term"),
    ("caiyong", "public-opinion.adopted", "pinyin of a term"),
    ("ta", "proposals.submitted", "initials of a term"),
    ("msyst", "livelihood-halls.halls", "initials of a label"),
    ("wygzs", "member-outreach.studios", "initials of a label"),
    ("WYGZS", "member-outreach.studios", "initials in capitals"),
    ("sqmyxx", "public-opinion.issues", "initials of a term"),
    ("dhfy", "plenary-speeches.speeches", "initials of a term"),
    ("yjjy", "livelihood-halls.suggestions", "initials of a term"),
    ("stud", "member-outreach.studios", "beginning of the last part"),
    ("onsite", "theory-study.onsite-teaching", "beginning of the last part"),
    ("线上", "theory-study.online-study", "beginning of a label"),
    ("minshengyishi", "livelihood-halls.halls", "beginning of pinyin"),
    ("opinions and sugg", "livelihood-halls.suggestions", "beginning of a label"),
    ("委员会客", "member-outreach.reception-rooms", "beginning of a label"),
    ("视点", "public-opinion.broadcasts", "part of a term"),
    ("議事堂", "livelihood-halls.halls", "part of a label in traditional characters"),
    ("halls.sessions", "livelihood-halls.sessions", "part of an id"),
    ("oversight", "supervision.activities", "part of a label in English"),
    ("study group", "theory-study.group-study", "words of a last part in another order"),
    ("宣讲", "theory-study.outreach-talks", "part of a label"),
]

# What is typed, and the ids that the refusal names.
REFUSED = [
    ("activities", "consultation.activities, supervision.activities, member-outreach.activities"),
    ("broadcasts", "theory-study.broadcasts, public-opinion.broadcasts"),
    ("livelihood-halls", "livelihood-halls.halls, livelihood-halls.sessions"),
    ("学习", "theory-study.group-study, theory-study.online-study"),
    ("委员", "plenary-speeches.speeches, member-outreach.reception-rooms"),
    ("协商活动", "consultation.activities, livelihood-halls.sessions"),
    ("立案", "no figure is called “立案”; cppcc stats lists them"),
    ("立案提案", "no figure is called “立案提案”; cppcc stats lists them"),
    ("提案立案", "no figure is called “提案立案”; cppcc stats lists them"),
    ("提案总数", "closest matches: proposals.submitted"),
    ("提安", "closest matches: proposals.submitted"),
    ("propsals", "closest matches: proposals.submitted"),
    ("submited", "closest matches: proposals.submitted"),
    ("adoptd", "closest matches: public-opinion.adopted"),
    ("recption-rooms", "closest matches: member-outreach.reception-rooms"),
    ("民生议事厅", "closest matches: livelihood-halls.halls"),
    ("minshengyisitang", "closest matches: livelihood-halls.halls"),
    ("航天发射", "cppcc stats lists them"),
    ("zzzz", "cppcc stats lists them"),
    ("", "cppcc stats lists them"),
    ("《》", "cppcc stats lists them"),
    ("e", "theory-study.broadcasts, public-opinion.broadcasts"),
]


@pytest.mark.parametrize(("typed", "id", "by"), FOUND, ids=[f"{t}: {by}" for t, _, by in FOUND])
def test_name_finds_its_figure(typed: str, id: str, by: str) -> None:
    """What is typed stands for one figure; by anything but the id, it is said for which."""
    chosen = choose_one(DATASET, typed)
    assert [figure.id for figure in chosen.figures] == [id]
    said = [note.say("en") for note in chosen.taken]
    label = DATASET.figures[id].name.en
    assert said == ([] if typed == id else [f"“{typed}” is taken as {id} ({label})"])


@pytest.mark.parametrize(
    ("typed", "named"), REFUSED, ids=[typed or "empty" for typed, _ in REFUSED]
)
def test_name_is_refused_rather_than_guessed(typed: str, named: str) -> None:
    """Two hits are told, near misses only offered, and for nothing the listing is named."""
    with pytest.raises(UsageError) as refusal:
        choose_one(DATASET, typed)
    (sentence,) = refusal.value.lines("en")
    assert named in sentence


CATEGORIES = [
    ("proposals", "proposals"),
    ("提案", "proposals"),
    ("tian", "proposals"),
    ("livelihood-halls", "livelihood-halls"),
    ("民生議事堂", "livelihood-halls"),
    ("msyst", "livelihood-halls"),
    ("Rules", "rules"),
    ("制度建设", "rules"),
    ("member", "member-outreach"),
]


@pytest.mark.parametrize(("typed", "category"), CATEGORIES)
def test_category_goes_before_a_figure_of_its_rank(typed: str, category: str) -> None:
    """Where categories are asked for too, one of the same rank is meant."""
    chosen = choose(DATASET, [typed])
    assert {figure.category for figure in chosen.figures} == {category}
    assert len(chosen.figures) == sum(
        figure.category == category for figure in DATASET.figures.values()
    )


def test_category_goes_behind_beside_a_figure() -> None:
    """Beside the name of a figure a name is a figure first; an id stays what it is the id of."""
    for names, ids in (
        (["委员工作室", "委员会客厅", "民生议事堂"], ["studios", "reception-rooms", "halls"]),
        (["民生议事堂", "studios"], ["halls", "studios"]),
        (["livelihood-halls", "studios"], ["halls", "sessions", "suggestions", "model-cases"]),
        (["民生议事堂", "提案"], ["halls", "sessions", "suggestions", "model-cases"]),
    ):
        chosen = [figure.short_id for figure in choose(DATASET, names).figures]
        assert chosen[: len(ids)] == ids


def test_what_stands_beside_a_category_tells_the_figure() -> None:
    """立案 is what 提案立案 and 立案提案 are of, where there is such a figure."""
    harbour = load(str(TESTS / "samples" / "harbour-2031.toml"))
    for typed in ("提案立案", "立案提案"):
        with pytest.raises(UsageError, match=r"proposals\.filed") as refusal:
            choose_one(harbour, typed)
        assert "closest matches: proposals.filed;" in refusal.value.lines("en")[0]


def test_a_name_of_both_a_category_and_a_figure_is_told(run: Run) -> None:
    """All of the category are compared, and the note says how to compare the one figure."""
    asked = run("compare", "提案", "民生议事堂", "--columns", "id", "--no-header")
    assert asked.out.split() == [
        "proposals.submitted",
        *(f"livelihood-halls.{id}" for id in ("halls", "sessions", "suggestions", "model-cases")),
    ]
    assert asked.err == (
        "cppcc: “提案” is taken as proposals (Proposals)\n"
        "cppcc: “民生议事堂” is taken as all 4 figures of the category livelihood-halls; for the "
        "one that is called so, write livelihood-halls.halls\n"
    )


def test_figures_come_once_and_as_named() -> None:
    """A figure named twice, or with its category, comes once, where it was named first."""
    chosen = choose(DATASET, ["sessions", "livelihood-halls", "livelihood-halls.halls"])
    assert [figure.short_id for figure in chosen.figures] == [
        "sessions",
        "halls",
        "suggestions",
        "model-cases",
    ]


def test_note_goes_to_standard_error(run: Run) -> None:
    """The line that says what a name was taken as leaves the answer as it is."""
    asked = run("show", "tian", "-f", "value")
    assert asked == (
        "418\n",
        "cppcc: “tian” is taken as proposals.submitted (Proposals submitted)\n",
        0,
    )
    assert run("show", "proposals.submitted", "-f", "value") == ("418\n", "", 0)


SEARCHES = [
    (["机场"], [("topic", None, "丽水机场", "part")]),
    (["airport"], [("topic", None, "Lishui Airport", "part")]),
    (["lsjc"], [("topic", None, "lsjc", "initials")]),
    (["rules.issued"], [("figure", "rules.issued", "rules.issued", "id")]),
    (
        ["tian"],
        [
            ("figure", "proposals.submitted", "ti an", "pinyin"),
            ("category", "proposals", "ti an", "pinyin"),
        ],
    ),
    (["railway", "quzhou"], [("topic", None, "Quzhou–Lishui Railway", "label part")]),
    (["nothing-of-the-kind"], []),
]


@pytest.mark.parametrize(("words", "expected"), SEARCHES, ids=[" ".join(w) for w, _ in SEARCHES])
def test_search_ranks_what_words_are_found_in(
    words: list[str], expected: list[tuple[str, str | None, str, str]]
) -> None:
    """Figures, categories and topics, with the name that matched, and how."""
    found = [(hit.kind, hit.id, hit.matched, hit.by) for hit in search(DATASET, words)]
    assert found == [(*hit[:3], hit[3].split()[-1]) for hit in expected]


def test_spellings_of_one_name_are_one() -> None:
    """Case, width, marks and script make no difference; words are kept apart."""
    for names, words in (
        (("《委員視點》", "委员视点"), ["委员视点"]),
        (("Model_Cases", "ｍｏｄｅｌ　ｃａｓｅｓ"), ["model", "cases"]),
        (("“”·、",), []),
    ):
        for spelt in map(Spelling, names):
            assert (spelt.words, spelt.joined) == (words, "".join(words))


def test_full_width_options_are_read() -> None:
    """Dashes of a Chinese keyboard begin an option; other words stay as they are."""
    assert half_width("——help") == "--help"
    assert half_width("－－format=报表（一）.csv") == "--format=报表（一）.csv"
    assert half_width("－ｆ") == half_width("—f") == "-f"
    assert half_width("—lang") == "--lang"
    for word in ("--help", "-o", "报表（一）.csv", "—", "-", "--", "", "a—b"):
        assert half_width(word) == word


def test_full_width_command_line_works(run: Run) -> None:
    """A whole line typed in full width is answered as the plain one."""
    plain = run("stats", "proposals", "--format", "json")
    typed = run("ｓｔａｔｓ", "proposals", "－－ｆｏｒｍａｔ", "json")
    assert typed == plain
    assert run("stats", "——help") == run("stats", "--help")


def test_pinyin_of_the_bundled_dataset_is_derived() -> None:
    """The syllables of every name and term are those of a dictionary, save the readings listed."""
    from pathlib import Path

    from pinyin import filled

    text = Path(sources.bundled()).read_text("utf-8")
    assert filled(text) == text
    stripped = "".join(line for line in text.splitlines(True) if not line.startswith("pinyin"))
    assert filled(stripped).count("pinyin = ") == text.count("pinyin = ")


def test_dataset_without_pinyin_is_searched_all_the_same() -> None:
    """Where a dataset has no syllables, its other names work."""
    figures = {id: figure._replace(pinyin=()) for id, figure in DATASET.figures.items()}
    bare = DATASET._replace(figures=figures)
    assert [figure.id for figure in choose_one(bare, "提案").figures] == ["proposals.submitted"]
    with pytest.raises(UsageError):
        choose_one(bare, "tian")


def test_a_dataset_without_figures_has_none(run: Run, tmp_path: Path) -> None:
    """Nothing is said of a category that nobody named."""
    (tmp_path / "a.toml").write_text(SAMPLE.partition("[category")[0], "utf-8")
    done = run("show", "提案", "--data", "a.toml", "--lang", "zh")
    assert done.err.startswith("cppcc: 没有名为“提案”的指标")


def test_where_no_work_is_named_none_of_a_kind_is_asked_back(run: Run, tmp_path: Path) -> None:
    """Of no kinds there are none to choose from."""
    data = str(write_sample(tmp_path))
    done = run("topics", "platform", "--data", data, "-f", "table", "--lang", "zh")
    assert (done.out.splitlines()[2], done.code) == ("没有工作事项。", 0)
