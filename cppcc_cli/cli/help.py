"""Help in both languages: the page of a command, topics that several share, what fits at a TAB.

What a command does, each topic, and the tools of an assistant are texts in `help/zh` and `help/en`.
A line that begins with two spaces is a row: a word, two spaces or more, its meaning; one that
begins with more spaces carries the row on. Other lines belong to a paragraph, and an empty line
ends what is before it. Lines are broken by terminal cells, so that Chinese, whose characters take
two, stays in the screen.

The script of a shell runs `cppcc` with the words typed so far and _CPPCC_COMPLETE set, to "next"
where a new word begins and the shell cannot hand on an empty one. Every line of the answer is a
word that fits, a tab, and what it means; an empty answer leaves the word to the shell's own file
names. A shell may put a word into the line as it is: none holds a character that any shell would
act on.
"""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from cppcc_cli import cli, messages
from cppcc_cli.dataset import stem_of
from cppcc_cli.dataset.sources import Collection
from cppcc_cli.errors import CppccError, UsageError
from cppcc_cli.files import output_encoding, write_output
from cppcc_cli.messages import Text, current, labels, listed
from cppcc_cli.output.formats import FORMATS, STREAMED, terminal_width
from cppcc_cli.quantity import CLAIMS
from cppcc_cli.screen import width, wrap

WIDEST = 100
_INDENT = 2

# What several commands share, in the order of a reader's questions.
_TOPICS = "install documents formats records exit-codes environment dataset collections"
TOPICS = tuple(_TOPICS.split())
# What there is to know of the options before a command.
ROOT: Mapping[str, cli.Parameter] = {"version": cli.VERSION, "lang": cli.LANG}


@cli.command("force", "lang")
def help(
    asked: cli.SharedOptions,
    topic: str | None = cli.argument("TOPIC", listed=TOPICS, default=None),
    text_file: str | None = cli.TEXT_FILE,
) -> None:
    """Explain a topic or a command; without either, list the commands."""
    if topic is None or topic in cli.COMMANDS:
        lines = page(topic, _columns())
    elif topic in TOPICS:
        lines = _laid_out(text_of(topic), _columns())
    else:
        from difflib import get_close_matches

        near = get_close_matches(topic[:100], [*TOPICS, *cli.COMMANDS], 1)
        raise UsageError(messages.UNKNOWN_TOPIC.about(name=topic, near=near, known=TOPICS))
    if text_file is None:
        _show(lines)
    else:
        asked.write(text_file, "\n".join([*lines, ""]))


def write_help(name: str | None) -> None:
    """Write the help page of a command, or of all, to standard output."""
    _show(page(name, _columns()))


def text_of(name: str) -> str:
    """Return what help says of a command or a topic, in the language of the process."""
    folder = Path(__file__).with_name("help")
    text = folder.joinpath(current(), f"{name}.txt").read_text("utf-8")
    if "  {" in text:
        for kind in ("qualifiers", "formats", "files"):
            rows = (f"  {word}  {meaning}\n" for of, word, meaning in _known_rows() if of == kind)
            text = text.replace(f"  {{{kind}}}\n", "".join(rows))
    return text.replace("{topics}", listed(TOPICS))


def _known_rows() -> Iterator[tuple[str, str, str]]:
    """Yield what stands for a list of what the program knows: the list, a word and its meaning.

    Those are the qualifiers, the formats that a stream may have, and those of files only.
    """
    for qualifier, claim in CLAIMS.items():
        if claim.note:
            words = listed(claim.note.zh.partition("：")[0].split("、"))
            meaning = re.split("：|: ", claim.note.say(), maxsplit=1)[1]
            yield "qualifiers", qualifier, labels.LABELLED.say().format(words, meaning.strip())
    for name, row in FORMATS.items():
        said = labels["FORMATS"][name].say()
        if name not in STREAMED:
            yield "files", row.suffix, said
        else:
            both = labels.IN_BRACKETS.say().format(said, row.suffix)
            yield "formats", name, both if row.suffix else said


def summary_of(name: str) -> str:
    """Return what a command does, or a topic tells, in one sentence: the first of its text."""
    return str(_blocks(text_of(name))[0])


def rows_of(name: str) -> dict[str, str]:
    """Return the rows of a text of help: words with their meanings."""
    blocks = _blocks(text_of(name))
    return dict(row for rows in blocks if isinstance(rows, list) for row in rows)


def _columns() -> int:
    return min(terminal_width(), WIDEST)


def _show(lines: Sequence[str]) -> None:
    text = "\n".join([*lines, ""])
    write_output(text.encode(output_encoding(), "backslashreplace"))


