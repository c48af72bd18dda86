"""The commands that list datasets, start one, describe them and hand them on."""

from collections.abc import Sequence
from typing import Annotated, Any

from cppcc_cli import messages
from cppcc_cli.cli.commands import CHOOSING, TABLE, SharedOptions, command
from cppcc_cli.cli.options import Argument, DatasetFile, Like, year_of
from cppcc_cli.dataset.model import Source, stem_of
from cppcc_cli.errors import FaultyDataset, SeveralInputErrors, UsageError, all_of
from cppcc_cli.files import write_folder, write_output
from cppcc_cli.output.table import Column

FolderPath = Annotated[
    str, Argument("FOLDER", zh="要新建的文件夹，或空文件夹。", en="A new folder, or an empty one.")
]
NewYear = Annotated[
    int, Argument("YEAR", reads=year_of, zh="年度，如 2024。", en="The year, like 2024.")
]


def _dataset_columns() -> Sequence[Column[Any]]:
    from cppcc_cli.views.figures import datasets

    return datasets(()).columns


@command(*TABLE, columns=_dataset_columns)
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
    listed = [KnownDataset(one.path, one) for one in good]
    listed += [KnownDataset(one.path, None) for one in errors if isinstance(one, FaultyDataset)]
    asked.emit(datasets(listed), *(one.path for one in listed))
    others = [error for error in errors if not isinstance(error, FaultyDataset)]
    if others:
        raise all_of(others)


@command("lang")
def schema(asked: SharedOptions) -> None:
    """Print the JSON Schema of a dataset file."""
    from json import dumps

    from cppcc_cli.dataset.schema import json_schema

    write_output(f"{dumps(json_schema(), indent=2)}\n".encode())


@command("force", *CHOOSING)
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
            title = title_of(datasets) or datasets[0].body.say()
            files = package(title, datasets, tables(datasets))
            write_folder(folder, files, asked.force, known.paths)


@command("force", "lang")
def init(
    asked: SharedOptions, year: NewYear, like: Like = None, output: DatasetFile = None
) -> None:
    """Make the dataset of a year with the figures of another, without values."""
    from cppcc_cli.dataset.toml import to_toml
    from cppcc_cli.messages.drafts import TO_BE_FILLED_IN
    from cppcc_cli.text.drafting.head import title_of_year

    last = asked.dataset(like)
    named = last._replace(
        id=f"{stem_of(last.id)}-{year}",
        year=year,
        title=title_of_year(last, year),
        source=Source(""),
        topics=(),
    )
    before = {figure.id: [f"{last.year}: {figure.printed}"] for figure in last.figures.values()}
    remarks = {"": TO_BE_FILLED_IN.say().split("\n"), **before}
    asked.write(output, to_toml(named, remarks, values=False), [last.path])
