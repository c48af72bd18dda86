"""Proofreading: the verdict on each number of a manuscript, and what is at odds with itself."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import TESTS, Run
from hypothesis import given, strategies as st
from sentences import CITING, SILENT

from cppcc_cli.dataset import sources
from cppcc_cli.dataset.reading import load
from cppcc_cli.documents.text import text_document
from cppcc_cli.text.auditing import audit
from cppcc_cli.text.checking import proof
from cppcc_cli.text.finding import Finding

BUNDLED = load(sources.bundled())


def found_in(text: str) -> list[Finding]:
    """Return what the bundled figures find in a text."""
    return proof(text_document("text", text), BUNDLED).findings


@pytest.mark.parametrize(("sentence", "expected"), CITING, ids=[text for text, _ in CITING])
def test_numbers_that_cite_figures(sentence: str, expected: list[str]) -> None:
    """Each gets its verdict, with the figure it speaks of."""
    assert [
        f"{one.verdict} {one.figure or '-'} {one.mention.printed}"
        for one in found_in(sentence)
        if one.mention is not None
    ] == expected


@pytest.mark.parametrize("sentence", SILENT)
def test_numbers_of_other_things(sentence: str) -> None:
    """Numbers of other years, bodies, parts and things are held against no figure."""
    assert {one.verdict for one in found_in(sentence)} <= {"unknown", "other"}


def test_there_are_enough_sentences() -> None:
    """At least forty that cite figures, and forty that must stay silent."""
    assert len(dict(CITING)) >= 40
    assert len(set(SILENT)) >= 40


# Text, and the sentences on what is at odds in it.
AT_ODDS = [
    ("收到来信362件，其中上级转来46件。", []),
    (
        "收到来信362件，其中上级转来460件。",
        ["460件大于总数362件，请核对"],
    ),
    ("走访企业48家（民企30家，国企18家）。", []),
    (
        "走访企业48家（民企30家，国企28家）。",
        ["30家 + 28家 = 58，而总数为48家，请核对"],
    ),
    ("走访企业48家（其中民企30家，国企8家）。", []),
    # What is more than the number before the brackets is none of its parts, nor is a stage.
    ("走访企业48家（全市共评选200家）。", []),
    ("发放问卷300份（回收274份，有效261份）。", []),
    ("办公室3人（编制4人，缺编1人）。", []),
    ("支出1.26万元（预算1.8万元）。", []),
    ("走访企业9家（民企3家、国企5家）。", ["3家 + 5家 = 8，而总数为9家，请核对"]),
    (
        "走访企业48家（民企30家，国企81家）。",
        ["30家 + 81家 = 111，而总数为48家，请核对"],
    ),
    ("办理来信254件，占总数321件的79.1%。", []),
    ("收到来信321件，办理254件，占总数的79.1%。", []),
    (
        "收到来信321件，办理254件，占总数的97.1%。",
        ["254件 / 321件 = 79.1%，而写作97.1%，请核对"],
    ),
    ("收到来信300余件，办理254件，占总数的97.1%。", []),
    # A sentence that runs on: its parts, and the base of its shares, are no longer known.
    (
        f"走访企业48家（{'、'.join(['民企3家'] * 30)}）。",
        [f"{' + '.join(['3家'] * 30)} = 90，而总数为48家，请核对"],
    ),
    (f"走访企业48家（{'、'.join(['民企3家'] * 60)}）。", []),
    (f"收到来信321件，{'走访2家，' * 41}办理254件，占总数的97.1%。", []),
    ("我们走访企业312家。\n一年里共走访企业312家。", []),
    (
        "我们走访企业312家。\n一年里共走访企业321家。",
        ["第 1 行同一内容写作312家，请核对"],
    ),
    ("我们走访企业312家。\n3月走访企业32家，某县走访企业21家。", []),
    ("我们走访企业312家。\n上半年，走访企业132家。", []),
    ("我们走访企业300余家。\n一年里共走访企业312家。", []),
]


@pytest.mark.parametrize(("text", "expected"), AT_ODDS, ids=[text for text, _ in AT_ODDS])
def test_what_is_at_odds_with_itself(text: str, expected: list[str]) -> None:
    """Parts and wholes, shares, and one thing given twice; each a question to a person."""
    at_odds = [one for one in found_in(text) if one.code in ("sum", "share", "growth", "twice")]
    assert [one.message.say("zh") for one in at_odds] == expected
    assert {(one.severity, one.verdict) for one in at_odds} <= {("warning", None), ("info", None)}


def test_a_slip_may_be_the_value_of_another_year() -> None:
    """A number that last year's dataset has for the figure is said to be that of last year."""
    last = BUNDLED._replace(year=2022)
    submitted = last.figures["proposals.submitted"]
    changed = submitted._replace(value=submitted.value - 22)
    last = last._replace(figures={**last.figures, submitted.id: changed})
    document = text_document("text", "市政协提交提案396件。")
    (one,) = proof(document, BUNDLED, [last]).findings
    assert (
        one.message.say("en")
        == "Proposals submitted: expected 418件; likely slip: the value of 2022"
    )


