"""The figures of a draft -> their ids: those of known figures first, and fresh ones for the rest.

An id of a known figure is given only where every slot of the statement matches, and never to a
part of what is known as a whole. A fresh id is of the category and the place: other.p2-1 is the
first of paragraph 2. It is never the id of a known figure, nor of another of the draft.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from cppcc_cli.dataset.model import Category, Dataset, Figure
from cppcc_cli.language import Message
from cppcc_cli.quantity import Quantity


class Candidate(NamedTuple):
    """A number that is to become a figure."""

    # Which report, and which of its statements.
    report: int
    at: int
    paragraph: int
    quantity: Quantity
    printed: str
    # In the script of the report; empty where nothing names it.
    name: str
    terms: tuple[str, ...]
    category: Category
    scope: str | None = None
    # The known figure that it surely states.
    figure: Figure | None = None
    doubts: tuple[Message, ...] = ()

    @property
    def place(self) -> tuple[int, int]:
        """Which report, and which of its statements."""
        return self.report, self.at


class Numbering:
    """The ids of candidates, by the place of each."""

    def __init__(self, known: Dataset) -> None:
        self.known = known
        self.ids: dict[tuple[int, int], str] = {}
        # Which candidate has each id.
        self.given: dict[str, Candidate] = {}
        # What the same report, drafted before, states; there it may stand more than once.
        self.stated: set[Quantity] = set()

    def keep(self, candidates: Sequence[Candidate]) -> None:
        """Give the ids of the same report, drafted before: of what is called and printed alike."""
        free = list(self.known.figures.values())
        # One that had no name when it was drafted has been given one since.
        for named in (True, False):
            for candidate in candidates:
                if candidate.place in self.ids or (named and not candidate.name):
                    continue
                alike = (candidate.paragraph, candidate.printed)
                for figure in free:
                    same = candidate.name in ("", figure.name.zh)
                    if same and (figure.paragraph, figure.printed) == alike:
                        free.remove(figure)
                        self._give(candidate, figure.id)
                        self.stated.add(candidate.quantity)
                        break

    def recognize(self, candidates: Iterable[Candidate]) -> None:
        """Give the ids of known figures to the numbers that surely state them, the largest."""
        # Of several numbers that may be one total, the others are parts of it.
        for candidate in sorted(candidates, key=lambda one: -one.quantity.value):
            figure = candidate.figure
            if figure and candidate.place not in self.ids and figure.id not in self.given:
                self._give(candidate, figure.id)

    def number(
        self, candidates: Iterable[Candidate], again: Callable[[Candidate], Candidate | None]
    ) -> None:
        """Give fresh ids to the rest; to what is given again, the id that it has already."""
        counts: dict[str, int] = {}
        for candidate in candidates:
            if candidate.place in self.ids:
                continue
            if (first := again(candidate)) is not None:
                self.ids[candidate.place] = self.ids[first.place]
                continue
            stem = f"{candidate.category.id}.p{candidate.paragraph}"
            number = counts.get(stem, 0) + 1
            while f"{stem}-{number}" in self.known.figures or f"{stem}-{number}" in self.given:
                number += 1
            counts[stem] = number
            self._give(candidate, f"{stem}-{number}")

    def _give(self, candidate: Candidate, id: str) -> None:
        self.ids[candidate.place] = id
        self.given[id] = candidate
