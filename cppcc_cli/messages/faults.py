"""What is wrong with a dataset file."""

from cppcc_cli.language import Text

# Of a sentence each language has a line, or lines, of its own.
# fmt: off

NOT_UTF8 = Text(
    "从这一行起不是 UTF-8 文本：请用编辑器另存为 UTF-8 编码",
    "not UTF-8 text from this line on: save the file as UTF-8")
# Why a line is no TOML.
SYNTAX = Text("不是有效的 TOML：{detail}", "not valid TOML: {detail}")
CHINESE_QUOTE = Text(
    '中文引号 {char} 应改为英文引号 "', 'write " and not {char}, a Chinese quotation mark')
FULL_WIDTH = Text(
    "全角的“{char}”应改为半角的“{ascii}”", "write {ascii} and not {char}, which is full-width")
WIDE_SPACE = Text("全角空格应改为半角空格", "write a plain space, not a full-width one")
UNCLOSED_TEXT = Text("引号没有配对：行末缺一个引号", "a quotation mark is missing at the end")
NO_QUOTES = Text(
    '文字要用英文引号括起，如 "提案"；数只写数字',
    'a text needs quotes, as in "提案"; a number is digits only')
NO_EQUALS = Text("键的后面缺少“=”", "there is no = behind the key")
NO_VALUE = Text("“=”的后面没有内容", "there is nothing behind the =")
BARE_NUMBER = Text(
    "{key} 只写数字，不写单位和逗号，如 {key} = {number}",
    "{key} is a bare number, without unit and commas, like {key} = {number}")
TOO_MUCH = Text("这里多了“{rest}”", "there is too much here: {rest}")
NO_STATEMENT = Text(
    "这里应为 [表名]，或“键 = 值”，键名含汉字时也要加英文引号",
    "here must stand [a table], or a key = a value; a key of other characters than a-z needs "
    "quotes")
NO_BRACKET = Text("括号没有配对，或各项之间缺少逗号", "a bracket or a comma is missing")
TWICE = Text("这个键或表前面已经写过", "this key or table stands there before")
BACKSLASH = Text(
    r"引号里的反斜杠要写成 \\，或改用单引号",
    r"a backslash within quotes is written \\; or use single quotes")
UNFIT = Text("这里不能有控制字符", "a control character must not stand here")
NO_DATE = Text("日期或时间不存在，应如 2024-02-21", "no such date or time; as in 2024-02-21")
TOO_DEEP = Text("括号或键嵌套过深，无法读取", "nested too deeply to be read")
TOO_MANY_LINES = Text(
    "超过 {most} 行，不予读取：这是数据集吗？",
    "more than {most} lines and not read: is this a dataset?")
TOO_MANY_DIGITS = Text("数字位数过多，无法读取", "a number with too many digits to be read")
UNKNOWN_KEY = Text("没有这样的键；这里可用的键：{known}", "no such key; the keys here are {known}")
MISSPELT_KEY = Text("没有这样的键；是不是 {near}？", "no such key; did you mean {near}?")
MISSING_KEY = Text("缺少必需的键 {name}", "the required key {name} is missing")
EXPECTED = Text("应为{expected}，现在是 {found}", "must be {expected}, not {found}")
A_TABLE = Text("表", "a table")
A_LIST_OF_TABLES = Text("用 [[topic]] 写的表", "tables written as [[topic]]")
A_TEXT = Text("用引号括起的文字", "text in quotes")
A_LABEL = Text(
    '中英文名称，如 { zh = "提案", en = "Proposals" }',
    'names, as in { zh = "提案", en = "Proposals" }')
A_LIST_OF_TEXTS = Text('文字列表，如 ["提案"]', 'a list of texts, as in ["提案"]')
A_NUMBER = Text("不小于 0 的有限数", "a finite number of 0 or more")
A_COUNT = Text("不小于 1 的整数", "a whole number of 1 or more")
A_YEAR = Text("四位数的年份", "a four-digit year")
UNQUOTED = Text("{expected}，不加引号", "{expected}, without quotes")
A_DATE = Text("日期，如 2024-02-21", "a date, as in 2024-02-21")
A_URL = Text("以 http:// 或 https:// 开头的网址", "an address that begins with http:// or https://")
AN_ID = Text("由小写字母、数字和连字符组成的编号", "an id made of a-z, 0-9 and hyphens")
ONE_OF = Text("下列之一：{choices}", "one of {choices}")
THE_VERSION = Text("{version}，即本程序能读的版本", "{version}, the version this program reads")
OUT_OF_RANGE = Text(
    "数值超出范围：须小于 10 的 15 次方，小数不超过 9 位",
    "out of range: it must be below 10 to the power of 15 with at most 9 decimals")
MORE_FAULTS = Text(
    "问题超过 {most} 处，其余未列：这是数据集吗？",
    "more than {most} faults, the rest are not listed: is this a dataset?")
EMPTY = Text("不能为空", "must not be empty")
UNFIT_CHARACTER = Text(
    "含有不可见或控制字符 {code}：请删去",
    "contains the invisible or control character {code}: delete it")
UNKNOWN_UNIT = Text(
    "单位“{unit}”不在 [units] 表中：请在那里加上，或改用表中的单位",
    "the unit “{unit}” is not in the table [units]: add it there, or use one that is")
NO_NUMBER_IN_BRACKETS = Text(
    "例句“{sentence}”中没有加方括号的数：写成 提案[48件]",
    "“{sentence}” has no number in brackets: write 提案[48件]")
NOT_HIT = Text(
    "例句“{sentence}”没有命中 {kind}：方括号中的数不受这些词影响",
    "“{sentence}” is not hit: {kind} is not said of the number in brackets")
NOT_MISSED = Text(
    "例句“{sentence}”不应命中 {kind}，却命中了",
    "“{sentence}” must not be hit, but {kind} is said of the number in brackets")
UNKNOWN_CATEGORY = Text(
    "没有类别 {name}：请加上 [category.{name}]",
    "there is no category {name}: add [category.{name}]")
UNREADABLE_PRINTED = Text(
    "“{printed}”不能读作一个带单位的数：请照原文写，如 418件",
    "“{printed}” cannot be read as one number with its unit: write it as the source "
    "does, like 418件")
PRINTED_VALUE = Text(
    "“{printed}”读作 {read}，而 value 是 {stated}",
    "“{printed}” reads as {read}, but value is {stated}")
PRINTED_QUALIFIER = Text(
    "“{printed}”的约数表述读作 {read}，而 qualifier 是 {stated}：请改正其一，"
    '如 qualifier = "{read}"',
    "“{printed}” says {read}, but qualifier is {stated}: correct one of them, as with "
    'qualifier = "{read}"')
PRINTED_UNIT = Text(
    "“{printed}”的单位读作“{read}”，而 unit 是“{stated}”",
    "“{printed}” is counted in “{read}”, but unit is “{stated}”")
NO_SUCH_FIGURE = Text("没有指标 {name}", "there is no figure {name}")
NO_SUCH_FIGURE_NEAR = Text(
    "没有指标 {name}；是不是 {near}？", "there is no figure {name}; did you mean {near}?")
PART_OF_ITSELF = Text("一项指标不能是自身的一部分", "a figure cannot be part of itself")
PART_UNIT = Text(
    "单位“{unit}”与其总数 {whole} 的“{whole_unit}”不同",
    "its unit {unit} is not the unit {whole_unit} of {whole}, which it is part of")
PART_LARGER = Text(
    "数值 {value} 大于其总数 {whole} 的 {whole_value}",
    "its value {value} is more than the {whole_value} of {whole}, which it is part of")
