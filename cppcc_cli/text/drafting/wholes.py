"""What is part of what: the statements of a report -> for each that is a part, its whole.

What a part of is told by arithmetic (what makes a number up, or is a share of it), by words (其中,
包括, brackets, 立案提案中), by what became of things (经审查，立案) and by the form of other parts.
What is sure goes first; where nothing tells, a number is part of none.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice, zip_longest

from cppcc_cli.quantity import Quantity
from cppcc_cli.script import Pattern, compiled
from cppcc_cli.text.drafting import naming
from cppcc_cli.text.drafting.naming import with_topic
from cppcc_cli.text.drafting.reading import core_of, is_filed
from cppcc_cli.text.drafting.sums import Counts
from cppcc_cli.text.lexicon import lexicon, unit_fit
from cppcc_cli.text.parts import value_of
from cppcc_cli.text.statements import Text
from cppcc_cli.text.tables import Row, sums

_ANYWHERE = 1_000
# What each kind may be part of, and how many blocks before it that stands.
_ALL = ("all_filed", "handed_on", "all")
_ABOVE = {
    "outcome": (("all", "some"), 2),
    "all_filed": (("all", "some"), 2),
    "chosen": (("all_filed",), _ANYWHERE),
    "done": (_ALL, 2),
    "topic": (_ALL, 2),
}
# What the words of a name tell of what it counts, the surest first.
_KINDS = ("outcome", "all_filed", "chosen", "handed_on")
_IN_BRACKETS = Pattern(r"[（(][^（）()。]*$", "（", "(")
_NEXT_OF_LIST = Pattern("、[^，。；]*", "、")
_LEFT_OUT = ("不含", "不包括", "不计")
_SENDS = ("报", "上", "呈", "转", "推", "向")
# What is written is counted in these.
_WRITTEN = ("件", "条", "篇", "份", "期", "封")
_OF_OTHERS = ("张", "次", "场", "场次", "%")
_LEAST_TOTAL = 100


def wholes(
    text: Text, names: Sequence[naming.Name], counted: Sequence[bool]
) -> tuple[dict[int, int], dict[int, int]]:
    """Return the number of its whole for each statement that is a part, by their numbers.

    Behind them are those that are perhaps parts, each with what it may be part of. `counted` tells
    of each statement whether it is a count of the year: no plan and no change.
    """
    counts = Counts(text, names, counted)
    every = [
        index for index, unit in enumerate(counts.units) if counts.counted[index] and unit != "%"
    ]
    # What is made up by small numbers is itself a part of what larger ones make up.
    rising = sorted(every, key=lambda index: counts.values[index])
    for index in every:
        _by_brackets(counts, index)
    for index in rising:
        counts.by_sum(index)
    _by_words(counts)
    _by_among(counts)
    for index in every:
        counts.by_share(index)
        _by_stage(counts, index)
        _by_passive(counts, index)
        counts.by_base(index)
    kinds: dict[int, str] = {}
    for at in every:
        head = counts.statements[at].head
        if "各" in head and (found := lexicon()["all_kinds"].search(head)):
            kinds[at] = head[found.end() :].removesuffix("活动") or "|"
    for index in every:
        _by_likeness(counts, index)
        _by_due(counts, index)
        _by_kind(counts, index, kinds)
    for index in rising:
        counts.by_sum(index)
    # The numbers of a unit that are of all of a thing.
    all_of: dict[tuple[str, str], list[int]] = {}
    for at in every:
        for thing in _all_of(counts.names[at]) if at not in counts.asides else ():
            all_of.setdefault((counts.units[at], thing), []).append(at)
    perhaps = {at: whole for at in every if (whole := _perhaps_of(counts, at, all_of)) is not None}
    _by_tables(counts)
    return counts.of, perhaps


def _perhaps_of(
    counts: Counts, index: int, all_of: Mapping[tuple[str, str], Sequence[int]]
) -> int | None:
    """Return what a number may be part of: of `all_of` the things that it tells a kind of.

    优秀提案 of 立案, 港澳委员 of 委员; None where that is not told before, or surely.
    """
    if index in counts.perhaps and index not in counts.of:
        return counts.perhaps[index]
    thing, name = counts.things[index], counts.names[index]
    if not counts.exact[index] or thing in ("", name.noun):
        return None
    is_told = index in counts.of or index in counts.of.values()
    if is_told or _kind(counts, index) in ("all_filed", "outcome"):
        return None
    alike = all_of.get((counts.units[index], thing), ())
    above = [
        at
        for at in reversed(alike[: bisect_left(alike, index)])
        if counts.values[at] > counts.values[index] and counts.are_of_one_year(index, at)
        if counts.blocks[index] - counts.blocks[at] <= _ANYWHERE
    ]
    filed = (at for at in above if is_filed(counts.names[at].words))
    return next(filed, max(above, key=lambda at: counts.values[at], default=None))


def _by_brackets(counts: Counts, part: int) -> None:
    """立案1335件（含重点提案50件）: what stands in brackets is part of what stands before."""
    statement = counts.statements[part]
    bracket = _IN_BRACKETS.search(counts.line(part)[: statement.mention.start])
    if bracket is None:
        return
    for index in range(part - 1, -1, -1):
        end = counts.statements[index].mention.end
        if counts.blocks[index] == counts.blocks[part] and end <= bracket.start():
            counts.asides.add(part)
            is_left_out = bracket.group()[1:].startswith(_LEFT_OUT)
            if bracket.start() - end < 2 and not is_left_out:
                counts.put(part, index)
            return


def _nearest(
    counts: Counts, index: int, kinds: Sequence[str], blocks: int, least: Decimal = Decimal(0)
) -> int | None:
    """Return the nearest count before one of some kinds, and no less than `least`."""
    for at in counts.before(index, blocks=blocks):
        # 比2031年的9件多3件: none of this year is part of those.
        if counts.other_years[at] != counts.other_years[index]:
            continue
        kind = _kind(counts, at)
        is_base = at not in counts.of or kind not in ("all", "some")
        if kind in kinds and is_base and counts.values[at] >= least:
            # 大会提案93件，平时提案22件: neither is all of them.
            return None if kind == "some" else at
    return None


def _kind(counts: Counts, index: int) -> str:
    """Return what a number counts of proposals and the like: all, those filed, a stage, a topic."""
    if index not in counts.kinds:
        counts.kinds[index] = _kind_of(counts, index)
    return counts.kinds[index]


def _kind_of(counts: Counts, index: int) -> str:
    name, statement = counts.names[index], counts.statements[index]
    words = name.words
    told = {kind for kind, _ in lexicon().together(*_KINDS).found(words)}
    if kind := next((one for one in _KINDS if one in told), ""):
        return kind
    if lexicon()["done"].match(compiled("^(?:提案|已|全部)+").sub("", words)):
        return "done"
    # 围绕文化建设提出提案14件 tells what was done, and perhaps only some of it.
    if words.endswith("提案") and not words.endswith(("提出提案", "提交提案")):
        said = counts.line(index)[statement.clause[0] : statement.mention.start]
        if lexicon()["topic_of"].search(words) or lexicon()["topic"].match(said):
            return "topic"
    if is_filed(words):
        return "filed"
    if not lexicon()["submitted"].at_end(words):
        return ""
    # 收到提案, and no 相关提案.
    is_all = lexicon()["gathered"].search(words) or name.noun == core_of(name.noun)
    return "all" if is_all else "some"


def _by_stage(counts: Counts, index: int) -> None:
    """收到提案134件，经审查立案129件，办复120件: each stage is part of one before it."""
    kind = _kind(counts, index)
    if kind not in _ABOVE or counts.is_anew(index):
        return
    kinds, blocks = _ABOVE[kind]
    whole = _nearest(counts, index, kinds, blocks)
    if "并案" in counts.names[index].words:
        # 立案174件，并案140件 of 235件: those merged had been filed.
        filed = _nearest(counts, index, ("all_filed", "filed"), 0)
        whole = whole if filed is None else filed
    if whole is None:
        return
    # 收到提案12件，答复来信5件: of what has another name.
    if kind != "done" or counts.things[index] in ("", counts.things[whole]):
        counts.put(index, whole)


def _all_of(name: naming.Name) -> tuple[str, ...]:
    """Return the things that a name is of all that there are of, or of all that were filed."""
    is_all = not name.verb or lexicon()["gathered"].search(name.verb) is not None
    every = (lexicon()["every"].sub("", name.noun),) if is_all else ()
    return (*every, "提案") if lexicon()["all_filed"].search(name.words) else every


def _by_passive(counts: Counts, index: int) -> None:
    """信息236条，被采用187条; 提案5143件，79件提案被列为重点: what became of some of them."""
    at = next(iter(counts.before(index, blocks=0)), None)
    # How often is no part, nor is money: 协商15次，批示4次.
    is_apart = index in counts.apart or counts.units[index].endswith(("次", "场", "元"))
    if at is None or is_apart or index in counts.perhaps or not counts.is_beside(at, index):
        return
    is_all = counts.values[at] == counts.values[index]
    # 起草文稿52篇，被采用稿件14篇: of what has another name.
    if is_all or counts.things[index] not in counts.names[at].words:
        return
    said, taken_up = _said(counts, index), lexicon()["taken_up"].at_end
    behind = counts.statements[index].tail
    is_passive = _opens_outcome(said) or _opens_outcome(behind) or taken_up(said)
    # 采用57篇，批示12篇; 35名委员获奖，3名委员被约谈: neither is said of the other.
    is_other = taken_up(_said(counts, at)) or _opens_outcome(counts.statements[at].tail)
    if is_passive and (at in counts.of or not is_other):
        counts.put(index, counts.of.get(at, at))


def _said(counts: Counts, index: int) -> str:
    """Return what is said of a number before it, or else its name."""
    return counts.statements[index].head.strip("，、 ") or counts.names[index].words


def _by_words(counts: Counts) -> None:
    """其中, 包括: what follows in the sentence is part of what stands before."""
    for group, parts in counts.groups:
        first = parts[0]
        if first in counts.asides or not counts.counted[first]:
            continue
        governed = _governed(counts, parts)
        # 《信息》10期，其中被采用3篇: no 篇 is part of what is told in 期.
        is_told = first and counts.is_beside(first - 1, first) and counts.names[first - 1].noun
        last = counts.units[first - 1] if is_told else ""
        is_behind = last in _WRITTEN and compiled("，?其中").match(group.opened)
        fits = ("same",) if is_behind else ("same", "other")
        if not last or unit_fit(last, counts.units[first]) in fits:
            _take(counts, governed)
        else:
            counts.apart.update(governed)


def _governed(counts: Counts, parts: Sequence[int]) -> list[int]:
    """Return those of a group up to what is said of something else."""
    for size, at in enumerate(parts):
        ends = {counts.names[one].words[-2:] for one in (at, parts[0])}
        is_ended = at != parts[0] and "；" in counts.between(at) and len(ends) > 1
        if is_ended or not counts.counted[at]:
            return [*parts[:size]]
    return [*parts]


def _take(counts: Counts, group: list[int]) -> None:
    """Put a group under the nearest number that it may be of, as many as are no more than that."""
    first = group[0]
    candidates = list(islice(counts.before(first), 3))
    if not candidates:
        return
    nearest = candidates[0]
    if candidates[1:] and _are_beside(counts, candidates[1], nearest):
        # 集体提案47件、小组提案9件，其中6件: of the two together, or of the second.
        counts.perhaps.update(dict.fromkeys(group, nearest))
        return
    if not counts.is_beside(nearest, first):
        # 协商41项，其中联名报告16篇: of what is counted otherwise, and not of what stands before.
        if counts.is_beside(first - 1, first) or counts.blocks[nearest] != counts.blocks[first]:
            return
        # 增加教育支出，其中县里支出9万元: of what no number tells.
        opening = counts.between(first).rpartition("。")[2]
        if next(lexicon()["opens_parts"].finditer(opening)).start() > 1:
            return
        # 其中 behind a list of parts goes on with their whole.
        nearest = counts.of.get(nearest, nearest)
    verbs = ((counts.names[at].verb, at) for at in candidates)
    called = (at for verb, at in verbs if verb and verb in counts.names[first].words)
    nearest = next(called, nearest)
    left = counts.values[nearest]
    for part in group if left > counts.values[first] else ():
        left -= counts.values[part]
        if left < 0:
            break
        counts.put(part, nearest)


def _are_beside(counts: Counts, one: int, other: int) -> bool:
    """Tell whether two numbers of one thing are a list, and neither is all of it."""
    is_list = compiled("[、和与及][^，。；]*").fullmatch(counts.text.gap(one, other))
    is_all = any(counts.names[at].noun == counts.things[at] for at in (one, other))
    return is_list is not None and not is_all and counts.is_alike(one, other)


def _by_among(counts: Counts) -> None:
    """立案提案中，…; 314名委员中，有27名: what follows is of these, to the end of the sentence.

    Of proposals it is all to the end of a list of lines, of others no more than to a semicolon.
    """
    lines = counts.text.blocks
    # Where each number begins by where it ends, with its place.
    numbers: dict[int, dict[int, tuple[int, int]]] = {}
    for at, one in enumerate(counts.statements):
        if counts.counted[at] and one.mention.unit != "%":
            numbers.setdefault(one.mention.block, {})[one.mention.end] = one.mention.start, at
    for block, line in enumerate(lines):
        told = numbers.get(block, {})
        found = {one.start(): (one.end(), "。") for one in lexicon()["of_these"].finditer(line)}
        for end in told:
            if lexicon()["among"].match(line, end):
                found[end] = end, "[。；]"
        opened = sorted((told.get(at, (at,))[0], at, *one) for at, one in found.items())
        for (_, start, behind, marks), following in zip_longest(opened, opened[1:]):
            last, closed = block, compiled(marks).search(line, behind)
            end = following[0] if following else closed.start() if closed else -1
            while end < 0 and lines[last].rstrip()[-1:] in "：:；;，," and last + 1 < len(lines):
                last += 1
            until = (last, end) if end >= 0 else (last + 1, 0)
            inside = [
                at
                for at, one in enumerate(counts.statements)
                if (block, behind) <= (one.mention.block, one.mention.start) < until
                and counts.counted[at]
            ]
            whole = told[start][1] if start in told else None
            if whole is None and inside:
                whole = _named(counts, line[:start], inside[0])
            if whole is None:
                continue
            for at in inside:
                counts.put(at, whole)


def _by_likeness(counts: Counts, index: int) -> None:
    """政治建设方面的提案56件: what is told in the form of a part is one of the same whole."""
    last = next(iter(counts.before(index)), None)
    whole = counts.of.get(last) if last is not None else None
    if last is None or whole is None or index in counts.of:
        return
    # 入选口头发言2篇、书面发言4篇: one list, and of one whole.
    is_listed = index - last == 1 and _NEXT_OF_LIST.fullmatch(counts.between(index))
    topic, names = lexicon()["topic_of"], (counts.names[index].words, counts.names[last].words)
    if is_listed or all(map(topic.search, names)):
        counts.put(index, whole)


def _by_due(counts: Counts, index: int) -> None:
    """应到委员293人，实到252人: who came is part of who was to come."""
    if counts.names[index].verb == "实到":
        due = (at for at in counts.before(index, blocks=0) if counts.names[at].verb[:1] == "应")
        for whole in islice(due, 1):
            counts.put(index, whole)


def _by_kind(counts: Counts, index: int, every: Mapping[int, str]) -> None:
    """各类协商活动56次: 专题协商6次; 工作室50个: 五星级工作室25个; 信息260条，报送省政协120条.

    `every` has the things of which all kinds are counted, by where they are.
    """
    words, at = counts.names[index].words, index - 1
    if index and words.startswith(_SENDS) and lexicon()["sent_up"].fullmatch(words):
        counts.put(index, counts.of.get(at, at))
        return
    star = lexicon()["starred"].search(words) if "星" in words else None
    above = counts.before(index, blocks=3) if star else ()
    called = ((at, counts.names[at].words) for at in above)
    found = [at for at, one in called if star and words[star.end() :] in one and "星" not in one]
    if every and not star:
        found = [at for at in counts.before(index) if every.get(at, "|") in words]
    if found:
        counts.put(index, found[0])


def _named(counts: Counts, before: str, index: int) -> int | None:
    """Return the count before one that words name as that of the things it is among."""
    of = compiled("(?:的|这些|上述|所有|全部)+$").sub("", before)
    kinds = ("all_filed", "filed", "handed_on", "all")
    if of.endswith("立案") and not lexicon()["filed"].at_end(of):
        return None
    return _nearest(counts, index, kinds, 3, counts.values[index])


def _opens_outcome(words: str) -> bool:
    """Tell whether words begin with what became of things: 提案被列为."""
    return lexicon()["became"].search(compiled("[，。；]").split(words)[0]) is not None


def _by_tables(counts: Counts) -> None:
    """Put the cells of tables under their totals, or under the number that tells these."""
    rows = [one.row for one in counts.statements]
    cells = [one.mention for one in counts.statements]
    told_of: dict[str, tuple[int | None, Decimal]] = {}
    for parts, whole in sums(rows, cells):
        unit = cells[parts[0]].unit
        total = Quantity(sum((value_of(cells[at]) for at in parts), Decimal(0)), "exact", unit)
        row = rows[parts[0]]
        told = whole if whole is not None else _total_told(counts, total, row)
        column = row.column if row is not None else ""
        # 界别委员数, then 专委会委员数: what nearly makes up a whole again.
        again, most = told_of.get(column, (None, Decimal(0)))
        told = again if told is None and total.value <= most < 2 * total.value else told
        if told is not None:
            told_of.setdefault(column, (told, total.value))
            counts.of.update({part: told for part in parts if part not in counts.of})


def _total_told(counts: Counts, total: Quantity, row: Row | None) -> int | None:
    """Return the number outside of tables that tells the total of a column, by its words."""
    if row is None or total.value < _LEAST_TOTAL:
        return None
    for at, one in enumerate(counts.statements):
        is_same = counts.counted[at] and one.mention.quantity == total
        if is_same and row.done in counts.names[at].words:
            return at
    return None


def with_things(
    text: Text, names: Sequence[naming.Name], whole_of: Mapping[int, int]
) -> Iterator[naming.Name]:
    """Yield names, those of parts that tell only whose they are or what was done with their thing.

    Of 提案418件，其中委员355件 and 委员工作室37个，其中新建14个 they are 委员提案, 新建委员工作室.
    """
    for index, name in enumerate(names):
        this, last = text.statements[index], text.statements[index - 1]
        is_next = last.sentence == this.sentence and last.mention.unit == this.mention.unit
        is_done = bool(lexicon()["done_with"].fullmatch(name.words))
        told = whole_of.get(index, index - 1 if index and is_next and is_done else None)
        whole = "" if told is None else names[told].noun
        is_paper = this.mention.unit in (*_WRITTEN, *_OF_OTHERS)
        is_told = is_done or (is_paper and bool(lexicon()["whose"].fullmatch(name.words)))
        if whole and is_told:
            core = core_of(whole)
            # 立案 is of 提案.
            thing = core if core and (whole.endswith(core) or core not in whole) else whole
            thing = lexicon()["owner"].sub("", thing)
            name = with_topic(name.words, naming.Name(thing)) if thing else name
        yield name
