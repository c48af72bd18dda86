"""Parts and wholes: which number of a text is a part of which, and what does not add up."""

import pytest

from cppcc_cli.text.numbers import scan
from cppcc_cli.text.relating.arithmetic import miscalculations
from cppcc_cli.text.relating.wholes import relations

# Text, its parts with their wholes, and the questions it raises.
TEXTS = [
    # The nearest number of the unit is the whole, be there a share or a full stop between.
    ("来信300封，其中表扬信120封。", ["120封 < 300封"], []),
    ("来信200封。其中，表扬信14封，建议信186封。", ["14封 < 200封", "186封 < 200封"], []),
    (
        "来信352封，回复率为88.9%，其中表扬信275封、建议信77封。",
        ["275封 < 352封", "77封 < 352封"],
        [],
    ),
    ("来信200封，内容涉及各个方面，其中表扬信14封。", ["14封 < 200封"], []),
    ("来信200封。走访其中最远的村庄14个。", [], []),
    # One that can hold the parts is taken before one that cannot.
    ("发简报402期，播节目24期，其中被转发70余期。", ["70余期 < 402期"], []),
    ("发简报40期，播节目24期，其中被转发70余期。", [], ["70余期 大于总数 24期，请核对"]),
    ("收来信96封，回信50封，其中表扬信60封、建议信36封。", ["60封 < 96封", "36封 < 96封"], []),
    # 其中 begins anew, and ends with its sentence, its bracket, or a stage of the whole.
    (
        "来信100封，其中表扬信30封，其中匿名10封。",
        ["30封 < 100封", "10封 < 30封"],
        [],
    ),
    ("来信100封，其中表扬信30封；办结98封。", ["30封 < 100封"], []),
    ("来信100封，其中表扬信30封；建议信70封。", ["30封 < 100封", "70封 < 100封"], []),
    ("全村16个小组（含散户）共有水塘218个。", [], []),
    ("走访48户（老户30户，新户18户），帮扶9户。", ["30户 < 48户", "18户 < 48户"], []),
    ("走访48户（老户30户，新户28户）。", [], ["30户 + 28户 = 58，而总数为 48户，请核对"]),
    (
        "来信254封，其中表扬信181封，建议信70封。",
        ["181封 < 254封", "70封 < 254封"],
        ["181封 + 70封 = 251，而总数为 254封，请核对"],
    ),
    # 分别 makes parts only of what they add up to.
    ("召开大会1次，例会、碰头会分别为5次、16次。", [], []),
    ("召开会议21次，例会、碰头会分别为5次、16次。", ["5次 < 21次", "16次 < 21次"], []),
    # A share finds its base before its part, in its sentence or the one before.
    (
        "组员300名，其中党员120名，占40%，女组员90名，占30%。",
        ["120名 < 300名", "90名 < 300名"],
        [],
    ),
    (
        "来信363封。其余不计，甲类信219封，占60.3%；乙类信102封，占28.1%；丙类信42封，占11.6%。",
        ["219封 < 363封", "102封 < 363封", "42封 < 363封"],
        [],
    ),
    ("甲类信219封，占60.3%；乙类信102封，占28.1%。", [], []),
    ("来信321封，回信254封，占总数的97.1%。", [], ["254封 / 321封 = 79.1%，而写作 97.1%，请核对"]),
    ("来信321封，回信381封，占来信总数的87.8%。", [], ["381封 大于总数 321封，请核对"]),
    ("贺信3封，回信254封，占来信总数的79.1%。", [], []),
    ("来信96封，甲类30封、乙类18封，合计占50%。", ["30封 < 96封", "18封 < 96封"], []),
    # Shares in a list are those of the parts in a list.
    (
        "来信363封，其中甲类142封、乙类221封，分别占39.1%、60.9%。",
        ["142封 < 363封", "221封 < 363封"],
        [],
    ),
    (
        "来信363封，甲类、乙类分别为142封、221封，占来信总数的39.1%、60.9%。",
        ["142封 < 363封", "221封 < 363封"],
        [],
    ),
    (
        "来信363封，其中甲类142封、乙类221封，分别占39.1%、69.0%。",
        ["142封 < 363封", "221封 < 363封"],
        ["221封 / 363封 = 60.9%，而写作 69.0%，请核对"],
    ),
    ("来信363封，回信100封，占39.1%、60.9%。", [], []),
]


@pytest.mark.parametrize(("text", "parts", "questions"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_parts_wholes_and_questions(text: str, parts: list[str], questions: list[str]) -> None:
    """A fault is asked about only where no reading adds up."""
    found = list(scan(text))
    wholes = relations(text, found)
    assert [f"{part.printed} < {whole.printed}" for part, whole in wholes.items()] == parts
    asked = [one.message.say("zh") for one in miscalculations(text, found)]
    assert asked == questions
