"""A source held against the figures of a dataset: how each stands in the text that states it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from cppcc_cli import numerals
from cppcc_cli.dataset import Dataset, Figure
from cppcc_cli.documents import Document, Position, positions
from cppcc_cli.messages import Message, findings
from cppcc_cli.quantity import grouped, outside_breakdowns
from cppcc_cli.query.verify import Slip, agreement_with, in_words, slips
from cppcc_cli.screen import escaped
from cppcc_cli.script import is_han, plain
from cppcc_cli.text.arithmetic import questions
from cppcc_cli.text.checking import Judge
from cppcc_cli.text.finding import Finding, Severity, Verdict, placed
from cppcc_cli.text.judgement import values_of
from cppcc_cli.text.kinds import CHANGES, FIGURE_KINDS
from cppcc_cli.text.lexicon import lexicon, lexicon_of
from cppcc_cli.text.metadata import metadata
from cppcc_cli.text.numbers import Mention, mentions
from cppcc_cli.text.parts import exceed_whole
from cppcc_cli.text.slots import SURE, Match
from cppcc_cli.text.statements import Statement, heads_of_rates, read
from cppcc_cli.text.tables import Row
from cppcc_cli.text.years import HEAD

_DIGITS = re.compile(f"[0-9.,{numerals.NUMERALS}]+")
# Smaller numbers are alike by chance.
_LEAST_TELLING = 10
# A sentence, with the quotes that close at its end.
_ENDS = "。！？；!?;…"
_SENTENCE = f"[^{_ENDS}]*[{_ENDS}][{_ENDS}”’」』）》)\"']*|[^{_ENDS}]+"


def source_among(documents: Sequence[Document], dataset: Dataset) -> list[Document]:
    """Return the texts among some that state a dataset; nothing where there is none, or no one.

    One is called as the dataset, or has the title of its source, or is of its year and committee;
    others are those that its figures name.
    """

    def has_name(document: Document) -> bool:
        return Path(document.path).stem in (dataset.id, Path(dataset.path).stem)

    def has_title(document: Document) -> bool:
        return _has_title(document, dataset.source.title)

    def is_of(document: Document) -> bool:
        said = metadata(document)
        committee = said.committee
        return (
            dataset.year in said.years[:1]
            and committee is not None
            and committee.place in dataset.body.zh
        )

    named = [one for one in documents if any(figure.source for figure in stated_in(dataset, one))]
    rest = [one for one in documents if one not in named]
    for fits in (has_name, has_title, is_of):
        fitting = [document for document in rest if fits(document)]
        if len(fitting) == 1:
            return [*fitting, *named]
    return named


def stated_in(dataset: Dataset, document: Document) -> list[Figure]:
    """Return the figures that are stated in a text: those that name it, or else no other."""
    titles = {figure.source for figure in dataset.figures.values() if figure.source}
    named = {
        title
        for title in titles
        if title == Path(document.path).stem or _has_title(document, title)
    }
    return [
        figure
        for figure in dataset.figures.values()
        if (figure.source in named if named else figure.source is None)
    ]


def _has_title(document: Document, title: str) -> bool:
    """Tell whether a title stands at the head of a text."""
    head = "".join(block.text for block in document.blocks[:HEAD])
    words = re.sub(r"\s", "", title)
    return bool(words) and words in re.sub(r"\s", "", head)


def audit(document: Document, dataset: Dataset, others: Sequence[Dataset] = ()) -> list[Finding]:
    """Return what is found of the figures of a dataset in their source, in the order of the text.

    A figure is found as printed, found elsewhere, or not found; then it is told what its paragraph
    says instead. Each number of the text stands for one figure at most. What is left are the
    numbers that no figure covers; and last, what does not add up. `others` are datasets of other
    years, whose values a slip may have taken.
    """
    audited = _Audit(document, dataset, others)
    audited.find_figures()
    audited.find_again()
    audited.judge_other_numbers()
    audited.add_up()
    return placed(audited.results, document)


class _Number(NamedTuple):
    """A number of a text, the paragraph it stands in, and the figures it may speak of."""

    mention: Mention
    paragraph: int
    # None for what is no figure.
    statement: Statement | None
    # The likeliest first.
    matches: Sequence[Match]

    @property
    def row(self) -> Row | None:
        """What the row of a table says of it; None in running text."""
        return self.statement.row if self.statement else None

    @property
    def digits(self) -> set[str]:
        """Its digits, and in a table those with the 万 that its head names."""
        said = {_digits(self.mention.printed)}
        if self.row is not None:
            said.add(_digits(self.row.printed(self.mention)))
        return said

    @property
    def is_figure(self) -> bool:
        """Whether a dataset should hold it.

        A range or a ratio states no single value, and a change is none of the year.
        """
        mention, row = self.mention, self.row
        aspect = self.statement.frame.aspect if self.statement and row else None
        if mention.kind in CHANGES or (aspect is not None and aspect.value == "change"):
            return False
        if mention.kind in FIGURE_KINDS:
            return mention.quantity is not None and bool(mention.quantity.unit)
        if row is None or not row.unit or mention.kind not in ("other", "unclear"):
            return False
        return row.quantity(mention) is not None

    def differs(self, year: int) -> Message | None:
        """Return what makes it none of a year: it is a plan, or another year is named."""
        frame = self.statement.frame if self.statement else None
        if frame and frame.aspect and frame.aspect.value == "plan":
            return findings["REASONS"]["plan"].about(word=frame.aspect.words)
        if frame and frame.time and frame.time.value.isdecimal() and int(frame.time.value) != year:
            return findings["REASONS"]["year"].about(word=frame.time.words)
        return None

    def match(self, figure: Figure) -> Match | None:
        """Return how it may speak of a figure."""
        return next((one for one in self.matches if one.figure.id == figure.id), None)

    def speaks_of(self, figure: Figure) -> bool:
        """Tell whether a figure is one of the likeliest, and named near enough."""
        return any(
            one.figure.id == figure.id and one.distance <= SURE and one.unit != "other"
            for one in self.matches[:3]
        )

    def is_printed_as(self, figure: Figure) -> bool:
        """Tell whether it is printed as a figure is, its unit beside it or apart."""
        mention, printed = self.mention, numerals.bare(figure.printed)
        unit = mention.unit
        if self.row is not None and mention.kind != "name":
            unit = unit or self.row.unit or figure.unit
        complete = numerals.complete(mention.printed, unit) if unit else mention.printed
        return printed in (numerals.bare(mention.printed), numerals.bare(complete))

    def repeated_figure(self, figures: Iterable[Figure]) -> Figure | None:
        """Return which of some figures has its value, and its words or its thing.

        932件提案 are those that were filed. None for a small number.
        """
        quantity, statement = self.mention.quantity, self.statement
        if quantity is None or quantity.value < _LEAST_TELLING or statement is None:
            return None
        for match in self.matches:
            if match.distance < 2 and match.agreement == "agrees":
                return match.figure
        words = f"{statement.head}{statement.tail}\n{plain(self.mention.clause)}"
        same = (one for one in figures if one.quantity == quantity)
        is_bare = not any(map(is_han, statement.head + statement.tail))
        return next((one for one in same if is_bare or _is_of(words, one)), None)


class _Audit:
    """The numbers of a text with the figures that were found in it so far."""

    def __init__(self, document: Document, dataset: Dataset, others: Sequence[Dataset]) -> None:
        self.document, self.dataset, self.others = document, dataset, others
        self.figures = stated_in(dataset, document)
        found = list(mentions(document, tuple(dataset.units)))
        self.text = read(document, found, lexicon_of(dataset))
        self.judge = Judge(dataset)
        stated = {one.mention.offset: at for at, one in enumerate(self.text.statements)}
        self.numbers: list[_Number] = []
        self.in_paragraph: dict[int, list[int]] = {}
        self.by_digits: dict[str, list[int]] = {}
        places = positions(document.text, [mention.offset for mention in found])
        for index, (mention, place) in enumerate(zip(found, places, strict=True)):
            at = stated.get(mention.offset)
            statement = None if at is None else self.text.statements[at]
            matches = [] if at is None else self.judge.matches(self.text, at)
            number = _Number(mention, place.paragraph, statement, matches)
            self.numbers.append(number)
            self.in_paragraph.setdefault(place.paragraph, []).append(index)
            for digits in number.digits:
                self.by_digits.setdefault(digits, []).append(index)
        self.taken: set[int] = set()
        self.results: list[Finding] = []

    def find_figures(self) -> None:
        """Take a number for each figure, or say that it is not found.

        First those of their paragraphs that are printed as they are, of these first those that
        surely speak of a figure, last those that only stand there. Then each other figure is told
        to stand elsewhere, or what its paragraph says instead.
        """
        left: Iterable[Figure] = self.figures
        for near in (self._speaks_of, self._stands_alone):
            left = [figure for figure in left if not self._find_printed(figure, near)]
        for figure in left:
            if (index := self._together(figure)) is not None:
                said = findings.AS_PRINTED.about(figure=figure.name)
                self._take(index, figure, "printed", "info", said)
            elif (index := self._instead(figure, surely=True)) is not None:
                self._take_otherwise(index, figure)
            elif (index := self._in_other_paragraph(figure)) is not None:
                stated, paragraph = figure.paragraph, self.numbers[index].paragraph
                if stated == paragraph:
                    self._take_as_printed(index, figure, "printed")
                    continue
                said = findings.ELSEWHERE.about(
                    **values_of(figure), stated=stated, paragraph=paragraph
                )
                self._take(index, figure, "elsewhere", "error", said)
            elif (index := self._instead(figure, surely=False)) is not None:
                self._take_otherwise(index, figure)
            else:
                self.results.append(self._not_found(figure))

    def _find_printed(self, figure: Figure, near: Callable[[int, Figure], bool]) -> bool:
        """Take the first number that is printed as a figure is and is near to it."""
        alike = self._printed_like(figure, figure.paragraph)
        index = next((index for index in alike if near(index, figure)), None)
        if index is not None:
            self._take_as_printed(index, figure, "printed")
        return index is not None

    def _together(self, figure: Figure) -> int | None:
        """Return the number that tells a rate with others: 办复率、满意率均为98%."""
        rate = plain(figure.name.zh)[-3:]
        for index in self.by_digits.get(_digits(figure.printed), ()):
            number = self.numbers[index]
            heads = heads_of_rates(number.statement) if number.statement else []
            is_near = index in self.taken and number.paragraph == figure.paragraph
            is_told = len(heads) > 1 and any(rate in head for head in heads)
            if is_near and is_told and number.is_printed_as(figure):
                return index
        return None

    def _printed_like(self, figure: Figure, paragraph: int | None) -> Iterator[int]:
        """Yield the free numbers of a paragraph that are printed as a figure; None for all."""
        for index in self.by_digits.get(_digits(figure.printed), ()):
            number = self.numbers[index]
            if index in self.taken or paragraph not in (None, number.paragraph):
                continue
            if number.is_printed_as(figure):
                yield index

    def find_again(self) -> None:
        """Take the numbers that other documents state and this one gives again."""
        own = {figure.id for figure in self.figures}
        for figure in self.dataset.figures.values():
            again = self._printed_like(figure, None) if figure.id not in own else ()
            for index in [one for one in again if self._speaks_of(one, figure)]:
                self._take_as_printed(index, figure, "repeated")

    def judge_other_numbers(self) -> None:
        """Judge the numbers that stand for no figure: given again, uncovered, or no figures."""
        for index, number in enumerate(self.numbers):
            if index in self.taken:
                continue
            mention, judged = number.mention, self.judge.verdict(number.matches)
            if number.is_figure and mention.kind == "other":
                # The head of its column says what it counts.
                mention = mention._replace(kind="count")
            finding = judged.finding(self.document.path, mention)
            told = {"printed": mention.printed, "kind": findings["NUMBER_KINDS"][mention.kind]}
            # By how much something grew contradicts no number of the year.
            is_change = mention.kind in CHANGES
            # 对283件提案立案203件: what gives one figure again contradicts no other.
            figure = number.repeated_figure(self.dataset.figures.values())
            is_other = judged.verdict == "contradicts" and figure is not None
            if judged.verdict not in ("unknown", "other") and not (is_change or is_other):
                finding = finding._replace(code="repeated")
            elif figure is not None:
                # What stands in the way of a verdict does not make another figure of it.
                finding = finding._replace(code="repeated", severity="info", figure=figure.id)
            elif number.is_figure and (differs := number.differs(self.dataset.year)):
                finding = finding._replace(
                    code="uncovered", severity="info", message=differs, verdict="other"
                )
            elif number.is_figure:
                said = findings.UNCOVERED.about(**told)
                finding = finding._replace(
                    code="uncovered", severity="warning", message=said, verdict="unknown"
                )
            else:
                said = findings.NO_FIGURE.about(**told)
                finding = finding._replace(
                    code="number",
                    severity="info",
                    verdict=None,
                    message=said,
                    figure=None,
                    expected=None,
                )
            self.results.append(finding)

    def add_up(self) -> None:
        """Ask about what does not add up, in the text and among the parts of the dataset."""
        self.results += questions(self.text)
        for whole in self.dataset.figures.values():
            parts = self.dataset.parts(whole)
            if exceed_whole(parts, whole):
                # What breaks the whole down exactly is not what is asked about.
                left = outside_breakdowns([part.quantity for part in parts], whole.quantity)
                parts = [parts[at] for at in left]
                said = findings.SUM_OFF.about(
                    parts=" + ".join(part.printed for part in parts),
                    sum=grouped(sum((part.value for part in parts), Decimal(0))),
                    whole=whole.printed,
                )
                key = f"figure.{whole.id}"
                self.results.append(
                    Finding("sum", "error", self.dataset.path, said, figure=whole.id, key=key)
                )

    def _speaks_of(self, index: int, figure: Figure) -> bool:
        return self.numbers[index].speaks_of(figure)

    def _stands_alone(self, index: int, figure: Figure) -> bool:
        """Tell whether no other number of the paragraph speaks of the figure."""
        return self._instead(figure, surely=True) in (None, index)

    def _instead(self, figure: Figure, surely: bool) -> int | None:
        """Return the number that stands in the paragraph of a figure where it should stand.

        Of a figure without a paragraph, it may stand in the whole text.
        """
        candidates = []
        paragraph: Iterable[int] = range(len(self.numbers))
        if figure.paragraph is not None:
            paragraph = self.in_paragraph.get(figure.paragraph, ())
        for index in paragraph:
            number, statement = self.numbers[index], self.numbers[index].statement
            if index in self.taken or statement is None or number.mention.kind in CHANGES:
                continue
            quantity, best = number.mention.quantity, number.match(figure)
            sure = best is not None and best is number.matches[0] and best.fit == "same"
            is_figure = number.mention.kind in FIGURE_KINDS
            if best is not None and best.unit != "other" and (sure or not surely):
                candidates.append((0, not sure, index))
            elif not surely and is_figure and (not number.matches or best):
                other_value = quantity is None or quantity.value != figure.value
                if _has_words(statement.head + statement.tail, figure):
                    candidates.append((1, other_value, index))
        return min(candidates)[-1] if candidates else None

    def _in_other_paragraph(self, figure: Figure) -> int | None:
        """Return a number printed as a figure that speaks of it, or has its words beside it."""
        for index in self._printed_like(figure, None):
            number = self.numbers[index]
            block = self.text.blocks[number.mention.block]
            begin, end = number.statement.sentence if number.statement else (0, len(block))
            if number.speaks_of(figure) or _has_words(block[begin:end], figure):
                return index
        return None

    def _take_as_printed(self, index: int, figure: Figure, code: str) -> None:
        self._take(index, figure, code, "info", findings.AS_PRINTED.about(figure=figure.name))

    def _take_otherwise(self, index: int, figure: Figure) -> None:
        """Take the number at `index` for a figure that the text writes in another way."""
        number, found = self.numbers[index], self.numbers[index].match(figure)
        quantity = found.quantity if found else number.mention.quantity
        unit = found.unit if found else "same"
        how = agreement_with(quantity, figure.quantity, unit) if quantity is not None else None
        made: list[Slip] = []
        if quantity is not None and (how == "contradicts" or unit != "same"):
            made = slips(quantity, figure, self.dataset, self.others)
        values = {**values_of(figure), "found": number.mention.printed}
        said = findings.WRITTEN_OTHERWISE.about(**values, slip=made and in_words(made))
        slip = made[0].code if made else None
        self._take(index, figure, "not-found", "error", said, how or "unknown", slip)

    def _take(
        self,
        index: int,
        figure: Figure,
        code: str,
        severity: Severity,
        said: Message,
        verdict: Verdict = "agrees",
        slip: str | None = None,
    ) -> None:
        self.taken.add(index)
        found = self._finding(figure, code, severity, said)
        mention = self.numbers[index].mention
        self.results.append(found._replace(mention=mention, verdict=verdict, slip=slip))

    def _not_found(self, figure: Figure) -> Finding:
        """Return that a figure stands nowhere, at the paragraph where it should."""
        stated, lines = figure.paragraph, []
        for number, line in enumerate(self.document.text.split("\n"), 1):
            lines += [number] if line.strip() else []
        if stated is not None and stated > len(lines):
            said = findings.NO_PARAGRAPH.about(**values_of(figure), stated=stated, count=len(lines))
        else:
            said = findings.NOT_FOUND.about(**values_of(figure), stated=stated)
        found = self._finding(figure, "not-found", "error", said)
        is_there = stated is not None and stated <= len(lines)
        place = Position(lines[stated - 1], 1, stated) if stated and is_there else None
        return found._replace(place=place)

    def _finding(self, figure: Figure, code: str, severity: Severity, said: Message) -> Finding:
        key = f"figure.{figure.id}"
        path, expected = self.document.path, figure.printed
        return Finding(code, severity, path, said, figure=figure.id, expected=expected, key=key)


def _digits(printed: str) -> str:
    """Return the first digits of a printed number, which all forms of it have in common."""
    found = _DIGITS.search(numerals.bare(printed))
    return found.group() if found else ""


def _has_words(words: str, figure: Figure) -> bool:
    return any(term in words for term in (*figure.terms, figure.name.zh))


def _is_of(words: str, figure: Figure) -> bool:
    """Tell whether words name a figure, or the thing that it counts; a share, by its whole name."""
    name = plain(figure.name.zh).removesuffix("占比")
    if figure.unit in ("%", "‰"):
        return name in words
    things = {one.group() for one in lexicon()["core_noun"].finditer(name)}
    things |= {"提案"} if lexicon()["filed"].search(name) else set()
    return any(thing in words for thing in things)


def stating_sentence(document: Document, figure: Figure) -> str | None:
    """Return the sentence in which `figure` stands as printed, or None where there is none.

    It is looked for in the paragraph of the figure, else, where the dataset names none, in all. Of
    several sentences with the same number, the first that also has a term of the figure is taken.
    Control characters of the text come out as escapes.
    """
    paragraphs = document.paragraphs()
    if figure.paragraph is not None:
        paragraphs = paragraphs[figure.paragraph - 1 : figure.paragraph]
    # Not as the end of a longer number.
    alone = r"(?<!\d)(?<!\d[.,])" if figure.printed[0].isdigit() else ""
    stated = re.compile(alone + re.escape(figure.printed))
    sentences = (one.strip() for text in paragraphs for one in re.findall(_SENTENCE, text))
    found = [one for one in sentences if stated.search(one)]
    likely = [one for one in found if any(term in one for term in figure.terms)]
    best = next(iter([*likely, *found]), None)
    return None if best is None else escaped(best)
