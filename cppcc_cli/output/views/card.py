"""One figure told whole: a card of labels and texts for people, its record for machines."""

from collections.abc import Sequence

from cppcc_cli import messages
from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.language import Language, Text
from cppcc_cli.output import labels
from cppcc_cli.output.table import Column, Pairs, Table
from cppcc_cli.output.views.figures import FIGURE_COLUMNS, FigureRow
from cppcc_cli.output.views.wording import (
    both_names,
    on_one_line,
    quantity_in_words,
    source_notes,
    word,
)


def card(several: Sequence[tuple[Dataset, Figure]], sentence: str | None = None) -> Table:
    """Return everything known of a figure, in each of the datasets that hold it.

    The sentence that states it, where one was looked for, is one more key for machines.
    """

    def cards(language: Language) -> list[Pairs]:
        return [
            [
                (label.say(language), text)
                for label, text in (
                    *_lines(dataset, figure, language),
                    (labels.SENTENCE, sentence),
                )
                if text
            ]
            for dataset, figure in several
        ]

    stated = Column("sentence", labels.SENTENCE, lambda row: sentence)
    named = several[-1][1].name
    return Table(
        FIGURE_COLUMNS if sentence is None else (*FIGURE_COLUMNS, stated),
        [FigureRow(dataset, figure, dataset.unit(figure)) for dataset, figure in several],
        FIGURE_COLUMNS,
        Text(named.zh, both_names(named, "en")),
        source_notes([dataset for dataset, _ in several]),
        cards=cards,
    )


def _lines(dataset: Dataset, figure: Figure, language: Language) -> list[tuple[Text, str]]:
    from cppcc_cli.output.views.derivation import ratio_in_words

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
        *(
            (labels.RATIO, ratio_in_words(dataset, ratio, language))
            for ratio in dataset.ratios_of(figure)
        ),
        (labels.NOTE, figure.note.say(language) if figure.note else ""),
        (labels.TERMS, labels.COMMA.say(language).join(figure.terms)),
        (labels.ID, figure.id),
    ]


def _paragraph(figure: Figure, language: Language) -> str:
    if figure.paragraph is None:
        return ""
    return labels.PARAGRAPH_NUMBER.say(language).format(figure.paragraph)


def _part(dataset: Dataset, part: Figure, whole: Figure, named: Figure, language: Language) -> str:
    """Return how a part stands to its whole, told with the name of the other of the two."""
    from cppcc_cli.output.views.derivation import derived_in_words
    from cppcc_cli.quantity import divide

    share = derived_in_words(divide(part.quantity, whole.quantity), language, "percent")
    return labels.SHARE_OF_WHOLE.say(language).format(
        name=on_one_line(named.name, language),
        quantity=quantity_in_words(dataset, named, language),
        share=share,
    )
