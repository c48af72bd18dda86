"""Table -> a Word document (.docx) that can be laid into a Chinese official report.

The page is A4 with the margins of GB/T 9704, the table has three rules and no vertical lines, its
head stands on every page. Below it are the notes in smaller type. The same table gives the same
bytes, which tell of no program, user or day.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from cppcc_cli.errors import OutputError
from cppcc_cli.language import current
from cppcc_cli.messages import output as words
from cppcc_cli.output.layout import Head, Layout, fitted_widths, lay_out, natural_widths
from cppcc_cli.output.table import Align, Table
from cppcc_cli.screen import escaped, width

# Left and right of a text in its cell.
PADDING = 110
_MILLIMETRE = 1440 / 25.4
# A cell more than the letters ask for: not all of Times New Roman are half as wide as high.
_SLACK = 1


class Margins(NamedTuple):
    """The space around what is printed."""

    top: int
    right: int
    bottom: int
    left: int


class Page(NamedTuple):
    """A page, upright or turned, and the size of its letters in half points."""

    turned: bool
    size: int
    # Above and below a text in its cell.
    leading: int = 35
    # Of the text, so far apart.
    columns: int = 1

    @property
    def paper(self) -> tuple[int, int]:
        """How wide and how high the paper is."""
        short, long = round(210 * _MILLIMETRE), round(297 * _MILLIMETRE)
        return (long, short) if self.turned else (short, long)

    @property
    def margins(self) -> Margins:
        """The margins, which turn with the page: the binding is then above it."""
        top, right, bottom, left = (round(one * _MILLIMETRE) for one in (37, 26, 35, 28))
        return (
            Margins(left, top, right, bottom) if self.turned else Margins(top, right, bottom, left)
        )

    @property
    def text_width(self) -> int:
        """How wide the page is between its margins."""
        return self.paper[0] - self.margins.left - self.margins.right

    @property
    def column_width(self) -> int:
        """How wide a column of the text is."""
        return (self.text_width + _APART) // self.columns - _APART

    @property
    def rows(self) -> int:
        """How many rows of one line the page holds, with what stands above and below them."""
        height = self.paper[1] - self.margins.top - self.margins.bottom - _AROUND
        # A line is about a third higher than its letters.
        return height // (self.size * 13 + 2 * self.leading) * self.columns

    @property
    def cell(self) -> int:
        """How wide a digit is: half of the height of the letters."""
        return self.size * 5

    def column(self, cells: int) -> int:
        """Return how wide a column for so many terminal cells is, with the space beside them."""
        return cells * self.cell + 2 * PADDING

    def cells(self, column: int) -> int:
        """Return how many terminal cells a column holds."""
        return (column - 2 * PADDING) // self.cell - _SLACK


UPRIGHT = Page(False, 24)
# The first that holds a table is taken, with the cells that a folded text must keep there.
_TRIED = ((UPRIGHT, 28), (Page(False, 21), 22), (Page(True, 21), 18), (Page(True, 18), 12))
# What holds upright a table that would else just run over a page.
_CLOSE = Page(False, 21, 12)
# A table of so few columns that is longer than a page stands on it in two columns.
_NARROW = 2
_TWO_COLUMNS = _CLOSE._replace(columns=2)
# For the title and for what is said below a table; and between two columns of text.
_AROUND, _APART = 1_900, 420


def fit(
    heads: Sequence[Head], lines: Sequence[Sequence[str]], count: int = 0
) -> tuple[Page, list[int]]:
    """Return the page for a table with these lines of texts, and the widths of its columns.

    Together they are as wide as the text of the page, if need be narrower than what they hold.
    `count` rows that do not stand on one page are set closer where they then do, or in two columns.
    """
    # A Latin font in the place of ours may be wider, and break the only word of a column.
    words = [
        [cell.ljust(len(cell) * 5 // 4 * cell.isascii() * cell.isalpha()) for cell in cells]
        for cells in lines
    ]
    natural = [cells + _SLACK for cells in natural_widths(words)]
    closer = [_CLOSE, *([_TWO_COLUMNS] if len(heads) == _NARROW else [])]
    holding = [] if count <= UPRIGHT.rows else [(one, 28) for one in closer if count <= one.rows]
    for page, least in (*holding[:1], *_TRIED):
        gap = -(-2 * PADDING // page.cell)
        room = page.column_width // page.cell - gap
        widths = fitted_widths(heads, natural, room, gap, least)
        if widths is not None:
            break
    else:
        widths = natural
    return page, _filling(page, [page.column(cells) for cells in widths])


def fit_pairs(labels: Sequence[str]) -> tuple[Page, list[int]]:
    """Return the page for a card, and the widths of its two columns."""
    cells = max(map(width, labels))
    label = min(UPRIGHT.column(cells + 2 * _SLACK), UPRIGHT.text_width // 2)
    return UPRIGHT, [label, UPRIGHT.text_width - label]


def _filling(page: Page, widths: Sequence[int]) -> list[int]:
    """Return the widths stretched, or pressed, to fill the page to the last twentieth."""
    total = sum(widths)
    edges = [page.column_width * upto // total for upto in accumulate(widths, initial=0)]
    return [right - left for left, right in pairwise(edges)]


# The styles of paragraphs, by their ids.
TITLE, HEAD, GROUP, TEXT, NOTE, FOOT = (
    "Title",
    "TableHead",
    "TableGroup",
    "TableText",
    "TableNote",
    "Footer",
)
# The rules of a table of three, in eighths of a point: its edges, and that below its head.
_EDGE = {"val": "single", "sz": 12, "space": 0, "color": "000000"}
_BELOW_HEAD = {**_EDGE, "sz": 6}


def element(tag: str, *children: Any, **attributes: object) -> Any:
    """Return an element; `tag` and the names of attributes are of the main namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def _table(rows: Iterable[Any], widths: Sequence[int], leading: int) -> Any:
    """Return a table of fixed widths, with a rule above and below it.

    Each width stands in the grid and in every cell: Word goes by the one, WPS by the other.
    """
    sides = (("top", leading), ("left", PADDING), ("bottom", leading), ("right", PADDING))
    properties = element(
        "tblPr",
        element("tblW", w=sum(widths), type="dxa"),
        element("jc", val="center"),
        element("tblBorders", element("top", **_EDGE), element("bottom", **_EDGE)),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(side, w=one, type="dxa") for side, one in sides)),
    )
    return element(
        "tbl", properties, element("tblGrid", *(element("gridCol", w=one) for one in widths)), *rows
    )


