"""The commands that answer with figures, categories and named work."""

from cppcc_cli import messages
from cppcc_cli.cli.options import (
    Asked,
    FigureName,
    Names,
    Scope,
    SomeNames,
    Sort,
    SourceText,
    TopicKind,
    require_choice,
    shares_options,
)
from cppcc_cli.dataset.fields import SCOPES
from cppcc_cli.errors import AskedWrongly
from cppcc_cli.language import Message
from cppcc_cli.query import lookup


@shares_options
def categories(asked: Asked) -> None:
    """List the categories."""
    from cppcc_cli.output.views.catalogue import categories

    dataset = asked.load()
    asked.emit(categories(dataset), dataset.path)


@shares_options
def stats(asked: Asked, names: Names = None, scope: Scope = None) -> None:
    """Show the figures of categories, or single ones; all where none is named."""
    from cppcc_cli.output.views.figures import figures

    require_choice("--scope", scope, SCOPES)
    dataset = asked.load()
    chosen = lookup.choose(dataset, names or [])
    within = [figure for figure in chosen if scope in (None, figure.scope)]
    asked.emit(figures(dataset, within), dataset.path)


@shares_options
def show(asked: Asked, figure: FigureName, source: SourceText = None) -> None:
    """Show everything known of one figure."""
    from cppcc_cli.output.views.card import card

    dataset = asked.load()
    chosen = lookup.choose_one(dataset, figure)
    if source is None:
        asked.emit(card(dataset, chosen), dataset.path)
        return
    from cppcc_cli.text.documents import read_document
    from cppcc_cli.text.quoting import stating_sentence

    document = read_document(source)
    asked.say(*document.notes)
    sentence = stating_sentence(document, chosen)
    if sentence is None:
        asked.say(_not_stated(source, chosen.printed, chosen.paragraph))
    asked.emit(card(dataset, chosen, sentence or ""), dataset.path, source)


def _not_stated(source: str, printed: str, paragraph: int | None) -> Message:
    if paragraph is None:
        return messages.NOT_STATED_ANYWHERE.about(path=source, printed=printed)
    return messages.NOT_STATED.about(path=source, printed=printed, paragraph=paragraph)


@shares_options
def compare(asked: Asked, names: SomeNames, sort: Sort = None) -> None:
    """Show figures side by side."""
    from cppcc_cli.output.views.comparison import comparison
    from cppcc_cli.query import comparison as query

    require_choice("--sort", sort, query.SORTS)
    dataset = asked.load()
    chosen = lookup.choose(dataset, names)
    compared = query.compare(dataset, chosen)
    if sort is not None:
        compared = query.sort(compared, sort, asked.language)
    ratios = query.declared_ratios(dataset, chosen)
    asked.emit(comparison(dataset, compared, ratios, asked.language), dataset.path)


@shares_options
def topics(asked: Asked, kind: TopicKind = None) -> None:
    """Show the named work of the year."""
    from cppcc_cli.output.views.topics import topics

    dataset = asked.load()
    kinds = list(dict.fromkeys(topic.kind for topic in dataset.topics))
    if kind is not None and kind not in kinds:
        raise AskedWrongly(messages.UNKNOWN_KIND.about(name=kind, known=kinds))
    chosen = [topic for topic in dataset.topics if kind in (None, topic.kind)]
    asked.emit(topics(dataset, chosen), dataset.path)
