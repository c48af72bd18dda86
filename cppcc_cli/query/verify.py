"""A number held against a figure: does it agree, and if not, what slip is likely."""

from collections.abc import Iterable
from typing import NamedTuple

from cppcc_cli import numerals
from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.errors import UsageError
from cppcc_cli.language import Message
from cppcc_cli.messages import findings
from cppcc_cli.quantity import Agreement, Quantity, agreement
from cppcc_cli.query.slips import in_words, slips


class Verified(NamedTuple):
    """What was given for a figure, the verdict, and the reason of any but `agrees`."""

    figure: Figure
    given: str
    quantity: Quantity
    verdict: Agreement
    reason: Message | None


def read_value(given: str, figure: Figure) -> Quantity:
    """Return the quantity that was typed, in the unit of `figure` where it has none of its own.

    Raises UsageError for what is no number.
    """
    stated = given.strip()
    quantity = numerals.read(numerals.complete(stated, figure.quantity.unit))
    quantity = numerals.read(stated) or quantity
    if quantity is None:
        raise UsageError(findings.NO_NUMBER.about(value=given, printed=figure.printed))
    return quantity


def verify(
    dataset: Dataset, figure: Figure, given: str, others: Iterable[Dataset] = ()
) -> Verified:
    """Return the verdict on the number `given` for `figure`; UsageError where it is none.

    `others` are datasets of other years, whose values a slip may have taken.
    """
    quantity = read_value(given, figure)
    verdict = agreement(quantity, figure.quantity, numerals.is_one_sided(given))
    reason = _reason(dataset, figure, quantity, verdict, others)
    return Verified(figure, given, quantity, verdict, reason)


def _reason(
    dataset: Dataset,
    figure: Figure,
    given: Quantity,
    verdict: Agreement,
    others: Iterable[Dataset],
) -> Message | None:
    if verdict == "agrees":
        return None
    if verdict == "consistent":
        return findings.VAGUER.about(printed=figure.printed)
    found = slips(given, figure, dataset, others)
    if found:
        return findings.EXPECTED_AND_SLIP.about(printed=figure.printed, slip=in_words(found))
    return findings.EXPECTED.about(printed=figure.printed)
