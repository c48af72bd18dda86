"""What is part of what: the statements of a report -> for each that is a part, its whole.

A number is a part where words say so (其中, 包括, brackets, 立案提案中), where its share tells of
what it is one (399件，占71.1%), and where it is what became of the whole (经审查，立案).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from itertools import islice, zip_longest

from cppcc_cli.text.drafting import naming
from cppcc_cli.text.frames import LAST
from cppcc_cli.text.lexicon import lexicon, unit_fit
from cppcc_cli.text.parts import made_up, opens_parts, share_fit
from cppcc_cli.text.statements import Text

_compiled = cache(re.compile)

_IN_BRACKETS = r"[（(][^（）()。]*$"
# How far back a whole may stand.
_REACH = 40
_MOST_PARTS = 24
# In these are counted who made what the next number counts.
_WHO = ("个", "家", "名", "位")
# Smaller numbers are sums of others by chance.
_LEAST_SUM = 10


class _Wholes:
    """The statements of a text with their names, and the whole of each part that was found."""

    def __init__(self, text: Text, names: Sequence[naming.Name], counted: Sequence[bool]) -> None:
        self.text, self.names = text, names
        self.statements = text.statements
        self.units = [one.mention.unit for one in text.statements]
        self.blocks = [one.mention.block for one in text.statements]
        quantities = [one.mention.quantity for one in text.statements]
        self.values = [one.value if one else Decimal(0) for one in quantities]
        # Those that count something, in this year.
        self.counted = counted
        self.of: dict[int, int] = {}
        # Those that were found by their shares.
        self.shared: list[int] = []
        # In brackets behind another number.
        self.asides: set[int] = set()
        # Behind 其中, and of another unit than their whole.
        self.apart: set[int] = set()

    def find(self) -> dict[int, int]:
        """Return the whole of each part, by the surest signs first."""
        counts = [
            index for index, unit in enumerate(self.units) if self.counted[index] and unit != "%"
        ]
        for index in counts:
            self._by_brackets(index)
        self._by_words()
        self._by_topic()
        for index in counts:
            self._by_share(index)
            self._by_outcome(index)
            self._by_passive(index)
        self._by_shares_beside()
        self._by_excess(counts)
        for index in counts:
            self._by_sum(index)
        return self.of

    def _put(self, part: int, whole: int) -> None:
        above: int | None = whole
        while above is not None:
            if above == part:
                return
            above = self.of.get(above)
        fits = self.units[part] == self.units[whole] and self.values[part] <= self.values[whole]
        if fits and self.counted[whole]:
            self.of.setdefault(part, whole)

    def _before(self, index: int, *, blocks: int = 1) -> Iterable[int]:
        """Yield the counts before one, the nearest first, of its unit and no aside of another."""
        for at in range(index - 1, max(-1, index - _REACH), -1):
            if self.blocks[index] - self.blocks[at] > blocks:
                return
            is_alike = self.counted[at] and self.units[at] == self.units[index]
            if is_alike and at not in self.asides:
                yield at

    def _line(self, index: int) -> str:
        return self.text.blocks[self.blocks[index]]

    def _between(self, index: int) -> str:
        """Return the text before a number, back to the number before it in its block."""
        is_first = not index or self.blocks[index - 1] != self.blocks[index]
        start = 0 if is_first else self.statements[index - 1].mention.end
        return self._line(index)[start : self.statements[index].mention.start]

    def _is_beside(self, one: int, other: int) -> bool:
        """Tell whether two numbers stand in one sentence."""
        sentences = self.statements[one].sentence, self.statements[other].sentence
        return self.blocks[one] == self.blocks[other] and sentences[0] == sentences[1]

    def _by_brackets(self, part: int) -> None:
        """立案1335件（含重点提案50件）: what stands in brackets is part of what stands before."""
        statement = self.statements[part]
        bracket = _compiled(_IN_BRACKETS).search(self._line(part)[: statement.mention.start])
        if bracket is None:
            return
        for index in range(part - 1, -1, -1):
            end = self.statements[index].mention.end
            if self.blocks[index] == self.blocks[part] and end <= bracket.start():
                self.asides.add(part)
                is_last = statement.frame.time and statement.frame.time.value == LAST
                if bracket.start() - end < 2 and not is_last:
                    self._put(part, index)
                return

    def _total(
        self, index: int, pattern: re.Pattern[str], blocks: int = 2, *, least: Decimal = Decimal(0)
    ) -> int | None:
        """Return the nearest count before one, no part and no less than `least`, so named."""
        for at in self._before(index, blocks=blocks):
            name = self.names[at].words
            is_base = at not in self.of or naming.is_filed(name) or _words("handed_on").search(name)
            is_whole = is_base and self.values[at] >= least
            # Nor is one of a kind of them: 涉及文化方面的提案.
            is_stage = naming.is_outcome(name) or naming.is_done(name) or "方面" in name
            if is_whole and not is_stage and pattern.search(name):
                return at
        return None

    def _by_outcome(self, index: int) -> None:
        """收到提案134件，经审查立案129件: what became of all is part of them."""
        name = self.names[index].words
        if _compiled("(?:确定|审查|符合|同意)?立案(?:条件)?(?:的?提案)?").fullmatch(
            name
        ) or naming.is_outcome(name):
            whole = self._total(index, lexicon().naming("submitted").ending)
            # What is left when some were put together is counted anew.
            is_anew = "并案" in self._between(index)[:-4] or (
                whole is not None and naming.is_filed(self.names[whole].words)
            )
        elif naming.is_done(name) or ("方面" in name and naming.is_filed(name)):
            handed = _words("handed_on").pattern
            of = f"^(?:确定)?立案|{handed}|^(?:收到|提交|提出)(?:委员)?提案$"
            whole = self._total(index, _compiled(of))
            is_anew = False
        else:
            return
        if whole is not None and not is_anew:
            self._put(index, whole)

    def _by_excess(self, counts: Sequence[int]) -> None:
        """收到235件，立案174件，并案140件，转信64件: what was merged is of what was filed."""
        for index in counts:
            whole = self.of.get(index)
            if whole is None or "并案" not in self.names[index].words:
                continue
            alike = (at for at in counts if self.of.get(at) == whole)
            beside = [at for at in alike if self._is_beside(at, index)]
            filed = next((at for at in beside if naming.is_filed(self.names[at].words)), index)
            if sum(self.values[at] for at in beside) > self.values[whole] and filed < index:
                self.of[index] = filed

    def _by_share(self, index: int) -> None:
        """399件，占71.1%: of the number before it of which it is this share."""
        if (fits := self._fits_share(index)) is not None:
            self.shared.append(index)
            if fits:
                self._put(index, min(fits)[-1])

    def _fits_share(self, index: int) -> list[tuple[int, bool, int, int]] | None:
        """Return the numbers of which one may be the share behind it, each behind how well.

        None where no share stands behind it.
        """
        if index + 1 >= len(self.statements):
            return None
        share, between = self.statements[index + 1].mention.quantity, self._between(index + 1)
        if share is None or share.unit != "%" or "占" not in between[-16:] or len(between) > 24:
            return None
        base = _compiled("占(?P<base>[^，。；]*?)(?:总?数|总量|的|$)").search(between)
        named = base["base"].removesuffix("总") if base else ""
        fits: list[tuple[int, bool, int, int]] = []
        reach = _REACH if named or "总" in between else 2
        for order, at in enumerate(self._before(index, blocks=reach)):
            whole = self.values[at]
            if whole <= self.values[index]:
                continue
            is_called = len(named) > 1 and named in self.names[at].words
            how = share_fit(self.values[index], whole, share)
            if how < 2:
                # What the parts before it are part of goes before these.
                is_whole = at in self.of.values()
                fits.append((2 - is_called + 2 * how, not is_whole, order, at))
            elif is_called and at not in self.of and how < 3:
                fits.append((5, False, order, at))
        return fits

    def _by_shares_beside(self) -> None:
        """Put those whose shares are slipped under what their list makes up, or the others are of.

        24篇，占36%；12篇，占18%；30篇，占45%: the first is off, and so may be all.
        """
        for first in self.shared:
            run = [at for at in self.shared if at >= first and self._is_beside(at, first)]
            self._put_sums(run, list(islice(self._before(first, blocks=2), 8)), 3)
            wholes = Counter(self.of[at] for at in run if at in self.of)
            for whole, times in wholes.most_common(1):
                # All but one are of it, or all that are of anything.
                if times > 1 and (times == len(run) - 1 > 2 or len(wholes) == 1):
                    fitting = (at for at in run if self._is_slipped(at, whole))
                    self.of.update(dict.fromkeys(fitting, whole))

    def _is_slipped(self, index: int, whole: int) -> bool:
        share = self.statements[index + 1].mention.quantity
        fits = whole < index and self.values[index] <= self.values[whole]
        return (
            fits
            and share is not None
            and share_fit(self.values[index], self.values[whole], share) < 3
        )

    def _by_sum(self, index: int) -> None:
        """21件，委员提案15件，集体提案6件: those beside it that make up exactly as much."""
        this = self.statements[index]
        if self.values[index] < _LEAST_SUM:
            return
        for direction in (1, -1):
            parts: list[int] = []
            total = Decimal(0)
            reach = range(index + direction, index + direction * _MOST_PARTS, direction)
            for at in (one for one in reach if 0 <= one < len(self.statements)):
                is_aside = at in self.asides and at in self.of
                # 两位领导督办2件: who did it is beside what was done.
                is_told = is_aside or self._counts_who(at) or self.of.get(at) == index
                if self.units[at] in ("%", "‰") or is_told:
                    continue
                is_near = abs(self.blocks[at] - self.blocks[index]) < 2 and self.counted[at]
                is_free = self.units[at] == self.units[index] and at not in self.of
                if not (is_near and is_free) or total >= self.values[index]:
                    break
                parts.append(at)
                total += self.values[at]
            if not parts:
                continue
            closed = direction > 0 or _compiled("(?:合计|总计|共计?)$").search(this.head.strip())
            # Over the end of a paragraph only many, or 其余13件, make no chance of it.
            heads = (self.statements[at].head.lstrip("，,；; ") for at in parts)
            is_first = index not in self.of.values()
            is_beside = is_first and self.blocks[parts[-1]] == self.blocks[index]
            least = 2 if is_beside or any(map(_words("rest").match, heads)) else 3
            if total == self.values[index] and len(parts) >= least and closed:
                for part in parts:
                    self._put(part, index)
                return

    def _by_passive(self, index: int) -> None:
        """信息236条，被采用187条; 提案5143件，79件提案被列为重点: what became of some of them."""
        statement = self.statements[index]
        taken_up = lexicon().naming("taken_up").ending
        passive = (
            naming.opens_outcome(statement.head.lstrip("，,、 "))
            or naming.opens_outcome(statement.tail)
            or taken_up.search(self.names[index].words)
        )
        # How often is no part, nor is money: 协商15次，批示4次.
        is_apart = index in self.apart
        if not passive or is_apart or self.units[index].endswith(("次", "场", "元")):
            return
        for at in self._before(index, blocks=0):
            # 采用57篇，批示12篇: neither is said of the other.
            is_beside = at not in self.of and taken_up.search(self.names[at].words)
            if is_beside or not self._is_beside(at, index):
                return
            if at not in self.of or not naming.opens_outcome(self.statements[at].tail):
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
            # 其中八个党派的提案27件: those who made them are no part.
            first = index
            while self._counts_who(first):
                first += 1
            group = self._group(first)
            # 《信息》10期，其中被采用3篇: no 篇 is part of what is told in 期.
            last = self.units[first - 1] if first and self._is_beside(first - 1, first) else ""
            if unit_fit(last, self.units[first]) in ("same", "other"):
                self._take(self._of_clauses(group))
            else:
                self.apart.update(group)
            index = max(group) + 1

    def _counts_who(self, index: int) -> bool:
        """Tell whether a number counts those who made what the next one counts."""
        return (
            index + 1 < len(self.statements)
            and self._is_beside(index, index + 1)
            and self.units[index] in _WHO
            and self.units[index + 1] not in ("%", *_WHO)
            and not _compiled("[，。；、,;]").search(self._between(index + 1))
            and not list(self._before(index))
        )

    def _of_clauses(self, group: list[int]) -> list[int]:
        """Return a group without what became of a part: 甲委员提案9件；乙委员提案7件，并案2件."""
        begins = [part for part in group if _compiled("[；;]").search(self._between(part))]
        if not begins:
            return group
        first, left = group[0], []
        for part in group:
            first = part if part in begins else first
            if first != part and naming.is_outcome(self.names[part].words):
                self._put(part, first)
            else:
                left.append(part)
        return left

    def _opens(self, index: int) -> bool:
        is_count = self.counted[index] and self.units[index] != "%"
        return is_count and opens_parts(self._between(index))

    def _group(self, first: int) -> list[int]:
        """Return the numbers that 其中 governs: to the end of the sentence, of one unit."""
        group = [first]
        for at in range(first + 1, min(len(self.statements), first + 2 * _MOST_PARTS)):
            if not self._is_beside(first, at):
                break
            if at in self.asides or self.units[at] != self.units[first]:
                continue
            # What is done next is of something else: 其中集体提案30件，办实事50件.
            name = self.names[at]
            is_other = name.verb and not _words("core_noun").search(name.noun)
            aside = _compiled(f"[，；,;。](?:{_words('aside').pattern})").search(self._between(at))
            if is_other or aside or not self.counted[at] or self._opens(at):
                break
            group.append(at)
        return group

    def _take(self, group: list[int]) -> None:
        """Put a group under the number that it adds up to, or else under the nearest."""
        first = group[0]
        candidates = list(islice(self._before(first), 8))
        if not candidates:
            return
        left = self._put_sums(group, candidates)
        if len(left) < len(group):
            made_up = min(set(group).difference(left))
            for part in left:
                if part < made_up:
                    self._put(part, self.of[made_up])
            return
        alike = self._alike(group, candidates)
        for part, whole in alike.items():
            self._put(part, whole)
        if alike:
            return
        nearest = candidates[0]
        if not self._is_beside(nearest, first):
            if nearest not in self.of and self.blocks[nearest] != self.blocks[first]:
                return
            # 增加教育支出，其中县里支出9万元: of what no number tells.
            opening = self._between(first).rpartition("。")[2]
            subject = opening[: next(_words("opens_parts").finditer(opening)).start()].strip("，, ")
            if len(subject) > 1 and not any(
                one.group() in subject
                for one in _words("core_noun").finditer(self.names[nearest].words)
            ):
                return
            # 其中 behind a list of parts goes on with their whole.
            whole = self.of.get(nearest, nearest)
            nearest = whole if list(self.of.values()).count(whole) > 1 else nearest
        shared = self._fits_share(first)
        name = self.names[first]
        called = [at for at in candidates[:3] if naming.is_called_like(name, self.names[at])]
        nearest = min(shared)[-1] if shared and min(shared)[0] < 3 else [*called, nearest][0]
        # 其中 may go on with a whole further back.
        overflows = sum(self.values[part] for part in group) > self.values[nearest]
        further = list(self._before(first, blocks=4)) if overflows else []
        if len(self._put_sums(group, further)) < len(group):
            return
        taken = Decimal(0)
        for part in group:
            # What was taken up by one and by another overlaps.
            if not _words("taken_up").search(self.names[part].words):
                if taken + self.values[part] > self.values[nearest] and part != first:
                    break
                taken += self.values[part]
            fits = self._fits_share(part)
            # A share of something else tells that it is no part of the nearest.
            if fits is None or part == first or fits:
                self._put(part, min(fits)[-1] if fits else nearest)

    def _alike(self, group: list[int], candidates: list[int]) -> dict[int, int]:
        """提案5303件、立案5088件，其中…提案3167件、立案3053件: each of its like."""
        found: dict[int, int] = {}
        for part in group:
            filed = naming.is_filed(self.names[part].words)
            for at in candidates[:2]:
                if naming.is_filed(self.names[at].words) == filed:
                    found[part] = at
                    break
        return found if len(set(found.values())) > 1 else {}

    def _put_sums(self, group: Sequence[int], wholes: Sequence[int], least: int = 2) -> list[int]:
        """Put each run of numbers under the whole that it makes up exactly; return the others.

        A whole may be broken down more than once.
        """
        left: list[int] = []
        while group:
            values = [self.values[one] for one in group]
            size, at = made_up(values, [self.values[one] for one in wholes], least)
            for part in group[:size]:
                self._put(part, wholes[at])
            left += group[: size == 0]
            group = group[size or 1 :]
        return left

    def _by_topic(self) -> None:
        """立案提案中，…: every count that follows, to the end of the text's list, is part of it."""
        for block, line in enumerate(self.text.blocks):
            opened = list(_words("of_these").finditer(line))
            for found, following in zip_longest(opened, opened[1:]):
                end = (block, following.start()) if following else (self._list_end(block), 0)
                inside = [
                    at
                    for at, one in enumerate(self.statements)
                    if (block, found.end()) <= (one.mention.block, one.mention.start) < end
                    and self.counted[at]
                    and one.mention.unit != "%"
                    and at not in self.asides
                ]
                whole = self._named(block, line[: found.start()], inside) if inside else None
                if whole is not None:
                    self._govern(inside, whole)

    def _list_end(self, block: int) -> int:
        """Return the block behind the items of a list that a block opens, if it opens one."""
        lines = enumerate(self.text.blocks[block:], block + 1)
        ends = (at for at, line in lines if line.rstrip()[-1:] not in "：:；;，,")
        return next(ends, len(self.text.blocks))

    def _named(self, block: int, before: str, inside: list[int]) -> int | None:
        """Return the count that words end with, or that they name as that of the things inside."""
        for at, said in enumerate(self.statements):
            if (said.mention.block, said.mention.end) == (block, len(before)) and self.counted[at]:
                value = self.values[at]
                return next((one for one in self._before(at) if self.values[one] == value), at)
        of = re.sub("(?:的|这些|上述|所有|全部)+$", "", before)
        filed = lexicon().naming("filed")
        if of.endswith("立案") and not filed.ending.search(of):
            return None
        pattern = filed.pattern if of.endswith("立案") else _compiled("提案|立案")
        return self._total(inside[0], pattern, 3, least=self.values[inside[0]])

    def _govern(self, inside: list[int], whole: int) -> None:
        # What was not filed is not beside what the filed ones are about.
        alike = [
            at
            for at in inside
            if self.units[at] == self.units[whole] and not naming.is_outcome(self.names[at].words)
        ]
        # Of more than all of them none is a part.
        wholes = [
            at
            for at in (whole, *islice(self._before(inside[0], blocks=3), 8))
            if self.values[at] <= self.values[whole]
        ]
        for at in alike:
            self._by_sum(at)
        for at in self._put_sums(alike, wholes, 3):
            name, statement = self.names[at].words, self.statements[at]
            is_total = _compiled("(?:收到|提交|提出|共)*提案|立案").fullmatch(name)
            if is_total and not _compiled("方面|建设").search(statement.head + statement.tail):
                return
            # 交办的1824件: all of them once more.
            if self.values[at] == self.values[whole]:
                continue
            self._put(at, whole)


def _words(name: str) -> re.Pattern[str]:
    return lexicon().naming(name).pattern


def wholes(text: Text, names: Sequence[naming.Name], counted: Sequence[bool]) -> dict[int, int]:
    """Return the number of its whole for each statement that is a part, by their numbers.

    `counted` tells of each statement whether it is a count of the year: no plan and no change.
    """
    return _Wholes(text, names, counted).find()
