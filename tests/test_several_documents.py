"""Several documents in one run: files, folders, patterns, standard input under a name."""

import json
from pathlib import Path

import pytest
from conftest import Run
from word_manuscripts import document, paragraph

from cppcc_cli.documents.reading import files_of
from cppcc_cli.errors import InputError
from cppcc_cli.messages import reason


def folder_of(path: Path, *names: str) -> Path:
    """Make files with a contradiction in each."""
    for name in names:
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("丽水市政协2023年提出提案481件。", "utf-8")
    return path


def test_a_folder_stands_for_its_files_by_name(tmp_path: Path) -> None:
    """No hidden files, none that Word keeps of open documents, no marked copies, nothing else."""
    names = (
        "b.txt",
        "a.md",
        "c/d.txt",
        ".e.txt",
        ".f/g.txt",
        "~$h.txt",
        "i.png",
        "j-marked.txt",
        "j-批注-2.html",
    )
    folder = folder_of(tmp_path / "文稿", *names)
    found = [str(Path(path).relative_to(folder).as_posix()) for path in files_of(str(folder))]
    assert found == ["a.md", "b.txt", "c/d.txt"]
    with pytest.raises(InputError) as refused:
        files_of(str(folder_of(tmp_path / "空", "k.png")))
    assert refused.value.lines("zh") == [f"文件夹 {tmp_path / '空'} 里没有可读取的文件"]


def test_a_pattern_is_expanded_where_no_shell_does_it(tmp_path: Path) -> None:
    """Only on Windows; a file that is called as the pattern goes before what fits it.

    What Word keeps beside a document that is open is none.
    """
    folder = folder_of(tmp_path, "讲话1.txt", "讲话2.txt", "别的.txt", "~$讲话3.txt")
    pattern = str(folder / "*讲话*.txt")
    assert files_of(pattern, "linux") == [pattern]
    assert files_of(pattern, "win32") == [str(folder / f"讲话{number}.txt") for number in (1, 2)]
    nothing = str(folder / "无*.txt")
    assert files_of(nothing, "win32") == [nothing]
    bracket = str(folder_of(tmp_path, "讲话[1].txt") / "讲话[1].txt")
    assert files_of(bracket, "win32") == [bracket]


def test_one_that_cannot_be_read_hides_no_other(run: Run, tmp_path: Path) -> None:
    """All that can be read is answered, each of the others has its sentence; the worst wins."""
    folder_of(tmp_path, "a.txt", "b.txt")
    (tmp_path / "c.docx").write_bytes(b"PK\x03\x04cut")
    (tmp_path / "d.txt").write_bytes(b"")
    for command in ("proofread", "numbers"):
        done = run(command, "a.txt", "none.txt", "c.docx", "d.txt", "b.txt", "--columns", "file")
        assert {"a.txt", "b.txt"} <= set(done.out.split())
        assert all(f" {name}" in done.err for name in ("c.docx is damaged", "d.txt (a text)"))
        assert "none.txt" in done.err
        assert done.code == 3
    assert run("proofread", "a.txt", "b.txt").code == 1
    assert run("numbers", "a.txt", "b.txt").code == 0


def test_a_folder_is_proofread_whole(run: Run, tmp_path: Path) -> None:
    """Each finding stands under its file; a folder without any is refused beside what is read."""
    folder_of(tmp_path, "文稿/a.txt", "文稿/b.txt", "c.txt")
    (tmp_path / "空").mkdir()
    done = run("proofread", "文稿", "空", "c.txt", "--columns", "file,verdict", "--lang", "zh")
    read = sorted(line.split("\t")[0] for line in done.out.splitlines() if "contradicts" in line)
    assert read == ["c.txt", str(Path("文稿/a.txt")), str(Path("文稿/b.txt"))]
    assert "文件夹 空 里没有可读取的文件" in done.err
    assert done.code == 3


