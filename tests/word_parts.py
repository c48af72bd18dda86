"""Word documents made of their markup, for what no library writes."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES = (
    f'xmlns:r="{_OFFICE}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """Return a paragraph; text without markup is a run."""
    inner = "".join(one if one.startswith("<") else run(one) for one in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; what is no markup is the text of a cell."""
    made = []
    for row in rows:
        cells = [one if one.startswith("<") else cell(one) for one in row]
        made.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(made)}</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    """Return a cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def write_markup(
    path: Path,
    body: str,
    parts: Mapping[str, str] = {},
    *,
    strict: bool = False,
    name: str = "word/document.xml",
    separator: str = "/",
    referred: Mapping[str, str] = {},
) -> Path:
    """Write a Word document with a body; `parts` by their kind, as footnotes or header.

    `referred` are relationships by kind that lead to what is not there, or to what `parts` name.
    """
    space, office = (_STRICT, _STRICT_OFFICE) if strict else (_WORD, _OFFICE)
    names = f'xmlns:w="{space}" {_SPACES}'
    relations = [
        f'<Relationship Id="{kind}" Type="{office}/{kind}" Target="{kind}.xml"/>' for kind in parts
    ]
    relations += [
        f'<Relationship Id="{kind}" Type="{office}/{kind}" Target="{target}"/>'
        for kind, target in referred.items()
    ]
    folder, _, file = name.rpartition("/")
    members = {
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r" '
        f'Type="{office}/officeDocument" Target="{name}"/></Relationships>',
        name: f"<w:document {names}><w:body>{body}</w:body></w:document>",
        f"{folder}/_rels/{file}.rels": f'<Relationships xmlns="{_PACKAGE}">{"".join(relations)}'
        "</Relationships>",
    }
    for kind, content in parts.items():
        tag = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        members[f"{folder}/{kind}.xml"] = f"<w:{tag} {names}>{content}</w:{tag}>"
    with zipfile.ZipFile(path, "w") as archive:
        for member, content in members.items():
            archive.writestr(zipfile.ZipInfo(member.replace("/", separator)), content)
    return path
