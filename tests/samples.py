"""Small invented datasets for the tests."""

from pathlib import Path

SAMPLE = """\
schema = 1
[dataset]
id = "town-2030"
year = 2030
body = { zh = "政协某镇委员会" }
[source]
title = "某镇政协工作报告"
[category.proposals]
name = { zh = "提案" }
[figure.proposals.filed]
name = { zh = "立案" }
value = 12
unit = "件"
printed = "12件"
"""


def write_sample(folder: Path, id: str = "town-2030", extra: str = "") -> Path:
    """Write the smallest dataset there can be, with what is `extra`, and return its path."""
    path = folder / f"{id}.toml"
    path.write_text(SAMPLE.replace("town-2030", id) + extra, "utf-8")
    return path
