"""Numbers with their labels outside sentences: on one line, or in two paragraphs of a picture."""

from collections import deque
from collections.abc import Mapping, Sequence

from cppcc_cli import numerals
from cppcc_cli.documents import Block, Cell
from cppcc_cli.script import HAN, Pattern
from cppcc_cli.text.lexicon import lexicon

_LONGEST = 60
_MARKS = "：:｜|→"
_DIGITS = rf"(?:{'|'.join(numerals.BEFORE)})?\s?[0-9][0-9,.]{{0,12}}\s?[千百万亿]{{0,2}}[余多+]?"
_UNIT = rf"\s?(?:[%％‰]|{HAN}{{1,3}})[余多+]?"
_LABELLED = Pattern(
    rf"[^\w\s]?\s*(?P<label>(?:{HAN}|[“”]){{2,16}})\s*[{_MARKS}]\s*"
    rf"(?P<number>{_DIGITS}(?:{_UNIT})?)\s*",
    *_MARKS,
)
# A paragraph that is a number, most with their units, and one that may be its label.
_NUMBER = Pattern(rf"\W{{0,4}}{_DIGITS}(?:{_UNIT})?\s?")
# So many characters at most stand behind the last digit of a number.
_WIDEST_END, _FIGURES = 9, frozenset("0123456789")
_LABEL = Pattern("[^0-9。；]{2,24}")
_LONGEST_NUMBER, _FEWEST = 20, 2
_DATES = tuple("年月日时点分届")
_CAPTION = Pattern(rf"{HAN}*(?:数据|一览|概览|概况|如下|情况|统计|成绩单)[表图]?")


def labelled(block: Block, text: str) -> Block | None:
    """Return a line that is a label and a number, 推动解决问题：396, as a row of two cells."""
    ends = len(text) <= _LONGEST and not _FIGURES.isdisjoint(text.rstrip()[-_WIDEST_END - 1 :])
    found = _LABELLED.fullmatch(text) if ends else None
    if found is None:
        return None
    cells = (Cell(*found.span("label"), 1), Cell(*found.span("number"), 2))
    return block._replace(cells=cells, heads=())


def cards(blocks: Sequence[Block], texts: Sequence[str]) -> Mapping[int, str]:
    """Return the labels of numbers that fill a paragraph, by the numbers of their blocks.

    Of two such and more in turn with labels, 418件, 提交提案, 96.2%, 办结率, all labels stand on
    one side: where on the other is none or an empty line parts it, where rates are per cent, or
    else below a caption. Where nothing tells, their labels are empty.
    """
    found: dict[int, str] = {}
    short = [
        at
        for at, (block, text) in enumerate(zip(blocks, texts, strict=True))
        if len(text) <= _LONGEST_NUMBER
        and block.kind != "row"
        and not _FIGURES.isdisjoint(text)
        and not text.rstrip("）) ").endswith(_DATES)
    ]
    numbers = deque(at for at in short if len(short) > 1 and _NUMBER.fullmatch(texts[at]))
    while numbers:
        run = [numbers.popleft()]
        like = run[0] + 1
        while numbers and numbers[0] == run[-1] + 2 and _is_label(blocks, texts, run[-1] + 1, like):
            run.append(numbers.popleft())
        # Bare numbers alone may count what stands beside them.
        if len(run) < _FEWEST or all(texts[at][-1].isdigit() for at in run):
            continue
        sides = _sides(run, blocks, texts)
        is_told = len(sides) == 1 or (sides and _CAPTION.fullmatch(texts[run[0] - 1]))
        found.update(zip(run, sides[0] if is_told else [""] * len(run), strict=True))
    return found


def _is_label(blocks: Sequence[Block], texts: Sequence[str], at: int, like: int) -> bool:
    """Tell whether a block may be a label: a heading or a paragraph like another one."""
    is_like = 0 <= at < len(texts) and blocks[at].kind == blocks[like].kind != "row"
    return is_like and _LABEL.fullmatch(texts[at]) is not None


def _sides(run: Sequence[int], blocks: Sequence[Block], texts: Sequence[str]) -> list[list[str]]:
    """Return the labels below and those above the numbers of a run, where they may be theirs."""

    def gap(at: int) -> int:
        one, behind = blocks[at : at + 2]
        return behind.offset(0) - one.offset(len(one.text) - 1)

    like = run[0] + 1
    widest = max(gap(at) for at in range(run[0], run[-1]))
    sides = []
    if _is_label(blocks, texts, run[-1] + 1, like) and gap(run[-1]) <= widest:
        sides.append([texts[at + 1] for at in run])
    if _is_label(blocks, texts, run[0] - 1, like) and gap(run[0] - 1) <= widest:
        sides.append([texts[at - 1] for at in run])
    # A label of 率 belongs to a number of per cent.
    is_share, rate = [texts[at].endswith(("%", "％")) for at in run], lexicon()["rate"]
    odd = [
        sum(
            (rate.at_end(one) is not None) != share
            for one, share in zip(side, is_share, strict=True)
        )
        for side in sides
    ]
    return [side for side, many in zip(sides, odd, strict=True) if many == min(odd)]
