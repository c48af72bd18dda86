"""What is said of several datasets: which there are, and what of them cannot be compared."""

from cppcc_cli.language import Text

CHANGED_UNIT = Text(
    "{figure}：{then}年单位为{one}，{now}年为{other}，不作比较",
    "{figure}: counted in {one} in {then} and in {other} in {now}, so not compared",
)
CHANGED_SCOPE = Text(
    "{figure}：{then}年与{now}年统计口径不同，不作比较",
    "{figure}: the scope in {now} differs from that in {then}, so not compared",
)
NO_FIGURE_THERE = Text("–：当年没有这一指标", "–: no such figure in that year")
SOURCE_OF = Text("{year}年{body}：{source}", "{body}, {year}: {source}")
SOURCES_COUNTED = Text("出自 {count} 个数据集", "from {count:dataset|datasets}")

NO_SUCH_BODY = Text(
    "没有名为“{name}”的政协；现有 {count} 个：{known}",
    "no committee is called “{name}”; there are datasets of {count:committee|committees}: {known}",
)
NO_SUCH_YEAR = Text(
    "没有这一年度的数据集；现有：{known}",
    "there is no dataset for that year; there are datasets for {known}",
)
YEARS_MISSING = Text(
    "没有 {years} 年的数据集；现有：{known}",
    "there is no dataset for {years}; there are datasets for {known}",
)
WRONG_YEARS = Text(
    "--year 应写作 2023、2021,2023 或 2019-2023，不是“{years}”",
    "--year must be like 2023, or 2021,2023, or 2019-2023, not “{years}”",
)
SAME_BODY_AND_YEAR = Text(
    "{one} 与 {other} 都是{body} {year} 年的数据：请删去其一，或改正其中的年度",
    "{one} and {other} are both for {body}, {year}: remove one, or correct its year",
)
SEVERAL_BODIES = Text(
    "有 {count} 个政协的数据集：{known}；请用 --body 指明一个",
    "there are datasets of {count:committee|committees}: {known}; choose one with --body",
)
NEWEST_TAKEN = Text(
    "取 {year} 年的 {id}；其他年度用 --year 指明",
    "{id} is used, of {year}; --year chooses another year",
)
SAME_ID = Text(
    "有几个数据集的编号都是 {name}：{paths}；请写路径",
    "several datasets have the id {name}: {paths}; give a path",
)
READING = Text("读取数据集", "reading datasets")
NO_DATASETS = Text("{paths} 中没有 .toml 数据集", "there is no .toml dataset in {paths}")
READ_HERE = Text(
    "一个辅助进程中途结束，它的文件已由本程序读取",
    "a helper process ended early; its files were read without it",
)
