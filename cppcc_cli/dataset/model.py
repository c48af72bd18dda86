"""The records of a dataset: what a file states, checked. They read and print nothing.

An attribute that is a key of the file is annotated with its `Key`. From it follow how the value is
read, what an editor is told of it, how it is written and kept, and what it is called: a key is
added here and in the data.
"""

import re
from collections import Counter
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, get_args

from cppcc_cli.language import Text
from cppcc_cli.quantity import QUALIFIERS, Qualifier, Quantity

Kind = Literal[
    "text",
    "label",
    "year",
    "count",
    "number",
    "date",
    "texts",
    "pinyin",
    "choice",
    "reference",
    "url",
]
SCHEMA_VERSION = 1
# MiB of a file.
LARGEST = 8
LARGEST_COUNT = 1_000_000
# A value is below 10 to this power, and has at most so many decimals.
LARGEST_EXPONENT = 15
MOST_DECIMALS = 9
SCOPES = ("committee", "city")
# The classes of the lexicon that a dataset may add words to.
WORD_KINDS = tuple("plan change part average span elsewhere person neutral doing".split())
# An address of the net; what else a page would follow is none of a document.
URL = "^[Hh][Tt][Tt][Pp][Ss]?://([^\\s/?#@]*@)?[^\\s/?#@:.][^\\s]*$"
ID_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789-"


class Key(NamedTuple):
    """A key of a table: what its value is, what it is called and what it means: Chinese | English.

    `example` is a value as TOML writes it. A `yearly` one is another each year.
    """

    kind: Kind
    called: str
    means: str
    example: str
    required: bool = False
    yearly: bool = False
    choices: tuple[str, ...] = ()

    @property
    def label(self) -> Text:
        """What heads its column, in both languages."""
        return Text(*self.called.split(" | "))

    @property
    def meaning(self) -> Text:
        """What it means, a sentence in both languages."""
        return Text(*self.means.split(" | "))


# Each key stands on two lines or three.
# fmt: off
_PINYIN = Key("pinyin", "拼音 | Pinyin",
    "名称的音节。 | Syllables of the name.", '["shou dao ti an"]')
_PARAGRAPH = Key("count", "段 | Paragraph",
    "在来源中的段落，只数非空行，从 1 起。 | "
    "Paragraph of the source, counting non-empty lines from 1.", "21", yearly=True)


class Source(NamedTuple):
    """The document that states the figures."""

    title: Annotated[str, Key("text", "来源 | Source",
        "列出这些数的文献的标题。 | Title of the document that states the figures.",
        '"某市政协2023年工作综述"', required=True)]
    author: Annotated[str | None, Key("text", "作者 | Author",
        "它的作者。 | Its author.", '"某人"')] = None
    publisher: Annotated[str | None, Key("text", "出版者 | Publisher",
        "刊登它的报纸、网站或单位。 | The newspaper, site or office that published it.",
        '"某市日报"', yearly=True)] = None
    published: Annotated[date | None, Key("date", "发布日期 | Published",
        "发布的日期。 | The day of publication.", "2024-02-21", yearly=True)] = None
    page: Annotated[str | None, Key("text", "版面 | Page",
        "版面或栏目，照原样写。 | Page or section, as printed.", '"A03"')] = None
    url: Annotated[str | None, Key("url", "网址 | Address",
        "它的网址。 | Address of the document.", '"https://example.org/1"')] = None
    accessed: Annotated[date | None, Key("date", "引用日期 | Accessed",
        "最近一次打开网址的日期。 | The day the address was last opened.", "2026-07-12")] = None

    @property
    def reference(self) -> str:
        """The publisher and the date, as far as they are known; else the title."""
        known = [str(part) for part in (self.publisher, self.published) if part]
        return ", ".join(known) or self.title


class Category(NamedTuple):
    """A field of work, with the function of the committee that it serves."""

    id: str
    name: Annotated[Text, Key("label", "类别 | Category",
        "类别的名称。 | Name of the category.",
        '{ zh = "提案工作", en = "Proposals" }', required=True)]
    function: Annotated[Text | None, Key("label", "职能 | Function",
        "它所属的政协职能。 | The function of the committee that it serves.",
        '{ zh = "参政议政" }')] = None
    pinyin: Annotated[tuple[str, ...], _PINYIN] = ()


