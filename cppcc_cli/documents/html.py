"""HTML -> lines of text: a line for each block, and for each row of a table.

Scripts, styles and what else is not read by people is left out. Nothing is fetched.
"""

import re

from lxml import etree

from cppcc_cli import messages
from cppcc_cli.documents.text import row_lines
from cppcc_cli.errors import InputError

# In MiB.
LARGEST = 8
# Each level of a table in a table reads all below it again; no page has as many.
_DEEPEST = 50
_UNREAD = re.compile("script|style|head|template|noscript|svg|math|object|iframe|select")
_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|q|s|samp|small|"
    "span|strike|strong|sub|sup|time|tt|u|var|wbr"
)


def html_lines(text: str, path: str) -> list[str]:
    """Return the lines of a page; raise InputError where it is too large."""
    raw = text.encode()
    if len(raw) > LARGEST * 1024 * 1024:
        raise InputError(messages.TOO_LARGE.about(path=path, limit=LARGEST))
    reader = _Reader()
    parser = etree.HTMLParser(target=reader, encoding="utf-8", no_network=True)
    parser.feed(raw)
    try:
        parser.close()
    except etree.XMLSyntaxError:
        # Of an empty page; what was read is there.
        reader.close()
    return reader.lines


class _Reader:
    """Takes what a parser comes upon, and keeps the lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.text: list[str] = []
        # How many elements that are not read lie open.
        self.unread = 0
        # Of each cell that lies open, the lines before it; of each row, its cells.
        self.outside: list[list[str]] = []
        self.rows: list[list[list[str]]] = []
        # How many cells lie open that are deeper than any page has them: their lines are lines.
        self.deeper = 0

    def start(self, tag: str, attributes: object) -> None:
        if _UNREAD.fullmatch(tag):
            self.unread += 1
        elif not _INLINE.fullmatch(tag):
            self._end_line()
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and len(self.outside) == _DEEPEST:
            self.deeper += 1
        elif tag in ("td", "th"):
            self.outside.append(self.lines)
            self.lines = []

    def end(self, tag: str) -> None:
        if _UNREAD.fullmatch(tag):
            self.unread = max(0, self.unread - 1)
        elif not _INLINE.fullmatch(tag):
            self._end_line()
        if tag == "tr" and self.rows:
            self.lines += row_lines(self.rows.pop())
        elif tag in ("td", "th") and self.deeper:
            self.deeper -= 1
        elif tag in ("td", "th") and self.outside:
            cell, self.lines = self.lines, self.outside.pop()
            if self.rows:
                self.rows[-1].append(cell)
            else:
                self.lines += cell

    def data(self, text: str) -> None:
        if not self.unread:
            self.text.append(text)

    def close(self) -> None:
        self._end_line()
        self.deeper = 0
        while self.outside:
            self.end("td")
        while self.rows:
            self.end("tr")

    def _end_line(self) -> None:
        line = " ".join("".join(self.text).split())
        self.text.clear()
        if line:
            self.lines.append(line)
