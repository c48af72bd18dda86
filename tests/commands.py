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
