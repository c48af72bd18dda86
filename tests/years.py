"""Three invented years of one committee, with what makes years hard to compare."""

from pathlib import Path

YEAR = """\
schema = 1
[dataset]
id = "town-{year}"
year = {year}
body = {{ zh = "中国人民政治协商会议河湾市委员会", en = "Riverbend Committee" }}
[source]
title = "河湾市政协{year}年工作报告"
url = "https://example.org/{year}"
[units]
"件" = "items"
"场" = "talks"
"次" = "times"
"个" = "items"
[category.proposals]
name = {{ zh = "提案", en = "Proposals" }}
[category.work]
name = {{ zh = "履职", en = "Work" }}
"""
# By year: what is printed, its value and its qualifier. 2032 is missing; in 2033 visits are counted
# otherwise than before.
YEARS = {
    2030: {
        "proposals.filed": ("12件", 12, "exact"),
        "proposals.joint": ("3件", 3, "exact"),
        "work.talks": ("60余场", 60, "over"),
        "work.visits": ("5次", 5, "exact"),
    },
    2031: {
        "proposals.filed": ("约15件", 15, "about"),
        "work.talks": ("70场", 70, "exact"),
        "work.visits": ("6次", 6, "exact"),
    },
    2033: {
        "proposals.filed": ("近20件", 20, "nearly"),
        "proposals.joint": ("4件", 4, "exact"),
        "work.talks": ("80余场", 80, "over"),
        "work.visits": ("7个", 7, "exact"),
    },
}
NAMES = {
    "proposals.filed": ("立案", "Proposals filed"),
    "proposals.joint": ("联名提案", "Joint proposals"),
    "work.talks": ("协商座谈", "Talks"),
    "work.visits": ("走访", "Visits"),
}


def write_years(folder: Path) -> Path:
    """Write the datasets of three years of one committee into a folder of their own."""
    there = folder / "years"
    there.mkdir()
    for year, figures in YEARS.items():
        text = YEAR.format(year=year)
        for at, (id, (printed, value, qualifier)) in enumerate(figures.items()):
            zh, en = NAMES[id]
            text += f'[figure.{id}]\nname = {{ zh = "{zh}", en = "{en}" }}\nvalue = {value}\n'
            text += f'unit = "{printed[-1]}"\nprinted = "{printed}"\nqualifier = "{qualifier}"\n'
            text += f'scope = "committee"\nparagraph = {at + 2}\n'
        (there / f"town-{year}.toml").write_text(text, "utf-8")
    return there
