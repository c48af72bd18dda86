"""Marks: the words of a block that set the time, body, place, scope or aspect of numbers."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from cppcc_cli.script import HAN, Pattern, is_han
from cppcc_cli.text.committees import committees, last_place
from cppcc_cli.text.lexicon import Hit, Lexicon
from cppcc_cli.text.years import years_named

SlotName = Literal["time", "body", "place", "scope", "aspect"]

OWN = "own"
LAST = "last"
SPAN = "span"
PART = "part"
DAY = "day"
VAGUE = "vague"
ALL_LEVELS = "levels"

_PLACE = Pattern(
    rf"(?:^|(?<=[在和及、，。；：:？！仅像中如]))(?!在)(?P<place>{HAN}{{1,9}}?"
    rf"(?P<level>县|区|[镇乡](?![市县区])|街道|市(?![市区])|省(?!{HAN})))"
    r"(?![、和及或级委化直（(域别分块场民政属里内长])",
    *"县区镇乡市省",
    "街道",
)
_THAT_PLACE = Pattern("该[省市县区州盟旗](?!委|直|级)", "该")
_HAS = Pattern(
    r"\s?(?:[0-9]|有|共|政协|累计|(?:民生)?议事[堂厅室]|委员(?:工作|联络)[室站]|的(?:做法|经验|探索|实践))"
)
_OPENS_PLACE = Pattern("(?:^|[在和及、，。；：:？！仅像]|其中|比如|例如)$")
_AT = Pattern("(?:的[^，。；：0-9]{1,8}[里中内上])?，")
_COUNTED = Pattern("截[至止]到?(?:[0-9]{4}年)?$", "截")
_NEAR = 10
# Within so much of 会上 stands that it was only told there: 会上，提案委主任通报，….
_SOON = 15
_FAR = 400
TITLE = Pattern("《[^《》]{1,60}》", "《")
_LEAD_ENDS = frozenset("，。；：、和及与｜")


class Mark(NamedTuple):
    """Words that set a slot, where they stand in a block."""

    slot: SlotName
    value: str
    start: int
    end: int
    words: str
    # Whether it reaches beyond its clause where it opens it.
    carries: bool = True


def marks(text: str, lexicon: Lexicon, until: int = 0) -> list[Mark]:
    """Return the words of a block that set a slot, in order; of those that overlap the first.

    A month or a day is one of its year, up to that of the text, which is `until`.
    """
    titles = [match.span() for match in TITLE.finditer(text)]
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
    yield from bodies(text, lexicon)
    yield from _others(text, other_bodies, lexicon)
    yield from _places(text, lexicon)


def _places(text: str, lexicon: Lexicon) -> Iterator[Mark]:
    """Yield the places where something was or that did something, and what stands for one: 该县."""
    for found in _PLACE.finditer(text):
        (start, end), place = found.span("place"), found["place"]
        known = last_place(place)
        begin = end - len(known)
        if known and _OPENS_PLACE.search(text[max(0, begin - 2) : begin]):
            start, place = begin, known
        is_known = place == known and not lexicon["common_area"].search(place)
        # A name that no place is known to have is short.
        is_short = 1 < len(place) - len(found["level"]) < 4
        if not is_known and (not is_short or lexicon["no_area"].search(place)):
            continue
        # It is one where it has or does something.
        is_at = text.endswith("在", 0, start) and _AT.match(text, end)
        is_place = place == known or _HAS.match(text, end) or is_at
        if is_place or lexicon["doing"].match(text, end):
            carries = lexicon["from_there"].match(text, end) is None
            yield Mark("place", place, start, end, place, carries)
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
            known = last_place(lead + value)[: -len(value)]
            lead = lead[max(map(lead.rfind, _LEAD_ENDS)) + 1 :]
            is_name = len(known) > 1 or known == lead != ""
            if is_name and _is_place(known, value, lexicon):
                value, start = known + value, start - len(known)
            elif text[start - 1 : start] == "该":
                value, start = _named_before(text, start, lexicon), start - 1
            elif lead.endswith(("我", "本")):
                start -= 1
            elif 2 <= len(lead) <= 3 and is_han(lead[-2:]) and _is_place(lead, value, lexicon):
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


def _is_place(words: str, level: str, lexicon: Lexicon) -> bool:
    """Tell whether words may name a place of a level."""
    if lexicon["doing"].fullmatch(words):
        return False
    if last_place(words + level) == words + level:
        return not lexicon["no_place"].fullmatch(words)
    return not any(lexicon[name].search(words) for name in ("no_place", "no_place_name"))
