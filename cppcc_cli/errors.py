"""What can go wrong in a way a user can mend, each kind with the exit code of its meaning."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar

from cppcc_cli import messages
from cppcc_cli.messages import Language, Message, Text
from cppcc_cli.screen import escaped


class CppccError(Exception):
    """Something a user can mend: what is wrong, where, and what to do."""

    exit_code: ClassVar[int]

    def __init__(self, *messages: Message) -> None:
        super().__init__(*messages)
        self.messages = messages

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self, language: Language | None = None) -> list[str]:
        """Return the sentences to show, one a line."""
        return [message.say(language) for message in self.messages]


class OutputError(CppccError):
    """An answer could not be written, or stands in the way of something that exists."""

    exit_code = 1


class UsageError(CppccError):
    """The question names something that does not exist, or contradicts itself."""

    exit_code = 2


class InputError(CppccError):
    """A dataset or a document cannot be read; or `several`, each for its own reason."""

    exit_code = 3
    several: "Sequence[InputError]" = ()


class MissingFile(InputError):
    """There is no such file."""


def all_of(errors: Sequence[InputError]) -> InputError:
    """Return one error for all; the only one as it is."""
    if len(errors) == 1:
        return errors[0]
    together = InputError(*(message for error in errors for message in error.messages))
    together.several = errors
    return together


class IndexUnusable(Exception):
    """The index of a collection is not to be had: the files must be read. No user sees it."""


class MissingExtra(CppccError):
    """What was asked for needs a package that is not installed, or cannot be loaded."""

    exit_code = 1


@contextmanager
def needing(extra: str | None, path: object, needed: Text) -> Iterator[None]:
    """Raise MissingExtra where what is done here for a file `path` lacks a library of an extra.

    As `needed` says, where it is not installed; and where it does not load, for want of memory or
    of what it stands on itself.
    """
    try:
        yield
    except ModuleNotFoundError:
        said = needed.about(path=path, extra=extra, python=sys.executable)
    except ImportError as error:
        said = messages.UNLOADABLE.about(path=path, detail=error)
    else:
        return
    raise MissingExtra(said)


class Fault:
    """One thing wrong with a dataset file; its column is from 1, 0 where it is not known."""

    def __init__(
        self, code: str, line: int | None, key: str, message: Message, column: int = 0
    ) -> None:
        self.code, self.line, self.key = code, line, key
        self.message, self.column = message, column

    @property
    def figure(self) -> str | None:
        """The id of the figure whose table the fault lies in."""
        parts = self.key.split(".")
        return ".".join(parts[1:3]) if parts[0] == "figure" and len(parts) > 2 else None


class FaultyDataset(InputError):
    """A dataset file was read, and these are its faults, in the order of its lines.

    A message tells file, line, column and key of each, and what is wrong. `draft` is the dataset
    where nothing is wrong but that words are still to be given, None elsewhere.
    """

    def __init__(self, path: str, faults: list[Fault], draft: object = None) -> None:
        said = []
        for fault in faults:
            place = ":".join(str(part) for part in (path, fault.line, fault.column) if part)
            where = escaped(f"{place}: {fault.key}" if fault.key else place)
            said.append(messages.FAULT_AT.about(where=Text(where, where), fault=fault.message))
        super().__init__(*said)
        self.path = path
        self.faults, self.draft = faults, draft
