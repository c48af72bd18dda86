"""The ids of a draft: those of last year's dataset, and fresh ones."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from test_drafting import WORDS, stated, written


@given(st.lists(WORDS | st.characters(), max_size=40))
@example(["提案402件，增长87.8%，立案402件"])
def test_a_report_drafted_like_its_own_draft_is_the_same(words: list[str]) -> None:
    """Nothing is new, nothing is gone, and each figure keeps its id."""
    text = "".join(words)
    first = written(text)
    assert stated(written(text, like=first)) == stated(first)


# Two reports that follow one another, and what the second states under the ids of the first.
FOLLOWING = [
    (
        "开展义诊12次，送戏7次。",
        "开展义诊15次，民主评议3场。",
        ["other.p1-1 开展义诊 15 exact 次 1 -", "other.p1-3 民主评议 3 exact 场 1 -"],
    ),
    (
        "委员培训3期，开展义诊12次。",
        "民主评议3场，开展义诊15次。",
        ["other.p1-3 民主评议 3 exact 场 1 -", "other.p1-2 开展义诊 15 exact 次 1 -"],
    ),
]


@pytest.mark.parametrize(("last", "this", "expected"), FOLLOWING)
def test_a_new_figure_never_takes_the_id_of_another(
    last: str, this: str, expected: list[str]
) -> None:
    """A known figure is found by its words; a fresh id is none that last year's dataset has."""
    like = written(last)._replace(year=2031)
    assert stated(written(this, like)) == expected
