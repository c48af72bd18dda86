"""The words that the engine knows, by class: what each says of a number, and how far it reaches.

They stand in lexicon.toml, each class with sentences that it must hit and others that it must miss.
A dataset may add words of its own to a class.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import compress
from pathlib import Path
from typing import Any, Literal

from cppcc_cli.dataset import Dataset
from cppcc_cli.files import prepared
from cppcc_cli.script import HAN, one_of, plain

# How a word begins: behind what must not stand before it.
_BEGINS = r"(?:\(\?<[!=][^()]*\))*(?P<first>[^\W_]|[《“])"
# What the table of a class holds of each word: itself, characters that it needs, and how it is
# compiled at once.
_OF_WORDS = ("words", "needs", "quick")
# What is escaped in a word, and its sets of characters.
_SET = r"\\.|\[(?P<but>\^?)(?P<characters>[^\]]*)\]"
# In a text of so many characters, what is looked for is found at once or not at all.
_LONG = 4000


class WordClass:
    """Words that say the same of a number; each is a regular expression in simplified script.

    A `brief` one is for a text so short that all else takes longer than to compile it.
    """

    def __init__(self, table: Mapping[str, Any], brief: bool = False) -> None:
        self.brief = brief
        self.words: tuple[str, ...] = tuple(table["words"])
        self._quick: tuple[str, ...] = tuple(table["quick"])
        self._needs: tuple[str, ...] = tuple(table["needs"])
        self.hit: tuple[str, ...] = tuple(table.get("hit", ()))
        self.miss: tuple[str, ...] = tuple(table.get("miss", ()))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """One alternation of all words, the longest first; compiled when it is first asked for."""
        begins = [] if self.brief else [re.match(_BEGINS, word) for word in self.words]
        firsts = {begin["first"] for begin in begins if begin}
        # Most characters begin no word at all, and this is seen at once.
        guard = f"(?=[{''.join(sorted(firsts))}])" if all(begins) and len(firsts) > 1 else ""
        return re.compile(f"{guard}(?:{self._alternation()})")

    def finditer(self, text: str, characters: frozenset[str]) -> Iterator[re.Match[str]]:
        """Return where words stand in a text that consists of these characters."""
        may_stand = "" in self._needs or not self._some_needed.isdisjoint(characters)
        return self.pattern.finditer(text) if may_stand else iter(())

    @cached_property
    def _some_needed(self) -> frozenset[str]:
        """Of each word a character that it needs."""
        return frozenset(needed[0] for needed in self._needs)

    @cached_property
    def ending(self) -> re.Pattern[str]:
        """One of the words at the very end of a text."""
        return re.compile(f"(?:{self._alternation()})$")

    def _alternation(self) -> str:
        if self.brief:
            return alternation(self._quick, brief=True)
        return alternation(self.words, brief=False).replace(r"\p{Han}", HAN)


def alternation(words: Sequence[str], brief: bool) -> str:
    """Return words as one regular expression.

    In a brief one, what never matches is the last: without it, `re` looks into what the words begin
    with, which takes longer than all else, and is worth it in a long text.
    """
    return "|".join([*words, *(["(?!)"] if brief or not words else [])])


class Lexicon:
    """Every class of words by its name, and the families of units."""

    def __init__(self, tables: Mapping[str, Any], brief: bool = False) -> None:
        self._tables, self.brief = tables, brief
        self._classes: dict[str, WordClass] = {}
        self._naming: dict[str, WordClass] = {}
        # The characters of the texts it was asked for, and what is left of it for these.
        self._met: frozenset[str] = frozenset()
        self._within: Lexicon | None = None

    def __getitem__(self, name: str) -> WordClass:
        """Return the class called `name`; KeyError where there is none."""
        if name not in self._classes:
            self._classes[name] = WordClass(self._tables["class"][name], self.brief)
        return self._classes[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all classes, in the order of the file."""
        return tuple(self._tables["class"])

    @property
    def naming_classes(self) -> tuple[str, ...]:
        """The names of the classes of words that names are made by."""
        return tuple(self._tables["naming"])

    def naming(self, name: str) -> WordClass:
        """Return a class of words that names are made by; KeyError where there is none."""
        if name not in self._naming:
            # They are looked for in clauses only.
            self._naming[name] = WordClass(self._tables["naming"][name], brief=True)
        return self._naming[name]

    @property
    def units(self) -> Mapping[str, Mapping[str, Any]]:
        """The families of units as the file has them, by name."""
        units: Mapping[str, Mapping[str, Any]] = self._tables["unit"]
        return units

    @property
    def usage(self) -> Mapping[str, Mapping[str, Any]]:
        """The rules of number usage as the file has them, by name."""
        rules: Mapping[str, Mapping[str, Any]] = self._tables["usage"]
        return rules

    def with_words(self, added: Mapping[str, Sequence[str]]) -> "Lexicon":
        """Return this lexicon with words added to classes; they are taken as they are written."""
        if not added:
            return self
        classes = dict(self._tables["class"])
        for name, words in added.items():
            table = classes[name]
            # What a word of the dataset needs, and how it compiles at once, is as it is written.
            taken = [(re.escape(word), word, re.escape(word)) for word in words]
            rows = [*taken, *zip(*(table[key] for key in _OF_WORDS), strict=True)]
            rows.sort(key=lambda row: -len(row[0]))
            classes[name] = table | dict(zip(_OF_WORDS, zip(*rows, strict=True), strict=True))
        return Lexicon({**self._tables, "class": classes})

    def within(self, text: str) -> "Lexicon":
        """Return this lexicon without words that can stand in no text it was asked for so far.

        The classes of naming keep theirs. `text` is in simplified script.
        """
        met = self._met.union(text)
        if self._within is None or met != self._met:
            self._met = met
            classes = {}
            for name, table in self._tables["class"].items():
                there = [met.issuperset(needed) for needed in table["needs"]]
                classes[name] = table | {key: [*compress(table[key], there)] for key in _OF_WORDS}
            self._within = Lexicon({**self._tables, "class": classes}, len(text) < _LONG)
        return self._within


