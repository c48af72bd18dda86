"""Options and arguments: each is one record, by which it is spelt, read, explained and completed.

What several commands take stands here; what one alone takes stands beside it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import typer

from cppcc_cli import messages
from cppcc_cli.dataset import stem_of
from cppcc_cli.dataset.sources import Collection
from cppcc_cli.errors import UsageError
from cppcc_cli.language import Text
from cppcc_cli.messages import labels
from cppcc_cli.output.formats import COLOURS, OF_FINDINGS, STREAMED, SUFFIXES

# The words that a parameter may be, with what they are called in either language where they are.
Choices = Sequence[str] | Mapping[str, Text]
# What fits where something known is named, with what it means: of several, the first that fits.
Offers = Sequence[Mapping[str, str]]


class Parameter:
    """An option or an argument: its spelling, what it means, the words and what it may name."""

    def __init__(
        self,
        kind: Callable[..., Any],
        *spelt: str,
        zh: str,
        en: str,
        metavar: str | None = None,
        choices: Choices = (),
        reads: Callable[[str], object] | None = None,
        offers: Callable[[Collection], Offers] | None = None,
        default: object = None,
    ) -> None:
        """Make one of a `kind` of Typer's; `reads` takes its word, or refuses it by a UsageError.

        `default` is None or False where it may be left out, `...` where it may not.
        """
        self.kind, self.spelt, self.help, self.metavar = kind, spelt, Text(zh, en), metavar
        self.choices, self.reads, self.offers, self.default = choices, reads, offers, default

    def typed(self) -> Any:
        """Return it as Typer reads it."""
        called = self.spelt[0] if self.spelt else self.metavar or ""
        read = self.reads or (_choice(called, self.choices) if self.choices else None)
        return self.kind(self.default, *self.spelt, metavar=self.metavar, parser=read)

    def say(self) -> str:
        """Return what help says of it."""
        return self.help.about(choices=list(self.choices)).say()

    def fitting(self) -> dict[str, str]:
        """Return its choices with what they are called."""
        if isinstance(self.choices, Mapping):
            return {word: called.say() for word, called in self.choices.items()}
        return dict.fromkeys(self.choices, "")


def option(*spelt: str, **told: Any) -> Any:
    """Return the Parameter that is an option of a command, a flag where it has no metavar.

    It stands in the place of its default, as Typer's own do: hence of any type.
    """
    default = None if "metavar" in told else False
    return Parameter(typer.Option, *spelt, **{"default": default, **told})


def argument(metavar: str, **told: Any) -> Any:
    """Return the Parameter that is a word of a command, called `metavar` in help."""
    return Parameter(typer.Argument, metavar=metavar, **{"default": ..., **told})


def _choice(spelt: str, choices: Choices) -> Callable[[str], str]:
    """Return what reads one of several words, in any case and language."""

    def choice(word: str) -> str:
        key = key_of(word, choices)
        if key is None:
            said = messages.WRONG_CHOICE.about(option=spelt, choices=list(choices), value=word)
            raise UsageError(said)
        return key

    return choice


def some_of(spelt: str, choices: Choices) -> Callable[[str], frozenset[str]]:
    """Return what reads some of several words, separated by commas."""
    choice = _choice(spelt, choices)
    return lambda asked: frozenset(choice(word.strip()) for word in asked.split(","))


def key_of(word: str, names: Iterable[str] | Mapping[str, Text]) -> str | None:
    """Return the one of several names that is `word`, or is called so in either language."""
    asked = word.casefold()
    for name in names:
        called = names[name] if isinstance(names, Mapping) else ()
        if asked in (name.casefold(), *(one.casefold() for one in called)):
            return name
    return None


class Years:
    """The years asked for, and those of them that were named and not only within a range."""

    def __init__(self, wanted: tuple[int, ...], named: Sequence[int]) -> None:
        self.wanted, self.named = wanted, named


def years_of(asked: str) -> Years:
    """Return the years of 2023, 2021,2023 or 2019-2023; raise UsageError for anything else."""
    years: dict[int, None] = {}
    named = []
    for part in asked.split(","):
        given = re.fullmatch(r"\s*([12][0-9]{3})\s*(?:-\s*([12][0-9]{3})\s*)?", part, re.ASCII)
        first, last = given.groups() if given else ("1", "0")
        if given is None or int(last or first) < int(first):
            raise UsageError(messages.WRONG_YEARS.about(years=asked))
        years |= dict.fromkeys(range(int(first), int(last or first) + 1))
        named += [] if last else [int(first)]
    return Years(tuple(years), named)


def year_of(asked: str) -> int:
    """Return one year; raise UsageError for anything else."""
    if not re.fullmatch("[12][0-9]{3}", asked, re.ASCII):
        raise UsageError(messages.WRONG_YEAR.about(year=asked))
    return int(asked)


def title_of(asked: str) -> str:
    """Return a title; raise UsageError for one of nothing but spaces."""
    if not asked.strip():
        raise UsageError(messages.EMPTY_TITLE.about())
    return asked.strip()


def path_of(option: str, *suffixes: str, streamed: bool = True) -> Callable[[str], str | None]:
    """Return what reads the path of a file with a suffix: where `streamed`, None for `-`."""

    def path(word: str) -> str | None:
        if not word.strip():
            raise UsageError(messages.EMPTY_PATH.about(option=option))
        is_stream = streamed and word == "-"
        if suffixes and not is_stream and not word.lower().endswith(suffixes):
            said = messages.WRONG_SUFFIX.about(option=option, suffix=list(suffixes), path=word)
            raise UsageError(said)
        return None if is_stream else word

    return path


def categories(known: Collection) -> Offers:
    """Return what a category may be called: ids first, else the names."""
    every = known.catalogue().categories.values()
    return {one.id: one.name.zh for one in every}, {one.name.zh: one.id for one in every}


def figures(known: Collection) -> Offers:
    """Return what a figure may be called: ids first, else their last parts, and names."""
    every = known.catalogue().figures.values()
    meant: dict[str, list[str]] = {}
    for one in every:
        for called in (one.id.partition(".")[2], one.name.zh, *one.terms):
            meant.setdefault(called, []).append(one.id)
    names = {called: ids[0] for called, ids in meant.items() if len(set(ids)) == 1}
    return {one.id: f"{one.name.zh} {one.printed}" for one in every}, names


def names(known: Collection) -> Offers:
    """Return what a category or a figure may be called; a category goes before a figure."""
    both = zip(figures(known), categories(known), strict=True)
    return [{**of_categories, **of_figures} for of_figures, of_categories in both]


def kinds(known: Collection) -> Offers:
    """Return the kinds of named work."""
    there = dict.fromkeys(topic.kind for topic in known.topics())
    called = {kind: labels.KINDS.get(kind, Text("", "")) for kind in there}
    return {kind: name.say() for kind, name in called.items()}, {
        name.zh: kind for kind, name in called.items()
    }


def dataset_ids(known: Collection) -> Offers:
    """Return the ids of the datasets."""
    return [{one.id: one.body.say() for one in known.entries}]


def years(known: Collection) -> Offers:
    """Return the years of the datasets."""
    return [{str(year): "" for year in known.years}]


def bodies(known: Collection) -> Offers:
    """Return what the committees may be called: ids without a year first, else the names."""
    return {stem_of(one.id): one.body.say() for one in known.entries}, {
        one.body.zh: stem_of(one.id) for one in known.entries
    }


# fmt: off
# The shared options, which stand behind every command that has use for them.
def _format(choices: Choices) -> Any:
    return option("--format", "-f", metavar="FORMAT", choices=choices,
        zh="{choices}；不写则终端用 table，管道用 tsv。",
        en="{choices}; by default, table on a terminal and tsv in a pipe.")


def _output(suffixes: Iterable[str]) -> Any:
    told = " ".join(suffixes)
    return option("--output", "-o", metavar="FILE",
        zh=f"写入文件，格式由后缀决定：{told}；- 为标准输出。",
        en=f"Write to a file, in the format of its suffix: {told}; - is standard output.")


FORMAT = _format([one for one in STREAMED if one not in OF_FINDINGS])
FORMAT_OF_FINDINGS = _format(STREAMED)
OUTPUT_FILE = _output(
    [suffix for suffix, name in SUFFIXES.items() if name not in OF_FINDINGS])
OUTPUT_OF_FINDINGS = _output(SUFFIXES)
FORCE = option("--force",
    zh="文件已存在时覆盖。",
    en="Replace an existing file.")
COLUMNS = option("--columns", metavar="KEY,KEY",
    zh="只要这些列，用逗号隔开，按此顺序；写错时会列出可用的列。",
    en="Only these columns, separated by commas, in this order; a wrong name lists the right "
       "ones.")
TITLE = option("--title", metavar="TITLE", reads=title_of,
    zh="表、图或网页的标题；不写则自动拟定。",
    en="The title of the table, the chart or the page; by default, what it is of.")
NO_HEADER = option("--no-header",
    zh="不写表头、标题和附注。",
    en="Leave out header, title and notes.")
DATA = option("--data", metavar="PATH",
    zh="用这个数据集文件或文件夹（含其下所有 .toml），或已知数据集的编号；可写几次；不写则看 "
       "CPPCC_DATA，未设时用自带的和自己文件夹里的。",
    en="Use this dataset file, all in this folder, or the known dataset of this id; may be "
       "repeated. By default, what CPPCC_DATA names, or else the bundled dataset and those in "
       "your own folder.")
YEAR = option("--year", metavar="YEARS", reads=years_of, offers=years,
    zh="只用这些年度：2023，或 2021,2023，或 2019-2023。",
    en="Only these years: 2023, or 2021,2023, or 2019-2023.")
BODIES = option("--body", metavar="BODY", offers=bodies,
    zh="只用这个政协：名称或其一部分，或编号（如 lishui）；可写几次。",
    en="Only this committee: its name or a part of it, or its id, like lishui; may be repeated.")
NO_CACHE = option("--no-cache",
    zh="重新读取所有文件，不用缓存。",
    en="Read every file anew, and use no cache.")
LANG = option("--lang", metavar="zh|en", choices=("zh", "en"),
    zh="界面语言；不写则看 CPPCC_LANG，再看系统区域设置。",
    en="Language of the answer; by default CPPCC_LANG decides, then the locale.")
COLOR = option("--color", metavar="WHEN", choices=COLOURS, default="auto",
    zh="颜色：{choices}；auto 时遵从 NO_COLOR 等变量。",
    en="Colour: {choices}; auto respects NO_COLOR and similar variables.")

# Those of several commands.
FIGURE_NAME = argument("FIGURE", offers=figures,
    zh="指标：编号、名称、用词、拼音或首字母，写一部分也行。",
    en="A figure: id, name, term, pinyin or initials, or a part of these.")
TEXT_FILE = option(
    "--output", "-o", metavar="FILE", reads=path_of("--output"),
    zh="写入这个文件；不写则输出到屏幕或管道。",
    en="Write to this file; by default, to standard output.")
STDIN_FILENAME = option("--stdin-filename", metavar="NAME",
    zh="标准输入所来自的文件名：问题列在这个名下，后缀也从它看出。",
    en="The name of the file that standard input comes from: findings are listed under it, and its "
       "suffix counts.")
DATASET_FILE = option(
    "--output", "-o", metavar="FILE", reads=path_of("--output", ".toml"),
    zh="写入 .toml 文件；不写则输出到屏幕或管道。",
    en="Write to a .toml file; by default, to standard output.")
LIKE = option("--like", metavar="DATASET", offers=dataset_ids,
    zh="沿用这个数据集的编号和中英文名称：写它的编号，或文件路径。",
    en="Keep the ids and the Chinese and English names of this dataset: its id, or a path.")

# Those that Typer makes, or reads before any other.
HELP = option("--help", zh="显示帮助。", en="Show this help.")
VERSION = option("--version",
    zh="显示版本。",
    en="Show the version.")
# fmt: on
