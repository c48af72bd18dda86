"""A report -> a dataset: each of its figures with what is stated of it, and what was unclear.

What a figure is, is known of the datasets there are: a number that speaks of a known figure takes
its id. Ids, names and English come from the dataset that the new one is to be like; without one,
names are taken from the clauses.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple

from cppcc_cli import numerals
from cppcc_cli.dataset.model import Category, Dataset, Figure
from cppcc_cli.errors import CannotRead
from cppcc_cli.language import Message, Text
from cppcc_cli.messages import findings
from cppcc_cli.quantities import Quantity
from cppcc_cli.text import markers
from cppcc_cli.text.arithmetic import relations
from cppcc_cli.text.attribution import Attribution, Attributor
from cppcc_cli.text.audit import audit
from cppcc_cli.text.documents import Document, Place, places
from cppcc_cli.text.front import Wishes, fit, head_of, year_of
from cppcc_cli.text.lists import thing_of_list
from cppcc_cli.text.mentions import Mention, mentions
from cppcc_cli.text.naming import headings, name_of, terms_of
from cppcc_cli.text.rows import printed_with_unit, row_of
from cppcc_cli.text.soundness import Draft, sound, with_sound_parts
from cppcc_cli.text.surroundings import surroundings

Syllables = Callable[[str], str]

# Far more than any year's report states; each is compared with all others.
_MOST_FIGURES = 1_000
_OTHER = Category("other", Text("其他", "Other"), None, ())


class _Candidate(NamedTuple):
    """A number that is to become a figure."""

    at: int
    mention: Mention
    place: Place
    quantity: Quantity
    printed: str
    attribution: Attribution


def draft(
    document: Document,
    known: Dataset,
    like: Dataset | None,
    wishes: Wishes,
    syllables: Syllables | None = None,
) -> Draft:
    """Return the dataset that a report states.

    `known` names the figures there may be; `like` is the dataset whose names are to be kept.
    Raises AskedWrongly where the report tells no year and none is wished for; CannotRead where it
    states more figures than a dataset of a year.
    """
    year = wishes.year or year_of(document.text)
    head = head_of(document, like, wishes, year)
    named = head.body != findings.BODY_TO_BE_GIVEN
    known = (like or known)._replace(year=year, body=head.body if named else known.body)
    drafting = _Drafting(document, known, like is not None, syllables)
    dataset = drafting.dataset(head)
    # What was taken for a second mention of a figure, and is not, becomes a figure after all.
    uncovered = [one for one in audit(document, dataset) if one.code == "uncovered"]
    missed = {one.mention for one in uncovered if one.mention is not None}
    if missed:
        drafting.again(missed)
        dataset = drafting.dataset(dataset)
    if not named:
        drafting.remarks.setdefault("", []).append(findings.BODY_TO_BE_GIVEN.about())
    return sound(Draft(dataset, drafting.remarks))


class _Drafting:
    """The numbers of a report on their way to figures."""

    def __init__(
        self, document: Document, known: Dataset, keep_names: bool, syllables: Syllables | None
    ) -> None:
        self.document, self.known, self.keep_names = document, known, keep_names
        self.syllables = syllables
        self.headings = headings(document.text.split("\n"))
        self.found = list(mentions(document.text))
        self.remarks: dict[str, list[Message]] = {
            "": [findings.DRAFTED_FROM.about(path=document.path)]
        }
        self.candidates = list(islice(self._candidates(), _MOST_FIGURES + 1))
        if len(self.candidates) > _MOST_FIGURES:
            said = findings.TOO_MANY_FIGURES.about(path=document.path, most=_MOST_FIGURES)
            raise CannotRead(said)
        self.wholes = {part: whole for part, whole in relations(document.text, self.found)}
        self.insisted: set[Mention] = set()

    def again(self, missed: set[Mention]) -> None:
        """Make figures of these numbers, too."""
        self.insisted = missed

    def dataset(self, head: Dataset) -> Dataset:
        """Return `head` with the figures and what belongs to them."""
        ids = self._ids()
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
        figures = dict(sorted(figures.items(), key=lambda one: order[one[1].category]))
        units = dict.fromkeys(figure.quantity.unit for figure in figures.values())
        return head._replace(
            figures=figures,
            categories={id: categories[id] for id in order if id in categories},
            units={unit: self.known.units.get(unit, unit) for unit in units if unit},
            ratios={
                id: ratio
                for id, ratio in self.known.ratios.items()
                if self.keep_names and {ratio.numerator, ratio.denominator} <= figures.keys()
            },
        )

    def _candidates(self) -> Iterable[_Candidate]:
        attributor = Attributor(self.known, "")
        attributor.text = self.document.text
        located = places(self.document.text, (mention.start for mention in self.found))
        for index, place in enumerate(located):
            mention = self.found[index]
            attribution = attributor.attribute(self.found, index)
            printed = printed_with_unit(self.document.text, mention)
            if printed is None:
                continue
            quantity = numerals.read(printed)
            if quantity is None or not quantity.unit:
                said = findings.NO_SINGLE_VALUE.about(line=place.line, printed=mention.printed)
                self.remarks[""].append(said)
                continue
            yield _Candidate(index, mention, place, quantity, printed, attribution)

    def _ids(self) -> dict[Mention, tuple[str, Category]]:
        """Return the id and the category of each number that becomes a figure."""
        ids: dict[Mention, tuple[str, Category]] = {}
        taken: dict[str, Quantity] = {}
        counts: Counter[tuple[str, int]] = Counter()
        sure_first = sorted(self.candidates, key=lambda one: not one.attribution.sure)
        for candidate in sure_first:
            figure, doubt = candidate.attribution.figure, candidate.attribution.doubt
            if (
                figure is None
                or doubt is not None
                or figure.quantity.unit != candidate.quantity.unit
            ):
                continue
            if figure.id not in taken:
                taken[figure.id] = candidate.quantity
                ids[candidate.mention] = figure.id, self.known.categories[figure.category]
        for candidate in self.candidates:
            figure = candidate.attribution.figure
            again = figure is not None and taken.get(figure.id) == candidate.quantity
            if candidate.mention in ids or (again and candidate.mention not in self.insisted):
                continue
            category = self._category(candidate)
            counts[category.id, candidate.place.paragraph] += 1
            number = counts[category.id, candidate.place.paragraph]
            ids[candidate.mention] = (
                f"{category.id}.p{candidate.place.paragraph}-{number}",
                category,
            )
        return ids

    def _category(self, candidate: _Candidate) -> Category:
        """Return the category of a number that is no known figure: by its words or heading."""
        near = candidate.attribution.figure
        if near is not None:
            return self.known.categories[near.category]
        around = surroundings(self.document.text, self.found, candidate.at)
        said = around.before[-20:] + around.head + around.tail
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
        self, id: str, candidate: _Candidate, ids: dict[Mention, tuple[str, Category]]
    ) -> Figure:
        around = surroundings(self.document.text, self.found, candidate.at)
        row = row_of(self.document.text, candidate.mention)
        known = self.known.figures.get(id)
        thing = thing_of_list(self.document.text, self.found, candidate.at)
        name = Text(fit(row.name if row is not None else thing or name_of(around)), "")
        if not name.zh:
            name = findings.NAME_TO_BE_GIVEN
            self._remark(id, findings.NAME_TO_BE_GIVEN.about())
        doubt = candidate.attribution.doubt or candidate.attribution.why
        if known is None and doubt is not None:
            reason = doubt if isinstance(doubt, Message) else doubt.reason
            self._remark(id, findings.TO_BE_LOOKED_AT.about(reason=reason))
        whole = self.wholes.get(candidate.mention)
        part_of = ids[whole][0] if whole in ids else None
        city = markers.CITY_WIDE.search(around.before + around.head) or "全市" in around.head
        terms = terms_of(name.zh)
        figure = Figure(
            id,
            name,
            candidate.quantity,
            candidate.printed,
            "city" if city else None,
            candidate.place.paragraph,
            part_of,
            terms,
            self._pinyin(name.zh, *terms),
            None,
        )
        if known is None or not self.keep_names:
            return figure
        return known._replace(
            quantity=candidate.quantity,
            printed=candidate.printed,
            paragraph=candidate.place.paragraph,
        )

    def _remark(self, id: str, said: Message) -> None:
        if said not in self.remarks.setdefault(id, []):
            self.remarks[id].append(said)

    def _pinyin(self, *names: str) -> tuple[str, ...]:
        if self.syllables is None:
            return ()
        return tuple(dict.fromkeys(filter(None, map(self.syllables, names))))
