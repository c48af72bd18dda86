"""Both scripts and both widths as one: each character in its simplified, narrow form.

Every change is of one character for one other, so that places stay. The table of characters is
OpenCC's; it is loaded when a text has characters that simplified script has not. Here is, too, how
the regular expressions for such texts are made.
"""

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache, cached_property, lru_cache
from pathlib import Path

# Zero-width and bidirectional marks, and the soft hyphen: nothing of them is seen.
NO_WIDTH = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad"

# A Chinese character, and what is none, as a regular expression has them: letters beyond Latin-1,
# but for Ⅳ and ④. A range of all of them takes `re` fifty times as long to compile.
HAN = r"[^\WⅠ-⓿0-\xff]"
NO_HAN = r"[\WⅠ-⓿0-\xff]"
# What names of people begin with, in both scripts.
SURNAMES = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖"
    "田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付方邹鄒熊白孟秦邱"
    "侯江尹薛闫段雷龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戴严嚴欧歐莫孔"
)


def is_han(words: str) -> bool:
    """Tell whether all characters of words are Chinese ones, as HAN has them."""
    least = min(words) if words.isalnum() else ""
    return least > "⓿" or (least > "\xff" and not any("Ⅰ" <= char <= "⓿" for char in words))


def places_of(characters: frozenset[str], text: str) -> list[int]:
    """Return where any of these characters stands in a text, in order.

    To look for each is quicker than to look at each character of a text that has more.
    """
    if len(text) <= len(characters):
        return [at for at, char in enumerate(text) if char in characters]
    found: list[int] = []
    for char in characters:
        at = text.find(char)
        while at >= 0:
            found.append(at)
            at = text.find(char, at + 1)
    found.sort()
    return found


def run_end(text: str, start: int, characters: Collection[str], most: int = 24) -> int:
    """Return where a run of these characters ends that begins at `start`: so many at most."""
    end, stop = start, min(start + most, len(text))
    while end < stop and text[end] in characters:
        end += 1
    return end


