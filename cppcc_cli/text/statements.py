"""Statements: each number of a document with its frame, that is, with what it is said of.

What names a number stands in its clause, before it (提案418件) or behind it (418件提案); where its
clause names nothing, in the clause before or in the heading. In a row of a table it is the words of
the row and the head of the column.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli.documents import Block, Document
from cppcc_cli.numerals import enumerator_end
from cppcc_cli.quantity import Quantity
from cppcc_cli.script import HAN, Pattern, compiled, is_han, plain, with_chinese_marks
from cppcc_cli.text.frames import DAY, LAST, OWN, PART, SPAN, BlockFrames, Frame, Slot, marks
from cppcc_cli.text.kinds import FIGURE_KINDS
from cppcc_cli.text.lexicon import Lexicon, WordClass, lexicon
from cppcc_cli.text.metadata import Manuscript, manuscript_of
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.tables import Row, Tables, row_frame

# So many characters are looked back in a sentence, so that no text makes it slow.
FAR = 400
_NEAR = 5
# What stands under no heading, though it comes behind the last.
ASIDE = frozenset(("header", "footer", "footnote", "endnote"))
_ANNEX = Pattern("[（(【]?(?:附|附件|附录|补充材料|补充说明)[0-9一二三]?[：:】]", "附", "补充")
_YEAR_OF_ROW = Pattern(r"\|?\s*((?:19|20)[0-9]{2})\s?年?度?[ \u3000]*[|\t]", *"|\t")
_LINK = Pattern(r"\s*(?:、|以及|和|与|及|，)")
_LINK_END = Pattern(r"(?:[、和与及]|以及)\s*$", *"、和与及")
_BRACKETS = str.maketrans("（）", "()")
_GIVEN = Pattern(
    r"(?<=[^0-9（(])\s*[（(]?20[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?[）)]?\s*$", "月"
)
# 由396件增加到418件: what it was before.
_FROM = Pattern(f"(?<!交)[由从自](?:(?:{HAN}|[0-9])*的)?$", *"由从自")
_BECAME = Pattern(
    f"，?{HAN}{{0,2}}?(?:增加?|增长|提高|提升|上?升|扩大|扩展|拓展|发展|壮大|减少?|下?降|降低|压减|精简"
    f"|缩减|调整|合并|整合)了?[到至为成]",
    *"到至为成",
)


class Statement(NamedTuple):
    """A number with what it is said of.

    Spans are in the text of its block, words in simplified script.
    """

    mention: Mention
    sentence: tuple[int, int]
    clause: tuple[int, int]
    # The words before the number in its clause, back to the number before it, and those behind it.
    head: str
    tail: str
    # Where the head begins.
    head_start: int
    # The noun phrase with its modifiers as written, and the verb; empty where there is none.
    thing: str
    doing: str
    frame: Frame
    # The words that make it one of several parts.
    part: str
    row: Row | None
    heading: str

    @property
    def has_no_doer(self) -> bool:
        """Whether its clause has no words of whose it is, or of when."""
        return all(one is None or one.reach != "clause" for one in self.frame[:4])

    @property
    def place(self) -> tuple[int, tuple[int, int]]:
        """Its block, and its sentence there."""
        return self.mention.block, self.sentence

    @property
    def quantity(self) -> Quantity | None:
        """The quantity of the number, in a cell with the unit of its row or column."""
        row = self.row
        return self.mention.quantity if row is None else row.quantity(self.mention)

    @property
    def is_of_figure(self) -> bool:
        """Whether the number says how much of something there is, by its words or by its table."""
        if self.mention.kind in FIGURE_KINDS:
            return True
        row = self.row
        return row is not None and not row.is_rank and self.quantity is not None


class Text(NamedTuple):
    """A document with its statements and whose it is."""

    document: Document
    # Each block's text in simplified script.
    blocks: tuple[str, ...]
    manuscript: Manuscript
    statements: tuple[Statement, ...]
    # The words that it was read by.
    words: Lexicon

    def said_before(self, statement: Statement) -> str:
        """Return the words of a number's sentence before its own, so many at most."""
        begin, end = max(statement.sentence[0], statement.head_start - FAR), statement.head_start
        return self.blocks[statement.mention.block][begin:end]

    def sentence(self, index: int) -> str:
        """Return the words of a number's sentence up to the next, or of the row and column."""
        statement = self.statements[index]
        if statement.row is not None:
            return "".join((*statement.row.labels, statement.row.column))
        mention, end = statement.mention, statement.clause[1]
        if index + 1 < len(self.statements):
            following = self.statements[index + 1].mention
            end = min(end, following.start) if following.block == mention.block else end
        behind = self.blocks[mention.block][mention.end : max(end, mention.end)]
        words = f"{self.said_before(statement)}{statement.head}{behind}"
        # A committee, 委员会, is no member.
        return words.replace("、", "").replace("委员会", "委会")

    def words_of_now(self, statement: Statement) -> str:
        """Return the words (目前) by which a number is one of a year that may not be over."""
        time, said = statement.frame.time, self.manuscript
        if time is None or time.reach == "carried" or (said.years and not said.until):
            return ""
        return time.words if self.words["now"].fullmatch(time.words) else ""

    def gap(self, one: int, other: int) -> str:
        """Return the text from a number to another, by their places; a line's end in two blocks."""
        last, this = self.statements[one].mention, self.statements[other].mention
        is_same = last.block == this.block
        return self.blocks[this.block][last.end : this.start] if is_same else "\n"


