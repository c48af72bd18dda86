"""What a screen shows: which characters are fit for it, how wide they stand, where lines break.

A control, bidirectional or zero-width character can change what a reader sees without changing what
a program reads. Such characters are refused in a dataset and shown as escapes everywhere else.
"""

import re
from collections.abc import Iterator

# The ideographic and the no-break space, and the two joiners that Persian and emoji need.
_ALLOWED = "\u3000\u00a0\u200c\u200d"


def first_unprintable(text: str) -> str | None:
    """Return the first character of `text` that must not reach a screen, or None."""
    if text.isprintable():
        return None
    return next((char for char in text if not char.isprintable() and char not in _ALLOWED), None)


def without_unprintable(text: str) -> str:
    """Return `text` without its first_unprintable characters."""
    if first_unprintable(text) is None:
        return text
    return "".join(char for char in text if first_unprintable(char) is None)


def escaped(text: str) -> str:
    r"""Return `text` with every first_unprintable character as an escape, as in \x1b for ESC."""
    if first_unprintable(text) is None:
        return text
    return "".join(
        char.encode("unicode_escape", "surrogatepass").decode() if first_unprintable(char) else char
        for char in text
    )


def width(text: str) -> int:
    """Return how many terminal cells `text` takes: two for a wide character, none for a mark."""
    if text.isascii():
        return len(text)
    return _WIDTHS[text] if len(text) == 1 else sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, int]):
    """How wide each character stands, looked up once: a long table asks for millions."""

    def __missing__(self, char: str) -> int:
        from unicodedata import combining, east_asian_width

        mark = combining(char) or char in "\u200c\u200d"
        self[char] = 0 if mark else 2 if east_asian_width(char) in "WF" else 1
        return self[char]


_WIDTHS = _Widths()


# Cells of a line that may stay empty so that a Chinese phrase is not broken; and of a phrase that
# is, those that come on the next line.
_MOST_LEFT = 12
_LEAST_BROUGHT = 6


def wrap(text: str, cells: int) -> list[str]:
    """Break `text` into lines of at most `cells` cells.

    Latin words stay whole where they fit, and Chinese phrases where little of a line stays empty
    for it; other Chinese breaks anywhere but before closing punctuation. A line break in `text` is
    where it is broken first, if it does not fit on one line. A character wider than the line stands
    on a line of its own.
    """
    whole = text.replace("\n", " ")
    if width(whole) <= cells:
        return [whole]
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for piece in _pieces(paragraph, cells):
            needed = width(piece.rstrip(" "))
            if line and used + needed > cells:
                end = _fitting(piece, 0, cells - used) if cells - used > _MOST_LEFT else 0
                while end and (
                    needed - width(piece[:end]) < _LEAST_BROUGHT or not _breaks(piece, end)
                ):
                    end -= 1
                line, piece = line + piece[:end], piece[end:]
                needed = width(piece.rstrip(" "))
                lines.append(line.rstrip(" "))
                line, used = "", 0
            start = 0
            while needed > cells and len(piece) - start > 1:
                end = _fitting(piece, start, cells)
                lines.append(piece[start:end])
                needed -= width(lines[-1])
                start = end
            line += piece[start:]
            used += width(piece[start:])
        lines.append(line.rstrip(" "))
    return lines


def _fitting(text: str, start: int, cells: int) -> int:
    """Return where what stands in `cells` cells from `start` on ends; at least one character on."""
    used = 0
    for index in range(start, len(text)):
        used += width(text[index])
        if used > cells:
            return max(index, start + 1)
    return len(text)


_CLOSING = set('，。；：、！？）》”’」』】,;:.!?)"')
_OPENING = set('（《“‘「『【("')
_BEFORE_NUMBERS = set("第年月近约超逾")
# A name of a path, with what parts it from the next.
_NAME = r"[^/\\]*[/\\]+|[^/\\]+"


def has_room(text: str, cells: int) -> bool:
    """Tell whether lines of `cells` cells hold each name of `text` whole, where that is a path."""
    is_path = ("/" in text or "\\" in text) and " " not in text
    return not is_path or all(width(name) <= cells for name in re.findall(_NAME, text))


def _pieces(text: str, cells: int) -> Iterator[str]:
    """Split `text` at the places where a line may break; a piece keeps its trailing spaces.

    A run of wide characters of more than three quarters of a line is split into single characters,
    a path of more than a line behind its slashes, an id, or a name within one, behind its marks.
    """
    longest = cells * 3 // 4
    for word in _words(text):
        if word.isascii() and len(word) > cells:
            for name in re.findall(_NAME, word):
                marked = r"[^./_-]*[./_-]+|[^./_-]+"
                yield from re.findall(marked, name) if len(name) > cells else [name]
            continue
        if word.isascii() or width(word) <= longest:
            yield word
            continue
        start = 0
        for index in range(1, len(word)):
            if _breaks(word, index):
                yield word[start:index]
                start = index
        yield word[start:]


def _words(text: str) -> Iterator[str]:
    """Split `text` behind spaces and closing punctuation, and between wide and other characters."""
    start = 0
    for index in range(1, len(text)):
        before, after = text[index - 1], text[index]
        if not _may_break(before, after):
            continue
        closed = before in _CLOSING and width(before) == 2
        if before == " " or closed or width(before) != width(after):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def _breaks(word: str, index: int) -> bool:
    """Tell whether a word may break before a character: beside a wide one."""
    before, after = word[index - 1], word[index]
    return 2 in (width(before), width(after)) and _may_break(before, after)


def _may_break(before: str, after: str) -> bool:
    # Behind a space, a full stop is no end: there begins a word like .csv.
    closed = (after in _CLOSING or after == "-") and before != " "
    # A number stands with its unit and its qualifier: 418件, 第3段, 近30场, 2024年1月31日.
    counted = before.isdigit() and width(after) == 2 and after.isalpha()
    counted = counted or (before in _BEFORE_NUMBERS and after.isdigit())
    opens = before in _OPENING or (before == "-" and width(after) == 2)
    return after != " " and not closed and not counted and not opens
