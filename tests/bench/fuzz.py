"""Coverage-guided fuzzing of what reads: nothing but an error of ours may come out.

Run by hand, with atheris installed: `python -m tests.bench.fuzz TARGET [SECONDS]`, where TARGET is
dataset, numeral, text, held, drafted or file. Seeds are the samples of the tests; a fault
ends the run with its input in a file crash-*.
"""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["cppcc_cli", "xlrd", "olefile", "zipfile"]):
    from cppcc_cli import numerals
    from cppcc_cli.dataset.reading import load, read_dataset
    from cppcc_cli.dataset.toml import to_toml
    from cppcc_cli.documents.document import Document
    from cppcc_cli.documents.kinds import read_kind
    from cppcc_cli.documents.text import text_document
    from cppcc_cli.errors import CppccError
    from cppcc_cli.text.audit import audit
    from cppcc_cli.text.drafting.draft import draft
    from cppcc_cli.text.drafting.front import Wishes
    from cppcc_cli.text.numbers import scan
    from cppcc_cli.text.proofreading import proofread

SAMPLES = Path(__file__).parents[1] / "samples"
KNOWN = load(str(SAMPLES / "harbour-2031.toml"))


def dataset(raw: bytes) -> None:
    """Read a dataset."""
    read_dataset(raw, "a.toml")


def numeral(raw: bytes) -> None:
    """Read a printed number."""
    numerals.read(raw.decode("utf-8", "ignore"))


def text(raw: bytes) -> None:
    """Find the numbers of a text, which stand in it in order and as printed."""
    read = raw.decode("utf-8", "ignore")
    last = 0
    for mention in scan(read):
        assert last <= mention.start < mention.end <= len(read)
        assert mention.printed == read[mention.start : mention.end]
        last = mention.start


def held(raw: bytes) -> None:
    """Hold a text against figures, as a report and as a manuscript."""
    read = _document(raw)
    audit(read, KNOWN)
    proofread(read, KNOWN)


def drafted(raw: bytes) -> None:
    """Draft a dataset of a text; what is written must read."""
    made = draft(_document(raw), KNOWN, None, Wishes(year=2032, body="政协某市委员会"))
    try:
        read_dataset(to_toml(made.dataset, {}).encode(), "a.toml")
    except CppccError as error:
        raise AssertionError(error.lines("en")) from error


def _document(raw: bytes) -> Document:
    return text_document("a.txt", raw.replace(b"\0", b"").decode("utf-8", "ignore"), len(raw))


def file(raw: bytes) -> None:
    """Read a file of whatever kind its content tells."""
    read_kind(raw, "a")


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (dataset, numeral, text, held, drafted, file)
}


def seeds(target: str) -> list[bytes]:
    """Return valid input of a target."""
    if target == "file":
        from docx import Document

        document, made = Document(), io.BytesIO()
        document.add_paragraph("提案418件")
        document.save(made)
        page = "<html><table><tr><td>提案<td>418件</table><p>占<b>14.4%</b>"
        return [made.getvalue(), page.encode()]
    suffix = "toml" if target == "dataset" else "txt"
    return [path.read_bytes() for path in SAMPLES.glob(f"*.{suffix}")]


def main(target: str, seconds: int) -> None:
    """Fuzz a target for so many seconds; atheris ends the process."""

    def once(raw: bytes) -> None:
        try:
            TARGETS[target](raw)
        except CppccError as error:
            error.lines("zh")

    with TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds(target)):
            Path(corpus, str(number)).write_bytes(seed)
        limits = [f"-max_total_time={seconds}", "-max_len=20000", "-timeout=20"]
        atheris.Setup([sys.argv[0], corpus, *limits, "-print_final_stats=1"], once)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60)
