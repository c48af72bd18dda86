"""The numbers of a text by how they are printed: those that stand there as a figure is printed."""

import re
from collections.abc import Iterator, Sequence

from cppcc_cli import numerals
from cppcc_cli.dataset.model import Figure
from cppcc_cli.documents.document import Position
from cppcc_cli.numerals import NUMERALS
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.scanning.rows import printed_with_unit, row_of

_DIGITS = re.compile(f"[0-9.,{NUMERALS}]+")


class PrintedNumbers:
    """The numbers of a text that are still to be told, by paragraph and digits."""

    def __init__(self, text: str, found: Sequence[Mention], places: Sequence[Position]) -> None:
        self.text, self.found, self.places = text, found, places
        self.by_digits: dict[tuple[int | None, str], dict[int, None]] = {}
        for index, keys in enumerate(map(self._keys, range(len(found)))):
            for key in keys:
                self.by_digits.setdefault(key, {})[index] = None

    def like(self, figure: Figure, paragraph: int | None) -> Iterator[int]:
        """Yield the numbers of a paragraph that are printed as a figure is; None for all."""
        alike = self.by_digits.get((paragraph, _digits(figure.printed)), {})
        return (index for index in alike if self._is_printed(index, figure))

    def remove(self, index: int) -> None:
        """Take out a number that has been told."""
        for key in self._keys(index):
            self.by_digits[key].pop(index, None)

    def _keys(self, index: int) -> list[tuple[int | None, str]]:
        mention = self.found[index]
        row = None if mention.unit else row_of(self.text, mention)
        printed = [mention.printed, row.cell] if row is not None else [mention.printed]
        paragraphs = (None, self.places[index].paragraph)
        return [(number, _digits(one)) for number in paragraphs for one in printed]

    def _is_printed(self, index: int, figure: Figure) -> bool:
        """Tell whether a number is printed as a figure is, its unit beside it or apart."""
        mention, printed = self.found[index], numerals.bare(figure.printed)
        if numerals.bare(mention.printed) == printed:
            return True
        apart = printed_with_unit(self.text, mention)
        if apart is not None:
            return numerals.bare(apart) == printed
        row = None if mention.unit else row_of(self.text, mention)
        if row is None or row.unit:
            return False
        return numerals.bare(row.printed(figure.quantity.unit)) == printed


def _digits(printed: str) -> str:
    """Return the first digits of a printed number, which all forms of it have in common."""
    found = _DIGITS.search(numerals.bare(printed))
    return found.group() if found else ""
