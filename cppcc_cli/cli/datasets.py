"""The commands that answer from datasets, and those that draft, list, keep and hand on datasets."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from cppcc_cli import cli, messages, query
from cppcc_cli.dataset import ID, LARGEST, Dataset, Figure, Source, stem_of
from cppcc_cli.dataset.sources import bundled, read_folder
from cppcc_cli.errors import FaultyDataset, InputError, OutputError, UsageError, all_of, needing
from cppcc_cli.files import read_regular_file, sayable, user_data, write_files, write_folder
from cppcc_cli.messages import Message, Text, current, labels
from cppcc_cli.output import Table
from cppcc_cli.output.formats import FORMATS, MANY_ROWS, emit_page, progress
from cppcc_cli.screen import wrap

# As wide are the lines of a comment in a dataset file.
_CELLS_OF_COMMENT = 92


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
        datasets = query.aligned(known.load(chosen.ids), chosen.figures)
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
        there = query.in_each(query.aligned(known.load(), [chosen]), [chosen.id])
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
        values = {"printed": chosen.printed, "paragraph": chosen.paragraph}
        asked.say(messages.NOT_STATED.about(path=[*stated], **values))
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
            placed = comparison.compare_over_time(datasets, chosen.figures, steps)
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
        empty = messages.NOTHING_FOUND.about(near=[] if rows else query.offers(every, words))
        asked.emit(found(known.load(()), rows, empty), *known.paths)


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
        there = query.in_each(query.aligned(known.load([chosen.id]), [chosen]), [chosen.id])
        cited = [citation(one.dataset, one.figure, style or current()) for one in there]
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
    from cppcc_cli.numerals import read
    from cppcc_cli.query import verify as verification
    from cppcc_cli.views.comparison import verdict

    if read(figure, unitless=True) and not read(value, unitless=True):
        figure, value = value, figure
    known = asked.gather()
    dataset = asked.one_of(known)
    chosen = asked.one_figure(dataset, figure)
    verified = verification.verify(dataset, chosen, value, asked.other_years(dataset, known))
    asked.emit(verdict(dataset, verified), dataset.path)
    if verified.verdict == "contradicts":
        raise typer.Exit(1)


@cli.command(*cli.TABLE, columns="figures.DATASET_COLUMNS")
def datasets(asked: cli.SharedOptions) -> None:
    """List the datasets known."""
    from cppcc_cli.views.figures import KnownDataset, datasets

    try:
        known = asked.gather(every=True)
        good, errors = known.entries, known.unreadable
    except InputError as error:
        good, errors = [], error.several or [error]
    mine = user_data(os.environ)

    def owner(path: str) -> str:
        if path == bundled():
            return "bundled"
        return "own" if mine and Path(mine) in Path(path).parents else "given"

    listed = [KnownDataset(one.path, one, owner(one.path)) for one in good]
    unsound = [one.path for one in errors if isinstance(one, FaultyDataset)]
    listed += [KnownDataset(path, None, owner(path)) for path in unsound]
    if listed:
        asked.emit(datasets(listed), *(one.path for one in listed))
    others = [error for error in errors if not isinstance(error, FaultyDataset)]
    if others:
        raise all_of(others)


@cli.command("force", "lang")
def add(asked: cli.SharedOptions, dataset: str = cli.argument("FILE")) -> None:
    """Check a dataset and put it into the user's own folder; never over another without --force."""
    from cppcc_cli.dataset.reading import doubts, read_dataset
    from cppcc_cli.text.slots import word_faults

    raw = read_regular_file(dataset, LARGEST)
    added = read_dataset(raw, dataset)
    if faults := word_faults(added):
        raise FaultyDataset(dataset, faults)
    folder = user_data(os.environ)
    if folder is None:
        raise OutputError(messages.NO_OWN_FOLDER.about())
    with sayable(folder):
        Path(folder).mkdir(parents=True, exist_ok=True)
        there = read_folder(folder).entries
    # One of the same year and committee is replaced where it is: of two of them none would answer.
    known = {(one.year, one.body): one.path for one in there}
    named = str(Path(folder, f"{added.id}.toml"))
    path = known.get((added.year, added.body), named)
    if (added.year, added.body) not in known and named in known.values():
        raise OutputError(messages.ID_TAKEN.about(path=path))
    if os.path.lexists(path) and not asked.force:
        raise OutputError(messages.ALREADY_THERE.about(path=path))
    write_files([(path, raw)], asked.force, [dataset])
    asked.say(*doubts(added), messages.ADDED.about(id=added.id, path=path))
    if os.environ.get("CPPCC_DATA"):
        asked.say(messages.ADDED_BUT_UNUSED.about())


@cli.command("force", "lang")
def schema(asked: cli.SharedOptions, text_file: str | None = cli.TEXT_FILE) -> None:
    """Print the JSON Schema of a dataset file."""
    from json import dumps

    from cppcc_cli.dataset.toml import json_schema

    asked.write(text_file, f"{dumps(json_schema(), indent=2)}\n")


