"""Findings that are accepted: kept in a file that proofread and check heed, and write."""

from collections.abc import Sequence
from typing import Annotated

from cppcc_cli import messages
from cppcc_cli.cli.commands import SharedOptions
from cppcc_cli.cli.options import Option
from cppcc_cli.errors import UsageError
from cppcc_cli.text.accepted import read_accepted, sift, to_file
from cppcc_cli.text.finding import Finding

# fmt: off
Accept = Annotated[str | None, Option("--accept", metavar="FILE",
    zh="不再列出这个文件里已认可的问题；有一处改动，该条即失效。",
    en="Leave out the findings that this file accepts; an entry lapses where anything changes.")]
WriteAccepted = Annotated[str | None, Option("--write-accepted", metavar="FILE",
    zh="把现在列出的问题写入这个文件（制表符分隔），供 --accept 使用；已有的说明保留。",
    en="Write what is listed now to this file (tab-separated), for --accept; notes in it stay.")]
# fmt: on


class Accepting:
    """The findings that are accepted, as far as a command was asked to heed or to write them."""

    def __init__(self, asked: SharedOptions, accept: str | None, write: str | None) -> None:
        for option, path in (("--accept", accept), ("--write-accepted", write)):
            if path is not None and not path.strip():
                raise UsageError(messages.EMPTY_PATH.about(option=option))
        self.asked, self.accept, self.write = asked, accept, write
        self.known = {} if accept is None else read_accepted(accept)

    @property
    def inputs(self) -> Sequence[str]:
        """The file that is read, where it is not to be written anew."""
        return () if self.accept in (None, self.write) else (self.accept,)

    def sifted(
        self, found: list[Finding], files: Sequence[str]
    ) -> tuple[list[Finding], list[tuple[str, bytes]]]:
        """Return what is not accepted, with the file to write; say what has become of the rest."""
        if self.accept is None and self.write is None:
            return found, []
        sifted = sift(found, self.known, self.accept or "", files)
        self.asked.say(*sifted.notes)
        return sifted.findings, [(self.write, to_file(sifted.entries))] if self.write else []
