"""What to call a number: a name of the verb and the noun beside it, and of what stands before.

All words are in simplified script. The noun stands before the number (收到提案418件) or behind it
(举办57次双周协商会); what is said behind it of things named before (9篇被市报转载) names it, too.
"""

from typing import NamedTuple

from cppcc_cli import numerals
from cppcc_cli.script import HAN, NO_HAN, Pattern, compiled
from cppcc_cli.text.drafting.reading import (
    EDGES,
    LONGEST,
    LONGEST_NOUN,
    LONGEST_OF_ALL,
    SHARES,
    SHORTEST,
    core_of,
    fit,
    is_outcome,
    noun_behind,
    opening,
    parts,
    shortened,
    trimmed,
    without_opening,
)
from cppcc_cli.text.lexicon import lexicon
from cppcc_cli.text.tables import PERIOD, Row

_IN_QUOTES = f"“[^“”]{{2,12}}”{HAN}{{0,4}}"
_QUOTED = "[《“](?P<inside>[^《》“”]{2,})[》”]$"
_LISTED = Pattern(
    "、(?:(?:全国|[省市县区州])(?:政协|人大)(?:代表|委员)?)?(?:提案|建议)", "提案", "建议"
)
# What is done with several things, one after the other.
_LISTING = "提[出交]|[办受]理|[承主会协]办|答复|收到"
_THEIRS = (
    f"由(?P<who>{HAN}{{2,8}}?)组成的(?P<whose>{HAN}{{2,20}}?)(?:[和与及在为，。；].*)?"
    "|在(?P<what>[^，。；]+?)[中里](?P<done>[得受][到].*)"
)
_OF_WHOLE = "占(?P<whole>[^，。；占]*)$"


class Words(NamedTuple):
    """The words around a number that may name it."""

    # In its clause, back to the number before it, and on to the number behind it.
    before: str
    behind: str
    unit: str
    # Of its sentence, before its clause; only where no number stands between.
    clauses: str = ""
    # The line that it stands under, where its own line says nothing.
    above: str = ""


class Name(NamedTuple):
    """A name, the noun in it, and the verb; each empty where there is none."""

    words: str = ""
    noun: str = ""
    verb: str = ""


def name_of(words: Words, last: Name | None = None) -> Name:
    """Return the name of a number; `last` is that of the number before it in its sentence.

    One that tells too little to know it by has what its sentence is about: 围绕茶产业提出提案. The
    name is empty where nothing names it.
    """
    if words.unit in SHARES:
        return _of_share(words, last)
    name = _of_beside(words, last)
    clause = _last_clause(words.clauses)
    is_bare = clause and name.noun and name.noun.removeprefix("立案") == core_of(name.noun)
    if is_bare and not compiled("[收征]").search(name.verb):
        about = lexicon()["about"].pattern.match(clause)
        side = about["side"] or about["by"] if about else ""
        what = side or (about.group() if name.verb else about["what"]) if about else ""
        if what and len(f"{what}{name.words}") <= LONGEST_OF_ALL:
            return Name(fit(f"{what}{name.words}"), f"{what}{name.noun}", name.verb)
    # 出版《海风》第9辑，计21万字: what was written is told before.
    titles = compiled("《[^《》]{2,20}》").findall(words.clauses) if words.unit == "字" else []
    if not name.noun and titles:
        return _name("", f"{titles[-1]}字数")
    # “提案追踪”栏目播出8期: of what was done nothing but its name is told.
    if not name.noun and (quoted := compiled(_IN_QUOTES).findall(words.clauses)):
        done = compiled("^.*(?:全年|今年|共)|了$").sub("", trimmed(words.before))
        return _name("", f"{quoted[-1]}{done}") if len(done) <= 4 else name
    return name


