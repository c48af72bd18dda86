"""How fast and how right the scanner is, and what other libraries make of the same numbers.

Run by hand: `python -m tests.bench.scanner`. The text is made by a seeded generator of sentences as
reports have them. cn2an and chinese2digits are asked for single numbers, which is what they can do;
where they are not installed, that is said.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from importlib import import_module

from cppcc_cli import numerals, proofread
from cppcc_cli.text.numbers import scan
from tests.bench.bars import Bar, report

# Ten times the text may take so many times as long.
LINEAR_BAR = 13

_SENTENCES = (
    "全年共提交提案{}件，立案{}件，办复率{}%。",
    "编发社情民意信息{}期，其中{}期被采用，同比增长{}%。",
    "组织{}名委员开展视察调研{}次，走访企业{}家。",
    "“委员工作室”接待群众{}余人次，收集意见{}条，捐款近{}万元。",
    "五届二次会议以来，常委会第三次会议听取了专题报告，第二批任务如期完成，三级政协联动推进。",
    "按照“三个一流”要求，进一步完善一系列制度，2023年3月起在全市推开。",
)
_HOSTILE = {
    "万 without end": "万",
    "一 without end": "一",
    "digits without end": "9",
    "brackets without end": "（",
    "quotes without end": "“",
    "1、 without end": "1、",
    "百分之 without end": "百分之",
}
# What single numbers are, as a reader reads them.
_NUMBERS = {
    "418": "418",
    "1,431": "1431",
    "1.7万": "17000",
    "3亿": "300000000",
    "1.2万亿": "1200000000000",
    "三千零二十": "3020",
    "两百零四": "204",
    "一百一十": "110",
    "十二": "12",
    "两万三千": "23000",
    "三亿": "300000000",
    "百分之九十六点五": "96.5",
    "17.25%": "17.25",
    "二十": "20",
}


def report_text(size: int) -> str:
    """Return text of at least `size` bytes of UTF-8, the same at every call."""
    made = random.Random(7)
    parts: list[str] = []
    length = 0
    while length < size:
        sentence = made.choice(_SENTENCES)
        filled = sentence.format(*(made.randint(2, 3000) for _ in range(sentence.count("{}"))))
        parts.append(filled + ("\n" if made.random() < 0.2 else ""))
        length += len(parts[-1].encode())
    return "".join(parts)


def _seconds(text: str) -> float:
    # Of the processor: what else runs on the machine does not count.
    start = time.process_time()
    for _ in scan(text):
        pass
    return time.process_time() - start


def _ours(number: str) -> Decimal | None:
    quantity = numerals.read(number if number.endswith("%") or "分之" in number else f"{number}件")
    return quantity.value if quantity else None


def _cn2an() -> Callable[[str], object]:
    module = import_module("cn2an")
    return lambda number: module.cn2an(number, "smart")


def _chinese2digits() -> Callable[[str], object]:
    module = import_module("chinese2digits")
    return lambda number: module.takeNumberFromString(number)["digitsStringList"][0]


def _judged(name: str, read: Callable[[str], object], least: int | None = None) -> Bar:
    """Return how many of the numbers are read rightly."""
    right = 0
    for number, value in _NUMBERS.items():
        try:
            found = Decimal(str(read(number)))
        except (ArithmeticError, ValueError, LookupError, TypeError):
            continue
        # A share may be told as 96.5 or as 0.965.
        right += found in (Decimal(value), Decimal(value) / 100)
    return Bar(f"numbers read rightly, of {len(_NUMBERS)}: {name}", right, "", least=least)


def measure() -> Iterator[Bar]:
    """Yield the speed, how time grows with length, and what is read rightly beside others."""
    text = report_text(1_000_000)
    one, ten = _seconds(text), _seconds(report_text(10_000_000))
    yield Bar("reports are scanned at", 10 / ten, "MB/s")
    yield Bar("time of ten times the report", ten / one, "×", LINEAR_BAR)
    start = time.process_time()
    proofread(report_text(300_000))
    yield Bar("they are proofread at", 0.3 / (time.process_time() - start), "MB/s", least=0.5)
    for name, piece in _HOSTILE.items():
        times = [_seconds(piece * (size // len(piece))) for size in (100_000, 1_000_000)]
        yield Bar(f"time of ten times as many {name}", times[1] / times[0], "×", LINEAR_BAR)
    yield _judged("cppcc", _ours, len(_NUMBERS))
    for name, made in (("cn2an", _cn2an), ("chinese2digits", _chinese2digits)):
        with suppress(ImportError):
            yield _judged(name, made())


if __name__ == "__main__":
    sys.exit(report(measure()))
