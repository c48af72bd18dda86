"""A report -> a dataset: each of its figures with what is stated of it, and what was unclear.

What a figure is, is known of the datasets there are: a number that speaks of a known figure takes
its id. Ids, names and English come from the dataset that the new one is to be like; without one,
names are taken from the clauses.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from cppcc_cli import numerals
from cppcc_cli.dataset.model import Category, Dataset, Figure
from cppcc_cli.documents.document import Document, Position, positions
from cppcc_cli.errors import InputError
from cppcc_cli.language import Message, Text
from cppcc_cli.messages import drafts
from cppcc_cli.text.auditing import audit
from cppcc_cli.text.drafting.front import Wishes, fit, head_of, year_of
from cppcc_cli.text.drafting.naming import headings, name_of, name_of_share, plans, terms_of
from cppcc_cli.text.drafting.numbering import Candidate, Numbering
from cppcc_cli.text.drafting.soundness import Draft, sound, with_sound_parts
from cppcc_cli.text.finding import Finding
from cppcc_cli.text.kinds import FIGURE_KINDS
from cppcc_cli.text.numbers import Mention, scan
from cppcc_cli.text.relating import markers
from cppcc_cli.text.relating.attribution import Attributor
from cppcc_cli.text.relating.doubts import other_time
from cppcc_cli.text.relating.lists import thing_of_list
from cppcc_cli.text.relating.wholes import relations, shares
from cppcc_cli.text.scanning.rows import is_bare_count, printed_with_unit, row_of
from cppcc_cli.text.scanning.surroundings import surroundings

Syllables = Callable[[str], str]

# Far more than any year's report states; each is compared with all others.
_MOST_FIGURES = 1_000
# Between two numbers of one thing: 85批1200余人次, 由98.1%提高到99.4%.
_UPWARDS = "(?P<upwards>(?:提高|上升|增长|增加|提升|升|增|下降|降低|减少|降|减)[到至为])"
_OF_THE_SAME = re.compile(rf"[，,；;\s]?(?:[0-9]{{4}}年|为|达|共|约)*{_UPWARDS}?")
# A number of no kind may be one of a table.
_NAMED = (*FIGURE_KINDS, "other")
# Kinds of numbers that are part of a word, which they do not end: 三级联络员, 一线协商.
_IN_WORDS = ("name", "level", "idiom", "session", "ordinal")
_OTHER = Category("other", Text("其他", "Other"), None, ())


def draft(
    document: Document,
    known: Dataset,
    like: Dataset | None,
    wishes: Wishes,
    syllables: Syllables | None = None,
) -> Draft:
    """Return the dataset that a report states.

    `known` names the figures there may be; `like` is the dataset whose names are to be kept.
    Raises UsageError where the report tells no year and none is wished for; InputError where it
    states more figures than a dataset of a year.
    """
    year = wishes.year or year_of(document.text)
    head = head_of(document, like, wishes, year)
    named = head.body != drafts.BODY_TO_BE_GIVEN
    known = (like or known)._replace(year=year, body=head.body if named else known.body)
    drafting = _Drafting(document, known, like, syllables)
    dataset = drafting.dataset(head)
    # What was taken for a second mention of a figure, and is not, becomes a figure after all.
    while drafting.again(audit(document, dataset)):
        dataset = drafting.dataset(dataset)
    if not named:
        drafting.remarks.setdefault("", []).append(drafts.BODY_TO_BE_GIVEN.about())
    return sound(Draft(dataset, drafting.remarks))


class _Drafting:
    """The numbers of a report on their way to figures."""

    def __init__(
        self,
        document: Document,
        known: Dataset,
        like: Dataset | None,
        syllables: Syllables | None,
    ) -> None:
        self.document, self.known, self.like = document, known, like
        self.syllables = syllables
        self.headings = headings(document.text.split("\n"))
        self.plans = plans(document.text.split("\n"))
        self.found = list(scan(document.text))
        self.remarks: dict[str, list[Message]] = {
            "": [drafts.DRAFTED_FROM.about(path=document.path)]
        }
        self.wholes = relations(document.text, self.found)
        self.shares = shares(document.text, self.found)
        self.index_of = {mention: index for index, mention in enumerate(self.found)}
        self.named = _without_words(self.found)
        self.names: list[str] = []
        for index, mention in enumerate(self.found):
            self.names.append(self._name(index) if mention.kind in _NAMED else "")
        self.candidates = list(islice(self._candidates(), _MOST_FIGURES + 1))
        if len(self.candidates) > _MOST_FIGURES:
            said = drafts.TOO_MANY_FIGURES.about(path=document.path, most=_MOST_FIGURES)
            raise InputError(said)
        self.insisted: set[Mention] = set()
        self.made: set[Mention] = set()

    def again(self, found: Iterable[Finding]) -> bool:
        """Make figures of the numbers that are uncovered or contradict; tell whether any is new."""
        missed = {
            one.mention
            for one in found
            if one.mention is not None
            and one.code in ("uncovered", "repeated")
            and one.severity != "info"
        }
        # Where one of those is a figure already, what was left out is another of its number.
        doubled = {one.quantity for one in self.candidates if one.mention in missed & self.made}
        missed |= {one.mention for one in self.candidates if one.quantity in doubled}
        is_new = not missed <= self.insisted
        self.insisted |= missed
        return is_new

    def dataset(self, head: Dataset) -> Dataset:
        """Return `head` with the figures and what belongs to them."""
        ids = self._ids()
        self.made = set(ids)
        figures = {}
        categories: dict[str, Category] = {}
        for candidate in self.candidates:
            if candidate.mention not in ids:
                continue
            id, category = ids[candidate.mention]
            categories.setdefault(category.id, category)
            figures[id] = self._figure(id, candidate, ids)
        figures = with_sound_parts(figures)
        order = {id: at for at, id in enumerate({**self.known.categories, **categories})}
        # Those of the dataset to be like stand in its order, and before what is new.
        rank = {id: at for at, id in enumerate(self.like.figures if self.like else ())}
        last = len(rank)
        figures = dict(
            sorted(
                figures.items(), key=lambda one: (order[one[1].category], rank.get(one[0], last))
            )
        )
        units = dict.fromkeys(figure.quantity.unit for figure in figures.values())
        return head._replace(
            figures=figures,
            categories={id: categories[id] for id in order if id in categories},
            units={unit: self.known.units.get(unit, unit) for unit in units if unit},
            ratios={
                id: ratio
                for id, ratio in self.known.ratios.items()
                if self.like is not None and {ratio.numerator, ratio.denominator} <= figures.keys()
            },
        )

    def _candidates(self) -> Iterable[Candidate]:
        # Its title is of another year than the figures known, and rightly so.
        attributor = Attributor(self.known, self.document.text, heed_title=False)
        located = positions(self.document.text, (mention.start for mention in self.found))
        for index, place in enumerate(located):
            mention = self.found[index]
            attribution = attributor.attribute(self.found, index)
            printed = printed_with_unit(self.document.text, mention)
            quantity = numerals.read(printed) if printed is not None else None
            if quantity is None or not quantity.unit or printed is None:
                self._leave_out(mention, place, printed)
                continue
            name = self.names[index]
            yield Candidate(index, mention, place, quantity, printed, name, attribution)

    def _leave_out(self, mention: Mention, place: Position, printed: str | None) -> None:
        """Remark on a number that might have been a figure: a range, an unclear one, a bare one."""
        reason = drafts.NO_SINGLE_VALUE if printed is not None else None
        if mention.kind == "unclear":
            reason = drafts.NOT_CLEAR
        elif mention.kind == "other" and is_bare_count(self.document.text, mention):
            reason = drafts.NO_UNIT
        if reason is not None:
            self._remark("", reason.about(line=place.line, printed=mention.printed))

    def _name(self, index: int) -> str:
        """Return what the number at `index` is called; nothing where it has no words."""
        text, mention = self.document.text, self.found[index]
        row = row_of(text, mention)
        if row is not None:
            return fit(row.name)
        if mention.kind not in FIGURE_KINDS:
            return ""
        if (said := self.shares.get(mention)) is not None:
            part = self.index_of[said.parts[0][0]]
            share = name_of_share(self.names[part], said.lead, part != index - 1)
            if share:
                return fit(share)
        named, at = self.named
        listed = thing_of_list(text, self.found, index)
        name = fit(listed or name_of(surroundings(text, named, at[index])))
        if not index or self.found[index - 1].kind not in FIGURE_KINDS:
            return name
        beside = _OF_THE_SAME.fullmatch(text[self.found[index - 1].end : mention.start])
        return self.names[index - 1] if beside and (beside["upwards"] or not name) else name

    def _ids(self) -> dict[Mention, tuple[str, Category]]:
        """Return the id and the category of each number that becomes a figure."""
        numbering = Numbering(self.known, self._category)
        if self.like is not None and self.like.year == self.known.year:
            numbering.keep(self.candidates)
        numbering.recognize(self.candidates)
        numbering.number(self.candidates, self.insisted)
        return numbering.ids

    def _category(self, candidate: Candidate) -> Category:
        """Return the category of a number that is no known figure: by its words or heading."""
        near = candidate.attribution.figure
        if near is not None:
            return self.known.categories[near.category]
        around = surroundings(self.document.text, self.found, candidate.at)
        said = around.before[-20:] + around.head + around.tail + candidate.name
        for category in self.known.categories.values():
            if category.name.zh in said:
                return category
        line, heading = self.headings[candidate.place.line - 1]
        for category in self.known.categories.values():
            if category.name.zh in heading:
                return category
        if not heading:
            return _OTHER
        return Category(f"section-{line}", Text(heading, ""), None, self._pinyin(heading))

    def _figure(
        self, id: str, candidate: Candidate, ids: dict[Mention, tuple[str, Category]]
    ) -> Figure:
        around = surroundings(self.document.text, self.found, candidate.at)
        known = self.known.figures.get(id)
        under = self.plans[candidate.place.line - 1]
        doubt = candidate.attribution.doubt or candidate.attribution.why
        doubt = doubt or other_time(self.known, around, under)
        if known is None and doubt is not None:
            reason = doubt if isinstance(doubt, Message) else doubt.reason
            self._remark(id, drafts.TO_BE_LOOKED_AT.about(reason=reason))
        if known is not None and self.like is not None:
            value, qualifier, unit = candidate.quantity
            return known._replace(
                value=value,
                qualifier=qualifier,
                unit=unit,
                printed=candidate.printed,
                paragraph=candidate.place.paragraph,
            )
        name = Text(candidate.name, "")
        if not name.zh:
            name = drafts.NAME_TO_BE_GIVEN
            self._remark(id, drafts.NAME_TO_BE_GIVEN.about())
        whole = self.wholes.get(candidate.mention)
        part_of = ids[whole][0] if whole in ids else None
        city = markers.CITY_WIDE.search(around.before + around.head) or "全市" in around.head
        terms = terms_of(name.zh)
        return Figure(
            id,
            name,
            **candidate.quantity._asdict(),
            printed=candidate.printed,
            scope="city" if city else None,
            paragraph=candidate.place.paragraph,
            part_of=part_of,
            terms=terms,
            pinyin=self._pinyin(name.zh, *terms),
        )

    def _remark(self, id: str, said: Message) -> None:
        if said not in self.remarks.setdefault(id, []):
            self.remarks[id].append(said)

    def _pinyin(self, *names: str) -> tuple[str, ...]:
        if self.syllables is None:
            return ()
        return tuple(dict.fromkeys(filter(None, map(self.syllables, names))))


def _without_words(found: Sequence[Mention]) -> tuple[list[Mention], list[int]]:
    """Return the mentions but for those that are part of a word, and where each would stand."""
    kept: list[Mention] = []
    at = []
    for mention in found:
        at.append(len(kept))
        is_word = mention.kind == "other" and not mention.printed[0].isdecimal()
        if mention.kind not in _IN_WORDS and not is_word:
            kept.append(mention)
    return kept, at
