"""What Word keeps of a .doc beside its text: looks, styles, lists, and changes saved in haste."""

import struct
from pathlib import Path

import pytest

pytest.importorskip("olefile", reason="needs the extra publish")

from word_97 import document, level, style

from cppcc_cli.documents.reading import read_document

HIDDEN, STRUCK, DELETED, SPOKEN = 0x083C, 0x0837, 0x0800, 0x0835
ON, OFF, AS_STYLE, NOT_AS_STYLE = 1, 0, 0x80, 0x81


def flag(kind: int, value: int) -> bytes:
    """Return a single property of one byte."""
    return struct.pack("<HB", kind, value)


def pair(kind: int, value: int) -> bytes:
    """Return a single property of two bytes."""
    return struct.pack("<HH", kind, value)


def texts(raw: bytes, folder: Path) -> list[str]:
    """Return the blocks of a document."""
    (folder / "a.doc").write_bytes(raw)
    return [block.text for block in read_document(str(folder / "a.doc")).blocks]


@pytest.mark.parametrize(
    "had",
    [
        0x5C << 1 | ON << 8,
        0x41 << 1 | ON << 8,
        0x57 << 1 | ON << 8,
        flag(HIDDEN, ON),
        flag(SPOKEN, ON) + flag(DELETED, ON),
    ],
)
def test_what_was_hidden_or_deleted_in_haste_is_not_read(had: int | bytes, tmp_path: Path) -> None:
    """A fast saving leaves the text where it is, and notes the change with the piece."""
    raw = document([("提出提案", 0), ("481件，", had), ("418件。\r", 0x55 << 1 | 1 << 8)])
    assert texts(raw, tmp_path) == ["提出提案418件。"]


def test_what_was_shown_again_in_haste_is_read(tmp_path: Path) -> None:
    """The piece has the last word, of paragraphs too."""
    raw = document(
        [("提出提案", 0), ("418件。", flag(HIDDEN, OFF)), ("\r", flag(0x2640, 0)), ("说明。\r", 0)],
        [(4, b""), (4, flag(HIDDEN, ON))],
    )
    (tmp_path / "a.doc").write_bytes(raw)
    blocks = read_document(str(tmp_path / "a.doc")).blocks
    assert [(one.kind, one.level, one.text) for one in blocks] == [
        ("heading", 1, "提出提案418件。"),
        ("paragraph", 0, "说明。"),
    ]


def test_styles_hide_what_has_them(tmp_path: Path) -> None:
    """Of characters and of paragraphs, each with what it is made of; its own look is over them."""
    styles = [
        style(0, 1, 0xFFF, b"\0\0", b""),
        style(1, 1, 0, b"\1\0", b""),
        style(0xFFE, 2, 0xFFF, flag(HIDDEN, ON)),
        style(0xFFE, 2, 2, flag(SPOKEN, ON)),
        style(0xFFE, 1, 0, b"\4\0", flag(STRUCK, ON)),
        style(62, 1, 0, b"\5\0", b""),
        # No style of paragraphs is made of one of characters.
        style(0xFFE, 1, 2, b"\6\0", b""),
    ]
    pieces = "工作报告\r提案481件418件。\r60件44期。\r听取意见191件。\r"
    raw = document(
        [(pieces, 0)],
        [
            (7, b""),
            (4, pair(0x4A30, 3)),
            (9, b""),
            (4, flag(STRUCK, NOT_AS_STYLE)),
            (9, flag(STRUCK, AS_STYLE)),
        ],
        [pair(5, 0)[:2], pair(0, 0)[:2], pair(4, 0)[:2], pair(6, 0)[:2]],
        styles,
    )
    assert texts(raw, tmp_path) == ["工作报告", "提案418件。", "44期。", "听取意见191件。"]
    assert read_document(str(tmp_path / "a.doc")).blocks[0].kind == "heading"


