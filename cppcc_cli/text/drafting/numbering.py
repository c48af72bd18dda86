"""The figures of a draft -> their ids: those of known figures first, and fresh ones for the rest.

An id of a known figure is given only where every slot of the statement matches, and never to a
part of what is known as a whole. A fresh id is of the category and the place: other.p2-1 is the
first of paragraph 2. It is never the id of a known figure, nor of another of the draft.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from cppcc_cli import messages
from cppcc_cli.dataset import Category, Dataset, Figure
from cppcc_cli.messages import Message
from cppcc_cli.quantity import Quantity, agreement
from cppcc_cli.script import Pattern, compiled, plain
from cppcc_cli.text.drafting.naming import SHORTEST, opening
from cppcc_cli.text.drafting.reading import core_of
from cppcc_cli.text.drafting.report import Report
from cppcc_cli.text.frames import DAY, OWN, PART
from cppcc_cli.text.lexicon import lexicon, unit_fit
from cppcc_cli.text.matching import Matcher
from cppcc_cli.text.slots import Match, rank
from cppcc_cli.text.terms import is_short_for

# Smaller numbers are alike by chance; shorter names are of several figures.
_LEAST_TELLING, _TELLING_NAME = 10, 4
# What is called by its name in quotation marks, and what such a name stands before.
_CALLED = Pattern("[《“]([^《》“”]{2,})[》”]$")
_QUOTED = Pattern("^(?:“[^“”]*”)+", "“")
_FIRST_OF_ALL = Pattern(
    "^(?:围绕|聚焦|针对|就)?(?:[^“”，。]*“[^“”]*”)+[^“”，。]{0,8}?等(?:开展)?", "等"
)
_BY_ALL = Pattern("^.*[、和及与](?:政协)?委员(?:个人|提[交出]的?)(?=提案$)", "委员个人", "委员提")


class Candidate(NamedTuple):
    """A number that is to become a figure."""

    # Which report, and which of its statements.
    report: int
    at: int
    paragraph: int
    quantity: Quantity
    printed: str
    # In the script of the report; empty where nothing names it.
    name: str
    terms: tuple[str, ...]
    category: Category
    scope: str | None = None
    # The known figure that it surely states.
    figure: Figure | None = None
    # Whether nothing makes it one of another time.
    of_year: bool = True
    doubts: tuple[Message, ...] = ()

    @property
    def place(self) -> tuple[int, int]:
        """Which report, and which of its statements."""
        return self.report, self.at


class Numbering:
    """The ids of candidates, by the place of each."""

    def __init__(self, known: Dataset) -> None:
        self.known = known
        self.ids: dict[tuple[int, int], str] = {}
        # Which candidate has each id.
        self.given: dict[str, Candidate] = {}
        # What is given again, with what gave it first.
        self.again: list[tuple[Candidate, Candidate]] = []
        # What the same report, drafted before, states; there it may stand more than once.
        self.stated: set[Quantity] = set()

    def keep(self, candidates: Sequence[Candidate]) -> None:
        """Give the ids of the same report, drafted before: of what is called and printed alike."""
        free = list(self.known.figures.values())
        # One that had no name when it was drafted has been given one since.
        for named in (True, False):
            for candidate in candidates:
                if candidate.place in self.ids or (named and not candidate.name):
                    continue
                alike = (candidate.paragraph, candidate.printed)
                for figure in free:
                    same = candidate.name in ("", figure.name.zh)
                    if same and (figure.paragraph, figure.printed) == alike:
                        free.remove(figure)
                        self._give(candidate, figure.id)
                        self.stated.add(candidate.quantity)
                        break

    def recognize(self, candidates: Iterable[Candidate]) -> None:
        """Give the ids of known figures to the numbers that surely state them, the largest."""

        # Of several numbers that may be one total, the others are parts of it, or tell it vaguely.
        def surest(one: Candidate) -> tuple[bool, Decimal]:
            return one.quantity.qualifier != "exact", -one.quantity.value

        for candidate in sorted(candidates, key=surest):
            figure = candidate.figure
            if figure and candidate.place not in self.ids and figure.id not in self.given:
                self._give(candidate, figure.id)

    def number(self, candidates: Sequence[Candidate]) -> None:
        """Give fresh ids to the rest; to what is given again, the id that it has already."""
        # Numbers of other units are of other things.
        firsts: dict[str, list[Candidate]] = {}
        for one in self.given.values():
            firsts.setdefault(one.quantity.unit, []).append(one)
        for candidate in candidates:
            if candidate.place in self.ids:
                continue
            alike = firsts.setdefault(candidate.quantity.unit, [])
            if (first := self._given_before(candidate, alike)) is not None:
                self.again.append((candidate, first))
            else:
                alike.append(candidate)
        counts: dict[str, int] = {}
        for candidate in sorted(chain(*firsts.values()), key=lambda one: one.place):
            if candidate.place in self.ids:
                continue
            stem = f"{candidate.category.id}.p{candidate.paragraph}"
            number = counts.get(stem, 0) + 1
            while f"{stem}-{number}" in self.known.figures or f"{stem}-{number}" in self.given:
                number += 1
            counts[stem] = number
            self._give(candidate, f"{stem}-{number}")
        for candidate, first in self.again:
            self.ids[candidate.place] = self.ids[first.place]

    def _given_before(self, candidate: Candidate, firsts: Iterable[Candidate]) -> Candidate | None:
        """Return the number that gives the same figure already; None where none does."""
        known, stated = candidate.figure, candidate.quantity in self.stated
        for first in firsts:
            fit = agreement(candidate.quantity, first.quantity)
            is_known = known is not None and known.id == self.ids.get(first.place)
            is_same = fit == "agrees" and (stated or is_known or _is_same(first, candidate))
            # 四百三十余件提案 behind 437件 tells of a known figure again.
            if is_same or (fit == "consistent" and is_known):
                return first
        return None

    def _give(self, candidate: Candidate, id: str) -> None:
        self.ids[candidate.place] = id
        self.given[id] = candidate


def terms_of(name: str) -> tuple[str, ...]:
    """Return the words that a text uses for what is called `name`: the thing without its verb."""
    verb = opening("naming_verb", name)
    thing = name[len(verb) :]
    is_quoted = "》" in thing or "”" in thing
    quoted = _CALLED.search(lexicon()["called"].cut_off(thing)) if is_quoted else None
    thing = quoted[1] if quoted else thing.removeprefix("到")
    if thing.startswith(tuple("或和、与及")):
        return (name,)
    thing = thing.removeprefix(opening("all_kinds", thing))
    return (thing,) if len(thing) >= SHORTEST else (name,)


def of_its_year(known: Dataset) -> Dataset:
    """Return a dataset without figures of other years by name, as 2030年立案 or 2032年计划立案."""
    figures = known.figures.items()
    named = compiled(r"20\d\d年")
    return known._replace(figures={id: one for id, one in figures if not named.match(one.name.zh)})


def _is_card(report: Report, index: int) -> bool:
    """Tell whether a number stands apart from its words, 收到提案：9件, or only what was done.

    收集信息536篇，编报218期: it was done with what stands before.
    """
    name = report.names[index]
    return not (report.statements[index].head and name.noun) and bool(name.verb)


def matches_of(matcher: Matcher, report: Report, index: int, is_like: bool) -> list[Match]:
    """Return the figures that a number may be of, the likeliest first.

    Those that only stand before its clause are among them where they may decide.
    """
    far = is_like or _is_card(report, index)
    found = matcher.matches(report.text, index, far)
    name, unit = report.names[index].words, report.statements[index].mention.unit
    if not (found or far) and name and matcher.terms.alike(name, unit) is not None:
        found = matcher.matches(report.text, index)
    return sorted(found, key=rank) if len(found) > 1 else found


def known_figure(
    matcher: Matcher, report: Report, index: int, matches: Sequence[Match], is_like: bool
) -> tuple[Figure | None, Message | None]:
    """Return the known figure that a statement surely states; else what is to be looked at.

    Where `is_like`, they are its own committee's: what nothing differs in is one of them.
    """
    if report.lesser:
        return None, None
    figure, doubt = _known_figure(matcher, report, index, matches, is_like)
    if figure is None:
        return None, doubt
    # 调研视察34次 of 民主监督和调研视察: one of two that are counted together.
    statement, manuscript = report.statements[index], report.text.manuscript
    if matcher.terms.alone_of_joint(figure, f"{statement.head}{statement.tail}"):
        return None, messages.MAY_BE.about(figures=[f"{figure.name.zh}（{figure.id}）"])
    why = matcher.slots.difference(manuscript, statement, figure, matcher.terms)
    is_of_others = why is not None and why.code in ("body", "scope", "place") and not why.open
    return (None if is_of_others else figure), None


def _known_figure(
    matcher: Matcher, report: Report, index: int, matches: Sequence[Match], is_like: bool
) -> tuple[Figure | None, Message | None]:
    if (figure := _of_same_name(matcher, report, index, whole=True)) is not None:
        return figure, None
    if (figure := _of_all_kinds(matcher, report, index)) is not None:
        return figure, None
    nearest = 3 if is_like or _is_card(report, index) else 2
    matches = [
        one
        for one in matches
        if one.unit in ("same", "alike") and one.distance < nearest
        if is_spoken_of(matcher, one.figure.category, report, index)
    ]
    if not matches:
        return _of_same_name(matcher, report, index), None
    best = matches[0]
    rivals = [
        one
        for one in matches
        if one.figure.id != best.figure.id
        and (one.fit, one.unit, one.distance, one.length)
        == (best.fit, best.unit, best.distance, best.length)
    ]
    is_sure = is_like and best.fit == "same"
    is_some = not is_sure and _is_part_of_like(report, index, best.figure)
    if is_some or _is_dealt_with(report, index):
        return None, None
    # What all of a kind are, or are called, beside their noun: 各类协商议政活动, “书院”线上学习.
    noun = _QUOTED.sub("", report.names[index].noun)
    noun = lexicon()["all_kinds"].sub("", noun)
    terms = matcher.terms.called[best.figure.id]
    is_kind = noun not in terms and noun.endswith(tuple(terms))
    # 社会建设方面提案 and 提案的办理 are never all that is submitted.
    is_whole = best.figure.part_of is None and best.figure.unit != "%"
    is_same = is_sure or (best.fit == "same" and (not is_whole or noun in terms or not noun))
    if not rivals and (is_same or _is_called(matcher, report, index, best.figure)):
        return best.figure, None
    # A row that nothing of the figure explains is of a part.
    row = report.statements[index].row
    is_part = best.fit == "open" and row is not None and row.labels
    may_be = [one.figure for one in (best, *rivals)]
    if best.fit == "other" or is_kind or is_part:
        # 组织委员服务群众 may be 服务群众.
        name, unit = report.names[index].words, report.statements[index].mention.unit
        ends = (one for one in matcher.dataset.figures.values() if name.endswith(one.name.zh))
        may_be = [one for one in ends if one.unit == unit and len(one.name.zh) >= _TELLING_NAME]
    figures = [f"{one.name.zh}（{one.id}）" for one in may_be[:3]]
    return None, messages.MAY_BE.about(figures=figures) if figures else None


def is_spoken_of(matcher: Matcher, id: str, report: Report, index: int) -> bool:
    """Tell whether a number may be of a category by what is said before it and behind it.

    What does not speak of a thing itself, as 民生议事堂, is none of its figures.
    """
    if id not in matcher.terms.things:
        return True
    statement = report.statements[index]
    heading = plain(report.headings[statement.mention.block][1])
    said = f"{report.text.said_before(statement)}{statement.head}{statement.tail}{heading}"
    return plain(matcher.dataset.categories[id].name.zh) in said


def _of_all_kinds(matcher: Matcher, report: Report, index: int) -> Figure | None:
    """Return the one figure of all kinds of a thing: 协商议政活动 of 各类协商活动."""
    noun, statement = report.names[index].noun, report.statements[index]
    every = lexicon()["all_kinds"].match(noun)
    is_plain = not statement.frame.aspect and _is_of_year(report, index, matcher.dataset.year)
    if every is None or not is_plain:
        return None
    thing, terms = noun[every.end() :], matcher.terms
    found = [
        one
        for one in terms.figures
        if any(thing == term or is_short_for(thing, term) for term in terms.called[one.id])
        if unit_fit(statement.mention.unit, one.unit) != "other" and one.part_of is None
        if is_spoken_of(matcher, one.category, report, index)
    ]
    return found[0] if len(found) == 1 else None


def _is_dealt_with(report: Report, index: int) -> bool:
    """Tell whether who has to deal with things counts them: 承办建议88件、提案119件."""
    statement = report.statements[index]
    line, begin = report.text.blocks[statement.mention.block], statement.sentence[0]
    said, ends = line[begin : statement.mention.start], {"dealt_with": 0, "gathered": 0}
    for name, done in lexicon().together(*ends).found(said):
        if not said.startswith("的", done.end()):
            ends[name] = done.end()
    return ends["dealt_with"] > ends["gathered"]


def _is_called(matcher: Matcher, report: Report, index: int, figure: Figure) -> bool:
    """Tell whether the noun of a number is the very name of a figure, and its frame the year's.

    提案审查委员会共收到提案: who received them changes nothing.
    """
    statement, name = report.statements[index], report.names[index]
    frame = statement.frame
    if frame.aspect or frame.place:
        return False
    if frame.scope is not None and frame.scope.value != (figure.scope or "committee"):
        return False
    if not _is_of_year(report, index, matcher.dataset.year):
        return False
    terms, gathered = matcher.terms.called[figure.id], lexicon()["gathered"]
    noun = name.noun or name.words.removeprefix(name.verb)
    noun = lexicon()["count"].cut_off(noun.removeprefix("年度"))
    # 围绕产业提升等开展民主监督, “委员进村社”等主题活动: it is told of first, and stands for all.
    noun = _FIRST_OF_ALL.sub("", noun)
    # 收到委员提案 is all that is submitted, where nothing beside it is said of others who submit.
    is_made = name.verb or gathered.search(name.words)
    if is_made and not _names_others(report, index):
        for who in ("every_proposal", "proposers"):
            noun = noun.removeprefix(opening(who, noun))
    # 公开18件政协提案: some of them.
    if statement.doing and core_of(noun) == "提案" and not gathered.at_end(statement.doing):
        return False
    # 提案材料 and 提案原件 are proposals before they are looked at.
    noun = lexicon()["before_review"].cut_off(noun).removeprefix("政协")
    # 党派、团体和政协委员提交提案, 党派及委员个人提案: all who make any.
    noun = _BY_ALL.sub("", noun)
    issued, called = lexicon()["issued"], plain(figure.name.zh)
    is_issued = issued.match(name.verb) is not None and issued.match(called) is not None
    is_all = not name.verb or name.verb in called or is_issued
    return noun in terms and (is_all or gathered.at_end(name.verb) is not None)


def _names_others(report: Report, index: int) -> bool:
    """Tell whether others who submit are told of beside a number, and as no part of it."""
    this = report.statements[index].mention
    others = lexicon()["other_proposers"]
    return any(
        one.mention.block == this.block
        and one.mention.unit == this.unit
        and at != index
        and report.wholes.get(at) == report.wholes.get(index)
        and others.search(report.names[at].words)
        for at, one in enumerate(report.statements)
    )


def _is_of_year(report: Report, index: int, year: int) -> bool:
    """Tell whether a number is of the whole year, or of a session, or counted at the year's end."""
    statement = report.statements[index]
    time = statement.frame.time
    if time is None or time.value in (OWN, str(year)):
        return True
    # 1月3日，记者获悉，三次会议以来: the day is that on which it was told.
    line = report.text.blocks[statement.mention.block]
    said = line[statement.sentence[0] : statement.mention.start]
    if time.value == DAY and lexicon()["told_on"].search(said):
        return True
    return time.value in (DAY, PART) and compiled("期间|1[12]月").search(time.words) is not None


