"""The bench of spoiled input: seeds are valid, a number makes the same again, faults are found."""

from pathlib import Path
from random import Random

import pytest
from bench.fuzz import TARGETS, hold, mutate, run, spoil
from bench.seeds import ACCEPTED, COMMANDS, DOCUMENTS, SPEECH, dataset_seeds, document_seeds


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_seeds_of_documents_are_read(kind: str, tmp_path: Path) -> None:
    for seed in document_seeds(kind):
        (tmp_path / f"a.{kind}").write_bytes(seed)
        done = run(["numbers", f"a.{kind}", "-f", "jsonl"], tmp_path)
        assert done.code == 0
        assert '"printed": ' in done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_seeds_of_command_lines_are_answered(command: str, tmp_path: Path) -> None:
    (tmp_path / "speech.txt").write_text(SPEECH, "utf-8")
    (tmp_path / "accepted.tsv").write_text(ACCEPTED, "utf-8")
    (tmp_path / "a.toml").write_bytes(dataset_seeds()[0])
    (tmp_path / "a.docx").write_bytes(document_seeds("docx")[0])
    assert run(command.split(), tmp_path).code in (0, 1)


def test_a_number_makes_the_same_mutation_again() -> None:
    one, other = (spoil(Random("txt 1"), document_seeds("txt")) for _ in range(2))
    assert one == other
    assert one not in document_seeds("txt")


def test_an_exception_is_told_with_its_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def read_nothing(random: Random, folder: Path) -> None:
        hold(run(["stats", "-o", "no/such/folder.csv"], folder)._replace(code=70), ["stats"])

    monkeypatch.setitem(TARGETS, "nothing", read_nothing)
    assert mutate("nothing", 1, tmp_path) == "AssertionError: exit code 70: ['stats']"


@pytest.mark.parametrize("written", ["\x1b[2J", "\u202e", "Traceback (most recent call last):"])
def test_harmful_output_is_a_failure(written: str, tmp_path: Path) -> None:
    done = run(["stats"], tmp_path)
    hold(done, ["stats"])
    with pytest.raises(AssertionError):
        hold(done._replace(out=done.out + written), ["stats"])
