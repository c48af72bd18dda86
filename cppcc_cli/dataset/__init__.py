"""The records of a dataset: what a file states, checked. They read and print nothing.

An attribute that is a key of the file is told of in keys.toml. From that follow how the value is
read, what an editor is told of it, how it is written and kept, and what it is called: a key is
added here, there and in the data.
"""

import functools
import os
import re
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple, final

from cppcc_cli.files import prepared
from cppcc_cli.messages import Text
from cppcc_cli.quantity import QUALIFIERS, Qualifier, Quantity

Kind = Literal[
    "text", "label", "year", "count", "number", "date", "texts", "choice", "reference", "url"
]
SCHEMA_VERSION = 1
# MiB of a file.
LARGEST = 8
# The least and the largest whole number of a kind.
RANGES: dict[Kind, tuple[int, int]] = {"year": (1000, 9999), "count": (1, 1_000_000)}
# A value is below 10 to this power, and has at most so many decimals.
LARGEST_EXPONENT = 15
MOST_DECIMALS = 9
SCOPES = ("committee", "city")
# The classes of the lexicon that a dataset may add words to.
WORD_KINDS = tuple("plan change part average span elsewhere person neutral doing".split())
# An address of the net; what else a page would follow is none of a document.
URL = "^[Hh][Tt][Tt][Pp][Ss]?://([^\\s/?#@]*@)?[^\\s/?#@:.][^\\s]*$"
# A part of an id.
ID = "[a-z0-9-]+"


class Key:
    """A key of a table: what its value is, what it is called and what it means, in both languages.

    `example` is a value as TOML writes it. A `yearly` one is another each year.
    """

    def __init__(self, told: Mapping[str, Any], choices: tuple[str, ...]) -> None:
        """Make one of what keys.toml tells of it; `choices` are the values that it may have."""
        self.kind: Kind = told["kind"]
        self.label, self.meaning = Text(**told["label"]), Text(told["zh"], told["en"])
        self.example: str = told["example"]
        self.required, self.yearly = "required" in told, "yearly" in told
        self.choices = choices


class Source(NamedTuple):
    """The document that states the figures."""

    title: str
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    page: str | None = None
    url: str | None = None
    accessed: date | None = None

    @property
    def reference(self) -> str:
        """The publisher, or the title where none is known, and the date."""
        return ", ".join(str(one) for one in (self.publisher or self.title, self.published) if one)


class Category(NamedTuple):
    """A field of work, with the function of the committee that it serves."""

    id: str
    name: Text
    function: Text | None = None
    pinyin: tuple[str, ...] = ()


class Figure(NamedTuple):
    """One figure: a quantity with its name, the form it is printed in and where it stands."""

    id: str
    name: Text
    value: Decimal
    unit: str
    printed: str
    qualifier: Qualifier = "exact"
    scope: str | None = None
    paragraph: int | None = None
    source: str | None = None
    part_of: str | None = None
    terms: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    note: Text | None = None

    @property
    def quantity(self) -> Quantity:
        """The value with its qualifier and its unit."""
        return Quantity(self.value, self.qualifier, self.unit)

    def is_alike(self, other: "Figure") -> bool:
        """Tell whether figures with one id of a draft may be of one thing: alike, or not named."""
        one, two = self.name.zh, other.name.zh
        return one in two or two in one or not {*self.terms}.isdisjoint(other.terms)

    @property
    def category(self) -> str:
        """The id of the category, which is the first part of the figure's own."""
        return self.id.partition(".")[0]

    @property
    def short_id(self) -> str:
        """The last part of the id: sessions of livelihood-halls.sessions."""
        return self.id.partition(".")[2]


def is_of_place(id: str) -> bool:
    """Tell whether an id is a draft's, and tells in which paragraph the figure stands: work.p12-3.

    That of another report may be of another thing; among several datasets it has the id of its own
    behind it, then.
    """
    paragraph = id.partition(".p")[2]
    return paragraph[:1].isdigit() and re.fullmatch(r"\d+-\d+(?:-.+)?", paragraph) is not None


def ids_among(known: Mapping[str, Figure], figures: Collection[Figure]) -> dict[str, str]:
    """Return the ids that figures of one dataset have among those `known`, by their own ids.

    An id of a draft becomes that of the known figure of its name, or stays where the known one is
    alike; a figure that is none of them is left out. All other ids stay.
    """
    left, found, called = [], dict[str, str](), dict[str, list[str]]()
    for one in figures:
        is_same = one.id in known and known[one.id].name.zh == one.name.zh
        if is_same or not is_of_place(one.id):
            found[one.id] = one.id
        else:
            left.append(one)
    for id, one in known.items():
        if id not in found and one.name.zh:
            called.setdefault(one.name.zh, []).append(id)
    found |= {one.id: same.pop(0) for one in left if (same := called.get(one.name.zh))}
    taken = {*found.values()}
    for one in left:
        if one.id in known and one.id not in taken and known[one.id].is_alike(one):
            found.setdefault(one.id, one.id)
    return found


class Ratio(NamedTuple):
    """A declared relation of two figures, named by their ids."""

    id: str
    name: Text
    numerator: str
    denominator: str


class Topic(NamedTuple):
    """A piece of named work."""

    name: Text
    kind: str
    paragraph: int | None = None
    pinyin: tuple[str, ...] = ()


