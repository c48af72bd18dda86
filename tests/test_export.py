"""A Data Package: valid for another tool, and the same figures as every other format."""

import csv
import hashlib
import json
from pathlib import Path

import pytest
from conftest import TESTS, Run, posix
from frictionless import Package
from samples import write_sample

COLLECTION = str(TESTS / "samples" / "collection")
FILES = ["categories.csv", "datapackage.json", "datasets.csv", "figures.csv"]


def records(path: Path) -> list[dict[str, str]]:
    """Return the records of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _in_csv(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value or "")


@pytest.mark.parametrize("data", [[], ["--data", COLLECTION]], ids=["bundled", "collection"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_package_is_valid_and_whole(
    data: list[str], language: str, run: Run, tmp_path: Path
) -> None:
    """Frictionless finds nothing, keys and references included; figures are those of json."""
    assert run("export", "out", *data, "--lang", language) == ("", "", 0)
    folder = tmp_path / "out"
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.flatten(["type", "note"]) == []
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    listed = {resource["path"]: resource for resource in descriptor["resources"]}
    assert sorted([*listed, "datapackage.json"]) == sorted(path.name for path in folder.iterdir())
    for name, resource in listed.items():
        raw = (folder / name).read_bytes()
        assert resource["bytes"] == len(raw)
        assert resource["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"
        assert all(field["title"] for field in resource["schema"]["fields"])
    said = json.loads(run("stats", *data, "-f", "json").out, parse_float=str, parse_int=str)
    expected = [{key: _in_csv(value) for key, value in record.items()} for record in said]
    by_place = sorted(expected, key=lambda record: (record["dataset"], record["id"]))
    found = [{key: row[key] for key in expected[0]} for row in records(folder / "figures.csv")]
    assert sorted(found, key=lambda record: (record["dataset"], record["id"])) == by_place
    assert {unit: name for unit, name in descriptor["units"].items() if name} == {
        record["unit"]: record["unit_en"] for record in expected
    }


def test_package_names_its_sources(run: Run, tmp_path: Path) -> None:
    """Each document once, with its address where it has one; the name is that of the dataset."""
    text = write_sample(tmp_path).read_text("utf-8")
    (tmp_path / "town-2030.toml").write_text(
        text.replace("工作报告", '工作报告"\nurl = "https://town.example/2030'), "utf-8"
    )
    run("export", "out", "--data", "town-2030.toml", "--title", "某镇的数")
    descriptor = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    assert (descriptor["name"], descriptor["title"]) == ("town-2030", "某镇的数")
    assert descriptor["sources"] == [
        {"title": "某镇政协工作报告", "path": "https://town.example/2030"}
    ]


def test_a_cell_is_run_by_no_spreadsheet(run: Run, tmp_path: Path) -> None:
    """A name that begins like a formula gets an apostrophe, as in every CSV file of ours."""
    extra = '[figure.proposals.x]\nname = {zh = "=1+1"}\nvalue = 1\nunit = "件"\nprinted = "1件"\n'
    write_sample(tmp_path, "town-2030", extra)
    run("export", "out", "--data", "town-2030.toml")
    (row,) = [row for row in records(tmp_path / "out" / "figures.csv") if row["value"] == "1"]
    assert row["name_zh"] == "'=1+1"


def test_a_folder_that_holds_something_is_kept(run: Run, tmp_path: Path) -> None:
    """Without --force it is left as it is; with it, only files of our names are replaced."""
    folder = tmp_path / "out"
    folder.mkdir()
    assert run("export", "out").code == 0
    (folder / "mine.txt").write_text("mine")
    (folder / "figures.csv").write_text("old")
    refused = run("export", "out")
    assert (refused.out, refused.code) == ("", 1)
    assert "--force" in refused.err
    assert (folder / "figures.csv").read_text() == "old"
    assert run("export", "out", "--force").code == 0
    assert len(records(folder / "figures.csv")) == 23
    assert (folder / "mine.txt").read_text() == "mine"
    (tmp_path / "file").write_text("mine")
    for where in ("file", "no/such/out"):
        assert run("export", where).code == 1
    assert run("export", "").code == 2


@posix
def test_a_write_that_fails_leaves_no_folder(installed: Run, tmp_path: Path) -> None:
    """Where there is no room for all files, there is none of them."""

    def no_room() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    failed = installed("export", "out", preexec_fn=no_room)
    assert (failed.out, failed.code) == ("", 1)
    assert failed.err.startswith("cppcc: cannot write out: ")
    assert [*tmp_path.iterdir()] == []
