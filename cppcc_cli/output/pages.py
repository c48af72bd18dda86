"""Tables and reports -> HTML, pictures of it and Word, by templates. The only door to Jinja2.

Templates hold the words of nobody: all text comes from the record, and is escaped. An HTML page
needs no network, no script and no font of its own, and says so in its content security policy. A
browser that is installed here makes a picture (PNG) of it, as wide as a telephone and as high as
the page in twice as many pixels, or a document (PDF) on A4; the page is handed over as a file of
its own.

A Word document can be laid into a Chinese official report: the page is A4 with the margins of GB/T
9704, the table has three rules and no vertical lines, its head stands on every page, below it are
the notes in smaller type. The same table gives the same bytes, which tell of no program, user or
day.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from cppcc_cli import messages
from cppcc_cli.errors import OutputError
from cppcc_cli.messages import Text, current, labels
from cppcc_cli.output import Column, Layout, Table, fitted_widths, natural_widths, require_room
from cppcc_cli.output.svg import svg_element
from cppcc_cli.screen import escaped, width

# Not to be broken over two lines.
_TIME = "[0-9]{4}[–—][0-9]{4}年?|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}-[0-9]{2}-[0-9]{2}"
_WHOLE = re.compile(f"({_TIME})")
# Nor, on a page, a number with its unit: 1.7万余人次.
_COUNTED = re.compile(rf"({_TIME}|[0-9][0-9.,]*[万亿]?[余多]?(?:年|[\u4e00-\u9fff]{{1,2}}))")


def to_html_bytes(table: Table[Any], header: bool) -> bytes:
    """Return a page with `table`: its title, headings, rows or cards, and notes, without ids.

    Without header, only its rows.
    """
    laid = Layout(table, header, "document")
    return render("table.html", title=laid.title or labels.UNTITLED.say(), laid=laid).encode()


def render(template: str, **context: object) -> str:
    """Return what a template makes of what it is given: a page, or a part of a document."""
    language = current()
    tag = "zh-Hans" if language == "zh" else language
    given = {"labels": labels, "dark": False, "language": language, "tag": tag, **context}
    return _environment().get_template(template).render(given)


def columns(counts: Sequence[int], most: int) -> list[int]:
    """Return how many of `most` columns each of some things takes, in their order.

    Each takes as many as it counts, and what is left of a row is shared out in it. Rows are broken
    where the least is left, so that few things stand alone.
    """
    best: list[tuple[int, list[int]]] = [(0, [])]
    for end in range(1, len(counts) + 1):
        broken = []
        for start in range(max(0, end - most), end):
            row = [min(count, most) for count in counts[start:end]]
            free = most - sum(row)
            if free < 0:
                continue
            share, over = divmod(free, len(row))
            row = [one + share for one in row]
            row[-1] += over
            broken.append((best[start][0] + free**2, [*best[start][1], *row]))
        best.append(min(broken))
    return best[-1][1]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("cppcc_cli.output"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def chinese(name: Text) -> str:
        """Return the Chinese name where it stands beside an English one."""
        return name.zh if current() == "en" and name.en and name.en != name.zh else ""

    environment.filters.update(say=Text.say, chinese=chinese, escaped=escaped)
    environment.filters.update(unbroken=_unbroken, linked=_linked)
    environment.tests["wide"] = lambda text: width(text) > len(text)
    environment.globals.update(draw=svg_element, spans=columns)
    return environment


def _unbroken(text: str) -> Markup:
    """Return a text of which dates, spans of years and numbers are not broken over two lines."""
    parts = enumerate(_COUNTED.split(text))
    return Markup("").join(
        Markup('<span class="whole">{}</span>').format(part) if at % 2 else part
        for at, part in parts
    )


def _linked(url: str | None) -> bool:
    """Tell whether an address may be a link: only one of http or https with a host."""
    try:
        parts = urlsplit(url or "")
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


# In pixels of a page, of which a picture has twice as many; none is higher than this.
_WIDTH, _HIGHEST = 540, 16_000
_SECONDS = 120
# It takes the height of a page, which the browser tells no other way, into its title.
_MEASURE = "<script>document.title = document.documentElement.scrollHeight</script>"


def find_browser() -> str:
    """Return the path of Chromium, Chrome or Edge; raise OutputError where there is none."""
    # A name that may be called, or a system and the place where it is installed there.
    for line in Path(__file__).with_name("browsers.txt").read_text("utf-8").splitlines():
        name, _, place = line.partition("  ")
        path = shutil.which(name) if not place else os.path.expandvars(place)
        if path and (not place or (name == sys.platform and Path(path).is_file())):
            return path
    raise OutputError(messages.NO_BROWSER.about())


def photograph(browser: str, page: str, suffix: str) -> bytes:
    """Return the picture or the document of a page; raise OutputError where it does not come."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file, made = Path(folder, "page.html"), Path(folder, f"made{suffix}")
        file.write_text(page, "utf-8")
        if suffix == ".pdf":
            asked = ["--no-pdf-header-footer", f"--print-to-pdf={made}"]
        else:
            size = f"--window-size={_WIDTH},{_height(browser, page, folder)}"
            asked = ["--hide-scrollbars", "--force-device-scale-factor=2", size]
            asked.append(f"--screenshot={made}")
        _run(browser, folder, [*asked, file.as_uri()])
        if not made.is_file():
            raise OutputError(messages.BROWSER_FAILED.about(path=browser))
        return made.read_bytes()


