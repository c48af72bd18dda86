"""A number held against a figure: does it agree, and if not, how may it have come of it?

digits transposed    481 of 418           万 lost or added      1.7 of 1.7万
one digit off        417 of 418           余 lost or added      1.7万 of 1.7万余
a digit missing      48 of 418            unit changed          418条 of 418件
a digit too many     4118 of 418          another figure's, or another year's, value
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from cppcc_cli import numerals
from cppcc_cli.dataset import Dataset, Figure
from cppcc_cli.errors import UsageError
from cppcc_cli.messages import Message, Text, findings
from cppcc_cli.quantity import SCALES, Agreement, Quantity, agreement, plain
from cppcc_cli.query import counterpart
from cppcc_cli.text.lexicon import UnitFit, unit_fit

# Among numbers of two digits, one differs in one digit from every sixth.
_TELLING_DIGITS = 3

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


def read_value(given: str, figure: Figure, unit_en: str = "") -> Quantity:
    """Return the quantity that was typed, in the unit of `figure` where it has none of its own.

    418 items and 418 proposals have its unit, in English. Raises UsageError for what is no number.
    """
    stated = given.strip().rstrip("。，；、,;.")
    number, _, noun = stated.rpartition(" ")
    if noun.lower() in f"{unit_en} {figure.name.say('en')}".lower().split():
        stated = number
    quantity = numerals.read(stated) or numerals.read(numerals.complete(stated, figure.unit))
    if quantity is None:
        most, digits = numerals.MOST_DIGITS, sum(map(str.isnumeric, stated))
        said = findings.NUMBER_TOO_LONG if digits > most else findings.NO_NUMBER
        raise UsageError(said.about(value=given, printed=figure.printed, most=most))
    # 418件提案: what follows the unit is the thing.
    thing = quantity.unit.removeprefix(figure.unit)
    is_thing = quantity.unit.startswith(figure.unit) and not thing.startswith("次")
    return quantity._replace(unit=figure.unit) if is_thing else quantity


def agreement_with(
    quantity: Quantity, figure: Quantity, unit: UnitFit, one_sided: bool = False
) -> Agreement | None:
    """Return how a number stands to a figure; None where its unit leaves that open.

    `unit` is how their units stand to each other, `one_sided` whether a word bounds the number
    below only.
    """
    if unit == "other":
        return None
    alike = agreement(Quantity(*quantity[:2], figure.unit), figure, one_sided)
    if unit == "near":
        return "consistent" if alike != "contradicts" else None
    return alike


def verify(
    dataset: Dataset, figure: Figure, given: str, others: Iterable[Dataset] = ()
) -> Verified:
    """Return the verdict on the number `given` for `figure`; UsageError where it is none.

    `others` are datasets of other years, whose values a slip may have taken.
    """
    quantity = read_value(given, figure, dataset.units.get(figure.unit, ""))
    unit = unit_fit(quantity.unit, figure.unit)
    one_sided = numerals.is_one_sided(given)
    verdict: Verdict = agreement_with(quantity, figure.quantity, unit, one_sided) or "unknown"
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
    said = findings.EXPECTED.about(printed=printed, slip=found and in_words(found))
    return verified._replace(reason=said, slip=found[0].code if found else None)


# What a slip is called in records.
Code = Literal[
    "qualifier", "unit", "scale", "transposed", "digit", "decimal", "other_figure", "other_year"
]


class Slip(NamedTuple):
    """One way in which a number may have come of a figure, and whether chance is unlikely."""

    code: Code
    message: Message
    telling: bool


def slips(
    given: Quantity, figure: Figure, dataset: Dataset, others: Iterable[Dataset] = ()
) -> list[Slip]:
    """Return how `given`, which contradicts `figure`, may have come of it; the likeliest first.

    Values of other figures are those of `dataset`; `others` are datasets of other years. What a
    slip of the pen explains was not taken from them.
    """
    written = [*_of_form(given, figure), *_in_digits(given, figure.quantity, figure.printed)]
    is_told = any(slip.telling for slip in written)
    return written if is_told else [*written, *_of_others(given, figure, dataset, others)]


def resembles(given: Quantity, meant: Quantity, perhaps: bool = False) -> bool:
    """Tell whether a number is plainly a slip of another: in its digits, or by a 万.

    Or `perhaps`, as one of two digits may be by chance.
    """
    return any(slip.telling or perhaps for slip in _in_digits(given, meant))


def likeness_in_bits(given: Quantity, meant: Quantity) -> int | None:
    """Return in how many bits a number is like another that it may be a slip of; None for none.

    A digit has three. Few numbers differ by a point or a 万 alone, many by one digit.
    """
    is_it = given.value == meant.value
    bits = [-1] if is_it else [_BITS[slip.code] for slip in _in_digits(given, meant)]
    return 3 * min(4, len(_significant(plain(meant.value)))) + max(bits) if bits else None


_BITS = {"scale": 2, "decimal": 2, "transposed": -1, "digit": -4}


def in_words(found: Sequence[Slip]) -> Message:
    """Return the slips as one clause that follows a sentence."""
    return findings.LIKELY_SLIP.about(slips=[slip.message for slip in found])


def _of_form(given: Quantity, figure: Figure) -> Iterator[Slip]:
    """Yield what was done to qualifier or unit, where the number is right."""
    value, qualifier, unit = figure.quantity
    if given.value != value:
        return
    word = numerals.qualifier_word(figure.printed)
    if given.qualifier != qualifier:
        lost = findings.WORD_LOST if given.qualifier == "exact" else findings.QUALIFIER_CHANGED
        said = findings.QUALIFIER_ADDED if qualifier == "exact" else lost
        yield Slip("qualifier", said.about(word=word), True)
    if given.unit != unit:
        yield Slip("unit", findings.UNIT_CHANGED.about(unit=unit), True)


def _in_digits(given: Quantity, meant: Quantity, printed: str = "") -> list[Slip]:
    """Return what was done to the digits of a number, or to where its point or its 万 stands."""
    ours, theirs = plain(meant.value), plain(given.value)
    # A 万 changes no other digit, nor does a point.
    if _significant(ours) != _significant(theirs):
        return [*_of_digits(ours, theirs)]
    scaled = [*_of_scale(given, meant, printed)]
    is_moved = any(slip.code == "decimal" for slip in scaled)
    return scaled if is_moved else [*scaled, *_of_digits(ours, theirs)]


def _of_scale(given: Quantity, meant: Quantity, printed: str) -> Iterator[Slip]:
    for word, places in SCALES.items():
        if meant.value and given.value.scaleb(places) == meant.value:
            said = findings.WORD_LOST.about(word=word)
            if word == "万" and "亿" in printed:
                said = findings.SCALE_TAKEN.about(word="亿", given="万")
            yield Slip("scale", said, True)
        if meant.value and meant.value.scaleb(places) == given.value:
            said = findings.SCALE_ADDED.about(word=word)
            if word == "万" and "万" in printed:
                said = findings.SCALE_TAKEN.about(word="万", given="亿")
            yield Slip("scale", said, True)
    whole = all(one.value == one.value.to_integral() for one in (given, meant))
    if "." in printed or not whole:
        for places in (1, 2, 3):
            if meant.value in (given.value.scaleb(places), given.value.scaleb(-places)):
                yield Slip("decimal", findings.DECIMAL_MOVED.about(), True)


def _significant(printed: str) -> str:
    return printed.replace(".", "").strip("0")


def _of_digits(ours: str, theirs: str) -> Iterator[Slip]:
    said = None
    if len(ours) == len(theirs):
        apart = sum(one != other for one, other in zip(ours, theirs, strict=True))
        if apart == 2 and sorted(ours) == sorted(theirs):
            yield Slip("transposed", findings.TRANSPOSED.about(), True)
        said = findings.ONE_DIGIT if apart == 1 else None
    elif len(theirs) == len(ours) - 1 and _is_with_one_more(ours, theirs):
        said = findings.DIGIT_MISSING
    elif len(theirs) == len(ours) + 1 and _is_with_one_more(theirs, ours):
        said = findings.DIGIT_ADDED
    if said:
        yield Slip("digit", said.about(), len(ours) >= _TELLING_DIGITS)


def _is_with_one_more(longer: str, shorter: str) -> bool:
    """Tell whether one digit taken out of `longer` leaves `shorter`."""
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _of_others(
    given: Quantity, figure: Figure, dataset: Dataset, others: Iterable[Dataset]
) -> Iterator[Slip]:
    """Yield the figures that do have this number: others of the year, the same of another."""
    # Numbers of two digits are alike by chance.
    telling = len(plain(given.value).strip("0.")) >= _TELLING_DIGITS
    if given.value == figure.quantity.value or not telling:
        return
    for other in dataset.figures.values():
        if (other.value, other.qualifier) == given[:2] and other.id != figure.id:
            label = Text(f"{other.name.zh}（{other.id}）", f"{other.name.say('en')} ({other.id})")
            yield Slip("other_figure", findings.OTHER_FIGURE.about(figure=label), False)
    for year in others:
        same = counterpart(year, figure)
        if same is not None and year.body.zh == dataset.body.zh and same.quantity[:2] == given[:2]:
            yield Slip("other_year", findings.OTHER_YEAR.about(year=year.year), False)