def _of_beside(words: Words, last: Name | None) -> Name:
    """Return the name of a number by the words behind it, or else by those before it."""
    verb, noun = parts(words.before)
    noun = compiled("^另$").sub("另有", noun)
    behind = words.behind.lstrip("的余多个 \u3000")
    behind = behind.removeprefix(opening("currency", behind))
    # 立案84件 社会建设方面最多: behind a space the next clause of a headline begins.
    is_other = bool(noun) and words.behind[:1].isspace()
    is_other = is_other or behind[:1] in "()（）" or (bool(noun) and behind[:1] == "、")
    behind = "" if is_other else behind
    # 赶上了进度: what ends in 了 was done.
    acted = compiled(f"{HAN}{{1,2}}了").match(behind)
    predicate = opening("predicate", behind) or (acted.group() if acted else "")
    before = Name(noun=noun, verb=verb)
    if (name := _of_behind(words, behind, predicate, before)) is not None:
        return name
    if noun and not _is_pronoun(noun):
        is_general = noun.removeprefix("立案") == core_of(noun)
        if is_general and (topic := lexicon()["ahead"].pattern.match(words.clauses)):
            return _name("", f"{topic['topic']}{noun}")
        # 代表提交议案12件、建议203件: the same was done with both.
        listed = last is not None and words.before[:1] == "、" and _LISTED.fullmatch(words.before)
        if listed and last and (done := compiled(f"^.*(?:{_LISTING})").match(last.words)):
            return _name("", done.group() + words.before[1:])
        return _completed(verb, noun, last)
    if noun and last is not None and core_of(last.noun):
        return _name(verb, noun + core_of(last.noun))
    if predicate and (said := _predicate(behind)):
        return _passive(said, last)
    return _of_before(words, before, last)


def _of_behind(words: Words, behind: str, predicate: str, before: Name) -> Name | None:
    """Return the name of a number whose thing, or what became of it, stands behind it.

    `behind` is what of the words behind it may name it, `predicate` what they open with, `before`
    the verb and the noun before it.
    """
    _, noun, verb = before
    # 提案被列为重点督办提案: what the things became names them.
    became = lexicon()["named_as"].search(behind)
    if became and compiled("[^，。；]{2,24}").fullmatch(behind[became.end() :]):
        return _name("", behind[became.end() :])
    # 市领导12次听取汇报: how often it was done, and by whom.
    is_doing = predicate or opening("naming_verb", behind)
    if words.unit in ("次", "人次") and noun and not verb and is_doing:
        return _name("", f"{noun}{_predicate(behind)}")
    # 用电总量6万度电: what is summed up stands before.
    is_sum = not verb and noun.endswith(("总量", "总额", "总值"))
    thing = "" if predicate or is_sum else fit(noun_behind(behind))
    # 由47家单位承办: what they do with it.
    doer = opening("counted", behind) if words.before.endswith("由") else ""
    if doer and (done := opening("handled", behind[len(doer) :])):
        return _name("", doer if lexicon()["handled"].is_in(doer) else f"{done}{doer}")
    # 在4项决策中得到体现, 由9名专家组成的顾问团: what became of what, and whose they are.
    last = words.before[-1:] if thing else ""
    theirs = compiled(_THEIRS).fullmatch(last + behind) if last in tuple("由在") else None
    if theirs:
        who, whose, what, done = theirs.group("who", "whose", "what", "done")
        return _name("", f"{whose}{who}" if who else f"{_predicate(done)}的{what}")
    is_core = thing != "" and thing == core_of(thing)
    # 审查立案156件提案: what was done with them names them.
    if is_core and (done := opening("handled_only", noun)) == noun != "":
        return _name("", done)
    # 医卫界19名委员, 县委系统9家单位: whose they are.
    who = opening("counted", thing)
    is_own = not verb and not words.before.endswith(("的", "由", "交", "给"))
    if who and is_own and SHORTEST <= len(noun) <= LONGEST_NOUN:
        handles = lexicon()["handled"].match(thing, len(who))
        return _name("", noun + (who if handles else _with_doing(thing, behind, "")))
    # 现场处理12件提案: some of them.
    is_some = is_core and not words.before.endswith("的")
    handled = lexicon()["handled"].at_end(noun)
    # 办理协商12件提案 are not all that were received, as in 收到12件提案.
    gathered = lexicon()["gathered"].at_end(verb) or opening("awarding", verb)
    if is_some and (handled or (verb and not noun and not gathered)):
        return _name(verb, noun + thing)
    if thing and not (noun and opening("naming_verb", thing)):
        return _of_thing_behind(thing, behind, words.before, verb)
    by = lexicon()["done_by"].pattern.match(behind)
    if by and predicate and not core_of(noun):
        return _name(verb, by["what"])
    # 委员中有11人受到表彰: what became of some of them.
    some = compiled("[中里](?:还|仍|也|就)?有$").search(words.before)
    if predicate and noun and some and not verb:
        return _name("", compiled("[中里]$").sub("", noun) + _predicate(behind))
    return None