def _blocks(text: str) -> list[str | list[tuple[str, str]]]:
    """Return the paragraphs of a text, one of nothing for an empty line, and rows that adjoin."""
    blocks: list[str | list[tuple[str, str]]] = []
    for line in text.strip("\n").splitlines():
        above = blocks[-1] if blocks else ""
        word, _, meaning = line.strip().partition("  ")
        if isinstance(above, list) and line.startswith(" " * (_INDENT + 1)):
            carried, before = above[-1]
            above[-1] = carried, _joined(before, line.strip())
        elif line.startswith(" "):
            if not isinstance(above, list):
                blocks.append(above := [])
            above.append((word, meaning.strip()))
        elif line and above and isinstance(above, str):
            blocks[-1] = _joined(above, line)
        else:
            blocks.append(line)
    return blocks


def _joined(before: str, after: str) -> str:
    """Return two lines as one: at Chinese punctuation, and within Chinese, there is no space."""
    ends = (before[-1:], after[0])
    wide = [width(end) == 2 for end in ends]
    closed = any(is_wide and not end.isalnum() for end, is_wide in zip(ends, wide, strict=True))
    return before + after if closed or all(wide) else f"{before} {after}"


def _laid_out(text: str, columns: int) -> list[str]:
    lines: list[str] = []
    for block in _blocks(text):
        lines += wrap(block, columns) if isinstance(block, str) else _definitions(block, columns)
    return lines


def _parameters(name: str | None) -> dict[str, cli.Parameter]:
    """Return what a command takes, or what stands before any, by name."""
    return {**(cli.named(name).parameters() if name else ROOT), "help": cli.HELP}


def page(name: str | None, columns: int) -> list[str]:
    """Return the help page of a command, or of all, no line wider than `columns` cells."""
    usage = ["cppcc", name or messages.A_COMMAND.say()]
    arguments, options = [], []
    for key, one in _parameters(name).items():
        spelt, metavar = ", ".join(sorted(one.spelt, key=len)), one.metavar or ""
        if spelt:
            options.append((f"{spelt} {metavar}".rstrip(), one.say(key)))
        else:
            arguments.append((metavar, one.say(key)))
            usage.append(metavar if one.default is ... else f"[{metavar}]")
    usage.append(labels.SOME_OPTIONS.say())
    lines = _laid_out(text_of(name or "cppcc"), columns)
    lines += _section(labels.USAGE, _indented(" ".join(usage), _INDENT, columns))
    lines += _section(labels.ARGUMENTS, _definitions(arguments, columns))
    return lines + _section(labels.OPTIONS, _definitions(options, columns))


def _section(heading: Text, lines: Sequence[str]) -> list[str]:
    return ["", labels.HEADING.say().format(heading.say()), *lines] if lines else []


def _indented(text: str, indent: int, columns: int) -> list[str]:
    return [f"{'':{indent}}{line}" for line in wrap(text, columns - indent)]


def _definitions(pairs: Sequence[tuple[str, str]], columns: int) -> list[str]:
    """Return words with their meanings beside them, or below them where the screen is narrow."""
    if not any(meaning for _, meaning in pairs):
        return [line for word, _ in pairs for line in _indented(word, _INDENT, columns)]
    first = max(width(word) for word, _ in pairs) + 2 * _INDENT
    lines = []
    for word, meaning in pairs:
        if columns - first < 30:
            lines += [f"{'':{_INDENT}}{word}", *_indented(meaning, 3 * _INDENT, columns)]
            continue
        beside = wrap(meaning, columns - first)
        gap = " " * (first - _INDENT - width(word))
        lines.append(f"{'':{_INDENT}}{word}{gap}{beside[0]}")
        lines += [f"{'':{first}}{line}" for line in beside[1:]]
    return lines


SHELLS = ("bash", "zsh", "fish", "powershell")
_HARMLESS = frozenset("-._=,/·")


@cli.command("force", "lang")
def completion(
    asked: cli.SharedOptions,
    shell: str = cli.argument("SHELL", choices=SHELLS),
    text_file: str | None = cli.TEXT_FILE,
) -> None:
    """Print the script that makes a shell complete words of cppcc."""
    script = Path(__file__).with_name("shells").joinpath(f"{shell}.txt")
    asked.write(text_file, script.read_text("utf-8"))


def answer(words: Sequence[str]) -> str:
    """Return what fits at the end of `words`, a line each; the last word is the one begun."""
    *before, begun = words or [""]
    # bash hands on --format= as two words, and --format=json as three.
    if begun == "=" and before:
        begun = ""
    line = _Line([_unquoted(word) for word in before if word != "="])
    for tier in line.tiers(begun):
        fitting = {
            word: meaning
            for word, meaning in tier.items()
            if word.startswith(begun) and all(one.isalnum() or one in _HARMLESS for one in word)
        }
        if fitting:
            return "".join(f"{word}\t{meaning}\n" for word, meaning in fitting.items())
    return ""