class Figure(NamedTuple):
    """One figure: a quantity with its name, the form it is printed in and where it stands."""

    id: str
    name: Annotated[Text, Key("label", "指标 | Figure",
        "指标的名称。 | Name of the figure.",
        '{ zh = "收到提案", en = "Proposals received" }', required=True)]
    value: Annotated[Decimal, Key("number", "数值 | Value",
        "数值，不含单位和约数表述。 | The number itself, without unit and qualifier.",
        "418", required=True, yearly=True)]
    unit: Annotated[str, Key("text", "单位 | Unit",
        "计量单位，在 [units] 表中。 | The measure word, one of the table [units].",
        '"件"', required=True)]
    printed: Annotated[str, Key("text", "原文写法 | As printed",
        "来源中的写法。 | The figure as the source prints it.",
        '"418件"', required=True, yearly=True)]
    qualifier: Annotated[Qualifier, Key("choice", "约数表述 | Qualifier",
        "来源对数值的限定；不写即为确数。 | "
        "What the source claims of the value; exact if left out.",
        '"over"', yearly=True, choices=QUALIFIERS)] = "exact"
    scope: Annotated[str | None, Key("choice", "口径 | Scope",
        "committee 为本级，city 为全市（含各县、市、区）。 | "
        "The committee itself, or the city with its counties.", '"city"', choices=SCOPES)] = None
    paragraph: Annotated[int | None, _PARAGRAPH] = None
    source: Annotated[str | None, Key("text", "来源文献 | Stated in",
        "列出它的文献的标题，不是数据集的来源时才写。 | "
        "Title of the document that states it, where this is not the source of the dataset.",
        '"某市政协提案审查情况的报告"', yearly=True)] = None
    part_of: Annotated[str | None, Key("reference", "属于 | Part of",
        "所属总数的编号。 | Id of the figure that contains this one.",
        '"proposals.received"')] = None
    terms: Annotated[tuple[str, ...], Key("texts", "文中用词 | Words used",
        "文中指称它的词语。 | Words that a text uses for the figure.",
        '["提案", "收到提案"]')] = ()
    pinyin: Annotated[tuple[str, ...], _PINYIN._replace(
        means="名称和各用词的音节。 | Syllables of the name and of each term.")] = ()
    note: Annotated[Text | None, Key("label", "说明 | Note",
        "正确使用这一指标须知。 | What a reader must know to use the figure rightly.",
        '{ zh = "含联名提案" }')] = None

    @property
    def quantity(self) -> Quantity:
        """The value with its qualifier and its unit."""
        return Quantity(self.value, self.qualifier, self.unit)

    @property
    def category(self) -> str:
        """The id of the category, which is the first part of the figure's own."""
        return self.id.partition(".")[0]

    @property
    def short_id(self) -> str:
        """The last part of the id: sessions of livelihood-halls.sessions."""
        return self.id.partition(".")[2]


class Ratio(NamedTuple):
    """A declared relation of two figures, named by their ids."""

    id: str
    name: Annotated[Text, Key("label", "比率 | Ratio",
        "比率的名称。 | Name of the ratio.", '{ zh = "每家民生议事堂协商场次" }')]
    numerator: Annotated[str, Key("reference", "分子 | Numerator",
        "分子的编号。 | Id of the figure that is divided.", '"halls.sessions"', required=True)]
    denominator: Annotated[str, Key("reference", "分母 | Denominator",
        "分母的编号。 | Id of the figure that divides.", '"halls.halls"', required=True)]


class Topic(NamedTuple):
    """A piece of named work."""

    name: Annotated[Text, Key("label", "工作 | Work",
        "工作的名称。 | Name of the work.", '{ zh = "民生议事堂" }', required=True)]
    kind: Annotated[str, Key("text", "类型 | Kind",
        "工作的类型，如协商、监督、调研。 | "
        "Kind of work: consultation, supervision, research and so on.",
        '"consultation"', required=True)]
    paragraph: Annotated[int | None, _PARAGRAPH] = None
    pinyin: Annotated[tuple[str, ...], _PINYIN] = ()


class Word(NamedTuple):
    """Words of a committee's own texts, and what they say of a number."""

    kind: Annotated[str, Key("choice", "类型 | Kind",
        "这些词说明什么：计划、增减、部分、平均、几年、别处、个人；neutral、doing 不改变所指。 | "
        "What they say of a number: a plan, a change, a part, an average, several years, "
        "elsewhere, one person; neutral and doing change nothing.",
        '"part"', required=True, choices=WORD_KINDS)]
    words: Annotated[tuple[str, ...], Key("texts", "词语 | Words",
        "词语，照文中的写法。 | The words, as texts write them.", '["提质"]', required=True)]
    hit: Annotated[tuple[str, ...], Key("texts", "应当命中的例句 | Must hit",
        "例句，方括号中的数应当受其影响；check 逐句试。 | "
        "Sentences in which they are said of the number in brackets; check tries each.",
        '["提质提案[48件]"]', required=True)]
    miss: Annotated[tuple[str, ...], Key("texts", "不应命中的例句 | Must miss",
        "例句，方括号中的数不应受其影响。 | Sentences in which they are not.",
        '["提质增效，提交提案[418件]"]')] = ()


