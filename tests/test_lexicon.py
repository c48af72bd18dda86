"""The lexicon: each class hits what it must and misses what it must; datasets add to it."""

import re
from pathlib import Path

import pytest
import tomli

from cppcc_cli.dataset import sources
from cppcc_cli.dataset.reading import load
from cppcc_cli.text import lexicon as of_lexicon
from cppcc_cli.text.lexicon import lexicon
from cppcc_cli.text.slots import classes_of_number

LEXICON = lexicon()
FILE = tomli.loads(Path(of_lexicon.__file__).with_suffix(".toml").read_text("utf-8"))
BUNDLED = load(sources.bundled())
# What plans are made by says the same of a number.
ALIKE = {"aim": "plan", "future": "plan"}

EXAMPLES = [
    (name, sentence, hits)
    for name in LEXICON.names()
    for hits, sentences in ((True, "hit"), (False, "miss"))
    for sentence in FILE["class"][name].get(sentences, ())
    if "[" in sentence
]


@pytest.mark.parametrize(
    ("name", "sentence", "hits"), EXAMPLES, ids=[f"{n} {s}" for n, s, _ in EXAMPLES]
)
def test_a_class_hits_what_it_must_and_nothing_else(name: str, sentence: str, hits: bool) -> None:
    """It is said of the number in brackets, or it is not."""
    said = classes_of_number(sentence, BUNDLED, LEXICON)
    assert said is not None
    assert (name in said) is hits


# Without brackets: of what names are made by, and of what is no word of a number alone.
FOUND = [
    (name, text, hits)
    for kind in ("class", "naming")
    for name in LEXICON.names(kind)
    for hits, texts in ((True, "hit"), (False, "miss"))
    for text in FILE[kind][name].get(texts, ())
    if "[" not in text
]


@pytest.mark.parametrize(("name", "text", "hits"), FOUND, ids=[f"{n} {t}" for n, t, _ in FOUND])
def test_a_class_is_found_where_it_must_be(name: str, text: str, hits: bool) -> None:
    """A word of it stands in the one text and not in the other."""
    words = LEXICON[name]
    assert bool(words.pattern.search(text)) is words.is_in(text) is hits
    begun = [words.pattern.match(text[at:]) for at in range(len(text) + 1)]
    assert [bool(words.match(text[at:])) for at in range(len(text) + 1)] == [*map(bool, begun)]


@pytest.mark.parametrize("kind", ["class", "naming", "usage"])
def test_each_class_shows_what_it_hits_and_misses(kind: str) -> None:
    """A word is added with a sentence in which it tells, and one in which it must not."""
    bare = [
        name for name, table in FILE[kind].items() if not (table.get("hit") and table.get("miss"))
    ]
    assert bare == []


def test_words_are_found_as_one_expression_of_them_all_finds_them() -> None:
    """A class is looked for by what its words begin with; added words are taken as written."""
    own = LEXICON.with_words({"plan": ["盼着", "订(草)"]})
    assert [one.group() for one in own["plan"].finditer("盼着订(草)")] == ["盼着", "订(草)"]
    every = [own[name] for kind in ("class", "naming") for name in own.names(kind)]
    sentences = [sentence.strip("[]") for _, sentence, _ in EXAMPLES] + [one for _, one, _ in FOUND]
    for words in every:
        for text in sentences:
            wanted = list(words.pattern.finditer(text))
            assert [one.span() for one in words.finditer(text)] == [one.span() for one in wanted]
            assert words.fullmatch(text) is bool(words.pattern.fullmatch(text))
            found, at_end = words.at_end(text), re.search(f"{words.pattern.pattern}$", text)
            assert (found and found.span()) == (at_end and at_end.span())
