"""The markup of tables and paragraphs in a Word document (WordprocessingML)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from cppcc_cli.output.table import Align
from cppcc_cli.output.word.page import PADDING, Page
from cppcc_cli.screen import escaped, width

# The styles of paragraphs, by their ids.
TITLE, HEAD, GROUP, TEXT, NOTE, FOOT = (
    "Title",
    "TableHead",
    "TableGroup",
    "TableText",
    "TableNote",
    "Footer",
)
# Above and below a text in its cell.
_LEADING = 35
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


def table(rows: Iterable[Any], widths: Sequence[int]) -> Any:
    """Return a table of fixed widths, with a rule above and below it.

    Each width stands in the grid and in every cell: Word goes by the one, WPS by the other.
    """
    sides = (("top", _LEADING), ("left", PADDING), ("bottom", _LEADING), ("right", PADDING))
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
    size = element("pgSz", w=page.width, h=page.height)
    if page.turned:
        size.set(qn("w:orient"), "landscape")
    # The foot stands as far below the text as GB/T 9704 has it, 7 mm.
    foot = page.margins.bottom - 400
    return [size, element("pgMar", **page.margins._asdict(), header=850, footer=foot, gutter=0)]


def settings() -> list[Any]:
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
