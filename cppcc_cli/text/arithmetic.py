"""Arithmetic among the statements of a text: what is off is a question to a person.

Parts against their whole, printed shares against part / whole, a change and its per cent against
the numbers beside them, and one thing that is given twice. Only statements of one frame are held
against one another: a plan and a result, five years and one never are. Where several numbers may be
the whole or the base, nothing is asked if one of them fits. A question is loud where all its
numbers are exact and stand in one sentence.
"""

from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, groupby, pairwise

from cppcc_cli.documents import line_or_place
from cppcc_cli.language import Message
from cppcc_cli.language import Text as Said
from cppcc_cli.messages import findings
from cppcc_cli.quantity import SCALES, Quantity, agreement, change, grouped, growth, rounded
from cppcc_cli.query.verify import resembles
from cppcc_cli.script import HAN, Pattern, plain
from cppcc_cli.text.finding import Finding, Severity, placed
from cppcc_cli.text.lexicon import Lexicon
from cppcc_cli.text.marks import LAST, OWN
from cppcc_cli.text.metadata import Manuscript
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
from cppcc_cli.text.statements import Statement, Text

# Of parts that may make up a whole: less than one of so many is missing, or too much.
_ONE_OF = 20
# Of numbers of one digit each differs in one from every other.
_LEAST = 10
_BASE = Pattern(f"占(?P<name>{HAN}{{2,6}}?)总[数量]")
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
# So many numbers are looked at on either side, so that no text makes it slow.
_NUMBERS_ASIDE = 12
_SHORTEST_NAME, _LONG_NAME = 4, 8


def questions(text: Text, judged: Container[int] = ()) -> Iterator[Finding]:
    """Yield what does not add up among the statements of a text, block after block.

    Of numbers at the offsets that are `judged` by a figure, none is told to be given twice.
    """
    for _, group in groupby(text.statements, lambda statement: statement.mention.block):
        block = _Block(text, tuple(group))
        yield from block.of_parts()
        yield from block.of_changes()
    yield from _of_columns(text)
    yield from _twice(text, judged)


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
        for one in parts_and_shares(self.text, self.found):
            asked = self._parts(one) if isinstance(one, Parts) else self._share(one)
            yield from [asked] if asked else ()

    def _parts(self, group: Parts) -> Finding | None:
        """Return the question about parts that do not fit any number before them."""
        once = group._replace(parts=outermost(group.parts))
        whole = once.whole
        # 经济10封、文化4封、社会6封: by chance. All count, if they are not too many.
        if whole and _is_little(once.missing(whole), whole):
            group = group if _is_little(group.missing(whole), whole) else once
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
        parts, total = group.parts, sum(map(value_of, group.parts), Decimal(0))
        missing = value_of(whole) - total
        if len(parts) < 2 or _is_little(missing, whole):
            return len(parts) > 1
        between = [self.text[one.end : other.start] for one, other in pairwise(parts)]
        if all("、" in one for one in between) and not any(exceed([one], whole) for one in parts):
            return True
        mended = [(one, value_of(one) + missing) for one in parts]
        return any(_is_slip(one, value) for one, value in (*mended, (whole, total)))

    def _adds_up_with_more(self, group: Parts, whole: Mention) -> bool:
        """Tell whether the parts are the whole with others that follow in their sentence."""
        first = self.at[group.parts[0].start]
        end = self.statements[first].sentence[1]
        beside = self.found[first : first + _NUMBERS_ASIDE * 2]
        counts = [value_of(one) for one in beside if one.start < end and _is_alike(one, whole)]
        return value_of(whole) in accumulate(counts)

    def _share(self, one: Share) -> Finding | None:
        """Return the question about a share that no number around its part gives."""
        part, share = one.parts[0], one.share
        if one.base is not None or share.quantity is None or share.unit != "%":
            return None
        if self._is_negated(one, part[0]) or self._has_sum(part[0], share):
            return None
        named = [whole for whole in one.likely if _is_named(one.lead, whole)]
        likely = named or list(dict.fromkeys(one.likely))
        if len(likely) != 1:
            return None
        whole = likely[0]
        if not self._one_frame([*part, whole, share]):
            return None
        if (derived := percent(part, whole)) is not None:
            said = findings.SHARE_OFF.about(
                part=part[0].printed,
                whole=whole.printed,
                percent=_rounded(derived.value, share.quantity),
                share=share.printed,
            )
            return self._asked("share", share, said, [*part, whole])
        if named and exceed(part, whole):
            said = _said(findings.PART_EXCEEDS, part, whole)
            return self._asked("sum", part[0], said, [whole])
        return None

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
            for total in accumulate(map(value_of, near[first:])):
                whole = part._replace(quantity=Quantity(total, "exact", part.unit))
                given = percent([part], whole)
                if given is not None and is_near(given, share.quantity):
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
        return len(sentences) == 1 and all(map(_is_exact, mentions))

    def _one_frame(self, mentions: Sequence[Mention]) -> bool:
        """Tell whether numbers are said of one time, body, place and scope, and none is quoted."""
        stated = [self._of(one) for one in mentions]
        return len({_frame(one) for one in stated}) == 1 and not any(one.quoted for one in stated)

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


