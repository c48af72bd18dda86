"""Valid input of every kind that is read, to be spoiled: small, and the same every time."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from cppcc_cli.dataset.sources import bundled

SAMPLES = Path(__file__).parents[1] / "samples"
# Of each kind what is common and where it is odd: pages in two encodings, fonts that tell their
# letters by a table alone. Those of Office before 2007 are the smallest that LibreOffice writes.
_WRITTEN = Path(__file__).with_name("documents")
# The kinds of documents, by the suffix of their files.
DOCUMENTS = (
    *("txt", "md", "html", "mht", "rtf", "pdf"),
    *("docx", "odt", "ods", "pptx", "xlsx", "ofd"),
    *("doc", "xls", "ppt"),
)


@cache
def dataset_seeds() -> list[bytes]:
    """Return datasets: small, and the beginning and the end of the bundled one."""
    whole = Path(bundled()).read_bytes()
    small = [(SAMPLES / f"{name}-2031.toml").read_bytes() for name in ("hillside", "harbour")]
    return [*small, whole[:6000]]


@cache
def document_seeds(kind: str) -> list[bytes]:
    """Return documents of a kind."""
    names = {
        "txt": ("speech.txt", "harbour-2031.txt", "hillside-2031-gb18030.txt"),
        "md": ("slide.md", "report-2031.md"),
    }
    samples = [SAMPLES / name for name in names.get(kind, ())]
    return [path.read_bytes() for path in samples or sorted(_WRITTEN.glob(f"*.{kind}"))]


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of members by their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of objects, numbered from 1; the first is its catalogue."""
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size, at = len(places) + 1, len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % size
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, at)
    return bytes(made)


SPEECH = "2023年，市政协提出提案481件，其中立案60余件。\n"
# What accepts findings in it, as `--write-accepted` writes it.
ACCEPTED = (
    "file\tcode\tverdict\tclause\tprinted\tfigure\texpected\tnote\n"
    "speech.txt\tfigure\tcontradicts\t市政协提出提案481件\t481件\tproposals.submitted\t418件\t已核\n"
    "speech.txt\tfigure\tother\t其中立案60余件\t60余件\tproposals.submitted\t418件\t\n"
)
ENVIRONMENTS = [
    b"CPPCC_LANG=zh\nLANG=zh_CN.UTF-8\nCOLUMNS=80\nNO_COLOR=1\nTERM=xterm",
    b"CPPCC_DATA=lishui-2023\nCPPCC_LANG=en\nLC_ALL=C\nCLICOLOR_FORCE=1\nFORCE_COLOR=3",
    b"CPPCC_DATA=a.toml:home\nCOLUMNS=0\nTERM=dumb\nCLICOLOR=0\nPYTHONUTF8=0",
    b"_CPPCC_COMPLETE=next\nLANGUAGE=en:zh\nLC_MESSAGES=zh_TW.Big5\nCPPCC_DATA=home",
]
COMMANDS = (
    "categories --lang zh",
    "stats proposals public-opinion --columns id,value --no-header -f table --color always",
    "stats halls --year 2021,2023 --body lishui --data lishui-2023 -f markdown",
    "show adopted -f json --lang en",
    "compare halls sessions studios --data lishui-2023 -f csv -o b.csv --force",
    "topics platform -o c.md",
    "search 提案 -o d.html",
    "cite submitted --style bibtex",
    "report -o e.html --force",
    "verify submitted 400余 --data lishui-2023",
    "numbers speech.txt --kind figure -f jsonl",
    "proofread speech.txt -f lines",
    "proofread speech.txt a.docx --marked marked --force",
    "proofread a.docx --marked b.docx --suggest --force",
    "proofread speech.txt --marked c.html --force --data lishui-2023",
    "link a.docx -o d.docx --partial --force",
    "refresh a.docx --data lishui-2023 -o e.docx --plain --force",
    "check a.toml --source speech.txt",
    "proofread speech.txt a.docx --together --sort figure --verdict unknown,contradicts",
    "proofread speech.txt --accept accepted.tsv --write-accepted k.tsv --force",
    "check a.toml --source speech.txt --accept accepted.tsv",
    "diff a.docx speech.txt --kind figure -f json",
    "add a.toml --force",
    "draft a.docx speech.txt --like lishui-2023 -o l.toml --force",
    "draft speech.txt --id town-2030 --year 2030 --body 政协某镇委员会",
    "init 2024 --like lishui-2023 -o f.toml --force",
    "datasets --data . --no-cache",
    "export g --force",
    "schema",
    "completion bash",
    "help formats",
    "stats -o h.xlsx",
    "stats -o i.docx",
    "stats --scope city --data a.toml --no-cache",
)
