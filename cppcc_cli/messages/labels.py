"""The words that head columns, name values and stand on pages, in both languages."""

from cppcc_cli.language import Text

# What heads columns, by their keys.
COLUMNS = {
    "id": Text("编号", "Id"),
    "name": Text("指标", "Figure"),
    "name_zh": Text("中文名称", "Chinese name"),
    "name_en": Text("英文名称", "English name"),
    "category": Text("类别", "Category"),
    "function": Text("职能", "Function"),
    "figures": Text("指标数", "Figures"),
    "value": Text("数值", "Value"),
    "qualifier": Text("约数表述", "Qualifier"),
    "unit": Text("单位", "Unit"),
    "unit_en": Text("英文单位", "English unit"),
    "printed": Text("原文写法", "As printed"),
    "scope": Text("口径", "Scope"),
    "low": Text("下限", "At least"),
    "high": Text("上限", "At most"),
    "low_open": Text("不含下限", "Lower bound excluded"),
    "high_open": Text("不含上限", "Upper bound excluded"),
    "year": Text("年度", "Year"),
    "dataset": Text("数据集", "Dataset"),
    "paragraph": Text("段", "Paragraph"),
    "source": Text("来源", "Source"),
    "url": Text("网址", "Address"),
    "body": Text("政协", "Committee"),
    "body_zh": Text("政协中文名", "Chinese name"),
    "body_en": Text("政协英文名", "English name"),
    "owner": Text("归属", "Whose"),
    "state": Text("状态", "State"),
    "path": Text("位置", "Path"),
    "parts": Text("其中", "Of which"),
    "part_of": Text("属于", "Part of"),
    "ratio": Text("比率", "Ratio"),
    "ratio_qualifier": Text("比值的约数表述", "Ratio qualifier"),
    "share": Text("占比", "Share"),
    "share_qualifier": Text("占比的约数表述", "Share qualifier"),
    "change": Text("增减", "Change"),
    "change_percent": Text("增减百分比", "Change in %"),
    "change_qualifier": Text("增减的约数表述", "Change qualifier"),
    "rank": Text("名次", "Rank"),
    "kind": Text("类型", "Kind"),
    "matched": Text("匹配", "Matched"),
    "by": Text("依据", "By"),
    "offset": Text("偏移", "Offset"),
    "outcome": Text("结果", "Outcome"),
    "written": Text("现写作", "Written now"),
    "clause": Text("所在分句", "Clause"),
    "sentence": Text("原句", "Stated in"),
    "note": Text("说明", "Note"),
    "missing": Text("未算出", "Not computed"),
    "terms": Text("文中用词", "Words used"),
    "code": Text("代码", "Code"),
    "severity": Text("级别", "Severity"),
    "file": Text("文件", "File"),
    "line": Text("行", "Line"),
    "column": Text("列", "Column"),
    "place": Text("位置", "Place"),
    "key": Text("键", "Key"),
    "figure": Text("指标", "Figure"),
    "verdict": Text("判定", "Verdict"),
    "given": Text("待核对", "Given"),
    "reason": Text("理由", "Reason"),
    "slip": Text("疑似笔误", "Slip"),
    "expected": Text("应为", "Expected"),
    "message": Text("问题", "Message"),
}
# What heads them where it is otherwise.
TIMES_FIRST = Text("相当于首项", "Ratio to first")
TOPIC = Text("工作", "Work")
FOUND_NAME = Text("名称", "Name")
FOUND = Text("发现", "Found")

YES = Text("是", "yes")
NO = Text("否", "no")
OWNERS = {
    "bundled": Text("自带", "bundled"),
    "own": Text("自己的", "your own"),
    "given": Text("指定的", "given"),
}
SCOPES = {"city": Text("全市", "city"), "committee": Text("本级", "committee")}
SCOPES_IN_FULL = {
    "city": Text("全市（含各县、市、区）", "the whole city with its counties"),
    "committee": Text("市政协本级", "the municipal committee itself"),
}
STATES = {"ok": Text("正常", "ok"), "faulty": Text("有误", "faulty")}
SEVERITIES = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "info": Text("提示", "info"),
}
VERDICTS = {
    "agrees": Text("一致", "agrees"),
    "consistent": Text("不矛盾", "consistent"),
    "contradicts": Text("不一致", "contradicts"),
    "unknown": Text("无法判断", "unknown"),
    "other": Text("所指不同", "other"),
}

