"""Seeded synthetic collections: datasets of invented committees and years, as files below a folder.

Every dataset has 25 figures; their values come out of the seed alone, so that a collection can be
made again and its answers be told beforehand.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random

FIGURES = 25
FIRST_YEAR = 2004
_UNITS = ("件", "场次", "条", "家", "人次")
_HEAD = """schema = 1

[dataset]
id = "{id}"
year = {year}
body = {{ zh = "中国人民政治协商会议{place}委员会", en = "{place_en} Committee of the CPPCC" }}

[source]
title = "{place}政协{year}年工作综述"
publisher = "示例日报"

[units]
"件" = "items"
"场次" = "sessions"
"条" = "pieces"
"家" = "places"
"人次" = "attendances"

[category.work]
name = {{ zh = "履职", en = "Work" }}
"""
_FIGURE = """
[figure.work.f{number}]
name = {{ zh = "第{number}项工作", en = "Work {number}" }}
value = {value}
unit = "{unit}"
printed = "{value}{unit}"
paragraph = {number}
terms = ["第{number}项"]
"""


def value_of(seed: int, body: int, year: int, number: int) -> int:
    """Return the value of a figure of a body and year."""
    return Random(f"{seed} {body} {year} {number}").randrange(10_000)


def dataset(seed: int, body: int, year: int) -> str:
    """Return the TOML of one dataset."""
    place = f"示例{body:04}市"
    names = {"place": place, "place_en": f"Example {body:04}"}
    text = [_HEAD.format(id=f"example{body:04}-{year}", year=year, **names)]
    for number in range(1, FIGURES + 1):
        value, unit = value_of(seed, body, year, number), _UNITS[number % len(_UNITS)]
        text.append(_FIGURE.format(number=number, value=value, unit=unit))
    return "".join(text)


def write_collection(folder: Path, bodies: int, years: int, seed: int = 1) -> Iterator[Path]:
    """Write a dataset for each body and year, in a folder for each hundred bodies; yield paths."""
    for body in range(bodies):
        below = folder / f"{body // 100:02}"
        below.mkdir(parents=True, exist_ok=True)
        for year in range(FIRST_YEAR, FIRST_YEAR + years):
            path = below / f"example{body:04}-{year}.toml"
            path.write_text(dataset(seed, body, year), "utf-8")
            yield path
