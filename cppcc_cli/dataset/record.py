"""Dataset <-> bytes: how a parsed dataset is kept, so that single figures are had without the rest.

A record is compressed text, which tells damage by itself. Its first line is what only this dataset
states; its second, units, categories and ratios; each line after that is a figure: the id, what is
the same each year and what is not, apart by tabs. What many datasets have in common is parsed once.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import Any
from zlib import crc32

from cppcc_cli.dataset import (
    LARGEST,
    Category,
    Dataset,
    Figure,
    Kind,
    Ratio,
    Source,
    Topic,
    Word,
    keys,
)
from cppcc_cli.files import MEBIBYTE
from cppcc_cli.language import Text

# Another number for every change of what records hold.
VERSION = (
    crc32(
        repr(
            [
                (one._fields, [(name, key.kind, key.yearly) for name, key in keys(one).items()])
                for one in (Dataset, Source, Category, Figure, Ratio, Topic, Word)
            ]
        ).encode()
    )
    >> 1
)
# Text that stands for the same thing in every record -> the thing.
Shared = dict[str, Any]
Restore = Callable[[Any], Any]


def encode(dataset: Dataset) -> bytes:
    """Return the record of a dataset; its path is no part of it."""
    import zlib

    own, common, figures = _written(dataset)
    return zlib.compress("\n".join([own, common, *map("\t".join, figures)]).encode(), 1)


def _written(dataset: Dataset) -> tuple[str, str, list[tuple[str, str, str]]]:
    own = [*_values(dataset, keys(Dataset)), dataset.source, dataset.topics, dataset.words]
    common = [dataset.units, *(list(of.values()) for of in (dataset.categories, dataset.ratios))]
    figures = [
        (one.id, _json(_values(one, _LASTING)), _json(_values(one, _YEARLY)))
        for one in dataset.figures.values()
    ]
    return _json(own), _json(common), figures


def decode(
    record: bytes, path: str, shared: Shared, wanted: Container[str] | None = None
) -> Dataset:
    """Return the dataset of a record, with only the figures wanted; None for all.

    Raises ValueError for what is no record, or more than a dataset file may hold.
    """
    try:
        return _decode(record, path, shared, wanted)
    except (TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise ValueError(*error.args) from None


def namings(record: bytes) -> Iterable[str]:
    """Return of each figure of a record the part that names it, as a text to compare.

    Raises ValueError as `decode` does.
    """
    return (line.rpartition("\t")[0] for line in _lines(record)[2:])


def counts(record: bytes) -> Counter[str]:
    """Return how many figures of each category a record has; ValueError as of `decode`."""
    return Counter(line.partition(".")[0] for line in _lines(record)[2:])


def _decode(record: bytes, path: str, shared: Shared, wanted: Container[str] | None) -> Dataset:
    import json

    own, common, *lines = _lines(record)
    figures = {}
    for line in lines:
        id, lasting, yearly = line.split("\t")
        if wanted is None or id in wanted:
            figures[id] = _figure(id, _known(shared, lasting, _lasting), json.loads(yearly))
    return _dataset(json.loads(own), _known(shared, common, _common), figures, path)


def _figure(id: str, lasting: Sequence[Any], yearly: Sequence[Any]) -> Figure:
    return Figure._make(_in_order((id, *lasting, *_restored(_RESTORE_YEARLY, yearly))))


def _dataset(
    own: Sequence[Any], common: Sequence[Any], figures: dict[str, Figure], path: str
) -> Dataset:
    *head, source, topics, words = own
    units, categories, ratios = common
    return Dataset(
        **dict(zip(keys(Dataset), _restored(_RESTORE_HEAD, head), strict=True)),
        source=_source(source),
        units=units,
        categories=categories,
        figures=figures,
        ratios=ratios,
        topics=tuple(map(_topic, topics)),
        words=tuple(map(_word, words)),
        path=path,
    )


def _common(units: Any, categories: Any, ratios: Any) -> tuple[Any, ...]:
    return (
        {_text(unit): _text(name) for unit, name in units.items()},
        {one.id: one for one in map(_category, categories)},
        {one.id: one for one in map(_ratio, ratios)},
    )


def _lasting(*values: Any) -> list[Any]:
    return _restored(_RESTORE_LASTING, values)


def _values(record: Any, names: Iterable[str]) -> list[Any]:
    return [getattr(record, name) for name in names]


def _json(value: object) -> str:
    written: str = _encoder().encode(value)
    return written


@cache
def _encoder() -> Any:
    from json import JSONEncoder

    # Numbers and days are kept as texts.
    return JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)


def _lines(record: bytes) -> list[str]:
    import zlib

    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(record, LARGEST * MEBIBYTE)
    except zlib.error as error:
        raise ValueError(*error.args) from None
    if not unpacking.eof:
        raise ValueError("cut off, or larger than a dataset can be")
    return text.decode().split("\n")


def _known(shared: Shared, text: str, make: Callable[..., Any]) -> Any:
    if text not in shared:
        import json

        shared[text] = make(*json.loads(text))
    return shared[text]


def _restored(restore: tuple[Restore, ...], values: Any) -> list[Any]:
    return [make(value) for make, value in zip(restore, values, strict=True)]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise ValueError("no number")
    return value


def _label(value: Any) -> Text:
    return Text(*map(_text, value))


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(_text, value))


# How the values of each kind are had back from JSON.
_RESTORE: dict[Kind, Restore] = {
    "text": _text,
    "reference": _text,
    "url": _text,
    "choice": _text,
    "label": _label,
    "year": _number,
    "count": _number,
    "number": Decimal,
    "date": date.fromisoformat,
    "texts": _texts,
    "pinyin": _texts,
}


def _restoring(record: Any, names: Iterable[str]) -> tuple[Restore, ...]:
    """Return what restores the values under `names`; an id is a text."""

    def of(name: str) -> Restore:
        key = keys(record).get(name)
        restore = _text if key is None else _RESTORE[key.kind]
        needed = key is None or record._field_defaults.get(name, "") is not None
        return restore if needed else lambda value: None if value is None else restore(value)

    return tuple(map(of, names))


def _making(record: Any) -> Callable[[Any], Any]:
    """Return what makes a record of the values of all its fields."""
    restore = _restoring(record, record._fields)
    return lambda values: record._make(_restored(restore, values))


_YEARLY = tuple(name for name, key in keys(Figure).items() if key.yearly)
_LASTING = tuple(name for name in keys(Figure) if name not in _YEARLY)
_in_order = itemgetter(*(("id", *_LASTING, *_YEARLY).index(name) for name in Figure._fields))
_RESTORE_YEARLY, _RESTORE_LASTING = _restoring(Figure, _YEARLY), _restoring(Figure, _LASTING)
_RESTORE_HEAD = _restoring(Dataset, keys(Dataset))
_source, _category, _ratio, _topic, _word = map(_making, (Source, Category, Ratio, Topic, Word))
