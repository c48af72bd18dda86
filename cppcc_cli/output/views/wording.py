"""How names, values and sources are worded for people, in every view alike."""

from typing import Literal

from cppcc_cli import messages
from cppcc_cli.dataset.model import Dataset, Figure, Ratio
from cppcc_cli.derived import Derived, Reason, divide, rounded, significant
from cppcc_cli.language import Language, Message, Text
from cppcc_cli.output import labels
from cppcc_cli.quantities import grouped

EN_DASH = "–"
Form = Literal["number", "percent", "times"]
_FORMS: dict[Form, Text] = {
    "number": Text("{}", "{}"),
    "percent": Text("{}%", "{}%"),
    "times": labels.TIMES,
}


def both_names(name: Text, language: Language) -> str:
    """Return a name; in English the official Chinese one stands beside it, or on the next line."""
    if language == "zh" or not name.en or name.en == name.zh:
        return name.zh
    return f"{name.en}\n{name.zh}"


def value_in_words(figure: Figure, language: Language) -> str:
    """Return the value as people read it: in Chinese as printed, in English with the qualifier."""
    value, qualifier, unit = figure.quantity
    if qualifier == "exact" or language == "en":
        return labels.QUALIFIED[qualifier].en.format(grouped(value))
    before, found, after = figure.printed.rpartition(unit)
    return (before + after if found else figure.printed).strip()


def on_one_line(name: Text, language: Language) -> str:
    """Return a name, in English with the Chinese one beside it, to stand inside a sentence."""
    return both_names(name, language).replace("\n", " ")


def quantity_in_words(dataset: Dataset, figure: Figure, language: Language) -> str:
    """Return the value with its unit; 418 items, 418件."""
    value = value_in_words(figure, language)
    unit = dataset.unit(figure).say(language)
    return f"{value}{unit}" if language == "zh" else f"{value} {unit}"


def derived_in_words(derived: Derived | Reason, language: Language, form: Form) -> str:
    """Return a derived number to one decimal with its qualifier, or an en dash and the reason."""
    if isinstance(derived, str):
        return labels.NOT_COMPUTED.say(language).format(messages.REASONS[derived].say(language))
    if form == "percent":
        derived = derived._replace(value=derived.value * 100)
    # What one decimal would make nothing of keeps its first digit.
    value = rounded(derived, 1) or significant(derived, 1)
    number = _FORMS[form].say(language).format(grouped(value))
    return labels.QUALIFIED[derived.qualifier].say(language).format(number)


def ratio_in_words(dataset: Dataset, ratio: Ratio, language: Language) -> str:
    """Return a declared ratio with its name, its number and the two figures it is made of."""
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
    return labels.RATIO_LINE.say(language).format(
        name=on_one_line(ratio.name, language),
        number=number,
        above=quantity_in_words(dataset, above, language),
        below=quantity_in_words(dataset, below, language),
    )


def word(words: dict[str, Text], name: str | None, language: Language) -> str:
    return words[name].say(language) if name in words else ""


def source_note(dataset: Dataset) -> Message:
    """Return the line that names the source of a dataset."""
    source = dataset.source
    known = [f"《{source.title}》", source.publisher, source.published]
    parts = [str(part) for part in known if part]
    return messages.SOURCE_NOTE.about(source=Text("，".join(parts), ", ".join(parts)))