# What is escaped in a regular expression, and its sets of characters.
_SET = r"\\.|\[(?P<but>\^?)(?P<characters>(?:\\.|[^\]\\])+)\](?P<many>[*+?{]?)"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a regular expression, its sets of Chinese characters as alternatives.

    Of several that are not in Latin-1, `re` makes a map of all 65,536.
    """
    return re.compile(quick(pattern))


def quick(pattern: str) -> str:
    """Return a regular expression that matches the same and compiles at once."""
    return re.sub(_SET, _alternatives, pattern)


def _alternatives(found: re.Match[str]) -> str:
    """Return a set of characters as alternatives where it has several that are not in Latin-1.

    Of two, or of very many, a set is made sooner.
    """
    characters = found["characters"]
    if characters is None or characters.isascii():
        return found.group()
    single = re.sub(r".-.|\\.", "", characters)
    several = "".join(char for char in single if ord(char) > 255)
    others = characters.translate(dict.fromkeys(map(ord, several)))
    is_soon = not found["but"] and single == characters and not 2 < len(single) < 50
    if is_soon or len(several) + bool(others) < 2 or (found["but"] and found["many"]):
        return found.group()
    if found["but"]:
        none = "".join(f"(?!{char})" for char in (several if others else several[1:]))
        return f"(?:{none}[^{others or several[0]}])"
    # As wide as one character, what never matches makes no set of them again.
    of_these = f"(?:{'|'.join(several)}|(?!).)"
    of_these = f"(?:[{others}]|{of_these})" if others else of_these
    return f"{of_these}{found['many']}"


# Traditional characters that stand in the character set of simplified script.
_IN_BOTH = frozenset("於後徵夥甯菸摺捱麴醣薹榘吒麽乾丨")
# Marks of simplified script that do not stand in it.
_MARKS = "·—–•〇²㎡\u00a0"
# Variants that no table of traditional script has, what stands for a bar in headlines, small marks
# of its character set.
_VARIANTS = dict(zip("馀囯丨﹐﹑﹔﹕﹖﹗﹙﹚", "余国｜，、；：？！（）", strict=True))
# Radicals and twins, which PDF files have for the characters that look the same; and those of them
# of which Unicode does not tell what they look like.
_TWIN = "[\u2e80-\u2fd5\uf900-\ufad9]"
_RADICALS = "⺒⺓⺝⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰"
_LIKE = dict(
    zip(_RADICALS, "巳幺月民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙", strict=True)
)
_WIDE = "０１２３４５６７８９．％＋－ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
_WIDE += "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"
_WIDE_ONES = frozenset(_WIDE)
_NARROW = str.maketrans({char: chr(ord(char) - 0xFEE0) for char in _WIDE})
# A comma as wide as the digits on either side, and a circle for a zero among numerals.
_WIDE_COMMA = "(?<=[０-９])，(?=[０-９]{3}(?![０-９]))"
_ASCII_MARK = "(?<![0-9])[,:]|[,:](?![0-9])|[;!?()]"
_CHINESE_MARKS = dict(zip(",:;!?()", "，：；！？（）", strict=True))
_CIRCLE = "(?<=[〇○一二三四五六七八九十百千万亿])○"


def unified(text: str) -> str:
    """Return `text` with the usual character for each that only looks like it, place for place."""
    if not (_may_be_traditional(text) and compiled(_TWIN).search(text)):
        return text
    from unicodedata import normalize

    return compiled(_TWIN).sub(lambda one: _LIKE.get(one[0]) or normalize("NFKC", one[0]), text)


def simplified(text: str) -> str:
    """Return `text` with each traditional character as its simplified one."""
    return text.translate(_table()) if _may_be_traditional(text) else text


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """Return `text` as number expressions are read: simplified, with narrow digits and letters.

    A comma between full-width digits that groups them by three is one of them: １２，３４５ is
    12,345, while in 5，234 it may end a clause.
    """
    if text.isascii():
        return text
    if "○" in text:
        text = compiled(_CIRCLE).sub("〇", text)
    text = simplified(text)
    if _WIDE_ONES.isdisjoint(text):
        return text
    return compiled(_WIDE_COMMA).sub(",", text).translate(_NARROW)


def with_chinese_marks(text: str) -> str:
    """Return `text` with the marks of Chinese for those of ASCII: 提案418件,立案386件;.

    What stands between two digits is left: 1,234 and 12:30.
    """
    if text.isascii() or not any(mark in text for mark in _CHINESE_MARKS):
        return text
    return compiled(_ASCII_MARK).sub(lambda found: _CHINESE_MARKS[found.group()], text)


def _may_be_traditional(text: str) -> bool:
    """Tell whether a text has a character that simplified script has not."""
    if text.isascii():
        return False
    for mark in _MARKS:
        text = text.replace(mark, "")
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return any(map(text.__contains__, _IN_BOTH))


@cache
def _table() -> dict[int, str]:
    """Return what each traditional character is in simplified script."""
    lines = Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines()
    return str.maketrans(_VARIANTS | {line[0]: line[1] for line in lines if line[0] != "#"})


class Pattern:
    """A regular expression, compiled when a text comes that may hold what it matches.

    To compile all would take longer than to read a page with them. `needs` are words of which one
    stands in whatever it matches, looked for in all of a text; without any, it may match anywhere.
    """

    def __init__(self, pattern: str, *needs: str) -> None:
        self.pattern, self.needs = pattern, needs

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression as `re` has it; where it needs nothing, it is used at once from now on."""
        compiled = re.compile(quick(self.pattern))
        for name in ("search", "match", "fullmatch", "finditer", "split", "sub"):
            if not self.needs:
                vars(self)[name] = getattr(compiled, name)
        return compiled

    def _may_match(self, text: str) -> bool:
        for word in self.needs:
            if word in text:
                return True
        return not self.needs

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        """Return the first match in a text, or None."""
        return self.compiled.search(text, *span) if self._may_match(text) else None

    def match(self, text: str, *span: int) -> re.Match[str] | None:
        """Return the match at the beginning of a text, or None."""
        return self.compiled.match(text, *span) if self._may_match(text) else None

    def fullmatch(self, text: str, *span: int) -> re.Match[str] | None:
        """Return the match of a whole text, or None."""
        return self.compiled.fullmatch(text, *span) if self._may_match(text) else None

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        """Return the matches in a text."""
        return self.compiled.finditer(text, *span) if self._may_match(text) else iter(())

    def split(self, text: str) -> list[str]:
        """Return what stands between the matches."""
        return self.compiled.split(text) if self._may_match(text) else [text]

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """Return a text with the matches replaced."""
        return self.compiled.sub(by, text, count) if self._may_match(text) else text
