"""Plain text and Markdown -> Document: headings, paragraphs and rows of tables, as they are read.

Marks inside sentences, characters of no width and superscripts are left out of a line, so that
提案**481**件 is 提案481件; deleted text, comments and fenced code are not read. Lines that were
only broken for width, by a PDF or a mail, are joined. A heading is a line that is numbered as one,
marked as one, or short, without the mark that ends a sentence, and followed by what it heads.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cppcc_cli import documents
from cppcc_cli.documents import Block, BlockKind, Document, Place, What
from cppcc_cli.numerals import NUMERAL
from cppcc_cli.screen import width
from cppcc_cli.script import HAN, NO_WIDTH, SURNAMES, Pattern, compiled, is_han

_FENCE = r"(?m)^ {0,3}(?P<fence>`{3,}|~{3,})(?P<rest>[^`~\n]*)$"
_MARKED = rf"[*_`~<&\\{NO_WIDTH}¹²³⁰⁴-⁹]|\]\(|\[\^|\]\[|=="
# What a text has in which anything is marked so, or that has characters of no width.
_MARKS = ("](", "[^", "][", "==", *"*_`~<&\\¹²³⁰⁴⁵⁶⁷⁸⁹")
_TAGS = "b|i|u|em|strong|span|font|mark|ins|a|code|small|big|sub|center|p|div|kbd|q|cite|abbr"
# What is left out of a line: all of a match, or its groups. Bounded, so that no line is slow.
_LEFT_OUT = (
    rf"[{NO_WIDTH}]|(?<![mM])[¹²³⁰⁴-⁹]|\[\^[^\]\s]{{1,20}}\]",
    r"~~(?=[^\s~])[^~\n]{1,300}~~|<(?P<tag>del|s|strike|sup)\b[^<>]{0,300}>[^<>]{0,300}</(?P=tag)>",
    rf"</?(?:{_TAGS})(?:\s[^<>]{{0,300}})?/?>",
    r"!\[[^\[\]\n]{0,300}\]\([\x21-\x27\x2a-\x7e]{1,500}\)",
    r"(?<!!)(\[)[^\[\]\n]{1,300}(\]\((?![0-9]+\))[\x21-\x27\x2a-\x7e]{1,500}(?:\s\"[^\"\n]{0,99}\")?\))",
    r"(\[)[^\[\]\n]{1,300}(\]\[(?:[A-Za-z][\w-]{0,30}|[0-9]{1,2})?\])",
    r"(==)(?=[^\s=])[^=\n]{1,300}(?<=[^\s=])(==)",
    r"(?P<two>\*{2,3})(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])((?P=two))",
    r"(?<![0-9*])(\*)(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])(\*)(?![0-9*])",
    r"(?<![0-9A-Za-z_])(?P<low>_{1,2})(?=[^\s_])[^_\n]{1,300}(?<=[^\s_])((?P=low))(?![0-9A-Za-z_])",
    r"(?P<tick>`{1,2})(?=[^`])[^`\n]{1,300}((?P=tick))(?!`)",
    r"(\\)[*_`~\[\]()|#+.!-]",
)
_SPACED = r"<br\s?/?>|&(?:nbsp|ensp|emsp);"
_HEADING_MARKS = r"(?P<marks>#{1,6})\s+|(?:>\s?){1,5}"
_NUMERAL = "[一二三四五六七八九十百]"
_ITEM = (
    rf"[0-9]{{1,2}}(?:[.．、](?![0-9])|[.][0-9]{{1,2}}(?=\s)"
    rf"|(?:[.][0-9]{{1,2}}){{2}}(?=\s|{HAN}))"
)
# How headings are numbered, from the highest rank down; 0 is the title, which has no number.
# With what each begins.
_NUMBERED = (
    ("第", Pattern(rf"第(?:{_NUMERAL}|[0-9]){{1,4}}(?:[章编篇](?!第)|部分)", *"章编篇", "部分")),
    (
        "第一二三四五六七八九十百",
        Pattern(rf"第(?:{_NUMERAL}|[0-9]){{1,4}}节|{_NUMERAL}{{1,3}}\s?[、.．]", *"节、.．"),
    ),
    ("(（", Pattern(rf"[(（]{_NUMERAL}{{1,3}}[)）]", *")）")),
    ("0123456789", Pattern(_ITEM, *".．、")),
    ("(（", Pattern("[(（][0-9]{1,2}[)）]", *")）")),
    ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", Pattern("[①-⑳]")),
)
_UNNUMBERED = 7
# So long is no heading, nor a line that was broken for width; so many of these are no paragraph.
_LONGEST_HEADING, _WIDEST_BROKEN, _MOST_BROKEN = 60, 120, 40
_ENDS = "。！？；!?;…"
_CLOSING = "”’」』）》)】\"'"
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_FIGURE = Pattern(
    r"[0-9０-９][余多]?[万亿]?[余多]?\s?"
    r"(?:[件个個名位人次家场場条條项項期份篇元%％册字]|百分点)|百分之",
    *("百分", *"件个個名位人次家场場条條项項期份篇元%％册字"),
)
_ONE = f"(?:[0-9０-９]|{NUMERAL})"
_DATE = Pattern(
    rf"[(（【]?\s*(?:[0-9０-９]|[〇○零一二三四五六七八九]){{2,4}}\s*[年./-]\s*{_ONE}{{1,3}}"
    rf"\s*[月./-]?\s*(?:{_ONE}{{1,3}}\s*日?)?[\s0-9:：]*(?:上午|下午|星期.)?[)）】]?",
    *"年-./",
)
# What a date ends with, and nearly no heading.
_DATE_ENDS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十月日午./-:：)）】")
_IMPRINT = tuple(
    "来源 來源 作者 编辑 編輯 责编 责任编辑 记者 記者 通讯员 发布 發布 时间 日期 "
    "浏览 字号 点击 上传 打印 版权 联系 分享 当前位置 当前页面 首页 附件 图为 圖為 "
    "主持人 报告人 抄送 主送 单位： 单位: 计量单位 附表 表1 表2 表3 表4 表5 表一 表二 表三".split()
)
_NOUNS_OF_TITLE = tuple(
    "报告 報告 讲话 講話 综述 綜述 总结 總結 回顾 回顧 情况 情況 意见 意見 方案 "
    "公报 公報 通报 通報 决议 決議 简报 简介 要点 要點 发言 發言 通知 办法 细则 "
    "条例 规划 计划 统计表 一览表".split()
)
_SPEAKS_OF_TIME = Pattern(
    "(?:19|20)[0-9]{2}年|回顾|回顧|总结|安排|任务|任務|打算|展望|部署|成就|成效"
)
_FIRST_OF_BULLET = frozenset("-*+•·●○◆■▪—第")
_BULLET = Pattern(r"[*+•·●○◆■▪-]\s|[-—]{2}|第[^，。]{1,6}条")
# A day or a time that an imprint ends with is whole.
_MOMENT = Pattern(r"(?:19|20)[0-9]{2}([-./])[0-9]{2}\1[0-9]{2}$|[0-9]{2}:[0-9]{2}$")
_FIRST_OF_REPORTED = frozenset("0123456789本记記通")
_REPORTED = Pattern(
    "[0-9]{1,2}月[0-9]{1,2}日|本[报網网]|记者|記者|通[讯訊][员員]",
    *("本报", "本網", "本网", "者", "通讯", "通訊", *(f"{one}月" for one in range(10))),
)
# 张三作工作报告: what was done, and no title.
_REPORTS = Pattern(f"(?:^|\\s){HAN}{{2,3}}(?<!工)作{HAN}{{2,8}}[报報]告$", "作")
_COLUMN = Pattern(rf"{HAN}{{2,8}}\s?[|｜]\s?[^|｜\t]{{8,}}", *"|｜")
_GOES_ON = frozenset("件个個名位人次条條项項家场場期份篇元%％万萬亿億余餘多年月日届屆.点")


class Line(NamedTuple):
    """A line that is not empty, as it is read, and where its characters stand."""

    text: str
    pieces: tuple[tuple[int, int], ...]
    # Lines that are not empty, counted from 1.
    number: int
    # How far it stands in from the margin, and whether a line without anything stands before it.
    indent: int = 0
    apart: bool = True
    # Of a heading that is marked as one: how many marks.
    marks: int = 0
    # How many tabs stand before it: cells of a row that are empty.
    tabs: int = 0


def text_document(path: str, text: str, *, markdown: bool = False) -> Document:
    """Return a decoded text as a document.

    `markdown` tells whether indented code is known for what it is. The paragraph of a place counts
    the lines that are not empty.
    """
    hidden, unread = hidden_parts(text)
    lines = list(_lines(text, hidden, markdown))
    return Document(path, text, tuple(_blocks(lines)), unread)


def heading_level(text: str) -> int | None:
    """Return the level of a line that is numbered as a heading: 一、 is 2, （一） 3, 1. is 4.

    Chapters (第一章) are 1. None for what is no heading: a sentence, or an item that states a
    figure. A full stop behind a short heading of one sentence changes nothing.
    """
    line = text.strip()
    level, end = number_of(line) if 2 < len(line) <= _LONGEST_HEADING else (0, 0)
    rest = line[end:].strip()
    is_closed = rest.endswith("。") and level < 4 and len(rest) <= _LONGEST_HEADING // 2
    rest = rest[:-1] if is_closed else rest
    if not (level and rest) or _ends_clause(rest) or any(mark in rest for mark in "。；"):
        return None
    return None if (is_closed or level > 2) and _states_figure(rest) else level


def with_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a file with those paragraphs of its body as headings that are some.

    A block that its reader knows for a heading stays what it is.
    """
    body = [at for at, block in enumerate(blocks) if block.place.part == "body"]
    lines = [
        # As many marks as a heading of Markdown of its level has.
        Line(one.text, one.pieces, number, marks=one.level + 1 if one.kind == "heading" else 0)
        for number, one in enumerate(map(blocks.__getitem__, body), 1)
    ]
    headings, made = _Headings(), list(blocks)
    for number, at in enumerate(body):
        block = blocks[at]
        is_row = block.kind == "row"
        level = None if is_row else headings.level_of(lines, number, number + 1, block.text)
        if level is not None and block.kind == "paragraph":
            made[at] = block._replace(kind="heading", level=level)
    return made


