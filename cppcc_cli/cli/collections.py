"""The commands that answer about dataset files."""

import typer

from cppcc_cli.cli.options import (
    LANGUAGES,
    Asked,
    DatasetName,
    Lang,
    SourceText,
    require_choice,
    shares_options,
)
from cppcc_cli.dataset import library
from cppcc_cli.dataset.model import Dataset
from cppcc_cli.errors import FaultyDataset
from cppcc_cli.output.writing import write_output


@shares_options
def check(asked: Asked, dataset: DatasetName = None, source: SourceText = None) -> None:
    """List the faults of a dataset file, or of its figures in their source; exit 1 where any."""
    from cppcc_cli.output.views import findings

    checked = _checked(asked.path_of(dataset))
    if source is None or isinstance(checked, FaultyDataset):
        asked.emit(findings.faults(checked, asked.language), checked.path)
        if isinstance(checked, FaultyDataset):
            raise typer.Exit(1)
        return
    from cppcc_cli.text.audit import audit
    from cppcc_cli.text.documents import read_document

    document = read_document(source)
    asked.say(*document.notes)
    found = audit(document, checked, asked.other_years(checked))
    asked.emit(findings.audited(checked, found, asked.language), checked.path, source)
    if any(finding.severity != "info" for finding in found):
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