def _of_before(words: Words, before: Name, last: Name | None) -> Name:
    """Return the name of a number that is of what was told of last, or of what stands above."""
    _, noun, verb = before
    if noun or verb:
        # 社会建设方面仍然是重点，: the subject that the clause before opens with.
        about = compiled(f"[^，。]{{0,3}}?({HAN}{{2,10}}方面)").match(_last_clause(words.clauses))
        if about:
            return _completed("", about[1], last)
        if last is not None and last.noun and (verb or _is_pronoun(noun)):
            of = "" if lexicon()["taken_up"].at_end(last.noun) else last.noun
            if len(of) > LONGEST_NOUN or opening("handed_on", of):
                of = "" if verb and words.unit.endswith("元") else core_of(of)
            # 现场视察5次，走访8次: how often it was done, and with nothing that was told of.
            if verb and words.unit.endswith(("次", "场")):
                of = of if lexicon()["doing"].fullmatch(verb) else ""
            return _name(verb, noun + ("" if last.noun.endswith("立案") and verb else of))
    if not fit(f"{verb}{noun}"):
        for others in (_last_clause(words.clauses), words.above):
            if (found := _name(*parts(others))).words:
                return found
        # 善款人民币2万元、港币3万元: of what the last was.
        if last is not None and compiled("[、和及与]").match(words.before):
            return last
    return _name(verb, noun)


def _of_thing_behind(thing: str, behind: str, before: str, verb: str) -> Name:
    """Return the name of a number with its thing behind it, and what was done with the thing."""
    if opening("awarding", verb):
        return _name("", f"受{opening('awarding', verb)}{thing}")
    if len(thing) == 1 and not before.endswith("的"):
        said = trimmed(lexicon()["counted_off"].sub("", before))
        return _name("", said[-LONGEST_NOUN:] + thing)
    rest = behind.partition(thing)[2]
    # 47件提案所提问题已经解决: what became of what they asked for.
    if asked := opening("asked_for", rest):
        said = _predicate(rest[len(asked) :])
        return _name("", said if len(said) > SHORTEST else thing + said)
    # 帮助11家企业: who was reached is told with how.
    if opening("reaching", verb) and lexicon()["counted"].at_end(thing):
        return _name(verb, _with_doing(thing, behind, before))
    # 12件提案得到采纳: some of the things that are named anyhow.
    is_some = (thing == core_of(thing) or len(thing) == 2) and not before.endswith("的")
    done = _predicate(rest) if is_some and opening("predicate", rest) else ""
    if 0 < len(done) <= 2 * LONGEST_NOUN and not opening("all_of_them", rest):
        return _name("", thing + done)
    # 检查5部法律的实施情况: how things are is told with what was done to know it.
    seen = compiled(f"{HAN}{{2}}$").search(before) if thing.endswith("情况") else None
    return _name(seen.group() if seen else "", _with_doing(thing, behind, before))


