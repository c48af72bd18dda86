"""A source -> findings: every figure of a dataset against the paragraph that states it.

A figure is found as printed, found elsewhere, or not found; then it is told what its paragraph says
instead. Each number of the text stands for one figure at most. What is left are the numbers that no
figure covers, by kind; and last, what does not add up.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from cppcc_cli import numerals
from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.documents.document import Document, Position, positions
from cppcc_cli.language import Message
from cppcc_cli.messages import findings
from cppcc_cli.quantity import agreement, exceed, grouped
from cppcc_cli.query.slips import in_words, slips
from cppcc_cli.text.finding import Finding, Severity, Verdict
from cppcc_cli.text.kinds import FIGURE_KINDS
from cppcc_cli.text.numbers import scan
from cppcc_cli.text.proofreading import judge
from cppcc_cli.text.relating.arithmetic import miscalculations
from cppcc_cli.text.relating.attribution import Attributor
from cppcc_cli.text.scanning.printed import PrintedNumbers
from cppcc_cli.text.scanning.rows import printed_with_unit
from cppcc_cli.text.scanning.surroundings import surroundings


def audit(document: Document, dataset: Dataset, others: Sequence[Dataset] = ()) -> list[Finding]:
    """Return what is found of the figures of a dataset in their source, in the order of the text.

    `others` are datasets of other years, whose values a slip may have taken.
    """
    audited = _Audit(document, dataset, others)
    audited.find_as_printed()
    audited.find_the_rest()
    audited.look_through_other_numbers()
    audited.add_up()
    return sorted(audited.results, key=lambda one: one.place or Position(0, 0, 0))


class _Audit:
    """The numbers of a text with the figures that were found in it so far."""

    def __init__(self, document: Document, dataset: Dataset, others: Sequence[Dataset]) -> None:
        self.document, self.dataset, self.others = document, dataset, others
        self.found = list(scan(document.text))
        starts = [mention.start for mention in self.found]
        self.places = list(positions(document.text, starts))
        attributor = Attributor(dataset, document.text)
        self.attributions = [
            attributor.attribute(self.found, index) for index in range(len(self.found))
        ]
        self.in_paragraph: dict[int, list[int]] = {}
        for index, place in enumerate(self.places):
            self.in_paragraph.setdefault(place.paragraph, []).append(index)
        self.printed = PrintedNumbers(document.text, self.found, self.places)
        self.taken: dict[int, Figure] = {}
        self.results: list[Finding] = []

    def find_as_printed(self) -> None:
        """Match figures with the numbers of their paragraphs that are printed as they are.

        Those that surely speak of a figure come first, those that only stand there last.
        """
        figures: Iterable[Figure] = self.dataset.figures.values()
        for near in (self._speaks_of, self._is_near, self._stands_alone):
            figures = [figure for figure in figures if not self._find_printed(figure, near)]

    def _find_printed(self, figure: Figure, near: Callable[[int, Figure], bool]) -> bool:
        """Take the first number that is printed as a figure is and is near to it."""
        alike = self.printed.like(figure, figure.paragraph)
        index = next((index for index in alike if near(index, figure)), None)
        if index is not None:
            said = findings.AS_PRINTED.about(figure=figure.name)
            self._take(index, figure, "printed", "info", said)
        return index is not None

    def find_the_rest(self) -> None:
        """Say of every other figure where it stands, or what its paragraph says instead."""
        matched = {figure.id for figure in self.taken.values()}
        for figure in self.dataset.figures.values():
            if figure.id in matched:
                continue
            if (index := self._instead(figure, surely=True)) is not None:
                self._take_otherwise(index, figure)
            elif (index := self._in_other_paragraph(figure)) is not None:
                said = findings.ELSEWHERE.about(
                    figure=figure.name,
                    printed=figure.printed,
                    stated=figure.paragraph,
                    paragraph=self.places[index].paragraph,
                )
                self._take(index, figure, "elsewhere", "error", said)
            elif (index := self._instead(figure, surely=False)) is not None:
                self._take_otherwise(index, figure)
            else:
                self.results.append(self._not_found(figure))

    def look_through_other_numbers(self) -> None:
        """Judge the numbers that stand for no figure: given again, uncovered, or no figures."""
        for index, (mention, place) in enumerate(zip(self.found, self.places, strict=True)):
            if index in self.taken:
                continue
            judged = judge(
                self.document, self.dataset, self.others, mention, place, self.attributions[index]
            )
            told = {"printed": mention.printed, "kind": findings.NUMBER_KINDS[mention.kind]}
            if judged.verdict != "unknown":
                judged = judged._replace(code="repeated")
            elif self._is_figure(index):
                said = findings.UNCOVERED.about(**told)
                judged = judged._replace(code="uncovered", severity="warning", message=said)
            else:
                said = findings.NO_FIGURE.about(**told)
                judged = judged._replace(code="number", verdict=None, message=said)
            self.results.append(judged)

    def add_up(self) -> None:
        """Ask about what does not add up, in the text and among the parts of the dataset."""
        located = {
            mention.start: place for mention, place in zip(self.found, self.places, strict=True)
        }
        for off in miscalculations(self.document.text, self.found):
            place = located[off.mention.start]
            self.results.append(
                Finding(off.code, "error", self.document.path, off.message, place, off.mention)
            )
        for whole in self.dataset.figures.values():
            parts = self.dataset.parts(whole)
            if len(parts) > 1 and exceed((part.quantity for part in parts), whole.quantity):
                said = findings.SUM_OFF.about(
                    parts=" + ".join(part.printed for part in parts),
                    sum=grouped(sum((part.quantity.value for part in parts), Decimal(0))),
                    whole=whole.printed,
                )
                key = f"figure.{whole.id}"
                self.results.append(
                    Finding("sum", "error", self.dataset.path, said, figure=whole.id, key=key)
                )

    def _of_paragraph(self, figure: Figure) -> Iterable[int]:
        """Return the numbers of the paragraph of a figure; where it has none, of the whole text."""
        if figure.paragraph is None:
            return range(len(self.found))
        return self.in_paragraph.get(figure.paragraph, ())

    def _is_figure(self, index: int) -> bool:
        """Tell whether a dataset could hold a number: a range or a ratio states no single value."""
        printed = printed_with_unit(self.document.text, self.found[index])
        quantity = numerals.read(printed) if printed else None
        return quantity is not None and bool(quantity.unit)

    def _speaks_of(self, index: int, figure: Figure) -> bool:
        return self.attributions[index].figure is figure

    def _is_near(self, index: int, figure: Figure) -> bool:
        """Tell whether a number speaks of a figure, or stands in one sentence with its words."""
        if self._speaks_of(index, figure):
            return True
        around = surroundings(self.document.text, self.found, index)
        return _has_words(f"{around.before}{around.head}{around.after}", figure)

    def _stands_alone(self, index: int, figure: Figure) -> bool:
        """Tell whether no other number of the paragraph speaks of the figure."""
        return self._instead(figure, surely=True) is None

    def _instead(self, figure: Figure, surely: bool) -> int | None:
        """Return the number that stands in the paragraph of a figure where it should stand."""
        candidates = []
        for index in self._of_paragraph(figure):
            if index in self.taken:
                continue
            attribution = self.attributions[index]
            if attribution.figure is figure and (not surely or attribution.sure):
                candidates.append((0, 0, index))
            elif not surely and self.found[index].kind in FIGURE_KINDS:
                around = surroundings(self.document.text, self.found, index)
                other_value = attribution.quantity is None or (
                    attribution.quantity.value != figure.quantity.value
                )
                if attribution.figure is None and _has_words(around.head + around.tail, figure):
                    candidates.append((1, int(other_value), index))
        return min(candidates)[-1] if candidates else None

    def _in_other_paragraph(self, figure: Figure) -> int | None:
        alike = self.printed.like(figure, None)
        return next((index for index in alike if self._is_near(index, figure)), None)

    def _take_otherwise(self, index: int, figure: Figure) -> None:
        """Take the number at `index` for a figure that the text writes in another way."""
        quantity = self.attributions[index].quantity or self.found[index].quantity
        verdict = agreement(quantity, figure.quantity) if quantity is not None else "unknown"
        made = []
        if quantity is not None and verdict == "contradicts":
            made = slips(quantity, figure, self.dataset, self.others)
        said = findings.WRITTEN_OTHERWISE_AND_SLIP if made else findings.WRITTEN_OTHERWISE
        values = {
            "figure": figure.name,
            "printed": figure.printed,
            "found": self.found[index].printed,
            **({"slip": in_words(made)} if made else {}),
        }
        self._take(index, figure, "not-found", "error", said.about(**values), verdict)

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
        self.printed.remove(index)
        self.results.append(
            Finding(
                code,
                severity,
                self.document.path,
                said,
                self.places[index],
                self.found[index],
                figure.id,
                verdict,
                figure.printed,
                f"figure.{figure.id}",
            )
        )

    def _not_found(self, figure: Figure) -> Finding:
        """Return that a figure stands nowhere, at the paragraph where it should."""
        paragraphs = [
            number for number, line in enumerate(self.document.text.split("\n"), 1) if line.strip()
        ]
        stated, place = figure.paragraph, None
        values = {"figure": figure.name, "printed": figure.printed, "stated": stated}
        if stated is None:
            said = findings.NOT_FOUND_ANYWHERE.about(**values)
        elif stated > len(paragraphs):
            said = findings.NO_PARAGRAPH.about(**values, count=len(paragraphs))
        else:
            said = findings.NOT_FOUND.about(**values)
            place = Position(paragraphs[stated - 1], 1, stated)
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


def _has_words(words: str, figure: Figure) -> bool:
    return any(term in words for term in (*figure.terms, figure.name.zh))
