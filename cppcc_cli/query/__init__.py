"""Names -> figures and categories: an exact id at once, else by the first rank that has a hit.

The ranks are the id, the last part of an id, a label in either language, a term, the pinyin or the
initials of a label or term, the beginning of any of these, any part of these. Two hits of one rank
are told, not chosen from; names that are merely near are offered, never taken.

A name may be typed in any case, width, punctuation or script: 《委員視點》 and 委员视点 are one
spelling, so are Model_Cases and model cases.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, get_args

from cppcc_cli import messages
from cppcc_cli.dataset import Category, Dataset, Figure, Topic, ids_among, is_of_place
from cppcc_cli.errors import UsageError
from cppcc_cli.messages import Message

Thing = Figure | Category
Rank = Literal["id", "last", "label", "term", "pinyin", "initials", "prefix", "part"]
# Pinyin and initials are of one rank.
_RANKS = dict(zip(get_args(Rank), (0, 1, 2, 3, 4, 4, 5, 6), strict=True))
_MOST_NEAR = 3
_MOST_LISTED = 12
# Hyphen, full-width hyphen, em dash, en dash.
_DASHES = "-\uff0d\u2014\u2013"
_WORD = r"[^\W_]+"


class Spelling:
    """A name as it is compared: its words, and all of it without spaces."""

    def __init__(self, text: str, latin: bool = False) -> None:
        """Make that of a name; where it is compared to a `latin` one, its script is no matter."""
        if not text.isascii():
            from unicodedata import normalize

            text = normalize("NFKC", text)
            if not latin:
                from cppcc_cli.script import simplified

                text = simplified(text)
        self.words: Sequence[str] = re.findall(_WORD, text.casefold())
        self.joined = "".join(self.words)


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


# One of the ways to call something: the text, and as what it serves.
Key = tuple[str, Rank]


class Choice:
    """What names stood for: the figures, and what was taken for something by more than its id."""

    def __init__(self, figures: list[Figure], taken: list[Message]) -> None:
        self.figures, self.taken = figures, taken

    @property
    def ids(self) -> list[str]:
        """The ids of the figures."""
        return [figure.id for figure in self.figures]


def keys_of_id(thing: Figure | Category) -> Iterator[Key]:
    """Yield the id, and the last part of one that has several."""
    yield thing.id, "id"
    if "." in thing.id:
        yield thing.id.partition(".")[2], "last"


def keys_of(thing: Figure | Category | Topic) -> Iterator[Key]:
    """Yield every way to call something, the strongest first."""
    if not isinstance(thing, Topic):
        yield from keys_of_id(thing)
    for label in dict.fromkeys(text for text in thing.name if text):
        yield label, "label"
    for term in thing.terms if isinstance(thing, Figure) else ():
        yield term, "term"
    for syllables in thing.pinyin:
        yield syllables, "pinyin"
        yield "".join(syllable[0] for syllable in syllables.split()), "initials"


def match(query: Spelling, keys: Iterable[Key]) -> tuple[int, str, Rank] | None:
    """Return the best rank at which one of `keys` is meant by `query`, with the text of that."""
    best: tuple[int, str, Rank] | None = None
    for text, serves in keys:
        rank = _rank(query, text, serves)
        if rank is not None and (best is None or _RANKS[rank] < best[0]):
            best = (_RANKS[rank], text, rank)
    return best


def _rank(query: Spelling, text: str, serves: Rank) -> Rank | None:
    if not query.joined:
        return None
    latin = query.joined.isascii()
    if latin and not text.isascii() and min(text) >= "一" and max(text) <= "鿿":
        return None
    called = Spelling(text, latin)
    words, joined = called.words, called.joined
    is_same = len(words) == len(query.words) > 1 and sorted(query.words) == sorted(words)
    if query.joined == joined or is_same:
        return serves
    if serves in ("label", "term") and _is_shortened(query.joined, joined):
        return "term"
    if joined.startswith(query.joined):
        return "prefix"
    # One letter stands in almost every word; one Chinese character does not.
    if query.joined.isascii() and len(query.joined) == 1:
        return None
    return "part" if query.joined in joined or _all_begin(query.words, words) else None


def _is_shortened(asked: str, called: str) -> bool:
    """Tell whether a Chinese name leaves a word out of another: 协商活动 of 协商议政活动."""
    if asked.isascii() or len(called) <= len(asked):
        return False
    parts = ((asked[:at], asked[at:]) for at in range(2, len(asked) - 1))
    return any(called.startswith(first) and called.endswith(last) for first, last in parts)


def _all_begin(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether each word wanted begins one of `words`, in any order."""
    return len(wanted) > 1 and all(any(word.startswith(want) for word in words) for want in wanted)


