"""Whatever is read may be spoiled: it is answered, or refused with a sentence that names it."""

import re
import subprocess
from pathlib import Path
from random import Random

import pytest
from bench.fuzz import TARGETS, hold_harmless, mutate, spoil
from bench.seeds import DOCUMENTS, dataset_seeds, document_seeds
from conftest import COMMAND, Run, environment

from cppcc_cli.dataset.reading import read_dataset
from cppcc_cli.documents.reading import read_document, read_kind
from cppcc_cli.errors import CppccError, FaultyDataset, InputError

# So many mutations of each target are tried: more of one that is soon through, and fewer of one
# that starts processes.
MUTATIONS = 25
OF_TARGET = {"options": 200, "dataset": 60, "txt": 60, "docx": 60, "index": 60, "pdf": 8}


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_spoiled_is_answered_or_refused(target: str, tmp_path: Path) -> None:
    """By every command, in the formats of each."""
    numbers = range(OF_TARGET.get(target, MUTATIONS))
    assert [wrong for one in numbers if (wrong := mutate(target, one, tmp_path))] == []


def test_a_spoiled_dataset_is_read_or_its_faults_told_by_line() -> None:
    """Each fault has a line of the file, but the one that says there are more."""
    for number in range(300):
        raw = spoil(Random(number), dataset_seeds())
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
            hold_harmless(*faulty.lines("zh"), *faulty.lines("en"))
        else:
            assert dataset.id
            hold_harmless(*(name for figure in dataset.figures.values() for name in figure.name))


@pytest.mark.parametrize("kind", [one for one in DOCUMENTS if one not in ("txt", "md", "pdf")])
def test_a_spoiled_document_is_read_or_refused(kind: str) -> None:
    """In both languages the sentence can be said; what is read has its places in order."""
    seeds = document_seeds(kind)
    for number in range(300):
        raw = spoil(Random(f"{kind} {number}"), seeds)
        try:
            document = read_kind(raw, f"a.{kind}")
        except CppccError as error:
            assert all(error.lines("zh") + error.lines("en"))
            continue
        if document is not None:
            starts = [block.pieces[0][1] for block in document.blocks]
            assert starts == sorted(starts)


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize(("kind", "words"), [("toml", "stats --data"), ("txt", "numbers")])
def test_the_installed_command_on_spoiled_input(
    kind: str, words: str, number: int, tmp_path: Path
) -> None:
    """As in this process, so as a user runs it."""
    path = tmp_path / f"a.{kind}"
    seeds = dataset_seeds() if kind == "toml" else document_seeds(kind)
    path.write_bytes(spoil(Random(number), seeds))
    done = subprocess.run([COMMAND, *words.split(), path], env=environment(), capture_output=True)
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
    """Deeper than any page has them, all is read, and in its order."""
    pytest.importorskip("lxml", reason="needs the extra publish")
    cells = "".join(f"<table><tr><td>第{number}件" for number in range(600))
    (tmp_path / "a.html").write_text(f"<html><body>{cells}", "utf-8")
    text = read_document(str(tmp_path / "a.html")).text
    assert [int(number) for number in re.findall("第([0-9]+)件", text)] == list(range(600))


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
