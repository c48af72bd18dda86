"""Reports -> a dataset: each of their statements as a figure, and in comments what was unclear.

Ids, names and English come from the dataset that the new one is to be like; without one, names are
made of the words beside the numbers. What nobody can know yet (a committee that is not named, a
number without a name) stays empty, so that `check` says which keys wait.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from cppcc_cli import messages, numerals
from cppcc_cli.dataset import Category, Dataset, Figure, Source, is_in_range, stem_of
from cppcc_cli.documents import Document
from cppcc_cli.errors import UsageError
from cppcc_cli.messages import Message, Text, findings
from cppcc_cli.quantity import Quantity
from cppcc_cli.script import HAN, compiled, plain, simplified
from cppcc_cli.text.committees import is_committee, place_of
from cppcc_cli.text.drafting.numbering import (
    Candidate,
    Numbering,
    is_spoken_of,
    known_figure,
    matches_of,
    of_its_year,
    terms_of,
)
from cppcc_cli.text.drafting.reading import is_filed
from cppcc_cli.text.drafting.report import Report
from cppcc_cli.text.frames import LAST, PART, SPAN
from cppcc_cli.text.kinds import CHANGES, FIGURE_KINDS
from cppcc_cli.text.lexicon import lexicon
from cppcc_cli.text.matching import Matcher
from cppcc_cli.text.metadata import Metadata, metadata
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.parts import with_sound_parts
from cppcc_cli.text.slots import Match, is_of
from cppcc_cli.text.statements import Statement
from cppcc_cli.text.years import lines_of, years_named

# Why a number of these is in doubt, by the codes of findings.
_DOUBTFUL = {"plan": "plan", "quote": "person", "change": "change", "before": "before"}
_OTHER_TIMES = {LAST: "year", SPAN: "span", PART: "period"}
_SHORTEST_TERM = 4  # A shorter name tells of more than one figure.
# Characters of two common readings, and words in which the dictionary has the right one; it has a
# wrong one of 总行 and 乡长座谈.
_POLYPHONES = frozenset("长行重乐朝单")
_READ_ONE_WAY = (
    "[市省县区校会]长(?!座)|增长|重[点大要视复新]|行[业政动]|[举进执运银]行(?!长)|单位|[快音]乐"
)
_OTHER = Category("other", Text("其他", "Other"), None, ())


class Overrides(NamedTuple):
    """What the user asks of the dataset to be drafted; None where the reports are to tell."""

    id: str | None = None
    year: int | None = None
    body: str | None = None
    # Whether names have their pinyin.
    pinyin: bool = False


class Draft(NamedTuple):
    """A drafted dataset, with remarks by the id of a figure; those under "" on the whole."""

    dataset: Dataset
    remarks: dict[str, list[Message]]
    # The ids of figures that are perhaps parts, each with that of its whole.
    perhaps: dict[str, str]
    # What is to be said beside it.
    notes: tuple[Message, ...] = ()


def draft(
    documents: Sequence[Document],
    known: Dataset,
    like: Dataset | None,
    overrides: Overrides,
) -> Draft:
    """Return the dataset that the reports of a year state.

    `known` names the figures there may be; `like` is the dataset whose names are to be kept.
    Raises UsageError where the reports tell no year, or several, and none is given; InputError
    where they state more figures than a dataset of a year; ImportError where pinyin is asked for
    without pypinyin.
    """
    heads = [metadata(document) for document in documents]
    year, notes = _year_of(documents, heads, overrides)
    body = _body_of(heads, like, overrides)
    own = like
    if like is not None and like.body.zh and body.zh != like.body.zh:
        notes += (messages.LIKE_OTHER_BODY.about(dataset=like.id, body=like.body, own=body.zh),)
        own = None
    first = heads[0]
    head = Dataset(
        id=overrides.id or f"{stem_of(own.id) if own else 'draft'}-{year}",
        year=year,
        body=body,
        title=own.title_in(year) if own else None,
        source=Source(first.title[:200], publisher=first.publisher, published=first.published),
        units={},
        categories={},
        figures={},
        ratios={},
        topics=(),
        path=documents[0].path,
    )
    known = (like or known)._replace(year=year, body=body)
    if not like and body.zh and not is_committee(body.zh):
        known = known._replace(figures={})
    drafting = _Drafting(documents, known, like, overrides.pinyin, heads)
    drafting.titles = _titles_of(documents, heads)
    dataset = drafting.dataset(head)
    remarks = drafting.remarks
    for key, said in (("body", messages.BODY_TO_BE_GIVEN), ("source", messages.TITLE_TO_BE_GIVEN)):
        if not (dataset.body.zh if key == "body" else dataset.source.title):
            remarks[""].append(said.about())
    return Draft(dataset, remarks, drafting.perhaps, (*notes, *drafting.notes))


class _Drafting:
    """The numbers of reports on their way to figures."""

    def __init__(
        self,
        documents: Sequence[Document],
        known: Dataset,
        like: Dataset | None,
        pinyin: bool,
        heads: Sequence[Metadata],
    ) -> None:
        self.known, self.like, self.pinyin = known, like, pinyin
        self.reports = [
            Report(document, known.year, head, place_of(known))
            for document, head in zip(documents, heads, strict=True)
        ]
        # The known categories, each with its name as texts are read.
        categories = known.categories.values()
        self.called = [(plain(one.name.zh), one) for one in categories]
        self.matcher = Matcher(of_its_year(known), [known.year], known)
        self.remarks: dict[str, list[Message]] = {
            "": [messages.DRAFTED_FROM.about(path=document.path) for document in documents]
        }
        for lesser in filter(None, (one.lesser for one in self.reports)):
            reason = findings["REASONS"]["body"].about(word=lesser)
            self._remark("", messages.TO_BE_LOOKED_AT.about(reason=reason))
        self.notes: list[Message] = []
        # The ids of what is perhaps a part, each with that of its whole.
        self.perhaps: dict[str, str] = {}
        # What each report is called as a source; None for the source of the dataset itself.
        self.titles: list[str | None] = [None] * len(documents)
        every = range(len(documents))
        self.candidates = [one for number in every for one in self._candidates(number)]

    def dataset(self, head: Dataset) -> Dataset:
        """Return the head with all figures, in the order of the dataset to be like."""
        numbering = Numbering(self.known)
        if self.like is not None and self.like.year == self.known.year:
            numbering.keep(self.candidates)
        # What a title gives or a sentence refers to is cited from where it is told.
        ordered = sorted(self.candidates, key=self._is_told_elsewhere)
        numbering.recognize(ordered)
        numbering.number(ordered)
        self.notes += [
            messages.GIVEN_AGAIN.about(
                path=self.reports[second.report].document.path,
                printed=second.printed,
                name=first.name or first.printed,
                other=self.reports[first.report].document.path,
            )
            for second, first in numbering.again
            if second.report != first.report
        ]
        # What a figure is called where it is given again.
        called: dict[str, list[str]] = {}
        for second, first in numbering.again:
            if len(second.name) >= _SHORTEST_TERM and second.name != first.name:
                called.setdefault(numbering.ids[first.place], []).append(second.name)
        figures: dict[str, Figure] = {}
        categories: dict[str, Category] = {}
        for candidate in self.candidates:
            id = numbering.ids[candidate.place]
            if numbering.given[id] is not candidate:
                continue
            terms = dict.fromkeys((*candidate.terms, *called.get(id, ())))
            candidate = candidate._replace(terms=tuple(terms))
            category = self.known.categories.get(id.partition(".")[0], candidate.category)
            categories.setdefault(category.id, category)
            figures[id] = self._figure(id, candidate, numbering.ids)
            of = self.reports[candidate.report].perhaps.get(candidate.at)
            whole = numbering.ids.get((candidate.report, of)) if of is not None else None
            if whole is not None and id not in self.known.figures:
                self.perhaps[id] = whole
        figures = with_sound_parts(figures)
        order = {id: at for at, id in enumerate({**self.known.categories, **categories})}
        # Those of the dataset to be like stand in its order, and before what is new.
        rank = {id: at for at, id in enumerate(self.like.figures if self.like else ())}
        last = len(rank)
        ids = sorted(figures, key=lambda id: (order[figures[id].category], rank.get(id, last)))
        figures = {id: figures[id] for id in ids}
        units = dict.fromkeys(figure.unit for figure in figures.values())
        return head._replace(
            figures=figures,
            categories={id: categories[id] for id in order if id in categories},
            units={unit: self.known.units.get(unit, unit) for unit in units},
            ratios={
                id: ratio
                for id, ratio in self.known.ratios.items()
                if self.like is not None and {ratio.numerator, ratio.denominator} <= figures.keys()
            },
        )

    def _candidates(self, number: int) -> Iterator[Candidate]:
        report = self.reports[number]
        for mention in report.bare:
            self._leave_out(report, mention, messages.NO_UNIT)
        categories: list[Category] = []
        for index, statement in enumerate(report.statements):
            printed = _printed(statement)
            may_count = statement.mention.kind in (*FIGURE_KINDS, "other", "unclear")
            quantity = numerals.read(printed) if may_count else None
            matches = (
                matches_of(self.matcher, report, index, self.like is not None) if quantity else []
            )
            categories.append(self._category(report, index, matches, categories))
            reason = _reason_to_leave_out(statement, quantity)
            if reason is not None:
                self._leave_out(report, statement.mention, reason)
            elif quantity is not None and not is_in_range(quantity.value):
                said = messages.LEFT_OUT.about(printed=printed, reason=findings.OUT_OF_RANGE)
                self._remark("", said)
            elif quantity is not None and quantity.unit:
                figure, doubt = known_figure(
                    self.matcher, report, index, matches, self.like is not None
                )
                scope, block = statement.frame.scope, statement.mention.block
                name = _in_its_time(statement, report.names[index].words, self.known.year)
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
                    statement.frame.time is None
                    or statement.frame.time.value not in (LAST, SPAN, PART),
                    (*_doubts(statement, self.known), *([doubt] if doubt is not None else ())),
                )
        told = {one.mention.offset for one in report.statements}
        for mention in report.unclear:
            if mention.offset not in told:
                self._leave_out(report, mention, messages.NOT_CLEAR)

    def _leave_out(self, report: Report, mention: Mention, reason: Text) -> None:
        if reason is messages.NOT_CLEAR and lexicon()["vague"].is_in(plain(mention.printed)):
            reason = messages.NO_DEFINITE_VALUE
        line = report.places[mention.offset].line
        self._remark("", reason.about(line=line, printed=mention.printed))

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
        near = next((one.figure for one in matches if one.distance < 2), None)
        if statement.row is not None and near and matches[0].fit == "other":
            near = None
        if name and not matches:
            near = self.matcher.terms.alike(name, statement.mention.unit)
        paragraph, written = report.headings[statement.mention.block]
        heading = plain(written)
        if name and near and is_spoken_of(self.matcher, near.category, report, index):
            return self.known.categories[near.category]
        subject = statement.row.subject if statement.row is not None else ""
        for words in (f"{statement.head}{name}", statement.tail, subject) if name else ():
            words += "提案" if is_filed(name) else ""
            if (named := self._named_category(words)) is not None:
                return named
        if (whole := report.wholes.get(index)) is not None and whole < len(before):
            return before[whole]
        if (named := self._named_category(heading)) is not None:
            return named
        if not heading:
            last = report.statements[index - 1].mention if name and index else None
            return before[-1] if last and last.block == statement.mention.block else _OTHER
        return Category(f"section-{paragraph}", Text(written, ""), None, self._pinyin("", written))

    def _is_told_elsewhere(self, candidate: Candidate) -> bool:
        """Tell whether a number stands in a title, or is only referred to: 立案的60件提案."""
        report = self.reports[candidate.report]
        statement = report.statements[candidate.at]
        block = statement.mention.block
        line = report.document.blocks[block]
        in_title = block < 3 and (line.kind == "heading" or "。" not in line.text)
        is_short = compiled("的(?:提案|信息|建议)$").search(report.names[candidate.at].words)
        return in_title or (statement.head.endswith("的") and is_short is not None)

    def _named_category(self, words: str) -> Category | None:
        """Return the known category that words name."""
        return next((one for name, one in self.called if name in words), None)

    def _figure(
        self, id: str, candidate: Candidate, places: Mapping[tuple[int, int], str]
    ) -> Figure:
        known = self.known.figures.get(id)
        report = self.reports[candidate.report]
        if known is None:
            for doubt in candidate.doubts:
                self._remark(id, messages.TO_BE_LOOKED_AT.about(reason=doubt))
        if known is not None and self.like is not None:
            value, qualifier, unit = candidate.quantity
            return known._replace(
                value=value,
                qualifier=qualifier,
                unit=unit,
                printed=candidate.printed,
                paragraph=candidate.paragraph,
                source=self.titles[candidate.report],
            )
        if not candidate.name:
            self._remark(id, messages.NAME_TO_BE_GIVEN.about())
        whole = report.wholes.get(candidate.at)
        names = (candidate.name, *candidate.terms)
        return Figure(
            id,
            Text(candidate.name, ""),
            **candidate.quantity._asdict(),
            printed=candidate.printed,
            scope=candidate.scope,
            paragraph=candidate.paragraph,
            source=self.titles[candidate.report],
            part_of=None if whole is None else places.get((candidate.report, whole)),
            terms=candidate.terms,
            pinyin=self._pinyin(id, *(simplified(name) for name in names if name)),
        )

    def _remark(self, id: str, said: Message) -> None:
        if said not in self.remarks.setdefault(id, []):
            self.remarks[id].append(said)

    def _pinyin(self, id: str, *names: str) -> tuple[str, ...]:
        """Return the pinyin of names; what of it may be wrong is a remark on a figure."""
        if not self.pinyin:
            return ()
        for character in polyphones("".join(names)):
            said = messages.READING_OF.about(character=character)
            self._remark(id, messages.TO_BE_LOOKED_AT.about(reason=said))
        return tuple(dict.fromkeys(filter(None, map(syllables, names))))


def syllables(name: str) -> str:
    """Return the syllables of a name without tones, ü as v, all but Chinese dropped.

    Raises ImportError where pypinyin is missing, which takes long to load.
    """
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin("".join(compiled(f"{HAN}+").findall(name))))


def polyphones(name: str) -> list[str]:
    """Return the characters of a name of which the syllables may be those of another reading."""
    return [one for one in compiled(_READ_ONE_WAY).sub("", name) if one in _POLYPHONES]


def _printed(statement: Statement) -> str:
    """Return a number as it is printed, in a table with the unit that its row or its head names."""
    mention, row = statement.mention, statement.row
    if not mention.unit and row is None:
        counted = lexicon()["counted"].match(statement.tail)
        return f"{mention.printed}{counted.group() if counted else ''}"
    # Of a list, 12 and 9 of 12、9件, the unit stands behind the last.
    unit = (row.unit if row is not None else "") or mention.unit
    if not unit or numerals.read(mention.printed) is not None:
        return mention.printed
    return numerals.complete(mention.printed, unit)


def _reason_to_leave_out(statement: Statement, quantity: Quantity | None) -> Text | None:
    """Return why a number becomes no figure; None where it does, or where it counts nothing."""
    mention = statement.mention
    aspect = statement.frame.aspect if statement.row is not None else None
    if mention.kind in CHANGES or (aspect is not None and aspect.value == "change"):
        return messages.A_CHANGE
    if quantity is not None and quantity.unit:
        return None
    if mention.kind == "unclear":
        return messages.NOT_CLEAR
    if mention.kind in FIGURE_KINDS:
        return messages.NO_UNIT if mention.quantity is not None else messages.NO_SINGLE_VALUE
    is_cell = statement.row is not None and mention.kind == "other"
    return messages.NO_UNIT if is_cell else None


def _in_its_time(statement: Statement, name: str, year: int) -> str:
    """Return a name with what tells that it is of a plan, of another year or of several."""
    time, aspect = statement.frame.time, statement.frame.aspect
    said = ""
    if time is not None and time.value.isdecimal() and int(time.value) != year:
        said = f"{time.value}年"
    elif time is not None and time.value == LAST and time.reach in ("clause", "sentence"):
        said = f"{year - 1}年"
    elif time and time.value in (SPAN, PART) and compiled("年(?!以来)|季度").search(time.words):
        said = time.words
    done = lexicon()["also_done"]
    is_plan = aspect is not None and aspect.value == "plan" and not done.is_in(aspect.words)
    said += "计划" if is_plan and not compiled("计划|拟|目标").search(name) else ""
    return f"{said}{name}" if name and said not in name else name


def _doubts(statement: Statement, known: Dataset) -> Iterator[Message]:
    """Yield what is said of a number that makes it perhaps no figure of the year."""
    frame = statement.frame
    for slot, codes in ((frame.aspect, _DOUBTFUL), (frame.time, _OTHER_TIMES)):
        if slot is not None and slot.value in codes:
            yield findings["REASONS"][codes[slot.value]].about(word=slot.words)
    time = frame.time
    if time is not None and time.value.isdecimal() and int(time.value) != known.year:
        yield findings["REASONS"]["year"].about(word=time.words)
    # 不少于10篇 is what is asked for, 10篇以上 may be what there is.
    if statement.mention.printed.startswith(("不少于", "不低于", "不超过")):
        yield findings["REASONS"]["plan"].about(word=statement.mention.printed[:3])
    # A row of a table is called by its body, and by its place.
    if statement.row is not None:
        return
    body = frame.body
    if body is not None and body.reach == "clause":
        is_other = "政协" in body.words and not is_of(place_of(known), body.value)
        if body.value == "person" or is_other:
            yield findings["REASONS"]["body"].about(word=body.words)
    # 该区 is that of the committee, where that is of a district.
    place = frame.place
    is_own = place is not None and place.words.startswith(f"该{place_of(known)[-1:]}")
    if place is not None and not is_own:
        yield findings["REASONS"]["place"].about(word=place.words)


def _year_of(
    documents: Sequence[Document], heads: Sequence[Metadata], overrides: Overrides
) -> tuple[int, tuple[Message, ...]]:
    """Return the year of the reports, and what it was taken from."""
    if overrides.year:
        return overrides.year, ()
    dated = [(one, head) for one, head in zip(documents, heads, strict=True) if head.years]
    if not dated:
        lines = (line.plain for document in documents for line in lines_of(document))
        named = sorted({year for line in lines for year, *_ in years_named(line, 9999) if year})
        if len(named) > 1:
            raise UsageError(messages.UNSURE_YEAR.about(first=named[0], last=named[-1]))
        raise UsageError(messages.NO_YEAR.about())
    sure = sorted(dated, key=lambda one: one[1].weak)
    document, first = sure[0]
    year = first.years[0]
    for other, head in sure[1:]:
        if year not in head.years:
            several = messages.SEVERAL_YEARS.about(
                path=document.path, year=year, other=other.path, other_year=head.years[0]
            )
            raise UsageError(several)
    said = messages.YEAR_BY_DAY if first.weak else messages.YEAR_TAKEN
    return year, (said.about(year=year, words=first.dated),)


def _body_of(heads: Sequence[Metadata], like: Dataset | None, overrides: Overrides) -> Text:
    """Return the committee: the one given, the one named, or that of the dataset to be like."""
    if overrides.body:
        return Text(overrides.body, "")
    named = next((head for head in heads if head.committee or head.other), heads[0])
    committee = named.committee
    if like is not None and (committee is None or committee.place in simplified(like.body.zh)):
        return like.body
    return Text(committee.name if committee else named.other, "")


def _titles_of(documents: Sequence[Document], heads: Sequence[Metadata]) -> list[str | None]:
    """Return what each report but the first is called as a source: its title, or else its file."""
    titles: list[str | None] = [None]
    for document, head in zip(documents[1:], heads[1:], strict=True):
        title = head.title[:200]
        is_other = title and title not in (heads[0].title[:200], *titles)
        titles.append(title if is_other else Path(document.path).stem)
    return titles
