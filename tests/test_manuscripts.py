"""Copies of manuscripts: marked, with suggestions, linked, and refreshed for another year."""

import json
import re
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from bench.seeds import document_seeds
from conftest import PROJECT, Run
from samples import SAMPLE, Sample, write_year
from word_manuscripts import (
    covered,
    document,
    hostile,
    paragraph,
    parts_of,
    resolved,
    run as run_of,
    table,
)

from cppcc_cli.dataset import Dataset
from cppcc_cli.dataset.reading import load
from cppcc_cli.dataset.toml import to_toml
from cppcc_cli.documents.reading import read_kind
from cppcc_cli.printing import reprinted
from cppcc_cli.text.checking import proof


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a hostile manuscript, and one whose numbers agree; next year's dataset."""
    (tmp_path / "h.docx").write_bytes(hostile())
    body = (
        paragraph("丽水市政协工作讲话稿", style="Heading1"),
        paragraph(
            *("一年来，提出", f"<w:hyperlink>{run_of('提案418件')}</w:hyperlink>"),
            "，开展协商议政活动28场，同比增长8.4%。",
        ),
        paragraph("服务群众1.7万余人次，提案", run_of("400", "<w:b/>"), "余件。"),
        table(("指标", "数值（件）"), ("提出提案", "418")),
    )
    (tmp_path / "ok.docx").write_bytes(document("".join(body)))
    text = (PROJECT / "data" / "lishui-2023.toml").read_text("utf-8")
    for old, new in (
        ("lishui-2023", "lishui-2024"),
        ("year = 2023", "year = 2024"),
        ("value = 418\n", "value = 523\n"),
        ("418件", "523件"),
        ("value = 28\n", "value = 31\n"),
        ('"28场"', '"31场"'),
    ):
        text = text.replace(old, new)
    (tmp_path / "next.toml").write_text(text, "utf-8")
    return tmp_path


def test_a_marked_copy_says_what_is_expected_and_where_it_is_stated(run: Run, folder: Path) -> None:
    """The answer and the exit code are those without it; the manuscript stays as it was."""
    plain = run("proofread", "h.docx", "-f", "json")
    marked = run("proofread", "h.docx", "-f", "json", "--marked", "m.docx", "--lang", "en")
    assert (marked.code, plain.code) == (1, 1)
    assert marked.out == plain.out
    assert (folder / "h.docx").read_bytes() == hostile()
    said = covered((folder / "m.docx").read_bytes())
    (comment,) = (one for one, words in said.items() if words == "463期")
    assert "364期" in comment
    assert "paragraph 27 of" in comment
    again = run("proofread", "h.docx", "--marked", "m.docx")
    assert (again.code, again.out) == (1, "")
    assert "m.docx" in again.err
    assert run("proofread", "h.docx", "--marked", "m.docx", "--force").out


def test_suggestions_leave_no_contradiction_that_has_one(run: Run, folder: Path) -> None:
    """Read with the changes accepted, only what had to be left to a person contradicts."""
    run("proofread", "h.docx", "--marked", "m.docx", "--suggest")
    left = run("proofread", "m.docx", "-f", "value", "--columns", "printed")
    there = {one for one in left.out.split() if one.endswith(tuple("件家期场次"))}
    assert {"841件", "171家", "42期", "717家", "545场次", "484件"} <= there
    assert not {"481件", "463期", "82场", "1341条次"} & there


def test_a_page_shows_each_verdict_and_escapes_the_manuscript(run: Run, folder: Path) -> None:
    """Any manuscript becomes a page; what it holds is text there."""
    (folder / "a.txt").write_text("提出提案481件，<script>alert(1)</script>。", "utf-8")
    done = run("proofread", "a.txt", "--marked", "a.html", "--lang", "zh")
    assert done.code == 1
    page = (folder / "a.html").read_text("utf-8")
    assert '<mark class="contradicts" id="m1">481件' in page
    assert "<script>" not in page
    assert "对照：丽水市政协2023年履职数据" in page
    # Lines are drawn below numbers, not below what is said of them.
    drawn = re.findall(r"(\S+) {[^}]*border-bottom-style", page)
    assert drawn == ["mark.unknown", "mark.other"]
    run("proofread", "a.txt", "--marked", "b.html", "--lang", "zh", "--title", "讲话稿核对")
    assert "<title>讲话稿核对</title>" in (folder / "b.html").read_text("utf-8")
    # What agrees with a figure may yet not add up.
    (folder / "c.txt").write_text("提出提案418件（委员提案300件、集体提案108件）。", "utf-8")
    run("proofread", "c.txt", "--marked", "c.html")
    assert '<mark class="question" id="m1">418件' in (folder / "c.html").read_text("utf-8")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are characters there")
