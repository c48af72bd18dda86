"""The commands that answer with figures, categories and named work."""

from collections.abc import Sequence
from typing import Annotated

import typer

from cppcc_cli import messages
from cppcc_cli.cli.asked import CHOOSING, SharedOptions, shares_options, takes
from cppcc_cli.cli.options import (
    AXES,
    FigureName,
    SourceText,
    key_of,
    require_choice,
    require_suffix,
)
from cppcc_cli.dataset.model import SCOPES, Dataset
from cppcc_cli.errors import UsageError
from cppcc_cli.language import Message
from cppcc_cli.messages import labels
from cppcc_cli.output.emit import emit_text
from cppcc_cli.output.table import Table
from cppcc_cli.query import lookup

Names = Annotated[list[str] | None, typer.Argument(metavar="NAMES")]
SomeNames = Annotated[list[str], typer.Argument(metavar="NAMES")]
Words = Annotated[list[str], typer.Argument(metavar="WORDS")]
TopicKind = Annotated[str | None, typer.Argument(metavar="KIND")]
Scope = Annotated[str | None, typer.Option("--scope", metavar="SCOPE")]
By = Annotated[str | None, typer.Option("--by", metavar="AXIS")]
Steps = Annotated[bool, typer.Option("--steps")]
Sort = Annotated[str | None, typer.Option("--sort", metavar="KEY")]
ChartFile = Annotated[str | None, typer.Option("--chart", metavar="FILE")]
Style = Annotated[str | None, typer.Option("--style", metavar="STYLE")]


@shares_options
def categories(asked: SharedOptions) -> None:
    """List the categories."""
    from cppcc_cli.views.figures import categories

    with asked.collection() as known:
        asked.emit(categories(known.load()), *known.paths)


@shares_options
def stats(asked: SharedOptions, names: Names = None, scope: Scope = None) -> None:
    """Show the figures of categories, or single ones; all where none is named."""
    from cppcc_cli.views.figures import figures

    scope = key_of(scope, labels.SCOPES)
    require_choice("--scope", scope, SCOPES)
    with asked.collection() as known:
        chosen = lookup.choose(known.catalogue(), names or [])
        asked.say(*chosen.taken)
        datasets = known.load(chosen.ids)
        within = [
            (dataset, figure)
            for dataset, figure in lookup.in_each(datasets, chosen.ids)
            if scope in (None, figure.scope)
        ]
        asked.emit(figures(datasets, within), *known.paths)


@shares_options
def show(asked: SharedOptions, figure: FigureName, source: SourceText = None) -> None:
    """Show everything known of one figure."""
    from cppcc_cli.views.figures import card

    with asked.collection() as known:
        if source is not None:
            _show_stated(asked, asked.one_of(known), figure, source)
            return
        chosen = asked.one_figure(known.catalogue(), figure)
        there = lookup.in_each(known.load(), [chosen.id])
        asked.emit(card(there), *known.paths)


def _show_stated(asked: SharedOptions, dataset: Dataset, name: str, source: str) -> None:
    """Show a figure with the sentence of its source that states it."""
    from cppcc_cli.documents.reading import read_document
    from cppcc_cli.text.quoting import stating_sentence
    from cppcc_cli.views.figures import card

    chosen = asked.one_figure(dataset, name)
    document = read_document(source)
    asked.say(*document.notes)
    sentence = stating_sentence(document, chosen)
    if sentence is None:
        asked.say(_not_stated(source, chosen.printed, chosen.paragraph))
    asked.emit(card([(dataset, chosen)], sentence or ""), dataset.path, source)


def _not_stated(source: str, printed: str, paragraph: int | None) -> Message:
    if paragraph is None:
        return messages.NOT_STATED_ANYWHERE.about(path=source, printed=printed)
    return messages.NOT_STATED.about(path=source, printed=printed, paragraph=paragraph)


