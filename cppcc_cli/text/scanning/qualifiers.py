"""The words beside a number in running text that qualify it: where they begin and where they end.

The words are those of a printed form (`numerals.BEFORE`, `numerals.BEHIND`). In running text some
of them also end or begin another word, as in 最近5次 and 节约5件, and are none. Texts are in plain
script.
"""

import re

from cppcc_cli.numerals import BEFORE, BEHIND, MORE, SPACES

_NOT_BEHIND = {
    "超": "高",
    "近": "最附靠临贴邻亲就远",
    "约": "节条签预契公合履违相制",
    "至少": "甚以乃",
    "至多": "以乃",
    "不下": "放拿装住坐容",
    "不到": "想看听得料找做见收",
}
_BEFORE = re.compile(
    "(?:"
    + "|".join(
        f"(?<![{_NOT_BEHIND[word]}]){word}" if word in _NOT_BEHIND else word for word in BEFORE
    )
    + f")[{SPACES}]?$"
)
_LAST = frozenset(word[-1] for word in BEFORE)
_FIRST = frozenset((*SPACES, "多", "余", *(word[0] for word in BEHIND)))
_LONGEST = max(map(len, BEFORE)) + 1
_BEHIND = re.compile(f"[{SPACES}]?(?:{'|'.join(BEHIND)})(?![简几各述级])")
# 12家多为, 30%多数: there it is the most of them.
_MORE = re.compile(f"{MORE}(?![为数是于半亏少么达次样方种元项年])")


def start_before(text: str, start: int) -> int:
    """Return where the word begins that qualifies the number at `start`; `start` without one."""
    last = text[start - 1 : start]
    if last not in _LAST and not (last in tuple(SPACES) and text[start - 2 : start - 1] in _LAST):
        return start
    found = _BEFORE.search(text, max(0, start - _LONGEST), start)
    return found.start() if found else start


def end_behind(text: str, end: int) -> int:
    """Return where the word ends that qualifies the number whose unit ends at `end`, or `end`."""
    # Most numbers have nothing of the kind behind them.
    if text[end : end + 1] not in _FIRST:
        return end
    found = _BEHIND.match(text, end) or _MORE.match(text, end)
    return found.end() if found else end
