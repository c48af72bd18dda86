"""What help says of each parameter, in both languages."""

from cppcc_cli.language import Text
from cppcc_cli.output.emit import SUFFIXES

_SUFFIXES = " ".join(SUFFIXES)

# By the name of the parameter; the same option says the same on every command.
PARAMETERS = {
    "names": Text(
        "类别或指标：编号、名称、用词、拼音或首字母，写一部分也行。",
        "A category or a figure: id, name, term, pinyin or initials, or a part of these.",
    ),
    "figure": Text(
        "指标：编号、名称、用词、拼音或首字母，写一部分也行。",
        "A figure: id, name, term, pinyin or initials, or a part of these.",
    ),
    "value": Text(
        "要核对的数：418、418件、400余、1.7万、四百一十八；不写单位则按该指标的单位。",
        "The number to check: 418, 418件, 400余, 1.7万, 四百一十八; without a unit, that of "
        "the figure.",
    ),
    "report": Text(
        "报告（.txt、.md、.docx、.html）；- 为标准输入。",
        "A report (.txt, .md, .docx, .html); - is standard input.",
    ),
    "id": Text(
        "新数据集的编号，如 lishui-2024；不写则由 --like 和年度得出。",
        "The id of the new dataset, like lishui-2024; by default made from --like and the year.",
    ),
    "of_year": Text(
        "年度，如 2024；起草时不写则取报告中最常写到的年份。",
        "The year, like 2024; a draft takes by default the one that the report names most often.",
    ),
    "of_body": Text(
        "政协的全称；不写则沿用 --like 的，或从报告中找。",
        "The full name of the committee; by default that of --like, or as found in the report.",
    ),
    "like": Text(
        "沿用这个数据集的编号和中英文名称：写它的编号，或文件路径。",
        "Keep the ids and the Chinese and English names of this dataset: its id, or a path.",
    ),
    "manuscripts": Text(
        "文稿（.txt、.md、.docx、.html），可写几个；- 为标准输入。",
        "Manuscripts (.txt, .md, .docx, .html); - is standard input.",
    ),
    "document": Text(
        "文本或文档（.txt、.md、.docx、.html）；- 为标准输入。",
        "A text or a document (.txt, .md, .docx, .html); - is standard input.",
    ),
    "kind": Text(
        "只要这一类工作，如 rule 或“制度”；写错时会列出全部类型。",
        "Only work of this kind, like rule; a wrong one lists the right ones.",
    ),
    "number_kind": Text(
        "只要这一类数；写错时会列出全部类型；figure 指数量、占比、增幅、增减、金额和比例。",
        "Only numbers of this kind; a wrong one lists the right ones; figure means count, share, "
        "growth, difference, amount and ratio.",
    ),
    "words": Text(
        "要找的词；几个词须都符合，不分先后。",
        "Words to find; several must all match, in any order.",
    ),
    "shell": Text("bash、zsh、fish 或 powershell。", "bash, zsh, fish or powershell."),
    "topic": Text(
        "exit-codes、environment、formats、dataset，或命令名；不写则列出命令。",
        "exit-codes, environment, formats, dataset, or a command; by default, list the commands.",
    ),
    "style": Text(
        "zh、en、gbt7714 或 bibtex；不写则用界面语言。",
        "zh, en, gbt7714 or bibtex; by default, a sentence in the language of the answer.",
    ),
    "scope": Text(
        "只要这一范围：committee 为本级，city 为全市。",
        "Only figures of this scope: committee, or city.",
    ),
    "source": Text(
        "来源（.txt、.md、.docx、.html；- 为标准输入）：与之核对，或列出写有该数的原句。",
        "The source (.txt, .md, .docx, .html; - is standard input): to check against, or to show "
        "the sentence that states the figure.",
    ),
    "sort": Text(
        "排序：value 从大到小，name 按名称，id 按编号；不写则按所写次序。",
        "Order by value (the largest first), name or id; by default, in the order given.",
    ),
    "dataset": Text(
        "数据集编号，或文件路径（含斜杠或以 .toml 结尾）；不写则检查当前所用的。",
        "The id of a dataset, or a path (with a slash or ending in .toml); by default, the "
        "one in use.",
    ),
    "format": Text(
        "table、tsv、csv、json、jsonl、markdown、value 或 lines；不写则终端用 table，管道用 tsv。",
        "table, tsv, csv, json, jsonl, markdown, value or lines; by default, table on a "
        "terminal and tsv in a pipe.",
    ),
    "output": Text(
        f"写入文件，格式由后缀决定：{_SUFFIXES}；- 为标准输出。",
        f"Write to a file, in the format of its suffix: {_SUFFIXES}; - is standard output.",
    ),
    "page_file": Text(
        "写入 .html 文件；不写则输出到屏幕或管道。",
        "Write to an .html file; by default, to standard output.",
    ),
    "title": Text(
        "网页的标题；不写则用数据集的。", "The title of the page; by default, that of the dataset."
    ),
    "only": Text(
        "只要这个类别（也不列工作事项）：编号、名称、拼音或首字母；可写几次。",
        "Only this category, and no named work: its id, name, pinyin or initials; may be repeated.",
    ),
    "dataset_file": Text(
        "写入 .toml 文件；不写则输出到屏幕或管道。",
        "Write to a .toml file; by default, to standard output.",
    ),
    "folder": Text("要新建的文件夹，或空文件夹。", "A new folder, or an empty one."),
    "force": Text("文件已存在时覆盖。", "Replace an existing file."),
    "columns": Text(
        "只要这些列，用逗号隔开，按此顺序；写错时会列出可用的列。",
        "Only these columns, separated by commas, in this order; a wrong name lists the "
        "right ones.",
    ),
    "no_header": Text("不写表头、标题和附注。", "Leave out header, title and notes."),
    "by": Text(
        "以 year（年度）或 body（政协）为列；不写则以年度为列。",
        "What the columns are: year or body; by default, year.",
    ),
    "chart": Text(
        "另画一张图，写入 .svg 文件（可放进 Word、WPS）；只画同一单位的指标。",
        "Also draw a chart, into an .svg file that Word and WPS open; figures of one unit only.",
    ),
    "steps": Text(
        "增减为较上一列，不是较首年。",
        "Show the change since the previous column, not since the first year.",
    ),
    "data": Text(
        "用这个数据集文件或文件夹（含其下所有 .toml），或已知数据集的编号；可写几次；不写则看 "
        "CPPCC_DATA，未设时用自带的和自己文件夹里的。",
        "Use this dataset file, all in this folder, or the known dataset of this id; may be "
        "repeated. By default, what CPPCC_DATA names, or else the bundled dataset and those in "
        "your own folder.",
    ),
    "year": Text(
        "只用这些年度：2023，或 2021,2023，或 2019-2023。",
        "Only these years: 2023, or 2021,2023, or 2019-2023.",
    ),
    "body": Text(
        "只用这个政协：名称或其一部分，或编号（如 lishui）；可写几次。",
        "Only this committee: its name or a part of it, or its id, like lishui; may be repeated.",
    ),
    "no_cache": Text("重新读取所有文件，不用缓存。", "Read every file anew, and use no cache."),
    "lang": Text(
        "界面语言；不写则看 CPPCC_LANG，再看系统区域设置。",
        "Language of the answer; by default CPPCC_LANG decides, then the locale.",
    ),
    "color": Text(
        "颜色：auto、always 或 never；auto 时遵从 NO_COLOR 等变量。",
        "Colour: auto, always or never; auto respects NO_COLOR and similar variables.",
    ),
    "version": Text("显示版本。", "Show the version."),
    "help": Text("显示帮助。", "Show this help."),
}
