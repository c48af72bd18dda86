"""Dataset <-> bytes: how a parsed dataset is kept, so that single figures are had without the rest.

A record is compressed text, which tells damage by itself. Its first line is what only this dataset
states; its second, units, categories and ratios; each line after that is a figure: the id, what it
is called and what is stated of it, apart by tabs. What many datasets have in common is parsed once.
"""

import json
import zlib
from collections.abc import Container, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from cppcc_cli.dataset.model import Category, Dataset, Figure, Ratio, Source, Topic
from cppcc_cli.language import Text
from cppcc_cli.quantity import Quantity

# Text that stands for the same thing in every record -> the thing.
Shared = dict[str, Any]


def encode(dataset: Dataset) -> bytes:
    """Return the record of a dataset; its path is no part of it."""
    source = [part.isoformat() if isinstance(part, date) else part for part in dataset.source]
    own = [dataset.id, dataset.year, dataset.body, dataset.title, source, dataset.topics]
    common = [
        dataset.units,
        list(dataset.categories.values()),
        list(dataset.ratios.values()),
    ]
    lines = [_json(own), _json(common)]
    for one in dataset.figures.values():
        called = [one.name, one.terms, one.pinyin, one.note, one.scope, one.part_of]
        value, qualifier, unit = one.quantity
        stated = [str(value), qualifier, unit, one.printed, one.paragraph]
        lines.append(f"{one.id}\t{_json(called)}\t{_json(stated)}")
    return zlib.compress("\n".join(lines).encode(), 1)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def decode(
    record: bytes, path: str, shared: Shared, wanted: Container[str] | None = None
) -> Dataset:
    """Return the dataset of a record, with only the figures wanted; None for all.

    Raises ValueError for what is no record.
    """
    own, common, *lines = _lines(record)
    id, year, body, title, source, topics = json.loads(own)
    units, categories, ratios = _known(shared, common, _common)
    figures = {}
    for line in lines:
        figure, called, stated = line.split("\t")
        if wanted is None or figure in wanted:
            figures[figure] = _figure(figure, _known(shared, called, _called), json.loads(stated))
    return Dataset(
        id,
        year,
        Text(*body),
        Text(*title) if title else None,
        _source(source),
        units,
        categories,
        figures,
        ratios,
        tuple(Topic(Text(*name), kind, at, tuple(pinyin)) for name, kind, at, pinyin in topics),
        path,
    )


def namings(record: bytes) -> Iterable[str]:
    """Return of each figure of a record the part that names it, as a text to compare."""
    return (line.rpartition("\t")[0] for line in _lines(record)[2:])


def _lines(record: bytes) -> list[str]:
    try:
        return zlib.decompress(record).decode().split("\n")
    except zlib.error as error:
        raise ValueError(*error.args) from None


def _known(shared: Shared, text: str, make: Any) -> Any:
    if text not in shared:
        shared[text] = make(*json.loads(text))
    return shared[text]


def _common(units: dict[str, str], categories: list[Any], ratios: list[Any]) -> tuple[Any, ...]:
    return (
        units,
        {
            id: Category(id, Text(*name), Text(*function) if function else None, tuple(pinyin))
            for id, name, function, pinyin in categories
        },
        {id: Ratio(id, Text(*name), above, below) for id, name, above, below in ratios},
    )


def _called(
    name: list[str],
    terms: list[str],
    pinyin: list[str],
    note: list[str] | None,
    scope: str | None,
    part_of: str | None,
) -> tuple[Any, ...]:
    return Text(*name), tuple(terms), tuple(pinyin), Text(*note) if note else None, scope, part_of


def _figure(id: str, called: tuple[Any, ...], stated: list[Any]) -> Figure:
    name, terms, pinyin, note, scope, part_of = called
    value, qualifier, unit, printed, paragraph = stated
    quantity = Quantity(Decimal(value), qualifier, unit)
    return Figure(id, name, quantity, printed, scope, paragraph, part_of, terms, pinyin, note)


def _source(parts: list[Any]) -> Source:
    title, author, publisher, published, page, url, accessed = parts
    days = [date.fromisoformat(day) if day else None for day in (published, accessed)]
    return Source(title, author, publisher, days[0], page, url, days[1])
