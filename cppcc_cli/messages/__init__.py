"""Every sentence of ours that reports something, in Chinese and English, found by its name.

They stand in the text files beside this one: what is found in findings.txt, what is said of files
that are read in documents.txt, what heads columns and stands in tables and on pages in labels.txt,
what an option means in options.txt, all else, had as an attribute of this module, in sentences.txt.
Below a name stand its words in either language, a line each, or the rows of a table: a key and its
words, two spaces apart. Words in braces are filled in by whoever reports. What else help says
stands in cli/help.
"""

import errno
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from cppcc_cli.language import Text


class Catalogue:
    """The words of a file: its sentences are its attributes, its tables its items.

    Raises AttributeError for a name that is not there.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    @cached_property
    def text(self) -> str:
        """The file, which is read when the first of its words is asked for."""
        return "\n" + Path(__file__).with_name(f"{self._name}.txt").read_text("utf-8")

    def __getattr__(self, name: str) -> Text:
        vars(self)[name] = said = Text(*self._below(name))
        return said

    def __getitem__(self, name: str) -> Mapping[str, Text]:
        if name not in vars(self):
            rows = (row.split("  ") for row in self._below(name))
            vars(self)[name] = {key: Text(*words) for key, *words in rows}
        table: Mapping[str, Text] = vars(self)[name]
        return table

    def _below(self, name: str) -> list[str]:
        """Return the lines below a name. Of a few words each run asks, and looks for no others."""
        start, lines = self.text.find(f"\n{name}\n  "), []
        if start < 0:
            raise AttributeError(name)
        at = start + len(name) + 2
        while self.text.startswith("  ", at):
            end = self.text.index("\n", at)
            lines.append(self.text[at + 2 : end])
            at = end + 1
        return lines


sentences, documents, findings, labels, options = map(
    Catalogue, ("sentences", "documents", "findings", "labels", "options")
)


def __getattr__(name: str) -> Text:
    """Return a sentence of sentences.txt."""
    said: Text = getattr(sentences, name)
    return said


# As Windows numbers it; elsewhere what is open may be read and written.
_IN_USE = (32, 33)


def reason(error: OSError) -> Text:
    """Return why a system call failed: what has no words of ours, as the system says it."""
    if getattr(error, "winerror", 0) in _IN_USE:
        return sentences.IN_USE
    words = error.strerror or type(error).__name__
    code = errno.errorcode.get(error.errno or 0, "")
    return sentences["SYSTEM_REASONS"].get(code, Text(words, words))
