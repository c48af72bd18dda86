"""What datasets state, as tables: figures, one told whole, categories, work, what was found."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli import messages
from cppcc_cli.dataset.model import Category, Dataset, Entry, Figure, Topic
from cppcc_cli.language import Language, Message, Text
from cppcc_cli.messages import labels
from cppcc_cli.output.table import Column, Pairs, Raw, Table
from cppcc_cli.quantity import CLAIMS, divide
from cppcc_cli.query.lookup import Found
from cppcc_cli.screen import escaped
from cppcc_cli.views.wording import (
    both_names,
    on_one_line,
    placing_columns,
    quantity_in_words,
    source_notes,
    title_of,
    value_as_number,
    value_in_words,
    word,
)


class FigureRow(NamedTuple):
    """A figure in its dataset, with its unit in both languages."""

    dataset: Dataset
    figure: Figure
    unit: Text


_ID = Column("id", labels.ID, lambda row: row.figure.id)
printed_column = Column("printed", labels.PRINTED, lambda row: row.figure.printed)
value_column = Column(
    "value",
    labels.VALUE,
    lambda row: row.figure.quantity.value,
    "right",
    lambda row, language: value_in_words(row.figure, language),
    number=lambda row, language: value_as_number(row.figure, language),
    alongside=(printed_column,),
)
unit_column = Column(
    "unit",
    labels.UNIT,
    lambda row: row.figure.quantity.unit,
    shown=lambda row, language: row.unit.say(language),
)
_SCOPE = Column(
    "scope",
    labels.SCOPE,
    lambda row: row.figure.scope,
    shown=lambda row, language: word(labels.SCOPES, row.figure.scope, language),
)

FIGURE_COLUMNS = (
    _ID,
    Column("category", labels.CATEGORY, lambda row: row.figure.category),
    Column("name_zh", labels.NAME_ZH, lambda row: row.figure.name.zh),
    Column("name_en", labels.NAME_EN, lambda row: row.figure.name.en),
    value_column,
    Column("qualifier", labels.QUALIFIER, lambda row: row.figure.quantity.qualifier),
    Column("unit", labels.UNIT, lambda row: row.figure.quantity.unit),
    Column("unit_en", labels.UNIT_EN, lambda row: row.unit.en or None),
    printed_column,
    _SCOPE,
    Column("year", labels.YEAR, lambda row: row.dataset.year),
    Column("dataset", labels.DATASET, lambda row: row.dataset.id),
    Column("paragraph", labels.PARAGRAPH, lambda row: row.figure.paragraph),
    Column("source", labels.SOURCE, lambda row: row.dataset.source.reference),
)
name_column = Column(
    "name",
    labels.NAME,
    lambda row: row.figure.name.zh,
    shown=lambda row, language: both_names(row.figure.name, language),
)
city_column = _SCOPE._replace(
    shown=lambda row, language: _SCOPE.show(row, language) if row.figure.scope == "city" else ""
)
_SHORT_ID = Column("id", labels.ID, lambda row: row.figure.short_id, handle=True)


def figures(datasets: Sequence[Dataset], chosen: Sequence[tuple[Dataset, Figure]]) -> Table:
    """Return figures of datasets, by category, with the sources and what the qualifiers mean."""
    rows = [FigureRow(dataset, figure, dataset.unit(figure)) for dataset, figure in chosen]
    several = [figure for _, figure in chosen]
    scope = (city_column,) if has_city(several) else ()
    placing = placing_columns(datasets)
    return Table(
        FIGURE_COLUMNS,
        rows,
        (name_column, *placing, value_column, unit_column, *scope, _SHORT_ID),
        title_of(datasets),
        [*figure_notes(several), *source_notes(datasets)],
        heading=Column(
            "category",
            labels.CATEGORY,
            lambda row: row.figure.category,
            shown=_category_heading,
            documented=_category_name,
        ),
        empty=messages.NO_FIGURES.about(),
    )


def figure_notes(chosen: Sequence[Figure]) -> list[Message]:
    """Return what must be said below figures: what their qualifiers and their scope mean."""
    used = {figure.quantity.qualifier for figure in chosen}
    notes = [claim.note.about() for name, claim in CLAIMS.items() if name in used and claim.note]
    return [*notes, messages.CITY_NOTE.about()] if has_city(chosen) else notes


def has_city(chosen: Sequence[Figure]) -> bool:
    """Tell whether any of some figures is of the whole city, which must be said beside it."""
    return any(figure.scope == "city" for figure in chosen)


def _category_heading(row: FigureRow, language: Language) -> str:
    return f"{_category_name(row, language)} · {row.figure.category}"


def _category_name(row: FigureRow, language: Language) -> str:
    return both_names(row.dataset.categories[row.figure.category].name, language)


def card(several: Sequence[tuple[Dataset, Figure]], sentence: str | None = None) -> Table:
    """Return everything known of a figure, in each of the datasets that hold it.

    The sentence that states it, where one was looked for, is one more key for machines.
    """

    def cards(language: Language) -> list[Pairs]:
        return [
            [
                (label.say(language), text)
                for label, text in (
                    *_lines(dataset, figure, language),
                    (labels.SENTENCE, sentence),
                )
                if text
            ]
            for dataset, figure in several
        ]

    stated = Column("sentence", labels.SENTENCE, lambda row: sentence)
    named = several[-1][1].name
    return Table(
        FIGURE_COLUMNS if sentence is None else (*FIGURE_COLUMNS, stated),
        [FigureRow(dataset, figure, dataset.unit(figure)) for dataset, figure in several],
        FIGURE_COLUMNS,
        Text(named.zh, both_names(named, "en")),
        source_notes([dataset for dataset, _ in several]),
        cards=cards,
    )


def _lines(dataset: Dataset, figure: Figure, language: Language) -> list[tuple[Text, str]]:
    from cppcc_cli.views.wording import ratio_in_words

    category = dataset.categories[figure.category]
    qualifier = CLAIMS[figure.qualifier].note
    whole = dataset.figures.get(figure.part_of or "")
    return [
        (labels.VALUE, quantity_in_words(dataset, figure, language)),
        (labels.QUALIFIER, qualifier.say(language) if qualifier else ""),
        (labels.PRINTED, figure.printed),
        (labels.PARAGRAPH, _paragraph(figure, language)),
        (labels.SCOPE, word(labels.SCOPES_IN_FULL, figure.scope, language)),
        (labels.CATEGORY, both_names(category.name, language)),
        (labels.FUNCTION, category.function.say(language) if category.function else ""),
        (labels.BODY, dataset.body.say(language)),
        (labels.YEAR, str(dataset.year)),
        (labels.PART_OF, _part(dataset, figure, whole, whole, language) if whole else ""),
        *(
            (labels.PARTS, _part(dataset, part, figure, part, language))
            for part in dataset.parts(figure)
        ),
        *(
            (labels.RATIO, ratio_in_words(dataset, ratio, language))
            for ratio in dataset.ratios_of(figure)
        ),
        (labels.NOTE, figure.note.say(language) if figure.note else ""),
        (labels.TERMS, labels.COMMA.say(language).join(figure.terms)),
        (labels.ID, figure.id),
    ]


def _paragraph(figure: Figure, language: Language) -> str:
    if figure.paragraph is None:
        return ""
    return labels.PARAGRAPH_NUMBER.say(language).format(figure.paragraph)


def _part(dataset: Dataset, part: Figure, whole: Figure, named: Figure, language: Language) -> str:
    """Return how a part stands to its whole, told with the name of the other of the two."""
    from cppcc_cli.views.wording import derived_in_words

    share = derived_in_words(divide(part.quantity, whole.quantity), language, "percent")
    return labels.SHARE_OF_WHOLE.say(language).format(
        name=on_one_line(named.name, language),
        quantity=quantity_in_words(dataset, named, language),
        share=share,
    )


class CategoryRow(NamedTuple):
    """A category in its dataset, with its number of figures."""

    dataset: Dataset
    category: Category
    figures: int


def categories(datasets: Sequence[Dataset]) -> Table:
    """Return the categories of each dataset with their numbers of figures."""

    def function(row: CategoryRow) -> Raw:
        return row.category.function.zh if row.category.function else None

    rows = []
    for dataset in datasets:
        counts = Counter(figure.category for figure in dataset.figures.values())
        rows += [CategoryRow(dataset, one, counts[one.id]) for one in dataset.categories.values()]
    id_column = Column("id", labels.ID, lambda row: row.category.id, handle=True)
    count = Column("figures", labels.FIGURES, lambda row: row.figures, "right")
    return Table(
        (
            id_column,
            Column("name_zh", labels.NAME_ZH, lambda row: row.category.name.zh),
            Column("name_en", labels.NAME_EN, lambda row: row.category.name.en),
            Column("function", labels.FUNCTION, function),
            count,
            Column("dataset", labels.DATASET, lambda row: row.dataset.id),
        ),
        rows,
        (
            Column(
                "name",
                labels.CATEGORY,
                lambda row: row.category.name.zh,
                shown=lambda row, language: both_names(row.category.name, language),
            ),
            *placing_columns(datasets),
            Column(
                "function",
                labels.FUNCTION,
                function,
                shown=lambda row, language: (
                    row.category.function.say(language) if row.category.function else ""
                ),
            ),
            count,
            id_column,
        ),
        title_of(datasets),
        source_notes(datasets),
    )


class KnownDataset(NamedTuple):
    """A dataset file that is known: what it is of, or nothing where it is at fault."""

    path: str
    known: Entry | None


def datasets(listed: Sequence[KnownDataset]) -> Table:
    """Return the datasets known, with their state and path."""

    def of(name: str, row: KnownDataset) -> Raw:
        if row.known is None:
            return None
        values: dict[str, Raw] = {
            "id": row.known.id,
            "year": row.known.year,
            "body_zh": row.known.body.zh,
            "body_en": row.known.body.en,
            "figures": row.known.figures,
        }
        return values[name]

    def state(row: KnownDataset) -> str:
        return "faulty" if row.known is None else "ok"

    id_column = Column("id", labels.ID, lambda row: of("id", row))
    year = Column("year", labels.YEAR, lambda row: of("year", row))
    count = Column("figures", labels.FIGURES, lambda row: of("figures", row), "right")
    path = Column("path", labels.PATH, lambda row: escaped(row.path))
    state_column = Column(
        "state",
        labels.STATE,
        state,
        shown=lambda row, language: labels.STATES[state(row)].say(language),
    )
    return Table(
        (
            id_column,
            year,
            Column("body_zh", labels.BODY_ZH, lambda row: of("body_zh", row)),
            Column("body_en", labels.BODY_EN, lambda row: of("body_en", row)),
            count,
            state_column,
            path,
        ),
        listed,
        (
            id_column,
            year,
            Column(
                "body",
                labels.BODY,
                lambda row: of("body_zh", row),
                shown=lambda row, language: row.known.body.say(language) if row.known else "",
            ),
            count,
            state_column,
            path,
        ),
    )


class TopicRow(NamedTuple):
    """A piece of named work in its dataset."""

    dataset: Dataset
    topic: Topic


_PARAGRAPH = Column("paragraph", labels.PARAGRAPH, lambda row: row.topic.paragraph, "right")


def topics(datasets: Sequence[Dataset], chosen: Sequence[tuple[Dataset, Topic]]) -> Table:
    """Return topics of datasets, by kind."""
    return Table(
        (
            Column("kind", labels.KIND, lambda row: row.topic.kind),
            Column("name_zh", labels.NAME_ZH, lambda row: row.topic.name.zh),
            Column("name_en", labels.NAME_EN, lambda row: row.topic.name.en),
            _PARAGRAPH,
            Column("year", labels.YEAR, lambda row: row.dataset.year),
            Column("dataset", labels.DATASET, lambda row: row.dataset.id),
            Column("source", labels.SOURCE, lambda row: row.dataset.source.reference),
        ),
        [TopicRow(dataset, topic) for dataset, topic in chosen],
        (
            Column(
                "name",
                labels.TOPIC,
                lambda row: row.topic.name.zh,
                shown=lambda row, language: both_names(row.topic.name, language),
            ),
            *placing_columns(datasets),
            _PARAGRAPH,
        ),
        title_of(datasets),
        source_notes(datasets),
        heading=Column(
            "kind",
            labels.KIND,
            lambda row: row.topic.kind,
            shown=_kind_heading,
            documented=_kind_name,
        ),
        empty=messages.NO_TOPICS.about(),
    )


def _kind_heading(row: TopicRow, language: Language) -> str:
    name = _kind_name(row, language)
    return f"{name} · {row.topic.kind}" if name != row.topic.kind and language == "zh" else name


def _kind_name(row: TopicRow, language: Language) -> str:
    return word(labels.KINDS, row.topic.kind, language) or row.topic.kind


def _kind(row: Found, language: Language) -> str:
    return word(labels.FOUND_KINDS, row.kind, language)


def found(datasets: Sequence[Dataset], rows: Sequence[Found], empty: Message) -> Table:
    """Return what was found, the best match first; `empty` is said where nothing was."""
    kind = Column("kind", labels.KIND, lambda row: row.kind, shown=_kind)
    id_column = Column("id", labels.ID, lambda row: row.id)
    matched = Column("matched", labels.MATCHED, lambda row: row.matched)
    return Table(
        (
            kind,
            id_column,
            Column("name_zh", labels.NAME_ZH, lambda row: row.name.zh),
            Column("name_en", labels.NAME_EN, lambda row: row.name.en),
            matched,
            Column(
                "by",
                labels.BY,
                lambda row: row.by,
                shown=lambda row, language: word(labels.MATCHES, row.by, language),
            ),
        ),
        rows,
        (
            Column(
                "name",
                labels.FOUND_NAME,
                lambda row: row.name.zh,
                shown=lambda row, language: both_names(row.name, language),
            ),
            kind,
            matched,
            id_column,
        ),
        notes=source_notes(datasets) if rows else [],
        empty=empty,
    )
