"""Every sentence of ours that reports something, in Chinese and English.

A sentence is a name here, so one that is missing in a language cannot exist. Words in braces are
filled in by whoever reports. What is said of one thing only stands in a room of its own: faults of
a dataset file, findings in texts, files that are read. What heads columns and stands in tables and
on pages is in labels.py, help in cli/help.
"""

import errno

from cppcc_cli.language import Text

# Of a sentence each language has a line, or lines, of its own.
# fmt: off

# Files and places.
CANNOT_OPEN = Text("无法打开 {path}：{reason}", "cannot open {path}: {reason}")
NOT_A_FILE = Text(
    "{path} 是{what}：请指明一个文件",
    "{path} is {what}: name a file")
A_FOLDER = Text("文件夹", "a folder")
A_DEVICE = Text("管道或设备", "a pipe or a device")
TOO_LARGE = Text(
    "{path} 超过 {limit} MiB，不予读取：请确认没有选错文件，或拆成几份",
    "{path} is larger than {limit} MiB and is not read: check that it is the right file, "
    "or split it")
ROOT_OF_DISK = Text(
    "{path} 是整个磁盘，不予读取：请写存放数据集的文件夹",
    "{path} is a whole disk and is not read: name the folder that holds the datasets")
TOO_MANY_FOLDERS = Text(
    "{path} 下面的文件夹超过 {most} 个，不予读取：请写存放数据集的文件夹",
    "{path} has more than {most} folders below it and is not read: name the folder that "
    "holds the datasets")
TOO_MANY_FILES = Text(
    "{path} 下面的数据集超过 {most} 个，不予读取：请分到几个文件夹，逐个读取",
    "{path} has more than {most} datasets below it and is not read: put them into several "
    "folders and read one at a time")
TOO_MANY_NAMES = Text(
    "{path} 下面的文件超过 {most} 个，不予读取：请写只存放数据集的文件夹",
    "{path} has more than {most} files below it and is not read: name a folder that holds "
    "datasets only")
TOO_MANY_LINES = Text(
    "{path} 超过 {most} 行，不予读取：请拆成几份",
    "{path} has more than {most} lines and is not read: split it")
TOO_MANY_NUMBERS = Text(
    "{path} 里的数超过 {most} 个，不予读取：请拆成几份",
    "{path} contains more than {most} numbers and is not read: split it")
BINARY = Text(
    "{path} 不是文本文件：请另存为 UTF-8 文本或 .docx",
    "{path} is not a text file: save it as UTF-8 text or .docx")
NEEDS_EXTRA = Text(
    "读取 {path} 需要另装扩展：{python} -m pip install 'cppcc-cli[{extra}]'",
    "reading {path} needs an extra: {python} -m pip install 'cppcc-cli[{extra}]'")
WRITING_NEEDS_EXTRA = Text(
    "生成 {path} 需要另装扩展：{python} -m pip install 'cppcc-cli[{extra}]'",
    "writing {path} needs an extra: {python} -m pip install 'cppcc-cli[{extra}]'")
UNLOADABLE = Text(
    "{path} 所需的扩展已安装，但无法加载：{detail}",
    "the extra that {path} needs is installed, but cannot be loaded: {detail}")
TOO_MANY_DIGITS = Text(
    "{value} 的位数超过 {format} 所能容纳：请改存 .csv、.json 等",
    "{value} has more digits than {format} can hold: write .csv or .json instead")
NO_INPUT = Text("标准输入已关闭", "standard input is closed")
READ_AS_GB18030 = Text(
    "{path} 不是 UTF-8，已按 GB18030 读取", "{path} is not UTF-8 and was read as GB18030")
NO_BUNDLED_DATASET = Text(
    "缺少自带的数据集：请重新安装 cppcc-cli，或用 --data 指明文件",
    "the bundled dataset is missing: reinstall cppcc-cli, or name a file with --data")
EMPTY_DOCUMENT = Text("没有写文本文件的名字", "the name of the text file is empty")
EMPTY_PATH = Text("{option} 要写明路径", "{option} needs a path")
CANNOT_WRITE = Text("无法写入 {path}：{reason}", "cannot write {path}: {reason}")
NO_SUCH_FOLDER = Text("没有这个文件夹", "there is no such folder")
STANDARD_OUTPUT = Text("标准输出", "standard output")
STANDARD_INPUT = Text("标准输入", "standard input")
OUTPUT_CLOSED = Text("它已关闭", "it is closed")
NO_MEMORY = Text("内存不足", "there is not enough memory")
FILE_EXISTS = Text(
    "{path} 已存在：请换一个名字，或加上 --force 覆盖",
    "{path} exists: choose another name, or add --force to replace it")
