"""What to call a number: a name of the verb and the noun beside it, and of what stands before.

All words are in simplified script. The noun stands before the number (收到提案418件) or behind it
(举办57次双周协商会); what is said behind it of things named before (9篇被市报转载) names it, too.
What joins these words to the number is dropped.
"""

from itertools import chain
from typing import NamedTuple

from cppcc_cli.screen import without_unprintable
from cppcc_cli.script import HAN, Pattern, compiled, is_han
from cppcc_cli.text.drafting.reading import IN_BRACKETS, core_of, is_outcome
from cppcc_cli.text.lexicon import lexicon
from cppcc_cli.text.tables import Row

# Units of a share.
SHARES = ("%", "‰")
SHORTEST, LONGEST = 2, 30
LONGEST_NOUN, LONGEST_OF_ALL = 8, 40
# What no name begins or ends with; quotation marks and brackets are of the name.
EDGES = " \t\u3000|·•，。；：、,;:.．！？!?—–-~～=＝*#<>①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳…●○◆◇■□▪★☆▲△▶→√"
_PAIRS = (("（", "）"), ("(", ")"), ("【", "】"), ("[", "]"), ("《", "》"), ("“", "”"), ("‘", "’"))
# Names of one character.
_SHORT = tuple("村镇乡县区人户男女")
_MARKS_OF_PAIRS = frozenset(chain.from_iterable(_PAIRS))
# Many quotations before a thing, or long ones, say what it was about; a few are its name.
_SHORTLY = Pattern("“[^《》]{,24}等")
_FOR_EXAMPLE = Pattern(f"(?:《[^《》]*》、?|“[^“”]*”、?)+等|“[^“”]{{11,}}”(?={HAN})", *"》”")
_SPACE_BESIDE = Pattern("(?<=[^A-Za-z]) +| +(?=[^A-Za-z])", " ")
_NAMED_LIST = Pattern("名单[（(]共?$", "名单")
_OF_AT_EDGE = Pattern(f"(?<={HAN})的$|^的", "的")
_ACTED = Pattern(f"{HAN}{{1,2}}了", "了")
_HAS_ACTED = Pattern(f"({HAN}{{2,8}}?){HAN}{{2}}了", "了")
_IN_QUOTES = f"“[^“”]{{2,12}}”{HAN}{{0,4}}"
_LISTED = Pattern(
    "、(?:(?:全国|[省市县区州])(?:政协|人大)(?:代表|委员)?)?(?:提案|建议)", "提案", "建议"
)
# What is done with several things, one after the other.
_LISTING = "提[出交]|[办受]理|[承主会协]办|答复|收到"
_OF_PERSONS = ("名", "位", "人", "家", "个")
_DONE_FIRST, _NOT = Pattern("^(?:先后|全年|均|已|都|也|分别|共)+|了"), tuple("未没不")
_THEIRS = (
    f"由(?P<who>{HAN}{{2,8}}?)组成的(?P<whose>{HAN}{{2,20}}?)(?:[和与及在为，。；].*)?"
    "|在(?P<what>[^，。；]+?)[中里](?P<done>[得受][到].*)"
)


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
    clause = _last_clause(words.clauses) if words.clauses else ""
    is_bare = clause and name.noun and name.noun.removeprefix("立案") == core_of(name.noun)
    about = lexicon()["about"].pattern.match(clause) if is_bare else None
    if about and not compiled("[收征]").search(name.verb):
        what = about["side"] or (about.group() if name.verb else about["what"])
        return Name(fit(f"{what}{name.words}"), f"{what}{name.noun}", name.verb)
    # “提案追踪”栏目播出8期: of what was done nothing but its name is told.
    if not name.noun and (quoted := compiled(_IN_QUOTES).findall(words.clauses)):
        done = compiled("^.*(?:全年|今年|共)|了$").sub("", trimmed(words.before))
        return _name("", f"{quoted[-1]}{done}") if len(done) <= 4 else name
    return name