def number_of(line: str) -> tuple[int, int]:
    """Return the level of the number that a line begins with, and where that ends; 0 for none."""
    for level, (first, pattern) in enumerate(_NUMBERED, 1):
        if line[:1] in first and (number := pattern.match(line)):
            return level, number.end()
    return 0, 0


def _is_item(line: str) -> bool:
    """Tell whether a line begins with a number, a bullet or a dash, or is an article of a law."""
    is_marked = line[:1] in _FIRST_OF_BULLET and _BULLET.match(line) is not None
    return is_marked or number_of(line)[0] > 0


def _states_figure(text: str) -> bool:
    is_number = not _DIGITS.isdisjoint(text) or "百分" in text
    return is_number and _FIGURE.search(text) is not None


def _ends_clause(text: str) -> bool:
    return text.rstrip(_CLOSING)[-1:] in (*_ENDS, *"，、：,:")


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    index = tables = 0
    headings = _Headings()
    goes_on = [False, *(_may_go_on(line, following) for line, following in pairwise(lines))]
    while index < len(lines):
        line = lines[index]
        end, mark = _table_end(lines, index)
        if end > index:
            tables += 1
            yield from _rows(lines[index:end], tables, mark)
            index = end
            continue
        end = _run_end(lines, index, goes_on)
        if end == index + 1:
            end = headings.title_end(lines, index)
        text, pieces = _joined(lines[index:end])
        level = headings.level_of(lines, index, end, text)
        kind: BlockKind = "paragraph" if level is None else "heading"
        yield Block(kind, text, Place(line.number), pieces, level or 0)
        index = end


