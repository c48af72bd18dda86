"""The group of commands: built when asked for, and the one switch from errors to exit codes."""

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from cppcc_cli import __version__, messages
from cppcc_cli.cli import COMMANDS, LANG, VERSION, named
from cppcc_cli.errors import CppccError, UsageError
from cppcc_cli.files import output_encoding, write_notes, write_output
from cppcc_cli.messages import choose, use
from cppcc_cli.screen import first_unprintable

# Set by the scripts of `cppcc completion`.
VARIABLE = "_CPPCC_COMPLETE"

# What Typer raises where a command line is wrong; only this one child of it has a public name.
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]


class _Ours:
    """What makes help, and complaints of the parser, those of the language in force."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        option.callback = _show_help
        return option

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        given = list(args)
        try:
            rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except _UsageError as error:
            raise _translated(error, ctx, given) from None
        return rest


class OneCommand(_Ours, TyperCommand):
    """A command that takes no more words than it has arguments."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest:
            help = f"{ctx.command_path} --help"
            raise UsageError(messages.EXTRA_ARGUMENT.about(values=rest, help=help))
        return rest


class CommandGroup(_Ours, TyperGroup):
    """The commands by name, built when asked for; errors become sentences and exit codes here."""

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(cmd_name, cls=OneCommand)(named(cmd_name).typed())
        return typer.main.get_command(single)

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(args[0][:100], COMMANDS, 1)
        raise UsageError(messages.NO_SUCH_COMMAND.about(name=args[0], near=near))

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, standalone_mode: bool = True, **extra: Any
    ) -> Any:
        arguments = list(sys.argv[1:] if args is None else args)
        asked = _asked_language(arguments)
        use(choose(asked, os.environ, sys.platform))
        extra["prog_name"] = "cppcc"
        try:
            if VARIABLE in os.environ:
                return self._complete(arguments)
            arguments = _half_width(arguments)
            for argument in arguments:
                if first_unprintable(argument):
                    raise UsageError(messages.UNPRINTABLE_ARGUMENT.about(value=argument))
            if asked not in (None, "zh", "en"):
                raise UsageError(
                    messages.WRONG_CHOICE.about(option="--lang", choices=["zh", "en"], value=asked)
                )
            code = super().main(arguments, standalone_mode=False, **extra)
        except CppccError as error:
            write_notes([f"cppcc: {line}" for line in error.lines()])
            code = error.exit_code
        if not standalone_mode:
            return code
        sys.exit(code)

    def _complete(self, words: list[str]) -> None:
        from cppcc_cli.cli.help import answer

        begun = words if os.environ[VARIABLE] != "next" else [*words, ""]
        write_output(answer(begun).encode(output_encoding(), "replace"))


def _half_width(arguments: list[str]) -> list[str]:
    """Return the words as they are meant where options and commands were typed in full width."""
    if all(argument.isascii() for argument in arguments):
        return arguments
    from cppcc_cli.query import Spelling, half_width

    meant = [half_width(argument) for argument in arguments]
    first = next((at for at, word in enumerate(meant) if not word.startswith("-")), None)
    if first is not None and Spelling(meant[first]).joined in COMMANDS:
        meant[first] = Spelling(meant[first]).joined
    return meant


def _asked_language(arguments: Sequence[str]) -> str | None:
    """Return the word after --lang, before anything is parsed: help and errors need it too."""
    asked = None
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang":
            asked = next(iter(arguments[index + 1 :]), None)
        elif argument.startswith("--lang="):
            asked = argument.partition("=")[2]
    return asked


def _show_help(ctx: typer.Context, parameter: object, value: bool) -> None:
    if value:
        from cppcc_cli.cli.help import write_help

        write_help(None if ctx.parent is None else ctx.info_name)
        raise typer.Exit


def _translated(error: Any, ctx: Any, given: Sequence[str]) -> UsageError:
    """Return a complaint of Typer's as one of ours: its kinds are not public, their names tell."""
    kind = type(error).__name__
    told: dict[str, object] = {"help": f"{ctx.command_path} --help"}
    if kind == "NoSuchOption":
        told |= {"name": error.option_name, "near": sorted(error.possibilities or [])}
        said = messages.NO_SUCH_OPTION
        if ctx.parent is None and (behind := _behind(error.option_name, given)):
            said, told["command"] = messages.OPTION_BEHIND, behind
    elif kind == "MissingParameter" and error.param is not None:
        option = error.param.opts[:1] if error.param.param_type_name == "option" else []
        said = messages.MISSING_ARGUMENT
        told["name"] = " ".join([*option, error.param.metavar or error.param.name])
    elif kind == "BadOptionUsage":
        told["option"] = error.option_name
        options = [one for one in ctx.command.get_params(ctx) if one.param_type_name == "option"]
        flags = {name for one in options if one.is_flag for name in one.opts}
        # The parser raises it for an option without its value, and for a flag that is given one.
        said = messages.EXTRA_VALUE if error.option_name in flags else messages.MISSING_VALUE
    else:
        said, told["detail"] = messages.WRONG_USE, error.format_message().rstrip(".")
    return UsageError(said.about(**told))


def _behind(option: str, given: Sequence[str]) -> str | None:
    """Return the command behind which an option stands: the one given, or else any that has it."""
    having = [
        name
        for name in COMMANDS
        if any(option in one.spelt for one in named(name).parameters().values())
    ]
    else_any = messages.A_COMMAND.say() if having else None
    return next((word for word in given if word in having), else_any)


app = typer.Typer(
    cls=CommandGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context, version: bool = VERSION.typed(), lang: str | None = LANG.typed()
) -> None:
    """Answer questions about the yearly figures of a political consultative committee."""
    if version:
        write_output(f"cppcc {__version__}\n".encode())
        raise typer.Exit
    if context.invoked_subcommand is None:
        from cppcc_cli.cli.help import write_help

        write_help(None)
