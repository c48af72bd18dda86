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
from cppcc_cli.dataset import sources
from cppcc_cli.dataset.reading import load, read_dataset
from cppcc_cli.dataset.workers import decode, encode
from cppcc_cli.output import formats, type_of

README = (PROJECT / "README.md").read_text("utf-8")
HELP = PROJECT / "cppcc_cli" / "cli" / "help"
COLLECTION = str(TESTS / "samples" / "collection")
FULL = """\
schema = 1
[dataset]
id = "town-2030"
year = 2030
body = { zh = "政协某镇委员会", en = "Town Committee" }
title = { zh = "某镇", en = "Town" }
session = "三届二次会议"
[source]
title = "某镇政协工作报告"
author = "某人"
publisher = "某报"
published = 2031-02-01
page = "1"
url = "https://example.org/a"
accessed = 2031-02-02
[units]
"件" = "items"
[category.proposals]
name = { zh = "提案", en = "Proposals" }
function = { zh = "参政议政", en = "Participation" }
pinyin = ["ti an"]
[figure.proposals.filed]
name = { zh = "立案", en = "Filed" }
value = 12
unit = "件"
printed = "12件"
qualifier = "exact"
scope = "city"
paragraph = 2
source = "某镇政协提案报告"
part_of = "proposals.all"
terms = ["立案"]
pinyin = ["li an"]
note = { zh = "说明", en = "Note" }
[figure.proposals.all]
name = { zh = "提案" }
value = 20
unit = "件"
printed = "约20件"
qualifier = "about"
[ratio.proposals.rate]
name = { zh = "立案率", en = "Rate" }
numerator = "proposals.filed"
denominator = "proposals.all"
[[topic]]
name = { zh = "事", en = "Work" }
kind = "rule"
paragraph = 3
pinyin = ["shi"]

[[word]]
kind = "part"
words = ["提质"]
hit = ["提质提案[48件]"]
miss = ["提案[418件]"]
"""


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
        assert [key for key in numbers if type_of(key) == "text"] == []


def test_over_several_datasets_a_comparison_has_one_key_more(run: Run) -> None:
    """The rank, last."""
    told = run("compare", "received", "--data", COLLECTION)
    assert told.out.split("\n")[0].split("\t") == [*records_of_help("en")["compare"], "rank"]


def test_every_format_is_written_and_named() -> None:
    """Each format has what writes it, a stream or a file to go to; help names each."""
    for row in formats.FORMATS.values():
        assert (row.to_text is None) == (row.room != "")
        assert row.name in formats.STREAMED or row.suffix
        assert row.to_text or hasattr(row.enter("x"), row.writer)
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


def test_an_index_keeps_all_that_a_dataset_states() -> None:
    """What is kept of a dataset gives back every value of every record."""
    full = read_dataset(FULL.encode(), "full.toml")
    assert None not in (*full, *full.source, *full.figures["proposals.filed"], *full.topics[0])
    for dataset in (full, load(sources.bundled())):
        assert decode(encode(dataset), dataset.path, {}) == dataset
