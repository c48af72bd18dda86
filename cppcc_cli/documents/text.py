"""Plain text and Markdown -> Document: headings, paragraphs and rows of tables, as they are read.

Lines that were only broken for width, by a PDF or a mail, are joined. A heading is a line that is
numbered as one, marked as one, or short, without the mark that ends a sentence, and followed by
what it heads.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cppcc_cli.documents.blocks import column_heads
from cppcc_cli.documents.document import Block, Cell, Document, Place
from cppcc_cli.documents.lines import Line, hidden_parts, read_lines
from cppcc_cli.language import Message
from cppcc_cli.numerals import NUMERAL
from cppcc_cli.screen import width
from cppcc_cli.script import HAN, Pattern, one_of

_TWO = Pattern(f"{HAN}{{2}}")
_NUMERAL = one_of("一二三四五六七八九十百")
# How headings are numbered, from the highest rank down; 0 is the title, which has no number.
_NUMBERED = (
    (1, Pattern(rf"第(?:{_NUMERAL}|[0-9]){{1,4}}(?:{one_of('章编篇')}(?!第)|部分)", "第")),
    (2, Pattern(rf"第(?:{_NUMERAL}|[0-9]){{1,4}}节|{_NUMERAL}{{1,3}}\s?{one_of('、.．')}")),
    (3, Pattern(rf"[(（]{_NUMERAL}{{1,3}}[)）]", *"(（")),
    (
        4,
        Pattern(
            rf"[0-9]{{1,2}}(?:{one_of('.．、')}(?![0-9])|[.][0-9]{{1,2}}(?=\s)"
            rf"|(?:[.][0-9]{{1,2}}){{2}}(?=\s|{HAN}))",
            *".．、",
        ),
    ),
    (5, Pattern("[(（][0-9]{1,2}[)）]", *"(（")),
    (6, Pattern("[①-⑳]")),
)
_UNNUMBERED = 7
# So long is no heading; and no line that was broken for width.
_LONGEST_HEADING = 60
_WIDEST_BROKEN = 120
# A paragraph has no more lines than that.
_MOST_BROKEN = 40
_ENDS = "。！？；!?;…"
_CLOSING = "”’」』）》)】\"'"
_FIGURE = Pattern(
    r"[0-9０-９][余多]?[万亿]?[余多]?\s?"
    rf"(?:{one_of('件个個名位人次家场場条條项項期份篇元%％册字')}|百分点)|百分之"
)
_ONE = f"(?:[0-9０-９]|{NUMERAL})"
_DATE = Pattern(
    rf"[(（【]?\s*(?:[0-9０-９]|{one_of('〇○零一二三四五六七八九')}){{2,4}}\s*[年./-]\s*{_ONE}{{1,3}}"
    rf"\s*[月./-]?\s*(?:{_ONE}{{1,3}}\s*日?)?[\s0-9:：]*(?:上午|下午|星期.)?[)）】]?",
    *"年-./",
)
_SURNAMES = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖"
    "田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付方邹鄒熊白孟秦邱"
    "侯江尹薛闫段雷龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戴严嚴欧歐莫孔"
)
_IMPRINT = tuple(
    (
        "来源|來源|作者|编辑|編輯|责编|责任编辑|记者|記者|通讯员|发布|發布|时间|日期|浏览|字号|点击|上传|打印|"
        "版权|联系|分享|当前位置|当前页面|首页|附件|图为|圖為|主持人|报告人|抄送|主送"
    ).split("|")
)
_NOUNS_OF_TITLE = tuple(
    (
        "报告|報告|讲话|講話|综述|綜述|总结|總結|回顾|回顧|情况|情況|意见|意見|方案|公报|公報|通报|通報|决议|"
        "決議|简报|简介|要点|要點|发言|發言|通知|办法|细则|条例|规划|计划|统计表|一览表"
    ).split("|")
)
_SPEAKS_OF_TIME = Pattern(
    "(?:19|20)[0-9]{2}年|回顾|回顧|总结|安排|任务|任務|打算|展望|部署|成就|成效"
)


def text_document(
    path: str,
    text: str,
    size: int,
    *,
    markdown: bool = False,
    wrapped: bool = True,
    notes: tuple[Message, ...] = (),
) -> Document:
    """Return a decoded text as a document.

    `wrapped` tells whether its lines may have been broken for width, `markdown` whether indented
    code is known for what it is. The paragraph of a place counts the lines that are not empty.
    """
    hidden, unread = hidden_parts(text)
    lines = list(read_lines(text, hidden, markdown))
    blocks = tuple(_blocks(lines, wrapped))
    return Document(path, text, size, blocks, unread, notes)


def heading_level(text: str) -> int | None:
    """Return the level of a line that is numbered as a heading: 一、 is 2, （一） 3, 1. is 4.

    Chapters (第一章) are 1. None for what is no heading: a sentence, or an item that states a
    figure. A full stop behind a short heading of one sentence changes nothing.
    """
    line = text.strip()
    if not 2 < len(line) <= _LONGEST_HEADING:
        return None
    level, end = _number_of(line)
    if level is None:
        return None
    rest = line[end:].strip()
    if rest.endswith("。") and level < 4 and len(rest) <= _LONGEST_HEADING // 2:
        if _states_figure(rest):
            return None
        rest = rest[:-1]
    if not rest or _ends_clause(rest) or any(mark in rest for mark in "。；"):
        return None
    return None if level > 2 and _states_figure(rest) else level


def with_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a file with those paragraphs of its body as headings that are some.

    A block that its reader knows for a heading stays what it is.
    """
    body = [block for block in blocks if block.place.part == "body"]
    lines = [
        Line(block.text, block.pieces, number, 0, True, _marks_of(block))
        for number, block in enumerate(body, 1)
    ]
    headings, found = _Headings(), iter(range(len(body)))
    made = []
    for block in blocks:
        index = next(found) if block.place.part == "body" else -1
        level = None
        if index >= 0 and block.kind != "row":
            level = headings.level_of(lines, index, index + 1, block.text)
        if block.kind == "paragraph" and level is not None:
            block = block._replace(kind="heading", level=level)
        made.append(block)
    return made


