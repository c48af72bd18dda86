"""What is said of charts, and on a page that tells a year."""

from cppcc_cli.language import Text

# The page. One value is always a number: 3 categories, 23 figures.
YEARS = Text("{count} 个年度", "{count:year|years}")
CATEGORIES = Text("{count} 类", "{count:category|categories}")
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
