"""cppcc: the desk for the yearly figures of a city's political consultative committee (政协).

As a library it is the functions below. They give records, print nothing, and raise CppccError
alone: what is wrong is in its `lines()`. A sentence is a `Message`, said by `say("zh")`.

    >>> import cppcc_cli as cppcc
    >>> submitted = cppcc.figure("提案")
    >>> submitted.value, submitted.unit, submitted.printed, submitted.paragraph
    (Decimal('418'), '件', '418件', 21)

The house. Data runs one way, from bytes to an answer; a room imports only from those above it here,
and each library has one door (`tests/test_house.py`). The first line of a file says what it is for.

    messages/ screen script              two languages, every sentence, what may be shown, scripts
    errors files                         exit codes; reading, and writing whole or not at all
    quantity numerals                    1.7万余人次 is over 17000 人次; ratios, bounds, qualifiers
        |
    dataset/    TOML -> Dataset          its records and keys, reading (every fault at once),
        |                                toml, schema, sources and cache (many of them)
        |
        |---- query/      names -> records        lookup, compare, verify
        |---- documents/  files -> Document       blocks with their places; one reader a kind
        |---- text/       Document -> findings    numbers (which stand there), statements (what each
        |                                         is said of), matching and checking (against the
        |                                         figures), drafting (a report -> a Dataset)
        |
    output/     Table -> text, file      keys, labels, raw cells; layout (what is shown, once),
                                         formats (which, and to where), a painter a room
    views/      records -> Table         one for each kind of record
    cli/        argv -> exit code        commands and options (one record each), app (the switch
                                         from errors to exit codes), help and completion

A command reads as one sentence: load, choose, lay out, emit. On the way of `value = 418`, reading
takes it as a Decimal into a Figure; a view makes it the cell of a column, raw for machines and in
words for people; a format writes it. On the way of 1.7万余 in a manuscript, `text/numbers` finds
it, `numerals` reads it as over 17000, `text/statements` tells what it is said of, `quantity`
whether it agrees with the figure of that name, and a view lays the verdict out.
"""

# Nothing else is imported here: the command settles first where modules are imported from.
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from cppcc_cli.dataset import Dataset, Figure
    from cppcc_cli.documents import Document
    from cppcc_cli.errors import CppccError, FaultyDataset, InputError, UsageError
    from cppcc_cli.quantity import Quantity
    from cppcc_cli.query.compare import ComparedFigure
    from cppcc_cli.query.verify import Verified
    from cppcc_cli.text.finding import Finding
    from cppcc_cli.text.numbers import Mention

__version__ = "0.1.0"
__all__ = [
    "ComparedFigure",
    "CppccError",
    "Dataset",
    "FaultyDataset",
    "Figure",
    "Finding",
    "InputError",
    "Mention",
    "Quantity",
    "UsageError",
    "Verified",
    "compare",
    "figure",
    "load",
    "numbers",
    "proofread",
    "read_number",
    "verify",
]
# Where records and errors stand; imported when first asked for.
_PLACES = {
    "ComparedFigure": "query.compare",
    "CppccError": "errors",
    "Dataset": "dataset",
    "FaultyDataset": "errors",
    "Figure": "dataset",
    "Finding": "text.finding",
    "InputError": "errors",
    "Mention": "text.numbers",
    "Quantity": "quantity",
    "UsageError": "errors",
    "Verified": "query.verify",
}