def _of_beside(words: Words, last: Name | None) -> Name:
    """Return the name of a number by the words behind it, or else by those before it."""
    verb, noun = parts(words.before)
    noun = "另有" if noun == "另" else noun
    behind = words.behind.lstrip("的余多个 \u3000")
    behind = behind.removeprefix(opening("currency", behind))
    # 立案84件 社会建设方面最多: behind a space the next clause of a headline begins.
    is_other = bool(noun) and words.behind[:1].isspace()
    is_other = is_other or behind[:1] in "（）" or (bool(noun) and behind[:1] == "、")
    behind = "" if is_other else behind
    # 赶上了进度: what ends in 了 was done.
    acted = _ACTED.match(behind)
    predicate = opening("predicate", behind) or (acted.group() if acted else "")
    before = Name(noun=noun, verb=verb)
    if (name := _of_behind(words, behind, predicate, before)) is not None:
        return name
    if noun and not _is_pronoun(noun):
        is_general = noun.removeprefix("立案") == core_of(noun)
        if is_general and (topic := lexicon()["ahead"].pattern.match(words.clauses)):
            return _name("", f"{topic['topic']}{noun}")
        # 代表提交议案12件、建议203件: the same was done with both.
        listed = _LISTED.fullmatch(words.before) if words.before[:1] == "、" else None
        done = compiled(f"^.*(?:{_LISTING})").match(last.words) if last and listed else None
        if done:
            return _name("", done.group() + words.before[1:])
        return _completed(verb, noun, last)
    if noun and last is not None and (thing := core_of(last.noun)):
        return _name(verb, noun + thing)
    if predicate and (said := _predicate(behind)):
        return _passive(said, last)
    return _of_before(words, before, last)


def _of_behind(words: Words, behind: str, predicate: str, before: Name) -> Name | None:
    """Return the name of a number whose thing, or what became of it, stands behind it.

    `behind` is what of the words behind it may name it, `predicate` what they open with, `before`
    the verb and the noun before it.
    """
    _, noun, verb = before
    if not behind:
        return None
    # 163名委员报送了信息: what they did tells who they are.
    who = opening("anybody", behind)
    if who and words.unit in _OF_PERSONS and not noun and verb in ("", "共有"):
        did = _DONE_FIRST.sub(
            "", compiled("[，。；：\n|]").split(behind[len(who) :])[0].strip(EDGES)
        )
        is_done = any(opening(one, did) for one in ("naming_verb", "predicate", "taking_part"))
        is_done = (is_done or did[:1] in _NOT) and not opening("handled", did)
        if is_done and is_han(did) and len(did) <= 2 * LONGEST_NOUN:
            return _name("", f"{did}的{who}")
    # 提案被列为重点督办提案: what the things became names them.
    became = lexicon()["named_as"].search(behind)
    if became:
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
        return _name("", noun + _with_doing(thing, behind, ""))
    # 现场处理12件提案: some of them.
    is_some = is_core and not words.before.endswith("的")
    handled = lexicon()["handled"].at_end(noun)
    # 办理协商12件提案 are not all that were received, as in 收到12件提案.
    gathered = lexicon()["gathered"].at_end(verb) or opening("awarding", verb)
    if is_some and (handled or (verb and not noun and not gathered)):
        return _name(verb, noun + thing)
    if thing and not (noun and opening("naming_verb", thing)):
        return _of_thing_behind(thing, behind, words.before, verb)
    # 委员中有11人受到表彰: what became of some of them.
    if predicate and noun and compiled("[中里](?:还|仍|也|就)?有$").search(words.before):
        return _name("", compiled("[中里]$").sub("", noun) + _predicate(behind))
    return None


