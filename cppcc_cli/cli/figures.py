"""The commands that answer with figures, categories and named work."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from cppcc_cli import cli, messages, query
from cppcc_cli.dataset import Dataset
from cppcc_cli.errors import UsageError
from cppcc_cli.files import sayable, write_files
from cppcc_cli.language import Text, current
from cppcc_cli.messages import labels
from cppcc_cli.output import Table
from cppcc_cli.output.formats import FORMATS, emit_page


@cli.command(*cli.TABLE, columns="figures.CATEGORY_COLUMNS")
def categories(asked: cli.SharedOptions) -> None:
    """List the categories."""
    from cppcc_cli.views.figures import categories

    with asked.collection() as known:
        asked.emit(categories(known.counted()), *known.paths)


@cli.command(*cli.TABLE, columns="figures.FIGURE_COLUMNS")
def stats(
    asked: cli.SharedOptions,
    names: list[str] | None = cli.argument("NAMES", offers="names", default=None),
    scope: str | None = cli.option("--scope", metavar="SCOPE", choices=labels["SCOPES"]),
) -> None:
    """Show the figures of categories, or single ones; all where none is named."""
    from cppcc_cli.views.figures import figures

    with asked.collection() as known:
        chosen = query.choose(known.catalogue(), names or [])
        asked.say(*chosen.taken)
        datasets = known.load(chosen.ids)
        there = query.in_each(datasets, chosen.ids)
        within = [one for one in there if scope in (None, one.figure.scope)]
        asked.emit(figures(datasets, within), *known.paths)


@cli.command(*cli.TABLE, columns="figures.FIGURE_COLUMNS")
def show(
    asked: cli.SharedOptions,
    figure: str = cli.FIGURE_NAME,
    sources: list[str] | None = cli.option("--source", metavar="TEXT"),
    stdin_filename: str | None = cli.STDIN_FILENAME,
) -> None:
    """Show everything known of one figure."""
    from cppcc_cli.views.figures import card

    with asked.collection() as known:
        if sources:
            _show_stated(asked, asked.one_of(known), figure, sources, stdin_filename)
            return
        chosen = asked.one_figure(known.catalogue(), figure)
        there = query.in_each(known.load(), [chosen.id])
        asked.emit(card(there), *known.paths)


def _show_stated(
    asked: cli.SharedOptions,
    dataset: Dataset,
    name: str,
    sources: Sequence[str],
    stdin_name: str | None,
) -> None:
    """Show a figure with the sentence that states it, of the first of its sources that has one."""
    from cppcc_cli.cli.texts import Documents
    from cppcc_cli.text.auditing import stating_sentence
    from cppcc_cli.views.figures import card

    chosen = asked.one_figure(dataset, name)
    named = Documents(asked, sources, stdin_name)
    stated = {document.path: stating_sentence(document, chosen) for document in named}
    path, sentence = next((one for one in stated.items() if one[1] is not None), ("", ""))
    if path and named.several:
        asked.say(messages.STATED_IN.about(path=path, printed=chosen.printed))
    elif stated and not path:
        said = messages.NOT_STATED if chosen.paragraph else messages.NOT_STATED_ANYWHERE
        values = {"printed": chosen.printed, "paragraph": chosen.paragraph}
        asked.say(said.about(path=[*stated], **values))
    if stated:
        asked.emit(card([query.Placed(dataset, chosen)], sentence), dataset.path, *named.paths)
    named.require_all()


@cli.command(*cli.TABLE, columns="comparison.ACROSS_COLUMNS")
def compare(
    asked: cli.SharedOptions,
    names: list[str] = cli.argument("NAMES", offers="names"),
    by: str | None = cli.option("--by", metavar="AXIS", choices=labels["AXES"]),
    steps: bool = cli.option("--steps"),
    order: str | None = cli.option("--sort", metavar="KEY", choices=("value", "name", "id")),
    chart: str | None = cli.file("--chart", suffixes=(".svg",)),
) -> None:
    """Show figures side by side: of one dataset, or over years and committees."""
    from cppcc_cli.query import compare as comparison
    from cppcc_cli.views.comparison import across, compared

    with asked.collection() as known:
        chosen = query.choose(known.catalogue(), names)
        asked.say(*chosen.taken)
        datasets = known.load(chosen.ids)
        if len(datasets) < 2 and len(chosen.figures) < 2:
            raise UsageError(messages.COMPARE_TWO.about())
        if len(datasets) > 1 or by is not None or steps:
            placed = comparison.compare_over_time(datasets, chosen.ids, steps)
            table: Table[Any] = across(datasets, placed, by, steps, order)
        else:
            (dataset,) = datasets
            rows = comparison.compare(dataset, chosen.figures)
            if order is not None:
                rows = comparison.sort(rows, order)
            ratios = comparison.declared_ratios(dataset, chosen.figures)
            table = compared(dataset, rows, ratios)
        table.title = asked.title or table.title
        beside = []
        if chart is not None:
            from cppcc_cli.output.svg import to_svg
            from cppcc_cli.views.report import comparison_chart

            beside = [(chart, to_svg(comparison_chart(datasets, table, by)).encode())]
        asked.emit(table, *known.paths, beside=beside)


@cli.command(*cli.TABLE, columns="figures.TOPIC_COLUMNS")
def topics(
    asked: cli.SharedOptions,
    topic_kind: str | None = cli.argument("KIND", offers="kinds", default=None),
) -> None:
    """Show the named work of the year."""
    from cppcc_cli.views.figures import TopicRow, topics

    with asked.collection() as known:
        datasets = known.load(())
        every = [TopicRow(one, topic) for one in datasets for topic in one.topics]
        kinds = (one.topic.kind for one in every)
        there = {kind: labels["KINDS"].get(kind, Text("", "")) for kind in kinds}
        wanted = None if topic_kind is None else cli.key_of(topic_kind, there)
        if there and topic_kind is not None and wanted is None:
            known_kinds = cli.in_both(there)
            raise UsageError(messages.UNKNOWN_KIND.about(name=topic_kind, known=known_kinds))
        chosen = [one for one in every if wanted in (None, one.topic.kind)]
        asked.emit(topics(datasets, chosen), *known.paths)


@cli.command(*cli.TABLE, columns="figures.FOUND_COLUMNS")
def search(asked: cli.SharedOptions, words: list[str] = cli.argument("WORDS")) -> None:
    """Find figures, categories and topics by any of their names."""
    from cppcc_cli.views.figures import found

    with asked.collection() as known:
        every = known.catalogue()._replace(topics=known.topics())
        rows = query.search(every, words)
        near = [] if rows else query.offers(every, words)
        empty = messages.NOTHING_FOUND_NEAR if near else messages.NOTHING_FOUND
        asked.emit(found(known.load(()), rows, empty.about(near=near)), *known.paths)


@cli.command("force", *cli.CHOOSING)
def cite(
    asked: cli.SharedOptions,
    figure: str = cli.FIGURE_NAME,
    style: str | None = cli.option(
        "--style", metavar="STYLE", choices=("zh", "en", "gbt7714", "bibtex")
    ),
    text_file: str | None = cli.TEXT_FILE,
) -> None:
    """Cite one figure, or the document that states it."""
    from cppcc_cli.views import cite as citation

    with asked.collection() as known:
        chosen = asked.one_figure(known.catalogue(), figure)
        cited = [
            citation(dataset, one, style or current())
            for dataset, one in query.in_each(known.load([chosen.id]), [chosen.id])
        ]
        asked.write(text_file, "".join(f"{one}\n" for one in cited), known.paths)


@cli.command("force", "title", *cli.CHOOSING)
def report(
    asked: cli.SharedOptions,
    page: str | None = cli.file("--output", "-o", suffixes=(".html", ".png", ".pdf")),
    only: list[str] | None = cli.option("--only", metavar="CATEGORY", offers="categories"),
    headline: list[str] | None = cli.option("--headline", metavar="FIGURE", offers="figures"),
    dark: bool = cli.option("--dark"),
) -> None:
    """Publish the figures of a committee as one page: of one year, or of several."""
    from cppcc_cli.views.report import report

    room = FORMATS["html"].enter(page or messages.A_PAGE)
    suffix = Path(page or "").suffix.lower()
    browser = None if suffix in ("", ".html") else room.find_browser()
    with asked.collection() as known:
        known.require_one_body()
        catalogue = known.catalogue()
        chosen, taken = query.choose_categories(catalogue, only or [])
        asked.say(*taken)
        above = [asked.one_figure(catalogue, name).id for name in headline or ()]
        told = report(catalogue, known.load(), chosen, asked.title, above, dark)
        text = room.render("report.html", **told)
        if page is None:
            emit_page(text)
        else:
            with sayable(page):
                made = room.photograph(browser, text, suffix) if browser else text.encode()
            write_files([(page, made)], asked.force, known.paths)


@cli.command(*cli.TABLE, columns="comparison.VERDICT_COLUMNS")
def verify(
    asked: cli.SharedOptions, figure: str = cli.FIGURE_NAME, value: str = cli.argument("VALUE")
) -> None:
    """Tell whether a number agrees with a figure; exit 1 where it contradicts it."""
    from cppcc_cli.query import verify as verification
    from cppcc_cli.views.comparison import verdict

    known = asked.gather()
    dataset = asked.one_of(known)
    chosen = asked.one_figure(dataset, figure)
    verified = verification.verify(dataset, chosen, value, asked.other_years(dataset, known))
    asked.emit(verdict(dataset, verified), dataset.path)
    if verified.verdict == "contradicts":
        raise typer.Exit(1)
