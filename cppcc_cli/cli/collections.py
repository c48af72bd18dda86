"""The commands that answer about dataset files."""

import typer

from cppcc_cli import messages
from cppcc_cli.cli.options import (
    LANGUAGES,
    Asked,
    DatasetName,
    Lang,
    require_choice,
    shares_options,
)
from cppcc_cli.dataset import library
from cppcc_cli.dataset.model import Dataset
from cppcc_cli.errors import AskedWrongly, FaultyDataset
from cppcc_cli.output.writing import write_output


@shares_options
def check(asked: Asked, dataset: DatasetName = None) -> None:
    """List the faults of a dataset file; exit 1 where there are any."""
    from cppcc_cli.output.views.findings import findings

    checked = _checked(_path(asked, dataset))
    asked.emit(findings(checked, asked.language), checked.path)
    if isinstance(checked, FaultyDataset):
        raise typer.Exit(1)


@shares_options
def datasets(asked: Asked) -> None:
    """List the datasets known."""
    from cppcc_cli.output.views.catalogue import KnownDataset, datasets

    checked = _checked(asked.locate())
    known = KnownDataset(checked.path, checked if isinstance(checked, Dataset) else None)
    asked.emit(datasets([known]), checked.path)


def schema(context: typer.Context, lang: Lang = None) -> None:
    """Print the JSON Schema of a dataset file."""
    from json import dumps

    from cppcc_cli.dataset.schema import json_schema

    require_choice("--lang", lang, LANGUAGES)
    write_output(f"{dumps(json_schema(), indent=2)}\n".encode())


def _checked(path: str) -> Dataset | FaultyDataset:
    try:
        return library.load(path)
    except FaultyDataset as faulty:
        return faulty


def _path(asked: Asked, name: str | None) -> str:
    """Return the path of the dataset named: by a path, by the id of a known one, or not at all."""
    if name is not None and library.is_path(name):
        return name
    path = asked.locate()
    if name is None:
        return path
    dataset = library.load(path)
    if dataset.id != name:
        near = messages.UNKNOWN_NAME_NEAR.about(
            name=name, what=messages.DATASET, near=dataset.id, list="cppcc datasets"
        )
        raise AskedWrongly(near)
    return path