def _of_share(words: Words, last: Name | None) -> Name:
    """Return the name of a share: of its own, or of what it is a share of the whole."""
    before = trimmed(words.before)
    whole = compiled(_OF_WHOLE).search(words.before.rstrip("的 了"))
    if not before and "占" not in words.before and (said := _said_behind(words.behind)):
        return Name(fit(f"{said}占比"), said)
    if whole is not None or before in ("", "占", "占比"):
        begin = trimmed(words.before[: whole.start()]) if whole else ""
        # 其中经济建设方面提案最多，占四成: of what the clause before tells.
        nearest = _last_clause(words.clauses)
        things = lexicon()["core_noun"]
        is_told = not begin and words.clauses[:1] in tuple("，,；;") and things.search(nearest)
        _, own = parts(nearest if is_told else begin)
        part = own or (last.words if last else "")
        if compiled(HAN).search(part):
            part = lexicon()["rate"].cut_off(part) or part
            return Name(fit(f"{part}占比"), part)
        if whole is not None:
            return Name()
    around = (words.before, _last_clause(words.clauses) or words.above)
    name = next(filter(None, ("".join(parts(one)) for one in around)), "")
    # 街道实现100%覆盖: what was done with all of them.
    if before.endswith("实现") or words.behind.startswith(("覆盖", "全覆盖")):
        done = compiled(f"(?:了|的)?({HAN}{{2,4}})(?!{HAN})").match(words.behind)
        whose = compiled("(?:提前[^，。]*)?(?:已|均|全部)*实现").sub("", before)
        if done and whose:
            return Name(fit(f"{parts(whose)[1]}{done[1]}率"), whose)
    if not compiled(HAN).search(name):
        return Name()
    # 满意率，届初是94%: the clause before tells which rate.
    clause = _last_clause(words.clauses).rstrip("呢")
    if lexicon()["rate"].at_end(clause) and "率" not in name:
        name = "".join(parts(clause))
    if rates := list(lexicon()["rate"].finditer(name)):
        name = name[: rates[-1].end()]
        # 区政协采用47件，采用率为70%: whose rate it is.
        is_of_last = last is not None and last.words.endswith(name[:-1])
        if last is not None and is_of_last and name.endswith("率") and not is_outcome(last.words):
            name = f"{last.words}率"
        # 乡镇承办74件，满意率达98%: whose things are rated.
        is_theirs = len(name) <= 5 and words.clauses[:1] in tuple("，,") and last is not None
        if is_theirs and last and compiled(f"{HAN}{{2,}}(?:承办|办理)").fullmatch(last.words):
            name = last.words + name
        name = compiled("^(?:推动|实现|取得|获得)(?=.{3})").sub("", name)
        # The verb before a rate is of another thing: 办理工作满意率 keeps its own.
        return Name(fit(name), name)
    if opening("predicate", words.behind) and (said := _predicate(words.behind)):
        return Name(fit(f"{name}{said}占比"), name)
    return Name(fit(f"{name}占比"), name)


def _said_behind(words: str) -> str:
    """Return what is said behind a number of things named before, or else the thing itself."""
    if opening("predicate", words) and (said := _predicate(words)):
        return said
    thing = noun_behind(words.lstrip("的"))
    rest = words.partition(thing)[2] if thing else ""
    is_said = thing == core_of(thing) and opening("predicate", rest)
    return thing + _predicate(rest) if is_said else thing


def with_topic(topic: str, name: Name) -> Name:
    """Return a name with the topic that tells the number from another of the same name."""
    return _name("", shortened(f"{topic}{name.words}"))


def of_cell(row: Row) -> Name:
    """Return the name of a cell: its row, and its column where this tells more than the unit.

    A number names none.
    """
    label = "".join((*row.labels, *row.sums)) or row.column
    begins = label[:1].isdecimal() or label[:1] in tuple("一二两三四五六七八九十百千")
    is_number = begins and not PERIOD.match(label)
    is_number = is_number and numerals.read(label) is not None
    words = "" if is_number else fit(row.name.strip(EDGES))
    verb, noun = parts(words) if words else ("", "")
    return Name(words, noun, verb) if verb + noun == words else Name(words, words)


def terms_of(name: str) -> tuple[str, ...]:
    """Return the words that a text uses for what is called `name`: the thing without its verb."""
    verb = opening("naming_verb", name)
    thing = name[len(verb) :]
    quoted = compiled(_QUOTED).search(lexicon()["called"].cut_off(thing))
    thing = quoted["inside"] if quoted else thing.removeprefix("到")
    if compiled("[或和、与及]").match(thing):
        return (name,)
    thing = thing.removeprefix(opening("all_kinds", thing))
    return (thing,) if len(thing) >= SHORTEST else (name,)


