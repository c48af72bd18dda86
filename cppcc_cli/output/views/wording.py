"""How names, values and sources are worded for people, in every view alike."""

from cppcc_cli import messages
from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.language import Language, Message, Text
from cppcc_cli.output import labels
from cppcc_cli.quantities import Derived, Reason, grouped, rounded


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


def quantity_in_words(dataset: Dataset, figure: Figure, language: Language) -> str:
    """Return the value with its unit; 418 items, 418件."""
    value = value_in_words(figure, language)
    unit = dataset.unit(figure).say(language)
    return f"{value}{unit}" if language == "zh" else f"{value} {unit}"


def derived_in_words(derived: Derived | Reason, language: Language, percent: bool = False) -> str:
    """Return a derived number to one decimal with its qualifier, or an en dash and the reason."""
    if isinstance(derived, str):
        return labels.NOT_COMPUTED.say(language).format(messages.REASONS[derived].say(language))
    scaled = derived._replace(value=derived.value * (100 if percent else 1))
    number = grouped(rounded(scaled, 1)) + ("%" if percent else "")
    return labels.QUALIFIED[derived.qualifier].say(language).format(number)


def word(words: dict[str, Text], name: str | None, language: Language) -> str:
    return words[name].say(language) if name in words else ""


def source_note(dataset: Dataset) -> Message:
    """Return the line that names the source of a dataset."""
    source = dataset.source
    title = f" 《{source.title}》" if source.reference != source.title else ""
    return messages.SOURCE_NOTE.about(source=f"{source.reference}{title}")
