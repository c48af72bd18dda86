"""What is found: wrong in a dataset file, and where numbers and figures are held together."""

from cppcc_cli.language import Text

# Of a sentence each language has a line, or lines, of its own.
# fmt: off

# How a number may have come of a figure; these follow one another in a clause.
LIKELY_SLIP = Text("疑为{slips}", "likely slip: {slips}")
QUALIFIER_LOST = Text("漏了“{word}”", "{word} missing")
QUALIFIER_ADDED = Text("多了约数表述", "a qualifier added")
QUALIFIER_CHANGED = Text("“{word}”被改写", "{word} changed")
UNIT_CHANGED = Text("单位写错，应为“{unit}”", "wrong unit, should be {unit}")
SCALE_LOST = Text("漏了“{word}”", "{word} missing")
SCALE_ADDED = Text("多了“{word}”", "{word} added")
SCALE_TAKEN = Text("“{word}”误作“{given}”", "{given} for {word}")
DECIMAL_MOVED = Text("小数点错位", "decimal point moved")
TRANSPOSED = Text("数字颠倒", "digits transposed")
ONE_DIGIT = Text("错了一位数字", "one digit off")
DIGIT_MISSING = Text("少了一位数字", "a digit missing")
DIGIT_ADDED = Text("多了一位数字", "a digit too many")
OTHER_FIGURE = Text("写成了“{figure}”的数", "the value of {figure}")
OTHER_YEAR = Text("写成了{year}年的数", "the value of {year}")

# Verdicts and their reasons.
NO_NUMBER = Text(
    "“{value}”不是数：请照“{printed}”的样子写",
    "“{value}” is not a number: write it like {printed}")
VAGUER = Text("比“{printed}”宽泛，不矛盾", "vaguer than {printed}, but consistent with it")
COUNTED_IN = Text("该指标以“{unit}”计", "the figure is counted in {unit}")
EXPECTED = Text("应为“{printed}”", "expected {printed}")
EXPECTED_AND_SLIP = Text("应为“{printed}”，{slip}", "expected {printed}; {slip}")
NOT_KNOWN = Text("没有用词和单位都相符的指标", "no figure matches its words and unit")
A_CHANGE = Text("是增减数，不是年度数", "a change, not a number of the year")
TWO_FIT = Text("可指 {figures}，无法确定", "may refer to {figures}; unclear which")
OTHER_UNIT = Text("“{figure}”的单位是“{unit}”", "the unit of {figure} is {unit}")
NAMED = Text("“{figure}”（{printed}）", "{figure} ({printed})")
NOT_SURE = Text("不能确定说的是“{figure}”（{printed}）", "may not refer to {figure} ({printed})")
OPEN = Text(
    "{reason}，不能确定说的是“{figure}”（{printed}）",
    "{reason}: may not refer to {figure} ({printed})")

# By the code of what a number differs in, or of what is open.
REASONS = {
    "some": Text("“{word}”只是其中一部分", "only a part: {word}"),
    "several": Text("“{word}”：可能是几项合计", "perhaps the sum of several: {word}"),
    "unexplained": Text("“{word}”所指不明", "“{word}” is not explained"),
    "person": Text("引语中的数", "the words of a person"),
    "plan": Text("“{word}”：是计划数", "a plan: {word}"),
    "change": Text("“{word}”：是增减数", "a change: {word}"),
    "each": Text("“{word}”：不是总数", "not a total: {word}"),
    "year": Text("“{word}”：不是本年度", "of another year: {word}"),
    "open_year": Text("“{word}”所指年度不明", "which year is meant by {word} is not said"),
    "span": Text("“{word}”：不止一年", "of several years: {word}"),
    "period": Text("“{word}”：不是全年", "of part of the year: {word}"),
    "body": Text("“{word}”：不是本政协", "of another body: {word}"),
    "nobody": Text("文稿没有写明是哪个政协的", "the text does not say whose it is"),
    "place": Text("“{word}”：是别的地方", "of another place: {word}"),
    "scope": Text("“{word}”：口径不同", "of another scope: {word}"),
    "before": Text("“{word}”：是变化前的数", "what it was before: {word}"),
}

# By whether it fell, and whether a rate is told.
CHANGED_SINCE = {
    (False, False): Text("{figure}：较{year}年增加{change}", "{figure}: up {change} since {year}"),
    (True, False): Text("{figure}：较{year}年减少{change}", "{figure}: down {change} since {year}"),
    (False, True): Text("{figure}：较{year}年增长{change}", "{figure}: up {change} since {year}"),
    (True, True): Text("{figure}：较{year}年下降{change}", "{figure}: down {change} since {year}"),
}

