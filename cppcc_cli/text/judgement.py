"""Judgements: the verdict on a number, the figure it may speak of, and what is said of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from cppcc_cli.dataset import Figure
from cppcc_cli.language import Message
from cppcc_cli.messages import findings
from cppcc_cli.query.verify import Slip, in_words
from cppcc_cli.text.finding import Finding, Severity, Verdict
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.slots import SURE, Match, Reason, id_of, is_telling, rank, rivals
from cppcc_cli.text.statements import Text

_OF_FRAME = ("period", "open_year", "span", "place")
# What a whole text or section may seem to differ in; so many figures show that it does not.
_OF_TEXT, _MANY_FIGURES = ("body", "year", "span"), 4
# What is open or other of who did what is counted, or of each, is so of all in the sentence.
_OF_DOER = ("unexplained", "each", "person", "body", "place", "plan")
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
        telling = ("qualifier", "scale", "decimal") if is_telling(self.figure.value) else ("scale",)
        return any(slip.code in telling for slip in self.slips)

    def but(self, reason: Reason) -> "Judgement":
        """Return that it may be of the figure, but for a reason."""
        said = unsure(self.figure, self.slips, reason) if self.figure else reason.message
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


def named(figure: Figure) -> dict[str, object]:
    """Return what a sentence about a figure has of it: its name, and how it is printed."""
    return {"figure": figure.name, "printed": figure.printed}


def unsure(figure: Figure, made: Sequence[Slip], reason: Reason | None = None) -> Message:
    """Return that a number may not be of a figure, and why, and what slip it would be if it is."""
    why = {"reason": reason.message} if reason else {}
    said = (findings.OPEN if reason else findings.NOT_SURE).about(**named(figure), **why)
    return findings.IF_SO.about(message=said, slip=in_words(made)) if made else said


def as_others_leave(text: Text, judged: Sequence[Judgement], is_own: bool) -> Iterator[Judgement]:
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
            one = one._replace(verdict="unknown", message=unsure(one.figure, one.slips))
        elif is_sure and one.match and (left := _left_open(text, at, judged, one.match)):
            one = one.but(left)
        elif is_sure and not given and (other := of_others.get(statement.place)):
            # 青年委员提交提案41件，报送信息97条: what is open of one is so of those behind.
            name, body = one.figure.name.zh if one.figure else "", statement.frame.body
            is_its_own = body is not None and body.words.removesuffix("政协") in name
            is_behind = other[0] < at and (statement.has_no_doer or is_its_own)
            one = one.but(other[1]) if is_behind else one
        elif one.verdict == "other" and one.figure and why and one.match and one.match.mild:
            is_here = not one.match.is_sum and (why.code != "year" or why.word not in dated)
            alone = told[one.figure.id] == 1 or one.has_digits
            if alone and is_here and (one.is_slip or (is_own and one.match.likeness)):
                one = one.but(why)
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
    is_plain = any(slip.telling or slip.code != "digit" for slip in judged[at].slips)
    if not is_plain and match.quantity.value < match.figure.value:
        given = (figure.quantity for figure in match.dataset.figures.values())
        if match.quantity not in given and (now := text.up_to_now(one)):
            return Reason("period", now, open=True)
    is_beside = is_next and before.clause == one.clause
    # 举办讲座2场、培训委员26人次: of these, perhaps, and no slip of all who were trained.
    is_joined = is_beside and judged[at - 1].match is None and one.head.startswith("、")
    if is_joined and match.quantity.unit in _OF_PEOPLE and not judged[at].slips:
        return Reason("some", before.mention.printed, open=True)
    is_named = judged[at - 1].verdict in ("unknown", "other") and before.tail.strip()
    if is_beside and is_named and text.words["doing"].match(one.head):
        return Reason("some", f"{before.mention.printed}{before.tail}", open=True)
    return None


def settled(
    found: Sequence[list[Match]],
) -> tuple[list[list[Match]], set[tuple[str, str]]]:
    """Return the matches of every number as those that agree leave them, and what these disprove.

    A time that is open with one that agrees, hardly by chance, is open with no other: of 会议期间
    are then the figures, too. Of two that fit alike the one that stands elsewhere is not meant.
    """
    best = [(at, matches[0]) for at, matches in enumerate(found) if matches]
    given = {at: one for at, one in best if one.distance < SURE and one.is_given}
    agreeing = {at: one for at, one in given.items() if one.agreement == "agrees"}
    framed: dict[tuple[str, str], dict[Decimal, bool]] = {}
    for one in agreeing.values():
        why, figure = one.reason, one.figure
        if why and why.code in _OF_FRAME and (why.open or why.code == "place"):
            telling = is_telling(figure.value) or figure.quantity.qualifier != "exact"
            framed.setdefault(why[:2], {})[figure.value] = telling
    known = {one for one, told in framed.items() if len(told) > 1 or any(told.values())}
    known |= _disproved([one for _, one in best if one.distance < SURE])
    stated = {id_of(one) for one in agreeing.values()}
    left: list[list[Match]] = []
    for at, matches in enumerate(found):
        every = [
            one._replace(reason=None) if one.reason and one.reason[:2] in known else one
            for one in matches
        ]
        if known:
            every.sort(key=rank)
        alike = [one for one in every if one is every[0] or rivals(every[0], one)]
        unstated = [one for one in alike if id_of(one) not in stated]
        if at not in agreeing and every and every[0].agreement == "agrees":
            # The number of a figure that stands elsewhere is another's by chance, or as a slip.
            likely = [one for one in every if id_of(one) != id_of(every[0])]
            is_chance = not is_telling(every[0].figure.value)
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


def _disproved(best: Sequence[Match]) -> set[tuple[str, str]]:
    """Return what the text seems to differ in, but that many of its numbers are those of figures.

    So many agree by no chance, where few others differ so: they stand in a bulletin of 统计局.
    """
    shown: dict[tuple[str, str], set[Decimal]] = {}
    for one in best:
        why = one.reason
        if why and one.is_given and why.code in _OF_TEXT and is_telling(one.figure.value):
            shown.setdefault(why[:2], set()).add(one.figure.value)
    reasons = (one.reason for one in best if one.agreement == "contradicts")
    apart: Counter[tuple[str, str]] = Counter(why[:2] for why in reasons if why)
    return {
        why for why, values in shown.items() if len(values) >= _MANY_FIGURES * max(1, apart[why])
    }


def _is_again(match: Match, given: Match) -> bool:
    """Tell whether a number is that of another figure, which is a kind of what names this one."""
    is_kind = any(term in given.figure.name.zh for term in match.figure.terms)
    is_kind = is_kind and given.dataset is match.dataset
    return is_kind and match.quantity == given.quantity and id_of(match) != id_of(given)
