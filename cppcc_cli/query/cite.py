"""A figure -> a citation: a sentence in Chinese or English, GB/T 7714, or BibTeX.

What the dataset does not know is left out. The reference to the document follows GB/T 7714-2025, in
force since 2026-07-01, in its form for newspapers: author. title[N]. newspaper，date（page）. In a
Chinese entry only the full stop and the square brackets are half-width (its section 7); a day of
access is given for documents on the net only.
"""

from datetime import date

from cppcc_cli.dataset.model import Dataset, Figure, Source

_MONTHS = """January February March April May June
July August September October November December""".split()
_BIBTEX_ESCAPES = {char: f"\\{char}" for char in "&%$#_{}"} | {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}


def cite(dataset: Dataset, figure: Figure, style: str, quantity: str) -> str:
    """Return a citation in a style: zh, en, gbt7714, bibtex; `quantity` is as English says it."""
    if style == "zh":
        return _chinese(dataset, figure)
    if style == "en":
        return _english(dataset, figure, quantity)
    if style == "gbt7714":
        return gbt7714(dataset.source_of(figure))
    return bibtex(dataset, figure)


def _chinese(dataset: Dataset, figure: Figure) -> str:
    source = dataset.source_of(figure)
    scope = "（全市）" if figure.scope == "city" else ""
    paragraph = f"第{figure.paragraph}段" if figure.paragraph else None
    place = "，".join(_known(source, chinese_date(source.published), paragraph))
    body = dataset.body.zh
    return f"{dataset.year}年，{body}{scope}{figure.name.zh}{figure.printed}（来源：{place}）。"


def _english(dataset: Dataset, figure: Figure, quantity: str) -> str:
    source = dataset.source_of(figure)
    name = f"{figure.name.en} ({figure.name.zh})" if figure.name.en else figure.name.zh
    scope = ", whole city" if figure.scope == "city" else ""
    paragraph = f"paragraph {figure.paragraph}" if figure.paragraph else None
    place = ", ".join(_known(source, _english_date(source.published), paragraph))
    body = dataset.body.say("en")
    said = quantity if quantity == figure.printed else f"{quantity} ({figure.printed})"
    return f"{body}, {dataset.year}{scope}: {name}: {said}. Source: {place}."


def _known(source: Source, *more: str | None) -> list[str]:
    """Return what is known of where a figure stands: of its document, and `more`."""
    known = (f"《{source.title}》", source.author, source.publisher, *more)
    return [part for part in known if part]


def gbt7714(source: Source) -> str:
    """Return the reference to a document: a newspaper article, or one of no publisher known."""
    author = f"{source.author}. " if source.author else ""
    kind = "N" if source.publisher else "Z"
    kind = f"{kind}/OL" if source.url else kind
    day = source.published.isoformat() if source.published else ""
    issued = "，".join(part for part in (source.publisher, day) if part)
    page = f"（{source.page}）" if source.page else ""
    accessed = f"[{source.accessed.isoformat()}]" if source.url and source.accessed else ""
    where = f" {issued}{page}{accessed}." if issued or page or accessed else ""
    address = f" {source.url}." if source.url else ""
    return f"{author}{source.title}[{kind}].{where}{address}"


def bibtex(dataset: Dataset, figure: Figure) -> str:
    """Return a BibTeX entry for the document, with the figure in its note."""
    source = dataset.source_of(figure)
    fields = [
        ("author", f"{{{_escaped(source.author)}}}" if source.author else None),
        ("title", f"{{{_escaped(source.title)}}}"),
        ("journal", _escaped(source.publisher) if source.publisher else None),
        ("date", source.published.isoformat() if source.published else None),
        ("year", str(source.published.year) if source.published else None),
        ("pages", _escaped(source.page) if source.page else None),
        ("url", source.url),
        ("urldate", source.accessed.isoformat() if source.url and source.accessed else None),
        ("note", _escaped(f"{figure.name.zh} {figure.printed}{_paragraph(figure)}")),
        ("langid", "chinese"),
    ]
    lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
    kind = "article" if source.publisher else "misc"
    return "\n".join([f"@{kind}{{{dataset.id},", *lines, "}"])


def _paragraph(figure: Figure) -> str:
    return f"，第{figure.paragraph}段" if figure.paragraph else ""


def _escaped(text: str) -> str:
    return "".join(_BIBTEX_ESCAPES.get(char, char) for char in text)


def chinese_date(day: date | None) -> str | None:
    return f"{day.year}年{day.month}月{day.day}日" if day else None


def _english_date(day: date | None) -> str | None:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else None
