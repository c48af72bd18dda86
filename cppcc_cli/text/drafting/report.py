"""A report -> its statements, each with its name, its heading and what it is part of."""

from cppcc_cli import messages
from cppcc_cli.documents import Document, positions
from cppcc_cli.errors import InputError
from cppcc_cli.numerals import NUMERAL
from cppcc_cli.script import HAN, Pattern, compiled, is_han, plain
from cppcc_cli.text import statements
from cppcc_cli.text.committees import lesser_body
from cppcc_cli.text.drafting.naming import (
    SHARES,
    Name,
    Words,
    name_of,
    of_cell,
    opening,
    with_topic,
)
from cppcc_cli.text.drafting.reading import (
    attendance,
    core_of,
    firsts_of_rows,
    headings,
    is_bare,
    is_of_verse,
    measure_by_next,
    split_tail,
    text_of,
    yearly_doing,
)
from cppcc_cli.text.drafting.wholes import wholes, with_things
from cppcc_cli.text.kinds import CHANGES, FIGURE_KINDS
from cppcc_cli.text.lexicon import lexicon
from cppcc_cli.text.metadata import Metadata
from cppcc_cli.text.numbers import Mention, mentions
from cppcc_cli.text.parts import WHO
from cppcc_cli.text.tables import with_units_of_tables

# Measure words of papers.
_OF_PAPERS = ("件", "条", "篇", "份")
# Measure words of what people take part in.
_HELD = ("次", "场", "期", "班", "批", "课", "讲")
_AGE = Pattern("[0-9]+(?:[—-][0-9]+)?岁(?:以[上下]|之间)?(?=[^，。；]{0,3}$)", "岁")
_AMONG = Pattern("(提案|信息|来信|建议)中[，,：:]?$", "中")
_SOME = Pattern("[^，。；]*[中里][，,]?(?:还|仍|就)?有?", "中", "里")
# The mark of a note: 合格率[73]为94%.
_NOTE = Pattern(r"\[[0-9]{1,3}\]", "[")
_LEAST = Pattern("不[足到]|超过?|.*(?:以[上下]|[0-9][至到—～~-][0-9]+[分岁])$", *"不超上下分岁")
_SESSION = Pattern(f"{NUMERAL}+届{NUMERAL}+次会议(?:期间)?", "届")
# Names of places end with these.
_PLACES = tuple("市县区镇乡州")
# Far more than any year's report states; each is compared with all others.
_MOST_FIGURES = 1_000
# Smaller numbers are alike by chance, and what is called alike so often is no row of a list.
_LEAST_TELLING, _MOST_ALIKE = 10, 40


