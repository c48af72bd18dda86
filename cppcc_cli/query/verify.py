"""A number held against a figure: does it agree, and if not, what slip is likely."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from cppcc_cli import numerals
from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.errors import UsageError
from cppcc_cli.language import Message
from cppcc_cli.messages import findings
from cppcc_cli.quantity import Agreement, Quantity, agreement
from cppcc_cli.query.slips import in_words, slips
from cppcc_cli.text.lexicon import UnitFit, unit_fit

# What is unknown is left to a person: a number in a unit of another kind.
Verdict = Agreement | Literal["unknown"]


class Verified(NamedTuple):
    """What was given for a figure, the verdict, and the reason of any but `agrees`."""

    figure: Figure
    given: str
    quantity: Quantity
    verdict: Verdict
    reason: Message | None
    # The code of the likeliest slip.
    slip: str | None = None


def read_value(given: str, figure: Figure) -> Quantity:
    """Return the quantity that was typed, in the unit of `figure` where it has none of its own.

    Raises UsageError for what is no number.
    """
    stated = given.strip()
    quantity = numerals.read(numerals.complete(stated, figure.quantity.unit))
    quantity = numerals.read(stated) or quantity
    if quantity is None:
        raise UsageError(findings.NO_NUMBER.about(value=given, printed=figure.printed))
    # 418件提案: what follows the unit is the thing.
    thing = quantity.unit.removeprefix(figure.unit)
    is_thing = quantity.unit.startswith(figure.unit) and not thing.startswith("次")
    return quantity._replace(unit=figure.unit) if is_thing else quantity


def held(
    quantity: Quantity, figure: Quantity, unit: UnitFit, one_sided: bool = False
) -> Agreement | None:
    """Return how a number stands to a figure; None where its unit leaves that open.

    `unit` is how their units stand to each other, `one_sided` whether a word bounds the number
    below only.
    """
    alike = agreement(quantity._replace(unit=figure.unit), figure, one_sided)
    if unit in ("same", "alike"):
        return alike
    return "consistent" if unit == "near" and alike != "contradicts" else None


def verify(
    dataset: Dataset, figure: Figure, given: str, others: Iterable[Dataset] = ()
) -> Verified:
    """Return the verdict on the number `given` for `figure`; UsageError where it is none.

    `others` are datasets of other years, whose values a slip may have taken.
    """
    quantity = read_value(given, figure)
    unit = unit_fit(quantity.unit, figure.unit)
    one_sided = numerals.is_one_sided(given)
    verdict: Verdict = held(quantity, figure.quantity, unit, one_sided) or "unknown"
    verified = Verified(figure, given, quantity, verdict, None)
    is_other = quantity.unit != figure.unit
    if verdict == "contradicts":
        # Its unit is one of the family, and no slip.
        quantity = quantity._replace(unit=figure.unit)
    elif is_other and (verdict != "unknown" or quantity.value != figure.value):
        return verified._replace(reason=findings.COUNTED_IN.about(unit=figure.unit))
    if verdict == "agrees":
        return verified
    printed = figure.printed
    if verdict == "consistent":
        return verified._replace(reason=findings.VAGUER.about(printed=printed))
    found = list(slips(quantity, figure, dataset, others))
    if not found:
        return verified._replace(reason=findings.EXPECTED.about(printed=printed))
    said = findings.EXPECTED_AND_SLIP.about(printed=printed, slip=in_words(found))
    return verified._replace(reason=said, slip=found[0].code)
