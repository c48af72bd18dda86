"""Tables and reports -> self-contained HTML pages, and pictures of them. The only door to Jinja2.

Templates hold the words of nobody: all text comes from the record, and is escaped. A page needs no
network, no script and no font of its own, and says so in its content security policy. A browser
that is installed here makes a picture (PNG) of it, as wide as a telephone and as high as the page
in twice as many pixels, or a document (PDF) on A4; the page is handed over as a file of its own.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from cppcc_cli import messages
from cppcc_cli.errors import OutputError
from cppcc_cli.language import Language, Text, current
from cppcc_cli.messages import labels
from cppcc_cli.output import Table
from cppcc_cli.output.layout import lay_out, text_of
from cppcc_cli.output.svg import svg_element
from cppcc_cli.screen import escaped, width

# Not to be broken over two lines.
_DATE = "[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}-[0-9]{2}-[0-9]{2}"
WHOLE = re.compile(f"([0-9]{{4}}[–—][0-9]{{4}}年?|{_DATE})")
# How the languages are named in a document.
_TAGS = {"zh": "zh-Hans", "en": "en"}


def to_html_bytes(table: Table[Any], header: bool) -> bytes:
    """Return a page with `table`: its title, headings, rows or cards, and notes, without ids.

    Without header, only its rows.
    """
    laid = lay_out(table, header, "document")
    return render("table.html", title=laid.title or labels.UNTITLED.say(), laid=laid).encode()


def render(template: str, **context: object) -> str:
    """Return what a template makes of what it is given: a page, or a part of a document."""
    given = {"labels": labels, "dark": False, **context}
    return _environment(current()).get_template(template).render(given)


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
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("cppcc_cli.output"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def chinese(name: Text) -> str:
        """Return the Chinese name where it stands beside an English one."""
        return name.zh if language == "en" and name.en and name.en != name.zh else ""

    environment.filters.update(say=Text.say, chinese=chinese, text=text_of, escaped=escaped)
    environment.filters.update(unbroken=_unbroken, linked=_linked)
    environment.tests["wide"] = lambda text: width(text) > len(text)
    environment.globals.update(
        language=language, tag=_TAGS[language], draw=svg_element, spans=columns
    )
    return environment


def _unbroken(text: str) -> Markup:
    """Return a text of which dates and spans of years are not broken over two lines."""
    parts = enumerate(WHOLE.split(text))
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


_BROWSERS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge"),
)
_INSTALLED = {
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ),
    "win32": (
        r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
        r"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
        r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    ),
}
# In pixels of a page, of which a picture has twice as many; none is higher than this.
_WIDTH, _HIGHEST = 540, 16_000
_SECONDS = 120
# It takes the height of a page, which the browser tells no other way, into its title.
_MEASURE = "<script>document.title = document.documentElement.scrollHeight</script>"


def find_browser() -> str:
    """Return the path of Chromium, Chrome or Edge; raise OutputError where there is none."""
    placed = (os.path.expandvars(place) for place in _INSTALLED.get(sys.platform, ()))
    there = (place for place in placed if Path(place).is_file())
    for path in (*map(shutil.which, _BROWSERS), *there):
        if path is not None:
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
