"""What is said to assistants: what each tool does, and what is wrong with a call."""

from cppcc_cli.language import Text

# Of a sentence each language has a line, or lines, of its own.
# fmt: off

INSTRUCTIONS = Text(
    "查询政协年度数据。引用数值必须连同限定语（“余”“近”“约”）和单位：1.7万余是“超过17,000”，"
    "不是17,000；查不到的数不要编造。",
    "Answers about the yearly figures of political consultative committees. Quote a value with its "
    "qualifier and unit: 1.7万余 is more than 17,000, never 17,000. Never invent a figure that is "
    "not found.")
STATS = Text(
    "列出类别的指标，或单项指标：数值、限定语、单位、范围、段落和来源；不写名称则列出全部。",
    "List the figures of categories, or single figures, each with value, qualifier, unit, scope, "
    "paragraph and source; all of them if none is named.")
SHOW = Text(
    "列出一项指标的全部内容，包括组成与比率。",
    "Tell everything known of one figure, with its parts and ratios.")
SEARCH = Text(
    "按中文、英文、拼音或首字母查找指标、类别和工作事项。",
    "Find figures, categories and named work by words in Chinese or English, pinyin or initials.")
COMPARE = Text(
    "把几项指标并列比较：首项的倍数、占比、历年增减。",
    "Set figures side by side: multiple of the first, share, change over years.")
CITE = Text(
    "给出引用一项指标的句子，或其来源的 GB/T 7714、BibTeX 著录。",
    "Give the sentence that cites a figure, or a reference to its document by GB/T 7714 or BibTeX.")
VERIFY = Text(
    "核对一个数与指标是否一致；限定语不能丢：1.7万与1.7万余矛盾。",
    "Tell whether a number agrees with a figure. No qualifier may be dropped: 1.7万 contradicts "
    "1.7万余.")
PROOFREAD = Text(
    "校对一篇文稿：其中每个数与已知指标是否一致，前后是否一致。给出文字，或文件。",
    "Hold every number of a manuscript against the known figures, and against one another. Give "
    "the text, or a file.")
NUMBERS = Text(
    "列出一篇文字中的每个数：原文、数值、限定语、单位和类型。给出文字，或文件。",
    "List every number of a text: printed form, value, qualifier, unit and kind. Give the text, or "
    "a file.")
NAMES = Text(
    "类别或指标：编号、名称、用词、拼音或首字母。",
    "Categories or figures: ids, names, terms, pinyin or initials.")
FIGURE = Text(
    "指标：编号、名称、用词、拼音或首字母。", "A figure: id, name, term, pinyin or initials.")
WORDS = Text("要找的词。", "Words to find.")
VALUE = Text("要核对的数，如 418件、400余、1.7万。", "The number, like 418件, 400余 or 1.7万.")
TEXT = Text("文字本身。", "The text itself.")
FILE = Text("文件，路径从服务的文件夹算起。", "A file, by its path from the folder that is served.")
TEXT_OR_FILE = Text("请给出 text 或 file，只给一个", "give text or file, and only one of them")
NOT_BELOW_ROOT = Text("{file} 不在所服务的文件夹之内", "{file} is not in the folder that is served")
UNKNOWN_ARGUMENT = Text("没有参数 {names}", "there is no argument {names}")
WRONG_ARGUMENT = Text("参数 {name} 缺少，或内容不对", "the argument {name} is missing, or wrong")
