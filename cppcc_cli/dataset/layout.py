"""Dataset -> TOML, laid out as the bundled file: one `key = value` a line, a table a figure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from json import dumps

from cppcc_cli.dataset.fields import SCHEMA_VERSION
from cppcc_cli.dataset.model import Category, Dataset, Figure
from cppcc_cli.language import Text
from cppcc_cli.quantity import plain

Remarks = Mapping[str, Sequence[str]]


def to_toml(dataset: Dataset, remarks: Remarks, values: bool = True) -> str:
    """Return the file that states `dataset`; without `values`, with these left to be filled in.

    `remarks` stand as comments before the figure whose id they are under; those under "" at the
    head of the file.
    """
    lines = [*_comments(remarks.get("", ())), f"schema = {SCHEMA_VERSION}", "", "[dataset]"]
    lines += _pairs(id=dataset.id, year=dataset.year, body=dataset.body, title=dataset.title)
    lines += ["", "[source]", *_pairs(**dataset.source._asdict())]
    if not values:
        lines += ["# publisher =", "# published ="]
    if dataset.units:
        lines += ["", "[units]", *(f"{_value(k)} = {_value(v)}" for k, v in dataset.units.items())]
    for category in dataset.categories.values():
        lines += ["", f"[category.{category.id}]", *_category(category)]
    for figure in dataset.figures.values():
        lines += ["", *_comments(remarks.get(figure.id, ())), f"[figure.{figure.id}]"]
        lines += _figure(figure, values)
    for ratio in dataset.ratios.values():
        lines += ["", f"[ratio.{ratio.id}]", *_pairs(name=ratio.name)]
        lines += _pairs(numerator=ratio.numerator, denominator=ratio.denominator)
    for topic in dataset.topics:
        lines += ["", "[[topic]]", *_pairs(name=topic.name, kind=topic.kind)]
        lines += _pairs(paragraph=topic.paragraph, pinyin=topic.pinyin)
    return "\n".join([*lines, ""])


def _comments(remarks: Sequence[str]) -> Iterator[str]:
    return (f"# {remark}".rstrip() for remark in remarks)


def _category(category: Category) -> list[str]:
    return _pairs(name=category.name, function=category.function, pinyin=category.pinyin)


def _figure(figure: Figure, values: bool) -> list[str]:
    value, qualifier, unit = figure.quantity
    return [
        *_pairs(name=figure.name),
        *(_pairs(value=value) if values else ["# value ="]),
        *_pairs(unit=unit),
        *(
            _pairs(printed=figure.printed, qualifier=qualifier)
            if values
            else ["# printed =", "# qualifier ="]
        ),
        *_pairs(scope=figure.scope),
        *(_pairs(paragraph=figure.paragraph) if values else ["# paragraph ="]),
        *_pairs(
            part_of=figure.part_of,
            terms=figure.terms,
            pinyin=figure.pinyin,
            note=figure.note,
        ),
    ]


def _pairs(**values: object) -> list[str]:
    """Return a line for each value that is there."""
    return [f"{key} = {_value(value)}" for key, value in values.items() if value not in (None, ())]


def _value(value: object) -> str:
    if isinstance(value, Text):
        english = f", en = {_value(value.en)}" if value.en else ""
        return f"{{ zh = {_value(value.zh)}{english} }}"
    if isinstance(value, tuple):
        return f"[{', '.join(_value(item) for item in value)}]"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, (int, date)):
        return str(value)
    # What JSON escapes in a string, TOML escapes alike.
    return dumps(str(value), ensure_ascii=False)
