"""Which figure a number of a text speaks of: by a term beside it, its unit, and its clause.

A term that stands beside the number with nothing but neutral words between them makes it `sure`. A
term further away, in the clause before or in the line above makes it only likely: such a number
contradicts the figure only where it is plainly a slip of it. Words of another year, body, place, of
a part or a plan make a doubt, and then it speaks of no figure. Silence is better than a guess.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cppcc_cli import numerals
from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.language import Message
from cppcc_cli.messages import findings
from cppcc_cli.quantity import Quantity, agreement
from cppcc_cli.text.kinds import FIGURE_KINDS
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.relating import markers
from cppcc_cli.text.relating.doubts import Doubt, doubt, row_doubt, title_doubt
from cppcc_cli.text.relating.lists import thing_of_list
from cppcc_cli.text.relating.sums import is_stage
from cppcc_cli.text.relating.wholes import named_parts
from cppcc_cli.text.scanning.rows import Row, row_of
from cppcc_cli.text.scanning.surroundings import Surroundings, surroundings

_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”|‘[^‘’]*’|（[^（）]*）|\([^()]*\)")
_REACHED = re.compile(r"(?:提高|上升|增长|增加|提升|升|增|下降|降低|减少|降|减)[到至为]$")
_LONGEST_HEADING = 24


class Attribution(NamedTuple):
    """What a number speaks of, as far as that is known.

    `figure` is None where none fits; a `doubt` says why a figure that fits may not be meant.
    """

    figure: Figure | None
    quantity: Quantity | None
    sure: bool = False
    doubt: Doubt | None = None
    # Why there is no figure.
    why: Message | None = None


class _Bond(NamedTuple):
    """A term of a figure beside a number, and how closely it is bound to it."""

    figure: Figure
    # 0 where nothing but neutral words stand around; 1 elsewhere in the segment; 2 further away.
    looseness: int
    distance: int
    behind: bool
    some: str = ""


class Attributor:
    """The figures of a dataset, made ready to be looked for in a text."""

    def __init__(self, dataset: Dataset, text: str, heed_title: bool = True) -> None:
        self.dataset = dataset
        self.text = text
        self.title_doubt = title_doubt(dataset, text) if heed_title else None
        self.figures_of: dict[str, list[Figure]] = {}
        for figure in dataset.figures.values():
            for term in dict.fromkeys((*figure.terms, figure.name.zh)):
                self.figures_of.setdefault(term, []).append(figure)
        self.words = {figure.id: _words(dataset, figure) for figure in dataset.figures.values()}
        # The numbers that are said to be parts of others; None as long as nobody asked.
        self.parts: set[Mention] | None = None

    def attribute(self, found: Sequence[Mention], index: int) -> Attribution:
        """Return which figure the mention at `index` of those `found` in the text speaks of."""
        attribution = self._attribute(found, index)
        if self.title_doubt is None or attribution.figure is None:
            return attribution
        return attribution._replace(doubt=self.title_doubt)

    def _attribute(self, found: Sequence[Mention], index: int) -> Attribution:
        mention = found[index]
        row = row_of(self.text, mention)
        if row is not None:
            return self._of_row(row, mention)
        if mention.quantity is None or mention.kind not in FIGURE_KINDS:
            return Attribution(None, None)
        if mention.kind in ("growth", "difference") and not _is_reached(mention):
            return Attribution(None, mention.quantity, why=findings.A_CHANGE.about())
        around = surroundings(self.text, found, index)
        if thing := thing_of_list(self.text, found, index):
            return self._chosen(mention.quantity, self._listed(thing), around)
        bonds = self._beside(around, self._is_part(found, index)) or self._before(around)
        return self._chosen(mention.quantity, bonds, around)

    def _is_part(self, found: Sequence[Mention], index: int) -> bool:
        """Tell whether a number is said to be a part of one before it, and not a stage of it."""
        if self.parts is None:
            self.parts = set(named_parts(self.text, found))
        return found[index] in self.parts and not is_stage(found[index])

    def _beside(self, around: Surroundings, is_part: bool) -> list[_Bond]:
        """Return the bonds of all terms in the segment of a number."""
        bonds = []
        for start, end, figure in self._occurrences(around.head):
            lead, gap = around.head[:start], around.head[end:]
            some = self._some(figure, markers.SOME_BEFORE.search(lead), markers.SOME.search(gap))
            if is_part and not some and not figure.part_of:
                # 立案352件，其中委员提案275件: of the part, whatever other words would change.
                some = markers.PUNCTUATION.sub("", markers.PART_OF.sub("", lead))
            close = self._is_neutral(gap, figure) and self._is_neutral(lead, figure)
            bonds.append(_Bond(figure, 0 if close else 1, len(gap), False, some))
        for start, end, figure in self._occurrences(around.tail):
            gap, rest = around.tail[:start], around.tail[end:]
            some = self._some(
                figure,
                markers.SOME_BEFORE.search(around.head),
                markers.SOME.search(gap),
                markers.SOME_BEHIND.match(rest),
            )
            # 《…》等2个制度: those just named, not all of the year.
            few = markers.NAMED_FEW.search(around.head)
            close = few is None and self._is_neutral(gap, figure)
            bonds.append(_Bond(figure, 0 if close else 1, len(gap), True, some))
        return bonds

    def _before(self, around: Surroundings) -> list[_Bond]:
        """Return the bonds of terms before the segment, where that has no thing of its own."""
        heading = around.above if len(around.above) <= _LONGEST_HEADING else ""
        line = around.before or heading
        places = self._occurrences(line)
        categories = {figure.category for _, _, figure in places}
        bonds = []
        for figure in self.dataset.figures.values():
            ends = [end for _, end, named in places if named is figure]
            if (ends or figure.category in categories) and all(
                self._is_neutral(words, figure) for words in (around.head, around.tail)
            ):
                last = max(ends, default=0)
                part = markers.PART_OF.search(line[last:] + around.head)
                some = "" if figure.part_of else self._some(figure, part)
                bonds.append(_Bond(figure, 2 if ends else 3, len(line) - last, False, some))
        return bonds

    def _listed(self, thing: str) -> list[_Bond]:
        """Return the bonds of a number in 甲、乙分别为1件、2件: to the thing in the same place."""
        bonds = []
        for start, _, figure in self._occurrences(thing):
            some = self._some(figure, markers.SOME_BEFORE.search(thing[:start]))
            close = self._is_neutral(thing[:start], figure)
            bonds.append(_Bond(figure, 0 if close else 1, 0, False, some))
        return bonds

    def _occurrences(self, words: str) -> list[tuple[int, int, Figure]]:
        """Return where terms stand in `words`; of terms that overlap, only the longest."""
        spans = {
            (at, at + len(term)): term for term in self.figures_of if (at := words.rfind(term)) >= 0
        }
        return [
            (start, end, figure)
            for (start, end), term in spans.items()
            if not any(
                other[0] <= start and end <= other[1] and other != (start, end) for other in spans
            )
            for figure in self.figures_of[term]
        ]

    def _is_neutral(self, words: str, figure: Figure) -> bool:
        """Tell whether `words` say nothing that would make another thing of a figure."""
        words = markers.PUNCTUATION.sub("", _QUOTED.sub("", words))
        vocabulary = self.words[figure.id]
        at = 0
        while at < len(words):
            if neutral := markers.NEUTRAL.match(words, at):
                at = neutral.end()
                continue
            known = next(
                (
                    n
                    for n in range(8, 1, -1)
                    if words[at : at + n] in vocabulary and at + n <= len(words)
                ),
                0,
            )
            if not known:
                return False
            at += known
        return True

    def _some(self, figure: Figure, *found: re.Match[str] | None) -> str:
        """Return the word that makes a part of a figure, unless it belongs to its name."""
        words = (match.group() for match in found if match is not None)
        return next(
            (word for word in words if word.rstrip("的了") not in self.words[figure.id]), ""
        )

    def _chosen(
        self, quantity: Quantity, bonds: Iterable[_Bond], around: Surroundings
    ) -> Attribution:
        """Return the attribution by the closest bond whose unit fits."""
        bonds = list(bonds)
        fitting = [bond for bond in bonds if bond.figure.quantity.unit == quantity.unit]
        if not fitting:
            return Attribution(None, quantity, why=_other_unit(quantity, bonds))
        order = sorted(fitting, key=lambda bond: (bool(bond.some), bond.looseness))
        best = [
            bond
            for bond in order
            if bond[1:2] == order[0][1:2] and bool(bond.some) == bool(order[0].some)
        ]
        figures = {bond.figure.id: bond for bond in sorted(best, key=lambda bond: -bond.distance)}
        if len(figures) > 1:
            figures = _narrowed(quantity, figures, around)
        if len(figures) > 1:
            names = [bond.figure.name for bond in figures.values()]
            return Attribution(None, quantity, why=findings.TWO_FIT.about(figures=names))
        (bond,) = figures.values()
        words = self.words[bond.figure.id]
        found = Doubt(findings.OF_SOME.about(word=bond.some)) if bond.some else None
        found = found or doubt(self.dataset, bond.figure, words, around)
        return Attribution(bond.figure, quantity, not bond.looseness, found)

    def _of_row(self, row: Row, mention: Mention) -> Attribution:
        """Return which figure a cell of a table speaks of: by the label of its row and a unit."""
        if mention.kind in ("growth", "difference"):
            return Attribution(None, mention.quantity, why=findings.A_CHANGE.about())
        # A number alone may be counted in anything; beside one with a unit, in something else.
        unit = mention.unit or row.unit
        fitting = {
            figure.id: figure
            for start, end, figure in self._occurrences(row.name)
            if self._is_neutral(row.name[:start] + row.name[end:], figure)
            and (
                unit == figure.quantity.unit
                or (not unit and row.alone and figure.quantity.unit != "%")
            )
        }
        if len(fitting) != 1:
            doubt = row_doubt(self.dataset, None, row)
            return Attribution(None, mention.quantity, why=doubt.reason if doubt else None)
        (figure,) = fitting.values()
        quantity = mention.quantity or numerals.read(row.printed(figure.quantity.unit))
        if quantity is None:
            return Attribution(None, None)
        return Attribution(figure, quantity, True, row_doubt(self.dataset, figure, row))


def _words(dataset: Dataset, figure: Figure) -> str:
    """Return all that names a figure: words of it change nothing beside a number."""
    whole = dataset.figures.get(figure.part_of or "")
    category = dataset.categories[figure.category]
    named = [figure.name.zh, *figure.terms, category.name.zh]
    named += [figure.note.zh] if figure.note else []
    named += [whole.name.zh, *whole.terms] if whole else []
    return "\n".join(named)


def _narrowed(
    quantity: Quantity, figures: dict[str, _Bond], around: Surroundings
) -> dict[str, _Bond]:
    """Return the bonds that remain of several: of a part and its whole the part, and so on."""
    wholes = {bond.figure.part_of for bond in figures.values()}
    kept = {id: bond for id, bond in figures.items() if id not in wholes}
    sides = {bond.behind for bond in kept.values()}
    if len(sides) > 1 and not around.follows:
        kept = {id: bond for id, bond in kept.items() if not bond.behind}
    agreeing = {
        id: bond
        for id, bond in kept.items()
        if agreement(quantity, bond.figure.quantity) == "agrees"
    }
    return agreeing if len(agreeing) == 1 else kept


def _is_reached(mention: Mention) -> bool:
    """Tell whether a number is what something changed to: 提高到99.4% is of the year."""
    return mention.unit == "%" and _REACHED.search(mention.clause[: mention.depth]) is not None


def _other_unit(quantity: Quantity, bonds: Iterable[_Bond]) -> Message | None:
    """Return the remark that a number would agree with a figure, were it not for its unit."""
    for bond in bonds:
        if bond.looseness == 0 and bond.figure.quantity[:2] == quantity[:2]:
            unit = bond.figure.quantity.unit
            return findings.OTHER_UNIT.about(figure=bond.figure.name, unit=unit)
    return None
