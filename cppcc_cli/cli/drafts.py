"""The commands that make a dataset: out of a report, or out of the dataset of another year."""

import re
from collections.abc import Sequence

import typer

from cppcc_cli import messages
from cppcc_cli.cli.options import (
    Asked,
    BodyOption,
    DatasetId,
    Force,
    Lang,
    Like,
    ReportPath,
    TomlFile,
    YearArgument,
    YearOption,
)
from cppcc_cli.dataset.fields import ID_CHARACTERS
from cppcc_cli.dataset.layout import laid_out
from cppcc_cli.dataset.model import Dataset, Figure, Source
from cppcc_cli.errors import AskedWrongly
from cppcc_cli.output.emit import emit_text
from cppcc_cli.output.writing import write_file


def draft(
    context: typer.Context,
    report: ReportPath,
    id: DatasetId = None,
    of_year: YearOption = None,
    of_body: BodyOption = None,
    like: Like = None,
    dataset_file: TomlFile = None,
    force: Force = False,
    lang: Lang = None,
) -> None:
    """Draft a dataset out of a report."""
    from cppcc_cli.text import drafting
    from cppcc_cli.text.documents import read_document
    from cppcc_cli.text.front import Wishes
    from cppcc_cli.text.pinyin import syllables

    asked = _asked(context, lang, dataset_file)._replace(force=force)
    wishes = Wishes(_id(id), None if of_year is None else _year(of_year), _body(of_body))
    known = asked.dataset(like) if like else asked.gather().catalogue()
    document = read_document(report)
    asked.say(*document.notes)
    drafted = drafting.draft(document, known, known if like else None, wishes, syllables())
    remarks = {
        id: [said.say(asked.language) for said in remarks]
        for id, remarks in drafted.remarks.items()
    }
    _write(asked, laid_out(drafted.dataset, remarks), [known.path, report])
    if like:
        _say_new_and_gone(asked, known, drafted.dataset)


def init(
    context: typer.Context,
    of_year: YearArgument,
    like: Like = None,
    dataset_file: TomlFile = None,
    force: Force = False,
    lang: Lang = None,
) -> None:
    """Make the dataset of a year with the figures of another, without values."""
    from cppcc_cli.text.front import retitled

    asked = _asked(context, lang, dataset_file)._replace(force=force)
    last = asked.dataset(like)
    number = _year(of_year)
    named = last._replace(
        id=f"{re.sub(r'-?[0-9]{4}$', '', last.id)}-{number}",
        year=number,
        title=retitled(last, number),
        source=Source("", None, None, None, None, None, None),
        topics=(),
    )
    remarks = {figure.id: [f"{last.year}: {figure.printed}"] for figure in last.figures.values()}
    _write(asked, laid_out(named, remarks, values=False), [last.path])


def _asked(context: typer.Context, lang: str | None, output: str | None) -> Asked:
    """Return the options in force; raise AskedWrongly for a file that is no dataset."""
    asked = Asked(lang=lang, output=output, language=context.obj)
    asked.check()
    if output is not None and not output.strip():
        raise AskedWrongly(messages.EMPTY_PATH.about(option="--output"))
    if output not in (None, "-") and not output.lower().endswith(".toml"):
        raise AskedWrongly(messages.NOT_TOML.about(path=output))
    return asked


def _year(year: str) -> int:
    if not re.fullmatch("[12][0-9]{3}", year, re.ASCII):
        raise AskedWrongly(messages.WRONG_YEAR.about(year=year))
    return int(year)


def _id(id: str | None) -> str | None:
    if id is not None and (not id or set(id) - set(ID_CHARACTERS)):
        raise AskedWrongly(messages.WRONG_ID.about(id=id))
    return id


def _body(name: str | None) -> str | None:
    """Return a committee's name; raise AskedWrongly for one of nothing but spaces."""
    if name is not None and not name.strip():
        raise AskedWrongly(messages.EMPTY_BODY.about())
    return name and name.strip()


def _write(asked: Asked, text: str, inputs: Sequence[str]) -> None:
    if asked.output in (None, "-"):
        asked.say(*emit_text(text))
    else:
        write_file(asked.output or "", text.encode(), asked.force, inputs)


def _say_new_and_gone(asked: Asked, last: Dataset, drafted: Dataset) -> None:
    for said, figures, there in (
        (messages.NEW_FIGURES, drafted.figures, last.figures),
        (messages.GONE_FIGURES, last.figures, drafted.figures),
    ):
        others = [_as_printed(figure) for id, figure in figures.items() if id not in there]
        if others:
            asked.say(said.about(count=len(others), figures=others))


def _as_printed(figure: Figure) -> object:
    return messages.FIGURE_AS_PRINTED.about(
        id=figure.id, name=figure.name.zh, printed=figure.printed
    )