# What numbers were held against.
HELD = Text("对照：{datasets}", "Held against: {datasets}")
# What came of several datasets and their sources.
OF_DATASET = Text("{dataset}：{said}", "{dataset}: {said}")
WAITING = Text(
    "{path} 中还有 {count} 处待填：{figures}",
    "{count:key|keys} of {path} still to be given: {figures}")
NO_SOURCE_OF = Text(
    "文件夹中没有 {dataset} 的来源：文件名、标题、年度和政协都对不上",
    "no text there is the source of {dataset}, by its name, its title or its year and committee")
MOVED = Text(
    "段落有移动：{paragraphs}；请改数据集中的 paragraph",
    "paragraphs have moved: {paragraphs}; change paragraph in the dataset")
MOVED_TO = Text("第 {stated} 段现为第 {now} 段", "{stated} is now {now}")
HELD_UNNAMED = Text(
    "对照：{datasets}（文稿未写明年度）", "Held against: {datasets} (the manuscript names no year)")
NOT_HELD_FOR_NOBODY = Text(
    "文稿没有写明是哪个政协，数也与指标不同：{count} 个数没有对照；如是本政协文稿，"
    "请用 --body 指明",
    "the manuscript does not say whose it is and has other numbers: {count:number|numbers} held "
    "against nothing; if it is of this committee, say so with --body")
NOT_HELD = Text(
    "“{word}”：{count} 个数没有对照；如有相应数据集，请用 --data 指明",
    "{word}: {count:number|numbers} held against nothing; give a dataset of it with --data")

# Of a number in a manuscript.
AGREES = Text("{figure}", "{figure}")
CONSISTENT = Text("{figure}：比“{printed}”宽泛", "{figure}: vaguer than {printed}")
CONTRADICTS = Text("{figure}：应为“{printed}”", "{figure}: expected {printed}")
CONTRADICTS_AND_SLIP = Text(
    "{figure}：应为“{printed}”，{slip}", "{figure}: expected {printed}; {slip}")

# Of a figure held against its source.
AS_PRINTED = Text("{figure}：与原文一致", "{figure}: as printed")
ELSEWHERE = Text(
    "{figure}：“{printed}”不在第 {stated} 段，而在第 {paragraph} 段",
    "{figure}: {printed} is not in paragraph {stated} but in {paragraph}")
NOT_FOUND = Text(
    "{figure}：第 {stated} 段没有“{printed}”",
    "{figure}: {printed} is not in paragraph {stated}")
NOT_FOUND_ANYWHERE = Text(
    "{figure}：全文没有“{printed}”", "{figure}: {printed} is nowhere in the text")
NO_PARAGRAPH = Text(
    "{figure}：没有第 {stated} 段，全文只有 {count} 段",
    "{figure}: there is no paragraph {stated}; the text has {count}")
WRITTEN_OTHERWISE = Text(
    "{figure}：数据集作“{printed}”，文中作“{found}”",
    "{figure}: {printed} in the dataset, {found} in the text")
WRITTEN_OTHERWISE_AND_SLIP = Text(
    "{figure}：数据集作“{printed}”，文中作“{found}”，{slip}",
    "{figure}: {printed} in the dataset, {found} in the text; {slip}")
UNCOVERED = Text("{printed}：没有对应的指标（{kind}）", "{printed}: no figure covers this {kind}")
NO_FIGURE = Text("{printed}：不是指标（{kind}）", "{printed}: not a figure ({kind})")

# What the numbers of a text are.
NUMBER_KINDS = {
    "count": Text("数量", "count"),
    "share": Text("占比", "share"),
    "growth": Text("增幅", "growth"),
    "difference": Text("增减", "difference"),
    "amount": Text("金额", "amount"),
    "ratio": Text("比例", "ratio"),
    "date": Text("时间", "date"),
    "ordinal": Text("序数", "ordinal"),
    "session": Text("届次", "session"),
    "name": Text("名称", "name"),
    "idiom": Text("习语", "idiom"),
    "enumerator": Text("列项", "enumerator"),
    "level": Text("级别", "level"),
    "document": Text("文号", "document"),
    "other": Text("其他", "other"),
    "unclear": Text("不明", "unclear"),
}

# What does not hang together; questions to a person.
PART_EXCEEDS = Text(
    "{parts} 大于总数 {whole}，请核对", "{parts} is more than its whole, {whole}: which is right?")
SUM_OFF = Text(
    "{parts} = {sum}，而总数为 {whole}，请核对",
    "{parts} = {sum}, and the whole is {whole}: which is right?")
SHARE_OFF = Text(
    "{part} / {whole} = {percent}%，而写作 {share}，请核对",
    "{part} / {whole} = {percent}%, and {share} is given: which is right?")
