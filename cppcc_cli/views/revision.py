"""What became of the numbers of a manuscript in its next version."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from cppcc_cli import messages
from cppcc_cli.messages import findings as words
from cppcc_cli.messages import labels
from cppcc_cli.output import Column, Table
from cppcc_cli.screen import escaped
from cppcc_cli.text.finding import Finding
from cppcc_cli.text.numbers import Mention
from cppcc_cli.views.findings import NUMBER_COLUMNS, counted, numbered, of_files

if TYPE_CHECKING:
    from cppcc_cli.text.checking import Proof
    from cppcc_cli.text.revision import Outcome, Revision


class ChangeRow(NamedTuple):
    """What became of a number: as it was and as it is, with what is found of it."""

    outcome: "Outcome"
    old: Finding | None
    new: Finding | None

    @property
    def known(self) -> Finding | None:
        """What is found of it as a figure, of the last of these."""
        last = self.new or self.old
        return last if last and last.code == "figure" else None


def revised(revision: "Revision", old: "Proof", new: "Proof") -> Table[ChangeRow]:
    """Return what became of the numbers of an old version, by what became of them."""
    olds = _found(old, [one.old for one in revision.changes if one.old])
    news = _found(new, [one.new for one in revision.changes if one.new])
    rows = [
        ChangeRow(one.outcome, one.old and olds[one.old.offset], one.new and news[one.new.offset])
        for one in revision.changes
    ]
    said = words.SAME_NUMBERS.about(count=revision.kept)
    return Table(
        REVISION_COLUMNS,
        rows,
        _REVISION_LAYOUT,
        notes=[
            *new.notes,
            *counted(messages.VERDICT_COUNTS, [row.outcome for row in rows], words["OUTCOMES"]),
            *([said] if rows else []),
        ],
        heading=REVISION_COLUMNS[0],
        empty=said,
        subject=of_files(words.REVISION, [proof.text.document.path for proof in (old, new)]),
    )


def _found(proof: "Proof", mentions: Iterable[Mention]) -> dict[int, Finding]:
    """Return numbers of a version by their offsets, as figures where they are found to be some."""
    found = numbered(proof.text.document, sorted(mentions, key=lambda one: one.offset))
    found += [one for one in proof.findings if one.code == "figure"]
    return {one.mention.offset: one for one in found if one.mention}


def _said(row: ChangeRow) -> str:
    """Return what people read of a figure: the verdict, and the sentence."""
    if row.known is None or row.known.verdict is None:
        return ""
    verdict = labels["VERDICTS"][row.known.verdict].say()
    return labels.LABELLED.say().format(verdict, row.known.message.say())


def _became(row: ChangeRow) -> str:
    both = [one.mention for one in (row.old, row.new) if one and one.mention]
    numbers = [escaped(one.printed) for one in both]
    return " → ".join(numbers[-1:] if row.outcome == "moved" else numbers)


_NUMBERS = {column.key: column for column in NUMBER_COLUMNS}
REVISION_COLUMNS: tuple[Column[ChangeRow], ...] = (
    Column("outcome", lambda row: row.outcome, words=words["OUTCOMES"]),
    _NUMBERS["printed"].of(lambda row: row.old, "old", words.OLD),
    _NUMBERS["printed"].of(lambda row: row.new, "new", words.NEW),
    Column("figure", lambda row: row.known and row.known.figure),
    Column("verdict", lambda row: row.known and row.known.verdict),
    Column("expected", lambda row: row.known and row.known.expected),
    _NUMBERS["line"].of(lambda row: row.old, "old_line", labels["COLUMNS"]["line"]),
    _NUMBERS["place"].of(lambda row: row.old, "old_place", words.OLD_PLACE),
    _NUMBERS["clause"].of(lambda row: row.old, "old_clause", words.OLD_CLAUSE),
    _NUMBERS["line"].of(lambda row: row.new, "line"),
    _NUMBERS["place"].of(lambda row: row.new, "place", words.NEW_PLACE),
    _NUMBERS["clause"].of(lambda row: row.new, "clause", words.NEW_CLAUSE),
    Column(
        "message", lambda row: row.known and row.known.message.say(), label=words.KNOWN, shown=_said
    ),
)
# People see both numbers in one cell, and the clause as it is.
_REVISION_LAYOUT = (
    Column[ChangeRow]("new", REVISION_COLUMNS[2].raw, label=words.NUMBER, shown=_became),
    *("old_place", "place"),
    _NUMBERS["clause"].of(lambda row: row.new or row.old, "clause"),
    "message",
)
