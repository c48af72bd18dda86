"""What stands above the figures of a draft: its id, its year, its committee and its source."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cppcc_cli.dataset.model import Dataset, Source, stem_of
from cppcc_cli.documents.document import Document
from cppcc_cli.errors import UsageError
from cppcc_cli.language import Message, Text
from cppcc_cli.messages import drafts
from cppcc_cli.script import simplified
from cppcc_cli.text.metadata import Metadata


class Overrides(NamedTuple):
    """What the user says of the dataset to be drafted; None where the reports are to tell."""

    id: str | None = None
    year: int | None = None
    body: str | None = None


def year_of(
    documents: Sequence[Document], heads: Sequence[Metadata], overrides: Overrides
) -> tuple[int, tuple[Message, ...]]:
    """Return the year of the reports, and what it was taken from."""
    if overrides.year:
        return overrides.year, ()
    dated = [(one, head) for one, head in zip(documents, heads, strict=True) if head.years]
    if not dated:
        raise UsageError(drafts.NO_YEAR.about())
    sure = sorted(dated, key=lambda one: one[1].weak)
    document, first = sure[0]
    year = first.years[0]
    for other, head in sure[1:]:
        if year not in head.years:
            several = drafts.SEVERAL_YEARS.about(
                path=document.path, year=year, other=other.path, other_year=head.years[0]
            )
            raise UsageError(several)
    said = drafts.YEAR_BY_DAY if first.weak else drafts.YEAR_TAKEN
    return year, (said.about(year=year, words=first.dated),)


def body_of(heads: Sequence[Metadata], like: Dataset | None, overrides: Overrides) -> Text:
    """Return the committee: the one given, the one named, or that of the dataset to be like."""
    if overrides.body:
        return Text(overrides.body, "")
    named = next((head.committee for head in heads if head.committee), None)
    if like is not None and (named is None or named.place in simplified(like.body.zh)):
        return like.body
    return Text(named.name if named else "", "")


def head_of(
    documents: Sequence[Document],
    heads: Sequence[Metadata],
    like: Dataset | None,
    overrides: Overrides,
    year: int,
    body: Text,
) -> Dataset:
    """Return a dataset without figures: what stands above them."""
    first = heads[0]
    source = Source(first.title[:200], publisher=first.publisher, published=first.published)
    return Dataset(
        id=overrides.id or f"{stem_of(like.id) if like else 'draft'}-{year}",
        year=year,
        body=body,
        title=title_of_year(like, year),
        source=source,
        units={},
        categories={},
        figures={},
        ratios={},
        topics=(),
        path=documents[0].path,
    )


def titles_of(documents: Sequence[Document], heads: Sequence[Metadata]) -> list[str | None]:
    """Return what each report but the first is called as a source: its title, or else its file."""
    titles: list[str | None] = [None]
    for document, head in zip(documents[1:], heads[1:], strict=True):
        title = head.title[:200]
        is_other = title and title not in (heads[0].title[:200], *titles)
        titles.append(title if is_other else Path(document.path).stem)
    return titles


def title_of_year(like: Dataset | None, year: int) -> Text | None:
    """Return the title of the dataset to be like, with the year of this one."""
    if like is None or like.title is None:
        return None
    return Text(*(re.sub(r"20\d\d", str(year), said) for said in like.title))
