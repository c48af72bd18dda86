"""The commands that answer with figures and categories."""

from cppcc_cli.cli.options import Asked, FigureName, Names, shares_options
from cppcc_cli.query import lookup


@shares_options
def categories(asked: Asked) -> None:
    """List the categories."""
    from cppcc_cli.output.views.catalogue import categories

    dataset = asked.load()
    asked.emit(categories(dataset), dataset.path)


@shares_options
def stats(asked: Asked, names: Names = None) -> None:
    """Show the figures of categories, or single ones; all where none is named."""
    from cppcc_cli.output.views.figures import figures

    dataset = asked.load()
    asked.emit(figures(dataset, lookup.choose(dataset, names or [])), dataset.path)


@shares_options
def show(asked: Asked, figure: FigureName) -> None:
    """Show everything known of one figure."""
    from cppcc_cli.output.views.card import card

    dataset = asked.load()
    asked.emit(card(dataset, lookup.choose_one(dataset, figure)), dataset.path)
