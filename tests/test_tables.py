"""Tables as offices have them: drafted, checked against their draft, and proofread with slips."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
import xlsxwriter
from conftest import Run

from cppcc_cli.dataset.reading import load

COUNTIES = (
    ["表1 2032年度县（市、区）政协信息报送采用情况"],
    [
        "单位|报送（篇）|市政协采用（篇）|批示（件次）|得分（分）|名次",
        "云溪区政协|412|136|18|486.5|1",
        "兰浦县政协|356|121|15|421.0|2",
        "石梁县政协|143|29|—|101.0|3",
        "合　计|911|286|33|/|—",
    ],
    [
        "云溪区政协报送 412篇 < 县（市、区）政协信息报送合计",
        "云溪区政协市政协采用 136篇 < 县（市、区）政协信息市政协采用合计",
        "云溪区政协批示 18件次 < 县（市、区）政协信息批示合计",
        "云溪区政协得分 486.5分",
        "兰浦县政协报送 356篇 < 县（市、区）政协信息报送合计",
        "兰浦县政协市政协采用 121篇 < 县（市、区）政协信息市政协采用合计",
        "兰浦县政协批示 15件次 < 县（市、区）政协信息批示合计",
        "兰浦县政协得分 421.0分",
        "石梁县政协报送 143篇 < 县（市、区）政协信息报送合计",
        "石梁县政协市政协采用 29篇 < 县（市、区）政协信息市政协采用合计",
        "石梁县政协得分 101.0分",
        "县（市、区）政协信息报送合计 911篇",
        "县（市、区）政协信息市政协采用合计 286篇",
        "县（市、区）政协信息批示合计 33件次",
    ],
)
# The lines above a table, its rows, and what its draft holds: names, printed forms, wholes.
TABLES: list[tuple[Sequence[str], Sequence[str], Sequence[str]]] = [
    COUNTIES,
    # The numbers of rows, a unit above, rates of several kinds, a total that stands in between.
    (
        ["港湾市2032年提案办理情况统计表", "单位：件"],
        [
            "序号|承办单位|已答复|办复率|满意率（%）",
            "1|市教育局|45|100%|98.5",
            "2|市卫生健康委|37|97.4%|96.2",
            "|合计|82|99.1%|97.5",
        ],
        [
            "市教育局已答复 45件 < 提案办理已答复合计",
            "市教育局办复率 100%",
            "市教育局满意率 98.5%",
            "市卫生健康委已答复 37件 < 提案办理已答复合计",
            "市卫生健康委办复率 97.4%",
            "市卫生健康委满意率 96.2%",
            "提案办理已答复合计 82件",
            "提案办理办复率合计 99.1%",
            "提案办理满意率合计 97.5%",
        ],
    ),
    # Years in rows.
    (
        ["表1 近三年提案情况"],
        ["年份|收到（件）|立案（件）|联名（件）", "2031|415|391|约15", "2032|436|418|20余"],
        [
            "2031年收到提案 415件",
            "2031年立案提案 391件",
            "2031年联名提案 约15件",
            "收到提案 436件",
            "立案提案 418件",
            "联名提案 20余件",
        ],
    ),
    # Two rows of heads with merged cells, and another year.
    (
        ["表2 2032年提案分类情况"],
        [
            "承办单位|2032年||2031年||排名",
            "|件数|比例（%）|件数|比例（%）|",
            "市教育局|45|41.3|40|40.0|1",
            "市民政局|64|58.7|60|60.0|2",
            "合计|109|100|100|100|",
        ],
        [
            "市教育局提案件数 45件 < 提案件数合计",
            "市教育局比例 41.3%",
            "2031年市教育局提案件数 40件 < 2031年提案件数合计",
            "2031年市教育局比例 40.0%",
            "市民政局提案件数 64件 < 提案件数合计",
            "市民政局比例 58.7%",
            "2031年市民政局提案件数 60件 < 2031年提案件数合计",
            "2031年市民政局比例 60.0%",
            "提案件数合计 109件",
            "提案比例合计 100%",
            "2031年提案件数合计 100件",
            "2031年提案比例合计 100%",
        ],
    ),
    # Those that are told of above the columns, a column of sums, a row of ranks.
    (
        [],
        [
            "指标|云溪区政协|兰浦县政协|合计",
            "报送（篇）|412|356|768",
            "采用率|33%|34.1%|33.5%",
            "名次|1|2|",
        ],
        [
            "云溪区政协报送 412篇 < 报送合计",
            "兰浦县政协报送 356篇 < 报送合计",
            "报送合计 768篇",
            "云溪区政协采用率 33%",
            "兰浦县政协采用率 34.1%",
            "采用率合计 33.5%",
        ],
    ),
    # Money in ten thousands, numbers with 余, subtotals, a label over several rows.
    (
        ["单位：名、场次"],
        [
            "类别|项目|捐款（万元）|受益人数|义诊场次",
            "助学|助学金|35.6|1200余|3",
            "|奖学金|2.4|60|2",
            "小计||38.0|1260余|5",
            "敬老|慰问|12.5|860|4",
            "总计||50.5|2120余|9",
        ],
        [
            "助学助学金捐款 35.6万元 < 捐款小计",
            "助学助学金受益人数 1200余人 < 受益人数小计",
            "助学助学金义诊场次 3场次 < 义诊场次小计",
            "助学奖学金捐款 2.4万元 < 捐款小计",
            "助学奖学金受益人数 60人 < 受益人数小计",
            "助学奖学金义诊场次 2场次 < 义诊场次小计",
            "捐款小计 38.0万元 < 捐款总计",
            "受益人数小计 1260余人 < 受益人数总计",
            "义诊场次小计 5场次 < 义诊场次总计",
            "敬老慰问捐款 12.5万元 < 捐款总计",
            "敬老慰问受益人数 860人 < 受益人数总计",
            "敬老慰问义诊场次 4场次 < 义诊场次总计",
            "捐款总计 50.5万元",
            "受益人数总计 2120余人",
            "义诊场次总计 9场次",
        ],
    ),
    # What is among what, the year before, by how much it changed, and months.
    (
        [],
        [
            "类别|数量（件）|上年（件）|同比（%）",
            "提案|418|396|5.6",
            "其中：委员提案|300|290|3.4",
            "集体提案|118|106|11.3",
        ],
        [
            "提案 418件",
            "2031年提案 396件",
            "委员提案 300件 < 提案",
            "2031年委员提案 290件 < 2031年提案",
            "集体提案 118件 < 提案",
            "2031年集体提案 106件 < 2031年提案",
        ],
    ),
    (
        ["（单位：篇）"],
        ["月份|报送|其中：采用", "1月|20|9", "2月|31|12"],
        [
            "1月报送 20篇",
            "1月采用 9篇 < 1月报送",
            "2月报送 31篇",
            "2月采用 12篇 < 2月报送",
        ],
    ),
    # Rows that are split up, each in the same way.
    (
        [],
        ["会议|应到|实到|请假", "全体会议|45人次|43人次|2人次", "常委会议|30人次|27人次|3人次"],
        [
            "全体会议应到 45人次",
            "全体会议实到 43人次 < 全体会议应到",
            "全体会议请假 2人次 < 全体会议应到",
            "常委会议应到 30人次",
            "常委会议实到 27人次 < 常委会议应到",
            "常委会议请假 3人次 < 常委会议应到",
        ],
    ),
    # The committee itself and the whole city.
    (
        [],
        ["指标|本级|全市", "提案（件）|418|3200", "委员工作室（个）|26|177"],
        ["本级提案 418件", "全市提案 3200件", "本级委员工作室 26个", "全市委员工作室 177个"],
    ),
]
TITLE = "港湾市政协2032年履职数据"
_DATASET = ("--year", "2032", "--body", "港湾市政协", "-o", "a.toml")


def as_text(above: Sequence[str], rows: Sequence[str], by: str = "\t") -> str:
    return "\n".join([TITLE, "", *above, *(row.replace("|", by) for row in rows), "注：完。", ""])


def stated(folder: Path) -> list[str]:
    """Return the figures of the draft in a folder, by their paragraphs and columns."""
    figures = load(str(folder / "a.toml")).figures
    return [
        f"{one.name.zh} {one.printed}"
        + (f" < {figures[one.part_of].name.zh}" if one.part_of else "")
        for one in figures.values()
    ]


def verdicts(run: Run, path: str) -> list[tuple[str, str, str | None]]:
    """Return what proofread gives for the numbers of a file: the number, verdict and place."""
    found = run("proofread", path, "--data", "./a.toml", "-f", "jsonl").out.splitlines()
    records = [json.loads(line) for line in found]
    return [(one["printed"], one["verdict"], one["place"]) for one in records]


@pytest.mark.parametrize(("above", "rows", "expected"), TABLES)
def test_a_table_in_a_text(
    above: Sequence[str], rows: Sequence[str], expected: list[str], run: Run, tmp_path: Path
) -> None:
    """Each cell has its row and column, its unit and its whole; no rank is a figure; slips show."""
    text = as_text(above, rows)
    (tmp_path / "r.txt").write_text(text, "utf-8")
    assert run("draft", "r.txt", *_DATASET).code == 0
    assert sorted(stated(tmp_path)) == sorted(expected)
    assert run("check", "a.toml", "--source", "r.txt").code == 0
    numbers = re.findall(r"[\d.]+", " ".join(one.split(" < ")[0].split()[1] for one in expected))
    clean = verdicts(run, "r.txt")
    # Growth is no figure of the draft, and is told as what none has.
    untold = [one for one, said, _ in clean if said == "unknown"]
    assert set(untold).isdisjoint(numbers)
    assert [said for _, said, _ in clean if said != "unknown"] == ["agrees"] * len(numbers)
    for cell in re.finditer(r"(?<=\t)\d[\d.]*(?![\d年])", text):
        number = cell.group()
        slipped = f"{number[:-1]}{(int(number[-1]) + 3) % 10 or 8}"
        made = f"{text[: cell.start()]}{slipped}{text[cell.end() :]}"
        (tmp_path / "slip.txt").write_text(made, "utf-8")
        # That its column does not add up then is a question, and no verdict.
        found = verdicts(run, "slip.txt")
        wrong = [one for one, said, _ in found if said not in ("agrees", None)]
        for one in untold:
            if one in wrong:
                wrong.remove(one)
        is_none = number not in numbers
        assert is_none or [re.sub("[^0-9.]", "", one) for one in wrong] == [slipped]


def _as_word(path: Path, above: Sequence[str], rows: Sequence[str]) -> None:
    document = docx.Document()
    for line in (TITLE, *above):
        document.add_paragraph(line)
    cells = [row.split("|") for row in rows]
    table = document.add_table(len(cells), len(cells[0]))
    for number, row in enumerate(cells):
        for column, cell in enumerate(row):
            table.cell(number, column).text = cell
    document.save(str(path))


def _as_workbook(path: Path, above: Sequence[str], rows: Sequence[str]) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("统计")
    for number, row in enumerate((TITLE, *above, *rows)):
        for column, cell in enumerate(row.split("|")):
            sheet.write_string(number, column, cell)
    book.close()


def _as_page(path: Path, above: Sequence[str], rows: Sequence[str]) -> None:
    lines = "".join(f"<p>{line}</p>" for line in (TITLE, *above))
    table = "".join(f"<tr><td>{row.replace('|', '</td><td>')}</td></tr>" for row in rows)
    path.write_text(f"<meta charset=utf-8>{lines}<table>{table}</table>", "utf-8")


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "bars", "spaces", "boxes", "lines"])
def test_the_same_table_in_every_kind(kind: str, run: Run, tmp_path: Path) -> None:
    """A table says the same in whatever file it stands, and a slip is found in its cell."""
    above, rows, expected = COUNTIES
    write = {"docx": _as_word, "xlsx": _as_workbook, "html": _as_page}.get(kind)
    path = tmp_path / f"r.{kind if write else 'txt'}"

    def put(rows: Sequence[str]) -> None:
        by = {"bars": " | ", "spaces": "　　", "boxes": "│"}.get(kind, "\t")
        ruled = (
            [line for row in rows for line in ("├─┼─┤", f"|{row}|")] if kind == "boxes" else rows
        )
        spaced = [line for row in rows for line in (row, "")] if kind == "lines" else ruled
        if write:
            write(path, above, rows)
        else:
            path.write_text(as_text(above, spaced, by), "utf-8")

    put(rows)
    assert run("draft", path.name, *_DATASET).code == 0
    assert sorted(stated(tmp_path)) == sorted(expected)
    assert run("check", "a.toml", "--source", path.name).code == 0
    assert {verdict for _, verdict, _ in verdicts(run, path.name)} == {"agrees"}
    put([row.replace("356", "365") for row in rows])
    found = [one for one in verdicts(run, path.name) if one[1] != "agrees"]
    [(printed, verdict, place), (total, asked, _)] = found
    assert (printed, verdict, total, asked) == ("365", "contradicts", "911", None)
    assert (place is None) == (write is None)


def test_the_total_that_the_text_tells(run: Run, tmp_path: Path) -> None:
    """Cells are part of the number beside the table that is their sum; a total is given again."""
    (tmp_path / "r.txt").write_text(
        f"{TITLE}\n全年各县区政协报送信息768篇。\n单位\t报送（篇）\n云溪区政协\t412\n兰浦县政协\t356\n",
        "utf-8",
    )
    assert run("draft", "r.txt", *_DATASET).code == 0
    assert stated(tmp_path)[1:] == [
        "云溪区政协报送 412篇 < 各县区政协报送信息",
        "兰浦县政协报送 356篇 < 各县区政协报送信息",
    ]


def test_what_other_bodies_add_up_to_is_not_the_committee_s_own(run: Run, tmp_path: Path) -> None:
    """The sum of a table of counties contradicts no figure of all that the city took."""
    (tmp_path / "r.txt").write_text(f"{TITLE}\n全年采用信息980篇。\n", "utf-8")
    assert run("draft", "r.txt", *_DATASET).code == 0
    rows = ["单位|采用（篇）", "云溪区政协|136", "合计|136"]
    above = ["表1 县（市、区）政协信息采用情况"]
    (tmp_path / "t.txt").write_text(as_text(above, rows), "utf-8")
    assert {verdict for _, verdict, _ in verdicts(run, "t.txt")} <= {"other", "unknown"}


def test_a_row_beside_a_total_is_of_some(run: Run, tmp_path: Path) -> None:
    """Where a row is the sum of all, another contradicts no figure of all; the sum may."""
    (tmp_path / "r.txt").write_text(f"{TITLE}\n全年收到提案418件。\n", "utf-8")
    assert run("draft", "r.txt", *_DATASET).code == 0
    rows = ["类别|提案（件）", "委员提案|300", "集体提案|181", "合计|481"]
    (tmp_path / "t.txt").write_text(as_text([], rows), "utf-8")
    assert sorted((one, verdict) for one, verdict, _ in verdicts(run, "t.txt")) == [
        ("181", "other"),
        ("300", "other"),
        ("481", "contradicts"),
    ]


def test_comma_separated_values_are_a_table(run: Run, tmp_path: Path) -> None:
    """Within quotation marks a comma parts no cells, a break no lines; people see bars between."""
    text = '指标,单位,"2031\n年",2032年\r\n立案,件,,"1,288"\r\n"办复率",%,98.6,"97.9"\r\n'
    (tmp_path / "a.csv").write_bytes(text.encode("gb18030"))
    listed = run("numbers", ".", "--kind", "figure", "--columns", "line,value,unit", "--no-header")
    assert listed.out == "2\t1288\t件\n3\t98.6\t%\n3\t97.9\t%\n"
    assert "立案 | 件 |  | 【1,288】" in run("numbers", "a.csv", "-f", "table").out
    (tmp_path / "a.csv").write_text('市,"报告\n一年来，提案418件。\n办理386件。"\n', "utf-8")
    listed = run("numbers", ".", "--kind", "figure", "--columns", "line,value", "--no-header")
    assert listed.out == "2\t418\n3\t386\n"


def test_a_cell_that_no_figure_has_is_told_with_the_others(run: Run, tmp_path: Path) -> None:
    """It has its unit from its row; a rank has none."""
    text = as_text([], ["项目|数量|名次", "图书（册）|386|3", "提案（件）|418|1"])
    (tmp_path / "r.txt").write_text(text, "utf-8")
    found = run("proofread", "r.txt", "-f", "jsonl", "--all").out.splitlines()
    assert [(one["printed"], one["verdict"]) for one in map(json.loads, found)][-2:] == [
        ("386", "unknown"),
        ("418", "other"),
    ]


def test_names_and_numbers_copied_from_a_page_are_a_table(run: Run, tmp_path: Path) -> None:
    """One space parts them; their head gives the unit. Without a head they are none."""
    rows = ["界别 委员数（名）", "茶业界别 21", "渔业、船业界别 1,019", "船工界别 17余"]
    (tmp_path / "a.txt").write_text("海安市政协委员构成\n" + "\n".join(rows), "utf-8")
    found = run("numbers", "a.txt", "-f", "jsonl").out.splitlines()
    assert [json.loads(one)["printed"] for one in found] == ["21", "1,019", "17余"]
    assert [json.loads(one)["unit"] for one in found] == ["名"] * 3
    assert json.loads(found[1])["value"] == 1019
    (tmp_path / "b.txt").write_text("海安市政协\n" + "\n".join(rows[1:]), "utf-8")
    units = [
        json.loads(one)["unit"] for one in run("numbers", "b.txt", "-f", "jsonl").out.splitlines()
    ]
    assert "名" not in units


def test_numbers_before_what_they_count_are_a_table(run: Run, tmp_path: Path) -> None:
    """As on a card; numbers that count the lines are none of it, and no year is."""
    for lines, expected in (
        ("191 委员工作室\n10 委员会客厅", [("191", "agrees"), ("10", "agrees")]),
        ("119 委员工作室\n10 委员会客厅", [("119", "contradicts"), ("10", "agrees")]),
        ("10 委员工作室\n11 委员会客厅", []),
        ("2023 委员工作室\n2019 委员会客厅", []),
        ("119 委员工作室\n191委员会客厅", [("191", "unknown")]),
    ):
        (tmp_path / "a.txt").write_text(f"丽水市政协2023年工作\n{lines}\n", "utf-8")
        found = map(json.loads, run("proofread", "a.txt", "--all", "-f", "jsonl").out.splitlines())
        assert [(one["printed"], one["verdict"]) for one in found] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # A caption stands above, nothing below.
        ("数据一览 481件 提交提案 191家 委员工作室", ["481件 contradicts", "191家 agrees"]),
        # The labels stand above.
        ("提交提案 481件 委员工作室 191家", ["481件 contradicts", "191家 agrees"]),
        # Rates are per cent, so that the labels stand below.
        ("提案 481件 提交提案 96.2% 立案率 结束", ["481件 contradicts", "96.2% unknown"]),
        # Either side may be meant.
        ("委员会客厅 191家 委员工作室 10家 委员会客厅", ["191家 unknown", "10家 unknown"]),
        # A single one may be anything.
        ("数据一览 481件 提交提案", ["481件 unknown"]),
    ],
)
def test_numbers_and_labels_in_paragraphs_of_their_own(
    lines: str, expected: list[str], run: Run, tmp_path: Path
) -> None:
    """As on a picture of a year's figures, or in the boxes of a slide."""
    (tmp_path / "a.txt").write_text(
        "丽水市政协2023年工作\n\n" + lines.replace(" ", "\n\n"), "utf-8"
    )
    found = map(json.loads, run("proofread", "a.txt", "--all", "-f", "jsonl").out.splitlines())
    assert [f"{one['printed']} {one['verdict']}" for one in found] == expected


