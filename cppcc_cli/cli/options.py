"""Options of several commands: how each is spelt, and which words it may be.

What a single command takes stands beside that command.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from cppcc_cli import messages
from cppcc_cli.errors import UsageError
from cppcc_cli.language import Text
from cppcc_cli.messages import collections

LANGUAGES = ("zh", "en")
AXES = ("year", "body")

# The shared ones, which stand behind every command that has use for them.
Format = Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT")]
OutputFile = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force")]
Columns = Annotated[str | None, typer.Option("--columns", metavar="KEY,KEY")]
NoHeader = Annotated[bool, typer.Option("--no-header")]
Data = Annotated[list[str] | None, typer.Option("--data", metavar="PATH")]
Year = Annotated[str | None, typer.Option("--year", metavar="YEARS")]
Bodies = Annotated[list[str] | None, typer.Option("--body", metavar="BODY")]
NoCache = Annotated[bool, typer.Option("--no-cache")]
Lang = Annotated[str | None, typer.Option("--lang", metavar="zh|en")]
Color = Annotated[str, typer.Option("--color", metavar="WHEN")]

# Those of several commands.
FigureName = Annotated[str, typer.Argument(metavar="FIGURE")]
SourceText = Annotated[str | None, typer.Option("--source", metavar="TEXT")]


def years_of(asked: str) -> tuple[int, ...]:
    """Return the years of 2023, 2021,2023 or 2019-2023; raise UsageError for anything else."""
    years: dict[int, None] = {}
    for part in asked.split(","):
        given = re.fullmatch(r"\s*([12][0-9]{3})\s*(?:-\s*([12][0-9]{3})\s*)?", part, re.ASCII)
        first, last = given.groups() if given else ("1", "0")
        if given is None or int(last or first) < int(first):
            raise UsageError(collections.WRONG_YEARS.about(years=asked))
        years |= dict.fromkeys(range(int(first), int(last or first) + 1))
    return tuple(years)


def years_named(asked: str) -> list[int]:
    """Return the years that stand by themselves: of a range, any may be missing."""
    return [int(part) for part in asked.split(",") if part.strip().isdecimal()]


def key_of(word: str | None, names: Mapping[str, Text]) -> str | None:
    """Return the key that is called `word` in either language; what is called nothing as it is."""
    return next((key for key, name in names.items() if word in name), word)


def require_choice(option: str, word: str | None, choices: Sequence[str]) -> None:
    """Raise UsageError where the word given for an option is none of its choices."""
    if word is not None and word not in choices:
        raise UsageError(messages.WRONG_CHOICE.about(option=option, choices=choices, value=word))


def require_suffix(option: str, path: str | None, suffix: str) -> None:
    """Raise UsageError where the file given for an option has another suffix than `suffix`."""
    if path is not None and not path.lower().endswith(suffix):
        said = messages.WRONG_SUFFIX.about(option=option, suffix=suffix, path=path)
        raise UsageError(said)
