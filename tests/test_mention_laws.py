"""Laws of the scanner: what holds for every number and every text."""

from decimal import Decimal

from hypothesis import example, given, strategies as st
from test_mentions import FOUND, NOT_FOUND

from cppcc_cli.documents import positions
from cppcc_cli.quantity import Qualifier, Quantity
from cppcc_cli.text.numbers import scan

VALUES = st.integers(1, 10**9).map(Decimal) | st.decimals("0.01", "9999", places=2)
FORMS: list[tuple[Qualifier, str]] = [
    ("exact", "{}件"),
    ("over", "{}余件"),
    ("over", "逾{}件"),
    ("about", "约{}件"),
    ("about", "{}件左右"),
    ("nearly", "近{}件"),
    ("at_least", "{}件以上"),
    ("at_most", "不超过{}件"),
    ("under", "不足{}件"),
]


@given(VALUES, st.sampled_from(FORMS), st.sampled_from(["{:f}", "{:,f}"]))
def test_any_number_in_any_form_is_found(
    value: Decimal, form: tuple[Qualifier, str], digits: str
) -> None:
    """In a sentence, a number in any form is found whole, with value and qualifier."""
    printed = form[1].format(digits.format(value))
    (found,) = scan(f"会议期间收到{printed}，随后办理。")
    assert found.printed == printed
    assert found.quantity == Quantity(value, form[0], "件")
    assert found.clause == f"会议期间收到{printed}"


@given(st.text("委员履职提案民生议事堂，。；：“”（）、调研视察 abc", max_size=60))
def test_text_without_numbers_has_none(text: str) -> None:
    """Where no numeral stands, nothing is found."""
    assert list(scan(text)) == []


SENTENCES = st.lists(st.sampled_from([text for text, _ in FOUND + NOT_FOUND]), max_size=4)


@given(SENTENCES, SENTENCES)
def test_two_texts_have_the_numbers_of_both(one: list[str], other: list[str]) -> None:
    """Put together with a full stop, two texts have the numbers of the one and of the other."""
    first, second = "".join(one), "".join(other)
    together = [(m.printed, m.quantity, m.kind) for m in scan(f"{first}。{second}")]
    apart = [(m.printed, m.quantity, m.kind) for m in (*scan(first), *scan(second))]
    assert together == apart


@given(
    st.text(
        "1234567890１２，一二三百千万亿余多来几数近约超过逾上以件个次成半點萬"
        "%.,、：:—+-/“”《》（）第届年月至 \n",
        max_size=80,
    )
)
@example("90%以上百件")
def test_no_text_breaks_the_scan(text: str) -> None:
    """Whatever stands there, mentions are in order and apart, and say what stands there."""
    last = 0
    for mention in scan(text):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.printed
        start = mention.depth
        assert mention.clause[start : start + len(mention.printed)] == mention.printed.strip()[:99]
        last = mention.end


def test_place_of_each_character() -> None:
    """Lines, columns and paragraphs are counted from 1; empty lines are no paragraphs."""
    text = "一\n\n  二三\n \n四"
    offsets = [text.index(char) for char in "一二三四"]
    assert list(positions(text, offsets)) == [(1, 1, 1), (3, 3, 2), (3, 4, 2), (5, 1, 3)]