def test_numbers_that_word_counts_are_read(tmp_path: Path) -> None:
    """Of a list, and of one that goes on with it from another number."""
    text = "回顾\r提案\r协商\r说明\r任务\r信息\r节目\r播出\r"
    lists = struct.pack("<H", 2) + struct.pack("<I", 7) + bytes(24)
    lists += struct.pack("<I", 8) + bytes(22) + b"\1\0"
    levels = level(39, "\0、") + level(37, "（\1）") + level(0, "\0.\1.\2", flags=4)
    levels += level(0, "\3", flags=8) + level(23, "\uf0b7") * 5 + level(18, "\0")
    used = struct.pack("<I", 3)
    for key, many in ((7, 0), (7, 1), (8, 1)):
        used += struct.pack("<IIIB", key, 0, 0, many) + bytes(3)
    used += b"\xff" * 8 + struct.pack("<iI", 5, 1 | 0x10)
    used += b"\xff" * 4 + struct.pack("<iI", 0, 0x20) + level(18, "\0", start=3)

    def numbered(number: int, at: int) -> bytes:
        return b"\0\0" + pair(0x460B, number) + flag(0x260A, at)

    paragraphs = [
        *(numbered(1, 0), numbered(1, 1), numbered(1, 1), numbered(1, 4), numbered(1, 0)),
        *(numbered(2, 1), numbered(2, 2), numbered(3, 0)),
    ]
    raw = document([(text, 0)], (), paragraphs, (), (lists, levels, used))
    assert texts(raw, tmp_path) == [
        *("一、回顾", "（一）提案", "（二）协商", "说明", "二、任务"),
        *("（五）信息", "2.5.1 节目", "③ 播出"),
    ]


def test_properties_that_have_no_place_beside_the_text_are_found(tmp_path: Path) -> None:
    """In another stream, as those of rows of many cells."""
    more = struct.pack("<H", 6) + flag(0x2416, 1) + flag(0x2417, 1)
    row = struct.pack("<HHI", 0, 0x646B, 0)
    cell = b"\0\0" + flag(0x2416, 1)
    raw = document([("提案\x07418件\x07\x07说明。\r", 0)], (), [cell, cell, row], more=more)
    assert texts(raw, tmp_path) == ["| 提案 | 418件 |", "说明。"]


def test_letters_over_one_another_are_read(tmp_path: Path) -> None:
    """As the pronunciation of a word is kept, whose field has no result; others show none."""
    guide = '\x13EQ \\* jc2 \\* "Font:SimSun" \\* hps9 \\o\\ad(\\s\\up 9(tí),提)\x15'
    fields = "\x13 SEQ a \x14418\x15件，\x13 PAGE \x147\x15共\x13TC 481\x15"
    raw = document([(f"提出{guide}案{fields}。\r", 0)])
    assert texts(raw, tmp_path) == ["提出提案418件，共。"]


def test_letters_are_read_as_they_look(tmp_path: Path) -> None:
    """Raised and lowered ones apart, symbols as what they show, pictures counted."""
    symbol = struct.pack("<HHH", 0x6A09, 0, 0xF0B3)
    looks = [(2, b""), (1, flag(0x2A48, 1)), (3, b""), (1, flag(0x2A48, 2)), (1, symbol)]
    raw = document(
        [("1m2，CO2(95%\x01。\r", 0)],
        [*looks, (3, flag(0x2A48, 0)), (1, flag(0x0855, 1)), (1, flag(0x0855, 0))],
    )
    assert texts(raw, tmp_path) == ["1m²，CO₂≥95%。"]
    assert read_document(str(tmp_path / "a.doc")).unread == {"picture": 1}


def test_what_heads_several_sections_is_read_once(tmp_path: Path) -> None:
    """Each section has headers and footers of its own, which mostly say the same."""
    first, second = (["", "内部资料\r", "", one, "", ""] for one in ("送审稿\r", "2031年\r"))
    raw = document([("全年立案418件。\r", 0)], margins=[*[""] * 6, *first, *second])
    assert texts(raw, tmp_path) == ["全年立案418件。", "内部资料", "送审稿", "2031年"]
