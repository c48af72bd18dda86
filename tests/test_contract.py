"""The contract that help states: the records of the commands, and the formats there are."""

import json
import re
from itertools import product
from pathlib import Path

import pytest
from commands import COMMANDS
from conftest import PROJECT, TESTS, Run, inside
from samples import write_sample

from cppcc_cli import cli as commands
from cppcc_cli.cli.help import TOPICS
from cppcc_cli.dataset import sources, table_of
from cppcc_cli.dataset.reading import load, read_dataset
from cppcc_cli.dataset.workers import decode, encode
from cppcc_cli.output import Column, formats

README = (PROJECT / "README.md").read_text("utf-8")
HELP = PROJECT / "cppcc_cli" / "cli" / "help"
COLLECTION = str(TESTS / "samples" / "collection")


def records_of_help(language: str) -> dict[str, list[str]]:
    """Return the keys of the record that `cppcc help records` gives for each command."""
    found: dict[str, list[str]] = {}
    text = (HELP / language / "records.txt").read_text("utf-8")
    for together, keys in re.findall(r"^  (\S[a-z, ]*?)  (.*(?:\n      .*)*)", text, re.MULTILINE):
        # A comparison has the keys of a figure, and of its own.
        before = found["stats"] if together == "compare" else []
        own = re.sub("^.*(?:and|另有) ", "", keys) if together == "compare" else keys
        found |= {command: [*before, *own.split()] for command in together.split(", ")}
    return found


def test_both_languages_give_the_same_records() -> None:
    """The keys, the qualifiers and the verdicts."""
    assert records_of_help("zh").keys() == records_of_help("en").keys()
    printing = {command for command, *_ in COMMANDS}
    english, chinese = (records_of_help(language) for language in ("en", "zh"))
    assert {one: english[one] for one in printing} == {one: chinese[one] for one in printing}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_record_has_the_keys_that_help_gives(
    command: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    """In their order; and what is a number has the type of one where cells have types."""
    write_sample(tmp_path, "broken", '[ratio.a]\nb = "="\n')
    keys = records_of_help("en")[command[0]]
    assert run(*command).out.split("\n")[0].split("\t") == keys
    for record in json.loads(run(*command, "-f", "json").out):
        numbers = [key for key, value in record.items() if isinstance(value, (int, float))]
        assert [key for key in numbers if Column(key, None).type == "text"] == []


def test_over_several_datasets_a_comparison_has_one_key_more(run: Run) -> None:
    """The rank, last."""
    told = run("compare", "received", "--data", COLLECTION)
    assert told.out.split("\n")[0].split("\t") == [*records_of_help("en")["compare"], "rank"]


def test_every_format_is_written_and_named() -> None:
    """Each format has what writes it, a stream or a file to go to; help names each."""
    for row in formats.FORMATS.values():
        assert (row.to_text is None) == (row.room != "")
        assert row.name in formats.STREAMED or row.suffix
        writer = f"to_{row.name}_bytes" if row.suffix else "to_screen"
        assert row.to_text or hasattr(row.enter("x"), writer)
    for language in ("zh", "en"):
        said = inside("--lang", language, "help", "formats").out
        assert [name for name in formats.STREAMED if f"  {name}  " not in said] == []
        assert [suffix for suffix in formats.SUFFIXES if suffix not in said] == []


def test_readme_names_every_command_and_topic() -> None:
    """And has at most 400 lines: what is longer is looked up in help."""
    assert [name for name in (*commands.COMMANDS, *TOPICS) if f"`{name}`" not in README] == []
    assert len(README.splitlines()) <= 400


def test_cppcc_alone_fits_a_screen_of_24_lines() -> None:
    """It names every command by what one wants to do, and every topic, below the prompt."""
    for language in ("zh", "en"):
        said = inside("--lang", language, columns=80).out
        words = re.findall("[a-z-]+", said)
        assert [name for name in (*commands.COMMANDS, *TOPICS) if name not in words] == []
        assert len(said.splitlines()) < 24


def test_a_command_line_to_paste_stands_on_one_line() -> None:
    """On a screen of 80 columns, wherever a page of help gives one."""
    for language, name in product(("zh", "en"), (*commands.COMMANDS, *TOPICS)):
        said = inside("--lang", language, "help", name, columns=80).out
        page = (HELP / language / f"{name}.txt").read_text("utf-8")
        pasted = re.findall("^ +(?:cppcc|python3|[.]venv/[^ ]+)(?: [^ \n]+)+$", page, re.MULTILINE)
        assert [line for line in pasted if f"{line}\n" not in said] == []


def keys_of(table: str, **instead: str) -> str:
    """Return every key of a table, with the value that is its example, or with another instead."""
    keys = table_of(table).keys.items()
    return "".join(f"{name} = {instead.get(name, key.example)}\n" for name, key in keys)


def test_an_index_keeps_all_that_a_dataset_states() -> None:
    """What is kept of a dataset gives back every value of every record."""
    bounded = keys_of("figure", part_of='"work.all"', qualifier='"over"', printed='"418余件"')
    whole = 'name = { zh = "全部" }\nvalue = 500\nunit = "件"\nprinted = "约500件"\n'
    tables = {
        "[dataset]": keys_of("dataset"),
        "[source]": keys_of("source"),
        "[units]": '"件" = "items"\n',
        "[category.work]": keys_of("category"),
        "[figure.work.received]": bounded,
        "[figure.work.all]": f'{whole}qualifier = "about"\n',
        "[ratio.work.rate]": keys_of("ratio", numerator='"work.all"', denominator='"work.all"'),
        "[[topic]]": keys_of("topic"),
        "[[word]]": keys_of("word"),
    }
    text = "schema = 1\n" + "".join(f"{head}\n{keys}" for head, keys in tables.items())
    full = read_dataset(text.encode(), "full.toml")
    assert None not in (*full, *full.source, *full.figures["work.received"], *full.topics[0])
    for dataset in (full, load(sources.bundled())):
        assert decode(encode(dataset), dataset.path, {}) == dataset


def test_qualifiers_are_told_by_the_words_that_reports_use(run: Run) -> None:
    """The same that stand below a table of such figures."""
    for language, said in (("zh", "近：实际数略小于"), ("en", "余, 多, 超, 逾: the true number")):
        assert f"  {said}" in run("help", "records", "--lang", language).out
