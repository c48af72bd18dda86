"""What datasets state, as tables: figures, one told whole, categories, work, what was found."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from cppcc_cli import messages, views
from cppcc_cli.dataset import Category, Dataset, Entry, Figure, Topic, keys
from cppcc_cli.messages import Message, Text, labels, listed
from cppcc_cli.output import Column, Note, Pair, Table
from cppcc_cli.quantity import CLAIMS, divide, range_of
from cppcc_cli.query import Found, Placed
from cppcc_cli.screen import escaped

if TYPE_CHECKING:
    from cppcc_cli.query.compare import ComparedFigure
    from cppcc_cli.query.verify import Verified


Interval = tuple[Decimal | None, Decimal | None, bool | None, bool | None]


def interval(figure: Figure) -> Interval:
    """Return the numbers that a figure may stand for: low, high, and whether these are excluded.

    Of 60余 they lie between 60 and 70, both excluded. What has no bound is None.
    """
    if figure.qualifier == "exact":
        return figure.value, figure.value, False, False
    span = range_of(figure.quantity)
    low, high = span.low, span.high
    # As in 1.7万余人次, which has both bounds.
    is_plain = not figure.printed.removesuffix(figure.unit).strip("0123456789.,万亿余")
    if figure.qualifier == "over" and not is_plain:
        from cppcc_cli.numerals import is_one_sided

        high = None if is_one_sided(figure.printed) else high
    # No figure is below zero, and so zero bounds nothing.
    return (
        low or None,
        high,
        not span.low_belongs if low else None,
        None if high is None else not span.high_belongs,
    )


# A row that tells of a figure, or also of its dataset, whatever else it tells.
HasFigure: TypeAlias = "OfFigure | Verified"
OfFigure: TypeAlias = "Placed | ComparedFigure"
FigureColumn = Column[OfFigure]

printed_column = Column[HasFigure]("printed", lambda row: row.figure.printed)
value_column = Column[HasFigure](
    "value",
    lambda row: row.figure.value,
    "right",
    lambda row: views.value_of(row.figure),
    alongside=(printed_column,),
)
unit_column = FigureColumn(
    "unit", lambda row: row.figure.unit, shown=lambda row: row.dataset.unit(row.figure).say()
)
FIGURE_COLUMNS: tuple[FigureColumn, ...] = (
    Column("id", lambda row: row.figure.id),
    Column("category", lambda row: row.figure.category),
    Column("name_zh", lambda row: row.figure.name.zh),
    Column("name_en", lambda row: row.figure.name.en or None),
    value_column,
    Column("qualifier", lambda row: row.figure.qualifier),
    Column("unit", lambda row: row.figure.unit),
    Column("unit_en", lambda row: row.dataset.unit(row.figure).en or None),
    printed_column,
    Column("scope", lambda row: row.figure.scope, words=labels["SCOPES"]),
    Column("year", lambda row: row.dataset.year),
    Column("dataset", lambda row: row.dataset.id),
    Column("paragraph", lambda row: row.figure.paragraph),
    Column("source", lambda row: row.dataset.source_of(row.figure).reference),
    Column("body", lambda row: row.dataset.body.zh, shown=lambda row: row.dataset.body.say()),
    Column("low", lambda row: interval(row.figure)[0], "right"),
    Column("high", lambda row: interval(row.figure)[1], "right"),
    Column("low_open", lambda row: interval(row.figure)[2]),
    Column("high_open", lambda row: interval(row.figure)[3]),
)
name_column: FigureColumn = views.named("name", lambda row: row.figure.name)
city_column = FigureColumn(
    "scope",
    lambda row: row.figure.scope,
    shown=lambda row: views.area(row.dataset).say() if row.figure.scope == "city" else "",
    documented=lambda row: scope_in_a_word(row),
)


def scope_in_a_word(row: OfFigure) -> str:
    """Return the scope of a figure: 本级 or 全市, in a county 全县; or nothing."""
    if row.figure.scope == "city":
        return views.area(row.dataset).say()
    return views.word(labels["SCOPES"], row.figure.scope)


def figures(datasets: Sequence[Dataset], chosen: Sequence[Placed]) -> Table[Placed]:
    """Return figures of datasets, by category, with the sources and what the qualifiers mean."""
    several = [one.figure for one in chosen]
    short_id = FigureColumn("id", lambda row: row.figure.short_id, handle=True)

    def category(row: OfFigure) -> str:
        return views.both_names(row.dataset.categories[row.figure.category].name)

    return Table(
        FIGURE_COLUMNS,
        chosen,
        (
            name_column,
            *views.placing_columns(datasets),
            valued(several),
            unit_column,
            *([city_column] if has_city(chosen) else []),
            short_id,
        ),
        views.title_of(datasets),
        [*figure_notes(chosen), *views.source_notes(datasets)],
        heading=Column(
            "category",
            lambda row: row.figure.category,
            shown=lambda row: f"{category(row)} · {row.figure.category}",
            documented=category,
        ),
        empty=messages.NO_FIGURES.about(),
    )


def valued(chosen: Sequence[Figure]) -> FigureColumn:
    """Return the column of values; of exact ones the printed form tells nothing more."""
    exact = all(figure.qualifier == "exact" for figure in chosen)
    return value_column.alone() if exact else value_column


def figure_notes(chosen: Sequence[OfFigure]) -> list[Note]:
    """Return what must be said below figures: what their qualifiers and their scope mean."""
    used = {row.figure.qualifier for row in chosen}
    notes = [
        Note(claim.note.about(), ("value", "qualifier", "printed"))
        for name, claim in CLAIMS.items()
        if name in used and claim.note
    ]
    if has_city(chosen):
        areas = dict.fromkeys(
            views.area(one.dataset) for one in chosen if one.figure.scope == "city"
        )
        rest = messages.REST_NOTE.about() if all(one.figure.scope for one in chosen) else ""
        notes.append(Note(messages.CITY_NOTE.about(areas=[*areas], rest=rest), ("scope",)))
    return notes


def has_city(chosen: Sequence[OfFigure]) -> bool:
    """Tell whether any of some figures is of the whole city, which must be said beside it."""
    return any(row.figure.scope == "city" for row in chosen)


def card(several: Sequence[Placed], sentence: str | None = None) -> Table[Placed]:
    """Return everything known of a figure, in each of the datasets that hold it.

    The sentence that states it, where one was looked for, is one more key for machines.
    """
    stated = FigureColumn("sentence", lambda row: sentence)
    return Table(
        FIGURE_COLUMNS if sentence is None else (*FIGURE_COLUMNS, stated),
        several,
        FIGURE_COLUMNS,
        views.both_names(several[-1].figure.name),
        views.source_notes([one.dataset for one in several]),
        card=lambda row: pairs((*_told(row.dataset, row.figure), ("sentence", sentence or ""))),
    )


def pairs(lines: Iterable[tuple[str | Text, str]]) -> list[Pair]:
    """Return the lines of a card that say something, given with their labels or their keys."""
    told = ((labels["COLUMNS"][of] if isinstance(of, str) else of, of, text) for of, text in lines)
    return [(label.say(), text, of == "id") for label, of, text in told if text]


# Of what a figure states, all that a card words for itself; what else it states stands as it is.
_WORDED = frozenset(("id", "name", "value", "unit", "pinyin", "note", "terms", "part_of"))
_WORDED |= frozenset(("printed", "qualifier", "scope", "paragraph"))


def _told(dataset: Dataset, figure: Figure) -> list[tuple[str | Text, str]]:
    category = dataset.categories[figure.category]
    claimed = CLAIMS[figure.qualifier].note
    whole = dataset.figures.get(figure.part_of or "")
    paragraph = "" if figure.paragraph is None else str(figure.paragraph)
    scope = labels["SCOPES_IN_FULL"].get(figure.scope or "")
    others = (name for name in Figure._fields if name not in _WORDED and getattr(figure, name))
    return [
        ("value", views.with_unit(dataset, figure)),
        ("qualifier", views.said(claimed)),
        ("printed", figure.printed),
        ("paragraph", paragraph and labels.PARAGRAPH_NUMBER.say().format(paragraph)),
        ("scope", scope.about(area=views.area(dataset)).say() if scope else ""),
        *((keys(Figure)[name].label, _as_stated(getattr(figure, name))) for name in others),
        ("category", views.both_names(category.name)),
        ("function", views.said(category.function)),
        ("body", dataset.body.say()),
        ("year", str(dataset.year)),
        *([("part_of", _part(dataset, figure, whole, whole))] if whole else []),
        *(("parts", _part(dataset, part, figure, part)) for part in dataset.parts(figure)),
        *(("ratio", views.ratio_in_words(dataset, ratio)) for ratio in dataset.ratios_of(figure)),
        ("note", views.said(figure.note)),
        ("terms", listed(figure.terms)),
        ("id", figure.id),
    ]


def _as_stated(value: object) -> str:
    """Return what a key states as a text."""
    if isinstance(value, Text):
        return value.say()
    if isinstance(value, tuple):
        return listed(map(str, value))
    return str(value)


def _part(dataset: Dataset, part: Figure, whole: Figure, told: Figure) -> str:
    """Return how a part stands to its whole, told with the name of the other of the two."""
    return labels.SHARE_OF_WHOLE.say().format(
        name=views.on_one_line(told.name),
        quantity=views.with_unit(dataset, told),
        share=views.derived_in_words(divide(part.quantity, whole.quantity), "percent"),
    )


class CategoryRow:
    """A category in its dataset, with its number of figures."""

    def __init__(self, dataset: Dataset, category: Category, figures: int) -> None:
        self.dataset, self.category, self.figures = dataset, category, figures


CATEGORY_COLUMNS: tuple[Column[CategoryRow], ...] = (
    Column("id", lambda row: row.category.id, handle=True),
    Column("name_zh", lambda row: row.category.name.zh),
    Column("name_en", lambda row: row.category.name.en or None),
    Column(
        "function",
        lambda row: row.category.function and row.category.function.zh,
        shown=lambda row: views.said(row.category.function),
    ),
    Column("figures", lambda row: row.figures, "right"),
    Column("dataset", lambda row: row.dataset.id),
)


def categories(counted: Iterable[tuple[Dataset, Mapping[str, int]]]) -> Table[CategoryRow]:
    """Return the categories of each dataset with their numbers of figures, given by their ids."""
    datasets, rows = [], []
    for dataset, counts in counted:
        datasets.append(dataset)
        every = dataset.categories.values()
        rows += [CategoryRow(dataset, one, counts.get(one.id, 0)) for one in every]
    name: Column[CategoryRow] = views.named(
        "name", lambda row: row.category.name, labels["COLUMNS"]["category"]
    )
    return Table(
        CATEGORY_COLUMNS,
        rows,
        (name, *views.placing_columns(datasets), "function", "figures", "id"),
        views.titled(labels.TITLE_OF_CATEGORIES, datasets),
        views.source_notes(datasets),
    )


class KnownDataset:
    """A dataset file that is known: what it is of, or nothing where it is at fault."""

    def __init__(self, path: str, known: Entry | None, owner: str) -> None:
        self.path, self.known, self.owner = path, known, owner


DATASET_COLUMNS: tuple[Column[KnownDataset], ...] = (
    Column("id", lambda row: row.known and row.known.id),
    Column("year", lambda row: row.known and row.known.year),
    Column("body_zh", lambda row: row.known and row.known.body.zh),
    Column("body_en", lambda row: row.known and row.known.body.en),
    Column("figures", lambda row: row.known and row.known.figures, "right"),
    Column("state", lambda row: "ok" if row.known else "faulty", words=labels["STATES"]),
    Column("path", lambda row: escaped(row.path)),
    Column("owner", lambda row: row.owner, words=labels["OWNERS"]),
)


def datasets(listed: Sequence[KnownDataset]) -> Table[KnownDataset]:
    """Return the datasets known, with whose they are and their path, and faults where there are."""
    faulty = any(row.known is None for row in listed)
    name = Column[KnownDataset](
        "body",
        lambda row: row.known and row.known.body.zh,
        shown=lambda row: views.said(row.known and views.short_body(row.known)),
    )
    return Table(
        DATASET_COLUMNS,
        listed,
        ("id", "year", name, "figures", "owner", *(["state"] if faulty else []), "path"),
        subject=labels.DATASETS_TABLE.say(),
    )


class TopicRow:
    """A piece of named work in its dataset."""

    def __init__(self, dataset: Dataset, topic: Topic) -> None:
        self.dataset, self.topic = dataset, topic


TOPIC_COLUMNS: tuple[Column[TopicRow], ...] = (
    Column("kind", lambda row: row.topic.kind),
    Column("name_zh", lambda row: row.topic.name.zh),
    Column("name_en", lambda row: row.topic.name.en or None),
    Column("paragraph", lambda row: row.topic.paragraph, "right"),
    Column("year", lambda row: row.dataset.year),
    Column("dataset", lambda row: row.dataset.id),
    Column("source", lambda row: row.dataset.source.reference),
)


def topics(datasets: Sequence[Dataset], chosen: Sequence[TopicRow]) -> Table[TopicRow]:
    """Return topics of datasets, by kind."""

    def kind(row: TopicRow) -> str:
        return views.word(labels["KINDS"], row.topic.kind) or row.topic.kind

    def heading(row: TopicRow) -> str:
        # In English the name of a kind is the kind.
        name = kind(row)
        return name if name == row.topic.kind else f"{name} · {row.topic.kind}"

    name: Column[TopicRow] = views.named("name", lambda row: row.topic.name, labels.TOPIC)
    return Table(
        TOPIC_COLUMNS,
        chosen,
        (name, *views.placing_columns(datasets), "paragraph"),
        views.titled(labels.TITLE_OF_WORK, datasets),
        views.source_notes(datasets),
        heading=Column("kind", lambda row: row.topic.kind, shown=heading, documented=kind),
        empty=messages.NO_TOPICS.about(),
    )


FOUND_COLUMNS: tuple[Column[Found], ...] = (
    Column("kind", lambda row: row.kind, words=labels["FOUND_KINDS"]),
    Column("id", lambda row: row.id),
    Column("name_zh", lambda row: row.name.zh),
    Column("name_en", lambda row: row.name.en or None),
    Column("matched", lambda row: row.matched),
    Column("by", lambda row: row.by, words=labels["MATCHES"]),
)


def found(datasets: Sequence[Dataset], rows: Sequence[Found], empty: Message) -> Table[Found]:
    """Return what was found, the best match first; `empty` is said where nothing was."""
    name: Column[Found] = views.named("name", lambda row: row.name, labels.FOUND_NAME)
    return Table(
        FOUND_COLUMNS,
        rows,
        (name, "kind", "matched", "id"),
        notes=views.source_notes(datasets) if rows else [],
        empty=empty,
        subject=labels.FOUND_TABLE.say(),
    )
