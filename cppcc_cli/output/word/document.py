"""Table -> a Word document (.docx) that can be laid into a Chinese official report.

The page is A4 with the margins of GB/T 9704, the table has three rules and no vertical lines, its
head stands on every page. Below it are the notes in smaller type. The same table gives the same
bytes, which tell of no program, user or day.
"""

import io
import zipfile
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION

from cppcc_cli.errors import OutputError
from cppcc_cli.language import Language
from cppcc_cli.messages import office
from cppcc_cli.output.table import Table
from cppcc_cli.output.word import markup
from cppcc_cli.output.word.page import UPRIGHT, Page, fit, fit_pairs
from cppcc_cli.output.word.styles import set_styles
from cppcc_cli.screen import escaped, width

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


def written(table: Table, language: Language, header: bool) -> bytes:
    """Return the bytes of a document with `table` as people read it: without ids.

    Without header, only the rows remain, to be moved into a table that is there. Raises OutputError
    for more columns than a table of Word has, and for more rows than it can be expected to open.
    """
    if len(table.rows) > MOST_ROWS:
        raise OutputError(
            office.TOO_MANY_ROWS.about(count=len(table.rows), most=MOST_ROWS, format="Word")
        )
    page, parts = _cards(table, language) if table.cards else _rows(table, language, header)
    if header:
        above = [] if table.title is None else [(table.title.say(language), markup.TITLE)]
        if not table.seen and table.empty is not None:
            above.append((table.empty.say(language), markup.TEXT))
        below = [(note.say(language), markup.NOTE) for note in table.notes]
        parts = [
            *(markup.paragraph(text, style) for text, style in above),
            *parts,
            *(markup.paragraph(text, style) for text, style in below),
        ]
    document = Document()
    set_styles(document, language, page.size)
    _set_pages(document, page, header)
    if not parts or parts[-1].tag == markup.element("tbl").tag:
        # A document must not end with a table.
        parts.append(markup.paragraph("", markup.NOTE))
    for part in parts:
        document.element.body.sectPr.addprevious(part)
    _set_properties(document, table, language)
    return _packed(document)


def _rows(table: Table, language: Language, header: bool) -> tuple[Page, list[Any]]:
    layout = [column for column in table.cells_layout if not column.handle]
    if len(layout) > MOST_COLUMNS:
        raise OutputError(
            office.TOO_MANY_COLUMNS.about(count=len(layout), most=MOST_COLUMNS, format="Word")
        )
    if not table.seen:
        return UPRIGHT, []
    heads = [column.label.say(language) for column in layout]
    groups = [
        (heading, [[column.show(row, language) for column in layout] for row in rows])
        for heading, rows in table.groups(language, document=True)
    ]
    lines = [cells for _, rows in groups for cells in rows]
    page, widths = fit(layout, [heads, *lines] if header else lines)
    aligned = [column.align for column in layout]
    styles = [markup.TEXT] * len(layout)
    rows = [markup.head_row(heads, aligned, widths)] if header else []
    for heading, several in groups:
        if heading and header:
            rows.append(markup.group_row(_broken(heading, sum(widths), page), widths))
        for cells in several:
            texts = [_broken(cell, one, page) for cell, one in zip(cells, widths, strict=True)]
            rows.append(markup.text_row(texts, styles, aligned, widths))
    return page, [markup.table(rows, widths)]


def _cards(table: Table, language: Language) -> tuple[Page, list[Any]]:
    cards = table.cards(language) if table.cards else []
    page, widths = fit_pairs([label for pairs in cards for label, _ in pairs])
    parts: list[Any] = []
    for pairs in cards:
        rows = [
            markup.text_row(pair, (markup.HEAD, markup.TEXT), ("left", "left"), widths)
            for pair in pairs
        ]
        # Two tables with nothing between them would be one.
        parts += [markup.paragraph("", markup.NOTE)] if parts else []
        parts.append(markup.table(rows, widths))
    return page, parts


def _broken(text: str, column: int, page: Page) -> str:
    """Return `text` on one line where the column holds that, else broken where it says."""
    whole = text.replace("\n", " ")
    return whole if width(whole) <= page.cells(column) else text


def _set_pages(document: Any, page: Page, header: bool) -> None:
    section = document.element.body.sectPr
    for child in list(section):
        section.remove(child)
    section.extend(markup.page_properties(page))
    if header:
        foot = document.sections[0].footer.paragraphs[0]._p
        foot.getparent().replace(foot, markup.page_number())


def _set_properties(document: Any, table: Table, language: Language) -> None:
    """Take away what comes with the template, and set title and language."""
    package, part = document.part.package, document.part
    for relations, kept in zip((package.rels, part.rels), _KEPT, strict=True):
        for name in [name for name, one in relations.items() if one.reltype not in kept]:
            del relations[name]
    settings, properties = (
        document.settings.element,
        package.part_related_by(RELATION.CORE_PROPERTIES).element,
    )
    for root in (settings, properties):
        for child in list(root):
            root.remove(child)
    settings.extend(markup.settings())
    title = "" if table.title is None else table.title.say(language)
    document.core_properties.title = escaped(title)[:_LONGEST_PROPERTY]
    document.core_properties.language = "zh-CN" if language == "zh" else "en-US"


def _packed(document: Any) -> bytes:
    """Return the bytes of `document`, every part of it of the same day."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            target.writestr(part, source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
