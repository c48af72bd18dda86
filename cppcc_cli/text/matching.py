"""Statement × figure: which figures a statement may speak of, and how far each of them fits.

The thing of a statement is a figure's where a term of it stands beside the number and every other
word there is explained: by what names the figure, or by the lexicon. A word that is not makes it
open, a word of a part makes it another thing. Then the other slots of the frame are looked at.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from math import fsum, log2

from cppcc_cli import numerals
from cppcc_cli.dataset import Dataset, Figure
from cppcc_cli.numerals import NUMERAL
from cppcc_cli.quantity import Quantity
from cppcc_cli.query.verify import agreement_with, likeness_in_bits, resembles
from cppcc_cli.script import HAN, Pattern, plain
from cppcc_cli.text.lexicon import lexicon_of, unit_fit
from cppcc_cli.text.slots import SURE, Match, Reason, Slots, is_distinctive
from cppcc_cli.text.statements import FAR, SHARE_OF, Statement, Text, part_in_turn, thing_of_list
from cppcc_cli.text.tables import Row
from cppcc_cli.text.terms import Terms, known_at

# In bits: what speaks for a figure is its unit, its whole name beside a number, and that it is this
# very number; a text seldom tells it again, and one that gives no figure at all may be of others.
_OF_UNIT = {"same": 3, "alike": 2, "near": 2, "other": 0}
_NAMED, _IS_IT, _AGAIN, _UNTOLD = 10, 7, 5, 4
_ALL_MEMBERS = Pattern("(?:政协|全体|广大|各位|位|名)委员$", "委员")
_TOGETHER = Pattern("政协[、和与及](?:全国|[省市县区州])政协", "政协")
_JOINING, _CONCERNS = ("、", "和", "与", "及"), ("涉及", "有关", "关于", "相关", "属于")
_YEARS = Pattern(
    rf"(?:19|20)[0-9]{{2}}\s?年(?:度|以来)?|(?:中国人民政治协商会议|政协)?第?{NUMERAL}{{1,3}}届"
    rf"(?:(?:全国|{HAN}{{2,6}}?[省市县区州盟旗])?委员会)?"
    rf"(?:第?{NUMERAL}{{1,3}}次(?:全体)?(?:会议|全会)?(?:以来|期间|上|闭幕后)?)?",
    *("19", "20", "届"),
)
_IN_BRACKETS = Pattern(r"[（(/／][^（）()]*[）)]?$")
_NO_NAME = Pattern(
    r"[（(/／][^（）()]*[）)]?$|[0-9]{4}年|数量|数值|指标|项目|名称|类别|内容|合计|情况|履职|工作"
)
_ANSWER = Pattern(r"\s*(?:答|A)：", "答", "A")
# 经济建设方面，…：what one part of a list is about.
_ASPECT = Pattern(
    "[^、。；]{2,14}(?<!个)(?:方面|领域)(?:$|[，：])|在[^、。；]{2,14}(?<![会基])(?<!会议)上(?:$|[，：])",
    *("方面", "领域", "上"),
)
# So much before the words of a number may name what it is said of.
_SHORTEST, _LONGEST_HEADING = 4, 24
# What an item is about: 1．协商议政活动。
_LEAD = Pattern(rf"[（(]?(?:[0-9]|{NUMERAL}){{0,3}}[）).．、]?\s*[^，。；：0-9]{{2,16}}[。：]")
# Behind a term: it is what the things are about.
_OF_ASPECT = Pattern("^等?(?:类别?|方面|领域|问题)的?", *"类面领问")
# So much of the end of a figure's name names it, where the number is its own.
_LONG_END = 5
_CLAUSE, _SENTENCE = Pattern("[，：]"), Pattern("[。！？]")


class Matcher:
    """The figures of a dataset, made ready to be looked for in the statements of a text."""

    def __init__(self, dataset: Dataset, years: Sequence[int], home: Dataset) -> None:
        self.dataset = dataset
        self.words = lexicon_of(dataset)
        self.slots = Slots(dataset, years, home, self.words)
        self.terms = Terms(dataset, self.words, self.slots.place)

    def matches(self, text: Text, index: int, far: bool = True) -> list[Match]:
        """Return every figure that a statement may speak of, in no order.

        Those that only its unit or what stands before its clause names are looked for where `far`.
        """
        statement = text.statements[index]
        row, quantity = statement.row, statement.quantity
        found: Iterable[Match] = ()
        if row is not None and row.name:
            found = self._of_row(statement, row)
        elif quantity is not None:
            found = _Search(self, text, index, quantity).figures(far)
        return [self._framed(text, statement, match) for match in found]

    def candidates(
        self,
        text: Text,
        said: Sequence[frozenset[str]],
        free: Collection[int],
        stated: Collection[tuple[str, str]],
        is_own: bool | None,
    ) -> Iterator[tuple[float, int, "Matcher", Figure]]:
        """Yield numbers with figures that they may be of, with what speaks for that in bits.

        That is how few numbers are as like that of the figure, its unit, and how much of what it
        is called is `said` in the sentence. A text that is surely of these gives some again.
        """
        names = self.terms.pairs
        known = frozenset().union(*names.values())
        times = Counter(chain.from_iterable((*map(known.intersection, said), *names.values())))
        most = len(said) + len(names) + 1
        terms, id = self.terms, self.dataset.id
        numbers = [
            (at, one, terms.units(one.unit)) for at in free if (one := text.statements[at].quantity)
        ]
        told = {one.id for one in terms.figures if (id, one.id) in stated}
        for figure in terms.figures if free else ():
            if (is_again := figure.id in told) and not is_own:
                continue
            bits = {one: log2(most / times[one]) for one in names[figure.id]}
            # Exact sums, alike in whichever order a set has its pairs.
            every, meant = fsum(bits.values()) or 1, figure.quantity
            for at, quantity, units in numbers:
                # A cell of a table gives what another does hardly by a slip.
                in_row = is_again and text.statements[at].row is not None
                unit = units.get(figure.id, "other")
                is_slip = unit != "other" and not in_row
                if not is_slip and quantity.value != meant.value:
                    continue
                there = bits.keys() & said[at]
                if not there or (in_row and not is_distinctive(meant.value)):
                    continue
                if (alike := likeness_in_bits(quantity, meant)) is not None:
                    named = _NAMED * fsum(map(bits.__getitem__, there)) / every
                    weight = (
                        alike
                        + _OF_UNIT[unit]
                        + named
                        + _IS_IT * (quantity == meant)
                        - _AGAIN * is_again
                        - _UNTOLD * (not told)
                    )
                    yield weight, at, self, figure

    def match_unnamed(self, text: Text, index: int, figure: Figure) -> Match:
        """Return a figure for a number that nothing names."""
        statement = text.statements[index]
        row, quantity = statement.row, statement.quantity or figure.quantity
        said = statement.thing or statement.head.strip("， ") or text.said_before(statement)
        word = row.name if row is not None else said.strip("：， ")
        off = Reason("unexplained", word[:_LONGEST_HEADING], open=True)
        missing = self.terms.missing(figure, text.sentence(index))
        how = agreement_with(
            quantity, figure.quantity, unit := unit_fit(quantity.unit, figure.unit)
        )
        of = (self.dataset, figure, quantity, unit, how, SURE, 0, off, missing)
        return self._framed(text, statement, Match(*of))

    def _framed(self, text: Text, statement: Statement, match: Match) -> Match:
        """Return a match as the frame of its statement leaves it."""
        off = self.slots.difference(text.manuscript, statement, match.figure, self.terms)
        # 增加48件 is no part, though 增加 makes one of what stands behind it.
        if match.fit == "other" and (off is None or off.code != "change"):
            return match
        if off is not None and not off.open:
            return match._replace(reason=off)
        doubt = self.slots.doubt(text.manuscript, statement)
        is_plain = doubt is None and (off is None or match.reason is not None)
        return match if is_plain else match._replace(reason=match.reason or off, doubt=doubt)

    def _of_row(self, statement: Statement, row: Row) -> Iterator[Match]:
        """Yield the figures that a cell of a table may speak of, by its row and its column."""
        unit = statement.mention.unit or row.unit
        named = (*row.labels, row.column)
        found: list[tuple[Figure, int, list[str]]] = []
        # 城东区政协 and 报送 are together what a figure is called.
        for label in (dated := row.name_with_year(self.slots.year), *named):
            words = _IN_BRACKETS.sub("", label)
            others = [] if label == dated else [one for one in named if one != label]
            for start, end, term, figures in self.terms.occurrences(words):
                rest = [words[:start], words[end:], *others]
                found += [(figure, len(term), rest) for figure in figures]
        told = {figure.id for figure, _, _ in found}
        for figure, length in self.terms.in_other_words(row.name) if row.labels else ():
            if figure.id not in told and row.labels[-1] in self.terms.names[figure.id]:
                found.append((figure, length, [row.name]))
        for figure, length, rest in found:
            if not (unit or (figure.unit != "%" and row.alone)):
                continue
            printed = numerals.complete(statement.mention.printed, unit or figure.unit)
            if (quantity := statement.mention.quantity or numerals.read(printed)) is None:
                continue
            how, off = unit_fit(quantity.unit, figure.unit), self._off_in_row(figure, rest, row)
            of = (
                self.dataset,
                figure,
                quantity,
                how,
                agreement_with(quantity, figure.quantity, how),
            )
            yield Match(*of, 0, length, off, in_full=off is None)

    def _off_in_row(self, figure: Figure, rest: Sequence[str], row: Row) -> Reason | None:
        """Return what does not fit of the other words of a row and of the head of its column."""
        names = self.terms.names[figure.id]
        found = [self.terms.explain(_NO_NAME.sub("", words), names) for words in rest]
        residue = next((residue for residue, _ in found if residue), "")
        # Where there is a sum of all, one row is of some.
        some = "" if residue or row.part in names else row.part
        if part := next((part for _, part in found if part), some):
            return Reason("some", part, mild=True)
        return Reason("unexplained", residue, open=True) if residue else None


class _Search:
    """The search for the figures that a number in running text may speak of."""

    def __init__(self, matcher: Matcher, text: Text, index: int, quantity: Quantity) -> None:
        self.dataset, self.words, self.terms = matcher.dataset, matcher.words, matcher.terms
        self.text, self.index, self.quantity = text, index, quantity
        self.statement = text.statements[index]
        self.head, self.tail = self.statement.head, self.statement.tail
        self.said = f"{self.head}|{self.tail}"
        # How the units of figures stand to that of the number; those that it is the very number of.
        self.units = self.terms.units(quantity.unit)
        self.equal = self.terms.of_quantity.get(quantity, [])
        slots = (slot.words for slot in self.statement.frame if slot is not None)
        self.slots = sorted(slots, key=len, reverse=True)
        # What 甲、乙分别为1件、2件 names for the number; None where there is no list.
        self.listed = thing_of_list(text, index)

    def figures(self, far: bool) -> Iterator[Match]:
        """Yield the figures, from what names them nearest."""
        if self.statement.mention.unit == "%":
            if part := part_in_turn(self.text, self.index):
                yield from self._shares(self.terms.shares_of(part))
                return
            if share := SHARE_OF.search(self.head):
                yield from self._share(self.head[: share.start()])
                return
        # 教育方面48件，12.5%: the share of what was counted right before it.
        if self.statement.mention.unit == "%" and not self.said.strip("|，、（） "):
            yield from self._share("")
        beside = list(self._beside())
        yield from beside
        # 服务群众1.7万余家: what stands right before a number goes before what fits its unit.
        of_noun = (one for one in beside if (one.fit, one.unit) == ("same", "other"))
        if any(self._fits(one.figure) for one in of_noun):
            return
        is_given = any(match.agreement == "agrees" for match in beside)
        if not is_given:
            yield from self._agreeing()
            yield from self._alike(beside)
        if any(match.unit != "other" for match in beside):
            if not is_given and not any(match.fit == "same" for match in beside):
                there = self.terms.occurrences(self.said, self._fits)
                named = {figure.id for one in there for figure in one.figures}
                yield from (one for one in self._worded() if one.figure.id not in named)
            return
        found = list(self._worded()) or (list(self._before()) if far else [])
        yield from found or (self._of_unit() if far else ())

    def _match(self, figure: Figure, reason: Reason | None, distance: int, length: int) -> Match:
        printed, qualifier = self.statement.mention.printed, self.quantity.qualifier
        one_sided = qualifier == "over" and numerals.is_one_sided(printed)
        said = f"{self.listed or ''}{self.head}{self.tail}"
        missing, unit = self.terms.missing(figure, said), self.units.get(figure.id, "other")
        in_full = distance > 0 or self.terms.is_in_full(figure, length, missing)
        how = agreement_with(self.quantity, figure.quantity, unit, one_sided)
        of = (self.dataset, figure, self.quantity, unit, how, distance, length)
        return Match(*of, reason, missing, in_full)

    def _fits(self, figure: Figure) -> bool:
        is_it = figure.id in self.units or figure.value == self.quantity.value
        return is_it or resembles(self.quantity, figure.quantity)

    def _own(self, words: str) -> str:
        """Return words without those that set a slot of the frame."""
        for one in self.slots:
            words = words.replace(one, "|")
        return _YEARS.sub("|", words)

    @cached_property
    def _said(self) -> str:
        """The words around the number, without those that set a slot."""
        return self._own(self.said)

    def _beside(self) -> Iterator[Match]:
        """Yield the figures named in the words around a number, in its clause."""
        listed = self.listed
        head = self.head if listed is None else listed
        there = self.terms.occurrences(head, self._fits)
        for start, end, term, figures in there:
            for figure in figures:
                # 甲、乙12件: the number is of the last that is named, unless it counts both.
                later = (one for one in there if one.start > start and figure not in one.figures)
                if any("、" in head[end : one.start] for one in later):
                    continue
                off = self._off(figure, term, head[:start], head[end:])
                yield self._match(figure, off, 0, len(term))
        for start, end, term, figures in self.terms.occurrences(self.tail, self._fits):
            for figure in figures:
                lead = f"{head}|{self.tail[:start]}"
                off = self._off(figure, term, lead, "", self.tail[end:])
                # What is called so are only those just named, or all that these are examples of.
                if head.endswith("等") and ("、" in head or head[-2] in "》”"):
                    off = Reason("some", "等", open=True)
                yield self._match(figure, off, 0, len(term))

    def _off(
        self, figure: Figure, term: str, lead: str, gap: str, behind: str = ""
    ) -> Reason | None:
        """Return what does not fit of the words around a term: before, up to its number, behind."""
        statement, names = self.statement, self.terms.names[figure.id]
        is_part = figure.id in self.terms.parts
        if joint := self.terms.alone_of_joint(figure, self.head + self.tail):
            return Reason("some", joint, mild=True)
        if several := self._several(figure, lead, gap):
            return Reason("several", several, mild=True)
        if "集体" in figure.name.zh:
            lead = self.words["jointly"].sub("|", lead)
        residue, part = self.terms.explain(self._own(_OF_ASPECT.sub("", gap)), names)
        residue_before, part_before = self.terms.explain(self._own(lead), names)
        # What a title is called changes nothing about what stands before it.
        if not lead.endswith("《") and not term.startswith("《"):
            residue = residue or residue_before
        if not (is_part and part_before in _CONCERNS):
            part = part or part_before
        is_among = is_part and bool(statement.part)
        if not residue and not part and not is_among and (about := self._about(names)):
            return about
        members = term.startswith("提案") and lead.endswith("委员")
        if members and not _ALL_MEMBERS.search(lead) and f"委员{term}" not in names:
            residue = residue or "委员"
        if not is_part and (part or (residue and statement.part)):
            return Reason("some", part or statement.part, mild=True)
        # Of a figure that is a part itself the parts may overlap: 其中B类（计划解决的）.
        became = self.words["part_behind"].match(behind)
        if not part and became is not None and became.group().lstrip("的") not in names:
            # 481件提案中， or 均获: all of a number that was told of, and 481 are none of 418.
            is_all = became.group()[-1] in "中里" or any(one in became.group() for one in "均都")
            is_more = self.quantity.value > figure.value
            told = [one.mention.quantity for one in self.text.statements] if is_all else []
            # The text gives the figure elsewhere, and this number nowhere else.
            is_only = figure.quantity in told and told.count(self.quantity) == 1
            is_it = is_all and (is_more or is_only)
            # 民生实事得到解决 is what 解决民生实事 names.
            part = "" if is_it or known_at(behind, became.end(), names) else became.group()
        if part:
            return Reason("some", part, open=True)
        word = self.terms.as_written(residue, self.head, statement.doing)
        return Reason("unexplained", word, open=True) if residue else None

    def _several(self, figure: Figure, lead: str, gap: str) -> str:
        """Return the word that makes a sum of several things: 甲、乙、丙共3件."""
        # 被全国政协、省政协采用110条 is of both.
        if figure.name.zh.count("政协") == 1 and (joined := _TOGETHER.search(self.head)):
            return joined.group()
        sum_of = found.group() if (found := self.words["sum"].at_end(gap)) else ""
        if not sum_of:
            return ""
        # 甲和乙共3件 is of neither.
        beside = gap if gap.startswith(_JOINING) else ""
        beside = lead if lead.rstrip().endswith(_JOINING) else beside
        others = (one for found in self.terms.occurrences(beside) for one in found.figures)
        return sum_of if any(one.id != figure.id for one in others) else ""

    def _about(self, names: str) -> Reason | None:
        """Tell of a subject that only some of the things are about: 围绕民生，提出提案95件."""
        mention = self.statement.mention
        block, start = self.text.blocks[mention.block], mention.start
        begin, end = self.statement.sentence
        begin, end = max(begin, start - FAR), min(end, start + FAR)
        last = block[begin:start].split("；")[-1].lstrip(" ，、")
        # What stands in the clause of the number is explained by the names of the figure.
        clauses = [one.strip() for one in _CLAUSE.split(last)[:-1]]
        aspect = next((one for one in clauses if _ASPECT.search(one)), "")
        topic = self.words["topic"]
        opened = aspect or next((one for one in clauses if topic.match(one)), "")
        if not opened or (aspect and not self.terms.explain(aspect, names, True)[0]):
            return None
        begun = None if aspect else topic.match(opened)
        word = re.escape(begun.group() if begun else aspect)
        beside = block[begin:end].split("；")
        starts = re.compile(rf"(?:^|[，：])\s*{word}")
        if sum(bool(starts.search(one) or _ASPECT.search(one)) for one in beside) > 1:
            return Reason("some", opened, mild=True)
        is_open = bool(aspect) or opened == clauses[-1]
        return Reason("unexplained", opened, open=True) if is_open else None

    def _agreeing(self) -> Iterator[Match]:
        """Yield the figures named in the sentence, behind the number before, that have this one."""
        if not self.equal or self.listed is not None:
            return
        mention, last = self.statement.mention, self.text.statements[self.index - 1].mention
        is_before = self.index and last.block == mention.block
        begin = max(last.end if is_before else 0, self.statement.sentence[0])
        block = self.text.blocks[mention.block]
        words = f"{block[max(begin, mention.start - FAR) : mention.start]}|{self.tail}"
        there = self.terms.occurrences(words, self.equal.__contains__)
        named = [figure for one in there for figure in one.figures]
        # “回头看”提案45件 ends as the name of its figure does.
        if len(end := self.head[-_LONG_END:]) == _LONG_END:
            named += [one for one in self.equal if self.terms.bare_names[one.id].endswith(end)]
        named += [figure for figure, _ in self.terms.in_other_words(words)]
        yield from (self._match(one, None, 2, 0) for one in named if one in self.equal)

    def _alike(self, beside: Sequence[Match]) -> Iterator[Match]:
        """Yield the figures that have the very number of a noun behind it, of which nobody does it.

        318件提案全部办结: of 提案 those that were filed; 提出318件提案 says which.
        """
        doing = self.words["doing"]
        if not self.equal or doing.search(self.head) or self.terms.occurrences(self.head):
            return
        categories = {match.figure.category for match in beside}
        for figure in self.equal:
            if figure.category in categories and is_distinctive(figure.value):
                yield self._match(figure, None, 1, 0)

    def _worded(self) -> Iterator[Match]:
        """Yield the figures whose names stand beside a number in other words: 办理了提案12件."""
        for figure, length in self.terms.in_other_words(self.said) if self.units else ():
            if figure.id in self.units:
                residue, part = self.terms.explain(self._said, self.terms.names[figure.id])
                off = Reason("unexplained", residue or part, open=True) if residue or part else None
                yield self._match(figure, off, 0, length)

    def _of_unit(self) -> Iterator[Match]:
        """Yield the only figure in the unit of a number that names nothing: 本级481件."""
        if self.statement.frame.scope is not None:
            unit = plain(self.statement.mention.unit)
            own = [one for one in self.terms.figures if one.unit == unit]
            if len(own) == 1 and not any(self.terms.explain(self._said, "")):
                yield self._match(own[0], None, 3, 0)

    def _share(self, of: str) -> Iterator[Match]:
        """Yield the shares that 占 speaks of: `of` what stands before it, or the number before."""
        found = self.terms.shares_of(of)
        if not found and self.index:
            statements, at = self.text.statements, self.index - 1
            part = statements[at]
            # A share may stand in a line of its own.
            lines = self.statement.mention.block - part.mention.block
            if lines <= (not self.statement.head_start):
                begin = max(part.sentence[0], part.head_start - FAR)
                if at and statements[at - 1].place == part.place:
                    begin = max(begin, statements[at - 1].mention.end)
                words = self.text.blocks[part.mention.block][begin : part.mention.end]
                of = f"{words}|{part.tail}|{self.head}"
                found = self.terms.shares_of(of)
        yield from self._shares(found)

    def _shares(self, found: Iterable[tuple[Figure, int]]) -> Iterator[Match]:
        return (self._match(figure, None, 1, length) for figure, length in found)

    def _before(self) -> Iterator[Match]:
        """Yield the figures named before the clause of a number, where it names nothing else."""
        statement = self.statement
        if self.head.rstrip("们达共有为约近超过").endswith("委员"):
            return
        line, far, there = "", False, []
        for words, away in self._lines_before():
            line, far, there = words, away, self.terms.occurrences(words)
            if there or any(name in line for name in self.terms.categories):
                break
        # Of several things the nearest is meant.
        named = {figure.id: one.end for one in there for figure in one.figures}
        categories = {figure.category for one in there for figure in one.figures}
        categories |= {id for name, id in self.terms.categories.items() if name in line}
        among = (some for id, some in self.terms.of_category.items() if id in categories)
        head, opens = self.head.strip("， "), statement.head_start == statement.clause[0]
        for figure in filter(self._fits, chain.from_iterable(among)):
            residue, part = self.terms.explain(self._said, self.terms.names[figure.id], True)
            if residue:
                continue
            off = None
            if part or (statement.part and figure.id not in self.terms.parts):
                off = Reason("some", part or statement.part, mild=True)
            elif not opens and self.words["sum"].fullmatch(head):
                off = Reason("several", head, mild=True)
            is_named = figure.id in named or self.terms.names_part(figure, self._said)
            distance = 2 if is_named and not far else 3
            yield self._match(figure, off, distance, named.get(figure.id, 0))

    def _lines_before(self) -> Iterator[tuple[str, bool]]:
        """Yield where the thing of a number may be named before its words, and whether far away.

        That is its sentence; what its item or paragraph begins with; the heading or the line above;
        and, far away, the sentence before.
        """
        statement, blocks = self.statement, self.text.blocks
        index, begin = statement.mention.block, statement.sentence[0]
        block, before = blocks[index], self.text.said_before(statement)
        if len(before.strip()) >= _SHORTEST:
            yield before, False
        first = next((char for char in block if char in "，。；："), "，")
        lead = _LEAD.match(block) if first in "。：" else None
        if lead is not None and lead.end() <= statement.head_start:
            yield lead.group(), False
        if begin:
            above = block[max(0, begin - FAR) : begin].rstrip("。！？”")
            yield _SENTENCE.split(above)[-1], True
            if index and _ANSWER.match(block):
                yield blocks[index - 1], True
        elif len(before.strip()) < _SHORTEST:
            above = blocks[index - 1] if index else ""
            # What is called nothing in a list of names and numbers is not what stands above it.
            is_called = statement.row is None or statement.row.name
            lines = (statement.heading, above) if is_called else ()
            yield next((one for one in lines if 0 < len(one) <= _LONGEST_HEADING), ""), False
