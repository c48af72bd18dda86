"""One figure told whole: a card of labels and texts for people, its record for machines."""

from cppcc_cli import messages
from cppcc_cli.dataset.model import Dataset, Figure, Ratio
from cppcc_cli.language import Language, Text
from cppcc_cli.output import labels
from cppcc_cli.output.table import Table
from cppcc_cli.output.views.figures import FIGURE_COLUMNS, FigureRow
from cppcc_cli.output.views.wording import (
    both_names,
    derived_in_words,
    quantity_in_words,
    source_note,
    word,
)
from cppcc_cli.quantities import divide


def card(dataset: Dataset, figure: Figure) -> Table:
    """Return everything known of `figure`: its parts, its whole and its ratios with it."""

    def pairs(language: Language) -> list[tuple[str, str]]:
        return [
            (label.say(language), text) for label, text in _lines(dataset, figure, language) if text
        ]

    return Table(
        FIGURE_COLUMNS,
        [FigureRow(dataset, figure)],
        FIGURE_COLUMNS,
        Text(figure.name.zh, both_names(figure.name, "en")),
        [source_note(dataset)],
        card=pairs,
    )


def _lines(dataset: Dataset, figure: Figure, language: Language) -> list[tuple[Text, str]]:
    category = dataset.categories[figure.category]
    qualifier = messages.QUALIFIER_NOTES.get(figure.quantity.qualifier)
    whole = dataset.figures.get(figure.part_of or "")
    return [
        (labels.VALUE, quantity_in_words(dataset, figure, language)),
        (labels.QUALIFIER, qualifier.say(language) if qualifier else ""),
        (labels.PRINTED, figure.printed),
        (labels.PARAGRAPH, _paragraph(figure, language)),
        (labels.SCOPE, word(labels.SCOPES_IN_FULL, figure.scope, language)),
        (labels.CATEGORY, both_names(category.name, language)),
        (labels.FUNCTION, category.function.say(language) if category.function else ""),
        (labels.BODY, dataset.body.say(language)),
        (labels.YEAR, str(dataset.year)),
        (labels.PART_OF, _part(dataset, figure, whole, whole, language) if whole else ""),
        *(
            (labels.PARTS, _part(dataset, part, figure, part, language))
            for part in dataset.parts(figure)
        ),
        *((labels.RATIO, _ratio(dataset, ratio, language)) for ratio in dataset.ratios_of(figure)),
        (labels.NOTE, figure.note.say(language) if figure.note else ""),
        (labels.TERMS, labels.COMMA.say(language).join(figure.terms)),
        (labels.ID, figure.id),
    ]


def _on_one_line(name: Text, language: Language) -> str:
    return both_names(name, language).replace("\n", " ")


def _paragraph(figure: Figure, language: Language) -> str:
    if figure.paragraph is None:
        return ""
    return labels.PARAGRAPH_NUMBER.say(language).format(figure.paragraph)


def _part(dataset: Dataset, part: Figure, whole: Figure, named: Figure, language: Language) -> str:
    """Return how a part stands to its whole, told with the name of the other of the two."""
    share = derived_in_words(divide(part.quantity, whole.quantity), language, percent=True)
    return labels.SHARE_OF_WHOLE.say(language).format(
        name=_on_one_line(named.name, language),
        quantity=quantity_in_words(dataset, named, language),
        share=share,
    )


def _ratio(dataset: Dataset, ratio: Ratio, language: Language) -> str:
    above, below = dataset.figures[ratio.numerator], dataset.figures[ratio.denominator]
    derived = divide(above.quantity, below.quantity)
    percent = above.quantity.unit == below.quantity.unit
    number = derived_in_words(derived, language, percent)
    if not percent and not isinstance(derived, str):
        number = labels.PER.say(language).format(
            number=number,
            above=dataset.unit(above).say(language),
            below=dataset.unit(below).say(language),
        )
    return labels.RATIO_LINE.say(language).format(
        name=_on_one_line(ratio.name, language),
        number=number,
        above=quantity_in_words(dataset, above, language),
        below=quantity_in_words(dataset, below, language),
    )
