"""What stands around a number in running text: its segment and its sentence.

A segment runs from one mark to the next, a sentence to its full stop or the end of the line. The
head of a number is what its segment has before it, back to the number before; its tail is what
follows, up to the next number.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli.text.numbers import Mention

_SEGMENT_END = re.compile(r"[，。；！？、,;!?\n]")
_SENTENCE_END = re.compile(r"[。！？!?\n]")
# So much is looked at on either side, so that no text makes it slow.
_BEFORE = 240
_AFTER = 80


class Surroundings(NamedTuple):
    """The words around a number, from far before it to behind it."""

    # The paragraph before its sentence; its sentence before the head; the head.
    earlier: str
    before: str
    head: str
    # The tail, and the sentence behind the number, the tail included.
    tail: str
    after: str
    # The line above, where the sentence is the first of its line.
    above: str
    # Whether a number stands before it in the segment.
    follows: bool


def surroundings(text: str, found: Sequence[Mention], index: int) -> Surroundings:
    """Return what stands around the mention at `index` of those `found` in `text`."""
    mention = found[index]
    line = text.rfind("\n", max(0, mention.start - 2 * _BEFORE), mention.start) + 1
    line = max(line, mention.start - 2 * _BEFORE)
    opened = _last_end(_SENTENCE_END, text, max(line, mention.start - _BEFORE), mention.start)
    start = _last_end(_SEGMENT_END, text, opened, mention.start)
    follows = index > 0 and start < found[index - 1].end <= mention.start
    start = found[index - 1].end if follows else start
    closed = _first(_SENTENCE_END, text, mention.end, mention.end + _AFTER)
    end = _first(_SEGMENT_END, text, mention.end, closed)
    if index + 1 < len(found):
        end = min(end, max(found[index + 1].start, mention.end))
    return Surroundings(
        text[line:opened],
        text[opened:start],
        text[start : mention.start],
        text[mention.end : end],
        text[mention.end : closed],
        _line_above(text, line) if opened == line else "",
        follows,
    )


def _line_above(text: str, line: int) -> str:
    """Return the last line before `line` that is not empty; nothing where it is far away."""
    return text[max(0, line - _AFTER) : line].rstrip().rpartition("\n")[2].strip()


def _last_end(ends: re.Pattern[str], text: str, start: int, stop: int) -> int:
    for mark in ends.finditer(text, start, stop):
        start = mark.end()
    return start


def _first(ends: re.Pattern[str], text: str, start: int, stop: int) -> int:
    mark = ends.search(text, start, stop)
    return mark.start() if mark else min(stop, len(text))
