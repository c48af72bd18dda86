"""Numbers with their labels outside sentences: on one line, or in two paragraphs of a picture."""

from collections.abc import Mapping, Sequence

from cppcc_cli.documents import Block, Cell
from cppcc_cli.script import HAN, Pattern

_LONGEST = 60
_MARKS = "：:｜|→"
_DIGITS = r"(?:约|近|逾|超过?)?\s?[0-9][0-9,.]{0,12}\s?[千百万亿]{0,2}[余多+]?"
_UNIT = rf"\s?(?:[%％‰]|{HAN}{{1,3}})[余多+]?"
_LABELLED = Pattern(
    rf"[^\w\s]?\s*(?P<label>(?:{HAN}|[“”]){{2,16}})\s*[{_MARKS}]\s*"
    rf"(?P<number>{_DIGITS}(?:{_UNIT})?)\s*",
    *_MARKS,
)
# A paragraph that is a number with its unit, and one that may be its label.
_NUMBER = Pattern(_DIGITS + _UNIT)
_LABEL = Pattern(rf"(?:{HAN}|[“”《》（）()、]){{2,16}}")
_LONGEST_NUMBER, _FEWEST = 20, 2
_DATES = tuple("年月日时点分届")
_RATES = ("率", "比例", "占比", "比重", "百分比")
_CAPTION = Pattern(rf"{HAN}*(?:数据|一览|概览|概况|如下|情况|统计|成绩单)[表图]?")


def labelled(block: Block, text: str) -> Block | None:
    """Return a line that is a label and a number, 推动解决问题：396, as a row of two cells."""
    found = _LABELLED.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    cells = (Cell(*found.span("label"), 1), Cell(*found.span("number"), 2))
    return block._replace(cells=cells, heads=())


def cards(blocks: Sequence[Block], texts: Sequence[str]) -> Mapping[int, str]:
    """Return the labels of numbers that fill a paragraph, by the numbers of their blocks.

    Of two such and more in turn with labels, 418件, 提交提案, 96.2%, 办结率, all labels stand on
    one side: where on the other is none, where rates are per cent, else below a caption.
    """
    found: dict[int, str] = {}
    numbers = [
        at
        for at, (block, text) in enumerate(zip(blocks, texts, strict=True))
        if block.kind != "row" and len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text)
    ]
    numbers = [at for at in numbers if not texts[at].endswith(_DATES)]

    def label(at: int) -> str:
        is_there = 0 <= at < len(texts) and blocks[at].kind != "row"
        return texts[at] if is_there and _LABEL.fullmatch(texts[at]) else ""

    while numbers:
        run = [numbers.pop(0)]
        while numbers and numbers[0] == run[-1] + 2 and label(run[-1] + 1):
            run.append(numbers.pop(0))
        if len(run) < _FEWEST:
            continue
        sides = ([label(at + by) for at in run] for by in (1, -1))
        kept = [side for side in sides if all(side)]
        if len(kept) > 1:
            # A label of 率 belongs to a number of per cent.
            odd = [
                sum(
                    one.endswith(_RATES) != (texts[at][-1] in "%％")
                    for at, one in zip(run, side, strict=True)
                )
                for side in kept
            ]
            kept = [side for side, many in zip(kept, odd, strict=True) if many == min(odd)]
        if len(kept) == 1 or (kept and _CAPTION.fullmatch(texts[run[0] - 1])):
            found.update(zip(run, kept[0], strict=True))
    return found
