"""A text held against figures: one walk from each number to its verdict.

Each number is a statement of what its sentence, its clause and its headings say (statements,
frames); the figures that it may speak of are its matches, with what differs or is open in each
(matching, slots, terms); the likeliest of them decides, as the other numbers of the text leave it;
and what does not add up is asked (arithmetic). All of it are findings, in the order of the text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import log2
from typing import NamedTuple

from cppcc_cli.dataset import Dataset, Figure
from cppcc_cli.documents import Document
from cppcc_cli.messages import Message, findings
from cppcc_cli.quantity import grouped
from cppcc_cli.query import of_year
from cppcc_cli.query.verify import agreement_with, in_words, resembles, slips
from cppcc_cli.script import Pattern, plain
from cppcc_cli.text.arithmetic import change_of, questions
from cppcc_cli.text.finding import Finding, placed
from cppcc_cli.text.judgement import (
    Judgement,
    adjacent_slip,
    adjust_to_others,
    message_of_doubt,
    resolve,
    unread,
    values_of,
    with_totals,
)
from cppcc_cli.text.lexicon import are_counted, lexicon_of, unit_fit
from cppcc_cli.text.matching import Matcher
from cppcc_cli.text.metadata import Manuscript
from cppcc_cli.text.numbers import mentions
from cppcc_cli.text.slots import (
    SURE,
    Match,
    Reason,
    ReasonKey,
    difference_from,
    id_of,
    is_dataset_of,
    is_distinctive,
    rank,
    rivals,
)
from cppcc_cli.text.statements import Text, first_of_list, read, thing_of_list, turn_in_list
from cppcc_cli.text.terms import is_short_for, pairs_of

# In bits: what must be left of all that speaks for a figure for it to be asked, and to be sure; and
# what any difference takes away.
_LEAST, _SURELY, _DIFFERENT = 1, 5, 8
# Of the figures of a dataset, so many stand in a text that gives nearly all.
_NEARLY_ALL = 0.75
_CHANGED = Pattern(
    r"\s*(?:分别)?(?:比|较|同比|与)?(?:(?:上|上一|(?P<year>20[0-9]{2}))年度?|去年)?(?:同期)?(?:相比)?"
    r"(?:分别|共|净)?"
    r"(?P<word>增加|增长|上升|提高|减少|下降|降低|回落)了?\s*",
    *"增加 增长 上升 提高 减少 下降 降低 回落".split(),
)


class Proof(NamedTuple):
    """What was found in a manuscript, and what is to be said of what it was held against."""

    findings: list[Finding]
    notes: tuple[Message, ...]
    text: Text

    @property
    def decided(self) -> set[int]:
        """The offsets of the numbers on which a figure decides."""
        decisive = ("agrees", "consistent", "contradicts")
        found = [one.mention for one in self.findings if one.verdict in decisive]
        return {mention.offset for mention in found if mention}


def proof(
    document: Document, dataset: Dataset, others: Sequence[Dataset] = (), is_own: bool = False
) -> Proof:
    """Return what is found in a manuscript, in the order of its numbers, and held against what.

    `dataset` is the one for what names no year and no body, `others` are those of other years and
    bodies: each number is held against that of the year and body it speaks of. `is_own` says that
    a manuscript which does not tell whose it is is of the body of `dataset`.
    """
    numbers = list(mentions(document, tuple(dataset.units)))
    text = read(document, numbers, lexicon_of(dataset))
    judge = Judge(dataset, others, text.manuscript)
    judged: list[Judgement] = []
    matches = [judge.matches(text, index) for index in range(len(text.statements))]
    matches, judge.disproved = resolve(matches)
    owned = is_own or judge.is_own_text(matches)
    judge.assign(text, matches, owned)
    for index, some in enumerate(with_totals(text, matches)):
        judged.append(judge.judge_change(text, index, judged) or judge.verdict(some, owned))
    judged = list(adjust_to_others(text, judged, owned is True))
    found = [
        judgement.finding(document.path, statement.mention)
        for statement, judgement in zip(text.statements, judged, strict=True)
        if judgement.match is not None or statement.is_of_figure
    ]
    meant = {one.mention.offset for one in found if one.mention and one.code == "figure"}
    found = placed([*found, *unread(numbers, text), *questions(text, meant)], document)
    return Proof(found, tuple(_held(text.manuscript, judge, judged)), text)


_UNKNOWN = Judgement("unknown", findings.NOT_KNOWN.about())


class Judge:
    """Datasets to hold the statements of a text against.

    What names no body is held against those of the manuscript's own, or of the first of all; what
    names no year either, against the first of that body.
    """

    def __init__(
        self,
        dataset: Dataset,
        others: Sequence[Dataset] = (),
        manuscript: Manuscript | None = None,
    ) -> None:
        every = [dataset, *others]
        body = manuscript.body if manuscript is not None else None
        if body is not None and not is_dataset_of(dataset, body):
            every.sort(key=lambda one: not is_dataset_of(one, body))
        elif body is None and manuscript is not None:
            every.sort(key=lambda one: difference_from(one, manuscript))
        home = [one for one in every if one.body.zh == every[0].body.zh]
        years = [one.year for one in home]
        self.datasets = every
        self.matchers = [Matcher(one, years, every[0]) for one in every]
        # The figures that the text gives, with where it does.
        self.stated: dict[tuple[str, str], object] = {}
        # What it seems to differ in, and does not.
        self.disproved: set[ReasonKey] = set()

    def matches(self, text: Text, index: int) -> list[Match]:
        """Return the figures that a statement may speak of, the likeliest first."""
        found = [match for matcher in self.matchers for match in matcher.matches(text, index)]
        # Where the figures of its year are known, what only those of another year name is of none.
        if found and all(match.reason and match.reason.code == "year" for match in found):
            time, bodies = text.statements[index].frame.time, {one.dataset.body for one in found}
            near = (one for one in self.matchers if one.dataset.body in bodies)
            if any(one.slots.time(text.manuscript, time) is None for one in near):
                return []
        return sorted(found, key=rank) if len(found) > 1 else found

    def assign(self, text: Text, found: list[list[Match]], is_own: bool | None) -> None:
        """Take numbers that no figure has for those of figures, or for slips of them.

        Each goes with one figure, the likeliest first: with one that the text gives nowhere else,
        or tells again. Nothing is asked of a text that says it is another's.
        """
        places = [one.place for one in text.statements]
        given = {at: one[0] for at, one in enumerate(found) if one and one[0].is_given}
        self.stated = {id_of(one): places[at] for at, one in reversed(given.items())}
        free = set(range(len(found))) - given.keys() if is_own is not False else set()
        every = {(one.dataset.id, id) for one in self.matchers for id in one.dataset.figures}
        absent = every - self.stated.keys()
        said = [pairs_of(text.sentence(at)) for at in range(len(found))] if free else []
        weighed = (one.candidates(text, said, free, self.stated, is_own) for one in self.matchers)
        likeliest = sorted(chain.from_iterable(weighed), key=lambda one: one[0], reverse=True)
        for weight, at, matcher, figure in likeliest:
            id = matcher.dataset.id, figure.id
            told = None if id in absent else self.stated.get(id, places[at])
            # No sentence gives a figure twice.
            if at not in free or told == places[at]:
                continue
            one = self._perhaps(text, at, matcher, figure, found[at])
            figures = len(matcher.dataset.figures if told else absent)
            is_apart = not one.may_be or (one.fit == "other" and not is_own)
            weight -= log2(len(free) * figures) + _LEAST + (_DIFFERENT if is_apart else 0)
            is_it = one.agreement == "agrees"
            if (weight < 0 and (told or not is_it)) or not self._is_open(one, is_own, told):
                continue
            judged = self.verdict(found[at], is_own)
            # What would contradict a figure, and is the very number of another, is of either.
            if weight < 0 and judged.verdict != "contradicts":
                continue
            is_best = told is None and one in found[at][:1]
            if not (is_it or is_best or judged.verdict in ("unknown", "other")):
                continue
            free.discard(at)
            absent.discard(id)
            is_left = told is None and weight >= _SURELY and self._is_left(one, found[at])
            if is_it:
                self.stated[id] = places[at]
            found[at] = self._taken(one, found[at], judged, is_left and not is_it)
        if is_own:
            self._reassign(text, found, absent)

    def _reassign(self, text: Text, found: list[list[Match]], absent: set[tuple[str, str]]) -> None:
        """Ask for figures that a text lacks of numbers of none, and of those that tell one again.

        出席委员101人，列席会议101人: the second is a slip, perhaps, of those who 列席.
        """
        given = {at: one[0] for at, one in enumerate(found) if one and one[0].is_given}
        told = Counter(map(id_of, given.values()))
        # By how the numbers are counted, the figures that the text lacks.
        lacking: dict[str, list[tuple[Matcher, Figure]]] = {}
        for at, matches in enumerate(found):
            again, statement = given.get(at), text.statements[at]
            if (again and told[id_of(again)] == 1) or statement.row or not statement.quantity:
                continue
            unit = statement.quantity.unit
            if unit not in lacking:
                lacking[unit] = [
                    (one, figure)
                    for one in self.matchers
                    for figure in one.terms.figures
                    if (one.dataset.id, figure.id) in absent
                    and one.terms.units(unit).get(figure.id) == "same"
                ]
            meant = self._named(text, at, lacking[unit], again) if lacking[unit] else None
            if meant is None or (again is None and self.verdict(matches).match is not None):
                continue
            one = self._perhaps(text, at, *meant, matches)
            if one.may_be:
                found[at] = [one._replace(asked=True)]
                if again is not None:
                    told[id_of(again)] -= 1

    def _perhaps(
        self, text: Text, at: int, matcher: Matcher, figure: Figure, found: Sequence[Match]
    ) -> Match:
        """Return a figure for a number that it may be of: as found, or as nothing names it."""
        one = next((one for one in found if one.figure is figure), None)
        one = one or matcher.match_unnamed(text, at, figure)
        if one.reason and one.reason.key in self.disproved:
            one = one._replace(reason=Reason("unexplained", text.statements[at].thing, open=True))
        return one

    def _named(
        self, text: Text, at: int, lacking: Sequence[tuple[Matcher, Figure]], told: Match | None
    ) -> tuple[Matcher, Figure] | None:
        """Return the figure whose name has all words of a number; None for none, or several.

        It has more of them than that which is `told`.
        """
        statement = text.statements[at]
        thing = thing_of_list(text, at) or statement.thing
        words = thing if len(thing) > 1 else statement.head
        said, around = pairs_of(words), text.sentence(at)
        least, fitting = (0, 0), []
        if told is not None:
            terms = next(one.terms for one in self.matchers if one.dataset is told.dataset)
            least = len(said & terms.pairs[told.figure.id]), -terms.missing(told.figure, around)
        for matcher, figure in lacking:
            terms = matcher.terms
            if not (shared := len(said & terms.pairs[figure.id])) or shared < least[0]:
                continue
            share = shared, -terms.missing(figure, around)
            is_meant = told or terms.is_half(figure, -share[1]) or terms.ends_name(figure, words)
            if share > least and is_meant:
                residue, part = terms.explain(words, terms.names[figure.id])
                if not residue and (told or not part):
                    fitting.append((share, matcher, figure))
        best = [one for one in fitting if one[0] == max(one[0] for one in fitting)]
        return best[0][1:] if len(best) == 1 else None

    def _is_open(self, one: Match, is_own: bool | None, told: object) -> bool:
        """Tell whether a number may go with the figure of `one`, which may be `told` elsewhere."""
        # Where nothing shows whose text it is, it may be of another year, committee or place.
        of_others = is_own is None or len(self.matchers) > 1
        reasons = {by.code for by in (one.doubt, one.reason) if by}
        if of_others and reasons & {"year", "body", "place", "person"}:
            return False
        return one.may_be or one.agreement == "agrees" or (told is None and is_own is True)

    def _is_left(self, one: Match, found: Sequence[Match]) -> bool:
        """Tell whether nearly all figures but that of a match are given, and it may be of it."""
        told = [
            figure.id
            for figure in one.dataset.figures.values()
            # Shares that anybody may have show nothing.
            if (one.dataset.id, figure.id) in self.stated
            and (figure.unit != "%" or is_distinctive(figure.value))
        ]
        least = max(1, _NEARLY_ALL * (len(one.dataset.figures) - 1))
        is_again = any(other.agreement == "agrees" for other in found if other is not one)
        return one.may_be and len(told) >= least and not is_again

    def _taken(
        self, one: Match, found: list[Match], judged: Judgement, is_sure: bool
    ) -> list[Match]:
        """Return what a number may speak of that goes with the figure of `one`."""
        is_it = one.agreement == "agrees"
        if is_sure:
            return [one._replace(reason=None, distance=min(one.distance, SURE))]
        is_asked = judged.verdict == "unknown" and judged.match and one in found
        if not is_it and (is_asked or judged.verdict == "contradicts"):
            return found
        if one.reason is not None:
            one = one._replace(reason=one.reason._replace(open=True))
        # Where it would contradict a figure that is named, it is open which of the two is meant.
        doubtful = found if judged.verdict == "contradicts" else []
        return [*doubtful, one._replace(asked=True)]

    def is_own_text(self, found: Iterable[Sequence[Match]]) -> bool | None:
        """Tell whether numbers of a text show that it is of these figures; None where none does.

        One that agrees does where its value is hardly that of another body by chance, else two do;
        so do slips, where they are more than other numbers that contradict. Two that contradict
        show that it is not where none agrees.
        """
        best = [matches[0] for matches in found if matches and matches[0].fit != "other"]
        agreeing = {
            one.figure.id: is_distinctive(one.figure.value)
            for one in best
            if one.fit == "same" and one.agreement == "agrees"
            if one.figure.unit != "%" or is_distinctive(one.figure.value)
        }
        if len(agreeing) > 1 or any(agreeing.values()):
            return True
        contradicting = [one for one in best if one.agreement == "contradicts"]
        slipped = [one for one in contradicting if resembles(one.quantity, one.figure.quantity)]
        if len({one.figure.id for one in slipped}) > max(1, len(contradicting) - len(slipped)):
            return True
        return None if len(contradicting) < 2 else False

    def _is_asked(self, match: Match) -> bool:
        """Tell whether a number may be a slip of a figure; where the text gives it, plainly."""
        is_named = match.in_full and match.distance < SURE
        return match.asked or match.likeness > (id_of(match) in self.stated and not is_named)

    def _shortened(self, best: Match) -> Iterator[Match]:
        """Yield the figures in the very unit of a number whose terms one beside it is short for."""
        for figure in best.dataset.figures.values():
            longer = [*figure.terms, figure.name.zh] if figure.unit == best.quantity.unit else []
            if any(is_short_for(term, one) for term in best.figure.terms for one in longer):
                how = agreement_with(best.quantity, figure.quantity, "same")
                yield best._replace(figure=figure, unit="same", agreement=how)

    def judge_change(self, text: Text, index: int, judged: Sequence[Judgement]) -> Judgement | None:
        """Return the verdict on a change since the year before, or one named, where both are known.

        It is one of the number before it in its sentence: 提出提案418件，增加22件，增长5.6%.
        """
        statement = text.statements[index]
        first = first_of_list(text, index)
        since = _CHANGED.fullmatch(text.statements[first].head)
        quantity, is_in_turn = statement.mention.quantity, bool(since and "分别" in since[0])
        if not (quantity and since and (is_in_turn or first == index)) or quantity[1] != "exact":
            return None
        before = turn_in_list(text, first, index) if is_in_turn else index - 1
        named = since["year"]
        while before >= 0 and (other := _CHANGED.fullmatch(text.statements[before].head)):
            named = named or other["year"]
            before -= 1
        if before < 0 or text.statements[before].place != statement.place:
            return None
        match = judged[before].match
        if match is None or judged[before].verdict not in ("agrees", "contradicts"):
            return None
        figure, body = match.figure, match.dataset.body.zh
        year = int(named or match.dataset.year - 1)
        then = of_year(self.datasets, figure, year, body)
        expected = change_of(figure.quantity, then.quantity, quantity) if then else None
        if expected is None:
            return None
        falls = since["word"][0] in "减下降回"
        is_right = abs(expected) == quantity.value and falls == (expected < 0)
        rises, sinks = ("up", "down") if quantity.unit == "%" else ("more", "less")
        how = findings["CHANGED_SINCE"][sinks if expected < 0 else rises]
        told = f"{grouped(abs(expected))}{quantity.unit}"
        said = how.about(figure=figure.name, year=year, change=told)
        change = told if falls == (expected < 0) else f"-{told}"
        return Judgement("agrees" if is_right else "contradicts", said, figure, match, (), change)

    def verdict(self, found: Sequence[Match], is_own: bool | None = True) -> Judgement:
        """Return the verdict on a statement that may speak of the figures found.

        `is_own` tells whether the text is of these figures; None where its numbers do not show it.
        """
        if not found:
            return _UNKNOWN
        # Of those with a word unexplained, one that the number may be a slip of is meant.
        best = found[0]
        if best.fit == "open":
            best = next((one for one in found if one.likeness), best)
        figure, told = best.figure, values_of(best.figure)
        if best.agreement == "agrees" and (best.fit != "other" or best.mild):
            if best.distance == SURE and (meant := adjacent_slip(best, found[1:])):
                return self._of_either(best, [meant])
            return Judgement("agrees", findings.AGREES.about(**told), figure, best)
        made = tuple(slips(best.quantity, figure, best.dataset, self.datasets[1:]))
        doubtful = Judgement("unknown", message_of_doubt(figure, made), figure, best, made)
        # It is known to be of something else, or the text to be of another body or year.
        is_mild = best.mild and (best.unit == "other" or doubtful.has_digits)
        if best.fit == "other" and not is_mild:
            if best.unit == "other" or best.reason is None:
                return _UNKNOWN
            said = best.reason.message
            return doubtful._replace(verdict="other", message=said, reason=best.reason)
        doubt = None if is_own else best.doubt
        is_others = doubt is not None and (is_own is False or doubt.code != "nobody")
        if doubt is not None and is_others and not doubtful.is_slip:
            return Judgement("other", doubt.message, figure, best, reason=doubt)
        return self._of_several(found, best) or self._of_one(doubtful, best, doubt, is_own)

    def _of_several(self, found: Sequence[Match], best: Match) -> Judgement | None:
        """Return the verdict on what may be of several figures, or is unlike that which it may be.

        None where it is of the likeliest.
        """
        agreeing = [one for one in found[1:] if one.agreement == "agrees" and one.fit != "other"]
        beside = [one for one in found if rivals(best, one)] or agreeing
        shortened = [*self._shortened(best)] if best.unit == "alike" else []
        if meant := next((one for one in shortened if one.agreement == "agrees"), None):
            return self.verdict([meant])
        beside += shortened
        # Beside the figure's own number, one that is unlike it is of something else.
        is_stated, is_beside = id_of(best) in self.stated, best.in_full and best.distance == 0
        if is_stated and not best.likeness and len(agreeing) == 1:
            return self.verdict(agreeing)
        is_same = best.fit == "same" and best.agreement is not None
        is_meant = is_same or (is_beside and not is_stated)
        if (beside or not is_meant) and not any(map(self._is_asked, (best, *beside))):
            return _UNKNOWN
        return self._of_either(best, beside) if beside else None

    def _of_either(self, best: Match, beside: Sequence[Match]) -> Judgement:
        each = {id_of(one): one.figure for one in (best, *beside)}
        names = [findings.NAMED.about(**values_of(one)) for one in each.values()]
        return Judgement("unknown", findings.TWO_FIT.about(figures=names), None, best)

    def _of_one(
        self, doubtful: Judgement, best: Match, doubt: Reason | None, is_own: bool | None
    ) -> Judgement:
        """Return the verdict on a number that is of one figure, if it is of any."""
        figure, told, is_slip = best.figure, values_of(best.figure), doubtful.is_slip
        if best.unit == "other":
            said = findings.OTHER_UNIT.about(figure=figure.name, unit=figure.unit)
            is_near = best.distance <= SURE and are_counted(best.quantity.unit, figure.unit)
            is_like = (is_slip and is_near) or best.quantity.value == figure.value
            return doubtful._replace(message=said) if is_like else _UNKNOWN
        if best.fit == "open" and best.reason is not None and not doubtful.has_digits:
            return doubtful.with_doubt(best.reason)
        # It is of this figure. More than 1.7 is true of 17,000, and plainly not meant; nor is what
        # is asked of each: 每室接待群众不少于100人次 of 9,300 in all.
        is_scaled = any(slip.code == "scale" for slip in doubtful.slips)
        if best.agreement == "consistent" and not is_scaled:
            if best.is_loose:
                return _UNKNOWN
            return Judgement("consistent", findings.CONSISTENT.about(**told), figure, best)
        if best.agreement is None:
            return doubtful
        if doubt is not None and (not is_slip or is_own is False or doubt.code != "nobody"):
            return doubtful.with_doubt(doubt)
        is_weak = not is_slip or (best.likeness == 1 and not best.in_full)
        if is_weak and (id_of(best) in self.stated or not (best.in_full or best.likeness)):
            is_told = best.asked or (best.in_full and best.distance == 0)
            return doubtful if is_told else _UNKNOWN
        if best.distance <= SURE and not best.asked:
            # 惠及群众近7000人次, where one is 6,800: it is perhaps of that.
            if not is_slip and _is_of_another(best):
                return doubtful
            slip = doubtful.slips and in_words(doubtful.slips)
            said = findings.CONTRADICTS.about(**told, slip=slip)
            return doubtful._replace(verdict="contradicts", message=said)
        return doubtful if is_slip or best.asked else _UNKNOWN


def _is_of_another(match: Match) -> bool:
    """Tell whether an approximate number is what another figure of some such name stands for."""
    given, named_so = match.quantity, pairs_of(plain(match.figure.name.zh))
    # A bound is no rounding of all that lies beyond it.
    is_rounded = given.qualifier not in ("exact", "at_least", "at_most", "under")
    every = match.dataset.figures.values() if is_rounded else ()
    return any(
        agreement_with(given, one.quantity, "same") == "consistent"
        for one in every
        if unit_fit(given.unit, one.unit) == "same" and one is not match.figure
        if named_so & pairs_of(plain(one.name.zh))
    )


def _held(manuscript: Manuscript, judge: Judge, judged: Sequence[Judgement]) -> Iterator[Message]:
    """Yield what is to be said of what a manuscript was held against."""
    used = {one.match.dataset.id for one in judged if one.match and one.verdict != "other"}
    other = [one.reason for one in judged if one.verdict == "other" and one.reason is not None]
    if used or not other:
        held = [one for one in judge.datasets if one.id in used] or judge.datasets[:1]
        names = [one.called for one in held]
        is_named = manuscript.years or manuscript.session
        yield (findings.HELD if is_named else findings.HELD_UNNAMED).about(datasets=names)
    for slot in ("year", "body"):
        words = [one.word for one in other if one.code == slot]
        for word in dict.fromkeys(words):
            yield findings.NOT_HELD.about(word=word, count=words.count(word))
    if nobodys := sum(one.code == "nobody" for one in other):
        yield findings.NOT_HELD_FOR_NOBODY.about(count=nobodys)
