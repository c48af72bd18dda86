"""The words that the engine knows, by class: what each says of a number, and how far it reaches.

They stand in lexicon.toml, each class with sentences that it must hit and others that it must miss:
those that are said of a number, those that names are made by, and the rules of number usage (GB/T
15835-2011). A dataset may add words of its own to a class.

A word is a regular expression in simplified script. One that stands for a few plain words is these;
of any other it is known with which characters it may begin and what must stand near where it does:
only there it is compiled.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal

from cppcc_cli.dataset import Dataset
from cppcc_cli.files import prepared
from cppcc_cli.script import HAN, SURNAMES, compiled, plain, quick

# A plain word; or a regular expression, with what it may begin, one or two characters or nothing,
# what it needs, one of each, within how many characters, and what it may end with, one or nothing.
Word = str | tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...], int, tuple[str, ...]]
# The class of a word, and the word; and these by what they begin with: two characters, with those
# of which only the first is known, too; one; or nothing, with those that may begin with any.
Entry = tuple[str, Word]
Index = Mapping[str, Sequence[Entry]]

# So few words are looked for one by one, beginnings in a text of more characters; no word is wider.
_FEW, _LONG, _FARTHEST = 12, 100, 2_000
_COMPILED: dict[str, re.Pattern[str]] = {}


class Hit:
    """A plain word where it stands in a text, told of as a match of a regular expression is."""

    __slots__ = ("_start", "_word")

    def __init__(self, start: int, word: str) -> None:
        self._start, self._word = start, word

    def start(self) -> int:
        """Return where it begins."""
        return self._start

    def end(self) -> int:
        """Return where it ends."""
        return self._start + len(self._word)

    def span(self) -> tuple[int, int]:
        """Return where it begins and ends."""
        return self._start, self._start + len(self._word)

    def group(self) -> str:
        """Return the word."""
        return self._word


class Words:
    """Words of several classes, to be looked for at once."""

    def __init__(self, *indexes: Index) -> None:
        self._index = indexes[0] if len(indexes) == 1 else _Merged(indexes)
        self.keys = frozenset().union(*indexes) - {""}
        self._any = [entry for one in indexes for entry in one.get("", ())]
        # Where none of those stands that may begin with anything, the others alone are tried.
        without = {word for _, word in self._any}
        self._begun = _Merged(indexes, without) if without else self._index

    def found(self, text: str) -> Iterator[tuple[str, re.Match[str] | Hit]]:
        """Yield where words stand in a text, with their class, in order.

        Of those of a class that overlap only the first counts.
        """
        there: dict[int, list[Entry]] = {}
        index, known = self._begun, dict[str, bool]()
        if self._any and (anywhere := _that_may_stand(self._any, text, known)):
            there, index = _begun_anywhere(anywhere, text), self._index
        if not (begun := self._begun_in(text)) and not there:
            return
        # Shorter keys first: the words of a longer one contain theirs.
        for key in sorted(begun, key=len):
            if some := _that_may_stand(index[key], text, known):
                at = -1
                while (at := text.find(key, at + 1)) >= 0:
                    there[at] = some
        ends: dict[str, int] = {}
        for at in sorted(there):
            for name, word in there[at]:
                if ends.get(name, 0) <= at and (hit := _at(word, text, at)) is not None:
                    ends[name] = hit.end()
                    yield name, hit

    def _begun_in(self, text: str) -> Collection[str]:
        """Return with what words may begin in a text."""
        if len(text) > _LONG and len(self.keys) <= _FEW:
            return [one for one in self.keys if one in text]
        return self.keys & _pairs(text)

    def may_be_in(self, text: str) -> bool:
        """Tell whether words may begin in a text; where none does, none stands in a part of it."""
        return bool(self._begun_in(text) or (self._any and _that_may_stand(self._any, text, {})))

    def longest_end(self, text: str, at: int) -> int:
        """Return where the longest of the words ends that the classes have at a place, else it."""
        two, one = text[at : at + 2], text[at : at + 1]
        key = two if two in self.keys else one if one in self.keys else ""
        done, longest = "", at
        for name, word in self._index[key] if key else self._any:
            if name != done and (hit := _at(word, text, at)) is not None:
                done, longest = name, max(longest, hit.end())
        return longest


def _at(word: Word, text: str, at: int) -> re.Match[str] | Hit | None:
    """Return a word where it stands at a place of a text."""
    if isinstance(word, str):
        return Hit(at, word) if text.startswith(word, at) else None
    if word[0] in _COMPILED or _needs_stand(word[2], text[at : at + word[3]]):
        return _compiled(word[0]).match(text, at)
    return None


def _begun_anywhere(entries: Sequence[Entry], text: str) -> dict[int, list[Entry]]:
    """Return where words may begin that may begin with anything: near what they need."""
    there: dict[int, list[Entry]] = {}
    for name, word in entries:
        if not isinstance(word, str):
            places: set[int] = set()
            for one in word[2][0] if word[2] else {*text}:
                end = text.find(one) + len(one)
                while end >= len(one):
                    places.update(range(max(0, end - word[3]), end))
                    end = text.find(one, end) + len(one)
            for at in places & {0} if word[0].startswith("^") else places:
                there.setdefault(at, []).append((name, word))
    return there


def index_of(name: str, words: Iterable[Word]) -> Index:
    """Return the words of a class by what they begin with."""
    by_key: dict[str, list[tuple[int, Word]]] = {}
    for number, word in enumerate(words):
        for key in (word[:2],) if isinstance(word, str) else word[1] or ("",):
            by_key.setdefault(key, []).append((number, word))
    index = {}
    for key in by_key:
        there = dict(one for end in range(len(key) + 1) for one in by_key.get(key[:end], ()))
        index[key] = tuple((name, there[number]) for number in sorted(there))
    return index


class _Merged(dict[str, Sequence[Entry]]):
    """The words of several classes by what they begin with, put together where it is looked for."""

    def __init__(self, indexes: Sequence[Index], without: Collection[Word] = ()) -> None:
        self._indexes, self._without = indexes, without

    def __missing__(self, key: str) -> Sequence[Entry]:
        self[key] = some = [
            entry
            for one in self._indexes
            for entry in one.get(key) or one.get(key[:1]) or one.get("", ())
            if entry[1] not in self._without
        ]
        return some


def _that_may_stand(entries: Sequence[Entry], text: str, known: dict[str, bool]) -> list[Entry]:
    """Return the words of which what they need stands in a text; it is `known` of some."""
    kept = []
    for entry in entries:
        word = entry[1]
        if not isinstance(word, str):
            if (is_there := known.get(word[0])) is None:
                is_there = known[word[0]] = _needs_stand(word[2], text)
            if not is_there:
                continue
        kept.append(entry)
    return kept


def _needs_stand(needs: Iterable[Iterable[str]], text: str) -> bool:
    for some in needs:
        for one in some:
            if one in text:
                break
        else:
            return False
    return True


class WordClass(Words):
    """Words that say the same of a number."""

    def __init__(self, words: Sequence[Word], index: Index) -> None:
        super().__init__(index)
        self.words, self.index = words, index

    def match(self, text: str, at: int = 0) -> re.Match[str] | Hit | None:
        """Return the word that begins at a place of a text."""
        index = self._index
        for _, word in index.get(text[at : at + 2]) or index.get(text[at : at + 1]) or self._any:
            if isinstance(word, str):
                if text.startswith(word, at):
                    return Hit(at, word)
            elif (found := _at(word, text, at)) is not None:
                return found
        return None

    def fullmatch(self, text: str) -> bool:
        """Tell whether a text is one of the words."""
        for _, word in self._index.get(text[:2]) or self._index.get(text[:1]) or self._any:
            if isinstance(word, str):
                if word == text:
                    return True
            elif _needs_stand(word[2], text) and _compiled(word[0]).fullmatch(text):
                return True
        return False

    def finditer(self, text: str) -> Iterator[re.Match[str] | Hit]:
        """Return where words stand in a text; those that overlap an earlier one do not count."""
        return map(itemgetter(1), self.found(text))

    def search(self, text: str) -> re.Match[str] | Hit | None:
        """Return the first word that stands in a text."""
        return next(self.finditer(text), None) if self.may_be_in(text) else None

    def is_in(self, text: str) -> bool:
        """Tell whether one of the words stands in a text."""
        return self.search(text) is not None

    def sub(self, by: str, text: str) -> str:
        """Return a text with the words replaced."""
        return self.pattern.sub(by, text) if self.is_in(text) else text

    def at_end(self, text: str) -> re.Match[str] | Hit | None:
        """Return the longest word that a text ends with."""
        best: re.Match[str] | Hit | None = None
        for word in self._by_end.get(text[-1:]) or self._by_end.get("") or ():
            found: re.Match[str] | Hit | None = None
            if isinstance(word, str):
                found = Hit(len(text) - len(word), word) if text.endswith(word) else None
            elif _needs_stand((word[1] or ("",), *word[2]), text):
                found = _compiled(f"(?:{word[0]})$").search(text)
            if found is not None and (best is None or found.start() < best.start()):
                best = found
        return best

    @cached_property
    def _by_end(self) -> dict[str, list[Word]]:
        """The words by what they end with, and by nothing where that is not known."""
        ends = [(word[-1],) if isinstance(word, str) else word[4] or ("",) for word in self.words]
        found: dict[str, list[Word]] = {key: [] for some in ends for key in some}
        for word, some in zip(self.words, ends, strict=True):
            for key in found if "" in some else some:
                found[key].append(word)
        return found

    def cut_off(self, text: str) -> str:
        """Return a text without the word that it ends with."""
        return text[: found.start()] if (found := self.at_end(text)) else text

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The alternation of all words, compiled when it is first asked for."""
        return re.compile(self.alternation)

    @cached_property
    def alternation(self) -> str:
        """One regular expression of all words, the longest first."""
        every = (re.escape(one) if isinstance(one, str) else _quick(one[0]) for one in self.words)
        # Without what never matches as the last, `re` would look into what the words begin with.
        return f"(?:{'|'.join((*every, '(?!)'))})"


