"""What of findings is accepted: the file that commands heed or write."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cppcc_cli import cli
from cppcc_cli.messages import findings as said
from cppcc_cli.text.finding import Finding

if TYPE_CHECKING:
    from cppcc_cli.text.accepted import Acceptance


class Accepting:
    """The findings that are accepted, as far as a command was asked to heed or to write them."""

    def __init__(self, asked: cli.SharedOptions, accept: str | None, write: str | None) -> None:
        self.asked, self.accept, self.write, self.kept = asked, accept, write, 0
        self.known: dict[int, Acceptance] = {}
        if accept is not None:
            from cppcc_cli.text.accepted import read_accepted

            self.known = read_accepted(accept)

    @property
    def inputs(self) -> Sequence[str]:
        """The file that is read, where it is not to be written anew."""
        return () if self.accept in (None, self.write) else (self.accept,)

    def without_accepted(
        self, found: list[Finding], files: Sequence[str]
    ) -> tuple[list[Finding], list[tuple[str, bytes]]]:
        """Return what is not accepted, with the file to write; say what has become of the rest."""
        if self.accept is None and self.write is None:
            return found, []
        from cppcc_cli.text.accepted import split_accepted, to_file

        split = split_accepted(found, self.known, self.accept or "", files)
        self.asked.say(*split.notes)
        self.kept = len(split.entries)
        return split.findings, [(self.write, to_file(split.entries))] if self.write else []

    def tell(self) -> None:
        """Say how many are in the file that was written, and how it is used."""
        if self.write:
            self.asked.say(said.ACCEPTED_KEPT.about(count=self.kept, path=self.write))
