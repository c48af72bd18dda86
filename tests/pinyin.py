"""Check the pinyin of a dataset, or fill it in: `python -m tests.pinyin FILE [--write]`.

For development only; pypinyin is slow to import, so the syllables stand in the dataset. Readings
that a dictionary gets wrong are listed here.
"""

import re
import sys
from pathlib import Path

import tomli

from cppcc_cli.text.drafting import syllables as syllables_of

# Names whose right reading the dictionary does not know.
READINGS: dict[str, str] = {}


def syllables(name: str) -> str:
    """Return the syllables of a Chinese name without tones, ü as v, all but Chinese dropped."""
    return READINGS.get(name) or syllables_of(name)


def expected(table: dict[str, object]) -> list[str]:
    """Return the pinyin of a table: of its name, then of each term, each once."""
    names = [table["name"]["zh"], *table.get("terms", [])]  # type: ignore[index, misc]
    return list(dict.fromkeys(filter(None, map(syllables, names))))


def filled(text: str) -> str:
    """Return a dataset in the bundled layout with the pinyin of every table as it should be."""
    blocks = re.split(r"(?m)^(?=\[)", text)
    return "".join(_filled(block) for block in blocks)


def _filled(block: str) -> str:
    if not re.match(r"\[(category|figure)\.|\[\[topic", block):
        return block
    table = tomli.loads(re.sub(r"^\[.*\]\]?\n", "", block, count=1))
    wanted = expected(table)
    quoted = ", ".join('"' + one + '"' for one in wanted)
    line = f"pinyin = [{quoted}]\n"
    if "pinyin" in table:
        return re.sub(r"(?m)^pinyin = .*\n", line, block) if wanted else block
    last = list(table)[-1]
    return re.sub(rf"(?m)^({last} = .*\n)", rf"\1{line}", block) if wanted else block


def main() -> int:
    """Check the file named, or write it anew; return 1 where something was wrong."""
    path = Path(sys.argv[1])
    text = path.read_text("utf-8")
    right = filled(text)
    if right == text:
        return 0
    if "--write" in sys.argv:
        path.write_text(right, "utf-8")
        return 0
    sys.stderr.write(f"{path}: pinyin is missing or wrong; --write mends it\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
