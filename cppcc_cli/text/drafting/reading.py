"""What of a report is drafted: its statements, their words, and the headings they stand under."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from cppcc_cli.documents import Block, Document
from cppcc_cli.documents.text import heading_level
from cppcc_cli.screen import without_unprintable
from cppcc_cli.script import HAN, Pattern, compiled
from cppcc_cli.text import statements
from cppcc_cli.text.frames import OWN, Slot
from cppcc_cli.text.lexicon import lexicon
from cppcc_cli.text.metadata import Manuscript, Metadata
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.parts import WHO
from cppcc_cli.text.statements import ASIDE, Statement, Text, heads_of_rates

_COUNTED_OFF = (
    r"^\s*(?:第?[一二三四五六七八九十]{1,3}(?:、|部分|[.．])"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.．、])"
)
IN_BRACKETS = Pattern(r"[(（][^()（）]*[)）]", "(", "（")
# From so many digits on, a number is one of a telephone or an account.
_PHONE = 7


def text_of(
    document: Document, found: Sequence[Mention], year: int, head: Metadata, place: str
) -> Text:
    """Return the statements of a report, read as one of this year and of its own committee."""
    given = head.published.year if head.published is not None else None
    text = statements.read(document, found, manuscript=Manuscript(years=(year,), given=given))
    stated = text.statements
    # So is a review of the year in its title, or of none, that counts nothing of 今年.
    is_review = f"{year}年" in head.title and "报告" not in head.title
    is_review = given is None and (is_review or not head.years)
    times = [one.frame.time.words for one in stated if one.frame.time]
    if given == year + 1 or (is_review and not any("今年" in words for words in times)):
        stated = tuple(map(_of_own_year, stated))
    return text._replace(statements=tuple(_of_their_own(stated, document.blocks, place)))


def _of_own_year(statement: Statement) -> Statement:
    """Return a statement of a text given in the next year, in which 去年 is the text's own."""
    time = statement.frame.time
    if time is None or time.words != "去年":
        return statement
    own = statement.frame._replace(time=time._replace(value=OWN))
    return statement._replace(frame=own)


def _of_their_own(
    stated: Sequence[Statement], blocks: Sequence[Block], place: str
) -> Iterator[Statement]:
    """Yield statements without the place of the text itself, one for each rate.

    Each is of the year whose work a line announces above its list.
    """
    announced = _announced(blocks)
    for statement in stated:
        frame, block = statement.frame, statement.mention.block
        if frame.place is not None and frame.place.value == place:
            frame = frame._replace(place=None)
        if block in announced:
            said = announced[block]
            frame = frame._replace(time=frame.time or Slot(said[:4], said, "section"))
        heads = heads_of_rates(statement)
        if frame is statement.frame and len(heads) == 1:
            yield statement
            continue
        for head in heads:
            yield statement._replace(head=head, frame=frame)


def _announced(blocks: Sequence[Block]) -> dict[int, str]:
    """Return the year that each line of a list is of: 2033年要抓好以下工作： above it."""
    told, found = "", {}
    for number, block in enumerate(blocks):
        if told and compiled(_COUNTED_OFF).match(block.text):
            found[number] = told
            continue
        told = ""
        if block.text.endswith(("：", ":")):
            said = compiled("(20[0-9]{2}年)(?:要|将|拟|重点|计划|主要)").search(block.text)
            told = said[1] if said else ""
    return found


def firsts_of_rows(text: Text) -> list[int]:
    """Return for each number the first of its unit in the part of a sentence that it stands in."""
    firsts: list[int] = []
    for index, statement in enumerate(text.statements):
        goes_on = index and text.statements[index - 1].mention.unit == statement.mention.unit
        if goes_on and not compiled("[。；\n]").search(text.gap(index - 1, index)):
            firsts.append(firsts[-1])
        else:
            firsts.append(index)
    return firsts


def is_bare(mention: Mention) -> bool:
    """Tell whether a number without a unit stands between words and a mark: 来信总数为300.

    One of a telephone or an account does not count anything.
    """
    words, rest = mention.clause[: mention.depth], mention.clause[mention.depth :]
    counts = mention.kind == "other" and mention.printed.isdecimal() and rest == mention.printed
    # 图1, 附件2: which of several it is.
    is_label = words.endswith(("图", "表", "附件", "编号"))
    return counts and len(rest) < _PHONE and not is_label and bool(compiled(HAN).search(words))


