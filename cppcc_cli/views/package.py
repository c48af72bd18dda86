"""Tables -> a Data Package (version 2): a CSV file each, and the descriptor that explains them.

    datapackage.json   name, title, sources, units; of each file its sha256, fields and keys
    figures.csv        a record a line, keys for a header, UTF-8

What a dataset does not state is an empty cell.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from cppcc_cli.dataset.model import (
    SCOPES,
    Category,
    Dataset,
    Figure,
    Ratio,
    Source,
    Topic,
    keys,
    stem_of,
)
from cppcc_cli.language import Text
from cppcc_cli.messages import labels
from cppcc_cli.output.formats import to_safe_csv
from cppcc_cli.output.table import Column, Raw, Table
from cppcc_cli.quantity import QUALIFIERS, Derived, Reason, divide
from cppcc_cli.views.figures import (
    CATEGORY_COLUMNS,
    FIGURE_COLUMNS,
    TOPIC_COLUMNS,
    CategoryRow,
    FigureColumn,
    OfFigure,
    categories,
    figures,
    topics,
)
from cppcc_cli.views.wording import number, qualifier

DESCRIPTOR = "datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {
    "text": "string",
    "integer": "integer",
    "decimal": "number",
    "double": "number",
    "boolean": "boolean",
}


class _Keys(NamedTuple):
    """Of a table: the records that it tells of, its own key, and its keys in other tables."""

    records: tuple[Any, ...]
    own: str
    others: tuple[tuple[str, str, str], ...]


_OF_DATASET = ("dataset", "datasets", "id")
_OF_CATEGORY = ("dataset category", "categories", "dataset id")
_OF_FIGURES = tuple(
    (f"dataset {one}", "figures", "dataset id") for one in ("numerator", "denominator")
)
_TABLES = {
    "datasets": _Keys((Source, Dataset), "id", ()),
    "categories": _Keys((Category,), "dataset id", (_OF_DATASET,)),
    "figures": _Keys((Dataset, Figure), "dataset id", (_OF_DATASET, _OF_CATEGORY)),
    "ratios": _Keys((Figure, Ratio), "dataset id", _OF_FIGURES),
    "topics": _Keys((Dataset, Topic), "", (_OF_DATASET,)),
}
_CHOICES = {"qualifier": QUALIFIERS, "scope": SCOPES}
_REQUIRED = ("id", "dataset", "year", "value", "unit", "printed", "name_zh", "kind")


def package(
    title: str, datasets: Sequence[Dataset], tables: Mapping[str, Table[Any]]
) -> dict[str, bytes]:
    """Return the files of the package by name, the descriptor last."""
    files = {f"{table}.csv": to_safe_csv(rows, True).encode() for table, rows in tables.items()}
    descriptor = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": _name(datasets),
        "title": title,
        "description": labels.PACKAGE.say(),
        "sources": _sources(datasets),
        "units": {unit: name for one in reversed(datasets) for unit, name in one.units.items()},
        "resources": [
            _resource(table, rows, files[f"{table}.csv"]) for table, rows in tables.items()
        ],
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=2)
    return {**files, DESCRIPTOR: f"{text}\n".encode()}


def _name(datasets: Sequence[Dataset]) -> str:
    """Return the id of the only dataset, that of the only committee, or ours."""
    if len(datasets) == 1:
        return datasets[0].id
    stems = {stem_of(dataset.id) for dataset in datasets}
    return stems.pop() if len(stems) == 1 else "cppcc"


def _sources(datasets: Sequence[Dataset]) -> list[dict[str, str]]:
    """Return the documents that the figures come from, each once."""
    documents = dict.fromkeys(
        (one.title, one.url) for dataset in datasets for one in dataset.sources
    )
    return [{"title": title, "path": url} if url else {"title": title} for title, url in documents]


def _resource(name: str, table: Table[Any], raw: bytes) -> dict[str, Any]:
    fields = [_field(column, _stated_keys(name)) for column in table.columns]
    schema: dict[str, Any] = {"$schema": f"{_PROFILES}/tableschema.json", "fields": fields}
    if own := _TABLES[name].own.split():
        schema["primaryKey"] = own
    schema["foreignKeys"] = [
        {"fields": here.split(), "reference": {"resource": there, "fields": fields.split()}}
        for here, there, fields in _TABLES[name].others
    ]
    return {
        "name": name,
        "type": "table",
        "description": labels.RESOURCES[name].say(),
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        "schema": schema,
    }


def _stated_keys(table: str) -> dict[str, Text]:
    """Return what the fields of a table mean, by name: of a key of a dataset, what it says."""
    return {
        **{
            name: key.meaning
            for record in _TABLES[table].records
            for name, key in keys(record).items()
        },
        "id": labels.RECORD_ID,
        "dataset": labels.DATASET_ID,
        "category": labels.CATEGORY_ID,
    }


def _field(column: Column[Any], meanings: Mapping[str, Text]) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.key,
        "type": _TYPES[column.type],
        "title": column.label.say(),
    }
    key = column.key.removesuffix("_zh").removesuffix("_en")
    if key in meanings:
        field["description"] = meanings[key].say()
    constraints: dict[str, Any] = {}
    if column.key in _REQUIRED:
        constraints["required"] = True
    if column.key in _CHOICES:
        constraints["enum"] = list(_CHOICES[column.key])
    return {**field, "constraints": constraints} if constraints else field


class RatioRow(NamedTuple):
    """A declared ratio in its dataset."""

    dataset: Dataset
    ratio: Ratio

    @property
    def number(self) -> Derived | Reason:
        """What it comes to."""
        above, below = self.ratio.numerator, self.ratio.denominator
        figures = self.dataset.figures
        return divide(figures[above].quantity, figures[below].quantity)


def tables(datasets: Sequence[Dataset]) -> dict[str, Table[Any]]:
    """Return the tables of a package by name: all that datasets state, each thing once."""
    chosen = [(one, each) for one in datasets for each in one.figures.values()]
    ratios = [RatioRow(one, each) for one in datasets for each in one.ratios.values()]
    named = [(one, each) for one in datasets for each in one.topics]
    return {
        "datasets": Table(_DATASET_COLUMNS, datasets, ()),
        "categories": Table(
            _CATEGORY_COLUMNS, categories((one, one.counts) for one in datasets).rows, ()
        ),
        "figures": Table((*FIGURE_COLUMNS, *_other_keys()), figures(datasets, chosen).rows, ()),
        "ratios": Table(_RATIO_COLUMNS, ratios, ()),
        "topics": Table(TOPIC_COLUMNS[:-1], topics(datasets, named).rows, ()),
    }


def _other_keys() -> list[FigureColumn]:
    """Return a column for each key of a figure that its record leaves out; of a name, two."""
    there = {column.key for column in FIGURE_COLUMNS} | {"name", "pinyin"}
    columns = []
    for name, key in keys(Figure).items():
        languages = ("zh", "en") if key.kind == "label" else ("",)
        for language in languages if name not in there else ():
            label = f"{name}_{language}" if language else name
            columns.append(FigureColumn(label, partial(_stated, name, language), label=key.label))
    return columns


def _stated(name: str, language: str, row: OfFigure) -> Raw:
    stated = getattr(row.figure, name)
    if isinstance(stated, Text):
        return getattr(stated, language) or None
    if isinstance(stated, tuple):
        return ";".join(stated) or None
    return stated if isinstance(stated, (int, Decimal)) else stated and str(stated)


_DATASET_COLUMNS: tuple[Column[Dataset], ...] = (
    Column("id", lambda row: row.id),
    Column("year", lambda row: row.year),
    Column("body_zh", lambda row: row.body.zh),
    Column("body_en", lambda row: row.body.en or None),
    Column("source_title", lambda row: row.source.title, label=labels.SOURCE),
    Column("author", lambda row: row.source.author),
    Column("publisher", lambda row: row.source.publisher),
    Column("published", lambda row: _day(row.source.published)),
    Column("page", lambda row: row.source.page),
    Column("url", lambda row: row.source.url),
    Column("accessed", lambda row: _day(row.source.accessed)),
)
_CATEGORY_COLUMNS: tuple[Column[CategoryRow], ...] = (
    *CATEGORY_COLUMNS[:3],
    Column("function_zh", lambda row: row.function.zh, label=labels.FUNCTION),
    Column("function_en", lambda row: row.function.en, label=labels.FUNCTION),
    CATEGORY_COLUMNS[-1],
)
_RATIO_COLUMNS: tuple[Column[RatioRow], ...] = (
    Column("id", lambda row: row.ratio.id),
    Column("name_zh", lambda row: row.ratio.name.zh),
    Column("name_en", lambda row: row.ratio.name.en or None),
    Column("numerator", lambda row: row.ratio.numerator),
    Column("denominator", lambda row: row.ratio.denominator),
    Column("ratio", lambda row: number(row.number)),
    Column("qualifier", lambda row: qualifier(row.number)),
    Column("dataset", lambda row: row.dataset.id),
)


def _day(day: date | None) -> Raw:
    return str(day) if day else None
