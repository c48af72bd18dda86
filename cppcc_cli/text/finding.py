"""Finding: one thing found in a file, with its place, for a person or an editor to look at."""

from typing import Literal, NamedTuple

from cppcc_cli.documents.document import Position
from cppcc_cli.language import Message
from cppcc_cli.quantity import Agreement
from cppcc_cli.text.numbers import Mention

Severity = Literal["error", "warning", "info"]
Verdict = Agreement | Literal["unknown", "other"]
VERDICTS: tuple[Verdict, ...] = ("contradicts", "unknown", "consistent", "agrees", "other")


class Finding(NamedTuple):
    """What was found: its code and severity, where it is, and a sentence about it."""

    code: str
    severity: Severity
    file: str
    message: Message
    place: Position | None = None
    mention: Mention | None = None
    figure: str | None = None
    verdict: Verdict | None = None
    # How the figure must be printed.
    expected: str | None = None
    # The key path in the dataset, where the finding is about it.
    key: str | None = None
    # The likeliest way in which the number may have come of the figure.
    slip: str | None = None
