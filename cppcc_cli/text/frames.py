"""Frames: the time, body, place, scope and aspect that words set, and how far each reaches.

The words of a block that set one are its marks.

A title and a heading reach until the next of their rank, the opening of a paragraph over the
paragraph, what opens a clause to the end of its sentence or until another takes its place, and
every other word over its own clause.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

from cppcc_cli.script import Pattern, compiled, is_han, places_of
from cppcc_cli.text.committees import (
    LEVELS,
    Mark,
    SlotName,
    bodies_marked,
    others_marked,
    places_marked,
)
from cppcc_cli.text.lexicon import Lexicon
from cppcc_cli.text.years import years_named

OWN = "own"
LAST = "last"
SPAN = "span"
PART = "part"
DAY = "day"
VAGUE = "vague"
ALL_LEVELS = "levels"

# "carried": from an earlier sentence, or from what dates something else; perhaps no further.
Reach = Literal["clause", "sentence", "carried", "block", "section", "document"]
_WHOSE: tuple[SlotName, ...] = ("body", "place", "scope")

_DONE = Pattern("(?:任务|目标|指标)*(?:已|全部|全面|超额|顺利|圆满)", *"已全超顺圆")
_RECORD = Pattern(
    "[以之]?来?(?:新高|最高|最多|首次|相比|同期)", "高", "最多", "首次", "相比", "同期"
)
_CLAUSE_ENDS = frozenset("，。；！？…：｜|,;!?:\n")
# What stands so near behind a number is what it counts.
_COUNTED_BESIDE = 2
# So many clauses with marks are looked back, so that no text makes it slow.
_MOST_MARKS = 50
_BY_YEAR = Pattern("到(?P<year>20[0-9]{2})", "到20")
_FAR = 400
_NEAR = 10
_LONGEST_HEADLINE = 60
_COUNTED = Pattern("截[至止]到?(?:[0-9]{4}年)?$", "截")
# Within so much of 会上 stands that it was only told there: 会上，提案委主任通报，….
_SOON = 15
_TITLE = Pattern("《[^《》]{1,60}》", "《")
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
    ends = [(at, at + 1) for at in places_of(_CLAUSE_ENDS, text)]
    in_headline = not ends and len(text) <= _LONGEST_HEADLINE
    if in_headline:
        # In headlines spaces stand for marks: 履职再添活力 提案数量创新高.
        spaces = (space.span() for space in compiled(r"\s+").finditer(text))
        ends = [(at, end) for at, end in spaces if is_han((text + " ")[end : end + 2])]
    # 418件 提案: where a number comes first, what it counts stands behind it.
    leads = in_headline and bool(starts) and not any(map(is_han, text[: starts[0]]))
    for at, end in ends:
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
        elif words == "会上" and lexicon["reports"].is_in(text[hit.end() : hit.end() + _SOON]):
            continue
        yield Mark(slot, value, *hit.span(), words)
    for year, at, end in years_named(text, until):
        # 从2018年的23个: what it was then.
        was = text[at - 1 : at] in ("从", "由")
        value = DAY if "月" in text[at:end] and int(year) == until else year or SPAN
        yield Mark("time", value, at, end, text[at:end], not was)
    yield from bodies_marked(text, lexicon)
    yield from others_marked(text, other_bodies, lexicon)
    yield from places_marked(text, lexicon)


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
        told = above.time.value if above.time and above.time.value.isdecimal() else ""
        for mark in marks(text, lexicon, year or 9999):
            if self._is_counted(mark):
                continue
            number = self.clause_at(mark.start)
            # 2032年会议期间: of that year.
            if mark.value in (DAY, PART) and year:
                named = [one for one in self._of_clause[number] if one.value.isdecimal()]
                own = [one.value for one in named if one.words[:4] == one.value]
                if own and own[-1] != str(year):
                    mark = mark._replace(value=own[-1])
            # 去年…；今年…: the year before that of the text.
            if given is not None and mark.words == "去年":
                if not lexicon["beside_last"].match(text, mark.end):
                    mark = mark._replace(value=str(given - 1))
            # 2032年以来, in 2032: the year itself.
            elif mark.value == SPAN and mark.words.lstrip("自") == f"{year}年以来":
                mark = mark._replace(value=str(year))
            if mark.slot == "time" and mark.value == OWN:
                # 2021年，成立…。全年收到提案58件: of 2021.
                if told and lexicon["of_named_year"].fullmatch(mark.words):
                    mark = mark._replace(value=told)
                told = told if mark.value == told else ""
            elif mark.slot == "time" and self._names_year(mark, number):
                told = mark.value
            self._of_clause[number].append(mark)
            marked = self._marked.setdefault(mark.slot, [])
            if marked[-1:] != [number]:
                marked.append(number)
        ends = (text[clause.end : clause.end + 1] in ("；", ";") for clause in self.clauses)
        self._semicolons = [0, *accumulate(ends)]

    def _names_year(self, mark: Mark, number: int) -> bool:
        """Tell whether a mark opens its clause with the year that what follows is of."""
        clause, behind = self.clauses[number], self.text[mark.end : mark.end + 1]
        if not mark.value.isdecimal() or "月" in mark.words or not mark.carries or behind == "是":
            return False
        is_own = mark.value == str(self.year)
        if not is_own and self.lexicon["event"].match(self.text[: clause.end], mark.end):
            return False
        return self._opens(mark, clause)

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
        for mark in self._last_marks(here, start):
            if mark.slot == slot and mark.end <= start and self._counts(mark, start):
                return Slot(mark.value, mark.words, "clause")
        sentence = self.clauses[here].sentence
        if slot in _WHOSE and self._is_ours(self.clauses[here].start, start):
            return getattr(self.above, slot)  # type: ignore[no-any-return]
        for number in self._before(slot, here):
            clause = self.clauses[number]
            same = clause.sentence == sentence
            is_told = slot == "place" and self._introduces(clause)
            if not same and slot in ("place", "scope") and not is_told:
                break
            opening = [
                one
                for one in reversed(self._last_marks(number, clause.end))
                if one.slot == slot
                and one.carries
                and (self._opens(one, clause) or (slot == "time" and self._leads(one, clause)))
            ]
            if not opening:
                if slot == "time" and (held := self._session_held(number)):
                    return Slot(held.value, held.words, "carried")
                continue
            mark = opening[-1]
            # A later sentence is of a committee that opens the paragraph, and of no person or day.
            far = slot == "time" or clause.sentence == 0 or is_told
            is_own = mark.value.endswith((*LEVELS, "person")) or mark.value[0] in "我本"
            is_lesser = slot == "body" and (not is_own or self._is_sent(mark))
            reaches = same or (far and not is_lesser and mark.value not in ("person", PART, DAY))
            # 全市…；…: what is compared, of the whole city or of a lesser body ends with its part.
            parted = self._semicolons[here] > self._semicolons[number]
            if self._is_aside(mark, start):
                continue
            if not reaches or (parted and (slot == "scope" or mark.value == LAST or is_lesser)):
                above: Slot | None = getattr(self.above, slot)
                is_known = above is not None and above.value == mark.value
                goes_on = not is_known and self._may_go_on(mark, clause, here)
                if goes_on and not self._is_sent(mark):
                    return Slot(mark.value, mark.words, "carried")
                continue
            if slot == "time":
                return self._reaching(mark, clause, start, same)
            return Slot(mark.value, mark.words, "sentence" if same else "block")
        return getattr(self.above, slot)  # type: ignore[no-any-return]

    def _is_sent(self, mark: Mark) -> bool:
        """Tell whether those whom a body or a place sends stand behind it: 市政协调研组."""
        return self.lexicon["delegates"].match(self.text, mark.end) is not None

    def _session_held(self, number: int) -> Mark | None:
        """Return the date of a session of an earlier year, which a clause tells of.

        一届二次会议于1983年4月召开。出席委员77人: as chronicles tell of each in turn.
        """
        clause, lexicon = self.clauses[number], self.lexicon
        for mark in self._of_clause[number]:
            is_year = mark.slot == "time" and mark.value.isdecimal()
            if not is_year or (self.year and int(mark.value) >= self.year):
                continue
            before, behind = self.text[clause.start : mark.start], self.text[mark.end : clause.end]
            if lexicon["before_date"].at_end(before) and lexicon["took_place"].is_in(behind):
                return mark
        return None

    def _may_go_on(self, mark: Mark, clause: Clause, here: int) -> bool:
        """Tell whether a time or body of a sentence before may be meant, where none is said since.

        上半年，…。…: of the half year; 县教育局…。…: of it, up to 全年.
        """
        if (mark.slot == "time" and mark.value not in (PART, DAY)) or mark.value == ALL_LEVELS:
            return False
        sentence = self.clauses[here].sentence
        is_next = sentence - clause.sentence < 2 and mark.slot in ("time", "body")
        return (is_next or mark.value == PART) and not self._is_dated(clause, here)

    def _is_dated(self, clause: Clause, here: int) -> bool:
        """Tell whether a time is named behind a clause, up to another."""
        since = range(self.clause_at(clause.end) + 1, here + 1)
        return any(one.slot == "time" for at in since for one in self._of_clause[at])

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
        is_span = mark.value == SPAN and mark.words.endswith("年来") and mark.end == clause.end
        # 书院自2029年开放以来，累计…
        is_since = "自" in self.text[max(0, mark.start - 1) : mark.end] and self.text.endswith(
            "以来", 0, clause.end
        )
        is_event = mark.value == DAY and mark.words.endswith(("当天", "当日", "活动中", "截止时"))
        return self._introduces(clause) or is_event or is_span or is_since

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
        # 海安市教育局: with its place.
        is_named = mark.slot == "body" and mark.words[0] in "市县区" and "占" not in before
        if is_named and is_han(before[-2:]):
            place = before[-3:] if is_han(before[-3:]) else before[-2:]
            before = before if is_han(before[-4:]) and before[3:] else before.removesuffix(place)
        opening = self.lexicon["opening"]
        while found := opening.match(before := before.lstrip()):
            before = before[found.end() :]
        return not before

    def _counts(self, mark: Mark, start: int) -> bool:
        """Tell whether a mark in the clause of a number is said of it."""
        following = bisect_left(self.numbers, (mark.end, 0))
        is_taken = following < len(self.numbers) and self.numbers[following][0] < start
        at = bisect_right(self.numbers, (mark.start, 0)) - 1
        of_number = mark.value.isdecimal() and at >= 0 and self.numbers[at][1] == mark.start
        if of_number or (is_taken and not mark.carries):
            return False
        if mark.slot in _WHOSE and self._is_ours(mark.end, start):
            return False
        # 与2031年（收到406件、立案153件）相比: in brackets stands what was then.
        if self.text[mark.end : mark.end + 1] == "（" and not self._is_aside(mark, start):
            return True
        before = self.text[max(0, mark.start - 3) : mark.start]
        behind = self.text[mark.end : min(start, mark.end + _NEAR)]
        if mark.slot == "time" and self.lexicon["compared"].at_end(before):
            # 比去年增加22件 is no number of last year, 比去年的396件 is.
            return len(behind) < 4 and not self.lexicon["change"].search(behind)
        return mark.slot != "time" or not _RECORD.match(behind)

    def _is_ours(self, begin: int, end: int) -> bool:
        """Tell whether words name the own committee or place again: 全省12480件，我市426件."""
        return self.lexicon["ours"].search(self.text[begin:end]) is not None

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
                    is_near = same or (before.sentence == 0 and not self._is_dated(before, here))
                    if self._opens(mark, before) and is_near:
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