def _marks_of(block: Block) -> int:
    """Return how many marks of Markdown a heading of its level has; none for what is no heading."""
    return block.level + 1 if block.kind == "heading" else 0


def _number_of(line: str) -> tuple[int | None, int]:
    """Return the level of the number that a line begins with, and where that ends."""
    if line[:1] in _FIRST_OF_NUMBER:
        for level, pattern in _NUMBERED:
            if number := pattern.match(line):
                return level, number.end()
    return None, 0


_FIRST_OF_NUMBER = frozenset("第一二三四五六七八九十百0123456789(（①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")


def _states_figure(text: str) -> bool:
    return _FIGURE.search(text) is not None


def _ends_clause(text: str) -> bool:
    return text.rstrip(_CLOSING)[-1:] in (*_ENDS, *"，、：,:")


_ROW = Pattern(r"[|\t]")
_SEPARATOR = Pattern(r"[\s|:+=—-]+")
_BULLET = Pattern(rf"{one_of('-*+•·●○◆■▪')}\s|[-—]{{2}}|第[^，。]{{1,6}}条")


def _blocks(lines: Sequence[Line], wrapped: bool) -> Iterator[Block]:
    """Yield the blocks that lines make up."""
    index = tables = 0
    headings = _Headings()
    pairs = pairwise(lines) if wrapped else ()
    goes_on = [False, *(_may_go_on(line, following) for line, following in pairs)]
    while index < len(lines):
        line = lines[index]
        end = _table_end(lines, index)
        if end > index:
            tables += 1
            yield from _rows(lines[index:end], tables)
            index = end
            continue
        end = _run_end(lines, index, goes_on) if wrapped and not line.marks else index + 1
        if end == index + 1:
            end = headings.title_end(lines, index)
        text, pieces = _joined(lines[index:end])
        level = headings.level_of(lines, index, end, text)
        place = Place(line.number)
        if level is None:
            yield Block("paragraph", text, place, pieces)
        else:
            yield Block("heading", text, place, pieces, level)
        index = end


