"""The command line, the only door to Typer: what a command is, and what was asked of it.

A command is a function that takes `SharedOptions` first, decorated with `command`, which notes the
shared options that it takes; `typed` makes of it a function that Typer reads.
"""

import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import wraps
from importlib import import_module
from typing import Any, Concatenate, ParamSpec, cast

import typer

from cppcc_cli import messages
from cppcc_cli.cli import options
from cppcc_cli.dataset import Dataset, Figure, sources
from cppcc_cli.dataset.sources import Collection, Filter, find_datasets
from cppcc_cli.errors import all_of
from cppcc_cli.files import is_watched, write_file, write_notes
from cppcc_cli.language import Message
from cppcc_cli.output import Column, Table
from cppcc_cli.output.formats import emit, emit_text, terminal_width

# Where each command stands; only the module of the command that runs is imported.
COMMANDS = {
    "categories": "figures",
    "stats": "figures",
    "show": "figures",
    "compare": "figures",
    "topics": "figures",
    "search": "figures",
    "cite": "figures",
    "report": "figures",
    "verify": "figures",
    "numbers": "texts",
    "proofread": "texts",
    "diff": "texts",
    "check": "texts",
    "link": "manuscripts",
    "refresh": "manuscripts",
    "draft": "datasets",
    "init": "datasets",
    "add": "datasets",
    "datasets": "datasets",
    "export": "datasets",
    "schema": "datasets",
    "mcp": "mcp",
    "completion": "help",
    "help": "help",
}


# Of so many committees the datasets are held against a text that may name any of them.
_MOST_BODIES = 20


class SharedOptions:
    """The shared options as given on the command line; each is declared in place of its default."""

    format: str | None = options.FORMAT
    output: str | None = options.OUTPUT_FILE
    force: bool = options.FORCE
    columns: str | None = options.COLUMNS
    no_header: bool = options.NO_HEADER
    title: str | None = options.TITLE
    data: list[str] | None = options.DATA
    year: options.Years | None = options.YEAR
    body: list[str] | None = options.BODIES
    no_cache: bool = options.NO_CACHE
    lang: str | None = options.LANG
    color: str = options.COLOR

    def __init__(self, **given: Any) -> None:
        for name in TABLE:
            setattr(self, name, given.get(name, vars(SharedOptions)[name].default))

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
        wanted = Filter(self.year.wanted if self.year else None, self.body or ())
        watch = None if not is_watched() else self._watch
        known = find_datasets(self.data or (), wanted, watch, not self.no_cache)
        self.say(*known.notes)
        named = self.year.named if self.year else ()
        missing = [year for year in named if year not in known.years]
        # A file that cannot be read may be the one.
        if missing and not known.unreadable:
            self.say(messages.YEARS_MISSING.about(years=missing, known=known.years))
        return known

    def _watch(self, files: int) -> AbstractContextManager[Callable[[int], None]]:
        from cppcc_cli.output.terminal import progress

        return progress(messages.READING.say(), files, terminal_width())

    def dataset(self, name: str | None = None) -> Dataset:
        """Return one dataset: named by path, or by the id of a known one, or the newest known.

        Raises UsageError and InputError as `Collection.one` does.
        """
        if name is not None and sources.is_path(name):
            from cppcc_cli.dataset.reading import load

            return load(name)
        return self.one_of(self.gather(), name)

    def one_of(self, known: Collection, id: str | None = None) -> Dataset:
        """Return the dataset of an id or the newest, and say which that is of several."""
        chosen = known.one(id)
        if id is None and len(known.entries) > 1:
            self.say(messages.NEWEST_TAKEN.about(id=chosen.id, year=chosen.year))
        return chosen

    def other_years(self, dataset: Dataset, known: Collection | None = None) -> list[Dataset]:
        """Return the other datasets of the same body, of those `known` where they were found."""
        known = None if self.year else known
        return sources.other_years(dataset, self.data or (), not self.no_cache, known)

    def for_texts(self) -> tuple[Dataset, list[Dataset]]:
        """Return the newest of the datasets chosen, and the others that a text may speak of.

        These are of other years of its committee and, where none is named, of other committees.
        Raises InputError where one of the files cannot be read.
        """
        known = self.gather()
        if known.unreadable:
            raise all_of(known.unreadable)
        newest = max(known.entries, key=lambda one: one.year)
        chosen = Collection([newest]).load()[0]
        others = self.other_years(chosen, known)
        if not self.body and len(known.bodies) <= _MOST_BODIES:
            foreign = [one for one in known.entries if one.body.zh != chosen.body.zh]
            others += Collection(foreign).load()
        return chosen, others

    def one_figure(self, dataset: Dataset, name: str) -> Figure:
        """Return the figure that `name` stands for, and say what it was taken for."""
        from cppcc_cli.query.lookup import choose_one

        chosen = choose_one(dataset, name)
        self.say(*chosen.taken)
        return chosen.figures[0]

    def emit(
        self, table: Table[Any], *inputs: str, beside: Sequence[tuple[str, bytes]] = ()
    ) -> None:
        """Write `table` as asked, and the files `beside` it; `inputs` were read for it."""
        said = emit(
            table,
            format=self.format,
            output=self.output,
            force=self.force,
            columns=self.columns,
            header=not self.no_header,
            title=self.title,
            colour=self.color,
            inputs=inputs,
            beside=beside,
        )
        self.say(*said)

    def write(self, path: str | None, text: str, inputs: Sequence[str] = ()) -> None:
        """Write a text that is no table to a file, or for None to standard output."""
        if path is None:
            self.say(*emit_text(text))
        else:
            write_file(path, text.encode(), self.force, inputs)

    def say(self, *notes: Message) -> None:
        """Write what must be said beside the answer."""
        write_notes([f"cppcc: {note.say()}" for note in notes])