def _of_same_name(
    matcher: Matcher, report: Report, index: int, whole: bool = False
) -> Figure | None:
    """Return the figure that has the very name of a number; a share, that its words name.

    With `whole`, only a name that tells enough alone: whatever else is alike, it is that figure.
    """
    statement, name = report.statements[index], report.names[index].words
    unit, said = statement.mention.unit, statement.head
    share = unit in ("%", "‰") and not whole
    if statement.frame.aspect is not None or not _is_of_year(report, index, matcher.dataset.year):
        return None
    if whole and (statement.frame.place is not None or len(name) < _TELLING_NAME):
        return None
    terms = matcher.terms
    named = [
        figure
        for figure in (terms.figures if share else terms.of_call.get(name, ()))
        if figure.unit == unit
        and any(
            term == name or (share and len(term) > 3 and term in said)
            for term in terms.called[figure.id]
            if not whole or term == plain(figure.name.zh) or term not in figure.terms
        )
    ]
    return named[0] if len(named) == 1 else None


def _is_part_of_like(report: Report, index: int, figure: Figure) -> bool:
    """Tell whether a statement is a part of what may be this figure, which is a whole."""
    statement = report.statements[index]
    whole = report.wholes.get(index)
    if whole is None:
        return bool(statement.part) and figure.part_of is None
    one, other = report.names[index].words, report.names[whole].words
    things = lexicon()["counted_thing"]
    alike = {found.group() for found in things.finditer(one)} & {
        found.group() for found in things.finditer(other)
    }
    return bool(alike or "立案" in other) and figure.part_of is None


def _is_same(first: Candidate, second: Candidate) -> bool:
    """Tell whether two numbers of one value are of one thing: of one name, or of part of it."""
    one, other = _bare(first), _bare(second)
    if not one or not other:
        return False
    if first.name != second.name and not (first.of_year and second.of_year):
        return False
    if one == other:
        return True
    near = (first.report, first.paragraph) == (second.report, second.paragraph)
    is_telling = first.quantity.value >= _LEAST_TELLING
    return is_telling and not near and (one.endswith(other) or other.endswith(one))


def _bare(candidate: Candidate) -> str:
    """Return what a number is of, without the verb and what joins its words."""
    thing = plain(candidate.terms[0]) if candidate.terms else ""
    filed = compiled("(?:确定|审查)?立案的?(?:提案)?").fullmatch(thing)
    return "立案" if filed else thing.replace("的", "")