def _is_exact(mention: Mention) -> bool:
    return mention.quantity is not None and mention.quantity.qualifier == "exact"


def _is_alike(one: Mention, other: Mention) -> bool:
    return _is_exact(one) and (one.unit, one.kind) == (other.unit, other.kind)


def _gives(change: Decimal, base: Decimal, growth: Mention) -> bool:
    """Tell whether a change of a base is a growth as printed, within one unit of its last digit."""
    if growth.quantity is None:
        return False
    unit = Decimal(1).scaleb(-decimals(growth.quantity))
    return abs(change / base * 100 - growth.quantity.value) <= unit


def _rounded(value: Decimal, like: Quantity | None) -> str:
    places = max(1, decimals(like)) if like is not None else 1
    return grouped(value.quantize(Decimal(1).scaleb(-places)))


def _is_named(lead: str, whole: Mention) -> bool:
    """Tell whether the words before a share name its base: 占提案总数的 of 收到提案362件."""
    base, named = _BASE.search(lead), lead_of(whole)
    # 写信4封以上的委员 are not all members.
    return base is not None and base["name"] in named and f"的{base['name']}" not in named


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
        mended = [(whole, total), *((one, value_of(one) + missing) for one in parts)]
        is_slip = sum(_is_slip(one, value) for one, value in mended) == 1
        if missing and (_is_little(missing, whole) or (is_slip and abs(missing) * 4 < total)):
            said = _said(findings.SUM_OFF, parts, whole)
            yield _question("sum", is_slip, text.document.path, said, whole, *parts)


def _counted(statement: Statement) -> Mention:
    """Return the number of a cell, a bare one with the unit that its row or column gives."""
    mention, row = statement.mention, statement.row
    if row is None or mention.unit or not row.unit:
        return mention
    return mention._replace(quantity=row.quantity(mention), unit=row.unit, kind="count")


def _twice(text: Text, judged: Container[int]) -> Iterator[Finding]:
    """Yield the questions about one thing in one frame that is given with two numbers."""
    firsts: dict[tuple[object, ...], Statement] = {}
    for name, one in _named_statements(text):
        first = firsts.setdefault((*name, one.frame.key), one)
        if one.mention.offset not in judged and _is_given_otherwise(name[0], one, first):
            exact = _is_exact(one.mention) and _is_exact(first.mention)
            here = one.place == first.place
            between = text.blocks[one.mention.block][first.mention.end : one.mention.start]
            if here and ("；" in between or ";" in between):
                # Each part of a sentence in parts speaks of its own: 经济方面，…；社会方面，….
                continue
            place = line_or_place(text.document, first.mention.offset)
            said = findings.GIVEN_TWICE.about(place=place, printed=first.mention.printed)
            path = text.document.path
            yield _question("twice", exact and here, path, said, one.mention, first.mention)