def __getattr__(name: str) -> object:
    """Return a record or an error of `__all__`."""
    if name not in _PLACES:
        raise AttributeError(f"module 'cppcc_cli' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"cppcc_cli.{_PLACES[name]}"), name)


def load(source: "str | os.PathLike[str] | None" = None) -> "Dataset":
    """Return a dataset: of a file, of the id of a known one, or by default the newest known.

    Known are those that CPPCC_DATA names, or else those in the user's own folder and the bundled
    one, which is not the newest where those are of other committees. Raises FaultyDataset with
    every fault of a file, InputError for what cannot be read, and UsageError for an id that is not
    known, or where several committees are known.

    >>> load().title.zh
    '丽水市政协2023年履职数据'
    """
    from cppcc_cli.dataset import reading, sources

    if isinstance(source, os.PathLike) or (source is not None and sources.is_path(source)):
        return reading.load(os.fspath(source))
    return sources.find_datasets((), sources.Filter(every=source is not None)).one(source)


def figure(name: str, dataset: "Dataset | None" = None) -> "Figure":
    """Return the figure that `name` stands for: its id, label, term, pinyin, or a part of one.

    Raises UsageError for a name that stands for nothing, or for several things.

    >>> figure("tian").id
    'proposals.submitted'
    """
    from cppcc_cli.query import choose_one

    return choose_one(dataset or load(), name).figures[0]


def read_number(printed: str) -> "Quantity | None":
    """Return what a printed number and its unit state; None unless all of it is understood.

    >>> read_number("1.7万余人次")
    Quantity(value=Decimal('17000'), qualifier='over', unit='人次')
    """
    from cppcc_cli.numerals import read

    return read(printed)


def numbers(text: "str | os.PathLike[str]") -> "list[Mention]":
    """Return every number of a text, or of the document in a file: its place, kind and value.

    A str is the text itself, a Path names a file. Raises InputError for a file that cannot be read,
    and UsageError for a str that is the name of one.

    >>> [(one.printed, one.kind) for one in numbers("2023年立案212件，办复率96%左右。")]
    [('2023', 'date'), ('212件', 'count'), ('96%左右', 'share')]
    """
    from cppcc_cli.text.numbers import mentions

    return list(mentions(_document(text, listed=True)))


def proofread(text: "str | os.PathLike[str]", dataset: "Dataset | None" = None) -> "list[Finding]":
    """Return what is found in a text, or in the document of a file, held against the figures.

    A str is the text itself, a Path names a file. Raises InputError for a file that cannot be read,
    and UsageError for a str that is the name of one.

    >>> [(one.figure, one.verdict, one.expected) for one in proofread("全年提交提案481件。")]
    [('proposals.submitted', 'contradicts', '418件')]
    """
    from cppcc_cli.dataset.sources import other_years
    from cppcc_cli.text.checking import proof

    held = dataset or load()
    return proof(_document(text), held, other_years(held)).findings


def verify(figure: "Figure | str", number: str, dataset: "Dataset | None" = None) -> "Verified":
    """Return whether a number, as it may be printed, agrees with a figure; and if not, why.

    The figure may be given by any of its names. Raises UsageError for what is no number, and for a
    name that stands for nothing, or for several things.

    >>> verified = verify("attendances", "1.7万")
    >>> verified.verdict, verified.reason.say("en")
    ('contradicts', 'expected 1.7万余人次; likely slip: 余 missing')
    """
    from cppcc_cli.dataset.sources import other_years
    from cppcc_cli.query import choose_one
    from cppcc_cli.query.verify import verify

    held = dataset or load()
    meant = choose_one(held, figure).figures[0] if isinstance(figure, str) else figure
    return verify(held, meant, number, other_years(held))


def compare(
    names: "str | Sequence[str]", datasets: "Sequence[Dataset]" = ()
) -> "list[ComparedFigure]":
    """Return figures side by side: of one dataset their ratios and shares, of several the changes.

    A name may be one of a category. What follows from a bound is a bound; a Reason stands for what
    cannot be computed. Raises UsageError for a name that stands for nothing, or several things.

    >>> [round(one.ratio.value, 3) for one in compare(["halls", "studios"])]
    [Decimal('1.000'), Decimal('1.079')]
    """
    from cppcc_cli.dataset import entry_of
    from cppcc_cli.dataset.sources import Collection
    from cppcc_cli.query import choose
    from cppcc_cli.query.compare import compare, compare_over_time

    several = Collection(entry_of(one) for one in datasets or [load()])
    chosen = choose(several.catalogue(), [names] if isinstance(names, str) else names)
    if len(several.entries) == 1:
        return compare(several.load()[0], chosen.figures)
    return compare_over_time(several.load(), chosen.figures)


def _document(text: "str | os.PathLike[str]", listed: bool = False) -> "Document":
    if isinstance(text, os.PathLike):
        from cppcc_cli.documents.reading import read_document

        path = os.fspath(text)
        # By that name, standard input would be read.
        return read_document("./-" if path == "-" else path, listed)
    if os.path.isfile(text):  # noqa: PTH113 - a text that no file can be called by is none
        from cppcc_cli import messages
        from cppcc_cli.errors import UsageError

        raise UsageError(messages.FILE_AS_TEXT.about(path=text))
    from cppcc_cli.documents.text import text_document

    return text_document("-", text)
