"""Changes over the years: how they are worded, and what is said where one cannot be computed."""

from collections.abc import Sequence
from decimal import Decimal

from cppcc_cli.language import Language, Message
from cppcc_cli.messages import collections
from cppcc_cli.output import labels
from cppcc_cli.output.table import Computed, Number, Raw
from cppcc_cli.output.views.derivation import derived_as_number, not_computed, seen_of
from cppcc_cli.output.views.wording import EN_DASH, qualified
from cppcc_cli.quantity import Derived, grouped, significant
from cppcc_cli.query.across import Maybe, Placed


def change_as_number(one: Placed, language: Language) -> Number | None:
    """Return a change as a number that is the difference of two values of its row."""
    if not isinstance(one.change, Derived) or one.base is None:
        return None
    points = labels.POINTS if one.figure.quantity.unit == "%" else labels.QUALIFIED["exact"]
    number = Number(
        one.change.value,
        after=points.say(language).partition("{}")[2],
        signed=True,
        computed=Computed("difference", f"value_{one.dataset.year}", f"value_{one.base.year}"),
    )
    return qualified(number, one.change.qualifier, language)


def growth_as_number(one: Placed, language: Language) -> Number | None:
    """Return a growth in per cent as a number that follows from two values of its row."""
    number = derived_as_number(one.growth, language, "percent") if one.growth else None
    if number is None or not isinstance(one.growth, Derived) or one.base is None:
        return None
    # A bound is rounded to its safe side, which no program does by itself.
    exact = one.growth.qualifier == "exact"
    computed = Computed("growth", f"value_{one.dataset.year}", f"value_{one.base.year}")
    return number._replace(signed=True, computed=computed if exact else None)


def change_in_words(one: Placed, language: Language) -> str:
    """Return a change with its sign and its per cent: +12 (+3.4%); per cents in points."""
    if not isinstance(one.change, Derived):
        return EN_DASH if one.change else ""
    points = one.figure.quantity.unit == "%"
    said = _signed(one.change.value)
    if points:
        said = labels.POINTS.say(language).format(said)
    if isinstance(one.growth, Derived):
        said += f" ({_signed(seen_of(one.growth, 'percent'))}%)"
    return labels.QUALIFIED[one.change.qualifier].say(language).format(said)


def _signed(value: Decimal) -> str:
    return f"+{grouped(value)}" if value > 0 else grouped(value)


def percent(growth: Maybe) -> Raw:
    """Return a growth in per cent as machines get it."""
    if not isinstance(growth, Derived):
        return None
    return significant(growth._replace(value=growth.value * 100), 4)


def changes_missing(placed: Sequence[Placed]) -> list[Message]:
    """Return which figures were not compared with what they were, and why."""
    others = [other_figure(one) for one in placed]
    alike = [one for one, other in zip(placed, others, strict=True) if other is None]
    said: list[Message] = []
    for other in others:
        if other is not None and other not in said:
            said.append(other)
    return [*said, *not_computed(why for one in alike for why in (one.change, one.growth))]


def other_figure(one: Placed) -> Message | None:
    """Return that a figure is another than it was: of another unit, or another scope."""
    then = one.base.figures.get(one.figure.id) if one.base else None
    if then is None or one.base is None:
        return None
    years = {"figure": one.figure.name, "then": one.base.year, "now": one.dataset.year}
    if then.quantity.unit != one.figure.quantity.unit:
        units = {"one": one.base.unit(then), "other": one.unit}
        return collections.CHANGED_UNIT.about(**years, **units)
    return collections.CHANGED_SCOPE.about(**years) if then.scope != one.figure.scope else None
