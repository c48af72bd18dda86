"""The styles of a Word document: what stands in a table, above it and below it.

Each names a font for every script. A font that is named for Latin alone leaves the choice for
Chinese to the program that opens the file.
"""

from typing import Any

from docx.oxml.ns import qn

from cppcc_cli.language import Language
from cppcc_cli.output.word.markup import FOOT, GROUP, HEAD, NOTE, TEXT, TITLE, element

LATIN, SONG, BLACK, PLAIN = "Times New Roman", "仿宋", "黑体", "宋体"
# In half points.
_TITLE_SIZE, _FOOT_SIZE = 32, 28


def set_styles(document: Any, language: Language, size: int) -> None:
    """Leave in `document` no styles but ours; a text in a table has `size` half points."""
    styles = document.styles.element
    for style in list(styles):
        styles.remove(style)
    small = max(size - 3, 18)
    bold = language == "en"
    styles.append(_defaults(size))
    styles.extend(
        (
            _style("Normal", "Normal", SONG, size, default=True),
            _style(TITLE, "Title", BLACK, _TITLE_SIZE, bold=bold, centred=True, after=160),
            _style(TEXT, "Table Text", SONG, size),
            _style(HEAD, "Table Head", BLACK, size, bold=bold),
            _style(GROUP, "Table Group", BLACK, size, bold=bold, with_next=True),
            _style(NOTE, "Table Note", SONG, small, before=60),
            _style(FOOT, "Footer", PLAIN, _FOOT_SIZE, centred=True),
        )
    )


def _fonts(chinese: str) -> Any:
    return element("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=chinese, cs=LATIN)


def _defaults(size: int) -> Any:
    properties = element(
        "rPr",
        _fonts(SONG),
        element("sz", val=size),
        element("szCs", val=size),
        element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
    )
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
    letters = [_fonts(chinese), *([element("b")] if bold else [])]
    letters += [element("sz", val=size), element("szCs", val=size)]
    made = element("style", type="paragraph", styleId=id)
    if default:
        made.set(qn("w:default"), "1")
    made.extend(
        (
            element("name", val=name),
            *([] if default else [element("basedOn", val="Normal")]),
            element("qFormat"),
            element("pPr", *paragraph),
            element("rPr", *letters),
        )
    )
    return made
