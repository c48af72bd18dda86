"""Valid input of every kind that is read, to be spoiled: small, and the same every time."""

import io
import quopri
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from cppcc_cli.dataset.sources import bundled

SAMPLES = Path(__file__).parents[1] / "samples"
# The smallest that LibreOffice writes: a document, a sheet and a slide.
OFFICE = Path(__file__).with_name("office")
# The kinds of documents, by the suffix of their files.
DOCUMENTS = (
    *("txt", "md", "html", "mht", "rtf", "pdf"),
    *("docx", "odt", "ods", "pptx", "xlsx", "ofd"),
    *("doc", "xls", "ppt"),
)
_PAGE = (
    "<!doctype html><html><head><title>1件</title></head><body><h1>工作</h1><p>提案<b>418</b>件"
    "</p><table><tr><td>指标<td>数量</tr><tr><td><table><tr><td>内</table><td>60余期</tr></table>"
    "<ul><li>占14.4%<li>1.7万余人次</ul><script>9件</script></body></html>"
)


_MAIL = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: "
    "text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
)


@cache
def dataset_seeds() -> list[bytes]:
    """Return datasets: small, and the beginning and the end of the bundled one."""
    whole = Path(bundled()).read_bytes()
    small = [(SAMPLES / f"{name}-2031.toml").read_bytes() for name in ("hillside", "harbour")]
    return [*small, whole[:6000]]


@cache
def document_seeds(kind: str) -> list[bytes]:
    """Return documents of a kind."""
    archives = {"odt": [_ODT], "ods": [_ODS], "pptx": [_PPTX], "ofd": [_OFD, _OTHER_OFD]}
    if kind in archives:
        return [zipped(one) for one in archives[kind]]
    match kind:
        case "docx":
            return [_word()]
        case "xlsx":
            return [_workbook()]
        case "rtf":
            return [_rich_text(), _RTF.encode()]
        case "pdf":
            return [_pdf(), _chinese_pdf()]
        case "txt":
            names = ("speech.txt", "harbour-2031.txt", "hillside-2031-gb18030.txt")
            return [(SAMPLES / name).read_bytes() for name in names]
        case "md":
            return [(SAMPLES / name).read_bytes() for name in ("slide.md", "report-2031.md")]
        case "html":
            return [_PAGE.encode(), _PAGE.encode("gb18030")]
        case "mht":
            return [_MAIL.encode() + quopri.encodestring(_PAGE.encode()) + b"\r\n--b--\r\n"]
    return [(OFFICE / f"a.{kind}").read_bytes()]


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of members by their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _word() -> bytes:
    from docx import Document

    document, made = Document(), io.BytesIO()
    document.add_heading("2023年工作回顾", 1)
    document.add_paragraph("共收到提案418件，立案60余件，占14.4%。")
    table = document.add_table(2, 2)
    table.cell(0, 1).text, table.cell(1, 1).text = "服务群众", "1.7万余人次"
    document.sections[0].header.paragraphs[0].text = "简报第3期"
    document.save(made)
    return made.getvalue()


def _workbook() -> bytes:
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("提案")
        sheet.write_row(0, 0, ["指标", "2022年", "2023年"])
        sheet.write_row(1, 0, ["提出提案（件）", 396, 418])
        sheet.merge_range("A3:C3", "占14.4%")
        sheet.write_formula("A4", "=1+1", None, 2)
    return made.getvalue()


def _rich_text() -> bytes:
    words = ("2023年工作回顾", "共收到提案418件，立案60余件，占14.4%。", "服务群众", "1.7万余人次")
    head, text, left, right = ("".join(map(_rich, one)) for one in words)
    return (
        r"{\rtf1\ansi\ansicpg936\uc1{\fonttbl{\f0\fnil\fcharset134 SimSun;}}"
        r"{\stylesheet{\s1 heading 1;}}"
        rf"\pard\s1\outlinelevel0 {head}\par\pard {text}\par"
        rf"\trowd\cellx4000\cellx8000\intbl {left}\cell {right}\cell\row\pard\'cc\'e1\'b0\'b8\par}}"
    ).encode()


def _rich(char: str) -> str:
    return char if char.isascii() else rf"\u{ord(char) - 65536 * (ord(char) > 32767)}?"


def _chinese_pdf() -> bytes:
    """Return a page whose letters are told by the font's table alone."""
    lines = ("共收到提案418件，立案60余件，占14.4%。", "服务群众1.7万余人次")
    shown = " ".join(
        f"BT /F 12 Tf 50 {780 - 40 * place} Td <{line.encode('utf-16-be').hex()}> Tj ET"
        for place, line in enumerate(lines)
    )
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def "
        "/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange "
        "<0000> <FFFF> <0000> endbfrange endcmap end end"
    )
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(shown)}>>\nstream\n{shown}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H"
        "/DescendantFonts[6 0 R]/ToUnicode 8 0 R>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/CIDSystemInfo"
        "<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R/DW 1000>>",
        "<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
        "/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
        f"<</Length {len(table)}>>\nstream\n{table}\nendstream",
    )
    return pdf_of([one.encode() for one in objects])


