"""Small invented datasets for the tests."""

from pathlib import Path
from typing import NamedTuple

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


YEAR = """\
schema = 1
[dataset]
id = "{stem}-{year}"
year = {year}
body = {{ zh = "中国人民政治协商会议{place}委员会" }}
[source]
title = "{place}政协{year}年工作报告"
[category.work]
name = {{ zh = "履职", en = "Work" }}
"""
FIGURE = """\
[figure.work.{name}]
name = {{ zh = "{zh}", en = "{en}" }}
value = {value}
unit = "{unit}"
printed = "{printed}"
qualifier = "{qualifier}"
"""


class Sample(NamedTuple):
    """A figure of an invented year."""

    name: str
    zh: str
    value: str
    unit: str
    printed: str
    qualifier: str = "exact"

    def toml(self) -> str:
        return FIGURE.format(**self._asdict(), en=self.name.capitalize())


def write_year(folder: Path, place: str, year: int, *figures: Sample) -> Path:
    """Write a dataset of an invented place and year, and return its path."""
    stem = f"{place.encode().hex()}"
    path = folder / f"{stem}-{year}.toml"
    head = YEAR.format(stem=stem, place=place, year=year)
    path.write_text(head + "".join(one.toml() for one in figures), "utf-8")
    return path


def write_two_years(folder: Path) -> None:
    """Write two years of a committee in which figures rise, fall, are bounded, new and other."""
    write_year(
        folder,
        "溪城市",
        2030,
        Sample("filed", "立案", "120", "件", "120件"),
        Sample("rate", "办复率", "87.8", "%", "87.8%"),
        Sample("visits", "走访", "1500", "次", "1500次"),
        Sample("guests", "接待群众", "17000", "人次", "1.7万余人次", "over"),
        Sample("adopted", "被采用", "60", "期", "60余期", "over"),
        Sample("halls", "议事堂", "40", "家", "40家"),
        Sample("mail", "来信", "9", "封", "9封"),
    )
    write_year(
        folder,
        "溪城市",
        2031,
        Sample("filed", "立案", "135", "件", "135件"),
        Sample("rate", "办复率", "88.1", "%", "88.1%"),
        Sample("visits", "走访", "1275", "次", "1275次"),
        Sample("guests", "接待群众", "18000", "人次", "1.8万余人次", "over"),
        Sample("adopted", "被采用", "72", "期", "72期"),
        Sample("halls", "议事堂", "41", "个", "41个"),
    )


def write_two_committees(folder: Path) -> None:
    """Write the same year of two committees."""
    for place, value in (("溪城市", 60), ("海城市", 45)):
        figure = Sample("adopted", "被采用", str(value), "期", f"{value}余期", "over")
        more = Sample("filed", "立案", str(value * 2), "件", f"{value * 2}件")
        write_year(folder, place, 2031, figure, more)


# Labels that a page or a chart would act on, were they not escaped.
HOSTILE = (
    "<b>粗</b>",
    "{{ 7 * 7 }}{% raw %}",
    "</script><script>alert(1)</script>",
    "\"引'号& &amp; </style></title></text></svg>",
)


def write_hostile(folder: Path) -> Path:
    """Write a dataset whose every name is hostile."""
    text = SAMPLE.replace('zh = "提案"', f"zh = '''{HOSTILE[2]}'''")
    for at, label in enumerate(HOSTILE):
        text += f"[figure.proposals.h{at}]\nname = {{ zh = '''{label}''' }}\nvalue = {at}\n"
        text += f'unit = "件"\nprinted = "{at}件"\n'
        text += f"[[topic]]\nname = {{ zh = '''{label}''' }}\nkind = \"rule\"\n"
    path = folder / "hostile.toml"
    path.write_text(text.replace("某镇政协工作报告", HOSTILE[0]), "utf-8")
    return path
