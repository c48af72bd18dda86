"""The words that the engine knows, by class: what each says of a number, and how far it reaches.

They stand in lexicon.toml, each class with sentences that it must hit and others that it must miss:
those that are said of a number, those that names are made by, and the rules of number usage (GB/T
15835-2011). A dataset may add words of its own to a class. The places of China are known, too.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from cppcc_cli.dataset import Dataset
from cppcc_cli.files import prepared
from cppcc_cli.script import HAN, Pattern, compiled, is_han, plain, run_end, simplified
from cppcc_cli.text.words import Word, WordClass, Words, index_of, words_of


class Lexicon(dict[str, WordClass]):
    """Every class of words by its name, made when it is first asked for; the families of units."""

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

    @property
    def units(self) -> Mapping[str, Mapping[str, Any]]:
        """The families of units as the file has them, by name."""
        units: Mapping[str, Mapping[str, Any]] = self._tables["unit"]
        return units

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
            both = sorted((*words, *every[name][0]), key=_length, reverse=True)
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
    return Lexicon(prepared(str(Path(__file__).with_name("lexicon.toml")), _tables, 32))


def _tables(raw: bytes) -> dict[str, Any]:
    import tomli

    file = tomli.loads(raw.decode())
    tables: dict[str, Any] = {"unit": file.pop("unit"), "words": {}}
    for kind, classes in file.items():
        tables[kind] = tuple(classes)
        for name, table in classes.items():
            if kind != "usage":
                table["words"].sort(key=len, reverse=True)
            words = tuple(chain.from_iterable(map(words_of, table["words"])))
            tables["words"][name] = words, index_of(name, words)
    return tables


def _length(word: Word) -> int:
    return len(word if isinstance(word, str) else word[0])


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


@lru_cache(maxsize=1024)
def are_counted(*units: str) -> bool:
    """Tell whether units are measure words that count things: no lengths, no money."""
    counting = {word for family in lexicon().units.values() for word in family["words"]}
    return counting.issuperset(units)


# What a committee is called by, and what makes another word of it.
LEVELS = ("全国", "自治区", *"省市县区州盟旗")
_NO_LEVELS = {"区": tuple("港澳社园街小"), "市": ("城",)}
_LIVING = Pattern(f"[住驻]{HAN}{{1,2}}$", *"住驻")
# What a place is by its level; one that ends with another goes before it.
PLACE_LEVELS = ("特别行政区", *(f"自治{one}" for one in "区州县旗"), *"省市县区州盟旗")
_LAST_OF_PLACES = frozenset("国省市县区州盟旗")
_LONGEST_PLACE = 16
# None of a place.
NO_CHARACTERS = "是就由为从在向对与及还并将被让请各我们本该此全两跨至已据受获的了年月日届次期前后等"
_NO_PLACE = frozenset(NO_CHARACTERS)
# Provinces of the level of cities.
_CITIES = ("北京", "天津", "上海", "重庆")
# So many characters stand at most before the level of a place, and of one that lies in it.
_LONGEST_BEFORE, _LONGEST_INSIDE = 8, 6
# So far reach a place and what must not stand behind 政协.
_WIDEST_NAME = 24
_NUMERALS = frozenset("一二三四五六七八九十")
_OF_TERM = _NUMERALS | frozenset("0123456789")
# Behind these a name may begin, as behind marks; behind those the place is none of the text's own.
_BEFORE_NAME = frozenset(f"{NO_CHARACTERS}讯电午今昨")
_NOT_BEFORE_NAME = frozenset("向被给赴访")
# Who holds an office, behind 政协.
_OFFICE = Pattern("特邀|[^，。]{0,6}(?:室|办公室|处)(?:副?主任|副?处长)", "特邀", "主任", "处长")


@cache
def _places() -> tuple[frozenset[str], frozenset[str]]:
    """Return the provinces, and all places, without their level."""
    lines = Path(__file__).with_name("places.txt").read_text("utf-8").splitlines()
    listed = [line.split() for line in lines if line[0] != "#"]
    provinces = frozenset(province for province, *_ in listed)
    return provinces, provinces.union(*listed)


def place_at_end(words: str) -> str:
    """Return the known place, with its level, that `words` end with: 海安市 of 召集人海安市.

    Where another one contains it, that stands before it: 江苏省海安市. Nothing where none is known.
    """
    for start in range(max(0, len(words) - _LONGEST_PLACE), len(words) - 1):
        if _is_known(words[start:]):
            return place_at_end(words[:start]) + words[start:]
    return ""


def _is_known(place: str) -> bool:
    provinces, names = _places()
    name = next((place.removesuffix(one) for one in PLACE_LEVELS if place.endswith(one)), place)
    if place.endswith("省"):
        return name in provinces
    # One character is a name with its level only: 沁县.
    return name != place and (name in names or place in names)


_SHORTLY = Pattern("政协", "政协")
_BODY = Pattern("中国人民政治协商会议|政协", "中国人民政治协商会议", "政协")
_BUREAU = f"(?:中共)?((?:{HAN}{{2,9}}?[省市县区州盟旗](?![市县区]))+)(?={HAN})"

# Where a name and its place begin and end: begin, begin of the place, its end, end.
Span = tuple[int, int, int, int]


def place_of(dataset: Dataset) -> str:
    """Return the place of the committee, or of the bureau, whose a dataset is; else nothing."""
    body = simplified(dataset.body.zh)
    begin = min((at + 2 for name in ("会议", "政协") if (at := body.find(name)) >= 0), default=0)
    place, committee, _ = body[behind_term(body, begin) :].partition("委员会")
    if place.endswith("届"):
        place = place[:-1].rstrip("一二三四五六七八九十").removesuffix("第")
    # Any place that a dataset names is one, 某市 of an example, too.
    if begin and committee and len(place) > 1 and is_han(place):
        return place
    for _, start, end, _ in committees_by_place(body):
        return body[start:end]
    bureau = compiled(_BUREAU).match(body)
    return bureau[1] if bureau else ""


def committees(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where committees are named by their level or in full, and this level or their place."""
    by_level = set()
    for found in compiled("政协(?!委员会议厅)").finditer(text):
        at, end = found.span()
        stop = at - text.startswith("级", at - 1) if at else at
        level = next((one for one in LEVELS if text.endswith(one, 0, stop)), "")
        start = stop - len(level)
        is_none = text[start - 1 : start] in _NO_LEVELS.get(level, ()) if start else False
        # 住云全国政协委员 are members who live there.
        is_none = is_none or (level == "全国" and _LIVING.search(text, 0, start) is not None)
        if level and not is_none:
            yield start, end, level
            by_level.add(at)
    for start, at, stop, end in committees_in_full(text):
        if start not in by_level and text.endswith("委员会", 0, end):
            yield start, end, text[at:stop]


