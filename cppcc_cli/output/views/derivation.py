"""How derived numbers are worded: ratios, shares and growth, and why there is none."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from cppcc_cli import messages
from cppcc_cli.dataset.model import Dataset, Ratio
from cppcc_cli.language import Language, Message, Text
from cppcc_cli.output import labels
from cppcc_cli.output.table import Number
from cppcc_cli.output.views.wording import on_one_line, qualified, quantity_in_words
from cppcc_cli.quantity import Derived, Reason, divide, grouped, rounded, significant

Form = Literal["number", "percent", "times"]
_FORMS: dict[Form, Text] = {
    "number": Text("{}", "{}"),
    "percent": Text("{}%", "{}%"),
    "times": labels.TIMES,
}


def seen_of(derived: Derived, form: Form) -> Decimal:
    """Return a derived number as people see it, to one decimal; for a per cent, 0 to 100."""
    if form == "percent":
        derived = derived._replace(value=derived.value * 100)
    # What one decimal would make nothing of keeps its first digit.
    return rounded(derived, 1) or significant(derived, 1)


def derived_as_number(
    derived: Derived | Reason | None, language: Language, form: Form
) -> Number | None:
    """Return a derived number as `derived_in_words` rounds it; None where there is none."""
    if not isinstance(derived, Derived):
        return None
    seen = seen_of(derived, form)
    if form == "percent":
        number = Number(seen.scaleb(-2), form="percent")
    else:
        before, _, after = _FORMS[form].say(language).partition("{}")
        number = Number(seen, before, after)
    return qualified(number, derived.qualifier, language)


def derived_in_words(derived: Derived | Reason, language: Language, form: Form) -> str:
    """Return a derived number to one decimal with its qualifier, or an en dash and the reason."""
    if isinstance(derived, str):
        return labels.NOT_COMPUTED.say(language).format(messages.REASONS[derived].say(language))
    number = _FORMS[form].say(language).format(grouped(seen_of(derived, form)))
    return labels.QUALIFIED[derived.qualifier].say(language).format(number)


def missing(derived: Iterable[tuple[Text, object]], language: Language) -> str | None:
    """Return what of some derived numbers could not be computed, each with its label, and why."""
    said = [
        labels.MISSING.say(language).format(
            what=what.say(language), why=messages.REASONS[why].say(language)
        )
        for what, why in derived
        if isinstance(why, str)
    ]
    return labels.SEMICOLON.say(language).join(said) or None


def not_computed(derived: Iterable[object]) -> list[Message]:
    """Return a sentence for each reason among derived numbers; what is not there is told apart."""
    reasons = dict.fromkeys(why for why in derived if isinstance(why, str) and why != "missing")
    return [messages.NOT_COMPUTED.about(reason=messages.REASONS[why]) for why in reasons]


def ratio_in_words(dataset: Dataset, ratio: Ratio, language: Language) -> str:
    """Return a declared ratio with its name, its number and the two figures it is made of."""
    number, above, below = ratio_parts(dataset, ratio, language)
    return labels.RATIO_LINE.say(language).format(
        name=on_one_line(ratio.name, language), number=number, above=above, below=below
    )


def ratio_parts(dataset: Dataset, ratio: Ratio, language: Language) -> tuple[str, str, str]:
    """Return what a declared ratio comes to, and the two figures it is made of, in words."""
    above, below = dataset.figures[ratio.numerator], dataset.figures[ratio.denominator]
    derived = divide(above.quantity, below.quantity)
    percent = above.quantity.unit == below.quantity.unit
    number = derived_in_words(derived, language, "percent" if percent else "number")
    if not percent and not isinstance(derived, str):
        number = labels.PER.say(language).format(
            number=number,
            above=dataset.unit(above).say(language),
            below=dataset.unit(below).say(language),
        )
    return (
        number,
        quantity_in_words(dataset, above, language),
        quantity_in_words(dataset, below, language),
    )
