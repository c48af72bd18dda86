"""Pages (.html .xhtml .shtml .mht) -> blocks: a block for each element that is one on the page.

Scripts, styles and the head are left out, and what nobody sees: hidden elements, deleted text, the
readings of ruby. Nothing is fetched.
"""

import email
import re
from collections.abc import Iterable, Iterator, Mapping
from email.message import Message as Mail
from functools import cache
from typing import Any, NamedTuple

from cppcc_cli import messages as ours
from cppcc_cli.documents import What, xml
from cppcc_cli.documents.blocks import Blocks, TableCell, TableRow, raised
from cppcc_cli.documents.reading import decoded
from cppcc_cli.errors import InputError
from cppcc_cli.files import MEBIBYTE
from cppcc_cli.messages import Message, documents as messages

# In MiB.
LARGEST = 8
# Each level of a table in a table reads all below it again; no page has as many.
_DEEPEST_TABLE = 10
# Of elements in one another: the parser leaves out what lies a little deeper.
_DEEPEST = 2_000
_MOST_COLUMNS, _MOST_ROWS = 200, 1_000
# How LibreOffice calls the number before a note, which no other kind of file has in its text.
_NOTE_NUMBERS = ("sdfootnotesym", "sdendnotesym")
_MOST_PARTS, _MOST_ELEMENTS = 20_000, 500_000
# Of a page in one file: how long the head of a part is, how deep in others it lies, how many times
# longer it is than the page; and which of them is the page.
_LONGEST_HEAD, _DEEPEST_PART, _ENCODED = 1 << 16, 3, 3
_KINDS = ("text/html", "application/xhtml+xml", "text/plain")
_UNREAD = frozenset(
    "script style head template noscript svg math object iframe select del s strike rt rp textarea"
    " audio video canvas".split()
)
# What stands on lines of its own; what is not known runs on, but for elements that a page makes.
_BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hr html iframe"
    " legend li main menu nav object ol optgroup option p pre search section select summary table"
    " tbody td textarea tfoot th thead title tr ul".split()
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What leaves an element out of sight, or strikes its text out; as style sheets declare it.
_UNSEEN = {"display": {"none"}, "visibility": {"hidden", "collapse"}}
_UNSEEN |= {"text-decoration": {"line-through"}, "text-decoration-line": {"line-through"}}
# What is no rule of a style sheet for all: comments, and rules for some media.
_NO_RULE = r"(?s)/\*.*?(?:\*/|$)|<!--|-->|@[^{};@]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})"
_DECLARED = rf"(?:^|;)\s*({'|'.join(_UNSEEN)})\s*:([^;]*)"
# A selector of one element, by its tag, id and classes; and how many rules begin alike.
_SELECTOR = r"(?!$)(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)*"
_MOST_RULES, _MOST_ALIKE = 10_000, 10
_COUNTED: dict[str, What] = {"math": "equation", "iframe": "part", "img": "picture"}
_COUNTED |= dict.fromkeys(("object", "embed", "svg"), "object")
# Elements that are closed where they begin, which only XHTML allows.
_CLOSED = re.compile(r"<(script|style|title|iframe|div|span|td|th|p|a|i|b)((?:\s[^<>]*)?)/>")
_CHARSET = re.compile(rb"(?:charset\s*=\s*|<\?xml[^>]{0,200}?encoding\s*=\s*)[\"']?\s*([\w.:-]+)")


def read_page(raw: bytes, path: str) -> Blocks:
    """Return the blocks of a page; raise InputError where it is too large."""
    return _read(*_decoded(raw, path), path)


def read_mail(raw: bytes, path: str) -> Blocks:
    """Return the blocks of a page that is kept in one file with all that belongs to it."""
    if raw.count(b"\n--") > _MOST_PARTS:
        raise InputError(messages.TOO_INTRICATE.about(path=path))
    every = [*_parts(raw, 0)]
    attached = [one for one in every if one[0].get_content_disposition() == "attachment"]
    parts = {one[0].get_content_type(): one for one in reversed(every) if one not in attached}
    kind = next((one for one in _KINDS if one in parts), None)
    if kind is None:
        raise InputError(messages.NO_TEXT.about(path=path, kind=messages["KINDS"]["mail"]))
    head, body = parts[kind]
    if len(body) > _ENCODED * LARGEST * MEBIBYTE:
        raise InputError(ours.TOO_LARGE.about(path=path, limit=LARGEST))
    head.set_payload(body.decode("ascii", "surrogateescape"))
    named = filter(None, [head.get_content_charset()])
    text, notes = _decoded(bytes(head.get_payload(decode=True)), path, *named)
    if kind == "text/plain":
        text = f"<pre>{text.replace('&', '&amp;').replace('<', '&lt;')}</pre>"
    blocks = _read(text, notes, path)
    blocks.unread["attachment"] = len(attached)
    return blocks