def read(
    document: Document,
    mentions: Sequence[Mention],
    words: Lexicon | None = None,
    manuscript: Manuscript | None = None,
) -> Text:
    """Return the statements of a document: one for each mention, in order.

    Whose it is, and of which years, is read from it unless `manuscript` tells.
    """
    known = lexicon() if words is None else words
    blocks = tuple(with_chinese_marks(plain(block.text)) for block in document.blocks)
    numbers: list[list[Mention]] = [[] for _ in blocks]
    for mention in mentions:
        numbers[mention.block].append(mention)
    has_title = not enumerator_end(blocks[0] if blocks else "") and any(
        (one.kind, one.level) == ("heading", 0) for one in document.blocks[:1]
    )
    manuscript = manuscript or manuscript_of(document, known)
    tables = Tables(document, blocks)
    found: list[Statement] = []
    above: list[tuple[int, str, Frame]] = []
    if has_title:
        above = [(-1, "", _of_title(blocks[0], known))]
    for index, (block, text) in enumerate(zip(document.blocks, blocks, strict=True)):
        if block.place.part in ASIDE or _ANNEX.match(text):
            above = above[:has_title]
        if block.kind == "heading" and not (index == 0 and has_title):
            above = [one for one in above if one[0] < block.level]
            outer = above[-1][2] if above else Frame()
            above.append((block.level, text, _of_heading(text, outer, known)))
        if numbers[index]:
            frame = above[-1][2] if above else Frame()
            heading = above[-1][1] if above and block.kind != "heading" else ""
            found += _of_block(
                block, text, numbers[index], frame, heading, known, manuscript, tables
            )
    return Text(document, blocks, manuscript, tuple(found), known)


def _of_title(text: str, words: Lexicon) -> Frame:
    """Return what a title sets beside the year and the body: a plan, a part of the year, a span."""
    frame, said_done = Frame(), _DONE_TOO.search(text)
    for mark in marks(text, words):
        if mark.slot == "time" and mark.value in (PART, SPAN):
            frame = frame._replace(time=Slot(mark.value, mark.words, "document"))
        elif mark.value == "future" and len(text) - mark.end < _NEAR and not said_done:
            # 2024年工作安排, and not 为“十五五”开好局: a title that ends with what is to come.
            frame = frame._replace(aspect=Slot("plan", text, "document"))
    return frame


def _of_heading(text: str, outer: Frame, words: Lexicon) -> Frame:
    """Return the frame that a heading sets for what stands under it."""
    slots: dict[str, Slot] = {}
    # 研究室　2032年3月: when it was given.
    given = _GIVEN.search(text)
    there = [one for one in marks(text, words) if given is None or one.start < given.start()]
    times = {mark.value for mark in there if mark.slot == "time"}
    # 2032年工作和“十四五”发展回顾: which of the two it is, what stands under it tells.
    is_of_both = SPAN in times and len(times) > 1
    for mark in there:
        is_relative = mark.slot == "time" and (is_of_both or mark.value in (OWN, LAST, DAY))
        # 走进莲都区 is no heading of a body: the mark fills most of a short heading.
        is_beside = mark.slot in ("body", "place", "scope") and len(mark.words) * 3 < len(text)
        if mark.slot == "aspect":
            # 回顾过去一年，展望新的一年: of both; 聚焦重点任务 tells of what was done.
            before = text[: mark.start]
            is_past = "回顾" in before or words["fulfilled"].search(before)
            if mark.value != "aim" and not is_past:
                slots["aspect"] = Slot("plan", text, "section")
        elif not is_relative and not is_beside:
            slots[mark.slot] = Slot(mark.value, mark.words, "section")
    if "aspect" not in slots and "time" in slots and outer.aspect is not None:
        return outer._replace(**slots, aspect=None)
    return outer._replace(**slots)