def _with_doing(thing: str, behind: str, before: str) -> str:
    """Return a thing with what it did or what was done to it: 参加的政协委员, 立案的提案."""
    said = without_opening(before.strip())
    # 不予立案的11件提案: what was done to the things tells which.
    handled = lexicon()["handled"].alternation
    done = compiled(
        f"(?:^|(?!、){NO_HAN})(?:{HAN}{{2,4}}、)*(?:(?![对就将把]){HAN}){{2,8}}的$"
        f"|(?:不予|未予?|不能|无法|已|被)?{handled}的$"
    ).search(said)
    if done:
        return f"{done.group().strip(EDGES)}{thing}"
    rest = compiled("[，。；：,;:\n|]").split(behind.partition(thing)[2])[0].strip(EDGES)
    # 对9件来信开展督办: what was done with them.
    if "对" in before and before.endswith(("对", "的")):
        done = compiled(f"(?:开展|进行|实施)了?({HAN}{{2,6}})").fullmatch(rest)
        if done:
            return f"{done[1]}{thing}"
    is_doing = lexicon()["taking_part"].fullmatch(rest)
    if rest.startswith(("参加", "参与", "列席", "出席", "旁听")):
        is_doing = compiled(f"{HAN}{{2,16}}").fullmatch(rest) is not None
    return f"{rest}的{thing}" if is_doing else thing


def _predicate(words: str) -> str:
    """Return what is said behind a number of things named before: 被市报转载."""
    clause = compiled("[，。；：,;:\n|]").split(words)[0]
    clause = compiled("[0-9]").split(clause)[0]
    clause = compiled("^(?:已经?|均|全部|都|是|属于?|为)+").sub("", clause) or clause
    clause = compiled("[的了]+$").sub("", clause.strip(EDGES))
    is_name = len(clause) >= SHORTEST and not lexicon()["change"].fullmatch(clause)
    return clause[:LONGEST] if is_name else ""


def _passive(said: str, last: Name | None) -> Name:
    """Return the name of what became of things that were named before: 文章被市报转载."""
    core = core_of(last.noun) if last is not None else ""
    if opening("received", said):
        return _name("", core + said if core and core not in said else said.removeprefix("被"))
    return _name("", said)


def _completed(verb: str, noun: str, last: Name | None) -> Name:
    """Return a name of a verb and a noun; a subject alone is of the things that were named last."""
    if compiled("被|获(?![得奖])").match(noun) and not verb:
        return _passive(noun, last)
    if last is not None and last.noun:
        tail = core_of(last.noun)
        lacks = tail and tail not in noun and last.noun.endswith((tail, "立案"))
        if lacks and lexicon()["kind"].at_end(noun.removesuffix("的")):
            return _name(verb, compiled("(?:的|等)+$").sub("", noun) + tail)
        topic = lexicon()["topic"]
        if lacks and (topic.match(noun) or topic.match(verb)):
            return _name(verb, f"{noun}的{tail}")
    return _name(verb, noun)


def _is_pronoun(noun: str) -> bool:
    return noun == "另有" or lexicon()["rest"].fullmatch(noun)


def _last_clause(clauses: str) -> str:
    said = [one for one in compiled("[，；：,:;。\n]").split(clauses) if one.strip(EDGES)]
    return said[-1] if said and not compiled("[0-9]").search(said[-1]) else ""


def _name(verb: str, noun: str) -> Name:
    # 主要领导共督办: who did it keeps no word that counts.
    together = compiled("(?<=..)(?:(?:全年|累计)?共|各)").finditer(noun)
    verbs = (one for one in together if opening("naming_verb", noun[one.end() :]))
    if who := next(verbs, None):
        noun = noun[: who.start()] + noun[who.end() :]
    words = fit(noun)
    return Name(fit(f"{verb}{noun}") if verb else words, words, verb)
