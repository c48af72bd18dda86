"""Help pages in both languages: what a command does, examples first, then its words and options.

Lines are broken by terminal cells, so that Chinese, whose characters take two, stays in the screen.
"""

import os
import re
from collections.abc import Sequence
from typing import Any

from cppcc_cli import messages
from cppcc_cli.cli.guide import TOPICS
from cppcc_cli.cli.pages import PAGES
from cppcc_cli.cli.parameters import PARAMETERS
from cppcc_cli.errors import UsageError
from cppcc_cli.files import output_encoding, write_output
from cppcc_cli.language import Language, Text
from cppcc_cli.output.emit import terminal_width
from cppcc_cli.screen import width, wrap

WIDEST = 100
_INDENT = 2


HEADING = Text("{}：", "{}:")
EXAMPLES = Text("例", "Examples")
USAGE = Text("用法", "Usage")
ARGUMENTS = Text("参数", "Arguments")
OPTIONS = Text("选项", "Options")
COMMANDS = Text("命令", "Commands")
A_COMMAND = Text("命令", "COMMAND")
SOME_OPTIONS = Text("[选项]", "[OPTIONS]")


def write_help(ctx: Any) -> None:
    """Write the help page of the command of a Typer context to standard output."""
    columns = min(terminal_width(os.environ), WIDEST)
    text = help_page(ctx, ctx.find_root().obj, columns)
    write_output(text.encode(output_encoding(), "backslashreplace"))


def write_guide(ctx: Any, topic: str | None) -> None:
    """Write the guide to a topic, or the help of a command, or for None of `cppcc` itself.

    Raises UsageError for what is neither.
    """
    root = ctx.find_root()
    if topic is None:
        write_help(root)
        return
    command = root.command.get_command(root, topic)
    if command is not None:
        write_help(command.context_class(command, info_name=topic, parent=root))
        return
    if topic not in TOPICS:
        from difflib import get_close_matches

        near = get_close_matches(topic[:100], [*TOPICS, *root.command.list_commands(root)], 1)
        raise UsageError(
            messages.UNKNOWN_TOPIC_NEAR.about(name=topic, near=near)
            if near
            else messages.UNKNOWN_TOPIC.about(name=topic, known=list(TOPICS))
        )
    columns = min(terminal_width(os.environ), WIDEST)
    text = "".join(f"{line}\n" for line in _guide(TOPICS[topic].say(root.obj), columns))
    write_output(text.encode(output_encoding(), "backslashreplace"))


def _guide(text: str, columns: int) -> list[str]:
    """Return paragraphs wrapped, and rows of a word and its meaning beside one another."""
    lines: list[str] = []
    rows: list[tuple[str, str]] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("  "):
            word, _, meaning = line.strip().partition("  ")
            rows.append((word, meaning))
            continue
        if rows:
            lines += ["", *_definitions(rows, columns), ""]
            rows = []
        lines += wrap(line, columns) if line else []
    return lines[:-1] if lines[-1:] == [""] else lines


def help_page(ctx: Any, language: Language, columns: int) -> str:
    """Return the help page of a command, no line wider than `columns` cells."""
    page = PAGES[ctx.info_name]
    lines = wrap(page.summary.say(language), columns)
    if page.detail is not None:
        lines += ["", *wrap(page.detail.say(language), columns)]
    examples = [line for example in page.examples for line in _indented(example, _INDENT, columns)]
    lines += _section(EXAMPLES, examples, language)
    lines += _section(USAGE, _indented(_usage(ctx, language), _INDENT, columns), language)
    arguments, options = [], []
    for parameter in ctx.command.get_params(ctx):
        said = PARAMETERS[parameter.name].say(language)
        if parameter.param_type_name == "argument":
            arguments.append((parameter.metavar, said))
        else:
            options.append((_spelt(parameter), said))
    lines += _section(ARGUMENTS, _definitions(arguments, columns), language)
    if list_commands := getattr(ctx.command, "list_commands", None):
        names = [(name, _brief(PAGES[name].summary.say(language))) for name in list_commands(ctx)]
        lines += _section(COMMANDS, _definitions(names, columns), language)
    lines += _section(OPTIONS, _definitions(options, columns), language)
    return "".join(f"{line}\n" for line in lines)


def _brief(summary: str) -> str:
    """Return the first clause of what a command does, for a list of all."""
    return re.split(r"[：；。]|[:;.](?:\s|$)", summary)[0]


def _usage(ctx: Any, language: Language) -> str:
    arguments = [
        parameter.metavar if parameter.required else f"[{parameter.metavar}]"
        for parameter in ctx.command.params
        if parameter.param_type_name == "argument"
    ]
    command = [A_COMMAND.say(language)] if hasattr(ctx.command, "list_commands") else []
    return " ".join([ctx.command_path, *command, *arguments, SOME_OPTIONS.say(language)])


def _spelt(option: Any) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {option.metavar}"


def _section(heading: Text, lines: Sequence[str], language: Language) -> list[str]:
    head = HEADING.say(language).format(heading.say(language))
    return ["", head, *lines] if lines else []


def _indented(text: str, indent: int, columns: int) -> list[str]:
    return [f"{'':{indent}}{line}" for line in wrap(text, columns - indent)]


def _definitions(pairs: Sequence[tuple[str, str]], columns: int) -> list[str]:
    """Return words with their meanings beside them, or below them where the screen is narrow."""
    if not pairs:
        return []
    first = max(width(word) for word, _ in pairs) + 2 * _INDENT
    lines = []
    for word, meaning in pairs:
        if columns - first < 30:
            lines += [f"{'':{_INDENT}}{word}", *_indented(meaning, 3 * _INDENT, columns)]
            continue
        beside = wrap(meaning, columns - first)
        lines.append(f"{'':{_INDENT}}{word:<{first - _INDENT}}{beside[0]}")
        lines += [f"{'':{first}}{line}" for line in beside[1:]]
    return lines
