"""The options that every command shares, and what they ask for.

A command takes an `Asked` first and is decorated with `shares_options`; Typer then sees the shared
options on it beside its own parameters.
"""

import inspect
import os
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Annotated, Any, Concatenate, NamedTuple, ParamSpec, get_type_hints

import typer

from cppcc_cli import messages
from cppcc_cli.dataset import library
from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.errors import AskedWrongly
from cppcc_cli.language import Language, Message
from cppcc_cli.output.emit import COLOURS, FORMATS, Manner, emit
from cppcc_cli.output.table import Table
from cppcc_cli.output.writing import write_notes

Arguments = ParamSpec("Arguments")

LANGUAGES = ("zh", "en")
DocumentPath = Annotated[str, typer.Argument(metavar="DOCUMENT")]
NumberKind = Annotated[str | None, typer.Option("--kind", metavar="KIND")]
Data = Annotated[str | None, typer.Option("--data", metavar="FILE")]
Style = Annotated[str | None, typer.Option("--style", metavar="STYLE")]
Words = Annotated[list[str], typer.Argument(metavar="WORDS")]
ShellName = Annotated[str, typer.Argument(metavar="SHELL")]
HelpTopic = Annotated[str | None, typer.Argument(metavar="TOPIC")]
Lang = Annotated[str | None, typer.Option("--lang", metavar="zh|en")]
SomeNames = Annotated[list[str], typer.Argument(metavar="NAMES")]
TopicKind = Annotated[str | None, typer.Argument(metavar="KIND")]
Scope = Annotated[str | None, typer.Option("--scope", metavar="SCOPE")]
SourceText = Annotated[str | None, typer.Option("--source", metavar="TEXT")]
Sort = Annotated[str | None, typer.Option("--sort", metavar="KEY")]
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
DatasetName = Annotated[str | None, typer.Argument(metavar="DATASET")]


class Asked(NamedTuple):
    """The shared options as given on the command line."""

    format: Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT")] = None
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE")] = None
    force: Annotated[bool, typer.Option("--force")] = False
    columns: Annotated[str | None, typer.Option("--columns", metavar="KEY,KEY")] = None
    no_header: Annotated[bool, typer.Option("--no-header")] = False
    data: Data = None
    lang: Lang = None
    color: Annotated[str, typer.Option("--color", metavar="WHEN")] = "auto"
    # Not an option: the language in force, whatever decided it.
    language: Language = "en"

    def check(self) -> None:
        """Raise AskedWrongly for a word that is none of its option's choices."""
        require_choice("--format", self.format, FORMATS)
        require_choice("--lang", self.lang, LANGUAGES)
        require_choice("--color", self.color, COLOURS)

    def locate(self) -> str:
        """Return the path of the dataset to answer from."""
        return library.locate(self.data, os.environ)

    def load(self) -> Dataset:
        """Return the dataset to answer from."""
        return library.load(self.locate())

    def path_of(self, name: str | None) -> str:
        """Return the path of a dataset named by its path, by the id of a known one, or not at all.

        Raises AskedWrongly for an id that is not known.
        """
        if name is not None and library.is_path(name):
            return name
        path = self.locate()
        if name is None:
            return path
        dataset = library.load(path)
        if dataset.id != name:
            near = messages.UNKNOWN_NAME_NEAR.about(
                name=name, what=messages.DATASET, near=dataset.id, list="cppcc datasets"
            )
            raise AskedWrongly(near)
        return path

    def other_years(self, dataset: Dataset) -> list[Dataset]:
        """Return the other datasets known of the same body."""
        bundled = library.load(library.bundled())
        same = bundled.id == dataset.id or bundled.body.zh != dataset.body.zh
        return [] if same else [bundled]

    def one_figure(self, dataset: Dataset, name: str) -> Figure:
        """Return the figure that `name` stands for, and say what it was taken for."""
        from cppcc_cli.query.lookup import choose_one

        chosen = choose_one(dataset, name)
        self.say(*chosen.taken)
        return chosen.figures[0]

    def emit(self, table: Table, *inputs: str) -> None:
        """Write `table` as asked; `inputs` are the files that were read for it."""
        manner = Manner(
            self.format,
            self.output,
            self.force,
            self.columns,
            not self.no_header,
            self.color,
            self.language,
        )
        self.say(*emit(table, manner, inputs))

    def say(self, *notes: Message) -> None:
        """Write what must be said beside the answer."""
        write_notes([f"cppcc: {note.say(self.language)}" for note in notes])


def require_choice(option: str, word: str | None, choices: Sequence[str]) -> None:
    """Raise AskedWrongly where the word given for an option is none of its choices."""
    if word is not None and word not in choices:
        raise AskedWrongly(messages.WRONG_CHOICE.about(option=option, choices=choices, value=word))


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
