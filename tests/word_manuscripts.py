"""Word manuscripts made of markup: numbers in every place where Word may put them, and split.

`hostile()` holds each thing that a marker must not break; `compared` tells what a copy changed.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from random import Random

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_RELATIONSHIPS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {
    "document": ("document.main", "officeDocument"),
    "styles": ("styles", "styles"),
    "settings": ("settings", "settings"),
    "footnotes": ("footnotes", "footnotes"),
    "endnotes": ("endnotes", "endnotes"),
    "comments": ("comments", "comments"),
    "header1": ("header", "header"),
    "footer1": ("footer", "footer"),
}


def tag(name: str) -> str:
    """Return the full name of an element of WordprocessingML."""
    return f"{{{W}}}{name}"


def run(text: str, properties: str = "") -> str:
    """Return a run of text, with what is said of its letters."""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """Return a paragraph of runs; what is no markup is a run of its own."""
    said = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p>{said}{inner}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of cells; a cell that is markup is taken as it is."""
    cells = (
        "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row)
        for row in rows
    )
    grid = '<w:gridCol w:w="2400"/>' * len(rows[0])
    made = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def document(body: str, parts: Mapping[str, str] = {}) -> bytes:
    """Return a Word document with `body`, and other parts by name: footnotes, header1, ..."""
    names = ["document", "settings", "styles", *parts]
    margins = "".join(
        f'<w:{name[:-1]}Reference w:type="default" r:id="rId{names.index(name)}"/>'
        for name in parts
        if name in ("header1", "footer1")
    )
    markup = {
        "document": f"<w:document {_SPACES}><w:body>{body}"
        f"<w:sectPr>{margins}</w:sectPr></w:body></w:document>",
        "settings": f"<w:settings {_SPACES}/>",
        "styles": (
            f'<w:styles {_SPACES}><w:style w:type="paragraph" w:styleId="Heading1">'
            '<w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
            "</w:styles>"
        ),
        **{name: part.replace(">", f" {_SPACES}>", 1) for name, part in parts.items()},
    }
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{_KINDS[name][0]}+xml"/>'
        for name in markup
    )
    relations = "".join(
        f'<Relationship Id="rId{names.index(name)}" Type="{_RELATIONSHIPS}/{_KINDS[name][1]}" '
        f'Target="{name}.xml"/>'
        for name in markup
        if name != "document"
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
        f'Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONSHIPS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'{relations}<Relationship Id="rIdLink" Type="{_RELATIONSHIPS}/hyperlink" '
        'Target="https://example.invalid/" TargetMode="External"/></Relationships>',
        **{f"word/{name}.xml": part for name, part in markup.items()},
        "customXml/item1.xml": "<kept/>",
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), _HEAD + text, zipfile.ZIP_DEFLATED)
    return written.getvalue()


_BOX = paragraph("播出“主题教育·委员说”42期").join(("<w:txbxContent>", "</w:txbxContent>"))
_DRAWN = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
    '<wp:extent cx="2800000" cy="600000"/><wp:docPr id="5" name="box"/><a:graphic><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="2800000" cy="600000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    "</wps:spPr>"
    f"<wps:txbx>{_BOX}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
    '</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:200pt;height:40pt">'
    f"<v:textbox>{_BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
_DATED = 'w:author="张三" w:date="2024-01-01T00:00:00Z"'


