"""What of a report is drafted: its statements, the words beside their numbers, and its headings.

Of the words beside a number, in simplified script, what joins them to it is dropped; a name is made
of the verb and the noun in them by `naming`.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from cppcc_cli import messages
from cppcc_cli.documents import Block, Document
from cppcc_cli.documents.text import heading_level
from cppcc_cli.errors import InputError
from cppcc_cli.screen import without_unprintable
from cppcc_cli.script import HAN, Pattern, compiled
from cppcc_cli.text.frames import OWN, Slot
from cppcc_cli.text.lexicon import lexicon
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.parts import WHO
from cppcc_cli.text.statements import Statement, Text

# Units of a share.
SHARES = ("%", "‰")
SHORTEST, LONGEST = 2, 30
LONGEST_NOUN, LONGEST_OF_ALL = 8, 40
# What no name begins or ends with; quotation marks and brackets are of the name.
EDGES = " \t\u3000|·•，。；：、,;:.．！？!?—–-~～=＝*#<>①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳…"
_PAIRS = (("（", "）"), ("(", ")"), ("【", "】"), ("[", "]"), ("《", "》"), ("“", "”"), ("‘", "’"))
_MARKS_OF_PAIRS = frozenset(chain.from_iterable(_PAIRS))
# Many quotations before a thing, or long ones, say what it was about; a few are its name.
_FOR_EXAMPLE = Pattern(f"(?:《[^《》]*》、?|“[^“”]*”、?)+等|“[^“”]{{11,}}”(?={HAN})", *"》”")
_SHORTLY = Pattern("“[^《》]{,24}等", "等")
_IN_BRACKETS = r"[(（][^()（）]*[)）]"
_SPACE_BESIDE = Pattern("(?<=[^A-Za-z]) +| +(?=[^A-Za-z])", " ")
_NAMED_LIST = Pattern("名单[（(]共?$", "名单")
_OF_AT_EDGE = Pattern(f"(?<={HAN})的$|^的", "的")
_COUNTED_OFF = (
    r"^\s*(?:第?[一二三四五六七八九十]{1,3}(?:、|部分|[.．])"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.．、])"
)
# Far more than any year's report states; each is compared with all others.
_MOST_FIGURES = 1_000
# From so many digits on, a number is one of a telephone or an account.
_PHONE = 7
_RATES = f"(?P<rates>(?:{HAN}{{1,14}}率[、和及与])+{HAN}{{1,14}}率)(?P<all>(?!分别){HAN}{{0,6}})"


def opening(name: str, words: str) -> str:
    """Return the words of a class that `words` begin with."""
    found = lexicon()[name].match(words) if words else None
    return found.group() if found else ""


def parts(head: str) -> tuple[str, str]:
    """Return the verb and the noun of the words before a number."""
    head = _FOR_EXAMPLE.sub(lambda one: one[0] if _SHORTLY.fullmatch(one[0]) else "", head)
    text = lexicon()["from_whom"].sub("", _NAMED_LIST.sub("", head))
    text = compiled("[：:；;】\n]").split(text.rstrip("：:； "))[-1]
    text = compiled(r"^[（(](?:其中|含|内)有?").sub("", text)
    # A number in quotation marks is part of a name: “4+X”协商活动.
    digits = "[0-9０-９](?![^“]*”)" if "“" in text else "[0-9０-９]"
    pieces = compiled(digits).split(lexicon()["counted_off"].sub("", text.strip(EDGES)))
    text = pieces[-1]
    if len(pieces) > 1:
        text = compiled("^(?:年度?的?|月[底初末份])").sub("", text)
        # 书屋由2031年末的52家: when it was tells nothing.
        if compiled("[初末底]?的?").fullmatch(text):
            text = compiled("(?:[增扩提上][加大升长]|发展)[到至]$").sub("", pieces[0])
    if text[:1] in "（(" and not compiled("[)）]").search(text):
        text = text[1:]
    bare = compiled(_IN_BRACKETS + "$").sub("", text)
    text = bare if len(compiled(HAN).findall(bare)) >= SHORTEST else text
    said = trimmed(text)
    # 政协委员和各专委会共提交: who did it stands before 共. 主席会议共举行: what was held does.
    counted = list(lexicon()["counting"].finditer(said))
    held = lexicon()["held"]
    if counted:
        who, behind = said[: counted[-1].start()], trimmed(said[counted[-1].end() :])
        verb = opening("naming_verb", behind)
        is_who = verb == behind and (not verb or held.at_end(who))
        said = trimmed(who) if is_who else behind
    said = without_opening(said)
    verb = ""
    while (found := opening("naming_verb", said)) and len(found) < len(said):
        # 编辑出版文史资料: 出 is of the next verb.
        rest = compiled("^(?:[了过]|出(?![版台]))+").sub("", said[len(found) :])
        verb, said = found, trimmed(rest)
        if not opening("naming_verb", said):
            break
    # 新制定2481项: of what was told before.
    if said and opening("naming_verb", said.removeprefix("新")) == said.removeprefix("新"):
        verb, said = verb.removeprefix("进行") + said, ""
    noun = shortened(said)
    return verb, noun


def trimmed(words: str) -> str:
    """Return words without what joins them to the number behind them."""
    words = words.strip(EDGES)
    ending = lexicon()["name_end"]
    while found := ending.at_end(words):
        words = words[: found.start()].rstrip(EDGES)
    return words


def without_opening(words: str) -> str:
    """Return words without who, when and how."""
    while found := opening("name_opening", words):
        # 全国政协1条: who did it, where nothing else is told.
        if found == words and words.endswith("政协"):
            break
        words = words[len(found) :].lstrip(EDGES)
    return words


def noun_behind(words: str) -> str:
    """Return the thing that is named behind a number: 个委员书屋，, 家企业和."""
    words = compiled("[，。；：,;:\n|0-9０-９—]|[（(][^）)]*$").split(words)[0]
    if opening("no_thing", words) or lexicon()["change"].fullmatch(words):
        return ""
    boundary = next((one for one in lexicon()["noun_end"].finditer(words) if one.start()), None)
    words = words[: boundary.start()] if boundary else words
    words = (
        compiled("(?:、|以及|和|与|及|的|等|并|还|有)+$").sub("", words.strip(EDGES)).strip(EDGES)
    )
    if words.endswith(("中", "里")) and lexicon()["core_noun"].at_end(words[:-1]):
        words = words[:-1]
    # 委员工作室“三位一体”建设: what was done for them.
    if words.endswith("建设"):
        words = compiled(f'(?<={HAN}{{3}})[“"][^“”"]*[”"]{HAN}*建设$').sub("", words)
    # 提案催生了行动: what ends in 了 is no part of it.
    if acted := compiled(f"({HAN}{{2,8}}?){HAN}{{2}}了").match(words):
        words = acted[1]
    return shortened(words)


@lru_cache(maxsize=1024)
def core_of(noun: str) -> str:
    """Return the thing itself, without what modifies it: 提案 of 经济建设方面提案, and of 立案."""
    if noun.endswith("立案") or (is_filed(noun) and "提案" not in noun):
        return "提案"
    noun = compiled(_IN_BRACKETS).sub("", noun)
    found = list(lexicon()["core_noun"].finditer(noun))
    return found[-1].group() if found else ""


def shortened(words: str) -> str:
    """Return words no longer than a name, cut where a part of them ends."""
    words = words.strip(EDGES)
    # 围绕甲、乙、丙等提出提案: the first of many subjects stands for all.
    several = compiled("((?:围绕|涉及|针对|聚焦|关于|就)[^、，。；]{2,}?)、.*?(等)").match(words)
    if len(words) > LONGEST and several:
        rest = words[several.end() :]
        verbs = list(lexicon()["naming_verb"].finditer(rest))
        return f"{several[1]}等{rest[verbs[-1].start() :] if verbs else rest}"[:LONGEST_OF_ALL]
    while len(words) > LONGEST and (mark := compiled("[、，,]|等(?=[^等]{4,})").search(words[1:])):
        words = words[mark.end() + 1 :]
    return words[-LONGEST:]


def fit(words: str) -> str:
    """Return words as a name: printable, with whole pairs of brackets; nothing where too short."""
    words = without_unprintable(words).strip(EDGES)
    for first, last in () if _MARKS_OF_PAIRS.isdisjoint(words) else _PAIRS:
        if words.count(first) != words.count(last):
            words = words.replace(first, " ").replace(last, " ")
    words = _SPACE_BESIDE.sub("", words).strip(EDGES)
    words = _OF_AT_EDGE.sub("", words).strip(EDGES)
    is_whole = len(compiled(f"{HAN}|[A-Z]").findall(words)) >= SHORTEST
    return words if is_whole or words in tuple("村镇乡县区人户男女") else ""


@lru_cache(maxsize=1024)
def is_filed(name: str) -> bool:
    """Tell whether a name is of proposals that were filed."""
    return lexicon()["filed"].is_in(name)


def is_outcome(name: str) -> bool:
    """Tell whether a name is of what became of things that were not filed."""
    return lexicon()["outcome"].is_in(name)


def of_next(words: str, unit: str) -> tuple[str, str] | None:
    """Return what of the words between two numbers is said of the first, and what of the next."""
    given = compiled("(.*?)[、，]([^、，]+有)$").match(words)
    if given := given or compiled(f"({HAN}*)[（(](.{{2,}})").fullmatch(words):
        return given[1], given[2]
    things = lexicon()["core_noun"].alternation
    if unit not in WHO:
        handled = lexicon()["handled_only"].alternation
        given = compiled(rf"({things})({handled})").fullmatch(words)
        return (given[1], given[2]) if given else None
    # 委员中出席会议: what is said of some of them.
    is_said = lexicon()["predicate"].match(words)
    if is_said or compiled(f"(?:{things})中").match(words):
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


def measured(last: str, unit: str) -> str:
    """Return how what a number counts is measured by the next: 4部、6万字."""
    ends = (("元", "金额"), ("字", "字数"))
    return next((how for end, how in ends if unit.endswith(end) and not last.endswith(end)), "")


def of_all_year(words: str, head: str) -> str:
    """Return what is done in all the year, of what was done in a part of it: 首周接待参观9人次."""
    if head.removesuffix("累计").removesuffix("共") not in ("全年", "今年"):
        return words
    return compiled(f"^{HAN}{{0,5}}(?:[首当前][周月日天]|期间|上半年|季度)").sub("", words)


def refuse_too_many(figures: int, document: Document) -> None:
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


def of_their_own(
    stated: Sequence[Statement], blocks: Sequence[Block], place: str, year: int
) -> Iterator[Statement]:
    """Yield statements without what stands above them and tells nothing of them.

    That is the place of the text itself, and the month in which it is signed. Each is of the year
    whose work a line announces above its list, and there is one for each rate.
    """
    signed, announced = _signed_in(blocks), _announced(blocks, year)
    for statement in stated:
        frame, block = statement.frame, statement.mention.block
        if frame.place is not None and frame.place.value == place:
            frame = frame._replace(place=None)
        if frame.time is not None and frame.time.reach == "section" and frame.time.words == signed:
            frame = frame._replace(time=None)
        if block in announced and frame.time is None:
            said = announced[block]
            frame = frame._replace(time=Slot(said[:4], said, "section"))
        yield from _of_each_rate(statement._replace(frame=frame))


def _signed_in(blocks: Sequence[Block]) -> str:
    """Return the month in which a text is signed above or below it: 12月; nothing for none."""
    ends = [block.text.strip() for block in (*blocks[:6], *blocks[-2:])]
    dated = compiled("20[0-9]{2}年([0-9]{1,2}月)(?:[0-9]{1,2}日)?[)）]?$")
    return next((found[1] for found in map(dated.search, ends) if found), "")


def _announced(blocks: Sequence[Block], year: int) -> dict[int, str]:
    """Return the later year that each line of a list is of: 2033年要抓好以下工作： above it."""
    told, found = "", {}
    for number, block in enumerate(blocks):
        if told and compiled(_COUNTED_OFF).match(block.text):
            found[number] = told
        elif block.text.rstrip().endswith(("：", ":")):
            said = compiled("(20[0-9]{2}年)(?:要|将|拟|重点|计划|主要)").search(block.text)
            told = said[1] if said and int(said[1][:4]) > year else ""
        else:
            told = ""
    return found


def _of_each_rate(statement: Statement) -> Iterator[Statement]:
    """Yield a statement for each of the rates that are told with one number: 甲率和乙率均为98%."""
    share = statement.mention.unit == "%" and statement.head.count("率") > 1
    told = compiled(_RATES).fullmatch(statement.head) if share else None
    if told is None:
        yield statement
        return
    for rate in compiled("(?<=率)[、和及与]").split(told["rates"]):
        yield statement._replace(head=rate + told["all"])


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
