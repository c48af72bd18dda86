"""Quantities: an exact value, what is claimed of it, its unit; and what follows from several.

Values are Decimals and never negative. A qualifier makes a value stand for a range: all that is
known of qualifiers, from the words that state them to how a chart draws them, is the table CLAIMS.

What is derived from bounds is a bound again, or nothing: more than 60 out of 364 is more than
16.48 %, and more than 60 out of about 360 is not computed. Divisions give 28 digits; all that is
rounded goes half up, a lower bound down, an upper bound up.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from typing import Literal, NamedTuple

from cppcc_cli.messages import Text

Qualifier = Literal["exact", "over", "about", "nearly", "at_least", "at_most", "under"]
# By how many places a word moves the digits before it.
SCALES = {"万": 4, "亿": 8}
_ZERO = Decimal(0)


class Quantity(NamedTuple):
    """A value with its qualifier and its unit, as in more than 17000 人次."""

    value: Decimal
    qualifier: Qualifier
    unit: str


def plain(value: Decimal) -> str:
    """Return the digits of `value` without exponent: 1E+3 is 1000, 17.50 stays 17.50."""
    digits = str(value)
    return digits if "E" not in digits else f"{value:f}"


def grouped(value: Decimal) -> str:
    """Return the digits of `value` with thousands separators: 1,431."""
    return f"{value:,f}"


class Range:
    """The numbers a quantity may stand for; a bound is None where there is none."""

    def __init__(
        self, low: Decimal, high: Decimal | None, low_belongs: bool, high_belongs: bool
    ) -> None:
        self.low, self.high = low, high
        self.low_belongs, self.high_belongs = low_belongs, high_belongs

    @property
    def start(self) -> tuple[Decimal, int]:
        """Where it begins, to compare: an open end lies just inside of its number."""
        return self.low, 0 if self.low_belongs else 1

    @property
    def end(self) -> tuple[Decimal, int]:
        """Where it ends, to compare."""
        high = Decimal("Infinity") if self.high is None else self.high
        return high, 0 if self.high_belongs else -1

    def lies_in(self, other: "Range") -> bool:
        """Tell whether every number of this range is one of the other."""
        return other.start <= self.start and self.end <= other.end


class Claim:
    """What a qualifier claims of the number that it stands beside.

    `side` is where the true number lies: 1 above the one given, -1 below it, 0 nowhere else, None
    on either side; `closed` tells whether it may be the one given. `bounds` gives its range, from
    the number given and one unit of the last digit of it that is not zero. `said` is how a number
    is said with it, in place of the braces, and `note` what that means.

    The words that state it stand `before` a number, `inside`, between it and its unit, or `behind`
    that; `one_sided` ones bound it on one side only: 超过300 may be 418, 300余 may not. `written`
    is the one that we write ourselves. `opposite` is what is claimed of a size whose sign is
    turned: what is over -15 is under 15.
    """

    def __init__(
        self,
        side: int | None,
        closed: bool,
        bounds: Callable[[Decimal, Decimal], Range],
        said: Text,
        note: Text | None = None,
        before: tuple[str, ...] = (),
        inside: tuple[str, ...] = (),
        behind: tuple[str, ...] = (),
        one_sided: tuple[str, ...] = (),
        written: str = "",
        opposite: Qualifier | None = None,
    ) -> None:
        self.side, self.closed, self.bounds = side, closed, bounds
        self.said, self.note, self.written, self.opposite = said, note, written, opposite
        self.before, self.inside, self.behind = before, inside, behind
        self.one_sided = one_sided

    @property
    def rounding(self) -> str:
        """The way to round the number given so that the claim still holds of it."""
        if not self.side:
            return ROUND_HALF_UP
        return ROUND_FLOOR if self.side > 0 else ROUND_CEILING


_MORE = (
    *("超过了", "超过", "超", "逾", "多于", "高于", "大于", "不止", "突破了", "突破"),
    *(">", "＞", "more than", "over"),
)
# Of a qualifier each line says one thing: its range, how it is said, what it means, its words.
# fmt: off
CLAIMS: dict[Qualifier, Claim] = {
    "exact": Claim(0, True, lambda n, s: Range(n, n, True, True),
        Text("{}", "{}"), opposite="exact"),
    "over": Claim(1, False, lambda n, s: Range(n, n + s, False, False),
        Text("超过{}", "more than {}"),
        Text("余、多、超、逾：实际数大于所列数。",
             "“More than”: the true number is larger than the one given."),
        before=_MORE, inside=("余", "多", "逾", "+"), behind=("有余", "出头"),
        one_sided=(*(word for word in _MORE if word != "逾"), "+"), written="余", opposite="under"),
    "about": Claim(None, True, lambda n, s: Range(max(n - s / 2, _ZERO), n + s / 2, True, True),
        Text("约{}", "about {}"),
        Text("约、左右：实际数在所列数上下。",
             "“About”: the true number lies near the one given, on either side."),
        before=("大约", "约合", "约莫", "约", "大概", "差不多", "about", "~", "～"), inside=("来",),
        behind=("左右", "上下"), written="约", opposite="about"),
    "nearly": Claim(-1, False, lambda n, s: Range(n - min(s, n / 10), n, True, False),
        Text("近{}", "nearly {}"),
        Text("近：实际数略小于所列数。",
             "“Nearly”: the true number is a little less than the one given."),
        before=("将近", "接近", "几近", "近", "nearly", "almost"), written="近"),
    "at_least": Claim(1, True, lambda n, s: Range(n, None, True, False),
        Text("不少于{}", "at least {}"),
        Text("以上、不少于：实际数不小于所列数。",
             "“At least”: the true number is the one given or more."),
        before=("不少于", "不低于", "不下于", "不下", "至少", "最少", "≥", "at least"),
        behind=("以上",), written="以上", opposite="at_most"),
    "at_most": Claim(-1, True, lambda n, s: Range(_ZERO, n, True, True),
        Text("不超过{}", "at most {}"),
        Text("以下、不超过：实际数不大于所列数。",
             "“At most”: the true number is the one given or less."),
        before=("不超过", "不多于", "不高于", "至多", "最多", "≤", "at most"),
        behind=("以下", "以内"), written="以下", opposite="at_least"),
    "under": Claim(-1, False, lambda n, s: Range(_ZERO, n, True, False),
        Text("不足{}", "under {}"),
        Text("不足、不到：实际数小于所列数。",
             "“Under”: the true number is less than the one given."),
        before=("不足", "不到", "少于", "低于", "小于", "<", "＜", "under", "fewer than"),
        written="不足", opposite="over"),
}
# fmt: on
QUALIFIERS = tuple(CLAIMS)


def range_of(quantity: Quantity) -> Range:
    """Return the numbers that `quantity` may stand for."""
    number, qualifier, _ = quantity
    return CLAIMS[qualifier].bounds(number, last_place(number))


def last_place(value: Decimal) -> Decimal:
    """Return one unit of the last digit of a number that is not zero: 100 of 400, 0.1 of 96.50."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


