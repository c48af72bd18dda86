"""Longer help on what is the same for all commands: `cppcc help TOPIC`."""

from cppcc_cli.language import Text

# Paragraphs; a line that begins with two spaces is a row: a word, two spaces or more, its meaning.
TOPICS = {
    "exit-codes": Text(
        """退出码告诉脚本结果如何：
  0  正常，没有找到也算
  1  有结果，但有问题（check）或有矛盾（verify、proofread）；或者结果没能写出，或文件已存在
  2  用法不对：选项、名称、列名或格式有误
  3  数据集或文本无法读取
  130  被中断（Ctrl-C）
  143  被终止
管道的另一端提前关闭不算错误。结果写到标准输出，其余都写到标准错误。""",
        """The exit code tells a script how it went:
  0  answered, even if nothing was found
  1  answered, but with faults (check) or contradictions (verify, proofread); or the answer could \
not be written, or its file exists
  2  wrong usage: an option, a name, a column or a format that does not exist
  3  a dataset or a text cannot be read
  130  interrupted (Ctrl-C)
  143  terminated
Closing the pipe early is not an error. The answer goes to standard output, everything else to \
standard error.""",
    ),
    "environment": Text(
        """可用以下环境变量；命令行选项总是优先：
  CPPCC_DATA  要用的数据集文件或文件夹，几个之间用冒号（Windows 用分号）隔开
  CPPCC_LANG  zh 或 en；不设则看 LC_ALL、LC_MESSAGES、LANG，再看 Windows 的界面语言
  NO_COLOR  设了就不用颜色
  CLICOLOR_FORCE  设了且不为 0，就总用颜色；FORCE_COLOR 同此
  CLICOLOR  为 0 则不用颜色
  COLUMNS  屏幕宽度
  XDG_DATA_HOME  自己的数据集放在其下的 cppcc 文件夹；不设则为 ~/.local/share
  XDG_CACHE_HOME  大批数据集的索引放在其下的 cppcc 文件夹，可随时删除；不设则为 ~/.cache
Windows 上，数据集放在 %APPDATA%\\cppcc，索引在 %LOCALAPPDATA%\\cppcc\\Cache；\
macOS 上，放在 ~/Library/Application Support/cppcc 和 ~/Library/Caches/cppcc。""",
        """These environment variables are read; options on the command line take precedence:
  CPPCC_DATA  the dataset files and folders to use, separated by colons (Windows: semicolons)
  CPPCC_LANG  zh or en; if unset, LC_ALL, LC_MESSAGES and LANG decide, then the language of Windows
  NO_COLOR  if set, no colour
  CLICOLOR_FORCE  if set and not 0, always colour; FORCE_COLOR likewise
  CLICOLOR  0 for no colour
  COLUMNS  the width of the screen
  XDG_DATA_HOME  your own datasets are in the folder cppcc below it; if unset, ~/.local/share
  XDG_CACHE_HOME  the indexes of large collections are in the folder cppcc below it, and can be \
deleted at any time; if unset, ~/.cache
On Windows the datasets are in %APPDATA%\\cppcc and the indexes in %LOCALAPPDATA%\\cppcc\\Cache; \
on macOS in ~/Library/Application Support/cppcc and ~/Library/Caches/cppcc.""",
    ),
    "formats": Text(
        """结果在终端上是一张表，在管道中是制表符分隔的文本。-f 选格式，-o 按后缀写入文件：
  table  给人看：随屏幕宽度，带中文名称和限定语
  markdown  给人看：同上，用于文档（.md）
  tsv  给脚本，也可粘贴到 Excel、WPS（.tsv）
  csv  文件可直接用 Excel、WPS 打开（.csv）
  json  一个数组（.json）；小数一位不少
  jsonl  每行一条记录（.jsonl）
  value  只列数值，或 --columns 指定的一列
  lines  check 和 proofread 的问题，每行“文件:行:列: 问题”，供编辑器跳转
只能写入文件的：
  .docx  Word、WPS 文档：A4 三线表，附注和来源在表下
  .xlsx  Excel、WPS 工作簿：数值可以计算，限定语在单元格格式里，增减用公式；比较另附图
  .html  一张网页，无需联网，可打印
  .sqlite  SQLite 数据库
  .parquet  供 DuckDB、Spark 等
给脚本的格式用英文键名、不加千分位、从不截断。--no-header 去掉表头、标题和附注。""",
        """On a terminal an answer is a table, in a pipe it is tab-separated text. -f chooses a \
format, -o writes a file in the format of its suffix:
  table  for people: as wide as the screen, names in their language, the qualifier in words
  markdown  for people: the same for a document (.md)
  tsv  for scripts, and for pasting into Excel and WPS (.tsv)
  csv  the file opens in Excel and WPS (.csv)
  json  an array (.json); decimals keep their digits
  jsonl  one record per line (.jsonl)
  value  bare values, or the one column that --columns names
  lines  what check and proofread found, as file:line:column: message, for editors
Only as files:
  .docx  a document for Word and WPS: a table with three rules on A4, notes and source below it
  .xlsx  a workbook for Excel and WPS: numbers stay numbers, with the qualifier in the format of \
the cell, changes are formulas, and a comparison has a chart
  .html  a page that needs no network and can be printed
  .sqlite  an SQLite database
  .parquet  for DuckDB, Spark and the like
Formats for scripts have English keys and no thousands separators, and never cut anything off. \
--no-header leaves out header, title and notes.""",
    ),
    "dataset": Text(
        """一个数据集是一个 TOML 文件：一个政协、一个年度。最省事的做法：
  1  有报告：cppcc draft 报告.txt --like lishui-2023 -o 文件.toml；没有：cppcc init 2024 \
-o 文件.toml
  2  看注释里标出的疑点，改好名称和来源
  3  逐项核对或填写 value（只写数）、printed（照原文写）、qualifier（限定语）和 paragraph（第几段）
  4  用 cppcc check 文件.toml 检查，按提示的行修改
  5  命令后加 --data 文件.toml，或设 CPPCC_DATA，或把文件放进自己的文件夹（见 \
cppcc help environment）
自带的数据集里写有每个键的含义，位置见 cppcc datasets。\
cppcc schema 输出 JSON Schema，供编辑器提示。""",
        """A dataset is a TOML file for one committee and one year. The easiest way to make one:
  1  from a report: cppcc draft REPORT --like lishui-2023 -o FILE.toml; without one: \
cppcc init 2024 -o FILE.toml
  2  look at the doubts marked in the comments, and correct names and source
  3  check or fill in, for each figure, value (the number alone), printed (as the source has it), \
qualifier and paragraph
  4  check it with cppcc check FILE.toml, and correct the lines it names
  5  add --data FILE.toml to a command, or set CPPCC_DATA, or put the file into your own folder \
(see cppcc help environment)
The bundled dataset explains each key; cppcc datasets shows where it is. cppcc schema prints a \
JSON Schema for editors.""",
    ),
}