def _of_block(
    block: Block,
    text: str,
    numbers: Sequence[Mention],
    above: Frame,
    heading: str,
    words: Lexicon,
    manuscript: Manuscript,
    tables: Tables,
) -> list[Statement]:
    spans = [(mention.start, mention.end) for mention in numbers]
    if block.kind == "row" and (row_year := _YEAR_OF_ROW.match(text)):
        # Beside 2020年 in the first cell, the caption's 近五年 says nothing more.
        above = above._replace(time=Slot(row_year[1], row_year[0].strip("| \t"), "block"))
    if block.kind != "row":
        numbers = [one for one in numbers if one.kind in FIGURE_KINDS or tables.row(one)]
    told = ((one, tables.row(one)) for one in numbers)
    kept = [(one, row) for one, row in told if row is None or not row.is_rank]
    numbers, rows = [one for one, _ in kept], [row for _, row in kept]
    if not numbers:
        return []
    year = max(manuscript.years, default=0)
    frames = BlockFrames(text, spans, above, words, year, manuscript.given)
    heads, ends = _bounds(frames, text, numbers, words)
    opens = words["opens_parts"] if words["opens_parts"].may_be_in(text) else None
    sentences: dict[int, tuple[int, int]] = {}
    for clause in frames.clauses:
        begin, _ = sentences.get(clause.sentence, (clause.start, 0))
        sentences[clause.sentence] = begin, clause.end
    found = []
    origin = ""
    for mention, row, (start, doing, thing), end in zip(numbers, rows, heads, ends, strict=True):
        clause = frames.clauses[frames.clause_at(mention.start)]
        sentence = sentences[clause.sentence]
        frame = frames.frame_at(mention.start) if row is None else row_frame(row, above, words)
        head, tail = text[start : mention.start], text[mention.end : end]
        # 由2018年的300件增加到418件: the first is what it was, and its year reaches no further.
        if frame.time is not None and frame.time.words in origin:
            frame = frame._replace(time=None)
        since = _FROM.search(head)
        origin = since.group() if since and _BECAME.match(text, mention.end) else ""
        if origin and (frame.time is None or frame.time.words not in origin):
            frame = frame._replace(aspect=Slot("before", origin + mention.printed, "clause"))
        found.append(
            Statement(
                mention,
                sentence,
                (clause.start, clause.end),
                head,
                tail,
                start,
                thing or _thing_behind(tail, words),
                doing,
                frame,
                _part(text, sentence[0], mention, numbers, opens),
                row,
                heading,
            )
        )
    return found


def _bounds(
    frames: BlockFrames, text: str, numbers: Sequence[Mention], words: Lexicon
) -> tuple[list[tuple[int, str, str]], list[int]]:
    """Return where the head of each number begins, with its verb and noun; where its tail ends."""
    heads: list[tuple[int, str, str]] = []
    ends: list[int] = []
    enumerated = enumerator_end(text)
    for index, mention in enumerate(numbers):
        clause = frames.clauses[frames.clause_at(mention.start)]
        last = numbers[index - 1] if index else None
        start = clause.start or (enumerated if enumerated <= mention.start else 0)
        if last is not None and last.end > clause.start:
            between = text[last.end : mention.start]
            is_named = heads[-1][2] and not words["naming_verb"].fullmatch(heads[-1][2])
            start, ends[-1] = _parted(between, last.end, bool(is_named), words)
            if start == ends[-1] == last.end and mention.unit != last.unit and "、" not in between:
                ends[-1] = mention.start  # 系统80个单位办理提案591件
        heads.append((start, *_doing_and_thing(text[start : mention.start], words)))
        ends.append(max(clause.end, mention.end))
        if text[mention.end : mention.end + 1] in (":", "：") and not any(heads[-1][1:]):
            # ●36场次：开展协商活动, 36场次：开展协商36场次: behind the colon stands what it is of.
            named = frames.clauses[frames.clause_at(mention.end + 1)].end
            again = [one for one in numbers[index + 1 : index + 2] if one.start < named]
            if not again or again[0].unit == mention.unit:
                ends[-1] = again[0].start if again else named
    return heads, ends


