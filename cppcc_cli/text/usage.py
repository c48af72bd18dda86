"""Number usage: what GB/T 15835-2011 and editors call faults, by rules alone.

The rules stand in the lexicon, each with sentences that it must hit and others that it must miss.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from cppcc_cli.documents import Document
from cppcc_cli.language import Text
from cppcc_cli.messages.findings import USAGE
from cppcc_cli.script import plain
from cppcc_cli.text.lexicon import lexicon
from cppcc_cli.text.numbers import Mention, mention_of


class Rule(NamedTuple):
    """A fault of number usage: its name, what is said of it, and where it stands."""

    name: str
    says: Text
    pattern: re.Pattern[str]
    hit: tuple[str, ...]
    miss: tuple[str, ...]


class Misuse(NamedTuple):
    """A place where a rule is broken."""

    rule: Rule
    mention: Mention


def misuses(document: Document) -> Iterator[Misuse]:
    """Yield the faults of number usage in a document, in the order of their places."""
    for number, block in enumerate(document.blocks):
        text = plain(block.text)
        found: dict[tuple[int, int], Rule] = {}
        for rule in rules():
            for fault in rule.pattern.finditer(text):
                if not any(start < fault.end() and fault.start() < end for start, end in found):
                    found[fault.span()] = rule
        for (start, end), rule in sorted(found.items(), key=lambda item: item[0]):
            yield Misuse(rule, mention_of(block, number, start, end, "other"))


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return the rules of number usage."""
    return tuple(_rule(name, table) for name, table in lexicon().usage.items())


def _rule(name: str, table: Mapping[str, Any]) -> Rule:
    pattern = re.compile("|".join(table["words"]))
    return Rule(name, USAGE[name], pattern, tuple(table["hit"]), tuple(table["miss"]))
