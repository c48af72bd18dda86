"""The commands that read texts: they list numbers, and hold them against figures."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext

import typer

from cppcc_cli import cli, messages
from cppcc_cli.cli.manuscripts import MARKED_FILE, SUGGEST, marked_copies
from cppcc_cli.dataset import LARGEST, Dataset, Entry
from cppcc_cli.documents import Document
from cppcc_cli.documents.reading import files_of, read_document
from cppcc_cli.errors import CppccError, FaultyDataset, InputError, UsageError, all_of
from cppcc_cli.files import is_folder, made_folder, read_regular_file
from cppcc_cli.language import Message
from cppcc_cli.messages import findings as said
from cppcc_cli.messages import labels
from cppcc_cli.output.formats import progress
from cppcc_cli.text.finding import SORTS, Finding, read_accepted, sift, to_file
from cppcc_cli.text.kinds import FIGURE_KINDS, KINDS
from cppcc_cli.text.numbers import mentions

# Of the kinds that it takes, `figure` is several.
NUMBER_KIND = cli.option("--kind", metavar="KIND", choices=said["NUMBER_KINDS"])
ONLY_VERDICTS = cli.option(
    "--verdict",
    metavar="VERDICT,VERDICT",
    choices=labels["VERDICTS"],
    reads=cli.some_of("--verdict", labels["VERDICTS"]),
)
SORT_FINDINGS = cli.option("--sort", metavar="KEY", choices=SORTS, default="verdict")
ACCEPT = cli.option("--accept", metavar="FILE", reads=cli.path_of("--accept", streamed=False))
WRITE_ACCEPTED = cli.option(
    "--write-accepted", metavar="FILE", reads=cli.path_of("--write-accepted", streamed=False)
)

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
        # How many were read so far.
        self.read = 0

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
            self.read += 1
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
        self.known = {} if accept is None else read_accepted(accept)

    @property
    def inputs(self) -> Sequence[str]:
        """The file that is read, where it is not to be written anew."""
        return () if self.accept in (None, self.write) else (self.accept,)

    def sifted(
        self, found: list[Finding], files: Sequence[str]
    ) -> tuple[list[Finding], list[tuple[str, bytes]]]:
        """Return what is not accepted, with the file to write; say what has become of the rest."""
        if self.accept is None and self.write is None:
            return found, []
        sifted = sift(found, self.known, self.accept or "", files)
        self.asked.say(*sifted.notes)
        self.kept = len(sifted.entries)
        return sifted.findings, [(self.write, to_file(sifted.entries))] if self.write else []

    def tell(self) -> None:
        """Say how many are in the file that was written, and how it is used."""
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
    rows = []
    for document in named:
        found = []
        is_long = len(document.text) >= _LONG
        with progress(document.path, len(document.text), is_long) as advance:
            for mention in with_units_of_tables(document, mentions(document)):
                found += [mention] if mention.kind in wanted else []
                advance(mention.offset)
        rows += numbered(document, found)
    if named.read:
        asked.emit(numbers(rows, named.several), *named.paths)
    named.require_all()


@cli.command(*cli.TABLE, columns="findings.FINDING_COLUMNS")
def proofread(
    asked: cli.SharedOptions,
    documents: list[str] = cli.DOCUMENT_PATHS,
    marked: str | None = MARKED_FILE,
    suggest: bool = SUGGEST,
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
        proof = checking.proof(document, dataset, others, bool(asked.body))
        found += [*proof.findings, *(misused(document) if usage else ())]
        notes += proof.notes
        is_undated |= not (proof.text.manuscript.years or proof.text.manuscript.session)
        proofs += [proof] if together else []
    found += repeated.together([one.text for one in proofs], [one.decided for one in proofs])
    if is_undated and not asked.year and any(one.body == dataset.body for one in others):
        asked.say(messages.NEWEST_TAKEN.about(id=dataset.id, year=dataset.year))
    if there:
        found, beside = accepting.sifted(found, [document.path for document in there])
        selection = findings.Selection(verdict or (), sort, everything)
        table = findings.proofread(found, named.several, notes, selection)
        copies = marked_copies(marked, there, found, dataset, suggest, selection, asked.title)
        inputs = (dataset.path, *named.paths, *accepting.inputs)
        with made_folder(marked) if marked and len(there) > 1 else nullcontext():
            asked.emit(table, *inputs, beside=[*copies, *beside])
        accepting.tell()
    named.require_all()
    if any(finding.severity != "info" for finding in found):
        raise typer.Exit(1)


@cli.command(*cli.TABLE, columns="findings.REVISION_COLUMNS")
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
    from cppcc_cli.views.findings import revised

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
    if single and len(checked or ()) > 1:
        help = "cppcc check --help"
        raise UsageError(messages.EXTRA_ARGUMENT.about(values=(checked or [])[1:], help=help))
    if source is None and (accept or write_accepted):
        raise UsageError(said.ACCEPTING_NEEDS_SOURCE.about())
    accepting = Accepting(asked, accept, write_accepted)
    names: list[str | None] = [*checked] if checked else [None]
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
    found, beside = accepting.sifted(found, files)
    if held:
        # Several datasets may have one source.
        left = set(map(id, found))
        told = [(one, [this for this in several if id(this) in left]) for one, _, several in held]
        table = findings.audited(told, findings.Selection(verdict or (), sort))
        asked.emit(table, *files, *accepting.inputs, beside=beside)
        accepting.tell()
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
        if isinstance(one, Dataset) and one.words:
            from cppcc_cli.text.slots import word_faults

            raw = read_regular_file(one.path, LARGEST).decode("utf-8-sig")
            if found := word_faults(one, raw):
                yield FaultyDataset(one.path, found)
                continue
        yield one
    yield from (error for error in errors if isinstance(error, FaultyDataset))
