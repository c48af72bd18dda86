"""Why a number beside a term of a figure may speak of something else.

Of another time, body, place or scope, of each, of a change or a plan. Of several times or bodies in
a sentence, the last before the number is in force.
"""

import re
from typing import NamedTuple

from cppcc_cli.dataset.model import Dataset, Figure
from cppcc_cli.language import Message
from cppcc_cli.messages import findings
from cppcc_cli.text.relating import markers
from cppcc_cli.text.scanning.rows import Row
from cppcc_cli.text.scanning.surroundings import Surroundings

_BODY = re.compile(r"会议(?P<place>[\u4e00-\u9fff]{2,}?)委员会$")
_TIME_REASONS = {
    "span": findings.OF_SPAN,
    "part": findings.OF_PERIOD,
    "plan": findings.OF_PLAN,
    "last": findings.OF_YEAR,
    "year": findings.OF_YEAR,
}
_OF_COLUMN = re.compile(r"同比|环比|增|减|占|率|比重|目标|计划|排名|序号|位次|页|段")
_OF_CHANGE = re.compile(r"同比|环比|增|减|目标|计划|排名|位次")
_REPORT = re.compile(r"[^。，；]*(?:报告|综述|总结|汇报|概况|纪实|数据|数字)")
_LONGEST_TITLE = 100
_NOT_A_PLACE = frozenset("年来间后中里上下月日内和与及由向于从自据对请让受")


class Doubt(NamedTuple):
    """Why a number may speak of something else; a mild one does not count where it agrees."""

    reason: Message
    mild: bool = False


def doubt(dataset: Dataset, figure: Figure, words: str, around: Surroundings) -> Doubt | None:
    """Return why a number may not speak of `figure`, or None.

    `words` are those that name the figure; they raise no doubt.
    """
    head = around.head
    segment = re.split("[，；：]", around.before)[-1] + head
    if (each := markers.EACH.search(segment)) and each.group() not in words:
        return Doubt(findings.OF_EACH.about(word=each.group()))
    if (change := _of_change(around)) is not None:
        return change
    return (
        _of_time(dataset, around.before + head, around.earlier)
        or _of_body(dataset, figure, words, around.before, head)
        or _of_place(dataset, around.before, head)
        or _of_scope(figure, around.before + head)
        or _of_joint(figure, around)
        or _of_several(figure, around)
    )


def other_time(dataset: Dataset, around: Surroundings, under: str) -> Doubt | None:
    """Return why a number, of whatever it speaks, may be none of the year: a plan, or as it was.

    `under` is the heading of plans that it stands under, where it does.
    """
    said = around.before + around.head
    found = _of_change(around) or _of_time(dataset, said, around.earlier)
    named = [time["year"] for time in markers.TIME.finditer(said) if time["year"]]
    if found is None and under and str(dataset.year) not in named:
        return Doubt(findings.OF_PLAN.about(word=under))
    return found


def _of_change(around: Surroundings) -> Doubt | None:
    """Return the doubt of what is a change, or what was before it: 由98.1%提高到99.4%."""
    change = markers.CHANGE_BEFORE.search(around.head)
    if change is None and markers.UPWARDS.match(around.after):
        change = markers.FROM.search(around.head)
    return Doubt(findings.OF_CHANGE.about(word=change.group())) if change is not None else None


def is_of_its_own(dataset: Dataset, around: Surroundings) -> bool:
    """Tell whether words around a number, of whatever it speaks, make it another one of its kind.

    Of 走访企业312家 the next mention may be for March, in a county, or only a part.
    """
    head, said = around.head, around.before + around.head
    return bool(
        markers.EACH.search(head)
        or markers.CHANGE_BEFORE.search(head)
        or markers.PART_OF.search(said)
        or markers.OTHERS.search(said)
        or _of_time(dataset, said, around.earlier)
        or _of_body(dataset, None, "", around.before, head)
        or _of_place(dataset, around.before, head)
    )


def title_doubt(dataset: Dataset, text: str) -> Doubt | None:
    """Return why no number of a report may speak of the figures: it is of another body or year.

    A report of a year bears that year or the next, in which it is given.
    """
    title = text[:_LONGEST_TITLE].lstrip("# \u3000\r\n\t").partition("\n")[0]
    if not _REPORT.fullmatch(title.strip()):
        return None
    if markers.BODY.match(title) and (found := _of_body(dataset, None, "", "", title)):
        return found
    years = [int(year.group("year")) for year in markers.TIME.finditer(title) if year["year"]]
    if years and not {dataset.year, dataset.year + 1}.intersection(years):
        return Doubt(findings.OF_YEAR.about(word=f"{years[0]}年"))
    return None


