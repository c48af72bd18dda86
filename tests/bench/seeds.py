"""Valid input of every kind that is read, to be spoiled: small, and the same every time."""

import io
import zipfile
from functools import cache
from pathlib import Path

from cppcc_cli.dataset.sources import bundled

SAMPLES = Path(__file__).parents[1] / "samples"
# The kinds of documents, by the suffix of their files.
DOCUMENTS = ("txt", "md", "html", "docx", "odt", "pptx", "xlsx")
_PAGE = (
    "<!doctype html><html><head><title>1件</title></head><body><h1>工作</h1><p>提案<b>418</b>件"
    "</p><table><tr><td>指标<td>数量</tr><tr><td><table><tr><td>内</table><td>60余期</tr></table>"
    "<ul><li>占14.4%<li>1.7万余人次</ul><script>9件</script></body></html>"
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
    match kind:
        case "txt":
            names = ("speech.txt", "harbour-2031.txt", "hillside-2031-gb18030.txt")
            return [(SAMPLES / name).read_bytes() for name in names]
        case "md":
            return [(SAMPLES / name).read_bytes() for name in ("slide.md", "report-2031.md")]
        case "html":
            return [_PAGE.encode(), _PAGE.encode("gb18030")]
        case "docx":
            return [_word()]
        case "xlsx":
            return [_workbook()]
        case "odt":
            return [_archive(_ODT)]
        case "pptx":
            return [_archive(_PPTX)]
    raise KeyError(kind)


def _archive(members: dict[str, str]) -> bytes:
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
    "check a.toml --source speech.txt",
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
