"""Which datasets answer: files and folders that are named, or the bundled one and the user's own.

Few files are read at once, many through the index of their folder. Of two datasets of one committee
and year, that of the user's folder goes before the bundled one; else no answer can be right, and
the two files are named.
"""

import datetime
import os
import re
from collections import Counter
from collections.abc import Collection as Several, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from cppcc_cli import messages
from cppcc_cli.dataset import (
    RECORDS,
    Body,
    Dataset,
    Entry,
    Figure,
    Topic,
    entry_of,
    ids_among,
    is_of_place,
    stem_of,
)
from cppcc_cli.errors import CppccError, IndexUnusable, InputError, UsageError, all_of
from cppcc_cli.files import prepared, user_cache, user_data, walk
from cppcc_cli.messages import Message, Text
from cppcc_cli.screen import first_unprintable

if TYPE_CHECKING:
    from cppcc_cli.dataset.cache import Index
    from cppcc_cli.dataset.workers import Watch

BUNDLED = "lishui-2023.toml"
# So many are named where one of them was to be chosen.
MOST_LISTED = 12
# Read sooner than an index is opened.
_FEW = 8
# So often is a folder looked through again where files come and go while it is read.
_MOST_ROUNDS = 50


class Filter:
    """Which datasets are to answer: those of certain years, and of committees by their names.

    The bundled one answers beside others of its committee, where no other is known, where its
    committee is named, and where `every` dataset that is known is asked for.
    """

    def __init__(
        self, years: Several[int] | None = None, bodies: Sequence[str] = (), every: bool = True
    ) -> None:
        self.years, self.bodies, self.every = years, bodies, every

    def choose(self, bodies: Iterable[Body]) -> set[str] | None:
        """Return the Chinese names of the committees wanted out of those known; None for all.

        A whole name or id goes before a part of one. Raises UsageError for a name that is none.
        """
        if not self.bodies:
            return None
        known = {body: [_spelt(name) for name in (*body[0], body[1]) if name] for body in bodies}
        chosen: set[str] = set()
        for asked in self.bodies:
            query = _spelt(asked)
            whole = {body[0].zh for body, names in known.items() if query in names}
            part = {
                body[0].zh
                for body, names in known.items()
                if query and any(query in name for name in names)
            }
            if not part:
                names = sorted({name for name, _ in known})
                values = {"known": names[:MOST_LISTED], "count": len(names)}
                raise UsageError(messages.NO_SUCH_BODY.about(name=asked, **values))
            chosen |= whole or part
        return chosen


def _spelt(name: str) -> str:
    from cppcc_cli.script import simplified

    return simplified("".join(name.split())).casefold()