def test_a_name_that_is_no_text_is_escaped_in_its_page(run: Run, folder: Path) -> None:
    """A file of a folder may be called by bytes that no encoding has."""
    (folder / "in").mkdir()
    (folder / "in" / "a\udcff\x1b.txt").write_text("提出提案481件。", "utf-8")
    (folder / "in" / "b.txt").write_text("提出提案418件。", "utf-8")
    assert run("proofread", "in", "--marked", "out").code == 1
    page = (folder / "out" / "a\udcff\x1b-marked.html").read_text("utf-8")
    assert "<title>a\\udcff\\x1b.txt</title>" in page


def test_several_manuscripts_go_into_a_folder(run: Run, folder: Path) -> None:
    """Each as its name and a word, in the format of its kind."""
    (folder / "a.txt").write_text("提出提案481件。", "utf-8")
    assert run("proofread", "h.docx", "a.txt", "--marked", "out", "--lang", "zh").code == 1
    assert run("proofread", "h.docx", "a.txt", "--marked", "s", "--suggest").code == 1
    assert (
        b"<w:del " in parts_of((folder / "s" / "h-marked.docx").read_bytes())["word/document.xml"]
    )
    assert {one.name for one in (folder / "out").iterdir()} == {"h-批注.docx", "a-批注.html"}


def test_manuscripts_of_one_name_have_a_copy_each(run: Run, folder: Path) -> None:
    """The later ones are numbered; where nothing can be written, there is no folder."""
    (folder / "x").mkdir()
    names = ("a.txt", "a.md", "x/A.txt")
    for number, name in enumerate(names):
        (folder / name).write_text(f"提出提案48{number}件。", "utf-8")
    assert run("proofread", *names, "--suggest", "--marked", "out").code == 2
    assert not (folder / "out").exists()
    assert run("proofread", *names, "--marked", "out").code == 1
    copies = {one.name: one.read_text("utf-8") for one in (folder / "out").iterdir()}
    said = ["a-marked.html", "a-marked-2.html", "A-marked-3.html"]
    assert sorted(copies) == sorted(said)
    assert [f"48{number}件" in copies[name] for number, name in enumerate(said)] == [True] * 3


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("proofread", "-", "--marked", "a.html"), "standard input"),
        (("proofread", "h.docx", "--marked", "a.pdf"), ".docx, .html"),
        (("proofread", "a.txt", "--marked", "a.docx"), ".html"),
        (("proofread", "a.txt", "--marked", "a.html", "--suggest"), "--suggest"),
        (("proofread", "a.txt", "--suggest"), "--marked"),
        (("proofread", "h.docx", "a.txt", "--marked", "a.docx"), "folder"),
        (("proofread", "a.txt", "--marked", "a"), ".html"),
        (("proofread", "a.txt", "b.txt", "--marked", "out", "--suggest"), "--suggest"),
        (("proofread", "a.txt", "--marked", " "), "--marked"),
        (("link", "ok.docx", "-o", "-"), ".docx"),
        (("link", "-", "-o", "b.docx"), "standard input"),
        (("link", "a.txt", "-o", "b.docx"), "no .docx"),
        (("link", "ok.docx", "-o", "b.pdf"), ".docx"),
    ],
)
def test_what_cannot_be_marked_is_refused(
    run: Run, folder: Path, words: tuple[str, ...], part: str
) -> None:
    """With a sentence, exit 2, and nothing written."""
    (folder / "a.txt").write_text("提出提案481件。", "utf-8")
    (folder / "b.txt").write_text("提出提案481件。", "utf-8")
    before = sorted(folder.iterdir())
    done = run(*words, input=b"a")
    assert (done.out, done.code) == ("", 2), done.err
    assert part in done.err
    assert sorted(folder.iterdir()) == before