def test_record_of_a_finding(run: Run) -> None:
    """A record has the keys of the contract, in order, with the place of the number."""
    speech = str(TESTS / "samples" / "speech.txt")
    first, *_ = json.loads(run("proofread", speech, "-f", "json", "--lang", "zh").out)
    assert list(first.items()) == [
        ("code", "figure"),
        ("severity", "error"),
        ("file", speech),
        ("line", 3),
        ("column", 12),
        ("key", None),
        ("figure", "proposals.submitted"),
        ("paragraph", 2),
        ("printed", "481件"),
        ("verdict", "contradicts"),
        ("expected", "418件"),
        ("slip", "transposed"),
        ("message", "提出提案：应为“418件”，疑为数字颠倒"),
        ("place", None),
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_and_column_lead_to_the_number(line_end: str, run: Run, tmp_path: Path) -> None:
    """Whatever ends a line, and behind a byte order mark, the place is that of an editor."""
    text = f"同志们：{line_end}{line_end}  大家提交提案481件。{line_end}"
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    done = run("proofread", "a.txt", "-f", "lines")
    said = "Proposals submitted: expected 418件; likely slip: digits transposed"
    assert (done.out, done.err, done.code) == (f"a.txt:3:9: {said}\n", "", 1)


def test_one_unreadable_manuscript_hides_no_other(run: Run, tmp_path: Path) -> None:
    """The others are answered, the unreadable is named, and the exit code is 3."""
    (tmp_path / "good.txt").write_text("大会发言50篇。\n", "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\0")
    done = run("proofread", "bad.txt", "good.txt", "none.txt", "--columns", "file,verdict")
    assert done.out == "file\tverdict\ngood.txt\tagrees\n"
    assert [line.partition(" ")[0] for line in done.err.splitlines()] == ["cppcc:"] * 2
    assert "bad.txt" in done.err
    assert "none.txt" in done.err
    assert done.code == 3
    assert run("proofread", "none.txt").out == ""


def test_exit_code_tells_whether_anything_contradicts(run: Run) -> None:
    """0 where all agrees, is vaguer or unknown; 1 where a number contradicts."""
    for text, code in [
        ("提案418件。", 0),
        ("提案400余件，重点提案18件。", 0),
        ("。", 0),
        ("提案481件。", 1),
        ("来信362件，其中转来460件。", 1),
    ]:
        assert run("proofread", "-", input=text.encode()).code == code


def test_a_manuscript_is_never_written_over(run: Run, tmp_path: Path) -> None:
    """--force replaces other files, not the one that is read."""
    (tmp_path / "a.md").write_text("提案481件。\n", "utf-8")
    done = run("proofread", "a.md", "-o", "a.md", "--force")
    assert done.code == 1
    assert (tmp_path / "a.md").read_text("utf-8") == "提案481件。\n"


WORDS = st.sampled_from(
    [
        "提案",
        "大会发言",
        "协商议政活动",
        "民生议事堂",
        "服务群众",
        "采用",
        "418件",
        "481件",
        "400余件",
        "1.7万余人次",
        "50篇",
        "177家",
        "其中",
        "分别为",
        "占总数的",
        "87.8%",
        "去年",
        "2022年",
        "市政协",
        "每家",
        "（",
        "）",
        "：",
        "、",
        "和",
        "，",
        "。",
        "|",
        "\n",
        "\t",
        "一",
        "12",
        "%",
        "增加",
        "《",
        "》",
    ]
)


@given(st.lists(WORDS | st.characters(), max_size=40))
def test_whatever_is_written_every_finding_has_its_place(words: list[str]) -> None:
    """No text stops a proofreading or an audit, and each finding points at what is printed."""
    text = "".join(words)
    lines = text.split("\n")
    document = text_document("text", text)
    for one in (*proof(document, BUNDLED).findings, *audit(document, BUNDLED)):
        one.message.say("zh")
        if one.mention is not None and one.place is not None:
            # Behind its first character may stand what nobody sees, or the end of a line.
            assert lines[one.place.line - 1][one.place.column - 1] == one.mention.printed[0]


def _verdicts(text: str) -> list[str]:
    found = proof(text_document("a.md", text, markdown=True), BUNDLED).findings
    return [f"{one.verdict} {one.mention.printed}" for one in found if one.mention is not None]


def test_a_year_in_a_heading_ends_the_plans_of_the_heading_above() -> None:
    plans = "# 市政协工作\n\n## 下一步打算\n\n提出提案481件。\n\n"
    assert _verdicts(plans) == ["other 481件"]
    assert _verdicts(f"{plans}### 2023年情况\n\n提出提案481件。\n")[1:] == ["contradicts 481件"]


@pytest.mark.parametrize("words", ["获评优秀的提案30件", "省级提案30件", "评选提案30件"])
def test_what_is_awarded_of_another_thing_is_a_part_of_it(words: str) -> None:
    awarded = "2023年，丽水市政协12个案例被省政协评为协商为民典型案例。"
    assert _verdicts(awarded) == ["contradicts 12个"]
    assert _verdicts(f"2023年，丽水市政协{words}。") == ["other 30件"]


def test_a_label_without_end_explains_nothing(run: Run, tmp_path: Path) -> None:
    """Cells that run on, as in a damaged table, leave a number open and cost no time."""
    cells = " | ".join(["提出提案", "工作会议" * 100, "481件"])
    (tmp_path / "a.md").write_text(f"| {cells} |\n| {cells} |\n", "utf-8")
    done = run("proofread", "a.md", "--columns", "printed,verdict", "--no-header")
    assert (done.out, done.code) == ("481件\tunknown\n" * 2, 0)


def _of(place: str, text: str) -> list[str]:
    """Return the verdicts on a text by the bundled figures, as if they were those of `place`."""
    body = BUNDLED.body._replace(zh=f"中国人民政治协商会议{place}委员会")
    found = proof(text_document("text", text), BUNDLED._replace(body=body)).findings
    return [one.verdict for one in found if one.mention is not None]


@pytest.mark.parametrize(
    ("place", "level"), [("云溪县", "县"), ("北云区", "区"), ("西云省", "省"), ("云山州", "州")]
)
def test_a_committee_of_any_level_names_its_place_and_itself(place: str, level: str) -> None:
    """全县, 我县 and 县政协 of a county say no more of a thing than those words of a city."""
    sentences = (
        f"{place}政协工作综述。\n全{level}建成民生议事堂717家。",
        f"{place}政协工作综述。\n我{level}民生议事堂达717家。",
        f"{place}政协工作综述。\n{level}政协及其常委会共提出提案481件。",
        f"{place}政协工作综述。\n全{level}上下共建成民生议事堂717家。",
    )
    assert [_of(place, one)[-1] for one in sentences] == ["contradicts"] * len(sentences)


@pytest.mark.parametrize(("name", "verdict"), [("云山州", "contradicts"), ("云水州", "other")])
def test_an_autonomous_place_is_named_without_its_peoples(name: str, verdict: str) -> None:
    assert _of("云山苗族自治州", f"{name}政协提出提案481件。") == [verdict]


@pytest.mark.parametrize("text", ["全县建成民生议事堂32家。", "全省建成民生议事堂3200家。"])
def test_the_whole_of_another_level_is_another_place(text: str) -> None:
    """What a county or the province has is no figure of the city."""
    assert [one.verdict for one in found_in(text)] == ["other"]


def test_of_terms_that_overlap_the_longer_is_meant() -> None:
    """政协委员 does not hide the 委员工作室 that it begins."""
    members = BUNDLED.figures["proposals.submitted"]._replace(terms=("政协委员",))
    figures = {**BUNDLED.figures, members.id: members}
    text = "市政协委员工作室119家。"
    found = proof(text_document("t", text), BUNDLED._replace(figures=figures)).findings
    assert [one.figure for one in found] == ["member-outreach.studios"]


def test_of_terms_that_overlap_the_one_counted_in_the_unit_is_meant() -> None:
    halls, rooms = (
        BUNDLED.figures[one]
        for one in ("livelihood-halls.halls", "member-outreach.reception-rooms")
    )
    figures = {
        halls.id: halls._replace(terms=("委员",), unit="位"),
        rooms.id: rooms._replace(terms=("委员带队",)),
    }
    dataset = BUNDLED._replace(figures=figures)
    for text, id in (("117位委员带队。", halls.id), ("17家委员带队。", rooms.id)):
        found = proof(text_document("t", text), dataset).findings
        assert [(one.figure, one.verdict) for one in found] == [(id, "contradicts")]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        # What a plan took up is done.
        ("被纳入规划、计划或政策的提案431件。", ["unknown"]),
        # What a neighbourhood has is called by no committee of a district.
        ("在社区政协委员之家举办协商活动434场次。", ["unknown"]),
        # Up to a day of December is most of a year, and to its last day all of it.
        ("截至11月20日，提出提案431件。", ["other"]),
        ("截至12月20日，提出提案431件。", ["unknown"]),
        ("截至12月31日，提出提案431件。", ["contradicts"]),
        ("截至11月20日，提出提案431件，12月2日提出提案431件。", ["other", "unknown"]),
        # A number without a head takes that of the one before it, of another unit.
        ("帮扶的民生议事堂177家、454场次实现全覆盖。", ["agrees", "unknown"]),
        # What follows a number that nothing stands before is its own, whatever verb it begins with.
        ("454场次举办协商活动177家民生议事堂。", ["contradicts", "agrees"]),
        # One part alone, by what it is about; others beside those told of; what refers to some.
        ("经济建设方面，提出提案218件。", ["unknown"]),
        ("此外，另有206件提案。", ["unknown"]),
        ("此外，还有委员工作室119家。", ["contradicts"]),
        ("另有407件提案已被采纳。", ["unknown"]),
        ("401件提案中，八成办复。", ["unknown", "unknown"]),
        ("431件提案中，八成办复。", ["contradicts", "unknown"]),
        ("提出提案418件。401件提案中，八成办复。", ["agrees", "unknown", "unknown"]),
        ("提出提案418件。另有401件提案均获采纳。", ["agrees", "unknown"]),
        # What is named before 等 need not be all.
        ("教育、卫生、大型工程等431件提案。", ["unknown"]),
        # A time is that of the figures where one that agrees is of it.
        ("会议期间，提出提案481件。", ["unknown"]),
        ("会议期间，提出提案481件，服务群众1.7万余人次。", ["contradicts", "agrees"]),
        ("会议期间，提出提案481件，线上学习41次。", ["unknown", "agrees"]),
        ("截至11月20日，提出提案481件，服务群众1.7万余人次。", ["unknown", "agrees"]),
        # The same in other words, when, how and by whom at a meeting.
        ("组织起来深入群众的（委员工作室）119家。", ["contradicts"]),
        ("新华社港湾3月12日电 市政协提出提案481件。", ["contradicts"]),
        ("委员随即提出提案481件。", ["contradicts"]),
        ("会议听取提案481件。", ["contradicts"]),
        ("会议提案381件。", ["unknown"]),
        # What is done by some that are counted before; what a number was, before it became another.
        ("14名委员提出提案481件。", ["unknown", "unknown"]),
        ("177家民生议事堂举办协商活动454场次。", ["agrees", "contradicts"]),
        ("提案由396件增加到481件。", ["other", "contradicts"]),
        ("从去年的396件提高到418件提案。", ["unknown", "agrees"]),
        # What they are about is named at the beginning, in a sense; who lives there is no body.
        ("在乡村建设上，提出提案63件。", ["unknown"]),
        ("在开幕会上，提出提案481件。", ["contradicts"]),
        ("住云全国政协委员提出提案481件。", ["unknown"]),
        # What is counted in another unit than the next number stands between the two.
        ("市直系统共有177家民生议事堂办理提案481件。", ["agrees", "unknown"]),
        # What a clause before is about is open in the next.
        ("委员们积极履职，围绕民生，提出提案481件。", ["unknown"]),
    ],
)
def test_what_stands_beside_a_number_changes_it_or_not(text: str, verdicts: list[str]) -> None:
    """What is open is asked about, and neither passed over nor told to be wrong."""
    assert [one.split()[0] for one in _verdicts(text)] == verdicts


