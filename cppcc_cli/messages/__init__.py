"""Every sentence of ours that reports something, in Chinese and English.

A sentence is a name here, so one that is missing in a language cannot exist. Words in braces are
filled in by whoever reports. What is said of one thing only stands in a room of its own: faults of
a dataset file, findings in texts, drafts. Labels of columns stand in labels.py, help in
cli/help.
"""

import errno

from cppcc_cli.language import Text

# Files and places.
CANNOT_OPEN = Text("无法打开 {path}：{reason}", "cannot open {path}: {reason}")
NOT_A_FILE = Text(
    "{path} 是{what}：请指明一个文件",
    "{path} is {what}: name a file",
)
A_FOLDER = Text("文件夹", "a folder")
A_DEVICE = Text("管道或设备", "a pipe or a device")
TOO_LARGE = Text(
    "{path} 超过 {limit} MiB，不予读取：请确认没有选错文件，或拆成几份",
    "{path} is larger than {limit} MiB and is not read: check that it is the right file, "
    "or split it",
)
ROOT_OF_DISK = Text(
    "{path} 是整个磁盘，不予读取：请写存放数据集的文件夹",
    "{path} is a whole disk and is not read: name the folder that holds the datasets",
)
TOO_MANY_FOLDERS = Text(
    "{path} 下面的文件夹超过 {most} 个，不予读取：请写存放数据集的文件夹",
    "{path} has more than {most} folders below it and is not read: name the folder that "
    "holds the datasets",
)
TOO_MANY_FILES = Text(
    "{path} 下面的数据集超过 {most} 个，不予读取：请分到几个文件夹，逐个读取",
    "{path} has more than {most} datasets below it and is not read: put them into several "
    "folders and read one at a time",
)
TOO_MANY_NAMES = Text(
    "{path} 下面的文件超过 {most} 个，不予读取：请写只存放数据集的文件夹",
    "{path} has more than {most} files below it and is not read: name a folder that holds "
    "datasets only",
)
TOO_MANY_LINES = Text(
    "{path} 超过 {most} 行，不予读取：请拆成几份",
    "{path} has more than {most} lines and is not read: split it",
)
TOO_MANY_NUMBERS = Text(
    "{path} 里的数超过 {most} 个，不予读取：请拆成几份",
    "{path} contains more than {most} numbers and is not read: split it",
)
BINARY = Text(
    "{path} 不是文本文件：请另存为 UTF-8 文本或 .docx",
    "{path} is not a text file: save it as UTF-8 text or .docx",
)
NEEDS_EXTRA = Text(
    "读取 {path} 需要另装扩展：{python} -m pip install 'cppcc-cli[{extra}]'",
    "reading {path} needs an extra: {python} -m pip install 'cppcc-cli[{extra}]'",
)
WRITING_NEEDS_EXTRA = Text(
    "生成 {path} 需要另装扩展：{python} -m pip install 'cppcc-cli[{extra}]'",
    "writing {path} needs an extra: {python} -m pip install 'cppcc-cli[{extra}]'",
)
TOO_MANY_DIGITS = Text(
    "{value} 的位数超过 {format} 所能容纳：请改存 .csv、.json 等",
    "{value} has more digits than {format} can hold: write .csv or .json instead",
)
NO_INPUT = Text("标准输入已关闭", "standard input is closed")
READ_AS_GB18030 = Text(
    "{path} 不是 UTF-8，已按 GB18030 读取", "{path} is not UTF-8 and was read as GB18030"
)
NO_BUNDLED_DATASET = Text(
    "缺少自带的数据集：请重新安装 cppcc-cli，或用 --data 指明文件",
    "the bundled dataset is missing: reinstall cppcc-cli, or name a file with --data",
)
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
    "{path} exists: choose another name, or add --force to replace it",
)
FILE_IS_READ = Text(
    "{path} 是正在读取的文件，不能覆盖：请换一个名字",
    "{path} is a file being read and is never overwritten: choose another name",
)
WRITTEN_TWICE = Text(
    "{path} 不能同时写入两样内容：请换一个名字",
    "{path} cannot hold two of the files to be written: choose another name",
)
FOLDER_NOT_EMPTY = Text(
    "文件夹 {path} 不是空的：请换一个名字，或加上 --force 覆盖其中的同名文件",
    "the folder {path} is not empty: choose another name, or add --force to replace "
    "files of the same name in it",
)
NOT_REPLACEABLE = Text(
    "{path} 不是普通文件，不能覆盖：请换一个名字",
    "{path} is not a regular file and is not overwritten: choose another name",
)
TOO_LONG_FOR_A_SCREEN = Text(
    "内容太多，不在屏幕上画表：请缩小范围，或用 -f tsv，或用 -o FILE 写入文件",
    "this is too much for a screen: ask for less, use -f tsv, or write to a file with -o FILE",
)
LOSES_CHARACTERS = Text(
    "标准输出的编码 {encoding} 写不出字符“{char}”：请用 -o FILE 写入文件",
    "standard output is {encoding}, which has no “{char}”: write to a file with -o FILE",
)
DEGRADED = Text(
    "标准输出的编码 {encoding} 写不出的字符已用转义代替；-o FILE 可完整写出",
    "characters that {encoding} lacks are shown as escapes; -o FILE writes them whole",
)

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
    errno.EIO: Text("磁盘读写出错", "the disk has a fault"),
    errno.ELOOP: Text("链接循环", "the links form a loop"),
    errno.ENAMETOOLONG: Text("名字太长", "the name is too long"),
    errno.EISDIR: Text("它是文件夹", "it is a folder"),
    errno.ENXIO: Text(
        "管道或设备的另一端没有打开", "the other end of the pipe or device is not open"
    ),
}


