"""Whatever is read may be spoiled: it is answered, or refused with a sentence that names it."""

import io
import re
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import COMMAND, PROJECT, TESTS, Run, environment, inside
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import PIECES, assert_harmless, kept, spoiled
from samples import SAMPLE

from cppcc_cli.dataset.reading import read_dataset
from cppcc_cli.documents.reading import read_document
from cppcc_cli.errors import FaultyDataset, InputError

SAMPLES = TESTS / "samples"
BUNDLED = PROJECT / "data" / "lishui-2023.toml"
DATASETS = [
    SAMPLE.encode(),
    (SAMPLES / "harbour-2031.toml").read_bytes(),
    BUNDLED.read_bytes()[:6000],
]
TEXTS = [
    (SAMPLES / "speech.txt").read_bytes(),
    (SAMPLES / "harbour-2031.txt").read_bytes(),
    (SAMPLES / "report-2031.md").read_bytes()[:3000],
    (SAMPLES / "hillside-2031-gb18030.txt").read_bytes(),
]
PAGE = (
    "<!doctype html><html><head><title>1件</title></head><body><h1>工作</h1><p>提案<b>418</b>件"
    "</p><table><tr><td>指标<td>数量</tr><tr><td><table><tr><td>内</table><td>60余期</tr></table>"
    "<ul><li>占14.4%<li>1.7万余人次</ul><script>9件</script></body></html>"
).encode()
thorough = settings(deadline=None, suppress_health_check=list(HealthCheck))
quick = settings(thorough, max_examples=40)


def word_document() -> bytes:
    """Return a small Word document with a paragraph, a table and a text that is left out."""
    docx = pytest.importorskip("docx", reason="needs the extra publish")
    document = docx.Document()
    document.add_paragraph("共收到提案418件，立案60余件。")
    document.add_table(1, 2).cell(0, 1).text = "1.7万余人次"
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


@settings(thorough, max_examples=300)
@given(spoiled(DATASETS))
def test_a_spoiled_dataset_is_read_or_its_faults_told_by_line(raw: bytes) -> None:
    """Each fault has a line of the file, but the one that says there are more."""
    try:
        dataset = read_dataset(raw, "a.toml")
    except FaultyDataset as faulty:
        assert faulty.faults
        lines = raw.count(b"\n") + raw.count(b"\r") + 1
        for fault, said in zip(faulty.faults, faulty.lines("en"), strict=True):
            assert fault.line is not None
            assert 1 <= fault.line <= lines
            place = f"{fault.line}:{fault.column}" if fault.column else str(fault.line)
            assert said.startswith(f"a.toml:{place}: ")
            assert_harmless(said)
        assert_harmless(*faulty.lines("zh"))
    else:
        assert dataset.id
        assert_harmless(*(name for figure in dataset.figures.values() for name in figure.name))


@quick
@given(
    spoiled(DATASETS),
    st.sampled_from(("stats", "categories", "topics", "datasets", "search 提", "cite filed")),
    st.sampled_from(("table", "tsv", "json", "markdown")),
)
def test_a_command_on_a_spoiled_dataset_prints_all_or_nothing(
    raw: bytes, words: str, format: str
) -> None:
    """A refused dataset leaves nothing on standard output, and its name on standard error."""
    with kept("a.toml", raw) as path:
        asked = words.split() if "cite" in words else [*words.split(), "-f", format]
        done = inside(*asked, "--data", str(path))
        assert done.code in (0, 2, 3)
        assert_harmless(done.out, done.err)
        if done.code:
            assert done.out == "" or words == "datasets"
        if done.code == 3:
            assert all(line.startswith(f"cppcc: {path}") for line in done.err.splitlines())


def assert_read_or_refused(raw: bytes, name: str, words: Sequence[str]) -> None:
    """Assert that a document is read by a command, or refused with its name."""
    with kept(name, raw) as path:
        done = inside(*words, str(path))
        assert done.code in (0, 1, 2, 3)
        assert_harmless(done.out, done.err)
        if done.code == 3:
            assert done.out == ""
            assert str(path) in done.err


DRAFT = ("draft", "--id", "town-2030", "--year", "2030", "--body", "政协某镇委员会")
READERS = (
    ("numbers", "-f", "json"),
    ("numbers", "-f", "table"),
    ("proofread", "-f", "lines"),
    ("check", "lishui-2023", "-f", "table", "--source"),
    DRAFT,
)


