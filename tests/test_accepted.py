"""Accepted findings: written, heeded, lapsed; in every format, and where several files are read."""

import csv
import json
from pathlib import Path

import pytest
from conftest import TESTS, Run
from word_manuscripts import covered, document, paragraph

SPEECH = (TESTS / "samples" / "speech.txt").read_text("utf-8")
HARBOUR = str(TESTS / "samples" / "harbour-2031.toml")


@pytest.fixture
def folder(tmp_path: Path, run: Run) -> Path:
    """A manuscript, and the file that accepts all that is open in it."""
    (tmp_path / "a.txt").write_text(SPEECH, "utf-8")
    written = run("proofread", "a.txt", "--write-accepted", "a.tsv", "--lang", "zh")
    kept = "cppcc: 已认可 5 处，记入 a.tsv；以后加上 --accept a.tsv，就不再列出\n"
    assert (written.code, written.err) == (1, kept)
    return tmp_path


def entries(path: Path) -> list[dict[str, str]]:
    """Return the entries of a file as any reader of CSV reads them."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_what_is_open_is_written(folder: Path) -> None:
    """What contradicts, is at odds with itself or unknown; each with what it is bound to."""
    assert [tuple(one.values()) for one in entries(folder / "a.tsv")] == [
        (
            "a.txt",
            "figure",
            "contradicts",
            "大家提交提案481件",
            "481件",
            "proposals.submitted",
            "418件",
            "",
        ),
        (
            "a.txt",
            "figure",
            "contradicts",
            "我们服务群众1.7万人次",
            "1.7万人次",
            "member-outreach.attendances",
            "1.7万余人次",
            "",
        ),
        (
            "a.txt",
            "figure",
            "unknown",
            "去年提案为396件",
            "396件",
            "proposals.submitted",
            "418件",
            "",
        ),
        ("a.txt", "sum", "", "其中有效问卷1300份", "1300份", "", "1200份", ""),
        ("a.txt", "twice", "", "一年里共走访企业321家", "321家", "", "312家", ""),
    ]


def test_what_is_accepted_is_silent_and_counted(run: Run, folder: Path) -> None:
    """In every format, with the exit code of a text in which it is not."""
    for words in (("-f", "json"), ("--all", "-f", "markdown"), ("-o", "b.html"), ("-f", "lines")):
        done = run("proofread", "a.txt", "--accept", "a.tsv", *words, "--lang", "zh")
        assert (done.code, done.err) == (0, "cppcc: 已认可，不再列出：5 处\n")
        assert "481件" not in done.out
    assert "481件" not in (folder / "b.html").read_text("utf-8")
    records = json.loads(run("proofread", "a.txt", "--accept", "a.tsv", "-f", "json").out)
    assert {one["verdict"] for one in records if one["code"] == "figure"} == {
        "agrees",
        "consistent",
        "other",
    }
    assert run("proofread", "a.txt").code == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("大家提交提案481件", "大家提交提案482件"),
        ("大家提交提案481件", "委员提交提案481件"),
        ("481件", "1481件"),
    ],
)
def test_an_entry_lapses_where_anything_changes(run: Run, folder: Path, old: str, new: str) -> None:
    """What it was for stands again, and it is named with its line."""
    (folder / "a.txt").write_text(SPEECH.replace(old, new), "utf-8")
    done = run("proofread", "a.txt", "--accept", "a.tsv", "-f", "lines", "--lang", "zh")
    assert done.code == 1
    assert done.out.startswith("a.txt:3:")
    assert done.err.splitlines() == [
        "cppcc: 已认可，不再列出：4 处",
        "cppcc: a.tsv:2: 已不再出现，可删去：a.txt，“大家提交提案481件”中的“481件”",
    ]


def test_an_entry_is_bound_to_the_name_of_its_file_and_to_the_figure(
    run: Run, folder: Path
) -> None:
    """Under another name, or where another value is expected, all of it stands again."""
    (folder / "b.txt").write_text(SPEECH, "utf-8")
    done = run("proofread", "b.txt", "--accept", "a.tsv")
    assert done.code == 1
    assert done.err == "cppcc: a.tsv: 5 entries are of files that were not read\n"
    figures = (folder / "a.tsv").read_text("utf-8")
    (folder / "a.tsv").write_text(figures.replace("\t418件", "\t428件"), "utf-8")
    done = run("proofread", "a.txt", "--accept", "a.tsv", "-f", "lines")
    assert done.code == 1
    assert done.out.count("\n") == 1
    # The folder is no part of the name.
    (folder / "c").mkdir()
    (folder / "a.txt").rename(folder / "c" / "a.txt")
    assert run("proofread", "c", "--accept", "a.tsv", "-f", "lines").out.count("\n") == 1


def test_each_entry_is_for_one_finding(run: Run, folder: Path) -> None:
    """The same clause once more is not accepted with the first."""
    (folder / "a.txt").write_text(f"{SPEECH}大家提交提案481件。\n", "utf-8")
    done = run("proofread", "a.txt", "--accept", "a.tsv", "-f", "lines")
    assert (done.code, done.out.count("\n")) == (1, 1)
    assert done.out.startswith("a.txt:10:")


def test_a_file_is_renewed_with_its_notes(run: Run, folder: Path) -> None:
    """What lapsed goes, what is new comes, what is of files that were not read stays."""
    path = folder / "a.tsv"
    text = path.read_text("utf-8").replace(
        "321家\t\t312家\t", '321家\t\t312家\t"第二次的为""全年""'
    )
    text = text.replace('""全年""', '""全年"""')
    path.write_bytes(b"\xef\xbb\xbf" + f"{text}o.txt\tsum\t\tx\t1家\t\t2家\t\n".encode())
    (folder / "a.txt").write_text(SPEECH.replace("481件", "482件"), "utf-8")
    renewed = ("proofread", "a.txt", "--accept", "a.tsv", "--write-accepted", "a.tsv")
    refused = run(*renewed)
    assert (refused.out, refused.code) == ("", 1)
    assert run(*renewed, "--force").code == 1
    kept = entries(path)
    assert [one["printed"] for one in kept] == [
        "1.7万人次",
        "396件",
        "1300份",
        "321家",
        "1家",
        "482件",
    ]
    assert [one["note"] for one in kept if one["note"]] == ['第二次的为"全年"']
    assert run("proofread", "a.txt", "--accept", "a.tsv").code == 0


