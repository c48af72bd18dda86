"""Completion: the answer that a shell gets for each TAB.

Every line of it is a word that fits, a tab, and what it means; an empty answer leaves the word to
file names. Typer's own completion draws each meaning with Rich.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from cppcc_cli.cli.asked import SharedOptions
from cppcc_cli.cli.options import AXES, LANGUAGES
from cppcc_cli.cli.scripts import SCRIPTS
from cppcc_cli.dataset.model import SCOPES, stem_of
from cppcc_cli.errors import CppccError
from cppcc_cli.language import Language, Text
from cppcc_cli.output.emit import COLOURS, FORMATS
from cppcc_cli.output.table import Table

Fits = Iterator[tuple[str, str]]


def answer(group: Any, context: Any, words: Sequence[str], language: Language) -> str:
    """Return what fits at the end of `words`, a line each; the last word is the one begun."""
    *before, begun = words or [""]
    if begun == "=" and before:
        # bash hands on --format= as two words.
        begun = ""
    elif before[-1:] == ["="]:
        before = before[:-1]
    fits = _fits(group, context, before, begun, language)
    return "".join(f"{word}\t{meaning}\n" for word, meaning in fits if word.startswith(begun))


def _fits(group: Any, context: Any, before: list[str], begun: str, language: Language) -> Fits:
    name = next((word for word in before if not word.startswith("-")), None)
    command = group if name is None else group.get_command(context, name)
    if command is None:
        return
    options = {
        spelt: option
        for option in command.get_params(context)
        for spelt in option.opts
        if spelt.startswith("-")
    }
    given, equals, _ = begun.partition("=")
    if equals and given in options:
        for word, meaning in _values(options[given].name, name, before, begun, language):
            yield f"{given}={word}", meaning
    elif before and before[-1] in options and not options[before[-1]].is_flag:
        yield from _values(options[before[-1]].name, name, before, begun, language)
    elif begun.startswith("-"):
        from cppcc_cli.cli.parameters import PARAMETERS

        for spelt, option in options.items():
            yield spelt, PARAMETERS[option.name].say(language)
    elif name is None:
        from cppcc_cli.cli.pages import PAGES

        for known in group.list_commands(context):
            yield known, PAGES[known].summary.say(language)
    else:
        typed = [
            word
            for at, word in enumerate(before)
            if not word.startswith("-")
            and not (at and before[at - 1] in options and not options[before[at - 1]].is_flag)
        ]
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        # The last one may be a list; another argument is there once.
        expected = arguments[len(typed) - 1 : len(typed)] or arguments[-1:]
        if expected and (expected[0].nargs == -1 or len(typed) <= len(arguments)):
            yield from _values(expected[0].name, name, before, begun, language)


def _values(
    parameter: str, command: str | None, before: list[str], begun: str, language: Language
) -> Fits:
    """Yield the values that a parameter may have; nothing where only file names fit."""
    if parameter in _CHOICES:
        yield from ((choice, "") for choice in _CHOICES[parameter]())
        return
    if parameter == "number_kind":
        yield from _number_kinds(language)
        return
    if parameter not in _KNOWN:
        return
    if parameter == "columns":
        chosen, comma, _ = begun.rpartition(",")
        for column in _TABLES[command or ""]().columns:
            yield chosen + comma + column.key, column.label.say(language)
        return
    data = [word for at, word in enumerate(before) if at and before[at - 1] == "--data"]
    try:
        known = SharedOptions(data=data).gather()
        dataset = known.catalogue()
    except CppccError:
        return
    if parameter == "kind":
        yield from ((kind, "") for kind in dict.fromkeys(topic.kind for topic in known.topics()))
    elif parameter in ("dataset", "like"):
        yield from ((one.id, one.body.say(language)) for one in known.entries)
    elif parameter == "year":
        yield from ((str(year), "") for year in known.years)
    elif parameter == "body":
        yield from {stem_of(one.id): one.body.say(language) for one in known.entries}.items()
    else:
        if parameter in ("names", "only"):
            for category in dataset.categories.values():
                yield category.id, category.name.zh
        for figure in dataset.figures.values() if parameter != "only" else ():
            yield figure.id, f"{figure.name.zh} {figure.printed}"


# What is looked up in the datasets there are.
_KNOWN = ("names", "figure", "kind", "dataset", "like", "columns", "year", "body", "only")


def _sorts() -> Sequence[str]:
    from cppcc_cli.query.compare import SORTS

    return SORTS


def _styles() -> Sequence[str]:
    from cppcc_cli.query.cite import STYLES

    return STYLES


def _guides() -> Sequence[str]:
    from cppcc_cli.cli.guide import TOPICS

    return tuple(TOPICS)


_CHOICES: dict[str, Callable[[], Sequence[str]]] = {
    "format": lambda: FORMATS,
    "lang": lambda: LANGUAGES,
    "color": lambda: COLOURS,
    "scope": lambda: SCOPES,
    "sort": _sorts,
    "by": lambda: AXES,
    "style": _styles,
    "shell": lambda: tuple(SCRIPTS),
    "topic": _guides,
}


def _number_kinds(language: Language) -> Fits:
    from cppcc_cli.messages.findings import NUMBER_KINDS
    from cppcc_cli.text.kinds import KINDS
    from cppcc_cli.views.wording import word

    for kind in KINDS:
        yield kind, word(NUMBER_KINDS, kind, language)


def _figures() -> Table:
    from cppcc_cli.views.figures import figures

    return figures((), ())


def _comparison() -> Table:
    from cppcc_cli.views.comparison import across

    return across((), (), None, False, None, "en")


def _topics() -> Table:
    from cppcc_cli.views.figures import topics

    return topics((), ())


def _search() -> Table:
    from cppcc_cli.views.figures import found

    return found((), (), Text("", "").about())


def _categories() -> Table:
    from cppcc_cli.views.figures import categories

    return categories(())


def _datasets() -> Table:
    from cppcc_cli.views.figures import datasets

    return datasets(())


def _numbers() -> Table:
    from cppcc_cli.views.findings import numbers

    return numbers(())


def _check() -> Table:
    from cppcc_cli.views.findings import faults

    return faults((), "en")


def _verify() -> Table:
    from cppcc_cli.views.findings import columns

    return Table(columns("en"), (), ())


# The table that each command prints, for the keys of its columns.
_TABLES: dict[str, Callable[[], Table]] = {
    "stats": _figures,
    "show": _figures,
    "compare": _comparison,
    "topics": _topics,
    "search": _search,
    "categories": _categories,
    "datasets": _datasets,
    "check": _check,
    "proofread": _check,
    "verify": _verify,
    "numbers": _numbers,
}
