"""OFD files: letters and lines where matrices put them, and what is not read of them."""

import pytest
from bench.seeds import zipped

pytest.importorskip("lxml", reason="needs the extra publish")

from cppcc_cli.documents import Document
from cppcc_cli.documents.ofd import read_ofd
from cppcc_cli.errors import InputError

ROOT = "<OFD><DocRoot>D/D.xml</DocRoot></OFD>"
LISTED = '<Pages><Page ID="1" BaseLoc="P.xml"/></Pages>'


def text(x: float, y: float, words: str, attributes: str = "") -> str:
    """Return a text object at a place in millimetres."""
    return (
        f'<TextObject Boundary="{x} {y} 90 5" Size="5" {attributes}>'
        f'<TextCode X="0" Y="4">{words}</TextCode></TextObject>'
    )


def path(data: str, attributes: str = 'Boundary="0 0 200 290"') -> str:
    """Return a path object."""
    return f"<PathObject {attributes}><AbbreviatedData>{data}</AbbreviatedData></PathObject>"


def document(content: str, listed: str = LISTED, **parts: str) -> Document:
    """Return the document of a page with this content, and of other parts."""
    others = {f"D/{name}.xml": part for name, part in parts.items()}
    page = f"<Page><Content><Layer>{content}</Layer></Content></Page>"
    whole = {"OFD.xml": ROOT, "D/D.xml": f"<D>{listed}</D>", "D/P.xml": page, **others}
    return read_ofd(zipped(whole), "a.ofd").document()


def texts(found: Document) -> list[str]:
    """Return the texts of its blocks."""
    return [one.text for one in found.blocks]


def test_a_table_is_read_by_the_lines_that_are_drawn() -> None:
    """Strokes, thin boxes that are filled, and those that a matrix makes larger."""
    levels = "".join(f"M 10 {y} L 110 {y} " for y in (10, 30))
    words = text(12, 12, "经审查立") + text(12, 18, "案的提案") + text(62, 12, "418件")
    words += text(12, 32, "议") + text(62, 32, "28")
    drawn = path(levels) + path("M 0 0 L 100 0 L 100 0.1 L 0 0.1 C", 'Boundary="10 40 101 1"')
    drawn += "".join(
        path("S 0 0 L 0 3 Q 1 1 0 0", f'Boundary="{x} 10 1 30" CTM="1 0 0 10 0 0"')
        for x in (10, 60, 110)
    )
    rows = ["| 经审查立案的提案 | 418件 |", "| 议 | 28 |"]
    assert texts(document(words + drawn)) == rows
    # A path that is no path, or is cut short, draws nothing.
    assert texts(document(words + drawn + path("M 0 x L") + path("M 1 L") + path("?"))) == rows
    in_no_box = path("M 0 0 L 100 0", 'Boundary="9"') + path("M 0 0 L 100 0", 'Boundary="x 1"')
    assert texts(document(words + drawn + in_no_box)) == rows


def test_what_is_struck_out_or_seen_by_nobody_is_counted() -> None:
    """Text of no colour, in a hidden layer, or below a line; and none that is only underlined."""
    hidden = text(10, 30, "481", 'Visible="false"') + text(10, 40, "482", 'Alpha="0"')
    hidden += text(10, 50, "483", 'Fill="false"') + text(
        10, 60, "另有议177", 'Fill="false" Stroke="true"'
    )
    struck = text(10, 10, "484") + path("M 10 11.5 L 17.5 11.5") + text(10, 20, "提案418")
    found = document(hidden + struck + path("M 10 24.5 L 30 24.5") + text(10, 70, "这里是正文"))
    assert texts(found) == ["提案418", "另有议177这里是正文"]
    assert found.unread == {"hidden": 3, "struck": 1}
    outlines = "".join(f"M {10 + x} 11.5 L {12.2 + x} 11.5 " for x in (0.1, 2.6, 5.1))
    assert texts(document(text(10, 10, "484") + path(outlines))) == ["484"]