def is_of_verse(mention: Mention, blocks: Sequence[str]) -> bool:
    """Tell whether a number stands in two lines of verse: 大鹏一日同风起，扶摇直上九万里."""
    verse = f"(?<!{HAN})(?:{HAN}{{5}}[，。]{HAN}{{5}}|{HAN}{{7}}[，。]{HAN}{{7}})(?!{HAN})"
    found = compiled(verse).finditer(blocks[mention.block])
    return any(one.start() <= mention.start < one.end() for one in found)


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
        # What stands at the foot of a page is of none of them.
        is_aside = block.place.part in ASIDE
        under.append(above[-1][1:] if above and not is_aside else (0, ""))
    return under


def _heading(text: str) -> str:
    """Return a heading without its number; nothing for what is none: a name, a day, a greeting."""
    words = compiled(_COUNTED_OFF).sub("", without_unprintable(text)).strip(" \t\u3000#*。：:—")
    is_none = compiled("^$|各位|同志们|主席|报告人|^[（(]|[0-9]{4}(?:年[0-9]|-)").search(words)
    return "" if is_none else words[:40]


@lru_cache(maxsize=16)
def split_tail(words: str, unit: str) -> tuple[str, str] | None:
    """Return what of the words between two numbers is said of the first, and what of the next."""
    given = compiled("(.*?)[、，]([^、，]+有)$").match(words)
    if given := given or compiled(f"({HAN}*)[（(](.{{2,}})").fullmatch(words):
        return given[1], given[2]
    if not words:
        return None
    things = lexicon()["core_noun"].alternation
    if unit not in WHO:
        handled = lexicon()["handled_only"].alternation
        given = compiled(rf"({things})({handled})").fullmatch(words)
        return (given[1], given[2]) if given else None
    # 委员中出席会议: what is said of some of them.
    if compiled(f"(?:{things})中").match(words):
        return None
    done = compiled(rf"{things}|对.+率(?:均|都)?(?:为|达)?|[被共].+|为?每[名人户家位个].{{2,}}")
    who = compiled(f"{HAN}{{2,16}}").match(words)
    for at in range(2, who.end() + 1 if who else 0):
        behind = words[at:]
        verb = lexicon()["naming_verb"].match(behind)
        is_done = verb and compiled(rf"(?!的).*{HAN}{{2}}").fullmatch(behind, verb.end())
        if is_done or done.fullmatch(behind):
            return words[:at], behind
    return None


def measure_by_next(last: str, unit: str) -> str:
    """Return how what a number counts is measured by the next: 4部、6万字."""
    ends = (("元", "金额"), ("字", "字数"))
    return next((how for end, how in ends if unit.endswith(end) and not last.endswith(end)), "")


def yearly_doing(words: str, head: str) -> str:
    """Return what is done in all the year, of what was done in a part of it: 首周接待参观9人次."""
    if head.removesuffix("共") not in ("全年", "今年"):
        return words
    return compiled(f"^{HAN}{{0,5}}(?:[首当前][周月日天]|期间|上半年|季度)").sub("", words)


def attendance(who: str, held: str) -> str:
    """Return who took part, and in what: 参加的委员 of 调研 are 参加调研委员, 听众 宣讲听众."""
    doing = compiled("(参[加与训会]|[出列]席|旁听|与会|到场)的?").match(who)
    return f"{doing[1]}{held}{who[doing.end() :]}" if doing else f"{held}{who}"


@lru_cache(maxsize=1024)
def core_of(noun: str) -> str:
    """Return the thing itself, without what modifies it: 提案 of 经济建设方面提案, and of 立案."""
    if noun.endswith("立案") or (is_filed(noun) and "提案" not in noun):
        return "提案"
    noun = IN_BRACKETS.sub("", noun)
    found = list(lexicon()["core_noun"].finditer(noun))
    return found[-1].group() if found else ""


@lru_cache(maxsize=1024)
def is_filed(name: str) -> bool:
    """Tell whether a name is of proposals that were filed."""
    return lexicon()["filed"].is_in(name)


def is_outcome(name: str) -> bool:
    """Tell whether a name is of what became of things that were not filed."""
    return lexicon()["outcome"].is_in(name)