@pytest.mark.parametrize(
    ("files", "asked", "listed"),
    [
        (20, (), True),
        (21, (), False),
        (21, ("--all",), True),
        (21, ("--verdict", "agrees"), True),
        (21, ("--verdict", "contradicts"), False),
    ],
)
def test_many_that_agree_hide_nothing(
    files: int, asked: tuple[str, ...], listed: bool, run: Run, tmp_path: Path
) -> None:
    """They are counted, and listed where they are asked for; a contradiction always stands."""
    folder = folder_of(tmp_path / "文稿", "b.txt")
    for n in range(files):
        (folder / f"{n}.txt").write_text("丽水市政协2023年提出提案418件。", "utf-8")
    done = run("proofread", "文稿", "-f", "table", "--lang", "zh", *asked)
    assert ("【481件】" in done.out) == ("agrees" not in asked)
    assert ("【418件】" in done.out) is listed
    assert ("只计个数；加 --all" in done.out) == (files == 21 and not asked)
    (folder / "b.txt").unlink()
    clean = run("proofread", "文稿", "-f", "table", "--lang", "zh", *asked).out
    assert clean.startswith("没有发现问题。\n") == (files == 21 and not asked)


def test_what_several_were_held_against_is_told_once(run: Run, tmp_path: Path) -> None:
    """What was held against nothing is added up."""
    folder = folder_of(tmp_path / "文稿", "a.txt", "b.txt")
    for name in "cde":
        (folder / f"{name}.txt").write_text("丽水市政协2019年提出提案396件。", "utf-8")
    table = "| 年度 | 提出提案（件） |\n| --- | --- |\n| 2019 | 396 |\n| 2023 | 418 |\n"
    (folder / "f.md").write_text(f"丽水市政协2023年数据\n\n{table}", "utf-8")
    told = run("proofread", "文稿", "-f", "table", "--lang", "zh").out.splitlines()
    assert told[-4:] == [
        "对照：丽水市政协2023年履职数据",
        "“2019年”：4 个数没有对照；如有相应数据集，请用 --data 指明",
        "合计：不一致 2、一致 1、所指不同 4",
        "与已知指标无关的数：0",
    ]


def test_standard_input_goes_by_the_name_given(run: Run) -> None:
    """Findings are listed under it, and its suffix tells what may begin in any way."""
    page = "<p>丽水市政协2023年提出提案<b>481</b>件。</p>".encode()
    done = run("proofread", "-", "--stdin-filename", "讲话.html", "-f", "lines", input=page)
    assert done.out.startswith("讲话.html:1:")
    assert done.code == 1
    done = run("numbers", "-", "--stdin-filename", "x.md", "--columns", "file", input=b"# 1")
    assert done.out.splitlines()[1:] == ["x.md"]
    done = run("diff", "-", "-", "--stdin-filename", "x.html", input=b"")
    assert done.err.startswith("cppcc: x.html (")


# Two manuscripts, and what is told of the second: its number, and the sentence on the first.
TOGETHER = [
    (
        "丽水市政协2023年总结\n\n全年走访企业312家。",
        "丽水市政协2023年讲话\n\n我们走访企业321家。",
        [("321家", "a.txt 第 3 行同一内容写作312家，请核对")],
    ),
    # What names no year and no body is of the other's.
    (
        "丽水市政协2023年总结\n\n走访企业312家。",
        "走访企业321家。",
        [("321家", "a.txt 第 3 行同一内容写作312家，请核对")],
    ),
    (
        "丽水市政协2023年总结\n\n市政协开展走访企业312家。",
        "2023年，丽水市政协开展走访企业321家。",
        [("321家", "a.txt 第 3 行同一内容写作312家，请核对")],
    ),
    (
        "丽水市政协2023年总结\n\n走访企业312家。",
        "丽水市政协2024年总结\n\n去年，我们走访企业321家，今年走访企业350家。",
        [("321家", "a.txt 第 3 行同一内容写作312家，请核对")],
    ),
    ("走访企业312家。", "走访企业300余家，走访企业312家。", []),
    ("丽水市政协2022年总结\n\n走访企业312家。", "丽水市政协2023年总结\n\n走访企业321家。", []),
    ("港湾市政协2023年总结\n\n走访企业312家。", "丽水市政协2023年总结\n\n走访企业321家。", []),
    ("走访企业312家。", "下一步计划走访企业321家。", []),
    ("走访企业312家。", "走访企业321人次。", []),
    # A known figure decides on both.
    ("丽水市政协2023年提出提案418件。", "丽水市政协2023年提出提案481件。", []),
]


