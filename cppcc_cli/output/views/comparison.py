"""Figures side by side as a table: value, multiple of the first, share and bar."""

from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli import messages
from cppcc_cli.dataset.model import Dataset, Figure, Ratio
from cppcc_cli.language import Language, Text
from cppcc_cli.output import labels
from cppcc_cli.output.table import Column, Raw, Series, Table
from cppcc_cli.output.views.derivation import (
    Form,
    derived_as_number,
    derived_in_words,
    missing,
    not_computed,
    ratio_in_words,
)
from cppcc_cli.output.views.figures import (
    FIGURE_COLUMNS,
    city_column,
    figure_notes,
    has_city,
    name_column,
    unit_column,
    value_column,
)
from cppcc_cli.output.views.wording import EN_DASH, source_note
from cppcc_cli.quantity import Derived, Reason, significant
from cppcc_cli.query.comparison import Compared

# What machines get of a derived number.
_DIGITS = 4


class ComparedRow(NamedTuple):
    """A figure in its dataset, as it compares with the others."""

    dataset: Dataset
    figure: Figure
    unit: Text
    compared: Compared


def number(derived: Derived | Reason | None) -> Raw:
    """Return a derived number as machines get it."""
    return significant(derived, _DIGITS) if isinstance(derived, Derived) else None


def qualifier(derived: Derived | Reason | None) -> Raw:
    """Return the qualifier of a derived number as machines get it."""
    return derived.qualifier if isinstance(derived, Derived) else None


def in_words(derived: Derived | Reason | None, language: Language, form: Form) -> str:
    """Return a derived number as people read it, an en dash where it could not be computed."""
    if isinstance(derived, Derived):
        return derived_in_words(derived, language, form)
    return EN_DASH if derived else ""


def _nothing(row: object) -> Raw:
    return None


def compared(
    dataset: Dataset, figures: Sequence[Compared], ratios: Sequence[Ratio], language: Language
) -> Table:
    """Return the figures compared; below them why something is missing, and declared ratios."""
    ratio = Column(
        "ratio",
        labels.TIMES_FIRST,
        lambda row: number(row.compared.ratio),
        "right",
        lambda row, language: in_words(row.compared.ratio, language, "times"),
        number=lambda row, language: derived_as_number(row.compared.ratio, language, "times"),
    )
    share = Column(
        "share",
        labels.SHARE,
        lambda row: number(row.compared.share),
        "right",
        lambda row, language: in_words(row.compared.share, language, "percent"),
        number=lambda row, language: derived_as_number(row.compared.share, language, "percent"),
    )
    bar = Column("bar", labels.BAR, _nothing, height=lambda row: row.compared.height)
    scope = (city_column,) if has_city([one.figure for one in figures]) else ()
    rows = [ComparedRow(dataset, one.figure, dataset.unit(one.figure), one) for one in figures]
    return Table(
        (
            *FIGURE_COLUMNS,
            ratio,
            Column(
                "ratio_qualifier",
                labels.RATIO_QUALIFIER,
                lambda row: qualifier(row.compared.ratio),
            ),
            share,
            Column(
                "share_qualifier",
                labels.SHARE_QUALIFIER,
                lambda row: qualifier(row.compared.share),
            ),
            Column("change", labels.CHANGE, _nothing, "right"),
            Column("change_percent", labels.CHANGE_PERCENT, _nothing, "right"),
            Column("change_qualifier", labels.CHANGE_QUALIFIER, _nothing),
            Column("note", labels.NOTE, lambda row: missing(_derived(row.compared), language)),
        ),
        rows,
        (name_column, value_column, unit_column, *scope, ratio, share, bar),
        dataset.title,
        [
            *not_computed(why for one in figures for why in (one.ratio, one.share)),
            *(
                messages.DERIVED_RATIO.about(
                    ratio=Text(
                        ratio_in_words(dataset, ratio, "zh"), ratio_in_words(dataset, ratio, "en")
                    )
                )
                for ratio in ratios
            ),
            *figure_notes([one.figure for one in figures]),
            source_note(dataset),
        ],
        series=series_of(["value"], {row.unit for row in rows}),
    )


def _derived(compared: Compared) -> list[tuple[Text, object]]:
    """Return what was to be computed of a figure, with its labels."""
    return [(labels.RATIO, compared.ratio), (labels.SHARE, compared.share)]


def series_of(keys: Sequence[str], units: set[Text]) -> Series | None:
    """Return the columns as a series where all that stands in them has one unit."""
    return Series(keys, *units) if len(units) == 1 else None
