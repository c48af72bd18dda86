"""The figures of a dataset by what names them: where words stand that do, and what they leave open.

A figure is named by its terms, by its name, and by most of its name in other words. Words around it
are explained by all that names it, its category and its whole, or by the lexicon.
"""

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from cppcc_cli.dataset import Dataset, Figure
from cppcc_cli.quantity import Quantity
from cppcc_cli.script import Pattern, places_of, plain, with_chinese_marks
from cppcc_cli.text.committees import is_committee
from cppcc_cli.text.lexicon import Lexicon, UnitFit, unit_fit

_OPAQUE = Pattern(
    r"《[^《》]*》|“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’|（[^（）]*）|\([^()]*\)|(?!)", *'《“"‘（('
)
_MARKS = Pattern(r"[^\w、]+")
_RAISED = str.maketrans(dict.fromkeys("_¹²³⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "|"))
# Of the pairs of characters of a name, so many must stand in a text that words it otherwise.
_ENOUGH = 0.75
_FEWEST = 3
_SHARE = Pattern(
    "的?所?占(?:比例?|[^率]*(?:比重?|比例)|.{0,8})?$|的?(?:比重|比例|百分比)$",
    "占",
    "比重",
    "比例",
    "百分比",
)
# What a committee of a place calls this place and itself, by its level: 全县, 县政协.
_OF_LEVEL = "全{0} 我{0} 本{0} {0}政协 {0}委 {0}政府 {0}党政"
_LONG_THING = 4
# Of cases that were named models, all words of being named say the same.
_AWARDED = "评选 获评 评为 评定 入选 命名 荣获 获得 省级".split()
_BODIES = ("全国政协", "省政协", "市政协")
# What joins words, and is part of none.
_LINKS = "的地得了和与及以等在对将向把被由从为是"
# Classes of the lexicon whose words change nothing.
_PLAIN = (
    "opens_parts",
    "proposers",
    "recipient",
    "city_wide",
    "own_level",
    "own_time",
    "neutral",
    "doing",
)


class Occurrence(NamedTuple):
    """A term, where it stands in words, and the figures that it names."""

    start: int
    end: int
    term: str
    figures: tuple[Figure, ...]


class Terms:
    """What names the figures of a dataset, made ready to be looked for."""

    def __init__(self, dataset: Dataset, words: Lexicon, place: str) -> None:
        """Make ready the figures of `dataset`, whose committee is that of `place`."""
        self.words = words
        self._plain = words.together(*_PLAIN)
        self._known = words.together("part", *_PLAIN)
        self._home = "\n".join((place, *_OF_LEVEL.format(place[-1]).split())) if place else ""
        # 国务院各部门 did what the State Council tells; those of a city are not its committee.
        if not is_committee(body := dataset.body.zh):
            self._home += f"\n{_plain(body)}各部门"
        self.figures = tuple(dataset.figures.values())
        level = place[-1:]
        bodies = (place, f"全{level}", f"本{level}", level) if place else ()
        self._openings = (f"{dataset.year}年", "全年", *(f"{one}政协" for one in bodies))
        # The name of each without its year, committee and count, and all that it is called by.
        self.bare_names = {
            one.id: self._said(_plain(one.name.zh), one.unit)[-1] for one in self.figures
        }
        self.called = {one.id: self._called(one) for one in self.figures}
        named = {term: [*figures] for term, figures in self.of_call.items()}
        # 组织调研活动 names what 调研活动 does, too.
        verbs = words["doing"]
        for term in named:
            verb = verbs.match(term)
            for figure in named.get(term[verb.end() :], ()) if verb else ():
                if figure not in named[term]:
                    named[term].append(figure)
        for opening, before in (("政协", level), (f"{level}政协", "全")) if place else ():
            for term in [one for one in named if one.startswith(opening)]:
                named.setdefault(before + term, named[term])
        self._named = {term: tuple(figures) for term, figures in named.items()}
        # By their first characters, the longest first.
        self._begun: dict[str, tuple[str, ...]] = {}
        self._units: dict[str, dict[str, UnitFit]] = {}
        self.of_quantity: dict[Quantity, list[Figure]] = {}
        self.of_category: dict[str, list[Figure]] = {}
        for figure in self.figures:
            self.of_quantity.setdefault(figure.quantity, []).append(figure)
            self.of_category.setdefault(figure.category, []).append(figure)
        for term in sorted(self._named, key=len, reverse=True):
            self._begun[term[0]] = (*self._begun.get(term[0], ()), term)
        self._begins = frozenset(self._begun)
        # What a term begins with may be one, too: 副主席, and 副主席带队.
        self._openings_of = {
            term: [term[:end] for end in range(2, len(term)) if term[:end] in self._named]
            for term in self._named
        }
        # All that names each, as words of it change nothing beside a number; and what is its own.
        self.names: dict[str, str] = {}
        self._own: dict[str, str] = {}
        for figure in self.figures:
            own = _own_names(dataset, figure)
            self.names[figure.id] = f"{own}\n{_plain(dataset.categories[figure.category].name.zh)}"
            self._own[self.names[figure.id]] = own
        self.categories = {_plain(one.name.zh): one.id for one in dataset.categories.values()}
        some = words["part"]
        # Figures that are a part of something, or are called one by their own names.
        self.parts = {
            one.id for one in self.figures if one.part_of or some.search(_plain(one.name.zh))
        }
        self._pairs = {one.id: pairs_of(self._thing(one)) for one in self.figures}
        # The figures, by number, that have a pair in a name of enough of them.
        self._having: dict[str, list[int]] = {}
        for at, one in enumerate(self.figures):
            for pair in self._pairs[one.id] if len(self._pairs[one.id]) >= _FEWEST else ():
                self._having.setdefault(pair, []).append(at)
        self._shares = [
            (one, pairs_of(_SHARE.sub("", self.bare_names[one.id])))
            for one in self.figures
            if one.unit == "%" and _SHARE.search(one.name.zh)
        ]

    @cached_property
    def pairs(self) -> dict[str, frozenset[str]]:
        """The pairs of characters of what each figure itself is called, by its id."""
        every = self.called.items()
        return {id: frozenset(chain.from_iterable(map(pairs_of, own))) for id, own in every}

    @cached_property
    def of_call(self) -> dict[str, list[Figure]]:
        """The figures by each of what they are called by."""
        found: dict[str, list[Figure]] = {}
        for one in self.figures:
            for term in self.called[one.id]:
                found.setdefault(term, []).append(one)
        return found

    @cached_property
    def things(self) -> frozenset[str]:
        """The ids of the categories that are things themselves: 民生议事堂."""
        names = {_plain(one.name.zh) for one in self.figures}
        return frozenset(id for name, id in self.categories.items() if name in names)

    @cached_property
    def _joint(self) -> dict[str, list[list[str]]]:
        """The figures named for several things or bodies counted together, by id, and these."""
        found = {}
        for one in self.figures:
            terms = [plain(term) for term in one.terms if term in one.name.zh]
            bodies = [body for body in _BODIES if body in one.name.zh]
            if several := [named for named in (terms, bodies) if len(named) > 1]:
                found[one.id] = several
        return found

    def alone_of_joint(self, figure: Figure, words: str) -> str:
        """Return the one that is named alone of several things or bodies counted together.

        It may be another body than these: 市政协 for 全国政协、省政协.
        """
        for joint in self._joint.get(figure.id, ()):
            there = [one for one in joint if one.removesuffix("政协") in words]
            if not there and joint[0] in _BODIES:
                there = [one for one in _BODIES if one in words]
            if 0 < len(there) < len(joint):
                return there[0]
        return ""

    def _called(self, figure: Figure) -> list[str]:
        """Return all that a figure is called by: its terms and its name, as texts say them."""
        names = map(_plain, (*figure.terms, figure.name.zh))
        every = dict.fromkeys(said for one in names for said in self._said(one, figure.unit))
        members = [f"政协{one}" for one in every if one.startswith("委员")]
        every = dict.fromkeys(members if "政协委员" in figure.name.zh else ()) | every
        return [*filter(None, every)]

    def _said(self, name: str, unit: str) -> list[str]:
        """Return a name and what a text says for it, the fullest last: 立案提案 of 提案立案数.

        Of a rate it is 办复率 beside 提案办复率.
        """
        said = [name]
        for own in self._openings:
            rest = name.removeprefix(own)
            name = name if len(rest) < 2 else rest
        thing = self.words["core_noun"].match(name)
        if unit in ("%", "‰"):
            is_rate = thing is not None and name.endswith("率") and len(name) - thing.end() > 2
            return [*said, name, *([name[thing.end() :]] if thing and is_rate else [])]
        # 立案 says 立案提案, too.
        done = self.words["handled_only"].match(name)
        if done and self.words["core_noun"].fullmatch(name[done.end() :]):
            said.append(done.group())
        bare = self.words["count"].sub("", name)
        of, verb = bare[:-2], bare[-2:]
        is_stage = len(of) > 1 and self.words["stage"].fullmatch(verb)
        is_of_thing = thing is not None and thing.end() == len(of)
        if len(bare) < 2 or (bare == name and not (is_stage and is_of_thing)):
            return [*said, name]
        if is_stage:
            alone = [verb] if is_of_thing and bare != name else []
            return [*said, *alone, bare, verb + of]
        is_turned = len(of) > 1 and self.words["doing"].fullmatch(verb)
        return [*said, bare, *([verb + of] if is_turned else [])]

    def _thing(self, figure: Figure) -> str:
        """Return the name of a figure without the verb it begins with: 完成整改整治问题."""
        name = self.bare_names[figure.id]
        verb = self.words["doing"].match(name)
        return name[verb.end() :] if verb and len(name) - verb.end() >= _LONG_THING else name

    def units(self, unit: str) -> Mapping[str, UnitFit]:
        """Return how a unit stands to those of the figures it is not another than, by their ids."""
        if unit not in self._units:
            fits = {one.id: unit_fit(unit, one.unit) for one in self.figures}
            self._units[unit] = {id: how for id, how in fits.items() if how != "other"}
        return self._units[unit]

    def alike(self, name: str, unit: str) -> Figure | None:
        """Return the first figure in a unit that ends with a noun in a name, one that few have."""
        core, bare = self.words["core_noun"], self.bare_names
        same = (one for one in self.figures if one.unit == unit and bare[one.id][-2:] in name)
        return next((one for one in same if not core.search(bare[one.id])), None)

    def occurrences(
        self, words: str, fits: Callable[[Figure], bool] | None = None
    ) -> list[Occurrence]:
        """Return where terms stand in words; of those that overlap only the longest.

        One with a figure that `fits` goes before all others.
        """
        # What begins inside a term may be a longer one: 政协委员, and 委员工作室.
        found = []
        for at in places_of(self._begins, words):
            if words.startswith(terms := self._begun[words[at]], at):
                found.append((at, next(one for one in terms if words.startswith(one, at))))
        if not found:
            return []
        if fits:
            found += [(at, one) for at, term in found for one in self._openings_of[term]]
        fits = fits if len(found) > 1 else None
        fitting = {term for _, term in found if fits and any(map(fits, self._named[term]))}
        kept: list[Occurrence] = []
        for start, term in sorted(found, key=lambda one: (one[1] not in fitting, -len(one[1]))):
            end = start + len(term)
            if term.endswith("委员") and words.startswith("会", end):
                continue
            if not any(one.start < end and start < one.end for one in kept):
                kept.append(Occurrence(start, end, term, self._named[term]))
        return sorted(kept)

    def in_other_words(self, words: str) -> list[tuple[Figure, int]]:
        """Return the figures most of whose names stand in words, with how much of them does."""
        there: dict[int, int] = {}
        for pair in self._having.keys() & pairs_of(words):
            for at in self._having[pair]:
                there[at] = there.get(at, 0) + 1
        return [
            (self.figures[at], there[at])
            for at in sorted(there)
            if there[at] >= max(1, _ENOUGH * len(self._pairs[self.figures[at].id]))
        ]

    def missing(self, figure: Figure, words: str) -> int:
        """Return how many pairs of characters of a figure's name do not stand in words."""
        return len(self._pairs[figure.id] - pairs_of(words))

    def ends_name(self, figure: Figure, thing: str) -> bool:
        """Tell whether a figure's name ends with a thing that few have: 金牌 of 运动员获得金牌."""
        is_plain = any(self.words[one].fullmatch(thing) for one in ("core_noun", "counted"))
        return self.bare_names[figure.id].endswith(thing) and not is_plain

    def is_half(self, figure: Figure, missing: int) -> bool:
        """Tell whether of a figure's name no more than half is missing."""
        return missing * 2 <= len(self._pairs[figure.id])

    def is_in_full(self, figure: Figure, length: int, missing: int) -> bool:
        """Tell whether a term of a length names a figure, with so much of its name missing.

        委员 and 行政村 name only what anybody may count, of 抽查行政村 most is missing.
        """
        if figure.id in self._alone:
            return self._alone[figure.id]
        if missing:
            return length >= _LONG_THING and self.is_half(figure, missing)
        return length > 2 or self.words["handled"].fullmatch(self.bare_names[figure.id])

    @cached_property
    def _alone(self) -> dict[str, bool]:
        """Whether a term alone names a figure, by the id of each of which it is known."""
        core, counted = (self.words[one] for one in ("core_noun", "counted"))
        known = {}
        for figure in self.figures:
            if counted.fullmatch(self.bare_names[figure.id]):
                known[figure.id] = False
                continue
            only = [one for one in figure.terms if len(self._named.get(one, ())) == 1]
            if any(core.fullmatch(one) and not counted.fullmatch(one) for one in only):
                known[figure.id] = True
        return known

    def shares_of(self, words: str) -> list[tuple[Figure, int]]:
        """Return the shares of what words name, with how much of their names stands there."""
        there = pairs_of(words)
        return [
            (one, len(stem & there))
            for one, stem in self._shares
            if stem and len(stem & there) >= _ENOUGH * len(stem)
        ]

    def _open_end(self, words: str, at: int, names: str) -> int:
        """Return where what nothing explains ends, from `at` on."""
        at += 1
        while at < len(words) and words[at] not in "|、":
            if known_at(words, at, names) or self._known.longest_end(words, at) > at:
                break
            at += 1
        return at

    def _is_short(self, word: str, own: str) -> bool:
        """Tell whether a word is short for a verb of a name: 编 or 评了 for 编发, 评选."""
        verb = word.removesuffix("了")
        at = own.find(verb) if len(verb) == 1 else -1
        return at >= 0 and self.words["doing"].match(own, at) is not None

    def names_part(self, figure: Figure, words: str) -> bool:
        """Tell whether words hold a piece of what a figure itself is called."""
        return not self.pairs[figure.id].isdisjoint(map(str.__add__, words, words[1:]))

    def as_written(self, residue: str, head: str, doing: str) -> str:
        """Return the words of a head of which one character is not explained: 青年委员 for 青."""
        at = head.find(residue) if len(residue) == 1 else -1
        end = head.find(doing or "，", at) if at >= 0 else -1
        return self.words["neutral"].cut_off(head[:end].split("，")[-1]) if end > at else residue

    def explain(self, words: str, names: str, briefly: bool = False) -> tuple[str, str]:
        """Return the first word that nothing explains, and the first that makes a part of it.

        Behind a word that nothing explains, `briefly` is not looked for a part.
        """
        if not words:
            return "", ""
        words = _MARKS.sub("|", _OPAQUE.sub("|", words).translate(_RAISED))
        part_words, kind = self.words["part"], self.words["of_kind"]
        residue, part = "", ""
        own = self._own.get(names, names)
        names = f"{names}\n{self._home}"
        at, lone = 0, -2
        while at < len(words) and not (briefly and residue):
            if words[at] in "|、":
                at += 1
                continue
            some = part_words.match(words, at)
            known = at + known_at(words, at, names)
            plain_end = self._plain.longest_end(words, at)
            # A word of the category alone makes a part all the same: 界别委员工作室.
            is_part = some is not None and some.end() >= known and some.group() not in own
            if known > at and known >= plain_end and not is_part:
                at = known
                continue
            if some and some.end() >= plain_end:
                if not (some.group() in _AWARDED and "评" in own):
                    part = part or some.group()
                at = some.end()
            elif plain_end > at:
                lone, at = (at if plain_end == at + 1 else -2), plain_end
            elif (of_kind := kind.match(words, at)) is not None:
                part = part or of_kind.group()
                at = of_kind.end()
            else:
                begin = at
                at = self._open_end(words, at, names)
                if not residue and not self._is_short(words[begin:at], own):
                    # 出席会议, though 出 alone changes nothing.
                    residue = words[begin - (lone == begin - 1 and words[lone] not in _LINKS) : at]
        return residue, part


def known_at(words: str, at: int, names: str) -> int:
    """Return how many characters from `at` on stand in the names of a figure; two at least.

    立案 does not stand in 未立案提案.
    """
    if words[at : at + 2] not in names:
        return 0
    for size in range(min(8, len(words) - at), 1, -1):
        piece = words[at : at + size]
        if piece in names and piece in names.replace(f"未{piece}", "").replace(f"不{piece}", ""):
            return size
    return 0


def is_short_for(term: str, longer: str) -> bool:
    """Tell whether a term may be short for a longer one: 协商活动 of 协商议政活动."""
    begins = longer[:2] == term[:2] and longer[-2:] == term[-2:]
    rest = iter(longer)
    return len(term) >= 4 and len(longer) > len(term) and begins and all(c in rest for c in term)


@lru_cache(maxsize=256)
def pairs_of(words: str) -> frozenset[str]:
    """Return the pairs of characters that words consist of, marks aside."""
    bare = _MARKS.sub("", words.translate(_RAISED))
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1))


def _plain(words: str) -> str:
    """Return words as those of a statement are: in simplified script, with marks of Chinese."""
    return with_chinese_marks(plain(words))


def _own_names(dataset: Dataset, figure: Figure) -> str:
    """Return what a figure itself is called, and its whole, and what is noted of it."""
    whole = dataset.figures.get(figure.part_of or "")
    named = [figure.name.zh, *figure.terms, *([figure.note.zh] if figure.note else [])]
    named += [whole.name.zh, *whole.terms] if whole else []
    return _plain("\n".join(named))
