"""The two languages: a text that exists in both, and the one that a process speaks.

Every sentence of ours and every name in a dataset is a `Text`. A `Message` is a sentence with the
values it speaks of; it stays without a language until someone says it, in the language of the
process unless another is named.
"""

from collections.abc import Callable, Iterable, Mapping
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
        """
        language = language or _spoken
        said = {
            name: _Count(value) if type(value) is int else _say(value, language)
            for name, value in self.values.items()
        }
        return self.text.say(language).format(**said)


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
