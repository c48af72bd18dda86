"""Word documents, read with another library: what they say, and how they are laid out."""

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from commands import COMMANDS, as_documented
from conftest import TESTS, Run
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as WordTable
from records import SHOWN, cells_of, comparable, is_in_order, records_of
from samples import write_sample, write_two_years

from cppcc_cli.errors import OutputError
from cppcc_cli.messages import Text
from cppcc_cli.output import Column, Table, pages as room
from cppcc_cli.output.pages import Page, fit

FONTS = {"ascii": "Times New Roman", "hAnsi": "Times New Roman", "cs": "Times New Roman"}
HOSTILE = ["=cmd()", "@SUM", "<b>x</b>", "[bold]", "{{x}}", "&amp; & ]]>", "_x0041_", "长" * 40_000]


def _rows(table: WordTable) -> list[list[str]]:
    """Return the texts of each row, a merged cell once."""
    return [[cell.text for cell in row.cells[: len(row._tr.tc_lst)]] for row in table.rows]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_document_says_what_markdown_says(
    command: tuple[str, ...], language: str, run: Run, tmp_path: Path
) -> None:
    """Title, head, headings, rows and notes are the same texts in the same order, but for ids.

    A scope that is the usual one is written out, and what has no title on a screen has one.
    """
    write_sample(tmp_path, "broken", '[ratio.a]\nb = "="\n')
    asked = (*command, "--lang", language)
    assert run(*asked, "-o", "out.docx").out == ""
    lines, heads = [], set()
    for block in Document(str(tmp_path / "out.docx")).iter_inner_content():
        if not isinstance(block, WordTable):
            lines.append(block.text)
            continue
        for row, cells in zip(block.rows, _rows(block), strict=True):
            line = " | ".join(cells)
            if row._tr.find(f".//{qn('w:tblHeader')}") is None:
                lines.append(line)
            else:
                heads.add(line.strip("| "))
    said = as_documented(re.sub(r"\\(.)", r"\1", run(*asked, "-f", "markdown").out), command)
    rules = [at for at, line in enumerate(said) if line.startswith("| --")]
    assert heads == {said[at - 1].strip("| ") for at in rules} - {""}
    left_out = {*rules, *(at - 1 for at in rules)}
    kept = [line.strip("#| ") for at, line in enumerate(said) if at not in left_out]
    found = [re.sub("([：，])\n", r"\1", line).replace("\n", " ").strip("| ") for line in lines]
    if command[0] in ("stats", "compare"):
        found = [
            re.sub(r" \| (本级|committee)(?=$| \|)", " | ", line).rstrip("| ") for line in found
        ]
    if not any(line.startswith("## ") for line in said):
        assert found.pop(0)
    assert [one for one in found if one] == [one for one in kept if one]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_document_holds_the_records(command: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    """Each record is a row, with the value as printed, in the order of records in its group."""
    write_sample(tmp_path, "broken", '[ratio.a]\nb = "="\n')
    records = records_of(run, *command)
    run(*command, "--lang", "zh", "-o", "out.docx")
    tables = Document(str(tmp_path / "out.docx")).tables
    if command[0] in ("show", "verify"):
        (pairs,) = map(dict, map(_rows, tables))
        (record,) = records
        assert record["value"] in pairs["数值"].replace(",", "")
        return
    if not records:
        assert tables == []
        return
    head, *rows = _rows(tables[0])
    keys = {label: key for label, key in SHOWN[command[0]].items() if label in head}
    expected = [cells_of(_as_seen(record), list(keys.values())) for record in records]
    groups: list[list[tuple[object, ...]]] = [[]]
    for row in rows:
        if len(row) == 1:
            groups.append([])
        else:
            groups[-1].append(tuple(_cell(row[head.index(label)]) for label in keys))
    found = [cells for group in groups for cells in group]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
    assert all(is_in_order(group, expected) for group in groups)


def _as_seen(record: dict[str, str | None]) -> dict[str, str | None]:
    """Return a record with the value as people read it: of a bound as printed, without its unit."""
    if record.get("qualifier") in (None, "exact"):
        return record
    words = {"over": "超过{}", "about": "约{}", "nearly": "近{}"}[str(record["qualifier"])]
    said = words.format(f"{Decimal(str(record['value'])):,f}")
    figure = str(record["printed"]).removesuffix(str(record["unit"]))
    return {**record, "value": figure if "id" in record else said}


def _cell(text: str) -> object:
    return comparable(text.replace(",", "") if re.fullmatch(r"[\d,.]+", text) else text)


def test_page_is_that_of_an_official_document(run: Run, tmp_path: Path) -> None:
    """A4, the margins of GB/T 9704, and turned with them for a table that is too wide."""
    run("stats", "--lang", "zh", "-o", "upright.docx")
    (section,) = Document(str(tmp_path / "upright.docx")).sections
    # Word counts in twentieths of a point.
    for length, millimetres in (
        (section.page_width, 210),
        (section.page_height, 297),
        (section.top_margin, 37),
        (section.bottom_margin, 35),
        (section.left_margin, 28),
        (section.right_margin, 26),
    ):
        assert length == pytest.approx(Mm(millimetres), abs=635)
    run("stats", "--lang", "zh", "-o", "turned.docx", "--columns", "id,name_zh,name_en,source")
    (section,) = Document(str(tmp_path / "turned.docx")).sections
    for length, millimetres in (
        (section.page_width, 297),
        (section.page_height, 210),
        (section.top_margin, 28),
        (section.bottom_margin, 26),
        (section.left_margin, 35),
        (section.right_margin, 37),
    ):
        assert length == pytest.approx(Mm(millimetres), abs=635)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", [("stats",), ("show", "adopted"), ("topics",)])
def test_table_is_laid_out_for_every_program(
    command: tuple[str, ...], language: str, run: Run, tmp_path: Path
) -> None:
    """Fixed widths in grid and cells, rows whole, the head on every page, three rules."""
    run(*command, "--lang", language, "-o", "out.docx")
    document = Document(str(tmp_path / "out.docx"))
    (table,) = document.tables
    sections = document.sections
    (section, *_) = sections
    root = table._tbl
    grid = [int(one.get(qn("w:w"))) for one in root.tblGrid]
    width = section.page_width - section.left_margin - section.right_margin
    columns = [one._sectPr.find(qn("w:cols")) for one in sections]
    # What is narrow and longer than a page stands in two columns below its title.
    if (command, language) == (("topics",), "zh"):
        assert [one is not None and one.get(qn("w:num")) for one in columns] == [False, "2", False]
        assert {one.footer.paragraphs[0].text for one in sections} == {"—  —"}
        width = (width - 420 * 635) // 2
    else:
        assert columns == [None]
    assert sum(grid) * 635 == pytest.approx(width, abs=1270)
    assert root.find(f".//{qn('w:tblLayout')}").get(qn("w:type")) == "fixed"
    borders = root.tblPr.find(qn("w:tblBorders"))
    assert [one.tag for one in borders] == [qn("w:top"), qn("w:bottom")]
    heads = [row for row in root.tr_lst if row.find(f".//{qn('w:tblHeader')}") is not None]
    assert heads == ([] if command[0] == "show" else [root.tr_lst[0]])
    for row in root.tr_lst:
        assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
        widths = [int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row.tc_lst]
        assert widths in (grid, [sum(grid)])
        if len(row.tc_lst) == 1:
            assert row.tc_lst[0].tcPr.find(qn("w:gridSpan")).get(qn("w:val")) == str(len(grid))
            assert row.tc_lst[0].p_lst[0].style == "TableGroup"
    assert root.findall(f".//{qn('w:insideV')}") == []


def test_numbers_stand_on_the_right(run: Run, tmp_path: Path) -> None:
    """Values and their label are aligned to the right, texts are not."""
    run("stats", "proposals", "--lang", "en", "-o", "out.docx")
    (table,) = Document(str(tmp_path / "out.docx")).tables
    head, _, row = table._tbl.tr_lst
    for cells in (head.tc_lst, row.tc_lst):
        aligned = [cell.p_lst[0].find(f".//{qn('w:jc')}") is not None for cell in cells]
        assert aligned == [False, True, False]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_style_names_fonts_for_every_script(language: str, run: Run, tmp_path: Path) -> None:
    """Chinese is set in 仿宋 and headed by 黑体, Latin in Times New Roman; no theme overrules."""
    run("stats", "--lang", language, "-o", "out.docx")
    document = Document(str(tmp_path / "out.docx"))
    used = {one.get(qn("w:val")) for one in document.element.iter(qn("w:pStyle"))}
    styles = {one.style_id: one.element for one in document.styles}
    assert used == {"Title", "TableHead", "TableGroup", "TableText", "TableNote"}
    assert used | {"Normal", "Footer"} == set(styles)
    chinese = {"Title": "黑体", "TableHead": "黑体", "TableGroup": "黑体", "Footer": "宋体"}
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for name, style in {**styles, "": defaults}.items():
        (fonts,) = style.iter(qn("w:rFonts"))
        assert dict(fonts.attrib) == {
            **{qn(f"w:{script}"): font for script, font in FONTS.items()},
            qn("w:eastAsia"): chinese.get(name, "仿宋"),
        }
    spoken = defaults.find(f".//{qn('w:lang')}")
    assert (spoken.get(qn("w:val")), spoken.get(qn("w:eastAsia"))) == ("en-US", "zh-CN")
    assert document.core_properties.language == {"zh": "zh-CN", "en": "en-US"}[language]
    # Chinese text has Chinese quotation marks, whatever language is around it.
    for run_ in document.element.iter(qn("w:r")):
        wide = any("\u4e00" <= char <= "\u9fff" for char in run_.text)
        assert not wide or run_.find(f".//{qn('w:rFonts')}").get(qn("w:hint")) == "eastAsia"


def test_document_tells_of_no_program_user_or_day(run: Run, tmp_path: Path) -> None:
    """Two runs give the same bytes; the properties are title and language, and nothing else."""
    run("stats", "-o", "one.docx")
    run("stats", "-o", "two.docx")
    one = (tmp_path / "one.docx").read_bytes()
    assert one == (tmp_path / "two.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {part.filename for part in archive.infolist()} == {
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/document.xml",
            "word/_rels/document.xml.rels",
            "word/styles.xml",
            "word/settings.xml",
            "word/footer1.xml",
        }
        assert re.findall(r"<\w+:(\w+)>", archive.read("docProps/core.xml").decode()) == [
            "title",
            "language",
        ]
    refused = run("stats", "-o", "one.docx")
    assert (refused.code, "one.docx exists" in refused.err) == (1, True)
    assert (tmp_path / "one.docx").read_bytes() == one


def test_hostile_texts_stay_texts() -> None:
    """Whatever a text looks like, it is read as it was written."""
    column = Column("text", lambda row: row, label=Text("文字", "Text"))
    raw = room.to_docx_bytes(Table((column,), HOSTILE, (column,)), True)
    (table,) = Document(io.BytesIO(raw)).tables
    assert _rows(table) == [["Text"], *([text] for text in HOSTILE)]
    raw = room.to_docx_bytes(Table((column,), ["a\x00b\x1b"], (column,)), False)
    assert _rows(Document(io.BytesIO(raw)).tables[0]) == [["a\\x00b\\x1b"]]


def test_more_columns_than_word_opens_are_refused() -> None:
    """Word has 63 columns; a document with more would not open."""
    many = [Column(f"n{at}", lambda row: row, "right", label=Text("数", "N")) for at in range(64)]
    room.to_docx_bytes(Table(many[:63], [1], many[:63]), True)
    with pytest.raises(OutputError) as refused:
        room.to_docx_bytes(Table(many, [1], many), True)
    assert refused.value.lines("zh") == [
        "64 列超过 Word 表格所能容纳的 63 列：请用 --columns 选列，或改存 .csv 等"
    ]


def test_empty_table_and_no_header(run: Run, tmp_path: Path) -> None:
    """An empty table says so in words; without header there are the rows alone."""
    run("search", "nothing-of-the-kind", "-o", "empty.docx")
    document = Document(str(tmp_path / "empty.docx"))
    assert [one.text for one in document.paragraphs if one.text] == [
        "What was found",
        "Nothing found.",
    ]
    assert document.tables == []
    run("stats", "proposals", "--lang", "zh", "--no-header", "-o", "rows.docx")
    document = Document(str(tmp_path / "rows.docx"))
    assert [one.text for one in document.paragraphs] == [""]
    assert [_rows(table) for table in document.tables] == [[["提出提案", "418", "件"]]]


def test_changes_over_years(run: Run, tmp_path: Path) -> None:
    """A change stands with its per cent in one cell, what is not computed is an en dash."""
    write_two_years(tmp_path)
    run("compare", "filed", "guests", "--data", ".", "--lang", "zh", "-o", "out.docx")
    (table,) = Document(str(tmp_path / "out.docx")).tables
    assert _rows(table) == [
        ["指标", "2030", "2031", "单位", "较2030年"],
        ["立案", "120", "135", "件", "+15 (+12.5%)"],
        ["接待群众", "1.7万余", "1.8万余", "人次", "–"],
    ]


def test_wide_tables_take_smaller_letters_and_a_turned_page() -> None:
    """The first page that holds a table without narrow folds is taken; the last holds any."""
    texts = [Column(f"n{at}", str, label=Text("", "T")) for at in range(30)]

    def page(columns: int, cells: int) -> Page:
        chosen, widths = fit(texts[:columns], [["字" * (cells // 2)] * columns])
        assert sum(widths) == chosen.text_width
        return chosen

    assert page(2, 20)[:2] == (False, 24)
    assert page(3, 26)[:2] == (False, 21)
    assert page(4, 30)[:2] == (True, 21)
    assert page(30, 30)[:2] == (True, 18)


COLLECTION = TESTS / "samples" / "collection"
WIDE, CLOSE, TWO = Page(False, 24, 35), Page(False, 21, 12), Page(False, 21, 12, 2)


@pytest.mark.parametrize(
    ("columns", "count", "page"),
    [(1, 10, WIDE), (1, 34, CLOSE), (1, 60, WIDE), (2, 60, TWO), (2, 80, WIDE), (3, 60, WIDE)],
)
def test_rows_that_do_not_fit_a_page_stand_closer(columns: int, count: int, page: Page) -> None:
    """Thirty-four rows stand on one page, sixty in two columns; more stand as ten do."""
    chosen, _ = fit(
        [Column("n", str, "right", label=Text("", "N"))] * columns, [["1"] * columns] * count, count
    )
    assert chosen == page


def test_a_title_is_broken_before_its_years(run: Run, tmp_path: Path) -> None:
    """Also where another font makes it a little wider than the line."""
    command = ("compare", "received", "information", "--data", str(COLLECTION))
    run(*command, "--body", "harbour", "--lang", "zh", "-o", "out.docx")
    title = Document(str(tmp_path / "out.docx")).paragraphs[0].text
    assert title == "港湾市政协收到提案与报送信息对比：\n2021、2022、2024年"


def test_a_date_is_not_broken(run: Run, tmp_path: Path) -> None:
    """A note whose line may end within a date has the date on a line of its own."""
    for language, ends in (("zh", "丽水日报，\n2024年2月21日"), ("en", "丽水日报,\n2024-02-21")):
        run("stats", "--lang", language, "-o", f"{language}.docx")
        *_, source = Document(str(tmp_path / f"{language}.docx")).paragraphs
        assert source.text.endswith(ends)
