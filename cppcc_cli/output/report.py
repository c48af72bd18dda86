"""Report: what a page tells of a year, or of several, before it is a page."""

from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli.language import Language, Text
from cppcc_cli.output.chart import Chart


class Spoken(NamedTuple):
    """A value in words, its digits apart from what stands before and behind them."""

    before: str
    digits: str
    after: str
    unit: str


class Card(NamedTuple):
    """A figure as it is told: its newest value, and what stands beside it."""

    name: Text
    value: Spoken
    # The year of the value, where that is not the newest.
    year: str
    remarks: Sequence[str]
    note: str
    # Since the first year, with why it is not computed; nothing where there is one year.
    change: str
    reason: str
    chart: Chart | None


class RatioLine(NamedTuple):
    """A declared ratio: what it comes to, and the two figures it is made of."""

    name: Text
    number: str
    made_of: str


class Section(NamedTuple):
    """A category with its figures."""

    id: str
    name: Text
    function: str
    cards: Sequence[Card]
    comparisons: Sequence[Chart]
    ratios: Sequence[RatioLine]


class Work(NamedTuple):
    """The named work of one kind, each with its paragraph."""

    kind: str
    topics: Sequence[tuple[Text, str]]


class Stated(NamedTuple):
    """Where a figure of one year is stated, and how it is printed there."""

    name: Text
    year: str
    value: str
    printed: str
    scope: str
    paragraph: str


class Reference(NamedTuple):
    """A document that states figures."""

    year: str
    words: str
    url: str | None


class Report(NamedTuple):
    """All that the page tells, in the order in which it tells it."""

    language: Language
    title: str
    body: Text
    counts: Sequence[str]
    sections: Sequence[Section]
    work: Sequence[Work]
    work_heading: str
    references: Sequence[Reference]
    stated: Sequence[Stated]
    notes: Sequence[str]

    @property
    def of_years(self) -> bool:
        """Whether the page tells of more than one year."""
        return len(self.references) > 1
