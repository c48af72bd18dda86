"""A report -> its statements, each with its name, its heading and what it is part of."""

from decimal import Decimal

from cppcc_cli.documents import Document, positions
from cppcc_cli.numerals import NUMERAL
from cppcc_cli.quantity import Quantity
from cppcc_cli.script import HAN, compiled, plain
from cppcc_cli.text import statements
from cppcc_cli.text.committees import lesser_body
from cppcc_cli.text.drafting.naming import Name, Words, name_of, of_cell, with_topic
from cppcc_cli.text.drafting.reading import (
    SHARES,
    core_of,
    first_of_row,
    headings,
    is_bare,
    is_of_verse,
    measured,
    of_all_year,
    of_next,
    of_own_year,
    of_their_own,
    opening,
    refuse_too_many,
)
from cppcc_cli.text.drafting.wholes import wholes
from cppcc_cli.text.kinds import CHANGES, FIGURE_KINDS
from cppcc_cli.text.lexicon import lexicon
from cppcc_cli.text.metadata import Manuscript, Metadata
from cppcc_cli.text.numbers import Mention, mentions
from cppcc_cli.text.parts import WHO
from cppcc_cli.text.tables import Row, sums, with_units_of_tables

# Measure words of papers, and what is said for short of what is done with them.
_OF_PAPERS = ("件", "条", "篇", "份")
_IN_FULL = {"收": "收到", "立": "立案"}
# Measure words of what people take part in.
_HELD = ("次", "场", "期", "班", "批", "课", "讲")
_AGE = "[0-9]+(?:[—-][0-9]+)?岁(?:以[上下]|之间)?(?=[^，。；]{0,3}$)"
# To whom something is given stands behind these, and names of places end with those.
_TO_WHOM, _PLACES = tuple("向对给与为"), tuple("市县区镇乡州")
# Smaller numbers are alike by chance, and what is called alike so often is no row of a list.
_LEAST_TELLING, _LEAST_TOTAL, _MOST_ALIKE = 10, 100, 40


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
        figures = (one for one in found if one.kind in FIGURE_KINDS and one.kind not in CHANGES)
        refuse_too_many(
            sum(one.quantity is not None and bool(one.unit) for one in figures), document
        )
        given = head.published.year if head.published is not None else None
        # It is drafted as a report of this year, of its own committee.
        manuscript = Manuscript(years=(year,), given=given)
        text = statements.read(document, found, manuscript=manuscript)
        offsets = [mention.offset for mention in found]
        self.places = dict(zip(offsets, positions(document.text, offsets), strict=True))
        self.unclear = [
            one for one in found if one.kind == "unclear" and not is_of_verse(one, text.blocks)
        ]
        stated = {one.mention.offset for one in text.statements}
        # Numbers that count something and have no unit.
        self.bare = [
            one
            for one in found
            if one.offset not in stated and is_bare(one) and not document.blocks[one.block].cells
        ]
        # So is a review of the year in its title, or of none, that counts nothing of 今年.
        is_review = f"{year}年" in head.title and "报告" not in head.title
        is_review = given is None and (is_review or not head.years)
        times = [one.frame.time.words for one in text.statements if one.frame.time]
        if given == year + 1 or (is_review and not any("今年" in words for words in times)):
            text = text._replace(statements=tuple(map(of_own_year, text.statements)))
        own = of_their_own(text.statements, document.blocks, place, year)
        self.text = text = text._replace(statements=tuple(own))
        self.statements = text.statements
        self.headings = headings(document.blocks)
        self.names: list[Name] = []
        for index in range(len(self.statements)):
            self.names.append(self._name(index))
        # 举办3场41人次培训: one thing was done, and both numbers are of it.
        for index in reversed(range(len(self.names) - 1)):
            gap, this, following = self.text.gap(index, index + 1), *self.names[index : index + 2]
            if gap == "" and not this.noun:
                self.names[index] = following
            # 新建3家、挂牌2家书屋: the thing stands behind the second.
            done = lexicon()["naming_verb"].fullmatch(gap[1:]) if gap[:1] == "、" else None
            if done and this.verb and not this.noun and following.words == following.noun:
                self.names[index] = this._replace(words=f"{this.verb}{following.noun}")
                self.names[index + 1] = following._replace(words=f"{gap[1:]}{following.noun}")
        # The numbers that are called by each name.
        self._called: dict[str, list[int]] = {}
        for index, name in enumerate(self.names):
            self._called.setdefault(name.words, []).append(index)
        self.names = [self._distinct(index, name) for index, name in enumerate(self.names)]
        self.counted = [
            one.mention.kind in FIGURE_KINDS
            and one.mention.kind not in CHANGES
            and one.mention.quantity is not None
            and not one.quoted
            and one.row is None
            and not lexicon()["average"].search(one.head)
            and not self._is_bound(index)
            for index, one in enumerate(self.statements)
        ]
        self.wholes, self.perhaps = wholes(self.text, self.names, self.counted)
        self.names = [self._of_its_row(index, name) for index, name in enumerate(self.names)]
        self._sum_tables()

    def _name(self, index: int) -> Name:
        """Return the name of a number by its cell, or by the number that it goes on with."""
        statement = self.statements[index]
        if statement.row is not None:
            return of_cell(statement.row)
        # 45岁以下9名; 出资2万元以上的9人: their age or the least that they gave tells who.
        if age := compiled(_AGE).search(statement.head):
            return Name(age.group(), age.group())
        before = self._before(index)
        if before is not None and self._is_bound(index - 1):
            # 80至89分的9名 goes on with what was got.
            bound = compiled("[0-9].*").sub("", self.names[index - 1].words) + before.printed
            # 提交3件以上的委员41名: what they did stands before, and who they are between the two.
            if who := self.text.gap(index - 1, index).strip("的就有"):
                did = name_of(Words(self.statements[index - 1].head, "", before.unit)).words
                bound = f"{did}{before.printed}的{who}"
            return Name(bound, who or bound)
        if before is not None and self._is_beside(index):
            name, unit = self.names[index - 1], statement.mention.unit
            is_part = unit in SHARES and before.unit not in SHARES and name.words
            how = "占比" if is_part else measured(before.unit, unit)
            return name._replace(words=f"{name.words}{how}") if name.words else name
        # 除1件外，其余全部办复: what was not done.
        if statement.head.endswith("除"):
            rest = self.text.blocks[statement.mention.block][statement.mention.end :]
            not_done = compiled(
                "外，(?:其余|其他)的?(?:均|都|全部|已)*(.{2,4}?)(?![^，。；])"
            ).match(rest)
            return Name(f"未{not_done[1]}" if not_done else "例外")
        # 80件提案中: they have been told of.
        of_these = lexicon()["of_these"].match(f"{statement.tail}，")
        if of_these and (told := self._told_before(index)) is not None:
            return self.names[told]
        return self._of_words(index, before)

    def _of_words(self, index: int, before: Mention | None) -> Name:
        """Return the name of a number by the words around it, with what these are said of."""
        statement = self.statements[index]
        line = self.text.blocks[statement.mention.block]
        begin = max(statement.sentence[0], self._last_end(index))
        clauses = line[begin : max(begin, statement.clause[0])]
        listed = statements.thing_of_list(self.text, index)
        head, tail = self._around(index)
        head = head if listed is None or compiled("[0-9]").search(listed) else listed
        # 县委系统9家单位承办26件: who did it has been told with how many they are.
        who, done = (lexicon()[one].alternation for one in ("counted", "handled"))
        is_said = before is not None and head == self.statements[index - 1].tail
        if is_said and compiled(f"{who}{done}").fullmatch(head):
            return self._of_last(index)
        # 合格率[73]为94%: the mark of a note.
        note = compiled(r"\[[0-9]{1,3}\]").sub
        head, tail = (note("", one) if "[" in one else one for one in (head, tail))
        words = Words(head, tail, statement.mention.unit, clauses, self._above(index))
        # 立案提案中，经济建设方面9件: of what is told of.
        among = compiled("(提案|信息|来信|建议)中[，,：:]?$").search(clauses)
        those = Name(among[1], among[1]) if among else None
        name = name_of(words, those or self._antecedent(index))
        # 协商活动468场，云汀市62场: of what was told before.
        is_place = name.words[-1:] in _PLACES and head.endswith(name.words) and len(name.words) < 6
        of = self._antecedent(index) if is_place and statement.mention.unit != "%" else None
        what = compiled("^.{1,4}?[市县区镇乡州](?=..)").sub("", of.noun) if of else ""
        name = Name(f"{name.words}{what}", what) if what[-1:] not in ("", *_PLACES) else name
        last = self.names[index - 1].words if before is not None else ""
        gap = self.text.gap(index - 1, index) if before is not None else "\n"
        # 委员中有27名没有提交提案: what is said of some of them. 四家共183件.
        some = compiled("[^，。；]*[中里][，,]?(?:还|仍|就)?有?").fullmatch(gap)
        if some and not head.strip("还仍就有") and not name.words.startswith(last):
            name = with_topic(last, name)
        elif before is not None and before.unit in WHO and gap in ("共", "合计"):
            name = Name(f"{before.printed}合计")
        currency = lexicon()["currency"]
        foreign = currency.at_end(head) or currency.match(tail)
        if name.words and foreign and foreign.group() not in ("", "人民币"):
            name = name._replace(words=f"{name.words}（{foreign.group()}）")
        is_short = name.words in ("", "提案")
        again = self._told_before(index) if is_short else None
        # What nothing names is told again only where it was told right before.
        far = 1 if not name.words else len(self.text.blocks)
        block = statement.mention.block
        if again is not None and block - self.statements[again].mention.block <= far:
            return self.names[again]
        acted = lexicon()["naming_verb"].match(name.words)
        is_verb = not name.words or (acted is not None and acted.group() == name.words)
        # 收到社情民意82条，编发7期: the same things.
        if is_verb and before is not None and lexicon()["issued"].fullmatch(name.words):
            last_three = range(index - 1, max(-1, index - 4), -1)
            things = filter(None, (core_of(self.names[at].noun) for at in last_three))
            if thing := next(things, ""):
                return Name(f"{name.words}{thing}", "", name.words)
        if is_verb and (subject := self._subject(index)):
            said = compiled(f"(?!今年|现在){HAN}{{1,2}}?(?<!的)(?=[了是]*$)").search(head)
            verb = name.words or (said.group() if said else "")
            verb = _IN_FULL.get(verb, verb)
            return Name(verb if verb == "立案" else f"{verb}{subject}", subject)
        is_open = name.words in ("", "参加", "参与", "出席", "列席", "旁听")
        if is_open and not head.endswith("有") and (of_last := self._of_last(index)).words:
            return of_last
        if before is not None and self._is_done_by(index, name):
            return Name(*(f"{last}{one}" for one in name[:2]))
        return name

    def _of_last(self, index: int) -> Name:
        """Return the name of a number that nothing beside it names: of the last of its sentence.

        为62家企业查找风险点143个: with what they did.
        """
        statement = self.statements[index]
        line = self.text.blocks[statement.mention.block]
        opened = line.rfind("（", 0, statement.mention.start)
        in_bracket = opened > line.rfind("）", 0, statement.mention.start)
        before = self.statements[index - 1].tail if index else ""
        is_sum = (statement.head or before).endswith(("合计", "总计"))
        for at in range(index - 1, -1, -1):
            last, words = self.statements[at], self.names[at].words
            if last.sentence != statement.sentence or last.mention.block != statement.mention.block:
                return Name()
            # 收到提案171件，会后又收到15件，两项合计186件.
            thing = core_of(self.names[at].noun)
            if not words or (in_bracket and last.mention.start > opened) or (is_sum and not thing):
                continue
            if is_sum:
                return Name(thing, thing)
            gap = self.text.gap(at, index)
            if compiled(f"{HAN}{{3,14}}").fullmatch(gap) and gap == last.tail:
                size = next(n for n in range(len(gap), -1, -1) if words.endswith(gap[:n]))
                return with_topic(words, Name(compiled("^[里中]|的$").sub("", gap[size:])))
            taking_part = lexicon()["taking_part"].match(statement.tail or statement.head)
            rest = taking_part.group() if taking_part else ""
            # 举办讲座3场，200人参加: they took part in what was held.
            if rest and self.names[at].noun and last.mention.unit.endswith(_HELD):
                held = compiled("参[加与]").split(self.names[at].noun)[-1]
                return Name(f"{rest}{held}", held)
            # 新建书屋21家，总数达到73家: the new ones are some of them.
            is_new = self.names[at].verb.startswith("新") and self.names[at].noun
            if is_new and any(one in statement.head for one in ("总数", "总量", "累计", "共有")):
                return Name(self.names[at].noun, self.names[at].noun)
            how = measured(last.mention.unit, statement.mention.unit) or rest
            words = f"{statement.head}{words}" if statement.head in ("人均", "场均") else words
            return Name(f"{of_all_year(words, statement.head)}{how}", self.names[at].noun)
        return Name()

    def _subject(self, index: int) -> str:
        """Return the thing that a sentence opens with, its paragraph, or that this is headed by."""
        statement, block = self.statements[index], self.statements[index].mention.block
        if statement.mention.unit not in _OF_PAPERS:
            return ""
        things = lexicon()["core_noun"]
        line = self.text.blocks[block]
        heading = plain(self.headings[block][1])
        if opened := things.match(line, statement.sentence[0]) or things.match(line):
            return opened.group()
        return core_of(heading) if things.search(heading[-6:]) else ""

    def _sum_tables(self) -> None:
        """Put the cells of tables under their totals, or under the number that tells these."""
        rows = [one.row for one in self.statements]
        cells = [one.mention for one in self.statements]
        self.wholes = {part: at for part, at in self.wholes.items() if rows[part] is None}
        told_of: dict[str, tuple[int | None, Decimal]] = {}
        for parts, whole in sums(rows, cells):
            values = [quantity.value for at in parts if (quantity := cells[at].quantity)]
            total = Quantity(sum(values, Decimal(0)), "exact", cells[parts[0]].unit)
            told = whole if whole is not None else self._total_told(total, rows[parts[0]])
            if whole is not None and (again := self._total_told(total, rows[whole])) is not None:
                self.names[whole], told = self.names[again], again
            row = rows[parts[0]]
            column = row.column if row is not None else ""
            # 界别委员数, then 专委会委员数: what nearly makes up a whole again.
            again, most = told_of.get(column, (None, Decimal(0)))
            told = again if told is None and total.value <= most < 2 * total.value else told
            if told is not None:
                told_of.setdefault(column, (told, total.value))
                self.wholes.update({part: told for part in parts if part not in self.wholes})

    def _total_told(self, total: Quantity, row: Row | None) -> int | None:
        """Return the number outside of tables that tells the total of a column, by its words."""
        if row is None or total.value < _LEAST_TOTAL:
            return None
        for at, one in enumerate(self.statements):
            is_same = one.row is None and one.mention.quantity == total and self.counted[at]
            if is_same and row.done in self.names[at].words:
                return at
        return None

    def _is_bound(self, index: int) -> bool:
        """Tell whether a number is the least of those that the next one counts: 2万元以上的9人."""
        if index + 1 == len(self.statements):
            return False
        least = compiled("不[足到]|超过?|.*(?:以[上下]|[0-9][至到—～~-][0-9]+[分岁])$")
        is_least = least.match(self.statements[index].mention.printed)
        they = compiled(f"的(?:就?有)?|的{HAN}{{2,4}}").fullmatch(self.text.gap(index, index + 1))
        return bool(is_least and they)

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
        if not name.words or statement.row is not None:
            return name
        alike = self._called[name.words]
        if {self.statements[at].mention.quantity for at in alike} <= {None, quantity}:
            return name
        line = self.text.blocks[statement.mention.block]
        said = line[self._last_end(index) : statement.mention.start]
        if session := compiled(f"{NUMERAL}+届{NUMERAL}+次会议(?:期间)?").search(said):
            return name._replace(words=f"{session.group()}{name.words}")
        return name

    def _of_its_row(self, index: int, name: Name) -> Name:
        """Return a name with what its row is of: 小学在校生 of 小学招生9人，在校生50人.

        It is what the first of the row is called before the words that all such rows begin with.
        """
        alike = self._called.get(name.words, ()) if self.statements[index].row is None else ()
        if not 1 < len(alike) < _MOST_ALIKE:
            return name
        first = first_of_row(self.text, index)
        words = self.names[first].words
        if first == index or words.endswith(name.words) or opening("naming_verb", words):
            return name
        rows = {self.names[first_of_row(self.text, at)].words for at in alike}
        every = range(len(words), -1, -1)
        size = next(n for n in every if all(row.endswith(words[len(words) - n :]) for row in rows))
        done = lexicon()["naming_verb"].search(words[1:])
        end = done.start() + 1 if done else len(words) - min(size, max(2, len(words) - 2))
        is_row = len(rows) == len(alike) and size > 1
        return with_topic(words[:end], name) if is_row and 1 < end >= len(words) - size else name

    def _around(self, index: int) -> tuple[str, str]:
        """Return the words before a number and behind it.

        What ends in 有 behind the one is before the next: 68宗涉及公营、私营有45宗. So is what
        those that are counted brought (有2个小组来信2封), and all before 共 (近九成来信共87件).
        """
        head, tail = self.statements[index].head, self.statements[index].tail
        head = "" if self._is_of_first(index - 1) else compiled(self.own).sub("", head)
        # 占总数（318件）的20% goes on behind the bracket, 先进个人（20名） stands before it.
        this = self.statements[index]
        said = self.text.blocks[this.mention.block][this.sentence[0] : this.mention.start]
        opened = max(said.rfind("（"), said.rfind("("))
        if head[:1] in tuple("）)") and opened >= 0:
            head = compiled("[，。；、0-9]").split(said[:opened])[-1] + head[1:]
        elif head.strip() in ("（", "("):
            head = compiled("[，。；、）)0-9]和?").split(said.rstrip("（( "))[-1]
        if self._before(index) is not None:
            last = self.statements[index - 1].tail
            given = of_next(last, self.statements[index - 1].mention.unit)
            # 向43家承办单位交办提案118件: they did not do it.
            to_whom = given and head == last and self.statements[index - 1].head[-1:] in _TO_WHOM
            if given and (not head or to_whom):
                head = given[1].removeprefix("共")
            elif not head and last.endswith(("由", "交", "送")):
                head = "由"
            elif head in ("共", "共有", "共计") and self.text.gap(index - 1, index) == last + head:
                head = last + head
        if index + 1 == len(self.statements) or self._before(index + 1) is None:
            return head, tail
        following = self.statements[index + 1]
        if self._is_of_first(index):
            return head, following.head
        if not following.head:
            given = of_next(tail, self.statements[index].mention.unit)
            tail = given[0] if given else tail
        return head, tail

    def _is_of_first(self, index: int) -> bool:
        """Tell whether what stands between a number and the next is of the first: 7个乡镇31个村."""
        if index < 0 or self.statements[index].tail or self._before(index + 1) is None:
            return False
        following = self.statements[index + 1]
        is_thing = lexicon()["core_noun"].match(following.head)
        is_one = is_thing or compiled(HAN).match(following.tail)
        is_named = compiled(f"(?![和与及]){HAN}{{1,8}}(?<!的)").fullmatch(following.head)
        return bool(is_one and is_named and self.text.gap(index, index + 1) == following.head)

    def _last_end(self, index: int) -> int:
        return last.end if (last := self._before(index)) is not None else 0

    def _above(self, index: int) -> str:
        """Return the line above a number that has no words of its own."""
        block = self.statements[index].mention.block
        line = self.text.blocks[block - 1] if block and self._before(index) is None else ""
        return line if len(line) <= 30 and not compiled("[0-9。；，]").search(line) else ""

    def _before(self, index: int) -> Mention | None:
        """Return the number before one in its block."""
        if not index:
            return None
        last, this = self.statements[index - 1].mention, self.statements[index].mention
        return last if last.block == this.block else None

    def _is_beside(self, index: int) -> bool:
        """Tell whether a number is of the same thing as that before it: 85批1200余人次."""
        last, this = self.statements[index - 1].mention, self.statements[index].mention
        between = self.text.gap(index - 1, index)
        if between in ("（", "(") and self.statements[index].tail[:1] in ("）", ")", ""):
            return self.text.blocks[this.block][this.end : this.end + 1] in ("）", ")")
        if lexicon()["became_number"].fullmatch(between):
            return last.unit == this.unit
        behind = self.statements[index].tail
        predicate = lexicon()["predicate"]
        is_noun = bool(compiled(HAN).match(behind)) and not predicate.match(behind)
        is_share = "%" in (last.unit, this.unit)
        is_next = between.strip() in ("", "、") and last.unit != this.unit
        return is_next and not (is_share or is_noun)

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
        for at in range(index - 1, max(-1, index - 12), -1):
            last = self.statements[at].mention
            if this.block - last.block > 1 or not self.names[at].words:
                return None
            # What stands in brackets is an aside.
            if compiled("[^（(]*[)）]").match(self.text.gap(at, index)):
                continue
            if this.block != last.block and not (
                share and self.text.blocks[this.block].lstrip().startswith("占")
            ):
                return None
            if share and last.unit not in SHARES:
                return self._listed_part(index, at)
            if not share and last.unit == this.unit:
                return self.names[at]
            if not share and self.statements[at].sentence != self.statements[index].sentence:
                return None
        return None

    def _listed_part(self, index: int, at: int) -> Name:
        """Return what a share is of; in a list of shares, each is of the part in its place."""
        first = last = index
        listed = ("、", "和", "及", "与")
        while first - 1 > at and self.statements[first - 1].mention.unit == "%":
            if self.text.gap(first - 1, first) not in listed:
                break
            first -= 1
        while last + 1 < len(self.statements) and self.text.gap(last, last + 1) in listed:
            last += 1
        size = last - first + 1
        part = at - size + 1 + (index - first)
        return self.names[part] if size > 1 and part >= 0 else self.names[at]

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