def together(texts: Sequence[Text], decided: Sequence[Container[int]]) -> Iterator[Finding]:
    """Yield what several texts give with different numbers, each in the later of two texts.

    It is the first of each text that has one name and one frame in both. A text that names no year
    or no committee is of those that the others name, where these are one. Nothing is told of two
    numbers on which a figure decides: `decided` has the offsets of these, text by text.
    """
    years = {str(text.manuscript.years[0]) for text in texts if text.manuscript.years}
    bodies = {text.manuscript.body.value for text in texts if text.manuscript.body}
    only = [next(iter(named)) if len(named) == 1 else None for named in (years, bodies)]
    known: dict[tuple[object, ...], list[tuple[int, Statement]]] = {}
    for at, text in enumerate(texts):
        here: dict[tuple[object, ...], Statement] = {}
        for name, one in _named_statements(text):
            here.setdefault((*name, _frame_in(text.manuscript, one, *only)), one)
        for key, one in here.items():
            for earlier, before in known.setdefault(key, []):
                mention, first, other = one.mention, before.mention, texts[earlier].document
                both = mention.offset in decided[at] and first.offset in decided[earlier]
                if both or not _is_given_otherwise(str(key[0]), one, before):
                    continue
                place, printed = line_or_place(other, first.offset), first.printed
                said = findings.GIVEN_ELSEWHERE.about(file=other.path, place=place, printed=printed)
                asked = _question("twice", False, text.document.path, said, mention, first)
                yield from placed([asked], text.document)
            known[key].append((at, one))


def _named_statements(text: Text) -> Iterator[tuple[tuple[str, str, str, str], Statement]]:
    """Yield the counts and amounts with a name of their own: name, kind, unit, words behind."""
    for one in text.statements:
        name = one.doing + one.thing
        # What they say stands in the frame.
        for slot in filter(None, (one.frame.time, one.frame.body)):
            name = name.replace(slot.words, "", 1)
        name = _core(name, text.words)
        told = one.mention.quantity is not None and one.mention.kind in ("count", "amount")
        told = told and one.mention.unit != "倍"
        if told and not (one.row or one.part or one.quoted) and len(name) >= _SHORTEST_NAME:
            yield (name, one.mention.kind, one.mention.unit, one.tail[:4]), one


def _is_given_otherwise(name: str, one: Statement, first: Statement) -> bool:
    """Tell whether neither number of one thing can be a vaguer form of the other."""
    quantity, given = one.mention.quantity, first.mention.quantity
    if quantity is None or given is None:
        return False
    differs = agreement(quantity, given) == agreement(given, quantity) == "contradicts"
    return differs and (len(name) >= _LONG_NAME or resembles(quantity, given))


def _frame_in(
    said: Manuscript, statement: Statement, year: str | None, body: str | None
) -> tuple[str | None, ...]:
    """Return the frame of a statement; what it leaves open, its manuscript or the others say."""
    time, whose, *others = statement.frame.key
    own = str(said.years[0]) if said.years else year
    home = said.body.value if said.body else body
    if time in (None, OWN):
        time = own
    elif time == LAST and own is not None:
        time = str(int(own) - 1)
    # 市政协 is the committee of the city whose text it is.
    if whose is None or (home is not None and home.endswith(whose)):
        whose = home
    return time, whose, *others


def _core(name: str, words: Lexicon) -> str:
    """Return a name without the words before it that change nothing: 一年里共走访企业."""
    neutral = words["neutral"]
    # 政府领导督办 is not what 政协领导督办 is.
    authority = words["authority"]
    while (found := neutral.match(name)) and found.end() and not authority.match(name):
        name = name[found.end() :]
    return name
