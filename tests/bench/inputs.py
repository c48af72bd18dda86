"""The worst inputs there are, of each kind that is read: what makes them, of a given size."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from functools import partial
from itertools import islice

import olefile

from cppcc_cli.dataset.toml import MOST_LINES
from cppcc_cli.documents.reading import MOST_HELD, MOST_LINES as MOST_TEXT_LINES, MOST_LISTED
from tests.bench.seeds import document_seeds, pdf_of
from tests.samples import SAMPLE

_MEBIBYTE = 1024 * 1024
_HEAD = SAMPLE.partition("[figure")[0]
_FIGURE = (
    '[figure.proposals.f{0}]\nname = {{ zh = "事项{0}" }}\n'
    'value = 1\nunit = "件"\nprinted = "1件"\n'
)


def filled(piece: str, head: str = "", tail: str = "") -> Callable[[int], bytes]:
    """Return what makes an input of a size out of one piece, again and again."""

    def content(size: int) -> bytes:
        raw = piece.encode()
        return (head.encode() + raw * (size // len(raw)))[: size - len(tail)] + tail.encode()

    return content


def _numbered(piece: str, head: str = "") -> Callable[[int], bytes]:
    """Return what makes an input of a size out of numbered pieces; {1} is the number before."""

    def content(size: int) -> bytes:
        raw, number = bytearray(head.encode()), 0
        while True:
            more = piece.format(number, max(number - 1, 0)).encode()
            if len(raw) + len(more) > size:
                return bytes(raw)
            raw += more
            number += 1

    return content


def first_lines(raw: bytes) -> bytes:
    """Return the start of a dataset that has no more lines than are read."""
    return b"".join(raw.splitlines(keepends=True)[: MOST_LINES - 10])


def within_bounds(raw: bytes, listed: bool) -> bytes:
    """Return the start of a text that has no more numbers and lines than are listed, or held."""
    text = b"".join(raw.splitlines(keepends=True)[:MOST_TEXT_LINES]).decode("utf-8", "ignore")
    most = MOST_LISTED if listed else MOST_HELD
    found = re.finditer(r"\d{1,20}|[一百]{1,20}", text)
    last = next(islice(found, most - 1, None), None)
    return text[: last.start() if last else None].encode()


def _part(
    kind: str, name: str, piece: str, head: str = "", tail: str = ""
) -> Callable[[int], bytes]:
    """Return what makes an archive of a kind one of whose parts is a piece, again and again.

    The part has at most 15 MiB, which is as much as is read.
    """

    def content(size: int) -> bytes:
        made = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(document_seeds(kind)[0])) as archive,
            zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as other,
        ):
            for part in archive.namelist():
                body = archive.read(part)
                other.writestr(
                    part, filled(piece, head, tail)(_part_size(size)) if part == name else body
                )
        return made.getvalue()

    return content


def _part_size(size: int) -> int:
    return min(size, 15 * _MEBIBYTE)


def _bomb(size: int) -> bytes:
    """Return an archive whose text would unpack to ten times as much."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(10):
            part.write(b" " * size)
    return made.getvalue()


