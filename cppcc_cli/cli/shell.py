"""The commands about the command line itself: completion and help."""

from typing import Annotated

import typer

from cppcc_cli.cli.asked import SharedOptions, takes
from cppcc_cli.cli.help import write_guide
from cppcc_cli.cli.options import LANGUAGES, Lang, require_choice
from cppcc_cli.cli.scripts import SCRIPTS
from cppcc_cli.files import write_output

ShellName = Annotated[str, typer.Argument(metavar="SHELL")]
HelpTopic = Annotated[str | None, typer.Argument(metavar="TOPIC")]


@takes("lang")
def completion(asked: SharedOptions, shell: ShellName) -> None:
    """Print the script that makes a shell complete words of cppcc."""
    require_choice("SHELL", shell, tuple(SCRIPTS))
    write_output(SCRIPTS[shell].encode())


def help(context: typer.Context, topic: HelpTopic = None, lang: Lang = None) -> None:
    """Explain what is the same for all commands."""
    require_choice("--lang", lang, LANGUAGES)
    write_guide(context, topic)
