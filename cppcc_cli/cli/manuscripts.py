"""What is written into copies of manuscripts: marks, links, and the figures of another year."""

from collections.abc import Collection, Sequence
from datetime import datetime, timezone
from importlib import import_module
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cppcc_cli import cli
from cppcc_cli.dataset import Dataset
from cppcc_cli.documents import Document, Mark
from cppcc_cli.documents.reading import LARGEST, kind_of, read_document
from cppcc_cli.errors import OutputError, UsageError, needing
from cppcc_cli.files import read_regular_file, write_file
from cppcc_cli.messages import WRITING_NEEDS_EXTRA
from cppcc_cli.messages import documents as messages
from cppcc_cli.output.formats import FORMATS
from cppcc_cli.screen import escaped
from cppcc_cli.text.finding import Finding

if TYPE_CHECKING:
    from cppcc_cli.views.findings import Selection

MANUSCRIPT = cli.argument("MANUSCRIPT")
WORD_FILE = cli.option(
    "--output",
    "-o",
    metavar="FILE",
    reads=cli.path_of("--output", ".docx", streamed=False),
    default=...,
)
MARKED_FILE = cli.option("--marked", metavar="FILE", reads=cli.path_of("--marked", streamed=False))
SUGGEST = cli.option("--suggest")
# The kinds of files into which marks can be written, and the room that does it.
_MARKED = {**dict.fromkeys(("word", "pptx", "xlsx"), "office_marking"), "pdf": "pdf"}
# What is left for a person.
_LEFT = frozenset(("edited", "no_figure", "no_form", "out_of_reach"))
# All but the file, which is the document here.
_SHARED = tuple(name for name in cli.TABLE if name != "output")


@cli.command(*_SHARED, columns="manuscripts.LINKED_COLUMNS")
def link(
    asked: cli.SharedOptions,
    manuscript: str = MANUSCRIPT,
    copy: str = WORD_FILE,
    partial: bool = cli.option("--partial"),
) -> None:
    """Tie each number of a Word manuscript that agrees to its figure."""
    from cppcc_cli.text.checking import proof
    from cppcc_cli.views import manuscripts

    dataset, others = asked.for_texts()
    document, raw = _read(asked, manuscript)
    # Only where one can be read, there is what writes it.
    from cppcc_cli.documents.word_copy import link_word

    found = proof(document, dataset, others, bool(asked.body))
    asked.say(*found.notes)
    links = manuscripts.links(document, found.findings)
    if links.wrong and not partial:
        raise OutputError(messages.CONTRADICTED.about(path=manuscript, count=len(links.wrong)))
    written, left = link_word(raw, manuscript, links.tied)
    write_file(copy, written, asked.force, [manuscript, dataset.path])
    asked.emit(manuscripts.linked(document, links, left, dataset.figures), dataset.path, manuscript)


@cli.command(*_SHARED, columns="manuscripts.LINKED_COLUMNS")
def refresh(
    asked: cli.SharedOptions,
    manuscript: str = MANUSCRIPT,
    copy: str = WORD_FILE,
    plain: bool = cli.option("--plain"),
) -> None:
    """Write the linked numbers of a Word manuscript as a dataset has them; exit 1 for any left."""
    from cppcc_cli.text.numbers import mentions
    from cppcc_cli.views import manuscripts

    dataset = asked.dataset()
    document, raw = _read(asked, manuscript)
    from cppcc_cli.documents.word_copy import refresh_word

    # What has no figure any more has the name that it had in another year.
    named = {id: one for other in asked.other_years(dataset) for id, one in other.figures.items()}
    named |= dataset.figures
    figures = {id: dataset.figures[id].quantity if id in dataset.figures else None for id in named}
    now = datetime.now(timezone.utc)
    written, numbers = refresh_word(raw, manuscript, figures, now, not plain)
    if not numbers:
        raise OutputError(messages.NOTHING_TIED.about(path=manuscript))
    found = list(mentions(document))
    changes = [one for one in found if one.kind in manuscripts.COMPARISONS]
    dates = {one.printed for one in found if one.kind == "date" and len(one.printed) == 4}
    if years := sorted(dates - {str(dataset.year)}):
        asked.say(messages.YEARS_LEFT.about(years=years))
    write_file(copy, written, asked.force, [manuscript, dataset.path])
    asked.emit(manuscripts.refreshed(numbers, named, changes), dataset.path, manuscript)
    if any(one.outcome in _LEFT for one in numbers):
        raise typer.Exit(1)


