"""Letters placed on pages, as of a PDF and an OFD file: lines, paragraphs, tables, notes."""

from collections.abc import Sequence

from cppcc_cli.documents import Block
from cppcc_cli.documents.blocks import Blocks
from cppcc_cli.documents.layout import add_pages
from cppcc_cli.documents.placed import Box, Page

SIZE, LEFT, WIDE = 10.0, 50.0, 30


def line(text: str, top: float, left: float = LEFT, size: float = SIZE) -> list[Box]:
    """Return a line of letters as wide as they are high."""
    return [
        Box(left + at * size, top, left + (at + 1) * size, top + size, char)
        for at, char in enumerate(text)
    ]


def blocks(*pages: Sequence[Box]) -> tuple[Block, ...]:
    """Return the blocks of pages."""
    made = Blocks("a.pdf")
    add_pages(made, [Page(letters) for letters in pages])
    return made.document().blocks


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


def test_a_mark_takes_the_character_before_it_into_the_next_line() -> None:
    """The line that it leaves is full, though three characters more had room in it."""
    lines = [*line(FULL, 100), *line(FULL[:-10] + "建议1431条", 115)]
    (found,) = blocks([*lines, *line("次，10个案例入选。", 130)])
    assert found.text.endswith("建议1431条次，10个案例入选。")
    assert len(blocks([*lines, *line("次要的另一段。", 130)])) == 2


def test_a_number_goes_into_the_next_line_as_a_whole() -> None:
    """The line that it leaves is full, where no sentence ends."""
    for before, count in (("办复率", 1), ("办结。", 2)):
        lines = [*line(FULL, 100), *line(FULL[:-7] + before, 115)]
        assert len(blocks([*lines, *line("100%。", 130)])) == count


def test_letters_in_any_order_make_their_line() -> None:
    """A file may give those of another font last."""
    letters = line("播出“委员说”42期", 100)
    assert [one.text for one in blocks([*letters[3:], *letters[:3]])] == ["播出“委员说”42期"]


def test_raised_digits_stand_apart() -> None:
    """Smaller and higher ones; those that are smaller alone are digits as others."""
    raised = [*line("418", 100), Box(80, 98, 84, 104, "1"), *line("件", 100, 84)]
    assert [one.text for one in blocks(raised)] == ["418¹件"]
    small = [*line("票", 100), Box(60, 103, 67, 110, "1"), *line("张", 100, 67)]
    assert [one.text for one in blocks(small)] == ["票1张"]


def test_digits_further_apart_than_those_of_a_number_are_of_another() -> None:
    """A year and what stands near it on a chart; digits that are set wide are one number."""
    near = [Box(50 + 5 * at, 100, 55 + 5 * at, 110, char) for at, char in enumerate("2031")]
    assert [one.text for one in blocks([*near, *line("12件", 100, 73)])] == ["2031 12件"]
    wide = [Box(50 + 9 * at, 100, 55 + 9 * at, 110, char) for at, char in enumerate("2031")]
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
            Box(170, 98, 175, 104, "¹"),
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


def ruled(
    left: float, tops: Sequence[float], *rows: tuple[str, str]
) -> tuple[list[Box], list[Box]]:
    """Return a table of two columns, with lines round its cells."""
    boxes = [Box(left, top, left + 160, top) for top in tops]
    boxes += [Box(edge, tops[0], edge, tops[-1]) for edge in (left, left + 80, left + 160)]
    letters = []
    for top, (name, number) in zip(tops, rows, strict=False):
        letters += [*line(name, top + 5, left + 5), *line(number, top + 5, left + 85)]
    return letters, boxes