def _parts(raw: bytes, deep: int) -> Iterator[tuple[Mail, bytes]]:
    """Yield the parts of a mail, each with its head.

    They stay packed: only one is read, and pictures take many times their size when unpacked.
    """
    found = re.compile(rb"\r?\n\r?\n").search(raw, 0, _LONGEST_HEAD)
    end = found.end() if found else len(raw)
    head = email.message_from_bytes(raw[: min(end, _LONGEST_HEAD)])
    boundary = head.get_boundary()
    if boundary is None or deep == _DEEPEST_PART:
        yield head, raw[end:]
        return
    for part in raw.split(b"\n--" + boundary.encode("utf-8", "replace"))[1:]:
        if part.startswith(b"--"):
            break
        yield from _parts(part.partition(b"\n")[2], deep + 1)


def _decoded(raw: bytes, path: str, *named: str) -> tuple[str, tuple[Message, ...]]:
    """Return the text of a page: in a set that is named, or as the page declares."""
    declared = _CHARSET.findall(raw[:4096])[:1]
    return decoded(raw, path, [*named, *(one.decode("ascii") for one in declared)], "replace")


def _read(text: str, notes: tuple[Message, ...], path: str) -> Blocks:
    if text.startswith("<?xml"):
        text = _CLOSED.sub(r"<\1\2></\1>", text)
    if len(text.encode("utf-8", "replace")) > LARGEST * MEBIBYTE:
        raise InputError(ours.TOO_LARGE.about(path=path, limit=LARGEST))
    if text.count("<") - text.count("</") > _MOST_ELEMENTS:
        raise InputError(messages.TOO_INTRICATE.about(path=path))
    root = xml.page(text)
    reader = _Reader(path, root)
    reader.read(xml.walk(root))
    reader.blocks.notes = notes
    return reader.blocks


class _Styles:
    """What the style sheets of a page say of whether elements are seen."""

    def __init__(self, sheets: Iterable[str]) -> None:
        # By one of the marks, tag, .class or #id, that an element must have: how much a rule counts
        # (an id more than classes, these than a tag, a later rule more), all marks, what it says.
        self._rules: dict[str, list[tuple[tuple[int, ...], set[str], Mapping[str, str]]]] = {}
        self._count = 0
        for sheet in sheets:
            for rule in re.sub(_NO_RULE, "", sheet.lower()).split("}"):
                selectors, _, style = rule.rpartition("{")
                declared = _declared(style)
                for selector in selectors.split(",") if declared else ():
                    self._add(selector.strip(), declared)
        # Whether they, or what an element says itself, leave it out of sight.
        self.hide = cache(self._hide)

    def _add(self, selector: str, declared: Mapping[str, str]) -> None:
        self._count += 1
        if not re.fullmatch(_SELECTOR, selector) or self._count > _MOST_RULES:
            return
        marks = re.findall(r"[.#]?[\w-]+", selector)
        ids, classes = (sum(mark[0] == sign for mark in marks) for sign in "#.")
        alike = self._rules.setdefault(min(marks), [])
        alike.append(((ids, classes, len(marks), self._count), set(marks), declared))
        del alike[:-_MOST_ALIKE]

    def _hide(self, tag: str, id: str, named: str, style: str) -> bool:
        marks = {tag, f"#{id.lower()}", *(f".{one}" for one in named.lower().split())}
        rules = (rule for mark in marks for rule in self._rules.get(mark, ()) if rule[1] <= marks)
        said: dict[str, str] = {}
        for _, _, declared in sorted(rules, key=lambda rule: rule[0]):
            said |= declared
        said |= _declared(style.lower())
        return any(_UNSEEN[name] & set(value.split()) for name, value in said.items())


def _declared(style: str) -> dict[str, str]:
    """Return what declarations say of whether something is seen."""
    found = re.findall(_DECLARED, style.replace("!important", "")) if ":" in style else ()
    return {name: value.strip() for name, value in found}


class _Table(NamedTuple):
    rows: list[TableRow]
    # Of each column, down to which row the cell reaches that began above.
    reach: dict[int, int]


