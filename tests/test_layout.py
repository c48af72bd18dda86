"""Letters placed on pages, as of a PDF and an OFD file: lines, paragraphs, tables, notes."""

from collections.abc import Sequence

from cppcc_cli.documents.blocks import Blocks
from cppcc_cli.documents.document import Block
from cppcc_cli.documents.layout import Letter, Page, add_pages
from cppcc_cli.documents.rulings import Box

SIZE, LEFT, WIDE = 10.0, 50.0, 30


def line(text: str, top: float, left: float = LEFT, size: float = SIZE) -> list[Letter]:
    """Return a line of letters as wide as they are high."""
    return [
        Letter(char, left + at * size, top, left + (at + 1) * size, top + size)
        for at, char in enumerate(text)
    ]


def blocks(*pages: Sequence[Letter]) -> tuple[Block, ...]:
    """Return the blocks of pages."""
    made = Blocks("a.pdf")
    add_pages(made, [Page(letters) for letters in pages])
    return made.document(0).blocks


FULL = "委员们深入基层一线走访企业和群众倾听诉求汇集民智反映社情民意信"
assert len(FULL) > WIDE


def test_full_lines_go_on_in_the_next_also_over_a_page() -> None:
    """A number that was broken over two lines is whole; a short line ends its paragraph."""
    first = [*line("　　" + FULL[:-2], 100), *line(FULL[:-3] + "提案4", 115)]
    second = [*line("81件。", 100), *line("　　另一段。", 115)]
    found = blocks(first, second)
    assert [(one.text, one.place.page) for one in found] == [
        (FULL[:-2] + FULL[:-3] + "提案481件。", 1),
        ("另一段。", 2),
    ]


def test_letters_in_any_order_make_their_line() -> None:
    """A file may give those of another font last."""
    letters = line("播出“委员说”42期", 100)
    assert [one.text for one in blocks([*letters[3:], *letters[:3]])] == ["播出“委员说”42期"]


def test_raised_digits_stand_apart() -> None:
    """Smaller and higher ones; those that are smaller alone are digits as others."""
    raised = [*line("418", 100), Letter("1", 80, 98, 84, 104), *line("件", 100, 84)]
    assert [one.text for one in blocks(raised)] == ["418¹件"]
    small = [*line("票", 100), Letter("1", 60, 103, 67, 110), *line("张", 100, 67)]
    assert [one.text for one in blocks(small)] == ["票1张"]


def test_digits_further_apart_than_those_of_a_number_are_of_another() -> None:
    """A year and what stands near it on a chart; digits that are set wide are one number."""
    near = [Letter(char, 50 + 5 * at, 100, 55 + 5 * at, 110) for at, char in enumerate("2031")]
    assert [one.text for one in blocks([*near, *line("12件", 100, 73)])] == ["2031 12件"]
    wide = [Letter(char, 50 + 9 * at, 100, 55 + 9 * at, 110) for at, char in enumerate("2031")]
    assert [one.text for one in blocks(wide)] == ["2031"]


def test_lines_of_several_pieces_are_rows() -> None:
    """Each in the column that it stands in, with what that is called."""
    letters = [
        *line("指标", 100),
        *line("数量", 100, 200),
        *line("单位", 100, 300),
        *line("提案", 115),
        *line("418", 115, 200),
        *line("立案", 130),
        *line("318", 130, 200),
        *line("件", 130, 300),
    ]
    found = blocks(letters)
    assert [one.text for one in found] == [
        "| 指标 | 数量 | 单位 |",
        "| 提案 | 418 |",
        "| 立案 | 318 | 件 |",
    ]
    assert found[2].heads == ("指标", "数量", "单位")
    assert (found[2].place.page, found[2].place.table, found[2].place.row) == (1, 1, 3)


def test_numbers_of_pages_and_running_heads_are_not_in_the_text() -> None:
    """A head that is repeated is read once; notes at the foot are notes."""
    pages = [
        [
            *line("工作简报第7期", 20),
            *line(f"第{number}页正文，提案418件", 100),
            Letter("¹", 170, 98, 175, 104),
            *line("　　正文结束。", 115),
            *line(f"1另见5{number}篇" + "。" * number, 600, size=8),
            *line(f"— {number} —", 760),
        ]
        for number in (1, 2, 3)
    ]
    found = blocks(*pages)
    assert [(one.place.part, one.place.note, one.text) for one in found] == [
        ("body", None, "第1页正文，提案418件¹"),
        ("body", None, "正文结束。"),
        ("body", None, "第2页正文，提案418件¹"),
        ("body", None, "正文结束。"),
        ("body", None, "第3页正文，提案418件¹"),
        ("body", None, "正文结束。"),
        ("footnote", 1, "另见51篇。"),
        ("footnote", 1, "另见52篇。。"),
        ("footnote", 1, "另见53篇。。。"),
        ("header", None, "工作简报第7期"),
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    """A title across both comes first."""
    letters = line("两栏的标题在这里跨过中间", 50, 240)
    for row in range(9):
        letters += line(f"左栏第{row}行文字文字文字文字", 100 + 15 * row, 50)
        letters += line(f"右栏第{row}行文字文字文字文字", 100 + 15 * row, 400)
    text = "".join(one.text for one in blocks(letters))
    assert text.startswith("两栏的标题")
    assert text.index("左栏第8行") < text.index("右栏第0行")


def test_a_ruled_cell_of_spaces_is_empty() -> None:
    """Word leaves a space in a cell without text."""
    across = [Box(50, edge, 250, edge) for edge in (95, 115, 135)]
    down = [Box(edge, 95, edge, 135) for edge in (50, 150, 250)]
    letters = [*line("提案", 100, 55), *line(" ", 100, 155), *line("立案318件", 120, 55)]
    made = Blocks("a.pdf")
    add_pages(made, [Page([*letters, *line("共两行", 120, 155)], rulings=[*across, *down])])
    texts = [one.text for one in made.document(0).blocks]
    assert texts == ["提案", "| 立案318件 | 共两行 |"]
