"""Datasets of one committee -> what a page tells of its year, or of several: a record of words.

A figure is told by its newest value; of several years also by its change since the first and a
chart over all. What cannot be computed is an en dash with its reason.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli.dataset.model import Dataset, Figure, Topic
from cppcc_cli.language import Language, Text
from cppcc_cli.messages import REASONS, labels
from cppcc_cli.messages import report as words
from cppcc_cli.output.svg import Chart, Group
from cppcc_cli.quantity import divide
from cppcc_cli.query.compare import ComparedFigure, compare_over_time
from cppcc_cli.views.charts import mark, over_years
from cppcc_cli.views.comparison import change_in_words, other_figure
from cppcc_cli.views.figures import figure_notes
from cppcc_cli.views.wording import (
    EN_DASH,
    derived_in_words,
    quantity_in_words,
    ratio_parts,
    reference_in_words,
    short_body,
    value_in_words,
    word,
)


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


def report(
    catalogue: Dataset,
    datasets: Sequence[Dataset],
    chosen: Sequence[str],
    title: str | None,
    language: Language,
) -> Report:
    """Return what the page tells of `datasets`, which are of one committee, the oldest first.

    `catalogue` holds every category and figure in their order; `chosen` are the ids of the only
    categories to tell of, none for all, and then of the named work, too.
    """
    figures = [one for one in catalogue.figures.values() if not chosen or one.category in chosen]
    placed: dict[str, list[ComparedFigure]] = {figure.id: [] for figure in figures}
    for one in compare_over_time(datasets, list(placed)):
        placed[one.figure.id].append(one)
    newest = datasets[-1]
    sections = [
        _section(catalogue, datasets, id, [placed[one.id] for one in of], language)
        for id in chosen or catalogue.categories
        if (of := [figure for figure in figures if figure.category == id])
    ]
    topics = () if chosen else newest.topics
    every = [one for several in placed.values() for one in several]
    return Report(
        language,
        title or _title(datasets, language),
        newest.body,
        [
            said.about(count=count).say(language)
            for said, count in (
                (words.YEARS, len(datasets) if len(datasets) > 1 else 0),
                (words.CATEGORIES, len(sections)),
                (words.FIGURES, len(figures)),
                (words.TOPICS, len(topics)),
            )
            if count
        ],
        sections,
        _work(topics, language),
        words.NAMED_WORK.about(year=newest.year).say(language),
        [
            Reference(str(one.year), reference_in_words(one).say(language), one.source.url)
            for one in datasets
        ],
        [_stated(one, language) for one in every],
        [note.say(language) for note in figure_notes([one.figure for one in every])],
    )


def _title(datasets: Sequence[Dataset], language: Language) -> str:
    first, newest = datasets[0], datasets[-1]
    if first is newest and newest.title is not None:
        return newest.title.say(language)
    span = str(newest.year) if first is newest else f"{first.year}–{newest.year}"
    return words.FIGURES_OF_YEAR.about(body=short_body(newest), year=span).say(language)


def _section(
    catalogue: Dataset,
    datasets: Sequence[Dataset],
    id: str,
    placed: Sequence[Sequence[ComparedFigure]],
    language: Language,
) -> Section:
    category, newest = catalogue.categories[id], datasets[-1]
    return Section(
        id,
        category.name,
        category.function.say(language) if category.function else "",
        [_card(datasets, several, language) for several in placed],
        _comparisons(newest, [one[-1].figure for one in placed], language)
        if len(datasets) == 1
        else [],
        [
            RatioLine(ratio.name, number, words.MADE_OF.say(language).format(above, below))
            for ratio in newest.ratios.values()
            if newest.figures[ratio.numerator].category == id
            for number, above, below in (ratio_parts(newest, ratio, language),)
        ],
    )


def _card(
    datasets: Sequence[Dataset], placed: Sequence[ComparedFigure], language: Language
) -> Card:
    newest, one = datasets[-1], placed[-1]
    figure = one.figure
    current = one.dataset is newest
    remarks = [
        words.CITY.say(language) if figure.scope == "city" else "",
        _paragraph(figure.paragraph, language),
        _part(one.dataset, figure, language),
    ]
    change, reason, chart = "", "", None
    if len(datasets) > 1:
        change, reason = _change(one, language) if current else _gone(newest.year, language)
        alike = {
            p.dataset.year: p
            for p in placed
            if (p.figure.scope, p.figure.quantity.unit) == (figure.scope, figure.quantity.unit)
        }
        chart = over_years(figure.name, datasets, alike, language)
    return Card(
        figure.name,
        _spoken(one.dataset, figure, language),
        "" if current else words.OF_YEAR.say(language).format(one.dataset.year),
        [remark for remark in remarks if remark],
        figure.note.say(language) if figure.note else "",
        change,
        reason,
        chart,
    )


def _change(one: ComparedFigure, language: Language) -> tuple[str, str]:
    """Return the change since the first year in words, and why it, or its per cent, is missing."""
    other = other_figure(one)
    reason = one.change if isinstance(one.change, str) else one.growth
    why = other.say(language) if other else ""
    if not why and isinstance(reason, str):
        why = REASONS[reason].say(language)
    if one.base is None:
        return "", why
    said = f"{labels.against(one.base.year).say(language)} {change_in_words(one, language)}"
    return said, why


def _gone(year: int, language: Language) -> tuple[str, str]:
    return EN_DASH, words.GONE.about(year=year).say(language)


def _part(dataset: Dataset, figure: Figure, language: Language) -> str:
    whole = dataset.figures.get(figure.part_of or "")
    if whole is None:
        return ""
    share = derived_in_words(divide(figure.quantity, whole.quantity), language, "percent")
    return words.PART.about(whole=whole.name, share=share).say(language)


def _paragraph(paragraph: int | None, language: Language) -> str:
    return "" if paragraph is None else words.PARAGRAPH.say(language).format(paragraph)


def _comparisons(dataset: Dataset, figures: Sequence[Figure], language: Language) -> list[Chart]:
    """Return the figures of one unit and scope side by side, where there are several."""
    alike: dict[tuple[str | None, str], list[Figure]] = {}
    for figure in figures:
        alike.setdefault((figure.scope, figure.quantity.unit), []).append(figure)
    return [
        Chart(
            words.COUNTED_IN.about(unit=dataset.unit(several[0])).say(language),
            [Group(one.name.say(language), [mark("", dataset, one, language)]) for one in several],
        )
        for several in alike.values()
        if len(several) > 1
    ]


def _work(topics: Sequence[Topic], language: Language) -> list[Work]:
    kinds: dict[str, list[tuple[Text, str]]] = {}
    for topic in topics:
        paragraph = _paragraph(topic.paragraph, language)
        kinds.setdefault(topic.kind, []).append((topic.name, paragraph))
    return [Work(word(labels.KINDS, kind, language) or kind, of) for kind, of in kinds.items()]


def _stated(one: ComparedFigure, language: Language) -> Stated:
    figure = one.figure
    return Stated(
        figure.name,
        str(one.dataset.year),
        quantity_in_words(one.dataset, figure, language),
        figure.printed,
        word(labels.SCOPES, figure.scope, language),
        "" if figure.paragraph is None else str(figure.paragraph),
    )


def _spoken(dataset: Dataset, figure: Figure, language: Language) -> Spoken:
    """Return the value with its unit in parts: more than 60 issues, 1.7 万余 人次."""
    value = value_in_words(figure, language)
    found = re.search("[0-9][0-9.,]*", value)
    at, end = found.span() if found else (0, len(value))
    unit = dataset.unit(figure).say(language)
    return Spoken(value[:at].strip(), value[at:end], value[end:].strip(), unit)
