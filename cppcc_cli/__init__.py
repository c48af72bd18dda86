"""cppcc: the desk for the yearly figures of a city's political consultative committee (政协).

As a library it is the functions below. They give records, print nothing, and raise CppccError
alone: what is wrong is in its `lines()`. A sentence is a `Message`, said by `say("zh")`.

    >>> import cppcc_cli as cppcc
    >>> submitted = cppcc.figure("提案")
    >>> submitted.value, submitted.unit, submitted.printed, submitted.paragraph
    (Decimal('418'), '件', '418件', 21)

The house. Data runs one way, from bytes to an answer; a room imports only from those above it here,
and each library has one door (`tests/test_house.py`). The first line of a file says what it is for.

    language messages/ screen script     two languages, every sentence, what may be shown, scripts
    errors files                         exit codes; reading, and writing whole or not at all
    quantity numerals                    1.7万余人次 is over 17000 人次; ratios, bounds, qualifiers
        |
    dataset/    TOML -> Dataset          model (one record a key), reading (every fault at once),
        |                                toml, schema, sources and cache (many of them)
        |
        |---- query/      names -> records        lookup, compare, verify, cite
        |---- documents/  files -> Document       blocks with their places; one reader a kind
        |---- text/       Document -> findings    numbers (which stand there), statements (what each
        |                                         is said of), matching and checking (against the
        |                                         figures), drafting (a report -> a Dataset)
        |
    output/     Table -> text, file      table (keys, labels, raw cells), a room a format, emit
    views/      records -> Table         one for each kind of record
    cli/        argv -> exit code        app (the switch from errors to exit codes), commands and
                                         options (one record each), help, completion, the commands

A command reads as one sentence: load, choose, lay out, emit. On the way of `value = 418`, reading
takes it as a Decimal into a Figure; a view makes it the cell of a column, raw for machines and in
words for people; a format writes it. On the way of 1.7万余 in a manuscript, `text/numbers` finds
it, `numerals` reads it as over 17000, `text/statements` tells what it is said of, `quantity`
whether it agrees with the figure of that name, and a view lays the verdict out.
"""

# Nothing is imported here: the command settles first where modules are imported from.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from cppcc_cli.dataset.model import Dataset, Figure
    from cppcc_cli.errors import CppccError, FaultyDataset, InputError, UsageError
    from cppcc_cli.interface import (
        compare,
        figure,
        load,
        numbers,
        proofread,
        read_number,
        verify,
    )
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
# Where each of them stands; imported when first asked for.
_PLACES = {
    "ComparedFigure": "query.compare",
    "CppccError": "errors",
    "Dataset": "dataset.model",
    "FaultyDataset": "errors",
    "Figure": "dataset.model",
    "Finding": "text.finding",
    "InputError": "errors",
    "Mention": "text.numbers",
    "Quantity": "quantity",
    "UsageError": "errors",
    "Verified": "query.verify",
    "compare": "interface",
    "figure": "interface",
    "load": "interface",
    "numbers": "interface",
    "proofread": "interface",
    "read_number": "interface",
    "verify": "interface",
}


def __getattr__(name: str) -> object:
    """Return a function, a record or an error of `__all__`."""
    if name not in _PLACES:
        raise AttributeError(f"module 'cppcc_cli' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"cppcc_cli.{_PLACES[name]}"), name)
