"""Several datasets: which of them answer, what they call things together, and their figures."""

import re
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Collection as Ids
from contextlib import AbstractContextManager
from typing import NamedTuple

from cppcc_cli.dataset.library import load
from cppcc_cli.dataset.model import Category, Dataset, Figure, Topic
from cppcc_cli.errors import InputError, UsageError
from cppcc_cli.language import Text
from cppcc_cli.messages import collections

# How a long reading is watched: from the number of files to what takes how many are done.
Watch = Callable[[int], AbstractContextManager[Callable[[int], None]]]

# So many are named where one of them was to be chosen.
MOST_LISTED = 12


class Body(NamedTuple):
    """A committee: its name, and the id of its datasets without the year."""

    name: Text
    stem: str


class Known(NamedTuple):
    """A dataset that is known: of what, where it lies, and its content, parsed or as a record."""

    id: str
    year: int
    body: Text
    figures: int
    path: str
    content: Dataset | bytes

    def fits(self, years: Ids[int] | None, bodies: Ids[str] | None) -> bool:
        """Tell whether it is of these years and committees; None for all."""
        return (years is None or self.year in years) and (bodies is None or self.body.zh in bodies)


class Wanted(NamedTuple):
    """Which datasets are to answer: those of certain years, and of committees by their names."""

    years: tuple[int, ...] | None = None
    bodies: tuple[str, ...] = ()

    def choose(self, bodies: Iterable[Body]) -> set[str] | None:
        """Return the Chinese names of the committees wanted out of those known; None for all.

        A whole name or id goes before a part of one. Raises UsageError for a name that is none.
        """
        if not self.bodies:
            return None
        known = list(bodies)
        chosen: set[str] = set()
        for asked in self.bodies:
            query = "".join(asked.split()).casefold()
            whole = {body.name.zh for body in known if query in _names(body)}
            part = {
                body.name.zh
                for body in known
                if query and any(query in one for one in _names(body))
            }
            if not part:
                names = sorted({body.name for body in known})
                raise UsageError(
                    collections.NO_SUCH_BODY.about(
                        name=asked, known=names[:MOST_LISTED], count=len(names)
                    )
                )
            chosen |= whole or part
        return chosen


def _names(body: Body) -> list[str]:
    return ["".join(name.split()).casefold() for name in (*body.name, body.stem) if name]


def stem_of(id: str) -> str:
    """Return the id of a dataset without the year at its end: lishui of lishui-2023."""
    return re.sub("-?[0-9]{4}$", "", id)


def known_of(dataset: Dataset) -> Known:
    """Return a dataset as one that is known."""
    figures = len(dataset.figures)
    return Known(dataset.id, dataset.year, dataset.body, figures, dataset.path, dataset)


class Collection:
    """The datasets that answer, those of one committee together and in the order of their years.

    `unreadable` are the errors of the files that could not be read.
    """

    def __init__(self, known: Iterable[Known], unreadable: Sequence[InputError] = ()) -> None:
        several = list(known)
        first: dict[str, str] = {}
        for one in several:
            first[one.body.zh] = min(one.id, first.get(one.body.zh, one.id))
        self.known = sorted(several, key=lambda one: (first[one.body.zh], one.body.zh, one.year))
        self.unreadable = unreadable
        self.years = sorted({one.year for one in several})
        self.bodies = list({one.body.zh: one.body for one in self.known}.values())

    @property
    def paths(self) -> list[str]:
        """The files that answer."""
        return [one.path for one in self.known]

    def catalogue(self) -> Dataset:
        """Return one dataset to look names up in: the newest, with what only others have.

        A figure is found by what any of them calls it. The topics are those of the newest.
        """
        if len(self.known) == 1:
            return _whole(self.known[0], {})
        newest_first = sorted(self.known, key=lambda one: -one.year)
        merged = _whole(newest_first[0], {})
        categories: dict[str, Category] = dict(merged.categories)
        figures: dict[str, Figure] = dict(merged.figures)
        for dataset in _that_name_something_new(newest_first[1:]):
            for category in dataset.categories.values():
                categories.setdefault(category.id, category)
            for figure in dataset.figures.values():
                figures[figure.id] = _by_all_names(figures.get(figure.id, figure), figure)
        return merged._replace(categories=categories, figures=figures)

    def topics(self) -> tuple[Topic, ...]:
        """Return the named work of all datasets, each once."""
        every = (topic for dataset in self.load(()) for topic in dataset.topics)
        return tuple({topic.name: topic for topic in every}.values())

    def load(self, wanted: Ids[str] | None = None) -> list[Dataset]:
        """Return the datasets; with the ids of figures, at least these figures of each."""
        shared: dict[str, object] = {}
        return [_whole(one, shared, wanted) for one in self.known]


def _whole(known: Known, shared: dict[str, object], wanted: Ids[str] | None = None) -> Dataset:
    if isinstance(known.content, Dataset):
        return known.content
    from cppcc_cli.dataset.record import decode

    try:
        dataset = decode(known.content, known.path, shared, wanted)
    except ValueError:
        return load(known.path)
    # A damaged index may give the record of another file.
    return dataset if (dataset.id, dataset.year, dataset.body) == known[:3] else load(known.path)


def _that_name_something_new(several: Sequence[Known]) -> Iterable[Dataset]:
    """Yield the datasets that call a figure something that none before them does."""
    seen: set[str] = set()
    shared: dict[str, object] = {}
    for known in several:
        if not isinstance(known.content, bytes):
            yield known.content
            continue
        from cppcc_cli.dataset.record import namings

        try:
            new = set(namings(known.content)) - seen
        except ValueError:
            yield load(known.path)
            continue
        if new:
            seen |= new
            yield _whole(known, shared)


def _by_all_names(known: Figure, other: Figure) -> Figure:
    """Return a figure that is found by what either of two datasets calls it."""
    if known is other:
        return known
    names = [name for name in other.name if name and name not in known.name]
    return known._replace(
        terms=tuple(dict.fromkeys((*known.terms, *names, *other.terms))),
        pinyin=tuple(dict.fromkeys((*known.pinyin, *other.pinyin))),
    )
