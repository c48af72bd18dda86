"""The lexicon: each class hits what it must and misses what it must; datasets add to it."""

import pytest

from cppcc_cli.dataset import sources
from cppcc_cli.dataset.reading import load
from cppcc_cli.text.lexicon import lexicon
from cppcc_cli.text.vocabulary import classes_said

LEXICON = lexicon()
BUNDLED = load(sources.bundled())
# What plans are made by says the same of a number.
ALIKE = {"aim": "plan", "future": "plan"}

EXAMPLES = [
    (name, sentence, hits)
    for name in LEXICON.names
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