def committees_in_full(text: str) -> Iterator[Span]:
    """Yield the committees in full, in their term or not.

    政协海安市第九届委员会, 政协第九届海安市委员会, 政协海安市九届三次会议,
    中国人民政治协商会议海安市委员会.
    """
    last = 0
    for found in _BODY.finditer(text):
        at = behind_term(text, found.end())
        for stop in range(at + 2, min(at + _WIDEST_NAME, len(text)) + 1):
            is_place = text[stop - 1] in _LAST_OF_PLACES and _is_place(text[at:stop])
            end = _behind_body(text, stop) if is_place else 0
            if end and found.start() >= last:
                yield found.start(), at, stop, end
                last = end
                break


def behind_term(text: str, at: int) -> int:
    """Return where a term ends that begins there, a space aside: 第九届."""
    at += text[at : at + 1].isspace()
    begin = at + text.startswith("第", at)
    end = run_end(text, begin, _OF_TERM, 4)
    return end + 1 if begin < end and text.startswith("届", end) else at


def _behind_body(text: str, at: int) -> int:
    """Return where what names a committee behind its place ends; 0 where nothing does."""
    end = behind_term(text, at)
    for body in ("委员会", "常务委员会"):
        if text.startswith(body, end):
            return end + len(body)
    session = run_end(text, end, _NUMERALS)
    is_session = text[end - 1] == "届" and session > end and text.startswith("次", session)
    return session + 1 if is_session else 0


def committees_by_place(text: str) -> Iterator[Span]:
    """Yield the committees called by their places, where these begin beside a mark: 海安市政协."""
    end = 0
    for found in _SHORTLY.finditer(text):
        first, stop, end = max(end, found.start() - _WIDEST_NAME), *found.span()
        is_place = text[stop - 1] in _LAST_OF_PLACES
        if not is_place or _OFFICE.match(text[end : end + _WIDEST_NAME]):
            continue
        for at in range(first, stop - 1):
            if _is_place(text[at:stop]) and _begins(text, at):
                yield at, at, stop, end
                break


def committees_shortly(text: str, level: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the committees called by places without their level: 海安政协.

    It is where the place begins and ends, and whether nothing stands beside it. A province is
    called so where `level` is its own, and a place of two or three characters.
    """
    provinces, names = _places()
    for found in _SHORTLY.finditer(text):
        stop, end = found.span()
        for at in range(max(0, stop - 3), stop - 1):
            place, before = text[at:stop], text[at - 1 : at] if at else ""
            is_province = place in provinces and place not in _CITIES
            is_level = any(one in place for one in (*PLACE_LEVELS, "全国", "人民"))
            if is_level or not (place in names or (is_han(place) and _NO_PLACE.isdisjoint(place))):
                continue
            is_apart = (not before or before in "：:、— \u3000") and not is_han(text[end : end + 1])
            is_known = place in names and _begins(text, at)
            if (is_apart or is_known) and is_province == (level == "省"):
                yield at, stop, is_apart
                break


def _is_place(words: str) -> bool:
    """Tell whether words may be the place of a committee, or such a one and one inside it."""
    if words == "全国" or not words.endswith(PLACE_LEVELS):
        return words == "全国"
    # 日照市, 从江县: what is known is one, whatever it is written with.
    if _is_known(words):
        return True
    if not _NO_PLACE.isdisjoint(words) or not is_han(words) or words.startswith(PLACE_LEVELS[1:5]):
        return False
    return _is_name(words, _LONGEST_BEFORE) or any(
        _is_name(words[:at], _LONGEST_BEFORE) and _is_name(words[at:], _LONGEST_INSIDE)
        for at in range(2, len(words) - 1)
    )


def _is_name(words: str, longest: int) -> bool:
    """Tell whether words may be a name with its level, so many characters before that at most."""
    levels = (one for one in PLACE_LEVELS if words.endswith(one))
    return words[1:] == "县" or any(2 <= len(words) - len(one) <= longest for one in levels)


def _begins(text: str, at: int) -> bool:
    """Tell whether a name may begin at a place: not within a word, nor in what came since."""
    before = text[at - 1 : at]
    if before in _NOT_BEFORE_NAME or (before in tuple("年以") and text[at] == "来"):
        return False
    return not is_han(before) or before in _BEFORE_NAME or text[at - 2 : at] in ("年来", "以来")
