"""What the proofreader finds in invented reports and manuscripts: slips, figures, false alarms.

Run by hand: `python -m tests.bench texts`, or `python -m tests.bench.texts TEXT …` for some of them
with every miss.

The texts lie beside, in `texts/`, one of each genre; all that they tell is invented, but for the
bundled figures in them. `{418件|proposals.submitted}` there is a number that states a figure, and
`{396件|2022:proposals.submitted}` one that states a figure of the year before, `texts/2022.toml`.
A text that states figures of that year is held against both, every other against the bundled alone;
all numbers without a mark are of something else, so that nothing may be said against them.
"""

import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import tomli

from cppcc_cli import messages, numerals
from cppcc_cli.cli.app import app
from cppcc_cli.dataset import Dataset
from cppcc_cli.dataset.reading import load
from cppcc_cli.dataset.sources import bundled
from cppcc_cli.dataset.toml import to_toml
from cppcc_cli.quantity import Quantity, agreement
from cppcc_cli.script import simplified

from .bars import Bar, report

TEXTS = Path(__file__).with_name("texts")
YEAR_BEFORE = 2022
SLIPS_A_MARK = 3
_MARK = re.compile(r"\{([^|{}]+)\|(?:(\d{4}):)?([^{}]+)\}")
_NUMBER = re.compile(
    "(?P<before>近|逾|超过|约)?(?P<digits>[0-9０-９,.]+|[一二三四五六七八九十百千]+)"
    "(?P<scale>[万萬])?(?P<more>[余餘多])?(?P<unit>.*)"
)


class Mark(NamedTuple):
    """A number that states a figure: its line and column from 0, what is printed, and of what."""

    line: int
    column: int
    printed: str
    year: int
    figure: str


class Text(NamedTuple):
    """An invented text: its name, its lines, and what of them states figures."""

    name: str
    suffix: str
    lines: list[str]
    marks: list[Mark]

    def with_slip(self, mark: Mark, printed: str) -> str:
        """Return the text with something else printed at a mark."""
        line = self.lines[mark.line]
        changed = line[: mark.column] + printed + line[mark.column + len(mark.printed) :]
        return "\n".join([*self.lines[: mark.line], changed, *self.lines[mark.line + 1 :], ""])

    @property
    def content(self) -> str:
        """The text as it is proofread."""
        return "\n".join([*self.lines, ""])


class Slip(NamedTuple):
    """A slip that was seeded: its kind, where, and what is printed there instead."""

    kind: str
    mark: Mark
    printed: str


Found = dict[str, Any]


def texts() -> list[Text]:
    """Return the invented texts, by name."""
    files = [path for path in sorted(TEXTS.iterdir()) if path.suffix in (".txt", ".md")]
    return [_read(path) for path in files]


def _read(path: Path) -> Text:
    this_year = years()[-1].year
    lines, marks = [], []
    for number, marked in enumerate(path.read_text("utf-8").splitlines()):
        line, last = "", 0
        for found in _MARK.finditer(marked):
            line += marked[last : found.start()]
            year = int(found[2] or this_year)
            marks.append(Mark(number, len(line), found[1], year, found[3]))
            line, last = line + found[1], found.end()
        lines.append(line + marked[last:])
    return Text(path.stem, path.suffix, lines, marks)


@cache
def years() -> tuple[Dataset, Dataset]:
    """Return the invented dataset of the year before, and the bundled one."""
    now = load(bundled())
    printed = tomli.loads((TEXTS / f"{YEAR_BEFORE}.toml").read_text("utf-8"))
    figures = {}
    for name, form in printed.items():
        quantity = numerals.read(form)
        if quantity is None:
            raise ValueError(form)
        figures[name] = now.figures[name]._replace(**quantity._asdict(), printed=form)
    before = now._replace(id=f"lishui-{YEAR_BEFORE}", year=YEAR_BEFORE, title=None, figures=figures)
    return before._replace(ratios={}, topics=()), now