def test_links_are_refreshed_for_another_year(run: Run, folder: Path) -> None:
    """Each number in its form; a comparison is for a person; proofread then finds it right."""
    linked = run("link", "ok.docx", "-o", "l.docx", "--columns", "outcome,figure,printed")
    assert (linked.code, linked.out.splitlines()[1:]) == (
        0,
        [
            "linked\tproposals.submitted\t418件",
            "linked\tconsultation.activities\t28场",
            "linked\tmember-outreach.attendances\t1.7万余人次",
            "coarser\tproposals.submitted\t400余件",
            "linked\tproposals.submitted\t418",
        ],
    )
    done = run("refresh", "l.docx", "--data", "next.toml", "-o", "r.docx", "--lang", "zh")
    assert (done.code, done.out.splitlines()) == (
        0,
        [
            "outcome\tfigure\tprinted\twritten\tclause",
            "changed\tproposals.submitted\t418件\t523件\t",
            "changed\tconsultation.activities\t28场\t31场\t",
            "same\tmember-outreach.attendances\t1.7万余人次\t1.7万余人次\t",
            "changed\tproposals.submitted\t400余件\t500余件\t",
            "changed\tproposals.submitted\t418\t523\t",
            "comparison\t\t8.4%\t\t同比增长8.4%",
        ],
    )
    text = read_kind((folder / "r.docx").read_bytes(), "r.docx").text
    assert "提出提案523件，开展协商议政活动31场" in text
    assert b"<w:del " in parts_of((folder / "r.docx").read_bytes())["word/document.xml"]
    plain = run("refresh", "l.docx", "--data", "next.toml", "-o", "p.docx", "--plain")
    assert plain.code == 0
    assert b"<w:del " not in parts_of((folder / "p.docx").read_bytes())["word/document.xml"]
    again = run("proofread", "p.docx", "--data", "next.toml", "-f", "lines")
    # The comparison is left to a person, who is told what follows from both years.
    assert again.out == (
        "p.docx:2:30: paragraph 2: Consultation and deliberation activities: up 10.7% since 2023\n"
    )


def test_a_change_that_is_right_is_tied_to_no_figure(run: Run, folder: Path) -> None:
    """A person looks at it, as at a figure that is gone; people see what it is by its words."""
    said = "丽水市政协2024年提出提案523件，比上年增长25.1%；制定或修订制度19个。"
    (folder / "a.docx").write_bytes(document(paragraph(said)))
    known = ("--data", "next.toml", "--data", str(PROJECT / "data" / "lishui-2023.toml"))
    told = run("proofread", "a.docx", *known, "--columns", "printed,verdict", "--no-header")
    assert "25.1%\tagrees" in told.out
    linked = run("link", "a.docx", *known, "-o", "l.docx", "-f", "table", "--lang", "zh")
    assert re.findall("^已关联 +(.+?) +(.+?)$", linked.out, re.MULTILINE) == [
        ("提出提案", "523件"),
        ("制定或修订制度", "19个"),
    ]
    (folder / "less.toml").write_text(
        SAMPLE.replace("proposals.filed", "proposals.submitted"), "utf-8"
    )
    done = run("refresh", "l.docx", "--data", "less.toml", "-o", "r.docx")
    assert done.out.splitlines()[1:] == [
        "changed\tproposals.submitted\t523件\t12件\t",
        "no_figure\t\t19个\t19个\t制定或修订制度19个",
        "comparison\t\t25.1%\t\t比上年增长25.1%",
    ]


def test_each_number_is_of_the_year_that_it_speaks_of(run: Run, folder: Path) -> None:
    """Marks and pages name the source of that year; links are of its own alone."""
    said = (
        "2024年，提出提案532件，开展协商议政活动31场。2023年开展协商议政活动82场，提出提案418件。"
    )
    title = paragraph("丽水市政协2024年工作讲话稿", style="Heading1")
    (folder / "two.docx").write_bytes(document(title + paragraph(said)))
    known = ("--data", "next.toml", "--data", str(PROJECT / "data" / "lishui-2023.toml"))
    shown = ("proofread", "two.docx", *known, "--lang", "en")
    assert run(*shown, "--marked", "m.docx").code == 1
    stated = {
        words: (comment.partition("Lishui CPPCC, ")[2][:4])
        for comment, words in covered((folder / "m.docx").read_bytes()).items()
    }
    assert stated == {"532件": "2024", "82场": "2023"}
    run(*shown, "--marked", "a.docx", "--verdict", "agrees")
    agreeing = covered((folder / "a.docx").read_bytes())
    assert list(agreeing.values()) == ["31场", "418件"]
    run(*shown, "--marked", "s.docx", "--suggest")
    assert run("proofread", "s.docx", *known).code == 0
    words = ("link", "two.docx", "-o", "l.docx", *known, "--columns", "outcome,printed")
    assert run(*words).code == 1
    done = run(*words, "--partial")
    assert done.out.split()[2:] == [
        *("contradicts", "532件", "linked", "31场"),
        *("contradicts", "82场", "other_year", "418件"),
    ]