class _Headings:
    """Which lines are headings, and of what level, by those before them."""

    def __init__(self) -> None:
        # The levels of headings so far, and whether one without a number was of the highest.
        self.seen: set[int] = set()

    def title_end(self, lines: Sequence[Line], index: int) -> int:
        """Return the end of the line at `index`, or of the title that begins with the first."""
        if index or not _is_title(lines) or lines[0].marks:
            return index + 1
        text = lines[0].text
        for end in range(1, min(len(lines), 4)):
            line = lines[end]
            is_other = line.apart or number_of(line.text)[0] or _REPORTS.search(line.text)
            is_noun = line.text.endswith(_NOUNS_OF_TITLE) and _is_short(line.text)
            ends_it = is_noun and not is_other and not text.endswith(_NOUNS_OF_TITLE)
            if line.marks or _ends_clause(line.text) or not (ends_it or line.text[:1] in "—－"):
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
            return 0 if line.marks == 1 and not self.seen else max(1, line.marks - 1)
        if index + 1 == end and (level := heading_level(text)) is not None:
            return level
        if index == 0 and _is_title(lines) and not _ends_clause(text):
            return 0
        is_short = index + 1 == end and _is_short(text) and not _states_figure(text)
        if not is_short or not _is_followed(lines, index):
            return None
        speaks = 1 in self.seen and _SPEAKS_OF_TIME.search(text)
        return 1 if speaks or not self.seen & {2, 3, 4, 5, 6} else _UNNUMBERED


