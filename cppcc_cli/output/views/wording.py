"""How names, values and sources are worded for people, in every view alike."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from cppcc_cli import messages
from cppcc_cli.dataset.model import Dataset, Figure, Ratio
from cppcc_cli.derived import Derived, Reason, divide, rounded, significant
from cppcc_cli.language import Language, Message, Text
from cppcc_cli.messages import collections
from cppcc_cli.output import labels
from cppcc_cli.output.table import Column
from cppcc_cli.quantities import grouped

EN_DASH = "–"
_FULL_NAME = re.compile("中国人民政治协商会议(?P<place>.+)委员会")
_DIGITS = re.compile(r"[0-9][0-9.,]*")
# The sources of more datasets are counted, not named.
_MOST_SOURCES = 6
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


class Spoken(NamedTuple):
    """A value in words, its digits apart from what stands before and behind them."""

    before: str
    digits: str
    after: str
    unit: str


def spoken(dataset: Dataset, figure: Figure, language: Language) -> Spoken:
    """Return the value with its unit in parts: more than 60 issues, 1.7 万余 人次."""
    value = value_in_words(figure, language)
    found = _DIGITS.search(value)
    at, end = found.span() if found else (0, len(value))
    unit = dataset.unit(figure).say(language)
    return Spoken(value[:at].strip(), value[at:end], value[end:].strip(), unit)


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
    """Return the name of a committee as it is commonly called: 丽水市政协."""
    full = _FULL_NAME.fullmatch(dataset.body.zh)
    return Text(f"{full['place']}政协", dataset.body.en) if full else dataset.body


def title_of(datasets: Sequence[Dataset]) -> Text | None:
    """Return what a table is of: the title of a dataset, or the committee and years of several."""
    if len(datasets) < 2:
        return datasets[0].title if datasets else None
    years = sorted({dataset.year for dataset in datasets})
    bodies = {dataset.body.zh for dataset in datasets}
    span = f"{years[0]}–{years[-1]}" if len(years) > 2 else "、".join(map(str, years))
    if len(bodies) == 1:
        named = short_body(datasets[0])
        return Text(f"{named.zh}：{span}年", f"{named.say('en')}: {span.replace('、', ', ')}")
    return Text(
        f"{len(bodies)} 个政协：{span}年", f"{len(bodies)} committees: {span.replace('、', ', ')}"
    )


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
