"""RTF documents -> blocks: body with its boxes, notes, headers and footers.

Hidden, deleted and struck out text is not read, nor what RTF keeps beside the text: tables of fonts
and styles, fields, the other form of a drawing.
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple, TypeAlias

from cppcc_cli.documents import Document, Part, Place
from cppcc_cli.documents.blocks import (
    Blocks,
    EdgedRow,
    Line,
    TableRow,
    counts_pages,
    raised,
    rows_by_edges,
    style_level,
    symbol_font,
    under_others,
)
from cppcc_cli.documents.numbering import label
from cppcc_cli.errors import InputError
from cppcc_cli.messages import documents as messages

_TOKEN = re.compile(
    rb"\\([a-zA-Z]+)(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}\r\n]+)", re.DOTALL
)
# A document of a thousand pages has a million.
_MOST_TOKENS = 2_000_000
_DEEPEST = 2_000
_SPOKEN = dict.fromkeys(("tab", "line", "page", "column", "\t", "~"), " ")
_SPOKEN |= dict.fromkeys(("emspace", "enspace", "qmspace"), " ")
_SPOKEN |= {"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "_": "-"}
_SPOKEN |= {"ldblquote": "“", "rdblquote": "”", "bullet": "•"}
_LITERAL = ("\\", "{", "}")
_LEFT_OUT = frozenset(
    "colortbl info pntxta pntxtb nonshppict shprslt nonesttables mmathPict filetbl"
    " revtbl rsidtbl generator themedata sp objdata objclass datafield ftnsep ftnsepc aftnsep"
    " aftnsepc".split()
)
# Of the groups that a reader may pass over, those that hold what is seen.
_ENTERED = frozenset(("shpinst", "shppict", "ud", "moMath", "moMathPara", "nestcell"))
# What stands before a paragraph: the number that a program counted, or a bullet.
_LABELS = ("listtext", "pntext")
_MARGINS: dict[str, Part] = dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header")
_MARGINS |= dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer")
_SETS = {2: "symbol", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs"}
_SETS |= {161: "cp1253", 162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251"}
_SETS |= {222: "cp874", 238: "cp1250"}
_PAGES = {936: "gb18030", 950: "big5hkscs", 54936: "gb18030", 65001: "utf-8"}
# A paragraph with its level as a heading, or a table; and where it stands.
_Part: TypeAlias = tuple[Line | list[TableRow], int | None, Place]
# Edges of cells that are nearer to each other, in twentieths of a point, are one.
_NEAR = 60


def read_rtf(raw: bytes, path: str) -> Document:
    """Return the document of an RTF file; raise InputError where it is too intricate."""
    reader = _Reader(path)
    reader.read(raw)
    return reader.finished(len(raw))


class _Story:
    """A text that stands by itself: the body, a note, a header, a box."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.parts: list[_Part] = []
        self.text: list[str] = []
        self.label: list[str] = []
        self.boxes: list[_Story] = []
        self.lines: list[Line] = []
        self.cells: list[list[Line]] = []
        self.rows: list[EdgedRow] = []
        # Of the row that is being defined: the right edges of its cells, which of them go on with
        # the one before, and whether it is a head.
        self.edges: list[int] = []
        self.merged: list[bool] = []
        self.is_head = False

    def end_paragraph(self, level: int | None, in_table: bool) -> None:
        text = "".join(self.text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        line = Line(text.strip()).behind(label("".join(self.label)))
        self.text.clear()
        self.label.clear()
        if in_table:
            self.lines += [line] if line.text else []
        else:
            self.end_table()
            if line.text:
                self.parts.append((line, level, self.place))
        for box in self.boxes:
            for content, _, place in box.ended():
                if in_table and isinstance(content, Line):
                    self.lines.append(content)
                else:
                    self.parts.append((content, None, place))
        self.boxes.clear()

    def end_row(self) -> None:
        if self.lines:
            self.cells.append(self.lines)
        self.rows.append(EdgedRow(self.cells, [0, *self.edges], self.merged, self.is_head))
        self.cells, self.lines = [], []

    def end_table(self) -> None:
        if self.cells or self.lines:
            self.end_row()
        if self.rows:
            self.parts.append((rows_by_edges(self.rows, _NEAR), None, self.place))
            self.rows = []

    def ended(self) -> "list[_Part]":
        """Return all that is in it, once nothing more comes."""
        if self.text:
            self.end_paragraph(None, False)
        self.end_table()
        return self.parts


class _Group(NamedTuple):
    """How text in a group is read; a group begins as the one that it lies in."""

    # Where it goes: into the text, before it, nowhere, or into a table or a field of the file.
    goes: str = "text"
    unseen: bool = False
    raised: str = ""
    charset: str = ""
    # How many characters follow one in Unicode for readers that know none.
    behind: int = 1
    in_table: bool = False
    level: int | None = None
    # Whether a story ends with it.
    story: bool = False


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.blocks = Blocks(path)
        self.body = _Story(Place(0))
        self.stories = [self.body]
        self.others: list[_Story] = []
        self.notes: dict[Part, int] = {"footnote": 0, "endnote": 0}
        self.charset = "cp1252"
        self.fonts: dict[int, str] = {}
        self.levels: dict[int, int] = {}
        self.font = self.style = 0
        self.bytes = bytearray()
        # The instruction of the field that was read last.
        self.instruction: list[str] = []
        self.named: list[str] = []

    def read(self, raw: bytes) -> None:
        """Take all of a file."""
        groups: list[_Group] = []
        group = _Group()
        skipped, ignorable, opened = 0, False, False
        for token in self._tokens(raw):
            word, number, code, sign, brace, text = token
            if brace or word or (sign and sign not in b"*"):
                self._flush(group)
            if brace == b"{":
                if len(groups) >= _DEEPEST:
                    raise InputError(messages.DAMAGED_ARCHIVE.about(path=self.path))
                groups.append(group)
                group = group._replace(story=False)
                opened, skipped = True, 0
                continue
            if brace == b"}":
                group = self._end_group(group, groups.pop() if groups else group)
                opened = ignorable = False
                skipped = 0
                continue
            if sign == b"*" and opened:
                ignorable = True
                continue
            if word:
                name, value = word.decode("ascii"), int(number) if number else None
                if opened:
                    group = self._destination(group, name, ignorable)
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
                self.bytes += text[taken:] if text else b""
            elif code:
                self.bytes.append(int(code, 16))
            elif sign:
                self._sign(sign.decode("latin-1"), group)
            else:
                self.bytes += text
            opened = ignorable = False
        self._flush(group)

    def finished(self, size: int) -> Document:
        """Return the document of all that was read."""
        order = ("footnote", "endnote", "header", "footer")
        for story in (self.body, *sorted(self.others, key=lambda one: order.index(one.place.part))):
            first = len(self.blocks.blocks)
            for content, level, place in story.ended():
                if isinstance(content, Line):
                    self.blocks.add(content, place, level)
                else:
                    self.blocks.add_table(content, place)
            if story.place.part in ("header", "footer"):
                self.blocks.keep_new(first)
        return self.blocks.document(size)

    def _tokens(self, raw: bytes) -> Iterator[tuple[bytes, ...]]:
        at = count = 0
        while found := _TOKEN.search(raw, at):
            count += 1
            if count > _MOST_TOKENS:
                raise InputError(messages.TOO_INTRICATE.about(path=self.path))
            at = found.end()
            if found[1] == b"bin":
                at += max(0, int(found[2] or 0))
            yield found.groups(b"")

    def _flush(self, group: _Group) -> None:
        """Take the bytes that came, in the set of their font."""
        if not self.bytes:
            return
        charset = group.charset or self.charset
        if charset != "symbol":
            self._take(self.bytes.decode(charset, "replace"), group)
        elif group.goes != "label":
            self._take("".join(map(symbol_font, self.bytes)), group)
        self.bytes.clear()

    def _take(self, text: str, group: _Group) -> None:
        story = self.stories[-1]
        if group.goes == "text" and not group.unseen:
            story.text.append(raised(text, group.raised))
        else:
            taken = {"field": self.instruction, "style": self.named, "label": story.label}
            taken.get(group.goes, []).append(text)

    def _sign(self, sign: str, group: _Group) -> None:
        if sign in _LITERAL:
            self._take(sign, group)
        elif sign in _SPOKEN:
            self._take(_SPOKEN[sign], group)
        elif sign in "\r\n":
            self._control(group, "par", None)

    def _destination(self, group: _Group, name: str, ignorable: bool) -> _Group:
        """Return the group as the word that it begins with makes it."""
        if group.goes == "nowhere":
            return group
        story: Place | None = None
        if name in _MARGINS:
            story = Place(0, _MARGINS[name])
        elif name == "footnote":
            self.notes["footnote"] += 1
            story = Place(0, "footnote", self.notes["footnote"])
        elif name == "shptxt":
            story = self.stories[-1].place._replace(part="box")
        if story is not None:
            self.blocks.take()
            self.stories.append(_Story(story))
            return _Group(story=True, charset=group.charset)
        if name in _LABELS:
            return group._replace(goes="label")
        if name in ("fonttbl", "stylesheet"):
            return group._replace(goes=name)
        if name == "fldinst":
            self.instruction.clear()
            return group._replace(goes="field")
        if name == "fldrslt":
            counting = counts_pages("".join(self.instruction))
            return group._replace(goes="nowhere") if counting else group
        if name in ("pict", "object"):
            self.blocks.unread["picture" if name == "pict" else "object"] += 1
            return group._replace(goes="nowhere")
        if name == "annotation":
            self.blocks.unread["comment"] += 1
        if name in _LEFT_OUT or (ignorable and name not in _ENTERED):
            return group._replace(goes="nowhere")
        return group

    def _control(self, group: _Group, name: str, value: int | None) -> _Group:
        """Do what a word says, and return the group as it is from there on."""
        on = value != 0
        if group.goes == "nowhere":
            return group
        if group.goes in ("fonttbl", "stylesheet", "style"):
            return self._describe(group, name, value)
        story = self.stories[-1]
        if name in _SPOKEN:
            self._take(_SPOKEN[name], group)
        elif name in ("par", "sect"):
            self.blocks.take()
            if not group.unseen:
                story.end_paragraph(group.level, group.in_table)
        elif name in ("cell", "nestcell"):
            story.end_paragraph(None, True)
            self.blocks.take()
            if name == "cell":
                story.cells.append(story.lines)
                story.lines = []
        elif name == "row":
            story.end_row()
        elif name == "trowd":
            story.edges, story.merged, story.is_head = [], [], False
        elif name == "cellx":
            story.edges.append(value or 0)
            story.merged += [False] * (len(story.edges) - len(story.merged))
        elif name == "clmrg":
            story.merged += [False] * (len(story.edges) - len(story.merged)) + [True]
        elif name == "trhdr":
            story.is_head = True
        elif name == "ftnalt" and story.place.part == "footnote":
            self.notes["footnote"] -= 1
            self.notes["endnote"] += 1
            story.place = Place(0, "endnote", self.notes["endnote"])
        elif name == "ansicpg" and value:
            charset = _PAGES.get(value, f"cp{value}")
            with suppress(LookupError):
                self.charset = codecs.lookup(charset).name
        else:
            return self._looking(group, name, value, on)
        return group

    def _looking(self, group: _Group, name: str, value: int | None, on: bool) -> _Group:
        if name in ("v", "strike", "striked", "deleted"):
            return group._replace(unseen=on)
        if name in ("super", "sub", "nosupersub"):
            return group._replace(raised=name if on and name != "nosupersub" else "")
        if name == "plain":
            return group._replace(unseen=False, raised="", charset="")
        if name == "pard":
            return group._replace(in_table=False, level=None)
        if name == "intbl":
            return group._replace(in_table=on)
        if name == "f":
            return group._replace(charset=self.fonts.get(value or 0, ""))
        if name == "uc":
            return group._replace(behind=max(0, value or 0))
        if name == "outlinelevel" and value is not None:
            return group._replace(level=value + 1 if 0 <= value < 9 else None)
        if name == "s" and value in self.levels:
            return group._replace(level=self.levels[value])
        return group

    def _describe(self, group: _Group, name: str, value: int | None) -> _Group:
        """Note what the tables of fonts and styles say."""
        if group.goes == "fonttbl":
            if name == "f":
                self.font = value or 0
            elif name == "fcharset":
                self.fonts[self.font] = _SETS.get(value or 0, "")
            return group
        if name in ("s", "cs", "ds") and group.goes == "stylesheet":
            self.style = (value or 0) if name == "s" else -1
            self.named.clear()
            return group._replace(goes="style")
        return group

    def _end_group(self, group: _Group, outer: _Group) -> _Group:
        """End a group that lies in another; return that."""
        if group.story:
            story = self.stories.pop()
            (self.stories[-1].boxes if story.place.part == "box" else self.others).append(story)
        if group.goes == "style":
            level = style_level("".join(self.named).strip().rstrip(";"))
            if level is not None:
                self.levels[self.style] = level
            self.named.clear()
        if group.goes == "field" and outer.goes != "field":
            self._take(under_others("".join(self.instruction)), outer)
        return outer
