"""Completion: the script of each shell, and the answer that it gets for each TAB.

A script runs `cppcc` with the words typed so far and _CPPCC_COMPLETE set, to "next" where a new
word begins and the shell cannot hand on an empty one. Every line of the answer is a word that fits,
a tab, and what it means; an empty answer leaves the word to the shell's own file names. A shell may
put a word into the line as it is: none holds a character that any shell would act on.
"""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from cppcc_cli.cli.commands import COMMANDS, SharedOptions, command, named
from cppcc_cli.cli.help import ROOT, TOPICS, summary_of
from cppcc_cli.cli.options import HELP, About, Argument, TextFile
from cppcc_cli.errors import CppccError

SHELLS = ("bash", "zsh", "fish", "powershell")
_HARMLESS = frozenset("-._=,/·")

ShellName = Annotated[
    str, Argument("SHELL", choices=SHELLS, zh="{choices}。", en="One of {choices}.")
]


@command("force", "lang")
def completion(asked: SharedOptions, shell: ShellName, output: TextFile = None) -> None:
    """Print the script that makes a shell complete words of cppcc."""
    script = Path(__file__).with_name("shells").joinpath(f"{shell}.txt")
    asked.write(output, script.read_text("utf-8"))


def answer(group: Any, context: Any, words: Sequence[str]) -> str:
    """Return what fits at the end of `words`, a line each; the last word is the one begun."""
    *before, begun = words or [""]
    # bash hands on --format= as two words, and --format=json as three.
    if begun == "=" and before:
        begun = ""
    line = _read(group, context, [_unquoted(word) for word in before if word != "="])
    if line is None:
        return ""
    for tier in _tiers(line, begun):
        fitting = {
            word: meaning
            for word, meaning in tier.items()
            if word.startswith(begun) and all(_is_harmless(char) for char in word)
        }
        if fitting:
            return "".join(f"{word}\t{meaning}\n" for word, meaning in fitting.items())
    return ""


def _is_harmless(char: str) -> bool:
    return char.isalnum() or char in _HARMLESS


def _unquoted(word: str) -> str:
    """Return a word as the shell would hand it on: bash and zsh give it as it was typed."""
    try:
        words = shlex.split(word)
    except ValueError:
        return word
    meant = words[0] if len(words) == 1 else word
    return str(Path(meant).expanduser()) if word.startswith("~/") else meant


class _Line(NamedTuple):
    """What stands before the word begun: the command, its words, and the option that waits."""

    command: str | None
    options: Mapping[str, Any]
    arguments: Sequence[Any]
    words: Sequence[str]
    given: Mapping[str, Sequence[str]]
    waiting: Any
    only_words: bool


def _read(group: Any, context: Any, words: Sequence[str]) -> _Line | None:
    """Return what a line asks so far; None where there is no such command."""
    name, made = None, group
    options = _options(group, context)
    waiting, only_words = None, False
    arguments: list[str] = []
    given: dict[str, list[str]] = {}
    for word in words:
        spelt, equals, value = word.partition("=")
        if waiting is not None:
            given.setdefault(waiting.name, []).append(word)
            waiting = None
        elif word == "--" and not only_words:
            only_words = True
        elif word.startswith("-") and word != "-" and not only_words:
            option = options.get(spelt) or options.get(word[:2])
            if option is None or option.is_flag:
                continue
            if equals and spelt in options:
                given.setdefault(option.name, []).append(value)
            elif spelt in options:
                waiting = option
        elif name is None:
            name, made = word, group.get_command(context, word)
            if made is None:
                return None
            options = _options(made, context)
        else:
            arguments.append(word)
    taken = [one for one in made.params if one.param_type_name == "argument"]
    return _Line(name, options, taken, arguments, given, waiting, only_words)


def _options(made: Any, context: Any) -> dict[str, Any]:
    return {
        spelt: one
        for one in made.get_params(context)
        for spelt in one.opts
        if one.param_type_name == "option"
    }


def _tiers(line: _Line, begun: str) -> Iterator[Mapping[str, str]]:
    """Yield what may stand there, each word with what it means; the first that fits is offered."""
    known = {**(named(line.command).abouts() if line.command else ROOT), "help": HELP}
    option, equals, _ = begun.partition("=")
    if line.waiting is not None:
        yield from _values(line, line.waiting.name, known, begun)
    elif equals and option in line.options and not line.only_words:
        name = line.options[option].name
        for tier in _values(line, name, known, begun.partition("=")[2]):
            yield {f"{option}={word}": meaning for word, meaning in tier.items()}
    elif begun.startswith("-") and not line.only_words:
        yield {spelt: known[one.name].say() for spelt, one in line.options.items()}
    elif line.command is None:
        yield {name: summary_of(name) for name in COMMANDS}
    else:
        # The last one may be a list; another argument is there once.
        at = len(line.words)
        expected = line.arguments[at : at + 1] or line.arguments[-1:]
        if expected and (expected[0].nargs == -1 or at < len(line.arguments)):
            yield from _values(line, expected[0].name, known, begun)


def _values(
    line: _Line, parameter: str, known: Mapping[str, About], begun: str
) -> Iterator[Mapping[str, str]]:
    """Yield the values that a parameter may have; nothing where only file names fit."""
    about = known[parameter]
    if about.choices:
        yield about.fitting()
    elif parameter == "columns" and line.command:
        chosen, comma, _ = begun.rpartition(",")
        columns = named(line.command).table_columns()
        yield {chosen + comma + column.key: column.label.say() for column in columns}
    elif line.command == "help":
        yield {name: summary_of(name) for name in (*TOPICS, *COMMANDS)}
    elif about.offers is not None:
        asked = SharedOptions(data=list(line.given.get("data", ())))
        try:
            yield from about.offers(asked.gather())
        except CppccError:
            return
