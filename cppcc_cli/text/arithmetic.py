"""Arithmetic among the statements of a text: what is off is a question to a person.

Parts against their whole, printed shares against part / whole, a change and its per cent against
the numbers beside them, and one thing that is given twice. Only statements of one frame are held
against one another: a plan and a result, five years and one never are. Where several numbers may be
the whole or the base, nothing is asked if one of them fits. A question is loud where all its
numbers are exact and stand in one sentence.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, groupby, pairwise, permutations

from cppcc_cli.messages import Message, Text as Said, findings
from cppcc_cli.quantity import SCALES, Derived, Quantity, change, grouped, growth, rounded
from cppcc_cli.query.verify import resembles
from cppcc_cli.script import HAN, Pattern, plain
from cppcc_cli.text.finding import Finding, Severity
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.parts import (
    RATE,
    Parts,
    Share,
    decimals,
    exceed,
    is_near,
    lead_of,
    outermost,
    parts_and_shares,
    percent,
    rounding_of,
    value_of,
)
from cppcc_cli.text.repeated import in_one_text
from cppcc_cli.text.statements import Statement, Text

# Of parts that may make up a whole: less than one of so many is missing, or too much.
_ONE_OF = 20
# Of numbers of one digit each differs in one from every other.
_LEAST = 10
_BASE = Pattern(f"占(?P<name>{HAN}{{2,6}}?)(?:总[数量]|数)")
_OPENS_AT_ONCE = Pattern(rf"{HAN}{{0,6}}[，,；;：:、（(\s]{{0,2}}(?:其中|包括|含)?{HAN}{{0,12}}$")
_NEGATED = "(?:不|未|无|非|没|基本|部分|暂|拟|较|待|难)"
_NEGATED_FIRST = Pattern(_NEGATED)
_NEGATED_BEFORE = Pattern(f"{_NEGATED}{HAN}{{0,3}}$")
_FALL = Pattern("减少|下降|降低|减|少|降|回落|下跌")
_REACHED = Pattern(
    "^[^，。；]{0,8}(?:增加|增长|上升|提高|提升|增|升|扩大|减少|下降|降低|减|降)"
    "(?:到|至|为)[^，。；]{0,2}$"
)
_OF_YEARS = Pattern("年均|平均|累计|逐年|复合|连续")
_BEFORE_THAT = Pattern("去年|上年|前年|上一年|同期")
_NEXT_TO = Pattern(
    rf"(?:{HAN}|\s){{0,6}}[，,、（(]?[比较与]?(?:20[0-9]{{2}})?(?:{HAN}|\s){{0,12}}$"
)
_TOTAL = Pattern("[，,]?(?:一共|总共|共计|合计|总计|共)", "共", "计")
_ENDS_THERE = Pattern("[，。；,;）)]|$")
_LISTED = Pattern(rf"[、，,]?[和与及]?{HAN}{{0,12}}")
# So many numbers are looked at on either side, so that no text makes it slow.
_NUMBERS_ASIDE = 12


def questions(text: Text, judged: Container[int] = ()) -> Iterator[Finding]:
    """Yield what does not add up among the statements of a text, block after block.

    Of numbers at the offsets that are `judged` by a figure, none is told to be given twice.
    """
    for _, group in groupby(text.statements, lambda statement: statement.mention.block):
        block = _Block(text, tuple(group))
        yield from block.of_parts()
        yield from block.of_totals()
        yield from block.of_changes()
    yield from _of_columns(text)
    yield from _of_shares_in_tables(text)
    yield from in_one_text(text, judged)


class _Block:
    """The statements of a block, and what is asked of them."""

    def __init__(self, text: Text, statements: Sequence[Statement]) -> None:
        self.path = text.document.path
        self.text = text.blocks[statements[0].mention.block]
        self.statements = [one for one in statements if one.row is None]
        self.found = [one.mention for one in self.statements]
        self.at = {mention.start: index for index, mention in enumerate(self.found)}

    def _of(self, mention: Mention) -> Statement:
        return self.statements[self.at[mention.start]]

    def of_parts(self) -> Iterator[Finding]:
        """Yield the questions about parts and shares that no reading makes right."""
        found = list(parts_and_shares(self.text, self.found))
        # Of each sentence, what its shares of all are of: 甲类42封，占30%；乙类98封，占….
        bases: dict[tuple[int, int], dict[Mention, None]] = {}
        for one in found:
            if isinstance(one, Share) and not RATE.search(one.lead) and (base := one.base):
                bases.setdefault(self._of(one.share).sentence, {})[base[1]] = None
        for one in found:
            asked = self._parts(one) if isinstance(one, Parts) else self._share(one, bases)
            yield from [asked] if asked else ()

    def of_totals(self) -> Iterator[Finding]:
        """Yield the questions about lists that the total right behind them nearly sums up.

        会前28场、会中36场、会后11场，共85场: what one slip explains, or little.
        """
        for last, whole in pairwise(self.found):
            if not (_is_alike(whole, last) and last.is_exact and self._is_total(last, whole)):
                continue
            listed: list[Mention] = []
            for one in reversed(self.found[: self.at[whole.start]][-_NUMBERS_ASIDE:]):
                if listed and not _LISTED.fullmatch(self.text, one.end, listed[-1].start):
                    break
                if not _is_alike(one, whole):
                    break
                listed.append(one)
            sums = list(accumulate(map(value_of, listed)))
            if len(listed) < 2 or value_of(whole) in sums or not self._one_frame([*listed, whole]):
                continue
            if _is_little(value_of(whole) - sums[-1], whole) or _slips(listed, whole):
                yield self._off(whole, listed[::-1])

    def _is_total(self, last: Mention, whole: Mention) -> bool:
        """Tell whether a number is the total of what was listed before it: ，共85场；."""
        is_so = _TOTAL.fullmatch(self.text, last.end, whole.start)
        return bool(is_so and _ENDS_THERE.match(self.text, whole.end))

    def _parts(self, group: Parts) -> Finding | None:
        """Return the question about parts that do not fit any number before them."""
        once = group._replace(parts=outermost(group.parts))
        whole = once.whole
        # 经济10封、文化4封、社会6封: by chance. All count, if they are not too many.
        if whole and _is_little(once.missing(whole), whole):
            is_all = not group.cut and _is_little(group.missing(whole), whole)
            group = group if is_all else once
        whole = group.whole
        if not group.wholes:
            return None
        nearest = group.wholes[0]
        if not self._one_frame([*group.parts, whole or nearest]):
            return None
        if group.full and not self._is_breakdown(group, nearest):
            return None
        if whole is None:
            return self._too_much(group, nearest)
        if len(group.parts) < 2 or any(map(group.add_up, group.wholes)):
            return None
        missing = group.missing(whole)
        if group.overlap or not missing or self._adds_up_with_more(group, whole):
            return None
        if group.cut and missing > 0:
            return None
        is_sum = group.full or _is_little(missing, whole)
        if not is_sum or abs(missing) <= rounding_of([*group.parts, whole]):
            return None
        return self._off(whole, group.parts)

    def _too_much(self, group: Parts, nearest: Mention) -> Finding | None:
        """Return the question about parts that are more than the number right before them."""
        if _OPENS_AT_ONCE.match(group.opened) is None or nearest.quantity is None:
            return None
        for part in group.parts:
            # Behind a semicolon may begin another thing.
            if any(mark in self.text[nearest.end : part.start] for mark in "；;"):
                break
            if not group.full and exceed([part], nearest):
                said = _said(findings.PART_EXCEEDS, [part], nearest)
                return self._asked("sum", part, said, [nearest])
        if not (group.full or _is_little(group.missing(nearest), nearest)):
            return None
        return self._off(nearest, group.parts)

    def _off(self, whole: Mention, parts: Sequence[Mention]) -> Finding:
        return self._asked("sum", whole, _said(findings.SUM_OFF, parts, whole), parts)

    def _is_breakdown(self, group: Parts, whole: Mention) -> bool:
        """Tell whether the numbers in brackets are meant to make up the one before them.

        300份（回收274份，有效261份） are stages, 4件（全会共评选20件） holds more. A list does, and
        what nearly does or would with a slip mended.
        """
        parts = group.parts
        if len(parts) < 2 or _is_little(value_of(whole) - sum(map(value_of, parts)), whole):
            return len(parts) > 1
        between = [self.text[one.end : other.start] for one, other in pairwise(parts)]
        if all("、" in one for one in between) and not any(exceed([one], whole) for one in parts):
            return True
        return _slips(parts, whole) > 0

    def _adds_up_with_more(self, group: Parts, whole: Mention) -> bool:
        """Tell whether the parts are the whole with others that follow in their sentence."""
        first = self.at[group.parts[0].start]
        end = self.statements[first].sentence[1]
        beside = self.found[first : first + _NUMBERS_ASIDE * 2]
        counts = [value_of(one) for one in beside if one.start < end and _is_alike(one, whole)]
        return value_of(whole) in accumulate(counts)

    def _share(
        self, one: Share, bases: Mapping[tuple[int, int], Iterable[Mention]]
    ) -> Finding | None:
        """Return the question about a share that no number around its part gives.

        Of the `bases` in a sentence the only one may be that of all shares there.
        """
        part, share = one.parts[0], one.share
        if one.base is not None or share.quantity is None or share.unit != "%":
            return None
        if self._is_negated(one, part[0]) or self._has_sum(part[0], share):
            return None
        # 单篇采用47篇，综合采用22篇，采用率48.3%: neither is what so many were adopted of.
        rate = RATE.search(one.lead)
        stem = rate["stem"] if rate else "率"
        told = dict.fromkeys(one.likely)
        every = [whole for whole in told if not lead_of(whole).endswith(stem)]
        base = _BASE.search(one.lead)
        named = [whole for whole in every if base and self._is_all_of(base["name"], whole)]
        # 港澳委员47名，…，占委员总数的13.2%: it is a share of what is not told.
        if base and not named and any(base["name"] in lead_of(whole) for whole in every):
            return None
        is_of_all = not (one.stated or rate)
        beside = list(bases.get(self._of(share).sentence, ())) if is_of_all else []
        likely = named or beside or every
        if len(likely) != 1:
            return None
        whole = likely[0]
        if not one.stated and not self._one_frame([*part, whole, share]):
            return None
        if (derived := percent(part, whole)) is not None:
            said = _off_by(derived, share, part[0], whole)
            return self._asked("share", share, said, [*part, whole])
        if named and exceed(part, whole):
            said = _said(findings.PART_EXCEEDS, part, whole)
            return self._asked("sum", part[0], said, [whole])
        return None

    def _is_all_of(self, thing: str, whole: Mention) -> bool:
        """Tell whether a number is of all the things of a share: 占提案总数的 of 提案362件."""
        lead, which = lead_of(whole), self._of(whole).thing.replace(thing, "").replace("政协", "")
        # 写信4封以上的委员 are not all members.
        return thing in lead and f"的{thing}" not in lead and not which

    def _is_negated(self, one: Share, part: Mention) -> bool:
        """Tell whether the part of a rate is what it leaves out, or only some: 不满意, 基本满意."""
        rate, lead = RATE.search(one.lead), lead_of(part)
        before = lead.rpartition(rate["stem"])[0] if rate else ""
        return rate is not None and bool(
            _NEGATED_BEFORE.search(before) or _NEGATED_FIRST.match(lead)
        )

    def _has_sum(self, part: Mention, share: Mention) -> bool:
        """Tell whether the share is one of numbers that stand side by side, taken together."""
        at = self.at[part.start]
        beside = self.found[max(0, at - 2 * _NUMBERS_ASIDE) : at + 2 * _NUMBERS_ASIDE]
        near = [one for one in beside if _is_alike(one, part)]
        for first in range(len(near)):
            for last, total in enumerate(accumulate(map(value_of, near[first:])), first):
                both = part._replace(quantity=Quantity(total, "exact", part.unit))
                # 采用47篇，综合采用22篇，采用率48.3% of 143篇: the last two together.
                are_two = last == first + 1 and near[last] is part
                wholes = (one for one in near if are_two and value_of(one) > total)
                given = [percent([part], both), *(percent([both], one) for one in wholes)]
                if any(one is not None and is_near(one, share.quantity) for one in given):
                    return True
        return False

    def of_changes(self) -> Iterator[Finding]:
        """Yield the questions about changes that the numbers beside them do not give."""
        asks = {"growth": self._growth, "difference": self._change}
        for (first, second), third in zip(pairwise(self.found), self.found[2:], strict=False):
            if third.kind in asks and self._follow(first, second, third):
                asked = asks[third.kind](first, second, third)
                yield from [asked] if asked else ()

    def _growth(self, first: Mention, second: Mention, growth: Mention) -> Finding | None:
        """Return the question about 418件，比上年增加43件，增长8.4%, which is 11.5 %.

        Or about 由375件增加到418件，增长8.4%.
        """
        one, other = value_of(first), value_of(second)
        between = self.text[first.end : second.start]
        is_change = second.kind == "difference"
        if growth.unit != "%" or first.unit != second.unit:
            return None
        if is_change and first.kind in ("count", "amount"):
            change, base = other, one + other if _FALL.search(between) else one - other
            # 2031年28场，2030年25场，增加3场，增长12%: the number right before may be the base.
            bases = [base, one]
        elif not is_change and _REACHED.match(between):
            change, base, bases = abs(other - one), one, [one]
        else:
            return None
        if base <= 0 or any(_gives(change, value, growth) for value in bases if value > 0):
            return None
        said = findings.GROWTH_OFF.about(
            change=second.printed if is_change else grouped(change),
            base=grouped(base) if is_change else first.printed,
            percent=_rounded(change / base * 100, growth.quantity),
            growth=growth.printed,
        )
        return self._asked("growth", growth, said, [first, second])

    def _change(self, then: Mention, now: Mention, change: Mention) -> Finding | None:
        """Return the question about 去年396件，今年418件，增加32件, which is 22."""
        before, after = self._of(then), self._of(now)
        if not then.unit == now.unit == change.unit or before.thing != after.thing:
            return None
        real = abs(value_of(now) - value_of(then))
        is_since = _BEFORE_THAT.search(before.head) and not _BEFORE_THAT.search(after.head)
        if not is_since or real == value_of(change):
            return None
        said = findings.CHANGE_OFF.about(
            now=now.printed, then=then.printed, change=grouped(real), printed=change.printed
        )
        return self._asked("growth", change, said, [then, now])

    def _follow(self, *mentions: Mention) -> bool:
        """Tell whether exact numbers follow one another in one sentence, with few words between."""
        between = [self.text[one.end : other.start] for one, other in pairwise(mentions)]
        is_beside = self._is_plain(mentions) and all(map(_NEXT_TO.match, between))
        return is_beside and not _OF_YEARS.search("".join(between))

    def _is_plain(self, mentions: Sequence[Mention]) -> bool:
        """Tell whether numbers are exact and stand in one sentence."""
        sentences = {self._of(one).sentence for one in mentions}
        return len(sentences) == 1 and all(one.is_exact for one in mentions)

    def _one_frame(self, mentions: Sequence[Mention]) -> bool:
        """Tell whether numbers are said of one time, body, place and scope."""
        return len({_frame(self._of(one)) for one in mentions}) == 1

    def _asked(
        self, code: str, mention: Mention, message: Message, others: Sequence[Mention]
    ) -> Finding:
        """Return a question about a number and the `others` that it does not fit."""
        loud = self._is_plain([mention, *others])
        return _question(code, loud, self.path, message, mention, *others)


def change_of(now: Quantity, then: Quantity, like: Quantity) -> Decimal | None:
    """Return by how much a figure changed, in the unit and with the decimals of another number."""
    is_share = like.unit == "%" and now.unit != "%"
    if not is_share and like.unit not in (now.unit, "个百分点"):
        return None
    derived = growth(now, then) if is_share else change(now, then)
    if isinstance(derived, str) or derived.qualifier != "exact":
        return None
    percent = derived._replace(value=derived.value * 100)
    return rounded(percent, decimals(like)) if is_share else derived.value


def _question(
    code: str, loud: bool, path: str, message: Message, mention: Mention, *others: Mention
) -> Finding:
    severity: Severity = "warning" if loud else "info"
    return Finding(code, severity, path, message, mention=mention, beside=others)


def _frame(statement: Statement) -> tuple[str | None, ...]:
    """Return the frame of a statement; that it is a change parts it from none of its numbers."""
    *others, aspect = statement.frame.key
    return (*others, None if aspect == "change" else aspect)


def _is_little(missing: Decimal | None, whole: Mention) -> bool:
    """Tell whether so little is missing, or too much, that numbers seem to make up a whole."""
    return missing is not None and abs(missing) * _ONE_OF < value_of(whole)


def _is_slip(mention: Mention, value: Decimal) -> bool:
    """Tell whether a number seems to be a slip of a value; of as many digits where they are few."""
    given = mention.quantity
    if given is None or value < _LEAST:
        return False
    meant = given._replace(value=value)
    return resembles(given, meant, given.value.adjusted() == value.adjusted())


def _slips(parts: Sequence[Mention], whole: Mention) -> int:
    """Return how many of the parts and their whole may be the slip that alone explains the rest."""
    total = sum(map(value_of, parts), Decimal(0))
    missing = value_of(whole) - total
    mended = [(whole, total), *((one, value_of(one) + missing) for one in parts)]
    return sum(_is_slip(one, value) for one, value in mended)


def _is_alike(one: Mention, other: Mention) -> bool:
    return one.is_exact and (one.unit, one.kind) == (other.unit, other.kind)


def _gives(change: Decimal, base: Decimal, growth: Mention) -> bool:
    """Tell whether a change of a base is a growth as printed, within one unit of its last digit."""
    if growth.quantity is None:
        return False
    unit = Decimal(1).scaleb(-decimals(growth.quantity))
    return abs(change / base * 100 - growth.quantity.value) <= unit


def _rounded(value: Decimal, like: Quantity | None) -> str:
    places = max(1, decimals(like)) if like is not None else 1
    return grouped(value.quantize(Decimal(1).scaleb(-places)))


def _off_by(derived: Derived, share: Mention, part: Mention, whole: Mention) -> Message:
    return findings.SHARE_OFF.about(
        part=part.printed,
        whole=whole.printed,
        percent=_rounded(derived.value, share.quantity),
        share=share.printed,
    )


def _said(text: Said, parts: Sequence[Mention], whole: Mention) -> Message:
    total, large = sum(map(value_of, parts), Decimal(0)), ""
    if scale := next((one for one in "亿万" if one in plain(whole.printed)), ""):
        total, large = total / 10 ** SCALES[scale], scale
    return text.about(
        parts=" + ".join(part.printed for part in parts),
        sum=f"{grouped(total)}{large}",
        whole=whole.printed,
    )


def _of_columns(text: Text) -> Iterator[Finding]:
    """Yield the questions about columns of tables that their last row, 合计, nearly sums up.

    Each row above it gives one whole number there. Where much is missing, rows are parts of others;
    where one slip explains what is, the question is loud.
    """
    columns: dict[tuple[int, int], list[Statement]] = {}
    for one in text.statements:
        if one.row is not None:
            columns.setdefault(one.row.cell, []).append(one)
    for cells in columns.values():
        *parts, whole = map(_counted, cells)
        totals = [at for at, one in enumerate(cells) if one.row and one.row.sums[0]]
        is_full = len(parts) > 1 and whole.block - parts[0].block == len(parts)
        is_whole = all(_is_alike(one, whole) and "." not in one.printed for one in (*parts, whole))
        if totals != [len(parts)] or not is_full or not is_whole or whole.unit == "%":
            continue
        total = sum(map(value_of, parts), Decimal(0))
        missing = value_of(whole) - total
        is_slip = _slips(parts, whole) == 1
        if missing and (_is_little(missing, whole) or (is_slip and abs(missing) * 4 < total)):
            said = _said(findings.SUM_OFF, parts, whole)
            yield _question("sum", is_slip, text.document.path, said, whole, *parts)


def _of_shares_in_tables(text: Text) -> Iterator[Finding]:
    """Yield the questions about shares in a column that are not what most others of it are.

    Each is of another number in its row, or of the total of a column.
    """
    tables: dict[int, dict[int, dict[int, Mention]]] = {}
    totals: dict[int, int] = {}
    for one in text.statements:
        if one.row is not None:
            (table, column), cell = one.row.cell, _counted(one)
            tables.setdefault(table, {}).setdefault(column, {})[cell.block] = cell
            if one.row.sums[0]:
                totals[table] = cell.block
    for table, columns in tables.items():
        total = totals.get(table, -1)
        for at, cells in columns.items():
            shares = [share for share in cells.values() if share.unit == "%"]
            near = [columns[one] for one in columns if 0 < abs(one - at) < _NUMBERS_ASIDE]
            ways = [
                (part, dict.fromkeys(part.keys() - {total}, part[total]))
                for part in near
                if total in part
            ]
            for part, base in (*ways, *permutations(near, 2)) if shares else ():
                stated = [one for one in shares if one.block in part and one.block in base]
                off = [one for one in stated[:_NUMBERS_ASIDE] if _off(one, part, base)]
                if len(off) * 2 > _NUMBERS_ASIDE:
                    continue
                off += [one for one in stated[_NUMBERS_ASIDE:] if _off(one, part, base)]
                if len(stated) - len(off) < max(2, 2 * len(off)):
                    continue
                for share in off:
                    beside = part[share.block], base[share.block]
                    if derived := percent(beside[:1], beside[1]):
                        said = _off_by(derived, share, *beside)
                        yield _question("share", True, text.document.path, said, share, *beside)
                break


def _off(share: Mention, part: Mapping[int, Mention], base: Mapping[int, Mention]) -> bool:
    """Tell whether the numbers of a row do not give its share."""
    given = percent([part[share.block]], base[share.block])
    return given is None or not is_near(given, share.quantity)


def _counted(statement: Statement) -> Mention:
    """Return the number of a cell, a bare one with the unit that its row or column gives."""
    mention, row = statement.mention, statement.row
    if row is None or mention.unit or not row.unit:
        return mention
    return mention._replace(quantity=row.quantity(mention), unit=row.unit, kind="count")