def _parted(between: str, at: int, follows_noun: bool, words: Lexicon) -> tuple[int, int]:
    """Return where the next head begins and where the tail before it ends, of words between two."""
    # In headlines a space parts clauses: 立案84件 社会方面最多，占40%.
    is_apart = follows_noun and between[:1].isspace()
    if not between.strip() or _LINK.match(between) or is_apart:
        return at, at
    if _LINK_END.search(between) or (between.endswith("的") and not follows_noun):
        return at + len(between), at + len(between)
    # 开通3条新线、新增里程30公里: what is done next is of the second.
    listed = between.find("、", 2) if not follows_noun else -1
    if listed > 0 and words["naming_verb"].match(between, listed + 1):
        return at + listed + 1, at + listed
    for verb in words["doing"].finditer(between):
        # 22次深入调研18个课题: what follows a number that has no noun yet is its own.
        if len(verb.group()) > 1 and (follows_noun or verb.start()):
            return at + verb.start(), at + verb.start()
    opened = len(words["sum"].cut_off(between.translate(_BRACKETS).partition("(")[0]))
    if 0 < opened < len(between):
        return at + opened, at + opened
    return (at, at) if follows_noun else (at + len(between), at + len(between))


def _doing_and_thing(head: str, words: Lexicon) -> tuple[str, str]:
    """Return the verb before a number, and the noun phrase without what changes nothing."""
    doing, chunk = "", ""
    text = _IN_BRACKETS.sub("", head.replace("（", "(").replace("）", ")")).lstrip("() ")
    verbs, plain_words = words["doing"], words["neutral"]
    begun = words.together("doing", "neutral").keys
    at = 0
    pending = ""
    while at < len(text):
        is_begun = text[at] in begun or text[at : at + 2] in begun
        found = verbs.match(text, at) if is_begun else None
        if found and len(found.group()) > 1:
            doing, chunk, pending = found.group(), "", ""
            at = found.end()
            continue
        found = plain_words.match(text, at) if is_begun else None
        if found and (len(found.group()) > 1 or not chunk):
            pending += found.group() if chunk else ""
            at = found.end()
            continue
        if pending and pending not in ("的", "和", "与", "及"):
            chunk = ""
        chunk += pending + text[at]
        pending = ""
        at += 1
    chunk = chunk.strip("：:、（）()“”‘’ ·共达为有的")
    is_word = any(is_han(char) or (char.isascii() and char.isalpha()) for char in chunk)
    return doing, chunk if is_word else ""


def _thing_behind(tail: str, words: Lexicon) -> str:
    """Return the noun phrase behind a number."""
    behind = tail.lstrip("“的个余多：: ")
    verbs = words["doing"].finditer(behind)
    verb = next((one for one in verbs if one.start() and len(one.group()) > 1), None)
    thing = _THING_ENDS.split(behind[: verb.start()] if verb else behind)[0]
    return _LINK_END.sub("", thing.strip("“”‘’ 、"))


_THING_ENDS = Pattern("[，。；：（(]", *"，。；：（(")
_IN_BRACKETS = Pattern(r"\([^()]*\)", "(")


_AMONG = Pattern(
    r"(?:(?:[0-9余多]|[〇一二三四五六七八九十百千])+[件条个项份篇期名位家次场宗][^，。；]{0,20}"
    "|(?:提案|信息|案件)[的了]?)(?<!过程)(?<!年)[中里](?:，|$)"
)


def _part(
    text: str, begin: int, mention: Mention, numbers: Sequence[Mention], opens: WordClass | None
) -> str:
    """Return the words that make a number one of several parts; nothing where there are none.

    `opens` are the words that parts may open with, where any stands in the text.
    """
    if mention.unit == "%":
        return ""
    begin = max(begin, mention.start - FAR)
    sentence = text[begin : mention.start]
    opened = list(opens.finditer(sentence)) if opens else []
    among = sentence.endswith(("中", "里")) or "中，" in sentence or "里，" in sentence
    if not opened and among:
        opened = list(_AMONG.finditer(sentence))
    if not opened:
        return ""
    at = begin + opened[-1].end()
    behind = range(bisect_left(numbers, at, key=lambda one: one.start), len(numbers))
    first = next((numbers[one] for one in behind if numbers[one].unit != "%"), mention)
    # What is more than all before it is no part of them: 提案9件，其中5件…；党员提案30件.
    whole = numbers[behind[0] - 1] if behind and behind[0] else mention
    this, all_of = mention.quantity, whole.quantity
    is_more = this and all_of and this.unit == all_of.unit and this.value > all_of.value
    return opened[-1].group() if first.unit == mention.unit and not is_more else ""


