"""Words -> everything that is called so: figures, categories and topics, the best match first."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from cppcc_cli.dataset.model import Dataset
from cppcc_cli.language import Text
from cppcc_cli.query.lookup import Key, Rank, keys_of, match, near
from cppcc_cli.query.spelling import spelling


class Found(NamedTuple):
    """Something that words were found in: by which of its names, and how."""

    kind: Literal["figure", "category", "topic"]
    id: str | None
    name: Text
    matched: str
    by: Rank


def search(dataset: Dataset, words: Sequence[str]) -> list[Found]:
    """Return what all `words` are found in, by rank, and within a rank in the order of the file."""
    query = spelling(" ".join(words))
    hits: list[tuple[int, Found]] = []
    for kind, id, name, keys in _things(dataset):
        found = match(query, list(keys))
        if found is not None:
            number, key, by = found
            hits.append((number, Found(kind, id, name, key.text, by)))
    return [found for _, found in sorted(hits, key=lambda hit: hit[0])]


def offers(dataset: Dataset, words: Sequence[str]) -> list[str]:
    """Return up to three ids of figures and categories that are called something like `words`."""
    things = [(id, keys) for _, id, _, keys in _things(dataset) if id is not None]
    return near(" ".join(words), things)


Thing = tuple[Literal["figure", "category", "topic"], str | None, Text, Iterator[Key]]


def _things(dataset: Dataset) -> Iterator[Thing]:
    for figure in dataset.figures.values():
        keys = keys_of(figure.id, figure.name, figure.terms, figure.pinyin)
        yield "figure", figure.id, figure.name, keys
    for category in dataset.categories.values():
        keys = keys_of(category.id, category.name, (), category.pinyin)
        yield "category", category.id, category.name, keys
    for topic in dataset.topics:
        yield "topic", None, topic.name, keys_of(None, topic.name, (), topic.pinyin)
