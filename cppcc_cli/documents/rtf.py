"""RTF documents -> blocks: body with its boxes, notes, headers and footers.

Hidden, deleted and struck out text is not read, nor what RTF keeps beside the text: tables of fonts
and styles, fields, the other form of a drawing. What stands elsewhere than it is written, notes,
margins and boxes, is passed over at first, and read from where it begins when its turn comes.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from typing import Any, NamedTuple

from cppcc_cli.documents import Part, Place, What, blocks
from cppcc_cli.documents.blocks import Blocks, Story
from cppcc_cli.documents.numbering import label
from cppcc_cli.documents.xml import damaged

_TOKEN = re.compile(
    rb"\\([a-zA-Z]+)(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}\r\n]+)", re.DOTALL
)
# A word of the format counts for so many letters of the text.
_WEIGHT = 10
_DEEPEST = 2_000
_SPOKEN = dict.fromkeys(("tab", "line", "page", "column", "\t", "~"), " ")
_SPOKEN |= dict.fromkeys(("emspace", "enspace", "qmspace"), " ")
_SPOKEN |= {"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "_": "-"}
_SPOKEN |= {"ldblquote": "“", "rdblquote": "”", "bullet": "•"}
_SPOKEN |= {"\\": "\\", "{": "{", "}": "}"}
_LEFT_OUT = frozenset(
    "fonttbl stylesheet colortbl info pntxta pntxtb nonshppict shprslt nonesttables mmathPict"
    " filetbl revtbl rsidtbl generator themedata sp objdata objclass datafield ftnsep ftnsepc"
    " aftnsep aftnsepc pict object".split()
)
# Of the groups that a reader may pass over, those that hold what is seen.
_ENTERED = frozenset(("shpinst", "shppict", "ud", "moMath", "moMathPara", "nestcell"))
# The groups of the number, or a bullet, before a paragraph, and of what a field is to show.
_GOES = {"listtext": "label", "pntext": "label", "fldinst": "field"}
_COUNTED: dict[str, What] = {"pict": "picture", "object": "object", "annotation": "comment"}
# What the tables of a file say of a font, and of a style.
_FONT = re.compile(rb"\\f([0-9]{1,5})(?:\\[a-z]+[0-9]*\s*)*?\\fcharset([0-9]{1,3})")
_STYLE = re.compile(rb"\{\s*\\s([0-9]{1,5})(?=\\| )[^{};]*?[ \r\n]((?:heading [1-9]|title));", re.I)
_STORIES: dict[str, Part] = {"footnote": "footnote"}
_STORIES |= dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header")
_STORIES |= dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer")
_ENDNOTE = re.compile(rb"\s*\\ftnalt")
_SETS = {2: "symbol", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs"}
_SETS |= {161: "cp1253", 162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251"}
_SETS |= {222: "cp874", 238: "cp1250"}
_PAGES = {936: "gb18030", 950: "big5hkscs", 54936: "gb18030", 65001: "utf-8"}
# What words say of how text is read from there on, by their numbers.
_LOOKS: dict[str, Callable[[int | None], dict[str, Any]]] = {
    **dict.fromkeys(("v", "strike", "striked", "deleted"), lambda value: {"unseen": value != 0}),
    "super": lambda value: {"raised": "super" if value != 0 else ""},
    "sub": lambda value: {"raised": "sub" if value != 0 else ""},
    "nosupersub": lambda _: {"raised": ""},
    "plain": lambda _: {"unseen": False, "raised": "", "charset": ""},
    "pard": lambda _: {"in_table": False, "level": None},
    "intbl": lambda value: {"in_table": value != 0},
    "uc": lambda value: {"behind": max(0, value or 0)},
    "outlinelevel": lambda value: {"level": (value or 0) + 1 if value in range(9) else None},
}


def read_rtf(raw: bytes, path: str) -> Blocks:
    """Return the blocks of an RTF file; raise InputError where it is too intricate."""
    file = _File(raw, path)
    _Reader(file, Place(0)).read(0, _Group())
    for part, stories in file.stories.items():
        for number, (at, group) in enumerate(stories, 1):
            note = number if part in ("footnote", "endnote") else None
            with file.blocks.once() if note is None else nullcontext():
                _Reader(file, Place(0, part, note)).read(at, group)
    return file.blocks


class _Group(NamedTuple):
    """How text in a group is read; a group begins as the one that it lies in."""

    # Where it goes: into the text, before it, into a field, or nowhere.
    goes: str = "text"
    unseen: bool = False
    raised: str = ""
    charset: str = ""
    # How many characters follow one in Unicode for readers that know none.
    behind: int = 1
    in_table: bool = False
    level: int | None = None


class _File:
    """What the texts of a file share: its blocks, sets of characters and styles."""

    def __init__(self, raw: bytes, path: str) -> None:
        self.raw, self.blocks = raw, Blocks(path)
        self.charset = "cp1252"
        fonts, styles = _FONT.findall(raw), _STYLE.findall(raw)
        # The sets of the fonts, and the levels of the styles that are of headings.
        self.fonts = {int(font): _SETS.get(int(code), "") for font, code in fonts}
        self.levels = {int(style): blocks.style_level(name.decode()) for style, name in styles}
        # Where the notes and the margins begin, and how text is read there.
        self.stories: dict[Part, list[tuple[int, _Group]]] = {
            part: [] for part in ("footnote", "endnote", "header", "footer")
        }

    def tokens(self, at: int) -> Iterator[tuple[int, tuple[bytes, ...]]]:
        """Yield what stands from a place on, each with where it ends."""
        while found := _TOKEN.search(self.raw, at):
            self.blocks.take(0, _WEIGHT)
            at = found.end()
            if found[1] == b"bin":
                at += max(0, int(found[2] or 0))
            yield at, found.groups(b"")


class _Reader(Story):
    """Reads a text that stands by itself: the body, a note, a header, a box."""

    def __init__(self, file: _File, place: Place) -> None:
        super().__init__(file.blocks, place)
        self.file = file
        self.text: list[str] = []
        self.label: list[str] = []
        # Where the boxes of the paragraph begin, and how text is read there.
        self.boxes: list[tuple[int, _Group]] = []
        # Of the row that is being defined: the right edges of its cells, which of them go on with
        # the one before, and whether it is a head.
        self.edges: list[int] = []
        self.merged: set[int] = set()
        self.is_head = False
        self.bytes = bytearray()
        # The instruction of the field that was read last.
        self.instruction: list[str] = []

    def read(self, at: int, group: _Group) -> None:
        """Add the text from a place on, to the end of the group that it begins in."""
        outer: list[_Group] = []
        skipped, ignorable, opened, is_whole = 0, False, False, at == 0
        for end, (word, number, code, sign, brace, text) in self.file.tokens(at):
            if brace or word or (sign and sign not in b"*"):
                self._flush(group)
            if sign == b"*" and opened:
                ignorable = True
                continue
            if brace == b"{":
                if len(outer) >= _DEEPEST:
                    raise damaged(self.blocks.path)
                outer.append(group)
                skipped = 0
            elif brace:
                if not outer and not is_whole:
                    break
                inner, group = group, outer.pop() if outer else group
                if inner.goes == "field" and group.goes != "field":
                    self._take(blocks.under_others("".join(self.instruction)), group)
                skipped = 0
            elif word:
                name, value = word.decode("ascii"), int(number) if number else None
                if opened:
                    group = self._destination(group, name, ignorable, end)
                if name == "u" and value is not None:
                    self._take(chr(value % 0x10000), group)
                    skipped = group.behind
                elif skipped and name not in ("par", "cell", "row"):
                    skipped -= 1
                else:
                    group = self._control(group, name, value)
            elif skipped and (code or text):
                taken = min(skipped, len(text) if text else 1)
                skipped -= taken
                self.bytes += text[taken:]
            elif sign in (b"\r", b"\n"):
                self._control(group, "par", None)
            elif sign:
                self._take(_SPOKEN.get(sign.decode("latin-1"), ""), group)
            else:
                self.bytes += bytes.fromhex(code.decode()) or text
            opened, ignorable = brace == b"{", False
        self._flush(group)
        if self.text or self.boxes:
            self._end_paragraph(None, False)
        self.end()

    def _end_paragraph(self, level: int | None, in_table: bool) -> None:
        self.add("".join(self.text), label("".join(self.label)), level, in_table)
        self.text.clear()
        self.label.clear()
        if in_table:
            self.blocks.cells.append(self.lines)
        # What lies in a box is read behind it, by the reader of what that hangs on.
        while self.boxes and self.place.part != "box":
            reader = _Reader(self.file, self.place._replace(part="box"))
            reader.read(*self.boxes.pop(0))
            self.boxes[:0] = reader.boxes
        if in_table:
            self.blocks.cells.pop()

    def _flush(self, group: _Group) -> None:
        """Take the bytes that came, in the set of their font."""
        if not self.bytes:
            return
        charset = group.charset or self.file.charset
        if charset != "symbol":
            self._take(self.bytes.decode(charset, "replace"), group)
        elif group.goes != "label":
            self._take("".join(map(blocks.symbol_font, self.bytes)), group)
        self.bytes.clear()

    def _take(self, text: str, group: _Group) -> None:
        if group.goes == "text" and not group.unseen:
            self.text.append(blocks.raised(text, group.raised))
        else:
            taken = {"field": self.instruction, "label": self.label}
            taken.get(group.goes, []).append(text)

    def _destination(self, group: _Group, name: str, ignorable: bool, at: int) -> _Group:
        """Return the group as the word that it begins with, which ends at a place, makes it."""
        if group.goes == "nowhere":
            return group
        if name in _STORIES or name == "shptxt":
            self.blocks.take()
            is_endnote = _ENDNOTE.match(self.file.raw, at) and name == "footnote"
            part = "endnote" if is_endnote else _STORIES.get(name)
            stories = self.boxes if part is None else self.file.stories[part]
            # That of first pages is kept where they have none of their own, too.
            if name[6:] != "f" or b"\\titlepg" in self.file.raw:
                stories.append((at, _Group(charset=group.charset)))
            return group._replace(goes="nowhere")
        if name == "fldinst":
            self.instruction.clear()
        if name in _GOES:
            return group._replace(goes=_GOES[name])
        if name in _COUNTED:
            self.blocks.unread[_COUNTED[name]] += 1
        is_left_out = name in _LEFT_OUT or (ignorable and name not in _ENTERED)
        if name == "fldrslt":
            is_left_out = blocks.counts_pages("".join(self.instruction))
        return group._replace(goes="nowhere") if is_left_out else group

    def _control(self, group: _Group, name: str, value: int | None) -> _Group:
        """Do what a word says, and return the group as it is from there on."""
        if group.goes == "nowhere":
            return group
        if name in _LOOKS:
            return group._replace(**_LOOKS[name](value))
        if name in _SPOKEN:
            self._take(_SPOKEN[name], group)
        elif name in ("par", "sect"):
            if not group.unseen:
                self._end_paragraph(group.level, group.in_table)
        elif name in ("cell", "nestcell"):
            self._end_paragraph(None, True)
            self.blocks.take()
            if name == "cell":
                self.end_cell()
        elif name == "row":
            merged = [at in self.merged for at, _ in enumerate(self.edges)]
            self.end_row([0, *self.edges], merged, self.is_head)
        elif name == "trowd":
            self.edges, self.merged, self.is_head = [], set(), False
        elif name == "cellx":
            self.edges.append(value or 0)
        elif name == "clmrg":
            self.merged.add(len(self.edges))
        elif name == "trhdr":
            self.is_head = True
        elif name == "ansicpg" and value:
            with suppress(LookupError):
                self.file.charset = codecs.lookup(_PAGES.get(value, f"cp{value}")).name
        elif name == "f":
            return group._replace(charset=self.file.fonts.get(value or 0, ""))
        elif name == "s" and value is not None and value in self.file.levels:
            return group._replace(level=self.file.levels[value])
        return group