def slips(text: Text) -> list[Slip]:
    """Return the slips that are seeded in a text, by a fixed rule.

    The kinds go round from mark to mark, so many at each; a kind that does not apply gives way to
    the next. What a text may well say of the figure (超过1.2万 of 1.7万余) is no slip.
    """
    seeded = []
    for number, mark in enumerate(text.marks):
        found = []
        for kind in range(number, number + len(_KINDS)):
            name = _KINDS[kind % len(_KINDS)]
            printed = _slipped(name, mark, number)
            if printed not in (None, mark.printed) and not _may_be_said(printed, mark):
                found.append(Slip(name, mark, printed))
        seeded += found[:SLIPS_A_MARK]
    return seeded


def _may_be_said(printed: str, mark: Mark) -> bool:
    figure = _figures(mark.year)[mark.figure]
    said = stated(printed, figure.unit)
    return said is not None and agreement(said, figure.quantity) != "contradicts"


def stated(printed: str, unit: str) -> Quantity | None:
    """Return what a printed number states; of the given unit where it is printed without one."""
    bare = simplified(printed)
    return numerals.read(bare) or numerals.read(numerals.complete(bare, unit))


def _figures(year: int) -> dict[str, Any]:
    return next(dataset.figures for dataset in years() if dataset.year == year)


_KINDS = ("transposed", "digit", "scale", "qualifier", "decimal", "unit", "other_year")
_DIGITS = ("0123456789", "０１２３４５６７８９", "〇一二三四五六七八九")
_OTHER_UNITS = {
    **{"件": "人次", "次": "件", "场": "人", "場": "人", "家": "件", "期": "人", "份": "名"},
    **{"个": "件", "個": "件", "篇": "人次", "条次": "家", "條次": "家", "场次": "件"},
    **{"場次": "件", "人次": "家"},
}


def _slipped(kind: str, mark: Mark, number: int) -> str | None:
    """Return what is printed after a slip of a kind, or None where it does not apply."""
    found = _NUMBER.fullmatch(mark.printed)
    if found is None:
        raise ValueError(mark)
    before, digits, scale, more, unit = (part or "" for part in found.groups())
    if kind == "transposed":
        changed = _transposed(digits)
        return changed and f"{before}{changed}{scale}{more}{unit}"
    if kind == "digit":
        changed = _mistyped(digits, number)
        return changed and f"{before}{changed}{scale}{more}{unit}"
    if kind == "scale":
        return f"{before}{digits}{'' if scale else '万'}{more}{unit}"
    if kind == "qualifier":
        if before or more:
            return f"{digits}{scale}{unit}"
        return f"{digits}{scale}余{unit}" if len(digits) > 1 else None
    if kind == "decimal":
        moved = _moved(digits)
        return moved and f"{before}{moved}{scale}{more}{unit}"
    if kind == "unit":
        other = _OTHER_UNITS.get(unit.strip())
        return other and f"{before}{digits}{scale}{more}{other}"
    if not re.fullmatch(r"[\d.]+", digits, re.ASCII) or before:
        return None
    others = next(_figures(one.year) for one in years() if one.year != mark.year)
    if mark.figure not in others:
        return None
    printed = _NUMBER.fullmatch(others[mark.figure].printed)
    return printed and mark.printed.replace(digits, printed["digits"])


def _script(char: str) -> str | None:
    return next((digits for digits in _DIGITS if char in digits), None)


def _transposed(digits: str) -> str | None:
    """Return the number with the last two neighbouring digits exchanged that differ."""
    places = [place for place, char in enumerate(digits) if _script(char)]
    for left, right in reversed(list(pairwise(places))):
        one, other = digits[left], digits[right]
        if one != other and not (left == 0 and other in "0０"):
            return digits[:left] + other + digits[left + 1 : right] + one + digits[right + 1 :]
    return None


def _mistyped(digits: str, number: int) -> str | None:
    """Return the number with one of its digits mistyped, by the number of the mark."""
    places = [place for place, char in enumerate(digits) if _script(char)]
    if not places:
        return None
    place = places[number % len(places)]
    script = _script(digits[place]) or ""
    value = script.index(digits[place])
    other = script[(value + 1 + number % 4) % 9 + 1]
    return digits[:place] + other + digits[place + 1 :] if other != digits[place] else None


