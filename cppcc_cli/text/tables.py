"""Tables: what the row and the column of a cell, and the lines above, say of its number."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from cppcc_cli import numerals
from cppcc_cli.documents import Block, Document
from cppcc_cli.quantity import Quantity
from cppcc_cli.script import HAN, NO_HAN, Pattern, compiled, plain, with_chinese_marks
from cppcc_cli.text.cards import cards, labelled
from cppcc_cli.text.frames import Frame, Slot, marks
from cppcc_cli.text.kinds import figure_kind, measure_at
from cppcc_cli.text.lexicon import Lexicon, lexicon
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.parts import value_of

_ANY_NUMBER_CELL = Pattern(
    rf"(?:{'|'.join(numerals.BEFORE)})?{NO_HAN}*[0-9０-９]{NO_HAN}*[余多万亿]*\S{{0,3}}|[-:—–－/／无\s]*"
)
# In a cell that a number fills.
_MOST_BESIDE = 4
# Columns of a table that has one of sums.
_FEWEST = 2
# Of a column of names, as in data.
_NAME_HEAD = Pattern("name_zh|name_en|指标名称")
# Of a column that is called by its year alone.
_BARE_YEAR = Pattern(r"^(?:19|20)[0-9]{2}(?=$|\s*[（(])")
# Of a column of years, each that of all numbers of its row.
_YEAR_HEAD = Pattern("(?i:year)|年[度份别]?")
_OF_YEAR = r"^(?:(?:19|20)[0-9]{2}年?度?|[上去本今]年度?)"
PERIOD = Pattern("(?:[0-9]{4}年)?(?:[0-9]{1,2}月|第?[一二三四1-4]季度|[上下]半年)份?")
_AMONG = "^其中[：:、]?"
_UNIT_HEAD = Pattern(r"(?:计量|计数)?单位")
# 提案件数, 受益人数: what is counted, if that is said, and its unit.
_COUNTED = Pattern(f"({HAN}*?)(人次|场次|条次|件次|[件个名人次家场期篇条份项])数")
_UNIT_IN_LABEL = Pattern(
    r"(?:[（(](?:单位[：:])?([^（）()/／0-9]{1,5})[）)]|[/／]([^（）()/／|]{1,4}))$"
)
_UNIT_ABOVE = Pattern(r"单位\s*[：:]\s*([^\s，。；：（）()|]{1,16})", "单位")
_CAPTION = Pattern(
    r"^(?:附?表\s?[0-9一二三四五六七八九十]{0,3}[：:．.\s]*)?(?:.*(?:19|20)[0-9]{2}年?度?)?"
)
_END_OF_CAPTION = Pattern(
    "(?:完成|进展|汇总|统计|分类|一览|明细|情况|有关|数据)*[表图]?(?:[（(][^（）()]*[）)])?$"
)
_CONTENTS = Pattern(r"\s*目\s*[录次]\s*", "录", "次")
_LONGEST_CAPTION, _LONGEST_NOUN, _SHORTEST_NAME = 60, 8, 2


class Row(NamedTuple):
    """What a row of a table says of a number that fills one of its cells."""

    labels: tuple[str, ...]
    column: str
    unit: str
    # Whether no other cell of the row holds a number.
    alone: bool
    # What its table is of, by the line above; the first block of that, and the column of the cell.
    subject: str
    cell: tuple[int, int]
    # What makes its row the sum of others, and what its column: 合计.
    sums: tuple[str, str]
    # What its row is called where others of the table are such sums; what the number is called.
    part: str
    name: str

    @property
    def is_rank(self) -> bool:
        """Whether the number only tells which row or which place it is: 序号, 名次."""
        return any(
            lexicon()["counts_nothing"].fullmatch(one) for one in (*self.labels[-1:], self.column)
        )

    @property
    def done(self) -> str:
        """The last word of the head of its column: 采用 of 市政协采用（篇）, 委员 of 委员数."""
        return lexicon()["count"].sub("", _bare(self.column))[-2:]

    def quantity(self, mention: Mention) -> Quantity | None:
        """Return the quantity of a number, a bare one in the unit of its row or column."""
        printed = self.printed(mention)
        return mention.quantity if printed == mention.printed else numerals.read(printed)

    def printed(self, mention: Mention) -> str:
        """Return a number as it is printed, a bare one with the unit of its row or column."""
        is_bare = self.unit and not mention.unit
        return numerals.complete(mention.printed, self.unit) if is_bare else mention.printed

    def name_with_year(self, year: int) -> str:
        """Return its name behind the year that its column begins with, in a text of `year`."""
        found = compiled(_OF_YEAR).match(self.column)
        said = found[0].rstrip("年度") if found else ""
        said = str(year - 1) if said in ("上", "去") else said
        return f"{said}年{self.name}" if said.isdecimal() else self.name


def _name(labels: Sequence[str], column: str, subject: str, total: str) -> str:
    """Return what a number is called: its row and column, but for units and the column's year.

    Who is told of goes first; a sum is named by what the table is of, as is what is only counted.
    """
    column = compiled(_AMONG).sub("", _bare(compiled(_OF_YEAR).sub("", column)))
    label = "".join(compiled(_AMONG).sub("", _bare(one)) for one in labels)
    is_general = lexicon()["general"].fullmatch(column)
    if is_general and (label or total):
        column = ""
    counted = _COUNTED.fullmatch(column)
    is_bare = is_general or (counted and not counted[1])
    is_of_table = (is_bare and len(subject) <= _LONGEST_NOUN) or (total and not label)
    if is_of_table and subject not in f"{label}{column}":
        column = f"{subject}{column}"
    # 立案 in a table of 提案, whose rows are years.
    if (
        not label
        and len(column) <= _SHORTEST_NAME
        and (of := lexicon()["core_noun"].at_end(subject))
    ):
        column = f"{column}{of.group()}"
    # Who is told of in a column stands before what is told of them.
    who = lexicon()["who_is_told_of"]
    if who.fullmatch(column) and not who.fullmatch(label):
        label, column = column, label
    again = next((at for at in range(len(column), 1, -1) if label.endswith(column[:at])), 0)
    return f"{label}{column[again:]}{total}"


@lru_cache(1_000)
def _bare(words: str) -> str:
    """Return a label without the unit in brackets at its end."""
    found = _UNIT_IN_LABEL.search(words)
    is_unit = found and is_unit_of(found[1] or found[2])
    return words[: found.start()] if found and is_unit else words


@lru_cache(1_000)
def is_unit_of(words: str) -> bool:
    """Tell whether words are a measure word, or several: 件, 万元, 人次, 件/条."""
    counted = compiled("^[百千万亿]+(?=.)").sub("", words)
    both = (counted, counted.removesuffix("次"))
    return any(measure_at(one, 0) == len(one) > 0 for one in both)


class _Table(NamedTuple):
    """What stands above a table: its units, what it is of; and its first block."""

    units: tuple[str, ...]
    subject: str
    first: int
    # Whether its numbers are those of pages.
    is_contents: bool = False


class Tables:
    """The tables of a document, with what the rows of each say of its numbers."""

    def __init__(self, document: Document, blocks: Sequence[str]) -> None:
        """Take the blocks of a document with their texts in simplified script."""
        self.blocks, self.texts = list(document.blocks), blocks
        # Of each row its table, and what the first cell says, or one above that reaches over it.
        self._of: dict[int, tuple[_Table, str]] = {}
        self._cells: dict[int, _Cells] = {}
        # The first rows of tables in which a row or a column is the sum of others.
        self._summed: set[int] = set()
        self._labels = cards(document.blocks, blocks)
        above: list[str] = []
        table, last, label, has_heads = _Table((), "", 0), None, "", False
        for at, (block, text) in enumerate(zip(document.blocks, blocks, strict=True)):
            if block.kind != "row" or not block.cells:
                above.append(text)
                if line := labelled(block, text):
                    self.blocks[at] = line
                    self._of[at] = _Table((), "", at), ""
                continue
            key = (block.place.sheet, block.place.table)
            if key != last or not any(block.heads):
                units = [unit for line in (*above[-3:], text) for unit in _units_above(line)]
                before = table if key == last else _Table((), "", at)
                table = _Table(
                    tuple(units) or before.units,
                    _subject(above[-3:]) or before.subject,
                    at if above else before.first,
                    _CONTENTS.fullmatch(above[-1]) is not None if above else before.is_contents,
                )
            first = block.cells[0]
            own = text[first.start : first.end]
            # Heads reach over no row below them.
            is_below = key == last and not own and len(block.cells) > 2
            is_below = is_below and any(block.heads) == has_heads
            label = own if compiled(HAN).search(own) else label if is_below else ""
            self._of[at] = table, label if is_below else ""
            called = [text[one.start : one.end] for one in block.cells[:2]]
            if any(
                lexicon()["total"].fullmatch(compiled(r"\s").sub("", one))
                for one in (*called, *block.heads[2:])
            ):
                self._summed.add(table.first)
            above, last, has_heads = [], key, any(block.heads)

    def row(self, mention: Mention) -> Row | None:
        """Return what a row says of a number; None where it stands in no cell, or in its words."""
        at = mention.block
        if (label := self._labels.get(at)) is not None:
            labels = (label,) if label else ()
            return Row(labels, "", "", True, "", (at, 1), ("", ""), "", label)
        if at not in self._of or self._of[at][0].is_contents:
            return None
        if at not in self._cells:
            self._cells[at] = _Cells(self.blocks[at], self.texts[at], *self._of[at])
        cells = self._cells[at]
        return cells.row(mention, self._of[at][0].first in self._summed)


def _units_above(line: str) -> list[str]:
    """Return the units that a line above a table names: 单位：件、%."""
    found = _UNIT_ABOVE.search(line) if len(line) <= _LONGEST_CAPTION else None
    named = compiled("[、/／，,]").split(found[1]) if found else []
    return [one for one in named if is_unit_of(one)]


def _subject(above: Sequence[str]) -> str:
    """Return what a table is of, by the caption among the lines above: 表1 2023年提案办理情况."""
    for line in reversed(above):
        is_caption = len(line) <= _LONGEST_CAPTION and not compiled("[。；，]").search(line)
        if is_caption and (line[:1] in "表附" or line.endswith(("表", "情况", "统计"))):
            words = _CAPTION.sub("", _END_OF_CAPTION.sub("", line.strip()))
            # 县区政协信息报送: the columns tell what was done.
            return words if compiled(rf"(?:{HAN}|[（）()、])+").fullmatch(words) else ""
    return ""


@lru_cache(100)
def _before_columns(subject: str, heads: tuple[str, ...]) -> str:
    """Return what a table is of, up to the words that its columns say again."""
    said = (subject.find(_bare(head)[-2:]) for head in heads if len(head) > 1)
    return subject[: min((at for at in said if at > 1), default=len(subject))]


class _Cells:
    """The cells of a row, and what of them does not depend on which number is asked about."""

    def __init__(self, block: Block, text: str, table: _Table, above: str) -> None:
        self.block, self.text, self.table, self.above = block, text, table, above
        self.starts = [cell.start for cell in block.cells]
        # 合　计, 教育局 and the like are set apart by spaces to fill their cells.
        self.cells = [
            compiled(rf"(?<={HAN})\s+(?={HAN})").sub("", text[cell.start : cell.end])
            for cell in block.cells
        ]
        self.units = [
            at
            for at, head in enumerate(block.heads[: len(self.cells)])
            if _UNIT_HEAD.fullmatch(head) and at and is_unit_of(self.cells[at])
        ]
        self.names = [at for at, head in enumerate(block.heads) if _NAME_HEAD.fullmatch(head)]
        of_years = zip(block.heads, self.cells, strict=False)
        self.year_at = next(
            (
                at
                for at, (head, cell) in enumerate(of_years)
                if _YEAR_HEAD.fullmatch(head) and _BARE_YEAR.fullmatch(cell)
            ),
            -1,
        )
        self.year = f"{self.cells[self.year_at]}年" if self.year_at >= 0 else ""
        # Of each cell, between which stand those that name it: the last together before it.
        self.named: list[tuple[int, int]] = []
        self.labels: dict[tuple[int, int], tuple[tuple[str, ...], list[int]]] = {}
        start = end = 0
        for at in range(len(self.cells)):
            self.named.append((start, end))
            if self._is_name(at):
                start, end = at if end < at else start, at + 1
        # 50 委员工作室 in a list of such, where one space parts them.
        gap = text[block.cells[0].end : block.cells[1].start] if len(self.cells) == 2 else ""
        if gap == " " and self._is_name(1) and not self._is_name(0):
            self.named[0] = (1, 2)
        self.spoken = [
            at
            for at, cell in enumerate(self.cells)
            if compiled("[0-9０-９]").search(cell) and compiled(HAN).search(cell)
        ]

    def _is_name(self, at: int) -> bool:
        """Tell whether a cell may name one behind it: it holds words, and no unit of a number."""
        cell, before = self.cells[at], self.cells[at - 1] if at else ""
        if not cell or at in self.units or _ANY_NUMBER_CELL.fullmatch(cell):
            return PERIOD.fullmatch(cell) is not None
        return not (before and _ANY_NUMBER_CELL.fullmatch(before) and is_unit_of(cell))

    def _labels(self, between: tuple[int, int]) -> tuple[tuple[str, ...], list[int]]:
        """Return the labels between two cells, and which other cells hold words and a number."""
        if between not in self.labels:
            own = [self.cells[at] for at in self.names] or self.cells[slice(*between)]
            known = set(own)
            others = [at for at in self.spoken if self.cells[at] not in known]
            above = [self.above] if self.above else []
            self.labels[between] = tuple(above + own), others
        return self.labels[between]

    def row(self, mention: Mention, is_summed: bool) -> Row | None:
        """Return what the row says of a number; None where it stands in words of its cell.

        `is_summed` tells whether rows or columns of the table are sums of others.
        """
        at = bisect_right(self.starts, mention.start) - 1
        if at < 0 or mention.start >= self.block.cells[at].end or at == self.year_at:
            return None
        heads, (start, end, number) = self.block.heads, self.block.cells[at]
        beside = self.text[start : mention.start] + self.text[mention.end : end]
        if len(beside) > _MOST_BESIDE or compiled("[0-9０-９]").search(beside):
            return None
        column = _BARE_YEAR.sub(r"\g<0>年", heads[at]) if at < len(heads) else ""
        if self.year and not compiled(_OF_YEAR).match(column):
            column = f"{self.year}{column}"
        labels, spoken = self._labels(self.named[at])
        unit = self._unit(at, plain(column), labels[-1] if labels else "")
        cell, alone = (self.table.first, number), spoken in ([], [at])
        sums = ("", "")
        if labels and lexicon()["total"].fullmatch(labels[-1]):
            labels, sums = labels[:-1], (labels[-1], "")
        elif labels and len(heads) > _FEWEST and lexicon()["total"].fullmatch(_bare(column)):
            column, sums = "", ("", _bare(column))
        subject = _before_columns(self.table.subject, heads)
        column, total = plain(column), "".join(sums)
        name = _name(labels, column, subject, total)
        part = labels[-1] if is_summed and labels and not total else ""
        return Row(labels, column, unit, alone, subject, cell, sums, part, name)

    def _unit(self, at: int, column: str, label: str) -> str:
        """Return the unit of a cell: of its row, in a head, in the next cell, above the table."""
        if self.units:
            return self.cells[self.units[0]]
        for named in (column, label):
            found = _UNIT_IN_LABEL.search(named)
            if found and is_unit_of(found[1] or found[2]):
                return plain(found[1] or found[2])
        for named in (column, label):
            head = compiled(_OF_YEAR).sub("", named)
            if head.endswith("次") and is_unit_of(head):
                return head
            if counted := _COUNTED.fullmatch(head):
                return counted[2]
        if at + 1 < len(self.cells) and is_unit_of(self.cells[at + 1]):
            return self.cells[at + 1]
        if at and compiled(_AMONG).match(column):
            return self._unit(at - 1, plain(self.block.heads[at - 1]), label)
        units = [one for one in self.table.units if one not in "%％"]
        told = [one for one in units if one in f"{column}{label}"]
        return next(iter(told), "") if len(units) > 1 else next(iter(units), "")


def sums(
    rows: Sequence[Row | None], mentions: Sequence[Mention]
) -> Iterator[tuple[list[int], int | None]]:
    """Yield the cells of a column, or of a row, that make up a total; by their numbers, with its.

    Of a column without a total all cells are given, and None. `rows` are those of the mentions.
    """
    columns: dict[tuple[object, ...], list[int]] = {}
    across: dict[tuple[object, ...], list[int]] = {}
    for at, (row, one) in enumerate(zip(rows, mentions, strict=True)):
        if row is not None and one.quantity is not None and one.unit not in ("", "%", "‰"):
            columns.setdefault((*row.cell, one.unit), []).append(at)
            across.setdefault((one.block, one.unit), []).append(at)

    values = [*map(value_of, mentions)]

    def is_sum(parts: list[int], whole: int, least: int = 2) -> bool:
        return len(parts) >= least and sum(values[at] for at in parts) == values[whole]

    loose: list[list[int]] = []
    for cells in columns.values():
        yield from _among(cells, rows, values)
        totals = [at for at in cells if (row := rows[at]) and row.sums[0]]
        others = [at for at in cells if at not in totals]
        starts = [0, *(at + 1 for at in totals)]
        for start, whole in zip(starts, totals, strict=False):
            before = [at for at in totals if at < whole]
            near = [at for at in others if start <= at < whole]
            some = (near, before, before + near, [at for at in others if at < whole], others)
            # A subtotal may be of one row.
            least = 1 if len(totals) > 1 and near else 2
            if parts := next((parts for parts in some if is_sum(parts, whole, least)), None):
                yield parts, whole
        loose += [] if totals else [others]
    of_table: dict[int, list[list[int]]] = {}
    for cells in across.values():
        for first, behind in pairwise(cells):
            if (row := rows[behind]) and compiled(_AMONG).match(row.column):
                yield [behind], first
        for whole in (at for at in cells if (row := rows[at]) and row.sums[1]):
            parts = [at for at in cells if at != whole]
            if is_sum(parts, whole):
                yield parts, whole
        if row := rows[cells[0]]:
            of_table.setdefault(row.cell[0], []).append(cells)
    # 应到45人次，实到43人次，请假2人次: so in each row.
    for found in of_table.values():
        is_split = len(found) > 1 and max(map(len, found)) > 2
        if is_split and all(is_sum(cells[1:], cells[0], 1) for cells in found):
            yield from ((cells[1:], cells[0]) for cells in found)
    yield from ((cells, None) for cells in loose)


def _among(
    cells: Sequence[int], rows: Sequence[Row | None], values: Sequence[Decimal]
) -> Iterator[tuple[list[int], int]]:
    """Yield the cells of a column behind 其中, with that above: all that make it up, or one."""
    for first in range(1, len(cells)):
        row, whole = rows[cells[first]], cells[first - 1]
        if row is None or not row.labels or not compiled(_AMONG).match(row.labels[-1]):
            continue
        reached = accumulate(values[at] for at in cells[first:])
        ends = (at for at, total in enumerate(reached, first + 1) if total == values[whole])
        yield list(cells[first : next(ends, first + 1)]), whole


def with_units_of_tables(document: Document, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield mentions, those of tables with the units that their rows or columns give.

    12.5 in a column 金额（万元） is an amount of 125,000 元.
    """
    if not any(block.cells for block in document.blocks):
        yield from mentions
        return
    tables = Tables(document, [with_chinese_marks(plain(one.text)) for one in document.blocks])
    for mention in mentions:
        is_bare = not mention.unit and mention.kind in ("other", "unclear")
        row = tables.row(mention) if is_bare else None
        quantity = row.quantity(mention) if row and row.unit else None
        if row is None or row.is_rank or quantity is None:
            yield mention
            continue
        head = _bare(row.column)
        kind = figure_kind(head, len(head), quantity.unit)
        yield mention._replace(quantity=quantity, unit=quantity.unit, kind=kind)


def row_frame(row: Row, above: Frame, words: Lexicon) -> Frame:
    """Return the frame of a cell: what the head of its column and its labels say."""
    frame = above
    for text in (*row.labels, row.column):
        for mark in marks(text, words):
            # In a row of 城东区政协, 省政协采用 is no other body's.
            if mark.slot == "body" and frame.body and not mark.carries:
                continue
            value = "plan" if mark.slot == "aspect" else mark.value
            frame = frame._replace(**{mark.slot: Slot(value, mark.words, "clause")})
    if lexicon()["changed"].is_in(row.column):
        frame = frame._replace(aspect=Slot("change", row.column, "clause"))
    return frame