FILE_IS_READ = Text(
    "{path} 是正在读取的文件，不能覆盖：请换一个名字",
    "{path} is a file being read and is never overwritten: choose another name")
WRITTEN_TWICE = Text(
    "{path} 不能同时写入两样内容：请换一个名字",
    "{path} cannot hold two of the files to be written: choose another name")
FOLDER_NOT_EMPTY = Text(
    "文件夹 {path} 不是空的：请换一个名字，或加上 --force 覆盖其中的同名文件",
    "the folder {path} is not empty: choose another name, or add --force to replace "
    "files of the same name in it")
NOT_REPLACEABLE = Text(
    "{path} 不是普通文件，不能覆盖：请换一个名字",
    "{path} is not a regular file and is not overwritten: choose another name")
TOO_LONG_FOR_A_SCREEN = Text(
    "内容太多，不在屏幕上画表：请缩小范围，或用 -f tsv，或用 -o FILE 写入文件",
    "this is too much for a screen: ask for less, use -f tsv, or write to a file with -o FILE")
LOSES_CHARACTERS = Text(
    "标准输出的编码 {encoding} 写不出字符“{char}”：请用 -o FILE 写入文件",
    "standard output is {encoding}, which has no “{char}”: write to a file with -o FILE")
DEGRADED = Text(
    "标准输出的编码 {encoding} 写不出的字符已用转义代替；-o FILE 可完整写出",
    "characters that {encoding} lacks are shown as escapes; -o FILE writes them whole")

# What a system says, in the words of both languages; for all else its own words stand.
SYSTEM_REASONS = {
    errno.ENOENT: Text("没有这个文件或文件夹", "there is no such file or folder"),
    errno.ENOTDIR: Text("路径中有一段不是文件夹", "a part of the path is not a folder"),
    errno.EACCES: Text("没有权限", "permission denied"),
    errno.EPERM: Text("没有权限", "permission denied"),
    errno.EROFS: Text("磁盘是只读的", "the disk is read-only"),
    errno.ENOSPC: Text("磁盘已满", "the disk is full"),
    errno.EFBIG: Text("超过允许的文件大小", "it is larger than a file may be"),
    errno.EEXIST: Text("已有同名的文件", "there is a file of that name"),
    errno.ENOTEMPTY: Text("文件夹不是空的", "the folder is not empty"),
    errno.EIO: Text("磁盘读写出错", "the disk has a fault"),
    errno.ELOOP: Text("链接循环", "the links form a loop"),
    errno.ENAMETOOLONG: Text("名字太长", "the name is too long"),
    errno.EISDIR: Text("它是文件夹", "it is a folder"),
    errno.ENXIO: Text(
        "管道或设备的另一端没有打开", "the other end of the pipe or device is not open"
    ),
}


# As Windows numbers it; elsewhere what is open may be read and written.
_IN_USE = (32, 33)


def reason(error: OSError) -> Text:
    """Return why a system call failed."""
    if getattr(error, "winerror", 0) in _IN_USE:
        return Text("文件正被其他程序占用", "another program holds the file open")
    words = error.strerror or type(error).__name__
    return SYSTEM_REASONS.get(error.errno or 0, Text(words, words))


# Questions that cannot be answered.
UNKNOWN_NAME = Text(
    "没有名为“{name}”的{what}；{list} 列出全部",
    "no {what} is called “{name}”; {list} lists them all")
UNKNOWN_NAME_NEAR = Text(
    "没有名为“{name}”的{what}；相近的有：{near}；{list} 列出全部",
    "no {what} is called “{name}”; closest matches: {near}; {list} lists them all")
AMBIGUOUS_NAME = Text(
    "“{name}”可指：{candidates}；请写全编号",
    "“{name}” may mean any of {candidates}; give the full id")
ID_AND_NAME = Text("{id}（{name}）", "{id}")
CATEGORY_OR_FIGURE = Text("类别或指标", "category or figure")
CATEGORY = Text("类别", "category")
FIGURE = Text("指标", "figure")
DATASET = Text("数据集", "dataset")
AMBIGUOUS_NAME_MORE = Text(
    "“{name}”可指：{candidates} 以及另外 {rest} 项；请写得更具体",
    "“{name}” may mean any of {candidates} and {rest} more; be more specific")
