"""Figures for a lake: bounds of what they may be, committees apart, and help's SQL as it stands."""

import io
import json
import os
import re
import subprocess
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
from bench.synthetic import write_collection
from conftest import TESTS, Run
from pyarrow import parquet

from cppcc_cli.dataset.reading import load
from cppcc_cli.dataset.sources import bundled
from cppcc_cli.errors import OutputError
from cppcc_cli.output import Column, Raw, Table
from cppcc_cli.output.formats import FORMATS
from cppcc_cli.quantity import Qualifier
from cppcc_cli.views.figures import interval

COLLECTION = str(TESTS / "samples" / "collection")
FIGURE = load(bundled()).figures["proposals.submitted"]
# A Python with the package pyspark, where there is a Java.
SPARK = os.environ.get("CPPCC_SPARK")
IN_SPARK = """
import json, sys
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", False).getOrCreate()
rows = spark.sql(sys.argv[1]).collect()
print(json.dumps([[str(cell) if cell is not None else None for cell in row] for row in rows]))
"""


@pytest.mark.parametrize(
    "qualifier, value, printed, low, high, low_open, high_open",
    [
        ("exact", "418", "418件", 418, 418, False, False),
        ("over", "60", "60余期", 60, 70, True, True),
        ("over", "17000", "1.7万余人次", 17000, 18000, True, True),
        ("over", "300", "超过300件", 300, None, True, None),
        ("nearly", "420", "近420件", 410, 420, False, True),
        ("about", "1200", "约1200件", 1150, 1250, False, False),
        ("at_least", "300", "300件以上", 300, None, False, None),
        ("at_most", "300", "300件以下", None, 300, None, False),
        ("under", "300", "不足300件", None, 300, None, True),
        ("exact", "0", "0件", 0, 0, False, False),
    ],
)
def test_a_figure_lies_between_its_bounds(
    qualifier: Qualifier,
    value: str,
    printed: str,
    low: int | None,
    high: int | None,
    low_open: bool | None,
    high_open: bool | None,
) -> None:
    """Both are the value of an exact figure; where there is no bound, there is nothing."""
    figure = FIGURE._replace(value=Decimal(value), qualifier=qualifier, printed=printed)
    assert interval(figure) == (low, high, low_open, high_open)


def test_bounds_are_told_wherever_records_are(run: Run) -> None:
    """In words to people, as true and false to programs."""
    asked = ("show", "adopted", "--columns", "low,high,low_open,high_open")
    assert run(*asked).out == "low\thigh\tlow_open\thigh_open\n60\t70\ttrue\ttrue\n"
    assert json.loads(run(*asked, "-f", "json").out) == [
        {"low": 60, "high": 70, "low_open": True, "high_open": True}
    ]
    assert "| 60 | 70 | 是 | 是 |" in run(*asked, "-f", "markdown", "--lang", "zh").out


def test_each_committee_has_a_row_group_in_order(run: Run, tmp_path: Path) -> None:
    for _ in write_collection(tmp_path / "all", 3, 2):
        pass
    run("stats", "--data", "all", "-o", "figures.parquet")
    written = parquet.ParquetFile(tmp_path / "figures.parquet")
    groups = [written.read_row_group(at).to_pylist() for at in range(written.num_row_groups)]
    bodies = [sorted({row["body"] for row in group}) for group in groups]
    assert bodies == [[f"中国人民政治协商会议示例{n:04}市委员会"] for n in range(3)]
    keys = [(row["id"], row["year"]) for row in groups[0]]
    assert len(keys) == 50 and {year for _, year in keys} == {2004, 2005}
    (sorted_by,) = written.metadata.row_group(0).sorting_columns
    assert written.schema.names[sorted_by.column_index] == "body"


def test_row_groups_hold_several_committees_where_there_are_many() -> None:
    """No more than a thousand: a file of groups of some rows is mostly what describes them."""
    bodies = [f"{number // 2:04}" for number in range(5_000)]
    raw = _parquet("body", bodies[::-1])
    written = parquet.ParquetFile(io.BytesIO(raw))
    groups = [
        written.read_row_group(at)["body"].to_pylist() for at in range(written.num_row_groups)
    ]
    assert 500 < len(groups) <= 1_000
    assert [body for group in groups for body in group] == bodies
    ends = [(group[0], group[-1]) for group in groups]
    assert all(one[1] < other[0] for one, other in pairwise(ends))


def test_a_value_that_no_decimal_holds_is_told() -> None:
    with pytest.raises(OutputError):
        _parquet("value", [Decimal(10) ** 21])
    assert _parquet("value", [Decimal(10) ** 20]).startswith(b"PAR1")


def _parquet(key: str, cells: Sequence[Raw]) -> bytes:
    column = Column[Raw](key, lambda cell: cell, label=FIGURE.name)
    return FORMATS["parquet"].to_bytes(Table([column], cells, ()), True, "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_copies_the_lake_into_folders_and_finds_a_year(
    language: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB runs what the page on formats says, word for word."""
    copied, chosen, _ = _statements(run, language)
    run("stats", "--data", COLLECTION, "-o", "figures.parquet")
    monkeypatch.chdir(tmp_path)
    with duckdb.connect() as database:
        database.sql(copied)
        rows = database.sql(chosen.replace("2023", "2024")).fetchall()
    asked = ("stats", "--data", COLLECTION, "--year", "2024", "-f", "json")
    stated = json.loads(run(*asked).out, parse_float=Decimal)
    assert sorted(rows) == sorted((one["body"], one["id"], one["value"]) for one in stated)
    assert sorted(one.name for one in (tmp_path / "lake").iterdir()) == [
        "year=2021",
        "year=2022",
        "year=2024",
    ]


@pytest.mark.parametrize("engine", ["DuckDB", *(["Spark"] if SPARK else [])])
def test_helps_window_query_gives_the_changes_of_compare(
    engine: str, run: Run, tmp_path: Path
) -> None:
    """Exactly, in either engine; a change that has bounds lies between those of the query."""
    *_, query = _statements(run, "en")
    run("stats", "--data", COLLECTION, "-o", "figures.parquet")
    query = query.replace("'figures.parquet'", f"parquet.`{tmp_path}/figures.parquet`")
    if engine == "DuckDB":
        query = re.sub("parquet.`(.*)`", r"'\1'", query)
        found = duckdb.sql(query).fetchall()
    else:
        done = subprocess.run(
            [str(SPARK), "-c", IN_SPARK, query], capture_output=True, text=True, check=True
        )
        found = json.loads(done.stdout)
    changes = {(body, id, int(year)): change for body, id, year, change, *_ in found}
    compared = json.loads(
        run("compare", "proposals", "work", "--data", COLLECTION, "--steps", "-f", "json").out,
        parse_float=Decimal,
    )
    known = [one for one in compared if one["change"] is not None]
    assert len(known) > 3
    for one in known:
        assert Decimal(changes[one["body"], one["id"], one["year"]]) == one["change"]


def _statements(run: Run, language: str) -> list[str]:
    """Return the SQL of the page on formats."""
    page = run("help", "formats", "--lang", language).out
    return [one.group() for one in re.finditer(r"(?:COPY|SELECT)[^;]*;", page)]
