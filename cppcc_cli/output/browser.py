"""A page -> a picture (PNG) or a document (PDF) of it, by a browser that is installed here.

The picture is as wide as a telephone, twice as many pixels as that, and as high as the page; the
document is A4. The page is handed over as a file of its own and asks for nothing on the net.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from cppcc_cli.errors import OutputError
from cppcc_cli.messages import output as words

_NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge"),
)
_PLACES = {
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
    placed = (os.path.expandvars(place) for place in _PLACES.get(sys.platform, ()))
    there = (place for place in placed if Path(place).is_file())
    for path in (*map(shutil.which, _NAMES), *there):
        if path is not None:
            return path
    raise OutputError(words.NO_BROWSER.about())


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
            raise OutputError(words.BROWSER_FAILED.about(path=browser))
        return made.read_bytes()


def _height(browser: str, page: str, folder: str) -> int:
    """Return how high a page is, by a copy of it that may run the script that measures it."""
    free = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    file = Path(folder, "measured.html")
    file.write_text(free.replace("</body>", f"{_MEASURE}</body>"), "utf-8")
    asked = ["--hide-scrollbars", f"--window-size={_WIDTH},800", "--dump-dom", file.as_uri()]
    found = re.search(r"<title>([0-9]+)</title>", _run(browser, folder, asked))
    if found is None:
        raise OutputError(words.BROWSER_FAILED.about(path=browser))
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
        raise OutputError(words.BROWSER_FAILED.about(path=browser)) from None
    return done.stdout.decode("utf-8", "replace")