def _of_before(words: Words, before: Name, last: Name | None) -> Name:
    """Return the name of a number that is of what was told of last, or of what stands above."""
    _, noun, verb = before
    if last is not None and last.noun and (verb or _is_pronoun(noun)):
        of = "" if lexicon()["taken_up"].at_end(last.noun) else last.noun
        if len(of) > LONGEST_NOUN or opening("handed_on", of):
            of = core_of(of)
        # 现场视察5次，走访8次: how often it was done, and with nothing that was told of.
        if words.unit.endswith(("次", "场")):
            of = of if lexicon()["doing"].fullmatch(verb) else ""
        return _name(verb, noun + ("" if last.noun.endswith("立案") else of))
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
    if len(thing) == 1:
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
    whole = compiled("占[^，。；占]*$").search(words.before.rstrip("的 了"))
    if not before and (said := _said_behind(words.behind)):
        return Name(fit(f"{said}占比"), said)
    if whole is not None or before in ("", "占", "占比"):
        begin = trimmed(words.before[: whole.start()]) if whole else ""
        # 其中经济建设方面提案最多，占四成: of what the clause before tells.
        nearest = _last_clause(words.clauses)
        is_told = words.clauses[:1] in tuple("，；") and lexicon()["core_noun"].search(nearest)
        _, own = parts(nearest if is_told else begin)
        part = own or (last.words if last else "")
        if compiled(HAN).search(part):
            part = lexicon()["rate"].cut_off(part)
            return Name(fit(f"{part}占比"), part)
        if whole is not None:
            return Name()
    around = (words.before, _last_clause(words.clauses) or words.above)
    name = next(filter(None, ("".join(parts(one)) for one in around)), "")
    # 街道实现100%覆盖: what was done with all of them.
    if before.endswith("实现") or words.behind.startswith(("覆盖", "全覆盖")):
        done = compiled(f"(?:了|的)?({HAN}{{2,4}})(?!{HAN})").match(words.behind)
        whose = compiled("(?:提前[^，。]*)?(?:已|均|全部)*实现").sub("", before)
        if done:
            return Name(fit(f"{parts(whose)[1]}{done[1]}率"), whose)
    if not compiled(HAN).search(name):
        return Name()
    # 满意率，届初是94%: the clause before tells which rate.
    clause = _last_clause(words.clauses)
    if lexicon()["rate"].at_end(clause):
        name = "".join(parts(clause))
    if rates := list(lexicon()["rate"].finditer(name)):
        name = name[: rates[-1].end()]
        # 区政协采用47件，采用率为70%: whose rate it is.
        is_of_last = last is not None and last.words.endswith(name[:-1])
        if last is not None and is_of_last and not is_outcome(last.words):
            name = f"{last.words}率"
        name = compiled("^(?:推动|实现|取得|获得)(?=.{3})").sub("", name)
        # The verb before a rate is of another thing: 办理工作满意率 keeps its own.
        return Name(fit(name), name)
    said = _predicate(words.behind) if opening("predicate", words.behind) else ""
    return Name(fit(f"{name}{said}占比"), name)


def _said_behind(words: str) -> str:
    """Return what is said behind a number of things named before, or else the thing itself."""
    if opening("predicate", words) and (said := _predicate(words)):
        return said
    thing = noun_behind(words.removeprefix("的"))
    rest = words.partition(thing)[2] if thing else ""
    return thing + _predicate(rest) if opening("predicate", rest) else thing


def with_topic(topic: str, name: Name) -> Name:
    """Return a name with the topic that tells the number from another of the same name."""
    return _name("", shortened(f"{topic}{name.words}"))


def of_cell(row: Row) -> Name:
    """Return the name of a cell: its row, and its column where this tells more than the unit."""
    words = fit(row.name)
    verb, noun = parts(words)
    return Name(words, noun, verb)