def _is_short(text: str) -> bool:
    """Tell whether a line may be a heading without a number: no sentence, date, name or imprint."""
    if not 2 <= len(text) <= 40 or _ends_clause(text) or any(mark in text for mark in "。；！？"):
        return False
    has_two = any(map(is_han, map(str.__add__, text, text[1:])))
    may_be_date = text.rstrip()[-1] in _DATE_ENDS or "星期" in text
    is_bullet = text[0] in _FIRST_OF_BULLET and _BULLET.match(text)
    if not has_two or is_bullet or (may_be_date and _DATE.fullmatch(text)):
        return False
    return not text.lstrip("(（").startswith(_IMPRINT) and not _is_name(text)


def _is_name(text: str) -> bool:
    """Tell whether a line is the name of a person, spaced or not, with or without an office."""
    name = text.strip("()（） \u3000")
    parts = name.split()
    closed = "".join(parts)
    if len(closed) <= 3:
        return closed[:1] in SURNAMES
    return len(closed) <= 12 and len(parts[-1]) <= 3 and parts[-1][:1] in SURNAMES


def _is_title(lines: Sequence[Line]) -> bool:
    """Tell whether the first line is a title: short, and followed by no list of its kind."""
    text = lines[0].text
    is_short = len(text) <= _LONGEST_HEADING and _is_short(text[:40]) and not _ends_clause(text)
    if len(lines) == 1 or number_of(text)[0] or not is_short:
        return False
    return not _states_figure(text) or (_is_followed(lines, 0) and not _states_figure(text[-6:]))


