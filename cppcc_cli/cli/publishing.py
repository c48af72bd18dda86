"""The command that publishes a year, or several, as one page."""

from typing import Annotated

import typer

from cppcc_cli.cli.asked import CHOOSING, SharedOptions, takes
from cppcc_cli.cli.options import OutputFile, require_suffix
from cppcc_cli.errors import UsageError
from cppcc_cli.files import write_file
from cppcc_cli.messages import report as words
from cppcc_cli.output.emit import emit_page, room_of

Title = Annotated[str | None, typer.Option("--title", metavar="TITLE")]
Only = Annotated[list[str] | None, typer.Option("--only", metavar="CATEGORY")]


@takes("force", *CHOOSING)
def report(
    asked: SharedOptions, page_file: OutputFile = None, title: Title = None, only: Only = None
) -> None:
    """Publish the figures of a committee as one page: of one year, or of several."""
    from cppcc_cli.query.lookup import choose_categories
    from cppcc_cli.views.report import report

    path = None if page_file == "-" else page_file
    require_suffix("--output", path, ".html")
    if title is not None and not title.strip():
        raise UsageError(words.EMPTY_TITLE.about())
    page = room_of("html", path or words.A_PAGE)
    with asked.collection() as known:
        asked.require_one_body(known)
        catalogue = known.catalogue()
        chosen, taken = choose_categories(catalogue, only or [])
        asked.say(*taken)
        told = report(catalogue, known.load(), chosen, title, asked.language)
        text = page.published(told)
        if path is None:
            emit_page(text)
        else:
            write_file(path, text.encode(), asked.force, known.paths)