def lexicon_of(dataset: Dataset, text: str | None = None) -> Lexicon:
    """Return the lexicon of the program with the words that a dataset adds.

    For a text, it is only what may stand in this one, or in what names the figures.
    """
    added: dict[str, list[str]] = {}
    for word in dataset.words:
        added.setdefault(word.kind, []).extend(map(plain, word.words))
    words = lexicon().with_words(added)
    if text is None:
        return words
    figures = dataset.figures.values()
    named = [term for one in figures for term in (one.name.zh, *one.terms)]
    named += [one.name.zh for one in dataset.categories.values()]
    return words.within(plain("\n".join([text, *named])))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon of the program."""
    return Lexicon(prepared(str(Path(__file__).with_name("lexicon.toml")), _tables, 2))


def _tables(raw: bytes) -> dict[str, Any]:
    import tomli

    tables = tomli.loads(raw.decode())
    for table in (*tables["class"].values(), *tables["naming"].values()):
        table["words"].sort(key=len, reverse=True)
        table["needs"] = [_needs(word) for word in table["words"]]
        table["quick"] = [_quick(word) for word in table["words"]]
    for table in tables["usage"].values():
        table["words"] = [_quick(word) for word in table["words"]]
    return tables


def _needs(word: str) -> str:
    """Return characters that are in all that a word matches: those outside brackets, at least."""
    bare = re.sub(r"\[[^\]]*\]|\\p\{Han\}|\\.", ".", word)
    while (inner := re.sub(r"\([^()]*\)", ".", bare)) != bare:
        bare = inner
    letters = re.sub(r".(?:[?*]|\{[0-9,]*\})", "", bare)
    return "" if "|" in bare else "".join(sorted({*filter(str.isalnum, letters)}))


def _quick(word: str) -> str:
    r"""Return a word so that it compiles at once: its sets by `one_of`, \p{Han} by HAN."""
    return re.sub(_SET, _alternatives, word.replace(r"\p{Han}", HAN))


def _alternatives(found: re.Match[str]) -> str:
    """Return a set of characters as alternatives where it has several that are not in Latin-1."""
    single = re.sub(".-.", "", found["characters"] or "")
    several = "".join(char for char in single if ord(char) > 255)
    others = (found["characters"] or "").translate(dict.fromkeys(map(ord, several)))
    if found["but"] or len(several) + bool(others) < 3:
        return found.group()
    return f"(?:[{others}]|{one_of(several)})" if others else one_of(several)


# How a unit stands to another: the same, of one family in which it agrees or is only consistent, or
# another.
UnitFit = Literal["same", "alike", "near", "other"]


@lru_cache(maxsize=1024)
def unit_fit(unit: str, of_figure: str) -> UnitFit:
    """Return how a unit stands to that of a figure: the same, of its family, or another."""
    unit, of_figure = plain(unit), plain(of_figure)
    if unit == of_figure:
        return "same"
    best: UnitFit = "other"
    for family in lexicon().units.values():
        if unit in family["words"] and of_figure in family["words"]:
            if family["same"] == "agrees":
                return "alike"
            best = "near"
    return best
