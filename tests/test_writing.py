"""Where answers go: files whole or not at all, standard output whatever stands behind it."""

import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from bench.seeds import document_seeds
from bench.synthetic import write_collection
from conftest import COMMAND, Run, environment, posix, run_prepared
from drafts import LAST
from samples import write_sample


def test_existing_file_is_kept_without_force(run: Run, tmp_path: Path) -> None:
    """A file that exists stays as it was; with --force it is replaced, and keeps its mode."""
    file = tmp_path / "figures.tsv"
    file.write_text("mine")
    refused = run("stats", "-o", "figures.tsv")
    assert (refused.out, refused.code) == ("", 1)
    assert refused.err == (
        "cppcc: figures.tsv exists: choose another name, or add --force to replace it\n"
    )
    assert file.read_text() == "mine"
    file.chmod(0o640)
    assert run("stats", "-o", "figures.tsv", "--force").code == 0
    assert file.read_text("utf-8") == run("stats").out
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["figures.tsv"]


@posix
def test_new_file_has_the_mode_of_the_umask(run: Run, tmp_path: Path) -> None:
    """A new file is as readable as any other that the user makes."""
    mask = os.umask(0o022)
    try:
        run("stats", "-o", "figures.tsv")
    finally:
        os.umask(mask)
    assert (tmp_path / "figures.tsv").stat().st_mode & 0o777 == 0o644


@posix
def test_what_is_read_or_no_file_is_never_replaced(run: Run, tmp_path: Path) -> None:
    """Not the dataset, by any name; not a pipe, a device or a folder; not even with --force."""
    dataset = write_sample(tmp_path)
    content = dataset.read_bytes()
    (tmp_path / "link.tsv").symlink_to(dataset)
    (tmp_path / "hard.tsv").hardlink_to(dataset)
    os.mkfifo(tmp_path / "pipe.tsv")
    (tmp_path / "folder.tsv").mkdir()
    for name, why in [
        ("link.tsv", "is a file being read and is never overwritten: choose another name"),
        ("hard.tsv", "is a file being read and is never overwritten: choose another name"),
        ("pipe.tsv", "is not a regular file and is not overwritten: choose another name"),
        ("folder.tsv", "is not a regular file and is not overwritten: choose another name"),
    ]:
        refused = run("stats", "--data", "town-2030.toml", "-o", name, "--force")
        assert refused == ("", f"cppcc: {name} {why}\n", 1)
    assert dataset.read_bytes() == content
    assert (tmp_path / "pipe.tsv").is_fifo()


@posix
def test_link_is_followed(run: Run, tmp_path: Path) -> None:
    """Writing onto a link replaces the file it leads to and keeps the link."""
    (tmp_path / "real.tsv").write_text("old")
    (tmp_path / "link.tsv").symlink_to("real.tsv")
    assert run("stats", "-o", "link.tsv", "--force").code == 0
    assert (tmp_path / "link.tsv").is_symlink()
    assert (tmp_path / "real.tsv").read_text("utf-8") == run("stats").out


def test_refusal_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    """A question asked wrongly makes no file."""
    for arguments in (["nothing"], ["--columns", "nothing"], ["-f", "json"]):
        assert run("stats", *arguments, "-o", "figures.csv").code == 2
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.parametrize(("rows", "told"), [(6_000, True), (60, False)])
def test_who_waits_is_told_so(rows: int, told: bool, tmp_path: Path) -> None:
    """On a terminal a long table is written with a bar that moves; a short one silently."""
    from terminal import run_on_terminal

    program = (
        "from cppcc_cli.messages import Text\n"
        "from cppcc_cli.output.formats import emit\n"
        "from cppcc_cli.output import Column, Table\n"
        "column = Column('n', lambda row: row, 'right', label=Text('数', 'Number'))\n"
        f"table = Table((column,), range({rows}), (column,))\n"
        "emit(table, output='out.sqlite')\n"
    )
    shown, code = run_on_terminal([sys.executable, "-c", program], tmp_path, environment())
    assert (code, "writing out.sqlite" in shown) == (0, told)
    assert told or shown == ""


@pytest.mark.parametrize(
    "words",
    ["schema", "cite tian", "completion bash", "help", "help exit-codes", "help init"],
)
def test_what_is_no_table_is_written_to_a_file_too(words: str, run: Run, tmp_path: Path) -> None:
    """Whatever its suffix, the file holds what is printed without -o; --force replaces it."""
    printed = run(*words.split())
    assert run(*words.split(), "-o", "-") == printed
    written = run(*words.split(), "-o", "a.txt")
    assert (written.out, written.err, written.code) == ("", printed.err, 0)
    assert (tmp_path / "a.txt").read_bytes().decode() == printed.out
    (tmp_path / "a.txt").write_bytes(b"")
    refused = run(*words.split(), "-o", "a.txt")
    assert ("a.txt exists" in refused.err, refused.code) == (True, 1)
    assert run(*words.split(), "-o", "a.txt", "--force").code == 0
    assert (tmp_path / "a.txt").read_bytes().decode() == printed.out