def test_rows_under_a_line_that_tells_their_sum_are_its_parts(run: Run, tmp_path: Path) -> None:
    """委员数 counts what 委员 above the table are, where the rows add up to these."""
    rows = ["界别 委员数（名）", "茶业界别 81", "渔业界别 49", "船工界别 27"]
    lines = ["海安市政协2031年委员构成", "现有委员共157名。", *rows]
    (tmp_path / "r.txt").write_text("\n".join(lines), "utf-8")
    assert run("draft", "r.txt", *_DATASET).code == 0
    assert [one.partition(" < ")[2] for one in stated(tmp_path)] == ["", *["委员"] * 3]
    # Another list of all of them need not be whole; one of half of them is of something else.
    for first, whole in ((70, "委员"), (30, "")):
        other = ["专委会 委员数（名）", f"盐业专委会 {first}", "鱼汛专委会 21", "灯塔专委会 19"]
        (tmp_path / "r.txt").write_text("\n".join([*lines, *other]), "utf-8")
        assert run("draft", "r.txt", *_DATASET, "--force").code == 0
        assert [one.partition(" < ")[2] for one in stated(tmp_path)][-3:] == [whole] * 3


@pytest.mark.parametrize("by", [" ", "\t"])
def test_numbers_of_pages_are_no_figures(by: str, run: Run, tmp_path: Path) -> None:
    """In a table of contents a name stands beside its page."""
    contents = [f"{name}{by}{at}" for name, at in (("提案", 3), ("民生议事堂", 12), ("讲座", 15))]
    figures = ("类别\t数量（件）", "提案\t418", "", "提出提案418件。")
    text = "\n".join(("丽水市政协2023年工作", "目 录", *contents, "", *figures))
    (tmp_path / "a.txt").write_text(text, "utf-8")
    found = run("proofread", "a.txt", "--all", "-f", "jsonl").out.splitlines()
    assert [json.loads(one)["printed"] for one in found] == ["418", "418件"]
    assert run("draft", "a.txt").out.count("value = 418") == run("draft", "a.txt").out.count(
        "value ="
    )


def test_names_before_numbers_that_become_less_are_a_table(run: Run, tmp_path: Path) -> None:
    """Those of pages never do."""
    rows = "民生议事堂 177\n委员工作室 {}\n委员会客厅 10"
    for printed, verdict in (("191", "agrees"), ("119", "contradicts")):
        text = f"丽水市政协2023年工作\n{rows.format(printed)}\n"
        (tmp_path / "a.txt").write_text(text, "utf-8")
        found = map(json.loads, run("proofread", "a.txt", "--all", "-f", "jsonl").out.splitlines())
        assert (printed, verdict) in [(one["printed"], one["verdict"]) for one in found]