def choose(dataset: Dataset, names: Sequence[str]) -> Choice:
    """Return the figures that `names` stand for, each once, in the order named; all for no name.

    A category stands for its figures, and goes before a figure of the same rank; beside the name
    of a figure it goes behind. Raises UsageError for a name that stands for nothing, or for
    several things.
    """
    if not names:
        return Choice(list(dataset.figures.values()), [])
    chosen: dict[str, Figure] = {}
    taken: list[Message] = []
    meant = [_meant(dataset, name, list(dataset.categories.values())) for name in names]
    beside = any(all(isinstance(one, Figure) for one in things) for things in meant)
    for name, things in zip(names, meant, strict=True):
        found = _only(name, things, Figure if beside else Category)
        of = [one for one in dataset.figures.values() if found.id in (one.id, one.category)]
        chosen.update((figure.id, figure) for figure in of)
        called = [one for one in things if isinstance(one, Figure)]
        if isinstance(found, Category) and called and len(of) > 1:
            told = {"name": name, "id": found.id, "count": len(of), "figure": called[0].id}
            taken.append(messages.TAKEN_FOR_ALL.about(**told))
        else:
            taken += _taken_for(name, found)
    return Choice(list(chosen.values()), taken)


class Placed:
    """A figure in its dataset."""

    def __init__(self, dataset: Dataset, figure: Figure) -> None:
        self.dataset, self.figure = dataset, figure


def in_each(datasets: Sequence[Dataset], ids: Sequence[str]) -> list[Placed]:
    """Return the figures of these ids, figure after figure, of each dataset that has it."""
    return [Placed(one, one.figures[id]) for id in ids for one in datasets if id in one.figures]


def aligned(datasets: Sequence[Dataset], figures: Sequence[Figure]) -> list[Dataset]:
    """Return datasets in which these figures, of the catalogue of them all, have its ids."""
    meant = {one.id: one for one in figures if is_of_place(one.id)}

    def in_one(dataset: Dataset) -> dict[str, Figure]:
        ids = ids_among(meant, dataset.figures.values())
        kept = (one for id, one in dataset.figures.items() if id in ids or id not in meant)
        return {
            (id := ids.get(one.id, one.id)): one._replace(
                id=id, part_of=one.part_of and ids.get(one.part_of, one.part_of)
            )
            for one in kept
        }

    if not meant:
        return list(datasets)
    newest = sorted(datasets, key=lambda one: one.year)
    known = {id: one for dataset in newest for id, one in dataset.categories.items()}
    added = {one.category: known[one.category] for one in meant.values() if one.category in known}
    changed = (
        one._replace(categories=one.categories | added, figures=in_one(one)) for one in datasets
    )
    # What is as it was stays the same dataset.
    return [one if one == other else other for one, other in zip(datasets, changed, strict=True)]


def counterpart(dataset: Dataset, figure: Figure) -> Figure | None:
    """Return the figure of a dataset that is the same as one of another year; None for none.

    It has the same id. But an id of a draft tells where in its report a figure stands, and is of
    another thing in a draft of another report: then it has the same name, or is called alike.
    """
    if not is_of_place(figure.id):
        return dataset.figures.get(figure.id)
    ids = ids_among({figure.id: figure}, dataset.figures.values())
    return next((one for id, one in dataset.figures.items() if ids.get(id) == figure.id), None)


def of_year(datasets: Iterable[Dataset], figure: Figure, year: int, body: str) -> Figure | None:
    """Return the figure that is the same as one of another year, in a year of a committee."""
    there = (one for one in datasets if (one.year, one.body.zh) == (year, body))
    return next(filter(None, (counterpart(one, figure) for one in there)), None)


def choose_one(dataset: Dataset, name: str) -> Choice:
    """Return the one figure that `name` stands for.

    Raises UsageError for a name that stands for no figure, or for several.
    """
    found = _only(name, _meant(dataset, name, []), Figure)
    return Choice([found] if isinstance(found, Figure) else [], _taken_for(name, found))


def choose_categories(dataset: Dataset, names: Sequence[str]) -> tuple[list[str], list[Message]]:
    """Return the ids of the categories that `names` stand for, each once, and what was taken.

    Raises UsageError for a name that stands for no category, or for several.
    """
    alone, categories = dataset._replace(figures={}), list(dataset.categories.values())
    found = [_only(name, _meant(alone, name, categories), Category) for name in names]
    taken = [said for pair in zip(names, found, strict=True) for said in _taken_for(*pair)]
    return list(dict.fromkeys(category.id for category in found)), taken