class Word(NamedTuple):
    """Words of a committee's own texts, and what they say of a number."""

    kind: str
    words: tuple[str, ...]
    hit: tuple[str, ...]
    miss: tuple[str, ...] = ()


class Dataset(NamedTuple):
    """The figures of one body and year. Categories, figures and ratios are found by their id."""

    id: str
    year: int
    body: Text
    source: Source
    units: dict[str, str]
    categories: dict[str, Category]
    figures: dict[str, Figure]
    ratios: dict[str, Ratio]
    topics: tuple[Topic, ...]
    path: str
    title: Text | None = None
    session: str | None = None
    words: tuple[Word, ...] = ()

    @property
    def called(self) -> Text:
        """Its title, or else its committee and year."""
        body = self.body
        return self.title or Text(f"{body.zh}{self.year}年数据", f"{body.say('en')}: {self.year}")

    def title_in(self, year: int) -> Text | None:
        """Return its title with another year in it; None where it has none."""
        if self.title is None:
            return None
        return Text(*(re.sub(r"20\d\d", str(year), said) for said in self.title))

    def unit(self, figure: Figure) -> Text:
        """Return the unit of a figure with its English name, where the file gives one."""
        return Text(figure.unit, self.units.get(figure.unit, ""))

    def source_of(self, figure: Figure) -> Source:
        """Return the document that states a figure: its own, or that of the dataset."""
        return Source(figure.source) if figure.source else self.source

    @property
    def sources(self) -> list[Source]:
        """The source, and the other documents that figures are stated in."""
        others = dict.fromkeys(one.source for one in self.figures.values() if one.source)
        return [self.source, *map(Source, others)]

    @property
    def counts(self) -> Counter[str]:
        """How many figures each category has, by its id."""
        return Counter(figure.category for figure in self.figures.values())

    def parts(self, whole: Figure) -> list[Figure]:
        """Return the figures that are part of `whole`."""
        return [figure for figure in self.figures.values() if figure.part_of == whole.id]

    def ratios_of(self, figure: Figure) -> list[Ratio]:
        """Return the declared ratios in which `figure` stands."""
        every = self.ratios.values()
        return [ratio for ratio in every if figure.id in (ratio.numerator, ratio.denominator)]


# What a dataset is made of.
RECORDS = (Dataset, Source, Category, Figure, Ratio, Topic, Word)


def stem_of(id: str) -> str:
    """Return the id of a dataset without the year at its end: lishui of lishui-2023."""
    return id[:-4].removesuffix("-") if re.fullmatch("[0-9]{4}", id[-4:], re.ASCII) else id


def is_in_range(number: Decimal) -> bool:
    """Tell whether a dataset may hold a number: not too large, and with not too many decimals."""
    decimals = -int(number.as_tuple().exponent)
    return number.adjusted() < LARGEST_EXPONENT and decimals <= MOST_DECIMALS


@final
class Entry:
    """A dataset that is known: of what, where it lies, and its content, parsed or as a record."""

    def __init__(
        self, id: str, year: int, body: Text, figures: int, path: str, content: Dataset | bytes
    ) -> None:
        self.id, self.year, self.body = id, year, body
        self.figures, self.path, self.content = figures, path, content

    def fits(self, years: Collection[int] | None, bodies: Collection[str] | None) -> bool:
        """Tell whether it is of these years and committees; None for all."""
        return (years is None or self.year in years) and (bodies is None or self.body.zh in bodies)


def entry_of(dataset: Dataset) -> Entry:
    """Return a dataset as one that is known."""
    figures = len(dataset.figures)
    return Entry(dataset.id, dataset.year, dataset.body, figures, dataset.path, dataset)


# A committee: its name, and the id of its datasets without the year.
Body = tuple[Text, str]


class Table:
    """A table of a dataset file: its keys, what it means, and how many ids name one of them.

    A table of no ids stands once; of None it is an item of a list.
    """

    def __init__(self, name: str, told: Mapping[str, Any]) -> None:
        """Make one of what keys.toml tells of it."""
        each = ((key, _CHOICES.get(f"{name}.{key}", ())) for key in told["keys"])
        self.keys = {key: Key(told["keys"][key], choices) for key, choices in each}
        self.ids: int | None = told.get("ids")
        self.meaning = Text(told["zh"], told["en"])


# What may stand at the top of a file.
TOP_LEVEL = tuple("schema dataset source units category figure ratio topic word".split())
_CHOICES = {"figure.qualifier": QUALIFIERS, "figure.scope": SCOPES, "word.kind": WORD_KINDS}


@functools.cache
def table_of(name: str) -> Table:
    """Return a table of a dataset file; "text" is that of a name in both languages."""
    return Table(name, _told()[name])


@functools.cache
def _told() -> dict[str, Any]:
    def read(raw: bytes) -> dict[str, Any]:
        import tomli

        return tomli.loads(raw.decode())

    told: dict[str, Any] = prepared(os.path.join(os.path.dirname(__file__), "keys.toml"), read)
    return told


def keys(record: type[NamedTuple]) -> dict[str, Key]:
    """Return the keys of a record by name, in the order in which they are written."""
    return table_of(record.__name__.lower()).keys
