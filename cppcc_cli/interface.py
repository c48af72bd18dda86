"""The Python interface: what `import cppcc_cli` gives, in a handful of functions.

They give records, print nothing, and raise CppccError alone.
"""

from __future__ import annotations

from os import PathLike, environ, fspath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cppcc_cli.dataset.model import Dataset, Figure
    from cppcc_cli.documents.document import Document
    from cppcc_cli.quantity import Quantity
    from cppcc_cli.query.compare import ComparedFigure
    from cppcc_cli.query.verify import Verified
    from cppcc_cli.text.finding import Finding
    from cppcc_cli.text.numbers import Mention


def load(source: str | PathLike[str] | None = None) -> Dataset:
    """Return a dataset: of a file, of the id of a known one, or by default the newest known.

    Known are those that CPPCC_DATA names, or else the bundled one and those in the user's own
    folder. Raises FaultyDataset with every fault of a file, InputError for what cannot be read, and
    UsageError for an id that is not known, or where several committees are known.

    >>> load().title.zh
    '丽水市政协2023年履职数据'
    """
    from cppcc_cli.dataset import reading, sources

    if isinstance(source, PathLike) or (source is not None and sources.is_path(source)):
        return reading.load(fspath(source))
    return sources.find_datasets((), environ, sources.Filter()).one(source)


def figure(name: str, dataset: Dataset | None = None) -> Figure:
    """Return the figure that `name` stands for: its id, label, term, pinyin, or a part of one.

    Raises UsageError for a name that stands for nothing, or for several things.

    >>> figure("tian").id
    'proposals.submitted'
    """
    from cppcc_cli.query.lookup import choose_one

    return choose_one(dataset or load(), name).figures[0]


def read_number(printed: str) -> Quantity | None:
    """Return the quantity that a printed number states; None unless all of it is understood.

    >>> read_number("1.7万余人次")
    Quantity(value=Decimal('17000'), qualifier='over', unit='人次')
    """
    from cppcc_cli.numerals import read

    return read(printed)


def numbers(text: str | PathLike[str]) -> list[Mention]:
    """Return every number of a text, or of the document in a file: its place, kind and value.

    Raises InputError for a file that cannot be read.

    >>> [(one.printed, one.kind) for one in numbers("2023年立案212件，办复率96%左右。")]
    [('2023', 'date'), ('212件', 'count'), ('96%左右', 'share')]
    """
    from cppcc_cli.text.numbers import mentions

    return list(mentions(_document(text, listed=True)))


def proofread(text: str | PathLike[str], dataset: Dataset | None = None) -> list[Finding]:
    """Return what is found in a text, or in the document of a file, held against the figures.

    Raises InputError for a file that cannot be read.

    >>> [(one.figure, one.verdict, one.expected) for one in proofread("全年提交提案481件。")]
    [('proposals.submitted', 'contradicts', '418件')]
    """
    from cppcc_cli.text.checking import proofread

    held = dataset or load()
    return proofread(_document(text), held, _other_years(held))


def verify(figure: Figure, number: str, dataset: Dataset | None = None) -> Verified:
    """Return whether a number, as it may be printed, agrees with a figure; and if not, why.

    Raises UsageError for what is no number.

    >>> verified = verify(figure("attendances"), "1.7万")
    >>> verified.verdict, verified.reason.say("en")
    ('contradicts', 'expected 1.7万余人次; likely slip: 余 missing')
    """
    from cppcc_cli.query.verify import verify

    held = dataset or load()
    return verify(held, figure, number, _other_years(held))


def compare(names: str | Sequence[str], datasets: Sequence[Dataset] = ()) -> list[ComparedFigure]:
    """Return figures side by side: of one dataset their ratios and shares, of several the changes.

    A name may be one of a category. What follows from a bound is a bound; a Reason stands for what
    cannot be computed. Raises UsageError for a name that stands for nothing, or several things.

    >>> [round(one.ratio.value, 3) for one in compare(["halls", "studios"])]
    [Decimal('1.000'), Decimal('1.079')]
    """
    from cppcc_cli.dataset.model import entry_of
    from cppcc_cli.dataset.sources import Collection
    from cppcc_cli.query.compare import compare, compare_over_time
    from cppcc_cli.query.lookup import choose

    several = Collection(entry_of(one) for one in datasets or [load()])
    chosen = choose(several.catalogue(), [names] if isinstance(names, str) else names)
    if len(several.entries) == 1:
        return compare(several.load()[0], chosen.figures)
    return compare_over_time(several.load(), chosen.ids)


def _document(text: str | PathLike[str], listed: bool = False) -> Document:
    if isinstance(text, PathLike):
        from cppcc_cli.documents.reading import read_document

        path = fspath(text)
        # By that name, standard input would be read.
        return read_document("./-" if path == "-" else path, listed)
    from cppcc_cli.documents.text import text_document

    return text_document("-", text, len(text))


def _other_years(dataset: Dataset) -> Sequence[Dataset]:
    from cppcc_cli.dataset.sources import other_years

    return other_years(dataset, (), environ)
