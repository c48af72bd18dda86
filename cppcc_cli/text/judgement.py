"""Judgements: the verdict on a number, the figure it may speak of, and what is said of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from cppcc_cli.dataset import Figure
from cppcc_cli.messages import Message, findings
from cppcc_cli.quantity import Quantity
from cppcc_cli.query.verify import Slip, agreement_with, in_words, slips
from cppcc_cli.script import plain
from cppcc_cli.text.finding import Finding, Severity, Verdict
from cppcc_cli.text.frames import Frame
from cppcc_cli.text.lexicon import unit_fit
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.slots import SURE, Match, Reason, ReasonKey, id_of, is_distinctive, rank, rivals
from cppcc_cli.text.statements import Statement, Text
from cppcc_cli.text.terms import pairs_of

_OF_FRAME = ("period", "open_year", "span", "place")
# What a whole text or section may seem to differ in; so many figures show that it does not.
_OF_SECTION, _MANY_FIGURES = ("body", "span"), 4
# What is open or other of who did what is counted, or of each, is so of all in the sentence.
_OF_DOER = ("unexplained", "each", "person", "body", "place", "plan")
# So many numbers are looked back, so that no text makes it slow.
_NUMBERS_ASIDE = 12
# Those who come to what a number counts, or are in it.
_OF_PEOPLE = ("人次", "人", "名", "位")


class Judgement(NamedTuple):
    """The verdict on a statement, the figure it may speak of, and why."""

    verdict: Verdict
    message: Message
    figure: Figure | None = None
    match: Match | None = None
    slips: tuple[Slip, ...] = ()
    # How the number must be printed, where that is not as the figure is.
    change: str | None = None
    # What it differs in, or what is open.
    reason: Reason | None = None

    @property
    def is_open(self) -> bool:
        """Whether it may be of no figure, and its number is that of none."""
        is_it = self.match is not None and self.match.agreement in ("agrees", "consistent")
        return self.verdict in ("unknown", "other") and not is_it

    @property
    def is_slip(self) -> bool:
        """Whether the number is plainly a slip of the figure."""
        return any(slip.telling for slip in self.slips)

    @property
    def has_digits(self) -> bool:
        """Whether it is by its very digits that of the figure, and only said otherwise.

        Then it is no other's by chance, as one that agrees is none, whatever word is not explained.
        A 万 too many or too few is none with two digits, either.
        """
        if self.figure is None or len(self.figure.value.normalize().as_tuple().digits) == 1:
            return False
        telling = (
            ("qualifier", "scale", "decimal") if is_distinctive(self.figure.value) else ("scale",)
        )
        return any(slip.code in telling for slip in self.slips)

    def with_doubt(self, reason: Reason) -> "Judgement":
        """Return that it may be of the figure, but for a reason."""
        said = message_of_doubt(self.figure, self.slips, reason) if self.figure else reason.message
        return self._replace(verdict="unknown", message=said, reason=reason)

    def finding(self, path: str, mention: Mention) -> Finding:
        """Return the finding on a number of the file `path`: `figure` where one may be meant."""
        severity: Severity = "error" if self.verdict == "contradicts" else "info"
        figure = self.figure
        return Finding(
            "number" if self.match is None else "figure",
            severity,
            path,
            self.message,
            mention=mention,
            figure=figure.id if figure else None,
            verdict=self.verdict,
            expected=self.change or (figure.printed if figure else None),
            slip=self.slips[0].code if self.slips else None,
            dataset=self.match.dataset if figure and self.match else None,
        )


def unread(numbers: Iterable[Mention], text: Text) -> Iterator[Finding]:
    """Yield what is said of the numbers that are not wholly understood, and state nothing."""
    stated = {one.mention.offset for one in text.statements}
    for number in numbers:
        if number.kind == "unclear" and number.offset not in stated:
            one = Judgement("unknown", findings.UNREAD.about())
            yield one.finding(text.document.path, number)


def values_of(figure: Figure) -> dict[str, object]:
    """Return what a sentence about a figure has of it: its name, and how it is printed."""
    return {"figure": figure.name, "printed": figure.printed}


def message_of_doubt(figure: Figure, made: Sequence[Slip], reason: Reason | None = None) -> Message:
    """Return that a number may not be of a figure, and why, and what slip it would be if it is."""
    why, slip = reason and reason.message, made and in_words(made)
    return findings.NOT_SURE.about(**values_of(figure), reason=why, slip=slip)


def adjacent_slip(best: Match, found: Sequence[Match]) -> Match | None:
    """Return the figure right beside a number that is a slip of it, and the number of its like.

    提案立案186件, where 168 were filed of 186 that were received: which is meant is open.
    """
    named_so = pairs_of(plain(best.figure.name.zh))
    for one in found:
        is_beside = one.reason == best.reason and (one.unit, one.distance) == ("same", 0)
        made = slips(one.quantity, one.figure, one.dataset, ()) if is_beside else ()
        is_slip = one.agreement == "contradicts" and any(slip.telling for slip in made)
        if is_slip and named_so & pairs_of(plain(one.figure.name.zh)):
            return one
    return None


def adjust_to_others(text: Text, judged: Sequence[Judgement], is_own: bool) -> Iterator[Judgement]:
    """Yield judgements as those of the other numbers leave them.

    None is sure of a figure whose own number stands in the same sentence: of 征集提案480件，立案
    418件 one is of another stage. What was of something else and looks like a slip is unknown where
    nothing else is like the figure; in a text that is surely of these figures, even of two digits.
    """
    told = Counter(one.figure.id for one in judged if one.figure and one.verdict != "unknown")
    dated = text.manuscript.dated[:40], text.manuscript.session
    own: dict[object, list[object]] = {}
    # Of sentences in which no number is that of a figure, the first of which it is open who did it.
    of_others: dict[object, tuple[int, Reason]] = {}
    for at, (statement, one) in enumerate(zip(text.statements, judged, strict=True)):
        if one.match and one.verdict == "agrees" and not one.change:
            own.setdefault(statement.place, []).append(one.match[:2])
        elif one.is_open and one.reason and one.reason.code in _OF_DOER:
            of_others.setdefault(statement.place, (at, one.reason))
    for at, (statement, one) in enumerate(zip(text.statements, judged, strict=True)):
        given, why = own.get(statement.place, ()), one.reason
        is_sure = one.verdict == "contradicts" and not one.change
        if is_sure and one.figure and one.match and one.match[:2] in given:
            one = one._replace(verdict="unknown", message=message_of_doubt(one.figure, one.slips))
        elif is_sure and one.match and (left := _left_open(text, at, judged, one.match)):
            one = one.with_doubt(left)
        elif is_sure and not given and (other := of_others.get(statement.place)):
            # 青年委员提交提案41件，报送信息97条: what is open of one is so of those behind.
            name, body = one.figure.name.zh if one.figure else "", statement.frame.body
            is_its_own = body is not None and body.words.removesuffix("政协") in name
            is_behind = other[0] < at and (statement.has_no_doer or is_its_own)
            one = one.with_doubt(other[1]) if is_behind else one
        elif one.verdict == "other" and one.figure and why and one.match and one.match.mild:
            is_here = not one.match.is_sum and (why.code != "year" or why.word not in dated)
            alone = told[one.figure.id] == 1 or one.has_digits
            if alone and is_here and (one.is_slip or (is_own and one.match.likeness)):
                one = one.with_doubt(why)
        yield one


def _left_open(text: Text, at: int, judged: Sequence[Judgement], match: Match) -> Reason | None:
    """Return why a number that contradicts the figure of `match` may be no slip, if it may.

    Things of no figure did it (12个界别提交提案96件), or its year is not over (目前). Or it is one
    of fewer than the figure (涉及公路的36件，其中立案31件), or what this became.
    """
    before, one = text.statements[at - 1], text.statements[at]
    is_next = at > 0 and before.place == one.place
    if is_next and before.quantity and one.quantity:
        whole, was = before.quantity, judged[at - 1].match
        is_less = one.quantity.value <= whole.value < match.figure.value
        if one.part and is_less and whole.unit == one.quantity.unit:
            return Reason("some", one.part, open=True)
        was_it = was is not None and was.figure is match.figure and was.agreement == "agrees"
        if was_it and before.frame.aspect and before.frame.aspect.value == "before":
            return Reason("plan", one.mention.printed, open=True)
    figures = match.dataset.figures.values()
    if match.figure.part_of and (among := _whole_of(text, at)) and among.quantity:
        stated = [figure.quantity for figure in figures if figure.unit == among.quantity.unit]
        if all(
            agreement_with(among.quantity, figure, "same") == "contradicts" for figure in stated
        ):
            return Reason("some", one.part, open=True)
    is_plain = any(slip.telling or slip.code != "digit" for slip in judged[at].slips)
    if not is_plain and match.quantity.value < match.figure.value:
        given = (figure.quantity for figure in figures)
        if match.quantity not in given and (now := text.words_of_now(one)):
            return Reason("period", now, open=True)
    is_beside = is_next and before.clause == one.clause
    # 举办讲座2场、培训委员26人次: of these, perhaps, and no slip of all who were trained.
    is_joined = is_beside and judged[at - 1].match is None and one.head.startswith("、")
    if is_joined and match.quantity.unit in _OF_PEOPLE and not judged[at].slips:
        return Reason("some", before.mention.printed, open=True)
    # 形成监督报告6份，领导批示9件次: of these reports, which are no figure.
    came_of = text.words["taken_up"].at_end(one.head) if is_next else None
    if came_of and judged[at - 1].match is None and before.mention.unit != one.mention.unit:
        return Reason("some", f"{before.head.strip('，')}{before.mention.printed}", open=True)
    # 办理人大代表建议312件、政协提案398件: what is done with the first is done with the second.
    first = _first_of_items(text, at)
    done = text.words["part"].match(text.statements[first].head) if first < at else None
    if done and judged[first].verdict in ("unknown", "other"):
        return Reason("some", done.group(), open=True)
    is_named = judged[at - 1].verdict in ("unknown", "other") and before.tail.strip()
    if is_beside and is_named and text.words["doing"].match(one.head):
        return Reason("some", f"{before.mention.printed}{before.tail}", open=True)
    return None


def _first_of_items(text: Text, at: int) -> int:
    """Return the first of the items that a number is one of, each behind a 、; else itself."""
    for before in range(at, max(-1, at - _NUMBERS_ASIDE), -1):
        if not text.statements[before].head.startswith("、"):
            return before
    return at


def _whole_of(text: Text, at: int) -> Statement | None:
    """Return the number that a part is said to be one of: 398件中，A类297件."""
    one = text.statements[at]
    for before in reversed(text.statements[max(0, at - _NUMBERS_ASIDE) : at]):
        if one.part.startswith(before.mention.printed):
            return before if before.place == one.place else None
    return None


def with_totals(text: Text, found: Sequence[list[Match]]) -> list[list[Match]]:
    """Return the matches of every number with those of the totals of tables.

    What rows of parts of one figure add up to is this figure, whatever its row is called; what rows
    of other bodies or places add up to is theirs.
    """
    every = list(found)
    columns: dict[tuple[int, int], list[int]] = {}
    for at, one in enumerate(text.statements):
        if one.row is not None:
            columns.setdefault(one.row.cell, []).append(at)
    for cells in columns.values():
        totals = [at for at in cells if _is_total(text, at)]
        rows = [at for at in cells if at not in totals]
        others = [_of_others(text.statements[at].frame) for at in rows]
        parts = [found[at][0] for at in rows if found[at] and found[at][0].is_given]
        # Of a subtotal and the total of all only some rows are the parts.
        for at in totals if len(totals) == 1 and len(rows) > 1 else ():
            quantity = text.statements[at].quantity
            if quantity and (whole := _whole_of_parts(parts, quantity)):
                every[at] = [whole]
            elif (why := others[0]) and all(others):
                every[at] = [one._replace(reason=one.reason or why) for one in found[at]]
    return every


def _is_total(text: Text, at: int) -> bool:
    row = text.statements[at].row
    return row is not None and row.sums[0] != ""


def _of_others(frame: Frame) -> Reason | None:
    if frame.place is not None:
        return Reason("place", frame.place.words, mild=True)
    return Reason("body", frame.body.words, mild=True) if frame.body is not None else None


def _whole_of_parts(parts: Sequence[Match], quantity: Quantity) -> Match | None:
    """Return the figure of which several figures are the parts, for what they add up to."""
    wholes = {one.figure.part_of for one in parts if one.figure.part_of}
    if len(wholes) != 1 or len(parts) < 2:
        return None
    one = parts[0]
    (id,) = wholes
    figures = one.dataset.figures
    if (figure := figures.get(id or "")) is None:
        return None
    unit = unit_fit(quantity.unit, figure.unit)
    how = agreement_with(quantity, figure.quantity, unit)
    # Where rows are left out, the sum may be one of the rest.
    missing = {part.id for part in figures.values() if part.part_of == id and part.unit != "%"}
    missing -= {part.figure.id for part in parts}
    return Match(one.dataset, figure, quantity, unit, how, SURE + bool(missing), 0)


def resolve(
    found: Sequence[list[Match]],
) -> tuple[list[list[Match]], set[ReasonKey]]:
    """Return the matches of every number as those that agree leave them, and what these disprove.

    A time that is open with one that agrees, hardly by chance, is open with no other: of 会议期间
    are then the figures, too. Of two that fit alike the one that stands elsewhere is not meant.
    """
    best = [(at, matches[0]) for at, matches in enumerate(found) if matches]
    given = {at: one for at, one in best if one.distance < SURE and one.is_given}
    agreeing = {at: one for at, one in given.items() if one.agreement == "agrees"}
    framed: dict[ReasonKey, dict[Decimal, bool]] = {}
    for one in agreeing.values():
        why, figure = one.reason, one.figure
        if why and why.code in _OF_FRAME and (why.open or why.code == "place"):
            telling = is_distinctive(figure.value) or figure.quantity.qualifier != "exact"
            framed.setdefault(why.key, {})[figure.value] = telling
    known = {one for one, told in framed.items() if len(told) > 1 or any(told.values())}
    beside = ([one for one in matches if one.distance < SURE] for matches in found)
    known |= _disproved(
        [min(some, key=lambda one: one.agreement != "agrees") for some in beside if some]
    )
    stated = {id_of(one) for one in agreeing.values()}
    left: list[list[Match]] = []
    for at, matches in enumerate(found):
        every = [
            one._replace(reason=None) if one.reason and one.reason.key in known else one
            for one in matches
        ]
        if known:
            every.sort(key=rank)
        alike = [one for one in every if one is every[0] or rivals(every[0], one)]
        unstated = [one for one in alike if id_of(one) not in stated]
        if at not in agreeing and every and every[0].agreement == "agrees":
            # The number of a figure that stands elsewhere is another's by chance, or as a slip.
            likely = [one for one in every if id_of(one) != id_of(every[0])]
            is_chance = not is_distinctive(every[0].figure.value)
            near = [one for one in likely[:1] if (one.fit, one.unit) == ("same", "same")]
            is_of_some = every[0].fit == "other"
            is_slip = any(is_of_some or one.distance < every[0].distance for one in near)
            if id_of(every[0]) in stated and (is_chance or is_slip):
                every = likely if is_chance else [*likely, every[0]]
        elif at not in agreeing and every and every[0].fit == "same":
            # 72件提案 told again may be those of 交办提案72件, and none of all 提案.
            every += [one for one in agreeing.values() if _is_again(every[0], one)]
        if len(unstated) == 1 and every[0].agreement != "agrees":
            every = unstated + [one for one in every if one not in alike]
        left.append(every)
    return left, known


def _disproved(best: Sequence[Match]) -> set[ReasonKey]:
    """Return what the text seems to differ in, but that many of its numbers are those of figures.

    So many agree by no chance, where few others differ so: they stand in a bulletin of 统计局.
    """
    shown: dict[ReasonKey, set[Decimal]] = {}
    for one in best:
        why = one.reason
        is_it = one.agreement == "agrees" and is_distinctive(one.figure.value)
        if why and is_it and (why.of_text or why.code in _OF_SECTION):
            shown.setdefault(why.key, set()).add(one.figure.value)
    unlike = (one for one in best if one.agreement == "contradicts" and not one.likeness)
    apart = Counter(one.reason.key for one in unlike if one.reason)
    return {
        why for why, values in shown.items() if len(values) >= max(_MANY_FIGURES, 2 * apart[why])
    }


def _is_again(match: Match, given: Match) -> bool:
    """Tell whether a number is that of another figure, which is a kind of what names this one."""
    is_kind = any(term in given.figure.name.zh for term in match.figure.terms)
    is_kind = is_kind and given.dataset is match.dataset
    return is_kind and match.quantity == given.quantity and id_of(match) != id_of(given)