TAKEN_FOR = Text("“{name}”理解为 {id}（{label}）", "“{name}” is taken as {id} ({label})")
TAKEN_FOR_ALL = Text(
    "“{name}”理解为类别 {id} 的全部 {count} 项指标；只要同名的一项，请写 {figure}",
    "“{name}” is taken as all {count} figures of the category {id}; for the one that is called so, "
    "write {figure}")
NOTHING_FOUND = Text("没有找到。", "Nothing found.")
NOTHING_FOUND_NEAR = Text("没有找到；相近的有：{near}。", "Nothing found; closest matches: {near}.")
WRONG_CHOICE = Text(
    "{option} 只能是 {choices}，不能是“{value}”",
    "{option} must be one of {choices}, not “{value}”")
WRONG_COLUMN = Text(
    "没有名为“{name}”的列；可用的列：{known}",
    "no column is called “{name}”; the columns are {known}")
COLUMN_TWICE = Text("--columns 中“{name}”写了两次", "--columns names “{name}” twice")
NO_VALUES = Text(
    "这个命令没有数值可列：请用其他格式，或用 --columns 指定一列",
    "there are no values to list here: choose another format, or one column with --columns")
NO_PLACES = Text(
    "这个命令没有可定位的问题：请用其他格式",
    "this command has no findings to jump to: choose another format")
UNKNOWN_SUFFIX = Text(
    "不支持 {path} 的后缀；可用的后缀：{known}",
    "the suffix of {path} is not supported; use one of {known}")
SUFFIX_AND_FORMAT = Text(
    "--format {format} 与 {path} 的后缀不一致：请只用其一",
    "--format {format} does not match the suffix of {path}: use only one of the two")
WRONG_SUFFIX = Text(
    "{option} 只能写 {suffix} 文件，不能写 {path}", "{option} writes a {suffix} file, not {path}")
UNPRINTABLE_ARGUMENT = Text(
    "参数“{value}”含有控制字符或无法解码的字节；如是文件名，请改名，或写 - 再用 < 从标准输入读取",
    "the argument “{value}” contains control characters or bytes that cannot be decoded; rename "
    "the file, or give - and read it from standard input with <")

COMPARE_TWO = Text(
    "比较要有两项指标，或几个年度、几个政协的数据集（--data）",
    "a comparison needs two figures, or datasets of several years or committees (--data)")
UNKNOWN_TOPIC = Text(
    "没有关于“{name}”的说明；可查的有：{known}",
    "there is no help on “{name}”; there is help on {known}")
UNKNOWN_TOPIC_NEAR = Text(
    "没有关于“{name}”的说明；是不是 {near}？", "there is no help on “{name}”; did you mean {near}?")
UNKNOWN_KIND = Text(
    "没有“{name}”这一类工作；可用的类型：{known}",
    "there is no work of the kind “{name}”; the kinds are {known}")

# What the command line itself finds wrong.
NO_SUCH_COMMAND = Text(
    "没有命令“{name}”；cppcc help 列出全部命令，cppcc search {name} 按名称查找",
    "there is no command “{name}”; cppcc help lists them all, and cppcc search {name} looks for it")
NO_SUCH_COMMAND_NEAR = Text(
    "没有命令“{name}”；是不是 {near}？", "there is no command “{name}”; did you mean {near}?")
NO_SUCH_OPTION = Text("没有选项 {name}；见 {help}", "there is no option {name}; see {help}")
NO_SUCH_OPTION_NEAR = Text(
    "没有选项 {name}；是不是 {near}？见 {help}",
    "there is no option {name}; did you mean {near}? See {help}")
A_COMMAND = Text("命令", "COMMAND")
OPTION_BEHIND = Text(
    "{name} 要写在命令后面：cppcc {command} {name} …",
    "{name} stands behind the command: cppcc {command} {name} …")
MISSING_ARGUMENT = Text("缺少 {name}；见 {help}", "{name} is missing; see {help}")
MISSING_VALUE = Text("{option} 后面缺少内容；见 {help}", "{option} needs a value; see {help}")
EXTRA_VALUE = Text("{option} 后面不接内容；见 {help}", "{option} takes no value; see {help}")
EXTRA_ARGUMENT = Text(
    "多余的参数：{values}；见 {help}", "unexpected argument: {values}; see {help}")
WRONG_USE = Text("用法不对：{detail}；见 {help}", "{detail}; see {help}")

