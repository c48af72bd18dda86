"""Reports -> a dataset: each of their statements as a figure, and in comments what was unclear.

Ids, names and English come from the dataset that the new one is to be like; without one, names are
made of the words beside the numbers. What nobody can know yet (a committee that is not named, a
number without a name) stays empty, so that `check` says which keys wait.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cppcc_cli import numerals
from cppcc_cli.dataset.model import Category, Dataset, Figure
from cppcc_cli.dataset.reading import read_dataset
from cppcc_cli.dataset.toml import to_toml
from cppcc_cli.documents.document import Document
from cppcc_cli.errors import FaultyDataset, InputError
from cppcc_cli.language import Message, Text
from cppcc_cli.messages import drafts, findings
from cppcc_cli.quantity import Quantity
from cppcc_cli.script import plain, simplified
from cppcc_cli.text.drafting.head import Overrides, body_of, head_of, year_of
from cppcc_cli.text.drafting.naming import terms_of
from cppcc_cli.text.drafting.numbering import Candidate, Numbering
from cppcc_cli.text.drafting.report import CHANGES, Report
from cppcc_cli.text.drafting.wholes import with_sound_parts
from cppcc_cli.text.frames import LAST, OWN, PART, SPAN, Slot
from cppcc_cli.text.kinds import FIGURE_KINDS
from cppcc_cli.text.matching import Match, Matcher
from cppcc_cli.text.metadata import metadata
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.statements import Statement

Syllables = Callable[[str], str]

# Far more than any year's report states; each is compared with all others.
_DOUBTFUL = {
    "plan": findings.OF_PLAN,
    "quote": findings.OF_PERSON,
    "change": findings.OF_CHANGE,
}
_MOST_FIGURES = 1_000
# Smaller numbers are alike by chance.
_LEAST_TELLING = 10
_OTHER_PROPOSERS = "集体提案|党派|界别|团体|联名|专委会提案"
# What is done with all of the things, and not with some of them.
_GATHERED = ("收到", "提出", "提交", "征集", "收集", "形成")
_OTHER = Category("other", Text("其他", "Other"), None, ())


class Draft(NamedTuple):
    """A drafted dataset, with remarks by the id of a figure; those under "" on the whole."""

    dataset: Dataset
    remarks: dict[str, list[Message]]
    # What is to be said beside it.
    notes: tuple[Message, ...] = ()


def draft(
    documents: Sequence[Document],
    known: Dataset,
    like: Dataset | None,
    overrides: Overrides,
    syllables: Syllables | None = None,
) -> Draft:
    """Return the dataset that the reports of a year state.

    `known` names the figures there may be; `like` is the dataset whose names are to be kept.
    Raises UsageError where the reports tell no year, or several, and none is given; InputError
    where they state more figures than a dataset of a year.
    """
    heads = [metadata(document) for document in documents]
    year, notes = year_of(documents, heads, overrides)
    body = body_of(heads, like, overrides)
    if like is not None and like.body.zh and body.zh != like.body.zh:
        notes += (drafts.LIKE_OTHER_BODY.about(dataset=like.id, body=like.body, own=body.zh),)
    head = head_of(documents, heads, like, overrides, year, body)
    known = (like or known)._replace(year=year, body=body)
    drafting = _Drafting(documents, known, like, syllables)
    dataset = drafting.dataset(head)
    remarks = drafting.remarks
    for key, said in (("body", drafts.BODY_TO_BE_GIVEN), ("source", drafts.TITLE_TO_BE_GIVEN)):
        if not (dataset.body.zh if key == "body" else dataset.source.title):
            remarks[""].append(said.about())
    return drop_invalid_figures(Draft(dataset, remarks, (*notes, *drafting.notes)))


class _Drafting:
    """The numbers of reports on their way to figures."""

    def __init__(
        self,
        documents: Sequence[Document],
        known: Dataset,
        like: Dataset | None,
        syllables: Syllables | None,
    ) -> None:
        self.known, self.like, self.syllables = known, like, syllables
        self.reports = [Report(document, known.year) for document in documents]
        self.matcher = Matcher(known, [known.year], known)
        self.remarks: dict[str, list[Message]] = {
            "": [drafts.DRAFTED_FROM.about(path=document.path) for document in documents]
        }
        self.notes: list[Message] = []
        self.candidates: list[Candidate] = []
        for number, _ in enumerate(documents):
            self.candidates += self._candidates(number)
        if len(self.candidates) > _MOST_FIGURES:
            said = drafts.TOO_MANY_FIGURES.about(path=documents[0].path, most=_MOST_FIGURES)
            raise InputError(said)

    def dataset(self, head: Dataset) -> Dataset:
        """Return the head with all figures, in the order of the dataset to be like."""
        numbering = Numbering(self.known)
        if self.like is not None and self.like.year == self.known.year:
            numbering.keep(self.candidates)
        # What a title gives stands in the text as well, and is cited from there.
        ordered = sorted(self.candidates, key=self._is_of_title)
        numbering.recognize(ordered)
        numbering.number(ordered, lambda one: self._given_before(one, numbering))
        figures: dict[str, Figure] = {}
        categories: dict[str, Category] = {}
        for candidate in self.candidates:
            id = numbering.ids[candidate.place]
            if numbering.given[id] is not candidate:
                continue
            category = self.known.categories.get(id.partition(".")[0], candidate.category)
            categories.setdefault(category.id, category)
            figures[id] = self._figure(id, candidate, numbering.ids)
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
        units = dict.fromkeys(figure.unit for figure in figures.values())
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

    def _candidates(self, number: int) -> Iterator[Candidate]:
        report = self.reports[number]
        for mention in report.bare:
            self._leave_out(report, mention, drafts.NO_UNIT)
        categories: list[Category] = []
        for index, statement in enumerate(report.statements):
            printed = _printed(statement)
            quantity = numerals.read(printed)
            matches = self.matcher.matches(report.text, index) if quantity else []
            categories.append(self._category(report, index, matches, categories))
            reason = _reason_to_leave_out(statement, quantity)
            if reason is not None:
                self._leave_out(report, statement.mention, reason)
            elif quantity is not None and quantity.unit:
                figure, doubt = self._known_figure(report, index, matches)
                scope, name = statement.frame.scope, report.names[index].words
                block = statement.mention.block
                yield Candidate(
                    number,
                    index,
                    report.places[statement.mention.offset].paragraph,
                    quantity,
                    printed,
                    report.written(name, block),
                    tuple(report.written(term, block) for term in terms_of(name)) if name else (),
                    categories[-1],
                    "city" if scope is not None and scope.value == "city" else None,
                    figure,
                    (*_doubts(statement, self.known.year), *([doubt] if doubt is not None else ())),
                )
        for mention in report.unclear:
            self._leave_out(report, mention, drafts.NOT_CLEAR)

    def _leave_out(self, report: Report, mention: Mention, reason: Text) -> None:
        line = report.places[mention.offset].line
        self._remark("", reason.about(line=line, printed=mention.printed))

    def _known_figure(
        self, report: Report, index: int, matches: Sequence[Match]
    ) -> tuple[Figure | None, Message | None]:
        """Return the known figure that a statement surely states; else what is to be looked at."""
        matches = [one for one in matches if one.unit in ("same", "alike") and one.distance < 2]
        if not matches:
            return self._of_same_name(report, index), None
        best = matches[0]
        rivals = [
            one
            for one in matches
            if one.figure.id != best.figure.id
            and (one.fit, one.unit, one.distance, one.length)
            == (best.fit, best.unit, best.distance, best.length)
        ]
        if self._is_part_of_like(report, index, best.figure):
            return None, None
        if not rivals and (best.fit == "same" or self._is_called(report, index, best.figure)):
            return best.figure, None
        noun = report.names[index].noun
        is_kind = any(
            noun != term and noun.endswith(term) for term in map(plain, best.figure.terms)
        )
        if best.fit != "other" and not is_kind:
            figures = [f"{one.figure.name.zh}（{one.figure.id}）" for one in (best, *rivals)][:3]
            return None, drafts.MAY_BE.about(figures=figures)
        return None, None

    def _is_called(self, report: Report, index: int, figure: Figure) -> bool:
        """Tell whether the noun of a number is the very name of a figure, and its frame the year's.

        提案审查委员会共收到提案: who received them changes nothing.
        """
        statement, name = report.statements[index], report.names[index]
        frame = statement.frame
        if frame.aspect or frame.place:
            return False
        if frame.scope is not None and frame.scope.value != (figure.scope or "committee"):
            return False
        if frame.time is not None and frame.time.value not in (OWN, str(self.known.year)):
            return False
        terms = {plain(term) for term in (*figure.terms, figure.name.zh)}
        # 收到委员提案 is all that is submitted, where nothing is said of others who submit.
        others = any(re.search(_OTHER_PROPOSERS, one.words) for one in report.names)
        noun = name.noun if others or not name.verb else name.noun.removeprefix("委员")
        return name.words in terms or (noun in terms and name.verb in ("", *_GATHERED))

    def _of_same_name(self, report: Report, index: int) -> Figure | None:
        """Return the figure that has the very name of a number; a share, that its words name."""
        statement, name = report.statements[index], report.names[index].words
        unit, said = statement.mention.unit, statement.head
        share = unit in ("%", "‰")
        if statement.frame.aspect is not None or (
            statement.frame.time is not None
            and statement.frame.time.value not in (OWN, str(self.known.year))
        ):
            return None
        named = [
            figure
            for figure in self.known.figures.values()
            if figure.unit == unit
            and any(
                term == name or (share and len(term) > 3 and term in said)
                for term in map(plain, (figure.name.zh, *figure.terms))
            )
        ]
        return named[0] if len(named) == 1 else None

    def _is_part_of_like(self, report: Report, index: int, figure: Figure) -> bool:
        """Tell whether a statement is a part of what may be this figure, which is a whole."""
        statement = report.statements[index]
        whole = report.wholes.get(index)
        if whole is None:
            return bool(statement.part) and figure.part_of is None and index > 0
        one, other = report.names[index].words, report.names[whole].words
        things = "提案|信息|案件|活动|委员"
        alike = set(re.findall(things, one)) & set(re.findall(things, other))
        filed = "立案" in other and "提案" in one
        return (bool(alike) or filed) and figure.part_of is None

    def _category(
        self,
        report: Report,
        index: int,
        matches: Sequence[Match],
        before: Sequence[Category],
    ) -> Category:
        """Return the category of its figure, its words, what it is a part of, or its heading."""
        statement = report.statements[index]
        name = report.names[index].words
        if statement.mention.unit in ("%", "‰") and name.endswith("占比"):
            for at in range(index - 1, max(-1, index - 12), -1):
                if report.statements[at].mention.unit not in ("%", "‰"):
                    return before[at]
        near = next((one for one in matches if one.distance < 2), None)
        if near is not None:
            return self.known.categories[near.figure.category]
        paragraph, heading = report.headings[statement.mention.block]
        words = f"{statement.head}{statement.tail}{name}"
        if (named := self._named_category(words)) is not None:
            return named
        if (whole := report.wholes.get(index)) is not None and whole < len(before):
            return before[whole]
        if (named := self._named_category(simplified(heading))) is not None:
            return named
        if not heading and before and self._is_of_block(report, index):
            return before[-1]
        if not heading:
            return _OTHER
        return Category(f"section-{paragraph}", Text(heading, ""), None, self._pinyin(heading))

    def _is_of_title(self, candidate: Candidate) -> bool:
        report = self.reports[candidate.report]
        block = report.statements[candidate.at].mention.block
        return block < 3 and report.document.blocks[block].kind == "heading"

    def _is_of_block(self, report: Report, index: int) -> bool:
        """Tell whether the number before one stands in the same paragraph."""
        last, this = report.statements[index - 1].mention, report.statements[index].mention
        return index > 0 and last.block == this.block

    def _named_category(self, words: str) -> Category | None:
        """Return the known category that words name."""
        known = self.known.categories.values()
        return next((one for one in known if one.name.zh and plain(one.name.zh) in words), None)

    def _given_before(self, candidate: Candidate, numbering: Numbering) -> Candidate | None:
        """Return the number that gives the same figure already; None where none does."""
        figure = candidate.figure
        stated = candidate.quantity in numbering.stated
        for id, first in numbering.given.items():
            if first.quantity != candidate.quantity:
                continue
            is_known = figure is not None and figure.id == id
            if stated or is_known or self._is_same(first, candidate):
                self._say_again(candidate, first)
                return first
        return None

    def _is_same(self, first: Candidate, second: Candidate) -> bool:
        """Tell whether two numbers of one value are of one thing: of one name, or of part of it."""
        one, other = _bare(first), _bare(second)
        if not one or not other:
            return False
        if first.name != second.name and not (self._is_of_year(first) and self._is_of_year(second)):
            return False
        if one == other:
            return True
        near = (first.report, first.paragraph) == (second.report, second.paragraph)
        is_telling = first.quantity.value >= _LEAST_TELLING
        return is_telling and not near and (one.endswith(other) or other.endswith(one))

    def _is_of_year(self, candidate: Candidate) -> bool:
        frame = self.reports[candidate.report].statements[candidate.at].frame
        return frame.time is None or frame.time.value not in (LAST, SPAN, PART)

    def _say_again(self, candidate: Candidate, first: Candidate) -> None:
        if candidate.report != first.report:
            self.notes.append(
                drafts.GIVEN_AGAIN.about(
                    path=self.reports[candidate.report].document.path,
                    printed=candidate.printed,
                    name=first.name or first.printed,
                    other=self.reports[first.report].document.path,
                )
            )

    def _figure(
        self, id: str, candidate: Candidate, places: Mapping[tuple[int, int], str]
    ) -> Figure:
        known = self.known.figures.get(id)
        report = self.reports[candidate.report]
        if len(self.reports) > 1:
            self._remark(id, drafts.STATED_IN.about(path=report.document.path))
        if known is None:
            for doubt in candidate.doubts:
                self._remark(id, drafts.TO_BE_LOOKED_AT.about(reason=doubt))
        if known is not None and self.like is not None:
            value, qualifier, unit = candidate.quantity
            return known._replace(
                value=value,
                qualifier=qualifier,
                unit=unit,
                printed=candidate.printed,
                paragraph=candidate.paragraph,
            )
        if not candidate.name:
            self._remark(id, drafts.NAME_TO_BE_GIVEN.about())
        whole = report.wholes.get(candidate.at)
        names = (candidate.name, *candidate.terms)
        return Figure(
            id,
            Text(candidate.name, ""),
            **candidate.quantity._asdict(),
            printed=candidate.printed,
            scope=candidate.scope,
            paragraph=candidate.paragraph,
            part_of=None if whole is None else places.get((candidate.report, whole)),
            terms=candidate.terms,
            pinyin=self._pinyin(*(simplified(name) for name in names if name)),
        )

    def _remark(self, id: str, said: Message) -> None:
        if said not in self.remarks.setdefault(id, []):
            self.remarks[id].append(said)

    def _pinyin(self, *names: str) -> tuple[str, ...]:
        if self.syllables is None:
            return ()
        return tuple(dict.fromkeys(filter(None, map(self.syllables, names))))


def _bare(candidate: Candidate) -> str:
    """Return what a number is of, without the verb and what joins its words."""
    thing = simplified(candidate.terms[0]) if candidate.terms else ""
    filed = re.fullmatch("(?:确定|审查)?立案的?(?:提案)?", thing)
    return "立案" if filed else re.sub("的", "", thing)


def _printed(statement: Statement) -> str:
    """Return a number as it is printed, in a table with the unit that its row or its head names."""
    mention, row = statement.mention, statement.row
    # Of a list, 12 and 9 of 12、9件, the unit stands behind the last.
    unit = mention.unit or (row.unit if row is not None else "")
    if not unit or numerals.read(mention.printed) is not None:
        return mention.printed
    return numerals.complete(mention.printed, unit)


def _reason_to_leave_out(statement: Statement, quantity: Quantity | None) -> Text | None:
    """Return why a number becomes no figure; None where it does, or where it counts nothing."""
    mention = statement.mention
    if mention.kind in CHANGES and statement.row is None:
        return drafts.A_CHANGE
    if quantity is not None and quantity.unit:
        return None
    if mention.kind == "unclear":
        return drafts.NOT_CLEAR
    if mention.kind in FIGURE_KINDS:
        return drafts.NO_UNIT if mention.quantity is not None else drafts.NO_SINGLE_VALUE
    is_bare = (
        statement.row is not None and mention.kind == "other" and mention.printed[0].isdecimal()
    )
    return drafts.NO_UNIT if is_bare else None


def _doubts(statement: Statement, year: int) -> Iterator[Message]:
    """Yield what is said of a number that makes it perhaps no figure of the year."""
    frame = statement.frame
    told: list[tuple[Slot | None, dict[str, Text]]] = [
        (frame.aspect, _DOUBTFUL),
        (
            frame.time,
            {LAST: findings.OF_YEAR, SPAN: findings.OF_SPAN, PART: findings.OF_PERIOD},
        ),
    ]
    for slot, reasons in told:
        if slot is not None and slot.value in reasons:
            yield reasons[slot.value].about(word=slot.words)
    time = frame.time
    if time is not None and time.value.isdecimal() and int(time.value) != year:
        yield findings.OF_YEAR.about(word=time.words)
    changes = statement.mention.kind in CHANGES
    if changes or re.search("[由从]$", statement.head):
        yield findings.A_CHANGE.about()
    if frame.place is not None:
        yield findings.OF_PLACE.about(word=frame.place.words)


def drop_invalid_figures(drafted: Draft) -> Draft:
    """Return the draft without figures that no dataset may hold, each named in a remark."""
    dataset, remarks, notes = drafted
    filled = _with_names(dataset)
    try:
        read_dataset(to_toml(filled, {}).encode(), dataset.path)
        return drafted
    except FaultyDataset as faulty:
        bad = {fault.figure: fault.message for fault in faulty.faults if fault.figure}
        if not bad:
            raise
    for id, reason in bad.items():
        said = drafts.LEFT_OUT.about(printed=dataset.figures[id].printed, reason=reason)
        remarks[""] = [*remarks[""], said]
    kept = {id: figure for id, figure in dataset.figures.items() if id not in bad}
    used = {figure.category for figure in kept.values()}
    ratios = {
        id: ratio
        for id, ratio in dataset.ratios.items()
        if {ratio.numerator, ratio.denominator} <= kept.keys()
    }
    categories = {id: one for id, one in dataset.categories.items() if id in used}
    figures = with_sound_parts(kept)
    return drop_invalid_figures(
        Draft(
            dataset._replace(figures=figures, categories=categories, ratios=ratios), remarks, notes
        )
    )


def _with_names(dataset: Dataset) -> Dataset:
    """Return a draft as if all of it were named."""
    some = Text("?", "")
    return dataset._replace(
        body=dataset.body if dataset.body.zh else some,
        source=dataset.source if dataset.source.title else dataset.source._replace(title="?"),
        figures={
            id: figure if figure.name.zh else figure._replace(name=some)
            for id, figure in dataset.figures.items()
        },
    )
