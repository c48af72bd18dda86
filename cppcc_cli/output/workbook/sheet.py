"""A worksheet on which the rows of a table are laid out, cell by cell."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from cppcc_cli.errors import OutputError
from cppcc_cli.language import Language
from cppcc_cli.messages import office
from cppcc_cli.output.spreadsheet import would_run
from cppcc_cli.output.table import Column, Number
from cppcc_cli.output.workbook.formats import cells_shown, decimals, number_format
from cppcc_cli.screen import escaped, width

LONGEST_TEXT = 32_767
# In digits: a text wider than this folds. A line is so many points high, a row at most so many.
WIDEST = 48
_LINE, _HIGHEST = 15, 409
_QUOTED = 30


class Sheet:
    """A worksheet, the place of each column on it, and how wide each has become."""

    def __init__(
        self,
        book: Any,
        name: str,
        layout: Sequence[Column],
        language: Language,
        widest: int = WIDEST,
    ) -> None:
        self.book = book
        self.sheet = book.add_worksheet(name)
        self.layout = layout
        self.language = language
        self.places = {column.key: index for index, column in enumerate(layout)}
        self.widths = [0] * len(layout)
        self.widest = widest
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def format(self, **properties: object) -> Any:
        """Return the format with these properties; one and the same for the same properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"valign": "vcenter", **properties})
        return self._formats[key]

    def write_head(self) -> None:
        """Write the labels of the columns into the first row."""
        for index, column in enumerate(self.layout):
            look = {"bold": True, "bottom": 1, **_aligned(column)}
            self.write_text(0, index, column.label.say(self.language), **look)

    def write_row(self, at: int, row: object) -> None:
        """Write the cells of a row; raise OutputError for a text that no cell holds."""
        lines = 0
        for index, column in enumerate(self.layout):
            number = column.number_in(row, self.language)
            code = None if number is None else number_format(number)
            if number is None or code is None:
                text = column.show(row, self.language)
                lines = max(lines, self.write_text(at, index, text, **_aligned(column)))
                continue
            shown = self.format(num_format=code, **_aligned(column))
            formula = self._formula(at, row, number)
            if formula is None:
                self.sheet.write_number(at, index, float(number.value), shown)
            else:
                self.sheet.write_formula(at, index, formula, shown, float(number.value))
            self.widths[index] = max(self.widths[index], cells_shown(number))
        self.make_high(at, lines)

    def make_high(self, at: int, lines: int) -> None:
        """Make a row high enough for so many lines: LibreOffice would not find it out by itself."""
        if lines > 1:
            self.sheet.set_row(at, min(lines * _LINE, _HIGHEST))

    def write_text(self, at: int, index: int, text: str, **look: object) -> int:
        """Write a text that stays one whatever it looks like, also when the cell is edited.

        Return how many lines it takes where it folds.
        """
        if not text:
            return 0
        text, widest, lines = _laid(text, self.widest)
        if len(text) > LONGEST_TEXT:
            said = office.TEXT_TOO_LONG.about(
                text=f"{text[:_QUOTED]}…", length=len(text), most=LONGEST_TEXT
            )
            raise OutputError(said)
        if would_run(text):
            look["quote_prefix"] = True
        self.sheet.write_string(at, index, text, self.format(text_wrap=True, **look))
        if index < len(self.widths):
            self.widths[index] = max(self.widths[index], widest)
        return lines

    def number_at(self, key: str, row: object) -> Number | None:
        """Return the number that stands in a column of a row; None where there is none."""
        if key not in self.places:
            return None
        number = self.layout[self.places[key]].number_in(row, self.language)
        return number if number is not None and number_format(number) is not None else None

    def _formula(self, at: int, row: object, number: Number) -> str | None:
        """Return the formula of a number that follows from two others of its row, if they do."""
        how = number.computed
        if how is None or not (self.number_at(how.later, row) and self.number_at(how.earlier, row)):
            return None
        later, earlier = (
            xl_rowcol_to_cell(at, self.places[key]) for key in (how.later, how.earlier)
        )
        places = decimals(number.value)
        if how.operation == "growth":
            return f"=ROUND({later}/{earlier}-1,{places})"
        # 88.1 - 87.8 is not 0.3 in doubles.
        return f"=ROUND({later}-{earlier},{places})" if places else f"={later}-{earlier}"


@lru_cache(maxsize=65_536)
def _laid(text: str, room: int) -> tuple[str, int, int]:
    """Return a text fit to be shown, how wide its widest line is, and the lines it folds into."""
    lines = [escaped(line) for line in text.split("\n")]
    widths = [width(line) for line in lines]
    return "\n".join(lines), max(widths), sum(max(1, -(-cells // room)) for cells in widths)


def _aligned(column: Column) -> dict[str, object]:
    """Return how the cells of a column stand; numbers keep away from the text on their right."""
    return {"align": "right", "indent": 1} if column.align == "right" else {"align": "left"}
