"""How a name may be typed: in any case, width, punctuation or script it is one spelling.

Full-width letters become ASCII, traditional characters simplified ones, quotes and punctuation are
dropped. 《委員視點》 and 委员视点 are one spelling, so are Model_Cases and model cases.
"""

from typing import NamedTuple

from cppcc_cli.script import simplified

# Hyphen, full-width hyphen, em dash, en dash.
_DASHES = "-\uff0d\u2014\u2013"


class Spelling(NamedTuple):
    """A name as it is compared: its words, and all of it without spaces."""

    words: tuple[str, ...]
    joined: str


def spelling(text: str) -> Spelling:
    """Return how `text` is compared."""
    if not text.isascii():
        from unicodedata import normalize

        text = simplified(normalize("NFKC", text))
    kept = "".join(char if char.isalnum() else " " for char in text.casefold())
    words = tuple(kept.split())
    return Spelling(words, "".join(words))


def half_width(argument: str) -> str:
    """Return a word of the command line, typed in full width or with a long dash, as it is meant.

    ——help is --help, --format is --format. What does not look like an option stays as it is.
    """
    name, equals, value = argument.partition("=")
    dashes = next((index for index, char in enumerate(name) if char not in _DASHES), len(name))
    if dashes in (0, len(name)) or name[:dashes] == "-" * dashes:
        return argument
    from unicodedata import normalize

    word = normalize("NFKC", name[dashes:])
    # A Chinese keyboard gives a long dash for one stroke, and two of them for a shifted one.
    return ("-" if len(word) == 1 else "--") + word + equals + value