class _Headings:
    """Which lines are headings, and of what level, by those before them."""

    def __init__(self) -> None:
        self.marked = False
        # The levels of headings so far, and whether one without a number was of the highest.
        self.seen: set[int] = set()

    def title_end(self, lines: Sequence[Line], index: int) -> int:
        """Return the end of the line at `index`, or of the title that begins with the first."""
        if index or not _is_title(lines, 0) or lines[0].marks:
            return index + 1
        text = lines[0].text
        for end in range(1, min(len(lines), 4)):
            line = lines[end]
            is_more = line.text[:1] in "—－" or (
                not text.endswith(_NOUNS_OF_TITLE)
                and line.text.endswith(_NOUNS_OF_TITLE)
                and _is_short(line.text)
                and not line.apart
                and _number_of(line.text)[0] is None
            )
            if not is_more or line.marks or _ends_clause(line.text):
                return end
            text += line.text
        return min(len(lines), 4)

    def level_of(self, lines: Sequence[Line], index: int, end: int, text: str) -> int | None:
        """Return the level of the heading that lines are; None where they are none."""
        level = self._level(lines, index, end, text)
        if level is not None:
            self.seen.add(level)
        return level

    def _level(self, lines: Sequence[Line], index: int, end: int, text: str) -> int | None:
        line = lines[index]
        if line.marks:
            is_first = line.marks == 1 and not self.seen
            return 0 if is_first else line.marks if line.marks == 1 else line.marks - 1
        if index + 1 == end:
            level = heading_level(text)
            if level is not None:
                return level
        if index == 0 and _is_title(lines, 0) and not _ends_clause(text):
            return 0
        if index + 1 < end or not _is_short(text) or _states_figure(text):
            return None
        if not _is_followed(lines, index):
            return None
        numbered = self.seen & {2, 3, 4, 5, 6}
        speaks = _SPEAKS_OF_TIME.search(text)
        if not numbered or (1 in self.seen and speaks):
            return 1
        return _UNNUMBERED


def _is_short(text: str) -> bool:
    """Tell whether a line may be a heading without a number: no sentence, date, name or imprint."""
    if not 2 <= len(text) <= 40 or _ends_clause(text) or any(mark in text for mark in "。；！？"):
        return False
    if not _TWO.search(text) or _BULLET.match(text):
        return False
    if _DATE.fullmatch(text) or text.startswith(_IMPRINT):
        return False
    return not _is_name(text)


def _is_name(text: str) -> bool:
    """Tell whether a line is the name of a person, spaced or not, with or without an office."""
    name = text.strip("()（） \u3000")
    closed = "".join(name.split())
    spaced = len(closed) < len(name)
    if len(closed) <= 3:
        return closed[:1] in _SURNAMES
    return (
        spaced
        and len(closed) <= 12
        and name.split()[-1][:1] in _SURNAMES
        and (len("".join(name.split()[-2:])) <= 9 and len(name.split()[-1]) <= 3)
    )


def _is_title(lines: Sequence[Line], index: int) -> bool:
    """Tell whether the first line is a title: short, and followed by no list of its kind."""
    text = lines[index].text
    if lines[index].marks:
        return True
    if len(lines) == index + 1 or len(text) > _LONGEST_HEADING or _number_of(text)[0] is not None:
        return False
    if not _is_short(text[:40]) or _ends_clause(text):
        return False
    if not _states_figure(text):
        return True
    return _is_followed(lines, index) and not _states_figure(text[-6:])