GROWTH_OFF = Text(
    "{change} / {base} = {percent}%，而写作 {growth}，请核对",
    "{change} / {base} = {percent}%, and {growth} is given: which is right?")
CHANGE_OFF = Text(
    "{now} 与 {then} 相差 {change}，而写作 {printed}，请核对",
    "{now} and {then} differ by {change}, and {printed} is given: which is right?")
GIVEN_TWICE = Text(
    "{place}同一内容写作 {printed}，请核对",
    "{place} gives {printed} for the same: which is right?")
GIVEN_ELSEWHERE = Text(
    "{file} {place}同一内容写作 {printed}，请核对",
    "{file}, {place}, gives {printed} for the same: which is right?")

# Two versions of a manuscript.
OUTCOMES = {
    "changed": Text("改动", "Changed"),
    "added": Text("新增", "Added"),
    "dropped": Text("删去", "Dropped"),
    "moved": Text("移动", "Moved"),
}
REVISION = Text("两稿数字对比：{}", "Numbers revised: {}")
SAME_NUMBERS = Text("两稿相同的数：{count}", "Numbers that are the same: {count}")
OLD = Text("初稿", "Old")
NEW = Text("定稿", "New")
NUMBER = Text("数", "Number")
OLD_CLAUSE = Text("初稿分句", "Old clause")
NEW_CLAUSE = Text("定稿分句", "New clause")
OLD_PLACE = Text("初稿位置", "Was at")
NEW_PLACE = Text("位置", "Is at")
KNOWN = Text("与已知指标", "Known figure")

NOTHING_TOGETHER = Text("--together 要有两份以上文稿", "--together needs several manuscripts")

# Findings that are accepted.
ACCEPTED_KEPT = Text(
    "已认可 {count} 处，记入 {path}；以后加上 --accept {path}，就不再列出",
    "accepted, in {path}: {count}; with --accept {path} they are not listed")
ACCEPTED = Text("已认可，不再列出：{count} 处", "accepted, and not listed: {count}")
LAPSED = Text(
    "{path}:{line}: 已不再出现，可删去：{file}，“{clause}”中的“{printed}”",
    "{path}:{line}: occurs no longer and can be deleted: {file}, {printed} in “{clause}”")
NOT_READ = Text(
    "{path}：{count} 条属于这次没有读取的文件",
    "{path}: {count:entry is|entries are} of files that were not read")
NO_ACCEPTED = Text(
    "{path} 不是 --write-accepted 所写的文件：首行缺少 {missing}",
    "{path} is no file of --write-accepted: its first line lacks {missing}")
WRONG_ENTRY = Text(
    "{path}:{line}: 有 {count} 栏，首行有 {fields} 栏",
    "{path}:{line}: {count:field|fields}, and the first line has {fields}")
BROKEN_ENTRY = Text(
    "{path}:{line}: 无法读取：引号没有配对，或一栏过长",
    "{path}:{line}: cannot be read: a quotation mark is missing, or a field is too long")
ACCEPTING_NEEDS_SOURCE = Text(
    "--accept 和 --write-accepted 要与 --source 一起用：数据集本身的问题必须改正，否则无法读取",
    "--accept and --write-accepted go with --source: the faults of a dataset itself must be "
    "mended, or it is not read")

# Faults of number usage.
USAGE = {
    "approximation": Text("概数词重复或矛盾，留一个", "two words of approximation: keep one"),
    "fold": Text(
        "减少不用“倍”，写明几分之几或百分之几", "nothing becomes less by a multiple of itself"),
    "range": Text(
        "范围的前一个数缺“万”“亿”或“%”", "the first number of the range lacks its 万, 亿 or %"),
    "tens": Text("阿拉伯数字后不用“百”“千”", "write digits out: no 百 or 千 behind them"),
    "letter": Text("数字里有字母", "a letter among the digits"),
    "year": Text("年份写全四位", "write the year with four digits"),
    "date": Text("没有这一天", "there is no such day"),
    "until": Text("应为“截至”", "should be 截至 (as of)"),
    "points": Text("“%”与“百分点”重复，留一个", "% and percentage points: keep one"),
    "zero": Text("年份里的“零”应为“〇”", "in a year, 零 should be 〇"),
}

# What is wrong with a dataset file.
NOT_UTF8 = Text(
    "从这一行起不是 UTF-8 文本：请用编辑器另存为 UTF-8 编码",
    "not UTF-8 text from this line on: save the file as UTF-8")
NO_DATASET = Text(
    "这是文稿，不是数据集：请先用 cppcc draft 起草数据集",
    "this is a document and no dataset: make one of it with cppcc draft")
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
MUST_BE = Text("应为{expected}，现在是 {found}", "must be {expected}, not {found}")
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