def test_copies_have_no_mark_for_what_is_accepted(run: Run, folder: Path) -> None:
    """And of several manuscripts each has its own entries."""
    body = paragraph("2023年，丽水市政协提出提案481件，开展协商议政活动82场。")
    (folder / "b.docx").write_bytes(document(body))
    assert run("proofread", "a.txt", "b.docx", "--write-accepted", "both.tsv").code == 1
    found = entries(folder / "both.tsv")
    assert [one["file"] for one in found] == ["a.txt"] * 5 + ["b.docx"] * 2
    lines = (folder / "both.tsv").read_text("utf-8").splitlines(keepends=True)
    (folder / "both.tsv").write_text("".join(lines[:-1]), "utf-8")
    done = run(
        "proofread", "a.txt", "b.docx", "--accept", "both.tsv", "--marked", "out", "-f", "json"
    )
    assert done.code == 1
    assert set(covered((folder / "out" / "b-marked.docx").read_bytes()).values()) == {"82场"}


def test_check_against_a_source_heeds_it(run: Run, tmp_path: Path) -> None:
    """A figure that stands nowhere, and a number that no figure covers."""
    report = (TESTS / "samples" / "report-2031.md").read_text("utf-8")
    (tmp_path / "r.md").write_text(f"{report}\n\n另有来信99件。\n", "utf-8")
    check = ("check", HARBOUR, "--source", "r.md", "-f", "lines")
    assert run(*check, "--write-accepted", "r.tsv").code == 1
    written = entries(tmp_path / "r.tsv")
    assert {"not-found", "uncovered"} == {one["code"] for one in written}
    assert "99件" in [one["printed"] for one in written]
    done = run(*check, "--accept", "r.tsv")
    assert (done.out, done.code) == ("", 0)
    assert done.err == f"cppcc: accepted, and not listed: {len(written)}\n"
    for option in (("--accept", "r.tsv"), ("--verdict", "unknown")):
        refused = run("check", HARBOUR, *option)
        assert refused.code == 2
        assert "--source" in refused.err


BAD = [
    (None, "no such file"),
    (b"", "lacks file, code"),
    (b"\0\1", "a.tsv"),
    (b"file\tprinted\n", "lacks code, verdict, clause, figure, expected"),
    (b"file\tcode\tverdict\tclause\tprinted\tfigure\texpected\na\tb\n", "a.tsv:2: 2 fields"),
    (b'file\tcode\tverdict\tclause\tprinted\tfigure\texpected\n"a\tb\n', "a.tsv:2: cannot be read"),
]


@pytest.mark.parametrize(("raw", "said"), BAD)
def test_what_is_no_such_file_is_told(run: Run, folder: Path, raw: bytes | None, said: str) -> None:
    """With its line and exit 3, before anything is answered."""
    (folder / "a.tsv").unlink()
    if raw is not None:
        (folder / "a.tsv").write_bytes(raw)
    done = run("proofread", "a.txt", "--accept", "a.tsv")
    assert (done.out, done.code) == ("", 3)
    assert said in done.err


def test_neither_input_is_ever_written_over(run: Run, folder: Path) -> None:
    """Not the manuscript, and not an accepted file under another option."""
    for words in (
        ("--write-accepted", "a.txt"),
        ("--accept", "a.tsv", "-o", "a.tsv"),
        ("--write-accepted", ""),
    ):
        before = (folder / "a.txt").read_bytes(), (folder / "a.tsv").read_bytes()
        assert run("proofread", "a.txt", *words, "--force").code in (1, 2)
        assert ((folder / "a.txt").read_bytes(), (folder / "a.tsv").read_bytes()) == before
