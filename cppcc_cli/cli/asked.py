"""What was asked: the options that commands share, as given, and the datasets they choose.

A command takes `SharedOptions` first and is decorated with `takes`, or `shares_options` for all.
Of the one that runs, `with_options` makes a command on which Typer sees these options, too.
"""

import inspect
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, get_type_hints

import typer

from cppcc_cli import messages
from cppcc_cli.cli.options import (
    LANGUAGES,
    Bodies,
    Color,
    Columns,
    Data,
    Force,
    Format,
    Lang,
    NoCache,
    NoHeader,
    OutputFile,
    Year,
    require_choice,
    years_named,
    years_of,
)
from cppcc_cli.dataset import sources
from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.dataset.reading import load
from cppcc_cli.dataset.sources import MOST_LISTED, Collection, Filter, find_datasets
from cppcc_cli.errors import CppccError, UsageError, all_of
from cppcc_cli.files import is_watched, write_notes
from cppcc_cli.language import Language, Message
from cppcc_cli.messages import collections
from cppcc_cli.output.emit import COLOURS, FORMATS, NOTHING_BESIDE, Manner, emit, terminal_width
from cppcc_cli.output.table import Table

Arguments = ParamSpec("Arguments")
Command = Callable[Concatenate["SharedOptions", Arguments], None]

# The options that choose the datasets to answer from.
CHOOSING = ("data", "year", "body", "no_cache", "lang")


class SharedOptions(NamedTuple):
    """The shared options as given on the command line."""

    format: Format = None
    output: OutputFile = None
    force: Force = False
    columns: Columns = None
    no_header: NoHeader = False
    data: Data = None
    year: Year = None
    body: Bodies = None
    no_cache: NoCache = False
    lang: Lang = None
    color: Color = "auto"
    # Not an option: the language in force, whatever decided it.
    language: Language = "en"

    def check(self) -> None:
        """Raise UsageError for a word that is none of its option's choices."""
        require_choice("--format", self.format, FORMATS)
        require_choice("--lang", self.lang, LANGUAGES)
        require_choice("--color", self.color, COLOURS)

    @contextmanager
    def collection(self) -> Iterator[Collection]:
        """Open the datasets to answer from; after the answer, say which files could not be read."""
        known = self.gather()
        try:
            yield known
        except typer.Exit:
            if not known.unreadable:
                raise
        if known.unreadable:
            raise all_of(known.unreadable)

    def gather(self) -> Collection:
        """Return the datasets to answer from."""
        wanted = Filter(None if self.year is None else years_of(self.year), tuple(self.body or ()))
        watch = None if not is_watched() else self._watch
        known = find_datasets(self.data or (), os.environ, wanted, watch, not self.no_cache)
        missing = [year for year in years_named(self.year or "") if year not in known.years]
        # A file that cannot be read may be the one.
        if missing and not known.unreadable:
            self.say(collections.YEARS_MISSING.about(years=missing, known=known.years))
        return known

    def _watch(self, files: int) -> AbstractContextManager[Callable[[int], None]]:
        from cppcc_cli.output.terminal import progress

        return progress(collections.READING.say(self.language), files, terminal_width(os.environ))

    def dataset(self, name: str | None = None) -> Dataset:
        """Return one dataset: named by path, or by the id of a known one, or the newest known.

        Raises UsageError for an id that is not known, and as `one_of` does.
        """
        if name is not None and sources.is_path(name):
            return load(name)
        known = self.gather()
        if name is None:
            return self.one_of(known)
        found = [one for one in known.entries if one.id == name]
        if len(found) != 1:
            raise UsageError(_no_such_dataset(name, known))
        return Collection(found).load()[0]

    def one_of(self, known: Collection) -> Dataset:
        """Return the newest of several datasets of one committee, and say which that is.

        Raises UsageError for those of several committees, and InputError where one of the files
        cannot be read.
        """
        if known.unreadable:
            raise all_of(known.unreadable)
        self.require_one_body(known)
        newest = known.entries[-1]
        if len(known.entries) > 1:
            self.say(collections.NEWEST_TAKEN.about(id=newest.id, year=newest.year))
        return Collection([newest]).load()[0]

    def require_one_body(self, known: Collection) -> None:
        """Raise UsageError where the datasets are of several committees."""
        if len(known.bodies) > 1:
            raise UsageError(
                collections.SEVERAL_BODIES.about(
                    count=len(known.bodies), known=known.bodies[:MOST_LISTED]
                )
            )

    def other_years(self, dataset: Dataset) -> list[Dataset]:
        """Return the other datasets known of the same body."""
        wanted = Filter(bodies=(dataset.body.zh,))
        try:
            known = find_datasets(self.data or (), os.environ, wanted, cached=not self.no_cache)
            found = known.load()
        except CppccError:
            found = []
        by_year = {one.year: one for one in (load(sources.bundled()), *found)}
        return [
            one
            for one in by_year.values()
            if one.body.zh == dataset.body.zh and one.year != dataset.year
        ]

    def one_figure(self, dataset: Dataset, name: str) -> Figure:
        """Return the figure that `name` stands for, and say what it was taken for."""
        from cppcc_cli.query.lookup import choose_one

        chosen = choose_one(dataset, name)
        self.say(*chosen.taken)
        return chosen.figures[0]

    def emit(
        self, table: Table, *inputs: str, beside: Mapping[str, bytes] = NOTHING_BESIDE
    ) -> None:
        """Write `table` as asked, and the files `beside` it; `inputs` were read for it."""
        manner = Manner(
            self.format,
            self.output,
            self.force,
            self.columns,
            not self.no_header,
            self.color,
            self.language,
        )
        self.say(*emit(table, manner, inputs, beside))

    def say(self, *notes: Message) -> None:
        """Write what must be said beside the answer."""
        write_notes([f"cppcc: {note.say(self.language)}" for note in notes])


def _no_such_dataset(name: str, known: Collection) -> Message:
    ids = [one.id for one in known.entries]
    if ids.count(name) > 1:
        paths = [one.path for one in known.entries if one.id == name]
        return collections.SAME_ID.about(name=name, paths=paths)
    return messages.UNKNOWN_NAME_NEAR.about(
        name=name, what=messages.DATASET, near=ids[:MOST_LISTED], list="cppcc datasets"
    )


_taken: dict[Callable[..., None], tuple[str, ...]] = {}


def takes(*names: str) -> Callable[[Command[Arguments]], Command[Arguments]]:
    """Return what notes of a command that it takes the shared options `names`."""

    def noted(command: Command[Arguments]) -> Command[Arguments]:
        _taken[command] = names
        return command

    return noted


# For the commands that print a table.
shares_options = takes(*(name for name in SharedOptions._fields if name != "language"))


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command with the options that it takes in its signature, as SharedOptions.

    One that takes none is returned as it is.
    """
    if command not in _taken:
        return command
    names = _taken[command]

    @wraps(command)
    def gathering(context: typer.Context, *args: Any, **given: Any) -> None:
        options = {name: given.pop(name) for name in names}
        asked = SharedOptions(**options, language=context.obj)
        asked.check()
        command(asked, *args, **given)

    hints = get_type_hints(SharedOptions, include_extras=True)
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        inspect.Parameter("context", keyword, annotation=typer.Context),
        *(
            parameter.replace(kind=keyword)
            for parameter in list(inspect.signature(command).parameters.values())[1:]
        ),
        *(
            inspect.Parameter(
                name, keyword, default=SharedOptions._field_defaults[name], annotation=hints[name]
            )
            for name in names
        ),
    ]
    gathering.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    gathering.__annotations__ = {one.name: one.annotation for one in parameters}
    return gathering
