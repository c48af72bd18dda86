"""What became of the numbers of a manuscript, with what is found of them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from cppcc_cli.documents.document import place_at, positions
from cppcc_cli.language import Message, Text
from cppcc_cli.messages import findings as messages
from cppcc_cli.messages import labels
from cppcc_cli.output.table import Column, Raw, Table
from cppcc_cli.screen import escaped
from cppcc_cli.text.checking import Proof
from cppcc_cli.text.finding import Finding
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.revision import Outcome, Revision
from cppcc_cli.views.findings import counted, marked, of_files
from cppcc_cli.views.wording import word


class Side(NamedTuple):
    """A number in a version, its line, its place where that has no lines, and what is found."""

    mention: Mention
    line: int
    where: Message | None
    finding: Finding | None


class Row(NamedTuple):
    """What became of a number: as it was, and as it is."""

    outcome: Outcome
    old: Side | None
    new: Side | None

    @property
    def last(self) -> Side | None:
        """The number as it is, or one that is gone as it was."""
        return self.new or self.old

    @property
    def finding(self) -> Finding | None:
        """What is found of it there."""
        return self.last.finding if self.last else None


_Taken = Callable[[Row], Side | None]


def revised(revision: Revision, old: Proof, new: Proof) -> Table[Row]:
    """Return what became of the numbers of an old version, by what became of them."""
    olds = _sides(old, [one.old for one in revision.changes if one.old])
    news = _sides(new, [one.new for one in revision.changes if one.new])
    rows = [
        Row(
            one.outcome,
            olds[one.old.offset] if one.old else None,
            news[one.new.offset] if one.new else None,
        )
        for one in revision.changes
    ]
    said = messages.SAME_NUMBERS.about(count=revision.kept)
    return Table(
        COLUMNS,
        rows,
        _LAYOUT,
        notes=[
            *new.notes,
            *counted(messages.REVISED, [row.outcome for row in rows], messages.OUTCOMES),
            *([said] if rows else []),
        ],
        heading=COLUMNS[0],
        empty=said,
        subject=of_files(messages.REVISION, [proof.text.document.path for proof in (old, new)]),
    )


def _sides(proof: Proof, mentions: Sequence[Mention]) -> dict[int, Side]:
    """Return the numbers of a version by their offsets."""
    document = proof.text.document
    found = {
        one.mention.offset: one for one in proof.findings if one.code == "figure" and one.mention
    }
    ordered = sorted(mentions, key=lambda one: one.offset)
    located = positions(document.text, [one.offset for one in ordered])
    return {
        one.offset: Side(
            one,
            place.line,
            place_at(document, one.offset),
            found.get(one.offset),
        )
        for one, place in zip(ordered, located, strict=True)
    }


def _place(side: Side) -> str | None:
    return side.where.say() if side.where else None


def _of_side(
    key: str, label: Text, side: _Taken, cell: Callable[[Side], Raw], shown: Callable[[Side], str]
) -> Column[Row]:
    """Return a column of where a number stands in one version."""
    return Column(
        key,
        label,
        lambda row: cell(there) if (there := side(row)) else None,
        shown=lambda row: shown(there) if (there := side(row)) else "",
    )


def _places(key: str, label: Text, side: _Taken) -> Column[Row]:
    return _of_side(key, label, side, _place, lambda one: _place(one) or str(one.line))


def _clauses(key: str, label: Text, side: _Taken) -> Column[Row]:
    return _of_side(
        key,
        label,
        side,
        lambda one: escaped(one.mention.clause),
        lambda one: marked(one.mention),
    )


def _of_finding(cell: Callable[[Finding], Raw]) -> Callable[[Row], Raw]:
    return lambda row: cell(row.finding) if row.finding else None


def _said(row: Row) -> str:
    """Return what people read of a figure: the verdict, and the sentence."""
    found = row.finding
    if found is None or found.verdict is None:
        return ""
    return labels.LABELLED.say().format(word(labels.VERDICTS, found.verdict), found.message.say())


COLUMNS: tuple[Column[Row], ...] = (
    Column(
        "outcome",
        labels.OUTCOME,
        lambda row: row.outcome,
        shown=lambda row: messages.OUTCOMES[row.outcome].say(),
    ),
    Column(
        "old",
        messages.OLD,
        lambda row: escaped(row.old.mention.printed) if row.old else None,
    ),
    Column(
        "new",
        messages.NEW,
        lambda row: escaped(row.new.mention.printed) if row.new else None,
    ),
    Column("figure", labels.FIGURE, _of_finding(lambda found: found.figure)),
    Column("verdict", labels.VERDICT, _of_finding(lambda found: found.verdict)),
    Column("expected", labels.EXPECTED, _of_finding(lambda found: found.expected)),
    Column("old_line", labels.LINE, lambda row: row.old.line if row.old else None, "right"),
    _places("old_place", messages.OLD_PLACE, lambda row: row.old),
    _clauses("old_clause", messages.OLD_CLAUSE, lambda row: row.old),
    Column("line", labels.LINE, lambda row: row.new.line if row.new else None, "right"),
    _places("place", messages.NEW_PLACE, lambda row: row.new),
    _clauses("clause", messages.NEW_CLAUSE, lambda row: row.new),
    Column("message", messages.KNOWN, _of_finding(lambda found: found.message.say()), shown=_said),
)


def _became(row: Row) -> str:
    numbers = [escaped(side.mention.printed) for side in (row.old, row.new) if side]
    return " → ".join(numbers[-1:] if row.outcome == "moved" else numbers)


# People see both numbers in one cell, and the clause as it is.
_SHOWN = {one.key: one for one in COLUMNS}
_LAYOUT = (
    Column[Row]("new", messages.NUMBER, _SHOWN["new"].raw, shown=_became),
    _SHOWN["old_place"],
    _SHOWN["place"],
    _clauses("clause", labels.CLAUSE, lambda row: row.last),
    _SHOWN["message"],
)