_RATES = Pattern(
    f"(?P<rates>(?:{HAN}{{1,14}}率[、和及与])+{HAN}{{1,14}}率)(?P<all>(?!分别){HAN}{{0,6}})", "率"
)


def heads_of_rates(statement: Statement) -> list[str]:
    """Return the head of each rate that is told with a number: 甲率、乙率均为98%; else its own."""
    told = _RATES.fullmatch(statement.head) if statement.mention.unit == "%" else None
    if told is None:
        return [statement.head]
    return [rate + told["all"] for rate in compiled("(?<=率)[、和及与]").split(told["rates"])]


_DONE_TOO = Pattern(r"(?:总结|情况|回顾|报告)\w{0,2}[及和与、暨]", "总结", "情况", "回顾", "报告")
# 占立案总数的: what a share is a share of, and no word of what has it.
SHARE_OF = Pattern(
    rf"(?:约?占|占到)(?:(?:{HAN}|、){{0,12}}?(?:总?数量?|总量|总额|总人数|全部|全体)|比|其)?"
    r"(?:的?(?:比例|比重))?(?:的|达到?|为|约|近|超|有)*\s*$",
    "占",
)
_LISTED = Pattern(f"分别{HAN}{{0,4}}$", "分别")
# What stands between the numbers of a list.
_BETWEEN = Pattern(r"\s*[、和与及]\s*", *"、和与及")
_LONGEST_LIST = 40


def first_of_list(text: Text, index: int) -> int:
    """Return the first number of a list that a number stands in, or that itself.

    Of a longer list than any that is told in turn it is one before it.
    """
    least = max(0, index - _LONGEST_LIST)
    while index > least and _BETWEEN.fullmatch(text.statements[index].head):
        index -= 1
    return index


def turn_in_list(text: Text, first: int, index: int) -> int:
    """Return which number one of a list, whose first is given, is of in turn.

    收到提案486件，立案421件，分别增长7.5%和5.8%: 5.8% is of 421件; -1 where these are not as many.
    """
    statements = text.statements
    before, end, place = first, first + 1, statements[first].place
    while before and statements[before - 1].place == place:
        before -= 1
    while end < len(statements) and _BETWEEN.fullmatch(statements[end].head):
        end += 1
    return before + index - first if first - before == end - first else -1


def _is_linked(text: Text, index: int) -> bool:
    """Tell whether nothing but the mark or the word of a list parts a number from the last."""
    last, this = text.statements[index - 1].mention, text.statements[index].mention
    is_near = last.block == this.block and this.start - last.end == 1
    return is_near and text.blocks[this.block][last.end] in "、和与及，"


def part_in_turn(text: Text, index: int) -> str:
    """Return what a share is of in turn: 建议86件、提案42件，分别占总数的95%和96%."""
    first = first_of_list(text, index)
    head, at = text.statements[first].head, -1
    if "分别" in head and SHARE_OF.search(head):
        at = turn_in_list(text, first, index)
    part = text.statements[at]
    return f"{part.head}{part.mention.printed}{part.tail}" if at >= 0 else ""


def thing_of_list(text: Text, index: int) -> str | None:
    """Return what 甲、乙分别为1件、2件 names for a number; None where there is no list."""
    statements = text.statements
    first = last = index
    while index - first < 12 and first and _is_linked(text, first):
        first -= 1
    while last - first < 12 and last + 1 < len(statements) and _is_linked(text, last + 1):
        last += 1
    if not 0 < last - first < 12:
        return None
    opening = statements[first]
    named = _LISTED.search(opening.head)
    if named is None:
        return None
    block = text.blocks[opening.mention.block]
    begin = opening.sentence[0]
    things = compiled("[、和与及]").split(
        block[begin : opening.head_start] + opening.head[: named.start()]
    )
    things = things[-(last - first + 1) :]
    if len(things) != last - first + 1:
        return None
    thing, last_thing = compiled("[，；：]").split(things[index - first])[-1], things[-1]
    kind = compiled(rf"[^类]+类(?P<of>{HAN}{{2,6}})$").match(last_thing)
    # 食品、药品抽检合格率分别达98%和99%: what both are of stands behind the last.
    if opening.mention.unit == "%" and last_thing.endswith("率") and not thing.endswith("率"):
        kind = compiled(rf"{HAN}*?{thing[-1:]}(?P<of>{HAN}{{2,6}})$").match(last_thing)
        return thing + (kind["of"] if kind else "率")
    return thing + kind["of"] if kind and thing.endswith("类") else thing
