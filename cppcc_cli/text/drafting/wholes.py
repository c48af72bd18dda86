"""What is part of what: the statements of a report -> for each that is a part, its whole.

A number is a part where words say so (其中, 包括, brackets, 立案提案中), where its share tells of
what it is one (399件，占71.1%), and where it is what became of the whole (经审查，立案).
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

from cppcc_cli.dataset.model import Figure
from cppcc_cli.text.drafting.naming import Name
from cppcc_cli.text.frames import LAST
from cppcc_cli.text.lexicon import WordClass, lexicon
from cppcc_cli.text.parts import FILED, exceed_whole
from cppcc_cli.text.statements import Text

_compiled = cache(re.compile)

_OPENED = "(?:其中|当中(?!的)|包括(?![^，。；]{1,60}在内)|(?<=[（(，,])含有?(?![金义量])|内有)"
_IN_BRACKETS = r"[（(][^（）()。]*$"
# 立案的提案中，and 这些提案中 tell of what all that follows are parts.
_OF_THESE = (
    "(?P<filed>(?:不予|未予?)?立案)?的?(?:这些|上述|所有|全部)?的?(?:提案|信息|案件|建议)当?中[，,]"
)
_ASIDE = "(?:另外|此外|另有|还有|同时|另)"
_THINGS = "提案|信息|议案|建议|案"
_PASSIVE = "^(?:信息|提案|文章)?(?:被|获(?!得|奖)|得到|受到)"
_BECAME = "^[^，。；]{0,8}?(?:被|获|得到|受到|转化为|列为|列入|评为|确定为)"
# How far back a whole may stand.
_REACH = 40
_MOST_PARTS = 24
# Smaller numbers are sums of others by chance.
_LEAST_SUM = 10


class _Wholes:
    """The statements of a text with their names, and the whole of each part that was found."""

    def __init__(self, text: Text, names: Sequence[Name], counted: Sequence[bool]) -> None:
        self.text, self.names = text, names
        self.statements = text.statements
        self.counted = counted
        self.of: dict[int, int] = {}
        # In brackets behind another number.
        self.asides: set[int] = set()

    def find(self) -> dict[int, int]:
        """Return the whole of each part, by the surest signs first."""
        counts = [
            index
            for index, statement in enumerate(self.statements)
            if self.counted[index] and statement.mention.unit != "%"
        ]
        for index in counts:
            self._by_brackets(index)
        self._by_words()
        for index in counts:
            self._by_outcome(index)
            self._by_share(index)
            self._by_rest(index)
            self._by_passive(index)
        self._by_topic()
        for index in counts:
            self._by_sum(index)
        return self.of

    def _put(self, part: int, whole: int) -> None:
        above: int | None = whole
        while above is not None:
            if above == part:
                return
            above = self.of.get(above)
        if self._fits(part, whole):
            self.of.setdefault(part, whole)

    def _fits(self, part: int, whole: int) -> bool:
        one, other = self.statements[part].mention, self.statements[whole].mention
        if one.quantity is None or other.quantity is None or one.unit != other.unit:
            return False
        return one.quantity.value <= other.quantity.value and part != whole

    def _value(self, index: int) -> Decimal:
        quantity = self.statements[index].mention.quantity
        return quantity.value if quantity else Decimal(0)

    def _before(self, index: int, *, blocks: int = 1) -> Iterable[int]:
        """Yield the counts before one, the nearest first, of its unit and no aside of another."""
        here = self.statements[index].mention
        for at in range(index - 1, max(-1, index - _REACH), -1):
            mention = self.statements[at].mention
            if here.block - mention.block > blocks:
                return
            if self.counted[at] and mention.unit == here.unit and at not in self.asides:
                yield at

    def _line(self, index: int) -> str:
        return self.text.blocks[self.statements[index].mention.block]

    def _between(self, first: int, second: int) -> str:
        """Return the text between two numbers; of two blocks, that before the second alone."""
        one, other = self.statements[first].mention, self.statements[second].mention
        start = one.end if one.block == other.block else 0
        return self._line(second)[start : other.start]

    def _by_brackets(self, index: int) -> None:
        """立案1335件（含重点提案50件）: what stands in brackets is part of what stands before."""
        statement = self.statements[index]
        line = self._line(index)[: statement.mention.start]
        bracket = _compiled(_IN_BRACKETS).search(line)
        if bracket is None or index == 0:
            return
        previous = next(
            (
                at
                for at in range(index - 1, -1, -1)
                if self.statements[at].mention.block == statement.mention.block
                and self.statements[at].mention.end <= bracket.start()
            ),
            None,
        )
        if previous is None:
            return
        direct = bracket.start() - self.statements[previous].mention.end < 2
        if direct or statement.mention.block == self.statements[previous].mention.block:
            self.asides.add(index)
        if direct and not (statement.frame.time and statement.frame.time.value == LAST):
            self._put(index, previous)

    def _total(self, index: int, pattern: str) -> int | None:
        """Return the nearest count before one whose name is like `pattern` and that is no part."""
        for at in self._before(index, blocks=2):
            if _compiled(pattern).search(self.names[at].words) and (
                at not in self.of or _compiled(FILED).search(self.names[at].words)
            ):
                return at
        return None

    def _by_outcome(self, index: int) -> None:
        """收到提案134件，经审查立案129件: what became of all is part of them."""
        name = self.names[index].words
        statement = self.statements[index]
        if name.endswith("立案") and len(name) > 2 and not _is_outcome(name):
            for at in self._before(index, blocks=0):
                if self.names[at].words == "立案" and (
                    self.statements[at].sentence == statement.sentence
                ):
                    self._put(index, at)
                    return
        filed = _compiled("^(?:确定|审查)?立案(?:的?提案)?$").search(name)
        if filed or _is_outcome(name):
            pattern = "提案(?:材料|原件)?$"
        elif _is_done(name):
            pattern = "^(?:确定)?立案|^(?:收到|提交|提出)(?:委员)?提案$"
        else:
            return
        whole = self._total(index, pattern)
        if whole is None or self._value(index) > self._value(whole):
            return
        if _compiled(FILED).search(self.names[whole].words) and not _is_done(name):
            return
        self._put(index, whole)

    def _by_share(self, index: int) -> None:
        """399件，占71.1%: of the number before it of which it is this share."""
        if index + 1 >= len(self.statements):
            return
        share = self.statements[index + 1]
        if share.mention.unit != "%" or share.mention.quantity is None:
            return
        between = self._between(index, index + 1)
        if "占" not in between[-16:] or len(between) > 24:
            return
        printed = share.mention.quantity.value
        exponent = printed.as_tuple().exponent
        step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
        base = _compiled("占(?P<base>[^，。；]*?)(?:总?数|总量|的|$)").search(between)
        named = base["base"].removesuffix("总") if base else ""
        fitting: list[int] = []
        called: list[int] = []
        for at in self._before(index, blocks=2):
            whole = self._value(at)
            if not whole or whole <= self._value(index):
                continue
            is_called = len(named) > 1 and named in self.names[at].words
            if abs(self._value(index) * 100 / whole - printed) <= step / 2 + step / 100:
                fitting.insert(0 if is_called and not called else len(fitting), at)
                called += [at] * is_called
            elif is_called and at not in self.of:
                called.append(at)
        if fitting or called:
            self._put(index, (fitting or called)[0])

    def _by_rest(self, index: int) -> None:
        """其余13件: what is left of the number to which it and those before it add up."""
        statement = self.statements[index]
        if not _words("rest").pattern.match(statement.head.lstrip("，,；; ")):
            return
        siblings, total = [index], self._value(index)
        for at in self._before(index):
            siblings.append(at)
            total += self._value(at)
            whole = next((one for one in self._before(at) if self._value(one) == total), None)
            if whole is not None:
                for part in siblings:
                    self._put(part, whole)
                return

    def _by_sum(self, index: int) -> None:
        """21件，委员提案15件，集体提案6件: those beside it that make up exactly as much."""
        this = self.statements[index]
        if index in self.of.values() or self._value(index) < _LEAST_SUM:
            return
        for direction in (1, -1):
            parts: list[int] = []
            total = Decimal(0)
            for at in range(index + direction, index + direction * _MOST_PARTS, direction):
                if not 0 <= at < len(self.statements):
                    break
                other = self.statements[at]
                is_beside = self.of.get(at) == index
                if other.mention.unit in ("%", "‰") or at in self.asides or is_beside:
                    continue
                if abs(other.mention.block - this.mention.block) > 1 or not self.counted[at]:
                    break
                if other.mention.unit != this.mention.unit or at in self.of:
                    break
                parts.append(at)
                total += self._value(at)
                if total >= self._value(index):
                    break
            if not parts:
                continue
            closed = direction > 0 or _compiled("(?:合计|总计|共计?)$").search(this.head.strip())
            # Over the end of a paragraph only many make no chance of it.
            least = 2 if self.statements[parts[-1]].mention.block == this.mention.block else 3
            if total == self._value(index) and len(parts) >= least and closed:
                for part in parts:
                    self._put(part, index)
                return

    def _by_passive(self, index: int) -> None:
        """信息236条，被采用187条; 提案5143件，79件提案被列为重点: what became of some of them."""
        statement = self.statements[index]
        passive = (
            _compiled(_PASSIVE).search(statement.head.lstrip("，,、 "))
            or _compiled(_BECAME).search(statement.tail)
            or _words("taken_up").ending.search(self.names[index].words)
        )
        if not passive:
            return
        for at in self._before(index, blocks=0):
            same = self.statements[at].sentence == statement.sentence
            # 采用57篇，批示12篇: neither is said of the other.
            is_beside = at not in self.of and _words("taken_up").ending.search(self.names[at].words)
            if not same or is_beside:
                return
            if at not in self.of or not _compiled(_BECAME).search(self.statements[at].tail):
                self._put(index, self.of.get(at, at))
                return

    def _by_words(self) -> None:
        """其中, 包括: what follows in the sentence is part of what stands before."""
        index = 0
        while index < len(self.statements):
            opened = self._opens(index)
            if not opened or index in self.asides:
                index += 1
                continue
            group = self._group(index)
            self._take(group)
            index = max(group) + 1

    def _opens(self, index: int) -> bool:
        statement = self.statements[index]
        if not self.counted[index] or statement.mention.unit == "%":
            return False
        start = self.statements[index - 1].mention.end if index else 0
        if index and self.statements[index - 1].mention.block != statement.mention.block:
            start = 0
        between = self._line(index)[start : statement.mention.start]
        opened = list(_compiled(_OPENED).finditer(between))
        # （含附条件的） without a number opens nothing, and a sentence ends what is opened.
        ended = r"^[^（(]*[)）]|。"
        return bool(opened) and not _compiled(ended).search(between[opened[-1].end() :])

    def _group(self, first: int) -> list[int]:
        """Return the numbers that 其中 governs: to the end of the sentence, of one unit."""
        start = self.statements[first]
        group = [first]
        for at in range(first + 1, min(len(self.statements), first + 2 * _MOST_PARTS)):
            statement = self.statements[at]
            if (
                statement.sentence != start.sentence
                or statement.mention.block != start.mention.block
            ):
                break
            if at in self.asides or statement.mention.unit != start.mention.unit:
                continue
            between = self._between(at - 1, at)
            if not self.counted[at] or _compiled(f"[，；,;。]{_ASIDE}").search(between):
                break
            # What is done next is of something else: 其中集体提案30件，办实事50件.
            if self.names[at].verb and not _compiled(_THINGS).search(self.names[at].noun):
                break
            if self._opens(at):
                break
            group.append(at)
        return group

    def _take(self, group: list[int]) -> None:
        """Put a group under the number that it adds up to, or else under the nearest."""
        first = group[0]
        start = self.statements[first]
        candidates: list[int] = []
        for at in self._before(first):
            if len(candidates) < 8:
                candidates.append(at)
        if not candidates:
            return
        for size in range(len(group), 1, -1):
            total = sum((self._value(one) for one in group[:size]), Decimal(0))
            exact = next((at for at in candidates if self._value(at) == total), None)
            if exact is not None:
                for part in group[:size]:
                    self._put(part, exact)
                return
        alike = self._alike(group, candidates)
        if alike:
            for part, whole in alike.items():
                self._put(part, whole)
            return
        nearest = candidates[0]
        same_sentence = self.statements[nearest].sentence == start.sentence
        if not same_sentence and nearest in self.of:
            siblings = [part for part, whole in self.of.items() if whole == self.of[nearest]]
            nearest = self.of[nearest] if len(siblings) > 1 else nearest
        elif not same_sentence and start.mention.block != self.statements[nearest].mention.block:
            return
        taken = Decimal(0)
        for part in group:
            if taken + self._value(part) > self._value(nearest) and part != first:
                break
            taken += self._value(part)
            self._put(part, nearest)

    def _alike(self, group: list[int], candidates: list[int]) -> dict[int, int]:
        """提案5303件、立案5088件，其中…提案3167件、立案3053件: each of its like."""
        found: dict[int, int] = {}
        for part in group:
            filed = bool(_compiled(FILED).search(self.names[part].words))
            for at in candidates[:2]:
                if bool(_compiled(FILED).search(self.names[at].words)) == filed:
                    found[part] = at
                    break
        return found if len(set(found.values())) > 1 else {}

    def _by_topic(self) -> None:
        """立案提案中，…: every count of the paragraph that follows is part of it."""
        for block, line in enumerate(self.text.blocks):
            opened = list(_compiled(_OF_THESE).finditer(line))
            ends = [*(one.start() for one in opened), len(line)][1:]
            for found, end in zip(opened, ends, strict=True):
                inside = [
                    at
                    for at, one in enumerate(self.statements)
                    if one.mention.block == block
                    and found.end() <= one.mention.start < end
                    and self.counted[at]
                    and one.mention.unit != "%"
                    and at not in self.asides
                ]
                if not inside or (found["filed"] or "").startswith(("不", "未")):
                    continue
                pattern = FILED if found["filed"] else "提案|立案"
                whole = self._whole_of_topic(inside[0], pattern)
                if whole is not None:
                    self._govern(inside, whole)

    def _whole_of_topic(self, first: int, pattern: str) -> int | None:
        for at in self._before(first, blocks=3):
            name = self.names[at].words
            is_total = _compiled(pattern).search(name) and (
                at not in self.of or _compiled(FILED).search(name)
            )
            if is_total and not (_is_outcome(name) or _is_done(name)):
                return at
        return None

    def _govern(self, inside: list[int], whole: int) -> None:
        unit = self.statements[whole].mention.unit
        for at in inside:
            statement = self.statements[at]
            if statement.mention.unit != unit:
                continue
            name = self.names[at].words
            is_total = _compiled("(?:收到|提交|提出|共)*提案|立案").fullmatch(name) or _is_done(
                name
            )
            if is_total and not _compiled("方面|建设").search(statement.head + statement.tail):
                return
            self._put(at, whole)


def _words(name: str) -> WordClass:
    return lexicon().naming(name)


def _is_outcome(name: str) -> bool:
    return _words("outcome").pattern.search(name) is not None


def _is_done(name: str) -> bool:
    return _words("done").pattern.match(re.sub("^(?:已|全部)+", "", name)) is not None


def wholes(text: Text, names: Sequence[Name], counted: Sequence[bool]) -> dict[int, int]:
    """Return the number of its whole for each statement that is a part, by their numbers.

    `counted` tells of each statement whether it is a count of the year: no plan and no change.
    """
    return _Wholes(text, names, counted).find()


def with_sound_parts(figures: dict[str, Figure]) -> dict[str, Figure]:
    """Return the figures without relations that do not hold: the whole is not there, or less."""
    sound = {}
    for id, figure in figures.items():
        whole = figures.get(figure.part_of or "")
        holds = (
            whole is not None
            and id not in _above(figures, whole)
            and whole.unit == figure.unit
            and figure.value <= whole.value
        )
        sound[id] = figure if holds else figure._replace(part_of=None)
    parts: dict[str, list[Figure]] = {}
    for figure in sound.values():
        if figure.part_of:
            parts.setdefault(figure.part_of, []).append(figure)
    for id, several in parts.items():
        # Parts that overlap do not add up: the last are left without their whole.
        while exceed_whole(several, figures[id]):
            last = several.pop()
            sound[last.id] = last._replace(part_of=None)
    return sound


def _above(figures: dict[str, Figure], figure: Figure) -> set[str]:
    """Return the id of a figure, and those of the figures it is part of, directly or not."""
    ids: set[str] = set()
    above: Figure | None = figure
    while above is not None and above.id not in ids:
        ids.add(above.id)
        above = figures.get(above.part_of or "")
    return ids
