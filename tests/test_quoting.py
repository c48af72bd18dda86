"""The sentence of a text that states a figure."""

from pathlib import Path

import pytest
from conftest import TESTS, Run

from cppcc_cli.dataset.reading import load
from cppcc_cli.documents.reading import read_document
from cppcc_cli.errors import InputError
from cppcc_cli.text.auditing import stating_sentence

DATASET = load(str(TESTS / "samples" / "hillside-2031.toml"))


def stated(text: str, figure: str, folder: Path) -> str | None:
    """Return the sentence of `text` that states a figure of the sample."""
    path = folder / "report.txt"
    path.write_bytes(text.encode())
    return stating_sentence(read_document(str(path)), DATASET.figures[figure])


FOUND = [
    ("一段。\n\n立案254件。其余未立。", "立案254件。"),
    ("一段。\n先说“多少？”再答：立案254件！完。", "再答：立案254件！"),
    ("一段。\n共1254件，立案254件；又254件。", "共1254件，立案254件；"),
    ("一段。\n又254件。立案254件。", "立案254件。"),
    ("一段。\n又3,254件、12.254件。", None),
    ("立案254件。\n不在这一段。", None),
    ("一段。\r\n立案254件。\r\n", "立案254件。"),
    ("一段。\n立案\x1b[31m254件。", "立案\\x1b[31m254件。"),
    ("一段。\n\u202e立案254件。", "\\u202e立案254件。"),
]


@pytest.mark.parametrize(("text", "sentence"), FOUND)
def test_sentence_is_found_by_paragraph_and_number(
    text: str, sentence: str | None, tmp_path: Path
) -> None:
    """In its own paragraph, not as the end of a longer number, with a term where it has one."""
    assert stated(text, "proposals.filed", tmp_path) == sentence


def test_paragraph_is_not_needed(tmp_path: Path) -> None:
    """A figure whose paragraph the dataset does not name is looked for in all."""
    assert stated("甲。\n乙。\n约250件得到答复。", "proposals.answered", tmp_path) == (
        "约250件得到答复。"
    )


@pytest.mark.parametrize("content", [b"\x00\x01", b"\xff\xfe\xff", b"GIF89a\x00"])
def test_what_is_no_text_is_refused(content: bytes, tmp_path: Path) -> None:
    """A binary is refused, whatever its name."""
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    with pytest.raises(InputError):
        read_document(str(path))


def test_empty_standard_input_holds_no_text(run: Run) -> None:
    """It passes for nothing: a file that was not written would be clean."""
    asked = run("show", "proposals.submitted", "--source", "-")
    said = "cppcc: - (a text) holds no text: check that it is the right file\n"
    assert (asked.err, asked.code) == (said, 3)


def test_the_first_source_that_states_a_figure_is_told(run: Run, tmp_path: Path) -> None:
    """Of several; where none does, all are named, and what cannot be read is said at the end."""
    text = "\n" + "一段。\n" * 20 + "委员提出提案418件。另有一句。\n"
    (tmp_path / "a.txt").write_text("没有。\n", "utf-8")
    (tmp_path / "b.txt").write_text(text, "utf-8")
    shown = ("show", "proposals.submitted", "--columns", "sentence", "--no-header")
    assert run(*shown, "--source", "a.txt", "--source", "b.txt") == (
        "委员提出提案418件。\n",
        "cppcc: “418件” is in b.txt\n",
        0,
    )
    assert run(*shown, "--source", "none.txt", "--source", "a.txt", "--source", "a.txt") == (
        "\n",
        "cppcc: “418件” is not in paragraph 21 of a.txt\n"
        "cppcc: cannot open none.txt: there is no such file or folder\n",
        3,
    )
    given = ("--source", "-", "--stdin-filename", "报告.html")
    asked = run(*shown, *given, input="<p>提案41件。</p>".encode())
    assert asked.err == "cppcc: “418件” is not in paragraph 21 of 报告.html\n"
