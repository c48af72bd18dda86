"""What is said of drafted datasets, and within them."""

from cppcc_cli.language import Text

# Of a number in a draft, and at its head.
NO_SINGLE_VALUE = Text(
    "第 {line} 行：{printed} 没有单一数值，未收录",
    "line {line}: {printed} has no single value and is left out",
)
NOT_CLEAR = Text(
    "第 {line} 行：{printed} 所指不明，未收录",
    "line {line}: what {printed} counts is unclear, and it is left out",
)
NO_UNIT = Text(
    "第 {line} 行：{printed} 没有单位，未收录",
    "line {line}: {printed} has no unit and is left out",
)
A_CHANGE = Text(
    "第 {line} 行：{printed} 是增减数，未收录",
    "line {line}: {printed} is a change, and is left out",
)
LEFT_OUT = Text("{printed} 未收录：{reason}", "{printed} is left out: {reason}")
NAME_TO_BE_GIVEN = Text("名称待定", "a name is still to be given")
TO_BE_LOOKED_AT = Text("请核对：{reason}", "please check: {reason}")
BODY_TO_BE_GIVEN = Text(
    "政协名称待定，请填 dataset.body，或用 --body 指明",
    "the committee is still to be named: fill in dataset.body, or give --body",
)
TITLE_TO_BE_GIVEN = Text(
    "标题待定，请填 source.title", "a title is still to be given: fill in source.title"
)
MAY_BE = Text("可能是 {figures}", "perhaps {figures}")
DRAFTED_FROM = Text("据 {path} 起草，请逐项核对", "drafted from {path}: check every figure")
TOO_MANY_FIGURES = Text(
    "{path}：数字超过 {most} 个，不像一个年度的数据；请分部分起草",
    "{path}: more than {most} figures are too many for one year; draft it in parts",
)
NO_YEAR = Text(
    "文中没有写明年度：请用 --year 指明", "the report names no year: give it with --year"
)
SEVERAL_YEARS = Text(
    "{path} 是 {year} 年度的，{other} 是 {other_year} 年度的：请分别起草，或用 --year 指明",
    "{path} is of {year}, {other} of {other_year}: draft them apart, or give --year",
)
YEAR_TAKEN = Text("年度 {year}，据“{words}”", "year {year}, from “{words}”")
YEAR_BY_DAY = Text(
    "年度 {year}，只据“{words}”推定：不对请用 --year 指明",
    "year {year}, only inferred from “{words}”: if it is wrong, give --year",
)
LIKE_OTHER_BODY = Text(
    "{dataset} 是{body}的数据集，而报告是{own}的：政协名称从报告",
    "{dataset} is of {body}, and the report of {own}: the committee is taken from the report",
)
GIVEN_AGAIN = Text(
    "{path}：{printed}（{name}）与 {other} 重复，只收一次",
    "{path}: {printed} ({name}) is in {other} as well, and is taken once",
)

TO_BE_FILLED_IN = Text(
    "填好来源，以及每项指标的 value 和 printed（删去 #）；原文有“余”“近”“约”等时才写 qualifier。\n"
    "报告不再写的指标整段删去，新的照样添上，再用 cppcc check 检查。",
    "Fill in the source, and value and printed of each figure (without the #); qualifier only\n"
    "where the source says 余, 近, 约 or the like. Remove what the report no longer states, add\n"
    "what is new in it, and let cppcc check tell what is missing.",
)

# Of what is asked, and of how a draft differs from the dataset that it is like.
DOUBTED = Text(
    "{count} 项有疑问，请看文件中的注释：{figures}",
    "{count:figure is|figures are} in doubt, see the comments in the file: {figures}",
)
NEW_FIGURES = Text("新增 {count} 项：{figures}", "{count:new figure|new figures}: {figures}")
GONE_FIGURES = Text("减少 {count} 项：{figures}", "{count:figure|figures} gone: {figures}")
FIGURE_AS_PRINTED = Text("{id}（{name} {printed}）", "{id} ({name} {printed})")
WRONG_YEAR = Text(
    "年度“{year}”不对：请写四位数，如 2024", "“{year}” is not a year: write four digits, like 2024"
)
WRONG_ID = Text(
    "编号“{id}”只能用 a-z、0-9 和连字符，如 lishui-2024",
    "the id “{id}” may contain only a-z, 0-9 and hyphens, like lishui-2024",
)
EMPTY_BODY = Text("--body 后面要写政协的名称", "--body needs the name of a committee")
