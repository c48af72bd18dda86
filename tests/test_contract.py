"""The contract that README states: the records of the commands, and the formats there are."""

import json
import re
from pathlib import Path

import pytest
from commands import COMMANDS
from conftest import PROJECT, TESTS, Run
from samples import write_sample

from cppcc_cli.dataset import sources
from cppcc_cli.dataset.reading import load, read_dataset
from cppcc_cli.dataset.record import decode, encode
from cppcc_cli.output import formats
from cppcc_cli.output.table import type_of

README = (PROJECT / "README.md").read_text("utf-8")
COLLECTION = str(TESTS / "samples" / "collection")
FULL = """\
schema = 1
[dataset]
id = "town-2030"
year = 2030
body = { zh = "政协某镇委员会", en = "Town Committee" }
title = { zh = "某镇", en = "Town" }
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
"""


def records_of_readme() -> dict[str, list[str]]:
    """Return the keys of the record that README gives for each command."""
    found: dict[str, list[str]] = {}
    for row in re.findall(r"^\| \w+ \| (`.*`) \| (.*`.*`.*) \|$", README, re.MULTILINE):
        commands, keys = (re.findall(r"`([^`]+)`", cell) for cell in row)
        # A comparison has the keys of a figure, and of its own.
        before = found["stats"] if "compare" in commands else []
        found |= {command: [*before, *keys[0].split()] for command in commands}
    return found


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_record_has_the_keys_that_readme_gives(
    command: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    """In their order; and what is a number has the type of one where cells have types."""
    write_sample(tmp_path, "broken", '[ratio.a]\nb = "="\n')
    keys = records_of_readme()[command[0]]
    assert run(*command).out.split("\n")[0].split("\t") == keys
    for record in json.loads(run(*command, "-f", "json").out):
        numbers = [key for key, value in record.items() if isinstance(value, (int, float))]
        assert [key for key in numbers if type_of(key) == "text"] == []


def test_over_several_datasets_a_comparison_has_one_key_more(run: Run) -> None:
    """The rank, last."""
    told = run("compare", "received", "--data", COLLECTION)
    assert told.out.split("\n")[0].split("\t") == [*records_of_readme()["compare"], "rank"]


def test_every_format_is_written_and_named() -> None:
    """Each format has what writes it, a stream or a file to go to, and stands in README."""
    for row in formats.FORMATS.values():
        assert (row.to_text is None) == (row.room != "")
        assert row.name in formats.STREAMED or row.suffix
        assert row.to_text or hasattr(row.enter("x"), row.writer)
    assert [name for name in formats.STREAMED if f"`{name}`" not in README] == []
    assert [suffix for suffix in formats.SUFFIXES if f"`{suffix}`" not in README] == []


def test_an_index_keeps_all_that_a_dataset_states() -> None:
    """What is kept of a dataset gives back every value of every record."""
    full = read_dataset(FULL.encode(), "full.toml")
    assert None not in (*full, *full.source, *full.figures["proposals.filed"], *full.topics[0])
    for dataset in (full, load(sources.bundled())):
        assert decode(encode(dataset), dataset.path, {}) == dataset
