"""The bench of texts: its texts state what their marks say, and it tells right from wrong."""

from collections import Counter
from pathlib import Path

import pytest
from bench.texts import Mark, Text, judge, slips, stated, texts, years

from cppcc_cli.quantity import agreement

TEXTS = texts()


def _judged(folder: Path, line: str, *marks: Mark) -> tuple[Counter[str], list[str]]:
    missed: list[str] = []
    return judge(Text("one", ".txt", [line], list(marks)), folder, missed), missed


def test_texts_are_twelve_pages_at_least() -> None:
    assert sum(len("".join(text.content.split())) for text in TEXTS) > 12 * 1_200
    assert len(TEXTS) > 12


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_each_mark_states_its_figure(text: Text) -> None:
    figures = {dataset.year: dataset.figures for dataset in years()}
    for mark in text.marks:
        figure = figures[mark.year][mark.figure]
        said = stated(mark.printed, figure.unit)
        assert said is not None
        assert agreement(said, figure.quantity) != "contradicts", mark
        assert text.lines[mark.line][mark.column :].startswith(mark.printed)


def test_slips_of_every_kind_are_seeded_and_none_states_its_figure() -> None:
    seeded = [slip for text in TEXTS for slip in slips(text)]
    assert min(Counter(slip.kind for slip in seeded).values()) >= 30
    assert all(slip.printed != slip.mark.printed for slip in seeded)


def test_a_figure_is_recognised_and_its_slips_are_seen(tmp_path: Path) -> None:
    mark = Mark(0, 17, "418件", 2023, "proposals.submitted")
    counts, missed = _judged(tmp_path, "2023年，丽水市政协委员提出提案418件。", mark)
    assert (counts["stated"], counts["recognised"], counts["alarms"]) == (1, 1, 0)
    assert counts["slips"] == counts["surely"] == 3
    assert missed == []


def test_what_is_not_noticed_is_missed(tmp_path: Path) -> None:
    mark = Mark(0, 3, "418件", 2023, "proposals.submitted")
    counts, missed = _judged(tmp_path, "一共有418件。", mark)
    assert (counts["stated"], counts["recognised"]) == (1, 0)
    assert counts["slips"] == counts["missed"] == 3
    assert len(missed) == 4


def test_a_contradiction_without_a_mark_is_a_false_alarm(tmp_path: Path) -> None:
    counts, missed = _judged(tmp_path, "2023年，丽水市政协委员提出提案481件。")
    assert counts["alarms"] == 1
    assert missed[0].startswith("one:1: 481件: alarm: ")