def test_dash_is_standard_output(run: Run) -> None:
    """`-o -` writes where no -o does."""
    assert run("stats", "-o", "-") == run("stats")
    assert run("stats", "-o", "-", "-f", "json") == run("stats", "-f", "json")


@posix
@pytest.mark.parametrize("arguments", [[], ["-f", "json"], ["-f", "table"], ["--help"]])
def test_full_disk_and_closed_output(arguments: list[str], tmp_path: Path) -> None:
    """What could not be written is said, once, with exit code 1."""
    for place, why in [
        (">/dev/full", "cannot write standard output: the disk is full"),
        (">&-", "cannot write standard output: it is closed"),
    ]:
        done = subprocess.run(
            ["sh", "-c", f'"$0" stats "$@" {place}', COMMAND, *arguments],
            capture_output=True,
            text=True,
            env=environment(),
            check=False,
        )
        assert (done.stdout, done.stderr, done.returncode) == ("", f"cppcc: {why}\n", 1)


@posix
def test_closed_pipe_is_no_error(tmp_path: Path) -> None:
    """A reader that leaves early ends the run silently."""
    process = subprocess.Popen(
        [COMMAND, "stats"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() in (0, -signal.SIGPIPE)


@posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize(
    "moment", ["cppcc_cli.import_path", "typer", "cppcc_cli.cli.app", "tomli", "rich.table"]
)
def test_interrupted_at_any_moment(moment: str, number: signal.Signals, code: int) -> None:
    """Interrupted while it imports, reads or draws, it exits silently with 128 + the signal."""
    interrupting = (
        "import os, sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {moment!r}: os.kill(os.getpid(), {int(number)})\n"
        "sys.meta_path.insert(0, Interrupting())\n"
    )
    asked = ("stats", "--data", str(LAST), "-f", "table")
    assert run_prepared(interrupting, *asked) == ("", "", code)


ENCODINGS = ["ascii", "cp1252", "gbk"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_output_that_is_not_utf8(encoding: str, run: Run) -> None:
    """Tables degrade and say so, JSON escapes, and csv, tsv, value lose nothing or refuse."""
    ask = partial(run, encoding=encoding)
    escaped = ask("stats", "-f", "json")
    assert json.loads(escaped.out) == json.loads(run("stats", "-f", "json").out)
    assert (escaped.err, escaped.code) == ("", 0)
    for command in ("stats", "categories"):
        table = ask(command, "-f", "table")
        assert table.code == 0
        assert table.out
        if encoding == "gbk":
            assert table.err == ""
        else:
            assert table.err == (
                f"cppcc: characters that {encoding} lacks are shown as escapes; "
                "-o FILE writes them whole\n"
            )
        for format in ("csv", "tsv", "markdown"):
            done = ask(command, "-f", format)
            if encoding == "gbk":
                assert done.code == 0
                assert done.out
            else:
                assert (done.out, done.code) == ("", 1)
                assert "-o FILE" in done.err
    assert ask("stats", "-f", "value") == ask("stats", "--columns", "value", "-f", "value")
    assert ask("--help")[1:] == ("", 0)
    assert ask("stats", "-o", "out.csv") == ("", "", 0)


SESSION = [
    ["stats", "proposals"],
    ["stats", "proposals", "-f", "table"],
    ["show", "tian", "-f", "table"],
    ["compare", "halls", "studios", "-f", "table"],
    ["topics", "brand", "-f", "table"],
    ["search", "议事堂", "-f", "table"],
    ["cite", "proposals.submitted"],
    ["stats", "-f", "json"],
    ["stats", "nothing"],
    ["--help"],
    ["help", "formats"],
]
IN_ITS_OWN = (["stats", "proposals", "-f", "table"], ["stats", "-f", "json"], ["stats", "nothing"])
PLACES = [
    {"LANG": "zh_CN.UTF-8"},
    {"LANG": "en_US.UTF-8"},
    {"LANG": "C"},
    {"LANG": "zh_CN.UTF-8", "PYTHONIOENCODING": "gbk"},
    {"LANG": "zh_CN.UTF-8", "PYTHONIOENCODING": "ascii"},
    {"LANG": "en_US.UTF-8", "PYTHONIOENCODING": "cp1252"},
]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: " ".join(place.values()))
def test_same_session_everywhere(place: dict[str, str], run: Run, tmp_path: Path) -> None:
    """In every locale and encoding each question is answered, or the remedy is named.

    In a process of its own, whose streams the interpreter opens by the locale, as in this one.
    """
    encoding = place.get("PYTHONIOENCODING", "utf-8")
    for arguments in SESSION:
        answer = run(*arguments, environ=place, encoding=encoding)
        assert answer.code == (2 if "nothing" in arguments else 0) or (
            encoding in ("ascii", "cp1252") and answer.code == 1 and "-o FILE" in answer.err
        )
        assert answer.out or answer.err
        if arguments in IN_ITS_OWN:
            environ = {**environment(), **place}
            del environ["PYTHONUTF8"]
            done = subprocess.run(
                [COMMAND, *arguments], capture_output=True, env=environ, cwd=tmp_path, check=False
            )
            assert (done.stdout.decode(encoding), done.stderr.decode(encoding)) == answer[:2]
            assert done.returncode == answer.code


@posix
def test_of_two_at_once_the_second_is_told(tmp_path: Path) -> None:
    """However many write one new file, it is that of one of them; the others are told it exists."""
    environ = environment()

    def raced(*words: str) -> list[tuple[str, int]]:
        racing = [
            subprocess.Popen(
                [COMMAND, *words], cwd=tmp_path, env=environ, stderr=subprocess.PIPE, text=True
            )
            for _ in range(6)
        ]
        return sorted((one.communicate()[1], one.returncode) for one in racing)

    for name in ("a.json", "b.sqlite", "c.csv"):
        told = f"cppcc: {name} exists: choose another name, or add --force to replace it\n"
        assert raced("stats", "-o", name) == [("", 0), *[(told, 1)] * 5]
    first, *others = raced("export", "d")
    assert first == ("", 0)
    # One that found no folder at first may find a file in it then.
    assert all(
        ("is not empty" in told or " exists: " in told) and code == 1 for told, code in others
    )
    assert sorted(one.name for one in tmp_path.iterdir()) == [*("a.json", "b.sqlite", "c.csv", "d")]


@posix
@pytest.mark.parametrize("suffix", [".sqlite", ".xlsx", ".parquet", ".docx"])
def test_no_temporary_folder_is_needed(suffix: str, installed: Run, tmp_path: Path) -> None:
    """Where there is none, or nothing can be written there, a file is written all the same."""
    nowhere = {"TMPDIR": str(tmp_path / "none"), "TMP": "", "TEMP": ""}
    assert installed("stats", "-o", f"a{suffix}", environ=nowhere) == ("", "", 0)
    assert [one.name for one in tmp_path.iterdir()] == [f"a{suffix}"]


@posix
@pytest.mark.parametrize(
    ("words", "place"),
    [
        (("stats", "-o", "a.json"), "a.json"),
        (("stats", "-o", "a.xlsx"), "a.xlsx"),
        (("stats", "-o", "a.sqlite"), "a.sqlite"),
        (("stats", "-o", "a.parquet"), "a.parquet"),
        (("report", "-o", "a.html"), "a.html"),
        (("init", "2030", "-o", "a.toml"), "a.toml"),
        (("proofread", "b.txt", "--marked", "a.html"), "a.html"),
        (("proofread", "b.txt", "--write-accepted", "a.tsv", "-o", "a.html"), "a.html"),
        (("proofread", "b.txt", "c.txt", "--marked", "new"), "new/b-marked.html"),
        (("link", "d.docx", "--partial", "-o", "a.docx"), "a.docx"),
    ],
    ids=str,
)
def test_a_file_that_may_not_be_so_large_is_refused(
    words: tuple[str, ...], place: str, installed: Run, tmp_path: Path
) -> None:
    """The sentence names the file, and nothing is left of any."""
    (tmp_path / "b.txt").write_text("2023年，市政协提出提案481件。\n", "utf-8")
    (tmp_path / "c.txt").write_text("2023年，市政协收到提案418件。\n" * 100, "utf-8")
    (tmp_path / "d.docx").write_bytes(document_seeds("docx")[0])
    before = sorted(tmp_path.iterdir())

    def no_room() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    failed = installed(*words, preexec_fn=no_room)
    assert (failed.out, failed.code) == ("", 1)
    assert failed.err.splitlines()[-1].startswith(f"cppcc: cannot write {place}: ")
    assert all(line.startswith("cppcc: ") for line in failed.err.splitlines())
    assert sorted(tmp_path.iterdir()) == before


def test_one_file_is_not_written_twice(run: Run, tmp_path: Path) -> None:
    """Two answers of a run that would go to one file are refused, by whatever names of it."""
    (tmp_path / "b.txt").write_text("2023年，市政协提出提案481件。\n", "utf-8")
    refused = run("proofread", "b.txt", "--write-accepted", "a.tsv", "-o", "./a.tsv", "--force")
    assert (refused.out, refused.code) == ("", 2)
    assert refused.err.endswith(
        "cppcc: ./a.tsv cannot hold two of the files to be written: choose another name\n"
    )
    assert [one.name for one in tmp_path.iterdir()] == ["b.txt"]


@posix
@pytest.mark.parametrize("home", ["", "relative", "~"])
def test_nothing_is_made_where_there_is_no_home(home: str, installed: Run, tmp_path: Path) -> None:
    """A home that is no place is none: no folder of that name appears."""
    folder = tmp_path / "all"
    list(write_collection(folder, 4, 3))
    environ = {"HOME": home, "XDG_CACHE_HOME": "", "XDG_DATA_HOME": ""}
    for words in (["stats"], ["stats", "f7", "--data", "all"]):
        assert installed(*words, environ=environ).code == 0
    assert [*tmp_path.iterdir()] == [folder]