def hostile(more: int = 0) -> bytes:
    """Return a manuscript with a slip in each place where a number may stand, and `more` of them.

    Slips: 481 (split over four runs), 1.7万, 463 (in a link), 841 (inserted), 171 (a field),
    19 家 (over a bookmark), 91 (behind a tab), 1341 (merged cell), 100 (nested table), 82 (with
    a comment), 42 (a text box), 717 (a footnote), 545 (an endnote), 119 (right to left).
    """
    field = "".join(
        f"<w:r>{piece}</w:r>"
        for piece in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> DOCPROPERTY halls </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>171</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    control = (
        '<w:sdt><w:sdtPr><w:alias w:val="studios"/></w:sdtPr><w:sdtContent>'
        '<w:r><w:t>11</w:t></w:r><w:bookmarkStart w:id="77" w:name="mid"/>'
        '<w:proofErr w:type="spellStart"/><w:r><w:t>9</w:t></w:r><w:bookmarkEnd w:id="77"/>'
        "</w:sdtContent></w:sdt>"
    )
    noted = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    ended = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    body = "".join(
        (
            paragraph("丽水市政协2023年工作讲话稿", style="Heading1"),
            paragraph(
                "一年来，大家提交提案",
                run("4", "<w:b/>"),
                run("8", '<w:i/><w:color w:val="FF0000"/>'),
                run("1", '<w:sz w:val="32"/>'),
                run("件", '<w:u w:val="single"/>'),
                "，开展协商议政活动28场。",
            ),
            paragraph("我们服务群众1.7万人次，全市177家民生议事堂举办协商活动445场次。"),
            paragraph(
                "社情民意信息",
                f'<w:hyperlink r:id="rIdLink">{run("编报463期", "<w:i/>")}</w:hyperlink>',
                "，播出《委员视点》24期。",
            ),
            paragraph(
                "（修订）提出提案",
                f'<w:del w:id="900" {_DATED}><w:r><w:delText>418</w:delText></w:r></w:del>',
                f'<w:ins w:id="901" {_DATED}>{run("841")}</w:ins>',
                "件。",
            ),
            paragraph("全市民生议事堂", field, "家。"),
            paragraph(
                "全市委员工作室", control, "家，", "制定或修订制度", "<w:r><w:tab/></w:r>", "91个。"
            ),
            table(
                ("指标", "数值", "单位"),
                ("提出提案", "418件", ""),
                (
                    "民生议事堂意见建议1341条次",
                    table(("协商为民典型案例100个",)) + paragraph(""),
                    "",
                ),
            ),
            paragraph(
                "（已有批注）",
                '<w:commentRangeStart w:id="950"/>',
                run("开展协商议政活动82场"),
                '<w:commentRangeEnd w:id="950"/><w:r><w:commentReference w:id="950"/></w:r>',
                "。",
            ),
            paragraph("文本框在此：", _DRAWN),
            paragraph("见注", noted, "和", ended, "。"),
            "<w:p><w:pPr><w:bidi/></w:pPr>" + run("全市委员工作室119家。", "<w:rtl/>") + "</w:p>",
            *(paragraph(f"第{number}段：提出提案481件。") for number in range(more)),
        )
    )
    return document(
        body,
        {
            "footnotes": f'<w:footnotes><w:footnote w:id="2">{paragraph("全市民生议事堂717家。")}'
            "</w:footnote></w:footnotes>",
            "endnotes": '<w:endnotes><w:endnote w:id="2">'
            f"{paragraph('全市民生议事堂举办协商活动545场次。')}</w:endnote></w:endnotes>",
            "comments": f'<w:comments><w:comment w:id="950" {_DATED} w:initials="张">'
            f"{paragraph('请核实')}</w:comment></w:comments>",
            "header1": f"<w:hdr>{paragraph('提出提案484件')}</w:hdr>",
        },
    )


def damaged(raw: bytes, random: Random) -> bytes:
    """Return a document some of whose elements are gone or stand elsewhere."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, zipfile.ZipFile(written, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            if name.startswith("word/") and name.endswith(".xml") and random.random() < 0.8:
                root = etree.fromstring(content)
                elements = [one for one in root.iter("*") if one is not root]
                for _ in range(random.randint(1, 6) if elements else 0):
                    one, other = random.choice(elements), random.choice(elements)
                    parent = one.getparent()
                    if parent is not None and random.random() < 0.5:
                        parent.remove(one)
                    elif one is not other and one not in other.iterancestors():
                        other.append(one)
                content = etree.tostring(root)
            copy.writestr(name, content)
    return written.getvalue()


def parts_of(raw: bytes) -> dict[str, bytes]:
    """Return the parts of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def letters(markup: bytes) -> list[tuple[str, bytes, tuple[str, ...]]]:
    """Return each letter and mark of a part with its formatting and the elements around it.

    Where runs are cut does not show; comments and what changes were suggested by us do not, either.
    """
    found = []
    for element in _kept(etree.fromstring(markup)):
        properties = next((one for one in element.itersiblings(tag("rPr"), preceding=True)), None)
        said = b"" if properties is None else etree.tostring(properties, method="c14n")
        around = tuple(one.tag for one in element.iterancestors() if one.tag != tag("r"))
        is_text = element.tag in (tag("t"), tag("delText"), tag("instrText"))
        pieces = list(element.text or "") if is_text else [etree.tostring(_bare(element)).decode()]
        found += [(piece, said, around) for piece in pieces]
    return found


_OUR_MARKS = {tag("commentRangeStart"), tag("commentRangeEnd"), tag("commentReference")}


def _kept(root: etree._Element) -> Iterator[etree._Element]:
    structure = {tag(name) for name in ("r", "p", "rPr", "body", "document")}
    for element in root.iter("*"):
        in_properties = any(one.tag == tag("rPr") for one in element.iterancestors())
        if element.tag not in _OUR_MARKS | structure and not in_properties:
            yield element


def _bare(element: etree._Element) -> etree._Element:
    bare = etree.Element(element.tag, element.attrib)
    bare.text = (element.text or "").strip()
    return bare


def covered(raw: bytes) -> dict[str, str]:
    """Return of each comment, by its text, the words that its range covers."""
    parts = parts_of(raw)
    said = {
        comment.get(tag("id")): "".join(comment.itertext())
        for comment in etree.fromstring(parts["word/comments.xml"])
    }
    found = {}
    for part in ("document", "footnotes", "endnotes"):
        opened: dict[str, list[str]] = {}
        for element in etree.fromstring(parts.get(f"word/{part}.xml", b"<none/>")).iter("*"):
            if element.tag == tag("commentRangeStart"):
                opened[element.get(tag("id"))] = []
            elif element.tag == tag("commentRangeEnd"):
                number = element.get(tag("id"))
                found[f"{number} {said[number]}"] = "".join(opened.pop(number))
            elif element.tag == tag("t"):
                for words in opened.values():
                    words.append(element.text or "")
        assert opened == {}
    return found


def resolved(raw: bytes, kept: str, dropped: str) -> str:
    """Return the text of a document where our changes are accepted, or rejected."""
    root = etree.fromstring(parts_of(raw)["word/document.xml"])
    for one in root.iter(tag(dropped)):
        if one.get(tag("author")) == "cppcc":
            for below in one.iter(tag("t"), tag("delText")):
                below.text = ""
    wanted = {tag("t"), tag("delText")} if kept == "del" else {tag("t")}
    return "".join(
        one.text or ""
        for one in root.iter(*wanted)
        if one.tag == tag("t") or one.getparent().getparent().get(tag("author")) == "cppcc"
    )