def _unquoted(word: str) -> str:
    """Return a word as the shell would hand it on: bash and zsh give it as it was typed."""
    try:
        words = shlex.split(word)
    except ValueError:
        return word
    meant = words[0] if len(words) == 1 else word
    return str(Path(meant).expanduser()) if word.startswith("~/") else meant


class _Line:
    """What stands before the word begun: the command, its words, and the option that waits."""

    def __init__(self, words: Sequence[str]) -> None:
        self.command: str | None = None
        self._take(_parameters(None))
        self.waiting: str | None = None
        self.only_words = False
        # How many words the command has, and what options were given.
        self.words = 0
        self.given: dict[str, list[str]] = {}
        for word in words:
            spelt, equals, value = word.partition("=")
            if self.waiting is not None:
                self.given.setdefault(self.waiting, []).append(word)
                self.waiting = None
            elif word == "--" and not self.only_words:
                self.only_words = True
            elif word.startswith("-") and word != "-" and not self.only_words:
                name = self.options.get(spelt)
                if name is None or self.known[name].metavar is None:
                    continue
                if equals:
                    self.given.setdefault(name, []).append(value)
                else:
                    self.waiting = name
            elif self.command is None:
                self.command = word
                self._take(_parameters(word) if word in cli.COMMANDS else {})
            else:
                self.words += 1

    def _take(self, known: Mapping[str, cli.Parameter]) -> None:
        self.known = known
        self.options = {spelt: name for name, one in known.items() for spelt in one.spelt}

    def tiers(self, begun: str) -> Iterator[Mapping[str, str]]:
        """Yield what may stand there, each word with what it means; the first that fits is offered.

        Behind what is no command, nothing may.
        """
        option, equals, value = begun.partition("=")
        if self.waiting is not None:
            yield from self._values(self.waiting, begun)
        elif equals and option in self.options and not self.only_words:
            for tier in self._values(self.options[option], value):
                yield {f"{option}={word}": meaning for word, meaning in tier.items()}
        elif begun.startswith("-") and not self.only_words:
            yield {spelt: self.known[name].say(name) for spelt, name in self.options.items()}
        elif self.command is None:
            yield {name: summary_of(name) for name in cli.COMMANDS}
        elif self.command in cli.COMMANDS:
            taken = [name for name, one in self.known.items() if not one.spelt]
            # The last one may be a list; another argument is there once.
            if self.words < len(taken):
                yield from self._values(taken[self.words], begun)
            elif taken and cli.named(self.command).takes_several(taken[-1]):
                yield from self._values(taken[-1], begun)

    def _values(self, name: str, begun: str) -> Iterator[Mapping[str, str]]:
        """Yield the values that a parameter may have; nothing where only file names fit."""
        about = self.known[name]
        # Of several between commas, those before stay.
        chosen = begun[: begun.rfind(",") + 1] if "," in (about.metavar or "") else ""
        if about.choices:
            yield {chosen + word: called.say() for word, called in about.choices.items()}
        elif name == "columns" and self.command:
            columns = cli.named(self.command).table_columns()
            yield {chosen + column.key: column.label.say() for column in columns}
        elif self.command == "help":
            yield {name: summary_of(name) for name in (*TOPICS, *cli.COMMANDS)}
        elif about.offers:
            asked = cli.SharedOptions(data=list(self.given.get("data", ())))
            with suppress(CppccError):
                yield from _known(about.offers, asked.gather())


def _known(offers: str, known: Collection) -> Iterator[Mapping[str, str]]:
    """Yield the ids of what a Parameter offers, and then its names, each with what it means."""
    if offers == "years":
        yield {str(year): "" for year in known.years}
    elif offers == "datasets":
        yield {one.id: one.body.say() for one in known.entries}
    elif offers in ("bodies", "kinds", "categories"):
        if offers == "bodies":
            # Without a year, an id is that of the committee.
            there = {stem_of(one.id): one.body for one in known.entries}
        elif offers == "kinds":
            kinds = (topic.kind for topic in known.topics())
            there = {kind: labels["KINDS"].get(kind, Text("", "")) for kind in kinds}
        else:
            there = {one.id: one.name for one in known.catalogue().categories.values()}
        yield {id: name.say() for id, name in there.items()}
        yield {name.zh: id for id, name in there.items()}
    elif offers == "figures":
        figures = known.catalogue().figures.values()
        yield {one.id: f"{one.name.zh} {one.printed}" for one in figures}
        # The last part of an id is a name, too, where it means one figure only.
        meant: dict[str, dict[str, None]] = {}
        for one in figures:
            for called in (one.short_id, one.name.zh, *one.terms):
                meant.setdefault(called, {})[one.id] = None
        yield {called: next(iter(ids)) for called, ids in meant.items() if len(ids) == 1}
    else:
        # Of either; a category goes before a figure.
        both = _known("figures", known), _known("categories", known)
        yield from ({**categories, **figures} for figures, categories in zip(*both, strict=True))
