"""The options that every command shares, and what they ask for.

A command takes an `Asked` first and is decorated with `shares_options`; Typer then sees the shared
options on it beside its own parameters.
"""

import inspect
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import wraps
from typing import Annotated, Any, Concatenate, NamedTuple, ParamSpec, get_type_hints

import typer

from cppcc_cli import messages
from cppcc_cli.dataset import library
from cppcc_cli.dataset.collection import MOST_LISTED, Collection, Wanted
from cppcc_cli.dataset.gathering import gather
from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.errors import AskedWrongly, CppccError, all_of
from cppcc_cli.language import Language, Message
from cppcc_cli.messages import collections
from cppcc_cli.output.emit import COLOURS, FORMATS, NOTHING_BESIDE, Manner, emit, terminal_width
from cppcc_cli.output.table import Table
from cppcc_cli.output.writing import is_watched, write_notes

Arguments = ParamSpec("Arguments")

LANGUAGES = ("zh", "en")
AXES = ("year", "body")
DocumentPath = Annotated[str, typer.Argument(metavar="DOCUMENT")]
NumberKind = Annotated[str | None, typer.Option("--kind", metavar="KIND")]
Data = Annotated[list[str] | None, typer.Option("--data", metavar="PATH")]
Year = Annotated[str | None, typer.Option("--year", metavar="YEARS")]
Bodies = Annotated[list[str] | None, typer.Option("--body", metavar="BODY")]
NoCache = Annotated[bool, typer.Option("--no-cache")]
Style = Annotated[str | None, typer.Option("--style", metavar="STYLE")]
ChartFile = Annotated[str | None, typer.Option("--chart", metavar="FILE")]
Words = Annotated[list[str], typer.Argument(metavar="WORDS")]
ShellName = Annotated[str, typer.Argument(metavar="SHELL")]
HelpTopic = Annotated[str | None, typer.Argument(metavar="TOPIC")]
Lang = Annotated[str | None, typer.Option("--lang", metavar="zh|en")]
SomeNames = Annotated[list[str], typer.Argument(metavar="NAMES")]
TopicKind = Annotated[str | None, typer.Argument(metavar="KIND")]
Scope = Annotated[str | None, typer.Option("--scope", metavar="SCOPE")]
SourceText = Annotated[str | None, typer.Option("--source", metavar="TEXT")]
Sort = Annotated[str | None, typer.Option("--sort", metavar="KEY")]
By = Annotated[str | None, typer.Option("--by", metavar="AXIS")]
Steps = Annotated[bool, typer.Option("--steps")]
Names = Annotated[list[str] | None, typer.Argument(metavar="NAMES")]
FigureName = Annotated[str, typer.Argument(metavar="FIGURE")]
GivenValue = Annotated[str, typer.Argument(metavar="VALUE")]
Manuscripts = Annotated[list[str], typer.Argument(metavar="MANUSCRIPTS")]
ReportPath = Annotated[str, typer.Argument(metavar="REPORT")]
YearArgument = Annotated[str, typer.Argument(metavar="YEAR")]
DatasetId = Annotated[str | None, typer.Option("--id", metavar="ID")]
YearOption = Annotated[str | None, typer.Option("--year", metavar="YEAR")]
BodyOption = Annotated[str | None, typer.Option("--body", metavar="BODY")]
Like = Annotated[str | None, typer.Option("--like", metavar="DATASET")]
TomlFile = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force")]
FolderPath = Annotated[str, typer.Argument(metavar="FOLDER")]
PageFile = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE")]
Title = Annotated[str | None, typer.Option("--title", metavar="TITLE")]
Only = Annotated[list[str] | None, typer.Option("--only", metavar="CATEGORY")]
DatasetName = Annotated[str | None, typer.Argument(metavar="DATASET")]