@pytest.mark.parametrize(("first", "second", "told"), TOGETHER)
def test_manuscripts_are_held_against_one_another(
    run: Run, tmp_path: Path, first: str, second: str, told: list[tuple[str, str]]
) -> None:
    """A question, found in the later of two, that says where the earlier has its number."""
    (tmp_path / "a.txt").write_text(first, "utf-8")
    (tmp_path / "b.txt").write_text(second, "utf-8")
    words = ("proofread", "a.txt", "b.txt", "-f", "json", "--lang", "zh")
    records = json.loads(run(*words, "--together").out)
    asked = [one for one in records if one["code"] == "twice"]
    assert [(one["printed"], one["message"]) for one in asked] == told
    assert {(one["severity"], one["file"]) for one in asked} <= {("info", "b.txt")}
    assert "twice" not in run(*words).out


def test_each_place_is_given_as_its_file_has_it(run: Run, tmp_path: Path) -> None:
    """Of a Word manuscript the paragraph; within it, too. One manuscript is not together."""
    body = paragraph("我们走访企业312家。"), paragraph("各界共走访企业321家。")
    (tmp_path / "a.docx").write_bytes(document("".join(body)))
    (tmp_path / "b.txt").write_text("走访企业332家。", "utf-8")
    done = run("proofread", "a.docx", "b.txt", "--together", "-f", "jsonl", "--lang", "zh")
    asked = [one for one in map(json.loads, done.out.splitlines()) if one["code"] == "twice"]
    assert [(one["file"], one["place"], one["message"]) for one in asked] == [
        ("a.docx", "第2段", "第1段同一内容写作312家，请核对"),
        ("b.txt", None, "a.docx 第1段同一内容写作312家，请核对"),
    ]
    alone = run("proofread", "b.txt", "--together")
    assert (alone.out, alone.code) == ("", 2)


def test_a_folder_of_reports_is_drafted(run: Run, tmp_path: Path) -> None:
    """All of its files, as of one year; one that cannot be read leaves no half draft."""
    (tmp_path / "all").mkdir()
    for name, text in {"a.txt": "2030年立案12件。", "b.txt": "2030年协商5场。"}.items():
        (tmp_path / "all" / name).write_text(text, "utf-8")
    words = ("--id", "x", "--year", "2030", "--body", "政协某镇委员会")
    done = run("draft", "all", *words)
    assert done.code == 0
    assert all(printed in done.out for printed in ('printed = "12件"', 'printed = "5场"'))
    (tmp_path / "all" / "c.docx").write_bytes(b"PK\x03\x04")
    assert (run("draft", "all", *words).out, run("draft", "all", *words).code) == ("", 3)
    piped = run(
        "draft", "-", "--stdin-filename", "报告.html", *words, input="<p>立案12件。".encode()
    )
    assert piped.out.startswith(
        "# 起草自 报告.html" if "起草" in piped.out else "# drafted from 报告.html"
    )


def test_a_file_that_another_program_holds_is_told_so() -> None:
    """As Windows tells it, whose error is else that of a file without permission."""
    error = PermissionError(13, "Permission denied")
    assert str(reason(error).zh) == "没有权限"
    error.winerror = 32  # type: ignore[attr-defined]
    assert str(reason(error).zh) == "文件正被其他程序占用"


def test_numbers_in_english_sentences_are_told_of(run: Run, tmp_path: Path) -> None:
    """They are not read; a year, an address, and English words in a Chinese sentence are none."""
    chinese = "2023年提出提案418件（418 proposals, see http://a.cn/x418），服务群众1.7万余人次。\n"
    english = "In 2023 members made 481 proposals; more than 1,500 came.\nSee a.cn/77.\n"
    (tmp_path / "both.txt").write_text(chinese + english, "utf-8")
    (tmp_path / "chinese.txt").write_text(chinese, "utf-8")
    told = run("proofread", "both.txt", "chinese.txt", "-f", "lines", "--lang", "en")
    assert told.err.splitlines() == [
        "cppcc: both.txt: not checked: 2 numbers in English sentences; only Chinese ones are"
        " understood"
    ]


def test_of_a_draft_that_is_not_written_nothing_is_noted(run: Run, tmp_path: Path) -> None:
    """What a file notes is said only of one that is there."""
    (tmp_path / "report.txt").write_text("临江市政协2032年工作报告\n提出提案481件。\n", "utf-8")
    asked = ("draft", "report.txt", "--like", "lishui-2023", "-o", "a-2032.toml", "--lang", "en")
    assert "figures gone, listed at the head of the file" in run(*asked).err
    again = run(*asked)
    assert again.code == 1
    assert again.err == (
        "cppcc: a-2032.toml exists: choose another name, or add --force to replace it\n"
    )