# Notes beside an answer.
SOURCE_NOTE = Text("来源：{source}", "Source: {source}")
CITY_NOTE = Text(
    "口径“全市”：全市政协，含各县（市、区）；其余为市政协本级。",
    "Scope “city”: the whole city with its counties; everything else is the municipal "
    "committee itself.")
NOT_EXACT = Text(
    "{count} 个数不是确数（余、近、约等），所写的列没有说明：可加上 {columns} 列",
    "{count:number is|numbers are} not exact, which no column here says: add {columns}")
NOT_COMPUTED = Text("–：{reason}。", "–: {reason}.")
DERIVED_RATIO = Text("推算：{ratio}", "Derived: {ratio}")
NO_TOPICS = Text("没有工作事项。", "There is no named work.")
NO_NUMBERS = Text("没有符合条件的数。", "There are no such numbers.")
NO_FIGURES = Text("没有符合条件的指标。", "There are no such figures.")
STATED_IN = Text("{path} 写有“{printed}”", "“{printed}” is in {path}")
NOT_STATED = Text(
    "{path} 第 {paragraph} 段中没有“{printed}”",
    "“{printed}” is not in paragraph {paragraph} of {path}")
NOT_STATED_ANYWHERE = Text("{path} 中没有“{printed}”", "“{printed}” is not in {path}")
CLEAN = Text(
    "{dataset}：没有问题（{figures} 项指标，{categories} 个类别，{topics} 项工作）",
    "{dataset}: no faults ({figures:figure|figures}, {categories:category|categories}, "
    "{topics:topic|topics})")
NO_OWN_FOLDER = Text(
    "没有主目录，找不到自己的数据文件夹：请设 XDG_DATA_HOME",
    "without a home there is no folder of your own datasets: set XDG_DATA_HOME")
ALREADY_THERE = Text(
    "自己的文件夹里已有这个政协这一年度的数据集：{path}；要替换，请加上 --force",
    "your own folder has a dataset of this committee and year: {path}; add --force to replace it")
ADDED = Text(
    "{id} 没有问题，已存入自己的文件夹，今后直接可查：{path}",
    "{id} has no faults and is now in your own folder, from which it answers: {path}")
ADDED_BUT_UNUSED = Text(
    "设了 CPPCC_DATA，自己文件夹里的数据集暂不使用",
    "CPPCC_DATA is set, and your own folder is not looked into")
ALL_CLEAN = Text("{count} 个数据集没有问题。", "{count:dataset has|datasets have} no faults.")
FAULT_AT = Text("{where}: {fault}", "{where}: {fault}")
FAULT_COUNT = Text("{path}：共 {count} 处问题", "{path}: {count:fault|faults}")
CONFIRMED = Text(
    "{figures} 项指标中 {confirmed} 项与原文一致；没有对应指标的数：{uncovered}",
    "{confirmed} of {figures:figure matches|figures match} the text; numbers that no figure "
    "covers: {uncovered}")
OF_OTHER_YEARS = Text(
    "没有对应指标的计划数、其他年度的数：{count}，不必收录",
    "Plans and numbers of other years that no figure covers, and none has to: {count}")
OTHER_NUMBERS = Text("不是指标的数：{counts}", "Numbers that are not figures: {counts}")
VERDICT_COUNTS = Text("合计：{counts}", "In all: {counts}")
AGREEING_COUNTED = Text(
    "一致的较多，只计个数；加 --all 逐条列出",
    "Those that agree are many, and only counted; --all lists them")
NOT_JUDGED = Text("与已知指标无关的数：{count}", "Numbers that refer to no known figure: {count}")
NONE_JUDGED = Text("没有涉及已知指标的数。", "No number refers to a known figure.")
REASONS = {
    "approximate": Text("含约数，不能推算", "nothing is computed from an approximate number"),
    "both_bounds": Text(
        "各数都只知上限或下限，结果不能确定", "the numbers are bounds, so the result is open"),
    "zero": Text("除数为零", "the divisor is zero"),
    "units": Text("单位不同", "the units differ"),
    "part": Text(
        "一项是另一项的一部分，不能相加", "one figure is part of another, so they are not added"),
    "scope": Text("统计口径不同", "the scopes differ"),
    "missing": Text("没有可比的数", "there is no figure to compare it with"),
    "rank": Text(
        "含约数或上下限，名次不能确定", "bounds and approximate numbers leave the rank open"),
}

