"""Numbers in a worksheet: whether a cell can hold one, and the format that shows it whole.

The qualifier stands around the number in the format of its cell: 17000 shows as "more than 17,000".
So sums and charts work, and nobody who reads the sheet takes a bound for the number itself.
"""

from decimal import Decimal

from cppcc_cli.output.table import Number
from cppcc_cli.quantity import grouped, plain
from cppcc_cli.screen import width

# What Excel keeps of a number, and what it takes for a format.
_DIGITS, _MOST_DECIMALS, _LONGEST_FORMAT = 15, 30, 255


def decimals(value: Decimal) -> int:
    """Return how many decimals a value has."""
    return max(0, -int(value.as_tuple().exponent))


def number_format(number: Number) -> str | None:
    """Return the format that shows every digit of a number, and the words around it.

    As in `"more than "#,##0` or, of a change, `+0.0%;-0.0%;0.0%`. None for a number that a cell
    does not hold exactly, or that no format shows whole: it has to be a text.
    """
    held = Decimal(f"{float(number.value):.{_DIGITS}g}") == number.value
    if not held or decimals(number.value) > _MOST_DECIMALS:
        return None
    code = _format(number)
    return code if len(code) <= _LONGEST_FORMAT else None


def _format(number: Number) -> str:
    places = decimals(number.value)
    percent = number.form == "percent"
    places = max(0, places - 2) if percent else places
    digits = "0" if number.form == "plain" or percent else "#,##0"
    digits += f".{'0' * places}" if places else ""
    digits += "%" if percent else ""
    before, after = _literal(number.before), _literal(number.after)
    if not number.signed:
        return f"{before}{digits}{after}"
    return ";".join(f"{before}{sign}{digits}{after}" for sign in ("+", "-", ""))


def cells_shown(number: Number) -> int:
    """Return how many terminal cells the number takes as it is shown."""
    shown = plain(number.value) if number.form == "plain" else grouped(number.value)
    return width(number.before) + len(shown) + width(number.after) + 2 * (number.form == "percent")


def _literal(text: str) -> str:
    """Return text as it stands in a format; a quotation mark cannot stand between two others."""
    return '"\\""'.join(f'"{part}"' if part else "" for part in text.split('"'))
