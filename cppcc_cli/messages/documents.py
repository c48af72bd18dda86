"""What is said of files that are read, of what of them was not, and of their marked copies."""

from cppcc_cli.language import Text

# Of a sentence each language has a line, or lines, of its own.
# fmt: off

DAMAGED_ARCHIVE = Text(
    "{path} 已损坏或不完整：请用 Word、WPS 打开，另存一份",
    "{path} is damaged or incomplete: open it in Word or WPS and save it anew")
LOCKED = Text(
    "{path} 有打开密码：请在 Word、WPS 中取消密码后再读",
    "{path} is protected by a password: remove it in Word or WPS")
LOCKED_PDF = Text(
    "{path} 有打开密码：请先另存一份没有密码的",
    "{path} is protected by a password: save a copy without one")
UNPACKS_TOO_LARGE = Text(
    "{path} 解压后超过 {limit} MiB，不予读取：请拆成几份",
    "{path} unpacks to more than {limit} MiB and is not read: split it")
TOO_MUCH_WORK = Text(
    "{path} 太大或太复杂，{limit} 秒内读不完：请拆成几份",
    "{path} is too large or too intricate to be read in {limit} seconds: split it")
NO_TEXT = Text(
    "{path}（{kind}）里没有文字：请确认没有选错文件",
    "{path} ({kind}) holds no text: check that it is the right file")
ONLY_PICTURES = Text(
    "{path}（{kind}）里只有图片，没有文字：请先用文字识别（OCR）软件转换",
    "{path} ({kind}) holds pictures and no text: convert it with text recognition (OCR) first")
SCAN = Text(
    "{path} 是扫描件（共 {pages} 页），没有文字：请先用文字识别（OCR）软件转换",
    "{path} is a scan ({pages} pages) without text: convert it with text recognition (OCR) first")
NOT_READ = Text("{path} 是{kind}，不能读取：{way}", "{path} is {kind} and cannot be read: {way}")

# Kinds that are not read, and the way out.
PICTURE = Text("图片", "a picture")
USE_OCR = Text(
    "请用文字识别（OCR）软件转成文字，或改用原稿",
    "convert it with text recognition (OCR), or take the original")
ARCHIVE = Text("压缩包", "an archive")
UNPACK = Text("请先解压，再指明其中的文件", "unpack it and name the files in it")
EPUB = Text("电子书（EPUB）", "an e-book (EPUB)")
CAJ = Text("CAJ 文件", "a CAJ file")
SAVE_AS_PDF = Text("请在 CAJViewer 中另存为 PDF", "print it to a PDF in CAJViewer")
XLSB = Text("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)")
SAVE_AS_XLSX = Text("请在 Excel、WPS 中另存为 .xlsx", "save it as .xlsx in Excel or WPS")
OLD_WORD = Text("Word 95 及更早的文档", "a document of Word 95 or older")
WORD_XML = Text("Word XML 文档", "a Word XML document")
SAVE_AS_DOCX = Text("请在 Word、WPS 中另存为 .docx", "save it as .docx in Word or WPS")
DRAWING = Text("绘图文档", "a drawing")
OTHER_XML = Text("XML 数据文件", "a file of XML data")
OTHER_OFFICE = Text("Office 的其他文件", "another file of Office")
OTHER_BINARY = Text("不认识的二进制文件", "a binary file of an unknown kind")
SAVE_AS_DOCUMENT = Text(
    "请在原来的软件中另存为 .docx、.pdf 或 UTF-8 文本",
    "save it as .docx, .pdf or UTF-8 text in the program it comes from")

# What of a file was not read, with how many of it.
UNREAD = Text("{path}：未读取{parts}", "{path}: not read: {parts}")
UNREAD_PARTS = {
    "picture": Text("图片{number}张", "pictures: {number}"),
    "equation": Text("公式{number}个", "equations: {number}"),
    "object": Text("图表或嵌入对象{number}个", "charts or embedded objects: {number}"),
    "part": Text("其他格式的内容{number}处", "parts of another format: {number}"),
    "hidden": Text("隐藏内容{number}处", "hidden parts: {number}"),
    "struck": Text("划掉文字的页{number}页", "pages with struck-out text: {number}"),
    "comment": Text("批注{number}条", "comments: {number}"),
    "code": Text("代码{number}段", "blocks of code: {number}"),
    "askew": Text("斜放的文字（如水印）{number}处", "text set askew, as watermarks: {number}"),
    "page": Text("没有文字的页{number}页", "pages without text: {number}"),
    "garbled": Text(
        "字体没有文字编码、可能读成乱码的页{number}页",
        "pages whose fonts do not tell their letters, which may be read as others: {number}"),
}

# Kinds that are read.
TEXT = Text("文本", "a text")
WORD = Text("Word 文档", "a Word document")
PAGE = Text("网页", "a page")
MAIL_PAGE = Text("单个文件网页（.mht）", "a page in one file (.mht)")
DOC = Text("Word 97—2003 或 WPS 文档", "a document of Word 97-2003 or WPS")
RTF = Text("RTF 文档", "an RTF document")
ODT = Text("OpenDocument 文件", "an OpenDocument file")
PPTX = Text("演示文稿", "a presentation")
PPT = Text("PowerPoint 97—2003 或 WPS 演示文稿", "a presentation of PowerPoint 97-2003 or WPS")
XLSX = Text("工作簿", "a workbook")
XLS = Text("Excel 97—2003 或 WPS 工作簿", "a workbook of Excel 97-2003 or WPS")
PDF = Text("PDF 文件", "a PDF")
OFD = Text("OFD 文件", "an OFD file")
LARGER = Text(
    "{path} 超过 {limit} MiB，不予读取：请拆成几份",
    "{path} is larger than {limit} MiB and is not read: split it")
