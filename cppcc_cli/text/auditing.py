"""A source held against the figures of a dataset: how each stands in the text that states it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from cppcc_cli import numerals
from cppcc_cli.dataset import Dataset, Figure
from cppcc_cli.documents import Document, Position, positions
from cppcc_cli.language import Message
from cppcc_cli.messages import findings
from cppcc_cli.quantity import grouped
from cppcc_cli.query.verify import Slip, held, in_words, slips
from cppcc_cli.screen import escaped
from cppcc_cli.text.arithmetic import questions
from cppcc_cli.text.checking import SURE, Judge
from cppcc_cli.text.finding import Finding, Severity, Verdict, placed
from cppcc_cli.text.kinds import FIGURE_KINDS
from cppcc_cli.text.lexicon import lexicon_of
from cppcc_cli.text.matching import Match
from cppcc_cli.text.metadata import metadata
from cppcc_cli.text.numbers import Mention, mentions
from cppcc_cli.text.parts import exceed_whole
from cppcc_cli.text.statements import Statement, read

_DIGITS = re.compile(f"[0-9.,{numerals.NUMERALS}]+")
# So many blocks may hold the title of a text.
_HEAD = 10
# Smaller numbers are alike by chance.
_LEAST_TELLING = 10
_SENTENCE_ENDS = "。！？；!?;…"
_CLOSING = "”’」』）》)\"'"
# Kinds of numbers that stand for no figure where another is printed alike.
_NO_FIGURES = ("unclear", "growth", "difference")


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
    head = "".join(block.text for block in document.blocks[:_HEAD])
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
    audited.find_as_printed()
    audited.find_the_rest()
    audited.find_again()
    audited.look_through_other_numbers()
    audited.add_up()
    return placed(audited.results, document)


class _Audit:
    """The numbers of a text with the figures that were found in it so far."""

    def __init__(self, document: Document, dataset: Dataset, others: Sequence[Dataset]) -> None:
        self.document, self.dataset, self.others = document, dataset, others
        self.figures = stated_in(dataset, document)
        self.found = list(mentions(document, tuple(dataset.units)))
        self.text = read(document, self.found, lexicon_of(dataset, document.text))
        places = positions(document.text, [mention.offset for mention in self.found])
        self.paragraphs = [place.paragraph for place in places]
        self.judge = Judge(dataset, text=document.text)
        self.statements: dict[int, Statement] = {}
        self.matched: dict[int, list[Match]] = {}
        numbers = {mention.offset: index for index, mention in enumerate(self.found)}
        for index, statement in enumerate(self.text.statements):
            number = numbers[statement.mention.offset]
            self.statements[number] = statement
            self.matched[number] = self.judge.matches(self.text, index)
        self.in_paragraph: dict[int, list[int]] = {}
        self.by_digits: dict[str, list[int]] = {}
        for index, mention in enumerate(self.found):
            self.in_paragraph.setdefault(self.paragraphs[index], []).append(index)
            for digits in self._as_printed(index, mention):
                self.by_digits.setdefault(digits, []).append(index)
        self.taken: dict[int, Figure] = {}
        self.results: list[Finding] = []

    def _as_printed(self, index: int, mention: Mention) -> set[str]:
        """Return the digits of a number, and in a table with the 万 that its head names."""
        statement = self.statements.get(index)
        row = statement.row if statement else None
        said = {_digits(mention.printed)}
        if row is not None and row.unit and not mention.unit:
            said.add(_digits(numerals.complete(mention.printed, row.unit)))
        return said

    def find_as_printed(self) -> None:
        """Match figures with the numbers of their paragraphs that are printed as they are.

        Those that surely speak of a figure come first, those that only stand there last.
        """
        figures: Iterable[Figure] = self.figures
        for near in (self._speaks_of, self._is_near, self._stands_alone):
            figures = [figure for figure in figures if not self._find_printed(figure, near)]

    def _find_printed(self, figure: Figure, near: Callable[[int, Figure], bool]) -> bool:
        """Take the first number that is printed as a figure is and is near to it."""
        alike = self._printed_like(figure, figure.paragraph)
        index = next((index for index in alike if near(index, figure)), None)
        if index is not None:
            said = findings.AS_PRINTED.about(figure=figure.name)
            self._take(index, figure, "printed", "info", said)
        return index is not None

    def _printed_like(self, figure: Figure, paragraph: int | None) -> Iterator[int]:
        """Yield the free numbers of a paragraph that are printed as a figure is; None for all.

        Those that are not wholly understood, and changes, which are no figures, come last.
        """
        alike = self.by_digits.get(_digits(figure.printed), ())
        for index in sorted(alike, key=lambda one: self.found[one].kind in _NO_FIGURES):
            if index in self.taken or paragraph not in (None, self.paragraphs[index]):
                continue
            if self._is_printed(index, figure):
                yield index

    def _is_printed(self, index: int, figure: Figure) -> bool:
        """Tell whether a number is printed as a figure is, its unit beside it or apart."""
        mention, printed = self.found[index], numerals.bare(figure.printed)
        if numerals.bare(mention.printed) == printed:
            return True
        statement = self.statements.get(index)
        row = statement.row if statement else None
        if mention.unit:
            unit = mention.unit
        elif row is not None and mention.kind != "name":
            unit = row.unit or figure.unit
        else:
            return False
        return numerals.bare(numerals.complete(mention.printed, unit)) == printed

    def find_the_rest(self) -> None:
        """Say of every other figure where it stands, or what its paragraph says instead."""
        matched = {figure.id for figure in self.taken.values()}
        for figure in self.figures:
            if figure.id in matched:
                continue
            if (index := self._instead(figure, surely=True)) is not None:
                self._take_otherwise(index, figure)
            elif (index := self._in_other_paragraph(figure)) is not None:
                said = findings.ELSEWHERE.about(
                    figure=figure.name,
                    printed=figure.printed,
                    stated=figure.paragraph,
                    paragraph=self.paragraphs[index],
                )
                self._take(index, figure, "elsewhere", "error", said)
            elif (index := self._instead(figure, surely=False)) is not None:
                self._take_otherwise(index, figure)
            else:
                self.results.append(self._not_found(figure))

    def find_again(self) -> None:
        """Take the numbers that other documents state and this one gives again."""
        own = {figure.id for figure in self.figures}
        for figure in self.dataset.figures.values():
            again = self._printed_like(figure, None) if figure.id not in own else ()
            for index in filter(lambda one: self._speaks_of(one, figure), list(again)):
                said = findings.AS_PRINTED.about(figure=figure.name)
                self._take(index, figure, "repeated", "info", said)

    def look_through_other_numbers(self) -> None:
        """Judge the numbers that stand for no figure: given again, uncovered, or no figures."""
        for index, mention in enumerate(self.found):
            if index in self.taken:
                continue
            judged = self.judge.verdict(self.matched.get(index, ()))
            finding = judged.finding(self.document.path, mention)
            told = {"printed": mention.printed, "kind": findings.NUMBER_KINDS[mention.kind]}
            if judged.verdict not in ("unknown", "other"):
                finding = finding._replace(code="repeated")
            elif (figure := self._given_again(index)) is not None:
                # What stands in the way of a verdict does not make another figure of it.
                finding = finding._replace(code="repeated", severity="info", figure=figure.id)
            elif self._is_figure(index):
                said = findings.UNCOVERED.about(**told)
                finding = finding._replace(
                    code="uncovered", severity="warning", message=said, verdict="unknown"
                )
            else:
                said = findings.NO_FIGURE.about(**told)
                finding = finding._replace(
                    code="number", verdict=None, message=said, figure=None, expected=None
                )
            self.results.append(finding)

    def add_up(self) -> None:
        """Ask about what does not add up, in the text and among the parts of the dataset."""
        self.results += questions(self.text)
        for whole in self.dataset.figures.values():
            parts = self.dataset.parts(whole)
            if exceed_whole(parts, whole):
                said = findings.SUM_OFF.about(
                    parts=" + ".join(part.printed for part in parts),
                    sum=grouped(sum((part.value for part in parts), Decimal(0))),
                    whole=whole.printed,
                )
                key = f"figure.{whole.id}"
                self.results.append(
                    Finding("sum", "error", self.dataset.path, said, figure=whole.id, key=key)
                )

    def _given_again(self, index: int) -> Figure | None:
        """Return the figure of which a number has the words and the value; None for a small one."""
        quantity = self.found[index].quantity
        if quantity is None or quantity.value < _LEAST_TELLING:
            return None
        found = self.matched.get(index, ())
        alike = (one.figure for one in found if one.distance < 2 and one.agreement == "agrees")
        return next(alike, None)

    def _is_figure(self, index: int) -> bool:
        """Tell whether a dataset should hold a number.

        A range or a ratio states no single value, and a change is none of the year.
        """
        mention = self.found[index]
        if mention.kind in ("growth", "difference"):
            return False
        if mention.kind in FIGURE_KINDS:
            return mention.quantity is not None and bool(mention.quantity.unit)
        statement = self.statements.get(index)
        row = statement.row if statement else None
        if row is None or not row.unit or mention.kind not in ("other", "unclear"):
            return False
        return numerals.read(numerals.complete(mention.printed, row.unit)) is not None

    def _speaks_of(self, index: int, figure: Figure) -> bool:
        found = self.matched.get(index, ())
        return any(
            one.figure.id == figure.id and one.distance <= SURE and one.unit != "other"
            for one in found[:3]
        )

    def _is_near(self, index: int, figure: Figure) -> bool:
        """Tell whether a number speaks of a figure, or stands in one sentence with its words."""
        if self._speaks_of(index, figure):
            return True
        mention = self.found[index]
        statement = self.statements.get(index)
        block = self.text.blocks[mention.block]
        begin, end = statement.sentence if statement else (0, len(block))
        return _has_words(block[begin:end], figure)

    def _stands_alone(self, index: int, figure: Figure) -> bool:
        """Tell whether no other number of the paragraph speaks of the figure."""
        return self._instead(figure, surely=True) in (None, index)

    def _of_paragraph(self, figure: Figure) -> Iterable[int]:
        """Return the numbers of the paragraph of a figure; where it has none, of the whole text."""
        if figure.paragraph is None:
            return range(len(self.found))
        return self.in_paragraph.get(figure.paragraph, ())

    def _instead(self, figure: Figure, surely: bool) -> int | None:
        """Return the number that stands in the paragraph of a figure where it should stand."""
        candidates = []
        for index in self._of_paragraph(figure):
            if index in self.taken or index not in self.matched:
                continue
            found = self.matched[index]
            best = next((one for one in found if one.figure.id == figure.id), None)
            sure = best is not None and best is found[0] and best.fit == "same"
            if best is not None and best.unit != "other" and (sure or not surely):
                candidates.append((0, not sure, index))
            elif not surely and self.found[index].kind in FIGURE_KINDS and (not found or best):
                statement = self.statements[index]
                quantity = self.found[index].quantity
                other_value = quantity is None or quantity.value != figure.value
                if _has_words(statement.head + statement.tail, figure):
                    candidates.append((1, other_value, index))
        return min(candidates)[-1] if candidates else None

    def _in_other_paragraph(self, figure: Figure) -> int | None:
        alike = self._printed_like(figure, None)
        return next((index for index in alike if self._is_near(index, figure)), None)

    def _take_otherwise(self, index: int, figure: Figure) -> None:
        """Take the number at `index` for a figure that the text writes in another way."""
        found = [one for one in self.matched[index] if one.figure.id == figure.id]
        quantity = found[0].quantity if found else self.found[index].quantity
        unit = found[0].unit if found else "same"
        how = held(quantity, figure.quantity, unit) if quantity is not None else None
        made: list[Slip] = []
        if quantity is not None and (how == "contradicts" or unit != "same"):
            made = slips(quantity, figure, self.dataset, self.others)
        said = findings.WRITTEN_OTHERWISE_AND_SLIP if made else findings.WRITTEN_OTHERWISE
        values: dict[str, object] = {"figure": figure.name, "printed": figure.printed}
        values["found"] = self.found[index].printed
        values |= {"slip": in_words(made)} if made else {}
        self._take(index, figure, "not-found", "error", said.about(**values), how or "unknown")
        if made:
            self.results[-1] = self.results[-1]._replace(slip=made[0].code)

    def _take(
        self,
        index: int,
        figure: Figure,
        code: str,
        severity: Severity,
        said: Message,
        verdict: Verdict = "agrees",
    ) -> None:
        self.taken[index] = figure
        self.results.append(
            Finding(
                code,
                severity,
                self.document.path,
                said,
                mention=self.found[index],
                figure=figure.id,
                verdict=verdict,
                expected=figure.printed,
                key=f"figure.{figure.id}",
            )
        )

    def _not_found(self, figure: Figure) -> Finding:
        """Return that a figure stands nowhere, at the paragraph where it should."""
        lines = [
            number for number, line in enumerate(self.document.text.split("\n"), 1) if line.strip()
        ]
        stated, place = figure.paragraph, None
        values: dict[str, object] = {
            "figure": figure.name,
            "printed": figure.printed,
            "stated": stated,
        }
        if stated is None:
            said = findings.NOT_FOUND_ANYWHERE.about(**values)
        elif stated > len(lines):
            said = findings.NO_PARAGRAPH.about(**values, count=len(lines))
        else:
            said = findings.NOT_FOUND.about(**values)
            place = Position(lines[stated - 1], 1, stated)
        return Finding(
            "not-found",
            "error",
            self.document.path,
            said,
            place,
            figure=figure.id,
            expected=figure.printed,
            key=f"figure.{figure.id}",
        )


def _digits(printed: str) -> str:
    """Return the first digits of a printed number, which all forms of it have in common."""
    found = _DIGITS.search(numerals.bare(printed))
    return found.group() if found else ""


def _has_words(words: str, figure: Figure) -> bool:
    return any(term in words for term in (*figure.terms, figure.name.zh))


def stating_sentence(document: Document, figure: Figure) -> str | None:
    """Return the sentence in which `figure` stands as printed, or None where there is none.

    It is looked for in the paragraph of the figure, else, where the dataset names none, in all. Of
    several sentences with the same number, the first that also has a term of the figure is taken.
    Control characters of the text come out as escapes.
    """
    paragraphs = [line.strip() for line in document.text.split("\n") if line.strip()]
    if figure.paragraph is not None:
        paragraphs = paragraphs[figure.paragraph - 1 : figure.paragraph]
    found = [
        sentence
        for paragraph in paragraphs
        for sentence in _sentences(paragraph)
        if _states(sentence, figure.printed)
    ]
    named = [sentence for sentence in found if any(term in sentence for term in figure.terms)]
    best = next(iter([*named, *found]), None)
    return None if best is None else escaped(best)


def _sentences(paragraph: str) -> Iterator[str]:
    """Split a paragraph behind each end of a sentence with the quotes that close there."""
    start, ended = 0, False
    for index, char in enumerate(paragraph):
        if ended and char not in _SENTENCE_ENDS + _CLOSING:
            yield paragraph[start:index].strip()
            start, ended = index, False
        ended = char in _SENTENCE_ENDS or (ended and char in _CLOSING)
    yield paragraph[start:].strip()


def _states(sentence: str, printed: str) -> bool:
    """Tell whether `printed` stands in a sentence, and not as the end of a longer number."""
    position = sentence.find(printed)
    while position >= 0:
        before = sentence[max(position - 2, 0) : position]
        if not (printed[0].isdigit() and before.rstrip(".,")[-1:].isdigit()):
            return True
        position = sentence.find(printed, position + 1)
    return False