Agreement = Literal["agrees", "consistent", "contradicts"]


def agreement(text: Quantity, figure: Quantity, one_sided: bool = False) -> Agreement:
    """Return how a number of a text stands to the figure it speaks of.

    A text may be vaguer than the figure, never sharper: 400余 of 418 is consistent, 17000 of
    1.7万余 contradicts. `one_sided` tells that the text's word bounds it below only: 超过300 of
    418 is consistent, too. Another unit is another thing and contradicts.
    """
    if text == figure:
        return "agrees"
    if text.unit != figure.unit or text.qualifier == "exact":
        return "contradicts"
    stated = range_of(text)
    if one_sided and text.qualifier == "over":
        stated.high = None
    return "consistent" if range_of(figure).lies_in(stated) else "contradicts"


def exceed(parts: Iterable[Quantity], whole: Quantity) -> bool:
    """Tell whether parts are surely more than their whole."""
    most = range_of(whole).high
    return most is not None and sum((range_of(part).low for part in parts), Decimal(0)) > most


def exceed_breakdowns(parts: Sequence[Quantity], whole: Quantity) -> bool:
    """Tell whether parts, in their order, are surely more than their whole breaks down into.

    A whole may be broken down more than once: parts side by side that make it up exactly are one
    breakdown, and all that is left another.
    """
    return exceed([parts[at] for at in outside_breakdowns(parts, whole)], whole)


def outside_breakdowns(parts: Sequence[Quantity], whole: Quantity) -> list[int]:
    """Return which of the parts are in no run that makes up their whole exactly, by number."""
    left = list(range(len(parts)))
    while (run := _exact_run([parts[at] for at in left], whole.value)) is not None:
        del left[run]
    return left


def _exact_run(parts: Sequence[Quantity], total: Decimal) -> slice | None:
    """Return the first parts side by side that make up `total` exactly; None where none do."""
    reached, so_far = {Decimal(0): 0}, Decimal(0)
    for end, part in enumerate(parts, 1):
        so_far += part.value
        if (start := reached.get(so_far - total)) is not None:
            return slice(start, end)
        reached[so_far] = end
    return None


class Derived(NamedTuple):
    """A number computed from quantities, with what is known of it."""

    value: Decimal
    qualifier: Qualifier


# Why a number cannot be computed.
Reason = Literal[
    "approximate", "both_bounds", "zero", "units", "rates", "part", "scope", "missing", "rank"
]
_ALL = Derived(Decimal(1), "exact")


