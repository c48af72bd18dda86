"""One thing that is given with two numbers, in a text or in several texts."""

from collections.abc import Container, Iterator, Sequence

from cppcc_cli.documents import line_or_place
from cppcc_cli.messages import findings
from cppcc_cli.quantity import agreement
from cppcc_cli.query.verify import resembles
from cppcc_cli.text.finding import Finding, Severity, placed
from cppcc_cli.text.frames import DAY, LAST, OWN, PART, SPAN
from cppcc_cli.text.lexicon import Lexicon
from cppcc_cli.text.metadata import Manuscript
from cppcc_cli.text.statements import Statement, Text

_SHORTEST_NAME, _LONG_NAME = 4, 8


def in_one_text(text: Text, judged: Container[int]) -> Iterator[Finding]:
    """Yield the questions about one thing in one frame that is given with two numbers."""
    firsts: dict[tuple[object, ...], Statement] = {}
    for name, one in _named_statements(text):
        first = firsts.setdefault((*name, one.frame.key, _stretch(one)), one)
        if one.mention.offset not in judged and _is_given_otherwise(name[0], one, first):
            exact = one.mention.is_exact and first.mention.is_exact
            here = one.place == first.place
            between = text.blocks[one.mention.block][first.mention.end : one.mention.start]
            if here and ("；" in between or ";" in between):
                # Each part of a sentence in parts speaks of its own: 经济方面，…；社会方面，….
                continue
            place = line_or_place(text.document, first.mention.offset)
            said = findings.GIVEN_TWICE.about(place=place, printed=first.mention.printed)
            path = text.document.path
            severity: Severity = "warning" if exact and here else "info"
            beside = (first.mention,)
            yield Finding("twice", severity, path, said, mention=one.mention, beside=beside)


def across_texts(texts: Sequence[Text], decided: Sequence[Container[int]]) -> Iterator[Finding]:
    """Yield what several texts give with different numbers, each in the later of two texts.

    It is the first of each text that has one name and one frame in both. A text that names no year
    or no committee is of those that the others name, where these are one. Nothing is told of two
    numbers on which a figure decides: `decided` has the offsets of these, text by text.
    """
    years = {str(text.manuscript.years[0]) for text in texts if text.manuscript.years}
    bodies = {text.manuscript.body.value for text in texts if text.manuscript.body}
    only = [next(iter(named)) if len(named) == 1 else None for named in (years, bodies)]
    known: dict[tuple[object, ...], list[tuple[int, Statement]]] = {}
    for at, text in enumerate(texts):
        here: dict[tuple[object, ...], Statement] = {}
        for name, one in _named_statements(text):
            frame = _frame_in(text.manuscript, one, *only)
            here.setdefault((*name, frame, _stretch(one)), one)
        for key, one in here.items():
            for earlier, before in known.setdefault(key, []):
                mention, first, other = one.mention, before.mention, texts[earlier].document
                both = mention.offset in decided[at] and first.offset in decided[earlier]
                if both or not _is_given_otherwise(str(key[0]), one, before):
                    continue
                place, printed = line_or_place(other, first.offset), first.printed
                said = findings.GIVEN_ELSEWHERE.about(file=other.path, place=place, printed=printed)
                path = text.document.path
                asked = Finding("twice", "info", path, said, mention=mention, beside=(first,))
                yield from placed([asked], text.document)
            known[key].append((at, one))


def _named_statements(text: Text) -> Iterator[tuple[tuple[str, str, str, str], Statement]]:
    """Yield the counts and amounts with a name of their own: name, kind, unit, words behind."""
    for one in text.statements:
        name = one.doing + one.thing
        # What they say stands in the frame.
        for slot in filter(None, (one.frame.time, one.frame.body)):
            name = name.replace(slot.words, "", 1)
        name = _core(name, text.words)
        told = one.mention.quantity is not None and one.mention.kind in ("count", "amount")
        told = told and one.mention.unit != "倍"
        if told and not (one.row or one.part) and len(name) >= _SHORTEST_NAME:
            yield (name, one.mention.kind, one.mention.unit, one.tail[:4]), one


def _is_given_otherwise(name: str, one: Statement, first: Statement) -> bool:
    """Tell whether neither number of one thing can be a vaguer form of the other."""
    quantity, given = one.mention.quantity, first.mention.quantity
    if quantity is None or given is None:
        return False
    differs = agreement(quantity, given) == agreement(given, quantity) == "contradicts"
    return differs and (len(name) >= _LONG_NAME or resembles(quantity, given))


def _stretch(statement: Statement) -> str:
    """Return the words of the part of a year, or of the years, that a statement is of: 上半年."""
    time = statement.frame.time
    return time.words if time is not None and time.value in (PART, SPAN, DAY) else ""


def _frame_in(
    said: Manuscript, statement: Statement, year: str | None, body: str | None
) -> tuple[str | None, ...]:
    """Return the frame of a statement; what it leaves open, its manuscript or the others say."""
    time, whose, *others = statement.frame.key
    own = str(said.years[0]) if said.years else year
    home = said.body.value if said.body else body
    if time in (None, OWN):
        time = own
    elif time == LAST and own is not None:
        time = str(int(own) - 1)
    # 市政协 is the committee of the city whose text it is.
    if whose is None or (home is not None and home.endswith(whose)):
        whose = home
    return time, whose, *others


def _core(name: str, words: Lexicon) -> str:
    """Return a name without the words before it that change nothing: 一年里共走访企业."""
    neutral = words["neutral"]
    # 政府领导督办 is not what 政协领导督办 is.
    authority = words["authority"]
    while (found := neutral.match(name)) and found.end() and not authority.match(name):
        name = name[found.end() :]
    return name