TOO_INTRICATE = Text(
    "{path} 太复杂，不予读取：请拆成几份", "{path} is too intricate to be read: split it")
DAMAGED_PDF = Text(
    "{path} 是 PDF 文件，但已损坏或不完整：请重新导出一份",
    "{path} is a PDF but damaged or incomplete: export it anew")
NO_PROCESS = Text(
    "读取 {path} 要另起一个进程，而系统不允许：{reason}",
    "reading {path} takes a process of its own, which the system refuses: {reason}")
EMPTY_FOLDER = Text(
    "文件夹 {path} 里没有可读取的文件", "the folder {path} holds no file that can be read")
TOO_MANY_FILES = Text(
    "文件夹 {path} 里的文件超过 {most} 个：请指明其中的文件夹或文件",
    "the folder {path} holds more than {most} files: name a folder or files in it")

# Places in a file, one in the other.
AT = Text("{place}", "{place}")
WITHIN = Text("{place}{inner}", "{place}, {inner}")
ON_PAGE = Text("第{page}页", "page {page}")
ON_SLIDE = Text("第{slide}张幻灯片", "slide {slide}")
ON_SHEET = Text("工作表“{sheet}”", "sheet “{sheet}”")
IN_TABLE = Text("表{table}第{row}行", "table {table}, row {row}")
IN_ROW = Text("第{row}行", "row {row}")
IN_LINE = Text("第 {line} 行", "line {line}")
IN_PARAGRAPH = Text("第{paragraph}段", "paragraph {paragraph}")
IN_NOTE = {
    "footnote": Text("脚注{note}", "footnote {note}"),
    "endnote": Text("尾注{note}", "endnote {note}"),
}
IN_PART = {
    "header": Text("页眉", "header"),
    "footer": Text("页脚", "footer"),
    "footnote": Text("脚注", "footnotes"),
    "endnote": Text("尾注", "endnotes"),
    "box": Text("文本框", "text box"),
    "notes": Text("备注", "notes"),
}

# Copies that are marked, and where none can be.
SIGNED = Text(
    "{path} 带有数字签名，写入批注会使签名失效：请先另存一份未签名的文件",
    "{path} is signed, and comments would break the signature: save an unsigned copy first")
PROTECTED = Text(
    "{path} 设有编辑限制，不能写入批注或修订：请先取消限制，再另存副本",
    "{path} is protected against editing: lift the protection first")
QUOTED = Text("“{printed}”：", "“{printed}”: ")
THREADED = Text(
    "{path} 中有可以答复的新式批注，不能再写入批注：请改用 --marked 名.html",
    "{path} has comments of the newer kind, beside which none can be written: use "
    "--marked NAME.html")
NO_PLACE = Text("“{printed}”（此处无法加批注）：", "“{printed}” (no comment can stand there): ")
NOT_SUGGESTED = Text(
    "此处未给出修订：这个数跨越他人的修订、域或文本框，请手工改为 {expected}。",
    "No change is suggested here, since the number reaches into another’s change, a field or a "
    "text box: change it to {expected} by hand.")
RIGHT = Text("一致：{figure}", "agrees with {figure}")
STATED = Text(
    "{body}{year}年：{figure}{printed}（《{title}》第{paragraph}段）。",
    "{body}, {year}: {figure}, {printed} (paragraph {paragraph} of {title}).")
STATED_SOMEWHERE = Text(
    "{body}{year}年：{figure}{printed}（《{title}》）。",
    "{body}, {year}: {figure}, {printed} ({title}).")
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
NOTHING_LINKED = Text("没有可关联的数。", "There are no numbers to link.")
YEARS_LEFT = Text(
    "文中还写着 {years} 年：年份不随数更新，请人工核对",
    "it still speaks of {years}: years are not written anew, and are for a person to check")
NOTHING_TIED = Text(
    "{path} 中没有关联过的数，未作更新：请先用 cppcc link 关联",
    "no number of {path} is linked, and nothing was written: link them first with cppcc link")
CONTRADICTED = Text(
    "{path} 有 {count} 个数与指标不一致，未作关联：请先改正（cppcc proofread {path}），"
    "或加上 --partial 只关联一致的数",
    "{path} has {count:number|numbers} that contradict figures, and was not linked: correct them "
    "first (cppcc proofread {path}), or add --partial to link those that agree")
NOT_WORD = Text(
    "{path} 不是 Word 文档：只有 .docx 能关联和更新",
    "{path} is no Word document: only .docx can be linked and refreshed")

# Marked copies.
COPY = Text("-批注", "-marked")
NO_COPY_OF_INPUT = Text(
    "标准输入没有可标注的文件：请写出文稿的文件名", "standard input has no file to mark: name one")
WRONG_COPY = Text(
    "{manuscript} 的标注副本只能是 {known}，不能是 {path}",
    "a marked copy of {manuscript} is a {known} file, not {path}")
NO_SUGGESTIONS = Text(
    "{path} 不能写修订：--suggest 只用于 Word 文稿的副本",
    "{path} takes no tracked changes: --suggest is for the copy of a Word manuscript")
NOTHING_TO_MARK_IN = Text("--suggest 要与 --marked 一起用", "--suggest goes with --marked")
NO_FOLDER = Text(
    "几份文稿的标注副本要写进一个文件夹，{path} 是文件名：请写文件夹的名字",
    "marked copies of several manuscripts go into a folder, and {path} is the name of a file")
CANNOT_MARK = Text(
    "{path} 不能写入标注：请改用 --marked 名.html",
    "no marks can be written into {path}: use --marked NAME.html")
