"""Files and folders -> the datasets that answer: read at once where they are few, else indexed.

Of two datasets of one committee and year, that of the user's folder goes before the bundled one;
else no answer can be right, and the two files are named.
"""

import os
from collections.abc import Collection as Several
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from typing import NoReturn, Protocol

from cppcc_cli import messages
from cppcc_cli.dataset import library
from cppcc_cli.dataset.collection import Body, Collection, Known, Wanted, Watch, known_of, stem_of
from cppcc_cli.dataset.folders import index_place, user_cache, user_data
from cppcc_cli.errors import IndexUnusable, InputError, UsageError, all_of
from cppcc_cli.messages import collections

# Read sooner than an index is opened.
_FEW = 8
_MANY = 200


class Source(Protocol):
    """A place of datasets that can be asked for some of them."""

    def bodies(self) -> set[Body]:
        """Return the committees that have a dataset here."""

    def take(
        self, years: Several[int] | None, bodies: Several[str] | None
    ) -> tuple[list[Known], list[InputError]]:
        """Return the datasets of these years and committees, None for all, and what is faulty."""

    def close(self) -> None:
        """Let go of what was opened; what was taken stays."""


class Files:
    """Dataset files, read as they are."""

    def __init__(
        self, paths: Sequence[str], watch: Watch | None = None, found: bool = False
    ) -> None:
        """Read files; of those `found` in a folder, one that is gone since was never there."""
        self.found = found
        self.known: list[Known] = []
        self.unreadable: list[InputError] = []
        if len(paths) < _MANY:
            self._load(paths)
        else:
            self._share(paths, watch)

    def _load(self, paths: Iterable[str]) -> None:
        for path in paths:
            try:
                self.known.append(known_of(library.load(path)))
            except InputError as error:
                if not self.found or os.path.lexists(path):
                    self.unreadable.append(error)

    def _share(self, paths: Sequence[str], watch: Watch | None) -> None:
        from cppcc_cli.dataset.workers import read_rows

        rows = [row for some in read_rows("", paths, watch) for row in some]
        self._load([row.path for row in rows if row.id is None])
        self.known += [row.known("") for row in rows if row.id is not None]

    def bodies(self) -> set[Body]:
        """Return the committees that have a dataset here."""
        return {Body(one.body, stem_of(one.id)) for one in self.known}

    def take(
        self, years: Several[int] | None, bodies: Several[str] | None
    ) -> tuple[list[Known], list[InputError]]:
        """Return the datasets of these years and committees, None for all, and what is faulty."""
        return [one for one in self.known if one.fits(years, bodies)], self.unreadable

    def close(self) -> None:
        """Do nothing: a file is read at once."""


def gather(
    asked: Sequence[str],
    environment: Mapping[str, str],
    wanted: Wanted,
    watch: Watch | None = None,
    cached: bool = True,
) -> Collection:
    """Return the datasets to answer from: those of `--data`, or of CPPCC_DATA, or all known.

    Known are the bundled one and those of the user's folder, which go before it. Raises InputError
    where there is no dataset to be read at all, and UsageError where none is of a year or
    committee that is asked for, or two are of the same.
    """
    cache = user_cache(environment) if cached else None
    try:
        return _gather(asked, environment, wanted, watch, cache)
    except IndexUnusable:
        return _gather(asked, environment, wanted, watch, None)


def _gather(
    asked: Sequence[str],
    environment: Mapping[str, str],
    wanted: Wanted,
    watch: Watch | None,
    cache: str | None,
) -> Collection:
    places = library.places(asked, environment)
    with ExitStack() as opened:
        sources = _sources(places, environment, cache, watch, opened)
        there = {body for source in sources for body in source.bodies()} if wanted.bodies else set()
        bodies = wanted.choose(there) if there else None
        known: dict[tuple[int, str], Known] = {}
        unreadable: list[InputError] = []
        for source in sources:
            taken, faulty = source.take(wanted.years, bodies)
            of_this = _each_once(taken)
            if places:
                _each_once([*known.values(), *of_this.values()])
            known |= of_this
            unreadable += faulty
        if not known:
            _complain(sources, places, bodies, unreadable)
        return Collection(known.values(), unreadable)


def _sources(
    places: Sequence[str],
    environment: Mapping[str, str],
    cache: str | None,
    watch: Watch | None,
    opened: ExitStack,
) -> list[Source]:
    """Return what asks each place, or the bundled dataset and the user's folder; note to close."""
    sources: list[Source] = [] if places else [Files([library.bundled()])]
    mine = user_data(environment)
    for place in places or ([mine] if os.path.isdir(mine) else []):
        sources.append(_source(_path_of(place, environment, cache is not None), cache, watch))
        opened.callback(sources[-1].close)
    return sources


def _path_of(place: str, environment: Mapping[str, str], cached: bool) -> str:
    """Return the path of a place, which may be named by the id of a known dataset."""
    if os.path.lexists(place) or library.is_path(place):
        return place
    known = gather((), {**environment, "CPPCC_DATA": ""}, Wanted(), cached=cached).known
    return next((one.path for one in known if one.id == place), place)


def _source(place: str, cache: str | None, watch: Watch | None) -> Source:
    """Return what asks a file or a folder; raise InputError for a folder that is closed to us."""
    if not os.path.isdir(place):
        return Files([place])
    from cppcc_cli.dataset.walking import walk

    try:
        if cache is None or not index_place(place, cache).exists():
            paths = [entry.path for _, entries in walk(place) for entry in entries]
            if cache is None or len(paths) <= _FEW:
                return Files(paths, watch, found=True)
        from cppcc_cli.dataset.index import Index

        return Index(place, cache, watch)
    except OSError as error:
        said = messages.CANNOT_OPEN.about(path=place, reason=messages.reason(error))
        raise InputError(said) from None


def _each_once(several: Iterable[Known]) -> dict[tuple[int, str], Known]:
    """Return datasets by year and committee; raise InputError where two files are of the same."""
    found: dict[tuple[int, str], Known] = {}
    for one in several:
        other = found.setdefault((one.year, one.body.zh), one)
        if other is not one and not os.path.samefile(other.path, one.path):
            raise InputError(
                collections.SAME_BODY_AND_YEAR.about(
                    one=other.path, other=one.path, body=one.body, year=one.year
                )
            )
    return found


def _complain(
    sources: Sequence[Source],
    places: Sequence[str],
    bodies: Several[str] | None,
    unreadable: Sequence[InputError],
) -> NoReturn:
    """Say why no dataset answers: none can be read, none is there, or none is of the year."""
    if unreadable:
        raise all_of(unreadable)
    years = {one.year for source in sources for one in source.take(None, bodies)[0]}
    if not years:
        raise InputError(collections.NO_DATASETS.about(paths=places))
    raise UsageError(collections.NO_SUCH_YEAR.about(known=sorted(years)))