def _is_followed(lines: Sequence[Line], index: int) -> bool:
    """Tell whether what follows a line may be headed by it: sentences, a table, or headings."""
    if index + 1 == len(lines):
        return False
    following = lines[index + 1].text
    if _ends_clause(following) or len(following) > max(24, len(lines[index].text) * 3 // 2):
        return True
    return bool(
        _ROW.search(following)
        or lines[index + 1].marks
        or _number_of(following)[0] is not None
        or _BULLET.match(following)
    )


def _run_end(lines: Sequence[Line], index: int, goes_on: Sequence[bool]) -> int:
    """Return the end of the lines from `index` on that were one before they were broken.

    `goes_on` tells of each line whether it may be the rest of the one before it.
    """
    end = index + 1
    most = min(len(lines), index + _MOST_BROKEN)
    while end < most and goes_on[end]:
        end += 1
    if end == index + 1:
        return end
    is_closed = lines[end - 1].text.rstrip(_CLOSING)[-1:] in tuple(_ENDS)
    if not is_closed and not _is_torn(lines[index].text, lines[index + 1].text):
        return index + 1
    widths = [width(line.text) for line in lines[index:end]]
    full = max(widths)
    # Two narrow lines may as well be a heading and its sentence.
    is_run = is_closed and (len(widths) > 2 or full >= 40)
    heading = heading_level(lines[index].text)
    is_title = lines[index].text.endswith(_NOUNS_OF_TITLE)
    for at in range(index + 1, end):
        above, line = lines[at - 1].text, lines[at].text
        if _is_torn(above, line):
            continue
        wide = widths[at - 1 - index] * 4 >= full * 3
        heads = at == index + 1 and (heading is not None or is_title)
        if heads or not (is_run and wide):
            return at
    return end


def _may_go_on(line: Line, following: Line) -> bool:
    """Tell whether a line may be the rest of the one before it, by how they end and begin."""
    if following.apart or following.marks or line.marks:
        return False
    if max(len(line.text), len(following.text)) > _WIDEST_BROKEN:
        return False
    if following.indent > line.indent + 1 or line.text.rstrip(_CLOSING)[-1:] in (*_ENDS, *"：:"):
        return False
    if _number_of(following.text)[0] is not None or _BULLET.match(following.text):
        return False
    return not any(_ROW.search(one.text) for one in (line, following))


# A day or a time that an imprint ends with is whole.
_MOMENT = Pattern(r"(?:19|20)[0-9]{2}([-./])[0-9]{2}\1[0-9]{2}$|[0-9]{2}:[0-9]{2}$")
_GOES_ON = frozenset("件个個名位人次条條项項家场場期份篇元%％万萬亿億余餘多年月日届屆.点")


def _is_torn(above: str, line: str) -> bool:
    """Tell whether a line was broken inside a number, a clause or a bracket."""
    last, first = above[-1], line[0]
    if last in "，、（《“(":
        return True
    if not (last.isdecimal() or last in "万亿余多") or _MOMENT.search(above):
        return False
    return first.isdecimal() or first in _GOES_ON


def _joined(lines: Sequence[Line]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text of lines that are one, and its pieces; Latin words keep their space."""
    if len(lines) == 1:
        return lines[0].text, lines[0].pieces
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = 0
    for line in lines:
        if parts and _is_latin(parts[-1][-1]) and _is_latin(line.text[0]):
            # The end of the line is the space.
            pieces.append((length, line.pieces[0][1] - 1))
            parts.append(" ")
            length += 1
        pieces += [(length + index, offset) for index, offset in line.pieces]
        parts.append(line.text)
        length += len(line.text)
    return "".join(parts), tuple(pieces)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


# --- tables ---


def _table_end(lines: Sequence[Line], index: int) -> int:
    """Return the end of the rows from `index` on; `index` where no row stands."""
    end = index
    while end < len(lines) and (end == index or not lines[end].apart) and _is_row(lines[end].text):
        end += 1
    return end


def _is_row(text: str) -> bool:
    """Tell whether a line is a row: cells between bars or tabs, and no number before a tab."""
    if "|" not in text and "\t" not in text:
        return False
    cells = _cells(text)
    opened, behind = _number_of(text)
    numbered = opened is not None and len(cells) == 2 and text[behind : behind + 1] == "\t"
    return (len(cells) > 1 and not numbered) or text.startswith("|")


def _cells(text: str) -> tuple[Cell, ...]:
    """Return the cells of a row, without the spaces around them; bars at the margins part none."""
    cells: list[Cell] = []
    start = 1 if text.startswith("|") else 0
    stop = len(text) - (1 if text.endswith("|") and len(text) > 1 else 0)
    ends = [mark.start() for mark in _ROW.finditer(text, start, stop)]
    for end in (*ends, stop):
        cell = text[start:end]
        begin = start + len(cell) - len(cell.lstrip())
        cells.append(Cell(begin, begin + len(cell.strip()), len(cells) + 1))
        start = end + 1
    return tuple(cells)


def _rows(lines: Sequence[Line], table: int) -> Iterator[Block]:
    """Yield the rows of a table, each with the heads of its cells."""
    is_rule = _SEPARATOR.fullmatch
    rows = [(line, _cells(line.text)) for line in lines if not is_rule(line.text)]
    # Those above a rule are heads.
    named = next((at for at, line in enumerate(lines) if is_rule(line.text)), 0)
    grid = [
        [(cell.column, 1, line.text[cell.start : cell.end]) for cell in cells]
        for line, cells in rows
    ]
    for number, ((line, cells), heads) in enumerate(
        zip(rows, column_heads(grid, named), strict=True), 1
    ):
        place = Place(line.number, table=table, row=number)
        yield Block("row", line.text, place, line.pieces, cells=cells, heads=heads)
