"""The records of a dataset. They hold what a file states, checked; they read and print nothing."""

from datetime import date
from typing import NamedTuple

from cppcc_cli.language import Text
from cppcc_cli.quantity import Quantity


class Source(NamedTuple):
    """The document that states the figures."""

    title: str
    author: str | None
    publisher: str | None
    published: date | None
    page: str | None
    url: str | None
    accessed: date | None

    @property
    def reference(self) -> str:
        """The publisher and the date, as far as they are known; else the title."""
        known = [str(part) for part in (self.publisher, self.published) if part]
        return ", ".join(known) or self.title


class Category(NamedTuple):
    """A field of work, with the function of the committee that it serves."""

    id: str
    name: Text
    function: Text | None
    pinyin: tuple[str, ...]


class Figure(NamedTuple):
    """One figure: a quantity with its name, the form it is printed in and where it stands."""

    id: str
    name: Text
    quantity: Quantity
    printed: str
    scope: str | None
    paragraph: int | None
    part_of: str | None
    terms: tuple[str, ...]
    pinyin: tuple[str, ...]
    note: Text | None

    @property
    def category(self) -> str:
        """The id of the category, which is the first part of the figure's own."""
        return self.id.partition(".")[0]

    @property
    def short_id(self) -> str:
        """The last part of the id: sessions of livelihood-halls.sessions."""
        return self.id.partition(".")[2]


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
    paragraph: int | None
    pinyin: tuple[str, ...]


class Dataset(NamedTuple):
    """The figures of one body and year. Categories, figures and ratios are found by their id."""

    id: str
    year: int
    body: Text
    title: Text | None
    source: Source
    units: dict[str, str]
    categories: dict[str, Category]
    figures: dict[str, Figure]
    ratios: dict[str, Ratio]
    topics: tuple[Topic, ...]
    path: str

    def unit(self, figure: Figure) -> Text:
        """Return the unit of a figure with its English name, where the file gives one."""
        unit = figure.quantity.unit
        return Text(unit, self.units.get(unit, ""))

    def parts(self, whole: Figure) -> list[Figure]:
        """Return the figures that are part of `whole`."""
        return [figure for figure in self.figures.values() if figure.part_of == whole.id]

    def ratios_of(self, figure: Figure) -> list[Ratio]:
        """Return the declared ratios in which `figure` stands."""
        return [
            ratio
            for ratio in self.ratios.values()
            if figure.id in (ratio.numerator, ratio.denominator)
        ]
