"""Records as tables: for each kind of record its columns, and how people see them.

Here is how names, values, derived numbers and sources are worded for people, in every view alike. A
number is a cell with its qualifier in the words around it; the text of it follows from that. A
figure is cited in a sentence, by GB/T 7714-2025 (in force since 2026-07-01) in its form for
newspapers, author. title[N]. newspaper，date（page）, or in BibTeX; what the dataset does not know
is left out. In a Chinese entry only the full stop and the square brackets are half-width (its
section 7); a day of access is given for documents on the net only.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from cppcc_cli import messages
from cppcc_cli.dataset import Dataset, Entry, Figure, Ratio, Source
from cppcc_cli.messages import Message, Text, current, labels, listed
from cppcc_cli.output import Cell, Column, Number, Raw, Seen
from cppcc_cli.quantity import (
    CLAIMS,
    SCALES,
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
SEMICOLON = Text("；", "; ")
_FULL_NAME = "中国人民政治协商会议(.+?)(?:(工)作)?委员会"
_FULL_NAME_EN = "(.+?)(?: Municipal| Provincial| County| District)? Committee of the CPPCC"
# Up to so many years are named, where some between them are missing.
_MOST_YEARS = 6
# So many figures or committees are named in a title.
_MOST_NAMED = 3
# The sources of more datasets are counted, not named.
_MOST_SOURCES = 6
_HALF = Decimal("0.5")
# A program that uses the library may have set a language of its own for those of `strftime`.
_MONTHS = """January February March April May June
July August September October November December""".split()
_BIBTEX_ESCAPES = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_{}"}
    | {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}
)
# By how many places the words of a source move digits.
_SCALES = {**SCALES, "萬": SCALES["万"], "億": SCALES["亿"]}
# What machines get of a derived number.
_DIGITS = 4

Form = Literal["number", "percent", "times"]


def both_names(name: Text) -> str:
    """Return a name; in English the official Chinese one stands beside it, or on the next line."""
    if current() == "zh" or not name.en or name.en == name.zh:
        return name.zh
    return f"{name.en}\n{name.zh}"


def named(key: str, name: Callable[[Seen], Text], label: Text | None = None) -> Column[Seen]:
    """Return the column of a name, of which machines get the Chinese one."""
    return Column(
        key, lambda row: name(row).zh, shown=lambda row: both_names(name(row)), label=label
    )


def on_one_line(name: Text) -> str:
    """Return a name, in English with the Chinese one beside it, to stand inside a sentence."""
    return both_names(name).replace("\n", " ")


def said(of: Text | Message | None) -> str:
    """Return a text in the language of the process; nothing for none."""
    return of.say() if of else ""


def word(words: Mapping[str, Text], name: str | None) -> str:
    """Return what a key is called; nothing for one that has no name."""
    return words[name].say() if name and name in words else ""


def value_of(figure: Figure) -> Number:
    """Return the value as people read it: with its qualifier, where cells are texts in Chinese in
    the words of the source, 1.7万余 or 3.5亿, and where they are numbers in ours, 超过17,000.

    Thousands are set apart in every value of a column, as the source may not do.
    """
    number = quantity_of(figure.quantity)
    words = _without_unit(figure)
    is_short = words[:1].isdigit() and words[-1:] in _SCALES
    if current() == "en" or (figure.qualifier == "exact" and not is_short):
        return number
    return number._replace(printed=words.replace(plain(figure.value), grouped(figure.value)))


def _without_unit(figure: Figure) -> str:
    """Return the words of the source but for the unit: 1.7万余 of 1.7万余人次."""
    start, unit_found, end = figure.printed.rpartition(figure.unit)
    return (start + end if unit_found else figure.printed).strip()


def scaled(number: Number, like: Figure) -> Number:
    """Return a number in the scale in which the source of a figure counts: 600万 beside 7200万."""
    scale = re.search(f"[{''.join(_SCALES)}]", _without_unit(like))
    if scale is None or current() == "en" or number.value.adjusted() < _SCALES[scale[0]]:
        return number
    value = number.value.scaleb(-_SCALES[scale[0]]).normalize()
    return number._replace(value=value, after=scale[0] + number.after, form="plain")


def quantity_of(quantity: Quantity) -> Number:
    """Return the value of a quantity with the words of its qualifier."""
    return qualified(Number(quantity.value), quantity.qualifier)


def qualified(number: Number, qualifier: Qualifier) -> Number:
    """Return a number with the words of a qualifier around those that it has."""
    before, _, after = CLAIMS[qualifier].said.say().partition("{}")
    return number._replace(before=before + number.before, after=number.after + after)


def with_unit(dataset: Dataset, figure: Figure) -> str:
    """Return the value with its unit; 418 items, 418件."""
    value, unit = str(value_of(figure)), dataset.unit(figure).say()
    return f"{value}{unit}" if current() == "zh" else f"{value} {unit}"


def derived_of(derived: Derived, form: Form) -> Number:
    """Return a derived number to one decimal, with the words of its qualifier."""
    percent = form == "percent"
    told = derived._replace(value=derived.value * 100) if percent else derived
    # What one decimal would make nothing of keeps its first digit.
    shown = rounded(told, 1) or significant(told, 1)
    places = max(0, -int(shown.as_tuple().exponent))
    # A bound is rounded to its safe side, which no format of a cell does by itself.
    bound = shown.scaleb(-2) if percent else shown
    value = derived.value if derived.qualifier == "exact" else bound
    before, _, after = labels.TIMES.say().partition("{}") if form == "times" else ("", "", "")
    number = Number(value, before, after, "percent" if percent else "number", places=places)
    return qualified(number, derived.qualifier)


def derived_cell(derived: Derived | Reason | None, form: Form) -> Cell:
    """Return the cell of a derived number: an en dash for what could not be computed.

    Less than half of something is told as its per cents: 5.2%, not 0.1 times.
    """
    if isinstance(derived, Derived):
        little = form == "times" and derived.value < _HALF
        return derived_of(derived, "percent" if little else form)
    return EN_DASH if derived else ""


def derived_in_words(derived: Derived | Reason, form: Form) -> str:
    """Return a derived number as a text, or an en dash and the reason why there is none."""
    if isinstance(derived, str):
        return labels.NOT_COMPUTED.say().format(labels["REASONS"][derived].say())
    return str(derived_of(derived, form))


def number(derived: Derived | Reason | None, percent: bool = False) -> Raw:
    """Return a derived number, or its hundredfold, as machines get it."""
    if not isinstance(derived, Derived):
        return None
    told = derived._replace(value=derived.value * 100) if percent else derived
    return significant(told, _DIGITS)


def qualifier(derived: Derived | Reason | None) -> Raw:
    """Return the qualifier of a derived number as machines get it."""
    return derived.qualifier if isinstance(derived, Derived) else None


def not_computed(derived: Iterable[object]) -> list[Message]:
    """Return what an en dash means, with each reason once; what is not there is told apart."""
    reasons = dict.fromkeys(why for why in derived if isinstance(why, str) and why != "missing")
    said = SEMICOLON.say().join(labels["REASONS"][why].say() for why in reasons)
    return [messages.NOT_COMPUTED.about(reason=said)] if said else []


def ratio_in_words(dataset: Dataset, ratio: Ratio) -> str:
    """Return a declared ratio with its name, its number and the two figures it is made of."""
    said, above, below = ratio_parts(dataset, ratio)
    return labels.RATIO_LINE.say().format(
        name=on_one_line(ratio.name), number=said, above=above, below=below
    )


def ratio_of(dataset: Dataset, ratio: Ratio) -> Derived | Reason:
    """Return what a declared ratio comes to, or why that is not computed."""
    above, below = dataset.figures[ratio.numerator], dataset.figures[ratio.denominator]
    return divide(above.quantity, below.quantity)


def ratio_parts(dataset: Dataset, ratio: Ratio) -> tuple[str, str, str]:
    """Return what a declared ratio comes to, and the two figures it is made of, in words."""
    above, below = dataset.figures[ratio.numerator], dataset.figures[ratio.denominator]
    derived = ratio_of(dataset, ratio)
    percent = above.quantity.unit == below.quantity.unit
    said = derived_in_words(derived, "percent" if percent else "number")
    if not percent and not isinstance(derived, str):
        units = {"above": dataset.unit(above).say(), "below": dataset.unit(below).say()}
        said = labels.PER.say().format(number=said, **units)
    return said, with_unit(dataset, above), with_unit(dataset, below)


def reference_in_words(dataset: Dataset) -> Text:
    """Return the title, the publisher and the date of a source, as far as they are known.

    Behind it stand the titles of the other documents that figures are stated in.
    """
    title, *others = [f"《{source.title}》" for source in dataset.sources]
    published = dataset.source.published
    known = [title, *filter(None, [dataset.source.publisher])]
    zh = [*known, *filter(None, [_date(published, "zh")])]
    en = [*known, *([published.isoformat()] if published else [])]
    return Text("；".join(["，".join(zh), *others]), "; ".join([", ".join(en), *others]))


def source_notes(datasets: Sequence[Dataset]) -> list[Message]:
    """Return a line for the source of each dataset; of many, only how many they are."""
    if len(datasets) == 1:
        return [messages.SOURCE_NOTE.about(source=reference_in_words(datasets[0]))]
    if len(datasets) > _MOST_SOURCES:
        return [messages.SOURCES_COUNTED.about(count=len(datasets))]
    return [
        messages.SOURCE_OF.about(
            year=one.year, body=short_body(one), source=reference_in_words(one)
        )
        for one in datasets
    ]


def short_body(of: Dataset | Entry) -> Text:
    """Return the name of a committee as it is commonly called: 丽水市政协, Lishui CPPCC."""
    zh, en = of.body
    full, full_en = re.fullmatch(_FULL_NAME, zh), re.fullmatch(_FULL_NAME_EN, en)
    called = f"{full[1]}政协{'工委' if full[2] else ''}" if full else zh
    return Text(called, f"{full_en[1]} CPPCC" if full_en else en)


def title_of_compared(datasets: Sequence[Dataset], figures: Sequence[Figure]) -> str:
    """Return what a comparison is of: its figures, its committee or committees, and its years."""
    # One that was renamed goes by its newest name.
    named = {figure.id: figure.name for figure in figures}
    names = [name.say() for name in dict.fromkeys(named.values())]
    *before, last = names[:_MOST_NAMED]
    compared = listed([*before, last])
    if len(names) > _MOST_NAMED:
        compared = labels.AND_OTHERS.say().format(compared, len(names))
    elif before:
        compared = labels.AND.say().format(listed(before), last)
    return titled(labels.TITLE_OF_COMPARISON, datasets, figures=compared)


def titled(title: Text, datasets: Sequence[Dataset], **values: object) -> str:
    """Return a title with the committee or committees of datasets, and their years."""
    bodies = list(dict.fromkeys(short_body(dataset).say() for dataset in datasets))
    named = listed(bodies)
    if len(bodies) > _MOST_NAMED:
        named = labels.SO_MANY_BODIES.say().format(len(bodies))
    years = _years({dataset.year for dataset in datasets})
    return title.say().format(body=named, years=years, **values)


def title_of(datasets: Sequence[Dataset]) -> str:
    """Return what a table is of: the title of a dataset, or the committee and the years."""
    if len(datasets) < 2:
        titles = [dataset.title for dataset in datasets if dataset.title]
        return titles[0].say() if titles else titled(labels.FIGURES_OF_YEAR, datasets)
    bodies = {dataset.body.zh for dataset in datasets}
    if len(bodies) == 1:
        return titled(labels.TITLE_OF_YEARS, datasets)
    return titled(labels.TITLE_OF_BODIES, datasets, count=len(bodies))


def _years(years: Iterable[int]) -> str:
    """Return years named, or the first and the last of a run of them or of many."""
    several = sorted(years)
    first, last = several[0], several[-1]
    run = last - first == len(several) - 1
    if len(several) > 2 and (run or len(several) > _MOST_YEARS):
        return labels.SPAN_OF_YEARS.say().format(first, last)
    return listed(map(str, several))


def placing_columns(datasets: Sequence[Dataset]) -> list[Column[Any]]:
    """Return the columns that tell rows of several datasets apart: the committee, the year."""
    columns: list[Column[Any]] = []
    if len({dataset.body.zh for dataset in datasets}) > 1:
        columns.append(
            Column(
                "body",
                lambda row: row.dataset.body.zh,
                shown=lambda row: short_body(row.dataset).say(),
            )
        )
    if len({dataset.year for dataset in datasets}) > 1:
        columns.append(Column("year", lambda row: row.dataset.year))
    return columns


def area(dataset: Dataset) -> Text:
    """Return what is called all that a committee is of: 全市, of a county 全县."""
    level = re.search(f"[{''.join(labels['AREAS'])}](?=政协|委员会|$)", dataset.body.zh)
    return labels["AREAS"][level[0] if level else "市"]


# What a figure and its whole have in common where one sentence cites both.
_OF_ONE_PLACE = ("paragraph", "source", "scope")


def cite(dataset: Dataset, figure: Figure, style: str) -> str:
    """Return a citation in a style: a sentence in zh or en, gbt7714 or bibtex."""
    source = dataset.source_of(figure)
    if style == "gbt7714":
        return _gbt7714(source)
    if style == "bibtex":
        return _bibtex(dataset, figure, source)
    known = [f"《{source.title}》", source.author, source.publisher, _date(source.published, style)]
    body, name, number = dataset.body, figure.name, figure.paragraph
    if style == "zh":
        place = "，".join(filter(None, [*known, f"第{number}段" if number else None]))
        scope = f"（{area(dataset).zh}）" if figure.scope == "city" else ""
        whole = dataset.figures.get(figure.part_of or "", figure)
        if any(getattr(whole, key) != getattr(figure, key) for key in _OF_ONE_PLACE):
            whole = figure
        part = "" if whole is figure else f"，其中{name.zh}{figure.printed}"
        said = f"{body.zh}{scope}{whole.name.zh}{whole.printed}{part}"
        return f"{dataset.year}年，{said}（来源：{place}）。"
    place = ", ".join(filter(None, [*known, f"paragraph {number}" if number else None]))
    scope = f", whole {area(dataset).en}" if figure.scope == "city" else ""
    called = f"{name.en} ({name.zh})" if name.en else name.zh
    value = CLAIMS[figure.qualifier].said.en.format(grouped(figure.value))
    said = f"{value} {dataset.unit(figure).say('en')}"
    said = said if said == figure.printed else f"{said} ({figure.printed})"
    return f"{body.say('en')}, {dataset.year}{scope}: {called}: {said}. Source: {place}."


def _gbt7714(source: Source) -> str:
    """Return the reference to a newspaper article, or to a document that stood in none."""
    author = f"{source.author}. " if source.author else ""
    kind = ("N" if _is_of_paper(source) else "Z") + ("/OL" if source.url else "")
    issued = "，".join(str(part) for part in (source.publisher, source.published) if part)
    page = f"（{source.page}）" if source.page else ""
    accessed = f"[{source.accessed}]" if source.url and source.accessed else ""
    where = f" {issued}{page}{accessed}." if issued or page or accessed else ""
    address = f" {source.url}." if source.url else ""
    return f"{author}{source.title}[{kind}].{where}{address}"


def _is_of_paper(source: Source) -> bool:
    """Tell whether a newspaper published it: 丽水日报, and not 市政协办公室."""
    return (source.publisher or "").endswith(("报", "报社"))


def _bibtex(dataset: Dataset, figure: Figure, source: Source) -> str:
    """Return an entry for the document, with the figure in its note."""

    def escaped(text: str | None) -> str:
        return (text or "").translate(_BIBTEX_ESCAPES)

    paragraph = f"，第{figure.paragraph}段" if figure.paragraph else ""
    is_of_paper = _is_of_paper(source)
    fields = {
        "author": f"{{{escaped(source.author)}}}" if source.author else None,
        "title": f"{{{escaped(source.title)}}}",
        "journal" if is_of_paper else "publisher": escaped(source.publisher),
        "date": source.published,
        "year": source.published and source.published.year,
        "pages": escaped(source.page),
        "url": source.url,
        "urldate": source.accessed if source.url else None,
        "note": escaped(f"{figure.name.zh} {figure.printed}{paragraph}"),
        "langid": "chinese",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    kind = "article" if is_of_paper else "misc"
    return "\n".join([f"@{kind}{{{dataset.id},", *lines, "}"])


def _date(day: date | None, language: str) -> str | None:
    """Return a day in words."""
    if day is None:
        return None
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
