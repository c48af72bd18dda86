"""The commands that make a dataset: out of a report, or out of the dataset of another year."""

import re
from collections.abc import Sequence
from typing import Annotated

import typer

from cppcc_cli import messages
from cppcc_cli.cli.asked import SharedOptions, takes
from cppcc_cli.cli.options import OutputFile, require_suffix
from cppcc_cli.dataset.model import ID_CHARACTERS, Dataset, Figure, Source, stem_of
from cppcc_cli.dataset.toml import to_toml
from cppcc_cli.errors import UsageError
from cppcc_cli.files import write_file
from cppcc_cli.messages import drafts
from cppcc_cli.output.emit import emit_text

ReportPath = Annotated[str, typer.Argument(metavar="REPORT")]
YearArgument = Annotated[str, typer.Argument(metavar="YEAR")]
DatasetId = Annotated[str | None, typer.Option("--id", metavar="ID")]
YearOption = Annotated[str | None, typer.Option("--year", metavar="YEAR")]
BodyOption = Annotated[str | None, typer.Option("--body", metavar="BODY")]
Like = Annotated[str | None, typer.Option("--like", metavar="DATASET")]


@takes("force", "lang")
def draft(
    asked: SharedOptions,
    report: ReportPath,
    id: DatasetId = None,
    of_year: YearOption = None,
    of_body: BodyOption = None,
    like: Like = None,
    dataset_file: OutputFile = None,
) -> None:
    """Draft a dataset out of a report."""
    from cppcc_cli.documents.reading import read_document
    from cppcc_cli.text.drafting import draft as drafting
    from cppcc_cli.text.drafting.front import Wishes
    from cppcc_cli.text.drafting.pinyin import syllables

    path = _toml_path(dataset_file)
    wishes = Wishes(_id(id), None if of_year is None else _year(of_year), _body(of_body))
    known = asked.dataset(like) if like else asked.gather().catalogue()
    document = read_document(report)
    asked.say(*document.notes)
    drafted = drafting.draft(document, known, known if like else None, wishes, syllables())
    remarks = {
        id: [said.say(asked.language) for said in remarks]
        for id, remarks in drafted.remarks.items()
    }
    if like:
        _say_new_and_gone(asked, known, drafted.dataset)
    doubted = [id for id in drafted.remarks if id in drafted.dataset.figures]
    if doubted:
        asked.say(drafts.DOUBTED.about(count=len(doubted), figures=doubted))
    _write(asked, path, to_toml(drafted.dataset, remarks), [known.path, report])


@takes("force", "lang")
def init(
    asked: SharedOptions, of_year: YearArgument, like: Like = None, dataset_file: OutputFile = None
) -> None:
    """Make the dataset of a year with the figures of another, without values."""
    from cppcc_cli.text.drafting.front import retitled

    path = _toml_path(dataset_file)
    last = asked.dataset(like)
    number = _year(of_year)
    named = last._replace(
        id=f"{stem_of(last.id)}-{number}",
        year=number,
        title=retitled(last, number),
        source=Source(""),
        topics=(),
    )
    to_do = drafts.TO_BE_FILLED_IN.say(asked.language).split("\n")
    before = {figure.id: [f"{last.year}: {figure.printed}"] for figure in last.figures.values()}
    remarks = {"": to_do, **before}
    _write(asked, path, to_toml(named, remarks, values=False), [last.path])


def _toml_path(output: str | None) -> str | None:
    """Return where the dataset is written, None for standard output.

    Raises UsageError for a file that is no dataset.
    """
    path = None if output == "-" else output
    if path is not None and not path.strip():
        raise UsageError(messages.EMPTY_PATH.about(option="--output"))
    require_suffix("--output", path, ".toml")
    return path


def _year(year: str) -> int:
    if not re.fullmatch("[12][0-9]{3}", year, re.ASCII):
        raise UsageError(drafts.WRONG_YEAR.about(year=year))
    return int(year)


def _id(id: str | None) -> str | None:
    if id is not None and (not id or set(id) - set(ID_CHARACTERS)):
        raise UsageError(drafts.WRONG_ID.about(id=id))
    return id


def _body(name: str | None) -> str | None:
    """Return a committee's name; raise UsageError for one of nothing but spaces."""
    if name is not None and not name.strip():
        raise UsageError(drafts.EMPTY_BODY.about())
    return name and name.strip()


def _write(asked: SharedOptions, path: str | None, text: str, inputs: Sequence[str]) -> None:
    if path is None:
        asked.say(*emit_text(text))
    else:
        write_file(path, text.encode(), asked.force, inputs)


def _say_new_and_gone(asked: SharedOptions, last: Dataset, drafted: Dataset) -> None:
    for said, figures, there in (
        (drafts.NEW_FIGURES, drafted.figures, last.figures),
        (drafts.GONE_FIGURES, last.figures, drafted.figures),
    ):
        others = [_as_printed(figure) for id, figure in figures.items() if id not in there]
        if others:
            asked.say(said.about(count=len(others), figures=others))


def _as_printed(figure: Figure) -> object:
    return drafts.FIGURE_AS_PRINTED.about(id=figure.id, name=figure.name.zh, printed=figure.printed)