def _pdf() -> bytes:
    """Return a PDF of one page with a line, a table and a number of the page."""
    shown = (
        b"BT /F 12 Tf 72 700 Td (418 proposals, 14.4%) Tj 0 -20 Td (halls) Tj 90 0 Td (177) Tj ET"
    )
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return pdf_of(parts)


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of objects, numbered from 1; the first is its catalogue."""
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size, at = len(places) + 1, len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % size
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, at)
    return bytes(made)


_RTF = (
    r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset2 Symbol;}}"
    r"{\stylesheet{\s1 heading 1;}}{\header\pard 7\par}\pard\s1\u24037?\u20316?\par\pard "
    r"\'cc\'e1\'b0\'b8418\'bc\'fe{\super 2}{\v 9}{\footnote 50\u31687?}\par\trowd\cellx900"
    r"\cellx1800\intbl\u25351?\cell 418\cell\row\pard{\field{\*\fldinst PAGE}{\fldrslt 3}}\par}"
)
_OTHER_OFD = {
    "OFD.xml": '<o:OFD xmlns:o="o"><o:DocRoot>Doc_0/Document.xml</o:DocRoot></o:OFD>',
    "Doc_0/Document.xml": '<o:Document xmlns:o="o"><o:TemplatePage ID="9" BaseLoc="T.xml"/><o:Page '
    'ID="1" BaseLoc="P.xml"/></o:Document>',
    "Doc_0/T.xml": '<o:Page xmlns:o="o"><o:TextObject Boundary="20 10 90 6" Size="4"><o:TextCode '
    'X="0" Y="4" DeltaX="g 3 4">简报七期</o:TextCode></o:TextObject></o:Page>',
    "Doc_0/P.xml": '<o:Page xmlns:o="o"><o:Template TemplateID="9"/><o:TextObject Boundary="20 30 '
    '90 6" Size="4" CTM="1 0 0 1 0 0"><o:TextCode X="0" Y="4" DeltaX="4 4 2 2 2">提案418件'
    "</o:TextCode></o:TextObject><o:ImageObject/></o:Page>",
}
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "META-INF/manifest.xml": f'<manifest xmlns="{_OFFICE}:manifest:1.0"/>',
    "content.xml": (
        f'<o:document-content xmlns:o="{_OFFICE}:office:1.0" xmlns:t="{_OFFICE}:text:1.0" '
        f'xmlns:b="{_OFFICE}:table:1.0"><o:body><o:text><t:h t:outline-level="1">工作</t:h>'
        "<t:p>提案<t:span>418</t:span>件<t:s/>占14.4%</t:p><b:table><b:table-row><b:table-cell>"
        '<t:p>信息</t:p></b:table-cell><b:table-cell b:number-columns-repeated="2"><t:p>60余期'
        "</t:p></b:table-cell></b:table-row></b:table></o:text></o:body></o:document-content>"
    ),
}
_ODS = {
    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
    "META-INF/manifest.xml": f'<manifest xmlns="{_OFFICE}:manifest:1.0"/>',
    "content.xml": (
        f'<o:document-content xmlns:o="{_OFFICE}:office:1.0" xmlns:t="{_OFFICE}:text:1.0" '
        f'xmlns:b="{_OFFICE}:table:1.0"><o:body><o:spreadsheet><b:table b:name="提案"><b:table-row>'
        "<b:table-cell><t:p>指标</t:p></b:table-cell><b:table-cell><t:p>2023年</t:p></b:table-cell>"
        '</b:table-row><b:table-row b:number-rows-repeated="2"><b:table-cell><t:p>提出提案（件）'
        '</t:p></b:table-cell><b:table-cell o:value-type="float" o:value="418"><t:p>418</t:p>'
        '</b:table-cell><b:table-cell b:number-columns-repeated="3"/></b:table-row></b:table>'
        "</o:spreadsheet></o:body></o:document-content>"
    ),
}
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PPTX = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Override '
        'PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.presentationml.presentation.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OF_OFFICE}/officeDocument" Target="ppt/presentation.xml"/></Relationships>'
    ),
    "ppt/presentation.xml": (
        f'<p:presentation xmlns:p="{_SLIDES}" xmlns:r="{_OF_OFFICE}"><p:sldIdLst>'
        '<p:sldId id="256" r:id="r1"/></p:sldIdLst></p:presentation>'
    ),
    "ppt/_rels/presentation.xml.rels": (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OF_OFFICE}/slide" Target="slides/slide1.xml"/></Relationships>'
    ),
    "ppt/slides/slide1.xml": (
        f'<p:sld xmlns:p="{_SLIDES}" xmlns:a="{_DRAWING}"><p:cSld><p:spTree><p:sp><p:txBody>'
        "<a:p><a:r><a:t>提案418件</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
    ),
}
_FIXED = 'xmlns="http://www.ofdspec.org/2016"'
_OFD = {
    "OFD.xml": (
        f'<OFD {_FIXED} Version="1.0" DocType="OFD"><DocBody><DocInfo><DocID>1</DocID></DocInfo>'
        "<DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>"
    ),
    "Doc_0/Document.xml": (
        f"<Document {_FIXED}><CommonData><MaxUnitID>9</MaxUnitID><PageArea><PhysicalBox>0 0 210 297"
        '</PhysicalBox></PageArea><TemplatePage ID="5" BaseLoc="Tpls/Tpl_0.xml"/></CommonData>'
        '<Pages><Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></Pages></Document>'
    ),
    "Doc_0/Tpls/Tpl_0.xml": f"<Page {_FIXED}><Content><Layer ID='6'/></Content></Page>",
    "Doc_0/Pages/Page_0/Content.xml": (
        f'<Page {_FIXED}><Template TemplateID="5"/><Content><Layer ID="2"><TextObject ID="3" '
        'Boundary="30 30 150 10" Font="4" Size="5"><TextCode X="0" Y="5" DeltaX="g 6 5 2.5">'
        '提案418件</TextCode></TextObject><TextObject ID="7" Boundary="30 50 150 10" Font="4" '
        'Size="5"><TextCode X="0" Y="5">其中60余件</TextCode></TextObject></Layer></Content></Page>'
    ),
}

SPEECH = "2023年，市政协提出提案481件，其中立案60余件。\n"
# What accepts findings in it, as `--write-accepted` writes it.
ACCEPTED = (
    "file\tcode\tverdict\tclause\tprinted\tfigure\texpected\tnote\n"
    "speech.txt\tfigure\tcontradicts\t市政协提出提案481件\t481件\tproposals.submitted\t418件\t已核\n"
    "speech.txt\tfigure\tother\t其中立案60余件\t60余件\tproposals.submitted\t418件\t\n"
)
ENVIRONMENTS = [
    b"CPPCC_LANG=zh\nLANG=zh_CN.UTF-8\nCOLUMNS=80\nNO_COLOR=1\nTERM=xterm",
    b"CPPCC_DATA=lishui-2023\nCPPCC_LANG=en\nLC_ALL=C\nCLICOLOR_FORCE=1\nFORCE_COLOR=3",
    b"CPPCC_DATA=a.toml:home\nCOLUMNS=0\nTERM=dumb\nCLICOLOR=0\nPYTHONUTF8=0",
    b"_CPPCC_COMPLETE=next\nLANGUAGE=en:zh\nLC_MESSAGES=zh_TW.Big5\nCPPCC_DATA=home",
]
COMMANDS = (
    "categories --lang zh",
    "stats proposals public-opinion --columns id,value --no-header -f table --color always",
    "stats halls --year 2021,2023 --body lishui --data lishui-2023 -f markdown",
    "show adopted -f json --lang en",
    "compare halls sessions studios --data lishui-2023 -f csv -o b.csv --force",
    "topics platform -o c.md",
    "search 提案 -o d.html",
    "cite submitted --style bibtex",
    "report -o e.html --force",
    "verify submitted 400余 --data lishui-2023",
    "numbers speech.txt --kind figure -f jsonl",
    "proofread speech.txt -f lines",
    "proofread speech.txt a.docx --marked marked --force",
    "proofread a.docx --marked b.docx --suggest --force",
    "proofread speech.txt --marked c.html --force --data lishui-2023",
    "link a.docx -o d.docx --partial --force",
    "refresh a.docx --data lishui-2023 -o e.docx --plain --force",
    "check a.toml --source speech.txt",
    "proofread speech.txt a.docx --together --sort figure --verdict unknown,contradicts",
    "proofread speech.txt --accept accepted.tsv --write-accepted k.tsv --force",
    "check a.toml --source speech.txt --accept accepted.tsv",
    "diff a.docx speech.txt --kind figure -f json",
    "add a.toml --force",
    "draft a.docx speech.txt --like lishui-2023 -o l.toml --force",
    "draft speech.txt --id town-2030 --year 2030 --body 政协某镇委员会",
    "init 2024 --like lishui-2023 -o f.toml --force",
    "datasets --data . --no-cache",
    "export g --force",
    "schema",
    "completion bash",
    "help formats",
    "stats -o h.xlsx",
    "stats -o i.docx",
    "stats --scope city --data a.toml --no-cache",
)