def _with_doing(thing: str, behind: str, before: str) -> str:
    """Return a thing with what it did or what was done to it: 参加的政协委员, 立案的提案."""
    said = without_opening(before.strip())
    # 不予立案的11件提案: what was done to the things tells which.
    if said.endswith("的"):
        handled = lexicon()["handled"].alternation
        done = compiled(
            f"(?<!{HAN})(?<!、)(?:{HAN}{{2,4}}、)*(?:(?![对就将把]){HAN}){{2,8}}的$"
            f"|(?:不予|未予?|不能|无法|已|被)?{handled}的$"
        ).search(said)
        if done:
            return f"{done.group()}{thing}"
    rest = compiled("[，。；：\n|]").split(behind.partition(thing)[2])[0].strip(EDGES)
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
    clause = compiled("[，。；：\n|0-9]").split(words)[0]
    clause = compiled("^(?:已经?|均|全部|都|是|属于?|为)+").sub("", clause)
    clause = compiled("[的了]+$").sub("", clause.strip(EDGES))
    is_name = len(clause) >= SHORTEST and not lexicon()["change"].fullmatch(clause)
    return clause[:LONGEST] if is_name else ""


def _passive(said: str, last: Name | None) -> Name:
    """Return the name of what became of things that were named before: 文章被市报转载."""
    core = core_of(last.noun) if last is not None else ""
    if opening("received", said):
        return _name("", core + said if core not in said else said.removeprefix("被"))
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
    said = [one for one in compiled("[，；：。\n]").split(clauses) if one.strip(EDGES)]
    return said[-1] if said and not compiled("[0-9]").search(said[-1]) else ""


def _name(verb: str, noun: str) -> Name:
    # 主要领导共督办: who did it keeps no word that counts.
    together = compiled("(?<=..)(?:(?:全年|累计)?共|各)").finditer(noun)
    verbs = (one for one in together if opening("naming_verb", noun[one.end() :]))
    if who := next(verbs, None):
        noun = noun[: who.start()] + noun[who.end() :]
    words = fit(noun)
    return Name(fit(f"{verb}{noun}") if verb else words, words, verb)


def opening(name: str, words: str) -> str:
    """Return the words of a class that `words` begin with."""
    found = lexicon()[name].match(words) if words else None
    return found.group() if found else ""


def parts(head: str) -> tuple[str, str]:
    """Return the verb and the noun of the words before a number."""
    if not head:
        return "", ""
    head = _FOR_EXAMPLE.sub(lambda one: one[0] if _SHORTLY.fullmatch(one[0]) else "", head)
    text = lexicon()["from_whom"].sub("", _NAMED_LIST.sub("", head))
    text = compiled("[：:；;】\n]").split(text.rstrip("：:； "))[-1]
    text = compiled(r"^[（(](?:其中|含|内)有?").sub("", text)
    # A number in quotation marks is part of a name: “4+X”协商活动.
    digits = "[0-9０-９](?![^“]*”)" if "“" in text else "[0-9０-９]"
    pieces = compiled(digits).split(lexicon()["counted_off"].sub("", text.strip(EDGES)))
    text = pieces[-1]
    if len(pieces) > 1:
        text = compiled("^(?:年度?的?|月[底初末份])").sub("", text)
        # 书屋由2031年末的52家: when it was tells nothing.
        if compiled("[初末底]?的?").fullmatch(text):
            text = compiled("(?:[增扩提上][加大升长]|发展)[到至]$").sub("", pieces[0])
    if "（" in text:
        text = text if "）" in text else text.removeprefix("（")
        bare = compiled(f"{IN_BRACKETS.pattern}$").sub("", text)
        text = bare if len(compiled(HAN).findall(bare)) >= SHORTEST else text
    said = trimmed(text)
    # 政协委员和各专委会共提交: who did it stands before 共. 主席会议共举行: what was held does.
    if counted := list(lexicon()["counting"].finditer(said)):
        who, behind = said[: counted[-1].start()], trimmed(said[counted[-1].end() :])
        verb = opening("naming_verb", behind)
        is_who = verb == behind and (not verb or lexicon()["held"].at_end(who))
        said = trimmed(who) if is_who else behind
    said = without_opening(said)
    verb = ""
    while (found := opening("naming_verb", said)) and len(found) < len(said):
        # 编辑出版文史资料: 出 is of the next verb.
        rest = compiled("^(?:[了过]|出(?![版台]))+").sub("", said[len(found) :])
        verb, said = found, trimmed(rest)
        if not opening("naming_verb", said):
            break
    # 新制定2481项: of what was told before.
    if said and opening("naming_verb", said.removeprefix("新")) == said.removeprefix("新"):
        verb, said = verb.removeprefix("进行") + said, ""
    return verb, shortened(said)