@pytest.mark.parametrize(
    ("month", "verdict"), [(1, "contradicts"), (7, "unknown"), (12, "contradicts")]
)
def test_what_is_dated_within_the_year_is_of_a_part_of_it(month: int, verdict: str) -> None:
    text = f"# 丽水市政协履职简报\n\n2023年{month}月15日\n\n全市民生议事堂增至171家。"
    assert _verdicts(text) == [f"{verdict} 171家"]


_HELD = "民生议事堂177家，委员会客厅10家，委员工作室191家"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # Where all others are given, what is like the one that is not is it; else it is open.
        (f"{_HELD}。连心桥提案481件。", "contradicts"),
        (f"{_HELD}。重点提案481件。", "contradicts"),
        ("民生议事堂177家，委员会客厅10家。连心桥提案481件。", "unknown"),
        (f"{_HELD}。连心桥提案96件。", "unknown"),
        (f"{_HELD}。连心桥提案481件，同心桥提案481件。", "unknown"),
        (f"{_HELD}。就提案办理，交出481件答卷。", "contradicts"),
        (f"{_HELD}。就提案办理，交出418件答卷。", "agrees"),
        (f"{_HELD}。就提出的提案，交出481件答卷。", "contradicts"),
    ],
)
def test_the_figure_that_is_left_is_meant(text: str, verdict: str) -> None:
    kept = ("livelihood-halls.halls", "member-outreach.reception-rooms", "member-outreach.studios")
    figures = {id: BUNDLED.figures[id] for id in (*kept, "proposals.submitted")}
    found = proof(text_document("t", text), BUNDLED._replace(figures=figures)).findings
    assert found[-1].verdict == verdict
    assert found[-1].figure in ("proposals.submitted", None)