def row_doubt(dataset: Dataset, figure: Figure | None, row: Row) -> Doubt | None:
    """Return why the number of a table may not speak of `figure`, or None.

    Without a figure: why it may be none of the year, whatever it is called.
    """
    columns = _OF_COLUMN if figure is not None else _OF_CHANGE
    if (column := columns.search(row.column)) is not None:
        return Doubt(findings.OF_CHANGE.about(word=column.group()))
    return (
        _of_time(dataset, row.column, "")
        or _of_time(dataset, row.label, "")
        or _of_body(dataset, figure, "", "", row.column)
        or _of_place(dataset, "", row.column)
    )


def _of_time(dataset: Dataset, said: str, earlier: str) -> Doubt | None:
    found = list(markers.TIME.finditer(said))
    if not found:
        kept = ("span", "last", "year", "whole")
        found = [one for one in markers.TIME.finditer(earlier) if one.lastgroup in kept]
    if not found:
        return None
    last = found[-1]
    kind, word = last.lastgroup or "", last.group()
    if kind == "whole" or (kind == "year" and last.group("year") == str(dataset.year)):
        return None
    return Doubt(_TIME_REASONS[kind].about(word=word), kind == "last")


def _of_body(
    dataset: Dataset, figure: Figure | None, words: str, before: str, head: str
) -> Doubt | None:
    """Return the doubt where another body is spoken of: 省政协, 县政协, 民革, 市总工会."""
    named = _BODY.search(dataset.body.zh)
    own = named.group("place") if named else ""
    said, verdict = before + head, None
    for body in markers.BODY.finditer(said):
        lead = said[: body.start()]
        in_head = body.end() > len(before)
        called = body.group("name").removesuffix(body.group("level")).removeprefix("其中")
        is_agent = markers.AGENT.search(lead) or markers.AGENT.fullmatch(called)
        if is_agent or body.group() in words:
            continue
        if not in_head and lead and lead[-1] not in "，；：年月日 ":
            continue
        other = not own or not _is_own(own, body, lead)
        if other and figure is not None and figure.scope == "city" and body.group()[:1] in "各两县":
            continue
        verdict = Doubt(findings.OF_BODY.about(word=body.group())) if other else None
    if verdict is None and (other_body := markers.OTHERS.search(head)):
        verdict = Doubt(findings.OF_BODY.about(word=other_body.group()), True)
    return verdict


def _is_own(own: str, body: re.Match[str], lead: str) -> bool:
    """Tell whether the body named is the one of the dataset, in full or as 市政协."""
    name, level = body.group("name"), body.group("level")
    if level != own[-1]:
        return False
    place = name.removesuffix(level)
    if not place or place.endswith((own[:-1], "全", "我", "本", "该")):
        return True
    begins = not lead or lead[-1] in "，；：、。 "
    return not (begins and len(place) == 2 and not _NOT_A_PLACE.intersection(place))


def _of_place(dataset: Dataset, before: str, head: str) -> Doubt | None:
    for words in (head, re.split("[，；：]", before)[-2] if "，" in before else before):
        for found in markers.PLACE.finditer(words):
            place = found.group("place")
            if place not in dataset.body.zh and not markers.NO_PLACE.search(place):
                return Doubt(findings.OF_PLACE.about(word=place))
    return None


def _of_scope(figure: Figure, said: str) -> Doubt | None:
    wide = markers.CITY_WIDE.search(said)
    if figure.scope == "committee" and wide is not None:
        return Doubt(findings.OF_SCOPE.about(word=wide.group()), True)
    if figure.scope == "city" and "本级" in said:
        return Doubt(findings.OF_SCOPE.about(word="本级"), True)
    return None


def _of_several(figure: Figure, around: Surroundings) -> Doubt | None:
    """Return the doubt of what closes a list: 甲、乙、丙共3件, or 1件甲、2件乙共3件."""
    together = markers.TOGETHER.search(around.head)
    if together is None or not (around.follows or around.before.endswith("、")):
        return None
    if around.head[: together.start()].strip() not in (*figure.terms, figure.name.zh):
        return None
    return Doubt(findings.OF_SEVERAL.about(word=together.group()), True)


def _of_joint(figure: Figure, around: Surroundings) -> Doubt | None:
    """Return the doubt where only some are named of the things or bodies counted in one."""
    said = around.before + around.head + around.after
    terms = [term for term in figure.terms if term in figure.name.zh]
    bodies = [f"{body['level']}政协" for body in markers.BODY.finditer(figure.name.zh)]
    for joint in (terms, bodies):
        there = [name for name in joint if name in said]
        if 0 < len(there) < len(joint):
            return Doubt(findings.OF_SOME.about(word=there[0]), True)
    return None