def trimmed(words: str) -> str:
    """Return words without what joins them to the number behind them."""
    words = words.strip(EDGES)
    ending = lexicon()["name_end"]
    while found := ending.at_end(words):
        words = words[: found.start()].rstrip(EDGES)
    return words


def without_opening(words: str) -> str:
    """Return words without who, when and how."""
    while found := opening("name_opening", words):
        # 全国政协1条: who did it, where nothing else is told.
        if found == words and words.endswith("政协"):
            break
        words = words[len(found) :].lstrip(EDGES)
    return words


def noun_behind(words: str) -> str:
    """Return the thing that is named behind a number: 个委员书屋，, 家企业和."""
    words = compiled("[，。；：,;:\n|0-9０-９—]|[（(][^）)]*$").split(words)[0]
    if not words or opening("no_thing", words) or lexicon()["change"].fullmatch(words):
        return ""
    boundary = next((one for one in lexicon()["noun_end"].finditer(words) if one.start()), None)
    words = words[: boundary.start()] if boundary else words
    words = compiled("(?:、|以及|和|与|及|的|等|并|还|有)+$").sub("", words.strip(EDGES))
    if words.endswith(("中", "里")) and lexicon()["core_noun"].at_end(words[:-1]):
        words = words[:-1]
    # 委员工作室“三位一体”建设: what was done for them.
    if words.endswith("建设"):
        words = compiled(f'(?<={HAN}{{3}})[“"][^“”"]*[”"]{HAN}*建设$').sub("", words)
    # 提案催生了行动: what ends in 了 is no part of it.
    if acted := _HAS_ACTED.match(words):
        words = acted[1]
    return shortened(words)


def shortened(words: str) -> str:
    """Return words no longer than a name, cut where a part of them ends."""
    words = words.strip(EDGES)
    if len(words) <= LONGEST:
        return words
    # 围绕甲、乙、丙等提出提案: the first of many subjects stands for all.
    several = compiled("((?:围绕|涉及|针对|聚焦|关于|就)[^、，。；]{2,}?)、.*?等").match(words)
    if several:
        return f"{several[1]}等{words[several.end() :]}"[:LONGEST_OF_ALL]
    while len(words) > LONGEST and (mark := compiled("[、，]|等(?=[^等]{4,})").search(words[1:])):
        words = words[mark.end() + 1 :]
    return words[-LONGEST:]


def fit(words: str) -> str:
    """Return words as a name: printable, with whole pairs of brackets; nothing where too short."""
    if is_han(words):
        # Most are: nothing of them is to be looked at but 的.
        words = words.removeprefix("的").removesuffix("的")
        return words if len(words) >= SHORTEST or words in _SHORT else ""
    words = without_unprintable(words).strip(EDGES)
    for first, last in () if _MARKS_OF_PAIRS.isdisjoint(words) else _PAIRS:
        if words.count(first) != words.count(last):
            words = words.replace(first, " ").replace(last, " ")
    words = _SPACE_BESIDE.sub("", words).strip(EDGES)
    words = _OF_AT_EDGE.sub("", words).strip(EDGES)
    is_whole = len(compiled(f"{HAN}|[A-Z]").findall(words)) >= SHORTEST
    return words if is_whole or words in _SHORT else ""
