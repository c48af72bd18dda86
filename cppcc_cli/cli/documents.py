"""The documents that a command names: read one after the other, none hides the others."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from cppcc_cli.cli.commands import SharedOptions
from cppcc_cli.cli.options import Option
from cppcc_cli.documents.document import Document
from cppcc_cli.documents.reading import files_of, read_document
from cppcc_cli.errors import CppccError, InputError, SeveralInputErrors

# fmt: off
StdinFilename = Annotated[str | None, Option("--stdin-filename", metavar="NAME",
    zh="标准输入所来自的文件名：问题列在这个名下，后缀也从它看出。",
    en="The name of the file that standard input comes from: findings are listed under it, and its "
       "suffix counts.")]
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
        if len(self.failed) == 1:
            raise self.failed[0]
        inputs = [one for one in self.failed if isinstance(one, InputError)]
        others = [one for one in self.failed if not isinstance(one, InputError)]
        if inputs:
            self.asked.say(*(said for one in others for said in one.messages))
            raise SeveralInputErrors(inputs)
        if others:
            self.asked.say(*(said for one in others[1:] for said in one.messages))
            raise others[0]
