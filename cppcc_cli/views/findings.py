"""What numbers of texts are, and what came of holding them against figures.

Machines get all of it, people what is to be looked at.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from cppcc_cli import messages
from cppcc_cli.dataset import Dataset, Entry
from cppcc_cli.documents import Document, Position
from cppcc_cli.errors import Fault, FaultyDataset
from cppcc_cli.messages import Message, Text, findings as words, labels, listed
from cppcc_cli.output import Column, Table
from cppcc_cli.screen import escaped
from cppcc_cli.script import HAN, Pattern, compiled, is_han
from cppcc_cli.text.finding import AT_ODDS, VERDICTS, Finding, placed
from cppcc_cli.text.numbers import Mention
from cppcc_cli.views import quantity_of, word

# Two words beside one another, as no address or code has them; and what stands among such words.
_IN_ENGLISH = Pattern(r"[a-z]{2} (?:[^ \n]+ )?[A-Za-z]?[a-z]{2}", " ")
_SENTENCE = r"[^\n\t|。；！？]+"
_ENGLISH_NUMBER = rf"(?<![\w.,/:-])(?!(?:19|20)[0-9]{{2}}\b)[0-9][0-9,.]*(?!\s?{HAN}|\w)"


def numbered(document: Document, mentions: Iterable[Mention]) -> list[Finding]:
    """Return numbers of a document, given in their order, as findings that say what they are."""
    kinds = words["NUMBER_KINDS"]
    found = (
        Finding("number", "info", document.path, kinds[one.kind].about(), mention=one)
        for one in mentions
    )
    return placed(found, document)


def not_chinese(document: Document) -> list[Message]:
    """Return how many numbers, but for years, stand in English sentences: none of them is read."""
    count = 0
    for one in filter(_IN_ENGLISH.search, compiled(_SENTENCE).findall(document.text)):
        if sum("a" <= char <= "z" for char in one) > 2 * sum(map(is_han, one)):
            count += len(compiled(_ENGLISH_NUMBER).findall(one))
    return [messages.NOT_CHINESE.about(path=document.path, count=count)] if count else []


def marked(mention: Mention) -> str:
    """Return the clause, or the row without its outer rules, with the number between brackets."""
    clause, printed, start = mention.clause, mention.printed, mention.depth
    told = f"{clause[:start]}【{printed}】{clause[start + len(printed) :]}"
    return escaped(told.replace("\t", " | ")).strip("| ")


def _place(row: Finding) -> str | None:
    """Return where a person finds it in a file that has no lines."""
    return row.where.say() if row.where else None


# Where a finding is, as far as that is known.
_WHERE: tuple[Column[Finding], ...] = (
    Column("file", lambda row: escaped(row.file)),
    Column("line", lambda row: row.place and row.place.line, "right"),
    Column("column", lambda row: (row.place and row.place.column) or None, "right"),
)
_PARAGRAPH = Column[Finding](
    "paragraph", lambda row: (row.place and row.place.paragraph) or None, "right"
)
_PLACE = Column[Finding](
    "place", _place, shown=lambda row: _place(row) or str(row.place.line if row.place else "")
)
_PRINTED = Column[Mention]("printed", lambda row: escaped(row.printed))
_CLAUSE = Column[Mention]("clause", lambda row: escaped(row.clause), shown=marked)
_MENTION_COLUMNS: tuple[Column[Mention], ...] = (
    Column("offset", lambda row: row.offset, "right"),
    _PRINTED,
    Column(
        "value",
        lambda row: row.quantity and row.quantity.value,
        "right",
        lambda row: quantity_of(row.quantity) if row.quantity else "",
        alongside=(_PRINTED,),
    ),
    Column("qualifier", lambda row: row.quantity and row.quantity.qualifier),
    Column("unit", lambda row: row.unit or None),
    Column("kind", lambda row: row.kind, words=words["NUMBER_KINDS"]),
    _CLAUSE,
)
NUMBER_COLUMNS: tuple[Column[Finding], ...] = (
    *_WHERE,
    _PARAGRAPH,
    *(column.of(lambda row: row.mention) for column in _MENTION_COLUMNS),
    _PLACE,
)


def numbers(rows: Sequence[Finding], several: bool = False) -> Table[Finding]:
    """Return the numbers of texts, in their order."""
    return Table(
        NUMBER_COLUMNS,
        rows,
        [*_where(rows, several), "kind", "value", "unit", "clause"],
        empty=messages.NO_NUMBERS.about(),
        subject=of_files(labels.NUMBERS_TABLE, [row.file for row in rows]),
    )


def _where(findings: Iterable[Finding], several: bool) -> list[str]:
    """Return what people are told of places: in files that have lines, the line."""
    place = "place" if any(found.where for found in findings) else "line"
    return ["file", place] if several else [place]


# Numbers that agree are listed up to so many; more would hide what is to be looked at.
_MOST_AGREEING = 20
# What an audit finds, the gravest first; then what is as it should be.
_AUDITED = ("not-found", "elsewhere", "repeated", *AT_ODDS, "uncovered", "printed", "number")


def faults(checked: Sequence[Dataset | Entry | FaultyDataset]) -> Table[Finding]:
    """Return the faults of dataset files, in the order of their lines; for clean files nothing."""
    rows, notes = [], []
    clean: list[Dataset | Entry] = []
    for one in checked:
        if isinstance(one, FaultyDataset):
            rows += [_of_fault(one.path, fault) for fault in one.faults]
            notes.append(messages.FAULT_COUNT.about(count=len(one.faults), path=one.path))
        else:
            clean.append(one)
    layout = ["file", "line"] if len(checked) > 1 else ["line"]
    layout += ["column"] if any(row.place and row.place.column for row in rows) else []
    only = clean[0] if len(clean) == 1 else None
    if isinstance(only, Dataset):
        said = messages.CLEAN.about(
            dataset=only.id,
            figures=len(only.figures),
            categories=len(only.categories),
            topics=len(only.topics),
        )
    else:
        said = messages.ALL_CLEAN.about(count=len(clean))
    if clean and rows:
        notes.append(said)
    subject = labels.CHECKED_TABLE.say()
    layout += ["key", "message"]
    return Table(FINDING_COLUMNS, rows, layout, notes=notes, empty=said, subject=subject)


class Selection(NamedTuple):
    """Which findings are shown, and in which order.

    They are those of all verdicts or only of some; or `everything`, also what is no matter.
    """

    verdicts: Collection[str]
    by: str
    everything: bool = False

    def table(
        self,
        findings: Sequence[Finding],
        rank: Callable[[Finding], Any],
        several: bool,
        heading: Column[Finding],
        *,
        visible: Callable[[Finding], bool],
        **whole: Any,
    ) -> Table[Finding]:
        """Return the table of what is shown; `rank` tells how grave a finding is.

        Those of a heading stand together, or else it is a column.
        """
        files = list(dict.fromkeys(found.file for found in findings))
        keys: Mapping[str, Callable[[Finding], Any]] = {
            "verdict": rank,
            "place": lambda row: (files.index(row.file), row.place or Position(0, 0, 0)),
            "figure": lambda row: (row.figure is None, row.figure),
        }
        rows = [row for row in findings if not self.verdicts or row.verdict in self.verdicts]
        together = self.by == "verdict"
        at_its_place = [] if together else [heading]
        return Table(
            FINDING_COLUMNS,
            sorted(rows, key=keys[self.by]),
            [*_where(findings, several), *at_its_place, "printed", "message"],
            heading=heading if together else None,
            visible=visible,
            **whole,
        )


def audited(
    held: Sequence[tuple[Dataset, Sequence[Finding]]], selection: Selection
) -> Table[Finding]:
    """Return what was found of the figures of datasets in their sources, the gravest first.

    People see errors and warnings, and below them how many figures stand as printed and how many
    numbers of which kind are none; and what else they asked for.
    """

    def rank(row: Finding) -> tuple[bool, int]:
        return row.severity == "info", _AUDITED.index(row.code)

    def heading(row: Finding) -> str:
        said = labels["AUDITED"][row.code].say()
        if row.code != "uncovered" or row.mention is None:
            return said
        kind = word(words["NUMBER_KINDS"], row.mention.kind)
        return labels.LABELLED.say().format(said, kind)

    findings = [found for _, several in held for found in several]
    others = [one.mention.kind for one in findings if one.code == "number" and one.mention]
    notes: list[Message] = []
    for dataset, several in held:
        uncovered = [finding.severity for finding in several if finding.code == "uncovered"]
        counts = messages.CONFIRMED.about(
            confirmed=sum(finding.code == "printed" for finding in several),
            figures=len(dataset.figures),
            uncovered=len(uncovered) - uncovered.count("info"),
        )
        others_noted = messages.OF_OTHER_YEARS.about(count=uncovered.count("info"))
        if len(held) == 1:
            notes += [words.HELD.about(datasets=[dataset.called]), counts]
        else:
            notes.append(words.OF_DATASET.about(dataset=dataset.called, said=counts))
        notes += [others_noted] if "info" in uncovered else []
        notes += _moved(several, dataset)
    return selection.table(
        findings,
        rank,
        len(held) > 1,
        Column("code", lambda row: row.code, label=labels.FOUND, shown=heading),
        notes=[*notes, *counted(messages.OTHER_NUMBERS, others, words["NUMBER_KINDS"])],
        visible=lambda row: (
            row.severity != "info" or row.is_inconsistent or bool(selection.verdicts)
        ),
        subject=labels.AUDITED_TABLE.say().format(listed(dataset.id for dataset, _ in held)),
    )


def proofread(
    findings: Sequence[Finding], several: bool, held: Sequence[Message], selection: Selection
) -> Table[Finding]:
    """Return the verdicts on the numbers of manuscripts, the worst first, or as `selection` has it.

    People see those that may speak of a known figure, and what is at odds with itself; with
    `everything` also those that speak of something else, and those that agree where these are so
    many that the rest would not be seen. `held` says what they were held against.
    """

    def group(row: Finding) -> str:
        return "at_odds" if row.is_inconsistent else row.verdict or row.code

    ranks = ("contradicts", "at_odds", "usage", *VERDICTS[1:])
    told = [group(row) for row in findings if row.code != "number"]
    hidden = {"other"} | ({"agrees"} if told.count("agrees") > _MOST_AGREEING else set())
    hidden -= {*told} if selection.everything else {*selection.verdicts}
    is_short = "agrees" in hidden and not selection.verdicts
    none = messages.NONE_CHOSEN if selection.verdicts else messages.NONE_AT_ODDS
    table = selection.table(
        findings,
        lambda row: ranks.index(group(row)),
        several,
        Column(
            "verdict",
            lambda row: row.verdict,
            shown=lambda row: labels["PROOFREAD"][group(row)].say(),
        ),
        notes=[
            *_once(held),
            *counted(messages.VERDICT_COUNTS, told, labels["PROOFREAD"]),
            *([messages.AGREEING_COUNTED.about()] if is_short else []),
            messages.NOT_JUDGED.about(count=len(findings) - len(told)),
        ],
        empty=(none if told else messages.NONE_JUDGED).about(),
        visible=lambda row: row.code != "number" and row.verdict not in hidden,
    )
    table.subject = of_files(labels.PROOFREAD_TABLE, [row.file for row in table.rows])
    return table


def _once(held: Iterable[Message]) -> list[Message]:
    """Return what several manuscripts were held against, each sentence once.

    Its datasets are those of all of them, and what was held against nothing is added up.
    """
    said: dict[tuple[Text, str], dict[str, Any]] = {}
    for text, values in held:
        # In a table 2019 is 2019年.
        word = str(values.get("word")).removesuffix("年")
        known = said.setdefault((text, word), {**values, "datasets": [], "count": 0})
        new: Any = values.get("datasets", ())
        known["datasets"] += [one for one in new if one not in known["datasets"]]
        known["count"] += values.get("count", 0)
    told = [text.about(**values) for (text, _), values in said.items()]
    return sorted(told, key=lambda one: not one.values["datasets"])


def _moved(findings: Sequence[Finding], dataset: Dataset) -> list[Message]:
    """Return which paragraphs of a source stand elsewhere than the dataset says."""
    pairs = {}
    for found in findings:
        figure = dataset.figures.get(found.figure or "")
        if found.code == "elsewhere" and figure and figure.paragraph and found.place:
            pairs[figure.paragraph] = found.place.paragraph
    said = [words.MOVED_TO.about(stated=stated, now=now) for stated, now in sorted(pairs.items())]
    return [words.MOVED.about(paragraphs=said)] if said else []


def of_files(title: Text, files: Iterable[str]) -> str:
    """Return a title that names files, each once, without their folders."""
    names = dict.fromkeys(escaped(re.split(r"[\\/]", file)[-1]) for file in dict.fromkeys(files))
    return title.say().format(listed(names))


def counted(said: Text, names: Iterable[str], words: Mapping[str, Text]) -> list[Message]:
    """Return how many of the names there are of each, in the order of `words`; nothing for none."""
    many = Counter(names)
    counts = [labels.COUNTED.about(what=words[one], count=many[one]) for one in words if many[one]]
    return [said.about(counts=counts)] if counts else []


def _of_fault(path: str, fault: Fault) -> Finding:
    place = Position(fault.line, fault.column, 0) if fault.line else None
    return Finding(
        fault.code, "error", path, fault.message, place, key=fault.key or None, figure=fault.figure
    )


FINDING_COLUMNS: tuple[Column[Finding], ...] = (
    Column("code", lambda row: row.code),
    Column("severity", lambda row: row.severity, words=labels["SEVERITIES"]),
    *_WHERE,
    Column("key", lambda row: row.key),
    Column("figure", lambda row: row.figure),
    _PARAGRAPH,
    Column(
        "printed",
        lambda row: row.mention and escaped(row.mention.printed),
        label=_CLAUSE.label,
        shown=lambda row: marked(row.mention) if row.mention else row.key or "",
    ),
    Column("verdict", lambda row: row.verdict, words=labels["VERDICTS"]),
    Column("expected", lambda row: row.expected),
    Column("slip", lambda row: row.slip),
    Column("message", lambda row: row.message.say()),
    _PLACE,
)
