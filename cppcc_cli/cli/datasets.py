"""The commands that list datasets, draft or start one, describe them and hand them on."""

import os
import re
from pathlib import Path

from cppcc_cli import cli, messages
from cppcc_cli.cli.texts import Documents
from cppcc_cli.dataset import ID, LARGEST, Dataset, Figure, Source, stem_of
from cppcc_cli.dataset.sources import bundled, read_folder
from cppcc_cli.errors import FaultyDataset, InputError, OutputError, UsageError, all_of, needing
from cppcc_cli.files import read_regular_file, sayable, user_data, write_files, write_folder
from cppcc_cli.language import Message
from cppcc_cli.messages import labels
from cppcc_cli.output.formats import MANY_ROWS, progress
from cppcc_cli.screen import wrap


def _id(word: str) -> str:
    if not re.fullmatch(ID, word):
        raise UsageError(messages.WRONG_ID.about(id=word))
    return word


# As wide are the lines of a comment in a dataset file.
_CELLS_OF_COMMENT = 92


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
    from cppcc_cli.dataset.reading import read_dataset
    from cppcc_cli.text.slots import word_faults

    raw = read_regular_file(dataset, LARGEST)
    added = read_dataset(raw, dataset)
    if faults := word_faults(added, raw.decode("utf-8-sig")):
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
    asked.say(messages.ADDED.about(id=added.id, path=path))
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
            datasets = known.load()
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
    named = last._replace(
        id=f"{stem_of(last.id)}-{new_year}",
        year=new_year,
        title=last.title_in(new_year),
        source=Source(""),
        topics=(),
    )
    before = {figure.id: [f"{last.year}: {figure.printed}"] for figure in last.figures.values()}
    remarks = {"": wrap(messages.TO_BE_FILLED_IN.say(), _CELLS_OF_COMMENT), **before}
    asked.write(dataset_file, to_toml(named, remarks, values=False), [last.path])


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
    from cppcc_cli.dataset.toml import to_toml
    from cppcc_cli.text import drafting

    known = asked.dataset(like) if like else asked.gather().catalogue()
    named = Documents(asked, reports, stdin_filename)
    documents = list(named)
    named.require_all()
    overrides = drafting.Overrides(id, report_year, report_body, pinyin)
    with needing("draft", labels["MATCHES"]["pinyin"], messages.WRITING_NEEDS_EXTRA):
        drafted = drafting.draft(documents, known, known if like else None, overrides)
    drafted = drafted._replace(dataset=_named_as(dataset_file, drafted.dataset, known))
    asked.say(*drafted.notes)
    remarks = {id: [said.say() for said in several] for id, several in drafted.remarks.items()}
    if like:
        new = [id for id in drafted.dataset.figures if id not in known.figures]
        gone = [one for id, one in known.figures.items() if id not in drafted.dataset.figures]
        for id in new:
            remarks[id] = [messages.NEW_FIGURE.say(), *remarks.get(id, ())]
        asked.tell(messages.NEW_FIGURES, [_as_printed(drafted.dataset.figures[id]) for id in new])
        lost = [*map(_as_printed, gone)]
        asked.tell(messages.GONE_FIGURES, lost)
        remarks[""] += [messages.GONE_FIGURE.about(figure=one).say() for one in lost]
    stated = drafted.dataset.figures
    if not stated:
        asked.say(messages.NOTHING_DRAFTED.about())
    asked.tell(
        messages.DOUBTED, [id for id in stated if id in {*drafted.remarks, *drafted.perhaps}]
    )
    perhaps = {}
    for id, of in drafted.perhaps.items():
        values = {"name": stated[of].name, "printed": stated[of].printed}
        perhaps[id] = [messages.PART_ASKED.about(**values).say(), f'part_of = "{of}"']
    text = to_toml(drafted.dataset, remarks, asked=perhaps)
    asked.write(dataset_file, text, [known.path, *named.paths])


def _named_as(path: str | None, drafted: Dataset, known: Dataset) -> Dataset:
    """Return a draft of a committee that is not known with the id that its file is called by."""
    stem, year = Path(path or "").stem, drafted.year
    is_own = known.body.zh == drafted.body.zh or stem_of(stem) != stem_of(known.id)
    is_named = stem.endswith(f"-{year}") and drafted.id == f"draft-{year}"
    return drafted._replace(id=stem) if is_own and is_named and re.fullmatch(ID, stem) else drafted


def _as_printed(figure: Figure) -> Message:
    name = figure.name.zh or messages.UNNAMED.about()
    return messages.FIGURE_AS_PRINTED.about(id=figure.id, name=name, printed=figure.printed)
