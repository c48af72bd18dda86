"""The commands about the command line itself: completion and help."""

import typer

from cppcc_cli.cli.asked import Asked, takes
from cppcc_cli.cli.help import write_guide
from cppcc_cli.cli.options import LANGUAGES, HelpTopic, Lang, ShellName, require_choice
from cppcc_cli.output.writing import write_output


@takes("lang")
def completion(asked: Asked, shell: ShellName) -> None:
    """Print the script that makes a shell complete words of cppcc."""
    from cppcc_cli.cli.completion import SCRIPTS

    require_choice("SHELL", shell, tuple(SCRIPTS))
    write_output(SCRIPTS[shell].encode())


def help(context: typer.Context, topic: HelpTopic = None, lang: Lang = None) -> None:
    """Explain what is the same for all commands."""
    require_choice("--lang", lang, LANGUAGES)
    write_guide(context, topic)
