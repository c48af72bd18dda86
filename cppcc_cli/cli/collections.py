"""The commands that answer about dataset files."""

from pathlib import Path
from typing import Annotated

import typer

from cppcc_cli import messages
from cppcc_cli.cli.asked import CHOOSING, SharedOptions, shares_options, takes
from cppcc_cli.cli.options import SourceText
from cppcc_cli.dataset import sources
from cppcc_cli.dataset.model import Dataset, Entry
from cppcc_cli.errors import FaultyDataset, SeveralInputErrors, UsageError, all_of
from cppcc_cli.files import write_folder, write_output

DatasetName = Annotated[str | None, typer.Argument(metavar="DATASET")]
FolderPath = Annotated[str, typer.Argument(metavar="FOLDER")]


@shares_options
def check(asked: SharedOptions, dataset: DatasetName = None, source: SourceText = None) -> None:
    """List the faults of dataset files, or of the figures of one in their source; exit 1 if any."""
    from cppcc_cli.views import findings

    checked = _checked(asked, dataset, source is not None)
    faulty = [one for one in checked if isinstance(one, FaultyDataset)]
    if source is None or faulty:
        asked.emit(findings.faults(checked, asked.language), *(one.path for one in checked))
        if faulty:
            raise typer.Exit(1)
        return
    from cppcc_cli.documents.reading import read_document
    from cppcc_cli.text.audit import audit

    (one,) = (one for one in checked if isinstance(one, Dataset))
    document = read_document(source)
    asked.say(*document.notes)
    found = audit(document, one, asked.other_years(one))
    asked.emit(findings.audited(one, found, asked.language), one.path, source)
    if any(finding.severity != "info" for finding in found):
        raise typer.Exit(1)


def _checked(
    asked: SharedOptions, name: str | None, single: bool
) -> list[Dataset | Entry | FaultyDataset]:
    """Return the dataset named, or all known or in a folder, or the one that a source belongs to.

    One at fault is returned, too; what is no dataset file at all raises InputError.
    """
    if name is not None and sources.is_path(name) and Path(name).is_dir():
        asked, name = asked._replace(data=[name]), None
    try:
        if name is not None or single:
            return [asked.dataset(name)]
        known = asked.gather()
        # Of many it is enough to know that they are sound.
        good: list[Dataset | Entry] = [*(known.entries if len(known.entries) > 1 else known.load())]
        errors = known.unreadable
    except SeveralInputErrors as several:
        good, errors = [], several.errors
    except FaultyDataset as faulty:
        return [faulty]
    others = [error for error in errors if not isinstance(error, FaultyDataset)]
    if others:
        raise all_of(others)
    return [*good, *(error for error in errors if isinstance(error, FaultyDataset))]


@shares_options
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


@takes("lang")
def schema(asked: SharedOptions) -> None:
    """Print the JSON Schema of a dataset file."""
    from json import dumps

    from cppcc_cli.dataset.schema import json_schema

    write_output(f"{dumps(json_schema(), indent=2)}\n".encode())


@takes("force", *CHOOSING)
def export(asked: SharedOptions, folder: FolderPath) -> None:
    """Write datasets as a Data Package: CSV files with a descriptor."""
    from cppcc_cli.output.emit import waiting
    from cppcc_cli.output.package import package
    from cppcc_cli.views.exchange import tables
    from cppcc_cli.views.wording import title_of

    if not folder.strip():
        raise UsageError(messages.EMPTY_PATH.about(option="FOLDER"))
    with asked.collection() as known:
        figures = sum(one.figures for one in known.entries)
        with waiting(figures, folder, asked.language):
            datasets = known.load()
            title = title_of(datasets) or datasets[0].body
            files = package(title, datasets, tables(datasets), asked.language)
            write_folder(folder, files, asked.force, known.paths)
