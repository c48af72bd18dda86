"""The command that publishes a year, or several, as one page."""

import typer

from cppcc_cli.cli.options import (
    Asked,
    Bodies,
    Data,
    Force,
    Lang,
    NoCache,
    Only,
    PageFile,
    Title,
    Year,
    require_suffix,
)
from cppcc_cli.errors import AskedWrongly
from cppcc_cli.messages import report as words
from cppcc_cli.output.emit import emit_page, room_of
from cppcc_cli.output.writing import write_file


def report(
    context: typer.Context,
    page_file: PageFile = None,
    force: Force = False,
    title: Title = None,
    only: Only = None,
    data: Data = None,
    year: Year = None,
    body: Bodies = None,
    no_cache: NoCache = False,
    lang: Lang = None,
) -> None:
    """Publish the figures of a committee as one page: of one year, or of several."""
    from cppcc_cli.output.views.report import report
    from cppcc_cli.query.lookup import choose_categories

    asked = Asked(
        data=data, year=year, body=body, no_cache=no_cache, lang=lang, language=context.obj
    )
    asked.check()
    path = None if page_file == "-" else page_file
    require_suffix("--output", path, ".html")
    if title is not None and not title.strip():
        raise AskedWrongly(words.EMPTY_TITLE.about())
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
            write_file(path, text.encode(), force, known.paths)
