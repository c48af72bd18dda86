"""The numbers of a report, and which of them make up another: by their sums and their shares.

Of all that tells what is part of what this is the surest: 21件，委员提案15件，集体提案6件. Yet in a
long text much makes up a number by chance: a list that does begins and ends with a sentence, a line
or a mark.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, compress, groupby, pairwise

from cppcc_cli.quantity import Quantity
from cppcc_cli.script import Pattern, compiled
from cppcc_cli.text.drafting import naming
from cppcc_cli.text.drafting.reading import core_of, is_filed
from cppcc_cli.text.frames import LAST
from cppcc_cli.text.lexicon import lexicon
from cppcc_cli.text.parts import WHO, Parts, decimals, opens_parts, parts_and_shares, share_fit
from cppcc_cli.text.statements import Statement, Text

# How far back a whole may stand, in numbers and, where a list makes it up, in paragraphs.
_REACH, _BLOCKS = 40, 15
MOST_PARTS = 24
# Behind these a list begins, and before these it ends.
_ENDS = r"[。；;：:（(\n]|——|其中|包括|分别|中，|还有|另"
# Smaller numbers are sums of others by chance; larger ones from however far they are told.
_LEAST_SUM, _LARGE = 10, 1000
_HEAD = Pattern(r"[^，。；：0-9（(]{2,16}[（(][0-9]+[^，。；0-9）)]{1,3}[）)]\s*", *"（(")
_BEFORE_BASE = Pattern("占[^，。；]*[（(]$", "（", "(")
_FEW = 2
# How much where numbers stand tells that they are the parts of what they make up, in bits, fitted
# to parts that people marked in reports; below 0 it is not sure, and below this it is not asked.
_UNSURE = -4
_BITS = {
    "else": -7,
    "ends": 6,
    "opens": 1,
    "cut": -3,
    "alone": -1,
    "two": -2,
    "far": -2,
    "apart": -8,
    "alike": -2,
    "other": -4,
    "broken": -5,
}


class Counts:
    """The numbers of a text with their names, and the whole of each that was found to be a part.

    All are told by their places among the statements.
    """

    def __init__(self, text: Text, names: Sequence[naming.Name], counted: Sequence[bool]) -> None:
        self.text, self.names = text, names
        year = str(max(text.manuscript.years))
        self.things = [core_of(name.noun) for name in names]
        self.statements = text.statements
        self.units = [one.mention.unit for one in text.statements]
        self.blocks = [one.mention.block for one in text.statements]
        quantities = [one.mention.quantity for one in text.statements]
        self.values = [one.value if one else Decimal(0) for one in quantities]
        self.exact = [
            is_count and one is not None and one.qualifier == "exact" and one.unit != "%"
            for one, is_count in zip(quantities, counted, strict=True)
        ]
        # Those that count something, by their units.
        self.alike: dict[str, list[int]] = {}
        for at in compress(range(len(self.units)), counted):
            self.alike.setdefault(self.units[at], []).append(at)
        # The year of each that is of another than the text's, where its sentence tells it.
        self.other_years = [_other_year(one, year) for one in text.statements]
        # Those that count something, in this year.
        self.counted = counted
        self.of: dict[int, int] = {}
        # Of each unit, those that stand in brackets behind a name, in a line of their own.
        self.heads: dict[str, list[int]] = {}
        # What each counts, as far as that was asked for.
        self.kinds: dict[int, str] = {}
        # Those that are perhaps parts of what they make up.
        self.perhaps: dict[int, int] = {}
        # In brackets behind another number.
        self.asides: set[int] = set()
        # Behind 其中, and of another unit than their whole.
        self.apart: set[int] = set()
        # The share behind each with the words before that, and the groups that words tell.
        self.share: dict[int, tuple[Quantity, str]] = {}
        self.groups: list[tuple[Parts, list[int]]] = []
        self._read()

    def put(self, part: int, whole: int) -> None:
        """Keep what a number is part of, where it may be and nothing is known of it."""
        fits = self.units[part] == self.units[whole] and self.values[part] <= self.values[whole]
        if fits and part != whole and self.are_of_one_year(part, whole):
            self.of.setdefault(part, whole)

    def before(self, index: int, *, blocks: int = 1) -> Iterable[int]:
        """Yield the counts before one, the nearest first, of its unit and no aside of another."""
        reach = _REACH if blocks < _BLOCKS else len(self.units)
        alike = self.alike.get(self.units[index], [])
        for place in range(bisect_left(alike, index) - 1, -1, -1):
            at = alike[place]
            if index - at >= reach or self.blocks[index] - self.blocks[at] > blocks:
                return
            if at not in self.asides:
                yield at

    def line(self, index: int) -> str:
        """Return the text of the block that a number stands in."""
        return self.text.blocks[self.blocks[index]]

    def between(self, index: int) -> str:
        """Return the text before a number, back to the number before it in its block."""
        is_first = not index or self.blocks[index - 1] != self.blocks[index]
        start = 0 if is_first else self.statements[index - 1].mention.end
        return self.line(index)[start : self.statements[index].mention.start]

    def is_beside(self, one: int, other: int) -> bool:
        """Tell whether two numbers stand in one sentence."""
        sentences = self.statements[one].sentence, self.statements[other].sentence
        return self.blocks[one] == self.blocks[other] and sentences[0] == sentences[1]

    def is_anew(self, index: int) -> bool:
        """Tell whether a number counts anew what is left when some were put together."""
        is_so = is_filed(self.names[index].words)
        return is_so and "并案" in self.between(index)[:-4]

    def are_of_one_year(self, part: int, whole: int) -> bool:
        """Tell whether a number is of no other year than that which it may be part of."""
        is_said = bool(self.other_years[whole]) and self.is_beside(part, whole)
        return is_said or self.other_years[part] == self.other_years[whole]

    def by_sum(self, whole: int) -> None:
        """21件，委员提案15件，集体提案6件: numbers one after the other that make it up exactly."""
        if not self.exact[whole]:
            return
        found: list[list[int]] = []
        is_telling = self.values[whole] >= _LEAST_SUM
        behind = self._alike_beside(whole, 1) if is_telling else []
        # What stands in brackets makes nothing up with what stands outside.
        asides = [at for at in behind if at in self.asides]
        others = [at for at in behind if at not in self.asides] if asides else behind
        for group in (others, asides):
            found += self._runs(whole, group) if len(group) > 1 else ()
        found += [self._lines(whole)]
        if not any(found) and self._closes(whole):
            found = [self._last_run(whole, self._alike_beside(whole, -1))]
        for run in found:
            # 31件，占22.5%: a share of another number, which they make up by no chance.
            if not any(self._is_share_of_other(part, whole) for part in run):
                for part in run:
                    self.put(part, whole)

    def _lines(self, whole: int) -> list[int]:
        """Return the numbers in lines of their own that make it up: 农业界（16人） of 305人."""
        unit = self.units[whole]
        if unit not in self.heads:
            exact = (at for at in self.alike[unit] if self.exact[at])
            self.heads[unit] = [at for at in exact if _HEAD.fullmatch(self.line(at))]
        heads = [at for at in self.heads[unit] if at != whole]
        if len(heads) <= _FEW or heads[0] < whole:
            return []
        return heads if sum(self.values[at] for at in heads) == self.values[whole] else []

    def _closes(self, index: int) -> bool:
        """Tell whether a number gives the sum of all before it: 合计186件, and not 四家共183件."""
        is_of_some = index and self.is_beside(index - 1, index) and self.units[index - 1] in WHO
        return not is_of_some and lexicon()["closing"].at_end(self.between(index)) is not None

    def _alike_beside(self, index: int, direction: int) -> list[int]:
        """Return the counts of its unit on one side of a number that are part of none yet."""
        found: list[int] = []
        # What makes up thousands does so from however far.
        is_large = self.values[index] >= _LARGE
        reach, blocks = (len(self.units),) * 2 if is_large else (2 * _REACH, _BLOCKS)
        # Looked for by their unit, as most numbers are of others.
        alike = self.alike[self.units[index]]
        here = bisect_left(alike, index)
        for at in alike[here + 1 :] if direction > 0 else reversed(alike[:here]):
            away = abs(self.blocks[at] - self.blocks[index])
            # 【常委会会议】全年召开5次: an entry of its own.
            is_far = (
                abs(at - index) >= reach or away > blocks or (away and self.line(at)[:1] == "【")
            )
            if is_far or len(found) == MOST_PARTS:
                break
            if self.exact[at] and at not in self.of and self.are_of_one_year(at, index):
                found.append(at)
        return found

    def _runs(self, whole: int, behind: list[int]) -> Iterator[list[int]]:
        """Yield the runs of numbers behind one that make it up, and are no chance."""
        totals = [*accumulate(map(self.values.__getitem__, behind), initial=Decimal(0))]
        begin, value = 0, self.values[whole]
        while begin < len(behind) and totals[begin] + value <= totals[-1]:
            end = bisect_left(totals, totals[begin] + value, begin)
            run, bits = behind[begin:end], float(_UNSURE)
            if len(run) > 1 and totals[end] == totals[begin] + value:
                bits = self._bits(whole, run, begin, behind[end:])
            begin = end if bits > 0 else begin + 1
            if bits > 0:
                yield run
            elif bits > _UNSURE:
                self.perhaps.update(dict.fromkeys(run, whole))

    def _bits(self, whole: int, run: list[int], skipped: int, rest: list[int]) -> float:
        """Return how surely numbers that make up another are its parts, by where they stand.

        It is the rarer by chance the larger it is, and the fewer of its unit stand between.
        """
        ends, gap = compiled(_ENDS), self.text.gap
        last = next(iter(self.before(run[0])), whole)
        tells = {
            "ends": not rest or ends.search(gap(run[-1], rest[0])),
            "opens": last == whole or ends.search(gap(last, run[0])),
            # What goes on with a list before it is no list.
            "cut": last > whole
            and self.of.get(last) != whole
            and not ends.search(gap(last, run[0])),
            "alone": whole not in self.of.values(),
            "two": len(run) == 2,
            "far": self.blocks[run[0]] - self.blocks[whole] > 1,
            "apart": any(self._are_apart(*two) for two in pairwise(run)),
            "alike": self._are_alike(whole, run),
            # 主席会议14次，走访3次、夜访11次: nothing says that these are of it.
            "other": self.units[whole].endswith(("次", "场"))
            and not any(self.names[whole].words[-2:] in self.names[at].words for at in run),
            # One opens parts of its own, or surely is no part.
            "broken": any(map(self.is_anew, run))
            or any(opens_parts(said) or "中，" in said for said in map(self.between, run[1:]))
            # 立案117件，重点提案10件: these were filed, too.
            or any(lexicon()["chosen"].search(self.names[at].words) for at in run),
        }
        bits = math.log2(self.values[whole] / (1 + skipped))
        return bits + _BITS["else"] + sum(_BITS[one] for one, is_so in tells.items() if is_so)

    def _are_alike(self, whole: int, parts: list[int]) -> bool:
        """Tell whether a number is of the kind of others: 市采用24篇、省采用15篇、全国采用9篇.

        So it is where each is of a topic: 经济方面16件、文教方面10件、城建方面6件.
        """
        kinds = lexicon()["taken_up"].at_end, lexicon()["topic_of"].search
        names = [self.names[at].words for at in (whole, *parts)]
        return any(all(map(kind, names)) for kind in kinds)

    def _are_apart(self, one: int, other: int) -> bool:
        """Tell whether paragraphs or sentences stand between two numbers."""
        sentences = self.text.gap(one, other).count("。")
        return self.blocks[other] - self.blocks[one] > 1 or sentences > 1

    def is_alike(self, one: int, other: int) -> bool:
        """Tell whether two numbers count the same thing."""
        return self.things[one] == self.things[other] != ""

    def _last_run(self, whole: int, before: list[int]) -> list[int]:
        """Return the numbers right before one that make it up."""
        totals = [*accumulate(self.values[at] for at in before)]
        last = totals.index(self.values[whole]) if self.values[whole] in totals else 0
        return before[: last + 1] if last else []

    def _read(self) -> None:
        """Read which numbers words make parts of others, and which have a share behind them."""
        for block, group in groupby(range(len(self.units)), lambda at: self.blocks[at]):
            told = [at for at in group if self.statements[at].row is None]
            at = {self.statements[one].mention.start: one for one in told}
            found = [self.statements[one].mention for one in told]
            for one in parts_and_shares(self.text.blocks[block], found):
                if isinstance(one, Parts):
                    self.groups.append((one, [at[part.start] for part in one.parts]))
                elif one.share.quantity is not None:
                    self.share[at[one.parts[0][0].start]] = one.share.quantity, one.lead

    def by_share(self, index: int) -> None:
        """399件，占71.1%: of the number before it of which it is best this share."""
        if index not in self.share:
            return
        share, between = self.share[index]
        fits: list[tuple[int, bool, int, int]] = []
        # One that fits to its decimals does so from afar by no chance.
        reach = len(self.units) if "总" in between or decimals(share) else 2
        for order, at in enumerate(self.before(index, blocks=reach)):
            how = share_fit(self.values[index], self.values[at], share)
            if how < 2:
                # What the parts before it are part of goes before these.
                fits.append((how, at not in self.of.values(), order, at))
        if fits:
            self.put(index, min(fits)[-1])

    def _is_share_of_other(self, part: int, whole: int) -> bool:
        """Tell whether the share behind a number is not of one, and is of another before it."""
        if part not in self.share:
            return False
        share, value = self.share[part][0], self.values[part]
        is_of_whole = share_fit(value, self.values[whole], share) < 2
        others = self.before(part, blocks=2)
        return not is_of_whole and any(
            share_fit(value, self.values[at], share) == 0 for at in others
        )

    def by_base(self, index: int) -> None:
        """327名，占委员总数（398名）的82.2%: the base of the share stands beside it."""
        if index + 2 < len(self.statements) and self.is_beside(index, index + 2):
            opened, closed = self.between(index + 1), self.between(index + 2)
            is_base = _BEFORE_BASE.search(opened)
            if is_base and compiled("[）)]的?$").match(closed):
                self.put(index, index + 1)


def _other_year(statement: Statement, year: str) -> str:
    """Return the year that the sentence of a number tells where it is no `year`; else nothing."""
    time = statement.frame.time
    if time is None or time.reach not in ("clause", "sentence") or time.value == year:
        return ""
    return time.value if time.value == LAST or time.value.isdecimal() else ""
