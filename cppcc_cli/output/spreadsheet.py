"""CSV for Excel and WPS: a byte order mark, CRLF, and no cell that a spreadsheet would run."""

import csv
import io

# A text that begins with one of these is a formula to a spreadsheet program.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def spreadsheet_csv(text: str) -> bytes:
    """Return CSV text as the bytes of a file that a spreadsheet opens rightly and harmlessly."""
    return harmless_csv(text).encode("utf-8-sig")


def harmless_csv(text: str) -> str:
    """Return CSV text by RFC 4180, with CRLF, no cell of which is run."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    for row in csv.reader(io.StringIO(text, newline="")):
        writer.writerow([harmless(cell) for cell in row])
    return written.getvalue()


def harmless(cell: str) -> str:
    """Return a cell with an apostrophe before what would be run; a number is none of that."""
    return f"'{cell}" if would_run(cell) else cell


def would_run(cell: str) -> bool:
    """Tell whether a spreadsheet takes a text for a formula once it is typed in."""
    return cell.startswith(_FORMULA) and not _is_number(cell)


def _is_number(cell: str) -> bool:
    digits = cell.lstrip("+-")
    return len(cell) - len(digits) <= 1 and digits.replace(".", "", 1).isdigit()