class _Look(NamedTuple):
    """How text is read: raised or lowered, line by line, as the heading of a level."""

    raised: str = ""
    preformatted: bool = False
    level: int | None = None


class _Reader:
    """Walks through the elements of a page, and keeps the blocks."""

    def __init__(self, path: str, root: xml.Element | None) -> None:
        self.blocks = Blocks(path)
        self.text: list[str] = []
        self.look = _Look()
        self.tables: list[_Table] = []
        self.styles = _Styles(style.text or "" for style in xml.inner(root, "style"))

    def read(self, walk: Any) -> None:
        # Of the elements that lie open, the look around them, and whether each began a table or a
        # cell.
        around: list[tuple[_Look, bool]] = []
        for event, one in walk:
            if len(around) > _DEEPEST:
                raise InputError(messages.TOO_INTRICATE.about(path=self.blocks.path))
            if one.tag in _BLOCKS or "-" in one.tag:
                self._end_line()
            if event == "end":
                self.look, began = around.pop()
                if began and one.tag == "table":
                    self.blocks.add_table(self.tables.pop().rows)
                elif began:
                    self._end_cell(one)
                self._take(one.tail or "")
            elif self._is_unread(one):
                around.append((self.look, False))
                walk.skip_subtree()
            else:
                around.append((self.look, self._begin(one.tag)))
                self._take(one.text or "")

    def _is_unread(self, one: xml.Element) -> bool:
        """Tell whether nothing in an element is read, and count what that is."""
        tag, said = one.tag, one.get("hidden")
        marks = (one.get(name, "") for name in ("id", "class", "style"))
        hidden = self.styles.hide(tag, *marks) if said is None else said.lower() != "until-found"
        if hidden:
            self.blocks.unread["hidden"] += _has_text(one)
        elif tag in _COUNTED and (tag != "svg" or _has_text(one)):
            self.blocks.unread[_COUNTED[tag]] += 1
        return hidden or tag in _UNREAD or one.get("class") in _NOTE_NUMBERS

    def _begin(self, tag: str) -> bool:
        """Note what an element begins; tell whether that is a table or a cell."""
        if tag in ("sup", "sub"):
            self.look = self.look._replace(raised=tag)
        elif tag == "pre":
            self.look = self.look._replace(preformatted=True)
        elif tag in _HEADINGS:
            self.look = self.look._replace(level=_HEADINGS.index(tag))
        elif tag == "table" and len(self.tables) < _DEEPEST_TABLE:
            self.tables.append(_Table([], {}))
            return True
        elif len(self.blocks.cells) < len(self.tables):
            # In a table, and in no cell of it.
            rows = self.tables[-1].rows
            if tag == "tr":
                rows.append(TableRow(len(rows) + 1, []))
            elif tag in ("td", "th") and rows:
                self.blocks.cells.append([])
                return True
        return False

    def _take(self, text: str) -> None:
        text = raised(text, self.look.raised)
        first, *others = text.split("\n") if self.look.preformatted else [text]
        self.text.append(first)
        for line in others:
            self._end_line()
            self.text.append(line)

    def _end_line(self) -> None:
        line = " ".join("".join(self.text).split())
        self.text.clear()
        self.blocks.add(line, level=self.look.level)

    def _end_cell(self, cell: xml.Element) -> None:
        self.blocks.take()
        span = max(1, xml.integer(cell.get("colspan"), 1, _MOST_COLUMNS))
        high = max(1, xml.integer(cell.get("rowspan"), 1, _MOST_ROWS))
        rows, reach = self.tables[-1]
        row = rows[-1]
        column = max((one.column + one.span for one in row.cells), default=1)
        cells = list(row.cells)
        # A cell that began in a row above stands in this one, too, and says nothing again.
        while reach.get(column, 0) >= row.number:
            cells.append(TableCell([], column))
            column += 1
        reach.update(dict.fromkeys(range(column, column + span), row.number + high - 1))
        is_head = cell.tag == "th" and (row.head or not row.cells)
        cells.append(TableCell(self.blocks.cells.pop(), column, span))
        rows[-1] = row._replace(cells=cells, head=is_head)


def _has_text(element: xml.Element) -> bool:
    """Tell whether there is text in an element that would be read if that were."""
    read = (one for one in element.iter() if one is element or one.tag not in _UNREAD)
    texts = (text for one in read for text in (one.text, *(below.tail for below in one)))
    return any(text and text.strip() for text in texts)
