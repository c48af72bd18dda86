"""The lexicon: each class hits what it must and misses what it must; datasets add to it."""

import pytest

from cppcc_cli.dataset import sources
from cppcc_cli.dataset.reading import load
from cppcc_cli.text.lexicon import lexicon
from cppcc_cli.text.slots import classes_said

LEXICON = lexicon()
BUNDLED = load(sources.bundled())
# What plans are made by says the same of a number.
ALIKE = {"aim": "plan", "future": "plan"}

EXAMPLES = [
    (name, sentence, hits)
    for name in LEXICON.names()
    for hits, sentences in ((True, LEXICON[name].hit), (False, LEXICON[name].miss))
    for sentence in sentences
    if "[" in sentence
]


@pytest.mark.parametrize(
    ("name", "sentence", "hits"), EXAMPLES, ids=[f"{n} {s}" for n, s, _ in EXAMPLES]
)
def test_a_class_hits_what_it_must_and_nothing_else(name: str, sentence: str, hits: bool) -> None:
    """It is said of the number in brackets, or it is not."""
    said = classes_said(sentence, BUNDLED, LEXICON)
    assert said is not None
    assert (name in said) is hits


NAMING = [
    (name, text, hits)
    for name in LEXICON.names("naming")
    for hits, texts in ((True, LEXICON.naming(name).hit), (False, LEXICON.naming(name).miss))
    for text in texts
]


@pytest.mark.parametrize(("name", "text", "hits"), NAMING, ids=[f"{n} {t}" for n, t, _ in NAMING])
def test_a_class_of_names_is_found_where_it_must_be(name: str, text: str, hits: bool) -> None:
    """What is cut off a name, or ends it, is found in the one text and not in the other."""
    words = LEXICON.naming(name)
    assert bool(words.pattern.search(text)) is words.is_in(text) is hits
    begun = [words.pattern.match(text[at:]) for at in range(len(text) + 1)]
    assert [bool(words.match(text[at:])) for at in range(len(text) + 1)] == [*map(bool, begun)]


def test_what_is_left_of_it_for_a_text_finds_the_same() -> None:
    """Words that can stand in no text met so far are left out, and no others."""
    fewer = 0
    for _, sentence, _ in EXAMPLES:
        own = LEXICON.with_words({"plan": ["盼着"]})
        left = own.within(sentence)
        for name in own.names():
            found, wanted = left[name].pattern.finditer(sentence), own[name].pattern
            assert [one.span() for one in found] == [
                one.span() for one in wanted.finditer(sentence)
            ], name
            fewer += len(left[name].words) < len(own[name].words)
        assert own.within(sentence[:3]) is left
        assert "盼着" in own.within("盼 着丰收")["plan"].words
    assert fewer > len(EXAMPLES) * len(LEXICON.names()) / 2