class Dataset(NamedTuple):
    """The figures of one body and year. Categories, figures and ratios are found by their id."""

    id: Annotated[str, Key("reference", "编号 | Id",
        "数据集的简称，如 lishui-2023。 | Short name of the dataset, as in lishui-2023.",
        '"lishui-2023"', required=True)]
    year: Annotated[int, Key("year", "年度 | Year",
        "数据所述的年度。 | The year that the figures describe.", "2023", required=True)]
    body: Annotated[Text, Key("label", "政协 | Committee",
        "政协的全称。 | Full name of the committee.",
        '{ zh = "中国人民政治协商会议某市委员会" }', required=True)]
    source: Source
    units: dict[str, str]
    categories: dict[str, Category]
    figures: dict[str, Figure]
    ratios: dict[str, Ratio]
    topics: tuple[Topic, ...]
    path: str
    title: Annotated[Text | None, Key("label", "标题 | Title",
        "表格的标题。 | Heading for tables.", '{ zh = "某市政协2023年履职数据" }')] = None
    session: Annotated[str | None, Key("text", "届次 | Session",
        "向哪次会议报告本年度工作；文稿只写届次时据此认定年度。 | The session to which the year is "
        "reported; by it a text that names only a session is of this year.",
        '"五届三次会议"')] = None
    words: tuple[Word, ...] = ()

    @property
    def called(self) -> Text:
        """Its title, or else its committee and year."""
        body = self.body
        return self.title or Text(f"{body.zh}{self.year}年数据", f"{body.say('en')}: {self.year}")

    def title_in(self, year: int) -> Text | None:
        """Return its title with another year in it; None where it has none."""
        if self.title is None:
            return None
        return Text(*(re.sub(r"20\d\d", str(year), said) for said in self.title))

    def unit(self, figure: Figure) -> Text:
        """Return the unit of a figure with its English name, where the file gives one."""
        return Text(figure.unit, self.units.get(figure.unit, ""))

    def source_of(self, figure: Figure) -> Source:
        """Return the document that states a figure: its own, or that of the dataset."""
        return Source(figure.source) if figure.source else self.source

    @property
    def sources(self) -> list[Source]:
        """The source, and the other documents that figures are stated in."""
        others = dict.fromkeys(one.source for one in self.figures.values() if one.source)
        return [self.source, *map(Source, others)]

    @property
    def counts(self) -> Counter[str]:
        """How many figures each category has, by its id."""
        return Counter(figure.category for figure in self.figures.values())

    def parts(self, whole: Figure) -> list[Figure]:
        """Return the figures that are part of `whole`."""
        return [figure for figure in self.figures.values() if figure.part_of == whole.id]

    def ratios_of(self, figure: Figure) -> list[Ratio]:
        """Return the declared ratios in which `figure` stands."""
        return [
            ratio
            for ratio in self.ratios.values()
            if figure.id in (ratio.numerator, ratio.denominator)
        ]


def stem_of(id: str) -> str:
    """Return the id of a dataset without the year at its end: lishui of lishui-2023."""
    return id[:-4].removesuffix("-") if re.fullmatch("[0-9]{4}", id[-4:], re.ASCII) else id


class Entry(NamedTuple):
    """A dataset that is known: of what, where it lies, and its content, parsed or as a record."""

    id: str
    year: int
    body: Text
    figures: int
    path: str
    content: Dataset | bytes

    def fits(self, years: Collection[int] | None, bodies: Collection[str] | None) -> bool:
        """Tell whether it is of these years and committees; None for all."""
        return (years is None or self.year in years) and (bodies is None or self.body.zh in bodies)


def entry_of(dataset: Dataset) -> Entry:
    """Return a dataset as one that is known."""
    figures = len(dataset.figures)
    return Entry(dataset.id, dataset.year, dataset.body, figures, dataset.path, dataset)


class Body(NamedTuple):
    """A committee: its name, and the id of its datasets without the year."""

    name: Text
    stem: str


# The keys of a name.
LABEL = {
    "zh": Key("text", "中文 | Chinese", "中文。 | In Chinese.", '"提案"', required=True),
    "en": Key("text", "英文 | English",
        "英文；不写则用中文。 | In English; Chinese is shown where it is left out.", '"Proposals"'),
}
# fmt: on


class Table(NamedTuple):
    """A table of a dataset file: the record that it states, and how many ids name one of them.

    A table of no ids stands once; of None it is an item of a list.
    """

    record: Any
    ids: int | None
    meaning: Text


TABLES = {
    "dataset": Table(
        Dataset, 0, Text("哪个政协、哪一年度。", "Whose figures these are, and of which year.")
    ),
    "source": Table(Source, 0, Text("列出这些数的文献。", "The document that states the figures.")),
    "category": Table(Category, 1, Text("类别，按编号。", "A category, by its id.")),
    "figure": Table(Figure, 2, Text("指标，按类别和名称。", "A figure, by category and name.")),
    "ratio": Table(Ratio, 2, Text("两项指标的比率。", "A ratio of two figures.")),
    "topic": Table(Topic, None, Text("一项工作。", "A piece of named work.")),
    "word": Table(Word, None, Text("本地用词。", "Words of a committee's own texts.")),
}
# What may stand at the top of a file.
TOP_LEVEL = ("schema", "dataset", "source", "units", *[*TABLES][2:])


@cache
def keys(record: Any) -> dict[str, Key]:
    """Return the keys of a record by name, in the order in which they are written."""
    noted = ((name, get_args(hint)[1:]) for name, hint in record.__annotations__.items())
    return {name: rest[0] for name, rest in noted if rest and isinstance(rest[0], Key)}