def test_tables_beside_each_other_are_each_of_its_column() -> None:
    """Text beside a table is in none of its rows; two halves of one height are one table."""
    rows = [("指标", "件数"), ("提案", "418"), ("立案", "362")]
    left, drawn = ruled(50, (250, 270, 290, 310), *rows)
    right, more = ruled(400, (265, 285, 305), ("年度", "件数"), ("2031", "326"))
    for row in range(10):
        left += line(f"左栏第{row}行文字文字文字文字", 100 + 15 * row, 50)
        right += line(f"右栏第{row}行文字文字文字文字", 100 + 15 * row, 400)
    right += line("右栏表上一行文字文字文字", 250, 400)
    found = texts(Page([*left, *right], [*drawn, *more]))
    assert [one for one in found if "|" in one] == [
        "| 指标 | 件数 |",
        "| 提案 | 418 |",
        "| 立案 | 362 |",
        "| 年度 | 件数 |",
        "| 2031 | 326 |",
    ]
    halves = [ruled(edge, (250, 270, 290), *rows[:2]) for edge in (50, 240)]
    letters, boxes = ([*one, *other] for one, other in zip(*halves, strict=True))
    assert texts(Page(letters, boxes)) == [
        "| 指标 | 件数 | 指标 | 件数 |",
        "| 提案 | 418 | 提案 | 418 |",
    ]


def test_a_ruled_table_far_above_another_is_one_too() -> None:
    """A cell of two lines is one in both: the lines round the first are kept."""
    tables = [ruled(50, (top, top + 40), ("提案", "418")) for top in (100, 400)]
    letters, boxes = ([*one, *other] for one, other in zip(*tables, strict=True))
    letters += [*line("余件", 122, 135), *line("余件", 422, 135)]
    assert texts(Page(letters, boxes)) == ["| 提案 | 418余件 |"] * 2


def test_higher_digits_break_no_paragraph() -> None:
    """Those of a font of Latin letters, and its quotation marks: the Chinese ones tell the size."""
    letters = line(FULL, 100) + [
        one._replace(top=one.top - 1, bottom=one.bottom + 1) if one.text in "“”42" else one
        for one in line("播出“委员说”42期。", 115)
    ]
    assert [one.text for one in blocks(letters)] == [FULL + "播出“委员说”42期。"]


def test_a_ruled_cell_of_spaces_is_empty() -> None:
    """Word leaves a space in a cell without text."""
    across = [Box(50, edge, 250, edge) for edge in (95, 115, 135)]
    down = [Box(edge, 95, edge, 135) for edge in (50, 150, 250)]
    letters = [*line("提案", 100, 55), *line(" ", 100, 155), *line("立案318件", 120, 55)]
    made = Blocks("a.pdf")
    add_pages(made, [Page([*letters, *line("共两行", 120, 155)], rulings=[*across, *down])])
    texts = [one.text for one in made.document().blocks]
    assert texts == ["提案", "| 立案318件 | 共两行 |"]


def texts(page: Page) -> list[str]:
    """Return the texts of the blocks of a page."""
    made = Blocks("a.pdf")
    add_pages(made, [page])
    return [one.text for one in made.document().blocks]


TABLE = [("指标", "说明", "件数"), ("提案", "委员提出并经审查立案的", "418"), ("协商", "议", "28")]


def test_cells_that_gaps_set_apart_may_take_several_lines() -> None:
    """Below one another, or beside the middle of what they stand with."""
    lefts = (50, 120, 300)
    heads, filed, talks = ([*zip(row, lefts, strict=True)] for row in TABLE)
    broken = [("委员提出并经审查立案的", 120), ("提案", 120)]
    dense = [
        *(letter for word, left in heads for letter in line(word, 100, left)),
        *(letter for word, left in filed for letter in line(word, 114, left)),
        *line("提案", 128, 120),
        *(letter for word, left in talks for letter in line(word, 142, left)),
    ]
    rows = [
        "| 指标 | 说明 | 件数 |",
        "| 提案 | 委员提出并经审查立案的提案 | 418 |",
        "| 协商 | 议 | 28 |",
    ]
    assert texts(Page(dense)) == rows
    # One line of the broken cell stands above the others of its row, one below.
    centred = [
        *(letter for word, left in heads for letter in line(word, 100, left)),
        *(
            letter
            for at, (word, left) in enumerate(broken)
            for letter in line(word, 120 + 14 * at, left)
        ),
        *line("提案", 127, 50),
        *line("418", 127, 300),
        *(letter for word, left in talks for letter in line(word, 154, left)),
    ]
    assert texts(Page(centred)) == rows
    three = [
        *(letter for word, left in heads for letter in line(word, 100, left)),
        *(letter for word, left in filed for letter in line(word, 114, left) if left == 120),
        *(letter for word, left in filed for letter in line(word, 128, left)),
        *line("提案", 142, 120),
        *(letter for word, left in talks for letter in line(word, 156, left)),
    ]
    assert (
        texts(Page(three))[1] == "| 提案 | 委员提出并经审查立案的委员提出并经审查立案的提案 | 418 |"
    )


