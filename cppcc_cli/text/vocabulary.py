"""Words tried: which classes of the lexicon are said of a number in a sentence.

The number stands in brackets: 争取提交提案[481件]. So the lexicon shows what each class must hit
and what it must miss, and a dataset that adds words of its own shows it, too.
"""

from collections.abc import Iterator, Sequence

from cppcc_cli.dataset import Dataset
from cppcc_cli.dataset.toml import index_lines
from cppcc_cli.documents.text import text_document
from cppcc_cli.errors import Fault
from cppcc_cli.language import Message
from cppcc_cli.messages import findings
from cppcc_cli.script import Pattern
from cppcc_cli.text.lexicon import Lexicon, lexicon_of
from cppcc_cli.text.numbers import mentions
from cppcc_cli.text.slots import Slots
from cppcc_cli.text.statements import Statement, read
from cppcc_cli.text.terms import Terms

_BRACKETED = Pattern(r"\[([^\[\]]+)\]")


def classes_said(sentence: str, dataset: Dataset, words: Lexicon) -> frozenset[str] | None:
    """Return the classes that are said of the number in brackets; None where there is none."""
    bracketed = _BRACKETED.search(sentence)
    if bracketed is None:
        return None
    text = _BRACKETED.sub(r"\1", sentence, count=1)
    document = text_document("", text, len(text), wrapped=False)
    found = read(document, list(mentions(document)), words)
    for statement in found.statements:
        block = document.blocks[statement.mention.block]
        start, end = (block.offset(at) for at in statement.mention[:2])
        if start <= bracketed.start() < end:
            return frozenset(_said(statement, dataset, words))
    return None


def _said(statement: Statement, dataset: Dataset, words: Lexicon) -> Iterator[str]:
    around = (statement.head, statement.tail)
    for slot in statement.frame:
        if slot is not None:
            yield from (one for one in words.names if words[one].pattern.fullmatch(slot.words))
    slots = Slots(dataset, (dataset.year,), dataset, words)
    if slots.change(statement):
        yield "change"
    terms = Terms(dataset, words, slots.place)
    if statement.part or any(terms.explain(one, "")[1] for one in around):
        yield "part"
    for name in ("average", "rank", "negation", "neutral", "doing", "proposers", "recipient"):
        if any(words[name].pattern.search(one) for one in around):
            yield name


def word_faults(dataset: Dataset, raw: str) -> list[Fault]:
    """Return the sentences of a dataset's own words that do not come out as it says they must.

    `raw` is the content of its file, for the lines.
    """
    words, lines = lexicon_of(dataset), index_lines(raw)
    found: list[Fault] = []
    for number, word in enumerate(dataset.words):
        for key, wanted in (("hit", True), ("miss", False)):
            sentences: Sequence[str] = getattr(word, key)
            for at, sentence in enumerate(sentences):
                said = classes_said(sentence, dataset, words)
                message: Message | None = None
                if said is None:
                    message = findings.NO_NUMBER_IN_BRACKETS.about(sentence=sentence)
                elif (word.kind in said) is not wanted:
                    text = findings.NOT_HIT if wanted else findings.NOT_MISSED
                    message = text.about(sentence=sentence, kind=word.kind)
                if message is not None:
                    line = lines.get(("word", number, key)) or lines.get(("word", number))
                    found.append(
                        Fault("word", line, f"word[{number + 1}].{key}[{at + 1}]", message)
                    )
    return found
