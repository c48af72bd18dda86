"""Every reader on what is spoiled: it gives a document, or refuses with a sentence."""

from random import Random

import pytest
from bench.fuzz import spoil
from bench.seeds import DOCUMENTS, document_seeds

from cppcc_cli.documents.reading import read_kind
from cppcc_cli.errors import CppccError


@pytest.mark.parametrize("kind", [one for one in DOCUMENTS if one not in ("txt", "md", "pdf")])
def test_a_spoiled_document_is_read_or_refused(kind: str) -> None:
    """In both languages the sentence can be said; what is read has its places in order."""
    seeds = document_seeds(kind)
    for number in range(300):
        raw = spoil(Random(f"{kind} {number}"), seeds)
        try:
            document = read_kind(raw, f"a.{kind}")
        except CppccError as error:
            assert all(error.lines("zh") + error.lines("en"))
            continue
        if document is not None:
            starts = [block.pieces[0][1] for block in document.blocks]
            assert starts == sorted(starts)
