"""What a command that reads texts is given: documents, and findings that are accepted in them."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from cppcc_cli import messages
from cppcc_cli.cli.commands import SharedOptions
from cppcc_cli.cli.options import Option
from cppcc_cli.documents.document import Document
from cppcc_cli.documents.reading import files_of, read_document
from cppcc_cli.errors import CppccError, InputError, UsageError, all_of
from cppcc_cli.text.finding import Finding, read_accepted, sift, to_file

# fmt: off
Accept = Annotated[str | None, Option("--accept", metavar="FILE",
    zh="不再列出这个文件里已认可的问题；有一处改动，该条即失效。",
    en="Leave out the findings that this file accepts; an entry lapses where anything changes.")]
WriteAccepted = Annotated[str | None, Option("--write-accepted", metavar="FILE",
    zh="把现在列出的问题写入这个文件（制表符分隔），供 --accept 使用；已有的说明保留。",
    en="Write what is listed now to this file (tab-separated), for --accept; notes in it stay.")]
# fmt: on


class Documents:
    """Files, folders and patterns as they were named; what cannot be read is kept for the end."""

    def __init__(
        self,
        asked: SharedOptions,
        names: Sequence[str],
        stdin_name: str | None = None,
        listed: bool = False,
    ) -> None:
        self.asked, self.stdin_name, self.listed = asked, stdin_name, listed
        self.failed: list[CppccError] = []
        self.paths: list[str] = []
        for name in names:
            try:
                self.paths += files_of(name)
            except InputError as error:
                self.failed.append(error)
        # How many were read so far.
        self.read = 0

    def __iter__(self) -> Iterator[Document]:
        """Yield those that can be read, and say what must be said of each."""
        for path in self.paths:
            try:
                document = read_document(path, self.listed, self.stdin_name)
            except CppccError as error:
                if error.exit_code == 2:
                    raise
                self.failed.append(error)
                continue
            self.asked.say(*document.notes)
            self.read += 1
            yield document

    @property
    def several(self) -> bool:
        """Whether more than one is named."""
        return len(self.paths) > 1

    def require_all(self) -> None:
        """Raise the gravest error of those that could not be read, where there is any."""
        inputs = [one for one in self.failed if isinstance(one, InputError)]
        gravest = all_of(inputs) if inputs else next(iter(self.failed), None)
        if gravest is not None:
            others = [one for one in self.failed if one not in (gravest, *inputs)]
            self.asked.say(*(said for one in others for said in one.messages))
            raise gravest


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
