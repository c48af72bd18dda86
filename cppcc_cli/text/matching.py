"""Statement × figure: which figures a statement may speak of, and how far each of them fits.

The thing of a statement is a figure's where a term of it stands beside the number and every other
word there is explained: by what names the figure, or by the lexicon. A word that is not makes it
open, a word of a part makes it another thing. Then the other slots of the frame are looked at.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from cppcc_cli import numerals
from cppcc_cli.dataset import Dataset, Figure
from cppcc_cli.numerals import NUMERAL
from cppcc_cli.quantity import Agreement, Quantity
from cppcc_cli.query.verify import held, resembles
from cppcc_cli.script import HAN, Pattern, one_of, plain
from cppcc_cli.text.lexicon import UnitFit, lexicon_of, unit_fit
from cppcc_cli.text.slots import Reason, Slots, is_telling
from cppcc_cli.text.statements import FAR, TOGETHER, Row, Statement, Text, thing_of_list
from cppcc_cli.text.terms import Terms

Fit = Literal["same", "open", "other"]
_FITS: tuple[Fit, ...] = ("same", "open", "other")
# How the unit of a number stands to that of a figure.
_UNIT_FITS: tuple[UnitFit, ...] = ("same", "alike", "near", "other")

_OF_MEMBERS = Pattern("委员(?:们|达|共|有|为|约|近|超过|超)*$", "委员")
_ALL_MEMBERS = Pattern("(?:政协|全体|广大|各位|位|名)委员$", "委员")
_CONCERNS = Pattern("涉及|有关|关于|相关|属于")
# 占立案总数的: what a share is a share of, and no word of what has it.
_SHARE_OF = Pattern(
    rf"(?:约?占|占到)(?:{HAN}{{0,12}}?(?:总数|总量|总额|总人数|全部|全体)|比|其)?"
    r"(?:的?(?:比例|比重))?(?:的|达到?|为|约|近|超|有)*\s*$",
    "占",
)
_YEARS = Pattern(
    rf"(?:19|20)[0-9]{{2}}\s?年(?:度|以来)?|(?:中国人民政治协商会议|政协)?第?{NUMERAL}{{1,3}}届"
    rf"(?:(?:全国|{HAN}{{2,6}}?{one_of('省市县区州盟旗')})?委员会)?"
    rf"(?:第?{NUMERAL}{{1,3}}次(?:全体)?(?:会议|全会)?(?:以来|期间|上|闭幕后)?)?",
    *("19", "20", "届"),
)
_IN_BRACKETS = Pattern(r"[（(/／][^（）()]*[）)]?$")
_NO_NAME = Pattern(
    r"[（(/／][^（）()]*[）)]?$|[0-9]{4}年|数量|数值|指标|项目|名称|类别|内容|合计|情况|履职|工作"
)
_LONGEST_LABEL = 200
_LONGEST_HEADING = 24
_ANSWER = Pattern(r"\s*(?:答|A)：", "答", "A")
# 经济建设方面，…：what one part of a list is about.
_ASPECT = Pattern("[^，。；：、]{2,14}(?:方面|领域)(?:$|[，：])", "方面", "领域")
# So much before the words of a number may name what it is said of.
_SHORTEST = 4
# What an item is about: 1．协商议政活动。
_LEAD = Pattern(
    rf"[（(]?(?:[0-9]|{NUMERAL}){{0,3}}{one_of('）).．、')}?\s*[^，。；：0-9]{{2,16}}[。：]"
)
_CLAUSE = Pattern(one_of("，："))
_SENTENCE = Pattern(one_of("。！？"))


class Match(NamedTuple):
    """A figure that a statement may speak of, and how far it does."""

    dataset: Dataset
    figure: Figure
    quantity: Quantity
    unit: UnitFit
    # 0 beside the number, 1 in its clause, 2 before its clause, 3 by its category alone.
    distance: int
    # How much of what names the figure stands there.
    length: int
    # What is open, or differs; None where nothing does.
    reason: Reason | None = None
    # Whether the number is bounded below only.
    one_sided: bool = False
    # How much of the figure's name does not stand there.
    missing: int = 0
    # What makes it doubtful that the text is of these figures at all.
    doubt: Reason | None = None

    @property
    def fit(self) -> Fit:
        """How far the statement fits the figure, by all that it is said of."""
        if self.reason is None:
            return "same"
        return "open" if self.reason.open else "other"

    @property
    def mild(self) -> bool:
        """Whether it differs in what does not count where the number agrees."""
        return self.reason is not None and self.reason.mild

    @property
    def agreement(self) -> Agreement | None:
        """How the number stands to the figure; None where their units leave that open."""
        return held(self.quantity, self.figure.quantity, self.unit, self.one_sided)


def rank(match: Match) -> tuple[bool, bool, int, int, int, int, int]:
    """Return what the likelier of several matches is less by; one that agrees goes before all."""
    agrees = match.agreement == "agrees" and (match.fit != "other" or match.mild)
    unit = _UNIT_FITS.index(match.unit)
    fit = _FITS.index(match.fit)
    other = match.unit == "other"
    return not agrees, other, fit, match.distance, unit, -match.length, match.missing


class Matcher:
    """The figures of a dataset, made ready to be looked for in the statements of a text."""

    def __init__(
        self, dataset: Dataset, years: Sequence[int], home: Dataset, text: str | None = None
    ) -> None:
        self.dataset = dataset
        self.words = lexicon_of(dataset, text)
        self.slots = Slots(dataset, years, home, self.words)
        self.terms = Terms(dataset, self.words, self.slots.place)

    def matches(self, text: Text, index: int) -> list[Match]:
        """Return every figure that a statement may speak of, in no order."""
        statement = text.statements[index]
        row = statement.row
        if row is not None and (row.labels or row.column):
            found = self._of_row(statement, row)
        else:
            found = self._of_words(text, index)
        return [self._framed(text, statement, match) for match in found]

    def _framed(self, text: Text, statement: Statement, match: Match) -> Match:
        """Return a match as the frame of its statement leaves it."""
        off = self.slots.difference(text.manuscript, statement, match.figure, self.terms)
        # 增加48件 is no part, though 增加 makes one of what stands behind it.
        if match.fit == "other" and (off is None or off.code != "change"):
            return match
        if off is not None and not off.open:
            return match._replace(reason=off)
        doubt = self.slots.doubt(text.manuscript, statement)
        return match._replace(reason=off or match.reason, doubt=doubt)

    def _of_words(self, text: Text, index: int) -> Iterator[Match]:
        """Yield the figures that a number in running text may speak of."""
        statement = text.statements[index]
        if statement.mention.quantity is None:
            return
        if statement.mention.unit == "%" and (share := _SHARE_OF.search(statement.head)):
            yield from self._share(text, index, statement.head[: share.start()])
            return
        beside = list(self._beside(text, index))
        yield from beside
        # 服务群众1.7万余家: what stands right before a number goes before what fits its unit.
        if any(match.fit == "same" and _has_value(match) for match in beside):
            return
        if any(match.unit != "other" for match in beside):
            if not any(match.fit == "same" or match.agreement == "agrees" for match in beside):
                yield from self._agreeing(text, statement)
                yield from self._around(text, statement)
            return
        yield from (
            list(self._worded(statement))
            or list(self._before(text, index))
            or list(self._of_noun(statement))
            or self._of_unit(statement)
        )

    def _agreeing(self, text: Text, statement: Statement) -> Iterator[Match]:
        """Yield the figures named in the sentence that have the very number."""
        before = text.said_before(statement)
        for one in self.terms.occurrences(before):
            for figure in one.figures:
                for match in self._match(statement, figure, None, 2, one.end):
                    if match.unit == "same" and match.agreement == "agrees":
                        yield match

    def _around(self, text: Text, statement: Statement) -> Iterator[Match]:
        """Yield the figures that a topic and what stands beside a number name together.

        围绕保障民生，提出提案120件: those that have the number, or of which it is a slip.
        """
        quantity = statement.mention.quantity
        before = text.said_before(statement).split("；")[-1]
        topic = self.words["topic"].pattern
        if not any(topic.match(one) or _ASPECT.search(one) for one in _CLAUSE.split(before)):
            return
        for figure, length in self.terms.worded(f"{before}{statement.head}|{statement.tail}"):
            if quantity is None or unit_fit(quantity.unit, figure.unit) == "other":
                continue
            if quantity == figure.quantity or resembles(quantity, figure.quantity):
                off = Reason("unexplained", before.strip("， ")[:_LONGEST_HEADING], open=True)
                yield from self._match(statement, figure, off, 1, length)

    def _match(
        self,
        statement: Statement,
        figure: Figure,
        reason: Reason | None,
        distance: int,
        length: int,
    ) -> Iterator[Match]:
        quantity = statement.mention.quantity
        if quantity is not None:
            yield Match(
                self.dataset,
                figure,
                quantity,
                unit_fit(quantity.unit, figure.unit),
                distance,
                length,
                reason,
                quantity.qualifier == "over" and numerals.is_one_sided(statement.mention.printed),
                self.terms.missing(figure, statement.head + statement.tail),
            )

    def _beside(self, text: Text, index: int) -> Iterator[Match]:
        """Yield the figures named in the words around a number, in its clause."""
        statement = text.statements[index]
        listed = thing_of_list(text, index)
        head = statement.head if listed is None else listed
        before = text.statements[index - 1]
        if head == "、" and before.mention.unit != statement.mention.unit:
            head = before.head  # 帮扶的86户、227人
        there = self.terms.occurrences(head)
        for start, end, term, figures in there:
            for figure in figures:
                # 甲、乙12件: the number is of the last that is named, unless it counts both.
                if any(
                    later.start > start
                    and figure not in later.figures
                    and "、" in head[end : later.start]
                    for later in there
                ):
                    continue
                off = self._off(text, index, figure, term, head[:start], head[end:])
                yield from self._match(statement, figure, off, 0, len(term))
        if listed is not None:
            return
        for start, end, term, figures in self.terms.occurrences(statement.tail):
            lead, behind = head + statement.tail[:start], statement.tail[end:]
            for figure in figures:
                off = self._off(text, index, figure, term, lead, "", behind)
                # What is called so are only those just named, or all that these are examples of.
                if head.endswith("等") and ("、" in head or head[-2] in "》”"):
                    off = Reason("some", "等", open=True)
                yield from self._match(statement, figure, off, 0, len(term))

    def _off(
        self,
        text: Text,
        index: int,
        figure: Figure,
        term: str,
        lead: str,
        gap: str,
        behind: str = "",
    ) -> Reason | None:
        """Return what does not fit of the words around a term: before, up to its number, behind."""
        statement = text.statements[index]
        names = self.terms.names[figure.id]
        is_part = bool(figure.part_of) or figure.id in self.terms.parts
        if joint := self.terms.alone_of_joint(figure, statement.head + statement.tail):
            return Reason("some", joint, mild=True)
        if several := self._several(text, index, figure, lead, gap):
            return Reason("several", several, mild=True)
        part = ""
        residues = []
        own = _without_slots(statement)
        if "集体" in figure.name.zh:
            lead = self.words["jointly"].pattern.sub("|", lead)
        for words, passed in ((gap, None), (lead, _CONCERNS if is_part else None)):
            residue, some = self.terms.explain(own(words), names)
            # What a title is called changes nothing about what stands before it.
            is_titled = lead.endswith("《") or term.startswith("《")
            residue = "" if words is lead and is_titled else residue
            if some and not (passed and passed.fullmatch(some)):
                part = part or some
            residues.append(residue)
        if not any(residues) and not part and (about := self._about(text, statement, names)):
            return about
        members = term.startswith("提案") and lead.endswith("委员")
        if members and not _ALL_MEMBERS.search(lead) and f"委员{term}" not in names:
            residues.append("委员")
        residue = next(filter(None, residues), "")
        if not is_part and (part or (residue and statement.part)):
            return Reason("some", part or statement.part, mild=True)
        # Of a figure that is a part itself the parts may overlap: 其中B类（计划解决的）.
        became = self.words["part_behind"].pattern.match(behind)
        if not part and became is not None and became.group().lstrip("的") not in names:
            part = became.group()
        if not part and not is_part and statement.part:
            part = statement.part if self._is_of_whole(text, statement, figure) else ""
        if part:
            return Reason("some", part, open=True)
        return Reason("unexplained", residue, open=True) if residue else None

    def _is_of_whole(self, text: Text, statement: Statement, figure: Figure) -> bool:
        """Tell whether what a number is one of, 其中, is called as a figure is."""
        whole = text.said_before(statement).rpartition(statement.part)[0]
        return any(figure in one.figures for one in self.terms.occurrences(whole))

    def _several(self, text: Text, index: int, figure: Figure, lead: str, gap: str) -> str:
        """Return the word that makes a sum of several things: 甲、乙、丙共3件."""
        together = TOGETHER.search(gap)
        if together is None:
            return ""
        statement = text.statements[index]
        # 10家客厅、191家工作室共201家 is a sum, 近九成委员交提案共418件 is none.
        if not lead.strip() and statement.head_start > statement.clause[0]:
            one = text.statements[index - 1].mention.unit
            return together.group() if one == statement.mention.unit else ""
        if not lead.rstrip().endswith(("、", "和", "与", "及")):
            return ""
        others = (one for found in self.terms.occurrences(lead) for one in found.figures)
        return together.group() if any(one.id != figure.id for one in others) else ""

    def _about(self, text: Text, statement: Statement, names: str) -> Reason | None:
        """Tell of a subject that only some of the things are about: 围绕民生，提出提案95件."""
        block, start = text.blocks[statement.mention.block], statement.mention.start
        begin, end = statement.sentence
        begin, end = max(begin, start - FAR), min(end, start + FAR)
        last = block[begin:start].split("；")[-1].lstrip(" ，、")
        # What stands in the clause of the number is explained by the names of the figure.
        clauses = [one.strip() for one in _CLAUSE.split(last)[:-1]]
        aspect = next((one for one in clauses if _ASPECT.search(one)), "")
        topic = self.words["topic"].pattern
        opened = aspect or next((one for one in clauses if topic.match(one)), "")
        if not opened or (aspect and not self.terms.explain(aspect, names)[0]):
            return None
        begun = None if aspect else topic.match(opened)
        word = re.escape(begun.group() if begun else aspect)
        beside = block[begin:end].split("；")
        starts = re.compile(rf"(?:^|[，：])\s*{word}")
        if sum(bool(starts.search(one) or _ASPECT.search(one)) for one in beside) > 1:
            return Reason("some", opened, mild=True)
        is_topic = not aspect and len(clauses) == 1
        return Reason("unexplained", opened, open=True) if is_topic else None

    def _worded(self, statement: Statement) -> Iterator[Match]:
        """Yield the figures whose names stand beside a number in other words: 办理了提案12件."""
        said = f"{statement.head}|{statement.tail}"
        own = _without_slots(statement)(said)
        for figure, length in self.terms.worded(said):
            if unit_fit(statement.mention.unit, figure.unit) == "other":
                continue
            residue, part = self.terms.explain(own, self.terms.names[figure.id])
            word = residue or part
            off = Reason("unexplained", word, open=True) if word else None
            yield from self._match(statement, figure, off, 0, length)

    def _of_noun(self, statement: Statement) -> Iterator[Match]:
        """Yield the figures whose noun stands beside a number that is theirs, or a slip of it."""
        quantity = statement.mention.quantity
        for figure, named in self.terms.of_noun(f"{statement.head}|{statement.tail}"):
            if quantity is None or unit_fit(quantity.unit, figure.unit) != "same":
                continue
            telling = is_telling(quantity.value) or quantity.qualifier != "exact"
            if (telling and quantity == figure.quantity) or resembles(quantity, figure.quantity):
                off = Reason("unexplained", named, open=True)
                yield from self._match(statement, figure, off, 1, len(figure.name.zh))

    def _of_unit(self, statement: Statement) -> Iterator[Match]:
        """Yield the only figure in the unit of a number that names nothing: 本级481件."""
        if statement.frame.scope is None:
            return
        own = [one for one in self.terms.figures if one.unit == plain(statement.mention.unit)]
        said = _without_slots(statement)(f"{statement.head}|{statement.tail}")
        if len(own) == 1 and not any(self.terms.explain(said, "")):
            yield from self._match(statement, own[0], None, 3, 0)

    def _share(self, text: Text, index: int, of: str) -> Iterator[Match]:
        """Yield the shares that 占 speaks of: `of` what stands before it, or the number before."""
        statement = text.statements[index]
        found = self.terms.shares_of(of)
        if not found and index:
            part = text.statements[index - 1]
            # A share may stand in a line of its own.
            if statement.mention.block - part.mention.block > (not statement.head_start):
                return
            found = self.terms.shares_of(f"{part.head}|{part.tail}|{statement.head}")
        for figure, length in found:
            yield from self._match(statement, figure, None, 1, length)

    def _before(self, text: Text, index: int) -> Iterator[Match]:
        """Yield the figures named before the clause of a number, where it names nothing else."""
        statement = text.statements[index]
        quantity, unit = statement.mention.quantity, statement.mention.unit
        fitting = [
            one
            for one in self.terms.figures
            if unit_fit(unit, one.unit) != "other" or (quantity and quantity.value == one.value)
        ]
        if not fitting or _OF_MEMBERS.search(statement.head):
            return
        line, far, there = "", False, []
        for words, away in _before(text, statement):
            line, far, there = words, away, self.terms.occurrences(words)
            if there or any(name in line for name in self.terms.categories):
                break
        # Of several things the nearest is meant.
        named = {figure.id: one.end for one in there for figure in one.figures}
        categories = {figure.category for one in there for figure in one.figures}
        categories |= {id for name, id in self.terms.categories.items() if name in line}
        if not categories:
            return
        said = _without_slots(statement)(f"{statement.head}|{statement.tail}")
        together = TOGETHER.fullmatch(statement.head.strip("， "))
        for figure in fitting:
            if figure.category not in categories:
                continue
            residue, part = self.terms.explain(said, self.terms.names[figure.id])
            if residue:
                continue
            off = None
            is_part = bool(figure.part_of) or figure.id in self.terms.parts
            if part or (statement.part and not is_part):
                off = Reason("some", part or statement.part, mild=True)
            elif together and statement.head_start > statement.clause[0]:
                off = Reason("several", together.group(), mild=True)
            near = not far and (figure.id in named or self.terms.names_part(figure, said))
            length = named.get(figure.id, 0)
            yield from self._match(statement, figure, off, 2 if near else 3, length)

    def _of_row(self, statement: Statement, row: Row) -> Iterator[Match]:
        """Yield the figures that a cell of a table may speak of, by its row and its column."""
        mention = statement.mention
        unit = mention.unit or row.unit
        named = (*row.labels, row.column)
        for label in named:
            words = _IN_BRACKETS.sub("", label)
            for start, end, term, figures in self.terms.occurrences(words):
                rest = [words[:start], words[end:], *(one for one in named if one != label)]
                for figure in figures:
                    if not unit and not (row.alone and figure.unit != "%"):
                        continue
                    printed = numerals.complete(mention.printed, unit or figure.unit)
                    quantity = mention.quantity or numerals.read(printed)
                    if quantity is None:
                        continue
                    how = unit_fit(unit or figure.unit, figure.unit)
                    off = self._off_in_row(figure, rest)
                    yield Match(self.dataset, figure, quantity, how, 0, len(term), off)

    def _off_in_row(self, figure: Figure, rest: Sequence[str]) -> Reason | None:
        """Return what does not fit of the other words of a row and of the head of its column."""
        if long := next((words for words in rest if len(words) > _LONGEST_LABEL), ""):
            return Reason("unexplained", f"{long[:_LONGEST_HEADING]}…", open=True)
        names = self.terms.names[figure.id]
        found = [self.terms.explain(_NO_NAME.sub("", words), names) for words in rest]
        if part := next((part for _, part in found if part), ""):
            return Reason("some", part, mild=True)
        if residue := next((residue for residue, _ in found if residue), ""):
            return Reason("unexplained", residue, open=True)
        return None


def _has_value(match: Match) -> bool:
    """Tell whether a number is that of a figure, but for its unit."""
    return match.unit == "other" and match.quantity[:2] == match.figure.quantity[:2]


def _without_slots(statement: Statement) -> Callable[[str], str]:
    """Return what takes out of words those that set a slot of the frame."""
    slots = (slot.words for slot in statement.frame if slot is not None)
    said = sorted(slots, key=len, reverse=True)

    def without(words: str) -> str:
        for one in said:
            words = words.replace(one, "|")
        return _YEARS.sub("|", words)

    return without


def _before(text: Text, statement: Statement) -> Iterator[tuple[str, bool]]:
    """Yield where the thing of a number may be named before its words, and whether that is far.

    That is its sentence; what its item or paragraph begins with; the heading or the line above;
    and, far away, the sentence before.
    """
    index, begin = statement.mention.block, statement.sentence[0]
    block = text.blocks[index]
    before = text.said_before(statement)
    if len(before.strip()) >= _SHORTEST:
        yield before, False
    lead = _LEAD.match(block)
    if lead is not None and lead.end() <= statement.head_start:
        yield lead.group(), False
    if begin:
        above = block[max(0, begin - FAR) : begin].rstrip("。！？”")
        yield _SENTENCE.split(above)[-1], True
        if index and _ANSWER.match(block):
            yield text.blocks[index - 1], True
    elif len(before.strip()) < _SHORTEST:
        above = text.blocks[index - 1] if index else ""
        heading = statement.heading if len(statement.heading) <= _LONGEST_HEADING else ""
        yield heading or (above if len(above) <= _LONGEST_HEADING else ""), False