class Asked(NamedTuple):
    """The shared options as given on the command line."""

    format: Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT")] = None
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE")] = None
    force: Annotated[bool, typer.Option("--force")] = False
    columns: Annotated[str | None, typer.Option("--columns", metavar="KEY,KEY")] = None
    no_header: Annotated[bool, typer.Option("--no-header")] = False
    data: Data = None
    year: Year = None
    body: Bodies = None
    no_cache: NoCache = False
    lang: Lang = None
    color: Annotated[str, typer.Option("--color", metavar="WHEN")] = "auto"
    # Not an option: the language in force, whatever decided it.
    language: Language = "en"

    def check(self) -> None:
        """Raise AskedWrongly for a word that is none of its option's choices."""
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
        wanted = Wanted(None if self.year is None else years_of(self.year), tuple(self.body or ()))
        watch = None if not is_watched() else self._watch
        return gather(self.data or (), os.environ, wanted, watch, not self.no_cache)

    def _watch(self, files: int) -> AbstractContextManager[Callable[[int], None]]:
        from cppcc_cli.output.terminal import progress

        return progress(collections.READING.say(self.language), files, terminal_width(os.environ))

    def dataset(self, name: str | None = None) -> Dataset:
        """Return one dataset: named by path, or by the id of a known one, or the newest known.

        Raises AskedWrongly for an id that is not known, and as `one_of` does.
        """
        if name is not None and library.is_path(name):
            return library.load(name)
        known = self.gather()
        if name is None:
            return self.one_of(known)
        found = [one for one in known.known if one.id == name]
        if len(found) != 1:
            raise AskedWrongly(_no_such_dataset(name, known))
        return Collection(found).load()[0]

    def one_of(self, known: Collection) -> Dataset:
        """Return the newest of several datasets of one committee, and say which that is.

        Raises AskedWrongly for those of several committees, and CannotRead where one of the files
        cannot be read.
        """
        if known.unreadable:
            raise all_of(known.unreadable)
        self.require_one_body(known)
        newest = known.known[-1]
        if len(known.known) > 1:
            self.say(collections.NEWEST_TAKEN.about(id=newest.id, year=newest.year))
        return Collection([newest]).load()[0]

    def require_one_body(self, known: Collection) -> None:
        """Raise AskedWrongly where the datasets are of several committees."""
        if len(known.bodies) > 1:
            raise AskedWrongly(
                collections.SEVERAL_BODIES.about(
                    count=len(known.bodies), known=known.bodies[:MOST_LISTED]
                )
            )

    def other_years(self, dataset: Dataset) -> list[Dataset]:
        """Return the other datasets known of the same body."""
        wanted = Wanted(bodies=(dataset.body.zh,))
        try:
            found = gather(self.data or (), os.environ, wanted, cached=not self.no_cache).load()
        except CppccError:
            found = []
        by_year = {one.year: one for one in (library.load(library.bundled()), *found)}
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


def years_of(asked: str) -> tuple[int, ...]:
    """Return the years of 2023, 2021,2023 or 2019-2023; raise AskedWrongly for anything else."""
    years: dict[int, None] = {}
    for part in asked.split(","):
        given = re.fullmatch(r"\s*([12][0-9]{3})\s*(?:-\s*([12][0-9]{3})\s*)?", part, re.ASCII)
        first, last = given.groups() if given else ("1", "0")
        if given is None or int(last or first) < int(first):
            raise AskedWrongly(collections.WRONG_YEARS.about(years=asked))
        years |= dict.fromkeys(range(int(first), int(last or first) + 1))
    return tuple(years)


def _no_such_dataset(name: str, known: Collection) -> Message:
    ids = [one.id for one in known.known]
    if ids.count(name) > 1:
        paths = [one.path for one in known.known if one.id == name]
        return collections.SAME_ID.about(name=name, paths=paths)
    return messages.UNKNOWN_NAME_NEAR.about(
        name=name, what=messages.DATASET, near=ids[:MOST_LISTED], list="cppcc datasets"
    )


def require_choice(option: str, word: str | None, choices: Sequence[str]) -> None:
    """Raise AskedWrongly where the word given for an option is none of its choices."""
    if word is not None and word not in choices:
        raise AskedWrongly(messages.WRONG_CHOICE.about(option=option, choices=choices, value=word))


def require_suffix(option: str, path: str | None, suffix: str) -> None:
    """Raise AskedWrongly where the file given for an option has another suffix than `suffix`."""
    if path is not None and not path.lower().endswith(suffix):
        said = messages.WRONG_SUFFIX.about(option=option, suffix=suffix, path=path)
        raise AskedWrongly(said)


def shares_options(
    command: Callable[Concatenate[Asked, Arguments], None],
) -> Callable[..., None]:
    """Return `command` with the shared options in its signature, gathered for it into an Asked."""

    @wraps(command)
    def gathering(context: typer.Context, *args: Any, **given: Any) -> None:
        options = {name: given.pop(name) for name in shared}
        asked = Asked(**options, language=context.obj)
        asked.check()
        command(asked, *args, **given)

    hints = get_type_hints(Asked, include_extras=True)
    shared = [name for name in Asked._fields if name != "language"]
    parameters = [
        inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context),
        *(
            parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for parameter in list(inspect.signature(command).parameters.values())[1:]
        ),
        *(
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=Asked._field_defaults[name],
                annotation=hints[name],
            )
            for name in shared
        ),
    ]
    gathering.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    gathering.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return gathering