@cli.command("force", "title", *cli.CHOOSING)
def export(
    asked: cli.SharedOptions,
    folder: str = cli.argument("FOLDER", reads=cli.path_of("FOLDER", streamed=False)),
) -> None:
    """Write datasets as a Data Package: CSV files with a descriptor."""
    from cppcc_cli.output.lake import package
    from cppcc_cli.views import title_of
    from cppcc_cli.views.report import tables

    with asked.collection() as known:
        figures = sum(one.figures for one in known.entries)
        with progress(messages.WRITING.about(path=folder).say(), None, figures >= MANY_ROWS):
            every = [*known.catalogue().figures.values()]
            datasets = query.aligned(known.load(), every)
            title = asked.title or title_of(datasets)
            files = package(title, datasets, tables(datasets))
            write_folder(folder, files, asked.force, known.paths)


@cli.command("force", "lang")
def init(
    asked: cli.SharedOptions,
    new_year: int = cli.argument("YEAR", reads=cli.year_of),
    like: str | None = cli.LIKE,
    dataset_file: str | None = cli.DATASET_FILE,
) -> None:
    """Make the dataset of a year with the figures of another, without values."""
    from cppcc_cli.dataset.toml import to_toml

    last = asked.dataset(like)
    stem, said = _id_of_file(dataset_file, new_year), messages.FIGURES_OF
    named = last._replace(
        id=f"{stem_of(last.id)}-{new_year}",
        year=new_year,
        title=last.title_in(new_year),
        source=Source(""),
        topics=(),
    )
    if stem and stem_of(stem) != stem_of(last.id):
        named, said = named._replace(id=stem, body=Text("", ""), title=None), messages.FIGURES_ONLY
    if said is messages.FIGURES_ONLY or (like is None and last.path == bundled()):
        asked.say(said.about(id=last.id, body=last.body))
    before = {figure.id: [f"{last.year}: {figure.printed}"] for figure in last.figures.values()}
    remarks = {"": wrap(messages.TO_BE_FILLED_IN.say(), _CELLS_OF_COMMENT), **before}
    asked.write(dataset_file, to_toml(named, remarks, values=False), [last.path])


def _id(word: str) -> str:
    if not re.fullmatch(ID, word):
        raise UsageError(messages.WRONG_ID.about(id=word))
    return word


@cli.command("force", "lang")
def draft(
    asked: cli.SharedOptions,
    reports: list[str] = cli.argument("REPORTS"),
    id: str | None = cli.option("--id", metavar="ID", reads=_id),
    report_year: int | None = cli.option("--year", metavar="YEAR", reads=cli.year_of),
    report_body: str | None = cli.option(
        "--body", metavar="BODY", reads=cli.words_or(messages.EMPTY_BODY)
    ),
    like: str | None = cli.LIKE,
    pinyin: bool = cli.option("--pinyin"),
    stdin_filename: str | None = cli.STDIN_FILENAME,
    dataset_file: str | None = cli.DATASET_FILE,
) -> None:
    """Draft a dataset out of a report."""
    from cppcc_cli.cli.texts import Documents
    from cppcc_cli.dataset.toml import to_toml
    from cppcc_cli.text import drafting

    known = asked.dataset(like) if like else asked.gather().catalogue()
    named = Documents(asked, reports, stdin_filename)
    documents = list(named)
    named.require_all()
    overrides = drafting.Overrides(id, report_year, report_body, pinyin)
    with needing("draft", labels["MATCHES"]["pinyin"], messages.WRITING_NEEDS_EXTRA):
        drafted = drafting.draft(documents, known, known if like else None, overrides)
    stem, year = _id_of_file(dataset_file, drafted.dataset.year), drafted.dataset.year
    is_own = known.body.zh == drafted.dataset.body.zh or stem_of(stem) != stem_of(known.id)
    if stem and is_own and drafted.dataset.id == f"draft-{year}":
        drafted = drafted._replace(dataset=drafted.dataset._replace(id=stem))
    stated = drafted.dataset.figures
    new = [id for id in stated if like and id not in known.figures]
    gone = [_as_printed(one) for id, one in known.figures.items() if like and id not in stated]
    remarks = {id: [said.say() for said in several] for id, several in drafted.remarks.items()}
    for id in new:
        remarks[id] = [messages.NEW_FIGURE.say(), *remarks.get(id, ())]
    for one in gone:
        remarks[""].append(messages.GONE_FIGURE.about(figure=one).say())
    perhaps = {}
    for id, of in drafted.perhaps.items():
        values = {"name": stated[of].name, "printed": stated[of].printed}
        perhaps[id] = [messages.PART_ASKED.about(**values).say(), f'part_of = "{of}"']
    text = to_toml(drafted.dataset, remarks, asked=perhaps)
    # What the file notes is said of one that is written.
    asked.write(dataset_file, text, [known.path, *named.paths])
    asked.say(*drafted.notes)
    asked.tell(messages.NEW_FIGURES, [_as_printed(stated[id]) for id in new])
    asked.tell(messages.GONE_FIGURES, gone)
    if not stated:
        asked.say(messages.NOTHING_DRAFTED.about())
    asked.tell(
        messages.DOUBTED, [id for id in stated if id in {*drafted.remarks, *drafted.perhaps}]
    )


def _id_of_file(path: str | None, year: int) -> str:
    """Return the id of a dataset of a year that its file is called by; nothing for another name."""
    stem = Path(path or "").stem
    return stem if stem.endswith(f"-{year}") and re.fullmatch(ID, stem) else ""


def _as_printed(figure: Figure) -> Message:
    name = figure.name.zh or messages.UNNAMED.about()
    return messages.FIGURE_AS_PRINTED.about(id=figure.id, name=name, printed=figure.printed)