def test_shares_that_anybody_may_have_show_no_figure_that_is_left() -> None:
    kept = ("livelihood-halls.halls", "member-outreach.reception-rooms")
    shares = {
        id: BUNDLED.figures[id]._replace(unit="%", value=Decimal(100), terms=(name,))
        for id, name in zip(kept, ("办复率", "满意率"), strict=True)
    }
    left = {"proposals.submitted": BUNDLED.figures["proposals.submitted"]}
    text = "办复率100%，满意率100%。连心桥提案481件。"
    found = proof(text_document("t", text), BUNDLED._replace(figures={**shares, **left}))
    assert [one.verdict for one in found.findings] == ["agrees", "agrees", "unknown"]


def test_a_number_told_again_may_be_of_a_kind_of_the_things() -> None:
    rooms, id = BUNDLED.figures["member-outreach.reception-rooms"], "proposals.submitted"
    named = rooms.name._replace(zh="重点提案"), ("重点提案",)
    kind = rooms._replace(unit="件", name=named[0], terms=named[1], value=Decimal(48))
    dataset = BUNDLED._replace(figures={rooms.id: kind, id: BUNDLED.figures[id]})
    for text, verdict in (
        ("81件提案。", "contradicts"),
        ("48件提案。", "unknown"),
        ("重点提案48件。48件提案。", "unknown"),
    ):
        found = proof(text_document("t", text), dataset).findings
        assert found[-1].verdict == verdict


