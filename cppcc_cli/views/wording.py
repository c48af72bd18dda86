"""How names, values, derived numbers and sources are worded for people, in every view alike."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from cppcc_cli import messages
from cppcc_cli.dataset.model import Dataset, Figure, Ratio
from cppcc_cli.language import Language, Message, Text
from cppcc_cli.messages import collections, labels
from cppcc_cli.output.table import Column, Number, Raw
from cppcc_cli.quantity import (
    CLAIMS,
    Derived,
    Qualifier,
    Quantity,
    Reason,
    divide,
    grouped,
    plain,
    rounded,
    significant,
)

EN_DASH = "–"
_FULL_NAME = "中国人民政治协商会议(.+)委员会"
_FULL_NAME_EN = "(.+?)(?: Municipal| Provincial| County| District)? Committee of the CPPCC"
# Up to so many years are named, where some between them are missing.
_MOST_YEARS = 6
# The sources of more datasets are counted, not named.
_MOST_SOURCES = 6


def both_names(name: Text, language: Language) -> str:
    """Return a name; in English the official Chinese one stands beside it, or on the next line."""
    if language == "zh" or not name.en or name.en == name.zh:
        return name.zh
    return f"{name.en}\n{name.zh}"


def value_in_words(figure: Figure, language: Language) -> str:
    """Return the value as people read it: in Chinese as printed, in English with the qualifier."""
    value, qualifier, unit = figure.quantity
    if qualifier == "exact" or language == "en":
        return CLAIMS[qualifier].said.en.format(grouped(value))
    before, found, after = figure.printed.rpartition(unit)
    return (before + after if found else figure.printed).strip()


def value_as_number(figure: Figure, language: Language) -> Number:
    """Return the value as a number with the words around it: more than 17,000; 60余.

    In Chinese the words are those of the source, where it prints the very digits of the value.
    With 17,000 in the place of 1.7, those of 1.7万余 would be false: there the qualifier is said
    as for a derived number, 超过17,000, which is as true.
    """
    value, qualifier, _ = figure.quantity
    if qualifier != "exact" and language == "zh":
        words = value_in_words(figure, language)
        for digits in (grouped(value), plain(value)):
            before, found, after = words.partition(digits)
            if found:
                return Number(value, before, after)
    return qualified(Number(value), qualifier, language)


def quantity_as_number(quantity: Quantity, language: Language) -> Number:
    """Return the value of a quantity as a number with the words of its qualifier."""
    return qualified(Number(quantity.value), quantity.qualifier, language)


def qualified(number: Number, qualifier: Qualifier, language: Language) -> Number:
    """Return a number with the words of a qualifier around those that it has."""
    before, _, after = CLAIMS[qualifier].said.say(language).partition("{}")
    return number._replace(before=before + number.before, after=number.after + after)


def on_one_line(name: Text, language: Language) -> str:
    """Return a name, in English with the Chinese one beside it, to stand inside a sentence."""
    return both_names(name, language).replace("\n", " ")


def quantity_in_words(dataset: Dataset, figure: Figure, language: Language) -> str:
    """Return the value with its unit; 418 items, 418件."""
    value = value_in_words(figure, language)
    unit = dataset.unit(figure).say(language)
    return f"{value}{unit}" if language == "zh" else f"{value} {unit}"


def word(words: dict[str, Text], name: str | None, language: Language) -> str:
    return words[name].say(language) if name in words else ""


def source_note(dataset: Dataset) -> Message:
    """Return the line that names the source of a dataset."""
    return messages.SOURCE_NOTE.about(source=reference_in_words(dataset))


def reference_in_words(dataset: Dataset) -> Text:
    """Return the title, the publisher and the date of a source, as far as they are known."""
    source = dataset.source
    known = [f"《{source.title}》", source.publisher, source.published]
    parts = [str(part) for part in known if part]
    return Text("，".join(parts), ", ".join(parts))


def source_notes(datasets: Sequence[Dataset]) -> list[Message]:
    """Return a line for the source of each dataset; of many, only how many they are."""
    if len(datasets) == 1:
        return [source_note(datasets[0])]
    if len(datasets) > _MOST_SOURCES:
        return [collections.SOURCES_COUNTED.about(count=len(datasets))]
    return [
        collections.SOURCE_OF.about(
            year=one.year, body=short_body(one), source=reference_in_words(one)
        )
        for one in datasets
    ]


def short_body(dataset: Dataset) -> Text:
    """Return the name of a committee as it is commonly called: 丽水市政协, Lishui CPPCC."""
    zh, en = dataset.body
    full, full_en = re.fullmatch(_FULL_NAME, zh), re.fullmatch(_FULL_NAME_EN, en)
    return Text(f"{full[1]}政协" if full else zh, f"{full_en[1]} CPPCC" if full_en else en)


def title_of(datasets: Sequence[Dataset]) -> Text | None:
    """Return what a table is of: the title of a dataset, or the committee and years of several."""
    if len(datasets) < 2:
        return datasets[0].title if datasets else None
    bodies = {dataset.body.zh for dataset in datasets}
    years = _years({dataset.year for dataset in datasets})
    named = Text(f"{len(bodies)} 个政协", f"{len(bodies)} committees")
    if len(bodies) == 1:
        named = short_body(datasets[0])
    return Text(f"{named.zh}：{years.zh}年", f"{named.say('en')}: {years.en}")


def _years(years: Iterable[int]) -> Text:
    """Return years named, or the first and the last of a run of them or of many."""
    several = sorted(years)
    first, last = several[0], several[-1]
    run = last - first == len(several) - 1
    if len(several) > 2 and (run or len(several) > _MOST_YEARS):
        return Text(f"{first}–{last}", f"{first}–{last}")
    return Text(*(comma.join(map(str, several)) for comma in labels.COMMA))


def placing_columns(datasets: Sequence[Dataset]) -> list[Column]:
    """Return the columns that tell rows of several datasets apart: the year, the committee."""
    columns = []
    if len({dataset.body.zh for dataset in datasets}) > 1:
        columns.append(body_column)
    if len({dataset.year for dataset in datasets}) > 1:
        columns.append(year_column)
    return columns


body_column = Column(
    "body",
    labels.BODY,
    lambda row: row.dataset.body.zh,
    shown=lambda row, language: short_body(row.dataset).say(language),
)
year_column = Column("year", labels.YEAR, lambda row: row.dataset.year)


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
    return CLAIMS[derived.qualifier].said.say(language).format(number)


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


def number(derived: Derived | Reason | None) -> Raw:
    """Return a derived number as machines get it."""
    return significant(derived, 4) if isinstance(derived, Derived) else None


def qualifier(derived: Derived | Reason | None) -> Raw:
    """Return the qualifier of a derived number as machines get it."""
    return derived.qualifier if isinstance(derived, Derived) else None


def in_words(derived: Derived | Reason | None, language: Language, form: Form) -> str:
    """Return a derived number as people read it, an en dash where it could not be computed."""
    if isinstance(derived, Derived):
        return derived_in_words(derived, language, form)
    return EN_DASH if derived else ""
