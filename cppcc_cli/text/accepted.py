"""Findings that are accepted: those that a person has looked at and lets stand.

They are kept in a file: tab-separated, quoted as CSV is, with a header. An entry is bound to the
name of the file, what was found, the clause, what is printed, the figure and what is expected (of a
question, the numbers that it is at odds with); where any of these is another, it holds no longer.
Each is for one finding. A `note` says why, and binds nothing.
"""

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from cppcc_cli.documents.reading import decoded
from cppcc_cli.errors import InputError
from cppcc_cli.files import read_regular_file
from cppcc_cli.messages import Message, findings as messages
from cppcc_cli.screen import escaped
from cppcc_cli.text.finding import Finding, is_open

# In MiB.
_LARGEST = 16


class Acceptance(NamedTuple):
    """What an accepted finding is bound to, and the note on it."""

    file: str
    code: str
    verdict: str
    clause: str
    printed: str
    figure: str
    expected: str
    note: str = ""


class SplitFindings(NamedTuple):
    """Findings without those that are accepted, and what is to be said of these.

    `entries` are those of a file that accepts all that is open: those that still hold, with their
    notes, those of files that were not read, and new ones.
    """

    findings: list[Finding]
    notes: list[Message]
    entries: list[Acceptance]


def entry_of(finding: Finding) -> Acceptance:
    """Return what a finding is accepted by."""
    mention = finding.mention
    return Acceptance(
        Path(finding.file).name,
        finding.code,
        finding.verdict or "",
        escaped(mention.clause) if mention else "",
        escaped(mention.printed) if mention else "",
        finding.figure or "",
        finding.expected or escaped(" ".join(one.printed for one in finding.beside)),
    )


def read_accepted(path: str) -> dict[int, Acceptance]:
    """Return the entries of a file by their lines.

    Raises InputError for a file that cannot be read, and for the first line that is no entry.
    """
    text, _ = decoded(read_regular_file(path, _LARGEST), path)
    wanted = Acceptance._fields[:-1]
    found: dict[int, Acceptance] = {}
    rows, line = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True), 1
    try:
        head = next(rows, [])
        if missing := [name for name in wanted if name not in head]:
            raise InputError(messages.NO_ACCEPTED.about(path=path, missing=missing))
        line = rows.line_num + 1
        for row in rows:
            if len(row) != len(head):
                count, fields = len(row), len(head)
                raise InputError(
                    messages.WRONG_ENTRY.about(path=path, line=line, count=count, fields=fields)
                )
            cells = dict(zip(head, row, strict=True))
            found[line] = Acceptance(*(cells.get(name, "") for name in Acceptance._fields))
            line = rows.line_num + 1
    except csv.Error:
        raise InputError(messages.BROKEN_ENTRY.about(path=path, line=line)) from None
    return found


def split_accepted(
    findings: Iterable[Finding], known: dict[int, Acceptance], path: str, files: Collection[str]
) -> SplitFindings:
    """Return findings without those accepted by the entries of the file `path`.

    `files` are those that were read: of others nothing is known.
    """
    waiting: dict[Acceptance, list[int]] = {}
    for line, entry in known.items():
        waiting.setdefault(entry._replace(note=""), []).append(line)
    left: list[Finding] = []
    new: list[Acceptance] = []
    holding: set[int] = set()
    for finding in findings:
        if is_open(finding):
            entry = entry_of(finding)
            if waiting.get(entry):
                holding.add(waiting[entry].pop(0))
                continue
            new.append(entry)
        left.append(finding)
    names = {Path(file).name for file in files}
    unread = {line for line, entry in known.items() if entry.file not in names}
    notes = [messages.ACCEPTED.about(count=len(holding))] if holding else []
    notes += [
        messages.LAPSED.about(path=path, line=line, **known[line]._asdict())
        for line in known
        if line not in holding | unread
    ]
    if unread:
        notes.append(messages.NOT_READ.about(path=path, count=len(unread)))
    kept = [entry for line, entry in known.items() if line in holding | unread]
    return SplitFindings(left, notes, [*kept, *new])


def to_file(entries: Sequence[Acceptance]) -> bytes:
    """Return the file of accepted entries."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerows([Acceptance._fields, *entries])
    return text.getvalue().encode()