@pytest.mark.parametrize(
    ("name", "text", "verdict"),
    [
        # What anybody may count says little.
        ("委员", "12名委员发言。", "unknown"),
        ("港澳台侨委员", "12名港澳台侨委员发言。", "contradicts"),
        # Beside its own number another that is unlike it is of something else.
        ("港澳台侨委员", "港澳台侨委员46名。12名港澳台侨委员发言。", "unknown"),
        ("委员", "委员46名。16名委员发言。", "unknown"),
    ],
)
def test_a_number_unlike_a_figure_is_held_against_its_name_in_full(
    name: str, text: str, verdict: str
) -> None:
    members = BUNDLED.figures["proposals.submitted"]
    zh = members.name._replace(zh=name)
    members = members._replace(unit="名", name=zh, terms=(name,), value=Decimal(46))
    dataset = BUNDLED._replace(figures={members.id: members})
    assert proof(text_document("t", text), dataset).findings[-1].verdict == verdict


def test_what_has_the_number_of_another_figure_named_there_is_of_it() -> None:
    """It is so where this figure's own number stands elsewhere only by chance, or as a slip."""
    halls = BUNDLED.figures["livelihood-halls.halls"]
    figures = {
        **BUNDLED.figures,
        halls.id: halls._replace(unit="件", terms=("议事事项",), value=Decimal(481)),
    }
    for lead, verdict in (("", "agrees"), ("议事事项481件。", "unknown")):
        text = f"{lead}办好议事事项，提出提案481件。"
        found = proof(text_document("t", text), BUNDLED._replace(figures=figures)).findings
        assert found[-1].verdict == verdict