def _read(asked: cli.SharedOptions, path: str) -> tuple[Document, bytes]:
    """Return a Word document and its bytes; raise UsageError for what is none, or no file."""
    kind, raw = _manuscript(path)
    if kind != "word":
        raise UsageError(messages.NOT_WORD.about(path=path))
    document = read_document(path)
    asked.say(*document.notes)
    return document, raw


def _manuscript(path: str) -> tuple[str, bytes]:
    """Return the kind of a manuscript and its bytes; raise UsageError for standard input."""
    if path == "-":
        raise UsageError(messages.NO_COPY_OF_INPUT.about())
    raw = read_regular_file(path, LARGEST)
    return kind_of(raw, path) or "text", raw


def marked_copies(
    path: str | None,
    documents: Sequence[Document],
    findings: Sequence[Finding],
    dataset: Dataset,
    suggest: bool,
    selection: "Selection",
    title: str | None,
) -> list[tuple[str, bytes]]:
    """Return the copies of manuscripts with what was found in them, each with its path.

    Without a `path` there are none. Of one manuscript it is the file `path`, in the format of its
    suffix; of several, a file each in the folder `path`. A page has the `title`, or else the name
    of its manuscript. Raises UsageError where the suffix does not fit, and for standard input.
    """
    if path is None:
        if suggest:
            raise UsageError(messages.NOTHING_TO_MARK_IN.about())
        return []
    if len(documents) > 1 and Path(path).suffix:
        raise UsageError(messages.NO_FOLDER.about(path=path))
    from cppcc_cli.views.manuscripts import marks, review

    copies: dict[str, bytes] = {}
    suggested = False
    for document in documents:
        kind, raw = _manuscript(document.path)
        target = _target(path, document.path, kind, copies if len(documents) > 1 else None)
        there = [one for one in findings if one.file == document.path]
        if target.lower().endswith(".html"):
            name = escaped(Path(document.path).name)
            told = {"title": title or name, **review(document, there, dataset)}
            page: str = FORMATS["html"].enter(document.path).render("review.html", **told)
            copies[target] = page.encode()
        else:
            suggested = suggested or kind == "word"
            said = marks(document, there, selection, suggest)
            copies[target] = _marked(raw, kind, document, said, target)
    if suggest and not suggested:
        raise UsageError(messages.NO_SUGGESTIONS.about(path=path))
    return [*copies.items()]


def _target(path: str, manuscript: str, kind: str, others: Collection[str] | None) -> str:
    """Return where the copy of a manuscript goes: to `path`, or beside `others` in that folder.

    One whose name another has is numbered. Raises UsageError where the suffix does not fit.
    """
    own = Path(manuscript).suffix.lower() if kind in _MARKED else ""
    if others is not None:
        copy = Path(path, f"{Path(manuscript).stem}{messages.COPY.say()}{own or '.html'}")
        taken = {one.lower() for one in others}
        numbered = (copy.with_stem(f"{copy.stem}-{number}") for number in count(2))
        return next(str(one) for one in chain([copy], numbered) if str(one).lower() not in taken)
    fitting = [one for one in (own, ".html") if one]
    if Path(path).suffix.lower() not in fitting:
        values = {"path": path, "manuscript": manuscript, "known": fitting}
        raise UsageError(messages.WRONG_COPY.about(**values))
    return path


def _marked(raw: bytes, kind: str, document: Document, marks: Sequence[Mark], target: str) -> bytes:
    """Return a copy of a manuscript of a kind with marks; MissingExtra where it takes an extra."""
    with needing("pdf" if kind == "pdf" else "publish", target, WRITING_NEEDS_EXTRA):
        room = import_module(f"cppcc_cli.documents.{_MARKED[kind]}")
        now = datetime.now(timezone.utc)
        copy: bytes = getattr(room, f"mark_{kind}")(raw, document, marks, now)
    return copy