# What is written.
NO_BROWSER = Text(
    "生成 .png、.pdf 需要浏览器（Chromium、Chrome 或 Edge），这里没有找到：请写入 .html，"
    "再用浏览器打印",
    "a .png or .pdf takes a browser (Chromium, Chrome or Edge), and none was found: write .html "
    "and print it")
BROWSER_FAILED = Text(
    "{path} 没有生成文件：请写入 .html，用浏览器打印",
    "{path} made no file: write .html and print it")
EMPTY_TITLE = Text("--title 后面要写标题", "--title needs a title")
A_PAGE = Text("网页", "the page")
SEVERAL_UNITS = Text(
    "--chart 只能把同一单位的指标画在一起；所选的有：{units}",
    "--chart draws figures of one unit together; those named have several: {units}")
OF_UNIT = Text("{unit}（{figures}）", "{unit} ({figures})")
TEXT_TOO_LONG = Text(
    "“{text}”有 {length} 个字符，一格最多容纳 {most} 个：请改存 .csv、.json 等",
    "“{text}” has {length} characters, and a cell holds at most {most}: write .csv or .json "
    "instead")
TOO_MANY_ROWS = Text(
    "{count} 行超过 {format} 表格所能容纳的 {most} 行：请改存 .csv、.parquet 等",
    "{count} rows are more than the {most} that a table in {format} holds: write .csv or .parquet "
    "instead")
TOO_MANY_COLUMNS = Text(
    "{count} 列超过 {format} 表格所能容纳的 {most} 列：请用 --columns 选列，或改存 .csv 等",
    "{count} columns are more than the {most} that a table in {format} holds: choose "
    "some with --columns, or write .csv instead")
WRITING = Text("写入 {path}", "writing {path}")

# Several datasets: which there are, and what of them cannot be compared.
CHANGED_UNIT = Text(
    "{figure}：{then}年单位为{one}，{now}年为{other}，不作比较",
    "{figure}: counted in {one} in {then} and in {other} in {now}, so not compared")
CHANGED_SCOPE = Text(
    "{figure}：{then}年与{now}年统计口径不同，不作比较",
    "{figure}: the scope in {now} differs from that in {then}, so not compared")
NO_FIGURE_THERE = Text("–：当年没有这一指标", "–: no such figure in that year")
SOURCE_OF = Text("{year}年{body}：{source}", "{body}, {year}: {source}")
SOURCES_COUNTED = Text("出自 {count} 个数据集", "from {count:dataset|datasets}")
NO_SUCH_BODY = Text(
    "没有名为“{name}”的政协；现有 {count} 个：{known}",
    "no committee is called “{name}”; there are datasets of {count:committee|committees}: {known}")
NO_SUCH_YEAR = Text(
    "没有这一年度的数据集；现有：{known}",
    "there is no dataset for that year; there are datasets for {known}")
YEARS_MISSING = Text(
    "没有 {years} 年的数据集；现有：{known}",
    "there is no dataset for {years}; there are datasets for {known}")
WRONG_YEARS = Text(
    "--year 应写作 2023、2021,2023 或 2019-2023，不是“{years}”",
    "--year must be like 2023, or 2021,2023, or 2019-2023, not “{years}”")
SAME_BODY_AND_YEAR = Text(
    "{one} 与 {other} 都是{body} {year} 年的数据：请删去其一，或改正其中的年度",
    "{one} and {other} are both for {body}, {year}: remove one, or correct its year")
SEVERAL_BODIES = Text(
    "有 {count} 个政协的数据集：{known}；请用 --body 指明一个",
    "there are datasets of {count:committee|committees}: {known}; choose one with --body")
NEWEST_TAKEN = Text(
    "取 {year} 年的 {id}；其他年度用 --year 指明",
    "{id} is used, of {year}; --year chooses another year")
SAME_ID = Text(
    "有几个数据集的编号都是 {name}：{paths}；请写路径",
    "several datasets have the id {name}: {paths}; give a path")
READING = Text("读取数据集", "reading datasets")
NO_DATASETS = Text("{paths} 中没有 .toml 数据集", "there is no .toml dataset in {paths}")
READ_HERE = Text(
    "一个辅助进程中途结束，它的文件已由本程序读取",
    "a helper process ended early; its files were read without it")

# Drafted datasets, and what is said within them.
NO_SINGLE_VALUE = Text(
    "第 {line} 行：{printed} 没有单一数值，未收录",
    "line {line}: {printed} has no single value and is left out")
NOT_CLEAR = Text(
    "第 {line} 行：{printed} 所指不明，未收录",
    "line {line}: what {printed} counts is unclear, and it is left out")