def reason(error: OSError) -> Text:
    """Return why a system call failed."""
    words = error.strerror or type(error).__name__
    return SYSTEM_REASONS.get(error.errno or 0, Text(words, words))


# Questions that cannot be answered.
UNKNOWN_NAME = Text(
    "没有名为“{name}”的{what}；{list} 列出全部",
    "no {what} is called “{name}”; {list} lists them all",
)
UNKNOWN_NAME_NEAR = Text(
    "没有名为“{name}”的{what}；相近的有：{near}；{list} 列出全部",
    "no {what} is called “{name}”; closest matches: {near}; {list} lists them all",
)
AMBIGUOUS_NAME = Text(
    "“{name}”可指：{candidates}；请写全编号",
    "“{name}” may mean any of {candidates}; give the full id",
)
ID_AND_NAME = Text("{id}（{name}）", "{id}")
CATEGORY_OR_FIGURE = Text("类别或指标", "category or figure")
CATEGORY = Text("类别", "category")
FIGURE = Text("指标", "figure")
DATASET = Text("数据集", "dataset")
AMBIGUOUS_NAME_MORE = Text(
    "“{name}”可指：{candidates} 以及另外 {rest} 项；请写得更具体",
    "“{name}” may mean any of {candidates} and {rest} more; be more specific",
)
TAKEN_FOR = Text("“{name}”理解为 {id}（{label}）", "“{name}” is taken as {id} ({label})")
NOTHING_FOUND = Text("没有找到。", "Nothing found.")
NOTHING_FOUND_NEAR = Text("没有找到；相近的有：{near}。", "Nothing found; closest matches: {near}.")
WRONG_CHOICE = Text(
    "{option} 只能是 {choices}，不能是“{value}”", "{option} must be one of {choices}, not “{value}”"
)
WRONG_COLUMN = Text(
    "没有名为“{name}”的列；可用的列：{known}",
    "no column is called “{name}”; the columns are {known}",
)
COLUMN_TWICE = Text("--columns 中“{name}”写了两次", "--columns names “{name}” twice")
NO_VALUES = Text(
    "这个命令没有数值可列：请用其他格式，或用 --columns 指定一列",
    "there are no values to list here: choose another format, or one column with --columns",
)
NO_PLACES = Text(
    "这个命令没有可定位的问题：请用其他格式",
    "this command has no findings to jump to: choose another format",
)
UNKNOWN_SUFFIX = Text(
    "不支持 {path} 的后缀；可用的后缀：{known}",
    "the suffix of {path} is not supported; use one of {known}",
)
SUFFIX_AND_FORMAT = Text(
    "--format {format} 与 {path} 的后缀不一致：请只用其一",
    "--format {format} does not match the suffix of {path}: use only one of the two",
)
WRONG_SUFFIX = Text(
    "{option} 只能写 {suffix} 文件，不能写 {path}", "{option} writes a {suffix} file, not {path}"
)
UNPRINTABLE_ARGUMENT = Text(
    "参数“{value}”含有控制字符或无法解码的字节；如是文件名，请改名，或写 - 再用 < 从标准输入读取",
    "the argument “{value}” contains control characters or bytes that cannot be decoded; rename "
    "the file, or give - and read it from standard input with <",
)

COMPARE_TWO = Text(
    "比较要有两项指标，或几个年度、几个政协的数据集（--data）",
    "a comparison needs two figures, or datasets of several years or committees (--data)",
)
UNKNOWN_TOPIC = Text(
    "没有关于“{name}”的说明；可查的有：{known}",
    "there is no help on “{name}”; there is help on {known}",
)
UNKNOWN_TOPIC_NEAR = Text(
    "没有关于“{name}”的说明；是不是 {near}？", "there is no help on “{name}”; did you mean {near}?"
)
UNKNOWN_KIND = Text(
    "没有“{name}”这一类工作；可用的类型：{known}",
    "there is no work of the kind “{name}”; the kinds are {known}",
)