def test_rows_with_space_around_them_hold_the_lines_between() -> None:
    """A first cell of two lines, too, which might else be a heading and a row below it."""
    letters = [*line("指标", 100), *line("件数", 100, 200)]
    for at, number in enumerate(("418", "380", "177")):
        top = 130 + 45 * at
        letters += [
            *line("经审查立案的委", top),
            *line("员提案", top + 14),
            *line(number, top, 200),
        ]
    assert texts(Page(letters)) == [
        "| 指标 | 件数 |",
        *(f"| 经审查立案的委员提案 | {number} |" for number in ("418", "380", "177")),
    ]


def test_values_in_a_ruled_cell_are_of_several_rows() -> None:
    """Of a table with lines round its head and its body alone; at its sides it may be open."""
    levels = [Box(50, edge, 250, edge) for edge in (95, 115, 165)]
    upright = [Box(150, 95, 150, 165)]
    letters = []
    for top, name, number in ((100, "指标", "件数"), (120, "提案", "418"), (135, "议", "28")):
        letters += [*line(name, top, 55), *line(number, top, 155)]
    rows = ["| 指标 | 件数 |", "| 提案 | 418 |", "| 议 | 28 |"]
    assert texts(Page(letters, [*levels, *upright])) == rows


def test_a_short_line_within_cells_begins_no_row() -> None:
    """All cells reach over it: there is one row."""
    levels = [Box(50, edge, 250, edge) for edge in (95, 135)] + [Box(50, 115, 65, 115)]
    upright = [Box(edge, 95, edge, 135) for edge in (50, 150, 250)]
    letters = [*line("提案", 110, 65), *line("418件", 110, 165)]
    assert texts(Page(letters, [*levels, *upright])) == ["| 提案 | 418件 |"]


def test_a_page_in_a_frame_is_no_table() -> None:
    """Its paragraphs stay some."""
    frame = [Box(40, edge, 400, edge) for edge in (90, 300)]
    frame += [Box(edge, 90, edge, 300) for edge in (40, 220, 400)]
    letters = [*line("第一段，提案418件。", 100, 45), *line("第二段。", 130, 45)]
    letters += [*line("第三段。", 160, 45), *line("第四段。", 190, 45), *line("右栏", 100, 225)]
    found = ["第一段，提案418件。", "第二段。", "第三段。", "第四段。", "右栏"]
    assert texts(Page(letters, frame)) == found


def test_a_wide_table_may_lie_on_its_side() -> None:
    """Letters that are turned are read as those of an upright page, their lines with them."""
    upright = [*line("指标", 100, 55), *line("件数", 100, 155)]
    upright += [*line("提案", 120, 55), *line("418", 120, 155)]
    turned = [Box(one.top, -one.right, one.bottom, -one.left, one.text) for one in upright]
    assert texts(Page(turned, turned=1)) == ["| 指标 | 件数 |", "| 提案 | 418 |"]


def test_what_was_set_twice_to_be_bold_is_read_once() -> None:
    """Letters that only stand close, and those of a ligature, are two."""
    twice = [
        letter
        for one in line("提案418件", 100)
        for letter in (one, one._replace(left=one.left + 0.3, right=one.right + 0.3))
    ]
    assert texts(Page(twice)) == ["提案418件"]
    assert texts(Page([Box(50, 100, 55, 110, "1"), Box(54, 100, 59, 110, "1")])) == ["11"]
    assert texts(Page([Box(50, 100, 55, 110, "f")] * 2)) == ["ff"]


