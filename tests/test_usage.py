"""Number usage: each rule hits and misses what its table says, and is silent on good texts."""

import pytest
from conftest import PROJECT

from cppcc_cli.documents.reading import read_document
from cppcc_cli.documents.text import text_document
from cppcc_cli.text.usage import misuses, rules

HITS = [(rule.name, sentence) for rule in rules() for sentence in rule.hit]
MISSES = [(rule.name, sentence) for rule in rules() for sentence in rule.miss]


def told(text: str) -> list[tuple[str, str]]:
    """Return the faults found in a text: the rule and the words."""
    found = misuses(text_document("a", text, 0))
    return [(one.rule.name, one.mention.printed) for one in found]


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
def test_good_reports_have_no_fault(path: object) -> None:
    """On the reports of the samples nothing is told."""
    assert list(misuses(read_document(str(path)))) == []


def test_place_and_script() -> None:
    """A fault is told in either script, with its clause and its place in the file."""
    (one,) = misuses(text_document("a", "報告\n來信減少一倍，很好。", 0))
    assert (one.rule.name, one.mention.printed, one.mention.clause) == (
        "fold",
        "減少一倍",
        "來信減少一倍",
    )
    assert (one.mention.block, one.mention.offset) == (1, 5)
    assert one.rule.says.say("zh") == "减少不用“倍”，写明几分之几或百分之几"
