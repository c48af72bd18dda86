"""OFD files (GB/T 33190) -> blocks, by pages: their letters are placed, as those of a PDF are.

What is not visible and what stands askew, as watermarks do, is not read.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from cppcc_cli.documents.archive import Archive, resolved
from cppcc_cli.documents.blocks import Blocks
from cppcc_cli.documents.document import Document
from cppcc_cli.documents.layout import Letter, Page, add_pages
from cppcc_cli.documents.markup import Element, attribute, inner, local, part
from cppcc_cli.errors import InputError
from cppcc_cli.messages import documents as messages

_ROOT = "OFD.xml"
_UNTURNED = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_ASKEW = 0.1
# How much of a letter's height stands above the line that it stands on.
_ABOVE = 0.85
_MOST_PAGES, _MOST_LETTERS, _MOST_REPEATED = 5_000, 500_000, 100_000


def read_ofd(raw: bytes, path: str) -> Document:
    """Return the document of an OFD file; raise InputError where it is damaged."""
    archive = Archive(raw, path)
    root = part(archive, _ROOT)
    if root is None:
        raise InputError(messages.DAMAGED_ARCHIVE.about(path=path))
    pages: list[Page] = []
    for listed in inner(root, "DocRoot"):
        pages += _pages(archive, resolved((listed.text or "").strip(), _ROOT))
    blocks = Blocks(path)
    add_pages(blocks, pages)
    return blocks.document(len(raw))


def _pages(archive: Archive, name: str) -> Iterator[Page]:
    """Yield the pages of one of the documents of a file."""
    document = part(archive, name)
    if document is None:
        return
    templates = {
        one.get("ID"): resolved(one.get("BaseLoc") or "", name)
        for one in inner(document, "TemplatePage")
    }
    known: dict[str, Page] = {}
    left = _MOST_LETTERS
    for number, listed in enumerate(inner(document, "Page")):
        page = part(archive, resolved(listed.get("BaseLoc") or "", name))
        if page is None or number >= _MOST_PAGES:
            continue
        placed = _placed(page, archive.path)
        letters = list(placed.letters)
        for used in inner(page, "Template"):
            below = templates.get(used.get("TemplateID"), "")
            if below and below not in known:
                template = part(archive, below)
                known[below] = Page(()) if template is None else _placed(template, archive.path)
            if below:
                letters += known[below].letters
        left -= len(letters)
        if left < 0:
            raise InputError(messages.TOO_INTRICATE.about(path=archive.path))
        yield placed._replace(letters=letters)


def _placed(page: Element, path: str) -> Page:
    """Return the letters on a page, and the number of its pictures."""
    letters: list[Letter] = []
    pictures = askew = count = 0
    drawn = False
    for one in inner(page, "TextObject", "ImageObject", "PathObject"):
        if any(above.get("Visible") == "false" for above in (one, *one.iterancestors())):
            continue
        if local(one) == "TextObject":
            askew += _is_askew(one)
            # Before there is an object for each of them.
            count += sum(len(code.text or "") for code in inner(one, "TextCode"))
            if count > _MOST_LETTERS:
                raise InputError(messages.TOO_INTRICATE.about(path=path))
            letters += _letters(one)
        else:
            pictures += local(one) == "ImageObject"
            drawn = True
    # Letters may be drawn, too: then the page is a picture.
    return Page(letters, pictures if letters else max(pictures, drawn), askew)


def _letters(text: Element) -> Iterator[Letter]:
    """Yield the letters of a text object where its matrix puts them."""
    box = _numbers(text.get("Boundary"))
    size = (_numbers(text.get("Size")) or [0.0])[0]
    a, _, c, d, e, f = _matrix(text)
    if len(box) != 4 or size <= 0 or _is_askew(text) or not a:
        return
    high, wide = size * abs(d), size * abs(a) * _scale(text)
    for code in inner(text, "TextCode"):
        x, y = (_numbers(attribute(code, name)) or [0.0] for name in ("X", "Y"))
        across, down = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
        right, below = x[0], y[0]
        for at, char in enumerate(code.text or ""):
            left, line = box[0] + a * right + c * below + e, box[1] + d * below + f
            full = unicodedata.east_asian_width(char) in "WF"
            own = wide if full else wide / 2
            yield Letter(char, left, line - high * _ABOVE, left + own, line + high * (1 - _ABOVE))
            right += across[at] if at < len(across) else 0.0 if across or down else own / (a or 1)
            below += down[at] if at < len(down) else 0.0


def _matrix(text: Element) -> Sequence[float]:
    turned = _numbers(text.get("CTM"))
    return turned if len(turned) == 6 else _UNTURNED


def _is_askew(text: Element) -> bool:
    """Tell whether a text stands on a line that is not level; slanted letters do not matter."""
    across, up, *_ = _matrix(text)
    return abs(up) > _ASKEW * abs(across)


def _scale(text: Element) -> float:
    return (_numbers(text.get("HScale")) or [1.0])[0]


def _numbers(text: str | None) -> list[float]:
    """Return the numbers of a list; none where one of them is none."""
    try:
        return [float(word) for word in (text or "").split()[:100]]
    except ValueError:
        return []


def _steps(text: str | None) -> list[float]:
    """Return the steps from letter to letter; `g 3 2.5` stands for three of 2.5."""
    words = (text or "").split()
    steps: list[float] = []
    at = 0
    while at < len(words) and len(steps) < _MOST_REPEATED:
        try:
            if words[at] == "g":
                repeated = min(int(words[at + 1]), _MOST_REPEATED)
                steps += [float(words[at + 2])] * repeated
                at += 3
            else:
                steps.append(float(words[at]))
                at += 1
        except (ValueError, LookupError):
            break
    return steps
