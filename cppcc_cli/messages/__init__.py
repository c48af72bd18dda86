"""What is said, in two languages, and every sentence of ours that reports something, by its name.

Every sentence of ours and every name in a dataset is a `Text`, which exists in both. A `Message` is
a sentence with the values it speaks of; it stays without a language until someone says it, in that
of the process unless another is named.

The sentences stand in the text files beside this one: what is found in findings.txt, what is said
of files that are read in documents.txt, what heads columns and stands in tables and on pages in
labels.txt, what an option means in options.txt, all else, had as an attribute of this module, in
sentences.txt. Below a name stand its words in either language, a line each, or the rows of a table:
a key and its words, two spaces apart. Words in braces are filled in by whoever reports. What else
help says stands in cli/help.
"""

import errno
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple, cast

from cppcc_cli.screen import escaped

Language = Literal["zh", "en"]

# A sentence quotes this much of what it complains about.
_LONGEST = 500

_spoken: Language = "en"


def current() -> Language:
    """Return the language that this process speaks."""
    return _spoken


def use(language: Language) -> None:
    """Set the language that this process speaks; done once, where it starts."""
    global _spoken
    _spoken = language


class Text(NamedTuple):
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def say(self, language: Language | None = None) -> str:
        """Return the words in a language; a name without English is given in Chinese."""
        return (self.en or self.zh) if (language or _spoken) == "en" else self.zh

    def filled(self, value: "object | Text") -> "Text":
        """Return the words with a value in them, or with what it is called in either language."""
        zh, en = (value.zh, value.say("en")) if isinstance(value, Text) else (value, value)
        return Text(self.zh.format(zh), self.en.format(en))

    def about(self, **values: object) -> "Message":
        """Return the sentence that speaks of `values`."""
        return Message(self, values)


class Message(NamedTuple):
    """A sentence with the values it speaks of."""

    text: Text
    values: Mapping[str, object]

    def say(self, language: Language | None = None) -> str:
        """Return the sentence in a language, every value made harmless for a screen.

        A number in it may have the word for one thing and that for several: {count:year|years}.
        What stands within ⟦ ⟧ is said where there is what it speaks of, else what is behind its |.
        """
        language = language or _spoken
        said = {
            name: _Count(value) if type(value) is int else _say(value, language)
            for name, value in self.values.items()
        }
        words = self.text.say(language)
        if "⟦" in words:
            words = re.sub("⟦(.*?)⟧", self._part, words)
        return words.format(**said)

    def _part(self, found: re.Match[str]) -> str:
        told, _, other = found[1].partition("|")
        names = re.findall(r"{(\w+)", told)
        return told if all(map(self.values.get, names)) else other


class _Count(int):
    """A number of things, which a sentence names in the singular or the plural."""

    def __format__(self, words: str) -> str:
        one, several, *_ = (*words.split("|"), "")
        return f"{int(self)} {one if self == 1 else several}" if several else str(int(self))


def _say(value: object, language: Language) -> str:
    if isinstance(value, (Text, Message)):
        return value.say(language)
    if isinstance(value, (list, tuple)):
        return listed((_say(item, language) for item in value), language)
    text = escaped(str(value))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def listed(words: Iterable[str], language: Language | None = None) -> str:
    """Return words one after another in a language, as they are listed in a sentence."""
    return ("、" if (language or _spoken) == "zh" else ", ").join(words)


def windows_language() -> Language:
    """Return the language of the Windows user interface, where there is one; else English."""
    import ctypes

    windows = getattr(ctypes, "windll", None)
    if windows is None:
        return "en"
    # The low ten bits of a language identifier name the language; 4 is Chinese.
    chinese = windows.kernel32.GetUserDefaultUILanguage() & 0x3FF == 4
    return "zh" if chinese else "en"


def choose(
    asked: str | None,
    environment: Mapping[str, str],
    platform: str,
    system_language: Callable[[], Language] = windows_language,
) -> Language:
    """Return the language to answer in.

    The order is the option, CPPCC_LANG, the locale (LC_ALL, LC_MESSAGES, LANG: the first that is
    set), the language of Windows, English. What is neither Chinese nor English is passed over.
    """
    for wish in (asked, environment.get("CPPCC_LANG")):
        named = (wish or "")[:2].lower()
        if named in ("zh", "en"):
            return cast(Language, named)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environment.get(name):
            return "zh" if locale.lower().startswith("zh") else "en"
    return system_language() if platform == "win32" else "en"


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