def head_row(labels: Sequence[str], aligned: Sequence[Align], widths: Sequence[int]) -> Any:
    """Return the row that every page has on top, between a rule above and one below."""
    cells = [
        _cell(
            [paragraph(label, HEAD, align)],
            one,
            element("tcBorders", element("top", **_EDGE), element("bottom", **_BELOW_HEAD)),
            bottom=True,
        )
        for label, align, one in zip(labels, aligned, widths, strict=True)
    ]
    return _row(cells, element("tblHeader"))


def group_row(heading: str, widths: Sequence[int]) -> Any:
    """Return the row over a group: one cell, which stays with the row below it."""
    texts = [paragraph(heading, GROUP)]
    return _row([_cell(texts, sum(widths), element("gridSpan", val=len(widths)))])


def text_row(
    texts: Sequence[str], styles: Sequence[str], aligned: Sequence[Align], widths: Sequence[int]
) -> Any:
    """Return a row of texts, each in its style."""
    cells = zip(texts, styles, aligned, widths, strict=True)
    return _row([_cell([paragraph(text, style, align)], one) for text, style, align, one in cells])


def paragraph(text: str, style: str, align: Align = "left") -> Any:
    """Return a paragraph; a line break stays one."""
    properties = element("pPr", element("pStyle", val=style))
    if align == "right":
        properties.append(element("jc", val="right"))
    return element("p", properties, *_runs(text))


def page_number() -> Any:
    """Return the paragraph of the foot: the number of the page between two dashes."""
    number = element("fldSimple", *_runs("1"), instr="PAGE")
    style = element("pPr", element("pStyle", val=FOOT))
    return element("p", style, *_runs("— "), number, *_runs(" —"))


def page_properties(page: Page) -> list[Any]:
    """Return size and margins of the pages."""
    wide, high = page.paper
    size = element("pgSz", w=wide, h=high)
    if page.turned:
        size.set(qn("w:orient"), "landscape")
    # The foot stands as far below the text as GB/T 9704 has it, 7 mm.
    foot = page.margins.bottom - 400
    return [size, element("pgMar", **page.margins._asdict(), header=850, footer=foot, gutter=0)]