def _entries(size: int) -> bytes:
    """Return an archive of many empty files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(size // 100):
            archive.writestr(f"word/{number}", b"")
    return made.getvalue()


DATASETS = {
    "brackets": filled("[", "x = "),
    "inline tables": filled("{a=", "x = "),
    "dots": filled("a.", "[", "a]"),
    "dotted key": filled("a.", "", "a = 1"),
    "one string": filled("字", 'x = "', '"'),
    "digits": filled("9", "x = "),
    "hexadecimal": filled("f", "x = 0x"),
    "runs of digits": filled("9" * 9_999 + ".", "x = "),
    "fraction": filled("9", "x = 0."),
    "comments": filled("#\n"),
    "keys": _numbered("k{0} = 1\n"),
    "inline keys": _numbered("[figure.proposals.f{0}]\nname = {{ zz = 1 }}\n", _HEAD),
    "tables": _numbered("[t{0}]\n"),
    "table arrays": _numbered("[[topic]]\n", _HEAD),
    "figures": _numbered(_FIGURE, _HEAD),
    "chain of parts": _numbered(_FIGURE + 'part_of = "proposals.f{1}"\n', _HEAD),
    "unknown parts": _numbered(_FIGURE + 'part_of = "proposals.g{1}"\n', _HEAD),
    "array": _numbered("{0}, ", "x = ["),
    "escapes": filled("\\u0041", 'x = "', '"'),
    "quotes": filled("'", "x = "),
    "lines": filled("\r\n"),
}
TEXTS = {
    "one line": filled("提案"),
    "numbers": filled("1件"),
    "digits": filled("9"),
    "numerals": filled("一"),
    "hundreds": filled("百"),
    "groups": filled("1,234,"),
    "ratios": filled("1:"),
    "shares": filled("百分之"),
    "quotes": filled("“1件"),
    "list": filled("1、"),
    "ranges": filled("1-"),
    "figures": filled("共收到提案418件，其中立案60余件，占14.4%。\n"),
    "years": filled("2023年"),
    "lines": filled("\n"),
    "spaces": filled(" "),
    "full width": filled("１．"),
    "clauses": filled("近约超1"),
    "times": filled("去年1件"),
    "committees": filled("市政协"),
    "table rows": filled("|提案|418|件|\n"),
    "rows of words": filled("|提案|件|\n"),
    "short lines": filled("提案\n"),
}
PAGES = {
    "nested": filled("<div>"),
    "nested tables": filled("<table><tr><td>1件"),
    "paragraphs": filled("<p>提案418件"),
    "cells": filled("<td>1"),
    "rows": filled("<tr><td>提案<td>1件"),
    "attributes": _numbered(" a{0}=1", "<p"),
    "entities": filled("&#49;"),
    "comment": filled("-", "<!--"),
    "brackets": filled("<"),
    "inline": filled("<b>1</b>"),
    "spaces": filled("<p> </p>"),
}
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BODY = "word/document.xml"
_word = partial(_part, "docx", _BODY)
_OPEN, _CLOSE = f'<w:document xmlns:w="{_W}"><w:body>', "</w:body></w:document>"
WORDS = {
    "paragraphs": _word("<w:p><w:r><w:t>1件</w:t></w:r></w:p>", _OPEN, _CLOSE),
    "runs": _word("<w:r><w:t>1</w:t></w:r>", f"{_OPEN}<w:p>", f"</w:p>{_CLOSE}"),
    "empty runs": _word("<w:r/>", f"{_OPEN}<w:p>", f"</w:p>{_CLOSE}"),
    "one run": _word("1件", f"{_OPEN}<w:p><w:r><w:t>", f"</w:t></w:r></w:p>{_CLOSE}"),
    "cells": _word(
        "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>",
        f"{_OPEN}<w:tbl><w:tr>",
        f"</w:tr></w:tbl>{_CLOSE}",
    ),
    "headers": _word('<w:headerReference w:id="a"/>', _OPEN, _CLOSE),
    "nested": _word("<w:tbl><w:tr><w:tc>", _OPEN, ""),
    "bomb": _bomb,
    "entries": _entries,
    "no archive": filled("PK\x03\x04"),
}


def _pdf(shown: str, pages: int, again: bool = True) -> Callable[[int], bytes]:
    """Return what makes a PDF of so many pages that all show one piece, again and again."""

    def content(size: int) -> bytes:
        text = filled(shown, "BT /F 12 Tf 50 700 Td ", " ET")(size if again else len(shown) + 30)
        first = 5
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count %d/Kids[%s]>>"
            % (pages, b" ".join(b"%d 0 R" % (first + number) for number in range(pages))),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        ]
        page = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
            b"/Resources<</Font<</F 3 0 R>>>>>>"
        )
        return pdf_of([*objects, *[page] * pages])

    return content


def compound(streams: dict[str, bytes], sector: int = 4096) -> bytes:
    """Return a compound file (OLE) of streams, each filled up to the least that has sectors."""
    none, end = 0xFFFFFFFF, 0xFFFFFFFE
    kept = {name: raw.ljust(4096, b"\0") for name, raw in streams.items()}
    chain, body, entries = [], bytearray(), []
    for name, raw in kept.items():
        first, count = len(chain), -(-len(raw) // sector)
        chain += [*range(first + 1, first + count), end]
        body += raw.ljust(count * sector, b"\0")
        entries.append((name, 2, first, len(raw)))
    directory = len(chain)
    chain.append(end)
    listed = b""
    for number, (name, kind, first, size) in enumerate([("Root Entry", 5, end, 0), *entries]):
        text = name.encode("utf-16-le")
        right = number + 1 if 0 < number < len(entries) else none
        child = 1 if number == 0 else none
        listed += text.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(text) + 2, kind, 1, none, right, child
        )
        listed += bytes(36) + struct.pack("<IQ", first, size)
    body += listed.ljust(sector, b"\0")
    tables = -(-(len(chain) + 110) // (sector // 4))
    first_table = len(chain)
    chain += [0xFFFFFFFD] * tables
    body += struct.pack(f"<{len(chain)}I", *chain).ljust(tables * sector, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH", 0x3E, 4 if sector > 512 else 3, 0xFFFE, sector.bit_length() - 1, 6
    ) + bytes(6)
    head += struct.pack(
        "<IIIIIIIII", 1 if sector > 512 else 0, tables, directory, 0, 4096, end, 0, end, 0
    )
    places = [*range(first_table, first_table + tables)]
    head += struct.pack("<109I", *(places + [none] * 109)[:109])
    return head.ljust(sector, b"\0") + bytes(body)


def _doc(letters: str, overlapping: bool = False) -> Callable[[int], bytes]:
    """Return what makes a binary Word document of letters, in pieces of the same or of one."""

    def content(size: int) -> bytes:
        text = filled(letters)(size)
        head = bytearray(1024)
        struct.pack_into("<HH", head, 0, 0xA5EC, 0xC1)
        many = size // 2_000 if overlapping else 1
        most = min(many * len(text), 0x7FFFFFFF)
        struct.pack_into("<i", head, 0x4C, most)
        ends = [min(number * len(text), 0x7FFFFFFF) for number in range(many + 1)]
        pieces = struct.pack(f"<{many + 1}I", *ends)
        pieces += struct.pack("<HIH", 0, 0x40000000 | len(head) * 2, 0) * many
        table = b"\2" + struct.pack("<I", len(pieces)) + pieces
        struct.pack_into("<II", head, 0x9A + 8 * 33, 0, len(table))
        return compound({"WordDocument": bytes(head) + text, "0Table": table})

    return content


def _xls(wide: int) -> Callable[[int], bytes]:
    """Return what makes a binary workbook with rows of so many cells."""

    def content(size: int) -> bytes:
        book = olefile.OleFileIO(io.BytesIO(document_seeds("xls")[0])).openstream("Workbook").read()
        before, _, after = book.rpartition(b"\x0a\0\0\0")
        cell = struct.Struct("<HHHHHd")
        cells = b"".join(
            cell.pack(0x203, 14, 100 + number // wide, number % wide, 0, number)
            for number in range(min(size // cell.size, 65_000 * wide))
        )
        stream = before + cells + b"\x0a\0\0\0" + after
        # A workbook of larger sectors is none to the library that reads it.
        small = len(stream) < 7 * _MEBIBYTE
        return compound({"Workbook": stream}, 512 if small else 4096)

    return content


def _ppt(size: int) -> bytes:
    """Return a binary presentation of one slide whose outline holds texts without end."""

    def record(kind: int, content: bytes, instance: int = 0, holds: bool = False) -> bytes:
        return struct.pack("<HHI", instance << 4 | 15 * holds, kind, len(content)) + content

    text = record(0xF9F, bytes(4)) + record(0xFA8, b"1\r" * 50)
    placed = record(0x3F3, struct.pack("<IIIII", 2, 0, 0, 256, 0))
    listed = record(0xFF0, placed + text * (size // len(text)), holds=True)
    document = record(0x3E8, listed, holds=True)
    count = size // len(text)
    boxes = b"".join(
        record(0xF004, record(0xF00D, record(0xF9E, struct.pack("<I", number))), holds=True)
        for number in range(min(count, 20_000))
    )
    slide = record(0x3EE, record(0xF003, boxes, holds=True), holds=True)
    table = record(0x1772, struct.pack("<III", 2 << 20 | 1, 0, len(document)))
    at = len(document) + len(slide)
    edit = record(0xFF5, struct.pack("<IIIIII", 0, 0, 0, at, 1, 0))
    stream = document + slide + table + edit
    user = record(0xFF6, struct.pack("<III", 20, 0xE391C05F, at + len(table)))
    return compound({"Current User": user, "PowerPoint Document": stream})


_MAIL = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/"
_SHEET, _SLIDE = "xl/worksheets/sheet1.xml", "ppt/slides/slide1.xml"
_LEAF = "Doc_0/Pages/Page_0/Content.xml"
_sheet, _slide = partial(_part, "xlsx", _SHEET), partial(_part, "pptx", _SLIDE)
_leaf = partial(_part, "ofd", _LEAF)
_X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OPEN_SHEET = f"<worksheet {_X}><sheetData>"
_OPEN_SLIDE = '<p:sld xmlns:p="p" xmlns:a="a"><p:cSld><p:sp><p:txBody>'
_CLOSE_SLIDE = "</p:txBody></p:sp></p:cSld></p:sld>"
_O = "urn:oasis:names:tc:opendocument:xmlns"
_OPEN_TEXT = (
    f'<o:document-content xmlns:o="{_O}:office:1.0" xmlns:t="{_O}:text:1.0" '
    f'xmlns:b="{_O}:table:1.0"><o:body><o:'
)
_LETTERS = '<TextObject Boundary="0 0 99 9" Size="3"><TextCode X="0" Y="0" '


def _open_text(kind: str, piece: str, inner: str = "", outer: str = "") -> Callable[[int], bytes]:
    head, tail = f"{_OPEN_TEXT}{kind}>{inner}", f"{outer}</o:{kind}></o:body></o:document-content>"
    return _part("odt", "content.xml", piece, head, tail)


# By the suffix of their files.
OTHERS = {
    "mht": {
        "page": filled("<p>提案418件", f"{_MAIL}html; charset=utf-8\n\n", "\n--x--\n"),
        "nested tables": filled("<table><tr><td>1件", f"{_MAIL}html; charset=utf-8\n\n"),
        "parts": filled("--x\nContent-Type: text/html\n\n<p>1\n", f"{_MAIL}html\n\n<p>1\n"),
        "heads": filled("X: 1\n", "MIME-Version: 1.0\n"),
        "picture": filled(
            "QUFBQUFB" * 9 + "\n", f"{_MAIL}html\n\n<p>1\n--x\nContent-Type: image/a\n\n"
        ),
    },
    "rtf": {
        "braces": filled("{}", r"{\rtf1 "),
        "open braces": filled("{", r"{\rtf1 "),
        "letters": filled(r"\u25552?", r"{\rtf1 "),
        "bytes": filled(r"\'cc\'e1", r"{\rtf1\ansicpg936 "),
        "paragraphs": filled(r"1\par ", r"{\rtf1 "),
        "rows": filled(r"\trowd\cellx1\intbl 1\cell\row", r"{\rtf1 "),
        "cells": filled(r"\cellx1 1\cell ", r"{\rtf1\trowd\intbl "),
        "boxes": filled(r"{\shptxt 1\par", r"{\rtf1 "),
        "notes": filled(r"{\footnote 1}", r"{\rtf1 "),
    },
    "pdf": {
        "letters": _pdf("(Hello 11) Tj 0 -1 Td ", 1),
        "pages": _pdf("(Hello 1) Tj", 200_000, again=False),
        "pages of letters": _pdf("(Hello 11 of 12) Tj 0 -12 Td ", 20),
        "paths": _pdf("0 0 m 1 1 l S ", 1),
        "pictures": _pdf("q BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q ", 1),
    },
    "ofd": {
        "letters": _leaf("1", f"<p>{_LETTERS}>", "</TextCode></TextObject></p>"),
        "steps": _leaf("g 99999 3 ", f'<p>{_LETTERS}DeltaX="', '">1</TextCode></TextObject></p>'),
        "texts": _leaf(f"{_LETTERS}>1件</TextCode></TextObject>", "<p>", "</p>"),
        "nested": _leaf('<Layer Visible="true">', "<p>"),
        "pages": _part(
            "ofd", "Doc_0/Document.xml", '<Page BaseLoc="Pages/Page_0/Content.xml"/>', "<d>", "</d>"
        ),
    },
    "odt": {
        "paragraphs": _open_text("text", "<t:p>件</t:p>"),
        "spans": _open_text("text", "<t:span>1</t:span>", "<t:p>", "</t:p>"),
        "tables": _open_text("text", "<b:table><b:table-row><b:table-cell>"),
        "spaces": _open_text("text", '<t:s t:c="99999999"/>', "<t:p>", "</t:p>"),
    },
    "ods": {
        "repeated": _open_text(
            "spreadsheet",
            '<b:table-row b:number-rows-repeated="1000"><b:table-cell '
            'b:number-columns-repeated="1000"><t:p>1</t:p></b:table-cell></b:table-row>',
            "<b:table>",
            "</b:table>",
        )
    },
    "pptx": {
        "paragraphs": _slide("<a:p><a:r><a:t>1件</a:t></a:r></a:p>", _OPEN_SLIDE, _CLOSE_SLIDE),
        "groups": _slide("<p:grpSp>", '<p:sld xmlns:p="p"><p:cSld>'),
        "slides": _part(
            "pptx",
            "ppt/presentation.xml",
            '<p:sldId id="256" r:id="r1"/>',
            '<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst>',
            "</p:sldIdLst></p:presentation>",
        ),
    },
    "xlsx": {
        "rows": _sheet(
            "<row><c><v>1</v></c><c><v>2</v></c></row>", _OPEN_SHEET, "</sheetData></worksheet>"
        ),
        "wide": _sheet("<c><v>1</v></c>", f"{_OPEN_SHEET}<row>", "</row></sheetData></worksheet>"),
        "far": _sheet(
            '<row><c r="ALL1"><v>1</v></c></row>', _OPEN_SHEET, "</sheetData></worksheet>"
        ),
        "merged": _sheet(
            '<mergeCell ref="A1:XFD1048576"/>',
            f"{_OPEN_SHEET}<row><c><v>1</v></c></row></sheetData>",
            "</worksheet>",
        ),
        "texts": _part(
            "xlsx", "xl/sharedStrings.xml", "<si><t>1</t></si>", f"<sst {_X}>", "</sst>"
        ),
    },
    "doc": {
        "paragraphs": _doc("1\r"),
        "one paragraph": _doc("12 "),
        "fields": _doc("\x13"),
        "pieces": _doc("1\r", overlapping=True),
    },
    "xls": {"cells": _xls(2), "wide": _xls(30)},
    "ppt": {"texts": _ppt},
}