def _compiled(word: str) -> re.Pattern[str]:
    if word not in _COMPILED:
        _COMPILED[word] = re.compile(_quick(word))
    return _COMPILED[word]


def _quick(word: str) -> str:
    return quick(word.replace(r"\p{Han}", HAN).replace(r"\p{Surname}", f"[{SURNAMES}]"))


@lru_cache(maxsize=64)
def _pairs(text: str) -> frozenset[str]:
    """Return the characters of a text, and the pairs of them."""
    return frozenset((*text, *map(str.__add__, text, text[1:])))


_TOKEN = r"(\\p\{\w+\}|\\.|\[[^\]]*\]|\((?:\?(?:P<\w+>|<?[:=!]))?|.)(\?|[*+]|\{[0-9,]+\})?\??"
# In a sketch: characters that are not known, if any; what takes none; and what only stands ahead.
_GAP, _NOTHING, _AHEAD = "\0", "\1", "\2"
# More sketches are not made of one part.
_MOST_SKETCHES = 200


def words_of(written: str) -> Iterator[Word]:
    """Yield the plain words that a regular expression stands for, else what is known of it."""
    parts, _, reach = _sketches(iter(compiled(_TOKEN).findall(written)))
    if len(parts) == 1 and not any(map(compiled(f"[{_GAP}-{_AHEAD}]").search, parts[0])):
        yield from parts[0]
        return
    ends = {compiled(f"{_AHEAD}[^{_GAP}]*{_GAP}$").sub("", one) for one in parts[-1]}
    ends = {one.replace(_NOTHING, "")[-1:].replace(_GAP, "") for one in ends}
    known = [[compiled(f"[{_NOTHING}{_AHEAD}]").sub("", one) for one in some] for some in parts]
    begins = tuple(sorted({one.partition(_GAP)[0][:2] for one in known[0]}))
    # What ends it is needed, too.
    known.append([one.rpartition(_GAP)[2] for one in known[-1]])
    needs = dict.fromkeys(chain.from_iterable(map(_needs_of, reversed(known))))
    yield (
        written,
        () if "" in begins else begins,
        tuple(some for some in needs if some != begins),
        reach,
        () if "" in ends else tuple(sorted(ends)),
    )


