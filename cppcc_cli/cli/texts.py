"""The commands that read texts, hold them against figures, and write into copies of them."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import nullcontext
from datetime import datetime, timezone
from importlib import import_module
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cppcc_cli import cli, messages
from cppcc_cli.dataset import Dataset, Entry
from cppcc_cli.documents import Document, reading
from cppcc_cli.documents.reading import files_of, kind_of, read_document
from cppcc_cli.errors import (
    CppccError,
    FaultyDataset,
    InputError,
    OutputError,
    UsageError,
    all_of,
    needing,
)
from cppcc_cli.files import is_folder, made_folder, read_regular_file
from cppcc_cli.messages import Message, documents as copying, findings as said, labels
from cppcc_cli.output import Table
from cppcc_cli.output.formats import FORMATS, progress
from cppcc_cli.query import counterpart
from cppcc_cli.screen import escaped
from cppcc_cli.text.finding import SORTS, Finding
from cppcc_cli.text.kinds import FIGURE_KINDS, KINDS
from cppcc_cli.text.numbers import mentions

if TYPE_CHECKING:
    from cppcc_cli.text.accepted import Acceptance
    from cppcc_cli.views.findings import Selection

# Of the kinds that it takes, `figure` is several.
NUMBER_KIND = cli.option("--kind", metavar="KIND", choices=said["NUMBER_KINDS"])
ONLY_VERDICTS = cli.option(
    "--verdict", metavar="VERDICT,VERDICT", choices=labels["VERDICTS"], several=True
)
SORT_FINDINGS = cli.option("--sort", metavar="KEY", choices=SORTS, default="verdict")
ACCEPT = cli.file("--accept", streamed=False)
WRITE_ACCEPTED = cli.file("--write-accepted", streamed=False)
MANUSCRIPT = cli.argument("MANUSCRIPT")
WORD_FILE = cli.file("--output", "-o", suffixes=(".docx",), streamed=False, default=...)
# The kinds of files into which marks can be written, and the room that does it.
_MARKED = {"word": "word_copy", "pptx": "slides", "xlsx": "workbook", "pdf": "pdf"}
# All but the file, which is the document here.
_SHARED = tuple(name for name in cli.TABLE if name != "output")

# A text of more characters takes seconds, and whoever waits sees how far it is.
_LONG = 2_000_000


class Documents:
    """Files, folders and patterns as they were named; what cannot be read is kept for the end."""

    def __init__(
        self,
        asked: cli.SharedOptions,
        names: Sequence[str],
        stdin_name: str | None = None,
        listed: bool = False,
    ) -> None:
        self.asked, self.stdin_name, self.listed = asked, stdin_name, listed
        self.failed: list[CppccError] = []
        self.paths: list[str] = []
        for name in names:
            try:
                self.paths += files_of(name)
            except InputError as error:
                self.failed.append(error)

    def __iter__(self) -> Iterator[Document]:
        """Yield those that can be read, and say what must be said of each."""
        for path in self.paths:
            try:
                document = read_document(path, self.listed, self.stdin_name)
            except CppccError as error:
                if error.exit_code == 2:
                    raise
                self.failed.append(error)
                continue
            self.asked.say(*document.notes)
            yield document

    @property
    def several(self) -> bool:
        """Whether more than one is named."""
        return len(self.paths) > 1

    def require_all(self) -> None:
        """Raise the gravest error of those that could not be read, where there is any."""
        inputs = [one for one in self.failed if isinstance(one, InputError)]
        gravest = all_of(inputs) if inputs else next(iter(self.failed), None)
        if gravest is not None:
            others = [one for one in self.failed if one not in (gravest, *inputs)]
            self.asked.say(*(said for one in others for said in one.messages))
            raise gravest


class Accepting:
    """The findings that are accepted, as far as a command was asked to heed or to write them."""

    def __init__(self, asked: cli.SharedOptions, accept: str | None, write: str | None) -> None:
        self.asked, self.accept, self.write, self.kept = asked, accept, write, 0
        self.known: dict[int, Acceptance] = {}
        # The file that is written with the answer.
        self.written: list[tuple[str, bytes]] = []
        if accept is not None:
            from cppcc_cli.text.accepted import read_accepted

            self.known = read_accepted(accept)

    def without_accepted(self, found: list[Finding], files: Sequence[str]) -> list[Finding]:
        """Return what is not accepted, and say what has become of the rest."""
        if self.accept is None and self.write is None:
            return found
        from cppcc_cli.text.accepted import split_accepted, to_file

        split = split_accepted(found, self.known, self.accept or "", files)
        self.asked.say(*split.notes)
        self.kept = len(split.entries)
        self.written = [(self.write, to_file(split.entries))] if self.write else []
        return split.findings

    def emit(
        self, table: Table[Finding], *inputs: str, beside: Sequence[tuple[str, bytes]] = ()
    ) -> None:
        """Write a table with what is accepted; say how many these are, and how the file is used."""
        read = () if self.accept in (None, self.write) else (self.accept,)
        self.asked.emit(table, *inputs, *read, beside=[*beside, *self.written])
        if self.write:
            self.asked.say(said.ACCEPTED_KEPT.about(count=self.kept, path=self.write))


@cli.command(*cli.TABLE, columns="findings.NUMBER_COLUMNS")
def numbers(
    asked: cli.SharedOptions,
    documents: list[str] = cli.DOCUMENT_PATHS,
    kind: str | None = NUMBER_KIND,
    stdin_filename: str | None = cli.STDIN_FILENAME,
) -> None:
    """List every number expression of texts."""
    from cppcc_cli.text.tables import with_units_of_tables
    from cppcc_cli.views.findings import numbered, numbers

    wanted = {"figure": FIGURE_KINDS, None: KINDS}.get(kind, (kind,))
    named = Documents(asked, documents, stdin_filename, listed=True)
    rows, is_any = [], False
    for document in named:
        found, is_any = [], True
        with progress(document.path, len(document.text), len(document.text) >= _LONG) as advance:
            for mention in with_units_of_tables(document, mentions(document)):
                found += [mention] if mention.kind in wanted else []
                advance(mention.offset)
        rows += numbered(document, found)
    if is_any:
        asked.emit(numbers(rows, named.several), *named.paths)
    named.require_all()


@cli.command(*cli.TABLE, columns="findings.FINDING_COLUMNS")
def proofread(
    asked: cli.SharedOptions,
    documents: list[str] = cli.DOCUMENT_PATHS,
    marked: str | None = cli.file("--marked", streamed=False),
    suggest: bool = cli.option("--suggest"),
    verdict: frozenset[str] | None = ONLY_VERDICTS,
    sort: str = SORT_FINDINGS,
    everything: bool = cli.option("--all"),
    usage: bool = cli.option("--usage"),
    together: bool = cli.option("--together"),
    accept: str | None = ACCEPT,
    write_accepted: str | None = WRITE_ACCEPTED,
    stdin_filename: str | None = cli.STDIN_FILENAME,
) -> None:
    """Hold the numbers of manuscripts against the figures; exit 1 where any contradicts."""
    from cppcc_cli.text import checking, repeated
    from cppcc_cli.text.finding import misused
    from cppcc_cli.views import findings

    accepting = Accepting(asked, accept, write_accepted)
    dataset, others = asked.for_texts()
    named = Documents(asked, documents, stdin_filename)
    there: list[Document] = []
    found: list[Finding] = []
    notes: list[Message] = []
    proofs, is_undated = [], False
    if together and not named.several:
        raise UsageError(said.NOTHING_TOGETHER.about())
    for document in named:
        there.append(document)
        asked.say(*findings.not_chinese(document))
        proof = checking.proof(document, dataset, others, bool(asked.body))
        found += [*proof.findings, *(misused(document) if usage else ())]
        notes += proof.notes
        is_undated |= not (proof.text.manuscript.years or proof.text.manuscript.session)
        proofs += [proof] if together else []
    found += repeated.across_texts([one.text for one in proofs], [one.decided for one in proofs])
    if is_undated and not asked.year and any(one.body == dataset.body for one in others):
        asked.say(messages.NEWEST_TAKEN.about(id=dataset.id, year=dataset.year))
    if there:
        found = accepting.without_accepted(found, [document.path for document in there])
        selection = findings.Selection(verdict or (), sort, everything)
        table = findings.proofread(found, named.several, notes, selection)
        copies = marked_copies(marked, there, found, dataset, suggest, selection, asked.title)
        with made_folder(marked) if marked and len(there) > 1 else nullcontext():
            accepting.emit(table, dataset.path, *named.paths, beside=copies)
    named.require_all()
    if any(finding.severity != "info" for finding in found):
        raise typer.Exit(1)


@cli.command(*cli.TABLE, columns="manuscripts.REVISION_COLUMNS")
def diff(
    asked: cli.SharedOptions,
    old: str = cli.argument("OLD"),
    new: str = cli.argument("NEW"),
    kind: str | None = NUMBER_KIND,
    stdin_filename: str | None = cli.STDIN_FILENAME,
) -> None:
    """Tell which numbers differ between two versions of a manuscript; exit 1 where any does."""
    from cppcc_cli.text import checking
    from cppcc_cli.text.revision import COMPARED, revise
    from cppcc_cli.views.manuscripts import revised

    wanted = {"figure": FIGURE_KINDS, None: COMPARED}.get(kind, (kind,))
    dataset, others = asked.for_texts()
    proofs = []
    for path in (old, new):
        document = read_document(path, stdin_name=stdin_filename)
        asked.say(*document.notes)
        proofs.append(checking.proof(document, dataset, others))
    units = tuple(dataset.units)
    every = (mentions(proof.text.document, units) for proof in proofs)
    numbers = ([one for one in found if one.kind in wanted] for found in every)
    revision = revise(*numbers)
    asked.emit(revised(revision, *proofs), dataset.path, old, new)
    if revision.changes:
        raise typer.Exit(1)


@cli.command(*cli.TABLE, columns="findings.FINDING_COLUMNS")
def check(
    asked: cli.SharedOptions,
    checked: list[str] | None = cli.argument("DATASET", offers="datasets", default=None),
    source: str | None = cli.option("--source", metavar="TEXT"),
    verdict: frozenset[str] | None = ONLY_VERDICTS,
    sort: str = SORT_FINDINGS,
    accept: str | None = ACCEPT,
    write_accepted: str | None = WRITE_ACCEPTED,
    stdin_filename: str | None = cli.STDIN_FILENAME,
) -> None:
    """List the faults of dataset files, or of their figures in their sources; exit 1 if any."""
    from cppcc_cli.views import findings

    together = source is not None and is_folder(source)
    single = source is not None and not together
    names: list[str | None] = [*checked] if checked else [None]
    if single and names[1:]:
        help = "cppcc check --help"
        raise UsageError(messages.EXTRA_ARGUMENT.about(values=names[1:], help=help))
    if source is None and (accept or write_accepted or verdict):
        raise UsageError(said.ACCEPTING_NEEDS_SOURCE.about())
    accepting = Accepting(asked, accept, write_accepted)
    failed: list[InputError] = []
    read = [one for name in names for one in _checked(asked, name, single, together, failed)]
    faults = [one for one in read if isinstance(one, FaultyDataset)]
    if source is None or not all(one.draft for one in faults):
        if read:
            asked.emit(findings.faults(read), *(one.path for one in read))
        if failed:
            raise all_of(failed)
        if faults:
            raise typer.Exit(1)
        return
    # What is still to be given holds up no figure that has its name.
    for one in faults:
        asked.tell(said.WAITING, [fault.key for fault in one.faults], path=one.path)
    named = Documents(asked, [source], stdin_filename)
    named.failed += failed
    drafts = [one.draft if isinstance(one, FaultyDataset) else one for one in read]
    datasets = [one for one in drafts if isinstance(one, Dataset)]
    held = list(_audited(asked, datasets, named, together))
    found = [finding for _, _, several in held for finding in several]
    files = [path for dataset, path, _ in held for path in (path, dataset.path)]
    found = accepting.without_accepted(found, files)
    if held:
        # Several datasets may have one source.
        left = set(map(id, found))
        told = [(one, [this for this in several if id(this) in left]) for one, _, several in held]
        table = findings.audited(told, findings.Selection(verdict or (), sort))
        accepting.emit(table, *files)
    named.require_all()
    if faults or any(finding.severity != "info" for finding in found):
        raise typer.Exit(1)


def _audited(
    asked: cli.SharedOptions, datasets: Sequence[Dataset], named: Documents, together: bool
) -> Iterator[tuple[Dataset, str, list[Finding]]]:
    """Yield each dataset with the path of its source and what an audit finds there.

    Of texts that are given `together`, each takes its own. One whose source is not there is noted
    with what could not be read.
    """
    from cppcc_cli.text.auditing import audit, source_among

    documents = list(named)
    for dataset in datasets:
        own = source_among(documents, dataset) if together else documents
        for document in own:
            found = audit(document, dataset, asked.other_years(dataset))
            yield dataset, document.path, found
        if documents and not own:
            named.failed.append(InputError(said.NO_SOURCE_OF.about(dataset=dataset.id)))


def _checked(
    asked: cli.SharedOptions, name: str | None, single: bool, whole: bool, failed: list[InputError]
) -> Iterator[Dataset | Entry | FaultyDataset]:
    """Yield the dataset named, or all known or in a folder, or the one that a source belongs to.

    Of many only the entries, but where they are wanted whole. One at fault is among them, also for
    words that do not say what they should; what cannot be read at all is added to `failed`.
    """
    if name is not None and is_folder(name):
        asked, name = cli.SharedOptions(**{**vars(asked), "data": [name]}), None
    good: Sequence[Dataset | Entry] = ()
    errors: Sequence[InputError] = ()
    try:
        if name is not None or single:
            good = [asked.dataset(name)]
        else:
            known = asked.gather()
            # Of many it is enough to know that they are sound.
            many = len(known.entries) > 1 and not whole
            good, errors = known.entries if many else known.load(), known.unreadable
    except InputError as error:
        errors = error.several or [error]
    failed += [error for error in errors if not isinstance(error, FaultyDataset)]
    for one in good:
        if isinstance(one, Dataset):
            from cppcc_cli.dataset.reading import doubts

            if one.words:
                from cppcc_cli.text.slots import word_faults

                if found := word_faults(one):
                    yield FaultyDataset(one.path, found)
                    continue
            asked.say(*doubts(one))
        yield one
    yield from (error for error in errors if isinstance(error, FaultyDataset))


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
        raise OutputError(copying.CONTRADICTED.about(path=manuscript, count=len(links.wrong)))
    written, left = link_word(raw, manuscript, links.tied)
    table = manuscripts.linked(document, links, left, found.findings)
    asked.emit(table, dataset.path, manuscript, beside=[(copy, written)])


@cli.command(*_SHARED, columns="manuscripts.LINKED_COLUMNS")
def refresh(
    asked: cli.SharedOptions,
    manuscript: str = MANUSCRIPT,
    copy: str = WORD_FILE,
    plain: bool = cli.option("--plain"),
) -> None:
    """Write the linked numbers of a Word manuscript as a dataset has them; exit 1 for any left."""
    from cppcc_cli.views import manuscripts

    dataset = asked.dataset()
    document, raw = _read(asked, manuscript)
    from cppcc_cli.documents.word_copy import refresh_word

    # What has no figure any more has the name that it had in another year.
    named = {id: one for other in asked.other_years(dataset) for id, one in other.figures.items()}
    now = {id: counterpart(dataset, one) for id, one in (dataset.figures | named).items()}
    figures = {id: one and one.quantity for id, one in now.items()}
    named |= {id: one for id, one in now.items() if one}
    written, numbers = refresh_word(raw, manuscript, figures, datetime.now(timezone.utc), not plain)
    if not numbers:
        raise OutputError(copying.NOTHING_TIED.about(path=manuscript))
    found = list(mentions(document))
    dates = {one.printed for one in found if one.kind == "date" and len(one.printed) == 4}
    if years := sorted(dates - {str(dataset.year)}):
        asked.say(copying.YEARS_LEFT.about(years=years))
    changes = [one for one in found if one.kind in manuscripts.COMPARISONS]
    table = manuscripts.refreshed(numbers, named, changes)
    asked.emit(table, dataset.path, manuscript, beside=[(copy, written)])
    if any(one.outcome not in ("changed", "same") for one in numbers):
        raise typer.Exit(1)


def _read(asked: cli.SharedOptions, path: str) -> tuple[Document, bytes]:
    """Return a Word document and its bytes; raise UsageError for what is none, or no file."""
    kind, raw = _manuscript(path)
    if kind != "word":
        raise UsageError(copying.NOT_WORD.about(path=path))
    document = read_document(path)
    asked.say(*document.notes)
    return document, raw


def _manuscript(path: str) -> tuple[str, bytes]:
    """Return the kind of a manuscript and its bytes; raise UsageError for standard input."""
    if path == "-":
        raise UsageError(copying.NO_COPY_OF_INPUT.about())
    raw = read_regular_file(path, reading.LARGEST)
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
            raise UsageError(copying.NOTHING_TO_MARK_IN.about())
        return []
    if len(documents) > 1 and Path(path).suffix:
        raise UsageError(copying.NO_FOLDER.about(path=path))
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
            extra = "pdf" if kind == "pdf" else "publish"
            with needing(extra, target, messages.WRITING_NEEDS_EXTRA):
                room = import_module(f"cppcc_cli.documents.{_MARKED[kind]}")
                what = marks(document, there, selection, suggest)
                now = datetime.now(timezone.utc)
                copies[target] = getattr(room, f"mark_{kind}")(raw, document, what, now)
    if suggest and not suggested:
        raise UsageError(copying.NO_SUGGESTIONS.about(path=path))
    return [*copies.items()]


def _target(path: str, manuscript: str, kind: str, others: Collection[str] | None) -> str:
    """Return where the copy of a manuscript goes: to `path`, or beside `others` in that folder.

    One whose name another has is numbered. Raises UsageError where the suffix does not fit.
    """
    own = Path(manuscript).suffix.lower() if kind in _MARKED else ""
    if others is not None:
        copy = Path(path, f"{Path(manuscript).stem}{copying.COPY.say()}{own or '.html'}")
        taken = {one.lower() for one in others}
        numbered = (copy.with_stem(f"{copy.stem}-{number}") for number in count(2))
        return next(str(one) for one in chain([copy], numbered) if str(one).lower() not in taken)
    if Path(path).suffix.lower() not in (own or ".html", ".html"):
        said = copying.WRONG_COPY if own else copying.ONLY_A_PAGE
        raise UsageError(said.about(path=path, manuscript=manuscript, known=[own, ".html"]))
    return path