@settings(thorough, max_examples=100)
@given(spoiled(TEXTS), st.sampled_from(READERS))
def test_a_spoiled_text_is_read_or_refused(raw: bytes, words: Sequence[str]) -> None:
    """By every command that reads texts."""
    assert_read_or_refused(raw, "a.txt", words)


@settings(thorough, max_examples=80)
@given(spoiled([PAGE]), st.sampled_from(READERS))
def test_a_spoiled_page_is_read_or_refused(raw: bytes, words: Sequence[str]) -> None:
    """By every command that reads texts."""
    pytest.importorskip("lxml", reason="needs the extra publish")
    assert_read_or_refused(raw, "a.html", words)


@settings(thorough, max_examples=80)
@given(st.data())
def test_a_spoiled_word_document_is_read_or_refused(data: st.DataObject) -> None:
    """Spoiled in the archive, or in the parts that lie in it."""
    good = word_document()
    if data.draw(st.booleans()):
        raw = data.draw(spoiled([good]))
    else:
        made = io.BytesIO()
        spoil = data.draw(
            st.sampled_from(["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
        )
        with zipfile.ZipFile(io.BytesIO(good)) as archive, zipfile.ZipFile(made, "w") as other:
            for name in archive.namelist():
                part = archive.read(name)
                other.writestr(name, data.draw(spoiled([part])) if name == spoil else part)
        raw = made.getvalue()
    assert_read_or_refused(raw, "a.docx", ("numbers", "-f", "json"))


@settings(thorough, max_examples=60)
@given(spoiled(TEXTS[:3]))
def test_a_draft_of_anything_is_a_sound_dataset(raw: bytes) -> None:
    """What a draft makes of a spoiled text lacks names at most, or the text was refused."""
    done = inside(*DRAFT, "-", input=raw)
    if done.code == 0:
        try:
            read_dataset(done.out.encode(), "draft.toml")
        except FaultyDataset as faulty:
            assert {(one.code, one.message.say("en")) for one in faulty.faults} == {
                ("empty", "must not be empty")
            }
    else:
        assert done.code in (2, 3)
        assert done.out == ""


ARGUMENT = st.one_of(
    st.text(max_size=8),
    st.sampled_from([piece.decode("utf-8", "surrogateescape") for piece in PIECES]),
    st.sampled_from(
        ["-f", "table", "json", "-o", "-", "--data", "--lang", "zh", "--columns", "--"]
    ),
    st.sampled_from(["proposals", "submitted", "418", "--year", "2023", "--body", "--scope", "id"]),
)
NAMES = (
    *("categories", "stats", "show", "compare", "topics", "search", "cite", "verify", "numbers"),
    *("proofread", "check", "draft", "init", "datasets", "schema", "completion", "help"),
)


@settings(thorough, max_examples=300)
@given(st.sampled_from(NAMES), st.lists(ARGUMENT, max_size=5))
def test_any_arguments_are_answered_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, words: list[str]
) -> None:
    """An answer, or a sentence and an exit code; a wrong question prints no answer."""
    # An answer may go into a file of any name.
    done = inside(name, *words, folder=tmp_path_factory.getbasetemp())
    assert done.code in (0, 1, 2, 3)
    assert_harmless(done.out, done.err)
    assert done.out or done.err or done.code in (0, 1)
    if done.code == 2:
        assert done.out == ""
        assert done.err.startswith("cppcc: ")


VARIABLES = (
    *("COLUMNS", "LINES", "LANG", "LC_ALL", "TERM", "CPPCC_LANG", "CPPCC_DATA", "HOME", "CLICOLOR"),
    *("XDG_DATA_HOME", "XDG_CACHE_HOME", "NO_COLOR", "_CPPCC_COMPLETE"),
)


@settings(thorough, max_examples=20)
@given(
    st.dictionaries(
        st.sampled_from(VARIABLES),
        st.one_of(
            st.text(st.characters(blacklist_characters="\0", blacklist_categories=["Cs"])),
            st.sampled_from(["0", "²", "9" * 5000, "-1", "/dev/null", "\x1b[2J", "C", ":", " "]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_environment_is_answered_or_refused(changes: dict[str, str]) -> None:
    """The installed command under variables that hold anything."""
    done = subprocess.run(
        [COMMAND, "stats", "proposals", "-f", "table"],
        env=environment(**changes),
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 1, 2, 3)
    assert b"Traceback" not in done.stderr
    assert done.stdout or done.stderr or "_CPPCC_COMPLETE" in changes


@settings(thorough, max_examples=15)
@given(
    st.sampled_from([(DATASETS, "stats --data"), (TEXTS, "numbers"), ([PAGE], "numbers")]),
    st.data(),
)
def test_the_installed_command_on_spoiled_input(
    kind: tuple[list[bytes], str], data: st.DataObject
) -> None:
    """As in this process, so as a user runs it."""
    seeds, words = kind
    with kept("a.html" if seeds == [PAGE] else "a.txt", data.draw(spoiled(seeds))) as path:
        done = subprocess.run(
            [COMMAND, *words.split(), path], env=environment(), capture_output=True, check=False
        )
        assert done.returncode in (0, 3)
        assert b"Traceback" not in done.stderr
        assert str(path).encode() in done.stderr or done.returncode == 0


def test_more_than_can_be_answered_is_refused(run: Run, tmp_path: Path) -> None:
    """Lines, digits and numbers have bounds far above those of a dataset and a report."""
    (tmp_path / "a.toml").write_text("#\n" * 100_001)
    said = "cppcc: a.toml:100001: more than 100000 lines and not read: is this a dataset?\n"
    assert run("stats", "--data", "a.toml") == ("", said, 3)
    (tmp_path / "a.toml").write_text("#\nx = 0." + "9" * 8_000_000)
    said = "cppcc: a.toml:2: a number with too many digits to be read\n"
    assert run("stats", "--data", "a.toml") == ("", said, 3)
    (tmp_path / "a.txt").write_text("1件" * 10_000, "utf-8")
    assert len(read_document(str(tmp_path / "a.txt")).text) == 20_000
    (tmp_path / "a.txt").write_text("1件" * 10_001, "utf-8")
    said = "cppcc: a.txt contains more than 10000 numbers and is not read: split it\n"
    assert run("proofread", "a.txt") == ("", said, 3)
    (tmp_path / "a.txt").write_text("|a|b|\n" * 100_001)
    said = "cppcc: a.txt has more than 100000 lines and is not read: split it\n"
    for command in ("proofread", "numbers"):
        assert run(command, "a.txt") == ("", said, 3)
    (tmp_path / "a.txt").write_bytes(b"a" * (8 * 1024 * 1024 + 1))
    with pytest.raises(InputError) as refused:
        read_document(str(tmp_path / "a.txt"))
    (large,) = refused.value.lines("en")
    assert large.endswith(
        "a.txt is larger than 8 MiB and is not read: check that it is the right file, or split it"
    )


def test_tables_in_tables_without_end_lose_no_line(tmp_path: Path) -> None:
    """Far deeper than any page has them, all is read, and in its order."""
    pytest.importorskip("lxml", reason="needs the extra publish")
    cells = "".join(f"<table><tr><td>第{number}件" for number in range(2_000))
    (tmp_path / "a.html").write_text(f"<html><body>{cells}", "utf-8")
    text = read_document(str(tmp_path / "a.html")).text
    assert [int(number) for number in re.findall("第([0-9]+)件", text)] == list(range(2_000))


def test_what_no_one_can_look_at_is_not_drawn(run: Run, tmp_path: Path) -> None:
    """A screen and a Word document have an end; machines get all, and no file is begun."""
    (tmp_path / "a.txt").write_text("1件\n" * 5_001, "utf-8")
    said = (
        "cppcc: this is too much for a screen: ask for less, use -f tsv, or write to a file with "
        "-o FILE\n"
    )
    assert run("numbers", "a.txt", "-f", "table") == ("", said, 1)
    said = (
        "cppcc: 5001 rows are more than the 5000 that a table in Word holds: write .csv or "
        ".parquet instead\n"
    )
    assert run("numbers", "a.txt", "-o", "a.docx") == ("", said, 1)
    assert not (tmp_path / "a.docx").exists()
    assert run("numbers", "a.txt", "--no-header").out.count("\n") == 5_001
    (tmp_path / "a.txt").write_text("1件\n" * 5_000, "utf-8")
    assert run("numbers", "a.txt", "-f", "table").code == 0
    (tmp_path / "a.txt").write_text("9" * 1_000_000, "utf-8")
    assert run("numbers", "a.txt", "-f", "table").code == 1