# The headings of what an audit and a proofreading found.
AUDITED = {
    "not-found": Text("与原文不符", "Not in the text as printed"),
    "elsewhere": Text("不在所注的段", "In another paragraph"),
    "repeated": Text("与指标不一致", "At odds with a figure"),
    "twice": Text("前后不一", "Given twice"),
    "sum": Text("分项与总数不符", "Parts and wholes"),
    "share": Text("占比与数值不符", "Shares"),
    "growth": Text("增幅与数值不符", "Changes"),
    "uncovered": Text("没有对应的指标", "Covered by no figure"),
    "printed": Text("与原文一致", "In the text as printed"),
}
PROOFREAD = {
    "contradicts": Text("不一致", "Contradicts"),
    "at_odds": Text("前后不一致", "At odds with itself"),
    "usage": Text("数字用法", "Number usage"),
    "unknown": Text("无法判断", "Unknown"),
    "consistent": Text("不矛盾", "Consistent"),
    "agrees": Text("一致", "Agrees"),
    "other": Text("所指不同", "Of something else"),
}

KINDS = {
    "consultation": Text("协商议政", "consultation"),
    "supervision": Text("民主监督", "supervision"),
    "inspection": Text("视察调研", "inspection"),
    "research": Text("课题调研", "research"),
    "rule": Text("制度", "rule"),
    "platform": Text("平台", "platform"),
    "brand": Text("品牌", "brand"),
    "programme": Text("行动与栏目", "programme"),
    "publication": Text("文献", "publication"),
    "study": Text("学习", "study"),
    "institution": Text("机构", "institution"),
    "advocated": Text("呼吁推动", "advocated"),
}

FOUND_KINDS = {
    "figure": Text("指标", "figure"),
    "category": Text("类别", "category"),
    "topic": Text("工作", "topic"),
}
MATCHES = {
    "id": Text("编号", "id"),
    "last": Text("编号末段", "end of id"),
    "label": Text("名称", "label"),
    "term": Text("用词", "term"),
    "pinyin": Text("拼音", "pinyin"),
    "initials": Text("首字母", "initials"),
    "prefix": Text("开头", "beginning"),
    "part": Text("部分", "part"),
}

PARAGRAPH_NUMBER = Text("第{}段（只数非空行）", "{} (counting non-empty lines)")
SHARE_OF_WHOLE = Text("{name} {quantity}（占比{share}）", "{name}: {quantity} ({share})")
PER = Text("每{below}{number}{above}", "{number} {above} each")
RATIO_LINE = Text("{name}：{number}（{above} / {below}）", "{name}: {number} ({above} / {below})")
NOT_COMPUTED = Text("–（{}）", "– ({})")
MISSING = Text("{what}：{why}", "{what}: {why}")
TIMES = Text("{}倍", "{}×")
LABELLED = Text("{}：{}", "{}: {}")
COUNTED = Text("{what} {count}", "{what} {count}")
UNCHANGED = Text("持平", "unchanged")
# Of a change of which only a bound is known: what it is at the most or least, and its per cent.
RISEN = Text("增加{}", "up by {}")
FALLEN = Text("减少{}", "down by {}")
IN_BRACKETS = Text("{}（{}）", "{} ({})")
GROWTH = Text("增长{}", "up {}")
DECLINE = Text("下降{}", "down {}")
POINTS = Text("{}个百分点", "{} pp")
TITLE_OF_COMPARISON = Text("{body}{figures}对比：{years}年", "{figures}: {body}, {years}")
TITLE_OF_WORK = Text("{body}{years}年工作事项", "{body}, {years}: named work")
TITLE_OF_CATEGORIES = Text("{body}{years}年数据类别", "{body}, {years}: categories of figures")
# What tables are called that have a title only where they have a file of their own.
FOUND_TABLE = Text("查找结果", "What was found")
DATASETS_TABLE = Text("数据集", "Datasets")
PROOFREAD_TABLE = Text("文稿数据核对：{}", "Numbers proofread: {}")
AUDITED_TABLE = Text("数据集与来源核对：{}", "Checked against the source: {}")
CHECKED_TABLE = Text("数据集检查", "Datasets checked")
NUMBERS_TABLE = Text("文中的数：{}", "Numbers of {}")
VERDICT_TABLE = Text("核对：{}", "Checked: {}")
AND = Text("{}与{}", "{} and {}")
AND_OTHERS = Text("{}等{}项指标", "{} and others, {} figures")
SO_MANY_BODIES = Text("{}个政协", "{} committees")
SPAN_OF_YEARS = Text("{}—{}", "{}–{}")
TITLE_OF_YEARS = Text("{body}：{years}年", "{body}: {years}")
TITLE_OF_BODIES = Text("{count} 个政协：{years}年", "{count} committees: {years}")
AGAINST = Text("较{}年", "vs {}")
PRINTED_OF = Text("{}（原文写法）", "{} (as printed)")
PERCENT_OF = Text("{}（%）", "{} (%)")
SEMICOLON = Text("；", "; ")
COMMA = Text("、", ", ")