@shares_options
def compare(
    asked: SharedOptions,
    names: SomeNames,
    by: By = None,
    steps: Steps = False,
    sort: Sort = None,
    chart: ChartFile = None,
) -> None:
    """Show figures side by side: of one dataset, or over years and committees."""
    from cppcc_cli.query import compare as comparison

    require_choice("--by", by, AXES)
    require_choice("--sort", sort, comparison.SORTS)
    require_suffix("--chart", chart, ".svg")
    with asked.collection() as known:
        chosen = lookup.choose(known.catalogue(), names)
        asked.say(*chosen.taken)
        datasets = known.load(chosen.ids)
        if len(datasets) < 2 and len(chosen.figures) < 2:
            raise UsageError(messages.COMPARE_TWO.about())
        if len(datasets) > 1 or by is not None or steps:
            from cppcc_cli.query.compare import compare_over_time
            from cppcc_cli.views.comparison import across

            placed = compare_over_time(datasets, chosen.ids, steps)
            table = across(datasets, placed, by, steps, sort, asked.language)
        else:
            from cppcc_cli.views.comparison import compared

            (dataset,) = datasets
            rows = comparison.compare(dataset, chosen.figures)
            if sort is not None:
                rows = comparison.sort(rows, sort)
            ratios = comparison.declared_ratios(dataset, chosen.figures)
            table = compared(dataset, rows, ratios, asked.language)
        asked.emit(table, *known.paths, beside=_drawn(asked, chart, datasets, table, by))


def _drawn(
    asked: SharedOptions,
    path: str | None,
    datasets: Sequence[Dataset],
    table: Table,
    by: str | None,
) -> dict[str, bytes]:
    """Return the chart of a comparison by the path of its file; nothing where none is wanted."""
    if path is None:
        return {}
    from cppcc_cli.output.svg import file
    from cppcc_cli.views.charts import comparison_chart

    return {path: file(comparison_chart(datasets, table, by, asked.language)).encode()}


@shares_options
def topics(asked: SharedOptions, kind: TopicKind = None) -> None:
    """Show the named work of the year."""
    from cppcc_cli.views.figures import topics

    with asked.collection() as known:
        datasets = known.load(())
        every = [(dataset, topic) for dataset in datasets for topic in dataset.topics]
        kinds = list(dict.fromkeys(topic.kind for _, topic in every))
        kind = key_of(kind, labels.KINDS)
        if kind is not None and kind not in kinds:
            raise UsageError(messages.UNKNOWN_KIND.about(name=kind, known=kinds))
        chosen = [(dataset, topic) for dataset, topic in every if kind in (None, topic.kind)]
        asked.emit(topics(datasets, chosen), *known.paths)


@shares_options
def search(asked: SharedOptions, words: Words) -> None:
    """Find figures, categories and topics by any of their names."""
    from cppcc_cli.views.figures import found

    with asked.collection() as known:
        every = known.catalogue()._replace(topics=known.topics())
        rows = lookup.search(every, words)
        nearest = [] if rows else lookup.offers(every, words)
        empty = (
            messages.NOTHING_FOUND_NEAR.about(near=nearest)
            if nearest
            else messages.NOTHING_FOUND.about()
        )
        asked.emit(found(known.load(()), rows, empty), *known.paths)


@takes(*CHOOSING)
def cite(asked: SharedOptions, figure: FigureName, style: Style = None) -> None:
    """Cite one figure, or the document that states it."""
    from cppcc_cli.query import cite as citation
    from cppcc_cli.views.wording import quantity_in_words

    require_choice("--style", style, citation.STYLES)
    with asked.collection() as known:
        chosen = asked.one_figure(known.catalogue(), figure)
        cited = [
            citation.cite(
                dataset, one, style or asked.language, quantity_in_words(dataset, one, "en")
            )
            for dataset, one in lookup.in_each(known.load([chosen.id]), [chosen.id])
        ]
        asked.say(*emit_text("".join(f"{one}\n" for one in cited)))
