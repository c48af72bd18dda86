"""What is said in a marked copy of a manuscript, and where one cannot be marked."""

from cppcc_cli.language import Text

SIGNED = Text(
    "{path} 带有数字签名，写入批注会使签名失效：请先另存一份未签名的文件",
    "{path} is signed, and comments would break the signature: save an unsigned copy first",
)
PROTECTED = Text(
    "{path} 设有编辑限制，不能写入批注或修订：请先取消限制，再另存副本",
    "{path} is protected against editing: lift the protection first",
)
QUOTED = Text("“{printed}”：", "“{printed}”: ")
THREADED = Text(
    "{path} 中有可以答复的新式批注，不能再写入批注：请改用 --marked 名.html",
    "{path} has comments of the newer kind, beside which none can be written: use "
    "--marked NAME.html",
)
NO_PLACE = Text("“{printed}”（此处无法加批注）：", "“{printed}” (no comment can stand there): ")
NOT_SUGGESTED = Text(
    "此处未给出修订：这个数跨越他人的修订、域或文本框，请手工改为 {expected}。",
    "No change is suggested here, since the number reaches into another’s change, a field or a "
    "text box: change it to {expected} by hand.",
)
RIGHT = Text("一致：{figure}", "agrees with {figure}")
STATED = Text(
    "{body}{year}年：{figure}{printed}（《{title}》第{paragraph}段）。",
    "{body}, {year}: {figure}, {printed} (paragraph {paragraph} of {title}).",
)
STATED_SOMEWHERE = Text(
    "{body}{year}年：{figure}{printed}（《{title}》）。",
    "{body}, {year}: {figure}, {printed} ({title}).",
)
NOTES = Text("校对意见", "Findings")

# Numbers tied to figures.
OUTCOMES = {
    "linked": Text("已关联", "linked"),
    "coarser": Text("已关联（约数）", "linked (coarser)"),
    "other_year": Text("属于其他年度或政协，未关联", "of another year or committee, not linked"),
    "changed": Text("已更新", "changed"),
    "same": Text("未变", "unchanged"),
    "edited": Text("关联后被人改过，未动", "edited since, left"),
    "no_figure": Text("已无对应指标，未动", "no figure any more, left"),
    "no_form": Text("原表述不再成立，未动", "its form no longer holds, left"),
    "out_of_reach": Text("跨越他人的修订或域，未动", "reaches into another’s change, left"),
    "comparison": Text("比较，需人工核对", "a comparison, for a person to check"),
}
LINK_COUNTS = Text("合计：{counts}", "In all: {counts}")
NOTHING_LINKED = Text("没有可关联的数。", "There are no numbers to link.")
YEARS_LEFT = Text(
    "文中还写着 {years} 年：年份不随数更新，请人工核对",
    "it still speaks of {years}: years are not written anew, and are for a person to check",
)
NOTHING_TIED = Text(
    "{path} 中没有关联过的数，未作更新：请先用 cppcc link 关联",
    "no number of {path} is linked, and nothing was written: link them first with cppcc link",
)
CONTRADICTED = Text(
    "{path} 有 {count} 个数与指标不一致，未作关联：请先改正（cppcc proofread {path}），"
    "或加上 --partial 只关联一致的数",
    "{path} has {count:number|numbers} that contradict figures, and was not linked: correct them "
    "first (cppcc proofread {path}), or add --partial to link those that agree",
)
NOT_WORD = Text(
    "{path} 不是 Word 文档：只有 .docx 能关联和更新",
    "{path} is no Word document: only .docx can be linked and refreshed",
)

# Marked copies.
COPY = Text("-批注", "-marked")
NO_COPY_OF_INPUT = Text(
    "标准输入没有可标注的文件：请写出文稿的文件名", "standard input has no file to mark: name one"
)
WRONG_COPY = Text(
    "{manuscript} 的标注副本只能是 {known}，不能是 {path}",
    "a marked copy of {manuscript} is a {known} file, not {path}",
)
NO_SUGGESTIONS = Text(
    "{path} 不能写修订：--suggest 只用于 Word 文稿的副本",
    "{path} takes no tracked changes: --suggest is for the copy of a Word manuscript",
)
NOTHING_TO_MARK_IN = Text("--suggest 要与 --marked 一起用", "--suggest goes with --marked")
NO_FOLDER = Text(
    "几份文稿的标注副本要写进一个文件夹，{path} 是文件名：请写文件夹的名字",
    "marked copies of several manuscripts go into a folder, and {path} is the name of a file",
)
CANNOT_MARK = Text(
    "{path} 不能写入标注：请改用 --marked 名.html",
    "no marks can be written into {path}: use --marked NAME.html",
)
