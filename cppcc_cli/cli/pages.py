"""What help says of each command and of each parameter, in both languages."""

from typing import NamedTuple

from cppcc_cli.language import Text


class Page(NamedTuple):
    """What a command does, and what people type to use it."""

    summary: Text
    examples: tuple[str, ...]
    detail: Text | None = None


PAGES = {
    "cppcc": Page(
        Text(
            "查政协年度数据：每个数字带单位、限定语和出处。",
            "Answers questions about the yearly figures of a political consultative committee "
            "(CPPCC): each with its unit, its qualifier and its source.",
        ),
        (
            "cppcc stats proposals",
            "cppcc show public-opinion.adopted",
            "cppcc stats -o figures.csv",
        ),
    ),
    "categories": Page(
        Text(
            "列出类别，以及各类别有多少项指标。",
            "List the categories, each with its number of figures.",
        ),
        ("cppcc categories", "cppcc categories -f json"),
    ),
    "stats": Page(
        Text(
            "列出类别的指标，或单项指标；不写名称则列出全部。",
            "Show the figures of categories, or single figures; all of them where none is named.",
        ),
        ("cppcc stats proposals", "cppcc stats livelihood-halls studios", "cppcc stats -f json"),
    ),
    "show": Page(
        Text(
            "列出一项指标的全部内容：数值、单位、限定语、原文写法、段落、组成与比率。",
            "Show everything known of one figure: value, unit, qualifier, printed form, paragraph, "
            "parts and ratios.",
        ),
        ("cppcc show public-opinion.adopted", "cppcc show submitted -f value"),
    ),
    "compare": Page(
        Text(
            "把指标并列：数值、为首项的倍数、占比和图示；含“余”“近”的数，结果仍带限定。",
            "Show figures side by side: value, multiple of the first, share and bar. What follows "
            "from an approximate figure stays approximate.",
        ),
        ("cppcc compare halls sessions", "cppcc compare livelihood-halls --sort value"),
    ),
    "topics": Page(
        Text(
            "列出全年有名称的工作：议题、制度、平台、品牌等；写类型则只列该类。",
            "Show the named work of the year: consultations, rules, platforms, brands; of one kind "
            "where that is named.",
        ),
        ("cppcc topics", "cppcc topics platform"),
    ),
    "search": Page(
        Text(
            "按编号、名称、用词、拼音或首字母查找指标、类别和工作。",
            "Find figures, categories and named work by id, name in either language, term, pinyin "
            "or initials.",
        ),
        ("cppcc search 提案", "cppcc search msyst", "cppcc search airport"),
    ),
    "cite": Page(
        Text(
            "引用一项指标：中文或英文的一句话，或按 GB/T 7714—2025、BibTeX 著录其来源。",
            "Cite one figure: a sentence in Chinese or English, or its document by GB/T 7714-2025 "
            "or in BibTeX.",
        ),
        ("cppcc cite submitted", "cppcc cite adopted --style gbt7714"),
    ),
    "numbers": Page(
        Text(
            "列出文本中的每个数：所在行、原文、数值、限定、单位和类型。",
            "List every number of a text: its line, printed form, value, qualifier, unit and kind.",
        ),
        ("cppcc numbers report.txt --kind figure", "cppcc numbers - < report.txt"),
    ),
    "verify": Page(
        Text(
            "核对一个数与指标是否一致；矛盾时指出可能的笔误，退出码为 1。",
            "Tell whether a number agrees with a figure; where it contradicts it, name the likely "
            "slip, and exit 1.",
        ),
        ("cppcc verify submitted 481", "cppcc verify attendances 1.7万"),
    ),
    "proofread": Page(
        Text(
            "校对文稿：文中每个涉及已知指标的数是否与指标一致，前后是否一致；有矛盾时退出码为 1。",
            "Hold each number of a manuscript that speaks of a known figure against that figure, "
            "and against the others; the exit code is 1 if any contradicts.",
        ),
        ("cppcc proofread speech.txt", "cppcc proofread speech.txt slides.md -f lines"),
    ),
    "check": Page(
        Text(
            "检查数据文件，列出全部问题；写 --source 则逐项与原文核对，并列出没有指标收录的数。"
            "有问题时退出码为 1。",
            "Check a dataset file and list all of its faults; with --source, hold every figure "
            "against the text that states it, and list the numbers that no figure covers. The exit "
            "code is 1 if there are any.",
        ),
        ("cppcc check", "cppcc check my-2024.toml", "cppcc check my-2024.toml --source report.txt"),
    ),
    "draft": Page(
        Text(
            "据报告起草数据集：找出每项指标的数值、单位、限定语、段落和其中关系；"
            "不清楚的写成注释。写 --like 则沿用已有数据集的编号和名称。",
            "Draft a dataset out of a report: each figure with value, unit, qualifier, paragraph "
            "and what it is part of; what is unclear stands in comments. With --like, ids and "
            "names are those of a dataset there is.",
        ),
        (
            "cppcc draft report.docx -o my-2024.toml",
            "cppcc draft report.txt --like lishui-2023 --year 2024 -o lishui-2024.toml",
        ),
    ),
    "init": Page(
        Text(
            "新建一个年度的数据集：指标照旧，数值留空；cppcc check 逐项列出还缺什么。",
            "Make the dataset of a year with the figures of another, the values left to be filled "
            "in; cppcc check lists what is still missing.",
        ),
        ("cppcc init 2024 -o lishui-2024.toml",),
    ),
    "schema": Page(
        Text(
            "输出数据文件的 JSON Schema，供编辑器提示和检查。",
            "Print the JSON Schema of a dataset file, by which an editor completes and checks it.",
        ),
        ("cppcc schema > cppcc.schema.json",),
    ),
    "completion": Page(
        Text(
            "输出命令行补全脚本：bash、zsh、fish 或 powershell。只输出，不安装。",
            "Print the script that makes a shell complete commands, options and ids. Nothing is "
            "installed.",
        ),
        (
            'eval "$(cppcc completion bash)"',
            'eval "$(cppcc completion zsh)"',
            "cppcc completion fish | source",
            "cppcc completion powershell | Out-String | Invoke-Expression",
        ),
    ),
    "help": Page(
        Text(
            "各命令共通的说明：exit-codes、environment、formats、dataset；也可写命令名。",
            "Explain what all commands share: exit-codes, environment, formats, dataset; or one "
            "command.",
        ),
        ("cppcc help formats", "cppcc help exit-codes", "cppcc help stats"),
    ),
    "datasets": Page(
        Text("列出可用的数据集及其位置。", "List the datasets known, with their paths."),
        ("cppcc datasets",),
    ),
}

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
        "The number: 418, 418件, 400余, 1.7万, 四百一十八; without a unit, that of the figure.",
    ),
    "report": Text(
        "报告（.txt、.md、.docx、.html）；- 为标准输入。",
        "A report (.txt, .md, .docx, .html); - is standard input.",
    ),
    "id": Text(
        "新数据集的编号，如 lishui-2024；不写则由 --like 和年度得出。",
        "The id of the new dataset, like lishui-2024; left out, it is made of --like and the year.",
    ),
    "year": Text(
        "年度，如 2024；起草时不写则取报告中最常写到的年份。",
        "The year, like 2024; a draft takes the one that the report names most often.",
    ),
    "body": Text(
        "政协的全称；不写则沿用 --like 的，或从报告中找。",
        "The full name of the committee; left out, that of --like, or as the report has it.",
    ),
    "like": Text(
        "沿用这个数据集的编号、名称和英文：它的编号，或文件路径。",
        "Keep ids, names and English of this dataset: its id, or a path.",
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
        "只要这一类；写错时会列出全部类型。数的类型 figure 指数量、占比、增幅、增减、金额和比例。",
        "Only this kind; a wrong one lists the right ones. Of numbers, figure is the six kinds "
        "that are figures.",
    ),
    "words": Text(
        "要找的词；几个词须都符合，不分先后。", "Words to find; several must all fit, in any order."
    ),
    "shell": Text("bash、zsh、fish 或 powershell。", "bash, zsh, fish or powershell."),
    "topic": Text(
        "exit-codes、environment、formats、dataset，或命令名；不写则列出命令。",
        "exit-codes, environment, formats, dataset, or a command; left out, the commands.",
    ),
    "style": Text(
        "zh、en、gbt7714 或 bibtex；不写则用界面语言。",
        "zh, en, gbt7714 or bibtex; left out, a sentence in the language of the answer.",
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
        "Order by value (the largest first), name or id; left out, as named.",
    ),
    "dataset": Text(
        "数据集编号，或文件路径（含斜杠或以 .toml 结尾）；不写则检查当前所用的。",
        "The id of a dataset, or a path (with a slash or ending in .toml); left out, that in use.",
    ),
    "format": Text(
        "table、tsv、csv、json、jsonl、markdown、value 或 lines；不写则终端用 table，管道用 tsv。",
        "table, tsv, csv, json, jsonl, markdown, value or lines; left out, table on a terminal and "
        "tsv in a pipe.",
    ),
    "output": Text(
        "写入文件，格式由后缀决定：.csv .tsv .json .jsonl .md；- 为标准输出。",
        "Write to a file, in the format of its suffix: .csv .tsv .json .jsonl .md; - is standard "
        "output.",
    ),
    "dataset_file": Text(
        "写入 .toml 文件；不写则输出到屏幕。",
        "Write to a .toml file; else to standard output.",
    ),
    "force": Text("文件已存在时覆盖。", "Replace a file that exists."),
    "columns": Text(
        "只要这些列，用逗号隔开，按此顺序；写错时会列出可用的列。",
        "Only these columns, in this order; a wrong name lists the right ones.",
    ),
    "no_header": Text("不写表头、标题和附注。", "Leave out header, title and notes."),
    "data": Text(
        "用这个数据文件；不写则用 CPPCC_DATA 所指的文件，再则用自带的。",
        "Answer from this dataset file; left out, from that of CPPCC_DATA or the bundled one.",
    ),
    "lang": Text(
        "界面语言；不写则看 CPPCC_LANG，再看系统区域设置。",
        "Language of the answer; left out, CPPCC_LANG decides, then the locale.",
    ),
    "color": Text(
        "颜色：auto、always 或 never；auto 时遵从 NO_COLOR 等变量。",
        "Colour: auto, always or never; auto heeds NO_COLOR and its kin.",
    ),
    "version": Text("显示版本。", "Show the version."),
    "help": Text("显示帮助。", "Show this help."),
}
