"""The command line, the only door to Typer: commands, their options, and what was asked of one.

An option or argument is one record, by which it is spelt, read and completed, in the place of the
default of a parameter. By the name of this its words are found, so that it means the same in each
command. What every command may take stands in `SharedOptions`.

A command is a function that takes `SharedOptions` first, decorated with `command`, which notes the
shared options that it takes; `typed` makes of it a function that Typer reads.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial, wraps
from importlib import import_module
from typing import Any, Concatenate, ParamSpec, cast, get_args

import typer

from cppcc_cli import messages
from cppcc_cli.dataset import Dataset, Figure, sources
from cppcc_cli.dataset.sources import Collection, Filter, find_datasets
from cppcc_cli.errors import UsageError, all_of
from cppcc_cli.files import write_files, write_notes
from cppcc_cli.messages import Message, Text, options
from cppcc_cli.output import Column, Table, formats

# Where each command stands; only the module of the command that runs is imported.
COMMANDS = {
    name: room
    for room, names in (
        ("datasets", "categories stats show compare topics search cite report verify"),
        ("texts", "numbers proofread diff check link refresh"),
        ("datasets", "draft init add datasets export schema"),
        ("mcp", "mcp"),
        ("help", "completion help"),
    )
    for name in names.split()
}

# The words that a parameter may be, with what they are called in either language.
Choices = Mapping[str, Text]


class Parameter:
    """An option or an argument: its spelling, the words and what it may name."""

    def __init__(
        self,
        kind: Callable[..., Any],
        *spelt: str,
        metavar: str | None = None,
        choices: Choices | Sequence[str] = (),
        several: bool = False,
        reads: Callable[[str], object] | None = None,
        offers: str = "",
        listed: Iterable[str] = (),
        default: object = None,
    ) -> None:
        """Make one of a `kind` of Typer's; `reads` takes its word, or refuses it by a UsageError.

        It may be `several` of its choices, with commas between them. `listed` are words that help
        tells of where it takes others, too. `default` is None or False where it may be left out,
        `...` where it may not.
        """
        self.kind, self.spelt, self.metavar, self.listed = kind, spelt, metavar, listed
        self.several = several
        self.reads, self.offers, self.default = reads, offers, default
        self.choices: Choices = (
            choices if isinstance(choices, Mapping) else dict.fromkeys(choices, Text("", ""))
        )

    def typed(self) -> Any:
        """Return it as Typer reads it."""
        called = self.spelt[0] if self.spelt else self.metavar or ""
        choice = _choice(called, self.choices, self.several) if self.choices else None
        read = self.reads or choice
        return self.kind(self.default, *self.spelt, metavar=self.metavar, parser=read)

    def say(self, name: str) -> str:
        """Return what help says of it as the parameter of a name."""
        said: Text = getattr(options, name.upper())
        return said.about(choices=list(self.choices or self.listed)).say()


def option(*spelt: str, **told: Any) -> Any:
    """Return the Parameter that is an option of a command, a flag where it has no metavar.

    It stands in the place of its default, as Typer's own do: hence of any type.
    """
    default = None if "metavar" in told else False
    return Parameter(typer.Option, *spelt, **{"default": default, **told})


def argument(metavar: str, **told: Any) -> Any:
    """Return the Parameter that is a word of a command, called `metavar` in help."""
    return Parameter(typer.Argument, metavar=metavar, **{"default": ..., **told})


def _choice(spelt: str, choices: Choices, several: bool) -> Callable[[str], object]:
    """Return what reads one of several words, in any case and language; or some of them."""

    def choice(word: str) -> str:
        key = key_of(word, choices)
        if key is None:
            told = {"choices": in_both(choices), "value": word}
            raise UsageError(messages.WRONG_CHOICE.about(option=spelt, **told))
        return key

    def some(words: str) -> frozenset[str]:
        return frozenset(choice(word.strip()) for word in words.split(","))

    return some if several else choice


def in_both(names: Choices) -> list[Text]:
    """Return names as they may be typed: in Chinese, each with what it is called there."""
    return [Text(f"{key}（{one.zh}）" if one.zh else key, key) for key, one in names.items()]


def key_of(word: str, names: Choices) -> str | None:
    """Return the one of several names that is `word`, or is called so in either language."""
    each = ((key, [one.casefold() for one in (key, *called)]) for key, called in names.items())
    return next((key for key, words in each if word and word.casefold() in words), None)


def years_of(asked: str) -> dict[int, bool]:
    """Return the years of 2023, 2021,2023 or 2019-2023, with whether each is named itself.

    Raises UsageError for anything else.
    """
    years: dict[int, bool] = {}
    for part in _typed(asked).split(","):
        given = re.fullmatch(r"\s*([12][0-9]{3})\s*(?:-+\s*([12][0-9]{3})\s*)?", part, re.ASCII)
        first, last = given.groups() if given else ("1", "0")
        if given is None or int(last or first) < int(first):
            raise UsageError(messages.WRONG_YEARS.about(years=asked))
        for year in range(int(first), int(last or first) + 1):
            years[year] = years.get(year, False) or not last
    return years


def year_of(asked: str) -> int:
    """Return one year; raise UsageError for anything else."""
    year = _typed(asked)
    if not re.fullmatch("[12][0-9]{3}", year, re.ASCII):
        raise UsageError(messages.WRONG_YEAR.about(year=asked))
    return int(year)


def _typed(years: str) -> str:
    """Return years that are typed with a Chinese keyboard, ２０２１、2023年, as with any other."""
    if years.isascii():
        return years
    from unicodedata import normalize

    return normalize("NFKC", years).translate(str.maketrans("、—–~至", ",----", "年"))


def words_or(said: Text) -> Callable[[str], str]:
    """Return what reads a text without the spaces around it, or refuses nothing but spaces."""

    def words(asked: str) -> str:
        if not asked.strip():
            raise UsageError(said.about())
        return asked.strip()

    return words


def path_of(option: str, *suffixes: str, streamed: bool = True) -> Callable[[str], str | None]:
    """Return what reads the path of a file with a suffix: where `streamed`, None for `-`."""

    def path(word: str) -> str | None:
        if not word.strip():
            raise UsageError(messages.EMPTY_PATH.about(option=option))
        is_stream = streamed and word == "-"
        if suffixes and not is_stream and not word.lower().endswith(suffixes):
            said = messages.WRONG_SUFFIX.about(option=option, suffix=list(suffixes), path=word)
            raise UsageError(said)
        return None if is_stream else word

    return path


def file(*spelt: str, suffixes: Sequence[str] = (), streamed: bool = True, **told: Any) -> Any:
    """Return the option that names a file to read or write; where `streamed`, it may be `-`."""
    reads = path_of(spelt[0], *suffixes, streamed=streamed)
    return option(*spelt, metavar="FILE", reads=reads, **told)


# Those of several commands.
FIGURE_NAME = argument("FIGURE", offers="figures")
DOCUMENT_PATHS = argument("DOCUMENTS")
TEXT_FILE = file("--output", "-o")
DATASET_FILE = file("--output", "-o", suffixes=(".toml",))
STDIN_FILENAME = option("--stdin-filename", metavar="NAME")
LIKE = option("--like", metavar="DATASET", offers="datasets")

# Those that Typer makes, or reads before any other.
LANG = option("--lang", metavar="zh|en", choices=("zh", "en"))
HELP, VERSION = option("-h", "--help"), option("--version")


def _formats(choices: Sequence[str], suffixes: Iterable[str]) -> tuple[Any, Any]:
    """Return the options that choose a format, and a file in the format of its suffix."""
    file = option("--output", "-o", metavar="FILE", listed=[" ".join(suffixes)])
    return option("--format", "-f", metavar="FORMAT", choices=choices), file


_FORMAT_OF_FINDINGS, _OUTPUT_OF_FINDINGS = _formats(formats.STREAMED, formats.SUFFIXES)
_FORMAT, _OUTPUT = _formats(
    [one for one in formats.STREAMED if one not in formats.OF_FINDINGS],
    [suffix for suffix, name in formats.SUFFIXES.items() if name not in formats.OF_FINDINGS],
)

# Of so many committees the datasets are held against a text that may name any of them.
_MOST_BODIES = 20
# So many of the figures or keys that a file notes are told beside it.
_MOST_TOLD = 8


class SharedOptions:
    """The shared options as given on the command line; each is declared in place of its default."""

    format: str | None = _FORMAT
    output: str | None = _OUTPUT
    force: bool = option("--force")
    columns: str | None = option("--columns", metavar="KEY,KEY")
    no_header: bool = option("--no-header")
    title: str | None = option("--title", metavar="TITLE", reads=words_or(messages.EMPTY_TITLE))
    data: list[str] | None = option("--data", metavar="PATH")
    year: dict[int, bool] | None = option("--year", metavar="YEARS", reads=years_of, offers="years")
    body: list[str] | None = option("--body", metavar="BODY", offers="bodies")
    no_cache: bool = option("--no-cache")
    lang: str | None = LANG
    color: str = option("--color", metavar="WHEN", choices=formats.COLOURS, default="auto")

    def __init__(self, **given: Any) -> None:
        for name in TABLE:
            setattr(self, name, given.get(name, vars(SharedOptions)[name].default))

    @contextmanager
    def collection(self) -> Iterator[Collection]:
        """Open the datasets to answer from; after the answer, say which files could not be read."""
        known = self.gather()
        yield known
        if known.unreadable:
            raise all_of(known.unreadable)

    def gather(self, every: bool = False) -> Collection:
        """Return the datasets to answer from; the bundled one, too, where `every` one is asked."""
        wanted = Filter(self.year, self.body or (), every)
        watch = partial(formats.progress, messages.READING.say())
        known = find_datasets(self.data or (), wanted, watch, not self.no_cache)
        self.say(*known.notes)
        named = (year for year, is_named in (self.year or {}).items() if is_named)
        missing = [year for year in named if year not in known.years]
        # A file that cannot be read may be the one.
        if missing and not known.unreadable:
            self.say(messages.YEARS_MISSING.about(years=missing, known=known.years))
        return known

    def dataset(self, name: str | None = None) -> Dataset:
        """Return one dataset: named by path, or by the id of a known one, or the newest known.

        Raises UsageError and InputError as `Collection.one` does.
        """
        if name is not None and sources.is_path(name):
            from cppcc_cli.dataset.reading import load

            return load(name)
        return self.one_of(self.gather(every=name is not None), name)

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
        from cppcc_cli.query import choose_one

        chosen = choose_one(dataset, name)
        self.say(*chosen.taken)
        return chosen.figures[0]

    def emit(
        self, table: Table[Any], *inputs: str, beside: Sequence[tuple[str, bytes]] = ()
    ) -> None:
        """Write `table` as asked, and the files `beside` it; `inputs` were read for it."""
        asked = {name: getattr(self, name) for name in TABLE if name not in CHOOSING}
        self.say(*formats.emit(table, **asked, inputs=inputs, beside=beside))

    def write(self, path: str | None, text: str, inputs: Sequence[str] = ()) -> None:
        """Write a text that is no table to a file, or for None to standard output."""
        if path is None:
            self.say(*formats.emit_text(text))
        else:
            write_files([(path, text.encode())], self.force, inputs)

    def say(self, *notes: Message) -> None:
        """Write what must be said beside the answer."""
        write_notes([f"cppcc: {note.say()}" for note in notes])

    def tell(self, said: Text, figures: Sequence[str | Message], **values: str) -> None:
        """Say how many figures or keys a file notes, and the first of them; nothing of none."""
        if figures:
            shown = [*figures[:_MOST_TOLD], *("…" for _ in figures[_MOST_TOLD : _MOST_TOLD + 1])]
            self.say(said.about(count=len(figures), figures=shown, **values))


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

    def parameters(self) -> dict[str, Parameter]:
        """Return what there is to know of each of its parameters."""
        own = inspect.signature(self.function).parameters.items()
        shared = {name: vars(SharedOptions)[name] for name in self.shared}
        # Findings have formats of their own.
        if self.columns == "findings.FINDING_COLUMNS":
            shared |= {"format": _FORMAT_OF_FINDINGS, "output": _OUTPUT_OF_FINDINGS}
        there = {name: one.default for name, one in own} | shared
        return {name: one for name, one in there.items() if isinstance(one, Parameter)}

    def takes_several(self, name: str) -> bool:
        """Tell whether a parameter may be given several times."""
        hint = self.function.__annotations__[name]
        return list[str] in (hint, *get_args(hint))

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