def test_small_letters_far_from_a_line_are_not_raised() -> None:
    """A number beside a large title is no mark of a note."""
    small = [one._replace(top=95, bottom=102) for one in line("0338", 95, 120, 7)]
    assert texts(Page([*line("发票", 95, 50, 20), *small])) == ["发票 0338"]


def test_paragraphs_go_on_in_columns_and_over_them() -> None:
    """Each with margins of its own, and one in three."""
    letters = []
    for column, left in enumerate((50, 250, 450)):
        for row in range(9):
            letters += line("文" * 13 + f"{column}{row}", 100 + 15 * row, left)
    (found,) = texts(Page(letters))
    assert found.index("08") < found.index("10") < found.index("28")
    # A table across the columns is read as one, below what stands above it.
    letters += [one for at in range(7) for one in line(f"{at}", 300, 50 + 80 * at)]
    letters += [one for at in range(7) for one in line(f"{at}", 315, 50 + 80 * at)]
    assert texts(Page(letters))[1:] == ["| 0 | 1 | 2 | 3 | 4 | 5 | 6 |"] * 2


def test_items_of_a_list_are_no_table() -> None:
    """Whatever stands between their marks and their text; their lines are joined."""
    letters = []
    for row, mark in enumerate("••"):
        letters += [*line(mark, 100 + 40 * row, 50), *line(FULL, 100 + 40 * row, 80)]
        letters += line("提案418件。", 115 + 40 * row, 80)
    assert texts(Page(letters)) == [f"• {FULL}提案418件。"] * 2


def test_letters_that_a_font_does_not_tell_are_said() -> None:
    """Of a page that has many of them; a mark of a list is none, nor is a page without letters."""
    made, one = Blocks("a.pdf"), Blocks("b.pdf")
    add_pages(one, [Page(line("提案418件", 100), unread={"garbled": 3})])
    assert f"{one.unread['garbled']}页" == "1页"
    pages = [
        Page(line("提案418件", 100), unread={"garbled": 3}),
        Page(line("提案\ue0a1\ue0a2件", 100)),
        Page(line("\uf0b7" + "提案418件" * 5, 100)),
        Page([], unread={"picture": 1, "askew": 2}),
    ]
    add_pages(made, pages)
    assert made.document().unread == {"garbled": 2, "page": 1, "askew": 1}
    assert [one.values["pages"] for one in made.document().notes] == [[4]]


def test_digits_of_a_taller_font_end_no_paragraph() -> None:
    """A line with some of them is higher than the rest of its paragraph."""
    letters = [*line(FULL[:-3], 100), *line("418", 99, LEFT + SIZE * (len(FULL) - 3), 10)]
    tall = [one._replace(top=98.6, bottom=110) if one.text in "418" else one for one in letters]
    assert texts(Page([*tall, *line("件提案。", 115)])) == [FULL[:-3] + "418件提案。"]


def test_letters_of_no_width_stand_in_columns() -> None:
    """A damaged font tells none."""
    row = [Box(at, 0, at, 9, "字") for at in range(50, 400, 50)]
    found = blocks([*row, *(one._replace(top=20, bottom=29) for one in row)])
    assert [one.text.count("字") for one in found] == [7, 7]


def test_small_lines_beside_a_large_one_stay_whole() -> None:
    """As the words beside a number of a poster; raised and lowered digits of a line are none."""
    words = [*line("全年收到提案总数", 100, 150, 9), *line("其中集体提案六十。", 116, 150, 9)]
    found = blocks([*line("418件", 100, LEFT, 27), *words])
    assert [one.text for one in found] == ["418件", "全年收到提案总数", "其中集体提案六十。"]
    raised = [Box(84, 99, 87, 104, "3"), Box(84, 107, 87, 112, "2")]
    assert len(blocks([*line("面积418万m", 100), *raised])) == 1