def _needs_of(sketches: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield words of which one stands in all that has one of some sketches; none for any."""
    # Of several as long the last: what it begins with is known anyhow.
    best = {max(reversed(one.split(_GAP)), key=len) for one in sketches}
    if "" in best:
        return
    needs = {one for one in best if not any(other in one != other for other in best)}
    several = needs if len(needs) > 1 else ()
    pairs = sorted({one[at : at + 2] for one in several for at in range(len(one) - 1)})
    in_all = [pair for pair in pairs if all(pair in one for one in sketches)]
    yield from ((pair,) for pair in in_all)
    if needs.isdisjoint(in_all):
        yield tuple(sorted(needs if len(needs) <= _FEW else {one[-2:] for one in needs}))


def _sketches(tokens: Iterator[tuple[str, str]]) -> tuple[list[list[str]], str, int]:
    """Return sketches of all that an expression matches, up to what closes it, and how often.

    Where they would be too many they are of its parts, one after the other. And so many characters
    it takes at most, with what must stand ahead.
    """
    done: list[str] = []
    parts: list[list[str]] = [[""]]
    reach = farthest = 0
    for token, many in tokens:
        if token in ("|", ")"):
            done, parts = done + _joined(parts), [[""]]
            reach, farthest = 0, max(reach, farthest)
            if token == ")":
                return [done], many, farthest
            continue
        some, wide = [*token[1:-1]] if token[0] == "[" else [token], 1
        if token[0] == "(":
            (some, *_), many, wide = _sketches(tokens)
        if token == "(?=":
            some = [f"{_AHEAD}{one}{_GAP}" for one in some]
        elif token[-1] in "=!^$" and token[0] in "(^$":
            some, wide = [_NOTHING], 0
        elif token == r"\p{Surname}":
            some = [*SURNAMES]
        elif token[0] in "\\." or token.startswith("[^") or "\\" in some:
            some = [_GAP]
        elif token[0] == "[" and "-" in token:
            digits = compiled("[0-9]-[0-9]").sub("0123456789", token[1:-1])
            some = [_GAP] if "-" in digits else [*digits]
        if many and many != "?":
            some = [f"{one}{_GAP}" for one in some]
            wide *= int(many.strip("*+{}").rpartition(",")[2] or _FARTHEST)
        if many[:1] in ("?", "*") or many[:2] == "{0":
            some = [*some, ""]
        reach = min(reach + wide, _FARTHEST)
        if len(some) * len(parts[-1]) > _MOST_SKETCHES:
            # What need not stand there tells nothing.
            parts += [] if "" in some else [[""]]
            some = [_GAP] if "" in some or len(some) > _MOST_SKETCHES else some
        parts[-1] = [one + other for one in parts[-1] for other in some]
    parts = [done + _joined(parts)] if done else parts
    return parts, "", max(reach, farthest)


def _joined(parts: Sequence[list[str]]) -> list[str]:
    """Return the sketches of parts together: of several only what the first begin with."""
    return parts[0] if len(parts) == 1 else sorted({one[:2] + _GAP for one in parts[0]})


class Lexicon(dict[str, WordClass]):
    """Every class of words by its name, made when it is first asked for; and tables of units."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._tables = tables
        self._together: dict[tuple[str, ...], Words] = {}

    def __missing__(self, name: str) -> WordClass:
        self[name] = made = WordClass(*self._tables["words"][name])
        return made

    def names(self, kind: str = "class") -> Sequence[str]:
        """The names of all classes of a kind, in the order of the file."""
        names: Sequence[str] = self._tables[kind]
        return names

    def together(self, *names: str) -> Words:
        """Return the words of several classes, to be looked for at once."""
        if names not in self._together:
            self._together[names] = Words(*(self[name].index for name in names))
        return self._together[names]

    def table(self, name: str) -> Mapping[str, Any]:
        """Return a table of the file that holds no classes, as it stands there."""
        table: Mapping[str, Any] = self._tables[name]
        return table

    def misuses(self, text: str) -> list[tuple[int, int, str]]:
        """Return where rules of number usage are broken in simplified script, in order.

        It is where a fault starts and ends, and the rule; of faults that overlap only that of the
        rule that stands first.
        """
        found: list[tuple[int, int, str]] = []
        for name in self.names("usage"):
            for fault in self[name].finditer(text):
                if not any(start < fault.end() and fault.start() < end for start, end, _ in found):
                    found.append((*fault.span(), name))
        return sorted(found)

    def with_words(self, added: Mapping[str, Sequence[str]]) -> "Lexicon":
        """Return this lexicon with words added to classes; they are taken as they are written."""
        if not added:
            return self
        every = dict(self._tables["words"])
        for name, words in added.items():
            some = (*words, *every[name][0])
            both = sorted(some, key=lambda one: -len(one if isinstance(one, str) else one[0]))
            every[name] = both, index_of(name, both)
        return Lexicon({**self._tables, "words": every})


def lexicon_of(dataset: Dataset) -> Lexicon:
    """Return the lexicon of the program with the words that a dataset adds."""
    added: dict[str, list[str]] = {}
    for word in dataset.words:
        added.setdefault(word.kind, []).extend(map(plain, word.words))
    return lexicon().with_words(added)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon of the program."""
    return Lexicon(prepared(str(Path(__file__).with_name("lexicon.toml")), _tables, 37))


# Tables of the file that hold no classes.
_PLAIN = ("unit", "measure", "no_qualifier_behind")


def _tables(raw: bytes) -> dict[str, Any]:
    import tomli

    file = tomli.loads(raw.decode())
    tables: dict[str, Any] = {name: file.pop(name) for name in _PLAIN}
    tables["words"] = {}
    for kind, classes in file.items():
        tables[kind] = tuple(classes)
        for name, table in classes.items():
            if kind != "usage":
                table["words"].sort(key=len, reverse=True)
            words = tuple(chain.from_iterable(map(words_of, table["words"])))
            tables["words"][name] = words, index_of(name, words)
    return tables


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
    for family in lexicon().table("unit").values():
        if unit in family["words"] and of_figure in family["words"]:
            if family["same"] == "agrees":
                return "alike"
            best = "near"
    return best


@lru_cache(maxsize=1024)
def are_counted(*units: str) -> bool:
    """Tell whether units are measure words that count things: no lengths, no money."""
    counting = {word for family in lexicon().table("unit").values() for word in family["words"]}
    return counting.issuperset(units)
