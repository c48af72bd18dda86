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
    def finding(self) -> Finding | None:
        """What is found of it as it is, or of one that is gone as it was."""
        side = self.new or self.old
        return side.finding if side else None


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
        [one for one in COLUMNS if one.shown is not None and one.key != "outcome"],
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
    side: Callable[[Row], Side | None], prefix: str, place: Text, clause: Text
) -> tuple[Column[Row], ...]:
    """Return the columns of where a number stands in one version: line, place and clause."""

    def taken(cell: Callable[[Side], Raw]) -> Callable[[Row], Raw]:
        return lambda row: cell(there) if (there := side(row)) else None

    def shown(cell: Callable[[Side], str]) -> Callable[[Row], str]:
        return lambda row: cell(there) if (there := side(row)) else ""

    return (
        Column(f"{prefix}line", labels.LINE, taken(lambda one: one.line), "right"),
        Column(
            f"{prefix}place",
            place,
            taken(_place),
            shown=shown(lambda one: _place(one) or str(one.line)),
        ),
        Column(
            f"{prefix}clause",
            clause,
            taken(lambda one: escaped(one.mention.clause)),
            shown=shown(lambda one: marked(one.mention)),
        ),
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
    *_of_side(lambda row: row.old, "old_", messages.OLD_PLACE, messages.OLD),
    *_of_side(lambda row: row.new, "", messages.NEW_PLACE, messages.NEW),
    Column("message", messages.KNOWN, _of_finding(lambda found: found.message.say()), shown=_said),
)