# What the command line itself finds wrong.
NO_SUCH_COMMAND = Text(
    "没有命令“{name}”；cppcc help 列出全部命令，cppcc search {name} 按名称查找",
    "there is no command “{name}”; cppcc help lists them all, and cppcc search {name} looks for it",
)
NO_SUCH_COMMAND_NEAR = Text(
    "没有命令“{name}”；是不是 {near}？", "there is no command “{name}”; did you mean {near}?"
)
NO_SUCH_OPTION = Text("没有选项 {name}；见 {help}", "there is no option {name}; see {help}")
NO_SUCH_OPTION_NEAR = Text(
    "没有选项 {name}；是不是 {near}？见 {help}",
    "there is no option {name}; did you mean {near}? See {help}",
)
A_COMMAND = Text("命令", "COMMAND")
OPTION_BEHIND = Text(
    "{name} 要写在命令后面：cppcc {command} {name} …",
    "{name} stands behind the command: cppcc {command} {name} …",
)
MISSING_ARGUMENT = Text("缺少 {name}；见 {help}", "{name} is missing; see {help}")
MISSING_VALUE = Text("{option} 后面缺少内容；见 {help}", "{option} needs a value; see {help}")
EXTRA_VALUE = Text("{option} 后面不接内容；见 {help}", "{option} takes no value; see {help}")
EXTRA_ARGUMENT = Text(
    "多余的参数：{values}；见 {help}", "unexpected argument: {values}; see {help}"
)
WRONG_USE = Text("用法不对：{detail}；见 {help}", "{detail}; see {help}")

# Notes beside an answer.
SOURCE_NOTE = Text("来源：{source}", "Source: {source}")
CITY_NOTE = Text(
    "口径“全市”：全市政协，含各县（市、区）；其余为市政协本级。",
    "Scope “city”: the whole city with its counties; everything else is the municipal "
    "committee itself.",
)
NOT_EXACT = Text(
    "{count} 个数不是确数（余、近、约等），所写的列没有说明：可加上 {columns} 列",
    "{count:number is|numbers are} not exact, which no column here says: add {columns}",
)
NOT_COMPUTED = Text("–：{reason}。", "–: {reason}.")
DERIVED_RATIO = Text("推算：{ratio}", "Derived: {ratio}")
NO_TOPICS = Text("没有工作事项。", "There is no named work.")
NO_NUMBERS = Text("没有符合条件的数。", "There are no such numbers.")
NO_FIGURES = Text("没有符合条件的指标。", "There are no such figures.")
NOT_STATED = Text(
    "{path} 第 {paragraph} 段中没有“{printed}”",
    "“{printed}” is not in paragraph {paragraph} of {path}",
)
NOT_STATED_ANYWHERE = Text("{path} 中没有“{printed}”", "“{printed}” is not in {path}")
CLEAN = Text(
    "{dataset}：没有问题（{figures} 项指标，{categories} 个类别，{topics} 项工作）",
    "{dataset}: no faults ({figures:figure|figures}, {categories:category|categories}, "
    "{topics:topic|topics})",
)
NO_OWN_FOLDER = Text(
    "没有主目录，找不到自己的数据文件夹：请设 XDG_DATA_HOME",
    "without a home there is no folder of your own datasets: set XDG_DATA_HOME",
)
ALREADY_THERE = Text(
    "自己的文件夹里已有这个政协这一年度的数据集：{path}；要替换，请加上 --force",
    "your own folder has a dataset of this committee and year: {path}; add --force to replace it",
)
ADDED = Text(
    "{id} 没有问题，已存入自己的文件夹，今后直接可查：{path}",
    "{id} has no faults and is now in your own folder, from which it answers: {path}",
)
ADDED_BUT_UNUSED = Text(
    "设了 CPPCC_DATA，自己文件夹里的数据集暂不使用",
    "CPPCC_DATA is set, and your own folder is not looked into",
)
ALL_CLEAN = Text("{count} 个数据集没有问题。", "{count:dataset has|datasets have} no faults.")
FAULT_COUNT = Text("{path}：共 {count} 处问题", "{path}: {count:fault|faults}")
CONFIRMED = Text(
    "{figures} 项指标中 {confirmed} 项与原文一致；没有对应指标的数：{uncovered}",
    "{confirmed} of {figures:figure matches|figures match} the text; numbers that no figure "
    "covers: {uncovered}",
)
OTHER_NUMBERS = Text("不是指标的数：{counts}", "Numbers that are not figures: {counts}")
VERDICT_COUNTS = Text("合计：{counts}", "In all: {counts}")
NOT_JUDGED = Text("与已知指标无关的数：{count}", "Numbers that refer to no known figure: {count}")
NONE_JUDGED = Text("没有涉及已知指标的数。", "No number refers to a known figure.")
REASONS = {
    "approximate": Text("含约数，不能推算", "nothing is computed from an approximate number"),
    "both_bounds": Text(
        "各数都只知上限或下限，结果不能确定", "the numbers are bounds, so the result is open"
    ),
    "zero": Text("除数为零", "the divisor is zero"),
    "units": Text("单位不同", "the units differ"),
    "part": Text(
        "一项是另一项的一部分，不能相加", "one figure is part of another, so they are not added"
    ),
    "scope": Text("统计口径不同", "the scopes differ"),
    "missing": Text("没有可比的数", "there is no figure to compare it with"),
    "rank": Text(
        "含约数或上下限，名次不能确定", "bounds and approximate numbers leave the rank open"
    ),
}