# The page.
FIGURES_OF_YEAR = Text("{body}{year}年履职数据", "{body}: figures of {year}")
CITY = Text("全市", "whole city")
PARAGRAPH_ON_PAGE = Text("第{}段", "paragraph {}")
OF_YEAR = Text("{}年", "{}")
PART = Text("在“{whole}”中占比{share}", "{share} of “{whole}”")
MADE_OF = Text("{} ÷ {}", "{} ÷ {}")
COUNTED_IN = Text("总数与其中 · 单位：{unit}", "The whole and its parts, unit: {unit}")
GONE = Text("{year}年没有这一指标", "no such figure in {year}")
NAMED_WORK = Text("{year}年工作事项", "Named work of {year}")
SOURCES = Text("出处", "Sources")
WHERE_STATED = Text("各项数据的原文写法与所在的段", "Where each figure is stated, and how")
READING = Text("说明", "How to read the figures")
PARAGRAPHS_COUNTED = Text("段只数非空行。", "Paragraphs are the non-empty lines of the source.")
BOUNDS = Text(
    "图中条形末端为断续条纹的、点为空心的，实际数大于或小于所列数。条形和折线均从零起。",
    "A bar that ends in stripes, and a hollow point, stand for a number that is larger or smaller "
    "than the one given. Bars and lines begin at zero.",
)
# What has no name of its own: a page, a chart, a sheet.
UNTITLED = Text("查询结果", "Answer")
COMPARISON = Text("指标比较", "Figures compared")
TABLE_SHEET = Text("数据", "Table")

# Data Packages.
PACKAGE = Text(
    "政协年度数据：每个数带单位、约数表述、范围和原文段落。",
    "The yearly figures of political consultative committees, each with its unit, its qualifier, "
    "its scope and the paragraph of the document that states it.",
)
RESOURCES = {
    "datasets": Text(
        "数据集：每个政协、每个年度一个，连同其来源文献。",
        "The datasets, one per committee and year, each with the document it comes from.",
    ),
    "categories": Text("类别，即指标所属的工作领域。", "The categories, which are fields of work."),
    "figures": Text(
        "指标。数值须连同约数表述引用："
        "value 为 17000、qualifier 为 over 的是“1.7万余”，不是 17000。文中用词以分号隔开。",
        "The figures. Quote a value with its qualifier: 17000 with the qualifier over means "
        "more than 17,000, never 17,000. Terms are separated by semicolons.",
    ),
    "ratios": Text(
        "数据集中列明的比率，取四位有效数字；下限向下取，上限向上取。",
        "The ratios that datasets declare, to four significant digits: a lower bound rounded down, "
        "an upper bound up.",
    ),
    "topics": Text("全年的工作事项。", "The named work of the year."),
}
# The keys that name a record or refer to one; the others say themselves what they mean.
RECORD_ID = Text("在数据集内唯一的编号。", "Id, unique in its dataset.")
DATASET_ID = Text("所属数据集的编号。", "Id of the dataset.")
CATEGORY_ID = Text("所属类别的编号。", "Id of the category.")


def filled(words: Text, value: object) -> Text:
    """Return words with a value in them, or with what it is called in either language."""
    zh, en = (value.zh, value.say("en")) if isinstance(value, Text) else (value, value)
    return Text(words.zh.format(zh), words.en.format(en))
