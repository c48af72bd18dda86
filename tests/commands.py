"""A command of every kind that prints a table, as it may be typed."""

from conftest import TESTS

SPEECH = str(TESTS / "samples" / "speech.txt")
HARBOUR = str(TESTS / "samples" / "harbour-2031.toml")
COMMANDS = [
    ("categories",),
    ("stats",),
    ("stats", "public-opinion", "halls"),
    ("show", "adopted"),
    ("datasets",),
    ("check", "./broken.toml"),
    ("check",),
    ("compare", "halls", "sessions", "studios"),
    ("compare", "public-opinion"),
    ("topics",),
    ("topics", "platform"),
    ("search", "提案"),
    ("search", "nothing-of-the-kind"),
    ("numbers", str(TESTS / "samples" / "report-2031.md")),
    ("numbers", str(TESTS / "samples" / "report-2031.md"), "--kind", "figure"),
    ("verify", "submitted", "400余"),
    ("check", HARBOUR, "--source", str(TESTS / "samples" / "report-2031.md")),
    ("diff", SPEECH, str(TESTS / "samples" / "slide.md")),
    ("proofread", SPEECH, str(TESTS / "samples" / "slide.md")),
]


def as_documented(markdown: str, command: tuple[str, ...]) -> list[str]:
    """Return the lines of Markdown without the ids that one types, as documents have them."""
    lines = markdown.splitlines()
    if command[0] in ("stats", "categories"):
        cut = (line.removesuffix(" |").rpartition(" | ")[0] for line in lines)
        lines = [
            f"{one} |" if line[:2] == "| " else line for line, one in zip(lines, cut, strict=True)
        ]
    if command[0] in ("show", "verify"):
        lines = [line for line in lines if not line.startswith(("| 编号 | ", "| Id | "))]
    return [line.partition(" · ")[0] if line.startswith("### ") else line for line in lines]
