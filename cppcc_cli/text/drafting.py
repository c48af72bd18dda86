"""A report -> a dataset: each of its figures with what is stated of it, and what was unclear.

What a figure is, is known of the datasets there are: a number that speaks of a known figure takes
its id. Ids, names and English come from the dataset that the new one is to be like; without one,
names are taken from the clauses.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from cppcc_cli import numerals
from cppcc_cli.dataset.layout import laid_out
from cppcc_cli.dataset.model import Category, Dataset, Figure
from cppcc_cli.dataset.reading import read_dataset
from cppcc_cli.errors import FaultyDataset
from cppcc_cli.language import Message, Text
from cppcc_cli.messages import findings
from cppcc_cli.quantities import Quantity, range_of
from cppcc_cli.text import markers
from cppcc_cli.text.arithmetic import relations
from cppcc_cli.text.attribution import Attribution, Attributor
from cppcc_cli.text.audit import audit
from cppcc_cli.text.documents import Document, Place, places
from cppcc_cli.text.front import Wishes, fit, head_of, year_of
from cppcc_cli.text.kinds import FIGURE_KINDS
from cppcc_cli.text.mentions import Mention, mentions
from cppcc_cli.text.naming import heading_above, name_of, terms_of
from cppcc_cli.text.rows import row_of
from cppcc_cli.text.surroundings import surroundings

Syllables = Callable[[str], str]

_OTHER = Category("other", Text("其他", "Other"), None, ())


class Draft(NamedTuple):
    """A drafted dataset, with remarks by the id of a figure; those under "" on the whole."""

    dataset: Dataset
    remarks: dict[str, list[Message]]


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
    Raises AskedWrongly where the report tells no year and none is wished for.
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
    return _sound(Draft(dataset, drafting.remarks))


def _sound(drafted: Draft) -> Draft:
    """Return the draft without figures that no dataset may hold, each named in a remark."""
    dataset, remarks = drafted
    try:
        read_dataset(laid_out(dataset, {}).encode(), dataset.path)
        return drafted
    except FaultyDataset as faulty:
        bad = {fault.figure: fault.message for fault in faulty.faults if fault.figure}
        if not bad:
            raise
    for id, reason in bad.items():
        figure = dataset.figures[id]
        said = findings.LEFT_OUT.about(printed=figure.printed, reason=reason)
        remarks[""] = [*remarks[""], said]
    kept = {id: figure for id, figure in dataset.figures.items() if id not in bad}
    used = {figure.category for figure in kept.values()}
    ratios = {
        id: ratio
        for id, ratio in dataset.ratios.items()
        if {ratio.numerator, ratio.denominator} <= kept.keys()
    }
    categories = {id: one for id, one in dataset.categories.items() if id in used}
    figures = _with_sound_parts(kept)
    return _sound(
        Draft(dataset._replace(figures=figures, categories=categories, ratios=ratios), remarks)
    )


class _Drafting:
    """The numbers of a report on their way to figures."""

    def __init__(
        self, document: Document, known: Dataset, keep_names: bool, syllables: Syllables | None
    ) -> None:
        self.document, self.known, self.keep_names = document, known, keep_names
        self.syllables = syllables
        self.lines = document.text.split("\n")
        self.found = list(mentions(document.text))
        self.remarks: dict[str, list[Message]] = {
            "": [findings.DRAFTED_FROM.about(path=document.path)]
        }
        self.wholes = {part: whole for part, whole in relations(document.text, self.found)}
        self.candidates = list(self._candidates())
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
        figures = _with_sound_parts(figures)
        order = [*self.known.categories, *categories]
        figures = dict(sorted(figures.items(), key=lambda one: order.index(one[1].category)))
        units = dict.fromkeys(figure.quantity.unit for figure in figures.values())
        return head._replace(
            figures=figures,
            categories={id: categories[id] for id in dict.fromkeys(order) if id in categories},
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
            row = row_of(self.document.text, mention)
            printed = mention.printed
            if row is not None and not mention.unit and row.unit:
                printed = row.printed(row.unit)
            elif mention.kind not in FIGURE_KINDS:
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
        heading = heading_above(self.lines, candidate.place.line)
        for category in self.known.categories.values():
            if heading and category.name.zh in heading:
                return category
        if not heading:
            return _OTHER
        number = [line.strip(" \t\u3000#*") for line in self.lines].index(heading) + 1
        return Category(f"section-{number}", Text(fit(heading), ""), None, self._pinyin(heading))

    def _figure(
        self, id: str, candidate: _Candidate, ids: dict[Mention, tuple[str, Category]]
    ) -> Figure:
        around = surroundings(self.document.text, self.found, candidate.at)
        row = row_of(self.document.text, candidate.mention)
        known = self.known.figures.get(id)
        name = Text(fit(row.name) if row is not None else fit(name_of(around)), "")
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


def _with_sound_parts(figures: dict[str, Figure]) -> dict[str, Figure]:
    """Return the figures without relations that do not hold: the whole is not there, or less."""
    sound = {}
    for id, figure in figures.items():
        whole = figures.get(figure.part_of or "")
        holds = (
            whole is not None
            and whole.id != id
            and whole.part_of is None
            and whole.quantity.unit == figure.quantity.unit
            and figure.quantity.value <= whole.quantity.value
        )
        sound[id] = figure if holds else figure._replace(part_of=None)
    for whole in figures.values():
        most, total = range_of(whole.quantity).high, Decimal(0)
        for part in [figure for figure in sound.values() if figure.part_of == whole.id]:
            total += range_of(part.quantity).low
            if most is not None and total > most:
                # Parts that overlap do not add up: the later is left without its whole.
                total -= range_of(part.quantity).low
                sound[part.id] = part._replace(part_of=None)
    return sound
