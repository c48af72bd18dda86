"""The commands that answer with figures, categories and named work."""

import typer

from cppcc_cli import messages
from cppcc_cli.cli.options import (
    Asked,
    Data,
    FigureName,
    Lang,
    Names,
    Scope,
    SomeNames,
    Sort,
    SourceText,
    Style,
    TopicKind,
    Words,
    require_choice,
    shares_options,
)
from cppcc_cli.dataset.fields import SCOPES
from cppcc_cli.errors import AskedWrongly
from cppcc_cli.language import Message
from cppcc_cli.output.emit import emit_text
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
    asked.say(*chosen.taken)
    within = [figure for figure in chosen.figures if scope in (None, figure.scope)]
    asked.emit(figures(dataset, within), dataset.path)


@shares_options
def show(asked: Asked, figure: FigureName, source: SourceText = None) -> None:
    """Show everything known of one figure."""
    from cppcc_cli.output.views.card import card

    dataset = asked.load()
    chosen = asked.one_figure(dataset, figure)
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
    asked.say(*chosen.taken)
    compared = query.compare(dataset, chosen.figures)
    if sort is not None:
        compared = query.sort(compared, sort, asked.language)
    ratios = query.declared_ratios(dataset, chosen.figures)
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


@shares_options
def search(asked: Asked, words: Words) -> None:
    """Find figures, categories and topics by any of their names."""
    from cppcc_cli.output.views.search import found
    from cppcc_cli.query import search as query

    dataset = asked.load()
    rows = query.search(dataset, words)
    nearest = [] if rows else query.offers(dataset, words)
    empty = (
        messages.NOTHING_FOUND_NEAR.about(near=nearest)
        if nearest
        else messages.NOTHING_FOUND.about()
    )
    asked.emit(found(dataset, rows, empty), dataset.path)


def cite(
    context: typer.Context,
    figure: FigureName,
    style: Style = None,
    data: Data = None,
    lang: Lang = None,
) -> None:
    """Cite one figure, or the document that states it."""
    from cppcc_cli.output.views.wording import quantity_in_words
    from cppcc_cli.query import citation

    asked = Asked(data=data, lang=lang, language=context.obj)
    asked.check()
    require_choice("--style", style, citation.STYLES)
    dataset = asked.load()
    chosen = asked.one_figure(dataset, figure)
    in_english = quantity_in_words(dataset, chosen, "en")
    cited = citation.cite(dataset, chosen, style or asked.language, in_english)
    asked.say(*emit_text(f"{cited}\n"))