@pytest.mark.parametrize("word", ["增长", "增加", "提升", "多", "减少", "下降", "净增", "上涨"])
def test_each_word_of_a_change_tells_one(word: str) -> None:
    """Whether it may stand for a part elsewhere or not."""
    assert _verdicts(f"提案同比{word}48件。") == ["other 48件"]


def _source() -> str:
    """Return an invented source that states each bundled figure by its name, in its paragraph."""
    lines = [""] * max(one.paragraph for one in BUNDLED.figures.values())
    for one in BUNDLED.figures.values():
        lines[one.paragraph - 1] += f"{one.name.zh}{one.printed}。"
    return "\n".join(line or "工作有序推进。" for line in lines)


@pytest.mark.parametrize("id", BUNDLED.figures)
def test_a_figure_changed_in_its_source_is_found_there_and_in_a_manuscript(id: str) -> None:
    """Any of the 23, by what `check --source` finds as by what `proofread` does."""
    source, figure = _source(), BUNDLED.figures[id]
    right = f"{figure.name.zh}{figure.printed}。"
    digit = max(at for at, char in enumerate(right) if char.isdecimal())
    wrong = f"{right[:digit]}{(int(right[digit]) + 2) % 10}{right[digit + 1 :]}"
    for text, expected in ((source, []), (source.replace(right, wrong), [id])):
        document = text_document("source", text)
        audited = [one.key for one in audit(document, BUNDLED) if one.severity == "error"]
        found = proof(document, BUNDLED).findings
        assert audited == [f"figure.{one}" for one in expected]
        assert [one.figure for one in found if one.verdict == "contradicts"] == expected