def _moved(digits: str) -> str | None:
    """Return the number without its point, or with one before its last digit."""
    if "." in digits:
        return digits.replace(".", "")
    return f"{digits[:-1]}.{digits[-1]}" if re.fullmatch(r"[0-9]{3,}", digits) else None


def _proofread(paths: Sequence[Path], data: Iterable[str]) -> dict[str, list[Found]]:
    """Return what the command finds in each file, by its name."""
    words = ["proofread", *map(str, paths), "-f", "jsonl", "--lang", "zh"]
    for one in data:
        words += ["--data", one]
    out, err = io.BytesIO(), io.BytesIO()
    with ExitStack() as stack:
        stack.callback(messages.use, messages.current())
        stdout = stack.enter_context(io.TextIOWrapper(out, "utf-8"))
        stderr = stack.enter_context(io.TextIOWrapper(err, "utf-8"))
        stack.enter_context(redirect_stdout(stdout))
        stack.enter_context(redirect_stderr(stderr))
        code = app(words, standalone_mode=False) or 0
        stdout.flush()
        stderr.flush()
        written, said = out.getvalue().decode(), err.getvalue().decode()
    if code not in (0, 1):
        raise RuntimeError(f"exit code {code}: {said}")
    found: dict[str, list[Found]] = {path.name: [] for path in paths}
    for line in written.splitlines():
        record = json.loads(line)
        found[Path(record["file"]).name].append(record)
    return found


def _at(found: Iterable[Found], mark: Mark, printed: str) -> list[Found]:
    """Return what was found at a mark where something is printed."""
    return [
        one
        for one in found
        if one["line"] == mark.line + 1
        and one["column"] - 1 < mark.column + len(printed)
        and one["column"] - 1 + len(one["printed"] or "") > mark.column
    ]


def _is_shown(one: Found, mark: Mark) -> bool:
    """Tell whether a question is put to the user that names the figure of a mark."""
    name = _figures(mark.year)[mark.figure].name.zh
    return one["verdict"] == "unknown" and (one["figure"] == mark.figure or name in one["message"])


def _is_alarm(one: Found) -> bool:
    return one["verdict"] == "contradicts" or one["severity"] in ("error", "warning")


def judge(text: Text, folder: Path, missed: list[str]) -> Counter[str]:
    """Return the counts of a text, and add to `missed` a line for each miss.

    `stated` marks of which so many are `recognised`, `unknown`, `other`, `unnoticed` or `wrong`
    (another figure); `alarms` on the clean text, `asked` questions beside the marks that name a
    figure, `taken` numbers without a mark that are said to state one; slips by kind: `KIND`,
    `KIND surely`, `KIND shown`.
    """
    before, _ = years()
    two = any(mark.year == before.year for mark in text.marks)
    data = [bundled()]
    if two:
        both = folder / f"{before.id}.toml"
        both.write_text(to_toml(before, {}), "utf-8")
        data.append(str(both))
    seeded = slips(text)
    clean = folder / f"{text.name}{text.suffix}"
    clean.write_text(text.content, "utf-8")
    paths = [clean]
    for number, slip in enumerate(seeded):
        paths.append(folder / f"{text.name}-{number}{text.suffix}")
        paths[-1].write_text(text.with_slip(slip.mark, slip.printed), "utf-8")
    found = _proofread(paths, data)
    counts = Counter(characters=sum(not char.isspace() for char in text.content))
    _judge_clean(text, found[clean.name], counts, missed)
    if two:
        alone = _proofread([clean], data[:1])[clean.name]
        _judge_alarms(text, alone, counts, missed)
    for path, slip in zip(paths[1:], seeded, strict=True):
        there = _at(found[path.name], slip.mark, slip.printed)
        surely = any(
            one["verdict"] == "contradicts" and one["figure"] == slip.mark.figure for one in there
        )
        shown = any(_is_shown(one, slip.mark) for one in there)
        how = "surely" if surely else "shown" if shown else "missed"
        counts.update(("slips", how, slip.kind, f"{slip.kind} {how}"))
        if how != "surely":
            what = f"{slip.kind} {slip.mark.printed} → {slip.printed}: {how}"
            missed.append(_line(text, what, slip.mark, there))
    return counts


