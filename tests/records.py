"""What a table for people holds, held against the records that machines get."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from conftest import Run

# By command: the label of a column in Chinese, and the key of its record that it shows as it is.
SHOWN = {
    "categories": {"类别": "name_zh", "指标数": "figures", "编号": "id"},
    "stats": {"指标": "name_zh", "数值": "value", "原文写法": "printed", "单位": "unit"},
    "show": {"编号": "id", "数值": "value", "约数表述": "qualifier", "原文写法": "printed"},
    "datasets": {"编号": "id", "年度": "year", "指标数": "figures"},
    "check": {"行": "line", "问题": "message"},
    "compare": {"指标": "name_zh", "数值": "value", "原文写法": "printed", "单位": "unit"},
    "topics": {"工作": "name_zh", "段": "paragraph"},
    "search": {"名称": "name_zh", "匹配": "matched", "编号": "id"},
    "numbers": {"行": "line", "数值": "value", "原文写法": "printed", "单位": "unit"},
    "verify": {"指标": "figure", "数值": "value", "待核对": "given"},
    # A place in either version, clauses with the number marked: nothing as it is in the record.
    "diff": {},
    "proofread": {"行": "line", "问题": "message"},
}
# The codes of what people are told the number of only.
COUNTED = ("number", "printed")


def records_of(run: Run, *command: str) -> list[dict[str, str | None]]:
    """Return the records that people see, in their order; numbers as their digits."""
    said = run(*command, "-f", "json", "--lang", "zh").out
    records = json.loads(said, parse_float=str, parse_int=str)
    return [record for record in records if is_seen(record)]


def is_seen(record: Mapping[str, object]) -> bool:
    """Tell whether people see a record in a table; of the rest they are told how many there are."""
    counted = record.get("code") in COUNTED or record.get("verdict") == "other"
    return "outcome" in record or not counted


def cells_of(record: dict[str, str | None], keys: Sequence[str]) -> tuple[object, ...]:
    """Return the cells of these keys, so that they compare with those of a sheet."""
    return tuple(comparable(record[key]) for key in keys)


def comparable(cell: object) -> object:
    """Return a cell so that 418, "418" and 418.0 are the same; nothing is None."""
    if cell in (None, ""):
        return None
    try:
        return Decimal(str(cell)).normalize()
    except InvalidOperation:
        return cell


def is_in_order(some: Sequence[object], every: Sequence[object]) -> bool:
    """Tell whether some of them follow one another as they do among all."""
    rest = iter(every)
    return all(one in rest for one in some)