def shares(parts: Sequence[Quantity]) -> list[Derived | Reason]:
    """Return the share of each of `parts` in the sum of all, 0 to 1.

    All must have one unit, and none may be part of another. The sum of nothing has no shares, and
    rates have no sum.
    """
    if any(part.unit == "%" for part in parts):
        return ["rates"] * len(parts)
    if any(part.qualifier == "about" for part in parts):
        return ["approximate"] * len(parts)
    value = sum((part.value for part in parts), _ZERO)
    sides = Counter(_side(part.qualifier) for part in parts)
    opened = sum(not CLAIMS[part.qualifier].closed for part in parts)
    found: list[Derived | Reason] = []
    for part in parts:
        side, is_open = _side(part.qualifier), not CLAIMS[part.qualifier].closed
        up, down = sides[1] - (side == 1), sides[-1] - (side == -1)
        rest = _bound(bool(up) - bool(down), opened == is_open)
        if up and down:
            found.append("both_bounds")
        elif value == 0:
            found.append("zero")
        elif value == part.value and rest == "exact":
            found.append(_ALL)
        else:
            found.append(_quotient(part, value, rest))
    return found


def ranks(quantities: Sequence[Quantity]) -> list[int | Reason]:
    """Return the rank of each of `quantities` of one unit, the largest first; equals share one.

    Where what a quantity may stand for reaches beyond another, neither has a rank.
    """
    from bisect import bisect_left, bisect_right

    spans = [range_of(one) for one in quantities]
    lows, highs = [span.start for span in spans], [span.end for span in spans]
    sorted_lows, sorted_highs = sorted(lows), sorted(highs)
    equal = Counter(one.value for one in quantities if one.qualifier == "exact")
    found: list[int | Reason] = []
    for one, low, high in zip(quantities, lows, highs, strict=True):
        above = len(quantities) - bisect_right(sorted_lows, high)
        below = bisect_left(sorted_highs, low)
        alike = equal[one.value] if one.qualifier == "exact" else 1
        found.append(above + 1 if above + alike + below == len(quantities) else "rank")
    return found


def change(now: Quantity, then: Quantity) -> Derived | Reason:
    """Return now - then, in their unit; for a unit of per cent, in percentage points."""
    if now.unit != then.unit:
        return "units"
    if "about" in (now.qualifier, then.qualifier):
        return "approximate"
    qualifier = _opposed(now.qualifier, then.qualifier)
    return "both_bounds" if qualifier is None else Derived(now.value - then.value, qualifier)


def growth(now: Quantity, then: Quantity) -> Derived | Reason:
    """Return (now - then) / then: 0.25 is a quarter more."""
    if now.unit != then.unit:
        return "units"
    ratio = divide(now, then)
    return ratio if isinstance(ratio, str) else ratio._replace(value=ratio.value - 1)


def divide(numerator: Quantity, denominator: Quantity) -> Derived | Reason:
    """Return numerator / denominator, whatever their units, or why there is none.

    A numerator of exactly zero gives exactly zero. 28 digits, rounded as `rounded` does.
    """
    return "zero" if denominator.value == 0 else _quotient(numerator, *denominator[:2])


def _quotient(above: Quantity, below: Decimal, falling: Qualifier) -> Derived | Reason:
    """Return above / below, where what is claimed `falling` makes the quotient smaller."""
    if above.value == 0 and above.qualifier in ("exact", "at_most"):
        return Derived(_ZERO, "exact")
    if "about" in (above.qualifier, falling):
        return "approximate"
    qualifier = _opposed(above.qualifier, falling)
    if qualifier is None:
        return "both_bounds"
    context = Context(rounding=CLAIMS[qualifier].rounding)
    return Derived(context.divide(above.value, below), qualifier)


def _opposed(rising: Qualifier, falling: Qualifier) -> Qualifier | None:
    """Return what is known of a number that grows with one operand and shrinks with the other."""
    up, down = _side(rising), -_side(falling)
    if up * down < 0:
        return None
    return _bound(up + down, CLAIMS[rising].closed and CLAIMS[falling].closed)


def _side(qualifier: Qualifier) -> int:
    """Return on which side a bound leaves the true number; "about" is none and never gets here."""
    return CLAIMS[qualifier].side or 0


def _bound(side: int, closed: bool) -> Qualifier:
    """Return the qualifier of a number that lies on a side of its value, or is the value."""
    if side == 0:
        return "exact"
    if side > 0:
        return "at_least" if closed else "over"
    return "at_most" if closed else "under"


def rounded(derived: Derived, places: int) -> Decimal:
    """Return the value to `places` decimals, half up; a lower bound down, an upper bound up."""
    return derived.value.quantize(Decimal(1).scaleb(-places), CLAIMS[derived.qualifier].rounding)


def significant(derived: Derived, digits: int) -> Decimal:
    """Return the value to `digits` significant digits, rounded as `rounded` does."""
    context = Context(digits, CLAIMS[derived.qualifier].rounding)
    return context.plus(derived.value)
