"""What help says of each command, in both languages."""

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
            "Show the figures of categories, or single figures; all of them if none is named.",
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
            "把指标并列比较：数值、为首项的倍数、占比和图示；含“余”“近”的数，结果仍带限定语。",
            "Show figures side by side: value, multiple of the first, share and bar. What follows "
            "from an approximate figure stays approximate.",
        ),
        (
            "cppcc compare halls sessions",
            "cppcc compare livelihood-halls --sort value",
            "cppcc compare proposals --data reports/ --steps",
            "cppcc compare public-opinion --chart figures.svg",
        ),
        Text(
            "有几个年度时，年度为列，并列出较首年的增减（--steps 为较上一列）；有几个政协时，"
            "每个政协一行，列出名次和占比。某年没有的数为“–”，单位或范围变了的不作比较。"
            "百分比之差为百分点。--chart 另画一张图：一年或两年画条形，三年以上画折线，均从零起；"
            "带“余”“近”“约”的数，条形末端不封口。",
            "With several years, each is a column, with the change since the first (--steps: "
            "since the previous column). With several committees, each is a row, with rank and "
            "share. A figure missing in a year is an en dash; one whose unit or scope changed is "
            "not compared. Changes of percentages are in percentage points. --chart also draws a "
            "chart: one or two years as bars, more as lines, always from zero; the end of a bar "
            "is open where the value is not exact.",
        ),
    ),
    "topics": Page(
        Text(
            "列出全年的工作事项：议题、制度、平台、品牌等；写类型则只列该类。",
            "Show the named work of the year: consultations, rules, platforms, brands and so on; "
            "only one kind if a kind is given.",
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
            "Cite one figure: a sentence in Chinese or English, or a reference to its document "
            "in GB/T 7714-2025 or BibTeX.",
        ),
        ("cppcc cite submitted", "cppcc cite adopted --style gbt7714"),
    ),
    "report": Page(
        Text(
            "把一个年度做成一张网页（一图读懂）：各类数据、比较、推算、工作事项和出处。"
            "只有一个文件，无需联网，可打印。",
            "Publish a year as one page: figures by category, comparisons, ratios, named work and "
            "sources; one file that needs no network, and prints on A4.",
        ),
        (
            "cppcc report -o 2023.html",
            "cppcc report --only proposals --only public-opinion -o proposals.html",
            "cppcc report --data reports/ --year 2021-2023 -o years.html",
        ),
        Text(
            "有几个年度时，每项指标另有各年的图和较首年的增减；某年没有的数留空。有几个政协时，"
            "须用 --body 选一个。需要扩展 publish。",
            "With several years, each figure has a chart of them and the change since the first; "
            "a year without it is a gap. With several committees, choose one with --body. Needs "
            "the extra publish.",
        ),
    ),
    "numbers": Page(
        Text(
            "列出文本中的每个数：所在行、原文、数值、限定语、单位和类型。",
            "List every number of a text: its line, printed form, value, qualifier, unit and kind.",
        ),
        ("cppcc numbers report.txt --kind figure", "cppcc numbers - < report.txt"),
    ),
    "verify": Page(
        Text(
            "核对一个数与指标是否一致；矛盾时指出可能的笔误，退出码为 1。",
            "Check whether a number agrees with a figure; if it contradicts it, name the likely "
            "slip and exit with code 1.",
        ),
        ("cppcc verify submitted 481", "cppcc verify attendances 1.7万"),
    ),
    "proofread": Page(
        Text(
            "校对文稿：文中每个涉及已知指标的数是否与指标一致，前后是否一致；有矛盾时退出码为 1。",
            "Proofread a manuscript: check each number that refers to a known figure against "
            "that figure, and the numbers against one another. The exit code is 1 if any "
            "contradicts.",
        ),
        ("cppcc proofread speech.txt", "cppcc proofread speech.txt slides.md -f lines"),
    ),
    "check": Page(
        Text(
            "检查数据集，列出全部问题；写 --source 则逐项与原文核对，并列出没有对应指标的数。"
            "有问题时退出码为 1。",
            "Check a dataset and list all of its faults; with --source, check every figure "
            "against the text that states it, and list the numbers that no figure covers. The "
            "exit code is 1 if there are any problems.",
        ),
        ("cppcc check", "cppcc check my-2024.toml", "cppcc check my-2024.toml --source report.txt"),
    ),
    "draft": Page(
        Text(
            "据报告起草数据集：找出每项指标的数值、单位、限定语、段落和所属总数；"
            "不清楚的写成注释。写 --like 则沿用已有数据集的编号和名称。",
            "Draft a dataset from a report: each figure with value, unit, qualifier, paragraph "
            "and what it is part of; what is unclear is noted in comments. With --like, ids and "
            "names are those of an existing dataset.",
        ),
        (
            "cppcc draft report.docx -o my-2024.toml",
            "cppcc draft report.txt --like lishui-2023 --year 2024 -o lishui-2024.toml",
        ),
    ),
    "init": Page(
        Text(
            "新建一个年度的数据集：指标照旧，数值留空；cppcc check 逐项列出还缺什么。",
            "Make the dataset of a new year with the figures of an existing one, the values left "
            "to be filled in; cppcc check lists what is still missing.",
        ),
        ("cppcc init 2024 -o lishui-2024.toml",),
    ),
    "export": Page(
        Text(
            "导出为 Data Package：CSV 文件，连同说明字段、单位和来源的描述文件。",
            "Write datasets as a Data Package: CSV files, and a descriptor with the fields, the "
            "units and the sources.",
        ),
        ("cppcc export lishui", "cppcc export all --data reports/ --year 2019-2023"),
    ),
    "schema": Page(
        Text(
            "输出数据集文件的 JSON Schema，供编辑器提示和检查。",
            "Print the JSON Schema of a dataset file, so that an editor can complete and check it.",
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
            "各命令通用的说明：exit-codes、environment、formats、dataset；也可写命令名。",
            "Explain what all commands share: exit-codes, environment, formats, dataset; or one "
            "command.",
        ),
        ("cppcc help formats", "cppcc help exit-codes", "cppcc help stats"),
    ),
    "datasets": Page(
        Text("列出可用的数据集及其位置。", "List the available datasets, with their paths."),
        ("cppcc datasets",),
    ),
}