def _is_followed(lines: Sequence[Line], index: int) -> bool:
    """Tell whether what follows a line may be headed by it: sentences, a table, or headings."""
    if index + 1 == len(lines):
        return False
    following, text = lines[index + 1], lines[index + 1].text
    is_sentence = _ends_clause(text) or len(text) > max(24, len(lines[index].text) * 3 // 2)
    is_item = following.marks or _is_item(text)
    return bool(is_sentence or is_item or documents.ROW.search(text))


def _run_end(lines: Sequence[Line], index: int, goes_on: Sequence[bool]) -> int:
    """Return the end of the lines from `index` on that were one before they were broken.

    `goes_on` tells of each line whether it may be the rest of the one before it.
    """
    most = min(len(lines), index + _MOST_BROKEN)
    end = next((at for at in range(index + 1, most) if not goes_on[at]), most)
    if end == index + 1:
        return end
    widths = [width(line.text) for line in lines[index:end]]
    full = max(widths)
    is_closed = lines[end - 1].text.rstrip(_CLOSING)[-1:] in tuple(_ENDS)
    # Two narrow lines may as well be a heading and its sentence.
    is_run = is_closed and (len(widths) > 2 or full >= 40)
    first = lines[index].text
    heads = heading_level(first) is not None or first.endswith(_NOUNS_OF_TITLE)
    for at in range(index + 1, end):
        above, line = lines[at - 1].text, lines[at].text
        if _is_torn(above, line):
            continue
        wide = widths[at - 1 - index] * 4 >= full * 3
        if (heads and at == index + 1) or not (is_run and wide):
            return at
    return end


def _may_go_on(line: Line, following: Line) -> bool:
    """Tell whether a line may be the rest of the one before it, by how they end and begin."""
    texts, is_in = (line.text, following.text), following.indent > line.indent + 1
    if is_in or following.apart or following.marks or line.marks:
        return False
    is_long = max(map(len, texts)) > _WIDEST_BROKEN
    is_ended = line.text.rstrip(_CLOSING)[-1:] in (*_ENDS, *"：:")
    # Under a title, a day or who reports begins a line.
    may_report = line.number == 1 and following.text[0] in _FIRST_OF_REPORTED
    begins = _is_item(following.text) or (may_report and _REPORTED.match(following.text))
    return not (is_long or is_ended or begins or any(map(documents.ROW.search, texts)))


def _is_torn(above: str, line: str) -> bool:
    """Tell whether a line was broken inside a number, a clause or a bracket."""
    last, first = above[-1], line[0]
    is_number = (last.isdecimal() or last in "万亿余多") and not _MOMENT.search(above)
    return last in "，、（《“(" or (is_number and (first.isdecimal() or first in _GOES_ON))


def _joined(lines: Sequence[Line]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text of lines that are one, and its pieces; Latin words keep their space."""
    text, pieces = "", []  # type: str, list[tuple[int, int]]
    for line in lines:
        around = text[-1:] + line.text[0]
        if text and around.isascii() and around.isalpha():
            # The end of the line is the space.
            pieces.append((len(text), line.pieces[0][1] - 1))
            text += " "
        pieces += [(len(text) + index, offset) for index, offset in line.pieces]
        text += line.text
    return text, tuple(pieces)


def _table_end(lines: Sequence[Line], index: int) -> tuple[int, Pattern]:
    """Return where the table at `index` ends, there where none is, and what parts its cells.

    An empty line ends it, unless one stands between all of its rows.
    """
    end, mark = index, documents.ROW
    while end < len(lines) and _is_row(lines[end].text):
        end += 1
    # 各区之声|海安市政协举办活动: a bar parts a title from its column, in a line that stands alone.
    if end == index + 1 and _COLUMN.fullmatch(lines[index].text):
        end = index
    if end == index:
        below = (lines[at].text for at in range(index, len(lines)))
        end, mark = index + documents.spaced_rows(below), documents.GAP
    if end == index:
        below = (lines[at].text for at in range(index, len(lines)))
        end, mark = index + documents.listed_rows(below), documents.SPACE
    apart = [at for at in range(index + 1, end) if lines[at].apart]
    is_spaced = len(apart) == end - index - 1 and len(apart) > 1
    return (apart[0] if apart and not is_spaced else end), mark


def _is_row(text: str) -> bool:
    """Tell whether a line is a row: cells between bars or tabs, and no number before a tab."""
    if documents.ROW.search(text) is None:
        return text[0] in "┌├└"
    cells = documents.cells_of(text, documents.ROW)
    opened, behind = number_of(text)
    numbered = opened and len(cells) == 2 and text[behind : behind + 1] == "\t"
    return (len(cells) > 1 and not numbered) or text[0] in documents.BARS


def _rows(lines: Sequence[Line], table: int, mark: Pattern) -> Iterator[Block]:
    is_rule = documents.SEPARATOR.fullmatch
    kept = [line for line in lines if not is_rule(line.text)]
    # Tabs before all of them only set the table in.
    least = min((line.tabs for line in kept), default=0)
    cells = [documents.cells_of(line.text, mark, line.tabs - least) for line in kept]
    rows = documents.aligned(cells)
    # Those above a rule are heads.
    rules = [at for at, line in enumerate(lines) if is_rule(line.text)]
    named = next((at - before for before, at in enumerate(rules) if at > before), 0)
    grid = [
        [(cell.column, 1, line.text[cell.start : cell.end]) for cell in row]
        for line, row in zip(kept, rows, strict=True)
    ]
    listed = zip(kept, rows, documents.column_heads(documents.spanned(grid), named), strict=True)
    for number, (line, row, heads) in enumerate(listed, 1):
        place = Place(line.number, table=table, row=number)
        yield Block("row", line.text, place, line.pieces, cells=tuple(row), heads=heads)


def hidden_parts(text: str) -> tuple[list[tuple[int, int]], dict[What, int]]:
    """Return which parts of a text are comments or code, in order, and how many there are."""
    comments, code = [], []
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        comments.append((start, end + 3))
        start = text.find("<!--", end)
    if "```" in text or "~~~" in text:
        opened = None
        for found in compiled(_FENCE).finditer(text):
            if opened is None:
                opened = found
            elif found["fence"].startswith(opened["fence"]) and not found["rest"].strip():
                code.append((opened.start(), found.end()))
                opened = None
    return sorted([*comments, *code]), {"comment": len(comments), "code": len(code)}


def _lines(text: str, hidden: Sequence[tuple[int, int]], markdown: bool) -> Iterator[Line]:
    number, start, before_hidden = 0, 0, 0
    apart, in_code = True, False
    shown = "".join(text.split())
    is_marked = not shown.isprintable() or any(mark in shown for mark in _MARKS)
    for raw in text.split("\n"):
        first, start = start, start + len(raw) + 1
        if not raw.strip():
            apart = True
            continue
        number += 1
        begin, end = start - 1 - len(raw.lstrip()), first + len(raw.rstrip())
        indent = width(text[first:begin].replace("\t", "    "))
        in_code = markdown and indent >= 4 and (in_code or apart) and "\u3000" not in raw[:2]
        while before_hidden < len(hidden) and hidden[before_hidden][1] <= begin:
            before_hidden += 1
        close = [one for one in hidden[before_hidden : before_hidden + 99] if one[0] < start - 1]
        is_read = not in_code or number == 1
        line = _line(text, begin, end, close, is_marked) if is_read else None
        if line is not None:
            tabs = text[first:begin].count("\t")
            yield line._replace(number=number, indent=indent, apart=apart, tabs=tabs)
            apart = False


def _line(
    text: str, start: int, end: int, hidden: Sequence[tuple[int, int]], is_marked: bool
) -> Line | None:
    """Return the line from `start` to `end` without what is not read; None where nothing is.

    `is_marked` tells whether anything in the text may be marked.
    """
    marks = 0
    if text[start] in "#>" and (opening := compiled(_HEADING_MARKS).match(text, start, end)):
        marks, start = len(opening["marks"] or ""), opening.end()
        if marks:
            end = start + len(text[start:end].rstrip("# "))
    if not hidden and not (is_marked and compiled(_MARKED).search(text, start, end)):
        return Line(text[start:end], ((0, start),), 0, marks=marks) if start < end else None
    out = [(max(span[0], start), min(span[1], end), "") for span in hidden]
    for pattern in _LEFT_OUT:
        for found in compiled(pattern).finditer(text, start, end):
            whole = not found.re.groups or "tag" in found.re.groupindex
            groups = (0,) if whole else range(1, found.re.groups + 1)
            out += [(*found.span(group), "") for group in groups]
    out += [(*found.span(), " ") for found in compiled(_SPACED).finditer(text, start, end)]
    # Where each character comes from that is read.
    read: list[str] = []
    offsets: list[int] = []
    at = start
    for left, right, instead in [*sorted(out), (end, end, "")]:
        read += [*text[at:left], *(instead if left >= at else "")]
        offsets += [*range(at, left), *(left for _ in instead if left >= at)]
        at = max(at, right)
    line = "".join(read)
    blank = len(line) - len(line.lstrip())
    line = line.strip()
    steps = pairwise([-2, *offsets[blank : blank + len(line)]])
    pieces = tuple((i, offset) for i, (last, offset) in enumerate(steps) if offset != last + 1)
    return Line(line, pieces, 0, marks=marks) if line else None
