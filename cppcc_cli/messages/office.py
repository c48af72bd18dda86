"""What is said of documents and workbooks: what they cannot hold, how their parts are called."""

from cppcc_cli.language import Text

TEXT_TOO_LONG = Text(
    "“{text}”有 {length} 个字符，一格最多容纳 {most} 个：请改存 .csv、.json 等",
    "“{text}” has {length} characters, and a cell holds at most {most}: write .csv or .json "
    "instead",
)
TOO_MANY_ROWS = Text(
    "{count} 行超过 {format} 表格所能容纳的 {most} 行：请改存 .csv、.parquet 等",
    "{count} rows are more than the {most} that a table in {format} holds: write .csv or .parquet "
    "instead",
)
TOO_MANY_COLUMNS = Text(
    "{count} 列超过 {format} 表格所能容纳的 {most} 列：请用 --columns 选列，或改存 .csv 等",
    "{count} columns are more than the {most} that a table in {format} holds: choose "
    "some with --columns, or write .csv instead",
)
WRITING = Text("写入 {path}", "writing {path}")
TABLE_SHEET = Text("数据", "Table")
