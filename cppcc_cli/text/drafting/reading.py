"""What of a report is drafted: its statements, its numbers, and the headings these stand under."""

from collections.abc import Iterator, Sequence

from cppcc_cli import messages
from cppcc_cli.documents import Block, Document
from cppcc_cli.documents.text import heading_level
from cppcc_cli.errors import InputError
from cppcc_cli.screen import without_unprintable
from cppcc_cli.script import HAN, compiled
from cppcc_cli.text.marks import OWN
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.statements import Statement, Text

_COUNTED_OFF = (
    r"^\s*(?:第?[一二三四五六七八九十]{1,3}(?:、|部分|[.．])"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.．、])"
)
# Far more than any year's report states; each is compared with all others.
_MOST_FIGURES = 1_000
# From so many digits on, a number is one of a telephone or an account.
_PHONE = 7
_RATES = f"(?P<rates>(?:{HAN}{{1,14}}率[、和及与])+{HAN}{{1,14}}率)(?P<all>(?!分别){HAN}{{0,6}})"


def refuse_more(figures: int, document: Document) -> None:
    """Raise InputError where a document states more figures than a dataset of a year."""
    if figures > _MOST_FIGURES:
        raise InputError(messages.TOO_MANY_FIGURES.about(path=document.path, most=_MOST_FIGURES))


def of_own_year(statement: Statement) -> Statement:
    """Return a statement of a text given in the next year, in which 去年 is the text's own."""
    time = statement.frame.time
    if time is None or time.words != "去年":
        return statement
    own = statement.frame._replace(time=time._replace(value=OWN))
    return statement._replace(frame=own)


def of_its_own(statement: Statement, place: str, signed: str) -> Statement:
    """Return a statement without what stands above it and tells nothing of it.

    That is the place of the text itself, and the month in which it is `signed`.
    """
    frame = statement.frame
    if frame.place is not None and frame.place.value == place:
        frame = frame._replace(place=None)
    if frame.time is not None and frame.time.reach == "section" and frame.time.words == signed:
        frame = frame._replace(time=None)
    return statement if frame is statement.frame else statement._replace(frame=frame)


def signed_in(blocks: Sequence[Block]) -> str:
    """Return the month in which a text is signed above or below it: 12月; nothing for none."""
    ends = [block.text.strip() for block in (*blocks[:6], *blocks[-2:])]
    dated = compiled("20[0-9]{2}年([0-9]{1,2}月)(?:[0-9]{1,2}日)?[)）]?$")
    return next((found[1] for found in map(dated.search, ends) if found), "")


def of_each_rate(statement: Statement) -> Iterator[Statement]:
    """Yield a statement for each of the rates that are told with one number: 甲率和乙率均为98%."""
    share = statement.mention.unit == "%" and statement.head.count("率") > 1
    told = compiled(_RATES).fullmatch(statement.head) if share else None
    for rate in compiled("(?<=率)[、和及与]").split(told["rates"]) if told else ():
        yield statement._replace(head=rate + told["all"] if told else rate)
    if not told:
        yield statement


def first_of_row(text: Text, index: int) -> int:
    """Return the first number of the part of a sentence that a number stands in."""
    this = text.statements[index].mention
    while index and text.statements[index - 1].mention.block == this.block:
        is_next = text.statements[index - 1].mention.unit == this.unit
        if not is_next or compiled("[。；]").search(text.gap(index - 1, index)):
            break
        index -= 1
    return index


def is_bare(mention: Mention) -> bool:
    """Tell whether a number without a unit stands between words and a mark: 来信总数为300.

    One of a telephone or an account does not count anything.
    """
    words, rest = mention.clause[: mention.depth], mention.clause[mention.depth :]
    counts = mention.kind == "other" and mention.printed.isdecimal() and rest == mention.printed
    # 图1, 附件2: which of several it is.
    is_label = compiled("(?:图|表|附件|编号)$").search(words)
    return counts and len(rest) < _PHONE and not is_label and bool(compiled(HAN).search(words))


def is_of_verse(mention: Mention, blocks: Sequence[str]) -> bool:
    """Tell whether a number stands in two lines of verse: 大鹏一日同风起，扶摇直上九万里."""
    verse = f"(?<!{HAN})(?:{HAN}{{5}}[，。]{HAN}{{5}}|{HAN}{{7}}[，。]{HAN}{{7}})(?!{HAN})"
    found = compiled(verse).finditer(blocks[mention.block])
    return any(one.start() <= mention.start and mention.end <= one.end() for one in found)


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