def test_composite_objects_are_read_where_pages_place_them() -> None:
    """Text that a page only refers to, as those of magazines do; a circle of them ends."""
    unit = f'<CompositeGraphicUnit ID="7"><Content>{text(10, 10, "提案418件")}</Content>'
    unit += '<CompositeObject ResourceID="7" Boundary="0 30 1 1"/></CompositeGraphicUnit>'
    listed = f"<DocumentRes>R.xml</DocumentRes>{LISTED}"
    used = '<CompositeObject ResourceID="7" Boundary="0 0 200 290" CTM="0.5 0 0 0.5 0 0"/>'
    found = document(used + text(5, -5, "题"), listed, R=f"<Res>{unit}</Res>")
    assert found.text.replace("\n", "") == "题" + "提案418件" * 5
    assert document(text(5, 2, "题") + '<CompositeObject ResourceID="8"/>').text == "题"


def test_composite_objects_that_multiply_are_refused() -> None:
    """Each refers to the next a thousand times."""
    used = '<CompositeObject ResourceID="{}"/>' * 1_000
    units = "".join(
        f'<CompositeGraphicUnit ID="{at}">{used.format(*[at + 1] * 1_000)}</CompositeGraphicUnit>'
        for at in range(5)
    )
    listed = f"<PublicRes>R.xml</PublicRes>{LISTED}"
    with pytest.raises(InputError) as refused:
        document(used.format(*[0] * 1_000), listed, R=f"<Res>{units}</Res>")
    assert "太复杂" in refused.value.lines("zh")[0]


def test_annotations_and_what_lies_askew_are_counted() -> None:
    """A watermark, a stamp that says something, and one that says nothing."""
    notes = "".join(
        f'<Annot Type="{kind}"><Appearance>{words}</Appearance></Annot>'
        for kind, words in (
            ("Watermark", text(0, 0, "严禁复制")),
            ("Stamp", text(0, 0, "已阅")),
            ("Stamp", ""),
            ('Stamp" Visible="false', text(0, 0, "未阅")),
        )
    )
    listed = f"{LISTED}<Annotations>A.xml</Annotations>"
    parts = {"A": '<A><Page PageID="1"><FileLoc>N.xml</FileLoc></Page></A>', "N": f"<N>{notes}</N>"}
    turned = text(10, 50, "斜放", 'CTM="0.7 0.7 -0.7 0.7 0 0"')
    found = document(text(10, 10, "提案418件") + turned + "<ImageObject/>", listed, **parts)
    assert texts(found) == ["提案418件"]
    assert found.unread == {"comment": 1, "askew": 1, "picture": 1}


@pytest.mark.parametrize("turned", ["0 1 -1 0 0 0", "0 -1 1 0 0 0", "-1 0 0 -1 90 5"])
def test_a_page_that_is_turned_is_read(turned: str) -> None:
    """As the wide tables of a report are, which stand upright on a page."""
    found = document(text(50, 50, "提案418件", f'CTM="{turned}"') + text(10, 10, "9"))
    assert (texts(found), found.unread) == (["提案418件"], {"askew": 1})


def test_the_last_step_is_that_of_all_letters_behind_it() -> None:
    """So invoices say how wide they are set: letters that look alike do not lie on one another."""
    code = text(10, 10, "1,300.00").replace("<TextCode", '<TextCode DeltaX="2.5" DeltaY="0"')
    assert document(code).text == "1,300.00"


def test_what_a_template_draws_is_of_each_of_its_pages() -> None:
    """Its text and its lines: two pages, a head that is read once."""
    listed = '<TemplatePage ID="9" BaseLoc="T.xml"/>' + '<Page BaseLoc="P.xml"/>' * 2
    template = f"<Page>{text(10, 2, '工作简报')}</Page>"
    found = document('<Template TemplateID="9"/>' + text(10, 50, "提案418件"), listed, T=template)
    assert [(one.text, one.place.part) for one in found.blocks] == [
        ("提案418件" * 2, "body"),
        ("工作简报", "header"),
    ]


def test_what_is_no_list_of_numbers_places_nothing() -> None:
    """A size, a box or a step that is none; an archive without a page."""
    code = '<TextObject Boundary="{}" Size="5"><TextCode X="0" Y="4" DeltaX="g 2 5 x">{}</TextCode>'
    unplaced = code.format("a", "1") + "</TextObject>" + text(1, 9, "2")
    assert document(unplaced).text == "2"
    code = code.format("1 9 9 9", "三个字") + "</TextObject>"
    assert document(code).text == "三个字"
    endless = text(1, 20, "3").replace('Size="5"', 'Size="1e400"')
    assert document(text(1, 9, "2") + endless).text == "2"
    assert document("", "").blocks == ()
    with pytest.raises(InputError):
        read_ofd(zipped({}), "a.ofd")
