"""Tables and reports -> self-contained HTML pages. The only door to Jinja2.

Templates hold the words of nobody: all text comes from the record, and is escaped. A page needs no
network, no script and no font of its own, and says so in its content security policy.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from cppcc_cli.language import Text, current
from cppcc_cli.messages import labels
from cppcc_cli.messages import output as words
from cppcc_cli.output.layout import lay_out, text_of
from cppcc_cli.output.svg import svg_element
from cppcc_cli.output.table import Cell, Table
from cppcc_cli.screen import escaped, width

# Not to be broken over two lines.
_WHOLE = re.compile("([0-9]{4}[–—][0-9]{4}年?|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)")
# How the languages are named in a document.
_TAGS = {"zh": "zh-Hans", "en": "en"}


class Part(NamedTuple):
    """A text as it stands on a page: in English with the Chinese one below it."""

    text: str
    chinese: str


def to_html_bytes(table: Table[Any], header: bool) -> bytes:
    """Return a page with `table`: its title, headings, rows or cards, and notes, without ids.

    Without header, only its rows.
    """
    laid = lay_out(table, header, "document")
    return render("table.html", title=laid.title or words.UNTITLED.say(), laid=laid).encode()


def render(template: str, **context: object) -> str:
    """Return what a template makes of what it is given: a page, or a part of a document."""
    given = {"words": words, "labels": labels, "dark": False, **context}
    return _environment().get_template(template).render(given)


def columns(counts: Sequence[int], most: int) -> list[int]:
    """Return how many of `most` columns each of some things takes, in their order.

    Each takes as many as it counts, and what is left of a row is shared out in it. Rows are broken
    where the least is left, so that few things stand alone.
    """
    best: list[tuple[int, list[int]]] = [(0, [])]
    for end in range(1, len(counts) + 1):
        broken = []
        for start in range(max(0, end - most), end):
            row = [min(count, most) for count in counts[start:end]]
            free = most - sum(row)
            if free < 0:
                continue
            share, over = divmod(free, len(row))
            row = [one + share for one in row]
            row[-1] += over
            broken.append((best[start][0] + free**2, [*best[start][1], *row]))
        best.append(min(broken))
    return best[-1][1]


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("cppcc_cli.output"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    language = current()

    def chinese(name: Text) -> str:
        """Return the Chinese name where it stands beside an English one."""
        return name.zh if language == "en" and name.en and name.en != name.zh else ""

    environment.filters.update(
        say=Text.say, chinese=chinese, part=_part, unbroken=_unbroken, linked=_linked
    )
    environment.filters["escaped"] = escaped
    environment.tests["wide"] = lambda text: width(text) > len(text)
    environment.globals.update(
        language=language, tag=_TAGS[language], draw=svg_element, spans=columns
    )
    return environment


def _part(cell: Cell) -> Part:
    first, _, second = text_of(cell).partition("\n")
    return Part(first, second)


def _unbroken(text: str) -> Markup:
    """Return a text of which dates and spans of years are not broken over two lines."""
    parts = enumerate(_WHOLE.split(text))
    return Markup("").join(
        Markup('<span class="whole">{}</span>').format(part) if at % 2 else part
        for at, part in parts
    )


def _linked(url: str | None) -> bool:
    """Tell whether an address may be a link: only one of http or https with a host."""
    try:
        parts = urlsplit(url or "")
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
