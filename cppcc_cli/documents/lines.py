"""A text, plain or with marks of Markdown and HTML -> its lines as a person reads them.

Marks inside sentences, characters of no width and superscripts are left out, so that 提案**481**件
is 提案481件; deleted text, comments and fenced code are not read.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cppcc_cli.documents.document import Unread
from cppcc_cli.screen import width
from cppcc_cli.script import NO_WIDTH

_compiled = cache(re.compile)

_FENCE = r"(?m)^ {0,3}(?P<fence>`{3,}|~{3,})(?P<rest>[^`~\n]*)$"
_MARKED = rf"[*_`~<&\\{NO_WIDTH}¹²³⁰⁴-⁹]|\]\(|\[\^|\]\[|=="
_TAGS = "b|i|u|em|strong|span|font|mark|ins|a|code|small|big|sub|center|p|div|kbd|q|cite|abbr"
# What is left out of a line: all of a match, or its groups. Bounded, so that no line is slow.
_LEFT_OUT = (
    rf"[{NO_WIDTH}]|(?<![mM])[¹²³⁰⁴-⁹]|\[\^[^\]\s]{{1,20}}\]",
    r"~~(?=[^\s~])[^~\n]{1,300}~~|<(?P<tag>del|s|strike|sup)\b[^<>]{0,300}>[^<>]{0,300}</(?P=tag)>",
    rf"</?(?:{_TAGS})(?:\s[^<>]{{0,300}})?/?>",
    r"!\[[^\[\]\n]{0,300}\]\([\x21-\x27\x2a-\x7e]{1,500}\)",
    r"(?<!!)(\[)[^\[\]\n]{1,300}(\]\((?![0-9]+\))[\x21-\x27\x2a-\x7e]{1,500}(?:\s\"[^\"\n]{0,99}\")?\))",
    r"(\[)[^\[\]\n]{1,300}(\]\[(?:[A-Za-z][\w-]{0,30}|[0-9]{1,2})?\])",
    r"(==)(?=[^\s=])[^=\n]{1,300}(?<=[^\s=])(==)",
    r"(?P<two>\*{2,3})(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])((?P=two))",
    r"(?<![0-9*])(\*)(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])(\*)(?![0-9*])",
    r"(?<![0-9A-Za-z_])(?P<low>_{1,2})(?=[^\s_])[^_\n]{1,300}(?<=[^\s_])((?P=low))(?![0-9A-Za-z_])",
    r"(?P<tick>`{1,2})(?=[^`])[^`\n]{1,300}((?P=tick))(?!`)",
    r"(\\)[*_`~\[\]()|#+.!-]",
)
_SPACED = r"<br\s?/?>|&(?:nbsp|ensp|emsp);"
_HEADING_MARKS = r"(?P<marks>#{1,6})\s+|(?:>\s?){1,5}"


class Line(NamedTuple):
    """A line that is not empty, as it is read, and where its characters stand."""

    text: str
    pieces: tuple[tuple[int, int], ...]
    # Lines that are not empty, counted from 1.
    number: int
    # How far it stands in from the margin, and whether a line without anything stands before it.
    indent: int
    apart: bool
    # Of a heading that is marked as one: how many marks.
    marks: int = 0


def hidden_parts(text: str) -> tuple[list[tuple[int, int]], tuple[Unread, ...]]:
    """Return which parts of a text are comments or code, in order, and how many there are."""
    comments, code = [], []
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        comments.append((start, end + 3))
        start = text.find("<!--", end)
    if "```" in text or "~~~" in text:
        opened = None
        for found in _compiled(_FENCE).finditer(text):
            if opened is None:
                opened = found
            elif found["fence"].startswith(opened["fence"]) and not found["rest"].strip():
                code.append((opened.start(), found.end()))
                opened = None
    unread = [Unread("comment", len(comments))] if comments else []
    unread += [Unread("code", len(code))] if code else []
    return sorted([*comments, *code]), tuple(unread)


def read_lines(text: str, hidden: Sequence[tuple[int, int]], markdown: bool) -> Iterator[Line]:
    """Yield the lines of a text that are read."""
    number, start, apart, before_hidden = 0, 0, True, 0
    in_code = False
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        raw = text[start:end]
        stripped = raw.strip()
        if not stripped:
            apart = True
        else:
            number += 1
            begin = start + len(raw) - len(raw.lstrip())
            indent = width(raw[: begin - start].replace("\t", "    "))
            in_code = markdown and indent >= 4 and (in_code or apart) and "\u3000" not in raw[:2]
            while before_hidden < len(hidden) and hidden[before_hidden][1] <= begin:
                before_hidden += 1
            close = [span for span in hidden[before_hidden : before_hidden + 99] if span[0] < end]
            if not in_code or number == 1:
                line = _line(text, begin, begin + len(stripped), close)
                if line is not None:
                    yield Line(line[0], line[1], number, indent, apart, line[2])
                    apart = False
        start = end + 1


def _line(
    text: str, start: int, end: int, hidden: Sequence[tuple[int, int]]
) -> tuple[str, tuple[tuple[int, int], ...], int] | None:
    """Return a line without what is not read, its pieces, and its marks of a heading."""
    marks = 0
    if text[start] in "#>" and (opening := _compiled(_HEADING_MARKS).match(text, start, end)):
        marks, start = len(opening["marks"] or ""), opening.end()
        if marks:
            end = start + len(text[start:end].rstrip("# "))
    if not hidden and not _compiled(_MARKED).search(text, start, end):
        return (text[start:end], ((0, start),), marks) if start < end else None
    out = [(max(span[0], start), min(span[1], end), "") for span in hidden]
    for pattern in _LEFT_OUT:
        for found in _compiled(pattern).finditer(text, start, end):
            spans = [found.span(group) for group in range(1, (found.re.groups or 0) + 1)]
            whole = not spans or "tag" in found.re.groupindex
            out += [(*span, "") for span in ([found.span()] if whole else spans)]
    out += [(*found.span(), " ") for found in _compiled(_SPACED).finditer(text, start, end)]
    read, pieces, at, length = [], [], start, 0
    for left, right, instead in [*sorted(out), (end, end, "")]:
        if left > at:
            pieces.append((length, at))
            read.append(text[at:left])
            length += left - at
        if instead and left >= at:
            pieces.append((length, left))
            read.append(instead)
            length += 1
        at = max(at, right)
    line = "".join(read)
    blank = len(line) - len(line.lstrip())
    line = line.strip()
    moved = [(index - blank, offset) for index, offset in pieces]
    kept = [(index, offset) for index, offset in moved if 0 < index < len(line)]
    first = max((piece for piece in moved if piece[0] <= 0), default=(0, start))
    return (line, ((0, first[1] - first[0]), *kept), marks) if line else None
