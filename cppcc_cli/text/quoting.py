"""The sentence of a source that states a figure."""

from collections.abc import Iterator

from cppcc_cli.dataset.model import Figure
from cppcc_cli.documents.document import Document
from cppcc_cli.screen import escaped

_ENDS = "。！？；!?;…"
_CLOSING = "”’」』）》)\"'"


def stating_sentence(document: Document, figure: Figure) -> str | None:
    """Return the sentence in which `figure` stands as printed, or None where there is none.

    It is looked for in the paragraph of the figure, else, where the dataset names none, in all. Of
    several sentences with the same number, the first that also has a term of the figure is taken.
    Control characters of the text come out as escapes.
    """
    paragraphs = document.paragraphs()
    if figure.paragraph is not None:
        paragraphs = paragraphs[figure.paragraph - 1 : figure.paragraph]
    found = [
        sentence
        for paragraph in paragraphs
        for sentence in _sentences(paragraph)
        if _states(sentence, figure.printed)
    ]
    named = [sentence for sentence in found if any(term in sentence for term in figure.terms)]
    best = next(iter([*named, *found]), None)
    return None if best is None else escaped(best)


def _sentences(paragraph: str) -> Iterator[str]:
    """Split a paragraph behind each end of a sentence with the quotes that close there."""
    start, ended = 0, False
    for index, char in enumerate(paragraph):
        if ended and char not in _ENDS + _CLOSING:
            yield paragraph[start:index].strip()
            start, ended = index, False
        ended = char in _ENDS or (ended and char in _CLOSING)
    yield paragraph[start:].strip()


def _states(sentence: str, printed: str) -> bool:
    """Tell whether `printed` stands in a sentence, and not as the end of a longer number."""
    position = sentence.find(printed)
    while position >= 0:
        before = sentence[max(position - 2, 0) : position]
        if not (printed[0].isdigit() and before.rstrip(".,")[-1:].isdigit()):
            return True
        position = sentence.find(printed, position + 1)
    return False
