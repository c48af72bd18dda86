"""Tables and reports -> self-contained HTML pages. The only door to Jinja2.

Templates hold the words of nobody: all text comes from the record, and is escaped. A page needs no
network, no script and no font of its own, and says so in its content security policy.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from cppcc_cli.language import Language, Text
from cppcc_cli.messages import labels
from cppcc_cli.messages import report as words
from cppcc_cli.output.svg import figure
from cppcc_cli.output.table import Table

# Not to be broken over two lines.
_SPAN_OF_YEARS = re.compile("([0-9]{4}–[0-9]{4}年?)")
# How the languages are named in a document.
_TAGS = {"zh": "zh-Hans", "en": "en"}


class Cell(NamedTuple):
    """A cell as people read it: a text, in English with the Chinese one below it; or a bar."""

    text: str
    chinese: str
    align: str
    # How long the bar is, in per cent; None for a text.
    bar: str | None = None


def written(table: Table, language: Language, header: bool) -> bytes:
    """Return a page with `table`: its title, headings, rows or cards, and notes.

    Without header, only its rows.
    """
    notes = [*([] if table.seen or not table.empty else [table.empty]), *table.notes]
    page = (
        _environment(language)
        .get_template("table.html")
        .render(
            title=(table.title or words.UNTITLED).say(language),
            titled=table.title is not None,
            header=header,
            heads=[
                (column.label.say(language) if column.height is None else "", column.align)
                for column in table.layout
            ],
            groups=[
                (_cell(heading), [_cells(table, row, language) for row in rows])
                for heading, rows in table.groups(language)
            ],
            cards=None
            if table.cards is None
            else [
                [(label, _cell(text)) for label, text in pairs] for pairs in table.cards(language)
            ],
            notes=[note.say(language) for note in notes],
        )
    )
    return page.encode()


def published(report: Any) -> str:
    """Return the page that tells a year of a committee, or several."""
    template = _environment(report.language).get_template("report.html")
    counts = [len(section.cards) for section in report.sections]
    spans = (columns(counts, most) for most in (2, 3, 4))
    return template.render(
        report=report,
        title=report.title,
        title_parts=_SPAN_OF_YEARS.split(report.title),
        sections=zip(report.sections, *spans, strict=True),
        words=words,
        labels=labels,
    )


def columns(counts: Sequence[int], most: int) -> list[int]:
    """Return how many of `most` columns each of some things takes, in their order.

    Each takes as many as it counts, and the last of a row what is left of it.
    """
    taken: list[int] = []
    free = most
    for count in counts:
        wanted = min(count, most)
        if wanted > free:
            taken[-1] += free
            free = most
        taken.append(wanted)
        free = (free - wanted) or most
    if taken and free < most:
        taken[-1] += free
    return taken


def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("cppcc_cli.output"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def say(text: Text) -> str:
        return text.say(language)

    def chinese(name: Text) -> str:
        """Return the Chinese name where it stands beside an English one."""
        return name.zh if language == "en" and name.en and name.en != name.zh else ""

    environment.filters.update(say=say, chinese=chinese)
    environment.globals.update(language=language, tag=_TAGS[language], draw=figure)
    return environment


def _cells(table: Table, row: Any, language: Language) -> Sequence[Cell]:
    cells = []
    for column in table.layout:
        if column.height is None:
            cells.append(_cell(column.show(row, language), column.align))
        else:
            cells.append(Cell("", "", "left", f"{(column.height(row) or 0) * 100:.2f}"))
    return cells


def _cell(text: str, align: str = "left") -> Cell:
    first, _, second = text.partition("\n")
    return Cell(first, second, align)
