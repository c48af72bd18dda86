"""Judgements: the verdict on a number, the figure it may speak of, and what is said of it."""

from collections.abc import Sequence
from typing import NamedTuple

from cppcc_cli.dataset import Figure
from cppcc_cli.language import Message
from cppcc_cli.messages import findings
from cppcc_cli.query.verify import Slip, in_words
from cppcc_cli.text.finding import Finding, Severity, Verdict
from cppcc_cli.text.numbers import Mention
from cppcc_cli.text.slots import Match, Reason, is_telling


class Judgement(NamedTuple):
    """The verdict on a statement, the figure it may speak of, and why."""

    verdict: Verdict
    message: Message
    figure: Figure | None = None
    match: Match | None = None
    slips: tuple[Slip, ...] = ()
    # How the number must be printed, where that is not as the figure is.
    change: str | None = None
    # What it differs in, or what is open.
    reason: Reason | None = None

    @property
    def is_open(self) -> bool:
        """Whether it may be of no figure, and its number is that of none."""
        is_it = self.match is not None and self.match.agreement in ("agrees", "consistent")
        return self.verdict in ("unknown", "other") and not is_it

    @property
    def is_slip(self) -> bool:
        """Whether the number is plainly a slip of the figure."""
        return any(slip.telling for slip in self.slips)

    @property
    def has_digits(self) -> bool:
        """Whether it is by its very digits that of the figure, and only said otherwise.

        Then it is no other's by chance, as one that agrees is none, whatever word is not explained.
        A 万 too many or too few is none with two digits, either.
        """
        if self.figure is None or len(self.figure.value.normalize().as_tuple().digits) == 1:
            return False
        telling = ("qualifier", "scale", "decimal") if is_telling(self.figure.value) else ("scale",)
        return any(slip.code in telling for slip in self.slips)

    def but(self, reason: Reason) -> "Judgement":
        """Return that it may be of the figure, but for a reason."""
        said = unsure(self.figure, self.slips, reason) if self.figure else reason.message
        return self._replace(verdict="unknown", message=said, reason=reason)

    def finding(self, path: str, mention: Mention) -> Finding:
        """Return the finding on a number of the file `path`: `figure` where one may be meant."""
        severity: Severity = "error" if self.verdict == "contradicts" else "info"
        figure = self.figure
        return Finding(
            "number" if self.match is None else "figure",
            severity,
            path,
            self.message,
            mention=mention,
            figure=figure.id if figure else None,
            verdict=self.verdict,
            expected=self.change or (figure.printed if figure else None),
            slip=self.slips[0].code if self.slips else None,
            dataset=self.match.dataset if figure and self.match else None,
        )


def named(figure: Figure) -> dict[str, object]:
    """Return what a sentence about a figure has of it: its name, and how it is printed."""
    return {"figure": figure.name, "printed": figure.printed}


def unsure(figure: Figure, made: Sequence[Slip], reason: Reason | None = None) -> Message:
    """Return that a number may not be of a figure, and why, and what slip it would be if it is."""
    why = {"reason": reason.message} if reason else {}
    said = (findings.OPEN if reason else findings.NOT_SURE).about(**named(figure), **why)
    return findings.IF_SO.about(message=said, slip=in_words(made)) if made else said