class Collection:
    """The datasets that answer, those of one committee together and in the order of their years.

    `unreadable` are the errors of the files that could not be read; `notes` is what must be said of
    the reading.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        unreadable: Sequence[InputError] = (),
        notes: Sequence[Message] = (),
    ) -> None:
        several = list(entries)
        first: dict[str, str] = {}
        for one in several:
            first[one.body.zh] = min(one.id, first.get(one.body.zh, one.id))
        self.entries = sorted(several, key=lambda one: (first[one.body.zh], one.body.zh, one.year))
        self.unreadable = unreadable
        self.notes = notes
        self.years = sorted({one.year for one in several})
        self.bodies = list({one.body.zh: one.body for one in self.entries}.values())

    @property
    def paths(self) -> list[str]:
        """The files that answer."""
        return [one.path for one in self.entries]

    def committees(self) -> set[Body]:
        """Return the committees that have a dataset here."""
        return {(one.body, stem_of(one.id)) for one in self.entries}

    def select(
        self, years: Several[int] | None, bodies: Several[str] | None
    ) -> tuple[Sequence[Entry], Sequence[InputError]]:
        """Return the datasets of these years and committees, None for all, and what is faulty."""
        return [one for one in self.entries if one.fits(years, bodies)], self.unreadable

    def catalogue(self) -> Dataset:
        """Return one dataset to look names up in: the newest, with what only others have.

        A figure is found by what any of them calls it. The topics are those of the newest.
        """
        newest, *others = sorted(self.entries, key=lambda one: -one.year)
        merged = _whole(newest, {})
        categories, figures = dict(merged.categories), dict(merged.figures)
        for dataset in _that_name_something_new(others):
            for category in dataset.categories.values():
                categories.setdefault(category.id, category)
            ids = ids_among(figures, dataset.figures.values())
            for figure in dataset.figures.values():
                own = f"{figure.id}-{dataset.id}" if figure.id in figures else figure.id
                id = ids.get(figure.id, own)
                figures[id] = _by_all_names(figures.get(id, figure._replace(id=id)), figure)
        # What goes by a newer id may leave its old category without any.
        filled = {*merged.categories, *(one.category for one in figures.values())}
        categories = {id: one for id, one in categories.items() if id in filled}
        return merged._replace(categories=categories, figures=figures)

    def topics(self) -> tuple[Topic, ...]:
        """Return the named work of all datasets, each once."""
        every = (topic for dataset in self.load(()) for topic in dataset.topics)
        return tuple({topic.name: topic for topic in every}.values())

    def one(self, id: str | None = None) -> Dataset:
        """Return the dataset of an id, or for None the newest, where all are of one committee.

        Raises UsageError for an id that is not known, for several datasets of that id, and where
        there are several committees; InputError where a file that may be the newest is unreadable.
        """
        if id is not None:
            found = [one for one in self.entries if one.id == id]
            if not found:
                told = {"what": messages.DATASET, "list": "cppcc datasets"}
                near = [one.id for one in self.entries[:MOST_LISTED]]
                raise UsageError(messages.UNKNOWN_NAME.about(name=id, near=near, **told))
            if found[1:]:
                paths = [one.path for one in found]
                raise UsageError(messages.SAME_ID.about(name=id, paths=paths))
            return Collection(found).load()[0]
        if self.unreadable:
            raise all_of(self.unreadable)
        self.require_one_body()
        return Collection(self.entries[-1:]).load()[0]

    def require_one_body(self) -> None:
        """Raise UsageError where the datasets are of several committees."""
        if len(self.bodies) > 1:
            listed = self.bodies[:MOST_LISTED]
            raise UsageError(messages.SEVERAL_BODIES.about(count=len(self.bodies), known=listed))

    def load(self, wanted: Several[str] | None = None) -> list[Dataset]:
        """Return the datasets; with the ids of figures, at least these figures of each."""
        shared: dict[str, object] = {}
        if any(map(is_of_place, wanted or ())):
            wanted = None
        return [_whole(one, shared, wanted) for one in self.entries]

    def counted(self) -> Iterator[tuple[Dataset, Counter[str]]]:
        """Yield the datasets, maybe without figures, and how many each of their categories has."""
        shared: dict[str, object] = {}
        for entry in self.entries:
            dataset = _whole(entry, shared, ())
            if isinstance(entry.content, bytes) and not dataset.figures:
                from cppcc_cli.dataset.workers import counts

                yield dataset, counts(entry.content)
            else:
                yield dataset, dataset.counts


def _whole(entry: Entry, shared: dict[str, object], wanted: Several[str] | None = None) -> Dataset:
    if isinstance(entry.content, Dataset):
        return entry.content
    from cppcc_cli.dataset.workers import decode

    try:
        dataset = decode(entry.content, entry.path, shared, wanted)
    except ValueError:
        return _load(entry.path)
    # A damaged index may give the record of another file.
    is_it = (dataset.id, dataset.year, dataset.body) == (entry.id, entry.year, entry.body)
    return dataset if is_it else _load(entry.path)


def _that_name_something_new(several: Sequence[Entry]) -> Iterator[Dataset]:
    """Yield the datasets that call a figure something that none before them does."""
    seen: set[str] = set()
    shared: dict[str, object] = {}
    for entry in several:
        new = {entry.path}
        if isinstance(entry.content, bytes):
            from cppcc_cli.dataset.workers import namings

            with suppress(ValueError):
                new = set(namings(entry.content)) - seen
        if new:
            seen |= new
            yield _whole(entry, shared)


def _by_all_names(known: Figure, other: Figure) -> Figure:
    """Return a figure that is found by what either of two datasets calls it."""
    names = [name for name in other.name if name and name not in known.name]
    return known._replace(
        terms=tuple(dict.fromkeys((*known.terms, *names, *other.terms))),
        pinyin=tuple(dict.fromkeys((*known.pinyin, *other.pinyin))),
    )


def bundled() -> str:
    """Return the path of the bundled dataset: inside the package, or beside it in a checkout.

    Raises InputError where the installation has lost it.
    """
    package = Path(__file__).parents[1]
    for folder in (package, package.parent):
        path = folder / "data" / BUNDLED
        if path.exists():
            return str(path)
    raise InputError(messages.NO_BUNDLED_DATASET.about())


def _load(path: str) -> Dataset:
    """Return the dataset in a file: only now is imported what reads it."""
    from cppcc_cli.dataset.reading import load

    return load(path)


def load_prepared(path: str) -> Dataset:
    """Return the dataset of a file of the program, as it was when the file was last read.

    Raises FaultyDataset, and InputError where the file cannot be read.
    """

    def read(raw: bytes) -> Dataset:
        from cppcc_cli.dataset.reading import read_dataset

        return read_dataset(raw, path)

    records = {one.__name__: one for one in (*RECORDS, Text)}
    names = {"datetime": datetime, "Decimal": Decimal, **records}
    version = crc32(repr([one._fields for one in records.values()]).encode())
    try:
        dataset: Dataset = prepared(path, read, version, names)
    except (OSError, ValueError, TypeError, NameError):
        return _load(path)
    return dataset._replace(path=path)


def is_path(name: str) -> bool:
    """Tell whether a DATASET argument is a path: it has what an id never has."""
    return "/" in name or os.sep in name or "." in name


def read_file(path: str, is_bundled: bool = False) -> Collection:
    """Return the dataset of a file that was named, or what is wrong with it."""
    try:
        return Collection([entry_of(load_prepared(path) if is_bundled else _load(path))])
    except InputError as error:
        return Collection([], [error])


def read_folder(root: str, watch: "Watch | None" = None) -> Collection:
    """Return the datasets below a folder, read until none comes or goes while they are.

    What went without coming again under another name answers as it was when it was read. Raises
    OSError for `root` only, and InputError where too much lies below it.
    """
    from cppcc_cli.dataset.workers import read_rows

    found: dict[str, Entry | InputError] = {}
    paths: list[str] = []
    notes: list[Message] = []
    for _ in range(_MOST_ROUNDS):
        before, paths = paths, [one.path for _, _, files in walk(root, ".toml") for one in files]
        new = [path for path in paths if path not in found]
        if paths == before and not new:
            break
        for rows in read_rows("", new, watch, notes, is_kept=False):
            each = ((row.path, row.entry("")) for row in rows)
            found |= {path: one for path, one in each if one is not None}
    there = {path: found[path] for path in paths if path in found}
    entries = [one for one in there.values() if isinstance(one, Entry)]
    named = {(one.year, one.body.zh) for one in entries}
    for path, one in found.items():
        if isinstance(one, Entry) and path not in there and (one.year, one.body.zh) not in named:
            entries.append(one)
            named.add((one.year, one.body.zh))
    errors = [one for one in there.values() if isinstance(one, InputError)]
    return Collection(entries, errors, notes)


def find_datasets(
    asked: Sequence[str], chosen: Filter, watch: "Watch | None" = None, cached: bool = True
) -> Collection:
    """Return the datasets to answer from: those of `--data`, or of CPPCC_DATA, or all known.

    Known are the bundled one and those of the user's folder, which go before it. `watch` is told of
    a long reading. Raises InputError where there is no dataset to be read at all, and UsageError
    where none is of a year or committee that is asked for, or a path is empty or no text.
    """
    places = list(asked) or os.environ.get("CPPCC_DATA", "").split(os.pathsep)
    for path in places:
        if asked and not path.strip():
            raise UsageError(messages.EMPTY_PATH.about(option="--data"))
        if first_unprintable(path):
            raise UsageError(messages.UNPRINTABLE_ARGUMENT.about(value=path))
    places = [path for path in places if path]
    cache = user_cache(os.environ) if cached else None
    try:
        return _find(places, chosen, watch, cache)
    except IndexUnusable:
        return _find(places, chosen, watch, None)


def _find(
    places: Sequence[str], chosen: Filter, watch: "Watch | None", cache: str | None
) -> Collection:
    """Return what answers in these places, or for none of what is known."""
    with ExitStack() as opened:
        sources = _sources(places, chosen, watch, cache, opened)
        there = {one for source in sources for one in source.committees()} if chosen.bodies else ()
        bodies = chosen.choose(there) if there else None
        known: dict[tuple[int, str], Entry] = {}
        unreadable: list[InputError] = []
        for source in sources:
            entries, faulty = source.select(chosen.years, bodies)
            unreadable += faulty
            of_this, twice = _each_once(entries)
            twice += _each_once([*known.values(), *of_this.values()])[1] if places else []
            if twice:
                raise all_of([*twice, *unreadable])
            known |= of_this
        if not known:
            if unreadable:
                raise all_of(unreadable)
            years = {one.year for source in sources for one in source.select(None, bodies)[0]}
            if not years:
                raise InputError(messages.NO_DATASETS.about(paths=places))
            raise UsageError(messages.NO_SUCH_YEAR.about(known=sorted(years)))
        notes = [said for source in sources for said in source.notes]
        notes += _called_otherwise({one.body.zh: one for one in known.values()})
        return Collection(known.values(), unreadable, notes)


def _sources(
    places: Sequence[str],
    chosen: Filter,
    watch: "Watch | None",
    cache: str | None,
    opened: ExitStack,
) -> "Sequence[Collection | Index]":
    """Return what there is in these places; for none, the bundled dataset and the user's own.

    Beside datasets of other committees only, the bundled one is not meant unless it is asked for.
    """
    if places:
        return [_source(_path_of(place, cache), cache, watch, opened) for place in places]
    ours, mine = read_file(bundled(), cache is not None), user_data(os.environ)
    if mine is None or not os.path.isdir(mine):
        return [ours]
    own = _source(mine, cache, watch, opened)
    if chosen.every or chosen.bodies:
        return [ours, own]
    of_ours, of_own = ({body.zh for body, _ in source.committees()} for source in (ours, own))
    return [own] if of_own and of_own.isdisjoint(of_ours) else [ours, own]


def _called_otherwise(bodies: Several[str]) -> list[Message]:
    """Return which of some committees may be one under several names: 某市政协, 政协某市委员会."""
    names: dict[str, list[str]] = {}
    for body in bodies if len(bodies) > 1 else ():
        place = re.sub("中国人民政治协商会议|委员会|政协", "", _spelt(body))
        names.setdefault(place, []).append(body)
    return [messages.ONE_BODY.about(names=one) for one in names.values() if len(one) > 1]


def other_years(
    dataset: Dataset,
    asked: Sequence[str] = (),
    cached: bool = True,
    known: Collection | None = None,
) -> list[Dataset]:
    """Return the datasets of the same committee for other years, of those that may answer.

    `known` are those of all years, where they were found before: no file is read twice.
    """
    body, by_year = dataset.body.zh, {}
    paths: list[str] = []
    with suppress(CppccError):
        known = known or find_datasets(asked, Filter(bodies=(body,)), cached=cached)
        of_body = Collection(one for one in known.entries if one.body.zh == body)
        by_year = {one.year: one for one in of_body.load()}
        paths = known.paths
    if bundled() not in paths:
        ours = (load_prepared if cached else _load)(bundled())
        by_year = {ours.year: ours, **by_year} if ours.body.zh == body else by_year
    return [one for one in by_year.values() if one.year != dataset.year]


def _path_of(place: str, cache: str | None) -> str:
    """Return the path of a place, which may be named by the id of a known dataset."""
    if os.path.lexists(place) or is_path(place):
        return place
    known = _find((), Filter(), None, cache).entries
    return next((one.path for one in known if one.id == place), place)


def _source(
    place: str, cache: str | None, watch: "Watch | None", opened: ExitStack
) -> "Collection | Index":
    """Return what answers of a file or folder; raise InputError for a folder that is closed."""
    if not os.path.isdir(place):
        return read_file(place)
    try:
        if cache is None:
            return read_folder(place, watch)
        name = f"{crc32(os.fsencode(os.path.realpath(place))):08x}"
        index = Path(cache, f"{name}.sqlite")
        if not os.path.exists(index):
            files = (file for _, _, files in walk(place, ".toml") for file in files)
            if len(list(islice(files, _FEW + 1))) <= _FEW:
                return read_folder(place, watch)
        from cppcc_cli.dataset.cache import Index

        return opened.enter_context(closing(Index(place, index, watch)))
    except OSError as error:
        said = messages.CANNOT_OPEN.about(path=place, reason=messages.reason(error))
        raise InputError(said) from None


def _each_once(
    several: Iterable[Entry],
) -> tuple[dict[tuple[int, str], Entry], list[InputError]]:
    """Return datasets by year and committee, and the errors of two files that are of the same."""
    found: dict[tuple[int, str], Entry] = {}
    twice: list[InputError] = []
    for one in several:
        other = found.setdefault((one.year, one.body.zh), one)
        # Of two names of which one is gone, one is left.
        with suppress(OSError):
            if other is not one and not os.path.samefile(other.path, one.path):
                values = {"one": other.path, "other": one.path, "body": one.body, "year": one.year}
                twice.append(InputError(messages.SAME_BODY_AND_YEAR.about(**values)))
    return found, twice
