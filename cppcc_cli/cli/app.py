"""The group of commands: built when asked for, and the one switch from errors to exit codes."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from cppcc_cli import __version__, messages
from cppcc_cli.errors import CppccError, UsageError
from cppcc_cli.files import output_encoding, write_notes, write_output
from cppcc_cli.language import Language, choose, use
from cppcc_cli.screen import first_unprintable

# Where the function of each command stands; only the module of the command that runs is imported.
COMMANDS = {
    "categories": "figures",
    "stats": "figures",
    "show": "figures",
    "compare": "figures",
    "topics": "figures",
    "search": "figures",
    "cite": "figures",
    "report": "publishing",
    "verify": "texts",
    "numbers": "texts",
    "proofread": "texts",
    "check": "collections",
    "draft": "drafts",
    "init": "drafts",
    "datasets": "collections",
    "export": "collections",
    "schema": "collections",
    "completion": "shell",
    "help": "shell",
}

# Set by the scripts of `cppcc completion`.
VARIABLE = "_CPPCC_COMPLETE"

# What Typer raises where a command line is wrong; only this one child of it has a public name.
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]


class Command(TyperCommand):
    """A command whose help, and whose complaints, are in the language in force."""

    def get_help_option(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        return _with_our_help(super().get_help_option(ctx))

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise UsageError(messages.EXTRA_ARGUMENT.about(values=rest, help=_help_of(ctx)))
        return rest


class CommandGroup(TyperGroup):
    """The commands by name, built when asked for; errors become sentences and exit codes here."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        from cppcc_cli.cli.asked import with_options

        function = with_options(getattr(import_module(f"cppcc_cli.cli.{module}"), cmd_name))
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(cmd_name, cls=Command)(function)
        return typer.main.get_command(single)

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(args[0][:100], COMMANDS, 1)
        raise UsageError(
            messages.NO_SUCH_COMMAND_NEAR.about(name=args[0], near=near)
            if near
            else messages.NO_SUCH_COMMAND.about(name=args[0])
        )

    def get_help_option(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        return _with_our_help(super().get_help_option(ctx))

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, standalone_mode: bool = True, **extra: Any
    ) -> Any:
        arguments = list(sys.argv[1:] if args is None else args)
        language = choose(_asked_language(arguments), os.environ, sys.platform)
        use(language)
        extra["prog_name"] = "cppcc"
        try:
            if VARIABLE in os.environ:
                return self._complete(arguments, language)
            arguments = _half_width(arguments)
            for argument in arguments:
                if first_unprintable(argument):
                    raise UsageError(messages.UNPRINTABLE_ARGUMENT.about(value=argument))
            code = super().main(arguments, standalone_mode=False, obj=language, **extra)
        except CppccError as error:
            code = _complain(error)
        except _UsageError as error:
            code = _complain(_translated(error))
        if not standalone_mode:
            return code
        sys.exit(code)

    def _complete(self, words: list[str], language: Language) -> None:
        from cppcc_cli.cli.completion import answer

        begun = words if os.environ[VARIABLE] != "next" else [*words, ""]
        context = self.context_class(self, info_name="cppcc", obj=language)
        write_output(answer(self, context, begun, language).encode(output_encoding(), "replace"))


def _half_width(arguments: list[str]) -> list[str]:
    """Return the words as they are meant where options and commands were typed in full width."""
    if all(argument.isascii() for argument in arguments):
        return arguments
    from cppcc_cli.query.lookup import half_width, spelling

    meant = [half_width(argument) for argument in arguments]
    first = next((at for at, word in enumerate(meant) if not word.startswith("-")), None)
    if first is not None and spelling(meant[first]).joined in COMMANDS:
        meant[first] = spelling(meant[first]).joined
    return meant


def _complain(error: CppccError) -> int:
    write_notes([f"cppcc: {line}" for line in error.lines()])
    return error.exit_code


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


def _with_our_help(option: Any) -> Any:
    if option is not None:
        option.callback = _show_help
    return option


def _show_help(ctx: typer.Context, parameter: object, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from cppcc_cli.cli.help import write_help

        write_help(ctx)
        raise typer.Exit


def _help_of(ctx: Any) -> str:
    return f"{ctx.command_path} --help"


def _translated(error: Any) -> UsageError:
    """Return a complaint of Typer's as one of ours. Its kinds are not public; their names tell."""
    help = _help_of(error.ctx) if getattr(error, "ctx", None) else "cppcc --help"
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = sorted(error.possibilities or [])
        if near:
            return UsageError(messages.NO_SUCH_OPTION_NEAR.about(name=error.option_name, near=near))
        return UsageError(messages.NO_SUCH_OPTION.about(name=error.option_name, help=help))
    if kind == "MissingParameter" and error.param is not None:
        name = error.param.metavar or error.param.name
        return UsageError(messages.MISSING_ARGUMENT.about(name=name, help=help))
    if kind == "BadOptionUsage":
        # The parser raises it for an option without its value, and for a flag that is given one.
        said = messages.MISSING_VALUE if "requires" in error.message else messages.EXTRA_VALUE
        return UsageError(said.about(option=error.option_name, help=help))
    detail = error.format_message().rstrip(".")
    return UsageError(messages.WRONG_USE.about(detail=detail, help=help))


app = typer.Typer(
    cls=CommandGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version")] = False,
    lang: Annotated[str | None, typer.Option("--lang", metavar="zh|en")] = None,
) -> None:
    """Answer questions about the yearly figures of a political consultative committee."""
    if version:
        write_output(f"cppcc {__version__}\n".encode())
        raise typer.Exit
    if context.invoked_subcommand is None:
        from cppcc_cli.cli.help import write_help

        write_help(context)
