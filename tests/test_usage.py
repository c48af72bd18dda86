"""Number usage: each rule hits and misses what its table says, and is silent on good texts."""

import json
from pathlib import Path

import pytest
import tomli
from conftest import PROJECT, Run

from cppcc_cli.documents.reading import read_document
from cppcc_cli.documents.text import text_document
from cppcc_cli.messages import findings
from cppcc_cli.text import lexicon as of_lexicon
from cppcc_cli.text.finding import misused
from cppcc_cli.text.lexicon import lexicon

RULES = tomli.loads(Path(of_lexicon.__file__).with_suffix(".toml").read_text("utf-8"))["usage"]
HITS = [(name, sentence) for name, rule in RULES.items() for sentence in rule["hit"]]
MISSES = [(name, sentence) for name, rule in RULES.items() for sentence in rule["miss"]]


def told(text: str) -> list[tuple[str, str]]:
    """Return the faults found in a text: the rule and the words."""
    return [(rule, text[start:end]) for start, end, rule in lexicon().misuses(text)]


@pytest.mark.parametrize(("name", "sentence"), HITS)
def test_what_a_rule_must_hit(name: str, sentence: str) -> None:
    """Exactly the words in brackets are told, by this rule alone."""
    words = sentence[sentence.index("[") + 1 : sentence.index("]")]
    assert told(sentence.replace("[", "").replace("]", "")) == [(name, words)]


@pytest.mark.parametrize(("name", "sentence"), MISSES)
def test_what_a_rule_must_miss(name: str, sentence: str) -> None:
    """Nothing is told, by this rule or by another."""
    assert told(sentence) == []


@pytest.mark.parametrize("path", sorted((PROJECT / "tests" / "samples").glob("*.txt")))
def test_good_reports_have_no_fault(path: Path) -> None:
    """On the reports of the samples nothing is told."""
    assert misused(read_document(str(path))) == []


def test_place_and_script() -> None:
    """A fault is told in either script, with its clause and its place in the file."""
    (one,) = misused(text_document("a", "報告\n來信減少一倍，很好。"))
    assert one.mention is not None
    assert (one.mention.printed, one.mention.clause) == ("減少一倍", "來信減少一倍")
    assert (one.mention.block, one.mention.offset) == (1, 5)
    assert one.message == findings["USAGE"]["fold"].about()
    assert one.message.say("zh") == "减少不用“倍”，写明几分之几或百分之几"


def test_proofread_tells_them_where_asked(tmp_path: Path, run: Run) -> None:
    """With --usage each fault is a warning of its own, and the answer is not clean."""
    path = tmp_path / "a.txt"
    path.write_text("截止到2031年底，来信减少一倍。\n", encoding="utf-8")
    assert run("proofread", str(path)).code == 0
    done = run("proofread", str(path), "--usage", "-f", "json", "--lang", "zh")
    told = [one for one in json.loads(done.out) if one["code"] == "usage"]
    assert [(one["severity"], one["printed"], one["verdict"]) for one in told] == [
        ("warning", "截止到", None),
        ("warning", "减少一倍", None),
    ]
    assert [one["message"] for one in told] == [
        "应为“截至”",
        "减少不用“倍”，写明几分之几或百分之几",
    ]
    assert done.code == 1


def test_a_review_names_them_for_what_they_are(tmp_path: Path, run: Run) -> None:
    """On the page of a manuscript they are faults of usage, and at odds with nothing."""
    (tmp_path / "a.txt").write_text("截止到2031年底，来信减少一倍。\n", "utf-8")
    run("proofread", "a.txt", "--usage", "--marked", "a.html", "--lang", "zh")
    page = (tmp_path / "a.html").read_text("utf-8")
    assert page.count('<li class="usage"') == 2
    assert "数字用法" in page
    assert "前后不一致" not in page
