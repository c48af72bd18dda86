"""Nothing that acts on a terminal leaves the program, whatever files hold and are called."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from bench.fuzz import hold_harmless
from bench.synthetic import write_collection
from conftest import Run, inside, posix
from samples import write_sample

from cppcc_cli.output.formats import OF_FINDINGS, STREAMED
from cppcc_cli.screen import first_unprintable

HOSTILE = "\x1b[31m\x9b2J\x1b]0;title\x07\u202e\u2066\u200b\u200e\x85\u2028\x0b\x0c\x7f\U000e0041"
LINE = f"共{HOSTILE}收到提案481{HOSTILE}件，[bold]其中[/]\t立案60余件\r占14.4%，=1+1 418件。\n"
# A name may hold anything but a slash and NUL, and at most 255 bytes.
NAMES = (
    "a\x1b[31mb.toml",
    "\u202egnp.toml",
    "a\nb\r\t.toml",
    "😀[bold]x.toml",
    "-f.toml",
    "{0}%s\\.toml",
    "\udcff\udc9b.toml",
    "字" * 83 + ".toml",
)
READERS = (
    ("numbers",),
    ("proofread",),
    ("check", "lishui-2023", "--source"),
    ("show", "submitted", "--source"),
)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("format", STREAMED)
def test_hostile_texts_come_out_harmless(format: str, language: str, tmp_path: Path) -> None:
    """Of a text, and of a page that spells them out: by each reader, in every format."""
    (tmp_path / "a.txt").write_text(LINE * 3, "utf-8")
    spelt = "".join(f"&#{ord(char)};" for char in HOSTILE)
    (tmp_path / "a.html").write_text(f"<p>提案{spelt}481{spelt}件</p>" * 2, "utf-8")
    names = ["a.txt", "a.html"] if find_spec("lxml") else ["a.txt"]
    for words in READERS:
        for name in names:
            done = inside(*words, str(tmp_path / name), "-f", format, "--lang", language)
            assert done.code in (0, 1, 2)
            hold_harmless(done.out, done.err)
            if format == "tsv" and done.code < 2:
                cells = {line.count("\t") for line in done.out.splitlines()}
                assert len(cells) == 1
    done = inside("draft", "--id", "x", "--year", "2030", "--body", "某市", str(tmp_path / "a.txt"))
    hold_harmless(done.out, done.err)


@posix
@pytest.mark.parametrize("kind", ["good", "faulty", "broken"])
def test_hostile_names_come_out_harmless(kind: str, tmp_path: Path) -> None:
    """Files of a folder with names of any kind, sound or not: by each command, in every format."""
    folder = tmp_path / "all"
    folder.mkdir()
    sample = write_sample(tmp_path).read_text("utf-8")
    for number, name in enumerate(NAMES):
        text = sample.replace("town-2030", f"town{number}-2030").replace("某镇", f"某{number}镇")
        if kind == "faulty":
            text = text.replace("value = 12", "value = -1")
        (folder / name).write_text(text if kind != "broken" else f"{text}[", "utf-8")
    code = 0 if kind == "good" else 3
    for words in (["stats"], ["categories"], ["compare", "filed"], ["topics"], ["datasets"]):
        for format in set(STREAMED) - {"value", *OF_FINDINGS}:
            done = inside(*words, "-f", format, "--data", str(folder))
            assert done.code == (0 if words == ["datasets"] else code), (words, format, done)
            hold_harmless(done.out, done.err)
    done = inside("check", "-f", "table", "--data", str(folder))
    assert done.code == (0 if kind == "good" else 1)
    hold_harmless(done.out, done.err)
    assert "\\x1b" in inside("datasets", "-f", "tsv", "--data", str(folder)).out


@posix
def test_names_that_are_no_text_are_read_in_a_collection(run: Run, tmp_path: Path) -> None:
    """An index keeps text only: such a file, folder or place is read without, time and again."""
    folder = tmp_path / "all"
    paths = list(write_collection(folder, 4, 3))
    asked = ("stats", "f7", "--columns", "dataset,value", "--data", "all")
    whole = run(*asked, "--no-cache")
    assert (whole.code, whole.out.count("\n")) == (0, 13)
    paths[0].rename(paths[0].with_name("\udcff.toml"))
    for _ in range(2):
        assert run(*asked) == whole
    (folder / "00" / "\udcff.toml").rename(paths[0])
    (folder / "00").rename(folder / "\udcfe")
    assert run(*asked) == whole
    there = tmp_path / "\udcfd"
    there.mkdir()
    folder.rename(there / "all")
    folder.symlink_to(there / "all")
    assert run(*asked) == whole


def test_hostile_arguments_are_refused_as_they_are(tmp_path: Path) -> None:
    """In any place of a command line; what is refused is shown with escapes."""
    for char in filter(first_unprintable, HOSTILE):
        for words in (
            [f"a{char}"],
            ["stats", f"a{char}"],
            ["stats", "-o", str(tmp_path / f"a{char}.csv")],
            ["numbers", f"a{char}.txt"],
            ["stats", f"--columns=a{char}"],
        ):
            done = inside(*words)
            assert (done.out, done.code) == ("", 2)
            hold_harmless(done.err)
    assert list(tmp_path.iterdir()) == []
