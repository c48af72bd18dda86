"""The headings of a report: which one each of its blocks stands under."""

from collections.abc import Sequence

from cppcc_cli.documents import Block
from cppcc_cli.documents.text import heading_level
from cppcc_cli.screen import without_unprintable
from cppcc_cli.script import compiled

_COUNTED_OFF = (
    r"^\s*(?:第?[一二三四五六七八九十]{1,3}(?:、|部分|[.．])"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.．、])"
)


def headings(blocks: Sequence[Block]) -> list[tuple[int, str]]:
    """Return the heading that each block stands under, with its paragraph; (0, "") for none.

    A heading that stands there twice has the paragraph of the first.
    """
    under: list[tuple[int, str]] = []
    above: list[tuple[int, int, str]] = []
    first: dict[str, int] = {}
    for number, block in enumerate(blocks):
        level: int | None = block.level
        text = block.text
        # （三）密切联系群众。走访12次: a heading with what it heads behind it.
        if block.kind == "paragraph" and (
            run_in := compiled("[^，。；：]{4,30}(?=。.)").match(text)
        ):
            text = run_in.group()
            level = heading_level(text)
        elif block.kind != "heading" or (number < 3 and level == 0):
            level = None
        if level is not None and (words := _heading(text)):
            above = [one for one in above if one[0] < level]
            above.append((level, first.setdefault(words, block.place.paragraph), words))
        under.append(above[-1][1:] if above else (0, ""))
    return under


def _heading(text: str) -> str:
    """Return a heading without its number; nothing for what is none: a name, a day, a greeting."""
    words = compiled(_COUNTED_OFF).sub("", without_unprintable(text)).strip(" \t\u3000#*。：:—")
    is_none = compiled("^$|各位|同志们|主席|报告人|^[（(]|[0-9]{4}(?:年[0-9]|-)").search(words)
    return "" if is_none else words[:40]
