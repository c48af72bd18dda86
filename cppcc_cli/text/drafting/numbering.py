"""The figures of a draft -> their ids: those of known figures first, and fresh ones for the rest.

A fresh id is of the category and the place: other.p2-1 is the first of paragraph 2. It is never the
id of a known figure, nor of another of the draft.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from cppcc_cli.dataset.model import Category, Dataset, Figure
from cppcc_cli.documents.document import Position
from cppcc_cli.messages import drafts
from cppcc_cli.quantity import Quantity
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.relating.attribution import Attribution


class Candidate(NamedTuple):
    """A number that is to become a figure."""

    # Which of the mentions of the report it is.
    at: int
    mention: Mention
    place: Position
    quantity: Quantity
    printed: str
    # What its clause calls it; nothing where it has no words.
    name: str
    attribution: Attribution

    def states(self, figure: Figure) -> bool:
        """Tell whether it surely speaks of `figure`, in the unit that this is counted in."""
        said = self.attribution
        is_meant = said.figure is not None and said.figure.id == figure.id and said.doubt is None
        return is_meant and figure.quantity.unit == self.quantity.unit


class Numbering:
    """The ids of candidates, each with its category."""

    def __init__(self, known: Dataset, category_of: Callable[[Candidate], Category]) -> None:
        self.known, self.category_of = known, category_of
        self.ids: dict[Mention, tuple[str, Category]] = {}
        # What each known figure that was found is given as.
        self.given: dict[str, Quantity] = {}
        # What the same report, drafted before, states; there it may stand more than once.
        self.stated: set[Quantity] = set()

    def keep(self, candidates: Iterable[Candidate]) -> None:
        """Give the ids of the same report, drafted before: of what is called and printed alike."""
        drafted: dict[tuple[int | None, str, str], list[Figure]] = {}
        for figure in self.known.figures.values():
            alike = (figure.paragraph, figure.name.zh, figure.printed)
            drafted.setdefault(alike, []).append(figure)
        for candidate in candidates:
            name = candidate.name or drafts.NAME_TO_BE_GIVEN.zh
            figures = drafted.get((candidate.place.paragraph, name, candidate.printed))
            if figures:
                self._give(candidate, figures.pop(0))
                self.stated.add(candidate.quantity)

    def recognize(self, candidates: Sequence[Candidate]) -> None:
        """Give the ids of known figures to the numbers that speak of them; the sure ones first."""
        for candidate in sorted(candidates, key=lambda one: not one.attribution.sure):
            figure = candidate.attribution.figure
            if figure is None or candidate.mention in self.ids or figure.id in self.given:
                continue
            if candidate.states(figure):
                self._give(candidate, figure)

    def number(self, candidates: Iterable[Candidate], insisted: set[Mention]) -> None:
        """Give fresh ids to the rest, but for what is given again and not insisted on."""
        counts: dict[str, int] = {}
        for candidate in candidates:
            figure = candidate.attribution.figure
            again = candidate.quantity in self.stated or (
                figure is not None and self.given.get(figure.id) == candidate.quantity
            )
            if candidate.mention in self.ids or (again and candidate.mention not in insisted):
                continue
            category = self.category_of(candidate)
            stem = f"{category.id}.p{candidate.place.paragraph}"
            number = counts.get(stem, 0) + 1
            while f"{stem}-{number}" in self.known.figures:
                number += 1
            counts[stem] = number
            self.ids[candidate.mention] = f"{stem}-{number}", category

    def _give(self, candidate: Candidate, figure: Figure) -> None:
        self.given[figure.id] = candidate.quantity
        self.ids[candidate.mention] = figure.id, self.known.categories[figure.category]