def _judge_clean(text: Text, found: list[Found], counts: Counter[str], missed: list[str]) -> None:
    at_marks = []
    for mark in text.marks:
        there = [one for one in _at(found, mark, mark.printed) if one["figure"] or one["verdict"]]
        at_marks += there
        said = [one for one in there if one["verdict"] in ("agrees", "consistent")]
        verdict = next((one["verdict"] for one in there), None)
        how = verdict if verdict in ("unknown", "other") else "unnoticed"
        if said:
            right = any(one["figure"] == mark.figure for one in said)
            how = "recognised" if right else "wrong"
        counts.update(("stated", how))
        if how != "recognised":
            missed.append(_line(text, f"{mark.printed}: {how}", mark, there))
    for one in found:
        if one in at_marks:
            continue
        if one["verdict"] in ("agrees", "consistent"):
            counts["taken"] += 1
            missed.append(f"{text.name}:{one['line']}: {one['printed']}: taken: {one['message']}")
        elif one["verdict"] == "unknown" and one["figure"]:
            counts["asked"] += 1
            missed.append(f"{text.name}:{one['line']}: {one['printed']}: asked: {one['message']}")
    _judge_alarms(text, found, counts, missed)


def _judge_alarms(text: Text, found: list[Found], counts: Counter[str], missed: list[str]) -> None:
    for one in filter(_is_alarm, found):
        counts["alarms"] += 1
        missed.append(f"{text.name}:{one['line']}: {one['printed']}: alarm: {one['message']}")


def _line(text: Text, what: str, mark: Mark, there: Sequence[Found]) -> str:
    line = text.lines[mark.line]
    around = line[max(0, mark.column - 20) : mark.column + len(mark.printed) + 10]
    said = [f"{one['verdict']}: {one['message']}" for one in there]
    return f"{text.name}:{mark.line + 1}: {what}: {around}: {'; '.join(said)}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table in Markdown, as it stands in README.md here."""
    rows = [head, *rows]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    rule = [f"{'-' * (width - 1)}:" if place else "-" * width for place, width in enumerate(widths)]
    for row in (rows[0], rule, *rows[1:]):
        cells = [
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.write("\n")


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def measure(*names: str) -> Iterator[Bar]:
    """Write what was found in each text and of each kind of slip; yield the shares and the bars."""
    each: dict[str, Counter[str]] = {}
    missed: list[str] = []
    with TemporaryDirectory() as folder:
        for text in texts():
            if not names or text.name in names:
                each[text.name] = judge(text, Path(folder), missed)
    if names:
        sys.stdout.write("".join(f"{line}\n" for line in missed))
    total = sum(each.values(), Counter())
    keys = ("characters", "stated", "recognised", "unknown", "alarms", "asked", "taken")
    keys += ("slips", "surely", "shown", "missed")
    rows = [(name, *(str(counts[key]) for key in keys)) for name, counts in each.items()]
    _table(("text", *keys), [*rows, ("all", *(str(total[key]) for key in keys))])
    ways = ("surely", "shown", "missed")
    _table(
        ("slip", "seeded", *ways),
        [(k, str(total[k]), *(str(total[f"{k} {way}"]) for way in ways)) for k in _KINDS],
    )
    own = sum((counts for counts in each.values() if counts["stated"]), Counter())
    other = total - own
    seen = total["surely"] + total["shown"]
    yield Bar("figures recognised", _percent(total["recognised"], total["stated"]), "%", least=85)
    yield Bar("figures of which is asked", _percent(total["unknown"], total["stated"]), "%", most=8)
    yield Bar("slips seen", _percent(seen, total["slips"]), "%", least=95)
    yield Bar("slips contradicted surely", _percent(total["surely"], total["slips"]), "%", least=75)
    yield Bar("false alarms where figures are stated", own["alarms"], "", most=0)
    yield Bar("false alarms in all other texts", other["alarms"], "", most=0)
    asked = 10_000 * other["asked"] / max(other["characters"], 1)
    yield Bar("questions in 10,000 characters of them", asked, "", most=2)


if __name__ == "__main__":
    sys.exit(report(measure(*sys.argv[1:])))