def _height(browser: str, page: str, folder: str) -> int:
    """Return how high a page is, by a copy of it that may run the script that measures it."""
    free = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    file = Path(folder, "measured.html")
    file.write_text(free.replace("</body>", f"{_MEASURE}</body>"), "utf-8")
    asked = ["--hide-scrollbars", f"--window-size={_WIDTH},800", "--dump-dom", file.as_uri()]
    found = re.search(r"<title>([0-9]+)</title>", _run(browser, folder, asked))
    if found is None:
        raise OutputError(messages.BROWSER_FAILED.about(path=browser))
    return min(int(found[1]), _HIGHEST)


def _run(browser: str, folder: str, asked: Sequence[str]) -> str:
    # Root has no sandbox to offer; whoever else runs it, has.
    root = sys.platform != "win32" and os.geteuid() == 0
    call = [
        *(browser, "--headless", "--disable-gpu", "--no-first-run"),
        f"--user-data-dir={Path(folder, 'profile')}",
        *(["--no-sandbox"] if root else []),
        *asked,
    ]
    try:
        done = subprocess.run(call, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        raise OutputError(messages.BROWSER_FAILED.about(path=browser)) from None
    return done.stdout.decode("utf-8", "replace")


# Left and right of a text in its cell.
PADDING = 110
_MILLIMETRE = 1440 / 25.4
# A cell more than the letters ask for: not all of Times New Roman are half as wide as high.
_SLACK = 1


class Page(NamedTuple):
    """A page, upright or turned, and the size of its letters in half points."""

    turned: bool
    size: int
    # Above and below a text in its cell.
    leading: int = 35
    # Of the text, so far apart.
    columns: int = 1

    @property
    def paper(self) -> tuple[int, int]:
        """How wide and how high the paper is."""
        short, long = round(210 * _MILLIMETRE), round(297 * _MILLIMETRE)
        return (long, short) if self.turned else (short, long)

    @property
    def margins(self) -> tuple[int, int, int, int]:
        """The space above, right, below and left; the binding is left, or above a turned page."""
        top, right, bottom, left = (round(one * _MILLIMETRE) for one in (37, 26, 35, 28))
        return (left, top, right, bottom) if self.turned else (top, right, bottom, left)

    @property
    def text_width(self) -> int:
        """How wide the page is between its margins."""
        return self.paper[0] - self.margins[1] - self.margins[3]

    @property
    def column_width(self) -> int:
        """How wide a column of the text is."""
        return (self.text_width + _APART) // self.columns - _APART

    @property
    def rows(self) -> int:
        """How many rows of one line the page holds, with what stands above and below them."""
        height = self.paper[1] - self.margins[0] - self.margins[2] - _AROUND
        # A line is about a third higher than its letters.
        return height // (self.size * 13 + 2 * self.leading) * self.columns

    @property
    def note_size(self) -> int:
        """The size of the letters of a note."""
        return max(self.size - 3, 18)

    @property
    def cell(self) -> int:
        """How wide a digit is: half of the height of the letters."""
        return self.size * 5

    def column(self, cells: int) -> int:
        """Return how wide a column for so many terminal cells is, with the space beside them."""
        return cells * self.cell + 2 * PADDING

    def cells(self, column: int) -> int:
        """Return how many terminal cells a column holds."""
        return (column - 2 * PADDING) // self.cell - _SLACK


UPRIGHT = Page(False, 24)
# The first that holds a table is taken, with the cells that a folded text must keep there.
_TRIED = ((UPRIGHT, 28), (Page(False, 21), 22), (Page(True, 21), 18), (Page(True, 18), 12))
# What holds upright a table that would else just run over a page.
_CLOSE = Page(False, 21, 12)
# A table of so few columns that is longer than a page stands on it in two columns.
_NARROW = 2
_TWO_COLUMNS = _CLOSE._replace(columns=2)
# For the title and for what is said below a table; and between two columns of text.
_AROUND, _APART = 1_900, 420


def fit(
    heads: Sequence[Column[Any]], lines: Sequence[Sequence[str]], count: int = 0
) -> tuple[Page, list[int]]:
    """Return the page for a table with these lines of texts, and the widths of its columns.

    Together they are as wide as the text of the page, if need be narrower than what they hold.
    `count` rows that do not stand on one page are set closer where they then do, or in two columns.
    """
    # A Latin font in the place of ours may be wider, and break the only word of a column.
    words = [
        [cell.ljust(len(cell) * 5 // 4 * cell.isascii() * cell.isalpha()) for cell in cells]
        for cells in lines
    ]
    natural = [cells + _SLACK for cells in natural_widths(words)]
    closer = [_CLOSE, *([_TWO_COLUMNS] if len(heads) == _NARROW else [])]
    holding = [] if count <= UPRIGHT.rows else [(one, 28) for one in closer if count <= one.rows]
    for page, least in (*holding[:1], *_TRIED):
        gap = -(-2 * PADDING // page.cell)
        room = page.column_width // page.cell - gap
        widths = fitted_widths(heads, natural, room, gap, least)
        if widths is not None:
            break
    else:
        widths = natural
    return page, _filling(page, [page.column(cells) for cells in widths])


def _filling(page: Page, widths: Sequence[int]) -> list[int]:
    """Return the widths stretched, or pressed, to fill the page to the last twentieth."""
    total = sum(widths)
    edges = [page.column_width * upto // total for upto in accumulate(widths, initial=0)]
    return [right - left for left, right in pairwise(edges)]


# Word opens no table with more columns.
MOST_COLUMNS = 63
# Hundreds of pages; each takes 20 KB of memory.
MOST_ROWS = 5_000
_LONGEST_PROPERTY = 255
# In half points, as the template of the styles has it.
_TITLE_SIZE = 32
# The parts of the package, and the first day that a zip archive can tell.
_PARTS = (
    *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml"),
    *("word/_rels/document.xml.rels", "word/styles.xml", "word/settings.xml", "word/footer1.xml"),
)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
# Rows of texts under a heading.
_Groups = list[tuple[str, list[list[str]]]]


def to_docx_bytes(table: Table[Any], header: bool) -> bytes:
    """Return the bytes of a document with `table` as people read it: without ids.

    Without header, only the rows remain, to be moved into a table that is there. Raises OutputError
    for more columns than a table of Word has, and for more rows than it can be expected to open.
    """
    laid = Layout(table, header, "document")
    require_room("Word", len(table.rows), MOST_ROWS, len(laid.heads), MOST_COLUMNS)
    page, widths, tables = _cards(laid) if laid.are_cards else _rows(laid)
    given = {
        "laid": laid,
        "title": _title(laid.title, page),
        "notes": [_whole_dates(note, page) for note in laid.notes],
        "name": escaped(laid.title or table.title)[:_LONGEST_PROPERTY],
        "page": page,
        "widths": widths,
        "tables": tables,
        "padding": PADDING,
        "apart": _APART,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name in _PARTS:
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            target.writestr(part, render(f"docx/{name}", **given), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _title(title: str, page: Page) -> str:
    """Return a title that does not stand on one line broken before its years, not within them."""
    start, colon, years = title.rpartition("：")
    # Another font than ours may be a tenth wider.
    fits = width(title) * 11 <= page.text_width // (_TITLE_SIZE * 5) * 10
    return title if fits or not colon or not start else f"{start}{colon}\n{years}"


def _whole_dates(note: str, page: Page) -> str:
    """Return a note with a new line before each date that a line may end within."""
    room, kept, start = page.text_width // (page.note_size * 5), "", 0
    for found in _WHOLE.finditer(note):
        used = width(note[start : found.start()]) % room
        # Another font, and what Word puts between scripts, take up to a tenth more.
        if used and (used + width(found[0])) * 11 > room * 10:
            kept += note[start : found.start()].rstrip(" ") + "\n"
            start = found.start()
    return kept + note[start:]


def _rows(laid: Layout) -> tuple[Page, list[int], list[_Groups]]:
    """Return the page, the widths of columns, and one table or none."""
    if not laid.groups:
        return UPRIGHT, [], []
    lines = [cells for group in laid.groups for cells in group.texts]
    count = len(lines) + len(laid.groups) + 1 if laid.header else 0
    page, widths = fit(laid.heads, [laid.labels, *lines] if laid.header else lines, count)

    def broken(text: str, column: int) -> str:
        """Return a text on one line where the column holds that, else broken where it says."""
        whole = text.replace("\n", " ")
        return whole if width(whole) <= page.cells(column) else text

    groups = []
    for group in laid.groups:
        rows = [list(map(broken, cells, widths)) for cells in group.texts]
        groups.append((broken(group.heading, sum(widths)), rows))
    return page, widths, [groups]


def _cards(laid: Layout) -> tuple[Page, list[int], list[_Groups]]:
    """Return the page, the widths of labels and texts, and a table a card."""
    cells = max(width(label) for group in laid.groups for label, _ in group.texts)
    label = min(UPRIGHT.column(cells + 2 * _SLACK), UPRIGHT.text_width // 2)
    return UPRIGHT, [label, UPRIGHT.text_width - label], [[("", one.texts)] for one in laid.groups]
