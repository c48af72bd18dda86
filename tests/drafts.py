"""Datasets drafted of texts, and the words that such texts are made of."""

from conftest import TESTS
from hypothesis import strategies as st

from cppcc_cli.dataset import Dataset
from cppcc_cli.dataset.reading import load, read_dataset
from cppcc_cli.dataset.toml import to_toml
from cppcc_cli.documents.text import text_document
from cppcc_cli.text.drafting import Overrides, draft

SAMPLES = TESTS / "samples"
LAST = SAMPLES / "harbour-2031.toml"
THIS = SAMPLES / "harbour-2032.txt"
KNOWN = load(str(LAST))
# What a number is called here that nothing names.
UNNAMED = "无名"


def written(text: str, like: Dataset | None = None) -> Dataset:
    """Return the dataset drafted from a text, as its file states it when all is named."""
    document = text_document("report", text)
    drafted = draft([document], KNOWN, like, Overrides(year=2032, body="某市政协"))
    toml = to_toml(drafted.dataset, {}).replace('zh = ""', f'zh = "{UNNAMED}"')
    return read_dataset(toml.replace('title = ""', 'title = "报告"').encode(), "report")


def stated(dataset: Dataset) -> list[str]:
    """Return a line for each figure: id, name, value, qualifier, unit, paragraph, whole."""
    return [
        f"{one.id} {one.name.zh} {one.quantity.value} {one.quantity.qualifier} "
        f"{one.quantity.unit} {one.paragraph} {one.part_of or '-'}"
        for one in dataset.figures.values()
    ]


def drafted(text: str) -> tuple[Dataset, list[str]]:
    """Return the dataset drafted of a text, and the remarks in it but for the first."""
    document = text_document("report", text)
    made = draft([document], KNOWN, None, Overrides(year=2032, body="某市政协"))
    remarks = [
        f"{id} {said.say('zh')}".strip() for id, some in made.remarks.items() for said in some
    ]
    return made.dataset, remarks[1:]


WORDS = st.sampled_from(
    [
        "提案",
        "立案",
        "协商座谈",
        "视察",
        "群众",
        "全市",
        "其中",
        "分别为",
        "占总数的",
        "87.8%",
        "402件",
        "46件",
        "近30场",
        "2.6万余人次",
        "3—5次",
        "7:3",
        "|",
        "件|",
        "\n",
        "，",
        "。",
        "（",
        "）",
        "、",
        "12",
        "50",
        "十五条",
        "增长",
        "“",
        "”",
        "《",
        "》",
        "=",
        '"',
        "\\",
        "#",
    ]
)
