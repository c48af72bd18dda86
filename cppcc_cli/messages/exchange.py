"""What the descriptor of a Data Package says of its tables and their fields."""

from cppcc_cli.language import Text

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
        "value 为 17000、qualifier 为 over 的是“1.7万余”，不是 17000。",
        "The figures. Quote a value with its qualifier: 17000 with the qualifier over means "
        "more than 17,000, never 17,000.",
    ),
    "ratios": Text(
        "数据集中列明的比率，取四位有效数字；下限向下取，上限向上取。",
        "The ratios that datasets declare, to four significant digits: a lower bound rounded down, "
        "an upper bound up.",
    ),
    "topics": Text("全年的工作事项。", "The named work of the year."),
}
FIELDS = {
    "id": Text("在数据集内唯一的编号", "Id, unique in its dataset"),
    "dataset": Text("所属数据集的编号", "Id of the dataset"),
    "year": Text("数据所述的年度", "The year that the figures describe"),
    "category": Text("所属类别的编号", "Id of the category"),
    "value": Text("数值，不含单位和约数表述", "The number itself, without unit and qualifier"),
    "qualifier": Text(
        "来源对数值的限定：exact 确数，over 余、多，about 约，nearly 近，at_least 以上，"
        "at_most 以下，under 不足",
        "How the source qualifies the value: exact, over (more than), about, nearly, "
        "at_least, at_most, under",
    ),
    "unit": Text("计量单位", "The unit of measure"),
    "printed": Text("来源中的写法", "The figure as the source prints it"),
    "scope": Text(
        "committee 为本级，city 为全市（含各县、市、区）",
        "committee: the committee itself; city: the whole city with its counties",
    ),
    "paragraph": Text(
        "在来源中的段落，只数非空行，从 1 起",
        "Paragraph of the source, counting non-empty lines from 1",
    ),
    "part_of": Text("所属总数的编号", "Id of the figure that contains this one"),
    "terms": Text("文中用词，以分号隔开", "Words that a text uses for it, separated by semicolons"),
    "numerator": Text("分子的编号", "Id of the figure that is divided"),
    "denominator": Text("分母的编号", "Id of the figure that divides"),
}
