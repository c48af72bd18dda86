"""What is said of what is written: pages, charts, documents, workbooks and packages."""

from cppcc_cli.language import Text

# The page. One value is always a number: 3 categories, 23 figures.
YEARS = Text("{count} 个年度", "{count:year|years}")
FIGURES = Text("{count} 项指标", "{count:figure|figures}")
TOPICS = Text("{count} 项工作", "{count:piece|pieces} of named work")
FIGURES_OF_YEAR = Text("{body}{year}年履职数据", "{body}: figures of {year}")
CITY = Text("全市", "whole city")
PARAGRAPH = Text("第{}段", "paragraph {}")
OF_YEAR = Text("{}年", "{}")
PART = Text("在“{whole}”中占比{share}", "{share} of “{whole}”")
MADE_OF = Text("{} ÷ {}", "{} ÷ {}")
COUNTED_IN = Text("总数与其中 · 单位：{unit}", "The whole and its parts, unit: {unit}")
GONE = Text("{year}年没有这一指标", "no such figure in {year}")
NAMED_WORK = Text("{year}年工作事项", "Named work of {year}")
SOURCES = Text("出处", "Sources")
WHERE_STATED = Text("各项数据的原文写法与所在的段", "Where each figure is stated, and how")
READING = Text("说明", "How to read the figures")
PARAGRAPHS_COUNTED = Text("段只数非空行。", "Paragraphs are the non-empty lines of the source.")
BOUNDS = Text(
    "图中条形末端为断续条纹的、点为空心的，实际数大于或小于所列数。条形和折线均从零起。",
    "A bar that ends in stripes, and a hollow point, stand for a number that is larger or smaller "
    "than the one given. Bars and lines begin at zero.",
)
NO_BROWSER = Text(
    "生成 .png、.pdf 需要浏览器（Chromium、Chrome 或 Edge），这里没有找到：请写入 .html，"
    "再用浏览器打印",
    "a .png or .pdf takes a browser (Chromium, Chrome or Edge), and none was found: write .html "
    "and print it",
)
BROWSER_FAILED = Text(
    "{path} 没有生成文件：请写入 .html，用浏览器打印",
    "{path} made no file: write .html and print it",
)
EMPTY_TITLE = Text("--title 后面要写标题", "--title needs a title")
A_PAGE = Text("网页", "the page")
UNTITLED = Text("查询结果", "Answer")

# Charts.
COMPARISON = Text("指标比较", "Figures compared")
SEVERAL_UNITS = Text(
    "--chart 只能把同一单位的指标画在一起；所选的有：{units}",
    "--chart draws figures of one unit together; those named have several: {units}",
)
OF_UNIT = Text("{unit}（{figures}）", "{unit} ({figures})")

# Documents and workbooks.
TEXT_TOO_LONG = Text(
    "“{text}”有 {length} 个字符，一格最多容纳 {most} 个：请改存 .csv、.json 等",
    "“{text}” has {length} characters, and a cell holds at most {most}: write .csv or .json "
    "instead",
)
TOO_MANY_ROWS = Text(
    "{count} 行超过 {format} 表格所能容纳的 {most} 行：请改存 .csv、.parquet 等",
    "{count} rows are more than the {most} that a table in {format} holds: write .csv or .parquet "
    "instead",
)
TOO_MANY_COLUMNS = Text(
    "{count} 列超过 {format} 表格所能容纳的 {most} 列：请用 --columns 选列，或改存 .csv 等",
    "{count} columns are more than the {most} that a table in {format} holds: choose "
    "some with --columns, or write .csv instead",
)
WRITING = Text("写入 {path}", "writing {path}")
TABLE_SHEET = Text("数据", "Table")

# Data Packages.
PACKAGE = Text(
    "政协年度数据：每个数带单位、约数表述、范围和原文段落。",
    "The yearly figures of political consultative committees, each with its unit, its qualifier, "
    "its scope and the paragraph of the document that states it.",
)
RESOURCES = {
    "datasets": Text(
        "数据集：每个政协、每个年度一个，连同其来源文献。",
        "The datasets, one per committee and year, each with the document it comes from.",
    ),
    "categories": Text("类别，即指标所属的工作领域。", "The categories, which are fields of work."),
    "figures": Text(
        "指标。数值须连同约数表述引用："
        "value 为 17000、qualifier 为 over 的是“1.7万余”，不是 17000。文中用词以分号隔开。",
        "The figures. Quote a value with its qualifier: 17000 with the qualifier over means "
        "more than 17,000, never 17,000. Terms are separated by semicolons.",
    ),
    "ratios": Text(
        "数据集中列明的比率，取四位有效数字；下限向下取，上限向上取。",
        "The ratios that datasets declare, to four significant digits: a lower bound rounded down, "
        "an upper bound up.",
    ),
    "topics": Text("全年的工作事项。", "The named work of the year."),
}
# The keys that name a record or refer to one; the others say themselves what they mean.
RECORD_ID = Text("在数据集内唯一的编号。", "Id, unique in its dataset.")
DATASET_ID = Text("所属数据集的编号。", "Id of the dataset.")
CATEGORY_ID = Text("所属类别的编号。", "Id of the category.")