NO_DEFINITE_VALUE = Text(
    "第 {line} 行：{printed} 没有确数，未收录",
    "line {line}: how many {printed} is stays open, and it is left out")
NO_UNIT = Text(
    "第 {line} 行：{printed} 没有单位，未收录",
    "line {line}: {printed} has no unit and is left out")
A_CHANGE = Text(
    "第 {line} 行：{printed} 是增减数，未收录",
    "line {line}: {printed} is a change, and is left out")
LEFT_OUT = Text("{printed} 未收录：{reason}", "{printed} is left out: {reason}")
NAME_TO_BE_GIVEN = Text("名称待定", "a name is still to be given")
READING_OF = Text("“{character}”的拼音", "the reading of “{character}”")
TO_BE_LOOKED_AT = Text("请核对：{reason}", "please check: {reason}")
BODY_TO_BE_GIVEN = Text(
    "政协名称待定，请填 dataset.body，或用 --body 指明",
    "the committee is still to be named: fill in dataset.body, or give --body")
TITLE_TO_BE_GIVEN = Text(
    "标题待定，请填 source.title", "a title is still to be given: fill in source.title")
MAY_BE = Text("可能是 {figures}", "perhaps {figures}")
DRAFTED_FROM = Text(
    "据 {path} 起草，请逐项核对；改好后检查：cppcc check 本文件 --source {path}",
    "drafted from {path}: check every figure, then: cppcc check THIS-FILE --source {path}")
TOO_MANY_FIGURES = Text(
    "{path}：数字超过 {most} 个，不像一个年度的数据；请分部分起草",
    "{path}: more than {most} figures are too many for one year; draft it in parts")
NO_YEAR = Text(
    "文中没有写明年度：请用 --year 指明", "the report names no year: give it with --year")
SEVERAL_YEARS = Text(
    "{path} 是 {year} 年度的，{other} 是 {other_year} 年度的：请分别起草，或用 --year 指明",
    "{path} is of {year}, {other} of {other_year}: draft them apart, or give --year")
YEAR_TAKEN = Text("年度 {year}，据“{words}”", "year {year}, from “{words}”")
YEAR_BY_DAY = Text(
    "年度 {year}，只据“{words}”推定：不对请用 --year 指明",
    "year {year}, only inferred from “{words}”: if it is wrong, give --year")
LIKE_OTHER_BODY = Text(
    "{dataset} 是{body}的数据集，而报告是{own}的：政协名称从报告",
    "{dataset} is of {body}, and the report of {own}: the committee is taken from the report")
GIVEN_AGAIN = Text(
    "{path}：{printed}（{name}）与 {other} 重复，只收一次",
    "{path}: {printed} ({name}) is in {other} as well, and is taken once")

TO_BE_FILLED_IN = Text(
    "填好来源，以及每项指标的 value 和 printed（删去 #）；原文有“余”“近”“约”等时才写 qualifier。\n"
    "报告不再写的指标整段删去，新的照样添上，再用 cppcc check 检查。",
    "Fill in the source, and value and printed of each figure (without the #); qualifier only\n"
    "where the source says 余, 近, 约 or the like. Remove what the report no longer states, add\n"
    "what is new in it, and let cppcc check tell what is missing.")

# Of what is asked, and of how a draft differs from the dataset that it is like.
DOUBTED = Text(
    "{count} 项有疑问，请看文件中的注释：{figures}",
    "{count:figure is|figures are} in doubt, see the comments in the file: {figures}")
NEW_FIGURE = Text("新增", "new")
NEW_FIGURES = Text(
    "新增 {count} 项，文件中注有“新增”：{figures}",
    "{count:new figure|new figures}, noted in the file: {figures}")
UNNAMED = Text("未命名", "no name")
GONE_FIGURES = Text("减少 {count} 项：{figures}", "{count:figure|figures} gone: {figures}")
FIGURE_AS_PRINTED = Text("{id}（{name} {printed}）", "{id} ({name} {printed})")
WRONG_YEAR = Text(
    "年度“{year}”不对：请写四位数，如 2024", "“{year}” is not a year: write four digits, like 2024")
WRONG_ID = Text(
    "编号“{id}”只能用 a-z、0-9 和连字符，如 lishui-2024",
    "the id “{id}” may contain only a-z, 0-9 and hyphens, like lishui-2024")
EMPTY_BODY = Text("--body 后面要写政协的名称", "--body needs the name of a committee")
