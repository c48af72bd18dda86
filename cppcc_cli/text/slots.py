"""What a statement is said of beside its thing, against what the figures of a dataset are of.

Its aspect, time, body, place and scope are the same, or known to differ; of a year that a text only
calls the last one, it may be open which that is. A match is a figure with what differs or is open.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from cppcc_cli.dataset import LARGEST, Dataset, Figure
from cppcc_cli.documents.text import text_document
from cppcc_cli.errors import Fault
from cppcc_cli.messages import Message, findings
from cppcc_cli.numerals import NUMERAL
from cppcc_cli.quantity import Agreement, Quantity, plain
from cppcc_cli.query.verify import resembles
from cppcc_cli.script import HAN, Pattern
from cppcc_cli.text.committees import LEVELS, is_committee, place_of
from cppcc_cli.text.frames import ALL_LEVELS, DAY, LAST, OWN, PART, SPAN, VAGUE, Slot
from cppcc_cli.text.lexicon import Lexicon, UnitFit, lexicon_of
from cppcc_cli.text.metadata import Manuscript
from cppcc_cli.text.numbers import mentions
from cppcc_cli.text.statements import Statement, read
from cppcc_cli.text.terms import Terms
from cppcc_cli.text.years import reported_to

_MOST_YEARS = 20
_CHANGED = ("提高", "升", "增长", "增加", "增", "降", "降低", "减少", "减", "发展", "扩大")
_BOUND = Pattern(rf"的{HAN}{{0,8}}[有共达]", "的")
_TERM_NAMED = Pattern(f"(?P<term>{NUMERAL}{{1,3}})届", "届")


def is_of(place: str, named: str) -> bool:
    """Tell whether a body or a place that is named may be that of `place`."""
    if not place:
        return True
    if named in LEVELS:
        return place.endswith(named)
    is_short = named in (place[:-1], place)
    if place.endswith(named) or is_short:
        return True
    # 青山州 for 青山彝族自治州, 西藏 for 西藏自治区.
    name, _, level = place.partition("自治")
    short = named.removesuffix(f"自治{level}").removesuffix(level)
    return level != "" and len(short) > 1 and name.startswith(short)


def is_dataset_of(dataset: Dataset, body: Slot) -> bool:
    """Tell whether a dataset may be that of a body: its own, or of which that is a part."""
    place = place_of(dataset)
    return is_of(place, body.value) or (bool(place) and place in body.words)


def difference_from(dataset: Dataset, manuscript: Manuscript) -> int:
    """Return in how much a dataset differs from a text that names no body: its year, its level."""
    years, level = manuscript.years, manuscript.level or manuscript.whole
    is_of_level = not level or is_of(place_of(dataset), level)
    return (bool(years) and dataset.year not in years) + (not is_of_level)


def is_distinctive(value: Decimal) -> bool:
    """Tell whether a value of three digits or more is hardly that of another thing by chance."""
    return len(plain(value).strip("0.")) > 2


# In what a statement differs from a figure, or what leaves that open.
ReasonCode = Literal[
    "some", "several", "unexplained", "person", "plan", "change", "each", "year", "open_year",
    "span", "period", "body", "nobody", "place", "scope", "before",
]  # fmt: skip
_ASPECTS: dict[str, ReasonCode] = {"change": "change", "before": "before"}


class Reason(NamedTuple):
    """Why a number may not be of a figure, and the word that shows it."""

    code: ReasonCode
    word: str = ""
    # Whether it does not count where the number agrees with the figure.
    mild: bool = False
    # Whether it may be of it all the same.
    open: bool = False
    # Whether all of the text seems to differ so, and no words beside the number say it.
    of_text: bool = False

    @property
    def key(self) -> "ReasonKey":
        """What it is by, whatever follows from it."""
        return self.code, self.word, self.of_text

    @property
    def message(self) -> Message:
        """The reason as a clause."""
        return findings["REASONS"][self.code].about(word=self.word)


ReasonKey = tuple[ReasonCode, str, bool]
Fit = Literal["same", "open", "other"]
_FITS: tuple[Fit, ...] = ("same", "open", "other")
# How the unit of a number stands to that of a figure.
_UNIT_FITS: tuple[UnitFit, ...] = ("same", "alike", "near", "other")
FARTHEST = 4


class Match(NamedTuple):
    """A figure that a statement may speak of, and how far it does."""

    dataset: Dataset
    figure: Figure
    quantity: Quantity
    unit: UnitFit
    # How the number stands to the figure; None where their units leave that open.
    agreement: Agreement | None
    # 0 beside the number, 1 in its clause, 2 before its clause, 3 by its category alone, and
    # FARTHEST by a word of its name.
    distance: int
    # How much of what names the figure stands there.
    length: int
    # What is open, or differs; None where nothing does.
    reason: Reason | None = None
    # How much of the figure's name does not stand there.
    missing: int = 0
    # Whether what stands there names it, and not only things that anybody may count.
    in_full: bool = True
    # What makes it doubtful that the text is of these figures at all.
    doubt: Reason | None = None
    # Whether it is asked all the same, by all that speaks for it.
    asked: bool = False

    @property
    def fit(self) -> Fit:
        """How far the statement fits the figure, by all that it is said of."""
        if self.reason is None:
            return "same"
        return "open" if self.reason.open else "other"

    @property
    def may_be(self) -> bool:
        """Whether it may be of the figure: nothing differs but that it seems to be of some only."""
        why = self.reason
        return why is None or why.open or (why.mild and why.code == "some")

    @property
    def is_sum(self) -> bool:
        """Whether it is as that of several years together: 五年来，…共1364期 of 364期 in a year."""
        is_of_years = self.reason is not None and self.reason.code == "span"
        value, given = self.figure.value, self.quantity.value
        return is_of_years and 2 * value < given < _MOST_YEARS * value

    @property
    def is_loose(self) -> bool:
        """Whether the number bounds that of the figure from so far that it hardly states it."""
        low, high = sorted((self.quantity.value, self.figure.value))
        return self.quantity.qualifier in ("at_least", "at_most") and high > 2 * low

    @property
    def mild(self) -> bool:
        """Whether it differs in what does not count where the number agrees."""
        return self.reason is not None and self.reason.mild

    @property
    def is_given(self) -> bool:
        """Whether the number is that of the figure, as far as its words go."""
        if self.agreement == "agrees":
            return self.fit != "other" or self.mild
        return self.agreement == "consistent" and self.fit == "same"

    @property
    def likeness(self) -> int:
        """Whether the number is that of the figure or plainly a slip of it: 2; perhaps: 1."""
        given, meant = self.quantity, self.figure.quantity
        # Of two digits every sixth may have lost one of a number of three.
        is_longer = is_distinctive(meant.value) and not is_distinctive(given.value)
        is_plain = resembles(given, meant) and not is_longer
        return 2 if is_plain or given.value == meant.value else int(resembles(given, meant, True))


def rank(match: Match) -> tuple[bool, bool, int, int, int, int, bool, int]:
    """Return what the likelier of several matches is less by; one that agrees goes before all."""
    is_near = match.distance < FARTHEST and (match.fit != "other" or match.mild)
    agrees = is_near and match.agreement == "agrees"
    unit = _UNIT_FITS.index(match.unit)
    fit = _FITS.index(match.fit)
    other = match.unit == "other"
    # What is of another year than one dataset may differ otherwise from that of its year.
    year = match.reason is not None and match.reason.code == "year"
    return not agrees, other, fit, match.distance, unit, -match.length, year, match.missing


def rivals(best: Match, other: Match) -> bool:
    """Tell whether two figures fit a statement alike, and neither is the whole of the other."""
    one, another = best.figure, other.figure
    if another.id in (one.id, one.part_of) or another.quantity == one.quantity:
        return False
    # By three pairs more of its name a figure is the one meant.
    return rank(other)[:-1] == rank(best)[:-1] and other.missing < best.missing + 3


# Of the places where a figure may be named, those near enough to be sure: the clause of a number,
# or its sentence where the clause names nothing else.
SURE = 2


def id_of(match: Match) -> tuple[str, str]:
    return match.dataset.id, match.figure.id


class Slots:
    """The body and the year of a dataset, to hold frames against; `years` are all that are known.

    The first of these is taken for what names no year, `home` for what names no body.
    """

    def __init__(
        self, dataset: Dataset, years: Sequence[int], home: Dataset, words: Lexicon
    ) -> None:
        self.year, self.years, self.words = dataset.year, years, words
        self.session = reported_to(dataset.session or "")
        term = _TERM_NAMED.search(dataset.session or dataset.source.title)
        self.term = term["term"] if term else ""
        self.place = place_of(dataset)
        self.foreign = dataset.body.zh != home.body.zh
        self.of_bureau = not is_committee(dataset.body.zh)

    def difference(
        self, manuscript: Manuscript, statement: Statement, figure: Figure, terms: Terms
    ) -> Reason | None:
        """Return how a statement differs from a figure; None where nothing says that it does.

        What is known to differ goes before what is only open.
        """
        names, time = terms.names[figure.id], statement.frame.time
        # A figure may be of the year before by its name.
        if time is not None and time.value == LAST and f"{self.year - 1}年" in names:
            time = None
        found = [
            self._aspect(statement, names),
            self.time(manuscript, time),
            self._body(manuscript, statement, figure, terms),
            self._place(statement, figure),
        ]
        there = [one for one in found if one and not (one.word and one.word in names)]
        return next((one for one in there if not one.open), next(iter(there), None))

    def doubt(self, manuscript: Manuscript, statement: Statement) -> Reason | None:
        """Return what makes it doubtful that a manuscript is of these figures at all.

        It is one that only lets guess whose it is, or of which year; that speaks of a session of
        another term; or that names neither.
        """
        body, named = statement.frame.body, manuscript.body
        own = named.value if named is not None else ""
        is_named = body is not None and body.value not in (*LEVELS, own)
        if self.foreign or (is_named and body is not None and _is_of_level(body.value)):
            return None
        time, years = statement.frame.time, manuscript.years
        if (time is None or time.value == OWN) and years and self.year not in years:
            return Reason("year", manuscript.dated[:40])
        if named is not None and manuscript.surely:
            return None
        if named is not None and not is_of(self.place, named.value):
            return Reason("body", named.words)
        term = manuscript.session.partition("届")[0]
        if term and self.term and term != self.term:
            return Reason("body", manuscript.session)
        if named is None and manuscript.level and not is_of(self.place, manuscript.level):
            return Reason("body", f"{manuscript.level}政协")
        # An excerpt need not say whose it is, unless it says of which session.
        session = manuscript.session
        is_silent = session != self.session if session else not manuscript.is_excerpt
        return Reason("nobody") if named is None and len(self.years) < 2 and is_silent else None

    def _aspect(self, statement: Statement, names: str) -> Reason | None:
        aspect, head = statement.frame.aspect, statement.head
        if aspect is not None:
            code = _ASPECTS.get(aspect.value, "plan")
            # 三、下步打算 / 现任委员230名, 对35件提案回访: what nobody is to bring about is there.
            is_there = not statement.doing and aspect.reach not in ("clause", "sentence")
            is_there = is_there or statement.head.endswith(("对", "把", "将"))
            return Reason(code, aspect.words, is_there)
        if (change := self.change(statement)) and change not in names:
            return Reason("change", change)
        said: dict[str, str] = {}
        for name, found in self.words.together("average", "rank", "negation").found(head):
            said.setdefault(name, found.group())
        for name in ("average", "rank"):
            if name in said and said[name] not in names:
                return Reason("each", said[name])
        # 办复率100%的单位有12家: by it they are told, and it is nobody's rate.
        if statement.mention.unit == "%" and (bound := _BOUND.fullmatch(statement.tail)):
            return Reason("each", bound.group())
        return Reason("change", said["negation"]) if "negation" in said else None

    def change(self, statement: Statement) -> str:
        """Return the word that makes a number the change and not what came of it."""
        head = statement.head.rstrip("了约近 ")
        if head.endswith("多达") or (head[-1:] in tuple("到至为") and head[:-1].endswith(_CHANGED)):
            return ""
        head = head.rstrip("达")
        found = self.words["change"].at_end(head)
        return found.group() if found else ""

    def time(self, manuscript: Manuscript, time: Slot | None) -> Reason | None:
        """Return how the time that is spoken of differs from the year; None where it is that."""
        years = manuscript.years
        known = [one for one in years if one in self.years]
        own = next(iter([*known, *years]), self.years[0])
        # It is dated by a day, of its year or the one after, or by a guess.
        is_near = manuscript.weak and (not manuscript.is_dated or abs(own - self.year) <= 1)
        if time is None or time.value == OWN:
            if not years and self.session and manuscript.session:
                said = Reason("year", manuscript.session, mild=True)
                return None if manuscript.session == self.session else said
            if own == self.year:
                is_within = time is None and manuscript.until.startswith(str(own))
                until = manuscript.until
                return Reason("period", until, mild=True, open=True) if is_within else None
            if is_near and len(self.years) < 2:
                return None
            return _of_other_year(manuscript, own, is_near)
        is_far = time.reach == "carried"
        if time.value == SPAN:
            is_last = f"{self.year}年" in time.words  # 2031年至2033年分别为228件和241件
            return Reason("span", time.words, is_far or is_last or time.reach == "section")
        if time.value == VAGUE:
            return Reason("span", time.words, mild=True, open=True)
        if time.value in (DAY, PART):
            if own != self.year and not is_near:
                return _of_other_year(manuscript, own)
            return Reason("period", time.words, mild=True, open=is_far or time.value == DAY)
        if time.value == LAST:
            last = {own - 1}
            is_dated = years and (manuscript.is_dated or not manuscript.weak)
            if not (is_dated or manuscript.given):
                if len(self.years) == 1 or "同期" in time.words:
                    return Reason("open_year", time.words, open=True)
                # It may be the year of the newest figures, where nothing is of the one behind it.
                last = last if manuscript.is_of_now else {own, own - 1}
            same = self.year in last
            if not same and time.words == "去年" and not manuscript.given and own == self.year:
                return Reason("open_year", time.words, mild=True, open=True)
        else:
            same = int(time.value) == self.year
            if same and not time.words.endswith(("年", "年度", "来")):
                return Reason("period", time.words, mild=True, open=True)
        return None if same else Reason("year", time.words, is_far)

    def _body(
        self, manuscript: Manuscript, statement: Statement, figure: Figure, terms: Terms
    ) -> Reason | None:
        names, body = terms.names[figure.id], statement.frame.body
        own = manuscript.body
        # 各民主党派、人民团体和专门委员会集体提案: all who make them together.
        if "集体" in figure.name.zh and self.words["jointly"].search(statement.head):
            body = own
        if body is not None and body.value == ALL_LEVELS:
            scope = statement.frame.scope
            is_all = scope is not None and scope.value == figure.scope == "city"
            return None if is_all else Reason("scope", body.words, mild=True)
        # 市政协 is not the committee of a county, whatever the text is.
        level = body.value if body is not None and body.value in LEVELS else ""
        if body is not None and level and not (self.of_bureau or is_of(self.place, level)):
            return Reason("body", body.words, mild=not _is_of_level(level))
        if body is None or (
            own is not None and body.value in LEVELS and own.value.endswith(body.value)
        ):
            body = own
        if self.foreign and (body is None or body.value in LEVELS):
            return Reason("body", self.place)
        # 主席会议成员督办, as the figure is called: of the committee whose text it is.
        if body is not None and (body.words in names or body.words.rstrip("政协") in names):
            body = own
        if body is None:
            return None
        # To whom a bureau answers is not whose its figures are: only another of its level is.
        is_near = body.reach != "document" or not _is_of_level(body.value)
        if self.of_bureau and is_near and body.value[-1:] != self.place[-1:]:
            return None
        is_far = body.reach == "carried"
        if body.value == "person":
            return Reason("person", body.words, mild=True, open=is_far)
        if not is_of(self.place, body.value):
            if body.reach != "document":
                mild = not _is_of_level(body.value)
                # 各民主党派、专门委员会集体提案: they are named with the part.
                is_open = is_far or (mild and figure.part_of is not None)
                return Reason("body", body.words, mild, is_open)
            if not manuscript.surely and not self.foreign:
                return None
            # 据了解，全市177家 in the text of a county: perhaps of the city that it lies in.
            scope = statement.frame.scope
            above = scope is not None and scope.value == "city" and body.value[-1] in "县区"
            # 海安市政协社法委2032年工作总结: a part of the committee, and perhaps all that it did.
            above = above or f"{self.place}政协" in body.words.partition(body.value)[0]
            # A slip is asked for of the own figures, and of no other committee's.
            mild = is_distinctive(figure.value) and not self.foreign
            return Reason("body", body.words, mild, above, of_text=True)
        # 市政协委员工作室18家: of the committee itself, where the figure is the whole city's.
        if figure.scope == "city" and body.reach == "clause" and statement.frame.scope is None:
            behind = statement.head.partition(body.words)[2]
            if any(behind[: one.start] in ("", "的") for one in terms.occurrences(behind)):
                return Reason("scope", body.words, mild=True)
        return None

    def _place(self, statement: Statement, figure: Figure) -> Reason | None:
        place, scope = statement.frame.place, statement.frame.scope
        if place is not None and not is_of(self.place, place.value):
            mild = place.value == "elsewhere"
            return Reason("place", place.words, mild)
        # 全县 in what is said of a city is a county of it.
        whole = scope is not None and scope.words.startswith("全") and scope.words[1:2] in LEVELS
        if scope is not None and whole and not is_of(self.place, scope.words[1]):
            return Reason("place", scope.words)
        if scope is not None and figure.scope and scope.value != figure.scope:
            return Reason("scope", scope.words, mild=True)
        return None


def _of_other_year(manuscript: Manuscript, own: int, is_near: bool = False) -> Reason:
    """Tell that all of a text is of another year, or perhaps of one that is near."""
    dated = manuscript.dated[:40]
    return Reason("year", dated or f"{own}年", manuscript.weak, is_near, of_text=bool(dated))


def _is_of_level(body: str) -> bool:
    """Tell whether a body is called by a level or its place, as a committee is."""
    return body.endswith(LEVELS) or "全国" in body or "自治区" in body


# In a sentence that shows what a class must hit: 争取提交提案[481件].
_BRACKETED = Pattern(r"\[([^\[\]]+)\]")


def classes_of_number(sentence: str, dataset: Dataset, words: Lexicon) -> frozenset[str] | None:
    """Return the classes that are said of the number in brackets; None where there is none."""
    bracketed = _BRACKETED.search(sentence)
    if bracketed is None:
        return None
    text = _BRACKETED.sub(r"\1", sentence, count=1)
    document = text_document("", text)
    found = read(document, list(mentions(document)), words)
    for statement in found.statements:
        block = document.blocks[statement.mention.block]
        start, end = (block.offset(at) for at in statement.mention[:2])
        if start <= bracketed.start() < end:
            return frozenset(_said(statement, dataset, words))
    return None


def _said(statement: Statement, dataset: Dataset, words: Lexicon) -> Iterator[str]:
    around = (statement.head, statement.tail)
    for slot in statement.frame:
        if slot is not None:
            yield from (one for one in words.names() if words[one].fullmatch(slot.words))
    slots = Slots(dataset, (dataset.year,), dataset, words)
    if slots.change(statement):
        yield "change"
    terms = Terms(dataset, words, slots.place)
    if statement.part or any(terms.explain(one, "")[1] for one in around):
        yield "part"
    for name in ("average", "rank", "negation", "neutral", "doing", "proposers", "recipient"):
        if any(words[name].search(one) for one in around):
            yield name


def word_faults(dataset: Dataset) -> list[Fault]:
    """Return the sentences of a dataset's own words that do not come out as it says they must."""
    from cppcc_cli.dataset.toml import index_lines
    from cppcc_cli.files import read_regular_file

    # For the lines.
    raw = read_regular_file(dataset.path, LARGEST)
    words, lines = lexicon_of(dataset), index_lines(raw.decode("utf-8-sig"))
    found: list[Fault] = []
    for number, word in enumerate(dataset.words):
        for key, wanted in (("hit", True), ("miss", False)):
            sentences: Sequence[str] = getattr(word, key)
            for at, sentence in enumerate(sentences):
                # As answers mark a number, too.
                marked = sentence.replace("【", "[").replace("】", "]")
                said = classes_of_number(marked, dataset, words)
                message: Message | None = None
                if said is None:
                    message = findings.NO_NUMBER_IN_BRACKETS.about(sentence=sentence)
                elif (word.kind in said) is not wanted:
                    text = findings.NOT_HIT if wanted else findings.NOT_MISSED
                    message = text.about(sentence=sentence, kind=word.kind)
                if message is not None:
                    line = lines.get(("word", number, key)) or lines.get(("word", number))
                    found.append(
                        Fault("word", line, f"word[{number + 1}].{key}[{at + 1}]", message)
                    )
    return found