class Report:
    """A report with its statements, and what each of them is called."""

    def __init__(self, document: Document, year: int, head: Metadata, place: str) -> None:
        self.document = document
        # How the committee of this place is called as who did what is told of.
        self.own = rf"^(?:{place}|{place[:-1]})政协(?!\w?(?:委员|主席|常委|机关|党组|办公室))"
        # What of a committee it is of, where that is only a part that has no proposals of all.
        called = plain(head.committee.words) if head.committee else ""
        lesser = lesser_body(plain(head.headline), called, lexicon()) if called else ""
        self.lesser = "" if "提案" in lesser else lesser
        # How each block writes what is read in another script.
        self._scripts: dict[int, dict[int, str]] = {}
        found = list(with_units_of_tables(document, mentions(document)))
        if sum(one.kind in FIGURE_KINDS and bool(one.unit) for one in found) > _MOST_FIGURES:
            said = messages.TOO_MANY_FIGURES.about(path=document.path, most=_MOST_FIGURES)
            raise InputError(said)
        self.text = text_of(document, found, year, head, place)
        self.statements = self.text.statements
        offsets = [mention.offset for mention in found]
        self.places = dict(zip(offsets, positions(document.text, offsets), strict=True))
        lines, stated = self.text.blocks, {one.mention.offset for one in self.statements}
        # Numbers that have no definite value, and those that count something and have no unit.
        self.unclear = [
            one for one in found if one.kind == "unclear" and not is_of_verse(one, lines)
        ]
        self.bare = [
            one
            for one in found
            if one.offset not in stated and is_bare(one) and not document.blocks[one.block].cells
        ]
        self.headings = headings(document.blocks)
        self.counted = [self._is_counted(index) for index in range(len(self.statements))]
        self.names: list[Name] = []
        for index in range(len(self.statements)):
            self.names.append(self._name(index))
        for index in reversed(range(len(self.names) - 1)):
            self._name_pair(index)
        # The numbers that are called by each name.
        self._called: dict[str, list[int]] = {}
        for index, name in enumerate(self.names):
            self._called.setdefault(name.words, []).append(index)
        self.names = [self._distinct(index, name) for index, name in enumerate(self.names)]
        self._firsts = firsts_of_rows(self.text)
        self.wholes, self.perhaps = wholes(self.text, self.names, self.counted)
        names = [self._of_its_row(index, name) for index, name in enumerate(self.names)]
        self.names = [*with_things(self.text, names, self.wholes)]

    def _is_counted(self, index: int) -> bool:
        """Tell whether a number is a count of the year: no change, no average and no bound."""
        one = self.statements[index]
        return (
            one.mention.kind in FIGURE_KINDS
            and one.mention.kind not in CHANGES
            and one.mention.quantity is not None
            and one.row is None
            and not lexicon()["average"].search(one.head)
            and not self._is_bound(index)
        )

    def _name(self, index: int) -> Name:
        """Return the name of a number: of its cell, of what it goes on with, or of its words."""
        row = self.statements[index].row
        if row is not None:
            return of_cell(row)
        for step in (self._of_age, self._of_bound, self._of_same_thing, self._of_these):
            if (name := step(index)) is not None:
                return name
        return self._of_words(index)

    def _of_age(self, index: int) -> Name | None:
        """45岁以下9名: their age tells who they are."""
        age = _AGE.search(self.statements[index].head)
        return Name(age.group(), age.group()) if age else None

    def _of_bound(self, index: int) -> Name | None:
        """出资2万元以上的9人: the least that they gave tells who they are."""
        before = self._before(index)
        if before is None or not self._is_bound(index - 1):
            return None
        # 提交3件以上的委员41名: what they did stands before, and who they are between the two.
        if who := self.text.gap(index - 1, index).strip("的就有"):
            did = name_of(Words(self.statements[index - 1].head, "", before.unit)).words
            return Name(f"{did}{before.printed}的{who}", who)
        # 80至89分的9名 goes on with what was got.
        bound = compiled("[0-9].*").sub("", self.names[index - 1].words) + before.printed
        return Name(bound, bound)

    def _of_same_thing(self, index: int) -> Name | None:
        """85批1200余人次: the name of the number before it, with how it measures the same."""
        before = self._before(index)
        if before is None or not self._is_beside(index):
            return None
        name, unit = self.names[index - 1], self.statements[index].mention.unit
        is_part = unit in SHARES and before.unit not in SHARES
        how = "占比" if is_part else measure_by_next(before.unit, unit)
        return name._replace(words=f"{name.words}{how}") if name.words else name

    def _of_these(self, index: int) -> Name | None:
        """80件提案中: the name by which they have been told of."""
        these = lexicon()["of_these"].match(f"{self.statements[index].tail}，")
        told = self._told_before(index) if these else None
        return self.names[told] if told is not None else None

    def _of_words(self, index: int) -> Name:
        """Return the name of a number by the words around it, with what these are said of."""
        words = self._words(index)
        # 立案提案中，经济建设方面9件: of what is told of.
        among = _AMONG.search(words.clauses)
        those = Name(among[1], among[1]) if among else self._antecedent(index)
        name = _of_place(words, name_of(words, those), those)
        last = self.names[index - 1].words if self._before(index) is not None else ""
        # 委员中有27名没有提交提案: what is said of some of them.
        some = _SOME.fullmatch(self._gap(index))
        if some and not words.before.strip("还仍就有"):
            name = with_topic(last, Name(name.words[_overlap(last, name.words) :]))
        currency = lexicon()["currency"]
        foreign = currency.at_end(words.before) or currency.match(words.behind)
        if name.words and foreign and foreign.group() not in ("", "人民币"):
            name = name._replace(words=f"{name.words}（{foreign.group()}）")
        for step in (self._told_again, self._of_verb, self._of_last):
            if (other := step(index, words, name)) is not None:
                return other
        if last and self._is_done_by(index, name):
            return Name(*(f"{last}{one}" for one in name[:2]))
        return name

    def _words(self, index: int) -> Words:
        """Return the words around a number."""
        statement = self.statements[index]
        line = self.text.blocks[statement.mention.block]
        begin = max(statement.sentence[0], self._last_end(index))
        clauses = line[begin : max(begin, statement.clause[0])]
        listed = statements.thing_of_list(self.text, index)
        head, tail = self._head(index), self._tail(index)
        head = head if listed is None or compiled("[0-9]").search(listed) else listed
        head, tail = _NOTE.sub("", head), _NOTE.sub("", tail)
        return Words(head, tail, statement.mention.unit, clauses, self._above(index))

    def _told_again(self, index: int, words: Words, name: Name) -> Name | None:
        """Return the name of the same number told before, where its own tells nothing more.

        What nothing names is told again only where it was told right before.
        """
        again = self._told_before(index) if name.words in ("", "提案") else None
        if again is None:
            return None
        blocks = self.statements[index].mention.block - self.statements[again].mention.block
        return self.names[again] if name.words or blocks <= 1 else None

    def _of_verb(self, index: int, words: Words, name: Name) -> Name | None:
        """Return the name of a number of which only the verb is told, with what was done with."""
        verb = name.words
        if verb and opening("naming_verb", verb) != verb:
            return None
        # 收到社情民意82条，编发7期: the same things.
        if self._before(index) is not None and lexicon()["issued"].fullmatch(verb):
            last_three = range(index - 1, max(-1, index - 4), -1)
            things = filter(None, (core_of(self.names[at].noun) for at in last_three))
            if thing := next(things, ""):
                return Name(f"{verb}{thing}", "", verb)
        subject = self._subject(index)
        if not subject:
            return None
        said = compiled(f"(?!今年|现在){HAN}{{1,2}}?(?<!的)(?=[了是]*$)").search(words.before)
        verb = verb or (said.group() if said else "")
        return Name(f"{verb}{subject}", subject)

    def _of_last(self, index: int, words: Words, name: Name) -> Name | None:
        """Return the name of a number that nothing beside it names: of the last of its sentence.

        为62家企业查找风险点143个: with what they did.
        """
        attended = lexicon()["attending"].fullmatch(name.words)
        if (name.words and not attended) or words.before.endswith("有"):
            return None
        statement = self.statements[index]
        line, start = self.text.blocks[statement.mention.block], statement.mention.start
        opened = line.rfind("（", 0, start)
        in_bracket = opened > line.rfind("）", 0, start)
        is_sum = (statement.head or self.statements[index - 1].tail).endswith(("合计", "总计"))
        for at in reversed(range(index)):
            last, told = self.statements[at], self.names[at]
            if last.place != statement.place:
                return None
            # 收到提案171件，会后又收到15件，两项合计186件.
            thing = core_of(told.noun)
            is_aside = in_bracket and last.mention.start > opened
            if not told.words or is_aside or (is_sum and not thing):
                continue
            if is_sum:
                return Name(thing, thing)
            gap = self.text.gap(at, index)
            if gap == last.tail and compiled(f"{HAN}{{3,14}}").fullmatch(gap):
                again = _overlap(told.words, gap)
                return with_topic(told.words, Name(compiled("^[里中]|的$").sub("", gap[again:])))
            # 举办讲座3场，200人参加: they took part in what was held.
            taking_part = opening("taking_part", statement.tail or statement.head)
            who = name.words or taking_part
            if who and told.noun and last.mention.unit.endswith(_HELD):
                held = compiled("参[加与]").split(told.noun)[-1]
                return Name(attendance(who, held), held)
            if attended:
                return None
            # 新建书屋21家，总数达到73家: the new ones are some of them.
            if told.verb.startswith("新"):
                return Name(told.noun, told.noun)
            how = measure_by_next(last.mention.unit, statement.mention.unit) or taking_part
            whose = statement.head if statement.head in ("人均", "场均") else ""
            of = yearly_doing(f"{whose}{told.words}", statement.head)
            return Name(f"{of}{how}", told.noun)
        return None

    def _subject(self, index: int) -> str:
        """Return the thing that a sentence opens with, its paragraph, or that this is headed by."""
        statement, block = self.statements[index], self.statements[index].mention.block
        line = self.text.blocks[block]
        # 【主席会议】全年召开14次, as in yearbooks.
        if titled := compiled("【([^【】]{2,12})】").match(line):
            return titled[1]
        if statement.mention.unit not in _OF_PAPERS:
            return ""
        things = lexicon()["core_noun"]
        heading = plain(self.headings[block][1])
        if opened := things.match(line, statement.sentence[0]) or things.match(line):
            return opened.group()
        return core_of(heading) if things.search(heading[-6:]) else ""

    def _is_bound(self, index: int) -> bool:
        """Tell whether a number is the least of those that the next one counts: 2万元以上的9人."""
        if not _LEAST.match(self.statements[index].mention.printed):
            return False
        return bool(compiled(f"的(?:就?有)?|的{HAN}{{2,4}}").fullmatch(self._gap(index + 1)))

    def _told_before(self, index: int) -> int | None:
        """Return the last number before one that is the same, unless it is small."""
        quantity = self.statements[index].mention.quantity
        if quantity is None or quantity.value < _LEAST_TELLING:
            return None
        alike = (at for at in reversed(range(index)) if self.names[at].words)
        return next((at for at in alike if self.statements[at].mention.quantity == quantity), None)

    def _distinct(self, index: int, name: Name) -> Name:
        """Return a name, with its session where another number has the same."""
        statement, quantity = self.statements[index], self.statements[index].mention.quantity
        line = self.text.blocks[statement.mention.block]
        session = _SESSION.search(line[self._last_end(index) : statement.mention.start])
        if session is None or not name.words or statement.row is not None:
            return name
        values = {self.statements[at].mention.quantity for at in self._called[name.words]}
        is_one = values <= {None, quantity}
        return name if is_one else name._replace(words=f"{session.group()}{name.words}")

    def _of_its_row(self, index: int, name: Name) -> Name:
        """Return a name with what its row is of: 小学在校生 of 小学招生9人，在校生50人.

        It is what the first of the row is called before the words that all such rows begin with.
        """
        alike = self._called.get(name.words, ()) if self.statements[index].row is None else ()
        if not 1 < len(alike) < _MOST_ALIKE:
            return name
        first = self._firsts[index]
        words = self.names[first].words
        if first == index or words.endswith(name.words) or opening("naming_verb", words):
            return name
        rows = {self.names[self._firsts[at]].words for at in alike}
        every = range(len(words), -1, -1)
        size = next(n for n in every if all(row.endswith(words[len(words) - n :]) for row in rows))
        done = lexicon()["naming_verb"].search(words[1:])
        end = done.start() + 1 if done else len(words) - min(size, max(2, len(words) - 2))
        is_row = len(rows) == len(alike) and size > 1
        return with_topic(words[:end], name) if is_row and 1 < end >= len(words) - size else name

    def _head(self, index: int) -> str:
        """Return the words before a number that are said of it, and not of the number before it."""
        this, before = self.statements[index], self._before(index)
        head = "" if self._is_of_first(index - 1) else this.head
        head = compiled(self.own).sub("", head) if "政协" in head else head
        # 占总数（318件）的20% goes on behind the bracket, 先进个人（20名） stands before it.
        said = self.text.blocks[this.mention.block][this.sentence[0] : this.mention.start]
        if head[:1] == "）":
            opened = said[: said.rfind("（")]
            head = compiled("[，。；、0-9]").split(opened)[-1] + head[1:]
        elif head.strip() == "（":
            head = compiled("[，。；、）0-9]和?").split(said.rstrip("（ "))[-1]
        if before is None:
            return head
        last = self.statements[index - 1].tail
        # What ends in 有 behind the one is before the next: 68宗涉及公营、私营有45宗.
        given = split_tail(last, before.unit) if self._goes_on(index) else None
        if given and head in ("", last):
            return given[1].removeprefix("共")
        return "由" if not head and last.endswith(("由", "交", "送")) else head

    def _tail(self, index: int) -> str:
        """Return the words behind a number that are said of it, and not of the next number."""
        tail = self.statements[index].tail
        if self._before(index + 1) is None:
            return tail
        following = self.statements[index + 1]
        if self._is_of_first(index):
            return following.head
        is_next = not following.head and self._goes_on(index + 1)
        given = split_tail(tail, self.statements[index].mention.unit) if is_next else None
        return given[0] if given else tail

    def _is_of_first(self, index: int) -> bool:
        """Tell whether what stands between a number and the next is of the first: 7个乡镇31个村."""
        if index < 0 or self.statements[index].tail or self._before(index + 1) is None:
            return False
        following = self.statements[index + 1]
        is_one = is_han(following.tail[:1]) or lexicon()["core_noun"].match(following.head)
        is_named = compiled(f"(?![和与及]){HAN}{{1,8}}(?<!的)").fullmatch(following.head)
        return bool(is_one and is_named and self._gap(index + 1) == following.head)

    def _gap(self, index: int) -> str:
        """Return the text before a number, from the number before it in its block."""
        return self.text.gap(index - 1, index) if 0 < index < len(self.statements) else "\n"

    def _goes_on(self, index: int) -> bool:
        """Tell whether no mark parts a number from the number before it."""
        return all(mark not in self._gap(index) for mark in "，。；")

    def _last_end(self, index: int) -> int:
        return last.end if (last := self._before(index)) is not None else 0

    def _above(self, index: int) -> str:
        """Return the line above a number that has no words of its own."""
        block = self.statements[index].mention.block
        line = self.text.blocks[block - 1] if block and self._before(index) is None else ""
        return line if len(line) <= 30 and not compiled("[0-9。；，]").search(line) else ""

    def _before(self, index: int) -> Mention | None:
        """Return the number before one in its block."""
        if not 0 < index < len(self.statements):
            return None
        last, this = self.statements[index - 1].mention, self.statements[index].mention
        return last if last.block == this.block else None

    def _is_beside(self, index: int) -> bool:
        """Tell whether a number is of the same thing as that before it: 85批1200余人次."""
        last, this = self.statements[index - 1].mention, self.statements[index].mention
        between, behind = self._gap(index), self.statements[index].tail
        if between == "（":
            return self.text.blocks[this.block].startswith("）", this.end)
        if lexicon()["became_number"].fullmatch(between):
            return last.unit == this.unit
        is_noun = is_han(behind[:1]) and not lexicon()["predicate"].match(behind)
        is_share = "%" in (last.unit, this.unit)
        is_next = between.strip() in ("", "、") and last.unit != this.unit
        return is_next and not (is_share or is_noun)

    def _name_pair(self, index: int) -> None:
        """Name a number that goes on with the next as that."""
        gap, this, following = self._gap(index + 1), *self.names[index : index + 2]
        # 举办3场41人次培训: one thing was done, and both numbers are of it.
        if not gap and not this.noun:
            self.names[index] = following
        # 36场次：开展协商36场次: what is told behind it again.
        both = [one.mention.unit for one in self.statements[index : index + 2]]
        if gap[:1] == "：" and not this.words and both[0] == both[1]:
            self.names[index] = following
        # 新建3家、挂牌2家书屋: the thing stands behind the second.
        done = lexicon()["naming_verb"].fullmatch(gap[1:]) if gap[:1] == "、" else None
        if done and not this.noun and following.words == following.noun:
            self.names[index] = this._replace(words=f"{this.verb}{following.noun}")
            self.names[index + 1] = following._replace(words=f"{gap[1:]}{following.noun}")

    def _is_done_by(self, index: int, name: Name) -> bool:
        """Tell whether those before a number made what it counts: 8个党派提出提案13件."""
        last, this = self.statements[index - 1], self.statements[index]
        return (
            last.mention.unit in WHO
            and this.mention.unit not in SHARES
            and self.text.gap(index - 1, index) == f"{last.tail}{this.head}"
            and bool(lexicon()["core_noun"].fullmatch(name.noun))
            and last.tail.startswith(self.names[index - 1].words)
        )

    def _antecedent(self, index: int) -> Name | None:
        """Return the name of the number before one, of its unit; for a share, of what it follows.

        That stands in the same block; for a share that its line begins with, in the line above.
        """
        this = self.statements[index].mention
        share = this.unit in SHARES
        opens = share and self.text.blocks[this.block].startswith("占")
        for at in range(index - 1, max(-1, index - 12), -1):
            last = self.statements[at].mention
            if this.block - last.block > opens or not self.names[at].words:
                return None
            # What stands in brackets is an aside.
            if compiled("[^（]*）").match(self.text.gap(at, index)):
                continue
            if share and last.unit not in SHARES:
                # In a list of shares each is of the part in its place.
                end = index
                while self._gap(end + 1) in ("、", "和", "及", "与"):
                    end += 1
                return self.names[max(0, at - (end - index))]
            if not share and last.unit == this.unit:
                return self.names[at]
            if not share and self.statements[at].sentence != self.statements[index].sentence:
                return None
        return None

    def written(self, words: str, block: int) -> str:
        """Return words in the script in which they stand in a block."""
        shown, read = self.document.blocks[block].text, self.text.blocks[block]
        # What a cell is called stands in heads above, too.
        if self.document.blocks[block].cells:
            block, shown, read = -1, self.document.words, "\n".join(self.text.blocks)
        if shown == read:
            return words
        if block not in self._scripts:
            changed = zip(shown, read, strict=True)
            self._scripts[block] = {ord(new): old for old, new in changed if old != new}
        return words.translate(self._scripts[block])


def _overlap(before: str, behind: str) -> int:
    """Return how much of what stands behind is said by the end of what stands before."""
    return next(size for size in range(len(behind), -1, -1) if before.endswith(behind[:size]))


def _of_place(words: Words, name: Name, last: Name | None) -> Name:
    """协商活动468场，云汀市62场: the name of a place with what was told before."""
    is_place = name.words[-1:] in _PLACES and words.before.endswith(name.words)
    if last is None or not is_place or len(name.words) > 5:
        return name
    what = compiled("^.{1,4}?[市县区镇乡州](?=..)").sub("", last.noun)
    return Name(f"{name.words}{what}", what) if what[-1:] not in ("", *_PLACES) else name
