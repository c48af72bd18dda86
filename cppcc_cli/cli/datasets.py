"""The commands that list datasets, start one, describe them and hand them on."""

import os
from pathlib import Path
from typing import Annotated

from cppcc_cli import messages
from cppcc_cli.cli.commands import CHOOSING, TABLE, SharedOptions, command
from cppcc_cli.cli.options import Argument, DatasetFile, Like, TextFile, year_of
from cppcc_cli.dataset.model import LARGEST, Source, stem_of
from cppcc_cli.dataset.reading import read_dataset
from cppcc_cli.dataset.sources import bundled, read_folder
from cppcc_cli.errors import FaultyDataset, OutputError, SeveralInputErrors, UsageError, all_of
from cppcc_cli.files import (
    read_regular_file,
    sayable,
    user_data,
    write_file,
    write_folder,
)

FolderPath = Annotated[
    str, Argument("FOLDER", zh="要新建的文件夹，或空文件夹。", en="A new folder, or an empty one.")
]
NewDataset = Annotated[
    str, Argument("FILE", zh="数据集文件（.toml）。", en="A dataset file (.toml).")
]
NewYear = Annotated[
    int, Argument("YEAR", reads=year_of, zh="年度，如 2024。", en="The year, like 2024.")
]


@command(*TABLE, columns="figures.DATASET_COLUMNS")
def datasets(asked: SharedOptions) -> None:
    """List the datasets known."""
    from cppcc_cli.views.figures import KnownDataset, datasets

    try:
        known = asked.gather()
        good, errors = known.entries, known.unreadable
    except SeveralInputErrors as several:
        good, errors = [], several.errors
    except FaultyDataset as faulty:
        good, errors = [], [faulty]
    mine = user_data(os.environ)

    def owner(path: str) -> str:
        if path == bundled():
            return "bundled"
        return "own" if mine and Path(mine) in Path(path).parents else "given"

    listed = [KnownDataset(one.path, one, owner(one.path)) for one in good]
    unsound = [one.path for one in errors if isinstance(one, FaultyDataset)]
    listed += [KnownDataset(path, None, owner(path)) for path in unsound]
    asked.emit(datasets(listed), *(one.path for one in listed))
    others = [error for error in errors if not isinstance(error, FaultyDataset)]
    if others:
        raise all_of(others)


@command("force", "lang")
def add(asked: SharedOptions, file: NewDataset) -> None:
    """Check a dataset and put it into the user's own folder; never over another without --force."""
    from cppcc_cli.text.vocabulary import word_faults

    raw = read_regular_file(file, LARGEST)
    dataset = read_dataset(raw, file)
    if faults := word_faults(dataset, raw.decode("utf-8-sig")):
        raise FaultyDataset(file, faults)
    folder = user_data(os.environ)
    if folder is None:
        raise OutputError(messages.NO_OWN_FOLDER.about())
    with sayable(folder):
        Path(folder).mkdir(parents=True, exist_ok=True)
        there = read_folder(folder).entries
    # One of the same year and committee is replaced where it is: of two of them none would answer.
    alike = (one.path for one in there if (one.year, one.body) == (dataset.year, dataset.body))
    path = next(alike, str(Path(folder, f"{dataset.id}.toml")))
    if os.path.lexists(path) and not asked.force:
        raise OutputError(messages.ALREADY_THERE.about(path=path))
    write_file(path, raw, asked.force, [file])
    asked.say(messages.ADDED.about(id=dataset.id, path=path))
    if os.environ.get("CPPCC_DATA"):
        asked.say(messages.ADDED_BUT_UNUSED.about())


@command("force", "lang")
def schema(asked: SharedOptions, output: TextFile = None) -> None:
    """Print the JSON Schema of a dataset file."""
    from json import dumps

    from cppcc_cli.dataset.toml import json_schema

    asked.write(output, f"{dumps(json_schema(), indent=2)}\n")


@command("force", "title", *CHOOSING)
def export(asked: SharedOptions, folder: FolderPath) -> None:
    """Write datasets as a Data Package: CSV files with a descriptor."""
    from cppcc_cli.output.emit import waiting
    from cppcc_cli.views.package import package, tables
    from cppcc_cli.views.wording import title_of

    if not folder.strip():
        raise UsageError(messages.EMPTY_PATH.about(option="FOLDER"))
    with asked.collection() as known:
        figures = sum(one.figures for one in known.entries)
        with waiting(figures, folder):
            datasets = known.load()
            title = asked.title or title_of(datasets) or datasets[0].body.say()
            files = package(title, datasets, tables(datasets))
            write_folder(folder, files, asked.force, known.paths)


@command("force", "lang")
def init(
    asked: SharedOptions, year: NewYear, like: Like = None, output: DatasetFile = None
) -> None:
    """Make the dataset of a year with the figures of another, without values."""
    from cppcc_cli.dataset.toml import to_toml
    from cppcc_cli.messages import TO_BE_FILLED_IN

    last = asked.dataset(like)
    named = last._replace(
        id=f"{stem_of(last.id)}-{year}",
        year=year,
        title=last.title_in(year),
        source=Source(""),
        topics=(),
    )
    before = {figure.id: [f"{last.year}: {figure.printed}"] for figure in last.figures.values()}
    remarks = {"": TO_BE_FILLED_IN.say().split("\n"), **before}
    asked.write(output, to_toml(named, remarks, values=False), [last.path])