def _meant(dataset: Dataset, name: str, categories: Sequence[Category]) -> Sequence[Thing]:
    """Return what a name stands for by the first rank that has a hit; UsageError for nothing."""
    for category in categories:
        if category.id == name:
            return [category]
    if name in dataset.figures:
        return [dataset.figures[name]]
    query = Spelling(name)
    things: list[Thing] = [*categories, *dataset.figures.values()]
    # Whatever is called by an id goes before all that is called otherwise.
    for keys in (keys_of_id, keys_of):
        hits: dict[int, list[Thing]] = {}
        for thing in things:
            found = match(query, keys(thing))
            if found is not None:
                hits.setdefault(found[0], []).append(thing)
        if hits and (keys is keys_of or min(hits) <= _RANKS["last"]):
            return hits[min(hits)]
    kinds = messages.labels["FOUND_KINDS"]
    what = messages.CATEGORY_OR_FIGURE if categories else kinds["figure"]
    told = {
        "name": name,
        "what": what if dataset.figures or not categories else kinds["category"],
        "near": [_labelled(thing) for thing in _near(dataset, name, things)],
        "list": "cppcc categories" if categories else "cppcc stats",
    }
    raise UsageError(messages.UNKNOWN_NAME.about(**told))


def _only(name: str, things: Sequence[Thing], rather: type[Thing]) -> Thing:
    """Return the only one of some things, of those of a kind where there are any."""
    first = [thing for thing in things if isinstance(thing, rather)] or things
    if len(first) > 1:
        listed, rest = [*map(_labelled, first[:_MOST_LISTED])], len(first[_MOST_LISTED:])
        raise UsageError(messages.AMBIGUOUS_NAME.about(name=name, candidates=listed, rest=rest))
    return first[0]


def _taken_for(name: str, thing: Thing) -> list[Message]:
    """Return what is said of a name that is not the id of what it stands for."""
    said = messages.TAKEN_FOR.about(name=name, id=thing.id, label=thing.name)
    return [said] if name != thing.id else []


def _labelled(thing: Thing) -> Message:
    """Return an id, in Chinese with the name beside it: ids are English words."""
    return messages.ID_AND_NAME.about(id=thing.id, name=thing.name.zh)


def _near(dataset: Dataset, name: str, things: Iterable[Thing]) -> list[Thing]:
    """Return up to three things that are called something like `name`."""
    from difflib import get_close_matches

    called: dict[str, Thing] = {}
    for thing in things:
        # Initials are near to anything.
        for text, serves in keys_of(thing):
            if serves != "initials":
                called.setdefault(Spelling(text).joined, thing)
    query = _telling(dataset, Spelling(name).joined[:100])
    # Of 提安 one character of two is right, the first; 立案 and 立案提案 are no slips for 提案.
    short = len(query) < 5 and not query.isascii()
    if short:
        called = {name: thing for name, thing in called.items() if name[0] == query[0]}
    likeness = 0.5 if short and 1 < len(query) < 4 else 0.6
    matches = get_close_matches(query, called, 2 * _MOST_NEAR, likeness)
    near = {called[match].id: called[match] for match in matches}
    return list(near.values())[:_MOST_NEAR]


def _telling(dataset: Dataset, query: str) -> str:
    """Return what a name says beside that of a category: 立案 of 提案立案, but all of 提案总数."""
    for category in dataset.categories.values():
        label = Spelling(category.name.zh).joined
        rest = query.replace(label, "", 1) if label else query
        if rest != query and len(rest) > 1 and not re.fullmatch("[总件个次场家]?[数量]+", rest):
            return rest
    return query


class Found:
    """Something that words were found in: by which of its names, and how."""

    def __init__(self, kind: "_Kind", thing: Figure | Category | Topic, text: str, by: Rank):
        self.kind, self.name, self.matched, self.by = kind, thing.name, text, by
        self.id = None if isinstance(thing, Topic) else thing.id


_Kind = Literal["figure", "category", "topic"]


def search(dataset: Dataset, words: Sequence[str]) -> list[Found]:
    """Return what all `words` are found in, by rank, and within a rank in the order of the file."""
    query = Spelling(" ".join(words))
    hits: list[tuple[int, Found]] = []
    kinds: dict[_Kind, Iterable[Figure | Category | Topic]] = {
        "figure": dataset.figures.values(),
        "category": dataset.categories.values(),
        "topic": dataset.topics,
    }
    for kind, things in kinds.items():
        for thing in things:
            if (found := match(query, keys_of(thing))) is not None:
                rank, text, by = found
                hits.append((rank, Found(kind, thing, text, by)))
    return [found for _, found in sorted(hits, key=lambda hit: hit[0])]


def offers(dataset: Dataset, words: Sequence[str]) -> list[str]:
    """Return up to three ids of figures and categories that are called something like `words`."""
    things: list[Thing] = [*dataset.figures.values(), *dataset.categories.values()]
    return [thing.id for thing in _near(dataset, " ".join(words), things)]