def a_year_later(dataset: Dataset) -> Dataset:
    """Return a dataset of the next year in which each figure is another, printed as it was."""
    figures = {}
    for id, figure in dataset.figures.items():
        step = Decimal(1).scaleb(int(figure.value.normalize().as_tuple().exponent))
        later = figure.quantity._replace(value=figure.value + 3 * step)
        printed = reprinted(figure.printed, later)
        assert printed is not None
        figures[id] = figure._replace(value=later.value, printed=printed)
    return dataset._replace(id="lishui-2024", year=2024, figures=figures)


def test_every_figure_is_suggested_linked_and_refreshed(run: Run, tmp_path: Path) -> None:
    """In cut sentences and in a table: then nothing contradicts; rejected, all is as before."""
    dataset = load(str(PROJECT / "data" / "lishui-2023.toml"))
    (tmp_path / "later.toml").write_text(to_toml(a_year_later(dataset), {}), "utf-8")
    figures = dataset.figures.values()
    lines = [f"{one.name.zh}{one.printed}。" for one in figures]
    # What is printed in 万 stands in a cell whose head counts in 万.
    heads = ["万" * ("万" in one.printed) + one.unit for one in figures]
    cells = [re.sub(f"万|{one.unit}", "", one.printed) for one in figures]
    rows = [
        (f"{one.name.zh}（{head}）", cell)
        for one, head, cell in zip(figures, heads, cells, strict=True)
    ]
    cut = [(line[: len(line) // 2], run_of(line[len(line) // 2 :], "<w:b/>")) for line in lines]
    said = "".join(paragraph(*parts) for parts in cut) + table(("指标", "数量"), *rows)
    raw = document(paragraph("丽水市政协工作讲话稿") + said)
    (tmp_path / "a.docx").write_bytes(raw)
    later = ("--data", "later.toml", "--year", "2024")
    wrong = run("proofread", "a.docx", *later, "--suggest", "--marked", "s.docx")
    assert wrong.out.count("contradicts") == 2 * len(lines)
    assert run("link", "a.docx", "-o", "l.docx").code == 0
    done = run("refresh", "l.docx", "--data", "later.toml", "-o", "r.docx")
    assert (done.code, done.out.count("changed"), done.err) == (0, 2 * len(lines), "")
    for copy in ("s.docx", "r.docx"):
        again = run("proofread", copy, *later)
        assert (again.code, again.out.count("agrees")) == (0, 2 * len(lines)), again.out
        rejected = resolved((tmp_path / copy).read_bytes(), "del", "ins")
        assert rejected == resolved(raw, "ins", "none")


def test_figures_of_drafts_are_held_together_by_their_names(run: Run, tmp_path: Path) -> None:
    """An id that tells a place in a report is of other things in two years drafted apart."""
    (tmp_path / "data").mkdir()
    drafted = {
        2031: (("走访企业", "415家"), ("读书活动", "48场")),
        2032: (("慰问群众", "530家"), ("走访企业", "447家"), ("读书活动", "52场")),
    }
    for year, figures in drafted.items():
        samples = (
            Sample(f"p3-{at}", name, printed[:-1], printed[-1], printed)
            for at, (name, printed) in enumerate(figures, 1)
        )
        write_year(tmp_path / "data", "溪城市", year, *samples)
    data = ("--data", "data", "--no-header")
    told = run("compare", "work", *data, "--columns", "name_zh,year,value,change").out
    assert told.split() == [
        *("慰问群众", "2032", "530", "走访企业", "2031", "415", "走访企业", "2032", "447", "32"),
        *("读书活动", "2031", "48", "读书活动", "2032", "52", "4"),
    ]
    for command in (("show", "走访企业", "-f", "value"), ("cite", "走访企业", "--style", "zh")):
        told = run(*command, "--data", "data").out
        assert [one for one in ("415", "447", "48", "530") if one in told] == ["415", "447"]
    text = "溪城市政协2032年工作报告\n慰问群众530家，增长35%；走访企业447家，比上年增长7.7%。"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    told = run("proofread", "a.txt", *data, "--columns", "printed,verdict").out
    assert "contradicts" not in told
    assert "7.7%\tagrees" in told
    assert "2031" not in run("verify", "慰问群众", "415", "--data", "data", "-f", "json").out
    parts = "溪城市政协2031年工作报告", "走访企业415家，读书活动48场。"
    said = document("".join(map(paragraph, parts)))
    (tmp_path / "a.docx").write_bytes(said)
    run("link", "a.docx", "-o", "l.docx", "--data", "data")
    done = run("refresh", "l.docx", "-o", "r.docx", *data, "--columns", "printed,written")
    assert done.out.split() == ["415家", "447家", "48场", "52场"]


def test_years_are_left_to_a_person(run: Run, folder: Path) -> None:
    """Those that the manuscript names, where they are not the dataset's."""
    (folder / "y.docx").write_bytes(document(paragraph("2023年，提出提案418件。")))
    run("link", "y.docx", "-o", "l.docx")
    done = run("refresh", "l.docx", "--data", "next.toml", "-o", "r.docx", "--lang", "en")
    assert (done.code, "speaks of 2023:" in done.err) == (0, True)


def test_a_manuscript_without_links_is_not_refreshed(run: Run, folder: Path) -> None:
    """It is said, and exit 1: nothing in it would be of another year."""
    done = run("refresh", "ok.docx", "-o", "r.docx")
    assert (done.out, done.code, (folder / "r.docx").exists()) == ("", 1, False)
    assert "cppcc link" in done.err


def test_a_manuscript_that_contradicts_is_linked_only_in_part(run: Run, folder: Path) -> None:
    """It is told, exit 1 and nothing written; --partial links what agrees."""
    refused = run("link", "h.docx", "-o", "l.docx")
    assert (refused.out, refused.code) == ("", 1)
    assert "--partial" in refused.err
    assert not (folder / "l.docx").exists()
    asked = ("--partial", "--no-header", "-f", "tsv", "--columns", "outcome,printed")
    done = run("link", "h.docx", "-o", "l.docx", *asked)
    told = [line.split("\t") for line in done.out.splitlines()]
    tied = [printed for outcome, printed in told if outcome == "linked"]
    assert tied == ["28场", "177家", "445场次", "24期", "418件"]
    # What was not is told, too, as many as were refused.
    left = [outcome for outcome, _ in told if outcome != "linked"]
    assert set(left) == {"contradicts"}
    assert f" {len(left)} numbers that contradict" in refused.err


def test_what_has_no_figure_any_more_is_told_with_its_place(run: Run, folder: Path) -> None:
    """By the name that another year has for it, and by what stands before it in its row."""
    text = (folder / "next.toml").read_text("utf-8")
    gone = re.sub(r"(?s)\[figure.proposals.submitted\].*?(?=\n\[)", "", text)
    (folder / "next.toml").write_text(gone, "utf-8")
    run("link", "ok.docx", "-o", "l.docx")
    done = run("refresh", "l.docx", "--data", "next.toml", "-o", "r.docx", "-f", "json")
    left = [one for one in json.loads(done.out) if one["outcome"] == "no_figure"]
    assert {one["figure"] for one in left} == {"proposals.submitted"}
    assert [one["clause"] for one in left] == ["提出提案418件", "提案400余件", "提出提案 | 418"]


def test_a_copy_of_a_pdf_has_highlights(run: Run, folder: Path) -> None:
    """In the format of its suffix; a page is to be had of it, too."""
    seed = document_seeds("pdf")[0]
    (folder / "a.pdf").write_bytes(seed)
    for copy in ("b.pdf", "b.html"):
        done = run("proofread", "a.pdf", "--marked", copy, "--all")
        assert done.code in (0, 1), done.err
        assert (folder / copy).stat().st_size > len(seed) / 2


def test_what_is_no_manuscript_is_told(run: Run, folder: Path) -> None:
    """An unknown file, a folder, and a text under the name of a Word document."""
    (folder / "a.docx").write_text("提出提案481件。", "utf-8")
    for words in (("link", "none.docx"), ("link", "a.docx"), ("refresh", "a.docx")):
        done = run(*words, "-o", "b.docx")
        assert done.code in (2, 3)
        assert done.err


def test_a_note_stands_under_no_heading() -> None:
    """It comes behind the last section, and is of what it notes: the plans there are not its."""
    note = paragraph("其中提出提案481件。")
    body = paragraph("丽水市政协2023年工作报告") + paragraph("一、2023年工作回顾", style="Heading1")
    body += paragraph("提案工作扎实推进。", '<w:r><w:footnoteReference w:id="2"/></w:r>')
    body += paragraph("二、2024年主要任务", style="Heading1") + paragraph("提出提案500件。")
    notes = f'<w:footnotes><w:footnote w:id="2">{note}</w:footnote></w:footnotes>'
    read = read_kind(document(body, {"footnotes": notes}), "a.docx")
    found = {
        one.mention.printed: one.verdict
        for one in proof(read, load(str(PROJECT / "data" / "lishui-2023.toml"))).findings
        if one.mention is not None and one.code == "figure"
    }
    assert found == {"500件": "other", "481件": "contradicts"}
