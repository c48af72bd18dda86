"""Frames: the time, body, place, scope and aspect that words set, and how far each reaches.

A title and a heading reach until the next of their rank, the opening of a paragraph over the
paragraph, what opens a clause to the end of its sentence or until another takes its place, and
every other word over its own clause.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

from cppcc_cli.script import HAN, Pattern, compiled, is_han, places_of
from cppcc_cli.text.lexicon import LEVELS, Lexicon, committees, place_at_end
from cppcc_cli.text.words import Hit
from cppcc_cli.text.years import years_named

# "carried": from an earlier sentence, or from what dates something else; perhaps no further.
Reach = Literal["clause", "sentence", "carried", "block", "section", "document"]
SlotName = Literal["time", "body", "place", "scope", "aspect"]
_WHOSE: tuple[SlotName, ...] = ("body", "place", "scope")

OWN = "own"
LAST = "last"
SPAN = "span"
PART = "part"
DAY = "day"
VAGUE = "vague"
ALL_LEVELS = "levels"

_PLACE = Pattern(
    rf"(?P<place>(?!在){HAN}{{2,3}}?(?:县|区|镇|乡|街道|市))(?![、和及或级委化直（(域别分块场民政属里内长])",
    *"县区镇乡市",
    "街道",
)
_THAT_PLACE = Pattern("该[省市县区州盟旗](?!委|直|级)", "该")
_HAS = Pattern(r"\s?(?:[0-9]|有|共|政协|累计|(?:民生)?议事[堂厅室]|委员(?:工作|联络)[室站])")
_OPENS_PLACE = Pattern("(?:^|[在和及、，。；：:仅像]|其中|比如|例如)$")
_AT = Pattern("(?:的[^，。；：0-9]{1,8}[里中内上])?，")
_COUNTED = Pattern("截[至止]到?(?:[0-9]{4}年)?$", "截")
_NEAR = 10
_DONE = Pattern("(?:任务|目标|指标)*(?:已|全部|全面|超额|顺利|圆满)", *"已全超顺圆")
_RECORD = Pattern(
    "[以之]?来?(?:新高|最高|最多|首次|相比|同期)", "高", "最多", "首次", "相比", "同期"
)
_TITLE = Pattern("《[^《》]{1,60}》", "《")
_LEAD_ENDS = frozenset("，。；：、和及与｜")
_CLAUSE_ENDS = frozenset("，。；！？…：｜,;!?:\n")
# What stands so near behind a number is what it counts.
_COUNTED_BESIDE = 2
# So many clauses with marks are looked back, so that no text makes it slow.
_MOST_MARKS = 50
_BY_YEAR = Pattern("到(?P<year>20[0-9]{2})", "到20")
_FAR = 400
_LONGEST_HEADLINE = 60
_SENTENCE_ENDS = frozenset("。！？!?\n")


class Slot(NamedTuple):
    """What a frame says in one respect: its value, the words it came from, how far they reach."""

    value: str
    words: str
    reach: Reach


class Frame(NamedTuple):
    """What a number is said of beside its thing; None where nothing says so."""

    time: Slot | None = None
    body: Slot | None = None
    place: Slot | None = None
    scope: Slot | None = None
    aspect: Slot | None = None

    @property
    def key(self) -> tuple[str | None, ...]:
        """The values alone: two statements are of one frame where these are equal."""
        return tuple(slot.value if slot else None for slot in self)


class Mark(NamedTuple):
    """Words that set a slot, where they stand in a block."""

    slot: SlotName
    value: str
    start: int
    end: int
    words: str
    # Whether it reaches beyond its clause where it opens it.
    carries: bool = True


class Clause(NamedTuple):
    """A stretch between two marks of punctuation, and the sentence it belongs to, by number."""

    start: int
    end: int
    sentence: int


def clauses(text: str, numbers: Sequence[tuple[int, int]]) -> list[Clause]:
    """Return the clauses of a block; marks inside `numbers`, and inside a name, end none."""
    starts = [start for start, _ in numbers]
    found: list[Clause] = []
    start = sentence = 0
    titles = [match.span() for match in _TITLE.finditer(text)]
    marks = [(at, at + 1) for at in places_of(_CLAUSE_ENDS, text)]
    in_headline = not marks and len(text) <= _LONGEST_HEADLINE
    if in_headline:
        # In headlines spaces stand for marks: 履职再添活力 提案数量创新高.
        spaces = (space.span() for space in compiled(r"\s+").finditer(text))
        marks = [(at, end) for at, end in spaces if is_han((text + " ")[end : end + 2])]
    # 418件 提案: where a number comes first, what it counts stands behind it.
    leads = bool(starts) and not any(map(is_han, text[: starts[0]]))
    for at, end in marks:
        number = bisect_right(starts, at) - 1
        ended = numbers[number][1] if number >= 0 else -1
        if at < ended or (in_headline and (end in starts or (leads and at == ended))):
            continue
        if titles and any(opened < at < closed for opened, closed in titles):
            continue
        found.append(Clause(start, at, sentence))
        start = end
        sentence += text[at] in _SENTENCE_ENDS
    found.append(Clause(start, len(text), sentence))
    return found


def marks(text: str, lexicon: Lexicon, until: int = 0) -> list[Mark]:
    """Return the words of a block that set a slot, in order; of those that overlap the first.

    A month or a day is one of its year, up to that of the text, which is `until`.
    """
    titles = [match.span() for match in _TITLE.finditer(text)]
    found = sorted(
        (
            mark
            for mark in _marks(text, lexicon, until)
            if not any(begin < mark.start < end for begin, end in titles)
        ),
        key=lambda mark: (mark.start, -mark.end),
    )
    kept: list[Mark] = []
    for mark in found:
        if not any(one.slot == mark.slot and mark.start < one.end for one in kept[-4:]):
            kept.append(mark)
    return kept


# What words of a class say.
_CLASSES: dict[str, tuple[SlotName, str]] = {
    "city_wide": ("scope", "city"),
    "own_level": ("scope", "committee"),
    "elsewhere": ("place", "elsewhere"),
    "levels": ("body", ALL_LEVELS),
    **{name: ("aspect", name) for name in ("plan", "aim", "future")},
    **{name: ("time", OWN) for name in ("own_time", "now")},
    "last_time": ("time", LAST),
    "span": ("time", SPAN),
    "vague_time": ("time", VAGUE),
    "part_year": ("time", PART),
    "day": ("time", DAY),
    "person": ("body", "person"),
}


def _marks(text: str, lexicon: Lexicon, until: int) -> Iterator[Mark]:
    other_bodies = []
    for name, hit in lexicon.together(*_CLASSES, "other_body").found(text):
        if name == "other_body":
            other_bodies.append(hit)
            continue
        (slot, value), at, words = _CLASSES[name], hit.start(), hit.group()
        # What is collected for a session is counted up to a day of its first months, and what a
        # year brought, in December.
        counted = value == DAY and _COUNTED.search(text, max(0, at - _NEAR), at) is not None
        if counted and words != "12月31日" and words[:2] not in ("1月", "2月", "3月"):
            value = PART if words[0].isdigit() and words[:2] != "12" else DAY
        elif counted or (value == "person" and lexicon["said"].match(text, hit.end())):
            # 他说: what is said is of nobody yet.
            continue
        yield Mark(slot, value, *hit.span(), words)
    for year, at, end in years_named(text, until):
        # 从2018年的23个: what it was then.
        was = text[at - 1 : at] in ("从", "由")
        value = DAY if "月" in text[at:end] and int(year) == until else year or SPAN
        yield Mark("time", value, at, end, text[at:end], not was)
    yield from bodies(text, lexicon)
    yield from _others(text, other_bodies, lexicon)
    for found in _PLACE.finditer(text):
        place = found["place"]
        before = text[max(0, found.start() - 2) : found.start()]
        # A name that no place is known to have is one where it has or does something.
        is_place = place_at_end(place) == place or _HAS.match(text, found.end())
        if lexicon["no_area"].search(place) or not _OPENS_PLACE.search(before):
            continue
        is_at = before.endswith("在") and _AT.match(text, found.end())
        if is_place or is_at or lexicon["doing"].match(text, found.end()):
            carries = lexicon["from_there"].match(text, found.end()) is None
            yield Mark("place", place, *found.span(), place, carries)
    for found in _THAT_PLACE.finditer(text):
        yield Mark(
            "place", _named_before(text, found.end() - 1, lexicon), *found.span(), found.group()
        )


def bodies(text: str, lexicon: Lexicon) -> Iterator[Mark]:
    """Yield the committees named as those whose numbers these are, not as who receives them."""
    agent = lexicon["agent"]
    for start, end, value in committees(text):
        if text.startswith(value, start):
            lead = text[max(0, start - 8) : start]
            lead = lead[max(map(lead.rfind, _LEAD_ENDS)) + 1 :]
            if text[start - 1 : start] == "该":
                value, start = _named_before(text, start, lexicon), start - 1
            elif 2 <= len(lead) <= 3 and is_han(lead[-2:]) and not _is_no_place(lead, lexicon):
                value, start = lead + value, start - len(lead)
        if not agent.at_end(text[max(0, start - 6) : start]):
            carries = lexicon["takes"].match(text, end) is None
            yield Mark("body", value, start, end, text[start:end], carries)


def _others(text: str, named: Iterable[re.Match[str] | Hit], lexicon: Lexicon) -> Iterator[Mark]:
    """Yield the bodies that are no committee, as these are named."""
    agent = lexicon["agent"]
    for found in named:
        if not agent.at_end(text[max(0, found.start() - 6) : found.start()]):
            takes = lexicon["takes"].match(text, found.end()) is not None
            carries = not takes and lexicon["subject"].match(text, found.end()) is not None
            # 在临江街道，…: where it was.
            is_at = text.endswith("在", 0, found.start()) and _AT.match(text, found.end())
            carries = carries or bool(is_at)
            yield Mark("body", found.group(), *found.span(), found.group(), carries)


def _named_before(text: str, at: int, lexicon: Lexicon) -> str:
    """Return the place that 该县 stands for, whose level stands at `at`: the last one of its level.

    It is the level alone where none is named before.
    """
    level, first, end = text[at], max(2, at - _FAR), at
    while (end := text.rfind(level, first, end)) >= 0:
        place = text[end - 2 : end + 1]
        if not any(lexicon[name].search(place) for name in ("no_area", "no_place_name")):
            return place
    return level


def _is_no_place(words: str, lexicon: Lexicon) -> bool:
    """Tell whether words that seem to name a place are none."""
    if lexicon["doing"].fullmatch(words):
        return True
    return any(lexicon[name].search(words) for name in ("no_place", "no_place_name"))


class BlockFrames:
    """The marks of a block, and the frame that they set for each place in it."""

    def __init__(
        self,
        text: str,
        numbers: Sequence[tuple[int, int]],
        above: Frame,
        lexicon: Lexicon,
        year: int = 0,
        given: int | None = None,
    ) -> None:
        self.text, self.numbers, self.above = text, numbers, above
        # The last year that the whole text may be of.
        self.year = year
        self.lexicon = lexicon
        self.clauses = clauses(text, numbers)
        self._starts = [clause.start for clause in self.clauses]
        self._of_clause: list[list[Mark]] = [[] for _ in self.clauses]
        # The clauses that have marks of a slot; and how many semicolons end those before each.
        self._marked: dict[str, list[int]] = {}
        for mark in marks(text, lexicon, year or 9999):
            if self._is_counted(mark):
                continue
            number = self.clause_at(mark.start)
            # 2032年会议期间: of that year.
            named = [one for one in self._of_clause[number] if one.value.isdecimal()]
            own = [str(year), *(one.value for one in named if one.words[:4] == one.value)][-1]
            if mark.value in (DAY, PART) and year and own != str(year):
                mark = mark._replace(value=own)
            # 去年…；今年…: the year before that of the text.
            if given is not None and mark.words == "去年":
                if not lexicon["beside_last"].match(text, mark.end):
                    mark = mark._replace(value=str(given - 1))
            # 2032年以来, in 2032: the year itself.
            elif mark.value == SPAN and mark.words.lstrip("自") == f"{year}年以来":
                mark = mark._replace(value=str(year))
            self._of_clause[number].append(mark)
            marked = self._marked.setdefault(mark.slot, [])
            if marked[-1:] != [number]:
                marked.append(number)
        ends = (text[clause.end : clause.end + 1] in ("；", ";") for clause in self.clauses)
        self._semicolons = [0, *accumulate(ends)]

    def _is_counted(self, mark: Mark) -> bool:
        """Tell whether a body or a place is what a number counts, as in 20个委员活动组."""
        if mark.slot not in ("body", "place"):
            return False
        at = bisect_left(self.numbers, (mark.start, 0)) - 1
        between = self.text[self.numbers[at][1] : mark.start] if at >= 0 else "，"
        return len(between) <= _COUNTED_BESIDE and _CLAUSE_ENDS.isdisjoint(between)

    def clause_at(self, position: int) -> int:
        """Return the number of the clause in which a place stands."""
        return bisect_right(self._starts, position) - 1

    def frame_at(self, start: int) -> Frame:
        """Return the frame of the number that begins at `start`."""
        here = self.clause_at(start)
        aspect = self._aspect(start, here)
        time = self._slot("time", start, here)
        if aspect is None and not self._is_past(time):
            aspect = self.above.aspect
        whose = {slot: self._slot(slot, start, here) for slot in _WHOSE}
        return Frame(time, aspect=aspect, **whose)

    def _is_past(self, time: Slot | None) -> bool:
        """Tell whether a time is named that is before the one that is planned for."""
        if time is None or time.reach in ("section", "document"):
            return False
        planned = self.above.time
        if planned is not None and planned.value.isdecimal() and time.value.isdecimal():
            return int(time.value) < int(planned.value)
        return time.value == LAST or self.lexicon["now"].fullmatch(time.words)

    def _slot(self, slot: SlotName, start: int, here: int) -> Slot | None:
        if slot not in self._marked:
            return getattr(self.above, slot)  # type: ignore[no-any-return]
        if slot == "time" and (counted := self._of_counted(start, here)):
            return counted
        for mark in self._last_marks(here, start):
            if mark.slot == slot and mark.end <= start and self._counts(mark, start):
                return Slot(mark.value, mark.words, "clause")
        sentence = self.clauses[here].sentence
        for number in self._before(slot, here):
            clause = self.clauses[number]
            same = clause.sentence == sentence
            if not same and slot in ("place", "scope"):
                break
            opening = [
                one
                for one in reversed(self._last_marks(number, clause.end))
                if one.slot == slot
                and one.carries
                and (self._opens(one, clause) or (slot == "time" and self._leads(one, clause)))
            ]
            if slot == "time" and self._returns(number, same, bool(opening)):
                break
            if not opening:
                continue
            mark = opening[-1]
            # A later sentence is of a committee that opens the paragraph, and of no person or day.
            far = slot == "time" or clause.sentence == 0
            is_sent = self.lexicon["delegates"].match(self.text, mark.end) is not None
            is_lesser = slot == "body" and (is_sent or not mark.value.endswith((*LEVELS, "person")))
            reaches = same or (far and not is_lesser and mark.value not in ("person", PART, DAY))
            # 全市…；…: what is compared, of the whole city or of a lesser body ends with its part.
            parted = self._semicolons[here] > self._semicolons[number]
            reaches = reaches and not self._is_aside(mark, start)
            if not reaches or (parted and (slot == "scope" or mark.value == LAST or is_lesser)):
                continue
            if slot == "time":
                return self._reaching(mark, clause, start, same)
            return Slot(mark.value, mark.words, "sentence" if same else "block")
        return getattr(self.above, slot)  # type: ignore[no-any-return]

    def _of_counted(self, start: int, here: int) -> Slot | None:
        """Return the year right behind a number: 50件2032年提案及30件来信, of the first alone."""
        end = self.numbers[bisect_left(self.numbers, (start, 0))][1]
        there = (one for one in self._of_clause[here] if one.start == end and one.value.isdecimal())
        return next((Slot(one.value, one.words, "clause") for one in there), None)

    def _returns(self, number: int, same: bool, opens: bool) -> bool:
        """Tell whether a clause ends what was told: by the own year within it, or by several."""
        clause, there = self.clauses[number], self._of_clause[number]
        times = {mark.value for mark in there if mark.slot == "time"}
        is_own = bool(self.year) and f"{self.year}年" in self.text[clause.start : clause.end]
        several = sum(map(str.isdecimal, times)) > 1
        return (is_own or (OWN in times and not same)) if not opens else several and not same

    def _reaching(self, mark: Mark, clause: Clause, start: int, same: bool) -> Slot | None:
        """Return what a time that opens a clause before says: to the end of its sentence surely.

        What dates an event (2032年举办论坛以来) or another thing (2032年建成的书屋) is the time of
        a number perhaps; of a sum it is that since when it is counted.
        """
        if same and self.lexicon["event"].match(self.text[: clause.end], mark.end):
            here = self.clauses[self.clause_at(start)].start
            if self.lexicon["summed"].is_in(self.text[here:start]):
                return Slot(SPAN, self.text[mark.start : clause.end], "sentence")
            same = False
        return Slot(mark.value, mark.words, "sentence" if same else "carried")

    def _last_marks(self, number: int, start: int) -> Sequence[Mark]:
        """Return the marks of a clause that begin before a place, the last first."""
        found = self._of_clause[number]
        end = bisect_left(found, start, key=lambda mark: mark.start)
        return found[max(0, end - _MOST_MARKS) : end][::-1]

    def _before(self, slot: SlotName, here: int) -> Iterator[int]:
        """Yield the clauses before one that have marks of a slot, the nearest first."""
        marked = self._marked.get(slot, [])
        last = bisect_left(marked, here)
        yield from reversed(marked[max(0, last - _MOST_MARKS) : last])

    def _is_aside(self, mark: Mark, start: int) -> bool:
        """Tell whether a mark stands in brackets that are closed before a place."""
        closed = self.text.find("）", mark.end, min(start, mark.end + _FAR))
        return closed >= 0 and self.text.find("（", mark.end, closed) < 0

    def _leads(self, mark: Mark, clause: Clause) -> bool:
        """Tell whether a clause ends in a colon, or as 政协开局两年来，, or tells of 开幕当天."""
        is_span = mark.value == SPAN and mark.words.endswith("年来")
        is_event = mark.value == DAY and mark.words.endswith(("当天", "当日"))
        return self._introduces(clause) or is_event or (is_span and mark.end == clause.end)

    def _introduces(self, clause: Clause) -> bool:
        """Tell whether a clause ends in a colon."""
        return self.text[clause.end : clause.end + 1] in ("：", ":")

    def _opens(self, mark: Mark, clause: Clause) -> bool:
        """Tell whether a mark opens its clause, other marks before it aside."""
        if mark.start - clause.start > _FAR:
            return False
        # 在省政协的支持下，我们…: who stands by is not who does it.
        if mark.slot == "body" and self.text[clause.end - 1] == "下":
            return False
        before = self.text[clause.start : mark.start]
        if mark.slot == "time" and self.lexicon["compared"].at_end(before):
            return False
        for other in self._of_clause[self.clause_at(mark.start)]:
            if other.end <= mark.start:
                before = before.replace(other.words, "", 1)
        opening = self.lexicon["opening"]
        while found := opening.match(before):
            before = before[found.end() :]
        return not before.strip()

    def _counts(self, mark: Mark, start: int) -> bool:
        """Tell whether a mark in the clause of a number is said of it."""
        following = bisect_left(self.numbers, (mark.end, 0))
        is_taken = following < len(self.numbers) and self.numbers[following][0] < start
        at = bisect_right(self.numbers, (mark.start, 0)) - 1
        of_number = mark.value.isdecimal() and at >= 0 and self.numbers[at][1] == mark.start
        if of_number or (is_taken and not mark.carries):
            return False
        before = self.text[max(0, mark.start - 3) : mark.start]
        behind = self.text[mark.end : min(start, mark.end + _NEAR)]
        if mark.slot == "time" and self.lexicon["compared"].at_end(before):
            # 比去年增加22件 is no number of last year, 比去年的396件 is.
            return len(behind) < 4 and not self.lexicon["change"].search(behind)
        return mark.slot != "time" or not _RECORD.match(behind)

    def _aspect(self, start: int, here: int) -> Slot | None:
        if "aspect" not in self._marked:
            return None
        clause = self.clauses[here]
        for mark in self._plans(here, start):
            if mark.end <= start:
                return Slot("plan", mark.words, "clause")
        is_there = self.lexicon["actual"].is_in(self.text[clause.start : start])
        for number in self._before("aspect", here):
            before = self.clauses[number]
            same = before.sentence == clause.sentence
            for mark in self._plans(number, before.end):
                is_plan = mark.value == "plan" and before.end - mark.end > 1
                if self._is_aside(mark, start):
                    continue
                if mark.value == "future":
                    if self._opens(mark, before) and (same or before.sentence == 0):
                        return Slot("plan", mark.words, "sentence" if same else "block")
                elif same and not is_there and (is_plan or self._introduces(before)):
                    return Slot("plan", mark.words, "sentence")
        return None

    def _plans(self, number: int, start: int) -> Iterator[Mark]:
        """Yield the plans before a place in a clause that are not fulfilled, the last first."""
        clause = self.clauses[number]
        for mark in self._last_marks(number, start):
            before = self.text[max(clause.start, mark.start - _FAR) : mark.start]
            behind = self.text[mark.end : min(clause.end, mark.end + 6)]
            by = _BY_YEAR.match(mark.words)
            is_past = by is not None and int(by["year"]) <= self.year
            is_done = self.lexicon["fulfilled"].search(before) or _DONE.match(behind)
            if mark.slot == "aspect" and not is_past and (mark.value == "future" or not is_done):
                yield mark