def _settings() -> list[Any]:
    """Return the settings of the document: laid out as by Word since 2013, language Chinese."""
    mode = element(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    language = element("themeFontLang", val="en-US", eastAsia="zh-CN")
    return [
        element("characterSpacingControl", val="compressPunctuation"),
        element("compat", element("useFELayout"), mode),
        language,
    ]


def _row(cells: Sequence[Any], *properties: Any) -> Any:
    """Return a row that no page break splits."""
    return element("tr", element("trPr", element("cantSplit"), *properties), *cells)


def _cell(paragraphs: Sequence[Any], one: int, *properties: Any, bottom: bool = False) -> Any:
    where = element("vAlign", val="bottom" if bottom else "center")
    wide = element("tcW", w=one, type="dxa")
    return element("tc", element("tcPr", wide, *properties, where), *paragraphs)


def _runs(text: str) -> Iterator[Any]:
    for number, line in enumerate(text.split("\n")):
        run = element("r")
        if width(line) > len(line):
            # Quotation marks and dashes are then as wide as the characters around them.
            run.append(element("rPr", element("rFonts", hint="eastAsia")))
        if number:
            run.append(element("br"))
        written = element("t")
        written.text = escaped(line)
        written.set(qn("xml:space"), "preserve")
        run.append(written)
        yield run


LATIN, SONG, BLACK, PLAIN = "Times New Roman", "仿宋", "黑体", "宋体"
# In half points.
_TITLE_SIZE, _FOOT_SIZE = 32, 28


def set_styles(document: Any, size: int) -> None:
    """Leave in `document` no styles but ours; a text in a table has `size` half points."""
    styles = document.styles.element
    del styles[:]
    small = max(size - 3, 18)
    bold = current() == "en"
    styles.extend(
        (
            _defaults(size),
            _style("Normal", "Normal", SONG, size, default=True),
            _style(TITLE, "Title", BLACK, _TITLE_SIZE, bold=bold, centred=True, after=160),
            _style(TEXT, "Table Text", SONG, size),
            # Where 黑体 is not installed, only bold letters tell them from the rows.
            _style(HEAD, "Table Head", BLACK, size, bold=True),
            _style(GROUP, "Table Group", BLACK, size, bold=True, with_next=True),
            _style(NOTE, "Table Note", SONG, small, before=60),
            _style(FOOT, "Footer", PLAIN, _FOOT_SIZE, centred=True),
        )
    )


def _letters(chinese: str, size: int, bold: bool = False) -> list[Any]:
    fonts = element("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=chinese, cs=LATIN)
    sizes = [element("sz", val=size), element("szCs", val=size)]
    return [fonts, *([element("b")] if bold else []), *sizes]


def _defaults(size: int) -> Any:
    language = element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    properties = element("rPr", *_letters(SONG, size), language)
    return element(
        "docDefaults", element("rPrDefault", properties), element("pPrDefault", element("pPr"))
    )


def _style(
    id: str,
    name: str,
    chinese: str,
    size: int,
    *,
    bold: bool = False,
    centred: bool = False,
    with_next: bool = False,
    before: int = 0,
    after: int = 0,
    default: bool = False,
) -> Any:
    """Return a style for paragraphs, its parts in the order that Word requires."""
    paragraph = [element("keepNext")] if with_next else []
    paragraph.append(element("spacing", before=before, after=after))
    paragraph += [element("jc", val="center")] if centred else []
    made = element("style", type="paragraph", styleId=id)
    if default:
        made.set(qn("w:default"), "1")
    made.extend(
        (
            element("name", val=name),
            *([] if default else [element("basedOn", val="Normal")]),
            element("qFormat"),
            element("pPr", *paragraph),
            element("rPr", *_letters(chinese, size, bold)),
        )
    )
    return made


# Word opens no table with more columns.
MOST_COLUMNS = 63
# Hundreds of pages; each takes 20 KB of memory.
MOST_ROWS = 5_000
_LONGEST_PROPERTY = 255
# The first that a zip archive can tell.
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_KEPT = (
    {RELATION.OFFICE_DOCUMENT, RELATION.CORE_PROPERTIES},
    {RELATION.STYLES, RELATION.SETTINGS, RELATION.FOOTER},
)


def to_docx_bytes(table: Table[Any], header: bool) -> bytes:
    """Return the bytes of a document with `table` as people read it: without ids.

    Without header, only the rows remain, to be moved into a table that is there. Raises OutputError
    for more columns than a table of Word has, and for more rows than it can be expected to open.
    """
    laid = lay_out(table, header, "document")
    for count, most, sentence in (
        (len(table.rows), MOST_ROWS, words.TOO_MANY_ROWS),
        (len(laid.heads), MOST_COLUMNS, words.TOO_MANY_COLUMNS),
    ):
        if count > most:
            raise OutputError(sentence.about(count=count, most=most, format="Word"))
    page, parts = _cards(laid.cards) if laid.cards else _rows(laid)
    above = [(_title(laid.title, page), TITLE), (laid.empty, TEXT)]
    parts = [
        *(paragraph(text, style) for text, style in above if text),
        *parts,
        *(paragraph(note, NOTE) for note in laid.notes),
    ]
    document = Document()
    set_styles(document, page.size)
    _set_pages(document, page, header)
    if page.columns > 1:
        _set_columns(document, page, parts)
    if not parts or parts[-1].tag == element("tbl").tag:
        # A document must not end with a table.
        parts.append(paragraph("", NOTE))
    for part in parts:
        document.element.body.sectPr.addprevious(part)
    _set_properties(document, laid.title or table.title)
    return _packed(document)


def _title(title: str, page: Page) -> str:
    """Return a title that does not stand on one line broken before its years, not within them."""
    start, colon, years = title.rpartition("：")
    # Another font than ours may be a tenth wider.
    fits = width(title) * 11 <= page.text_width // (_TITLE_SIZE * 5) * 10
    return title if fits or not colon or not start else f"{start}{colon}\n{years}"


def _rows(laid: Layout) -> tuple[Page, list[Any]]:
    if not laid.groups:
        return UPRIGHT, []
    lines = [cells for group in laid.groups for cells in group.texts]
    count = len(lines) + len(laid.groups) + 1 if laid.header else 0
    page, widths = fit(laid.heads, [laid.labels, *lines] if laid.header else lines, count)
    aligned = [head.align for head in laid.heads]
    styles = [TEXT] * len(aligned)
    rows = [head_row(laid.labels, aligned, widths)] if laid.header else []
    for group in laid.groups:
        if group.heading and laid.header:
            rows.append(group_row(_broken(group.heading, sum(widths), page), widths))
        for cells in group.texts:
            texts = [_broken(cell, one, page) for cell, one in zip(cells, widths, strict=True)]
            rows.append(text_row(texts, styles, aligned, widths))
    return page, [_table(rows, widths, page.leading)]


def _cards(cards: Sequence[Sequence[tuple[str, str]]]) -> tuple[Page, list[Any]]:
    page, widths = fit_pairs([label for pairs in cards for label, _ in pairs])
    parts: list[Any] = []
    for pairs in cards:
        rows = [text_row(pair, (HEAD, TEXT), ("left", "left"), widths) for pair in pairs]
        # Two tables with nothing between them would be one.
        parts += [paragraph("", NOTE)] if parts else []
        parts.append(_table(rows, widths, page.leading))
    return page, parts


def _broken(text: str, column: int, page: Page) -> str:
    """Return `text` on one line where the column holds that, else broken where it says."""
    whole = text.replace("\n", " ")
    return whole if width(whole) <= page.cells(column) else text


def _set_pages(document: Any, page: Page, header: bool) -> None:
    section = document.element.body.sectPr
    del section[:]
    section.extend(page_properties(page))
    if header:
        foot = document.sections[0].footer.paragraphs[0]._p
        foot.getparent().replace(foot, page_number())


def _set_columns(document: Any, page: Page, parts: list[Any]) -> None:
    """Set the table among `parts` in columns, between the title above it and the notes below it."""
    last = document.element.body.sectPr
    foot = last.find(qn("w:footerReference"))
    own = element("sectPr", deepcopy(foot), *page_properties(page))
    parts[0].pPr.append(own)
    columns = element("cols", num=page.columns, space=_APART)
    begun = element("type", val="continuous")
    end = paragraph("", NOTE)
    end.pPr.append(element("sectPr", begun, *page_properties(page), columns))
    parts.insert(2, end)
    foot.addnext(deepcopy(begun))


def _set_properties(document: Any, title: str) -> None:
    """Take away what comes with the template, and set title and language."""
    package, part = document.part.package, document.part
    for relations, kept in zip((package.rels, part.rels), _KEPT, strict=True):
        for name in [name for name, one in relations.items() if one.reltype not in kept]:
            del relations[name]
    settings, properties = (
        document.settings.element,
        package.part_related_by(RELATION.CORE_PROPERTIES).element,
    )
    del settings[:], properties[:]
    settings.extend(_settings())
    document.core_properties.title = escaped(title)[:_LONGEST_PROPERTY]
    document.core_properties.language = "zh-CN" if current() == "zh" else "en-US"


def _packed(document: Any) -> bytes:
    """Return the bytes of `document`, every part of it of the same day."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            target.writestr(part, source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