Arguments = ParamSpec("Arguments")

# The options that choose the datasets to answer from, and those of a command that prints a table.
CHOOSING = ("data", "year", "body", "no_cache", "lang")
TABLE = tuple(SharedOptions.__annotations__)


class Command:
    """A command: its function, the shared options that it takes, the columns of its table."""

    def __init__(
        self, function: Callable[..., None], shared: tuple[str, ...], columns: str
    ) -> None:
        """Make one; `columns` is as "figures.TOPIC_COLUMNS", of a room of the views, or nothing."""
        self.function, self.shared, self.columns = function, shared, columns

    def table_columns(self) -> Sequence[Column[Any]]:
        """Return the columns of the table that it prints."""
        room, _, name = self.columns.partition(".")
        found = getattr(import_module(f"cppcc_cli.views.{room}"), name) if name else ()
        return cast(Sequence[Column[Any]], found)

    def parameters(self) -> dict[str, options.Parameter]:
        """Return what there is to know of each of its parameters."""
        own = inspect.signature(self.function).parameters.items()
        shared = {name: vars(SharedOptions)[name] for name in self.shared}
        # Findings have formats of their own.
        if self.columns == "findings.FINDING_COLUMNS":
            shared |= {"format": options.FORMAT_OF_FINDINGS, "output": options.OUTPUT_OF_FINDINGS}
        there = {name: one.default for name, one in own} | shared
        return {name: one for name, one in there.items() if isinstance(one, options.Parameter)}

    def typed(self) -> Callable[..., None]:
        """Return its function with the shared options in its signature, as Typer reads it."""
        own, shared = self.function.__annotations__, SharedOptions.__annotations__
        hints = {name: own[name] for name in list(own)[1:] if name != "return"}
        hints |= {name: shared[name] for name in self.shared}
        made = {name: one.typed() for name, one in self.parameters().items()}
        empty, keyword = inspect.Parameter.empty, inspect.Parameter.KEYWORD_ONLY

        @wraps(self.function)
        def asking(**given: Any) -> None:
            asked = SharedOptions(**{name: given.pop(name) for name in self.shared})
            self.function(asked, **given)

        asking.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [
                inspect.Parameter(name, keyword, default=made.get(name, empty), annotation=hint)
                for name, hint in hints.items()
            ]
        )
        # Typer takes them from the signature.
        asking.__annotations__ = {}
        return asking


def command(
    *shared: str, columns: str = ""
) -> Callable[[Callable[Concatenate[SharedOptions, Arguments], None]], Command]:
    """Return what makes a command of a function; `columns` are those of the table it prints."""

    def made(function: Callable[Concatenate[SharedOptions, Arguments], None]) -> Command:
        return Command(function, shared, columns)

    return made


def named(name: str) -> Command:
    """Return a command of COMMANDS."""
    found: Command = getattr(import_module(f"cppcc_cli.cli.{COMMANDS[name]}"), name)
    return found
