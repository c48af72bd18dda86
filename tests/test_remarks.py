"""What a draft remarks on numbers of other years, of plans, and of what was before."""

import pytest
from drafts import drafted

# Text, and each figure as it is called and printed, with what is remarked.
REMARKS = [
    (
        "2031年办复率99.2%，2032年办复率100%。2031年来信18封。",
        [
            "2031年办复率 99.2% 请核对：“2031年”：不是本年度",
            "办复率 100%",
            "2031年来信 18封 请核对：“2031年”：不是本年度",
        ],
    ),
    (
        "2033年工作安排\n今年义诊10次，力争回信率保持100%。\n# 2032年工作回顾\n送戏3场。",
        [
            "计划义诊 10次 请核对：“2033年工作安排”：是计划数",
            "计划回信率 100% 请核对：“力争”：是计划数",
            "送戏 3场",
        ],
    ),
    (
        "下一步打算\n2032年义诊10次，基础扎实。",
        ["计划义诊 10次 请核对：“下一步打算”：是计划数"],
    ),
    (
        "四、存在的不足和下步打算\n义诊只有10次。",
        ["义诊 10次 请核对：“四、存在的不足和下步打算”：是计划数"],
    ),
    (
        "满意率由98.1%提高到99.4%，来信增长8.1%。",
        [
            "满意率 98.1% 请核对：“由98.1%”：是变化前的数",
            "满意率 99.4%",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), REMARKS, ids=[text for text, _ in REMARKS])
def test_numbers_that_are_not_of_the_year_are_remarked(text: str, expected: list[str]) -> None:
    """They stay in the draft, each with the word that tells."""
    dataset, remarks = drafted(text)
    of_figure = dict(remark.split(" ", 1) for remark in remarks)
    assert [
        f"{one.name.zh} {one.printed} {of_figure.get(one.id, '')}".strip()
        for one in dataset.figures.values()
    ] == expected
